/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-file-choose.h"
#include "app/doudi-format.h"
#include "app/doudi-list.h"
#include "app/doudi-reports-page.h"
#include "base/doudi-error.h"
#include "report/doudi-report.h"

/* Reports to the prefecture: built for a period, looked at with their checks, then saved or issued. */
struct _DoudiReportsPage
{
  DoudiPage parent_instance;

  GtkEditable *period_entry;
  GtkColumnView *view;
  GtkStack *stack;
  GtkLabel *title_label;
  GtkLabel *summary_label;
  GtkBox *check_box;
  GtkDropDown *sheet_drop_down;
  GtkScrolledWindow *sheet_scrolled;
  GtkLabel *range_label;

  GPtrArray *definitions;
  DoudiReport *report;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (DoudiReportsPage, doudi_reports_page, DOUDI_TYPE_PAGE)

static const DoudiListColumn columns[] = {
  { N_("Report"), FALSE, TRUE, 16 },
};

static gboolean
may_build (DoudiReportsPage *self, const DoudiReportDefinition *definition)
{
  return doudi_page_may (DOUDI_PAGE (self), doudi_report_definition_lists_persons (definition)
                                              ? DOUDI_ACTION_EXPORT_PERSONS
                                              : DOUDI_ACTION_EXPORT_STATISTICS);
}

static const DoudiReportDefinition *
get_definition (DoudiReportsPage *self)
{
  DoudiListRow *row = doudi_list_get_selected (self->view);

  return row != NULL && self->definitions != NULL
           ? g_ptr_array_index (self->definitions, (guint) doudi_list_row_get_id (row))
           : NULL;
}

static void
update_actions (DoudiReportsPage *self)
{
  const DoudiReportDefinition *definition = get_definition (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.preview",
                                 definition != NULL && may_build (self, definition));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.export", self->report != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.issue",
                                 self->report != NULL && doudi_report_is_sound (self->report)
                                   && doudi_page_may (DOUDI_PAGE (self), DOUDI_ACTION_ISSUE_REPORT));
}

static void
add_check (DoudiReportsPage *self, const DoudiReportCheck *check)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new_from_icon_name (check->ok ? "object-select-symbolic"
                                                            : "dialog-warning-symbolic");
  g_autofree char *text = NULL;
  GtkWidget *label;

  if (check->ok)
    text = g_strdup_printf ("%s: %s", doudi_report_rule_label (check->rule), check->left);
  else
    text = g_strdup_printf (_("%s: %s is not %s %s"), doudi_report_rule_label (check->rule),
                            check->left, check->right, check->place);
  label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (icon, check->ok ? "done-text" : "wrong-text");
  gtk_widget_add_css_class (label, check->ok ? "dim" : "wrong-text");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (self->check_box, box);
}

static void
show_checks (DoudiReportsPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->check_box))) != NULL)
    gtk_box_remove (self->check_box, child);
  for (guint i = 0; i < doudi_report_get_n_checks (self->report); i++)
    add_check (self, doudi_report_get_check (self->report, i));
}

static void
columns_free (gpointer data)
{
  DoudiListColumn *list_columns = data;

  for (guint i = 0; list_columns[i].title != NULL; i++)
    g_free ((char *) list_columns[i].title);
  g_free (list_columns);
}

static gboolean
is_number (DoudiColumnKind kind)
{
  return kind == DOUDI_COLUMN_MONEY || kind == DOUDI_COLUMN_COUNT || kind == DOUDI_COLUMN_ORDINAL;
}

/* A column with a heading above its own is named by both. */
static char *
column_title (const DoudiReportColumn *column)
{
  if (column->group != NULL && *column->group != '\0')
    return g_strdup_printf ("%s %s", column->group, column->heading);
  return g_strdup (column->heading);
}

