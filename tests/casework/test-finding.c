/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include <string.h>

#include "../store/raw-caseload.h"
#include "base/doudi-base.h"
#include "casework/doudi-demonstration.h"
#include "casework/doudi-finding.h"
#include "casework/doudi-kinship.h"

#define COUNTY "623027"
#define HOUSEHOLDS 400
#define CASEWORKER "caseworker"
#define REVIEWER "reviewer"
#define NOTICES "notices"
#define TODAY "2018-07-05"
#define PASSWORD DOUDI_DEMONSTRATION_PASSWORD

/*
 * A county of invented people, a copy for each test.
 *
 * @families: (element-type gint64): households of three or more that draw low income and nothing
 *   else; each test uses some of them up
 */
typedef struct
{
  char *folder;
  char *path;
  DoudiStore *store;
  DoudiSession *session;
  GArray *families;
  guint used;
} County;

static GBytes *template;
static GBytes *template_keys;

static void
make_template (void)
{
  const DoudiDemonstrationOptions options = { .county = COUNTY,
                                              .households = HOUSEHOLDS,
                                              .months = 1,
                                              .seed = 3,
                                              .today = doudi_day_parse_iso (TODAY) };
  g_autofree char *folder = g_dir_make_tmp ("doudi-finding-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "county.doudi", NULL);
  DoudiDemonstrationResult result;
  g_autoptr (GError) error = NULL;

  doudi_demonstration_create (path, &options, NULL, &result, &error);
  g_assert_no_error (error);
  template = doudi_file_read (path, 256 * 1024 * 1024, &error);
  g_assert_no_error (error);
  template_keys = raw_caseload_take_keys (path);
  g_remove (path);
  g_rmdir (folder);
}

static DoudiSession *
sign_in (County *county, const char *user, const char *day)
{
  g_autoptr (GError) error = NULL;
  DoudiSession *session
    = doudi_session_sign_in (county->store, user, PASSWORD, doudi_day_parse_iso (day), &error);

  g_assert_no_error (error);
  return session;
}

static sqlite3 *
open_raw (County *county)
{
  return raw_caseload_open (county->path, CASEWORKER, PASSWORD);
}

static void
read_families (County *county)
{
  sqlite3 *db = open_raw (county);
  sqlite3_stmt *stmt = NULL;

  county->families = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_assert_cmpint (
    sqlite3_prepare_v2 (db,
                        "SELECT household_id FROM household_card WHERE members >= 3"
                        " AND programmes = 2 AND covered = members ORDER BY household_id",
                        -1, &stmt, NULL),
    ==, SQLITE_OK);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (stmt, 0);

      g_array_append_val (county->families, id);
    }
  sqlite3_finalize (stmt);
  sqlite3_close (db);
}

static void
set_up (County *county, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  if (template == NULL)
    make_template ();
  county->folder = g_dir_make_tmp ("doudi-finding-XXXXXX", NULL);
  county->path = g_build_filename (county->folder, "county.doudi", NULL);
  g_file_set_contents (county->path, g_bytes_get_data (template, NULL),
                       (gssize) g_bytes_get_size (template), &error);
  g_assert_no_error (error);
  g_chmod (county->path, 0600);
  raw_caseload_lay_keys (county->path, template_keys);
  county->store = doudi_store_open (county->path, &error);
  g_assert_no_error (error);
  county->session = sign_in (county, CASEWORKER, TODAY);
  county->used = 0;
  read_families (county);
}

static void
tear_down (County *county, gconstpointer data)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  doudi_session_unref (county->session);
  doudi_store_close (county->store);
  g_array_unref (county->families);
  folder = g_dir_open (county->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (county->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (county->folder);
  g_free (county->folder);
  g_free (county->path);
}

static gint64
next_family (County *county)
{
  g_assert_cmpuint (county->used, <, county->families->len);
  return g_array_index (county->families, gint64, county->used++);
}

static char *
replace (const char *text, const char *what, const char *with)
{
  g_auto (GStrv) parts = g_strsplit (text, what, -1);

  return g_strjoinv (with, parts);
}

/* "#19700303901#" is the identity number of that day and serial in the county. */
static char *
complete_numbers (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "#", -1);
  GString *complete = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    if (i % 2 == 0)
      g_string_append (complete, parts[i]);
    else
      {
        g_autofree char *first = g_strconcat (COUNTY, parts[i], NULL);

        g_string_append_printf (complete, "%s%c", first,
                                doudi_identity_number_check_character (first));
      }
  return g_string_free (complete, FALSE);
}

