/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-identity-number.h"

#include <string.h>

/* The day on which the cases are judged. */
#define TODAY (doudi_day_new (2026, 3, 2))

typedef struct
{
  const char *name;
  const char *text;
  const char *problem; /* NULL if valid */
  const char *number;  /* NULL if it does not matter */
  const char *birth;
  const char *sex;
} Case;

static const Case cases[] = {
  { "golden/id-1", "62302119500101001X", NULL, "62302119500101001X", "1950-01-01", "male" },
  { "golden/id-2", "623021200805200023", NULL, "623021200805200023", "2008-05-20", "female" },
  { "golden/id-3", "623021195001010011", "check-digit" },
  { "golden/id-4", "623021500101001", NULL, "62302119500101001X", "1950-01-01", "male" },
  { "golden/id-5", "623021198802301232", "date" },
  { "golden/id-6", " 62302119500101001x ", NULL, "62302119500101001X", "1950-01-01", "male" },
  { "golden/id-7", "６２３０２１１９５００１０１００１Ｘ", NULL, "62302119500101001X" },
  { "golden/id-8", "6.23021E+17", "damaged-by-spreadsheet" },
  { "golden/id-9", "6230211950010100", "length" },
  { "golden/id-10", "623021195001O1001X", "character" },
  { "missing/null", NULL, "missing", "" },
  { "missing/empty", "", "missing", "" },
  { "missing/blank", " \t\xE3\x80\x80", "missing", "" },
  { "missing/apostrophe", "'", "missing", "" },
  { "sheet/numeric-cell", "6.230272002112989e+17", "damaged-by-spreadsheet" },
  { "sheet/exponent", "1.10101199003071E+17", "damaged-by-spreadsheet" },
  { "sheet/full-width", "６．２３０２１Ｅ＋１７", "damaged-by-spreadsheet" },
  { "sheet/decimals", "623021195001010010.0", "damaged-by-spreadsheet" },
  { "sheet/zeros", "623027198909280000", "damaged-by-spreadsheet" },
  { "sheet/zeros-that-fit", "623021195001017000", NULL, "623021195001017000" },
  { "sheet/apostrophe", "'62302119500101001X", NULL, "62302119500101001X" },
  { "sheet/wrapped", "=\"62302119500101001X\"", NULL, "62302119500101001X" },
  { "sheet/tab", "\t62302119500101001X", NULL, "62302119500101001X" },
  { "spaces/inside", "623021 19500101 001X", NULL, "62302119500101001X" },
  { "spaces/no-break",
    "\xC2\xA0"
    "623021\xC2\xA0"
    "19500101001X",
    NULL, "62302119500101001X" },
  { "spaces/zero-width",
    "\xE2\x80\x8B"
    "62302119500101001X\xEF\xBB\xBF",
    NULL, "62302119500101001X" },
  { "spaces/right-to-left",
    "\xE2\x80\xAE"
    "62302119500101001X",
    NULL, "62302119500101001X" },
  { "length/17", "62302119500101001", "length" },
  { "length/19", "62302119500101001X1", "length" },
  { "length/words", "身份证号", "length" },
  { "character/x-inside", "6230211950010100X1", "character" },
  { "character/15", "62302150010100X", "character" },
  { "character/han", "六二三零二一一九五零零一零一零零一零", "character" },
  { "character/arabic-digits", "٦٢٣٠٢١١٩٥٠٠١٠١٠٠١٠", "character" },
  { "date/month-13", "62302119501301001X", "date" },
  { "date/30-february", "110101199002301232", "date" },
  { "date/future", "110101203101011232", "date" },
  { "date/too-old", "110101190503011232", "date" },
  { "date/15-digits", "623021501301001", "date" },
  { "area/unknown", "999999199001010016", NULL },
};

static void
test_case (gconstpointer data)
{
  const Case *expected = data;
  DoudiIdentityNumber identity = doudi_identity_number_parse (expected->text, TODAY);
  g_autofree char *birth = doudi_day_format_iso (identity.birth);

  g_assert_cmpstr (doudi_identity_problem_name (identity.problem), ==, expected->problem);
  g_assert_true (doudi_identity_number_is_valid (&identity) == (expected->problem == NULL));
  g_assert_true (g_utf8_validate (identity.number, -1, NULL));
  if (expected->number != NULL)
    g_assert_cmpstr (identity.number, ==, expected->number);
  if (expected->birth != NULL)
    g_assert_cmpstr (birth, ==, expected->birth);
  if (expected->sex != NULL)
    g_assert_cmpstr (doudi_sex_name (identity.sex), ==, expected->sex);
  if (expected->problem != NULL)
    g_assert_cmpuint (identity.birth + identity.sex, ==, 0);
}

static void
test_fields (void)
{
  DoudiIdentityNumber identity = doudi_identity_number_parse ("623021500101001", TODAY);

  g_assert_true (identity.was_15_digits);
  identity = doudi_identity_number_parse ("62302119500101001X", TODAY);
  g_assert_false (identity.was_15_digits);
  identity = doudi_identity_number_parse ("623021195001010011", TODAY);
  g_assert_cmpint (identity.expected_check, ==, 'X');
  identity = doudi_identity_number_parse ("623027198909280000", TODAY);
  g_assert_cmpint (identity.expected_check, ==, 0);
  identity = doudi_identity_number_parse ("62302119500101001", TODAY);
  g_assert_cmpint (identity.expected_check, ==, 0);
}

