/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-attachment.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-error.h"
#include "base/doudi-file.h"
#include "base/doudi-text.h"
#include "casework/doudi-attachment-content.h"
#include "casework/doudi-audit-detail.h"
#include "store/doudi-registry.h"

/* Characters, as the file has room for. */
#define TITLE_MAX 80
#define REASON_MAX 200

/* Longer runs of digits in a title are the number of somebody. */
#define TITLE_DIGITS_MAX 10

static const DoudiWord kinds[] = {
  { "identity-card", N_ ("identity card"), "身份证" },
  { "household-register", N_ ("household register"), "户口簿" },
  { "disability-card", N_ ("disability card"), "残疾人证" },
  { "diagnosis", N_ ("medical certificate"), "诊断证明" },
  { "medical-bill", N_ ("medical bills"), "医疗费票据" },
  { "income", N_ ("proof of income"), "收入证明" },
  { "assets", N_ ("proof of property"), "财产证明" },
  { "school", N_ ("proof of school attendance"), "在校证明" },
  { "marriage", N_ ("marriage or divorce certificate"), "婚姻证件" },
  { "guardianship", N_ ("proof of guardianship"), "监护证明" },
  { "death", N_ ("death certificate"), "死亡证明" },
  { "judgment", N_ ("judgment of a court"), "法律文书" },
  { "bank-book", N_ ("bank card or passbook"), "银行卡（存折）" },
  { "application", N_ ("signed application"), "申请书" },
  { "authorisation", N_ ("authorisation to ask other offices"), "授权书" },
  { "visit-photo", N_ ("photograph of a visit"), "入户照片" },
  { "hearing", N_ ("record of a hearing"), "评议记录" },
  { "notice-photo", N_ ("photograph of a notice"), "公示照片" },
  { "other", N_ ("other paper"), "其他材料" },
  { NULL },
};

/**
 * doudi_attachment_kinds:
 *
 * Lists what a paper of a household can be.
 *
 * Returns: (transfer none): words, ended by one without a name
 */
const DoudiWord *
doudi_attachment_kinds (void)
{
  return kinds;
}

/**
 * doudi_attachment_kind_label:
 * @kind: a word of doudi_attachment_kinds()
 *
 * Returns: (transfer none): what it is called, translated
 */
const char *
doudi_attachment_kind_label (const char *kind)
{
  int which = doudi_word_find (kinds, kind);

  return which >= 0 ? _ (kinds[which].label) : kind;
}

/* A photograph is not split into several files, as other data are. */
static void
say_too_large (GError **local, const char *name, GError **error)
{
  if (!g_error_matches (*local, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA))
    {
      g_propagate_error (error, g_steal_pointer (local));
      return;
    }
  g_clear_error (local);
  doudi_attachment_content_refuse_size (name, error);
}

/**
 * doudi_attachment_read_file:
 * @path: (type filename): a file that somebody chose
 * @error: as doudi_file_read(), and %DOUDI_ERROR_BAD_DATA if it cannot be kept as a paper
 *
 * Reads a file that is to be kept, and looks whether it can be.
 *
 * Returns: (transfer full): its content; %NULL with @error set
 */
GBytes *
doudi_attachment_read_file (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  GError *local = NULL;
  g_autoptr (GBytes) content = doudi_file_read (path, DOUDI_ATTACHMENT_SIZE_MAX, &local);
  DoudiAttachmentContent found;

  if (content == NULL)
    say_too_large (&local, name, error);
  else if (doudi_attachment_content_check (content, name, &found, error))
    return g_steal_pointer (&content);
  return NULL;
}

static gboolean
has_long_number (const char *text)
{
  guint digits = 0;

  for (; *text != '\0' && digits <= TITLE_DIGITS_MAX; text++)
    digits = g_ascii_isdigit (*text) ? digits + 1 : 0;
  return digits > TITLE_DIGITS_MAX;
}

/* What it is called; lists, the log and the timeline show it, so nothing personal stands in it. */
static char *
make_title (const DoudiAttachmentRequest *request, int kind, GError **error)
{
  g_autofree char *title
    = g_strstrip (doudi_text_normalise (request->title != NULL ? request->title : ""));

  if (*title == '\0')
    return g_strdup (kinds[kind].chinese);
  if (g_utf8_strlen (title, -1) > TITLE_MAX)
    doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                     _ ("The title of a paper has %d characters at most. Say it in fewer words."),
                     TITLE_MAX);
  else if (has_long_number (title))
    doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                     _ ("A title is shown in lists: leave numbers of persons and accounts out of "
                        "it."));
  else
    return g_steal_pointer (&title);
  return NULL;
}

