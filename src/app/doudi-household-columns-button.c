/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-household-columns-button.h"
#include "app/doudi-household-columns.h"

/*
 * Which columns the list of households has, and in which order: a row for each, with a tick and two
 * arrows, so that it goes by keyboard what the mouse does to the headings. Whoever wants to know of
 * changes watches the table.
 */
struct _DoudiHouseholdColumnsButton
{
  GtkWidget parent_instance;

  GtkMenuButton *button;
  GtkGrid *grid;
  GtkColumnView *view;
};

G_DEFINE_FINAL_TYPE (DoudiHouseholdColumnsButton, doudi_household_columns_button, GTK_TYPE_WIDGET)

#define UP_COLUMN 1
#define DOWN_COLUMN 2

static void fill (DoudiHouseholdColumnsButton *self);

static guint
get_index (gpointer widget)
{
  return GPOINTER_TO_UINT (g_object_get_data (widget, "doudi-column"));
}

static guint
find_position (const GArray *columns, guint index)
{
  const char *name = doudi_household_columns_name (index);
  guint position = 0;

  while (position < columns->len
         && !g_str_equal (g_array_index (columns, DoudiViewColumn, position).name, name))
    position++;
  return position;
}

/* The keyboard stays at the column that was moved. */
static void
move (DoudiHouseholdColumnsButton *self, guint index, int by)
{
  g_autoptr (GArray) columns = doudi_household_columns_dup (self->view);
  guint from = find_position (columns, index);
  guint to = from + (guint) by;
  DoudiViewColumn column;

  if (from >= columns->len || to >= columns->len)
    return;
  column = g_array_index (columns, DoudiViewColumn, from);
  g_array_remove_index (columns, from);
  g_array_insert_val (columns, to, column);
  doudi_household_columns_apply (self->view, columns);
  fill (self);
  gtk_widget_grab_focus (
    gtk_grid_get_child_at (self->grid, by < 0 ? UP_COLUMN : DOWN_COLUMN, (int) to));
}

static void
on_up_cb (DoudiHouseholdColumnsButton *self, GtkButton *button)
{
  move (self, get_index (button), -1);
}

static void
on_down_cb (DoudiHouseholdColumnsButton *self, GtkButton *button)
{
  move (self, get_index (button), 1);
}

static guint
count_visible (const GArray *columns)
{
  guint n = 0;

  for (guint i = 0; i < columns->len; i++)
    n += g_array_index (columns, DoudiViewColumn, i).hidden ? 0 : 1;
  return n;
}

/* The last column that is shown stays: a table without any could not be brought back. */
static void
on_toggled_cb (DoudiHouseholdColumnsButton *self, GtkCheckButton *check)
{
  g_autoptr (GArray) columns = doudi_household_columns_dup (self->view);
  gboolean show = gtk_check_button_get_active (check);

  if (!show && count_visible (columns) <= 1)
    gtk_check_button_set_active (check, TRUE);
  else
    doudi_list_set_column_visible (self->view, get_index (check), show);
}

static void
on_reset_cb (DoudiHouseholdColumnsButton *self)
{
  g_autoptr (GArray) none = g_array_new (FALSE, TRUE, sizeof (DoudiViewColumn));

  doudi_household_columns_apply (self->view, none);
  fill (self);
}

static GtkWidget *
new_arrow (DoudiHouseholdColumnsButton *self,
           guint index,
           const char *icon,
           const char *label,
           GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  g_object_set_data (G_OBJECT (button), "doudi-column", GUINT_TO_POINTER (index));
  g_signal_connect_swapped (button, "clicked", callback, self);
  return button;
}

static void
add_row (DoudiHouseholdColumnsButton *self, GtkColumnViewColumn *column, guint index, int row)
{
  const char *title = doudi_household_columns_title (index);
  GtkWidget *check = gtk_check_button_new_with_label (title);
  g_autofree char *left = g_strdup_printf (_ ("Move “%s” to the left"), title);
  g_autofree char *right = g_strdup_printf (_ ("Move “%s” to the right"), title);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               gtk_column_view_column_get_visible (column));
  gtk_widget_set_hexpand (check, TRUE);
  g_object_set_data (G_OBJECT (check), "doudi-column", GUINT_TO_POINTER (index));
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (on_toggled_cb), self);
  gtk_grid_attach (self->grid, check, 0, row, 1, 1);
  gtk_grid_attach (self->grid,
                   new_arrow (self, index, "go-up-symbolic", left, G_CALLBACK (on_up_cb)),
                   UP_COLUMN, row, 1, 1);
  gtk_grid_attach (self->grid,
                   new_arrow (self, index, "go-down-symbolic", right, G_CALLBACK (on_down_cb)),
                   DOWN_COLUMN, row, 1, 1);
}

static void
fill (DoudiHouseholdColumnsButton *self)
{
  GListModel *model = gtk_column_view_get_columns (self->view);
  GtkWidget *child;
  int row = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (model, i);
      guint index = doudi_list_get_column_index (column);

      if (index != DOUDI_HOUSEHOLD_COLUMN_FOUND)
        add_row (self, column, index, row++);
    }
}

static void
on_shown_cb (DoudiHouseholdColumnsButton *self)
{
  if (self->view == NULL)
    return;
  fill (self);
  gtk_widget_child_focus (GTK_WIDGET (self->grid), GTK_DIR_TAB_FORWARD);
}

static void
doudi_household_columns_button_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), DOUDI_TYPE_HOUSEHOLD_COLUMNS_BUTTON);

  G_OBJECT_CLASS (doudi_household_columns_button_parent_class)->dispose (object);
}

static void
doudi_household_columns_button_class_init (DoudiHouseholdColumnsButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_household_columns_button_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/doudi/Doudi/doudi-household-columns-button.ui");
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdColumnsButton, button);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdColumnsButton, grid);
  gtk_widget_class_bind_template_callback (widget_class, on_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_reset_cb);
}

static void
doudi_household_columns_button_init (DoudiHouseholdColumnsButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * doudi_household_columns_button_set_view:
 * @view: (not nullable): the table; it outlives the button
 *
 * Says whose columns are chosen.
 */
void
doudi_household_columns_button_set_view (DoudiHouseholdColumnsButton *self, GtkColumnView *view)
{
  self->view = view;
}

/**
 * doudi_household_columns_button_open:
 *
 * Opens the list of columns.
 */
void
doudi_household_columns_button_open (DoudiHouseholdColumnsButton *self)
{
  gtk_menu_button_popup (self->button);
}
