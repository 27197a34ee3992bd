/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "casework-fixture.h"
#include "casework/doudi-desk.h"
#include "casework/doudi-invariants.h"
#include "store/doudi-draft-store.h"
#include "store/doudi-registry-write.h"

#define TODAY "2018-06-08"
#define PASSBOOK "6217000000000099998"

/* A household on the screen. */
typedef struct
{
  Casework *casework;
  gint64 id;
  DoudiFormAnswers *answers;
  char *stamp;
} Screen;

static void
screen_clear (Screen *screen)
{
  doudi_form_answers_free (screen->answers);
  g_free (screen->stamp);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Screen, screen_clear)

static DoudiSession *
clerk (Casework *casework)
{
  return casework_session (casework, CASEWORKER, TODAY);
}

static void
type (Screen *screen, guint row, DoudiFormMeaning meaning, const char *typed)
{
  const DoudiFormField *field
    = doudi_form_find_meaning (doudi_form_answers_get_form (screen->answers), meaning);

  g_assert_nonnull (field);
  doudi_form_answers_set (screen->answers, row, field, typed);
  doudi_form_answers_compute (screen->answers, doudi_day_parse_iso (TODAY));
}

static void
write_down (Screen *screen, DoudiFormMeaning meaning, const char *typed)
{
  type (screen, DOUDI_FORM_NO_ROW, meaning, typed);
}

static Screen
screen_open (Casework *casework, gint64 id)
{
  g_autoptr (GError) error = NULL;
  Screen screen = { casework, id, NULL, NULL };

  screen.answers = doudi_desk_read (clerk (casework), id, &screen.stamp, &error);
  g_assert_no_error (error);
  return screen;
}

static gint64
try_save (Screen *screen, GPtrArray **problems, GError **error)
{
  gint64 edit = 0;
  g_autoptr (GPtrArray) found = NULL;

  doudi_desk_save (clerk (screen->casework), &screen->id, screen->answers, screen->stamp, &edit,
                   &found, error);
  if (problems != NULL)
    *problems = g_steal_pointer (&found);
  return edit;
}

static gint64
save (Screen *screen)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  gint64 edit = try_save (screen, &problems, &error);

  for (guint i = 0; error != NULL && problems != NULL && i < problems->len; i++)
    g_test_message ("%s", ((DoudiFormProblem *) problems->pdata[i])->message);
  g_assert_no_error (error);
  return edit;
}

static void
assert_problem (Screen *screen, const char *problem, guint row, DoudiFormMeaning meaning)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  g_assert_cmpint (try_save (screen, &problems, &error), ==, 0);
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
  for (guint i = 0; i < problems->len; i++)
    {
      const DoudiFormProblem *found = problems->pdata[i];

      if (g_str_equal (found->problem, problem) && found->row == row
          && (found->field == NULL ? meaning == DOUDI_MEANING_NONE
                                   : found->field->meaning == meaning))
        return;
    }
  g_test_message ("no problem “%s”", problem);
  g_test_fail ();
}

static char *
number_of (const char *first_17)
{
  return g_strdup_printf ("%s%c", first_17, doudi_identity_number_check_character (first_17));
}

