/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "cli/doudi-command.h"

#include <glib/gi18n-lib.h>

#include "casework/doudi-what-if.h"
#include "cli/doudi-text-table.h"
#include "report/doudi-what-if-file.h"

/* A person reads the first of a list; a program gets all of it. */
#define LISTED_MAX 10

static char *option_from;
static char *option_to;
static char *option_csv;

static const GOptionEntry what_if_options[] = {
  { "from", 0, 0, G_OPTION_ARG_STRING, &option_from,
    N_ ("First month (January of the year from which the document pays)"), N_ ("YYYY-MM") },
  { "to", 0, 0, G_OPTION_ARG_STRING, &option_to, N_ ("Last month (twelve months in all)"),
    N_ ("YYYY-MM") },
  { "csv", 0, 0, G_OPTION_ARG_FILENAME, &option_csv,
    N_ ("Write the table of townships to this file too"), N_ ("FILE") },
  { NULL },
};

static gboolean
parse_month (const char *text, DoudiMonth *month, GError **error)
{
  *month = text != NULL ? doudi_month_parse_iso (text) : DOUDI_MONTH_NONE;
  if (text == NULL || *month != DOUDI_MONTH_NONE)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_USAGE, NULL, _ ("%s is no month. Write 2018-06."), text);
  return FALSE;
}

static void
add_amounts (JsonBuilder *builder, DoudiFen before, DoudiFen after)
{
  doudi_json_add_fen (builder, "before", before);
  doudi_json_add_fen (builder, "after", after);
  doudi_json_add_fen (builder, "difference", after - before);
}

static void
add_sum (JsonBuilder *builder, const DoudiWhatIfSum *sum)
{
  doudi_json_add_int (builder, "awards", sum->awards);
  doudi_json_add_int (builder, "gain", sum->gain);
  doudi_json_add_int (builder, "lose", sum->lose);
  doudi_json_add_int (builder, "same", sum->same);
  doudi_json_add_int (builder, "unknown", sum->unknown);
  add_amounts (builder, sum->before, sum->after);
}

