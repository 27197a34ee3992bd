/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DoudiPinyin:
 *
 * Makes search keys from Chinese names. Holds ICU transliterators, which are slow to open and
 * not for use by two threads at once: one for each thread.
 */
typedef struct _DoudiPinyin DoudiPinyin;

DoudiPinyin *doudi_pinyin_new (GError **error);
void doudi_pinyin_free (DoudiPinyin *pinyin);
GStrv doudi_pinyin_readings (DoudiPinyin *pinyin, const char *name);
GStrv doudi_pinyin_initials (DoudiPinyin *pinyin, const char *name);
char *doudi_pinyin_sort_key (DoudiPinyin *pinyin, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiPinyin, doudi_pinyin_free)

G_END_DECLS
