/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "policy/doudi-programme.h"

G_BEGIN_DECLS

/**
 * DoudiLayout:
 *
 * What a kind of sheet looks like, loaded from `data/layouts/`: its columns with the headings they
 * go by. A new kind of roster is a new file and no C.
 */
typedef struct _DoudiLayout DoudiLayout;

typedef enum
{
  DOUDI_LAYOUT_ROSTER,
  DOUDI_LAYOUT_BANK_RETURN,
} DoudiLayoutPurpose;

/**
 * DoudiLayoutRows:
 * @DOUDI_LAYOUT_ROWS_MEMBERS: one row per member; what belongs to the household stands on its first
 *   row (merged, or blank below) or again on every row
 * @DOUDI_LAYOUT_ROWS_PERSONS: one row per person who draws something
 * @DOUDI_LAYOUT_ROWS_HOUSEHOLDS: one row per household, its head the only person named
 */
typedef enum
{
  DOUDI_LAYOUT_ROWS_MEMBERS,
  DOUDI_LAYOUT_ROWS_PERSONS,
  DOUDI_LAYOUT_ROWS_HOUSEHOLDS,
} DoudiLayoutRows;

/* What a column is about. The names in files are those of doudi_field_name(). */
typedef enum
{
  DOUDI_FIELD_ORDINAL,
  DOUDI_FIELD_TOWNSHIP,
  DOUDI_FIELD_VILLAGE,
  DOUDI_FIELD_GROUP,
  DOUDI_FIELD_ADDRESS,
  DOUDI_FIELD_PHONE,
  DOUDI_FIELD_RESIDENCE,
  DOUDI_FIELD_HEAD_NAME,
  DOUDI_FIELD_HEAD_NUMBER,
  DOUDI_FIELD_PERSONS,
  DOUDI_FIELD_CLASS,
  DOUDI_FIELD_AMOUNT,
  DOUDI_FIELD_YEARLY_INCOME,
  DOUDI_FIELD_ACCOUNT,
  DOUDI_FIELD_ACCOUNT_HOLDER,
  DOUDI_FIELD_FIRST_MONTH,
  DOUDI_FIELD_NAME,
  DOUDI_FIELD_IDENTITY_NUMBER,
  DOUDI_FIELD_RELATION,
  DOUDI_FIELD_SEX,
  DOUDI_FIELD_BIRTH,
  DOUDI_FIELD_ETHNICITY,
  DOUDI_FIELD_HEALTH,
  DOUDI_FIELD_WORK_ABILITY,
  DOUDI_FIELD_SCHOOLING,
  DOUDI_FIELD_EMPLOYMENT,
  DOUDI_FIELD_DISABILITY_CARD,
  DOUDI_FIELD_DISABILITY_CLASS,
  DOUDI_FIELD_DISABILITY_GRADE,
  DOUDI_FIELD_CARE,
  DOUDI_FIELD_SELF_CARE,
  DOUDI_FIELD_INSTITUTION,
  DOUDI_FIELD_CARER,
  DOUDI_FIELD_CARE_UNTIL,
  DOUDI_FIELD_GUARDIAN,
  DOUDI_FIELD_GUARDIAN_NUMBER,
  DOUDI_FIELD_GUARDIAN_RELATION,
  DOUDI_FIELD_CHILD_KIND,
  DOUDI_FIELD_LIVING,
  DOUDI_FIELD_NURSING,
  DOUDI_FIELD_REMARK,
  DOUDI_FIELD_RESULT,
  DOUDI_FIELD_REASON,
  DOUDI_N_FIELDS,
} DoudiField;

/* How what stands in a column is read. The names in files are those of doudi_column_kind_name(). */
typedef enum
{
  DOUDI_COLUMN_NAME,
  DOUDI_COLUMN_IDENTITY_NUMBER,
  DOUDI_COLUMN_ACCOUNT,
  DOUDI_COLUMN_PASSBOOK,
  DOUDI_COLUMN_PHONE,
  DOUDI_COLUMN_MONEY,
  DOUDI_COLUMN_COUNT,
  DOUDI_COLUMN_CLASS,
  DOUDI_COLUMN_CARE,
  DOUDI_COLUMN_SELF_CARE,
  DOUDI_COLUMN_CHILD_KIND,
  DOUDI_COLUMN_RESIDENCE,
  DOUDI_COLUMN_RELATION,
  DOUDI_COLUMN_SEX,
  DOUDI_COLUMN_BIRTH,
  DOUDI_COLUMN_MONTH,
  DOUDI_COLUMN_DAY,
  DOUDI_COLUMN_VILLAGE,
  DOUDI_COLUMN_TOWNSHIP,
  DOUDI_COLUMN_GROUP,
  DOUDI_COLUMN_ADDRESS,
  DOUDI_COLUMN_ETHNICITY,
  DOUDI_COLUMN_DISABILITY_CARD,
  DOUDI_COLUMN_DISABILITY_CLASS,
  DOUDI_COLUMN_DISABILITY_GRADE,
  DOUDI_COLUMN_TICK,
  DOUDI_COLUMN_TEXT,
  DOUDI_COLUMN_ORDINAL,
  DOUDI_N_COLUMN_KINDS,
} DoudiColumnKind;

/**
 * DoudiLayoutColumn:
 * @required: a sheet without it does not have this layout
 * @has_unless: but it may do without where it has a column of field @unless
 * @aliases: the headings it goes by, the usual one first
 *
 * Two columns may have one field (a bank account and a passbook): the one listed first that is not
 * blank counts.
 */
typedef struct
{
  DoudiField field;
  DoudiColumnKind kind;
  gboolean required;
  gboolean has_unless;
  DoudiField unless;
  GStrv aliases;
} DoudiLayoutColumn;

const char *doudi_field_name (DoudiField field);
const char *doudi_column_kind_name (DoudiColumnKind kind);

DoudiLayout *doudi_layout_new_from_json (const char *text, gssize length, const char *where, GError **error);
void doudi_layout_free (DoudiLayout *layout);
const char *doudi_layout_get_id (const DoudiLayout *layout);
const char *doudi_layout_get_title (const DoudiLayout *layout);
DoudiLayoutPurpose doudi_layout_get_purpose (const DoudiLayout *layout);
DoudiLayoutRows doudi_layout_get_rows (const DoudiLayout *layout);
guint doudi_layout_get_programmes (const DoudiLayout *layout);
const DoudiField *doudi_layout_get_one_of (const DoudiLayout *layout, guint *count);
guint doudi_layout_get_n_columns (const DoudiLayout *layout);
const DoudiLayoutColumn *doudi_layout_get_column (const DoudiLayout *layout, guint index);
int doudi_layout_find_column (const DoudiLayout *layout, const char *heading);

GPtrArray *doudi_layouts_load (DoudiLayoutPurpose purpose, GError **error);
char *doudi_layouts_dup_list (GPtrArray *layouts);
const DoudiLayout *doudi_layouts_find (GPtrArray *layouts, const char *id, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiLayout, doudi_layout_free)

G_END_DECLS
