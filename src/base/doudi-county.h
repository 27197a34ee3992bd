/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DoudiCounty:
 * @code: six digits
 * @name: the official name
 * @prefecture: the city or prefecture it belongs to; "" where that is but a heading of the table,
 *   as for the districts of Beijing, or where county and city are the same
 * @townships: how many townships, towns and subdistricts it has
 * @villages: how many villages and communities
 *
 * A county, a city of its rank or a district; also one of the cities that have townships and no
 * counties (Dongguan, Jiayuguan).
 */
typedef struct
{
  char code[7];
  char *name;
  char *prefecture;
  char *province;
  guint townships;
  guint villages;
} DoudiCounty;

GPtrArray *doudi_counties_load (GError **error);
char *doudi_county_dup_place (const DoudiCounty *county);
void doudi_county_free (DoudiCounty *county);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiCounty, doudi_county_free)

G_END_DECLS
