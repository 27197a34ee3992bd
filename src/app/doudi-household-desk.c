/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "app/doudi-form-open.h"
#include "app/doudi-form-print.h"
#include "app/doudi-household-desk.h"
#include "app/doudi-window.h"
#include "base/doudi-error.h"
#include "casework/doudi-desk.h"
#include "casework/doudi-edit-words.h"
#include "store/doudi-draft-store.h"

#define DESK "doudi-desk"

/*
 * Desk:
 *
 * A household in a window where it is typed. It goes with the window.
 *
 * @household: 0 for a new one
 * @stamp: (nullable): how far its record had come when it was read
 * @base: the answers as they were read
 * @n_saved: how many new ones were saved here one after the other
 */
typedef struct
{
  DoudiFormWindow *window;
  DoudiCaseload *caseload;
  gint64 household;
  char *stamp;
  DoudiFormAnswers *base;
  guint n_saved;
} Desk;

static void
desk_free (gpointer data)
{
  Desk *desk = data;

  g_object_unref (desk->caseload);
  g_free (desk->stamp);
  g_clear_pointer (&desk->base, doudi_form_answers_free);
  g_free (desk);
}

/* Of a window that is still open. */
static Desk *
get_desk (DoudiFormWindow *window)
{
  return doudi_form_window_get_view (window) != NULL ? g_object_get_data (G_OBJECT (window), DESK)
                                                     : NULL;
}

static DoudiFormView *
get_view (const Desk *desk)
{
  return doudi_form_window_get_view (desk->window);
}

/* What was read takes the place of what had been. */
static void
take_read (Desk *desk, char *stamp, DoudiFormAnswers *base)
{
  g_free (desk->stamp);
  desk->stamp = stamp;
  g_clear_pointer (&desk->base, doudi_form_answers_free);
  desk->base = base;
}

static void
report_error (GtkWindow *window, const GError *error)
{
  DoudiWindow *main = doudi_window_find (window);

  if (main != NULL)
    doudi_window_report_error (main, error);
}

/* Somebody else was at the same household. */

static char *
describe_merge (guint n_conflicts)
{
  if (n_conflicts == 0)
    return g_strdup (_ ("Somebody else saved this household meanwhile. What they changed is in the "
                        "form now, beside what you typed. Look at it, then save again."));
  return g_strdup_printf (
    ngettext ("Somebody else saved this household meanwhile. What they changed is in the form now; "
              "%u answer that both changed is marked, and yours stands. Look at it, then save "
              "again.",
              "Somebody else saved this household meanwhile. What they changed is in the form now; "
              "%u answers that both changed are marked, and yours stand. Look at them, then save "
              "again.",
              n_conflicts),
    n_conflicts);
}

static GPtrArray *
problems_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_form_problem_free);
}

static void
show_merge (Desk *desk, const GPtrArray *conflicts)
{
  g_autofree char *text = describe_merge (conflicts->len);

  doudi_form_view_show_problems (get_view (desk), conflicts);
  doudi_form_window_tell (desk->window, DOUDI_FORM_SAYS_WARNING, text);
}

static void
merge (Desk *desk, const GError *conflict)
{
  DoudiSession *session = doudi_caseload_get_session (desk->caseload);
  const DoudiFormAnswers *typed = doudi_form_view_get_answers (get_view (desk));
  g_autoptr (GPtrArray) conflicts = problems_new ();
  g_autoptr (DoudiFormAnswers) now = NULL;
  g_autoptr (DoudiFormAnswers) merged = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *stamp = NULL;

  now = doudi_desk_read (session, desk->household, &stamp, &error);
  doudi_form_window_finish_save (desk->window, NULL, now != NULL ? conflict : error);
  if (now == NULL || g_strcmp0 (stamp, desk->stamp) == 0)
    return;
  merged = doudi_desk_merge (desk->base, typed, now, conflicts);
  doudi_form_view_replace (get_view (desk), merged, _ ("changes of somebody else taken in"));
  take_read (desk, g_steal_pointer (&stamp), g_steal_pointer (&now));
  show_merge (desk, conflicts);
}

