/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "policy/doudi-form-answers.h"

G_BEGIN_DECLS

/**
 * DoudiFormFilling:
 *
 * What the program knows of a case where it prints a paper: a Chinese text for each meaning that is
 * known.
 */
typedef struct _DoudiFormFilling DoudiFormFilling;

DoudiFormFilling *doudi_form_filling_new (void);
void doudi_form_filling_free (DoudiFormFilling *filling);
void doudi_form_filling_set (DoudiFormFilling *filling, DoudiFormMeaning meaning, const char *text);
const char *doudi_form_filling_get (const DoudiFormFilling *filling, DoudiFormMeaning meaning);
void doudi_form_filling_add_answers (DoudiFormFilling *filling, const DoudiFormAnswers *answers);
void doudi_form_filling_set_demonstration (DoudiFormFilling *filling, gboolean demonstration);
gboolean doudi_form_filling_is_demonstration (const DoudiFormFilling *filling);
void doudi_form_filling_set_by_hand (DoudiFormFilling *filling, gboolean by_hand);
gboolean doudi_form_filling_is_by_hand (const DoudiFormFilling *filling);
char *doudi_form_filling_expand (const DoudiFormFilling *filling, const DoudiFormAnswers *answers, const char *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiFormFilling, doudi_form_filling_free)

G_END_DECLS
