/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-finding-pane.h"
#include "app/doudi-household-pane.h"
#include "casework/doudi-finding-compare.h"

#define VALUE_CHARS 14

/*
 * A finding with the records it is about: those of a pair side by side, with what differs; the
 * household of an oddity as it is shown everywhere.
 *
 * @subject: of the finding that is shown
 * @revealed: its numbers are shown in full
 */
struct _DoudiFindingPane
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkLabel *title_label;
  GtkWidget *reveal_button;
  GtkLabel *words_label;
  GtkLabel *advice_label;
  GtkWidget *decided_box;
  GtkLabel *decided_label;
  GtkStack *record_stack;
  GtkGrid *grid;
  GtkLabel *more_label;
  DoudiHouseholdPane *household_pane;
  GtkLabel *problem_label;

  DoudiCaseload *caseload;
  char *subject;
  gboolean revealed;
};

G_DEFINE_FINAL_TYPE (DoudiFindingPane, doudi_finding_pane, GTK_TYPE_WIDGET)

static GtkWidget *
new_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
new_value (const char *text, gboolean look)
{
  GtkWidget *label = new_label (*text != '\0' ? text : "—", "numeric");

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_focusable (label, FALSE);
  gtk_label_set_width_chars (GTK_LABEL (label), VALUE_CHARS);
  gtk_widget_set_hexpand (label, TRUE);
  if (*text == '\0')
    gtk_widget_add_css_class (label, "dim");
  else if (look)
    gtk_widget_add_css_class (label, "heading");
  return label;
}

/* What differs is said by a word and a sign. */
static GtkWidget *
new_mark (DoudiComparedHow how)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  gboolean differs = how == DOUDI_COMPARED_DIFFERENT;

  gtk_box_append (GTK_BOX (box),
                  gtk_image_new_from_icon_name (differs ? "dialog-warning-symbolic"
                                                        : "dialog-question-symbolic"));
  gtk_box_append (GTK_BOX (box), gtk_label_new (differs ? _ ("differs") : _ ("missing")));
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  gtk_widget_add_css_class (box, differs ? "look" : "dim");
  return box;
}

static void
add_fact (DoudiFindingPane *self, const DoudiComparedFact *fact, int row)
{
  guint n = g_strv_length (fact->values);

  GtkWidget *label = new_label (fact->label, "dim");

  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  gtk_grid_attach (self->grid, label, 0, row, 1, 1);
  for (guint i = 0; i < n; i++)
    gtk_grid_attach (self->grid, new_value (fact->values[i], fact->how == DOUDI_COMPARED_DIFFERENT),
                     (int) i + 1, row, 1, 1);
  if (fact->how != DOUDI_COMPARED_SAME)
    gtk_grid_attach (self->grid, new_mark (fact->how), (int) n + 1, row, 1, 1);
}

/* The heads of the columns lead to the households. */
static void
add_heading (DoudiFindingPane *self, const DoudiComparison *comparison, guint index)
{
  gint64 household = g_array_index (comparison->households, gint64, index);
  g_autofree char *text = g_strdup_printf (_ ("Record %u"), index + 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *button;

  gtk_box_append (GTK_BOX (box), new_label (text, "heading"));
  if (household != 0)
    {
      button = gtk_button_new_with_label (_ ("Open this household"));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-household");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", household);
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_grid_attach (self->grid, box, (int) index + 1, 0, 1, 1);
}

static void
show_comparison (DoudiFindingPane *self, const DoudiComparison *comparison)
{
  g_autofree char *more = g_strdup_printf (
    ngettext ("%u more household has it.", "%u more households have it.", comparison->more),
    comparison->more);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  for (guint i = 0; i < comparison->records; i++)
    add_heading (self, comparison, i);
  for (guint i = 0; i < comparison->facts->len; i++)
    add_fact (self, g_ptr_array_index (comparison->facts, i), (int) i + 1);
  gtk_label_set_text (self->more_label, more);
  gtk_widget_set_visible (GTK_WIDGET (self->more_label), comparison->more > 0);
  gtk_stack_set_visible_child_name (self->record_stack, "pair");
}

static void
show_pair (DoudiFindingPane *self, const DoudiFinding *finding)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiComparison) comparison = doudi_finding_compare (
    doudi_caseload_get_session (self->caseload), finding, self->revealed, &error);

  if (comparison != NULL)
    {
      show_comparison (self, comparison);
      return;
    }
  gtk_label_set_text (self->problem_label, error->message);
  gtk_stack_set_visible_child_name (self->record_stack, "problem");
}

