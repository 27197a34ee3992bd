/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-actions.h"
#include "app/doudi-confirm.h"
#include "app/doudi-form-message.h"
#include "app/doudi-form-window.h"
#include "app/doudi-window.h"
#include "policy/doudi-assessment.h"

/* A draft follows the first key that is not kept yet by so much. */
#define DRAFT_SECONDS 2

/*
 * A form being filled in, in a window of its own: what it is saved as, and where its drafts go, is
 * the business of whoever opened it. What was typed is never lost by closing.
 */
struct _DoudiFormWindow
{
  GtkWindow parent_instance;

  DoudiFormMessage *message;
  DoudiFormView *view;
  GtkWidget *undo_button;
  GtkWidget *redo_button;
  GtkWidget *save_button;
  GtkWidget *next_button;
  GtkWidget *discard_button;
  GtkLabel *score_label;
  GtkLabel *draft_label;

  DoudiFormWindowSaveFunc save;
  gpointer save_data;
  GDestroyNotify save_destroy;
  DoudiFormWindowDraftFunc keep_draft;
  gpointer draft_data;
  GDestroyNotify draft_destroy;
  DoudiFormWindowDiscardFunc discard;
  gpointer discard_data;

  guint draft_source;
  gboolean keeping;       /* a draft is under way */
  gboolean kept;          /* the draft under way, or on the disk, is what is typed */
  gboolean draft_refused; /* the last one could not be kept */
  gboolean saving;
  gboolean next;         /* another form follows the one that is saved */
  gboolean from_draft;   /* it goes on with what was typed before */
  GtkWidget *last_focus; /* where the keyboard was before saving */
  gboolean closing;
};

G_DEFINE_FINAL_TYPE (DoudiFormWindow, doudi_form_window, GTK_TYPE_WINDOW)

