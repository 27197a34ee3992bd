/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-change.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "casework/doudi-audit-detail.h"
#include "casework/doudi-change-private.h"
#include "casework/doudi-import.h"
#include "store/doudi-case-list-store.h"

#define OPEN "open"
#define APPLIED "applied"
#define REFUSED "refused"
#define WITHDRAWN "withdrawn"

static char *
object_of (gint64 id)
{
  return g_strdup_printf ("household_change:%" G_GINT64_FORMAT, id);
}

/* Subsidies and the allowances of children end with the month of the cause (国发〔2015〕52号,
 * 民发〔2019〕62号), others with that of the decision. */
static gboolean
ends_with_cause (const DoudiAwardRow *award)
{
  DoudiProgramme programme = doudi_programme_from_name (award->programme);

  return !doudi_change_is_of_household (award) && programme != DOUDI_PROGRAMME_SPECIAL_HARDSHIP;
}

/* The card ran out, or the disability is milder than it was: the subsidy ends with that month. */
static gboolean
is_milder (const DoudiChanging *changing)
{
  int before = changing->member != NULL ? doudi_change_grade_of (changing->member) : 0;

  return changing->detail->ended == 1 || (before > 0 && changing->detail->grade > before);
}

/* The first month by the rules: the one after what happened, that of what happened where no money
 * depends on it, none where it is the one after the decision. */
static DoudiMonth
month_by_rule (const DoudiChanging *changing)
{
  DoudiMonth month = doudi_month_of_day (changing->row->happened_on);
  gboolean next = FALSE;

  switch ((int) changing->kind)
    {
    case DOUDI_CHANGE_MOVE:
    case DOUDI_CHANGE_NEW_HEAD:
    case DOUDI_CHANGE_ACCOUNT:
    case DOUDI_CHANGE_SCHOOL:
    case DOUDI_CHANGE_JOB:
      return month;
    case DOUDI_CHANGE_BIRTH:
    case DOUDI_CHANGE_DEATH:
    case DOUDI_CHANGE_LEAVE:
    case DOUDI_CHANGE_PRISON:
      next = TRUE;
      break;
    case DOUDI_CHANGE_DISABILITY:
      next = is_milder (changing);
      break;
    case DOUDI_CHANGE_STOP:
      next = changing->award != NULL && ends_with_cause (changing->award);
      break;
    default:
      break;
    }
  return next ? doudi_month_add (month, 1) : DOUDI_MONTH_NONE;
}

/* The request as a row that is not stored; its texts stay the caller's. */
static DoudiChangeRow
row_of_request (const DoudiChangeRequest *request)
{
  return (DoudiChangeRow){
    .kind = (char *) doudi_change_info (request->kind)->word.name,
    .household_id = request->household_id,
    .award_id = request->award_id,
    .person_id = request->person_id,
    .happened_on = request->happened_on,
    .from_month = request->from_month,
    .detail = (char *) request->detail,
    .reason = (char *) (request->reason != NULL ? request->reason : ""),
    .state = (char *) OPEN,
    .review_id = request->review_id,
  };
}

/*
 * A request that was checked.
 *
 * @row: what will be stored
 * @detail: belongs to @row
 */
typedef struct
{
  DoudiChangeRow row;
  DoudiChanging changing;
  char *detail;
} Entry;

static void
entry_clear (Entry *entry)
{
  doudi_changing_clear (&entry->changing);
  g_free (entry->detail);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Entry, entry_clear)

/* Settles the month and the detail, and checks the whole. */
static gboolean
entry_init (Entry *entry, DoudiSession *session, const DoudiChangeRequest *request, GError **error)
{
  DoudiChanging *changing = &entry->changing;

  g_return_val_if_fail ((gsize) request->kind < DOUDI_N_CHANGES, FALSE);

  *entry = (Entry){ .row = row_of_request (request) };
  if (!doudi_changing_init (changing, session, &entry->row, error))
    return FALSE;
  if (entry->row.from_month == DOUDI_MONTH_NONE && entry->row.happened_on != DOUDI_DAY_NONE)
    entry->row.from_month = month_by_rule (changing);
  changing->from = doudi_change_first_month (&entry->row, doudi_session_get_today (session));
  if (request->papers != NULL)
    {
      g_strfreev (changing->detail->papers);
      changing->detail->papers = g_strdupv ((GStrv) request->papers);
    }
  if (!doudi_change_check (changing, error))
    return FALSE;
  entry->detail = doudi_change_detail_write (request->kind, changing->detail);
  entry->row.detail = entry->detail;
  return TRUE;
}

