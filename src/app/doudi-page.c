/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-page.h"
#include "app/doudi-window.h"
#include "base/doudi-error.h"

typedef struct
{
  DoudiCaseload *caseload;
  gboolean begun; /* the keyboard has been here */
} DoudiPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (DoudiPage, doudi_page, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_WAITING_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
on_changed_cb (DoudiPage *self)
{
  /* A page that is not on screen reads when it is shown. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    doudi_page_refresh (self);
}

static void
doudi_page_dispose (GObject *object)
{
  DoudiPage *self = DOUDI_PAGE (object);
  DoudiPagePrivate *priv = doudi_page_get_instance_private (self);
  GtkWidget *child;

  g_clear_object (&priv->caseload);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (doudi_page_parent_class)->dispose (object);
}

static void
doudi_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (doudi_page_parent_class)->map (widget);
  doudi_page_refresh (DOUDI_PAGE (widget));
}

static void
doudi_page_class_init (DoudiPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = doudi_page_dispose;
  GTK_WIDGET_CLASS (klass)->map = doudi_page_map;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  /* Another number of things waits than before, though nothing in the file is different. */
  signals[SIGNAL_WAITING_CHANGED]
    = g_signal_new ("waiting-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);
}

static void
doudi_page_init (DoudiPage *self)
{
}

/**
 * doudi_page_get_caseload:
 *
 * Returns: (transfer none) (nullable): the caseload, while somebody is signed in
 */
DoudiCaseload *
doudi_page_get_caseload (DoudiPage *self)
{
  DoudiPagePrivate *priv = doudi_page_get_instance_private (self);

  return priv->caseload;
}

/**
 * doudi_page_set_caseload:
 * @caseload: (nullable): a caseload somebody is signed in to, or %NULL to show nothing
 */
void
doudi_page_set_caseload (DoudiPage *self, DoudiCaseload *caseload)
{
  DoudiPagePrivate *priv = doudi_page_get_instance_private (self);
  DoudiPageClass *klass = DOUDI_PAGE_GET_CLASS (self);

  if (priv->caseload == caseload)
    return;
  if (priv->caseload != NULL)
    {
      g_signal_handlers_disconnect_by_func (priv->caseload, on_changed_cb, self);
      if (klass->detach != NULL)
        klass->detach (self);
    }
  g_set_object (&priv->caseload, caseload);
  priv->begun = FALSE;
  if (caseload == NULL)
    return;
  g_signal_connect_object (caseload, "changed", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  if (klass->attach != NULL)
    klass->attach (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    doudi_page_refresh (self);
}

/**
 * doudi_page_refresh:
 *
 * Reads again what the page shows.
 */
void
doudi_page_refresh (DoudiPage *self)
{
  DoudiPagePrivate *priv = doudi_page_get_instance_private (self);
  DoudiPageClass *klass = DOUDI_PAGE_GET_CLASS (self);

  if (priv->caseload != NULL && klass->refresh != NULL)
    klass->refresh (self);
}

/**
 * doudi_page_count_waiting:
 *
 * Returns: how many things wait on the page for the person signed in
 */
guint
doudi_page_count_waiting (DoudiPage *self)
{
  DoudiPagePrivate *priv = doudi_page_get_instance_private (self);
  DoudiPageClass *klass = DOUDI_PAGE_GET_CLASS (self);

  return priv->caseload != NULL && klass->count_waiting != NULL ? klass->count_waiting (self) : 0;
}

/**
 * doudi_page_waiting_changed:
 *
 * Tells that doudi_page_count_waiting() counts something else now. After a change of the caseload
 * it is asked anyway.
 */
void
doudi_page_waiting_changed (DoudiPage *self)
{
  g_signal_emit (self, signals[SIGNAL_WAITING_CHANGED], 0);
}

static gboolean
has_keyboard (DoudiPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

/**
 * doudi_page_focus:
 *
 * Puts the keyboard where work on the page begins; whoever comes back to it goes on where she was.
 */
void
doudi_page_focus (DoudiPage *self)
{
  DoudiPagePrivate *priv = doudi_page_get_instance_private (self);
  DoudiPageClass *klass = DOUDI_PAGE_GET_CLASS (self);

  if (has_keyboard (self) && (priv->begun || klass->focus_first == NULL))
    return;
  priv->begun = TRUE;
  if (klass->focus_first == NULL || !klass->focus_first (self))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

/**
 * doudi_page_may:
 * @action: what is to be done
 *
 * Returns: whether the person signed in may, and nothing is under way
 */
gboolean
doudi_page_may (DoudiPage *self, DoudiAction action)
{
  DoudiPagePrivate *priv = doudi_page_get_instance_private (self);

  return priv->caseload != NULL && doudi_caseload_may (priv->caseload, action);
}

/**
 * doudi_page_report_error:
 * @error: what went wrong
 *
 * Shows an error in the one place of the window for it.
 */
void
doudi_page_report_error (DoudiPage *self, const GError *error)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (DOUDI_IS_WINDOW (root))
    doudi_window_report_error (DOUDI_WINDOW (root), error);
}

/**
 * doudi_page_report_done:
 * @message: translated, nothing that names a person
 *
 * Says that something is done.
 */
void
doudi_page_report_done (DoudiPage *self, const char *message)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (DOUDI_IS_WINDOW (root))
    doudi_window_report_done (DOUDI_WINDOW (root), message);
}

/**
 * doudi_page_read_month:
 * @entry: where the month was typed
 * @month: (out): what it says
 *
 * Reads a month; a wrong one is marked at its field and told.
 *
 * Returns: whether it is a month
 */
gboolean
doudi_page_read_month (DoudiPage *self, GtkEditable *entry, DoudiMonth *month)
{
  g_autoptr (GError) error = NULL;

  *month = doudi_month_parse (gtk_editable_get_text (entry));
  if (*month != DOUDI_MONTH_NONE)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
      return TRUE;
    }
  gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
  gtk_widget_grab_focus (GTK_WIDGET (entry));
  doudi_error_set (&error, DOUDI_ERROR_BAD_DATA, NULL, _("Type the month as 2018-06."));
  doudi_page_report_error (self, error);
  return FALSE;
}
