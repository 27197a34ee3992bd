/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-form-filling.h"

#include <string.h>

/* Where nothing is known a hand writes: on a line, or around the words of a day. */
#define LINE "＿＿＿＿＿＿"
#define LONG_LINE "＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿"
#define DAY_LINE "＿＿＿＿年＿＿月＿＿日"
#define MONTH_LINE "＿＿＿＿年＿＿月"

/* What forms write behind the name of a township, and what of it fits a town and a street. */
#define ANY_OFFICE "人民政府（街道办事处）"
#define TOWN_OFFICE "人民政府"
#define STREET "街道"
#define STREET_OFFICE "办事处"

struct _DoudiFormFilling
{
  char *texts[DOUDI_N_MEANINGS];
  gboolean demonstration;
  gboolean by_hand;
};

static const char *
blank_for (DoudiFormMeaning meaning)
{
  switch ((int) meaning)
    {
    case DOUDI_MEANING_APPLIED_ON:
    case DOUDI_MEANING_VISITED_ON:
    case DOUDI_MEANING_HELD_ON:
    case DOUDI_MEANING_SIGNED_ON:
    case DOUDI_MEANING_EXPIRES_ON:
    case DOUDI_MEANING_ASSESSED_ON:
    case DOUDI_MEANING_TODAY:
    case DOUDI_MEANING_ACCEPTED_ON:
    case DOUDI_MEANING_TOTAL_DUE:
    case DOUDI_MEANING_VALID_THROUGH:
    case DOUDI_MEANING_REVIEW_ON:
    case DOUDI_MEANING_DECIDED_ON:
    case DOUDI_MEANING_NOTICE_FROM:
    case DOUDI_MEANING_NOTICE_TO:
      return DAY_LINE;
    case DOUDI_MEANING_FIRST_MONTH:
      return MONTH_LINE;
    case DOUDI_MEANING_MISSING_PAPERS:
    case DOUDI_MEANING_DECISION_REASON:
    case DOUDI_MEANING_AID_CAUSE:
      return LONG_LINE;
    default:
      return LINE;
    }
}

