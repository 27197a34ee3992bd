/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-form-view-private.h"

/* What is wrong with a form: said at each answer as the keyboard leaves it, and of all answers at
 * once after a check. What is missing is only said after a check. */

static void
forget (DoudiFormControl *control)
{
  doudi_form_control_say (control, DOUDI_FORM_SAYS_WRONG, NULL);
  doudi_form_control_say (control, DOUDI_FORM_SAYS_WARNING, NULL);
}

static void
for_each_control (DoudiFormView *self,
                  void (*func) (DoudiFormControl *control, gpointer data),
                  gpointer data)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      const DoudiFormPart *part = g_ptr_array_index (self->parts, i);
      guint n_rows = part->table != NULL ? doudi_form_table_get_n_rows (part->table) : 0;
      guint n_columns
        = n_rows > 0 ? doudi_form_columns_get_n (doudi_form_table_get_columns (part->table)) : 0;

      for (guint at = 0; at < part->controls->len; at++)
        func (g_ptr_array_index (part->controls, at), data);
      for (guint at = 0; at < n_rows * n_columns; at++)
        func (doudi_form_table_get_control (part->table, at / n_columns, at % n_columns), data);
    }
}

static void
forget_cb (DoudiFormControl *control, gpointer data)
{
  forget (control);
}

static void
count_cb (DoudiFormControl *control, gpointer data)
{
  guint *n_errors = data;

  if (gtk_widget_get_visible (GTK_WIDGET (control))
      && doudi_form_control_get_said (control, DOUDI_FORM_SAYS_WRONG) != NULL)
    (*n_errors)++;
}

static gboolean
is_part_wrong (const DoudiFormPart *part)
{
  return gtk_widget_has_css_class (GTK_WIDGET (part->message), "wrong-text")
         && gtk_widget_get_visible (GTK_WIDGET (part->message));
}

/**
 * doudi_form_view_count_errors:
 *
 * Counts the answers to correct anew, and says how many there are.
 */
void
doudi_form_view_count_errors (DoudiFormView *self)
{
  g_autofree char *text = NULL;
  guint n_errors = 0;

  for_each_control (self, count_cb, &n_errors);
  for (guint i = 0; i < self->parts->len; i++)
    n_errors += is_part_wrong (g_ptr_array_index (self->parts, i)) ? 1 : 0;
  if (n_errors > 0)
    text = g_strdup_printf (ngettext ("%u answer to correct. F8 goes to it.",
                                      "%u answers to correct. F8 goes to the next.", n_errors),
                            n_errors);
  doudi_form_message_say (self->summary, DOUDI_FORM_SAYS_WRONG, text);
  if (n_errors == self->n_errors)
    return;
  self->n_errors = n_errors;
  g_object_notify (G_OBJECT (self), "n-errors");
}

static void
append (DoudiFormControl *control, DoudiFormSays kind, const char *message)
{
  const char *said = doudi_form_control_get_said (control, kind);
  g_autofree char *both = said != NULL ? g_strconcat (said, "\n", message, NULL) : NULL;

  doudi_form_control_say (control, kind, both != NULL ? both : message);
}

static void
show_problem (DoudiFormView *self, const DoudiFormProblem *problem)
{
  DoudiFormSays kind = problem->warning ? DOUDI_FORM_SAYS_WARNING : DOUDI_FORM_SAYS_WRONG;
  DoudiFormControl *control = problem->field != NULL
                                ? doudi_form_view_get_control (self, problem->row, problem->field)
                                : NULL;
  DoudiFormPart *part = doudi_form_view_find_part (self, problem->section);

  if (control != NULL)
    append (control, kind, problem->text);
  else if (part != NULL)
    doudi_form_message_say (part->message, kind, problem->text);
}

static void
show_all (DoudiFormView *self, const GPtrArray *problems)
{
  for_each_control (self, forget_cb, NULL);
  for (guint i = 0; i < self->parts->len; i++)
    {
      const DoudiFormPart *part = g_ptr_array_index (self->parts, i);

      doudi_form_message_say (part->message, DOUDI_FORM_SAYS_WRONG, NULL);
    }
  for (guint i = 0; i < problems->len; i++)
    show_problem (self, g_ptr_array_index (problems, i));
  doudi_form_view_count_errors (self);
}

/* An empty last row is no row. */
static gboolean
is_row_of_answers (DoudiFormView *self, DoudiFormControl *control)
{
  DoudiFormPlace place = doudi_form_control_get_place (control);

  return place.row == DOUDI_FORM_NO_ROW
         || (place.row < doudi_form_answers_get_n_rows (self->answers, place.section)
             && !doudi_form_answers_row_is_empty (self->answers, place.section, place.row));
}

/**
 * doudi_form_view_check_control:
 *
 * Says what is wrong with one answer; but not that it is missing.
 */
