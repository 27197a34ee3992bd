/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-demonstration.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-division-code.h"
#include "base/doudi-error.h"
#include "casework/doudi-demonstration-changes.h"
#include "casework/doudi-import.h"
#include "casework/doudi-invention.h"
#include "casework/doudi-pay-run.h"
#include "casework/doudi-policies.h"
#include "store/doudi-registry.h"
#include "store/doudi-setting.h"
#include "store/doudi-user.h"

/* Day of the month on which everything of a month is done. */
#define WORKING_DAY 20

/* New households come in every third month, one for so many. */
#define NEW_EVERY 3
#define NEW_SHARE 100

#define LAYOUT "demonstration"

static const char *const policy_ids[] = { "gannan-2018", "demo" };

/*
 * @rural: codes of villages
 * @urban: codes of communities; empty in some counties
 * @month: the month that is being told
 */
typedef struct
{
  const DoudiDemonstrationOptions *options;
  const DoudiProgress *progress;
  DoudiDemonstrationResult *result;
  DoudiStore *store;
  DoudiInvention *invention;
  GPtrArray *divisions;
  GPtrArray *villages;
  DoudiMonth month;
  DoudiSession *sessions[DOUDI_N_ROLES];
} Telling;

static void
close_sessions (Telling *telling)
{
  for (int i = 0; i < DOUDI_N_ROLES; i++)
    g_clear_pointer (&telling->sessions[i], doudi_session_unref);
}

static void
telling_clear (Telling *telling)
{
  close_sessions (telling);
  g_clear_pointer (&telling->invention, doudi_invention_free);
  g_clear_pointer (&telling->divisions, g_ptr_array_unref);
  g_clear_pointer (&telling->villages, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Telling, telling_clear)

static DoudiDay
working_day (const Telling *telling)
{
  DoudiDay day = doudi_day_new (doudi_month_year (telling->month),
                                doudi_month_of_year (telling->month), WORKING_DAY);

  return MIN (day, telling->options->today);
}

/* Signs in on the working day of the month; once a month for each role. */
static DoudiSession *
act_as (Telling *telling, DoudiRole role, GError **error)
{
  if (telling->sessions[role] == NULL)
    telling->sessions[role]
      = doudi_session_sign_in (telling->store, doudi_role_name (role), DOUDI_DEMONSTRATION_PASSWORD,
                               working_day (telling), error);
  return telling->sessions[role];
}

static const char *
name_of_county (const Telling *telling)
{
  for (guint i = 0; i < telling->divisions->len; i++)
    {
      const DoudiDivision *division = g_ptr_array_index (telling->divisions, i);

      if (division->level == DOUDI_DIVISION_COUNTY)
        return division->name;
    }
  return "";
}

static void
list_villages (Telling *telling)
{
  telling->villages = g_ptr_array_new ();
  for (guint i = 0; i < telling->divisions->len; i++)
    {
      const DoudiDivision *division = g_ptr_array_index (telling->divisions, i);

      if (division->level == DOUDI_DIVISION_VILLAGE)
        g_ptr_array_add (telling->villages, division->code);
    }
}

static gboolean
store_county (Telling *telling, DoudiSession *session, GError **error)
{
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (telling->store, error);

  return transaction != NULL
         && doudi_setting_set (telling->store, DOUDI_SETTING_COUNTY, telling->options->county,
                               error)
         && doudi_setting_set (telling->store, DOUDI_SETTING_COUNTY_NAME, name_of_county (telling),
                               error)
         && doudi_setting_set (telling->store, DOUDI_SETTING_DEMONSTRATION, "1", error)
         && doudi_registry_add_divisions (session, telling->divisions, error)
         && doudi_transaction_commit (transaction, error);
}

/* Rules that are not for the county are left out. */
static gboolean
adopt_policies (const Telling *telling, DoudiSession *session, GError **error)
{
  const char *ids[G_N_ELEMENTS (policy_ids) + 1] = { NULL };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (policy_ids); i++)
    {
      g_autoptr (DoudiPolicyDocument) document
        = doudi_policy_document_load_bundled (policy_ids[i], error);

      if (document == NULL)
        return FALSE;
      if (doudi_policy_document_covers_county (document, telling->options->county))
        ids[n++] = policy_ids[i];
    }
  return doudi_policies_adopt_initial (session, ids, error);
}

