/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-text.h"

#include <string.h>
#include <unicode/uchar.h>

#define NAME_LENGTH_MAX 60
#define MIDDLE_DOT 0x00B7
#define TIBETAN_TSHEG 0x0F0B

/* Planes 2 and 3 are for Han characters alone; newer versions of Unicode than that of the library
 * put rare characters of names there. */
#define IS_LATER_HAN(c) ((c) >= 0x20000 && (c) <= 0x3FFFD)

/* Characters of the private use area stand for rare Han characters in old files. */
#define IS_PRIVATE(c) ((c) >= 0xE000 && (c) <= 0xF8FF)

static gboolean
is_space (gunichar c)
{
  return u_isUWhiteSpace ((UChar32) c);
}

/* Marks that choose between forms of one character; they take no room but belong to it. */
static gboolean
is_variation_selector (gunichar c)
{
  return u_hasBinaryProperty ((UChar32) c, UCHAR_VARIATION_SELECTOR);
}

/* What nobody sees: zero-width characters, marks of direction, byte-order marks, controls. */
static gboolean
is_invisible (gunichar c)
{
  if (c >= 0x20 && c < 0x7F)
    return FALSE;
  if (is_space (c) || is_variation_selector (c))
    return FALSE;
  return u_charType ((UChar32) c) == U_CONTROL_CHAR || u_charType ((UChar32) c) == U_FORMAT_CHAR
         || u_hasBinaryProperty ((UChar32) c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

static gboolean
is_han (gunichar c)
{
  return u_hasBinaryProperty ((UChar32) c, UCHAR_IDEOGRAPHIC) || IS_LATER_HAN (c);
}

/* The forms that Chinese fonts draw as wide as a Han character. */
static gunichar
fold_width (gunichar c)
{
  if (c >= 0xFF01 && c <= 0xFF5E)
    return c - 0xFF01 + 0x21;
  return c == 0xFFE5 ? 0x00A5 : c;
}

/* NFC; bytes that are no UTF-8 become U+FFFD, for all to see. */
static char *
compose (const char *text)
{
  g_autofree char *valid = NULL;

  if (text == NULL)
    return g_strdup ("");
  if (g_utf8_validate (text, -1, NULL))
    return g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  valid = g_utf8_make_valid (text, -1);
  return g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
}

/* Copies character by character, each run of spaces as one between others. */
static char *
fold (const char *text)
{
  GString *folded = g_string_sized_new (strlen (text));
  gboolean space = FALSE;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = fold_width (g_utf8_get_char (at));

      if (is_invisible (c))
        continue;
      if (is_space (c))
        {
          space = TRUE;
          continue;
        }
      if (space && folded->len > 0)
        g_string_append_c (folded, ' ');
      space = FALSE;
      g_string_append_unichar (folded, c);
    }
  return g_string_free (folded, FALSE);
}

/* Text of plain characters without a space at the ends or two together needs nothing. */
static gboolean
is_plain (const char *text)
{
  char before = ' ';

  for (; *text != '\0'; before = *text++)
    if (*text < ' ' || *text > '~' || (*text == ' ' && before == ' '))
      return FALSE;
  return before != ' ';
}

/**
 * doudi_text_normalise:
 * @text: (nullable): text from a cell or an entry
 *
 * Brings text to the form in which it is stored: Unicode NFC; full-width letters, digits and marks
 * as ordinary ones; spaces of all kinds, tabs and line breaks as one space between words; nothing
 * invisible (zero-width characters, marks of direction, byte-order marks, controls). Bytes that
 * are no UTF-8 become U+FFFD; readers refuse such files before.
 *
 * Returns: (not nullable) (transfer full): the text; empty for %NULL
 */
char *
doudi_text_normalise (const char *text)
{
  g_autofree char *composed = NULL;

  if (text != NULL && is_plain (text))
    return g_strdup (text);
  composed = compose (text);
  return fold (composed);
}

/* ="123", as programs write numbers that a sheet must leave alone. */
static const char *
unwrap (char *text)
{
  gsize length = strlen (text);

  if (length >= 3 && g_str_has_prefix (text, "=\"") && text[length - 1] == '"')
    {
      text[length - 1] = '\0';
      return text + 2;
    }
  return text;
}

/**
 * doudi_text_normalise_number:
 * @text: (nullable): an identity number, an account, a code, from a cell or an entry
 *
 * Brings a number that is a name to its bare form: doudi_text_normalise(), then without spaces,
 * without the apostrophe or the ="..." that keep a sheet from spoiling it, letters in upper case.
 *
 * Returns: (not nullable) (transfer full): the number; empty for %NULL
 */
char *
doudi_text_normalise_number (const char *text)
{
  g_autofree char *normal = doudi_text_normalise (text);
  GString *number = g_string_sized_new (strlen (normal));
  const char *rest = normal;

  while (*rest == '\'' || *rest == ' ' || g_str_has_prefix (rest, "‘")
         || g_str_has_prefix (rest, "’"))
    rest = g_utf8_next_char (rest);
  for (rest = unwrap ((char *) rest); *rest != '\0'; rest++)
    if (*rest != ' ')
      g_string_append_c (number, g_ascii_toupper (*rest));
  return g_string_free (number, FALSE);
}

/**
 * doudi_text_is_spreadsheet_number:
 * @number: (not nullable): what doudi_text_normalise_number() returned
 *
 * Tells whether a sheet took a number that is a name for a quantity: "6.23021E+17",
 * "27852228772659214.0". Its last digits are lost; nobody can tell them.
 *
 * Returns: whether it is a decimal or a power of ten
 */
gboolean
doudi_text_is_spreadsheet_number (const char *number)
{
  return strspn (number, "0123456789.E+-") == strlen (number) && g_ascii_isdigit (number[0])
         && strpbrk (number, ".E") != NULL;
}

/**
 * doudi_text_copy_cut:
 * @copy: (not nullable) (out caller-allocates): where the copy goes
 * @size: bytes there, 1 or more
 * @text: (not nullable): valid UTF-8
 *
 * Copies as much of a text as there is room for, whole characters only.
 */
void
doudi_text_copy_cut (char *copy, gsize size, const char *text)
{
  gsize length = strlen (text);

  if (length >= size)
    length = (gsize) (g_utf8_find_prev_char (text, text + size) - text);
  memcpy (copy, text, length);
  copy[length] = '\0';
}

/* The dots people type for the one between the parts of a name. */
static gunichar
fold_dot (gunichar c)
{
  switch (c)
    {
    case 0x2022: /* bullet */
    case 0x2027: /* hyphenation point */
    case 0x2219: /* bullet operator */
    case 0x22C5: /* dot operator */
    case 0x30FB: /* katakana middle dot */
    case 0xFF65: /* half-width katakana middle dot */
    case 0xFF0E: /* full-width full stop */
    case 0x2024: /* one dot leader */
      return MIDDLE_DOT;
    default:
      return c;
    }
}

static gboolean
is_name_joint (gunichar c)
{
  return is_han (c) || IS_PRIVATE (c) || c == MIDDLE_DOT;
}

static const char *
skip_unseen (const char *text)
{
  while (*text == ' ' || is_variation_selector (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return text;
}

/* Every dot as U+00B7; a full stop between two Han characters is meant as one too. */
static char *
fold_dots (const char *text)
{
  GString *name = g_string_sized_new (strlen (text));
  gunichar before = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = fold_dot (g_utf8_get_char (at));

      if (c == '.' && is_han (before) && is_han (g_utf8_get_char (skip_unseen (at + 1))))
        c = MIDDLE_DOT;
      if (c != ' ' && !is_variation_selector (c))
        before = c;
      g_string_append_unichar (name, c);
    }
  return g_string_free (name, FALSE);
}

/* Without the spaces between Han characters and around dots. */
static char *
join_characters (const char *text)
{
  GString *name = g_string_sized_new (strlen (text));
  gunichar before = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == ' ' && is_name_joint (before) && is_name_joint (g_utf8_get_char (skip_unseen (at))))
        continue;
      if (!is_variation_selector (c))
        before = c;
      g_string_append_unichar (name, c);
    }
  return g_string_free (name, FALSE);
}

