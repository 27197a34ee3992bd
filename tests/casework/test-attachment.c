/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "attachment-fixture.h"
#include "casework-fixture.h"

#include <glib/gstdio.h>

#include "casework/doudi-attachment-content.h"
#include "casework/doudi-attachment.h"

/* Papers of a household: which files are taken in, and what becomes of them. */

#define DAY "2018-06-08"

static gboolean
check (GBytes *bytes, DoudiAttachmentContent *content)
{
  g_autoptr (GError) error = NULL;
  gboolean ok = doudi_attachment_content_check (bytes, "扫描件.dat", content, &error);

  if (!ok)
    {
      g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
      /* Which file, and what to do. */
      g_assert_nonnull (strstr (error->message, "扫描件.dat"));
      g_assert_cmpuint (strlen (error->message), >, strlen ("扫描件.dat: ") + 20);
    }
  return ok;
}

static void
test_known (void)
{
  const struct
  {
    GBytes *bytes;
    const char *media_type;
    guint width, height;
  } cases[] = {
    { paper_decode (paper_png), "image/png", 24, 16 },
    { paper_decode (paper_jpeg), "image/jpeg", 24, 16 },
    { paper_decode (paper_progressive_jpeg), "image/jpeg", 24, 16 },
    { paper_new_jpeg (7), "image/jpeg", 24, 16 },
    { paper_new_pdf (), "application/pdf", 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DoudiAttachmentContent content;

      g_assert_true (check (cases[i].bytes, &content));
      g_assert_cmpstr (content.media_type, ==, cases[i].media_type);
      g_assert_cmpuint (content.width, ==, cases[i].width);
      g_assert_cmpuint (content.height, ==, cases[i].height);
      g_bytes_unref (cases[i].bytes);
    }
}

/* Nothing of a file that was cut short is taken for a whole one, wherever it was cut. */
static void
test_cut (void)
{
  GBytes *whole[] = { paper_decode (paper_png), paper_decode (paper_jpeg),
                      paper_decode (paper_progressive_jpeg) };

  for (gsize i = 0; i < G_N_ELEMENTS (whole); i++)
    {
      for (gsize length = 0; length < g_bytes_get_size (whole[i]); length++)
        {
          g_autoptr (GBytes) part = g_bytes_new_from_bytes (whole[i], 0, length);
          /* A copy of its own, so that reading beyond it is seen. */
          g_autoptr (GBytes) copy = g_bytes_new (g_bytes_get_data (part, NULL), length);
          DoudiAttachmentContent content;

          g_assert_false (check (copy, &content));
        }
      g_bytes_unref (whole[i]);
    }
}

/* However its bytes were turned over, a file is judged within its own memory. */
static void
test_turned_over (void)
{
  const char *const papers[] = { paper_png, paper_jpeg, paper_progressive_jpeg };
  g_autoptr (GRand) chance = g_rand_new_with_seed (20180608);

  for (guint round = 0; round < 6000; round++)
    {
      g_autoptr (GBytes) whole = paper_decode (papers[round % G_N_ELEMENTS (papers)]);
      gsize length;
      guint8 *bytes = g_bytes_unref_to_data (g_steal_pointer (&whole), &length);
      g_autoptr (GBytes) turned = NULL;
      DoudiAttachmentContent content;

      for (int i = 0; i < 3; i++)
        bytes[g_rand_int_range (chance, 0, (gint32) length)]
          = (guint8) g_rand_int_range (chance, 0, 256);
      turned = g_bytes_new_take (bytes, length);
      if (check (turned, &content) && content.width > 0)
        g_assert_cmpuint (content.width, <=, DOUDI_ATTACHMENT_SIDE_MAX);
    }
}

static GBytes *
bytes_of (const char *text, gsize length)
{
  return g_bytes_new (text, length);
}

#define BYTES_OF(text) bytes_of (text, sizeof (text) - 1)

static GBytes *
paper_of_size (gsize size)
{
  GByteArray *bytes = g_byte_array_new ();
  g_autoptr (GBytes) image = paper_new_jpeg (0);

  g_byte_array_append (bytes, g_bytes_get_data (image, NULL), (guint) g_bytes_get_size (image));
  g_byte_array_set_size (bytes, (guint) size);
  return g_byte_array_free_to_bytes (bytes);
}

static void
test_refused (void)
{
  GBytes *cases[] = {
    BYTES_OF (""),
    BYTES_OF ("身份证扫描件"),
    BYTES_OF ("PK\3\4 a workbook or a text of another program"),
    BYTES_OF ("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
    BYTES_OF ("\0\0\0\x18"
              "ftypheic and so on"),
    BYTES_OF ("RIFF\0\0\0\0WEBPVP8 "),
    BYTES_OF ("GIF89a"),
    BYTES_OF ("%PDF-1.4\n1 0 obj<<>>endobj\n"),
    BYTES_OF ("%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF"),
    paper_of_size (DOUDI_ATTACHMENT_SIZE_MAX + 1),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DoudiAttachmentContent content;

      g_assert_false (check (cases[i], &content));
      g_bytes_unref (cases[i]);
    }
}

static void
test_largest (void)
{
  g_autoptr (GBytes) largest = paper_of_size (DOUDI_ATTACHMENT_SIZE_MAX);
  DoudiAttachmentContent content;

  g_assert_true (check (largest, &content));
}

/* Where a frame says how large it is: the height first. */
static void
set_jpeg_size (guint8 *bytes, gsize length, guint width, guint height)
{
  for (gsize i = 0; i + 9 < length; i++)
    if (bytes[i] == 0xFF && bytes[i + 1] == 0xC0)
      {
        bytes[i + 5] = (guint8) (height >> 8);
        bytes[i + 6] = (guint8) height;
        bytes[i + 7] = (guint8) (width >> 8);
        bytes[i + 8] = (guint8) width;
        return;
      }
  g_assert_not_reached ();
}

static void
test_dimensions (void)
{
  static const struct
  {
    guint width, height;
    gboolean fits;
  } cases[] = {
    { 10000, 10000, TRUE }, { 20000, 5000, TRUE },   { 10001, 10000, FALSE }, { 20001, 10, FALSE },
    { 10, 20001, FALSE },   { 65535, 65535, FALSE }, { 0, 16, FALSE },        { 24, 0, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length;
      guint8 *bytes = g_bytes_unref_to_data (paper_decode (paper_jpeg), &length);
      g_autoptr (GBytes) image = NULL;
      DoudiAttachmentContent content;

      set_jpeg_size (bytes, length, cases[i].width, cases[i].height);
      image = g_bytes_new_take (bytes, length);
      g_assert_cmpint (check (image, &content), ==, cases[i].fits);
    }
}

/* Whatever keeps a file from being read, its name and what to do are said. */
static void
test_files (Casework *casework, gconstpointer data)
{
  g_autofree char *good = g_build_filename (casework->folder, "good.jpg", NULL);
  g_autofree char *large = g_build_filename (casework->folder, "large.jpg", NULL);
  g_autofree char *nowhere = g_build_filename (casework->folder, "nowhere.jpg", NULL);
  g_autoptr (GBytes) paper = paper_new_jpeg (1);
  g_autoptr (GBytes) too_large = paper_of_size (DOUDI_ATTACHMENT_SIZE_MAX + 1);
  g_autoptr (GBytes) read = NULL;
  GBytes *written[] = { paper, too_large };
  const char *paths[] = { good, large };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    g_assert_true (g_file_set_contents (paths[i], g_bytes_get_data (written[i], NULL),
                                        (gssize) g_bytes_get_size (written[i]), NULL));
  read = doudi_attachment_read_file (good, NULL);
  g_assert_true (g_bytes_equal (read, paper));
  assert_refused (doudi_attachment_read_file (large, error), DOUDI_ERROR_BAD_DATA);
  assert_refused (doudi_attachment_read_file (nowhere, error), DOUDI_ERROR_IO);
  assert_refused (doudi_attachment_read_file (casework->folder, error), DOUDI_ERROR_IO);
}

static DoudiSession *
clerk (Casework *casework)
{
  return casework_session (casework, CASEWORKER, DAY);
}

static gint64
attach (Casework *casework, const DoudiAttachmentRequest *request, guint number)
{
  g_autoptr (GBytes) paper = paper_new_jpeg (number);
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  doudi_attach (clerk (casework), request, "a.jpg", paper, &id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  return id;
}

static GPtrArray *
list (Casework *casework, gint64 household, gboolean removed)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = doudi_attachment_list (casework->store, household, removed, &error);

  g_assert_no_error (error);
  return rows;
}

static void
test_kept (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让扎西", "1966-01-01", NULL);
  const DoudiAttachmentRequest card
    = { home.household, home.person, "identity-card", "  正面 ", doudi_day_new (2018, 6, 1) };
  const DoudiAttachmentRequest register_book
    = { home.household, 0, "household-register", NULL, DOUDI_DAY_NONE };
  gint64 first = attach (casework, &card, 1);
  gint64 second = attach (casework, &register_book, 2);
  g_autoptr (GPtrArray) rows = list (casework, home.household, FALSE);
  const DoudiAttachmentRow *row;
  g_autofree char *file_name = NULL;

  g_assert_cmpuint (rows->len, ==, 2);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpint (row->id, ==, second);
  g_assert_cmpstr (row->title, ==, "户口簿");
  g_assert_cmpstr (row->person_name, ==, "");
  row = g_ptr_array_index (rows, 1);
  g_assert_cmpint (row->id, ==, first);
  g_assert_cmpstr (row->title, ==, "正面");
  g_assert_cmpstr (row->person_name, ==, "才让扎西");
  g_assert_cmpstr (row->media_type, ==, "image/jpeg");
  g_assert_cmpint (row->dated_on, ==, doudi_day_new (2018, 6, 1));
  g_assert_cmpuint (strlen (row->digest), ==, 64);
  g_assert_cmpstr (row->recorded_by, ==, CASEWORKER);
  file_name = doudi_attachment_dup_file_name (row);
  g_assert_true (g_str_has_suffix (file_name, "-身份证.jpg"));
  g_assert_null (strstr (file_name, "才让扎西"));
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM audit WHERE action = 'attach'"
                                           " AND result = 'done' AND detail NOT LIKE '%才让%'"),
                   ==, 2);
  g_assert_true (casework_verifies (casework, "attachments"));
}

/* What lies with two households is stored once. */
static void
test_once (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让扎西", "1966-01-01", NULL);
  Home other = casework_add_home (casework, "马永红", "1970-01-01", NULL);
  const DoudiAttachmentRequest request = { home.household, 0, "visit-photo", NULL, 0 };
  const DoudiAttachmentRequest again = { other.household, 0, "visit-photo", NULL, 0 };
  g_autoptr (GBytes) paper = paper_new_jpeg (1);

  attach (casework, &request, 1);
  assert_refused (doudi_attach (clerk (casework), &request, "a.jpg", paper, NULL, error),
                  DOUDI_ERROR_CONFLICT);
  attach (casework, &again, 1);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM attachment_content"), ==, 1);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM attachment"), ==, 2);
}

