/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "cli/doudi-invocation-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define SECRET_LINE_MAX 4096
#define PROGRESS_TERMINAL_US (G_USEC_PER_SEC / 10)
#define PROGRESS_LOG_US G_USEC_PER_SEC

/*
 * doudi_invocation_clear:
 * @invocation: a call that has ended
 *
 * Closes and frees what the call used.
 */
void
doudi_invocation_clear (DoudiInvocation *invocation)
{
  g_clear_pointer (&invocation->store, doudi_store_close);
  g_clear_pointer (&invocation->answer, json_node_unref);
  g_clear_pointer (&invocation->problems, json_node_unref);
  g_clear_object (&invocation->progress.cancellable);
  g_clear_pointer (&invocation->arguments, g_strfreev);
  g_clear_pointer (&invocation->shown_stage, g_free);
}

/*
 * doudi_invocation_end_progress:
 * @invocation: a call
 *
 * Clears the line of progress, so that something else can be written there.
 */
void
doudi_invocation_end_progress (DoudiInvocation *invocation)
{
  if (!invocation->line_open)
    return;
  fputs ("\r\033[K", stderr);
  invocation->line_open = FALSE;
}

/* On a terminal one line is written over; in a log there is a line a second at most. */
static void
on_progress_cb (const char *stage, gint64 done, gint64 total, gpointer data)
{
  DoudiInvocation *invocation = data;
  gboolean terminal = isatty (STDERR_FILENO);
  gint64 now = g_get_monotonic_time ();
  gint64 pause = terminal ? PROGRESS_TERMINAL_US : PROGRESS_LOG_US;
  gboolean same = g_strcmp0 (stage, invocation->shown_stage) == 0;

  if (invocation->globals->quiet || invocation->globals->no_progress)
    return;
  if (now - invocation->shown_at < pause && (!terminal || same))
    return;
  invocation->shown_at = now;
  if (!same)
    {
      g_free (invocation->shown_stage);
      invocation->shown_stage = g_strdup (stage);
    }
  if (terminal)
    fputs ("\r\033[K", stderr);
  if (total > 0)
    g_printerr ("%s: %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, stage, done, total);
  else
    g_printerr ("%s: %" G_GINT64_FORMAT, stage, done);
  if (!terminal)
    fputc ('\n', stderr);
  invocation->line_open = terminal;
}

/**
 * doudi_invocation_get_argument:
 * @invocation: (not nullable): this call
 * @index: from 0, without the name of the command
 *
 * Tells what stands on the command line.
 *
 * Returns: (nullable) (transfer none): the argument; %NULL if it was left out
 */
const char *
doudi_invocation_get_argument (DoudiInvocation *invocation, guint index)
{
  return index < invocation->n_arguments ? invocation->arguments[index] : NULL;
}

/**
 * doudi_invocation_get_today:
 * @invocation: (not nullable): this call
 *
 * Tells the business date: `--today`, or what the clock says.
 *
 * Returns: the day
 */
DoudiDay
doudi_invocation_get_today (DoudiInvocation *invocation)
{
  return invocation->today;
}

/**
 * doudi_invocation_get_progress:
 * @invocation: (not nullable): this call
 *
 * Lends the way to tell progress, on standard error, and to learn of Ctrl-C.
 *
 * Returns: (not nullable) (transfer none): the progress
 */
const DoudiProgress *
doudi_invocation_get_progress (DoudiInvocation *invocation)
{
  return &invocation->progress;
}

/**
 * doudi_invocation_get_user:
 * @invocation: (not nullable): this call
 *
 * Tells who acts.
 *
 * Returns: (nullable) (transfer none): `--user`
 */
const char *
doudi_invocation_get_user (DoudiInvocation *invocation)
{
  return invocation->globals->user;
}

/**
 * doudi_invocation_wants_json:
 * @invocation: (not nullable): this call
 *
 * Tells whether a program reads the answer.
 *
 * Returns: `--json`
 */
gboolean
doudi_invocation_wants_json (DoudiInvocation *invocation)
{
  return invocation->globals->json;
}

/* Standard input keeps its place, so that two secrets can come one below the other. */
static FILE *
open_line_file (const char *path, GError **error)
{
  FILE *file = g_str_equal (path, "-") ? stdin : fopen (path, "re");

  if (file == NULL)
    doudi_error_set_from_errno (error, errno, path);
  return file;
}

/* The first line, without its end and without a byte-order mark. */
static char *
read_first_line (const char *path, const char *if_empty, GError **error)
{
  char line[SECRET_LINE_MAX] = "";
  FILE *file = open_line_file (path, error);
  const char *start = line;
  char *secret = NULL;

  if (file == NULL)
    return NULL;
  if (fgets (line, sizeof line, file) == NULL)
    line[0] = '\0';
  if (file != stdin)
    fclose (file);
  line[strcspn (line, "\r\n")] = '\0';
  if (g_str_has_prefix (line, "\xef\xbb\xbf"))
    start += 3;
  if (*start != '\0')
    secret = g_strdup (start);
  else
    doudi_error_set (error, DOUDI_ERROR_BAD_DATA, path, "%s", if_empty);
  explicit_bzero (line, sizeof line);
  return secret;
}

/**
 * doudi_invocation_read_password_file:
 * @invocation: (not nullable): this call
 * @path: (not nullable) (type filename): a file, or "-"
 * @error: %DOUDI_ERROR_IO, %DOUDI_ERROR_BAD_DATA if the first line is empty
 *
 * Reads a password: the first line, without its end and without a byte-order mark.
 *
 * Returns: (nullable) (transfer full): the password
 */
char *
doudi_invocation_read_password_file (DoudiInvocation *invocation, const char *path, GError **error)
{
  return read_first_line (path, _ ("The first line of the password file is empty."), error);
}

/**
 * doudi_invocation_read_line_file:
 * @invocation: (not nullable): this call
 * @path: (not nullable) (type filename): a file, or "-"
 * @error: %DOUDI_ERROR_IO, %DOUDI_ERROR_BAD_DATA if the first line is empty
 *
 * Reads what is too personal for a command line, such as an identity number: the first line,
 * without its end and without a byte-order mark.
 *
 * Returns: (nullable) (transfer full): the line
 */
char *
doudi_invocation_read_line_file (DoudiInvocation *invocation, const char *path, GError **error)
{
  return read_first_line (path, _ ("The first line of the file is empty."), error);
}

/**
 * doudi_invocation_read_password:
 * @invocation: (not nullable): this call
 * @error: %DOUDI_ERROR_USAGE without `--password-file`, or as
 *   doudi_invocation_read_password_file()
 *
 * Reads the password of whoever acts.
 *
 * Returns: (nullable) (transfer full): the password
 */
char *
doudi_invocation_read_password (DoudiInvocation *invocation, GError **error)
{
  if (invocation->globals->password_file != NULL)
    return doudi_invocation_read_password_file (invocation, invocation->globals->password_file,
                                                error);
  doudi_error_set (error, DOUDI_ERROR_USAGE, NULL,
                   _ ("This needs a password: give --password-file FILE, or - for standard "
                      "input."));
  return NULL;
}

/**
 * doudi_invocation_open:
 * @invocation: (not nullable): this call
 * @path: (not nullable) (type filename): a caseload
 * @error: %DOUDI_ERROR_USAGE without `--user`, or what doudi_store_open() and
 *   doudi_session_sign_in() say
 *
 * Opens a caseload and signs `--user` in. Once in a call; the store is closed after the command
 * has ended.
 *
 * Returns: (nullable) (transfer full): the session
 */
DoudiSession *
doudi_invocation_open (DoudiInvocation *invocation, const char *path, GError **error)
{
  g_autofree char *password = NULL;
  DoudiSession *session;

  g_return_val_if_fail (invocation->store == NULL, NULL);

  if (invocation->globals->user == NULL)
    {
      doudi_error_set (error, DOUDI_ERROR_USAGE, NULL, _ ("This needs a user: give --user NAME."));
      return NULL;
    }
  password = doudi_invocation_read_password (invocation, error);
  if (password == NULL)
    return NULL;
  invocation->store = doudi_store_open (path, error);
  if (invocation->store == NULL)
    return NULL;
  session = doudi_session_sign_in (invocation->store, invocation->globals->user, password,
                                   invocation->today, error);
  explicit_bzero (password, strlen (password));
  return session;
}

/**
 * doudi_invocation_say:
 * @invocation: (not nullable): this call
 * @format: a line for a person, without its end, already translated
 * @...: for @format
 *
 * Tells a person something: on standard output, or on standard error where a program reads that.
 */
void
doudi_invocation_say (DoudiInvocation *invocation, const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list args;

  if (invocation->globals->quiet)
    return;
  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  doudi_invocation_end_progress (invocation);
  if (invocation->globals->json)
    g_printerr ("%s\n", line);
  else
    g_print ("%s\n", line);
}

/**
 * doudi_invocation_answer:
 * @invocation: (not nullable): this call
 * @builder: (not nullable): a complete document
 *
 * Gives the answer for a program. It is written after the command has ended well.
 */
void
doudi_invocation_answer (DoudiInvocation *invocation, JsonBuilder *builder)
{
  g_clear_pointer (&invocation->answer, json_node_unref);
  invocation->answer = json_builder_get_root (builder);
}

/**
 * doudi_invocation_set_problems:
 * @invocation: (not nullable): this call
 * @builder: (not nullable): a complete array
 *
 * Tells a program one by one what was wrong with the data, beside the error that ends the call.
 */
void
doudi_invocation_set_problems (DoudiInvocation *invocation, JsonBuilder *builder)
{
  g_clear_pointer (&invocation->problems, json_node_unref);
  invocation->problems = json_builder_get_root (builder);
}

/**
 * doudi_invocation_fail:
 * @invocation: (not nullable): this call
 *
 * Lets the call end with status 1 although it has answered: something was looked at, and the
 * answer is no.
 */
void
doudi_invocation_fail (DoudiInvocation *invocation)
{
  invocation->failed = TRUE;
}

/*
 * doudi_invocation_init:
 * @invocation: (out caller-allocates): a new call
 * @globals: what the global options will say
 *
 * Prepares a call.
 */
void
doudi_invocation_init (DoudiInvocation *invocation, const DoudiGlobals *globals)
{
  *invocation = (DoudiInvocation){ .globals = globals };
  invocation->progress.func = on_progress_cb;
  invocation->progress.data = invocation;
  invocation->progress.cancellable = g_cancellable_new ();
}

/*
 * doudi_invocation_parse_id:
 * @text: (nullable): the number of a record
 * @id: (out): the number, 0 for %NULL
 * @error: %DOUDI_ERROR_USAGE
 *
 * Returns: whether it is one
 */
gboolean
doudi_invocation_parse_id (const char *text, gint64 *id, GError **error)
{
  guint64 number = 0;

  *id = 0;
  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &number, NULL))
    {
      doudi_error_set (error, DOUDI_ERROR_USAGE, NULL,
                       _ ("%s is no number of a record. Other commands tell the numbers."), text);
      return FALSE;
    }
  *id = (gint64) number;
  return TRUE;
}
