/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "cli/doudi-command.h"

#include <glib/gi18n-lib.h>

#include "paper/doudi-hand-check.h"
#include "store/doudi-store-file.h"

static char *option_output;

static const GOptionEntry hand_check_options[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &option_output,
    N_ ("The file to write, .pdf; it must not exist yet"), N_ ("FILE") },
  { NULL },
};

static gboolean
read_award (const char *text, gint64 *award_id, GError **error)
{
  guint64 number = 0;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &number, NULL))
    {
      doudi_error_set (error, DOUDI_ERROR_USAGE, NULL,
                       _ ("%s is no award. “household” tells the numbers of awards."), text);
      return FALSE;
    }
  *award_id = (gint64) number;
  return TRUE;
}

static gboolean
read_month (const char *text, DoudiMonth *month, GError **error)
{
  *month = doudi_month_parse_iso (text);
  if (*month != DOUDI_MONTH_NONE)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_USAGE, NULL, _ ("%s is no month. Write 2018-06."), text);
  return FALSE;
}

static void
answer_hand_check (DoudiInvocation *invocation, const DoudiHandCheck *check, guint n_pages)
{
  const DoudiExplanation *explanation = doudi_hand_check_get_explanation (check);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *file = g_filename_display_name (option_output);
  g_autofree char *due = doudi_money_format_grouped (explanation->due);

  json_builder_begin_object (builder);
  doudi_json_add_text (builder, "file", file);
  doudi_json_add_id (builder, "award", explanation->award_id);
  doudi_json_add_month (builder, "month", explanation->month);
  doudi_json_add_fen (builder, "amount", explanation->due);
  doudi_json_add_text (builder, "digest", doudi_hand_check_get_digest (check));
  doudi_json_add_int (builder, "pages", n_pages);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
  doudi_invocation_say (invocation, _ ("%s: %s yuan, pages: %u"), file, due, n_pages);
}

static gboolean
run_hand_check (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (DoudiSession) session = NULL;
  g_autoptr (DoudiHandCheck) check = NULL;
  DoudiMonth month;
  gint64 award_id;
  guint n_pages;

  if (!read_award (doudi_invocation_get_argument (invocation, 1), &award_id, error)
      || !read_month (doudi_invocation_get_argument (invocation, 2), &month, error))
    return FALSE;
  if (option_output == NULL)
    {
      doudi_error_set (error, DOUDI_ERROR_USAGE, NULL,
                       _ ("Say where the sheet goes: --output FILE.pdf."));
      return FALSE;
    }
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  if (session == NULL)
    return FALSE;
  check = doudi_hand_check_build (session, award_id, month, error);
  if (check == NULL || !doudi_store_file_is_new (option_output, error)
      || !doudi_hand_check_write (session, check, option_output, &n_pages, error))
    return FALSE;
  answer_hand_check (invocation, check, n_pages);
  return TRUE;
}

const DoudiCommand doudi_commands_hand_check[] = {
  { "hand-check", "FILE AWARD MONTH", 3,
    N_ ("Print why an award is worth what it is, to be computed again by hand"), hand_check_options,
    run_hand_check },
  { NULL },
};
