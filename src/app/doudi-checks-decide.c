/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * Decisions about what was found, by buttons and keys.
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-ask.h"
#include "app/doudi-checks-page-private.h"
#include "app/doudi-checks-work.h"
#include "app/doudi-household-desk.h"
#include "app/doudi-list.h"

/* The one below in the list, else the one above. */
gint64
doudi_checks_find_neighbour (DoudiChecksPage *self)
{
  GtkSingleSelection *model = GTK_SINGLE_SELECTION (gtk_column_view_get_model (self->view));
  guint position = gtk_single_selection_get_selected (model);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (model));
  g_autoptr (DoudiListRow) row = NULL;

  if (position == GTK_INVALID_LIST_POSITION || n < 2)
    return 0;
  row
    = g_list_model_get_item (G_LIST_MODEL (model), position + 1 < n ? position + 1 : position - 1);
  return doudi_list_row_get_id (row);
}

/* Takes @after. What was known of it before the file was asked is shown already, unless a look came
 * between. */
static void
replace_finding (DoudiChecksPage *self, gint64 id, DoudiFinding *after)
{
  DoudiFinding *before = doudi_checks_get_finding (self, id);
  DoudiListRow *row = doudi_list_get_selected (self->view);
  gint64 selected = row != NULL ? doudi_list_row_get_id (row) : 0;
  gboolean as_shown = before->state == after->state && selected != id;

  self->found->pdata[id - 1] = after;
  doudi_finding_free (before);
  if (!as_shown)
    doudi_checks_show_found (self, selected);
}

static void
on_decided_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiChecksPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiFinding) after
    = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);
  gint64 id = after != NULL ? doudi_checks_find_id (self, after->kind, after->subject) : 0;

  if (doudi_page_get_caseload (DOUDI_PAGE (self)) == NULL)
    return;
  if (after == NULL)
    {
      doudi_page_report_error (DOUDI_PAGE (self), error);
      self->deciding = 0;
    }
  else if (id != 0)
    replace_finding (self, id, g_steal_pointer (&after));
}

static DoudiFindingState
state_after (const char *decision)
{
  if (g_str_equal (decision, "same"))
    return DOUDI_FINDING_PROPOSED;
  if (g_str_equal (decision, "later"))
    return DOUDI_FINDING_PUT_OFF;
  return g_str_equal (decision, "reopened") ? DOUDI_FINDING_WAITING : DOUDI_FINDING_SETTLED;
}

static void
start_decision (DoudiChecksPage *self,
                DoudiFinding *finding,
                const char *decision,
                const char *reason)
{
  self->deciding++;
  doudi_caseload_work_async (doudi_page_get_caseload (DOUDI_PAGE (self)),
                             _ ("Recording the decision"), doudi_checks_decide_work,
                             doudi_check_decision_new (finding, decision, reason),
                             doudi_check_decision_free, (GDestroyNotify) doudi_finding_free,
                             on_decided_cb, g_object_ref (self));
  finding->state = state_after (decision);
  finding->changed = FALSE;
}

/* The next one is there before the file has taken this one. */
static void
decide (DoudiChecksPage *self, DoudiFinding *finding, const char *decision, const char *reason)
{
  gint64 next = doudi_checks_find_neighbour (self);
  DoudiCheckDecision *done = doudi_check_decision_new (finding, decision, NULL);

  start_decision (self, finding, decision, reason);
  g_ptr_array_add (self->undo, done);
  doudi_checks_show_found (self, next);
  doudi_list_focus (self->view);
}

static void
on_reason_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiChecksPage) self = user_data;
  g_autoptr (DoudiAsked) asked = doudi_ask_finish (GTK_WINDOW (source), result);
  DoudiFinding *finding = doudi_checks_get_selected (self);

  if (asked != NULL && finding != NULL && doudi_page_get_caseload (DOUDI_PAGE (self)) != NULL
      && !doudi_finding_info (finding->kind)->pair)
    decide (self, finding, "never-mind", asked->words);
}

static void
ask_reason (DoudiChecksPage *self, const DoudiFinding *finding)
{
  const DoudiAsk ask = { .heading = _ ("Never mind, because…"),
                         .body = finding->words,
                         .accept = _ ("_Never mind"),
                         .words_label = _ ("Why it may stay as it is"),
                         .words_needed = TRUE };

  doudi_ask_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), &ask, on_reason_asked_cb,
                   g_object_ref (self));
}

