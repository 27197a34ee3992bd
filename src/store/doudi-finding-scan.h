/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-month.h"
#include "store/doudi-store.h"

G_BEGIN_DECLS

/* Households as somebody sees them who looks for what cannot be so. Everything in these is borrowed
 * and valid until the next household; what is not known is "" or %DOUDI_DAY_NONE. */

/**
 * DoudiFindingMember:
 * @elsewhere: another household, the one with the smallest id, of which the person is a member on
 *   the same day; 0 for none
 * @card: number of the disability card that holds, else of the last one
 * @card_ended: since when none holds
 */
typedef struct
{
  gint64 person_id;
  gint64 elsewhere;
  const char *relation;
  const char *name;
  const char *identity_number;
  const char *temporary_number;
  const char *sex;
  DoudiDay birth;
  DoudiDay death;
  const char *disability;
  const char *card;
  DoudiDay card_ended;
  const char *schooling;
} DoudiFindingMember;

/**
 * DoudiFindingAccount:
 * @person_id: whose awards alone it pays, 0 for all of the household
 */
typedef struct
{
  gint64 id;
  gint64 person_id;
  const char *holder_name;
  const char *number;
} DoudiFindingAccount;

/**
 * DoudiFindingAward:
 * @has_term: whether any term holds; without one nothing else of it is known
 * @persons: of the last term: 0 where it has ended
 * @single_person: it covers one person of a household that does not draw
 */
typedef struct
{
  gint64 id;
  gint64 person_id;
  const char *programme;
  const char *name;
  DoudiDay birth;
  DoudiDay death;
  gboolean has_term;
  int persons;
  gboolean single_person;
  DoudiMonth first_month;
} DoudiFindingAward;

/**
 * DoudiFindingHousehold:
 * @village: name of the division, or ""
 * @level: "village", "township" or "county", "" where the code is none of the county's
 * @division_ended: since when there is no such division
 * @members: (element-type DoudiFindingMember): in the order of the paper
 * @accounts: (element-type DoudiFindingAccount): those that are used
 * @awards: (element-type DoudiFindingAward): in the order they were entered
 */
typedef struct
{
  gint64 id;
  const char *division_code;
  const char *village;
  const char *level;
  DoudiDay division_ended;
  const char *village_group;
  const char *phone;
  GArray *members;
  GArray *accounts;
  GArray *awards;
} DoudiFindingHousehold;

/**
 * DoudiFindingScan:
 *
 * One pass over the households in order of their ids: five ordered reads that are merged, so that
 * nothing is asked per household.
 */
typedef struct _DoudiFindingScan DoudiFindingScan;

DoudiFindingScan *
doudi_finding_scan_new (DoudiStore *store, gint64 household, DoudiDay day, GError **error);
gboolean doudi_finding_scan_next (DoudiFindingScan *scan,
                                  const DoudiFindingHousehold **household,
                                  GError **error);
void doudi_finding_scan_free (DoudiFindingScan *scan);
gboolean doudi_finding_scan_count (DoudiStore *store, gint64 *households, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiFindingScan, doudi_finding_scan_free)

G_END_DECLS
