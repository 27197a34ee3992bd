/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "base/doudi-error.h"
#include "policy/doudi-entitlement.h"
#include "policy/doudi-evaluate-asks.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PERSONS_MAX 10000
/* A hundred years: more months than an award has. */
#define MONTHS_MAX 1200

/* What "entitlement" and "arrears" are both given. */
typedef struct
{
  DoudiPolicy *policy;
  DoudiEntitlementFacts facts;
  GArray *terms;
  GStrv parts;
} Award;

static void
award_clear (Award *award)
{
  g_clear_pointer (&award->policy, doudi_policy_unref);
  g_clear_pointer (&award->terms, g_array_unref);
  g_clear_pointer (&award->parts, g_strfreev);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Award, award_clear)

/* Adds one entry of "key_persons": how many persons have these reasons for a top-up. */
static gboolean
load_key_persons (const DoudiJsonValue *value, DoudiTerm *term, GError **error)
{
  static const char *const members[] = { "reasons", "persons", NULL };
  const DoudiWord *words = doudi_rule_info (DOUDI_RULE_TOP_UP)->cases;
  const DoudiJsonValue *list = NULL;
  g_auto (GStrv) reasons = NULL;
  gint64 persons = 0;
  guint set = 0;

  if (!doudi_json_check_members (value, members, error)
      || !doudi_json_get_array (value, "reasons", DOUDI_JSON_REQUIRED, &list, error)
      || !doudi_json_array_dup_strings (list, &reasons, error)
      || !doudi_json_get_integer (value, "persons", DOUDI_JSON_REQUIRED, 0, PERSONS_MAX, &persons,
                                  error))
    return FALSE;
  for (guint i = 0; reasons[i] != NULL; i++)
    {
      g_auto (GStrv) names = doudi_word_dup_names (words);
      g_autofree char *known = g_strjoinv (", ", names);
      int reason = doudi_word_find (words, reasons[i]);

      if (reason < 0)
        {
          doudi_json_value_set_error (doudi_json_array_get (list, i), error,
                                      _ ("“%s” is no reason for a top-up; allowed are: %s"),
                                      reasons[i], known);
          return FALSE;
        }
      set |= 1u << reason;
    }
  term->key_persons[set] += (guint16) persons;
  return TRUE;
}

/* What an amount may depend on besides persons, class and care. */
static gboolean
load_facts (const DoudiJsonValue *value, DoudiTerm *term, GError **error)
{
  const DoudiJsonValue *list = NULL;

  term->income_known = doudi_json_get_member (value, "yearly_income") != NULL;
  if (!doudi_given_amount (value, "yearly_income", DOUDI_JSON_OPTIONAL, &term->yearly_income, error)
      || !doudi_json_get_boolean (value, "single_person", DOUDI_JSON_OPTIONAL, &term->single_person,
                                  error)
      || !doudi_json_get_boolean (value, "taper", DOUDI_JSON_OPTIONAL, &term->taper, error)
      || !doudi_json_get_array (value, "key_persons", DOUDI_JSON_OPTIONAL, &list, error))
    return FALSE;
  for (guint i = 0; list != NULL && i < doudi_json_array_get_length (list); i++)
    if (!load_key_persons (doudi_json_array_get (list, i), term, error))
      return FALSE;
  return TRUE;
}

static gboolean
load_term (const DoudiJsonValue *value, DoudiTerm *term, GError **error)
{
  static const char *const members[]
    = { "from",          "persons",       "class", "care",        "self_care",
        "yearly_income", "single_person", "taper", "key_persons", NULL };
  gint64 persons = 1, benefit_class = 0;
  int care = 0, self_care = 0;

  if (!doudi_json_check_members (value, members, error)
      || !doudi_json_get_month (value, "from", DOUDI_JSON_REQUIRED, &term->from, error)
      || !doudi_json_get_integer (value, "persons", DOUDI_JSON_OPTIONAL, 0, PERSONS_MAX, &persons,
                                  error)
      || !doudi_json_get_integer (value, "class", DOUDI_JSON_OPTIONAL, 1, 4, &benefit_class, error)
      || !doudi_json_get_word (value, "care", DOUDI_JSON_OPTIONAL, doudi_care_names (), &care,
                               error)
      || !doudi_json_get_word (value, "self_care", DOUDI_JSON_OPTIONAL, doudi_self_care_names (),
                               &self_care, error))
    return FALSE;
  term->persons = (int) persons;
  term->benefit_class = (int) benefit_class;
  term->care = (DoudiCare) care;
  term->self_care = (DoudiSelfCare) self_care;
  return load_facts (value, term, error);
}

