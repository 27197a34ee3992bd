/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * Putting lists together, up to where somebody else decides about them.
 */

#include "config.h"

#include "casework/doudi-case-list-private.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "casework/doudi-audit-detail.h"
#include "casework/doudi-change-private.h"

#define KIND_REVIEW "review"
#define KIND_APPROVAL "approval"

/* How many cases are looked at with one question to the caseload. */
#define PAGE 200

/* How a list is called in the log: "case_list:12". */
char *
_doudi_case_list_object (gint64 id)
{
  return g_strdup_printf ("case_list:%" G_GINT64_FORMAT, id);
}

gboolean
_doudi_case_list_is_review (const DoudiCaseListRow *row)
{
  return g_str_equal (row->kind, KIND_REVIEW);
}

static DoudiAction
builds (const char *kind)
{
  return g_str_equal (kind, KIND_REVIEW) ? DOUDI_ACTION_BUILD_REVIEW_LIST
                                         : DOUDI_ACTION_BUILD_APPROVAL_LIST;
}

/* The action of whoever approves or returns a list. */
DoudiAction
_doudi_case_list_decides (const DoudiCaseListRow *row)
{
  return _doudi_case_list_is_review (row) ? DOUDI_ACTION_APPROVE_REVIEW_LIST
                                          : DOUDI_ACTION_APPROVE_LIST;
}

/* The line of the log; @step is what became of the list. */
gboolean
_doudi_case_list_record (DoudiSession *session,
                         DoudiAction action,
                         const DoudiCaseListRow *row,
                         const char *step,
                         GError **error)
{
  g_autofree char *object = _doudi_case_list_object (row->id);
  g_autofree char *month = doudi_month_format_iso (row->month);
  g_autofree char *detail
    = doudi_audit_detail ("step", step, "kind", row->kind, "programme", row->programme, "month",
                          month, "digest", row->digest != NULL ? row->digest : "", NULL);

  return doudi_session_record (session, action, object, detail, error);
}

static void
set_wrong_state (const DoudiCaseListRow *row, GError **error)
{
  long long id = row->id;

  if (g_str_equal (row->state, "open"))
    doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL,
                     _ ("List %lld has not been submitted yet. Submit it first."), id);
  else if (g_str_equal (row->state, "submitted"))
    doudi_error_set (
      error, DOUDI_ERROR_CONFLICT, NULL,
      _ ("List %lld has been submitted: its rows are fixed. Withdraw it and put a new "
         "one together."),
      id);
  else if (g_str_equal (row->state, "decided"))
    doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL, _ ("List %lld has been decided already."),
                     id);
  else
    doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL,
                     _ ("List %lld was returned or withdrawn. Put a new one together."), id);
}

/* The list with that id in that state. */
DoudiCaseListRow *
_doudi_case_list_get_in (DoudiStore *store, gint64 id, const char *state, GError **error)
{
  g_autoptr (DoudiCaseListRow) row = doudi_case_list_get (store, id, error);

  if (row == NULL)
    return NULL;
  if (g_str_equal (row->state, state))
    return g_steal_pointer (&row);
  set_wrong_state (row, error);
  return NULL;
}

/*
 * Building:
 *
 * A list that is being put together.
 *
 * @changes: (element-type DoudiChangeRow): those that wait for a director, where all that waits is
 *   gathered
 * @position: of the last row
 */
typedef struct
{
  DoudiListFrame frame;
  DoudiCaseListRow row;
  DoudiCaseStep step;
  GPtrArray *changes;
  int position;
} Building;

