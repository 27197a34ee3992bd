/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-entitlement-private.h"

#include "base/doudi-error.h"

#include <glib/gi18n-lib.h>

static const char *
class_text (DoudiLanguage language, int benefit_class)
{
  static const char *const texts[]
    = { N_ ("Class I"), N_ ("Class II"), N_ ("Class III"), N_ ("Class IV") };

  return doudi_say (language, _ (texts[CLAMP (benefit_class, 1, 4) - 1]),
                    doudi_class_chinese (benefit_class));
}

static const char *
care_text (DoudiLanguage language, DoudiCare care)
{
  return doudi_say (language,
                    care == DOUDI_CARE_HOME ? _ ("care at home") : _ ("care in an institution"),
                    doudi_care_chinese (care));
}

static const char *
self_care_text (DoudiLanguage language, DoudiSelfCare self_care)
{
  static const char *const texts[]
    = { N_ ("self-care able"), N_ ("self-care partly"), N_ ("self-care unable") };

  return doudi_say (language, _ (texts[CLAMP ((int) self_care, 1, 3) - 1]),
                    doudi_self_care_chinese (self_care));
}

static const char *
residence_text (DoudiLanguage language, DoudiResidence residence)
{
  return residence == DOUDI_RESIDENCE_RURAL ? doudi_say (language, _ ("rural"), "农村")
                                            : doudi_say (language, _ ("urban"), "城市");
}

/* Joins and empties @words. */
static char *
join_words (DoudiLanguage language, GPtrArray *words)
{
  g_ptr_array_add (words, NULL);
  /* Translators: between the items of "Class I, 310.00 yuan a person and month, 3 persons" */
  return g_strjoinv (doudi_say (language, C_ ("list", ", "), "，"), (GStrv) words->pdata);
}

static void
add_circumstances (GPtrArray *words,
                   DoudiLanguage language,
                   const DoudiCircumstances *circumstances)
{
  if (circumstances->residence != DOUDI_RESIDENCE_ANY)
    g_ptr_array_add (words, g_strdup (residence_text (language, circumstances->residence)));
  if (circumstances->benefit_class != 0)
    g_ptr_array_add (words, g_strdup (class_text (language, circumstances->benefit_class)));
  if (circumstances->care != DOUDI_CARE_NONE)
    g_ptr_array_add (words, g_strdup (care_text (language, circumstances->care)));
  if (circumstances->self_care != DOUDI_SELF_CARE_UNKNOWN)
    g_ptr_array_add (words, g_strdup (self_care_text (language, circumstances->self_care)));
}

/* "Class I", "rural, urban" …: whom it is about, with the programme first. */
static char *
whom_text (const DoudiReckoning *reckoning)
{
  const DoudiProgrammeInfo *info = doudi_programme_info (reckoning->circumstances.programme);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (words, g_strdup (_ (info->label)));
  add_circumstances (words, DOUDI_LANGUAGE_INTERFACE, &reckoning->circumstances);
  return join_words (DOUDI_LANGUAGE_INTERFACE, words);
}

/*
 * doudi_reckoning_fail_standard:
 * @reckoning: for which no standard or rule is in force
 * @error: %DOUDI_ERROR_NO_STANDARD
 *
 * Returns: %FALSE
 */
gboolean
doudi_reckoning_fail_standard (const DoudiReckoning *reckoning, GError **error)
{
  DoudiDay known_on = doudi_policy_get_known_on (reckoning->policy);
  g_autofree char *whom = whom_text (reckoning);
  g_autofree char *when = doudi_month_format_iso (reckoning->month);
  g_autofree char *known = known_on != DOUDI_DAY_NONE ? doudi_day_format_iso (known_on) : NULL;

  if (reckoning->month == DOUDI_MONTH_NONE)
    doudi_error_set (error, DOUDI_ERROR_NO_STANDARD, NULL,
                     _ ("No standard is in force for: %s. Adopt the policy document that has it."),
                     whom);
  else if (known == NULL)
    doudi_error_set (
      error, DOUDI_ERROR_NO_STANDARD, NULL,
      _ ("No standard is in force in %s for: %s. Adopt the policy document that has it."), when,
      whom);
  else
    doudi_error_set (error, DOUDI_ERROR_NO_STANDARD, NULL,
                     _ ("No standard known on %s is in force in %s for: %s. Adopt the policy "
                        "document that has it."),
                     known, when, whom);
  return FALSE;
}

