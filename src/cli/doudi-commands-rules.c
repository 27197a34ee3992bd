/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "cli/doudi-command.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <unistd.h>

#include "casework/doudi-explain.h"
#include "policy/doudi-evaluate.h"

#define CASES_BYTES_MAX (64 * 1024 * 1024)
#define PIECE (64 * 1024)

static GBytes *
read_standard_input (GError **error)
{
  GByteArray *bytes = g_byte_array_new ();
  guint8 piece[PIECE];
  gssize got;

  while ((got = read (STDIN_FILENO, piece, sizeof piece)) != 0 && bytes->len <= CASES_BYTES_MAX)
    {
      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        {
          doudi_error_set_from_errno (error, errno, "-");
          g_byte_array_unref (bytes);
          return NULL;
        }
      g_byte_array_append (bytes, piece, (guint) got);
    }
  return g_byte_array_free_to_bytes (bytes);
}

/* One JSON document, whether a program asked for it or not. */
static void
tell_evaluation (DoudiInvocation *invocation, const char *text)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  JsonArray *answers;

  if (!doudi_invocation_wants_json (invocation))
    {
      g_print ("%s\n", text);
      return;
    }
  root = json_from_string (text, NULL);
  answers = json_node_get_array (root);
  builder = json_builder_new ();
  json_builder_begin_array (builder);
  for (guint i = 0; i < json_array_get_length (answers); i++)
    json_builder_add_value (builder, json_array_dup_element (answers, i));
  json_builder_end_array (builder);
  doudi_invocation_answer (invocation, builder);
}

static gboolean
run_evaluate (DoudiInvocation *invocation, GError **error)
{
  const char *path = doudi_invocation_get_argument (invocation, 0);
  g_autoptr (GBytes) bytes = g_str_equal (path, "-")
                               ? read_standard_input (error)
                               : doudi_file_read (path, CASES_BYTES_MAX, error);
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *text = NULL;

  if (bytes == NULL)
    return FALSE;
  text = doudi_evaluate (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), shown,
                         error);
  if (text == NULL)
    return FALSE;
  tell_evaluation (invocation, text);
  return TRUE;
}

