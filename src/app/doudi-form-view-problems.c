/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-form-view-private.h"

/* What is wrong with a form: said at each answer as the keyboard leaves it, and of all answers at
 * once after a check. What is missing is only said after a check. */

/*
 * Found:
 *
 * What somebody else found wrong, and the answer it was found with.
 */
typedef struct
{
  DoudiFormProblem *problem;
  char *answer;
} Found;

static void
found_free (gpointer data)
{
  Found *found = data;

  doudi_form_problem_free (found->problem);
  g_free (found->answer);
  g_free (found);
}

/**
 * doudi_form_view_found_new:
 *
 * Returns: (transfer full): a list of what somebody else found wrong
 */
GPtrArray *
doudi_form_view_found_new (void)
{
  return g_ptr_array_new_with_free_func (found_free);
}

/* What a table lacks as a whole has no answer. */
static const char *
get_answer (DoudiFormView *self, const DoudiFormProblem *problem)
{
  if (problem->field == NULL)
    return "";
  if (problem->row != DOUDI_FORM_NO_ROW
      && problem->row >= doudi_form_answers_get_n_rows (self->answers, problem->section))
    return NULL;
  return doudi_form_answers_get (self->answers, problem->row, problem->field);
}

static gboolean
still_holds (DoudiFormView *self, const Found *found)
{
  return g_strcmp0 (get_answer (self, found->problem), found->answer) == 0;
}

static void
remember (DoudiFormView *self, const GPtrArray *problems)
{
  g_ptr_array_set_size (self->found, 0);
  for (guint i = 0; i < problems->len; i++)
    {
      const DoudiFormProblem *problem = g_ptr_array_index (problems, i);
      Found *found = g_new0 (Found, 1);

      found->problem = doudi_form_problem_new (problem->section, problem->row, problem->field,
                                               problem->problem, problem->warning, problem->text);
      found->answer = g_strdup (get_answer (self, problem));
      g_ptr_array_add (self->found, found);
    }
}

/**
 * doudi_form_view_forget_found:
 * @table: whose rows stand elsewhere now
 *
 * Forgets what somebody else found wrong there.
 */
void
doudi_form_view_forget_found (DoudiFormView *self, const DoudiFormSection *table)
{
  for (guint i = self->found->len; i > 0; i--)
    if (((const Found *) g_ptr_array_index (self->found, i - 1))->problem->section == table)
      g_ptr_array_remove_index (self->found, i - 1);
}

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

/* What a check of the form itself finds is said once, whoever else found it. */
static gboolean
is_among (const GPtrArray *problems, const DoudiFormProblem *problem)
{
  for (guint i = 0; i < problems->len; i++)
    {
      const DoudiFormProblem *other = g_ptr_array_index (problems, i);

      if (other->field == problem->field && other->row == problem->row
          && g_str_equal (other->text, problem->text))
        return TRUE;
    }
  return FALSE;
}

static void
show_found (DoudiFormView *self, const GPtrArray *but)
{
  for (guint i = 0; i < self->found->len; i++)
    {
      const Found *found = g_ptr_array_index (self->found, i);

      if (still_holds (self, found) && !is_among (but, found->problem))
        show_problem (self, found->problem);
    }
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
  show_found (self, problems);
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
  for (guint i = 0; i < self->found->len; i++)
    {
      const Found *found = g_ptr_array_index (self->found, i);

      if (found->problem->field == place.field && found->problem->row == place.row
          && still_holds (self, found) && !is_among (problems, found->problem))
        show_problem (self, found->problem);
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
  g_ptr_array_set_size (self->found, 0);
  show_all (self, problems);
  if (self->n_errors > 0)
    focus_wrong (self, 0, 1);
  return self->n_errors;
}

/**
 * doudi_form_view_show_problems:
 * @problems: (element-type DoudiFormProblem): of the answers that are shown
 *
 * Shows what somebody else found wrong, and moves the keyboard to the first. It stays until the
 * answer is another one, or the form is checked anew.
 *
 * Returns: how many answers are to be corrected
 */
guint
doudi_form_view_show_problems (DoudiFormView *self, const GPtrArray *problems)
{
  remember (self, problems);
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