/* The terms in "facts", which must follow each other in time. */
static gboolean
load_terms (const DoudiJsonValue *given, GArray *terms, GError **error)
{
  const DoudiJsonValue *list = NULL;

  if (!doudi_json_get_array (given, "facts", DOUDI_JSON_REQUIRED, &list, error))
    return FALSE;
  for (guint i = 0; i < doudi_json_array_get_length (list); i++)
    {
      const DoudiJsonValue *value = doudi_json_array_get (list, i);
      DoudiTerm term = { 0 };

      if (!load_term (value, &term, error))
        return FALSE;
      if (i > 0 && g_array_index (terms, DoudiTerm, i - 1).from >= term.from)
        {
          doudi_json_value_set_error (
            value, error, _ ("“facts” must be in the order of their months, one for a month"));
          return FALSE;
        }
      g_array_append_val (terms, term);
    }
  return TRUE;
}

static gboolean
load_award (DoudiEvaluation *evaluation, const DoudiJsonValue *given, Award *award, GError **error)
{
  const DoudiJsonValue *parts = NULL;
  int residence = DOUDI_RESIDENCE_ANY;

  award->terms = g_array_new (FALSE, FALSE, sizeof (DoudiTerm));
  award->policy
    = doudi_evaluation_load_policy (evaluation, given, "policy", DOUDI_JSON_REQUIRED, error);
  if (award->policy == NULL || !doudi_given_programme (given, &award->facts.programme, error)
      || !doudi_json_get_word (given, "residence", DOUDI_JSON_OPTIONAL, doudi_residence_names (),
                               &residence, error)
      || !load_terms (given, award->terms, error)
      || !doudi_json_get_array (given, "parts", DOUDI_JSON_OPTIONAL, &parts, error)
      || (parts != NULL && !doudi_json_array_dup_strings (parts, &award->parts, error)))
    return FALSE;
  award->facts.residence = (DoudiResidence) residence;
  award->facts.terms = (const DoudiTerm *) (gpointer) award->terms->data;
  award->facts.n_terms = award->terms->len;
  award->facts.parts = (const char *const *) award->parts;
  return TRUE;
}

/* One month in words: "Class I, 310.00 yuan a person and month, 3 persons: 310.00 × 3 = 930.00
 * [paper]". */
