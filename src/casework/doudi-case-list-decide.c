/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * Deciding about a list: everything that was not taken out goes on, in one transaction.
 */

#include "config.h"

#include "casework/doudi-case-list-private.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "casework/doudi-case-grant.h"
#include "casework/doudi-change.h"
#include "casework/doudi-import.h"

/* A person reads so many obstacles at once. */
#define MOST_OBSTACLES 10

/*
 * Deciding:
 *
 * @entries: (element-type DoudiCaseListEntry): the rows as they were submitted
 * @subjects: (element-type DoudiListSubject): what they are about now, in the same order
 */
typedef struct
{
  DoudiListFrame frame;
  DoudiCaseListRow *row;
  const DoudiCaseListExcept *except;
  guint n_except;
  const DoudiProgress *progress;
  GPtrArray *entries;
  GPtrArray *subjects;
  DoudiIndexer *indexer;
  DoudiCaseListResult *result;
} Deciding;

static void
deciding_clear (Deciding *deciding)
{
  _doudi_list_frame_clear (&deciding->frame);
  g_clear_pointer (&deciding->row, doudi_case_list_row_free);
  g_clear_pointer (&deciding->entries, g_ptr_array_unref);
  g_clear_pointer (&deciding->subjects, g_ptr_array_unref);
  g_clear_pointer (&deciding->indexer, doudi_indexer_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Deciding, deciding_clear)

static const DoudiCaseListExcept *
find_except (const Deciding *deciding, gint64 item_id)
{
  for (guint i = 0; i < deciding->n_except; i++)
    if (deciding->except[i].item_id == item_id)
      return &deciding->except[i];
  return NULL;
}

static gboolean
check_outcome (const DoudiCaseListExcept *except, GError **error)
{
  if (except->outcome == NULL
      || (!g_str_equal (except->outcome, "returned") && !g_str_equal (except->outcome, "held")))
    doudi_error_set (error, DOUDI_ERROR_USAGE, NULL,
                     _ ("A row is taken out by “returned” or “held”, not by “%s”."),
                     except->outcome != NULL ? except->outcome : "");
  else if (except->reason == NULL || *except->reason == '\0')
    doudi_error_set (error, DOUDI_ERROR_USAGE, NULL, _ ("Say why row %lld is returned or held."),
                     (long long) except->item_id);
  else
    return TRUE;
  return FALSE;
}

static gboolean
has_item (const Deciding *deciding, gint64 item_id)
{
  for (guint i = 0; i < deciding->entries->len; i++)
    if (((DoudiCaseListEntry *) g_ptr_array_index (deciding->entries, i))->item->id == item_id)
      return TRUE;
  return FALSE;
}

static gboolean
check_excepts (const Deciding *deciding, GError **error)
{
  for (guint i = 0; i < deciding->n_except; i++)
    {
      const DoudiCaseListExcept *except = &deciding->except[i];

      if (!check_outcome (except, error))
        return FALSE;
      if (!has_item (deciding, except->item_id)
          || find_except (deciding, except->item_id) != except)
        {
          doudi_error_set (error, DOUDI_ERROR_NOT_FOUND, NULL,
                           _ ("List %lld has no row %lld, or it was named twice. Look at the list "
                              "again."),
                           (long long) deciding->row->id, (long long) except->item_id);
          return FALSE;
        }
    }
  return TRUE;
}

/* An approval is bound to what was seen: the digest that was on the screen, the one that the list
 * was submitted with, and the one that its rows have now are the same. */
static gboolean
check_digest (const Deciding *deciding, const char *digest, GError **error)
{
  long long id = deciding->row->id;
  g_autofree char *made = doudi_case_list_digest (deciding->frame.store, deciding->row->id, error);

  if (made == NULL)
    return FALSE;
  if (!g_str_equal (made, deciding->row->digest))
    doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL,
                     _ ("The rows of list %lld are not those that were submitted: somebody changed "
                        "the file with another program. Return the list and check the caseload."),
                     id);
  else if (g_strcmp0 (digest, made) != 0)
    doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL,
                     _ ("List %lld is not the one that was shown. Look at it again, then decide."),
                     id);
  else
    return TRUE;
  return FALSE;
}

