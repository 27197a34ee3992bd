/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "casework-fixture.h"

#include <json-glib/json-glib.h>

#define MONTHS_MAX 12

/* The golden cases of arrears: what was paid is put into the ledger by hand, then one run settles
 * it. */
static JsonArray *
load_cases (JsonParser *parser)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "golden.json", NULL);
  g_autoptr (GError) error = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  return json_node_get_array (json_parser_get_root (parser));
}

static DoudiFen
get_fen (JsonObject *object, const char *member)
{
  DoudiFen fen = 0;

  g_assert_true (doudi_money_parse (json_object_get_string_member (object, member), &fen));
  return fen;
}

static DoudiMonth
get_month (JsonObject *object, const char *member)
{
  return doudi_month_parse_iso (json_object_get_string_member (object, member));
}

static gint64
enter_facts (Casework *casework, JsonObject *given)
{
  Home home = casework_add_home (casework, "才让", "1980-01-01", "6217000000000000001");
  JsonArray *facts = json_object_get_array_member (given, "facts");
  gint64 award = 0;

  for (guint i = 0; i < json_array_get_length (facts); i++)
    {
      JsonObject *fact = json_array_get_object_element (facts, i);
      DoudiMonth from = get_month (fact, "from");
      int persons = (int) json_object_get_int_member (fact, "persons");
      int benefit_class = (int) json_object_get_int_member (fact, "class");

      if (i == 0)
        award = casework_add_award (casework, "low-income", home, from, persons, benefit_class);
      else
        casework_add_term (casework, award, from, persons, benefit_class, 0);
    }
  return award;
}

static void
enter_paid (Casework *casework, gint64 award, JsonObject *given)
{
  JsonArray *paid = json_object_get_array_member (given, "paid");
  DoudiLedgerLine lines[MONTHS_MAX] = { 0 };
  guint n_lines = json_array_get_length (paid);

  g_assert_cmpuint (n_lines, <=, MONTHS_MAX);
  for (guint i = 0; i < n_lines; i++)
    {
      JsonObject *month = json_array_get_object_element (paid, i);

      lines[i].for_month = get_month (month, "month");
      lines[i].fen = get_fen (month, "amount");
    }
  casework_pay_by_hand (casework, award, lines[n_lines - 1].for_month, lines, n_lines,
                        "2018-05-31");
}

static DoudiFen
expected_recovery (JsonObject *expect)
{
  JsonArray *months = json_object_get_array_member (expect, "months");
  DoudiFen recovery = 0;

  for (guint i = 0; i < json_array_get_length (months); i++)
    {
      DoudiFen difference = get_fen (json_array_get_object_element (months, i), "difference");

      recovery += MIN (difference, 0);
    }
  return recovery;
}

static void
test_case (Casework *casework, gconstpointer data)
{
  JsonObject *golden = (JsonObject *) data;
  JsonObject *given = json_object_get_object_member (golden, "given");
  JsonObject *expect = json_object_get_object_member (golden, "expect");
  gint64 award = enter_facts (casework, given);
  DoudiFen difference = get_fen (expect, "difference");
  DoudiFen recovery = expected_recovery (expect);
  g_autoptr (DoudiPayRunResult) run = NULL;
  DoudiFen open = 0;

  enter_paid (casework, award, given);
  g_assert_cmpint (casework_ledger_sum (casework, award, 0), ==, get_fen (expect, "paid"));
  run = casework_propose (casework, get_month (given, "through"), LOW_INCOME,
                          json_object_get_string_member (given, "known_on"));
  for (guint i = 0; i < run->open->len; i++)
    open += g_array_index (run->open, DoudiOpenDifference, i).fen;
  g_assert_cmpint (run->total.regular, ==, 0);
  g_assert_cmpint (run->total.back_pay, ==, difference - recovery);
  g_assert_cmpint (run->total.recovery + open, ==, recovery);
  g_assert_cmpint (doudi_pay_run_sums_total (&run->total) + open, ==, difference);
  g_assert_cmpint (doudi_pay_run_sums_total (&run->total), ==, MAX (difference, 0));
  g_assert_cmpint (casework_ledger_sum (casework, award, 0) + open, ==, get_fen (expect, "due"));
}

int
main (int argc, char *argv[])
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *cases;

  g_test_init (&argc, &argv, NULL);
  cases = load_cases (parser);
  for (guint i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *golden = json_array_get_object_element (cases, i);
      JsonObject *given = json_object_get_object_member (golden, "given");
      g_autofree char *path
        = g_strconcat ("/casework/arrears/", json_object_get_string_member (golden, "id"), NULL);

      /* A run pays all parts together; a case about one of them is no run. */
      if (g_str_equal (json_object_get_string_member (golden, "ask"), "arrears")
          && !json_object_has_member (given, "parts"))
        g_test_add (path, Casework, golden, casework_set_up, test_case, casework_tear_down);
    }
  return g_test_run ();
}
