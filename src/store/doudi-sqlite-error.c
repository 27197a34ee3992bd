/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-sqlite-error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "base/doudi-error.h"

/* A result code of SQLite, extended or primary, and the sentence
 * that follows the path. */
typedef struct
{
  int rc;
  DoudiError code;
  const char *message;
} ResultMeaning;

/* The extended codes stand before the primary ones they belong to. */
static const ResultMeaning result_meanings[] = {
  { SQLITE_READONLY_DBMOVED, DOUDI_ERROR_IO,
    N_ ("It was moved or removed while it was open. Put it back, then open it again.") },
  { SQLITE_IOERR_FSYNC, DOUDI_ERROR_IO,
    N_ ("The disk did not keep what was written. Close the program, copy the folder to another "
        "disk and check the caseload there.") },
  { SQLITE_IOERR_DIR_FSYNC, DOUDI_ERROR_IO,
    N_ ("The disk did not keep what was written. Close the program, copy the folder to another "
        "disk and check the caseload there.") },
  { SQLITE_IOERR_NOMEM, DOUDI_ERROR_ENVIRONMENT,
    N_ ("There is not enough memory to work on it. Close other programs, then try again.") },
  { SQLITE_BUSY, DOUDI_ERROR_BUSY,
    N_ ("Another program is using it at the moment. Wait for it to finish, then try again.") },
  { SQLITE_LOCKED, DOUDI_ERROR_BUSY,
    N_ ("Another program is using it at the moment. Wait for it to finish, then try again.") },
  { SQLITE_FULL, DOUDI_ERROR_NO_SPACE,
    N_ ("The disk is full. Nothing of this step was stored. Free some space, then try again.") },
  { SQLITE_READONLY, DOUDI_ERROR_READ_ONLY,
    N_ ("It cannot be written. Check the write protection of the disk and the rights of the file "
        "and its folder.") },
  { SQLITE_CORRUPT, DOUDI_ERROR_CORRUPT,
    N_ ("The file is damaged. Work on no further; restore the newest backup.") },
  { SQLITE_NOTADB, DOUDI_ERROR_NOT_A_CASELOAD,
    N_ ("This is not a caseload file of Doudi. Choose another file.") },
  { SQLITE_NOMEM, DOUDI_ERROR_ENVIRONMENT,
    N_ ("There is not enough memory to work on it. Close other programs, then try again.") },
  { SQLITE_TOOBIG, DOUDI_ERROR_BAD_DATA,
    N_ ("A text or a picture is too large. Make it smaller, then try again.") },
  { SQLITE_NOLFS, DOUDI_ERROR_NO_SPACE,
    N_ ("The file is too large for this disk. Choose another disk.") },
};

/* Which constraint of the schema, as SQLite names it, and what it means to a person. */
typedef struct
{
  const char *constraint;
  DoudiError code;
  const char *message;
} ConstraintMeaning;

static const ConstraintMeaning constraint_meanings[] = {
  { "person.identity_number", DOUDI_ERROR_CONFLICT,
    N_ ("Somebody with this identity number is in the caseload already.") },
  { "user.name", DOUDI_ERROR_REFUSED,
    N_ ("There is a user of this name already. Choose another name.") },
  { "award_term.replaces", DOUDI_ERROR_CONFLICT,
    N_ ("This has been corrected meanwhile. Look at it again.") },
  { "approved_by <> proposed_by", DOUDI_ERROR_FOUR_EYES,
    N_ ("Whoever proposed it cannot approve it. Ask a colleague.") },
  { "landed_by <> staged_by", DOUDI_ERROR_FOUR_EYES,
    N_ ("Whoever read the roster in cannot accept it. Ask a colleague.") },
  { "proposed_by <> adopted_by", DOUDI_ERROR_FOUR_EYES,
    N_ ("Whoever proposed the rules cannot adopt them. Ask a colleague.") },
  { "adopted_by <> proposed_by", DOUDI_ERROR_FOUR_EYES,
    N_ ("Whoever proposed the form cannot adopt it. Ask a colleague.") },
  { "decided_by <> created_by", DOUDI_ERROR_FOUR_EYES,
    N_ ("Whoever put the list together cannot decide it. Ask a colleague.") },
  { "decided_by <> entered_by", DOUDI_ERROR_FOUR_EYES,
    N_ ("Whoever entered the change cannot decide it. Ask a colleague.") },
  { "confirmed_by <> done_by", DOUDI_ERROR_FOUR_EYES,
    N_ ("Whoever did the review cannot confirm it. Ask a colleague.") },
  { "four eyes: who put a list together", DOUDI_ERROR_FOUR_EYES,
    N_ ("Whoever put the list together, entered one of its cases or reviewed it cannot decide it. "
        "Ask a colleague.") },
  { "four eyes: ", DOUDI_ERROR_FOUR_EYES,
    N_ ("Both accounts belong to one person, who cannot do both steps. Ask a colleague.") },
  { "filled_form.replaces", DOUDI_ERROR_CONFLICT,
    N_ ("This has been corrected meanwhile. Look at it again.") },
  { "check_result.replaces", DOUDI_ERROR_CONFLICT,
    N_ ("This has been corrected meanwhile. Look at it again.") },
  { "a form replaces one of its own", DOUDI_ERROR_CONFLICT,
    N_ ("The form to be corrected is not one of this case. Look at the case again.") },
  { "decision.application_id", DOUDI_ERROR_CONFLICT,
    N_ ("This application has been decided already.") },
  { "a case is on one list", DOUDI_ERROR_CONFLICT,
    N_ ("It is on another list that is not decided yet. Take it out there first.") },
  { "review.award_id", DOUDI_ERROR_CONFLICT,
    N_ ("A review of this award is under way already.") },
  { "FOREIGN KEY", DOUDI_ERROR_CONFLICT,
    N_ ("It belongs to something that is not in the caseload, or something else still needs "
        "it.") },
};

