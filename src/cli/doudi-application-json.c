/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * A case as a program reads it. Numbers of persons and accounts are masked.
 */

#include "config.h"

#include "cli/doudi-application-json.h"

#include "base/doudi-file.h"
#include "base/doudi-mask.h"

/* More than any form comes to. */
#define ANSWERS_MAX (4 * 1024 * 1024)

static void
begin_array (JsonBuilder *builder, const char *member)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
}

/* A word of the vocabulary; nothing where there is none. */
static const char *
step_name (DoudiCaseStep step)
{
  return step != DOUDI_STEP_NONE ? doudi_case_step_word (step)->name : NULL;
}

static void
add_step (JsonBuilder *builder, DoudiCaseStep step, const DoudiCaseStepProgress *progress)
{
  static const char *const states[] = { "not-called-for", "done", "open" };

  json_builder_begin_object (builder);
  doudi_json_add_text (builder, "step", step_name (step));
  doudi_json_add_text (builder, "state", states[progress->state]);
  doudi_json_add_day (builder, "since", progress->since);
  doudi_json_add_day (builder, "done", progress->done);
  doudi_json_add_day (builder, "due", progress->due);
  doudi_json_add_text (builder, "source",
                       progress->rule != NULL ? progress->rule->dated.source : NULL);
  json_builder_end_object (builder);
}

static void
add_progress (JsonBuilder *builder, const DoudiCaseProgress *progress)
{
  doudi_json_add_text (builder, "step", step_name (progress->current));
  doudi_json_add_text (builder, "outcome", doudi_case_outcome_word (progress->outcome)->name);
  doudi_json_add_boolean (builder, "held", progress->held);
  doudi_json_add_boolean (builder, "papers_missing", progress->papers_missing);
  doudi_json_add_day (builder, "total_due", progress->total_due);
  doudi_json_add_day (builder, "notice_first", progress->notice.first);
  doudi_json_add_day (builder, "notice_last", progress->notice.last);
  doudi_json_add_day (builder, "decide_from", progress->decide_from);
  doudi_json_add_day (builder, "papers_due", progress->papers_due);
  begin_array (builder, "steps");
  for (guint i = 0; i < DOUDI_N_STEPS; i++)
    add_step (builder, (DoudiCaseStep) i, &progress->steps[i]);
  json_builder_end_array (builder);
}

