/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "case-fixture.h"
#include "store/doudi-registry-edit.h"

#define PHONE "13909410001"
#define ACCOUNT "6228480402564890018"

typedef struct
{
  gint64 household;
  gint64 head;
  gint64 wife;
} Family;

static Family
add_family (Fixture *fixture)
{
  g_autofree char *first = fixture_number ("62302719750101001");
  g_autofree char *second = fixture_number ("62302719780202002");
  const FixturePerson persons[]
    = { { "才让扎西", first, "head" }, { "拉毛草", second, "配偶" }, { NULL } };
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiHousehold) household = NULL;
  Family family = { 0 };

  family.household = fixture_add (fixture, fixture_village (fixture, 0), PHONE, ACCOUNT, persons);
  household
    = doudi_registry_get_household (fixture->store, family.household, fixture->today, &error);
  g_assert_no_error (error);
  family.head = ((DoudiMember *) household->members->pdata[0])->person_id;
  family.wife = ((DoudiMember *) household->members->pdata[1])->person_id;
  return family;
}

static void
dump_member (GString *text, const DoudiMember *member)
{
  g_autoptr (GList) kinds = g_hash_table_get_keys (member->circumstances);

  g_string_append_printf (text, " %s|%s|%s|%s|%s|%s|%s|%d", member->relation, member->name,
                          member->identity_number, member->temporary_number, member->sex,
                          member->birth_date, member->ethnicity, member->position);
  kinds = g_list_sort (g_steal_pointer (&kinds), (GCompareFunc) g_strcmp0);
  for (GList *kind = kinds; kind != NULL; kind = kind->next)
    g_string_append_printf (text, "|%s=%s", (char *) kind->data,
                            (char *) g_hash_table_lookup (member->circumstances, kind->data));
}

/* What holds of a household on a day. */
static void
dump_day (GString *text, Fixture *fixture, gint64 id, DoudiDay day)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiHousehold) household
    = doudi_registry_get_household (fixture->store, id, day, &error);

  g_assert_no_error (error);
  g_string_append_printf (text, "%s %s %s %s:", household->division_code, household->village_group,
                          household->address, household->phone);
  for (guint i = 0; i < household->members->len; i++)
    dump_member (text, household->members->pdata[i]);
  for (guint i = 0; i < household->accounts->len; i++)
    g_string_append_printf (text, " %s", ((DoudiAccount *) household->accounts->pdata[i])->number);
  g_string_append_c (text, '\n');
}

static char *
dump (Fixture *fixture, gint64 id)
{
  GString *text = g_string_new (NULL);

  dump_day (text, fixture, id, doudi_day_new (2018, 2, 1));
  dump_day (text, fixture, id, doudi_day_new (2018, 4, 15));
  dump_day (text, fixture, id, fixture->today);
  return g_string_free (text, FALSE);
}

/* Begins an edit of a household in a transaction of its own. */
typedef struct
{
  DoudiTransaction *transaction;
  gint64 id;
  char *source;
} Edit;

static Edit
edit_begin (Fixture *fixture, gint64 household)
{
  g_autoptr (GError) error = NULL;
  Edit edit = { doudi_transaction_begin (fixture->store, &error), 0, NULL };

  g_assert_true (doudi_edit_begin (fixture->session, "household-edit", "户口簿", &edit.id, &error));
  g_assert_true (doudi_edit_touch (fixture->session, edit.id, household, &error));
  g_assert_true (doudi_edit_touch (fixture->session, edit.id, household, &error));
  g_assert_no_error (error);
  edit.source = doudi_edit_source (edit.id);
  return edit;
}

static gint64
edit_commit (Fixture *fixture, Edit *edit)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (doudi_edit_finish (fixture->session, edit->id, "{}", &error));
  g_assert_no_error (error);
  g_assert_true (doudi_transaction_commit (edit->transaction, &error));
  g_assert_no_error (error);
  doudi_transaction_free (edit->transaction);
  g_free (edit->source);
  return edit->id;
}

static gint64
take_back (Fixture *fixture, gint64 id, GError **error)
{
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (fixture->store, error);
  gint64 by;

  g_assert_nonnull (transaction);
  if (!doudi_edit_reverse (fixture->session, id, "undo", "", &by, error))
    return 0;
  g_assert_true (doudi_edit_finish (fixture->session, by, "{}", error));
  g_assert_true (doudi_transaction_commit (transaction, error));
  return by;
}

