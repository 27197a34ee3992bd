/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "report/doudi-report.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-division-code.h"
#include "base/doudi-error.h"
#include "report/doudi-report-check.h"
#include "report/doudi-report-private.h"
#include "store/doudi-registry.h"
#include "store/doudi-setting.h"

#define TEXT_CHUNK (64 * 1024)

static void
check_clear (gpointer data)
{
  DoudiReportCheck *check = data;

  g_free (check->place);
  g_free (check->left);
  g_free (check->right);
}

/**
 * doudi_report_free:
 * @report: (nullable) (transfer full): a report
 *
 * Frees a report.
 */
void
doudi_report_free (DoudiReport *report)
{
  if (report == NULL)
    return;
  g_ptr_array_unref (report->sheets);
  g_array_unref (report->checks);
  g_string_chunk_free (report->texts);
  doudi_report_definition_free (report->definition);
  g_free (report->county);
  g_free (report->title);
  g_free (report->digest);
  g_free (report);
}

static DoudiReport *
report_new (DoudiReportDefinition *definition, const DoudiPeriod *period)
{
  DoudiReport *report = g_new0 (DoudiReport, 1);

  report->definition = definition;
  report->period = *period;
  report->sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_report_sheet_free);
  report->checks = g_array_new (FALSE, TRUE, sizeof (DoudiReportCheck));
  g_array_set_clear_func (report->checks, check_clear);
  report->texts = g_string_chunk_new (TEXT_CHUNK);
  return report;
}

/* What is filled in at the places of a name or title. */
typedef struct
{
  const char *place;
  const char *text;
} Filling;

static char *
fill_in (const char *text, const Filling *fillings, guint n)
{
  GString *filled = g_string_new (text);

  for (guint i = 0; i < n; i++)
    g_string_replace (filled, fillings[i].place, fillings[i].text, 0);
  return g_string_free (filled, FALSE);
}

static void
name_sheet (const DoudiReport *report, DoudiReportSheet *sheet)
{
  g_autofree char *period = doudi_period_format_chinese (&report->period);
  const Filling fillings[] = {
    { "{county}", report->county },
    { "{period}", period },
    { "{programme}", doudi_programme_info (sheet->programme)->chinese },
    { "{residence}", doudi_residence_chinese (sheet->residence) },
  };

  sheet->name = fill_in (sheet->definition->name, fillings, G_N_ELEMENTS (fillings));
  sheet->title = fill_in (sheet->definition->title, fillings, G_N_ELEMENTS (fillings));
}

/* The sheets of one description while it is read. */
typedef struct
{
  DoudiReport *report;
  const DoudiSheetDefinition *definition;
  GPtrArray *sheets;
  DoudiReportSheet *last;
} Sheets;

/* What a row has in common with the others on its sheet. */
static DoudiRowKey
sheet_key (const DoudiSheetDefinition *definition, const DoudiRowKey *key)
{
  DoudiRowKey common = { DOUDI_PROGRAMME_NONE, DOUDI_RESIDENCE_ANY, NULL };

  if (definition->split == DOUDI_SPLIT_PROGRAMME)
    common.programme = key->programme;
  if (definition->split == DOUDI_SPLIT_RESIDENCE
      || (definition->split == DOUDI_SPLIT_PROGRAMME
          && (definition->apart & (1u << key->programme)) != 0))
    common.residence = key->residence;
  return common;
}

static gboolean
is_for (const DoudiReportSheet *sheet, const DoudiRowKey *common)
{
  return sheet != NULL && sheet->programme == common->programme
         && sheet->residence == common->residence;
}

static DoudiReportSheet *
get_sheet (Sheets *sheets, const DoudiRowKey *common)
{
  DoudiReportSheet *sheet;

  for (guint i = 0; i < sheets->sheets->len; i++)
    if (is_for (g_ptr_array_index (sheets->sheets, i), common))
      return g_ptr_array_index (sheets->sheets, i);
  sheet = doudi_report_sheet_new (sheets->definition, sheets->report->texts);
  sheet->programme = common->programme;
  sheet->residence = common->residence;
  name_sheet (sheets->report, sheet);
  g_ptr_array_add (sheets->sheets, sheet);
  return sheet;
}

static void
add_row (const DoudiRowKey *key, const DoudiValue *values, gpointer data)
{
  Sheets *sheets = data;
  DoudiRowKey common = sheet_key (sheets->definition, key);

  if (!is_for (sheets->last, &common))
    sheets->last = get_sheet (sheets, &common);
  doudi_report_sheet_add (sheets->last, key, values);
}

