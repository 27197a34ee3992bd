/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "policy/doudi-form-answers.h"
#include "policy/doudi-json.h"

G_BEGIN_DECLS

/* More rows than any table of an office has. */
#define DOUDI_FORM_ROWS_MAX 500
/* The most decimals a number can have. */
#define DOUDI_FORM_DECIMALS_MAX 6

/* Of doudi-form-meaning.c */
gboolean doudi_form_meaning_takes (DoudiFormMeaning meaning, DoudiFormType type);
guint doudi_form_meaning_types (DoudiFormMeaning meaning);
gboolean doudi_form_meaning_is_past (DoudiFormMeaning meaning);
gboolean doudi_form_meaning_is_birth (DoudiFormMeaning meaning);
gboolean doudi_form_meaning_is_name (DoudiFormMeaning meaning);

/* Of doudi-form.c: empty ones. What is put into a list is freed with it. */
DoudiForm *doudi_form_new (const char *json, gssize length);
DoudiFormSection *doudi_form_add_section (DoudiForm *form);
DoudiFormField *doudi_form_add_field (DoudiFormSection *section);
DoudiFormOption *doudi_form_option_new (void);
GPtrArray *doudi_form_options_new (void);
void doudi_form_text_set (DoudiAssessmentText *text, const char *chinese, const char *english);
void doudi_form_text_copy (DoudiAssessmentText *text, const DoudiAssessmentText *from);
void doudi_form_index_field (DoudiForm *form, DoudiFormField *field);
const char *const *doudi_form_slip_words (void);
const char *const *doudi_form_type_words (void);
const char *const *doudi_form_compute_words (void);

/* Of doudi-form-assessment.c */
DoudiForm *doudi_form_new_from_assessment (DoudiAssessmentForm *assessment, const char *where, GError **error);

/* Of doudi-form-options.c: named lists of options. */
typedef struct _DoudiFormLists DoudiFormLists;
DoudiFormLists *doudi_form_lists_load (const DoudiJsonValue *root, GError **error);
void doudi_form_lists_free (DoudiFormLists *lists);
gboolean doudi_form_options_load (DoudiFormLists *lists, const DoudiJsonValue *object, DoudiFormField *field, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiFormLists, doudi_form_lists_free)

/* Of doudi-form-field.c */
gboolean doudi_form_field_load (DoudiForm *form, DoudiFormSection *section, DoudiFormLists *lists, const DoudiJsonValue *object, GError **error);
gboolean doudi_form_when_load (const DoudiForm *form, const DoudiFormSection *section, const DoudiJsonValue *object, DoudiFormWhen *when, GError **error);

/* Of doudi-form-compute-load.c */
gboolean doudi_form_compute_load (const DoudiForm *form, const DoudiJsonValue *object, DoudiFormField *field, GError **error);

/**
 * DoudiFormValue:
 *
 * What was typed, as it is understood.
 *
 * @text: in the canonical form of the type; as typed where there is a problem
 * @problem: (nullable): as in #DoudiFormProblem; %NULL for a sound answer, "" is one
 * @message: (nullable): what is wrong and what to do, translated
 * @was_15_digits: an identity number of the first generation was completed
 */
typedef struct
{
  char *text;
  const char *problem;
  char *message;
  gboolean was_15_digits;
} DoudiFormValue;

/* Of doudi-form-value.c */
void doudi_form_value_read (const DoudiFormField *field, const char *typed, DoudiFormValue *value);
void doudi_form_value_clear (DoudiFormValue *value);
gboolean doudi_form_number_read (const char *text, int decimals, gint64 *units);

/* Of doudi-form-answers.c */
gboolean doudi_form_answers_row_counts (const DoudiFormAnswers *answers, const DoudiFormSection *table, guint row);
gboolean doudi_form_answers_was_15_digits (const DoudiFormAnswers *answers, guint row, const DoudiFormField *field);
void doudi_form_answers_set_computed (DoudiFormAnswers *answers, guint row, const DoudiFormField *field, const char *text);
DoudiFormAnswers *doudi_form_answers_new_blank (DoudiForm *form);

/* Of doudi-form-answers-compute.c */
char *doudi_form_answers_work_out (const DoudiFormAnswers *answers, guint row, const DoudiFormField *field, DoudiDay day);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DoudiFormValue, doudi_form_value_clear)

G_END_DECLS
