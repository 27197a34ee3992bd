/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <inttypes.h>

#include "exchange/doudi-import-file.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <stdio.h>

#include "base/doudi-error.h"
#include "casework/doudi-import.h"
#include "casework/doudi-policies.h"
#include "exchange/doudi-rejects.h"
#include "exchange/doudi-roster-private.h"
#include "policy/doudi-entitlement.h"
#include "store/doudi-registry-write.h"

#define CHUNK_SIZE 65536

/*
 * @policy: what was known in the month of the roster, loaded when it is first asked
 */
typedef struct
{
  DoudiSession *session;
  DoudiStore *store;
  const DoudiImportFileOptions *options;
  DoudiRoster *roster;
  DoudiRejects *rejects;
  DoudiImportFileResult *result;
  DoudiPolicy *policy;
  DoudiPolicy *today;
} Staging;

static void
staging_clear (Staging *staging)
{
  g_clear_pointer (&staging->roster, doudi_roster_free);
  g_clear_pointer (&staging->rejects, doudi_rejects_free);
  g_clear_pointer (&staging->policy, doudi_policy_unref);
  g_clear_pointer (&staging->today, doudi_policy_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Staging, staging_clear)

/**
 * doudi_import_file_result_free:
 * @result: (nullable) (transfer full): a result
 *
 * Frees a result.
 */
void
doudi_import_file_result_free (DoudiImportFileResult *result)
{
  if (result == NULL)
    return;
  doudi_import_batch_free (result->batch);
  g_ptr_array_unref (result->problems);
  g_ptr_array_unref (result->notes);
  g_free (result);
}

static DoudiImportFileResult *
result_new (void)
{
  DoudiImportFileResult *result = g_new0 (DoudiImportFileResult, 1);

  result->batch = g_new0 (DoudiImportBatch, 1);
  result->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_import_problem_free);
  result->notes = g_ptr_array_new_with_free_func (g_free);
  return result;
}

/* The digest says later whether it was this very file. */
static char *
digest_of_file (const char *path, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *chunk = g_malloc (CHUNK_SIZE);
  FILE *file = g_fopen (path, "rb");
  int saved_errno = errno;
  gsize got;

  if (file == NULL)
    {
      doudi_error_set_from_errno (error, saved_errno, path);
      return NULL;
    }
  while ((got = fread (chunk, 1, CHUNK_SIZE, file)) > 0)
    g_checksum_update (checksum, chunk, (gssize) got);
  saved_errno = ferror (file) ? errno : 0;
  fclose (file);
  if (saved_errno == 0)
    return g_strdup (g_checksum_get_string (checksum));
  doudi_error_set_from_errno (error, saved_errno, path);
  return NULL;
}

/* What an award should have paid by the rules of the roster's month, whatever was adopted since. */
static DoudiFen
expected_cb (const DoudiRosterAward *award,
             DoudiResidence residence,
             DoudiMonth month,
             gpointer data)
{
  Staging *staging = data;
  DoudiTerm term = { .from = month,
                     .persons = award->persons,
                     .benefit_class = award->benefit_class,
                     .care = award->care,
                     .self_care = award->self_care,
                     .income_known = award->income_known,
                     .yearly_income = award->yearly_income };
  DoudiEntitlementFacts facts
    = { .programme = award->programme,
        .residence = residence != DOUDI_RESIDENCE_ANY ? residence : DOUDI_RESIDENCE_RURAL,
        .terms = &term,
        .n_terms = 1 };
  DoudiDay known_on
    = MIN (doudi_month_last_day (month), doudi_session_get_today (staging->session));
  DoudiFen fen = 0;

  if (month == DOUDI_MONTH_NONE)
    return -1;
  if (staging->policy == NULL)
    staging->policy = doudi_policies_load (staging->store, known_on, NULL);
  if (staging->policy == NULL || !doudi_entitlement (staging->policy, &facts, month, &fen, NULL))
    return -1;
  return fen;
}

