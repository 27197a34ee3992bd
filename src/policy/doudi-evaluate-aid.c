/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-evaluate-asks.h"
#include "policy/doudi-price-subsidy.h"
#include "policy/doudi-temporary-aid.h"

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

/* The kinds of the vocabulary, and after them what happened in a sudden accident: fire and traffic
 * (prefecture plan 2018, 二.4(1)), fire, traffic and illness (provincial rule 2021). */
static gboolean
load_kind (const DoudiJsonValue *given, DoudiAidKind *kind, GError **error)
{
  static const char *const names[] = { "expense", "urgent",  "urgent-small", "accident", "special",
                                       "fire",    "traffic", "illness",      NULL };
  int index = 0;

  if (!doudi_json_get_word (given, "kind", DOUDI_JSON_REQUIRED, names, &index, error))
    return FALSE;
  *kind = index > DOUDI_AID_KIND_SPECIAL ? DOUDI_AID_KIND_ACCIDENT : (DoudiAidKind) index;
  return TRUE;
}

static gboolean
load_aid (const DoudiJsonValue *given, DoudiAidFacts *facts, GError **error)
{
  *facts = (DoudiAidFacts){ .persons = DOUDI_AID_UNKNOWN,
                            .months = DOUDI_AID_UNKNOWN,
                            .standard = DOUDI_AID_UNKNOWN,
                            .assessed = DOUDI_AID_UNKNOWN };
  return load_kind (given, &facts->kind, error)
         && doudi_given_count (given, "persons", DOUDI_JSON_OPTIONAL, &facts->persons, error)
         && doudi_given_count (given, "months", DOUDI_JSON_OPTIONAL, &facts->months, error)
         && doudi_given_amount (given, "urban_monthly_standard", DOUDI_JSON_OPTIONAL,
                                &facts->standard, error)
         && doudi_given_amount (given, "assessed", DOUDI_JSON_OPTIONAL, &facts->assessed, error)
         && doudi_given_count (given, "previous_same_cause", DOUDI_JSON_OPTIONAL, &facts->earlier,
                               error)
         && doudi_json_get_month (given, "month", DOUDI_JSON_OPTIONAL, &facts->month, error);
}

/* Whether what the way needs is there. */
static gboolean
check_needed (const DoudiJsonValue *given, const DoudiRule *way, GError **error)
{
  static const char *const of_formula[] = { "persons", "months", "urban_monthly_standard", NULL };
  static const char *const of_others[] = { "assessed", NULL };
  const char *const *needed = way->number == DOUDI_AID_FORMULA ? of_formula : of_others;

  for (int i = 0; needed[i] != NULL; i++)
    {
      if (doudi_json_get_member (given, needed[i]) != NULL)
        continue;
      doudi_json_value_set_error (given, error, _ ("“%s” is missing"), needed[i]);
      return FALSE;
    }
  return TRUE;
}

static void
answer_aid (JsonBuilder *answer, const DoudiAid *result)
{
  const DoudiRuleInfo *info = doudi_rule_info (DOUDI_RULE_AID_WAY);
  g_autoptr (GPtrArray) flags = g_ptr_array_new ();

  for (guint i = 0; i < DOUDI_N_AID_FLAGS; i++)
    {
      if ((result->flags & (1u << i)) != 0)
        g_ptr_array_add (flags, (gpointer) doudi_aid_flag_names ()[i]);
    }
  doudi_answer_amount (answer, "amount", result->amount);
  doudi_answer_strings (answer, "flags", flags);
  doudi_answer_string (answer, "kind", info->cases[result->kind].name);
  doudi_answer_string (answer, "way", info->choices[result->way].name);
}

/**
 * doudi_ask_temporary_aid:
 * @evaluation: what the cases share
 * @given: rule, kind (expense, urgent, urgent-small, accident, special; fire, traffic and illness
 *   are accidents); persons, months, urban_monthly_standard for the formula; assessed for the other
 *   ways; optional previous_same_cause (how often this year), month, known_on
 * @answer: amount, flags (months-capped, case-by-case, amount-capped, repeated-cause), kind and way
 *   that applied, explanation
 * @error: a member is wrong or missing, or nothing is said of the kind
 *
 * What a household is given: doudi_temporary_aid().
 *
 * Returns: %TRUE if answered
 */
gboolean
doudi_ask_temporary_aid (DoudiEvaluation *evaluation,
                         const DoudiJsonValue *given,
                         JsonBuilder *answer,
                         GError **error)
{
  g_autoptr (DoudiPolicy) policy = doudi_evaluation_load_rules (evaluation, given, NULL, error);
  g_autoptr (GPtrArray) lines = NULL;
  DoudiAidFacts facts;
  DoudiAid result;
  const DoudiRule *way;

  if (policy == NULL || !load_aid (given, &facts, error))
    return FALSE;
  way = doudi_temporary_aid_way (policy, &facts);
  if (way != NULL && !check_needed (given, way, error))
    return FALSE;
  lines = doudi_temporary_aid (policy, &facts, DOUDI_LANGUAGE_INTERFACE, &result, error);
  if (lines == NULL)
    return FALSE;
  answer_aid (answer, &result);
  doudi_answer_explanation (answer, lines);
  return TRUE;
}

/**
 * doudi_ask_township_reserve:
 * @evaluation: what the cases share
 * @given: registered_population, spent, request; optional replenished, rule or policy
 *   (gannan-2018 if absent), month, known_on
 * @answer: fund, balance, outcome (pay-from-reserve or refer-to-county), explanation
 * @error: a member is wrong, or the rule has no reserve
 *
 * Whether a township pays from its reserve: doudi_township_reserve().
 *
 * Returns: %TRUE if answered
 */
gboolean
doudi_ask_township_reserve (DoudiEvaluation *evaluation,
                            const DoudiJsonValue *given,
                            JsonBuilder *answer,
                            GError **error)
{
  g_autoptr (DoudiPolicy) policy
    = doudi_evaluation_load_rules (evaluation, given, DOUDI_PREFECTURE_PLAN, error);
  g_autoptr (GPtrArray) lines = NULL;
  DoudiReserveFacts facts = { 0 };
  DoudiReserve result;

  if (policy == NULL
      || !doudi_given_count (given, "registered_population", DOUDI_JSON_REQUIRED, &facts.population,
                             error)
      || !doudi_given_amount (given, "spent", DOUDI_JSON_REQUIRED, &facts.spent, error)
      || !doudi_given_amount (given, "request", DOUDI_JSON_REQUIRED, &facts.request, error)
      || !doudi_given_amount (given, "replenished", DOUDI_JSON_OPTIONAL, &facts.replenished, error)
      || !doudi_json_get_month (given, "month", DOUDI_JSON_OPTIONAL, &facts.month, error))
    return FALSE;
  lines = doudi_township_reserve (policy, &facts, DOUDI_LANGUAGE_INTERFACE, &result, error);
  if (lines == NULL)
    return FALSE;
  doudi_answer_amount (answer, "fund", result.fund);
  doudi_answer_amount (answer, "balance", result.balance);
  doudi_answer_string (answer, "outcome", result.enough ? "pay-from-reserve" : "refer-to-county");
  doudi_answer_explanation (answer, lines);
  return TRUE;
}
