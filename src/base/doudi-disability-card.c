/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-disability-card.h"

#include <string.h>

#include "base/doudi-identity-number.h"
#include "base/doudi-text.h"

#define CARD_LENGTH 20
#define CARD_LENGTH_MAX 22
#define GRADE_MAX 4

static const struct
{
  const char *name;
  const char *chinese;
} classes[] = {
  [DOUDI_DISABILITY_SIGHT] = { "sight", "视力" },
  [DOUDI_DISABILITY_HEARING] = { "hearing", "听力" },
  [DOUDI_DISABILITY_SPEECH] = { "speech", "言语" },
  [DOUDI_DISABILITY_LIMB] = { "limb", "肢体" },
  [DOUDI_DISABILITY_INTELLECTUAL] = { "intellectual", "智力" },
  [DOUDI_DISABILITY_MENTAL] = { "mental", "精神" },
  [DOUDI_DISABILITY_MULTIPLE] = { "multiple", "多重" },
};

static const struct
{
  const char *written;
  int grade;
} grades[] = {
  { "1", 1 },   { "一", 1 }, { "壹", 1 }, { "Ⅰ", 1 },  { "I", 1 },  { "2", 2 },  { "二", 2 },
  { "贰", 2 },  { "Ⅱ", 2 },  { "II", 2 }, { "3", 3 },  { "三", 3 }, { "叁", 3 }, { "Ⅲ", 3 },
  { "III", 3 }, { "4", 4 },  { "四", 4 }, { "肆", 4 }, { "Ⅳ", 4 },  { "IV", 4 },
};

/* Twenty characters, and up to two letters or digits for a card issued again. */
static gboolean
has_card_form (const char *number)
{
  gsize length = strlen (number);

  if (length < CARD_LENGTH || length > CARD_LENGTH_MAX)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (number[i]))
      return FALSE;
  return TRUE;
}

/* A holder who is not known (NULL or empty) is nobody else. */
static gboolean
is_held_by (const DoudiIdentityNumber *identity, const char *holder, DoudiDay today)
{
  DoudiIdentityNumber expected = doudi_identity_number_parse (holder, today);

  return expected.problem == DOUDI_IDENTITY_MISSING
         || g_str_equal (expected.number, identity->number);
}

static DoudiDisabilityCardProblem
check_card (DoudiDisabilityCard *card, const char *holder, DoudiDay today)
{
  g_autofree char *first = g_strndup (card->number, DOUDI_IDENTITY_LENGTH_FULL);
  DoudiIdentityNumber identity = doudi_identity_number_parse (first, today);
  int class_digit = card->number[18] - '0';
  int grade = card->number[19] - '0';

  if (!doudi_identity_number_is_valid (&identity))
    return DOUDI_DISABILITY_CARD_NUMBER;
  if (!is_held_by (&identity, holder, today))
    return DOUDI_DISABILITY_CARD_HOLDER;
  if (class_digit < DOUDI_DISABILITY_SIGHT || class_digit > DOUDI_DISABILITY_MULTIPLE)
    return DOUDI_DISABILITY_CARD_CLASS;
  if (grade < 1 || grade > GRADE_MAX)
    return DOUDI_DISABILITY_CARD_GRADE;
  card->disability_class = (DoudiDisabilityClass) class_digit;
  card->grade = grade;
  return DOUDI_DISABILITY_CARD_VALID;
}

/**
 * doudi_disability_card_parse:
 * @text: (nullable): a card number as people and sheets write it
 * @holder: (nullable): the identity number of the person who should hold it; %NULL or empty if
 *   that is not known
 * @today: as for doudi_identity_number_parse()
 *
 * Reads and checks the number of a disability card: the holder's identity number, one digit for
 * the class, one for the grade, up to two characters for a card issued again (Measures for
 * Disability Cards of the China Disabled Persons' Federation). It is cleaned like an identity
 * number. Class and grade are %DOUDI_DISABILITY_NONE and 0 unless all is well.
 *
 * Returns: what was read, and what is wrong with it
 */
