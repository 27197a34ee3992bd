/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "casework-fixture.h"

#include "casework/doudi-what-if.h"

/* The rules in force are those of the prefecture plan: class I 292 a person, class II 275, and from
 * June 2018 on, back to January, 310 and 290. */
#define MAY "2018-05-20"
#define JUNE "2018-06-05"
#define LOW DOUDI_PROGRAMME_LOW_INCOME
#define ACCOUNT "6217000000000000001"
#define ADULT "1980-01-01"

static DoudiWhatIf *
ask_as (DoudiSession *session, DoudiPolicyDocument *draft, DoudiMonth from, DoudiMonth to)
{
  g_autoptr (GError) error = NULL;
  DoudiWhatIf *what_if = doudi_what_if (session, draft, from, to, NULL, &error);

  g_assert_no_error (error);
  return what_if;
}

static DoudiWhatIf *
ask (Casework *casework,
     DoudiPolicyDocument *draft,
     DoudiMonth from,
     DoudiMonth to,
     const char *day)
{
  return ask_as (casework_session (casework, DIRECTOR, day), draft, from, to);
}

static DoudiPolicyDocument *
load_plan (void)
{
  return doudi_policy_document_load_bundled ("gannan-2018", NULL);
}

/* A document of the county; @standards and @rules are members of its lists. */
static DoudiPolicyDocument *
make_document (const char *adopted_on, const char *standards, const char *rules)
{
  g_autofree char *json
    = g_strdup_printf ("{\"id\": \"county-2018\", \"title\": \"县标准\", \"source\": \"县文件\","
                       " \"adopted_on\": \"%s\", \"area\": [\"6230\"], \"demonstration\": false,"
                       " \"standards\": [%s], \"rules\": [%s]}",
                       adopted_on, standards, rules);
  g_autoptr (GError) error = NULL;
  DoudiPolicyDocument *document = doudi_policy_document_load (json, -1, "draft.json", &error);

  g_assert_no_error (error);
  return document;
}

static DoudiPolicyDocument *
make_draft (const char *adopted_on, const char *standards)
{
  return make_document (adopted_on, standards, "");
}

#define STANDARD(selectors, amount, from)                                                          \
  "{\"residence\": \"rural\", \"per\": \"person-month\", \"sure\": true, \"source\": "             \
  "\"县文件\", " selectors ", \"amount\": \"" amount "\", \"valid_from\": \"" from "\"}"
#define CLASS(class) "\"programme\": \"low-income\", \"class\": " class
#define ORPHAN "\"programme\": \"orphan\""

static void
adopt (Casework *casework, DoudiPolicyDocument *document)
{
  g_autoptr (GError) error = NULL;
  gint64 id;

  doudi_policies_propose (casework_session (casework, REVIEWER, JUNE), document, &id, &error);
  g_assert_no_error (error);
  doudi_policies_adopt (casework_session (casework, DIRECTOR, JUNE), document, &id, &error);
  g_assert_no_error (error);
}

/* The next households live in another township. */
static void
move_on (Casework *casework)
{
  g_autoptr (GPtrArray) divisions = doudi_divisions_load_county (CASEWORK_COUNTY, NULL);

  for (guint i = 0; i < divisions->len; i++)
    {
      const DoudiDivision *division = g_ptr_array_index (divisions, i);

      if (division->level != DOUDI_DIVISION_VILLAGE
          || strncmp (division->code, casework->village, 9) <= 0)
        continue;
      g_free (casework->village);
      casework->village = g_strdup (division->code);
      return;
    }
  g_assert_not_reached ();
}

static gint64
add_low_income (Casework *casework, const char *name, int persons, int benefit_class)
{
  Home home = casework_add_home (casework, name, ADULT, NULL);

  return casework_add_award (casework, "low-income", home, 201801, persons, benefit_class);
}

static void
assert_sum (const DoudiWhatIfSum *sum, const DoudiWhatIfSum *expected)
{
  g_assert_cmpint (sum->awards, ==, expected->awards);
  g_assert_cmpint (sum->gain, ==, expected->gain);
  g_assert_cmpint (sum->lose, ==, expected->lose);
  g_assert_cmpint (sum->same, ==, expected->same);
  g_assert_cmpint (sum->unknown, ==, expected->unknown);
  g_assert_cmpint (sum->before, ==, expected->before);
  g_assert_cmpint (sum->after, ==, expected->after);
}

