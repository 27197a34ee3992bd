/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-file-choose.h"
#include "app/doudi-form-print.h"
#include "app/doudi-preview.h"
#include "app/doudi-print.h"
#include "casework/doudi-case-read.h"
#include "casework/doudi-forms.h"
#include "paper/doudi-form-print.h"

struct _DoudiFormPrintWindow
{
  GtkWindow parent_instance;

  DoudiPreview *preview;
  GtkLabel *page_label;
  GtkLabel *message_label;

  DoudiCaseload *caseload;
  gint64 application;
  char *form; /* NULL for what is not saved yet: it is only looked at */
  char *title;
};

G_DEFINE_FINAL_TYPE (DoudiFormPrintWindow, doudi_form_print_window, GTK_TYPE_WINDOW)

/* What the worker is to print or to write. */
typedef struct
{
  gint64 application;
  char *form;
  char *path;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->form);
  g_free (job->path);
  g_free (job);
}

/* The paper of a case, with what was filled in and what is known. */
static DoudiSheet *
set_sheet (DoudiSession *session, gint64 application, const char *id, char **title, GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  DoudiDay today = doudi_session_get_today (session);
  g_autoptr (DoudiCase) of = doudi_case_get (session, application, error);
  g_autoptr (DoudiForm) form = NULL;

  form = of != NULL ? doudi_forms_get (store, id, today, error) : NULL;
  if (form == NULL)
    return NULL;
  if (title != NULL)
    *title = g_strdup (form->title.chinese);
  return doudi_form_sheet_of_case (session, of, form, error);
}

static void
say (DoudiFormPrintWindow *self, const char *text, gboolean wrong)
{
  gtk_label_set_text (self->message_label, text);
  gtk_widget_remove_css_class (GTK_WIDGET (self->message_label), wrong ? "done-text" : "wrong-text");
  gtk_widget_add_css_class (GTK_WIDGET (self->message_label), wrong ? "wrong-text" : "done-text");
}

static void
update_actions (DoudiFormPrintWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  guint page = doudi_preview_get_page (self->preview);
  guint n_pages = doudi_preview_get_n_pages (self->preview);
  gboolean ready = n_pages > 0 && self->form != NULL && !doudi_caseload_is_busy (self->caseload)
                   && doudi_caseload_may (self->caseload, DOUDI_ACTION_PRINT_FORM);
  g_autofree char *text = NULL;

  gtk_widget_action_set_enabled (widget, "form-print.print", ready);
  gtk_widget_action_set_enabled (widget, "form-print.save", ready);
  gtk_widget_action_set_enabled (widget, "form-print.previous", page > 0);
  gtk_widget_action_set_enabled (widget, "form-print.next", page + 1 < n_pages);
  if (n_pages > 0)
    text = g_strdup_printf (_("Page %u of %u"), page + 1, n_pages);
  gtk_label_set_text (self->page_label, text != NULL ? text : "");
}

static gpointer
take_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  const Job *job = data;
  g_autofree char *object = doudi_case_object_name (job->application);
  g_autoptr (DoudiSheet) sheet = set_sheet (session, job->application, job->form, NULL, error);
  gboolean taken;

  if (sheet == NULL)
    return NULL;
  taken = job->path != NULL
            ? doudi_form_print_write (session, sheet, object, job->form, job->path, error)
            : doudi_form_print_record (session, sheet, object, job->form, error);
  return taken ? GINT_TO_POINTER (TRUE) : NULL;
}

static void
start (DoudiFormPrintWindow *self,
       const char *title,
       const char *path,
       GAsyncReadyCallback callback)
{
  Job *job = g_new0 (Job, 1);

  *job = (Job){ self->application, g_strdup (self->form), g_strdup (path) };
  doudi_caseload_work_async (self->caseload, title, take_work, job, job_free, NULL, callback,
                             g_object_ref (self));
}

static void
on_recorded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiFormPrintWindow) self = user_data;
  DoudiSession *session = doudi_caseload_get_session (self->caseload);
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiSheet) sheet = NULL;

  if (doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error) != NULL
      && session != NULL)
    sheet = set_sheet (session, self->application, self->form, NULL, &error);
  if (sheet != NULL)
    doudi_print_sheet (GTK_WINDOW (self), sheet, _("Form"), &error);
  if (error != NULL)
    say (self, error->message, TRUE);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  start (DOUDI_FORM_PRINT_WINDOW (widget), _("Printing the form"), NULL, on_recorded_cb);
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiFormPrintWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error) != NULL)
    say (self, _("The form is saved."), FALSE);
  else
    say (self, error->message, TRUE);
}

static void
on_file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GFile) file = doudi_file_choose_finish (GTK_WINDOW (source), result, NULL);

  if (file != NULL)
    start (DOUDI_FORM_PRINT_WINDOW (source), _("Saving the form"), g_file_peek_path (file),
           on_saved_cb);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiFormPrintWindow *self = DOUDI_FORM_PRINT_WINDOW (widget);
  g_autofree char *file_name = g_strconcat (self->title, ".pdf", NULL);

  doudi_file_choose_save_async (GTK_WINDOW (self), _("Save the form"), file_name, on_file_chosen_cb,
                                NULL);
}

