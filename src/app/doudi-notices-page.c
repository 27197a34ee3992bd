/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-file-choose.h"
#include "app/doudi-format.h"
#include "app/doudi-list.h"
#include "app/doudi-notices-page.h"
#include "app/doudi-preview.h"
#include "app/doudi-print.h"
#include "paper/doudi-notice.h"
#include "store/doudi-registry.h"

/*
 * Sheets for the village boards. The rows of the list are the sheets as they would hang now; what is
 * printed or saved is issued first, and frozen.
 */
struct _DoudiNoticesPage
{
  DoudiPage parent_instance;

  GtkDropDown *kind_drop_down;
  GtkEditable *month_entry;
  GtkDropDown *paper_drop_down;
  GtkColumnView *view;
  GtkStack *list_stack;
  GtkLabel *empty_label;
  GtkLabel *withheld_label;
  DoudiPreview *preview;
  GtkLabel *page_label;

  GPtrArray *notices;
  GHashTable *township_names;
};

G_DEFINE_FINAL_TYPE (DoudiNoticesPage, doudi_notices_page, DOUDI_TYPE_PAGE)

static const struct
{
  const char *kind;
  const char *label;
} kinds[] = {
  { "payment", N_("Payment notice") },
  { "standing", N_("Standing notice") },
};

static const struct
{
  DoudiPaper paper;
  const char *label;
} papers[] = {
  { DOUDI_PAPER_A3_LANDSCAPE, N_("A3 landscape") },
  { DOUDI_PAPER_A4_PORTRAIT, N_("A4 portrait") },
  { DOUDI_PAPER_A4_LANDSCAPE, N_("A4 landscape") },
};

static const DoudiListColumn columns[] = {
  { N_("Township"), FALSE, TRUE, 8 },
  { N_("Village"), FALSE, TRUE, 10 },
  { N_("Rows"), TRUE, FALSE, 4 },
};

typedef struct
{
  char kind[16];
  DoudiMonth month;
  DoudiPaper paper;
  GPtrArray *notices;
  char *folder;
  guint withheld;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->notices, g_ptr_array_unref);
  g_free (job->folder);
  g_free (job);
}

static DoudiPaper
get_paper (DoudiNoticesPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->paper_drop_down);

  return selected < G_N_ELEMENTS (papers) ? papers[selected].paper : papers[0].paper;
}

static DoudiNotice *
get_selected (DoudiNoticesPage *self)
{
  DoudiListRow *row = doudi_list_get_selected (self->view);

  return row != NULL ? doudi_list_row_get_data (row) : NULL;
}

static void
update_actions (DoudiNoticesPage *self)
{
  gboolean may = doudi_page_may (DOUDI_PAGE (self), DOUDI_ACTION_PRINT_NOTICE);
  gboolean any = self->notices != NULL && self->notices->len > 0;
  guint page = doudi_preview_get_page (self->preview);
  guint n_pages = doudi_preview_get_n_pages (self->preview);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.preview", may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.print", may && get_selected (self) != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.pdf", may && any);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.previous", page > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.next", page + 1 < n_pages);
}

static void
show_page_number (DoudiNoticesPage *self)
{
  guint n_pages = doudi_preview_get_n_pages (self->preview);
  g_autofree char *text = NULL;

  if (n_pages > 0)
    text = g_strdup_printf (_("Page %u of %u"), doudi_preview_get_page (self->preview) + 1, n_pages);
  gtk_label_set_text (self->page_label, text != NULL ? text : "");
  update_actions (self);
}

static void
show_selected (DoudiNoticesPage *self)
{
  DoudiNotice *notice = get_selected (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiSheet) sheet = NULL;

  if (notice != NULL)
    {
      sheet = doudi_notice_sheet (notice, get_paper (self), 1, &error);
      if (sheet == NULL)
        doudi_page_report_error (DOUDI_PAGE (self), error);
    }
  doudi_preview_show (self->preview, sheet);
  show_page_number (self);
}

static DoudiListRow *
row_new (DoudiNoticesPage *self, DoudiNotice *notice)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *rows = doudi_format_count (doudi_notice_get_n_rows (notice));
  g_autofree char *code = g_strndup (doudi_notice_get_village (notice), 9);
  const char *township = g_hash_table_lookup (self->township_names, code);
  DoudiListRow *row;

  g_strv_builder_add_many (builder, township != NULL ? township : "",
                           doudi_notice_get_village_name (notice), rows, NULL);
  row = doudi_list_row_new (g_ascii_strtoll (doudi_notice_get_village (notice), NULL, 10),
                            g_strv_builder_end (builder));
  doudi_list_row_set_data (row, doudi_notice_ref (notice), (GDestroyNotify) doudi_notice_unref);
  return row;
}

static void
show_notices (DoudiNoticesPage *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; self->notices != NULL && i < self->notices->len && i < DOUDI_LIST_MAX_ROWS; i++)
    g_ptr_array_add (rows, row_new (self, g_ptr_array_index (self->notices, i)));
  doudi_list_show (self->view, rows);
  gtk_stack_set_visible_child_name (self->list_stack, rows->len > 0 ? "list" : "empty");
  show_selected (self);
}

