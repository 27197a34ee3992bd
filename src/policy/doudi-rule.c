/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-rule.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Rounding, as choices of "rounding" in the order of DoudiRounding. */
static const DoudiWord roundings[] = {
  { "fen", N_ ("half-up to the fen"), "四舍五入到分" },
  { "jiao", N_ ("half-up to the jiao"), "四舍五入到角" },
  { "jiao-up", N_ ("up to the next jiao"), "见分进角" },
  { "jiao-down", N_ ("down to the jiao"), "去分留角" },
  { "yuan", N_ ("half-up to the yuan"), "四舍五入到元" },
  { "yuan-up", N_ ("up to the next yuan"), "见角进元" },
  { "yuan-down", N_ ("down to the yuan"), "去角留元" },
  { NULL },
};

static const DoudiWord methods[] = {
  { "standard", N_ ("the standards that fit"), "按标准（分类、分档）计发" },
  { "shortfall", N_ ("the shortfall below the standard"), "按差额补助" },
  { "difference", N_ ("the standard less what is drawn already"), "扣除已领待遇后补差" },
  { NULL },
};

static const DoudiWord key_reasons[] = {
  { "elderly", N_ ("elderly"), "老年人" },
  { "minor", N_ ("minor"), "未成年人" },
  { "severely-disabled", N_ ("severely disabled"), "重度残疾人" },
  { "seriously-ill", N_ ("seriously ill"), "重病患者" },
  { NULL },
};

static const DoudiWord stackings[] = {
  { "highest", N_ ("only the highest of a person's top-ups"), "一人多因取高不叠加" },
  { "sum", N_ ("all of a person's top-ups"), "一人多因累加" },
  { NULL },
};

static const DoudiWord top_up_ages[] = {
  { "elderly", N_ ("elderly from"), "老年人起始年龄" },
  { "minor", N_ ("minor below"), "未成年人年龄上限" },
  { NULL },
};

static const DoudiWord taper_months[] = {
  { "1", N_ ("from the 1st month"), "第1个月起" },
  { "2", N_ ("from the 2nd month"), "第2个月起" },
  { "3", N_ ("from the 3rd month"), "第3个月起" },
  { "4", N_ ("from the 4th month"), "第4个月起" },
  { "5", N_ ("from the 5th month"), "第5个月起" },
  { "6", N_ ("from the 6th month"), "第6个月起" },
  { "7", N_ ("from the 7th month"), "第7个月起" },
  { "8", N_ ("from the 8th month"), "第8个月起" },
  { "9", N_ ("from the 9th month"), "第9个月起" },
  { "10", N_ ("from the 10th month"), "第10个月起" },
  { "11", N_ ("from the 11th month"), "第11个月起" },
  { "12", N_ ("from the 12th month"), "第12个月起" },
  { NULL },
};

static const DoudiWord work_cost_bases[] = {
  { "wages", N_ ("of the wages"), "按工资" },
  { "minimum-wage", N_ ("of the minimum wage"), "按最低工资标准" },
  { NULL },
};

static const DoudiWord rigid_costs[] = {
  { "medical", N_ ("medical treatment"), "医疗" },
  { "disability", N_ ("disability"), "残疾康复" },
  { "education", N_ ("education"), "教育" },
  { NULL },
};

static const DoudiWord age_sides[] = {
  { "from", N_ ("from the age of"), "年满" },
  { "below", N_ ("below the age of"), "未满" },
  { "until", N_ ("who draws goes on until the age of"), "已享受的可继续至" },
  { NULL },
};

/* In the order of DoudiDisabilityClass, less the first. */
static const DoudiWord disability_classes[] = {
  { "sight", N_ ("sight"), "视力" },
  { "hearing", N_ ("hearing"), "听力" },
  { "speech", N_ ("speech"), "言语" },
  { "limb", N_ ("limb"), "肢体" },
  { "intellectual", N_ ("intellectual"), "智力" },
  { "mental", N_ ("mental"), "精神" },
  { "multiple", N_ ("multiple"), "多重" },
  { NULL },
};

