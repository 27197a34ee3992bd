/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "policy/doudi-explanation.h"
#include "policy/doudi-policy.h"

G_BEGIN_DECLS

/**
 * DoudiHearingFacts:
 *
 * A villagers' meeting about one case (民主评议).
 *
 * @whom: programme and residence
 * @month: of the rules
 * @invited: who should have come
 * @present: who came, less who was recused
 * @villagers: of @present, representatives of the villagers
 * @votes_for, @votes_against, @abstained: of the secret ballot
 */
typedef struct
{
  DoudiProgramme programme;
  DoudiResidence residence;
  DoudiMonth month;
  int invited;
  int present;
  int villagers;
  int votes_for;
  int votes_against;
  int abstained;
} DoudiHearingFacts;

typedef enum
{
  DOUDI_HEARING_PASSED,
  DOUDI_HEARING_FAILED,
  DOUDI_HEARING_NOT_VALID,   /* too few came, or too few of them villagers */
} DoudiHearingOutcome;

const char *doudi_hearing_outcome_name (DoudiHearingOutcome outcome);
GPtrArray *doudi_hearing (const DoudiPolicy *policy, const DoudiHearingFacts *facts, DoudiLanguage language, DoudiHearingOutcome *outcome, GError **error);

G_END_DECLS
