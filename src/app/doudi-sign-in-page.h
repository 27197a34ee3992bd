/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "app/doudi-caseload.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_SIGN_IN_PAGE (doudi_sign_in_page_get_type ())
G_DECLARE_FINAL_TYPE (DoudiSignInPage, doudi_sign_in_page, DOUDI, SIGN_IN_PAGE, GtkWidget)

void doudi_sign_in_page_set_caseload (DoudiSignInPage *self, DoudiCaseload *caseload);
void doudi_sign_in_page_report_error (DoudiSignInPage *self, const GError *error);

G_END_DECLS
