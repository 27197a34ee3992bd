/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "casework-fixture.h"
#include "casework/doudi-bulk.h"
#include "casework/doudi-desk.h"
#include "store/doudi-registry.h"

#define TODAY "2018-06-08"
#define HOMES 6

/* Households of one or two; the first draws. */
static GArray *
add_homes (Casework *casework)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (int i = 0; i < HOMES; i++)
    {
      g_autofree char *name = g_strdup_printf ("户主%d", i);
      g_autofree char *member = g_strdup_printf ("成员%d", i);
      Home home
        = casework_add_home (casework, name, i % 2 == 0 ? "1950-01-01" : "1985-01-01", NULL);

      if (i % 2 == 0)
        casework_add_member (casework, home.household, member);
      if (i == 0)
        casework_add_award (casework, "low-income", home, 201807, 2, 2);
      g_array_append_val (ids, home.household);
    }
  return ids;
}

static DoudiSession *
clerk (Casework *casework)
{
  return casework_session (casework, CASEWORKER, TODAY);
}

/* What holds of all of them. */
static char *
dump (Casework *casework, const GArray *ids, const char *day)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DoudiHousehold) household = doudi_registry_get_household (
        casework->store, g_array_index (ids, gint64, i), doudi_day_parse_iso (day), &error);

      g_assert_no_error (error);
      g_string_append_printf (text, "%s/%s/%s", household->division_code, household->village_group,
                              household->address);
      for (guint m = 0; m < household->members->len; m++)
        {
          const DoudiMember *member = household->members->pdata[m];
          const char *ability = g_hash_table_lookup (member->circumstances, "work-ability");

          g_string_append_printf (text, " %s:%s:%s", member->name, member->ethnicity,
                                  ability != NULL ? ability : "");
        }
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

static DoudiBulkPreview *
preview (Casework *casework, const GArray *ids, const DoudiBulk *bulk)
{
  g_autoptr (GError) error = NULL;
  DoudiBulkPreview *found = doudi_bulk_preview (clerk (casework), ids, bulk, NULL, &error);

  g_assert_no_error (error);
  return found;
}

static gint64
apply (Casework *casework, const GArray *ids, const DoudiBulk *bulk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiBulkPreview) found = preview (casework, ids, bulk);
  gint64 edit = 0;

  doudi_bulk_apply (clerk (casework), ids, bulk, found->digest, NULL, &edit, &error);
  g_assert_no_error (error);
  return edit;
}

static void
test_members (Casework *casework, gconstpointer data)
{
  const DoudiBulk bulk = { .field = DOUDI_BULK_ETHNICITY, .value = "藏族", .only_empty = TRUE };
  g_autoptr (GArray) ids = add_homes (casework);
  g_autofree char *before = dump (casework, ids, TODAY);
  g_autoptr (DoudiBulkPreview) found = preview (casework, ids, &bulk);
  g_autofree char *untouched = dump (casework, ids, TODAY);
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  g_autoptr (DoudiEditRow) row = NULL;
  g_autoptr (GError) error = NULL;
  gint64 edit, by;

  g_assert_cmpuint (found->households, ==, HOMES);
  g_assert_cmpuint (found->persons, ==, HOMES + HOMES / 2);
  g_assert_cmpuint (found->rows->len, ==, found->persons);
  g_assert_cmpstr (untouched, ==, before);
  edit = apply (casework, ids, &bulk);
  after = dump (casework, ids, TODAY);
  g_assert_nonnull (strstr (after, "成员4:藏族"));
  row = doudi_edit_get (casework->store, edit, &error);
  g_assert_cmpint (row->households, ==, HOMES);
  g_assert_true (doudi_desk_undo (clerk (casework), edit, &by, &error));
  g_assert_no_error (error);
  undone = dump (casework, ids, TODAY);
  g_assert_cmpstr (undone, ==, before);
}

/* Of the members those of an age; the day says since when. */
static void
test_age (Casework *casework, gconstpointer data)
{
  const DoudiBulk bulk = { .field = DOUDI_BULK_WORK_ABILITY,
                           .value = "无劳动能力",
                           .head_only = TRUE,
                           .age_from = 60,
                           .since = doudi_day_parse_iso ("2018-06-01") };
  g_autoptr (GArray) ids = add_homes (casework);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (DoudiBulkPreview) again = NULL;

  apply (casework, ids, &bulk);
  before = dump (casework, ids, "2018-05-31");
  after = dump (casework, ids, TODAY);
  g_assert_null (strstr (before, "无劳动能力"));
  g_assert_nonnull (strstr (after, "户主2::无劳动能力"));
  g_assert_null (strstr (after, "户主1::无劳动能力"));
  again = preview (casework, ids, &bulk);
  g_assert_cmpuint (again->households, ==, 0);
  g_assert_cmpuint (again->same, ==, HOMES);
}