static void
on_selected_cb (DoudiNoticesPage *self)
{
  show_selected (self);
}

static void
forget (DoudiNoticesPage *self)
{
  g_clear_pointer (&self->notices, g_ptr_array_unref);
  gtk_label_set_text (self->withheld_label, "");
  show_notices (self);
}

static void
on_choice_changed_cb (DoudiNoticesPage *self)
{
  forget (self);
}

static void
on_paper_changed_cb (DoudiNoticesPage *self)
{
  show_selected (self);
}

static gpointer
build_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  Job *job = data;
  DoudiNoticeRequest request = { job->kind, NULL, 0, job->month };
  Job *built;
  guint withheld = 0;
  GPtrArray *notices = doudi_notices_build (session, &request, progress, &withheld, error);

  if (notices == NULL)
    return NULL;
  built = g_new0 (Job, 1);
  built->notices = notices;
  built->withheld = withheld;
  return built;
}

static void
on_built_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiNoticesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  Job *built = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);
  g_autofree char *text = NULL;

  if (built == NULL)
    {
      doudi_page_report_error (DOUDI_PAGE (self), error);
      return;
    }
  g_clear_pointer (&self->notices, g_ptr_array_unref);
  self->notices = g_steal_pointer (&built->notices);
  if (built->withheld > 0)
    text = g_strdup_printf (_("%u rows are withheld: minors never stand on a wall."), built->withheld);
  gtk_label_set_text (self->withheld_label, text != NULL ? text : "");
  job_free (built);
  show_notices (self);
}

static void
preview_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiNoticesPage *self = DOUDI_NOTICES_PAGE (widget);
  guint kind = gtk_drop_down_get_selected (self->kind_drop_down);
  DoudiMonth month;
  Job *job;

  if (!doudi_page_read_month (DOUDI_PAGE (self), self->month_entry, &month))
    return;
  job = g_new0 (Job, 1);
  g_strlcpy (job->kind, kinds[MIN (kind, G_N_ELEMENTS (kinds) - 1)].kind, sizeof job->kind);
  job->month = month;
  doudi_caseload_work_async (doudi_page_get_caseload (DOUDI_PAGE (self)), _("Setting the sheets"),
                             build_work, job, job_free, job_free, on_built_cb, g_object_ref (self));
}

static gpointer
issue_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  Job *job = data;

  return doudi_notices_issue (session, job->notices, job->paper, job->folder, progress, error);
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiNoticesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sheets = NULL;
  g_autofree char *text = NULL;

  sheets = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);
  if (sheets == NULL)
    {
      doudi_page_report_error (DOUDI_PAGE (self), error);
      return;
    }
  text = g_strdup_printf (_("%u sheets are saved."), sheets->len);
  doudi_page_report_done (DOUDI_PAGE (self), text);
}

static void
on_folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiNoticesPage) self = user_data;
  g_autoptr (GFile) folder = doudi_file_choose_finish (GTK_WINDOW (source), result, NULL);
  DoudiCaseload *caseload = doudi_page_get_caseload (DOUDI_PAGE (self));
  Job *job;

  if (folder == NULL || caseload == NULL || self->notices == NULL)
    return;
  job = g_new0 (Job, 1);
  job->notices = g_ptr_array_ref (self->notices);
  job->paper = get_paper (self);
  job->folder = g_file_get_path (folder);
  doudi_caseload_work_async (caseload, _("Saving the sheets"), issue_work, job, job_free,
                             (GDestroyNotify) g_ptr_array_unref, on_saved_cb, g_object_ref (self));
}

static void
pdf_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  doudi_file_choose_folder_async (GTK_WINDOW (gtk_widget_get_root (widget)),
                                  _("Folder for the sheets"), on_folder_chosen_cb,
                                  g_object_ref (widget));
}

static void
on_issued_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiNoticesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sheets = NULL;
  g_autoptr (DoudiSheet) sheet = NULL;
  DoudiNotice *notice = get_selected (self);

  sheets = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);
  if (sheets != NULL && sheets->len > 0 && notice != NULL)
    sheet = doudi_notice_sheet (notice, get_paper (self),
                                ((DoudiNoticeSheet *) g_ptr_array_index (sheets, 0))->copy, &error);
  if (sheet != NULL)
    doudi_print_sheet (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), sheet, _("Notice"),
                       &error);
  if (error != NULL)
    doudi_page_report_error (DOUDI_PAGE (self), error);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiNoticesPage *self = DOUDI_NOTICES_PAGE (widget);
  DoudiNotice *notice = get_selected (self);
  Job *job;

  if (notice == NULL)
    return;
  job = g_new0 (Job, 1);
  job->notices = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_notice_unref);
  g_ptr_array_add (job->notices, doudi_notice_ref (notice));
  job->paper = get_paper (self);
  doudi_caseload_work_async (doudi_page_get_caseload (DOUDI_PAGE (self)), _("Issuing the sheet"),
                             issue_work, job, job_free, (GDestroyNotify) g_ptr_array_unref,
                             on_issued_cb, g_object_ref (self));
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiNoticesPage *self = DOUDI_NOTICES_PAGE (widget);

  doudi_preview_set_page (self->preview, doudi_preview_get_page (self->preview) + 1);
  show_page_number (self);
}

