/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-evaluate.h"

#include "base/doudi-error.h"
#include "policy/doudi-assessment-form.h"
#include "policy/doudi-evaluate-asks.h"

#include <glib/gi18n-lib.h>

/* A kind of question, and what may be given with it. Other members are left aside, and named in the
 * answer so that a misspelt one is noticed. */
typedef struct
{
  const char *name;
  DoudiAskFunc func;
  const char *members[16];
} Ask;

static const Ask asks[] = {
  { "age-out",
    doudi_ask_age_out,
    { "policy", "rule", "programme", "birth_date", "in_school", "month", "known_on" } },
  { "amount-in-words", doudi_ask_amount_in_words, { "amount" } },
  { "arrears",
    doudi_ask_arrears,
    { "policy", "programme", "residence", "facts", "through", "known_on", "paid", "parts" } },
  { "bank-account", doudi_ask_bank_account, { "number" } },
  { "case-allows",
    doudi_ask_case_allows,
    { "policy", "rule", "programme", "residence", "applied", "urgent", "kin", "special", "minor",
      "events", "event", "day", "today", "known_on" } },
  { "case-progress",
    doudi_ask_case_progress,
    { "policy", "rule", "programme", "residence", "applied", "urgent", "kin", "special", "minor",
      "events", "step", "known_on" } },
  { "case-steps",
    doudi_ask_case_steps,
    { "policy", "rule", "programme", "residence", "applied", "urgent", "kin", "minor",
      "known_on" } },
  { "caseload-staff",
    doudi_ask_caseload_staff,
    { "policy", "rule", "recipients", "present_staff", "month", "known_on" } },
  { "child-difference",
    doudi_ask_child_difference,
    { "policy", "rule", "standard", "low_income_share", "disability_living", "special_hardship",
      "month", "known_on" } },
  { "class-screen",
    doudi_ask_class_screen,
    { "policy", "rule", "class", "persons", "yearly_income", "monthly_amount_per_person",
      "residence", "month", "known_on" } },
  { "deadline", doudi_ask_deadline, { "policy", "rule", "programme", "step", "from", "known_on" } },
  { "disability-card", doudi_ask_disability_card, { "number", "holder", "today" } },
  { "division-code", doudi_ask_division_code, { "code" } },
  { "eligibility-children",
    doudi_ask_eligibility_children,
    { "policy", "rule", "on", "birth_date", "father", "mother", "known_on" } },
  { "entitlement",
    doudi_ask_entitlement,
    { "policy", "programme", "residence", "facts", "from", "to", "known_on", "parts" } },
  { "exclusive", doudi_ask_exclusive, { "programmes", "policy", "month", "known_on" } },
  { "first-month",
    doudi_ask_first_month,
    { "programme", "applied", "decided", "policy", "known_on" } },
  { "hearing",
    doudi_ask_hearing,
    { "policy", "rule", "programme", "residence", "month", "invited", "present", "villagers", "for",
      "against", "abstained", "known_on" } },
  { "identity-number", doudi_ask_identity_number, { "number", "today" } },
  { "institution-staff",
    doudi_ask_institution_staff,
    { "policy", "rule", "able", "partly", "unable", "present_staff", "present_care_staff", "month",
      "known_on" } },
  { "low-income",
    doudi_ask_low_income,
    { "policy", "rule", "residence", "method", "rounding", "persons", "monthly", "class", "month",
      "known_on", "assets" } },
  { "mask", doudi_ask_mask, { "number", "purpose", "kind" } },
  { "medical-cover",
    doudi_ask_medical_cover,
    { "policy", "rule", "own_cost", "month", "known_on" } },
  { "movement",
    doudi_ask_movement,
    { "opening", "entered", "left", "members_added", "members_lost" } },
  { "notice-guard", doudi_ask_notice_guard, { "text" } },
  { "notice-period", doudi_ask_notice_period, { "posted", "days", "counting" } },
  { "price-subsidy",
    doudi_ask_price_subsidy,
    { "policy", "rule", "index_month", "cpi", "cpi_food", "low_income_index", "persons", "base",
      "known_on" } },
  { "review-date",
    doudi_ask_review_date,
    { "policy", "rule", "programme", "confirmed", "income_stable", "able_bodied", "without_means",
      "residence", "class", "known_on" } },
  { "score", doudi_ask_score, { "form", "answers" } },
  { "self-care", doudi_ask_self_care, { "failed" } },
  { "temporary-aid",
    doudi_ask_temporary_aid,
    { "policy", "rule", "kind", "persons", "months", "urban_monthly_standard", "assessed",
      "previous_same_cause", "month", "known_on" } },
  { "township-reserve",
    doudi_ask_township_reserve,
    { "policy", "rule", "registered_population", "spent", "request", "replenished", "month",
      "known_on" } },
  { "validity",
    doudi_ask_validity,
    { "policy", "rule", "programme", "residence", "class", "from", "known_on" } },
  { "work-ability",
    doudi_ask_work_ability,
    { "policy", "rule", "birth_date", "on", "disability_class", "disability_grade", "known_on" } },
  { "working-days", doudi_ask_working_days, { "from", "days" } },
};

/**
 * doudi_evaluate_asks:
 *
 * Returns: (transfer none): the kinds of questions that can be asked, sorted, %NULL-terminated
 */
