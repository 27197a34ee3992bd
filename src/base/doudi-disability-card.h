/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "base/doudi-day.h"

G_BEGIN_DECLS

/* The digits on the card: class 1-7, grade 1 (worst) to 4. */
typedef enum
{
  DOUDI_DISABILITY_NONE,
  DOUDI_DISABILITY_SIGHT,
  DOUDI_DISABILITY_HEARING,
  DOUDI_DISABILITY_SPEECH,
  DOUDI_DISABILITY_LIMB,
  DOUDI_DISABILITY_INTELLECTUAL,
  DOUDI_DISABILITY_MENTAL,
  DOUDI_DISABILITY_MULTIPLE,
} DoudiDisabilityClass;

typedef enum
{
  DOUDI_DISABILITY_CARD_VALID,
  DOUDI_DISABILITY_CARD_LENGTH,
  DOUDI_DISABILITY_CARD_NUMBER,
  DOUDI_DISABILITY_CARD_HOLDER,
  DOUDI_DISABILITY_CARD_CLASS,
  DOUDI_DISABILITY_CARD_GRADE,
} DoudiDisabilityCardProblem;

/**
 * DoudiDisabilityCard:
 *
 * A disability card number: the holder's identity number, class, grade, and up to two characters
 * for a re-issued card.
 */
typedef struct
{
  char number[24];
  DoudiDisabilityCardProblem problem;
  DoudiDisabilityClass disability_class;
  int grade;
} DoudiDisabilityCard;

DoudiDisabilityCard doudi_disability_card_parse (const char *text, const char *holder, DoudiDay today);
const char *doudi_disability_card_problem_name (DoudiDisabilityCardProblem problem);
const char *doudi_disability_class_name (DoudiDisabilityClass disability_class);
const char *doudi_disability_class_chinese (DoudiDisabilityClass disability_class);
DoudiDisabilityClass doudi_disability_class_from_chinese (const char *text);
int doudi_disability_grade_from_chinese (const char *text);

G_END_DECLS