/* A family of three on paper. */
static Screen
screen_with_family (Casework *casework)
{
  Screen screen = screen_open (casework, 0);
  g_autofree char *head = number_of ("62302719750101001");
  g_autofree char *wife = number_of ("62302719780202002");

  write_down (&screen, DOUDI_MEANING_LIVING_DIVISION, casework->village);
  write_down (&screen, DOUDI_MEANING_VILLAGE_GROUP, "三社");
  write_down (&screen, DOUDI_MEANING_PHONE, "13909410001");
  type (&screen, 0, DOUDI_MEANING_MEMBER_NAME, "才让扎西");
  type (&screen, 0, DOUDI_MEANING_MEMBER_IDENTITY_NUMBER, head);
  type (&screen, 0, DOUDI_MEANING_MEMBER_WORK_ABILITY, "able");
  type (&screen, 1, DOUDI_MEANING_MEMBER_NAME, "拉毛草");
  type (&screen, 1, DOUDI_MEANING_MEMBER_RELATION, "spouse");
  type (&screen, 1, DOUDI_MEANING_MEMBER_IDENTITY_NUMBER, wife);
  type (&screen, 1, DOUDI_MEANING_MEMBER_HEALTH, "chronic");
  type (&screen, 2, DOUDI_MEANING_MEMBER_NAME, "完代");
  type (&screen, 2, DOUDI_MEANING_MEMBER_RELATION, "son");
  type (&screen, 2, DOUDI_MEANING_MEMBER_BIRTH, "2010-05-05");
  type (&screen, 2, DOUDI_MEANING_MEMBER_SEX, "male");
  type (&screen, 2, DOUDI_MEANING_MEMBER_TEMPORARY_NUMBER, "LS-0007");
  write_down (&screen, DOUDI_MEANING_ACCOUNT_HOLDER, "才让扎西");
  write_down (&screen, DOUDI_MEANING_ACCOUNT_NUMBER, PASSBOOK);
  write_down (&screen, DOUDI_MEANING_EVIDENCE, "户口簿");
  return screen;
}

static DoudiHousehold *
household_on (Casework *casework, gint64 id, const char *day)
{
  g_autoptr (GError) error = NULL;
  DoudiHousehold *household
    = doudi_registry_get_household (casework->store, id, doudi_day_parse_iso (day), &error);

  g_assert_no_error (error);
  return household;
}

static const DoudiMember *
member_at (const DoudiHousehold *household, guint index)
{
  g_assert_cmpuint (index, <, household->members->len);
  return g_ptr_array_index (household->members, index);
}

static const char *
fact_of (const DoudiMember *member, const char *kind)
{
  return g_hash_table_lookup (member->circumstances, kind);
}

static void
test_new (Casework *casework, gconstpointer data)
{
  g_auto (Screen) screen = screen_with_family (casework);
  g_autoptr (GError) error = NULL;
  gint64 edit = save (&screen);
  g_autoptr (DoudiHousehold) household = household_on (casework, screen.id, TODAY);
  g_autoptr (DoudiEditRow) row = doudi_edit_get (casework->store, edit, &error);
  g_autoptr (GPtrArray) found = NULL;

  g_assert_cmpstr (household->village_group, ==, "三社");
  g_assert_cmpuint (household->members->len, ==, 3);
  g_assert_cmpstr (member_at (household, 0)->relation, ==, "head");
  g_assert_cmpstr (member_at (household, 0)->birth_date, ==, "1975-01-01");
  g_assert_cmpstr (fact_of (member_at (household, 0), "work-ability"), ==, "有劳动能力");
  g_assert_cmpstr (member_at (household, 1)->relation, ==, "配偶");
  g_assert_cmpstr (member_at (household, 1)->sex, ==, "female");
  g_assert_cmpstr (fact_of (member_at (household, 1), "health"), ==, "慢性病");
  g_assert_cmpstr (member_at (household, 2)->identity_number, ==, "");
  g_assert_cmpstr (member_at (household, 2)->temporary_number, ==, "LS-0007");
  g_assert_cmpuint (household->accounts->len, ==, 1);
  g_assert_cmpstr (row->kind, ==, "household-new");
  g_assert_cmpstr (row->reason, ==, "户口簿");
  found = doudi_registry_search (casework->store, "czx", 10, NULL, &error);
  g_assert_cmpuint (found->len, ==, 0);
  g_clear_pointer (&found, g_ptr_array_unref);
  found = doudi_registry_search (casework->store, "crzx", 10, NULL, &error);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_true (casework_verifies (casework, "audit-chain"));
}

/* What the screen reads it writes back as it is: nothing to save. */
static void
test_same (Casework *casework, gconstpointer data)
{
  g_auto (Screen) first = screen_with_family (casework);
  gint64 edit = save (&first);
  g_auto (Screen) again = screen_open (casework, first.id);

  g_assert_cmpint (edit, >, 0);
  g_assert_cmpint (save (&again), ==, 0);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM registry_edit"), ==, 1);
}

