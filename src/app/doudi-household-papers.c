/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-household-papers.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-ask.h"
#include "app/doudi-confirm.h"
#include "app/doudi-file-choose.h"
#include "app/doudi-paper-add.h"
#include "app/doudi-paper-window.h"
#include "casework/doudi-attachment.h"

#define FILE_PATTERN "*.jpg;*.jpeg;*.png;*.pdf;*.JPG;*.JPEG;*.PNG;*.PDF"

/*
 * @rows: (element-type DoudiAttachmentRow): what is shown, kept or in the bin
 */
struct _DoudiHouseholdPapers
{
  GtkWidget parent_instance;

  DoudiHouseholdList *list;
  GtkToggleButton *bin_button;

  DoudiCaseload *caseload;
  gint64 household;
  GPtrArray *rows;
  DoudiSayFunc say;
  gpointer say_data;
};

G_DEFINE_FINAL_TYPE (DoudiHouseholdPapers, doudi_household_papers, GTK_TYPE_WIDGET)

static const DoudiListColumn columns[] = {
  { N_ ("Day"), FALSE, FALSE, 9 },     { N_ ("Kind"), FALSE, TRUE, 8 },
  { N_ ("Title"), FALSE, TRUE, 8 },    { N_ ("Concerns"), FALSE, TRUE, 6 },
  { N_ ("Size"), TRUE, FALSE, 6 },     { N_ ("Kept on"), FALSE, FALSE, 9 },
  { N_ ("Kept by"), FALSE, FALSE, 7 }, { N_ ("Why removed"), FALSE, TRUE, 8 },
};

#define COLUMN_REASON 7

static gboolean
shows_bin (DoudiHouseholdPapers *self)
{
  return gtk_toggle_button_get_active (self->bin_button);
}

static GtkWindow *
get_window (DoudiHouseholdPapers *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
say (DoudiHouseholdPapers *self, const char *text, gboolean wrong)
{
  if (self->say != NULL && self->caseload != NULL)
    self->say (text, wrong, self->say_data);
}

static const DoudiAttachmentRow *
get_selected (DoudiHouseholdPapers *self)
{
  DoudiListRow *selected = doudi_list_get_selected (doudi_household_list_get_view (self->list));

  for (guint i = 0; selected != NULL && self->rows != NULL && i < self->rows->len; i++)
    {
      const DoudiAttachmentRow *row = g_ptr_array_index (self->rows, i);

      if (row->id == doudi_list_row_get_id (selected))
        return row;
    }
  return NULL;
}

static DoudiListRow *
row_new (const DoudiAttachmentRow *row)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *day
    = row->dated_on != DOUDI_DAY_NONE ? doudi_day_format_iso (row->dated_on) : g_strdup ("");
  g_autofree char *size = g_format_size ((guint64) row->size);
  g_autofree char *kept = g_strndup (row->recorded_at, 10);

  g_strv_builder_add_many (builder, day, doudi_attachment_kind_label (row->kind), row->title,
                           row->person_name, size, kept, row->recorded_by, row->removed_reason,
                           NULL);
  return doudi_list_row_new (row->id, g_strv_builder_end (builder));
}

static gboolean
show (DoudiHouseholdPapers *self, GError **error)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (g_object_unref);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = doudi_attachment_list (doudi_caseload_get_reader (self->caseload), self->household,
                                      shows_bin (self), error);
  if (self->rows == NULL)
    return FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    g_ptr_array_add (shown, row_new (g_ptr_array_index (self->rows, i)));
  doudi_list_set_column_visible (doudi_household_list_get_view (self->list), COLUMN_REASON,
                                 shows_bin (self));
  doudi_household_list_set_empty (
    self->list, shows_bin (self)
                  ? _ ("Nothing was removed.")
                  : _ ("Photographs and scans of this household belong here: identity cards, the "
                       "household register, medical certificates. Drop files here, or add them."));
  doudi_household_list_show (self->list, shown);
  return TRUE;
}

static void
show_again (DoudiHouseholdPapers *self)
{
  g_autoptr (GError) error = NULL;

  if (self->caseload != NULL && !show (self, &error))
    say (self, error->message, TRUE);
}

static void
update (DoudiHouseholdPapers *self)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  if (window != NULL && self->caseload != NULL)
    doudi_household_papers_update (self, window);
}

static void
on_bin_cb (DoudiHouseholdPapers *self)
{
  show_again (self);
  update (self);
}

static void
on_activate_cb (DoudiHouseholdPapers *self)
{
  doudi_household_papers_open (self);
}

static GtkWidget *
add_button (GtkBox *bar, const char *label, const char *action, const char *tooltip)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_box_append (bar, button);
  return button;
}

