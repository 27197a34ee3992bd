/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-json-scan.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Deeper than any file of ours; json-glib recurses and would run out of stack. */
#define MAX_DEPTH 64
/* Whole numbers up to here fit a gint64 whatever the digits. */
#define MAX_DIGITS 18

typedef struct
{
  const char *start;
  const char *at;
  const char *end;
  guint line;
  guint depth;
  GArray *places;
  const char *problem;
} Scan;

static gboolean scan_value (Scan *scan);

static gboolean
fail (Scan *scan, const char *problem)
{
  scan->problem = problem;
  return FALSE;
}

/* The character at hand, 0 at the end (the text itself holds none). */
static char
peek (const Scan *scan)
{
  return scan->at < scan->end ? *scan->at : '\0';
}

static void
skip_space (Scan *scan)
{
  while (scan->at < scan->end && strchr (" \t\r\n", *scan->at) != NULL)
    {
      if (*scan->at == '\n')
        scan->line++;
      scan->at++;
    }
}

/* Takes @c if it comes next after space. */
static gboolean
take (Scan *scan, char c)
{
  skip_space (scan);
  if (peek (scan) != c)
    return FALSE;
  scan->at++;
  return TRUE;
}

/* Four hexadecimal digits; -1 if they are not. */
static int
scan_hexadecimal (Scan *scan)
{
  int code = 0;

  for (int i = 0; i < 4; i++, scan->at++)
    {
      if (!g_ascii_isxdigit (peek (scan)))
        return -1;
      code = code * 16 + g_ascii_xdigit_value (*scan->at);
    }
  return code;
}

/* A character by its code after \\u: two codes for one beyond U+FFFF. */
static gboolean
scan_code (Scan *scan)
{
  int code = scan_hexadecimal (scan);

  if (code >= 0xd800 && code < 0xdc00 && scan->end - scan->at > 2 && scan->at[0] == '\\'
      && scan->at[1] == 'u')
    {
      scan->at += 2;
      code = scan_hexadecimal (scan);
      return (code >= 0xdc00 && code < 0xe000)
             || fail (scan, N_ ("\\u in a text names no character"));
    }
  if (code <= 0 || (code >= 0xd800 && code < 0xe000))
    return fail (scan, N_ ("\\u in a text names no character"));
  return TRUE;
}

/* What follows a backslash. */
static gboolean
scan_escape (Scan *scan)
{
  char c = peek (scan);

  if (c == '\0' || strchr ("\"\\/bfnrtu", c) == NULL)
    return fail (scan,
                 N_ ("a backslash in a text is followed by something it may not be followed by"));
  scan->at++;
  return c != 'u' || scan_code (scan);
}

static gboolean
scan_string (Scan *scan)
{
  if (!take (scan, '"'))
    return fail (scan, N_ ("a text in double quotes is expected here"));
  while (scan->at < scan->end && *scan->at != '"')
    {
      char c = *scan->at++;

      if ((guchar)c < 0x20)
        return fail (scan, N_ ("a text is not closed before the end of its line"));
      if (c == '\\' && !scan_escape (scan))
        return FALSE;
    }
  if (scan->at == scan->end)
    return fail (scan, N_ ("a text is not closed"));
  scan->at++;
  return TRUE;
}

static gboolean
scan_digits (Scan *scan)
{
  if (!g_ascii_isdigit (peek (scan)))
    return fail (scan, N_ ("a number is not written as JSON writes numbers"));
  while (g_ascii_isdigit (peek (scan)))
    scan->at++;
  return TRUE;
}

