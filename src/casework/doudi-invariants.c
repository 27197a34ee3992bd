/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-invariants.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "casework/doudi-due-table.h"
#include "casework/doudi-exclusion.h"
#include "casework/doudi-pay-digest.h"
#include "casework/doudi-policies.h"
#include "store/doudi-attachment-store.h"
#include "store/doudi-notice-store.h"
#include "store/doudi-pay-run-store.h"
#include "store/doudi-policy-store.h"
#include "store/doudi-report-store.h"
#include "store/doudi-report-store.h"
#include "store/doudi-verify-cases.h"
#include "store/doudi-verify-casework.h"

#define REPORT_EVERY 2048
#define PIECE (64 * 1024)

/*
 * @run: the last closed run that covers the months after @after
 * @looked: awards compared; @broken: those whose ledger is wrong; @owing: those that still owe
 * money
 */
typedef struct
{
  DoudiStore *store;
  DoudiExclusions *exclusions;
  const DoudiProgress *progress;
  DoudiProgramme programme;
  const DoudiPayRunRow *run;
  DoudiMonth after;
  GArray *months;
  gint64 looked;
  gint64 broken;
  gint64 owing;
} Comparing;

static void
add_check (GPtrArray *checks, const char *name, gint64 looked, gint64 broken, const char *detail)
{
  g_ptr_array_add (checks,
                   doudi_check_new (name, broken == 0, broken == 0 ? looked : broken, detail));
}

/* What is left of an award after its run: %TRUE in @wrong if nothing explains it. Money that came
 * back since, or a month without standard, or an award that waits for another, is on the list of
 * the next run. An award that owes money was paid nothing more in the run that left it so. */
static gboolean
judge (Comparing *comparing, gint64 award_id, gboolean *wrong, GError **error)
{
  gboolean owes = FALSE;
  gboolean came_back = FALSE;
  DoudiFen net = 0;

  *wrong = FALSE;
  for (guint i = 0; i < comparing->months->len; i++)
    {
      const DoudiDueMonth *month = &g_array_index (comparing->months, DoudiDueMonth, i);

      came_back = came_back || month->returned > 0;
      if (month->month <= comparing->after || month->due == DOUDI_DUE_UNKNOWN
          || month->returned > 0)
        continue;
      owes = owes || month->due < month->paid;
      *wrong = *wrong
               || (month->due > month->paid
                   && !doudi_exclusions_touch (comparing->exclusions, award_id));
    }
  if (!owes)
    return TRUE;
  comparing->owing++;
  if (!doudi_pay_item_net (comparing->store, comparing->run->id, award_id, &net, error))
    return FALSE;
  *wrong = *wrong || (net > 0 && !came_back);
  return TRUE;
}

static gboolean
compare_award (Comparing *comparing,
               DoudiDueTable *table,
               const DoudiAwardScanRow *award,
               GError **error)
{
  gboolean wrong;

  if (comparing->looked++ % REPORT_EVERY == 0)
    {
      doudi_progress_report (comparing->progress, _ ("Comparing the ledger with the rules"),
                             comparing->looked, 0);
      if (doudi_progress_is_cancelled (comparing->progress, error))
        return FALSE;
    }
  if (!doudi_due_table_compare (table, award, comparing->months, error))
    return FALSE;
  if (comparing->months->len == 0)
    return TRUE;
  if (!judge (comparing, award->award_id, &wrong, error))
    return FALSE;
  comparing->broken += wrong ? 1 : 0;
  return TRUE;
}

static gboolean
compare_awards (Comparing *comparing,
                const DoudiAwardScanRange *range,
                DoudiDueTable *table,
                GError **error)
{
  g_autoptr (DoudiAwardScan) scan = doudi_award_scan_new (comparing->store, range, error);
  const DoudiAwardScanRow *award;

  if (scan == NULL)
    return FALSE;
  while (doudi_award_scan_next (scan, &award, error))
    {
      if (award == NULL)
        return TRUE;
      if (!compare_award (comparing, table, award, error))
        return FALSE;
    }
  return FALSE;
}

/* What the run left, by the facts it saw and the rules of its day. */
static gboolean
compare_run (Comparing *comparing, GError **error)
{
  const DoudiPayRunRow *run = comparing->run;
  const DoudiProgrammeInfo *info = doudi_programme_info (comparing->programme);
  DoudiAwardScanRange range = {
    .programme = info->name,
    .for_household = info->for_household,
    .through = run->month,
    .terms_through = MAX (run->terms_through, 1),
    .runs_through = run->id,
  };
  g_autoptr (DoudiPolicy) policy
    = doudi_policies_load_listed (comparing->store, run->policy_documents, run->known_on, error);
  g_autoptr (DoudiDueTable) table = NULL;
  DoudiMonth first;
  gint64 count;

  if (policy == NULL || !doudi_awards_extent (comparing->store, &range, &count, &first, error))
    return FALSE;
  if (count == 0)
    return TRUE;
  table = doudi_due_table_new (comparing->store, policy, &range, first, error);
  return table != NULL && compare_awards (comparing, &range, table, error);
}

