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
class_text (int benefit_class)
{
  static const char *const texts[]
    = { N_ ("Class I"), N_ ("Class II"), N_ ("Class III"), N_ ("Class IV") };

  return _ (texts[CLAMP (benefit_class, 1, 4) - 1]);
}

static const char *
care_text (DoudiCare care)
{
  return care == DOUDI_CARE_HOME ? _ ("care at home") : _ ("care in an institution");
}

static const char *
self_care_text (DoudiSelfCare self_care)
{
  static const char *const texts[]
    = { N_ ("self-care able"), N_ ("self-care partly"), N_ ("self-care unable") };

  return _ (texts[CLAMP ((int)self_care, 1, 3) - 1]);
}

static const char *
residence_text (DoudiResidence residence)
{
  return residence == DOUDI_RESIDENCE_RURAL ? _ ("rural") : _ ("urban");
}

/* Joins and empties @words. */
static char *
join_words (GPtrArray *words)
{
  g_ptr_array_add (words, NULL);
  /* Translators: between the items of "Class I, 310.00 yuan a person and month, 3 persons" */
  return g_strjoinv (C_ ("list", ", "), (GStrv)words->pdata);
}

static void
add_circumstances (GPtrArray *words, const DoudiCircumstances *circumstances)
{
  if (circumstances->residence != DOUDI_RESIDENCE_ANY)
    g_ptr_array_add (words, g_strdup (residence_text (circumstances->residence)));
  if (circumstances->benefit_class != 0)
    g_ptr_array_add (words, g_strdup (class_text (circumstances->benefit_class)));
  if (circumstances->care != DOUDI_CARE_NONE)
    g_ptr_array_add (words, g_strdup (care_text (circumstances->care)));
  if (circumstances->self_care != DOUDI_SELF_CARE_UNKNOWN)
    g_ptr_array_add (words, g_strdup (self_care_text (circumstances->self_care)));
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
  add_circumstances (words, circumstances);
  whom = join_words (words);
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

static DoudiExplanationLine *
line_new (const char *rule,
          char *text,
          char *arithmetic,
          DoudiFen amount,
          const char *source,
          gboolean sure)
{
  DoudiExplanationLine *line = g_new0 (DoudiExplanationLine, 1);

  line->rule = g_strdup (rule);
  line->text = text;
  line->arithmetic = arithmetic;
  line->amount = amount;
  line->source = g_strdup (source);
  line->sure = sure;
  return line;
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
part_text (const char *part)
{
  if (g_str_equal (part, "provincial"))
    return g_strdup (_ ("provincial part"));
  if (g_str_equal (part, "local"))
    return g_strdup (_ ("local part"));
  return g_strdup_printf (_ ("part “%s”"), part);
}

/* Such as "Class I, 310.00 yuan a person and month, 3 persons". A year is told for one person. */
static char *
standard_text (const DoudiStandard *standard, int persons)
{
  DoudiCircumstances circumstances = {
    .benefit_class = standard->benefit_class,
    .care = standard->care,
    .self_care = standard->self_care,
  };
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *amount = doudi_money_format (standard->amount);

  add_circumstances (words, &circumstances);
  if (*standard->part != '\0')
    g_ptr_array_add (words, part_text (standard->part));
  if (standard->yearly)
    {
      g_ptr_array_add (words, g_strdup_printf (_ ("%s yuan a person and year"), amount));
      return join_words (words);
    }
  g_ptr_array_add (words, g_strdup_printf (_ ("%s yuan a person and month"), amount));
  g_ptr_array_add (
    words, g_strdup_printf (ngettext ("%d person", "%d persons", (gulong)persons), persons));
  return join_words (words);
}

static DoudiExplanationLine *
explain_standard (const DoudiStandard *standard, int persons)
{
  DoudiFen product = standard->amount;

  if (standard->yearly)
    return line_new ("yearly-standard", standard_text (standard, persons),
                     doudi_money_format (standard->amount), standard->amount, standard->source,
                     standard->sure);
  doudi_money_multiply (standard->amount, persons, &product);
  return line_new ("monthly-standard", standard_text (standard, persons),
                   multiply_text (standard->amount, persons, product), product, standard->source,
                   standard->sure);
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

/* The line for a year's amounts, or %NULL if there are none. */
static DoudiExplanationLine *
explain_year (GPtrArray *standards, int persons)
{
  g_autoptr (GString) parts = g_string_new (NULL);
  const DoudiStandard *first = NULL;
  DoudiFen yearly = 0, month, product = 0;
  gboolean sure = TRUE, several = FALSE;

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
    return NULL;
  month = doudi_money_divide_half_up (yearly, MONTHS_IN_YEAR);
  doudi_money_multiply (month, persons, &product);
  return line_new (
    "year-to-month", g_strdup (_ ("A twelfth of the year's amounts, rounded half-up to the fen")),
    year_arithmetic (parts, several, month, persons, product), product, first->source, sure);
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
        g_ptr_array_add (standards, (gpointer)standard);
    }
  return standards;
}

/* Why nothing is due: @term is %NULL or covers nobody. */
static DoudiExplanationLine *
explain_nothing (const DoudiTerm *term)
{
  if (term == NULL)
    return line_new ("no-term", g_strdup (_ ("The award is not in force")), g_strdup (""), 0, "",
                     TRUE);
  return line_new ("no-persons", g_strdup (_ ("Nobody is covered")), g_strdup (""), 0, "", TRUE);
}

/**
 * doudi_entitlement_explain:
 * @policy: what is known
 * @facts: facts of an award
 * @month: the month it is for
 * @amount: (out): fen for the month
 * @error: as doudi_entitlement()
 *
 * doudi_entitlement() with its reasons: a line "monthly-standard" for each monthly part, coming to
 * the amount for all persons; a line "yearly-standard" for each yearly part, coming to a year for
 * one person, and after these one "year-to-month", coming to the month for all persons; or a single
 * "no-term" or "no-persons". @amount is the sum of the lines that are not "yearly-standard".
 *
 * Returns: (transfer full) (element-type DoudiExplanationLine): the lines, %NULL with @error set
 */
GPtrArray *
doudi_entitlement_explain (const DoudiPolicy *policy,
                           const DoudiEntitlementFacts *facts,
                           DoudiMonth month,
                           DoudiFen *amount,
                           GError **error)
{
  const DoudiTerm *term = doudi_entitlement_term (facts, month);
  g_autoptr (GPtrArray) lines
    = g_ptr_array_new_with_free_func ((GDestroyNotify)doudi_explanation_line_free);
  g_autoptr (GPtrArray) standards = NULL;
  DoudiExplanationLine *year;

  if (!doudi_entitlement (policy, facts, month, amount, error))
    return NULL;
  if (term == NULL || term->persons <= 0)
    {
      g_ptr_array_add (lines, explain_nothing (term));
      return g_steal_pointer (&lines);
    }
  standards = list_standards (policy, facts, term, month);
  for (guint i = 0; i < standards->len; i++)
    g_ptr_array_add (lines, explain_standard (g_ptr_array_index (standards, i), term->persons));
  year = explain_year (standards, term->persons);
  if (year != NULL)
    g_ptr_array_add (lines, year);
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

/**
 * doudi_explanation_line_free:
 * @line: (transfer full) (nullable): a line
 */
void
doudi_explanation_line_free (DoudiExplanationLine *line)
{
  if (line == NULL)
    return;
  g_free (line->rule);
  g_free (line->text);
  g_free (line->arithmetic);
  g_free (line->source);
  g_free (line);
}