static void
add_programmes (JsonBuilder *builder, const DoudiWhatIf *what_if)
{
  json_builder_set_member_name (builder, "by_programme");
  json_builder_begin_array (builder);
  for (guint i = 1; i < DOUDI_N_PROGRAMMES; i++)
    {
      if (what_if->by_programme[i].awards == 0)
        continue;
      json_builder_begin_object (builder);
      doudi_json_add_text (builder, "programme", doudi_programme_info ((DoudiProgramme) i)->name);
      add_sum (builder, &what_if->by_programme[i]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_townships (JsonBuilder *builder, const DoudiWhatIf *what_if)
{
  json_builder_set_member_name (builder, "by_township");
  json_builder_begin_array (builder);
  for (guint i = 0; i < what_if->rows->len; i++)
    {
      const DoudiWhatIfRow *row = g_ptr_array_index (what_if->rows, i);

      json_builder_begin_object (builder);
      doudi_json_add_text (builder, "township", row->township_code);
      doudi_json_add_text (builder, "name", row->township);
      doudi_json_add_text (builder, "programme", doudi_programme_info (row->programme)->name);
      add_sum (builder, &row->sum);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_months (JsonBuilder *builder, const DoudiWhatIf *what_if)
{
  json_builder_set_member_name (builder, "months");
  json_builder_begin_array (builder);
  for (guint i = 0; i < what_if->months->len; i++)
    {
      const DoudiWhatIfMonth *month = &g_array_index (what_if->months, DoudiWhatIfMonth, i);

      json_builder_begin_object (builder);
      doudi_json_add_month (builder, "month", month->month);
      add_amounts (builder, month->before, month->after);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_awards (JsonBuilder *builder, const char *member, GPtrArray *awards)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; i < awards->len; i++)
    {
      const DoudiWhatIfAward *award = g_ptr_array_index (awards, i);

      json_builder_begin_object (builder);
      doudi_json_add_id (builder, "award", award->award_id);
      doudi_json_add_id (builder, "household", award->household_id);
      doudi_json_add_text (builder, "programme", doudi_programme_info (award->programme)->name);
      doudi_json_add_text (builder, "name", award->name);
      doudi_json_add_text (builder, "township", award->township);
      doudi_json_add_text (builder, "village", award->village);
      doudi_json_add_int (builder, "persons", award->persons);
      add_amounts (builder, award->before, award->after);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_replaced (JsonBuilder *builder, gint64 row)
{
  if (row != 0)
    doudi_json_add_id (builder, "replaces", row);
  else
    doudi_json_add_text (builder, "replaces", NULL);
}

static void
answer_what_if (DoudiInvocation *invocation,
                const DoudiPolicyDocument *draft,
                const DoudiWhatIf *what_if)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  doudi_json_add_text (builder, "document", doudi_policy_document_get_id (draft));
  doudi_json_add_text (builder, "title", doudi_policy_document_get_title (draft));
  add_replaced (builder, what_if->replaces);
  doudi_json_add_month (builder, "from", what_if->from);
  doudi_json_add_month (builder, "to", what_if->to);
  doudi_json_add_day (builder, "known_before", what_if->known_before);
  doudi_json_add_day (builder, "known_after", what_if->known_after);
  add_sum (builder, &what_if->total);
  doudi_json_add_fen (builder, "back_pay", what_if->back_pay);
  add_programmes (builder, what_if);
  add_townships (builder, what_if);
  add_months (builder, what_if);
  doudi_json_add_boolean (builder, "names_withheld", what_if->names_withheld);
  add_awards (builder, "gainers", what_if->gainers);
  add_awards (builder, "losers", what_if->losers);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
}

static void
add_line (DoudiTextTable *table,
          const char *township,
          const char *programme,
          const DoudiWhatIfSum *sum)
{
  g_autofree char *awards = g_strdup_printf ("%" G_GINT64_FORMAT, sum->awards);
  g_autofree char *gain = g_strdup_printf ("%" G_GINT64_FORMAT, sum->gain);
  g_autofree char *lose = g_strdup_printf ("%" G_GINT64_FORMAT, sum->lose);
  g_autofree char *unknown = g_strdup_printf ("%" G_GINT64_FORMAT, sum->unknown);
  g_autofree char *before = doudi_money_format_grouped (sum->before);
  g_autofree char *after = doudi_money_format_grouped (sum->after);
  g_autofree char *difference = doudi_money_format_grouped (sum->after - sum->before);

  doudi_text_table_add (table, township, programme, awards, gain, lose, unknown, before, after,
                        difference, NULL);
}

static void
say_table (DoudiInvocation *invocation, const DoudiWhatIf *what_if)
{
  g_autoptr (DoudiTextTable) table = doudi_text_table_new (9, 2);

  doudi_text_table_add (table, _ ("Township"), _ ("Programme"), _ ("Awards"), _ ("Gain"),
                        _ ("Lose"), _ ("Unknown"), _ ("Before"), _ ("After"), _ ("Difference"),
                        NULL);
  for (guint i = 0; i < what_if->rows->len; i++)
    {
      const DoudiWhatIfRow *row = g_ptr_array_index (what_if->rows, i);

      add_line (table, row->township, _ (doudi_programme_info (row->programme)->label), &row->sum);
    }
  for (guint i = 1; i < DOUDI_N_PROGRAMMES; i++)
    if (what_if->by_programme[i].awards > 0)
      add_line (table, _ ("Together"), _ (doudi_programme_info ((DoudiProgramme) i)->label),
                &what_if->by_programme[i]);
  add_line (table, _ ("Together"), "", &what_if->total);
  doudi_text_table_say (table, invocation);
}

static void
say_months (DoudiInvocation *invocation, const DoudiWhatIf *what_if)
{
  g_autoptr (DoudiTextTable) table = doudi_text_table_new (4, 1);

  doudi_text_table_add (table, _ ("Month"), _ ("Before"), _ ("After"), _ ("Difference"), NULL);
  for (guint i = 0; i < what_if->months->len; i++)
    {
      const DoudiWhatIfMonth *month = &g_array_index (what_if->months, DoudiWhatIfMonth, i);
      g_autofree char *text = doudi_month_format_iso (month->month);
      g_autofree char *before = doudi_money_format_grouped (month->before);
      g_autofree char *after = doudi_money_format_grouped (month->after);
      g_autofree char *difference = doudi_money_format_grouped (month->after - month->before);

      doudi_text_table_add (table, text, before, after, difference, NULL);
    }
  doudi_text_table_say (table, invocation);
}

static void
say_awards (DoudiInvocation *invocation, const char *heading, GPtrArray *awards)
{
  g_autoptr (DoudiTextTable) table = doudi_text_table_new (8, 4);

  if (awards->len == 0)
    return;
  doudi_invocation_say (invocation, "%s", heading);
  doudi_text_table_add (table, _ ("Township"), _ ("Village"), _ ("Payee"), _ ("Programme"),
                        _ ("Award"), _ ("Before"), _ ("After"), _ ("Difference"), NULL);
  for (guint i = 0; i < MIN (awards->len, LISTED_MAX); i++)
    {
      const DoudiWhatIfAward *award = g_ptr_array_index (awards, i);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, award->award_id);
      g_autofree char *before = doudi_money_format_grouped (award->before);
      g_autofree char *after = doudi_money_format_grouped (award->after);
      g_autofree char *difference = doudi_money_format_grouped (award->after - award->before);

      doudi_text_table_add (table, award->township, award->village, award->name,
                            _ (doudi_programme_info (award->programme)->label), id, before, after,
                            difference, NULL);
    }
  doudi_text_table_say (table, invocation);
}

static void
say_heading (DoudiInvocation *invocation,
             const DoudiPolicyDocument *draft,
             const DoudiWhatIf *what_if)
{
  g_autofree char *from = doudi_month_format_iso (what_if->from);
  g_autofree char *to = doudi_month_format_iso (what_if->to);
  g_autofree char *difference
    = doudi_money_format_grouped (what_if->total.after - what_if->total.before);
  g_autofree char *back_pay = doudi_money_format_grouped (what_if->back_pay);

  doudi_invocation_say (invocation, _ ("“%s”, %s to %s:"), doudi_policy_document_get_title (draft),
                        from, to);
  if (what_if->total.gain + what_if->total.lose == 0
      && what_if->total.before == what_if->total.after)
    doudi_invocation_say (invocation, _ ("It changes nothing in these months."));
  else
    doudi_invocation_say (invocation,
                          _ ("It changes what is paid by %s yuan; of this %s yuan are for months "
                             "that have been paid already."),
                          difference, back_pay);
  if (what_if->total.unknown > 0)
    doudi_invocation_say (
      invocation, _ ("Of %lld awards some months cannot be computed: no standard is known."),
      (long long) what_if->total.unknown);
}

static void
say_what_if (DoudiInvocation *invocation,
             const DoudiPolicyDocument *draft,
             const DoudiWhatIf *what_if)
{
  say_heading (invocation, draft, what_if);
  say_table (invocation, what_if);
  say_months (invocation, what_if);
  say_awards (invocation, _ ("Those that gain most:"), what_if->gainers);
  say_awards (invocation, _ ("Those that lose most:"), what_if->losers);
}

static DoudiWhatIf *
ask (DoudiInvocation *invocation, DoudiSession *session, DoudiPolicyDocument *draft, GError **error)
{
  DoudiMonth from, to;

  if (!parse_month (option_from, &from, error) || !parse_month (option_to, &to, error))
    return NULL;
  doudi_what_if_window (draft, &from, &to);
  return doudi_what_if (session, draft, from, to, doudi_invocation_get_progress (invocation),
                        error);
}

static gboolean
run_what_if (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (DoudiSession) session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  g_autoptr (DoudiPolicyDocument) draft = NULL;
  g_autoptr (DoudiWhatIf) what_if = NULL;

  if (session == NULL)
    return FALSE;
  draft = doudi_policy_document_load_file (doudi_invocation_get_argument (invocation, 1), error);
  if (draft == NULL)
    return FALSE;
  what_if = ask (invocation, session, draft, error);
  if (what_if == NULL
      || (option_csv != NULL
          && !doudi_what_if_file_write (session, what_if, draft, option_csv, error)))
    return FALSE;
  answer_what_if (invocation, draft, what_if);
  if (!doudi_invocation_wants_json (invocation))
    say_what_if (invocation, draft, what_if);
  return TRUE;
}

const DoudiCommand doudi_commands_what_if[] = {
  { "what-if", "FILE DOCUMENT.json", 2,
    N_ ("Tell whom a document would give more or less before it is adopted"), what_if_options,
    run_what_if },
  { NULL },
};
