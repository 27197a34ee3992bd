/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-form-row.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_FORM_TABLE (doudi_form_table_get_type ())
G_DECLARE_FINAL_TYPE (DoudiFormTable, doudi_form_table, DOUDI, FORM_TABLE, GtkWidget)

GtkWidget *doudi_form_table_new (const DoudiFormSection *section,
                                 DoudiFormControl *(*make) (const DoudiFormField *field,
                                                            gpointer data),
                                 gpointer data);
const DoudiFormColumns *doudi_form_table_get_columns (DoudiFormTable *self);
guint doudi_form_table_get_n_rows (DoudiFormTable *self);
void doudi_form_table_set_n_rows (DoudiFormTable *self, guint n_rows);
void doudi_form_table_remove_row (DoudiFormTable *self, guint row);
void doudi_form_table_set_read_only (DoudiFormTable *self, gboolean read_only);
DoudiFormControl *doudi_form_table_get_control (DoudiFormTable *self, guint row, guint column);

G_END_DECLS
