/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include <string.h>

#include "base/doudi-error.h"
#include "roster-fixture.h"

/* Good identity numbers of the place: two men, two women. */
#define MAN "623027195308019914"
#define MAN_2 "62302719880105993X"
#define WOMAN "623027195402159921"
#define WOMAN_2 "623027195306169927"

#define HEAD                                                                                                                               \
  "乡镇,村,户主姓名,户主身份证号,保障人数,类别,月保障金额,银行账号,最初享受年月,姓名,与户主关系," \
  "身份证号,性别,出生年月\n"
#define PLACE "拉卜楞镇,九甲,"

/* One sheet each: what follows the heading, the problems, the warnings. */
static const struct
{
  const char *name;
  const char *rows;
  const char *problems;
  const char *warnings;
} cases[] = {
  { "good",
    PLACE "何雪莲," WOMAN ",2,一类,584,,2014.6,何雪莲,户主," WOMAN ",女,1954.02\n"
          ",,,,,,,,,何建国,配偶," MAN ",男,1953.08\n",
    "", "" },
  { "check-digit", PLACE "何雪莲,,1,一类,292,,,何雪莲,户主,623027195402159922,女,\n",
    "2 身份证号 check-digit", "" },
  { "date", PLACE "何雪莲,,1,一类,292,,,何雪莲,户主,623027195402309921,女,\n", "2 身份证号 date",
    "" },
  { "future", PLACE "何雪莲,,1,一类,292,,,何雪莲,户主,623027203102159921,女,\n", "2 身份证号 date",
    "" },
  { "length", PLACE "何雪莲,,1,一类,292,,,何雪莲,户主,62302719540215992,女,\n", "2 身份证号 length",
    "" },
  { "character", PLACE "何雪莲,,1,一类,292,,,何雪莲,户主,6230271954O2159921,女,\n",
    "2 身份证号 character", "" },
  { "damaged", PLACE "何雪莲,,1,一类,292,,,何雪莲,户主,6.23027E+17,女,\n",
    "2 身份证号 damaged-by-spreadsheet", "" },
  { "damaged-zeros", PLACE "何雪莲,,1,一类,292,,,何雪莲,户主,623027195402159000,女,\n",
    "2 身份证号 damaged-by-spreadsheet", "" },
  { "number-missing", PLACE "何雪莲,,1,一类,292,,,何雪莲,户主,,女,\n", "2 身份证号 missing", "" },
  { "number-error", PLACE "何雪莲,,1,一类,292,,,何雪莲,户主,#N/A,女,\n",
    "2 身份证号 damaged-by-spreadsheet", "" },
  { "normalised",
    PLACE "何雪莲,,1,一类,292,,,何 雪莲,户主, ６２３０２７ 19880105993x ,男,1988年1月5日\n", "",
    "" },
  { "name-missing", PLACE "何雪莲,,1,一类,292,,,,户主," WOMAN ",女,\n", "2 姓名 missing", "" },
  { "name-digit", PLACE "何雪莲,,1,一类,292,,,何雪莲1,户主," WOMAN ",女,\n", "2 姓名 character",
    "" },
  { "name-invisible", PLACE "何雪莲,,1,一类,292,,,何\xe2\x80\x8b雪莲,户主," WOMAN ",女,\n",
    "2 姓名 character", "" },
  { "name-long",
    PLACE "何雪莲,,1,一类,292,,,"
          "何何何何何何何何何何何何何何何何何何何何何何何何何何何何何何何何何何何何何何何何何"
          "何何何何何何何何何何何何何何何何何何何何何何何何何何,户主," WOMAN ",女,\n",
    "2 姓名 length", "" },
  { "village-missing", "拉卜楞镇,,何雪莲,,1,一类,292,,,何雪莲,户主," WOMAN ",女,\n", "2 村 missing",
    "" },
  { "village-unknown", "拉卜楞镇,十甲,何雪莲,,1,一类,292,,,何雪莲,户主," WOMAN ",女,\n",
    "2 村 unknown-village", "" },
  { "village-elsewhere", "王格尔塘镇,九甲,何雪莲,,1,一类,292,,,何雪莲,户主," WOMAN ",女,\n",
    "2 村 unknown-village", "" },
  { "township-unknown", "天堂镇,九甲,何雪莲,,1,一类,292,,,何雪莲,户主," WOMAN ",女,\n",
    "2 乡镇 unknown-village", "" },
  { "township-missing", ",九甲,何雪莲,,1,一类,292,,,何雪莲,户主," WOMAN ",女,\n", "", "" },
  { "village-with-township",
    ",夏河县拉卜楞镇九甲村委会,何雪莲,,1,一类,292,,,何雪莲,户主," WOMAN ",女,\n", "", "" },
  { "village-code", ",623027100200,何雪莲,,1,一类,292,,,何雪莲,户主," WOMAN ",女,\n", "", "" },
  { "class-missing", PLACE "何雪莲,,1,,292,,,何雪莲,户主," WOMAN ",女,\n", "2 类别 missing", "" },
  { "class-unknown", PLACE "何雪莲,,1,甲类,292,,,何雪莲,户主," WOMAN ",女,\n",
    "2 类别 unknown-class", "" },
  { "class-several",
    PLACE "何雪莲," WOMAN ",2,一类,584,,,何雪莲,户主," WOMAN ",女,\n" PLACE "何雪莲," WOMAN
          ",2,二类,584,,,何建国,配偶," MAN ",男,\n",
    "3 类别 unknown-class", "" },
  { "class-spellings",
    PLACE "何雪莲,,1,第1档,292,,,何雪莲,户主," WOMAN ",女,\n" PLACE
          "何建国,,1,农村低保Ⅱ类,275,,,何建国,户主," MAN ",男,\n",
    "", "" },
  { "amount-words", PLACE "何雪莲,,1,一类,三百,,,何雪莲,户主," WOMAN ",女,\n",
    "2 月保障金额 bad-amount", "" },
  { "amount-unit", PLACE "何雪莲,,1,一类,300元,,,何雪莲,户主," WOMAN ",女,\n",
    "2 月保障金额 bad-amount", "" },
  { "amount-negative", PLACE "何雪莲,,1,一类,-5,,,何雪莲,户主," WOMAN ",女,\n",
    "2 月保障金额 bad-amount", "" },
  { "amount-zero", PLACE "何雪莲,,1,一类,0,,,何雪莲,户主," WOMAN ",女,\n",
    "2 月保障金额 bad-amount", "" },
  { "amount-fraction", PLACE "何雪莲,,1,一类,292.005,,,何雪莲,户主," WOMAN ",女,\n",
    "2 月保障金额 bad-amount", "" },
  { "amount-huge", PLACE "何雪莲,,1,一类,1e18,,,何雪莲,户主," WOMAN ",女,\n",
    "2 月保障金额 bad-amount", "" },
  { "amount-nan", PLACE "何雪莲,,1,一类,NaN,,,何雪莲,户主," WOMAN ",女,\n",
    "2 月保障金额 bad-amount", "" },
  { "amount-missing", PLACE "何雪莲,,1,一类,,,,何雪莲,户主," WOMAN ",女,\n", "2 月保障金额 missing",
    "" },
  { "amount-marks", PLACE "何雪莲,,1,一类,￥292.00,,,何雪莲,户主," WOMAN ",女,\n", "", "" },
  { "amount-differs", PLACE "何雪莲,,1,一类,300,,,何雪莲,户主," WOMAN ",女,\n", "",
    "2 amount-differs" },
  { "persons-words", PLACE "何雪莲,,一,一类,292,,,何雪莲,户主," WOMAN ",女,\n",
    "2 保障人数 bad-amount", "" },
  { "persons-many", PLACE "何雪莲,,2,一类,584,,,何雪莲,户主," WOMAN ",女,\n",
    "2 保障人数 bad-amount", "" },
  { "persons-unit", PLACE "何雪莲,,1人,一类,292,,,何雪莲,户主," WOMAN ",女,\n", "", "" },
  { "persons-missing", PLACE "何雪莲,,,一类,292,,,何雪莲,户主," WOMAN ",女,\n",
    "2 保障人数 missing", "" },
  { "account-letters", PLACE "何雪莲,,1,一类,292,6210O98811526139449,,何雪莲,户主," WOMAN ",女,\n",
    "2 银行账号 character", "" },
  { "account-short", PLACE "何雪莲,,1,一类,292,621069,,何雪莲,户主," WOMAN ",女,\n",
    "2 银行账号 length", "" },
  { "account-damaged", PLACE "何雪莲,,1,一类,292,6.2106E+18,,何雪莲,户主," WOMAN ",女,\n",
    "2 银行账号 damaged-by-spreadsheet", "" },
  { "month-bad", PLACE "何雪莲,,1,一类,292,,去年,何雪莲,户主," WOMAN ",女,\n",
    "2 最初享受年月 date", "" },
  { "relation-missing",
    PLACE "何雪莲," WOMAN ",2,一类,584,,,何雪莲,," WOMAN ",女,\n,,,,,,,,,何建国,," MAN ",男,\n",
    "3 与户主关系 missing", "" },
  { "two-heads",
    PLACE "何雪莲," WOMAN ",2,一类,584,,,何雪莲,户主," WOMAN ",女,\n,,,,,,,,,何建国,户主," MAN
          ",男,\n",
    "3 与户主关系 two-heads", "" },
  { "no-head",
    PLACE "何雪莲," WOMAN ",2,一类,584,,,何雪莲,之女," WOMAN ",女,\n,,,,,,,,,何建国,配偶," MAN
          ",男,\n",
    "2 与户主关系 no-head", "" },
  { "duplicate",
    PLACE "何雪莲,,1,一类,292,,,何雪莲,户主," WOMAN ",女,\n" PLACE
          "何建国,,1,一类,292,,,何建国,户主," WOMAN ",男,1960.01\n",
    "3 身份证号 duplicate-person", "" },
  { "duplicate-15",
    PLACE "何建国,,1,一类,292,,,何建国,户主," MAN ",男,\n" PLACE
          "何雪莲,,1,一类,292,,,何建国,户主,623027530801991,男,\n",
    "3 身份证号 duplicate-person", "" },
  { "household-twice",
    PLACE "何雪莲," WOMAN ",1,一类,292,,,何雪莲,户主," WOMAN ",女,\n" PLACE "何雪莲," WOMAN
          ",1,一类,292,,,何雪莲,户主," WOMAN ",女,\n",
    "3 身份证号 duplicate-person", "" },
  { "15-digit", PLACE "何建国,,1,一类,292,,,何建国,户主,623027530801991,男,1953-08-01\n", "",
    "2 15-digit" },
  { "sex-differs", PLACE "何雪莲,,1,一类,292,,,何雪莲,户主," WOMAN ",男,\n", "", "2 sex-differs" },
  { "birth-month", PLACE "何雪莲,,1,一类,292,,,何雪莲,户主," WOMAN ",女,1954.03\n", "",
    "2 birth-differs" },
  { "birth-day", PLACE "何雪莲,,1,一类,292,,,何雪莲,户主," WOMAN ",女,1954-02-16\n", "",
    "2 birth-differs" },
  { "birth-words", PLACE "何雪莲,,1,一类,292,,,何雪莲,户主," WOMAN ",女,不详\n", "",
    "2 birth-differs" },
  { "birth-year", PLACE "何雪莲,,1,一类,292,,,何雪莲,户主," WOMAN ",女,1954\n", "", "" },
  { "birth-digits", PLACE "何雪莲,,1,一类,292,,,何雪莲,户主," WOMAN ",女,19540215\n", "", "" },
  { "namesakes",
    PLACE "何雪莲,,1,一类,292,,,何雪莲,户主," WOMAN ",女,\n" PLACE
          "何·雪莲,,1,一类,292,,,何·雪莲,户主,623021195402159921,女,\n",
    "3 身份证号 check-digit", "" },
  { "namesakes-2",
    PLACE "何雪莲,,1,一类,292,,,何雪莲,户主," WOMAN ",女,\n" PLACE
          "何·雪莲,,1,一类,292,,,何·雪莲,户主,623021195402159923,女,\n",
    "", "3 same-name-and-birth" },
  { "two-of-one-name",
    PLACE "何雪莲,,1,一类,292,,,何雪莲,户主," WOMAN ",女,\n" PLACE
          "何雪莲,,1,一类,292,,,何雪莲,户主," WOMAN_2 ",女,\n",
    "", "" },
  { "several", "拉卜楞镇,十甲,何雪莲,,1,甲类,三百,,,,户主,1,女,\n",
    "2 村 unknown-village; 2 姓名 missing; 2 身份证号 length; 2 类别 unknown-class; 2 月保障金额 "
    "bad-amount",
    "" },
  { "others-go-on",
    PLACE "何雪莲,,1,一类,292,,,何雪莲,户主,1,女,\n" PLACE "何建国,,1,一类,292,,,何建国,户主," MAN
          ",男,\n",
    "2 身份证号 length", "" },
  { "whole-household",
    PLACE "何雪莲," WOMAN ",2,一类,584,,,何雪莲,户主," WOMAN ",女,\n,,,,,,,,,何建国,配偶,1,男,\n",
    "3 身份证号 length", "" },
  { "totals",
    PLACE "何雪莲,,1,一类,292,,,何雪莲,户主," WOMAN
          ",女,\n拉卜楞镇小计,,,,1,,292,,,,,,,\n\n合 计,,,,1,,292,,,,,,,\n"
          "制表人：何建国,,,,,审核人：,,,,,,,,\n注：以上均已公示\n",
    "", "" },
  { "second-page",
    PLACE "何雪莲,,1,一类,292,,,何雪莲,户主," WOMAN ",女,\n花名册（续）\n" HEAD PLACE
          "何建国,,1,一类,292,,,何建国,户主," MAN ",男,\n",
    "", "" },
};

