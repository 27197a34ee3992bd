/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "app/doudi-file-choose.h"
#include "app/doudi-format.h"
#include "app/doudi-list.h"
#include "app/doudi-rosters-window.h"
#include "base/doudi-error.h"
#include "casework/doudi-import.h"
#include "exchange/doudi-import-file.h"
#include "store/doudi-import-batch.h"

/*
 * Rosters that were read in: what is wrong with their rows, landing by a second person, taking a
 * batch out again. @path is the roster read last in this window, whose held rows can be saved.
 */
struct _DoudiRostersWindow
{
  GtkWindow parent_instance;

  GtkColumnView *batch_view;
  GtkColumnView *problem_view;
  GtkLabel *message_label;
  GtkLabel *problem_label;
  GtkSpinner *spinner;

  DoudiCaseload *caseload;
  char *path;
  gint64 path_batch;
  gint64 wanted;
};

G_DEFINE_FINAL_TYPE (DoudiRostersWindow, doudi_rosters_window, GTK_TYPE_WINDOW)

static const DoudiListColumn batch_columns[] = {
  { N_("Batch"), TRUE, FALSE, 3 },       { N_("File"), FALSE, TRUE, 16 },
  { N_("Month"), FALSE, FALSE, 7 },      { N_("Households"), TRUE, FALSE, 5 },
  { N_("Persons"), TRUE, FALSE, 5 },     { N_("Awards"), TRUE, FALSE, 5 },
  { N_("Held back"), TRUE, FALSE, 5 },   { N_("State"), FALSE, FALSE, 8 },
  { N_("Read in by"), FALSE, FALSE, 8 }, { N_("Landed by"), FALSE, FALSE, 8 },
};

static const DoudiListColumn problem_columns[] = {
  { N_("Row"), TRUE, FALSE, 5 },
  { N_("Column"), FALSE, FALSE, 10 },
  { N_("Kind"), FALSE, FALSE, 6 },
  { N_("What is wrong and what to do"), FALSE, TRUE, 30 },
};

static const char *
describe_state (const char *state)
{
  if (g_str_equal (state, "staged"))
    return _("waits for a second person");
  if (g_str_equal (state, "landed"))
    return _("landed");
  return _("taken out");
}

static DoudiListRow *
batch_row_new (const DoudiImportBatch *batch)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *number = g_strdup_printf ("%" PRId64, batch->id);
  g_autofree char *month = doudi_format_month (batch->month);
  g_autofree char *households = doudi_format_count (batch->households);
  g_autofree char *persons = doudi_format_count (batch->persons);
  g_autofree char *awards = doudi_format_count (batch->awards);
  g_autofree char *held = doudi_format_count (batch->held_households);
  DoudiListRow *row;

  g_strv_builder_add_many (builder, number, batch->file_name, month, households, persons, awards,
                           held, describe_state (batch->state), batch->staged_by,
                           batch->landed_by != NULL ? batch->landed_by : "", NULL);
  row = doudi_list_row_new (batch->id, g_strv_builder_end (builder));
  doudi_list_row_set_data (row, g_strdup (batch->state), g_free);
  return row;
}

static DoudiListRow *
problem_row_new (const DoudiImportProblem *problem)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *number = g_strdup_printf ("%d", problem->row);

  g_strv_builder_add_many (builder, number, problem->column,
                           problem->warning ? _("look at it") : _("held back"), problem->message,
                           NULL);
  return doudi_list_row_new (problem->row, g_strv_builder_end (builder));
}

static gboolean
selected_is (DoudiRostersWindow *self, const char *state)
{
  DoudiListRow *row = doudi_list_get_selected (self->batch_view);

  return row != NULL && g_strcmp0 (doudi_list_row_get_data (row), state) == 0;
}

static void
update_actions (DoudiRostersWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean idle = !doudi_caseload_is_busy (self->caseload);
  DoudiListRow *row = doudi_list_get_selected (self->batch_view);

  gtk_widget_action_set_enabled (widget, "rosters.land",
                                 idle && selected_is (self, "staged")
                                   && doudi_caseload_may (self->caseload, DOUDI_ACTION_LAND_IMPORT));
  gtk_widget_action_set_enabled (widget, "rosters.undo",
                                 idle && selected_is (self, "landed")
                                   && doudi_caseload_may (self->caseload, DOUDI_ACTION_UNDO_IMPORT));
  gtk_widget_action_set_enabled (widget, "rosters.save-held",
                                 idle && self->path != NULL && row != NULL
                                   && doudi_list_row_get_id (row) == self->path_batch
                                   && doudi_list_get_n_rows (self->problem_view) > 0);
  gtk_spinner_set_spinning (self->spinner, !idle);
}