static DoudiImportProblem *
import_problem_new (const DoudiRosterProblem *problem)
{
  DoudiImportProblem *copy = g_new0 (DoudiImportProblem, 1);

  copy->row = problem->row;
  copy->column = g_strdup (problem->column);
  copy->problem = g_strdup (problem->problem);
  copy->value = g_strdup (problem->value);
  copy->message = g_strdup (problem->message);
  copy->warning = problem->warning;
  return copy;
}

static gboolean
problem_cb (const DoudiRosterProblem *problem, gpointer data, GError **error)
{
  Staging *staging = data;
  DoudiImportProblem *copy = import_problem_new (problem);

  g_ptr_array_add (staging->result->problems, copy);
  if (!problem->warning)
    doudi_rejects_add_problem (staging->rejects, problem);
  return doudi_import_batch_insert_problem (staging->store, staging->result->batch->id, copy,
                                            error);
}

/* Takes @message. */
static gboolean
add_problem (Staging *staging,
             const DoudiRosterPerson *person,
             DoudiField field,
             const char *value,
             const char *problem,
             char *message,
             gboolean warning,
             GError **error)
{
  int column = doudi_heading_get_column (staging->roster->heading, field);
  DoudiRosterProblem *made;
  gboolean taken;

  if (column < 0 && field == DOUDI_FIELD_IDENTITY_NUMBER)
    column = doudi_heading_get_column (staging->roster->heading, DOUDI_FIELD_HEAD_NUMBER);
  if (column < 0 && field == DOUDI_FIELD_NAME)
    column = doudi_heading_get_column (staging->roster->heading, DOUDI_FIELD_HEAD_NAME);
  made = doudi_roster_problem_new (staging->roster, person->row, column, value, problem, message,
                                   warning);
  taken = problem_cb (made, staging, error);
  doudi_roster_problem_free (made);
  return taken;
}

static gboolean
add_duplicate (Staging *staging,
               const DoudiRosterPerson *person,
               const DoudiImportKnown *known,
               GError **error)
{
  const char *label = _ (doudi_programme_info (known->programme)->label);
  char *message
    = known->standing == DOUDI_IMPORT_DRAWS_ALREADY
        ? g_strdup_printf (_ ("Draws “%s” already, which cannot be drawn together with this. "
                              "Look the person up before anything is entered."),
                           label)
        : g_strdup_printf (_ ("Is a member of another household that draws “%s”. Find out where "
                              "the person lives."),
                           label);

  return add_problem (staging, person, DOUDI_FIELD_IDENTITY_NUMBER, person->identity_number,
                      "duplicate-person", message, FALSE, error);
}

static gboolean
add_namesake (Staging *staging, const DoudiRosterPerson *person, GError **error)
{
  return add_problem (
    staging, person, DOUDI_FIELD_NAME, person->name, "same-name-and-birth",
    g_strdup (_ ("The caseload has a person of the same name and birth with another identity "
                 "number. Make sure that they are two.")),
    TRUE, error);
}

static gboolean
look_for_namesake (Staging *staging, const DoudiRosterPerson *person, GError **error)
{
  g_autofree char *birth
    = person->birth != DOUDI_DAY_NONE ? doudi_day_format_iso (person->birth) : NULL;
  gint64 id = 0;

  if (birth == NULL)
    return TRUE;
  if (!doudi_registry_find_namesake (staging->store, person->name, birth, &id, error))
    return FALSE;
  return id == 0 || add_namesake (staging, person, error);
}

static guint
programmes_of (const DoudiRosterHousehold *household)
{
  guint programmes = 0;

  for (guint i = 0; i < household->awards->len; i++)
    programmes |= 1u << ((DoudiRosterAward *) household->awards->pdata[i])->programme;
  return programmes;
}

