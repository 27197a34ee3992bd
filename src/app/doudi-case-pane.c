/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "app/doudi-case-pane.h"
#include "app/doudi-format.h"
#include "base/doudi-division-code.h"
#include "casework/doudi-case-facts.h"
#include "casework/doudi-case-work.h"
#include "casework/doudi-policies.h"

struct _DoudiCasePane
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkWidget *scrolled;
  GtkBox *box;

  DoudiCase *shown;
  DoudiDay today;
};

G_DEFINE_FINAL_TYPE (DoudiCasePane, doudi_case_pane, GTK_TYPE_WIDGET)

enum
{
  FORM_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GtkWidget *
new_text (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_focusable (label, FALSE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
add_text (DoudiCasePane *self, const char *text, const char *style)
{
  gtk_box_append (self->box, new_text (text, style));
}

static void
add_title (DoudiCasePane *self, const char *text)
{
  add_text (self, text, "section-title");
}

/* A line with an icon that says in another way what its colour says. */
static void
add_marked (DoudiCasePane *self, const char *icon, const char *text, const char *style)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);
  GtkWidget *label = new_text (text, NULL);

  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_accessible_update_state (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (line, "icon-line");
  gtk_widget_add_css_class (line, style);
  gtk_box_append (GTK_BOX (line), image);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (self->box, line);
}

static GtkGrid *
add_grid (DoudiCasePane *self)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 2);
  gtk_box_append (self->box, grid);
  return GTK_GRID (grid);
}

static void
attach_text (GtkGrid *grid, const char *text, const char *style, int column, int row)
{
  GtkWidget *label = new_text (text, style);

  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_set_hexpand (label, column > 0);
  gtk_grid_attach (grid, label, column, row, 1, 1);
}

/* A day, or nothing. */
static char *
day_text (DoudiDay day)
{
  return day != DOUDI_DAY_NONE ? doudi_day_format_iso (day) : g_strdup ("");
}

static void
add_head (DoudiCasePane *self)
{
  const DoudiCase *of = self->shown;
  g_autofree char *village = doudi_division_short_name (of->village);
  g_autofree char *place = g_strjoin (" ", of->township, village, of->row->village_group, NULL);
  g_autofree char *applied = doudi_day_format_iso (of->row->applied_on);
  g_autofree char *line
    = g_strdup_printf (_("%s · %s · applied on %s"),
                       _(doudi_programme_info (of->facts.programme)->label),
                       doudi_format_residence (of->facts.residence), applied);
  const DoudiApplicationPerson *person = doudi_case_find_drawing (of->persons);
  const char *name = person != NULL ? person->name : "";
  g_autofree char *title = g_strdup_printf ("%s  %s", name, of->row->number);

  add_text (self, title, "page-title");
  add_text (self, line, NULL);
  add_text (self, place, "dim");
}

static char *
describe_outcome (const DoudiCase *of)
{
  const char *outcome = _(doudi_case_outcome_word (of->progress.outcome)->label);

  if (of->progress.current == DOUDI_STEP_NONE)
    return g_strdup (outcome);
  if (of->progress.outcome != DOUDI_CASE_OPEN)
    return g_strdup_printf (_("%s. Next: %s"), outcome,
                            _(doudi_case_step_word (of->progress.current)->label));
  return g_strdup_printf (_("Now: %s"), _(doudi_case_step_word (of->progress.current)->label));
}

static void
add_due (DoudiCasePane *self, const char *what, DoudiDay due)
{
  g_autofree char *day = doudi_day_format_iso (due);
  g_autofree char *text = NULL;

  if (due == DOUDI_DAY_NONE)
    return;
  if (due < self->today)
    {
      text = g_strdup_printf (_("%s: was due on %s"), what, day);
      add_marked (self, "dialog-warning-symbolic", text, "look");
      return;
    }
  text = g_strdup_printf (_("%s: due on %s"), what, day);
  add_text (self, text, NULL);
}

static void
add_standing (DoudiCasePane *self)
{
  const DoudiCaseProgress *progress = &self->shown->progress;
  g_autofree char *outcome = describe_outcome (self->shown);

  add_text (self, outcome, "heading");
  if (progress->papers_missing)
    add_marked (self, "dialog-warning-symbolic", _("The family was asked for papers; the time stands still."),
                "look");
  if (progress->held)
    add_marked (self, "dialog-warning-symbolic", _("Held: an objection is open, or a list held it."), "look");
  if (progress->current != DOUDI_STEP_NONE)
    add_due (self, _(doudi_case_step_word (progress->current)->label),
             progress->steps[progress->current].due);
  if (progress->outcome == DOUDI_CASE_OPEN)
    add_due (self, _("Decision"), progress->total_due);
  add_due (self, _("Papers of the urgent aid"), progress->papers_due);
  if (!progress->calendar_known)
    add_marked (self, "dialog-warning-symbolic",
                _("The holidays of that year are not known yet; days are counted by weekends only."),
                "look");
}

