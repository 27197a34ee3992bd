/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-notice-guard.h"

typedef struct
{
  const char *text;
  const char *kinds; /* joined by commas */
} Case;

static const Case cases[] = {
  /* What hangs on every wall. */
  { "", "" },
  { NULL, "" },
  { "才让扎西", "" },
  { "阿旺洛桑嘉措·才让东珠", "" },
  { "本村三组", "" },
  { "2018年6月8日", "" },
  { "公示期：2018年6月9日至2018年6月15日（7天）。", "" },
  { "1,160.00", "" },
  { "12,345,678.00", "" },
  { "+220.00", "" },
  { "−58.00", "" },
  { "1160.00元", "" },
  { "第 1 页　共 12 页", "" },
  { "霍去病", "" },
  { "辛弃疾", "" },
  { "集中供养", "" },
  { "特困人员救助供养", "" },
  { "4人 12户", "" },
  { "＿＿＿＿＿＿", "" },

  /* Identity numbers: right and wrong ones, of 15 digits, spaced, full-width, masked. */
  { "62302119500101001X", "identity-number" },
  { "62302119500101001x", "identity-number" },
  { "623021195001010011", "identity-number" },
  { "身份证６２３０２１１９５００１０１００１Ｘ", "identity-number" },
  { "623021 19500101 001X", "identity-number" },
  { "623021-1950-0101-001X", "identity-number" },
  { "623021500101001", "identity-number" },
  { "623021********001X", "identity-number" },
  { "623021195001****1X", "identity-number" },
  { "62302119500101001X42", "identity-number" },
  { "٦٢٣٠٢١١٩٥٠٠١٠١٠٠١1", "identity-number" },
  { "༦༢༣༠༢༡༡༩༥༠༠༡༠༡༠༠༡༡", "identity-number" },
  { "6230211950​0101001X", "identity-number" },

  /* Accounts. */
  { "6222021234567890128", "account" },
  { "6222 0212 3456 7890 128", "account" },
  { "27852228772659214", "account" },
  { "账号 270100012345", "account" },
  { "6222.0212.3456.7890.128", "account" },

  /* Telephones. */
  { "13893601234", "phone" },
  { "138-9360-1234", "phone" },
  { "138****1234", "phone" },
  { "8613893601234", "phone" },
  { "+86 138 9360 1234", "phone" },
  { "0941-7121234", "phone" },
  { "（0941）7121234", "long-number" },
  { "4008001234", "phone" },

  /* Anything long. */
  { "7121234", "long-number" },
  { "甘字123456号", "long-number" },
  { "1950-01-01", "long-number" },
  { "19500101", "long-number" },
  { "123456.00", "long-number" },
  { "12345", "" },

  /* Illnesses. */
  { "肺癌", "illness" },
  { "因病致贫", "illness" },
  { "患有慢性病", "illness" },
  { "尿毒症", "illness" },
  { "脑 梗 后遗", "illness" },
  { "包虫", "illness" },
  { "乙肝", "illness" },
  { "HIV", "illness" },
  { "ＨＩＶ阳性", "illness" },
  { "偏瘫", "illness" },
  { "精神分裂", "illness" },
  { "去病，患癌", "illness" },

  /* Disabilities, and how well somebody can look after himself. */
  { "肢体二级残疾", "disability" },
  { "肢体二级", "disability" },
  { "殘疾", "disability" },
  { "聋哑", "disability" },
  { "盲人", "disability" },
  { "全护理", "disability" },
  { "生活不能自理", "disability" },
  { "重度残疾人护理补贴", "disability" },

  /* Several at once, in the order of their names. */
  { "肺癌 身份证62302119500101001X", "identity-number,illness" },
  { "电话13893601234，卡号6222021234567890128", "account,phone" },
  { "肢残 肝炎 13893601234", "disability,illness,phone" },
};

static char *
scan (const char *text, const char *const *allowed)
{
  g_auto (GStrv) names = doudi_notice_guard_names (doudi_notice_guard_scan (text, allowed));

  return g_strjoinv (",", names);
}

static void
test_table (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *kinds = scan (cases[i].text, NULL);

      if (!g_str_equal (kinds, cases[i].kinds))
        g_error ("“%s”: found “%s”, expected “%s”", cases[i].text, kinds, cases[i].kinds);
    }
}

/* Names of places and numbers of offices may stand in wordings; what is around them may not. */
static void
test_allowed (void)
{
  static const char *const allowed[] = { "哑叭庄", "0941-7121234", "困难残疾人生活补贴", "", NULL };
  static const Case wordings[] = {
    { "关于哑叭庄村的公示", "" },
    { "联系电话：0941-7121234", "" },
    { "一、困难残疾人生活补贴", "" },
    { "哑叭庄聋哑人", "disability" },
    { "0941-7121234 13893601234", "phone" },
    { "623021哑叭庄19500101", "long-number" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wordings); i++)
    {
      g_autofree char *kinds = scan (wordings[i].text, allowed);

      g_assert_cmpstr (kinds, ==, wordings[i].kinds);
    }
}

static void
test_not_text (void)
{
  g_assert_cmpuint (doudi_notice_guard_scan ("\xff\xfe", NULL), !=, 0);
}

/* Every number that a person can have is found wherever it stands. */
static void
test_every_place (void)
{
  static const char *const numbers[] = { "62302119500101001X", "6222021234567890128",
                                         "13893601234" };
  static const char *const around[] = { "%s", "a%sb", "（%s）", "三社%s", "%s。", "2018年%s",
                                        "1,160.00 元 %s", "%s、%s" };

  for (gsize n = 0; n < G_N_ELEMENTS (numbers); n++)
    for (gsize i = 0; i < G_N_ELEMENTS (around); i++)
      {
        g_auto (GStrv) parts = g_strsplit (around[i], "%s", -1);
        g_autofree char *text = g_strjoinv (numbers[n], parts);

        if (doudi_notice_guard_scan (text, NULL) == 0)
          g_error ("not found in “%s”", text);
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/notice-guard/table", test_table);
  g_test_add_func ("/base/notice-guard/allowed", test_allowed);
  g_test_add_func ("/base/notice-guard/not-text", test_not_text);
  g_test_add_func ("/base/notice-guard/every-place", test_every_place);
  return g_test_run ();
}
