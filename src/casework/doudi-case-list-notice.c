/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * When the notice of a list hung in a village.
 */

#include "config.h"

#include "casework/doudi-case-list-private.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "casework/doudi-audit-detail.h"

/* What is to be recorded of the cases of a village. */
typedef struct
{
  DoudiListFrame frame;
  gint64 list_id;
  const char *division;
  gboolean posted;
  DoudiDay day;
  const char *evidence;
  guint n_cases;
} Recording;

/* Which of the two notices of a case it is; FALSE if it waits for none. */
static gboolean
find_event (const DoudiCase *of, gboolean posted, DoudiCaseEvent *event)
{
  if (of->progress.outcome != DOUDI_CASE_OPEN)
    return FALSE;
  if (of->progress.current == DOUDI_STEP_NOTICE)
    *event = posted ? DOUDI_EVENT_NOTICE_POSTED : DOUDI_EVENT_NOTICE_ENDED;
  else if (of->progress.current == DOUDI_STEP_APPROVAL_NOTICE)
    *event = posted ? DOUDI_EVENT_APPROVAL_POSTED : DOUDI_EVENT_APPROVAL_ENDED;
  else
    return FALSE;
  return TRUE;
}

/* Whether the notice hangs that the case waits for. */
static gboolean
hangs (const DoudiCase *of)
{
  const DoudiNoticePeriod *period = of->progress.current == DOUDI_STEP_NOTICE
                                      ? &of->progress.notice
                                      : &of->progress.approval_notice;

  return period->first != DOUDI_DAY_NONE;
}

/* A case that was sent back hangs with the list that reviewed it last. */
static gboolean
was_reviewed_by (const DoudiCase *of, gint64 list_id)
{
  for (guint i = of->events->len; i > 0; i--)
    {
      const DoudiApplicationEventRow *row = g_ptr_array_index (of->events, i - 1);
      DoudiCaseEvent event;

      if (doudi_case_event_find (row->kind, &event) && event == DOUDI_EVENT_REVIEWED)
        return row->list_id == list_id;
    }
  return FALSE;
}

static gboolean
insert_event (Recording *recording, const DoudiCase *of, DoudiCaseEvent event, GError **error)
{
  DoudiApplicationEventRow row = { .kind = (char *) doudi_case_event_info (event)->word.name,
                                   .day = recording->day,
                                   .detail = (char *) recording->evidence,
                                   .list_id = recording->list_id };
  gint64 id;

  if (!doudi_case_allows (&of->progress, &of->facts, event, recording->day, recording->frame.today,
                          error))
    {
      g_prefix_error (error, _ ("Application %s: "), of->row->number);
      return FALSE;
    }
  recording->n_cases++;
  return doudi_application_insert_event (recording->frame.session, of->row->id, &row, &id, error);
}

static gboolean
record_item (Recording *recording, const DoudiCaseListItemRow *item, GError **error)
{
  const DoudiListFrame *frame = &recording->frame;
  g_autoptr (DoudiCase) of = NULL;
  DoudiCaseEvent event;

  if (item->application_id == 0 || !g_str_equal (item->outcome, "approved"))
    return TRUE;
  of = doudi_case_read (frame->store, item->application_id, frame->policy, frame->calendar,
                        frame->today, error);
  if (of == NULL)
    return FALSE;
  if (!g_str_equal (of->row->division_code, recording->division)
      || !was_reviewed_by (of, recording->list_id) || !find_event (of, recording->posted, &event)
      || hangs (of) == recording->posted)
    return TRUE;
  return insert_event (recording, of, event, error);
}

static gboolean
check_any (const Recording *recording, GError **error)
{
  if (recording->n_cases > 0)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                   recording->posted ? _ ("No case of list %lld in village %s waits for a notice.")
                                     : _ ("No notice of list %lld hangs in village %s."),
                   (long long) recording->list_id, recording->division);
  return FALSE;
}

static gboolean
write_log (const Recording *recording, GError **error)
{
  g_autofree char *object = _doudi_case_list_object (recording->list_id);
  g_autofree char *day = doudi_day_format_iso (recording->day);
  g_autofree char *cases = g_strdup_printf ("%u", recording->n_cases);
  g_autofree char *detail
    = doudi_audit_detail ("step", recording->posted ? "posted" : "ended", "village",
                          recording->division, "day", day, "cases", cases, NULL);

  return doudi_session_record (recording->frame.session, DOUDI_ACTION_RECORD_NOTICE, object, detail,
                               error);
}

static gboolean
record_all (Recording *recording, GError **error)
{
  g_autoptr (DoudiCaseListRow) row
    = _doudi_case_list_get_in (recording->frame.store, recording->list_id, "decided", error);
  g_autoptr (GPtrArray) items
    = row != NULL ? doudi_case_list_items (recording->frame.store, row->id, error) : NULL;

  if (items == NULL)
    return FALSE;
  if (!_doudi_case_list_is_review (row))
    {
      doudi_error_set (error, DOUDI_ERROR_USAGE, NULL,
                       _ ("List %lld is an approval list. A notice hangs for a review list."),
                       (long long) row->id);
      return FALSE;
    }
  for (guint i = 0; i < items->len; i++)
    if (!record_item (recording, g_ptr_array_index (items, i), error))
      return FALSE;
  return check_any (recording, error) && write_log (recording, error);
}

