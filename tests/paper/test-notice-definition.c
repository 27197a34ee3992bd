/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include <string.h>

#include "base/doudi-data.h"
#include "base/doudi-error.h"
#include "base/doudi-notice-guard.h"
#include "paper/doudi-notice-definition.h"

static void
test_bundled (void)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) kinds = doudi_notice_definition_list_bundled (&error);

  g_assert_no_error (error);
  g_assert_true (g_strv_contains ((const char *const *) kinds, "payment"));
  g_assert_true (g_strv_contains ((const char *const *) kinds, "standing"));
  for (guint i = 0; kinds[i] != NULL; i++)
    {
      g_autoptr (DoudiNoticeDefinition) definition =
        doudi_notice_definition_load_bundled (kinds[i], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (definition->id, ==, kinds[i]);
      g_assert_cmpuint (definition->sections->len, >, 0);
    }
}

/* The columns that the law and the county's example name, in that order. */
static void
assert_columns (const char *kind, DoudiProgramme programme, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiNoticeDefinition) definition =
    doudi_notice_definition_load_bundled (kind, &error);
  const DoudiNoticeSection *section = doudi_notice_definition_find_section (
    definition, programme, DOUDI_RESIDENCE_RURAL);
  g_autoptr (GString) keys = g_string_new (NULL);

  g_assert_nonnull (section);
  for (guint i = 0; i < section->columns->len; i++)
    g_string_append_printf (keys, " %s",
                            g_array_index (section->columns, DoudiNoticeColumn, i).sheet.key);
  g_assert_cmpstr (keys->str + 1, ==, expected);
}

static void
test_columns (void)
{
  assert_columns ("standing", DOUDI_PROGRAMME_LOW_INCOME,
                  "number name persons class monthly since");
  assert_columns ("standing", DOUDI_PROGRAMME_SPECIAL_HARDSHIP, "number name group care monthly");
  assert_columns ("payment", DOUDI_PROGRAMME_LOW_INCOME,
                  "number name persons class month regular adjustment total");
  assert_columns ("payment", DOUDI_PROGRAMME_DISABILITY_LIVING, "number name month total");
}

/* Children never, disability subsidies only where a county turns them on. */
static void
test_programmes (void)
{
  static const char *const kinds[] = { "payment", "standing" };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (DoudiNoticeDefinition) definition =
        doudi_notice_definition_load_bundled (kinds[i], NULL);

      for (guint p = 1; p < DOUDI_N_PROGRAMMES; p++)
        {
          const DoudiNoticeSection *section = doudi_notice_definition_find_section (
            definition, (DoudiProgramme) p, DOUDI_RESIDENCE_URBAN);

          if (section == NULL)
            continue;
          g_assert_false (doudi_notice_never_hangs ((DoudiProgramme) p));
          g_assert_true (section->when_turned_on
                         == !doudi_programme_info ((DoudiProgramme) p)->may_hang);
        }
    }
  g_assert_true (doudi_notice_never_hangs (DOUDI_PROGRAMME_ORPHAN));
  g_assert_true (doudi_notice_never_hangs (DOUDI_PROGRAMME_UNSUPPORTED_CHILD));
}

static const char good[] =
  "{\n"
  "  \"id\": \"payment\", \"source\": \"x\", \"days\": 7,\n"
  "  \"title\": \"{village}\", \"lead\": [\"{month}\"], \"closing\": [\"{period}\"],\n"
  "  \"issuer\": \"{township_office}\", \"footer\": \"\",\n"
  "  \"sections\": [ {\n"
  "    \"programme\": \"low-income\", \"heading\": \"x\",\n"
  "    \"columns\": [\n"
  "      { \"key\": \"name\", \"heading\": \"x\" } ] } ]\n"
  "}\n";

typedef struct
{
  const char *what;
  const char *from;
  const char *to;
  const char *where;
} Case;

