/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-page.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_CHECKS_PAGE (doudi_checks_page_get_type ())
G_DECLARE_FINAL_TYPE (DoudiChecksPage, doudi_checks_page, DOUDI, CHECKS_PAGE, DoudiPage)

G_END_DECLS
