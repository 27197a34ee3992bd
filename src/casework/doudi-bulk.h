/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-progress.h"
#include "policy/doudi-rule.h"
#include "store/doudi-registry-edit.h"

G_BEGIN_DECLS

/**
 * DoudiBulkField:
 *
 * What can be set for many households at once. Money hangs on none of it, but on the village: of
 * households that draw that goes through the changes, one by one.
 */
typedef enum
{
  DOUDI_BULK_VILLAGE_GROUP,
  DOUDI_BULK_DIVISION,
  DOUDI_BULK_ADDRESS,
  DOUDI_BULK_ETHNICITY,
  DOUDI_BULK_HEALTH,
  DOUDI_BULK_WORK_ABILITY,
  DOUDI_BULK_SCHOOLING,
  DOUDI_BULK_EMPLOYMENT,
  DOUDI_N_BULK_FIELDS,
} DoudiBulkField;

/**
 * DoudiBulk:
 *
 * One fact for many households.
 *
 * @value: in the words of the registry; "" ends a fact. A village by its code
 * @only_empty: leaves alone where something is recorded
 * @head_only: of the members only the head
 * @age_from, @age_below: of the members only those of that age, in years on the business day; 0 for all
 * @since: from when it is so; %DOUDI_DAY_NONE for a correction of what was wrong from the beginning
 * @reason: why, or the paper it comes from
 */
typedef struct
{
  DoudiBulkField field;
  const char *value;
  gboolean only_empty;
  gboolean head_only;
  int age_from;
  int age_below;
  DoudiDay since;
  const char *reason;
} DoudiBulk;

/**
 * DoudiBulkRow:
 *
 * What happens to one household, or to one member of it.
 *
 * @name: of the member, or the head
 * @draws: it is left out, because money hangs on it
 */
typedef struct
{
  gint64 household_id;
  gint64 person_id;
  char *name;
  char *before;
  gboolean draws;
} DoudiBulkRow;

/**
 * DoudiBulkPreview:
 * @rows: (element-type DoudiBulkRow): what would be changed or is left out because of the money
 * @households, @persons: how many would be changed
 * @same: households in which nothing would change
 * @left_out: households that are left out
 * @digest: of the rows, to carry out what was looked at and nothing else
 */
typedef struct
{
  GPtrArray *rows;
  guint households;
  guint persons;
  guint same;
  guint left_out;
  char *digest;
} DoudiBulkPreview;

const DoudiWord *doudi_bulk_word (DoudiBulkField field);
gboolean doudi_bulk_field_find (const char *name, DoudiBulkField *field);
gboolean doudi_bulk_is_of_members (DoudiBulkField field);
char *doudi_bulk_describe (const DoudiBulk *bulk, const char *shown, guint households, guint persons);
DoudiBulkPreview *doudi_bulk_preview (DoudiSession *session, const GArray *households, const DoudiBulk *bulk, const DoudiProgress *progress, GError **error);
gboolean doudi_bulk_apply (DoudiSession *session, const GArray *households, const DoudiBulk *bulk, const char *digest, const DoudiProgress *progress, gint64 *edit, GError **error);
void doudi_bulk_preview_free (DoudiBulkPreview *preview);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiBulkPreview, doudi_bulk_preview_free)

G_END_DECLS
