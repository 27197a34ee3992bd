/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "app/doudi-format.h"
#include "app/doudi-hand-check-window.h"
#include "app/doudi-list.h"
#include "app/doudi-pay-run-pane.h"
#include "casework/doudi-explain.h"
#include "policy/doudi-programme.h"
#include "store/doudi-pay-run-store.h"
#include "store/doudi-registry.h"

/* One pay run, or the preview of one: its sums, its rows a page at a time, and why a row is what it
 * is. */
struct _DoudiPayRunPane
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkLabel *title_label;
  GtkLabel *state_label;
  GtkLabel *total_label;
  GtkLabel *summary_label;
  GtkLabel *look_label;
  GtkGrid *sum_grid;
  GtkWidget *row_box;
  GtkColumnView *view;
  GtkLabel *range_label;
  GtkLabel *why_label;

  DoudiCaseload *caseload;
  DoudiPayRunResult *result;
  GHashTable *division_names;
  guint first_row;
};

G_DEFINE_FINAL_TYPE (DoudiPayRunPane, doudi_pay_run_pane, GTK_TYPE_WIDGET)

static const DoudiListColumn columns[] = {
  { N_("Village"), FALSE, TRUE, 8 },   { N_("Payee"), FALSE, TRUE, 8 },
  { N_("Programme"), FALSE, TRUE, 6 }, { N_("Persons"), TRUE, FALSE, 3 },
  { N_("Class"), FALSE, FALSE, 4 },    { N_("Regular"), TRUE, FALSE, 8 },
  { N_("Back-pay"), TRUE, FALSE, 8 },  { N_("Recovery"), TRUE, FALSE, 8 },
  { N_("Total"), TRUE, FALSE, 9 },
};

static void
show_why (DoudiPayRunPane *self, const char *text)
{
  gtk_label_set_text (self->why_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->why_label), text != NULL);
}

static void
attach (GtkGrid *grid, int column, int row, const char *text, gboolean number, gboolean heading)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), number ? 1 : 0);
  if (number)
    gtk_widget_add_css_class (label, "numeric");
  else
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, !number);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  if (heading)
    gtk_widget_add_css_class (label, "heading");
  gtk_grid_attach (grid, label, column, row, 1, 1);
}

static void
attach_fen (GtkGrid *grid, int column, int row, DoudiFen fen, gboolean heading)
{
  g_autofree char *text = doudi_money_format_grouped (fen);

  attach (grid, column, row, text, TRUE, heading);
}

static void
attach_count (GtkGrid *grid, int column, int row, gint64 count, gboolean heading)
{
  g_autofree char *text = doudi_format_count (count);

  attach (grid, column, row, text, TRUE, heading);
}

static void
attach_sums (GtkGrid *grid, int row, const char *name, const DoudiPayRunSums *sums, gboolean heading)
{
  attach (grid, 0, row, name, FALSE, heading);
  attach_count (grid, 1, row, sums->households, heading);
  attach_count (grid, 2, row, sums->persons, heading);
  attach_fen (grid, 3, row, sums->regular, heading);
  attach_fen (grid, 4, row, sums->back_pay, heading);
  attach_fen (grid, 5, row, sums->recovery, heading);
  attach_fen (grid, 6, row, doudi_pay_run_sums_total (sums), heading);
}

static void
show_sums (DoudiPayRunPane *self)
{
  static const char *const headings[] = {
    N_("Programme"), N_("Households"), N_("Persons"), N_("Regular"),
    N_("Back-pay"),  N_("Recovery"),   N_("Total"),
  };
  GtkWidget *child;
  int row = 1;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->sum_grid))) != NULL)
    gtk_grid_remove (self->sum_grid, child);
  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    attach (self->sum_grid, (int) i, 0, _(headings[i]), i > 0, TRUE);
  for (guint i = 1; i < DOUDI_N_PROGRAMMES; i++)
    if (self->result->by_programme[i].lines > 0)
      attach_sums (self->sum_grid, row++, _(doudi_programme_info (i)->label),
                   &self->result->by_programme[i], FALSE);
  attach_sums (self->sum_grid, row, _("Together"), &self->result->total, TRUE);
}