static void
test_case (Fixture *fixture, gconstpointer data)
{
  gsize index = GPOINTER_TO_SIZE (data);
  g_autofree char *text = g_strconcat (HEAD, cases[index].rows, NULL);
  DoudiRosterOptions options = roster_options ();
  g_autoptr (RosterResult) result = roster_result_read_text (fixture, text, &options);

  roster_result_assert (result, cases[index].problems, cases[index].warnings);
  g_assert_cmpint (result->summary.problems, ==, (int) result->problems->len);
  g_assert_true ((result->summary.held_households > 0) == (*cases[index].problems != '\0'));
}

static void
test_hint (Fixture *fixture, gconstpointer data)
{
  DoudiRosterOptions options = roster_options ();
  g_autoptr (RosterResult) result = roster_result_read_text (
    fixture, HEAD PLACE "何雪莲,,1,一类,292,,,何雪莲,户主,623027195402159922,女,\n", &options);

  g_assert_nonnull (strstr (g_ptr_array_index (result->messages, 0), "should be 1"));
}

static void
test_counts (Fixture *fixture, gconstpointer data)
{
  DoudiRosterOptions options = roster_options ();
  g_autoptr (RosterResult) result = roster_result_read_text (
    fixture,
    HEAD PLACE "何雪莲," WOMAN ",1,一类,292,,,何雪莲,户主," WOMAN ",女,\n,,,,,,,,,何建国,配偶," MAN
               ",男,\n" PLACE "尕藏,,1,一类,292,,,尕藏,户主,1,男,\n合计,,,,2,,600,,,,,,,\n",
    &options);

  g_assert_cmpint (result->summary.rows, ==, 3);
  g_assert_cmpint (result->summary.households, ==, 2);
  g_assert_cmpint (result->summary.held_households, ==, 1);
  g_assert_cmpint (result->summary.persons, ==, 2);
  g_assert_cmpint (result->summary.awards, ==, 1);
  g_assert_cmpint (result->summary.covered, ==, 1);
  g_assert_cmpuint (result->summary.notes->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (result->summary.notes, 0), "600.00"));
  g_assert_nonnull (strstr (g_ptr_array_index (result->summary.notes, 0), "584.00"));
}

