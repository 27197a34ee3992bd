/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include <json-glib/json-glib.h>
#include <string.h>

#include "base/doudi-error.h"
#include "roster-fixture.h"

/* What is expected of a roster, from expected.json. */
static JsonObject *
get_expected (JsonParser *parser, const char *name)
{
  g_autofree char *path = fixture_roster ("expected.json");
  g_autoptr (GError) error = NULL;
  JsonObject *root;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  root = json_node_get_object (json_parser_get_root (parser));
  return json_object_get_object_member (json_object_get_object_member (root, "files"), name);
}

static RosterResult *
read_roster (const char *name)
{
  g_autofree char *path = fixture_roster (name);
  DoudiRosterOptions options = roster_options ();
  g_autoptr (GError) error = NULL;
  RosterResult *result = roster_result_read (path, &options, &error);

  g_assert_no_error (error);
  return result;
}

static int
expected_int (JsonObject *object, const char *name)
{
  return (int) json_object_get_int_member (object, name);
}

static void
assert_same (GPtrArray *found, JsonArray *expected, gboolean with_column)
{
  g_assert_cmpuint (found->len, ==, json_array_get_length (expected));
  for (guint i = 0; i < found->len; i++)
    {
      JsonObject *one = json_array_get_object_element (expected, i);
      g_autofree char *text
        = g_strdup_printf ("%d%s%s %s", expected_int (one, "row"), with_column ? " " : "",
                           with_column ? json_object_get_string_member (one, "column") : "",
                           json_object_get_string_member (one, "problem"));

      g_assert_cmpstr (g_ptr_array_index (found, i), ==, text);
    }
}

static void
test_low_income (void)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *expected = get_expected (parser, "low-income-2018-01.xlsx");
  JsonObject *classes = json_object_get_object_member (expected, "covered_by_class");
  g_autoptr (RosterResult) result = read_roster ("low-income-2018-01.xlsx");

  g_assert_cmpstr (result->layout, ==, "low-income");
  g_assert_cmpint (result->month, ==, 201801);
  g_assert_cmpstr (doudi_residence_name (result->residence), ==,
                   json_object_get_string_member (expected, "residence"));
  g_assert_cmpint (result->summary.households, ==, expected_int (expected, "households"));
  g_assert_cmpint (result->summary.households - result->summary.held_households, ==,
                   expected_int (expected, "households_without_error"));
  g_assert_cmpint (result->summary.awards, ==, expected_int (expected, "households_without_error"));
  g_assert_cmpint (result->summary.persons, ==, expected_int (expected, "persons_in_them"));
  g_assert_cmpint (result->summary.covered, ==, expected_int (expected, "covered_in_them"));
  for (int i = 1; i <= 4; i++)
    {
      g_autofree char *name = g_strdup_printf ("class %d", i);

      g_assert_cmpint (roster_result_count (result, name), ==,
                       expected_int (classes, name + strlen ("class ")));
    }
  assert_same (result->problems, json_object_get_array_member (expected, "errors"), TRUE);
  assert_same (result->warnings, json_object_get_array_member (expected, "warnings"), FALSE);
  g_assert_cmpint (result->summary.problems, ==, (int) result->problems->len);
  g_assert_cmpint (result->summary.warnings, ==, (int) result->warnings->len);
}

static void
assert_counts (const RosterResult *result,
               JsonObject *expected,
               const char *member,
               const char *const (*names)[2])
{
  JsonObject *counts = json_object_get_object_member (expected, member);
  guint n = 0;

  for (; (*names)[0] != NULL; names++, n++)
    g_assert_cmpint (roster_result_count (result, (*names)[1]), ==,
                     expected_int (counts, (*names)[0]));
  g_assert_cmpuint (n, ==, json_object_get_size (counts));
}

static void
test_special_hardship (void)
{
  static const char *const names[][2] = {
    { "分散全自理", "special-hardship home able" },
    { "分散半护理", "special-hardship home partly" },
    { "分散全护理", "special-hardship home unable" },
    { "集中全自理", "special-hardship institution able" },
    { "集中半护理", "special-hardship institution partly" },
    { "集中全护理", "special-hardship institution unable" },
    { NULL, NULL },
  };
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *expected = get_expected (parser, "special-hardship-2018-01.xlsx");
  g_autoptr (RosterResult) result = read_roster ("special-hardship-2018-01.xlsx");

  g_assert_cmpstr (result->layout, ==, "special-hardship");
  g_assert_cmpint (result->summary.persons, ==, expected_int (expected, "persons"));
  assert_counts (result, expected, "by_care_and_level", names);
  roster_result_assert (result, "", "");
  g_assert_nonnull (strstr (result->households->str, "carer=加措旦正|2018-12-31"));
  g_assert_nonnull (strstr (result->households->str, "institution=夏河县中心敬老院"));
}

