/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-form-view-private.h"

/* What spares keys: years of two digits, and answers that are the same as in the row above. */

/* A day that is still to come is one of the next years: the end of a card, of a term. */
#define YEARS_AHEAD 20

static gboolean
is_birth (const DoudiFormField *field)
{
  return field->meaning == DOUDI_MEANING_MEMBER_BIRTH
         || field->meaning == DOUDI_MEANING_SUBJECT_BIRTH;
}

/**
 * doudi_form_view_expand:
 * @place: an answer that the keyboard leaves
 *
 * Writes a day with a year of two digits as what it means.
 */
void
doudi_form_view_expand (DoudiFormView *self, const DoudiFormPlace *place)
{
  const char *answer = doudi_form_answers_get (self->answers, place->row, place->field);
  DoudiDay latest
    = is_birth (place->field) ? self->today : doudi_day_add_years (self->today, YEARS_AHEAD);
  g_autofree char *iso = NULL;
  DoudiDay day;

  if (place->field->type != DOUDI_FORM_DAY || *answer == '\0'
      || doudi_day_parse_iso (answer) != DOUDI_DAY_NONE)
    return;
  day = doudi_day_parse_short (answer, latest);
  if (day == DOUDI_DAY_NONE)
    return;
  iso = doudi_day_format_iso (day);
  doudi_form_answers_set (self->answers, place->row, place->field, iso);
  doudi_form_view_touch (self);
}

/* The row above the one that has the keyboard. */
static DoudiFormPart *
get_above (DoudiFormView *self, DoudiFormPlace *place)
{
  DoudiFormControl *control = doudi_form_view_get_current (self);

  if (control == NULL || self->read_only || doudi_form_view_is_composing (self))
    return NULL;
  *place = doudi_form_control_get_place (control);
  if (place->row == DOUDI_FORM_NO_ROW || place->row == 0
      || place->row > doudi_form_answers_get_n_rows (self->answers, place->section))
    return NULL;
  return doudi_form_view_find_part (self, place->section);
}

static void
copy_answer (DoudiFormView *self, guint row, const DoudiFormField *field)
{
  g_autofree char *above = g_strdup (doudi_form_answers_get (self->answers, row - 1, field));

  doudi_form_answers_set (self->answers, row, field, above);
}

static void
show_copied (DoudiFormView *self, DoudiFormPart *part)
{
  doudi_form_view_touch (self);
  doudi_form_view_refresh (self, NULL);
  doudi_form_view_check_again (self);
}

static void
copy_above_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiFormView *self = DOUDI_FORM_VIEW (widget);
  DoudiFormPlace place;
  DoudiFormPart *part = get_above (self, &place);
  g_autofree char *words = NULL;

  if (part == NULL || !doudi_form_control_can_type (doudi_form_view_get_current (self)))
    return;
  words = g_strdup_printf (_ ("row %u: an answer copied from above"), place.row + 1);
  doudi_form_view_step (self, words, &place);
  copy_answer (self, place.row, place.field);
  show_copied (self, part);
  doudi_form_view_go_on (self, doudi_form_view_get_current (self), TRUE);
}

/* Who somebody is, is never the same; which of the answers one of a list is, often. */
static gboolean
is_shared (const DoudiFormField *field)
{
  return field->type == DOUDI_FORM_CHOICE || field->type == DOUDI_FORM_CHOICES
         || field->type == DOUDI_FORM_TICK || field->type == DOUDI_FORM_DIVISION
         || field->type == DOUDI_FORM_MONTH;
}

static gboolean
is_to_copy (DoudiFormView *self, guint row, const DoudiFormField *field)
{
  return is_shared (field) && doudi_form_field_is_asked (field)
         && *doudi_form_answers_get (self->answers, row, field) == '\0'
         && *doudi_form_answers_get (self->answers, row - 1, field) != '\0';
}

static void
copy_row_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiFormView *self = DOUDI_FORM_VIEW (widget);
  DoudiFormPlace place;
  DoudiFormPart *part = get_above (self, &place);
  g_autofree char *words = NULL;

  if (part == NULL)
    return;
  words = g_strdup_printf (_ ("row %u: what is the same copied from above"), place.row + 1);
  doudi_form_view_step (self, words, &place);
  for (guint i = 0; i < part->section->fields->len; i++)
    {
      const DoudiFormField *field = g_ptr_array_index (part->section->fields, i);

      if (is_to_copy (self, place.row, field))
        copy_answer (self, place.row, field);
    }
  show_copied (self, part);
  doudi_form_view_hint (self, words);
}

/**
 * doudi_form_view_install_typing:
 *
 * Gives the class the actions that copy from above.
 */
void
doudi_form_view_install_typing (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "form.copy-above", NULL, copy_above_action);
  gtk_widget_class_install_action (widget_class, "form.copy-row", NULL, copy_row_action);
}
