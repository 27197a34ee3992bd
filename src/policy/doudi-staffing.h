/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "policy/doudi-explanation.h"
#include "policy/doudi-policy.h"

G_BEGIN_DECLS

/* Staff of which no rule speaks. */
#define DOUDI_STAFF_NOT_RULED (-1)
/* One more than the last level of self-care. */
#define DOUDI_N_SELF_CARE (DOUDI_SELF_CARE_UNABLE + 1)

/**
 * DoudiInstitutionFacts:
 * @month: %DOUDI_MONTH_NONE for the rules that are in force without end
 * @residents: by #DoudiSelfCare, 0 or more each
 */
typedef struct
{
  DoudiMonth month;
  gint64 residents[DOUDI_N_SELF_CARE];
} DoudiInstitutionFacts;

/**
 * DoudiInstitutionStaff:
 * @staff: of all kinds, %DOUDI_STAFF_NOT_RULED if no rule names them
 * @care_staff: for the levels that a rule names, %DOUDI_STAFF_NOT_RULED if none does
 */
typedef struct
{
  gint64 staff;
  gint64 care_staff;
} DoudiInstitutionStaff;

GPtrArray *doudi_institution_staff (const DoudiPolicy *policy, const DoudiInstitutionFacts *facts, DoudiLanguage language, DoudiInstitutionStaff *result, GError **error);
GPtrArray *doudi_caseload_staff (const DoudiPolicy *policy, gint64 recipients, DoudiMonth month, DoudiLanguage language, gint64 *staff, GError **error);

G_END_DECLS