/* The village of a household that draws is another person's turn. */
static void
test_village (Casework *casework, gconstpointer data)
{
  g_autoptr (GArray) ids = add_homes (casework);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) divisions = doudi_registry_list_divisions (casework->store, &error);
  const DoudiDivision *other = NULL;
  DoudiBulk bulk = { .field = DOUDI_BULK_DIVISION };
  g_autoptr (DoudiBulkPreview) found = NULL;
  g_autofree char *after = NULL;

  for (guint i = 0; i < divisions->len; i++)
    {
      const DoudiDivision *division = g_ptr_array_index (divisions, i);

      if (division->level == DOUDI_DIVISION_VILLAGE
          && !g_str_equal (division->code, casework->village))
        other = division;
    }
  bulk.value = other->code;
  found = preview (casework, ids, &bulk);
  g_assert_cmpuint (found->households, ==, HOMES - 1);
  g_assert_cmpuint (found->left_out, ==, 1);
  apply (casework, ids, &bulk);
  after = dump (casework, ids, TODAY);
  g_assert_true (g_str_has_prefix (after, casework->village));
  bulk.value = "623027000000";
  g_assert_null (doudi_bulk_preview (clerk (casework), ids, &bulk, NULL, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
}

/* What is done is what was looked at, or nothing. */
static void
test_changed_meanwhile (Casework *casework, gconstpointer data)
{
  const DoudiBulk bulk = { .field = DOUDI_BULK_VILLAGE_GROUP, .value = "九社" };
  const DoudiBulk other = { .field = DOUDI_BULK_VILLAGE_GROUP, .value = "一社" };
  g_autoptr (GArray) ids = add_homes (casework);
  g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (DoudiBulkPreview) found = preview (casework, ids, &bulk);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 edit;

  g_array_append_val (one, g_array_index (ids, gint64, 2));
  apply (casework, one, &other);
  before = dump (casework, ids, TODAY);
  g_assert_false (
    doudi_bulk_apply (clerk (casework), ids, &bulk, found->digest, NULL, &edit, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_CONFLICT);
  after = dump (casework, ids, TODAY);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM registry_edit"), ==, 1);
}

static void
test_cancelled (Casework *casework, gconstpointer data)
{
  const DoudiBulk bulk = { .field = DOUDI_BULK_VILLAGE_GROUP, .value = "九社" };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const DoudiProgress progress = { .cancellable = cancellable };
  g_autoptr (GArray) ids = add_homes (casework);
  g_autoptr (DoudiBulkPreview) found = preview (casework, ids, &bulk);
  g_autoptr (GError) error = NULL;
  gint64 edit;

  g_cancellable_cancel (cancellable);
  g_assert_false (
    doudi_bulk_apply (clerk (casework), ids, &bulk, found->digest, &progress, &edit, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_CANCELLED);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM registry_edit"), ==, 0);
}

static void
test_refused (Casework *casework, gconstpointer data)
{
  DoudiBulk bulk = { .field = DOUDI_BULK_VILLAGE_GROUP, .value = "九社" };
  g_autoptr (GArray) ids = add_homes (casework);
  g_autoptr (GError) error = NULL;

  g_assert_null (
    doudi_bulk_preview (casework_session (casework, DIRECTOR, TODAY), ids, &bulk, NULL, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_NOT_ALLOWED);
  g_clear_error (&error);
  bulk.since = doudi_day_parse_iso ("2018-06-09");
  g_assert_null (doudi_bulk_preview (clerk (casework), ids, &bulk, NULL, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/casework/bulk/" path, Casework, NULL, casework_set_up, func, casework_tear_down)
  ADD ("members", test_members);
  ADD ("age", test_age);
  ADD ("village", test_village);
  ADD ("changed-meanwhile", test_changed_meanwhile);
  ADD ("cancelled", test_cancelled);
  ADD ("refused", test_refused);
  return g_test_run ();
}