static void
test_not_kept (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让扎西", "1966-01-01", NULL);
  Home other = casework_add_home (casework, "马永红", "1970-01-01", NULL);
  g_autofree char *long_title = g_strnfill (81, 'a');
  g_autoptr (GBytes) paper = paper_new_jpeg (1);
  g_autoptr (GBytes) text = BYTES_OF ("no paper");
  const struct
  {
    DoudiAttachmentRequest request;
    const char *user;
    int code;
  } cases[] = {
    { { home.household, 0, "letter", NULL, 0 }, CASEWORKER, DOUDI_ERROR_BAD_DATA },
    { { home.household, 0, "other", long_title, 0 }, CASEWORKER, DOUDI_ERROR_BAD_DATA },
    { { home.household, 0, "other", "623027196001011234", 0 }, CASEWORKER, DOUDI_ERROR_BAD_DATA },
    { { home.household, 0, "other", NULL, doudi_day_new (2018, 6, 9) },
      CASEWORKER,
      DOUDI_ERROR_BAD_DATA },
    { { home.household, other.person, "other", NULL, 0 }, CASEWORKER, DOUDI_ERROR_REFUSED },
    { { 99999, 0, "other", NULL, 0 }, CASEWORKER, DOUDI_ERROR_NOT_FOUND },
    { { home.household, 0, "other", NULL, 0 }, REVIEWER, DOUDI_ERROR_NOT_ALLOWED },
    { { home.household, 0, "other", NULL, 0 }, ADMINISTRATOR, DOUDI_ERROR_NOT_ALLOWED },
  };
  const DoudiAttachmentRequest good = { home.household, 0, "other", NULL, 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_refused (doudi_attach (casework_session (casework, cases[i].user, DAY),
                                  &cases[i].request, "a.jpg", paper, NULL, error),
                    cases[i].code);
  assert_refused (doudi_attach (clerk (casework), &good, "a.jpg", text, NULL, error),
                  DOUDI_ERROR_BAD_DATA);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM attachment"), ==, 0);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM attachment_content"), ==, 0);
}

