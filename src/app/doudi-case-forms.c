/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-case-forms.h"
#include "app/doudi-format.h"
#include "app/doudi-form-open.h"
#include "app/doudi-form-print.h"
#include "app/doudi-form-window.h"
#include "base/doudi-error.h"
#include "casework/doudi-case-filling.h"
#include "casework/doudi-case-work.h"
#include "store/doudi-draft-store.h"
#include "store/doudi-registry.h"

/*
 * Entry:
 *
 * A form that somebody types.
 *
 * @page: the page that opened it
 * @application: the case, or 0 for a new one
 * @programme: of a new one
 * @form: id of the form
 * @subject: of its draft
 */
typedef struct
{
  DoudiPage *page;
  gint64 application;
  DoudiProgramme programme;
  char *form;
  char *subject;
} Entry;

static Entry *
entry_copy (const Entry *entry)
{
  Entry *copy = g_new0 (Entry, 1);

  *copy = (Entry){ g_object_ref (entry->page), entry->application, entry->programme,
                   g_strdup (entry->form), g_strdup (entry->subject) };
  return copy;
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_object_unref (entry->page);
  g_free (entry->form);
  g_free (entry->subject);
  g_free (entry);
}

/*
 * Saving:
 *
 * Answers on their way to the worker.
 *
 * @problems: (nullable): what the casework found
 * @id: the case it is about, once it is saved
 */
typedef struct
{
  Entry *entry;
  DoudiFormWindow *window;
  DoudiFormAnswers *answers;
  GPtrArray *problems;
  gint64 id;
} Saving;

/* The worker and the window hold it together: what is wrong is shown after the work is done. */
static void
saving_clear (gpointer data)
{
  Saving *saving = data;

  entry_free (saving->entry);
  g_object_unref (saving->window);
  doudi_form_answers_free (saving->answers);
  g_clear_pointer (&saving->problems, g_ptr_array_unref);
}

static void
saving_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, saving_clear);
}

/* The day that the paper bears, whatever it is called there. */
static DoudiDay
paper_day (const DoudiFormAnswers *answers, DoudiDay today)
{
  static const DoudiFormMeaning days[]
    = { DOUDI_MEANING_VISITED_ON, DOUDI_MEANING_HELD_ON, DOUDI_MEANING_ASSESSED_ON,
        DOUDI_MEANING_SIGNED_ON };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      DoudiDay day = doudi_form_answers_find_day (answers, DOUDI_FORM_NO_ROW, days[i]);

      if (day != DOUDI_DAY_NONE)
        return MIN (day, today);
    }
  return today;
}

static gboolean
save (DoudiSession *session, Saving *saving, GError **error)
{
  const Entry *entry = saving->entry;
  DoudiCaseOpening opening = { .programme = entry->programme, .origin = "counter" };
  DoudiCaseFilling filling
    = { .day = paper_day (saving->answers, doudi_session_get_today (session)) };
  gint64 filled_form;

  saving->id = entry->application;
  if (entry->application != 0)
    return doudi_case_fill (session, entry->application, saving->answers, &filling, &filled_form,
                            &saving->problems, error);
  return doudi_case_open (session, saving->answers, &opening, &saving->id, &saving->problems, error);
}

static gpointer
save_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  Saving *saving = data;

  return save (session, saving, error) ? g_memdup2 (&saving->id, sizeof saving->id) : NULL;
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Saving *saving = user_data;
  DoudiPage *page = saving->entry->page;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *id = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);

  doudi_form_window_finish_save (saving->window, id == NULL ? saving->problems : NULL, error);
  if (id != NULL)
    {
      doudi_page_report_done (page, _("The form is saved."));
      doudi_case_forms_show (page, *id);
    }
  saving_unref (saving);
}

static void
on_save_cb (DoudiFormWindow *window, const DoudiFormAnswers *answers, gpointer data)
{
  const Entry *entry = data;
  DoudiCaseload *caseload = doudi_page_get_caseload (entry->page);
  Saving *saving;

  if (caseload == NULL)
    return;
  saving = g_atomic_rc_box_new0 (Saving);
  saving->entry = entry_copy (entry);
  saving->window = g_object_ref (window);
  saving->answers = doudi_form_answers_copy (answers);
  doudi_caseload_work_async (caseload, _("Saving the form"), save_work, saving, saving_unref, g_free,
                             on_saved_cb, g_atomic_rc_box_acquire (saving));
}

typedef struct
{
  char *form;
  char *subject;
  char *answers;
} Draft;

static void
draft_free (gpointer data)
{
  Draft *draft = data;

  g_free (draft->form);
  g_free (draft->subject);
  g_free (draft->answers);
  g_free (draft);
}

static gpointer
draft_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  const Draft *draft = data;

  return doudi_draft_save (session, draft->form, draft->subject, draft->answers, error)
           ? GINT_TO_POINTER (TRUE)
           : NULL;
}

static void
on_draft_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiFormWindow) window = user_data;
  g_autoptr (GError) error = NULL;

  doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);
  doudi_form_window_finish_draft (window, error);
}

