/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-income-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Parts of a fen in a yuan where the twelfths of a fen are whole. */
#define PARTS_IN_YUAN (G_GINT64_CONSTANT (100) * DOUDI_WHOLE)
#define DECIMALS_MAX 6

static DoudiFen
rounded (DoudiWide exact)
{
  DoudiFen fen = 0;

  doudi_divide (exact, DOUDI_INCOME_SCALE, DOUDI_ROUNDING_FEN, &fen);
  return fen;
}

/* An exact amount in yuan with as many decimals as it takes, two at least; half-up to the fen where
 * decimals do not suffice. */
static char *
exact_text (DoudiWide exact)
{
  DoudiWide parts = exact / DOUDI_MONTHS_IN_YEAR;
  char *text;
  gsize length;

  if (exact % DOUDI_MONTHS_IN_YEAR != 0 || parts > G_MAXINT64)
    return doudi_money_format (rounded (exact));
  text = g_strdup_printf ("%" G_GINT64_FORMAT ".%0*d", (gint64) (parts / PARTS_IN_YUAN),
                          DECIMALS_MAX, (int) (parts % PARTS_IN_YUAN));
  length = strlen (text);
  for (int i = DECIMALS_MAX; i > 2 && text[length - 1] == '0'; i--)
    text[--length] = '\0';
  return text;
}

/* The same of the months that the household's amounts are for. */
static char *
shown_text (const DoudiIncomeTest *test, DoudiWide exact)
{
  return exact_text (exact * doudi_income_months (test));
}

/*
 * doudi_income_explain_income:
 * @test: a test under way
 *
 * Says what the household has.
 */
void
doudi_income_explain_income (const DoudiIncomeTest *test)
{
  const DoudiHouseholdIncome *income = &test->facts->income;
  DoudiLanguage language = test->language;
  g_autofree char *wages = doudi_money_format (income->wages);
  g_autofree char *other = doudi_money_format (income->other);
  g_autofree char *left_out = doudi_money_format (income->not_counted);
  g_autofree char *counts = g_strdup_printf (
    doudi_say (language, _ ("wages %s yuan, other income %s yuan"), "工资性收入%s元，其他收入%s元"),
    wages, other);

  doudi_explanation_add (
    test->lines, "income",
    income->yearly ? doudi_say (language, _ ("Income of a year"), "家庭年收入")
                   : doudi_say (language, _ ("Income of a month"), "家庭月收入"),
    income->not_counted == 0
      ? g_strdup (counts)
      : g_strdup_printf (doudi_say (language, _ ("%s; %s yuan more are left out by the rules"),
                                    "%s；另有按规定不计入的%s元"),
                         counts, left_out));
}

/* What makes the minimum wage one of the months that the wages are for. */
static const char *
minimum_wage_months (const DoudiIncomeTest *test, const DoudiPolicyLine *minimum_wage)
{
  if (minimum_wage->yearly == test->facts->income.yearly)
    return "";
  return minimum_wage->yearly ? " ÷ 12" : " × 12";
}

/*
 * doudi_income_explain_work_cost:
 * @test: a test under way
 * @rule: how much is deducted
 * @minimum_wage: (nullable): of which, %NULL for the wages
 * @cost: what is deducted, fen × %DOUDI_INCOME_SCALE
 *
 * Says what working costs.
 */
void
doudi_income_explain_work_cost (const DoudiIncomeTest *test,
                                const DoudiRule *rule,
                                const DoudiPolicyLine *minimum_wage,
                                DoudiWide cost)
{
  DoudiLanguage language = test->language;
  DoudiFen of = minimum_wage != NULL ? minimum_wage->amount : test->facts->income.wages;
  g_autofree char *base = doudi_money_format (of);
  g_autofree char *share = doudi_percent_format (rule->number);
  g_autofree char *result = shown_text (test, cost);
  DoudiExplanationLine *line = doudi_explanation_add_rule (test->lines, rule, language);
  int earners = test->facts->income.wage_earners;

  if (minimum_wage == NULL)
    doudi_explanation_line_set_text (
      line, g_strdup_printf (doudi_say (language, _ ("%s of the wages"), "工资性收入的%s"), share));
  else
    doudi_explanation_line_set_text (
      line,
      g_strdup_printf (doudi_say (language, _ ("%s of the minimum wage for each who earns wages"),
                                  "每名就业成员扣减最低工资标准的%s"),
                       share));
  doudi_explanation_line_set_amount (line,
                                     minimum_wage == NULL
                                       ? g_strdup_printf ("%s × %s = %s", base, share, result)
                                       : g_strdup_printf ("%s%s × %s × %d → %s", base,
                                                          minimum_wage_months (test, minimum_wage),
                                                          share, earners, result),
                                     -rounded (cost), FALSE);
}

