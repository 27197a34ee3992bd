/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * Who may not decide about a list: whoever had a hand in it or in one of its rows, by person and
 * not by account, and whoever it is about.
 */

#include "config.h"

#include "casework/doudi-case-list-private.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"

/*
 * Eyes:
 *
 * @seen: users who are known to be somebody else
 */
typedef struct
{
  const DoudiListFrame *frame;
  const DoudiCaseListRow *row;
  GHashTable *seen;
} Eyes;

/* What a row is called. */
static char *
dup_name (const DoudiListSubject *subject)
{
  return subject->kase != NULL
           ? g_strdup_printf (_ ("Application %s"), subject->kase->row->number)
           : g_strdup_printf (_ ("Change %lld"), (long long) subject->change->id);
}

static gboolean
require_other (Eyes *eyes, const char *user, const DoudiListSubject *subject, GError **error)
{
  g_autofree char *object = _doudi_case_list_object (eyes->row->id);
  g_autofree char *name = NULL;

  if (user == NULL || *user == '\0' || g_hash_table_contains (eyes->seen, user))
    return TRUE;
  if (doudi_session_require_other_eyes (eyes->frame->session, _doudi_case_list_decides (eyes->row),
                                        user, object, error))
    return g_hash_table_add (eyes->seen, g_strdup (user)) || TRUE;
  name = subject != NULL ? dup_name (subject)
                         : g_strdup_printf (_ ("List %lld"), (long long) eyes->row->id);
  g_prefix_error (error, "%s: ", name);
  return FALSE;
}

/* What whoever decides about lists did with a case before is no work of theirs on it. */
static gboolean
is_own_decision (const Eyes *eyes, DoudiCaseEvent event)
{
  return event == DOUDI_EVENT_SENT_BACK || event == DOUDI_EVENT_HELD
         || (event == DOUDI_EVENT_REVIEWED && _doudi_case_list_is_review (eyes->row));
}

static gboolean
check_events (Eyes *eyes, const DoudiListSubject *subject, GError **error)
{
  const GPtrArray *events = subject->kase->events;

  for (guint i = 0; i < events->len; i++)
    {
      const DoudiApplicationEventRow *row = g_ptr_array_index (events, i);
      DoudiCaseEvent event;

      if (doudi_case_event_find (row->kind, &event) && is_own_decision (eyes, event))
        continue;
      if (!require_other (eyes, row->recorded_by, subject, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_forms (Eyes *eyes, const DoudiListSubject *subject, GError **error)
{
  for (guint i = 0; i < subject->kase->forms->len; i++)
    {
      const DoudiFilledFormRow *form = g_ptr_array_index (subject->kase->forms, i);

      if (!require_other (eyes, form->recorded_by, subject, error))
        return FALSE;
    }
  for (guint i = 0; i < subject->kase->objections->len; i++)
    {
      const DoudiObjectionRow *objection = g_ptr_array_index (subject->kase->objections, i);

      if (!require_other (eyes, objection->recorded_by, subject, error))
        return FALSE;
    }
  return TRUE;
}

/* Who put together or submitted the review lists through which a case came. */
static gboolean
check_lists (Eyes *eyes, const DoudiListSubject *subject, GError **error)
{
  const GPtrArray *events = subject->kase->events;

  for (guint i = 0; i < events->len; i++)
    {
      const DoudiApplicationEventRow *row = g_ptr_array_index (events, i);
      g_autoptr (DoudiCaseListRow) list = NULL;

      if (row->list_id == 0 || _doudi_case_list_is_review (eyes->row))
        continue;
      list = doudi_case_list_get (eyes->frame->store, row->list_id, error);
      if (list == NULL)
        return FALSE;
      if (_doudi_case_list_is_review (list)
          && (!require_other (eyes, list->created_by, subject, error)
              || !require_other (eyes, list->submitted_by, subject, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_change (Eyes *eyes, const DoudiListSubject *subject, GError **error)
{
  const DoudiChangeRow *change = subject->change;
  g_autoptr (DoudiReviewRow) review = NULL;

  if (!require_other (eyes, change->entered_by, subject, error))
    return FALSE;
  if (change->review_id == 0)
    return TRUE;
  review = doudi_review_get (eyes->frame->store, change->review_id, error);
  return review != NULL && require_other (eyes, review->opened_by, subject, error)
         && require_other (eyes, review->done_by, subject, error)
         && require_other (eyes, review->confirmed_by, subject, error);
}

static gboolean
check_subject (Eyes *eyes, const DoudiListSubject *subject, GError **error)
{
  if (subject->kase == NULL)
    return check_change (eyes, subject, error);
  return require_other (eyes, subject->kase->row->recorded_by, subject, error)
         && check_forms (eyes, subject, error) && check_events (eyes, subject, error)
         && check_lists (eyes, subject, error);
}

/*
 * _doudi_case_list_check_eyes:
 * @frame: what all rows share
 * @row: a submitted list
 * @subjects: (element-type DoudiListSubject): its rows
 * @error: %DOUDI_ERROR_FOUR_EYES, which names the row
 *
 * Asks whether the person signed in, by whatever account, put the list together or submitted it, or
 * entered, filled in, judged or, of an approval list, reviewed one of its rows.
 *
 * Returns: whether the person had no hand in it
 */
gboolean
_doudi_case_list_check_eyes (const DoudiListFrame *frame,
                             const DoudiCaseListRow *row,
                             const GPtrArray *subjects,
                             GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Eyes eyes = { frame, row, seen };

  if (!require_other (&eyes, row->created_by, NULL, error)
      || !require_other (&eyes, row->submitted_by, NULL, error))
    return FALSE;
  for (guint i = 0; i < subjects->len; i++)
    if (!check_subject (&eyes, g_ptr_array_index (subjects, i), error))
      return FALSE;
  return TRUE;
}

static const DoudiListSubject *
find_subject (const GPtrArray *subjects, gint64 item_id)
{
  for (guint i = 0; i < subjects->len; i++)
    {
      const DoudiListSubject *subject = g_ptr_array_index (subjects, i);

      if (subject->entry->item->id == item_id)
        return subject;
    }
  return NULL;
}

/*
 * _doudi_case_list_check_own:
 * @frame: what all rows share
 * @row: a submitted list
 * @subjects: (element-type DoudiListSubject): the rows that are to go on
 * @error: %DOUDI_ERROR_FOUR_EYES, which names the row
 *
 * Asks whether a row is about the person signed in, the person's household, or a family that
 * declared the person as near kin. Such a row can be returned or held; another person decides about
 * it.
 *
 * Returns: whether none is
 */
gboolean
_doudi_case_list_check_own (const DoudiListFrame *frame,
                            const DoudiCaseListRow *row,
                            const GPtrArray *subjects,
                            GError **error)
{
  g_autoptr (GArray) own = doudi_case_list_list_own (
    frame->store, row->id, doudi_session_get_user (frame->session), error);

  for (guint i = 0; own != NULL && i < own->len; i++)
    {
      const DoudiListSubject *subject = find_subject (subjects, g_array_index (own, gint64, i));
      g_autofree char *name = subject != NULL ? dup_name (subject) : NULL;

      if (subject == NULL)
        continue;
      doudi_error_set (
        error, DOUDI_ERROR_FOUR_EYES, NULL,
        _ ("%s is about you, your household or your near kin. Hold or return the row; "
           "somebody else decides about it."),
        name);
      return FALSE;
    }
  return own != NULL;
}
