/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-money.h"
#include "store/doudi-session.h"

G_BEGIN_DECLS

/**
 * DoudiBankAnswer:
 * @row: of the file, from 1
 * @account: digits as the bank wrote them
 * @success: whether the money arrived
 * @reason: why not, in the bank's words; "" when it did
 */
typedef struct
{
  guint row;
  char *account;
  char *holder;
  DoudiFen fen;
  gboolean success;
  char *reason;
} DoudiBankAnswer;

/**
 * DoudiBankProblemKind:
 * @DOUDI_BANK_NO_SUCH_PAYMENT: the run pays nothing to this account
 * @DOUDI_BANK_TWICE: the file has this payment a second time
 * @DOUDI_BANK_AMOUNT_DIFFERS: the run pays another amount to this account
 * @DOUDI_BANK_CONTRADICTS: an earlier return said otherwise about this payment
 */
typedef enum
{
  DOUDI_BANK_NO_SUCH_PAYMENT,
  DOUDI_BANK_TWICE,
  DOUDI_BANK_AMOUNT_DIFFERS,
  DOUDI_BANK_CONTRADICTS,
} DoudiBankProblemKind;

typedef struct
{
  guint row;
  DoudiBankProblemKind kind;
} DoudiBankProblem;

/**
 * DoudiBankResult:
 * @rows: = @paid + @failed + @unknown
 * @unknown: rows that change nothing; @problems says why
 * @silent: payments of the run that no return has spoken of yet
 * @problems: (element-type DoudiBankProblem)
 */
typedef struct
{
  gint64 rows;
  gint64 paid;
  gint64 failed;
  gint64 unknown;
  gint64 silent;
  DoudiFen paid_total;
  DoudiFen failed_total;
  GArray *problems;
} DoudiBankResult;

DoudiBankResult *doudi_bank_return (DoudiSession *session, gint64 run_id, GPtrArray *answers, GError **error);
const char *doudi_bank_problem_name (DoudiBankProblemKind kind);
void doudi_bank_answer_free (DoudiBankAnswer *row);
void doudi_bank_result_free (DoudiBankResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiBankAnswer, doudi_bank_answer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiBankResult, doudi_bank_result_free)

G_END_DECLS
