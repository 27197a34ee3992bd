/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-language.h"
#include "base/doudi-money.h"
#include "base/doudi-month.h"
#include "policy/doudi-rule.h"
#include "store/doudi-store.h"

G_BEGIN_DECLS

/**
 * DoudiTimelineTopic:
 * @DOUDI_TOPIC_FAMILY: who belongs to it, where it lives, what changed of whom
 * @DOUDI_TOPIC_DECISIONS: applications, decisions, awards, reviews
 * @DOUDI_TOPIC_MONEY: what was paid, and to which account
 * @DOUDI_TOPIC_PAPERS: papers, forms, notices
 * @DOUDI_TOPIC_EDITS: what was entered and corrected
 *
 * What somebody who looks at the timeline of a household may be after; bits.
 */
typedef enum
{
  DOUDI_TOPIC_FAMILY = 1 << 0,
  DOUDI_TOPIC_DECISIONS = 1 << 1,
  DOUDI_TOPIC_MONEY = 1 << 2,
  DOUDI_TOPIC_PAPERS = 1 << 3,
  DOUDI_TOPIC_EDITS = 1 << 4,
} DoudiTimelineTopic;

#define DOUDI_N_TOPICS 5
#define DOUDI_TOPICS_ALL ((1u << DOUDI_N_TOPICS) - 1)

/**
 * DoudiTimelineEntry:
 *
 * Something that happened to a household, in words. Numbers of persons and accounts are covered.
 *
 * @kind: for programs, such as "payment"
 * @id: of the row it is about
 * @day: on which it happened, began or ended
 * @what: in one line
 * @detail: more of it, or ""
 * @who: a user, or ""
 * @amount: fen that were paid, if @has_amount
 * @month: that a payment is for, else %DOUDI_MONTH_NONE
 * @about: what a payment is for, in words, or ""
 * @look: somebody should look at it: money that did not arrive, a change that waits
 * @source: such as "import:3", @source_words the same for a person, or ""
 * @recorded_at: clock, UTC
 */
typedef struct
{
  const char *kind;
  gint64 id;
  DoudiTimelineTopic topic;
  DoudiDay day;
  char *what;
  char *detail;
  char *who;
  gboolean has_amount;
  DoudiFen amount;
  DoudiMonth month;
  char *about;
  gboolean look;
  char *source;
  char *source_words;
  char *recorded_at;
} DoudiTimelineEntry;

const DoudiWord *doudi_timeline_topics (void);
GPtrArray *doudi_timeline_load (DoudiStore *store, gint64 household_id, guint topics, DoudiLanguage language, GError **error);
char *doudi_source_say (const char *source, DoudiLanguage language);
void doudi_timeline_entry_free (DoudiTimelineEntry *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiTimelineEntry, doudi_timeline_entry_free)

G_END_DECLS
