/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-error.h"
#include "policy/doudi-entitlement.h"

#include <string.h>

#define LATE doudi_day_new (2018, 6, 30)

/* A policy of some bundled documents, in this order. */
static DoudiPolicy *
bundled (const char *ids, DoudiDay known_on)
{
  g_auto (GStrv) names = g_strsplit (ids, " ", -1);
  g_autoptr (GPtrArray) documents
    = g_ptr_array_new_with_free_func ((GDestroyNotify)doudi_policy_document_unref);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      g_ptr_array_add (documents, doudi_policy_document_load_bundled (names[i], &error));
      g_assert_no_error (error);
    }
  return doudi_policy_new (documents, known_on);
}

/* What one term without an end is worth in a month. */
static DoudiFen
worth (const DoudiPolicy *policy,
       DoudiProgramme programme,
       DoudiResidence residence,
       DoudiTerm term,
       DoudiMonth month)
{
  DoudiEntitlementFacts facts = { programme, residence, &term, 1, NULL };
  g_autoptr (GError) error = NULL;
  DoudiFen amount = -1;

  g_assert_true (doudi_entitlement (policy, &facts, month, &amount, &error));
  g_assert_no_error (error);
  return amount;
}

/* One article of a paper: an award from 2017-01 on, what it is worth. */
typedef struct
{
  const char *article;
  const char *documents;
  DoudiProgramme programme;
  DoudiResidence residence;
  DoudiTerm term;
  const char *parts;
  DoudiMonth month;
  DoudiFen amount;
} Article;

#define LOW DOUDI_PROGRAMME_LOW_INCOME
#define HARD DOUDI_PROGRAMME_SPECIAL_HARDSHIP
#define RURAL DOUDI_RESIDENCE_RURAL
#define URBAN DOUDI_RESIDENCE_URBAN
#define PLAN "gannan-2018"
#define BOTH "demo gannan-2018"
#define PERSONS(n, c)                                                                              \
  {                                                                                                \
    201701, n, c, DOUDI_CARE_NONE, DOUDI_SELF_CARE_UNKNOWN                                         \
  }
#define CARE(c)                                                                                    \
  {                                                                                                \
    201701, 1, 0, c, DOUDI_SELF_CARE_UNKNOWN                                                       \
  }
#define HOME CARE (DOUDI_CARE_HOME)
#define INSTITUTION CARE (DOUDI_CARE_INSTITUTION)

