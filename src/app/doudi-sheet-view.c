/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-sheet-view.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-file-choose.h"
#include "app/doudi-label.h"
#include "app/doudi-preview.h"
#include "app/doudi-print.h"

/*
 * @file_name: (nullable): what a file of the sheet is called; %NULL where it is only looked at
 */
struct _DoudiSheetView
{
  GtkWidget parent_instance;

  GtkWidget *box;
  DoudiPreview *preview;
  GtkLabel *page_label;
  GtkLabel *message_label;

  DoudiCaseload *caseload;
  char *file_name;
};

G_DEFINE_FINAL_TYPE (DoudiSheetView, doudi_sheet_view, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_TAKE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
update_actions (DoudiSheetView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  guint page = doudi_preview_get_page (self->preview);
  guint n_pages = doudi_preview_get_n_pages (self->preview);
  gboolean ready
    = n_pages > 0 && self->file_name != NULL && !doudi_caseload_is_busy (self->caseload);
  g_autofree char *text = NULL;

  gtk_widget_action_set_enabled (widget, "sheet.print", ready);
  gtk_widget_action_set_enabled (widget, "sheet.save", ready);
  gtk_widget_action_set_enabled (widget, "sheet.previous", page > 0);
  gtk_widget_action_set_enabled (widget, "sheet.next", page + 1 < n_pages);
  if (n_pages > 0)
    text = g_strdup_printf (_ ("Page %u of %u"), page + 1, n_pages);
  gtk_label_set_text (self->page_label, text != NULL ? text : "");
}

static GtkWindow *
get_window (DoudiSheetView *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_TAKE], 0, NULL);
}

static void
on_file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiSheetView) self = user_data;
  g_autoptr (GFile) file = doudi_file_choose_finish (GTK_WINDOW (source), result, NULL);

  if (file != NULL && self->preview != NULL)
    g_signal_emit (self, signals[SIGNAL_TAKE], 0, g_file_peek_path (file));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiSheetView *self = DOUDI_SHEET_VIEW (widget);

  doudi_file_choose_save_async (get_window (self), _ ("Save the sheet"), self->file_name,
                                on_file_chosen_cb, g_object_ref (self));
}

static void
turn_to (DoudiSheetView *self, guint page)
{
  doudi_preview_set_page (self->preview, page);
  update_actions (self);
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiSheetView *self = DOUDI_SHEET_VIEW (widget);

  turn_to (self, doudi_preview_get_page (self->preview) + 1);
}

static void
previous_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiSheetView *self = DOUDI_SHEET_VIEW (widget);

  turn_to (self, MAX (doudi_preview_get_page (self->preview), 1) - 1);
}

/* The keys of the whole window, wherever in it the keyboard is. */
static void
add_keys (DoudiSheetView *self)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } keys[] = {
    { GDK_KEY_p, GDK_CONTROL_MASK, "sheet.print" },
    { GDK_KEY_s, GDK_CONTROL_MASK, "sheet.save" },
    { GDK_KEY_Page_Down, GDK_CONTROL_MASK, "sheet.next" },
    { GDK_KEY_Page_Up, GDK_CONTROL_MASK, "sheet.previous" },
    { GDK_KEY_Escape, 0, "window.close" },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].key, keys[i].modifiers),
                        gtk_named_action_new (keys[i].action)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
doudi_sheet_view_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), DOUDI_TYPE_SHEET_VIEW);

  G_OBJECT_CLASS (doudi_sheet_view_parent_class)->dispose (object);
}

static void
doudi_sheet_view_finalize (GObject *object)
{
  DoudiSheetView *self = DOUDI_SHEET_VIEW (object);

  g_clear_object (&self->caseload);
  g_free (self->file_name);

  G_OBJECT_CLASS (doudi_sheet_view_parent_class)->finalize (object);
}

static void
doudi_sheet_view_class_init (DoudiSheetViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_sheet_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = doudi_sheet_view_finalize;
  g_type_ensure (DOUDI_TYPE_PREVIEW);
  signals[SIGNAL_TAKE] = g_signal_new ("take", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-sheet-view.ui");
  gtk_widget_class_bind_template_child (widget_class, DoudiSheetView, box);
  gtk_widget_class_bind_template_child (widget_class, DoudiSheetView, preview);
  gtk_widget_class_bind_template_child (widget_class, DoudiSheetView, page_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiSheetView, message_label);
  gtk_widget_class_install_action (widget_class, "sheet.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "sheet.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "sheet.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "sheet.previous", NULL, previous_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
doudi_sheet_view_init (DoudiSheetView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  add_keys (self);
}

/**
 * doudi_sheet_view_set_caseload:
 * @caseload: the caseload that sheets are made of: while it works, nothing is taken
 */
void
doudi_sheet_view_set_caseload (DoudiSheetView *self, DoudiCaseload *caseload)
{
  g_set_object (&self->caseload, caseload);
  g_signal_connect_object (caseload, "notify::busy", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);
  update_actions (self);
}

/**
 * doudi_sheet_view_show:
 * @sheet: (nullable): the sheet; %NULL for none
 * @file_name: (nullable): what a file of it is called; %NULL if it is only to be looked at
 */
void
doudi_sheet_view_show (DoudiSheetView *self, DoudiSheet *sheet, const char *file_name)
{
  g_free (self->file_name);
  self->file_name = g_strdup (file_name);
  doudi_preview_show (self->preview, sheet);
  update_actions (self);
}

/**
 * doudi_sheet_view_get_n_pages:
 *
 * Returns: how many pages the sheet that is shown has; 0 if none is
 */
guint
doudi_sheet_view_get_n_pages (DoudiSheetView *self)
{
  return doudi_preview_get_n_pages (self->preview);
}

/**
 * doudi_sheet_view_say:
 * @text: what is to be known of the sheet
 * @wrong: whether something went wrong
 */
void
doudi_sheet_view_say (DoudiSheetView *self, const char *text, gboolean wrong)
{
  doudi_label_set_message (self->message_label, text, wrong);
}

/**
 * doudi_sheet_view_finish_print:
 * @sheet: (nullable): the sheet that was taken for the printer; %NULL with @error
 * @title: what the printer calls it, translated
 * @error: (nullable): what went wrong
 *
 * Prints, or says why not; nothing if the window was closed meanwhile.
 */
void
doudi_sheet_view_finish_print (DoudiSheetView *self,
                               DoudiSheet *sheet,
                               const char *title,
                               const GError *error)
{
  g_autoptr (GError) local = NULL;

  if (self->preview == NULL)
    return;
  if (sheet != NULL)
    doudi_print_sheet (get_window (self), sheet, title, &local);
  if (sheet == NULL || local != NULL)
    doudi_sheet_view_say (self, local != NULL ? local->message : error->message, TRUE);
}

/**
 * doudi_sheet_view_finish_save:
 * @error: (nullable): what went wrong
 *
 * Says that the file is written, or why not; nothing if the window was closed meanwhile.
 */
void
doudi_sheet_view_finish_save (DoudiSheetView *self, const GError *error)
{
  if (self->preview != NULL)
    doudi_sheet_view_say (self, error != NULL ? error->message : _ ("The sheet is saved."),
                          error != NULL);
}
