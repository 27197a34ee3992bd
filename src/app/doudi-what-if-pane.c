/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-chart.h"
#include "app/doudi-format.h"
#include "app/doudi-list-sort.h"
#include "app/doudi-list.h"
#include "app/doudi-page.h"
#include "app/doudi-pager.h"
#include "app/doudi-what-if-answer.h"
#include "app/doudi-what-if-awards.h"
#include "app/doudi-what-if-pane.h"
#include "app/doudi-what-if-table.h"

/*
 * What a policy document would change. The answer is kept while other documents are looked at, and
 * shown again with the one it is about.
 */
struct _DoudiWhatIfPane
{
  GtkWidget parent_instance;

  GtkEditable *from_entry;
  GtkEditable *to_entry;
  GtkWidget *export_button;
  GtkStack *stack;
  GtkLabel *difference_label;
  GtkLabel *back_pay_label;
  GtkLabel *summary_label;
  GtkWidget *unknown_box;
  GtkLabel *unknown_label;
  GtkColumnView *view;
  DoudiPager *pager;
  DoudiChart *chart;
  DoudiWhatIfAwards *gainers;
  DoudiWhatIfAwards *losers;

  DoudiPolicyDocument *document;
  gboolean in_force;
  DoudiWhatIfAnswer *answer;
  int sort_column;
  gboolean descending;
};

G_DEFINE_FINAL_TYPE (DoudiWhatIfPane, doudi_what_if_pane, GTK_TYPE_WIDGET)

static DoudiPage *
get_page (DoudiWhatIfPane *self)
{
  return DOUDI_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (self), DOUDI_TYPE_PAGE));
}

static gboolean
is_same_text (const DoudiPolicyDocument *one, const DoudiPolicyDocument *other)
{
  return one != NULL && other != NULL
         && g_str_equal (doudi_policy_document_get_json (one),
                         doudi_policy_document_get_json (other));
}

static gboolean
has_answer (DoudiWhatIfPane *self)
{
  return self->answer != NULL && !self->in_force
         && is_same_text (self->document, self->answer->document);
}

static void
update_actions (DoudiWhatIfPane *self)
{
  DoudiPage *page = get_page (self);
  gboolean may = page != NULL && doudi_page_may (page, DOUDI_ACTION_EXPORT_STATISTICS);
  g_autofree char *who = NULL;

  if (page == NULL)
    return;
  gtk_widget_action_set_enabled (GTK_WIDGET (page), "page.what-if",
                                 self->document != NULL && !self->in_force);
  gtk_widget_action_set_enabled (GTK_WIDGET (page), "page.export-what-if",
                                 may && has_answer (self));
  who = doudi_format_who_may (DOUDI_ACTION_EXPORT_STATISTICS);
  gtk_widget_set_tooltip_text (self->export_button, may ? NULL : who);
}

static void
show_heading (DoudiWhatIfPane *self)
{
  const DoudiWhatIf *answer = self->answer->what_if;
  g_autofree char *difference
    = doudi_format_difference (answer->total.after - answer->total.before);
  g_autofree char *number = g_strdup_printf (_ ("%s yuan"), difference);
  g_autofree char *back_pay = doudi_what_if_describe_back_pay (answer);
  g_autofree char *from = doudi_month_format_iso (answer->from);
  g_autofree char *to = doudi_month_format_iso (answer->to);
  g_autofree char *before = doudi_money_format_grouped (answer->total.before);
  g_autofree char *after = doudi_money_format_grouped (answer->total.after);
  g_autofree char *awards = doudi_format_count (answer->total.awards);
  g_autofree char *gain = doudi_format_count (answer->total.gain);
  g_autofree char *lose = doudi_format_count (answer->total.lose);
  g_autofree char *same = doudi_format_count (answer->total.same);
  g_autofree char *summary = g_strdup_printf (
    _ ("%s through %s, at %s: %s → %s yuan. Of %s awards %s gain, %s lose, %s stay the same."),
    from, to, self->answer->at, before, after, awards, gain, lose, same);

  gtk_label_set_text (self->difference_label, number);
  gtk_label_set_text (self->back_pay_label, back_pay);
  gtk_label_set_text (self->summary_label, summary);
}

static void
show_unknown (DoudiWhatIfPane *self)
{
  g_autofree char *count = doudi_format_count (self->answer->what_if->total.unknown);
  g_autofree char *text = g_strdup_printf (
    _ ("%s awards cannot be computed in some month: no standard is known for them."), count);

  gtk_label_set_text (self->unknown_label, text);
  gtk_widget_set_visible (self->unknown_box, self->answer->what_if->total.unknown > 0);
}