static void
add_sum (DoudiWhatIfSum *to, const DoudiWhatIfSum *sum)
{
  to->awards += sum->awards;
  to->gain += sum->gain;
  to->lose += sum->lose;
  to->same += sum->same;
  to->unknown += sum->unknown;
  to->before += sum->before;
  to->after += sum->after;
}

/* Whichever way the table is added up. */
static void
assert_adds_up (const DoudiWhatIf *what_if)
{
  const DoudiWhatIfSum *total = &what_if->total;
  DoudiWhatIfSum rows = { 0 }, programmes = { 0 };
  DoudiFen before = 0, after = 0;

  for (guint i = 0; i < what_if->rows->len; i++)
    add_sum (&rows, &((const DoudiWhatIfRow *) g_ptr_array_index (what_if->rows, i))->sum);
  for (guint i = 0; i < DOUDI_N_PROGRAMMES; i++)
    add_sum (&programmes, &what_if->by_programme[i]);
  for (guint i = 0; i < what_if->months->len; i++)
    {
      before += g_array_index (what_if->months, DoudiWhatIfMonth, i).before;
      after += g_array_index (what_if->months, DoudiWhatIfMonth, i).after;
    }
  assert_sum (&rows, total);
  assert_sum (&programmes, total);
  g_assert_cmpint (before, ==, total->before);
  g_assert_cmpint (after, ==, total->after);
  g_assert_cmpint (total->awards, ==, total->gain + total->lose + total->same + total->unknown);
}

static void
assert_window (const DoudiPolicyDocument *draft,
               DoudiMonth from,
               DoudiMonth to,
               DoudiMonth expected_from,
               DoudiMonth expected_to)
{
  doudi_what_if_window (draft, &from, &to);
  g_assert_cmpint (from, ==, expected_from);
  g_assert_cmpint (to, ==, expected_to);
}

/* Prefecture plan 2018, 二.1(1), looked at in May: three persons of class I draw 876 a month, and
 * will draw 930 from January on. Five months are paid by then. */
static void
test_raise (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让", ADULT, ACCOUNT);
  gint64 award = casework_add_award (casework, "low-income", home, 201801, 3, 1);
  DoudiWhatIfSum expected = { 1, 1, 0, 0, 0, 6 * 87600, 6 * 93000 };
  g_autoptr (DoudiPolicyDocument) plan = load_plan ();
  g_autoptr (DoudiWhatIf) what_if = NULL;
  const DoudiWhatIfAward *gainer;

  casework_pay (casework, 201805, LOW_INCOME, MAY);
  what_if = ask (casework, plan, 201801, 201806, MAY);
  assert_sum (&what_if->total, &expected);
  assert_sum (&what_if->by_programme[LOW], &expected);
  assert_adds_up (what_if);
  g_assert_cmpint (what_if->known_before, ==, doudi_day_parse_iso (MAY));
  g_assert_cmpint (what_if->known_after, ==, doudi_day_new (2018, 6, 1));
  g_assert_cmpint (what_if->replaces, ==, 1);
  g_assert_cmpint (what_if->back_pay, ==, 5 * 5400);
  g_assert_cmpint (what_if->months->len, ==, 6);
  g_assert_cmpint (g_array_index (what_if->months, DoudiWhatIfMonth, 5).month, ==, 201806);
  g_assert_cmpint (g_array_index (what_if->months, DoudiWhatIfMonth, 5).after, ==, 93000);
  g_assert_cmpint (what_if->losers->len, ==, 0);
  g_assert_cmpint (what_if->gainers->len, ==, 1);
  gainer = g_ptr_array_index (what_if->gainers, 0);
  g_assert_cmpint (gainer->award_id, ==, award);
  g_assert_cmpint (gainer->household_id, ==, home.household);
  g_assert_cmpstr (gainer->name, ==, "才让");
  g_assert_cmpstr (gainer->village, !=, "");
  g_assert_cmpstr (gainer->township, !=, "");
  g_assert_cmpint (gainer->persons, ==, 3);
  g_assert_cmpint (gainer->after - gainer->before, ==, 6 * 5400);
}

/* In June the plan is what everybody knows: adopting it once more changes nothing. */
static void
test_no_change (Casework *casework, gconstpointer data)
{
  DoudiWhatIfSum expected = { 1, 0, 0, 1, 0, 12 * 93000, 12 * 93000 };
  g_autoptr (DoudiPolicyDocument) plan = load_plan ();
  g_autoptr (DoudiWhatIf) what_if = NULL;

  add_low_income (casework, "才让", 3, 1);
  what_if = ask (casework, plan, 201801, 201812, JUNE);
  assert_sum (&what_if->total, &expected);
  assert_adds_up (what_if);
  g_assert_cmpint (what_if->back_pay, ==, 0);
  g_assert_cmpint (what_if->gainers->len + what_if->losers->len, ==, 0);
}