static int
compare_sheets (gconstpointer a, gconstpointer b)
{
  const DoudiReportSheet *one = *(const DoudiReportSheet *const *) a;
  const DoudiReportSheet *other = *(const DoudiReportSheet *const *) b;

  if (one->programme != other->programme)
    return (int) one->programme - (int) other->programme;
  return (int) one->residence - (int) other->residence;
}

static const char *
name_township (const char *division, gpointer data)
{
  return doudi_reading_get_township (data, division);
}

static void
close_sheets (Sheets *sheets, DoudiReading *reading)
{
  g_ptr_array_sort (sheets->sheets, compare_sheets);
  for (guint i = 0; i < sheets->sheets->len; i++)
    {
      DoudiReportSheet *sheet = g_ptr_array_index (sheets->sheets, i);

      doudi_report_sheet_close (sheet, name_township, reading);
      g_ptr_array_add (sheets->report->sheets, sheet);
    }
  g_ptr_array_set_free_func (sheets->sheets, NULL);
}

static gboolean
read_sheets (DoudiReport *report,
             const DoudiSheetDefinition *definition,
             DoudiReading *reading,
             GError **error)
{
  g_autoptr (GPtrArray) own
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_report_sheet_free);
  g_autofree gboolean *wanted = g_new0 (gboolean, definition->source->n_fields);
  Sheets sheets = { report, definition, own, NULL };

  for (guint i = 0; i < definition->columns->len; i++)
    wanted[((const DoudiReportColumn *) g_ptr_array_index (definition->columns, i))->field] = TRUE;
  reading->programmes = definition->programmes;
  reading->wanted = wanted;
  reading->add = add_row;
  reading->data = &sheets;
  if (!definition->source->read (reading, error))
    return FALSE;
  close_sheets (&sheets, reading);
  return TRUE;
}

static GHashTable *
read_divisions (DoudiStore *store, GError **error)
{
  g_autoptr (GPtrArray) list = doudi_registry_list_divisions (store, error);
  GHashTable *divisions;

  if (list == NULL)
    return NULL;
  divisions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < list->len; i++)
    {
      const DoudiDivision *division = g_ptr_array_index (list, i);

      g_hash_table_insert (divisions, g_strdup (division->code), g_strdup (division->name));
    }
  return divisions;
}

/* The closed runs of a period that pay any of @programmes. */
static GPtrArray *
read_runs (DoudiStore *store, const DoudiPeriod *period, guint programmes, GError **error)
{
  g_autoptr (GPtrArray) all = doudi_pay_runs_list (store, error);
  GPtrArray *runs;

  if (all == NULL)
    return NULL;
  runs = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_pay_run_row_free);
  g_ptr_array_set_free_func (all, NULL);
  for (guint i = 0; i < all->len; i++)
    {
      DoudiPayRunRow *run = g_ptr_array_index (all, i);

      if (g_str_equal (run->state, "closed") && run->month >= period->first
          && run->month <= period->last && (run->programmes & programmes) != 0)
        g_ptr_array_add (runs, run);
      else
        doudi_pay_run_row_free (run);
    }
  return runs;
}

static gboolean
has_rows (const DoudiReport *report)
{
  return doudi_report_count_rows (report) > 0;
}

static gboolean
fail_empty (const DoudiReport *report, gboolean has_runs, GError **error)
{
  g_autofree char *period = doudi_period_format (&report->period);

  if (has_runs)
    doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                     _ ("The pay runs of %s pay nothing that belongs on “%s”: there is nothing to "
                        "report."),
                     period, report->definition->name);
  else
    doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                     _ ("No pay run of %s is closed that “%s” could be made from. Propose the "
                        "run, let a director approve it, close it; then make the report."),
                     period, report->definition->name);
  return FALSE;
}

static gboolean
fill_report (DoudiReport *report,
             DoudiSession *session,
             const DoudiProgress *progress,
             GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  guint programmes = doudi_report_definition_get_programmes (report->definition);
  g_autoptr (GHashTable) divisions = read_divisions (store, error);
  g_autoptr (GPtrArray) runs
    = divisions != NULL ? read_runs (store, &report->period, programmes, error) : NULL;
  DoudiReading reading = { session, report->period, 0, runs, divisions, NULL, progress };
  DoudiChecking checking = { report, session, programmes, runs };

  if (runs == NULL)
    return FALSE;
  if (runs->len == 0)
    return fail_empty (report, FALSE, error);
  for (guint i = 0; i < report->definition->sheets->len; i++)
    if (!read_sheets (report, g_ptr_array_index (report->definition->sheets, i), &reading, error))
      return FALSE;
  if (!has_rows (report))
    return fail_empty (report, TRUE, error);
  doudi_progress_report (progress, _ ("Checking"), 0, 0);
  return doudi_report_check_all (&checking, report->definition->rules, report->checks, error);
}

