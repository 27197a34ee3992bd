/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-entitlement.h"

#include "base/doudi-error.h"

#include <glib/gi18n-lib.h>

#define MONTHS_IN_YEAR 12

/* What the amounts that hold come to for one person, before the year is divided. */
typedef struct
{
  DoudiFen monthly;
  DoudiFen yearly;
  guint n;
} Sum;

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

static gboolean
counts_part (const DoudiEntitlementFacts *facts, const DoudiStandard *standard)
{
  return facts->parts == NULL || g_strv_contains (facts->parts, standard->part);
}

static Sum
add_parts (const DoudiPolicy *policy,
           const DoudiEntitlementFacts *facts,
           const DoudiTerm *term,
           DoudiMonth month)
{
  DoudiCircumstances circumstances = circumstances_of (facts, term);
  DoudiStandardIter iter;
  const DoudiStandard *standard;
  Sum sum = { 0 };

  doudi_standard_iter_init (&iter, policy, &circumstances, month);
  while ((standard = doudi_standard_iter_next (&iter)) != NULL)
    {
      if (!counts_part (facts, standard))
        continue;
      *(standard->yearly ? &sum.yearly : &sum.monthly) += standard->amount;
      sum.n++;
    }
  return sum;
}

static const char *
class_text (DoudiLanguage language, int benefit_class)
{
  static const char *const texts[]
    = { N_ ("Class I"), N_ ("Class II"), N_ ("Class III"), N_ ("Class IV") };

  return doudi_say (language, _ (texts[CLAMP (benefit_class, 1, 4) - 1]),
                    doudi_class_chinese (benefit_class));
}

static const char *
care_text (DoudiLanguage language, DoudiCare care)
{
  return doudi_say (language,
                    care == DOUDI_CARE_HOME ? _ ("care at home") : _ ("care in an institution"),
                    doudi_care_chinese (care));
}

static const char *
self_care_text (DoudiLanguage language, DoudiSelfCare self_care)
{
  static const char *const texts[]
    = { N_ ("self-care able"), N_ ("self-care partly"), N_ ("self-care unable") };

  return doudi_say (language, _ (texts[CLAMP ((int) self_care, 1, 3) - 1]),
                    doudi_self_care_chinese (self_care));
}

static const char *
residence_text (DoudiLanguage language, DoudiResidence residence)
{
  return residence == DOUDI_RESIDENCE_RURAL ? doudi_say (language, _ ("rural"), "农村")
                                            : doudi_say (language, _ ("urban"), "城市");
}

/* Joins and empties @words. */
static char *
join_words (DoudiLanguage language, GPtrArray *words)
{
  g_ptr_array_add (words, NULL);
  /* Translators: between the items of "Class I, 310.00 yuan a person and month, 3 persons" */
  return g_strjoinv (doudi_say (language, C_ ("list", ", "), "，"), (GStrv) words->pdata);
}

static void
add_circumstances (GPtrArray *words,
                   DoudiLanguage language,
                   const DoudiCircumstances *circumstances)
{
  if (circumstances->residence != DOUDI_RESIDENCE_ANY)
    g_ptr_array_add (words, g_strdup (residence_text (language, circumstances->residence)));
  if (circumstances->benefit_class != 0)
    g_ptr_array_add (words, g_strdup (class_text (language, circumstances->benefit_class)));
  if (circumstances->care != DOUDI_CARE_NONE)
    g_ptr_array_add (words, g_strdup (care_text (language, circumstances->care)));
  if (circumstances->self_care != DOUDI_SELF_CARE_UNKNOWN)
    g_ptr_array_add (words, g_strdup (self_care_text (language, circumstances->self_care)));
}

