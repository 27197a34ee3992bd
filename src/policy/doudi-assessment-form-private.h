/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "policy/doudi-assessment-form.h"
#include "policy/doudi-json.h"

G_BEGIN_DECLS

/* Members that objects of several kinds have. */
#define DOUDI_FORM_LABEL_MEMBERS "label", "label_en"
#define DOUDI_FORM_HELP_MEMBERS "help", "help_en"
#define DOUDI_FORM_QUESTION_MEMBERS "key", DOUDI_FORM_LABEL_MEMBERS, DOUDI_FORM_HELP_MEMBERS

/* More points than any table gives, in points. */
#define DOUDI_FORM_POINTS_MAX 10000

/* Of doudi-assessment-form.c: empty ones. What is put into a list is freed with it. */
DoudiAssessmentForm *doudi_assessment_form_new (const char *json, gssize length);
DoudiAssessmentSection *doudi_assessment_section_new (void);
DoudiAssessmentLine *doudi_assessment_line_new (void);

/* Of doudi-assessment-form-parts.c */
gboolean doudi_form_get_key (const DoudiJsonValue *object, const char *name, char **key, GError **error);
gboolean doudi_form_get_text (const DoudiJsonValue *object, const char *name, DoudiJsonNeed need, DoudiAssessmentText *text, GError **error);
gboolean doudi_form_get_points (const DoudiJsonValue *object, const char *name, DoudiPoints *points, GError **error);
gboolean doudi_form_get_cap (const DoudiJsonValue *object, gboolean *has_cap, DoudiPoints *cap, GError **error);
gboolean doudi_form_get_outcome (const DoudiJsonValue *object, DoudiAssessmentOutcome *outcome, GError **error);
gboolean doudi_form_get_list (const DoudiJsonValue *object, const char *name, const DoudiJsonValue **list, GError **error);
gboolean doudi_form_load_question (DoudiAssessmentForm *form, const DoudiJsonValue *object, DoudiAssessmentQuestion *question, GError **error);

/* Of doudi-assessment-form-lines.c */
gboolean doudi_form_load_numbers (DoudiAssessmentForm *form, const DoudiJsonValue *root, GError **error);
gboolean doudi_form_load_sections (DoudiAssessmentForm *form, const DoudiJsonValue *root, GError **error);

G_END_DECLS
