/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "change-fixture.h"

#include "casework/doudi-finding.h"
#include "casework/doudi-import.h"
#include "casework/doudi-invariants.h"
#include "casework/doudi-merge.h"
#include "store/doudi-indexer.h"

/* Two records of a person become one, two households one, one household two; and back again. */

#define TODAY "2018-06-08"

static const DoudiMergeChoice nothing_chosen = { NULL, 0, NULL };

static DoudiSession *
reviewer (Casework *casework)
{
  return casework_session (casework, REVIEWER, TODAY);
}

static DoudiSession *
clerk (Casework *casework)
{
  return casework_session (casework, CASEWORKER, TODAY);
}

/* Everything that holds, or held: not how it came to be recorded, and not what holds never. */
static const char *const holds_sql[] = {
  "SELECT id, name, identity_number, original_number, temporary_number, sex, birth_date, ethnicity"
  " FROM person ORDER BY id",
  "SELECT household_id, person_id, relation, position, valid_from, valid_to FROM membership m"
  " WHERE NOT EXISTS (SELECT 1 FROM membership n WHERE n.replaces = m.id)"
  " AND (valid_to IS NULL OR valid_to > valid_from) ORDER BY 1, 2, 5, 6",
  "SELECT person_id, kind, value, valid_from, valid_to FROM circumstance m"
  " WHERE NOT EXISTS (SELECT 1 FROM circumstance n WHERE n.replaces = m.id)"
  " AND (valid_to IS NULL OR valid_to > valid_from) ORDER BY 1, 2, 4, 3, 5",
  "SELECT household_id, person_id, holder_name, number, valid_from, valid_to FROM account m"
  " WHERE NOT EXISTS (SELECT 1 FROM account n WHERE n.replaces = m.id)"
  " AND (valid_to IS NULL OR valid_to > valid_from) ORDER BY 1, 2, 4, 5, 6",
  "SELECT household_id, division_code, village_group, address, phone, valid_from, valid_to"
  " FROM household_address m"
  " WHERE NOT EXISTS (SELECT 1 FROM household_address n WHERE n.replaces = m.id)"
  " AND (valid_to IS NULL OR valid_to > valid_from) ORDER BY 1, 6, 7",
  "SELECT id, programme, household_id, person_id, first_month FROM award ORDER BY id",
  "SELECT award_id, from_month, persons, benefit_class FROM award_term ORDER BY id",
  "SELECT key, kind, household_id, person_id FROM search_key ORDER BY 1, 2, 3, 4",
  "SELECT household_id, head_name, members, programmes, covered FROM household_card ORDER BY 1",
};

static void
dump_rows (sqlite3 *db, const char *sql, GString *dump)
{
  sqlite3_stmt *stmt = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      for (int i = 0; i < sqlite3_column_count (stmt); i++)
        g_string_append_printf (dump, "%s|", sqlite3_column_text (stmt, i));
      g_string_append_c (dump, '\n');
    }
  sqlite3_finalize (stmt);
  g_string_append_c (dump, '\n');
}

static char *
dump (Casework *casework)
{
  GString *text = g_string_new (NULL);
  sqlite3 *db = casework_open_raw (casework);

  for (gsize i = 0; i < G_N_ELEMENTS (holds_sql); i++)
    dump_rows (db, holds_sql[i], text);
  sqlite3_close (db);
  return g_string_free (text, FALSE);
}

static void
add_fact (Casework *casework, gint64 person, const char *kind, const char *value, const char *from)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (casework->store, &error);

  doudi_registry_insert_circumstance (clerk (casework), person, kind, value,
                                      doudi_day_parse_iso (from), "form", &error);
  g_assert_no_error (error);
  doudi_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