static void
show_decision (DoudiFindingPane *self, const DoudiFinding *finding)
{
  g_autofree char *text = doudi_finding_describe_decision (finding);
  gboolean opened = finding->decision != NULL && !finding->changed
                    && g_str_equal (finding->decision->decision, "reopened");

  gtk_label_set_text (self->decided_label, text != NULL ? text : "");
  gtk_widget_set_visible (self->decided_box, text != NULL && !opened);
}

static void
doudi_finding_pane_dispose (GObject *object)
{
  DoudiFindingPane *self = DOUDI_FINDING_PANE (object);

  g_clear_object (&self->caseload);
  g_clear_pointer (&self->subject, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), DOUDI_TYPE_FINDING_PANE);

  G_OBJECT_CLASS (doudi_finding_pane_parent_class)->dispose (object);
}

static void
doudi_finding_pane_class_init (DoudiFindingPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_finding_pane_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  g_type_ensure (DOUDI_TYPE_HOUSEHOLD_PANE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-finding-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, DoudiFindingPane, stack);
  gtk_widget_class_bind_template_child (widget_class, DoudiFindingPane, title_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiFindingPane, reveal_button);
  gtk_widget_class_bind_template_child (widget_class, DoudiFindingPane, words_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiFindingPane, advice_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiFindingPane, decided_box);
  gtk_widget_class_bind_template_child (widget_class, DoudiFindingPane, decided_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiFindingPane, record_stack);
  gtk_widget_class_bind_template_child (widget_class, DoudiFindingPane, grid);
  gtk_widget_class_bind_template_child (widget_class, DoudiFindingPane, more_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiFindingPane, household_pane);
  gtk_widget_class_bind_template_child (widget_class, DoudiFindingPane, problem_label);
}

static void
doudi_finding_pane_init (DoudiFindingPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * doudi_finding_pane_show:
 * @caseload: somebody is signed in to it
 * @finding: what to show
 *
 * Shows a finding with its records. Full numbers stay shown only as long as it is the same finding.
 */
void
doudi_finding_pane_show (DoudiFindingPane *self,
                         DoudiCaseload *caseload,
                         const DoudiFinding *finding)
{
  const DoudiFindingInfo *info = doudi_finding_info (finding->kind);
  g_autofree char *title = g_strdup_printf (_ ("%s: %s"), _ (info->word.label), finding->who);

  g_set_object (&self->caseload, caseload);
  if (g_strcmp0 (self->subject, finding->subject) != 0)
    self->revealed = FALSE;
  g_free (self->subject);
  self->subject = g_strdup (finding->subject);
  gtk_label_set_text (self->title_label, title);
  gtk_label_set_text (self->words_label, finding->words);
  gtk_label_set_text (self->advice_label, _ (info->advice));
  show_decision (self, finding);
  gtk_widget_set_visible (self->reveal_button,
                          info->pair && !self->revealed
                            && doudi_caseload_may (caseload, DOUDI_ACTION_REVEAL));
  gtk_stack_set_visible_child_name (self->stack, "finding");
  if (info->pair)
    {
      show_pair (self, finding);
      return;
    }
  gtk_stack_set_visible_child_name (self->record_stack, "household");
  doudi_household_pane_show (self->household_pane, caseload,
                             g_array_index (finding->households, gint64, 0));
}

/**
 * doudi_finding_pane_reveal:
 * @finding: the one that is shown
 *
 * Shows its numbers in full; that somebody looks is in the log.
 */
void
doudi_finding_pane_reveal (DoudiFindingPane *self, const DoudiFinding *finding)
{
  if (self->caseload == NULL || g_strcmp0 (self->subject, finding->subject) != 0)
    return;
  self->revealed = TRUE;
  doudi_finding_pane_show (self, self->caseload, finding);
}

/**
 * doudi_finding_pane_clear:
 *
 * Shows nothing.
 */
void
doudi_finding_pane_clear (DoudiFindingPane *self)
{
  g_clear_object (&self->caseload);
  g_clear_pointer (&self->subject, g_free);
  self->revealed = FALSE;
  doudi_household_pane_clear (self->household_pane);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

/**
 * doudi_finding_pane_has_award:
 *
 * Returns: whether a household is shown that has an award
 */
gboolean
doudi_finding_pane_has_award (DoudiFindingPane *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->record_stack), "household") == 0
         && doudi_household_pane_has_award (self->household_pane);
}

/**
 * doudi_finding_pane_print_why:
 *
 * Shows on paper why the household that is shown draws what it draws.
 */
void
doudi_finding_pane_print_why (DoudiFindingPane *self)
{
  doudi_household_pane_print_why (self->household_pane);
}

/**
 * doudi_finding_pane_reveal_household:
 *
 * Shows the numbers of the household that is shown in full.
 */
void
doudi_finding_pane_reveal_household (DoudiFindingPane *self)
{
  doudi_household_pane_reveal (self->household_pane);
}
