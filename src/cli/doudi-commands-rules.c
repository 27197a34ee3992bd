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
#include "casework/doudi-policies.h"
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

/* Within an object. */
static void
add_standard_members (JsonBuilder *builder, const DoudiStandard *standard)
{
  doudi_json_add_text (builder, "programme", doudi_programme_info (standard->programme)->name);
  doudi_json_add_text (builder, "residence", doudi_residence_name (standard->residence));
  if (*standard->part != '\0')
    doudi_json_add_text (builder, "part", standard->part);
  if (standard->benefit_class != 0)
    doudi_json_add_int (builder, "class", standard->benefit_class);
  if (standard->care != DOUDI_CARE_NONE)
    doudi_json_add_text (builder, "care", doudi_care_name (standard->care));
  if (standard->self_care != DOUDI_SELF_CARE_UNKNOWN)
    doudi_json_add_text (builder, "self_care", doudi_self_care_name (standard->self_care));
  doudi_json_add_text (builder, "per", standard->yearly ? "person-year" : "person-month");
  doudi_json_add_fen (builder, "amount", standard->amount);
  doudi_json_add_month (builder, "valid_from", standard->dated.valid_from);
  doudi_json_add_month (builder, "valid_to", standard->dated.valid_to);
  doudi_json_add_day (builder, "adopted_on", standard->dated.adopted_on);
  doudi_json_add_boolean (builder, "sure", standard->dated.sure);
  doudi_json_add_text (builder, "source", standard->dated.source);
}

static void
add_standard (JsonBuilder *builder, const DoudiStandard *standard)
{
  json_builder_begin_object (builder);
  add_standard_members (builder, standard);
  json_builder_end_object (builder);
}

static void
add_standards (JsonBuilder *builder, const DoudiPolicyDocument *document)
{
  json_builder_set_member_name (builder, "standards");
  json_builder_begin_array (builder);
  for (guint i = 0; i < doudi_policy_document_get_n_standards (document); i++)
    add_standard (builder, doudi_policy_document_get_standard (document, i));
  json_builder_end_array (builder);
}

static void
add_policy (JsonBuilder *builder, const DoudiPolicyEntry *entry)
{
  const DoudiPolicyDocument *document = entry->document;

  json_builder_begin_object (builder);
  if (entry->id != 0)
    doudi_json_add_id (builder, "row", entry->id);
  doudi_json_add_text (builder, "id", doudi_policy_document_get_id (document));
  doudi_json_add_text (builder, "title", doudi_policy_document_get_title (document));
  doudi_json_add_text (builder, "number", doudi_policy_document_get_number (document));
  doudi_json_add_text (builder, "source", doudi_policy_document_get_source (document));
  doudi_json_add_boolean (builder, "demonstration",
                          doudi_policy_document_is_demonstration (document));
  doudi_json_add_day (builder, "adopted_on", doudi_policy_document_get_adopted_on (document));
  doudi_json_add_month (builder, "valid_from", doudi_policy_document_get_valid_from (document));
  doudi_json_add_text (builder, "state", entry->state);
  doudi_json_add_boolean (builder, "in_force", entry->in_force);
  doudi_json_add_text (builder, "proposed_by", entry->proposed_by);
  doudi_json_add_text (builder, "adopted_by", entry->adopted_by);
  doudi_json_add_text (builder, "recorded_at", entry->recorded_at);
  doudi_json_add_text (builder, "digest", entry->digest);
  add_standards (builder, document);
  json_builder_end_object (builder);
}

static const char *
label_of_state (const DoudiPolicyEntry *entry)
{
  if (g_str_equal (entry->state, "bundled"))
    return _ ("comes with the program");
  if (g_str_equal (entry->state, "proposed"))
    return _ ("waits for a director");
  return entry->in_force ? _ ("in force") : _ ("replaced by a later version");
}

