/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-caseload-window.h"
#include "app/doudi-form-print.h"
#include "app/doudi-sheet-view.h"
#include "casework/doudi-case-read.h"
#include "casework/doudi-forms.h"
#include "paper/doudi-form-print.h"

struct _DoudiFormPrintWindow
{
  GtkWindow parent_instance;

  DoudiSheetView *sheet_view;

  DoudiCaseload *caseload;
  gint64 application;
  char *form; /* NULL for what is not saved yet: it is only looked at */
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
on_recorded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiFormPrintWindow) self = user_data;
  DoudiSession *session = doudi_caseload_get_session (self->caseload);
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiSheet) sheet = NULL;

  if (doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error) != NULL
      && session != NULL)
    sheet = set_sheet (session, self->application, self->form, NULL, &error);
  if (self->sheet_view != NULL)
    doudi_sheet_view_finish_print (self->sheet_view, sheet, _("Form"), error);
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiFormPrintWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  (void) doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);
  if (self->sheet_view != NULL)
    doudi_sheet_view_finish_save (self->sheet_view, error);
}

static void
on_take_cb (DoudiFormPrintWindow *self, const char *path)
{
  Job *job = g_new0 (Job, 1);

  *job = (Job){ self->application, g_strdup (self->form), g_strdup (path) };
  doudi_caseload_work_async (self->caseload,
                             path != NULL ? _ ("Saving the sheet") : _ ("Printing the sheet"),
                             take_work, job, job_free, NULL,
                             path != NULL ? on_saved_cb : on_recorded_cb, g_object_ref (self));
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
  G_OBJECT_CLASS (doudi_form_print_window_parent_class)->finalize (object);
}

static void
doudi_form_print_window_class_init (DoudiFormPrintWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_form_print_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = doudi_form_print_window_finalize;
  g_type_ensure (DOUDI_TYPE_SHEET_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-form-print-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DoudiFormPrintWindow, sheet_view);
  gtk_widget_class_bind_template_callback (widget_class, on_take_cb);
}

static void
doudi_form_print_window_init (DoudiFormPrintWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static DoudiFormPrintWindow *
window_new (DoudiCaseload *caseload, GtkWindow *parent, const char *title)
{
  DoudiFormPrintWindow *self
    = g_object_new (DOUDI_TYPE_FORM_PRINT_WINDOW, "transient-for", parent, "title", title, NULL);

  self->caseload = g_object_ref (caseload);
  doudi_caseload_own_window (caseload, GTK_WINDOW (self));
  doudi_sheet_view_set_caseload (self->sheet_view, caseload);
  return self;
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
  doudi_sheet_view_show (self->sheet_view, sheet, NULL);
  doudi_sheet_view_say (self->sheet_view, hint, FALSE);
  gtk_window_present (GTK_WINDOW (self));
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
  g_autofree char *file_name = NULL;
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
  file_name = g_strconcat (title, ".pdf", NULL);
  doudi_sheet_view_show (self->sheet_view, sheet,
                         doudi_caseload_may (caseload, DOUDI_ACTION_PRINT_FORM) ? file_name : NULL);
  gtk_window_present (GTK_WINDOW (self));
}
