/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DoudiBankAccount:
 * @number: digits only, as text; accounts keep their leading zeros
 * @valid: whether it can be an account at all (8 to 32 digits)
 * @damaged_by_spreadsheet: the sheet turned it into a rounded number
 * @luhn: whether the Luhn check holds; passbooks do not follow it, so a failing one is a warning
 * @is_card: starts with 62 and has 16 to 19 digits, as domestic bank cards do
 */
typedef struct
{
  char number[40];
  gboolean valid;
  gboolean damaged_by_spreadsheet;
  gboolean luhn;
  gboolean is_card;
} DoudiBankAccount;

DoudiBankAccount doudi_bank_account_parse (const char *text);

G_END_DECLS
