/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-money.h"
#include "base/doudi-month.h"
#include "store/doudi-session.h"

G_BEGIN_DECLS

/**
 * DoudiAwardRow:
 * @terms: (element-type DoudiAwardTermRow): those that hold, in order of month
 */
typedef struct
{
  gint64 id;
  char *programme;
  gint64 household_id;
  gint64 person_id;
  char *person_name;
  char *residence;
  DoudiMonth first_month;
  DoudiMonth original_month;
  GArray *terms;
} DoudiAwardRow;

/* As many sets as the reasons for a top-up make. */
#define DOUDI_AWARD_KEY_SETS 16

/**
 * DoudiAwardShare:
 *
 * Whether the person of an award is among those that an award of the household covers.
 */
typedef enum
{
  DOUDI_AWARD_SHARE_NOT_SAID,
  DOUDI_AWARD_SHARE_YES,
  DOUDI_AWARD_SHARE_NO,
} DoudiAwardShare;

/**
 * DoudiAwardTermRow:
 * @income_known: whether @yearly_income was assessed
 * @yearly_income: of the household after deductions, fen
 * @single_person: one person of a household that does not draw
 * @taper: the award runs out because an income rose
 * @share: of the household's award
 * @key_persons: how many persons have exactly these reasons for a top-up, by bits of the reasons
 */
typedef struct
{
  gint64 id;
  DoudiMonth from;
  int persons;
  int benefit_class;
  char care[12];
  char self_care[8];
  gboolean income_known;
  DoudiFen yearly_income;
  gboolean single_person;
  gboolean taper;
  DoudiAwardShare share;
  guint16 key_persons[DOUDI_AWARD_KEY_SETS];
} DoudiAwardTermRow;

/**
 * DoudiLedgerLine:
 * @kind: "regular", "back-pay", "recovery" or "returned"
 * @run_month: the month that the run was for
 * @run_state: "proposed", "approved" or "closed"
 */
typedef struct
{
  DoudiMonth for_month;
  gint64 run_id;
  char kind[12];
  DoudiFen fen;
  DoudiMonth run_month;
  char run_state[12];
} DoudiLedgerLine;

GPtrArray *doudi_awards_of_household (DoudiStore *store, gint64 household_id, GError **error);
DoudiAwardRow *doudi_award_get (DoudiStore *store, gint64 id, GError **error);
DoudiAwardRow *doudi_award_get_as_of (DoudiStore *store, gint64 id, gint64 terms_through, GError **error);
GArray *doudi_award_ledger (DoudiStore *store, gint64 award_id, GError **error);
gboolean doudi_award_insert (DoudiSession *session, const DoudiAwardRow *award, const char *source, gint64 *id, GError **error);
gboolean doudi_award_insert_term (DoudiSession *session, gint64 award_id, const DoudiAwardTermRow *term, gint64 replaces, const char *reason, const char *source, GError **error);
void doudi_award_row_free (DoudiAwardRow *award);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiAwardRow, doudi_award_row_free)

G_END_DECLS
