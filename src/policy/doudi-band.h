/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "base/doudi-ratio.h"
#include "policy/doudi-json.h"

G_BEGIN_DECLS

/* The members of an object that give a band: at most one of each pair. */
#define DOUDI_BAND_MEMBERS "from", "above", "to", "below"

/* For decimals: the numbers of the band are any, fractions too. */
#define DOUDI_BAND_DENSE (-1)

/**
 * DoudiEdge:
 *
 * A place between numbers: just before or just after @at. So a border belongs to one side, and two
 * bands meet without a gap or an overlap exactly where the edges are equal.
 *
 * @infinite: -1 before all numbers, 1 after all; 0 at @at
 * @after: just after @at, else just before it
 */
typedef struct
{
  int infinite;
  DoudiRatio at;
  gboolean after;
} DoudiEdge;

/**
 * DoudiBand:
 *
 * The numbers between two edges.
 */
typedef struct
{
  DoudiEdge start;
  DoudiEdge end;
} DoudiBand;

/* All numbers. */
#define DOUDI_BAND_ALL ((DoudiBand){ { -1, { 0, 1 }, FALSE }, { 1, { 0, 1 }, FALSE } })

gboolean doudi_band_load (const DoudiJsonValue *object, int decimals, DoudiBand *band, GError **error);
gboolean doudi_band_contains (const DoudiBand *band, DoudiRatio number);
int doudi_band_compare (const DoudiBand *a, const DoudiBand *b);
char *doudi_band_format (const DoudiBand *band);
gboolean doudi_bands_check_cover (const DoudiBand *const *bands, const DoudiJsonValue *list, const DoudiBand *range, GError **error);

G_END_DECLS
