/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-form-control.h"

/*
 * Where one answer of a form is typed. What was typed stays as it is until the keyboard is
 * elsewhere: an input method may be composing. The form is kept by whoever made the control.
 */
typedef struct
{
  const DoudiFormField *field;
  guint row;
  GtkWidget *editor;
  char *said[DOUDI_FORM_N_SAYS];
  gboolean filling;
  gboolean composing;
} DoudiFormControlPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (DoudiFormControl, doudi_form_control, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_FIELD,
  N_PROPS,
};

enum
{
  EDITED,
  ENTERED,
  LEFT,
  GO_ON,
  SAID,
  N_SIGNALS,
};

static const GtkInputPurpose purposes[DOUDI_N_FORM_TYPES] = {
  [DOUDI_FORM_COUNT] = GTK_INPUT_PURPOSE_DIGITS,  [DOUDI_FORM_MONEY] = GTK_INPUT_PURPOSE_NUMBER,
  [DOUDI_FORM_NUMBER] = GTK_INPUT_PURPOSE_NUMBER, [DOUDI_FORM_ACCOUNT] = GTK_INPUT_PURPOSE_DIGITS,
  [DOUDI_FORM_PHONE] = GTK_INPUT_PURPOSE_PHONE,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static DoudiFormControlPrivate *
get_private (DoudiFormControl *self)
{
  return doudi_form_control_get_instance_private (self);
}

static void
on_enter_cb (DoudiFormControl *self)
{
  g_signal_emit (self, signals[ENTERED], 0);
}

/* What is selected for the next key to replace is only so while the keyboard is here. */
static gboolean
unselect_cb (gpointer user_data)
{
  DoudiFormControl *self = user_data;
  GtkWidget *editor = get_private (self)->editor;

  if (GTK_IS_EDITABLE (editor) && !doudi_form_control_has_focus (self)
      && gtk_editable_get_selection_bounds (GTK_EDITABLE (editor), NULL, NULL))
    gtk_editable_select_region (GTK_EDITABLE (editor), 0, 0);
  return G_SOURCE_REMOVE;
}

/* The selection goes a moment later: given up and taken by the next entry within one millisecond,
 * X11 would take it from that one too, and the next key would not replace what stands there. */
static void
on_leave_cb (DoudiFormControl *self)
{
  DoudiFormControlClass *klass = DOUDI_FORM_CONTROL_GET_CLASS (self);

  get_private (self)->composing = FALSE;
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unselect_cb, g_object_ref (self), g_object_unref);
  if (klass->leave != NULL)
    klass->leave (self);
  g_signal_emit (self, signals[LEFT], 0);
}

static void
on_activate_cb (DoudiFormControl *self)
{
  g_signal_emit (self, signals[GO_ON], 0);
}

static void
on_preedit_changed_cb (DoudiFormControl *self, const char *preedit)
{
  get_private (self)->composing = *preedit != '\0';
}