static void
add_flags (DoudiCasePane *self, const GPtrArray *flags)
{
  if (flags == NULL || flags->len == 0)
    return;
  add_title (self, _("To look at"));
  for (guint i = 0; i < flags->len; i++)
    {
      const DoudiCaseFlagRow *row = g_ptr_array_index (flags, i);
      g_autofree char *text
        = g_strdup_printf (_("%s: %s"), _(doudi_case_flag_word (row->flag)->label), row->words);

      add_marked (self, row->blocks ? "dialog-error-symbolic" : "dialog-warning-symbolic", text,
                  row->blocks ? "wrong-text" : "look");
    }
}

static char *
describe_proposal (const DoudiCase *of, const DoudiCaseProposal *proposal)
{
  g_autofree char *amount = doudi_money_format_grouped (proposal->amount);
  g_autofree char *month = NULL;

  if (proposal->first_month == DOUDI_MONTH_NONE)
    return g_strdup_printf (_("%s yuan, once, for %d persons"), amount, proposal->term.persons);
  month = doudi_month_format_iso (proposal->first_month);
  if (proposal->term.benefit_class > 0 && doudi_programme_info (of->facts.programme)->for_household)
    return g_strdup_printf (_("%s yuan a month, %d persons, %s, from %s"), amount,
                            proposal->term.persons,
                            doudi_format_class (proposal->term.benefit_class), month);
  return g_strdup_printf (_("%s yuan a month, %d persons, from %s"), amount, proposal->term.persons,
                          month);
}

static void
add_lines (DoudiCasePane *self, const GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    {
      g_autofree char *text
        = doudi_explanation_line_to_text (g_ptr_array_index (lines, i), DOUDI_LANGUAGE_INTERFACE);

      add_text (self, text, "caption");
    }
}

static void
add_proposal (DoudiCasePane *self, const DoudiCaseProposal *proposal)
{
  g_autofree char *text = NULL;

  if (proposal == NULL)
    return;
  add_title (self, _("What would be granted, and why"));
  if (!proposal->eligible)
    add_marked (self, "dialog-error-symbolic", proposal->reason, "wrong-text");
  else
    {
      text = describe_proposal (self->shown, proposal);
      add_text (self, text, NULL);
    }
  add_lines (self, proposal->lines);
}

static void
add_decision (DoudiCasePane *self)
{
  const DoudiDecisionRow *decision = self->shown->decision;
  g_autofree char *day = NULL;
  g_autofree char *amount = NULL;
  g_autofree char *text = NULL;

  if (decision == NULL)
    return;
  day = doudi_day_format_iso (decision->decided_on);
  amount = doudi_money_format_grouped (decision->amount);
  text = decision->granted
           ? g_strdup_printf (_("Granted on %s by %s: %s yuan, %d persons"), day,
                              decision->decided_by, amount, decision->persons)
           : g_strdup_printf (_("Refused on %s by %s: %s"), day, decision->decided_by,
                              decision->reason);
  add_title (self, _("Decision"));
  add_text (self, text, NULL);
}

static void
attach_step (DoudiCasePane *self,
             GtkGrid *grid,
             DoudiCaseStep step,
             const DoudiCaseStepProgress *progress,
             int row)
{
  g_autofree char *done = day_text (progress->done);
  g_autofree char *due = day_text (progress->due);
  gboolean current = step == self->shown->progress.current;
  gboolean late = progress->state == DOUDI_STEP_STATE_OPEN && progress->due != DOUDI_DAY_NONE
                  && progress->due < self->today;
  g_autofree char *when
    = progress->state == DOUDI_STEP_STATE_DONE ? g_strdup_printf (_("✓ %s"), done)
      : *due != '\0'                           ? g_strdup_printf (_("by %s"), due)
                                               : g_strdup (current ? _("now") : "");

  attach_text (grid, _(doudi_case_step_word (step)->label), current ? "heading" : NULL, 0, row);
  attach_text (grid, when, late ? "look" : "numeric", 1, row);
  attach_text (grid, progress->rule != NULL ? progress->rule->dated.source : "", "dim", 2, row);
}