static void
add_own_account (Casework *casework, Home home, const char *number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (casework->store, &error);
  const DoudiAccountFacts account = { home.household, home.person, "本人", number };

  doudi_registry_insert_account (clerk (casework), &account, doudi_day_new (2016, 1, 1), "form",
                                 &error);
  g_assert_no_error (error);
  doudi_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

/* A member whose number nobody knows. */
static void
forget_number (Casework *casework, gint64 person, const char *name, const char *birth)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (casework->store, &error);
  const DoudiPersonFacts facts = { .name = name, .birth_date = birth };

  doudi_registry_correct_person (clerk (casework), person, &facts, "form", &error);
  g_assert_no_error (error);
  doudi_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

static gint64
merge_homes (Casework *casework, Home one, Home other, const char *relation)
{
  g_autoptr (GError) error = NULL;
  gint64 edit = 0;

  doudi_desk_merge_households (clerk (casework), one.household, other.household, relation, "同住",
                               &edit, &error);
  g_assert_no_error (error);
  return edit;
}

static gint64
split_off (Casework *casework, const DoudiSplit *split, gint64 *edit)
{
  g_autoptr (GError) error = NULL;
  gint64 household = 0;

  doudi_desk_split_household (clerk (casework), split, &household, edit, &error);
  g_assert_no_error (error);
  return household;
}

static void
index_all (Casework *casework)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (casework->store, &error);
  g_autoptr (DoudiIndexer) indexer = doudi_casework_indexer_new (clerk (casework), &error);
  gint64 last = casework_ask (casework, "SELECT max(id) FROM household");

  g_assert_no_error (error);
  for (gint64 id = 1; id <= last; id++)
    g_assert_true (doudi_indexer_add (indexer, id, &error));
  g_assert_true (doudi_indexer_flush (indexer, &error));
  doudi_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

static gint64
merge (Casework *casework, gint64 keep, gint64 other, const DoudiMergeChoice *choice)
{
  g_autoptr (GError) error = NULL;
  gint64 edit = 0;
  gboolean done
    = doudi_desk_merge_persons (reviewer (casework), keep, other, choice, &edit, &error);

  g_assert_no_error (error);
  g_assert_true (done);
  g_assert_cmpint (edit, >, 0);
  return edit;
}

static gint64
undo (DoudiSession *session, gint64 edit)
{
  g_autoptr (GError) error = NULL;
  gint64 by = 0;

  doudi_desk_undo (session, edit, &by, &error);
  g_assert_no_error (error);
  return by;
}

static void
assert_same (const char *one, const char *other)
{
  if (g_str_equal (one, other))
    return;
  g_test_message ("%s\n-- is not --\n%s", one, other);
  g_test_fail ();
}

static gint64
ask (Casework *casework, const char *format, gint64 one, gint64 other)
{
  g_auto (GStrv) parts = g_strsplit (format, "$1", -1);
  g_autofree char *first = g_strdup_printf ("%" G_GINT64_FORMAT, one);
  g_autofree char *text = g_strjoinv (first, parts);
  g_auto (GStrv) more = g_strsplit (text, "$2", -1);
  g_autofree char *second = g_strdup_printf ("%" G_GINT64_FORMAT, other);
  g_autofree char *sql = g_strjoinv (second, more);

  return casework_ask (casework, sql);
}

/* One lives with a family, the other was entered apart, with facts, an account and a subsidy. */
static void
make_two (Casework *casework, Home *family, gint64 *keep, Home *apart)
{
  *family = casework_add_home (casework, "扎西", "1960-01-01", "6217000000000099998");
  *keep = casework_add_member (casework, family->household, "完代");
  *apart = casework_add_home (casework, "完代", "1990-05-05", NULL);
  add_fact (casework, *keep, "health", "健康", "2016-01-01");
  add_fact (casework, apart->person, "health", "健康", "2017-01-01");
  add_fact (casework, apart->person, "disability", "limb:2", "2017-02-01");
  add_own_account (casework, *apart, "270000000000000001");
  casework_add_award (casework, "disability-living", *apart, 201805, 1, 0);
  forget_number (casework, *keep, "完代", "1990-05-05");
  index_all (casework);
}

static gboolean
names_person (const DoudiFinding *finding, gint64 person)
{
  for (guint i = 0; i < finding->persons->len; i++)
    if (g_array_index (finding->persons, gint64, i) == person)
      return TRUE;
  return FALSE;
}

static void
test_moves (Casework *casework, gconstpointer data)
{
  Home family, apart;
  gint64 keep, edit, by;
  g_autofree char *before = NULL;
  g_autofree char *merged = NULL;
  g_autofree char *after = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GPtrArray) found = NULL;
  DoudiMergeChoice choice = { NULL, 0, "身份证为同一人" };

  make_two (casework, &family, &keep, &apart);
  choice.household = family.household;
  before = dump (casework);
  edit = merge (casework, keep, apart.person, &choice);
  merged = dump (casework);
  g_assert_cmpint (ask (casework,
                        "SELECT count(*) FROM person p WHERE p.id = $1 AND p.identity_number"
                        " = (SELECT f.identity_number FROM person_former f WHERE f.person_id = $2"
                        " ORDER BY f.id DESC LIMIT 1)",
                        keep, apart.person),
                   ==, 1);
  g_assert_cmpint (ask (casework,
                        "SELECT count(*) FROM award WHERE person_id = $1 AND household_id = $2",
                        keep, family.household),
                   ==, 1);
  g_assert_cmpint (ask (casework,
                        "SELECT count(*) FROM person WHERE id = $2 AND identity_number"
                        " IS NULL",
                        0, apart.person),
                   ==, 1);
  g_assert_cmpint (ask (casework, "SELECT count(*) FROM household_card WHERE household_id = $1",
                        apart.household, 0),
                   ==, 0);
  found = doudi_findings_of_household (clerk (casework), family.household, NULL);
  for (guint i = 0; i < found->len; i++)
    g_assert_false (names_person (g_ptr_array_index (found, i), apart.person));
  g_assert_true (casework_verifies (casework, NULL));
  by = undo (reviewer (casework), edit);
  after = dump (casework);
  assert_same (after, before);
  g_assert_true (casework_verifies (casework, NULL));
  undo (reviewer (casework), by);
  again = dump (casework);
  assert_same (again, merged);
  g_assert_true (casework_verifies (casework, NULL));
}

