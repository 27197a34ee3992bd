/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-household-print.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-caseload-window.h"
#include "app/doudi-file-choose.h"
#include "app/doudi-label.h"
#include "app/doudi-preview.h"
#include "app/doudi-print.h"
#include "paper/doudi-household-sheet.h"

/*
 * The page of a household as it will be printed: looked at, printed, saved. What is printed or
 * saved is worked out anew on the writing connection and written into the log first.
 */
struct _DoudiHouseholdPrint
{
  GtkWindow parent_instance;

  GtkCheckButton *full_button;
  GtkLabel *message_label;
  DoudiPreview *preview;
  GtkLabel *page_label;

  DoudiCaseload *caseload;
  gint64 household;
  char *file_name;
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

static void
update_actions (DoudiHouseholdPrint *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  guint page = doudi_preview_get_page (self->preview);
  guint n_pages = doudi_preview_get_n_pages (self->preview);
  gboolean ready = n_pages > 0 && !doudi_caseload_is_busy (self->caseload);
  g_autofree char *text = NULL;

  gtk_widget_action_set_enabled (widget, "household-print.print", ready);
  gtk_widget_action_set_enabled (widget, "household-print.save", ready);
  gtk_widget_action_set_enabled (widget, "household-print.previous", page > 0);
  gtk_widget_action_set_enabled (widget, "household-print.next", page + 1 < n_pages);
  if (n_pages > 0)
    text = g_strdup_printf (_ ("Page %u of %u"), page + 1, n_pages);
  gtk_label_set_text (self->page_label, text != NULL ? text : "");
}

/* With stars in any case: whole numbers are only seen on what is taken, which is logged. */
static void
show_sheet (DoudiHouseholdPrint *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiHouseholdSheet) page = doudi_household_sheet_build (
    doudi_caseload_get_session (self->caseload), self->household, FALSE, &error);
  g_autoptr (DoudiSheet) sheet = page != NULL ? doudi_household_sheet_lay_out (page, &error) : NULL;

  g_clear_pointer (&self->file_name, g_free);
  doudi_preview_show (self->preview, sheet);
  if (sheet != NULL)
    self->file_name = doudi_household_sheet_dup_file_name (page);
  else
    doudi_label_set_message (self->message_label, error->message, TRUE);
  update_actions (self);
}

static void
on_changed_cb (DoudiHouseholdPrint *self)
{
  if (doudi_caseload_is_signed_in (self->caseload))
    show_sheet (self);
}

static void
on_busy_cb (DoudiHouseholdPrint *self)
{
  update_actions (self);
}

static void
on_full_cb (DoudiHouseholdPrint *self)
{
  doudi_label_set_message (self->message_label,
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
start (DoudiHouseholdPrint *self, const char *title, const char *path, GAsyncReadyCallback callback)
{
  Job *job = g_new0 (Job, 1);

  *job = (Job){ self->household, gtk_check_button_get_active (self->full_button), g_strdup (path) };
  doudi_caseload_look_async (self->caseload, title, take_work, job, job_free,
                             (GDestroyNotify) doudi_household_sheet_free, callback,
                             g_object_ref (self));
}

static void
on_recorded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiHouseholdPrint) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiHouseholdSheet) page
    = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);
  g_autoptr (DoudiSheet) sheet = page != NULL ? doudi_household_sheet_lay_out (page, &error) : NULL;

  if (self->message_label == NULL)
    return;
  if (sheet != NULL)
    doudi_print_sheet (GTK_WINDOW (self), sheet, _ ("Page of a household"), &error);
  if (error != NULL)
    doudi_label_set_message (self->message_label, error->message, TRUE);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  start (DOUDI_HOUSEHOLD_PRINT (widget), _ ("Printing the page"), NULL, on_recorded_cb);
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiHouseholdPrint) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiHouseholdSheet) page
    = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);

  if (self->message_label == NULL)
    return;
  if (page != NULL)
    doudi_label_set_message (self->message_label, _ ("The page is saved."), FALSE);
  else
    doudi_label_set_message (self->message_label, error->message, TRUE);
}

static void
on_file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GFile) file = doudi_file_choose_finish (GTK_WINDOW (source), result, NULL);

  if (file != NULL)
    doudi_household_print_save (DOUDI_HOUSEHOLD_PRINT (source), g_file_peek_path (file));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiHouseholdPrint *self = DOUDI_HOUSEHOLD_PRINT (widget);

  if (self->file_name != NULL)
    doudi_file_choose_save_async (GTK_WINDOW (self), _ ("Save the page"), self->file_name,
                                  on_file_chosen_cb, NULL);
}

static void
turn_to (DoudiHouseholdPrint *self, guint page)
{
  doudi_preview_set_page (self->preview, page);
  update_actions (self);
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiHouseholdPrint *self = DOUDI_HOUSEHOLD_PRINT (widget);

  turn_to (self, doudi_preview_get_page (self->preview) + 1);
}

static void
previous_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiHouseholdPrint *self = DOUDI_HOUSEHOLD_PRINT (widget);

  turn_to (self, MAX (doudi_preview_get_page (self->preview), 1) - 1);
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
  g_free (self->file_name);

  G_OBJECT_CLASS (doudi_household_print_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "household-print.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "household-print.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "household-print.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "household-print.previous", NULL, previous_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK,
                                       "household-print.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK,
                                       "household-print.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, GDK_CONTROL_MASK,
                                       "household-print.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, GDK_CONTROL_MASK,
                                       "household-print.previous", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
doudi_household_print_class_init (DoudiHouseholdPrintClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_household_print_dispose;
  G_OBJECT_CLASS (klass)->finalize = doudi_household_print_finalize;
  g_type_ensure (DOUDI_TYPE_PREVIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-household-print.ui");
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdPrint, full_button);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdPrint, message_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdPrint, preview);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdPrint, page_label);
  gtk_widget_class_bind_template_callback (widget_class, on_full_cb);
  install_actions (widget_class);
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
  g_signal_connect_object (caseload, "notify::busy", G_CALLBACK (on_busy_cb), self,
                           G_CONNECT_SWAPPED);
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
  start (self, _ ("Saving the page"), path, on_saved_cb);
}