/* Saving. */

/*
 * Saving:
 *
 * Answers on their way to the worker.
 *
 * @household: that was saved
 * @problems: (nullable): what the casework found
 * @edit: what was recorded, 0 if nothing differed
 */
typedef struct
{
  DoudiFormWindow *window;
  DoudiFormAnswers *answers;
  gint64 household;
  char *stamp;
  GPtrArray *problems;
  gint64 edit;
} Saving;

/* The worker and the window hold it together: what is wrong is shown after the work is done. */
static void
saving_clear (gpointer data)
{
  Saving *saving = data;

  g_object_unref (saving->window);
  doudi_form_answers_free (saving->answers);
  g_free (saving->stamp);
  g_clear_pointer (&saving->problems, g_ptr_array_unref);
}

static void
saving_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, saving_clear);
}

/* Where nothing differs, nothing is recorded, and what was typed is no draft any more. */
static gpointer
save_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  Saving *saving = data;
  g_autofree char *subject = doudi_desk_draft_subject (saving->household);

  if (!doudi_desk_save (session, &saving->household, saving->answers, saving->stamp, &saving->edit,
                        &saving->problems, error))
    return NULL;
  if (saving->edit == 0 && !doudi_draft_discard (session, DOUDI_DESK_FORM, subject, error))
    return NULL;
  return GINT_TO_POINTER (TRUE);
}

static char *
describe_saved (const Desk *desk, const Saving *saving)
{
  DoudiStore *reader = doudi_caseload_get_reader (desk->caseload);
  g_autoptr (DoudiEditRow) row
    = saving->edit != 0 ? doudi_edit_get (reader, saving->edit, NULL) : NULL;
  g_autofree char *words = NULL;

  if (row == NULL)
    return g_strdup_printf (_ ("Nothing differs from what is recorded of household %" PRId64 "."),
                            saving->household);
  words = doudi_edit_describe (reader, row);
  return g_strdup_printf (_ ("Saved: %s, household %" PRId64 "."), words, saving->household);
}

static void
show_title (const Desk *desk)
{
  const DoudiForm *form = doudi_form_answers_get_form (desk->base);
  const char *title = doudi_assessment_text_get (&form->title);
  g_autofree char *text = NULL;

  if (desk->household != 0)
    text = g_strdup_printf (_ ("%s · No. %" PRId64), title, desk->household);
  else if (desk->n_saved > 0)
    text = g_strdup_printf (_ ("%s · %u saved"), title, desk->n_saved);
  else
    text = g_strdup_printf (_ ("%s · new"), title);
  gtk_window_set_title (GTK_WINDOW (desk->window), text);
}

/* Papers come by villages. */
static void
keep_place (DoudiFormAnswers *next, const DoudiFormAnswers *saved)
{
  static const DoudiFormMeaning kept[]
    = { DOUDI_MEANING_LIVING_DIVISION, DOUDI_MEANING_VILLAGE_GROUP };
  const DoudiForm *form = doudi_form_answers_get_form (next);

  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      const DoudiFormField *field = doudi_form_find_meaning (form, kept[i]);

      if (field != NULL)
        doudi_form_answers_set (next, DOUDI_FORM_NO_ROW, field,
                                doudi_form_answers_get (saved, DOUDI_FORM_NO_ROW, field));
    }
}

static void
go_on (Desk *desk, const Saving *saving)
{
  g_autofree char *text = describe_saved (desk, saving);
  DoudiFormAnswers *next = doudi_form_answers_new (doudi_form_answers_get_form (saving->answers));

  keep_place (next, saving->answers);
  desk->household = 0;
  desk->n_saved++;
  take_read (desk, NULL, next);
  doudi_form_window_begin_next (desk->window, next, text);
  show_title (desk);
}

