/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-working-days.h"
#include "paper/doudi-sheet.h"
#include "policy/doudi-programme.h"

G_BEGIN_DECLS

/**
 * DoudiNoticeField:
 *
 * What a column of a notice can show. There is nothing else: identity numbers, accounts, telephone
 * numbers, addresses, birth dates, illnesses, disabilities and self-care levels have no name here.
 *
 * @DOUDI_NOTICE_MEMBERS: how many live in the household
 * @DOUDI_NOTICE_REMARK: always empty, for the pen
 */
typedef enum
{
  DOUDI_NOTICE_NUMBER,
  DOUDI_NOTICE_NAME,
  DOUDI_NOTICE_GROUP,
  DOUDI_NOTICE_MEMBERS,
  DOUDI_NOTICE_PERSONS,
  DOUDI_NOTICE_CLASS,
  DOUDI_NOTICE_CARE,
  DOUDI_NOTICE_MONTH,
  DOUDI_NOTICE_SINCE,
  DOUDI_NOTICE_MONTHLY,
  DOUDI_NOTICE_REGULAR,
  DOUDI_NOTICE_ADJUSTMENT,
  DOUDI_NOTICE_TOTAL,
  DOUDI_NOTICE_REMARK,
  DOUDI_N_NOTICE_FIELDS,
} DoudiNoticeField;

/**
 * DoudiNoticeColumn:
 *
 * A column as the definition has it; the field says how it is aligned.
 */
typedef struct
{
  DoudiNoticeField field;
  DoudiSheetColumn sheet;
} DoudiNoticeColumn;

/**
 * DoudiNoticeSection:
 * @residence: %DOUDI_RESIDENCE_ANY for both
 * @when_turned_on: whether a county has to ask for it
 * @sum: (nullable): the word before the sums, %NULL for none
 * @columns: (element-type DoudiNoticeColumn)
 */
typedef struct
{
  DoudiProgramme programme;
  DoudiResidence residence;
  gboolean when_turned_on;
  char *heading;
  char *sum;
  GArray *columns;
} DoudiNoticeSection;

/**
 * DoudiNoticeDefinition:
 *
 * A kind of notice as data/notices/ has it: wording with places for names ({township}, {month},
 * ...), and the tables. Read-only once loaded.
 *
 * @days: how long it hangs, 0 for always
 * @sections: (element-type DoudiNoticeSection)
 * @max_rows: most rows on a page by paper, 0 for what the paper holds
 */
typedef struct
{
  char *id;
  char *source;
  int days;
  DoudiCounting counting;
  char *title;
  GStrv lead;
  GPtrArray *sections;
  GStrv closing;
  char *issuer;
  char *footer;
  guint max_rows[DOUDI_N_PAPERS];
} DoudiNoticeDefinition;

DoudiNoticeDefinition *doudi_notice_definition_load (const char *json, gssize length, const char *where, GError **error);
DoudiNoticeDefinition *doudi_notice_definition_load_bundled (const char *kind, GError **error);
GStrv doudi_notice_definition_list_bundled (GError **error);
void doudi_notice_definition_free (DoudiNoticeDefinition *definition);
const DoudiNoticeSection *doudi_notice_definition_find_section (const DoudiNoticeDefinition *definition, DoudiProgramme programme, DoudiResidence residence);
char *doudi_notice_definition_fill (const char *wording, GHashTable *values);
gboolean doudi_notice_never_hangs (DoudiProgramme programme);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiNoticeDefinition, doudi_notice_definition_free)

G_END_DECLS