/*
 * doudi_reckoning_fail_income:
 * @reckoning: of a household whose income is not known
 * @error: %DOUDI_ERROR_NO_FACT
 *
 * Returns: %FALSE
 */
gboolean
doudi_reckoning_fail_income (const DoudiReckoning *reckoning, GError **error)
{
  g_autofree char *whom = whom_text (reckoning);
  g_autofree char *when = doudi_month_format_iso (reckoning->month);

  doudi_error_set (error, DOUDI_ERROR_NO_FACT, NULL,
                   _ ("The amount is the shortfall below the standard, and no income of the "
                      "household is known in %s (%s). Record the income that was assessed."),
                   when, whom);
  return FALSE;
}

/* "310.00 × 3 = 930.00"; just the amount for one person. */
static char *
multiply_text (DoudiFen amount, int persons, DoudiFen product)
{
  g_autofree char *one = doudi_money_format (amount);
  g_autofree char *all = doudi_money_format (product);

  return persons == 1 ? g_steal_pointer (&one)
                      : g_strdup_printf ("%s × %d = %s", one, persons, all);
}

/*
 * doudi_reckoning_explain_nothing:
 * @reckoning: of an award without a term, or with one that covers nobody
 *
 * Says why nothing is due.
 */
void
doudi_reckoning_explain_nothing (const DoudiReckoning *reckoning)
{
  DoudiLanguage language = reckoning->language;
  gboolean is_begun = reckoning->term != NULL;
  const char *text = is_begun
                       ? doudi_say (language, _ ("Nobody is covered"), "没有保障人口")
                       : doudi_say (language, _ ("The award is not in force"), "待遇尚未开始");
  DoudiExplanationLine *line = doudi_explanation_add (
    reckoning->lines, is_begun ? "no-persons" : "no-term",
    doudi_say (language, _ ("Nothing is due"), "不应发放"), g_strdup (text));

  doudi_explanation_line_set_amount (line, g_strdup (""), 0, TRUE);
}

static char *
part_text (DoudiLanguage language, const char *part)
{
  if (g_str_equal (part, "provincial"))
    return g_strdup (doudi_say (language, _ ("provincial part"), "省级补助"));
  if (g_str_equal (part, "local"))
    return g_strdup (doudi_say (language, _ ("local part"), "州县补助"));
  if (g_str_equal (part, "care"))
    return g_strdup (doudi_say (language, _ ("care standard"), "照料护理标准"));
  return g_strdup_printf (doudi_say (language, _ ("part “%s”"), "“%s”部分"), part);
}

/* Such as "Class I, 310.00 yuan a person and month, 3 persons". A year is told for one person. */
static char *
standard_text (DoudiLanguage language, const DoudiStandard *standard, int persons)
{
  DoudiCircumstances circumstances = {
    .benefit_class = standard->benefit_class,
    .care = standard->care,
    .self_care = standard->self_care,
  };
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *amount = doudi_money_format (standard->amount);

  add_circumstances (words, language, &circumstances);
  if (*standard->part != '\0')
    g_ptr_array_add (words, part_text (language, standard->part));
  if (standard->yearly)
    {
      g_ptr_array_add (
        words, g_strdup_printf (
                 doudi_say (language, _ ("%s yuan a person and year"), "每人每年%s元"), amount));
      return join_words (language, words);
    }
  g_ptr_array_add (
    words, g_strdup_printf (doudi_say (language, _ ("%s yuan a person and month"), "每人每月%s元"),
                            amount));
  g_ptr_array_add (words, doudi_explanation_persons (language, persons));
  return join_words (language, words);
}

