/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "casework/doudi-pay-run.h"

G_BEGIN_DECLS

/* Of an item: its lines are @n_lines from @first_line on; @payment is an index too. */
typedef struct
{
  DoudiPayItem item;
  guint payment;
  guint first_line;
  guint n_lines;
} DoudiPlanItem;

typedef struct
{
  gint64 account_id;
  const char *holder_name;
  const char *account_number;
  DoudiFen fen;
} DoudiPlanPayment;

/**
 * DoudiPayPlan:
 *
 * A run that is computed and not stored.
 *
 * @result: what it comes to; belongs to the plan
 * @items: (element-type DoudiPlanItem): in order of programme, then award
 * @lines: (element-type DoudiRunLine): those of an item together, in order of month
 * @payments: (element-type DoudiPlanPayment)
 * @texts: keeps the strings of items and payments
 * @policy_documents: ids of the documents it was computed with
 */
typedef struct
{
  DoudiPayRunResult *result;
  GArray *items;
  GArray *lines;
  GArray *payments;
  GStringChunk *texts;
  char *policy_documents;
} DoudiPayPlan;

DoudiPayPlan *doudi_pay_plan_new (DoudiSession *session, DoudiMonth month, guint programmes, const DoudiProgress *progress, GError **error);
void doudi_pay_plan_free (DoudiPayPlan *plan);
DoudiPayRunResult *doudi_pay_run_result_new (DoudiMonth month, const char *state);
DoudiDay doudi_pay_plan_day (DoudiMonth month, DoudiDay today);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiPayPlan, doudi_pay_plan_free)

G_END_DECLS
