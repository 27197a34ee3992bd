/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-identity-number.h"
#include "policy/doudi-programme.h"

G_BEGIN_DECLS

typedef enum
{
  DOUDI_TICK_UNKNOWN = -1,
  DOUDI_TICK_NO,
  DOUDI_TICK_YES,
} DoudiTick;

/* What people write into rosters, as values; the zero value where a text means nothing. */
int doudi_words_class (const char *text);
DoudiCare doudi_words_care (const char *text);
DoudiSelfCare doudi_words_self_care (const char *text);
DoudiProgramme doudi_words_child_kind (const char *text);
DoudiResidence doudi_words_residence (const char *text);
DoudiSex doudi_words_sex (const char *text);
DoudiTick doudi_words_tick (const char *text);
gboolean doudi_words_is_head (const char *text);
gboolean doudi_words_is_dash (const char *text);
gboolean doudi_words_is_total (const char *text, gboolean *of_everything);
gboolean doudi_words_is_note (const char *text);
gboolean doudi_words_count (const char *text, int *count);

G_END_DECLS