static gint64
membership_of (Fixture *fixture, gint64 household, guint index)
{
  g_autoptr (DoudiHousehold) found
    = doudi_registry_get_household (fixture->store, household, fixture->today, NULL);

  return ((DoudiMember *) found->members->pdata[index])->id;
}

/* One edit of everything: who the wife is, her relation, a fact of hers, address, account, a child.
 */
static gint64
edit_everything (Fixture *fixture, const Family *family)
{
  Edit edit = edit_begin (fixture, family->household);
  const DoudiAmendment corrected = { .source = edit.source };
  const DoudiAmendment ended = { .to = doudi_day_new (2018, 4, 1), .source = edit.source };
  const DoudiPersonFacts wife
    = { .name = "拉毛吉", .ethnicity = "藏族", .temporary_number = "LS-7" };
  const DoudiPersonFacts child = { .name = "完代", .birth_date = "2010-05-05" };
  const DoudiAddressFacts address = { .phone = "13909419999" };
  DoudiMembershipFacts membership = { family->household, 0, "子", 3 };
  g_autoptr (DoudiHousehold) household
    = doudi_registry_get_household (fixture->store, family->household, fixture->today, NULL);
  g_autoptr (GError) error = NULL;
  gint64 id;

  g_assert_true (
    doudi_registry_correct_person (fixture->session, family->wife, &wife, edit.source, &error));
  g_assert_true (doudi_registry_amend_membership (
    fixture->session, membership_of (fixture, family->household, 1), "妻", 2, &corrected, &error));
  g_assert_true (doudi_registry_insert_circumstance (fixture->session, family->wife, "health",
                                                     "慢性病", doudi_day_new (2018, 3, 1),
                                                     edit.source, &error));
  g_assert_true (
    doudi_registry_find_address (fixture->store, family->household, fixture->today, &id, &error));
  g_assert_true (doudi_registry_amend_address (fixture->session, id, &address, &corrected, &error));
  id = ((DoudiAccount *) household->accounts->pdata[0])->id;
  g_assert_true (doudi_registry_amend_account (fixture->session, id, NULL, NULL, &ended, &error));
  g_assert_true (doudi_registry_insert_person (fixture->session, &child, edit.source,
                                               &membership.person_id, &error));
  g_assert_true (doudi_registry_insert_membership (
    fixture->session, &membership, doudi_day_new (2018, 3, 1), edit.source, &error));
  g_assert_no_error (error);
  return edit_commit (fixture, &edit);
}

static void
test_taken_back (Fixture *fixture, gconstpointer data)
{
  const Family family = add_family (fixture);
  g_autofree char *before = dump (fixture, family.household);
  gint64 edit = edit_everything (fixture, &family);
  g_autofree char *edited = dump (fixture, family.household);
  g_autoptr (GError) error = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  g_autofree char *again = NULL;
  gint64 undo = take_back (fixture, edit, &error);
  gint64 redo;

  g_assert_no_error (error);
  undone = dump (fixture, family.household);
  redo = take_back (fixture, undo, &error);
  g_assert_no_error (error);
  redone = dump (fixture, family.household);
  take_back (fixture, redo, &error);
  g_assert_no_error (error);
  again = dump (fixture, family.household);
  g_assert_cmpstr (edited, !=, before);
  g_assert_nonnull (strstr (edited, "完代"));
  g_assert_nonnull (strstr (edited, "health=慢性病"));
  g_assert_cmpstr (undone, ==, before);
  g_assert_cmpstr (redone, ==, edited);
  g_assert_cmpstr (again, ==, before);
}

