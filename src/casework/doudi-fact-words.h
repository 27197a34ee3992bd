/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "policy/doudi-form.h"

G_BEGIN_DECLS

const char *doudi_fact_written (DoudiFormMeaning meaning, const char *key);
const char *doudi_fact_say (const DoudiFormField *field, const char *key);
const char *doudi_fact_find_key (const DoudiFormField *field, const char *words);

G_END_DECLS