static void
building_clear (Building *building)
{
  _doudi_list_frame_clear (&building->frame);
  g_clear_pointer (&building->changes, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Building, building_clear)

static gboolean
add_item (Building *building, gint64 application_id, gint64 change_id, GError **error)
{
  DoudiCaseListItemRow item = { .position = ++building->position,
                                .application_id = application_id,
                                .change_id = change_id };

  return doudi_case_list_insert_item (building->frame.session, building->row.id, &item, error);
}

/* The list on which a case or a change waits already, 0 for none. */
static gboolean
find_other_list (const Building *building,
                 gint64 application_id,
                 gint64 change_id,
                 gint64 *list_id,
                 GError **error)
{
  *list_id = 0;
  return doudi_case_list_find_open_item (building->frame.store, application_id, change_id, list_id,
                                         error);
}

static DoudiCase *
read_case (const Building *building, gint64 id, GError **error)
{
  const DoudiListFrame *frame = &building->frame;

  return doudi_case_read (frame->store, id, frame->policy, frame->calendar, frame->today, error);
}

/* A list that only held a case does not keep it from the next one; an objection does. */
static gboolean
waits (const Building *building, const DoudiCase *of)
{
  return of->progress.outcome == DOUDI_CASE_OPEN && of->progress.current == building->step
         && of->facts.open_objections == 0;
}

static void
set_not_waiting (const Building *building, const DoudiCase *of, GError **error)
{
  const char *wanted = _ (doudi_case_step_word (building->step)->label);
  const char *current = of->progress.current != DOUDI_STEP_NONE
                          ? _ (doudi_case_step_word (of->progress.current)->label)
                          : _ (doudi_case_outcome_word (of->progress.outcome)->label);

  if (of->facts.open_objections > 0)
    doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                     _ ("Application %s cannot go on a list: an objection is open. Answer it "
                        "first."),
                     of->row->number);
  else
    doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                     _ ("Application %s cannot go on this list: it stands at “%s”, and the list "
                        "takes those at “%s”."),
                     of->row->number, current, wanted);
}

static const char *
programme_label (const char *name)
{
  return _ (doudi_programme_info (doudi_programme_from_name (name))->label);
}

static gboolean
check_programme (const Building *building, const char *what, const char *programme, GError **error)
{
  if (g_str_equal (programme, building->row.programme))
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                   _ ("%s is for “%s”; a list is for one programme. Put it on a list of its own."),
                   what, programme_label (programme));
  return FALSE;
}

static gboolean
check_free (const Building *building,
            const char *what,
            gint64 application_id,
            gint64 change_id,
            GError **error)
{
  gint64 list_id;

  if (!find_other_list (building, application_id, change_id, &list_id, error))
    return FALSE;
  if (list_id == 0)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL,
                   list_id == building->row.id
                     ? _ ("%s was named twice (list %lld). Name it once.")
                     : _ ("%s is on list %lld already. Wait until that is decided, or take it out "
                          "there."),
                   what, (long long) list_id);
  return FALSE;
}

static gboolean
add_named_case (Building *building, gint64 id, GError **error)
{
  g_autoptr (DoudiCase) of = read_case (building, id, error);
  g_autofree char *what = NULL;

  if (of == NULL)
    return FALSE;
  what = g_strdup_printf (_ ("Application %s"), of->row->number);
  if (!check_programme (building, what, of->row->programme, error)
      || !check_free (building, what, id, 0, error))
    return FALSE;
  if (waits (building, of))
    return add_item (building, id, 0, error);
  set_not_waiting (building, of, error);
  return FALSE;
}

/* A change of a household as a whole is on the list of the award it was entered for; without one,
 * on any. */
static gboolean
get_change_programme (const Building *building,
                      const DoudiChangeRow *change,
                      char **programme,
                      GError **error)
{
  g_autoptr (DoudiAwardRow) award = NULL;

  *programme = NULL;
  if (change->award_id == 0)
    *programme = g_strdup (building->row.programme);
  else
    {
      award = doudi_award_get (building->frame.store, change->award_id, error);
      if (award == NULL)
        return FALSE;
      *programme = g_strdup (award->programme);
    }
  return TRUE;
}

static gboolean
check_change (const Building *building, const DoudiChangeRow *change, GError **error)
{
  long long id = change->id;

  if (_doudi_case_list_is_review (&building->row))
    doudi_error_set (error, DOUDI_ERROR_USAGE, NULL,
                     _ ("Change %lld: changes go on approval lists only."), id);
  else if (!g_str_equal (change->state, "open"))
    doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL,
                     _ ("Change %lld has been decided or withdrawn already."), id);
  else
    return TRUE;
  return FALSE;
}

