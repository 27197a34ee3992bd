/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-csv.h"

#include <string.h>

#include "base/doudi-error.h"

/* Records end with ; and fields are joined by | in what is expected. */
typedef struct
{
  const char *name;
  const char *text;
  char separator;
  const char *expected;
} Case;

static const Case cases[] = {
  { "empty", "", ',', "" },
  { "one", "a", ',', "a;" },
  { "plain", "a,b\nc,d\n", ',', "a|b;c|d;" },
  { "no-end-of-line", "a,b\nc,d", ',', "a|b;c|d;" },
  { "crlf", "a,b\r\nc,d\r\n", ',', "a|b;c|d;" },
  { "cr", "a,b\rc,d\r", ',', "a|b;c|d;" },
  { "mixed-ends", "a\rb\nc\r\nd", ',', "a;b;c;d;" },
  { "empty-fields", ",\n,,", ',', "|;||;" },
  { "empty-lines", "a\n\n\nb", ',', "a;;;b;" },
  { "quoted", "\"a\",\"b,c\"", ',', "a|b,c;" },
  { "doubled-quotes", "\"a \"\"b\"\" c\",\"\"\"\"", ',', "a \"b\" c|\";" },
  { "empty-quoted", "\"\",\"\"\n", ',', "|;" },
  { "line-break-inside", "\"a\nb\r\nc\rd\",e", ',', "a\nb\r\nc\rd|e;" },
  { "quote-in-plain-field", "a\"b\"c,5\" pipe", ',', "a\"b\"c|5\" pipe;" },
  { "wrapped-number", "=\"27852228772659214\",84.00", ',', "=\"27852228772659214\"|84.00;" },
  { "quoted-wrapped-number", "\"=\"\"278\"\"\",84", ',', "=\"278\"|84;" },
  { "tab", "a\tb,c\n\"d\te\"\tf", '\t', "a|b,c;d\te|f;" },
  { "spaces-stay", " a , \"b\" ", ',', " a | \"b\" ;" },
  { "chinese", "姓名,身份证号\n扎西,\"夏河县,拉卜楞镇\"", ',',
    "姓名|身份证号;扎西|夏河县,拉卜楞镇;" },
  { "rare-characters", "𠮷·\xEE\x80\x80", ',', "𠮷·\xEE\x80\x80;" },
  { "formulas-stay", "=1+1,+1,-1,@a", ',', "=1+1|+1|-1|@a;" },
};

static void
append_record (GString *records, const GPtrArray *fields)
{
  for (guint i = 0; i < fields->len; i++)
    {
      if (i > 0)
        g_string_append_c (records, '|');
      g_string_append (records, g_ptr_array_index (fields, i));
    }
  g_string_append_c (records, ';');
}

static void
test_case (gconstpointer data)
{
  const Case *expected = data;
  g_autoptr (DoudiCsv) csv = doudi_csv_new (expected->text, -1, expected->separator);
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  GString *records = g_string_new (NULL);

  while (doudi_csv_next (csv, fields, &error))
    append_record (records, fields);
  g_assert_no_error (error);
  g_assert_cmpstr (records->str, ==, expected->expected);
  g_assert_cmpuint (fields->len, ==, 0);
  g_assert_false (doudi_csv_next (csv, fields, &error));
  g_assert_no_error (error);
  g_string_free (records, TRUE);
}

static void
test_lines (void)
{
  static const char text[] = "a\r\n\"b\n\r\nc\",d\n\ne";
  static const guint lines[] = { 1, 2, 5, 6 };
  g_autoptr (DoudiCsv) csv = doudi_csv_new (text, sizeof text - 1, ',');
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();

  g_assert_cmpuint (doudi_csv_get_line (csv), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_assert_true (doudi_csv_next (csv, fields, NULL));
      g_assert_cmpuint (doudi_csv_get_line (csv), ==, lines[i]);
    }
  g_assert_false (doudi_csv_next (csv, fields, NULL));
}

typedef struct
{
  const char *name;
  const char *text;
  gssize length;
  const char *where;
} Bad;

static const Bad bad[] = {
  { "unclosed-quote", "a,b\nc,\"d\ne,f\n", -1, "line 2" },
  { "unclosed-quote-at-the-end", "a\n\"", -1, "line 2" },
  { "unclosed-doubled-quote", "a,\"b\"\"", -1, "line 1" },
  { "text-behind-quote", "a\n\"b\nc\"d,e\n", -1, "line 3" },
  { "space-behind-quote", "\"a\" ,b", -1, "line 1" },
  { "nul", "a\nb\0c,d\n", 8, "line 2" },
  { "nul-in-quotes", "a\n\"b\0c\",d\n", 10, "line 2" },
  { "invalid-bytes", "a\n\xB2\xE2\xCA\xD4,b", -1, "line 2" },
  { "lone-surrogate", "\xED\xA0\x80", -1, "line 1" },
  { "cut-character", "a,\xE5\xA4", -1, "line 1" },
};

