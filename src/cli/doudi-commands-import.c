/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <inttypes.h>

#include "cli/doudi-command.h"

#include <glib/gi18n-lib.h>

#include "casework/doudi-import.h"
#include "exchange/doudi-import-file.h"
#include "exchange/doudi-layout.h"

static char *option_layout;
static char *option_programme;
static char *option_month;
static char *option_residence;
static char *option_rejects;
static gboolean option_dry_run;

static const GOptionEntry import_options[] = {
  { "layout", 0, 0, G_OPTION_ARG_STRING, &option_layout, N_ ("The layout of the roster"),
    N_ ("ID") },
  { "programme", 0, 0, G_OPTION_ARG_STRING, &option_programme, N_ ("Only awards of this programme"),
    N_ ("P") },
  { "month", 0, 0, G_OPTION_ARG_STRING, &option_month,
    N_ ("The month the roster stands for, the first one to be paid"), N_ ("YYYY-MM") },
  { "residence", 0, 0, G_OPTION_ARG_STRING, &option_residence,
    N_ ("rural or urban, where the roster does not say"), N_ ("R") },
  { "rejects", 0, 0, G_OPTION_ARG_FILENAME, &option_rejects,
    N_ ("Where the rows held back are written"), N_ ("OUT.xlsx") },
  { "dry-run", 0, 0, G_OPTION_ARG_NONE, &option_dry_run, N_ ("Report only, keep nothing"), NULL },
  { NULL },
};

static gboolean
parse_programme (DoudiProgramme *programme, GError **error)
{
  *programme = doudi_programme_from_name (option_programme);
  if (option_programme == NULL || *programme != DOUDI_PROGRAMME_NONE)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_USAGE, NULL, _ ("There is no programme %s."),
                   option_programme);
  return FALSE;
}

static gboolean
parse_month (DoudiMonth *month, GError **error)
{
  *month = option_month != NULL ? doudi_month_parse_iso (option_month) : DOUDI_MONTH_NONE;
  if (option_month == NULL || *month != DOUDI_MONTH_NONE)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_USAGE, NULL, _ ("%s is no month. Write 2018-06."),
                   option_month);
  return FALSE;
}

static gboolean
parse_residence (DoudiResidence *residence, GError **error)
{
  *residence = doudi_residence_from_name (option_residence);
  if (option_residence == NULL || *residence != DOUDI_RESIDENCE_ANY)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_USAGE, NULL, _ ("--residence is rural or urban, not %s."),
                   option_residence);
  return FALSE;
}

static gboolean
parse_batch (DoudiInvocation *invocation, gint64 *batch, GError **error)
{
  const char *text = doudi_invocation_get_argument (invocation, 1);
  guint64 number = 0;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &number, NULL))
    {
      doudi_error_set (error, DOUDI_ERROR_USAGE, NULL,
                       _ ("%s is no import. Give the number that “import” told."), text);
      return FALSE;
    }
  *batch = (gint64) number;
  return TRUE;
}

static const char *
name_of_rows (DoudiLayoutRows rows)
{
  switch (rows)
    {
    case DOUDI_LAYOUT_ROWS_MEMBERS:
      return "members";
    case DOUDI_LAYOUT_ROWS_PERSONS:
      return "persons";
    case DOUDI_LAYOUT_ROWS_HOUSEHOLDS:
      return "households";
    default:
      g_return_val_if_reached ("");
    }
}

static void
add_strings (JsonBuilder *builder, const char *member, const char *const *texts)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (; *texts != NULL; texts++)
    json_builder_add_string_value (builder, *texts);
  json_builder_end_array (builder);
}

static void
add_programmes (JsonBuilder *builder, guint programmes)
{
  json_builder_set_member_name (builder, "programmes");
  json_builder_begin_array (builder);
  for (int i = 0; i < DOUDI_N_PROGRAMMES; i++)
    if ((programmes & (1u << i)) != 0)
      json_builder_add_string_value (builder, doudi_programme_info ((DoudiProgramme) i)->name);
  json_builder_end_array (builder);
}

static void
add_column (JsonBuilder *builder, const DoudiLayoutColumn *column)
{
  json_builder_begin_object (builder);
  doudi_json_add_text (builder, "field", doudi_field_name (column->field));
  doudi_json_add_text (builder, "kind", doudi_column_kind_name (column->kind));
  doudi_json_add_boolean (builder, "required", column->required);
  add_strings (builder, "headings", (const char *const *) column->aliases);
  json_builder_end_object (builder);
}

