/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-fact-words.h"

#define NONE "none"

/* Answers that the rosters, and so the registry, have other words for than a form; some are
 * written, all are understood. */
static const struct
{
  DoudiFormMeaning meaning;
  const char *key;
  const char *words;
  gboolean written;
} other_words[] = {
  { DOUDI_MEANING_MEMBER_WORK_ABILITY, "able", "有劳动能力", TRUE },
  { DOUDI_MEANING_MEMBER_WORK_ABILITY, "partly", "部分丧失劳动能力", TRUE },
  { DOUDI_MEANING_MEMBER_WORK_ABILITY, "unable", "无劳动能力", TRUE },
  { DOUDI_MEANING_MEMBER_WORK_ABILITY, "unable", "丧失劳动能力" },
  { DOUDI_MEANING_MEMBER_WORK_ABILITY, "unable", "完全丧失劳动能力" },
  { DOUDI_MEANING_MEMBER_HEALTH, "serious", "重大疾病" },
  { DOUDI_MEANING_MEMBER_HEALTH, "serious", "患重病" },
  { DOUDI_MEANING_MEMBER_HEALTH, "chronic", "患慢性病" },
  { DOUDI_MEANING_MEMBER_HEALTH, "healthy", "良好" },
  { DOUDI_MEANING_MEMBER_RELATION, "head", "head", TRUE },
  { DOUDI_MEANING_MEMBER_RELATION, "spouse", "妻" },
  { DOUDI_MEANING_MEMBER_RELATION, "spouse", "夫" },
  { DOUDI_MEANING_MEMBER_RELATION, "spouse", "妻子" },
  { DOUDI_MEANING_MEMBER_RELATION, "spouse", "丈夫" },
  { DOUDI_MEANING_MEMBER_RELATION, "son", "儿子" },
  { DOUDI_MEANING_MEMBER_RELATION, "son", "之子" },
  { DOUDI_MEANING_MEMBER_RELATION, "daughter", "女儿" },
  { DOUDI_MEANING_MEMBER_RELATION, "daughter", "之女" },
  { DOUDI_MEANING_MEMBER_RELATION, "father", "父" },
  { DOUDI_MEANING_MEMBER_RELATION, "mother", "母" },
};

static const DoudiFormOption *
find_label (const DoudiFormField *field, const char *words)
{
  for (guint i = 0; field->options != NULL && i < field->options->len; i++)
    {
      const DoudiFormOption *option = g_ptr_array_index (field->options, i);

      if (g_strcmp0 (option->label.chinese, words) == 0)
        return option;
    }
  return NULL;
}

/**
 * doudi_fact_written:
 * @meaning: of a field
 * @key: an answer
 *
 * Says an answer as the registry writes it where it does not take the words of the form.
 *
 * Returns: (transfer none): the words, or @key itself
 */
const char *
doudi_fact_written (DoudiFormMeaning meaning, const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (other_words); i++)
    if (other_words[i].written && other_words[i].meaning == meaning
        && g_str_equal (other_words[i].key, key))
      return other_words[i].words;
  return key;
}

/**
 * doudi_fact_say:
 * @field: of a form
 * @key: an answer
 *
 * Says an answer as the registry keeps it: in the words of the rosters, whatever keys the form has.
 * That somebody is not at school is no fact.
 *
 * Returns: (transfer none): the words; @key itself where the field has no options
 */
const char *
doudi_fact_say (const DoudiFormField *field, const char *key)
{
  const DoudiFormOption *option
    = field->options != NULL ? doudi_form_field_find_option (field, key) : NULL;
  const char *words;

  if (field->meaning == DOUDI_MEANING_MEMBER_SCHOOL && g_str_equal (key, NONE))
    return "";
  words = doudi_fact_written (field->meaning, key);
  if (words != key)
    return words;
  return option != NULL ? option->label.chinese : key;
}

/**
 * doudi_fact_find_key:
 * @field: of a form
 * @words: as the registry keeps them
 *
 * Finds the answer for what the registry says.
 *
 * Returns: (nullable) (transfer none): the answer; %NULL if the field has no option for it
 */
const char *
doudi_fact_find_key (const DoudiFormField *field, const char *words)
{
  const DoudiFormOption *option;

  if (field->options == NULL || field->options->len == 0 || *words == '\0')
    return words;
  option = find_label (field, words);
  if (option == NULL)
    option = doudi_form_field_find_option (field, words);
  for (gsize i = 0; option == NULL && i < G_N_ELEMENTS (other_words); i++)
    if (other_words[i].meaning == field->meaning && g_str_equal (other_words[i].words, words))
      option = doudi_form_field_find_option (field, other_words[i].key);
  return option != NULL ? option->key : NULL;
}