/* Compares a person with the caseload: @held becomes %TRUE if something stands against it. */
static gboolean
compare_person (Staging *staging,
                const DoudiRosterPerson *person,
                guint programmes,
                gboolean *held,
                GError **error)
{
  DoudiImportKnown known = { 0 };

  if (!doudi_import_ask_known (staging->store, staging->today, person->identity_number, programmes,
                               doudi_session_get_today (staging->session), &known, error))
    return FALSE;
  if (known.person_id == 0)
    return look_for_namesake (staging, person, error);
  if (known.standing == DOUDI_IMPORT_FREE)
    return TRUE;
  *held = TRUE;
  return add_duplicate (staging, person, &known, error);
}

static gboolean
compare_household (Staging *staging,
                   const DoudiRosterHousehold *household,
                   gboolean *held,
                   GError **error)
{
  for (guint i = 0; i < household->persons->len; i++)
    if (!compare_person (staging, household->persons->pdata[i], programmes_of (household), held,
                         error))
      return FALSE;
  return TRUE;
}

static void
add_member (JsonBuilder *builder, GHashTable *circumstances, const char *kind)
{
  const char *value = g_hash_table_lookup (circumstances, kind);

  if (value == NULL || *value == '\0')
    return;
  json_builder_set_member_name (builder, kind);
  json_builder_add_string_value (builder, value);
}

/* In a fixed order, so that the same roster is staged as the same rows. */
static char *
circumstances_to_json (GHashTable *circumstances)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GList) kinds
    = g_list_sort (g_hash_table_get_keys (circumstances), (GCompareFunc) g_strcmp0);

  json_builder_begin_object (builder);
  for (GList *kind = kinds; kind != NULL; kind = kind->next)
    add_member (builder, circumstances, kind->data);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static DoudiStagedPerson *
stage_person (const DoudiRosterPerson *person)
{
  DoudiStagedPerson *staged = g_new0 (DoudiStagedPerson, 1);

  staged->row = person->row;
  staged->relation = g_strdup (person->relation);
  staged->name = g_strdup (person->name);
  staged->identity_number = g_strdup (person->identity_number);
  staged->original_number = g_strdup (person->original_number);
  staged->sex = g_strdup (person->sex != DOUDI_SEX_UNKNOWN ? doudi_sex_name (person->sex) : "");
  staged->birth_date
    = person->birth != DOUDI_DAY_NONE ? doudi_day_format_iso (person->birth) : g_strdup ("");
  staged->ethnicity = g_strdup (person->ethnicity);
  staged->circumstances = circumstances_to_json (person->circumstances);
  return staged;
}

static DoudiStagedAward *
stage_award (const DoudiRosterAward *award)
{
  DoudiStagedAward *staged = g_new0 (DoudiStagedAward, 1);

  staged->person = (guint) award->person;
  staged->programme = g_strdup (doudi_programme_info (award->programme)->name);
  staged->persons = award->persons;
  staged->benefit_class = award->benefit_class;
  staged->care = g_strdup (doudi_care_name (award->care));
  staged->self_care = g_strdup (doudi_self_care_name (award->self_care));
  staged->original_month = award->original_month;
  staged->income_known = award->income_known;
  staged->yearly_income = award->yearly_income;
  return staged;
}

static DoudiStagedHousehold *
stage_household (const DoudiRosterHousehold *household)
{
  DoudiStagedHousehold *staged = doudi_staged_household_new ();

  staged->row = household->row;
  staged->division_code = g_strdup (household->division_code);
  staged->village_group = g_strdup (household->village_group);
  staged->address = g_strdup (household->address);
  staged->phone = g_strdup (household->phone);
  staged->account_number = g_strdup (household->account_number);
  staged->account_holder = g_strdup (household->account_holder);
  for (guint i = 0; i < household->persons->len; i++)
    g_ptr_array_add (staged->persons, stage_person (household->persons->pdata[i]));
  for (guint i = 0; i < household->awards->len; i++)
    g_ptr_array_add (staged->awards, stage_award (household->awards->pdata[i]));
  return staged;
}

