/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-temporary-aid.h"

#include "base/doudi-error.h"
#include "policy/doudi-policy-fail.h"

#include <glib/gi18n-lib.h>

/* An amount in the making. */
typedef struct
{
  const DoudiPolicy *policy;
  const DoudiAidFacts *facts;
  DoudiLanguage language;
  GPtrArray *lines;
  DoudiAid *result;
} Aid;

static const DoudiRule *
find_rule (const Aid *aid, DoudiRuleKind kind)
{
  return doudi_policy_find_rule (aid->policy, kind, (int) aid->result->kind, NULL,
                                 aid->facts->month);
}

static const DoudiRule *
find_way (const DoudiPolicy *policy, DoudiAidKind kind, DoudiMonth month)
{
  return doudi_policy_find_rule (policy, DOUDI_RULE_AID_WAY, (int) kind, NULL, month);
}

/**
 * doudi_temporary_aid_way:
 * @policy: what is known
 * @facts: a household that asks for aid
 *
 * How the amount is fixed, and with it what has to be known. Urgent aid for which an amount was
 * assessed and no months were counted is small aid where the policy has that.
 *
 * Returns: (transfer none) (nullable): the rule "aid-way" that applies, its case the kind that
 *   counts; %NULL if nothing is said of the kind
 */
const DoudiRule *
doudi_temporary_aid_way (const DoudiPolicy *policy, const DoudiAidFacts *facts)
{
  const DoudiRule *small = NULL;

  if (facts->kind == DOUDI_AID_KIND_URGENT && facts->assessed != DOUDI_AID_UNKNOWN
      && facts->months <= 0)
    small = find_way (policy, DOUDI_AID_KIND_URGENT_SMALL, facts->month);
  return small != NULL ? small : find_way (policy, facts->kind, facts->month);
}

/* Nothing is said of the kind: names those of which something is. */
static gboolean
fail_kind (const Aid *aid, GError **error)
{
  const DoudiWord *kinds = doudi_rule_info (DOUDI_RULE_AID_WAY)->cases;
  g_autoptr (GString) known = g_string_new (NULL);

  for (int i = 0; kinds[i].name != NULL; i++)
    {
      if (find_way (aid->policy, (DoudiAidKind) i, aid->facts->month) != NULL)
        g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", kinds[i].name);
    }
  return doudi_policy_fail_rule (aid->policy, DOUDI_RULE_AID_WAY, known->str, aid->facts->month,
                                 error);
}

/* A line that says what a rule allows at most. */
static DoudiExplanationLine *
add_limit (const Aid *aid, const DoudiRule *rule)
{
  const DoudiWord *kinds = doudi_rule_info (rule->kind)->cases;
  g_autofree char *limit = doudi_rule_value_text (rule, aid->language);
  DoudiExplanationLine *line = doudi_explanation_add_rule (aid->lines, rule, aid->language);

  doudi_explanation_line_set_text (
    line, kinds != NULL
            ? g_strdup_printf (doudi_say (aid->language, _ ("%s: at most %s"), "%s：最多%s"),
                               doudi_word_say (&kinds[rule->which], aid->language), limit)
            : g_strdup_printf (doudi_say (aid->language, _ ("for one cause in a year at most %s"),
                                          "同一事由一年内最多%s"),
                               limit));
  return line;
}

/* The months that count, at most those that the policy allows. */
static gint64
count_months (const Aid *aid)
{
  const DoudiRule *rule = find_rule (aid, DOUDI_RULE_AID_MONTHS);
  gint64 months = aid->facts->months;
  DoudiExplanationLine *line;

  if (rule == NULL)
    return months;
  line = add_limit (aid, rule);
  if (months <= rule->number)
    return months;
  aid->result->flags |= DOUDI_AID_FLAG_MONTHS_CAPPED;
  doudi_explanation_line_set_result (
    line, g_strdup_printf ("%" G_GINT64_FORMAT " → %" G_GINT64_FORMAT, months, rule->number),
    g_strdup_printf ("%" G_GINT64_FORMAT, rule->number));
  return rule->number;
}

static void
explain_formula (const Aid *aid, const DoudiRule *way, gint64 months)
{
  const DoudiAidFacts *facts = aid->facts;
  g_autofree char *standard = doudi_money_format (facts->standard);
  g_autofree char *result = doudi_money_format (aid->result->amount);
  DoudiExplanationLine *line = doudi_explanation_add_rule (aid->lines, way, aid->language);

  doudi_explanation_line_set_amount (line,
                                     g_strdup_printf ("%s × %" G_GINT64_FORMAT
                                                      " × %" G_GINT64_FORMAT " = %s",
                                                      standard, facts->persons, months, result),
                                     aid->result->amount, TRUE);
}

