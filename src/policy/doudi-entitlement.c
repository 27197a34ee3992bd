/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-entitlement-private.h"

#include "base/doudi-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Shares are hundredths of a percent. */
#define WHOLE (100 * 100)

static gboolean reckon (DoudiReckoning *reckoning, DoudiFen *amount, GError **error);

static DoudiCircumstances
circumstances_of (const DoudiEntitlementFacts *facts, const DoudiTerm *term)
{
  return (DoudiCircumstances){
    .programme = facts->programme,
    .residence = facts->residence,
    .benefit_class = term->benefit_class,
    .care = term->care,
    .self_care = term->self_care,
  };
}

static const DoudiRule *
find_rule (const DoudiReckoning *reckoning, DoudiRuleKind kind, int which)
{
  return doudi_policy_find_rule (reckoning->policy, kind, which, &reckoning->circumstances,
                                 reckoning->month);
}

static int
find_choice (const DoudiReckoning *reckoning, DoudiRuleKind kind, int otherwise)
{
  return doudi_policy_find_choice (reckoning->policy, kind, 0, &reckoning->circumstances,
                                   reckoning->month, otherwise);
}

static gboolean
fail_beyond (const DoudiReckoning *reckoning, GError **error)
{
  doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                   _ ("The amount for %d persons is beyond all measure. Check the standard and the "
                      "number of persons."),
                   reckoning->term->persons);
  return FALSE;
}

static const DoudiPolicyLine *
find_low_income_line (const DoudiReckoning *reckoning)
{
  return doudi_policy_find_line (reckoning->policy, DOUDI_POLICY_LINE_LOW_INCOME_STANDARD,
                                 reckoning->circumstances.residence, reckoning->month);
}

/* Adds up what the parts come to for one person in a year, and lists them if lines are wanted. */
static guint
add_parts (const DoudiReckoning *reckoning, DoudiWide *year, GPtrArray *standards)
{
  const DoudiEntitlementFacts *facts = reckoning->facts;
  DoudiStandardIter iter;
  const DoudiStandard *standard;
  guint n = 0;

  *year = 0;
  doudi_standard_iter_init (&iter, reckoning->policy, &reckoning->circumstances, reckoning->month);
  while ((standard = doudi_standard_iter_next (&iter)) != NULL)
    {
      if (facts->parts != NULL && !g_strv_contains (facts->parts, standard->part))
        continue;
      *year += (DoudiWide) standard->amount * (standard->yearly ? 1 : DOUDI_MONTHS_IN_YEAR);
      if (standards != NULL)
        g_ptr_array_add (standards, (gpointer) standard);
      n++;
    }
  return n;
}

/*
 * doudi_reckoning_standard:
 * @reckoning: of a term with persons
 * @rounding: how a month for one person is rounded
 * @amount: (out): fen for all persons
 * @error: as doudi_entitlement()
 *
 * By the standards that fit: a month for one person is rounded once, then multiplied.
 *
 * Returns: %TRUE with @amount set
 */
gboolean
doudi_reckoning_standard (const DoudiReckoning *reckoning,
                          DoudiRounding rounding,
                          DoudiFen *amount,
                          GError **error)
{
  g_autoptr (GPtrArray) standards = reckoning->lines != NULL ? g_ptr_array_new () : NULL;
  DoudiWide year;
  DoudiFen each;

  if (add_parts (reckoning, &year, standards) == 0)
    return doudi_reckoning_fail_standard (reckoning, error);
  if (!doudi_divide (year, DOUDI_MONTHS_IN_YEAR, rounding, &each)
      || !doudi_money_multiply (each, reckoning->term->persons, amount))
    return fail_beyond (reckoning, error);
  if (standards != NULL)
    doudi_reckoning_explain_standards (reckoning, standards, rounding, each, *amount);
  return TRUE;
}

static DoudiRounding
find_rounding (const DoudiReckoning *reckoning)
{
  return (DoudiRounding) find_choice (reckoning, DOUDI_RULE_ROUNDING, DOUDI_ROUNDING_FEN);
}