static void
test_history (Fixture *fixture, gconstpointer data)
{
  const Family family = add_family (fixture);
  gint64 edit = edit_everything (fixture, &family);
  g_autoptr (GError) error = NULL;
  gint64 undo = take_back (fixture, edit, &error);
  g_autoptr (GPtrArray) rows
    = doudi_edit_list_of_household (fixture->store, family.household, &error);
  g_autoptr (GPtrArray) own = doudi_edit_list (fixture->store, "admin", 1, &error);
  g_autoptr (GPtrArray) none = doudi_edit_list (fixture->store, "somebody", 10, &error);
  g_autoptr (GArray) households = doudi_edit_list_households (fixture->store, undo, &error);
  const DoudiEditRow *row;

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 2);
  row = rows->pdata[1];
  g_assert_cmpint (row->id, ==, edit);
  g_assert_cmpint (row->undone_by, ==, undo);
  g_assert_cmpint (row->households, ==, 1);
  g_assert_cmpstr (row->kind, ==, "household-edit");
  g_assert_cmpstr (row->reason, ==, "户口簿");
  g_assert_cmpint (row->business_day, ==, fixture->today);
  g_assert_cmpint (((DoudiEditRow *) rows->pdata[0])->undoes, ==, edit);
  g_assert_cmpuint (own->len, ==, 1);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (households->len, ==, 1);
  g_assert_null (doudi_edit_get (fixture->store, 99, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_NOT_FOUND);
}

static void
test_twice (Fixture *fixture, gconstpointer data)
{
  const Family family = add_family (fixture);
  gint64 edit = edit_everything (fixture, &family);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (take_back (fixture, edit, &error), >, 0);
  g_assert_cmpint (take_back (fixture, edit, &error), ==, 0);
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_CONFLICT);
}

/* What a later edit builds upon stays, and nothing of the refused step is left. */
static void
test_built_upon (Fixture *fixture, gconstpointer data)
{
  const Family family = add_family (fixture);
  gint64 first = edit_everything (fixture, &family);
  Edit later = edit_begin (fixture, family.household);
  const DoudiPersonFacts wife = { .name = "拉毛杰" };
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 second;

  g_assert_true (
    doudi_registry_correct_person (fixture->session, family.wife, &wife, later.source, &error));
  second = edit_commit (fixture, &later);
  before = dump (fixture, family.household);
  g_assert_cmpint (take_back (fixture, first, &error), ==, 0);
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_CONFLICT);
  g_clear_error (&error);
  after = dump (fixture, family.household);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (take_back (fixture, second, &error), >, 0);
  g_assert_no_error (error);
}

/* A number that goes from one record of a person to another goes back too. */
static void
test_number_moves (Fixture *fixture, gconstpointer data)
{
  const Family family = add_family (fixture);
  g_autofree char *number = fixture_number ("62302719780202002");
  g_autofree char *before = dump (fixture, family.household);
  Edit edit = edit_begin (fixture, family.household);
  const DoudiPersonFacts wife = { .name = "拉毛草" };
  const DoudiPersonFacts head = { .name = "才让扎西", .identity_number = number };
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL;
  gint64 found;

  g_assert_true (
    doudi_registry_correct_person (fixture->session, family.wife, &wife, edit.source, &error));
  g_assert_true (
    doudi_registry_correct_person (fixture->session, family.head, &head, edit.source, &error));
  edit_commit (fixture, &edit);
  g_assert_true (doudi_registry_find_person (fixture->store, number, &found, &error));
  g_assert_cmpint (found, ==, family.head);
  take_back (fixture, edit.id, &error);
  g_assert_no_error (error);
  after = dump (fixture, family.household);
  g_assert_cmpstr (after, ==, before);
}

