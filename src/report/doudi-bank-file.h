/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-money.h"
#include "store/doudi-session.h"

G_BEGIN_DECLS

/**
 * DoudiBankFileResult:
 * @payments: rows of the file
 * @total: what they come to, fen
 * @waiting: payments of the run that have no account and are not in the file
 * @waiting_total: what those come to; @total + @waiting_total is the total of the run
 */
typedef struct
{
  gint64 payments;
  DoudiFen total;
  gint64 waiting;
  DoudiFen waiting_total;
} DoudiBankFileResult;

gboolean doudi_bank_file_write (DoudiSession *session, gint64 run_id, const char *path, DoudiBankFileResult *result, GError **error);

G_END_DECLS