/* Behind the back of the program. $H and $I are two families; $A an award, $P the head and $C
 * another member of the first, $Q the head and $D another member of the second. */
static void
write_raw (County *county, const char *sql, gint64 one, gint64 other)
{
  static const char *const names[] = { "$A", "$P", "$C", "$Q", "$D", "$H", "$I" };
  g_autofree char *h = g_strdup_printf ("%" G_GINT64_FORMAT, one);
  g_autofree char *i = g_strdup_printf ("%" G_GINT64_FORMAT, other);
  const char *const values[]
    = { "(SELECT min(id) FROM award WHERE household_id = $H)",
        "(SELECT person_id FROM membership WHERE household_id = $H AND relation = 'head')",
        "(SELECT max(person_id) FROM membership WHERE household_id = $H)",
        "(SELECT person_id FROM membership WHERE household_id = $I AND relation = 'head')",
        "(SELECT max(person_id) FROM membership WHERE household_id = $I)",
        h,
        i };
  g_autofree char *text = complete_numbers (sql);
  sqlite3 *db = open_raw (county);
  char *message = NULL;

  for (gsize n = 0; n < G_N_ELEMENTS (names); n++)
    {
      g_autofree char *before = text;

      text = replace (before, names[n], values[n]);
    }
  sqlite3_exec (db, text, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (db);
}

static GPtrArray *
find_all (DoudiSession *session)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *found = doudi_findings_list (session, NULL, &error);

  g_assert_no_error (error);
  return found;
}

static const DoudiFinding *
find_kind (GPtrArray *found, DoudiFindingKind kind)
{
  for (guint i = 0; i < found->len; i++)
    if (((const DoudiFinding *) g_ptr_array_index (found, i))->kind == kind)
      return g_ptr_array_index (found, i);
  return NULL;
}

static void
test_clean (County *county, gconstpointer data)
{
  g_autoptr (GPtrArray) found = find_all (county->session);

  for (guint i = 0; i < found->len; i++)
    {
      const DoudiFinding *finding = g_ptr_array_index (found, i);

      g_test_message ("%s %s %s", doudi_finding_info (finding->kind)->word.name, finding->subject,
                      finding->words);
    }
  g_assert_cmpuint (found->len, ==, 0);
}

/* Whoever is corrected is kept as recorded before. */
#define KEEP(person)                                                                               \
  "INSERT INTO person_former (person_id, name, identity_number, original_number, "                 \
  "temporary_number,"                                                                              \
  " sex, birth_date, ethnicity, replaced_at, replaced_by, source) SELECT id, name,"                \
  " identity_number, original_number, temporary_number, sex, birth_date, ethnicity, '', '', "      \
  "'test'"                                                                                         \
  " FROM person WHERE id = " person ";"
#define SET(person, what) KEEP (person) "UPDATE person SET " what " WHERE id = " person ";"
#define BORN(person, day, sex, number)                                                             \
  SET (person, "birth_date = '" day "', sex = '" sex "', identity_number = '" number "'")
#define RELATION(person, relation)                                                                 \
  "UPDATE membership SET relation = '" relation "' WHERE person_id = " person ";"
/* Somebody of whom nothing is known, whose age may be any. */
#define PLAIN(person)                                                                              \
  RELATION (person, "其他") "DELETE FROM circumstance WHERE person_id = " person ";"
#define FACT(person, kind, value, until)                                                           \
  "INSERT INTO circumstance (person_id, kind, value, valid_from, valid_to, recorded_at,"           \
  " recorded_by, source) VALUES (" person ", '" kind "', " value ", '2018-01-01', " until          \
  ", '', '', 'test');"
#define NUMBER_OF(person) "(SELECT identity_number FROM person WHERE id = " person ")"
#define AWARD(programme)                                                                           \
  "INSERT INTO award (id, programme, household_id, person_id, residence, first_month, "            \
  "recorded_at,"                                                                                   \
  " recorded_by, source) VALUES ((SELECT max(id) + 1 FROM award), '" programme "', $H, $C,"        \
  " 'rural', 201801, '', '', 'test');"
