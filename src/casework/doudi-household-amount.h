/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-money.h"
#include "policy/doudi-policy.h"
#include "store/doudi-session.h"

G_BEGIN_DECLS

/**
 * DoudiPricing:
 *
 * What the awards of households come to in one month, by the rules known on a day.
 */
typedef struct _DoudiPricing DoudiPricing;

DoudiPricing *doudi_pricing_new (DoudiStore *store, DoudiPolicy *policy, DoudiMonth month, GError **error);
void doudi_pricing_free (DoudiPricing *pricing);
gboolean doudi_pricing_household (DoudiPricing *pricing, gint64 household_id, DoudiFen *amount, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiPricing, doudi_pricing_free)

G_END_DECLS
