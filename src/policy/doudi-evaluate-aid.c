/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-evaluate-asks.h"
#include "policy/doudi-price-subsidy.h"

#include <glib/gi18n-lib.h>

/* No index rises or falls by more: who enters the index itself (105.1) is told. */
#define RISE_MAX (100 * 100)

/* A rise in percent as a text; absent or null where it is not published. */
static gboolean
load_index (const DoudiJsonValue *given, const char *name, DoudiPriceIndex *index, GError **error)
{
  const char *text = NULL;

  if (!doudi_json_get_string (given, name, DOUDI_JSON_OPTIONAL, &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  index->known = TRUE;
  if (doudi_percent_parse (text, &index->rise) && ABS (index->rise) <= RISE_MAX)
    return TRUE;
  doudi_json_value_set_error (doudi_json_get_member (given, name), error,
                              _ ("“%s” may not be “%s”; allowed is the rise in percent as a text "
                                 "with at most two decimals, such as \"5.1\", from -100 to 100"),
                              name, text);
  return FALSE;
}

static gboolean
load_prices (const DoudiJsonValue *given, DoudiPriceFacts *facts, GError **error)
{
  static const char *const names[DOUDI_N_PRICE_INDICES] = { "cpi", "cpi_food", "low_income_index" };

  if (!doudi_json_get_month (given, "index_month", DOUDI_JSON_REQUIRED, &facts->index_month, error)
      || !doudi_given_count (given, "persons", DOUDI_JSON_REQUIRED, &facts->persons, error)
      || !doudi_given_amount (given, "base", DOUDI_JSON_REQUIRED, &facts->base, error))
    return FALSE;
  for (int i = 0; i < DOUDI_N_PRICE_INDICES; i++)
    {
      if (!load_index (given, names[i], &facts->indices[i], error))
        return FALSE;
    }
  return TRUE;
}

static void
answer_price_subsidy (JsonBuilder *answer, const DoudiPriceSubsidy *result)
{
  const DoudiWord *indices = doudi_rule_info (DOUDI_RULE_PRICE_TRIGGER)->cases;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (int i = 0; i < DOUDI_N_PRICE_INDICES; i++)
    {
      if (result->triggered_by[i])
        g_ptr_array_add (names, (gpointer) indices[i].name);
    }
  doudi_answer_boolean (answer, "triggered", result->triggered);
  doudi_answer_strings (answer, "triggered_by", names);
  doudi_answer_amount (answer, "per_person", result->per_person);
  doudi_answer_amount (answer, "total", result->total);
  doudi_answer_rule_days (answer, result->payment);
}

/**
 * doudi_ask_price_subsidy:
 * @evaluation: what the cases share
 * @given: rule, index_month, persons, base; cpi, cpi_food, low_income_index: rises in percent as
 *   texts, absent or null where not published; optional known_on
 * @answer: triggered, triggered_by (cpi, cpi-food, low-income-index), per_person, total; days and
 *   counting of the payment after publication, null where nothing is said; explanation
 * @error: a member is wrong, or nothing triggers in that month
 *
 * The price-linked subsidy of a month: doudi_price_subsidy().
 *
 * Returns: %TRUE if answered
 */
gboolean
doudi_ask_price_subsidy (DoudiEvaluation *evaluation,
                         const DoudiJsonValue *given,
                         JsonBuilder *answer,
                         GError **error)
{
  g_autoptr (DoudiPolicy) policy = doudi_evaluation_load_rules (evaluation, given, NULL, error);
  g_autoptr (GPtrArray) lines = NULL;
  DoudiPriceFacts facts = { 0 };
  DoudiPriceSubsidy result;

  if (policy == NULL || !load_prices (given, &facts, error))
    return FALSE;
  lines = doudi_price_subsidy (policy, &facts, DOUDI_LANGUAGE_INTERFACE, &result, error);
  if (lines == NULL)
    return FALSE;
  answer_price_subsidy (answer, &result);
  doudi_answer_explanation (answer, lines);
  return TRUE;
}