void
doudi_form_view_check_control (DoudiFormView *self, DoudiFormControl *control)
{
  DoudiFormPlace place = doudi_form_control_get_place (control);
  g_autoptr (GPtrArray) problems = NULL;

  forget (control);
  if (self->read_only || !doudi_form_control_can_type (control)
      || !is_row_of_answers (self, control))
    return;
  problems = doudi_form_answers_check_field (self->answers, place.row, place.field, self->today);
  for (guint i = 0; i < problems->len; i++)
    {
      const DoudiFormProblem *problem = g_ptr_array_index (problems, i);

      if (!g_str_equal (problem->problem, "missing"))
        append (control, problem->warning ? DOUDI_FORM_SAYS_WARNING : DOUDI_FORM_SAYS_WRONG,
                problem->text);
    }
}

static void
check_said_cb (DoudiFormControl *control, gpointer data)
{
  if (doudi_form_control_get_said (control, DOUDI_FORM_SAYS_WRONG) != NULL
      || doudi_form_control_get_said (control, DOUDI_FORM_SAYS_WARNING) != NULL)
    doudi_form_view_check_control (data, control);
}

/**
 * doudi_form_view_check_again:
 *
 * After a check the whole form is checked again as it is corrected; before, only what was said to
 * be wrong.
 */
void
doudi_form_view_check_again (DoudiFormView *self)
{
  if (self->checked)
    {
      g_autoptr (GPtrArray) problems = doudi_form_answers_check (self->answers, self->today);

      show_all (self, problems);
      return;
    }
  for_each_control (self, check_said_cb, self);
  doudi_form_view_count_errors (self);
}

/* Where the keyboard goes for what is wrong with a table: to its first cell. */
static DoudiFormControl *
get_first_of_part (GPtrArray *list, const DoudiFormPart *part)
{
  for (guint i = 0; i < list->len; i++)
    if (doudi_form_control_get_field (g_ptr_array_index (list, i))->section == part->section)
      return g_ptr_array_index (list, i);
  return NULL;
}

static gboolean
is_wrong (DoudiFormView *self, GPtrArray *list, DoudiFormControl *control)
{
  const DoudiFormPart *part
    = doudi_form_view_find_part (self, doudi_form_control_get_field (control)->section);

  return doudi_form_control_get_said (control, DOUDI_FORM_SAYS_WRONG) != NULL
         || (is_part_wrong (part) && get_first_of_part (list, part) == control);
}

/* From the answer that has the keyboard on, and round. */
static gboolean
focus_wrong (DoudiFormView *self, guint from, int by)
{
  g_autoptr (GPtrArray) list = doudi_form_view_list_controls (self);

  for (guint i = 0; i < list->len; i++)
    {
      guint at = (from + list->len + (guint) (by * (int) i)) % list->len;

      if (is_wrong (self, list, g_ptr_array_index (list, at)))
        return doudi_form_control_focus (g_ptr_array_index (list, at));
    }
  return FALSE;
}

static void
move_problem (DoudiFormView *self, int by)
{
  g_autoptr (GPtrArray) list = doudi_form_view_list_controls (self);
  DoudiFormControl *control = doudi_form_view_get_current (self);
  guint index;

  if (control != NULL && g_ptr_array_find (list, control, &index))
    focus_wrong (self, (index + list->len + (guint) by) % list->len, by);
  else
    focus_wrong (self, by > 0 ? 0 : MAX (list->len, 1) - 1, by);
}

static void
next_problem_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move_problem (DOUDI_FORM_VIEW (widget), 1);
}

static void
previous_problem_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move_problem (DOUDI_FORM_VIEW (widget), -1);
}

/**
 * doudi_form_view_install_problems:
 *
 * Gives the class the actions that go from one answer to correct to another.
 */
void
doudi_form_view_install_problems (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "form.next-problem", NULL, next_problem_action);
  gtk_widget_class_install_action (widget_class, "form.previous-problem", NULL,
                                   previous_problem_action);
}

/**
 * doudi_form_view_check:
 * @today: the day of the check
 *
 * Checks the whole form, says what is wrong at each answer, and moves the keyboard to the first.
 *
 * Returns: how many answers are to be corrected; with 0 the form may be saved
 */
guint
doudi_form_view_check (DoudiFormView *self, DoudiDay today)
{
  g_autoptr (GPtrArray) problems = doudi_form_answers_check (self->answers, today);

  self->checked = TRUE;
  self->today = today;
  return doudi_form_view_show_problems (self, problems);
}

/**
 * doudi_form_view_show_problems:
 * @problems: (element-type DoudiFormProblem): of the answers that are shown
 *
 * Shows what somebody else found wrong, and moves the keyboard to the first.
 *
 * Returns: how many answers are to be corrected
 */
guint
doudi_form_view_show_problems (DoudiFormView *self, const GPtrArray *problems)
{
  show_all (self, problems);
  if (self->n_errors > 0)
    focus_wrong (self, 0, 1);
  return self->n_errors;
}

/**
 * doudi_form_view_get_n_errors:
 *
 * Returns: how many answers are known to be wrong
 */
guint
doudi_form_view_get_n_errors (DoudiFormView *self)
{
  return self->n_errors;
}
