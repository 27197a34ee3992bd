/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-desk.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "base/doudi-error.h"
#include "casework/doudi-audit-detail.h"
#include "casework/doudi-desk-private.h"
#include "casework/doudi-edit-words.h"
#include "casework/doudi-import.h"
#include "store/doudi-draft-store.h"

#define FORM "household"
/* Of a summary: who lives there, where, or the account changed. */
#define MONEY "money"

static const DoudiWord edits[] = {
  [DOUDI_EDIT_HOUSEHOLD_NEW] = { "household-new", N_ ("Household entered"), "录入家庭" },
  [DOUDI_EDIT_HOUSEHOLD] = { "household-edit", N_ ("Household corrected"), "更正家庭信息" },
  [DOUDI_EDIT_HOUSEHOLD_END] = { "household-end", N_ ("Household ended"), "注销家庭" },
  [DOUDI_EDIT_HOUSEHOLD_REMOVE]
  = { "household-remove", N_ ("Household put into the bin"), "移入回收站" },
  [DOUDI_EDIT_BULK] = { "bulk", N_ ("Many households corrected"), "批量更正" },
  [DOUDI_EDIT_MERGE_PERSONS]
  = { "merge-persons", N_ ("Two records of a person made one"), "合并人员" },
  [DOUDI_EDIT_MERGE_HOUSEHOLDS]
  = { "merge-households", N_ ("Two households made one"), "合并家庭" },
  [DOUDI_EDIT_SPLIT_HOUSEHOLD] = { "split-household", N_ ("Household split"), "拆分家庭" },
  [DOUDI_EDIT_UNDO] = { "undo", N_ ("Edit taken back"), "撤销修改" },
  [DOUDI_N_EDITS] = { NULL },
};

/**
 * doudi_edit_word:
 * @kind: a kind of edit
 *
 * Tells what a kind of edit is called.
 *
 * Returns: (transfer none): its word
 */
const DoudiWord *
doudi_edit_word (DoudiEditKind kind)
{
  g_return_val_if_fail ((gsize) kind < DOUDI_N_EDITS, NULL);

  return &edits[kind];
}

/**
 * doudi_edit_kind_find:
 * @name: such as "household-new"
 * @kind: (out): the kind
 *
 * Finds a kind of edit by its name.
 *
 * Returns: whether there is one
 */
gboolean
doudi_edit_kind_find (const char *name, DoudiEditKind *kind)
{
  int index = doudi_word_find (edits, name);

  if (index >= 0)
    *kind = (DoudiEditKind) index;
  return index >= 0;
}

static char *
object_of (gint64 household_id)
{
  return household_id != 0 ? g_strdup_printf ("household:%" PRId64, household_id)
                           : g_strdup ("household");
}

/*
 * doudi_desk_index:
 * @session: who edits
 * @households: (element-type gint64): what an edit has to do with
 * @error: return location
 *
 * Makes the cards and search keys of households anew, in the caller's transaction.
 *
 * Returns: whether that was done
 */
gboolean
doudi_desk_index (DoudiSession *session, const GArray *households, GError **error)
{
  g_autoptr (DoudiIndexer) indexer = doudi_casework_indexer_new (session, error);

  if (indexer == NULL)
    return FALSE;
  for (guint i = 0; i < households->len; i++)
    if (!doudi_indexer_add (indexer, g_array_index (households, gint64, i), error))
      return FALSE;
  return doudi_indexer_flush (indexer, error);
}

/*
 * doudi_desk_finish:
 * @session: who edits
 * @action: what was done, for the log
 * @edit: an edit under way
 * @object: what it was done to
 * @summary: JSON object
 * @error: return location
 *
 * Ends an edit in the caller's transaction: its summary, the index of its households, its line in
 * the log.
 *
 * Returns: whether that was done
 */
gboolean
doudi_desk_finish (DoudiSession *session,
                   DoudiAction action,
                   gint64 edit,
                   const char *object,
                   const char *summary,
                   GError **error)
{
  g_autofree char *number = g_strdup_printf ("%" PRId64, edit);
  g_autofree char *detail = doudi_audit_detail ("edit", number, NULL);
  g_autoptr (GArray) households = NULL;

  if (!doudi_edit_finish (session, edit, summary, error))
    return FALSE;
  households = doudi_edit_list_households (doudi_session_get_store (session), edit, error);
  return households != NULL && doudi_desk_index (session, households, error)
         && doudi_session_record (session, action, object, detail, error);
}

static void
add_fields (JsonBuilder *builder, const DoudiDesk *desk)
{
  json_builder_set_member_name (builder, "fields");
  json_builder_begin_array (builder);
  for (guint i = 0; i < desk->fields->len; i++)
    json_builder_add_string_value (builder, desk->fields->pdata[i]);
  json_builder_end_array (builder);
}

