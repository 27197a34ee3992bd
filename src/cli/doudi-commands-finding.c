/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "cli/doudi-command.h"

#include <glib/gi18n-lib.h>

#include "casework/doudi-finding.h"

static char *option_kind;
static char *option_household;
static gboolean option_decided;
static char *option_decision;
static char *option_reason;

static const GOptionEntry findings_options[] = {
  { "kind", 0, 0, G_OPTION_ARG_STRING, &option_kind, N_ ("Only these, such as same-name"),
    N_ ("KIND") },
  { "household", 0, 0, G_OPTION_ARG_STRING, &option_household, N_ ("Only those of a household"),
    N_ ("ID") },
  { "decided", 0, 0, G_OPTION_ARG_NONE, &option_decided, N_ ("Those that were decided too"), NULL },
  { NULL },
};

static const GOptionEntry decide_options[] = {
  { "decision", 0, 0, G_OPTION_ARG_STRING, &option_decision,
    N_ ("same, not-the-same, never-mind, later or reopened"), N_ ("DECISION") },
  { "reason", 0, 0, G_OPTION_ARG_STRING, &option_reason, N_ ("Why"), N_ ("TEXT") },
  { NULL },
};

static gboolean
parse_kind (const char *text, DoudiFindingKind *kind, GError **error)
{
  if (doudi_finding_kind_find (text, kind))
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_USAGE, NULL,
                   _ ("%s is no kind of finding. “doudictl finding-kinds” lists them."), text);
  return FALSE;
}

static gboolean
parse_household (gint64 *household, GError **error)
{
  guint64 number = 0;

  if (!g_ascii_string_to_unsigned (option_household, 10, 1, G_MAXINT64, &number, NULL))
    {
      doudi_error_set (error, DOUDI_ERROR_USAGE, NULL,
                       _ ("%s is no household. Give the number that “search” told."),
                       option_household);
      return FALSE;
    }
  *household = (gint64) number;
  return TRUE;
}

static void
add_ids (JsonBuilder *builder, const char *member, const GArray *ids)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, g_array_index (ids, gint64, i));

      json_builder_add_string_value (builder, id);
    }
  json_builder_end_array (builder);
}

static void
add_decision (JsonBuilder *builder, const DoudiFinding *finding)
{
  const DoudiFindingDecisionRow *row = finding->decision;

  if (row == NULL)
    return;
  doudi_json_add_text (builder, "decision", row->decision);
  doudi_json_add_text (builder, "reason", row->reason);
  doudi_json_add_text (builder, "decided_by", row->recorded_by);
  doudi_json_add_day (builder, "decided_on", row->decided_on);
  doudi_json_add_boolean (builder, "changed", finding->changed);
}

static void
add_finding (JsonBuilder *builder, const DoudiFinding *finding)
{
  const DoudiFindingInfo *info = doudi_finding_info (finding->kind);

  json_builder_begin_object (builder);
  doudi_json_add_text (builder, "kind", info->word.name);
  doudi_json_add_text (builder, "subject", finding->subject);
  doudi_json_add_text (builder, "state", doudi_finding_state_name (finding->state));
  doudi_json_add_boolean (builder, "wrong", info->wrong);
  doudi_json_add_text (builder, "who", finding->who);
  doudi_json_add_text (builder, "where", finding->where);
  doudi_json_add_text (builder, "words", finding->words);
  add_ids (builder, "persons", finding->persons);
  add_ids (builder, "households", finding->households);
  add_decision (builder, finding);
  json_builder_end_object (builder);
}

static void
say_finding (DoudiInvocation *invocation, const DoudiFinding *finding)
{
  g_autofree char *decided = doudi_finding_describe_decision (finding);

  doudi_invocation_say (invocation, "%-16s %-28s %s  %s  %s%s%s",
                        doudi_finding_info (finding->kind)->word.name, finding->subject,
                        finding->where, finding->who, finding->words, decided != NULL ? "  " : "",
                        decided != NULL ? decided : "");
}

static gboolean
is_asked_for (const DoudiFinding *finding, gboolean one_kind, DoudiFindingKind kind)
{
  return (!one_kind || finding->kind == kind)
         && (option_decided || finding->state == DOUDI_FINDING_WAITING
             || finding->state == DOUDI_FINDING_PROPOSED);
}