/* Where they differ somebody chooses; the facts of both stay in the history. */
static void
test_choice (Casework *casework, gconstpointer data)
{
  Home family, apart;
  gint64 keep, edit;
  const char *const take[] = { "birth-date", "fact:disability", NULL };
  DoudiMergeChoice choice = { take, 0, NULL };
  g_autoptr (DoudiMergePreview) preview = NULL;
  g_autoptr (DoudiMember) person = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  guint differ = 0;

  make_two (casework, &family, &keep, &apart);
  add_fact (casework, keep, "disability", "limb:4", "2016-03-01");
  casework_correct_person (casework, apart.person, NULL, "1991-05-05");
  choice.household = family.household;
  before = dump (casework);
  preview
    = doudi_desk_preview_merge_persons (clerk (casework), keep, apart.person, &choice, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (preview->obstacles->len, ==, 0);
  g_assert_cmpuint (preview->homes->len, ==, 2);
  for (guint i = 0; i < preview->fields->len; i++)
    {
      const DoudiMergeField *field = g_ptr_array_index (preview->fields, i);

      differ += field->differs ? 1 : 0;
      if (g_str_has_suffix (field->name, "-number"))
        g_assert_false (g_regex_match_simple ("[0-9]{7}", field->other_shown, 0, 0));
    }
  g_assert_cmpuint (differ, ==, 2);
  edit = merge (casework, keep, apart.person, &choice);
  person = doudi_registry_get_person (casework->store, keep, doudi_day_parse_iso (TODAY), NULL);
  g_assert_cmpstr (person->birth_date, ==, "1991-05-05");
  g_assert_cmpstr (g_hash_table_lookup (person->circumstances, "disability"), ==, "limb:2");
  undo (reviewer (casework), edit);
  after = dump (casework);
  assert_same (after, before);
}

static void
assert_merge_refused (Casework *casework, gint64 keep, gint64 other, gint64 household, int code)
{
  const DoudiMergeChoice choice = { NULL, household, NULL };
  g_autofree char *before = dump (casework);
  g_autofree char *after = NULL;
  g_autoptr (GError) refused = NULL;
  gint64 edit = 0;

  g_assert_false (
    doudi_desk_merge_persons (reviewer (casework), keep, other, &choice, &edit, &refused));
  g_assert_error (refused, DOUDI_ERROR, code);
  g_test_message ("%s", refused->message);
  after = dump (casework);
  assert_same (after, before);
}

/* Both draw the same, or what excludes the other. */
static void
test_refused_money (Casework *casework, gconstpointer data)
{
  Home one = casework_add_home (casework, "旦正", "1950-01-01", "6217000000000099998");
  Home same = casework_add_home (casework, "旦正", "1950-01-01", "6217000000000099999");
  Home excluded = casework_add_home (casework, "旦正", "1950-01-01", NULL);

  casework_add_award (casework, "low-income", one, 201801, 1, 1);
  casework_add_award (casework, "low-income", same, 201801, 1, 1);
  casework_add_award (casework, "special-hardship", excluded, 201801, 1, 0);
  assert_merge_refused (casework, one.person, same.person, one.household, DOUDI_ERROR_REFUSED);
  assert_merge_refused (casework, one.person, excluded.person, one.household, DOUDI_ERROR_REFUSED);
}

/* The household that would be left draws and counts the person. */
static void
test_refused_left (Casework *casework, gconstpointer data)
{
  Home one = casework_add_home (casework, "旦正", "1950-01-01", NULL);
  Home drawing = casework_add_home (casework, "旦正", "1950-01-01", "6217000000000099999");
  Home head = casework_add_home (casework, "旦正", "1950-01-01", NULL);

  casework_add_award (casework, "low-income", drawing, 201801, 1, 1);
  casework_add_member (casework, head.household, "才让");
  assert_merge_refused (casework, one.person, drawing.person, one.household, DOUDI_ERROR_REFUSED);
  assert_merge_refused (casework, one.person, head.person, one.household, DOUDI_ERROR_REFUSED);
  /* Nobody said where the person stays. */
  assert_merge_refused (casework, one.person, drawing.person, 0, DOUDI_ERROR_REFUSED);
  assert_merge_refused (casework, one.person, drawing.person, 99, DOUDI_ERROR_BAD_DATA);
  merge (casework, one.person, drawing.person,
         &(DoudiMergeChoice){ NULL, drawing.household, NULL });
}

/* An award that counts both records would go on counting them. */
static void
test_refused_counted (Casework *casework, gconstpointer data)
{
  Home family = casework_add_home (casework, "旦正", "1950-01-01", "6217000000000099999");
  gint64 one = casework_add_member (casework, family.household, "才让");
  gint64 other = casework_add_member (casework, family.household, "才让");
  gint64 award = casework_add_award (casework, "low-income", family, 201801, 3, 1);

  assert_merge_refused (casework, one, other, 0, DOUDI_ERROR_REFUSED);
  casework_add_term (casework, award, 201806, 2, 1, 0);
  merge (casework, one, other, &nothing_chosen);
}

/* What waits for somebody is decided first. */
static void
test_refused_waiting (Casework *casework, gconstpointer data)
{
  Family family = family_new (casework, "加措", "1950-01-01", 2);
  Home apart = casework_add_home (casework, "加措家1", "1990-05-05", NULL);
  DoudiChangeRequest request = change_of (DOUDI_CHANGE_LEAVE, family.home.household, "2018-08-01");
  gint64 change;
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiPayRunResult) run = NULL;

  request.person_id = family.people[1];
  request.detail = "{\"covered\": true}";
  change = change_enter (casework, "2018-08-01", &request);
  assert_merge_refused (casework, family.people[1], apart.person, family.home.household,
                        DOUDI_ERROR_REFUSED);
  g_assert_true (
    doudi_change_withdraw (casework_session (casework, CASEWORKER, "2018-08-01"), change, &error));
  g_assert_no_error (error);
  run = casework_propose (casework, 201808, LOW_INCOME, "2018-08-05");
  assert_merge_refused (casework, family.home.person, apart.person, family.home.household,
                        DOUDI_ERROR_REFUSED);
  merge (casework, family.people[1], apart.person,
         &(DoudiMergeChoice){ NULL, family.home.household, NULL });
}

