/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <gtk/gtk.h>
#include <string.h>

#include "app/doudi-application.h"
#include "app/doudi-form-window.h"
#include "base/doudi-error.h"

/* The window around a form: saving, drafts, closing, and the score of an assessment. The caseload
 * is played by the functions below. */

typedef struct
{
  DoudiForm *form;
  DoudiFormWindow *window;
  guint n_saves;
  guint n_drafts;
  guint n_previews;
  guint n_discards;
  char *draft;
  gboolean answer_at_once;
  gboolean gone;
} Fixture;

static void
settle (void)
{
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

static void
save_cb (DoudiFormWindow *window, const DoudiFormAnswers *answers, gpointer data)
{
  Fixture *fixture = data;

  fixture->n_saves++;
}

static void
draft_cb (DoudiFormWindow *window, const char *answers, gpointer data)
{
  Fixture *fixture = data;

  fixture->n_drafts++;
  g_free (fixture->draft);
  fixture->draft = g_strdup (answers);
  if (fixture->answer_at_once)
    doudi_form_window_finish_draft (window, NULL);
}

static void
on_preview_cb (Fixture *fixture)
{
  fixture->n_previews++;
}

static void
on_gone_cb (gpointer data, GObject *window)
{
  Fixture *fixture = data;

  fixture->gone = TRUE;
}

static void
open_form (Fixture *fixture, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiFormAnswers) answers = NULL;

  fixture->form = doudi_form_load_bundled (id, &error);
  g_assert_no_error (error);
  answers = doudi_form_answers_new (fixture->form);
  fixture->window = DOUDI_FORM_WINDOW (doudi_form_window_new (NULL, answers));
  fixture->answer_at_once = TRUE;
  doudi_form_window_set_save (fixture->window, save_cb, fixture, NULL);
  g_signal_connect_swapped (fixture->window, "preview", G_CALLBACK (on_preview_cb), fixture);
  g_object_weak_ref (G_OBJECT (fixture->window), on_gone_cb, fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
  settle ();
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  open_form (fixture, data);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (!fixture->gone)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle ();
  g_assert_true (fixture->gone);
  doudi_form_unref (fixture->form);
  g_free (fixture->draft);
}

static DoudiFormView *
get_view (Fixture *fixture)
{
  return doudi_form_window_get_view (fixture->window);
}

static DoudiFormControl *
control (Fixture *fixture, const char *key)
{
  const DoudiFormField *field = doudi_form_find_field (fixture->form, key);

  g_assert_nonnull (field);
  return doudi_form_view_get_control (get_view (fixture), DOUDI_FORM_NO_ROW, field);
}

static void
type_text (Fixture *fixture, const char *key, const char *text)
{
  DoudiFormControl *at = control (fixture, key);

  doudi_form_control_focus (at);
  gtk_editable_set_text (GTK_EDITABLE (doudi_form_control_get_editor (at)), text);
}

static void
act (Fixture *fixture, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, NULL);
  settle ();
}

static gpointer
child (Fixture *fixture, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (fixture->window), DOUDI_TYPE_FORM_WINDOW, name);
}

static void
type_counts (Fixture *fixture)
{
  static const char *const answers[][2] = { { "members", "4" }, { "without_work_ability", "1" } };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    type_text (fixture, answers[i][0], answers[i][1]);
}

static void
test_title (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = g_strdup (gtk_window_get_title (GTK_WINDOW (fixture->window)));

  g_assert_cmpstr (before, !=, "");
  type_text (fixture, "applicant_name", "丹增");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, before);
}

static void
test_save_refused (Fixture *fixture, gconstpointer data)
{
  act (fixture, "form.save");
  g_assert_cmpuint (fixture->n_saves, ==, 0);
  g_assert_cmpuint (doudi_form_view_get_n_errors (get_view (fixture)), >, 0);
  g_assert_false (fixture->gone);
}

static void
answer_all (Fixture *fixture)
{
  for (guint i = 0; i < fixture->form->sections->len; i++)
    {
      const DoudiFormSection *section = g_ptr_array_index (fixture->form->sections, i);

      for (guint at = 0; !section->table && at < section->fields->len; at++)
        {
          const DoudiFormField *field = g_ptr_array_index (section->fields, at);

          if (field->required)
            type_text (fixture, field->key, field->type == DOUDI_FORM_CHOICE ? "1" : "0");
        }
    }
  type_counts (fixture);
}

static void
test_save (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) problems
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_form_problem_free);
  g_autoptr (GError) error = NULL;

  answer_all (fixture);
  act (fixture, "form.save");
  g_assert_cmpuint (doudi_form_view_get_n_errors (get_view (fixture)), ==, 0);
  g_assert_cmpuint (fixture->n_saves, ==, 1);
  /* While it is being saved it is neither saved again nor closed. */
  act (fixture, "form.save");
  gtk_window_close (GTK_WINDOW (fixture->window));
  settle ();
  g_assert_cmpuint (fixture->n_saves, ==, 1);
  g_assert_false (fixture->gone);
  doudi_error_set (&error, DOUDI_ERROR_CONFLICT, NULL, "changed meanwhile");
  doudi_form_window_finish_save (fixture->window, problems, error);
  g_assert_false (fixture->gone);
  g_assert_true (gtk_widget_get_visible (child (fixture, "message")));
  act (fixture, "form.save");
  g_assert_cmpuint (fixture->n_saves, ==, 2);
  doudi_form_window_finish_save (fixture->window, NULL, NULL);
  settle ();
  g_assert_true (fixture->gone);
}

