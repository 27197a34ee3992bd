/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-label.h"

/**
 * doudi_label_new:
 * @text: what it says
 * @style: (nullable): a class of the style sheet
 *
 * Returns: (transfer floating): a text that wraps
 */
GtkWidget *
doudi_label_new (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_focusable (label, FALSE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

/**
 * doudi_label_new_number:
 * @text: a number, ready to show
 * @style: (nullable): a class of the style sheet
 *
 * Returns: (transfer floating): a number that stands under others
 */
GtkWidget *
doudi_label_new_number (const char *text, const char *style)
{
  GtkWidget *label = doudi_label_new (text, "numeric");

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

/**
 * doudi_label_new_marked:
 * @icon: name of an icon that says in another way what the colour says
 * @text: what it says
 * @style: a class of the style sheet
 *
 * Returns: (transfer floating): a line with an icon
 */
GtkWidget *
doudi_label_new_marked (const char *icon, const char *text, const char *style)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);
  GtkWidget *label = doudi_label_new (text, NULL);

  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_accessible_update_state (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (line, "icon-line");
  gtk_widget_add_css_class (line, style);
  gtk_box_append (GTK_BOX (line), image);
  gtk_box_append (GTK_BOX (line), label);
  return line;
}

/**
 * doudi_label_set_message:
 * @label: where a window says what became of something
 * @text: what it says
 * @wrong: whether it went wrong
 *
 * Says something, in red or green besides.
 */
void
doudi_label_set_message (GtkLabel *label, const char *text, gboolean wrong)
{
  gtk_label_set_text (label, text);
  gtk_widget_remove_css_class (GTK_WIDGET (label), wrong ? "done-text" : "wrong-text");
  gtk_widget_add_css_class (GTK_WIDGET (label), wrong ? "wrong-text" : "done-text");
}

/**
 * doudi_label_find:
 * @widget: a widget
 *
 * Returns: (transfer none) (nullable): the first label in it, or itself if it is one
 */
GtkWidget *
doudi_label_find (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_LABEL (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = doudi_label_find (child);
  return found;
}

/**
 * doudi_box_empty:
 * @box: a box
 *
 * Takes everything out of a box.
 */
void
doudi_box_empty (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

/**
 * doudi_grid_empty:
 * @grid: a grid
 *
 * Takes everything out of a grid.
 */
void
doudi_grid_empty (GtkGrid *grid)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);
}
