/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-ask.h"

#include "app/doudi-caseload-window.h"

/* The window of one question. It lives until it is answered; the task holds the answer. */
typedef struct
{
  GTask *task;
  GtkWindow *window;
  GtkDropDown *choice;
  GtkEditable *entry;
  GtkTextBuffer *words;
  GtkEditable *day;
  GtkLabel *problem;
  gboolean words_needed;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_clear_object (&question->task);
  g_free (question);
}

static char *
take_words (const Question *question)
{
  GtkTextIter start;
  GtkTextIter end;
  char *words;

  if (question->words == NULL)
    return g_strdup ("");
  gtk_text_buffer_get_bounds (question->words, &start, &end);
  words = gtk_text_buffer_get_text (question->words, &start, &end, FALSE);
  return g_strstrip (words);
}

static gboolean
is_complete (const Question *question, const DoudiAsked *asked)
{
  const char *problem = NULL;

  if (question->day != NULL && asked->day == DOUDI_DAY_NONE)
    problem = _("That is not a day. Write it as 2018-06-08.");
  else if (question->words_needed && *asked->words == '\0')
    problem = _("Say it in words: whoever reads the file later needs the reason.");
  else if (question->entry != NULL && *asked->entry == '\0')
    problem = _("One line is still empty.");
  if (problem == NULL)
    return TRUE;
  gtk_label_set_text (question->problem, problem);
  gtk_widget_set_visible (GTK_WIDGET (question->problem), TRUE);
  return FALSE;
}

static void
finish (Question *question, DoudiAsked *asked)
{
  GTask *task = g_object_ref (question->task);
  GtkWindow *window = question->window;

  if (!g_task_get_completed (task))
    g_task_return_pointer (task, asked, (GDestroyNotify) doudi_asked_free);
  gtk_window_destroy (window);
  g_object_unref (task);
}

static void
on_accept_cb (Question *question)
{
  g_autoptr (DoudiAsked) asked = g_new0 (DoudiAsked, 1);

  asked->words = take_words (question);
  asked->entry = g_strdup (question->entry != NULL ? gtk_editable_get_text (question->entry) : "");
  asked->choice = question->choice != NULL ? gtk_drop_down_get_selected (question->choice) : 0;
  if (question->day != NULL)
    asked->day = doudi_day_parse (gtk_editable_get_text (question->day));
  if (is_complete (question, asked))
    finish (question, g_steal_pointer (&asked));
}

static gboolean
on_close_cb (Question *question)
{
  finish (question, NULL);
  return TRUE;
}

static void
on_cancel_cb (Question *question)
{
  finish (question, NULL);
}

static GtkWidget *
new_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

/* A caption over a control, which is labelled by it. */
static void
add_control (GtkBox *box, const char *caption, GtkWidget *control, GtkWidget *shown)
{
  GtkWidget *label = new_label (caption, "caption");

  gtk_label_set_mnemonic_widget (GTK_LABEL (label), control);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
  gtk_box_append (box, label);
  gtk_box_append (box, shown);
}

static void
add_choice (Question *question, GtkBox *box, const DoudiAsk *ask)
{
  GtkStringList *list = gtk_string_list_new (NULL);

  for (const DoudiWord *word = ask->choices; word->name != NULL; word++)
    gtk_string_list_append (list, _(word->label));
  question->choice = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (list), NULL));
  add_control (box, ask->choices_label, GTK_WIDGET (question->choice),
               GTK_WIDGET (question->choice));
}

static void
add_entry (Question *question, GtkBox *box, const DoudiAsk *ask)
{
  question->entry = GTK_EDITABLE (gtk_entry_new ());
  gtk_entry_set_input_hints (GTK_ENTRY (question->entry), GTK_INPUT_HINT_PRIVATE);
  gtk_entry_set_activates_default (GTK_ENTRY (question->entry), TRUE);
  add_control (box, ask->entry_label, GTK_WIDGET (question->entry), GTK_WIDGET (question->entry));
}

/* Tab leaves the words: the window is filled in with the keyboard. */
static void
add_words (Question *question, GtkBox *box, const DoudiAsk *ask)
{
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_input_hints (GTK_TEXT_VIEW (view), GTK_INPUT_HINT_PRIVATE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 88);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  question->words = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  question->words_needed = ask->words_needed;
  add_control (box, ask->words_label, view, scrolled);
}