#define TERM                                                                                       \
  "INSERT INTO award_term (award_id, from_month, persons, recorded_at, recorded_by, source)"       \
  " VALUES ((SELECT max(id) FROM award), 201801, 1, '', '', 'test');"
#define PHONE(household, phone)                                                                    \
  "UPDATE household_address SET phone = '" phone "' WHERE household_id = " household ";"           \
  "INSERT OR IGNORE INTO search_key (key, kind, household_id, person_id)"                          \
  " VALUES ('t" phone "', 'phone', " household ", 1);"

/* In the order of DoudiFindingKind: what is written into the file, and is found once. */
static const char *const plants[] = {
  SET ("$C",
       "original_number = (SELECT substr(identity_number, 1, 6) ||"
       " substr(identity_number, 9, 9) FROM person WHERE id = $Q)"),
  PLAIN ("$C") PLAIN ("$D") BORN ("$C", "1970-03-03", "male", "#19700303901#")
    BORN ("$D", "1970-03-03", "male", "#19700303903#") SET ("$C", "name = '才让东主'")
      SET ("$D", "name = '才让东主'"),
  PLAIN ("$C") PLAIN ("$D") SET ("$C", "name = '尕藏东主', birth_date = NULL, sex = NULL") SET (
    "$D",
    "name = '尕藏东主', birth_date = '2018-06-01', identity_number = NULL") "UPDATE "
                                                                            "household_address SET "
                                                                            "(division_code, "
                                                                            "village_group) = "
                                                                            "(SELECT division_code,"
                                                                            " village_group FROM "
                                                                            "household_address "
                                                                            "WHERE household_id = "
                                                                            "$H) WHERE "
                                                                            "household_id = $I;",
  PHONE ("$H", "13909410001") PHONE ("$I", "13909410001"),
  "UPDATE account SET number = '270000000000000001' WHERE household_id IN ($H, $I);",
  FACT ("$C", "death", "'2018-06-01'", "NULL"),
  "UPDATE membership SET valid_to = '2018-02-01' WHERE household_id = $H;",
  "UPDATE award_term SET persons = persons + 1 WHERE award_id = $A;",
  PLAIN ("$C") BORN ("$C", "1990-05-05", "male", "#19900505901#") AWARD ("orphan") TERM,
  AWARD ("orphan"),
  "INSERT INTO membership (household_id, person_id, relation, position, valid_from, recorded_at,"
  " recorded_by, source) VALUES ($I, $C, '其他', 9, '2018-01-01', '', '', 'test');",
  RELATION ("$C", "head"),
  RELATION ("$P", "其他"),
  RELATION ("$C", ""),
  PLAIN ("$C") RELATION ("$C", "之子") BORN ("$C", "1901-01-01", "male", "#19010101901#"),
  "UPDATE membership SET relation = '其他' WHERE household_id = $H AND relation <> 'head';"
  "DELETE FROM circumstance WHERE person_id IN ($P, $C);" RELATION ("$C", "之子")
    BORN ("$P", "1970-03-04", "male", "#19700304901#")
      BORN ("$C", "1980-03-04", "male", "#19800304901#"),
  PLAIN ("$C") RELATION ("$C", "儿媳") BORN ("$C", "2010-01-01", "female", "#20100101902#"),
  PLAIN ("$C") BORN ("$C", "1975-01-01", "male", "#19750101901#")
    FACT ("$C", "schooling", "'小学'", "NULL"),
  PLAIN ("$C") BORN ("$C", "1975-01-02", "male", "62302719750102901"),
  PLAIN ("$C") SET ("$C", "name = '没有证号', birth_date = '1975-01-03', identity_number = NULL"),
  SET ("$C", "sex = iif(sex = 'male', 'female', 'male')"),
  PLAIN ("$C") SET ("$C", "birth_date = date(birth_date, '+1 day')"),
  PLAIN ("$C") FACT ("$C", "disability-card", NUMBER_OF ("$C") " || '42'", "'2018-06-01'")
    FACT ("$C", "disability", "'limb:2'", "NULL") AWARD ("disability-living") TERM,
  PLAIN ("$C") FACT ("$C", "disability-card", NUMBER_OF ("$C") " || '42'", "NULL")
    FACT ("$C", "disability", "'limb:3'", "NULL"),
  "UPDATE account SET valid_to = '2018-02-01' WHERE household_id = $H;",
  "UPDATE account SET number = '1234567' WHERE household_id = $H;",
  "UPDATE household_address SET phone = '12345' WHERE household_id = $H;",
  "UPDATE household_address SET division_code = substr(division_code, 1, 9) || '000'"
  " WHERE household_id = $H;",
};