static gboolean
add_named_change (Building *building, gint64 id, GError **error)
{
  g_autoptr (DoudiChangeRow) change = doudi_change_get (building->frame.store, id, error);
  g_autofree char *what = g_strdup_printf (_ ("Change %lld"), (long long) id);
  g_autofree char *programme = NULL;

  return change != NULL && check_change (building, change, error)
         && get_change_programme (building, change, &programme, error)
         && check_programme (building, what, programme, error)
         && check_free (building, what, 0, id, error) && add_item (building, 0, id, error);
}

static gboolean
add_named (Building *building,
           const gint64 *applications,
           guint n_applications,
           const gint64 *changes,
           guint n_changes,
           GError **error)
{
  for (guint i = 0; i < n_applications; i++)
    if (!add_named_case (building, applications[i], error))
      return FALSE;
  for (guint i = 0; i < n_changes; i++)
    if (!add_named_change (building, changes[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
gather_case (Building *building, gint64 id, GError **error)
{
  g_autoptr (DoudiCase) of = read_case (building, id, error);
  gint64 list_id;

  if (of == NULL)
    return FALSE;
  if (!waits (building, of))
    return TRUE;
  if (!find_other_list (building, id, 0, &list_id, error))
    return FALSE;
  return list_id != 0 || add_item (building, id, 0, error);
}

static gboolean
gather_page (Building *building, GPtrArray *rows, GError **error)
{
  for (guint i = 0; i < rows->len; i++)
    if (!gather_case (building, ((DoudiApplicationRow *) g_ptr_array_index (rows, i))->id, error))
      return FALSE;
  return TRUE;
}

static gboolean
gather_cases (Building *building, GError **error)
{
  DoudiApplicationFilter filter = { .programme = building->row.programme, .undecided = TRUE };

  for (;;)
    {
      g_autoptr (GPtrArray) rows
        = doudi_application_list (building->frame.store, &filter, PAGE, error);

      if (rows == NULL || !gather_page (building, rows, error))
        return FALSE;
      if (rows->len < PAGE)
        return TRUE;
      filter.after = ((DoudiApplicationRow *) g_ptr_array_index (rows, rows->len - 1))->id;
    }
}

static gboolean
gather_change (Building *building, const DoudiChangeRow *change, GError **error)
{
  g_autofree char *programme = NULL;
  gint64 list_id;

  if (!get_change_programme (building, change, &programme, error)
      || !find_other_list (building, 0, change->id, &list_id, error))
    return FALSE;
  return list_id != 0 || !g_str_equal (programme, building->row.programme)
         || add_item (building, 0, change->id, error);
}

static gboolean
gather_changes (Building *building, GError **error)
{
  for (guint i = 0; i < building->changes->len; i++)
    if (!gather_change (building, g_ptr_array_index (building->changes, i), error))
      return FALSE;
  return TRUE;
}

/* Open changes that a reviewer may not decide. They are tried out, before the transaction begins;
 * one that cannot be carried out any more waits for whoever entered it. */
static gboolean
find_changes (Building *building, DoudiSession *session, GError **error)
{
  g_autoptr (GPtrArray) open = doudi_change_list_open (doudi_session_get_store (session), error);

  building->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_change_row_free);
  for (guint i = 0; open != NULL && i < open->len; i++)
    {
      g_autoptr (DoudiChangePreview) preview
        = doudi_change_preview_row (session, g_ptr_array_index (open, i), NULL);

      if (preview != NULL && preview->needs_director)
        g_ptr_array_add (building->changes, g_steal_pointer (&open->pdata[i]));
    }
  return open != NULL;
}

/* All that waits for the programme. */
static gboolean
gather (Building *building, GError **error)
{
  if (!gather_cases (building, error))
    return FALSE;
  return _doudi_case_list_is_review (&building->row) || gather_changes (building, error);
}

static gboolean
check_any (const Building *building, GError **error)
{
  if (building->position > 0)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                   _ ("Nothing of “%s” waits for such a list. The page of applications shows at "
                      "which step each one stands."),
                   programme_label (building->row.programme));
  return FALSE;
}

static gboolean
check_kind (const char *kind, GError **error)
{
  if (g_str_equal (kind, KIND_REVIEW) || g_str_equal (kind, KIND_APPROVAL))
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_USAGE, NULL,
                   _ ("There is no kind of list “%s”. Choose “review” or “approval”."), kind);
  return FALSE;
}

static gboolean
begin_building (Building *building,
                DoudiSession *session,
                const char *kind,
                DoudiProgramme programme,
                DoudiMonth month,
                GError **error)
{
  if (!_doudi_list_frame_init (&building->frame, session, error))
    return FALSE;
  building->row.kind = (char *) kind;
  building->row.programme = (char *) doudi_programme_info (programme)->name;
  building->row.month
    = month != DOUDI_MONTH_NONE ? month : doudi_month_of_day (building->frame.today);
  building->step
    = _doudi_case_list_is_review (&building->row) ? DOUDI_STEP_REVIEW : DOUDI_STEP_DECIDE;
  return doudi_case_list_insert (session, &building->row, error);
}

/**
 * doudi_case_list_create:
 * @session: for a review list a caseworker or reviewer, for an approval list a reviewer
 * @kind: "review" or "approval"
 * @programme: a programme; a list has rows of one
 * @month: by which lists are counted; %DOUDI_MONTH_NONE for that of the business day
 * @applications: (array length=n_applications) (nullable): cases; none and no changes: all that
 * wait
 * @n_applications: how many
 * @changes: (array length=n_changes) (nullable): changes that a director decides; approval lists
 * only
 * @n_changes: how many
 * @id: (out): the list
 * @error: %DOUDI_ERROR_NOT_ALLOWED; %DOUDI_ERROR_REFUSED for a row that does not belong on it, or
 *   where nothing waits; %DOUDI_ERROR_CONFLICT for a row that is on another list that is not
 * decided
 *
 * Puts a list together: of cases that wait for a review of the township's opinion, or for the
 * decision, in the order of their numbers.
 *
 * Returns: whether it was put together
 */
gboolean
doudi_case_list_create (DoudiSession *session,
                        const char *kind,
                        DoudiProgramme programme,
                        DoudiMonth month,
                        const gint64 *applications,
                        guint n_applications,
                        const gint64 *changes,
                        guint n_changes,
                        gint64 *id,
                        GError **error)
{
  g_auto (Building) building = { 0 };
  g_autoptr (DoudiTransaction) transaction = NULL;

  g_return_val_if_fail (session != NULL && kind != NULL, FALSE);
  g_return_val_if_fail (programme != DOUDI_PROGRAMME_NONE, FALSE);

  if (!check_kind (kind, error) || !doudi_session_authorize (session, builds (kind), NULL, error))
    return FALSE;
  if (n_applications + n_changes == 0 && g_str_equal (kind, KIND_APPROVAL)
      && !find_changes (&building, session, error))
    return FALSE;
  transaction = doudi_transaction_begin (doudi_session_get_store (session), error);
  if (transaction == NULL || !begin_building (&building, session, kind, programme, month, error))
    return FALSE;
  if (!(n_applications + n_changes > 0
          ? add_named (&building, applications, n_applications, changes, n_changes, error)
          : gather (&building, error)))
    return FALSE;
  if (!check_any (&building, error)
      || !_doudi_case_list_record (session, builds (kind), &building.row, "created", error))
    return FALSE;
  *id = building.row.id;
  return doudi_transaction_commit (transaction, error);
}

/* Asks whether the person puts lists of that kind together. */
static gboolean
authorize_builder (DoudiSession *session, gint64 id, GError **error)
{
  g_autoptr (DoudiCaseListRow) row
    = doudi_case_list_get (doudi_session_get_store (session), id, error);
  g_autofree char *object = _doudi_case_list_object (id);

  return row != NULL && doudi_session_authorize (session, builds (row->kind), object, error);
}

static DoudiTransaction *
begin_as_builder (DoudiSession *session, gint64 id, GError **error)
{
  return authorize_builder (session, id, error)
           ? doudi_transaction_begin (doudi_session_get_store (session), error)
           : NULL;
}

static const DoudiCaseListItemRow *
find_item (const GPtrArray *items, gint64 item_id)
{
  for (guint i = 0; i < items->len; i++)
    {
      const DoudiCaseListItemRow *item = g_ptr_array_index (items, i);

      if (item->id == item_id)
        return item;
    }
  return NULL;
}

static gboolean
take_out (DoudiSession *session, const DoudiCaseListRow *row, gint64 item_id, GError **error)
{
  g_autoptr (GPtrArray) items
    = doudi_case_list_items (doudi_session_get_store (session), row->id, error);

  if (items == NULL)
    return FALSE;
  if (find_item (items, item_id) == NULL)
    {
      doudi_error_set (error, DOUDI_ERROR_NOT_FOUND, NULL,
                       _ ("List %lld has no row %lld. Look at the list again."),
                       (long long) row->id, (long long) item_id);
      return FALSE;
    }
  return doudi_case_list_remove_item (session, item_id, error)
         && _doudi_case_list_record (session, builds (row->kind), row, "row-taken-out", error);
}

/**
 * doudi_case_list_take_out:
 * @session: who may put such a list together
 * @id: a list that was not submitted yet
 * @item_id: one of its rows
 * @error: %DOUDI_ERROR_NOT_ALLOWED, %DOUDI_ERROR_CONFLICT, %DOUDI_ERROR_NOT_FOUND
 *
 * Takes a row out of a list; the case waits for the next one.
 *
 * Returns: whether it was taken out
 */
gboolean
doudi_case_list_take_out (DoudiSession *session, gint64 id, gint64 item_id, GError **error)
{
  g_autoptr (DoudiTransaction) transaction = begin_as_builder (session, id, error);
  g_autoptr (DoudiCaseListRow) row = NULL;

  if (transaction == NULL)
    return FALSE;
  row = _doudi_case_list_get_in (doudi_session_get_store (session), id, "open", error);
  return row != NULL && take_out (session, row, item_id, error)
         && doudi_transaction_commit (transaction, error);
}

/* The rows as they are, in words: item by item what is to be frozen. */
static GPtrArray *
write_down (const DoudiListFrame *frame,
            const DoudiCaseListRow *row,
            GPtrArray *items,
            GError **error)
{
  g_autoptr (GPtrArray) contents = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < items->len; i++)
    {
      g_autoptr (DoudiListSubject) subject
        = _doudi_list_subject_read (frame, row, g_ptr_array_index (items, i), error);

      if (subject == NULL)
        return NULL;
      g_ptr_array_add (contents, _doudi_case_list_entry_to_json (subject->entry));
    }
  return g_steal_pointer (&contents);
}

