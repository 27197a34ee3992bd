/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "paper/doudi-form-sheet.h"
#include "store/doudi-session.h"

G_BEGIN_DECLS

gboolean doudi_form_print_record (DoudiSession *session, DoudiSheet *sheet, const char *object, const char *form, GError **error);
gboolean doudi_form_print_write (DoudiSession *session, DoudiSheet *sheet, const char *object, const char *form, const char *path, GError **error);

G_END_DECLS
