/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "cli/doudi-command.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-county-finder.h"
#include "casework/doudi-founding.h"
#include "casework/doudi-invariants.h"
#include "store/doudi-backup.h"
#include "store/doudi-user.h"
#include "store/doudi-verify.h"

/* All of them. */
#define COUNTIES_MAX 10000

static char *option_county;
static char **option_policies;
static char *option_admin;
static char **option_roles;
static char *option_new_password_file;
static char *option_identity_file;
static char *option_output;

static const GOptionEntry init_options[] = {
  { "county", 0, 0, G_OPTION_ARG_STRING, &option_county, N_ ("Division code of the county"),
    N_ ("CODE") },
  { "policy", 0, 0, G_OPTION_ARG_STRING_ARRAY, &option_policies,
    N_ ("Rules to start with; may be given several times"), N_ ("ID") },
  { "admin", 0, 0, G_OPTION_ARG_FILENAME, &option_admin, N_ ("Name of the administrator"),
    N_ ("NAME") },
  { NULL },
};

static const GOptionEntry user_add_options[] = {
  { "role", 0, 0, G_OPTION_ARG_STRING_ARRAY, &option_roles,
    N_ ("caseworker, reviewer, director, notices, administrator or auditor"), N_ ("ROLE") },
  { "new-password-file", 0, 0, G_OPTION_ARG_FILENAME, &option_new_password_file,
    N_ ("File whose first line is the new user's password"), N_ ("FILE") },
  { "identity-file", 0, 0, G_OPTION_ARG_FILENAME, &option_identity_file,
    N_ ("File whose first line is the person's identity number"), N_ ("FILE") },
  { NULL },
};

static const GOptionEntry user_identity_options[] = {
  { "identity-file", 0, 0, G_OPTION_ARG_FILENAME, &option_identity_file,
    N_ ("File whose first line is the person's identity number"), N_ ("FILE") },
  { NULL },
};

static const GOptionEntry output_options[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &option_output, N_ ("The file to write"),
    N_ ("FILE") },
  { NULL },
};

static gboolean
is_given (const void *value, const char *option, GError **error)
{
  if (value != NULL)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_USAGE, NULL, _ ("This needs %s."), option);
  return FALSE;
}

static void
answer_founding (DoudiInvocation *invocation, const char *file, const DoudiFounded *founded)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *shown = g_filename_display_name (file);

  json_builder_begin_object (builder);
  doudi_json_add_text (builder, "file", shown);
  doudi_json_add_text (builder, "county", option_county);
  doudi_json_add_int (builder, "townships", founded->townships);
  doudi_json_add_int (builder, "villages", founded->villages);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
  doudi_invocation_say (invocation, _ ("%s: county %s, %u townships, %u villages"), shown,
                        option_county, founded->townships, founded->villages);
}

static gboolean
run_init (DoudiInvocation *invocation, GError **error)
{
  const char *file = doudi_invocation_get_argument (invocation, 0);
  DoudiFounding founding = {
    .county = option_county,
    .policies = (const char *const *) option_policies,
    .administrator = option_admin,
    .today = doudi_invocation_get_today (invocation),
  };
  DoudiFounded founded;
  g_autofree char *password = NULL;

  if (!is_given (option_county, "--county", error) || !is_given (option_admin, "--admin", error))
    return FALSE;
  password = doudi_invocation_read_password (invocation, error);
  if (password == NULL)
    return FALSE;
  founding.password = password;
  if (!doudi_founding_make (file, &founding, NULL, &founded, error))
    return FALSE;
  answer_founding (invocation, file, &founded);
  return TRUE;
}

static void
answer_counties (DoudiInvocation *invocation, GPtrArray *counties)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < counties->len; i++)
    {
      const DoudiCounty *county = g_ptr_array_index (counties, i);

      json_builder_begin_object (builder);
      doudi_json_add_text (builder, "county", county->code);
      doudi_json_add_text (builder, "name", county->name);
      doudi_json_add_text (builder, "prefecture", county->prefecture);
      doudi_json_add_text (builder, "province", county->province);
      doudi_json_add_int (builder, "townships", county->townships);
      doudi_json_add_int (builder, "villages", county->villages);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  doudi_invocation_answer (invocation, builder);
}

static void
say_counties (DoudiInvocation *invocation, GPtrArray *counties)
{
  for (guint i = 0; i < counties->len; i++)
    {
      const DoudiCounty *county = g_ptr_array_index (counties, i);
      g_autofree char *place = doudi_county_dup_place (county);

      doudi_invocation_say (invocation, _ ("%s  %s (%s): %u townships, %u villages"), county->code,
                            county->name, place, county->townships, county->villages);
    }
}

static gboolean
run_county_list (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (DoudiCountyFinder) finder = doudi_county_finder_new (error);
  g_autoptr (GPtrArray) counties = NULL;

  if (finder == NULL)
    return FALSE;
  counties = doudi_county_finder_find (finder, doudi_invocation_get_argument (invocation, 0),
                                       COUNTIES_MAX);
  answer_counties (invocation, counties);
  if (!doudi_invocation_wants_json (invocation))
    say_counties (invocation, counties);
  return TRUE;
}