/* Without a day what was wrong is put right from the beginning. */
static void
test_corrected (Casework *casework, gconstpointer data)
{
  g_auto (Screen) first = screen_with_family (casework);
  g_auto (Screen) screen = { 0 };
  g_autoptr (DoudiHousehold) household = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiEditRow) row = NULL;

  save (&first);
  screen = screen_open (casework, first.id);
  type (&screen, 1, DOUDI_MEANING_MEMBER_NAME, "拉毛吉");
  type (&screen, 1, DOUDI_MEANING_MEMBER_HEALTH, "serious");
  write_down (&screen, DOUDI_MEANING_PHONE, "13909419999");
  row = doudi_edit_get (casework->store, save (&screen), &error);
  household = household_on (casework, screen.id, TODAY);
  g_assert_cmpstr (member_at (household, 1)->name, ==, "拉毛吉");
  g_assert_cmpstr (fact_of (member_at (household, 1), "health"), ==, "重病");
  g_assert_cmpstr (household->phone, ==, "13909419999");
  g_assert_cmpstr (row->summary, ==, "{\"fields\":[\"phone\",\"member-name\",\"health\"]}");
  g_assert_cmpint (
    casework_ask (casework, "SELECT count(*) FROM person_former WHERE name = '拉毛草'"), ==, 1);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM circumstance WHERE kind = 'health'"
                                           " AND replaces IS NOT NULL"),
                   ==, 1);
}

/* With a day it was otherwise before. */
static void
test_dated (Casework *casework, gconstpointer data)
{
  g_auto (Screen) first = screen_with_family (casework);
  g_auto (Screen) screen = { 0 };
  g_autoptr (DoudiHousehold) before = NULL;
  g_autoptr (DoudiHousehold) after = NULL;

  write_down (&first, DOUDI_MEANING_HOLDS_FROM, "2018-01-01");
  save (&first);
  screen = screen_open (casework, first.id);
  write_down (&screen, DOUDI_MEANING_HOLDS_FROM, "2018-05-01");
  write_down (&screen, DOUDI_MEANING_LIVING_ADDRESS, "新村 8 号");
  type (&screen, 1, DOUDI_MEANING_MEMBER_HEALTH, "serious");
  type (&screen, 2, DOUDI_MEANING_MEMBER_RELATION, "other");
  write_down (&screen, DOUDI_MEANING_ACCOUNT_NUMBER, "6217000000000088884");
  save (&screen);
  before = household_on (casework, screen.id, "2018-04-30");
  after = household_on (casework, screen.id, "2018-05-01");
  g_assert_cmpstr (before->address, ==, "");
  g_assert_cmpstr (after->address, ==, "新村 8 号");
  g_assert_cmpstr (fact_of (member_at (before, 1), "health"), ==, "慢性病");
  g_assert_cmpstr (fact_of (member_at (after, 1), "health"), ==, "重病");
  g_assert_cmpstr (member_at (before, 2)->relation, ==, "子");
  g_assert_cmpstr (member_at (after, 2)->relation, ==, "其他");
  g_assert_cmpstr (((DoudiAccount *) before->accounts->pdata[0])->number, ==, PASSBOOK);
  g_assert_cmpuint (after->accounts->len, ==, 1);
  g_assert_cmpstr (((DoudiAccount *) after->accounts->pdata[0])->number, ==, "6217000000000088884");
}

