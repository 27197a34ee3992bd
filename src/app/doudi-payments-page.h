/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-page.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_PAYMENTS_PAGE (doudi_payments_page_get_type ())
G_DECLARE_FINAL_TYPE (DoudiPaymentsPage, doudi_payments_page, DOUDI, PAYMENTS_PAGE, DoudiPage)

G_END_DECLS
