/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "policy/doudi-policy.h"
#include "store/doudi-session.h"

G_BEGIN_DECLS

/* How many months one question may span. */
#define DOUDI_WHAT_IF_MONTHS_MAX 120

/* How many awards are listed by name of those that gain, and of those that lose, most. */
#define DOUDI_WHAT_IF_LISTED 50

/**
 * DoudiWhatIfSum:
 *
 * One cell of the table. @awards is the sum of @gain, @lose, @same and @unknown. Amounts are fen,
 * over the whole window; a month that cannot be computed adds nothing, as no run would pay it.
 *
 * @awards: awards in force in at least one month of the window
 * @gain: awards whose sum over the window rises
 * @lose: awards whose sum falls
 * @same: awards whose sum stays
 * @unknown: awards that cannot be computed in some month, before or after: no standard is known
 * @before: what the rules in force come to
 * @after: what they come to with the draft
 */
typedef struct
{
  gint64 awards;
  gint64 gain;
  gint64 lose;
  gint64 same;
  gint64 unknown;
  DoudiFen before;
  DoudiFen after;
} DoudiWhatIfSum;

/**
 * DoudiWhatIfRow:
 *
 * One township and programme that has awards in the window.
 *
 * @township_code: twelve digits; "" for awards of households without an address
 * @township: its name; "" if none is known
 */
typedef struct
{
  char *township_code;
  char *township;
  DoudiProgramme programme;
  DoudiWhatIfSum sum;
} DoudiWhatIfRow;

/**
 * DoudiWhatIfMonth:
 *
 * One month of the window over all programmes, fen.
 */
typedef struct
{
  DoudiMonth month;
  DoudiFen before;
  DoudiFen after;
} DoudiWhatIfMonth;

/**
 * DoudiWhatIfAward:
 *
 * One of the awards that change most.
 *
 * @name: who draws it; "" for somebody under 18, whose name belongs in no list
 * @township: name of the township; "" if none is known
 * @village: name of the village; "" if none is known
 * @persons: whom it covers in the last month of the window in which it covers anybody
 * @before: over the window, fen
 * @after: over the window, fen
 */
typedef struct
{
  gint64 award_id;
  gint64 household_id;
  DoudiProgramme programme;
  char *name;
  char *township;
  char *village;
  int persons;
  DoudiFen before;
  DoudiFen after;
} DoudiWhatIfAward;

/**
 * DoudiWhatIf:
 *
 * What a draft changes. The sum of @rows, of @by_programme and of @months is @total each time.
 *
 * @known_before: the business day: what was adopted by then counts in "before"
 * @known_after: the day by which the whole draft is known: what was adopted by then counts in
 *   "after"
 * @replaces: row of the document in force whose place the draft takes, 0 if there is none
 * @from: first month of the window
 * @to: last month of the window
 * @by_programme: index by #DoudiProgramme
 * @rows: (element-type DoudiWhatIfRow): by township code, then programme
 * @months: (element-type DoudiWhatIfMonth): every month of the window, in order
 * @names_withheld: whether @gainers and @losers are empty because the person may not look at
 *   households
 * @gainers: (element-type DoudiWhatIfAward): those that gain most first, at most
 *   %DOUDI_WHAT_IF_LISTED; none whose sum is unknown
 * @losers: (element-type DoudiWhatIfAward): those that lose most first, as @gainers
 * @back_pay: what part of the difference falls on months that closed runs of the programme have
 *   paid already, fen: the next run would pay it at once, or take it back where it is below zero
 */
typedef struct
{
  DoudiDay known_before;
  DoudiDay known_after;
  gint64 replaces;
  DoudiMonth from;
  DoudiMonth to;
  DoudiWhatIfSum total;
  DoudiWhatIfSum by_programme[DOUDI_N_PROGRAMMES];
  GPtrArray *rows;
  GArray *months;
  gboolean names_withheld;
  GPtrArray *gainers;
  GPtrArray *losers;
  DoudiFen back_pay;
} DoudiWhatIf;

void doudi_what_if_window (const DoudiPolicyDocument *draft, DoudiMonth *from, DoudiMonth *to);
DoudiWhatIf *doudi_what_if (DoudiSession *session, DoudiPolicyDocument *draft, DoudiMonth from, DoudiMonth to, const DoudiProgress *progress, GError **error);
void doudi_what_if_free (DoudiWhatIf *what_if);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiWhatIf, doudi_what_if_free)

G_END_DECLS
