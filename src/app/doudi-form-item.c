/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-form-item.h"
#include "app/doudi-form-message.h"

/* In letters of the size of the text. */
#define LABEL_EM 8
#define LONG_LABEL_EM 17
#define NARROW_EM 20
#define CONTROL_EM 10
#define GAP 8

/*
 * A question of a form and its answer: the words left of the control, or above it where there is
 * no room; the unit behind it; what is said of the answer below. Without a control it is a
 * paragraph of the form itself.
 */
struct _DoudiFormItem
{
  GtkWidget parent_instance;

  const DoudiFormField *field;
  GtkWidget *label;
  GtkWidget *control;
  GtkWidget *unit;
  GtkWidget *message;
  gboolean wide;
  gboolean long_label;
};

G_DEFINE_FINAL_TYPE (DoudiFormItem, doudi_form_item, GTK_TYPE_WIDGET)

static int
get_height (GtkWidget *widget, int width)
{
  int least = 0;

  if (widget != NULL && gtk_widget_should_layout (widget))
    gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, &least, NULL, NULL, NULL);
  return least;
}

static int
get_least_width (GtkWidget *widget)
{
  int least = 0;

  if (widget != NULL && gtk_widget_should_layout (widget))
    gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  return least;
}

/* Where the parts stand in a width, and how high the whole is. */
typedef struct
{
  GtkAllocation label;
  GtkAllocation control;
  GtkAllocation unit;
  GtkAllocation message;
  int height;
} Places;

static int
get_label_width (DoudiFormItem *self, int width)
{
  int em = doudi_form_em (GTK_WIDGET (self));

  if (self->control == NULL || width < NARROW_EM * em)
    return width;
  return self->long_label ? MAX (width - GAP - MAX (width * 2 / 5, CONTROL_EM * em), LABEL_EM * em)
                          : LABEL_EM * em;
}

/* A tick that has a line to itself stands before its words. */
static Places
place_tick (DoudiFormItem *self, int width)
{
  int tick = 2 * doudi_form_em (GTK_WIDGET (self));
  int label_height = get_height (self->label, width - tick);
  int line = MAX (label_height, get_height (self->control, tick));
  Places at = { 0 };

  at.control = (GtkAllocation){ 0, 0, tick, line };
  at.label = (GtkAllocation){ tick, 0, width - tick, line };
  at.message
    = (GtkAllocation){ tick, line, width - tick, get_height (self->message, width - tick) };
  at.height = line + at.message.height;
  return at;
}

static Places
place_beside (DoudiFormItem *self, int width)
{
  Places at = { 0 };
  int label_width = get_label_width (self, width);
  gboolean above = label_width == width;
  int unit_width = get_least_width (self->unit);
  int left = above ? 0 : label_width + GAP;
  int control_width = width - left - (unit_width > 0 ? unit_width + GAP / 2 : 0);
  int label_height = get_height (self->label, label_width);
  int control_height = get_height (self->control, control_width);
  int top = above && self->control != NULL ? label_height : 0;
  int line = above ? control_height : MAX (control_height, label_height);
  int message_height;

  if (self->control == NULL)
    line = label_height;
  message_height = get_height (self->message, width - left);
  at.label = (GtkAllocation){ 0, 0, label_width, above ? label_height : line };
  at.control = (GtkAllocation){ left, top, control_width, control_height };
  at.unit = (GtkAllocation){ width - unit_width, top, unit_width, control_height };
  at.message = (GtkAllocation){ left, top + line, width - left, message_height };
  at.height = top + line + message_height;
  return at;
}

static Places
place (DoudiFormItem *self, int width)
{
  return self->field->type == DOUDI_FORM_TICK && self->wide ? place_tick (self, width)
                                                            : place_beside (self, width);
}

static void
doudi_form_item_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  DoudiFormItem *self = DOUDI_FORM_ITEM (widget);
  int em = doudi_form_em (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = CONTROL_EM * em;
      *natural = MAX (*minimum, (LABEL_EM + 2 * CONTROL_EM) * em);
      return;
    }
  *minimum = place (self, for_size >= 0 ? for_size : (LABEL_EM + 2 * CONTROL_EM) * em).height;
  *natural = *minimum;
}

static void
put (GtkWidget *widget, const GtkAllocation *allocation)
{
  if (widget != NULL && gtk_widget_should_layout (widget))
    gtk_widget_size_allocate (widget, allocation, -1);
}

static void
doudi_form_item_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  DoudiFormItem *self = DOUDI_FORM_ITEM (widget);
  Places at = place (self, width);

  put (self->label, &at.label);
  put (self->control, &at.control);
  put (self->unit, &at.unit);
  put (self->message, &at.message);
}