/* Closing keeps what was typed, and only then closes. */
static void
test_close_keeps_draft (Fixture *fixture, gconstpointer data)
{
  fixture->answer_at_once = FALSE;
  doudi_form_window_set_keep_draft (fixture->window, draft_cb, fixture, NULL);
  type_text (fixture, "applicant_name", "丹增");
  act (fixture, "form.close");
  g_assert_cmpuint (fixture->n_drafts, ==, 1);
  g_assert_nonnull (strstr (fixture->draft, "丹增"));
  g_assert_false (fixture->gone);
  doudi_form_window_finish_draft (fixture->window, NULL);
  settle ();
  g_assert_true (fixture->gone);
}

/* What was typed after a draft was begun is kept too. */
static void
test_close_keeps_all (Fixture *fixture, gconstpointer data)
{
  fixture->answer_at_once = FALSE;
  doudi_form_window_set_keep_draft (fixture->window, draft_cb, fixture, NULL);
  type_text (fixture, "applicant_name", "丹");
  act (fixture, "form.close");
  type_text (fixture, "applicant_name", "丹增");
  doudi_form_window_finish_draft (fixture->window, NULL);
  settle ();
  g_assert_false (fixture->gone);
  g_assert_cmpuint (fixture->n_drafts, ==, 2);
  g_assert_nonnull (strstr (fixture->draft, "丹增"));
  doudi_form_window_finish_draft (fixture->window, NULL);
  settle ();
  g_assert_true (fixture->gone);
}

static GtkWidget *
find_accept (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, "suggested-action"))
    return widget;
  for (GtkWidget *below = gtk_widget_get_first_child (widget); below != NULL && found == NULL;
       below = gtk_widget_get_next_sibling (below))
    found = find_accept (below);
  return found;
}

/* Agrees to what a question over the window asks. */
static void
agree (Fixture *fixture)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *at = windows; at != NULL; at = at->next)
    if (gtk_window_get_transient_for (at->data) == GTK_WINDOW (fixture->window))
      g_signal_emit_by_name (find_accept (at->data), "clicked");
  settle ();
}

static void
test_draft_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->answer_at_once = FALSE;
  doudi_form_window_set_keep_draft (fixture->window, draft_cb, fixture, NULL);
  type_text (fixture, "applicant_name", "丹增");
  act (fixture, "form.close");
  doudi_error_set (&error, DOUDI_ERROR_NO_SPACE, NULL, "the disk is full");
  doudi_form_window_finish_draft (fixture->window, error);
  settle ();
  g_assert_false (fixture->gone);
  g_assert_true (gtk_widget_get_visible (child (fixture, "message")));
  /* Then it is for the person to decide. */
  act (fixture, "form.close");
  g_assert_cmpuint (fixture->n_drafts, ==, 1);
  g_assert_false (fixture->gone);
  agree (fixture);
  g_assert_true (fixture->gone);
}

static void
test_close_untouched (Fixture *fixture, gconstpointer data)
{
  doudi_form_window_set_keep_draft (fixture->window, draft_cb, fixture, NULL);
  act (fixture, "form.close");
  g_assert_true (fixture->gone);
  g_assert_cmpuint (fixture->n_drafts, ==, 0);
}

/* A draft follows by itself soon after the first key. */
static void
test_draft_follows (Fixture *fixture, gconstpointer data)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  doudi_form_window_set_keep_draft (fixture->window, draft_cb, fixture, NULL);
  type_text (fixture, "applicant_name", "丹");
  type_text (fixture, "applicant_name", "丹增");
  g_assert_cmpuint (fixture->n_drafts, ==, 0);
  while (fixture->n_drafts == 0)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_nonnull (strstr (fixture->draft, "丹增"));
  g_assert_cmpstr (gtk_label_get_text (child (fixture, "draft_label")), !=, "");
  act (fixture, "form.close");
  g_assert_true (fixture->gone);
  g_assert_cmpuint (fixture->n_drafts, ==, 1);
}