static void
turn_to (DoudiFormPrintWindow *self, guint page)
{
  doudi_preview_set_page (self->preview, page);
  update_actions (self);
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiFormPrintWindow *self = DOUDI_FORM_PRINT_WINDOW (widget);

  turn_to (self, doudi_preview_get_page (self->preview) + 1);
}

static void
previous_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiFormPrintWindow *self = DOUDI_FORM_PRINT_WINDOW (widget);

  turn_to (self, MAX (doudi_preview_get_page (self->preview), 1) - 1);
}

static void
on_busy_cb (DoudiFormPrintWindow *self)
{
  update_actions (self);
}

/* Nothing of a case stays on the screen when the person leaves. */
static void
on_signed_out_cb (DoudiFormPrintWindow *self)
{
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
doudi_form_print_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), DOUDI_TYPE_FORM_PRINT_WINDOW);
  G_OBJECT_CLASS (doudi_form_print_window_parent_class)->dispose (object);
}

static void
doudi_form_print_window_finalize (GObject *object)
{
  DoudiFormPrintWindow *self = DOUDI_FORM_PRINT_WINDOW (object);

  g_clear_object (&self->caseload);
  g_free (self->form);
  g_free (self->title);
  G_OBJECT_CLASS (doudi_form_print_window_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "form-print.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "form-print.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "form-print.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "form-print.previous", NULL, previous_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK,
                                       "form-print.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "form-print.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, GDK_CONTROL_MASK,
                                       "form-print.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, GDK_CONTROL_MASK,
                                       "form-print.previous", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
doudi_form_print_window_class_init (DoudiFormPrintWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_form_print_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = doudi_form_print_window_finalize;
  g_type_ensure (DOUDI_TYPE_PREVIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-form-print-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DoudiFormPrintWindow, preview);
  gtk_widget_class_bind_template_child (widget_class, DoudiFormPrintWindow, page_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiFormPrintWindow, message_label);
  install_actions (widget_class);
}

static void
doudi_form_print_window_init (DoudiFormPrintWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
watch (DoudiFormPrintWindow *self)
{
  g_signal_connect_object (self->caseload, "notify::busy", G_CALLBACK (on_busy_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->caseload, "signed-out", G_CALLBACK (on_signed_out_cb), self,
                           G_CONNECT_SWAPPED);
}

static DoudiFormPrintWindow *
window_new (DoudiCaseload *caseload, GtkWindow *parent, const char *title)
{
  DoudiFormPrintWindow *self
    = g_object_new (DOUDI_TYPE_FORM_PRINT_WINDOW, "transient-for", parent, "title", title, NULL);

  self->caseload = g_object_ref (caseload);
  self->title = g_strdup (title);
  watch (self);
  return self;
}

static void
present (DoudiFormPrintWindow *self, DoudiSheet *sheet)
{
  doudi_preview_show (self->preview, sheet);
  update_actions (self);
  gtk_window_present (GTK_WINDOW (self));
}

/**
 * doudi_form_print_preview:
 * @caseload: a caseload somebody is signed in to
 * @parent: the window in which the form is
 * @answers: as far as they are typed
 * @hint: how it is printed, translated
 * @error: what kept it from being shown
 *
 * Shows how a form looks on paper. It is not printed from here: only what is saved of a case is.
 *
 * Returns: whether it is shown
 */
gboolean
doudi_form_print_preview (DoudiCaseload *caseload,
                          GtkWindow *parent,
                          const DoudiFormAnswers *answers,
                          const char *hint,
                          GError **error)
{
  const DoudiForm *form = doudi_form_answers_get_form (answers);
  g_autoptr (DoudiSheet) sheet = doudi_form_sheet (form, answers, NULL, error);
  DoudiFormPrintWindow *self;

  if (sheet == NULL)
    return FALSE;
  self = window_new (caseload, parent, form->title.chinese);
  say (self, hint, FALSE);
  present (self, sheet);
  return TRUE;
}

/**
 * doudi_form_print:
 * @page: the page it is asked from
 * @application: a case
 * @form: id of a form or slip
 *
 * Shows a form of a case as it will be printed.
 */
void
doudi_form_print (DoudiPage *page, gint64 application, const char *form)
{
  DoudiCaseload *caseload = doudi_page_get_caseload (page);
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;
  g_autoptr (DoudiSheet) sheet = set_sheet (doudi_caseload_get_session (caseload), application,
                                            form, &title, &error);
  DoudiFormPrintWindow *self;

  if (sheet == NULL)
    {
      doudi_page_report_error (page, error);
      return;
    }
  self = window_new (caseload, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))), title);
  self->application = application;
  self->form = g_strdup (form);
  present (self, sheet);
}
