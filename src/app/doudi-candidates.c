/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <string.h>

#include "app/doudi-candidates.h"
#include "base/doudi-division-code.h"
#include "base/doudi-text.h"

#define TOWNSHIP_CODE_LENGTH 9
#define NO_PARENT G_MAXUINT

/* How well a candidate fits what was typed; the best first. */
typedef enum
{
  FIT_NUMBER,
  FIT_WHOLE,
  FIT_START,
  FIT_INITIALS,
  FIT_PINYIN,
  FIT_ENGLISH,
  FIT_CODE,
  FIT_INSIDE,
  FIT_NUMBER_START,
  FIT_NOT,
} Fit;

/* @name: the label as it is compared; @parent: the township of a village */
typedef struct
{
  char *key;
  char *label;
  char *detail;
  char *text;
  char *name;
  char *english;
  GStrv readings;
  GStrv initials;
  guint parent;
} Candidate;

struct _DoudiCandidates
{
  gatomicrefcount references;
  GPtrArray *list;
  gboolean divisions;
  gboolean prepared;
};

static void
candidate_free (gpointer data)
{
  Candidate *candidate = data;

  g_free (candidate->key);
  g_free (candidate->label);
  g_free (candidate->detail);
  g_free (candidate->text);
  g_free (candidate->name);
  g_free (candidate->english);
  g_strfreev (candidate->readings);
  g_strfreev (candidate->initials);
  g_free (candidate);
}

static char *
fold (const char *text)
{
  g_autofree char *normal = doudi_text_normalise (text);

  return g_utf8_casefold (normal, -1);
}

static DoudiCandidates *
candidates_new (gboolean divisions)
{
  DoudiCandidates *self = g_new0 (DoudiCandidates, 1);

  g_atomic_ref_count_init (&self->references);
  self->list = g_ptr_array_new_with_free_func (candidate_free);
  self->divisions = divisions;
  return self;
}

static const Candidate *
get (const DoudiCandidates *self, guint index)
{
  return g_ptr_array_index (self->list, index);
}

static void
add (DoudiCandidates *self, const char *key, const char *label, const char *english, guint parent)
{
  Candidate *candidate = g_new0 (Candidate, 1);

  candidate->key = g_strdup (key);
  candidate->label = g_strdup (label);
  candidate->detail = g_strdup (parent != NO_PARENT ? get (self, parent)->label : "");
  candidate->text = parent != NO_PARENT ? g_strdup_printf ("%s · %s", label, candidate->detail)
                                        : g_strdup (label);
  candidate->name = fold (label);
  candidate->english = fold (english);
  candidate->parent = parent;
  g_ptr_array_add (self->list, candidate);
}

/**
 * doudi_candidates_new_of_field:
 * @field: a question with options
 *
 * Returns: (transfer full): its options, by their keys
 */
DoudiCandidates *
doudi_candidates_new_of_field (const DoudiFormField *field)
{
  DoudiCandidates *self = candidates_new (FALSE);

  for (guint i = 0; field->options != NULL && i < field->options->len; i++)
    {
      const DoudiFormOption *option = g_ptr_array_index (field->options, i);
      Candidate *candidate;

      add (self, option->key, doudi_assessment_text_get (&option->label), option->label.english,
           NO_PARENT);
      /* In whatever language it is shown, it is found by its Chinese name. */
      candidate = g_ptr_array_index (self->list, i);
      g_free (candidate->name);
      candidate->name = fold (option->label.chinese);
    }
  return self;
}

static void
add_villages (DoudiCandidates *self, const GPtrArray *divisions, const char *township, guint parent)
{
  for (guint i = 0; i < divisions->len; i++)
    {
      const DoudiDivision *division = g_ptr_array_index (divisions, i);
      g_autofree char *name = NULL;

      if (division->level != DOUDI_DIVISION_VILLAGE
          || strncmp (division->code, township, TOWNSHIP_CODE_LENGTH) != 0)
        continue;
      name = doudi_division_short_name (division->name);
      add (self, division->code, name, NULL, parent);
    }
}

