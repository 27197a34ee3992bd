/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-form-message.h"

/* What is said at an answer, a table or a form: an icon and words, never a colour alone. */
struct _DoudiFormMessage
{
  GtkWidget parent_instance;

  GtkWidget *icon;
  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (DoudiFormMessage, doudi_form_message, GTK_TYPE_WIDGET)

static const struct
{
  const char *icon;
  const char *style;
} kinds[DOUDI_FORM_N_SAYS] = {
  [DOUDI_FORM_SAYS_WRONG] = { "dialog-error-symbolic", "wrong-text" },
  [DOUDI_FORM_SAYS_WARNING] = { "dialog-warning-symbolic", "look" },
  [DOUDI_FORM_SAYS_INFORMATION] = { "dialog-information-symbolic", "form-information" },
};

static void
doudi_form_message_dispose (GObject *object)
{
  DoudiFormMessage *self = DOUDI_FORM_MESSAGE (object);

  g_clear_pointer (&self->icon, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);

  G_OBJECT_CLASS (doudi_form_message_parent_class)->dispose (object);
}

static void
doudi_form_message_class_init (DoudiFormMessageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_form_message_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_NONE);
}

static void
doudi_form_message_init (DoudiFormMessage *self)
{
  self->icon = gtk_image_new ();
  self->label = gtk_label_new (NULL);
  gtk_widget_set_valign (self->icon, GTK_ALIGN_START);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (self->label, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "form-message");
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * doudi_form_message_new:
 *
 * Returns: (transfer floating): a message that says nothing and is not seen
 */
GtkWidget *
doudi_form_message_new (void)
{
  return g_object_new (DOUDI_TYPE_FORM_MESSAGE, NULL);
}

/**
 * doudi_form_message_say:
 * @kind: of what is said
 * @text: (nullable): for a person; %NULL for nothing
 */
void
doudi_form_message_say (DoudiFormMessage *self, DoudiFormSays kind, const char *text)
{
  for (guint i = 0; i < DOUDI_FORM_N_SAYS; i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self), kinds[i].style);
  gtk_widget_add_css_class (GTK_WIDGET (self), kinds[kind].style);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), kinds[kind].icon);
  gtk_label_set_text (GTK_LABEL (self->label), text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
}

/**
 * doudi_form_message_say_of:
 * @control: an answer
 *
 * Says the gravest of what is said at @control.
 */
void
doudi_form_message_say_of (DoudiFormMessage *self, DoudiFormControl *control)
{
  DoudiFormSays kind = DOUDI_FORM_SAYS_WRONG;

  while (kind < DOUDI_FORM_SAYS_INFORMATION && doudi_form_control_get_said (control, kind) == NULL)
    kind++;
  doudi_form_message_say (self, kind, doudi_form_control_get_said (control, kind));
}

/**
 * doudi_form_message_get_text:
 *
 * Returns: what is said, "" for nothing
 */
const char *
doudi_form_message_get_text (DoudiFormMessage *self)
{
  return gtk_label_get_text (GTK_LABEL (self->label));
}

/**
 * doudi_form_em:
 * @widget: a widget
 *
 * Returns: the size of its letters in pixels, by which a form is laid out whatever their size
 */
int
doudi_form_em (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  const PangoFontDescription *font = pango_context_get_font_description (context);

  return MAX (PANGO_PIXELS (pango_font_description_get_size (font)), 1);
}
