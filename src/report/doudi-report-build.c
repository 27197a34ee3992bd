/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-division-code.h"
#include "base/doudi-error.h"
#include "report/doudi-report-check.h"
#include "report/doudi-report-private.h"
#include "report/doudi-report.h"
#include "store/doudi-registry.h"
#include "store/doudi-setting.h"

#define DEMONSTRATION "（演示数据）"

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
  g_autofree char *title = NULL;
  const Filling fillings[] = {
    { "{county}", report->county },
    { "{period}", period },
    { "{programme}", doudi_programme_info (sheet->programme)->chinese },
    { "{residence}", doudi_residence_chinese (sheet->residence) },
  };

  sheet->name = fill_in (sheet->definition->name, fillings, G_N_ELEMENTS (fillings));
  title = fill_in (sheet->definition->title, fillings, G_N_ELEMENTS (fillings));
  sheet->title = g_strconcat (title, report->demonstration ? DEMONSTRATION : NULL, NULL);
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
  report = doudi_report_new (g_steal_pointer (&definition), period);
  if (!read_settings (report, doudi_session_get_store (session), error))
    return NULL;
  title_report (report);
  if (!fill_report (report, session, progress, error))
    return NULL;
  return g_steal_pointer (&report);
}