/**
 * doudi_text_normalise_name:
 * @text: (nullable): a person's name
 *
 * Like doudi_text_normalise(), and without the spaces that people put between Han characters to
 * make names equally long; every kind of dot between the parts of a name (・•．‧∙) is U+00B7.
 *
 * Returns: (not nullable) (transfer full): the name; empty for %NULL
 */
char *
doudi_text_normalise_name (const char *text)
{
  g_autofree char *normal = doudi_text_normalise (text);
  g_autofree char *dotted = fold_dots (normal);

  return join_characters (dotted);
}

static void
append_key_character (GString *key, gunichar c)
{
  if (c != MIDDLE_DOT && !is_space (c) && !is_variation_selector (c))
    g_string_append_unichar (key, c);
}

/**
 * doudi_text_name_key:
 * @name: (nullable): a person's name
 *
 * Makes the form in which names are compared: doudi_text_normalise_name(), without dots, spaces
 * and marks of variants, compatible characters as one (NFKC), case folded. Never shown.
 *
 * Returns: (not nullable) (transfer full): the key; empty for %NULL
 */
char *
doudi_text_name_key (const char *name)
{
  g_autofree char *normal = doudi_text_normalise_name (name);
  g_autofree char *compatible = g_utf8_normalize (normal, -1, G_NORMALIZE_NFKC);
  g_autofree char *folded = g_utf8_casefold (compatible, -1);
  GString *key = g_string_sized_new (strlen (folded));

  for (const char *at = folded; *at != '\0'; at = g_utf8_next_char (at))
    append_key_character (key, g_utf8_get_char (at));
  return g_string_free (key, FALSE);
}