static gboolean
reckon_standard (const DoudiReckoning *reckoning, DoudiFen *amount, GError **error)
{
  return doudi_reckoning_standard (reckoning, find_rounding (reckoning), amount, error);
}

/* What the household lacks of the standard for all its persons: multiplied first, rounded once. */
static gboolean
reckon_shortfall (const DoudiReckoning *reckoning, DoudiFen *amount, GError **error)
{
  const DoudiTerm *term = reckoning->term;
  const DoudiPolicyLine *line = find_low_income_line (reckoning);
  const DoudiRule *single
    = term->single_person ? find_rule (reckoning, DOUDI_RULE_SINGLE_PERSON, 0) : NULL;
  DoudiRounding rounding = find_rounding (reckoning);
  DoudiWide standard, lacking;

  if (line == NULL)
    return doudi_reckoning_fail_standard (reckoning, error);
  if (single == NULL && !term->income_known)
    return doudi_reckoning_fail_income (reckoning, error);
  standard = (DoudiWide) line->amount * (DOUDI_MONTHS_IN_YEAR / doudi_policy_line_months (line))
             * term->persons;
  lacking = single != NULL ? standard * single->number
                           : (standard - (DoudiWide) term->yearly_income) * WHOLE;
  if (!doudi_divide (MAX (lacking, 0), DOUDI_MONTHS_IN_YEAR * WHOLE, rounding, amount))
    return fail_beyond (reckoning, error);
  if (reckoning->lines != NULL)
    doudi_reckoning_explain_shortfall (reckoning, line, single, rounding, *amount);
  return TRUE;
}

/* What a person draws of another award in the month; one share of it if it is a household's. */
static gboolean
reckon_drawn (const DoudiReckoning *reckoning,
              const DoudiDrawn *drawn,
              DoudiFen *amount,
              GError **error)
{
  const DoudiTerm *term = doudi_entitlement_term (drawn->facts, reckoning->month);
  const DoudiRule *rule
    = doudi_programmes_meet (reckoning->policy, reckoning->circumstances.programme,
                             drawn->facts->programme, reckoning->month);

  *amount = 0;
  if (rule == NULL || rule->number != DOUDI_EXCLUSION_DIFFERENCE)
    return TRUE;
  if (term == NULL || term->persons <= 0 || reckoning->month < drawn->first_month)
    return TRUE;
  if (!doudi_entitlement (reckoning->policy, drawn->facts, reckoning->month, amount, error))
    return FALSE;
  if (drawn->share)
    *amount = doudi_money_divide_half_up (*amount, term->persons);
  return TRUE;
}

/* The standard less what is drawn already, never below nothing. */
static gboolean
reckon_difference (const DoudiReckoning *reckoning, DoudiFen *amount, GError **error)
{
  if (!reckon_standard (reckoning, amount, error))
    return FALSE;
  for (guint i = 0; i < reckoning->facts->n_drawn; i++)
    {
      const DoudiDrawn *drawn = &reckoning->facts->drawn[i];
      DoudiFen fen;

      if (!reckon_drawn (reckoning, drawn, &fen, error))
        return FALSE;
      if (fen != 0 && reckoning->lines != NULL)
        doudi_reckoning_explain_drawn (reckoning, drawn, fen);
      *amount -= fen;
    }
  if (*amount < 0 && reckoning->lines != NULL)
    doudi_reckoning_explain_floor (reckoning, *amount);
  *amount = MAX (*amount, 0);
  return TRUE;
}

/* What one reason is worth to one person: an amount, or a share of the standard, half-up. */
static DoudiFen
value_of_reason (const DoudiReckoning *reckoning, const DoudiRule *rule)
{
  const DoudiPolicyLine *line;
  DoudiFen fen = 0;

  if (rule->value == DOUDI_RULE_VALUE_AMOUNT)
    return rule->number;
  line = find_low_income_line (reckoning);
  if (line != NULL)
    doudi_divide ((DoudiWide) line->amount * rule->number, doudi_policy_line_months (line) * WHOLE,
                  DOUDI_ROUNDING_FEN, &fen);
  return fen;
}