enum
{
  PREVIEW,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static DoudiForm *
get_form (DoudiFormWindow *self)
{
  return doudi_form_answers_get_form (doudi_form_view_get_answers (self->view));
}

static void
say (DoudiFormWindow *self, const char *text)
{
  doudi_form_message_say (self->message, DOUDI_FORM_SAYS_WRONG, text);
}

/* Drafts. */

static void
begin_draft (DoudiFormWindow *self)
{
  g_autofree char *answers = NULL;

  g_clear_handle_id (&self->draft_source, g_source_remove);
  if (self->keep_draft == NULL || self->keeping || self->saving)
    return;
  answers = doudi_form_answers_to_json (doudi_form_view_get_answers (self->view));
  self->keeping = TRUE;
  self->kept = TRUE;
  self->keep_draft (self, answers, self->draft_data);
}

static gboolean
on_draft_due_cb (gpointer user_data)
{
  DoudiFormWindow *self = user_data;

  self->draft_source = 0;
  begin_draft (self);
  return G_SOURCE_REMOVE;
}

static void
await_draft (DoudiFormWindow *self)
{
  self->kept = FALSE;
  gtk_label_set_text (self->draft_label, "");
  if (self->keep_draft != NULL && self->draft_source == 0)
    self->draft_source = g_timeout_add_seconds (DRAFT_SECONDS, on_draft_due_cb, self);
}

/* The window that opened this one says it, as this one is gone. */
static void
leave_with_draft (DoudiFormWindow *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (DOUDI_IS_WINDOW (parent))
    doudi_window_report_done (DOUDI_WINDOW (parent), _ ("What was typed is kept as a draft."));
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_lose_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  if (doudi_confirm_finish (GTK_WINDOW (source), result))
    gtk_window_destroy (GTK_WINDOW (source));
}

/* Closing goes through the draft; only where there can be none, the person decides. */
static gboolean
on_close_request_cb (DoudiFormWindow *self)
{
  if (self->saving)
    return GDK_EVENT_STOP;
  if (!doudi_form_view_is_dirty (self->view))
    return GDK_EVENT_PROPAGATE;
  if (self->keep_draft == NULL || self->draft_refused)
    {
      doudi_confirm_async (GTK_WINDOW (self), _ ("Close without keeping what was typed?"),
                           _ ("It could not be kept as a draft and would be lost."),
                           _ ("_Close and lose it"), on_lose_cb, NULL);
      return GDK_EVENT_STOP;
    }
  self->closing = TRUE;
  if (self->kept && !self->keeping)
    leave_with_draft (self);
  else
    begin_draft (self);
  return GDK_EVENT_STOP;
}

/**
 * doudi_form_window_finish_draft:
 * @error: (nullable): why it could not be kept
 *
 * Says that a draft is on the disk, or why it is not. The window may be closed already.
 */
void
doudi_form_window_finish_draft (DoudiFormWindow *self, const GError *error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%H:%M");
  g_autofree char *text = g_strdup_printf (_ ("Draft kept at %s"), time);

  if (self->view == NULL)
    return;
  self->keeping = FALSE;
  self->draft_refused = error != NULL;
  say (self, error != NULL ? error->message : NULL);
  if (error != NULL)
    {
      self->kept = FALSE;
      self->closing = FALSE;
      return;
    }
  gtk_label_set_text (self->draft_label, self->kept ? text : "");
  if (self->closing && self->kept)
    leave_with_draft (self);
  else if (self->closing)
    begin_draft (self);
}

/**
 * doudi_form_window_keep:
 *
 * Lets nothing that was typed be lost when the program is left: what is not on the disk yet is
 * brought there.
 *
 * Returns: how far that is
 */
DoudiFormWindowKept
doudi_form_window_keep (DoudiFormWindow *self)
{
  if (self->view == NULL || !doudi_form_view_is_dirty (self->view)
      || (self->kept && !self->keeping))
    return DOUDI_FORM_KEPT;
  if (self->saving || self->keeping)
    return DOUDI_FORM_KEEPING;
  if (self->keep_draft == NULL || self->draft_refused)
    {
      gtk_window_close (GTK_WINDOW (self));
      return DOUDI_FORM_NOT_KEPT;
    }
  begin_draft (self);
  return DOUDI_FORM_KEEPING;
}

/* What an assessment comes to. */

static void
count_answered (DoudiFormWindow *self, guint *n_answered, guint *n_asked)
{
  const DoudiFormAnswers *answers = doudi_form_view_get_answers (self->view);
  const DoudiForm *form = get_form (self);

  for (guint i = 0; i < form->sections->len; i++)
    {
      const DoudiFormSection *section = g_ptr_array_index (form->sections, i);

      for (guint at = 0; !section->table && at < section->fields->len; at++)
        {
          const DoudiFormField *field = g_ptr_array_index (section->fields, at);

          if (!field->required || !doudi_form_answers_asks (answers, DOUDI_FORM_NO_ROW, field))
            continue;
          (*n_asked)++;
          if (*doudi_form_answers_get (answers, DOUDI_FORM_NO_ROW, field) != '\0')
            (*n_answered)++;
        }
    }
}

static char *
describe_assessment (const DoudiAssessment *assessment)
{
  const char *outcome = doudi_assessment_outcome_label (assessment->outcome);
  g_autofree char *score = NULL;

  if (!assessment->scored)
    return g_strdup (outcome);
  score = doudi_points_format (assessment->score);
  return g_strdup_printf (_ ("Score %s · %s"), score, outcome);
}

/* As long as answers are missing there is no score, only how far one is. */
static void
update_score (DoudiFormWindow *self)
{
  DoudiForm *form = get_form (self);
  g_autofree char *json = NULL;
  g_autoptr (DoudiJsonDocument) document = NULL;
  g_autoptr (DoudiAssessment) assessment = NULL;
  g_autofree char *text = NULL;
  guint n_answered = 0, n_asked = 0;

  if (form->assessment == NULL)
    return;
  json = doudi_form_answers_to_assessment_json (doudi_form_view_get_answers (self->view));
  document = doudi_json_document_load (json, -1, "", NULL);
  if (document != NULL)
    assessment = doudi_assess (form->assessment, doudi_json_document_get_root (document), NULL);
  count_answered (self, &n_answered, &n_asked);
  text = assessment != NULL
           ? describe_assessment (assessment)
           : g_strdup_printf (_ ("%u of %u answered, no score yet"), n_answered, n_asked);
  gtk_label_set_text (self->score_label, text);
}

/* The view. */

static void
update_discard (DoudiFormWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.discard",
                                 self->discard != NULL && !self->saving
                                   && (self->from_draft || doudi_form_view_is_dirty (self->view)));
}