static DoudiRosterKnown
known_cb (const char *identity_number, guint programmes, gpointer data)
{
  g_assert_cmpuint (programmes, ==, 1u << DOUDI_PROGRAMME_LOW_INCOME);
  if (g_str_equal (identity_number, WOMAN))
    return DOUDI_ROSTER_DRAWS_ALREADY;
  return g_str_equal (identity_number, MAN) ? DOUDI_ROSTER_IN_OTHER_HOUSEHOLD
                                            : DOUDI_ROSTER_NOT_KNOWN;
}

static void
test_known (Fixture *fixture, gconstpointer data)
{
  DoudiRosterOptions options = roster_options ();
  g_autoptr (RosterResult) result = NULL;

  options.known = known_cb;
  result
    = roster_result_read_text (fixture,
                               HEAD PLACE "何雪莲,,1,一类,292,,,何雪莲,户主," WOMAN ",女,\n" PLACE
                                          "何建国,,1,一类,292,,,何建国,户主," MAN ",男,\n" PLACE
                                          "尕藏,,1,一类,292,,,尕藏,户主," MAN_2 ",男,\n",
                               &options);
  roster_result_assert (result, "2 身份证号 duplicate-person; 3 身份证号 duplicate-person", "");
  g_assert_cmpstr (g_ptr_array_index (result->messages, 0), !=,
                   g_ptr_array_index (result->messages, 1));
}

