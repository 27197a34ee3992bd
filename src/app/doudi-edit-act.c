/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * Taking an edit of the registry back: asked with its words, done by the worker.
 */

#include "config.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "app/doudi-confirm.h"
#include "app/doudi-edit-act.h"
#include "casework/doudi-desk.h"
#include "casework/doudi-edit-words.h"
#include "store/doudi-household-title.h"

/**
 * doudi_edit_act_name_households:
 * @store: the caseload
 * @edit: an edit
 * @household: (out): the household it has to do with, 0 if it is not just one
 *
 * Says which household an edit has to do with, or how many.
 *
 * Returns: (transfer full): the words, translated
 */
char *
doudi_edit_act_name_households (DoudiStore *store, gint64 edit, gint64 *household)
{
  g_autoptr (GArray) households = doudi_edit_list_households (store, edit, NULL);
  g_auto (DoudiHouseholdTitle) title = { NULL };
  guint n = households != NULL ? households->len : 0;

  *household = n == 1 ? g_array_index (households, gint64, 0) : 0;
  if (n == 1 && doudi_household_title_get (store, *household, &title, NULL))
    return doudi_household_title_format (&title);
  return g_strdup_printf (ngettext ("%u household", "%u households", n), n);
}

typedef struct
{
  DoudiCaseload *caseload;
  gint64 edit;
} Act;

static void
act_free (gpointer data)
{
  Act *act = data;

  g_object_unref (act->caseload);
  g_free (act);
}

static gpointer
undo_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  const gint64 *edit = data;
  gint64 by;

  return doudi_desk_undo (session, *edit, &by, error) ? g_memdup2 (&by, sizeof by) : NULL;
}

static void
on_undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DoudiCaseload *caseload = DOUDI_CASELOAD (source);
  DoudiStore *reader = doudi_caseload_get_reader (caseload);
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autofree gint64 *by = doudi_caseload_work_finish (caseload, result, &error);
  g_autoptr (DoudiEditRow) row = by != NULL ? doudi_edit_get (reader, *by, NULL) : NULL;

  if (by == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, row != NULL ? doudi_edit_describe (reader, row) : g_strdup (""),
                           g_free);
}

static void
on_confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Act *act = g_task_get_task_data (task);

  if (!doudi_confirm_finish (GTK_WINDOW (source), result)
      || !doudi_caseload_is_signed_in (act->caseload))
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }
  doudi_caseload_work_async (act->caseload, _ ("Taking the edit back"), undo_work,
                             g_memdup2 (&act->edit, sizeof act->edit), g_free, g_free, on_undone_cb,
                             g_steal_pointer (&task));
}

/* Which household, when, and by whom. */
static char *
describe_origin (DoudiStore *store, const DoudiEditRow *row)
{
  gint64 household;
  g_autofree char *households = doudi_edit_act_name_households (store, row->id, &household);
  g_autofree char *day = doudi_day_format_iso (row->business_day);

  return g_strdup_printf (_ ("%s. Recorded by %s on %s. The history keeps both."), households,
                          row->recorded_by, day);
}

/**
 * doudi_edit_act_take_back_async:
 * @parent: the window it is asked from
 * @caseload: a caseload somebody is signed in to
 * @row: an edit that holds
 *
 * Asks whether to take an edit back, and does it. One that took back another does that again.
 */
void
doudi_edit_act_take_back_async (GtkWindow *parent,
                                DoudiCaseload *caseload,
                                const DoudiEditRow *row,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  DoudiStore *reader = doudi_caseload_get_reader (caseload);
  gboolean again = doudi_edit_is_undo (reader, row);
  g_autoptr (DoudiEditRow) original = doudi_edit_get_original (reader, row->id, NULL);
  g_autofree char *words = doudi_edit_describe (reader, original != NULL ? original : row);
  g_autofree char *heading
    = g_strdup_printf (again ? _ ("Do it again: %s") : _ ("Take it back: %s"), words);
  g_autofree char *body = describe_origin (reader, row);
  GTask *task = g_task_new (parent, NULL, callback, user_data);
  Act *act = g_new0 (Act, 1);

  *act = (Act){ g_object_ref (caseload), row->id };
  g_task_set_task_data (task, act, act_free);
  doudi_confirm_readily_async (
    parent, heading, body, again ? _ ("_Do it again") : _ ("_Take it back"), on_confirmed_cb, task);
}

/**
 * doudi_edit_act_take_back_finish:
 * @parent: the window it was asked from
 * @error: why it could not be taken back
 *
 * Returns: (transfer full) (nullable): what was done, in words; %NULL without @error set if it was
 *   not wanted
 */
char *
doudi_edit_act_take_back_finish (GtkWindow *parent, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, parent), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
