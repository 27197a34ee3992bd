/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "exchange/doudi-ole.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/doudi-bytes.h"
#include "exchange/doudi-table-private.h"

/* Numbers of sectors with a meaning of their own; all above them too. */
#define SECTOR_SPECIAL 0xfffffffau
#define SECTOR_END 0xfffffffeu
#define SECTOR_FREE 0xffffffffu

/* The header, [MS-CFB] 2.2 */
#define HEADER_SIZE 512
#define AT_SECTOR_SHIFT 0x1e
#define AT_MINI_SHIFT 0x20
#define AT_DIRECTORY 0x30
#define AT_CUTOFF 0x38
#define AT_MINI_TABLE 0x3c
#define AT_FURTHER_TABLE 0x44
#define AT_FIRST_TABLE 0x4c
#define N_FIRST_TABLE 109

/* An entry of the directory, [MS-CFB] 2.6.1 */
#define ENTRY_SIZE 128
#define ENTRY_AT_NAME_LENGTH 0x40
#define ENTRY_AT_TYPE 0x42
#define ENTRY_AT_START 0x74
#define ENTRY_AT_SIZE 0x78
#define ENTRY_STREAM 2
#define ENTRY_ROOT 5

/* A chain of equal pieces inside a stretch of bytes. */
typedef struct
{
  const guint8 *bytes;
  gsize length;
  gsize piece;
  const guint32 *next; /* by piece */
  gsize n_next;
} Pieces;

struct _DoudiOle
{
  GBytes *file;
  const guint8 *bytes;
  gsize length;
  gsize sector;
  GArray *table;         /* guint32: which sector follows which */
  GByteArray *directory; /* entries */
  GByteArray *mini;      /* small streams lie in one large one */
  GArray *mini_table;    /* guint32: which piece of it follows which */
  gsize mini_piece;
  guint32 cutoff; /* streams below this size are small */
};

/* The bytes of a chain; %NULL where it leaves the file or goes round. */
static GByteArray *
read_chain (const Pieces *pieces, guint32 start)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize steps = 0;

  for (guint32 at = start; at != SECTOR_END; at = pieces->next[at])
    {
      if (at >= pieces->n_next || steps++ >= pieces->n_next
          || (at + (gsize) 1) * pieces->piece > pieces->length)
        return NULL;
      g_byte_array_append (bytes, pieces->bytes + at * pieces->piece, (guint) pieces->piece);
    }
  return g_steal_pointer (&bytes);
}

/* The sectors follow the header, which has the room of one. */
static Pieces
sectors_of (const DoudiOle *ole)
{
  return (Pieces){ ole->bytes + ole->sector, ole->length - ole->sector, ole->sector,
                   (const guint32 *) (gpointer) ole->table->data, ole->table->len };
}

static Pieces
mini_pieces_of (const DoudiOle *ole)
{
  return (Pieces){ ole->mini->data, ole->mini->len, ole->mini_piece,
                   (const guint32 *) (gpointer) ole->mini_table->data, ole->mini_table->len };
}

static const guint8 *
get_sector (const DoudiOle *ole, guint32 number)
{
  gsize at = ((gsize) number + 1) * ole->sector;

  return number < SECTOR_SPECIAL && at + ole->sector <= ole->length ? ole->bytes + at : NULL;
}

static void
append_numbers (GArray *numbers, const guint8 *bytes, gsize length)
{
  for (gsize i = 0; i + 4 <= length; i += 4)
    {
      guint32 number = doudi_bytes_u32 (bytes + i);

      g_array_append_val (numbers, number);
    }
}

/* A sector of the table of what follows what. */
static gboolean
add_to_table (DoudiOle *ole, guint32 number)
{
  const guint8 *sector = get_sector (ole, number);

  if (number == SECTOR_FREE)
    return TRUE;
  /* There cannot be more of them than of sectors. */
  if (sector == NULL || ole->table->len > ole->length / ole->sector + ole->sector)
    return FALSE;
  append_numbers (ole->table, sector, ole->sector);
  return TRUE;
}

/* The first sectors of the table are listed in the header, further ones in sectors of their own
 * whose last number leads to the next. */
static gboolean
load_table (DoudiOle *ole)
{
  guint32 further = doudi_bytes_u32 (ole->bytes + AT_FURTHER_TABLE);
  gsize steps = 0;

  for (gsize i = 0; i < N_FIRST_TABLE; i++)
    if (!add_to_table (ole, doudi_bytes_u32 (ole->bytes + AT_FIRST_TABLE + i * 4)))
      return FALSE;
  while (further < SECTOR_SPECIAL)
    {
      const guint8 *sector = get_sector (ole, further);

      if (sector == NULL || steps++ > ole->length / ole->sector)
        return FALSE;
      for (gsize i = 0; i + 8 <= ole->sector; i += 4)
        if (!add_to_table (ole, doudi_bytes_u32 (sector + i)))
          return FALSE;
      further = doudi_bytes_u32 (sector + ole->sector - 4);
    }
  return TRUE;
}

/* A sector that is used but beyond the end was cut off. */
static gboolean
is_whole (const DoudiOle *ole)
{
  for (guint i = 0; i < ole->table->len; i++)
    if (g_array_index (ole->table, guint32, i) != SECTOR_FREE && get_sector (ole, i) == NULL)
      return FALSE;
  return TRUE;
}

static const guint8 *
get_entry (const DoudiOle *ole, guint index)
{
  return ole->directory->data + (gsize) index * ENTRY_SIZE;
}

static guint
count_entries (const DoudiOle *ole)
{
  return ole->directory->len / ENTRY_SIZE;
}

