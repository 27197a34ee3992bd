/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * What a file is, by its content: a name proves nothing. A file that is taken in can be read by
 * every program that reads such files, whole; what is cut short or damaged is refused while the
 * paper is still on the table.
 */

#include "config.h"

#include "casework/doudi-attachment-content.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-error.h"
#include "store/doudi-attachment-store.h"

/* Where the mark of a PDF may stand, and how far from the end the one that ends it. */
#define PDF_HEAD 1024
#define PDF_TAIL 2048

#define PNG_HEADER 8
#define PNG_FRAME 12 /* length, name and checksum of a piece */
#define PNG_IHDR 13

typedef enum
{
  FAULT_NONE,
  FAULT_CUT_SHORT,
  FAULT_DAMAGED,
  FAULT_TOO_MANY_PIXELS,
} Fault;

typedef struct
{
  const guint8 *bytes;
  gsize length;
} Piece;

static guint16
read_16 (const guint8 *bytes)
{
  return (guint16) (bytes[0] << 8 | bytes[1]);
}

static guint32
read_32 (const guint8 *bytes)
{
  return (guint32) read_16 (bytes) << 16 | read_16 (bytes + 2);
}

static gboolean
begins_with (const Piece *piece, gsize offset, const char *mark, gsize length)
{
  return piece->length >= offset + length && memcmp (piece->bytes + offset, mark, length) == 0;
}

#define BEGINS_WITH(piece, offset, mark) begins_with (piece, offset, mark, sizeof (mark) - 1)

static Fault
judge_size (const DoudiAttachmentContent *content)
{
  if (content->width == 0 || content->height == 0)
    return FAULT_DAMAGED;
  if (content->width > DOUDI_ATTACHMENT_SIDE_MAX || content->height > DOUDI_ATTACHMENT_SIDE_MAX
      || (guint64) content->width * content->height > DOUDI_ATTACHMENT_PIXELS_MAX)
    return FAULT_TOO_MANY_PIXELS;
  return FAULT_NONE;
}

