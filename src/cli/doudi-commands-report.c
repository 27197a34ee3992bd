/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "cli/doudi-command.h"

#include <glib/gi18n-lib.h>

#include "report/doudi-report.h"

static char *option_period;
static char *option_output;
static gboolean option_issue;

static const GOptionEntry report_options[] = {
  { "period", 0, 0, G_OPTION_ARG_STRING, &option_period,
    N_ ("A month, quarter or year: 2018-06, 2018-Q2, 2018"), N_ ("PERIOD") },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &option_output,
    N_ ("The file to write, .xlsx or .csv"), N_ ("FILE") },
  { "issue", 0, 0, G_OPTION_ARG_NONE, &option_issue,
    N_ ("Freeze the report as it leaves the office"), NULL },
  { NULL },
};

static const struct
{
  DoudiPeriodKind kind;
  const char *name;
} period_kinds[] = {
  { DOUDI_PERIOD_MONTH, "month" },
  { DOUDI_PERIOD_QUARTER, "quarter" },
  { DOUDI_PERIOD_YEAR, "year" },
};

static void
add_periods (JsonBuilder *builder, const DoudiReportDefinition *definition)
{
  json_builder_set_member_name (builder, "periods");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < G_N_ELEMENTS (period_kinds); i++)
    if (doudi_report_definition_takes (definition, period_kinds[i].kind))
      json_builder_add_string_value (builder, period_kinds[i].name);
  json_builder_end_array (builder);
}

static void
add_definition (JsonBuilder *builder, const DoudiReportDefinition *definition)
{
  json_builder_begin_object (builder);
  doudi_json_add_text (builder, "id", doudi_report_definition_get_id (definition));
  doudi_json_add_text (builder, "name", doudi_report_definition_get_name (definition));
  doudi_json_add_boolean (builder, "persons", doudi_report_definition_lists_persons (definition));
  add_periods (builder, definition);
  json_builder_end_object (builder);
}

static gboolean
run_report_list (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (GPtrArray) definitions = doudi_report_definitions_list (error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (definitions == NULL)
    return FALSE;
  json_builder_begin_array (builder);
  for (guint i = 0; i < definitions->len; i++)
    {
      const DoudiReportDefinition *definition = g_ptr_array_index (definitions, i);

      add_definition (builder, definition);
      doudi_invocation_say (invocation, "%-24s %s", doudi_report_definition_get_id (definition),
                            doudi_report_definition_get_name (definition));
    }
  json_builder_end_array (builder);
  doudi_invocation_answer (invocation, builder);
  return TRUE;
}

static gboolean
fail_usage (GError **error, const char *message)
{
  doudi_error_set (error, DOUDI_ERROR_USAGE, NULL, "%s", message);
  return FALSE;
}

static gboolean
is_csv (const char *path)
{
  return g_str_has_suffix (path, ".csv");
}

static gboolean
read_options (DoudiPeriod *period, GError **error)
{
  if (option_period == NULL || !doudi_period_parse (option_period, period))
    return fail_usage (error, _ ("--period needs a month, quarter or year: 2018-06, 2018-Q2, "
                                 "2018."));
  if (option_output == NULL
      || !(g_str_has_suffix (option_output, ".xlsx") || is_csv (option_output)))
    return fail_usage (error, _ ("--output needs a file: report.xlsx or report.csv."));
  return TRUE;
}

static void
add_check (JsonBuilder *builder, const DoudiReportCheck *check)
{
  json_builder_begin_object (builder);
  doudi_json_add_text (builder, "rule", check->rule);
  doudi_json_add_boolean (builder, "ok", check->ok);
  doudi_json_add_text (builder, "left", check->left);
  doudi_json_add_text (builder, "right", check->right);
  json_builder_end_object (builder);
}

static void
add_checks (JsonBuilder *builder, const DoudiReport *report)
{
  json_builder_set_member_name (builder, "checks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < doudi_report_get_n_checks (report); i++)
    add_check (builder, doudi_report_get_check (report, i));
  json_builder_end_array (builder);
}

/* What a person should know: each check, and where it breaks. */
static void
say_report (DoudiInvocation *invocation, DoudiReport *report)
{
  doudi_invocation_say (invocation, "%s", doudi_report_get_title (report));
  for (guint i = 0; i < doudi_report_get_n_checks (report); i++)
    {
      const DoudiReportCheck *check = doudi_report_get_check (report, i);

      doudi_invocation_say (invocation, "%s %s: %s / %s %s", check->ok ? "✓" : "✗",
                            doudi_report_rule_label (check->rule), check->left, check->right,
                            check->place);
    }
}

static void
answer (DoudiInvocation *invocation, DoudiReport *report, gint64 issue)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *file = g_filename_display_name (option_output);

  json_builder_begin_object (builder);
  doudi_json_add_text (builder, "file", file);
  doudi_json_add_int (builder, "sheets", doudi_report_get_n_sheets (report));
  doudi_json_add_int (builder, "rows", doudi_report_count_rows (report));
  doudi_json_add_text (builder, "digest", doudi_report_get_digest (report));
  add_checks (builder, report);
  if (issue != 0)
    doudi_json_add_id (builder, "issue", issue);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
  say_report (invocation, report);
}

static gboolean
write_file (DoudiReport *report,
            DoudiSession *session,
            const DoudiProgress *progress,
            GError **error)
{
  if (is_csv (option_output))
    return doudi_report_write_csv (report, session, option_output, progress, error);
  return doudi_report_write_xlsx (report, session, option_output, progress, error);
}

/* A report that is not issued is a draft: it is written whatever its checks say. */
static gboolean
run_report (DoudiInvocation *invocation, GError **error)
{
  const DoudiProgress *progress = doudi_invocation_get_progress (invocation);
  DoudiPeriod period;
  g_autoptr (DoudiSession) session = NULL;
  g_autoptr (DoudiReport) report = NULL;
  gint64 issue = 0;

  if (!read_options (&period, error))
    return FALSE;
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  if (session == NULL)
    return FALSE;
  report = doudi_report_build (session, doudi_invocation_get_argument (invocation, 1), &period,
                               progress, error);
  if (report == NULL || (option_issue && !doudi_report_may_issue (report, session, error))
      || !write_file (report, session, progress, error)
      || (option_issue && !doudi_report_issue (report, session, &issue, error)))
    return FALSE;
  answer (invocation, report, issue);
  return TRUE;
}

const DoudiCommand doudi_commands_report[] = {
  { "report-list", "", 0, N_ ("List the reports that can be made"), NULL, run_report_list },
  { "report", "FILE REPORT", 2, N_ ("Make a report of a period"), report_options, run_report },
  { NULL },
};