static const Article articles[] = {
  { "gannan-2018/2.1.1/class-1", PLAN, LOW, RURAL, PERSONS (3, 1), NULL, 201801, 93000 },
  { "gannan-2018/2.1.1/class-1-before", PLAN, LOW, RURAL, PERSONS (3, 1), NULL, 201712, 87600 },
  { "gannan-2018/2.1.1/class-2", PLAN, LOW, RURAL, PERSONS (2, 2), NULL, 201801, 58000 },
  { "gannan-2018/2.1.1/class-2-before", PLAN, LOW, RURAL, PERSONS (2, 2), NULL, 201712, 55000 },
  { "gannan-2018/2.1.1/class-3", PLAN, LOW, RURAL, PERSONS (1, 3), NULL, 201801, 8400 },
  { "gannan-2018/2.1.1/class-4", PLAN, LOW, RURAL, PERSONS (1, 4), NULL, 201801, 5800 },
  { "gannan-2018/2.2.1/institution", PLAN, HARD, RURAL, INSTITUTION, NULL, 201801, 53600 },
  { "gannan-2018/2.2.1/institution-provincial", PLAN, HARD, RURAL, INSTITUTION, "provincial",
    201801, 48600 },
  { "gannan-2018/2.2.1/institution-provincial-before", PLAN, HARD, RURAL, INSTITUTION, "provincial",
    201712, 45167 },
  /* (5420 + 600) / 12 = 501.666…: added first, rounded once */
  { "gannan-2018/2.2.1/institution-before", PLAN, HARD, RURAL, INSTITUTION, NULL, 201712, 50167 },
  { "gannan-2018/2.2.1/home", PLAN, HARD, RURAL, HOME, NULL, 201801, 43150 },
  { "gannan-2018/2.2.1/home-provincial", PLAN, HARD, RURAL, HOME, "provincial", 201801, 38150 },
  { "gannan-2018/2.2.1/home-local", PLAN, HARD, RURAL, HOME, "local", 201801, 5000 },
  { "gannan-2018/2.2.1/home-provincial-before", PLAN, HARD, RURAL, HOME, "provincial", 201712,
    35458 },
  { "gannan-2018/nobody", PLAN, LOW, RURAL, PERSONS (0, 1), NULL, 201801, 0 },
  { "gannan-2018/before-the-award", PLAN, LOW, RURAL, PERSONS (3, 1), NULL, 201612, 0 },
  { "demo/urban", BOTH, LOW, URBAN, PERSONS (1, 1), NULL, 201801, 48000 },
  { "demo/orphan-home", BOTH, DOUDI_PROGRAMME_ORPHAN, RURAL, HOME, NULL, 201801, 60000 },
  { "demo/orphan-institution", BOTH, DOUDI_PROGRAMME_ORPHAN, URBAN, INSTITUTION, NULL, 201801,
    100000 },
  { "demo/unsupported-child", BOTH, DOUDI_PROGRAMME_UNSUPPORTED_CHILD, RURAL, HOME, NULL, 201801,
    60000 },
  { "demo/living", BOTH, DOUDI_PROGRAMME_DISABILITY_LIVING, RURAL, PERSONS (1, 0), NULL, 201801,
    10000 },
  { "demo/nursing", BOTH, DOUDI_PROGRAMME_DISABILITY_NURSING, URBAN, PERSONS (1, 0), NULL, 201801,
    10000 },
  /* A real amount leaves no room for an invented one, not even as a further part. */
  { "demo/gives-way", BOTH, HARD, RURAL, HOME, NULL, 201801, 43150 },
};

static void
test_article (gconstpointer data)
{
  const Article *article = data;
  g_autoptr (DoudiPolicy) policy = bundled (article->documents, LATE);
  const char *parts[] = { article->parts, NULL };
  DoudiEntitlementFacts facts = { article->programme, article->residence, &article->term, 1,
                                  article->parts != NULL ? parts : NULL };
  g_autoptr (GError) error = NULL;
  DoudiFen amount = -1;

  g_assert_true (doudi_entitlement (policy, &facts, article->month, &amount, &error));
  g_assert_no_error (error);
  g_assert_cmpint (amount, ==, article->amount);
}

/* What is not known yet is not used. */
static void
test_known_on (void)
{
  g_autoptr (DoudiPolicy) before = bundled (PLAN, doudi_day_new (2018, 5, 31));
  g_autoptr (DoudiPolicy) after = bundled (PLAN, doudi_day_new (2018, 6, 1));
  g_autoptr (DoudiPolicy) always = bundled (PLAN, DOUDI_DAY_NONE);
  DoudiTerm term = PERSONS (1, 1);

  g_assert_cmpint (worth (before, LOW, RURAL, term, 201803), ==, 29200);
  g_assert_cmpint (worth (after, LOW, RURAL, term, 201803), ==, 31000);
  g_assert_cmpint (worth (always, LOW, RURAL, term, 201803), ==, 31000);
  g_assert_cmpuint (doudi_policy_get_known_on (before), ==, doudi_day_new (2018, 5, 31));
}

static void
test_knows (void)
{
  g_autoptr (DoudiPolicy) policy = bundled (PLAN, LATE);
  g_autoptr (DoudiPolicy) empty = doudi_policy_new (NULL, DOUDI_DAY_NONE);

  g_assert_true (doudi_policy_knows (policy, LOW, 201701));
  g_assert_false (doudi_policy_knows (policy, LOW, 201612));
  g_assert_false (doudi_policy_knows (policy, DOUDI_PROGRAMME_ORPHAN, 201801));
  g_assert_false (doudi_policy_knows (empty, LOW, 201801));
}