static gboolean
read_rows (Deciding *deciding, GError **error)
{
  g_autoptr (GPtrArray) items
    = doudi_case_list_items (deciding->frame.store, deciding->row->id, error);

  deciding->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_case_list_entry_free);
  deciding->subjects = g_ptr_array_new_with_free_func ((GDestroyNotify) _doudi_list_subject_free);
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      DoudiListSubject *subject = NULL;
      DoudiCaseListEntry *entry = _doudi_case_list_entry_show (
        &deciding->frame, deciding->row, g_ptr_array_index (items, i), &subject, error);

      if (entry == NULL)
        return FALSE;
      g_ptr_array_add (deciding->entries, entry);
      g_ptr_array_add (deciding->subjects, subject);
      if (doudi_progress_is_cancelled (deciding->progress, error))
        return FALSE;
      doudi_progress_report (deciding->progress, _ ("Looking at the rows"), i + 1, items->len);
    }
  return items != NULL;
}

static char *
name_entry (const DoudiCaseListEntry *entry)
{
  return g_strdup_printf (_ ("%s %s (%s %s)"), entry->what, entry->number, entry->village,
                          entry->name);
}

/* All rows that stand in the way, so that they can be held or returned at once. */
static gboolean
check_blocked (const Deciding *deciding, GError **error)
{
  g_autoptr (GString) obstacles = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < deciding->entries->len; i++)
    {
      const DoudiCaseListEntry *entry = g_ptr_array_index (deciding->entries, i);
      g_autofree char *name = name_entry (entry);

      if (!entry->blocked || find_except (deciding, entry->item->id) != NULL)
        continue;
      if (++n <= MOST_OBSTACLES)
        g_string_append_printf (obstacles, "\n%lld. %s: %s", (long long) entry->item->id, name,
                                entry->blocked_by);
    }
  if (n == 0)
    return TRUE;
  doudi_error_set (
    error, DOUDI_ERROR_REFUSED, NULL,
    g_dngettext (GETTEXT_PACKAGE, "%u row cannot go on; hold or return it. Nothing was decided.%s",
                 "%u rows cannot go on; hold or return them. Nothing was decided.%s", n),
    n, obstacles->str);
  return FALSE;
}

/* Whom the person decides about. */
static gboolean
check_own (const Deciding *deciding, GError **error)
{
  g_autoptr (GPtrArray) going_on = g_ptr_array_new ();

  for (guint i = 0; i < deciding->subjects->len; i++)
    {
      DoudiListSubject *subject = g_ptr_array_index (deciding->subjects, i);

      if (find_except (deciding, subject->entry->item->id) == NULL)
        g_ptr_array_add (going_on, subject);
    }
  return _doudi_case_list_check_own (&deciding->frame, deciding->row, going_on, error);
}

/* Something that happens to a case on this list. */
static gboolean
insert_event (const Deciding *deciding,
              const DoudiListSubject *subject,
              DoudiCaseEvent event,
              const char *detail,
              GError **error)
{
  DoudiApplicationEventRow row = { .kind = (char *) doudi_case_event_info (event)->word.name,
                                   .day = deciding->frame.today,
                                   .detail = (char *) detail,
                                   .list_id = deciding->row->id };
  gint64 id;

  return doudi_application_insert_event (deciding->frame.session, subject->kase->row->id, &row, &id,
                                         error);
}

/* A case that was closed, or is back at the survey, has nothing to be sent back. */
static gboolean
set_case_aside (const Deciding *deciding,
                const DoudiListSubject *subject,
                const DoudiCaseListExcept *except,
                GError **error)
{
  const DoudiCase *of = subject->kase;
  DoudiCaseEvent event
    = g_str_equal (except->outcome, "held") ? DOUDI_EVENT_HELD : DOUDI_EVENT_SENT_BACK;

  if (!doudi_case_allows (&of->progress, &of->facts, event, deciding->frame.today,
                          deciding->frame.today, NULL))
    return TRUE;
  return insert_event (deciding, subject, event, except->reason, error);
}