static void
add_layout (JsonBuilder *builder, const DoudiLayout *layout)
{
  json_builder_begin_object (builder);
  doudi_json_add_text (builder, "id", doudi_layout_get_id (layout));
  doudi_json_add_text (builder, "title", doudi_layout_get_title (layout));
  doudi_json_add_text (builder, "rows", name_of_rows (doudi_layout_get_rows (layout)));
  add_programmes (builder, doudi_layout_get_programmes (layout));
  json_builder_set_member_name (builder, "columns");
  json_builder_begin_array (builder);
  for (guint i = 0; i < doudi_layout_get_n_columns (layout); i++)
    add_column (builder, doudi_layout_get_column (layout, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
say_layout (DoudiInvocation *invocation, const DoudiLayout *layout)
{
  GString *headings = g_string_new (NULL);

  for (guint i = 0; i < doudi_layout_get_n_columns (layout); i++)
    {
      const DoudiLayoutColumn *column = doudi_layout_get_column (layout, i);

      g_string_append_printf (headings, "%s%s%s", i > 0 ? ", " : "", column->aliases[0],
                              column->required ? "*" : "");
    }
  doudi_invocation_say (invocation, "%-24s %s", doudi_layout_get_id (layout),
                        doudi_layout_get_title (layout));
  doudi_invocation_say (invocation, "  %s", headings->str);
  g_string_free (headings, TRUE);
}

static gboolean
run_layouts (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (GPtrArray) layouts = doudi_layouts_load (DOUDI_LAYOUT_ROSTER, error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (layouts == NULL)
    return FALSE;
  json_builder_begin_array (builder);
  for (guint i = 0; i < layouts->len; i++)
    add_layout (builder, layouts->pdata[i]);
  json_builder_end_array (builder);
  doudi_invocation_answer (invocation, builder);
  for (guint i = 0; i < layouts->len && !doudi_invocation_wants_json (invocation); i++)
    say_layout (invocation, layouts->pdata[i]);
  return TRUE;
}

static void
add_problems (JsonBuilder *builder, GPtrArray *problems)
{
  json_builder_set_member_name (builder, "problems");
  json_builder_begin_array (builder);
  for (guint i = 0; i < problems->len; i++)
    {
      const DoudiImportProblem *problem = g_ptr_array_index (problems, i);

      if (problem->warning)
        continue;
      json_builder_begin_object (builder);
      doudi_json_add_int (builder, "row", problem->row);
      doudi_json_add_text (builder, "column", problem->column);
      doudi_json_add_text (builder, "problem", problem->problem);
      doudi_json_add_text (builder, "value", problem->value);
      doudi_json_add_text (builder, "message", problem->message);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_warnings (JsonBuilder *builder, GPtrArray *problems)
{
  json_builder_set_member_name (builder, "warnings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < problems->len; i++)
    {
      const DoudiImportProblem *problem = g_ptr_array_index (problems, i);

      if (!problem->warning)
        continue;
      json_builder_begin_object (builder);
      doudi_json_add_int (builder, "row", problem->row);
      doudi_json_add_text (builder, "column", problem->column);
      doudi_json_add_text (builder, "problem", problem->problem);
      doudi_json_add_text (builder, "message", problem->message);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_notes (JsonBuilder *builder, GPtrArray *notes)
{
  json_builder_set_member_name (builder, "notes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < notes->len; i++)
    json_builder_add_string_value (builder, notes->pdata[i]);
  json_builder_end_array (builder);
}

static void
answer_import (DoudiInvocation *invocation, const DoudiImportFileResult *result)
{
  const DoudiImportBatch *batch = result->batch;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  if (batch->id != 0)
    doudi_json_add_id (builder, "batch", batch->id);
  else
    doudi_json_add_text (builder, "batch", NULL);
  doudi_json_add_text (builder, "layout", batch->layout);
  doudi_json_add_month (builder, "month", batch->month);
  doudi_json_add_text (builder, "residence", batch->residence);
  doudi_json_add_int (builder, "rows", batch->rows);
  doudi_json_add_int (builder, "households", batch->households);
  doudi_json_add_int (builder, "persons", batch->persons);
  doudi_json_add_int (builder, "awards", batch->awards);
  doudi_json_add_int (builder, "held_households", batch->held_households);
  add_problems (builder, result->problems);
  add_warnings (builder, result->problems);
  add_notes (builder, result->notes);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
}

/* Messages name the row and the column, never the number that stands there. */
static void
say_import (DoudiInvocation *invocation, const DoudiImportFileResult *result)
{
  const DoudiImportBatch *batch = result->batch;

  for (guint i = 0; i < result->problems->len; i++)
    {
      const DoudiImportProblem *problem = g_ptr_array_index (result->problems, i);

      doudi_invocation_say (invocation, _ ("Row %d, %s: %s%s"), problem->row, problem->column,
                            problem->warning ? _ ("(let in) ") : "", problem->message);
    }
  for (guint i = 0; i < result->notes->len; i++)
    doudi_invocation_say (invocation, "%s", (const char *) result->notes->pdata[i]);
  doudi_invocation_say (
    invocation,
    _ ("%" PRId64 " rows: %" PRId64 " households with %" PRId64
       " persons and %" PRId64 " awards; %" PRId64 " households held back"),
    batch->rows, batch->households, batch->persons, batch->awards, batch->held_households);
  if (batch->id != 0)
    doudi_invocation_say (invocation,
                          _ ("Import %" PRId64
                             " waits for a second person: import-accept FILE %" PRId64),
                          batch->id, batch->id);
}

static gboolean
run_import (DoudiInvocation *invocation, GError **error)
{
  const char *file = doudi_invocation_get_argument (invocation, 0);
  DoudiImportFileOptions options
    = { .layout = option_layout, .rejects = option_rejects, .dry_run = option_dry_run };
  g_autoptr (DoudiSession) session = NULL;
  g_autoptr (DoudiImportFileResult) result = NULL;

  if (!parse_programme (&options.programme, error) || !parse_month (&options.month, error)
      || !parse_residence (&options.residence, error))
    return FALSE;
  session = doudi_invocation_open (invocation, file, error);
  if (session == NULL)
    return FALSE;
  result = doudi_import_file (session, doudi_invocation_get_argument (invocation, 1), &options,
                              doudi_invocation_get_progress (invocation), error);
  if (result == NULL)
    return FALSE;
  answer_import (invocation, result);
  if (!doudi_invocation_wants_json (invocation))
    say_import (invocation, result);
  return TRUE;
}

static void
answer_batch (DoudiInvocation *invocation, const DoudiImportResult *result)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  doudi_json_add_id (builder, "batch", result->batch_id);
  doudi_json_add_int (builder, "households", result->households);
  doudi_json_add_int (builder, "persons", result->persons);
  doudi_json_add_int (builder, "awards", result->awards);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
}

static gboolean
run_import_accept (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (DoudiSession) session = NULL;
  DoudiImportResult result = { 0 };
  gint64 batch;

  if (!parse_batch (invocation, &batch, error))
    return FALSE;
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  if (session == NULL
      || !doudi_import_accept (session, batch, doudi_invocation_get_progress (invocation), &result,
                               error))
    return FALSE;
  answer_batch (invocation, &result);
  doudi_invocation_say (invocation,
                        _ ("Import %" PRId64 " is in the caseload: %" PRId64
                           " households, %" PRId64 " persons, %" PRId64
                           " awards"),
                        result.batch_id, result.households, result.persons, result.awards);
  return TRUE;
}

static gboolean
run_import_undo (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (DoudiSession) session = NULL;
  DoudiImportResult result = { 0 };
  gint64 batch;

  if (!parse_batch (invocation, &batch, error))
    return FALSE;
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  if (session == NULL
      || !doudi_import_undo (session, batch, doudi_invocation_get_progress (invocation), &result,
                             error))
    return FALSE;
  answer_batch (invocation, &result);
  doudi_invocation_say (invocation,
                        _ ("Import %" PRId64 " was taken back out: %" PRId64
                           " households, %" PRId64 " persons, %" PRId64
                           " awards"),
                        result.batch_id, result.households, result.persons, result.awards);
  return TRUE;
}

const DoudiCommand doudi_commands_import[] = {
  { "layouts", "", 0, N_ ("List the layouts of rosters that can be read"), NULL, run_layouts },
  { "import", "FILE ROSTER", 2, N_ ("Read a roster in; a second person accepts it"), import_options,
    run_import },
  { "import-accept", "FILE BATCH", 2, N_ ("Accept a roster that somebody else read in"), NULL,
    run_import_accept },
  { "import-undo", "FILE BATCH", 2, N_ ("Take an accepted roster back out"), NULL,
    run_import_undo },
  { NULL },
};
