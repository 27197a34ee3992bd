/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <sqlite3.h>
#include <string.h>
#include <sys/types.h>

#include "base/doudi-error.h"
#include "store/doudi-session.h"

#define PASSWORD "doudi-demo"
#define ADMINISTRATOR "administrator"

/*
 * A folder of its own for each test, and in it a caseload with an administrator.
 *
 * @path: the caseload
 * @store: the writing connection
 * @session: the administrator's
 */
typedef struct
{
  char *folder;
  char *path;
  DoudiStore *store;
  DoudiSession *session;
} Fixture;

void fixture_set_up_folder (Fixture *fixture, gconstpointer data);
void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_set_up_signed_in (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);
void fixture_close (Fixture *fixture);
char *fixture_path (Fixture *fixture, const char *name);
guint fixture_count_files (Fixture *fixture);

DoudiStore *store_open_unlocked (const char *path, GError **error);

sqlite3 *raw_open (const char *path);
void raw_run (const char *path, const char *sql);
char *raw_ask (const char *path, const char *sql);

gint64 store_ask (DoudiStore *store, const char *sql);
void store_run (DoudiStore *store, const char *sql);
int run_child (void (*func) (gpointer data), gpointer data, gboolean as_nobody);
int wait_for_child (pid_t child);

/* Clears the error after looking at it. */
#define assert_doudi_error(err, c)                   \
  G_STMT_START                                       \
  {                                                  \
    g_assert_error (err, DOUDI_ERROR, (int) (c));    \
    g_assert_cmpuint (strlen (err->message), >, 10); \
    g_clear_error (&err);                            \
  }                                                  \
  G_STMT_END
