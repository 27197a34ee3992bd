/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-award-store.h"
#include "store/doudi-statement.h"

G_BEGIN_DECLS

/* A term that no later row replaces, and what doudi_award_term_from_statement() reads of it. */
#define DOUDI_TERM_COLUMNS                                                                        \
  "t.id, t.from_month, t.persons, t.benefit_class, t.care, t.self_care,"                           \
  " t.yearly_income_fen IS NOT NULL, coalesce(t.yearly_income_fen, 0), t.single_person, t.taper,"  \
  " CASE t.shares_household WHEN 1 THEN 1 WHEN 0 THEN 2 ELSE 0 END, t.key_persons"
#define DOUDI_TERM_HOLDS                                                                          \
  "NOT EXISTS (SELECT 1 FROM award_term later WHERE later.replaces = t.id)"

void doudi_award_term_from_statement (DoudiStatement *statement, int column, DoudiAwardTermRow *term);
gboolean doudi_award_propagate (GError *local, GError **error);

G_END_DECLS