static gboolean
load_mini (DoudiOle *ole)
{
  const Pieces sectors = sectors_of (ole);
  guint32 start = doudi_bytes_u32 (ole->bytes + AT_MINI_TABLE);
  g_autoptr (GByteArray) table = NULL;

  ole->mini_table = g_array_new (FALSE, FALSE, sizeof (guint32));
  ole->mini = g_byte_array_new ();
  if (start >= SECTOR_SPECIAL)
    return TRUE;
  table = read_chain (&sectors, start);
  if (table == NULL)
    return FALSE;
  append_numbers (ole->mini_table, table->data, table->len);
  for (guint i = 0; i < count_entries (ole); i++)
    if (get_entry (ole, i)[ENTRY_AT_TYPE] == ENTRY_ROOT)
      {
        g_byte_array_unref (ole->mini);
        ole->mini = read_chain (&sectors, doudi_bytes_u32 (get_entry (ole, i) + ENTRY_AT_START));
        return ole->mini != NULL;
      }
  return TRUE;
}

static gboolean
load (DoudiOle *ole)
{
  guint shift, mini_shift;
  Pieces sectors;

  if (ole->length < HEADER_SIZE)
    return FALSE;
  shift = doudi_bytes_u16 (ole->bytes + AT_SECTOR_SHIFT);
  mini_shift = doudi_bytes_u16 (ole->bytes + AT_MINI_SHIFT);
  if ((shift != 9 && shift != 12) || mini_shift != 6 || ole->length < (gsize) 1 << shift)
    return FALSE;
  ole->sector = (gsize) 1 << shift;
  ole->mini_piece = (gsize) 1 << mini_shift;
  ole->cutoff = doudi_bytes_u32 (ole->bytes + AT_CUTOFF);
  if (!load_table (ole) || !is_whole (ole))
    return FALSE;
  sectors = sectors_of (ole);
  ole->directory = read_chain (&sectors, doudi_bytes_u32 (ole->bytes + AT_DIRECTORY));
  return ole->directory != NULL && load_mini (ole);
}

/**
 * doudi_ole_open:
 * @file: (not nullable): a whole file
 * @error: %DOUDI_ERROR_BAD_DATA if the container is damaged or was cut off
 *
 * Opens a container and looks at its directory.
 *
 * Returns: (nullable) (transfer full): the container, or %NULL with @error set
 */
DoudiOle *
doudi_ole_open (GBytes *file, GError **error)
{
  g_autoptr (DoudiOle) ole = g_new0 (DoudiOle, 1);

  ole->file = g_bytes_ref (file);
  ole->bytes = g_bytes_get_data (file, &ole->length);
  ole->table = g_array_new (FALSE, FALSE, sizeof (guint32));
  if (load (ole))
    return g_steal_pointer (&ole);
  doudi_table_refuse_for (error, DOUDI_TABLE_DAMAGED);
  return NULL;
}

/**
 * doudi_ole_free:
 * @ole: (nullable) (transfer full): a container
 *
 * Frees it.
 */
void
doudi_ole_free (DoudiOle *ole)
{
  if (ole == NULL)
    return;
  g_clear_pointer (&ole->mini_table, g_array_unref);
  g_clear_pointer (&ole->mini, g_byte_array_unref);
  g_clear_pointer (&ole->directory, g_byte_array_unref);
  g_array_unref (ole->table);
  g_bytes_unref (ole->file);
  g_free (ole);
}

/* Names are UTF-16; those that are asked for have only letters of ASCII. */
static gboolean
is_named (const guint8 *entry, const char *name)
{
  gsize length = strlen (name);

  if (doudi_bytes_u16 (entry + ENTRY_AT_NAME_LENGTH) != (length + 1) * 2)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (doudi_bytes_u16 (entry + i * 2) != (guint8) name[i])
      return FALSE;
  return TRUE;
}

static const guint8 *
find_entry (const DoudiOle *ole, const char *name)
{
  for (guint i = 0; i < count_entries (ole); i++)
    if (get_entry (ole, i)[ENTRY_AT_TYPE] != 0 && is_named (get_entry (ole, i), name))
      return get_entry (ole, i);
  return NULL;
}

/**
 * doudi_ole_has:
 * @ole: (not nullable): a container
 * @name: (not nullable): letters of ASCII
 *
 * Returns: whether there is a stream or a folder of this name, wherever it is
 */
gboolean
doudi_ole_has (const DoudiOle *ole, const char *name)
{
  return find_entry (ole, name) != NULL;
}

/**
 * doudi_ole_read:
 * @ole: (not nullable): a container
 * @name: (not nullable): the name of a stream
 * @error: %DOUDI_ERROR_BAD_DATA if there is no such stream or it is damaged
 *
 * Reads a whole stream.
 *
 * Returns: (nullable) (transfer full): its bytes, or %NULL with @error set
 */
GBytes *
doudi_ole_read (const DoudiOle *ole, const char *name, GError **error)
{
  const guint8 *entry = find_entry (ole, name);
  g_autoptr (GByteArray) bytes = NULL;
  guint32 size = entry == NULL ? 0 : doudi_bytes_u32 (entry + ENTRY_AT_SIZE);

  if (entry != NULL && entry[ENTRY_AT_TYPE] == ENTRY_STREAM)
    {
      const Pieces pieces = size < ole->cutoff ? mini_pieces_of (ole) : sectors_of (ole);

      bytes = read_chain (&pieces, doudi_bytes_u32 (entry + ENTRY_AT_START));
    }
  if (bytes == NULL || bytes->len < size)
    {
      doudi_table_refuse_for (error, DOUDI_TABLE_DAMAGED);
      return NULL;
    }
  g_byte_array_set_size (bytes, size);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
