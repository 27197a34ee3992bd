/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-disability-card.h"
#include "casework/doudi-change.h"

G_BEGIN_DECLS

/* A truth that was not said. */
#define DOUDI_CHANGE_NOT_SAID (-1)

/**
 * DoudiChangeDetail:
 *
 * What the JSON of a change says. A text that is absent is %NULL, an id 0, a truth, an amount or a
 * set of reasons %DOUDI_CHANGE_NOT_SAID.
 *
 * @sex: a #DoudiSex; @care, @self_care and @disability likewise values of their enumerations
 * @persons: (nullable) (element-type gint64): who goes
 * @covered_persons: (nullable) (element-type gint64): those of them whom the award covers
 * @relations: (nullable): what @persons are to the new head, in the same order
 * @covered: whether the award of the household covers the person
 * @reasons: of the person for a top-up, bits of #DoudiKeyReason
 * @draws: the new household goes on drawing
 * @own_income: of the new household in a year, fen
 * @away: moved out of the county
 * @ended: the disability card ran out or was taken back
 */
typedef struct
{
  char *name;
  char *identity_number;
  gint64 sex;
  DoudiDay birth;
  char *relation;
  GArray *persons;
  GArray *covered_persons;
  GStrv relations;
  gint64 covered;
  gint64 reasons;
  gint64 head;
  gint64 person;
  gint64 household;
  char *division;
  char *village_group;
  char *address;
  char *phone;
  char *holder;
  char *number;
  gint64 draws;
  gint64 arrears;
  gint64 away;
  gint64 ended;
  gint64 benefit_class;
  gint64 yearly_income;
  gint64 own_income;
  gint64 care;
  gint64 self_care;
  char *institution;
  gint64 disability;
  gint64 grade;
  char *card;
  char *school;
  char *employment;
  DoudiDay until;
  char *cause;
  GStrv papers;
} DoudiChangeDetail;

DoudiChangeDetail *doudi_change_detail_new (void);
DoudiChangeDetail *doudi_change_detail_parse (DoudiChangeKind kind, const char *json, GError **error);
char *doudi_change_detail_write (DoudiChangeKind kind, const DoudiChangeDetail *detail);
gboolean doudi_change_detail_names (const GArray *persons, gint64 person_id);
void doudi_change_detail_free (DoudiChangeDetail *detail);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiChangeDetail, doudi_change_detail_free)

G_END_DECLS