static void
add_steps (DoudiCasePane *self)
{
  GtkGrid *grid;
  int row = 0;

  add_title (self, _("Steps"));
  grid = add_grid (self);
  for (guint i = 0; i < DOUDI_N_STEPS; i++)
    {
      const DoudiCaseStepProgress *step = &self->shown->progress.steps[i];

      if (step->state != DOUDI_STEP_STATE_NOT_CALLED_FOR)
        attach_step (self, grid, (DoudiCaseStep) i, step, row++);
    }
}

static void
on_form_clicked_cb (DoudiCasePane *self, GtkButton *button)
{
  const gint64 *id = g_object_get_data (G_OBJECT (button), "doudi-form");

  g_signal_emit (self, signals[FORM_ACTIVATED], 0, *id);
}

static void
attach_form (DoudiCasePane *self, GtkGrid *grid, const DoudiFilledFormRow *form, int row)
{
  g_autoptr (DoudiFormAnswers) answers = doudi_filled_form_answers (form, NULL);
  g_autofree char *day = doudi_day_format_iso (form->day);
  const char *title
    = answers != NULL
        ? doudi_assessment_text_get (&doudi_form_answers_get_form (answers)->title)
        : form->form;
  GtkWidget *button = gtk_button_new_with_label (title);

  gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "link-button");
  g_object_set_data_full (G_OBJECT (button), "doudi-form", g_memdup2 (&form->id, sizeof form->id),
                          g_free);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_form_clicked_cb), self);
  gtk_grid_attach (grid, button, 0, row, 1, 1);
  attach_text (grid, day, "numeric", 1, row);
  attach_text (grid, form->replaced ? _("corrected since") : doudi_format_form_result (form->result),
               form->replaced ? "dim" : NULL, 2, row);
  attach_text (grid, form->recorded_by, "dim", 3, row);
}

static void
add_forms (DoudiCasePane *self)
{
  const GPtrArray *forms = self->shown->forms;
  GtkGrid *grid;

  if (forms->len == 0)
    return;
  add_title (self, _("Papers"));
  grid = add_grid (self);
  for (guint i = forms->len; i > 0; i--)
    attach_form (self, grid, g_ptr_array_index (forms, i - 1), (int) (forms->len - i));
}

static const char *
check_result_label (const char *result)
{
  if (g_str_equal (result, "clear"))
    return _("nothing found");
  if (g_str_equal (result, "found"))
    return _("found something");
  return g_str_equal (result, "explained") ? _("found, and explained") : _("no answer yet");
}

static void
add_checks (DoudiCasePane *self)
{
  const GPtrArray *checks = self->shown->checks;
  GtkGrid *grid;

  if (checks->len == 0)
    return;
  add_title (self, _("Checks"));
  grid = add_grid (self);
  for (guint i = 0; i < checks->len; i++)
    {
      const DoudiCheckRow *check = g_ptr_array_index (checks, i);
      g_autofree char *label = doudi_check_item_label (check->item);
      g_autofree char *asked = doudi_day_format_iso (check->asked_on);

      attach_text (grid, label, NULL, 0, (int) i);
      attach_text (grid, asked, "numeric", 1, (int) i);
      attach_text (grid, check_result_label (check->result),
                   g_str_equal (check->result, "found") ? "look" : NULL, 2, (int) i);
      attach_text (grid, check->detail, "dim", 3, (int) i);
    }
}

/* Who objected stays in the file. */
static void
add_objections (DoudiCasePane *self)
{
  const GPtrArray *objections = self->shown->objections;

  if (objections->len == 0)
    return;
  add_title (self, _("Objections"));
  for (guint i = 0; i < objections->len; i++)
    {
      const DoudiObjectionRow *row = g_ptr_array_index (objections, i);
      g_autofree char *day = doudi_day_format_iso (row->objected_on);
      g_autofree char *text
        = row->answered_on == DOUDI_DAY_NONE
            ? g_strdup_printf (_("%s: %s (not answered)"), day, row->content)
            : g_strdup_printf (_("%s: %s — %s"), day, row->content, row->answer);

      add_marked (self, row->answered_on == DOUDI_DAY_NONE ? "dialog-warning-symbolic" : "object-select-symbolic",
                  text, row->answered_on == DOUDI_DAY_NONE ? "look" : "done-text");
    }
}