static void
show_problems (DoudiRostersWindow *self)
{
  DoudiListRow *selected = doudi_list_get_selected (self->batch_view);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) problems = NULL;
  g_autofree char *text = NULL;

  if (selected != NULL)
    problems = doudi_import_batch_list_problems (doudi_caseload_get_reader (self->caseload),
                                                 doudi_list_row_get_id (selected), NULL);
  for (guint i = 0; problems != NULL && i < problems->len && i < DOUDI_LIST_MAX_ROWS; i++)
    g_ptr_array_add (rows, problem_row_new (g_ptr_array_index (problems, i)));
  doudi_list_show (self->problem_view, rows);
  if (problems == NULL || problems->len == 0)
    text = g_strdup (selected != NULL ? _("Every row is in order.") : "");
  else
    text = g_strdup_printf (_("%u of %u rows to look at"), rows->len, problems->len);
  gtk_label_set_text (self->problem_label, text);
  update_actions (self);
}

static void
show_batches (DoudiRostersWindow *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) batches = NULL;
  DoudiListRow *selected = doudi_list_get_selected (self->batch_view);
  gint64 wanted = self->wanted;

  if (!doudi_caseload_is_signed_in (self->caseload))
    return;
  if (wanted == 0 && selected != NULL)
    wanted = doudi_list_row_get_id (selected);
  batches = doudi_import_batch_list (doudi_caseload_get_reader (self->caseload), NULL);
  for (guint i = 0; batches != NULL && i < batches->len && i < DOUDI_LIST_MAX_ROWS; i++)
    g_ptr_array_add (rows, batch_row_new (g_ptr_array_index (batches, i)));
  doudi_list_show (self->batch_view, rows);
  doudi_list_select_id (self->batch_view, wanted);
  self->wanted = 0;
  show_problems (self);
}

static void
on_changed_cb (DoudiRostersWindow *self)
{
  show_batches (self);
}

static void
on_busy_cb (DoudiRostersWindow *self)
{
  update_actions (self);
}

static void
on_signed_out_cb (DoudiRostersWindow *self)
{
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
say (DoudiRostersWindow *self, const char *text, gboolean wrong)
{
  gtk_label_set_text (self->message_label, text);
  gtk_widget_remove_css_class (GTK_WIDGET (self->message_label), wrong ? "done-text" : "wrong-text");
  gtk_widget_add_css_class (GTK_WIDGET (self->message_label), wrong ? "wrong-text" : "done-text");
}

static void
say_error (DoudiRostersWindow *self, const GError *error)
{
  g_autofree char *text = NULL;

  if (g_error_matches (error, DOUDI_ERROR, DOUDI_ERROR_CANCELLED))
    {
      say (self, _("Stopped. Nothing has changed."), FALSE);
      return;
    }
  if (doudi_error_get_where (error) != NULL)
    text = g_strdup_printf ("%s (%s)", error->message, doudi_error_get_where (error));
  say (self, text != NULL ? text : error->message, TRUE);
}

typedef struct
{
  char *path;
  char *rejects;
} Read;

static void
read_free (gpointer data)
{
  Read *read = data;

  g_free (read->path);
  g_free (read->rejects);
  g_free (read);
}

static gpointer
read_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  Read *read = data;
  DoudiImportFileOptions options = { .rejects = read->rejects, .dry_run = read->rejects != NULL };

  return doudi_import_file (session, read->path, &options, progress, error);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiRostersWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiImportFileResult) imported = NULL;
  g_autofree char *text = NULL;

  imported = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);
  if (imported == NULL)
    {
      say_error (self, error);
      return;
    }
  self->wanted = imported->batch->id;
  self->path_batch = imported->batch->id;
  text = g_strdup_printf (_("Read in: %" PRId64 " households, %" PRId64
                            " held back. A second person lands them."),
                          imported->batch->households, imported->batch->held_households);
  say (self, text, FALSE);
}

static void
on_held_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiRostersWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiImportFileResult) imported = NULL;

  imported = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);
  if (imported == NULL)
    say_error (self, error);
  else
    say (self, _("The rows held back are saved. Correct them there and read the file in."), FALSE);
}

static void
on_held_file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DoudiRostersWindow *self = DOUDI_ROSTERS_WINDOW (source);
  g_autoptr (GFile) file = doudi_file_choose_finish (GTK_WINDOW (source), result, NULL);
  Read *read;

  if (file == NULL || self->path == NULL)
    return;
  read = g_new0 (Read, 1);
  read->path = g_strdup (self->path);
  read->rejects = g_file_get_path (file);
  doudi_caseload_work_async (self->caseload, _("Saving the rows held back"), read_work, read,
                             read_free, (GDestroyNotify) doudi_import_file_result_free, on_held_saved_cb,
                             g_object_ref (self));
}

static void
save_held_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  doudi_file_choose_save_async (GTK_WINDOW (widget), _("Save the rows held back"),
                                _("held-rows.xlsx"), on_held_file_chosen_cb, NULL);
}

static void
on_file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GFile) file = doudi_file_choose_finish (GTK_WINDOW (source), result, NULL);

  if (file != NULL)
    doudi_rosters_window_read (DOUDI_ROSTERS_WINDOW (source), g_file_peek_path (file));
}