/* Several reasons of one person: the highest, or all. @rule is that of the first that counts. */
static void
weigh_reasons (const DoudiReckoning *reckoning, DoudiTopUp *top_up)
{
  int stacking = find_choice (reckoning, DOUDI_RULE_TOP_UP_STACKING, DOUDI_STACKING_HIGHEST);

  for (int i = 0; i < DOUDI_N_KEY_REASONS; i++)
    {
      const DoudiRule *rule
        = (top_up->reasons & (1u << i)) != 0 ? find_rule (reckoning, DOUDI_RULE_TOP_UP, i) : NULL;
      DoudiFen fen = rule != NULL ? value_of_reason (reckoning, rule) : 0;

      if (rule != NULL
          && (top_up->rule == NULL || (stacking == DOUDI_STACKING_HIGHEST && fen > top_up->each)))
        top_up->rule = rule;
      top_up->each = stacking == DOUDI_STACKING_SUM ? top_up->each + fen : MAX (top_up->each, fen);
    }
}

static gboolean
add_top_ups (const DoudiReckoning *reckoning, DoudiFen *amount, GError **error)
{
  for (guint set = 1; set < DOUDI_N_KEY_SETS; set++)
    {
      DoudiTopUp top_up = { .reasons = set, .count = reckoning->term->key_persons[set] };
      DoudiFen fen;

      if (top_up.count == 0)
        continue;
      weigh_reasons (reckoning, &top_up);
      if (top_up.rule == NULL)
        continue;
      if (!doudi_money_multiply (top_up.each, top_up.count, &fen))
        return fail_beyond (reckoning, error);
      if (reckoning->lines != NULL)
        doudi_reckoning_explain_top_up (reckoning, &top_up, fen);
      *amount += fen;
    }
  return TRUE;
}

/* The term before the taper began: the last one that was none. */
static const DoudiTerm *
find_term_before (const DoudiReckoning *reckoning, DoudiMonth *since)
{
  const DoudiTerm *before = NULL;

  *since = reckoning->term->from;
  for (const DoudiTerm *term = reckoning->term; term >= reckoning->facts->terms && before == NULL;
       term--)
    {
      if (term->taper)
        *since = term->from;
      else
        before = term;
    }
  return before;
}

/* The share of the month counted from 1: that of the last step begun. */
static const DoudiRule *
find_taper_share (const DoudiReckoning *reckoning, int nth)
{
  int n_steps = 0;

  while (doudi_rule_info (DOUDI_RULE_TAPER_SHARE)->cases[n_steps].name != NULL)
    n_steps++;
  for (int i = MIN (nth, n_steps) - 1; i >= 0; i--)
    {
      const DoudiRule *rule = find_rule (reckoning, DOUDI_RULE_TAPER_SHARE, i);

      if (rule != NULL)
        return rule;
    }
  return NULL;
}

/* While tapering no more than the standard for those who are left. */
static gboolean
cap_taper (const DoudiReckoning *reckoning, DoudiFen *amount, GError **error)
{
  const DoudiPolicyLine *line = find_low_income_line (reckoning);
  DoudiFen cap;

  if (line == NULL)
    return TRUE;
  if (!doudi_divide ((DoudiWide) line->amount * reckoning->term->persons,
                     doudi_policy_line_months (line), DOUDI_ROUNDING_FEN, &cap))
    return fail_beyond (reckoning, error);
  if (*amount > cap && reckoning->lines != NULL)
    doudi_reckoning_explain_cap (reckoning, line, cap, cap - *amount);
  *amount = MIN (*amount, cap);
  return TRUE;
}