static void
add_events (DoudiCasePane *self)
{
  const GPtrArray *events = self->shown->events;
  GtkGrid *grid;

  add_title (self, _("What happened"));
  grid = add_grid (self);
  for (guint i = events->len; i > 0; i--)
    {
      const DoudiApplicationEventRow *event = g_ptr_array_index (events, i - 1);
      g_autofree char *day = doudi_day_format_iso (event->day);
      int row = (int) (events->len - i);
      DoudiCaseEvent kind;

      attach_text (grid, day, "numeric", 0, row);
      attach_text (grid,
                   doudi_case_event_find (event->kind, &kind)
                     ? _(doudi_case_event_info (kind)->word.label)
                     : event->kind,
                   NULL, 1, row);
      attach_text (grid, event->detail, NULL, 2, row);
      attach_text (grid, event->recorded_by, "dim", 3, row);
    }
}

static void
empty (DoudiCasePane *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
}

static void
fill (DoudiCasePane *self, const DoudiCaseProposal *proposal, const GPtrArray *flags)
{
  empty (self);
  add_head (self);
  add_standing (self);
  add_flags (self, flags);
  add_decision (self);
  add_proposal (self, proposal);
  add_steps (self);
  add_forms (self);
  add_checks (self);
  add_objections (self);
  add_events (self);
}

/* What would be granted, and what to look at before: only while nothing is decided. */
static gboolean
work_out (const DoudiCase *of,
          DoudiSession *session,
          DoudiCaseProposal **proposal,
          GPtrArray **flags,
          GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  DoudiDay today = doudi_session_get_today (session);
  g_autoptr (DoudiPolicy) policy = NULL;

  if (of->progress.outcome != DOUDI_CASE_OPEN)
    return TRUE;
  policy = doudi_policies_load (store, today, error);
  if (policy == NULL)
    return FALSE;
  *proposal = doudi_case_propose (store, of, policy, today, DOUDI_LANGUAGE_INTERFACE, error);
  if (*proposal == NULL)
    return FALSE;
  *flags = doudi_case_flags (store, of, policy, *proposal, today, error);
  return *flags != NULL;
}

/**
 * doudi_case_pane_show:
 * @caseload: where it is
 * @id: an application
 * @error: what kept it from being read
 *
 * Shows a case as it stands today. The place in the page stays where the case stays.
 *
 * Returns: whether it is shown
 */
gboolean
doudi_case_pane_show (DoudiCasePane *self, DoudiCaseload *caseload, gint64 id, GError **error)
{
  DoudiSession *session = doudi_caseload_get_session (caseload);
  g_autoptr (DoudiCase) of = doudi_case_get (session, id, error);
  g_autoptr (DoudiCaseProposal) proposal = NULL;
  g_autoptr (GPtrArray) flags = NULL;
  GtkAdjustment *adjustment
    = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  gboolean same = of != NULL && self->shown != NULL && self->shown->row->id == id;

  if (of == NULL || !work_out (of, session, &proposal, &flags, error))
    {
      doudi_case_pane_clear (self);
      return FALSE;
    }
  g_clear_pointer (&self->shown, doudi_case_free);
  self->shown = g_steal_pointer (&of);
  self->today = doudi_session_get_today (session);
  fill (self, proposal, flags);
  if (!same)
    gtk_adjustment_set_value (adjustment, 0);
  gtk_stack_set_visible_child_name (self->stack, "case");
  return TRUE;
}

/**
 * doudi_case_pane_clear:
 *
 * Shows no case.
 */
void
doudi_case_pane_clear (DoudiCasePane *self)
{
  empty (self);
  g_clear_pointer (&self->shown, doudi_case_free);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

/**
 * doudi_case_pane_get_case:
 *
 * Returns: (transfer none) (nullable): the case that is shown
 */
const DoudiCase *
doudi_case_pane_get_case (DoudiCasePane *self)
{
  return self->shown;
}

static void
doudi_case_pane_dispose (GObject *object)
{
  DoudiCasePane *self = DOUDI_CASE_PANE (object);

  g_clear_pointer (&self->shown, doudi_case_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), DOUDI_TYPE_CASE_PANE);
  G_OBJECT_CLASS (doudi_case_pane_parent_class)->dispose (object);
}

static void
doudi_case_pane_class_init (DoudiCasePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_case_pane_dispose;
  signals[FORM_ACTIVATED]
    = g_signal_new ("form-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-case-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, DoudiCasePane, stack);
  gtk_widget_class_bind_template_child (widget_class, DoudiCasePane, scrolled);
  gtk_widget_class_bind_template_child (widget_class, DoudiCasePane, box);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
doudi_case_pane_init (DoudiCasePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * doudi_case_pane_new:
 *
 * Returns: (transfer floating): a pane without a case
 */
GtkWidget *
doudi_case_pane_new (void)
{
  return g_object_new (DOUDI_TYPE_CASE_PANE, NULL);
}