/* One part. A month adds on its own only where nothing is rounded afterwards. */
static void
explain_part (const DoudiReckoning *reckoning, const DoudiStandard *standard, gboolean alone)
{
  DoudiLanguage language = reckoning->language;
  gboolean adds = alone && !standard->yearly;
  int persons = adds ? reckoning->term->persons : 1;
  DoudiFen product = standard->amount;
  DoudiExplanationLine *line = doudi_explanation_add (
    reckoning->lines, standard->yearly ? "yearly-standard" : "monthly-standard",
    standard->yearly ? doudi_say (language, _ ("Yearly standard"), "年标准")
                     : doudi_say (language, _ ("Monthly standard"), "月标准"),
    standard_text (language, standard, persons));

  doudi_money_multiply (standard->amount, persons, &product);
  doudi_explanation_line_set_amount (line, multiply_text (standard->amount, persons, product),
                                     product, adds);
  doudi_explanation_line_cite (line, &standard->dated);
}

static void
explain_rounding (const DoudiReckoning *reckoning, DoudiRounding rounding)
{
  doudi_explanation_add_rounding (reckoning->lines,
                                  doudi_policy_find_rule (reckoning->policy, DOUDI_RULE_ROUNDING, 0,
                                                          &reckoning->circumstances,
                                                          reckoning->month),
                                  rounding, reckoning->language);
}

/* "(5832.00 + 600.00) ÷ 12 = 536.00", and times the persons where there are several. */
static char *
year_arithmetic (GPtrArray *standards,
                 gboolean with_months,
                 DoudiFen each,
                 int persons,
                 DoudiFen product)
{
  g_autoptr (GString) parts = g_string_new (NULL);
  g_autofree char *quotient = doudi_money_format (each);
  g_autofree char *divided = NULL;
  g_autofree char *multiplied = multiply_text (each, persons, product);
  guint n = 0;

  for (guint i = 0; i < standards->len; i++)
    {
      const DoudiStandard *standard = g_ptr_array_index (standards, i);
      g_autofree char *amount = doudi_money_format (standard->amount);

      if (!standard->yearly && !with_months)
        continue;
      g_string_append_printf (parts, standard->yearly ? "%s%s" : "%s%s × 12", n > 0 ? " + " : "",
                              amount);
      n++;
    }
  divided = g_strdup_printf (n > 1 ? "(%s) ÷ %d = %s" : "%s ÷ %d = %s", parts->str,
                             DOUDI_MONTHS_IN_YEAR, quotient);
  return persons == 1 ? g_steal_pointer (&divided)
                      : g_strdup_printf ("%s; %s", divided, multiplied);
}

/* The month that is made of several parts, of a year, or rounded to more than the fen. */
static void
explain_month (const DoudiReckoning *reckoning,
               GPtrArray *standards,
               DoudiRounding rounding,
               gboolean with_months,
               DoudiFen each,
               DoudiFen product)
{
  DoudiLanguage language = reckoning->language;
  const DoudiStandard *cited = NULL;
  gboolean sure = TRUE;
  DoudiExplanationLine *line;

  for (guint i = 0; i < standards->len; i++)
    {
      const DoudiStandard *standard = g_ptr_array_index (standards, i);

      if (!standard->yearly && !with_months)
        continue;
      cited = cited != NULL ? cited : standard;
      sure = sure && standard->dated.sure;
    }
  if (rounding != DOUDI_ROUNDING_FEN)
    explain_rounding (reckoning, rounding);
  line = doudi_explanation_add (
    reckoning->lines, "year-to-month", doudi_say (language, _ ("Year to month"), "年标准折月"),
    g_strdup (rounding == DOUDI_ROUNDING_FEN
                ? doudi_say (language,
                             _ ("A twelfth of the year's amounts, rounded half-up to the fen"),
                             "年标准合计除以12，四舍五入到分")
                : doudi_say (language, _ ("A twelfth of the year's amounts, rounded once"),
                             "全年合计除以12，按取整方式一次取整")));
  doudi_explanation_line_set_amount (
    line, year_arithmetic (standards, with_months, each, reckoning->term->persons, product),
    product, TRUE);
  doudi_explanation_line_cite (line, &cited->dated);
  line->sure = sure;
}