G_STATIC_ASSERT (G_N_ELEMENTS (plants) == DOUDI_N_FINDINGS);

static void
plant (County *county, DoudiFindingKind kind)
{
  gint64 one = next_family (county);

  write_raw (county, plants[kind], one, next_family (county));
}

/* The same is found of a household that is looked at alone; a number in another guise only from the
 * one who has it. */
static void
assert_found_alone (County *county, const DoudiFinding *finding)
{
  guint times = 0;

  for (guint i = 0; i < finding->households->len; i++)
    {
      gint64 household = g_array_index (finding->households, gint64, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) alone
        = doudi_findings_of_household (county->session, household, &error);
      const DoudiFinding *same;

      g_assert_no_error (error);
      same = find_kind (alone, finding->kind);
      if (same == NULL && finding->kind == DOUDI_FINDING_SAME_NUMBER)
        continue;
      times++;
      g_assert_cmpuint (alone->len, ==, 1);
      g_assert_cmpstr (same->subject, ==, finding->subject);
      g_assert_cmpstr (same->evidence, ==, finding->evidence);
      /* Of two households the other one is named. */
      if (finding->kind != DOUDI_FINDING_TWO_HOUSEHOLDS)
        g_assert_cmpstr (same->words, ==, finding->words);
    }
  g_assert_cmpuint (times, >, 0);
}

static void
test_planted (County *county, gconstpointer data)
{
  g_autoptr (GPtrArray) found = NULL;

  for (int kind = 0; kind < DOUDI_N_FINDINGS; kind++)
    plant (county, (DoudiFindingKind) kind);
  found = find_all (county->session);
  for (guint i = 0; i < found->len; i++)
    {
      const DoudiFinding *finding = g_ptr_array_index (found, i);

      g_test_message ("%s %s %s %s", doudi_finding_info (finding->kind)->word.name,
                      finding->subject, finding->who, finding->words);
    }
  for (guint i = 0; i < MIN (found->len, DOUDI_N_FINDINGS); i++)
    {
      const DoudiFinding *finding = g_ptr_array_index (found, i);

      g_assert_cmpint ((int) finding->kind, ==, (int) i);
      g_assert_cmpint (finding->state, ==, DOUDI_FINDING_WAITING);
      g_assert_cmpstr (finding->who, !=, "");
      g_assert_cmpstr (finding->words, !=, "");
      assert_found_alone (county, finding);
    }
  g_assert_cmpuint (found->len, ==, DOUDI_N_FINDINGS);
}

/* No words name a number of a person in full. */
static void
test_masked (County *county, gconstpointer data)
{
  static const DoudiFindingKind kinds[]
    = { DOUDI_FINDING_SAME_NUMBER,  DOUDI_FINDING_SAME_NAME,     DOUDI_FINDING_SAME_PHONE,
        DOUDI_FINDING_SAME_ACCOUNT, DOUDI_FINDING_ACCOUNT_WRONG, DOUDI_FINDING_NUMBER_WRONG,
        DOUDI_FINDING_PHONE_WRONG,  DOUDI_FINDING_CARD_GRADE };
  g_autoptr (GPtrArray) found = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    plant (county, kinds[i]);
  found = find_all (county->session);
  g_assert_cmpuint (found->len, ==, G_N_ELEMENTS (kinds));
  for (guint i = 0; i < found->len; i++)
    {
      const DoudiFinding *finding = g_ptr_array_index (found, i);

      g_assert_false (g_regex_match_simple ("[0-9]{7}", finding->words, 0, 0));
      g_assert_false (g_regex_match_simple ("[0-9]{7}", finding->who, 0, 0));
    }
}

