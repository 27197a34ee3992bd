/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * What is done to the registry at a desk, as commands of a page that shows households.
 */

#include "config.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "app/doudi-ask.h"
#include "app/doudi-change-window.h"
#include "app/doudi-edit-act.h"
#include "app/doudi-edits-window.h"
#include "app/doudi-household-acts.h"
#include "app/doudi-household-desk.h"
#include "app/doudi-split-window.h"
#include "casework/doudi-desk.h"
#include "casework/doudi-edit-words.h"
#include "store/doudi-household-title.h"
#include "store/doudi-registry-write.h"

#define SELECTED "doudi-household-selected"

static GtkWindow *
get_window (gpointer page)
{
  return GTK_WINDOW (gtk_widget_get_root (page));
}

static gint64
get_selected (gpointer page)
{
  DoudiHouseholdActsFunc func
    = (DoudiHouseholdActsFunc) g_object_get_data (G_OBJECT (page), SELECTED);

  return func != NULL ? func (page) : 0;
}

static void
new_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiCaseload *caseload = doudi_page_get_caseload (DOUDI_PAGE (widget));

  if (caseload != NULL)
    doudi_household_desk_new (get_window (widget), caseload);
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiCaseload *caseload = doudi_page_get_caseload (DOUDI_PAGE (widget));
  gint64 household = get_selected (widget);

  if (caseload != NULL && household != 0)
    doudi_household_desk_edit (get_window (widget), caseload, household);
}

/* Back and again. */

static void
on_taken_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiPage) page = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = doudi_edit_act_take_back_finish (GTK_WINDOW (source), result, &error);

  if (error != NULL)
    doudi_page_report_error (page, error);
  else if (words != NULL)
    doudi_page_report_done (page, words);
}

typedef DoudiEditRow *(*FindFunc) (DoudiStore *store, const char *user, GError **error);

static DoudiEditRow *
find (DoudiPage *page, FindFunc func)
{
  DoudiCaseload *caseload = doudi_page_get_caseload (page);

  if (caseload == NULL)
    return NULL;
  return func (doudi_caseload_get_reader (caseload),
               doudi_session_get_user (doudi_caseload_get_session (caseload)), NULL);
}

static void
take_back (DoudiPage *page, FindFunc func, const char *nothing)
{
  g_autoptr (DoudiEditRow) row = find (page, func);

  if (row == NULL)
    doudi_page_report_done (page, nothing);
  else
    doudi_edit_act_take_back_async (get_window (page), doudi_page_get_caseload (page), row,
                                    on_taken_back_cb, g_object_ref (page));
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  take_back (DOUDI_PAGE (widget), doudi_edit_find_undo,
             _ ("Nothing of what you did is left to take back."));
}

static void
redo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  take_back (DOUDI_PAGE (widget), doudi_edit_find_redo, _ ("You took nothing back last."));
}

/* The history. */

static void
show_history (DoudiPage *page, DoudiEditsShown shown)
{
  DoudiCaseload *caseload = doudi_page_get_caseload (page);
  gint64 household = get_selected (page);

  if (caseload == NULL)
    return;
  if (household == 0 && shown == DOUDI_EDITS_OF_HOUSEHOLD)
    shown = DOUDI_EDITS_MINE;
  gtk_window_present (
    GTK_WINDOW (doudi_edits_window_new (get_window (page), caseload, household, shown)));
}

static void
history_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_history (DOUDI_PAGE (widget), DOUDI_EDITS_OF_HOUSEHOLD);
}

static void
bin_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_history (DOUDI_PAGE (widget), DOUDI_EDITS_BIN);
}

/* The end of a household. */

/*
 * Ending:
 *
 * @day: the first day on which it is kept no longer; %DOUDI_DAY_NONE for into the bin
 */
typedef struct
{
  DoudiPage *page;
  gint64 household;
  DoudiDay day;
  char *reason;
} Ending;

