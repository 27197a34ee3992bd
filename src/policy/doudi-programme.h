/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "base/doudi-month.h"

G_BEGIN_DECLS

/**
 * DoudiProgramme:
 *
 * The programmes of assistance. What differs between them stands in one table
 * (doudi_programme_info()); nothing else asks which programme it is.
 */
typedef enum
{
  DOUDI_PROGRAMME_NONE,
  DOUDI_PROGRAMME_LOW_INCOME,
  DOUDI_PROGRAMME_SPECIAL_HARDSHIP,
  DOUDI_PROGRAMME_ORPHAN,
  DOUDI_PROGRAMME_UNSUPPORTED_CHILD,
  DOUDI_PROGRAMME_DISABILITY_LIVING,
  DOUDI_PROGRAMME_DISABILITY_NURSING,
  DOUDI_PROGRAMME_TEMPORARY_AID,
  DOUDI_PROGRAMME_PRICE_SUBSIDY,
  DOUDI_N_PROGRAMMES,
} DoudiProgramme;

typedef enum
{
  DOUDI_RESIDENCE_ANY,
  DOUDI_RESIDENCE_RURAL,
  DOUDI_RESIDENCE_URBAN,
} DoudiResidence;

typedef enum
{
  DOUDI_CARE_NONE,
  DOUDI_CARE_HOME,
  DOUDI_CARE_INSTITUTION,
} DoudiCare;

typedef enum
{
  DOUDI_SELF_CARE_UNKNOWN,
  DOUDI_SELF_CARE_ABLE,
  DOUDI_SELF_CARE_PARTLY,
  DOUDI_SELF_CARE_UNABLE,
} DoudiSelfCare;

/**
 * DoudiProgrammeInfo:
 * @name: as in the command line and in files ("low-income")
 * @chinese: as on papers, in full ("最低生活保障"); the residence is put before it where it matters
 * @label: English, to be translated
 * @for_household: the award belongs to a household, else to one person
 * @monthly: paid month by month from an award
 * @may_hang: whether names may stand on a notice at all (never for children)
 */
typedef struct
{
  DoudiProgramme programme;
  const char *name;
  const char *chinese;
  const char *label;
  gboolean for_household;
  gboolean monthly;
  gboolean may_hang;
} DoudiProgrammeInfo;

const DoudiProgrammeInfo *doudi_programme_info (DoudiProgramme programme);
DoudiProgramme doudi_programme_from_name (const char *name);
const char *const *doudi_programme_names (void);

const char *doudi_residence_name (DoudiResidence residence);
DoudiResidence doudi_residence_from_name (const char *name);
const char *const *doudi_residence_names (void);
const char *doudi_care_name (DoudiCare care);
DoudiCare doudi_care_from_name (const char *name);
const char *const *doudi_care_names (void);
const char *doudi_care_chinese (DoudiCare care);
const char *doudi_self_care_name (DoudiSelfCare self_care);
DoudiSelfCare doudi_self_care_from_name (const char *name);
const char *const *doudi_self_care_names (void);
const char *doudi_self_care_chinese (DoudiSelfCare self_care);
const char *doudi_class_chinese (int benefit_class);

G_END_DECLS
