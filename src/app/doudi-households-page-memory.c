/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-household-columns.h"
#include "app/doudi-households-page-private.h"
#include "app/doudi-list-sort.h"
#include "casework/doudi-household-figures.h"
#include "store/doudi-saved-view.h"

/* How the page of households is looked at, and that it is so again the next time; and what its list
 * needs to be worked out. */

/* So long after the last change it is kept. */
#define REMEMBER_MS 800

/* How the list was left has no name. */
#define LEFT ""

/**
 * doudi_households_page_dup_view:
 * @page: the page
 *
 * Returns: (transfer full): how the list is looked at now
 */
DoudiHouseholdView *
doudi_households_page_dup_view (gpointer page)
{
  DoudiHouseholdsPage *self = page;
  DoudiHouseholdView *view = doudi_household_view_new ();

  view->choice = *doudi_household_filter_bar_get_choice (self->filter_bar);
  view->order = self->order;
  g_array_unref (view->columns);
  view->columns = doudi_household_columns_dup (self->view);
  return view;
}

/**
 * doudi_households_page_apply_view:
 * @view: how the list is to be looked at
 * @whole: whether its columns and order count, or its filters only
 *
 * Shows the first page of a view.
 */
void
doudi_households_page_apply_view (DoudiHouseholdsPage *self,
                                  const DoudiHouseholdView *view,
                                  gboolean whole)
{
  self->filling = TRUE;
  doudi_household_filter_bar_set_choice (self->filter_bar, &view->choice);
  if (whole)
    {
      self->order = view->order;
      doudi_household_columns_apply (self->view, view->columns);
      doudi_list_sort_by (self->view,
                          (int) doudi_household_columns_of_order (self->view, view->order.column),
                          view->order.descending);
    }
  self->filling = FALSE;
  doudi_household_views_show_name (self->views);
  doudi_households_page_list_start_anew (self);
}

static char *
dup_json (DoudiHouseholdsPage *self)
{
  g_autoptr (DoudiHouseholdView) view = doudi_households_page_dup_view (self);

  return doudi_household_view_to_json (view);
}

static gpointer
keep_view (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  return doudi_saved_view_save (session, DOUDI_HOUSEHOLD_VIEW_PAGE, LEFT, data, error) ? session
                                                                                       : NULL;
}

static void
on_kept_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiHouseholdsPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (doudi_caseload_work_finish (DOUDI_CASELOAD (object), result, &error) == NULL)
    doudi_page_report_error (DOUDI_PAGE (self), error);
}

static gboolean
on_remember_cb (gpointer user_data)
{
  DoudiHouseholdsPage *self = user_data;
  DoudiCaseload *caseload = doudi_page_get_caseload (DOUDI_PAGE (self));
  g_autofree char *json = dup_json (self);

  self->remember_source = 0;
  if (caseload == NULL || g_strcmp0 (json, self->remembered) == 0)
    return G_SOURCE_REMOVE;
  g_free (self->remembered);
  self->remembered = g_strdup (json);
  doudi_caseload_look_async (caseload, _ ("Remembering how the list is looked at"), keep_view,
                             g_steal_pointer (&json), g_free, NULL, on_kept_cb,
                             g_object_ref (self));
  return G_SOURCE_REMOVE;
}

/**
 * doudi_households_page_remember_soon:
 *
 * Keeps how the list is looked at, once nothing about it has changed for a moment.
 */
void
doudi_households_page_remember_soon (DoudiHouseholdsPage *self)
{
  if (self->filling || doudi_page_get_caseload (DOUDI_PAGE (self)) == NULL)
    return;
  g_clear_handle_id (&self->remember_source, g_source_remove);
  self->remember_source = g_timeout_add (REMEMBER_MS, on_remember_cb, self);
}

/**
 * doudi_households_page_recall:
 *
 * Looks at the list as the person who is signed in left it.
 */
void
doudi_households_page_recall (DoudiHouseholdsPage *self)
{
  DoudiCaseload *caseload = doudi_page_get_caseload (DOUDI_PAGE (self));
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiHouseholdView) view = NULL;
  g_autofree char *json = NULL;

  if (!doudi_saved_view_load (doudi_caseload_get_session (caseload), DOUDI_HOUSEHOLD_VIEW_PAGE,
                              LEFT, &json, &error))
    doudi_page_report_error (DOUDI_PAGE (self), error);
  view = doudi_household_view_parse (json);
  doudi_households_page_apply_view (self, view, TRUE);
  g_free (self->remembered);
  self->remembered = dup_json (self);
}

/**
 * doudi_households_page_forget_memory:
 *
 * Keeps nothing any more: nobody is signed in.
 */
void
doudi_households_page_forget_memory (DoudiHouseholdsPage *self)
{
  g_clear_handle_id (&self->remember_source, g_source_remove);
  g_clear_pointer (&self->remembered, g_free);
}

static gpointer
work_out (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  return doudi_household_figures_update (session, progress, NULL, error) ? session : NULL;
}

static void
on_worked_out_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiHouseholdsPage) self = user_data;
  g_autoptr (GError) error = NULL;

  self->working_out = FALSE;
  self->keep_figures = doudi_caseload_work_finish (DOUDI_CASELOAD (object), result, &error) == NULL;
  if (error != NULL)
    doudi_page_report_error (DOUDI_PAGE (self), error);
}

/**
 * doudi_households_page_ensure_figures:
 *
 * Has the worker work out what households draw and when they are reviewed, where that is due; what
 * is shown is read again after it. Work that failed or was stopped is not begun again by what
 * follows it.
 */
void
doudi_households_page_ensure_figures (DoudiHouseholdsPage *self)
{
  DoudiCaseload *caseload = doudi_page_get_caseload (DOUDI_PAGE (self));
  g_autoptr (GError) error = NULL;
  gboolean keep = self->keep_figures;
  gboolean due = FALSE;

  self->keep_figures = FALSE;
  if (keep || self->working_out)
    return;
  if (!doudi_household_figures_are_due (doudi_caseload_get_session (caseload), &due, &error))
    doudi_page_report_error (DOUDI_PAGE (self), error);
  self->working_out = due;
  if (due)
    doudi_caseload_work_async (caseload, _ ("Working out what households draw"), work_out, NULL,
                               NULL, NULL, on_worked_out_cb, g_object_ref (self));
}
