/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "policy-fixture.h"

#include "policy/doudi-evaluate.h"

#include <string.h>

/* What is written with single quotes, as JSON. */
char *
policy_fixture_unquote (const char *text)
{
  return g_strdelimit (g_strdup (text), "'", '"');
}

/* {"id", "answer"} or {"id", "error"} for one question. */
JsonObject *
policy_fixture_ask (const char *ask, const char *given)
{
  g_autofree char *object = policy_fixture_unquote (given);
  g_autofree char *json
    = g_strdup_printf ("[{\"id\": \"x\", \"ask\": \"%s\", \"given\": %s}]", ask, object);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = doudi_evaluate (json, -1, "cases.json", &error);
  g_autoptr (JsonNode) root = NULL;

  g_assert_no_error (error);
  root = json_from_string (text, &error);
  g_assert_no_error (error);
  return json_object_ref (json_array_get_object_element (json_node_get_array (root), 0));
}

/* Every member of @expect equals that of the answer, which has reasons and nothing left aside. */
static void
check_answer (const PolicyCase *one, JsonObject *answer)
{
  g_autofree char *text = policy_fixture_unquote (one->expect);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) expect = json_from_string (text, &error);
  JsonObjectIter iter;
  const char *name;
  JsonNode *expected;

  g_assert_no_error (error);
  json_object_iter_init (&iter, json_node_get_object (expect));
  while (json_object_iter_next (&iter, &name, &expected))
    {
      JsonNode *found = json_object_get_member (answer, name);
      g_autofree char *expected_text = json_to_string (expected, FALSE);
      g_autofree char *found_text
        = found != NULL ? json_to_string (found, FALSE) : g_strdup ("absent");

      g_test_message ("%s: expected %s, found %s", name, expected_text, found_text);
      g_assert_nonnull (found);
      g_assert_true (json_node_equal (expected, found));
    }
  g_assert_true (json_object_has_member (answer, "explanation"));
  g_assert_false (json_object_has_member (answer, "ignored"));
}

/* "!code member" */
static void
check_error (const PolicyCase *one, JsonObject *error)
{
  g_auto (GStrv) words = g_strsplit (one->expect + 1, " ", 2);
  const char *message = json_object_get_string_member (error, "message");

  g_test_message ("%s", message);
  g_assert_cmpstr (json_object_get_string_member (error, "code"), ==, words[0]);
  if (words[1] != NULL)
    g_assert_nonnull (strstr (message, words[1]));
}

static void
test_case (gconstpointer data)
{
  const PolicyCase *one = data;
  g_autoptr (JsonObject) result = policy_fixture_ask (one->ask, one->given);
  gboolean has_error = json_object_has_member (result, "error");

  if (*one->expect == '!')
    {
      g_assert_true (has_error);
      check_error (one, json_object_get_object_member (result, "error"));
      return;
    }
  if (has_error)
    g_error ("%s", json_object_get_string_member (json_object_get_object_member (result, "error"),
                                                  "message"));
  check_answer (one, json_object_get_object_member (result, "answer"));
}

/* Registers a test for each case. */
void
policy_fixture_add_cases (const char *prefix, const PolicyCase *cases, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strconcat (prefix, "/", cases[i].article, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
}

/* A policy of some bundled documents, in this order. */
DoudiPolicy *
policy_fixture_bundled (const char *ids, DoudiDay known_on)
{
  g_auto (GStrv) names = g_strsplit (ids, " ", -1);
  g_autoptr (GPtrArray) documents
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_policy_document_unref);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      g_ptr_array_add (documents, doudi_policy_document_load_bundled (names[i], &error));
      g_assert_no_error (error);
    }
  return doudi_policy_new (documents, known_on);
}

/* A policy of one document with these "standards", "lines" and "rules", single quotes. */
DoudiPolicy *
policy_fixture_written (const char *values)
{
  g_autofree char *quoted = g_strdup_printf (
    "{'id': 'x', 'title': 'x', 'source': 'x', 'adopted_on': '2010-01-01', 'demonstration': false,"
    " %s}",
    values);
  g_autofree char *json = policy_fixture_unquote (quoted);
  g_autoptr (GPtrArray) documents
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_policy_document_unref);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (documents, doudi_policy_document_load (json, -1, "x", &error));
  g_assert_no_error (error);
  return doudi_policy_new (documents, DOUDI_DAY_NONE);
}

/* The lines are those of @rules, parted by spaces, each says something, and they come to @sum. */
void
policy_fixture_check_lines (const GPtrArray *lines, const char *rules, DoudiFen sum)
{
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const DoudiExplanationLine *line = g_ptr_array_index (lines, i);

      g_string_append_printf (found, "%s%s", i > 0 ? " " : "", line->rule);
      g_assert_cmpstr (line->title, !=, "");
      g_assert_cmpstr (line->text, !=, "");
    }
  g_assert_cmpstr (found->str, ==, rules);
  g_assert_cmpint (doudi_explanation_sum (lines), ==, sum);
}
