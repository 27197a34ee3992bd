/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <inttypes.h>

#include "casework/doudi-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-error.h"
#include "casework/doudi-audit-detail.h"
#include "casework/doudi-landing.h"
#include "store/doudi-registry-write.h"

static guint
household_programmes (void)
{
  guint programmes = 0;

  for (int i = 0; i < DOUDI_N_PROGRAMMES; i++)
    if (doudi_programme_info ((DoudiProgramme) i)->for_household)
      programmes |= 1u << i;
  return programmes;
}

/**
 * doudi_casework_indexer_new:
 * @session: who works
 * @error: return location
 *
 * Makes an indexer that knows the programmes. Whoever records, changes or ends something of a
 * household adds it to one before the transaction is committed.
 *
 * Returns: (transfer full): the indexer; %NULL with @error set
 */
DoudiIndexer *
doudi_casework_indexer_new (DoudiSession *session, GError **error)
{
  return doudi_indexer_new (session, doudi_programme_names (), household_programmes (), error);
}

/* The first of some programmes that is, or excludes, what is drawn already. */
static gboolean
stands_against (const DoudiPolicy *policy, DoudiProgramme drawn, guint programmes, DoudiMonth month)
{
  for (int i = 0; i < DOUDI_N_PROGRAMMES; i++)
    if ((programmes & (1u << i)) != 0
        && (drawn == (DoudiProgramme) i
            || doudi_programmes_exclude (policy, drawn, (DoudiProgramme) i, month)))
      return TRUE;
  return FALSE;
}

/* An award another member draws for oneself says nothing about this person. */
static void
judge_award (const DoudiDrawnAward *award,
             const DoudiPolicy *policy,
             DoudiMonth month,
             guint programmes,
             guint for_household,
             DoudiImportKnown *known)
{
  DoudiProgramme drawn = doudi_programme_from_name (award->programme);
  gboolean of_household = (for_household & (1u << drawn)) != 0;

  if (known->standing == DOUDI_IMPORT_DRAWS_ALREADY
      || (!of_household && award->person_id != known->person_id))
    return;
  if (stands_against (policy, drawn, programmes, month))
    known->standing = DOUDI_IMPORT_DRAWS_ALREADY;
  else if (of_household && (programmes & for_household) != 0)
    known->standing = DOUDI_IMPORT_IN_OTHER_HOUSEHOLD;
  else
    return;
  known->programme = drawn;
}

/**
 * doudi_import_ask_known:
 * @store: the caseload
 * @policy: what is known
 * @identity_number: 18 characters
 * @programmes: what the person's household is to draw, bits 1 << #DoudiProgramme
 * @day: the day for which it is asked
 * @known: (out): what the caseload knows
 * @error: return location
 *
 * Asks whether a person of a roster can draw what the roster says: not what the person, or the
 * household the person is a member of, draws already, and nothing that excludes it.
 *
 * Returns: whether it could be looked up
 */
gboolean
doudi_import_ask_known (DoudiStore *store,
                        const DoudiPolicy *policy,
                        const char *identity_number,
                        guint programmes,
                        DoudiDay day,
                        DoudiImportKnown *known,
                        GError **error)
{
  guint for_household = household_programmes ();
  g_autoptr (GArray) awards = NULL;

  memset (known, 0, sizeof *known);
  if (!doudi_registry_find_person (store, identity_number, &known->person_id, error))
    return FALSE;
  if (known->person_id == 0)
    return TRUE;
  awards = doudi_registry_awards_drawn_by (store, known->person_id, day, error);
  if (awards == NULL)
    return FALSE;
  for (guint i = 0; i < awards->len; i++)
    judge_award (&g_array_index (awards, DoudiDrawnAward, i), policy, doudi_month_of_day (day),
                 programmes, for_household, known);
  return TRUE;
}

static char *
object_of_batch (gint64 batch_id)
{
  return g_strdup_printf ("import_batch:%" PRId64, batch_id);
}

