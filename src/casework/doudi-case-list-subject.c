/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * What a row of a list is about, as it is today.
 */

#include "config.h"

#include "casework/doudi-case-list-private.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "casework/doudi-case-facts.h"
#include "casework/doudi-change-private.h"
#include "casework/doudi-policies.h"
#include "store/doudi-registry.h"

/* Loads the rules and the working days for a frame that has a caseload and a day. */
gboolean
_doudi_list_frame_load (DoudiListFrame *frame, GError **error)
{
  frame->policy = doudi_policies_load (frame->store, frame->today, error);
  if (frame->policy == NULL)
    return FALSE;
  frame->calendar = doudi_working_days_new_bundled (error);
  return frame->calendar != NULL;
}

/* Loads what all rows share; _doudi_list_frame_clear() frees it, also after a failure. */
gboolean
_doudi_list_frame_init (DoudiListFrame *frame, DoudiSession *session, GError **error)
{
  frame->session = session;
  frame->store = doudi_session_get_store (session);
  frame->today = doudi_session_get_today (session);
  return _doudi_list_frame_load (frame, error);
}

void
_doudi_list_frame_clear (DoudiListFrame *frame)
{
  g_clear_pointer (&frame->policy, doudi_policy_unref);
  g_clear_pointer (&frame->calendar, doudi_working_days_free);
}

void
_doudi_list_subject_free (DoudiListSubject *subject)
{
  if (subject == NULL)
    return;
  doudi_case_free (subject->kase);
  doudi_case_proposal_free (subject->proposal);
  g_clear_pointer (&subject->change, doudi_change_row_free);
  doudi_case_list_entry_free (subject->entry);
  g_free (subject);
}

static void
set_text (char **text, const char *value)
{
  g_free (*text);
  *text = g_strdup (value != NULL ? value : "");
}

/* What was said with the last of the two opinions. */
static const char *
last_opinion (const DoudiCase *of)
{
  for (guint i = of->events->len; i > 0; i--)
    {
      const DoudiApplicationEventRow *row = g_ptr_array_index (of->events, i - 1);
      DoudiCaseEvent event;

      if (doudi_case_event_find (row->kind, &event)
          && (event == DOUDI_EVENT_OPINION_FOR || event == DOUDI_EVENT_OPINION_AGAINST))
        return row->detail;
    }
  return "";
}

/* The papers that count, with what was answered to questions. */
static char *
name_basis (const DoudiCase *of)
{
  GString *basis = g_string_new (NULL);

  for (guint i = 0; i < of->forms->len; i++)
    {
      const DoudiFilledFormRow *form = g_ptr_array_index (of->forms, i);

      if (!form->replaced)
        g_string_append_printf (basis, "%s:%" G_GINT64_FORMAT ":%.12s ", form->kind, form->id,
                                form->digest);
    }
  return g_string_free (basis, FALSE);
}

static void
take_case (DoudiListSubject *subject)
{
  const DoudiCase *of = subject->kase;
  DoudiCaseListEntry *entry = subject->entry;

  set_text (&entry->number, of->row->number);
  set_text (&entry->what, _ ("Application"));
  set_text (&entry->programme, of->row->programme);
  set_text (&entry->residence, of->row->residence);
  set_text (&entry->township, of->township);
  set_text (&entry->village, of->village);
  set_text (&entry->division_code, of->row->division_code);
  set_text (&entry->village_group, of->row->village_group);
  g_free (entry->basis);
  entry->basis = name_basis (of);
  entry->minor = of->facts.minor;
  entry->once = !doudi_programme_info (of->facts.programme)->monthly;
}

static void
take_persons (DoudiListSubject *subject, DoudiDay today)
{
  g_autoptr (GArray) members = doudi_case_list_members (subject->kase, today);
  const DoudiCaseMember *drawing
    = doudi_case_find_subject (members, subject->kase->facts.programme);

  subject->entry->members = (int) members->len;
  set_text (&subject->entry->name, drawing != NULL ? drawing->name : "");
}

static void
take_proposal (DoudiListSubject *subject)
{
  const DoudiCaseProposal *proposal = subject->proposal;
  DoudiCaseListEntry *entry = subject->entry;
  gboolean against = subject->kase->progress.proposed_refusal;

  entry->refuse = against || !proposal->eligible;
  set_text (&entry->reason,
            !against && !proposal->eligible ? proposal->reason : last_opinion (subject->kase));
  entry->persons = proposal->term.persons;
  entry->benefit_class = proposal->term.benefit_class;
  set_text (&entry->care, proposal->term.care);
  entry->amount = entry->refuse ? 0 : proposal->amount;
  entry->first_month = entry->refuse ? DOUDI_MONTH_NONE : proposal->first_month;
  g_ptr_array_unref (entry->lines);
  entry->lines = g_ptr_array_ref (proposal->lines);
}

