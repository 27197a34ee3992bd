/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include <json-glib/json-glib.h>
#include "base/doudi-money.h"
#include "base/doudi-month.h"
#include "base/doudi-working-days.h"
#include "policy/doudi-explanation.h"
#include "policy/doudi-json.h"
#include "policy/doudi-policy.h"

G_BEGIN_DECLS

/**
 * DoudiEvaluation:
 *
 * What the cases of one file share; loaded when a case first needs it.
 *
 * @documents: bundled policy documents by their ids
 * @forms: bundled forms by their ids
 */
typedef struct
{
  GHashTable *documents;
  GHashTable *forms;
  DoudiWorkingDays *calendar;
} DoudiEvaluation;

/**
 * DoudiAskFunc:
 * @evaluation: what the cases share
 * @given: an object
 * @answer: an object has been begun; the function adds its members
 * @error: %DOUDI_ERROR_BAD_DATA naming the member of @given that is wrong, or what the rule says
 *
 * Answers one kind of question.
 *
 * Returns: %TRUE if @answer is complete
 */
typedef gboolean (*DoudiAskFunc) (DoudiEvaluation *evaluation, const DoudiJsonValue *given, JsonBuilder *answer, GError **error);

/* Of base/ */
gboolean doudi_ask_identity_number (DoudiEvaluation *evaluation, const DoudiJsonValue *given, JsonBuilder *answer, GError **error);
gboolean doudi_ask_disability_card (DoudiEvaluation *evaluation, const DoudiJsonValue *given, JsonBuilder *answer, GError **error);
gboolean doudi_ask_division_code (DoudiEvaluation *evaluation, const DoudiJsonValue *given, JsonBuilder *answer, GError **error);
gboolean doudi_ask_bank_account (DoudiEvaluation *evaluation, const DoudiJsonValue *given, JsonBuilder *answer, GError **error);
gboolean doudi_ask_amount_in_words (DoudiEvaluation *evaluation, const DoudiJsonValue *given, JsonBuilder *answer, GError **error);
gboolean doudi_ask_mask (DoudiEvaluation *evaluation, const DoudiJsonValue *given, JsonBuilder *answer, GError **error);
gboolean doudi_ask_working_days (DoudiEvaluation *evaluation, const DoudiJsonValue *given, JsonBuilder *answer, GError **error);
gboolean doudi_ask_notice_period (DoudiEvaluation *evaluation, const DoudiJsonValue *given, JsonBuilder *answer, GError **error);
gboolean doudi_ask_notice_guard (DoudiEvaluation *evaluation, const DoudiJsonValue *given, JsonBuilder *answer, GError **error);

/* Of policy/ */
gboolean doudi_ask_entitlement (DoudiEvaluation *evaluation, const DoudiJsonValue *given, JsonBuilder *answer, GError **error);
gboolean doudi_ask_arrears (DoudiEvaluation *evaluation, const DoudiJsonValue *given, JsonBuilder *answer, GError **error);
gboolean doudi_ask_first_month (DoudiEvaluation *evaluation, const DoudiJsonValue *given, JsonBuilder *answer, GError **error);
gboolean doudi_ask_exclusive (DoudiEvaluation *evaluation, const DoudiJsonValue *given, JsonBuilder *answer, GError **error);
gboolean doudi_ask_age_out (DoudiEvaluation *evaluation, const DoudiJsonValue *given, JsonBuilder *answer, GError **error);
gboolean doudi_ask_low_income (DoudiEvaluation *evaluation, const DoudiJsonValue *given, JsonBuilder *answer, GError **error);
gboolean doudi_ask_class_screen (DoudiEvaluation *evaluation, const DoudiJsonValue *given, JsonBuilder *answer, GError **error);
gboolean doudi_ask_price_subsidy (DoudiEvaluation *evaluation, const DoudiJsonValue *given, JsonBuilder *answer, GError **error);
gboolean doudi_ask_temporary_aid (DoudiEvaluation *evaluation, const DoudiJsonValue *given, JsonBuilder *answer, GError **error);
gboolean doudi_ask_township_reserve (DoudiEvaluation *evaluation, const DoudiJsonValue *given, JsonBuilder *answer, GError **error);
gboolean doudi_ask_institution_staff (DoudiEvaluation *evaluation, const DoudiJsonValue *given, JsonBuilder *answer, GError **error);
gboolean doudi_ask_caseload_staff (DoudiEvaluation *evaluation, const DoudiJsonValue *given, JsonBuilder *answer, GError **error);
gboolean doudi_ask_child_difference (DoudiEvaluation *evaluation, const DoudiJsonValue *given, JsonBuilder *answer, GError **error);
gboolean doudi_ask_medical_cover (DoudiEvaluation *evaluation, const DoudiJsonValue *given, JsonBuilder *answer, GError **error);
gboolean doudi_ask_review_date (DoudiEvaluation *evaluation, const DoudiJsonValue *given, JsonBuilder *answer, GError **error);
gboolean doudi_ask_validity (DoudiEvaluation *evaluation, const DoudiJsonValue *given, JsonBuilder *answer, GError **error);
gboolean doudi_ask_deadline (DoudiEvaluation *evaluation, const DoudiJsonValue *given, JsonBuilder *answer, GError **error);
gboolean doudi_ask_work_ability (DoudiEvaluation *evaluation, const DoudiJsonValue *given, JsonBuilder *answer, GError **error);
gboolean doudi_ask_eligibility_children (DoudiEvaluation *evaluation, const DoudiJsonValue *given, JsonBuilder *answer, GError **error);

