/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-page.h"
#include "policy/doudi-form-answers.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_FORM_PRINT_WINDOW (doudi_form_print_window_get_type ())
G_DECLARE_FINAL_TYPE (DoudiFormPrintWindow, doudi_form_print_window, DOUDI, FORM_PRINT_WINDOW, GtkWindow)

/**
 * DoudiFormPrintWindow:
 *
 * A form or a slip of a case as it will be printed: looked at, printed, saved. What leaves the
 * program is worked out anew on the writing connection and written into the log first.
 */
void doudi_form_print (DoudiPage *page, gint64 application, const char *form);
gboolean doudi_form_print_preview (DoudiCaseload *caseload, GtkWindow *parent, const DoudiFormAnswers *answers, const char *hint, GError **error);

G_END_DECLS