static void
show_heading (DoudiPayRunPane *self)
{
  DoudiPayRunResult *result = self->result;
  g_autofree char *month = doudi_month_format_iso (result->month);
  g_autofree char *title = NULL;
  g_autofree char *total = doudi_money_format_grouped (doudi_pay_run_sums_total (&result->total));
  g_autofree char *money = g_strdup_printf (_("%s yuan"), total);
  g_autofree char *households = doudi_format_count (result->total.households);
  g_autofree char *persons = doudi_format_count (result->total.persons);
  g_autofree char *payments = doudi_format_count (result->n_payments);
  g_autofree char *summary = g_strdup_printf (_("%s households, %s persons, %s payments"), households,
                                              persons, payments);

  if (result->run_id == 0)
    title = g_strdup_printf (_("Preview of %s"), month);
  else
    title = g_strdup_printf (_("%s, run %" PRId64), month, result->run_id);
  gtk_label_set_text (self->title_label, title);
  gtk_label_set_text (self->state_label,
                      result->run_id == 0 ? _("nothing has changed yet")
                                          : doudi_format_run_state (result->state));
  gtk_label_set_text (self->total_label, money);
  gtk_label_set_text (self->summary_label, summary);
}

static void
add_look (GString *text, const char *line)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

static void
add_open_differences (GString *text, const DoudiPayRunResult *result)
{
  guint n_recoveries = 0;
  guint n_others = 0;
  DoudiFen fen = 0;

  for (guint i = 0; i < result->open->len; i++)
    {
      const DoudiOpenDifference *open = &g_array_index (result->open, DoudiOpenDifference, i);

      if (open->reason == DOUDI_OPEN_RECOVERY)
        {
          n_recoveries++;
          fen -= open->fen;
        }
      else
        n_others++;
    }
  if (n_recoveries > 0)
    {
      g_autofree char *money = doudi_money_format_grouped (fen);
      g_autofree char *line = g_strdup_printf (
        _("%u recoveries of together %s yuan stay open: there is nothing to take them from now."),
        n_recoveries, money);

      add_look (text, line);
    }
  if (n_others > 0)
    {
      g_autofree char *line = g_strdup_printf (
        _("%u awards are held: a benefit excludes them, or no standard says the amount."), n_others);

      add_look (text, line);
    }
}

static void
add_new_policies (GString *text, const DoudiPayRunResult *result)
{
  for (guint i = 0; i < result->policies->len; i++)
    {
      const DoudiRunPolicy *policy = g_ptr_array_index (result->policies, i);
      g_autofree char *day = doudi_day_format_iso (policy->adopted_on);
      g_autofree char *line
        = g_strdup_printf (_("New since the last run: “%s” (paper of %s, adopted by %s)"),
                           policy->title, day, policy->adopted_by);

      if (policy->since_last_run)
        add_look (text, line);
    }
}

static void
show_look (DoudiPayRunPane *self)
{
  DoudiPayRunResult *result = self->result;
  g_autoptr (GString) text = g_string_new (NULL);

  add_new_policies (text, result);
  if (result->without_standard != 0)
    {
      g_autofree char *programmes = doudi_format_programmes (result->without_standard);
      g_autofree char *line = g_strdup_printf (_("Not paid, because no standard is in force: %s"),
                                               programmes);

      add_look (text, line);
    }
  if (result->n_without_account > 0)
    {
      g_autofree char *money = doudi_money_format_grouped (result->without_account);
      g_autofree char *line = g_strdup_printf (
        _("%" PRId64 " payments of together %s yuan wait: no account is known."),
        result->n_without_account, money);

      add_look (text, line);
    }
  if (result->open != NULL)
    add_open_differences (text, result);
  gtk_label_set_text (self->look_label, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->look_label), text->len > 0);
}

/* What is nothing stays blank, so that what is something is seen. */
static char *
format_extra (DoudiFen fen)
{
  return fen != 0 ? doudi_money_format_grouped (fen) : g_strdup ("");
}