/**
 * doudi_candidates_new_of_divisions:
 * @divisions: (element-type DoudiDivision): the townships and villages of a county
 *
 * Returns: (transfer full): they, by their codes; villages after their township
 */
DoudiCandidates *
doudi_candidates_new_of_divisions (const GPtrArray *divisions)
{
  DoudiCandidates *self = candidates_new (TRUE);

  for (guint i = 0; i < divisions->len; i++)
    {
      const DoudiDivision *division = g_ptr_array_index (divisions, i);

      if (division->level != DOUDI_DIVISION_TOWNSHIP)
        continue;
      add (self, division->code, division->name, NULL, NO_PARENT);
      add_villages (self, divisions, division->code, self->list->len - 1);
    }
  return self;
}

DoudiCandidates *
doudi_candidates_ref (DoudiCandidates *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
doudi_candidates_unref (DoudiCandidates *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_ptr_array_unref (self->list);
  g_free (self);
}

/**
 * doudi_candidates_is_prepared:
 *
 * Returns: whether they are found by pinyin already
 */
gboolean
doudi_candidates_is_prepared (const DoudiCandidates *self)
{
  return self->prepared;
}

/**
 * doudi_candidates_prepare:
 * @pinyin: (nullable): reads the names; without it they are found by everything else
 *
 * Reads the names once; a few hundred take some milliseconds.
 */
void
doudi_candidates_prepare (DoudiCandidates *self, DoudiPinyin *pinyin)
{
  for (guint i = 0; !self->prepared && pinyin != NULL && i < self->list->len; i++)
    {
      Candidate *candidate = g_ptr_array_index (self->list, i);

      candidate->readings = doudi_pinyin_readings (pinyin, candidate->name);
      candidate->initials = doudi_pinyin_initials (pinyin, candidate->name);
    }
  self->prepared = TRUE;
}

/**
 * doudi_candidates_get_n:
 *
 * Returns: how many there are
 */
guint
doudi_candidates_get_n (const DoudiCandidates *self)
{
  return self->list->len;
}

/**
 * doudi_candidates_get_key:
 *
 * Returns: (transfer none): what is stored for a candidate
 */
const char *
doudi_candidates_get_key (const DoudiCandidates *self, guint index)
{
  return get (self, index)->key;
}

/**
 * doudi_candidates_get_label:
 *
 * Returns: (transfer none): its name, in the language of the reader
 */
const char *
doudi_candidates_get_label (const DoudiCandidates *self, guint index)
{
  return get (self, index)->label;
}

/**
 * doudi_candidates_get_detail:
 *
 * Returns: (transfer none): what tells it from another of the same name, "" where there is nothing
 */
const char *
doudi_candidates_get_detail (const DoudiCandidates *self, guint index)
{
  return get (self, index)->detail;
}

/**
 * doudi_candidates_get_text:
 *
 * Returns: (transfer none): its name and detail, as they stand in an entry once it is chosen
 */
const char *
doudi_candidates_get_text (const DoudiCandidates *self, guint index)
{
  return get (self, index)->text;
}

/**
 * doudi_candidates_are_numbered:
 *
 * Returns: whether they are found by their number, from 1, and not by a code
 */
gboolean
doudi_candidates_are_numbered (const DoudiCandidates *self)
{
  return !self->divisions;
}

/**
 * doudi_candidates_find_key:
 * @index: (out): the candidate
 *
 * Returns: whether there is one with the key @key
 */
gboolean
doudi_candidates_find_key (const DoudiCandidates *self, const char *key, guint *index)
{
  for (guint i = 0; i < self->list->len; i++)
    if (g_str_equal (get (self, i)->key, key))
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
any_starts (GStrv words, const char *typed)
{
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    if (g_str_has_prefix (words[i], typed))
      return TRUE;
  return FALSE;
}

static Fit
fit_number (const DoudiCandidates *self, guint index, const char *typed)
{
  g_autofree char *number = NULL;

  if (self->divisions)
    return g_str_has_prefix (get (self, index)->key, typed) ? FIT_CODE : FIT_NOT;
  number = g_strdup_printf ("%u", index + 1);
  if (g_str_equal (number, typed))
    return FIT_NUMBER;
  return g_str_has_prefix (number, typed) ? FIT_NUMBER_START : FIT_NOT;
}

static Fit
fit_word (const DoudiCandidates *self, guint index, const char *typed)
{
  const Candidate *candidate = get (self, index);
  g_autofree char *shown = fold (candidate->text);

  if (g_str_equal (candidate->name, typed) || g_str_equal (shown, typed)
      || g_str_equal (candidate->key, typed))
    return FIT_WHOLE;
  if (g_str_has_prefix (candidate->name, typed) || g_str_has_prefix (shown, typed))
    return FIT_START;
  if (any_starts (candidate->initials, typed))
    return FIT_INITIALS;
  if (any_starts (candidate->readings, typed))
    return FIT_PINYIN;
  if (g_str_has_prefix (candidate->english, typed))
    return FIT_ENGLISH;
  if (g_ascii_isdigit (*typed))
    return fit_number (self, index, typed);
  return strstr (candidate->name, typed) != NULL ? FIT_INSIDE : FIT_NOT;
}

/* Of "lbl jj" the one word is for the township, the other for the village. */
static Fit
fit_words (const DoudiCandidates *self, guint index, const GStrv words)
{
  guint parent = get (self, index)->parent;
  Fit worst = FIT_NUMBER;

  for (guint i = 0; words[i] != NULL; i++)
    {
      Fit fit = *words[i] != '\0' ? fit_word (self, index, words[i]) : FIT_NUMBER;

      if (fit == FIT_NOT && parent != NO_PARENT)
        fit = fit_word (self, parent, words[i]);
      worst = MAX (worst, fit);
    }
  return worst;
}

static Fit
fit (const DoudiCandidates *self, guint index, const char *typed, const GStrv words)
{
  Fit whole = fit_word (self, index, typed);

  return whole == FIT_NOT && words[1] != NULL ? fit_words (self, index, words) : whole;
}

/* People live in villages: of a township and a village that fit as well, the village comes first;
 * but a list of all of them is in its own order. */
static void
add_fitting (const DoudiCandidates *self,
             const guint8 *fits,
             guint level,
             gboolean villages,
             guint *found,
             guint *n_found,
             guint most)
{
  for (guint i = 0; i < self->list->len && *n_found < most; i++)
    if (fits[i] == level
        && (level == FIT_NUMBER ? villages : (get (self, i)->parent != NO_PARENT) == villages))
      found[(*n_found)++] = i;
}

/**
 * doudi_candidates_find:
 * @typed: what was typed; "" finds all
 * @found: (out caller-allocates) (array length=most): the candidates, the best first
 * @most: no more than these
 *
 * Finds what may be meant.
 *
 * Returns: how many were found
 */
guint
doudi_candidates_find (const DoudiCandidates *self, const char *typed, guint *found, guint most)
{
  g_autofree char *folded = fold (typed);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  g_autofree guint8 *fits = g_new0 (guint8, self->list->len + 1);
  guint n_found = 0;

  for (guint i = 0; i < self->list->len; i++)
    fits[i] = (guint8) (*folded == '\0' ? FIT_NUMBER : fit (self, i, folded, words));
  for (guint level = FIT_NUMBER; level < FIT_NOT; level++)
    {
      add_fitting (self, fits, level, TRUE, found, &n_found, most);
      add_fitting (self, fits, level, FALSE, found, &n_found, most);
    }
  return n_found;
}