static int
compare_run_ids (gconstpointer a, gconstpointer b)
{
  const DoudiPayRunRow *one = *(const DoudiPayRunRow *const *) a;
  const DoudiPayRunRow *other = *(const DoudiPayRunRow *const *) b;

  return one->id > other->id ? -1 : one->id < other->id;
}

/* A later run covers its months; an earlier one those beyond. */
static gboolean
compare_programme (Comparing *comparing, GPtrArray *runs, GError **error)
{
  comparing->after = DOUDI_MONTH_NONE;
  for (guint i = 0; i < runs->len; i++)
    {
      const DoudiPayRunRow *run = g_ptr_array_index (runs, i);

      if (!g_str_equal (run->state, "closed")
          || (run->programmes & (1u << comparing->programme)) == 0
          || run->month <= comparing->after)
        continue;
      comparing->run = run;
      if (!compare_run (comparing, error))
        return FALSE;
      comparing->after = run->month;
    }
  return TRUE;
}

static gboolean
compare_all (Comparing *comparing, GPtrArray *runs, GError **error)
{
  for (guint i = 1; i < DOUDI_N_PROGRAMMES; i++)
    {
      comparing->programme = (DoudiProgramme) i;
      if (!compare_programme (comparing, runs, error))
        return FALSE;
    }
  return TRUE;
}

static void
add_ledger_check (GPtrArray *checks, const Comparing *comparing)
{
  g_autofree char *owing
    = g_strdup_printf (ngettext ("%lld award still owes money; coming runs go on taking it back",
                                 "%lld awards still owe money; coming runs go on taking it back",
                                 (gulong) comparing->owing),
                       (long long) comparing->owing);

  add_check (checks, "ledger-entitlement", comparing->looked, comparing->broken,
             comparing->broken > 0  ? _ ("awards whose ledger is not what the rules say")
             : comparing->owing > 0 ? owing
                                    : "");
}

/* Invariant 1: after a run, the ledger says what was due. */
static gboolean
verify_ledger (DoudiStore *store,
               GPtrArray *runs,
               DoudiMonth through,
               GPtrArray *checks,
               const DoudiProgress *progress,
               GError **error)
{
  g_autoptr (GArray) months = g_array_new (FALSE, FALSE, sizeof (DoudiDueMonth));
  g_autoptr (DoudiPolicy) policy = doudi_policies_load (store, DOUDI_DAY_NONE, error);
  g_autoptr (DoudiExclusions) exclusions
    = policy != NULL
        ? doudi_exclusions_load (store, policy, DOUDI_EXCLUSION_BY_TERMS, through, error)
        : NULL;
  Comparing comparing = { .store = store, .progress = progress, .months = months };

  if (exclusions == NULL)
    return FALSE;
  comparing.exclusions = exclusions;
  if (!compare_all (&comparing, runs, error))
    return FALSE;
  add_ledger_check (checks, &comparing);
  return TRUE;
}

/* Invariant 3, of runs. */
static gboolean
verify_run_digests (DoudiStore *store,
                    GPtrArray *runs,
                    GPtrArray *checks,
                    const DoudiProgress *progress,
                    GError **error)
{
  gint64 broken = 0;

  for (guint i = 0; i < runs->len; i++)
    {
      const DoudiPayRunRow *run = g_ptr_array_index (runs, i);
      gboolean matches = TRUE;

      doudi_progress_report (progress, _ ("Checking the rows of pay runs"), i, runs->len);
      if (doudi_progress_is_cancelled (progress, error))
        return FALSE;
      if (!g_str_equal (run->state, "withdrawn")
          && !doudi_pay_digest_check (store, run, &matches, error))
        return FALSE;
      broken += matches ? 0 : 1;
    }
  add_check (checks, "run-digests", runs->len, broken,
             broken > 0 ? _ ("pay runs whose rows are not those that were proposed") : "");
  return TRUE;
}

/* Invariant 3, of notices and rules. */
static gboolean
verify_other_digests (DoudiStore *store, GPtrArray *checks, GError **error)
{
  g_autoptr (GPtrArray) rows = doudi_policy_rows_list (store, error);
  gint64 notices = 0, broken_notices = 0, broken = 0;

  if (rows == NULL || !doudi_notices_check_digests (store, &notices, &broken_notices, error))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const DoudiPolicyRow *row = g_ptr_array_index (rows, i);
      g_autofree char *digest = doudi_policy_digest (row->json);

      broken += g_str_equal (digest, row->digest) ? 0 : 1;
    }
  add_check (checks, "notice-digests", notices, broken_notices,
             broken_notices > 0 ? _ ("notices that do not say what they said when issued") : "");
  add_check (checks, "policy-digests", rows->len, broken,
             broken > 0 ? _ ("rules that do not say what they said when they came") : "");
  return TRUE;
}