/* From July the county pays class I 300 and orphans 800; class II is left alone. An orphan cannot
 * be computed before July. */
static void
test_table (Casework *casework, gconstpointer data)
{
  g_autoptr (DoudiPolicyDocument) draft
    = make_draft ("2018-06-04", STANDARD (CLASS ("1"), "300.00",
                                          "2018-07") "," STANDARD (ORPHAN, "800.00", "2018-07"));
  DoudiWhatIfSum here = { 2, 0, 1, 1, 0, 6 * (62000 + 29000), 6 * (60000 + 29000) };
  DoudiWhatIfSum there = { 1, 0, 1, 0, 0, 6 * 31000, 6 * 30000 };
  DoudiWhatIfSum orphans = { 1, 0, 0, 0, 1, 0, 6 * 80000 };
  Home child;
  g_autoptr (DoudiWhatIf) what_if = NULL;
  const DoudiWhatIfRow *rows[3];

  add_low_income (casework, "才让", 2, 1);
  add_low_income (casework, "卓玛", 1, 2);
  move_on (casework);
  add_low_income (casework, "扎西", 1, 1);
  child = casework_add_home (casework, "尕藏", "2010-03-03", NULL);
  casework_add_award (casework, "orphan", child, 201801, 1, 0);
  what_if = ask (casework, draft, 201807, 201812, JUNE);
  assert_adds_up (what_if);
  g_assert_cmpint (what_if->rows->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    rows[i] = g_ptr_array_index (what_if->rows, i);
  assert_sum (&rows[0]->sum, &here);
  assert_sum (&rows[1]->sum, &there);
  assert_sum (&rows[2]->sum, &orphans);
  g_assert_cmpstr (rows[0]->township_code, <, rows[1]->township_code);
  g_assert_true (g_str_has_suffix (rows[0]->township_code, "000"));
  g_assert_cmpstr (rows[0]->township, !=, "");
  g_assert_cmpstr (rows[1]->township_code, ==, rows[2]->township_code);
  g_assert_cmpint (rows[2]->programme, ==, DOUDI_PROGRAMME_ORPHAN);
  g_assert_cmpint (what_if->replaces, ==, 0);
  g_assert_cmpint (what_if->gainers->len, ==, 0);
  g_assert_cmpint (what_if->losers->len, ==, 2);
  g_assert_cmpstr (((DoudiWhatIfAward *) what_if->losers->pdata[0])->name, ==, "才让");
  g_assert_cmpstr (((DoudiWhatIfAward *) what_if->losers->pdata[1])->name, ==, "扎西");
}

/* Terms by month, nothing before the first one, nothing for an award that ended before. */
static void
test_terms (Casework *casework, gconstpointer data)
{
  Home late = casework_add_home (casework, "才让", ADULT, NULL);
  gint64 award = add_low_income (casework, "卓玛", 3, 1);
  gint64 ended = add_low_income (casework, "扎西", 1, 1);
  g_autoptr (DoudiPolicyDocument) draft
    = make_draft ("2018-06-04", STANDARD (CLASS ("1"), "320.00", "2018-01"));
  /* May and June for one person; April for three, then two until the end, in August. */
  DoudiWhatIfSum expected = { 2, 2, 0, 0, 0, (2 + 3 + 2 + 2) * 31000, (2 + 3 + 2 + 2) * 32000 };
  g_autoptr (DoudiWhatIf) what_if = NULL;

  casework_add_award (casework, "low-income", late, 201805, 1, 1);
  casework_add_term (casework, award, 201805, 2, 1, 0);
  casework_add_term (casework, award, 201808, 0, 0, 0);
  casework_add_term (casework, ended, 201804, 0, 0, 0);
  what_if = ask (casework, draft, 201804, 201806, JUNE);
  assert_sum (&what_if->total, &expected);
  assert_adds_up (what_if);
  g_assert_cmpint (((DoudiWhatIfAward *) what_if->gainers->pdata[0])->award_id, ==, award);
  g_assert_cmpint (((DoudiWhatIfAward *) what_if->gainers->pdata[0])->persons, ==, 2);
}

/* A new version takes the place of the old one: the 340 from June on, which would be the later
 * month of two, is gone. */
static void
test_same_id (Casework *casework, gconstpointer data)
{
  g_autoptr (DoudiPolicyDocument) old
    = make_draft ("2018-06-04", STANDARD (CLASS ("1"), "340.00", "2018-06"));
  g_autoptr (DoudiPolicyDocument) draft
    = make_draft ("2018-06-04", STANDARD (CLASS ("1"), "320.00", "2018-01"));
  DoudiWhatIfSum expected = { 1, 0, 1, 0, 0, 31000 + 2 * 34000, 3 * 32000 };
  g_autoptr (DoudiWhatIf) what_if = NULL;

  adopt (casework, old);
  add_low_income (casework, "才让", 1, 1);
  what_if = ask (casework, draft, 201805, 201807, JUNE);
  assert_sum (&what_if->total, &expected);
  g_assert_cmpint (what_if->replaces, ==,
                   casework_ask (casework, "SELECT max(id) FROM policy_document"));
}

/* Of two benefits that exclude each other the later one waits: it is worth what was paid, before
 * and after. */
static void
test_exclusion (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让", ADULT, ACCOUNT);
  gint64 low;
  g_autoptr (DoudiPolicyDocument) draft
    = make_draft ("2018-06-04", STANDARD (CLASS ("1"), "320.00", "2018-01"));
  DoudiWhatIfSum waits = { 1, 1, 0, 0, 0, 2 * 31000 + 10000, 2 * 32000 + 10000 };
  DoudiWhatIfSum first = { 1, 0, 0, 1, 0, 4 * 43150, 4 * 43150 };
  DoudiLedgerLine lines[] = { { .for_month = 201803, .fen = 10000 } };
  gint64 hardship;
  g_autoptr (DoudiWhatIf) what_if = NULL;

  hardship = casework_add_care (casework, home, 201803, "home");
  low = casework_add_award (casework, "low-income", home, 201801, 1, 1);
  casework_pay_by_hand (casework, low, 201803, lines, G_N_ELEMENTS (lines), JUNE);
  what_if = ask (casework, draft, 201801, 201806, JUNE);
  assert_sum (&what_if->by_programme[LOW], &waits);
  assert_sum (&what_if->by_programme[DOUDI_PROGRAMME_SPECIAL_HARDSHIP], &first);
  assert_adds_up (what_if);
  g_assert_cmpint (hardship, <, low);
}

/* A draft may say that two benefits exclude each other no more: from May on the one that waited is
 * paid, and nothing else changes. */
static void
test_exclusion_rule (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让", ADULT, ACCOUNT);
  g_autoptr (DoudiPolicyDocument) draft = make_document (
    "2018-06-04", "",
    "{\"rule\": \"exclusion\", \"case\": \"low-income\", \"programme\": \"special-hardship\","
    " \"choice\": \"together\", \"valid_from\": \"2018-05\", \"sure\": true,"
    " \"source\": \"县文件\"}");
  DoudiWhatIfSum waited = { 1, 1, 0, 0, 0, 2 * 31000, 4 * 31000 };
  DoudiWhatIfSum first = { 1, 0, 0, 1, 0, 4 * 43150, 4 * 43150 };
  g_autoptr (DoudiWhatIf) what_if = NULL;

  casework_add_care (casework, home, 201803, "home");
  casework_add_award (casework, "low-income", home, 201801, 1, 1);
  what_if = ask (casework, draft, 201801, 201806, JUNE);
  assert_sum (&what_if->by_programme[LOW], &waited);
  assert_sum (&what_if->by_programme[DOUDI_PROGRAMME_SPECIAL_HARDSHIP], &first);
  assert_adds_up (what_if);
  assert_window (draft, 0, 0, 201801, 201812);
}

/* What it says is what runs then pay: three months are paid, the draft is adopted, and the run for
 * July pays the rest, back-pay too. */
static void
test_as_runs_pay (Casework *casework, gconstpointer data)
{
  g_autoptr (DoudiPolicyDocument) draft = make_draft (
    "2018-06-04",
    STANDARD (CLASS ("1"), "320.00", "2018-01") "," STANDARD (CLASS ("2"), "280.00", "2018-04"));
  g_autoptr (GArray) awards = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (DoudiWhatIf) what_if = NULL;
  DoudiFen paid_before, paid = 0;
  g_autoptr (DoudiPayRunResult) rest = NULL;

  for (int i = 0; i < 24; i++)
    {
      gint64 award = add_low_income (casework, "才让", 1 + i % 5, 1 + i % 4);

      if (i % 3 == 0)
        casework_add_term (casework, award, 201803 + i % 4, i % 2, 1 + i % 2, 0);
      if (i % 8 == 0)
        move_on (casework);
      g_array_append_val (awards, award);
    }
  casework_pay (casework, 201803, LOW_INCOME, JUNE);
  paid_before = casework_ask (casework, "SELECT sum(fen) FROM ledger_line");
  what_if = ask (casework, draft, 201801, 201807, JUNE);
  assert_adds_up (what_if);
  adopt (casework, draft);
  rest = casework_propose (casework, 201807, LOW_INCOME, JUNE);
  for (guint i = 0; i < awards->len; i++)
    paid += casework_ledger_sum (casework, g_array_index (awards, gint64, i), DOUDI_MONTH_NONE);
  g_assert_cmpint (what_if->total.after, ==, paid);
  g_assert_cmpint (what_if->total.after - paid_before, ==, doudi_pay_run_sums_total (&rest->total));
  g_assert_cmpint (what_if->back_pay, ==,
                   casework_ask (casework, "SELECT sum(fen) FROM ledger_line"
                                           " WHERE for_month <= 201803")
                     - paid_before);
  g_assert_cmpint (what_if->total.gain, >, 0);
  g_assert_cmpint (what_if->total.lose, >, 0);
  for (guint i = 0; i < what_if->losers->len; i++)
    {
      const DoudiWhatIfAward *loser = g_ptr_array_index (what_if->losers, i);

      g_assert_cmpint (casework_ledger_sum (casework, loser->award_id, 0), ==, loser->after);
    }
}

/* The longest lists are cut, those that change most first. */
static void
test_listed (Casework *casework, gconstpointer data)
{
  g_autoptr (DoudiPolicyDocument) draft
    = make_draft ("2018-06-04", STANDARD (CLASS ("1"), "311.00", "2018-01"));
  g_autoptr (DoudiWhatIf) what_if = NULL;

  for (int i = 0; i < DOUDI_WHAT_IF_LISTED + 10; i++)
    add_low_income (casework, "才让", 1 + i * 7 % 60, 1);
  what_if = ask (casework, draft, 201801, 201801, JUNE);
  g_assert_cmpint (what_if->total.gain, ==, DOUDI_WHAT_IF_LISTED + 10);
  g_assert_cmpint (what_if->gainers->len, ==, DOUDI_WHAT_IF_LISTED);
  for (int i = 0; i < DOUDI_WHAT_IF_LISTED; i++)
    g_assert_cmpint (((DoudiWhatIfAward *) what_if->gainers->pdata[i])->persons, ==, 60 - i);
}

/* Whoever may not look at households sees the table; a child is named to nobody. */
static void
test_names (Casework *casework, gconstpointer data)
{
  g_autoptr (DoudiPolicyDocument) draft
    = make_draft ("2018-06-04", STANDARD (CLASS ("1"), "320.00", "2018-01"));
  Home child = casework_add_home (casework, "尕藏", "2010-03-03", NULL);
  g_autoptr (DoudiWhatIf) seen = NULL;
  g_autoptr (DoudiWhatIf) withheld = NULL;

  casework_add_award (casework, "low-income", child, 201801, 1, 1);
  add_low_income (casework, "才让", 2, 1);
  seen = ask (casework, draft, 201801, 201806, JUNE);
  withheld = ask_as (casework_session (casework, ADMINISTRATOR, JUNE), draft, 201801, 201806);
  assert_sum (&withheld->total, &seen->total);
  g_assert_false (seen->names_withheld);
  g_assert_cmpint (seen->gainers->len, ==, 2);
  g_assert_cmpstr (((DoudiWhatIfAward *) seen->gainers->pdata[0])->name, ==, "才让");
  g_assert_cmpstr (((DoudiWhatIfAward *) seen->gainers->pdata[1])->name, ==, "");
  g_assert_true (withheld->names_withheld);
  g_assert_cmpint (withheld->gainers->len, ==, 0);
  g_assert_cmpint (withheld->rows->len, ==, 1);
}

static void
stop_cb (const char *stage, gint64 done, gint64 total, gpointer data)
{
  g_cancellable_cancel (data);
}

/* Nothing is written, whether it is stopped or not, and on either connection. */
static void
test_leaves_nothing (Casework *casework, gconstpointer data)
{
  static const char *const count = "SELECT (SELECT count(*) FROM audit)"
                                   " + (SELECT count(*) FROM policy_document)";
  DoudiSession *director = casework_session (casework, DIRECTOR, MAY);
  g_autoptr (DoudiPolicyDocument) plan = load_plan ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  DoudiProgress progress = { stop_cb, cancellable, cancellable };
  g_autoptr (DoudiStore) reader = doudi_store_open_reader (casework->store, NULL);
  g_autoptr (DoudiSession) bound = doudi_session_bind (director, reader);
  g_autoptr (DoudiWhatIf) what_if = NULL;
  gint64 rows;

  add_low_income (casework, "才让", 3, 1);
  rows = casework_ask (casework, count);
  assert_refused (doudi_what_if (director, plan, 201801, 201806, &progress, error),
                  DOUDI_ERROR_CANCELLED);
  what_if = ask_as (bound, plan, 201801, 201806);
  g_assert_cmpint (what_if->total.gain, ==, 1);
  g_assert_cmpint (casework_ask (casework, count), ==, rows);
  add_low_income (casework, "卓玛", 3, 1);
  g_assert_true (casework_verifies (casework, NULL));
}

static void
test_refused (Casework *casework, gconstpointer data)
{
  DoudiSession *director = casework_session (casework, DIRECTOR, JUNE);
  g_autoptr (DoudiPolicyDocument) plan = load_plan ();
  g_autoptr (DoudiPolicyDocument) elsewhere = doudi_policy_document_load (
    "{\"id\": \"elsewhere\", \"title\": \"市文件\", \"source\": \"市文件\","
    " \"adopted_on\": \"2018-06-04\", \"area\": [\"6101\"], \"demonstration\": false,"
    " \"standards\": []}",
    -1, "draft.json", NULL);
  g_autoptr (DoudiWhatIf) longest = ask (casework, plan, 201801, 202712, JUNE);

  g_assert_nonnull (elsewhere);
  g_assert_cmpint (longest->months->len, ==, DOUDI_WHAT_IF_MONTHS_MAX);
  assert_refused (doudi_what_if (director, elsewhere, 201801, 201806, NULL, error),
                  DOUDI_ERROR_REFUSED);
  assert_refused (doudi_what_if (director, plan, 201806, 201805, NULL, error),
                  DOUDI_ERROR_BAD_DATA);
  assert_refused (doudi_what_if (director, plan, 201801, 202801, NULL, error),
                  DOUDI_ERROR_BAD_DATA);
  assert_refused (doudi_what_if (director, plan, DOUDI_MONTH_NONE, 201806, NULL, error),
                  DOUDI_ERROR_BAD_DATA);
}

/* An amount that no county could pay ends in a message, not in a wrong sum. */
static void
test_beyond_measure (Casework *casework, gconstpointer data)
{
  g_autoptr (DoudiPolicyDocument) draft
    = make_draft ("2018-06-04", STANDARD (CLASS ("1"), "99999999999.00", "2018-01"));

  for (int i = 0; i < 2; i++)
    add_low_income (casework, "才让", 2, 1);
  assert_refused (
    doudi_what_if (casework_session (casework, DIRECTOR, JUNE), draft, 201801, 202712, NULL, error),
    DOUDI_ERROR_BAD_DATA);
}

/* The plan repeats what held in 2017; what it brings holds from 2018. */
static void
test_window (void)
{
  g_autoptr (DoudiPolicyDocument) plan = load_plan ();
  g_autoptr (DoudiPolicyDocument) empty = make_draft ("2018-06-04", "");

  assert_window (plan, 0, 0, 201801, 201812);
  assert_window (plan, 201803, 0, 201803, 201902);
  assert_window (plan, 0, 201806, 201707, 201806);
  assert_window (plan, 201803, 201804, 201803, 201804);
  assert_window (empty, 0, 0, 201801, 201812);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/casework/what-if/" name, Casework, NULL, casework_set_up, func, casework_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("raise", test_raise);
  ADD ("no-change", test_no_change);
  ADD ("table", test_table);
  ADD ("terms", test_terms);
  ADD ("same-id", test_same_id);
  ADD ("exclusion", test_exclusion);
  ADD ("exclusion-rule", test_exclusion_rule);
  ADD ("as-runs-pay", test_as_runs_pay);
  ADD ("listed", test_listed);
  ADD ("names", test_names);
  ADD ("leaves-nothing", test_leaves_nothing);
  ADD ("refused", test_refused);
  ADD ("beyond-measure", test_beyond_measure);
  g_test_add_func ("/casework/what-if/window", test_window);
  return g_test_run ();
}
