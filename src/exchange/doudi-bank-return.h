/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "base/doudi-money.h"
#include "base/doudi-progress.h"

G_BEGIN_DECLS

/**
 * DoudiBankReturnRow:
 * @row: of the file
 * @account: digits only
 * @holder: "" when the file does not name one
 * @success: whether the money arrived
 * @reason: why not, as the bank says it; "" when it did
 */
typedef struct
{
  int row;
  char *account;
  char *holder;
  DoudiFen fen;
  gboolean success;
  char *reason;
} DoudiBankReturnRow;

GPtrArray *doudi_bank_return_read (const char *path, const DoudiProgress *progress, GError **error);

G_END_DECLS