/* Another form in the same window: nothing is left of the one that was saved. */
static void
test_next (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DoudiFormAnswers) fresh = doudi_form_answers_new (fixture->form);

  act (fixture, "form.save-next");
  g_assert_cmpuint (fixture->n_saves, ==, 0);
  doudi_form_window_set_next (fixture->window);
  answer_all (fixture);
  act (fixture, "form.save-next");
  g_assert_cmpuint (fixture->n_saves, ==, 1);
  g_assert_true (doudi_form_window_is_next (fixture->window));
  doudi_form_window_begin_next (fixture->window, fresh, "saved");
  settle ();
  g_assert_false (fixture->gone);
  g_assert_true (
    doudi_form_answers_equal (doudi_form_view_get_answers (get_view (fixture)), fresh));
  g_assert_false (doudi_form_view_is_dirty (get_view (fixture)));
  answer_all (fixture);
  act (fixture, "form.save");
  g_assert_false (doudi_form_window_is_next (fixture->window));
  doudi_form_window_finish_save (fixture->window, NULL, NULL);
  settle ();
  g_assert_true (fixture->gone);
}

static void
discard_cb (DoudiFormWindow *window, gpointer data)
{
  Fixture *fixture = data;

  fixture->n_discards++;
}

/* What was typed goes only when somebody wants it to, and stays when it cannot. */
static void
test_discard (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  doudi_form_window_set_discard (fixture->window, discard_cb, fixture, FALSE);
  act (fixture, "form.discard");
  agree (fixture);
  g_assert_cmpuint (fixture->n_discards, ==, 0);
  type_text (fixture, "applicant_name", "丹增");
  act (fixture, "form.discard");
  g_assert_cmpuint (fixture->n_discards, ==, 0);
  agree (fixture);
  g_assert_cmpuint (fixture->n_discards, ==, 1);
  doudi_error_set (&error, DOUDI_ERROR_NO_SPACE, NULL, "the disk is full");
  doudi_form_window_finish_discard (fixture->window, error);
  g_assert_false (fixture->gone);
  g_assert_true (gtk_widget_get_visible (child (fixture, "message")));
  act (fixture, "form.discard");
  agree (fixture);
  doudi_form_window_finish_discard (fixture->window, NULL);
  settle ();
  g_assert_true (fixture->gone);
  g_assert_cmpuint (fixture->n_discards, ==, 2);
}

static void
test_preview (Fixture *fixture, gconstpointer data)
{
  act (fixture, "form.preview");
  g_assert_cmpuint (fixture->n_previews, ==, 1);
}

static void
test_undo (Fixture *fixture, gconstpointer data)
{
  GtkWidget *undo = child (fixture, "undo_button");
  GtkWidget *redo = child (fixture, "redo_button");

  g_assert_false (gtk_widget_get_sensitive (undo));
  type_text (fixture, "applicant_name", "丹增");
  g_assert_true (gtk_widget_get_sensitive (undo));
  g_assert_false (gtk_widget_get_sensitive (redo));
  g_signal_emit_by_name (undo, "clicked");
  g_assert_true (gtk_widget_get_sensitive (redo));
  doudi_form_view_set_clean (get_view (fixture));
}

static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  doudi_form_window_set_read_only (fixture->window);
  act (fixture, "form.save");
  g_assert_cmpuint (fixture->n_saves, ==, 0);
  g_assert_false (gtk_widget_get_visible (child (fixture, "save_button")));
  act (fixture, "form.close");
  g_assert_true (fixture->gone);
}

/* An assessment says how far one is, then what it comes to, at every key. */
static void
test_score (Fixture *fixture, gconstpointer data)
{
  GtkLabel *score = child (fixture, "score_label");
  g_autofree char *before = g_strdup (gtk_label_get_text (score));
  g_autofree char *first = NULL;

  g_assert_cmpstr (before, !=, "");
  answer_all (fixture);
  first = g_strdup (gtk_label_get_text (score));
  g_assert_cmpstr (first, !=, before);
  type_text (fixture, "without_work_ability", "4");
  g_assert_cmpstr (gtk_label_get_text (score), !=, first);
  doudi_form_view_set_clean (get_view (fixture));
}

static void
add (const char *path, const char *form, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, form, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  const char *application = "low-income-application";
  const char *assessment = "hardship-demo-100";

  g_autoptr (GtkApplication) program = NULL;
  g_autoptr (GError) error = NULL;

  gtk_test_init (&argc, &argv, NULL);
  program = doudi_application_new ();
  g_application_register (G_APPLICATION (program), NULL, &error);
  g_assert_no_error (error);
  add ("/app/form-window/title", application, test_title);
  add ("/app/form-window/save-refused", application, test_save_refused);
  add ("/app/form-window/save", assessment, test_save);
  add ("/app/form-window/close-keeps-draft", application, test_close_keeps_draft);
  add ("/app/form-window/close-keeps-all", application, test_close_keeps_all);
  add ("/app/form-window/draft-refused", application, test_draft_refused);
  add ("/app/form-window/close-untouched", application, test_close_untouched);
  add ("/app/form-window/draft-follows", application, test_draft_follows);
  add ("/app/form-window/next", assessment, test_next);
  add ("/app/form-window/discard", application, test_discard);
  add ("/app/form-window/preview", application, test_preview);
  add ("/app/form-window/undo", application, test_undo);
  add ("/app/form-window/read-only", application, test_read_only);
  add ("/app/form-window/score", assessment, test_score);
  return g_test_run ();
}
