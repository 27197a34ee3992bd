/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-form-history.h"

/* Answers of a large form take some ten kilobytes. */
#define STEPS_MAX 200

/* @answers: those to go back to, or on to */
typedef struct
{
  DoudiFormAnswers *answers;
  char *words;
  DoudiFormPlace place;
} Step;

struct _DoudiFormHistory
{
  GPtrArray *done;
  GPtrArray *undone;
};

static void
step_free (gpointer data)
{
  Step *step = data;

  g_clear_pointer (&step->answers, doudi_form_answers_free);
  g_free (step->words);
  g_free (step);
}

/**
 * doudi_form_history_new:
 *
 * Returns: (transfer full): a history without steps
 */
DoudiFormHistory *
doudi_form_history_new (void)
{
  DoudiFormHistory *self = g_new0 (DoudiFormHistory, 1);

  self->done = g_ptr_array_new_with_free_func (step_free);
  self->undone = g_ptr_array_new_with_free_func (step_free);
  return self;
}

void
doudi_form_history_free (DoudiFormHistory *self)
{
  g_ptr_array_unref (self->done);
  g_ptr_array_unref (self->undone);
  g_free (self);
}

/**
 * doudi_form_history_clear:
 *
 * Forgets all steps.
 */
void
doudi_form_history_clear (DoudiFormHistory *self)
{
  g_ptr_array_set_size (self->done, 0);
  g_ptr_array_set_size (self->undone, 0);
}

/**
 * doudi_form_history_add:
 * @before: the answers as they were
 * @words: what is being done, translated: "row 3 removed"
 * @place: where
 *
 * Remembers a step about to be done. What was taken back before cannot be done again after it.
 */
void
doudi_form_history_add (DoudiFormHistory *self,
                        const DoudiFormAnswers *before,
                        const char *words,
                        const DoudiFormPlace *place)
{
  Step *step = g_new0 (Step, 1);

  step->answers = doudi_form_answers_copy (before);
  step->words = g_strdup (words);
  step->place = *place;
  g_ptr_array_add (self->done, step);
  g_ptr_array_set_size (self->undone, 0);
  if (self->done->len > STEPS_MAX)
    g_ptr_array_remove_index (self->done, 0);
}

static const char *
get_words (const GPtrArray *steps)
{
  const Step *last = steps->len > 0 ? g_ptr_array_index (steps, steps->len - 1) : NULL;

  return last != NULL ? last->words : NULL;
}

/**
 * doudi_form_history_get_undo:
 *
 * Returns: (nullable): the words of what would be taken back
 */
const char *
doudi_form_history_get_undo (const DoudiFormHistory *self)
{
  return get_words (self->done);
}

/**
 * doudi_form_history_get_redo:
 *
 * Returns: (nullable): the words of what would be done again
 */
const char *
doudi_form_history_get_redo (const DoudiFormHistory *self)
{
  return get_words (self->undone);
}

static gboolean
move_step (GPtrArray *from, GPtrArray *to, DoudiFormAnswers **answers, DoudiFormPlace *place)
{
  Step *step;
  DoudiFormAnswers *now;

  if (from->len == 0)
    return FALSE;
  step = g_ptr_array_steal_index (from, from->len - 1);
  now = *answers;
  *answers = step->answers;
  step->answers = now;
  *place = step->place;
  g_ptr_array_add (to, step);
  return TRUE;
}

/**
 * doudi_form_history_undo:
 * @answers: (inout): the answers of now; those from before the last step
 * @place: (out): where the step was
 *
 * Takes the last step back.
 *
 * Returns: whether there was one
 */
gboolean
doudi_form_history_undo (DoudiFormHistory *self, DoudiFormAnswers **answers, DoudiFormPlace *place)
{
  return move_step (self->done, self->undone, answers, place);
}

/**
 * doudi_form_history_redo:
 * @answers: (inout): the answers of now; those from after the step
 * @place: (out): where the step was
 *
 * Does the step again that was taken back last.
 *
 * Returns: whether there was one
 */
gboolean
doudi_form_history_redo (DoudiFormHistory *self, DoudiFormAnswers **answers, DoudiFormPlace *place)
{
  return move_step (self->undone, self->done, answers, place);
}