static void
show_table (DoudiWhatIfPane *self)
{
  g_autoptr (GPtrArray) rows
    = doudi_what_if_table_rows (self->answer->what_if, self->sort_column, self->descending);

  doudi_pager_show (self->pager, self->view, rows);
}

static void
on_sort_cb (int column, gboolean descending, gpointer data)
{
  DoudiWhatIfPane *self = data;

  self->sort_column = column;
  self->descending = descending;
  if (self->answer != NULL)
    show_table (self);
}

static void
show_chart (DoudiWhatIfPane *self)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (DoudiChartPoint));
  const GArray *months = self->answer->what_if->months;

  for (guint i = 0; i < months->len; i++)
    {
      const DoudiWhatIfMonth *month = &g_array_index (months, DoudiWhatIfMonth, i);
      DoudiChartPoint point = { month->month, month->before, month->after };

      g_array_append_val (points, point);
    }
  doudi_chart_set_points (self->chart, (const DoudiChartPoint *) (gpointer) points->data,
                          points->len);
}

static void
show_answer (DoudiWhatIfPane *self)
{
  const DoudiWhatIf *what_if = self->answer->what_if;

  show_heading (self);
  show_unknown (self);
  doudi_what_if_table_show_columns (self->view, what_if);
  show_table (self);
  show_chart (self);
  doudi_what_if_awards_show (self->gainers, what_if->gainers, what_if->names_withheld);
  doudi_what_if_awards_show (self->losers, what_if->losers, what_if->names_withheld);
}

static void
show_state (DoudiWhatIfPane *self)
{
  const char *state = self->in_force ? "in-force" : "ask";

  if (has_answer (self))
    state = self->answer->what_if->total.awards > 0 ? "answer" : "nothing";
  gtk_stack_set_visible_child_name (self->stack, state);
  update_actions (self);
}

static void
take_answer (DoudiWhatIfPane *self, DoudiPolicyDocument *document, DoudiWhatIf *what_if)
{
  g_clear_pointer (&self->answer, doudi_what_if_answer_unref);
  self->answer = doudi_what_if_answer_new (document, what_if);
  show_answer (self);
  show_state (self);
}

typedef struct
{
  DoudiWhatIfPane *pane;
  DoudiPolicyDocument *document;
  DoudiMonth from;
  DoudiMonth to;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_object_unref (question->pane);
  doudi_policy_document_unref (question->document);
  g_free (question);
}

static gpointer
ask_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  const Question *question = data;

  return doudi_what_if (session, question->document, question->from, question->to, progress, error);
}

static void
on_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Question *question = user_data;
  DoudiWhatIfPane *self = question->pane;
  DoudiPage *page = get_page (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiWhatIf) answer
    = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);

  /* The person may have signed out meanwhile. */
  if (page != NULL && doudi_page_get_caseload (page) != NULL)
    {
      if (answer == NULL)
        doudi_page_report_error (page, error);
      else
        take_answer (self, question->document, g_steal_pointer (&answer));
    }
  question_free (question);
}

static void
on_entry_activate_cb (DoudiWhatIfPane *self)
{
  doudi_what_if_pane_run (self);
}

static void
doudi_what_if_pane_dispose (GObject *object)
{
  DoudiWhatIfPane *self = DOUDI_WHAT_IF_PANE (object);
  GtkWidget *child;

  g_clear_pointer (&self->answer, doudi_what_if_answer_unref);
  g_clear_pointer (&self->document, doudi_policy_document_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), DOUDI_TYPE_WHAT_IF_PANE);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (doudi_what_if_pane_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, DoudiWhatIfPane, from_entry);
  gtk_widget_class_bind_template_child (widget_class, DoudiWhatIfPane, to_entry);
  gtk_widget_class_bind_template_child (widget_class, DoudiWhatIfPane, export_button);
  gtk_widget_class_bind_template_child (widget_class, DoudiWhatIfPane, stack);
  gtk_widget_class_bind_template_child (widget_class, DoudiWhatIfPane, difference_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiWhatIfPane, back_pay_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiWhatIfPane, summary_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiWhatIfPane, unknown_box);
  gtk_widget_class_bind_template_child (widget_class, DoudiWhatIfPane, unknown_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiWhatIfPane, view);
  gtk_widget_class_bind_template_child (widget_class, DoudiWhatIfPane, pager);
  gtk_widget_class_bind_template_child (widget_class, DoudiWhatIfPane, chart);
  gtk_widget_class_bind_template_child (widget_class, DoudiWhatIfPane, gainers);
  gtk_widget_class_bind_template_child (widget_class, DoudiWhatIfPane, losers);
}

