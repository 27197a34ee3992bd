/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

#include "import-fixture.h"

#include "exchange/doudi-table.h"

static JsonObject *
expected_of (JsonParser *parser, const char *name)
{
  g_autofree char *path = sample ("expected.json");
  JsonObject *files;

  g_assert_true (json_parser_load_from_file (parser, path, NULL));
  files
    = json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)), "files");
  return json_object_get_object_member (files, name);
}

static void
assert_rows (GPtrArray *problems, gboolean warnings, JsonArray *expected)
{
  guint n = 0;

  for (guint i = 0; i < problems->len; i++)
    {
      const DoudiImportProblem *problem = g_ptr_array_index (problems, i);
      JsonObject *wanted;

      if (problem->warning != warnings)
        continue;
      g_assert_cmpuint (n, <, json_array_get_length (expected));
      wanted = json_array_get_object_element (expected, n++);
      g_assert_cmpint (problem->row, ==, json_object_get_int_member (wanted, "row"));
      g_assert_cmpstr (problem->problem, ==, json_object_get_string_member (wanted, "problem"));
      if (!warnings)
        g_assert_cmpstr (problem->column, ==, json_object_get_string_member (wanted, "column"));
    }
  g_assert_cmpuint (n, ==, json_array_get_length (expected));
}

/* Every count of expected.json, once the roster has landed. */
static void
test_low_income (Casework *casework, gconstpointer data)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *expected = expected_of (parser, LOW_INCOME_ROSTER);
  g_autofree char *path = sample (LOW_INCOME_ROSTER);
  g_autoptr (DoudiImportFileResult) result = stage (casework, path);
  gint64 good = json_object_get_int_member (expected, "households_without_error");

  assert_rows (result->problems, FALSE, json_object_get_array_member (expected, "errors"));
  assert_rows (result->problems, TRUE, json_object_get_array_member (expected, "warnings"));
  g_assert_cmpint (result->batch->households, ==, good);
  g_assert_cmpint (result->batch->held_households, ==,
                   json_object_get_int_member (expected, "households") - good);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM household"), ==, 0);
  accept_batch (casework, result->batch->id);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM household_card"), ==, good);
  g_assert_cmpint (casework_ask (casework, "SELECT sum(members) FROM household_card"), ==,
                   json_object_get_int_member (expected, "persons_in_them"));
  g_assert_cmpint (casework_ask (casework, "SELECT sum(persons) FROM award_term"), ==,
                   json_object_get_int_member (expected, "covered_in_them"));
  for (int class = 1; class <= 4; class ++)
    {
      g_autofree char *query
        = g_strdup_printf ("SELECT sum(persons) FROM award_term WHERE benefit_class = %d", class);
      g_autofree char *name = g_strdup_printf ("%d", class);

      g_assert_cmpint (casework_ask (casework, query), ==,
                       json_object_get_int_member (
                         json_object_get_object_member (expected, "covered_by_class"), name));
    }
  g_assert_cmpint (casework_ask (casework, "SELECT count(DISTINCT first_month) * 1000000"
                                           " + min(first_month) FROM award"),
                   ==, 1201801);
  assert_sound (casework);
}

static void
test_other_rosters (Casework *casework, gconstpointer data)
{
  land_sample (casework, LOW_INCOME_ROSTER);
  land_sample (casework, HARDSHIP_ROSTER);
  land_sample (casework, CHILDREN_ROSTER);
  land_sample (casework, DISABILITY_ROSTER);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM award"
                                           " WHERE programme = 'special-hardship'"),
                   ==, 240);
  g_assert_cmpint (casework_ask (casework,
                                 "SELECT count(*) FROM award_term WHERE care = 'institution'"
                                 " AND self_care = 'partly'"),
                   ==, 12);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM award WHERE programme = 'orphan'"),
                   ==, 39);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM award"
                                           " WHERE programme = 'unsupported-child'"),
                   ==, 9);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM award"
                                           " WHERE programme = 'disability-living'"),
                   ==, 358);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM award"
                                           " WHERE programme = 'disability-nursing'"),
                   ==, 207);
  assert_sound (casework);
}