static gboolean
read_settings (DoudiReport *report, DoudiStore *store, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *demonstration = NULL;

  report->county = doudi_setting_get (store, DOUDI_SETTING_COUNTY_NAME, &cause);
  if (cause == NULL)
    demonstration = doudi_setting_get (store, DOUDI_SETTING_DEMONSTRATION, &cause);
  report->demonstration = demonstration != NULL;
  if (report->county == NULL)
    report->county = g_strdup ("");
  if (cause == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

static void
title_report (DoudiReport *report)
{
  g_autofree char *period = doudi_period_format_chinese (&report->period);

  report->title = g_strconcat (report->county, period, report->definition->name, NULL);
}

static gboolean
check_period (const DoudiReportDefinition *definition, const DoudiPeriod *period, GError **error)
{
  static const char *const examples[] = { "2018-06", "2018-Q2", "2018" };
  g_autoptr (GString) allowed = g_string_new (NULL);

  if (doudi_report_definition_takes (definition, period->kind))
    return TRUE;
  for (guint kind = 0; kind < G_N_ELEMENTS (examples); kind++)
    if (doudi_report_definition_takes (definition, (DoudiPeriodKind) kind))
      g_string_append_printf (allowed, "%s%s", allowed->len > 0 ? ", " : "", examples[kind]);
  doudi_error_set (error, DOUDI_ERROR_USAGE, NULL,
                   _ ("“%s” is not made for such a period. Write the period like this: %s"),
                   definition->name, allowed->str);
  return FALSE;
}

/**
 * doudi_report_build:
 * @session: who asks for it; a list of persons takes %DOUDI_ACTION_EXPORT_PERSONS, another report
 *   %DOUDI_ACTION_EXPORT_STATISTICS
 * @id: (not nullable): such as "payment-sheet"
 * @period: for which time
 * @progress: (nullable): how far it is, and whether to stop
 * @error: %DOUDI_ERROR_NOT_FOUND if there is no such report, %DOUDI_ERROR_USAGE if it is not made
 *   for such a period, %DOUDI_ERROR_REFUSED if nothing of the period is closed yet
 *
 * Makes a report. Amounts come from the frozen rows of closed pay runs only, so every number can
 * be traced to the rows it counts; what is said of persons is as it was on the last day of the
 * period. Checks that fail do not keep the report from being made, only from being issued.
 *
 * Returns: (transfer full): the report; %NULL with @error set
 */
DoudiReport *
doudi_report_build (DoudiSession *session,
                    const char *id,
                    const DoudiPeriod *period,
                    const DoudiProgress *progress,
                    GError **error)
{
  g_autoptr (DoudiReportDefinition) definition = doudi_report_definition_load_bundled (id, error);
  g_autoptr (DoudiReport) report = NULL;
  g_autofree char *object = g_strconcat ("report:", id, NULL);
  DoudiAction action;

  if (definition == NULL || !check_period (definition, period, error))
    return NULL;
  action = doudi_report_definition_lists_persons (definition) ? DOUDI_ACTION_EXPORT_PERSONS
                                                              : DOUDI_ACTION_EXPORT_STATISTICS;
  if (!doudi_session_authorize (session, action, object, error))
    return NULL;
  report = report_new (g_steal_pointer (&definition), period);
  if (!read_settings (report, doudi_session_get_store (session), error))
    return NULL;
  title_report (report);
  if (!fill_report (report, session, progress, error))
    return NULL;
  return g_steal_pointer (&report);
}

/**
 * doudi_report_get_id:
 * @report: a report
 *
 * Returns: (not nullable) (transfer none): the id of its definition
 */
const char *
doudi_report_get_id (const DoudiReport *report)
{
  return report->definition->id;
}

/**
 * doudi_report_get_title:
 * @report: a report
 *
 * Returns: (not nullable) (transfer none): county, period and name, Chinese
 */
const char *
doudi_report_get_title (const DoudiReport *report)
{
  return report->title;
}

/**
 * doudi_report_get_period:
 * @report: a report
 *
 * Returns: (not nullable) (transfer none): the period it was made for
 */
const DoudiPeriod *
doudi_report_get_period (const DoudiReport *report)
{
  return &report->period;
}

/**
 * doudi_report_lists_persons:
 * @report: a report
 *
 * Returns: whether it shows single persons
 */
gboolean
doudi_report_lists_persons (const DoudiReport *report)
{
  return doudi_report_definition_lists_persons (report->definition);
}

/**
 * doudi_report_count_rows:
 * @report: a report
 *
 * Returns: how many rows its sheets have together, sums not counted
 */
gint64
doudi_report_count_rows (const DoudiReport *report)
{
  gint64 rows = 0;

  for (guint i = 0; i < report->sheets->len; i++)
    rows += ((const DoudiReportSheet *) g_ptr_array_index (report->sheets, i))->n_rows;
  return rows;
}

/**
 * doudi_report_get_n_sheets:
 * @report: a report
 *
 * Returns: how many sheets it has, at least one
 */
guint
doudi_report_get_n_sheets (const DoudiReport *report)
{
  return report->sheets->len;
}

static const DoudiReportSheet *
sheet_at (const DoudiReport *report, guint sheet)
{
  return g_ptr_array_index (report->sheets, sheet);
}

/**
 * doudi_report_get_sheet_name:
 * @report: a report
 * @sheet: its number, from 0
 *
 * Returns: (not nullable) (transfer none): what stands on its tab
 */
const char *
doudi_report_get_sheet_name (const DoudiReport *report, guint sheet)
{
  return sheet_at (report, sheet)->name;
}

/**
 * doudi_report_get_n_columns:
 * @report: a report
 * @sheet: number of a sheet, from 0
 *
 * Returns: how many columns the sheet shows
 */
guint
doudi_report_get_n_columns (const DoudiReport *report, guint sheet)
{
  return sheet_at (report, sheet)->columns->len;
}

/**
 * doudi_report_get_column:
 * @report: a report
 * @sheet: number of a sheet, from 0
 * @column: number of a column, from 0
 *
 * Returns: (not nullable) (transfer none): heading and kind of the column
 */
const DoudiReportColumn *
doudi_report_get_column (const DoudiReport *report, guint sheet, guint column)
{
  return g_ptr_array_index (sheet_at (report, sheet)->columns, column);
}

/**
 * doudi_report_get_n_rows:
 * @report: a report
 * @sheet: number of a sheet, from 0
 *
 * Returns: how many rows the sheet has, sums among them
 */
guint
doudi_report_get_n_rows (const DoudiReport *report, guint sheet)
{
  return sheet_at (report, sheet)->rows->len;
}

/**
 * doudi_report_get_row_kind:
 * @report: a report
 * @sheet: number of a sheet, from 0
 * @row: number of a row, from 0
 *
 * Returns: whether the row is a sum
 */
DoudiReportRowKind
doudi_report_get_row_kind (const DoudiReport *report, guint sheet, guint row)
{
  return doudi_report_sheet_get_row (sheet_at (report, sheet), row)->kind;
}

static gboolean
is_first_text (const DoudiReportSheet *sheet, guint column)
{
  for (guint i = 0; i < sheet->columns->len; i++)
    {
      const DoudiReportColumn *other = g_ptr_array_index (sheet->columns, i);

      if (other->kind == DOUDI_COLUMN_TEXT)
        return i == column;
    }
  return FALSE;
}

/**
 * doudi_report_dup_cell_text:
 * @report: a report
 * @sheet: number of a sheet, from 0
 * @row: number of a row, from 0
 * @column: number of a column, from 0
 *
 * Tells what a cell shows; a sum shows its name in the first column of words. Identity numbers and
 * accounts are in full: a screen masks them.
 *
 * Returns: (not nullable) (transfer full): the text, "" where there is nothing
 */
char *
doudi_report_dup_cell_text (const DoudiReport *report, guint sheet, guint row, guint column)
{
  const DoudiReportSheet *shown = sheet_at (report, sheet);
  const DoudiSheetRow *line = doudi_report_sheet_get_row (shown, row);

  if (line->kind != DOUDI_REPORT_ROW && is_first_text (shown, column))
    return g_strdup (line->label);
  return doudi_column_kind_format (doudi_report_get_column (report, sheet, column)->kind,
                                   doudi_report_sheet_get_cell (shown, row, column));
}

/**
 * doudi_report_get_n_checks:
 * @report: a report
 *
 * Returns: how many relations its numbers were held to
 */
guint
doudi_report_get_n_checks (const DoudiReport *report)
{
  return report->checks->len;
}

/**
 * doudi_report_get_check:
 * @report: a report
 * @index: number of a check, from 0
 *
 * Returns: (not nullable) (transfer none): the check; doudi_report_rule_label() says it in words
 */
const DoudiReportCheck *
doudi_report_get_check (const DoudiReport *report, guint index)
{
  return &g_array_index (report->checks, DoudiReportCheck, index);
}

/**
 * doudi_report_is_sound:
 * @report: a report
 *
 * Returns: whether every check holds, so that it may be issued
 */
gboolean
doudi_report_is_sound (const DoudiReport *report)
{
  for (guint i = 0; i < report->checks->len; i++)
    if (!doudi_report_get_check (report, i)->ok)
      return FALSE;
  return TRUE;
}