/* Cards whose last digit fits, and with another digit there. */
static char *
card (int serial, gboolean good)
{
  char digits[17];
  int sum = 0;

  g_snprintf (digits, sizeof digits, "62100000%07d", serial);
  for (int i = 14; i >= 0; i--)
    {
      int digit = (digits[i] - '0') * ((14 - i) % 2 == 0 ? 2 : 1);

      sum += digit > 9 ? digit - 9 : digit;
    }
  digits[15] = (char) ('0' + ((10 - sum % 10) + (good ? 0 : 1)) % 10);
  digits[16] = '\0';
  return g_strdup (digits);
}

/* Persons with numbers of their own: the day of birth counts them. */
static char *
person_number (int serial)
{
  char number[32];
  int sum = 0;
  static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };

  g_snprintf (number, sizeof number, "6230271970%02d%02d991", 1 + serial / 28, 1 + serial % 28);
  for (int i = 0; i < 17; i++)
    sum += weights[i] * (number[i] - '0');
  number[17] = "10X98765432"[sum % 11];
  number[18] = '\0';
  return g_strdup (number);
}

/* 100 households, so many of whose cards fail. */
static RosterResult *
read_cards (const Fixture *fixture, const char *heading, int failing)
{
  GString *text = g_string_new (NULL);
  DoudiRosterOptions options = roster_options ();
  g_autofree char *all = NULL;

  g_string_append_printf (text, "村,户主姓名,类别,%s,姓名,与户主关系,身份证号\n", heading);
  for (int i = 0; i < 100; i++)
    {
      g_autofree char *number = card (i, i >= failing);
      g_autofree char *person = person_number (i);

      g_string_append_printf (text, "九甲,户%d,一类,%s,甲,户主,%s\n", i, number, person);
    }
  all = g_string_free (text, FALSE);
  return roster_result_read_text (fixture, all, &options);
}

