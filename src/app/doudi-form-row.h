/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-form-columns.h"
#include "app/doudi-form-control.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_FORM_ROW (doudi_form_row_get_type ())
G_DECLARE_FINAL_TYPE (DoudiFormRow, doudi_form_row, DOUDI, FORM_ROW, GtkWidget)

GtkWidget *doudi_form_row_new_headings (const DoudiFormColumns *columns);
GtkWidget *doudi_form_row_new (const DoudiFormColumns *columns,
                               DoudiFormControl *(*make) (const DoudiFormField *field,
                                                          gpointer data),
                               gpointer data);
DoudiFormControl *doudi_form_row_get_control (DoudiFormRow *self, guint column);
void doudi_form_row_set_index (DoudiFormRow *self, guint index);
guint doudi_form_row_get_index (DoudiFormRow *self);
void doudi_form_row_set_can_remove (DoudiFormRow *self, gboolean can_remove);

G_END_DECLS
