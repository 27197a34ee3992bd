/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-language.h"
#include "base/doudi-money.h"
#include "policy/doudi-programme.h"
#include "store/doudi-store.h"

G_BEGIN_DECLS

/**
 * DoudiMeansKind:
 *
 * What a household lives from and has, as its forms ask for it.
 */
typedef enum
{
  DOUDI_MEANS_WAGES,
  DOUDI_MEANS_INCOME,
  DOUDI_MEANS_EXPENSE,
  DOUDI_MEANS_ASSET,
  DOUDI_N_MEANS,
} DoudiMeansKind;

/**
 * DoudiMeansRow:
 * @what: whose wages, or which income, expense or property
 * @declared: of a year, or the value of property; fen, if @has_declared
 * @verified: what the survey found, likewise
 */
typedef struct
{
  DoudiMeansKind kind;
  char *what;
  gboolean has_declared;
  DoudiFen declared;
  gboolean has_verified;
  DoudiFen verified;
} DoudiMeansRow;

/**
 * DoudiHouseholdMeans:
 *
 * What the latest forms of a case say of the means of a household.
 *
 * @declared_on: the day of the application form
 * @surveyed_on: of the survey, or %DOUDI_DAY_NONE
 * @rows: (element-type DoudiMeansRow): by kind
 */
typedef struct
{
  gint64 application_id;
  char *number;
  DoudiProgramme programme;
  DoudiDay declared_on;
  DoudiDay surveyed_on;
  GPtrArray *rows;
} DoudiHouseholdMeans;

const char *doudi_means_kind_say (DoudiMeansKind kind, DoudiLanguage language);
GPtrArray *doudi_household_means_load (DoudiStore *store, gint64 household_id, DoudiLanguage language, GError **error);
void doudi_household_means_free (DoudiHouseholdMeans *means);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiHouseholdMeans, doudi_household_means_free)

G_END_DECLS
