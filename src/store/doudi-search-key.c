/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-search-key.h"

#include <string.h>

#include "base/doudi-text.h"

/* A name of more characters is also found by its last two: 扎西 finds 才让扎西. */
#define SHORT_NAME_LENGTH 2

static const DoudiSearchKindInfo infos[DOUDI_N_SEARCH_KINDS] = {
  { DOUDI_SEARCH_NAME, "name", "name", 'n', FALSE, FALSE },
  { DOUDI_SEARCH_PINYIN, "pinyin", "pinyin", 'p', FALSE, FALSE },
  { DOUDI_SEARCH_INITIALS, "initials", "initials", 'i', FALSE, FALSE },
  { DOUDI_SEARCH_NUMBER, "number", "number", '#', FALSE, FALSE },
  { DOUDI_SEARCH_BIRTH, "birth", "number", 'b', FALSE, FALSE },
  { DOUDI_SEARCH_NUMBER_TAIL, "number-tail", "number", '<', TRUE, FALSE },
  { DOUDI_SEARCH_PHONE, "phone", "phone", 't', FALSE, TRUE },
  { DOUDI_SEARCH_PHONE_TAIL, "phone-tail", "phone", 'u', TRUE, TRUE },
  { DOUDI_SEARCH_ACCOUNT_TAIL, "account-tail", "account", 'a', TRUE, TRUE },
  { DOUDI_SEARCH_TEMPORARY, "number", "temporary", '%', FALSE, FALSE },
  { DOUDI_SEARCH_TEMPORARY_TAIL, "number-tail", "temporary", '>', TRUE, FALSE },
  { DOUDI_SEARCH_VILLAGE, "", "village", 'v', FALSE, TRUE },
};

/**
 * doudi_search_kind_info:
 * @kind: a kind of key
 *
 * Returns: (transfer none): what is particular about it
 */
const DoudiSearchKindInfo *
doudi_search_kind_info (DoudiSearchKind kind)
{
  g_return_val_if_fail ((guint) kind < DOUDI_N_SEARCH_KINDS, &infos[0]);
  return &infos[kind];
}

/**
 * doudi_search_key_make:
 * @kind: the kind of key
 * @text: the text, or the beginning of it (of its end, for a kind that is stored backwards)
 *
 * Makes a key as it is stored and looked up.
 *
 * Returns: (transfer full): the key
 */
char *
doudi_search_key_make (DoudiSearchKind kind, const char *text)
{
  char *key = g_strdup_printf ("%c%s", doudi_search_kind_info (kind)->letter, text);

  if (doudi_search_kind_info (kind)->reversed)
    g_strreverse (key + 1);
  return key;
}

static void
add_key (GPtrArray *keys, DoudiSearchKind kind, const char *text)
{
  g_autofree char *key = doudi_search_key_make (kind, text);

  if (key[1] != '\0' && !g_ptr_array_find_with_equal_func (keys, key, g_str_equal, NULL))
    g_ptr_array_add (keys, g_steal_pointer (&key));
}

/* Readings are looked up as they are typed: letters in a row. */
static void
add_letters (GPtrArray *keys, DoudiSearchKind kind, const char *text)
{
  g_autofree char *letters = g_ascii_strdown (text, -1);
  char *to = letters;

  for (const char *from = letters; *from != '\0'; from++)
    if (g_ascii_isalnum (*from) || (*from & 0x80) != 0)
      *to++ = *from;
  *to = '\0';
  add_key (keys, kind, letters);
}

static void
add_readings (GPtrArray *keys, DoudiPinyin *pinyin, const char *name)
{
  g_auto (GStrv) readings = doudi_pinyin_readings (pinyin, name);

  for (guint i = 0; readings[i] != NULL; i++)
    add_letters (keys, DOUDI_SEARCH_PINYIN, readings[i]);
}

static void
add_initials (GPtrArray *keys, DoudiPinyin *pinyin, const char *name)
{
  g_auto (GStrv) initials = doudi_pinyin_initials (pinyin, name);

  for (guint i = 0; initials[i] != NULL; i++)
    add_letters (keys, DOUDI_SEARCH_INITIALS, initials[i]);
}

/* The last two characters of a longer name, NULL for a short one. */
static const char *
short_name (const char *name_key)
{
  glong length = g_utf8_strlen (name_key, -1);

  return length > SHORT_NAME_LENGTH
           ? g_utf8_offset_to_pointer (name_key, length - SHORT_NAME_LENGTH)
           : NULL;
}

/**
 * doudi_search_name_keys:
 * @pinyin: for the readings
 * @name: a person's name
 *
 * Makes the keys that find a name: the name, all its readings and their initials; the same for the
 * last two characters of a longer name, but for the initials, which would find too many.
 *
 * Returns: (transfer full) (element-type utf8): the keys as they are stored, none twice
 */
GPtrArray *
doudi_search_name_keys (DoudiPinyin *pinyin, const char *name)
{
  g_autofree char *name_key = doudi_text_name_key (name);
  const char *last = short_name (name_key);
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);

  add_key (keys, DOUDI_SEARCH_NAME, name_key);
  add_readings (keys, pinyin, name);
  add_initials (keys, pinyin, name);
  if (last == NULL)
    return keys;
  add_key (keys, DOUDI_SEARCH_NAME, last);
  add_readings (keys, pinyin, last);
  return keys;
}