/* A member who left may still have papers here. */
static void
test_former_member (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让扎西", "1966-01-01", NULL);
  gint64 member = casework_add_member (casework, home.household, "完代");
  const DoudiAttachmentRequest request = { home.household, member, "death", NULL, 0 };

  casework_write_raw (casework, "UPDATE membership SET valid_to = '2018-01-01'"
                                " WHERE relation <> 'head'");
  attach (casework, &request, 1);
}

static void
test_bin (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让扎西", "1966-01-01", NULL);
  const DoudiAttachmentRequest request = { home.household, 0, "diagnosis", NULL, 0 };
  gint64 id = attach (casework, &request, 1);
  g_autoptr (GError) fault = NULL;
  g_autoptr (GPtrArray) bin = NULL;
  gint64 again;

  assert_refused (doudi_attachment_remove (clerk (casework), id, " ", error), DOUDI_ERROR_BAD_DATA);
  assert_refused (
    doudi_attachment_remove (casework_session (casework, DIRECTOR, DAY), id, "误传", error),
    DOUDI_ERROR_NOT_ALLOWED);
  assert_refused (doudi_attachment_remove (clerk (casework), 999, "误传", error),
                  DOUDI_ERROR_NOT_FOUND);
  g_assert_true (doudi_attachment_remove (clerk (casework), id, "误传", &fault));
  g_assert_no_error (fault);
  assert_refused (doudi_attachment_remove (clerk (casework), id, "误传", error),
                  DOUDI_ERROR_CONFLICT);
  bin = list (casework, home.household, TRUE);
  g_assert_cmpuint (bin->len, ==, 1);
  g_assert_cmpstr (((DoudiAttachmentRow *) bin->pdata[0])->removed_reason, ==, "误传");
  g_assert_cmpstr (((DoudiAttachmentRow *) bin->pdata[0])->removed_by, ==, CASEWORKER);

  again = attach (casework, &request, 1);
  assert_refused (doudi_attachment_restore (clerk (casework), id, error), DOUDI_ERROR_CONFLICT);
  g_assert_true (doudi_attachment_remove (clerk (casework), again, "重复", &fault));
  g_assert_true (doudi_attachment_restore (clerk (casework), id, &fault));
  g_assert_no_error (fault);
  assert_refused (doudi_attachment_restore (clerk (casework), id, error), DOUDI_ERROR_CONFLICT);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM attachment"
                                           " WHERE removed_at IS NULL"),
                   ==, 1);
  /* Kept, removed, kept, removed, restored. */
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM audit WHERE action = 'attach'"
                                           " AND result = 'done'"),
                   ==, 5);
}

