/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "cli/doudi-command.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "casework/doudi-policies.h"

/* When a value holds and where it is from; within an object. */
static void
add_dated (JsonBuilder *builder, const DoudiDated *dated)
{
  doudi_json_add_month (builder, "valid_from", dated->valid_from);
  doudi_json_add_month (builder, "valid_to", dated->valid_to);
  doudi_json_add_day (builder, "adopted_on", dated->adopted_on);
  doudi_json_add_text (builder, "number", dated->number);
  doudi_json_add_boolean (builder, "sure", dated->sure);
  doudi_json_add_text (builder, "source", dated->source);
  doudi_json_add_text (builder, "note", dated->note);
}

static void
add_amount (JsonBuilder *builder, DoudiFen amount, gboolean yearly)
{
  doudi_json_add_text (builder, "per", yearly ? "person-year" : "person-month");
  doudi_json_add_fen (builder, "amount", amount);
}

/* Only what a value is limited to is named. */
static void
add_class (JsonBuilder *builder, int benefit_class, DoudiSelfCare self_care)
{
  if (benefit_class != 0)
    doudi_json_add_int (builder, "class", benefit_class);
  if (self_care != DOUDI_SELF_CARE_UNKNOWN)
    doudi_json_add_text (builder, "self_care", doudi_self_care_name (self_care));
}

static void
add_standard (JsonBuilder *builder, const DoudiStandard *standard)
{
  json_builder_begin_object (builder);
  doudi_json_add_text (builder, "programme", doudi_programme_info (standard->programme)->name);
  doudi_json_add_text (builder, "residence", doudi_residence_name (standard->residence));
  if (*standard->part != '\0')
    doudi_json_add_text (builder, "part", standard->part);
  if (standard->care != DOUDI_CARE_NONE)
    doudi_json_add_text (builder, "care", doudi_care_name (standard->care));
  add_class (builder, standard->benefit_class, standard->self_care);
  add_amount (builder, standard->amount, standard->yearly);
  add_dated (builder, &standard->dated);
  json_builder_end_object (builder);
}

static void
add_line (JsonBuilder *builder, const DoudiPolicyLine *line)
{
  json_builder_begin_object (builder);
  doudi_json_add_text (builder, "line", doudi_policy_line_kind_name (line->kind));
  doudi_json_add_text (builder, "residence", doudi_residence_name (line->residence));
  add_amount (builder, line->amount, line->yearly);
  add_dated (builder, &line->dated);
  json_builder_end_object (builder);
}

/* The member that holds the value, as in the document. */
static void
add_rule_value (JsonBuilder *builder, const DoudiRule *rule, const DoudiRuleInfo *info)
{
  const char *member = doudi_rule_value_member (rule->value);
  g_autofree char *percent = NULL;

  if (rule->value == DOUDI_RULE_VALUE_CHOICE)
    doudi_json_add_text (builder, member, info->choices[rule->number].name);
  else if (rule->value == DOUDI_RULE_VALUE_AMOUNT)
    doudi_json_add_fen (builder, member, rule->number);
  else if (rule->value == DOUDI_RULE_VALUE_PERCENT)
    {
      percent = doudi_percent_format (rule->number);
      percent[strlen (percent) - 1] = '\0';
      doudi_json_add_text (builder, member, percent);
    }
  else
    doudi_json_add_int (builder, member, rule->number);
  if (rule->value == DOUDI_RULE_VALUE_DAYS)
    doudi_json_add_text (builder, "counting",
                         rule->counting == DOUDI_COUNTING_WORKING ? "working" : "calendar");
}

static void
add_rule (JsonBuilder *builder, const DoudiRule *rule)
{
  const DoudiRuleInfo *info = doudi_rule_info (rule->kind);

  json_builder_begin_object (builder);
  doudi_json_add_text (builder, "rule", info->word.name);
  if (info->cases != NULL)
    doudi_json_add_text (builder, "case", info->cases[rule->which].name);
  if (rule->programme != DOUDI_PROGRAMME_NONE)
    doudi_json_add_text (builder, "programme", doudi_programme_info (rule->programme)->name);
  if (rule->residence != DOUDI_RESIDENCE_ANY)
    doudi_json_add_text (builder, "residence", doudi_residence_name (rule->residence));
  add_class (builder, rule->benefit_class, rule->self_care);
  add_rule_value (builder, rule, info);
  add_dated (builder, &rule->dated);
  json_builder_end_object (builder);
}

/* The elements of a list: all values of a kind, or those that are not sure. */
static void
add_standards (JsonBuilder *builder, const DoudiPolicyDocument *document, gboolean all)
{
  for (guint i = 0; i < doudi_policy_document_get_n_standards (document); i++)
    {
      const DoudiStandard *standard = doudi_policy_document_get_standard (document, i);

      if (all || !standard->dated.sure)
        add_standard (builder, standard);
    }
}