/* Whether two lists of subjects have one in common. */
static gboolean
share_subject (GStrv some, GStrv others)
{
  for (guint i = 0; some[i] != NULL; i++)
    if (g_strv_contains ((const char *const *) others, some[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_of_same (GStrv subjects, const DoudiChangeRow *row, gboolean *same, GError **error)
{
  g_autoptr (DoudiChangeDetail) detail = NULL;
  g_auto (GStrv) others = NULL;
  DoudiChangeKind kind;

  *same = FALSE;
  if (!doudi_change_kind_find (row->kind, &kind))
    return TRUE;
  detail = doudi_change_detail_parse (kind, row->detail, error);
  if (detail == NULL)
    return FALSE;
  others = doudi_change_dup_subjects (kind, row, detail);
  *same = share_subject (subjects, others);
  return TRUE;
}

/*
 * doudi_change_find_open:
 * @changing: a change
 * @except: the id of one that does not count, or 0
 * @open: (out) (nullable): an open change that is about the same thing
 * @error: return location
 *
 * Looks for another change of the same thing that is not decided yet: of the same person and group
 * of kinds, or of the same side of an award.
 *
 * Returns: %TRUE; %FALSE with @error set
 */
gboolean
doudi_change_find_open (DoudiChanging *changing,
                        gint64 except,
                        DoudiChangeRow **open,
                        GError **error)
{
  g_auto (GStrv) subjects
    = doudi_change_dup_subjects (changing->kind, changing->row, changing->detail);
  g_autoptr (GPtrArray) rows = doudi_change_list_open (changing->store, error);

  *open = NULL;
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const DoudiChangeRow *row = g_ptr_array_index (rows, i);
      gboolean same;

      if (!is_of_same (subjects, row, &same, error))
        return FALSE;
      if (!same || row->id == except)
        continue;
      *open = doudi_change_get (changing->store, row->id, error);
      return *open != NULL;
    }
  return rows != NULL;
}

static gboolean
check_open (DoudiChanging *changing, GError **error)
{
  g_autoptr (DoudiChangeRow) open = NULL;
  g_autofree char *day = NULL;
  DoudiChangeKind kind;

  if (!doudi_change_find_open (changing, 0, &open, error))
    return FALSE;
  if (open == NULL)
    return TRUE;
  day = doudi_day_format_iso (open->entered_on);
  doudi_change_kind_find (open->kind, &kind);
  doudi_error_set (
    error, DOUDI_ERROR_CONFLICT, NULL,
    _ ("Change %lld (%s, entered on %s by %s) is about the same and still open. It is "
       "decided or withdrawn first."),
    (long long) open->id, _ (doudi_change_info (kind)->word.label), day, open->entered_by);
  return FALSE;
}

static gboolean
check_papers (const DoudiChanging *changing, GError **error)
{
  GStrv papers = changing->detail->papers;

  for (guint i = 0; changing->info->papers[i] != NULL; i++)
    if (papers == NULL
        || !g_strv_contains ((const char *const *) papers, changing->info->papers[i]))
      {
        doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                         _ ("The file lacks “%s”. Add it, then enter the change."),
                         changing->info->papers[i]);
        return FALSE;
      }
  return TRUE;
}

/* The review that led to a change is of the same award and not confirmed yet. */
static gboolean
check_review (const DoudiChanging *changing, GError **error)
{
  g_autoptr (DoudiReviewRow) review = NULL;

  if (changing->row->review_id == 0)
    return TRUE;
  review = doudi_review_get (changing->store, changing->row->review_id, error);
  if (review == NULL)
    return FALSE;
  if (review->confirmed_on == DOUDI_DAY_NONE
      && (changing->award == NULL || review->award_id == changing->award->id))
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                   _ ("Review %lld is confirmed, or of another award."), (long long) review->id);
  return FALSE;
}

static gboolean
record (DoudiSession *session,
        DoudiAction action,
        const DoudiChangeRow *row,
        const char *state,
        GError **error)
{
  g_autofree char *object = object_of (row->id);
  g_autofree char *detail = doudi_audit_detail ("kind", row->kind, "state", state, NULL);

  return doudi_session_record (session, action, object, detail, error);
}

/*
 * doudi_change_enter_within:
 * @session: a caseworker's
 * @request: what happened
 * @id: (out): the change
 * @error: return location
 *
 * Enters a change within the caller's transaction.
 *
 * Returns: whether it was entered
 */
gboolean
doudi_change_enter_within (DoudiSession *session,
                           const DoudiChangeRequest *request,
                           gint64 *id,
                           GError **error)
{
  g_auto (Entry) entry = { 0 };

  if (!entry_init (&entry, session, request, error) || !check_open (&entry.changing, error)
      || !check_papers (&entry.changing, error) || !check_review (&entry.changing, error)
      || !doudi_change_insert (session, &entry.row, error))
    return FALSE;
  *id = entry.row.id;
  return record (session, DOUDI_ACTION_ENTER_CHANGE, &entry.row, OPEN, error);
}

/**
 * doudi_change_enter:
 * @session: a caseworker's
 * @request: what happened
 * @id: (out): the change
 * @error: %DOUDI_ERROR_NOT_ALLOWED; %DOUDI_ERROR_CONFLICT naming an open change of the same thing;
 *   %DOUDI_ERROR_REFUSED for a proof that is missing, or what a rule forbids; %DOUDI_ERROR_NO_FACT
 *   for what has to be said; %DOUDI_ERROR_BAD_DATA with the member of the detail
 *
 * Enters a change. Nothing of the household is different before another person has decided it.
 *
 * Returns: whether it was entered
 */
gboolean
doudi_change_enter (DoudiSession *session,
                    const DoudiChangeRequest *request,
                    gint64 *id,
                    GError **error)
{
  g_autofree char *object = g_strdup_printf ("household:%" G_GINT64_FORMAT, request->household_id);
  g_autoptr (DoudiTransaction) transaction = NULL;

  if (!doudi_session_authorize (session, DOUDI_ACTION_ENTER_CHANGE, object, error))
    return FALSE;
  transaction = doudi_transaction_begin (doudi_session_get_store (session), error);
  return transaction != NULL && doudi_change_enter_within (session, request, id, error)
         && doudi_transaction_commit (transaction, error);
}

/**
 * doudi_change_preview:
 * @session: who asks
 * @request: what happened
 * @error: as doudi_change_enter(); missing proofs and open changes are listed instead
 *
 * Tells what a change would do: it is carried out and taken back again, so that it is exactly what
 * a decision of today does. On the writing connection, outside a transaction.
 *
 * Returns: (transfer full): the preview; %NULL with @error set
 */
DoudiChangePreview *
doudi_change_preview (DoudiSession *session, const DoudiChangeRequest *request, GError **error)
{
  g_autofree char *object = g_strdup_printf ("household:%" G_GINT64_FORMAT, request->household_id);
  g_auto (Entry) entry = { 0 };

  if (!doudi_session_authorize (session, DOUDI_ACTION_VIEW_HOUSEHOLD, object, error)
      || !entry_init (&entry, session, request, error))
    return NULL;
  return doudi_change_preview_row (session, &entry.row, error);
}

static DoudiChangeRow *
get_open (DoudiSession *session, gint64 id, GError **error)
{
  g_autoptr (DoudiChangeRow) row = doudi_change_get (doudi_session_get_store (session), id, error);

  if (row == NULL || g_str_equal (row->state, OPEN))
    return g_steal_pointer (&row);
  doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL, _ ("Change %lld is not open any more."),
                   (long long) id);
  return NULL;
}