static gboolean
check_day (DoudiSession *session, DoudiDay day, GError **error)
{
  g_autofree char *text = NULL;

  if (day == DOUDI_DAY_NONE || day <= doudi_session_get_today (session))
    return TRUE;
  text = doudi_day_format_iso (day);
  doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                   _ ("The day of the paper, %s, is still to come. Correct it."), text);
  return FALSE;
}

static gboolean
check_person (DoudiStore *store, const DoudiAttachmentRequest *request, GError **error)
{
  gboolean has = TRUE;

  if (request->person_id != 0
      && !doudi_attachment_has_person (store, request->household_id, request->person_id, &has,
                                       error))
    return FALSE;
  if (has)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                   _ ("The person is no member of this household, and never was. Choose one of its "
                      "members."));
  return FALSE;
}

static gboolean
check_room (DoudiStore *store, gint64 household, GError **error)
{
  gint64 kept;

  if (!doudi_attachment_count (store, household, &kept, error))
    return FALSE;
  if (kept < DOUDI_ATTACHMENTS_MAX)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                   _ ("The household has %d papers already, which is the most there is room for. "
                      "Remove some that are out of date first."),
                   DOUDI_ATTACHMENTS_MAX);
  return FALSE;
}

static gboolean
check_new (DoudiStore *store,
           gint64 household,
           const char *file_name,
           GBytes *content,
           GError **error)
{
  g_autofree char *digest = doudi_attachment_digest (content);
  g_autoptr (DoudiAttachmentRow) same = NULL;
  gint64 id;

  if (!doudi_attachment_find (store, household, digest, &id, error))
    return FALSE;
  if (id == 0)
    return TRUE;
  same = doudi_attachment_get (store, id, error);
  if (same == NULL)
    return FALSE;
  doudi_error_set (error, DOUDI_ERROR_CONFLICT, file_name,
                   _ ("%s: the household has exactly this paper already: “%s”, kept on %.10s by "
                      "%s."),
                   file_name, same->title, same->recorded_at, same->recorded_by);
  return FALSE;
}

/* Within the transaction. */
static gboolean
keep (DoudiSession *session, DoudiAttachmentRow *row, GBytes *content, GError **error)
{
  g_autofree char *object = NULL;
  g_autofree char *household = g_strdup_printf ("household:%" PRId64, row->household_id);
  g_autofree char *detail = NULL;

  if (!doudi_attachment_insert (session, row, content, error))
    return FALSE;
  object = g_strdup_printf ("attachment:%" PRId64, row->id);
  detail = doudi_audit_detail ("step", "kept", "household", household, "kind", row->kind, "digest",
                               row->digest, NULL);
  return doudi_session_record (session, DOUDI_ACTION_ATTACH, object, detail, error);
}

static gboolean
check_request (DoudiSession *session,
               const DoudiAttachmentRequest *request,
               const char *file_name,
               GBytes *content,
               GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  g_autoptr (DoudiHousehold) household = doudi_registry_get_household (
    store, request->household_id, doudi_session_get_today (session), error);

  return household != NULL && check_person (store, request, error)
         && check_day (session, request->dated_on, error)
         && check_room (store, request->household_id, error)
         && check_new (store, request->household_id, file_name, content, error);
}

static gboolean
find_kind (const char *kind, int *which, GError **error)
{
  g_auto (GStrv) names = NULL;
  g_autofree char *list = NULL;

  *which = doudi_word_find (kinds, kind);
  if (*which >= 0)
    return TRUE;
  names = doudi_word_dup_names (kinds);
  list = g_strjoinv (", ", names);
  doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                   _ ("“%s” is no kind of paper. There are: %s."), kind, list);
  return FALSE;
}

/**
 * doudi_attach:
 * @session: a caseworker, on the writing connection
 * @request: what the paper is
 * @file_name: what its file is called, for messages
 * @content: the paper
 * @id: (out) (optional): of the paper
 * @error: %DOUDI_ERROR_NOT_ALLOWED; %DOUDI_ERROR_BAD_DATA as doudi_attachment_content_check(), or
 *   for a title or a day; %DOUDI_ERROR_CONFLICT if the household has the same paper
 *
 * Keeps a paper of a household in the caseload.
 *
 * Returns: whether it is on the disk
 */
