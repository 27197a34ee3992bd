/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "exchange/doudi-roster-words.h"

#include <string.h>

#include "base/doudi-money.h"
#include "base/doudi-text.h"

#define COUNT_MAX 99

/* A word and what it means. Words are compared as doudi_text_compact() makes them. */
typedef struct
{
  const char *word;
  int value;
} Word;

/* The Roman numerals have no lower case as far as GLib goes: both forms stand here. */
static const Word class_words[] = {
  { "1", 1 },  { "一", 1 }, { "壹", 1 }, { "Ⅰ", 1 },   { "ⅰ", 1 },  { "i", 1 },  { "2", 2 },
  { "二", 2 }, { "贰", 2 }, { "Ⅱ", 2 },  { "ⅱ", 2 },   { "ii", 2 }, { "3", 3 },  { "三", 3 },
  { "叁", 3 }, { "Ⅲ", 3 },  { "ⅲ", 3 },  { "iii", 3 }, { "4", 4 },  { "四", 4 }, { "肆", 4 },
  { "Ⅳ", 4 },  { "ⅳ", 4 },  { "iv", 4 }, { NULL, 0 },
};

static const Word care_words[] = {
  { "分散", DOUDI_CARE_HOME },
  { "分散供养", DOUDI_CARE_HOME },
  { "分散救助供养", DOUDI_CARE_HOME },
  { "在家分散供养", DOUDI_CARE_HOME },
  { "居家供养", DOUDI_CARE_HOME },
  { "散居", DOUDI_CARE_HOME },
  { "社会散居", DOUDI_CARE_HOME },
  { "分散养育", DOUDI_CARE_HOME },
  { "家庭养育", DOUDI_CARE_HOME },
  { "亲属抚养", DOUDI_CARE_HOME },
  { "集中", DOUDI_CARE_INSTITUTION },
  { "集中供养", DOUDI_CARE_INSTITUTION },
  { "集中救助供养", DOUDI_CARE_INSTITUTION },
  { "集中养育", DOUDI_CARE_INSTITUTION },
  { "机构", DOUDI_CARE_INSTITUTION },
  { "机构供养", DOUDI_CARE_INSTITUTION },
  { "机构养育", DOUDI_CARE_INSTITUTION },
  { "机构集中养育", DOUDI_CARE_INSTITUTION },
  { "福利机构养育", DOUDI_CARE_INSTITUTION },
  { NULL, 0 },
};

static const Word self_care_words[] = {
  { "全自理", DOUDI_SELF_CARE_ABLE },
  { "自理", DOUDI_SELF_CARE_ABLE },
  { "能自理", DOUDI_SELF_CARE_ABLE },
  { "可自理", DOUDI_SELF_CARE_ABLE },
  { "完全自理", DOUDI_SELF_CARE_ABLE },
  { "有自理能力", DOUDI_SELF_CARE_ABLE },
  { "具备生活自理能力", DOUDI_SELF_CARE_ABLE },
  { "半护理", DOUDI_SELF_CARE_PARTLY },
  { "半自理", DOUDI_SELF_CARE_PARTLY },
  { "半失能", DOUDI_SELF_CARE_PARTLY },
  { "部分自理", DOUDI_SELF_CARE_PARTLY },
  { "部分护理", DOUDI_SELF_CARE_PARTLY },
  { "部分丧失", DOUDI_SELF_CARE_PARTLY },
  { "部分丧失自理能力", DOUDI_SELF_CARE_PARTLY },
  { "部分丧失生活自理能力", DOUDI_SELF_CARE_PARTLY },
  { "全护理", DOUDI_SELF_CARE_UNABLE },
  { "失能", DOUDI_SELF_CARE_UNABLE },
  { "全失能", DOUDI_SELF_CARE_UNABLE },
  { "不能自理", DOUDI_SELF_CARE_UNABLE },
  { "完全不能自理", DOUDI_SELF_CARE_UNABLE },
  { "无自理能力", DOUDI_SELF_CARE_UNABLE },
  { "完全丧失", DOUDI_SELF_CARE_UNABLE },
  { "完全丧失自理能力", DOUDI_SELF_CARE_UNABLE },
  { "完全丧失生活自理能力", DOUDI_SELF_CARE_UNABLE },
  { NULL, 0 },
};

static const Word child_words[] = {
  { "孤儿", DOUDI_PROGRAMME_ORPHAN },
  { "社会散居孤儿", DOUDI_PROGRAMME_ORPHAN },
  { "集中养育孤儿", DOUDI_PROGRAMME_ORPHAN },
  { "机构养育孤儿", DOUDI_PROGRAMME_ORPHAN },
  { "事实无人抚养儿童", DOUDI_PROGRAMME_UNSUPPORTED_CHILD },
  { "事实无人抚养", DOUDI_PROGRAMME_UNSUPPORTED_CHILD },
  { "事实无人抚养困境儿童", DOUDI_PROGRAMME_UNSUPPORTED_CHILD },
  { "事实无人", DOUDI_PROGRAMME_UNSUPPORTED_CHILD },
  { NULL, 0 },
};

