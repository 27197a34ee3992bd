/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-finding-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-division-code.h"
#include "store/doudi-setting.h"

#define REPORT_EVERY 512

/*
 * doudi_finding_new:
 * @kind: what is found
 *
 * Returns: (transfer full): a finding about nobody yet
 */
DoudiFinding *
doudi_finding_new (DoudiFindingKind kind)
{
  DoudiFinding *finding = g_new0 (DoudiFinding, 1);

  finding->kind = kind;
  finding->persons = g_array_new (FALSE, FALSE, sizeof (gint64));
  finding->households = g_array_new (FALSE, FALSE, sizeof (gint64));
  return finding;
}

/**
 * doudi_finding_free:
 * @finding: (nullable) (transfer full): a finding
 *
 * Frees it.
 */
void
doudi_finding_free (DoudiFinding *finding)
{
  if (finding == NULL)
    return;
  g_free (finding->subject);
  g_array_unref (finding->persons);
  g_array_unref (finding->households);
  g_free (finding->who);
  g_free (finding->where);
  g_free (finding->words);
  g_free (finding->evidence);
  doudi_finding_decision_row_free (finding->decision);
  g_free (finding);
}

/*
 * doudi_finding_digest:
 * @first: (nullable): a fact
 * @...: more of them, ended by %NULL
 *
 * Returns: (transfer full): what tells these facts from others
 */
char *
doudi_finding_digest (const char *first, ...)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  va_list facts;

  va_start (facts, first);
  for (const char *fact = first; fact != NULL; fact = va_arg (facts, const char *))
    g_checksum_update (checksum, (const guchar *) fact, (gssize) strlen (fact) + 1);
  va_end (facts);
  return g_strdup (g_checksum_get_string (checksum));
}

/*
 * doudi_finding_place:
 * @village: official name, or ""
 * @village_group: or ""
 *
 * Returns: (transfer full): the two in short
 */
char *
doudi_finding_place (const char *village, const char *village_group)
{
  g_autofree char *name = doudi_division_short_name (village);

  return g_strconcat (name, *name != '\0' && *village_group != '\0' ? " " : "", village_group,
                      NULL);
}

/*
 * doudi_finding_add:
 * @search: a search that stands on a household
 * @kind: what is found
 * @words: (transfer full): what was found
 * @evidence: (transfer full): digest of the facts
 *
 * Finds an oddity of the household as a whole.
 *
 * Returns: (transfer none): the finding
 */
DoudiFinding *
doudi_finding_add (const DoudiFindingSearch *search,
                   DoudiFindingKind kind,
                   char *words,
                   char *evidence)
{
  const DoudiFindingHousehold *household = search->household;
  DoudiFinding *finding = doudi_finding_new (kind);

  finding->subject = g_strdup_printf ("household:%" G_GINT64_FORMAT, household->id);
  finding->who = g_strdup (household->members->len > 0
                             ? g_array_index (household->members, DoudiFindingMember, 0).name
                             : "");
  finding->where = doudi_finding_place (household->village, household->village_group);
  finding->words = words;
  finding->evidence = evidence;
  g_array_append_val (finding->households, household->id);
  g_ptr_array_add (search->found, finding);
  return finding;
}

/*
 * doudi_finding_about_person:
 * @finding: a finding
 * @person: whom it is about
 * @name: the person's
 *
 * Says that an oddity is one of a person, wherever the person is a member.
 */
void
doudi_finding_about_person (DoudiFinding *finding, gint64 person, const char *name)
{
  g_free (finding->subject);
  g_free (finding->who);
  finding->subject = g_strdup_printf ("person:%" G_GINT64_FORMAT, person);
  finding->who = g_strdup (name);
  g_array_append_val (finding->persons, person);
}

/*
 * doudi_finding_about_part:
 * @finding: a finding
 * @part: "person", "award" or "account"
 * @id: of it
 *
 * Says that an oddity is one of something in its household.
 */