static GtkColumnView *
new_sheet_view (DoudiReportsPage *self, guint sheet)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  guint n_columns = doudi_report_get_n_columns (self->report, sheet);
  DoudiListColumn *list_columns = g_new0 (DoudiListColumn, n_columns + 1);

  for (guint i = 0; i < n_columns; i++)
    {
      const DoudiReportColumn *column = doudi_report_get_column (self->report, sheet, i);

      list_columns[i].title = column_title (column);
      list_columns[i].number = is_number (column->kind);
      list_columns[i].width = MIN (column->width, 10);
    }
  g_object_set_data_full (G_OBJECT (view), "doudi-columns", list_columns, columns_free);
  doudi_list_set_up (view, list_columns, n_columns, FALSE);
  return view;
}

static DoudiListRow *
sheet_row_new (DoudiReportsPage *self, guint sheet, guint index)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  DoudiListRow *row;

  for (guint i = 0; i < doudi_report_get_n_columns (self->report, sheet); i++)
    {
      g_autofree char *text = doudi_report_dup_cell_text (self->report, sheet, index, i);

      g_strv_builder_add (builder, text);
    }
  row = doudi_list_row_new (index, g_strv_builder_end (builder));
  doudi_list_row_set_strong (row, doudi_report_get_row_kind (self->report, sheet, index)
                                    != DOUDI_REPORT_ROW);
  return row;
}

static void
show_range (DoudiReportsPage *self, guint shown, guint total)
{
  g_autofree char *all = doudi_format_count (total);
  g_autofree char *text = NULL;

  if (shown < total)
    text = g_strdup_printf (_("The first %u of %s rows; the saved report has all."), shown, all);
  else
    text = g_strdup_printf (_("%s rows"), all);
  gtk_label_set_text (self->range_label, text);
}

static void
show_sheet (DoudiReportsPage *self)
{
  guint sheet = gtk_drop_down_get_selected (self->sheet_drop_down);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  GtkColumnView *view;
  guint n_rows;

  if (self->filling || self->report == NULL || sheet == GTK_INVALID_LIST_POSITION)
    return;
  view = new_sheet_view (self, sheet);
  n_rows = doudi_report_get_n_rows (self->report, sheet);
  for (guint i = 0; i < n_rows && i < DOUDI_LIST_MAX_ROWS; i++)
    g_ptr_array_add (rows, sheet_row_new (self, sheet, i));
  doudi_list_show (view, rows);
  gtk_scrolled_window_set_child (self->sheet_scrolled, GTK_WIDGET (view));
  show_range (self, rows->len, n_rows);
}

static void
on_sheet_selected_cb (DoudiReportsPage *self)
{
  show_sheet (self);
}

static void
fill_sheets (DoudiReportsPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < doudi_report_get_n_sheets (self->report); i++)
    gtk_string_list_append (names, doudi_report_get_sheet_name (self->report, i));
  self->filling = TRUE;
  gtk_drop_down_set_model (self->sheet_drop_down, G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (self->sheet_drop_down),
                          g_list_model_get_n_items (G_LIST_MODEL (names)) > 1);
  self->filling = FALSE;
}

static void
show_report (DoudiReportsPage *self)
{
  g_autofree char *rows = NULL;
  g_autofree char *summary = NULL;

  if (self->report == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "empty");
      update_actions (self);
      return;
    }
  rows = doudi_format_count (doudi_report_count_rows (self->report));
  summary = g_strdup_printf (_("%s rows, digest %.12s"), rows, doudi_report_get_digest (self->report));
  gtk_label_set_text (self->title_label, doudi_report_get_title (self->report));
  gtk_label_set_text (self->summary_label, summary);
  show_checks (self);
  fill_sheets (self);
  show_sheet (self);
  gtk_stack_set_visible_child_name (self->stack, "report");
  update_actions (self);
}

static void
forget (DoudiReportsPage *self)
{
  g_clear_pointer (&self->report, doudi_report_free);
  show_report (self);
}

static void
on_choice_changed_cb (DoudiReportsPage *self)
{
  forget (self);
}

typedef struct
{
  char *id;
  DoudiPeriod period;
} Build;

static void
build_free (gpointer data)
{
  Build *build = data;

  g_free (build->id);
  g_free (build);
}

