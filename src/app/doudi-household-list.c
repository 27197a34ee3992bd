/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-household-list.h"

#include "app/doudi-pager.h"

/*
 * A tab of the window of a household that is a list: what can be done with it above, pages of rows
 * below, and what belongs there as long as there is nothing.
 */
struct _DoudiHouseholdList
{
  GtkWidget parent_instance;

  GtkBox *bar;
  GtkStack *stack;
  GtkColumnView *view;
  GtkLabel *empty_label;
  DoudiPager *pager;
};

G_DEFINE_FINAL_TYPE (DoudiHouseholdList, doudi_household_list, GTK_TYPE_WIDGET)

static void
doudi_household_list_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (doudi_household_list_parent_class)->dispose (object);
}

static void
doudi_household_list_class_init (DoudiHouseholdListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = doudi_household_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static GtkWidget *
new_empty_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (label, "dim");
  return label;
}

static void
doudi_household_list_init (DoudiHouseholdList *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->bar = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8));
  gtk_widget_add_css_class (GTK_WIDGET (self->bar), "bar");
  gtk_widget_add_css_class (GTK_WIDGET (self->bar), "region-top");
  gtk_widget_set_visible (GTK_WIDGET (self->bar), FALSE);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  self->empty_label = GTK_LABEL (new_empty_label ());
  self->stack = GTK_STACK (gtk_stack_new ());
  self->pager = g_object_new (DOUDI_TYPE_PAGER, NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  gtk_stack_add_named (self->stack, scrolled, "list");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->empty_label), "empty");
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_widget_set_parent (GTK_WIDGET (self->bar), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->pager), GTK_WIDGET (self));
}

/**
 * doudi_household_list_new:
 * @label: what the list is, for who does not see it, translated
 * @columns: static table of the columns
 * @n_columns: how many
 * @empty: what belongs there as long as there is nothing, translated
 *
 * Returns: (transfer floating): a list whose rows can be selected
 */
GtkWidget *
doudi_household_list_new (const char *label,
                          const DoudiListColumn *columns,
                          guint n_columns,
                          const char *empty)
{
  DoudiHouseholdList *self = g_object_new (DOUDI_TYPE_HOUSEHOLD_LIST, NULL);

  doudi_list_set_up (self->view, columns, n_columns, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  doudi_household_list_set_empty (self, empty);
  gtk_stack_set_visible_child_name (self->stack, "empty");
  return GTK_WIDGET (self);
}

/**
 * doudi_household_list_get_view:
 * @self: a list
 *
 * Returns: (transfer none): its table
 */
GtkColumnView *
doudi_household_list_get_view (DoudiHouseholdList *self)
{
  return self->view;
}

/**
 * doudi_household_list_get_bar:
 * @self: a list
 *
 * Returns: (transfer none): the bar above the table; it is seen from now on
 */
GtkBox *
doudi_household_list_get_bar (DoudiHouseholdList *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->bar), TRUE);
  return self->bar;
}

/**
 * doudi_household_list_set_empty:
 * @self: a list
 * @empty: what belongs there as long as there is nothing, translated
 *
 * Says what an empty list waits for.
 */
void
doudi_household_list_set_empty (DoudiHouseholdList *self, const char *empty)
{
  gtk_label_set_text (self->empty_label, empty);
}

/**
 * doudi_household_list_focus:
 * @self: a list
 *
 * Puts the keyboard on the selected row, so that the arrows work at once.
 */
void
doudi_household_list_focus (DoudiHouseholdList *self)
{
  if (doudi_list_get_n_rows (self->view) == 0 || !doudi_list_focus (self->view))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

/**
 * doudi_household_list_show:
 * @self: a list
 * @rows: (element-type DoudiListRow): all of them; they are shown page by page
 *
 * Shows rows in place of what was there. The selected one stays selected.
 */
void
doudi_household_list_show (DoudiHouseholdList *self, GPtrArray *rows)
{
  DoudiListRow *selected = doudi_list_get_selected (self->view);
  gint64 id = selected != NULL ? doudi_list_row_get_id (selected) : 0;

  doudi_pager_show (self->pager, self->view, rows);
  if (id != 0)
    doudi_list_select_id (self->view, id);
  gtk_stack_set_visible_child_name (self->stack, rows->len > 0 ? "list" : "empty");
}
