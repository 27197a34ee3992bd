/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-county.h"

G_BEGIN_DECLS

/**
 * DoudiCountyFinder:
 *
 * The counties of the country, found by a few keys. Not changed once it is made, so that it may be
 * made on one thread and used on another.
 */
typedef struct _DoudiCountyFinder DoudiCountyFinder;

DoudiCountyFinder *doudi_county_finder_new (GError **error);
GPtrArray *
doudi_county_finder_find (const DoudiCountyFinder *finder, const char *typed, guint most);
void doudi_county_finder_free (DoudiCountyFinder *finder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiCountyFinder, doudi_county_finder_free)

G_END_DECLS