static const DoudiWord parent_situations[] = {
  { "dead", N_ ("dead or declared dead"), "死亡、宣告死亡" },
  { "declared-missing", N_ ("declared missing by a court"), "宣告失踪" },
  { "not-found", N_ ("parents not found"), "查找不到" },
  { "severe-disability", N_ ("severe disability"), "重残" },
  { "serious-illness", N_ ("serious illness"), "重病" },
  { "prison", N_ ("in prison"), "服刑在押" },
  { "compulsory-detoxification", N_ ("in compulsory detoxification"), "强制隔离戒毒" },
  { "restricted", N_ ("freedom restricted otherwise"), "被执行其他限制人身自由的措施" },
  { "out-of-contact", N_ ("out of contact"), "失联" },
  { "custody-revoked", N_ ("custody revoked"), "被撤销监护资格" },
  { "deported", N_ ("deported"), "被遣送（驱逐）出境" },
  { NULL },
};

static const DoudiWord at_school[] = {
  { "no", N_ ("ends all the same"), "不延长" },
  { "secondary", N_ ("goes on up to senior high or vocational school"), "高中、中职毕业前延长" },
  { "full-time", N_ ("goes on at any full-time school"), "全日制在校期间延长" },
  { NULL },
};

static const DoudiWord first_months[] = {
  { "after-decision", N_ ("the month after the decision"), "作出决定的次月" },
  { "of-application", N_ ("the month of the application"), "申请当月" },
  { NULL },
};

static const DoudiWord exclusions[] = {
  { "together", N_ ("may be drawn together"), "可同时享受" },
  { "exclude", N_ ("exclude each other"), "不得同时享受" },
  { "difference", N_ ("one is deducted from the other"), "补差发放" },
  { NULL },
};

/* The programmes, in the order of DoudiProgramme, less the first. */
static const DoudiWord programmes[] = {
  { "low-income", N_ ("Minimum living allowance"), "最低生活保障" },
  { "special-hardship", N_ ("Support for persons in special hardship"), "特困人员救助供养" },
  { "orphan", N_ ("Living allowance for orphans"), "孤儿基本生活保障" },
  { "unsupported-child", N_ ("Living allowance for unsupported children"),
    "事实无人抚养儿童基本生活保障" },
  { "disability-living", N_ ("Living subsidy for disabled persons"), "困难残疾人生活补贴" },
  { "disability-nursing", N_ ("Nursing subsidy for severely disabled persons"),
    "重度残疾人护理补贴" },
  { "temporary-aid", N_ ("Temporary aid"), "临时救助" },
  { "price-subsidy", N_ ("Price subsidy"), "价格临时补贴" },
  { NULL },
};

static const DoudiWord reviews[] = {
  { "settled", N_ ("income and work ability change little"), "收入和劳动能力变化不大" },
  { "unsettled", N_ ("income unstable, or somebody able to work"), "收入不稳定或有劳动能力成员" },
  { "without-means", N_ ("no work ability, no income, no supporter"), "“三无”" },
  { NULL },
};

/* In the order of the deadlines DOUDI_DEADLINE_…. */
static const DoudiWord deadlines[] = {
  { "survey-start", N_ ("begin the survey"), "开展家庭经济状况调查" },
  { "survey", N_ ("survey and opinion of the township"), "乡镇调查核实、提出意见" },
  { "notice", N_ ("public notice"), "公示" },
  { "objection", N_ ("survey again after an objection"), "异议重新调查" },
  { "decide", N_ ("decision"), "审核确认" },
  { "refusal", N_ ("written refusal with reasons"), "书面告知不予确认的理由" },
  { "total", N_ ("from acceptance to decision"), "受理到确认" },
  { "total-special", N_ ("from acceptance to decision, special cases"), "受理到确认（特殊情况）" },
  { "reassess", N_ ("assess self-care again"), "重新评估自理能力" },
  { "papers", N_ ("papers after aid was paid first"), "先行救助后补办手续" },
  { "payment", N_ ("payment after publication of the index"), "指数公布后发放" },
  { "accept", N_ ("acceptance after the application"), "申请后受理" },
  { "check", N_ ("information check"), "信息核对" },
  { "hearing", N_ ("hearing after the survey"), "调查结束后民主评议" },
  { "opinion", N_ ("opinion of the township"), "乡镇提出审核意见" },
  { "federation", N_ ("examination by the disabled persons’ federation"), "残联审核" },
  { "send-up", N_ ("sending up after the notice"), "公示结束后上报" },
  { "county-visit", N_ ("visit by the county"), "县级入户抽查" },
  { "approval-notice", N_ ("notice of the approval"), "审批公示" },
  { "decide-after-notice", N_ ("decision after the notice of the approval"),
    "审批公示期满后作出决定" },
  { "inform", N_ ("slip of the confirmation"), "送达确认通知" },
  { "publish", N_ ("publication after the decision"), "确认后公布" },
  { NULL },
};

