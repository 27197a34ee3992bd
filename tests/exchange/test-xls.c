/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

/* Old workbooks, written byte by byte. */

#include <string.h>

#include "base/doudi-error.h"
#include "exchange-fixture.h"
#include "exchange/doudi-biff.h"

#define SECTOR 512
#define MINI 64
#define CUTOFF 4096
#define END 0xfffffffeu
#define FREE 0xffffffffu
#define TABLE 0xfffffffdu

typedef struct
{
  const char *name;
  GByteArray *bytes;
} Stream;

static void
put16 (GByteArray *bytes, guint16 number)
{
  const guint8 two[] = { (guint8) number, (guint8) (number >> 8) };

  g_byte_array_append (bytes, two, sizeof two);
}

static void
put32 (GByteArray *bytes, guint32 number)
{
  put16 (bytes, (guint16) number);
  put16 (bytes, (guint16) (number >> 16));
}

static void
put_double (GByteArray *bytes, double value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  put32 (bytes, (guint32) bits);
  put32 (bytes, (guint32) (bits >> 32));
}

static void
pad (GByteArray *bytes, gsize to)
{
  while (bytes->len % to != 0)
    g_byte_array_append (bytes, (const guint8 *) "", 1);
}

static void
set32 (GByteArray *bytes, gsize at, guint32 number)
{
  for (int i = 0; i < 4; i++)
    bytes->data[at + i] = (guint8) (number >> (8 * i));
}

static void
put_entry (GByteArray *directory, const char *name, guint8 type, guint32 start, guint32 size)
{
  gsize begin = directory->len;

  for (const char *at = name; *at != '\0'; at++)
    put16 (directory, (guint16) *at);
  while (directory->len < begin + 64)
    put16 (directory, 0);
  put16 (directory, (guint16) ((strlen (name) + 1) * 2));
  put16 (directory, type);
  while (directory->len < begin + 116)
    put16 (directory, 0);
  put32 (directory, start);
  put32 (directory, size);
  put32 (directory, 0);
}

/* The table in sector 0, the directory in 1, the small table in 2, then the small streams, then the
 * large ones. */