/* What is on a list is decided with it. */
static gboolean
check_no_list (DoudiSession *session, gint64 id, GError **error)
{
  gint64 list = 0;

  if (!doudi_case_list_find_open_item (doudi_session_get_store (session), 0, id, &list, error))
    return FALSE;
  if (list == 0)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL,
                   _ ("Change %lld is on list %lld and is decided with it."), (long long) id,
                   (long long) list);
  return FALSE;
}

/**
 * doudi_change_withdraw:
 * @session: of the person who entered it
 * @id: an open change that is on no list
 * @error: %DOUDI_ERROR_NOT_ALLOWED, %DOUDI_ERROR_CONFLICT, %DOUDI_ERROR_NOT_FOUND
 *
 * Takes back a change that was entered by mistake. It stays on file as withdrawn.
 *
 * Returns: whether it was taken back
 */
gboolean
doudi_change_withdraw (DoudiSession *session, gint64 id, GError **error)
{
  g_autofree char *object = object_of (id);
  g_autoptr (DoudiTransaction) transaction = NULL;
  g_autoptr (DoudiChangeRow) row = NULL;
  gboolean same = FALSE;

  if (!doudi_session_authorize (session, DOUDI_ACTION_ENTER_CHANGE, object, error))
    return FALSE;
  row = get_open (session, id, error);
  if (row == NULL || !check_no_list (session, id, error)
      || !doudi_session_is_same_person (session, row->entered_by, &same, error))
    return FALSE;
  if (!same)
    {
      doudi_error_set (error, DOUDI_ERROR_NOT_ALLOWED, NULL,
                       _ ("Change %lld was entered by %s, who alone can withdraw it. Others refuse "
                          "it."),
                       (long long) id, row->entered_by);
      return FALSE;
    }
  transaction = doudi_transaction_begin (doudi_session_get_store (session), error);
  return transaction != NULL && doudi_change_set_state (session, id, WITHDRAWN, "", error)
         && record (session, DOUDI_ACTION_ENTER_CHANGE, row, WITHDRAWN, error)
         && doudi_transaction_commit (transaction, error);
}