/* The page of households selects whom it did not know yet. */
static void
leave (Desk *desk, const Saving *saving)
{
  DoudiWindow *main = doudi_window_find (GTK_WINDOW (desk->window));
  g_autofree char *text = describe_saved (desk, saving);
  gboolean is_new = desk->household == 0;

  doudi_form_window_finish_save (saving->window, NULL, NULL);
  if (main == NULL)
    return;
  doudi_window_report_done (main, text);
  if (is_new)
    gtk_widget_activate_action (GTK_WIDGET (main), "win.open-household", "x", saving->household);
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Saving *saving = user_data;
  Desk *desk = get_desk (saving->window);
  g_autoptr (GError) error = NULL;
  gboolean saved = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error) != NULL;

  if (desk != NULL && saved && doudi_form_window_is_next (saving->window))
    go_on (desk, saving);
  else if (desk != NULL && saved)
    leave (desk, saving);
  else if (desk != NULL && desk->household != 0
           && g_error_matches (error, DOUDI_ERROR, DOUDI_ERROR_CONFLICT))
    merge (desk, error);
  else
    doudi_form_window_finish_save (saving->window, saving->problems, error);
  saving_unref (saving);
}

static void
on_save_cb (DoudiFormWindow *window, const DoudiFormAnswers *answers, gpointer data)
{
  const Desk *desk = data;
  Saving *saving = g_atomic_rc_box_new0 (Saving);

  saving->window = g_object_ref (window);
  saving->answers = doudi_form_answers_copy (answers);
  saving->household = desk->household;
  saving->stamp = g_strdup (desk->stamp);
  doudi_caseload_work_async (desk->caseload, _ ("Saving the household"), save_work, saving,
                             saving_unref, NULL, on_saved_cb, g_atomic_rc_box_acquire (saving));
}

/* Drafts. */

typedef struct
{
  char *subject;
  char *json;
} Draft;

static Draft *
draft_new (const Desk *desk, char *json)
{
  Draft *draft = g_new0 (Draft, 1);

  draft->subject = doudi_desk_draft_subject (desk->household);
  draft->json = json;
  return draft;
}

static void
draft_free (gpointer data)
{
  Draft *draft = data;

  g_free (draft->subject);
  g_free (draft->json);
  g_free (draft);
}

static gpointer
draft_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  const Draft *draft = data;
  gboolean done
    = draft->json != NULL
        ? doudi_draft_save (session, DOUDI_DESK_FORM, draft->subject, draft->json, error)
        : doudi_draft_discard (session, DOUDI_DESK_FORM, draft->subject, error);

  return GINT_TO_POINTER (done);
}

/* Whoever leaves with a draft finds it on the page at once; before, no page has to be read again.
 */
static void
on_draft_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiFormWindow) window = user_data;
  DoudiWindow *main = doudi_window_find (GTK_WINDOW (window));
  g_autoptr (GError) error = NULL;

  doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);
  doudi_form_window_finish_draft (window, error);
  if (!gtk_widget_get_mapped (GTK_WIDGET (window)) && main != NULL)
    gtk_widget_activate_action (GTK_WIDGET (main), "win.refresh", NULL);
}

static void
on_keep_draft_cb (DoudiFormWindow *window, const char *answers, gpointer data)
{
  const Desk *desk = data;
  const DoudiDeskDraft typed = { desk->stamp, desk->base, NULL };

  doudi_caseload_look_async (desk->caseload, _ ("Keeping the draft"), draft_work,
                             draft_new (desk, doudi_desk_draft_to_json (&typed, answers)),
                             draft_free, NULL, on_draft_kept_cb, g_object_ref (window));
}

static void
on_discarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiFormWindow) window = user_data;
  g_autoptr (GError) error = NULL;

  doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);
  doudi_form_window_finish_discard (window, error);
}

static void
on_discard_cb (DoudiFormWindow *window, gpointer data)
{
  const Desk *desk = data;

  doudi_caseload_work_async (desk->caseload, _ ("Throwing the draft away"), draft_work,
                             draft_new (desk, NULL), draft_free, NULL, on_discarded_cb,
                             g_object_ref (window));
}

/* The window. */