void
doudi_finding_about_part (DoudiFinding *finding, const char *part, gint64 id)
{
  g_free (finding->subject);
  finding->subject = g_strdup_printf ("household:%" G_GINT64_FORMAT "+%s:%" G_GINT64_FORMAT,
                                      g_array_index (finding->households, gint64, 0), part, id);
}

static void
search_clear (DoudiFindingSearch *search)
{
  g_free (search->county);
  g_clear_pointer (&search->found, g_ptr_array_unref);
  g_clear_pointer (&search->pairs, g_hash_table_unref);
  g_clear_pointer (&search->own, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DoudiFindingSearch, search_clear)

static gboolean
search_init (DoudiFindingSearch *search, DoudiSession *session, gint64 only, GError **error)
{
  search->store = doudi_session_get_store (session);
  search->today = doudi_session_get_today (session);
  search->only = only;
  search->found = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_finding_free);
  search->pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  search->county = doudi_setting_get (search->store, DOUDI_SETTING_COUNTY, error);
  return search->county != NULL;
}

static void
judge (DoudiFindingSearch *search)
{
  doudi_finding_judge_awards (search);
  doudi_finding_judge_members (search);
  doudi_finding_judge_place (search);
}

/* Whose records are compared with all others. */
static void
take_own (DoudiFindingSearch *search)
{
  search->own = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < search->household->members->len; i++)
    g_hash_table_add (
      search->own,
      g_memdup2 (&g_array_index (search->household->members, DoudiFindingMember, i).person_id,
                 sizeof (gint64)));
}

static gboolean
tell (const DoudiProgress *progress, gint64 done, gint64 total, GError **error)
{
  if (done % REPORT_EVERY != 0)
    return TRUE;
  doudi_progress_report (progress, _ ("Looking through the households"), done, total);
  return !doudi_progress_is_cancelled (progress, error);
}

static gboolean
judge_households (DoudiFindingSearch *search, const DoudiProgress *progress, GError **error)
{
  g_autoptr (DoudiFindingScan) scan
    = doudi_finding_scan_new (search->store, search->only, search->today, error);
  gint64 total = 1;

  if (scan == NULL
      || (search->only == 0 && !doudi_finding_scan_count (search->store, &total, error)))
    return FALSE;
  for (gint64 done = 0;; done++)
    {
      if (!tell (progress, done, total, error)
          || !doudi_finding_scan_next (scan, &search->household, error))
        return FALSE;
      if (search->household == NULL)
        return TRUE;
      judge (search);
      if (search->only != 0)
        take_own (search);
    }
}

static gboolean
pair_up (const DoudiFindingSearch *search, const DoudiProgress *progress, GError **error)
{
  for (int kind = 0; kind < DOUDI_N_CANDIDATES; kind++)
    {
      doudi_progress_report (progress, _ ("Comparing records that look alike"), kind,
                             DOUDI_N_CANDIDATES);
      if (doudi_progress_is_cancelled (progress, error)
          || !doudi_finding_pair_up (search, (DoudiCandidateKind) kind, error))
        return FALSE;
    }
  return TRUE;
}

/* What was decided holds as long as the facts are those that it was decided about. */
static DoudiFindingState
state_of (const DoudiFinding *finding, DoudiDay today)
{
  const DoudiFindingDecisionRow *row = finding->decision;

  if (row == NULL || finding->changed || g_str_equal (row->decision, "reopened"))
    return DOUDI_FINDING_WAITING;
  if (g_str_equal (row->decision, "same"))
    return DOUDI_FINDING_PROPOSED;
  if (!g_str_equal (row->decision, "later"))
    return DOUDI_FINDING_SETTLED;
  return today < row->decided_on + DOUDI_FINDING_PUT_OFF_DAYS ? DOUDI_FINDING_PUT_OFF
                                                              : DOUDI_FINDING_WAITING;
}

static void
apply_decision (DoudiFinding *finding, DoudiFindingDecisionRow *row, DoudiDay today)
{
  finding->decision = row;
  finding->changed = row != NULL && !g_str_equal (row->evidence, finding->evidence);
  finding->state = state_of (finding, today);
}

