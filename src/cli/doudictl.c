/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <locale.h>

#include "cli/doudi-command.h"

static const DoudiCommand *const tables[] = {
  doudi_commands_caseload,
  doudi_commands_demo,
  doudi_commands_import,
  doudi_commands_registry,
  doudi_commands_desk,
  doudi_commands_bulk,
  doudi_commands_attachment,
  doudi_commands_household,
  doudi_commands_households,
  doudi_commands_rules,
  doudi_commands_policy,
  doudi_commands_what_if,
  doudi_commands_application,
  doudi_commands_pay,
  doudi_commands_list,
  doudi_commands_notice,
  doudi_commands_hand_check,
  doudi_commands_finding,
  doudi_commands_merge,
  doudi_commands_form,
  doudi_commands_report,
  doudi_commands_change,
  doudi_commands_award_review,
  NULL,
};

/* Names are Chinese whatever the locale says; numbers in files are not the locale's business. */
static void
set_locale (void)
{
  setlocale (LC_ALL, "");
  if (!g_str_equal (nl_langinfo (CODESET), "UTF-8"))
    setlocale (LC_CTYPE, "C.UTF-8");
  setlocale (LC_NUMERIC, "C");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int argc, char **argv)
{
  set_locale ();
  return doudi_command_main (tables, argc, argv);
}
