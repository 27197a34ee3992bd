/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "cli/doudi-command.h"

#include <glib/gi18n-lib.h>

#include "paper/doudi-notice.h"

static char *option_kind;
static char *option_village;
static gboolean option_all;
static char *option_run;
static char *option_list;
static char *option_month;
static char *option_output;
static char *option_paper;

static const GOptionEntry notice_options[] = {
  { "kind", 0, 0, G_OPTION_ARG_STRING, &option_kind,
    N_ ("review, approval, payment or standing"), N_ ("KIND") },
  { "village", 0, 0, G_OPTION_ARG_STRING, &option_village,
    N_ ("Division code of the village"), N_ ("CODE") },
  { "all", 0, 0, G_OPTION_ARG_NONE, &option_all, N_ ("Every village with somebody to name"), NULL },
  { "run", 0, 0, G_OPTION_ARG_STRING, &option_run,
    N_ ("The pay run of payment notices"), N_ ("RUN") },
  { "list", 0, 0, G_OPTION_ARG_STRING, &option_list,
    N_ ("The list of review and approval notices"), N_ ("LIST") },
  { "month", 0, 0, G_OPTION_ARG_STRING, &option_month,
    N_ ("The month, YYYY-MM"), N_ ("MONTH") },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &option_output,
    N_ ("The folder for the sheets"), N_ ("FOLDER") },
  { "paper", 0, 0, G_OPTION_ARG_STRING, &option_paper,
    N_ ("A3 (for the board, the default), A4 or A4-landscape"), N_ ("PAPER") },
  { NULL },
};

static gboolean
fail_usage (GError **error, const char *message)
{
  doudi_error_set (error, DOUDI_ERROR_USAGE, NULL, "%s", message);
  return FALSE;
}

static gboolean
read_run (gint64 *run_id, GError **error)
{
  guint64 number;

  if (option_run == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (option_run, 10, 1, G_MAXINT64, &number, NULL))
    return fail_usage (error, _ ("--run needs the number of a pay run."));
  *run_id = (gint64) number;
  return TRUE;
}

static gboolean
read_list (gint64 *list_id, GError **error)
{
  guint64 number;

  if (option_list == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (option_list, 10, 1, G_MAXINT64, &number, NULL))
    return fail_usage (error, _ ("--list needs the number of a list."));
  *list_id = (gint64) number;
  return TRUE;
}

static gboolean
read_month (DoudiMonth *month, GError **error)
{
  if (option_month == NULL)
    return TRUE;
  *month = doudi_month_parse_iso (option_month);
  return *month != DOUDI_MONTH_NONE || fail_usage (error, _ ("--month needs a month: 2018-06."));
}

static gboolean
read_request (DoudiNoticeRequest *request, DoudiPaper *paper, GError **error)
{
  if (option_kind == NULL)
    return fail_usage (error, _ ("This needs --kind: review, approval, payment or standing."));
  if ((option_village != NULL) == (option_all != FALSE))
    return fail_usage (error, _ ("This needs either --village or --all."));
  if (option_output == NULL)
    return fail_usage (error, _ ("This needs --output: the folder for the sheets."));
  if (option_list != NULL
      && (g_str_equal (option_kind, "payment") || g_str_equal (option_kind, "standing")))
    return fail_usage (error, _ ("--list is for review and approval notices."));
  if (option_paper != NULL && !doudi_paper_from_name (option_paper, paper))
    return fail_usage (error, _ ("--paper is A3, A4 or A4-landscape."));
  request->kind = option_kind;
  request->village = option_village;
  return read_run (&request->run_id, error) && read_list (&request->list_id, error)
         && read_month (&request->month, error);
}

static void
add_strings (JsonBuilder *builder, const char *member, GStrv strings)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; strings[i] != NULL; i++)
    json_builder_add_string_value (builder, strings[i]);
  json_builder_end_array (builder);
}

static void
add_sheet (JsonBuilder *builder, const DoudiNoticeSheet *sheet)
{
  g_autofree char *file = g_filename_display_name (sheet->file);

  json_builder_begin_object (builder);
  doudi_json_add_text (builder, "village", sheet->village);
  doudi_json_add_text (builder, "file", file);
  doudi_json_add_int (builder, "pages", sheet->pages);
  doudi_json_add_int (builder, "rows", sheet->rows);
  doudi_json_add_text (builder, "digest", sheet->digest);
  doudi_json_add_int (builder, "copy", sheet->copy);
  add_strings (builder, "unknown_characters", sheet->unknown_glyphs);
  json_builder_end_object (builder);
}

/* A box stands for them on paper. */
static void
say_unknown (DoudiInvocation *invocation, const DoudiNoticeSheet *sheet)
{
  g_autofree char *characters = g_strjoinv (" ", sheet->unknown_glyphs);

  if (*characters != '\0')
    doudi_invocation_say (
      invocation, _ ("%s: no font has these characters, write them by hand: %s"), sheet->village,
      characters);
}

static void
answer (DoudiInvocation *invocation, GPtrArray *sheets, guint withheld)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  guint pages = 0;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "sheets");
  json_builder_begin_array (builder);
  for (guint i = 0; i < sheets->len; i++)
    {
      const DoudiNoticeSheet *sheet = g_ptr_array_index (sheets, i);

      add_sheet (builder, sheet);
      say_unknown (invocation, sheet);
      pages += sheet->pages;
    }
  json_builder_end_array (builder);
  doudi_json_add_int (builder, "withheld", withheld);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
  doudi_invocation_say (invocation, _ ("Sheets: %u, pages: %u, rows of children left out: %u"),
                        sheets->len, pages, withheld);
}

static gboolean
run_notice (DoudiInvocation *invocation, GError **error)
{
  const DoudiProgress *progress = doudi_invocation_get_progress (invocation);
  DoudiNoticeRequest request = { 0 };
  DoudiPaper paper = DOUDI_PAPER_A3_LANDSCAPE;
  g_autoptr (DoudiSession) session = NULL;
  g_autoptr (GPtrArray) notices = NULL;
  g_autoptr (GPtrArray) sheets = NULL;
  guint withheld;

  if (!read_request (&request, &paper, error))
    return FALSE;
  session = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  if (session == NULL)
    return FALSE;
  notices = doudi_notices_build (session, &request, progress, &withheld, error);
  if (notices != NULL)
    sheets = doudi_notices_issue (session, notices, paper, option_output, progress, error);
  if (sheets != NULL)
    answer (invocation, sheets, withheld);
  return sheets != NULL;
}

const DoudiCommand doudi_commands_notice[] = {
  { "notice", "FILE", 1, N_ ("Make the sheets for village boards"), notice_options, run_notice },
  { NULL },
};