gboolean
doudi_attach (DoudiSession *session,
              const DoudiAttachmentRequest *request,
              const char *file_name,
              GBytes *content,
              gint64 *id,
              GError **error)
{
  g_autofree char *object = g_strdup_printf ("household:%" PRId64, request->household_id);
  g_autofree char *title = NULL;
  g_autoptr (DoudiTransaction) transaction = NULL;
  DoudiAttachmentContent found;
  DoudiAttachmentRow row = { .household_id = request->household_id,
                             .person_id = request->person_id,
                             .kind = (char *) request->kind,
                             .dated_on = request->dated_on };
  gboolean kept;
  int kind;

  if (!doudi_session_authorize (session, DOUDI_ACTION_ATTACH, object, error)
      || !find_kind (request->kind, &kind, error)
      || !doudi_attachment_content_check (content, file_name, &found, error))
    return FALSE;
  title = make_title (request, kind, error);
  transaction
    = title != NULL ? doudi_transaction_begin (doudi_session_get_store (session), error) : NULL;
  if (transaction == NULL || !check_request (session, request, file_name, content, error))
    return FALSE;
  row.title = title;
  row.media_type = (char *) found.media_type;
  kept = keep (session, &row, content, error) && doudi_transaction_commit (transaction, error);
  g_free (row.digest);
  if (kept && id != NULL)
    *id = row.id;
  return kept;
}

static gboolean
record_look (DoudiSession *session, const DoudiAttachmentRow *row, const char *step, GError **error)
{
  g_autofree char *object = g_strdup_printf ("attachment:%" PRId64, row->id);
  g_autofree char *detail
    = doudi_audit_detail ("step", step, "kind", row->kind, "digest", row->digest, NULL);
  g_autoptr (DoudiTransaction) transaction
    = doudi_transaction_begin (doudi_session_get_store (session), error);

  return transaction != NULL
         && doudi_session_record (session, DOUDI_ACTION_REVEAL, object, detail, error)
         && doudi_transaction_commit (transaction, error);
}

static DoudiAttachmentRow *
find_to_look_at (DoudiSession *session, gint64 id, GError **error)
{
  g_autofree char *object = g_strdup_printf ("attachment:%" PRId64, id);

  if (!doudi_session_authorize (session, DOUDI_ACTION_REVEAL, object, error))
    return NULL;
  return doudi_attachment_get (doudi_session_get_store (session), id, error);
}

/**
 * doudi_attachment_open:
 * @session: who looks at it, on the writing connection
 * @id: of a paper, in the bin or not
 * @error: %DOUDI_ERROR_NOT_ALLOWED, %DOUDI_ERROR_NOT_FOUND, %DOUDI_ERROR_CORRUPT
 *
 * Reads a paper to be shown. A paper shows full numbers: looking at one is logged as that.
 *
 * Returns: (transfer full): the paper; %NULL with @error set
 */
GBytes *
doudi_attachment_open (DoudiSession *session, gint64 id, GError **error)
{
  g_autoptr (DoudiAttachmentRow) row = find_to_look_at (session, id, error);
  g_autoptr (GBytes) content = NULL;

  if (row == NULL)
    return NULL;
  content = doudi_attachment_get_content (doudi_session_get_store (session), row, error);
  if (content == NULL || !record_look (session, row, "shown", error))
    return NULL;
  return g_steal_pointer (&content);
}

typedef struct
{
  DoudiSession *session;
  const DoudiAttachmentRow *row;
  GBytes *content;
} Writing;

/* The line of the log comes before the file has its name: there is never a file without one. */
static gboolean
write_content (const char *temporary_path, gpointer data, GError **error)
{
  const Writing *writing = data;
  gsize length;
  gconstpointer bytes = g_bytes_get_data (writing->content, &length);

  return doudi_file_fill (temporary_path, bytes, length, error)
         && record_look (writing->session, writing->row, "saved", error);
}

/**
 * doudi_attachment_save:
 * @session: who takes it, on the writing connection
 * @id: of a paper, in the bin or not
 * @path: (type filename): the file; one of the same name is replaced
 * @error: as doudi_attachment_open(), or as doudi_file_publish()
 *
 * Writes a paper to a file, and a line into the log, or neither.
 *
 * Returns: whether the file is in place
 */
gboolean
doudi_attachment_save (DoudiSession *session, gint64 id, const char *path, GError **error)
{
  g_autoptr (DoudiAttachmentRow) row = find_to_look_at (session, id, error);
  g_autoptr (GBytes) content = NULL;
  Writing writing = { .session = session, .row = row };

  if (row == NULL)
    return FALSE;
  content = doudi_attachment_get_content (doudi_session_get_store (session), row, error);
  writing.content = content;
  return content != NULL && doudi_file_publish (path, write_content, &writing, error);
}

