/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "case-fixture.h"
#include "store/doudi-attachment-store.h"
#include "store/doudi-verify.h"

/* Papers in the file: what is stored stays as it is. */

static gint64
add_home (Fixture *fixture)
{
  const FixturePerson persons[] = { { "才让扎西", NULL, "head" }, { NULL } };

  return fixture_add (fixture, fixture_village (fixture, 0), "", NULL, persons);
}

static gint64
keep (Fixture *fixture, gint64 household, const char *words)
{
  g_autoptr (GBytes) content = g_bytes_new (words, strlen (words));
  DoudiAttachmentRow row = { .household_id = household,
                             .kind = (char *) "other",
                             .title = (char *) "材料",
                             .media_type = (char *) "application/pdf" };
  DoudiTransaction *transaction = case_begin (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_true (doudi_attachment_insert (fixture->session, &row, content, &error));
  g_assert_no_error (error);
  case_commit (transaction);
  g_assert_cmpint (row.size, ==, (gint64) strlen (words));
  g_free (row.digest);
  return row.id;
}

static void
test_content (Fixture *fixture, gconstpointer data)
{
  gint64 household = add_home (fixture);
  gint64 first = keep (fixture, household, "one");
  gint64 second = keep (fixture, household, "two");
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiAttachmentRow) row = doudi_attachment_get (fixture->store, first, &error);
  g_autoptr (GBytes) content = doudi_attachment_get_content (fixture->store, row, &error);
  gint64 found, kept;

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (content, NULL), g_bytes_get_size (content), "one", 3);
  g_assert_true (doudi_attachment_find (fixture->store, household, row->digest, &found, &error));
  g_assert_cmpint (found, ==, first);
  g_assert_true (doudi_attachment_find (fixture->store, household, "nothing", &found, &error));
  g_assert_cmpint (found, ==, 0);
  g_assert_true (doudi_attachment_count (fixture->store, household, &kept, &error));
  g_assert_cmpint (kept, ==, 2);
  g_assert_cmpint (second, !=, first);
  g_assert_null (doudi_attachment_get (fixture->store, 999, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_NOT_FOUND);
}

/* BLAKE2b-256 of "abc", as other programs compute it. */
static void
test_digest (void)
{
  g_autoptr (GBytes) content = g_bytes_new_static ("abc", 3);
  g_autofree char *digest = doudi_attachment_digest (content);

  g_assert_cmpstr (digest, ==, "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

/* Only going to the bin and back is possible. */
static void
test_frozen (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *sql;
    int code;
  } refused[] = {
    { "UPDATE attachment SET title = 'other'", DOUDI_ERROR_REFUSED },
    { "UPDATE attachment SET household_id = household_id + 1", DOUDI_ERROR_REFUSED },
    { "UPDATE attachment SET dated_on = '2018-01-01'", DOUDI_ERROR_REFUSED },
    { "UPDATE attachment SET recorded_by = 'nobody'", DOUDI_ERROR_REFUSED },
    { "DELETE FROM attachment", DOUDI_ERROR_REFUSED },
    { "UPDATE attachment_content SET content = x'00'", DOUDI_ERROR_REFUSED },
    { "DELETE FROM attachment_content", DOUDI_ERROR_REFUSED },
    { "UPDATE attachment SET removed_at = '2018-01-01T00:00:00Z'", DOUDI_ERROR_BAD_DATA },
    { "INSERT INTO attachment_content (digest, content) VALUES ('a', x'')", DOUDI_ERROR_BAD_DATA },
    { "INSERT INTO attachment_content (digest, content) VALUES ('a', zeroblob (20971521))",
      DOUDI_ERROR_BAD_DATA },
    { "INSERT INTO attachment (household_id, kind, title, media_type, size, digest, recorded_at,"
      " recorded_by) SELECT household_id, kind, title, 'text/html', size, digest, recorded_at,"
      " recorded_by FROM attachment",
      DOUDI_ERROR_BAD_DATA },
    { "INSERT INTO attachment (household_id, kind, title, media_type, size, digest, recorded_at,"
      " recorded_by) SELECT household_id, kind, title, media_type, size, 'unknown', recorded_at,"
      " recorded_by FROM attachment",
      DOUDI_ERROR_CONFLICT },
  };
  gint64 id = keep (fixture, add_home (fixture), "one");
  g_autoptr (GError) error = NULL;
  DoudiTransaction *transaction;

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    case_assert_refused (fixture, refused[i].sql, refused[i].code);
  transaction = case_begin (fixture);
  g_assert_true (doudi_attachment_set_removed (fixture->session, id, "误传", &error));
  g_assert_true (doudi_attachment_set_restored (fixture->session, id, &error));
  case_commit (transaction);
  g_assert_no_error (error);
}

static void
test_verified (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) checks = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_check_free);
  g_autoptr (GError) error = NULL;
  const DoudiCheck *check;

  keep (fixture, add_home (fixture), "one");
  g_assert_true (doudi_attachment_verify (fixture->store, checks, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (checks->len, ==, 1);
  check = g_ptr_array_index (checks, 0);
  g_assert_true (check->ok);
  g_assert_cmpint (check->count, ==, 1);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/store/attachment/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/attachment/digest", test_digest);
  ADD ("content", test_content);
  ADD ("frozen", test_frozen);
  ADD ("verified", test_verified);
  return g_test_run ();
}
