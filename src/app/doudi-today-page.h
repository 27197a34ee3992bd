/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-page.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_TODAY_PAGE (doudi_today_page_get_type ())
G_DECLARE_FINAL_TYPE (DoudiTodayPage, doudi_today_page, DOUDI, TODAY_PAGE, DoudiPage)

/**
 * DoudiTodayPage:
 *
 * What waits for the person signed in, overdue first; and this month's money against the last.
 *
 * Its signal "activated" hands over the name of a page and what to show there.
 */

G_END_DECLS