static void
add_persons (JsonBuilder *builder, const GPtrArray *persons)
{
  begin_array (builder, "persons");
  for (guint i = 0; i < persons->len; i++)
    {
      const DoudiApplicationPerson *person = g_ptr_array_index (persons, i);
      g_autofree char *number
        = doudi_mask_identity_number (person->identity_number, DOUDI_MASK_SCREEN);

      json_builder_begin_object (builder);
      doudi_json_add_text (builder, "part", person->part);
      doudi_json_add_text (builder, "name", person->name);
      doudi_json_add_text (builder, "identity_number", number);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_events (JsonBuilder *builder, const GPtrArray *events)
{
  begin_array (builder, "events");
  for (guint i = 0; i < events->len; i++)
    {
      const DoudiApplicationEventRow *event = g_ptr_array_index (events, i);

      json_builder_begin_object (builder);
      doudi_json_add_text (builder, "event", event->kind);
      doudi_json_add_day (builder, "day", event->day);
      doudi_json_add_text (builder, "words", event->detail);
      doudi_json_add_text (builder, "by", event->recorded_by);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_forms (JsonBuilder *builder, const GPtrArray *forms)
{
  begin_array (builder, "forms");
  for (guint i = 0; i < forms->len; i++)
    {
      const DoudiFilledFormRow *form = g_ptr_array_index (forms, i);

      json_builder_begin_object (builder);
      doudi_json_add_id (builder, "filled_form", form->id);
      doudi_json_add_text (builder, "form", form->form);
      doudi_json_add_text (builder, "kind", form->kind);
      doudi_json_add_day (builder, "day", form->day);
      doudi_json_add_text (builder, "result", form->result);
      if (form->scored)
        {
          g_autofree char *score = doudi_points_format (form->score);

          doudi_json_add_text (builder, "score", score);
        }
      doudi_json_add_text (builder, "override_reason", form->override_reason);
      doudi_json_add_boolean (builder, "replaced", form->replaced);
      doudi_json_add_text (builder, "by", form->recorded_by);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_authorisations (JsonBuilder *builder, const GPtrArray *rows)
{
  begin_array (builder, "authorisations");
  for (guint i = 0; i < rows->len; i++)
    {
      const DoudiAuthorisationRow *row = g_ptr_array_index (rows, i);

      json_builder_begin_object (builder);
      doudi_json_add_id (builder, "authorisation", row->id);
      doudi_json_add_text (builder, "name", row->name);
      doudi_json_add_day (builder, "signed_on", row->signed_on);
      doudi_json_add_day (builder, "expires_on", row->expires_on);
      doudi_json_add_day (builder, "revoked_on", row->revoked_on);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_checks (JsonBuilder *builder, const GPtrArray *rows)
{
  begin_array (builder, "checks");
  for (guint i = 0; i < rows->len; i++)
    {
      const DoudiCheckRow *row = g_ptr_array_index (rows, i);

      json_builder_begin_object (builder);
      doudi_json_add_id (builder, "check", row->id);
      doudi_json_add_text (builder, "item", row->item);
      doudi_json_add_day (builder, "asked_on", row->asked_on);
      doudi_json_add_text (builder, "result", *row->result != '\0' ? row->result : NULL);
      doudi_json_add_text (builder, "words", row->detail);
      doudi_json_add_day (builder, "answered_on", row->answered_on);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* Who objected stays in the file. */
static void
add_objections (JsonBuilder *builder, const GPtrArray *rows)
{
  begin_array (builder, "objections");
  for (guint i = 0; i < rows->len; i++)
    {
      const DoudiObjectionRow *row = g_ptr_array_index (rows, i);

      json_builder_begin_object (builder);
      doudi_json_add_id (builder, "objection", row->id);
      doudi_json_add_day (builder, "objected_on", row->objected_on);
      doudi_json_add_text (builder, "content", row->content);
      doudi_json_add_text (builder, "way", row->way);
      doudi_json_add_text (builder, "outcome", *row->outcome != '\0' ? row->outcome : NULL);
      doudi_json_add_text (builder, "answer", row->answer);
      doudi_json_add_day (builder, "answered_on", row->answered_on);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_decision (JsonBuilder *builder, const DoudiDecisionRow *decision)
{
  json_builder_set_member_name (builder, "decision");
  if (decision == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  doudi_json_add_boolean (builder, "granted", decision->granted);
  doudi_json_add_text (builder, "organ", decision->organ);
  if (decision->award_id != 0)
    doudi_json_add_id (builder, "award", decision->award_id);
  doudi_json_add_int (builder, "persons", decision->persons);
  doudi_json_add_int (builder, "class", decision->benefit_class);
  doudi_json_add_fen (builder, "amount", decision->amount);
  doudi_json_add_month (builder, "first_month", decision->first_month);
  doudi_json_add_day (builder, "valid_through", decision->valid_through);
  doudi_json_add_day (builder, "review_on", decision->review_on);
  doudi_json_add_text (builder, "reason", decision->reason);
  doudi_json_add_day (builder, "decided_on", decision->decided_on);
  doudi_json_add_text (builder, "by", decision->decided_by);
  json_builder_end_object (builder);
}

static void
add_lines (JsonBuilder *builder, const char *member, const GPtrArray *lines)
{
  begin_array (builder, member);
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      g_autofree char *text
        = doudi_explanation_line_to_text (g_ptr_array_index (lines, i), DOUDI_LANGUAGE_INTERFACE);

      json_builder_add_string_value (builder, text);
    }
  json_builder_end_array (builder);
}

static void
add_proposal (JsonBuilder *builder, const DoudiCaseProposal *proposal)
{
  json_builder_set_member_name (builder, "proposal");
  if (proposal == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  doudi_json_add_boolean (builder, "eligible", proposal->eligible);
  doudi_json_add_text (builder, "reason", proposal->reason);
  doudi_json_add_int (builder, "persons", proposal->term.persons);
  doudi_json_add_int (builder, "class", proposal->term.benefit_class);
  doudi_json_add_text (builder, "care", proposal->term.care);
  doudi_json_add_text (builder, "self_care", proposal->term.self_care);
  doudi_json_add_fen (builder, "amount", proposal->amount);
  doudi_json_add_fen (builder, "yearly_income", proposal->yearly_income);
  doudi_json_add_month (builder, "first_month", proposal->first_month);
  doudi_json_add_day (builder, "valid_through", proposal->valid_through);
  doudi_json_add_day (builder, "review_on", proposal->review_on);
  add_lines (builder, "explanation", proposal->lines);
  json_builder_end_object (builder);
}

/**
 * doudi_json_add_flags:
 * @builder: inside an object
 * @member: its name
 * @flags: (nullable) (element-type DoudiCaseFlagRow): what to look at
 *
 * Adds what somebody who decides looks at.
 */
void
doudi_json_add_flags (JsonBuilder *builder, const char *member, const GPtrArray *flags)
{
  begin_array (builder, member);
  for (guint i = 0; flags != NULL && i < flags->len; i++)
    {
      const DoudiCaseFlagRow *row = g_ptr_array_index (flags, i);

      json_builder_begin_object (builder);
      doudi_json_add_text (builder, "flag", doudi_case_flag_word (row->flag)->name);
      doudi_json_add_boolean (builder, "blocks", row->blocks);
      doudi_json_add_text (builder, "words", row->words);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/**
 * doudi_json_add_case:
 * @builder: outside of everything
 * @of: a case
 * @proposal: (nullable): what would be granted
 * @flags: (nullable) (element-type DoudiCaseFlagRow): what to look at
 * @reasons: (nullable) (element-type DoudiExplanationLine): the rules of its steps
 *
 * Adds a whole case as an object.
 */
void
doudi_json_add_case (JsonBuilder *builder,
                     const DoudiCase *of,
                     const DoudiCaseProposal *proposal,
                     const GPtrArray *flags,
                     GPtrArray *reasons)
{
  json_builder_begin_object (builder);
  doudi_json_add_id (builder, "application", of->row->id);
  doudi_json_add_text (builder, "number", of->row->number);
  doudi_json_add_text (builder, "programme", of->row->programme);
  doudi_json_add_text (builder, "residence", of->row->residence);
  doudi_json_add_text (builder, "township", of->township);
  doudi_json_add_text (builder, "village", of->village);
  doudi_json_add_text (builder, "group", of->row->village_group);
  doudi_json_add_text (builder, "origin", of->row->origin);
  doudi_json_add_boolean (builder, "urgent", of->row->urgent);
  doudi_json_add_boolean (builder, "kin", of->facts.kin);
  doudi_json_add_day (builder, "applied_on", of->row->applied_on);
  doudi_json_add_text (builder, "by", of->row->recorded_by);
  if (of->row->household_id != 0)
    doudi_json_add_id (builder, "household", of->row->household_id);
  add_progress (builder, &of->progress);
  add_persons (builder, of->persons);
  add_forms (builder, of->forms);
  add_authorisations (builder, of->authorisations);
  add_checks (builder, of->checks);
  add_objections (builder, of->objections);
  add_events (builder, of->events);
  add_proposal (builder, proposal);
  doudi_json_add_flags (builder, "flags", flags);
  add_decision (builder, of->decision);
  add_lines (builder, "rules", reasons);
  json_builder_end_object (builder);
}

/**
 * doudi_json_add_case_summary:
 * @builder: inside an array
 * @summary: a row of the list of cases
 *
 * Adds a row as an object.
 */
void
doudi_json_add_case_summary (JsonBuilder *builder, const DoudiCaseSummary *summary)
{
  json_builder_begin_object (builder);
  doudi_json_add_id (builder, "application", summary->id);
  doudi_json_add_text (builder, "number", summary->number);
  doudi_json_add_text (builder, "programme", summary->programme);
  doudi_json_add_text (builder, "name", summary->name);
  doudi_json_add_text (builder, "village", summary->village);
  doudi_json_add_text (builder, "step", step_name (summary->step));
  doudi_json_add_text (builder, "outcome", doudi_case_outcome_word (summary->outcome)->name);
  doudi_json_add_boolean (builder, "held", summary->held);
  doudi_json_add_boolean (builder, "papers_missing", summary->papers_missing);
  doudi_json_add_boolean (builder, "urgent", summary->urgent);
  doudi_json_add_day (builder, "applied_on", summary->applied_on);
  doudi_json_add_day (builder, "due", summary->due);
  if (summary->due != DOUDI_DAY_NONE)
    doudi_json_add_int (builder, "days_left", summary->days_left);
  json_builder_end_object (builder);
}

/**
 * doudi_json_add_problems:
 * @builder: where an array may stand
 * @problems: (nullable) (element-type DoudiFormProblem): of a form
 * @warnings: the warnings, else the faults
 *
 * Adds what is wrong with a form, each with its place.
 */
void
doudi_json_add_problems (JsonBuilder *builder, const GPtrArray *problems, gboolean warnings)
{
  json_builder_begin_array (builder);
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    {
      const DoudiFormProblem *problem = g_ptr_array_index (problems, i);

      if (!problem->warning != !warnings)
        continue;
      json_builder_begin_object (builder);
      doudi_json_add_text (builder, "section", problem->section->key);
      if (problem->row != DOUDI_FORM_NO_ROW)
        doudi_json_add_int (builder, "row", (gint64) problem->row + 1);
      doudi_json_add_text (builder, "field", problem->field != NULL ? problem->field->key : NULL);
      doudi_json_add_text (builder, "problem", problem->problem);
      doudi_json_add_text (builder, "message", problem->message);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/*
 * doudi_invocation_load_answers:
 * @form: a form
 * @path: a file of answers, JSON
 * @error: return location
 *
 * Returns: (transfer full): what was answered; %NULL with @error set
 */
DoudiFormAnswers *
doudi_invocation_load_answers (DoudiForm *form, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = doudi_file_read (path, ANSWERS_MAX, error);
  gsize length;
  const char *text;

  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &length);
  return doudi_form_answers_load (form, text, (gssize) length, path, error);
}

/*
 * doudi_invocation_complain:
 * @invocation: an invocation that is refused
 * @problems: (nullable) (element-type DoudiFormProblem): why
 *
 * Tells every problem, where it is and what to do.
 */
void
doudi_invocation_complain (DoudiInvocation *invocation, const GPtrArray *problems)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (problems == NULL)
    return;
  doudi_json_add_problems (builder, problems, FALSE);
  doudi_invocation_set_problems (invocation, builder);
  for (guint i = 0; i < problems->len; i++)
    doudi_invocation_say (invocation, "%s",
                          ((const DoudiFormProblem *) g_ptr_array_index (problems, i))->message);
}
