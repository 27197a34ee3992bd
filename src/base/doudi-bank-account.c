/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-bank-account.h"

#include <string.h>

#include "base/doudi-text.h"

#define DIGITS_MIN 8
#define DIGITS_MAX 32

/* A double holds as many digits; sheets write zeros for the others. */
#define DOUBLE_DIGITS 15

/* From the right, every second digit counts double (ISO/IEC 7812-1, annex B). */
static gboolean
luhn_holds (const char *number)
{
  gsize length = strlen (number);
  int sum = 0;

  for (gsize i = 0; i < length; i++)
    {
      int digit = number[length - 1 - i] - '0';

      if (i % 2 == 1)
        digit *= 2;
      sum += digit > 9 ? digit - 9 : digit;
    }
  return sum % 10 == 0;
}

/* Three zeros or more where the digits were lost, and a check that fails where it must hold. */
static gboolean
looks_rounded (const DoudiBankAccount *account)
{
  gsize length = strlen (account->number);

  return account->is_card && !account->luhn && length >= DOUBLE_DIGITS + 3
         && strspn (account->number + DOUBLE_DIGITS, "0") == length - DOUBLE_DIGITS;
}

static void
check_digits (DoudiBankAccount *account)
{
  gsize length = strlen (account->number);

  if (length < DIGITS_MIN)
    return;
  account->luhn = luhn_holds (account->number);
  account->is_card = g_str_has_prefix (account->number, "62") && length >= 16 && length <= 19;
  account->damaged_by_spreadsheet = looks_rounded (account);
  account->valid = !account->damaged_by_spreadsheet;
}

/**
 * doudi_bank_account_parse:
 * @text: (nullable): the number of a bank account as people and sheets write it
 *
 * Reads a number: 8 to 32 digits, without the spaces, the apostrophe or the ="..." around it.
 * Domestic bank cards (62, 16 to 19 digits) follow the Luhn check (ISO/IEC 7812-1); passbooks and
 * accounts of the rural banks do not.
 *
 * Returns: what was read, and what is known about it; for what is no account, the number as far as
 *   there is room for it
 */
DoudiBankAccount
doudi_bank_account_parse (const char *text)
{
  DoudiBankAccount account = { 0 };
  g_autofree char *number = doudi_text_normalise_number (text);

  doudi_text_copy_cut (account.number, sizeof account.number, number);
  if (doudi_text_is_spreadsheet_number (number))
    account.damaged_by_spreadsheet = TRUE;
  else if (strspn (number, "0123456789") == strlen (number) && strlen (number) <= DIGITS_MAX)
    check_digits (&account);
  return account;
}
