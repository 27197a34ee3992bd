/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "paper/doudi-sheet.h"
#include "store/doudi-session.h"

G_BEGIN_DECLS

/**
 * DoudiHouseholdSheet:
 *
 * What the page 家庭信息页 says: one household on one sheet of A4, for its file. It never hangs: it
 * names persons. Immutable, and without Pango: it may go from thread to thread, the sheet made from it
 * may not.
 */
typedef struct _DoudiHouseholdSheet DoudiHouseholdSheet;

DoudiHouseholdSheet *doudi_household_sheet_build (DoudiSession *session, gint64 household_id, gboolean full, GError **error);
void doudi_household_sheet_free (DoudiHouseholdSheet *page);
gint64 doudi_household_sheet_get_household (const DoudiHouseholdSheet *page);
const char *doudi_household_sheet_get_digest (const DoudiHouseholdSheet *page);
char *doudi_household_sheet_dup_file_name (const DoudiHouseholdSheet *page);
DoudiSheet *doudi_household_sheet_lay_out (const DoudiHouseholdSheet *page, GError **error);
gboolean doudi_household_sheet_record (DoudiSession *session, const DoudiHouseholdSheet *page, GError **error);
gboolean doudi_household_sheet_write (DoudiSession *session, const DoudiHouseholdSheet *page, const char *path, guint *n_pages, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiHouseholdSheet, doudi_household_sheet_free)

G_END_DECLS