static void
test_refused_who (Casework *casework, gconstpointer data)
{
  Home one = casework_add_home (casework, "旦正", "1950-01-01", NULL);
  Home other = casework_add_home (casework, "旦正", "1950-01-01", NULL);
  const char *const take[] = { "ethnicity", NULL };
  const DoudiMergeChoice choice = { take, one.household, NULL };
  gint64 edit;

  assert_refused (doudi_desk_merge_persons (clerk (casework), one.person, other.person,
                                            &nothing_chosen, &edit, error),
                  DOUDI_ERROR_NOT_ALLOWED);
  assert_refused (
    doudi_desk_merge_persons (reviewer (casework), one.person, other.person, &choice, &edit, error),
    DOUDI_ERROR_BAD_DATA);
  assert_merge_refused (casework, one.person, one.person, 0, DOUDI_ERROR_REFUSED);
  assert_merge_refused (casework, one.person, 9999, 0, DOUDI_ERROR_NOT_FOUND);
  merge (casework, one.person, other.person, &(DoudiMergeChoice){ NULL, one.household, NULL });
  /* It stands for nobody any more. */
  assert_merge_refused (casework, one.person, other.person, 0, DOUDI_ERROR_REFUSED);
}

/* In one household: if either record is the head, the person is. */
static void
test_head (Casework *casework, gconstpointer data)
{
  Home family = casework_add_home (casework, "旦正", "1950-01-01", NULL);
  gint64 keep = casework_add_member (casework, family.household, "旦正");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 edit;

  casework_add_member (casework, family.household, "才让");
  index_all (casework);
  before = dump (casework);
  edit = merge (casework, keep, family.person, &nothing_chosen);
  g_assert_cmpint (
    ask (casework,
         "SELECT count(*) FROM membership m WHERE person_id = $1 AND relation = 'head'"
         " AND valid_to IS NULL AND NOT EXISTS (SELECT 1 FROM membership n"
         " WHERE n.replaces = m.id)",
         keep, 0),
    ==, 1);
  g_assert_cmpint (ask (casework, "SELECT members FROM household_card WHERE household_id = $1",
                        family.household, 0),
                   ==, 2);
  undo (reviewer (casework), edit);
  after = dump (casework);
  assert_same (after, before);
}

