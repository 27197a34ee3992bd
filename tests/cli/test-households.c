/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "cli-helper.h"

/* The list of households by a script: narrowed, ordered, added up, and views of it. */

#define CASEWORKER "caseworker"
#define TODAY "--today=2018-07-05"
#define HOUSEHOLDS 120

static void
set_up (Cli *cli, gconstpointer data)
{
  g_autoptr (CliResult) made = NULL;

  cli_set_up (cli, data);
  made = cli_run (cli, NULL, TODAY, "demo", cli->file, "--households", G_STRINGIFY (HOUSEHOLDS),
                  "--months", "2", NULL);
  cli_assert_done (made);
}

static JsonArray *
rows_of (JsonObject *answer)
{
  return json_object_get_array_member (answer, "rows");
}

static guint
n_rows (JsonObject *answer)
{
  return json_array_get_length (rows_of (answer));
}

static gint64
number (JsonObject *object, const char *member)
{
  g_assert_true (json_object_has_member (object, member));
  return json_object_get_int_member (object, member);
}

/* An amount of the answer, in fen. */
static gint64
fen (JsonObject *object, const char *member)
{
  const char *text = json_object_get_string_member (object, member);
  const char *point = strchr (text, '.');

  g_assert_nonnull (point);
  return g_ascii_strtoll (text, NULL, 10) * 100 + g_ascii_strtoll (point + 1, NULL, 10);
}

static void
test_all (Cli *cli, gconstpointer data)
{
  g_autoptr (CliResult) all
    = cli_run (cli, CASEWORKER, TODAY, "households", cli->file, "--limit", "1000", NULL);
  JsonObject *answer = cli_assert_done (all);
  gint64 persons = 0;
  gint64 amount = 0;

  g_assert_cmpint (number (answer, "total"), ==, n_rows (answer));
  g_assert_cmpint (number (answer, "total"), >=, HOUSEHOLDS - 5);
  for (guint i = 0; i < n_rows (answer); i++)
    {
      JsonObject *row = json_array_get_object_element (rows_of (answer), i);

      persons += number (row, "members");
      amount += fen (row, "amount");
    }
  g_assert_cmpint (number (answer, "persons"), ==, persons);
  g_assert_cmpint (fen (answer, "amount"), ==, amount);
  g_assert_cmpint (amount, >, 0);
}

static void
test_order (Cli *cli, gconstpointer data)
{
  g_autoptr (CliResult) sorted
    = cli_run (cli, CASEWORKER, TODAY, "households", cli->file, "--sort", "amount", "--descending",
               "--limit", "40", "--programme", "low-income", NULL);
  JsonObject *answer = cli_assert_done (sorted);
  gint64 before = G_MAXINT64;

  g_assert_cmpuint (n_rows (answer), >, 5);
  for (guint i = 0; i < n_rows (answer); i++)
    {
      JsonObject *row = json_array_get_object_element (rows_of (answer), i);

      g_assert_cmpint (fen (row, "amount"), <=, before);
      before = fen (row, "amount");
    }
}

static gint64
count (Cli *cli, const char *first, const char *second)
{
  g_autoptr (CliResult) result = cli_run (cli, CASEWORKER, TODAY, "households", cli->file,
                                          "--limit", "1", first, second, NULL);

  return number (cli_assert_done (result), "total");
}

/* Each option leaves some, and two that are opposites leave all. */
static void
test_filters (Cli *cli, gconstpointer data)
{
  gint64 all = count (cli, NULL, NULL);
  gint64 nothing = count (cli, "--flag=draws-nothing", NULL);
  gint64 paid = count (cli, "--amount-from=0.01", NULL);
  gint64 old = count (cli, "--aged-from=60", NULL);

  g_assert_cmpint (nothing + paid, <=, all);
  g_assert_cmpint (paid, >, 0);
  g_assert_cmpint (old, >, 0);
  g_assert_cmpint (old, <, all);
  g_assert_cmpint (count (cli, "--aged-from=60", "--aged-below=18"), <=, old);
  g_assert_cmpint (count (cli, "--class=2", NULL), <, all);
  g_assert_cmpint (count (cli, "--disability=severe", NULL), <=,
                   count (cli, "--disability=any", NULL));
  g_assert_cmpint (count (cli, "--recorded-since=2018-01-01", NULL), ==, all);
  g_assert_cmpint (count (cli, "--recorded-since=2030-01-01", NULL), ==, 0);
  g_assert_cmpint (count (cli, "--review-until=2030-01-01", NULL), >=,
                   count (cli, "--review-until=month", NULL));
  g_assert_cmpint (count (cli, "--text=nobody", NULL), ==, 0);
  g_assert_cmpint (count (cli, "--view=severely-disabled", NULL), ==,
                   count (cli, "--disability=1,2", NULL));
  g_assert_cmpint (count (cli, "--any-flag=no-phone", "--any-flag=no-number"), >=,
                   count (cli, "--flag=no-phone", "--flag=no-number"));
}