static gboolean
parse_roles (guint *roles, GError **error)
{
  *roles = 0;
  for (guint i = 0; option_roles[i] != NULL; i++)
    {
      DoudiRole role;

      if (!doudi_role_from_name (option_roles[i], &role))
        {
          doudi_error_set (error, DOUDI_ERROR_USAGE, NULL, _ ("There is no role %s."),
                           option_roles[i]);
          return FALSE;
        }
      *roles |= 1u << role;
    }
  return TRUE;
}

static void
add_roles (JsonBuilder *builder, guint roles)
{
  json_builder_set_member_name (builder, "roles");
  json_builder_begin_array (builder);
  for (guint role = 0; role < DOUDI_N_ROLES; role++)
    if (roles & (1u << role))
      json_builder_add_string_value (builder, doudi_role_name ((DoudiRole) role));
  json_builder_end_array (builder);
}

static char *
dup_role_labels (guint roles)
{
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  for (guint role = 0; role < DOUDI_N_ROLES; role++)
    if (roles & (1u << role))
      g_strv_builder_add (labels, doudi_role_label ((DoudiRole) role));
  list = g_strv_builder_end (labels);
  return g_strjoinv (", ", list);
}

static void
answer_user (DoudiInvocation *invocation, const char *name, guint roles)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *labels = dup_role_labels (roles);

  json_builder_begin_object (builder);
  doudi_json_add_text (builder, "name", name);
  add_roles (builder, roles);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
  doudi_invocation_say (invocation, _ ("%s was added: %s"), name, labels);
}

static gboolean
run_user_add (DoudiInvocation *invocation, GError **error)
{
  const char *file = doudi_invocation_get_argument (invocation, 0);
  const char *name = doudi_invocation_get_argument (invocation, 1);
  g_autoptr (DoudiSession) session = NULL;
  g_autofree char *password = NULL;
  g_autofree char *number = NULL;
  guint roles = 0;

  if (!is_given (option_roles, "--role", error)
      || !is_given (option_new_password_file, "--new-password-file", error)
      || !parse_roles (&roles, error))
    return FALSE;
  session = doudi_invocation_open (invocation, file, error);
  if (session == NULL)
    return FALSE;
  password = doudi_invocation_read_password_file (invocation, option_new_password_file, error);
  if (password == NULL)
    return FALSE;
  if (option_identity_file != NULL)
    {
      number = doudi_invocation_read_line_file (invocation, option_identity_file, error);
      if (number == NULL)
        return FALSE;
    }
  if (!doudi_users_add_person (session, name, roles, number, password, error))
    return FALSE;
  answer_user (invocation, name, roles);
  return TRUE;
}

static gboolean
run_user_identity (DoudiInvocation *invocation, GError **error)
{
  const char *file = doudi_invocation_get_argument (invocation, 0);
  const char *name = doudi_invocation_get_argument (invocation, 1);
  g_autoptr (DoudiSession) session = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  g_autofree char *number = NULL;

  if (!is_given (option_identity_file, "--identity-file", error))
    return FALSE;
  session = doudi_invocation_open (invocation, file, error);
  if (session == NULL)
    return FALSE;
  number = doudi_invocation_read_line_file (invocation, option_identity_file, error);
  if (number == NULL || !doudi_user_set_identity (session, name, number, error))
    return FALSE;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  doudi_json_add_text (builder, "name", name);
  doudi_json_add_text (builder, "identity", "recorded");
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
  doudi_invocation_say (invocation, _ ("The identity number of %s was recorded."), name);
  return TRUE;
}

static void
answer_users (DoudiInvocation *invocation, GPtrArray *users)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < users->len; i++)
    {
      const DoudiUser *user = g_ptr_array_index (users, i);

      json_builder_begin_object (builder);
      doudi_json_add_text (builder, "name", user->name);
      add_roles (builder, user->roles);
      doudi_json_add_boolean (builder, "locked", user->locked);
      doudi_json_add_text (builder, "identity",
                           user->identity_number != NULL ? "recorded" : "missing");
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  doudi_invocation_answer (invocation, builder);
}

static void
say_users (DoudiInvocation *invocation, GPtrArray *users)
{
  for (guint i = 0; i < users->len; i++)
    {
      const DoudiUser *user = g_ptr_array_index (users, i);
      g_autofree char *labels = dup_role_labels (user->roles);

      doudi_invocation_say (
        invocation, "%-16s %s%s%s", user->name, labels, user->locked ? _ (" (locked)") : "",
        user->identity_number != NULL ? "" : _ (" (whose account is not recorded)"));
    }
}