static void
ending_free (gpointer data)
{
  Ending *ending = data;

  g_object_unref (ending->page);
  g_free (ending->reason);
  g_free (ending);
}

static gpointer
end_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  const Ending *ending = data;
  gint64 edit;
  gboolean done
    = ending->day != DOUDI_DAY_NONE
        ? doudi_desk_end (session, ending->household, ending->day, ending->reason, &edit, error)
        : doudi_desk_remove (session, ending->household, ending->reason, &edit, error);

  return done ? g_memdup2 (&edit, sizeof edit) : NULL;
}

static void
on_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiPage) page = user_data;
  DoudiStore *reader = doudi_caseload_get_reader (DOUDI_CASELOAD (source));
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *edit = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);
  g_autoptr (DoudiEditRow) row = edit != NULL ? doudi_edit_get (reader, *edit, NULL) : NULL;
  g_autofree char *words = row != NULL ? doudi_edit_describe (reader, row) : NULL;
  g_autofree char *text
    = words != NULL ? g_strdup_printf (_ ("%s. Ctrl+Z takes it back."), words) : NULL;

  if (edit == NULL)
    doudi_page_report_error (page, error);
  else if (text != NULL)
    doudi_page_report_done (page, text);
}

static void
on_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Ending *ending = user_data;
  DoudiCaseload *caseload = doudi_page_get_caseload (ending->page);
  g_autoptr (DoudiAsked) asked = doudi_ask_finish (GTK_WINDOW (source), result);
  gpointer page = g_object_ref (ending->page);

  if (asked == NULL || caseload == NULL)
    {
      g_object_unref (page);
      ending_free (ending);
      return;
    }
  ending->reason = g_strdup (asked->words);
  if (ending->day != DOUDI_DAY_NONE)
    ending->day = asked->day;
  doudi_caseload_work_async (caseload, _ ("Ending the household"), end_work, ending, ending_free,
                             g_free, on_ended_cb, page);
}

static void
ask_to_end (DoudiPage *page, const DoudiAsk *ask)
{
  DoudiCaseload *caseload = doudi_page_get_caseload (page);
  g_auto (DoudiHouseholdTitle) title = { NULL };
  g_autofree char *name = NULL;
  g_autofree char *body = NULL;
  DoudiAsk asked = *ask;
  Ending *ending;
  gint64 household = get_selected (page);

  if (caseload == NULL || household == 0
      || !doudi_household_title_get (doudi_caseload_get_reader (caseload), household, &title, NULL))
    return;
  name = doudi_household_title_format (&title);
  body = g_strdup_printf ("%s\n\n%s", name, ask->body);
  asked.body = body;
  ending = g_new0 (Ending, 1);
  *ending = (Ending){ g_object_ref (page), household, ask->day, NULL };
  doudi_ask_async (get_window (page), &asked, on_asked_cb, ending);
}

static void
end_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiCaseload *caseload = doudi_page_get_caseload (DOUDI_PAGE (widget));
  const DoudiAsk ask = {
    .heading = _ ("End the household"),
    .body = _ ("From this day on it is on no list any more. Its history stays."),
    .accept = _ ("_End it"),
    .words_label = _ ("Reason"),
    .words_needed = TRUE,
    .day = caseload != NULL ? doudi_session_get_today (doudi_caseload_get_session (caseload)) : 0,
  };

  ask_to_end (DOUDI_PAGE (widget), &ask);
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const DoudiAsk ask = {
    .heading = _ ("Put the household into the bin"),
    .body = _ ("For one that was entered by mistake: it never was. The bin keeps it, and it can be "
               "brought back."),
    .accept = _ ("_Into the bin"),
    .words_label = _ ("Reason"),
    .words_needed = TRUE,
    .day = DOUDI_DAY_NONE,
  };

  ask_to_end (DOUDI_PAGE (widget), &ask);
}

/* A household in two: as an edit, or as a change where it draws. */

static void
on_split_cb (DoudiPage *page)
{
  doudi_page_report_done (page, _ ("The household is split. Ctrl+Z takes it back."));
}