static gboolean
scan_number (Scan *scan)
{
  const char *start = scan->at;

  if (peek (scan) == '-')
    scan->at++;
  if (peek (scan) == '0' && scan->at + 1 < scan->end && g_ascii_isdigit (scan->at[1]))
    return fail (scan, N_ ("a number may not begin with 0"));
  if (!scan_digits (scan))
    return FALSE;
  if (scan->at - start > MAX_DIGITS)
    return fail (scan, N_ ("a number is too large"));
  if (peek (scan) == '.')
    {
      scan->at++;
      if (!scan_digits (scan))
        return FALSE;
    }
  if (peek (scan) == 'e' || peek (scan) == 'E')
    {
      scan->at++;
      if (peek (scan) == '+' || peek (scan) == '-')
        scan->at++;
      return scan_digits (scan);
    }
  return TRUE;
}

static gboolean
scan_word (Scan *scan)
{
  static const char *const words[] = { "true", "false", "null" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i]);

      if ((gsize)(scan->end - scan->at) >= length && memcmp (scan->at, words[i], length) == 0)
        {
          scan->at += length;
          return TRUE;
        }
    }
  return fail (scan, N_ ("a value is expected here: a text in quotes, a number, true, false, null, "
                         "a list or an object"));
}

/* One member or element. */
static gboolean
scan_inside (Scan *scan, gboolean is_object)
{
  if (is_object)
    {
      if (!scan_string (scan))
        return FALSE;
      if (!take (scan, ':'))
        return fail (scan, N_ ("a colon is missing after the name of a member"));
    }
  return scan_value (scan);
}

/* An object or array; its place has the index @place. */
static gboolean
scan_container (Scan *scan, guint place)
{
  gboolean is_object = *scan->at++ == '{';
  char close = is_object ? '}' : ']';
  guint n = 0;

  if (++scan->depth > MAX_DEPTH)
    return fail (scan, N_ ("lists and objects are nested too deeply"));
  if (!take (scan, close))
    {
      do
        {
          if (!scan_inside (scan, is_object))
            return FALSE;
          n++;
        }
      while (take (scan, ','));
      if (!take (scan, close))
        return fail (scan, N_ ("a comma or a closing bracket is missing"));
    }
  scan->depth--;
  g_array_index (scan->places, DoudiJsonPlace, place).n_inside = n;
  return TRUE;
}

/* What comes next; its place has the index @place. */
static gboolean
scan_kind (Scan *scan, guint place)
{
  char c = peek (scan);

  if (c == '{' || c == '[')
    return scan_container (scan, place);
  if (c == '"')
    return scan_string (scan);
  if (c == '-' || g_ascii_isdigit (c))
    return scan_number (scan);
  return scan_word (scan);
}

static gboolean
scan_value (Scan *scan)
{
  guint index = scan->places->len;
  DoudiJsonPlace place = { 0 };
  gsize end;

  skip_space (scan);
  place.line = scan->line;
  place.start = (gsize)(scan->at - scan->start);
  g_array_append_val (scan->places, place);
  if (!scan_kind (scan, index))
    return FALSE;
  end = (gsize)(scan->at - scan->start);
  g_array_index (scan->places, DoudiJsonPlace, index).length = end - place.start;
  return TRUE;
}

/*
 * doudi_json_scan:
 * @text: UTF-8 without a byte-order mark and without NUL
 * @length: bytes
 * @bad_line: (out): the line of the fault
 * @problem: (out): what the fault is, to be translated
 *
 * Reads a text strictly as RFC 8259 has it and notes where every value stands. Where json-glib is
 * lenient (comments, a trailing comma) this is not.
 *
 * Returns: (transfer full) (nullable): the places, %NULL with @bad_line and @problem set
 */
GArray *
doudi_json_scan (const char *text, gsize length, guint *bad_line, const char **problem)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (DoudiJsonPlace));
  Scan scan = { text, text, text + length, 1, 0, places, NULL };

  if (scan_value (&scan))
    {
      skip_space (&scan);
      if (scan.at == scan.end)
        return g_steal_pointer (&places);
      fail (&scan, N_ ("something follows after the end of the document"));
    }
  *bad_line = scan.line;
  *problem = scan.problem;
  return NULL;
}
