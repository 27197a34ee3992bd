/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-new-caseload-window.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-county-chooser.h"
#include "app/doudi-file-choose.h"
#include "app/doudi-policy-ticks.h"
#include "base/doudi-error.h"
#include "casework/doudi-founding.h"
#include "store/doudi-key.h"
#include "store/doudi-store-file.h"
#include "store/doudi-user.h"

/* Of the name of every caseload, so that the chooser of files shows it. */
#define ENDING ".doudi"

/*
 * What it takes to begin: the county, where the file lives, the rules to begin with, and who signs
 * in first. Says by "created" where the caseload is.
 */
struct _DoudiNewCaseloadWindow
{
  GtkWindow parent_instance;

  GtkWidget *form;
  DoudiCountyChooser *county_chooser;
  GtkLabel *county_label;
  GtkEditable *file_entry;
  GtkBox *policy_box;
  GtkLabel *policy_label;
  GtkEditable *name_entry;
  GtkEditable *password_entry;
  GtkEditable *repeat_entry;
  GtkLevelBar *strength_bar;
  GtkLabel *strength_label;
  GtkLabel *county_problem;
  GtkLabel *file_problem;
  GtkLabel *name_problem;
  GtkLabel *password_problem;
  GtkLabel *repeat_problem;
  GtkLabel *problem_label;
  GtkWidget *progress_box;
  GtkSpinner *spinner;
  GtkLabel *stage_label;
  GtkWidget *create_button;

  const DoudiCounty *county;
  gboolean file_was_suggested;
  GCancellable *cancellable;
  gboolean making;
  gboolean closing;
};

enum
{
  SIGNAL_CREATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DoudiNewCaseloadWindow, doudi_new_caseload_window, GTK_TYPE_WINDOW)

static void
show_problem (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static void
clear_problem (GtkLabel *label)
{
  show_problem (label, NULL);
}

static void
show_error (GtkLabel *label, GError *error)
{
  show_problem (label, error->message);
  g_error_free (error);
}

static void
set_path (DoudiNewCaseloadWindow *self, const char *path)
{
  g_autofree char *shown = g_filename_to_utf8 (path, -1, NULL, NULL, NULL);

  gtk_editable_set_text (self->file_entry, shown != NULL ? shown : "");
  gtk_editable_set_position (self->file_entry, -1);
}

/* The file that is named, with the ending that it may have been left without. */
static char *
dup_named (DoudiNewCaseloadWindow *self)
{
  const char *typed = gtk_editable_get_text (self->file_entry);
  g_autofree char *path = g_filename_from_utf8 (typed, -1, NULL, NULL, NULL);

  if (path == NULL || !g_path_is_absolute (path) || g_str_has_suffix (path, "/"))
    return NULL;
  return g_str_has_suffix (path, ENDING) || g_file_test (path, G_FILE_TEST_EXISTS)
           ? g_steal_pointer (&path)
           : g_strconcat (path, ENDING, NULL);
}

/* The file that is named, %NULL if it cannot be made there. */
static char *
dup_path (DoudiNewCaseloadWindow *self, GError **error)
{
  g_autofree char *path = dup_named (self);
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;

  if (path == NULL)
    doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                     _ ("A file is named by the whole path of its folder and a name, such as "
                        "/home/zhang/xiahe.doudi. Choose one by “Another place…”."));
  else if (doudi_store_file_is_new (path, error) && doudi_store_file_check_disk (folder, error))
    return g_steal_pointer (&path);
  return NULL;
}

/* In the folder of documents, by a name that nothing has. */
static char *
suggest_path (const DoudiCounty *county)
{
  const char *folder = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  if (folder == NULL || !g_file_test (folder, G_FILE_TEST_IS_DIR))
    folder = g_get_home_dir ();
  for (guint i = 1;; i++)
    {
      g_autofree char *number = i == 1 ? g_strdup ("") : g_strdup_printf ("-%u", i);
      g_autofree char *name = g_strdup_printf ("%s%s" ENDING, county->name, number);
      g_autofree char *local = g_filename_from_utf8 (name, -1, NULL, NULL, NULL);
      g_autofree char *path = g_build_filename (folder, local != NULL ? local : county->code, NULL);

      if (doudi_store_file_is_new (path, NULL))
        return g_steal_pointer (&path);
    }
}

