/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "policy/doudi-explanation.h"
#include "policy/doudi-policy.h"

G_BEGIN_DECLS

/* The cases of the rules of temporary aid, in their order. */
typedef enum
{
  DOUDI_AID_KIND_EXPENSE,
  DOUDI_AID_KIND_URGENT,
  DOUDI_AID_KIND_URGENT_SMALL,
  DOUDI_AID_KIND_ACCIDENT,
  DOUDI_AID_KIND_SPECIAL,
} DoudiAidKind;

/* A number that was not given. */
#define DOUDI_AID_UNKNOWN (-1)

/**
 * DoudiAidFacts:
 *
 * A household that asks for aid. What the way of its kind does not need may be
 * %DOUDI_AID_UNKNOWN.
 *
 * @month: of the aid; %DOUDI_MONTH_NONE for the rules that are in force without end
 * @persons: who are aided, 0 or more
 * @months: for how long, 0 or more
 * @standard: urban low-income standard of a person and month, fen
 * @assessed: what was found to be needed, fen
 * @earlier: how often aid was given for the same cause this year
 */
typedef struct
{
  DoudiMonth month;
  DoudiAidKind kind;
  gint64 persons;
  gint64 months;
  DoudiFen standard;
  DoudiFen assessed;
  gint64 earlier;
} DoudiAidFacts;

/**
 * DoudiAidFlag:
 * @DOUDI_AID_FLAG_MONTHS_CAPPED: fewer months than asked for
 * @DOUDI_AID_FLAG_CASE_BY_CASE: a meeting has to decide, with minutes
 * @DOUDI_AID_FLAG_AMOUNT_CAPPED: less than came out
 * @DOUDI_AID_FLAG_REPEATED_CAUSE: as often for that cause as a year allows
 */
typedef enum
{
  DOUDI_AID_FLAG_MONTHS_CAPPED = 1 << 0,
  DOUDI_AID_FLAG_CASE_BY_CASE = 1 << 1,
  DOUDI_AID_FLAG_AMOUNT_CAPPED = 1 << 2,
  DOUDI_AID_FLAG_REPEATED_CAUSE = 1 << 3,
} DoudiAidFlag;

#define DOUDI_N_AID_FLAGS 4

/**
 * DoudiAid:
 * @kind: by whose rules; urgent aid may be small aid
 * @way: a choice of the rule "aid-way"
 * @flags: bits of #DoudiAidFlag
 * @amount: fen
 */
typedef struct
{
  DoudiAidKind kind;
  int way;
  guint flags;
  DoudiFen amount;
} DoudiAid;

/**
 * DoudiReserveFacts:
 * @population: registered in the township
 * @spent: of the reserve this year, fen
 * @replenished: put to it during the year, fen
 * @request: what a household is to be paid from it, fen
 */
typedef struct
{
  DoudiMonth month;
  gint64 population;
  DoudiFen spent;
  DoudiFen replenished;
  DoudiFen request;
} DoudiReserveFacts;

/**
 * DoudiReserve:
 * @fund: of the year, fen
 * @balance: what is left before the request; below 0 if more was spent
 * @enough: whether the request can be paid from it
 */
typedef struct
{
  DoudiFen fund;
  DoudiFen balance;
  gboolean enough;
} DoudiReserve;

GPtrArray *doudi_temporary_aid (const DoudiPolicy *policy, const DoudiAidFacts *facts, DoudiLanguage language, DoudiAid *result, GError **error);
const DoudiRule *doudi_temporary_aid_way (const DoudiPolicy *policy, const DoudiAidFacts *facts);
const char *const *doudi_aid_flag_names (void);
GPtrArray *doudi_township_reserve (const DoudiPolicy *policy, const DoudiReserveFacts *facts, DoudiLanguage language, DoudiReserve *result, GError **error);

G_END_DECLS
