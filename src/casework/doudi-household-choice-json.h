/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <json-glib/json-glib.h>

#include "casework/doudi-household-choice.h"

G_BEGIN_DECLS

void doudi_household_choice_build (const DoudiHouseholdChoice *choice, JsonBuilder *builder);
DoudiHouseholdChoice doudi_household_choice_read (JsonObject *object);

G_END_DECLS
