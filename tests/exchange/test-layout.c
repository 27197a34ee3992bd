/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include <string.h>

#include "base/doudi-error.h"
#include "exchange/doudi-layout.h"

static GPtrArray *
load (DoudiLayoutPurpose purpose)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *layouts = doudi_layouts_load (purpose, &error);

  g_assert_no_error (error);
  return layouts;
}

/* Every layout that the program carries loads and is found by the name of its file. */
static void
test_bundled (void)
{
  static const char *const ids[]
    = { "children", "disability", "low-income-households", "low-income", "special-hardship" };
  g_autoptr (GPtrArray) rosters = load (DOUDI_LAYOUT_ROSTER);
  g_autoptr (GPtrArray) returns = load (DOUDI_LAYOUT_BANK_RETURN);

  g_assert_cmpuint (rosters->len, ==, G_N_ELEMENTS (ids));
  for (guint i = 0; i < rosters->len; i++)
    {
      const DoudiLayout *layout = g_ptr_array_index (rosters, i);

      g_assert_nonnull (doudi_layouts_find (rosters, ids[i], NULL));
      g_assert_cmpuint (strlen (doudi_layout_get_title (layout)), >, 0);
      g_assert_cmpuint (doudi_layout_get_programmes (layout), !=, 0);
      g_assert_cmpuint (doudi_layout_get_n_columns (layout), >, 5);
    }
  g_assert_cmpuint (returns->len, ==, 1);
  g_assert_nonnull (doudi_layouts_find (returns, "bank-return", NULL));
}