/* Looking at a paper shows full numbers, and is logged as that. */
static void
test_opened (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让扎西", "1966-01-01", NULL);
  const DoudiAttachmentRequest request = { home.household, 0, "diagnosis", NULL, 0 };
  gint64 id = attach (casework, &request, 5);
  g_autoptr (GBytes) paper = paper_new_jpeg (5);
  g_autoptr (GError) fault = NULL;
  g_autoptr (GBytes) content
    = doudi_attachment_open (casework_session (casework, DIRECTOR, DAY), id, &fault);

  g_assert_no_error (fault);
  g_assert_true (g_bytes_equal (content, paper));
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM audit WHERE action = 'reveal'"
                                           " AND object LIKE 'attachment:%'"),
                   ==, 1);
  assert_refused (
    doudi_attachment_open (casework_session (casework, ADMINISTRATOR, DAY), id, error),
    DOUDI_ERROR_NOT_ALLOWED);
  assert_refused (doudi_attachment_open (clerk (casework), 999, error), DOUDI_ERROR_NOT_FOUND);
}

static void
test_saved (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让扎西", "1966-01-01", NULL);
  const DoudiAttachmentRequest request = { home.household, 0, "diagnosis", NULL, 0 };
  gint64 id = attach (casework, &request, 5);
  g_autofree char *path = g_build_filename (casework->folder, "paper.jpg", NULL);
  g_autofree char *nowhere = g_build_filename (casework->folder, "nowhere", "paper.jpg", NULL);
  g_autoptr (GBytes) paper = paper_new_jpeg (5);
  g_autoptr (GBytes) written = NULL;
  g_autoptr (GError) fault = NULL;

  g_assert_true (doudi_attachment_save (clerk (casework), id, path, &fault));
  g_assert_no_error (fault);
  written = doudi_file_read (path, 1 << 20, &fault);
  g_assert_true (g_bytes_equal (written, paper));
  assert_refused (doudi_attachment_save (clerk (casework), id, nowhere, error), DOUDI_ERROR_IO);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM audit WHERE action = 'reveal'"),
                   ==, 1);
}

