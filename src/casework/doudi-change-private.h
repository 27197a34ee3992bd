/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "casework/doudi-change-detail.h"
#include "store/doudi-award-store.h"
#include "store/doudi-registry.h"

G_BEGIN_DECLS

/*
 * DoudiChanging:
 *
 * A change that is looked at, entered or carried out.
 *
 * @row: as it is stored, or would be; borrowed
 * @from: its first month, worked out where the decision says
 * @household: on the business day, before the change
 * @awards: (element-type DoudiAwardRow): of the household
 * @award: (nullable): the one it is about; belongs to @awards
 * @member: (nullable): the one it is about; belongs to @household
 * @touched: (element-type gint64): households it has to do with
 */
typedef struct
{
  DoudiSession *session;
  DoudiStore *store;
  DoudiPolicy *policy;
  DoudiChangeKind kind;
  const DoudiChangeInfo *info;
  const DoudiChangeRow *row;
  DoudiMonth from;
  DoudiChangeDetail *detail;
  DoudiHousehold *household;
  GPtrArray *awards;
  const DoudiAwardRow *award;
  const DoudiMember *member;
  GArray *touched;
  char *source;
} DoudiChanging;

/*
 * DoudiTermEdit:
 *
 * What a change does to the terms of an award from a month on. Numbers are %DOUDI_CHANGE_NOT_SAID
 * where they stay.
 *
 * @stop: nobody is covered any more
 * @persons: how many more are covered; below 0 for fewer
 * @leaving, @joining: (nullable) (element-type guint): the reasons for a top-up of each of them
 * @share: whether the household's award covers the person; not said: as it is
 */
typedef struct
{
  gboolean stop;
  gboolean taper;
  int persons;
  const GArray *leaving;
  const GArray *joining;
  gint64 benefit_class;
  gint64 yearly_income;
  gint64 care;
  gint64 self_care;
  DoudiAwardShare share;
} DoudiTermEdit;

#define DOUDI_TERM_EDIT_NONE                                                                      \
  ((DoudiTermEdit){ .benefit_class = DOUDI_CHANGE_NOT_SAID,                                        \
                    .yearly_income = DOUDI_CHANGE_NOT_SAID,                                        \
                    .care = DOUDI_CHANGE_NOT_SAID,                                                 \
                    .self_care = DOUDI_CHANGE_NOT_SAID })

/* doudi-change-terms.c */
gboolean doudi_change_edit_terms (DoudiChanging *changing, gint64 award_id, DoudiMonth from, const DoudiTermEdit *edit, GError **error);
gboolean doudi_change_resume_terms (DoudiChanging *changing, const DoudiAwardRow *award, gboolean arrears, GError **error);
gboolean doudi_change_terms_draw (const DoudiAwardRow *award, DoudiMonth from);
gboolean doudi_change_find_pause (DoudiStore *store, const DoudiAwardRow *award, gboolean *paused, GError **error);
const DoudiAwardTermRow *doudi_change_last_drawn (const DoudiAwardRow *award, DoudiMonth month);
const DoudiAwardTermRow *doudi_change_term_at (const DoudiAwardRow *award, DoudiMonth month);

/* doudi-change-people.c */
const DoudiMember *doudi_change_find_member (const DoudiHousehold *household, gint64 person_id);
const DoudiMember *doudi_change_find_head (const DoudiHousehold *household);
int doudi_change_grade_of (const DoudiMember *member);
guint doudi_change_reasons_of (const DoudiChanging *changing, const DoudiMember *member);
guint doudi_change_reasons_by_birth (const DoudiChanging *changing, DoudiDay birth);
gboolean doudi_change_is_of_household (const DoudiAwardRow *award);
gboolean doudi_change_covers (const DoudiChanging *changing, const DoudiAwardRow *award, gint64 person_id, gint64 said, gboolean *covered, GError **error);

/* doudi-change-apply.c */
gboolean doudi_change_carry_out (DoudiChanging *changing, GError **error);

/* doudi-change-check.c */
gboolean doudi_changing_init (DoudiChanging *changing, DoudiSession *session, const DoudiChangeRow *row, GError **error);
void doudi_changing_clear (DoudiChanging *changing);
gboolean doudi_change_check (DoudiChanging *changing, GError **error);
GStrv doudi_change_dup_subjects (DoudiChangeKind kind, const DoudiChangeRow *row, const DoudiChangeDetail *detail);
void doudi_change_touch (DoudiChanging *changing, gint64 household_id);

/* doudi-change.c */
gboolean doudi_change_check_not_own (DoudiSession *session, gint64 household_id, GError **error);
gboolean doudi_change_find_open (DoudiChanging *changing, gint64 except, DoudiChangeRow **open, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DoudiChanging, doudi_changing_clear)

G_END_DECLS