static void
on_split_entered_cb (DoudiPage *page)
{
  doudi_page_report_done (page, _ ("The change is entered. Another person decides it."));
}

static GtkWidget *
split_window_new (DoudiPage *page, DoudiCaseload *caseload, gint64 household, GError **error)
{
  GtkWidget *window = NULL;
  gboolean draws;

  if (!doudi_registry_draws (doudi_caseload_get_reader (caseload), household, &draws, error))
    return NULL;
  if (!draws)
    {
      window = doudi_split_window_new (get_window (page), caseload, household, error);
      if (window != NULL)
        g_signal_connect_object (window, "split", G_CALLBACK (on_split_cb), page,
                                 G_CONNECT_SWAPPED);
      return window;
    }
  window = doudi_change_window_new (get_window (page), caseload, household, 0, error);
  if (window == NULL)
    return NULL;
  doudi_change_window_begin (DOUDI_CHANGE_WINDOW (window), DOUDI_CHANGE_SPLIT, 0);
  g_signal_connect_object (window, "entered", G_CALLBACK (on_split_entered_cb), page,
                           G_CONNECT_SWAPPED);
  return window;
}

static void
split_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiCaseload *caseload = doudi_page_get_caseload (DOUDI_PAGE (widget));
  gint64 household = get_selected (widget);
  g_autoptr (GError) error = NULL;
  GtkWidget *window;

  if (caseload == NULL || household == 0)
    return;
  window = split_window_new (DOUDI_PAGE (widget), caseload, household, &error);
  if (window == NULL)
    doudi_page_report_error (DOUDI_PAGE (widget), error);
  else
    gtk_window_present (GTK_WINDOW (window));
}

/**
 * doudi_household_acts_install:
 * @widget_class: of a page that shows households
 *
 * Gives the class the commands of the desk.
 */
void
doudi_household_acts_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.new-household", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "page.edit-household", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "page.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "page.redo-edit", NULL, redo_action);
  gtk_widget_class_install_action (widget_class, "page.history", NULL, history_action);
  gtk_widget_class_install_action (widget_class, "page.bin", NULL, bin_action);
  gtk_widget_class_install_action (widget_class, "page.end-household", NULL, end_action);
  gtk_widget_class_install_action (widget_class, "page.remove-household", NULL, remove_action);
  gtk_widget_class_install_action (widget_class, "page.split-household", NULL, split_action);
}

/**
 * doudi_household_acts_set_up:
 * @page: a page of such a class
 * @func: which household is meant
 *
 * Tells the commands whom they are about.
 */
void
doudi_household_acts_set_up (DoudiPage *page, DoudiHouseholdActsFunc func)
{
  g_object_set_data (G_OBJECT (page), SELECTED, (gpointer) func);
}

/**
 * doudi_household_acts_update:
 * @page: a page of such a class
 *
 * Offers what can be done to the household that is selected now.
 */
void
doudi_household_acts_update (DoudiPage *page)
{
  GtkWidget *widget = GTK_WIDGET (page);
  gboolean may = doudi_page_may (page, DOUDI_ACTION_EDIT_HOUSEHOLD);
  gboolean one = may && get_selected (page) != 0;

  gtk_widget_action_set_enabled (widget, "page.new-household", may);
  gtk_widget_action_set_enabled (widget, "page.undo", may);
  gtk_widget_action_set_enabled (widget, "page.redo-edit", may);
  gtk_widget_action_set_enabled (widget, "page.history",
                                 doudi_page_may (page, DOUDI_ACTION_VIEW_HOUSEHOLD));
  gtk_widget_action_set_enabled (widget, "page.bin", may);
  gtk_widget_action_set_enabled (widget, "page.edit-household", one);
  gtk_widget_action_set_enabled (widget, "page.end-household", one);
  gtk_widget_action_set_enabled (widget, "page.remove-household", one);
  gtk_widget_action_set_enabled (widget, "page.split-household", one);
}
