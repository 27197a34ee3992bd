/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-form-item.h"
#include "app/doudi-list.h"
#include "app/doudi-paste-window.h"

/*
 * Rows of a sheet before they go into a form: which column goes where, how they would read, what is
 * wrong with them.
 */
struct _DoudiPasteWindow
{
  GtkWindow parent_instance;

  GtkLabel *where_label;
  GtkCheckButton *headings_button;
  GtkScrolledWindow *scrolled;
  GtkLabel *faults_label;
  GtkColumnView *table;

  DoudiFormView *view;
  DoudiFormPaste *paste;
  guint row;
};

G_DEFINE_FINAL_TYPE (DoudiPasteWindow, doudi_paste_window, GTK_TYPE_WINDOW)

/* Columns of a sheet that no question takes, by their headings or numbers. */
static char *
describe_left_out (const DoudiFormPaste *paste)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < paste->fields->len; i++)
    {
      const char *heading = doudi_form_paste_get_heading (paste, i);
      g_autofree char *number = g_strdup_printf (_ ("column %u"), i + 1);

      if (g_ptr_array_index (paste->fields, i) == NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? C_ ("list", ", ") : "",
                                *heading != '\0' ? heading : number);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_where (DoudiPasteWindow *self, guint n_rows)
{
  guint n_all = doudi_form_paste_get_n_rows (self->paste);
  g_autofree char *left_out = describe_left_out (self->paste);
  g_autoptr (GString) text = g_string_new (NULL);

  if (n_rows > 0)
    g_string_append_printf (text,
                            ngettext ("%u row, into row %u of the table.",
                                      "%u rows, from row %u of the table on.", n_rows),
                            n_rows, self->row + 1);
  else
    g_string_append (text, _ ("There is no row to put in."));
  if (n_rows < n_all)
    g_string_append_printf (text, _ (" The table has no room for %u more."), n_all - n_rows);
  if (*left_out != '\0')
    g_string_append_printf (text, _ (" Left out: %s."), left_out);
  gtk_label_set_text (self->where_label, text->str);
}

static void
show_faults (DoudiPasteWindow *self, guint n_faults)
{
  g_autofree char *text
    = n_faults > 0
        ? g_strdup_printf (ngettext ("%u answer would have to be corrected. It is marked in the "
                                     "form.",
                                     "%u answers would have to be corrected. They are marked in "
                                     "the form.",
                                     n_faults),
                           n_faults)
        : g_strdup (_ ("Nothing is wrong with it."));

  gtk_label_set_text (self->faults_label, text);
  gtk_widget_remove_css_class (GTK_WIDGET (self->faults_label),
                               n_faults > 0 ? "done-text" : "wrong-text");
  gtk_widget_add_css_class (GTK_WIDGET (self->faults_label),
                            n_faults > 0 ? "wrong-text" : "done-text");
}

/* The columns are those of the questions that something goes into. */
static void
set_up_table (DoudiPasteWindow *self)
{
  const DoudiFormPaste *paste = self->paste;
  g_autofree DoudiListColumn *columns = g_new0 (DoudiListColumn, paste->fields->len + 2);
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);
  guint n = 0;

  columns[n++] = (DoudiListColumn){ N_ ("Row"), TRUE, FALSE, 3, FALSE };
  for (guint i = 0; i < paste->fields->len; i++)
    if (g_ptr_array_index (paste->fields, i) != NULL)
      {
        g_ptr_array_add (titles, doudi_form_item_dup_name (g_ptr_array_index (paste->fields, i)));
        columns[n++] = (DoudiListColumn){ titles->pdata[titles->len - 1], FALSE, FALSE, 6, FALSE };
      }
  columns[n++] = (DoudiListColumn){ N_ ("What is wrong"), FALSE, TRUE, 20, TRUE };
  self->table = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->table), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Rows to paste"), -1);
  doudi_list_set_up (self->table, columns, n, FALSE);
  gtk_scrolled_window_set_child (self->scrolled, GTK_WIDGET (self->table));
}

static void
show (DoudiPasteWindow *self)
{
  guint n_faults;
  g_autoptr (GPtrArray) rows
    = doudi_form_view_look_at_paste (self->view, self->paste, self->row, &n_faults);
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (g_object_unref);

  set_up_table (self);
  for (guint i = 0; i < rows->len && i < DOUDI_LIST_MAX_ROWS; i++)
    {
      GStrv texts = g_strdupv (g_ptr_array_index (rows, i));
      gboolean wrong = *texts[g_strv_length (texts) - 1] != '\0';
      DoudiListRow *row = doudi_list_row_new (i, texts);

      doudi_list_row_set_look (row, wrong);
      g_ptr_array_add (shown, row);
    }
  doudi_list_show (self->table, shown);
  show_where (self, rows->len);
  show_faults (self, n_faults);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "paste.accept", rows->len > 0);
}

static void
on_headings_cb (DoudiPasteWindow *self)
{
  if (self->paste == NULL)
    return;
  doudi_form_paste_set_headings (self->paste, gtk_check_button_get_active (self->headings_button));
  show (self);
}

static void
accept_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiPasteWindow *self = DOUDI_PASTE_WINDOW (widget);

  doudi_form_view_put_paste (self->view, self->paste, self->row);
  gtk_window_close (GTK_WINDOW (self));
}

static void
doudi_paste_window_dispose (GObject *object)
{
  DoudiPasteWindow *self = DOUDI_PASTE_WINDOW (object);

  g_clear_object (&self->view);
  g_clear_pointer (&self->paste, doudi_form_paste_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), DOUDI_TYPE_PASTE_WINDOW);

  G_OBJECT_CLASS (doudi_paste_window_parent_class)->dispose (object);
}

static void
doudi_paste_window_class_init (DoudiPasteWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_paste_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-paste-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DoudiPasteWindow, where_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiPasteWindow, headings_button);
  gtk_widget_class_bind_template_child (widget_class, DoudiPasteWindow, scrolled);
  gtk_widget_class_bind_template_child (widget_class, DoudiPasteWindow, faults_label);
  gtk_widget_class_bind_template_callback (widget_class, on_headings_cb);
  gtk_widget_class_install_action (widget_class, "paste.accept", NULL, accept_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "paste.accept", NULL);
}

static void
doudi_paste_window_init (DoudiPasteWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * doudi_paste_window_new:
 * @view: the form; it stays as long as the window
 * @paste: (transfer full): rows of a sheet
 * @row: of the table, where the first one goes
 *
 * Returns: a window that shows what would be put in
 */
GtkWidget *
doudi_paste_window_new (DoudiFormView *view, DoudiFormPaste *paste, guint row)
{
  DoudiPasteWindow *self
    = g_object_new (DOUDI_TYPE_PASTE_WINDOW, "transient-for",
                    gtk_widget_get_root (GTK_WIDGET (view)), "modal", TRUE, NULL);

  gtk_check_button_set_active (self->headings_button, paste->headings);
  self->view = g_object_ref (view);
  self->paste = paste;
  self->row = row;
  show (self);
  return GTK_WIDGET (self);
}
