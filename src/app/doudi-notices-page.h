/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-page.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_NOTICES_PAGE (doudi_notices_page_get_type ())
G_DECLARE_FINAL_TYPE (DoudiNoticesPage, doudi_notices_page, DOUDI, NOTICES_PAGE, DoudiPage)

G_END_DECLS