static void
previous_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiNoticesPage *self = DOUDI_NOTICES_PAGE (widget);
  guint page = doudi_preview_get_page (self->preview);

  if (page > 0)
    doudi_preview_set_page (self->preview, page - 1);
  show_page_number (self);
}

static void
load_townships (DoudiNoticesPage *self)
{
  g_autoptr (GPtrArray) divisions = NULL;

  g_hash_table_remove_all (self->township_names);
  divisions = doudi_registry_list_divisions (
    doudi_caseload_get_reader (doudi_page_get_caseload (DOUDI_PAGE (self))), NULL);
  for (guint i = 0; divisions != NULL && i < divisions->len; i++)
    {
      const DoudiDivision *division = g_ptr_array_index (divisions, i);

      if (division->level == DOUDI_DIVISION_TOWNSHIP)
        g_hash_table_insert (self->township_names, g_strndup (division->code, 9),
                             g_strdup (division->name));
    }
}

static void
doudi_notices_page_attach (DoudiPage *page)
{
  DoudiNoticesPage *self = DOUDI_NOTICES_PAGE (page);
  DoudiSession *session = doudi_caseload_get_session (doudi_page_get_caseload (page));
  g_autofree char *month = NULL;

  month = doudi_month_format_iso (doudi_month_of_day (doudi_session_get_today (session)));
  gtk_editable_set_text (self->month_entry, month);
  gtk_label_set_text (self->empty_label,
                      doudi_page_may (page, DOUDI_ACTION_PRINT_NOTICE)
                        ? _("Choose a notice and a month, then look at the sheets as they will hang.")
                        : _("Notices are printed by notice staff."));
  load_townships (self);
  forget (self);
}

static void
doudi_notices_page_detach (DoudiPage *page)
{
  forget (DOUDI_NOTICES_PAGE (page));
}

static void
doudi_notices_page_refresh (DoudiPage *page)
{
  update_actions (DOUDI_NOTICES_PAGE (page));
}

static void
doudi_notices_page_dispose (GObject *object)
{
  DoudiNoticesPage *self = DOUDI_NOTICES_PAGE (object);

  g_clear_pointer (&self->notices, g_ptr_array_unref);
  g_clear_pointer (&self->township_names, g_hash_table_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), DOUDI_TYPE_NOTICES_PAGE);

  G_OBJECT_CLASS (doudi_notices_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, DoudiNoticesPage, kind_drop_down);
  gtk_widget_class_bind_template_child (widget_class, DoudiNoticesPage, month_entry);
  gtk_widget_class_bind_template_child (widget_class, DoudiNoticesPage, paper_drop_down);
  gtk_widget_class_bind_template_child (widget_class, DoudiNoticesPage, view);
  gtk_widget_class_bind_template_child (widget_class, DoudiNoticesPage, list_stack);
  gtk_widget_class_bind_template_child (widget_class, DoudiNoticesPage, empty_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiNoticesPage, withheld_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiNoticesPage, preview);
  gtk_widget_class_bind_template_child (widget_class, DoudiNoticesPage, page_label);
}

static void
doudi_notices_page_class_init (DoudiNoticesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  DoudiPageClass *page_class = DOUDI_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_notices_page_dispose;
  page_class->attach = doudi_notices_page_attach;
  page_class->detach = doudi_notices_page_detach;
  page_class->refresh = doudi_notices_page_refresh;
  g_type_ensure (DOUDI_TYPE_PREVIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-notices-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_paper_changed_cb);
  gtk_widget_class_install_action (widget_class, "page.preview", NULL, preview_action);
  gtk_widget_class_install_action (widget_class, "page.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "page.pdf", NULL, pdf_action);
  gtk_widget_class_install_action (widget_class, "page.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "page.previous", NULL, previous_action);
}

static void
doudi_notices_page_init (DoudiNoticesPage *self)
{
  g_autoptr (GtkStringList) kind_names = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) paper_names = gtk_string_list_new (NULL);

  self->township_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  doudi_list_set_up (self->view, columns, G_N_ELEMENTS (columns), TRUE);
  g_signal_connect_object (gtk_column_view_get_model (self->view), "notify::selected-item",
                           G_CALLBACK (on_selected_cb), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    gtk_string_list_append (kind_names, _(kinds[i].label));
  gtk_drop_down_set_model (self->kind_drop_down, G_LIST_MODEL (kind_names));
  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    gtk_string_list_append (paper_names, _(papers[i].label));
  gtk_drop_down_set_model (self->paper_drop_down, G_LIST_MODEL (paper_names));
}
