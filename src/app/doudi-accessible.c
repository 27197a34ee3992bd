/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-accessible.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-label.h"

/* What GTK 4.8 leaves for a screen reader to read out by the name of a class: the parts of its own
 * widgets that take the keyboard, and buttons of which only an icon shows. */

static void
set_name (GtkWidget *widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
name_by (GtkWidget *widget, GtkWidget *other)
{
  gtk_accessible_update_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  other, NULL, -1);
}

/* The button inside takes the keyboard, the name is outside: that of a caption or its own. */
static void
name_inside (GtkWidget *widget)
{
  GtkWidget *inside = gtk_widget_get_first_child (widget);
  g_autoptr (GList) captions = gtk_widget_list_mnemonic_labels (widget);

  if (GTK_IS_TOGGLE_BUTTON (inside))
    name_by (inside, captions != NULL ? captions->data : widget);
}

/* GTK keeps the underscore of the mnemonic in the name, and reads the label after it. */
static void
name_button (GtkButton *button)
{
  const char *tooltip = gtk_widget_get_tooltip_text (GTK_WIDGET (button));

  if (gtk_button_get_label (button) != NULL)
    {
      if (gtk_button_get_use_underline (button))
        gtk_accessible_reset_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL);
    }
  else if (gtk_button_get_icon_name (button) != NULL && tooltip != NULL)
    set_name (GTK_WIDGET (button), tooltip);
}

static void
name_menu_button (GtkMenuButton *button)
{
  const char *tooltip = gtk_widget_get_tooltip_text (GTK_WIDGET (button));

  if (gtk_menu_button_get_label (button) != NULL)
    return;
  if (tooltip != NULL)
    set_name (GTK_WIDGET (button), tooltip);
  name_inside (GTK_WIDGET (button));
}

/* The row of headings and the list of rows are one table. */
static void
name_table (GtkWidget *view)
{
  for (GtkWidget *part = gtk_widget_get_first_child (view); part != NULL;
       part = gtk_widget_get_next_sibling (part))
    name_by (part, view);
}

/* A choice of a drop-down list. Rows of tables have names of their own. */
static void
name_item (GtkWidget *item)
{
  GtkWidget *label = doudi_label_find (item);

  if (label != NULL && gtk_widget_get_ancestor (item, GTK_TYPE_COLUMN_VIEW) == NULL)
    name_by (item, label);
}

static void
complete (GtkWidget *widget)
{
  if (GTK_IS_DROP_DOWN (widget))
    name_inside (widget);
  else if (GTK_IS_MENU_BUTTON (widget))
    name_menu_button (GTK_MENU_BUTTON (widget));
  else if (GTK_IS_BUTTON (widget))
    name_button (GTK_BUTTON (widget));
  else if (GTK_IS_COLUMN_VIEW (widget))
    name_table (widget);
  else if (GTK_IS_PANED (widget))
    set_name (widget, _ ("Divider"));
  else if (GTK_IS_SCROLLED_WINDOW (widget))
    set_name (widget, _ ("Scrolled part"));
  else if (g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkListItemWidget"))
    name_item (widget);
}

static gboolean
on_map_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  complete (g_value_get_object (&values[0]));
  return TRUE;
}

/**
 * doudi_accessible_watch:
 *
 * From now on whatever shows gets the names that GTK leaves out. Once for a program.
 */
void
doudi_accessible_watch (void)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (GTK_TYPE_WIDGET);

  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, on_map_cb, NULL, NULL);
}