static void
hold_household (Staging *staging, const DoudiRosterHousehold *household)
{
  DoudiRosterHousehold held = *household;

  held.held = TRUE;
  doudi_rejects_add_household (staging->rejects, &held);
  staging->result->batch->held_households++;
}

static gboolean
household_cb (const DoudiRosterHousehold *household, gpointer data, GError **error)
{
  Staging *staging = data;
  DoudiImportBatch *batch = staging->result->batch;
  gboolean held = household->held;
  g_autoptr (DoudiStagedHousehold) staged = NULL;

  if (!held && !compare_household (staging, household, &held, error))
    return FALSE;
  if (held)
    {
      hold_household (staging, household);
      return TRUE;
    }
  staged = stage_household (household);
  batch->households++;
  batch->persons += staged->persons->len;
  batch->awards += staged->awards->len;
  return doudi_import_batch_insert_household (staging->store, batch->id, staged, error);
}

static gboolean
open_roster (Staging *staging, const char *path, const DoudiProgress *progress, GError **error)
{
  g_autoptr (GPtrArray) divisions = doudi_registry_list_divisions (staging->store, error);
  DoudiRosterOptions options = {
    .divisions = divisions,
    .layout = staging->options->layout,
    .programme = staging->options->programme,
    .month = staging->options->month,
    .residence = staging->options->residence,
    .today = doudi_session_get_today (staging->session),
    .expected = expected_cb,
    .data = staging,
    .progress = progress,
  };

  if (divisions == NULL)
    return FALSE;
  staging->roster = doudi_roster_open (path, &options, error);
  return staging->roster != NULL;
}

static const char *
choose_residence (Staging *staging)
{
  DoudiResidence residence = doudi_roster_get_residence (staging->roster);

  if (residence != DOUDI_RESIDENCE_ANY)
    return doudi_residence_name (residence);
  g_ptr_array_add (staging->result->notes,
                   g_strdup (_ ("The roster does not say whether it is of the country or the "
                                "town; it was read as rural.")));
  return doudi_residence_name (DOUDI_RESIDENCE_RURAL);
}

static DoudiMonth
choose_month (const Staging *staging)
{
  DoudiMonth month = doudi_roster_get_month (staging->roster);

  return month != DOUDI_MONTH_NONE
           ? month
           : doudi_month_of_day (doudi_session_get_today (staging->session));
}

static gboolean
describe_batch (Staging *staging, const char *path, GError **error)
{
  DoudiImportBatch *batch = staging->result->batch;
  g_autofree char *shown = g_filename_display_basename (path);

  batch->layout = g_strdup (doudi_layout_get_id (doudi_roster_get_layout (staging->roster)));
  batch->file_name = g_steal_pointer (&shown);
  batch->file_digest = digest_of_file (path, error);
  if (batch->file_digest == NULL)
    return FALSE;
  batch->month = choose_month (staging);
  batch->residence = g_strdup (choose_residence (staging));
  batch->state = g_strdup ("staged");
  batch->staged_by = g_strdup (doudi_session_get_user (staging->session));
  return TRUE;
}

/* Twice the same file is mostly a mistake. */
static gboolean
note_same_file (Staging *staging, GError **error)
{
  const DoudiImportBatch *batch = staging->result->batch;
  g_autoptr (GPtrArray) batches = doudi_import_batch_list (staging->store, error);

  if (batches == NULL)
    return FALSE;
  for (guint i = 0; i < batches->len; i++)
    {
      const DoudiImportBatch *other = g_ptr_array_index (batches, i);

      if (g_str_equal (other->file_digest, batch->file_digest)
          && !g_str_equal (other->state, "undone"))
        g_ptr_array_add (staging->result->notes,
                         g_strdup_printf (_ ("The same file was read in before, as import "
                                             "%" PRId64 "."),
                                          other->id));
    }
  return TRUE;
}

