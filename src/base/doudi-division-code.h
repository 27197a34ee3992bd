/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DoudiDivisionCode:
 *
 * A statistical division code of twelve digits: county 6, township 3, village 3. Shorter codes of
 * six and nine digits name a county or a township.
 */
typedef struct
{
  gboolean valid;
  char code[13];
  char county[7];
  char township[10];
  const char *township_kind;
  const char *village_kind;
} DoudiDivisionCode;

typedef enum
{
  DOUDI_DIVISION_COUNTY,
  DOUDI_DIVISION_TOWNSHIP,
  DOUDI_DIVISION_VILLAGE,
} DoudiDivisionLevel;

/**
 * DoudiDivision:
 * @code: twelve digits
 * @name: the official name
 */
typedef struct
{
  char *code;
  char *name;
  DoudiDivisionLevel level;
} DoudiDivision;

/**
 * DoudiDivisionFunc:
 * @code: twelve digits
 * @name: the official name
 *
 * Returns: whether to go on
 */
typedef gboolean (*DoudiDivisionFunc) (const char *code,
                                       const char *name,
                                       DoudiDivisionLevel level,
                                       gpointer data);

DoudiDivisionCode doudi_division_code_parse (const char *text);
gboolean doudi_division_name_matches (const char *official, const char *written);
char *doudi_division_name_key (const char *name);
char *doudi_division_short_name (const char *official);
gboolean doudi_divisions_foreach (DoudiDivisionFunc func, gpointer data, GError **error);
GPtrArray *doudi_divisions_load_county (const char *county, GError **error);
void doudi_division_free (DoudiDivision *division);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiDivision, doudi_division_free)

G_END_DECLS