/* In the order of DoudiCaseStep. */
static const DoudiWord steps[] = {
  { "accept", N_ ("Acceptance"), "受理" },
  { "authorise", N_ ("Authorisation of the check"), "核对授权" },
  { "check", N_ ("Information check"), "信息核对" },
  { "survey", N_ ("Home visit"), "入户调查" },
  { "self-care", N_ ("Assessment of self-care"), "自理能力评估" },
  { "assess", N_ ("Assessment of hardship"), "评估打分" },
  { "hearing", N_ ("Hearing"), "民主评议" },
  { "opinion", N_ ("Opinion of the township"), "乡镇审核意见" },
  { "review", N_ ("Review list"), "审核名单" },
  { "notice", N_ ("Notice of the review"), "审核公示" },
  { "federation", N_ ("Disabled persons’ federation"), "残联审核" },
  { "send-up", N_ ("Sending up"), "上报" },
  { "county-visit", N_ ("Visit by the county"), "县级入户" },
  { "approval-notice", N_ ("Notice of the approval"), "审批公示" },
  { "decide", N_ ("Decision"), "确认" },
  { "inform", N_ ("Slip to the family"), "告知" },
  { "publish", N_ ("Publication"), "确认公布" },
  { NULL },
};

static const DoudiWord step_choices[] = {
  { "always", N_ ("always"), "必经" },
  { "when-called-for", N_ ("when called for"), "有需要时进行" },
  { "never", N_ ("never"), "不进行" },
  { NULL },
};

/* A share that no number of percent gives exactly. */
static const DoudiWord shares[] = {
  { "two-thirds", N_ ("two thirds"), "三分之二" },
  { NULL },
};

static const DoudiWord pass_sides[] = {
  { "at-least", N_ ("at least that share"), "达到该比例即通过" },
  { "more-than", N_ ("more than that share"), "超过该比例方通过" },
  { NULL },
};

static const DoudiWord aid_kinds[] = {
  { "expense", N_ ("hardship from expenses"), "支出型" },
  { "urgent", N_ ("urgent hardship"), "急难型" },
  { "urgent-small", N_ ("urgent hardship, small aid"), "急难型小额" },
  { "accident", N_ ("sudden accident"), "突发意外" },
  { "special", N_ ("special aid"), "特别救助" },
  { NULL },
};

static const DoudiWord aid_ways[] = {
  { "formula", N_ ("urban standard × persons × months"), "城市低保月标准×人数×月数" },
  { "assessed", N_ ("the amount that was assessed"), "按核定金额" },
  { "case-by-case", N_ ("case by case"), "一事一议" },
  { NULL },
};

static const DoudiWord price_uses[] = {
  { "not-used", N_ ("does not count"), "不作为启动条件" },
  { NULL },
};

static const DoudiWord price_indices[] = {
  { "cpi", N_ ("consumer prices"), "居民消费价格指数（CPI）" },
  { "cpi-food", N_ ("consumer prices of food"), "CPI中的食品价格" },
  { "low-income-index", N_ ("living costs of low-income residents"),
    "低收入居民基本生活费用价格指数" },
  { NULL },
};

#define CHOICE (1u << DOUDI_RULE_VALUE_CHOICE)
#define PERCENT (1u << DOUDI_RULE_VALUE_PERCENT)
#define AMOUNT (1u << DOUDI_RULE_VALUE_AMOUNT)
#define DAYS (1u << DOUDI_RULE_VALUE_DAYS)
#define MONTHS (1u << DOUDI_RULE_VALUE_MONTHS)
#define YEARS (1u << DOUDI_RULE_VALUE_YEARS)
#define PERSONS (1u << DOUDI_RULE_VALUE_PERSONS)
#define GRADE (1u << DOUDI_RULE_VALUE_GRADE)
#define TIMES (1u << DOUDI_RULE_VALUE_TIMES)
#define P DOUDI_RULE_BY_PROGRAMME
#define R DOUDI_RULE_BY_RESIDENCE
#define C DOUDI_RULE_BY_CLASS
#define S DOUDI_RULE_BY_SELF_CARE
#define WHOLE (100 * 100)

