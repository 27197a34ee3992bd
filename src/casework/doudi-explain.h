/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "policy/doudi-entitlement.h"
#include "store/doudi-award-store.h"

G_BEGIN_DECLS

/**
 * DoudiExplanation:
 *
 * Why an award is worth what it is in a month, and what of it was paid.
 *
 * @lines: (element-type DoudiExplanationLine): how the amount due comes about
 * @due: fen, as known on @known_on
 * @payments: (element-type DoudiLedgerLine): what runs booked for the month, and what the bank sent
 *   back (kind "returned")
 * @paid: their sum
 */
typedef struct
{
  gint64 award_id;
  DoudiProgramme programme;
  DoudiMonth month;
  DoudiDay known_on;
  int persons;
  int benefit_class;
  GPtrArray *lines;
  DoudiFen due;
  GArray *payments;
  DoudiFen paid;
} DoudiExplanation;

DoudiExplanation *doudi_explain (DoudiSession *session, gint64 award_id, DoudiMonth month, DoudiLanguage language, GError **error);
void doudi_explanation_free (DoudiExplanation *explanation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiExplanation, doudi_explanation_free)

G_END_DECLS
