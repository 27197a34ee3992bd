/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-file-choose.h"
#include "app/doudi-list.h"
#include "app/doudi-policy-act.h"
#include "app/doudi-policy-entries.h"
#include "app/doudi-policy-pane.h"
#include "app/doudi-settings-page.h"
#include "app/doudi-what-if-pane.h"
#include "base/doudi-error.h"
#include "store/doudi-policy-store.h"

/*
 * What holds in the county: policy documents, what each says and would change, and their way from a
 * file over a proposal to the rules in force. @draft is a file that was opened and that the
 * caseload does not have; @path is the file that was tried last.
 */
struct _DoudiSettingsPage
{
  DoudiPage parent_instance;

  GtkWidget *doudictl_label;
  GtkWidget *problem_bar;
  GtkLabel *problem_label;
  GtkColumnView *view;
  GtkStack *detail_stack;
  GtkLabel *title_label;
  GtkLabel *state_label;
  GtkWidget *demonstration_box;
  GtkStack *tab_stack;
  DoudiPolicyPane *policy_pane;
  DoudiWhatIfPane *what_if_pane;
  GtkLabel *hint_label;

  GPtrArray *entries;
  DoudiPolicyEntry *draft;
  char *path;
  gint64 wanted_id;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (DoudiSettingsPage, doudi_settings_page, DOUDI_TYPE_PAGE)

static DoudiPolicyEntry *
get_entry (DoudiSettingsPage *self)
{
  DoudiListRow *row = doudi_list_get_selected (self->view);

  return row != NULL && self->entries != NULL
           ? g_ptr_array_index (self->entries, (guint) doudi_list_row_get_id (row))
           : NULL;
}

static void
update_actions (DoudiSettingsPage *self)
{
  DoudiPage *page = DOUDI_PAGE (self);
  const DoudiPolicyEntry *entry = get_entry (self);

  gtk_widget_action_set_enabled (
    GTK_WIDGET (self), "page.propose-policy",
    entry != NULL && doudi_policy_act_is_possible (DOUDI_POLICY_PROPOSE, page, entry));
  gtk_widget_action_set_enabled (
    GTK_WIDGET (self), "page.adopt-policy",
    entry != NULL && doudi_policy_act_is_possible (DOUDI_POLICY_ADOPT, page, entry));
}

static void
show_heading (DoudiSettingsPage *self, const DoudiPolicyEntry *entry)
{
  g_autofree char *hint = doudi_policy_act_hint (DOUDI_PAGE (self), entry);

  gtk_label_set_text (self->title_label, doudi_policy_document_get_title (entry->document));
  gtk_label_set_text (self->state_label, doudi_policy_entry_describe (entry));
  gtk_widget_set_visible (self->demonstration_box,
                          doudi_policy_document_is_demonstration (entry->document));
  gtk_label_set_text (self->hint_label, hint);
}

static void
show_selected (DoudiSettingsPage *self)
{
  const DoudiPolicyEntry *entry = get_entry (self);

  gtk_stack_set_visible_child_name (self->detail_stack, entry != NULL ? "document" : "empty");
  doudi_policy_pane_show (self->policy_pane, entry != NULL ? entry->document : NULL);
  doudi_what_if_pane_show (self->what_if_pane, entry != NULL ? entry->document : NULL,
                           entry != NULL && entry->in_force);
  if (entry != NULL)
    show_heading (self, entry);
  else
    gtk_label_set_text (self->hint_label, "");
  update_actions (self);
}

static void
on_selected_cb (DoudiSettingsPage *self)
{
  if (!self->filling)
    show_selected (self);
}

/* A draft that has got into the caseload is one no more. */
static void
add_draft (DoudiSettingsPage *self, GPtrArray *entries)
{
  if (self->draft == NULL)
    return;
  if (doudi_policy_entries_find_text (entries, self->draft->digest) != NULL)
    g_clear_pointer (&self->draft, doudi_policy_entry_free);
  else
    g_ptr_array_insert (entries, 0, doudi_policy_entry_new_draft (self->draft->document));
}

/* The row that was asked for, or the one with the text that was selected; at first what waits for
 * the person. */
static gint64
find_wanted (DoudiSettingsPage *self, gint64 id, const char *digest)
{
  gint64 found = 0;

  for (guint i = self->entries->len; i > 0; i--)
    {
      const DoudiPolicyEntry *entry = g_ptr_array_index (self->entries, i - 1);

      if (id != 0 && entry->id == id)
        return i - 1;
      if (digest != NULL
            ? g_str_equal (entry->digest, digest)
            : doudi_policy_entry_get_standing (entry) == DOUDI_POLICY_WAITING
                && doudi_policy_act_is_possible (DOUDI_POLICY_ADOPT, DOUDI_PAGE (self), entry))
        found = i - 1;
    }
  return found;
}

static gboolean
has_keyboard (DoudiSettingsPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view));
}

