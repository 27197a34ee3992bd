/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>

#include "policy/doudi-form.h"

G_BEGIN_DECLS

/**
 * DoudiFormColumnPlace:
 * @line: of a row; rows that are too long for the screen have several
 * @x, @width: in pixels
 */
typedef struct
{
  guint line;
  int x;
  int width;
} DoudiFormColumnPlace;

/**
 * DoudiFormColumns:
 *
 * The columns of a table as it is typed on the screen, and where they stand in a width.
 */
typedef struct _DoudiFormColumns DoudiFormColumns;

DoudiFormColumns *doudi_form_columns_new (const DoudiFormSection *table);
void doudi_form_columns_free (DoudiFormColumns *self);
guint doudi_form_columns_get_n (const DoudiFormColumns *self);
const DoudiFormField *doudi_form_columns_get (const DoudiFormColumns *self, guint index);
guint doudi_form_columns_place (const DoudiFormColumns *self,
                                int em,
                                int width,
                                DoudiFormColumnPlace *places);
int doudi_form_columns_get_least_width (const DoudiFormColumns *self, int em);

gboolean doudi_form_field_is_on_page (const DoudiFormField *field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiFormColumns, doudi_form_columns_free)

G_END_DECLS