static void
on_changed_cb (DoudiFormWindow *self)
{
  await_draft (self);
  update_discard (self);
  update_score (self);
}

static void
set_tooltip (GtkWidget *button, const char *text)
{
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
on_steps_cb (DoudiFormWindow *self)
{
  const char *undo = doudi_form_view_get_undo (self->view);
  const char *redo = doudi_form_view_get_redo (self->view);
  g_autofree char *back
    = undo != NULL ? g_strdup_printf (_ ("Undo: %s (Ctrl+Z)"), undo) : g_strdup (_ ("Undo"));
  g_autofree char *again
    = redo != NULL ? g_strdup_printf (_ ("Redo: %s (Ctrl+Shift+Z)"), redo) : g_strdup (_ ("Redo"));

  set_tooltip (self->undo_button, back);
  set_tooltip (self->redo_button, again);
  gtk_widget_set_sensitive (self->undo_button, undo != NULL);
  gtk_widget_set_sensitive (self->redo_button, redo != NULL);
}

static void
on_undo_clicked_cb (DoudiFormWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->view), "form.undo", NULL);
}

static void
on_redo_clicked_cb (DoudiFormWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->view), "form.redo", NULL);
}

/* Saving. */

static void
set_saving (DoudiFormWindow *self, gboolean saving)
{
  self->saving = saving;
  gtk_widget_set_sensitive (GTK_WIDGET (self->view), !saving);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.save", !saving && self->save != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.save-next",
                                 !saving && self->save != NULL
                                   && gtk_widget_get_visible (self->next_button));
  update_discard (self);
}

/* An entry must lose the keyboard before it can no longer be told so. */
static void
begin_saving (DoudiFormWindow *self)
{
  g_clear_handle_id (&self->draft_source, g_source_remove);
  g_set_weak_pointer (&self->last_focus, gtk_window_get_focus (GTK_WINDOW (self)));
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  set_saving (self, TRUE);
  self->save (self, doudi_form_view_get_answers (self->view), self->save_data);
}

static void
check_and_save (DoudiFormWindow *self, gboolean next)
{
  if (self->saving || self->save == NULL)
    return;
  say (self, NULL);
  if (doudi_form_view_check (self->view, doudi_day_today ()) > 0)
    return;
  self->next = next;
  begin_saving (self);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  check_and_save (DOUDI_FORM_WINDOW (widget), FALSE);
}

static void
save_next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  check_and_save (DOUDI_FORM_WINDOW (widget), TRUE);
}

/**
 * doudi_form_window_finish_save:
 * @problems: (nullable) (element-type DoudiFormProblem): what is wrong with the answers
 * @error: (nullable): why they could not be saved
 *
 * Says that what was typed is saved, and closes the window; or shows why it is not.
 */