static void
add_explanation_lines (JsonBuilder *builder, const DoudiExplanation *explanation)
{
  json_builder_set_member_name (builder, "lines");
  json_builder_begin_array (builder);
  for (guint i = 0; i < explanation->lines->len; i++)
    {
      const DoudiExplanationLine *line = g_ptr_array_index (explanation->lines, i);

      json_builder_begin_object (builder);
      doudi_json_add_text (builder, "rule", line->rule);
      doudi_json_add_text (builder, "title", line->title);
      doudi_json_add_text (builder, "text", line->text);
      doudi_json_add_text (builder, "arithmetic", line->arithmetic);
      doudi_json_add_text (builder, "result", line->result);
      doudi_json_add_fen (builder, "amount", line->amount);
      doudi_json_add_boolean (builder, "adds", line->adds);
      doudi_json_add_text (builder, "source", line->source);
      doudi_json_add_boolean (builder, "sure", line->sure);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_payments (JsonBuilder *builder, const DoudiExplanation *explanation)
{
  json_builder_set_member_name (builder, "payments");
  json_builder_begin_array (builder);
  for (guint i = 0; i < explanation->payments->len; i++)
    {
      const DoudiLedgerLine *line = &g_array_index (explanation->payments, DoudiLedgerLine, i);

      json_builder_begin_object (builder);
      doudi_json_add_id (builder, "run", line->run_id);
      doudi_json_add_text (builder, "kind", line->kind);
      doudi_json_add_fen (builder, "amount", line->fen);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
answer_explanation (DoudiInvocation *invocation, const DoudiExplanation *explanation)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  doudi_json_add_id (builder, "award", explanation->award_id);
  doudi_json_add_text (builder, "programme", doudi_programme_info (explanation->programme)->name);
  doudi_json_add_month (builder, "month", explanation->month);
  doudi_json_add_day (builder, "known_on", explanation->known_on);
  doudi_json_add_int (builder, "persons", explanation->persons);
  doudi_json_add_int (builder, "class", explanation->benefit_class);
  doudi_json_add_fen (builder, "due", explanation->due);
  doudi_json_add_fen (builder, "paid", explanation->paid);
  doudi_json_add_fen (builder, "difference", explanation->due - explanation->paid);
  add_explanation_lines (builder, explanation);
  add_payments (builder, explanation);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
}

static void
say_lines (DoudiInvocation *invocation, const DoudiExplanation *explanation)
{
  for (guint i = 0; i < explanation->lines->len; i++)
    {
      g_autofree char *text = doudi_explanation_line_to_text (
        g_ptr_array_index (explanation->lines, i), DOUDI_LANGUAGE_INTERFACE);

      doudi_invocation_say (invocation, "  %s", text);
    }
}

static const char *
label_of_kind (const char *kind)
{
  if (g_str_equal (kind, "regular"))
    return _ ("regular");
  if (g_str_equal (kind, "back-pay"))
    return _ ("back-pay");
  if (g_str_equal (kind, "recovery"))
    return _ ("recovery");
  return _ ("came back from the bank");
}

static void
say_explanation (DoudiInvocation *invocation, const DoudiExplanation *explanation)
{
  g_autofree char *month = doudi_month_format_iso (explanation->month);
  g_autofree char *due = doudi_money_format_grouped (explanation->due);
  g_autofree char *paid = doudi_money_format_grouped (explanation->paid);
  g_autofree char *difference = doudi_money_format_grouped (explanation->due - explanation->paid);

  doudi_invocation_say (invocation, _ ("Award %lld, %s, %s: due %s yuan"),
                        (long long) explanation->award_id,
                        _ (doudi_programme_info (explanation->programme)->label), month, due);
  say_lines (invocation, explanation);
  for (guint i = 0; i < explanation->payments->len; i++)
    {
      const DoudiLedgerLine *line = &g_array_index (explanation->payments, DoudiLedgerLine, i);
      g_autofree char *amount = doudi_money_format_grouped (line->fen);

      doudi_invocation_say (invocation, _ ("  run %lld: %s (%s)"), (long long) line->run_id, amount,
                            label_of_kind (line->kind));
    }
  doudi_invocation_say (invocation, _ ("Paid %s yuan, difference %s yuan"), paid, difference);
}

static gboolean
parse_award (const char *text, gint64 *award_id, GError **error)
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
run_explain (DoudiInvocation *invocation, GError **error)
{
  DoudiMonth month = doudi_month_parse_iso (doudi_invocation_get_argument (invocation, 2));
  g_autoptr (DoudiSession) session = NULL;
  g_autoptr (DoudiExplanation) explanation = NULL;
  gint64 award_id;

  if (!parse_award (doudi_invocation_get_argument (invocation, 1), &award_id, error))
    return FALSE;
  if (month == DOUDI_MONTH_NONE)
    {
      doudi_error_set (error, DOUDI_ERROR_USAGE, NULL, _ ("%s is no month. Write 2018-06."),
                       doudi_invocation_get_argument (invocation, 2));
      return FALSE;
    }
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  if (session == NULL)
    return FALSE;
  explanation = doudi_explain (session, award_id, month, DOUDI_LANGUAGE_INTERFACE, error);
  if (explanation == NULL)
    return FALSE;
  answer_explanation (invocation, explanation);
  say_explanation (invocation, explanation);
  return TRUE;
}

const DoudiCommand doudi_commands_rules[] = {
  { "evaluate", "FILE", 1, N_ ("Answer golden cases from the rules alone"), NULL, run_evaluate },
  { "explain", "FILE AWARD MONTH", 3, N_ ("Explain why an award is worth what it is"), NULL,
    run_explain },
  { NULL },
};
