/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-error.h"

#include <errno.h>
#include <gio/gio.h>
#include <string.h>

typedef struct
{
  DoudiError code;
  const char *name;
  int status;
} Kind;

static const Kind kinds[] = {
  { DOUDI_ERROR_REFUSED, "refused", 1 },
  { DOUDI_ERROR_NOT_ALLOWED, "not-allowed", 1 },
  { DOUDI_ERROR_FOUR_EYES, "four-eyes", 1 },
  { DOUDI_ERROR_PASSWORD, "password", 1 },
  { DOUDI_ERROR_BAD_DATA, "bad-data", 1 },
  { DOUDI_ERROR_NOT_FOUND, "not-found", 1 },
  { DOUDI_ERROR_CONFLICT, "conflict", 1 },
  { DOUDI_ERROR_NO_STANDARD, "no-standard", 1 },
  { DOUDI_ERROR_NO_FACT, "no-fact", 1 },
  { DOUDI_ERROR_CANCELLED, "cancelled", 1 },
  { DOUDI_ERROR_USAGE, "usage", 2 },
  { DOUDI_ERROR_IO, "io", 3 },
  { DOUDI_ERROR_READ_ONLY, "read-only", 3 },
  { DOUDI_ERROR_NO_SPACE, "no-space", 3 },
  { DOUDI_ERROR_IN_USE, "in-use", 3 },
  { DOUDI_ERROR_BUSY, "busy", 3 },
  { DOUDI_ERROR_CORRUPT, "corrupt", 3 },
  { DOUDI_ERROR_NOT_A_CASELOAD, "not-a-caseload", 3 },
  { DOUDI_ERROR_VERSION, "version", 3 },
  { DOUDI_ERROR_ENVIRONMENT, "environment", 3 },
};

static void
test_kinds (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GError) error = NULL;

      doudi_error_set (&error, kinds[i].code, NULL, "number %d", 7);
      g_assert_error (error, DOUDI_ERROR, (int) kinds[i].code);
      g_assert_cmpstr (error->message, ==, "number 7");
      g_assert_cmpstr (doudi_error_get_name (error), ==, kinds[i].name);
      g_assert_cmpint (doudi_error_exit_status (error), ==, kinds[i].status);
      g_assert_null (doudi_error_get_where (error));
    }
}

static void
test_where (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) copy = NULL;

  doudi_error_set (&error, DOUDI_ERROR_BAD_DATA, "line 3", "bad");
  g_assert_cmpstr (doudi_error_get_where (error), ==, "line 3");
  copy = g_error_copy (error);
  g_clear_error (&error);
  g_assert_cmpstr (doudi_error_get_where (copy), ==, "line 3");
  doudi_error_set (NULL, DOUDI_ERROR_BAD_DATA, "line 3", "bad");
}

typedef struct
{
  GQuark (*domain) (void);
  int code;
  const char *name;
  int status;
} Foreign;

static const Foreign foreigners[] = {
  { g_io_error_quark, G_IO_ERROR_NOT_FOUND, "io", 3 },
  { g_io_error_quark, G_IO_ERROR_NO_SPACE, "no-space", 3 },
  { g_io_error_quark, G_IO_ERROR_READ_ONLY, "read-only", 3 },
  { g_io_error_quark, G_IO_ERROR_FAILED, "io", 3 },
  { g_io_error_quark, G_IO_ERROR_CANCELLED, "cancelled", 1 },
  { g_file_error_quark, G_FILE_ERROR_NOENT, "io", 3 },
  { g_file_error_quark, G_FILE_ERROR_FAILED, "io", 3 },
  { g_option_error_quark, G_OPTION_ERROR_BAD_VALUE, "usage", 2 },
  { g_markup_error_quark, G_MARKUP_ERROR_PARSE, "environment", 3 },
};

static void
test_foreign (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (foreigners); i++)
    {
      g_autoptr (GError) error
        = g_error_new_literal (foreigners[i].domain (), foreigners[i].code, "no");

      g_assert_cmpstr (doudi_error_get_name (error), ==, foreigners[i].name);
      g_assert_cmpint (doudi_error_exit_status (error), ==, foreigners[i].status);
      g_assert_null (doudi_error_get_where (error));
    }
}

static void
assert_errno (int number, DoudiError code)
{
  g_autoptr (GError) error = NULL;

  doudi_error_set_from_errno (&error, number, "/disk/名册.xlsx");
  g_assert_error (error, DOUDI_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, "/disk/名册.xlsx"));
  g_assert_cmpstr (doudi_error_get_where (error), ==, "/disk/名册.xlsx");
}

static void
test_errno (void)
{
  g_autoptr (GError) error = NULL;

  assert_errno (ENOSPC, DOUDI_ERROR_NO_SPACE);
  assert_errno (EROFS, DOUDI_ERROR_READ_ONLY);
  assert_errno (EACCES, DOUDI_ERROR_IO);
  assert_errno (ENOENT, DOUDI_ERROR_IO);
  assert_errno (EBUSY, DOUDI_ERROR_BUSY);
  assert_errno (EPIPE, DOUDI_ERROR_IO);
  assert_errno (0, DOUDI_ERROR_IO);
  /* A name that is no UTF-8 is shown as well as it can be. */
  doudi_error_set_from_errno (&error, ENOENT, "/disk/\xC3\x28");
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
assert_cause (GQuark domain, int cause_code, DoudiError code)
{
  g_autoptr (GError) cause = g_error_new_literal (domain, cause_code, "the cause");
  g_autoptr (GError) error = NULL;

  doudi_error_set_from_io (&error, cause, "/disk/file");
  g_assert_error (error, DOUDI_ERROR, (int) code);
}

static void
test_from_io (void)
{
  assert_cause (G_IO_ERROR, G_IO_ERROR_NO_SPACE, DOUDI_ERROR_NO_SPACE);
  assert_cause (G_IO_ERROR, G_IO_ERROR_READ_ONLY, DOUDI_ERROR_READ_ONLY);
  assert_cause (G_IO_ERROR, G_IO_ERROR_BUSY, DOUDI_ERROR_BUSY);
  assert_cause (G_IO_ERROR, G_IO_ERROR_CANCELLED, DOUDI_ERROR_CANCELLED);
  assert_cause (G_IO_ERROR, G_IO_ERROR_FAILED, DOUDI_ERROR_IO);
  assert_cause (G_FILE_ERROR, G_FILE_ERROR_NOSPC, DOUDI_ERROR_NO_SPACE);
  assert_cause (G_FILE_ERROR, G_FILE_ERROR_ROFS, DOUDI_ERROR_READ_ONLY);
  assert_cause (G_FILE_ERROR, G_FILE_ERROR_FAILED, DOUDI_ERROR_IO);
  assert_cause (G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE, DOUDI_ERROR_IO);
  assert_cause (DOUDI_ERROR, DOUDI_ERROR_FOUR_EYES, DOUDI_ERROR_FOUR_EYES);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/error/kinds", test_kinds);
  g_test_add_func ("/base/error/where", test_where);
  g_test_add_func ("/base/error/foreign", test_foreign);
  g_test_add_func ("/base/error/errno", test_errno);
  g_test_add_func ("/base/error/from-io", test_from_io);
  return g_test_run ();
}
