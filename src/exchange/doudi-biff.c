/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "exchange/doudi-biff.h"

#include <string.h>

#include "exchange/doudi-bytes.h"

#define HEADER_SIZE 4

/* Flags of a string, [MS-XLS] 2.5.293 */
#define STRING_WIDE 0x01
#define STRING_EXTENDED 0x04
#define STRING_RICH 0x08

/* Where a string goes on: in the record, or in the CONTINUE records behind it. */
typedef struct
{
  DoudiBiff *biff;
  gsize at;
} Cursor;

/**
 * doudi_biff_init:
 * @biff: (not nullable) (out caller-allocates): a stream of records
 * @stream: (not nullable): its bytes; must outlive @biff
 * @at: where to begin
 *
 * Begins to read records.
 */
void
doudi_biff_init (DoudiBiff *biff, GBytes *stream, gsize at)
{
  *biff = (DoudiBiff){ 0 };
  biff->bytes = g_bytes_get_data (stream, &biff->length);
  biff->at = at;
}

/**
 * doudi_biff_next:
 * @biff: (not nullable): a stream of records
 *
 * Goes on to the next record.
 *
 * Returns: whether there is a whole one
 */
gboolean
doudi_biff_next (DoudiBiff *biff)
{
  gsize size;

  if (biff->at > biff->length || biff->length - biff->at < HEADER_SIZE)
    return FALSE;
  size = doudi_bytes_u16 (biff->bytes + biff->at + 2);
  if (biff->length - biff->at - HEADER_SIZE < size)
    return FALSE;
  biff->type = doudi_bytes_u16 (biff->bytes + biff->at);
  biff->body = biff->bytes + biff->at + HEADER_SIZE;
  biff->size = size;
  biff->at += HEADER_SIZE + size;
  return TRUE;
}

/**
 * doudi_biff_has:
 * @biff: (not nullable): a record
 * @size: how many bytes it must have
 *
 * Returns: whether it has as many
 */
gboolean
doudi_biff_has (const DoudiBiff *biff, gsize size)
{
  return biff->size >= size;
}

/* %NULL for half a pair of surrogates. */
static char *
to_utf8 (GArray *units)
{
  return g_utf16_to_utf8 ((const gunichar2 *) (gpointer) units->data, (glong) units->len, NULL,
                          NULL, NULL);
}

/**
 * doudi_biff_dup_string:
 * @biff: (not nullable): a record
 * @at: where in it a string begins
 * @count_size: bytes of its length: 1 or 2
 *
 * Reads a string that lies in one record: its length, its flags, its characters in one or two
 * bytes.
 *
 * Returns: (nullable) (transfer full): the text; %NULL if the record does not hold it
 */
char *
doudi_biff_dup_string (const DoudiBiff *biff, gsize at, gsize count_size)
{
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (gunichar2));
  gsize count, width;

  if (!doudi_biff_has (biff, at + count_size + 1))
    return NULL;
  count = count_size == 1 ? biff->body[at] : doudi_bytes_u16 (biff->body + at);
  width = (biff->body[at + count_size] & STRING_WIDE) != 0 ? 2 : 1;
  at += count_size + 1;
  if (!doudi_biff_has (biff, at + count * width))
    return NULL;
  for (gsize i = 0; i < count; i++)
    {
      gunichar2 unit = width == 1 ? biff->body[at + i] : doudi_bytes_u16 (biff->body + at + i * 2);

      g_array_append_val (units, unit);
    }
  return to_utf8 (units);
}

/* At the end of a record a string goes on in the next one, which must be a CONTINUE. */
static gboolean
go_on (Cursor *cursor)
{
  while (cursor->at >= cursor->biff->size)
    {
      if (!doudi_biff_next (cursor->biff) || cursor->biff->type != DOUDI_BIFF_CONTINUE)
        return FALSE;
      cursor->at = 0;
    }
  return TRUE;
}

static gboolean
read_number (Cursor *cursor, gsize size, guint32 *number)
{
  *number = 0;
  for (gsize i = 0; i < size; i++)
    {
      if (!go_on (cursor))
        return FALSE;
      *number |= (guint32) cursor->biff->body[cursor->at++] << (8 * i);
    }
  return TRUE;
}

static gboolean
skip (Cursor *cursor, gsize size)
{
  while (size > 0)
    {
      gsize step;

      if (!go_on (cursor))
        return FALSE;
      step = MIN (size, cursor->biff->size - cursor->at);
      cursor->at += step;
      size -= step;
    }
  return TRUE;
}

/* Characters that go on in another record begin with a byte that says anew how wide they are. */
static gboolean
read_units (Cursor *cursor, guint32 count, guint32 flags, GArray *units)
{
  for (guint32 i = 0; i < count; i++)
    {
      guint32 unit;
      gunichar2 narrow;

      if (cursor->at >= cursor->biff->size && (!go_on (cursor) || !read_number (cursor, 1, &flags)))
        return FALSE;
      if (!read_number (cursor, (flags & STRING_WIDE) != 0 ? 2 : 1, &unit))
        return FALSE;
      narrow = (gunichar2) unit;
      g_array_append_val (units, narrow);
    }
  return TRUE;
}

static char *
read_string (Cursor *cursor, GArray *units)
{
  guint32 count, flags;
  guint32 runs = 0;
  guint32 extended = 0;

  g_array_set_size (units, 0);
  if (!read_number (cursor, 2, &count) || !read_number (cursor, 1, &flags)
      || ((flags & STRING_RICH) != 0 && !read_number (cursor, 2, &runs))
      || ((flags & STRING_EXTENDED) != 0 && !read_number (cursor, 4, &extended))
      || !read_units (cursor, count, flags, units) || !skip (cursor, (gsize) runs * 4)
      || !skip (cursor, extended))
    return NULL;
  return to_utf8 (units);
}

/**
 * doudi_biff_read_strings:
 * @biff: (not nullable): a stream whose record is an SST; afterwards it is the last record that
 *   belongs to it
 *
 * Reads the strings that cells refer to by number. Readings in another script are left out.
 *
 * Returns: (nullable) (transfer full) (element-type utf8): the strings; %NULL if they are damaged
 */
GPtrArray *
doudi_biff_read_strings (DoudiBiff *biff)
{
  g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (gunichar2));
  Cursor cursor = { biff, 0 };
  guint32 total, count;

  if (!read_number (&cursor, 4, &total) || !read_number (&cursor, 4, &count))
    return NULL;
  for (guint32 i = 0; i < count; i++)
    {
      char *text = read_string (&cursor, units);

      if (text == NULL)
        return NULL;
      g_ptr_array_add (strings, text);
    }
  return g_steal_pointer (&strings);
}

/**
 * doudi_biff_rk:
 * @rk: a number in the short form, [MS-XLS] 2.5.217
 *
 * Reads a number: the lowest bit says that it was multiplied by a hundred, the next that it is
 * whole.
 *
 * Returns: the number
 */
double
doudi_biff_rk (guint32 rk)
{
  guint64 bits = (guint64) (rk & ~3u) << 32;
  double value;

  if ((rk & 2) != 0)
    value = (double) ((gint32) rk >> 2);
  else
    memcpy (&value, &bits, sizeof value);
  return (rk & 1) != 0 ? value / 100 : value;
}
