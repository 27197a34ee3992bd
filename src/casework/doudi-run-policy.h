/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-day.h"
#include "store/doudi-pay-run-store.h"

G_BEGIN_DECLS

/**
 * DoudiRunPolicy:
 *
 * A policy document that a pay run is computed with.
 *
 * @id: such as "gannan-2018"
 * @adopted_on: the day of the paper
 * @adopted_by: who brought it into force in this caseload
 * @since_last_run: whether the last closed run of one of the programmes knew less of it: it came
 *   into force, or some of its values became known, only after that run was computed
 */
typedef struct
{
  char *id;
  char *title;
  DoudiDay adopted_on;
  char *adopted_by;
  gboolean since_last_run;
} DoudiRunPolicy;

GPtrArray *doudi_run_policies_list (DoudiStore *store, const DoudiPayRunRow *run, GError **error);
void doudi_run_policy_free (DoudiRunPolicy *policy);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiRunPolicy, doudi_run_policy_free)

G_END_DECLS