static gboolean
add_users (DoudiSession *session, GError **error)
{
  for (int role = 0; role < DOUDI_N_ROLES; role++)
    if (role != DOUDI_ROLE_ADMINISTRATOR
        && !doudi_users_add (session, doudi_role_name ((DoudiRole) role), 1u << role,
                             DOUDI_DEMONSTRATION_PASSWORD, error))
      return FALSE;
  return TRUE;
}

static gboolean
found (Telling *telling, GError **error)
{
  DoudiSession *session;

  if (!doudi_users_create_first (telling->store, doudi_role_name (DOUDI_ROLE_ADMINISTRATOR),
                                 DOUDI_DEMONSTRATION_PASSWORD, error))
    return FALSE;
  session = act_as (telling, DOUDI_ROLE_ADMINISTRATOR, error);
  return session != NULL && store_county (telling, session, error)
         && adopt_policies (telling, session, error) && add_users (session, error);
}

static gboolean
insert_batch (DoudiSession *session,
              DoudiImportBatch *batch,
              DoudiMonth month,
              const char *residence,
              GError **error)
{
  batch->layout = g_strdup (LAYOUT);
  batch->file_name = g_strdup ("");
  batch->file_digest = g_strdup ("");
  batch->month = month;
  batch->residence = g_strdup (residence);
  return doudi_import_batch_insert (session, batch, error);
}

static gboolean
finish_batch (DoudiSession *session, const DoudiImportBatch *batch, GError **error)
{
  g_autofree char *object = g_strdup_printf ("import_batch:%" G_GINT64_FORMAT, batch->id);

  return doudi_import_batch_set_counts (doudi_session_get_store (session), batch, error)
         && doudi_session_record (session, DOUDI_ACTION_STAGE_IMPORT, object, "{}", error);
}

/* A community is of the town, a village of the country. */
static gboolean
is_urban (const char *village)
{
  DoudiDivisionCode code = doudi_division_code_parse (village);

  return g_strcmp0 (code.village_kind, "community") == 0;
}

/* Rows are counted from 1, as on a sheet. */
static gboolean
stage_household (Telling *telling, DoudiImportBatch *rural, DoudiImportBatch *urban, GError **error)
{
  const char *village = g_ptr_array_index (
    telling->villages, doudi_invention_below (telling->invention, telling->villages->len));
  DoudiImportBatch *batch = is_urban (village) ? urban : rural;
  g_autoptr (DoudiStagedHousehold) household = doudi_invention_household (
    telling->invention, doudi_invention_choose_kind (telling->invention), village);

  household->row = (int) batch->rows + 1;
  for (guint i = 0; i < household->persons->len; i++)
    ((DoudiStagedPerson *) household->persons->pdata[i])->row = (int) ++batch->rows;
  batch->households++;
  batch->persons += household->persons->len;
  batch->awards += household->awards->len;
  return doudi_import_batch_insert_household (telling->store, batch->id, household, error);
}

