/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * What always holds of an amount, whatever a county chooses: for rules and facts made by chance.
 * The seed that GLib prints makes a failure again.
 */

#include "policy-fixture.h"
#include "policy/doudi-entitlement.h"
#include "policy/doudi-income.h"

#define ROUNDS 400
#define FIRST 201001
#define N_MONTHS 30
#define N_TERMS 3

/* What one county chose. Amounts are fen; a share or an amount of 0 is no rule. */
typedef struct
{
  int method;
  int rounding;
  DoudiFen standard;
  gboolean standard_yearly;
  DoudiFen local;
  gboolean local_yearly;
  DoudiFen line;
  gboolean line_yearly;
  DoudiFen living;
  DoudiFen top_ups[DOUDI_N_KEY_REASONS];
  gboolean top_up_percent[DOUDI_N_KEY_REASONS];
  int stacking;
  int single_percent;
  int taper_months;
  int taper_shares[3];
} County;

/* What is known of one award, and of the others that the same person draws. */
typedef struct
{
  DoudiTerm terms[N_TERMS];
  DoudiTerm share_term;
  DoudiTerm living_term;
  DoudiEntitlementFacts share;
  DoudiEntitlementFacts living;
  DoudiDrawn drawn[2];
  DoudiEntitlementFacts facts;
} Case;

static int
chance (int below)
{
  return g_test_rand_int_range (0, below);
}

#define OF "'valid_from': '2010-01', 'sure': true, 'source': 'x'}"

static void add (GPtrArray *values, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
add (GPtrArray *values, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (values, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static void
add_standard (GPtrArray *values,
              const char *programme,
              const char *part,
              DoudiFen fen,
              gboolean yearly)
{
  g_autofree char *amount = doudi_money_format (fen);

  add (values,
       "'standards': [{'programme': '%s', 'residence': 'any', 'part': '%s', 'per': 'person-%s', "
       "'amount': '%s', " OF "]",
       programme, part, yearly ? "year" : "month", amount);
}

static void
add_choice (GPtrArray *values, const char *rule, const char *programme, const char *choice)
{
  add (values, "'rules': [{'rule': '%s', 'programme': '%s', 'choice': '%s', " OF "]", rule,
       programme, choice);
}

static void
add_top_ups (GPtrArray *values, const County *county)
{
  const DoudiRuleInfo *info = doudi_rule_info (DOUDI_RULE_TOP_UP);

  for (int i = 0; i < DOUDI_N_KEY_REASONS; i++)
    {
      g_autofree char *amount = doudi_money_format (county->top_ups[i]);

      if (county->top_ups[i] > 0)
        add (values,
             "'rules': [{'rule': 'top-up', 'case': '%s', 'programme': 'low-income', '%s': '%s', " OF
             "]",
             info->cases[i].name, county->top_up_percent[i] ? "percent" : "amount", amount);
    }
}

static void
add_taper (GPtrArray *values, const County *county)
{
  add (values,
       "'rules': [{'rule': 'taper-months', 'programme': 'low-income', 'months': %d, " OF "]",
       county->taper_months);
  for (guint i = 0; i < G_N_ELEMENTS (county->taper_shares); i++)
    {
      if (county->taper_shares[i] > 0)
        add (values,
             "'rules': [{'rule': 'taper-share', 'case': '%u', 'programme': 'low-income', "
             "'percent': '%d', " OF "]",
             2 * i + 1, county->taper_shares[i]);
    }
}

/* Each value as the content of a document of its own. */
static GPtrArray *
values_of (const County *county)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);
  const char *method = doudi_rule_info (DOUDI_RULE_METHOD)->choices[county->method].name;
  const char *rounding = doudi_rule_info (DOUDI_RULE_ROUNDING)->choices[county->rounding].name;
  g_autofree char *line = doudi_money_format (county->line);

  add_standard (values, "low-income", "provincial", county->standard, county->standard_yearly);
  add_standard (values, "low-income", "local", county->local, county->local_yearly);
  add_standard (values, "unsupported-child", "provincial", county->standard,
                county->standard_yearly);
  add_standard (values, "disability-living", "local", county->living, FALSE);
  add (values,
       "'lines': [{'line': 'low-income-standard', 'residence': 'any', 'per': 'person-%s', "
       "'amount': '%s', " OF "]",
       county->line_yearly ? "year" : "month", line);
  if (county->method != DOUDI_METHOD_DIFFERENCE)
    add_choice (values, "method", "low-income", method);
  add_choice (values, "method", "unsupported-child", "difference");
  add_choice (values, "rounding", "low-income", rounding);
  add_choice (values, "rounding", "unsupported-child", rounding);
  add_choice (values, "top-up-stacking", "low-income",
              doudi_rule_info (DOUDI_RULE_TOP_UP_STACKING)->choices[county->stacking].name);
  add (values,
       "'rules': [{'rule': 'single-person', 'programme': 'low-income', 'percent': '%d', " OF "]",
       county->single_percent);
  add_top_ups (values, county);
  add_taper (values, county);
  return values;
}

static DoudiPolicy *
policy_of_values (GPtrArray *values)
{
  g_autoptr (GPtrArray) documents
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_policy_document_unref);

  for (guint i = 0; i < values->len; i++)
    {
      const char *value = g_ptr_array_index (values, i);
      g_autofree char *quoted
        = g_strdup_printf ("{'id': 'x', 'title': 'x', 'source': 'x', 'adopted_on': '2010-01-01', "
                           "'demonstration': false, %s}",
                           value);
      g_autofree char *json = policy_fixture_unquote (quoted);
      g_autoptr (GError) error = NULL;

      g_ptr_array_add (documents, doudi_policy_document_load (json, -1, "x", &error));
      g_assert_no_error (error);
    }
  return doudi_policy_new (documents, DOUDI_DAY_NONE);
}