/* A member who left, one who came, and the order of the paper. */
static void
test_members (Casework *casework, gconstpointer data)
{
  g_auto (Screen) first = screen_with_family (casework);
  g_auto (Screen) screen = { 0 };
  const DoudiFormSection *table;
  g_autoptr (DoudiHousehold) before = NULL;
  g_autoptr (DoudiHousehold) after = NULL;

  write_down (&first, DOUDI_MEANING_HOLDS_FROM, "2018-01-01");
  save (&first);
  screen = screen_open (casework, first.id);
  table
    = doudi_form_find_table (doudi_form_answers_get_form (screen.answers), DOUDI_MEANING_MEMBERS);
  doudi_form_answers_remove_row (screen.answers, table, 1);
  type (&screen, 2, DOUDI_MEANING_MEMBER_NAME, "桑吉");
  type (&screen, 2, DOUDI_MEANING_MEMBER_RELATION, "mother");
  type (&screen, 2, DOUDI_MEANING_MEMBER_BIRTH, "1940-03-03");
  doudi_form_answers_move_row (screen.answers, table, 2, 1);
  write_down (&screen, DOUDI_MEANING_HOLDS_FROM, "2018-06-01");
  save (&screen);
  before = household_on (casework, screen.id, "2018-05-31");
  after = household_on (casework, screen.id, TODAY);
  g_assert_cmpuint (before->members->len, ==, 3);
  g_assert_cmpuint (after->members->len, ==, 3);
  g_assert_cmpstr (member_at (before, 1)->name, ==, "拉毛草");
  g_assert_cmpstr (member_at (after, 1)->name, ==, "桑吉");
  g_assert_cmpstr (member_at (after, 2)->name, ==, "完代");
}

/* A real number takes the place of one that an office made up; both find the person. */
static void
test_number_issued (Casework *casework, gconstpointer data)
{
  g_auto (Screen) first = screen_with_family (casework);
  g_auto (Screen) screen = { 0 };
  g_autofree char *number = number_of ("62302720100505003");
  g_autoptr (GError) error = NULL;
  gint64 by_real, by_made_up;

  save (&first);
  screen = screen_open (casework, first.id);
  type (&screen, 2, DOUDI_MEANING_MEMBER_IDENTITY_NUMBER, number);
  save (&screen);
  g_assert_true (doudi_registry_find_any_number (casework->store, number, &by_real, &error));
  g_assert_true (doudi_registry_find_any_number (casework->store, "LS-0007", &by_made_up, &error));
  g_assert_cmpint (by_real, >, 0);
  g_assert_cmpint (by_real, ==, by_made_up);
  g_assert_cmpint (casework_ask (casework,
                                 "SELECT count(*) FROM person_former WHERE identity_number"
                                 " IS NULL AND temporary_number = 'LS-0007'"),
                   ==, 1);
}

/* Who is in the caseload already is told at the number, wherever the person lives. */
static void
test_known (Casework *casework, gconstpointer data)
{
  g_auto (Screen) first = screen_with_family (casework);
  g_auto (Screen) second = screen_with_family (casework);
  g_auto (Screen) third = { 0 };
  g_autofree char *wife = number_of ("62302719780202002");

  save (&first);
  assert_problem (&second, "in-household", 0, DOUDI_MEANING_MEMBER_IDENTITY_NUMBER);
  assert_problem (&second, "in-household", 1, DOUDI_MEANING_MEMBER_IDENTITY_NUMBER);
  type (&second, 0, DOUDI_MEANING_MEMBER_NAME, "别的名字");
  assert_problem (&second, "name-differs", 0, DOUDI_MEANING_MEMBER_IDENTITY_NUMBER);
  third = screen_open (casework, first.id);
  type (&third, 2, DOUDI_MEANING_MEMBER_IDENTITY_NUMBER, wife);
  assert_problem (&third, "number-taken", 2, DOUDI_MEANING_MEMBER_IDENTITY_NUMBER);
}

/* Who left a household can be entered in another one, and is the same person. */
static void
test_comes_back (Casework *casework, gconstpointer data)
{
  g_auto (Screen) first = screen_with_family (casework);
  g_auto (Screen) second = screen_with_family (casework);
  g_autoptr (GError) error = NULL;
  gint64 edit;

  save (&first);
  g_assert_true (doudi_desk_end (clerk (casework), first.id, doudi_day_parse_iso (TODAY),
                                 "迁出本县", &edit, &error));
  g_assert_no_error (error);
  doudi_form_answers_remove_row (
    second.answers,
    doudi_form_find_table (doudi_form_answers_get_form (second.answers), DOUDI_MEANING_MEMBERS), 2);
  save (&second);
  g_assert_cmpint (second.id, !=, first.id);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM person WHERE name = '才让扎西'"),
                   ==, 1);
}