static void
test_four_eyes (Casework *casework, gconstpointer data)
{
  DoudiImportFileOptions options = { .month = 201801 };
  g_autofree char *path = write_household (casework);
  g_autoptr (DoudiImportFileResult) staged
    = doudi_import_file (reviewer (casework), path, &options, NULL, NULL);
  g_autoptr (DoudiImportFileResult) other = stage (casework, path);
  DoudiImportResult result;

  assert_refused (
    doudi_import_accept (reviewer (casework), staged->batch->id, NULL, &result, error),
    DOUDI_ERROR_FOUR_EYES);
  assert_refused (doudi_import_accept (clerk (casework), other->batch->id, NULL, &result, error),
                  DOUDI_ERROR_NOT_ALLOWED);
  assert_refused (doudi_import_accept (casework_session (casework, DIRECTOR, DAY), other->batch->id,
                                       NULL, &result, error),
                  DOUDI_ERROR_NOT_ALLOWED);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM household"), ==, 0);
  accept_batch (casework, other->batch->id);
  assert_refused (doudi_import_accept (reviewer (casework), other->batch->id, NULL, &result, error),
                  DOUDI_ERROR_CONFLICT);
  assert_refused (doudi_import_accept (reviewer (casework), 77, NULL, &result, error),
                  DOUDI_ERROR_NOT_FOUND);
}

/* Two accounts of one person are one pair of eyes. */
static void
test_one_person (Casework *casework, gconstpointer data)
{
  g_autofree char *path = write_household (casework);
  g_autoptr (DoudiImportFileResult) staged = stage (casework, path);
  DoudiImportResult result;

  casework_write_raw (casework, "UPDATE user SET identity_number = '623027197001010017'");
  assert_refused (
    doudi_import_accept (reviewer (casework), staged->batch->id, NULL, &result, error),
    DOUDI_ERROR_FOUR_EYES);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM household"), ==, 0);
}

static void
test_twice (Casework *casework, gconstpointer data)
{
  g_autofree char *path = sample (LOW_INCOME_ROSTER);
  g_autoptr (DoudiImportFileResult) again = NULL;

  land_file (casework, path);
  again = stage (casework, path);
  g_assert_cmpint (again->batch->households, ==, 0);
  g_assert_cmpint (again->batch->held_households, ==, 1200);
  g_assert_cmpint (again->batch->persons, ==, 0);
  g_assert_cmpint (casework_ask (casework,
                                 "SELECT count(DISTINCT row) FROM import_problem WHERE batch_id = 2"
                                 " AND problem = 'duplicate-person'"),
                   >=, 3647);
  g_assert_cmpuint (again->notes->len, >=, 1);
}

/* Two people read the same roster in; only one of both can be accepted. */
static void
test_overtaken (Casework *casework, gconstpointer data)
{
  g_autofree char *path = write_household (casework);
  g_autoptr (DoudiImportFileResult) first = stage (casework, path);
  g_autoptr (DoudiImportFileResult) second = stage (casework, path);
  DoudiImportResult result;
  gint64 before;

  accept_batch (casework, first->batch->id);
  before = fingerprint (casework);
  assert_refused (
    doudi_import_accept (reviewer (casework), second->batch->id, NULL, &result, error),
    DOUDI_ERROR_CONFLICT);
  g_assert_cmpint (fingerprint (casework), ==, before);
}

/* A later import is not taken for one that an old run saw. */
/* Who was known alone comes with a household: moves there with everything, and back. */
/* The other way round the award joins the household that is there. */
static void
test_exclusive (Casework *casework, gconstpointer data)
{
  g_autofree char *together = write_household (casework);
  g_autofree char *hardship
    = write_roster (casework, "hardship.csv",
                    "序号,乡镇,村,姓名,身份证号,性别,民族,供养方式,生活自理能力,供养机构,照料人,"
                    "照料协议到期,账号,备注\n",
                    "1,拉卜楞镇,九甲,拉毛," LAMAO ",女,藏族,分散,全自理,,,,27852228772659214,\n");
  g_autoptr (DoudiImportFileResult) result = NULL;
  const DoudiImportProblem *problem;

  land_file (casework, together);
  result = stage (casework, hardship);
  g_assert_cmpint (result->batch->households, ==, 0);
  g_assert_cmpuint (result->problems->len, ==, 1);
  problem = g_ptr_array_index (result->problems, 0);
  g_assert_cmpstr (problem->problem, ==, "duplicate-person");
  g_assert_cmpstr (problem->column, ==, "身份证号");
  g_assert_cmpint (problem->row, ==, 2);
  g_assert_nonnull (strstr (problem->message, "Minimum living allowance"));
}