static void
test_number_taken (Fixture *fixture, gconstpointer data)
{
  const Family family = add_family (fixture);
  g_autofree char *number = fixture_number ("62302719780202002");
  const DoudiPersonFacts head = { .name = "才让扎西", .identity_number = number };
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (fixture->store, &error);

  g_assert_false (
    doudi_registry_correct_person (fixture->session, family.head, &head, "edit:1", &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_CONFLICT);
}

/* Two rows of the same place cannot both follow it. */
static void
test_amended_once (Fixture *fixture, gconstpointer data)
{
  const Family family = add_family (fixture);
  gint64 membership = membership_of (fixture, family.household, 1);
  Edit edit = edit_begin (fixture, family.household);
  const DoudiAmendment amendment = { .source = edit.source };
  g_autoptr (GError) error = NULL;

  g_assert_true (
    doudi_registry_amend_membership (fixture->session, membership, "妻", 0, &amendment, &error));
  g_assert_false (
    doudi_registry_amend_membership (fixture->session, membership, "母亲", 0, &amendment, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_CONFLICT);
  edit_commit (fixture, &edit);
}

static void
test_stamp (Fixture *fixture, gconstpointer data)
{
  const Family family = add_family (fixture);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = doudi_registry_stamp (fixture->store, family.household, &error);
  g_autofree char *same = doudi_registry_stamp (fixture->store, family.household, &error);
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  gint64 edit = edit_everything (fixture, &family);

  after = doudi_registry_stamp (fixture->store, family.household, &error);
  take_back (fixture, edit, &error);
  undone = doudi_registry_stamp (fixture->store, family.household, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (before, ==, same);
  g_assert_cmpstr (before, !=, after);
  g_assert_cmpstr (after, !=, undone);
}

/* A household that an edit brought is on no list once the edit is taken back. */
static void
test_new_household (Fixture *fixture, gconstpointer data)
{
  const DoudiAddressFacts address = { fixture_village (fixture, 0), "一社", "", "" };
  const DoudiPersonFacts person = { .name = "丹增" };
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (fixture->store, &error);
  g_autoptr (DoudiIndexer) indexer = fixture_indexer (fixture);
  g_autofree char *source = NULL;
  DoudiMembershipFacts membership = { 0, 0, "head", 1 };
  gint64 edit, households;

  g_assert_true (doudi_edit_begin (fixture->session, "household-new", "", &edit, &error));
  source = doudi_edit_source (edit);
  g_assert_true (doudi_registry_insert_household (fixture->session, &address, fixture->today,
                                                  source, &membership.household_id, &error));
  g_assert_true (doudi_registry_insert_person (fixture->session, &person, source,
                                               &membership.person_id, &error));
  g_assert_true (doudi_registry_insert_membership (fixture->session, &membership, fixture->today,
                                                   source, &error));
  g_assert_true (doudi_edit_touch (fixture->session, edit, membership.household_id, &error));
  g_assert_true (doudi_edit_finish (fixture->session, edit, "{}", &error));
  g_assert_true (doudi_indexer_add (indexer, membership.household_id, &error));
  g_assert_true (doudi_indexer_flush (indexer, &error));
  g_assert_true (doudi_transaction_commit (transaction, &error));
  g_clear_pointer (&transaction, doudi_transaction_free);
  g_assert_true (doudi_registry_count (fixture->store, NULL, &households, NULL, &error));
  g_assert_cmpint (households, ==, 1);
  take_back (fixture, edit, &error);
  g_assert_no_error (error);
  transaction = doudi_transaction_begin (fixture->store, &error);
  g_assert_true (doudi_indexer_add (indexer, membership.household_id, &error));
  g_assert_true (doudi_indexer_flush (indexer, &error));
  g_assert_true (doudi_transaction_commit (transaction, &error));
  g_assert_true (doudi_registry_count (fixture->store, NULL, &households, NULL, &error));
  g_assert_cmpint (households, ==, 0);
}

/* The file itself refuses to forget who a person was, and to touch an edit. */
static void
test_file_refuses (Fixture *fixture, gconstpointer data)
{
  const Family family = add_family (fixture);

  edit_everything (fixture, &family);
  case_assert_refused (fixture, "UPDATE person SET name = '别人' WHERE id = 1",
                       DOUDI_ERROR_REFUSED);
  case_assert_refused (fixture, "UPDATE person_former SET name = '别人'", DOUDI_ERROR_REFUSED);
  case_assert_refused (fixture, "DELETE FROM person_former", DOUDI_ERROR_REFUSED);
  case_assert_refused (fixture, "UPDATE registry_edit SET summary = '{\"a\":1}'",
                       DOUDI_ERROR_REFUSED);
  case_assert_refused (fixture, "UPDATE registry_edit SET recorded_by = 'somebody'",
                       DOUDI_ERROR_REFUSED);
  case_assert_refused (fixture, "DELETE FROM registry_edit", DOUDI_ERROR_REFUSED);
  case_assert_refused (fixture, "DELETE FROM registry_edit_household", DOUDI_ERROR_REFUSED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/store/registry-edit/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("taken-back", test_taken_back);
  ADD ("history", test_history);
  ADD ("twice", test_twice);
  ADD ("built-upon", test_built_upon);
  ADD ("number-moves", test_number_moves);
  ADD ("number-taken", test_number_taken);
  ADD ("amended-once", test_amended_once);
  ADD ("stamp", test_stamp);
  ADD ("new-household", test_new_household);
  ADD ("file-refuses", test_file_refuses);
  return g_test_run ();
}