/*
 * doudi_reckoning_explain_standards:
 * @reckoning: by the standards
 * @standards: (element-type DoudiStandard): those that count, one or more
 * @rounding: how a month was rounded
 * @each: a month for one person
 * @product: a month for all persons
 *
 * Says which standards hold and how a month is made of them.
 */
void
doudi_reckoning_explain_standards (const DoudiReckoning *reckoning,
                                   GPtrArray *standards,
                                   DoudiRounding rounding,
                                   DoudiFen each,
                                   DoudiFen product)
{
  gboolean alone = rounding == DOUDI_ROUNDING_FEN;
  DoudiWide monthly = 0;
  guint n_yearly = 0;

  for (guint i = 0; i < standards->len; i++)
    {
      const DoudiStandard *standard = g_ptr_array_index (standards, i);

      explain_part (reckoning, standard, alone);
      n_yearly += standard->yearly;
      monthly += standard->yearly ? 0 : standard->amount;
    }
  /* Months that add on their own have left only the years to divide. */
  if (n_yearly > 0 || !alone)
    explain_month (reckoning, standards, rounding, !alone, alone ? each - (DoudiFen) monthly : each,
                   alone ? product - (DoudiFen) monthly * reckoning->term->persons : product);
}

/* "480.00 × 3 − 10728.00 ÷ 12 = 546.00"; of a yearly line "(5760.00 × 3 − 10728.00) ÷ 12 =
 * 546.00". */
static char *
shortfall_arithmetic (const DoudiPolicyLine *line, const DoudiTerm *term, DoudiFen amount)
{
  g_autofree char *standard = doudi_money_format (line->amount);
  g_autofree char *income = doudi_money_format (term->yearly_income);
  g_autofree char *result = doudi_money_format (amount);

  return g_strdup_printf (line->yearly ? "(%s × %d − %s) ÷ 12 %s %s" : "%s × %d − %s ÷ 12 %s %s",
                          standard, term->persons, income, amount > 0 ? "=" : "≤", result);
}

/* "480.00 × 60% = 288.00" */
static char *
single_arithmetic (const DoudiPolicyLine *line,
                   const DoudiRule *single,
                   int persons,
                   DoudiFen amount)
{
  g_autofree char *standard = doudi_money_format (line->amount);
  g_autofree char *share = doudi_percent_format (single->number);
  g_autofree char *result = doudi_money_format (amount);

  return g_strdup_printf (line->yearly ? "%s ÷ 12 × %d × %s = %s" : "%s × %d × %s = %s", standard,
                          persons, share, result);
}

/*
 * doudi_reckoning_explain_shortfall:
 * @reckoning: by the shortfall
 * @standard: the low-income standard
 * @single: (nullable): the rule for a single person, if it decides
 * @rounding: how it was rounded
 * @amount: what it came to
 *
 * Says what the household lacks.
 */