static DoudiPolicy *
policy_of (const County *county)
{
  g_autoptr (GPtrArray) values = values_of (county);

  return policy_of_values (values);
}

static void
invent_county (County *county)
{
  *county = (County){ .method = chance (3),
                      .rounding = chance (DOUDI_N_ROUNDINGS),
                      .standard = chance (700000),
                      .standard_yearly = chance (2),
                      .local = chance (70000),
                      .local_yearly = chance (2),
                      .line = chance (80000),
                      .line_yearly = chance (2),
                      .living = chance (20000),
                      .stacking = chance (2),
                      .single_percent = 1 + chance (100),
                      .taper_months = chance (8) };

  for (int i = 0; i < DOUDI_N_KEY_REASONS; i++)
    {
      county->top_up_percent[i] = chance (2);
      county->top_ups[i] = chance (3) > 0 ? chance (10000) : 0;
    }
  for (guint i = 0; i < G_N_ELEMENTS (county->taper_shares); i++)
    county->taper_shares[i] = chance (2) > 0 ? 1 + chance (100) : 0;
}

static DoudiTerm
invent_term (DoudiMonth from)
{
  DoudiTerm term = { .from = from,
                     .persons = 1 + chance (6),
                     .income_known = TRUE,
                     .yearly_income = 12 * chance (150000),
                     .single_person = chance (8) == 0 };

  for (int i = 0; i < 2; i++)
    term.key_persons[1 + chance (DOUDI_N_KEY_SETS - 1)] += (guint16) chance (3);
  return term;
}

/* An award of three terms, the last of which may let it run out. */
static void
invent_case (Case *one, const County *county)
{
  gboolean child = county->method == DOUDI_METHOD_DIFFERENCE;

  *one = (Case){ .share_term = { .from = FIRST, .persons = 1 + chance (5), .income_known = TRUE },
                 .living_term = { .from = doudi_month_add (FIRST, chance (6)), .persons = 1 } };
  for (int i = 0; i < N_TERMS; i++)
    one->terms[i] = invent_term (doudi_month_add (FIRST, i * 10));
  for (int i = 1; i < N_TERMS && !child; i++)
    one->terms[i].taper = chance (3) == 0;
  one->share = (DoudiEntitlementFacts){ .programme = DOUDI_PROGRAMME_LOW_INCOME,
                                        .terms = &one->share_term,
                                        .n_terms = 1 };
  one->living = (DoudiEntitlementFacts){ .programme = DOUDI_PROGRAMME_DISABILITY_LIVING,
                                         .terms = &one->living_term,
                                         .n_terms = 1 };
  one->drawn[0] = (DoudiDrawn){ &one->share, FIRST, TRUE };
  one->drawn[1] = (DoudiDrawn){ &one->living, FIRST, FALSE };
  one->facts = (DoudiEntitlementFacts){ .programme = child ? DOUDI_PROGRAMME_UNSUPPORTED_CHILD
                                                           : DOUDI_PROGRAMME_LOW_INCOME,
                                        .terms = one->terms,
                                        .n_terms = N_TERMS,
                                        .drawn = one->drawn,
                                        .n_drawn = G_N_ELEMENTS (one->drawn) };
}