static void
add_bar (DoudiHouseholdPapers *self)
{
  GtkBox *bar = doudi_household_list_get_bar (self->list);

  add_button (bar, _ ("_Add…"), "household.add-paper", _ ("Adds photographs and scans (Ctrl+N)"));
  add_button (bar, _ ("_Open"), "household.open-paper", _ ("Shows the paper (Enter)"));
  add_button (bar, _ ("_Save as…"), "household.save-paper",
              _ ("Saves the paper as a file (Ctrl+S)"));
  add_button (bar, _ ("_Remove…"), "household.remove-paper",
              _ ("Puts the paper into the bin (Ctrl+Delete)"));
  add_button (bar, _ ("_Bring back"), "household.restore-paper",
              _ ("Brings the paper back from the bin"));
  self->bin_button = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_mnemonic (_ ("B_in")));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->bin_button), _ ("Papers that were removed"));
  gtk_widget_set_hexpand (GTK_WIDGET (self->bin_button), TRUE);
  gtk_widget_set_halign (GTK_WIDGET (self->bin_button), GTK_ALIGN_END);
  g_signal_connect_swapped (self->bin_button, "toggled", G_CALLBACK (on_bin_cb), self);
  gtk_box_append (bar, GTK_WIDGET (self->bin_button));
}

static void
doudi_household_papers_dispose (GObject *object)
{
  DoudiHouseholdPapers *self = DOUDI_HOUSEHOLD_PAPERS (object);
  GtkWidget *child;

  g_clear_object (&self->caseload);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (doudi_household_papers_parent_class)->dispose (object);
}

static void
doudi_household_papers_class_init (DoudiHouseholdPapersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = doudi_household_papers_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
doudi_household_papers_init (DoudiHouseholdPapers *self)
{
  GtkColumnView *view;

  self->list = DOUDI_HOUSEHOLD_LIST (
    doudi_household_list_new (_ ("Attachments"), columns, G_N_ELEMENTS (columns), ""));
  add_bar (self);
  view = doudi_household_list_get_view (self->list);
  g_signal_connect_swapped (view, "activate", G_CALLBACK (on_activate_cb), self);
  g_signal_connect_object (gtk_column_view_get_model (view), "selection-changed",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
}

/**
 * doudi_household_papers_set_say:
 * @self: the papers
 * @func: says what became of something
 * @data: for @func
 *
 * Tells where messages go.
 */
void
doudi_household_papers_set_say (DoudiHouseholdPapers *self, DoudiSayFunc func, gpointer data)
{
  self->say = func;
  self->say_data = data;
}

/**
 * doudi_household_papers_set_household:
 * @self: the papers
 * @caseload: a caseload somebody is signed in to
 * @household: whose they are
 *
 * Tells whose papers they are.
 */
void
doudi_household_papers_set_household (DoudiHouseholdPapers *self,
                                      DoudiCaseload *caseload,
                                      gint64 household)
{
  g_set_object (&self->caseload, caseload);
  self->household = household;
}

/**
 * doudi_household_papers_show:
 * @self: the papers
 * @error: return location
 *
 * Shows the papers of the household.
 *
 * Returns: whether they could be read
 */
gboolean
doudi_household_papers_show (DoudiHouseholdPapers *self, GError **error)
{
  if (!show (self, error))
    return FALSE;
  update (self);
  return TRUE;
}

/**
 * doudi_household_papers_get_list:
 *
 * Returns: (transfer none): the list
 */
DoudiHouseholdList *
doudi_household_papers_get_list (DoudiHouseholdPapers *self)
{
  return self->list;
}

/**
 * doudi_household_papers_update:
 * @self: the papers
 * @window: the window, whose actions are enabled
 *
 * Lets be done what can be done with the selected paper.
 */
void
doudi_household_papers_update (DoudiHouseholdPapers *self, GtkWidget *window)
{
  gboolean any = get_selected (self) != NULL;
  gboolean looks = any && doudi_caseload_may (self->caseload, DOUDI_ACTION_REVEAL);
  gboolean keeps = doudi_caseload_may (self->caseload, DOUDI_ACTION_ATTACH);

  gtk_widget_action_set_enabled (window, "household.add-paper", keeps);
  gtk_widget_action_set_enabled (window, "household.open-paper", looks);
  gtk_widget_action_set_enabled (window, "household.save-paper", looks);
  gtk_widget_action_set_enabled (window, "household.remove-paper",
                                 keeps && any && !shows_bin (self));
  gtk_widget_action_set_enabled (window, "household.restore-paper",
                                 keeps && any && shows_bin (self));
}

static void
on_kept_cb (DoudiHouseholdPapers *self, guint n)
{
  g_autofree char *text = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%u paper is kept.", "%u papers are kept.", n), n);

  say (self, text, FALSE);
}

/**
 * doudi_household_papers_add:
 * @self: the papers
 * @files: (element-type GFile): files that were chosen or dropped
 *
 * Asks what papers are, and keeps them.
 *
 * Returns: (transfer none): the window that asks
 */
GtkWidget *
doudi_household_papers_add (DoudiHouseholdPapers *self, GListModel *files)
{
  GtkWidget *window
    = doudi_paper_add_new (get_window (self), self->caseload, self->household, files);

  g_signal_connect_object (window, "kept", G_CALLBACK (on_kept_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
on_files_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiHouseholdPapers) self = user_data;
  g_autoptr (GListModel) files = doudi_file_choose_many_finish (GTK_WINDOW (source), result);

  if (files != NULL && self->caseload != NULL && g_list_model_get_n_items (files) > 0)
    doudi_household_papers_add (self, files);
}

/**
 * doudi_household_papers_choose:
 * @self: the papers
 *
 * Lets somebody choose files that are to be kept.
 */
void
doudi_household_papers_choose (DoudiHouseholdPapers *self)
{
  doudi_file_choose_open_many_async (get_window (self), _ ("Add papers"),
                                     _ ("Photographs and documents (JPEG, PNG, PDF)"), FILE_PATTERN,
                                     on_files_chosen_cb, g_object_ref (self));
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiHouseholdPapers) self = user_data;
  g_autoptr (GError) error = NULL;

  if (doudi_paper_save_finish (GTK_WINDOW (source), result, &error))
    say (self, _ ("The paper is saved."), FALSE);
  else if (error != NULL)
    say (self, error->message, TRUE);
}

/**
 * doudi_household_papers_save:
 * @self: the papers
 *
 * Saves the selected paper where somebody chooses.
 */
void
doudi_household_papers_save (DoudiHouseholdPapers *self)
{
  const DoudiAttachmentRow *row = get_selected (self);

  if (row != NULL)
    doudi_paper_save (get_window (self), self->caseload, row, on_saved_cb, g_object_ref (self));
}

static void
on_document_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiHouseholdPapers) self = user_data;

  if (doudi_confirm_finish (GTK_WINDOW (source), result) && self->caseload != NULL)
    doudi_household_papers_save (self);
}

