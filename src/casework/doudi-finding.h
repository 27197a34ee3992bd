/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-progress.h"
#include "policy/doudi-rule.h"
#include "store/doudi-finding-store.h"

G_BEGIN_DECLS

/**
 * DoudiFindingKind:
 *
 * What can be found in the data: two records that may stand for the same, or something that cannot
 * be so.
 */
typedef enum
{
  DOUDI_FINDING_SAME_NUMBER,
  DOUDI_FINDING_SAME_NAME,
  DOUDI_FINDING_NAMESAKE,
  DOUDI_FINDING_SAME_PHONE,
  DOUDI_FINDING_SAME_ACCOUNT,
  DOUDI_FINDING_DEAD_DRAWING,
  DOUDI_FINDING_NOBODY_LEFT,
  DOUDI_FINDING_COVERED_MORE,
  DOUDI_FINDING_ADULT_CHILD,
  DOUDI_FINDING_NO_TERM,
  DOUDI_FINDING_TWO_HOUSEHOLDS,
  DOUDI_FINDING_TWO_HEADS,
  DOUDI_FINDING_NO_HEAD,
  DOUDI_FINDING_RELATION_MISSING,
  DOUDI_FINDING_CHILD_OLDER,
  DOUDI_FINDING_CHILD_CLOSE,
  DOUDI_FINDING_AGE_RELATION,
  DOUDI_FINDING_AGE_SCHOOLING,
  DOUDI_FINDING_NUMBER_WRONG,
  DOUDI_FINDING_NUMBER_MISSING,
  DOUDI_FINDING_SEX_NUMBER,
  DOUDI_FINDING_BIRTH_NUMBER,
  DOUDI_FINDING_CARD_EXPIRED,
  DOUDI_FINDING_CARD_GRADE,
  DOUDI_FINDING_NO_ACCOUNT,
  DOUDI_FINDING_ACCOUNT_WRONG,
  DOUDI_FINDING_PHONE_WRONG,
  DOUDI_FINDING_VILLAGE_UNKNOWN,
  DOUDI_N_FINDINGS,
} DoudiFindingKind;

/**
 * DoudiFindingInfo:
 * @pair: two records (or more) that may stand for the same; else an oddity
 * @of_persons: of a pair: records of persons, else households
 * @wrong: something is certainly wrong, or money may be; else it only wants to be looked at
 * @advice: English, to be translated: what to do about it, a sentence
 */
typedef struct
{
  DoudiWord word;
  gboolean pair;
  gboolean of_persons;
  gboolean wrong;
  const char *advice;
} DoudiFindingInfo;

/**
 * DoudiFindingState:
 * @DOUDI_FINDING_WAITING: nobody decided it as it is now
 * @DOUDI_FINDING_PROPOSED: somebody said that the records are the same; they are to be made one
 * @DOUDI_FINDING_PUT_OFF: to be decided later
 * @DOUDI_FINDING_SETTLED: it is right as it is
 */
typedef enum
{
  DOUDI_FINDING_WAITING,
  DOUDI_FINDING_PROPOSED,
  DOUDI_FINDING_PUT_OFF,
  DOUDI_FINDING_SETTLED,
  DOUDI_N_FINDING_STATES,
} DoudiFindingState;

/* For so many days what was put off waits no more. */
#define DOUDI_FINDING_PUT_OFF_DAYS 14
/* A telephone or an account of more households is one finding of so many of them. */
#define DOUDI_FINDING_PARTIES_MAX 8

/**
 * DoudiFinding:
 * @subject: what it is about: "person:3+person:9", "household:12", smaller ids first
 * @persons: (element-type gint64): the persons it is about, of a pair the records
 * @households: (element-type gint64): the households it is about, of a pair in the order of the records
 * @who: names
 * @where: village and group
 * @words: what was found, translated; numbers are covered
 * @evidence: digest of the facts it was found from
 * @decision: (nullable): what was decided last, if ever
 * @changed: @decision was about facts that were different
 */
typedef struct
{
  DoudiFindingKind kind;
  char *subject;
  GArray *persons;
  GArray *households;
  char *who;
  char *where;
  char *words;
  char *evidence;
  DoudiFindingState state;
  DoudiFindingDecisionRow *decision;
  gboolean changed;
} DoudiFinding;

const DoudiFindingInfo *doudi_finding_info (DoudiFindingKind kind);
gboolean doudi_finding_kind_find (const char *name, DoudiFindingKind *kind);
const char *doudi_finding_state_name (DoudiFindingState state);

GPtrArray *doudi_findings_list (DoudiSession *session, const DoudiProgress *progress, GError **error);
GPtrArray *doudi_findings_of_household (DoudiSession *session, gint64 household, GError **error);
DoudiFinding *doudi_finding_get (DoudiSession *session, DoudiFindingKind kind, const char *subject, GError **error);
gboolean doudi_finding_decide (DoudiSession *session, DoudiFindingKind kind, const char *subject, const char *decision, const char *reason, const char *evidence, GError **error);
gboolean doudi_finding_waits_for (const DoudiFinding *finding, const DoudiSession *session);
char *doudi_finding_describe_decision (const DoudiFinding *finding);
void doudi_finding_free (DoudiFinding *finding);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiFinding, doudi_finding_free)

G_END_DECLS
