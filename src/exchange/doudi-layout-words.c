/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "exchange/doudi-layout-words.h"

static const char *const field_names[DOUDI_N_FIELDS + 1] = {
  [DOUDI_FIELD_ORDINAL] = "ordinal",
  [DOUDI_FIELD_TOWNSHIP] = "township",
  [DOUDI_FIELD_VILLAGE] = "village",
  [DOUDI_FIELD_GROUP] = "group",
  [DOUDI_FIELD_ADDRESS] = "address",
  [DOUDI_FIELD_PHONE] = "phone",
  [DOUDI_FIELD_RESIDENCE] = "residence",
  [DOUDI_FIELD_HEAD_NAME] = "head-name",
  [DOUDI_FIELD_HEAD_NUMBER] = "head-number",
  [DOUDI_FIELD_PERSONS] = "persons",
  [DOUDI_FIELD_CLASS] = "class",
  [DOUDI_FIELD_AMOUNT] = "amount",
  [DOUDI_FIELD_YEARLY_INCOME] = "yearly-income",
  [DOUDI_FIELD_ACCOUNT] = "account",
  [DOUDI_FIELD_ACCOUNT_HOLDER] = "account-holder",
  [DOUDI_FIELD_FIRST_MONTH] = "first-month",
  [DOUDI_FIELD_NAME] = "name",
  [DOUDI_FIELD_IDENTITY_NUMBER] = "identity-number",
  [DOUDI_FIELD_RELATION] = "relation",
  [DOUDI_FIELD_SEX] = "sex",
  [DOUDI_FIELD_BIRTH] = "birth",
  [DOUDI_FIELD_ETHNICITY] = "ethnicity",
  [DOUDI_FIELD_HEALTH] = "health",
  [DOUDI_FIELD_WORK_ABILITY] = "work-ability",
  [DOUDI_FIELD_SCHOOLING] = "schooling",
  [DOUDI_FIELD_EMPLOYMENT] = "employment",
  [DOUDI_FIELD_DISABILITY_CARD] = "disability-card",
  [DOUDI_FIELD_DISABILITY_CLASS] = "disability-class",
  [DOUDI_FIELD_DISABILITY_GRADE] = "disability-grade",
  [DOUDI_FIELD_CARE] = "care",
  [DOUDI_FIELD_SELF_CARE] = "self-care",
  [DOUDI_FIELD_INSTITUTION] = "institution",
  [DOUDI_FIELD_CARER] = "carer",
  [DOUDI_FIELD_CARE_UNTIL] = "care-until",
  [DOUDI_FIELD_GUARDIAN] = "guardian",
  [DOUDI_FIELD_GUARDIAN_NUMBER] = "guardian-number",
  [DOUDI_FIELD_GUARDIAN_RELATION] = "guardian-relation",
  [DOUDI_FIELD_CHILD_KIND] = "child-kind",
  [DOUDI_FIELD_LIVING] = "living",
  [DOUDI_FIELD_NURSING] = "nursing",
  [DOUDI_FIELD_REMARK] = "remark",
  [DOUDI_FIELD_RESULT] = "result",
  [DOUDI_FIELD_REASON] = "reason",
};

static const char *const kind_names[DOUDI_N_COLUMN_KINDS + 1] = {
  [DOUDI_COLUMN_NAME] = "name",
  [DOUDI_COLUMN_IDENTITY_NUMBER] = "identity-number",
  [DOUDI_COLUMN_ACCOUNT] = "account",
  [DOUDI_COLUMN_PASSBOOK] = "passbook",
  [DOUDI_COLUMN_PHONE] = "phone",
  [DOUDI_COLUMN_MONEY] = "money",
  [DOUDI_COLUMN_COUNT] = "count",
  [DOUDI_COLUMN_CLASS] = "class",
  [DOUDI_COLUMN_CARE] = "care",
  [DOUDI_COLUMN_SELF_CARE] = "self-care",
  [DOUDI_COLUMN_CHILD_KIND] = "child-kind",
  [DOUDI_COLUMN_RESIDENCE] = "residence",
  [DOUDI_COLUMN_RELATION] = "relation",
  [DOUDI_COLUMN_SEX] = "sex",
  [DOUDI_COLUMN_BIRTH] = "birth",
  [DOUDI_COLUMN_MONTH] = "month",
  [DOUDI_COLUMN_DAY] = "day",
  [DOUDI_COLUMN_VILLAGE] = "village",
  [DOUDI_COLUMN_TOWNSHIP] = "township",
  [DOUDI_COLUMN_GROUP] = "group",
  [DOUDI_COLUMN_ADDRESS] = "address",
  [DOUDI_COLUMN_ETHNICITY] = "ethnicity",
  [DOUDI_COLUMN_DISABILITY_CARD] = "disability-card",
  [DOUDI_COLUMN_DISABILITY_CLASS] = "disability-class",
  [DOUDI_COLUMN_DISABILITY_GRADE] = "disability-grade",
  [DOUDI_COLUMN_TICK] = "tick",
  [DOUDI_COLUMN_TEXT] = "text",
  [DOUDI_COLUMN_ORDINAL] = "ordinal",
};

