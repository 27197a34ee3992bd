/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "casework/doudi-finding.h"
#include "store/doudi-finding-scan.h"

G_BEGIN_DECLS

/*
 * DoudiFindingSearch:
 * @only: the household that is looked at, 0 for all
 * @county: six digits
 * @household: that is judged
 * @found: (element-type DoudiFinding): so far
 * @pairs: the subjects of pairs of persons among them: a pair is found once
 * @own: (nullable): the members of the only household
 */
typedef struct
{
  DoudiStore *store;
  DoudiDay today;
  gint64 only;
  char *county;
  const DoudiFindingHousehold *household;
  GPtrArray *found;
  GHashTable *pairs;
  GHashTable *own;
} DoudiFindingSearch;

DoudiFinding *doudi_finding_new (DoudiFindingKind kind);
char *doudi_finding_digest (const char *first, ...) G_GNUC_NULL_TERMINATED;
char *doudi_finding_place (const char *village, const char *village_group);
DoudiFinding *doudi_finding_add (const DoudiFindingSearch *search, DoudiFindingKind kind, char *words, char *evidence);
void doudi_finding_about_person (DoudiFinding *finding, gint64 person, const char *name);
void doudi_finding_about_part (DoudiFinding *finding, const char *part, gint64 id);

void doudi_finding_judge_members (const DoudiFindingSearch *search);
void doudi_finding_judge_awards (const DoudiFindingSearch *search);
void doudi_finding_judge_place (const DoudiFindingSearch *search);
gboolean doudi_finding_pair_up (const DoudiFindingSearch *search, DoudiCandidateKind kind, GError **error);

G_END_DECLS