/* A number that the other record had leads to the one that is kept. */
static void
test_number (Casework *casework, gconstpointer data)
{
  Home one = casework_add_home (casework, "旦正", "1950-01-01", NULL);
  Home other = casework_add_home (casework, "旦正", "1950-01-01", NULL);
  g_autoptr (DoudiMember) before
    = doudi_registry_get_person (casework->store, other.person, doudi_day_parse_iso (TODAY), NULL);
  gint64 id = 0;
  gint64 edit
    = merge (casework, one.person, other.person, &(DoudiMergeChoice){ NULL, one.household, NULL });

  doudi_registry_find_any_number (casework->store, before->identity_number, &id, NULL);
  g_assert_cmpint (id, ==, one.person);
  undo (reviewer (casework), edit);
  doudi_registry_find_any_number (casework->store, before->identity_number, &id, NULL);
  g_assert_cmpint (id, ==, other.person);
}

/* What was built upon a merger keeps it from being taken back. */
static void
test_built_upon (Casework *casework, gconstpointer data)
{
  Home one = casework_add_home (casework, "旦正", "1950-01-01", NULL);
  Home other = casework_add_home (casework, "旦正", "1950-01-01", NULL);
  gint64 edit
    = merge (casework, one.person, other.person, &(DoudiMergeChoice){ NULL, one.household, NULL });
  gint64 by;

  casework_correct_person (casework, one.person, NULL, "1950-01-02");
  assert_refused (doudi_desk_undo (reviewer (casework), edit, &by, error), DOUDI_ERROR_CONFLICT);
}