static void
read_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  doudi_file_choose_open_async (GTK_WINDOW (widget), _("Read in a roster"),
                                _("Rosters (xlsx, xls, csv)"), "*.xlsx;*.xls;*.csv",
                                on_file_chosen_cb, NULL);
}

/* Landing and taking out differ only in the function and the words. */
typedef struct
{
  gboolean (*run) (DoudiSession *session,
                   gint64 batch,
                   const DoudiProgress *progress,
                   DoudiImportResult *result,
                   GError **error);
  const char *title;
  const char *done;
} Step;

static const Step land_step = {
  doudi_import_accept,
  N_("Landing the batch"),
  N_("The batch has landed."),
};

static const Step undo_step = {
  doudi_import_undo,
  N_("Taking the batch out"),
  N_("The batch is taken out again."),
};

typedef struct
{
  const Step *step;
  gint64 batch;
} StepCall;

static gpointer
step_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  StepCall *call = data;
  DoudiImportResult result = { 0 };

  if (!call->step->run (session, call->batch, progress, &result, error))
    return NULL;
  return (gpointer) call->step;
}

static void
on_stepped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiRostersWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  const Step *step = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);

  if (step == NULL)
    say_error (self, error);
  else
    say (self, _(step->done), FALSE);
}

static void
start_step (DoudiRostersWindow *self, const Step *step)
{
  DoudiListRow *row = doudi_list_get_selected (self->batch_view);
  StepCall *call;

  if (row == NULL)
    return;
  call = g_new0 (StepCall, 1);
  call->step = step;
  call->batch = doudi_list_row_get_id (row);
  doudi_caseload_work_async (self->caseload, _(step->title), step_work, call, g_free, NULL,
                             on_stepped_cb, g_object_ref (self));
}

static void
land_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  start_step (DOUDI_ROSTERS_WINDOW (widget), &land_step);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  start_step (DOUDI_ROSTERS_WINDOW (widget), &undo_step);
}

static void
doudi_rosters_window_dispose (GObject *object)
{
  DoudiRostersWindow *self = DOUDI_ROSTERS_WINDOW (object);

  g_clear_object (&self->caseload);
  g_clear_pointer (&self->path, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), DOUDI_TYPE_ROSTERS_WINDOW);

  G_OBJECT_CLASS (doudi_rosters_window_parent_class)->dispose (object);
}

static void
doudi_rosters_window_class_init (DoudiRostersWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_rosters_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-rosters-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DoudiRostersWindow, batch_view);
  gtk_widget_class_bind_template_child (widget_class, DoudiRostersWindow, problem_view);
  gtk_widget_class_bind_template_child (widget_class, DoudiRostersWindow, message_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiRostersWindow, problem_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiRostersWindow, spinner);
  gtk_widget_class_install_action (widget_class, "rosters.read", NULL, read_action);
  gtk_widget_class_install_action (widget_class, "rosters.land", NULL, land_action);
  gtk_widget_class_install_action (widget_class, "rosters.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "rosters.save-held", NULL, save_held_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
doudi_rosters_window_init (DoudiRostersWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  doudi_list_set_up (self->batch_view, batch_columns, G_N_ELEMENTS (batch_columns), TRUE);
  doudi_list_set_up (self->problem_view, problem_columns, G_N_ELEMENTS (problem_columns), FALSE);
  g_signal_connect_object (gtk_column_view_get_model (self->batch_view), "notify::selected-item",
                           G_CALLBACK (show_problems), self, G_CONNECT_SWAPPED);
}

/**
 * doudi_rosters_window_new:
 * @parent: the window it belongs to
 * @caseload: a caseload somebody is signed in to
 *
 * Returns: a window with the rosters of the caseload
 */
GtkWidget *
doudi_rosters_window_new (GtkWindow *parent, DoudiCaseload *caseload)
{
  DoudiRostersWindow *self = g_object_new (DOUDI_TYPE_ROSTERS_WINDOW, "transient-for", parent, NULL);

  self->caseload = g_object_ref (caseload);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rosters.read",
                                 doudi_caseload_may (caseload, DOUDI_ACTION_STAGE_IMPORT));
  g_signal_connect_object (caseload, "changed", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (caseload, "notify::busy", G_CALLBACK (on_busy_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (caseload, "signed-out", G_CALLBACK (on_signed_out_cb), self,
                           G_CONNECT_SWAPPED);
  show_batches (self);
  return GTK_WIDGET (self);
}

/**
 * doudi_rosters_window_read:
 * @path: a roster
 *
 * Reads a roster in and shows what is wrong with it.
 */
void
doudi_rosters_window_read (DoudiRostersWindow *self, const char *path)
{
  Read *read = g_new0 (Read, 1);

  g_free (self->path);
  self->path = g_strdup (path);
  self->path_batch = 0;
  read->path = g_strdup (path);
  say (self, "", FALSE);
  doudi_caseload_work_async (self->caseload, _("Reading the roster"), read_work, read, read_free,
                             (GDestroyNotify) doudi_import_file_result_free, on_read_cb,
                             g_object_ref (self));
}