/*
 * doudi_income_explain_rigid_cost:
 * @test: a test under way
 * @rule: (nullable): how much of it is deducted, %NULL for nothing
 * @spent: what the household spends
 * @cost: what is deducted, fen × %DOUDI_INCOME_SCALE
 *
 * Says what a cost takes off the income.
 */
void
doudi_income_explain_rigid_cost (const DoudiIncomeTest *test,
                                 const DoudiRule *rule,
                                 DoudiFen spent,
                                 DoudiWide cost)
{
  DoudiLanguage language = test->language;
  const DoudiRuleInfo *info = doudi_rule_info (DOUDI_RULE_RIGID_COST);
  g_autofree char *share = doudi_percent_format (rule != NULL ? rule->number : 0);
  g_autofree char *base = doudi_money_format (spent);
  g_autofree char *result = shown_text (test, cost);
  DoudiExplanationLine *line;

  if (rule == NULL)
    {
      doudi_explanation_add (
        test->lines, info->word.name, doudi_word_say (&info->word, language),
        g_strdup_printf (doudi_say (language, _ ("%s yuan are spent that no rule deducts"),
                                    "支出%s元，没有规定可以扣减"),
                         base));
      return;
    }
  line = doudi_explanation_add_rule (test->lines, rule, language);
  doudi_explanation_line_set_amount (line, g_strdup_printf ("%s × %s = %s", base, share, result),
                                     -rounded (cost), FALSE);
}

/*
 * doudi_income_explain_countable:
 * @test: a test under way
 * @deducted: all that is taken off, fen × %DOUDI_INCOME_SCALE
 * @countable: what is left, half-up
 *
 * Says what counts.
 */
void
doudi_income_explain_countable (const DoudiIncomeTest *test, DoudiWide deducted, DoudiFen countable)
{
  DoudiLanguage language = test->language;
  DoudiWide gross = ((DoudiWide) test->facts->income.wages + test->facts->income.other)
                    * (DOUDI_INCOME_SCALE / doudi_income_months (test));
  g_autofree char *whole = shown_text (test, gross);
  g_autofree char *taken = shown_text (test, deducted);
  g_autofree char *result = shown_text (test, test->countable);
  DoudiExplanationLine *line = doudi_explanation_add (
    test->lines, "countable-income",
    test->facts->income.yearly
      ? doudi_say (language, _ ("Income of a year that counts"), "核定家庭年收入")
      : doudi_say (language, _ ("Income that counts"), "核定家庭月收入"),
    g_strdup (doudi_say (language, _ ("income less what is deducted, not below 0"),
                         "收入减去各项扣减，不低于0")));

  doudi_explanation_line_set_amount (
    line, g_strdup_printf ("%s − %s %s %s", whole, taken, gross < deducted ? "≤" : "=", result),
    countable, FALSE);
}

/*
 * doudi_income_explain_per_head:
 * @test: a test under way
 * @per_head: a person's part of it
 *
 * Says what a person has.
 */
void
doudi_income_explain_per_head (const DoudiIncomeTest *test, DoudiFen per_head)
{
  DoudiLanguage language = test->language;
  g_autofree char *whole = shown_text (test, test->countable);
  g_autofree char *part = doudi_money_format (per_head);
  g_autofree char *persons = doudi_explanation_persons (language, test->facts->persons);
  DoudiExplanationLine *line = doudi_explanation_add (
    test->lines, "income-per-head", doudi_say (language, _ ("Income per head"), "家庭人均月收入"),
    g_strdup_printf (doudi_say (language, _ ("%s living together"), "共同生活%s"), persons));

  doudi_explanation_line_set_amount (
    line,
    g_strdup_printf (test->facts->income.yearly ? "%s ÷ 12 ÷ %d = %s" : "%s ÷ %d = %s", whole,
                     test->facts->persons, part),
    per_head, FALSE);
}

/* What makes an amount of a month, unless it is already, one of a year, where the other is. */
static const char *
twelve_months (gboolean yearly, gboolean other_yearly)
{
  return !yearly && other_yearly ? " × 12" : "";
}

/* "1380.00 < 480.00 × 3"; of a year "1380.00 × 12 < 3720.00 × 3". */
static char *
compare_text (const DoudiIncomeTest *test, const char *share, gboolean is_below)
{
  gboolean yearly = test->facts->income.yearly;
  g_autofree char *income = shown_text (test, test->countable);
  g_autofree char *standard = doudi_money_format (test->standard->amount);

  return g_strdup_printf (
    "%s%s %s %s%s%s%s × %d", income, twelve_months (yearly, test->standard->yearly),
    is_below ? "<" : "≥", standard, twelve_months (test->standard->yearly, yearly),
    share != NULL ? " × " : "", share != NULL ? share : "", test->facts->persons);
}

/*
 * doudi_income_explain_standard:
 * @test: a test under way
 * @is_below: whether the income is below the standard
 *
 * Compares the income with the standard for all persons.
 */