static gboolean
has_view (Cli *cli, const char *name, gint64 *households)
{
  g_autoptr (CliResult) views = cli_run (cli, CASEWORKER, TODAY, "views", cli->file, NULL);
  JsonArray *list = cli_assert_list (views);

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *view = json_array_get_object_element (list, i);

      *households = number (view, "households");
      if (g_str_equal (json_object_get_string_member (view, "name"), name))
        return TRUE;
    }
  return FALSE;
}

static void
test_views (Cli *cli, gconstpointer data)
{
  gint64 class_two = count (cli, "--class=2", NULL);
  gint64 households = 0;
  g_autoptr (CliResult) saved = cli_run (cli, CASEWORKER, TODAY, "view-save", cli->file, "二类",
                                         "--class", "2", "--sort", "amount", NULL);
  g_autoptr (CliResult) renamed = NULL;
  g_autoptr (CliResult) removed = NULL;

  cli_assert_done (saved);
  g_assert_true (has_view (cli, "all", &households));
  g_assert_cmpint (households, ==, count (cli, NULL, NULL));
  g_assert_true (has_view (cli, "二类", &households));
  g_assert_cmpint (households, ==, class_two);
  g_assert_cmpint (count (cli, "--view=二类", NULL), ==, class_two);
  g_assert_cmpint (count (cli, "--view=二类", "--class=1"), ==, count (cli, "--class=1", NULL));
  renamed = cli_run (cli, CASEWORKER, TODAY, "view-rename", cli->file, "二类", "第二类", NULL);
  cli_assert_done (renamed);
  g_assert_true (has_view (cli, "第二类", &households));
  removed = cli_run (cli, CASEWORKER, TODAY, "view-remove", cli->file, "第二类", NULL);
  cli_assert_done (removed);
  g_assert_false (has_view (cli, "第二类", &households));
}

static void
assert_usage (Cli *cli, const char *option)
{
  g_autoptr (CliResult) result
    = cli_run (cli, CASEWORKER, TODAY, "households", cli->file, option, NULL);

  cli_assert_error (result, 2, "usage");
}

static void
test_refused (Cli *cli, gconstpointer data)
{
  static const char *const wrong[] = {
    "--limit=0",        "--sort=colour",    "--division=6230",      "--programme=none",
    "--flag=something", "--aged-from=1000", "--review-until=later", "--amount-from=much",
    "--disability=5",   "--any-flag=x",     "--recorded-since=x",
  };
  g_autoptr (CliResult) missing
    = cli_run (cli, CASEWORKER, TODAY, "households", cli->file, "--view", "别的", NULL);
  g_autoptr (CliResult) taken
    = cli_run (cli, CASEWORKER, TODAY, "view-save", cli->file, "minors", NULL);
  g_autoptr (CliResult) nobody
    = cli_run (cli, CASEWORKER, TODAY, "view-remove", cli->file, "别的", NULL);
  g_autoptr (CliResult) administrator
    = cli_run (cli, "administrator", TODAY, "households", cli->file, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_usage (cli, wrong[i]);
  cli_assert_error (missing, 1, "not-found");
  cli_assert_error (taken, 1, "conflict");
  cli_assert_error (nobody, 1, "not-found");
  cli_assert_error (administrator, 1, "not-allowed");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/cli/households/" name, Cli, NULL, set_up, func, cli_tear_down)
  ADD ("all", test_all);
  ADD ("order", test_order);
  ADD ("filters", test_filters);
  ADD ("views", test_views);
  ADD ("refused", test_refused);
#undef ADD
  return g_test_run ();
}
