/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "policy/doudi-assessment.h"

#define FORM_STEPS_MAX 8
#define FORM_DEMO_LADDERS 7
#define FORM_SOUND_LADDERS 9

/* Answers to one or more questions, from the hardest circumstances to the easiest. */
typedef struct
{
  const char *const steps[FORM_STEPS_MAX];
} FormLadder;

/* A form with everything a form can have; each line of the text is a line of the file. */
extern const char form_sound[];

/* hardship-demo-100, a section each; and form_sound. */
extern const FormLadder form_demo_ladders[FORM_DEMO_LADDERS];
extern const FormLadder form_sound_ladders[FORM_SOUND_LADDERS];

char *form_replace (const char *text, const char *old_text, const char *new_text);
char *form_join (const FormLadder *ladders, guint n, const guint *steps, const guint *order);

DoudiAssessmentForm *form_load (const char *id);
DoudiAssessment *form_try (DoudiAssessmentForm *form, const char *answers, GError **error);
DoudiAssessment *form_assess (DoudiAssessmentForm *form, const char *answers);
const DoudiAssessedSection *form_section (const DoudiAssessment *assessment, guint index);
