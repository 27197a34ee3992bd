/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "policy/doudi-explanation.h"
#include "policy/doudi-policy.h"

G_BEGIN_DECLS

/**
 * DoudiPriceIndex:
 *
 * How much an index of prices rose in a month against the same month of the year before.
 *
 * @known: whether it was published
 * @rise: hundredths of a percent, below 0 for a fall
 */
typedef struct
{
  gboolean known;
  gint64 rise;
} DoudiPriceIndex;

/**
 * DoudiPriceFacts:
 * @index_month: the month the indices are of
 * @indices: by the cases of the rule "price-trigger"
 * @persons: who draw it, 0 or more
 * @base: what it is a share of, a month for one person (the local low-income standard), fen
 */
typedef struct
{
  DoudiMonth index_month;
  DoudiPriceIndex indices[DOUDI_N_PRICE_INDICES];
  gint64 persons;
  DoudiFen base;
} DoudiPriceFacts;

/**
 * DoudiPriceSubsidy:
 * @triggered: whether any index reached its line
 * @triggered_by: which did
 * @per_person: fen, 0 unless @triggered
 * @total: for all persons
 * @payment: (nullable): how soon after publication it is due, %NULL where nothing is said
 */
typedef struct
{
  gboolean triggered;
  gboolean triggered_by[DOUDI_N_PRICE_INDICES];
  DoudiFen per_person;
  DoudiFen total;
  const DoudiRule *payment;
} DoudiPriceSubsidy;

GPtrArray *doudi_price_subsidy (const DoudiPolicy *policy, const DoudiPriceFacts *facts, DoudiLanguage language, DoudiPriceSubsidy *result, GError **error);

G_END_DECLS