/* The list keeps the keyboard, on the row that is selected. */
static void
show_entries (DoudiSettingsPage *self, GPtrArray *entries)
{
  g_autoptr (GPtrArray) rows = doudi_policy_entries_rows (entries);
  const DoudiPolicyEntry *selected = get_entry (self);
  gint64 id = self->wanted_id != 0 ? self->wanted_id : selected != NULL ? selected->id : 0;
  g_autofree char *digest = g_strdup (selected != NULL ? selected->digest : NULL);
  gboolean same = self->entries != NULL && doudi_policy_entries_are_same (self->entries, entries);
  gboolean keyboard = has_keyboard (self);

  self->filling = TRUE;
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  self->entries = g_ptr_array_ref (entries);
  if (!same)
    doudi_list_show (self->view, rows);
  doudi_list_select_id (self->view, find_wanted (self, id, digest));
  self->filling = FALSE;
  self->wanted_id = 0;
  if (keyboard && !same)
    doudi_list_focus (self->view);
  show_selected (self);
}

static void
doudi_settings_page_refresh (DoudiPage *page)
{
  DoudiSettingsPage *self = DOUDI_SETTINGS_PAGE (page);
  DoudiSession *session = doudi_caseload_get_session (doudi_page_get_caseload (page));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = doudi_policy_entries_list (session, &error);

  if (entries == NULL)
    {
      doudi_page_report_error (page, error);
      return;
    }
  add_draft (self, entries);
  show_entries (self, entries);
}

static void
doudi_settings_page_attach (DoudiPage *page)
{
  DoudiSettingsPage *self = DOUDI_SETTINGS_PAGE (page);

  gtk_widget_set_visible (self->doudictl_label, doudi_page_may (page, DOUDI_ACTION_ADD_USER));
  gtk_widget_set_visible (self->problem_bar, FALSE);
  gtk_stack_set_visible_child_name (self->tab_stack, "values");
}

static void
doudi_settings_page_detach (DoudiPage *page)
{
  DoudiSettingsPage *self = DOUDI_SETTINGS_PAGE (page);
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();

  g_clear_pointer (&self->draft, doudi_policy_entry_free);
  g_clear_pointer (&self->path, g_free);
  doudi_what_if_pane_forget (self->what_if_pane);
  show_entries (self, nothing);
}

/* Only a director is waited for. */
static guint
doudi_settings_page_count_waiting (DoudiPage *page)
{
  DoudiSession *session = doudi_caseload_get_session (doudi_page_get_caseload (page));
  g_autoptr (GPtrArray) rows = NULL;
  guint count = 0;

  if (!doudi_page_may (page, DOUDI_ACTION_ADOPT_POLICY))
    return 0;
  rows = doudi_policy_rows_list (doudi_session_get_store (session), NULL);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const DoudiPolicyRow *row = g_ptr_array_index (rows, i);

      count += g_str_equal (row->state, "proposed")
               && g_strcmp0 (row->proposed_by, doudi_session_get_user (session)) != 0;
    }
  return count;
}

static void
show_problem (DoudiSettingsPage *self, const GError *error)
{
  const char *where = error != NULL ? doudi_error_get_where (error) : NULL;
  g_autofree char *place = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->problem_bar, error != NULL);
  if (error == NULL)
    return;
  place = where != NULL ? g_strconcat (where, ": ", NULL) : g_strdup ("");
  text = g_strdup_printf (_ ("%s%s — Nothing has changed. Correct the file and open it again."),
                          place, error->message);
  gtk_label_set_text (self->problem_label, text);
}