static DoudiFen
worth (const DoudiPolicy *policy, const DoudiEntitlementFacts *facts, DoudiMonth month)
{
  g_autoptr (GError) error = NULL;
  DoudiFen amount = -1;

  g_assert_true (doudi_entitlement (policy, facts, month, &amount, &error));
  g_assert_no_error (error);
  return amount;
}

/* Never below nothing; the lines that add come to the amount, in either language. */
static void
test_sum_of_lines (void)
{
  for (int round = 0; round < ROUNDS; round++)
    {
      County county;
      Case one;
      g_autoptr (DoudiPolicy) policy = NULL;

      invent_county (&county);
      invent_case (&one, &county);
      policy = policy_of (&county);
      for (int i = -1; i < N_MONTHS; i++)
        {
          DoudiMonth month = doudi_month_add (FIRST, i);
          g_autoptr (GError) error = NULL;
          DoudiFen amount = -1;
          g_autoptr (GPtrArray) lines = doudi_entitlement_explain (
            policy, &one.facts, month, (DoudiLanguage) (round % 2), &amount, &error);

          g_assert_no_error (error);
          g_assert_cmpint (amount, >=, 0);
          g_assert_cmpint (amount, ==, worth (policy, &one.facts, month));
          g_assert_cmpint (doudi_explanation_sum (lines), ==, amount);
        }
    }
}

/* One person more never draws less. */
static void
test_monotone_in_persons (void)
{
  for (int round = 0; round < ROUNDS; round++)
    {
      County county;
      Case fewer, more;
      g_autoptr (DoudiPolicy) policy = NULL;

      invent_county (&county);
      invent_case (&fewer, &county);
      policy = policy_of (&county);
      more = fewer;
      more.facts.terms = more.terms;
      for (int i = 0; i < N_TERMS; i++)
        more.terms[i].persons++;
      for (int i = 0; i < N_MONTHS; i++)
        g_assert_cmpint (worth (policy, &more.facts, doudi_month_add (FIRST, i)), >=,
                         worth (policy, &fewer.facts, doudi_month_add (FIRST, i)));
    }
}

/* A raise never lowers, of a standard nor of the line below which a household draws. */
static void
test_monotone_in_standards (void)
{
  for (int round = 0; round < ROUNDS; round++)
    {
      County county, raised;
      Case one;
      g_autoptr (DoudiPolicy) before = NULL;
      g_autoptr (DoudiPolicy) after = NULL;

      invent_county (&county);
      invent_case (&one, &county);
      raised = county;
      raised.standard += chance (5000);
      raised.line += chance (5000);
      /* What a child draws of other awards takes off what it draws of its own. */
      if (county.method != DOUDI_METHOD_DIFFERENCE)
        raised.local += chance (5000);
      else
        one.facts.n_drawn = 0;
      before = policy_of (&county);
      after = policy_of (&raised);
      for (int i = 0; i < N_MONTHS; i++)
        g_assert_cmpint (worth (after, &one.facts, doudi_month_add (FIRST, i)), >=,
                         worth (before, &one.facts, doudi_month_add (FIRST, i)));
    }
}