static gboolean
index_touched (DoudiSession *session, const GArray *touched, GError **error)
{
  g_autoptr (DoudiIndexer) indexer = doudi_casework_indexer_new (session, error);

  if (indexer == NULL)
    return FALSE;
  for (guint i = 0; i < touched->len; i++)
    if (!doudi_indexer_add (indexer, g_array_index (touched, gint64, i), error))
      return FALSE;
  return doudi_indexer_flush (indexer, error);
}

/* A director may decide what a reviewer may. */
static DoudiAction
action_of (DoudiSession *session)
{
  return doudi_session_may (session, DOUDI_ACTION_DECIDE_CHANGE) ? DOUDI_ACTION_DECIDE_CHANGE
                                                                 : DOUDI_ACTION_REVIEW_CHANGE;
}

/**
 * doudi_change_apply:
 * @session: who decides it
 * @row: an open change
 * @error: %DOUDI_ERROR_FOUR_EYES; %DOUDI_ERROR_CONFLICT if it is not open; as doudi_change_enter()
 *   where the household is not as it was when the change was entered
 *
 * Carries out a change that another person has decided, within the caller's transaction: that of a
 * list which was approved, or of doudi_change_decide().
 *
 * Returns: whether it was carried out
 */
gboolean
doudi_change_apply (DoudiSession *session, const DoudiChangeRow *row, GError **error)
{
  g_auto (DoudiChanging) changing = { 0 };
  g_autofree char *object = object_of (row->id);
  DoudiAction action = action_of (session);

  if (!g_str_equal (row->state, OPEN))
    {
      doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL, _ ("Change %lld is not open any more."),
                       (long long) row->id);
      return FALSE;
    }
  return doudi_session_authorize (session, action, object, error)
         && doudi_session_require_other_eyes (session, action, row->entered_by, object, error)
         && doudi_changing_init (&changing, session, row, error)
         && doudi_change_check (&changing, error) && doudi_change_carry_out (&changing, error)
         && index_touched (session, changing.touched, error)
         && doudi_change_set_state (session, row->id, APPLIED, "", error)
         && record (session, action, row, APPLIED, error);
}