static void
on_keep_draft_cb (DoudiFormWindow *window, const char *answers, gpointer data)
{
  const Entry *entry = data;
  DoudiCaseload *caseload = doudi_page_get_caseload (entry->page);
  Draft *draft;

  if (caseload == NULL)
    return;
  draft = g_new0 (Draft, 1);
  *draft = (Draft){ g_strdup (entry->form), g_strdup (entry->subject), g_strdup (answers) };
  doudi_caseload_work_async (caseload, _("Keeping the draft"), draft_work, draft, draft_free, NULL,
                             on_draft_kept_cb, g_object_ref (window));
}

/* What was typed before, if anything was. One that no longer fits the form is told, not lost. */
static DoudiFormAnswers *
load_draft (const Entry *entry, DoudiForm *form, GError **error)
{
  DoudiSession *session = doudi_caseload_get_session (doudi_page_get_caseload (entry->page));
  g_autofree char *json = NULL;

  if (!doudi_draft_load (session, entry->form, entry->subject, &json, error) || json == NULL)
    return NULL;
  return doudi_form_answers_load (form, json, -1, form->id, error);
}

/* Whether a person is known already is told at the field, and who: not a fault. */
static char *
look_up (const DoudiFormAnswers *answers, guint row, const DoudiFormField *field, gpointer data)
{
  DoudiPage *page = data;
  DoudiCaseload *caseload = doudi_page_get_caseload (page);
  gint64 total = 0;
  g_autoptr (GPtrArray) rows = NULL;
  const DoudiHouseholdRow *found;
  g_autofree char *programmes = NULL;

  if (caseload == NULL || field->type != DOUDI_FORM_IDENTITY_NUMBER)
    return NULL;
  rows = doudi_registry_search (doudi_caseload_get_reader (caseload),
                                doudi_form_answers_get (answers, row, field), 1, &total, NULL);
  if (rows == NULL || rows->len == 0)
    return NULL;
  found = g_ptr_array_index (rows, 0);
  programmes = doudi_format_programmes (found->programmes);
  return g_strdup_printf (_("In the caseload already: %s, %s. %s"), found->person_name,
                          found->village, programmes);
}

static void
on_preview_cb (DoudiPage *page, DoudiFormWindow *window)
{
  DoudiCaseload *caseload = doudi_page_get_caseload (page);
  g_autoptr (GError) error = NULL;

  if (caseload != NULL
      && !doudi_form_print_preview (caseload, GTK_WINDOW (window),
                                    doudi_form_view_get_answers (doudi_form_window_get_view (window)),
                                    _("Save the form first; then it can be printed."), &error))
    doudi_page_report_error (page, error);
}

/* What was filled in is there for reading; its paper comes from its case. */
static void
on_read_preview_cb (DoudiCaseload *caseload, DoudiFormWindow *window)
{
  g_autoptr (GError) error = NULL;

  if (doudi_caseload_is_signed_in (caseload)
      && !doudi_form_print_preview (caseload, GTK_WINDOW (window),
                                    doudi_form_view_get_answers (doudi_form_window_get_view (window)),
                                    _("It is printed from its case, on the page Applications."),
                                    &error))
    doudi_form_window_finish_save (window, NULL, error);
}

static void
present (DoudiCaseload *caseload, DoudiFormWindow *window)
{
  doudi_form_open_attach (window, caseload);
  gtk_window_present (GTK_WINDOW (window));
}

static void
open_window (const Entry *entry, const DoudiFormAnswers *answers)
{
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (entry->page)));
  DoudiFormWindow *window = DOUDI_FORM_WINDOW (doudi_form_window_new (parent, answers));
  Entry *kept = entry_copy (entry);

  g_object_set_data_full (G_OBJECT (window), "doudi-entry", kept, entry_free);
  doudi_form_window_set_save (window, on_save_cb, kept, NULL);
  doudi_form_window_set_keep_draft (window, on_keep_draft_cb, kept, NULL);
  doudi_form_view_set_look_up (doudi_form_window_get_view (window), look_up,
                               g_object_ref (entry->page), g_object_unref);
  g_signal_connect_object (window, "preview", G_CALLBACK (on_preview_cb), entry->page,
                           G_CONNECT_SWAPPED);
  present (doudi_page_get_caseload (entry->page), window);
}

static void
open_entry (const Entry *entry, DoudiForm *form, DoudiFormAnswers *(*begin) (const Entry *, DoudiForm *, GError **))
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiFormAnswers) answers = load_draft (entry, form, &error);

  if (answers == NULL && error == NULL)
    answers = begin (entry, form, &error);
  if (answers == NULL)
    doudi_page_report_error (entry->page, error);
  else
    open_window (entry, answers);
}

static DoudiDay
get_today (DoudiPage *page)
{
  return doudi_session_get_today (doudi_caseload_get_session (doudi_page_get_caseload (page)));
}