const char *const *
doudi_evaluate_asks (void)
{
  static const char *names[G_N_ELEMENTS (asks) + 1];
  static gsize filled = 0;

  if (g_once_init_enter (&filled))
    {
      for (guint i = 0; i < G_N_ELEMENTS (asks); i++)
        names[i] = asks[i].name;
      g_once_init_leave (&filled, 1);
    }
  return names;
}

static const Ask *
find_ask (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (asks); i++)
    {
      if (g_str_equal (asks[i].name, name))
        return &asks[i];
    }
  return NULL;
}

/* Names in the answer what was given and is not looked at. */
static void
answer_ignored (JsonBuilder *answer, const Ask *ask, const DoudiJsonValue *given)
{
  g_auto (GStrv) names = doudi_json_dup_member_names (given);
  g_autoptr (GPtrArray) ignored = g_ptr_array_new ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      if (!g_strv_contains (ask->members, names[i]))
        g_ptr_array_add (ignored, names[i]);
    }
  if (ignored->len > 0)
    doudi_answer_strings (answer, "ignored", ignored);
}

/* The answer to one case as an object, %NULL with @error set. */
static JsonNode *
answer_case (DoudiEvaluation *evaluation, const DoudiJsonValue *value, GError **error)
{
  g_autoptr (JsonBuilder) answer = json_builder_new ();
  const DoudiJsonValue *given = NULL;
  const char *name = NULL;
  const Ask *ask;

  if (!doudi_json_get_string (value, "ask", DOUDI_JSON_REQUIRED, &name, error)
      || !doudi_json_get_object (value, "given", DOUDI_JSON_REQUIRED, &given, error))
    return NULL;
  ask = find_ask (name);
  if (ask == NULL)
    {
      g_autofree char *list = g_strjoinv (", ", (GStrv) doudi_evaluate_asks ());

      doudi_json_value_set_error (doudi_json_get_member (value, "ask"), error,
                                  _ ("unknown ask “%s”; known are: %s"), name, list);
      return NULL;
    }
  json_builder_begin_object (answer);
  if (!ask->func (evaluation, given, answer, error))
    return NULL;
  answer_ignored (answer, ask, given);
  json_builder_end_object (answer);
  return json_builder_get_root (answer);
}

static void
add_error (JsonBuilder *builder, const GError *error)
{
  json_builder_set_member_name (builder, "error");
  json_builder_begin_object (builder);
  doudi_answer_string (builder, "code", doudi_error_get_name (error));
  doudi_answer_string (builder, "message", error->message);
  doudi_answer_string (builder, "where", doudi_error_get_where (error));
  json_builder_end_object (builder);
}

/* Adds {"id","answer"} or {"id","error"}; the id is null where there is none to repeat. */
static void
evaluate_case (DoudiEvaluation *evaluation, const DoudiJsonValue *value, JsonBuilder *builder)
{
  g_autoptr (GError) error = NULL;
  const char *id = NULL;
  JsonNode *answer = NULL;

  if (doudi_json_check_object (value, &error)
      && doudi_json_get_string (value, "id", DOUDI_JSON_REQUIRED, &id, &error))
    answer = answer_case (evaluation, value, &error);
  json_builder_begin_object (builder);
  doudi_answer_string (builder, "id", id);
  if (answer != NULL)
    {
      json_builder_set_member_name (builder, "answer");
      json_builder_add_value (builder, answer);
    }
  else
    add_error (builder, error);
  json_builder_end_object (builder);
}

static void
evaluation_clear (DoudiEvaluation *evaluation)
{
  g_clear_pointer (&evaluation->documents, g_hash_table_unref);
  g_clear_pointer (&evaluation->forms, g_hash_table_unref);
  g_clear_pointer (&evaluation->calendar, doudi_working_days_free);
}

/**
 * doudi_evaluate:
 * @json: an array of cases {"id", "ask", "given"}; other members are left aside
 * @length: its bytes, -1 if it ends with NUL
 * @where: the file's name, for messages
 * @error: %DOUDI_ERROR_BAD_DATA if @json is no JSON or no array
 *
 * Asks the pure rules of this layer and of base: no caseload, no clock. A case that cannot be
 * answered has an error of its own and does not keep the others from being answered.
 *
 * Returns: (transfer full): an array of {"id", "answer"} or {"id", "error": {"code", "message",
 *   "where"}} in the order of the cases; %NULL with @error set
 */
char *
doudi_evaluate (const char *json, gssize length, const char *where, GError **error)
{
  g_autoptr (DoudiJsonDocument) document = doudi_json_document_load (json, length, where, error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  DoudiEvaluation evaluation = { 0 };
  const DoudiJsonValue *cases;

  if (document == NULL)
    return NULL;
  cases = doudi_json_document_get_root (document);
  if (!doudi_json_check_array (cases, error))
    return NULL;
  evaluation.documents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                (GDestroyNotify) doudi_policy_document_unref);
  evaluation.forms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                            (GDestroyNotify) doudi_assessment_form_unref);
  json_builder_begin_array (builder);
  for (guint i = 0; i < doudi_json_array_get_length (cases); i++)
    evaluate_case (&evaluation, doudi_json_array_get (cases, i), builder);
  json_builder_end_array (builder);
  evaluation_clear (&evaluation);
  root = json_builder_get_root (builder);
  return json_to_string (root, TRUE);
}