static void
decide (DoudiSession *session,
        const DoudiFinding *finding,
        const char *decision,
        const char *reason)
{
  g_autoptr (GError) error = NULL;
  gboolean done = doudi_finding_decide (session, finding->kind, finding->subject, decision, reason,
                                        finding->evidence, &error);

  g_assert_no_error (error);
  g_assert_true (done);
}

static DoudiFinding *
look_again (DoudiSession *session, const DoudiFinding *finding)
{
  g_autoptr (GError) error = NULL;
  DoudiFinding *again = doudi_finding_get (session, finding->kind, finding->subject, &error);

  g_assert_no_error (error);
  return again;
}

#define assert_fails(expression, code)                                                             \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autoptr (GError) error = NULL;                                                               \
    g_assert_false (!!(expression));                                                               \
    g_assert_error (error, DOUDI_ERROR, (int) (code));                                             \
    g_assert_cmpuint (strlen (error->message), >, 10);                                             \
  }                                                                                                \
  G_STMT_END

static void
test_holds (County *county, gconstpointer data)
{
  gint64 one = next_family (county);
  gint64 other = next_family (county);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (DoudiFinding) settled = NULL;
  g_autoptr (DoudiFinding) changed = NULL;
  g_autoptr (DoudiFinding) opened = NULL;
  g_autofree char *words = NULL;

  write_raw (county, plants[DOUDI_FINDING_SAME_NAME], one, other);
  found = find_all (county->session);
  g_assert_cmpuint (found->len, ==, 1);
  decide (county->session, found->pdata[0], "not-the-same", "两人均在场");
  settled = look_again (county->session, found->pdata[0]);
  g_assert_cmpint (settled->state, ==, DOUDI_FINDING_SETTLED);
  g_assert_false (doudi_finding_waits_for (settled, county->session));
  /* Where they live is nothing it was decided by. */
  write_raw (county, "UPDATE household_address SET village_group = '九社' WHERE household_id = $H;",
             one, other);
  after = find_all (county->session);
  g_assert_cmpint (((DoudiFinding *) after->pdata[0])->state, ==, DOUDI_FINDING_SETTLED);
  write_raw (county, SET ("$C", "sex = 'female'"), one, other);
  changed = look_again (county->session, settled);
  g_assert_cmpint (changed->state, ==, DOUDI_FINDING_WAITING);
  g_assert_true (changed->changed);
  g_assert_cmpstr (changed->decision->decision, ==, "not-the-same");
  g_assert_cmpstr (changed->decision->reason, ==, "两人均在场");
  g_assert_cmpstr (changed->decision->recorded_by, ==, CASEWORKER);
  words = doudi_finding_describe_decision (changed);
  g_assert_nonnull (strstr (words, "两人均在场"));
  decide (county->session, changed, "not-the-same", NULL);
  decide (county->session, changed, "reopened", NULL);
  opened = look_again (county->session, changed);
  g_assert_cmpint (opened->state, ==, DOUDI_FINDING_WAITING);
  g_assert_false (opened->changed);
}

/* What was settled stays settled when it is found a second time with a third record. */
static void
test_three_records (County *county, gconstpointer data)
{
  gint64 families[3];
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) again = NULL;

  for (guint i = 0; i < 3; i++)
    families[i] = next_family (county);
  write_raw (county, plants[DOUDI_FINDING_SAME_NAME], families[0], families[1]);
  found = find_all (county->session);
  decide (county->session, found->pdata[0], "not-the-same", NULL);
  write_raw (county,
             PLAIN ("$C") BORN ("$C", "1970-03-03", "male", "#19700303905#")
               SET ("$C", "name = '才让东主'"),
             families[2], families[0]);
  again = find_all (county->session);
  g_assert_cmpuint (again->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const DoudiFinding *finding = g_ptr_array_index (again, i);
      const DoudiFinding *first = g_ptr_array_index (found, 0);

      g_assert_cmpint (finding->state, ==,
                       g_str_equal (finding->subject, first->subject) ? DOUDI_FINDING_SETTLED
                                                                      : DOUDI_FINDING_WAITING);
    }
}