/* Follows the county until somebody names another. */
static void
suggest_file (DoudiNewCaseloadWindow *self)
{
  g_autofree char *path = NULL;

  if (!self->file_was_suggested && *gtk_editable_get_text (self->file_entry) != '\0')
    return;
  path = suggest_path (self->county);
  set_path (self, path);
  self->file_was_suggested = TRUE;
}

static void
show_counted (DoudiNewCaseloadWindow *self)
{
  const DoudiCounty *county = self->county;
  g_autofree char *place = doudi_county_dup_place (county);
  g_autofree char *townships = g_strdup_printf (
    ngettext ("%u township", "%u townships", county->townships), county->townships);
  g_autofree char *villages = g_strdup_printf (
    ngettext ("%u village or community", "%u villages and communities", county->villages),
    county->villages);
  g_autofree char *text = g_strdup_printf (_ ("%s (%s, %s) comes with %s and %s."), county->name,
                                           place, county->code, townships, villages);

  gtk_label_set_text (self->county_label, text);
}

static void
show_policies (DoudiNewCaseloadWindow *self)
{
  guint n = doudi_policy_ticks_show (self->policy_box, self->county->code);

  gtk_label_set_text (self->policy_label,
                      n > 0
                        ? _ ("Those of the whole country hold anyway. A director adopts further "
                             "ones later, on the page Settings.")
                        : _ ("No document of this county, its prefecture or its province comes "
                             "with the program. Those of the whole country hold anyway; a "
                             "director adopts the county's own later, on the page Settings."));
}

static void
on_county_chosen_cb (DoudiNewCaseloadWindow *self)
{
  self->county = doudi_county_chooser_get_county (self->county_chooser);
  clear_problem (self->county_problem);
  show_counted (self);
  show_policies (self);
  suggest_file (self);
}

/* Return in the search goes on with the next thing. */
static void
on_county_entered_cb (DoudiNewCaseloadWindow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->name_entry));
}

static void
on_file_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  DoudiNewCaseloadWindow *self = DOUDI_NEW_CASELOAD_WINDOW (source);
  g_autoptr (GFile) file = doudi_file_choose_finish (GTK_WINDOW (self), result, NULL);
  g_autofree char *path = NULL;
  g_autofree char *usable = NULL;
  GError *error = NULL;

  if (file == NULL)
    return;
  path = g_file_get_path (file);
  if (path == NULL)
    {
      show_problem (self->file_problem,
                    _ ("A caseload lives on a disk of this machine. Choose a folder there."));
      return;
    }
  set_path (self, path);
  usable = dup_path (self, &error);
  if (usable == NULL)
    show_error (self->file_problem, error);
}

static void
choose_file_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiNewCaseloadWindow *self = DOUDI_NEW_CASELOAD_WINDOW (widget);
  const char *typed = gtk_editable_get_text (self->file_entry);
  g_autofree char *base = g_path_get_basename (*typed != '\0' ? typed : "doudi" ENDING);

  doudi_file_choose_save_async (GTK_WINDOW (self), _ ("Where the caseload lives"), base,
                                on_file_chosen_cb, NULL);
}

static void
on_file_changed_cb (DoudiNewCaseloadWindow *self)
{
  self->file_was_suggested = FALSE;
  clear_problem (self->file_problem);
}

static void
on_name_changed_cb (DoudiNewCaseloadWindow *self)
{
  clear_problem (self->name_problem);
}

static void
on_password_changed_cb (DoudiNewCaseloadWindow *self)
{
  static const char *const words[]
    = { N_ ("too short"), N_ ("easy to guess"), N_ ("fair"), N_ ("good") };
  const char *password = gtk_editable_get_text (self->password_entry);
  DoudiPasswordStrength strength = doudi_password_rate (password);

  clear_problem (self->password_problem);
  clear_problem (self->repeat_problem);
  gtk_level_bar_set_value (self->strength_bar, strength);
  gtk_label_set_text (self->strength_label, *password != '\0' ? _ (words[strength]) : "");
}

/* Returns the first thing that is wrong. */
static GtkWidget *
check_person (DoudiNewCaseloadWindow *self)
{
  const char *password = gtk_editable_get_text (self->password_entry);
  GtkWidget *wrong = NULL;
  GError *error = NULL;

  if (!g_str_equal (password, gtk_editable_get_text (self->repeat_entry)))
    {
      show_problem (self->repeat_problem,
                    _ ("This is not the same password. Type it once more in both places."));
      wrong = GTK_WIDGET (self->repeat_entry);
    }
  if (!doudi_password_check (password, &error))
    {
      show_error (self->password_problem, g_steal_pointer (&error));
      wrong = GTK_WIDGET (self->password_entry);
    }
  if (!doudi_user_check_name (gtk_editable_get_text (self->name_entry), &error))
    {
      show_error (self->name_problem, g_steal_pointer (&error));
      wrong = GTK_WIDGET (self->name_entry);
    }
  return wrong;
}