static void
doudi_form_control_set_property (GObject *object,
                                 guint property_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  DoudiFormControl *self = DOUDI_FORM_CONTROL (object);

  switch (property_id)
    {
    case PROP_FIELD:
      get_private (self)->field = g_value_get_pointer (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
doudi_form_control_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  get_private (DOUDI_FORM_CONTROL (object))->editor = NULL;

  G_OBJECT_CLASS (doudi_form_control_parent_class)->dispose (object);
}

static void
doudi_form_control_finalize (GObject *object)
{
  DoudiFormControlPrivate *private = get_private (DOUDI_FORM_CONTROL (object));

  for (guint i = 0; i < DOUDI_FORM_N_SAYS; i++)
    g_free (private->said[i]);

  G_OBJECT_CLASS (doudi_form_control_parent_class)->finalize (object);
}

static gboolean
doudi_form_control_grab_focus (GtkWidget *widget)
{
  GtkWidget *editor = get_private (DOUDI_FORM_CONTROL (widget))->editor;

  return editor != NULL && gtk_widget_grab_focus (editor);
}

static gboolean
doudi_form_control_focus_vfunc (GtkWidget *widget, GtkDirectionType direction)
{
  GtkWidget *editor = get_private (DOUDI_FORM_CONTROL (widget))->editor;

  if (editor == NULL || gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;
  return gtk_widget_child_focus (editor, direction);
}

static void
add_signals (void)
{
  /**
   * DoudiFormControl::edited
   *
   * A person changed the answer.
   */
  signals[EDITED] = g_signal_new ("edited", DOUDI_TYPE_FORM_CONTROL, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  /**
   * DoudiFormControl::entered
   *
   * The keyboard came.
   */
  signals[ENTERED] = g_signal_new ("entered", DOUDI_TYPE_FORM_CONTROL, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  /**
   * DoudiFormControl::left
   *
   * The keyboard went elsewhere.
   */
  signals[LEFT] = g_signal_new ("left", DOUDI_TYPE_FORM_CONTROL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  /**
   * DoudiFormControl::go-on
   *
   * Enter was pressed: the answer is done.
   */
  signals[GO_ON] = g_signal_new ("go-on", DOUDI_TYPE_FORM_CONTROL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  /**
   * DoudiFormControl::said
   *
   * What is said at the answer changed.
   */
  signals[SAID] = g_signal_new ("said", DOUDI_TYPE_FORM_CONTROL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
doudi_form_control_class_init (DoudiFormControlClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = doudi_form_control_set_property;
  object_class->dispose = doudi_form_control_dispose;
  object_class->finalize = doudi_form_control_finalize;
  widget_class->grab_focus = doudi_form_control_grab_focus;
  widget_class->focus = doudi_form_control_focus_vfunc;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_NONE);

  properties[PROP_FIELD] = g_param_spec_pointer (
    "field", NULL, NULL, G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  add_signals ();
}

static void
doudi_form_control_init (DoudiFormControl *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  get_private (self)->row = G_MAXUINT;
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (on_enter_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_widget_add_css_class (GTK_WIDGET (self), "form-control");
}

/**
 * doudi_form_control_set_editor:
 * @editor: (transfer floating): what takes the keyboard
 *
 * Puts the editor into a control that was just made.
 */
void
doudi_form_control_set_editor (DoudiFormControl *self, GtkWidget *editor)
{
  get_private (self)->editor = editor;
  gtk_widget_set_hexpand (editor, TRUE);
  gtk_widget_set_parent (editor, GTK_WIDGET (self));
}

/**
 * doudi_form_control_watch_keys:
 * @text: an editor of one line
 *
 * Takes Enter in @text as the end of the answer, and knows when an input method is at work.
 */
void
doudi_form_control_watch_keys (DoudiFormControl *self, GtkText *text)
{
  g_signal_connect_swapped (text, "activate", G_CALLBACK (on_activate_cb), self);
  g_signal_connect_swapped (text, "preedit-changed", G_CALLBACK (on_preedit_changed_cb), self);
}

/**
 * doudi_form_control_set_composing:
 * @composing: whether an input method is at work
 */
void
doudi_form_control_set_composing (DoudiFormControl *self, gboolean composing)
{
  get_private (self)->composing = composing;
}

/**
 * doudi_form_control_edited:
 *
 * Says that a person changed the answer, unless the program did.
 */
void
doudi_form_control_edited (DoudiFormControl *self)
{
  if (!get_private (self)->filling)
    g_signal_emit (self, signals[EDITED], 0);
}

/**
 * doudi_form_control_is_filling:
 *
 * Returns: whether it is the program that changes the answer
 */
gboolean
doudi_form_control_is_filling (DoudiFormControl *self)
{
  return get_private (self)->filling;
}

/* Whether a text is personal lies in what it means. */
static gboolean
is_personal (const DoudiFormField *field)
{
  if (field->type == DOUDI_FORM_TEXT || field->type == DOUDI_FORM_LINES)
    return field->meaning != DOUDI_MEANING_NONE;
  return field->type == DOUDI_FORM_IDENTITY_NUMBER || field->type == DOUDI_FORM_DISABILITY_CARD
         || field->type == DOUDI_FORM_ACCOUNT || field->type == DOUDI_FORM_PHONE;
}

/**
 * doudi_form_control_get_hints:
 * @field: what is typed
 *
 * Returns: what input methods are asked: not to learn from what is personal
 */
GtkInputHints
doudi_form_control_get_hints (const DoudiFormField *field)
{
  GtkInputHints hints = GTK_INPUT_HINT_NO_SPELLCHECK | GTK_INPUT_HINT_NO_EMOJI;

  return is_personal (field) ? hints | GTK_INPUT_HINT_PRIVATE : hints;
}

/**
 * doudi_form_control_text_new:
 * @field: what is typed
 *
 * Makes an editor of one line. Steps back are those of the form.
 *
 * Returns: (transfer floating): the editor
 */
GtkWidget *
doudi_form_control_text_new (const DoudiFormField *field)
{
  return g_object_new (GTK_TYPE_TEXT, "accessible-role", GTK_ACCESSIBLE_ROLE_TEXT_BOX,
                       "width-chars", 1, "enable-undo", FALSE, "input-hints",
                       doudi_form_control_get_hints (field), "input-purpose", purposes[field->type],
                       NULL);
}

/**
 * doudi_form_control_get_field:
 *
 * Returns: (transfer none): what it asks
 */
const DoudiFormField *
doudi_form_control_get_field (DoudiFormControl *self)
{
  return get_private (self)->field;
}

/**
 * doudi_form_control_get_row:
 *
 * Returns: the row of its table, DOUDI_FORM_NO_ROW outside a table
 */
guint
doudi_form_control_get_row (DoudiFormControl *self)
{
  return get_private (self)->row;
}

void
doudi_form_control_set_row (DoudiFormControl *self, guint row)
{
  get_private (self)->row = row;
}

/**
 * doudi_form_control_get_place:
 *
 * Returns: where it stands in the form
 */
DoudiFormPlace
doudi_form_control_get_place (DoudiFormControl *self)
{
  DoudiFormControlPrivate *private = get_private (self);
  DoudiFormPlace place = { private->field->section, private->row, private->field };

  return place;
}

/**
 * doudi_form_control_get_editor:
 *
 * Returns: (transfer none) (nullable): what takes the keyboard
 */
GtkWidget *
doudi_form_control_get_editor (DoudiFormControl *self)
{
  return get_private (self)->editor;
}

/**
 * doudi_form_control_name:
 * @name: what it asks, and in a table the row
 *
 * Names the control to who does not see it.
 */
void
doudi_form_control_name (DoudiFormControl *self, const char *name)
{
  DoudiFormControlPrivate *private = get_private (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (private->editor), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  if (doudi_form_control_can_type (self) && !GTK_IS_CHECK_BUTTON (private->editor))
    gtk_accessible_update_property (GTK_ACCESSIBLE (private->editor),
                                    GTK_ACCESSIBLE_PROPERTY_REQUIRED, private->field->required, -1);
}

/**
 * doudi_form_control_show:
 * @answer: in its canonical form, or as it was typed
 * @shown: how a person reads it
 *
 * Shows an answer. Nothing is emitted.
 */
void
doudi_form_control_show (DoudiFormControl *self, const char *answer, const char *shown)
{
  DoudiFormControlPrivate *private = get_private (self);

  private->filling = TRUE;
  DOUDI_FORM_CONTROL_GET_CLASS (self)->show (self, answer, shown);
  private->filling = FALSE;
}

/**
 * doudi_form_control_dup_typed:
 *
 * Returns: (transfer full): what is typed, for doudi_form_answers_set()
 */
char *
doudi_form_control_dup_typed (DoudiFormControl *self)
{
  return DOUDI_FORM_CONTROL_GET_CLASS (self)->dup_typed (self);
}

/**
 * doudi_form_control_can_type:
 *
 * Returns: whether an answer can be typed, and is not only shown
 */
gboolean
doudi_form_control_can_type (DoudiFormControl *self)
{
  return DOUDI_FORM_CONTROL_GET_CLASS (self)->dup_typed != NULL;
}

/**
 * doudi_form_control_is_composing:
 *
 * Returns: whether an input method holds letters that are not in the answer yet
 */
gboolean
doudi_form_control_is_composing (DoudiFormControl *self)
{
  return get_private (self)->composing;
}

/**
 * doudi_form_control_focus:
 *
 * Moves the keyboard to it; what it holds is selected.
 *
 * Returns: whether it can have the keyboard
 */
gboolean
doudi_form_control_focus (DoudiFormControl *self)
{
  return gtk_widget_grab_focus (GTK_WIDGET (self));
}

/**
 * doudi_form_control_has_focus:
 *
 * Returns: whether what is typed goes to it
 */
gboolean
doudi_form_control_has_focus (DoudiFormControl *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/**
 * doudi_form_control_say:
 * @kind: of what is said
 * @text: (nullable): for a person
 *
 * Remembers what is to be said at the answer.
 */
void
doudi_form_control_say (DoudiFormControl *self, DoudiFormSays kind, const char *text)
{
  DoudiFormControlPrivate *private = get_private (self);
  gboolean wrong;

  if (g_strcmp0 (private->said[kind], text) == 0)
    return;
  g_free (private->said[kind]);
  private->said[kind] = g_strdup (text);
  wrong = private->said[DOUDI_FORM_SAYS_WRONG] != NULL;
  set_class (GTK_WIDGET (self), "error", wrong);
  set_class (GTK_WIDGET (self), "warning",
             !wrong && private->said[DOUDI_FORM_SAYS_WARNING] != NULL);
  if (private->editor != NULL)
    gtk_accessible_update_state (GTK_ACCESSIBLE (private->editor), GTK_ACCESSIBLE_STATE_INVALID,
                                 wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                                 -1);
  g_signal_emit (self, signals[SAID], 0);
}

/**
 * doudi_form_control_get_said:
 *
 * Returns: (nullable): what is said at the answer
 */
const char *
doudi_form_control_get_said (DoudiFormControl *self, DoudiFormSays kind)
{
  return get_private (self)->said[kind];
}

/**
 * doudi_form_control_describe_by:
 * @message: where what is wrong with the answer can be read
 */
void
doudi_form_control_describe_by (DoudiFormControl *self, GtkWidget *message)
{
  gtk_accessible_update_relation (GTK_ACCESSIBLE (get_private (self)->editor),
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, message, NULL, -1);
}