/* However many households share it, it is one finding; one more brings it back. */
static void
test_shared (County *county, gconstpointer data)
{
  gint64 last = 0;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) again = NULL;
  const DoudiFinding *finding;

  for (guint i = 0; i < DOUDI_FINDING_PARTIES_MAX + 2; i++)
    write_raw (county, PHONE ("$H", "13909410002"), next_family (county), 0);
  found = find_all (county->session);
  g_assert_cmpuint (found->len, ==, 1);
  finding = g_ptr_array_index (found, 0);
  g_assert_cmpuint (finding->households->len, ==, DOUDI_FINDING_PARTIES_MAX);
  decide (county->session, finding, "not-the-same", "村会计代留");
  last = next_family (county);
  write_raw (county, PHONE ("$H", "13909410002"), last, 0);
  again = find_all (county->session);
  g_assert_cmpuint (again->len, ==, 1);
  finding = g_ptr_array_index (again, 0);
  g_assert_cmpint (finding->state, ==, DOUDI_FINDING_WAITING);
  g_assert_true (finding->changed);
}

static void
test_put_off (County *county, gconstpointer data)
{
  g_autoptr (DoudiSession) soon
    = doudi_session_on_day (county->session, doudi_day_parse_iso ("2018-07-18"));
  g_autoptr (DoudiSession) late
    = doudi_session_on_day (county->session, doudi_day_parse_iso ("2018-07-19"));
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (DoudiFinding) off = NULL;
  g_autoptr (DoudiFinding) back = NULL;

  plant (county, DOUDI_FINDING_PHONE_WRONG);
  found = find_all (county->session);
  decide (county->session, found->pdata[0], "later", NULL);
  off = look_again (soon, found->pdata[0]);
  g_assert_cmpint (off->state, ==, DOUDI_FINDING_PUT_OFF);
  back = look_again (late, found->pdata[0]);
  g_assert_cmpint (back->state, ==, DOUDI_FINDING_WAITING);
  g_assert_false (back->changed);
}

static void
test_never_mind (County *county, gconstpointer data)
{
  gint64 one = next_family (county);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (DoudiFinding) settled = NULL;
  g_autoptr (DoudiFinding) changed = NULL;
  const DoudiFinding *finding;

  write_raw (county, plants[DOUDI_FINDING_PHONE_WRONG], one, 0);
  found = find_all (county->session);
  finding = g_ptr_array_index (found, 0);
  assert_fails (doudi_finding_decide (county->session, finding->kind, finding->subject,
                                      "never-mind", NULL, NULL, &error),
                DOUDI_ERROR_REFUSED);
  decide (county->session, finding, "never-mind", "村委会短号");
  settled = look_again (county->session, finding);
  g_assert_cmpint (settled->state, ==, DOUDI_FINDING_SETTLED);
  write_raw (county, "UPDATE household_address SET phone = '54321' WHERE household_id = $H;", one,
             0);
  changed = look_again (county->session, finding);
  g_assert_cmpint (changed->state, ==, DOUDI_FINDING_WAITING);
  g_assert_true (changed->changed);
  assert_fails (doudi_finding_decide (county->session, finding->kind, finding->subject,
                                      "never-mind", "村委会短号", finding->evidence, &error),
                DOUDI_ERROR_CONFLICT);
  write_raw (county, "UPDATE household_address SET phone = '' WHERE household_id = $H;", one, 0);
  assert_fails (doudi_finding_get (county->session, finding->kind, finding->subject, &error),
                DOUDI_ERROR_NOT_FOUND);
}

/* Who says that two records are the same asks somebody else to make them one. */
static void
test_proposed (County *county, gconstpointer data)
{
  g_autoptr (DoudiSession) reviewer = sign_in (county, REVIEWER, TODAY);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (DoudiFinding) proposed = NULL;

  plant (county, DOUDI_FINDING_SAME_NUMBER);
  found = find_all (county->session);
  g_assert_true (doudi_finding_waits_for (found->pdata[0], county->session));
  decide (county->session, found->pdata[0], "same", NULL);
  proposed = look_again (reviewer, found->pdata[0]);
  g_assert_cmpint (proposed->state, ==, DOUDI_FINDING_PROPOSED);
  g_assert_false (doudi_finding_waits_for (proposed, county->session));
  g_assert_true (doudi_finding_waits_for (proposed, reviewer));
}