/* Who stands at the counter applies today. */
static DoudiFormAnswers *
begin_new (const Entry *entry, DoudiForm *form, GError **error)
{
  DoudiFormAnswers *answers = doudi_form_answers_new (form);
  const DoudiFormField *field = doudi_form_find_meaning (form, DOUDI_MEANING_APPLIED_ON);
  g_autofree char *today = doudi_day_format_iso (get_today (entry->page));

  if (field != NULL)
    doudi_form_answers_set (answers, DOUDI_FORM_NO_ROW, field, today);
  return answers;
}

static DoudiFormAnswers *
begin_of_case (const Entry *entry, DoudiForm *form, GError **error)
{
  DoudiSession *session = doudi_caseload_get_session (doudi_page_get_caseload (entry->page));
  g_autoptr (DoudiCase) of = doudi_case_get (session, entry->application, error);

  return of != NULL ? doudi_case_answers_for (of, form, error) : NULL;
}

/**
 * doudi_case_forms_open_new:
 * @page: the page it is asked from
 * @programme: what is applied for
 *
 * Opens the application form of a programme, with what was typed before and not saved.
 */
void
doudi_case_forms_open_new (DoudiPage *page, DoudiProgramme programme)
{
  g_autofree char *subject = doudi_case_draft_subject (programme);
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiForm) form
    = doudi_forms_find (doudi_caseload_get_reader (doudi_page_get_caseload (page)),
                        DOUDI_FORM_APPLICATION, DOUDI_SLIP_NONE, programme, get_today (page), &error);
  Entry entry = { page, 0, programme, NULL, subject };

  if (form == NULL)
    {
      doudi_page_report_error (page, error);
      return;
    }
  entry.form = form->id;
  open_entry (&entry, form, begin_new);
}

/**
 * doudi_case_forms_fill:
 * @page: the page it is asked from
 * @application: a case
 * @form: id of a form
 *
 * Opens a form of a case: as it was filled in last, to be corrected; else with what the application
 * says already.
 */
void
doudi_case_forms_fill (DoudiPage *page, gint64 application, const char *form)
{
  g_autofree char *subject = doudi_case_object_name (application);
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiForm) loaded = doudi_forms_get (
    doudi_caseload_get_reader (doudi_page_get_caseload (page)), form, get_today (page), &error);
  Entry entry = { page, application, DOUDI_PROGRAMME_NONE, (char *) form, subject };

  if (loaded == NULL)
    doudi_page_report_error (page, error);
  else
    open_entry (&entry, loaded, begin_of_case);
}

/**
 * doudi_case_forms_read_in:
 * @parent: the window it is asked from
 * @caseload: a caseload somebody is signed in to
 * @filled_form: a form that was filled in
 * @error: what kept it from being shown
 *
 * Shows a form as it was filled in, on the form as it was then.
 *
 * Returns: whether it is shown
 */
gboolean
doudi_case_forms_read_in (GtkWindow *parent,
                          DoudiCaseload *caseload,
                          gint64 filled_form,
                          GError **error)
{
  g_autoptr (DoudiFilledFormRow) row
    = doudi_filled_form_get (doudi_caseload_get_reader (caseload), filled_form, error);
  g_autoptr (DoudiFormAnswers) answers = row != NULL ? doudi_filled_form_answers (row, error) : NULL;
  DoudiFormWindow *window;

  if (answers == NULL)
    return FALSE;
  window = DOUDI_FORM_WINDOW (doudi_form_window_new (parent, answers));
  doudi_form_window_set_read_only (window);
  g_signal_connect_object (window, "preview", G_CALLBACK (on_read_preview_cb), caseload,
                           G_CONNECT_SWAPPED);
  present (caseload, window);
  return TRUE;
}

/**
 * doudi_case_forms_read:
 * @page: the page it is asked from
 * @filled_form: a form that was filled in
 *
 * As doudi_case_forms_read_in() for a page, which says what kept it from being shown.
 */
void
doudi_case_forms_read (DoudiPage *page, gint64 filled_form)
{
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page)));
  g_autoptr (GError) error = NULL;

  if (!doudi_case_forms_read_in (parent, doudi_page_get_caseload (page), filled_form, &error))
    doudi_page_report_error (page, error);
}

/**
 * doudi_case_forms_resume:
 * @page: the page it is asked from
 * @form: id of a form
 * @subject: of its draft
 *
 * Opens what was half filled in.
 */
void
doudi_case_forms_resume (DoudiPage *page, const char *form, const char *subject)
{
  if (g_str_has_prefix (subject, DOUDI_CASE_DRAFT_PREFIX))
    doudi_case_forms_open_new (page, doudi_programme_from_name (subject + strlen (DOUDI_CASE_DRAFT_PREFIX)));
  else if (g_str_has_prefix (subject, "application:"))
    doudi_case_forms_fill (page, g_ascii_strtoll (subject + strlen ("application:"), NULL, 10), form);
}

/**
 * doudi_case_forms_show:
 * @page: a page
 * @application: a case
 *
 * Lets the page of applications select a case; other pages only read again what they show.
 */
void
doudi_case_forms_show (DoudiPage *page, gint64 application)
{
  g_autofree char *object = doudi_case_object_name (application);

  gtk_widget_activate_action (GTK_WIDGET (page), "page.show-object", "s", object);
}