static void
add_count (JsonBuilder *builder, const char *name, guint n)
{
  if (n == 0)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, n);
}

static char *
summarise (const DoudiDesk *desk)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  if (desk->fields->len > 0)
    add_fields (builder, desk);
  add_count (builder, "added", desk->added);
  add_count (builder, "removed", desk->removed);
  if (desk->money)
    {
      json_builder_set_member_name (builder, MONEY);
      json_builder_add_boolean_value (builder, TRUE);
    }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/* Somebody else may have been at the same household meanwhile. */
static gboolean
check_stamp (DoudiDesk *desk, const char *stamp, GError **error)
{
  g_autofree char *now = NULL;

  if (desk->household == NULL)
    return TRUE;
  now = doudi_registry_stamp (desk->store, desk->household_id, error);
  if (now == NULL || g_strcmp0 (now, stamp) == 0)
    return now != NULL;
  doudi_error_set (
    error, DOUDI_ERROR_CONFLICT, NULL,
    _ ("The household was changed meanwhile. Nothing you typed is lost: look at what "
       "differs, then save again."));
  return FALSE;
}

static guint
count_errors (const GPtrArray *problems)
{
  guint n = 0;

  for (guint i = 0; i < problems->len; i++)
    n += ((const DoudiFormProblem *) g_ptr_array_index (problems, i))->warning ? 0 : 1;
  return n;
}

static gboolean
refuse_problems (const GPtrArray *problems, GError **error)
{
  guint n = count_errors (problems);

  if (n > 0)
    doudi_error_set (
      error, DOUDI_ERROR_BAD_DATA, NULL,
      g_dngettext (GETTEXT_PACKAGE,
                   "The household has %u answer to correct. It can be kept as a draft.",
                   "The household has %u answers to correct. It can be kept as a "
                   "draft.",
                   n),
      n);
  return n == 0;
}

static void
take_problems (GPtrArray *problems, GPtrArray *more)
{
  g_ptr_array_set_free_func (more, NULL);
  g_ptr_array_extend (problems, more, NULL, NULL);
  g_ptr_array_set_size (more, 0);
}

/* What the form itself finds, then what the registry knows. */
static gboolean
check (DoudiDesk *desk, GPtrArray **problems, GError **error)
{
  g_autoptr (GPtrArray) found = doudi_form_answers_check (desk->answers, desk->today);

  if (!doudi_desk_check (desk, error))
    return FALSE;
  take_problems (found, desk->problems);
  *problems = g_ptr_array_ref (found);
  return refuse_problems (found, error);
}

static gboolean
is_changed (const DoudiDesk *desk)
{
  return desk->household == NULL || desk->fields->len > 0 || desk->added > 0 || desk->removed > 0;
}

static gboolean
write_edit (DoudiDesk *desk, GError **error)
{
  DoudiEditKind kind = desk->household == NULL ? DOUDI_EDIT_HOUSEHOLD_NEW : DOUDI_EDIT_HOUSEHOLD;
  const char *evidence = doudi_desk_get (desk, DOUDI_FORM_NO_ROW, DOUDI_MEANING_EVIDENCE);

  if (!doudi_edit_begin (desk->session, edits[kind].name, evidence, &desk->edit, error))
    return FALSE;
  desk->source = doudi_edit_source (desk->edit);
  return doudi_desk_write (desk, error);
}

static gboolean
commit (DoudiDesk *desk, DoudiTransaction *transaction, const char *subject, GError **error)
{
  g_autofree char *object = object_of (desk->household_id);
  g_autofree char *summary = summarise (desk);

  return doudi_desk_finish (desk->session, DOUDI_ACTION_EDIT_HOUSEHOLD, desk->edit, object, summary,
                            error)
         && doudi_draft_remove (desk->session, FORM, subject, error)
         && doudi_transaction_commit (transaction, error);
}

/**
 * doudi_desk_save:
 * @session: a caseworker's, on the writing connection
 * @household_id: (inout): the household, 0 for a new one
 * @answers: what was typed, computed
 * @stamp: (nullable): as doudi_desk_read() gave it
 * @edit: (out): what was recorded, 0 if nothing differs
 * @problems: (out) (element-type DoudiFormProblem): what is wrong, and warnings
 * @error: %DOUDI_ERROR_NOT_ALLOWED; %DOUDI_ERROR_BAD_DATA with @problems set; %DOUDI_ERROR_CONFLICT
 * if it was changed since it was read
 *
 * Records a household as one edit: only what differs, dated from the day the form says, or put
 * right from the beginning where it says none. Of a household that draws, what money hangs on is
 * refused and shown the way of the changes, where another person decides. The draft of the form
 * goes with it.
 *
 * Returns: whether all is recorded; if not, nothing is
 */
