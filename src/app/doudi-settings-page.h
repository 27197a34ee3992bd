/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-page.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_SETTINGS_PAGE (doudi_settings_page_get_type ())
G_DECLARE_FINAL_TYPE (DoudiSettingsPage, doudi_settings_page, DOUDI, SETTINGS_PAGE, DoudiPage)

void doudi_settings_page_open (DoudiSettingsPage *self, const char *path);

G_END_DECLS