static char *
explain_month (const Award *award, DoudiMonth month, GError **error)
{
  DoudiFen amount;
  g_autoptr (GPtrArray) lines = doudi_entitlement_explain (
    award->policy, &award->facts, month, DOUDI_LANGUAGE_INTERFACE, &amount, error);
  g_autoptr (GString) text = g_string_new (NULL);

  if (lines == NULL)
    return NULL;
  for (guint i = 0; i < lines->len; i++)
    {
      g_autofree char *line
        = doudi_explanation_line_to_text (g_ptr_array_index (lines, i), DOUDI_LANGUAGE_INTERFACE);

      g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", line);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Adds "2018-01 – 2018-06: @text". */
static void
add_explanation (GPtrArray *texts, DoudiMonth from, DoudiMonth to, const char *text)
{
  g_autofree char *first = doudi_month_format_iso (from);
  g_autofree char *last = doudi_month_format_iso (to);

  g_ptr_array_add (texts, from == to ? g_strdup_printf ("%s: %s", first, text)
                                     : g_strdup_printf ("%s – %s: %s", first, last, text));
}

/* The "explanation": a line for each run of months with the same reasons. */
static gboolean
answer_explanation (JsonBuilder *answer,
                    const Award *award,
                    DoudiMonth from,
                    DoudiMonth to,
                    GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *current = NULL;
  DoudiMonth since = from;

  for (DoudiMonth month = from; month <= to; month = doudi_month_add (month, 1))
    {
      g_autofree char *text = explain_month (award, month, error);

      if (text == NULL)
        return FALSE;
      if (current != NULL && !g_str_equal (current, text))
        {
          add_explanation (texts, since, doudi_month_add (month, -1), current);
          since = month;
        }
      g_free (current);
      current = g_steal_pointer (&text);
    }
  if (current != NULL)
    add_explanation (texts, since, to, current);
  doudi_answer_strings (answer, "explanation", texts);
  return TRUE;
}

/* Whether the months from @from to @to, member @name of @given, are a range that can be walked. */
static gboolean
check_range (const DoudiJsonValue *given,
             const char *name,
             DoudiMonth from,
             DoudiMonth to,
             GError **error)
{
  int n = doudi_month_between (from, to);

  if (n >= 0 && n < MONTHS_MAX)
    return TRUE;
  doudi_json_value_set_error (
    doudi_json_get_member (given, name), error,
    _ ("“%s” must not be before the first month, nor %d months or more after it"), name,
    MONTHS_MAX);
  return FALSE;
}

/**
 * doudi_ask_entitlement:
 * @evaluation: what the cases share
 * @given: policy, programme, facts (a list of from, persons, class, care, self_care; yearly_income,
 *   single_person, taper, key_persons (reasons, persons)), from, to;
 *   optional residence, known_on, parts
 * @answer: months (month, amount), total, explanation
 * @error: a member is wrong, or no standard is in force
 *
 * What an award is worth month by month: doudi_entitlement().
 *
 * Returns: %TRUE if answered
 */
gboolean
doudi_ask_entitlement (DoudiEvaluation *evaluation,
                       const DoudiJsonValue *given,
                       JsonBuilder *answer,
                       GError **error)
{
  g_auto (Award) award = { 0 };
  DoudiMonth from = DOUDI_MONTH_NONE, to = DOUDI_MONTH_NONE;
  DoudiFen total = 0;

  if (!load_award (evaluation, given, &award, error)
      || !doudi_json_get_month (given, "from", DOUDI_JSON_REQUIRED, &from, error)
      || !doudi_json_get_month (given, "to", DOUDI_JSON_REQUIRED, &to, error)
      || !check_range (given, "to", from, to, error))
    return FALSE;
  json_builder_set_member_name (answer, "months");
  json_builder_begin_array (answer);
  for (DoudiMonth month = from; month <= to; month = doudi_month_add (month, 1))
    {
      DoudiFen amount;

      if (!doudi_entitlement (award.policy, &award.facts, month, &amount, error))
        return FALSE;
      json_builder_begin_object (answer);
      doudi_answer_month (answer, "month", month);
      doudi_answer_amount (answer, "amount", amount);
      json_builder_end_object (answer);
      total += amount;
    }
  json_builder_end_array (answer);
  doudi_answer_amount (answer, "total", total);
  return answer_explanation (answer, &award, from, to, error);
}

/* One entry of "paid". */
static gboolean
load_payment (const DoudiJsonValue *value,
              DoudiMonth through,
              DoudiArrearsMonth *payment,
              GError **error)
{
  static const char *const members[] = { "month", "amount", NULL };

  if (!doudi_json_check_members (value, members, error)
      || !doudi_json_get_month (value, "month", DOUDI_JSON_REQUIRED, &payment->month, error)
      || !doudi_json_get_amount (value, "amount", DOUDI_JSON_REQUIRED, &payment->paid, error))
    return FALSE;
  if (payment->month <= through)
    return TRUE;
  doudi_json_value_set_error (value, error, _ ("“paid” holds a month after “through”"));
  return FALSE;
}

/* The months from @first to @through, nothing paid yet. */
static GArray *
months_new (DoudiMonth first, DoudiMonth through)
{
  GArray *months = g_array_new (FALSE, FALSE, sizeof (DoudiArrearsMonth));

  for (DoudiMonth month = first; month <= through; month = doudi_month_add (month, 1))
    {
      DoudiArrearsMonth entry = { .month = month };

      g_array_append_val (months, entry);
    }
  return months;
}

/* The months to compare: from the first one that is due or was paid, through the last. */
static GArray *
load_months (const DoudiJsonValue *given, const Award *award, DoudiMonth through, GError **error)
{
  g_autoptr (GArray) payments = g_array_new (FALSE, TRUE, sizeof (DoudiArrearsMonth));
  DoudiMonth first = award->facts.n_terms > 0 ? MIN (award->facts.terms[0].from, through) : through;
  const DoudiJsonValue *paid = NULL;
  GArray *months;

  if (!doudi_json_get_array (given, "paid", DOUDI_JSON_OPTIONAL, &paid, error))
    return NULL;
  g_array_set_size (payments, paid != NULL ? doudi_json_array_get_length (paid) : 0);
  for (guint i = 0; i < payments->len; i++)
    {
      DoudiArrearsMonth *payment = &g_array_index (payments, DoudiArrearsMonth, i);

      if (!load_payment (doudi_json_array_get (paid, i), through, payment, error))
        return NULL;
      first = MIN (first, payment->month);
    }
  if (!check_range (given, "through", first, through, error))
    return NULL;
  months = months_new (first, through);
  for (guint i = 0; i < payments->len; i++)
    {
      const DoudiArrearsMonth *payment = &g_array_index (payments, DoudiArrearsMonth, i);
      int index = doudi_month_between (first, payment->month);

      g_array_index (months, DoudiArrearsMonth, index).paid += payment->paid;
    }
  return months;
}

static void
answer_arrears (JsonBuilder *answer, const GArray *months)
{
  DoudiFen due = 0, paid = 0;

  json_builder_set_member_name (answer, "months");
  json_builder_begin_array (answer);
  for (guint i = 0; i < months->len; i++)
    {
      const DoudiArrearsMonth *entry = &g_array_index (months, DoudiArrearsMonth, i);

      json_builder_begin_object (answer);
      doudi_answer_month (answer, "month", entry->month);
      doudi_answer_amount (answer, "due", entry->due);
      doudi_answer_amount (answer, "paid", entry->paid);
      doudi_answer_amount (answer, "difference", entry->due - entry->paid);
      json_builder_end_object (answer);
      due += entry->due;
      paid += entry->paid;
    }
  json_builder_end_array (answer);
  doudi_answer_amount (answer, "due", due);
  doudi_answer_amount (answer, "paid", paid);
  doudi_answer_amount (answer, "difference", due - paid);
}

/**
 * doudi_ask_arrears:
 * @evaluation: what the cases share
 * @given: as doudi_ask_entitlement(), with through for from and to; paid (month, amount)
 * @answer: due, paid, difference, months (month, due, paid, difference), explanation
 * @error: a member is wrong, or no standard is in force
 *
 * Back-pay and recovery: doudi_arrears(), from the first month that is due or was paid.
 *
 * Returns: %TRUE if answered
 */
gboolean
doudi_ask_arrears (DoudiEvaluation *evaluation,
                   const DoudiJsonValue *given,
                   JsonBuilder *answer,
                   GError **error)
{
  g_auto (Award) award = { 0 };
  g_autoptr (GArray) months = NULL;
  DoudiMonth through = DOUDI_MONTH_NONE;

  if (!load_award (evaluation, given, &award, error)
      || !doudi_json_get_month (given, "through", DOUDI_JSON_REQUIRED, &through, error))
    return FALSE;
  months = load_months (given, &award, through, error);
  if (months == NULL
      || !doudi_arrears (award.policy, &award.facts, through,
                         (DoudiArrearsMonth *) (gpointer) months->data, months->len, error))
    return FALSE;
  answer_arrears (answer, months);
  return answer_explanation (answer, &award, g_array_index (months, DoudiArrearsMonth, 0).month,
                             through, error);
}

/**
 * doudi_ask_first_month:
 * @evaluation: what the cases share
 * @given: programme, applied, decided; optional policy, known_on
 * @answer: month
 * @error: a member is wrong, or the programme is not paid monthly
 *
 * doudi_programme_first_month().
 *
 * Returns: %TRUE if answered
 */
gboolean
doudi_ask_first_month (DoudiEvaluation *evaluation,
                       const DoudiJsonValue *given,
                       JsonBuilder *answer,
                       GError **error)
{
  DoudiProgramme programme = DOUDI_PROGRAMME_NONE;
  DoudiDay applied = DOUDI_DAY_NONE, decided = DOUDI_DAY_NONE;
  g_autoptr (DoudiPolicy) policy
    = doudi_evaluation_load_policy (evaluation, given, "policy", DOUDI_JSON_OPTIONAL, error);
  DoudiMonth month;

  if (policy == NULL || !doudi_given_programme (given, &programme, error)
      || !doudi_json_get_day (given, "applied", DOUDI_JSON_REQUIRED, &applied, error)
      || !doudi_json_get_day (given, "decided", DOUDI_JSON_REQUIRED, &decided, error))
    return FALSE;
  month = doudi_programme_first_month (policy, programme, applied, decided);
  if (month == DOUDI_MONTH_NONE)
    {
      doudi_json_value_set_error (doudi_json_get_member (given, "programme"), error,
                                  _ ("“%s” is not paid monthly"),
                                  doudi_programme_info (programme)->name);
      return FALSE;
    }
  doudi_answer_month (answer, "month", month);
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The names in "programmes", sorted; each must be one of a programme. */
static GStrv
load_programmes (const DoudiJsonValue *given, GError **error)
{
  const DoudiJsonValue *list = NULL;
  g_auto (GStrv) names = NULL;

  if (!doudi_json_get_array (given, "programmes", DOUDI_JSON_REQUIRED, &list, error)
      || !doudi_json_array_dup_strings (list, &names, error))
    return NULL;
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *known = NULL;

      if (doudi_programme_from_name (names[i]) != DOUDI_PROGRAMME_NONE)
        continue;
      known = g_strjoinv (", ", (GStrv) doudi_programme_names () + 1);
      doudi_json_value_set_error (doudi_json_array_get (list, i), error,
                                  _ ("“%s” is no programme; allowed are: %s"), names[i], known);
      return NULL;
    }
  qsort (names, g_strv_length (names), sizeof (char *), compare_names);
  return g_steal_pointer (&names);
}

/* Such as "Orphans + low income: exclude each other [paper]". */
static char *
explain_meeting (const char *one, const char *other, const DoudiRule *rule)
{
  g_autofree char *says = doudi_rule_value_text (rule, DOUDI_LANGUAGE_INTERFACE);

  return g_strdup_printf (
    _ ("%s, %s: %s [%s]"), _ (doudi_programme_info (doudi_programme_from_name (one))->label),
    _ (doudi_programme_info (doudi_programme_from_name (other))->label), says, rule->dated.source);
}

/**
 * doudi_ask_exclusive:
 * @evaluation: what the cases share
 * @given: programmes; optional policy, month, known_on
 * @answer: allowed; conflicts, sorted pairs of names; explanation
 * @error: a member is wrong
 *
 * Which of the benefits one person may not hold in one month: doudi_programmes_exclude().
 *
 * Returns: %TRUE if answered
 */
gboolean
doudi_ask_exclusive (DoudiEvaluation *evaluation,
                     const DoudiJsonValue *given,
                     JsonBuilder *answer,
                     GError **error)
{
  g_auto (GStrv) names = load_programmes (given, error);
  g_autoptr (DoudiPolicy) policy
    = names != NULL
        ? doudi_evaluation_load_policy (evaluation, given, "policy", DOUDI_JSON_OPTIONAL, error)
        : NULL;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  DoudiMonth month = DOUDI_MONTH_NONE;
  gboolean allowed = TRUE;

  if (policy == NULL || !doudi_json_get_month (given, "month", DOUDI_JSON_OPTIONAL, &month, error))
    return FALSE;
  json_builder_set_member_name (answer, "conflicts");
  json_builder_begin_array (answer);
  for (guint i = 0; names[i] != NULL; i++)
    {
      for (guint j = i + 1; names[j] != NULL; j++)
        {
          const DoudiRule *rule
            = doudi_programmes_meet (policy, doudi_programme_from_name (names[i]),
                                     doudi_programme_from_name (names[j]), month);

          if (rule != NULL)
            g_ptr_array_add (texts, explain_meeting (names[i], names[j], rule));
          if (rule == NULL || rule->number != DOUDI_EXCLUSION_EXCLUDE)
            continue;
          json_builder_begin_array (answer);
          json_builder_add_string_value (answer, names[i]);
          json_builder_add_string_value (answer, names[j]);
          json_builder_end_array (answer);
          allowed = FALSE;
        }
    }
  json_builder_end_array (answer);
  doudi_answer_boolean (answer, "allowed", allowed);
  doudi_answer_strings (answer, "explanation", texts);
  return TRUE;
}