void
doudi_form_window_finish_save (DoudiFormWindow *self,
                               const GPtrArray *problems,
                               const GError *error)
{
  if (self->view == NULL)
    return;
  set_saving (self, FALSE);
  if ((problems == NULL || problems->len == 0) && error == NULL)
    {
      doudi_form_view_set_clean (self->view);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  say (self, error != NULL ? error->message : NULL);
  if (self->last_focus != NULL)
    gtk_widget_grab_focus (self->last_focus);
  if (problems != NULL)
    doudi_form_view_show_problems (self->view, problems);
  if (!self->kept)
    await_draft (self);
}

/**
 * doudi_form_window_is_next:
 *
 * Returns: whether another form is to follow the one that is being saved
 */
gboolean
doudi_form_window_is_next (DoudiFormWindow *self)
{
  return self->next;
}

/**
 * doudi_form_window_begin_next:
 * @answers: those that the next form begins with; copied
 * @text: (nullable): what was saved, translated
 *
 * Says that what was typed is saved, and shows the next form in place of it; or a form anew.
 */
void
doudi_form_window_begin_next (DoudiFormWindow *self,
                              const DoudiFormAnswers *answers,
                              const char *text)
{
  if (self->view == NULL)
    return;
  g_clear_handle_id (&self->draft_source, g_source_remove);
  self->from_draft = FALSE;
  doudi_form_view_set_form (self->view, answers);
  set_saving (self, FALSE);
  gtk_label_set_text (self->draft_label, "");
  doudi_form_window_tell (self, DOUDI_FORM_SAYS_INFORMATION, text);
  update_score (self);
  doudi_form_view_focus_first_empty (self->view);
}

static void
on_discard_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DoudiFormWindow *self = DOUDI_FORM_WINDOW (source);

  if (!doudi_confirm_finish (GTK_WINDOW (source), result) || self->saving)
    return;
  g_clear_handle_id (&self->draft_source, g_source_remove);
  set_saving (self, TRUE);
  self->discard (self, self->discard_data);
}

static void
discard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiFormWindow *self = DOUDI_FORM_WINDOW (widget);

  doudi_confirm_async (GTK_WINDOW (self), _ ("Throw away what was typed?"),
                       _ ("The draft goes too. What is saved stays as it is."), _ ("_Throw away"),
                       on_discard_cb, NULL);
}

/**
 * doudi_form_window_finish_discard:
 * @error: (nullable): why the draft is still there
 *
 * Says that the draft is gone, and closes the window; or why it is not.
 */
void
doudi_form_window_finish_discard (DoudiFormWindow *self, const GError *error)
{
  if (self->view == NULL)
    return;
  set_saving (self, FALSE);
  if (error != NULL)
    {
      say (self, error->message);
      return;
    }
  doudi_form_view_set_clean (self->view);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
preview_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[PREVIEW], 0);
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

/* The window. */

static void
doudi_form_window_dispose (GObject *object)
{
  DoudiFormWindow *self = DOUDI_FORM_WINDOW (object);

  g_clear_handle_id (&self->draft_source, g_source_remove);
  g_clear_weak_pointer (&self->last_focus);
  if (self->save_destroy != NULL)
    self->save_destroy (g_steal_pointer (&self->save_data));
  if (self->draft_destroy != NULL)
    self->draft_destroy (g_steal_pointer (&self->draft_data));
  self->save_destroy = self->draft_destroy = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), DOUDI_TYPE_FORM_WINDOW);

  G_OBJECT_CLASS (doudi_form_window_parent_class)->dispose (object);
}