/* A term told as two that follow each other is worth the same. */
static void
test_split_changes_nothing (void)
{
  for (int round = 0; round < ROUNDS; round++)
    {
      County county;
      Case one;
      DoudiTerm split[N_TERMS + 1];
      DoudiEntitlementFacts facts;
      g_autoptr (DoudiPolicy) policy = NULL;
      int at = chance (N_TERMS);

      invent_county (&county);
      invent_case (&one, &county);
      policy = policy_of (&county);
      for (int i = 0; i <= N_TERMS; i++)
        split[i] = one.terms[i <= at ? i : i - 1];
      split[at + 1].from = doudi_month_add (split[at].from, 1 + chance (9));
      facts = one.facts;
      facts.terms = split;
      facts.n_terms = N_TERMS + 1;
      for (int i = 0; i < N_MONTHS; i++)
        g_assert_cmpint (worth (policy, &facts, doudi_month_add (FIRST, i)), ==,
                         worth (policy, &one.facts, doudi_month_add (FIRST, i)));
    }
}

/* The order in which papers were adopted into the file does not matter. */
static void
test_order_of_documents (void)
{
  for (int round = 0; round < ROUNDS; round++)
    {
      County county, other;
      Case one;
      g_autoptr (GPtrArray) values = NULL;
      g_autoptr (DoudiPolicy) first = NULL;
      g_autoptr (DoudiPolicy) second = NULL;

      invent_county (&county);
      invent_case (&one, &county);
      values = values_of (&county);
      /* Papers that say different things of the same case, month and day. */
      invent_county (&other);
      other.method = county.method;
      g_ptr_array_extend_and_steal (values, values_of (&other));
      first = policy_of_values (values);
      for (guint i = values->len - 1; i > 0; i--)
        {
          guint j = (guint) chance ((int) i + 1);
          gpointer swapped = values->pdata[i];

          values->pdata[i] = values->pdata[j];
          values->pdata[j] = swapped;
        }
      second = policy_of_values (values);
      for (int i = 0; i < N_MONTHS; i++)
        g_assert_cmpint (worth (first, &one.facts, doudi_month_add (FIRST, i)), ==,
                         worth (second, &one.facts, doudi_month_add (FIRST, i)));
    }
}

/* Not even where two papers give the same number, one of percent and one of yuan. */
static void
test_order_of_equal_numbers (void)
{
  static const char *const papers[] = {
    "'rules': [{'rule': 'top-up', 'case': 'elderly', 'programme': 'low-income', 'percent': "
    "'50.00', " OF "]",
    "'rules': [{'rule': 'top-up', 'case': 'elderly', 'programme': 'low-income', 'amount': "
    "'50.00', " OF "]",
    "'standards': [{'programme': 'low-income', 'residence': 'any', 'per': 'person-year', "
    "'amount': '900.00', " OF "]",
    "'standards': [{'programme': 'low-income', 'residence': 'any', 'per': 'person-month', "
    "'amount': '900.00', " OF "]",
    "'lines': [{'line': 'low-income-standard', 'residence': 'any', 'per': 'person-month', "
    "'amount': '480.00', " OF "]",
  };
  DoudiTerm term = { .from = FIRST, .persons = 1, .key_persons = { [DOUDI_KEY_ELDERLY] = 1 } };
  DoudiEntitlementFacts facts
    = { .programme = DOUDI_PROGRAMME_LOW_INCOME, .terms = &term, .n_terms = 1 };
  g_autoptr (GPtrArray) forwards = g_ptr_array_new ();
  g_autoptr (GPtrArray) backwards = g_ptr_array_new ();
  g_autoptr (DoudiPolicy) one = NULL;
  g_autoptr (DoudiPolicy) other = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      g_ptr_array_add (forwards, (gpointer) papers[i]);
      g_ptr_array_insert (backwards, 0, (gpointer) papers[i]);
    }
  one = policy_of_values (forwards);
  other = policy_of_values (backwards);
  g_assert_cmpint (worth (one, &facts, FIRST), ==, worth (other, &facts, FIRST));
}

/* All top-ups of a person are worth no less than the highest of them. */
static void
test_stacking (void)
{
  for (int round = 0; round < ROUNDS; round++)
    {
      County county;
      Case one;
      g_autoptr (DoudiPolicy) highest = NULL;
      g_autoptr (DoudiPolicy) sum = NULL;

      invent_county (&county);
      invent_case (&one, &county);
      county.stacking = DOUDI_STACKING_HIGHEST;
      highest = policy_of (&county);
      county.stacking = DOUDI_STACKING_SUM;
      sum = policy_of (&county);
      for (int i = 0; i < N_MONTHS; i++)
        g_assert_cmpint (worth (sum, &one.facts, doudi_month_add (FIRST, i)), >=,
                         worth (highest, &one.facts, doudi_month_add (FIRST, i)));
    }
}