/**
 * doudi_attachment_dup_file_name:
 * @row: a paper
 *
 * Names the file that a paper is saved to; it names nobody.
 *
 * Returns: (transfer full): a name such as "附件12-身份证.jpg"
 */
char *
doudi_attachment_dup_file_name (const DoudiAttachmentRow *row)
{
  static const char *const endings[][2]
    = { { "image/jpeg", "jpg" }, { "image/png", "png" }, { "application/pdf", "pdf" } };
  int which = doudi_word_find (kinds, row->kind);
  const char *ending = "";

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_equal (endings[i][0], row->media_type))
      ending = endings[i][1];
  return g_strdup_printf ("附件%" PRId64 "-%s.%s", row->id,
                          which >= 0 ? kinds[which].chinese : row->kind, ending);
}

static gboolean
record_step (DoudiSession *session, gint64 id, const char *step, GError **error)
{
  g_autofree char *object = g_strdup_printf ("attachment:%" PRId64, id);
  g_autofree char *detail = doudi_audit_detail ("step", step, NULL);

  return doudi_session_record (session, DOUDI_ACTION_ATTACH, object, detail, error);
}

static char *
make_reason (const char *reason, GError **error)
{
  g_autofree char *words = g_strstrip (doudi_text_normalise (reason != NULL ? reason : ""));

  if (*words != '\0' && g_utf8_strlen (words, -1) <= REASON_MAX)
    return g_steal_pointer (&words);
  doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                   _ ("Say in a few words why the paper is removed, %d characters at most: whoever "
                      "misses it reads that."),
                   REASON_MAX);
  return NULL;
}

/**
 * doudi_attachment_remove:
 * @session: a caseworker, on the writing connection
 * @id: of a paper
 * @reason: why
 * @error: %DOUDI_ERROR_NOT_ALLOWED, %DOUDI_ERROR_NOT_FOUND, %DOUDI_ERROR_BAD_DATA without a reason,
 *   %DOUDI_ERROR_CONFLICT if it is in the bin already
 *
 * Puts a paper into the bin of its household, from where it can be brought back.
 *
 * Returns: whether it is on the disk
 */
gboolean
doudi_attachment_remove (DoudiSession *session, gint64 id, const char *reason, GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  g_autofree char *object = g_strdup_printf ("attachment:%" PRId64, id);
  g_autofree char *words = NULL;
  g_autoptr (DoudiTransaction) transaction = NULL;
  g_autoptr (DoudiAttachmentRow) row = NULL;

  if (!doudi_session_authorize (session, DOUDI_ACTION_ATTACH, object, error))
    return FALSE;
  words = make_reason (reason, error);
  transaction = words != NULL ? doudi_transaction_begin (store, error) : NULL;
  row = transaction != NULL ? doudi_attachment_get (store, id, error) : NULL;
  return row != NULL && doudi_attachment_set_removed (session, id, words, error)
         && record_step (session, id, "removed", error)
         && doudi_transaction_commit (transaction, error);
}

/**
 * doudi_attachment_restore:
 * @session: a caseworker, on the writing connection
 * @id: of a paper in the bin
 * @error: %DOUDI_ERROR_NOT_ALLOWED, %DOUDI_ERROR_NOT_FOUND; %DOUDI_ERROR_CONFLICT if it is not in
 *   the bin, or the household has the same paper again; %DOUDI_ERROR_REFUSED if it has too many
 *
 * Brings a paper back.
 *
 * Returns: whether it is on the disk
 */
gboolean
doudi_attachment_restore (DoudiSession *session, gint64 id, GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  g_autofree char *object = g_strdup_printf ("attachment:%" PRId64, id);
  g_autoptr (DoudiTransaction) transaction = NULL;
  g_autoptr (DoudiAttachmentRow) row = NULL;
  gint64 same = 0;

  if (!doudi_session_authorize (session, DOUDI_ACTION_ATTACH, object, error))
    return FALSE;
  transaction = doudi_transaction_begin (store, error);
  row = transaction != NULL ? doudi_attachment_get (store, id, error) : NULL;
  if (row == NULL || !check_room (store, row->household_id, error)
      || !doudi_attachment_find (store, row->household_id, row->digest, &same, error))
    return FALSE;
  if (same != 0 && same != id)
    {
      doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL,
                       _ ("The household has got exactly this paper again meanwhile: there is "
                          "nothing to bring back."));
      return FALSE;
    }
  return doudi_attachment_set_restored (session, id, error)
         && record_step (session, id, "restored", error)
         && doudi_transaction_commit (transaction, error);
}
