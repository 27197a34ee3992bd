/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-error.h"
#include "policy/doudi-json.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *text;
  const char *where;
} Fault;

/* Texts that are no JSON, and where they are not. */
static const Fault syntax_faults[] = {
  { "empty", "", "f:1" },
  { "only-space", "\n\n ", "f:3" },
  { "trailing-comma", "{\n\"a\": 1,\n}", "f:3" },
  { "missing-comma", "{\n\"a\": 1\n\"b\": 2}", "f:3" },
  { "missing-colon", "{\n\"a\" 1}", "f:2" },
  { "comment", "// no\n{}", "f:1" },
  { "single-quotes", "{\n'a': 1}", "f:2" },
  { "not-closed", "{\n\"a\": [1, 2\n", "f:3" },
  { "text-not-closed", "[\n\"a\n\"]", "f:2" },
  { "text-to-the-end", "[\n\"a", "f:2" },
  { "bad-escape", "[\n\"\\x\"]", "f:2" },
  { "bad-code", "[\"\\u12g4\"]", "f:1" },
  { "null-character", "[\"\\u0000\"]", "f:1" },
  { "half-a-character", "[\"\\ud83d\"]", "f:1" },
  { "leading-zero", "[\n\n01]", "f:3" },
  { "bare-point", "[1.]", "f:1" },
  { "large-number", "[1234567890123456789012]", "f:1" },
  { "word", "[\ntrue,\nyes]", "f:3" },
  { "two-documents", "{}\n{}", "f:2" },
  { "twice", "[\n{\"a\": 1,\n\"a\": 2}]", "f:2" },
  { "not-utf-8", "[\n\"\xb5\xcd\"]", "f:2" },
};

