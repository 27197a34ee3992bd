/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-circumstance.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-disability-card.h"
#include "base/doudi-mask.h"

/* The dated facts of a person, in the order in which a paper asks for them. */
static const DoudiWord kinds[] = {
  { "disability", N_ ("Disability"), "残疾类别等级" },
  { "disability-card", N_ ("Disability card"), "残疾人证号" },
  { "health", N_ ("Health"), "健康状况" },
  { "work-ability", N_ ("Ability to work"), "劳动能力" },
  { "self-care", N_ ("Self-care"), "自理能力" },
  { "schooling", N_ ("School attendance"), "就学情况" },
  { "employment", N_ ("Employment"), "就业情况" },
  { "marital-status", N_ ("Marital status"), "婚姻状况" },
  { "father", N_ ("Father"), "父亲情况" },
  { "mother", N_ ("Mother"), "母亲情况" },
  { "guardian", N_ ("Guardian"), "监护人" },
  { "carer", N_ ("Carer"), "照料人" },
  { "institution", N_ ("Institution"), "供养机构" },
  { "prison", N_ ("Prison"), "服刑羁押" },
  { "declared-missing", N_ ("Declared missing"), "宣告失踪" },
  { "death", N_ ("Death"), "死亡" },
  { "first-benefit-month", N_ ("First month of aid"), "最初享受年月" },
  { "remark", N_ ("Remark"), "备注" },
  { NULL },
};

/**
 * doudi_circumstance_kinds:
 *
 * Lists the dated facts of a person.
 *
 * Returns: (transfer none): words, ended by one without a name
 */
const DoudiWord *
doudi_circumstance_kinds (void)
{
  return kinds;
}

/**
 * doudi_circumstance_kind_say:
 * @kind: a word of doudi_circumstance_kinds()
 * @language: who reads it
 *
 * Returns: (transfer none): what it is called
 */
const char *
doudi_circumstance_kind_say (const char *kind, DoudiLanguage language)
{
  int which = doudi_word_find (kinds, kind);

  return which >= 0 ? doudi_word_say (&kinds[which], language) : kind;
}

/* "limb:2" as a card says it. */
static char *
say_disability (const char *value, DoudiLanguage language)
{
  static const char *const grades[] = { "", "一", "二", "三", "四" };
  const char *grade = strchr (value, ':');
  gsize length = grade != NULL ? (gsize) (grade - value) : 0;
  gint64 number = grade != NULL ? g_ascii_strtoll (grade + 1, NULL, 10) : 0;

  if (number < 1 || number >= (gint64) G_N_ELEMENTS (grades))
    return g_strdup (value);
  for (int i = DOUDI_DISABILITY_SIGHT; i <= DOUDI_DISABILITY_MULTIPLE; i++)
    if (strlen (doudi_disability_class_name (i)) == length
        && strncmp (value, doudi_disability_class_name (i), length) == 0)
      return language == DOUDI_LANGUAGE_CHINESE
               ? g_strdup_printf ("%s%s级", doudi_disability_class_chinese (i), grades[number])
               : g_strdup_printf (_ ("%s grade %s"), doudi_disability_class_chinese (i), grade + 1);
  return g_strdup (value);
}

static char *
say_self_care (const char *value, DoudiLanguage language)
{
  static const DoudiWord levels[] = {
    { "able", N_ ("able to care for oneself"), "全自理" },
    { "partly", N_ ("partly able"), "半护理" },
    { "unable", N_ ("unable"), "全护理" },
    { NULL },
  };
  int which = doudi_word_find (levels, value);

  return g_strdup (which >= 0 ? doudi_word_say (&levels[which], language) : value);
}

/* "name|words|number", as rosters bring it. */
static char *
say_parts (const char *value, gboolean revealed)
{
  char *text = revealed ? g_strdup (value) : doudi_mask_text (value);

  return g_strdelimit (text, "|", ' ');
}

/**
 * doudi_circumstance_say:
 * @kind: a word of doudi_circumstance_kinds()
 * @value: as it is stored
 * @revealed: whether numbers of cards and persons may be seen
 * @language: who reads it
 *
 * Tells the value of a fact; what a paper wrote stays as it is.
 *
 * Returns: (transfer full): words, "" for a fact that ended
 */
char *
doudi_circumstance_say (const char *kind,
                        const char *value,
                        gboolean revealed,
                        DoudiLanguage language)
{
  if (g_str_equal (kind, "disability"))
    return say_disability (value, language);
  if (g_str_equal (kind, "self-care"))
    return say_self_care (value, language);
  return say_parts (value, revealed);
}