static void
add_lines (JsonBuilder *builder, const DoudiPolicyDocument *document, gboolean all)
{
  for (guint i = 0; i < doudi_policy_document_get_n_lines (document); i++)
    {
      const DoudiPolicyLine *line = doudi_policy_document_get_line (document, i);

      if (all || !line->dated.sure)
        add_line (builder, line);
    }
}

static void
add_rules (JsonBuilder *builder, const DoudiPolicyDocument *document, gboolean all)
{
  for (guint i = 0; i < doudi_policy_document_get_n_rules (document); i++)
    {
      const DoudiRule *rule = doudi_policy_document_get_rule (document, i);

      if (all || !rule->dated.sure)
        add_rule (builder, rule);
    }
}

typedef void (*AddValues) (JsonBuilder *builder, const DoudiPolicyDocument *document, gboolean all);

static void
add_list (JsonBuilder *builder,
          const char *name,
          AddValues add,
          const DoudiPolicyDocument *document)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  add (builder, document, TRUE);
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
  add_list (builder, "standards", add_standards, document);
  add_list (builder, "lines", add_lines, document);
  add_list (builder, "rules", add_rules, document);
  json_builder_end_object (builder);
}

static const char *
label_of_state (const DoudiPolicyEntry *entry)
{
  if (g_str_equal (entry->state, "bundled"))
    return entry->in_force ? _ ("holds in the whole country") : _ ("comes with the program");
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
  doudi_json_add_int (builder, "rules", doudi_policy_document_get_n_rules (document));
  json_builder_set_member_name (builder, "unsure");
  json_builder_begin_array (builder);
  add_standards (builder, document, FALSE);
  add_lines (builder, document, FALSE);
  add_rules (builder, document, FALSE);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
}

/* One value that the paper does not give outright, @number in its list. */
static void
say_unsure (DoudiInvocation *invocation,
            const char *what,
            guint number,
            const char *value,
            const DoudiDated *dated)
{
  g_autofree char *month = doudi_month_format_iso (dated->valid_from);

  if (!dated->sure)
    doudi_invocation_say (invocation,
                          _ ("  to be confirmed: %s, no. %u of the list, from %s: %s (%s) %s"),
                          what, number, month, value, dated->source, dated->note);
}

static void
say_unsure_amount (DoudiInvocation *invocation,
                   const char *what,
                   guint number,
                   DoudiFen amount,
                   const DoudiDated *dated)
{
  g_autofree char *yuan = doudi_money_format_grouped (amount);
  g_autofree char *value = g_strdup_printf (_ ("%s yuan"), yuan);

  say_unsure (invocation, what, number, value, dated);
}

static void
say_unsure_values (DoudiInvocation *invocation, const DoudiPolicyDocument *document)
{
  for (guint i = 0; i < doudi_policy_document_get_n_standards (document); i++)
    {
      const DoudiStandard *standard = doudi_policy_document_get_standard (document, i);

      say_unsure_amount (invocation, _ (doudi_programme_info (standard->programme)->label), i + 1,
                         standard->amount, &standard->dated);
    }
  for (guint i = 0; i < doudi_policy_document_get_n_lines (document); i++)
    {
      const DoudiPolicyLine *line = doudi_policy_document_get_line (document, i);

      say_unsure_amount (invocation, doudi_policy_line_kind_name (line->kind), i + 1, line->amount,
                         &line->dated);
    }
  for (guint i = 0; i < doudi_policy_document_get_n_rules (document); i++)
    {
      const DoudiRule *rule = doudi_policy_document_get_rule (document, i);
      g_autofree char *value = doudi_rule_value_text (rule, DOUDI_LANGUAGE_INTERFACE);

      say_unsure (invocation,
                  doudi_word_say (&doudi_rule_info (rule->kind)->word, DOUDI_LANGUAGE_INTERFACE),
                  i + 1, value, &rule->dated);
    }
}

static void
say_check (DoudiInvocation *invocation, const DoudiPolicyDocument *document)
{
  doudi_invocation_say (
    invocation,
    _ ("%s  %s: nothing is wrong; amounts to pay: %u, amounts to "
       "compare with: %u, rules: %u"),
    doudi_policy_document_get_id (document), doudi_policy_document_get_title (document),
    doudi_policy_document_get_n_standards (document), doudi_policy_document_get_n_lines (document),
    doudi_policy_document_get_n_rules (document));
  say_unsure_values (invocation, document);
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

const DoudiCommand doudi_commands_policy[] = {
  { "policy-list", "FILE", 0, N_ ("List the rules of a caseload, or those of the program"), NULL,
    run_policy_list },
  { "policy-adopt", "FILE DOCUMENT.json", 2,
    N_ ("Adopt rules, or propose them to whoever may adopt them"), NULL, run_policy_adopt },
  { "policy-check", "DOCUMENT.json", 1,
    N_ ("Read a document and tell what is wrong or unsure in it"), NULL, run_policy_check },
  { NULL },
};