static void
test_households (Casework *casework, gconstpointer data)
{
  Home one = casework_add_home (casework, "旦正", "1950-01-01", "270000000000000001");
  Home other = casework_add_home (casework, "才让", "1970-01-01", "270000000000000002");
  Home drawing = casework_add_home (casework, "尕藏", "1970-01-01", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 edit = 0;

  casework_add_member (casework, other.household, "完代");
  casework_add_award (casework, "low-income", drawing, 201801, 1, 1);
  index_all (casework);
  before = dump (casework);
  assert_refused (doudi_desk_merge_households (clerk (casework), one.household, drawing.household,
                                               NULL, NULL, &edit, error),
                  DOUDI_ERROR_REFUSED);
  assert_refused (doudi_desk_merge_households (clerk (casework), one.household, one.household, NULL,
                                               NULL, &edit, error),
                  DOUDI_ERROR_REFUSED);
  assert_refused (doudi_desk_merge_households (casework_session (casework, DIRECTOR, TODAY),
                                               one.household, other.household, NULL, NULL, &edit,
                                               error),
                  DOUDI_ERROR_NOT_ALLOWED);
  edit = merge_homes (casework, one, other, "子");
  g_assert_cmpint (
    ask (casework, "SELECT members FROM household_card WHERE household_id = $1", one.household, 0),
    ==, 3);
  g_assert_cmpint (ask (casework, "SELECT count(*) FROM household_card WHERE household_id = $1",
                        other.household, 0),
                   ==, 0);
  g_assert_cmpint (ask (casework,
                        "SELECT count(*) FROM membership WHERE household_id = $1 AND person_id = $2"
                        " AND relation = '子' AND valid_from = '" TODAY "'",
                        one.household, other.person),
                   ==, 1);
  g_assert_true (casework_verifies (casework, NULL));
  undo (clerk (casework), edit);
  after = dump (casework);
  assert_same (after, before);
  g_assert_true (casework_verifies (casework, NULL));
}

static void
test_split (Casework *casework, gconstpointer data)
{
  Home family = casework_add_home (casework, "旦正", "1950-01-01", "270000000000000001");
  gint64 son = casework_add_member (casework, family.household, "才让");
  gint64 wife = casework_add_member (casework, family.household, "卓玛");
  g_autoptr (GArray) persons = g_array_new (FALSE, FALSE, sizeof (gint64));
  const char *const relations[] = { "", "妻", NULL };
  DoudiSplit split = { family.household, persons, son, relations, 0, "分家" };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 household = 0, edit = 0;

  add_own_account (casework, (Home){ family.household, son }, "270000000000000003");
  index_all (casework);
  before = dump (casework);
  assert_refused (doudi_desk_split_household (clerk (casework), &split, &household, &edit, error),
                  DOUDI_ERROR_REFUSED);
  g_array_append_val (persons, son);
  g_array_append_val (persons, wife);
  household = split_off (casework, &split, &edit);
  g_assert_cmpint (
    ask (casework, "SELECT members FROM household_card WHERE household_id = $1", household, 0), ==,
    2);
  g_assert_cmpint (ask (casework,
                        "SELECT count(*) FROM account WHERE household_id = $1 AND person_id = $2",
                        household, son),
                   ==, 1);
  g_assert_true (casework_verifies (casework, NULL));
  undo (clerk (casework), edit);
  after = dump (casework);
  /* The new household stays, without anybody and anywhere. */
  assert_same (after, before);
  split.head = family.person;
  g_array_index (persons, gint64, 0) = family.person;
  assert_refused (doudi_desk_split_household (clerk (casework), &split, &household, &edit, error),
                  DOUDI_ERROR_REFUSED);
  split.remaining_head = son;
  household = split_off (casework, &split, &edit);
  g_assert_cmpint (ask (casework,
                        "SELECT count(*) FROM membership WHERE household_id = $1 AND person_id = $2"
                        " AND relation = 'head'",
                        family.household, son),
                   ==, 1);
  undo (clerk (casework), edit);
}

#define TEST(name, func)                                                                           \
  g_test_add ("/casework/merge/" name, Casework, NULL, casework_set_up, func, casework_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("moves", test_moves);
  TEST ("choice", test_choice);
  TEST ("refused-money", test_refused_money);
  TEST ("refused-left", test_refused_left);
  TEST ("refused-counted", test_refused_counted);
  TEST ("refused-waiting", test_refused_waiting);
  TEST ("refused-who", test_refused_who);
  TEST ("head", test_head);
  TEST ("number", test_number);
  TEST ("built-upon", test_built_upon);
  TEST ("households", test_households);
  TEST ("split", test_split);
  return g_test_run ();
}
