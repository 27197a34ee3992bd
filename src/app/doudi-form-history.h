/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "policy/doudi-form-answers.h"

G_BEGIN_DECLS

/**
 * DoudiFormHistory:
 *
 * What was done to a form, with words, to be taken back and done again. A step keeps the answers
 * from before it; the place is where the keyboard was.
 */
typedef struct _DoudiFormHistory DoudiFormHistory;

/**
 * DoudiFormPlace:
 * @section: (nullable): where
 * @row: of a table
 * @field: (nullable): of @section
 */
typedef struct
{
  const DoudiFormSection *section;
  guint row;
  const DoudiFormField *field;
} DoudiFormPlace;

DoudiFormHistory *doudi_form_history_new (void);
void doudi_form_history_free (DoudiFormHistory *self);
void doudi_form_history_clear (DoudiFormHistory *self);
void doudi_form_history_add (DoudiFormHistory *self,
                             const DoudiFormAnswers *before,
                             const char *words,
                             const DoudiFormPlace *place);
const char *doudi_form_history_get_undo (const DoudiFormHistory *self);
const char *doudi_form_history_get_redo (const DoudiFormHistory *self);
gboolean
doudi_form_history_undo (DoudiFormHistory *self, DoudiFormAnswers **answers, DoudiFormPlace *place);
gboolean
doudi_form_history_redo (DoudiFormHistory *self, DoudiFormAnswers **answers, DoudiFormPlace *place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiFormHistory, doudi_form_history_free)

G_END_DECLS
