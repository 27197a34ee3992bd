/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-caseload-window.h"
#include "app/doudi-format.h"
#include "app/doudi-hand-check-window.h"
#include "app/doudi-sheet-view.h"
#include "base/doudi-error.h"
#include "paper/doudi-hand-check.h"
#include "store/doudi-award-store.h"

/*
 * The page that says why an amount is what it is, for any award of a household and any month:
 * looked at, printed, saved. What is printed or saved is worked out anew and written into the log
 * first.
 */
struct _DoudiHandCheckWindow
{
  GtkWindow parent_instance;

  GtkDropDown *award_drop_down;
  GtkEditable *month_entry;
  DoudiSheetView *sheet_view;

  DoudiCaseload *caseload;
  GPtrArray *awards;
  gboolean filling; /* nobody chose what changes now */
};

G_DEFINE_FINAL_TYPE (DoudiHandCheckWindow, doudi_hand_check_window, GTK_TYPE_WINDOW)

/* What the worker is to print or to write. */
typedef struct
{
  gint64 award_id;
  DoudiMonth month;
  char *path;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  g_free (job);
}

static const DoudiAwardRow *
get_award (DoudiHandCheckWindow *self)
{
  guint selected = gtk_drop_down_get_selected (self->award_drop_down);

  return selected < self->awards->len ? g_ptr_array_index (self->awards, selected) : NULL;
}

static DoudiMonth
get_month (DoudiHandCheckWindow *self)
{
  return doudi_month_parse (gtk_editable_get_text (self->month_entry));
}

static DoudiSheet *
set_sheet (DoudiHandCheckWindow *self, char **file_name, GError **error)
{
  DoudiSession *session = doudi_caseload_get_session (self->caseload);
  const DoudiAwardRow *award = get_award (self);
  DoudiMonth month = get_month (self);
  g_autoptr (DoudiHandCheck) check = NULL;

  if (month == DOUDI_MONTH_NONE)
    {
      doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL, _ ("Type the month as 2018-06."));
      return NULL;
    }
  if (award == NULL || session == NULL)
    return NULL;
  check = doudi_hand_check_build (session, award->id, month, error);
  if (check == NULL)
    return NULL;
  *file_name = doudi_hand_check_dup_file_name (check);
  return doudi_hand_check_sheet (check, error);
}

/* Whatever was said before is forgotten only when somebody chose something else. */
static void
show_sheet (DoudiHandCheckWindow *self, gboolean chosen)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *file_name = NULL;
  g_autoptr (DoudiSheet) sheet = set_sheet (self, &file_name, &error);

  if (get_month (self) == DOUDI_MONTH_NONE)
    gtk_widget_add_css_class (GTK_WIDGET (self->month_entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->month_entry), "error");
  if (chosen || error != NULL)
    doudi_sheet_view_say (self->sheet_view, error != NULL ? error->message : "", TRUE);
  doudi_sheet_view_show (self->sheet_view, sheet, file_name);
}

static void
on_choice_changed_cb (DoudiHandCheckWindow *self)
{
  if (!self->filling)
    show_sheet (self, TRUE);
}

static void
on_changed_cb (DoudiHandCheckWindow *self)
{
  if (doudi_caseload_is_signed_in (self->caseload))
    show_sheet (self, FALSE);
}

/* Printing and saving: a page is worked out on the writing connection, and the log says so. */
static gpointer
take_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  const Job *job = data;
  g_autoptr (DoudiHandCheck) check
    = doudi_hand_check_build (session, job->award_id, job->month, error);
  gboolean taken;

  if (check == NULL)
    return NULL;
  if (job->path != NULL)
    taken = doudi_hand_check_write (session, check, job->path, NULL, error);
  else
    taken = doudi_hand_check_record (session, check, error);
  return taken ? g_steal_pointer (&check) : NULL;
}

static void
on_recorded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiSheetView) view = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiHandCheck) check
    = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);
  g_autoptr (DoudiSheet) sheet = check != NULL ? doudi_hand_check_sheet (check, &error) : NULL;

  doudi_sheet_view_finish_print (view, sheet, _ ("Hand-check sheet"), error);
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiSheetView) view = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiHandCheck) check
    = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);

  doudi_sheet_view_finish_save (view, error);
}

