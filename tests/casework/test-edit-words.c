/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "casework-fixture.h"

#include <inttypes.h>
#include <string.h>

#include "casework/doudi-desk.h"
#include "casework/doudi-edit-words.h"
#include "store/doudi-household-title.h"

/* What was done in words, what is taken back next, and who is known already. */

#define DAY "2026-03-02"
#define NO_ROW DOUDI_FORM_NO_ROW
#define HEAD_NUMBER "623027197005059117"
#define WIFE_NUMBER "623027197206069223"

static DoudiSession *
get_session (Casework *casework)
{
  return casework_session (casework, CASEWORKER, DAY);
}

static void
set (DoudiFormAnswers *answers, guint row, const char *key, const char *text)
{
  const DoudiFormField *field = doudi_form_find_field (doudi_form_answers_get_form (answers), key);

  g_assert_nonnull (field);
  doudi_form_answers_set (answers, row, field, text);
}

static gint64
save (Casework *casework, gint64 *household, DoudiFormAnswers *answers, const char *stamp)
{
  DoudiSession *session = get_session (casework);
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  gint64 edit;

  doudi_form_answers_compute (answers, doudi_session_get_today (session));
  doudi_desk_save (session, household, answers, stamp, &edit, &problems, &error);
  g_assert_no_error (error);
  return edit;
}

static gint64
enter (Casework *casework, gint64 *edit)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *stamp = NULL;
  g_autoptr (DoudiFormAnswers) answers
    = doudi_desk_read (get_session (casework), 0, &stamp, &error);
  gint64 household = 0;

  g_assert_no_error (error);
  set (answers, NO_ROW, "division", casework->village);
  set (answers, 0, "members.name", "才让扎西");
  set (answers, 0, "members.number", HEAD_NUMBER);
  *edit = save (casework, &household, answers, NULL);
  return household;
}

static gint64
set_phone (Casework *casework, gint64 household, const char *phone)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *stamp = NULL;
  g_autoptr (DoudiFormAnswers) answers
    = doudi_desk_read (get_session (casework), household, &stamp, &error);

  g_assert_no_error (error);
  set (answers, NO_ROW, "phone", phone);
  return save (casework, &household, answers, stamp);
}

static gint64
undo (Casework *casework, gint64 edit)
{
  g_autoptr (GError) error = NULL;
  gint64 by = 0;

  doudi_desk_undo (get_session (casework), edit, &by, &error);
  g_assert_no_error (error);
  return by;
}

static gint64
find (Casework *casework, DoudiEditRow *(*func) (DoudiStore *, const char *, GError **) )
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiEditRow) row = func (casework->store, CASEWORKER, &error);

  g_assert_no_error (error);
  return row != NULL ? row->id : 0;
}

static char *
describe (Casework *casework, gint64 edit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiEditRow) row = doudi_edit_get (casework->store, edit, &error);

  g_assert_no_error (error);
  return doudi_edit_describe (casework->store, row);
}

/* One step after the other back, and as many again, until something new is done. */
static void
test_steps (Casework *casework, gconstpointer data)
{
  gint64 entered, phone, back, again;
  gint64 household = enter (casework, &entered);

  g_assert_cmpint (find (casework, doudi_edit_find_undo), ==, entered);
  g_assert_cmpint (find (casework, doudi_edit_find_redo), ==, 0);
  phone = set_phone (casework, household, "13909411234");
  g_assert_cmpint (find (casework, doudi_edit_find_undo), ==, phone);
  back = undo (casework, phone);
  g_assert_cmpint (find (casework, doudi_edit_find_undo), ==, entered);
  g_assert_cmpint (find (casework, doudi_edit_find_redo), ==, back);
  again = undo (casework, back);
  g_assert_cmpint (find (casework, doudi_edit_find_undo), ==, again);
  g_assert_cmpint (find (casework, doudi_edit_find_redo), ==, 0);
  back = undo (casework, again);
  set_phone (casework, household, "13909415678");
  g_assert_cmpint (find (casework, doudi_edit_find_redo), ==, 0);
}