/* All that is wrong shows at once; the keyboard goes to the first of it. Returns the file. */
static char *
check (DoudiNewCaseloadWindow *self)
{
  GtkWidget *wrong = check_person (self);
  GError *error = NULL;
  char *path = dup_path (self, &error);

  if (path == NULL)
    {
      show_error (self->file_problem, error);
      wrong = GTK_WIDGET (self->file_entry);
    }
  if (self->county == NULL)
    {
      show_problem (self->county_problem, _ ("Choose the county from the list."));
      wrong = GTK_WIDGET (self->county_chooser);
    }
  if (wrong == NULL)
    return path;
  gtk_widget_grab_focus (wrong);
  g_free (path);
  return NULL;
}

/* What is made on the worker. */
typedef struct
{
  char *path;
  char *county;
  GStrv policies;
  char *name;
  char *password;
} Making;

static void
making_free (gpointer data)
{
  Making *making = data;

  g_free (making->path);
  g_free (making->county);
  g_strfreev (making->policies);
  g_free (making->name);
  explicit_bzero (making->password, strlen (making->password));
  g_free (making->password);
  g_free (making);
}

typedef struct
{
  DoudiNewCaseloadWindow *window;
  char *stage;
} Stage;

static gboolean
show_stage_cb (gpointer data)
{
  const Stage *stage = data;

  gtk_label_set_text (stage->window->stage_label, stage->stage);
  return G_SOURCE_REMOVE;
}

static void
stage_free (gpointer data)
{
  Stage *stage = data;

  g_object_unref (stage->window);
  g_free (stage->stage);
  g_free (stage);
}

/* On the worker. */
static void
tell_stage (const char *stage, gint64 done, gint64 total, gpointer data)
{
  Stage *told = g_new0 (Stage, 1);

  told->window = g_object_ref (DOUDI_NEW_CASELOAD_WINDOW (data));
  told->stage = g_strdup (stage);
  g_idle_add_full (G_PRIORITY_DEFAULT, show_stage_cb, told, stage_free);
}