/* The SHA-256 of what was compressed; %NULL if it cannot be opened, which is as wrong as another.
 */
static char *
digest_compressed (GBytes *content)
{
  g_autoptr (GInputStream) memory = g_memory_input_stream_new_from_bytes (content);
  g_autoptr (GZlibDecompressor) decompressor
    = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  g_autoptr (GInputStream) stream
    = g_converter_input_stream_new (memory, G_CONVERTER (decompressor));
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *piece = g_malloc (PIECE);
  gssize got;

  while ((got = g_input_stream_read (stream, piece, PIECE, NULL, NULL)) > 0)
    g_checksum_update (checksum, piece, got);
  return got == 0 ? g_strdup (g_checksum_get_string (checksum)) : NULL;
}

/* Invariant 3, of reports. */
static gboolean
verify_report_digests (DoudiStore *store, GPtrArray *checks, GError **error)
{
  g_autoptr (GPtrArray) issues = doudi_report_issues_list (store, error);
  gint64 broken = 0;

  if (issues == NULL)
    return FALSE;
  for (guint i = 0; i < issues->len; i++)
    {
      const DoudiReportIssue *issue = g_ptr_array_index (issues, i);
      g_autoptr (GBytes) content = doudi_report_issue_dup_content (store, issue->id, error);
      g_autofree char *digest = content != NULL ? digest_compressed (content) : NULL;

      if (content == NULL)
        return FALSE;
      broken += g_strcmp0 (digest, issue->digest) == 0 ? 0 : 1;
    }
  add_check (checks, "report-digests", issues->len, broken,
             broken > 0 ? _ ("reports that do not say what they said when issued") : "");
  return TRUE;
}

/* Invariant 4. Money that is on the list to be taken back does not count. */
static gboolean
verify_exclusions (DoudiStore *store, DoudiMonth through, GPtrArray *checks, GError **error)
{
  g_autoptr (DoudiPolicy) policy = doudi_policies_load (store, DOUDI_DAY_NONE, error);
  g_autoptr (DoudiExclusions) paid
    = policy != NULL
        ? doudi_exclusions_load (store, policy, DOUDI_EXCLUSION_BY_LEDGER, through, error)
        : NULL;
  g_autoptr (DoudiExclusions) due
    = paid != NULL ? doudi_exclusions_load (store, policy, DOUDI_EXCLUSION_BY_TERMS, through, error)
                   : NULL;
  guint broken;

  if (due == NULL)
    return FALSE;
  broken = doudi_exclusions_count_shared (paid, due);
  add_check (checks, "exclusive-benefits", 0, broken,
             broken > 0 ? _ ("awards paid to somebody who draws one that excludes it") : "");
  return TRUE;
}

/**
 * doudi_verify_casework:
 * @session: anybody
 * @checks: (element-type DoudiCheck): where the results go
 * @progress: (nullable): progress and stop
 * @error: %DOUDI_ERROR_NOT_ALLOWED, %DOUDI_ERROR_CANCELLED, or what kept the checks from being made
 *
 * Checks what always holds of the money (invariants 1 to 6 of the architecture): the ledger of
 * every award against the rules and facts of the day of its last closed run, sums, digests,
 * benefits that exclude each other, decisions, four eyes, and the log. What a check finds wrong is
 * in @checks and is no error.
 *
 * Returns: %TRUE if everything could be checked; %FALSE with @error set
 */
gboolean
doudi_verify_casework (DoudiSession *session,
                       GPtrArray *checks,
                       const DoudiProgress *progress,
                       GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  g_autoptr (GPtrArray) runs = NULL;
  DoudiMonth through = DOUDI_MONTH_NONE;

  if (!doudi_session_authorize (session, DOUDI_ACTION_VERIFY, NULL, error))
    return FALSE;
  runs = doudi_pay_runs_list (store, error);
  if (runs == NULL)
    return FALSE;
  for (guint i = 0; i < runs->len; i++)
    through = MAX (through, ((const DoudiPayRunRow *) g_ptr_array_index (runs, i))->month);
  g_ptr_array_sort (runs, compare_run_ids);
  return verify_ledger (store, runs, through, checks, progress, error)
         && doudi_verify_paid_once (store, checks, error)
         && doudi_verify_pay_sums (store, checks, error)
         && verify_run_digests (store, runs, checks, progress, error)
         && verify_other_digests (store, checks, error)
         && verify_report_digests (store, checks, error)
         && verify_exclusions (store, through, checks, error)
         && doudi_verify_case_digests (store, checks, error)
         && doudi_attachment_verify (store, checks, progress, error)
         && doudi_verify_decisions (store, checks, error)
         && doudi_verify_four_eyes (store, checks, error)
         && doudi_verify_case_eyes (store, checks, error)
         && doudi_verify_audit_lines (store, checks, error)
         && doudi_verify_case_lines (store, checks, error);
}