static void
test_cards (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *heading;
    int failing;
    guint warnings;
  } kinds[] = {
    { "银行账号", 0, 0 },  { "银行账号", 1, 1 },   { "银行账号", 10, 10 }, { "银行账号", 11, 0 },
    { "银行账号", 90, 0 }, { "一折通账号", 1, 0 }, { "存折账号", 10, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (RosterResult) result = read_cards (fixture, kinds[i].heading, kinds[i].failing);

      g_assert_cmpuint (result->problems->len, ==, 0);
      g_assert_cmpuint (result->warnings->len, ==, kinds[i].warnings);
      if (kinds[i].warnings > 0)
        g_assert_cmpstr (g_ptr_array_index (result->warnings, 0), ==, "2 account-check");
    }
}

/* Months as numbers, which lose a zero. */
static void
test_numeric_month (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *cell;
    const char *problems;
    const char *month;
  } kinds[] = {
    { "<v>2011.1</v>", "2 起始年月 date", NULL },
    { "<v>2011.12</v>", "", " 201112]" },
    { "<v>201110</v>", "", " 201110]" },
    { "<v>40634</v>", "2 起始年月 date", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *rows
        = g_strdup_printf ("<row r=\"1\"><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c "
                           "t=\"s\"><v>2</v></c><c t=\"s\"><v>3</v></c>"
                           "<c t=\"s\"><v>4</v></c><c t=\"s\"><v>5</v></c></row>"
                           "<row r=\"2\"><c t=\"s\"><v>6</v></c><c t=\"s\"><v>7</v></c><c "
                           "t=\"s\"><v>8</v></c><c t=\"s\"><v>9</v></c>"
                           "<c>%s</c><c t=\"s\"><v>10</v></c></row>",
                           kinds[i].cell);
      const Workbook workbook = {
        .rows = rows,
        .strings = "<si><t>村</t></si><si><t>姓名</t></si><si><t>身份证号</t></si><si><t>类别</t></"
                   "si><si><t>起始年月</t>"
                   "</si><si><t>关系</t></si><si><t>九甲</t></si><si><t>何建国</t></si><si><t>" MAN
                   "</t></si><si><t>一类</t></si><si><t>户主</t></si>",
      };
      g_autofree char *path = fixture_write_xlsx (fixture, "month.xlsx", &workbook);
      DoudiRosterOptions options = roster_options ();
      g_autoptr (GError) error = NULL;
      g_autoptr (RosterResult) result = roster_result_read (path, &options, &error);

      g_assert_no_error (error);
      roster_result_assert (result, kinds[i].problems, "");
      if (kinds[i].month != NULL)
        g_assert_nonnull (strstr (result->households->str, kinds[i].month));
    }
}