static gboolean
is_in_state (const DoudiImportBatch *batch, const char *state, GError **error)
{
  if (g_str_equal (batch->state, state))
    return TRUE;
  if (g_str_equal (batch->state, "landed"))
    doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL,
                     _ ("Import %" PRId64 " was accepted already, by %s."), batch->id,
                     batch->landed_by);
  else if (g_str_equal (batch->state, "undone"))
    doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL,
                     _ ("Import %" PRId64 " was taken back out already, by %s. Read the "
                        "roster in again."),
                     batch->id, batch->undone_by);
  else
    doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL,
                     _ ("Import %" PRId64 " was never accepted; there is nothing to take "
                        "back out."),
                     batch->id);
  return FALSE;
}

static gboolean
land_households (DoudiLanding *landing, const DoudiProgress *progress, GError **error)
{
  g_autoptr (GArray) ids
    = doudi_import_batch_list_households (landing->store, landing->batch->id, error);

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (DoudiStagedHousehold) household = NULL;

      doudi_progress_report (progress, _ ("Accepting households"), i, ids->len);
      if (doudi_progress_is_cancelled (progress, error))
        return FALSE;
      household
        = doudi_import_batch_read_household (landing->store, g_array_index (ids, gint64, i), error);
      if (household == NULL || !doudi_landing_take_household (landing, household, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
index_households (DoudiSession *session,
                  const gint64 *ids,
                  guint n,
                  const DoudiProgress *progress,
                  GError **error)
{
  g_autoptr (DoudiIndexer) indexer = doudi_casework_indexer_new (session, error);

  if (indexer == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      doudi_progress_report (progress, _ ("Preparing the search"), i, n);
      if (doudi_progress_is_cancelled (progress, error)
          || !doudi_indexer_add (indexer, ids[i], error))
        return FALSE;
    }
  return doudi_indexer_flush (indexer, error);
}

static int
compare_ids (gconstpointer one, gconstpointer other)
{
  const gint64 *first = one;
  const gint64 *second = other;

  return (*first > *second) - (*first < *second);
}

static gboolean
index_touched (DoudiLanding *landing, const DoudiProgress *progress, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, landing->touched);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_array_append_vals (ids, id, 1);
  g_array_sort (ids, compare_ids);
  return index_households (landing->session, (const gint64 *) ids->data, ids->len, progress, error);
}

static gboolean
record (DoudiSession *session, DoudiAction action, const DoudiImportBatch *batch, GError **error)
{
  g_autofree char *object = object_of_batch (batch->id);
  g_autofree char *month = doudi_month_format_iso (batch->month);
  g_autofree char *households = g_strdup_printf ("%" PRId64, batch->households);
  g_autofree char *persons = g_strdup_printf ("%" PRId64, batch->persons);
  g_autofree char *awards = g_strdup_printf ("%" PRId64, batch->awards);
  g_autofree char *detail
    = doudi_audit_detail ("layout", batch->layout, "month", month, "households", households,
                          "persons", persons, "awards", awards, NULL);

  return doudi_session_record (session, action, object, detail, error);
}

static void
set_result (DoudiImportResult *result, const DoudiImportBatch *batch)
{
  *result = (DoudiImportResult){ batch->id, batch->households, batch->persons, batch->awards };
}

static gboolean
land (DoudiSession *session,
      const DoudiImportBatch *batch,
      const DoudiProgress *progress,
      GError **error)
{
  g_auto (DoudiLanding) landing = { 0 };

  return doudi_landing_init (&landing, session, batch, error)
         && land_households (&landing, progress, error) && index_touched (&landing, progress, error)
         && doudi_import_batch_set_landed (session, batch->id, error)
         && record (session, DOUDI_ACTION_LAND_IMPORT, batch, error);
}

/**
 * doudi_import_accept:
 * @session: who accepts: a reviewer, never the one who read the roster in
 * @batch_id: a staged batch
 * @progress: (nullable): how far it is
 * @result: (out): what it brought
 * @error: %DOUDI_ERROR_FOUR_EYES; %DOUDI_ERROR_CONFLICT if the batch is not staged any more, or a
 *   person of it draws something by now that stands against it
 *
 * Brings a batch into the caseload, all of it or nothing: households, persons, memberships,
 * circumstances, accounts, and awards from the month of the batch on. Identity numbers that are in
 * the caseload name the persons they belong to. Such a person with an award of one's own stays in
 * the household one lives in; one who now comes with a household moves there from a household
 * that draws nothing.
 *
 * Returns: whether it landed
 */
gboolean
doudi_import_accept (DoudiSession *session,
                     gint64 batch_id,
                     const DoudiProgress *progress,
                     DoudiImportResult *result,
                     GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  g_autofree char *object = object_of_batch (batch_id);
  g_autoptr (DoudiImportBatch) batch = NULL;
  g_autoptr (DoudiTransaction) transaction = NULL;

  if (!doudi_session_authorize (session, DOUDI_ACTION_LAND_IMPORT, object, error))
    return FALSE;
  batch = doudi_import_batch_get (store, batch_id, error);
  if (batch == NULL || !is_in_state (batch, "staged", error)
      || !doudi_session_require_other_eyes (session, DOUDI_ACTION_LAND_IMPORT, batch->staged_by,
                                            object, error))
    return FALSE;
  transaction = doudi_transaction_begin (store, error);
  if (transaction == NULL || !land (session, batch, progress, error)
      || !doudi_transaction_commit (transaction, error))
    return FALSE;
  set_result (result, batch);
  return TRUE;
}

static char *
describe_changed (GPtrArray *changed)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < changed->len; i++)
    {
      const DoudiChangedHousehold *household = g_ptr_array_index (changed, i);

      g_string_append_printf (text, "%s%" PRId64 " %s", i > 0 ? ", " : "", household->household_id,
                              household->name);
    }
  return g_string_free (text, FALSE);
}