/* The words name what was changed, and nobody. */
static void
test_words (Casework *casework, gconstpointer data)
{
  gint64 entered;
  gint64 household = enter (casework, &entered);
  gint64 phone = set_phone (casework, household, "13909411234");
  g_autofree char *first = describe (casework, entered);
  g_autofree char *second = describe (casework, phone);
  g_autofree char *third = describe (casework, undo (casework, phone));

  g_assert_nonnull (strstr (second, doudi_edit_field_label ("phone")));
  g_assert_nonnull (strstr (third, second));
  g_assert_null (strstr (first, "才让扎西"));
  g_assert_null (strstr (second, "13909411234"));
  g_assert_null (doudi_edit_field_label ("no-such-field"));
}

/* What is in the bin stays there until it is brought back, and comes again with a redo. */
static void
test_standing (Casework *casework, gconstpointer data)
{
  const char *removed = doudi_edit_word (DOUDI_EDIT_HOUSEHOLD_REMOVE)->name;
  g_autoptr (GError) error = NULL;
  g_auto (DoudiHouseholdTitle) title = { NULL };
  gint64 edit;
  gint64 household = enter (casework, &edit);

  doudi_desk_remove (get_session (casework), household, "twice", &edit, &error);
  g_assert_no_error (error);
  for (int i = 0; i < 4; i++)
    {
      g_autoptr (GPtrArray) rows = doudi_edit_list_standing (casework->store, removed, 10, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (rows->len, ==, i % 2 == 0 ? 1 : 0);
      if (rows->len > 0)
        g_assert_cmpint (((DoudiEditRow *) rows->pdata[0])->id, ==, edit);
      edit = undo (casework, edit);
    }
  doudi_household_title_get (casework->store, household, &title, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (title.head, ==, "才让扎西");
  g_assert_cmpstr (title.village, !=, "");
}

static char *
look_up (Casework *casework, const DoudiFormAnswers *answers, const char *key)
{
  const DoudiFormField *field = doudi_form_find_field (doudi_form_answers_get_form (answers), key);

  return doudi_desk_look_up (casework->store, answers, 0, field,
                             doudi_session_get_today (get_session (casework)));
}

/* Known by the number, by the one from before a correction, by name and birth date; not by
 * themselves. */
static void
test_look_up (Casework *casework, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *stamp = NULL;
  gint64 edit;
  gint64 household = enter (casework, &edit);
  g_autoptr (DoudiFormAnswers) own
    = doudi_desk_read (get_session (casework), household, &stamp, &error);
  g_autoptr (DoudiFormAnswers) other = doudi_form_answers_new (doudi_form_answers_get_form (own));
  g_autofree char *itself = look_up (casework, own, "members.number");
  g_autofree char *by_number = NULL;
  g_autofree char *by_former = NULL;
  g_autofree char *by_name = NULL;
  g_autofree char *nobody = NULL;

  g_assert_null (itself);
  set (other, 0, "members.number", HEAD_NUMBER);
  by_number = look_up (casework, other, "members.number");
  g_assert_nonnull (strstr (by_number, "才让扎西"));
  g_assert_nonnull (strstr (by_number, DAY));
  set (own, 0, "members.number", "623027197005059336");
  save (casework, &household, own, stamp);
  by_former = look_up (casework, other, "members.number");
  g_assert_nonnull (strstr (by_former, "才让扎西"));
  g_assert_cmpstr (by_former, !=, by_number);
  set (other, 0, "members.number", "");
  set (other, 0, "members.birth", "1970-05-05");
  nobody = look_up (casework, other, "members.birth");
  g_assert_null (nobody);
  set (other, 0, "members.name", "才让扎西");
  by_name = look_up (casework, other, "members.birth");
  g_assert_nonnull (strstr (by_name, "才让扎西"));
}

/* A number that an office made up is remembered when there is a real one. */
static void
test_look_up_temporary (Casework *casework, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *stamp = NULL;
  gint64 edit;
  gint64 household = enter (casework, &edit);
  g_autoptr (DoudiFormAnswers) own
    = doudi_desk_read (get_session (casework), household, &stamp, &error);
  g_autoptr (DoudiFormAnswers) other = doudi_form_answers_new (doudi_form_answers_get_form (own));
  g_autofree char *by_temporary = NULL;
  g_autofree char *by_former = NULL;

  set (own, 0, "members.temporary_number", "LS2018-7");
  save (casework, &household, own, stamp);
  set (other, 0, "members.temporary_number", "LS2018-7");
  by_temporary = look_up (casework, other, "members.temporary_number");
  g_assert_nonnull (strstr (by_temporary, "才让扎西"));
  g_clear_pointer (&stamp, g_free);
  g_clear_pointer (&own, doudi_form_answers_free);
  own = doudi_desk_read (get_session (casework), household, &stamp, &error);
  set (own, 0, "members.temporary_number", "");
  save (casework, &household, own, stamp);
  by_former = look_up (casework, other, "members.temporary_number");
  g_assert_nonnull (strstr (by_former, "才让扎西"));
  g_assert_cmpstr (by_former, !=, by_temporary);
}

/* A draft holds what was typed upon what. */
static void
test_draft (Casework *casework, gconstpointer data)
{
  DoudiSession *session = get_session (casework);
  g_autoptr (GError) error = NULL;
  g_autofree char *stamp = NULL;
  gint64 edit;
  gint64 household = enter (casework, &edit);
  g_autoptr (DoudiFormAnswers) base = doudi_desk_read (session, household, &stamp, &error);
  g_autoptr (DoudiFormAnswers) typed = doudi_form_answers_copy (base);
  const DoudiDeskDraft kept = { stamp, base, NULL };
  g_auto (DoudiDeskDraft) loaded = { NULL };
  g_autofree char *subject = doudi_desk_draft_subject (household);
  g_autofree char *answers = NULL;
  g_autofree char *json = NULL;

  set (typed, 0, "members.name", "才让");
  answers = doudi_form_answers_to_json (typed);
  json = doudi_desk_draft_to_json (&kept, answers);
  doudi_draft_save (session, DOUDI_DESK_FORM, subject, json, &error);
  g_assert_no_error (error);
  g_assert_cmpint (doudi_desk_draft_household (subject), ==, household);
  g_assert_true (doudi_desk_draft_load (session, household, doudi_form_answers_get_form (base),
                                        &loaded, &error));
  g_assert_cmpstr (loaded.stamp, ==, stamp);
  g_assert_true (doudi_form_answers_equal (loaded.base, base));
  g_assert_true (doudi_form_answers_equal (loaded.answers, typed));
}

/* One of another program is told, and stays. */
static void
test_draft_unknown (Casework *casework, gconstpointer data)
{
  DoudiSession *session = get_session (casework);
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiForm) form
    = doudi_desk_form (casework->store, doudi_session_get_today (session), &error);
  g_auto (DoudiDeskDraft) loaded = { NULL };

  doudi_draft_save (session, DOUDI_DESK_FORM, "", "{\"base\":{},\"answers\":{\"what\":\"1\"}}",
                    &error);
  g_assert_no_error (error);
  g_assert_false (doudi_desk_draft_load (session, 0, form, &loaded, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
  g_assert_null (loaded.answers);
}

static void
add (const char *path, void (*test) (Casework *casework, gconstpointer data))
{
  g_test_add (path, Casework, NULL, casework_set_up, test, casework_tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("/casework/edit-words/steps", test_steps);
  add ("/casework/edit-words/words", test_words);
  add ("/casework/edit-words/standing", test_standing);
  add ("/casework/edit-words/look-up", test_look_up);
  add ("/casework/edit-words/look-up-temporary", test_look_up_temporary);
  add ("/casework/edit-words/draft", test_draft);
  add ("/casework/edit-words/draft-unknown", test_draft_unknown);
  return g_test_run ();
}