/* A notice and the visit of the county come after the review. */
static gboolean
comes_later (DoudiCaseFlag flag)
{
  return flag == DOUDI_FLAG_NOTICE_NOT_FINISHED || flag == DOUDI_FLAG_COUNTY_VISIT_MISSING;
}

static void
take_flags (DoudiListSubject *subject, GPtrArray *flags, gboolean review)
{
  for (guint i = flags->len; review && i > 0; i--)
    if (comes_later (((DoudiCaseFlagRow *) g_ptr_array_index (flags, i - 1))->flag))
      g_ptr_array_remove_index (flags, i - 1);
  g_ptr_array_unref (subject->entry->flags);
  subject->entry->flags = flags;
}

static void
block_by_flag (DoudiListSubject *subject)
{
  for (guint i = 0; i < subject->entry->flags->len; i++)
    {
      const DoudiCaseFlagRow *flag = g_ptr_array_index (subject->entry->flags, i);
      const char *label = _ (doudi_case_flag_word (flag->flag)->label);

      if (flag->blocks)
        {
          _doudi_case_list_entry_block (subject->entry,
                                        g_strdup_printf ("%s: %s", label, flag->words));
          return;
        }
    }
}

/* What the list makes of the case must be allowed, and what is granted must be beyond doubt. */
static void
find_obstacle (const DoudiListFrame *frame, DoudiListSubject *subject, gboolean review)
{
  const DoudiCase *of = subject->kase;
  DoudiCaseEvent event = review                   ? DOUDI_EVENT_REVIEWED
                         : subject->entry->refuse ? DOUDI_EVENT_REFUSED
                                                  : DOUDI_EVENT_GRANTED;
  g_autoptr (GError) local = NULL;

  if (!doudi_case_allows (&of->progress, &of->facts, event, frame->today, frame->today, &local))
    _doudi_case_list_entry_block (subject->entry, g_strdup (local->message));
  if (!of->progress.proposed_refusal && subject->proposal->unanswered)
    _doudi_case_list_entry_block (subject->entry, g_strdup (subject->proposal->reason));
  if (review && subject->entry->refuse && !of->progress.proposed_refusal)
    _doudi_case_list_entry_block (
      subject->entry,
      g_strdup_printf (_ ("the opinion is to grant, but by the rules it is not eligible: %s Send "
                          "it back."),
                       subject->entry->reason));
  if (!subject->entry->refuse)
    block_by_flag (subject);
}

static gboolean
read_case (const DoudiListFrame *frame, DoudiListSubject *subject, gboolean review, GError **error)
{
  GPtrArray *flags;

  subject->kase = doudi_case_read (frame->store, subject->entry->item->application_id,
                                   frame->policy, frame->calendar, frame->today, error);
  if (subject->kase == NULL)
    return FALSE;
  subject->proposal = doudi_case_propose (frame->store, subject->kase, frame->policy, frame->today,
                                          DOUDI_LANGUAGE_INTERFACE, error);
  if (subject->proposal == NULL)
    return FALSE;
  flags = doudi_case_flags (frame->store, subject->kase, frame->policy, subject->proposal,
                            frame->today, error);
  if (flags == NULL)
    return FALSE;
  take_case (subject);
  take_persons (subject, frame->today);
  take_proposal (subject);
  take_flags (subject, flags, review);
  find_obstacle (frame, subject, review);
  return TRUE;
}

static const char *
head_name (const DoudiHousehold *household)
{
  for (guint i = 0; i < household->members->len; i++)
    {
      const DoudiMember *member = g_ptr_array_index (household->members, i);

      if (g_str_equal (member->relation, "head"))
        return member->name;
    }
  return "";
}

static gboolean
take_household (const DoudiListFrame *frame, DoudiListSubject *subject, GError **error)
{
  DoudiCaseListEntry *entry = subject->entry;
  g_autoptr (DoudiHousehold) household = doudi_registry_get_household (
    frame->store, subject->change->household_id, frame->today, error);

  if (household == NULL)
    return FALSE;
  set_text (&entry->township, household->township);
  set_text (&entry->village, household->village);
  set_text (&entry->division_code, household->division_code);
  set_text (&entry->village_group, household->village_group);
  set_text (&entry->name, head_name (household));
  entry->members = (int) household->members->len;
  return TRUE;
}

static gboolean
take_award (const DoudiListFrame *frame, DoudiListSubject *subject, GError **error)
{
  DoudiCaseListEntry *entry = subject->entry;
  g_autoptr (DoudiAwardRow) award = NULL;
  const DoudiAwardTermRow *last = NULL;

  if (subject->change->award_id == 0)
    return TRUE;
  award = doudi_award_get (frame->store, subject->change->award_id, error);
  if (award == NULL)
    return FALSE;
  if (award->terms->len > 0)
    last = &g_array_index (award->terms, DoudiAwardTermRow, award->terms->len - 1);
  set_text (&entry->programme, award->programme);
  set_text (&entry->residence, award->residence);
  set_text (&entry->name, award->person_name);
  entry->benefit_class = last != NULL ? last->benefit_class : 0;
  set_text (&entry->care, last != NULL ? last->care : "");
  return TRUE;
}