/* Numbers differ, everything else is the same: let in, and on a list. */
static void
test_namesake (Casework *casework, gconstpointer data)
{
  g_autofree char *first = write_household (casework);
  g_autofree char *second = write_roster (
    casework, "namesake.csv", LOW_INCOME_HEADINGS,
    "1,拉卜楞镇,九甲村,三社,才让扎西,623027196601019934,1,二类,275,,,2014.6,才让扎西,户主,"
    "623027196601019934,男,藏族,1966.01,健康,,,\n");
  g_autoptr (DoudiImportFileResult) result = NULL;

  land_file (casework, first);
  result = stage (casework, second);
  g_assert_cmpint (result->batch->households, ==, 1);
  g_assert_cmpuint (result->problems->len, ==, 1);
  g_assert_cmpstr (((DoudiImportProblem *) result->problems->pdata[0])->problem, ==,
                   "same-name-and-birth");
}

static void
test_dry_run (Casework *casework, gconstpointer data)
{
  DoudiImportFileOptions options = { .month = 201801, .dry_run = TRUE };
  g_autofree char *path = sample (LOW_INCOME_ROSTER);
  g_autoptr (DoudiImportFileResult) result = stage_with (casework, path, &options);

  g_assert_cmpint (result->batch->id, ==, 0);
  g_assert_cmpint (result->batch->households, ==, 1176);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM import_batch"), ==, 0);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM staged_person"), ==, 0);
}

static void
test_months (Casework *casework, gconstpointer data)
{
  DoudiImportFileOptions by_title = { .dry_run = TRUE };
  DoudiImportFileOptions by_hand = { .dry_run = TRUE, .month = 201803 };
  g_autofree char *household = write_household (casework);
  g_autofree char *disabled = write_disabled (casework);
  g_autoptr (DoudiImportFileResult) title = stage_with (casework, household, &by_title);
  g_autoptr (DoudiImportFileResult) hand = stage_with (casework, household, &by_hand);
  g_autoptr (DoudiImportFileResult) today = stage_with (casework, disabled, &by_title);

  g_assert_cmpint (title->batch->month, ==, 201801);
  g_assert_cmpint (hand->batch->month, ==, 201803);
  g_assert_cmpint (today->batch->month, ==, 201801);
}

static void
test_one_programme (Casework *casework, gconstpointer data)
{
  DoudiImportFileOptions options
    = { .month = 201801, .programme = DOUDI_PROGRAMME_DISABILITY_NURSING };
  g_autofree char *path = sample (DISABILITY_ROSTER);
  g_autoptr (DoudiImportFileResult) result = stage_with (casework, path, &options);

  g_assert_cmpint (result->batch->awards, ==, 207);
  g_assert_cmpint (result->batch->persons, ==, 207);
}

static void
test_cancel (Casework *casework, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const DoudiProgress progress = { NULL, NULL, cancellable };
  g_autofree char *path = sample (LOW_INCOME_ROSTER);
  g_autoptr (DoudiImportFileResult) staged = stage (casework, path);
  DoudiImportFileOptions options = { .month = 201801 };
  DoudiImportResult result;

  g_cancellable_cancel (cancellable);
  assert_refused (
    doudi_import_accept (reviewer (casework), staged->batch->id, &progress, &result, error),
    DOUDI_ERROR_CANCELLED);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM household"), ==, 0);
  assert_refused (doudi_import_file (clerk (casework), path, &options, &progress, error),
                  DOUDI_ERROR_CANCELLED);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM import_batch"), ==, 1);
}

/* A table in memory, to be corrected and written as csv. */
static GPtrArray *
read_table (const char *path)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GError) error = NULL;
  DoudiTable *table = doudi_table_open (path, &error);
  DoudiTableRow row;

  g_assert_no_error (error);
  g_assert_true (doudi_table_select (table, 0, &error));
  while (doudi_table_next (table, &row, &error))
    {
      GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);

      while (rows->len + 1 < row.number)
        g_ptr_array_add (rows, g_ptr_array_new_with_free_func (g_free));
      for (guint i = 0; i < row.n_cells; i++)
        g_ptr_array_add (cells, g_strdup (row.cells[i].text));
      g_ptr_array_add (rows, cells);
    }
  g_assert_no_error (error);
  doudi_table_close (table);
  return rows;
}

static void
write_table (GPtrArray *rows, const char *path)
{
  g_autoptr (GString) csv = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      GPtrArray *cells = g_ptr_array_index (rows, i);

      for (guint j = 0; j < cells->len; j++)
        g_string_append_printf (csv, "%s\"%s\"", j > 0 ? "," : "", (const char *) cells->pdata[j]);
      g_string_append_c (csv, '\n');
    }
  g_assert_true (g_file_set_contents (path, csv->str, -1, NULL));
}