/* A change never changes: one that is returned is refused, and entered anew. One that is held stays
 * open. */
static gboolean
set_change_aside (const Deciding *deciding,
                  const DoudiListSubject *subject,
                  const DoudiCaseListExcept *except,
                  GError **error)
{
  const DoudiChangeRow *change = subject->change;

  if (g_str_equal (except->outcome, "held") || !g_str_equal (change->state, "open"))
    return TRUE;
  return doudi_change_set_state (deciding->frame.session, change->id, "refused", except->reason,
                                 error);
}

static gboolean
set_aside (const Deciding *deciding,
           const DoudiListSubject *subject,
           const DoudiCaseListExcept *except,
           GError **error)
{
  gboolean held = g_str_equal (except->outcome, "held");

  *(held ? &deciding->result->held : &deciding->result->returned) += 1;
  if (!(subject->kase != NULL ? set_case_aside (deciding, subject, except, error)
                              : set_change_aside (deciding, subject, except, error)))
    return FALSE;
  return doudi_case_list_set_outcome (deciding->frame.session, subject->entry->item->id,
                                      except->outcome, except->reason, error);
}

static gboolean
grant_case (const Deciding *deciding,
            const DoudiListSubject *subject,
            const DoudiCaseListEntry *entry,
            GError **error)
{
  const DoudiCaseDecision decision = { .list_id = deciding->row->id, .reason = entry->reason };
  gint64 award = 0;

  if (!doudi_case_grant (deciding->frame.session, subject->kase, subject->proposal, &decision,
                         deciding->indexer, &award, error))
    return FALSE;
  deciding->result->awards += award != 0 ? 1 : 0;
  return TRUE;
}

static gboolean
decide_case (const Deciding *deciding,
             const DoudiListSubject *subject,
             const DoudiCaseListEntry *entry,
             GError **error)
{
  const DoudiCaseDecision decision = { .list_id = deciding->row->id, .reason = entry->reason };

  if (_doudi_case_list_is_review (deciding->row))
    return insert_event (deciding, subject, DOUDI_EVENT_REVIEWED, "", error);
  if (entry->refuse)
    return doudi_case_refuse (deciding->frame.session, subject->kase, &decision, error);
  return grant_case (deciding, subject, entry, error);
}

/* An application that is refused; on a review list refusals are only looked at. */
static gboolean
is_refusal (const Deciding *deciding, const DoudiCaseListEntry *entry)
{
  return entry->refuse && entry->item->application_id != 0
         && !_doudi_case_list_is_review (deciding->row);
}

static gboolean
go_on (const Deciding *deciding,
       const DoudiListSubject *subject,
       const DoudiCaseListEntry *entry,
       GError **error)
{
  gboolean refusal = is_refusal (deciding, entry);

  *(refusal ? &deciding->result->refused : &deciding->result->approved) += 1;
  if (!(subject->kase != NULL
          ? decide_case (deciding, subject, entry, error)
          : doudi_change_apply (deciding->frame.session, subject->change, error)))
    {
      g_autofree char *name = name_entry (entry);

      g_prefix_error (error, "%s: ", name);
      return FALSE;
    }
  return doudi_case_list_set_outcome (deciding->frame.session, entry->item->id,
                                      refusal ? "refused" : "approved",
                                      refusal ? entry->reason : "", error);
}

static gboolean
decide_rows (const Deciding *deciding, GError **error)
{
  for (guint i = 0; i < deciding->entries->len; i++)
    {
      const DoudiCaseListEntry *entry = g_ptr_array_index (deciding->entries, i);
      const DoudiListSubject *subject = g_ptr_array_index (deciding->subjects, i);
      const DoudiCaseListExcept *except = find_except (deciding, entry->item->id);

      if (doudi_progress_is_cancelled (deciding->progress, error)
          || !(except != NULL ? set_aside (deciding, subject, except, error)
                              : go_on (deciding, subject, entry, error)))
        return FALSE;
      doudi_progress_report (deciding->progress, _ ("Deciding"), i + 1, deciding->entries->len);
    }
  return TRUE;
}

