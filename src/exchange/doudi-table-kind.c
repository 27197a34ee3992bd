/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "exchange/doudi-table-kind.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/doudi-error.h"

#define HEAD_SIZE 4096
#define READ_SIZE (1024 * 1024)

typedef enum
{
  KIND_EMPTY,
  KIND_ZIP,
  KIND_OLE,
  KIND_MARKUP,
  KIND_DATABASE,
  KIND_TEXT,
  KIND_DOCUMENT,
  KIND_BINARY,
} Kind;

/* How files begin that are no text. */
static const struct
{
  const char *bytes;
  gsize length;
  Kind kind;
} beginnings[] = {
  { "PK\x03\x04", 4, KIND_ZIP },
  { "PK\x05\x06", 4, KIND_ZIP },
  { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, KIND_OLE },
  { "SQLite format 3", 16, KIND_DATABASE },
  { "%PDF-", 5, KIND_DOCUMENT },
  { "{\\rtf", 5, KIND_DOCUMENT },
  { "\x89PNG", 4, KIND_DOCUMENT },
  { "\xff\xd8\xff", 3, KIND_DOCUMENT },
};

/* UTF-16 has zero bytes and is text all the same. */
static gboolean
has_wide_mark (const char *head, gsize length)
{
  return length >= 2 && (memcmp (head, "\xff\xfe", 2) == 0 || memcmp (head, "\xfe\xff", 2) == 0);
}

/* A web page or another document of tags; no table in text begins with one. */
static gboolean
is_markup (const char *head, gsize length)
{
  const char *end = head + length;

  if (length >= 3 && memcmp (head, "\xef\xbb\xbf", 3) == 0)
    head += 3;
  while (head < end && g_ascii_isspace (*head))
    head++;
  return end - head >= 2 && *head == '<'
         && (g_ascii_isalpha (head[1]) || strchr ("!?", head[1]) != NULL);
}

static Kind
kind_of (const char *head, gsize length)
{
  if (length == 0)
    return KIND_EMPTY;
  for (gsize i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (length >= beginnings[i].length
        && memcmp (head, beginnings[i].bytes, beginnings[i].length) == 0)
      return beginnings[i].kind;
  if (is_markup (head, length))
    return KIND_MARKUP;
  return has_wide_mark (head, length) || memchr (head, '\0', length) == NULL ? KIND_TEXT
                                                                             : KIND_BINARY;
}

static gboolean
is_named (const char *name, const char *const *endings)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (; *endings != NULL; endings++)
    if (g_str_has_suffix (lower, *endings))
      return TRUE;
  return FALSE;
}

static const char *const text_endings[] = { ".csv", ".txt", ".tsv", NULL };

/* No program writes text and calls it xlsx, or a workbook and calls it csv: somebody renamed it,
 * and may have meant another file. */
static gboolean
check_name (Kind kind, const char *name, GError **error)
{
  static const char *const workbooks[] = { ".xlsx", ".xlsm", NULL };

  if (kind == KIND_TEXT && is_named (name, workbooks))
    return doudi_table_refuse (error,
                               _ ("the name says that this is a workbook, but the file holds "
                                  "text. Change its ending to .csv, or choose the right file."));
  if (kind == KIND_ZIP && is_named (name, text_endings))
    return doudi_table_refuse (error,
                               _ ("the name says that this is text, but the file holds a packed "
                                  "workbook. Change its ending to .xlsx, or choose the right "
                                  "file."));
  if (kind == KIND_OLE && is_named (name, text_endings))
    return doudi_table_refuse (error,
                               _ ("the name says that this is text, but the file holds an old "
                                  "workbook. Change its ending to .xls, or choose the right "
                                  "file."));
  return TRUE;
}

static const DoudiTableReader *
reader_of (Kind kind, GError **error)
{
  switch (kind)
    {
    case KIND_ZIP:
      return &doudi_table_reader_xlsx;
    case KIND_OLE:
      return &doudi_table_reader_xls;
    case KIND_TEXT:
      return &doudi_table_reader_csv;
    case KIND_EMPTY:
      doudi_table_refuse (error, _ ("the file is empty. Ask for it again."));
      return NULL;
    case KIND_MARKUP:
      doudi_table_refuse (error,
                          _ ("this is a web page or an XML document, not a workbook, whatever it "
                             "is called. Open it in WPS or Excel and save it as an .xlsx "
                             "workbook."));
      return NULL;
    case KIND_DATABASE:
      doudi_table_refuse (error,
                          _ ("this is a database, not a table, and is not opened. Open a caseload "
                             "with “Open”; ask others for a workbook."));
      return NULL;
    case KIND_DOCUMENT:
    case KIND_BINARY:
    default:
      doudi_table_refuse (error, _ ("this is no table. Choose an .xlsx, .xls or .csv file."));
      return NULL;
    }
}

/**
 * doudi_table_kind_find_reader:
 * @descriptor: an open file
 * @name: (not nullable): its name; only to tell when it lies
 * @error: %DOUDI_ERROR_BAD_DATA if the file is no table
 *
 * Finds out by its first bytes what a file is.
 *
 * Returns: (nullable) (transfer none): who reads it, or %NULL with @error set
 */
const DoudiTableReader *
doudi_table_kind_find_reader (int descriptor, const char *name, GError **error)
{
  char head[HEAD_SIZE];
  gssize length = pread (descriptor, head, sizeof head, 0);
  Kind kind;

  if (length < 0)
    {
      doudi_error_set_from_errno (error, errno, name);
      return NULL;
    }
  kind = kind_of (head, (gsize) length);
  /* Zero bytes in what is called text are a fault in it; its reader says where. */
  if (kind == KIND_BINARY && is_named (name, text_endings))
    kind = KIND_TEXT;
  return check_name (kind, name, error) ? reader_of (kind, error) : NULL;
}

static gboolean
check_size (int descriptor, goffset limit, GError **error)
{
  struct stat status;

  if (fstat (descriptor, &status) != 0)
    {
      doudi_error_set_from_errno (error, errno, "");
      return FALSE;
    }
  if (status.st_size <= limit)
    return TRUE;
  return doudi_table_refuse (error, _ ("the file has more than %d MB. Split it by township."),
                             (int) (limit / (1024 * 1024)));
}

/**
 * doudi_table_read_descriptor:
 * @descriptor: an open file
 * @limit: the largest size that is read, in bytes
 * @error: %DOUDI_ERROR_BAD_DATA if it is larger, %DOUDI_ERROR_IO if it cannot be read
 *
 * For readers that need a file as a whole.
 *
 * Returns: (nullable) (transfer full): its content, or %NULL with @error set
 */
GBytes *
doudi_table_read_descriptor (int descriptor, goffset limit, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gssize got;

  if (!check_size (descriptor, limit, error))
    return NULL;
  do
    {
      guint length = bytes->len;

      g_byte_array_set_size (bytes, length + READ_SIZE);
      got = pread (descriptor, bytes->data + length, READ_SIZE, (off_t) length);
      g_byte_array_set_size (bytes, length + (guint) MAX (got, 0));
    }
  while (got > 0 && bytes->len <= limit);
  if (got < 0)
    {
      doudi_error_set_from_errno (error, errno, "");
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
