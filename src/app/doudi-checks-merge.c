/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * From "the same" to one record: a window for two of a person, a question for two households that
 * draw nothing, a change for those that draw.
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-ask.h"
#include "app/doudi-change-window.h"
#include "app/doudi-checks-page-private.h"
#include "app/doudi-checks-work.h"
#include "app/doudi-edit-act.h"
#include "app/doudi-list.h"
#include "app/doudi-merge-window.h"
#include "casework/doudi-merge.h"
#include "store/doudi-household-title.h"
#include "store/doudi-registry-write.h"

static GtkWindow *
get_window (DoudiChecksPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

/* Whether the person signed in may make the records one; who may not only says that they are. */
gboolean
doudi_checks_may_merge (DoudiChecksPage *self, const DoudiFinding *finding)
{
  return doudi_page_may (DOUDI_PAGE (self), doudi_finding_info (finding->kind)->of_persons
                                              ? DOUDI_ACTION_MERGE_PERSONS
                                              : DOUDI_ACTION_EDIT_HOUSEHOLD);
}

/* It is done, and gone with the next look; until then it is out of the way. */
static void
take_merged (DoudiChecksPage *self, DoudiFindingKind kind, const char *subject, gint64 edit)
{
  gint64 id = doudi_checks_find_id (self, kind, subject);
  DoudiFinding *finding = doudi_checks_get_finding (self, id);
  gint64 next = doudi_checks_find_neighbour (self);
  DoudiCheckDecision *done;

  doudi_page_report_done (DOUDI_PAGE (self), _ ("The records are one. Ctrl+Z takes it back."));
  if (finding == NULL)
    return;
  done = doudi_check_decision_new (finding, "same", NULL);
  done->edit = edit;
  g_ptr_array_add (self->undo, done);
  finding->state = DOUDI_FINDING_SETTLED;
  doudi_checks_show_found (self, next);
  doudi_list_focus (self->view);
}

static void
on_merged_cb (DoudiChecksPage *self, gint64 edit)
{
  const DoudiFinding *finding = doudi_checks_get_selected (self);

  if (finding != NULL && doudi_page_get_caseload (DOUDI_PAGE (self)) != NULL)
    take_merged (self, finding->kind, finding->subject, edit);
}

static void
merge_persons (DoudiChecksPage *self, const DoudiFinding *finding)
{
  g_autoptr (GError) error = NULL;
  GtkWidget *window
    = doudi_merge_window_new (get_window (self), doudi_page_get_caseload (DOUDI_PAGE (self)),
                              g_array_index (finding->persons, gint64, 0),
                              g_array_index (finding->persons, gint64, 1), &error);

  if (window == NULL)
    {
      doudi_page_report_error (DOUDI_PAGE (self), error);
      return;
    }
  g_signal_connect_object (window, "merged", G_CALLBACK (on_merged_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

/*
 * Joining:
 *
 * @households: the two
 */
typedef struct
{
  DoudiChecksPage *page;
  DoudiFindingKind kind;
  char *subject;
  gint64 households[2];
  guint kept;
  char *relation;
  char *reason;
} Joining;

static void
joining_free (gpointer data)
{
  Joining *joining = data;

  g_object_unref (joining->page);
  g_free (joining->subject);
  g_free (joining->relation);
  g_free (joining->reason);
  g_free (joining);
}

static gpointer
join_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  const Joining *joining = data;
  gint64 edit;

  return doudi_desk_merge_households (session, joining->households[joining->kept],
                                      joining->households[1 - joining->kept], joining->relation,
                                      joining->reason, &edit, error)
           ? g_memdup2 (&edit, sizeof edit)
           : NULL;
}

/* Which finding it was about, and the edit. */
typedef struct
{
  DoudiChecksPage *page;
  DoudiFindingKind kind;
  char *subject;
} Joined;

static void
on_joined_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Joined *joined = user_data;
  g_autoptr (DoudiChecksPage) self = joined->page;
  g_autofree char *subject = joined->subject;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *edit = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);

  if (doudi_page_get_caseload (DOUDI_PAGE (self)) == NULL)
    return;
  if (edit == NULL)
    doudi_page_report_error (DOUDI_PAGE (self), error);
  else
    take_merged (self, joined->kind, subject, *edit);
}

static void
start_joining (DoudiCaseload *caseload, Joining *joining)
{
  Joined *joined = g_new0 (Joined, 1);

  *joined = (Joined){ g_object_ref (joining->page), joining->kind, g_strdup (joining->subject) };
  doudi_caseload_work_async (caseload, _ ("Making the households one"), join_work, joining,
                             joining_free, g_free, on_joined_cb, joined);
}

static void
on_joining_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Joining *joining = user_data;
  DoudiCaseload *caseload = doudi_page_get_caseload (DOUDI_PAGE (joining->page));
  g_autoptr (DoudiAsked) asked = doudi_ask_finish (GTK_WINDOW (source), result);

  if (asked == NULL || caseload == NULL)
    {
      joining_free (joining);
      return;
    }
  joining->kept = asked->choice;
  joining->relation = g_strstrip (g_strdup (asked->entry));
  joining->reason = g_strdup (asked->words);
  start_joining (caseload, joining);
}