/* Columns as in DoudiRuleInfo, in the order of DoudiRuleKind. */
static const DoudiRuleInfo infos[DOUDI_N_RULES] = {
  { { "method", N_ ("How the amount is made"), "计发方式" },
    CHOICE,
    0,
    0,
    methods,
    NULL,
    P | R,
    P },
  { { "rounding", N_ ("Rounding"), "取整方式" }, CHOICE, 0, 0, roundings, NULL, P | R, P },
  { { "single-person", N_ ("Single person of a household"), "参照单人户保障" },
    PERCENT,
    1,
    WHOLE,
    NULL,
    NULL,
    P | R,
    P },
  { { "top-up", N_ ("Top-up for key people"), "分类施保" },
    PERCENT | AMOUNT,
    0,
    DOUDI_FEN_MAX,
    NULL,
    key_reasons,
    P | R,
    P },
  { { "top-up-stacking", N_ ("Several reasons for a top-up"), "分类施保叠加" },
    CHOICE,
    0,
    0,
    stackings,
    NULL,
    P | R,
    P },
  { { "top-up-age", N_ ("Age for a top-up"), "分类施保年龄" },
    YEARS,
    0,
    120,
    NULL,
    top_up_ages,
    P | R,
    P },
  { { "taper-months", N_ ("Months of taper"), "渐退期" }, MONTHS, 0, 36, NULL, NULL, P | R, P },
  { { "taper-share", N_ ("Share paid while tapering"), "渐退期计发比例" },
    PERCENT,
    0,
    WHOLE,
    NULL,
    taper_months,
    P | R,
    P },
  { { "edge-line", N_ ("Edge of low income"), "低保边缘线" },
    PERCENT,
    WHOLE,
    10 * WHOLE,
    NULL,
    NULL,
    R,
    0 },
  { { "work-cost", N_ ("Deduction for the cost of working"), "就业成本扣减" },
    PERCENT,
    0,
    WHOLE,
    NULL,
    NULL,
    R,
    0 },
  { { "work-cost-base", N_ ("What the cost of working is a share of"), "就业成本扣减基数" },
    CHOICE,
    0,
    0,
    work_cost_bases,
    NULL,
    R,
    0 },
  { { "rigid-cost", N_ ("Deduction of rigid costs"), "刚性支出扣减" },
    PERCENT,
    0,
    WHOLE,
    NULL,
    rigid_costs,
    R,
    0 },
  { { "rigid-expenditure-line", N_ ("Share of rigid expenditure"), "刚性支出占比线" },
    PERCENT,
    0,
    WHOLE,
    NULL,
    NULL,
    R,
    0 },
  { { "asset-months", N_ ("Months of the standard in assets"), "金融资产上限（月标准倍数）" },
    MONTHS,
    0,
    600,
    NULL,
    NULL,
    R,
    0 },
  { { "qualifying-age", N_ ("Age"), "年龄条件" }, YEARS, 0, 120, NULL, age_sides, P, P },
  { { "qualifying-grade", N_ ("Grade of disability"), "残疾等级条件" },
    GRADE,
    1,
    4,
    NULL,
    disability_classes,
    P,
    P },
  { { "parent-situation", N_ ("Situation of a parent"), "父母情形" },
    MONTHS,
    0,
    60,
    NULL,
    parent_situations,
    P,
    P },
  { { "at-school", N_ ("Beyond the age, at school"), "年满后在校就读" },
    CHOICE,
    0,
    0,
    at_school,
    NULL,
    P,
    P },
  { { "first-month", N_ ("First month paid"), "起发月" }, CHOICE, 0, 0, first_months, NULL, P, P },
  { { "exclusion", N_ ("Two benefits in one month"), "待遇衔接" },
    CHOICE,
    0,
    0,
    exclusions,
    programmes,
    P,
    P },
  { { "review", N_ ("Review"), "定期核查" }, MONTHS, 1, 120, NULL, reviews, P | R | C, P },
  { { "validity", N_ ("Validity of an award"), "有效期" },
    MONTHS,
    1,
    120,
    NULL,
    NULL,
    P | R | C,
    P },
  { { "deadline", N_ ("Deadline"), "办理时限" }, DAYS, 0, 366, NULL, deadlines, P, P },
  { { "step", N_ ("Steps of a case"), "办理环节" }, CHOICE, 0, 0, step_choices, steps, P | R, 0 },
  { { "hearing-members", N_ ("Persons at a hearing"), "民主评议最少人数" },
    PERSONS,
    1,
    1000,
    NULL,
    NULL,
    P | R,
    0 },
  { { "hearing-attendance", N_ ("Attendance at a hearing"), "民主评议到会比例" },
    PERCENT | CHOICE,
    0,
    WHOLE,
    shares,
    NULL,
    P | R,
    0 },
  { { "hearing-villagers", N_ ("Villagers’ representatives at a hearing"),
      "民主评议村（居）民代表比例" },
    PERCENT | CHOICE,
    0,
    WHOLE,
    shares,
    NULL,
    P | R,
    0 },
  { { "hearing-pass", N_ ("Pass line of a hearing"), "民主评议通过比例" },
    PERCENT | CHOICE,
    0,
    WHOLE,
    shares,
    NULL,
    P | R,
    0 },
  { { "hearing-pass-side", N_ ("On the pass line of a hearing"), "民主评议通过比例界限" },
    CHOICE,
    0,
    0,
    pass_sides,
    NULL,
    P | R,
    0 },
  { { "residents-per-staff", N_ ("Residents for each member of staff"), "供养对象与工作人员配比" },
    PERSONS,
    1,
    1000,
    NULL,
    NULL,
    P,
    P },
  { { "residents-per-care-staff", N_ ("Residents for each carer"), "供养对象与护理人员配比" },
    PERSONS,
    1,
    1000,
    NULL,
    NULL,
    P | S,
    P | S },
  { { "recipients-per-officer", N_ ("Recipients for each officer"), "救助对象与经办人员配比" },
    PERSONS,
    1,
    100000,
    NULL,
    NULL,
    0,
    0 },
  { { "aid-way", N_ ("How temporary aid is fixed"), "临时救助计发方式" },
    CHOICE,
    0,
    0,
    aid_ways,
    aid_kinds,
    0,
    0 },
  { { "aid-months", N_ ("Most months of temporary aid"), "临时救助月数上限" },
    MONTHS,
    1,
    36,
    NULL,
    aid_kinds,
    0,
    0 },
  { { "aid-cap", N_ ("Most temporary aid"), "临时救助金额上限" },
    AMOUNT,
    1,
    DOUDI_FEN_MAX,
    NULL,
    aid_kinds,
    0,
    0 },
  { { "aid-times", N_ ("Temporary aid for one cause in a year"), "同一事由一年内次数" },
    TIMES,
    1,
    12,
    NULL,
    NULL,
    0,
    0 },
  { { "reserve", N_ ("Township reserve for each registered person"), "乡镇临时救助备用金" },
    AMOUNT,
    0,
    DOUDI_FEN_MAX,
    NULL,
    NULL,
    0,
    0 },
  { { "price-trigger", N_ ("Trigger of the price subsidy"), "价格临时补贴启动条件" },
    PERCENT | CHOICE,
    0,
    WHOLE,
    price_uses,
    price_indices,
    0,
    0 },
  { { "medical-cover-line", N_ ("Yearly line of medical cover"), "住院费用兜底线" },
    AMOUNT,
    0,
    DOUDI_FEN_MAX,
    NULL,
    NULL,
    0,
    0 },
};

