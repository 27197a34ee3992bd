/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-task-bar.h"

/* Work that is done sooner shows nothing: what flashes by disturbs. */
#define SHOWN_AFTER_MS 300
#define PULSE_MS 150

struct _DoudiTaskBar
{
  GtkWidget parent_instance;

  GtkRevealer *revealer;
  GtkLabel *label;
  GtkProgressBar *progress;

  DoudiCaseload *caseload;
  guint show_source;
  guint pulse_source;
};

G_DEFINE_FINAL_TYPE (DoudiTaskBar, doudi_task_bar, GTK_TYPE_WIDGET)

static gboolean
pulse_cb (gpointer user_data)
{
  DoudiTaskBar *self = user_data;

  gtk_progress_bar_pulse (self->progress);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_busy_long_cb (gpointer user_data)
{
  DoudiTaskBar *self = user_data;

  self->show_source = 0;
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  return G_SOURCE_REMOVE;
}

static void
hide (DoudiTaskBar *self)
{
  g_clear_handle_id (&self->show_source, g_source_remove);
  g_clear_handle_id (&self->pulse_source, g_source_remove);
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}

/* Nobody knows how far it is as long as the fraction is negative. */
static void
show_progress (DoudiTaskBar *self, double fraction)
{
  if (fraction < 0 && self->pulse_source == 0)
    self->pulse_source = g_timeout_add (PULSE_MS, pulse_cb, self);
  if (fraction < 0)
    return;
  g_clear_handle_id (&self->pulse_source, g_source_remove);
  gtk_progress_bar_set_fraction (self->progress, fraction);
}

static void
update (DoudiTaskBar *self)
{
  g_autofree char *title = NULL;
  g_autofree char *stage = NULL;
  g_autofree char *text = NULL;
  double fraction;

  if (!doudi_caseload_is_busy (self->caseload) || !doudi_caseload_is_signed_in (self->caseload))
    {
      hide (self);
      return;
    }
  g_object_get (self->caseload, "title", &title, "stage", &stage, "fraction", &fraction, NULL);
  text = stage != NULL ? g_strdup_printf ("%s — %s", title, stage) : g_strdup (title);
  gtk_label_set_text (self->label, text != NULL ? text : "");
  show_progress (self, fraction);
  if (self->show_source == 0 && !gtk_revealer_get_reveal_child (self->revealer))
    self->show_source = g_timeout_add (SHOWN_AFTER_MS, on_busy_long_cb, self);
}

static void
doudi_task_bar_dispose (GObject *object)
{
  DoudiTaskBar *self = DOUDI_TASK_BAR (object);

  g_clear_handle_id (&self->show_source, g_source_remove);
  g_clear_handle_id (&self->pulse_source, g_source_remove);
  if (self->caseload != NULL)
    g_signal_handlers_disconnect_by_data (self->caseload, self);
  g_clear_object (&self->caseload);
  gtk_widget_dispose_template (GTK_WIDGET (self), DOUDI_TYPE_TASK_BAR);

  G_OBJECT_CLASS (doudi_task_bar_parent_class)->dispose (object);
}

static void
doudi_task_bar_class_init (DoudiTaskBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_task_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-task-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, DoudiTaskBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, DoudiTaskBar, label);
  gtk_widget_class_bind_template_child (widget_class, DoudiTaskBar, progress);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
doudi_task_bar_init (DoudiTaskBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * doudi_task_bar_set_caseload:
 * @caseload: (nullable): whose work is told; %NULL for none
 */
void
doudi_task_bar_set_caseload (DoudiTaskBar *self, DoudiCaseload *caseload)
{
  if (self->caseload != NULL)
    g_signal_handlers_disconnect_by_data (self->caseload, self);
  g_set_object (&self->caseload, caseload);
  hide (self);
  if (caseload != NULL)
    g_signal_connect_swapped (caseload, "notify", G_CALLBACK (update), self);
}