/* A meaning by its name between two places of a text. */
static gboolean
find_meaning (const char *name, gsize length, DoudiFormMeaning *meaning)
{
  for (guint i = DOUDI_MEANING_NONE + 1; i < DOUDI_N_MEANINGS; i++)
    {
      const char *known = doudi_form_meaning_name ((DoudiFormMeaning) i);

      if (strlen (known) == length && strncmp (known, name, length) == 0)
        {
          *meaning = (DoudiFormMeaning) i;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * doudi_form_filling_new:
 *
 * Begins with nothing known.
 *
 * Returns: (transfer full): a filling
 */
DoudiFormFilling *
doudi_form_filling_new (void)
{
  return g_new0 (DoudiFormFilling, 1);
}

/**
 * doudi_form_filling_free:
 * @filling: (nullable) (transfer full): a filling
 *
 * Frees a filling.
 */
void
doudi_form_filling_free (DoudiFormFilling *filling)
{
  if (filling == NULL)
    return;
  for (guint i = 0; i < DOUDI_N_MEANINGS; i++)
    g_free (filling->texts[i]);
  g_free (filling);
}

/**
 * doudi_form_filling_set:
 * @filling: a filling
 * @meaning: what is known
 * @text: (nullable): in Chinese, as it stands on paper; %NULL or "" for unknown
 *
 * Says what stands on paper for a meaning.
 */
void
doudi_form_filling_set (DoudiFormFilling *filling, DoudiFormMeaning meaning, const char *text)
{
  g_return_if_fail (filling != NULL && (guint) meaning < DOUDI_N_MEANINGS);

  g_free (filling->texts[meaning]);
  filling->texts[meaning] = g_strdup (text);
}

/**
 * doudi_form_filling_get:
 * @filling: (nullable): a filling
 * @meaning: a meaning
 *
 * Tells what stands on paper for a meaning.
 *
 * Returns: (not nullable) (transfer none): the text, "" where nothing is known
 */
const char *
doudi_form_filling_get (const DoudiFormFilling *filling, DoudiFormMeaning meaning)
{
  g_return_val_if_fail ((guint) meaning < DOUDI_N_MEANINGS, "");

  if (filling == NULL || filling->texts[meaning] == NULL)
    return "";
  return filling->texts[meaning];
}

/* A field of a table has many answers and none to stand for the meaning. */
static char *
show_answer (const DoudiFormAnswers *answers, DoudiFormMeaning meaning)
{
  const DoudiFormField *field
    = doudi_form_find_meaning (doudi_form_answers_get_form (answers), meaning);

  if (field == NULL || field->section->table)
    return NULL;
  return doudi_form_answers_show (answers, DOUDI_FORM_NO_ROW, field, DOUDI_LANGUAGE_CHINESE);
}

/**
 * doudi_form_filling_add_answers:
 * @filling: a filling
 * @answers: what was typed on a form
 *
 * Takes over what a form says, for those meanings of which nothing is known yet.
 */
void
doudi_form_filling_add_answers (DoudiFormFilling *filling, const DoudiFormAnswers *answers)
{
  for (guint i = DOUDI_MEANING_NONE + 1; i < DOUDI_N_MEANINGS; i++)
    if (filling->texts[i] == NULL || *filling->texts[i] == '\0')
      {
        g_free (filling->texts[i]);
        filling->texts[i] = show_answer (answers, (DoudiFormMeaning) i);
      }
}

/**
 * doudi_form_filling_set_demonstration:
 * @filling: a filling
 * @demonstration: whether the case is invented
 *
 * Says whether the paper has to bear that nothing on it is real.
 */
void
doudi_form_filling_set_demonstration (DoudiFormFilling *filling, gboolean demonstration)
{
  filling->demonstration = demonstration;
}

/**
 * doudi_form_filling_is_demonstration:
 * @filling: (nullable): a filling
 *
 * Tells whether the case is invented.
 *
 * Returns: %TRUE if it is
 */
gboolean
doudi_form_filling_is_demonstration (const DoudiFormFilling *filling)
{
  return filling != NULL && filling->demonstration;
}

/**
 * doudi_form_filling_set_by_hand:
 * @filling: a filling
 * @by_hand: whether the paper is still to be filled in by hand
 *
 * Says that a paper bears only what is known beforehand: its tables keep their empty rows.
 */
void
doudi_form_filling_set_by_hand (DoudiFormFilling *filling, gboolean by_hand)
{
  filling->by_hand = by_hand;
}

/**
 * doudi_form_filling_is_by_hand:
 * @filling: (nullable): a filling
 *
 * Tells whether the paper is still to be filled in by hand.
 *
 * Returns: %TRUE if it is
 */
gboolean
doudi_form_filling_is_by_hand (const DoudiFormFilling *filling)
{
  return filling != NULL && filling->by_hand;
}

static void
append_meaning (GString *text,
                const DoudiFormFilling *filling,
                const DoudiFormAnswers *answers,
                DoudiFormMeaning meaning)
{
  const char *known = doudi_form_filling_get (filling, meaning);
  g_autofree char *answer
    = *known == '\0' && answers != NULL ? show_answer (answers, meaning) : NULL;

  if (*known != '\0')
    g_string_append (text, known);
  else if (answer != NULL && *answer != '\0')
    g_string_append (text, answer);
  else
    g_string_append (text, blank_for (meaning));
}

/* Behind the name of a township that is known stands the office that it has. Returns what follows.
 */
static const char *
append_office (GString *text, const DoudiFormFilling *filling, const char *rest)
{
  const char *township = doudi_form_filling_get (filling, DOUDI_MEANING_TOWNSHIP);

  if (*township == '\0' || !g_str_has_prefix (rest, ANY_OFFICE))
    return rest;
  g_string_append (text, g_str_has_suffix (township, STREET) ? STREET_OFFICE : TOWN_OFFICE);
  return rest + strlen (ANY_OFFICE);
}

/**
 * doudi_form_filling_expand:
 * @filling: (nullable): what is known of the case; %NULL for a blank paper
 * @answers: (nullable): what the form itself says, where @filling knows nothing
 * @words: words of a form, with {meaning} where something is to be filled in
 *
 * Fills in words. Where nothing is known a line is left for a hand to write on.
 *
 * Returns: (transfer full): the words, as they stand on paper
 */
char *
doudi_form_filling_expand (const DoudiFormFilling *filling,
                           const DoudiFormAnswers *answers,
                           const char *words)
{
  GString *text = g_string_new (NULL);
  const char *rest = words;
  const char *open;

  while ((open = strchr (rest, '{')) != NULL)
    {
      const char *close = strchr (open, '}');
      DoudiFormMeaning meaning;

      if (close == NULL || !find_meaning (open + 1, (gsize) (close - open - 1), &meaning))
        {
          g_string_append_len (text, rest, open + 1 - rest);
          rest = open + 1;
          continue;
        }
      g_string_append_len (text, rest, open - rest);
      append_meaning (text, filling, answers, meaning);
      rest = close + 1;
      if (meaning == DOUDI_MEANING_TOWNSHIP)
        rest = append_office (text, filling, rest);
    }
  g_string_append (text, rest);
  return g_string_free (text, FALSE);
}
