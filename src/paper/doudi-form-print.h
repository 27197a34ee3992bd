/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "casework/doudi-case-read.h"
#include "paper/doudi-form-sheet.h"
#include "store/doudi-change-store.h"
#include "store/doudi-session.h"

G_BEGIN_DECLS

DoudiSheet *doudi_form_sheet_of_case (DoudiSession *session, const DoudiCase *of, DoudiForm *form, GError **error);
DoudiSheet *doudi_form_sheet_of_change (DoudiSession *session, const DoudiChangeRow *of, DoudiForm *form, GError **error);
gboolean doudi_form_print_record (DoudiSession *session, DoudiSheet *sheet, const char *object, const char *form, GError **error);
gboolean doudi_form_print_write (DoudiSession *session, DoudiSheet *sheet, const char *object, const char *form, const char *path, GError **error);

G_END_DECLS