/**
 * doudi_text_has_invisible:
 * @text: (nullable): text as it came
 *
 * Tells whether text has characters that nobody sees and that could hide what it says: zero-width
 * characters, marks of direction, byte-order marks, controls, bytes that are no UTF-8. Spaces,
 * tabs and line breaks do not count: they are seen and normalised.
 *
 * Returns: whether it has any
 */
gboolean
doudi_text_has_invisible (const char *text)
{
  if (text == NULL)
    return FALSE;
  if (!g_utf8_validate (text, -1, NULL))
    return TRUE;
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (is_invisible (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

static gboolean
is_name_letter (gunichar c)
{
  return u_isalpha ((UChar32) c) || is_han (c) || IS_PRIVATE (c);
}

/* Letters with their marks, and what joins them: "O'Neil", "Anna-Maria", "M. Li", and the dot
 * between Tibetan syllables. */
static gboolean
is_name_character (gunichar c)
{
  if (is_name_letter (c) || (U_MASK (u_charType ((UChar32) c)) & U_GC_M_MASK) != 0)
    return TRUE;
  return c == MIDDLE_DOT || (c < 0x80 && strchr (" '-.", (char) c) != NULL) || c == 0x2019
         || c == TIBETAN_TSHEG;
}

/**
 * doudi_text_is_name:
 * @text: (nullable): text as it came
 *
 * Tells whether text could be a person's name: at least one letter, no digits or marks but those
 * that join parts of names, nothing invisible, up to 60 characters. Rare and private characters
 * are letters; one is enough.
 *
 * Returns: whether it could be a name
 */
gboolean
doudi_text_is_name (const char *text)
{
  g_autofree char *name = NULL;
  gboolean letter = FALSE;

  if (doudi_text_has_invisible (text))
    return FALSE;
  name = doudi_text_normalise_name (text);
  if (g_utf8_strlen (name, -1) > NAME_LENGTH_MAX)
    return FALSE;
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!is_name_character (c))
        return FALSE;
      letter = letter || is_name_letter (c);
    }
  return letter;
}

/* Brackets of all shapes mean the same in a heading. */
static gunichar
fold_bracket (gunichar c)
{
  switch (c)
    {
    case '[':
    case 0x3010: /* 【 */
    case 0x3014: /* 〔 */
    case 0x3016: /* 〖 */
      return '(';
    case ']':
    case 0x3011: /* 】 */
    case 0x3015: /* 〕 */
    case 0x3017: /* 〗 */
      return ')';
    default:
      return c;
    }
}

/**
 * doudi_text_compact:
 * @text: (nullable): a heading of a column
 *
 * Makes the form in which headings are compared: doudi_text_normalise(), without any spaces, all
 * brackets as ( and ), letters in lower case. Never shown.
 *
 * Returns: (not nullable) (transfer full): the compact text; empty for %NULL
 */
char *
doudi_text_compact (const char *text)
{
  g_autofree char *normal = doudi_text_normalise (text);
  GString *compact = g_string_sized_new (strlen (normal));

  for (const char *at = normal; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!is_space (c))
        g_string_append_unichar (compact, g_unichar_tolower (fold_bracket (c)));
    }
  return g_string_free (compact, FALSE);
}
