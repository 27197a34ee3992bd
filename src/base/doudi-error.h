/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DOUDI_ERROR:
 *
 * The one error domain. A code says what kind of trouble it is, and with it how a command ends
 * (doudi_error_exit_status()); the message is for a person and says what to do; "where" names the
 * place in a file (file, line, sheet, row, column) if there is one.
 */
#define DOUDI_ERROR (doudi_error_quark ())
GQuark doudi_error_quark (void);

/**
 * DoudiError:
 * @DOUDI_ERROR_REFUSED: a rule of the office forbids it
 * @DOUDI_ERROR_NOT_ALLOWED: the role of the person does not allow it
 * @DOUDI_ERROR_FOUR_EYES: the same person may not do both steps
 * @DOUDI_ERROR_PASSWORD: name or password is wrong, or the account is locked
 * @DOUDI_ERROR_BAD_DATA: a value or a file's content is not what it should be
 * @DOUDI_ERROR_NOT_FOUND: there is no such thing in the caseload
 * @DOUDI_ERROR_CONFLICT: the record was changed meanwhile, or is in another state
 * @DOUDI_ERROR_NO_STANDARD: no standard is in force for what is asked
 * @DOUDI_ERROR_NO_FACT: a fact that the rules ask for was not recorded
 * @DOUDI_ERROR_CANCELLED: the person stopped it; nothing has changed
 * @DOUDI_ERROR_USAGE: the command was called wrongly
 * @DOUDI_ERROR_IO: a file could not be read or written
 * @DOUDI_ERROR_READ_ONLY: the file or its folder cannot be written
 * @DOUDI_ERROR_NO_SPACE: the disk is full
 * @DOUDI_ERROR_IN_USE: somebody else has the caseload open
 * @DOUDI_ERROR_BUSY: the file is locked by another program at the moment
 * @DOUDI_ERROR_CORRUPT: the caseload file is damaged
 * @DOUDI_ERROR_NOT_A_CASELOAD: the file is something else
 * @DOUDI_ERROR_VERSION: the caseload was written by a newer program
 * @DOUDI_ERROR_ENVIRONMENT: a library or a setting of the machine is not as it must be
 */
typedef enum
{
  DOUDI_ERROR_REFUSED,
  DOUDI_ERROR_NOT_ALLOWED,
  DOUDI_ERROR_FOUR_EYES,
  DOUDI_ERROR_PASSWORD,
  DOUDI_ERROR_BAD_DATA,
  DOUDI_ERROR_NOT_FOUND,
  DOUDI_ERROR_CONFLICT,
  DOUDI_ERROR_NO_STANDARD,
  DOUDI_ERROR_NO_FACT,
  DOUDI_ERROR_CANCELLED,
  DOUDI_ERROR_USAGE,
  DOUDI_ERROR_IO,
  DOUDI_ERROR_READ_ONLY,
  DOUDI_ERROR_NO_SPACE,
  DOUDI_ERROR_IN_USE,
  DOUDI_ERROR_BUSY,
  DOUDI_ERROR_CORRUPT,
  DOUDI_ERROR_NOT_A_CASELOAD,
  DOUDI_ERROR_VERSION,
  DOUDI_ERROR_ENVIRONMENT,
} DoudiError;

void doudi_error_set (GError **error, DoudiError code, const char *where, const char *format, ...)
  G_GNUC_PRINTF (4, 5);
void doudi_error_set_from_io (GError **error, const GError *cause, const char *path);
void doudi_error_set_from_errno (GError **error, int saved_errno, const char *path);
const char *doudi_error_get_where (const GError *error);
const char *doudi_error_get_name (const GError *error);
int doudi_error_exit_status (const GError *error);

G_END_DECLS