/* What the award drew, without top-ups, in the month before the taper. */
static gboolean
reckon_before_taper (const DoudiReckoning *reckoning,
                     const DoudiTerm *before,
                     DoudiMonth since,
                     DoudiFen *amount,
                     GError **error)
{
  DoudiReckoning former = *reckoning;
  DoudiTerm bare = *before;

  memset (bare.key_persons, 0, sizeof bare.key_persons);
  former.term = &bare;
  former.circumstances = circumstances_of (reckoning->facts, &bare);
  former.month = doudi_month_add (since, -1);
  former.lines = NULL;
  return reckon (&former, amount, error);
}

/* Runs out: the amount as before for some months, in full or in steps (民发〔2021〕57号). */
static gboolean
reckon_taper (const DoudiReckoning *reckoning, DoudiFen *amount, GError **error)
{
  DoudiMonth since;
  const DoudiTerm *before = find_term_before (reckoning, &since);
  int nth = doudi_month_between (since, reckoning->month) + 1;
  const DoudiRule *months = find_rule (reckoning, DOUDI_RULE_TAPER_MONTHS, 0);
  const DoudiRule *share = find_taper_share (reckoning, nth);
  DoudiFen former = 0;

  *amount = 0;
  if (months == NULL)
    return doudi_reckoning_fail_standard (reckoning, error);
  if (before != NULL && before->persons > 0 && nth <= months->number)
    {
      if (!reckon_before_taper (reckoning, before, since, &former, error)
          || !doudi_divide ((DoudiWide) former * (share != NULL ? share->number : WHOLE), WHOLE,
                            DOUDI_ROUNDING_FEN, amount))
        return FALSE;
    }
  if (reckoning->lines != NULL)
    doudi_reckoning_explain_taper (reckoning, nth, months, share, former, *amount);
  if (!cap_taper (reckoning, amount, error))
    return FALSE;
  return *amount == 0 || add_top_ups (reckoning, amount, error);
}

/* An award of a term in force with persons, by the method of its programme. */
static gboolean
reckon (DoudiReckoning *reckoning, DoudiFen *amount, GError **error)
{
  gboolean done;

  if (reckoning->term->taper)
    return reckon_taper (reckoning, amount, error);
  switch (find_choice (reckoning, DOUDI_RULE_METHOD, DOUDI_METHOD_STANDARD))
    {
    case DOUDI_METHOD_SHORTFALL:
      done = reckon_shortfall (reckoning, amount, error);
      break;
    case DOUDI_METHOD_DIFFERENCE:
      done = reckon_difference (reckoning, amount, error);
      break;
    default:
      done = reckon_standard (reckoning, amount, error);
      break;
    }
  return done && (*amount == 0 || add_top_ups (reckoning, amount, error));
}

/* Whether the award is in force with anybody covered in the month, and the reckoning set up. */
static gboolean
begin (DoudiReckoning *reckoning)
{
  reckoning->term = doudi_entitlement_term (reckoning->facts, reckoning->month);
  if (reckoning->term == NULL || reckoning->term->persons <= 0)
    return FALSE;
  reckoning->circumstances = circumstances_of (reckoning->facts, reckoning->term);
  return TRUE;
}

/**
 * doudi_entitlement_term:
 * @facts: facts of an award
 * @month: a month
 *
 * Returns: (transfer none) (nullable): the term in force in @month, %NULL before the first one
 */
const DoudiTerm *
doudi_entitlement_term (const DoudiEntitlementFacts *facts, DoudiMonth month)
{
  const DoudiTerm *found = NULL;

  for (guint i = 0; i < facts->n_terms && facts->terms[i].from <= month; i++)
    found = &facts->terms[i];
  return found;
}