static char *
write_ole (const Fixture *fixture, const char *name, const Stream *streams)
{
  g_autoptr (GByteArray) file = g_byte_array_new ();
  g_autoptr (GByteArray) table = g_byte_array_new ();
  g_autoptr (GByteArray) directory = g_byte_array_new ();
  g_autoptr (GByteArray) mini_table = g_byte_array_new ();
  g_autoptr (GByteArray) mini = g_byte_array_new ();
  g_autoptr (GByteArray) large = g_byte_array_new ();
  guint32 first_large;

  for (const Stream *one = streams; one->name != NULL; one++)
    if (one->bytes->len < CUTOFF)
      {
        for (guint i = mini->len / MINI; i < (mini->len + one->bytes->len + MINI - 1) / MINI; i++)
          put32 (mini_table, i + 1 < (mini->len + one->bytes->len + MINI - 1) / MINI ? i + 1 : END);
        g_byte_array_append (mini, one->bytes->data, one->bytes->len);
        pad (mini, MINI);
      }
  g_assert_cmpuint (mini_table->len, <=, SECTOR);
  while (mini_table->len < SECTOR)
    put32 (mini_table, FREE);
  pad (mini, SECTOR);
  first_large = 3 + mini->len / SECTOR;
  put32 (table, TABLE);
  put32 (table, END);
  put32 (table, END);
  for (guint i = 3; i < first_large; i++)
    put32 (table, i + 1 < first_large ? i + 1 : END);
  put_entry (directory, "Root Entry", 5, mini->len == 0 ? END : 3, mini->len);
  for (const Stream *one = streams, *small = streams; one->name != NULL; one++)
    {
      guint32 sectors = (one->bytes->len + SECTOR - 1) / SECTOR;

      if (one->bytes->len < CUTOFF)
        {
          guint32 before = 0;

          for (const Stream *at = small; at < one; at++)
            before += at->bytes->len < CUTOFF ? (at->bytes->len + MINI - 1) / MINI : 0;
          put_entry (directory, one->name, 2, before, one->bytes->len);
          continue;
        }
      put_entry (directory, one->name, 2, first_large + large->len / SECTOR, one->bytes->len);
      for (guint32 i = 0; i < sectors; i++)
        put32 (table, i + 1 < sectors ? first_large + large->len / SECTOR + i + 1 : END);
      g_byte_array_append (large, one->bytes->data, one->bytes->len);
      pad (large, SECTOR);
    }
  g_assert_cmpuint (directory->len, <=, SECTOR);
  pad (directory, SECTOR);
  g_assert_cmpuint (table->len, <=, SECTOR);
  while (table->len < SECTOR)
    put32 (table, FREE);

  g_byte_array_append (file, (const guint8 *) "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);
  pad (file, SECTOR);
  file->data[0x1e] = 9;
  file->data[0x20] = 6;
  set32 (file, 0x2c, 1);
  set32 (file, 0x30, 1);
  set32 (file, 0x38, CUTOFF);
  set32 (file, 0x3c, 2);
  set32 (file, 0x44, END);
  for (gsize at = 0x50; at < SECTOR; at += 4)
    set32 (file, at, FREE);
  g_byte_array_append (file, table->data, table->len);
  g_byte_array_append (file, directory->data, directory->len);
  g_byte_array_append (file, mini_table->data, mini_table->len);
  g_byte_array_append (file, mini->data, mini->len);
  g_byte_array_append (file, large->data, large->len);
  return fixture_write (fixture, name, file->data, file->len);
}

/* Takes the body. */
static void
put_record (GByteArray *stream, guint16 type, GByteArray *body)
{
  put16 (stream, type);
  put16 (stream, (guint16) body->len);
  g_byte_array_append (stream, body->data, body->len);
  g_byte_array_unref (body);
}

/* A record of 16-bit numbers. */
static GByteArray *
numbers (int count, ...)
{
  GByteArray *body = g_byte_array_new ();
  va_list arguments;

  va_start (arguments, count);
  for (int i = 0; i < count; i++)
    put16 (body, (guint16) va_arg (arguments, int));
  va_end (arguments);
  return body;
}

static void
put_text (GByteArray *body, const char *text, int count_size)
{
  glong length;
  g_autofree gunichar2 *units = g_utf8_to_utf16 (text, -1, NULL, &length, NULL);
  guint8 head[] = { (guint8) length, (guint8) (length >> 8), 1 };

  g_byte_array_append (body, head, (guint) count_size);
  g_byte_array_append (body, head + 2, 1);
  for (glong i = 0; i < length; i++)
    put16 (body, units[i]);
}

/* What a workbook is made of before its sheet; the place of the sheet is filled in later. */
typedef struct
{
  int version;
  gboolean password;
  gboolean epoch_1904;
  int book; /* of links, 0 for none */
  int state;
} Book;

static gsize
put_book (GByteArray *stream, const Book *book)
{
  GByteArray *body;
  gsize place;

  put_record (stream, DOUDI_BIFF_BOF, numbers (8, book->version, 5, 0, 0, 0, 0, 0, 0));
  if (book->password)
    put_record (stream, DOUDI_BIFF_FILE_PASS, numbers (1, 1));
  put_record (stream, DOUDI_BIFF_DATE_MODE, numbers (1, book->epoch_1904));
  body = numbers (1, 176);
  put_text (body, "yyyy\"年\"m\"月\"", 2);
  put_record (stream, DOUDI_BIFF_FORMAT, body);
  put_record (stream, DOUDI_BIFF_XF, numbers (4, 0, 0, 0, 0));
  put_record (stream, DOUDI_BIFF_XF, numbers (4, 0, 14, 0, 0));
  put_record (stream, DOUDI_BIFF_XF, numbers (4, 0, 176, 0, 0));
  body = numbers (3, 0, 0, book->state);
  put_text (body, "农村", 1);
  place = stream->len + 4;
  put_record (stream, DOUDI_BIFF_BOUND_SHEET, body);
  if (book->book != 0)
    put_record (stream, DOUDI_BIFF_SUP_BOOK, numbers (2, 1, book->book));
  /* Four strings: one that goes on in another record and is narrow there, one with formatting and a
   * reading, one that ends with its record. */
  body = numbers (4, 4, 0, 4, 0);
  put_text (body, "甲", 2);
  g_byte_array_append (body, (const guint8 *) "\x04\x00\x01", 3);
  put16 (body, 0x4e59);
  put16 (body, 0x4e19);
  put_record (stream, DOUDI_BIFF_SST, body);
  body = g_byte_array_new ();
  g_byte_array_append (body, (const guint8 *) "\x00zz", 3);
  g_byte_array_append (body, (const guint8 *) "\x02\x00\x0c\x01\x00\x02\x00\x00\x00yy\x00\x00\x00",
                       14);
  put_record (stream, DOUDI_BIFF_CONTINUE, body);
  body = g_byte_array_new ();
  g_byte_array_append (body, (const guint8 *) "\x00rr", 3);
  put_text (body, "丁", 2);
  put_record (stream, DOUDI_BIFF_CONTINUE, body);
  put_record (stream, DOUDI_BIFF_EOF, numbers (0));
  set32 (stream, place, stream->len);
  put_record (stream, DOUDI_BIFF_BOF, numbers (8, book->version, 16, 0, 0, 0, 0, 0, 0));
  return place;
}

static void
put_number (GByteArray *stream, int row, int column, int style, double value)
{
  GByteArray *body = numbers (3, row, column, style);

  put_double (body, value);
  put_record (stream, DOUDI_BIFF_NUMBER, body);
}

static void
put_rk (GByteArray *stream, int row, int column, guint32 rk)
{
  GByteArray *body = numbers (3, row, column, 0);

  put32 (body, rk);
  put_record (stream, DOUDI_BIFF_RK, body);
}

static void
put_formula (GByteArray *stream, int row, int column, guint8 kind, guint8 value)
{
  GByteArray *body = numbers (3, row, column, 0);
  const guint8 result[] = { kind, 0, value, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 0 };

  g_byte_array_append (body, result, sizeof result);
  put_record (stream, DOUDI_BIFF_FORMULA, body);
}

static void
put_cells (GByteArray *stream)
{
  GByteArray *body;

  put_record (stream, DOUDI_BIFF_ROW, numbers (8, 0, 0, 9, 255, 0, 0, 0x100, 15));
  put_record (stream, DOUDI_BIFF_ROW, numbers (8, 2, 0, 9, 255, 0, 0, 0x120, 15));
  for (int i = 0; i < 4; i++)
    put_record (stream, DOUDI_BIFF_LABEL_SST, numbers (5, 0, i, 0, i, 0));
  body = numbers (3, 0, 5, 0);
  put_text (body, "九甲村", 2);
  put_record (stream, DOUDI_BIFF_LABEL, body);
  put_number (stream, 2, 0, 0, 431.50000000000006);
  put_number (stream, 2, 1, 1, 43259);
  put_number (stream, 2, 2, 2, 43259);
  put_number (stream, 2, 3, 0, 6.230272002112989e+17);
  put_rk (stream, 2, 4, 1168u << 2 | 2);
  put_rk (stream, 2, 5, 29250u << 2 | 3);
  put_record (stream, DOUDI_BIFF_MUL_RK, numbers (9, 2, 6, 0, 1 << 2 | 2, 0, 0, 2 << 2 | 2, 0, 7));
  put_record (stream, DOUDI_BIFF_BOOL_ERR, numbers (4, 2, 8, 0, 1));
  put_record (stream, DOUDI_BIFF_BOOL_ERR, numbers (4, 2, 9, 0, 0x012a));
  put_record (stream, 0x0201, numbers (3, 2, 190, 0));
  /* A chart on the sheet has records of its own. */
  put_record (stream, DOUDI_BIFF_BOF, numbers (8, 0x600, 32, 0, 0, 0, 0, 0, 0));
  put_number (stream, 0, 0, 0, 1);
  put_record (stream, DOUDI_BIFF_EOF, numbers (0));
  put_formula (stream, 3, 0, 0, 0);
  put_record (stream, 0x04bc, numbers (2, 0, 0));
  body = g_byte_array_new ();
  put_text (body, "算出", 2);
  put_record (stream, DOUDI_BIFF_STRING, body);
  put_formula (stream, 3, 1, 1, 0);
  put_formula (stream, 3, 2, 2, 0x07);
  put_formula (stream, 3, 3, 3, 0);
  put_record (stream, DOUDI_BIFF_EOF, numbers (0));
}

static const Book good_book = { 0x600, FALSE, FALSE, 0x0401, 0 };

static void
test_cells (Fixture *fixture, gconstpointer data)
{
  gboolean small = GPOINTER_TO_INT (data);
  g_autoptr (GByteArray) stream = g_byte_array_new ();
  const Stream streams[] = { { "Workbook", stream }, { NULL } };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *dump = NULL;

  put_book (stream, &good_book);
  put_cells (stream);
  g_assert_cmpuint (stream->len, <, CUTOFF);
  if (!small)
    pad (stream, CUTOFF);
  path = write_ole (fixture, "old.xls", streams);
  dump = fixture_dump_table (path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (dump, ==,
                   "1:t=甲|t=乙丙zz|t=yy|t=丁|_=|t=九甲村\n"
                   "3h:n=431.5|nd=2018-06-08|nd=2018-06|n=6.230272002112989e+17|n=1168|n=292.5|n=1|"
                   "n=2|b=TRUE|e=#N/A\n"
                   "4:tf=算出|bf=FALSE|ef=#DIV/0!\n");
}

static void
test_1904 (Fixture *fixture, gconstpointer data)
{
  const Book book = { 0x600, FALSE, TRUE, 0, 1 };
  g_autoptr (GByteArray) stream = g_byte_array_new ();
  const Stream streams[] = { { "Workbook", stream }, { NULL } };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *dump = NULL;
  g_autoptr (DoudiTable) table = NULL;

  put_book (stream, &book);
  put_number (stream, 0, 0, 1, 41797);
  put_record (stream, DOUDI_BIFF_EOF, numbers (0));
  path = write_ole (fixture, "mac.xls", streams);
  dump = fixture_dump_table (path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (dump, ==, "1:nd=2018-06-08\n");
  table = doudi_table_open (path, &error);
  g_assert_cmpstr (doudi_table_get_sheet_name (table, 0), ==, "农村");
  g_assert_true (doudi_table_is_sheet_hidden (table, 0));
}

static void
refuse_stream (const Fixture *fixture, GByteArray *stream, const char *message)
{
  const Stream streams[] = { { "Workbook", stream }, { NULL } };
  g_autofree char *path = write_ole (fixture, "old.xls", streams);

  fixture_assert_refused (path, DOUDI_ERROR_BAD_DATA, message);
}

static void
test_books (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    Book book;
    const char *message;
  } books[] = {
    { { 0x500, FALSE, FALSE, 0, 0 }, "Excel 97" },
    { { 0x600, TRUE, FALSE, 0, 0 }, "password" },
    { { 0x600, FALSE, FALSE, 12, 0 }, "other files" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (books); i++)
    {
      g_autoptr (GByteArray) stream = g_byte_array_new ();

      put_book (stream, &books[i].book);
      put_cells (stream);
      refuse_stream (fixture, stream, books[i].message);
    }
}

/* What is in the container decides before what is in the workbook. */
static void
test_containers (Fixture *fixture, gconstpointer data)
{
  static const char *const names[][2] = {
    { "EncryptedPackage", "password" },
    { "_VBA_PROJECT", "macros" },
    { "WordDocument", "another program" },
    { "Book", "Excel 97" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GByteArray) stream = g_byte_array_new ();
      g_autofree char *path = NULL;
      const Stream streams[] = { { names[i][0], stream }, { NULL } };

      put_book (stream, &good_book);
      path = write_ole (fixture, i == 0 ? "secret.xlsx" : "old.xls", streams);
      fixture_assert_refused (path, DOUDI_ERROR_BAD_DATA, names[i][1]);
    }
}

/* Each way in which cells make no sense. */
static void
test_damaged_cells (Fixture *fixture, gconstpointer data)
{
  for (int i = 0; i < 8; i++)
    {
      g_autoptr (GByteArray) stream = g_byte_array_new ();
      GByteArray *body;

      put_book (stream, &good_book);
      put_number (stream, 1, 0, 0, 1);
      switch (i)
        {
        case 0: /* a string that is not there */
          put_record (stream, DOUDI_BIFF_LABEL_SST, numbers (5, 1, 1, 0, 4, 0));
          break;
        case 1: /* a style that is not there */
          put_number (stream, 1, 1, 3, 1);
          break;
        case 2: /* a row before the last */
          put_number (stream, 0, 0, 0, 1);
          break;
        case 3: /* a record that is too short */
          put_record (stream, DOUDI_BIFF_NUMBER, numbers (4, 1, 1, 0, 0));
          break;
        case 4: /* text that is longer than its record */
          body = numbers (3, 1, 1, 0);
          g_byte_array_append (body, (const guint8 *) "\xff\xff\x01xxxx", 7);
          put_record (stream, DOUDI_BIFF_LABEL, body);
          break;
        case 5: /* half a pair of surrogates */
          body = numbers (3, 1, 1, 0);
          g_byte_array_append (body, (const guint8 *) "\x01\x00\x01\x00\xd8", 5);
          put_record (stream, DOUDI_BIFF_LABEL, body);
          break;
        case 6: /* a number that is none */
          put_number (stream, 1, 1, 0, 0.0 / 0.0);
          break;
        case 7: /* a record that goes beyond the end */
          put16 (stream, DOUDI_BIFF_LABEL);
          put16 (stream, 0x2000);
          break;
        default:
          g_assert_not_reached ();
        }
      if (i < 7)
        put_record (stream, DOUDI_BIFF_EOF, numbers (0));
      refuse_stream (fixture, stream, "damaged");
    }
}

/* Chains that go round, leave the file, or are longer than it. */
static void
test_damaged_container (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    gsize at;
    guint32 value;
  } hits[] = {
    { SECTOR + 4, 1 },                      /* the directory follows itself */
    { SECTOR + 4, 100 },                    /* the directory goes on beyond the end */
    { SECTOR + 4, FREE },                   /* the directory goes on nowhere */
    { 0x30, 77 },                           /* the directory is beyond the end */
    { 0x4c, 90 },                           /* the table is beyond the end */
    { 0x44, 0 },                            /* further tables go round */
    { 0x3c, 99 },                           /* the small table is beyond the end */
    { SECTOR + 4 * 100, 5 },                /* a used sector that was cut off */
    { 0x1e, 3 },                            /* sectors of eight bytes */
    { 2 * SECTOR + 128 + 116, 60 },         /* the workbook is beyond the end */
    { 2 * SECTOR + 128 + 120, 0x7fffffff }, /* the workbook is larger than the file */
  };
  g_autoptr (GByteArray) stream = g_byte_array_new ();
  const Stream streams[] = { { "Workbook", stream }, { NULL } };
  g_autofree char *path = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  put_book (stream, &good_book);
  put_cells (stream);
  pad (stream, CUTOFF);
  path = write_ole (fixture, "old.xls", streams);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (hits); i++)
    {
      g_autoptr (GByteArray) hit = g_byte_array_new ();
      g_autofree char *hit_path = NULL;

      g_byte_array_append (hit, (const guint8 *) bytes, (guint) length);
      set32 (hit, hits[i].at, hits[i].value);
      hit_path = fixture_write (fixture, "hit.xls", hit->data, hit->len);
      fixture_assert_refused (hit_path, DOUDI_ERROR_BAD_DATA, "damaged");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, data, func)                                                                      \
  g_test_add ("/exchange/xls/" path, Fixture, data, fixture_set_up, func, fixture_tear_down)
  ADD ("cells", GINT_TO_POINTER (FALSE), test_cells);
  ADD ("cells-small", GINT_TO_POINTER (TRUE), test_cells);
  ADD ("1904", NULL, test_1904);
  ADD ("books", NULL, test_books);
  ADD ("containers", NULL, test_containers);
  ADD ("damaged-cells", NULL, test_damaged_cells);
  ADD ("damaged-container", NULL, test_damaged_container);
  return g_test_run ();
}