/* The error says which programme, class and month. */
static void
test_no_standard (void)
{
  g_autoptr (DoudiPolicy) policy = bundled (PLAN, LATE);
  DoudiTerm term = { 201501, 2, 2, DOUDI_CARE_NONE, DOUDI_SELF_CARE_UNKNOWN };
  DoudiEntitlementFacts facts = { LOW, RURAL, &term, 1, NULL };
  const char *parts[] = { "federal", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) other = NULL;
  DoudiFen amount = -1;

  g_assert_false (doudi_entitlement (policy, &facts, 201603, &amount, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_NO_STANDARD);
  g_assert_nonnull (strstr (error->message, "2016-03"));
  g_assert_nonnull (strstr (error->message, "Class II"));
  g_assert_nonnull (strstr (error->message, doudi_programme_info (LOW)->label));
  g_assert_null (doudi_entitlement_explain (policy, &facts, 201603, DOUDI_LANGUAGE_INTERFACE, &amount, NULL));
  facts.parts = parts;
  g_assert_false (doudi_entitlement (policy, &facts, 201803, &amount, &other));
  g_assert_error (other, DOUDI_ERROR, DOUDI_ERROR_NO_STANDARD);
}

/* The lines of an explanation, one under the other: rule, arithmetic, amount. */
static char *
explain (const char *documents, DoudiProgramme programme, DoudiTerm term, DoudiMonth month)
{
  g_autoptr (DoudiPolicy) policy = bundled (documents, LATE);
  DoudiEntitlementFacts facts = { programme, RURAL, &term, 1, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  DoudiFen amount = -1, sum = 0;
  g_autoptr (GPtrArray) lines = doudi_entitlement_explain (
    policy, &facts, month, DOUDI_LANGUAGE_INTERFACE, &amount, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < lines->len; i++)
    {
      const DoudiExplanationLine *line = g_ptr_array_index (lines, i);

      g_string_append_printf (text, "%s|%s|%" G_GINT64_FORMAT "|%s\n", line->rule, line->arithmetic,
                              line->amount, line->sure ? "sure" : "unsure");
      g_assert_cmpstr (line->text, !=, "");
      sum += g_str_equal (line->rule, "yearly-standard") ? 0 : line->amount;
    }
  g_assert_cmpint (sum, ==, amount);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

typedef struct
{
  const char *name;
  DoudiProgramme programme;
  DoudiTerm term;
  DoudiMonth month;
  const char *lines;
} Explained;

static const Explained explained[] = {
  { "monthly", LOW, PERSONS (3, 1), 201801, "monthly-standard|310.00 × 3 = 930.00|93000|sure\n" },
  { "one-person", LOW, PERSONS (1, 2), 201801, "monthly-standard|290.00|29000|sure\n" },
  { "unsure", LOW, PERSONS (2, 3), 201801, "monthly-standard|84.00 × 2 = 168.00|16800|unsure\n" },
  { "yearly", HARD, HOME, 201801,
    "yearly-standard|600.00|60000|sure\n"
    "yearly-standard|4578.00|457800|sure\n"
    "year-to-month|(600.00 + 4578.00) ÷ 12 = 431.50|43150|sure\n" },
  { "nobody", LOW, PERSONS (0, 1), 201801, "no-persons||0|sure\n" },
  { "no-term", LOW, PERSONS (3, 1), 201612, "no-term||0|sure\n" },
};

static void
test_explained (gconstpointer data)
{
  const Explained *row = data;
  g_autofree char *lines = explain (PLAN, row->programme, row->term, row->month);

  g_assert_cmpstr (lines, ==, row->lines);
}

/* Yearly amounts are rounded for one person, then multiplied. */
static void
test_yearly_for_several (void)
{
  DoudiTerm term = { 201701, 3, 0, DOUDI_CARE_INSTITUTION, DOUDI_SELF_CARE_UNKNOWN };
  g_autofree char *lines = explain (PLAN, HARD, term, 201712);

  g_assert_cmpstr (
    strstr (lines, "year-to-month"), ==,
    "year-to-month|(600.00 + 5420.00) ÷ 12 = 501.67; 501.67 × 3 = 1505.01|150501|unsure\n");
}

static void
test_term (void)
{
  DoudiTerm terms[]
    = { PERSONS (3, 1), { 201804, 2, 1, DOUDI_CARE_NONE, DOUDI_SELF_CARE_UNKNOWN } };
  DoudiEntitlementFacts facts = { LOW, RURAL, terms, G_N_ELEMENTS (terms), NULL };

  g_assert_null (doudi_entitlement_term (&facts, 201612));
  g_assert_true (doudi_entitlement_term (&facts, 201701) == &terms[0]);
  g_assert_true (doudi_entitlement_term (&facts, 201803) == &terms[0]);
  g_assert_true (doudi_entitlement_term (&facts, 201804) == &terms[1]);
  g_assert_true (doudi_entitlement_term (&facts, 202604) == &terms[1]);
}

static void
test_arrears (void)
{
  g_autoptr (DoudiPolicy) policy = bundled (PLAN, LATE);
  DoudiTerm term = PERSONS (3, 1);
  DoudiEntitlementFacts facts = { LOW, RURAL, &term, 1, NULL };
  DoudiArrearsMonth months[]
    = { { 201612, 0, 5000 }, { 201712, 0, 87600 }, { 201801, 0, 87600 }, { 201802, 0, 12345 } };
  g_autoptr (GError) error = NULL;

  g_assert_true (doudi_arrears (policy, &facts, 201801, months, G_N_ELEMENTS (months), &error));
  g_assert_no_error (error);
  g_assert_cmpint (months[0].due, ==, 0);
  g_assert_cmpint (months[1].due, ==, 87600);
  g_assert_cmpint (months[2].due, ==, 93000);
  /* After the last month: no difference. */
  g_assert_cmpint (months[3].due, ==, 12345);
}

static void
test_beyond_measure (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiPolicyDocument) document
    = doudi_policy_document_load ("{\"id\": \"x\", \"title\": \"x\", \"source\": \"x\", "
                                  "\"adopted_on\": \"2018-01-01\", \"demonstration\": false,"
                                  " \"standards\": [{\"programme\": \"low-income\", \"residence\": "
                                  "\"any\", \"per\": \"person-month\","
                                  " \"amount\": \"90000000000.00\", \"valid_from\": \"2018-01\", "
                                  "\"sure\": true, \"source\": \"x\"}]}",
                                  -1, "x", &error);
  g_autoptr (GPtrArray) documents = g_ptr_array_new ();
  g_autoptr (DoudiPolicy) policy = NULL;
  DoudiTerm term = PERSONS (2, 0);
  DoudiEntitlementFacts facts = { LOW, RURAL, &term, 1, NULL };
  DoudiFen amount;

  g_assert_no_error (error);
  g_ptr_array_add (documents, document);
  policy = doudi_policy_new (documents, DOUDI_DAY_NONE);
  g_assert_false (doudi_entitlement (policy, &facts, 201801, &amount, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
}

/* An invented standard, for the properties below. */
typedef struct
{
  int benefit_class;
  const char *care;
  const char *part;
  gboolean yearly;
  DoudiMonth valid_from;
  DoudiMonth valid_to;
  DoudiDay adopted_on;
  DoudiFen amount;
} Invented;

static char *
standard_json (const Invented *standard)
{
  g_autofree char *amount = doudi_money_format (standard->amount);
  g_autofree char *from = doudi_month_format_iso (standard->valid_from);
  g_autofree char *to = doudi_month_format_iso (standard->valid_to);
  g_autofree char *adopted = doudi_day_format_iso (standard->adopted_on);
  g_autoptr (GString) text
    = g_string_new ("{\"programme\": \"special-hardship\", \"residence\": \"rural\"");

  if (standard->benefit_class != 0)
    g_string_append_printf (text, ", \"class\": %d", standard->benefit_class);
  if (standard->care != NULL)
    g_string_append_printf (text, ", \"care\": \"%s\"", standard->care);
  if (standard->part != NULL)
    g_string_append_printf (text, ", \"part\": \"%s\"", standard->part);
  if (standard->valid_to != DOUDI_MONTH_NONE)
    g_string_append_printf (text, ", \"valid_to\": \"%s\"", to);
  g_string_append_printf (
    text,
    ", \"per\": \"person-%s\", \"amount\": \"%s\", \"valid_from\": \"%s\", \"adopted_on\": \"%s\","
    " \"sure\": true, \"source\": \"x\"}",
    standard->yearly ? "year" : "month", amount, from, adopted);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static DoudiPolicyDocument *
document_of (const Invented *standards, guint n)
{
  g_autoptr (GString) text = g_string_new (
    "{\"id\": \"x\", \"title\": \"x\", \"source\": \"x\", \"adopted_on\": \"2010-01-01\","
    " \"demonstration\": false, \"standards\": [");
  g_autoptr (GError) error = NULL;
  DoudiPolicyDocument *document;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *standard = standard_json (&standards[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? ",\n" : "", standard);
    }
  g_string_append (text, "]}");
  document = doudi_policy_document_load (text->str, (gssize)text->len, "x", &error);
  g_assert_no_error (error);
  return document;
}

/* Each standard a document of its own, in the order of @order. */
static DoudiPolicy *
policy_of (const Invented *standards, guint n, const guint *order, DoudiDay known_on)
{
  g_autoptr (GPtrArray) documents
    = g_ptr_array_new_with_free_func ((GDestroyNotify)doudi_policy_document_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (documents, document_of (&standards[order != NULL ? order[i] : i], 1));
  return doudi_policy_new (documents, known_on);
}

static void
invent (Invented *standards, guint n)
{
  static const char *const cares[] = { NULL, "home", "institution" };
  static const char *const parts[] = { NULL, "local", "provincial" };

  for (guint i = 0; i < n; i++)
    {
      standards[i] = (Invented){
        .benefit_class = g_test_rand_int_range (0, 3),
        .care = cares[g_test_rand_int_range (0, 3)],
        .part = parts[g_test_rand_int_range (0, 3)],
        .yearly = g_test_rand_int_range (0, 2),
        .valid_from = doudi_month_add (201001, g_test_rand_int_range (0, 36)),
        .adopted_on = doudi_day_new (2010, 1, 1) + (DoudiDay)g_test_rand_int_range (0, 1000),
        .amount = g_test_rand_int_range (0, 1000000),
      };
      if (g_test_rand_int_range (0, 4) == 0)
        standards[i].valid_to
          = doudi_month_add (standards[i].valid_from, g_test_rand_int_range (1, 24));
    }
  /* One that always fits, so that there is always an amount. */
  standards[0]
    = (Invented){ .valid_from = 201001, .adopted_on = doudi_day_new (2010, 1, 1), .amount = 10000 };
}

static DoudiTerm
invent_term (void)
{
  return (DoudiTerm){ 201001, g_test_rand_int_range (1, 7), g_test_rand_int_range (1, 3),
                      (DoudiCare)g_test_rand_int_range (1, 3), DOUDI_SELF_CARE_UNKNOWN };
}

static DoudiFen
worth_invented (const DoudiPolicy *policy, DoudiTerm term, DoudiMonth month)
{
  return worth (policy, HARD, RURAL, term, month);
}

#define N_INVENTED 12
#define ROUNDS 300

static void
test_raise_never_lowers (void)
{
  for (int round = 0; round < ROUNDS; round++)
    {
      Invented standards[N_INVENTED];
      g_autoptr (DoudiPolicy) before = NULL;
      g_autoptr (DoudiPolicy) after = NULL;
      DoudiTerm term = invent_term ();

      invent (standards, N_INVENTED);
      before = policy_of (standards, N_INVENTED, NULL, DOUDI_DAY_NONE);
      standards[g_test_rand_int_range (0, N_INVENTED)].amount += g_test_rand_int_range (1, 5000);
      after = policy_of (standards, N_INVENTED, NULL, DOUDI_DAY_NONE);
      for (DoudiMonth month = 201001; month < 201401; month = doudi_month_add (month, 1))
        g_assert_cmpint (worth_invented (after, term, month), >=,
                         worth_invented (before, term, month));
    }
}

static DoudiFen
sum_of (const DoudiPolicy *policy, const DoudiTerm *terms, guint n)
{
  DoudiEntitlementFacts facts = { HARD, RURAL, terms, n, NULL };
  DoudiFen sum = 0;

  for (DoudiMonth month = 200912; month < 201401; month = doudi_month_add (month, 1))
    {
      DoudiFen amount = -1;

      g_assert_true (doudi_entitlement (policy, &facts, month, &amount, NULL));
      sum += amount;
    }
  return sum;
}

static void
test_split_keeps_the_sum (void)
{
  for (int round = 0; round < ROUNDS; round++)
    {
      Invented standards[N_INVENTED];
      g_autoptr (DoudiPolicy) policy = NULL;
      DoudiTerm whole = invent_term ();
      DoudiTerm halves[2] = { whole, whole };

      invent (standards, N_INVENTED);
      policy = policy_of (standards, N_INVENTED, NULL, DOUDI_DAY_NONE);
      halves[1].from = doudi_month_add (201001, g_test_rand_int_range (1, 48));
      g_assert_cmpint (sum_of (policy, &whole, 1), ==, sum_of (policy, halves, 2));
    }
}

/* Papers that each give more from the same month or a later one, 50 days apart: a paper is known
 * from its day on and not a day earlier, and knowing more never lowers. */
static void
test_known_on_monotone (void)
{
  for (int round = 0; round < ROUNDS; round++)
    {
      Invented standards[N_INVENTED] = { 0 };
      DoudiTerm term = invent_term ();
      DoudiMonth from = 201001;
      DoudiFen last = 0;

      for (guint i = 0; i < N_INVENTED; i++)
        {
          standards[i] = (Invented){ .valid_from = from,
                                     .adopted_on = doudi_day_new (2010, 1, 1) + i * 50,
                                     .amount = 10000 + (DoudiFen)i * 100 };
          from = doudi_month_add (from, g_test_rand_int_range (0, 3));
        }
      for (guint i = 0; i < N_INVENTED; i++)
        {
          DoudiDay eve = doudi_day_new (2010, 1, 1) + i * 50 + 49;
          g_autoptr (DoudiPolicy) known = policy_of (standards, N_INVENTED, NULL, eve);
          g_autoptr (DoudiPolicy) so_far = policy_of (standards, i + 1, NULL, DOUDI_DAY_NONE);
          DoudiFen amount = worth_invented (known, term, 201301);

          g_assert_cmpint (amount, ==, worth_invented (so_far, term, 201301));
          g_assert_cmpint (amount, >=, last);
          last = amount;
        }
    }
}

static void
test_order_of_documents (void)
{
  for (int round = 0; round < ROUNDS; round++)
    {
      Invented standards[N_INVENTED];
      guint order[N_INVENTED];
      g_autoptr (DoudiPolicy) one = NULL;
      g_autoptr (DoudiPolicy) other = NULL;
      DoudiTerm term = invent_term ();

      invent (standards, N_INVENTED);
      /* Two papers that say different things of the same case, month and day. */
      standards[N_INVENTED - 1] = standards[N_INVENTED - 2];
      standards[N_INVENTED - 1].amount += 1;
      for (guint i = 0; i < N_INVENTED; i++)
        order[i] = i;
      for (guint i = N_INVENTED - 1; i > 0; i--)
        {
          guint j = (guint)g_test_rand_int_range (0, (gint32)i + 1);
          guint swapped = order[i];

          order[i] = order[j];
          order[j] = swapped;
        }
      one = policy_of (standards, N_INVENTED, NULL, DOUDI_DAY_NONE);
      other = policy_of (standards, N_INVENTED, order, DOUDI_DAY_NONE);
      for (DoudiMonth month = 201001; month < 201401; month = doudi_month_add (month, 1))
        g_assert_cmpint (worth_invented (one, term, month), ==,
                         worth_invented (other, term, month));
    }
}

/* More specific beats later; later beats adopted later. */
static void
test_precedence (void)
{
  Invented standards[] = {
    { .benefit_class = 1,
      .valid_from = 201001,
      .adopted_on = doudi_day_new (2010, 1, 1),
      .amount = 100 },
    { .valid_from = 201201, .adopted_on = doudi_day_new (2012, 1, 1), .amount = 200 },
    { .valid_from = 201101, .adopted_on = doudi_day_new (2013, 1, 1), .amount = 300 },
    { .valid_from = 201201, .adopted_on = doudi_day_new (2012, 2, 1), .amount = 400 },
    { .valid_from = 201301,
      .valid_to = 201303,
      .adopted_on = doudi_day_new (2012, 2, 1),
      .amount = 500 },
  };
  g_autoptr (DoudiPolicy) policy
    = policy_of (standards, G_N_ELEMENTS (standards), NULL, DOUDI_DAY_NONE);
  DoudiTerm first = PERSONS (1, 1);
  DoudiTerm second = PERSONS (1, 2);

  first.from = second.from = 201001;
  g_assert_cmpint (worth_invented (policy, first, 201312), ==, 100);
  g_assert_cmpint (worth_invented (policy, second, 201112), ==, 300);
  g_assert_cmpint (worth_invented (policy, second, 201212), ==, 400);
  g_assert_cmpint (worth_invented (policy, second, 201302), ==, 500);
  g_assert_cmpint (worth_invented (policy, second, 201303), ==, 400);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (articles); i++)
    {
      g_autofree char *path = g_strconcat ("/policy/entitlement/", articles[i].article, NULL);

      g_test_add_data_func (path, &articles[i], test_article);
    }
  for (guint i = 0; i < G_N_ELEMENTS (explained); i++)
    {
      g_autofree char *path = g_strconcat ("/policy/explain/", explained[i].name, NULL);

      g_test_add_data_func (path, &explained[i], test_explained);
    }
  g_test_add_func ("/policy/explain/yearly-for-several", test_yearly_for_several);
  g_test_add_func ("/policy/known-on", test_known_on);
  g_test_add_func ("/policy/knows", test_knows);
  g_test_add_func ("/policy/no-standard", test_no_standard);
  g_test_add_func ("/policy/term", test_term);
  g_test_add_func ("/policy/arrears", test_arrears);
  g_test_add_func ("/policy/beyond-measure", test_beyond_measure);
  g_test_add_func ("/policy/precedence", test_precedence);
  g_test_add_func ("/policy/property/raise-never-lowers", test_raise_never_lowers);
  g_test_add_func ("/policy/property/split-keeps-the-sum", test_split_keeps_the_sum);
  g_test_add_func ("/policy/property/known-on-monotone", test_known_on_monotone);
  g_test_add_func ("/policy/property/order-of-documents", test_order_of_documents);
  return g_test_run ();
}
