/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "base/doudi-division-code.h"
#include "base/doudi-identity-number.h"
#include "base/doudi-money.h"
#include "base/doudi-month.h"
#include "base/doudi-progress.h"
#include "exchange/doudi-layout.h"
#include "policy/doudi-programme.h"

G_BEGIN_DECLS

/**
 * DoudiRosterPerson:
 * @row: of the sheet
 * @relation: "head", or the Chinese term as the sheet has it
 * @identity_number: 18 characters
 * @original_number: (nullable): the 15 digits the sheet had
 * @ethnicity: "" when the sheet does not say
 * @circumstances: kind to value, both text; kinds are those of the table `circumstance`. Values are
 *   what the sheet says, but for these: "disability" is class and grade ("mental:2"),
 *   "disability-card" the card number, "carer" a name and the last day of the agreement
 *   ("加措旦正|2018-12-31"), "guardian" name, relation and identity number ("才让才让|祖父|6230…");
 *   what is not known is left empty between the bars
 */
typedef struct
{
  int row;
  char *relation;
  char *name;
  char *identity_number;
  char *original_number;
  DoudiSex sex;
  DoudiDay birth;
  char *ethnicity;
  GHashTable *circumstances;
} DoudiRosterPerson;

/**
 * DoudiRosterAward:
 * @person: who draws it, an index into the persons of the household
 * @persons: how many it covers
 * @benefit_class: 1 to 4, 0 where the programme has no classes
 * @original_month: first month ever drawn, or %DOUDI_MONTH_NONE; a fact that owes nothing
 * @income_known: whether the sheet tells @yearly_income, of the household in fen
 */
typedef struct
{
  DoudiProgramme programme;
  int person;
  int persons;
  int benefit_class;
  DoudiCare care;
  DoudiSelfCare self_care;
  DoudiMonth original_month;
  gboolean income_known;
  DoudiFen yearly_income;
} DoudiRosterAward;

/**
 * DoudiRosterHousehold:
 * @row: first row on the sheet
 * @last_row: last row on the sheet
 * @division_code: twelve digits of the village
 * @account_number: "" when the sheet has none
 * @account_holder: the head, or the person of a one-person row, unless the sheet names another
 * @persons: (element-type DoudiRosterPerson)
 * @awards: (element-type DoudiRosterAward)
 * @held: there is a problem: the household stays out. Its other members are then as far as they
 *   could be read, texts possibly empty, and are not for storing
 *
 * Texts are never %NULL unless it says so.
 */
typedef struct
{
  int row;
  int last_row;
  char *division_code;
  char *village_group;
  char *address;
  char *phone;
  char *account_number;
  char *account_holder;
  GPtrArray *persons;
  GPtrArray *awards;
  gboolean held;
} DoudiRosterHousehold;

/**
 * DoudiRosterProblem:
 * @row: of the sheet
 * @column: the sheet's own heading
 * @problem: a name of the command-line contract ("check-digit")
 * @value: what the sheet says; an identity number may stand here
 * @message: translated, with what to do; never repeats @value of a sensitive column
 * @warning: lets the household in and stays on a list
 */
typedef struct
{
  int row;
  char *column;
  char *problem;
  char *value;
  char *message;
  gboolean warning;
} DoudiRosterProblem;

/**
 * DoudiRosterKnown:
 * @DOUDI_ROSTER_NOT_KNOWN: nothing stands against it
 * @DOUDI_ROSTER_DRAWS_ALREADY: draws the programme, or one that excludes it, already
 * @DOUDI_ROSTER_IN_OTHER_HOUSEHOLD: is a member of another household of the caseload
 */
typedef enum
{
  DOUDI_ROSTER_NOT_KNOWN,
  DOUDI_ROSTER_DRAWS_ALREADY,
  DOUDI_ROSTER_IN_OTHER_HOUSEHOLD,
} DoudiRosterKnown;

/**
 * DoudiRosterOptions:
 * @divisions: (element-type DoudiDivision): the county's townships and villages
 * @layout: (nullable): id of the layout to read with; %NULL finds it out
 * @programme: only awards of it, %DOUDI_PROGRAMME_NONE for all
 * @month: the month the roster stands for; %DOUDI_MONTH_NONE takes it from the title
 * @residence: %DOUDI_RESIDENCE_ANY takes it from the title or the sheet's column
 * @today: no birth lies after it
 * @known: (nullable): asked once for each person with a good number: what the caseload knows.
 *   @programmes are those the sheet is about (bits 1 << DoudiProgramme)
 * @expected: (nullable): what an award should pay in @month, in fen; -1 when no standard says
 * @data: for @known and @expected
 */
typedef struct
{
  GPtrArray *divisions;
  const char *layout;
  DoudiProgramme programme;
  DoudiMonth month;
  DoudiResidence residence;
  DoudiDay today;
  DoudiRosterKnown (*known) (const char *identity_number, guint programmes, gpointer data);
  DoudiFen (*expected) (const DoudiRosterAward *award, DoudiResidence residence, DoudiMonth month, gpointer data);
  gpointer data;
  const DoudiProgress *progress;
} DoudiRosterOptions;

/**
 * DoudiRosterHandler:
 * @problem: a problem or a warning; those of a household come before it, those that need the whole
 *   sheet come at the end
 * @household: a household is complete, held back or not
 *
 * What is handed over is valid during the call. A function that returns %FALSE ends the reading.
 */
typedef struct
{
  gboolean (*problem) (const DoudiRosterProblem *problem, gpointer data, GError **error);
  gboolean (*household) (const DoudiRosterHousehold *household, gpointer data, GError **error);
  gpointer data;
} DoudiRosterHandler;

/**
 * DoudiRosterSummary:
 * @rows: rows with persons
 * @households: all, held ones among them
 * @persons: in households that are not held
 * @awards: of households that are not held
 * @covered: Σ persons of those awards
 * @notes: what the reader should know and nothing depends on (printed totals, formulas, hidden
 *   rows), translated
 */
typedef struct
{
  int rows;
  int households;
  int held_households;
  int persons;
  int awards;
  int covered;
  int problems;
  int warnings;
  GPtrArray *notes;
} DoudiRosterSummary;

/**
 * DoudiRoster:
 *
 * A file recognised as a roster: its sheet, its layout, its title.
 */
typedef struct _DoudiRoster DoudiRoster;

DoudiRoster *doudi_roster_open (const char *path, const DoudiRosterOptions *options, GError **error);
void doudi_roster_free (DoudiRoster *roster);
const DoudiLayout *doudi_roster_get_layout (const DoudiRoster *roster);
const char *doudi_roster_get_sheet_name (const DoudiRoster *roster);
const char *doudi_roster_get_title (const DoudiRoster *roster);
DoudiMonth doudi_roster_get_month (const DoudiRoster *roster);
DoudiResidence doudi_roster_get_residence (const DoudiRoster *roster);
gboolean doudi_roster_read (DoudiRoster *roster, const DoudiRosterHandler *handler, DoudiRosterSummary *summary, GError **error);
void doudi_roster_summary_clear (DoudiRosterSummary *summary);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiRoster, doudi_roster_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DoudiRosterSummary, doudi_roster_summary_clear)

G_END_DECLS