/**
 * doudi_household_papers_open:
 * @self: the papers
 *
 * Shows the selected paper. A document is saved where somebody chooses: other people's documents
 * are not opened in this program.
 */
void
doudi_household_papers_open (DoudiHouseholdPapers *self)
{
  const DoudiAttachmentRow *row = get_selected (self);

  if (row == NULL || !doudi_caseload_may (self->caseload, DOUDI_ACTION_REVEAL))
    return;
  if (g_str_has_prefix (row->media_type, "image/"))
    gtk_window_present (
      GTK_WINDOW (doudi_paper_window_new (get_window (self), self->caseload, row)));
  else
    doudi_confirm_async (
      get_window (self), _ ("Save the document to look at it?"),
      _ ("A PDF is looked at with another program. Choose where it is saved, and "
         "delete the file there when you are done."),
      _ ("_Save as…"), on_document_answered_cb, g_object_ref (self));
}

/*
 * Removing:
 *
 * A paper that is to be removed, or brought back where there is no reason.
 */
typedef struct
{
  gint64 id;
  char *reason;
} Removing;

static void
removing_free (gpointer data)
{
  Removing *removing = data;

  g_free (removing->reason);
  g_free (removing);
}

static gpointer
remove_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  const Removing *removing = data;
  gboolean done = removing->reason != NULL
                    ? doudi_attachment_remove (session, removing->id, removing->reason, error)
                    : doudi_attachment_restore (session, removing->id, error);

  return done ? GINT_TO_POINTER (TRUE) : NULL;
}

static void
on_removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiHouseholdPapers) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer done = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);

  if (done == NULL)
    say (self, error->message, TRUE);
  else if (self->caseload != NULL)
    say (self,
         shows_bin (self) ? _ ("The paper is back.")
                          : _ ("The paper is in the bin, from where it can be brought back."),
         FALSE);
}

static void
start_removing (DoudiHouseholdPapers *self, gint64 id, const char *reason)
{
  Removing *removing = g_new0 (Removing, 1);

  *removing = (Removing){ id, g_strdup (reason) };
  doudi_caseload_work_async (self->caseload, _ ("Keeping the papers"), remove_work, removing,
                             removing_free, NULL, on_removed_cb, g_object_ref (self));
}

static void
on_reason_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiHouseholdPapers) self = user_data;
  g_autoptr (DoudiAsked) asked = doudi_ask_finish (GTK_WINDOW (source), result);
  const DoudiAttachmentRow *row = self->caseload != NULL ? get_selected (self) : NULL;

  if (asked != NULL && row != NULL)
    start_removing (self, row->id, asked->words);
}

/**
 * doudi_household_papers_remove:
 * @self: the papers
 *
 * Asks why the selected paper is removed, and puts it into the bin.
 */
void
doudi_household_papers_remove (DoudiHouseholdPapers *self)
{
  const DoudiAttachmentRow *row = get_selected (self);
  DoudiAsk ask = { .heading = _ ("Put the paper into the bin"),
                   .accept = _ ("_Remove"),
                   .words_label = _ ("Why it is removed"),
                   .words_needed = TRUE };

  if (row == NULL)
    return;
  ask.body = row->title;
  doudi_ask_async (get_window (self), &ask, on_reason_cb, g_object_ref (self));
}

/**
 * doudi_household_papers_restore:
 * @self: the papers
 *
 * Brings the selected paper back from the bin.
 */
void
doudi_household_papers_restore (DoudiHouseholdPapers *self)
{
  const DoudiAttachmentRow *row = get_selected (self);

  if (row != NULL && shows_bin (self))
    start_removing (self, row->id, NULL);
}
