/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * Issuing notices: the caseload says that a sheet hangs only if the sheet exists, and no sheet
 * exists that the caseload does not know of.
 *
 * All sheets are written into a hidden folder inside the one they are for, then the caseload is
 * committed, then the sheets are renamed to their names, which needs no space and no new right.
 * Whatever fails or is stopped before the commit leaves neither a sheet nor a line in the caseload.
 */

#include "config.h"

#include "paper/doudi-notice-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/doudi-error.h"
#include "base/doudi-file.h"
#include "store/doudi-notice-store.h"

#define STAGE_NAME ".doudi-XXXXXX"

/* More villages than this in one message help nobody. */
#define MOST_COMPLAINTS 10

typedef struct
{
  DoudiSession *session;
  DoudiPaper paper;
  const char *folder;
  char *stage;
  GPtrArray *sheets; /* DoudiNoticeSheet */
  GPtrArray *names;  /* of files, in the folder and in the stage */
} Issue;

/**
 * doudi_notice_sheet_free:
 * @sheet: (nullable): what was written
 *
 * Frees a record of a sheet, not the file.
 */
void
doudi_notice_sheet_free (DoudiNoticeSheet *sheet)
{
  if (sheet == NULL)
    return;
  g_free (sheet->village);
  g_free (sheet->file);
  g_free (sheet->digest);
  g_strfreev (sheet->unknown_glyphs);
  g_free (sheet);
}

/* Looks through all of them first, so that one message names every village to be corrected. */
static gboolean
check_all (GPtrArray *notices, GError **error)
{
  g_autoptr (GString) complaints = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < notices->len; i++)
    {
      g_autoptr (GError) local = NULL;

      if (_doudi_notice_check (g_ptr_array_index (notices, i), &local))
        continue;
      if (!g_error_matches (local, DOUDI_ERROR, DOUDI_ERROR_REFUSED) || notices->len == 1)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      n++;
      if (n <= MOST_COMPLAINTS)
        g_string_append_printf (complaints, "\n%s", local->message);
    }
  if (n == 0)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                   g_dngettext (GETTEXT_PACKAGE,
                                "No sheet was made, because %u of them may not hang:%s",
                                "No sheet was made, because %u of them may not hang:%s", n),
                   n, complaints->str);
  return FALSE;
}

static gboolean
make_stage (Issue *issue, GError **error)
{
  g_autofree char *stage = g_build_filename (issue->folder, STAGE_NAME, NULL);

  if (!doudi_file_make_folder (issue->folder, error))
    return FALSE;
  if (g_mkdtemp_full (stage, 0700) == NULL)
    {
      doudi_error_set_from_errno (error, errno, issue->folder);
      return FALSE;
    }
  issue->stage = g_steal_pointer (&stage);
  return TRUE;
}

/* Takes away what was not published. */
static void
remove_stage (Issue *issue)
{
  if (issue->stage == NULL)
    return;
  for (guint i = 0; i < issue->names->len; i++)
    {
      g_autofree char *path =
        g_build_filename (issue->stage, g_ptr_array_index (issue->names, i), NULL);

      g_unlink (path);
    }
  g_rmdir (issue->stage);
  g_free (issue->stage);
}

static void
fill_issue (DoudiNoticeIssue *issue, const DoudiNotice *notice, gint64 replaces)
{
  *issue = (DoudiNoticeIssue){ .kind = (char *) doudi_notice_get_kind (notice),
                               .division_code = (char *) doudi_notice_get_village (notice),
                               .month = doudi_notice_get_month (notice),
                               .run_id = doudi_notice_get_run (notice),
                               .list_id = doudi_notice_get_list (notice),
                               .content = (char *) doudi_notice_get_content (notice),
                               .digest = (char *) doudi_notice_get_digest (notice),
                               .rows = doudi_notice_get_n_rows (notice),
                               .replaces = replaces };
}

/* Stores the notice, or counts one more print of it. Tells which print it is. */
static gboolean
record_notice (Issue *issue, const DoudiNotice *notice, guint *copy, GError **error)
{
  DoudiStore *store = doudi_session_get_store (issue->session);
  g_autoptr (DoudiNoticeIssue) last = NULL;
  DoudiNoticeIssue row;
  gint64 id;

  if (!_doudi_notice_find_last (notice, store, &last, error))
    return FALSE;
  if (last != NULL && g_str_equal (last->digest, doudi_notice_get_digest (notice)))
    {
      *copy = (guint) last->copies + 1;
      return doudi_notice_add_copy (issue->session, last->id, *copy, error);
    }
  *copy = 1;
  fill_issue (&row, notice, last != NULL ? last->id : 0);
  return doudi_notice_insert (issue->session, &row, &id, error);
}

