/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <json-glib/json-glib.h>
#include <string.h>

#define CLI_PASSWORD "doudi-demo"
#define CLI_ADMINISTRATOR "administrator"
#define CLI_COUNTY "623027"
#define CLI_TODAY "2018-06-08"

/*
 * A folder of its own for each test; all users have one password.
 *
 * @file: a caseload in it, once cli_init() has made it
 */
typedef struct
{
  char *folder;
  char *file;
  char *password_file;
} Cli;

/*
 * @status: exit status; the signal, negative, if one ended it
 * @json: standard output, if it was one JSON document
 */
typedef struct
{
  int status;
  char *output;
  char *messages;
  JsonNode *json;
} CliResult;

void cli_set_up (Cli *cli, gconstpointer data);
void cli_tear_down (Cli *cli, gconstpointer data);
char *cli_path (Cli *cli, const char *name);
char *cli_write (Cli *cli, const char *name, const char *content);

CliResult *cli_run_plain (Cli *cli, ...) G_GNUC_NULL_TERMINATED;
CliResult *cli_run (Cli *cli, const char *user, ...) G_GNUC_NULL_TERMINATED;
void cli_result_free (CliResult *result);

void cli_init (Cli *cli, const char *policy);
void cli_add_user (Cli *cli, const char *name, const char *role);

JsonObject *cli_assert_done (CliResult *result);
JsonArray *cli_assert_list (CliResult *result);
void cli_assert_error (CliResult *result, int status, const char *code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliResult, cli_result_free)
