/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-store.h"

G_BEGIN_DECLS

#define DOUDI_SETTING_COUNTY "county"
#define DOUDI_SETTING_COUNTY_NAME "county-name"
#define DOUDI_SETTING_DEMONSTRATION "demonstration"

char *doudi_setting_get (DoudiStore *store, const char *name, GError **error);
gboolean doudi_setting_set (DoudiStore *store, const char *name, const char *value, GError **error);

G_END_DECLS
