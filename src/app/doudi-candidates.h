/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>

#include "base/doudi-pinyin.h"
#include "policy/doudi-form.h"

G_BEGIN_DECLS

/**
 * DoudiCandidates:
 *
 * What can be meant by a few keys typed: the options of a question, or the townships and villages
 * of a county. Each is found by its number, its name, the pinyin of the name, its initials, its
 * English name or its code. Reference counted, for one thread.
 */
typedef struct _DoudiCandidates DoudiCandidates;

DoudiCandidates *doudi_candidates_new_of_field (const DoudiFormField *field);
DoudiCandidates *doudi_candidates_new_of_divisions (const GPtrArray *divisions);
DoudiCandidates *doudi_candidates_ref (DoudiCandidates *self);
void doudi_candidates_unref (DoudiCandidates *self);
gboolean doudi_candidates_is_prepared (const DoudiCandidates *self);
void doudi_candidates_prepare (DoudiCandidates *self, DoudiPinyin *pinyin);
guint doudi_candidates_get_n (const DoudiCandidates *self);
const char *doudi_candidates_get_key (const DoudiCandidates *self, guint index);
const char *doudi_candidates_get_label (const DoudiCandidates *self, guint index);
const char *doudi_candidates_get_detail (const DoudiCandidates *self, guint index);
const char *doudi_candidates_get_text (const DoudiCandidates *self, guint index);
gboolean doudi_candidates_are_numbered (const DoudiCandidates *self);
gboolean doudi_candidates_find_key (const DoudiCandidates *self, const char *key, guint *index);
guint
doudi_candidates_find (const DoudiCandidates *self, const char *typed, guint *found, guint most);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiCandidates, doudi_candidates_unref)

G_END_DECLS