static const Word sex_words[] = {
  { "男", DOUDI_SEX_MALE },  { "男性", DOUDI_SEX_MALE }, { "1", DOUDI_SEX_MALE },
  { "m", DOUDI_SEX_MALE },   { "女", DOUDI_SEX_FEMALE }, { "女性", DOUDI_SEX_FEMALE },
  { "2", DOUDI_SEX_FEMALE }, { "f", DOUDI_SEX_FEMALE },  { NULL, 0 },
};

/* Shifted by one, so that a word that is not listed gives 0. */
static const Word tick_words[] = {
  { "√", DOUDI_TICK_YES + 1 },
  { "✓", DOUDI_TICK_YES + 1 },
  { "✔", DOUDI_TICK_YES + 1 },
  { "☑", DOUDI_TICK_YES + 1 },
  { "是", DOUDI_TICK_YES + 1 },
  { "有", DOUDI_TICK_YES + 1 },
  { "享受", DOUDI_TICK_YES + 1 },
  { "y", DOUDI_TICK_YES + 1 },
  { "yes", DOUDI_TICK_YES + 1 },
  { "true", DOUDI_TICK_YES + 1 },
  { "×", DOUDI_TICK_NO + 1 },
  { "x", DOUDI_TICK_NO + 1 },
  { "否", DOUDI_TICK_NO + 1 },
  { "无", DOUDI_TICK_NO + 1 },
  { "不享受", DOUDI_TICK_NO + 1 },
  { "n", DOUDI_TICK_NO + 1 },
  { "no", DOUDI_TICK_NO + 1 },
  { "false", DOUDI_TICK_NO + 1 },
  { NULL, 0 },
};

static const Word head_words[] = {
  { "户主", TRUE },         { "本人", TRUE },   { "户主本人", TRUE },   { "本人(户主)", TRUE },
  { "户主(本人)", TRUE },   { "申请人", TRUE }, { "申请人本人", TRUE }, { "户主(申请人)", TRUE },
  { "申请人(户主)", TRUE }, { NULL, 0 },
};

/* The first word of each pair counts for everything above it, the second for a page or a place. */
static const Word total_words[] = {
  { "合计", TRUE },      { "总计", TRUE },  { "共计", TRUE },
  { "全县合计", TRUE },  { "小计", FALSE }, { "本页合计", FALSE },
  { "本页小计", FALSE }, { "累计", FALSE }, { NULL, 0 },
};

static const char *const note_beginnings[] = {
  "制表",       "填表",     "填报",   "审核人", "审批人", "负责人",
  "单位负责人", "主管领导", "经办人", "复核人", "联系人", "编制单位",
  "制表单位",   "单位:",    "注:",    "备注:",  "说明:",  "附注",
};

static int
meaning (const Word *words, const char *compact)
{
  for (; words->word != NULL; words++)
    if (g_str_equal (words->word, compact))
      return words->value;
  return 0;
}

static int
meaning_of_text (const Word *words, const char *text)
{
  g_autofree char *compact = doudi_text_compact (text);

  return meaning (words, compact);
}

/* Cuts words off both ends as long as there are some. */
static const char *
strip_words (char *text, const char *const *before, const char *const *after)
{
  gboolean cut = TRUE;

  while (cut)
    {
      cut = FALSE;
      for (guint i = 0; before[i] != NULL && !cut; i++)
        if (g_str_has_prefix (text, before[i]))
          {
            text += strlen (before[i]);
            cut = TRUE;
          }
      for (guint i = 0; after[i] != NULL && !cut; i++)
        if (g_str_has_suffix (text, after[i]))
          {
            text[strlen (text) - strlen (after[i])] = '\0';
            cut = TRUE;
          }
    }
  return text;
}

/**
 * doudi_words_class:
 * @text: (not nullable): a class: 一类, 2类, Ⅲ档, 农村低保四类
 *
 * Returns: 1 to 4; 0 if the text is no class
 */
int
doudi_words_class (const char *text)
{
  static const char *const before[] = { "农村", "城市", "城镇", "低保", "第", NULL };
  static const char *const after[] = { "低保", "户", "类", "档", "级", NULL };
  g_autofree char *compact = doudi_text_compact (text);

  return meaning (class_words, strip_words (compact, before, after));
}

/**
 * doudi_words_care:
 * @text: (not nullable): how a person is cared for: 分散, 集中供养, 散居, 机构
 *
 * Returns: the form of care, %DOUDI_CARE_NONE if the text means nothing
 */
DoudiCare
doudi_words_care (const char *text)
{
  return (DoudiCare) meaning_of_text (care_words, text);
}

/**
 * doudi_words_self_care:
 * @text: (not nullable): what a person can do alone: 全自理, 半护理, 完全丧失生活自理能力
 *
 * Returns: the level, %DOUDI_SELF_CARE_UNKNOWN if the text means nothing
 */
DoudiSelfCare
doudi_words_self_care (const char *text)
{
  return (DoudiSelfCare) meaning_of_text (self_care_words, text);
}