static void
test_refused (County *county, gconstpointer data)
{
  g_autoptr (DoudiSession) notices = sign_in (county, NOTICES, TODAY);
  g_autoptr (GPtrArray) found = NULL;
  const DoudiFinding *phone;

  plant (county, DOUDI_FINDING_PHONE_WRONG);
  found = find_all (county->session);
  phone = g_ptr_array_index (found, 0);
  assert_fails (doudi_findings_list (notices, NULL, &error) != NULL, DOUDI_ERROR_NOT_ALLOWED);
  assert_fails (
    doudi_finding_decide (notices, phone->kind, phone->subject, "later", NULL, NULL, &error),
    DOUDI_ERROR_NOT_ALLOWED);
  assert_fails (
    doudi_finding_decide (county->session, phone->kind, phone->subject, "same", NULL, NULL, &error),
    DOUDI_ERROR_BAD_DATA);
  assert_fails (doudi_finding_decide (county->session, DOUDI_FINDING_SAME_NAME, "person:1+person:2",
                                      "never-mind", "x", NULL, &error),
                DOUDI_ERROR_BAD_DATA);
  assert_fails (doudi_finding_decide (county->session, DOUDI_FINDING_SAME_NAME, "person:1+person:2",
                                      "same", NULL, NULL, &error),
                DOUDI_ERROR_NOT_FOUND);
  assert_fails (doudi_finding_decide (county->session, DOUDI_FINDING_NO_HEAD, "rubbish", "later",
                                      NULL, NULL, &error),
                DOUDI_ERROR_NOT_FOUND);
}

static void
on_progress (const char *stage, gint64 done, gint64 total, gpointer data)
{
  g_assert_cmpstr (stage, !=, "");
  g_assert_cmpint (done, <=, MAX (total, 1));
  g_cancellable_cancel (data);
}

static void
test_cancelled (County *county, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const DoudiProgress progress
    = { .func = on_progress, .data = cancellable, .cancellable = cancellable };

  assert_fails (doudi_findings_list (county->session, &progress, &error) != NULL,
                DOUDI_ERROR_CANCELLED);
}

static void
test_kinds (void)
{
  for (int kind = 0; kind < DOUDI_N_FINDINGS; kind++)
    {
      const DoudiFindingInfo *info = doudi_finding_info ((DoudiFindingKind) kind);
      DoudiFindingKind found;

      g_assert_true (doudi_finding_kind_find (info->word.name, &found));
      g_assert_cmpint ((int) found, ==, kind);
      g_assert_cmpstr (info->word.chinese, !=, "");
      g_assert_true (g_str_has_suffix (info->advice, "."));
      g_assert_true (info->pair || !info->of_persons);
    }
  g_assert_false (doudi_finding_kind_find ("nothing", &(DoudiFindingKind){ 0 }));
}

static void
test_kinship (void)
{
  g_assert_cmpint (doudi_kinship_from_relation (""), ==, DOUDI_KIN_NOT_SAID);
  g_assert_cmpint (doudi_kinship_from_relation ("head"), ==, DOUDI_KIN_HEAD);
  g_assert_cmpint (doudi_kinship_from_relation ("长子"), ==, DOUDI_KIN_CHILD);
  g_assert_cmpint (doudi_kinship_from_relation ("母亲"), ==, DOUDI_KIN_PARENT);
  g_assert_cmpint (doudi_kinship_from_relation ("外孙女"), ==, DOUDI_KIN_GRANDCHILD);
  g_assert_cmpint (doudi_kinship_from_relation ("养子"), ==, DOUDI_KIN_OTHER);
}

#define TEST(name, func)                                                                           \
  g_test_add ("/casework/finding/" name, County, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/casework/finding/kinds", test_kinds);
  g_test_add_func ("/casework/finding/kinship", test_kinship);
  TEST ("clean", test_clean);
  TEST ("planted", test_planted);
  TEST ("masked", test_masked);
  TEST ("holds", test_holds);
  TEST ("three-records", test_three_records);
  TEST ("shared", test_shared);
  TEST ("put-off", test_put_off);
  TEST ("never-mind", test_never_mind);
  TEST ("proposed", test_proposed);
  TEST ("refused", test_refused);
  TEST ("cancelled", test_cancelled);
  return g_test_run ();
}