static void
make (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Making *making = data;
  DoudiProgress progress = { tell_stage, source, cancellable };
  DoudiFounding founding = {
    .county = making->county,
    .policies = (const char *const *) making->policies,
    .administrator = making->name,
    .password = making->password,
    .today = doudi_day_today (),
  };
  DoudiFounded founded;
  GError *error = NULL;

  if (doudi_founding_make (making->path, &founding, &progress, &founded, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
set_making (DoudiNewCaseloadWindow *self, gboolean making)
{
  self->making = making;
  /* An entry that goes insensitive with the keyboard in it never hears that it lost it. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_widget_set_sensitive (self->form, !making);
  gtk_widget_set_sensitive (self->create_button, !making);
  gtk_widget_set_visible (self->progress_box, making);
  gtk_spinner_set_spinning (self->spinner, making);
  if (!making)
    gtk_widget_grab_focus (self->create_button);
}

static void
report (DoudiNewCaseloadWindow *self, const GError *error)
{
  if (g_error_matches (error, DOUDI_ERROR, DOUDI_ERROR_CANCELLED))
    show_problem (self->problem_label, _ ("Stopped. No file was made."));
  else
    show_problem (self->problem_label, error->message);
}

static void
on_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  DoudiNewCaseloadWindow *self = DOUDI_NEW_CASELOAD_WINDOW (source);
  g_autoptr (GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);
  const Making *making = g_task_get_task_data (G_TASK (result));

  set_making (self, FALSE);
  if (done)
    g_signal_emit (self, signals[SIGNAL_CREATED], 0, making->path);
  else
    report (self, error);
  if (done || self->closing)
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
create_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiNewCaseloadWindow *self = DOUDI_NEW_CASELOAD_WINDOW (widget);
  g_autoptr (GTask) task = NULL;
  g_autofree char *path = NULL;
  Making *making;

  clear_problem (self->problem_label);
  path = self->making ? NULL : check (self);
  if (path == NULL)
    return;
  making = g_new0 (Making, 1);
  making->path = g_steal_pointer (&path);
  making->county = g_strdup (self->county->code);
  making->policies = doudi_policy_ticks_list (self->policy_box);
  making->name = g_strdup (gtk_editable_get_text (self->name_entry));
  making->password = g_strdup (gtk_editable_get_text (self->password_entry));
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, on_made_cb, NULL);
  /* What was made stays made even if it was stopped a moment too late. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, making, making_free);
  set_making (self, TRUE);
  g_task_run_in_thread (task, make);
}

static void
on_last_entered_cb (DoudiNewCaseloadWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "new.create", NULL);
}

/* While it is made it is stopped first; the window goes once nothing half made is left. */
static gboolean
doudi_new_caseload_window_close_request (GtkWindow *window)
{
  DoudiNewCaseloadWindow *self = DOUDI_NEW_CASELOAD_WINDOW (window);

  if (self->making)
    {
      self->closing = TRUE;
      g_cancellable_cancel (self->cancellable);
      return TRUE;
    }
  return GTK_WINDOW_CLASS (doudi_new_caseload_window_parent_class)->close_request (window);
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

static void
doudi_new_caseload_window_finalize (GObject *object)
{
  DoudiNewCaseloadWindow *self = DOUDI_NEW_CASELOAD_WINDOW (object);

  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (doudi_new_caseload_window_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, DoudiNewCaseloadWindow, form);
  gtk_widget_class_bind_template_child (widget_class, DoudiNewCaseloadWindow, county_chooser);
  gtk_widget_class_bind_template_child (widget_class, DoudiNewCaseloadWindow, county_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiNewCaseloadWindow, file_entry);
  gtk_widget_class_bind_template_child (widget_class, DoudiNewCaseloadWindow, policy_box);
  gtk_widget_class_bind_template_child (widget_class, DoudiNewCaseloadWindow, policy_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiNewCaseloadWindow, name_entry);
  gtk_widget_class_bind_template_child (widget_class, DoudiNewCaseloadWindow, password_entry);
  gtk_widget_class_bind_template_child (widget_class, DoudiNewCaseloadWindow, repeat_entry);
  gtk_widget_class_bind_template_child (widget_class, DoudiNewCaseloadWindow, strength_bar);
  gtk_widget_class_bind_template_child (widget_class, DoudiNewCaseloadWindow, strength_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiNewCaseloadWindow, county_problem);
  gtk_widget_class_bind_template_child (widget_class, DoudiNewCaseloadWindow, file_problem);
  gtk_widget_class_bind_template_child (widget_class, DoudiNewCaseloadWindow, name_problem);
  gtk_widget_class_bind_template_child (widget_class, DoudiNewCaseloadWindow, password_problem);
  gtk_widget_class_bind_template_child (widget_class, DoudiNewCaseloadWindow, repeat_problem);
  gtk_widget_class_bind_template_child (widget_class, DoudiNewCaseloadWindow, problem_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiNewCaseloadWindow, progress_box);
  gtk_widget_class_bind_template_child (widget_class, DoudiNewCaseloadWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, DoudiNewCaseloadWindow, stage_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiNewCaseloadWindow, create_button);
}

static void
doudi_new_caseload_window_class_init (DoudiNewCaseloadWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = doudi_new_caseload_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = doudi_new_caseload_window_close_request;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-new-caseload-window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_county_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_county_entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_file_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_password_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_last_entered_cb);
  gtk_widget_class_install_action (widget_class, "new.choose-file", NULL, choose_file_action);
  gtk_widget_class_install_action (widget_class, "new.create", NULL, create_action);
  gtk_widget_class_install_action (widget_class, "new.cancel", NULL, cancel_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "new.cancel", NULL);

  /* Where the caseload is that was made. */
  signals[SIGNAL_CREATED] = g_signal_new ("created", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
doudi_new_caseload_window_init (DoudiNewCaseloadWindow *self)
{
  g_type_ensure (DOUDI_TYPE_COUNTY_CHOOSER);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->county_chooser));
}

/**
 * doudi_new_caseload_window_new:
 * @parent: the window that it belongs to
 *
 * Asks what a new caseload begins with, and makes it.
 *
 * Returns: (transfer none): a window that says by "created", with the path of the file, what it
 * made
 */
GtkWidget *
doudi_new_caseload_window_new (GtkWindow *parent)
{
  return g_object_new (DOUDI_TYPE_NEW_CASELOAD_WINDOW, "transient-for", parent, NULL);
}
