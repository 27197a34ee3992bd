/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <locale.h>

#include <glib/gi18n.h>

#include "app/doudi-application.h"
#include "base/doudi-data.h"

int
main (int argc, char *argv[])
{
  g_autoptr (GtkApplication) application = NULL;
  const char *localedir = g_getenv ("DOUDI_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, localedir != NULL ? localedir : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = doudi_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