static gboolean
fail_fact (const char *what, GError **error)
{
  doudi_error_set (error, DOUDI_ERROR_NO_FACT, NULL,
                   _ ("The amount needs a fact that is not recorded: %s. Record it."), what);
  return FALSE;
}

static gboolean
pay_by_formula (const Aid *aid, const DoudiRule *way, GError **error)
{
  const DoudiAidFacts *facts = aid->facts;
  gint64 months;
  DoudiFen monthly;

  if (facts->persons < 0 || facts->months < 0 || facts->standard < 0)
    return fail_fact (_ ("persons, months and the urban low-income standard"), error);
  months = count_months (aid);
  if (!doudi_money_multiply (facts->standard, facts->persons, &monthly)
      || !doudi_money_multiply (monthly, months, &aid->result->amount))
    return doudi_fail_beyond_measure (error);
  explain_formula (aid, way, months);
  return TRUE;
}

static gboolean
pay_assessed (const Aid *aid, const DoudiRule *way, GError **error)
{
  DoudiFen assessed = aid->facts->assessed;

  if (assessed < 0)
    return fail_fact (_ ("the amount that was assessed"), error);
  if (way->number == DOUDI_AID_CASE_BY_CASE)
    aid->result->flags |= DOUDI_AID_FLAG_CASE_BY_CASE;
  aid->result->amount = assessed;
  doudi_explanation_line_set_amount (doudi_explanation_add_rule (aid->lines, way, aid->language),
                                     doudi_money_format (assessed), assessed, TRUE);
  return TRUE;
}

static void
cap_amount (const Aid *aid)
{
  const DoudiRule *rule = find_rule (aid, DOUDI_RULE_AID_CAP);
  DoudiFen over;
  g_autofree char *text = NULL;

  if (rule == NULL || aid->result->amount <= rule->number)
    return;
  over = aid->result->amount - rule->number;
  text = doudi_money_format (over);
  aid->result->flags |= DOUDI_AID_FLAG_AMOUNT_CAPPED;
  aid->result->amount = rule->number;
  doudi_explanation_line_set_amount (add_limit (aid, rule), g_strdup_printf ("− %s", text), -over,
                                     TRUE);
}

/* Whether the cause had its aid this year; a person decides what follows. */
static void
look_at_cause (const Aid *aid)
{
  const DoudiRule *rule
    = doudi_policy_find_rule (aid->policy, DOUDI_RULE_AID_TIMES, 0, NULL, aid->facts->month);
  DoudiExplanationLine *line;

  if (rule == NULL || aid->facts->earlier < rule->number)
    return;
  aid->result->flags |= DOUDI_AID_FLAG_REPEATED_CAUSE;
  line = add_limit (aid, rule);
  doudi_explanation_line_set_result (
    line,
    g_strdup_printf ("%" G_GINT64_FORMAT " ≥ %" G_GINT64_FORMAT, aid->facts->earlier, rule->number),
    g_strdup_printf ("%" G_GINT64_FORMAT, aid->facts->earlier));
}

/**
 * doudi_temporary_aid:
 * @policy: what is known
 * @facts: a household that asks for aid
 * @language: of the lines
 * @result: (out): what it is given
 * @error: %DOUDI_ERROR_NO_STANDARD if nothing is said of the kind, naming those of which something
 *   is; %DOUDI_ERROR_NO_FACT if a number is not known that the way needs; %DOUDI_ERROR_BAD_DATA if
 *   the amount is beyond all measure
 *
 * Temporary aid by the way that the policy has for the kind (prefecture plan 2018, 二.4(1);
 * provincial rule 2021): the urban standard times persons times months, with at most so many
 * months; what was assessed; or, for a sudden accident such as a fire or a traffic accident, what a
 * meeting finds case by case. None is more than the cap of the kind. Aid given before for the same
 * cause is only flagged: 国发〔2014〕47号 refuses it "without good reason", which a person judges.
 *
 * Returns: (transfer full) (element-type DoudiExplanationLine): the reasons, of which those that
 *   add come to the amount; %NULL with @error set
 */
GPtrArray *
doudi_temporary_aid (const DoudiPolicy *policy,
                     const DoudiAidFacts *facts,
                     DoudiLanguage language,
                     DoudiAid *result,
                     GError **error)
{
  g_autoptr (GPtrArray) lines = doudi_explanation_new ();
  Aid aid = { policy, facts, language, lines, result };
  const DoudiRule *way = doudi_temporary_aid_way (policy, facts);
  gboolean done;

  *result = (DoudiAid){ .kind = facts->kind };
  if (way == NULL)
    {
      fail_kind (&aid, error);
      return NULL;
    }
  result->kind = (DoudiAidKind) way->which;
  result->way = (int) way->number;
  done = way->number == DOUDI_AID_FORMULA ? pay_by_formula (&aid, way, error)
                                          : pay_assessed (&aid, way, error);
  if (!done)
    return NULL;
  cap_amount (&aid);
  look_at_cause (&aid);
  return g_steal_pointer (&lines);
}