#define DISABLED "村,姓名,身份证号,困难残疾人生活补贴,重度残疾人护理补贴\n"
#define CHILDREN "村,姓名,身份证号,儿童类别,养育方式,监护人,监护人身份证号\n"
#define HARDSHIP "村,姓名,身份证号,供养方式,生活自理能力\n"
#define HEADS "村,户主姓名,户主身份证号,保障人数,类别,月保障金额\n"

static const struct
{
  const char *name;
  const char *text;
  const char *problems;
  const char *awards;
} programmes[] = {
  { "ticks", DISABLED "九甲,甲," MAN ",√,100\n", "",
    "[disability-living 0 1 0   0] [disability-nursing 0 1 0   0]" },
  { "tick-no", DISABLED "九甲,甲," MAN ",是,否\n", "", "[disability-living 0 1 0   0]\n" },
  { "tick-none", DISABLED "九甲,甲," MAN ",,×\n", "2 困难残疾人生活补贴 missing", NULL },
  { "tick-words", DISABLED "九甲,甲," MAN ",也许,√\n", "2 困难残疾人生活补贴 unknown-class", NULL },
  { "child-kind", CHILDREN "九甲,甲," MAN ",留守儿童,散居,,\n", "2 儿童类别 unknown-class", NULL },
  { "child-kind-missing", CHILDREN "九甲,甲," MAN ",,散居,,\n", "2 儿童类别 missing", NULL },
  { "child-care", CHILDREN "九甲,甲," MAN ",孤儿,在家,,\n", "2 养育方式 unknown-class", NULL },
  { "child-guardian", CHILDREN "九甲,甲," MAN ",孤儿,社会散居,乙,1\n", "2 监护人身份证号 length",
    NULL },
  { "child", CHILDREN "九甲,甲," MAN ",事实无人抚养儿童,机构养育,乙," WOMAN "\n", "",
    "[unsupported-child 0 1 0 institution  0]" },
  { "care-missing", HARDSHIP "九甲,甲," MAN ",,全自理\n", "2 供养方式 missing", NULL },
  { "care-words", HARDSHIP "九甲,甲," MAN ",养老,全自理\n", "2 供养方式 unknown-class", NULL },
  { "self-care-words", HARDSHIP "九甲,甲," MAN ",集中,一般\n", "2 生活自理能力 unknown-class",
    NULL },
  { "self-care-missing", HARDSHIP "九甲,甲," MAN ",集中,\n", "2 生活自理能力 missing", NULL },
  { "hardship", HARDSHIP "九甲,甲," MAN ",集中供养,半失能\n", "",
    "[special-hardship 0 1 0 institution partly 0]" },
  { "heads", HEADS "九甲,甲," MAN ",4,二类,1100\n九甲,乙," WOMAN ",1,四类,58\n", "",
    "[low-income 0 4 2   0]" },
};

static void
test_programme (Fixture *fixture, gconstpointer data)
{
  gsize index = GPOINTER_TO_SIZE (data);
  DoudiRosterOptions options = roster_options ();
  g_autoptr (RosterResult) result
    = roster_result_read_text (fixture, programmes[index].text, &options);

  roster_result_assert (result, programmes[index].problems, "");
  if (programmes[index].awards != NULL)
    g_assert_nonnull (strstr (result->households->str, programmes[index].awards));
}

static void
assert_unreadable (const Fixture *fixture,
                   const char *text,
                   const char *layout,
                   int code,
                   const char *in_message)
{
  g_autofree char *path = fixture_write (fixture, "roster.csv", text, -1);
  DoudiRosterOptions options = roster_options ();
  g_autoptr (GError) error = NULL;

  options.layout = layout;
  g_assert_null (roster_result_read (path, &options, &error));
  g_assert_error (error, DOUDI_ERROR, code);
  if (strstr (error->message, in_message) == NULL)
    g_error ("“%s” is not in “%s”", in_message, error->message);
}