/* Nothing is looked up for whoever signed out while the keyboard was in a field. */
static char *
look_up (const DoudiFormAnswers *answers, guint row, const DoudiFormField *field, gpointer data)
{
  const Desk *desk = data;
  DoudiSession *session = doudi_caseload_get_session (desk->caseload);

  if (session == NULL)
    return NULL;
  return doudi_desk_look_up (doudi_caseload_get_reader (desk->caseload), answers, row, field,
                             doudi_session_get_today (session));
}

static void
on_preview_cb (DoudiFormWindow *window)
{
  const Desk *desk = get_desk (window);
  g_autoptr (GError) error = NULL;

  if (!doudi_form_print_preview (desk->caseload, GTK_WINDOW (window),
                                 doudi_form_view_get_answers (get_view (desk)),
                                 _ ("This is only to look at: the entry screen is not printed."), &error))
    doudi_form_window_tell (window, DOUDI_FORM_SAYS_WRONG, error->message);
}

static void
set_up (Desk *desk, gboolean from_draft)
{
  DoudiFormWindow *window = desk->window;

  g_object_set_data_full (G_OBJECT (window), DESK, desk, desk_free);
  doudi_form_window_set_save (window, on_save_cb, desk, NULL);
  doudi_form_window_set_keep_draft (window, on_keep_draft_cb, desk, NULL);
  doudi_form_window_set_discard (window, on_discard_cb, desk, from_draft);
  doudi_form_view_set_look_up (get_view (desk), look_up, desk, NULL);
  if (desk->household == 0)
    doudi_form_window_set_next (window);
  g_signal_connect (window, "preview", G_CALLBACK (on_preview_cb), NULL);
  doudi_form_open_attach (window, desk->caseload);
  show_title (desk);
}

/* What the entry screen has no answer for is told at its fields. */
static void
show_notes (const Desk *desk)
{
  DoudiSession *session = doudi_caseload_get_session (desk->caseload);
  g_autoptr (DoudiHousehold) household
    = doudi_registry_get_household (doudi_caseload_get_reader (desk->caseload), desk->household,
                                    doudi_session_get_today (session), NULL);
  g_autoptr (GPtrArray) notes = NULL;

  if (household == NULL)
    return;
  notes = doudi_desk_notes (household, doudi_form_answers_get_form (desk->base));
  doudi_form_view_show_problems (get_view (desk), notes);
}

/* A draft that was typed upon what is no longer so is brought up to it. */
static DoudiFormAnswers *
take_up (Desk *desk, const DoudiDeskDraft *draft, GPtrArray *conflicts, gboolean *merged)
{
  *merged
    = desk->household != 0 && draft->base != NULL && g_strcmp0 (draft->stamp, desk->stamp) != 0;
  if (*merged)
    return doudi_desk_merge (draft->base, draft->answers, desk->base, conflicts);
  return doudi_form_answers_copy (draft->answers != NULL ? draft->answers : desk->base);
}

static void
open_window (GtkWindow *parent, Desk *desk, const DoudiDeskDraft *draft)
{
  g_autoptr (GPtrArray) conflicts = problems_new ();
  gboolean merged;
  g_autoptr (DoudiFormAnswers) answers = take_up (desk, draft, conflicts, &merged);

  desk->window = DOUDI_FORM_WINDOW (doudi_form_window_new (parent, answers));
  set_up (desk, draft->answers != NULL);
  gtk_window_present (GTK_WINDOW (desk->window));
  if (desk->household != 0)
    show_notes (desk);
  if (merged)
    show_merge (desk, conflicts);
  else if (draft->answers != NULL)
    doudi_form_window_tell (desk->window, DOUDI_FORM_SAYS_INFORMATION,
                            _ ("This goes on with what you typed before and did not save."));
}

/* A draft that the form does not fit any more is told, and stays until something is typed. */
static void
tell_unfit (const Desk *desk, const GError *error)
{
  g_autofree char *text = g_strdup_printf (
    _ ("What you typed before does not fit this form any more, and is not shown. %s"),
    error->message);

  doudi_form_window_tell (desk->window, DOUDI_FORM_SAYS_WARNING, text);
}