void
doudi_reckoning_explain_shortfall (const DoudiReckoning *reckoning,
                                   const DoudiPolicyLine *standard,
                                   const DoudiRule *single,
                                   DoudiRounding rounding,
                                   DoudiFen amount)
{
  DoudiLanguage language = reckoning->language;
  const DoudiTerm *term = reckoning->term;
  g_autofree char *yuan = doudi_money_format (standard->amount);
  g_autofree char *income = doudi_money_format (term->yearly_income);
  g_autofree char *persons = doudi_explanation_persons (language, term->persons);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  DoudiExplanationLine *line;

  explain_rounding (reckoning, rounding);
  g_ptr_array_add (
    words,
    g_strdup_printf (
      standard->yearly
        ? doudi_say (language, _ ("low-income standard %s yuan a year"), "低保标准每人每年%s元")
        : doudi_say (language, _ ("low-income standard %s yuan a month"), "低保标准每人每月%s元"),
      yuan));
  g_ptr_array_add (words, g_steal_pointer (&persons));
  if (single == NULL)
    g_ptr_array_add (words,
                     g_strdup_printf (doudi_say (language, _ ("household income %s yuan a year"),
                                                 "家庭年收入（扣减后）%s元"),
                                      income));
  line = doudi_explanation_add (
    reckoning->lines, single != NULL ? "single-person" : "shortfall",
    single != NULL ? doudi_say (language, _ ("Single person of a household"), "参照单人户保障")
                   : doudi_say (language, _ ("Shortfall below the standard"), "按差额补助"),
    join_words (language, words));
  doudi_explanation_line_set_amount (line,
                                     single != NULL
                                       ? single_arithmetic (standard, single, term->persons, amount)
                                       : shortfall_arithmetic (standard, term, amount),
                                     amount, TRUE);
  doudi_explanation_line_cite (line, single != NULL ? &single->dated : &standard->dated);
  line->sure = standard->dated.sure && (single == NULL || single->dated.sure);
}

/*
 * doudi_reckoning_explain_drawn:
 * @reckoning: of a difference
 * @drawn: another award of the person
 * @amount: what the person draws of it
 *
 * Says what is taken off.
 */
void
doudi_reckoning_explain_drawn (const DoudiReckoning *reckoning,
                               const DoudiDrawn *drawn,
                               DoudiFen amount)
{
  DoudiLanguage language = reckoning->language;
  const DoudiProgrammeInfo *info = doudi_programme_info (drawn->facts->programme);
  const char *name = doudi_say (language, _ (info->label), info->chinese);
  const DoudiRule *rule
    = doudi_programmes_meet (reckoning->policy, reckoning->circumstances.programme,
                             drawn->facts->programme, reckoning->month);
  g_autofree char *yuan = doudi_money_format (amount);
  DoudiExplanationLine *line = doudi_explanation_add (
    reckoning->lines, "drawn-already", doudi_say (language, _ ("Drawn already"), "扣除已领待遇"),
    g_strdup_printf (drawn->share
                       ? doudi_say (language, _ ("the person's share of “%s”"), "本人应分的%s")
                       : doudi_say (language, _ ("“%s”"), "%s"),
                     name));

  doudi_explanation_line_set_amount (line, g_strdup_printf ("− %s", yuan), -amount, TRUE);
  if (rule != NULL)
    doudi_explanation_line_cite (line, &rule->dated);
}

/*
 * doudi_reckoning_explain_floor:
 * @reckoning: of a difference
 * @below: what it would come to, below 0
 *
 * Says that nothing is paid where more is drawn already.
 */
void
doudi_reckoning_explain_floor (const DoudiReckoning *reckoning, DoudiFen below)
{
  DoudiLanguage language = reckoning->language;
  DoudiExplanationLine *line = doudi_explanation_add (
    reckoning->lines, "not-below-zero",
    doudi_say (language, _ ("Not below zero"), "不足扣除的按零计"),
    g_strdup (
      doudi_say (language, _ ("More is drawn already than the standard"), "已领待遇超过标准")));

  doudi_explanation_line_set_amount (line, g_strdup (""), -below, TRUE);
}

static char *
reasons_text (DoudiLanguage language, guint reasons)
{
  const DoudiWord *words = doudi_rule_info (DOUDI_RULE_TOP_UP)->cases;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; i < DOUDI_N_KEY_REASONS; i++)
    {
      if ((reasons & (1u << i)) != 0)
        g_ptr_array_add (texts, g_strdup (doudi_word_say (&words[i], language)));
    }
  return join_words (language, texts);
}