/* A taper draws, top-ups aside, no more than before it, nor than the standard for those left. */
static void
test_taper (void)
{
  for (int round = 0; round < ROUNDS; round++)
    {
      County county;
      Case one;
      g_autoptr (DoudiPolicy) policy = NULL;
      DoudiFen before, cap;
      gint64 months;

      invent_county (&county);
      county.method = chance (2);
      invent_case (&one, &county);
      for (int i = 0; i < N_TERMS; i++)
        {
          memset (one.terms[i].key_persons, 0, sizeof one.terms[i].key_persons);
          one.terms[i].taper = i > 0;
        }
      policy = policy_of (&county);
      before = worth (policy, &one.facts, doudi_month_add (FIRST, 9));
      months = county.line_yearly ? 12 : 1;
      for (int i = 10; i < N_MONTHS; i++)
        {
          DoudiMonth month = doudi_month_add (FIRST, i);
          int persons = doudi_entitlement_term (&one.facts, month)->persons;
          DoudiFen amount = worth (policy, &one.facts, month);

          g_assert_true (
            doudi_divide ((DoudiWide) county.line * persons, months, DOUDI_ROUNDING_FEN, &cap));
          g_assert_cmpint (amount, <=, before);
          g_assert_cmpint (amount, <=, cap);
          if (i >= 10 + county.taper_months)
            g_assert_cmpint (amount, ==, 0);
        }
    }
}

/* The test for low income pays what the award will draw, by either method and every rounding. */
static void
test_low_income_pays_the_entitlement (void)
{
  for (int round = 0; round < ROUNDS; round++)
    {
      County county;
      DoudiTerm term = invent_term (FIRST);
      DoudiEntitlementFacts award
        = { .programme = DOUDI_PROGRAMME_LOW_INCOME, .terms = &term, .n_terms = 1 };
      DoudiLowIncomeFacts facts = { .month = FIRST,
                                    .persons = term.persons,
                                    .income = { .other = term.yearly_income / 12 },
                                    .method = DOUDI_AS_POLICY_SAYS,
                                    .rounding = DOUDI_AS_POLICY_SAYS };
      DoudiLowIncome result;
      g_autoptr (DoudiPolicy) policy = NULL;
      g_autoptr (GPtrArray) lines = NULL;
      g_autoptr (GError) error = NULL;

      invent_county (&county);
      county.method = chance (2);
      memset (term.key_persons, 0, sizeof term.key_persons);
      term.single_person = FALSE;
      policy = policy_of (&county);
      lines = doudi_low_income (policy, &facts, DOUDI_LANGUAGE_CHINESE, &result, &error);
      g_assert_no_error (error);
      g_assert_cmpint (doudi_explanation_sum (lines), ==, result.amount);
      if (county.method == DOUDI_METHOD_SHORTFALL || result.outcome == DOUDI_INCOME_ELIGIBLE)
        g_assert_cmpint (result.amount, ==, worth (policy, &award, FIRST));
      else
        g_assert_cmpint (result.amount, ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/policy/properties/sum-of-lines", test_sum_of_lines);
  g_test_add_func ("/policy/properties/monotone-in-persons", test_monotone_in_persons);
  g_test_add_func ("/policy/properties/monotone-in-standards", test_monotone_in_standards);
  g_test_add_func ("/policy/properties/split-changes-nothing", test_split_changes_nothing);
  g_test_add_func ("/policy/properties/order-of-documents", test_order_of_documents);
  g_test_add_func ("/policy/properties/order-of-equal-numbers", test_order_of_equal_numbers);
  g_test_add_func ("/policy/properties/stacking", test_stacking);
  g_test_add_func ("/policy/properties/taper", test_taper);
  g_test_add_func ("/policy/properties/low-income", test_low_income_pays_the_entitlement);
  return g_test_run ();
}