/* How a field can be read where its name is not that of the kind. */
static const struct
{
  DoudiField field;
  DoudiColumnKind kind;
} kinds[] = {
  { DOUDI_FIELD_HEAD_NAME, DOUDI_COLUMN_NAME },
  { DOUDI_FIELD_HEAD_NUMBER, DOUDI_COLUMN_IDENTITY_NUMBER },
  { DOUDI_FIELD_PERSONS, DOUDI_COLUMN_COUNT },
  { DOUDI_FIELD_AMOUNT, DOUDI_COLUMN_MONEY },
  { DOUDI_FIELD_YEARLY_INCOME, DOUDI_COLUMN_MONEY },
  { DOUDI_FIELD_ACCOUNT, DOUDI_COLUMN_PASSBOOK },
  { DOUDI_FIELD_ACCOUNT_HOLDER, DOUDI_COLUMN_NAME },
  { DOUDI_FIELD_FIRST_MONTH, DOUDI_COLUMN_MONTH },
  { DOUDI_FIELD_HEALTH, DOUDI_COLUMN_TEXT },
  { DOUDI_FIELD_WORK_ABILITY, DOUDI_COLUMN_TEXT },
  { DOUDI_FIELD_SCHOOLING, DOUDI_COLUMN_TEXT },
  { DOUDI_FIELD_EMPLOYMENT, DOUDI_COLUMN_TEXT },
  { DOUDI_FIELD_INSTITUTION, DOUDI_COLUMN_TEXT },
  { DOUDI_FIELD_CARER, DOUDI_COLUMN_NAME },
  { DOUDI_FIELD_CARE_UNTIL, DOUDI_COLUMN_DAY },
  { DOUDI_FIELD_GUARDIAN, DOUDI_COLUMN_NAME },
  { DOUDI_FIELD_GUARDIAN_NUMBER, DOUDI_COLUMN_IDENTITY_NUMBER },
  { DOUDI_FIELD_GUARDIAN_RELATION, DOUDI_COLUMN_TEXT },
  { DOUDI_FIELD_LIVING, DOUDI_COLUMN_TICK },
  { DOUDI_FIELD_NURSING, DOUDI_COLUMN_TICK },
  { DOUDI_FIELD_REMARK, DOUDI_COLUMN_TEXT },
  { DOUDI_FIELD_RESULT, DOUDI_COLUMN_TEXT },
  { DOUDI_FIELD_REASON, DOUDI_COLUMN_TEXT },
};

/**
 * doudi_field_names:
 *
 * Returns: (not nullable) (transfer none): the names of all fields by value, %NULL-terminated
 */
const char *const *
doudi_field_names (void)
{
  return field_names;
}

/**
 * doudi_column_kind_names:
 *
 * Returns: (not nullable) (transfer none): the names of all kinds by value, %NULL-terminated
 */
const char *const *
doudi_column_kind_names (void)
{
  return kind_names;
}

/**
 * doudi_field_name:
 * @field: a field
 *
 * Returns: (not nullable) (transfer none): its name in layout files: "identity-number"
 */
const char *
doudi_field_name (DoudiField field)
{
  g_return_val_if_fail (field < DOUDI_N_FIELDS, "");

  return field_names[field];
}

/**
 * doudi_column_kind_name:
 * @kind: a kind
 *
 * Returns: (not nullable) (transfer none): its name in layout files: "money"
 */
const char *
doudi_column_kind_name (DoudiColumnKind kind)
{
  g_return_val_if_fail (kind < DOUDI_N_COLUMN_KINDS, "");

  return kind_names[kind];
}

/**
 * doudi_field_can_be:
 * @field: a field
 * @kind: a kind
 *
 * Returns: whether a column about @field can be read as @kind
 */
gboolean
doudi_field_can_be (DoudiField field, DoudiColumnKind kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].field == field && kinds[i].kind == kind)
      return TRUE;
  return g_str_equal (field_names[field], kind_names[kind]);
}