static void
set_no_standard (GError **error,
                 const DoudiPolicy *policy,
                 const DoudiCircumstances *circumstances,
                 DoudiMonth month)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *whom = NULL;
  g_autofree char *when = doudi_month_format_iso (month);
  g_autofree char *known = doudi_day_format_iso (doudi_policy_get_known_on (policy));

  g_ptr_array_add (words, g_strdup (_ (doudi_programme_info (circumstances->programme)->label)));
  add_circumstances (words, DOUDI_LANGUAGE_INTERFACE, circumstances);
  whom = join_words (DOUDI_LANGUAGE_INTERFACE, words);
  if (doudi_policy_get_known_on (policy) == DOUDI_DAY_NONE)
    doudi_error_set (
      error, DOUDI_ERROR_NO_STANDARD, NULL,
      _ ("No standard is in force in %s for: %s. Adopt the policy document that has it."), when,
      whom);
  else
    doudi_error_set (error, DOUDI_ERROR_NO_STANDARD, NULL,
                     _ ("No standard known on %s is in force in %s for: %s. Adopt the policy "
                        "document that has it."),
                     known, when, whom);
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
 *   %DOUDI_ERROR_BAD_DATA if the product is beyond all measure
 *
 * What an award is worth in a month: the amounts of all parts for one person, times the persons.
 * Yearly amounts are added, divided by twelve and rounded half-up to the fen once, for one person,
 * so that every person of an award draws the same (prefecture plan 2018, 二.1(1) by the month,
 * 二.2(1) by the year). Nothing is due without a term in force or without persons. Parts that are
 * asked for and have no amount count nothing as long as one has.
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
  const DoudiTerm *term = doudi_entitlement_term (facts, month);
  Sum sum;

  *amount = 0;
  if (term == NULL || term->persons <= 0)
    return TRUE;
  sum = add_parts (policy, facts, term, month);
  if (sum.n == 0)
    {
      DoudiCircumstances circumstances = circumstances_of (facts, term);

      set_no_standard (error, policy, &circumstances, month);
      return FALSE;
    }
  if (doudi_money_multiply (sum.monthly + doudi_money_divide_half_up (sum.yearly, MONTHS_IN_YEAR),
                            term->persons, amount))
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                   _ ("The amount for %d persons is beyond all measure. Check the standard and the "
                      "number of persons."),
                   term->persons);
  return FALSE;
}

/* Fills in what @standard is and where it is from. */
static void
cite (DoudiExplanationLine *line, const DoudiStandard *standard)
{
  g_free (line->source);
  line->source = g_strdup (standard->source);
  line->sure = standard->sure;
  g_free (line->note);
  line->note = g_strdup (standard->note != NULL ? standard->note : "");
}

static void
set_amount (DoudiExplanationLine *line, char *arithmetic, DoudiFen amount, gboolean adds)
{
  g_free (line->arithmetic);
  line->arithmetic = arithmetic;
  g_free (line->result);
  line->result = doudi_money_format (amount);
  line->amount = amount;
  line->adds = adds;
}

/* "310.00 × 3 = 930.00"; just the amount for one person. */
static char *
multiply_text (DoudiFen amount, int persons, DoudiFen product)
{
  g_autofree char *one = doudi_money_format (amount);
  g_autofree char *all = doudi_money_format (product);

  return persons == 1 ? g_steal_pointer (&one)
                      : g_strdup_printf ("%s × %d = %s", one, persons, all);
}

static char *
part_text (DoudiLanguage language, const char *part)
{
  if (g_str_equal (part, "provincial"))
    return g_strdup (doudi_say (language, _ ("provincial part"), "省级补助"));
  if (g_str_equal (part, "local"))
    return g_strdup (doudi_say (language, _ ("local part"), "州县补助"));
  return g_strdup_printf (doudi_say (language, _ ("part “%s”"), "“%s”部分"), part);
}

/* Such as "Class I, 310.00 yuan a person and month, 3 persons". A year is told for one person. */
static char *
standard_text (DoudiLanguage language, const DoudiStandard *standard, int persons)
{
  DoudiCircumstances circumstances = {
    .benefit_class = standard->benefit_class,
    .care = standard->care,
    .self_care = standard->self_care,
  };
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *amount = doudi_money_format (standard->amount);

  add_circumstances (words, language, &circumstances);
  if (*standard->part != '\0')
    g_ptr_array_add (words, part_text (language, standard->part));
  if (standard->yearly)
    {
      g_ptr_array_add (
        words, g_strdup_printf (
                 doudi_say (language, _ ("%s yuan a person and year"), "每人每年%s元"), amount));
      return join_words (language, words);
    }
  g_ptr_array_add (
    words, g_strdup_printf (doudi_say (language, _ ("%s yuan a person and month"), "每人每月%s元"),
                            amount));
  g_ptr_array_add (
    words, g_strdup_printf (
             doudi_say (language, ngettext ("%d person", "%d persons", (gulong) persons), "%d人"),
             persons));
  return join_words (language, words);
}

static void
explain_standard (GPtrArray *lines,
                  DoudiLanguage language,
                  const DoudiStandard *standard,
                  int persons)
{
  DoudiFen product = standard->amount;
  DoudiExplanationLine *line;

  if (!standard->yearly)
    doudi_money_multiply (standard->amount, persons, &product);
  line = doudi_explanation_add (lines, standard->yearly ? "yearly-standard" : "monthly-standard",
                                standard->yearly
                                  ? doudi_say (language, _ ("Yearly standard"), "年标准")
                                  : doudi_say (language, _ ("Monthly standard"), "月标准"),
                                standard_text (language, standard, persons));
  set_amount (line,
              standard->yearly ? doudi_money_format (standard->amount)
                               : multiply_text (standard->amount, persons, product),
              product, !standard->yearly);
  cite (line, standard);
}

