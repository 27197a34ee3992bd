/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * The last look at every text before it hangs on a wall. Sheets are made from a closed list of
 * columns, so nothing should ever be found here; but names, village groups and wordings are typed
 * by people, and people type numbers into the wrong field. It stops rather too much than too
 * little.
 */

#include "config.h"

#include "base/doudi-notice-guard.h"

#include <string.h>

#include "base/doudi-text.h"

/* From this many digits on a number may belong to somebody (domain reference §4). */
#define LONG_NUMBER 6

/* Accounts of banks and credit unions. */
#define SHORTEST_ACCOUNT 12

/* Stands for a digit that somebody masked: the rest of the number is still a number. */
#define MASKED '*'

/* The end of an allowed text that was taken out. */
#define GAP "|"

static const char *const kind_names[] = {
  "account", "disability", "identity-number", "illness", "long-number", "phone",
};

/* Every text with one of these speaks of an illness, but for the exceptions: names of persons. */
static const char *const illness_words[] = {
  "病",   "癌",   "瘤",   "瘫",   "症",   "癫",   "痫",   "痴呆", "肝炎", "肺炎", "肾炎", "脑炎",
  "胃炎", "肠炎", "管炎", "膜炎", "肌炎", "腺炎", "髓炎", "节炎", "透析", "化疗", "放疗", "肾衰",
  "心衰", "衰竭", "硬化", "中风", "脑梗", "心梗", "梗死", "梗塞", "出血", "溢血", "骨折", "结石",
  "糖尿", "血压", "血脂", "血糖", "冠心", "哮喘", "尘肺", "矽肺", "结核", "艾滋", "hiv",  "梅毒",
  "乙肝", "丙肝", "包虫", "布鲁氏", "麻风", "鼠疫", "内障", "青光眼", "抑郁", "自闭", "精神分裂",
  "精神障碍", "精神失常", "疯癫", "帕金森", "海默", "血友", "贫血", "狼疮", "强直", "椎间盘",
  "痛风", "甲亢", "甲减", "先天性", "移植", "手术", "住院", "确诊", "重疾", "疾患", "吸毒", "戒毒",
};
static const char *const illness_exceptions[] = { "去病", "无病", "弃病" };

static const char *const disability_words[] = {
  "残",       "殘",       "聋",       "聾",       "哑",       "啞",       "盲",   "瘸",
  "跛",       "失明",     "失聪",     "智障",     "弱智",     "智力障碍", "失能", "不能自理",
  "半自理",   "全自理",   "生活自理", "自理能力", "半护理",   "全护理",   "轮椅", "假肢",
  "视力障碍", "听力障碍", "言语障碍", "肢体障碍", "肢体一级", "肢体二级", "肢体三级",
  "肢体四级", "智力一级", "智力二级", "智力三级", "智力四级", "精神一级", "精神二级",
  "精神三级", "精神四级", "视力一级", "视力二级", "视力三级", "视力四级", "听力一级",
  "听力二级", "听力三级", "听力四级", "言语一级", "言语二级", "言语三级", "言语四级",
  "多重一级", "多重二级", "多重三级", "多重四级", "唐氏",
};

/* Without spaces, full-width and compatible forms as ordinary ones, digits of all scripts as 0-9,
 * masks as one kind of star. */
static char *
fold (const char *text)
{
  g_autofree char *compatible = NULL;
  g_autofree char *compact = doudi_text_compact (text);
  GString *folded = g_string_new (NULL);

  compatible = g_utf8_normalize (compact, -1, G_NORMALIZE_NFKC);
  for (const char *p = compatible; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isdigit (c))
        g_string_append_c (folded, (char) ('0' + g_unichar_digit_value (c)));
      else if (c == 0x25CF || c == 0x2022 || c == 0x2605 || c == 0x2731) /* ●•★✱ */
        g_string_append_c (folded, MASKED);
      else if (!g_unichar_isspace (c))
        g_string_append_unichar (folded, c);
    }
  return g_string_free (folded, FALSE);
}

static char *
replace (const char *text, const char *what, const char *by)
{
  g_auto (GStrv) parts = g_strsplit (text, what, -1);

  return g_strjoinv (by, parts);
}

/* Takes out what may stand there, leaving a gap that nothing is joined across. */
static char *
without (const char *text, const char *const *allowed, gsize n)
{
  char *left = g_strdup (text);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *before = left;

      left = *allowed[i] != '\0' ? replace (before, allowed[i], GAP) : g_strdup (before);
    }
  return left;
}