/**
 * doudi_entitlement:
 * @policy: what is known
 * @facts: facts of an award
 * @month: the month it is for
 * @amount: (out): fen for the month, >= 0
 * @error: %DOUDI_ERROR_NO_STANDARD if a term is in force and no amount is;
 *   %DOUDI_ERROR_NO_FACT if the shortfall of a household is asked for whose income was not
 * assessed; %DOUDI_ERROR_BAD_DATA if the product is beyond all measure
 *
 * What an award is worth in a month, by the method that the policy chooses for its programme:
 *
 * - "standard": the amounts of all parts for one person, yearly ones divided by twelve, rounded
 *   once, so that every person of an award draws the same, times the persons (prefecture plan 2018,
 *   二.1(1) by the month, 二.2(1) by the year). Parts that are asked for and have no amount count
 *   nothing as long as one has.
 * - "shortfall": the low-income standard times the persons, less the household's income, rounded
 *   once (民发〔2021〕57号); for a single person of a household that does not draw, the share of
 * the standard that the policy gives, if it gives one (ministry notice 2019-09-13, 二).
 * - "difference": as "standard", less what the person draws of other awards (民发〔2019〕62号).
 *
 * To these come the top-ups for key people (prefecture plan 2018, 二.1(4)). A taper draws what was
 * drawn before it for so many months, in full or in steps, and no more than the standard. Nothing
 * is due without a term in force or without persons.
 *
 * Returns: %TRUE with @amount set, %FALSE with @error set
 */
gboolean
doudi_entitlement (const DoudiPolicy *policy,
                   const DoudiEntitlementFacts *facts,
                   DoudiMonth month,
                   DoudiFen *amount,
                   GError **error)
{
  DoudiReckoning reckoning = { .policy = policy, .facts = facts, .month = month };

  *amount = 0;
  return !begin (&reckoning) || reckon (&reckoning, amount, error);
}

/**
 * doudi_entitlement_explain:
 * @policy: what is known
 * @facts: facts of an award
 * @month: the month it is for
 * @language: of the lines
 * @amount: (out): fen for the month
 * @error: as doudi_entitlement()
 *
 * doudi_entitlement() with its reasons: the lines are written by the very steps that make the
 * amount, and those that add come to it. A line "monthly-standard" for each monthly part, coming to
 * the amount for all persons; a line "yearly-standard" for each yearly part, coming to a year for
 * one person, and after these one "year-to-month"; or "shortfall"; then "drawn-already", "top-up",
 * "taper" and what keeps within limits; or a single "no-term" or "no-persons".
 *
 * Returns: (transfer full) (element-type DoudiExplanationLine): the lines, %NULL with @error set
 */
GPtrArray *
doudi_entitlement_explain (const DoudiPolicy *policy,
                           const DoudiEntitlementFacts *facts,
                           DoudiMonth month,
                           DoudiLanguage language,
                           DoudiFen *amount,
                           GError **error)
{
  g_autoptr (GPtrArray) lines = doudi_explanation_new ();
  DoudiReckoning reckoning
    = { .policy = policy, .facts = facts, .month = month, .language = language, .lines = lines };

  *amount = 0;
  if (!begin (&reckoning))
    doudi_reckoning_explain_nothing (&reckoning);
  else if (!reckon (&reckoning, amount, error))
    return NULL;
  return g_steal_pointer (&lines);
}

/**
 * doudi_arrears:
 * @policy: what is known
 * @facts: facts of an award
 * @through: the last month that is compared
 * @months: (inout) (array length=n_months): @month and @paid are given, @due is set
 * @n_months: how many
 * @error: as doudi_entitlement()
 *
 * Compares what is due with what was paid, month by month (prefecture plan 2018, 二.1(1) and
 * 二.2(1): a raise is paid back from its first month). The difference due − paid is back-pay, or
 * recovery below 0. Of a month after @through nothing is due yet beyond what was paid, so that
 * there is no difference.
 *
 * Returns: %TRUE with @months filled, %FALSE with @error set
 */
gboolean
doudi_arrears (const DoudiPolicy *policy,
               const DoudiEntitlementFacts *facts,
               DoudiMonth through,
               DoudiArrearsMonth *months,
               guint n_months,
               GError **error)
{
  for (guint i = 0; i < n_months; i++)
    {
      if (months[i].month > through)
        months[i].due = months[i].paid;
      else if (!doudi_entitlement (policy, facts, months[i].month, &months[i].due, error))
        return FALSE;
    }
  return TRUE;
}