static void
doudi_form_window_class_init (DoudiFormWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_form_window_dispose;
  g_type_ensure (DOUDI_TYPE_FORM_VIEW);
  g_type_ensure (DOUDI_TYPE_FORM_MESSAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-form-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DoudiFormWindow, message);
  gtk_widget_class_bind_template_child (widget_class, DoudiFormWindow, view);
  gtk_widget_class_bind_template_child (widget_class, DoudiFormWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, DoudiFormWindow, redo_button);
  gtk_widget_class_bind_template_child (widget_class, DoudiFormWindow, save_button);
  gtk_widget_class_bind_template_child (widget_class, DoudiFormWindow, next_button);
  gtk_widget_class_bind_template_child (widget_class, DoudiFormWindow, discard_button);
  gtk_widget_class_bind_template_child (widget_class, DoudiFormWindow, score_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiFormWindow, draft_label);
  gtk_widget_class_bind_template_callback (widget_class, on_close_request_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_steps_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_undo_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_redo_clicked_cb);
  gtk_widget_class_install_action (widget_class, "form.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "form.save-next", NULL, save_next_action);
  gtk_widget_class_install_action (widget_class, "form.discard", NULL, discard_action);
  gtk_widget_class_install_action (widget_class, "form.preview", NULL, preview_action);
  gtk_widget_class_install_action (widget_class, "form.close", NULL, close_action);

  /**
   * DoudiFormWindow::preview
   *
   * The form is to be looked at as it will be printed.
   */
  signals[PREVIEW] = g_signal_new ("preview", DOUDI_TYPE_FORM_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
doudi_form_window_init (DoudiFormWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  doudi_actions_install_form_shortcuts (GTK_WIDGET (self));
  set_saving (self, FALSE);
  on_steps_cb (self);
}

/**
 * doudi_form_window_new:
 * @parent: (nullable): the window it belongs to
 * @answers: those to begin with, of a form; copied
 *
 * Makes a window to fill a form in. Its title is that of the form, never a name.
 *
 * Returns: (transfer none): the window, to be presented
 */
GtkWidget *
doudi_form_window_new (GtkWindow *parent, const DoudiFormAnswers *answers)
{
  DoudiFormWindow *self = g_object_new (DOUDI_TYPE_FORM_WINDOW, "transient-for", parent, NULL);

  doudi_form_view_set_form (self->view, answers);
  gtk_window_set_title (GTK_WINDOW (self), doudi_assessment_text_get (&get_form (self)->title));
  update_score (self);
  doudi_form_view_focus_first (self->view);
  return GTK_WIDGET (self);
}

/**
 * doudi_form_window_get_view:
 *
 * Returns: (transfer none): the form, to be told the day, the divisions, whom to ask
 */
DoudiFormView *
doudi_form_window_get_view (DoudiFormWindow *self)
{
  return self->view;
}

/**
 * doudi_form_window_tell:
 * @kind: how it is told
 * @text: (nullable): for a person, translated; %NULL for nothing
 *
 * Shows a line above the form, until it is saved or something else is told.
 */
void
doudi_form_window_tell (DoudiFormWindow *self, DoudiFormSays kind, const char *text)
{
  if (self->view != NULL)
    doudi_form_message_say (self->message, kind, text);
}

/**
 * doudi_form_window_set_next:
 *
 * Offers to save and go on with another form: what is_next tells whoever saves.
 */
void
doudi_form_window_set_next (DoudiFormWindow *self)
{
  gtk_widget_set_visible (self->next_button, TRUE);
  set_saving (self, self->saving);
}

/**
 * doudi_form_window_set_discard:
 * @func: throws the draft away; doudi_form_window_finish_discard() says that it is gone
 * @from_draft: whether the form begins with a draft
 *
 * Lets what was typed be thrown away on purpose.
 */
void
doudi_form_window_set_discard (DoudiFormWindow *self,
                               DoudiFormWindowDiscardFunc func,
                               gpointer data,
                               gboolean from_draft)
{
  self->discard = func;
  self->discard_data = data;
  self->from_draft = from_draft;
  gtk_widget_set_visible (self->discard_button, TRUE);
  update_discard (self);
}

/**
 * doudi_form_window_set_read_only:
 *
 * Lets the form only be looked at.
 */
void
doudi_form_window_set_read_only (DoudiFormWindow *self)
{
  doudi_form_view_set_read_only (self->view, TRUE);
  gtk_widget_set_visible (self->save_button, FALSE);
  gtk_widget_set_visible (self->undo_button, FALSE);
  gtk_widget_set_visible (self->redo_button, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.save", FALSE);
}

/**
 * doudi_form_window_set_save:
 * @func: saves what was typed
 * @destroy: (nullable): for @data
 */
void
doudi_form_window_set_save (DoudiFormWindow *self,
                            DoudiFormWindowSaveFunc func,
                            gpointer data,
                            GDestroyNotify destroy)
{
  self->save = func;
  self->save_data = data;
  self->save_destroy = destroy;
  set_saving (self, FALSE);
}

/**
 * doudi_form_window_set_keep_draft:
 * @func: keeps what was typed so far
 * @destroy: (nullable): for @data
 */
void
doudi_form_window_set_keep_draft (DoudiFormWindow *self,
                                  DoudiFormWindowDraftFunc func,
                                  gpointer data,
                                  GDestroyNotify destroy)
{
  self->keep_draft = func;
  self->draft_data = data;
  self->draft_destroy = destroy;
}