gboolean
doudi_desk_save (DoudiSession *session,
                 gint64 *household_id,
                 const DoudiFormAnswers *answers,
                 const char *stamp,
                 gint64 *edit,
                 GPtrArray **problems,
                 GError **error)
{
  g_auto (DoudiDesk) desk = { 0 };
  g_autofree char *object = object_of (*household_id);
  g_autoptr (DoudiTransaction) transaction = NULL;

  *edit = 0;
  *problems = NULL;
  if (!doudi_session_authorize (session, DOUDI_ACTION_EDIT_HOUSEHOLD, object, error))
    return FALSE;
  transaction = doudi_transaction_begin (doudi_session_get_store (session), error);
  if (transaction == NULL || !doudi_desk_init (&desk, session, *household_id, answers, error)
      || !check_stamp (&desk, stamp, error) || !check (&desk, problems, error)
      || !write_edit (&desk, error))
    return FALSE;
  if (!is_changed (&desk))
    return TRUE;
  if (!commit (&desk, transaction, *household_id != 0 ? object : "", error))
    return FALSE;
  *household_id = desk.household_id;
  *edit = desk.edit;
  return TRUE;
}

static gboolean
require_reason (const char *reason, GError **error)
{
  if (reason != NULL && *reason != '\0')
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                   _ ("Say why: whoever looks at the history reads it."));
  return FALSE;
}

/* Ends what a household has on a day; a day before all of it means that it never was. */
static gboolean
end_all (DoudiSession *session,
         const DoudiHousehold *household,
         const DoudiAmendment *amendment,
         GError **error)
{
  for (guint i = 0; i < household->members->len; i++)
    if (!doudi_registry_amend_membership (
          session, ((DoudiMember *) household->members->pdata[i])->id, NULL, 0, amendment, error))
      return FALSE;
  for (guint i = 0; i < household->accounts->len; i++)
    if (!doudi_registry_amend_account (session,
                                       ((DoudiAccount *) household->accounts->pdata[i])->id, NULL,
                                       NULL, amendment, error))
      return FALSE;
  return TRUE;
}

/* In the caller's transaction. */
static gboolean
end_household (DoudiSession *session,
               DoudiEditKind kind,
               gint64 household_id,
               DoudiDay day,
               const char *reason,
               gint64 *edit,
               GError **error)
{
  g_autoptr (DoudiHousehold) household = doudi_registry_get_household (
    doudi_session_get_store (session), household_id, doudi_session_get_today (session), error);
  g_autofree char *object = object_of (household_id);
  g_autofree char *source = NULL;
  DoudiAmendment amendment = { .to = day };

  if (household == NULL || !doudi_edit_begin (session, edits[kind].name, reason, edit, error))
    return FALSE;
  amendment.source = source = doudi_edit_source (*edit);
  return end_all (session, household, &amendment, error)
         && doudi_edit_touch (session, *edit, household_id, error)
         && doudi_desk_finish (session, DOUDI_ACTION_EDIT_HOUSEHOLD, *edit, object,
                               "{\"" MONEY "\":true}", error);
}

/**
 * doudi_desk_end:
 * @session: a caseworker's
 * @household_id: a household that draws nothing
 * @day: the first day on which it is kept no longer, not in the future
 * @reason: why
 * @edit: (out): what was recorded
 * @error: %DOUDI_ERROR_CONFLICT if it draws
 *
 * Ends a household: it is on no list any more, and its history stays.
 *
 * Returns: whether it was ended
 */
gboolean
doudi_desk_end (DoudiSession *session,
                gint64 household_id,
                DoudiDay day,
                const char *reason,
                gint64 *edit,
                GError **error)
{
  g_autofree char *object = object_of (household_id);
  g_autoptr (DoudiTransaction) transaction = NULL;
  gboolean draws;

  if (!doudi_session_authorize (session, DOUDI_ACTION_EDIT_HOUSEHOLD, object, error)
      || !require_reason (reason, error))
    return FALSE;
  transaction = doudi_transaction_begin (doudi_session_get_store (session), error);
  if (transaction == NULL
      || !doudi_registry_draws (doudi_session_get_store (session), household_id, &draws, error))
    return FALSE;
  if (draws || day > doudi_session_get_today (session))
    {
      doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL, "%s",
                       draws
                         ? _ ("The household draws a benefit. End the award first: enter it as a "
                              "change, which another person decides.")
                         : _ ("The day is in the future. Enter it when it has come."));
      return FALSE;
    }
  return end_household (session, DOUDI_EDIT_HOUSEHOLD_END, household_id, day, reason, edit, error)
         && doudi_transaction_commit (transaction, error);
}

