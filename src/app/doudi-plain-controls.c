/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-plain-controls.h"

/* The plain controls of a form: one line, several lines, a tick, and what is only shown. */

struct _DoudiEntryControl
{
  DoudiFormControl parent_instance;
};

struct _DoudiLinesControl
{
  DoudiFormControl parent_instance;

  GtkTextView *view;
};

struct _DoudiTickControl
{
  DoudiFormControl parent_instance;
};

struct _DoudiShownControl
{
  DoudiFormControl parent_instance;
};

G_DEFINE_FINAL_TYPE (DoudiEntryControl, doudi_entry_control, DOUDI_TYPE_FORM_CONTROL)
G_DEFINE_FINAL_TYPE (DoudiLinesControl, doudi_lines_control, DOUDI_TYPE_FORM_CONTROL)
G_DEFINE_FINAL_TYPE (DoudiTickControl, doudi_tick_control, DOUDI_TYPE_FORM_CONTROL)
G_DEFINE_FINAL_TYPE (DoudiShownControl, doudi_shown_control, DOUDI_TYPE_FORM_CONTROL)

/* One line. */

static void
entry_show (DoudiFormControl *control, const char *answer, const char *shown)
{
  GtkEditable *editor = GTK_EDITABLE (doudi_form_control_get_editor (control));

  if (!g_str_equal (gtk_editable_get_text (editor), answer))
    gtk_editable_set_text (editor, answer);
}

static char *
entry_dup_typed (DoudiFormControl *control)
{
  return g_strdup (gtk_editable_get_text (GTK_EDITABLE (doudi_form_control_get_editor (control))));
}

static void
doudi_entry_control_class_init (DoudiEntryControlClass *klass)
{
  DOUDI_FORM_CONTROL_CLASS (klass)->show = entry_show;
  DOUDI_FORM_CONTROL_CLASS (klass)->dup_typed = entry_dup_typed;
}

static void
doudi_entry_control_init (DoudiEntryControl *self)
{
}

static gboolean
is_figure (const DoudiFormField *field)
{
  return field->type == DOUDI_FORM_COUNT || field->type == DOUDI_FORM_MONEY
         || field->type == DOUDI_FORM_NUMBER;
}

/**
 * doudi_entry_control_new:
 *
 * Returns: (transfer floating): a control for one line
 */
DoudiFormControl *
doudi_entry_control_new (const DoudiFormField *field)
{
  DoudiFormControl *self
    = g_object_new (DOUDI_TYPE_ENTRY_CONTROL, "css-name", "entry", "field", field, NULL);
  GtkWidget *text = doudi_form_control_text_new (field);

  if (is_figure (field))
    gtk_editable_set_alignment (GTK_EDITABLE (text), 1);
  doudi_form_control_set_editor (self, text);
  g_signal_connect_swapped (text, "changed", G_CALLBACK (doudi_form_control_edited), self);
  doudi_form_control_watch_keys (self, GTK_TEXT (text));
  gtk_widget_add_css_class (GTK_WIDGET (self), "numeric");
  return self;
}

/* Several lines. */

static GtkTextBuffer *
get_buffer (DoudiFormControl *control)
{
  return gtk_text_view_get_buffer (DOUDI_LINES_CONTROL (control)->view);
}

static char *
lines_dup_typed (DoudiFormControl *control)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (get_buffer (control), &start, &end);
  return gtk_text_buffer_get_text (get_buffer (control), &start, &end, FALSE);
}

static void
lines_show (DoudiFormControl *control, const char *answer, const char *shown)
{
  g_autofree char *typed = lines_dup_typed (control);

  if (!g_str_equal (typed, answer))
    gtk_text_buffer_set_text (get_buffer (control), answer, -1);
}

static void
doudi_lines_control_class_init (DoudiLinesControlClass *klass)
{
  DOUDI_FORM_CONTROL_CLASS (klass)->show = lines_show;
  DOUDI_FORM_CONTROL_CLASS (klass)->dup_typed = lines_dup_typed;
}

static void
doudi_lines_control_init (DoudiLinesControl *self)
{
}

static void
on_lines_preedit_cb (DoudiFormControl *self, const char *preedit)
{
  doudi_form_control_set_composing (self, *preedit != '\0');
}

