/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DoudiLanguage:
 * @DOUDI_LANGUAGE_INTERFACE: that of whoever sits at the screen
 * @DOUDI_LANGUAGE_CHINESE: that of the papers, whatever the interface speaks
 */
typedef enum
{
  DOUDI_LANGUAGE_INTERFACE,
  DOUDI_LANGUAGE_CHINESE,
} DoudiLanguage;

const char *doudi_say (DoudiLanguage language, const char *translated, const char *chinese)
  G_GNUC_FORMAT (2) G_GNUC_FORMAT (3);

G_END_DECLS