static DoudiListRow *
row_new (DoudiPayRunPane *self, const DoudiPayItem *item)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *persons = doudi_format_count (item->persons);
  g_autofree char *regular = doudi_money_format_grouped (item->regular);
  g_autofree char *back_pay = format_extra (item->back_pay);
  g_autofree char *recovery = format_extra (item->recovery);
  g_autofree char *total = doudi_money_format_grouped (item->regular + item->back_pay
                                                       + item->recovery);
  const char *village = g_hash_table_lookup (self->division_names, item->division_code);

  g_strv_builder_add_many (builder, village != NULL ? village : item->division_code,
                           item->payee_name, doudi_format_programme (item->programme), persons,
                           doudi_format_class (item->benefit_class), regular, back_pay, recovery,
                           total, NULL);
  return doudi_list_row_new (item->award_id, g_strv_builder_end (builder));
}

typedef struct
{
  DoudiPayRunPane *self;
  GPtrArray *rows;
} Collect;

static gboolean
collect_item (const DoudiPayItem *item, gpointer data, GError **error)
{
  Collect *collect = data;

  g_ptr_array_add (collect->rows, row_new (collect->self, item));
  return TRUE;
}

static guint
count_rows (DoudiPayRunPane *self)
{
  gint64 count = 0;

  doudi_pay_items_count (doudi_caseload_get_reader (self->caseload), self->result->run_id, &count,
                         NULL);
  return (guint) count;
}

static void
show_rows (DoudiPayRunPane *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  Collect collect = { self, rows };
  guint total = 0;
  g_autofree char *range = NULL;

  gtk_widget_set_visible (self->row_box, self->result->run_id != 0);
  show_why (self, NULL);
  if (self->result->run_id != 0)
    {
      total = count_rows (self);
      doudi_pay_items_page (doudi_caseload_get_reader (self->caseload), self->result->run_id,
                            self->first_row, 100, collect_item, &collect, NULL);
    }
  doudi_list_show (self->view, rows);
  range = rows->len > 0 ? g_strdup_printf ("%u–%u / %u", self->first_row + 1,
                                           self->first_row + rows->len, total)
                        : g_strdup ("0");
  gtk_label_set_text (self->range_label, range);
}

static void
load_division_names (DoudiPayRunPane *self)
{
  g_autoptr (GPtrArray) divisions = NULL;

  g_hash_table_remove_all (self->division_names);
  divisions = doudi_registry_list_divisions (doudi_caseload_get_reader (self->caseload), NULL);
  for (guint i = 0; divisions != NULL && i < divisions->len; i++)
    {
      const DoudiDivision *division = g_ptr_array_index (divisions, i);

      g_hash_table_insert (self->division_names, g_strdup (division->code),
                           doudi_division_short_name (division->name));
    }
}

static void
on_row_selected_cb (DoudiPayRunPane *self)
{
  show_why (self, NULL);
}

static void
doudi_pay_run_pane_dispose (GObject *object)
{
  DoudiPayRunPane *self = DOUDI_PAY_RUN_PANE (object);

  g_clear_object (&self->caseload);
  g_clear_pointer (&self->result, doudi_pay_run_result_free);
  g_clear_pointer (&self->division_names, g_hash_table_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), DOUDI_TYPE_PAY_RUN_PANE);

  G_OBJECT_CLASS (doudi_pay_run_pane_parent_class)->dispose (object);
}

static void
doudi_pay_run_pane_class_init (DoudiPayRunPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_pay_run_pane_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-pay-run-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, DoudiPayRunPane, stack);
  gtk_widget_class_bind_template_child (widget_class, DoudiPayRunPane, title_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiPayRunPane, state_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiPayRunPane, total_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiPayRunPane, summary_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiPayRunPane, look_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiPayRunPane, sum_grid);
  gtk_widget_class_bind_template_child (widget_class, DoudiPayRunPane, row_box);
  gtk_widget_class_bind_template_child (widget_class, DoudiPayRunPane, view);
  gtk_widget_class_bind_template_child (widget_class, DoudiPayRunPane, range_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiPayRunPane, why_label);
}

