/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-page.h"
#include "policy/doudi-programme.h"

G_BEGIN_DECLS

/* The forms of a case on the screen: opened, kept as drafts while somebody types, saved. A page
 * that opens one shows the case again when it is saved. */
void doudi_case_forms_open_new (DoudiPage *page, DoudiProgramme programme);
void doudi_case_forms_fill (DoudiPage *page, gint64 application, const char *form);
void doudi_case_forms_read (DoudiPage *page, gint64 filled_form);
gboolean doudi_case_forms_read_in (GtkWindow *parent, DoudiCaseload *caseload, gint64 filled_form, GError **error);
void doudi_case_forms_show (DoudiPage *page, gint64 application);
void doudi_case_forms_resume (DoudiPage *page, const char *form, const char *subject);

G_END_DECLS