static const char *const value_members[DOUDI_N_RULE_VALUES] = {
  "choice", "percent", "amount", "days", "months", "years", "persons", "grade", "times",
};

/**
 * doudi_rule_info:
 * @kind: a kind of rule
 *
 * What a rule is called, what it takes and whom it may be limited to.
 *
 * Returns: (transfer none): its row of the vocabulary
 */
const DoudiRuleInfo *
doudi_rule_info (DoudiRuleKind kind)
{
  g_return_val_if_fail ((guint) kind < DOUDI_N_RULES, NULL);
  return &infos[kind];
}

/**
 * doudi_rule_names:
 *
 * Returns: (transfer none): the names of the rules by kind, %NULL-terminated
 */
const char *const *
doudi_rule_names (void)
{
  static const char *names[DOUDI_N_RULES + 1];
  static gsize filled = 0;

  if (g_once_init_enter (&filled))
    {
      for (guint i = 0; i < DOUDI_N_RULES; i++)
        names[i] = infos[i].word.name;
      g_once_init_leave (&filled, 1);
    }
  return names;
}

/**
 * doudi_rule_value_member:
 * @value: a kind of value
 *
 * Returns: (transfer none): the member that holds it in a document, such as "percent"
 */
const char *
doudi_rule_value_member (DoudiRuleValue value)
{
  g_return_val_if_fail ((guint) value < DOUDI_N_RULE_VALUES, "");
  return value_members[value];
}

/**
 * doudi_word_find:
 * @words: a list of words, ended by one without a name
 * @name: a name
 *
 * Returns: the position of the word of that name, -1 if there is none
 */
int
doudi_word_find (const DoudiWord *words, const char *name)
{
  for (int i = 0; words[i].name != NULL; i++)
    {
      if (g_str_equal (words[i].name, name))
        return i;
    }
  return -1;
}

