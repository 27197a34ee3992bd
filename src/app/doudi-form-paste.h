/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>

#include "policy/doudi-form.h"

G_BEGIN_DECLS

/**
 * DoudiFormPaste:
 *
 * Rows of a sheet on their way into a table: which of their columns goes where.
 *
 * @rows: (element-type GPtrArray of utf8): as they were copied, a row of headings among them
 * @fields: (element-type DoudiFormField): where each column goes; %NULL for one that is left out
 * @headings: the first row is headings, which say where the columns go; else the first column goes
 *   where the keyboard is, and the others follow
 */
typedef struct
{
  const DoudiFormSection *table;
  const DoudiFormField *from;
  GPtrArray *rows;
  GPtrArray *fields;
  gboolean headings;
} DoudiFormPaste;

DoudiFormPaste *doudi_form_paste_new (const char *text, const DoudiFormField *from);
void doudi_form_paste_free (DoudiFormPaste *self);
void doudi_form_paste_set_headings (DoudiFormPaste *self, gboolean headings);
guint doudi_form_paste_get_n_rows (const DoudiFormPaste *self);
const char *doudi_form_paste_get_cell (const DoudiFormPaste *self, guint row, guint column);
const char *doudi_form_paste_get_heading (const DoudiFormPaste *self, guint column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiFormPaste, doudi_form_paste_free)

G_END_DECLS
