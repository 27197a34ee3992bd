/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-page.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_APPLICATIONS_PAGE (doudi_applications_page_get_type ())
G_DECLARE_FINAL_TYPE (DoudiApplicationsPage, doudi_applications_page, DOUDI, APPLICATIONS_PAGE, DoudiPage)

/**
 * DoudiApplicationsPage:
 *
 * Cases by step, those nearest to their day first, and beside the list the case that is selected:
 * from here it is worked on.
 */
void doudi_applications_page_show (DoudiApplicationsPage *self, const char *object);

G_END_DECLS
