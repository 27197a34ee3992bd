/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <string.h>

#include "app/doudi-choice-control.h"
#include "base/doudi-text.h"

#define FOUND_MAX 256

/*
 * A choice as it is typed: by the number of an option, the first letters of its pinyin, its name,
 * or arrow keys. The first that fits is the answer at once; what was typed is replaced by its name
 * when the keyboard goes on. Of choices each word is one.
 */
struct _DoudiChoiceControl
{
  DoudiFormControl parent_instance;

  DoudiCandidates *candidates;
  DoudiFormPopup *popup;
  gulong chosen_handler;
  guint found[FOUND_MAX];
  guint n_found;
  guint selected;
  char *keys; /* the answer, where options were meant */
};

G_DEFINE_FINAL_TYPE (DoudiChoiceControl, doudi_choice_control, DOUDI_TYPE_FORM_CONTROL)

static gboolean
takes_several (const DoudiFormField *field)
{
  return field->type == DOUDI_FORM_CHOICES;
}

static GtkEditable *
get_text (DoudiChoiceControl *self)
{
  return GTK_EDITABLE (doudi_form_control_get_editor (DOUDI_FORM_CONTROL (self)));
}

static const DoudiFormField *
get_field (DoudiChoiceControl *self)
{
  return doudi_form_control_get_field (DOUDI_FORM_CONTROL (self));
}

static gboolean
is_separator (gunichar c)
{
  return c == ' ' || c == ',' || c == ';' || c == 0x3000 || c == 0xff0c || c == 0xff1b
         || c == 0x3001;
}

static GStrv
split (const char *typed)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GString) word = g_string_new (NULL);

  for (const char *at = typed;; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c != 0 && !is_separator (c))
        {
          g_string_append_unichar (word, c);
          continue;
        }
      if (word->len > 0)
        g_strv_builder_add (builder, word->str);
      g_string_truncate (word, 0);
      if (c == 0)
        return g_strv_builder_end (builder);
    }
}

static gboolean
is_among (GPtrArray *keys, const char *key)
{
  return g_ptr_array_find_with_equal_func (keys, key, g_str_equal, NULL);
}

/* The keys of options that the words mean, in the order of the form; NULL if one means none. */
static char *
dup_several (DoudiCandidates *candidates, const char *typed)
{
  g_auto (GStrv) words = split (typed);
  g_autoptr (GPtrArray) meant = g_ptr_array_new ();
  g_autoptr (GString) keys = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint index;

      if (doudi_candidates_find (candidates, words[i], &index, 1) == 0)
        return NULL;
      g_ptr_array_add (meant, (gpointer) doudi_candidates_get_key (candidates, index));
    }
  for (guint i = 0; i < doudi_candidates_get_n (candidates); i++)
    if (is_among (meant, doudi_candidates_get_key (candidates, i)))
      g_string_append_printf (keys, "%s%s", keys->len > 0 ? "," : "",
                              doudi_candidates_get_key (candidates, i));
  return g_string_free (g_steal_pointer (&keys), FALSE);
}

/**
 * doudi_choice_control_dup_keys:
 * @field: a choice, choices, or a division
 * @candidates: what may be chosen
 * @typed: by a person, or from a cell of a sheet
 *
 * Returns: (transfer full): the answer that is meant; @typed where nothing fits
 */
char *
doudi_choice_control_dup_keys (const DoudiFormField *field,
                               DoudiCandidates *candidates,
                               const char *typed)
{
  g_autofree char *normal = doudi_text_normalise (typed);
  char *keys = NULL;
  guint index;

  if (*normal == '\0')
    return g_steal_pointer (&normal);
  if (takes_several (field))
    keys = dup_several (candidates, normal);
  else if (doudi_candidates_find (candidates, normal, &index, 1) > 0)
    keys = g_strdup (doudi_candidates_get_key (candidates, index));
  return keys != NULL ? keys : g_steal_pointer (&normal);
}