static gboolean
run_user_list (DoudiInvocation *invocation, GError **error)
{
  const char *file = doudi_invocation_get_argument (invocation, 0);
  g_autoptr (DoudiSession) session = doudi_invocation_open (invocation, file, error);
  g_autoptr (GPtrArray) users = session != NULL ? doudi_users_list (session, error) : NULL;

  if (users == NULL)
    return FALSE;
  answer_users (invocation, users);
  if (!doudi_invocation_wants_json (invocation))
    say_users (invocation, users);
  return TRUE;
}

static void
answer_checks (DoudiInvocation *invocation, GPtrArray *checks, gboolean ok)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  doudi_json_add_boolean (builder, "ok", ok);
  json_builder_set_member_name (builder, "checks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < checks->len; i++)
    {
      const DoudiCheck *check = g_ptr_array_index (checks, i);

      json_builder_begin_object (builder);
      doudi_json_add_text (builder, "name", check->name);
      doudi_json_add_boolean (builder, "ok", check->ok);
      doudi_json_add_int (builder, "count", check->count);
      doudi_json_add_text (builder, "detail", check->detail);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
}

static void
say_checks (DoudiInvocation *invocation, GPtrArray *checks)
{
  for (guint i = 0; i < checks->len; i++)
    {
      const DoudiCheck *check = g_ptr_array_index (checks, i);

      doudi_invocation_say (invocation, "%-6s %-26s %8" G_GINT64_FORMAT "  %s",
                            check->ok ? _ ("ok") : _ ("BROKEN"), check->name, check->count,
                            check->detail);
    }
}

static gboolean
all_hold (GPtrArray *checks)
{
  for (guint i = 0; i < checks->len; i++)
    if (!((const DoudiCheck *) g_ptr_array_index (checks, i))->ok)
      return FALSE;
  return TRUE;
}

static gboolean
run_verify (DoudiInvocation *invocation, GError **error)
{
  const char *file = doudi_invocation_get_argument (invocation, 0);
  const DoudiProgress *progress = doudi_invocation_get_progress (invocation);
  g_autoptr (GPtrArray) checks = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_check_free);
  g_autoptr (DoudiSession) session = doudi_invocation_open (invocation, file, error);

  if (session == NULL || !doudi_verify_store (session, checks, progress, error)
      || !doudi_verify_casework (session, checks, progress, error))
    return FALSE;
  answer_checks (invocation, checks, all_hold (checks));
  if (!doudi_invocation_wants_json (invocation))
    say_checks (invocation, checks);
  if (!all_hold (checks))
    doudi_invocation_fail (invocation);
  return TRUE;
}

static void
answer_file (DoudiInvocation *invocation, const char *file)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *shown = g_filename_display_name (file);

  json_builder_begin_object (builder);
  doudi_json_add_text (builder, "file", shown);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
  doudi_invocation_say (invocation, _ ("%s is complete and was read back"), shown);
}

static gboolean
run_backup (DoudiInvocation *invocation, GError **error)
{
  const char *file = doudi_invocation_get_argument (invocation, 0);
  const DoudiProgress *progress = doudi_invocation_get_progress (invocation);
  g_autoptr (DoudiSession) session = NULL;

  if (!is_given (option_output, "--output", error))
    return FALSE;
  session = doudi_invocation_open (invocation, file, error);
  if (session == NULL || !doudi_backup_make (session, option_output, progress, error))
    return FALSE;
  answer_file (invocation, option_output);
  return TRUE;
}

static gboolean
run_restore (DoudiInvocation *invocation, GError **error)
{
  g_autofree char *password = NULL;
  DoudiRestore restore = {
    .backup = doudi_invocation_get_argument (invocation, 0),
    .path = option_output,
    .user = doudi_invocation_get_user (invocation),
    .today = doudi_invocation_get_today (invocation),
  };

  if (!is_given (option_output, "--output", error))
    return FALSE;
  if (restore.user != NULL)
    {
      password = doudi_invocation_read_password (invocation, error);
      if (password == NULL)
        return FALSE;
      restore.password = password;
    }
  if (!doudi_backup_restore (&restore, doudi_invocation_get_progress (invocation), error))
    return FALSE;
  answer_file (invocation, option_output);
  return TRUE;
}

const DoudiCommand doudi_commands_caseload[] = {
  { "init", "FILE", 1, N_ ("Make a new caseload"), init_options, run_init },
  { "county-list", "WORDS", 1, N_ ("Find the code of a county by name, pinyin or code"), NULL,
    run_county_list },
  { "user-add", "FILE NAME", 2, N_ ("Add a user"), user_add_options, run_user_add },
  { "user-identity", "FILE NAME", 2, N_ ("Record whose account it is"), user_identity_options,
    run_user_identity },
  { "user-list", "FILE", 1, N_ ("List the users"), NULL, run_user_list },
  { "verify", "FILE", 1, N_ ("Check the caseload"), NULL, run_verify },
  { "backup", "FILE", 1, N_ ("Make a backup"), output_options, run_backup },
  { "restore", "BACKUP", 1, N_ ("Make a caseload of a backup"), output_options, run_restore },
  { NULL },
};
