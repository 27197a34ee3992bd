/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-registry-private.h"

/* The account that pays an award: that of its payee if there is one, else the household's. */
#define DOUDI_ACCOUNT_OF_AWARD(award, payee, day)                                                 \
  "(SELECT c.id FROM account c WHERE c.household_id = " award ".household_id"                      \
  " AND (c.person_id IS NULL OR c.person_id = " payee ") AND " DOUDI_HOLDS_ON ("c", day)           \
  " AND " DOUDI_NOT_REPLACED ("account", "household_id", "c")                                      \
  " ORDER BY c.person_id IS NULL, c.valid_from DESC, c.id DESC LIMIT 1)"

/* Lines l of closed payments p that had no account to go to, where there is one by now. They are
 * few: CROSS JOIN keeps SQLite from reading the ledger to find them. */
#define DOUDI_RELEASABLE_LINES(day)                                                               \
  "payment p CROSS JOIN pay_run r ON r.id = p.run_id CROSS JOIN pay_item i ON i.payment_id = p.id" \
  " CROSS JOIN award a ON a.id = i.award_id"                                                       \
  " CROSS JOIN ledger_line l ON l.award_id = i.award_id AND l.run_id = p.run_id"                   \
  " WHERE p.account_id IS NULL AND p.state = 'waiting' AND p.fen > 0 AND r.state = 'closed' AND "  \
  DOUDI_ACCOUNT_OF_AWARD ("a", "a.person_id", day) " IS NOT NULL"
