/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DoudiPlaces:
 *
 * Finds the villages of a county by what rosters write.
 */
typedef struct _DoudiPlaces DoudiPlaces;

/**
 * DoudiPlaceProblem:
 * @DOUDI_PLACE_NO_TOWNSHIP: there is no such township
 * @DOUDI_PLACE_NO_VILLAGE: there is no such village in the township, or in the county
 * @DOUDI_PLACE_SEVERAL: more than one village can be meant
 */
typedef enum
{
  DOUDI_PLACE_FOUND,
  DOUDI_PLACE_NO_TOWNSHIP,
  DOUDI_PLACE_NO_VILLAGE,
  DOUDI_PLACE_SEVERAL,
} DoudiPlaceProblem;

DoudiPlaces *doudi_places_new (GPtrArray *divisions);
void doudi_places_free (DoudiPlaces *places);
DoudiPlaceProblem doudi_places_find (const DoudiPlaces *places, const char *township, const char *village, const char **code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiPlaces, doudi_places_free)

G_END_DECLS
