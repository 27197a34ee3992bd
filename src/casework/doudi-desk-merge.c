/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * Two people at one household: what one typed upon what the other saved meanwhile.
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "casework/doudi-desk.h"

/*
 * Merge:
 *
 * @base: what both began with
 * @typed: what was typed here
 * @now: what is recorded by now
 * @merged: what comes of it
 */
typedef struct
{
  const DoudiFormAnswers *base;
  const DoudiFormAnswers *typed;
  const DoudiFormAnswers *now;
  DoudiFormAnswers *merged;
  GPtrArray *conflicts;
} Merge;

#define NOWHERE (G_MAXUINT - 1)

static const char *
get (const DoudiFormAnswers *answers, guint row, const DoudiFormField *field)
{
  return row == NOWHERE ? "" : doudi_form_answers_get (answers, row, field);
}

static void
add_conflict (Merge *merge, guint row, const DoudiFormField *field, const char *now)
{
  g_autofree char *text = NULL;

  text = *now != '\0' ? g_strdup_printf (_ ("Somebody else has recorded “%s” here meanwhile."), now)
                      : g_strdup (_ ("Somebody else has taken this out meanwhile."));
  g_ptr_array_add (merge->conflicts,
                   doudi_form_problem_new (field->section, row, field, "conflict", TRUE, text));
}

/* Who did not touch an answer takes the other's; where both did, what was typed stays, and is told.
 */
static void
merge_field (Merge *merge,
             const DoudiFormField *field,
             guint row_base,
             guint row_typed,
             guint row_now)
{
  const char *base = get (merge->base, row_base, field);
  const char *typed = get (merge->typed, row_typed, field);
  g_autofree char *now = g_strdup (get (merge->now, row_now, field));
  g_autofree char *shown = NULL;

  if (!doudi_form_field_is_asked (field) || g_str_equal (typed, now) || g_str_equal (base, now))
    return;
  if (g_str_equal (base, typed))
    {
      doudi_form_answers_set (merge->merged, row_typed, field, now);
      return;
    }
  shown = row_now != NOWHERE
            ? doudi_form_answers_show (merge->now, row_now, field, DOUDI_LANGUAGE_INTERFACE)
            : g_strdup ("");
  add_conflict (merge, row_typed, field, shown);
}

static guint
find_row (const DoudiFormAnswers *answers,
          const DoudiFormSection *table,
          const DoudiFormField *person,
          const char *id)
{
  for (guint row = 0; *id != '\0' && row < doudi_form_answers_get_n_rows (answers, table); row++)
    if (g_str_equal (doudi_form_answers_get (answers, row, person), id))
      return row;
  return NOWHERE;
}

static void
copy_row (Merge *merge, const DoudiFormSection *table, guint from)
{
  guint to = doudi_form_answers_get_n_rows (merge->merged, table);

  while (to > 0 && doudi_form_answers_row_is_empty (merge->merged, table, to - 1))
    to--;
  for (guint i = 0; i < table->fields->len; i++)
    {
      const DoudiFormField *field = g_ptr_array_index (table->fields, i);
      const char *answer = doudi_form_answers_get (merge->now, from, field);

      if (*answer != '\0')
        doudi_form_answers_set (merge->merged, to, field, answer);
    }
}

static void
merge_rows (Merge *merge, const DoudiFormSection *table, const DoudiFormField *person)
{
  guint n_typed = doudi_form_answers_get_n_rows (merge->typed, table);

  for (guint row = 0; row < n_typed; row++)
    {
      const char *id = doudi_form_answers_get (merge->typed, row, person);
      guint row_now = find_row (merge->now, table, person, id);
      guint row_base = find_row (merge->base, table, person, id);

      if (*id == '\0')
        continue;
      for (guint i = 0; i < table->fields->len; i++)
        merge_field (merge, g_ptr_array_index (table->fields, i), row_base, row, row_now);
    }
}

/* Somebody the other added comes along; whom the other took out is taken out. */
static void
merge_members (Merge *merge, const DoudiFormSection *table, const DoudiFormField *person)
{
  merge_rows (merge, table, person);
  for (guint row = doudi_form_answers_get_n_rows (merge->merged, table); row > 0; row--)
    {
      const char *id = doudi_form_answers_get (merge->merged, row - 1, person);

      if (find_row (merge->base, table, person, id) != NOWHERE
          && find_row (merge->now, table, person, id) == NOWHERE)
        doudi_form_answers_remove_row (merge->merged, table, row - 1);
    }
  for (guint row = 0; row < doudi_form_answers_get_n_rows (merge->now, table); row++)
    {
      const char *id = doudi_form_answers_get (merge->now, row, person);

      if (find_row (merge->base, table, person, id) == NOWHERE
          && find_row (merge->typed, table, person, id) == NOWHERE)
        copy_row (merge, table, row);
    }
}

static void
merge_section (Merge *merge, const DoudiFormSection *section)
{
  const DoudiFormField *person = doudi_form_find_meaning (
    doudi_form_answers_get_form (merge->typed), DOUDI_MEANING_MEMBER_PERSON);

  if (section->table && person != NULL && person->section == section)
    merge_members (merge, section, person);
  else if (!section->table)
    for (guint i = 0; i < section->fields->len; i++)
      merge_field (merge, g_ptr_array_index (section->fields, i), DOUDI_FORM_NO_ROW,
                   DOUDI_FORM_NO_ROW, DOUDI_FORM_NO_ROW);
}

/**
 * doudi_desk_merge:
 * @base: the answers as they were read
 * @typed: what was made of them here
 * @now: the answers as they read by now
 * @conflicts: (element-type DoudiFormProblem): where warnings go, at answers that both changed
 *
 * Puts what was typed upon what somebody else saved meanwhile: where only one of the two changed an
 * answer, that counts; where both did, what was typed stays and the other is told.
 *
 * Returns: (transfer full): the answers to go on with
 */
DoudiFormAnswers *
doudi_desk_merge (const DoudiFormAnswers *base,
                  const DoudiFormAnswers *typed,
                  const DoudiFormAnswers *now,
                  GPtrArray *conflicts)
{
  Merge merge = { base, typed, now, doudi_form_answers_copy (typed), conflicts };
  const DoudiForm *form = doudi_form_answers_get_form (typed);

  for (guint i = 0; i < form->sections->len; i++)
    merge_section (&merge, g_ptr_array_index (form->sections, i));
  return merge.merged;
}