static void
test_damaged (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让扎西", "1966-01-01", NULL);
  const DoudiAttachmentRequest request = { home.household, 0, "diagnosis", NULL, 0 };
  gint64 id = attach (casework, &request, 5);

  casework_write_raw (casework, "DROP TRIGGER attachment_content_frozen;"
                                "UPDATE attachment_content SET content = x'FFD8FF00'");
  assert_refused (doudi_attachment_open (clerk (casework), id, error), DOUDI_ERROR_CORRUPT);
  g_assert_false (casework_verifies (casework, "attachments"));
}

static void
test_most (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让扎西", "1966-01-01", NULL);
  const DoudiAttachmentRequest request = { home.household, 0, "visit-photo", NULL, 0 };
  g_autoptr (GBytes) paper = paper_new_jpeg (DOUDI_ATTACHMENTS_MAX);

  for (guint i = 0; i < DOUDI_ATTACHMENTS_MAX; i++)
    attach (casework, &request, i);
  assert_refused (doudi_attach (clerk (casework), &request, "a.jpg", paper, NULL, error),
                  DOUDI_ERROR_REFUSED);
}

/* Every kind has a word on paper, and files of their own endings. */
static void
test_kinds (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (const DoudiWord *kind = doudi_attachment_kinds (); kind->name != NULL; kind++)
    {
      g_assert_true (g_hash_table_add (seen, (char *) kind->name));
      g_assert_cmpuint (strlen (kind->chinese), >, 0);
      g_assert_cmpuint (strlen (doudi_attachment_kind_label (kind->name)), >, 0);
    }
  g_assert_cmpuint (g_hash_table_size (seen), >, 10);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/casework/attachment/" name, Casework, NULL, casework_set_up, func,                 \
              casework_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/casework/attachment/known", test_known);
  g_test_add_func ("/casework/attachment/cut", test_cut);
  g_test_add_func ("/casework/attachment/turned-over", test_turned_over);
  g_test_add_func ("/casework/attachment/refused", test_refused);
  g_test_add_func ("/casework/attachment/largest", test_largest);
  g_test_add_func ("/casework/attachment/dimensions", test_dimensions);
  g_test_add_func ("/casework/attachment/kinds", test_kinds);
  ADD ("files", test_files);
  ADD ("kept", test_kept);
  ADD ("once", test_once);
  ADD ("not-kept", test_not_kept);
  ADD ("former-member", test_former_member);
  ADD ("bin", test_bin);
  ADD ("opened", test_opened);
  ADD ("saved", test_saved);
  ADD ("damaged", test_damaged);
  ADD ("most", test_most);
  return g_test_run ();
}
