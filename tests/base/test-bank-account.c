/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-bank-account.h"

typedef struct
{
  const char *name;
  const char *text;
  const char *number;
  gboolean valid;
  gboolean damaged;
  gboolean luhn;
  gboolean is_card;
} Case;

static const Case cases[] = {
  { "golden/acc-1", "6222021234567890128", "6222021234567890128", TRUE, FALSE, TRUE, TRUE },
  { "golden/acc-2", "6222021234567890129", "6222021234567890129", TRUE, FALSE, FALSE, TRUE },
  { "passbook", "27852228772659214", "27852228772659214", TRUE, FALSE, TRUE, FALSE },
  { "wrapped", "=\"27852228772659214\"", "27852228772659214", TRUE, FALSE, TRUE, FALSE },
  { "passbook-without-luhn", "\t27421419370240779", "27421419370240779", TRUE, FALSE, FALSE,
    FALSE },
  { "apostrophe", "'6222021234567890128", "6222021234567890128", TRUE, FALSE, TRUE, TRUE },
  { "spaces", "6222 0212 3456 7890 128", "6222021234567890128", TRUE, FALSE, TRUE, TRUE },
  { "full-width", "６２２２０２１２３４５６７８９０１２８", "6222021234567890128", TRUE, FALSE,
    TRUE, TRUE },
  { "leading-zeros", "0012345678", "0012345678", TRUE, FALSE, FALSE, FALSE },
  { "scientific", "6.22202E+18", "6.22202E+18", FALSE, TRUE, FALSE, FALSE },
  { "scientific-small-e", "6.222021234567890e+18", "6.222021234567890E+18", FALSE, TRUE },
  { "decimals", "27852228772659214.0", "27852228772659214.0", FALSE, TRUE, FALSE, FALSE },
  { "rounded-card", "6222021234567890000", "6222021234567890000", FALSE, TRUE, FALSE, TRUE },
  { "passbook-with-zeros", "278522287726592000", "278522287726592000", TRUE, FALSE, FALSE, FALSE },
  { "shortest", "12345678", "12345678", TRUE, FALSE, FALSE, FALSE },
  { "too-short", "1234567", "1234567", FALSE, FALSE, FALSE, FALSE },
  { "too-long", "123456789012345678901234567890123", "123456789012345678901234567890123" },
  { "letters", "622202ABC4567890128", "622202ABC4567890128" },
  { "empty", "", "" },
  { "null", NULL, "" },
};

static void
test_case (gconstpointer data)
{
  const Case *expected = data;
  DoudiBankAccount account = doudi_bank_account_parse (expected->text);

  g_assert_cmpstr (account.number, ==, expected->number);
  g_assert_cmpint (account.valid, ==, expected->valid);
  g_assert_cmpint (account.damaged_by_spreadsheet, ==, expected->damaged);
  g_assert_cmpint (account.luhn, ==, expected->luhn);
  g_assert_cmpint (account.is_card, ==, expected->is_card);
}

/* Far too much text is cut between characters. */
static void
test_long (void)
{
  g_autofree char *digits = g_strnfill (40000, '7');
  GString *han = g_string_new (NULL);
  DoudiBankAccount account = doudi_bank_account_parse (digits);

  g_assert_false (account.valid);
  g_assert_cmpuint (strlen (account.number), ==, sizeof account.number - 1);
  for (int i = 0; i < 40; i++)
    g_string_append (han, "账");
  account = doudi_bank_account_parse (han->str);
  g_assert_false (account.valid);
  g_assert_true (g_utf8_validate (account.number, -1, NULL));
  g_string_free (han, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/base/bank-account/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/base/bank-account/long", test_long);
  return g_test_run ();
}