/* In the entry screen; who may not edit looks at it. */
static void
mend (DoudiChecksPage *self, gint64 household)
{
  if (doudi_page_may (DOUDI_PAGE (self), DOUDI_ACTION_EDIT_HOUSEHOLD))
    doudi_household_desk_edit (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                               doudi_page_get_caseload (DOUDI_PAGE (self)), household);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-household", "x", household);
}

static void
first_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiChecksPage *self = DOUDI_CHECKS_PAGE (widget);
  DoudiFinding *finding = doudi_checks_get_selected (self);

  if (finding == NULL)
    return;
  if (!doudi_finding_info (finding->kind)->pair)
    mend (self, g_array_index (finding->households, gint64, 0));
  else if (doudi_checks_may_merge (self, finding))
    doudi_checks_merge (self, finding);
  else
    decide (self, finding, "same", NULL);
}

static void
second_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiChecksPage *self = DOUDI_CHECKS_PAGE (widget);
  DoudiFinding *finding = doudi_checks_get_selected (self);

  if (finding == NULL)
    return;
  if (doudi_finding_info (finding->kind)->pair)
    decide (self, finding, "not-the-same", NULL);
  else
    ask_reason (self, finding);
}

static void
third_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiChecksPage *self = DOUDI_CHECKS_PAGE (widget);
  DoudiFinding *finding = doudi_checks_get_selected (self);

  if (finding != NULL)
    decide (self, finding, "later", NULL);
}

static void
reopen_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiChecksPage *self = DOUDI_CHECKS_PAGE (widget);
  DoudiFinding *finding = doudi_checks_get_selected (self);

  gint64 next;

  if (finding == NULL)
    return;
  next = doudi_checks_find_neighbour (self);
  start_decision (self, finding, "reopened", NULL);
  doudi_checks_show_found (self, next);
  doudi_list_focus (self->view);
}

/* It waits again, and is selected where it is shown. */
static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiChecksPage *self = DOUDI_CHECKS_PAGE (widget);
  g_autoptr (GPtrArray) taken = g_ptr_array_new_with_free_func (doudi_check_decision_free);
  const DoudiCheckDecision *last;
  gint64 id;

  if (self->undo->len == 0)
    return;
  g_ptr_array_add (taken, g_ptr_array_steal_index (self->undo, self->undo->len - 1));
  last = g_ptr_array_index (taken, 0);
  if (last->edit != 0)
    {
      doudi_checks_take_back_merger (self, last->edit);
      doudi_checks_update_actions (self);
      return;
    }
  id = doudi_checks_find_id (self, last->kind, last->subject);
  if (id == 0)
    {
      doudi_checks_update_actions (self);
      return;
    }
  start_decision (self, doudi_checks_get_finding (self, id), "reopened", NULL);
  self->filling = TRUE;
  gtk_drop_down_set_selected (self->state_drop_down, DOUDI_CHECKS_SHOW_WAITING);
  self->filling = FALSE;
  if (self->kind != last->kind)
    self->kind = DOUDI_CHECKS_ALL_KINDS;
  doudi_checks_show_found (self, id);
  doudi_list_focus (self->view);
}

/* Plain digits, so only where no text is typed: what has the keyboard sees them first, and this
 * page has no entry. */
static void
install_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1, 0, "page.decide-first", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_1, 0, "page.decide-first", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_2, 0, "page.decide-second", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_2, 0, "page.decide-second", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_3, 0, "page.decide-third", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_3, 0, "page.decide-third", NULL);
}

/* The commands of deciding, and their keys. */
void
doudi_checks_install_decisions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.decide-first", NULL, first_action);
  gtk_widget_class_install_action (widget_class, "page.decide-second", NULL, second_action);
  gtk_widget_class_install_action (widget_class, "page.decide-third", NULL, third_action);
  gtk_widget_class_install_action (widget_class, "page.reopen", NULL, reopen_action);
  gtk_widget_class_install_action (widget_class, "page.undo", NULL, undo_action);
  install_keys (widget_class);
}
