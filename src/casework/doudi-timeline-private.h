/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "casework/doudi-timeline.h"
#include "store/doudi-timeline-store.h"

G_BEGIN_DECLS

/**
 * DoudiTelling:
 *
 * The rows of a household that are being told.
 *
 * @rows: (element-type DoudiTimelineRow): the latest first
 * @before: a row of a term or an address to the row that held before it
 */
typedef struct
{
  DoudiLanguage language;
  GPtrArray *rows;
  GHashTable *before;
} DoudiTelling;

/* What a kind of row says: @what is set, @detail may be. */
typedef void (*DoudiTellFunc) (const DoudiTelling *telling, const DoudiTimelineRow *row, DoudiTimelineEntry *entry);

DoudiTellFunc doudi_timeline_tell (DoudiTimelineKind kind);

/* Parts of a line. */
const char *doudi_telling_word (const DoudiTelling *telling, const DoudiWord *words, const char *name);
const char *doudi_telling_programme (const DoudiTelling *telling, const char *name);
const char *doudi_telling_relation (const DoudiTelling *telling, const char *relation);
char *doudi_telling_month (const DoudiTelling *telling, DoudiMonth month);
char *doudi_telling_day (const DoudiTelling *telling, const char *iso);
char *doudi_telling_account (const DoudiTelling *telling, const DoudiTimelineRow *row);
char *doudi_telling_fact (const DoudiTelling *telling, const DoudiTimelineRow *row);
void doudi_telling_add (GString *line, const char *separator, char *part);
void doudi_telling_add_words (GString *line, const char *words);

void doudi_tell_entered (const DoudiTelling *telling, const DoudiTimelineRow *row, DoudiTimelineEntry *entry);
void doudi_tell_corrected (const DoudiTelling *telling, const DoudiTimelineRow *row, DoudiTimelineEntry *entry);
void doudi_tell_joined (const DoudiTelling *telling, const DoudiTimelineRow *row, DoudiTimelineEntry *entry);
void doudi_tell_left (const DoudiTelling *telling, const DoudiTimelineRow *row, DoudiTimelineEntry *entry);
void doudi_tell_fact (const DoudiTelling *telling, const DoudiTimelineRow *row, DoudiTimelineEntry *entry);
void doudi_tell_fact_ended (const DoudiTelling *telling, const DoudiTimelineRow *row, DoudiTimelineEntry *entry);
void doudi_tell_address (const DoudiTelling *telling, const DoudiTimelineRow *row, DoudiTimelineEntry *entry);
void doudi_tell_account (const DoudiTelling *telling, const DoudiTimelineRow *row, DoudiTimelineEntry *entry);
void doudi_tell_account_ended (const DoudiTelling *telling, const DoudiTimelineRow *row, DoudiTimelineEntry *entry);
void doudi_tell_edited (const DoudiTelling *telling, const DoudiTimelineRow *row, DoudiTimelineEntry *entry);
void doudi_tell_case (const DoudiTelling *telling, const DoudiTimelineRow *row, DoudiTimelineEntry *entry);
void doudi_tell_decision (const DoudiTelling *telling, const DoudiTimelineRow *row, DoudiTimelineEntry *entry);
void doudi_tell_term (const DoudiTelling *telling, const DoudiTimelineRow *row, DoudiTimelineEntry *entry);
void doudi_tell_change (const DoudiTelling *telling, const DoudiTimelineRow *row, DoudiTimelineEntry *entry);
void doudi_tell_change_decided (const DoudiTelling *telling, const DoudiTimelineRow *row, DoudiTimelineEntry *entry);
void doudi_tell_review (const DoudiTelling *telling, const DoudiTimelineRow *row, DoudiTimelineEntry *entry);
void doudi_tell_review_done (const DoudiTelling *telling, const DoudiTimelineRow *row, DoudiTimelineEntry *entry);
void doudi_tell_payment (const DoudiTelling *telling, const DoudiTimelineRow *row, DoudiTimelineEntry *entry);
void doudi_tell_notice (const DoudiTelling *telling, const DoudiTimelineRow *row, DoudiTimelineEntry *entry);
void doudi_tell_paper (const DoudiTelling *telling, const DoudiTimelineRow *row, DoudiTimelineEntry *entry);
void doudi_tell_paper_removed (const DoudiTelling *telling, const DoudiTimelineRow *row, DoudiTimelineEntry *entry);
void doudi_tell_form (const DoudiTelling *telling, const DoudiTimelineRow *row, DoudiTimelineEntry *entry);

G_END_DECLS