static gboolean
write_sheet (Issue *issue, const DoudiNotice *notice, guint copy, GError **error)
{
  g_autoptr (DoudiSheet) sheet = doudi_notice_sheet (notice, issue->paper, copy, error);
  char *name = doudi_notice_dup_file_name (notice);
  g_autofree char *path = g_build_filename (issue->stage, name, NULL);
  DoudiNoticeSheet *written;

  g_ptr_array_add (issue->names, name);
  if (sheet == NULL
      || !doudi_sheet_write_pdf (sheet, path, _doudi_notice_get_issued_on (notice), error))
    return FALSE;
  written = g_new0 (DoudiNoticeSheet, 1);
  written->village = g_strdup (doudi_notice_get_village (notice));
  written->file = g_build_filename (issue->folder, name, NULL);
  written->pages = doudi_sheet_get_n_pages (sheet);
  written->rows = doudi_notice_get_n_rows (notice);
  written->copy = copy;
  written->digest = g_strdup (doudi_notice_get_digest (notice));
  written->unknown_glyphs = doudi_sheet_list_unknown_glyphs (sheet);
  g_ptr_array_add (issue->sheets, written);
  return TRUE;
}

static gboolean
issue_all (Issue *issue, GPtrArray *notices, const DoudiProgress *progress, GError **error)
{
  for (guint i = 0; i < notices->len; i++)
    {
      const DoudiNotice *notice = g_ptr_array_index (notices, i);
      guint copy;

      if (doudi_progress_is_cancelled (progress, error)
          || !record_notice (issue, notice, &copy, error)
          || !write_sheet (issue, notice, copy, error))
        return FALSE;
      doudi_progress_report (progress, _ ("Setting the sheets"), i + 1, notices->len);
    }
  return TRUE;
}

/* A folder of that name would stop the renaming, after the commit. */
static gboolean
check_targets (const Issue *issue, GError **error)
{
  for (guint i = 0; i < issue->sheets->len; i++)
    {
      const DoudiNoticeSheet *sheet = g_ptr_array_index (issue->sheets, i);

      if (g_file_test (sheet->file, G_FILE_TEST_IS_DIR))
        {
          doudi_error_set_from_errno (error, EISDIR, sheet->file);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
publish (const Issue *issue, GError **error)
{
  for (guint i = 0; i < issue->sheets->len; i++)
    {
      const DoudiNoticeSheet *sheet = g_ptr_array_index (issue->sheets, i);
      g_autofree char *staged =
        g_build_filename (issue->stage, g_ptr_array_index (issue->names, i), NULL);

      if (g_rename (staged, sheet->file) != 0)
        {
          doudi_error_set_from_errno (error, errno, sheet->file);
          g_prefix_error (error, "%s",
                          _ ("The sheets are recorded, but not all could be put into the folder. "
                             "Print them again. "));
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
run_issue (Issue *issue, GPtrArray *notices, const DoudiProgress *progress, GError **error)
{
  g_autoptr (DoudiTransaction) transaction = NULL;

  if (!make_stage (issue, error))
    return FALSE;
  transaction = doudi_transaction_begin (doudi_session_get_store (issue->session), error);
  return transaction != NULL && issue_all (issue, notices, progress, error)
         && check_targets (issue, error) && doudi_transaction_commit (transaction, error)
         && publish (issue, error);
}

/**
 * doudi_notices_issue:
 * @session: who prints, on the writing connection
 * @notices: (element-type DoudiNotice): what doudi_notices_build() made
 * @paper: what they are printed on
 * @folder: (type filename): where the PDFs go; made if it is not there
 * @progress: (nullable): told how far it is; asked whether to stop
 * @error: (nullable): %DOUDI_ERROR_REFUSED if a text of one may not hang: none is made then, and
 *   the message names the villages
 *
 * Issues notices: stores what they say with a line of the log each, and writes a PDF each. A notice
 * that was issued before and says the same is printed again: the same body, marked as a copy. One
 * that says something else takes the place of the one before. All of them or none.
 *
 * Returns: (transfer full) (element-type DoudiNoticeSheet): the files; %NULL with @error set
 */
GPtrArray *
doudi_notices_issue (DoudiSession *session,
                     GPtrArray *notices,
                     DoudiPaper paper,
                     const char *folder,
                     const DoudiProgress *progress,
                     GError **error)
{
  g_autoptr (GPtrArray) sheets =
    g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_notice_sheet_free);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  Issue issue = {
    .session = session, .paper = paper, .folder = folder, .sheets = sheets, .names = names,
  };
  gboolean done;

  g_return_val_if_fail (session != NULL && notices != NULL && folder != NULL, NULL);

  if (!doudi_session_authorize (session, DOUDI_ACTION_PRINT_NOTICE, "notices", error)
      || !check_all (notices, error))
    return NULL;
  done = run_issue (&issue, notices, progress, error);
  remove_stage (&issue);
  return done ? g_steal_pointer (&sheets) : NULL;
}
