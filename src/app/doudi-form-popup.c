/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-form-popup.h"

#define ROWS 10

/*
 * What may be meant by the keys typed, below the entry: one list for all entries of a form. The
 * keyboard stays in the entry; who uses the mouse clicks on a row.
 */
struct _DoudiFormPopup
{
  GtkPopover parent_instance;

  GtkWidget *rows[ROWS];
  GtkWidget *more_label;
  guint first; /* the one in the first row, of those that were found */
};

G_DEFINE_FINAL_TYPE (DoudiFormPopup, doudi_form_popup, GTK_TYPE_POPOVER)

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
on_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, DoudiFormPopup *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  for (guint i = 0; i < ROWS; i++)
    if (self->rows[i] == row)
      g_signal_emit (self, signals[CHOSEN], 0, self->first + i);
}

static GtkWidget *
row_label_new (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
row_new (DoudiFormPopup *self)
{
  GtkWidget *row = g_object_new (GTK_TYPE_BOX, "spacing", 8, "accessible-role",
                                 GTK_ACCESSIBLE_ROLE_OPTION, NULL);
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_widget_add_css_class (row, "form-popup-row");
  gtk_box_append (GTK_BOX (row), row_label_new ("numeric"));
  gtk_box_append (GTK_BOX (row), row_label_new (NULL));
  gtk_box_append (GTK_BOX (row), row_label_new ("dim"));
  g_signal_connect (gesture, "pressed", G_CALLBACK (on_pressed_cb), self);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (gesture));
  return row;
}

static void
fill_row (GtkWidget *row, const DoudiCandidates *candidates, guint index, gboolean selected)
{
  GtkWidget *number = gtk_widget_get_first_child (row);
  GtkWidget *label = gtk_widget_get_next_sibling (number);
  GtkWidget *detail = gtk_widget_get_next_sibling (label);
  g_autofree char *text = g_strdup_printf ("%u", index + 1);

  gtk_label_set_text (GTK_LABEL (number), text);
  gtk_widget_set_visible (number, doudi_candidates_are_numbered (candidates));
  gtk_label_set_text (GTK_LABEL (label), doudi_candidates_get_label (candidates, index));
  gtk_label_set_text (GTK_LABEL (detail), doudi_candidates_get_detail (candidates, index));
  if (selected)
    gtk_widget_add_css_class (row, "selected");
  else
    gtk_widget_remove_css_class (row, "selected");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_SELECTED, selected, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  doudi_candidates_get_text (candidates, index), -1);
}

static void
move_to (DoudiFormPopup *self, GtkWidget *at)
{
  if (gtk_widget_get_parent (GTK_WIDGET (self)) == at)
    return;
  if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    {
      gtk_popover_popdown (GTK_POPOVER (self));
      gtk_widget_unparent (GTK_WIDGET (self));
    }
  gtk_widget_set_parent (GTK_WIDGET (self), at);
}

static void
doudi_form_popup_class_init (DoudiFormPopupClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_LIST_BOX);

  /**
   * DoudiFormPopup::chosen:
   * @position: of those found
   *
   * A row was clicked on.
   */
  signals[CHOSEN] = g_signal_new ("chosen", DOUDI_TYPE_FORM_POPUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
doudi_form_popup_init (DoudiFormPopup *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (guint i = 0; i < ROWS; i++)
    {
      self->rows[i] = row_new (self);
      gtk_box_append (GTK_BOX (box), self->rows[i]);
    }
  self->more_label = gtk_label_new ("…");
  gtk_widget_add_css_class (self->more_label, "dim");
  gtk_box_append (GTK_BOX (box), self->more_label);
  gtk_widget_add_css_class (GTK_WIDGET (self), "form-popup");
  gtk_popover_set_autohide (GTK_POPOVER (self), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_BOTTOM);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_can_focus (GTK_WIDGET (self), FALSE);
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

/**
 * doudi_form_popup_new:
 *
 * Returns: (transfer floating): a list that is not shown
 */
DoudiFormPopup *
doudi_form_popup_new (void)
{
  return g_object_new (DOUDI_TYPE_FORM_POPUP, NULL);
}

/**
 * doudi_form_popup_show:
 * @at: a widget with a layout manager, which the list stands below
 * @candidates: those that @found are of
 * @found: (array length=n_found): what is offered; at least one
 * @selected: which of them
 *
 * Shows the list, or what is in it now. No more than ten stand there at once; the others come as
 * the selection moves.
 */
void
doudi_form_popup_show (DoudiFormPopup *self,
                       GtkWidget *at,
                       const DoudiCandidates *candidates,
                       const guint *found,
                       guint n_found,
                       guint selected)
{
  self->first = selected < ROWS ? 0 : selected - ROWS + 1;
  for (guint i = 0; i < ROWS; i++)
    {
      guint position = self->first + i;

      gtk_widget_set_visible (self->rows[i], position < n_found);
      if (position < n_found)
        fill_row (self->rows[i], candidates, found[position], position == selected);
    }
  gtk_widget_set_visible (self->more_label, self->first + ROWS < n_found);
  move_to (self, at);
  gtk_popover_popup (GTK_POPOVER (self));
}

/**
 * doudi_form_popup_hide:
 *
 * Hides the list, if it is shown.
 */
void
doudi_form_popup_hide (DoudiFormPopup *self)
{
  if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    gtk_popover_popdown (GTK_POPOVER (self));
}

/**
 * doudi_form_popup_is_at:
 *
 * Returns: whether the list is shown below @at
 */
gboolean
doudi_form_popup_is_at (DoudiFormPopup *self, GtkWidget *at)
{
  return gtk_widget_get_parent (GTK_WIDGET (self)) == at
         && gtk_widget_get_visible (GTK_WIDGET (self));
}