static void
say_policy (DoudiInvocation *invocation, const DoudiPolicyEntry *entry)
{
  g_autofree char *from
    = doudi_month_format_iso (doudi_policy_document_get_valid_from (entry->document));
  g_autofree char *adopted_on
    = doudi_day_format_iso (doudi_policy_document_get_adopted_on (entry->document));

  doudi_invocation_say (invocation, _ ("%s  %s (from %s, adopted %s): %s"),
                        doudi_policy_document_get_id (entry->document),
                        doudi_policy_document_get_title (entry->document), from, adopted_on,
                        label_of_state (entry));
}

static void
tell_policies (DoudiInvocation *invocation, GPtrArray *entries)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < entries->len; i++)
    {
      add_policy (builder, g_ptr_array_index (entries, i));
      say_policy (invocation, g_ptr_array_index (entries, i));
    }
  json_builder_end_array (builder);
  doudi_invocation_answer (invocation, builder);
}

static gboolean
run_policy_list (DoudiInvocation *invocation, GError **error)
{
  const char *path = doudi_invocation_get_argument (invocation, 0);
  g_autoptr (DoudiSession) session = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  if (path != NULL)
    session = doudi_invocation_open (invocation, path, error);
  if (path != NULL && session == NULL)
    return FALSE;
  entries
    = session != NULL ? doudi_policies_list (session, error) : doudi_policies_list_bundled (error);
  if (entries == NULL)
    return FALSE;
  tell_policies (invocation, entries);
  return TRUE;
}

static void
tell_step (DoudiInvocation *invocation,
           const DoudiPolicyDocument *document,
           DoudiPolicyStep step,
           gint64 id)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  gboolean adopted = step == DOUDI_POLICY_ADOPTED;

  json_builder_begin_object (builder);
  doudi_json_add_id (builder, "row", id);
  doudi_json_add_text (builder, "id", doudi_policy_document_get_id (document));
  doudi_json_add_text (builder, "state", adopted ? "adopted" : "proposed");
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
  doudi_invocation_say (invocation,
                        adopted ? _ ("“%s” is in force now.")
                                : _ ("“%s” is proposed. A director adopts it."),
                        doudi_policy_document_get_title (document));
}

static gboolean
run_policy_adopt (DoudiInvocation *invocation, GError **error)
{
  const char *path = doudi_invocation_get_argument (invocation, 1);
  g_autoptr (DoudiSession) session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  g_autoptr (DoudiPolicyDocument) document
    = session != NULL ? doudi_policy_document_load_file (path, error) : NULL;
  DoudiPolicyStep step;
  gint64 id;

  if (document == NULL || !doudi_policies_submit (session, document, &step, &id, error))
    return FALSE;
  tell_step (invocation, document, step, id);
  return TRUE;
}

static void
add_unsure_standards (JsonBuilder *builder, const DoudiPolicyDocument *document)
{
  for (guint i = 0; i < doudi_policy_document_get_n_standards (document); i++)
    {
      const DoudiStandard *standard = doudi_policy_document_get_standard (document, i);

      if (standard->sure)
        continue;
      json_builder_begin_object (builder);
      add_standard_members (builder, standard);
      doudi_json_add_text (builder, "note", standard->note);
      json_builder_end_object (builder);
    }
}

static void
add_unsure_lines (JsonBuilder *builder, const DoudiPolicyDocument *document)
{
  for (guint i = 0; i < doudi_policy_document_get_n_lines (document); i++)
    {
      const DoudiPolicyLine *line = doudi_policy_document_get_line (document, i);

      if (line->sure)
        continue;
      json_builder_begin_object (builder);
      doudi_json_add_text (builder, "line", doudi_policy_line_kind_name (line->kind));
      doudi_json_add_text (builder, "residence", doudi_residence_name (line->residence));
      doudi_json_add_text (builder, "per", line->yearly ? "person-year" : "person-month");
      doudi_json_add_fen (builder, "amount", line->amount);
      doudi_json_add_month (builder, "valid_from", line->valid_from);
      doudi_json_add_month (builder, "valid_to", line->valid_to);
      doudi_json_add_day (builder, "adopted_on", line->adopted_on);
      doudi_json_add_boolean (builder, "sure", line->sure);
      doudi_json_add_text (builder, "source", line->source);
      doudi_json_add_text (builder, "note", line->note);
      json_builder_end_object (builder);
    }
}

