/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-text.h"

#include <string.h>

typedef char *(*TextFunc) (const char *text);

typedef struct
{
  TextFunc func;
  const char *text;
  const char *expected;
} Case;

#define ZWSP "\xE2\x80\x8B"
#define RLO "\xE2\x80\xAE"
#define BOM "\xEF\xBB\xBF"
#define NBSP "\xC2\xA0"
#define IDEOGRAPHIC_SPACE "\xE3\x80\x80"
#define VARIATION "\xF3\xA0\x84\x80"

static const Case cases[] = {
  { doudi_text_normalise, "plain text", "plain text" },
  { doudi_text_normalise, NULL, "" },
  { doudi_text_normalise, "", "" },
  { doudi_text_normalise, "  a  b ", "a b" },
  { doudi_text_normalise, NBSP "扎西" IDEOGRAPHIC_SPACE IDEOGRAPHIC_SPACE "卓玛\t\r\n",
    "扎西 卓玛" },
  { doudi_text_normalise, BOM "扎" ZWSP "西" RLO, "扎西" },
  { doudi_text_normalise,
    "a\x01\x7F"
    "b",
    "ab" },
  { doudi_text_normalise, "ＡＢｃ１２３（）", "ABc123()" },
  { doudi_text_normalise, "￥３００", "¥300" },
  { doudi_text_normalise, "e\xCC\x81", "é" },
  { doudi_text_normalise, "𠮷" VARIATION, "𠮷" VARIATION },
  { doudi_text_normalise, "\xEE\x80\x80", "\xEE\x80\x80" },
  { doudi_text_normalise,
    "a\xFF"
    "b",
    "a\xEF\xBF\xBD"
    "b" },
  { doudi_text_normalise, "=1+1", "=1+1" },
  { doudi_text_normalise, "བོད་", "བོད་" },
  { doudi_text_normalise_number, " '62302119500101001x ", "62302119500101001X" },
  { doudi_text_normalise_number, "=\"27852228772659214\"", "27852228772659214" },
  { doudi_text_normalise_number, "＝＂27852＂", "27852" },
  { doudi_text_normalise_number, "‘123", "123" },
  { doudi_text_normalise_number, "=\"", "=\"" },
  { doudi_text_normalise_number, "=\"\"", "" },
  { doudi_text_normalise_number, NULL, "" },
  { doudi_text_normalise_name, "张 三", "张三" },
  { doudi_text_normalise_name, "张" IDEOGRAPHIC_SPACE "三", "张三" },
  { doudi_text_normalise_name, "扎西・卓玛", "扎西·卓玛" },
  { doudi_text_normalise_name, "扎西•卓玛", "扎西·卓玛" },
  { doudi_text_normalise_name, "扎西．卓玛", "扎西·卓玛" },
  { doudi_text_normalise_name, "扎西.卓玛", "扎西·卓玛" },
  { doudi_text_normalise_name, "扎西‧卓玛", "扎西·卓玛" },
  { doudi_text_normalise_name, "扎西∙卓玛", "扎西·卓玛" },
  { doudi_text_normalise_name, "扎西 · 卓玛", "扎西·卓玛" },
  { doudi_text_normalise_name, "Tashi  Dolma", "Tashi Dolma" },
  { doudi_text_normalise_name, "M. Li", "M. Li" },
  { doudi_text_normalise_name, NULL, "" },
  { doudi_text_name_key, "扎西 ・ 卓玛", "扎西卓玛" },
  { doudi_text_name_key, "扎西卓玛", "扎西卓玛" },
  { doudi_text_name_key, "TASHI Dolma", "tashidolma" },
  { doudi_text_name_key, "葛" VARIATION "三", "葛三" },
  { doudi_text_name_key, "⼀", "一" },
  { doudi_text_name_key, NULL, "" },
  { doudi_text_compact, "身份证 号码\n(必填)", "身份证号码(必填)" },
  { doudi_text_compact, "人数（人）", "人数(人)" },
  { doudi_text_compact, "【备注】", "(备注)" },
  { doudi_text_compact, "〔2015〕", "(2015)" },
  { doudi_text_compact, "ID Number", "idnumber" },
  { doudi_text_compact, NULL, "" },
};

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = cases[i].func (cases[i].text);

      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

