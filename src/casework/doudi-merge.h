/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "casework/doudi-desk.h"

G_BEGIN_DECLS

/**
 * DoudiMergeField:
 *
 * Something that the two records of a person say, or one of them.
 *
 * @name: in the command line: "name", "identity-number", ..., or "fact:disability"
 * @label: translated
 * @kept, @other: what the record that is kept says, and the other one; as recorded
 * @kept_shown, @other_shown: the same to be read, numbers covered
 * @differs: both say something, and not the same: somebody has to choose
 * @take_other: what the other one says is taken
 */
typedef struct
{
  char *name;
  char *label;
  char *kept;
  char *other;
  char *kept_shown;
  char *other_shown;
  gboolean differs;
  gboolean take_other;
} DoudiMergeField;

/**
 * DoudiMergeHome:
 *
 * A household of which one of the records is a member.
 */
typedef struct
{
  gint64 household_id;
  char *head_name;
  char *place;
} DoudiMergeHome;

/**
 * DoudiMergePreview:
 *
 * What it means to make two records of a person one.
 *
 * @fields: (element-type DoudiMergeField): what at least one of them says
 * @homes: (element-type DoudiMergeHome): of which they are members; if there are two, one is chosen
 * @memberships, @facts, @accounts, @awards: how many of each the other record has, which go over
 * @obstacles: (element-type utf8): what stands against it, translated; empty if nothing does
 */
typedef struct
{
  gint64 keep;
  gint64 other;
  GPtrArray *fields;
  GPtrArray *homes;
  guint memberships;
  guint facts;
  guint accounts;
  guint awards;
  GPtrArray *obstacles;
} DoudiMergePreview;

/**
 * DoudiMergeChoice:
 *
 * What somebody chose.
 *
 * @take: (nullable) (array zero-terminated=1): names of the fields of which the other record is right
 * @household: the one in which the person stays, 0 where there is only one
 * @reason: (nullable): why they are the same
 */
typedef struct
{
  const char *const *take;
  gint64 household;
  const char *reason;
} DoudiMergeChoice;

DoudiMergePreview *doudi_desk_preview_merge_persons (DoudiSession *session, gint64 keep, gint64 other, const DoudiMergeChoice *choice, GError **error);
gboolean doudi_desk_merge_persons (DoudiSession *session, gint64 keep, gint64 other, const DoudiMergeChoice *choice, gint64 *edit, GError **error);
void doudi_merge_preview_free (DoudiMergePreview *preview);

gboolean doudi_desk_merge_households (DoudiSession *session, gint64 keep, gint64 other, const char *relation, const char *reason, gint64 *edit, GError **error);

/**
 * DoudiSplit:
 *
 * Members of a household who go on as one of their own, at the same address.
 *
 * @persons: (element-type gint64): who goes
 * @head: one of them
 * @relations: (nullable): what each of them is to @head, "" where it is not said
 * @remaining_head: who is the head of those who stay if the old one goes, else 0
 */
typedef struct
{
  gint64 household_id;
  const GArray *persons;
  gint64 head;
  const char *const *relations;
  gint64 remaining_head;
  const char *reason;
} DoudiSplit;

gboolean doudi_desk_split_household (DoudiSession *session, const DoudiSplit *split, gint64 *household_id, gint64 *edit, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiMergePreview, doudi_merge_preview_free)

G_END_DECLS
