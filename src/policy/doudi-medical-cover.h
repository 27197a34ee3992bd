/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "policy/doudi-explanation.h"
#include "policy/doudi-policy.h"

G_BEGIN_DECLS

/**
 * DoudiMedicalStay:
 *
 * A stay in hospital, in the order of a year.
 *
 * @own_cost: what is left to the person of the cost that counts, fen, 0 or more
 * @covered: (out): what is covered of it
 */
typedef struct
{
  DoudiFen own_cost;
  DoudiFen covered;
} DoudiMedicalStay;

GPtrArray *doudi_medical_cover (const DoudiPolicy *policy, DoudiMonth month, DoudiMedicalStay *stays, guint n_stays, DoudiLanguage language, DoudiFen *total, GError **error);

G_END_DECLS
