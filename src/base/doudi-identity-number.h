/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "base/doudi-day.h"

G_BEGIN_DECLS

typedef enum
{
  DOUDI_SEX_UNKNOWN,
  DOUDI_SEX_MALE,
  DOUDI_SEX_FEMALE,
} DoudiSex;

/**
 * DoudiIdentityProblem:
 *
 * What is wrong with a resident identity number (GB 11643). The names of
 * doudi_identity_problem_name() are part of the command-line contract.
 */
typedef enum
{
  DOUDI_IDENTITY_VALID,
  DOUDI_IDENTITY_MISSING,
  DOUDI_IDENTITY_LENGTH,
  DOUDI_IDENTITY_CHARACTER,
  DOUDI_IDENTITY_DATE,
  DOUDI_IDENTITY_CHECK_DIGIT,
  DOUDI_IDENTITY_DAMAGED_BY_SPREADSHEET,
} DoudiIdentityProblem;

#define DOUDI_IDENTITY_LENGTH_FULL 18

/**
 * DoudiIdentityNumber:
 * @number: the 18 characters, normalised; the best normalised form (possibly longer than a number,
 *   cut) when @problem is not %DOUDI_IDENTITY_VALID
 * @problem: what is wrong
 * @was_15_digits: whether a first-generation number was completed
 * @birth: %DOUDI_DAY_NONE when not valid
 * @sex: %DOUDI_SEX_UNKNOWN when not valid
 * @expected_check: the check character that would fit, for a hint; 0 where it cannot be told
 */
typedef struct
{
  char number[24];
  DoudiIdentityProblem problem;
  gboolean was_15_digits;
  DoudiDay birth;
  DoudiSex sex;
  char expected_check;
} DoudiIdentityNumber;

DoudiIdentityNumber doudi_identity_number_parse (const char *text, DoudiDay today);
gboolean doudi_identity_number_is_valid (const DoudiIdentityNumber *identity);
char doudi_identity_number_check_character (const char *first_17);
const char *doudi_identity_problem_name (DoudiIdentityProblem problem);
const char *doudi_identity_problem_message (DoudiIdentityProblem problem);
const char *doudi_sex_name (DoudiSex sex);

G_END_DECLS
