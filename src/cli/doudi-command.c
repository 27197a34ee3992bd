/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "cli/doudi-invocation-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "cli/doudi-interrupt.h"

#define PROGRAM "doudictl"

/* GOption wants addresses that last. */
static DoudiGlobals globals;

static const GOptionEntry global_entries[] = {
  { "user", 0, 0, G_OPTION_ARG_FILENAME, &globals.user, N_ ("Who acts"), N_ ("NAME") },
  { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &globals.password_file,
    N_ ("File whose first line is the password; - is standard input"), N_ ("FILE") },
  { "today", 0, 0, G_OPTION_ARG_STRING, &globals.today, N_ ("The business date, if not today"),
    N_ ("YYYY-MM-DD") },
  { "json", 0, 0, G_OPTION_ARG_NONE, &globals.json, N_ ("Answer with one JSON document"), NULL },
  { "quiet", 0, 0, G_OPTION_ARG_NONE, &globals.quiet, N_ ("Say nothing but errors"), NULL },
  { "no-progress", 0, 0, G_OPTION_ARG_NONE, &globals.no_progress, N_ ("Show no progress"), NULL },
  { "version", 0, 0, G_OPTION_ARG_NONE, &globals.version, N_ ("Tell the version"), NULL },
  { "help", 'h', 0, G_OPTION_ARG_NONE, &globals.help, N_ ("Show this help"), NULL },
  { NULL },
};

/* A full disk or a closed pipe must not look like an answer. */
static gboolean
write_json (JsonNode *root)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autofree char *text = NULL;

  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  text = json_generator_to_data (generator, NULL);
  return fputs (text, stdout) >= 0 && fputc ('\n', stdout) != EOF;
}

static void
write_error_json (const DoudiInvocation *invocation, const GError *error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "error");
  json_builder_begin_object (builder);
  doudi_json_add_text (builder, "code", doudi_error_get_name (error));
  doudi_json_add_text (builder, "message", error->message);
  doudi_json_add_text (builder, "where", doudi_error_get_where (error));
  if (invocation->problems != NULL)
    {
      json_builder_set_member_name (builder, "problems");
      json_builder_add_value (builder, json_node_copy (invocation->problems));
    }
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  write_json (root);
}

/* The one place where errors reach a person. */
static int
report_error (const DoudiInvocation *invocation, const GError *error)
{
  int status = doudi_error_exit_status (error);
  const char *where = doudi_error_get_where (error);

  if (globals.json)
    write_error_json (invocation, error);
  if (where != NULL && strstr (error->message, where) == NULL)
    g_printerr ("%s: %s: %s\n", PROGRAM, where, error->message);
  else
    g_printerr ("%s: %s\n", PROGRAM, error->message);
  if (error->domain == G_OPTION_ERROR || g_error_matches (error, DOUDI_ERROR, DOUDI_ERROR_USAGE))
    g_printerr (_ ("Try \"%s --help\".\n"), PROGRAM);
  return status;
}

static gboolean
write_answer (DoudiInvocation *invocation)
{
  g_autoptr (JsonNode) nothing = NULL;

  if (!globals.json || invocation->helped)
    return TRUE;
  if (invocation->answer != NULL)
    return write_json (invocation->answer);
  nothing = json_node_init_object (json_node_alloc (), NULL);
  json_node_take_object (nothing, json_object_new ());
  return write_json (nothing);
}

static int
finish (DoudiInvocation *invocation, gboolean done, const GError *error)
{
  gboolean written;

  doudi_invocation_end_progress (invocation);
  if (!done)
    return report_error (invocation, error);
  written = write_answer (invocation);
  if (!written || fflush (stdout) != 0 || ferror (stdout))
    {
      g_printerr (_ ("%s: the answer could not be written: %s\n"), PROGRAM, g_strerror (errno));
      return 3;
    }
  return invocation->failed ? 1 : 0;
}

static const DoudiCommand *
find_command (const DoudiCommand *const *tables, const char *name)
{
  for (gsize i = 0; tables[i] != NULL; i++)
    for (const DoudiCommand *command = tables[i]; command->name != NULL; command++)
      if (g_str_equal (command->name, name))
        return command;
  return NULL;
}

static void
show_commands (const DoudiCommand *const *tables)
{
  g_print (_ ("Usage: %s [GLOBAL OPTIONS] COMMAND [ARGUMENTS] [OPTIONS]\n\nCommands:\n"), PROGRAM);
  for (gsize i = 0; tables[i] != NULL; i++)
    for (const DoudiCommand *command = tables[i]; command->name != NULL; command++)
      g_print ("  %-14s %s\n", command->name, _ (command->summary));
  g_print (_ ("\nGlobal options:\n"));
  for (gsize i = 0; global_entries[i].long_name != NULL; i++)
    {
      const GOptionEntry *entry = &global_entries[i];
      g_autofree char *option
        = g_strconcat ("--", entry->long_name, entry->arg_description != NULL ? "=" : NULL,
                       entry->arg_description, NULL);

      g_print ("  %-24s %s\n", option, _ (entry->description));
    }
  g_print (_ ("\n\"%s COMMAND --help\" tells more of a command.\n"), PROGRAM);
}