static void
test_bad (gconstpointer data)
{
  const Bad *expected = data;
  g_autoptr (DoudiCsv) csv = doudi_csv_new (expected->text, expected->length, ',');
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  while (doudi_csv_next (csv, fields, &error))
    ;
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
  g_assert_cmpstr (doudi_error_get_where (error), ==, expected->where);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_clear_error (&error);
  g_assert_false (doudi_csv_next (csv, fields, &error));
  g_assert_no_error (error);
}

static char *
random_field (void)
{
  static const char *const pieces[] = { "a", "\"", ",", "\n", "\r\n", "\r", " ", "扎西", "𠮷", "" };
  GString *field = g_string_new (NULL);

  for (int i = g_test_rand_int_range (0, 8); i > 0; i--)
    g_string_append (field, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
  return g_string_free (field, FALSE);
}

static void
append_quoted (GString *text, const char *field)
{
  GString *doubled = g_string_new (field);

  g_string_replace (doubled, "\"", "\"\"", 0);
  g_string_append_printf (text, "\"%s\"", doubled->str);
  g_string_free (doubled, TRUE);
}

/* Whatever is written with quotes comes back. */
static void
test_round_trip (void)
{
  for (int i = 0; i < 2000; i++)
    {
      g_autoptr (GPtrArray) written = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GPtrArray) fields = g_ptr_array_new ();
      g_autoptr (DoudiCsv) csv = NULL;
      GString *text = g_string_new (NULL);

      for (int j = g_test_rand_int_range (1, 6); j > 0; j--)
        {
          g_ptr_array_add (written, random_field ());
          if (written->len > 1)
            g_string_append_c (text, ',');
          append_quoted (text, g_ptr_array_index (written, written->len - 1));
        }
      csv = doudi_csv_new (text->str, (gssize) text->len, ',');
      g_string_free (text, TRUE);
      g_assert_true (doudi_csv_next (csv, fields, NULL));
      g_assert_cmpuint (fields->len, ==, written->len);
      for (guint j = 0; j < fields->len; j++)
        g_assert_cmpstr (g_ptr_array_index (fields, j), ==, g_ptr_array_index (written, j));
      g_assert_false (doudi_csv_next (csv, fields, NULL));
    }
}

static void
test_noise (void)
{
  for (int i = 0; i < 5000; i++)
    {
      char text[48];
      g_autoptr (DoudiCsv) csv = NULL;
      g_autoptr (GPtrArray) fields = g_ptr_array_new ();

      for (gsize j = 0; j < sizeof text; j++)
        text[j] = "\",\n\r a\xE5\xA4\xA7"[g_test_rand_int_range (0, 10)];
      csv = doudi_csv_new (text, sizeof text, ',');
      while (doudi_csv_next (csv, fields, NULL))
        g_assert_cmpuint (fields->len, >=, 1);
    }
}

/* A long file of one unclosed quote is refused without delay. */
static void
test_large (void)
{
  g_autofree char *text = g_strnfill (8 * 1024 * 1024, '\n');
  g_autoptr (DoudiCsv) csv = NULL;
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  text[2] = '"';
  csv = doudi_csv_new (text, -1, ',');
  while (doudi_csv_next (csv, fields, &error))
    ;
  g_assert_cmpstr (doudi_error_get_where (error), ==, "line 3");
}

/* What is written reads as it was, but for formulas. */
static void
test_put_text (void)
{
  static const char *const fields[] = { "才让", "", "a \"b\", c\r\nd", "=1+1", "-1", "@x", "1-1" };
  static const char *const read[] = { "才让", "", "a \"b\", c\r\nd", "'=1+1", "'-1", "'@x", "1-1" };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) record = g_ptr_array_new ();
  g_autoptr (DoudiCsv) csv = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      doudi_csv_put_text (text, fields[i]);
    }
  csv = doudi_csv_new (text->str, -1, ',');
  g_assert_true (doudi_csv_next (csv, record, NULL));
  g_assert_cmpuint (record->len, ==, G_N_ELEMENTS (read));
  for (gsize i = 0; i < G_N_ELEMENTS (read); i++)
    g_assert_cmpstr (record->pdata[i], ==, read[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/base/csv/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = g_strconcat ("/base/csv/bad/", bad[i].name, NULL);

      g_test_add_data_func (path, &bad[i], test_bad);
    }
  g_test_add_func ("/base/csv/lines", test_lines);
  g_test_add_func ("/base/csv/round-trip", test_round_trip);
  g_test_add_func ("/base/csv/put-text", test_put_text);
  g_test_add_func ("/base/csv/noise", test_noise);
  g_test_add_func ("/base/csv/large", test_large);
  return g_test_run ();
}
