/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "casework-fixture.h"

#include "casework/doudi-explain.h"

/*
 * Runs by the methods that a county chooses: by shortfall, with top-ups, while an award runs out,
 * and as a difference. Every amount is worked out by hand beside it.
 */

#define CHILDREN (1u << DOUDI_PROGRAMME_UNSUPPORTED_CHILD)

/* A county document: a line of 480.00 in the city, 600.00 for a child at home, and @rules. */
static void
adopt_county (Casework *casework, const char *rules, const char *day)
{
  g_autofree char *json = g_strdup_printf (
    "{\"id\": \"county-2020\", \"title\": \"县文件\", \"source\": \"县文件\","
    " \"adopted_on\": \"2020-01-02\", \"area\": [\"623027\"], \"demonstration\": false,"
    " \"standards\": [{\"programme\": \"unsupported-child\", \"residence\": \"any\","
    " \"care\": \"home\", \"per\": \"person-month\", \"amount\": \"600.00\","
    " \"valid_from\": \"2020-01\", \"sure\": true, \"source\": \"县文件 1\"}],"
    " \"lines\": [{\"line\": \"low-income-standard\", \"residence\": \"urban\","
    " \"per\": \"person-month\", \"amount\": \"480.00\", \"valid_from\": \"2020-01\","
    " \"sure\": true, \"source\": \"县文件 2\"}],"
    " \"rules\": [%s]}",
    rules);

  casework_adopt (casework, json, day);
}

#define RULE(kind, value)                                                                          \
  "{\"rule\": \"" kind "\", \"programme\": \"low-income\", " value                                 \
  ", \"valid_from\": \"2020-01\", \"sure\": true, \"source\": \"县文件 3\"}"
#define SHORTFALL RULE ("method", "\"choice\": \"shortfall\"")
#define UP_TO_YUAN RULE ("rounding", "\"choice\": \"yuan-up\"")

static gint64
add_urban (Casework *casework, const char *account, const DoudiAwardTermRow *term)
{
  Home home = casework_add_home (casework, "马永红", "1970-01-01", account);

  return casework_add_award_of (casework, "low-income", "urban", home, term);
}

/* 480.00 × 3 − 10,733.40 ÷ 12 = 1,440.00 − 894.45 = 545.55. */
static const DoudiAwardTermRow three_persons
  = { .from = 202001, .persons = 3, .income_known = TRUE, .yearly_income = 1073340 };

static void
test_shortfall (Casework *casework, gconstpointer data)
{
  gint64 award = add_urban (casework, "6217000000000000001", &three_persons);

  adopt_county (casework, SHORTFALL, "2020-01-03");
  casework_pay (casework, 202001, LOW_INCOME, "2020-01-10");
  g_assert_cmpint (casework_ledger_sum (casework, award, 202001), ==, 54555);
  g_assert_true (casework_verifies (casework, NULL));
}

/* The county rounds up to the yuan: one line more, and January is made up for. */
static void
test_two_lines_of_data (Casework *casework, gconstpointer data)
{
  gint64 award = add_urban (casework, "6217000000000000001", &three_persons);

  adopt_county (casework, SHORTFALL, "2020-01-03");
  casework_pay (casework, 202001, LOW_INCOME, "2020-01-10");
  adopt_county (casework, SHORTFALL ", " UP_TO_YUAN, "2020-02-03");
  casework_pay (casework, 202002, LOW_INCOME, "2020-02-10");
  g_assert_cmpint (casework_ledger_sum (casework, award, 202001), ==, 54600);
  g_assert_cmpint (casework_ledger_sum (casework, award, 202002), ==, 54600);
  g_assert_true (casework_verifies (casework, NULL));
}

/* Nobody is paid a guess: without an income the award waits, the others are paid. */
static void
test_no_income (Casework *casework, gconstpointer data)
{
  const DoudiAwardTermRow unknown = { .from = 202001, .persons = 3 };
  gint64 waiting = add_urban (casework, "6217000000000000001", &unknown);
  gint64 award = add_urban (casework, "6217000000000000002", &three_persons);
  DoudiSession *director = casework_session (casework, DIRECTOR, "2020-01-10");
  g_autoptr (DoudiPayRunResult) result = NULL;

  adopt_county (casework, SHORTFALL, "2020-01-03");
  result = casework_propose (casework, 202001, LOW_INCOME, "2020-01-10");
  g_assert_cmpint (doudi_pay_run_sums_total (&result->total), ==, 54555);
  g_assert_cmpuint (result->open->len, ==, 1);
  g_assert_cmpint (g_array_index (result->open, DoudiOpenDifference, 0).award_id, ==, waiting);
  assert_refused (doudi_explain (director, waiting, 202001, DOUDI_LANGUAGE_INTERFACE, error),
                  DOUDI_ERROR_NO_FACT);
  g_assert_cmpint (award, >, waiting);
}

/* 545.55 and 96.00 for each of the two who are old, one of them ill as well: the higher counts. */
static void
test_top_ups (Casework *casework, gconstpointer data)
{
  DoudiAwardTermRow term = three_persons;
  DoudiSession *director = casework_session (casework, DIRECTOR, "2020-01-10");
  g_autoptr (DoudiExplanation) explanation = NULL;
  gint64 award;

  term.key_persons[DOUDI_KEY_ELDERLY] = 1;
  term.key_persons[DOUDI_KEY_ELDERLY | DOUDI_KEY_SERIOUSLY_ILL] = 1;
  award = add_urban (casework, "6217000000000000001", &term);
  adopt_county (casework,
                SHORTFALL
                ", " RULE ("top-up", "\"case\": \"elderly\", \"amount\": \"96.00\"") ", " RULE (
                  "top-up", "\"case\": \"seriously-ill\", \"percent\": \"10\""),
                "2020-01-03");
  casework_pay (casework, 202001, LOW_INCOME, "2020-01-10");
  g_assert_cmpint (casework_ledger_sum (casework, award, 202001), ==, 54555 + 2 * 9600);
  explanation = doudi_explain (director, award, 202001, DOUDI_LANGUAGE_CHINESE, NULL);
  g_assert_cmpint (explanation->due, ==, 73755);
  g_assert_cmpint (doudi_explanation_sum (explanation->lines), ==, 73755);
  g_assert_cmpuint (explanation->lines->len, ==, 3);
  g_assert_true (casework_verifies (casework, NULL));
}

