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
 * Why an award is worth what it is in a month, and what of it was paid. No text is %NULL.
 *
 * @holder_name: the person the award belongs to; of an award of a household the one who receives it
 * @identity_number: that person's, covered as on a screen; "" if none is known or the person is no
 *   longer in the household
 * @county: its name
 * @demonstration: whether the caseload is an invented one
 * @first_month: before it the award owes nothing
 * @term_from: the first month of the term in force, %DOUDI_MONTH_NONE if there is none
 * @lines: (element-type DoudiExplanationLine): how the amount due comes about
 * @due: fen, as known on @known_on
 * @payments: (element-type DoudiLedgerLine): what runs booked for the month, and what the bank sent
 *   back (kind "returned")
 * @paid: their sum
 */
typedef struct
{
  gint64 award_id;
  gint64 household_id;
  char *holder_name;
  char *identity_number;
  char *county;
  char *township;
  char *village;
  char *village_group;
  gboolean demonstration;
  DoudiProgramme programme;
  DoudiResidence residence;
  DoudiMonth first_month;
  DoudiMonth month;
  DoudiDay known_on;
  DoudiMonth term_from;
  int persons;
  int benefit_class;
  DoudiCare care;
  DoudiSelfCare self_care;
  GPtrArray *lines;
  DoudiFen due;
  GArray *payments;
  DoudiFen paid;
} DoudiExplanation;

DoudiExplanation *doudi_explain (DoudiSession *session, gint64 award_id, DoudiMonth month, DoudiLanguage language, GError **error);
void doudi_explanation_free (DoudiExplanation *explanation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiExplanation, doudi_explanation_free)

G_END_DECLS