static gpointer
build_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  Build *build = data;

  return doudi_report_build (session, build->id, &build->period, progress, error);
}

static void
on_built_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiReportsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  DoudiReport *report = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);

  if (report == NULL)
    {
      doudi_page_report_error (DOUDI_PAGE (self), error);
      return;
    }
  g_clear_pointer (&self->report, doudi_report_free);
  self->report = report;
  show_report (self);
}

static gboolean
read_period (DoudiReportsPage *self, DoudiPeriod *period)
{
  g_autoptr (GError) error = NULL;

  if (doudi_period_parse (gtk_editable_get_text (self->period_entry), period))
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->period_entry), "error");
      return TRUE;
    }
  gtk_widget_add_css_class (GTK_WIDGET (self->period_entry), "error");
  gtk_widget_grab_focus (GTK_WIDGET (self->period_entry));
  doudi_error_set (&error, DOUDI_ERROR_BAD_DATA, NULL,
                   _("Type the period as 2018-06, 2018-Q2 or 2018."));
  doudi_page_report_error (DOUDI_PAGE (self), error);
  return FALSE;
}

static void
preview_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiReportsPage *self = DOUDI_REPORTS_PAGE (widget);
  const DoudiReportDefinition *definition = get_definition (self);
  DoudiPeriod period;
  Build *build;

  if (definition == NULL || !read_period (self, &period))
    return;
  build = g_new0 (Build, 1);
  build->id = g_strdup (doudi_report_definition_get_id (definition));
  build->period = period;
  doudi_caseload_work_async (doudi_page_get_caseload (DOUDI_PAGE (self)), _("Building the report"),
                             build_work, build, build_free, (GDestroyNotify) doudi_report_free,
                             on_built_cb, g_object_ref (self));
}

/* What is done with a built report on the worker; the page lends it the report meanwhile. */
typedef struct
{
  DoudiReport *report;
  char *path;
} Output;

static void
output_free (gpointer data)
{
  Output *output = data;

  g_clear_pointer (&output->report, doudi_report_free);
  g_free (output->path);
  g_free (output);
}

static gpointer
write_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  Output *output = data;

  if (!doudi_report_write_xlsx (output->report, session, output->path, progress, error))
    return NULL;
  return output;
}

static gpointer
issue_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  Output *output = data;
  gint64 issue = 0;

  return doudi_report_issue (output->report, session, &issue, error) ? output : NULL;
}

typedef struct
{
  DoudiReportsPage *page;
  Output *output;
  const char *done;
} OutputCall;

static void
on_output_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree OutputCall *call = user_data;
  g_autoptr (DoudiReportsPage) self = call->page;
  g_autoptr (GError) error = NULL;

  /* The person may have signed out or chosen another report meanwhile. */
  if (self->report == NULL && doudi_page_get_caseload (DOUDI_PAGE (self)) != NULL)
    self->report = g_steal_pointer (&call->output->report);
  if (doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error) == NULL)
    doudi_page_report_error (DOUDI_PAGE (self), error);
  else
    doudi_page_report_done (DOUDI_PAGE (self), call->done);
  output_free (call->output);
  update_actions (self);
}

static void
start_output (DoudiReportsPage *self,
              const char *title,
              DoudiWorkFunc work,
              char *path,
              const char *done)
{
  DoudiCaseload *caseload = doudi_page_get_caseload (DOUDI_PAGE (self));
  OutputCall *call = g_new0 (OutputCall, 1);

  call->page = g_object_ref (self);
  call->output = g_new0 (Output, 1);
  call->output->report = g_steal_pointer (&self->report);
  call->output->path = path;
  call->done = done;
  update_actions (self);
  doudi_caseload_work_async (caseload, title, work, call->output, NULL, NULL, on_output_done_cb, call);
}