static void
doudi_what_if_pane_class_init (DoudiWhatIfPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_what_if_pane_dispose;
  g_type_ensure (DOUDI_TYPE_CHART);
  g_type_ensure (DOUDI_TYPE_PAGER);
  g_type_ensure (DOUDI_TYPE_WHAT_IF_AWARDS);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-what-if-pane.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activate_cb);
}

static void
doudi_what_if_pane_init (DoudiWhatIfPane *self)
{
  self->sort_column = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  doudi_what_if_table_set_up (self->view);
  doudi_list_set_sort (self->view, on_sort_cb, self);
  doudi_chart_set_names (self->chart, _ ("rules in force"), _ ("with the draft"));
}

/* The months that were asked about, or those that tell most. */
static void
show_window (DoudiWhatIfPane *self)
{
  DoudiMonth from = has_answer (self) ? self->answer->what_if->from : DOUDI_MONTH_NONE;
  DoudiMonth to = has_answer (self) ? self->answer->what_if->to : DOUDI_MONTH_NONE;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  doudi_what_if_window (self->document, &from, &to);
  first = doudi_month_format_iso (from);
  last = doudi_month_format_iso (to);
  gtk_editable_set_text (self->from_entry, first);
  gtk_editable_set_text (self->to_entry, last);
}

/**
 * doudi_what_if_pane_show:
 * @document: (nullable): what is to be asked about, %NULL for nothing
 * @in_force: whether it counts already, so that there is nothing to ask
 */
void
doudi_what_if_pane_show (DoudiWhatIfPane *self, DoudiPolicyDocument *document, gboolean in_force)
{
  gboolean same = is_same_text (self->document, document);

  self->in_force = in_force;
  if (!same)
    {
      g_clear_pointer (&self->document, doudi_policy_document_unref);
      if (document != NULL)
        self->document = doudi_policy_document_ref (document);
      if (document != NULL)
        show_window (self);
    }
  show_state (self);
}

/**
 * doudi_what_if_pane_forget:
 *
 * Drops the answer: what counts has changed, or nobody is signed in any more.
 */
void
doudi_what_if_pane_forget (DoudiWhatIfPane *self)
{
  g_clear_pointer (&self->answer, doudi_what_if_answer_unref);
  doudi_what_if_awards_clear (self->gainers);
  doudi_what_if_awards_clear (self->losers);
  show_state (self);
}

/**
 * doudi_what_if_pane_get_answer:
 *
 * Returns: (transfer none) (nullable): what the document that is shown would change, if that has
 *   been asked
 */
const DoudiWhatIf *
doudi_what_if_pane_get_answer (DoudiWhatIfPane *self)
{
  return has_answer (self) ? self->answer->what_if : NULL;
}

/**
 * doudi_what_if_pane_run:
 *
 * Asks what the document would change in the months that are typed.
 */
void
doudi_what_if_pane_run (DoudiWhatIfPane *self)
{
  DoudiPage *page = get_page (self);
  DoudiMonth from, to;
  Question *question;

  if (self->document == NULL || self->in_force
      || !doudi_page_read_month (page, self->from_entry, &from)
      || !doudi_page_read_month (page, self->to_entry, &to))
    return;
  question = g_new0 (Question, 1);
  question->pane = g_object_ref (self);
  question->document = doudi_policy_document_ref (self->document);
  question->from = from;
  question->to = to;
  doudi_caseload_look_async (doudi_page_get_caseload (page), _ ("Working out what would change"),
                             ask_work, question, NULL, (GDestroyNotify) doudi_what_if_free,
                             on_answered_cb, question);
}

/**
 * doudi_what_if_pane_export:
 *
 * Asks where to save the table and saves it.
 */
void
doudi_what_if_pane_export (DoudiWhatIfPane *self)
{
  if (has_answer (self))
    doudi_what_if_answer_save (self->answer, get_page (self));
}

/**
 * doudi_what_if_pane_sort_next:
 *
 * Orders the townships by the next column.
 */
void
doudi_what_if_pane_sort_next (DoudiWhatIfPane *self)
{
  doudi_list_sort_next (self->view);
}

/**
 * doudi_what_if_pane_next:
 *
 * Shows the next page of the table.
 */
void
doudi_what_if_pane_next (DoudiWhatIfPane *self)
{
  doudi_pager_next (self->pager);
}

/**
 * doudi_what_if_pane_previous:
 *
 * Shows the page of the table before.
 */
void
doudi_what_if_pane_previous (DoudiWhatIfPane *self)
{
  doudi_pager_previous (self->pager);
}