/* A job in March: 545.55 go on for two months, the second at half, and end. */
static void
test_taper (Casework *casework, gconstpointer data)
{
  const DoudiAwardTermRow taper = { .from = 202003, .persons = 3, .taper = TRUE };
  gint64 award = add_urban (casework, "6217000000000000001", &three_persons);

  casework_add_facts (casework, award, &taper);
  adopt_county (casework,
                SHORTFALL ", " RULE ("taper-months", "\"months\": 2") ", " RULE (
                  "taper-share", "\"case\": \"2\", \"percent\": \"50\""),
                "2020-01-03");
  casework_pay (casework, 202005, LOW_INCOME, "2020-05-10");
  g_assert_cmpint (casework_ledger_sum (casework, award, 202002), ==, 54555);
  g_assert_cmpint (casework_ledger_sum (casework, award, 202003), ==, 54555);
  g_assert_cmpint (casework_ledger_sum (casework, award, 202004), ==, 27278);
  g_assert_cmpint (casework_ledger_sum (casework, award, 202005), ==, 0);
  g_assert_true (casework_verifies (casework, NULL));
}

static gint64
add_child (Casework *casework, Home home, DoudiAwardShare share)
{
  DoudiAwardTermRow term = { .from = 202006, .persons = 1, .care = "home", .share = share };
  Home child = { home.household, casework_add_member (casework, home.household, "小才让") };

  return casework_add_award_of (casework, "unsupported-child", "rural", child, &term);
}

/* Class I of 2018 is 310.00 a person. The household's award covers both members: the child draws
 * 600.00 − 310.00. With a third member it is not certain any more that the child is covered. */
static void
test_difference (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让", "1950-01-01", "6217000000000000001");
  gint64 child = add_child (casework, home, DOUDI_AWARD_SHARE_NOT_SAID);
  DoudiSession *director = casework_session (casework, DIRECTOR, "2020-06-10");
  g_autoptr (DoudiExplanation) explanation = NULL;

  casework_add_award (casework, "low-income", home, 202006, 2, 1);
  adopt_county (casework, "", "2020-01-03");
  casework_pay (casework, 202006, LOW_INCOME | CHILDREN, "2020-06-10");
  g_assert_cmpint (casework_ledger_sum (casework, child, 202006), ==, 29000);
  explanation = doudi_explain (director, child, 202006, DOUDI_LANGUAGE_INTERFACE, NULL);
  g_assert_cmpint (explanation->due, ==, 29000);
  g_assert_cmpint (doudi_explanation_sum (explanation->lines), ==, 29000);
  g_assert_true (casework_verifies (casework, NULL));
}

static void
test_difference_as_said (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让", "1950-01-01", "6217000000000000001");
  gint64 covered = add_child (casework, home, DOUDI_AWARD_SHARE_YES);
  gint64 other = add_child (casework, home, DOUDI_AWARD_SHARE_NO);

  casework_add_award (casework, "low-income", home, 202006, 2, 1);
  adopt_county (casework, "", "2020-01-03");
  casework_pay (casework, 202006, LOW_INCOME | CHILDREN, "2020-06-10");
  g_assert_cmpint (casework_ledger_sum (casework, covered, 202006), ==, 29000);
  g_assert_cmpint (casework_ledger_sum (casework, other, 202006), ==, 60000);
  g_assert_true (casework_verifies (casework, NULL));
}

/* The household's class rises in August: the child's part falls by as much, both from August on. */
static void
test_difference_follows (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让", "1950-01-01", "6217000000000000001");
  gint64 child = add_child (casework, home, DOUDI_AWARD_SHARE_YES);
  gint64 award = casework_add_award (casework, "low-income", home, 202006, 2, 2);

  adopt_county (casework, "", "2020-01-03");
  casework_pay (casework, 202008, LOW_INCOME | CHILDREN, "2020-08-10");
  g_assert_cmpint (casework_ledger_sum (casework, child, 202008), ==, 31000);
  casework_add_term (casework, award, 202008, 2, 1, 0);
  casework_pay (casework, 202009, LOW_INCOME | CHILDREN, "2020-09-10");
  g_assert_cmpint (casework_ledger_sum (casework, child, 202007), ==, 31000);
  g_assert_cmpint (casework_ledger_sum (casework, child, 202008), ==, 29000);
  g_assert_cmpint (casework_ledger_sum (casework, child, 202009), ==, 29000);
  g_assert_true (casework_verifies (casework, NULL));
}

#define ADD(name, func)                                                                            \
  g_test_add ("/casework/methods/" name, Casework, NULL, casework_set_up, func, casework_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("shortfall", test_shortfall);
  ADD ("two-lines-of-data", test_two_lines_of_data);
  ADD ("no-income", test_no_income);
  ADD ("top-ups", test_top_ups);
  ADD ("taper", test_taper);
  ADD ("difference", test_difference);
  ADD ("difference-as-said", test_difference_as_said);
  ADD ("difference-follows", test_difference_follows);
  return g_test_run ();
}