static gboolean
stage_households (Telling *telling,
                  guint n,
                  DoudiImportBatch *rural,
                  DoudiImportBatch *urban,
                  GError **error)
{
  for (guint i = 0; i < n; i++)
    {
      doudi_progress_report (telling->progress, _ ("Inventing households"), i, n);
      if (doudi_progress_is_cancelled (telling->progress, error)
          || !stage_household (telling, rural, urban, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
stage (Telling *telling, guint n, DoudiImportBatch *rural, DoudiImportBatch *urban, GError **error)
{
  DoudiSession *session = act_as (telling, DOUDI_ROLE_CASEWORKER, error);
  g_autoptr (DoudiTransaction) transaction = NULL;

  if (session == NULL || !doudi_session_authorize (session, DOUDI_ACTION_STAGE_IMPORT, NULL, error))
    return FALSE;
  transaction = doudi_transaction_begin (telling->store, error);
  return transaction != NULL && insert_batch (session, rural, telling->month, "rural", error)
         && insert_batch (session, urban, telling->month, "urban", error)
         && stage_households (telling, n, rural, urban, error)
         && finish_batch (session, rural, error) && finish_batch (session, urban, error)
         && doudi_transaction_commit (transaction, error);
}

static gboolean
land (Telling *telling, const DoudiImportBatch *batch, GError **error)
{
  DoudiSession *session = act_as (telling, DOUDI_ROLE_REVIEWER, error);
  DoudiImportResult landed;

  if (session == NULL
      || !doudi_import_accept (session, batch->id, telling->progress, &landed, error))
    return FALSE;
  telling->result->households += landed.households;
  telling->result->persons += landed.persons;
  telling->result->awards += landed.awards;
  return TRUE;
}

/* As a roster comes in: one person reads it, another accepts it. */
static gboolean
bring_in (Telling *telling, guint n, GError **error)
{
  g_autoptr (DoudiImportBatch) rural = g_new0 (DoudiImportBatch, 1);
  g_autoptr (DoudiImportBatch) urban = g_new0 (DoudiImportBatch, 1);

  return stage (telling, n, rural, urban, error) && land (telling, rural, error)
         && land (telling, urban, error);
}

static gboolean
pay (Telling *telling, GError **error)
{
  DoudiSession *clerk = act_as (telling, DOUDI_ROLE_CASEWORKER, error);
  DoudiSession *director = clerk != NULL ? act_as (telling, DOUDI_ROLE_DIRECTOR, error) : NULL;
  g_autoptr (DoudiPayRunResult) run = NULL;

  if (director == NULL)
    return FALSE;
  run = doudi_pay_run_propose (clerk, telling->month, 0, telling->progress, error);
  if (run == NULL || !doudi_pay_run_approve (director, run->run_id, error)
      || !doudi_pay_run_close (director, run->run_id, error))
    return FALSE;
  telling->result->ledger_lines += run->total.lines;
  return TRUE;
}

static gboolean
change (Telling *telling, GError **error)
{
  DoudiSession *session = act_as (telling, DOUDI_ROLE_CASEWORKER, error);

  return session != NULL
         && doudi_demonstration_change (session, telling->invention, telling->month,
                                        telling->result->households, error);
}

static gboolean
tell_month (Telling *telling, guint index, GError **error)
{
  gboolean has_new = index > 0 && index % NEW_EVERY == 0;

  if (has_new && !bring_in (telling, telling->options->households / NEW_SHARE + 1, error))
    return FALSE;
  return (index == 0 || change (telling, error)) && pay (telling, error);
}

static gboolean
tell (DoudiStore *store, gpointer data, GError **error)
{
  Telling *telling = data;
  const DoudiDemonstrationOptions *options = telling->options;
  DoudiMonth start = doudi_month_add (doudi_month_of_day (options->today), -(int) options->months);

  telling->store = store;
  telling->month = start;
  if (!found (telling, error) || !bring_in (telling, options->households, error))
    return FALSE;
  for (guint i = 0; i < options->months; i++)
    {
      telling->month = doudi_month_add (start, (int) i);
      if (i > 0)
        close_sessions (telling);
      if (!tell_month (telling, i, error))
        return FALSE;
    }
  close_sessions (telling);
  return TRUE;
}

/**
 * doudi_demonstration_create:
 * @path: (type filename): a name that does not exist yet
 * @options: what to invent
 * @progress: (nullable): how far it is
 * @result: (out): what the caseload holds
 * @error: return location
 *
 * Makes a caseload of invented people with a history: rosters that came in, changes, months that
 * were paid, all done by the functions that people use, by one user for each role. The same
 * options give the same content. If anything fails, no file is left.
 *
 * Returns: whether it was made
 */
gboolean
doudi_demonstration_create (const char *path,
                            const DoudiDemonstrationOptions *options,
                            const DoudiProgress *progress,
                            DoudiDemonstrationResult *result,
                            GError **error)
{
  g_auto (Telling) telling = { .options = options, .progress = progress, .result = result };

  memset (result, 0, sizeof *result);
  telling.divisions = doudi_divisions_load_county (options->county, error);
  if (telling.divisions == NULL)
    return FALSE;
  list_villages (&telling);
  if (telling.villages->len == 0)
    {
      doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                       _ ("The county %s has no villages to live in. Choose another one."),
                       options->county);
      return FALSE;
    }
  telling.invention = doudi_invention_new (options->county, options->seed, options->today);
  return doudi_store_create_filled (path, tell, &telling, error);
}