/**
 * doudi_words_child_kind:
 * @text: (not nullable): 孤儿, 事实无人抚养儿童
 *
 * Returns: the programme for such children, %DOUDI_PROGRAMME_NONE if the text means nothing
 */
DoudiProgramme
doudi_words_child_kind (const char *text)
{
  return (DoudiProgramme) meaning_of_text (child_words, text);
}

/**
 * doudi_words_residence:
 * @text: (not nullable): a title, the name of a sheet, a cell: 农村, 城市低保, 农牧村
 *
 * Returns: which of the two is named; %DOUDI_RESIDENCE_ANY if none or both are
 */
DoudiResidence
doudi_words_residence (const char *text)
{
  gboolean rural
    = strstr (text, "农村") != NULL || strstr (text, "农牧") != NULL || g_str_equal (text, "农");
  gboolean urban
    = strstr (text, "城市") != NULL || strstr (text, "城镇") != NULL || g_str_equal (text, "城");

  if (rural == urban)
    return DOUDI_RESIDENCE_ANY;
  return rural ? DOUDI_RESIDENCE_RURAL : DOUDI_RESIDENCE_URBAN;
}

/**
 * doudi_words_sex:
 * @text: (not nullable): 男, 女性, or a code of GB/T 2261.1
 *
 * Returns: the sex, %DOUDI_SEX_UNKNOWN if the text means nothing
 */
DoudiSex
doudi_words_sex (const char *text)
{
  return (DoudiSex) meaning_of_text (sex_words, text);
}

/**
 * doudi_words_tick:
 * @text: (not nullable): √, 是, 否, or an amount that is paid; "" is no
 *
 * Returns: whether it is a tick
 */
DoudiTick
doudi_words_tick (const char *text)
{
  int value = meaning_of_text (tick_words, text);
  DoudiFen fen;

  if (*text == '\0' || doudi_words_is_dash (text))
    return DOUDI_TICK_NO;
  if (value != 0)
    return (DoudiTick) (value - 1);
  if (doudi_money_parse (text, &fen) && fen >= 0)
    return fen > 0 ? DOUDI_TICK_YES : DOUDI_TICK_NO;
  return DOUDI_TICK_UNKNOWN;
}

/**
 * doudi_words_is_head:
 * @text: (not nullable): a relation
 *
 * Returns: whether it is that of the head of a household to himself
 */
gboolean
doudi_words_is_head (const char *text)
{
  return meaning_of_text (head_words, text);
}

/**
 * doudi_words_is_dash:
 * @text: (not nullable): what a cell holds
 *
 * Returns: whether it is a stroke that stands for nothing
 */
gboolean
doudi_words_is_dash (const char *text)
{
  static const char *const dashes[] = { "-", "--", "—", "——", "－", "/", "\\", "─", NULL };
  g_autofree char *compact = doudi_text_compact (text);

  return g_strv_contains (dashes, compact);
}

/**
 * doudi_words_is_total:
 * @text: (not nullable): what a cell holds
 * @of_everything: (out): whether it is the total of the sheet, not of a page or a place
 *
 * Returns: whether it names a total: 小计, 合计:, 拉卜楞镇小计
 */
gboolean
doudi_words_is_total (const char *text, gboolean *of_everything)
{
  g_autofree char *compact = doudi_text_compact (text);
  gsize length = strlen (compact);

  if (length > 0 && compact[length - 1] == ':')
    compact[length - 1] = '\0';
  *of_everything = FALSE;
  for (const Word *word = total_words; word->word != NULL; word++)
    {
      if (g_str_equal (compact, word->word))
        {
          *of_everything = word->value;
          return TRUE;
        }
    }
  return g_str_has_suffix (compact, "小计") || g_str_has_suffix (compact, "合计");
}

/**
 * doudi_words_is_note:
 * @text: (not nullable): what the first cell of a row holds
 *
 * Returns: whether it begins a line under a table: 制表人:, 审核人:, 注:
 */
gboolean
doudi_words_is_note (const char *text)
{
  g_autofree char *compact = doudi_text_compact (text);

  for (gsize i = 0; i < G_N_ELEMENTS (note_beginnings); i++)
    if (g_str_has_prefix (compact, note_beginnings[i]))
      return TRUE;
  return FALSE;
}

/**
 * doudi_words_count:
 * @text: (not nullable): how many persons: 3, 3人
 * @count: (out): 1 to 99; 0 if it is none of them
 *
 * Returns: whether the text is such a number
 */
gboolean
doudi_words_count (const char *text, int *count)
{
  g_autofree char *compact = doudi_text_compact (text);
  guint64 number = 0;

  if (g_str_has_suffix (compact, "人") || g_str_has_suffix (compact, "口"))
    compact[strlen (compact) - strlen ("人")] = '\0';
  *count = 0;
  if (!g_ascii_string_to_unsigned (compact, 10, 1, COUNT_MAX, &number, NULL))
    return FALSE;
  *count = (int) number;
  return TRUE;
}