/*
 * doudi_reckoning_explain_top_up:
 * @reckoning: of an award with key people
 * @top_up: what they draw
 * @amount: for all of them
 *
 * Says who draws more and why.
 */
void
doudi_reckoning_explain_top_up (const DoudiReckoning *reckoning,
                                const DoudiTopUp *top_up,
                                DoudiFen amount)
{
  DoudiLanguage language = reckoning->language;
  g_autofree char *reasons = reasons_text (language, top_up->reasons);
  g_autofree char *persons = doudi_explanation_persons (language, top_up->count);
  g_autofree char *yuan = doudi_money_format (top_up->each);
  DoudiExplanationLine *line = doudi_explanation_add (
    reckoning->lines, "top-up", doudi_say (language, _ ("Top-up for key people"), "分类施保"),
    g_strdup_printf (
      doudi_say (language, _ ("%s: %s yuan a person and month, %s"), "%s：每人每月%s元，%s"),
      reasons, yuan, persons));

  doudi_explanation_line_set_amount (line, multiply_text (top_up->each, top_up->count, amount),
                                     amount, TRUE);
  doudi_explanation_line_cite (line, &top_up->rule->dated);
}

/*
 * doudi_reckoning_explain_taper:
 * @reckoning: of an award that runs out
 * @nth: which month of the taper it is, from 1
 * @months: how long it lasts
 * @share: (nullable): what is paid of it, %NULL for all
 * @before: what was drawn before
 * @amount: what is drawn now
 *
 * Says how far the taper is.
 */
void
doudi_reckoning_explain_taper (const DoudiReckoning *reckoning,
                               int nth,
                               const DoudiRule *months,
                               const DoudiRule *share,
                               DoudiFen before,
                               DoudiFen amount)
{
  DoudiLanguage language = reckoning->language;
  gint64 whole = share != NULL ? share->number : 100 * 100;
  g_autofree char *yuan = doudi_money_format (before);
  g_autofree char *percent = doudi_percent_format (whole);
  g_autofree char *result = doudi_money_format (amount);
  DoudiExplanationLine *line = doudi_explanation_add (
    reckoning->lines, "taper", doudi_say (language, _ ("Taper"), "渐退期"),
    g_strdup_printf (doudi_say (language,
                                _ ("month %d of %d after the income rose; before it %s yuan"),
                                "收入超过标准后第%d个月，渐退期%d个月，原月保障金%s元"),
                     nth, (int) months->number, yuan));

  doudi_explanation_line_set_amount (
    line,
    nth <= months->number ? g_strdup_printf ("%s × %s = %s", yuan, percent, result) : g_strdup (""),
    amount, TRUE);
  doudi_explanation_line_cite (line, &months->dated);
  line->sure = months->dated.sure && (share == NULL || share->dated.sure);
}

/*
 * doudi_reckoning_explain_cap:
 * @reckoning: of an award that runs out
 * @standard: the low-income standard
 * @cap: that for the persons left
 * @below: what is taken off, below 0
 *
 * Says that a taper keeps to the standard.
 */
void
doudi_reckoning_explain_cap (const DoudiReckoning *reckoning,
                             const DoudiPolicyLine *standard,
                             DoudiFen cap,
                             DoudiFen below)
{
  DoudiLanguage language = reckoning->language;
  g_autofree char *most = doudi_money_format (cap);
  g_autofree char *yuan = doudi_money_format (-below);
  DoudiExplanationLine *line = doudi_explanation_add (
    reckoning->lines, "taper-cap",
    doudi_say (language, _ ("No more than the standard"), "不超过保障标准"),
    g_strdup_printf (doudi_say (language, _ ("the standard for those left is %s yuan"),
                                "现有保障人口的标准合计%s元"),
                     most));

  doudi_explanation_line_set_amount (line, g_strdup_printf ("− %s", yuan), below, TRUE);
  doudi_explanation_line_cite (line, &standard->dated);
}