static void
select_entry (DoudiSettingsPage *self, const DoudiPolicyEntry *entry)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (g_ptr_array_index (self->entries, i) == entry)
      doudi_list_select_id (self->view, i);
  if (has_keyboard (self))
    doudi_list_focus (self->view);
}

/* A text that is in the list already is shown there; any other is the draft now. */
static void
take_document (DoudiSettingsPage *self, DoudiPolicyDocument *document)
{
  DoudiPolicyEntry *draft = doudi_policy_entry_new_draft (document);
  const DoudiPolicyEntry *known = doudi_policy_entries_find_text (self->entries, draft->digest);

  if (known != NULL)
    doudi_page_report_done (DOUDI_PAGE (self), _ ("This very text is in the list already."));
  else
    {
      g_clear_pointer (&self->draft, doudi_policy_entry_free);
      self->draft = g_steal_pointer (&draft);
      doudi_page_refresh (DOUDI_PAGE (self));
      known = g_ptr_array_index (self->entries, 0);
    }
  select_entry (self, known);
  g_clear_pointer (&draft, doudi_policy_entry_free);
}

static void
on_file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiSettingsPage) self = user_data;
  g_autoptr (GFile) file = doudi_file_choose_finish (GTK_WINDOW (source), result, NULL);

  if (file != NULL && doudi_page_get_caseload (DOUDI_PAGE (self)) != NULL)
    doudi_settings_page_open (self, g_file_peek_path (file));
}

static void
open_policy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  doudi_file_choose_open_async (GTK_WINDOW (gtk_widget_get_root (widget)),
                                _ ("Open a policy document"), _ ("Policy documents"), "*.json",
                                on_file_chosen_cb, g_object_ref (DOUDI_SETTINGS_PAGE (widget)));
}

static void
reopen_policy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiSettingsPage *self = DOUDI_SETTINGS_PAGE (widget);
  g_autofree char *path = g_strdup (self->path);

  if (path != NULL)
    doudi_settings_page_open (self, path);
}

static void
close_problem_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_problem (DOUDI_SETTINGS_PAGE (widget), NULL);
}

static void
show_values_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_stack_set_visible_child_name (DOUDI_SETTINGS_PAGE (widget)->tab_stack, "values");
}

static void
show_what_if_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_stack_set_visible_child_name (DOUDI_SETTINGS_PAGE (widget)->tab_stack, "what-if");
}

static void
only_unsure_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_values_action (widget, name, NULL);
  doudi_policy_pane_toggle_unsure (DOUDI_SETTINGS_PAGE (widget)->policy_pane);
}

static void
what_if_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_what_if_action (widget, name, NULL);
  doudi_what_if_pane_run (DOUDI_SETTINGS_PAGE (widget)->what_if_pane);
}

static void
export_what_if_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  doudi_what_if_pane_export (DOUDI_SETTINGS_PAGE (widget)->what_if_pane);
}

static void
sort_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  doudi_what_if_pane_sort_next (DOUDI_SETTINGS_PAGE (widget)->what_if_pane);
}

static gboolean
shows_values (DoudiSettingsPage *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->tab_stack), "values") == 0;
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiSettingsPage *self = DOUDI_SETTINGS_PAGE (widget);

  if (shows_values (self))
    doudi_policy_pane_next (self->policy_pane);
  else
    doudi_what_if_pane_next (self->what_if_pane);
}

static void
previous_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiSettingsPage *self = DOUDI_SETTINGS_PAGE (widget);

  if (shows_values (self))
    doudi_policy_pane_previous (self->policy_pane);
  else
    doudi_what_if_pane_previous (self->what_if_pane);
}

static void
on_acted_cb (DoudiPage *page, DoudiPolicyAct act, gint64 id)
{
  DoudiSettingsPage *self = DOUDI_SETTINGS_PAGE (page);

  self->wanted_id = id;
  if (act != DOUDI_POLICY_ADOPT)
    return;
  doudi_what_if_pane_forget (self->what_if_pane);
  gtk_stack_set_visible_child_name (self->tab_stack, "values");
}