/* SOF0 to SOF15, but for the three that mean something else. */
static gboolean
is_start_of_frame (guint8 marker)
{
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

/* Behind the data of a scan, at the marker that ends it; the length where there is none. */
static gsize
skip_scan (const Piece *piece, gsize at)
{
  for (; at + 1 < piece->length; at++)
    {
      guint8 next = piece->bytes[at + 1];

      if (piece->bytes[at] == 0xFF && next != 0x00 && next != 0xFF
          && !(next >= 0xD0 && next <= 0xD7))
        return at;
    }
  return piece->length;
}

/* One marker with what it says; where the next one is, in @at. */
static Fault
read_jpeg_segment (const Piece *piece, gsize *at, guint8 marker, DoudiAttachmentContent *content)
{
  const guint8 *segment = piece->bytes + *at + 2;
  gsize left = piece->length - *at - 2;
  gsize length = left >= 2 ? read_16 (segment) : 0;

  if (left < 2 || length > left)
    return FAULT_CUT_SHORT;
  if (length < 2 || (is_start_of_frame (marker) && length < 8))
    return FAULT_DAMAGED;
  if (is_start_of_frame (marker))
    {
      content->height = read_16 (segment + 3);
      content->width = read_16 (segment + 5);
    }
  *at += 2 + length;
  if (marker == 0xDA)
    *at = skip_scan (piece, *at);
  return FAULT_NONE;
}

/* What some telephones put behind the end is left alone. */
static Fault
check_jpeg (const Piece *piece, DoudiAttachmentContent *content)
{
  gboolean scanned = FALSE;
  gsize at = 2;

  while (at + 2 <= piece->length)
    {
      guint8 marker = piece->bytes[at + 1];
      Fault fault = FAULT_NONE;

      if (piece->bytes[at] != 0xFF)
        return FAULT_DAMAGED;
      if (marker == 0xD9)
        return scanned ? judge_size (content) : FAULT_DAMAGED;
      scanned = scanned || marker == 0xDA;
      if (marker == 0xFF)
        at++;
      else
        fault = read_jpeg_segment (piece, &at, marker, content);
      if (fault != FAULT_NONE)
        return fault;
    }
  return FAULT_CUT_SHORT;
}

/* The checksum of PNG (ISO 3309). */
static guint32
checksum (const guint32 *table, const guint8 *bytes, gsize length)
{
  guint32 sum = 0xFFFFFFFF;

  for (gsize i = 0; i < length; i++)
    sum = table[(sum ^ bytes[i]) & 0xFF] ^ (sum >> 8);
  return sum ^ 0xFFFFFFFF;
}

static void
fill_checksum_table (guint32 table[256])
{
  for (guint32 i = 0; i < 256; i++)
    {
      table[i] = i;
      for (int bit = 0; bit < 8; bit++)
        table[i] = (table[i] & 1) != 0 ? 0xEDB88320 ^ (table[i] >> 1) : table[i] >> 1;
    }
}

static Fault
check_png (const Piece *piece, DoudiAttachmentContent *content)
{
  guint32 table[256];
  gboolean has_data = FALSE;
  gsize at = PNG_HEADER;

  fill_checksum_table (table);
  while (piece->length - at >= PNG_FRAME)
    {
      const guint8 *chunk = piece->bytes + at;
      guint32 length = read_32 (chunk);

      if (length > piece->length - at - PNG_FRAME)
        return FAULT_CUT_SHORT;
      if (read_32 (chunk + 8 + length) != checksum (table, chunk + 4, 4 + (gsize) length))
        return FAULT_DAMAGED;
      if ((at == PNG_HEADER) != (memcmp (chunk + 4, "IHDR", 4) == 0)
          || (at == PNG_HEADER && length != PNG_IHDR))
        return FAULT_DAMAGED;
      if (at == PNG_HEADER)
        {
          content->width = read_32 (chunk + 8);
          content->height = read_32 (chunk + 12);
        }
      has_data = has_data || memcmp (chunk + 4, "IDAT", 4) == 0;
      if (memcmp (chunk + 4, "IEND", 4) == 0)
        return has_data ? judge_size (content) : FAULT_DAMAGED;
      at += PNG_FRAME + (gsize) length;
    }
  return FAULT_CUT_SHORT;
}

static gboolean
has_within (const guint8 *bytes, gsize length, const char *mark)
{
  return memmem (bytes, length, mark, strlen (mark)) != NULL;
}

static gboolean
is_pdf (const Piece *piece)
{
  return has_within (piece->bytes, MIN (piece->length, PDF_HEAD), "%PDF-");
}

/* One that lost its end has no way to its pages any more. */
static Fault
check_pdf (const Piece *piece)
{
  gsize tail = MIN (piece->length, PDF_TAIL);
  const guint8 *end = piece->bytes + piece->length - tail;

  if (!has_within (end, tail, "%%EOF"))
    return FAULT_CUT_SHORT;
  if (!has_within (end, tail, "startxref") || !has_within (piece->bytes, piece->length, "obj"))
    return FAULT_DAMAGED;
  return FAULT_NONE;
}

/* What else people bring, and how to make a paper of it. */
static const char *
describe_other (const Piece *piece)
{
  if (BEGINS_WITH (piece, 4, "ftyphei") || BEGINS_WITH (piece, 4, "ftypmif1")
      || BEGINS_WITH (piece, 4, "ftyphev"))
    return _ (
      "this is a HEIC photograph. Let the telephone save it as JPEG (“most compatible”), then add "
      "it.");
  if (BEGINS_WITH (piece, 8, "WEBP") || BEGINS_WITH (piece, 0, "GIF8")
      || BEGINS_WITH (piece, 0, "BM") || BEGINS_WITH (piece, 0, "II*\0")
      || BEGINS_WITH (piece, 0, "MM\0*"))
    return _ ("this is an image of another kind. Save it as JPEG or PNG, then add it.");
  if (BEGINS_WITH (piece, 0, "PK\3\4"))
    return _ ("this is a Word, Excel, OFD or ZIP file. Save or print it as PDF, then add it.");
  if (BEGINS_WITH (piece, 0, "\xD0\xCF\x11\xE0"))
    return _ ("this is an old Word or Excel file. Save or print it as PDF, then add it.");
  return _ ("this is neither a JPEG or PNG image nor a PDF document. Photograph or scan the paper, "
            "then add "
            "that.");
}

static gboolean
refuse (GError **error, const char *file_name, const char *words)
{
  doudi_error_set (error, DOUDI_ERROR_BAD_DATA, file_name, "%s: %s", file_name, words);
  return FALSE;
}

static gboolean
refuse_fault (GError **error,
              const char *file_name,
              Fault fault,
              const DoudiAttachmentContent *content)
{
  g_autofree char *words = NULL;

  if (fault == FAULT_CUT_SHORT)
    return refuse (error, file_name,
                   _ ("the file is cut short. Copy it once more from the telephone or scanner."));
  if (fault == FAULT_DAMAGED)
    return refuse (error, file_name,
                   _ ("the file is damaged. Photograph or scan the paper once more."));
  words = g_strdup_printf (_ ("the image has %u × %u pixels; at most %d on a side and %d million "
                              "together can be shown. Save it smaller, then add it."),
                           content->width, content->height, DOUDI_ATTACHMENT_SIDE_MAX,
                           DOUDI_ATTACHMENT_PIXELS_MAX / 1000000);
  return refuse (error, file_name, words);
}

/* Those that begin like what they are, and whether they are whole. */
static Fault
check_known (const Piece *piece, DoudiAttachmentContent *content)
{
  if (BEGINS_WITH (piece, 0, "\xFF\xD8\xFF"))
    {
      content->media_type = "image/jpeg";
      return check_jpeg (piece, content);
    }
  if (BEGINS_WITH (piece, 0, "\x89PNG\r\n\x1A\n"))
    {
      content->media_type = "image/png";
      return check_png (piece, content);
    }
  if (!is_pdf (piece))
    return FAULT_NONE;
  content->media_type = "application/pdf";
  return check_pdf (piece);
}

/**
 * doudi_attachment_content_refuse_size:
 * @file_name: what the file is called
 * @error: set to %DOUDI_ERROR_BAD_DATA
 *
 * Says that a file is too large to be kept.
 *
 * Returns: %FALSE
 */
gboolean
doudi_attachment_content_refuse_size (const char *file_name, GError **error)
{
  return refuse (error, file_name,
                 _ ("the file is larger than 20 MB. Photograph it smaller, or scan it with 200 "
                    "dots an inch."));
}

/**
 * doudi_attachment_content_check:
 * @bytes: the content of a file
 * @file_name: what it is called, for the message
 * @content: (out caller-allocates): what it is
 * @error: %DOUDI_ERROR_BAD_DATA: which file, what is wrong with it, and what to do
 *
 * Looks whether a file can be kept as a paper: a JPEG or PNG image or a PDF document, by its
 * content and not by its name, not empty, of 20 MiB at most, whole, and no larger in pixels than
 * can be shown.
 *
 * Returns: whether it can
 */
gboolean
doudi_attachment_content_check (GBytes *bytes,
                                const char *file_name,
                                DoudiAttachmentContent *content,
                                GError **error)
{
  Piece piece;
  Fault fault;

  *content = (DoudiAttachmentContent){ NULL, 0, 0 };
  piece.bytes = g_bytes_get_data (bytes, &piece.length);
  if (piece.length == 0)
    return refuse (error, file_name,
                   _ ("the file is empty. Copy it once more from the telephone or scanner."));
  if (piece.length > DOUDI_ATTACHMENT_SIZE_MAX)
    return doudi_attachment_content_refuse_size (file_name, error);
  fault = check_known (&piece, content);
  if (content->media_type == NULL)
    return refuse (error, file_name, describe_other (&piece));
  return fault == FAULT_NONE || refuse_fault (error, file_name, fault, content);
}
