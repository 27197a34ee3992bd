/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "exchange/doudi-heading.h"
#include "exchange/doudi-places.h"
#include "exchange/doudi-roster.h"
#include "exchange/doudi-table.h"

G_BEGIN_DECLS

/**
 * DoudiRosterValue:
 * @text: (nullable): what the cell holds, %NULL when it is blank
 * @column: of the sheet; -1 when the sheet has none
 */
typedef struct
{
  char *text;
  DoudiCellKind kind;
  gboolean is_date;
  int column;
  DoudiColumnKind read_as;
} DoudiRosterValue;

/**
 * DoudiRosterLine:
 *
 * A row with a person, by field.
 */
typedef struct
{
  int row;
  DoudiRosterValue values[DOUDI_N_FIELDS];
} DoudiRosterLine;

/* A household with more members is one that was not told apart from the next ones. */
#define DOUDI_ROSTER_MEMBERS_MAX 99

/**
 * DoudiRosterRowKind:
 * @DOUDI_ROSTER_ROW_PERSON: somebody stands in it
 * @DOUDI_ROSTER_ROW_TOTAL: a total of a page or a place
 * @DOUDI_ROSTER_ROW_GRAND_TOTAL: the total of the sheet
 * @DOUDI_ROSTER_ROW_OTHER: a heading again, a note, nothing of importance
 */
typedef enum
{
  DOUDI_ROSTER_ROW_PERSON,
  DOUDI_ROSTER_ROW_TOTAL,
  DOUDI_ROSTER_ROW_GRAND_TOTAL,
  DOUDI_ROSTER_ROW_OTHER,
} DoudiRosterRowKind;

/**
 * DoudiRosterSeen:
 *
 * What the whole sheet is needed for: persons that stand on it twice, namesakes, bank cards.
 */
typedef struct
{
  GHashTable *numbers;   /* identity number to row */
  GHashTable *namesakes; /* name and birth to row */
  GArray *failed_cards;  /* rows of cards whose check fails, up to a limit */
  guint n_cards;
  guint n_failed_cards;
  int card_column;
} DoudiRosterSeen;

struct _DoudiRoster
{
  DoudiTable *table;
  GPtrArray *layouts;
  DoudiHeading *heading;
  DoudiPlaces *places;
  char *title;
  DoudiRosterOptions options; /* layout and divisions are not kept */
  DoudiMonth month;
  DoudiResidence residence;

  /* while it is read */
  const DoudiRosterHandler *handler;
  DoudiRosterSummary *summary;
  DoudiRosterSeen seen;
  GPtrArray *lines;    /* DoudiRosterLine, of the household that is read */
  GPtrArray *problems; /* DoudiRosterProblem, of that household */
  DoudiRosterHousehold *household;
  DoudiFen amounts;       /* of all households, for the printed total */
  DoudiFen printed_total; /* -1 when the sheet has none */
  int n_formulas;
  int n_hidden_rows;
};

/* Lines */
DoudiRosterLine *doudi_roster_line_new (const DoudiRoster *roster, const DoudiTableRow *row);
void doudi_roster_line_free (DoudiRosterLine *line);
DoudiRosterRowKind doudi_roster_line_classify (const DoudiRoster *roster, const DoudiRosterLine *line, const DoudiTableRow *row);
gboolean doudi_roster_line_is_named_head (const DoudiRosterLine *line);
gboolean doudi_roster_line_starts_household (const DoudiRoster *roster, const DoudiRosterLine *line);

/* Values of the household that is read */
DoudiRosterLine *doudi_roster_get_line (const DoudiRoster *roster, guint index);
const DoudiRosterValue *doudi_roster_find_value (const DoudiRoster *roster, DoudiField field, int *row);
gboolean doudi_roster_has_column (const DoudiRoster *roster, DoudiField field);
char *doudi_roster_value_dup_text (const DoudiRosterValue *value);
gboolean doudi_roster_value_is_usable (DoudiRoster *roster, int row, const DoudiRosterValue *value);
gboolean doudi_roster_value_lost_digits (const DoudiRosterValue *value);

/* Problems */
G_GNUC_PRINTF (5, 6)
void doudi_roster_hold (DoudiRoster *roster, int row, const DoudiRosterValue *value, const char *problem, const char *format, ...);
G_GNUC_PRINTF (5, 6)
void doudi_roster_warn (DoudiRoster *roster, int row, const DoudiRosterValue *value, const char *problem, const char *format, ...);
DoudiRosterProblem *doudi_roster_problem_new (const DoudiRoster *roster, int row, int column, const char *value, const char *problem, char *message, gboolean warning);
void doudi_roster_problem_free (DoudiRosterProblem *problem);

/* Households and persons */
DoudiRosterHousehold *doudi_roster_household_new (void);
void doudi_roster_household_free (DoudiRosterHousehold *household);
void doudi_roster_build_household (DoudiRoster *roster);
void doudi_roster_build_person (DoudiRoster *roster, const DoudiRosterLine *line);
void doudi_roster_build_circumstances (DoudiRoster *roster, const DoudiRosterLine *line, DoudiRosterPerson *person);
void doudi_roster_build_awards (DoudiRoster *roster);
gboolean doudi_roster_check_identity (DoudiRoster *roster, int row, const DoudiRosterValue *value, DoudiIdentityNumber *identity);

/* The sheet as a whole */
void doudi_roster_seen_init (DoudiRosterSeen *seen);
void doudi_roster_seen_clear (DoudiRosterSeen *seen);
gboolean doudi_roster_see_person (DoudiRoster *roster, const DoudiRosterPerson *person, const DoudiRosterLine *line);
void doudi_roster_see_card (DoudiRoster *roster, int row, const DoudiRosterValue *value, gboolean passes);
gboolean doudi_roster_deliver_card_warnings (DoudiRoster *roster, GError **error);

G_END_DECLS