static void
test_unknown_id (void)
{
  g_autoptr (GPtrArray) rosters = load (DOUDI_LAYOUT_ROSTER);
  g_autoptr (GError) error = NULL;

  g_assert_null (doudi_layouts_find (rosters, "bank-return", &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_USAGE);
  g_assert_nonnull (strstr (error->message, "low-income"));
}

/* The headings of the upper system (domain reference, 5.3), and how people vary them. */
static void
test_headings (void)
{
  static const struct
  {
    const char *heading;
    DoudiField field;
    DoudiColumnKind kind;
  } cases[] = {
    { "户主姓名", DOUDI_FIELD_HEAD_NAME, DOUDI_COLUMN_NAME },
    { "户主身份证号", DOUDI_FIELD_HEAD_NUMBER, DOUDI_COLUMN_IDENTITY_NUMBER },
    { "保障人口(数)", DOUDI_FIELD_PERSONS, DOUDI_COLUMN_COUNT },
    { "保障人口", DOUDI_FIELD_PERSONS, DOUDI_COLUMN_COUNT },
    { "户月保障金额（元）", DOUDI_FIELD_AMOUNT, DOUDI_COLUMN_MONEY },
    { "分档类型", DOUDI_FIELD_CLASS, DOUDI_COLUMN_CLASS },
    { "银行账户名称", DOUDI_FIELD_ACCOUNT_HOLDER, DOUDI_COLUMN_NAME },
    { "银行帐号", DOUDI_FIELD_ACCOUNT, DOUDI_COLUMN_ACCOUNT },
    { "一卡通账号", DOUDI_FIELD_ACCOUNT, DOUDI_COLUMN_ACCOUNT },
    { "一折通账号", DOUDI_FIELD_ACCOUNT, DOUDI_COLUMN_PASSBOOK },
    { "最初享受月(份)", DOUDI_FIELD_FIRST_MONTH, DOUDI_COLUMN_MONTH },
    { "最初享受月份", DOUDI_FIELD_FIRST_MONTH, DOUDI_COLUMN_MONTH },
    { "家庭住址", DOUDI_FIELD_ADDRESS, DOUDI_COLUMN_ADDRESS },
    { "所属镇", DOUDI_FIELD_TOWNSHIP, DOUDI_COLUMN_TOWNSHIP },
    { "所属街(级)", DOUDI_FIELD_TOWNSHIP, DOUDI_COLUMN_TOWNSHIP },
    { "所属社（级）", DOUDI_FIELD_VILLAGE, DOUDI_COLUMN_VILLAGE },
    { "与户主关系", DOUDI_FIELD_RELATION, DOUDI_COLUMN_RELATION },
    { "残疾证号", DOUDI_FIELD_DISABILITY_CARD, DOUDI_COLUMN_DISABILITY_CARD },
    { " 身 份 证 号 码 ", DOUDI_FIELD_IDENTITY_NUMBER, DOUDI_COLUMN_IDENTITY_NUMBER },
    { "*姓名", DOUDI_FIELD_NAME, DOUDI_COLUMN_NAME },
    { "身份证号（18位）", DOUDI_FIELD_IDENTITY_NUMBER, DOUDI_COLUMN_IDENTITY_NUMBER },
    { "村【社区】", DOUDI_FIELD_VILLAGE, DOUDI_COLUMN_VILLAGE },
    { "月保障金额\n(元/月)", DOUDI_FIELD_AMOUNT, DOUDI_COLUMN_MONEY },
  };
  static const char *const others[] = { "", "问题", "政治面貌", "(元)", "家庭人口", "*" };
  g_autoptr (GPtrArray) rosters = load (DOUDI_LAYOUT_ROSTER);
  const DoudiLayout *layout = doudi_layouts_find (rosters, "low-income", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int index = doudi_layout_find_column (layout, cases[i].heading);

      if (index < 0)
        g_error ("%s", cases[i].heading);
      g_assert_cmpint (doudi_layout_get_column (layout, (guint) index)->field, ==, cases[i].field);
      g_assert_cmpint (doudi_layout_get_column (layout, (guint) index)->kind, ==, cases[i].kind);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_cmpint (doudi_layout_find_column (layout, others[i]), ==, -1);
}

/* A file's line where something is wrong. */
static void
test_faults (void)
{
#define HEAD "{\"id\":\"a\",\"title\":\"b\",\"purpose\":\"roster\",\"rows\":\"persons\",\n"
#define COLUMN "\"columns\":[\n{\"field\":\"name\",\"kind\":\"name\",\"aliases\":[\"姓名\"]},\n"
  static const char *const cases[][2] = {
    { "[]", "x.json:1" },
    { "{\"id\":\"a\"}", "x.json:1" },
    { HEAD "\"colums\":[]}", "x.json:2" },
    { HEAD "\"programmes\":[\"low-incom\"],\"columns\":[]}", "x.json:2" },
    { HEAD "\"one_of\":[\"nam\"],\"columns\":[]}", "x.json:2" },
    { "{\"id\":\"a\",\"title\":\"b\",\n\"purpose\":\"rooster\",\"rows\":\"persons\",\"columns\":[]"
      "}",
      "x.json:2" },
    { "{\"id\":\"a\",\"title\":\"b\",\"purpose\":\"roster\",\n\n\"rows\":\"person\",\"columns\":[]"
      "}",
      "x.json:3" },
    { HEAD COLUMN "{\"field\":\"nam\",\"kind\":\"name\",\"aliases\":[\"甲\"]}]}", "x.json:4" },
    { HEAD COLUMN "{\"field\":\"sex\",\"kind\":\"seks\",\"aliases\":[\"甲\"]}]}", "x.json:4" },
    { HEAD COLUMN "{\"field\":\"sex\",\"kind\":\"money\",\"aliases\":[\"甲\"]}]}", "x.json:4" },
    { HEAD COLUMN "{\"field\":\"sex\",\"kind\":\"sex\",\"aliases\":[]}]}", "x.json:4" },
    { HEAD COLUMN "{\"field\":\"sex\",\"kind\":\"sex\",\"aliases\":[\"甲\",\n\"姓 名\"]}]}",
      "x.json:5" },
    { HEAD COLUMN "{\"field\":\"sex\",\"kind\":\"sex\",\"aliases\":[\"甲\"],\"needed\":true}]}",
      "x.json:4" },
    { HEAD COLUMN "{\"field\":\"sex\",\"kind\":\"sex\",\"aliases\":[\"甲\"],\"required\":1}]}",
      "x.json:4" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (doudi_layout_new_from_json (cases[i][0], -1, "x.json", &error));
      g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
      g_assert_cmpstr (doudi_error_get_where (error), ==, cases[i][1]);
    }
}

/* Every name of the vocabulary is there once. */
static void
test_words (void)
{
  for (guint i = 0; i < DOUDI_N_FIELDS; i++)
    for (guint j = 0; j < i; j++)
      g_assert_cmpstr (doudi_field_name ((DoudiField) i), !=, doudi_field_name ((DoudiField) j));
  for (guint i = 0; i < DOUDI_N_COLUMN_KINDS; i++)
    for (guint j = 0; j < i; j++)
      g_assert_cmpstr (doudi_column_kind_name ((DoudiColumnKind) i), !=,
                       doudi_column_kind_name ((DoudiColumnKind) j));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/layout/bundled", test_bundled);
  g_test_add_func ("/exchange/layout/unknown-id", test_unknown_id);
  g_test_add_func ("/exchange/layout/headings", test_headings);
  g_test_add_func ("/exchange/layout/faults", test_faults);
  g_test_add_func ("/exchange/layout/words", test_words);
  return g_test_run ();
}