static gboolean
is_unchanged (DoudiStore *store, gint64 batch_id, GError **error)
{
  g_autoptr (GPtrArray) changed = doudi_import_batch_find_changed (store, batch_id, error);
  g_autofree char *names = NULL;

  if (changed == NULL)
    return FALSE;
  if (changed->len == 0)
    return TRUE;
  names = describe_changed (changed);
  doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                   _ ("Import %" PRId64 " cannot be taken back out: households of it were "
                      "changed or paid since (%s). End their awards instead."),
                   batch_id, names);
  return FALSE;
}

static gboolean
take_out (DoudiSession *session,
          const DoudiImportBatch *batch,
          const DoudiProgress *progress,
          GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  g_autoptr (GArray) touched = doudi_import_batch_list_touched (store, batch->id, error);

  return touched != NULL && doudi_import_batch_take_out (session, batch->id, error)
         && index_households (session, (const gint64 *) touched->data, touched->len, progress,
                              error)
         && record (session, DOUDI_ACTION_UNDO_IMPORT, batch, error);
}

/**
 * doudi_import_undo:
 * @session: who takes it back out
 * @batch_id: a landed batch
 * @progress: (nullable): how far it is
 * @result: (out): what was taken out
 * @error: %DOUDI_ERROR_REFUSED, naming households, if anything of the batch was changed or paid
 *   since; %DOUDI_ERROR_CONFLICT if it has not landed
 *
 * Takes everything a batch brought back out, all of it or nothing.
 *
 * Returns: whether it is out
 */
gboolean
doudi_import_undo (DoudiSession *session,
                   gint64 batch_id,
                   const DoudiProgress *progress,
                   DoudiImportResult *result,
                   GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  g_autofree char *object = object_of_batch (batch_id);
  g_autoptr (DoudiImportBatch) batch = NULL;
  g_autoptr (DoudiTransaction) transaction = NULL;

  if (!doudi_session_authorize (session, DOUDI_ACTION_UNDO_IMPORT, object, error))
    return FALSE;
  batch = doudi_import_batch_get (store, batch_id, error);
  if (batch == NULL || !is_in_state (batch, "landed", error)
      || !is_unchanged (store, batch_id, error))
    return FALSE;
  transaction = doudi_transaction_begin (store, error);
  if (transaction == NULL || !take_out (session, batch, progress, error)
      || !doudi_transaction_commit (transaction, error))
    return FALSE;
  set_result (result, batch);
  return TRUE;
}