/* Of policy/, the way of a case */
gboolean doudi_ask_case_steps (DoudiEvaluation *evaluation, const DoudiJsonValue *given, JsonBuilder *answer, GError **error);
gboolean doudi_ask_case_progress (DoudiEvaluation *evaluation, const DoudiJsonValue *given, JsonBuilder *answer, GError **error);
gboolean doudi_ask_case_allows (DoudiEvaluation *evaluation, const DoudiJsonValue *given, JsonBuilder *answer, GError **error);
gboolean doudi_ask_hearing (DoudiEvaluation *evaluation, const DoudiJsonValue *given, JsonBuilder *answer, GError **error);

/* What the cases share */
DoudiPolicy *doudi_evaluation_load_policy (DoudiEvaluation *evaluation, const DoudiJsonValue *given, const char *member, DoudiJsonNeed need, GError **error);

/* Of policy/, what is assessed and counted */
gboolean doudi_ask_score (DoudiEvaluation *evaluation, const DoudiJsonValue *given, JsonBuilder *answer, GError **error);
gboolean doudi_ask_self_care (DoudiEvaluation *evaluation, const DoudiJsonValue *given, JsonBuilder *answer, GError **error);
gboolean doudi_ask_movement (DoudiEvaluation *evaluation, const DoudiJsonValue *given, JsonBuilder *answer, GError **error);
DoudiPolicy *doudi_evaluation_load_rules (DoudiEvaluation *evaluation, const DoudiJsonValue *given, const char *otherwise, GError **error);
const DoudiWorkingDays *doudi_evaluation_get_calendar (DoudiEvaluation *evaluation, GError **error);

/* The document of the rules that only one paper has, where a case names none. */
#define DOUDI_PREFECTURE_PLAN "gannan-2018"

/* For reading what is given, as the getters of DoudiJsonValue */
#define DOUDI_COUNT_MAX 1000000000
gboolean doudi_given_programme (const DoudiJsonValue *given, DoudiProgramme *programme, GError **error);
gboolean doudi_given_amount (const DoudiJsonValue *given, const char *name, DoudiJsonNeed need, DoudiFen *fen, GError **error);
gboolean doudi_given_count (const DoudiJsonValue *given, const char *name, DoudiJsonNeed need, gint64 *count, GError **error);
gboolean doudi_given_word (const DoudiJsonValue *given, const char *name, DoudiJsonNeed need, const DoudiWord *words, int *index, GError **error);
gboolean doudi_given_lacks (const DoudiJsonValue *given, const GError *failure, GError **error);

/* For writing answers */
void doudi_answer_string (JsonBuilder *answer, const char *name, const char *text);
void doudi_answer_amount (JsonBuilder *answer, const char *name, DoudiFen fen);
void doudi_answer_month (JsonBuilder *answer, const char *name, DoudiMonth month);
void doudi_answer_day (JsonBuilder *answer, const char *name, DoudiDay day);
void doudi_answer_boolean (JsonBuilder *answer, const char *name, gboolean truth);
void doudi_answer_integer (JsonBuilder *answer, const char *name, gint64 number);
void doudi_answer_strings (JsonBuilder *answer, const char *name, GPtrArray *texts);
void doudi_answer_explanation (JsonBuilder *answer, const GPtrArray *lines);
void doudi_answer_rule_days (JsonBuilder *answer, const DoudiRule *rule);
void doudi_answer_holidays_known (JsonBuilder *answer, const DoudiWorkingDays *calendar, DoudiDay from, DoudiDay to);

G_END_DECLS
