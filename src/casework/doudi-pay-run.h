/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "casework/doudi-run-policy.h"
#include "policy/doudi-programme.h"
#include "store/doudi-pay-run-store.h"

G_BEGIN_DECLS

/**
 * DoudiPayRunSums:
 *
 * What a run comes to, for one programme or for all together (@programme is
 * %DOUDI_PROGRAMME_NONE). Persons are counted once for each award that covers them. Amounts are
 * fen; @recovery is zero or less.
 */
typedef struct
{
  DoudiProgramme programme;
  gint64 households;
  gint64 persons;
  gint64 lines;
  DoudiFen regular;
  DoudiFen back_pay;
  DoudiFen recovery;
} DoudiPayRunSums;

/**
 * DoudiOpenReason:
 *
 * Why a difference between what is due and what was paid stays open after a run.
 *
 * @DOUDI_OPEN_RECOVERY: too much was paid, and the award has nothing to take it from now
 * @DOUDI_OPEN_EXCLUSIVE: an award entered earlier that excludes this one is due in the same month
 * @DOUDI_OPEN_NO_STANDARD: no standard is known for the circumstances of the award in that month
 */
typedef enum
{
  DOUDI_OPEN_RECOVERY,
  DOUDI_OPEN_EXCLUSIVE,
  DOUDI_OPEN_NO_STANDARD,
} DoudiOpenReason;

/**
 * DoudiOpenDifference:
 * @month: the first month it is about
 * @fen: the sum over the months that stay open; below zero for a recovery, 0 where there is no
 *   standard to compute it
 */
typedef struct
{
  gint64 award_id;
  DoudiProgramme programme;
  DoudiOpenReason reason;
  DoudiMonth month;
  DoudiFen fen;
} DoudiOpenDifference;

/**
 * DoudiPayRunResult:
 * @run_id: 0 for a preview
 * @state: as in #DoudiPayRunRow, "preview" for a preview
 * @programmes: bits 1 << #DoudiProgramme of what it pays
 * @without_standard: bits of the programmes left out because no standard is in force
 * @total: over all programmes; a household counts once
 * @by_programme: index by #DoudiProgramme
 * @n_payments: how many accounts receive something
 * @n_without_account: payments that wait because no account is known; their money is in @total
 * @without_account: what they come to
 * @open: (element-type DoudiOpenDifference): what the run leaves open; empty for a stored run
 * @policies: (element-type DoudiRunPolicy): the documents it is computed with
 */
typedef struct
{
  gint64 run_id;
  char *state;
  DoudiMonth month;
  DoudiDay known_on;
  guint programmes;
  guint without_standard;
  DoudiPayRunSums total;
  DoudiPayRunSums by_programme[DOUDI_N_PROGRAMMES];
  gint64 n_payments;
  gint64 n_without_account;
  DoudiFen without_account;
  GArray *open;
  GPtrArray *policies;
} DoudiPayRunResult;

DoudiPayRunResult *doudi_pay_run_preview (DoudiSession *session, DoudiMonth month, guint programmes, const DoudiProgress *progress, GError **error);
DoudiPayRunResult *doudi_pay_run_propose (DoudiSession *session, DoudiMonth month, guint programmes, const DoudiProgress *progress, GError **error);
DoudiPayRunResult *doudi_pay_run_describe (DoudiStore *store, gint64 run_id, GError **error);
gboolean doudi_pay_run_approve (DoudiSession *session, gint64 run_id, GError **error);
gboolean doudi_pay_run_close (DoudiSession *session, gint64 run_id, GError **error);
gboolean doudi_pay_run_withdraw (DoudiSession *session, gint64 run_id, GError **error);
DoudiFen doudi_pay_run_sums_total (const DoudiPayRunSums *sums);
void doudi_pay_run_result_free (DoudiPayRunResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiPayRunResult, doudi_pay_run_result_free)

G_END_DECLS
