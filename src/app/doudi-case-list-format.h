/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-list.h"
#include "casework/doudi-case-list.h"

G_BEGIN_DECLS

/* Lists of cases in words. */
char *doudi_format_case_list (const DoudiCaseListRow *row);
char *doudi_format_case_list_history (const DoudiCaseListRow *row);
char *doudi_format_case_list_sums (const DoudiCaseListSums *sums);
DoudiListRow *doudi_list_row_new_for_case_list (const DoudiCaseListRow *list);
DoudiListRow *doudi_list_row_new_for_case_list_entry (const DoudiCaseListEntry *entry, const char *marked);

G_END_DECLS
