/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "exchange/doudi-layout.h"
#include "exchange/doudi-table.h"

G_BEGIN_DECLS

/**
 * DoudiHeading:
 * @sheet: where it was found
 * @layout: what the sheet looks like
 * @row: the last row of the heading
 * @first_row: its first row; less than @row when groups stand above the headings
 * @headings: (element-type utf8): by column of the sheet, as it has them, "" where there is none
 * @groups: (element-type utf8): by column of the sheet, what stands in the row of the groups
 * @columns: (element-type int): by column of the layout, the column of the sheet, -1 for none
 * @fields: by field, the column of the sheet where it is first looked for, -1 for none
 * @title: (element-type utf8): what stands above the heading, one text a cell
 * @first_line: (element-type utf8): by column of the sheet, the first row below, for a look
 */
typedef struct
{
  guint sheet;
  const DoudiLayout *layout;
  guint row;
  guint first_row;
  GPtrArray *headings;
  GPtrArray *groups;
  GArray *columns;
  int fields[DOUDI_N_FIELDS];
  GPtrArray *title;
  GPtrArray *first_line;
} DoudiHeading;

DoudiHeading *doudi_heading_new (const DoudiLayout *layout);
void doudi_heading_match (DoudiHeading *heading);
char *doudi_heading_one_line (const char *text);
DoudiHeading *doudi_heading_find (DoudiTable *table, GPtrArray *layouts, const char *layout_id, GError **error);
gboolean doudi_heading_is_on_sheet (DoudiTable *table, guint sheet, const DoudiLayout *layout);
void doudi_heading_free (DoudiHeading *heading);
int doudi_heading_get_column (const DoudiHeading *heading, DoudiField field);
const char *doudi_heading_get_text (const DoudiHeading *heading, int column);
gboolean doudi_heading_is_repeated_by (const DoudiHeading *heading, const DoudiTableRow *row);
char *doudi_heading_dup_unread (const DoudiHeading *heading);

/* The column that a list of held rows has in addition; nobody reads it. */
#define DOUDI_HEADING_PROBLEM "问题"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiHeading, doudi_heading_free)

G_END_DECLS