static gboolean
freeze (const DoudiListFrame *frame, GPtrArray *items, GPtrArray *contents, GError **error)
{
  for (guint i = 0; i < items->len; i++)
    if (!doudi_case_list_freeze_item (frame->store,
                                      ((DoudiCaseListItemRow *) g_ptr_array_index (items, i))->id,
                                      g_ptr_array_index (contents, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
check_rows (const DoudiCaseListRow *row, const GPtrArray *items, GError **error)
{
  if (items->len > 0)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL, _ ("List %lld has no rows left. Withdraw it."),
                   (long long) row->id);
  return FALSE;
}

/* The digest is made from what the caseload stored, not from what was meant. */
static gboolean
seal (DoudiSession *session, gint64 id, GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  g_autoptr (DoudiCaseListRow) row = doudi_case_list_get (store, id, error);

  if (row == NULL)
    return FALSE;
  g_free (row->digest);
  row->digest = doudi_case_list_digest (store, id, error);
  return row->digest != NULL && doudi_case_list_set_submitted (session, id, row->digest, error)
         && _doudi_case_list_record (session, builds (row->kind), row, "submitted", error);
}

/* Changes are tried out before the transaction begins. */
static gboolean
submit (DoudiSession *session, gint64 id, GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  g_autoptr (DoudiCaseListRow) row = _doudi_case_list_get_in (store, id, "open", error);
  g_autoptr (GPtrArray) items = row != NULL ? doudi_case_list_items (store, id, error) : NULL;
  g_autoptr (GPtrArray) contents = NULL;
  g_auto (DoudiListFrame) frame = { 0 };
  g_autoptr (DoudiTransaction) transaction = NULL;

  if (items == NULL || !check_rows (row, items, error)
      || !_doudi_list_frame_init (&frame, session, error))
    return FALSE;
  contents = write_down (&frame, row, items, error);
  transaction = contents != NULL ? doudi_transaction_begin (store, error) : NULL;
  return transaction != NULL && freeze (&frame, items, contents, error) && seal (session, id, error)
         && doudi_transaction_commit (transaction, error);
}

/**
 * doudi_case_list_submit:
 * @session: who may put such a list together
 * @id: a list
 * @error: %DOUDI_ERROR_NOT_ALLOWED, %DOUDI_ERROR_CONFLICT, %DOUDI_ERROR_REFUSED without rows
 *
 * Submits a list: its rows are stored as they are today, with their flags and the lines that
 * explain the amounts, and a digest is made of all of them. Nothing of it changes any more.
 *
 * Returns: whether it was submitted
 */
gboolean
doudi_case_list_submit (DoudiSession *session, gint64 id, GError **error)
{
  return authorize_builder (session, id, error) && submit (session, id, error);
}

/**
 * doudi_case_list_withdraw:
 * @session: who may put such a list together
 * @id: a list that is not decided
 * @error: %DOUDI_ERROR_NOT_ALLOWED, %DOUDI_ERROR_CONFLICT
 *
 * Gives a list up. Its cases wait for the next one.
 *
 * Returns: whether it was withdrawn
 */
gboolean
doudi_case_list_withdraw (DoudiSession *session, gint64 id, GError **error)
{
  g_autoptr (DoudiTransaction) transaction = begin_as_builder (session, id, error);
  g_autoptr (DoudiCaseListRow) row = NULL;

  if (transaction == NULL)
    return FALSE;
  row = doudi_case_list_get (doudi_session_get_store (session), id, error);
  if (row == NULL)
    return FALSE;
  if (!g_str_equal (row->state, "open") && !g_str_equal (row->state, "submitted"))
    {
      set_wrong_state (row, error);
      return FALSE;
    }
  return doudi_case_list_set_state (session, id, "withdrawn", "", error)
         && _doudi_case_list_record (session, builds (row->kind), row, "withdrawn", error)
         && doudi_transaction_commit (transaction, error);
}

static gboolean
check_reason (const char *reason, GError **error)
{
  if (reason != NULL && *reason != '\0')
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_USAGE, NULL,
                   _ ("Say why, so that whoever put the list together knows what to do."));
  return FALSE;
}

static gboolean
give_back (DoudiSession *session, gint64 id, const char *reason, GError **error)
{
  g_autoptr (DoudiCaseListRow) row
    = _doudi_case_list_get_in (doudi_session_get_store (session), id, "submitted", error);
  g_autofree char *object = _doudi_case_list_object (id);
  DoudiAction action;

  if (row == NULL)
    return FALSE;
  action = _doudi_case_list_decides (row);
  return doudi_session_require_other_eyes (session, action, row->created_by, object, error)
         && doudi_session_require_other_eyes (session, action, row->submitted_by, object, error)
         && doudi_case_list_set_state (session, id, "returned", reason, error)
         && _doudi_case_list_record (session, action, row, "returned", error);
}

/**
 * doudi_case_list_return:
 * @session: for a review list a reviewer, for an approval list a director; not one who put it
 *   together or submitted it
 * @id: a submitted list
 * @reason: why, in words
 * @error: %DOUDI_ERROR_NOT_ALLOWED, %DOUDI_ERROR_FOUR_EYES, %DOUDI_ERROR_CONFLICT
 *
 * Returns a list as a whole. Nothing happens to its cases; they wait for the next list.
 *
 * Returns: whether it was returned
 */
gboolean
doudi_case_list_return (DoudiSession *session, gint64 id, const char *reason, GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  g_autoptr (DoudiCaseListRow) row = doudi_case_list_get (store, id, error);
  g_autofree char *object = _doudi_case_list_object (id);
  g_autoptr (DoudiTransaction) transaction = NULL;

  if (row == NULL
      || !doudi_session_authorize (session, _doudi_case_list_decides (row), object, error)
      || !check_reason (reason, error))
    return FALSE;
  transaction = doudi_transaction_begin (store, error);
  return transaction != NULL && give_back (session, id, reason, error)
         && doudi_transaction_commit (transaction, error);
}