static void
on_take_cb (DoudiHandCheckWindow *self, const char *path)
{
  const DoudiAwardRow *award = get_award (self);
  Job *job;

  if (award == NULL || get_month (self) == DOUDI_MONTH_NONE)
    return;
  job = g_new0 (Job, 1);
  job->award_id = award->id;
  job->month = get_month (self);
  job->path = g_strdup (path);
  doudi_caseload_work_async (
    self->caseload, path != NULL ? _ ("Saving the sheet") : _ ("Printing the sheet"), take_work,
    job, job_free, (GDestroyNotify) doudi_hand_check_free,
    path != NULL ? on_saved_cb : on_recorded_cb, g_object_ref (self->sheet_view));
}

static void
doudi_hand_check_window_dispose (GObject *object)
{
  DoudiHandCheckWindow *self = DOUDI_HAND_CHECK_WINDOW (object);

  self->filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), DOUDI_TYPE_HAND_CHECK_WINDOW);

  G_OBJECT_CLASS (doudi_hand_check_window_parent_class)->dispose (object);
}

static void
doudi_hand_check_window_finalize (GObject *object)
{
  DoudiHandCheckWindow *self = DOUDI_HAND_CHECK_WINDOW (object);

  g_clear_object (&self->caseload);
  g_ptr_array_unref (self->awards);

  G_OBJECT_CLASS (doudi_hand_check_window_parent_class)->finalize (object);
}

static void
doudi_hand_check_window_class_init (DoudiHandCheckWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_hand_check_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = doudi_hand_check_window_finalize;
  g_type_ensure (DOUDI_TYPE_SHEET_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-hand-check-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DoudiHandCheckWindow, award_drop_down);
  gtk_widget_class_bind_template_child (widget_class, DoudiHandCheckWindow, month_entry);
  gtk_widget_class_bind_template_child (widget_class, DoudiHandCheckWindow, sheet_view);
  gtk_widget_class_bind_template_callback (widget_class, on_choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_take_cb);
}

static void
doudi_hand_check_window_init (DoudiHandCheckWindow *self)
{
  self->awards = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_award_row_free);
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* All awards of the household; those of one person and programme are told by when they began. */
static void
fill_awards (DoudiHandCheckWindow *self, gint64 award_id)
{
  DoudiStore *reader = doudi_caseload_get_reader (self->caseload);
  g_autoptr (DoudiAwardRow) chosen = doudi_award_get (reader, award_id, NULL);
  g_autoptr (GPtrArray) awards = NULL;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  if (chosen != NULL)
    awards = doudi_awards_of_household (reader, chosen->household_id, NULL);
  for (guint i = 0; awards != NULL && i < awards->len; i++)
    {
      const DoudiAwardRow *award = g_ptr_array_index (awards, i);
      g_autofree char *from = doudi_month_format_iso (award->first_month);
      g_autofree char *name
        = g_strdup_printf (_ ("%s · %s, from %s"), doudi_format_programme (award->programme),
                           award->person_name, from);

      gtk_string_list_append (names, name);
      selected = award->id == award_id ? i : selected;
    }
  if (awards != NULL)
    g_ptr_array_extend_and_steal (self->awards, g_steal_pointer (&awards));
  gtk_drop_down_set_model (self->award_drop_down, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->award_drop_down, selected);
}

/**
 * doudi_hand_check_window_new:
 * @parent: the window it belongs to
 * @caseload: a caseload somebody is signed in to
 * @award_id: the award that is shown first
 * @month: the month that is shown first
 *
 * Shows why an award is worth what it is in a month, as it will be printed. Another award of the
 * household and another month can be chosen.
 *
 * Returns: (transfer none): the window
 */
GtkWidget *
doudi_hand_check_window_new (GtkWindow *parent,
                             DoudiCaseload *caseload,
                             gint64 award_id,
                             DoudiMonth month)
{
  DoudiHandCheckWindow *self
    = g_object_new (DOUDI_TYPE_HAND_CHECK_WINDOW, "transient-for", parent, NULL);
  g_autofree char *text = doudi_month_format_iso (month);

  self->caseload = g_object_ref (caseload);
  fill_awards (self, award_id);
  gtk_editable_set_text (self->month_entry, text);
  self->filling = FALSE;
  g_signal_connect_object (caseload, "changed", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
  doudi_caseload_own_window (caseload, GTK_WINDOW (self));
  doudi_sheet_view_set_caseload (self->sheet_view, caseload);
  show_sheet (self, TRUE);
  return GTK_WIDGET (self);
}

/**
 * doudi_hand_check_window_save:
 * @path: (type filename): a file; one of the same name is replaced
 *
 * Saves the sheet that is shown as PDF.
 */
void
doudi_hand_check_window_save (DoudiHandCheckWindow *self, const char *path)
{
  on_take_cb (self, path);
}