static GOptionContext *
new_context (const DoudiCommand *command)
{
  g_autofree char *usage
    = command != NULL ? g_strdup_printf ("%s %s", command->name, command->arguments) : NULL;
  GOptionContext *context = g_option_context_new (usage);
  GOptionGroup *group
    = g_option_group_new ("global", _ ("Global options:"), _ ("Global options"), NULL, NULL);

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_group_set_translation_domain (group, GETTEXT_PACKAGE);
  g_option_group_add_entries (group, global_entries);
  g_option_context_add_group (context, group);
  if (command == NULL)
    g_option_context_set_strict_posix (context, TRUE);
  else
    g_option_context_set_summary (context, _ (command->summary));
  if (command != NULL && command->options != NULL)
    g_option_context_add_main_entries (context, command->options, GETTEXT_PACKAGE);
  return context;
}

static guint
count_words (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  return *text != '\0' ? g_strv_length (words) : 0;
}

static gboolean
check_arguments (const DoudiCommand *command, guint given, GError **error)
{
  if (given >= command->n_arguments && given <= count_words (command->arguments))
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_USAGE, NULL, _ ("Write it like this: %s %s %s"), PROGRAM,
                   command->name, command->arguments);
  return FALSE;
}

static gboolean
set_today (DoudiInvocation *invocation, GError **error)
{
  invocation->today
    = globals.today != NULL ? doudi_day_parse_iso (globals.today) : doudi_day_today ();
  if (invocation->today != DOUDI_DAY_NONE)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_USAGE, NULL, _ ("--today %s is no day. Write 2018-06-08."),
                   globals.today);
  return FALSE;
}

/* What was given before the command and once more after it: the later one counts. */
static void
free_replaced (const DoudiGlobals *before)
{
  if (before->user != globals.user)
    g_free (before->user);
  if (before->password_file != globals.password_file)
    g_free (before->password_file);
  if (before->today != globals.today)
    g_free (before->today);
}

static gboolean
run_command (DoudiInvocation *invocation, const DoudiCommand *command, GStrv *argv, GError **error)
{
  g_autoptr (GOptionContext) context = new_context (command);
  DoudiGlobals before = globals;

  if (!g_option_context_parse_strv (context, argv, error))
    return FALSE;
  free_replaced (&before);
  if (globals.help)
    {
      g_autofree char *help = g_option_context_get_help (context, FALSE, NULL);

      g_print ("%s", help);
      invocation->helped = TRUE;
      return TRUE;
    }
  invocation->arguments = g_strdupv (*argv + 1);
  invocation->n_arguments = g_strv_length (invocation->arguments);
  if (!check_arguments (command, invocation->n_arguments, error) || !set_today (invocation, error))
    return FALSE;
  return command->run (invocation, error);
}

/* The options before the command; what is left begins with its name. */
static gboolean
find_and_run (DoudiInvocation *invocation,
              const DoudiCommand *const *tables,
              GStrv *argv,
              GError **error)
{
  g_autoptr (GOptionContext) context = new_context (NULL);
  const DoudiCommand *command;

  if (!g_option_context_parse_strv (context, argv, error))
    return FALSE;
  if (globals.version || (globals.help && (*argv)[1] == NULL))
    {
      if (globals.version)
        g_print ("%s %s\n", PROGRAM, DOUDI_VERSION);
      else
        show_commands (tables);
      invocation->helped = TRUE;
      return TRUE;
    }
  if ((*argv)[1] == NULL)
    {
      doudi_error_set (error, DOUDI_ERROR_USAGE, NULL, _ ("Which command?"));
      return FALSE;
    }
  command = find_command (tables, (*argv)[1]);
  if (command == NULL)
    {
      doudi_error_set (error, DOUDI_ERROR_USAGE, NULL, _ ("There is no command %s."), (*argv)[1]);
      return FALSE;
    }
  g_free ((*argv)[1]);
  memmove (*argv + 1, *argv + 2, g_strv_length (*argv + 1) * sizeof (char *));
  return run_command (invocation, command, argv, error);
}

/* An error may come before --json was read, and GOption takes back what it read before one. */
static gboolean
has_json_option (char **argv)
{
  for (; *argv != NULL && !g_str_equal (*argv, "--"); argv++)
    if (g_str_equal (*argv, "--json"))
      return TRUE;
  return FALSE;
}

/**
 * doudi_command_main:
 * @tables: (not nullable) (array zero-terminated=1): the tables of commands
 * @argc: how many words were typed
 * @argv: (not nullable): what was typed
 *
 * Finds the command that was typed and runs it. Global options may stand before and after its
 * name.
 *
 * Returns: the exit status: 0 done, 1 refused, 2 wrong usage, 3 the environment
 */
int
doudi_command_main (const DoudiCommand *const *tables, int argc, char **argv)
{
  g_auto (DoudiInvocation) invocation;
  g_auto (GStrv) words = g_strdupv (argv);
  g_autoptr (GError) error = NULL;
  gboolean done;

  doudi_invocation_init (&invocation, &globals);
  doudi_interrupt_watch (invocation.progress.cancellable);
  done = find_and_run (&invocation, tables, &words, &error);
  globals.json = has_json_option (argv);
  return finish (&invocation, done, error);
}