static gboolean
apply_decisions (const DoudiFindingSearch *search, GError **error)
{
  g_autoptr (GHashTable) last = doudi_finding_decisions_last (search->store, error);

  for (guint i = 0; last != NULL && i < search->found->len; i++)
    {
      DoudiFinding *finding = g_ptr_array_index (search->found, i);
      g_autofree char *key = doudi_finding_decision_key (
        doudi_finding_info (finding->kind)->word.name, finding->subject);
      g_autofree char *stolen_key = NULL;
      gpointer row = NULL;

      g_hash_table_steal_extended (last, key, (gpointer *) &stolen_key, &row);
      apply_decision (finding, row, search->today);
    }
  return last != NULL;
}

/* The one of a few findings. */
static gboolean
apply_own_decisions (const DoudiFindingSearch *search, GError **error)
{
  for (guint i = 0; i < search->found->len; i++)
    {
      DoudiFinding *finding = g_ptr_array_index (search->found, i);
      g_autoptr (GPtrArray) rows = doudi_finding_decisions_of (
        search->store, doudi_finding_info (finding->kind)->word.name, finding->subject, error);

      if (rows == NULL)
        return FALSE;
      apply_decision (finding, rows->len > 0 ? g_ptr_array_steal_index (rows, rows->len - 1) : NULL,
                      search->today);
    }
  return TRUE;
}

static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const DoudiFinding *one = *(const DoudiFinding *const *) a;
  const DoudiFinding *other = *(const DoudiFinding *const *) b;
  int order = (int) one->kind - (int) other->kind;

  if (order == 0)
    order = g_strcmp0 (one->where, other->where);
  if (order == 0)
    order = g_strcmp0 (one->who, other->who);
  return order != 0 ? order : g_strcmp0 (one->subject, other->subject);
}

static GPtrArray *
take_found (DoudiFindingSearch *search)
{
  g_ptr_array_sort (search->found, compare_findings);
  return g_steal_pointer (&search->found);
}

/**
 * doudi_findings_list:
 * @session: who looks
 * @progress: (nullable): progress and stop
 * @error: %DOUDI_ERROR_NOT_ALLOWED, %DOUDI_ERROR_CANCELLED
 *
 * Looks through the whole caseload for records that may stand for the same, and for what cannot be
 * so. It takes as long as reading the caseload.
 *
 * Returns: (transfer full) (element-type DoudiFinding): all that was found, decided or not, by
 *   kind; %NULL with @error set
 */
GPtrArray *
doudi_findings_list (DoudiSession *session, const DoudiProgress *progress, GError **error)
{
  g_auto (DoudiFindingSearch) search = { 0 };
  g_autoptr (DoudiTransaction) transaction = NULL;

  if (!doudi_session_authorize (session, DOUDI_ACTION_VIEW_HOUSEHOLD, NULL, error)
      || !search_init (&search, session, 0, error))
    return NULL;
  transaction = doudi_transaction_begin_reading (search.store, error);
  if (transaction == NULL || !judge_households (&search, progress, error)
      || !pair_up (&search, progress, error) || !apply_decisions (&search, error))
    return NULL;
  return take_found (&search);
}

/**
 * doudi_findings_of_household:
 * @session: who looks
 * @household: a household
 * @error: %DOUDI_ERROR_NOT_ALLOWED
 *
 * Finds the same of one household: what cannot be so of it, and the records elsewhere that may
 * stand for one of its members or for it. Quick enough to be shown with it.
 *
 * Returns: (transfer full) (element-type DoudiFinding): what was found, decided or not; %NULL with
 *   @error set
 */
GPtrArray *
doudi_findings_of_household (DoudiSession *session, gint64 household, GError **error)
{
  g_auto (DoudiFindingSearch) search = { 0 };

  if (!doudi_session_authorize (session, DOUDI_ACTION_VIEW_HOUSEHOLD, NULL, error)
      || !search_init (&search, session, household, error)
      || !judge_households (&search, NULL, error) || !pair_up (&search, NULL, error)
      || !apply_own_decisions (&search, error))
    return NULL;
  return take_found (&search);
}