static void
take_preview (DoudiListSubject *subject, const DoudiChangePreview *preview)
{
  DoudiCaseListEntry *entry = subject->entry;

  entry->first_month = preview->from_month;
  for (guint i = 0; i < preview->awards->len; i++)
    {
      const DoudiChangeAward *award = g_ptr_array_index (preview->awards, i);

      entry->before += award->before;
      entry->amount += award->after;
      entry->persons += award->persons_after;
    }
  for (guint i = 0; i < preview->missing->len; i++)
    {
      DoudiCaseFlagRow *flag = g_new0 (DoudiCaseFlagRow, 1);

      flag->flag = DOUDI_FLAG_PAPER_MISSING;
      flag->words = g_strdup (g_ptr_array_index (preview->missing, i));
      g_ptr_array_add (entry->flags, flag);
    }
}

/* What the caseload cannot be blamed for stands in the way of the row, not of the list. */
static gboolean
take_failure (DoudiListSubject *subject, GError *failure, GError **error)
{
  static const DoudiError obstacles[]
    = { DOUDI_ERROR_REFUSED,   DOUDI_ERROR_CONFLICT,    DOUDI_ERROR_BAD_DATA,
        DOUDI_ERROR_NOT_FOUND, DOUDI_ERROR_NO_STANDARD, DOUDI_ERROR_NO_FACT };

  for (gsize i = 0; i < G_N_ELEMENTS (obstacles); i++)
    if (g_error_matches (failure, DOUDI_ERROR, (int) obstacles[i]))
      {
        _doudi_case_list_entry_block (subject->entry, g_strdup (failure->message));
        g_error_free (failure);
        return TRUE;
      }
  g_propagate_error (error, failure);
  return FALSE;
}

/* A change is tried out, which only the writing connection can. */
static gboolean
preview_change (const DoudiListFrame *frame, DoudiListSubject *subject, GError **error)
{
  g_autoptr (DoudiChangePreview) preview = NULL;
  GError *local = NULL;

  subject->previewed = doudi_store_can_begin (frame->store);
  if (!subject->previewed)
    return TRUE;
  preview = doudi_change_preview_row (frame->session, subject->change, &local);
  if (preview == NULL)
    return take_failure (subject, local, error);
  take_preview (subject, preview);
  return TRUE;
}

static gboolean
describe_change (const DoudiListFrame *frame, DoudiListSubject *subject, GError **error)
{
  const DoudiChangeRow *change = subject->change;
  DoudiCaseListEntry *entry = subject->entry;
  DoudiChangeKind kind;

  if (!doudi_change_kind_find (change->kind, &kind))
    {
      doudi_error_set (error, DOUDI_ERROR_CORRUPT, NULL,
                       _ ("Change %lld is of a kind that this program does not know: %s. Check the "
                          "caseload."),
                       (long long) change->id, change->kind);
      return FALSE;
    }
  g_free (entry->number);
  entry->number = g_strdup_printf ("%" G_GINT64_FORMAT, change->id);
  set_text (&entry->what, _ (doudi_change_info (kind)->word.label));
  set_text (&entry->reason, change->reason);
  set_text (&entry->basis, change->detail);
  entry->refuse = kind == DOUDI_CHANGE_STOP;
  return preview_change (frame, subject, error);
}

/* One that has been decided is shown as it is in the list, and cannot be decided again. */
static gboolean
read_change (const DoudiListFrame *frame, DoudiListSubject *subject, GError **error)
{
  subject->change = doudi_change_get (frame->store, subject->entry->item->change_id, error);
  if (subject->change == NULL || !take_household (frame, subject, error)
      || !take_award (frame, subject, error))
    return FALSE;
  if (g_str_equal (subject->change->state, "open"))
    return describe_change (frame, subject, error);
  _doudi_case_list_entry_block (subject->entry,
                                g_strdup (_ ("the change was decided or withdrawn meanwhile")));
  return TRUE;
}

/*
 * _doudi_list_subject_read:
 * @frame: what all rows share
 * @row: a list
 * @item: one of its items
 * @error: return location
 *
 * Reads what a row is about and makes the row of it, as both are today.
 *
 * Returns: (transfer full): the subject; %NULL with @error set
 */
DoudiListSubject *
_doudi_list_subject_read (const DoudiListFrame *frame,
                          const DoudiCaseListRow *row,
                          const DoudiCaseListItemRow *item,
                          GError **error)
{
  g_autoptr (DoudiListSubject) subject = g_new0 (DoudiListSubject, 1);
  gboolean done;

  subject->entry = _doudi_case_list_entry_new (item);
  done = item->application_id != 0
           ? read_case (frame, subject, _doudi_case_list_is_review (row), error)
           : read_change (frame, subject, error);
  return done ? g_steal_pointer (&subject) : NULL;
}