/**
 * doudi_word_dup_names:
 * @words: a list of words, ended by one without a name
 *
 * Returns: (transfer full): their names, %NULL-terminated
 */
GStrv
doudi_word_dup_names (const DoudiWord *words)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (int i = 0; words[i].name != NULL; i++)
    g_strv_builder_add (builder, words[i].name);
  return g_strv_builder_end (builder);
}

/**
 * doudi_word_say:
 * @word: a word
 * @language: who reads it
 *
 * Returns: (transfer none): what it is called
 */
const char *
doudi_word_say (const DoudiWord *word, DoudiLanguage language)
{
  return doudi_say (language, _ (word->label), word->chinese);
}

/**
 * doudi_percent_format:
 * @hundredths: hundredths of a percent
 *
 * Writes "3.5%", with no more decimals than it takes.
 *
 * Returns: (transfer full): the text
 */
char *
doudi_percent_format (gint64 hundredths)
{
  const char *sign = hundredths < 0 ? "-" : "";
  gint64 size = ABS (hundredths);

  if (size % 100 == 0)
    return g_strdup_printf ("%s%" G_GINT64_FORMAT "%%", sign, size / 100);
  if (size % 10 == 0)
    return g_strdup_printf ("%s%" G_GINT64_FORMAT ".%d%%", sign, size / 100,
                            (int) (size % 100 / 10));
  return g_strdup_printf ("%s%" G_GINT64_FORMAT ".%02d%%", sign, size / 100, (int) (size % 100));
}

/**
 * doudi_percent_parse:
 * @text: a number of percent such as "3.5" or "-0.25", without a sign for percent
 * @hundredths: (out): hundredths of a percent
 *
 * Reads a number with at most two decimals, exactly: it is an amount by another name.
 *
 * Returns: whether @text is one
 */
gboolean
doudi_percent_parse (const char *text, gint64 *hundredths)
{
  return strspn (text, "-0123456789.") == strlen (text) && doudi_money_parse (text, hundredths);
}

/* "30 working days", "6 months" … */
static char *
count_text (const DoudiRule *rule, DoudiLanguage language)
{
  gulong n = (gulong) rule->number;

  if (rule->value == DOUDI_RULE_VALUE_DAYS && rule->counting == DOUDI_COUNTING_WORKING)
    return g_strdup_printf (
      doudi_say (language, ngettext ("%lu working day", "%lu working days", n), "%lu个工作日"), n);
  if (rule->value == DOUDI_RULE_VALUE_DAYS)
    return g_strdup_printf (doudi_say (language, ngettext ("%lu day", "%lu days", n), "%lu日"), n);
  if (rule->value == DOUDI_RULE_VALUE_MONTHS)
    return g_strdup_printf (
      doudi_say (language, ngettext ("%lu month", "%lu months", n), "%lu个月"), n);
  if (rule->value == DOUDI_RULE_VALUE_YEARS)
    return g_strdup_printf (doudi_say (language, ngettext ("%lu year", "%lu years", n), "%lu周岁"),
                            n);
  if (rule->value == DOUDI_RULE_VALUE_PERSONS)
    return g_strdup_printf (
      doudi_say (language, ngettext ("%lu person", "%lu persons", n), "%lu人"), n);
  if (rule->value == DOUDI_RULE_VALUE_GRADE)
    return g_strdup_printf (doudi_say (language, _ ("grade %lu or worse"), "%lu级及以上"), n);
  return g_strdup_printf (doudi_say (language, ngettext ("%lu time", "%lu times", n), "%lu次"), n);
}

/**
 * doudi_rule_value_text:
 * @rule: a rule
 * @language: who reads it
 *
 * Says what a rule says, without its name: "half-up to the yuan", "10%", "30 working days".
 *
 * Returns: (transfer full): the text
 */
char *
doudi_rule_value_text (const DoudiRule *rule, DoudiLanguage language)
{
  g_autofree char *amount = NULL;

  if (rule->value == DOUDI_RULE_VALUE_CHOICE)
    return g_strdup (doudi_word_say (&infos[rule->kind].choices[rule->number], language));
  if (rule->value == DOUDI_RULE_VALUE_PERCENT)
    return doudi_percent_format (rule->number);
  if (rule->value != DOUDI_RULE_VALUE_AMOUNT)
    return count_text (rule, language);
  amount = doudi_money_format (rule->number);
  return g_strdup_printf (doudi_say (language, _ ("%s yuan"), "%s元"), amount);
}
