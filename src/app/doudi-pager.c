/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-format.h"
#include "app/doudi-list.h"
#include "app/doudi-pager.h"

/*
 * Turns the pages of rows that are all in memory: a document's amounts, the result of a question.
 * A table never gets more than %DOUDI_LIST_MAX_ROWS of them. As long as one page holds them all,
 * there is nothing to turn and nothing to see.
 */
struct _DoudiPager
{
  GtkWidget parent_instance;

  GtkWidget *previous_button;
  GtkWidget *range_label;
  GtkWidget *next_button;

  GtkColumnView *view;
  GPtrArray *rows;
  guint first;
};

G_DEFINE_FINAL_TYPE (DoudiPager, doudi_pager, GTK_TYPE_WIDGET)

static void
show_range (DoudiPager *self, guint shown)
{
  g_autofree char *all = doudi_format_count (self->rows->len);
  g_autofree char *text = g_strdup_printf ("%u–%u / %s", self->first + 1, self->first + shown, all);

  gtk_label_set_text (GTK_LABEL (self->range_label), text);
  gtk_widget_set_sensitive (self->previous_button, self->first > 0);
  gtk_widget_set_sensitive (self->next_button, self->first + shown < self->rows->len);
  gtk_widget_set_visible (GTK_WIDGET (self), shown < self->rows->len);
}

static void
show_page (DoudiPager *self)
{
  g_autoptr (GPtrArray) page = g_ptr_array_new ();

  for (guint i = self->first; i < self->rows->len && page->len < DOUDI_LIST_MAX_ROWS; i++)
    g_ptr_array_add (page, g_ptr_array_index (self->rows, i));
  doudi_list_show (self->view, page);
  show_range (self, page->len);
}

static void
doudi_pager_dispose (GObject *object)
{
  DoudiPager *self = DOUDI_PAGER (object);
  GtkWidget *child;

  g_clear_object (&self->view);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (doudi_pager_parent_class)->dispose (object);
}

static void
doudi_pager_class_init (DoudiPagerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = doudi_pager_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static GtkWidget *
add_button (DoudiPager *self, const char *icon, const char *tooltip, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, tooltip);
  g_signal_connect_swapped (button, "clicked", callback, self);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  return button;
}

static void
doudi_pager_init (DoudiPager *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 8);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->previous_button = add_button (self, "go-previous-symbolic", _ ("Previous page of the list"),
                                      G_CALLBACK (doudi_pager_previous));
  self->range_label = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->range_label, "numeric");
  gtk_widget_add_css_class (self->range_label, "dim");
  gtk_widget_set_parent (self->range_label, GTK_WIDGET (self));
  self->next_button = add_button (self, "go-next-symbolic", _ ("Next page of the list"),
                                  G_CALLBACK (doudi_pager_next));
}

/**
 * doudi_pager_show:
 * @view: a table set up by doudi_list_set_up()
 * @rows: (element-type DoudiListRow): any number; none may leave the array afterwards
 *
 * Shows the first page of @rows in @view.
 */
void
doudi_pager_show (DoudiPager *self, GtkColumnView *view, GPtrArray *rows)
{
  g_set_object (&self->view, view);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = g_ptr_array_ref (rows);
  self->first = 0;
  show_page (self);
}

/**
 * doudi_pager_next:
 *
 * Shows the page after this one.
 */
void
doudi_pager_next (DoudiPager *self)
{
  if (self->rows == NULL || self->first + DOUDI_LIST_MAX_ROWS >= self->rows->len)
    return;
  self->first += DOUDI_LIST_MAX_ROWS;
  show_page (self);
}

/**
 * doudi_pager_previous:
 *
 * Shows the page before this one.
 */
void
doudi_pager_previous (DoudiPager *self)
{
  if (self->rows == NULL || self->first == 0)
    return;
  self->first -= MIN (DOUDI_LIST_MAX_ROWS, self->first);
  show_page (self);
}

/**
 * doudi_pager_select_id:
 * @id: of a row
 *
 * Goes to the page that a row is on, and selects it.
 *
 * Returns: whether there is such a row
 */
gboolean
doudi_pager_select_id (DoudiPager *self, gint64 id)
{
  for (guint i = 0; self->rows != NULL && i < self->rows->len; i++)
    {
      if (doudi_list_row_get_id (g_ptr_array_index (self->rows, i)) != id)
        continue;
      if (i < self->first || i >= self->first + DOUDI_LIST_MAX_ROWS)
        {
          self->first = i - i % DOUDI_LIST_MAX_ROWS;
          show_page (self);
        }
      return doudi_list_select_id (self->view, id);
    }
  return FALSE;
}
