/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-page.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_REPORTS_PAGE (doudi_reports_page_get_type ())
G_DECLARE_FINAL_TYPE (DoudiReportsPage, doudi_reports_page, DOUDI, REPORTS_PAGE, DoudiPage)

G_END_DECLS