static char *
dup_title (DoudiChecksPage *self, gint64 household)
{
  g_auto (DoudiHouseholdTitle) title = { NULL };
  DoudiStore *reader = doudi_caseload_get_reader (doudi_page_get_caseload (DOUDI_PAGE (self)));

  return doudi_household_title_get (reader, household, &title, NULL)
           ? doudi_household_title_format (&title)
           : g_strdup ("");
}

static void
ask_to_join (DoudiChecksPage *self, const DoudiFinding *finding)
{
  gint64 one = g_array_index (finding->households, gint64, 0);
  gint64 other = g_array_index (finding->households, gint64, 1);
  g_autofree char *one_title = dup_title (self, one);
  g_autofree char *other_title = dup_title (self, other);
  const DoudiWord titles[] = { { "one", one_title, "" }, { "other", other_title, "" }, { NULL } };
  const DoudiAsk ask = {
    .heading = _ ("Make the two households one"),
    .body = _ ("From today on the members of the other household live with the one that is kept, "
               "and the accounts of the other are used no longer. It can be taken back."),
    .accept = _ ("_Make them one"),
    .choices = titles,
    .choices_label = _ ("The household that is kept"),
    .entry_label = _ ("What the head of the other is to its head"),
    .words_label = _ ("Reason"),
  };
  Joining *joining = g_new0 (Joining, 1);

  joining->page = g_object_ref (self);
  joining->kind = finding->kind;
  joining->subject = g_strdup (finding->subject);
  joining->households[0] = one;
  joining->households[1] = other;
  doudi_ask_async (get_window (self), &ask, on_joining_asked_cb, joining);
}

static void
on_change_entered_cb (DoudiChecksPage *self)
{
  doudi_page_report_done (DOUDI_PAGE (self),
                          _ ("The change is entered. Another person decides it."));
}

/* @household: draws */
static void
enter_merger (DoudiChecksPage *self, gint64 household, gint64 other)
{
  g_autoptr (GError) error = NULL;
  GtkWidget *window = doudi_change_window_new (
    get_window (self), doudi_page_get_caseload (DOUDI_PAGE (self)), household, 0, &error);

  if (window == NULL)
    {
      doudi_page_report_error (DOUDI_PAGE (self), error);
      return;
    }
  doudi_change_window_begin (DOUDI_CHANGE_WINDOW (window), DOUDI_CHANGE_MERGE, other);
  g_signal_connect_object (window, "entered", G_CALLBACK (on_change_entered_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static gboolean
draws (DoudiChecksPage *self, gint64 household)
{
  DoudiStore *reader = doudi_caseload_get_reader (doudi_page_get_caseload (DOUDI_PAGE (self)));
  gboolean found = FALSE;

  return doudi_registry_draws (reader, household, &found, NULL) && found;
}

static void
merge_households (DoudiChecksPage *self, const DoudiFinding *finding)
{
  gint64 one = g_array_index (finding->households, gint64, 0);
  gint64 other = g_array_index (finding->households, gint64, 1);

  if (draws (self, one))
    enter_merger (self, one, other);
  else if (draws (self, other))
    enter_merger (self, other, one);
  else
    ask_to_join (self, finding);
}

/* Leads from a pair to the one record. */
void
doudi_checks_merge (DoudiChecksPage *self, const DoudiFinding *finding)
{
  if (doudi_finding_info (finding->kind)->of_persons)
    merge_persons (self, finding);
  else
    merge_households (self, finding);
}

static void
on_taken_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiChecksPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = doudi_edit_act_take_back_finish (GTK_WINDOW (source), result, &error);

  if (error != NULL)
    doudi_page_report_error (DOUDI_PAGE (self), error);
  else if (words != NULL)
    doudi_page_report_done (DOUDI_PAGE (self), words);
}

/* The records are two again. */
void
doudi_checks_take_back_merger (DoudiChecksPage *self, gint64 edit)
{
  DoudiCaseload *caseload = doudi_page_get_caseload (DOUDI_PAGE (self));
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiEditRow) row
    = doudi_edit_get (doudi_caseload_get_reader (caseload), edit, &error);

  if (row == NULL)
    doudi_page_report_error (DOUDI_PAGE (self), error);
  else
    doudi_edit_act_take_back_async (get_window (self), caseload, row, on_taken_back_cb,
                                    g_object_ref (self));
}