static void
test_children (void)
{
  static const char *const names[][2] = {
    { "孤儿散居", "orphan home " },
    { "孤儿机构", "orphan institution " },
    { "事实无人抚养儿童散居", "unsupported-child home " },
    { "事实无人抚养儿童机构", "unsupported-child institution " },
    { NULL, NULL },
  };
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *expected = get_expected (parser, "children-2018-01.xls");
  g_autoptr (RosterResult) result = read_roster ("children-2018-01.xls");

  g_assert_cmpstr (result->layout, ==, "children");
  g_assert_cmpint (result->summary.persons, ==, expected_int (expected, "persons"));
  assert_counts (result, expected, "by_kind", names);
  roster_result_assert (result, "", "");
  g_assert_nonnull (strstr (result->households->str, "guardian=才让才让|祖父|623021196011179913"));
  g_assert_nonnull (strstr (result->households->str, "schooling=夏河县中学"));
}

static void
test_disability (void)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *expected = get_expected (parser, "disability-2018-01.csv");
  g_autoptr (RosterResult) result = read_roster ("disability-2018-01.csv");
  int living = roster_result_count (result, "disability-living  ");
  int nursing = roster_result_count (result, "disability-nursing  ");

  g_assert_cmpstr (result->layout, ==, "disability");
  g_assert_cmpint (result->summary.persons, ==, expected_int (expected, "persons"));
  g_assert_cmpint (living, ==, expected_int (expected, "living"));
  g_assert_cmpint (nursing, ==, expected_int (expected, "nursing"));
  g_assert_cmpint (living + nursing - result->summary.persons, ==, expected_int (expected, "both"));
  roster_result_assert (result, "", "");
  g_assert_nonnull (
    strstr (result->households->str, "disability=mental:2 disability-card=62302719750730992162"));
}

/* Of a sheet for two programmes only one is wanted. */
static void
test_one_programme (void)
{
  g_autofree char *path = fixture_roster ("disability-2018-01.csv");
  DoudiRosterOptions options = roster_options ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterResult) result = NULL;

  options.programme = DOUDI_PROGRAMME_DISABILITY_NURSING;
  result = roster_result_read (path, &options, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->summary.persons, ==, 207);
  g_assert_cmpint (result->summary.awards, ==, 207);
  g_assert_cmpint (result->summary.households, ==, 207);
}

static gboolean
stop_cb (const DoudiRosterHousehold *household, gpointer data, GError **error)
{
  g_cancellable_cancel (data);
  return TRUE;
}

static void
count_progress_cb (const char *stage, gint64 done, gint64 total, gpointer data)
{
  int *calls = data;

  g_assert_cmpint (done, <=, total);
  *calls += 1;
}

static void
test_cancel (void)
{
  g_autofree char *path = fixture_roster ("low-income-2018-01.xlsx");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  int calls = 0;
  DoudiProgress progress = { count_progress_cb, &calls, cancellable };
  DoudiRosterOptions options = roster_options ();
  DoudiRosterHandler handler = { NULL, stop_cb, cancellable };
  g_auto (DoudiRosterSummary) summary = { 0 };
  g_autoptr (DoudiRoster) roster = NULL;
  g_autoptr (GError) error = NULL;

  options.progress = &progress;
  roster = doudi_roster_open (path, &options, &error);
  g_assert_no_error (error);
  g_assert_false (doudi_roster_read (roster, &handler, &summary, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_CANCELLED);
  g_assert_cmpint (calls, >, 0);
  g_assert_cmpint (summary.rows, <, 1000);
}

/* A handler that cannot go on ends the reading with its own error. */
static gboolean
fail_cb (const DoudiRosterHousehold *household, gpointer data, GError **error)
{
  doudi_error_set (error, DOUDI_ERROR_NO_SPACE, NULL, "full");
  return FALSE;
}

static void
test_handler_fails (void)
{
  g_autofree char *path = fixture_roster ("special-hardship-2018-01.xlsx");
  DoudiRosterOptions options = roster_options ();
  DoudiRosterHandler handler = { NULL, fail_cb, NULL };
  g_auto (DoudiRosterSummary) summary = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiRoster) roster = doudi_roster_open (path, &options, &error);

  g_assert_no_error (error);
  g_assert_false (doudi_roster_read (roster, &handler, &summary, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_NO_SPACE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/roster/low-income", test_low_income);
  g_test_add_func ("/exchange/roster/special-hardship", test_special_hardship);
  g_test_add_func ("/exchange/roster/children", test_children);
  g_test_add_func ("/exchange/roster/disability", test_disability);
  g_test_add_func ("/exchange/roster/one-programme", test_one_programme);
  g_test_add_func ("/exchange/roster/cancel", test_cancel);
  g_test_add_func ("/exchange/roster/handler-fails", test_handler_fails);
  return g_test_run ();
}