static const Case cases[] = {
  { "unknown-member", "\"footer\"", "\"colour\": 1, \"footer\"", "test.json:4" },
  { "identity-number", "\"key\": \"name\"", "\"key\": \"identity-number\"", "test.json:8" },
  { "account", "\"key\": \"name\"", "\"key\": \"account\"", "test.json:8" },
  { "self-care", "\"key\": \"name\"", "\"key\": \"self_care\"", "test.json:8" },
  { "unknown-place", "{month}", "{identity_number}", "test.json:3" },
  { "open-brace", "{month}", "{month", "test.json:3" },
  { "period-without-days", ", \"days\": 7", "", "test.json:3" },
  { "days", "\"days\": 7", "\"days\": 0", "test.json:2" },
  { "counting", "\"days\": 7", "\"days\": 7, \"counting\": \"lunar\"", "test.json:2" },
  { "orphan", "low-income", "orphan", "test.json:5" },
  { "orphan-on-request", "\"low-income\"", "\"orphan\", \"hangs\": \"when-turned-on\"",
    "test.json:5" },
  { "disability", "low-income", "disability-living", "test.json:5" },
  { "no-programme", "low-income", "", "test.json" },
  { "unknown-programme", "low-income", "lottery", "test.json:6" },
  { "no-columns", "\n      { \"key\": \"name\", \"heading\": \"x\" } ", "", "test.json:7" },
  { "paper", "\"footer\"", "\"papers\": { \"A2\": {} }, \"footer\"", "test.json:4" },
  { "no-title", "\"title\": \"{village}\", ", "", "test.json" },
};

static void
test_refused (gconstpointer data)
{
  const Case *item = data;
  g_auto (GStrv) parts = g_strsplit (good, item->from, 2);
  g_autofree char *json = g_strjoinv (item->to, parts);
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiNoticeDefinition) definition = NULL;

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  definition = doudi_notice_definition_load (json, -1, "test.json", &error);
  g_assert_null (definition);
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
  if (strstr (doudi_error_get_where (error), item->where) == NULL)
    g_error ("%s: not at %s but %s: %s", item->what, item->where, doudi_error_get_where (error),
             error->message);
}

static void
test_accepted (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiNoticeDefinition) definition =
    doudi_notice_definition_load (good, -1, "test.json", &error);

  g_assert_no_error (error);
  g_assert_cmpint (definition->days, ==, 7);
  g_assert_true (definition->counting == DOUDI_COUNTING_CALENDAR);
}

static void
test_fill (void)
{
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *text = NULL;

  g_hash_table_insert (values, (char *) "village", (char *) "{month}村");
  g_hash_table_insert (values, (char *) "month", (char *) "2018年6月");
  text = doudi_notice_definition_fill ("关于{village}{month}的公示{period}", values);
  /* What is filled in is not looked through again. */
  g_assert_cmpstr (text, ==, "关于{month}村2018年6月的公示");
}

/* No wording of a bundled notice stops itself. */
static void
test_wordings_pass (void)
{
  static const char *const kinds[] = { "payment", "standing" };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (DoudiNoticeDefinition) definition =
        doudi_notice_definition_load_bundled (kinds[i], NULL);

      g_assert_cmpuint (doudi_notice_guard_scan (definition->title, NULL), ==, 0);
      for (guint p = 0; definition->lead[p] != NULL; p++)
        g_assert_cmpuint (doudi_notice_guard_scan (definition->lead[p], NULL), ==, 0);
      for (guint p = 0; definition->closing[p] != NULL; p++)
        g_assert_cmpuint (doudi_notice_guard_scan (definition->closing[p], NULL), ==, 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper/notice-definition/bundled", test_bundled);
  g_test_add_func ("/paper/notice-definition/columns", test_columns);
  g_test_add_func ("/paper/notice-definition/programmes", test_programmes);
  g_test_add_func ("/paper/notice-definition/accepted", test_accepted);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/paper/notice-definition/refused/", cases[i].what, NULL);

      g_test_add_data_func (path, &cases[i], test_refused);
    }
  g_test_add_func ("/paper/notice-definition/fill", test_fill);
  g_test_add_func ("/paper/notice-definition/wordings-pass", test_wordings_pass);
  return g_test_run ();
}
