/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-registry.h"
#include "store/doudi-statement.h"

G_BEGIN_DECLS

/* A row of a dated table holds on a day unless another row names it as the one it replaces. These
 * conditions look among the rows of the same household, or person, so that an index serves them. */
#define DOUDI_HOLDS_ON(alias, day)                                                                \
  alias ".valid_from <= " day " AND (" alias ".valid_to IS NULL OR " alias ".valid_to > " day ")"
#define DOUDI_NOT_REPLACED(table, owner, alias)                                                   \
  "NOT EXISTS (SELECT 1 FROM " table " later WHERE later." owner " = " alias "." owner             \
  " AND later.replaces = " alias ".id)"

/* Of the addresses of a household the one that begins last holds, taken back ones left out. */
#define DOUDI_ADDRESS_STANDS(alias)                                                               \
  DOUDI_NOT_REPLACED ("household_address", "household_id", alias)                                 \
  " AND (" alias ".valid_to IS NULL OR " alias ".valid_to > " alias ".valid_from)"

/* A column of the last term of an award, those left out that another row replaces. */
#define DOUDI_LAST_TERM(column, award)                                                            \
  "SELECT term." column " FROM award_term term WHERE term.award_id = " award ".id"                 \
  " AND NOT EXISTS (SELECT 1 FROM award_term later WHERE later.replaces = term.id)"                \
  " ORDER BY term.from_month DESC, term.id DESC LIMIT 1"

/* One row of the list of households: what doudi_household_row_from_statement() reads. */
#define DOUDI_CARD_COLUMNS                                                                        \
  "c.household_id, c.head_id, c.head_name, c.division_code, coalesce(township.name, ''),"          \
  " coalesce(village.name, ''), c.village_group, c.sort_key, c.members, c.programmes, c.covered,"  \
  " c.benefit_class, c.oldest_birth, c.youngest_birth, c.disabilities, c.flags, c.recorded_on,"    \
  " coalesce(c.amount_fen, -1), c.review_on"
#define DOUDI_N_CARD_COLUMNS 19
#define DOUDI_CARD_JOINS                                                                          \
  "LEFT JOIN division village ON village.code = c.division_code AND village.level = 'village'"     \
  " LEFT JOIN division township ON township.code = substr(c.division_code, 1, 9) || '000'"

DoudiHouseholdRow *doudi_household_row_from_statement (DoudiStatement *statement);
gboolean doudi_statement_step_once (DoudiStatement *statement, gboolean *found, GError **error);

G_END_DECLS
