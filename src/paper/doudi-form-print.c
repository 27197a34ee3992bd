/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * A filled form leaves the program: as a file or on a printer, and never without a line in the log.
 */

#include "config.h"

#include "paper/doudi-form-print.h"

#include "base/doudi-file.h"
#include "casework/doudi-audit-detail.h"
#include "paper/doudi-sheet-private.h"

typedef struct
{
  DoudiSession *session;
  DoudiSheet *sheet;
  const char *object;
  const char *form;
} Printing;

/**
 * doudi_form_print_record:
 * @session: who takes the paper, on the writing connection
 * @sheet: the form
 * @object: what it belongs to ("application:12"), as in the audit log
 * @form: id of the form
 * @error: %DOUDI_ERROR_NOT_ALLOWED
 *
 * Writes into the log that a form of a case leaves the program. Before it is printed; a file is
 * recorded by doudi_form_print_write().
 *
 * Returns: whether it is written
 */
gboolean
doudi_form_print_record (DoudiSession *session,
                         DoudiSheet *sheet,
                         const char *object,
                         const char *form,
                         GError **error)
{
  g_autofree char *digest = doudi_form_sheet_digest (sheet);
  g_autofree char *detail = doudi_audit_detail ("form", form, "digest", digest, NULL);
  g_autoptr (DoudiTransaction) transaction = NULL;

  if (!doudi_session_authorize (session, DOUDI_ACTION_PRINT_FORM, object, error))
    return FALSE;
  transaction = doudi_transaction_begin (doudi_session_get_store (session), error);
  return transaction != NULL
         && doudi_session_record (session, DOUDI_ACTION_PRINT_FORM, object, detail, error)
         && doudi_transaction_commit (transaction, error);
}

/* The line of the log comes before the file has its name: there is never a file without one. */
static gboolean
write_content (const char *temporary_path, gpointer data, GError **error)
{
  const Printing *printing = data;

  return _doudi_sheet_write_pages (printing->sheet, temporary_path,
                                   doudi_session_get_today (printing->session), error)
         && doudi_form_print_record (printing->session, printing->sheet, printing->object,
                                     printing->form, error);
}

/**
 * doudi_form_print_write:
 * @session: who takes the paper, on the writing connection
 * @sheet: the form
 * @object: what it belongs to ("application:12"), as in the audit log
 * @form: id of the form
 * @path: (type filename): the file; one of the same name is replaced
 * @error: %DOUDI_ERROR_NOT_ALLOWED, or as doudi_file_publish()
 *
 * Writes a filled form as PDF and a line into the log, or neither. The file names nobody but in
 * what is printed.
 *
 * Returns: whether the file is in place
 */
gboolean
doudi_form_print_write (DoudiSession *session,
                        DoudiSheet *sheet,
                        const char *object,
                        const char *form,
                        const char *path,
                        GError **error)
{
  Printing printing = { session, sheet, object, form };

  return doudi_file_publish (path, write_content, &printing, error);
}
