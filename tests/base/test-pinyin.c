/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-pinyin.h"

#include <string.h>

static DoudiPinyin *
open_pinyin (void)
{
  g_autoptr (GError) error = NULL;
  DoudiPinyin *pinyin = doudi_pinyin_new (&error);

  g_assert_no_error (error);
  return pinyin;
}

/* The first reading, and others that must be found, joined by spaces. */
typedef struct
{
  const char *name;
  const char *first;
  const char *others;
  const char *initials;
} Case;

static const Case cases[] = {
  { "扎西", "zhaxi", "zaxi", "zx" },
  { "才让·德吉", "cairangdeji", "", "crdj" },
  { "才让尕毛草", "cairanggamaocao", "", "crgmc" },
  { "单小明", "shanxiaoming", "danxiaoming", "sxm" },
  { "曾三", "zengsan", "cengsan", "zs" },
  { "仇三", "qiusan", "chousan", "qs" },
  { "解放", "xiefang", "jiefang", "xf" },
  { "任三", "rensan", "", "rs" },
  { "查三", "zhasan", "chasan", "zs" },
  { "盖三", "gesan", "gaisan", "gs" },
  { "区三", "ousan", "qusan", "os" },
  { "朴三", "piaosan", "pusan", "ps" },
  { "翟三", "zhaisan", "disan", "zs" },
  { "缪三", "miaosan", "mousan", "ms" },
  { "覃三", "qinsan", "tansan", "qs" },
  { "乐三", "yuesan", "lesan", "ys" },
  { "小乐", "xiaole", "xiaoyue", "xl" },
  { "尉迟恭", "yuchigong", "weichigong", "ycg" },
  { "万俟三", "moqisan", "wansisan", "mqs" },
  { "万三", "wansan", "", "ws" },
  { "吕三", "lvsan", "lusan", "ls" },
  { "贾三", "jiasan", "gusan", "js" },
  { "重三", "chongsan", "zhongsan", "cs" },
  { "员三", "yunsan", "yuansan", "ys" },
  { "黑三", "heisan", "hesan", "hs" },
  { "盛三", "shengsan", "", "ss" },
  { "卜三", "busan", "bosan", "bs" },
  { "Tashi 卓玛", "tashizhuoma", "", "tashizm" },
  { "李四2", "lisi2", "", "ls2" },
  { "José", "jose", "", "jose" },
  { "𠮷", "𠮷", "", "𠮷" },
  { "\xEE\x80\x80明", "\xEE\x80\x80ming", "", "\xEE\x80\x80m" },
};

static void
test_cases (void)
{
  g_autoptr (DoudiPinyin) pinyin = open_pinyin ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) readings = doudi_pinyin_readings (pinyin, cases[i].name);
      g_auto (GStrv) initials = doudi_pinyin_initials (pinyin, cases[i].name);
      g_auto (GStrv) others = g_strsplit (cases[i].others, " ", -1);

      g_test_message ("%s: %s", cases[i].first, readings[0]);
      g_assert_true (g_strv_contains ((const char *const *) readings, cases[i].first));
      g_assert_cmpstr (initials[0], ==, cases[i].initials);
      for (guint j = 0; others[j] != NULL; j++)
        g_assert_true (g_strv_contains ((const char *const *) readings, others[j]));
    }
}

/* As many as the limit lets through, each once, in small letters without spaces. */
static void
test_limit (void)
{
  static const char *const names[] = { "单单单单单单", "藏重长单曾仇解查盖区朴翟缪", "扎扎扎扎扎" };
  g_autoptr (DoudiPinyin) pinyin = open_pinyin ();

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (GStrv) readings = doudi_pinyin_readings (pinyin, names[i]);
      g_auto (GStrv) initials = doudi_pinyin_initials (pinyin, names[i]);

      g_assert_cmpuint (g_strv_length (readings), >, 1);
      g_assert_cmpuint (g_strv_length (readings), <=, 8);
      g_assert_cmpuint (g_strv_length (initials), <=, 8);
      for (guint j = 0; readings[j] != NULL; j++)
        {
          g_assert_cmpuint (strspn (readings[j], "abcdefghijklmnopqrstuvwxyz"), ==,
                            strlen (readings[j]));
          g_assert_false (g_strv_contains ((const char *const *) readings + j + 1, readings[j]));
        }
    }
}

static void
test_empty (void)
{
  static const char *const nothing[] = { NULL, "", " ", "·", "—" };
  g_autoptr (DoudiPinyin) pinyin = open_pinyin ();

  for (gsize i = 0; i < G_N_ELEMENTS (nothing); i++)
    {
      g_auto (GStrv) readings = doudi_pinyin_readings (pinyin, nothing[i]);
      g_auto (GStrv) initials = doudi_pinyin_initials (pinyin, nothing[i]);
      g_autofree char *key = doudi_pinyin_sort_key (pinyin, nothing[i]);

      g_assert_cmpuint (g_strv_length (readings), ==, 0);
      g_assert_cmpuint (g_strv_length (initials), ==, 0);
      g_assert_nonnull (key);
    }
}

/* In this order. */
static void
test_sort (void)
{
  static const char *const names[]
    = { "阿旺", "才让", "才让·德吉", "才让卓玛", "贡保",     "吕三", "吕四",
        "单三", "西安", "先三",      "扎西",     "扎西卓玛", "张三" };
  g_autoptr (DoudiPinyin) pinyin = open_pinyin ();
  g_autofree char *before = g_strdup ("");

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      char *key = doudi_pinyin_sort_key (pinyin, names[i]);

      g_test_message ("%s", key);
      g_assert_cmpstr (before, <, key);
      g_free (before);
      before = key;
    }
}

/* A whole county takes seconds, not minutes. */
static void
test_speed (void)
{
  static const char *const parts[] = { "扎", "西", "才", "让", "卓", "玛", "单", "增", "德", "吉",
                                       "张", "王", "李", "尕", "藏", "措", "仁", "青", "索", "南" };
  g_autoptr (DoudiPinyin) pinyin = open_pinyin ();
  gint64 began = g_get_monotonic_time ();
  double took;

  for (int i = 0; i < 100000; i++)
    {
      const char *a = parts[i % G_N_ELEMENTS (parts)];
      const char *b = parts[i / 20 % G_N_ELEMENTS (parts)];
      const char *c = parts[i / 400 % G_N_ELEMENTS (parts)];
      g_autofree char *name = g_strconcat (a, b, c, NULL);
      g_auto (GStrv) readings = doudi_pinyin_readings (pinyin, name);
      g_auto (GStrv) initials = doudi_pinyin_initials (pinyin, name);
      g_autofree char *key = doudi_pinyin_sort_key (pinyin, name);

      g_assert_nonnull (readings[0]);
    }
  took = (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC;
  g_test_minimized_result (took, "%.2f s for 100,000 names", took);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/pinyin/cases", test_cases);
  g_test_add_func ("/base/pinyin/limit", test_limit);
  g_test_add_func ("/base/pinyin/empty", test_empty);
  g_test_add_func ("/base/pinyin/sort", test_sort);
  g_test_add_func ("/base/pinyin/speed", test_speed);
  return g_test_run ();
}