static gboolean
has_word (const char *folded, const char *const *words, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (strstr (folded, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
is_digit (char c)
{
  return g_ascii_isdigit (c) || c == MASKED;
}

/* Between the groups of one number. A point before two decimals and a comma before three digits
 * belong to an amount. */
static gboolean
joins (const char *mark)
{
  gsize digits = 0;

  if (*mark == '\0' || strchr (".,-_/", *mark) == NULL)
    return FALSE;
  while (is_digit (mark[1 + digits]))
    digits++;
  if (*mark == '.')
    return digits > 2;
  return digits > (*mark == ',' ? 3 : 0);
}

/* A number as its digits, with what stood before and after them. */
typedef struct
{
  char digits[64];
  gsize length;
  gsize masked;
  gboolean check_x; /* an X follows, as the check character of an identity number */
} Number;

/* Reads the number at @text and returns what follows. Digits beyond the room are dropped: what is
 * there is enough to stop the text. */
static const char *
read_number (const char *text, Number *number)
{
  *number = (Number){ .length = 0 };
  for (;; text++)
    {
      if (is_digit (*text))
        {
          if (number->length < sizeof number->digits - 1)
            number->digits[number->length++] = *text;
          number->masked += *text == MASKED ? 1 : 0;
        }
      else if (number->length == 0 || !joins (text))
        break;
    }
  number->check_x = *text == 'x' || *text == 'X';
  return text;
}

/* Whether two digits are a number of the range, or masked. */
static gboolean
in_range (const char *digits, int lowest, int highest)
{
  int value;

  if (digits[0] == MASKED || digits[1] == MASKED)
    return TRUE;
  value = (digits[0] - '0') * 10 + digits[1] - '0';
  return value >= lowest && value <= highest;
}

/* 6 digits of area, then the birth date with a year of four or of two digits. */
static gboolean
has_birth_date (const char *digits, gboolean short_year)
{
  const char *date = digits + 6;

  return short_year ? in_range (date + 2, 1, 12) && in_range (date + 4, 1, 31)
                    : in_range (date, 18, 20) && in_range (date + 4, 1, 12)
                        && in_range (date + 6, 1, 31);
}

/* Also as the beginning of a disability card number, or with the X lost. */
static gboolean
is_identity_number (const Number *number)
{
  if (number->length == 15)
    return has_birth_date (number->digits, TRUE);
  if (number->length == 17)
    return number->check_x && has_birth_date (number->digits, FALSE);
  return number->length >= 18 && number->length <= 24 && has_birth_date (number->digits, FALSE);
}

static gboolean
is_phone (const Number *number)
{
  const char *digits = number->digits;
  gsize length = number->length;

  if (length == 13 && g_str_has_prefix (digits, "86"))
    {
      digits += 2;
      length -= 2;
    }
  if (length == 11 && digits[0] == '1' && digits[1] >= '3')
    return TRUE;
  if (length >= 10 && length <= 12 && digits[0] == '0')
    return TRUE;
  return length == 10 && (g_str_has_prefix (digits, "400") || g_str_has_prefix (digits, "800"));
}

static guint
kind_of_number (const Number *number)
{
  if (number->length < LONG_NUMBER || number->masked == number->length)
    return 0;
  if (is_identity_number (number))
    return DOUDI_GUARD_IDENTITY_NUMBER;
  if (is_phone (number))
    return DOUDI_GUARD_PHONE;
  if (number->length >= SHORTEST_ACCOUNT)
    return DOUDI_GUARD_ACCOUNT;
  return DOUDI_GUARD_LONG_NUMBER;
}

static guint
scan_numbers (const char *folded)
{
  guint kinds = 0;

  while (*folded != '\0')
    {
      Number number;

      if (!is_digit (*folded))
        {
          folded++;
          continue;
        }
      folded = read_number (folded, &number);
      kinds |= kind_of_number (&number);
    }
  return kinds;
}

static guint
scan_words (const char *folded)
{
  g_autofree char *text =
    without (folded, illness_exceptions, G_N_ELEMENTS (illness_exceptions));
  guint kinds = 0;

  if (has_word (text, illness_words, G_N_ELEMENTS (illness_words)))
    kinds |= DOUDI_GUARD_ILLNESS;
  if (has_word (text, disability_words, G_N_ELEMENTS (disability_words)))
    kinds |= DOUDI_GUARD_DISABILITY;
  return kinds;
}

/**
 * doudi_notice_guard_scan:
 * @text: (nullable): a text that is to hang on a wall
 * @allowed: (nullable) (array zero-terminated=1): texts that may stand in it whatever they are: the
 *   official names of places, the telephone numbers of offices
 *
 * Looks for what must never be published about a person (社会救助暂行办法 art. 61, 个人信息保护法
 * art. 28, domain reference §4): identity numbers, accounts, telephone numbers, any other run of
 * six digits or more, words for illnesses and for disabilities. Digits may be full-width or of
 * another script, in groups, or partly masked. Amounts with separators ("1,160.00") and Chinese
 * dates ("2018年6月8日") are no such runs.
 *
 * Returns: bits of #DoudiGuardKind; 0 if the text may hang
 */
guint
doudi_notice_guard_scan (const char *text, const char *const *allowed)
{
  g_autofree char *left = NULL;
  g_autofree char *folded = NULL;

  if (text == NULL || *text == '\0')
    return 0;
  if (!g_utf8_validate (text, -1, NULL))
    return DOUDI_GUARD_LONG_NUMBER;
  left = without (text, allowed, allowed != NULL ? g_strv_length ((GStrv) allowed) : 0);
  folded = fold (left);
  return scan_numbers (folded) | scan_words (folded);
}

/**
 * doudi_notice_guard_names:
 * @kinds: bits of #DoudiGuardKind
 *
 * Returns: (transfer full): the names of the kinds, sorted, such as "identity-number"
 */
GStrv
doudi_notice_guard_names (guint kinds)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (kind_names); i++)
    if (kinds & (1u << i))
      g_ptr_array_add (names, g_strdup (kind_names[i]));
  g_ptr_array_add (names, NULL);
  return (GStrv) g_ptr_array_free (names, FALSE);
}