static void
add_day (Question *question, GtkBox *box, DoudiDay day)
{
  g_autofree char *text = doudi_day_format_iso (day);

  question->day = GTK_EDITABLE (gtk_entry_new ());
  gtk_editable_set_text (question->day, text);
  gtk_editable_set_width_chars (question->day, 12);
  gtk_entry_set_activates_default (GTK_ENTRY (question->day), TRUE);
  gtk_widget_set_halign (GTK_WIDGET (question->day), GTK_ALIGN_START);
  add_control (box, _("Day"), GTK_WIDGET (question->day), GTK_WIDGET (question->day));
}

static void
add_buttons (Question *question, GtkBox *box, const char *accept)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *no = gtk_button_new_with_mnemonic (_("_Cancel"));
  GtkWidget *yes = gtk_button_new_with_mnemonic (accept);

  gtk_widget_set_halign (buttons, GTK_ALIGN_END);
  gtk_widget_add_css_class (yes, "suggested-action");
  g_signal_connect_swapped (no, "clicked", G_CALLBACK (on_cancel_cb), question);
  g_signal_connect_swapped (yes, "clicked", G_CALLBACK (on_accept_cb), question);
  gtk_box_append (GTK_BOX (buttons), no);
  gtk_box_append (GTK_BOX (buttons), yes);
  gtk_window_set_default_widget (question->window, yes);
  gtk_box_append (box, buttons);
}

static void
fill (Question *question, GtkBox *box, const DoudiAsk *ask)
{
  gtk_box_append (box, new_label (ask->heading, "heading"));
  if (ask->body != NULL)
    gtk_box_append (box, new_label (ask->body, NULL));
  if (ask->choices != NULL)
    add_choice (question, box, ask);
  if (ask->entry_label != NULL)
    add_entry (question, box, ask);
  if (ask->words_label != NULL)
    add_words (question, box, ask);
  if (ask->day != DOUDI_DAY_NONE)
    add_day (question, box, ask->day);
  question->problem = GTK_LABEL (new_label ("", "wrong-text"));
  gtk_widget_set_visible (GTK_WIDGET (question->problem), FALSE);
  gtk_box_append (box, GTK_WIDGET (question->problem));
  add_buttons (question, box, ask->accept);
}

static void
add_key (Question *question, GtkPropagationPhase phase, guint key, GdkModifierType modifiers, const char *action)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, phase);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (key, modifiers),
                                                          gtk_named_action_new (action)));
  gtk_widget_add_controller (GTK_WIDGET (question->window), controller);
}

/* Escape first closes what dropped down; Ctrl+Return would be a new line of the words. */
static void
add_keys (Question *question)
{
  add_key (question, GTK_PHASE_BUBBLE, GDK_KEY_Escape, 0, "window.close");
  add_key (question, GTK_PHASE_CAPTURE, GDK_KEY_Return, GDK_CONTROL_MASK, "default.activate");
}

/**
 * doudi_ask_async:
 * @parent: the window that asks
 * @ask: what is asked
 *
 * Asks for what is needed to record something.
 */
void
doudi_ask_async (GtkWindow *parent,
                 const DoudiAsk *ask,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  Question *question = g_new0 (Question, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  question->task = g_task_new (parent, NULL, callback, user_data);
  question->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_title (question->window, ask->heading);
  gtk_window_set_transient_for (question->window, parent);
  gtk_window_set_modal (question->window, TRUE);
  gtk_window_set_default_size (question->window, 460, -1);
  gtk_widget_add_css_class (box, "margins");
  fill (question, GTK_BOX (box), ask);
  gtk_window_set_child (question->window, box);
  add_keys (question);
  g_signal_connect_swapped (question->window, "close-request", G_CALLBACK (on_close_cb), question);
  g_object_set_data_full (G_OBJECT (question->window), "doudi-question", question, question_free);
  doudi_caseload_own_question (parent, question->window);
  gtk_window_present (question->window);
}

/**
 * doudi_ask_finish:
 * @parent: the window that asked
 * @result: of the question
 *
 * Returns: (transfer full) (nullable): what was said; %NULL if it was cancelled
 */
DoudiAsked *
doudi_ask_finish (GtkWindow *parent, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, parent), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}

/**
 * doudi_asked_free:
 * @asked: (nullable) (transfer full): what was said
 *
 * Frees it.
 */
void
doudi_asked_free (DoudiAsked *asked)
{
  if (asked == NULL)
    return;
  g_free (asked->entry);
  g_free (asked->words);
  g_free (asked);
}