static void
answer_check (DoudiInvocation *invocation, const DoudiPolicyDocument *document)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  doudi_json_add_text (builder, "id", doudi_policy_document_get_id (document));
  doudi_json_add_text (builder, "title", doudi_policy_document_get_title (document));
  doudi_json_add_day (builder, "adopted_on", doudi_policy_document_get_adopted_on (document));
  doudi_json_add_month (builder, "valid_from", doudi_policy_document_get_valid_from (document));
  doudi_json_add_int (builder, "standards", doudi_policy_document_get_n_standards (document));
  doudi_json_add_int (builder, "lines", doudi_policy_document_get_n_lines (document));
  json_builder_set_member_name (builder, "unsure");
  json_builder_begin_array (builder);
  add_unsure_standards (builder, document);
  add_unsure_lines (builder, document);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
}

/* One value that the paper does not give outright, @number in its list. */
static void
say_unsure (DoudiInvocation *invocation,
            const char *what,
            guint number,
            DoudiMonth valid_from,
            DoudiFen amount,
            const char *source,
            const char *note)
{
  g_autofree char *month = doudi_month_format_iso (valid_from);
  g_autofree char *yuan = doudi_money_format_grouped (amount);

  doudi_invocation_say (invocation,
                        _ ("  to be confirmed: %s, no. %u of the list, from %s, %s yuan (%s) %s"),
                        what, number, month, yuan, source, note);
}

static void
say_check (DoudiInvocation *invocation, const DoudiPolicyDocument *document)
{
  guint n_standards = doudi_policy_document_get_n_standards (document);
  guint n_lines = doudi_policy_document_get_n_lines (document);

  doudi_invocation_say (invocation,
                        _ ("%s  %s: nothing is wrong; amounts to pay: %u, amounts to "
                           "compare with: %u"),
                        doudi_policy_document_get_id (document),
                        doudi_policy_document_get_title (document), n_standards, n_lines);
  for (guint i = 0; i < n_standards; i++)
    {
      const DoudiStandard *standard = doudi_policy_document_get_standard (document, i);

      if (!standard->sure)
        say_unsure (invocation, _ (doudi_programme_info (standard->programme)->label), i + 1,
                    standard->valid_from, standard->amount, standard->source, standard->note);
    }
  for (guint i = 0; i < n_lines; i++)
    {
      const DoudiPolicyLine *line = doudi_policy_document_get_line (document, i);

      if (!line->sure)
        say_unsure (invocation, doudi_policy_line_kind_name (line->kind), i + 1, line->valid_from,
                    line->amount, line->source, line->note);
    }
}

static gboolean
run_policy_check (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (DoudiPolicyDocument) document
    = doudi_policy_document_load_file (doudi_invocation_get_argument (invocation, 0), error);

  if (document == NULL)
    return FALSE;
  answer_check (invocation, document);
  say_check (invocation, document);
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
  { "policy-list", "FILE", 0, N_ ("List the rules of a caseload, or those of the program"), NULL,
    run_policy_list },
  { "policy-adopt", "FILE DOCUMENT.json", 2,
    N_ ("Adopt rules, or propose them to whoever may adopt them"), NULL, run_policy_adopt },
  { "policy-check", "DOCUMENT.json", 1,
    N_ ("Read a document and tell what is wrong or unsure in it"), NULL, run_policy_check },
  { "explain", "FILE AWARD MONTH", 3, N_ ("Explain why an award is worth what it is"), NULL,
    run_explain },
  { NULL },
};