static const ResultMeaning *
find_result_meaning (int rc)
{
  for (gsize i = 0; i < G_N_ELEMENTS (result_meanings); i++)
    if (result_meanings[i].rc == rc || result_meanings[i].rc == (rc & 0xff))
      return &result_meanings[i];
  return NULL;
}

static void
set_from_meaning (GError **error, const ResultMeaning *meaning, const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  doudi_error_set (error, meaning->code, shown, "%s: %s", shown, _ (meaning->message));
}

static gboolean
folder_is_read_only (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return access (folder, W_OK) != 0 && (errno == EACCES || errno == EROFS);
}

static void
set_from_constraint (GError **error, const char *said)
{
  if (g_str_has_prefix (said, "frozen: ") || g_str_has_prefix (said, "audit: "))
    {
      doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL, _ ("What is final stays as it is (%s)."),
                       strchr (said, ':') + 2);
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (constraint_meanings); i++)
    if (strstr (said, constraint_meanings[i].constraint) != NULL)
      {
        doudi_error_set (error, constraint_meanings[i].code, NULL, "%s",
                         _ (constraint_meanings[i].message));
        return;
      }
  doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                   _ ("The caseload does not take this value (%s)."), said);
}

/* SQLite knows ENOSPC by itself, but not a file or a share of the disk that may grow no further. */
static gboolean
is_out_of_space (sqlite3 *db)
{
  int last = 0;

  if (db == NULL)
    return FALSE;
  sqlite3_file_control (db, "main", SQLITE_FCNTL_LAST_ERRNO, &last);
  return last == ENOSPC || last == EDQUOT || last == EFBIG;
}

/* What SQLite says of a file that cannot be opened or written does not tell a folder without rights
 * and a full disk from a disk that is gone. */
static void
set_from_file_trouble (GError **error, sqlite3 *db, int rc, const char *said, const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  if ((rc & 0xff) == SQLITE_IOERR && is_out_of_space (db))
    set_from_meaning (error, find_result_meaning (SQLITE_FULL), path);
  else if (folder_is_read_only (path))
    set_from_meaning (error, find_result_meaning (SQLITE_READONLY), path);
  else if ((rc & 0xff) == SQLITE_CANTOPEN || (rc & 0xff) == SQLITE_IOERR)
    doudi_error_set (error, DOUDI_ERROR_IO, shown,
                     _ ("%s: it cannot be read or written (%s). Check the disk, then try again."),
                     shown, said);
  else
    doudi_error_set (error, DOUDI_ERROR_ENVIRONMENT, shown,
                     _ ("%s: the database library refused a step (%s, %d). Report this to whoever "
                        "looks after the program."),
                     shown, said, rc);
}

/**
 * doudi_sqlite_error_set:
 * @error: (nullable): where the error goes
 * @db: (nullable): the connection that failed
 * @rc: the extended result code
 * @path: (not nullable): the caseload file
 *
 * The one place where result codes of SQLite become errors: which kind of trouble, and a sentence
 * for a person that says what to do.
 */
void
doudi_sqlite_error_set (GError **error, sqlite3 *db, int rc, const char *path)
{
  const ResultMeaning *meaning = find_result_meaning (rc);
  const char *said = db != NULL ? sqlite3_errmsg (db) : sqlite3_errstr (rc);

  if ((rc & 0xff) == SQLITE_INTERRUPT)
    doudi_error_set (error, DOUDI_ERROR_CANCELLED, NULL,
                     _ ("Stopped at your request. Nothing has been changed."));
  else if ((rc & 0xff) == SQLITE_CONSTRAINT)
    set_from_constraint (error, said);
  else if (meaning != NULL)
    set_from_meaning (error, meaning, path);
  else
    set_from_file_trouble (error, db, rc, said, path);
}