static void
take_notes (Staging *staging, const DoudiRosterSummary *summary)
{
  for (guint i = 0; i < summary->notes->len; i++)
    g_ptr_array_add (staging->result->notes, g_strdup (summary->notes->pdata[i]));
}

static gboolean
read_roster (Staging *staging, GError **error)
{
  const DoudiRosterHandler handler = { problem_cb, household_cb, staging };
  g_auto (DoudiRosterSummary) summary = { 0 };

  if (!doudi_roster_read (staging->roster, &handler, &summary, error))
    return FALSE;
  take_notes (staging, &summary);
  staging->result->batch->rows = summary.rows;
  return TRUE;
}

static gboolean
write_rejects (Staging *staging, const DoudiProgress *progress, GError **error)
{
  const char *path = staging->options->rejects;

  if (path == NULL || doudi_rejects_is_empty (staging->rejects))
    return TRUE;
  return doudi_rejects_write (staging->rejects, staging->roster, path, progress, error);
}

static gboolean
record (Staging *staging, GError **error)
{
  const DoudiImportBatch *batch = staging->result->batch;
  g_autofree char *object = g_strdup_printf ("import_batch:%" PRId64, batch->id);
  g_autofree char *detail = g_strdup_printf (
    "{\"layout\":\"%s\",\"month\":%d,\"file_digest\":\"%s\",\"households\":%" PRId64
    ",\"held_households\":%" PRId64 ",\"persons\":%" PRId64 ",\"awards\":%" PRId64 "}",
    batch->layout, batch->month, batch->file_digest, batch->households, batch->held_households,
    batch->persons, batch->awards);

  return doudi_session_record (staging->session, DOUDI_ACTION_STAGE_IMPORT, object, detail, error);
}

static gboolean
stage (Staging *staging, const char *path, const DoudiProgress *progress, GError **error)
{
  DoudiImportBatch *batch = staging->result->batch;

  staging->today
    = doudi_policies_load (staging->store, doudi_session_get_today (staging->session), error);
  return staging->today != NULL && open_roster (staging, path, progress, error)
         && describe_batch (staging, path, error) && note_same_file (staging, error)
         && doudi_import_batch_insert (staging->session, batch, error)
         && read_roster (staging, error)
         && doudi_import_batch_set_counts (staging->store, batch, error)
         && write_rejects (staging, progress, error) && record (staging, error);
}

/**
 * doudi_import_file:
 * @session: who reads it in
 * @path: (type filename): an xlsx, xls or csv file
 * @options: how to read it
 * @progress: (nullable): how far it is
 * @error: return location
 *
 * Reads a roster into a staged batch, all of it or nothing. A household with a faulty row, or with
 * a person who draws something already that stands against it, is held back whole. Another person
 * accepts the batch: doudi_import_accept().
 *
 * Returns: (transfer full): what was read; %NULL with @error set
 */
DoudiImportFileResult *
doudi_import_file (DoudiSession *session,
                   const char *path,
                   const DoudiImportFileOptions *options,
                   const DoudiProgress *progress,
                   GError **error)
{
  g_autoptr (DoudiImportFileResult) result = result_new ();
  g_autoptr (DoudiTransaction) transaction = NULL;
  g_auto (Staging) staging = {
    .session = session,
    .store = doudi_session_get_store (session),
    .options = options,
    .rejects = doudi_rejects_new (),
    .result = result,
  };

  if (!doudi_session_authorize (session, DOUDI_ACTION_STAGE_IMPORT, NULL, error))
    return NULL;
  transaction = doudi_transaction_begin (staging.store, error);
  if (transaction == NULL || !stage (&staging, path, progress, error))
    return NULL;
  if (options->dry_run)
    result->batch->id = 0;
  else if (!doudi_transaction_commit (transaction, error))
    return NULL;
  return g_steal_pointer (&result);
}
