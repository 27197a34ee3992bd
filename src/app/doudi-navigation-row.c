/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-navigation-row.h"

/* A page in the navigation: its icon, its name, and how much waits there. */
struct _DoudiNavigationRow
{
  GtkWidget parent_instance;

  char *name;
  GtkWidget *count_label;
  guint count;
};

G_DEFINE_FINAL_TYPE (DoudiNavigationRow, doudi_navigation_row, GTK_TYPE_WIDGET)

static void
doudi_navigation_row_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (doudi_navigation_row_parent_class)->dispose (object);
}

static void
doudi_navigation_row_finalize (GObject *object)
{
  g_free (DOUDI_NAVIGATION_ROW (object)->name);

  G_OBJECT_CLASS (doudi_navigation_row_parent_class)->finalize (object);
}

static char *
describe_count (DoudiNavigationRow *self)
{
  return g_strdup_printf (ngettext ("%u waits for you", "%u wait for you", self->count),
                          self->count);
}

/* The row of the list around it takes the keyboard. */
static void
name_row (DoudiNavigationRow *self)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *waiting = describe_count (self);
  g_autofree char *all
    = self->count > 0 ? g_strdup_printf ("%s, %s", self->name, waiting) : g_strdup (self->name);

  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);
}

static void
doudi_navigation_row_class_init (DoudiNavigationRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = doudi_navigation_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = doudi_navigation_row_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
doudi_navigation_row_init (DoudiNavigationRow *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 8);
  self->count_label = gtk_label_new (NULL);
  gtk_widget_set_visible (self->count_label, FALSE);
  gtk_widget_set_valign (self->count_label, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->count_label, "count");
}

/**
 * doudi_navigation_row_new:
 * @icon: name of a symbolic icon
 * @label: name of the page, translated
 *
 * Returns: (transfer floating): a row where nothing waits
 */
GtkWidget *
doudi_navigation_row_new (const char *icon, const char *label)
{
  DoudiNavigationRow *self = g_object_new (DOUDI_TYPE_NAVIGATION_ROW, NULL);
  GtkWidget *name = gtk_label_new (label);

  self->name = g_strdup (label);
  g_signal_connect (self, "notify::parent", G_CALLBACK (name_row), NULL);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_set_parent (gtk_image_new_from_icon_name (icon), GTK_WIDGET (self));
  gtk_widget_set_parent (name, GTK_WIDGET (self));
  gtk_widget_set_parent (self->count_label, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

/**
 * doudi_navigation_row_set_count:
 * @count: how much waits there; nothing is shown for 0
 */
void
doudi_navigation_row_set_count (DoudiNavigationRow *self, guint count)
{
  g_autofree char *number = g_strdup_printf ("%u", count);
  g_autofree char *text = NULL;

  self->count = count;
  text = describe_count (self);
  gtk_label_set_text (GTK_LABEL (self->count_label), number);
  gtk_widget_set_visible (self->count_label, count > 0);
  gtk_widget_set_tooltip_text (self->count_label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->count_label), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
  name_row (self);
}

/**
 * doudi_navigation_row_get_count:
 *
 * Returns: how much waits there
 */
guint
doudi_navigation_row_get_count (DoudiNavigationRow *self)
{
  return self->count;
}