static void
test_unreadable (Fixture *fixture, gconstpointer data)
{
  GString *crowd = g_string_new ("村,户主姓名,类别,姓名,身份证号\n九甲,甲,一类,甲," MAN "\n");

  assert_unreadable (fixture, "甲,乙\n1,2\n", NULL, DOUDI_ERROR_BAD_DATA, "甲, 乙");
  assert_unreadable (fixture, "甲,乙\n1,2\n", NULL, DOUDI_ERROR_BAD_DATA, "low-income");
  assert_unreadable (fixture, "hello\n", NULL, DOUDI_ERROR_BAD_DATA, "no row has headings");
  assert_unreadable (fixture, "村,姓名,身份证号\n九甲,甲,1\n", NULL, DOUDI_ERROR_BAD_DATA, "姓名");
  assert_unreadable (fixture, "村,姓名,身份证号\n九甲,甲,1\n", "special-hardship",
                     DOUDI_ERROR_BAD_DATA, "供养方式");
  assert_unreadable (fixture, HARDSHIP, "no-such", DOUDI_ERROR_USAGE, "special-hardship");
  assert_unreadable (fixture,
                     "村,姓名,身份证号,供养方式,城乡\n九甲,甲," MAN ",集中,农村\n九甲,乙," WOMAN
                     ",集中,城市\n",
                     NULL, DOUDI_ERROR_BAD_DATA, "Split it");
  for (int i = 0; i < 100; i++)
    g_string_append (crowd, ",,,乙,1\n");
  assert_unreadable (fixture, crowd->str, NULL, DOUDI_ERROR_BAD_DATA, "99 rows");
  g_string_free (crowd, TRUE);
}

/* The month and the place of living, from what there is. */
static void
test_title (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *title;
    DoudiMonth month;
    DoudiResidence residence;
  } titles[] = {
    { "夏河县2018年1月农村特困人员花名册\n填报时间：2018年2月3日\n", 201801,
      DOUDI_RESIDENCE_RURAL },
    { "填报时间：2018年2月3日\n2018年3月城市特困人员花名册\n", 201803, DOUDI_RESIDENCE_URBAN },
    { "特困人员花名册\n", DOUDI_MONTH_NONE, DOUDI_RESIDENCE_ANY },
    { "城乡特困人员花名册(2018.12)\n", 201812, DOUDI_RESIDENCE_ANY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autofree char *text
        = g_strconcat (titles[i].title, HARDSHIP "九甲,甲," MAN ",集中,全自理\n", NULL);
      DoudiRosterOptions options = roster_options ();
      g_autoptr (RosterResult) result = roster_result_read_text (fixture, text, &options);
      g_autoptr (RosterResult) told = NULL;

      g_assert_cmpint (result->month, ==, titles[i].month);
      g_assert_cmpint (result->residence, ==, titles[i].residence);
      options.month = 201906;
      options.residence = DOUDI_RESIDENCE_URBAN;
      told = roster_result_read_text (fixture, text, &options);
      g_assert_cmpint (told->month, ==, 201906);
      g_assert_cmpint (told->residence, ==, DOUDI_RESIDENCE_URBAN);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/exchange/roster-checks/" path, Fixture, NULL, fixture_set_up, func,                \
              fixture_tear_down)
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/exchange/roster-checks/row/", cases[i].name, NULL);

      g_test_add (path, Fixture, GSIZE_TO_POINTER (i), fixture_set_up, test_case,
                  fixture_tear_down);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (programmes); i++)
    {
      g_autofree char *path
        = g_strconcat ("/exchange/roster-checks/programme/", programmes[i].name, NULL);

      g_test_add (path, Fixture, GSIZE_TO_POINTER (i), fixture_set_up, test_programme,
                  fixture_tear_down);
    }
  ADD ("hint", test_hint);
  ADD ("counts", test_counts);
  ADD ("known", test_known);
  ADD ("cards", test_cards);
  ADD ("numeric-month", test_numeric_month);
  ADD ("unreadable", test_unreadable);
  ADD ("title", test_title);
  return g_test_run ();
}