void
doudi_income_explain_standard (const DoudiIncomeTest *test, gboolean is_below)
{
  DoudiLanguage language = test->language;
  DoudiExplanationLine *line = doudi_explanation_add (
    test->lines, "low-income-standard",
    doudi_say (language, _ ("Low-income standard"), "最低生活保障标准"),
    g_strdup (is_below ? doudi_say (language, _ ("the income is below the standard"),
                                    "人均收入低于低保标准，符合收入条件")
                       : doudi_say (language, _ ("the income is not below the standard"),
                                    "人均收入不低于低保标准，不符合收入条件")));

  doudi_explanation_line_set_result (
    line, compare_text (test, NULL, is_below),
    g_strdup (is_below ? doudi_say (language, _ ("below"), "低于")
                       : doudi_say (language, _ ("not below"), "不低于")));
  doudi_explanation_line_cite (line, &test->standard->dated);
}

/*
 * doudi_income_explain_edge:
 * @test: a test under way
 * @rule: where the edge is
 * @is_below: whether the income is below it
 *
 * Compares the income with the edge line.
 */
void
doudi_income_explain_edge (const DoudiIncomeTest *test, const DoudiRule *rule, gboolean is_below)
{
  DoudiLanguage language = test->language;
  g_autofree char *share = doudi_percent_format (rule->number);
  DoudiExplanationLine *line = doudi_explanation_add_rule (test->lines, rule, language);

  doudi_explanation_line_set_text (
    line, g_strdup_printf (
            is_below ? doudi_say (language,
                                  _ ("the income is below %s of the standard: edge of low income"),
                                  "人均收入低于低保标准的%s，属低保边缘家庭")
                     : doudi_say (language, _ ("the income is not below %s of the standard"),
                                  "人均收入不低于低保标准的%s"),
            share));
  doudi_explanation_line_set_result (
    line, compare_text (test, share, is_below),
    g_strdup (is_below ? doudi_say (language, _ ("below"), "低于")
                       : doudi_say (language, _ ("not below"), "不低于")));
}

/*
 * doudi_income_explain_shortfall:
 * @test: a test under way
 * @amount: what the household lacks
 *
 * Says what is paid.
 */
void
doudi_income_explain_shortfall (const DoudiIncomeTest *test, DoudiFen amount)
{
  DoudiLanguage language = test->language;
  gboolean yearly = test->facts->income.yearly;
  gboolean any_yearly = yearly || test->standard->yearly;
  g_autofree char *income = shown_text (test, test->countable);
  g_autofree char *standard = doudi_money_format (test->standard->amount);
  g_autofree char *result = doudi_money_format (amount);
  DoudiExplanationLine *line;

  doudi_explanation_add_rounding (test->lines,
                                  doudi_policy_find_rule (test->policy, DOUDI_RULE_ROUNDING, 0,
                                                          &test->circumstances, test->facts->month),
                                  test->rounding, language);
  line = doudi_explanation_add (
    test->lines, "shortfall",
    doudi_say (language, _ ("Shortfall below the standard"), "按差额补助"),
    g_strdup (doudi_say (language, _ ("the standard for all persons less the income, rounded once"),
                         "全部保障人口的标准减去家庭收入，一次取整")));
  doudi_explanation_line_set_amount (
    line,
    g_strdup_printf ("%s%s%s × %d − %s%s%s = %s", any_yearly ? "(" : "", standard,
                     twelve_months (test->standard->yearly, any_yearly), test->facts->persons,
                     income, twelve_months (yearly, any_yearly), any_yearly ? ") ÷ 12" : "",
                     result),
    amount, TRUE);
  doudi_explanation_line_cite (line, &test->standard->dated);
}

/*
 * doudi_income_explain_assets:
 * @test: a test under way
 * @rule: how much is allowed
 * @is_over: whether it is more
 *
 * Compares the assets with so many months of the standard.
 */
void
doudi_income_explain_assets (const DoudiIncomeTest *test, const DoudiRule *rule, gboolean is_over)
{
  DoudiLanguage language = test->language;
  g_autofree char *assets = doudi_money_format (test->facts->assets);
  g_autofree char *standard = doudi_money_format (test->standard->amount);
  DoudiExplanationLine *line = doudi_explanation_add_rule (test->lines, rule, language);

  doudi_explanation_line_set_text (
    line, g_strdup (is_over ? doudi_say (language,
                                         _ ("financial assets are over the limit: to be looked at"),
                                         "金融资产超过上限，须核实后认定")
                            : doudi_say (language, _ ("financial assets are within the limit"),
                                         "金融资产未超过上限")));
  doudi_explanation_line_set_result (
    line,
    g_strdup_printf (test->standard->yearly ? "%s %s %s ÷ 12 × %d × %d" : "%s %s %s × %d × %d",
                     assets, is_over ? ">" : "≤", standard, test->facts->persons,
                     (int) rule->number),
    g_strdup (is_over ? doudi_say (language, _ ("over"), "超过")
                      : doudi_say (language, _ ("within"), "未超过")));
}