static void
set_cell (GPtrArray *cells, guint column, char *text)
{
  g_free (cells->pdata[column]);
  cells->pdata[column] = text;
}

static guint
find_column (GPtrArray *rows, const char *heading)
{
  for (guint i = 0; i < rows->len; i++)
    {
      GPtrArray *cells = g_ptr_array_index (rows, i);

      for (guint j = 0; j < cells->len; j++)
        if (g_str_equal (cells->pdata[j], heading))
          return j;
    }
  g_assert_not_reached ();
}

/* As somebody with the papers at hand would. */
static void
correct (GPtrArray *rows, const DoudiImportProblem *problem, int serial)
{
  GPtrArray *cells = g_ptr_array_index (rows, problem->row - 1);
  guint column = find_column (rows, problem->column);

  if (g_str_equal (problem->column, "身份证号码"))
    {
      g_autofree char *first = g_strdup_printf ("62302719600101%03d", 100 + serial);

      set_cell (cells, column,
                g_strdup_printf ("%s%c", first, doudi_identity_number_check_character (first)));
      set_cell (cells, find_column (rows, "性别"), g_strdup (""));
      set_cell (cells, find_column (rows, "出生年月"), g_strdup ("1960.01"));
    }
  else if (g_str_equal (problem->problem, "unknown-village"))
    {
      set_cell (cells, column, g_strdup ("九甲村"));
      set_cell (cells, find_column (rows, "乡镇"), g_strdup ("拉卜楞镇"));
    }
  else if (g_str_equal (problem->problem, "unknown-class"))
    set_cell (cells, column, g_strdup ("三类"));
  else
    set_cell (cells, column, g_strdup ("完代"));
}

/* The circle: what was held back is corrected in its workbook and comes in. */
static void
test_rejects (Casework *casework, gconstpointer data)
{
  g_autofree char *roster = sample (LOW_INCOME_ROSTER);
  g_autofree char *rejects = g_build_filename (casework->folder, "rejects.xlsx", NULL);
  g_autofree char *corrected = g_build_filename (casework->folder, "corrected.csv", NULL);
  DoudiImportFileOptions options = { .month = 201801, .rejects = rejects };
  DoudiImportFileOptions dry = { .month = 201801, .dry_run = TRUE };
  g_autoptr (DoudiImportFileResult) first = stage_with (casework, roster, &options);
  g_autoptr (DoudiImportFileResult) found = stage_with (casework, rejects, &dry);
  g_autoptr (DoudiImportFileResult) second = NULL;
  g_autoptr (GPtrArray) rows = read_table (rejects);

  g_assert_cmpint (found->batch->rows, ==, 66);
  g_assert_cmpint (found->batch->held_households + found->batch->households, ==, 24);
  accept_batch (casework, first->batch->id);
  land_sample (casework, DISABILITY_ROSTER);
  for (guint i = 0; i < found->problems->len; i++)
    {
      const DoudiImportProblem *problem = g_ptr_array_index (found->problems, i);

      if (!problem->warning)
        correct (rows, problem, (int) i);
    }
  write_table (rows, corrected);
  second = stage (casework, corrected);
  for (guint i = 0; i < second->problems->len; i++)
    g_test_message ("%d %s", ((DoudiImportProblem *) second->problems->pdata[i])->row,
                    ((DoudiImportProblem *) second->problems->pdata[i])->problem);
  /* Those held as duplicates of somebody in the caseload were corrected by what was found in the
   * rejects alone; they remain. */
  g_assert_cmpint (second->batch->households + second->batch->held_households, ==, 24);
  g_assert_cmpint (second->batch->households, >=, 20);
  accept_batch (casework, second->batch->id);
  assert_sound (casework);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/casework/import/" path, Casework, NULL, casework_set_up, func, casework_tear_down)
  ADD ("low-income", test_low_income);
  ADD ("other-rosters", test_other_rosters);
  ADD ("four-eyes", test_four_eyes);
  ADD ("one-person", test_one_person);
  ADD ("twice", test_twice);
  ADD ("overtaken", test_overtaken);
  ADD ("exclusive", test_exclusive);
  ADD ("namesake", test_namesake);
  ADD ("dry-run", test_dry_run);
  ADD ("months", test_months);
  ADD ("one-programme", test_one_programme);
  ADD ("cancel", test_cancel);
  ADD ("rejects", test_rejects);
  return g_test_run ();
}