static void
tell_findings (DoudiInvocation *invocation, GPtrArray *found, DoudiFindingKind kind)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  guint told = 0;

  json_builder_begin_array (builder);
  for (guint i = 0; i < found->len; i++)
    {
      const DoudiFinding *finding = g_ptr_array_index (found, i);

      if (!is_asked_for (finding, option_kind != NULL, kind))
        continue;
      told++;
      add_finding (builder, finding);
      if (!doudi_invocation_wants_json (invocation))
        say_finding (invocation, finding);
    }
  json_builder_end_array (builder);
  doudi_invocation_answer (invocation, builder);
  if (!doudi_invocation_wants_json (invocation))
    doudi_invocation_say (invocation, ngettext ("%u finding", "%u findings", told), told);
}

static gboolean
run_findings (DoudiInvocation *invocation, GError **error)
{
  DoudiFindingKind kind = DOUDI_N_FINDINGS;
  gint64 household = 0;
  g_autoptr (DoudiSession) session = NULL;
  g_autoptr (GPtrArray) found = NULL;

  if ((option_kind != NULL && !parse_kind (option_kind, &kind, error))
      || (option_household != NULL && !parse_household (&household, error)))
    return FALSE;
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  if (session == NULL)
    return FALSE;
  found = household != 0
            ? doudi_findings_of_household (session, household, error)
            : doudi_findings_list (session, doudi_invocation_get_progress (invocation), error);
  if (found == NULL)
    return FALSE;
  tell_findings (invocation, found, kind);
  return TRUE;
}

static gboolean
tell_decided (DoudiInvocation *invocation,
              DoudiSession *session,
              DoudiFindingKind kind,
              const char *subject,
              GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (DoudiFinding) finding = doudi_finding_get (session, kind, subject, error);

  if (finding == NULL)
    return FALSE;
  add_finding (builder, finding);
  doudi_invocation_answer (invocation, builder);
  if (!doudi_invocation_wants_json (invocation))
    say_finding (invocation, finding);
  return TRUE;
}

static gboolean
run_decide (DoudiInvocation *invocation, GError **error)
{
  const char *subject = doudi_invocation_get_argument (invocation, 2);
  DoudiFindingKind kind;
  g_autoptr (DoudiSession) session = NULL;

  if (!parse_kind (doudi_invocation_get_argument (invocation, 1), &kind, error))
    return FALSE;
  if (option_decision == NULL)
    {
      doudi_error_set (error, DOUDI_ERROR_USAGE, NULL,
                       _ ("Say --decision same, not-the-same, never-mind, later or reopened."));
      return FALSE;
    }
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  return session != NULL
         && doudi_finding_decide (session, kind, subject, option_decision, option_reason, NULL,
                                  error)
         && tell_decided (invocation, session, kind, subject, error);
}

static void
add_kind (JsonBuilder *builder, const DoudiFindingInfo *info)
{
  json_builder_begin_object (builder);
  doudi_json_add_text (builder, "kind", info->word.name);
  doudi_json_add_text (builder, "label", _ (info->word.label));
  doudi_json_add_boolean (builder, "pair", info->pair);
  doudi_json_add_boolean (builder, "wrong", info->wrong);
  doudi_json_add_text (builder, "advice", _ (info->advice));
  json_builder_end_object (builder);
}

static gboolean
run_kinds (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (int i = 0; i < DOUDI_N_FINDINGS; i++)
    {
      const DoudiFindingInfo *info = doudi_finding_info ((DoudiFindingKind) i);

      add_kind (builder, info);
      if (!doudi_invocation_wants_json (invocation))
        doudi_invocation_say (invocation, "%-16s %s. %s", info->word.name, _ (info->word.label),
                              _ (info->advice));
    }
  json_builder_end_array (builder);
  doudi_invocation_answer (invocation, builder);
  return TRUE;
}

const DoudiCommand doudi_commands_finding[] = {
  { "finding-kinds", "", 0, N_ ("What is looked for in the data"), NULL, run_kinds },
  { "findings", "FILE", 1, N_ ("Records that look alike, and what cannot be so"), findings_options,
    run_findings },
  { "finding-decide", "FILE KIND SUBJECT", 3,
    N_ ("Decide a finding; it holds until the facts are different"), decide_options, run_decide },
  { NULL },
};
