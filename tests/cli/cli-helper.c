/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "cli-helper.h"

#include <glib/gstdio.h>
#include <stdarg.h>
#include <sys/wait.h>

void
cli_set_up (Cli *cli, gconstpointer data)
{
  g_assert_nonnull (g_getenv ("DOUDICTL"));
  cli->folder = g_dir_make_tmp ("doudi-cli-XXXXXX", NULL);
  cli->file = cli_path (cli, "案卷.doudi");
  cli->password_file = cli_write (cli, "password", CLI_PASSWORD "\n");
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      if (g_file_test (inner, G_FILE_TEST_IS_DIR) && !g_file_test (inner, G_FILE_TEST_IS_SYMLINK))
        remove_folder (inner);
      else
        g_unlink (inner);
    }
  g_rmdir (path);
}

void
cli_tear_down (Cli *cli, gconstpointer data)
{
  remove_folder (cli->folder);
  g_free (cli->folder);
  g_free (cli->file);
  g_free (cli->password_file);
}

char *
cli_path (Cli *cli, const char *name)
{
  return g_build_filename (cli->folder, name, NULL);
}

char *
cli_write (Cli *cli, const char *name, const char *content)
{
  char *path = cli_path (cli, name);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  return path;
}

static JsonNode *
parse (const char *text)
{
  g_autoptr (JsonParser) parser = json_parser_new ();

  return json_parser_load_from_data (parser, text, -1, NULL) ? json_parser_steal_root (parser)
                                                             : NULL;
}

static CliResult *
spawn (Cli *cli, GPtrArray *words)
{
  CliResult *result = g_new0 (CliResult, 1);
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_ptr_array_insert (words, 0, g_strdup (g_getenv ("DOUDICTL")));
  g_ptr_array_add (words, NULL);
  g_spawn_sync (cli->folder, (char **) words->pdata, NULL, G_SPAWN_DEFAULT, NULL, NULL,
                &result->output, &result->messages, &status, &error);
  g_assert_no_error (error);
  result->status = WIFEXITED (status) ? WEXITSTATUS (status) : -WTERMSIG (status);
  result->json = parse (result->output);
  g_test_message ("status %d: %s", result->status, result->messages);
  return result;
}

static void
add_words (GPtrArray *words, va_list args)
{
  const char *word;

  while ((word = va_arg (args, const char *)) != NULL)
    g_ptr_array_add (words, g_strdup (word));
}

/* doudictl with the words as they are. */
CliResult *
cli_run_plain (Cli *cli, ...)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  va_list args;

  va_start (args, cli);
  add_words (words, args);
  va_end (args);
  return spawn (cli, words);
}

/* doudictl for @user, who may be nobody, with an answer in JSON. */
CliResult *
cli_run (Cli *cli, const char *user, ...)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  va_list args;

  g_ptr_array_add (words, g_strdup ("--json"));
  g_ptr_array_add (words, g_strdup ("--today=" CLI_TODAY));
  g_ptr_array_add (words, g_strconcat ("--password-file=", cli->password_file, NULL));
  if (user != NULL)
    g_ptr_array_add (words, g_strconcat ("--user=", user, NULL));
  va_start (args, user);
  add_words (words, args);
  va_end (args);
  return spawn (cli, words);
}

void
cli_result_free (CliResult *result)
{
  g_clear_pointer (&result->json, json_node_unref);
  g_free (result->output);
  g_free (result->messages);
  g_free (result);
}

/* Makes the caseload of the test, with rules if @policy is not NULL. */
void
cli_init (Cli *cli, const char *policy)
{
  g_autofree char *option = policy != NULL ? g_strconcat ("--policy=", policy, NULL) : NULL;
  g_autoptr (CliResult) result = cli_run (cli, NULL, "init", cli->file, "--county", CLI_COUNTY,
                                          "--admin", CLI_ADMINISTRATOR, option, NULL);

  g_assert_cmpint (result->status, ==, 0);
}

void
cli_add_user (Cli *cli, const char *name, const char *role)
{
  g_autoptr (CliResult) result
    = cli_run (cli, CLI_ADMINISTRATOR, "user-add", cli->file, name, "--role", role,
               "--new-password-file", cli->password_file, NULL);

  g_assert_cmpint (result->status, ==, 0);
}

JsonObject *
cli_assert_done (CliResult *result)
{
  g_assert_cmpint (result->status, ==, 0);
  g_assert_nonnull (result->json);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (result->json));
  return json_node_get_object (result->json);
}

JsonArray *
cli_assert_list (CliResult *result)
{
  g_assert_cmpint (result->status, ==, 0);
  g_assert_nonnull (result->json);
  g_assert_true (JSON_NODE_HOLDS_ARRAY (result->json));
  return json_node_get_array (result->json);
}

/* The document of an error has three members, and a person reads the message too. */
void
cli_assert_error (CliResult *result, int status, const char *code)
{
  JsonObject *error;

  g_assert_cmpint (result->status, ==, status);
  g_assert_nonnull (result->json);
  error = json_object_get_object_member (json_node_get_object (result->json), "error");
  g_assert_nonnull (error);
  g_assert_cmpuint (json_object_get_size (error), ==, 3);
  g_assert_cmpstr (json_object_get_string_member (error, "code"), ==, code);
  g_assert_true (json_object_has_member (error, "where"));
  g_assert_nonnull (strstr (result->messages, json_object_get_string_member (error, "message")));
}