static void
begin (GtkWindow *parent, DoudiCaseload *caseload, gint64 household)
{
  DoudiSession *session = doudi_caseload_get_session (caseload);
  Desk *desk = g_new0 (Desk, 1);
  g_auto (DoudiDeskDraft) draft = { NULL };
  g_autoptr (GError) error = NULL;

  desk->caseload = g_object_ref (caseload);
  desk->household = household;
  desk->base = doudi_desk_read (session, household, &desk->stamp, &error);
  if (desk->base != NULL)
    doudi_desk_draft_load (session, household, doudi_form_answers_get_form (desk->base), &draft,
                           &error);
  if (desk->base == NULL
      || (error != NULL && !g_error_matches (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA)))
    {
      report_error (parent, error);
      desk_free (desk);
      return;
    }
  open_window (parent, desk, &draft);
  if (error != NULL)
    tell_unfit (desk, error);
}

static gboolean
present_open (DoudiCaseload *caseload, gint64 household)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *at = windows; at != NULL; at = at->next)
    {
      const Desk *desk = DOUDI_IS_FORM_WINDOW (at->data) ? get_desk (at->data) : NULL;

      if (desk == NULL || desk->caseload != caseload || desk->household != household)
        continue;
      gtk_window_present (at->data);
      return TRUE;
    }
  return FALSE;
}

/*
 * Opening:
 *
 * A household whose numbers are about to be shown.
 */
typedef struct
{
  GtkWindow *parent;
  gint64 household;
} Opening;

static gpointer
reveal_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  const gint64 *household = data;

  return GINT_TO_POINTER (doudi_desk_reveal (session, *household, error));
}

static void
on_revealed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DoudiCaseload *caseload = DOUDI_CASELOAD (source);
  g_autofree Opening *opening = user_data;
  g_autoptr (GtkWindow) parent = opening->parent;
  g_autoptr (GError) error = NULL;

  if (doudi_caseload_work_finish (caseload, result, &error) == NULL)
    report_error (parent, error);
  else if (doudi_caseload_is_signed_in (caseload) && gtk_widget_get_realized (GTK_WIDGET (parent))
           && !present_open (caseload, opening->household))
    begin (parent, caseload, opening->household);
}

/**
 * doudi_household_desk_new:
 * @parent: the window it is asked from
 * @caseload: a caseload somebody is signed in to
 *
 * Opens the entry screen of a new household, with what was typed before and not saved.
 */
void
doudi_household_desk_new (GtkWindow *parent, DoudiCaseload *caseload)
{
  if (!present_open (caseload, 0))
    begin (parent, caseload, 0);
}

/**
 * doudi_household_desk_edit:
 * @parent: the window it is asked from
 * @caseload: a caseload somebody is signed in to
 * @household: a household
 *
 * Opens the entry screen of a household, or brings it to the front. That its numbers are seen is
 * written to the audit log first.
 */
void
doudi_household_desk_edit (GtkWindow *parent, DoudiCaseload *caseload, gint64 household)
{
  Opening *opening;

  if (present_open (caseload, household))
    return;
  opening = g_new0 (Opening, 1);
  *opening = (Opening){ g_object_ref (parent), household };
  doudi_caseload_look_async (caseload, _ ("Opening the household"), reveal_work,
                             g_memdup2 (&household, sizeof household), g_free, NULL, on_revealed_cb,
                             opening);
}

/**
 * doudi_household_desk_resume:
 * @parent: the window it is asked from
 * @caseload: a caseload somebody is signed in to
 * @subject: of a draft
 *
 * Opens what was half typed.
 */
void
doudi_household_desk_resume (GtkWindow *parent, DoudiCaseload *caseload, const char *subject)
{
  gint64 household = doudi_desk_draft_household (subject);

  if (household == 0)
    doudi_household_desk_new (parent, caseload);
  else
    doudi_household_desk_edit (parent, caseload, household);
}
