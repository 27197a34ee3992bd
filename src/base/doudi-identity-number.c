/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "base/doudi-identity-number.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-text.h"

#define AGE_MAX 120

static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
static const char check_characters[] = "10X98765432";

/**
 * doudi_identity_number_check_character:
 * @first_17: (nullable): text that begins with seventeen digits
 *
 * Computes the check character (GB 11643-1999, ISO 7064 MOD 11-2).
 *
 * Returns: '0' to '9' or 'X'; 0 if there are no seventeen digits
 */
char
doudi_identity_number_check_character (const char *first_17)
{
  int sum = 0;

  if (first_17 == NULL)
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (weights); i++)
    {
      if (!g_ascii_isdigit (first_17[i]))
        return 0;
      sum += weights[i] * (first_17[i] - '0');
    }
  return check_characters[sum % 11];
}

static gboolean
is_digits (const char *number, gsize count)
{
  return strspn (number, "0123456789") >= count;
}

/* First-generation numbers have no century and no check character; all are of the 20th century. */
static void
complete_15_digits (DoudiIdentityNumber *identity)
{
  char full[DOUDI_IDENTITY_LENGTH_FULL + 1];

  g_snprintf (full, sizeof full, "%.6s19%.9s", identity->number, identity->number + 6);
  full[17] = doudi_identity_number_check_character (full);
  full[18] = '\0';
  g_strlcpy (identity->number, full, sizeof identity->number);
  identity->was_15_digits = TRUE;
}

static int
digits_at (const char *number, int offset, int count)
{
  int value = 0;

  for (int i = offset; i < offset + count; i++)
    value = value * 10 + (number[i] - '0');
  return value;
}

static gboolean
is_possible_birth (DoudiDay birth, DoudiDay today)
{
  int age;

  if (birth == DOUDI_DAY_NONE)
    return FALSE;
  if (today == DOUDI_DAY_NONE)
    return TRUE;
  age = doudi_day_age_on (birth, today);
  return age >= 0 && age <= AGE_MAX;
}

static DoudiIdentityProblem
check_form (const char *number)
{
  glong length = g_utf8_strlen (number, -1);

  if (length == 0)
    return DOUDI_IDENTITY_MISSING;
  if (doudi_text_is_spreadsheet_number (number))
    return DOUDI_IDENTITY_DAMAGED_BY_SPREADSHEET;
  if (length != 15 && length != DOUDI_IDENTITY_LENGTH_FULL)
    return DOUDI_IDENTITY_LENGTH;
  if (length == 15)
    return is_digits (number, 15) ? DOUDI_IDENTITY_VALID : DOUDI_IDENTITY_CHARACTER;
  if (!is_digits (number, 17) || !(g_ascii_isdigit (number[17]) || number[17] == 'X'))
    return DOUDI_IDENTITY_CHARACTER;
  return DOUDI_IDENTITY_VALID;
}

/* The day and the check character of eighteen characters that have the right form. */
static DoudiIdentityProblem
check_content (DoudiIdentityNumber *identity, DoudiDay today)
{
  const char *number = identity->number;
  DoudiDay birth = doudi_day_new (digits_at (number, 6, 4), digits_at (number, 10, 2),
                                  digits_at (number, 12, 2));

  identity->expected_check = doudi_identity_number_check_character (number);
  if (!is_possible_birth (birth, today))
    return DOUDI_IDENTITY_DATE;
  if (identity->expected_check != number[17])
    {
      /* A double holds fifteen of the digits; sheets write zeros for the last three. */
      if (!g_str_has_suffix (number, "000"))
        return DOUDI_IDENTITY_CHECK_DIGIT;
      identity->expected_check = 0;
      return DOUDI_IDENTITY_DAMAGED_BY_SPREADSHEET;
    }
  identity->birth = birth;
  identity->sex = (number[16] - '0') % 2 == 1 ? DOUDI_SEX_MALE : DOUDI_SEX_FEMALE;
  return DOUDI_IDENTITY_VALID;
}