static void
ask (DoudiSettingsPage *self, DoudiPolicyAct act)
{
  const DoudiPolicyEntry *entry = get_entry (self);

  if (entry != NULL)
    doudi_policy_act_ask (act, DOUDI_PAGE (self), entry,
                          doudi_what_if_pane_get_answer (self->what_if_pane), on_acted_cb);
}

static void
propose_policy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ask (DOUDI_SETTINGS_PAGE (widget), DOUDI_POLICY_PROPOSE);
}

static void
adopt_policy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ask (DOUDI_SETTINGS_PAGE (widget), DOUDI_POLICY_ADOPT);
}

/* The keyboard enters by the list. */
static gboolean
doudi_settings_page_focus (GtkWidget *widget, GtkDirectionType direction)
{
  if (gtk_widget_get_focus_child (widget) == NULL && direction == GTK_DIR_TAB_FORWARD
      && doudi_list_focus (DOUDI_SETTINGS_PAGE (widget)->view))
    return TRUE;
  return GTK_WIDGET_CLASS (doudi_settings_page_parent_class)->focus (widget, direction);
}

static void
doudi_settings_page_dispose (GObject *object)
{
  DoudiSettingsPage *self = DOUDI_SETTINGS_PAGE (object);

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->draft, doudi_policy_entry_free);
  g_clear_pointer (&self->path, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), DOUDI_TYPE_SETTINGS_PAGE);

  G_OBJECT_CLASS (doudi_settings_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, DoudiSettingsPage, doudictl_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiSettingsPage, problem_bar);
  gtk_widget_class_bind_template_child (widget_class, DoudiSettingsPage, problem_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiSettingsPage, view);
  gtk_widget_class_bind_template_child (widget_class, DoudiSettingsPage, detail_stack);
  gtk_widget_class_bind_template_child (widget_class, DoudiSettingsPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiSettingsPage, state_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiSettingsPage, demonstration_box);
  gtk_widget_class_bind_template_child (widget_class, DoudiSettingsPage, tab_stack);
  gtk_widget_class_bind_template_child (widget_class, DoudiSettingsPage, policy_pane);
  gtk_widget_class_bind_template_child (widget_class, DoudiSettingsPage, what_if_pane);
  gtk_widget_class_bind_template_child (widget_class, DoudiSettingsPage, hint_label);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "page.open-policy", open_policy_action },
    { "page.reopen-policy", reopen_policy_action },
    { "page.close-problem", close_problem_action },
    { "page.show-values", show_values_action },
    { "page.show-what-if", show_what_if_action },
    { "page.only-unsure", only_unsure_action },
    { "page.what-if", what_if_action },
    { "page.export-what-if", export_what_if_action },
    { "page.sort", sort_action },
    { "page.next", next_action },
    { "page.previous", previous_action },
    { "page.propose-policy", propose_policy_action },
    { "page.adopt-policy", adopt_policy_action },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
}

static void
doudi_settings_page_class_init (DoudiSettingsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  DoudiPageClass *page_class = DOUDI_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_settings_page_dispose;
  widget_class->focus = doudi_settings_page_focus;
  page_class->attach = doudi_settings_page_attach;
  page_class->detach = doudi_settings_page_detach;
  page_class->refresh = doudi_settings_page_refresh;
  page_class->count_waiting = doudi_settings_page_count_waiting;
  g_type_ensure (DOUDI_TYPE_POLICY_PANE);
  g_type_ensure (DOUDI_TYPE_WHAT_IF_PANE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-settings-page.ui");
  bind_children (widget_class);
  install_actions (widget_class);
}

static void
doudi_settings_page_init (DoudiSettingsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  doudi_policy_entries_set_up (self->view);
  g_signal_connect_object (gtk_column_view_get_model (self->view), "notify::selected-item",
                           G_CALLBACK (on_selected_cb), self, G_CONNECT_SWAPPED);
}

/**
 * doudi_settings_page_open:
 * @path: a file
 *
 * Opens a policy document that is not in the caseload. What is wrong with it stands in the page;
 * everything shown before stays.
 */
void
doudi_settings_page_open (DoudiSettingsPage *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiPolicyDocument) document = doudi_policy_document_load_file (path, &error);

  g_free (self->path);
  self->path = g_strdup (path);
  show_problem (self, error);
  if (document != NULL)
    take_document (self, document);
}