/* How the keys of an answer read; NULL if they are no keys. */
static char *
dup_text_of (DoudiChoiceControl *self, const char *keys)
{
  g_auto (GStrv) split_keys = g_strsplit (keys, ",", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; split_keys[i] != NULL; i++)
    {
      guint index;

      if (!doudi_candidates_find_key (self->candidates, split_keys[i], &index))
        return NULL;
      g_string_append_printf (text, "%s%s", i > 0 ? "、" : "",
                              doudi_candidates_get_text (self->candidates, index));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
choice_show (DoudiFormControl *control, const char *answer, const char *shown)
{
  DoudiChoiceControl *self = DOUDI_CHOICE_CONTROL (control);
  g_autofree char *name = *answer != '\0' ? dup_text_of (self, answer) : NULL;
  const char *text = name != NULL ? name : answer;

  g_free (self->keys);
  self->keys = g_strdup (answer);
  self->n_found = 0;
  if (!g_str_equal (gtk_editable_get_text (get_text (self)), text))
    gtk_editable_set_text (get_text (self), text);
}

static char *
choice_dup_typed (DoudiFormControl *control)
{
  return g_strdup (DOUDI_CHOICE_CONTROL (control)->keys);
}

static void
set_keys (DoudiChoiceControl *self, char *keys)
{
  g_free (self->keys);
  self->keys = keys;
}

/* The word the cursor is in, of choices. */
static char *
dup_last_word (DoudiChoiceControl *self)
{
  const char *typed = gtk_editable_get_text (get_text (self));
  g_auto (GStrv) words = NULL;
  guint n_words;

  if (!takes_several (get_field (self)))
    return g_strdup (typed);
  words = split (typed);
  n_words = g_strv_length (words);
  return g_strdup (n_words > 0 ? words[n_words - 1] : "");
}

static void
find (DoudiChoiceControl *self, const char *typed)
{
  self->n_found = doudi_candidates_find (self->candidates, typed, self->found, FOUND_MAX);
  self->selected = 0;
}

static void
popup_found (DoudiChoiceControl *self)
{
  if (self->n_found > 0)
    doudi_form_popup_show (self->popup, GTK_WIDGET (self), self->candidates, self->found,
                           self->n_found, self->selected);
  else
    doudi_form_popup_hide (self->popup);
}

static void
on_changed_cb (DoudiChoiceControl *self)
{
  g_autofree char *word = NULL;

  if (doudi_form_control_is_filling (DOUDI_FORM_CONTROL (self)))
    return;
  word = dup_last_word (self);
  set_keys (self, doudi_choice_control_dup_keys (get_field (self), self->candidates,
                                                 gtk_editable_get_text (get_text (self))));
  find (self, word);
  if (*word == '\0')
    self->n_found = 0;
  popup_found (self);
  doudi_form_control_edited (DOUDI_FORM_CONTROL (self));
}

/* Of choices the name takes the place of the last word. */
static void
write_name (DoudiChoiceControl *self, const char *name)
{
  const char *typed = gtk_editable_get_text (get_text (self));
  g_autofree char *word = dup_last_word (self);
  g_autofree char *text = NULL;
  gsize length = strlen (typed);

  if (takes_several (get_field (self)) && g_str_has_suffix (typed, word))
    text = g_strdup_printf ("%.*s%s", (int) (length - strlen (word)), typed, name);
  else if (takes_several (get_field (self)))
    text = g_strconcat (typed, name, NULL);
  gtk_editable_set_text (get_text (self), text != NULL ? text : name);
  gtk_editable_set_position (get_text (self), -1);
}

static void
select_found (DoudiChoiceControl *self, guint position)
{
  GtkEditable *text = get_text (self);
  guint index = self->found[position];
  const DoudiFormField *field = get_field (self);

  self->selected = position;
  g_signal_handlers_block_by_func (text, on_changed_cb, self);
  write_name (self, doudi_candidates_get_text (self->candidates, index));
  g_signal_handlers_unblock_by_func (text, on_changed_cb, self);
  if (takes_several (field))
    set_keys (
      self, doudi_choice_control_dup_keys (field, self->candidates, gtk_editable_get_text (text)));
  else
    set_keys (self, g_strdup (doudi_candidates_get_key (self->candidates, index)));
  doudi_form_control_edited (DOUDI_FORM_CONTROL (self));
}

static void
on_chosen_cb (DoudiChoiceControl *self, guint position)
{
  if (!doudi_form_popup_is_at (self->popup, GTK_WIDGET (self)) || position >= self->n_found)
    return;
  select_found (self, position);
  doudi_form_popup_hide (self->popup);
  doudi_form_control_focus (DOUDI_FORM_CONTROL (self));
}

/* All that may be answered, the answer of now selected. */
static void
list_all (DoudiChoiceControl *self)
{
  find (self, "");
  for (guint i = 0; i < self->n_found; i++)
    if (g_strcmp0 (doudi_candidates_get_key (self->candidates, self->found[i]), self->keys) == 0)
      self->selected = i;
  popup_found (self);
}

static void
move (DoudiChoiceControl *self, int by)
{
  if (!doudi_form_popup_is_at (self->popup, GTK_WIDGET (self)))
    {
      list_all (self);
      return;
    }
  select_found (self, (self->selected + self->n_found + (guint) by) % self->n_found);
  popup_found (self);
}

static gboolean
on_key_cb (GtkEventControllerKey *controller,
           guint keyval,
           guint keycode,
           GdkModifierType state,
           DoudiChoiceControl *self)
{
  gboolean shown = doudi_form_popup_is_at (self->popup, GTK_WIDGET (self));

  if ((state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down)
    move (self, 1);
  else if (shown && (keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up))
    move (self, -1);
  else if (shown && keyval == GDK_KEY_Escape)
    doudi_form_popup_hide (self->popup);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
on_arrow_cb (DoudiChoiceControl *self)
{
  doudi_form_control_focus (DOUDI_FORM_CONTROL (self));
  list_all (self);
}

static void
choice_leave (DoudiFormControl *control)
{
  doudi_form_popup_hide (DOUDI_CHOICE_CONTROL (control)->popup);
}

static void
doudi_choice_control_dispose (GObject *object)
{
  DoudiChoiceControl *self = DOUDI_CHOICE_CONTROL (object);

  if (self->popup != NULL)
    g_clear_signal_handler (&self->chosen_handler, self->popup);

  G_OBJECT_CLASS (doudi_choice_control_parent_class)->dispose (object);
  g_clear_object (&self->popup);
}

static void
doudi_choice_control_finalize (GObject *object)
{
  DoudiChoiceControl *self = DOUDI_CHOICE_CONTROL (object);

  doudi_candidates_unref (self->candidates);
  g_free (self->keys);

  G_OBJECT_CLASS (doudi_choice_control_parent_class)->finalize (object);
}

static void
doudi_choice_control_class_init (DoudiChoiceControlClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = doudi_choice_control_dispose;
  G_OBJECT_CLASS (klass)->finalize = doudi_choice_control_finalize;
  DOUDI_FORM_CONTROL_CLASS (klass)->show = choice_show;
  DOUDI_FORM_CONTROL_CLASS (klass)->dup_typed = choice_dup_typed;
  DOUDI_FORM_CONTROL_CLASS (klass)->leave = choice_leave;
}

static void
doudi_choice_control_init (DoudiChoiceControl *self)
{
  self->keys = g_strdup ("");
}

static GtkWidget *
arrow_new (DoudiChoiceControl *self)
{
  GtkWidget *arrow = gtk_image_new_from_icon_name ("pan-down-symbolic");
  GtkGesture *gesture = gtk_gesture_click_new ();

  g_signal_connect_swapped (gesture, "pressed", G_CALLBACK (on_arrow_cb), self);
  gtk_widget_add_controller (arrow, GTK_EVENT_CONTROLLER (gesture));
  return arrow;
}

/**
 * doudi_choice_control_new:
 * @field: a choice, choices, or a division
 * @candidates: what may be chosen
 * @popup: (transfer none): shows what is offered, for all controls of a form
 *
 * Returns: (transfer floating): a control for it
 */
DoudiFormControl *
doudi_choice_control_new (const DoudiFormField *field,
                          DoudiCandidates *candidates,
                          DoudiFormPopup *popup)
{
  DoudiChoiceControl *self
    = g_object_new (DOUDI_TYPE_CHOICE_CONTROL, "css-name", "entry", "field", field, NULL);
  GtkWidget *text = doudi_form_control_text_new (field);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->candidates = doudi_candidates_ref (candidates);
  self->popup = g_object_ref (popup);
  self->chosen_handler
    = g_signal_connect_swapped (popup, "chosen", G_CALLBACK (on_chosen_cb), self);
  doudi_form_control_set_editor (DOUDI_FORM_CONTROL (self), text);
  g_signal_connect_swapped (text, "changed", G_CALLBACK (on_changed_cb), self);
  doudi_form_control_watch_keys (DOUDI_FORM_CONTROL (self), GTK_TEXT (text));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_set_parent (arrow_new (self), GTK_WIDGET (self));
  return DOUDI_FORM_CONTROL (self);
}

/**
 * doudi_choice_control_get_candidates:
 *
 * Returns: (transfer none): what may be chosen
 */
DoudiCandidates *
doudi_choice_control_get_candidates (DoudiChoiceControl *self)
{
  return self->candidates;
}
