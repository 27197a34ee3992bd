/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-household-print.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-caseload-window.h"
#include "app/doudi-sheet-view.h"
#include "paper/doudi-household-sheet.h"

/*
 * The page of a household as it will be printed: looked at, printed, saved. What is printed or
 * saved is worked out anew on the writing connection and written into the log first.
 */
struct _DoudiHouseholdPrint
{
  GtkWindow parent_instance;

  GtkCheckButton *full_button;
  DoudiSheetView *sheet_view;

  DoudiCaseload *caseload;
  gint64 household;
};

G_DEFINE_FINAL_TYPE (DoudiHouseholdPrint, doudi_household_print, GTK_TYPE_WINDOW)

/* What the worker is to print or to write. */
typedef struct
{
  gint64 household;
  gboolean full;
  char *path;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  g_free (job);
}

/* With stars in any case: whole numbers are only seen on what is taken, which is logged. */
static void
show_sheet (DoudiHouseholdPrint *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiHouseholdSheet) page = doudi_household_sheet_build (
    doudi_caseload_get_session (self->caseload), self->household, FALSE, &error);
  g_autoptr (DoudiSheet) sheet = page != NULL ? doudi_household_sheet_lay_out (page, &error) : NULL;
  g_autofree char *file_name = sheet != NULL ? doudi_household_sheet_dup_file_name (page) : NULL;

  doudi_sheet_view_show (self->sheet_view, sheet, file_name);
  if (sheet == NULL)
    doudi_sheet_view_say (self->sheet_view, error->message, TRUE);
}

static void
on_changed_cb (DoudiHouseholdPrint *self)
{
  if (doudi_caseload_is_signed_in (self->caseload))
    show_sheet (self);
}

static void
on_full_cb (DoudiHouseholdPrint *self)
{
  doudi_sheet_view_say (self->sheet_view,
                        gtk_check_button_get_active (self->full_button)
                          ? _ ("The printed page will show the numbers in full. Who took it is "
                               "recorded.")
                          : "",
                        FALSE);
}

static gpointer
take_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  const Job *job = data;
  g_autoptr (DoudiHouseholdSheet) page
    = doudi_household_sheet_build (session, job->household, job->full, error);
  gboolean taken;

  if (page == NULL)
    return NULL;
  if (job->path != NULL)
    taken = doudi_household_sheet_write (session, page, job->path, NULL, error);
  else
    taken = doudi_household_sheet_record (session, page, error);
  return taken ? g_steal_pointer (&page) : NULL;
}

static void
on_recorded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiSheetView) view = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiHouseholdSheet) page
    = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);
  g_autoptr (DoudiSheet) sheet = page != NULL ? doudi_household_sheet_lay_out (page, &error) : NULL;

  doudi_sheet_view_finish_print (view, sheet, _ ("Page of a household"), error);
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiSheetView) view = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiHouseholdSheet) page
    = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);

  doudi_sheet_view_finish_save (view, error);
}

static void
on_take_cb (DoudiHouseholdPrint *self, const char *path)
{
  Job *job = g_new0 (Job, 1);

  *job = (Job){ self->household, gtk_check_button_get_active (self->full_button), g_strdup (path) };
  doudi_caseload_look_async (
    self->caseload, path != NULL ? _ ("Saving the sheet") : _ ("Printing the sheet"), take_work,
    job, job_free, (GDestroyNotify) doudi_household_sheet_free,
    path != NULL ? on_saved_cb : on_recorded_cb, g_object_ref (self->sheet_view));
}

static void
doudi_household_print_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), DOUDI_TYPE_HOUSEHOLD_PRINT);

  G_OBJECT_CLASS (doudi_household_print_parent_class)->dispose (object);
}

static void
doudi_household_print_finalize (GObject *object)
{
  DoudiHouseholdPrint *self = DOUDI_HOUSEHOLD_PRINT (object);

  g_clear_object (&self->caseload);

  G_OBJECT_CLASS (doudi_household_print_parent_class)->finalize (object);
}

static void
doudi_household_print_class_init (DoudiHouseholdPrintClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_household_print_dispose;
  G_OBJECT_CLASS (klass)->finalize = doudi_household_print_finalize;
  g_type_ensure (DOUDI_TYPE_SHEET_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-household-print.ui");
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdPrint, full_button);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdPrint, sheet_view);
  gtk_widget_class_bind_template_callback (widget_class, on_full_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_take_cb);
}

static void
doudi_household_print_init (DoudiHouseholdPrint *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * doudi_household_print_new:
 * @parent: the window it belongs to
 * @caseload: a caseload somebody is signed in to
 * @household: a household
 *
 * Shows the page of a household as it will be printed, with its numbers covered. Who may see whole
 * numbers can have them printed.
 *
 * Returns: (transfer none): the window
 */
GtkWidget *
doudi_household_print_new (GtkWindow *parent, DoudiCaseload *caseload, gint64 household)
{
  DoudiHouseholdPrint *self
    = g_object_new (DOUDI_TYPE_HOUSEHOLD_PRINT, "transient-for", parent, NULL);

  self->caseload = g_object_ref (caseload);
  self->household = household;
  gtk_widget_set_visible (GTK_WIDGET (self->full_button),
                          doudi_caseload_may (caseload, DOUDI_ACTION_REVEAL));
  doudi_caseload_own_window (caseload, GTK_WINDOW (self));
  g_signal_connect_object (caseload, "changed", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
  doudi_sheet_view_set_caseload (self->sheet_view, caseload);
  show_sheet (self);
  return GTK_WIDGET (self);
}

/**
 * doudi_household_print_save:
 * @path: (type filename): a file; one of the same name is replaced
 *
 * Saves the page as PDF.
 */
void
doudi_household_print_save (DoudiHouseholdPrint *self, const char *path)
{
  on_take_cb (self, path);
}