DoudiDisabilityCard
doudi_disability_card_parse (const char *text, const char *holder, DoudiDay today)
{
  DoudiDisabilityCard card = { 0 };
  g_autofree char *number = doudi_text_normalise_number (text);

  doudi_text_copy_cut (card.number, sizeof card.number, number);
  card.problem = DOUDI_DISABILITY_CARD_LENGTH;
  if (has_card_form (number))
    card.problem = check_card (&card, holder, today);
  return card;
}

/**
 * doudi_disability_card_problem_name:
 * @problem: a problem
 *
 * Names a problem for programs. The names are part of the command-line contract.
 *
 * Returns: (nullable) (transfer none): a name such as "holder"; %NULL for a valid card
 */
const char *
doudi_disability_card_problem_name (DoudiDisabilityCardProblem problem)
{
  switch (problem)
    {
    case DOUDI_DISABILITY_CARD_LENGTH:
      return "length";
    case DOUDI_DISABILITY_CARD_NUMBER:
      return "number";
    case DOUDI_DISABILITY_CARD_HOLDER:
      return "holder";
    case DOUDI_DISABILITY_CARD_CLASS:
      return "class";
    case DOUDI_DISABILITY_CARD_GRADE:
      return "grade";
    case DOUDI_DISABILITY_CARD_VALID:
    default:
      return NULL;
    }
}

/**
 * doudi_disability_class_name:
 * @disability_class: a class
 *
 * Names a class of disability for programs.
 *
 * Returns: (nullable) (transfer none): a name such as "sight"; %NULL for %DOUDI_DISABILITY_NONE
 */
const char *
doudi_disability_class_name (DoudiDisabilityClass disability_class)
{
  g_return_val_if_fail ((gsize) disability_class < G_N_ELEMENTS (classes), NULL);

  return classes[disability_class].name;
}

/**
 * doudi_disability_class_chinese:
 * @disability_class: a class
 *
 * Names a class of disability as it stands on the card (GB/T 26341-2010).
 *
 * Returns: (nullable) (transfer none): a name such as "视力"; %NULL for %DOUDI_DISABILITY_NONE
 */
const char *
doudi_disability_class_chinese (DoudiDisabilityClass disability_class)
{
  g_return_val_if_fail ((gsize) disability_class < G_N_ELEMENTS (classes), NULL);

  return classes[disability_class].chinese;
}

/* Cuts the ending off; leaves a text alone that is nothing else. */
static gboolean
cut_ending (char *text, const char *ending)
{
  if (!g_str_has_suffix (text, ending) || strlen (text) == strlen (ending))
    return FALSE;
  text[strlen (text) - strlen (ending)] = '\0';
  return TRUE;
}

/**
 * doudi_disability_class_from_chinese:
 * @text: (nullable): a class as people and sheets write it
 *
 * Reads "视力", "视力残疾", "视力残", and the digit of the card; "语言" is the usual slip for
 * "言语".
 *
 * Returns: the class; %DOUDI_DISABILITY_NONE if the text is none
 */
DoudiDisabilityClass
doudi_disability_class_from_chinese (const char *text)
{
  g_autofree char *written = doudi_text_compact (text);

  if (!cut_ending (written, "残疾"))
    cut_ending (written, "残");
  if (written[0] >= '1' && written[0] <= '7' && written[1] == '\0')
    return (DoudiDisabilityClass) (written[0] - '0');
  for (gsize i = DOUDI_DISABILITY_SIGHT; i < G_N_ELEMENTS (classes); i++)
    if (g_str_equal (written, classes[i].chinese))
      return (DoudiDisabilityClass) i;
  return g_str_equal (written, "语言") ? DOUDI_DISABILITY_SPEECH : DOUDI_DISABILITY_NONE;
}

/**
 * doudi_disability_grade_from_chinese:
 * @text: (nullable): a grade as people and sheets write it
 *
 * Reads "一级" to "四级", each also as "1", "1级", "Ⅰ", "I", "壹级".
 *
 * Returns: 1 (worst) to 4; 0 if the text is none
 */
int
doudi_disability_grade_from_chinese (const char *text)
{
  g_autofree char *written = doudi_text_normalise_number (text);

  cut_ending (written, "级");
  for (gsize i = 0; i < G_N_ELEMENTS (grades); i++)
    if (g_str_equal (written, grades[i].written))
      return grades[i].grade;
  return 0;
}