/**
 * doudi_identity_number_parse:
 * @text: (nullable): a resident identity number as people and sheets write it
 * @today: the day against which the birth is checked (not later, not over 120 years before);
 *   %DOUDI_DAY_NONE to leave that out
 *
 * Reads and checks a number (GB 11643-1999). Spaces, full-width digits, a lower-case x, an
 * apostrophe in front and ="..." around are taken as what they mean; fifteen digits are completed
 * to eighteen. Nothing else is repaired. Area codes are not checked: they name the place of the
 * first registration and may be long abolished. Residence permits (81, 82, 83, 9) have the same
 * form.
 *
 * Returns: what was read, and what is wrong with it
 */
DoudiIdentityNumber
doudi_identity_number_parse (const char *text, DoudiDay today)
{
  DoudiIdentityNumber identity = { 0 };
  g_autofree char *number = doudi_text_normalise_number (text);

  doudi_text_copy_cut (identity.number, sizeof identity.number, number);
  identity.problem = check_form (number);
  if (identity.problem != DOUDI_IDENTITY_VALID)
    return identity;
  if (strlen (number) == 15)
    complete_15_digits (&identity);
  identity.problem = check_content (&identity, today);
  return identity;
}

/**
 * doudi_identity_number_is_valid:
 * @identity: (not nullable): what doudi_identity_number_parse() returned
 *
 * Tells whether a number is valid; one of fifteen digits that was completed is.
 *
 * Returns: whether it is valid
 */
gboolean
doudi_identity_number_is_valid (const DoudiIdentityNumber *identity)
{
  return identity->problem == DOUDI_IDENTITY_VALID;
}

/**
 * doudi_identity_problem_name:
 * @problem: a problem
 *
 * Names a problem for programs. The names are part of the command-line contract.
 *
 * Returns: (nullable) (transfer none): a name such as "check-digit"; %NULL for a valid number
 */
const char *
doudi_identity_problem_name (DoudiIdentityProblem problem)
{
  switch (problem)
    {
    case DOUDI_IDENTITY_MISSING:
      return "missing";
    case DOUDI_IDENTITY_LENGTH:
      return "length";
    case DOUDI_IDENTITY_CHARACTER:
      return "character";
    case DOUDI_IDENTITY_DATE:
      return "date";
    case DOUDI_IDENTITY_CHECK_DIGIT:
      return "check-digit";
    case DOUDI_IDENTITY_DAMAGED_BY_SPREADSHEET:
      return "damaged-by-spreadsheet";
    case DOUDI_IDENTITY_VALID:
    default:
      return NULL;
    }
}

/**
 * doudi_identity_problem_message:
 * @problem: a problem
 *
 * Tells a person what is wrong and what to do.
 *
 * Returns: (nullable) (transfer none): a translated sentence; %NULL for a valid number
 */
const char *
doudi_identity_problem_message (DoudiIdentityProblem problem)
{
  switch (problem)
    {
    case DOUDI_IDENTITY_MISSING:
      return _ ("The identity number is missing. Enter it from the household register.");
    case DOUDI_IDENTITY_LENGTH:
      return _ ("The identity number has neither 18 nor 15 characters. Compare it with the card.");
    case DOUDI_IDENTITY_CHARACTER:
      return _ ("The identity number has a character that is no digit (an X may only be the last "
                "one). Look for a letter O or l among the digits.");
    case DOUDI_IDENTITY_DATE:
      return _ ("The day of birth in the identity number (digits 7 to 14) cannot be. Compare it "
                "with the card.");
    case DOUDI_IDENTITY_CHECK_DIGIT:
      return _ ("The last character of the identity number does not fit the others. One of them "
                "is wrong: compare it with the card.");
    case DOUDI_IDENTITY_DAMAGED_BY_SPREADSHEET:
      return _ ("The spreadsheet turned the identity number into a rounded number, the last digits "
                "are lost. Set the column to text and enter the number again.");
    case DOUDI_IDENTITY_VALID:
    default:
      return NULL;
    }
}

/**
 * doudi_sex_name:
 * @sex: a sex
 *
 * Names a sex for programs.
 *
 * Returns: (nullable) (transfer none): "male" or "female"; %NULL for %DOUDI_SEX_UNKNOWN
 */
const char *
doudi_sex_name (DoudiSex sex)
{
  switch (sex)
    {
    case DOUDI_SEX_MALE:
      return "male";
    case DOUDI_SEX_FEMALE:
      return "female";
    case DOUDI_SEX_UNKNOWN:
    default:
      return NULL;
    }
}