/**
 * doudi_aid_flag_names:
 *
 * Returns: (transfer none): the names of #DoudiAidFlag by bit, %NULL-terminated
 */
const char *const *
doudi_aid_flag_names (void)
{
  static const char *const names[]
    = { "months-capped", "case-by-case", "amount-capped", "repeated-cause", NULL };

  return names;
}

static void
explain_balance (GPtrArray *lines,
                 const DoudiReserveFacts *facts,
                 const DoudiReserve *result,
                 DoudiLanguage language)
{
  g_autofree char *fund = doudi_money_format (result->fund);
  g_autofree char *replenished = doudi_money_format (facts->replenished);
  g_autofree char *spent = doudi_money_format (facts->spent);
  g_autofree char *balance = doudi_money_format (result->balance);
  DoudiExplanationLine *line = doudi_explanation_add (
    lines, "balance", doudi_say (language, _ ("Balance of the reserve"), "备用金余额"),
    g_strdup (
      doudi_say (language, _ ("the year's reserve less what was spent"), "当年备用金减去已支出")));

  doudi_explanation_line_set_amount (
    line,
    facts->replenished == 0
      ? g_strdup_printf ("%s − %s = %s", fund, spent, balance)
      : g_strdup_printf ("%s + %s − %s = %s", fund, replenished, spent, balance),
    result->balance, FALSE);
}

static void
explain_request (GPtrArray *lines,
                 const DoudiReserveFacts *facts,
                 const DoudiReserve *result,
                 DoudiLanguage language)
{
  g_autofree char *request = doudi_money_format (facts->request);
  g_autofree char *balance = doudi_money_format (result->balance);
  DoudiExplanationLine *line = doudi_explanation_add (
    lines, "request", doudi_say (language, _ ("Request"), "本次申请"),
    g_strdup (
      result->enough
        ? doudi_say (language, _ ("the township pays from its reserve"), "由乡镇从备用金中支付")
        : doudi_say (language, _ ("the reserve does not suffice: refer to the county"),
                     "备用金不足，报县级审批")));

  doudi_explanation_line_set_result (
    line, g_strdup_printf ("%s %s %s", request, result->enough ? "≤" : ">", balance),
    g_strdup (request));
}

static void
explain_fund (GPtrArray *lines,
              const DoudiRule *rule,
              gint64 population,
              DoudiFen fund,
              DoudiLanguage language)
{
  g_autofree char *each = doudi_money_format (rule->number);
  g_autofree char *text = doudi_money_format (fund);
  DoudiExplanationLine *line = doudi_explanation_add_rule (lines, rule, language);

  doudi_explanation_line_set_text (
    line, g_strdup_printf (doudi_say (language, _ ("%s yuan a year for each registered person"),
                                      "按户籍人口每人每年%s元"),
                           each));
  doudi_explanation_line_set_amount (
    line, g_strdup_printf ("%s × %" G_GINT64_FORMAT " = %s", each, population, text), fund, FALSE);
}

/**
 * doudi_township_reserve:
 * @policy: what is known
 * @facts: a township
 * @language: of the lines
 * @result: (out): what its reserve holds
 * @error: %DOUDI_ERROR_NO_STANDARD if the policy has no reserve; %DOUDI_ERROR_BAD_DATA if it is
 *   beyond all measure
 *
 * Whether a township may pay urgent aid from its reserve: so much a year for each registered person
 * (prefecture plan 2018, 二.4(3): 1 yuan), less what was spent. What is more goes to the county.
 *
 * Returns: (transfer full) (element-type DoudiExplanationLine): the reasons, %NULL with @error set
 */
GPtrArray *
doudi_township_reserve (const DoudiPolicy *policy,
                        const DoudiReserveFacts *facts,
                        DoudiLanguage language,
                        DoudiReserve *result,
                        GError **error)
{
  g_autoptr (GPtrArray) lines = doudi_explanation_new ();
  const DoudiRule *rule
    = doudi_policy_find_rule (policy, DOUDI_RULE_RESERVE, 0, NULL, facts->month);

  *result = (DoudiReserve){ 0 };
  if (rule == NULL)
    {
      doudi_policy_fail_rule (policy, DOUDI_RULE_RESERVE, NULL, facts->month, error);
      return NULL;
    }
  if (!doudi_money_multiply (rule->number, facts->population, &result->fund))
    {
      doudi_fail_beyond_measure (error);
      return NULL;
    }
  result->balance = result->fund + facts->replenished - facts->spent;
  result->enough = facts->request <= result->balance;
  explain_fund (lines, rule, facts->population, result->fund, language);
  explain_balance (lines, facts, result, language);
  explain_request (lines, facts, result, language);
  return g_steal_pointer (&lines);
}