static void
on_file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiReportsPage) self = user_data;
  g_autoptr (GFile) file = doudi_file_choose_finish (GTK_WINDOW (source), result, NULL);

  if (file != NULL && self->report != NULL)
    start_output (self, _("Saving the report"), write_work, g_file_get_path (file),
                  _("The report is saved."));
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiReportsPage *self = DOUDI_REPORTS_PAGE (widget);
  g_autofree char *period = NULL;
  g_autofree char *file_name = NULL;

  if (self->report == NULL)
    return;
  period = doudi_period_format (doudi_report_get_period (self->report));
  file_name = g_strdup_printf ("%s-%s.xlsx", doudi_report_get_id (self->report), period);
  doudi_file_choose_save_async (GTK_WINDOW (gtk_widget_get_root (widget)), _("Save the report"),
                                file_name, on_file_chosen_cb, g_object_ref (self));
}

static void
issue_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiReportsPage *self = DOUDI_REPORTS_PAGE (widget);

  if (self->report != NULL)
    start_output (self, _("Issuing the report"), issue_work, NULL,
                  _("The report is issued and frozen."));
}

static void
doudi_reports_page_attach (DoudiPage *page)
{
  DoudiReportsPage *self = DOUDI_REPORTS_PAGE (page);
  DoudiSession *session = doudi_caseload_get_session (doudi_page_get_caseload (page));
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autofree char *month = NULL;

  month = doudi_month_format_iso (doudi_month_of_day (doudi_session_get_today (session)));
  gtk_editable_set_text (self->period_entry, month);
  g_clear_pointer (&self->definitions, g_ptr_array_unref);
  self->definitions = doudi_report_definitions_list (&error);
  if (self->definitions == NULL)
    {
      doudi_page_report_error (page, error);
      return;
    }
  for (guint i = 0; i < self->definitions->len; i++)
    {
      const DoudiReportDefinition *definition = g_ptr_array_index (self->definitions, i);
      const char *texts[] = { doudi_report_definition_get_name (definition), NULL };

      g_ptr_array_add (rows, doudi_list_row_new (i, g_strdupv ((char **) texts)));
    }
  doudi_list_show (self->view, rows);
}

static void
doudi_reports_page_detach (DoudiPage *page)
{
  forget (DOUDI_REPORTS_PAGE (page));
}

static void
doudi_reports_page_refresh (DoudiPage *page)
{
  update_actions (DOUDI_REPORTS_PAGE (page));
}

static void
doudi_reports_page_dispose (GObject *object)
{
  DoudiReportsPage *self = DOUDI_REPORTS_PAGE (object);

  g_clear_pointer (&self->definitions, g_ptr_array_unref);
  g_clear_pointer (&self->report, doudi_report_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), DOUDI_TYPE_REPORTS_PAGE);

  G_OBJECT_CLASS (doudi_reports_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, DoudiReportsPage, period_entry);
  gtk_widget_class_bind_template_child (widget_class, DoudiReportsPage, view);
  gtk_widget_class_bind_template_child (widget_class, DoudiReportsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, DoudiReportsPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiReportsPage, summary_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiReportsPage, check_box);
  gtk_widget_class_bind_template_child (widget_class, DoudiReportsPage, sheet_drop_down);
  gtk_widget_class_bind_template_child (widget_class, DoudiReportsPage, sheet_scrolled);
  gtk_widget_class_bind_template_child (widget_class, DoudiReportsPage, range_label);
}

static void
doudi_reports_page_class_init (DoudiReportsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  DoudiPageClass *page_class = DOUDI_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_reports_page_dispose;
  page_class->attach = doudi_reports_page_attach;
  page_class->detach = doudi_reports_page_detach;
  page_class->refresh = doudi_reports_page_refresh;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-reports-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_sheet_selected_cb);
  gtk_widget_class_install_action (widget_class, "page.preview", NULL, preview_action);
  gtk_widget_class_install_action (widget_class, "page.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "page.issue", NULL, issue_action);
}

static void
doudi_reports_page_init (DoudiReportsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  doudi_list_set_up (self->view, columns, G_N_ELEMENTS (columns), TRUE);
  g_signal_connect_object (gtk_column_view_get_model (self->view), "notify::selected-item",
                           G_CALLBACK (on_choice_changed_cb), self, G_CONNECT_SWAPPED);
}