static gboolean
finish (const Deciding *deciding, GError **error)
{
  DoudiSession *session = deciding->frame.session;
  DoudiAction action = _doudi_case_list_decides (deciding->row);

  return doudi_indexer_flush (deciding->indexer, error)
         && doudi_case_list_set_state (session, deciding->row->id, "decided", "", error)
         && _doudi_case_list_record (session, action, deciding->row, "decided", error);
}

/* Everything is looked at before the transaction begins: nobody else writes. */
static gboolean
look (Deciding *deciding, gint64 id, const char *digest, GError **error)
{
  deciding->row = _doudi_case_list_get_in (deciding->frame.store, id, "submitted", error);
  return deciding->row != NULL && check_digest (deciding, digest, error)
         && read_rows (deciding, error) && check_excepts (deciding, error)
         && _doudi_case_list_check_eyes (&deciding->frame, deciding->row, deciding->subjects, error)
         && check_own (deciding, error) && check_blocked (deciding, error);
}

static gboolean
decide (Deciding *deciding, GError **error)
{
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (deciding->frame.store, error);

  if (transaction == NULL)
    return FALSE;
  deciding->indexer = doudi_casework_indexer_new (deciding->frame.session, error);
  return deciding->indexer != NULL && decide_rows (deciding, error) && finish (deciding, error)
         && doudi_transaction_commit (transaction, error);
}

static gboolean
authorize (DoudiSession *session, gint64 id, GError **error)
{
  g_autoptr (DoudiCaseListRow) row
    = doudi_case_list_get (doudi_session_get_store (session), id, error);
  g_autofree char *object = _doudi_case_list_object (id);

  return row != NULL
         && doudi_session_authorize (session, _doudi_case_list_decides (row), object, error);
}

/**
 * doudi_case_list_decide:
 * @session: for a review list a reviewer, for an approval list a director; another person than
 *   those who put it together, submitted it, or entered, filled in, judged or reviewed a row
 * @id: a submitted list
 * @except: (array length=n_except) (nullable): rows that do not go on with the others
 * @n_except: how many
 * @digest: of the list that was on the screen
 * @progress: (nullable): progress and stop
 * @result: (out): what came of it
 * @error: %DOUDI_ERROR_NOT_ALLOWED; %DOUDI_ERROR_FOUR_EYES; %DOUDI_ERROR_CONFLICT if the list is in
 *   another state, or not the one that was shown; %DOUDI_ERROR_REFUSED, which names the rows that
 *   cannot go on and why; %DOUDI_ERROR_CANCELLED. Nothing has changed then
 *
 * Decides about a list, all of it in one transaction: a row that is returned goes back to the
 * survey, one that is held waits for another list, all others go on. Of a review list they are
 * reviewed; of an approval list each is granted as the rules say on this day (decision, household,
 * award with its first term), or refused where that is proposed or the rules do not allow it, and
 * changes are applied. Nothing is granted before the day after the notice, with an open objection,
 * or with a flag that stands against it (民发〔2021〕57号, domain reference §2.1).
 *
 * Returns: whether it was decided
 */
gboolean
doudi_case_list_decide (DoudiSession *session,
                        gint64 id,
                        const DoudiCaseListExcept *except,
                        guint n_except,
                        const char *digest,
                        const DoudiProgress *progress,
                        DoudiCaseListResult *result,
                        GError **error)
{
  g_auto (Deciding) deciding
    = { .except = except, .n_except = n_except, .progress = progress, .result = result };

  g_return_val_if_fail (session != NULL && result != NULL, FALSE);

  *result = (DoudiCaseListResult){ .list_id = id };
  return authorize (session, id, error) && _doudi_list_frame_init (&deciding.frame, session, error)
         && look (&deciding, id, digest, error) && decide (&deciding, error);
}
