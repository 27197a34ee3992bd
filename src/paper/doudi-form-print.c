/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * A filled form leaves the program: as a file or on a printer, and never without a line in the log.
 */

#include "config.h"

#include "paper/doudi-form-print.h"

#include "base/doudi-file.h"
#include "casework/doudi-audit-detail.h"
#include "casework/doudi-case-filling.h"
#include "casework/doudi-change-filling.h"
#include "paper/doudi-sheet-private.h"

typedef struct
{
  DoudiSession *session;
  DoudiSheet *sheet;
  const char *object;
  const char *form;
} Printing;

static DoudiSheet *
set_sheet (DoudiFormAnswers *answers,
           const DoudiFormFilling *filling,
           DoudiDay today,
           GError **error)
{
  if (answers == NULL)
    return NULL;
  doudi_form_answers_compute (answers, today);
  return doudi_form_sheet (doudi_form_answers_get_form (answers), answers, filling, error);
}

/**
 * doudi_form_sheet_of_case:
 * @session: who prints
 * @of: a case
 * @form: a form
 * @error: as doudi_form_sheet(), or why the case cannot be read
 *
 * Sets a form of a case: as it was filled in last, on the form as it was then. One that is still to
 * be filled in by hand has what is known already, and empty rows.
 *
 * Returns: (transfer full): the sheet, paginated; %NULL with @error set
 */
DoudiSheet *
doudi_form_sheet_of_case (DoudiSession *session,
                          const DoudiCase *of,
                          DoudiForm *form,
                          GError **error)
{
  g_autoptr (DoudiFormFilling) filling = doudi_case_filling_read (session, of, error);
  g_autoptr (DoudiFormAnswers) answers = NULL;

  if (filling == NULL)
    return NULL;
  doudi_form_filling_set_by_hand (filling, !doudi_case_has_filled (of, form));
  answers = doudi_case_answers_for (of, form, error);
  return set_sheet (answers, filling, doudi_session_get_today (session), error);
}

/**
 * doudi_form_sheet_of_change:
 * @session: who prints
 * @of: a change of a household or of its award
 * @form: a form
 * @error: as doudi_form_sheet(), or why the change cannot be read
 *
 * Sets a form of a change, as doudi_form_sheet_of_case() does.
 *
 * Returns: (transfer full): the sheet, paginated; %NULL with @error set
 */
DoudiSheet *
doudi_form_sheet_of_change (DoudiSession *session,
                            const DoudiChangeRow *of,
                            DoudiForm *form,
                            GError **error)
{
  g_autoptr (DoudiFormFilling) filling = doudi_change_filling_read (session, of, error);
  g_autoptr (DoudiFormAnswers) answers = NULL;

  if (filling == NULL)
    return NULL;
  answers = doudi_change_answers_for (doudi_session_get_store (session), of, form, filling, error);
  return set_sheet (answers, filling, doudi_session_get_today (session), error);
}

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