/**
 * doudi_lines_control_new:
 *
 * Returns: (transfer floating): a control for several lines; it grows with them
 */
DoudiFormControl *
doudi_lines_control_new (const DoudiFormField *field)
{
  DoudiLinesControl *self
    = g_object_new (DOUDI_TYPE_LINES_CONTROL, "css-name", "entry", "field", field, NULL);
  GtkWidget *view = gtk_text_view_new ();

  self->view = GTK_TEXT_VIEW (view);
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_text_view_set_input_hints (self->view, doudi_form_control_get_hints (field));
  gtk_text_buffer_set_enable_undo (gtk_text_view_get_buffer (self->view), FALSE);
  g_signal_connect_swapped (gtk_text_view_get_buffer (self->view), "changed",
                            G_CALLBACK (doudi_form_control_edited), self);
  g_signal_connect_swapped (view, "preedit-changed", G_CALLBACK (on_lines_preedit_cb), self);
  doudi_form_control_set_editor (DOUDI_FORM_CONTROL (self), view);
  gtk_widget_add_css_class (GTK_WIDGET (self), "form-lines");
  return DOUDI_FORM_CONTROL (self);
}

/* A tick. */

static void
tick_show (DoudiFormControl *control, const char *answer, const char *shown)
{
  gtk_check_button_set_active (GTK_CHECK_BUTTON (doudi_form_control_get_editor (control)),
                               g_str_equal (answer, "yes"));
}

static char *
tick_dup_typed (DoudiFormControl *control)
{
  GtkCheckButton *button = GTK_CHECK_BUTTON (doudi_form_control_get_editor (control));

  return g_strdup (gtk_check_button_get_active (button) ? "yes" : "no");
}

static void
doudi_tick_control_class_init (DoudiTickControlClass *klass)
{
  DOUDI_FORM_CONTROL_CLASS (klass)->show = tick_show;
  DOUDI_FORM_CONTROL_CLASS (klass)->dup_typed = tick_dup_typed;
}

static void
doudi_tick_control_init (DoudiTickControl *self)
{
}

/* Enter goes on, as everywhere in a form; the space bar ticks. */
static gboolean
on_tick_key_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                DoudiFormControl *self)
{
  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_ISO_Enter)
    return GDK_EVENT_PROPAGATE;
  g_signal_emit_by_name (self, "go-on");
  return GDK_EVENT_STOP;
}

/**
 * doudi_tick_control_new:
 *
 * Returns: (transfer floating): a control for yes or no
 */
DoudiFormControl *
doudi_tick_control_new (const DoudiFormField *field)
{
  DoudiFormControl *self = g_object_new (DOUDI_TYPE_TICK_CONTROL, "field", field, NULL);
  GtkWidget *button = gtk_check_button_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_tick_key_cb), self);
  gtk_widget_add_controller (button, keys);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (doudi_form_control_edited), self);
  doudi_form_control_set_editor (self, button);
  gtk_widget_set_hexpand (button, FALSE);
  return self;
}

/* What is only shown. */

static void
shown_show (DoudiFormControl *control, const char *answer, const char *shown)
{
  GtkLabel *label = GTK_LABEL (doudi_form_control_get_editor (control));

  if (!g_str_equal (gtk_label_get_text (label), shown))
    gtk_label_set_text (label, shown);
}

static void
doudi_shown_control_class_init (DoudiShownControlClass *klass)
{
  DOUDI_FORM_CONTROL_CLASS (klass)->show = shown_show;
}

static void
doudi_shown_control_init (DoudiShownControl *self)
{
}

/**
 * doudi_shown_control_new:
 * @focusable: whether the keyboard comes to it
 *
 * Returns: (transfer floating): a control that shows an answer, to be read and copied
 */
DoudiFormControl *
doudi_shown_control_new (const DoudiFormField *field, gboolean focusable)
{
  DoudiFormControl *self = g_object_new (DOUDI_TYPE_SHOWN_CONTROL, "field", field, NULL);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_focusable (label, focusable);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), is_figure (field) ? 1 : 0);
  doudi_form_control_set_editor (self, label);
  gtk_widget_add_css_class (GTK_WIDGET (self), "form-shown");
  gtk_widget_add_css_class (GTK_WIDGET (self), "numeric");
  return self;
}