static void
test_syntax (gconstpointer data)
{
  const Fault *fault = data;
  g_autoptr (GError) error = NULL;

  g_assert_null (doudi_json_document_load (fault->text, -1, "f", &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
  g_assert_cmpstr (doudi_error_get_where (error), ==, fault->where);
}

static void
test_deep (void)
{
  g_autofree char *text = g_strnfill (1000000, '[');
  g_autoptr (GError) error = NULL;

  g_assert_null (doudi_json_document_load (text, -1, "f", &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
}

/* Reads one member of each kind; false if any is wrong. */
static gboolean
read_all (const DoudiJsonValue *root, GError **error)
{
  static const char *const members[] = { "text", "number", "truth",  "word",  "amount",  "month",
                                         "day",  "list",   "object", "share", "decimal", NULL };
  static const char *const words[] = { "", "red", "green", NULL };
  const char *text;
  gint64 number;
  gboolean truth;
  int word;
  DoudiFen amount;
  DoudiMonth month;
  DoudiDay day;
  DoudiRatio ratio;
  const DoudiJsonValue *list;
  const DoudiJsonValue *object;

  return doudi_json_check_members (root, members, error)
         && doudi_json_get_string (root, "text", DOUDI_JSON_REQUIRED, &text, error)
         && doudi_json_get_integer (root, "number", DOUDI_JSON_OPTIONAL, 1, 4, &number, error)
         && doudi_json_get_boolean (root, "truth", DOUDI_JSON_OPTIONAL, &truth, error)
         && doudi_json_get_word (root, "word", DOUDI_JSON_OPTIONAL, words, &word, error)
         && doudi_json_get_amount (root, "amount", DOUDI_JSON_OPTIONAL, &amount, error)
         && doudi_json_get_month (root, "month", DOUDI_JSON_OPTIONAL, &month, error)
         && doudi_json_get_day (root, "day", DOUDI_JSON_OPTIONAL, &day, error)
         && doudi_json_get_ratio (root, "share", DOUDI_JSON_OPTIONAL, &ratio, error)
         && doudi_json_get_decimal (root, "decimal", DOUDI_JSON_OPTIONAL, 1, DOUDI_RATIO_WHOLE (0),
                                    DOUDI_RATIO_WHOLE (10), &ratio, error)
         && doudi_json_get_array (root, "list", DOUDI_JSON_OPTIONAL, &list, error)
         && doudi_json_get_object (root, "object", DOUDI_JSON_OPTIONAL, &object, error);
}

/* Texts whose content is wrong: where, and (as the name) what the message must name. */
static const Fault content_faults[] = {
  { "text", "\n\n{\"number\": 1}", "f:3" },
  { "text", "{\n\"text\":\n5}", "f:3" },
  { "text", "{\"text\": null}", "f:1" },
  { "object", "[]", "f:1" },
  { "wrod", "{\"text\": \"a\",\n\n\"wrod\": \"red\"}", "f:3" },
  { "red, green", "{\"text\": \"a\",\n\"word\": \"blue\"}", "f:2" },
  { "blue", "{\"text\": \"a\",\n\"word\": \"blue\"}", "f:2" },
  { "red, green", "{\"text\": \"a\",\n\"word\": \"\"}", "f:2" },
  { "red, green", "{\"text\": \"a\",\n\"word\": 1}", "f:2" },
  { "1", "{\"text\": \"a\",\n\"number\": 5}", "f:2" },
  { "4", "{\"text\": \"a\",\n\"number\": 0}", "f:2" },
  { "1.5", "{\"text\": \"a\",\n\"number\": 1.5}", "f:2" },
  { "\"2\"", "{\"text\": \"a\",\n\"number\": \"2\"}", "f:2" },
  { "true", "{\"text\": \"a\",\n\"truth\": \"no\"}", "f:2" },
  { "310", "{\"text\": \"a\",\n\"amount\": 310}", "f:2" },
  { "31o", "{\"text\": \"a\",\n\"amount\": \"31o\"}", "f:2" },
  { "2018-13", "{\"text\": \"a\",\n\"month\": \"2018-13\"}", "f:2" },
  { "2018-02-30", "{\"text\": \"a\",\n\"day\": \"2018-02-30\"}", "f:2" },
  { "2/0", "{\"text\": \"a\",\n\"share\": \"2/0\"}", "f:2" },
  { "1e-1", "{\"text\": \"a\",\n\"share\": 1e-1}", "f:2" },
  { "share", "{\"text\": \"a\",\n\"share\": true}", "f:2" },
  { "10.1", "{\"text\": \"a\",\n\"decimal\": 10.1}", "f:2" },
  { "-0.5", "{\"text\": \"a\",\n\"decimal\": -0.5}", "f:2" },
  { "2.55", "{\"text\": \"a\",\n\"decimal\": 2.55}", "f:2" },
  { "1/2", "{\"text\": \"a\",\n\"decimal\": \"1/2\"}", "f:2" },
  { "10", "{\"text\": \"a\",\n\"decimal\": []}", "f:2" },
  { "list", "{\"text\": \"a\",\n\"list\": {}}", "f:2" },
  { "object", "{\"text\": \"a\",\n\"object\": []}", "f:2" },
};

static void
test_content (gconstpointer data)
{
  const Fault *fault = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiJsonDocument) document = doudi_json_document_load (fault->text, -1, "f", &error);

  g_assert_no_error (error);
  g_assert_false (read_all (doudi_json_document_get_root (document), &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
  g_assert_cmpstr (doudi_error_get_where (error), ==, fault->where);
  g_assert_nonnull (strstr (error->message, fault->name));
}

static void
test_values (void)
{
  const char *text
    = "\xef\xbb\xbf{\r\n\"text\": \"\\u5170\\ud83d\\ude00\",\r\n\"number\": 4, \"truth\": true,\r\n"
      "\"word\": \"green\", \"amount\": \"310.5\", \"month\": \"2018-06\",\r\n"
      "\"day\": \"2018-06-08\", \"list\": [\"a\",\r\n\"b\"], \"object\": {\"x\": null}}";
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiJsonDocument) document = doudi_json_document_load (text, -1, "f", &error);
  const DoudiJsonValue *root;
  const DoudiJsonValue *list = NULL;
  const char *string = NULL;
  DoudiFen amount = 0;
  g_auto (GStrv) strings = NULL;

  g_assert_no_error (error);
  root = doudi_json_document_get_root (document);
  g_assert_true (read_all (root, &error));
  g_assert_true (doudi_json_get_string (root, "text", DOUDI_JSON_REQUIRED, &string, &error));
  g_assert_cmpstr (string, ==, "兰😀");
  g_assert_true (doudi_json_get_amount (root, "amount", DOUDI_JSON_REQUIRED, &amount, &error));
  g_assert_cmpint (amount, ==, 31050);
  g_assert_true (doudi_json_get_array (root, "list", DOUDI_JSON_REQUIRED, &list, &error));
  g_assert_cmpuint (doudi_json_array_get_length (list), ==, 2);
  g_assert_cmpuint (doudi_json_value_get_line (list), ==, 5);
  g_assert_cmpuint (doudi_json_value_get_line (doudi_json_array_get (list, 1)), ==, 6);
  g_assert_true (doudi_json_array_dup_strings (list, &strings, &error));
  g_assert_cmpstr (strings[1], ==, "b");
  g_assert_null (doudi_json_get_member (doudi_json_get_member (root, "object"), "x"));
  g_assert_null (doudi_json_get_member (root, "nothing"));
}

/* Numbers are what is written, not the nearest binary fraction. */
static void
test_exact_numbers (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiJsonDocument) document = doudi_json_document_load (
    "\xef\xbb\xbf{\"a\": 0.1, \"b\": \"2/3\",\n\"c\": [ 6.30 ], \"d\": \"7\"}", -1, "f", &error);
  const DoudiJsonValue *root = doudi_json_document_get_root (document);
  g_autofree char *described = NULL;
  DoudiRatio ratio = { 0, 1 };

  g_assert_true (doudi_json_get_ratio (root, "a", DOUDI_JSON_REQUIRED, &ratio, &error));
  g_assert_cmpint (ratio.numerator, ==, 1);
  g_assert_cmpint (ratio.denominator, ==, 10);
  g_assert_true (doudi_json_get_ratio (root, "b", DOUDI_JSON_REQUIRED, &ratio, &error));
  g_assert_cmpint (ratio.denominator, ==, 3);
  g_assert_true (doudi_json_get_decimal (root, "d", DOUDI_JSON_REQUIRED, 0, DOUDI_RATIO_WHOLE (0),
                                         DOUDI_RATIO_WHOLE (7), &ratio, &error));
  g_assert_cmpint (ratio.numerator, ==, 7);
  described
    = doudi_json_value_describe (doudi_json_array_get (doudi_json_get_member (root, "c"), 0));
  g_assert_cmpstr (described, ==, "6.30");
}

/* An optional member that is absent leaves the caller's default. */
static void
test_optional (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiJsonDocument) document
    = doudi_json_document_load ("{\"b\": null}", -1, "f", &error);
  const DoudiJsonValue *root = doudi_json_document_get_root (document);
  gint64 number = 7;
  const char *text = "default";

  g_assert_true (doudi_json_get_integer (root, "a", DOUDI_JSON_OPTIONAL, 1, 4, &number, &error));
  g_assert_cmpint (number, ==, 7);
  g_assert_true (doudi_json_get_string (root, "b", DOUDI_JSON_OPTIONAL, &text, &error));
  g_assert_cmpstr (text, ==, "default");
}

static void
test_strings_of_other_kinds (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiJsonDocument) document
    = doudi_json_document_load ("[\"a\",\n5]", -1, "f", &error);
  GStrv strings = NULL;

  g_assert_false (
    doudi_json_array_dup_strings (doudi_json_document_get_root (document), &strings, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
  g_assert_cmpstr (doudi_error_get_where (error), ==, "f:2");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (syntax_faults); i++)
    {
      g_autofree char *path = g_strconcat ("/json/syntax/", syntax_faults[i].name, NULL);

      g_test_add_data_func (path, &syntax_faults[i], test_syntax);
    }
  for (guint i = 0; i < G_N_ELEMENTS (content_faults); i++)
    {
      g_autofree char *path = g_strdup_printf ("/json/content/%02u", i);

      g_test_add_data_func (path, &content_faults[i], test_content);
    }
  g_test_add_func ("/json/deep", test_deep);
  g_test_add_func ("/json/values", test_values);
  g_test_add_func ("/json/exact-numbers", test_exact_numbers);
  g_test_add_func ("/json/optional", test_optional);
  g_test_add_func ("/json/strings-of-other-kinds", test_strings_of_other_kinds);
  return g_test_run ();
}