/**
 * doudi_desk_remove:
 * @session: a caseworker's
 * @household_id: a household that was entered by mistake
 * @reason: why
 * @edit: (out): what was recorded; to take it back brings the household back
 * @error: %DOUDI_ERROR_CONFLICT if anything else in the file names it
 *
 * Puts a household into the bin. One that has an award, an application, a change or a paper cannot
 * have been a mistake: it is ended instead.
 *
 * Returns: whether it is in the bin
 */
gboolean
doudi_desk_remove (DoudiSession *session,
                   gint64 household_id,
                   const char *reason,
                   gint64 *edit,
                   GError **error)
{
  g_autofree char *object = object_of (household_id);
  g_autoptr (DoudiTransaction) transaction = NULL;
  gboolean has_history;

  if (!doudi_session_authorize (session, DOUDI_ACTION_EDIT_HOUSEHOLD, object, error)
      || !require_reason (reason, error))
    return FALSE;
  transaction = doudi_transaction_begin (doudi_session_get_store (session), error);
  if (transaction == NULL
      || !doudi_registry_has_history (doudi_session_get_store (session), household_id, &has_history,
                                      error))
    return FALSE;
  if (has_history)
    {
      doudi_error_set (
        error, DOUDI_ERROR_CONFLICT, NULL,
        _ ("An award, an application, a change or a paper is of this household, so it "
           "cannot go into the bin. End it on a day instead."));
      return FALSE;
    }
  return end_household (session, DOUDI_EDIT_HOUSEHOLD_REMOVE, household_id, 1, reason, edit, error)
         && doudi_transaction_commit (transaction, error);
}

static DoudiAction
action_of (const DoudiEditRow *row)
{
  DoudiEditKind kind = DOUDI_EDIT_HOUSEHOLD;

  doudi_edit_kind_find (row->kind, &kind);
  if (kind == DOUDI_EDIT_MERGE_PERSONS)
    return DOUDI_ACTION_MERGE_PERSONS;
  return kind == DOUDI_EDIT_BULK ? DOUDI_ACTION_EDIT_MANY : DOUDI_ACTION_EDIT_HOUSEHOLD;
}

static gboolean
has_money (const char *summary)
{
  g_autoptr (JsonNode) root = json_from_string (summary, NULL);

  return root != NULL && JSON_NODE_HOLDS_OBJECT (root)
         && json_object_get_boolean_member_with_default (json_node_get_object (root), MONEY, FALSE);
}

/* What could be entered freely before an award was granted hangs on money now. */
static gboolean
check_no_money (DoudiSession *session, const DoudiEditRow *row, GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  g_autoptr (GArray) households = doudi_edit_list_households (store, row->id, error);

  for (guint i = 0; households != NULL && has_money (row->summary) && i < households->len; i++)
    {
      gint64 household = g_array_index (households, gint64, i);
      gboolean draws;

      if (!doudi_registry_draws (store, household, &draws, error))
        return FALSE;
      if (!draws)
        continue;
      doudi_error_set (
        error, DOUDI_ERROR_CONFLICT, NULL,
        _ ("Household %" PRId64 " draws a benefit by now, and this edit was about who "
           "lives there, where, or the account. Enter what is right as a change, which "
           "another person decides."),
        household);
      return FALSE;
    }
  return households != NULL;
}

/* An edit that was about money still is when it is done again. */
static char *
summarise_undo (const DoudiEditRow *row)
{
  return g_strdup_printf ("{\"edit\":%" PRId64 "%s}", row->id,
                          has_money (row->summary) ? ",\"" MONEY "\":true" : "");
}

/**
 * doudi_desk_undo:
 * @session: somebody's who may do what is taken back
 * @edit: an edit that holds; one that took back another does that again
 * @by: (out): the edit that takes it back
 * @error: %DOUDI_ERROR_CONFLICT if something was built upon it, or money hangs on it by now
 *
 * Takes an edit back. The history shows both.
 *
 * Returns: whether it was taken back
 */
gboolean
doudi_desk_undo (DoudiSession *session, gint64 edit, gint64 *by, GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  g_autofree char *object = g_strdup_printf ("registry_edit:%" PRId64, edit);
  g_autoptr (DoudiEditRow) row = doudi_edit_get (store, edit, error);
  g_autoptr (DoudiEditRow) original = NULL;
  g_autoptr (DoudiTransaction) transaction = NULL;
  g_autofree char *summary = NULL;

  if (row == NULL)
    return FALSE;
  original = doudi_edit_get_original (store, edit, error);
  if (original == NULL || !doudi_session_authorize (session, action_of (original), object, error))
    return FALSE;
  transaction = doudi_transaction_begin (store, error);
  summary = summarise_undo (row);
  return transaction != NULL && check_no_money (session, row, error)
         && doudi_edit_reverse (session, edit, edits[DOUDI_EDIT_UNDO].name, "", by, error)
         && doudi_desk_finish (session, action_of (original), *by, object, summary, error)
         && doudi_transaction_commit (transaction, error);
}