/* What is in stored form stays as it is. */
static void
test_idempotent (void)
{
  static const char *const pieces[]
    = { " ",  "a",         "Ａ", "１", "扎",      "西",   "·", "・",  ".", ZWSP,
        NBSP, "e\xCC\x81", "\n", "𠮷", VARIATION, "\xFF", "'", "=\"", "\"" };

  for (int i = 0; i < 20000; i++)
    {
      g_autofree char *once = NULL;
      g_autofree char *twice = NULL;
      TextFunc func = cases[g_test_rand_int_range (0, G_N_ELEMENTS (cases))].func;
      GString *text = g_string_new (NULL);

      /* Numbers may be wrapped more than once and are unwrapped once; keys are no names. */
      if (func == doudi_text_normalise_number || func == doudi_text_name_key)
        func = doudi_text_normalise;
      for (int j = g_test_rand_int_range (0, 10); j > 0; j--)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      once = func (text->str);
      twice = func (once);
      g_assert_true (g_utf8_validate (once, -1, NULL));
      g_assert_cmpstr (once, ==, twice);
      g_assert_false (doudi_text_has_invisible (once));
      g_string_free (text, TRUE);
    }
}

static void
test_invisible (void)
{
  static const char *const hidden[] = { "扎" ZWSP "西",
                                        RLO "abc",
                                        BOM "姓名",
                                        "a\x01",
                                        "a\x7F",
                                        "\xC2\xAD",
                                        "\xE2\x81\xA0",
                                        "a\xFF",
                                        "\xE3\x85\xA4",
                                        "\xC2\x85"
                                        "\x02" };
  static const char *const plain[]
    = { "", "扎西·卓玛", "a b\tc\n", IDEOGRAPHIC_SPACE, "𠮷" VARIATION, "བོད་" };

  for (gsize i = 0; i < G_N_ELEMENTS (hidden); i++)
    g_assert_true (doudi_text_has_invisible (hidden[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (plain); i++)
    g_assert_false (doudi_text_has_invisible (plain[i]));
  g_assert_false (doudi_text_has_invisible (NULL));
}

static void
test_is_name (void)
{
  static const char *const names[] = { "扎西",
                                       "才让·德吉",
                                       "张 三",
                                       "洛",
                                       "𠮷",
                                       "𮯰三",
                                       "\xEE\x80\x80明",
                                       "一〇",
                                       "Tashi Dolma",
                                       "O'Neil",
                                       "阿卜杜拉・买买提",
                                       "བཀྲ་ཤིས",
                                       "عبدالله" };
  static const char *const others[] = { "",
                                        " ",
                                        "·",
                                        "张三1",
                                        "张三１",
                                        "张三(女)",
                                        "=张三",
                                        "张,三",
                                        "张" ZWSP "三",
                                        "张三" RLO,
                                        "张\xEF\xBF\xBD",
                                        "张*明",
                                        "623021",
                                        "?" };
  g_autofree char *longest = g_strnfill (60, 'a');
  g_autofree char *too_long = g_strnfill (61, 'a');

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_test_message ("%s", names[i]);
      g_assert_true (doudi_text_is_name (names[i]));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_test_message ("%s", others[i]);
      g_assert_false (doudi_text_is_name (others[i]));
    }
  g_assert_true (doudi_text_is_name (longest));
  g_assert_false (doudi_text_is_name (too_long));
  g_assert_false (doudi_text_is_name (NULL));
}

static void
test_copy_cut (void)
{
  char copy[8];

  doudi_text_copy_cut (copy, sizeof copy, "abc");
  g_assert_cmpstr (copy, ==, "abc");
  doudi_text_copy_cut (copy, sizeof copy, "abcdefgh");
  g_assert_cmpstr (copy, ==, "abcdefg");
  doudi_text_copy_cut (copy, sizeof copy, "扎西卓玛");
  g_assert_cmpstr (copy, ==, "扎西");
  doudi_text_copy_cut (copy, 1, "扎");
  g_assert_cmpstr (copy, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/text/cases", test_cases);
  g_test_add_func ("/base/text/idempotent", test_idempotent);
  g_test_add_func ("/base/text/invisible", test_invisible);
  g_test_add_func ("/base/text/is-name", test_is_name);
  g_test_add_func ("/base/text/copy-cut", test_copy_cut);
  return g_test_run ();
}