/* Without a day to judge by, a future or very early birth is only a birth. */
static void
test_no_today (void)
{
  char number[] = "110101203101011230";
  DoudiIdentityNumber identity;

  number[17] = doudi_identity_number_check_character (number);
  identity = doudi_identity_number_parse (number, DOUDI_DAY_NONE);
  g_assert_true (doudi_identity_number_is_valid (&identity));
  identity = doudi_identity_number_parse (number, doudi_day_new (2031, 1, 1));
  g_assert_true (doudi_identity_number_is_valid (&identity));
  identity = doudi_identity_number_parse (number, doudi_day_new (2030, 12, 31));
  g_assert_cmpint (identity.problem, ==, DOUDI_IDENTITY_DATE);
  identity = doudi_identity_number_parse (number, doudi_day_new (2151, 12, 31));
  g_assert_true (doudi_identity_number_is_valid (&identity));
  identity = doudi_identity_number_parse (number, doudi_day_new (2152, 1, 1));
  g_assert_cmpint (identity.problem, ==, DOUDI_IDENTITY_DATE);
}

static void
make_random (char *number)
{
  DoudiDay birth = doudi_day_new (1930, 1, 1) + (DoudiDay) g_test_rand_int_range (0, 25000);
  int year, month, day;

  doudi_day_split (birth, &year, &month, &day);
  g_snprintf (number, 19, "%06d%04d%02d%02d%03d", g_test_rand_int_range (110101, 659001), year,
              month, day, g_test_rand_int_range (1, 1000));
  number[17] = doudi_identity_number_check_character (number);
  number[18] = '\0';
}

/* Any other last character fails, and so does any one digit changed (MOD 11-2 finds them all). */
static void
test_check_property (void)
{
  for (int i = 0; i < 5000; i++)
    {
      char number[19];
      DoudiIdentityNumber identity;
      int at = g_test_rand_int_range (0, 17);

      make_random (number);
      identity = doudi_identity_number_parse (number, TODAY);
      g_assert_true (doudi_identity_number_is_valid (&identity));
      number[at] = (char) ('0' + (number[at] - '0' + g_test_rand_int_range (1, 10)) % 10);
      identity = doudi_identity_number_parse (number, TODAY);
      g_assert_false (doudi_identity_number_is_valid (&identity));
    }
}

static void
test_15_property (void)
{
  for (int i = 0; i < 5000; i++)
    {
      char number[19];
      char old[16];
      DoudiIdentityNumber identity;

      make_random (number);
      if (strncmp (number + 6, "19", 2) != 0)
        continue;
      g_snprintf (old, sizeof old, "%.6s%.9s", number, number + 8);
      identity = doudi_identity_number_parse (old, TODAY);
      g_assert_true (doudi_identity_number_is_valid (&identity));
      g_assert_true (identity.was_15_digits);
      g_assert_cmpstr (identity.number, ==, number);
    }
}

/* Bytes at random, also ones that are no text, never do harm. */
static void
test_noise (void)
{
  for (int i = 0; i < 20000; i++)
    {
      char text[64];
      DoudiIdentityNumber identity;
      int length = g_test_rand_int_range (0, (int) sizeof text);

      for (int j = 0; j < length; j++)
        text[j] = (char) g_test_rand_int_range (1, 256);
      text[length] = '\0';
      identity = doudi_identity_number_parse (text, TODAY);
      g_assert_true (g_utf8_validate (identity.number, -1, NULL));
      g_assert_false (doudi_identity_number_is_valid (&identity));
    }
}

static void
test_names (void)
{
  g_assert_null (doudi_identity_problem_name (DOUDI_IDENTITY_VALID));
  g_assert_null (doudi_identity_problem_message (DOUDI_IDENTITY_VALID));
  for (int problem = DOUDI_IDENTITY_MISSING; problem <= DOUDI_IDENTITY_DAMAGED_BY_SPREADSHEET;
       problem++)
    {
      g_assert_nonnull (doudi_identity_problem_name ((DoudiIdentityProblem) problem));
      g_assert_nonnull (doudi_identity_problem_message ((DoudiIdentityProblem) problem));
    }
  g_assert_null (doudi_sex_name (DOUDI_SEX_UNKNOWN));
  g_assert_cmpstr (doudi_sex_name (DOUDI_SEX_FEMALE), ==, "female");
  g_assert_cmpint (doudi_identity_number_check_character ("6230211950010100"), ==, 0);
  g_assert_cmpint (doudi_identity_number_check_character (NULL), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/base/identity-number/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/base/identity-number/fields", test_fields);
  g_test_add_func ("/base/identity-number/no-today", test_no_today);
  g_test_add_func ("/base/identity-number/check-property", test_check_property);
  g_test_add_func ("/base/identity-number/15-property", test_15_property);
  g_test_add_func ("/base/identity-number/noise", test_noise);
  g_test_add_func ("/base/identity-number/names", test_names);
  return g_test_run ();
}