/**
 * doudi_change_may_decide:
 * @session: on the writing connection, outside a transaction
 * @row: an open change
 * @may: (out): whether the person may agree to it, by role and by what it does to the money
 * @error: as doudi_change_preview()
 *
 * Tells who decides a change: a reviewer, or a director where the money rises or an award ends,
 * tapers or changes its class.
 *
 * Returns: whether it could be told
 */
gboolean
doudi_change_may_decide (DoudiSession *session,
                         const DoudiChangeRow *row,
                         gboolean *may,
                         GError **error)
{
  g_autoptr (DoudiChangePreview) preview = NULL;

  *may = doudi_session_may (session, DOUDI_ACTION_DECIDE_CHANGE);
  if (*may || !doudi_session_may (session, DOUDI_ACTION_REVIEW_CHANGE))
    return TRUE;
  preview = doudi_change_preview_row (session, row, error);
  *may = preview != NULL && !preview->needs_director;
  return preview != NULL;
}

/* Who may not is told who may. */
static gboolean
may_agree (DoudiSession *session, const DoudiChangeRow *row, GError **error)
{
  g_autofree char *object = object_of (row->id);
  gboolean may;

  return doudi_change_may_decide (session, row, &may, error)
         && (may || doudi_session_authorize (session, DOUDI_ACTION_DECIDE_CHANGE, object, error));
}

static gboolean
refuse_change (DoudiSession *session, const DoudiChangeRow *row, const char *reason, GError **error)
{
  if (reason == NULL || *reason == '\0')
    {
      doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                       _ ("Say why the change is refused: whoever entered it reads it."));
      return FALSE;
    }
  return doudi_change_set_state (session, row->id, REFUSED, reason, error)
         && record (session, action_of (session), row, REFUSED, error);
}

/*
 * doudi_change_check_not_own:
 * @session: who decides about a household
 * @household_id: the household
 * @error: %DOUDI_ERROR_FOUR_EYES
 *
 * Asks whether the household is that of the person signed in, or of near kin.
 *
 * Returns: whether it is not
 */
gboolean
doudi_change_check_not_own (DoudiSession *session, gint64 household_id, GError **error)
{
  gboolean own;

  if (!doudi_household_is_own (doudi_session_get_store (session), household_id,
                               doudi_session_get_user (session), &own, error))
    return FALSE;
  if (!own)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_FOUR_EYES, NULL,
                   _ ("This is about you, your household or your near kin. Somebody else decides "
                      "about it."));
  return FALSE;
}

/**
 * doudi_change_decide:
 * @session: a reviewer's, or a director's where the money rises or an award ends, tapers or changes
 *   its class; never of the person who entered it, nor of one to whose household or near kin it
 *   happens
 * @id: an open change that is on no list
 * @agree: whether it is carried out
 * @reason: (nullable): why not
 * @error: %DOUDI_ERROR_NOT_ALLOWED, %DOUDI_ERROR_FOUR_EYES, %DOUDI_ERROR_CONFLICT,
 *   %DOUDI_ERROR_NOT_FOUND; as doudi_change_apply()
 *
 * Decides a change by itself.
 *
 * Returns: whether it was decided
 */
gboolean
doudi_change_decide (DoudiSession *session,
                     gint64 id,
                     gboolean agree,
                     const char *reason,
                     GError **error)
{
  g_autofree char *object = object_of (id);
  g_autoptr (DoudiChangeRow) row = NULL;
  g_autoptr (DoudiTransaction) transaction = NULL;
  DoudiAction action = action_of (session);

  if (!doudi_session_authorize (session, action, object, error))
    return FALSE;
  row = get_open (session, id, error);
  if (row == NULL || !check_no_list (session, id, error)
      || !doudi_session_require_other_eyes (session, action, row->entered_by, object, error)
      || !doudi_change_check_not_own (session, row->household_id, error)
      || (agree && !may_agree (session, row, error)))
    return FALSE;
  transaction = doudi_transaction_begin (doudi_session_get_store (session), error);
  return transaction != NULL
         && (agree ? doudi_change_apply (session, row, error)
                   : refuse_change (session, row, reason, error))
         && doudi_transaction_commit (transaction, error);
}