static void
doudi_pay_run_pane_init (DoudiPayRunPane *self)
{
  self->division_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  doudi_list_set_up (self->view, columns, G_N_ELEMENTS (columns), TRUE);
  g_signal_connect_object (gtk_column_view_get_model (self->view), "notify::selected-item",
                           G_CALLBACK (on_row_selected_cb), self, G_CONNECT_SWAPPED);
}

/**
 * doudi_pay_run_pane_show:
 * @caseload: a caseload somebody is signed in to
 * @result: (transfer full): the run, or a preview
 */
void
doudi_pay_run_pane_show (DoudiPayRunPane *self, DoudiCaseload *caseload, DoudiPayRunResult *result)
{
  gboolean same = self->result != NULL && self->result->run_id == result->run_id;

  if (g_set_object (&self->caseload, caseload))
    load_division_names (self);
  g_clear_pointer (&self->result, doudi_pay_run_result_free);
  self->result = result;
  if (!same)
    self->first_row = 0;
  gtk_stack_set_visible_child_name (self->stack, "run");
  show_heading (self);
  show_sums (self);
  show_look (self);
  show_rows (self);
}

/**
 * doudi_pay_run_pane_clear:
 *
 * Shows nothing.
 */
void
doudi_pay_run_pane_clear (DoudiPayRunPane *self)
{
  g_clear_object (&self->caseload);
  g_clear_pointer (&self->result, doudi_pay_run_result_free);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

/**
 * doudi_pay_run_pane_next:
 *
 * Shows the next hundred rows.
 */
void
doudi_pay_run_pane_next (DoudiPayRunPane *self)
{
  if (self->result == NULL || self->first_row + 100 >= count_rows (self))
    return;
  self->first_row += 100;
  show_rows (self);
}

/**
 * doudi_pay_run_pane_previous:
 *
 * Shows the hundred rows before.
 */
void
doudi_pay_run_pane_previous (DoudiPayRunPane *self)
{
  if (self->result == NULL || self->first_row == 0)
    return;
  self->first_row -= MIN (100, self->first_row);
  show_rows (self);
}

static void
add_why (GString *text, const DoudiExplanationLine *line)
{
  g_string_append (text, line->text);
  if (line->arithmetic != NULL && *line->arithmetic != '\0')
    g_string_append_printf (text, "   %s", line->arithmetic);
  if (line->source != NULL && *line->source != '\0')
    g_string_append_printf (text, "   (%s%s%s)", line->source, line->sure ? "" : " · ",
                            line->sure ? "" : _("not certain: ask the county"));
  g_string_append_c (text, '\n');
}

/**
 * doudi_pay_run_pane_explain:
 *
 * Shows why the selected row is what it is, in the month of the run.
 */
void
doudi_pay_run_pane_explain (DoudiPayRunPane *self)
{
  DoudiListRow *row = doudi_list_get_selected (self->view);
  g_autoptr (DoudiExplanation) explanation = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *due = NULL;
  g_autofree char *paid = NULL;

  if (row == NULL || self->result == NULL)
    return;
  explanation = doudi_explain (doudi_caseload_get_session (self->caseload),
                               doudi_list_row_get_id (row), self->result->month,
                               DOUDI_LANGUAGE_INTERFACE, &error);
  if (explanation == NULL)
    {
      show_why (self, error->message);
      return;
    }
  for (guint i = 0; i < explanation->lines->len; i++)
    add_why (text, g_ptr_array_index (explanation->lines, i));
  due = doudi_money_format_grouped (explanation->due);
  paid = doudi_money_format_grouped (explanation->paid);
  g_string_append_printf (text, _("Due for the month %s, booked %s yuan."), due, paid);
  show_why (self, text->str);
}

/**
 * doudi_pay_run_pane_print_why:
 *
 * Opens the page that says why the selected row is what it is, in the month of the run.
 */
void
doudi_pay_run_pane_print_why (DoudiPayRunPane *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  DoudiListRow *row = doudi_list_get_selected (self->view);

  if (row == NULL || self->result == NULL)
    return;
  gtk_window_present (GTK_WINDOW (doudi_hand_check_window_new (
    window, self->caseload, doudi_list_row_get_id (row), self->result->month)));
}
