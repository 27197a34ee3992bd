/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-money.h"
#include "base/doudi-month.h"
#include "store/doudi-store.h"

G_BEGIN_DECLS

/**
 * DoudiTimelineKind:
 *
 * What kind of thing happened; what its members say in #DoudiTimelineRow stands beside it.
 */
typedef enum
{
  DOUDI_TIMELINE_ENTERED,         /* month: of the roster */
  DOUDI_TIMELINE_EDITED,          /* word: kind; text: summary; number: households; parent: undone by */
  DOUDI_TIMELINE_CORRECTED,       /* subject: name since; text: name before; number: changed fields */
  DOUDI_TIMELINE_JOINED,          /* subject: name; word: relation; parent: person */
  DOUDI_TIMELINE_LEFT,            /* subject: name; word: relation; parent: person */
  DOUDI_TIMELINE_FACT,            /* subject: name; word: kind; text: value; parent: person */
  DOUDI_TIMELINE_FACT_ENDED,      /* as FACT */
  DOUDI_TIMELINE_ADDRESS,         /* subject: phone; word: township; text: village; extra: group */
  DOUDI_TIMELINE_ACCOUNT,         /* subject: holder; text: number */
  DOUDI_TIMELINE_ACCOUNT_ENDED,   /* as ACCOUNT */
  DOUDI_TIMELINE_CASE,            /* subject: number; word: event; text; extra: programme; parent */
  DOUDI_TIMELINE_DECISION,        /* subject: number; word: granted; amount; number, number2; extra */
  DOUDI_TIMELINE_TERM,            /* subject: name; word: care; number, number2; extra; parent: award */
  DOUDI_TIMELINE_CHANGE,          /* subject: name; word: kind; extra: state */
  DOUDI_TIMELINE_CHANGE_DECIDED,  /* as CHANGE */
  DOUDI_TIMELINE_REVIEW,          /* subject: name; word: outcome; extra: programme */
  DOUDI_TIMELINE_REVIEW_DONE,     /* as REVIEW */
  DOUDI_TIMELINE_PAYMENT,         /* subject: holder; word: programmes; text: account; extra: state */
  DOUDI_TIMELINE_NOTICE,          /* word: kind; month */
  DOUDI_TIMELINE_PAPER,           /* subject: name; word: kind; text: title */
  DOUDI_TIMELINE_PAPER_REMOVED,   /* as PAPER */
  DOUDI_TIMELINE_FORM,            /* word: kind; text: form */
  DOUDI_N_TIMELINE_KINDS,
} DoudiTimelineKind;

/* What a correction of a person changed, as bits of "number". */
typedef enum
{
  DOUDI_CORRECTED_NAME = 1 << 0,
  DOUDI_CORRECTED_NUMBER = 1 << 1,
  DOUDI_CORRECTED_TEMPORARY_NUMBER = 1 << 2,
  DOUDI_CORRECTED_SEX = 1 << 3,
  DOUDI_CORRECTED_BIRTH = 1 << 4,
  DOUDI_CORRECTED_ETHNICITY = 1 << 5,
} DoudiCorrectedField;

/**
 * DoudiTimelineRow:
 *
 * Something that happened to a household, as the tables have it. No text is %NULL; accounts and
 * telephone numbers are whole: whoever shows a row covers them.
 *
 * @id: of the row it was read from
 * @parent: of what it belongs to, or 0
 * @day: on which it happened, began or ended
 * @who: a user, or ""
 * @reason: in words, or ""
 * @amount: fen, if @has_amount
 * @month: it is about, or %DOUDI_MONTH_NONE
 * @source: such as "import:3"
 */
typedef struct
{
  DoudiTimelineKind kind;
  gint64 id;
  gint64 parent;
  DoudiDay day;
  char *recorded_at;
  char *who;
  char *subject;
  char *word;
  char *text;
  char *reason;
  char *extra;
  gboolean has_amount;
  DoudiFen amount;
  gint64 number;
  gint64 number2;
  DoudiMonth month;
  char *source;
} DoudiTimelineRow;

GPtrArray *doudi_timeline_read (DoudiStore *store, gint64 household_id, GError **error);
void doudi_timeline_row_free (DoudiTimelineRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiTimelineRow, doudi_timeline_row_free)

G_END_DECLS