/* "(5832.00 + 600.00) ÷ 12 = 536.00", and times the persons where there are several. */
static char *
year_arithmetic (const GString *parts,
                 gboolean several,
                 DoudiFen month,
                 int persons,
                 DoudiFen product)
{
  g_autofree char *quotient = doudi_money_format (month);
  g_autofree char *divided = g_strdup_printf (several ? "(%s) ÷ %d = %s" : "%s ÷ %d = %s",
                                              parts->str, MONTHS_IN_YEAR, quotient);
  g_autofree char *multiplied = multiply_text (month, persons, product);

  return persons == 1 ? g_steal_pointer (&divided)
                      : g_strdup_printf ("%s; %s", divided, multiplied);
}

/* Adds the line for a year's amounts, if there are any. */
static void
explain_year (GPtrArray *lines, DoudiLanguage language, GPtrArray *standards, int persons)
{
  g_autoptr (GString) parts = g_string_new (NULL);
  const DoudiStandard *first = NULL;
  DoudiFen yearly = 0, month, product = 0;
  gboolean sure = TRUE, several = FALSE;
  DoudiExplanationLine *line;

  for (guint i = 0; i < standards->len; i++)
    {
      const DoudiStandard *standard = g_ptr_array_index (standards, i);
      g_autofree char *amount = doudi_money_format (standard->amount);

      if (!standard->yearly)
        continue;
      several = first != NULL;
      g_string_append_printf (parts, several ? " + %s" : "%s", amount);
      first = several ? first : standard;
      yearly += standard->amount;
      sure = sure && standard->sure;
    }
  if (first == NULL)
    return;
  month = doudi_money_divide_half_up (yearly, MONTHS_IN_YEAR);
  doudi_money_multiply (month, persons, &product);
  line = doudi_explanation_add (
    lines, "year-to-month", doudi_say (language, _ ("Year to month"), "年标准折月"),
    g_strdup (doudi_say (language,
                         _ ("A twelfth of the year's amounts, rounded half-up to the fen"),
                         "年标准合计除以12，四舍五入到分")));
  set_amount (line, year_arithmetic (parts, several, month, persons, product), product, TRUE);
  cite (line, first);
  line->sure = sure;
}

/* The amounts of the parts that count. */
static GPtrArray *
list_standards (const DoudiPolicy *policy,
                const DoudiEntitlementFacts *facts,
                const DoudiTerm *term,
                DoudiMonth month)
{
  DoudiCircumstances circumstances = circumstances_of (facts, term);
  GPtrArray *standards = g_ptr_array_new ();
  DoudiStandardIter iter;
  const DoudiStandard *standard;

  doudi_standard_iter_init (&iter, policy, &circumstances, month);
  while ((standard = doudi_standard_iter_next (&iter)) != NULL)
    {
      if (counts_part (facts, standard))
        g_ptr_array_add (standards, (gpointer) standard);
    }
  return standards;
}

/* Why nothing is due: @term is %NULL or covers nobody. */
static void
explain_nothing (GPtrArray *lines, DoudiLanguage language, const DoudiTerm *term)
{
  const char *rule = term == NULL ? "no-term" : "no-persons";
  const char *text = term == NULL
                       ? doudi_say (language, _ ("The award is not in force"), "待遇尚未开始")
                       : doudi_say (language, _ ("Nobody is covered"), "没有保障人口");
  DoudiExplanationLine *line = doudi_explanation_add (
    lines, rule, doudi_say (language, _ ("Nothing is due"), "不应发放"), g_strdup (text));

  set_amount (line, g_strdup (""), 0, TRUE);
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
 * doudi_entitlement() with its reasons: a line "monthly-standard" for each monthly part, coming to
 * the amount for all persons; a line "yearly-standard" for each yearly part, coming to a year for
 * one person, and after these one "year-to-month", coming to the month for all persons; or a single
 * "no-term" or "no-persons". @amount is the sum of the lines that add.
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
  const DoudiTerm *term = doudi_entitlement_term (facts, month);
  g_autoptr (GPtrArray) lines = doudi_explanation_new ();
  g_autoptr (GPtrArray) standards = NULL;

  if (!doudi_entitlement (policy, facts, month, amount, error))
    return NULL;
  if (term == NULL || term->persons <= 0)
    {
      explain_nothing (lines, language, term);
      return g_steal_pointer (&lines);
    }
  standards = list_standards (policy, facts, term, month);
  for (guint i = 0; i < standards->len; i++)
    explain_standard (lines, language, g_ptr_array_index (standards, i), term->persons);
  explain_year (lines, language, standards, term->persons);
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