static GtkSizeRequestMode
doudi_form_item_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
doudi_form_item_dispose (GObject *object)
{
  DoudiFormItem *self = DOUDI_FORM_ITEM (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_pointer (&self->control, gtk_widget_unparent);
  g_clear_pointer (&self->unit, gtk_widget_unparent);
  g_clear_pointer (&self->message, gtk_widget_unparent);

  G_OBJECT_CLASS (doudi_form_item_parent_class)->dispose (object);
}

static void
doudi_form_item_class_init (DoudiFormItemClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_form_item_dispose;
  widget_class->measure = doudi_form_item_measure;
  widget_class->size_allocate = doudi_form_item_size_allocate;
  widget_class->get_request_mode = doudi_form_item_get_request_mode;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
doudi_form_item_init (DoudiFormItem *self)
{
}

/* The message is only made for the few answers that something is said of. */
static void
on_said_cb (DoudiFormItem *self, DoudiFormControl *control)
{
  if (self->message == NULL)
    {
      self->message = doudi_form_message_new ();
      gtk_widget_set_parent (self->message, GTK_WIDGET (self));
      doudi_form_control_describe_by (control, self->message);
    }
  doudi_form_message_say_of (DOUDI_FORM_MESSAGE (self->message), control);
}

static GtkWidget *
label_new (DoudiFormItem *self, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static void
add_control (DoudiFormItem *self, const DoudiFormField *field, DoudiFormControl *control)
{
  const char *unit = doudi_assessment_text_get (&field->unit);
  g_autofree char *name = doudi_form_item_dup_name (field);

  self->control = GTK_WIDGET (control);
  gtk_widget_set_parent (self->control, GTK_WIDGET (self));
  gtk_widget_add_css_class (self->label, "form-label");
  doudi_form_control_name (control, name);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (doudi_form_control_get_editor (control)),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->label, NULL, -1);
  if (*unit != '\0')
    self->unit = label_new (self, unit);
  g_signal_connect_object (control, "said", G_CALLBACK (on_said_cb), self, G_CONNECT_SWAPPED);
}

/* How wide words are in letters of the size of the text: Latin ones are half as wide. */
static guint
count_em (const char *text)
{
  guint halves = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    halves += g_unichar_iswide (g_utf8_get_char (at)) ? 2 : 1;
  return (halves + 1) / 2;
}

/**
 * doudi_form_item_new:
 * @field: a question, or a paragraph
 * @control: (nullable) (transfer floating): for its answer
 *
 * Returns: (transfer floating): the question
 */
GtkWidget *
doudi_form_item_new (const DoudiFormField *field, DoudiFormControl *control)
{
  DoudiFormItem *self = g_object_new (DOUDI_TYPE_FORM_ITEM, NULL);
  g_autofree char *name = doudi_form_item_dup_name (field);
  g_autofree char *label = NULL;

  label
    = field->required && control != NULL ? g_strconcat (name, " *", NULL) : g_steal_pointer (&name);
  self->field = field;
  self->label = label_new (self, label);
  self->long_label = count_em (label) > LONG_LABEL_EM;
  self->wide = field->wide || field->type == DOUDI_FORM_LINES || self->long_label
               || field->type == DOUDI_FORM_CHOICES || control == NULL;
  if (control != NULL)
    add_control (self, field, control);
  return GTK_WIDGET (self);
}

/**
 * doudi_form_item_get_field:
 *
 * Returns: (transfer none): what it asks
 */
const DoudiFormField *
doudi_form_item_get_field (DoudiFormItem *self)
{
  return self->field;
}

/**
 * doudi_form_item_is_wide:
 *
 * Returns: whether it has a line to itself
 */
gboolean
doudi_form_item_is_wide (DoudiFormItem *self)
{
  return self->wide;
}

/* What the program fills in on paper is a gap on the screen. */
static char *
dup_paragraph (const char *text)
{
  g_autoptr (GRegex) gap = g_regex_new ("\\{[a-z0-9-]+\\}", 0, 0, NULL);

  return g_regex_replace_literal (gap, text, -1, 0, "＿＿＿＿", 0, NULL);
}

/* A heading may say where it breaks. */
static char *
join_lines (const char *text)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (*at != '\n')
      g_string_append_unichar (joined, g_utf8_get_char (at));
    else if (joined->len > 0 && (guchar) joined->str[joined->len - 1] < 0x80)
      g_string_append_c (joined, ' ');
  return g_string_free (g_steal_pointer (&joined), FALSE);
}

/**
 * doudi_form_item_dup_name:
 * @field: a question, or a paragraph
 *
 * Returns: (transfer full): its words, as they stand in a sentence
 */
char *
doudi_form_item_dup_name (const DoudiFormField *field)
{
  const char *label = doudi_assessment_text_get (&field->label);

  return field->type == DOUDI_FORM_PARAGRAPH ? dup_paragraph (label) : join_lines (label);
}

/**
 * doudi_form_item_dup_label:
 * @field: a column
 *
 * Returns: (transfer full): its heading, broken as on paper; an asterisk follows those of what must
 *   be answered
 */
char *
doudi_form_item_dup_label (const DoudiFormField *field)
{
  const char *label = doudi_assessment_text_get (&field->label);

  return field->required ? g_strconcat (label, " *", NULL) : g_strdup (label);
}