static void
test_wrong (Casework *casework, gconstpointer data)
{
  g_auto (Screen) screen = screen_with_family (casework);
  g_auto (Screen) headless = screen_with_family (casework);

  type (&screen, 0, DOUDI_MEANING_MEMBER_IDENTITY_NUMBER, "623027197501010011");
  assert_problem (&screen, "check-digit", 0, DOUDI_MEANING_MEMBER_IDENTITY_NUMBER);
  write_down (&screen, DOUDI_MEANING_ACCOUNT_HOLDER, "");
  assert_problem (&screen, "missing", DOUDI_FORM_NO_ROW, DOUDI_MEANING_ACCOUNT_HOLDER);
  type (&screen, 1, DOUDI_MEANING_MEMBER_RELATION, "");
  assert_problem (&screen, "missing", 1, DOUDI_MEANING_MEMBER_RELATION);
  type (&headless, 0, DOUDI_MEANING_MEMBER_RELATION, "other");
  assert_problem (&headless, "no-head", 0, DOUDI_MEANING_MEMBER_RELATION);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM household"), ==, 0);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM registry_edit"), ==, 0);
}

/* What money hangs on goes through the changes; the rest does not. */
static void
test_draws (Casework *casework, gconstpointer data)
{
  g_auto (Screen) first = screen_with_family (casework);
  g_auto (Screen) screen = { 0 };
  g_auto (Screen) harmless = { 0 };
  const DoudiFormSection *table;
  g_autoptr (GError) error = NULL;
  Home home;
  gint64 edit = save (&first);
  gint64 by;

  home
    = (Home){ first.id, casework_ask (casework, "SELECT id FROM person WHERE name = '才让扎西'") };
  casework_add_award (casework, "low-income", home, 201807, 3, 2);
  screen = screen_open (casework, first.id);
  table
    = doudi_form_find_table (doudi_form_answers_get_form (screen.answers), DOUDI_MEANING_MEMBERS);
  write_down (&screen, DOUDI_MEANING_ACCOUNT_NUMBER, "6217000000000088884");
  assert_problem (&screen, "needs-change", DOUDI_FORM_NO_ROW, DOUDI_MEANING_ACCOUNT_NUMBER);
  type (&screen, 0, DOUDI_MEANING_MEMBER_RELATION, "son");
  type (&screen, 2, DOUDI_MEANING_MEMBER_RELATION, "head");
  assert_problem (&screen, "needs-change", 0, DOUDI_MEANING_MEMBER_RELATION);
  type (&screen, 3, DOUDI_MEANING_MEMBER_NAME, "新人");
  type (&screen, 3, DOUDI_MEANING_MEMBER_RELATION, "other");
  assert_problem (&screen, "needs-change", 3, DOUDI_MEANING_MEMBER_NAME);
  doudi_form_answers_remove_row (screen.answers, table, 1);
  assert_problem (&screen, "needs-change", DOUDI_FORM_NO_ROW, DOUDI_MEANING_NONE);
  harmless = screen_open (casework, first.id);
  write_down (&harmless, DOUDI_MEANING_PHONE, "13909419999");
  type (&harmless, 1, DOUDI_MEANING_MEMBER_ETHNICITY, "zang");
  g_assert_cmpint (save (&harmless), >, edit);
  g_assert_false (doudi_desk_undo (clerk (casework), edit, &by, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_CONFLICT);
}

static void
test_undone (Casework *casework, gconstpointer data)
{
  g_auto (Screen) first = screen_with_family (casework);
  g_auto (Screen) screen = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiHousehold) household = NULL;
  gint64 households = 0, undo = 0, redo = 0, other = 0;
  gint64 made = save (&first);
  gint64 edit;

  screen = screen_open (casework, first.id);
  type (&screen, 1, DOUDI_MEANING_MEMBER_NAME, "拉毛吉");
  edit = save (&screen);
  g_assert_true (doudi_desk_undo (clerk (casework), edit, &undo, &error));
  household = household_on (casework, first.id, TODAY);
  g_assert_cmpstr (member_at (household, 1)->name, ==, "拉毛草");
  g_assert_true (doudi_desk_undo (clerk (casework), undo, &redo, &error));
  g_clear_pointer (&household, doudi_household_free);
  household = household_on (casework, first.id, TODAY);
  g_assert_cmpstr (member_at (household, 1)->name, ==, "拉毛吉");
  g_assert_true (doudi_desk_undo (clerk (casework), redo, &undo, &error));
  g_assert_no_error (error);
  g_assert_true (doudi_desk_undo (clerk (casework), made, &undo, &error));
  g_assert_no_error (error);
  doudi_registry_count (casework->store, NULL, &households, NULL, &error);
  g_assert_cmpint (households, ==, 0);
  g_assert_false (doudi_desk_undo (clerk (casework), made, &other, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_CONFLICT);
  g_assert_true (casework_verifies (casework, "audit-chain"));
}

static void
test_bin (Casework *casework, gconstpointer data)
{
  g_auto (Screen) first = screen_with_family (casework);
  g_autoptr (GError) error = NULL;
  gint64 households = 0, edit = 0, by = 0;
  Home home;

  save (&first);
  g_assert_false (doudi_desk_remove (clerk (casework), first.id, "", &edit, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
  g_clear_error (&error);
  g_assert_true (doudi_desk_remove (clerk (casework), first.id, "重复录入", &edit, &error));
  doudi_registry_count (casework->store, NULL, &households, NULL, &error);
  g_assert_cmpint (households, ==, 0);
  g_assert_true (doudi_desk_undo (clerk (casework), edit, &by, &error));
  doudi_registry_count (casework->store, NULL, &households, NULL, &error);
  g_assert_cmpint (households, ==, 1);
  home = (Home){ first.id, 1 };
  casework_add_award (casework, "low-income", home, 201807, 3, 2);
  g_assert_false (doudi_desk_remove (clerk (casework), first.id, "重复录入", &edit, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (doudi_desk_end (clerk (casework), first.id, doudi_day_parse_iso (TODAY), "迁出",
                                  &edit, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_CONFLICT);
}

static void
test_future_end (Casework *casework, gconstpointer data)
{
  g_auto (Screen) first = screen_with_family (casework);
  g_autoptr (GError) error = NULL;
  gint64 edit = 0;

  save (&first);
  g_assert_false (doudi_desk_end (clerk (casework), first.id, doudi_day_parse_iso ("2018-06-09"),
                                  "迁出", &edit, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_CONFLICT);
}

/* Two people at one household: nobody overwrites the other without seeing it. */
static void
test_together (Casework *casework, gconstpointer data)
{
  g_auto (Screen) first = screen_with_family (casework);
  g_auto (Screen) mine = { 0 };
  g_auto (Screen) base = { 0 };
  g_auto (Screen) theirs = { 0 };
  g_auto (Screen) now = { 0 };
  g_autoptr (GPtrArray) conflicts
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_form_problem_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiHousehold) household = NULL;
  DoudiFormAnswers *merged;

  save (&first);
  base = screen_open (casework, first.id);
  mine = screen_open (casework, first.id);
  theirs = screen_open (casework, first.id);
  write_down (&theirs, DOUDI_MEANING_PHONE, "13909412222");
  type (&theirs, 1, DOUDI_MEANING_MEMBER_HEALTH, "serious");
  type (&theirs, 3, DOUDI_MEANING_MEMBER_NAME, "桑吉");
  type (&theirs, 3, DOUDI_MEANING_MEMBER_RELATION, "mother");
  save (&theirs);
  write_down (&mine, DOUDI_MEANING_PHONE, "13909413333");
  type (&mine, 0, DOUDI_MEANING_MEMBER_NAME, "才让扎喜");
  g_assert_cmpint (try_save (&mine, NULL, &error), ==, 0);
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_CONFLICT);
  now = screen_open (casework, first.id);
  merged = doudi_desk_merge (base.answers, mine.answers, now.answers, conflicts);
  doudi_form_answers_free (mine.answers);
  mine.answers = merged;
  g_free (mine.stamp);
  mine.stamp = g_strdup (now.stamp);
  g_assert_cmpuint (conflicts->len, ==, 1);
  g_assert_cmpint (((DoudiFormProblem *) conflicts->pdata[0])->field->meaning, ==,
                   DOUDI_MEANING_PHONE);
  save (&mine);
  household = household_on (casework, first.id, TODAY);
  g_assert_cmpuint (household->members->len, ==, 4);
  g_assert_cmpstr (household->phone, ==, "13909413333");
  g_assert_cmpstr (member_at (household, 0)->name, ==, "才让扎喜");
  g_assert_cmpstr (fact_of (member_at (household, 1), "health"), ==, "重病");
}

/* What a roster wrote and the screen has no word for is told, and stays. */
static void
test_other_words (Casework *casework, gconstpointer data)
{
  g_auto (Screen) first = screen_with_family (casework);
  g_auto (Screen) screen = { 0 };
  g_autoptr (DoudiHousehold) household = NULL;
  g_autoptr (DoudiHousehold) after = NULL;
  g_autoptr (GPtrArray) notes = NULL;

  save (&first);
  casework_write_raw (casework, "UPDATE membership SET relation = '继子' WHERE relation = '子'");
  casework_write_raw (casework, "UPDATE circumstance SET value = '高血压' WHERE kind = 'health'");
  household = household_on (casework, first.id, TODAY);
  screen = screen_open (casework, first.id);
  notes = doudi_desk_notes (household, doudi_form_answers_get_form (screen.answers));
  g_assert_cmpuint (notes->len, ==, 2);
  write_down (&screen, DOUDI_MEANING_PHONE, "13909419999");
  save (&screen);
  after = household_on (casework, first.id, TODAY);
  g_assert_cmpstr (member_at (after, 2)->relation, ==, "继子");
  g_assert_cmpstr (fact_of (member_at (after, 1), "health"), ==, "高血压");
}

static void
test_roles (Casework *casework, gconstpointer data)
{
  g_auto (Screen) screen = screen_with_family (casework);
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  DoudiSession *director = casework_session (casework, DIRECTOR, TODAY);
  gint64 id = 0, edit = 0;
  char *stamp;

  g_assert_null (doudi_desk_read (director, 0, &stamp, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_NOT_ALLOWED);
  g_clear_error (&error);
  g_assert_false (doudi_desk_save (director, &id, screen.answers, NULL, &edit, &problems, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_NOT_ALLOWED);
  g_clear_error (&error);
  edit = save (&screen);
  g_assert_false (doudi_desk_undo (director, edit, &id, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_NOT_ALLOWED);
}

/* The draft of a form goes with what is saved of it. */
static void
test_draft (Casework *casework, gconstpointer data)
{
  g_auto (Screen) screen = screen_with_family (casework);
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;

  g_assert_true (doudi_draft_save (clerk (casework), "household", "", "{}", &error));
  save (&screen);
  g_assert_true (doudi_draft_load (clerk (casework), "household", "", &kept, &error));
  g_assert_null (kept);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/casework/desk/" path, Casework, NULL, casework_set_up, func, casework_tear_down)
  ADD ("new", test_new);
  ADD ("same", test_same);
  ADD ("corrected", test_corrected);
  ADD ("dated", test_dated);
  ADD ("members", test_members);
  ADD ("number-issued", test_number_issued);
  ADD ("known", test_known);
  ADD ("comes-back", test_comes_back);
  ADD ("wrong", test_wrong);
  ADD ("draws", test_draws);
  ADD ("undone", test_undone);
  ADD ("bin", test_bin);
  ADD ("future-end", test_future_end);
  ADD ("together", test_together);
  ADD ("other-words", test_other_words);
  ADD ("roles", test_roles);
  ADD ("draft", test_draft);
  return g_test_run ();
}