/**
 * doudi_case_list_record_notice:
 * @session: a caseworker or notice staff
 * @id: an approved review list
 * @division: twelve digits of a village
 * @posted: whether the notice was hung up, else that it was taken down
 * @day: the day of that
 * @evidence: (nullable): who, with which photographs, and what came of it
 * @n_cases: (out): of how many cases it was recorded
 * @error: %DOUDI_ERROR_NOT_ALLOWED; %DOUDI_ERROR_CONFLICT; %DOUDI_ERROR_REFUSED where no case waits
 *   for it, or the period is not over
 *
 * Records when the notice of a village was hung up or taken down, for all cases of the list there:
 * the notice of the review, or the notice before the approval, whichever a case waits for. A case
 * whose notice hangs already is left as it is.
 *
 * Returns: whether it was recorded
 */
gboolean
doudi_case_list_record_notice (DoudiSession *session,
                               gint64 id,
                               const char *division,
                               gboolean posted,
                               DoudiDay day,
                               const char *evidence,
                               guint *n_cases,
                               GError **error)
{
  Recording recording = { .list_id = id,
                          .division = division,
                          .posted = posted,
                          .day = day,
                          .evidence = evidence != NULL ? evidence : "" };
  g_autofree char *object = _doudi_case_list_object (id);
  g_autoptr (DoudiTransaction) transaction = NULL;
  gboolean done;

  g_return_val_if_fail (session != NULL && division != NULL, FALSE);

  if (!doudi_session_authorize (session, DOUDI_ACTION_RECORD_NOTICE, object, error))
    return FALSE;
  transaction = doudi_transaction_begin (doudi_session_get_store (session), error);
  done = transaction != NULL && _doudi_list_frame_init (&recording.frame, session, error)
         && record_all (&recording, error) && doudi_transaction_commit (transaction, error);
  _doudi_list_frame_clear (&recording.frame);
  *n_cases = done ? recording.n_cases : 0;
  return done;
}

/* Whether a case has come to the notice before the approval. */
static gboolean
has_come_to_approval (const DoudiListFrame *frame,
                      const DoudiCaseListItemRow *item,
                      gint64 list_id,
                      gboolean *has,
                      GError **error)
{
  g_autoptr (DoudiCase) of = doudi_case_read (frame->store, item->application_id, frame->policy,
                                              frame->calendar, frame->today, error);

  if (of == NULL)
    return FALSE;
  *has = was_reviewed_by (of, list_id)
         && (of->progress.current == DOUDI_STEP_APPROVAL_NOTICE
             || of->progress.steps[DOUDI_STEP_APPROVAL_NOTICE].state == DOUDI_STEP_STATE_DONE);
  return TRUE;
}

static gboolean
add_proposed (const DoudiListFrame *frame,
              gint64 list_id,
              const DoudiCaseListItemRow *item,
              GPtrArray *entries,
              GError **error)
{
  g_autoptr (DoudiCaseListEntry) entry = NULL;
  gboolean has = TRUE;

  if (item->application_id == 0 || !g_str_equal (item->outcome, "approved"))
    return TRUE;
  entry = _doudi_case_list_entry_from_json (item, error);
  if (entry == NULL)
    return FALSE;
  if (entry->refuse)
    return TRUE;
  if (frame->policy != NULL && !has_come_to_approval (frame, item, list_id, &has, error))
    return FALSE;
  if (has)
    g_ptr_array_add (entries, g_steal_pointer (&entry));
  return TRUE;
}

/**
 * doudi_case_list_proposed:
 * @store: the caseload
 * @id: an approved review list
 * @approval: only the cases that have come to the notice before the approval
 * @today: the business day
 * @error: return location
 *
 * Lists the rows of a review list that were approved and propose to grant, as they were frozen:
 * what a notice makes public.
 *
 * Returns: (transfer full) (element-type DoudiCaseListEntry): them in the order of the list; %NULL
 *   with @error set
 */
GPtrArray *
doudi_case_list_proposed (DoudiStore *store,
                          gint64 id,
                          gboolean approval,
                          DoudiDay today,
                          GError **error)
{
  g_autoptr (GPtrArray) items = doudi_case_list_items (store, id, error);
  g_autoptr (GPtrArray) entries
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_case_list_entry_free);
  g_auto (DoudiListFrame) frame = { .store = store, .today = today };

  if (items == NULL || (approval && !_doudi_list_frame_load (&frame, error)))
    return NULL;
  for (guint i = 0; i < items->len; i++)
    if (!add_proposed (&frame, id, g_ptr_array_index (items, i), entries, error))
      return NULL;
  return g_steal_pointer (&entries);
}
