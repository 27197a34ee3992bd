/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-form-control.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_FORM_ITEM (doudi_form_item_get_type ())
G_DECLARE_FINAL_TYPE (DoudiFormItem, doudi_form_item, DOUDI, FORM_ITEM, GtkWidget)

GtkWidget *doudi_form_item_new (const DoudiFormField *field, DoudiFormControl *control);
const DoudiFormField *doudi_form_item_get_field (DoudiFormItem *self);
gboolean doudi_form_item_is_wide (DoudiFormItem *self);

char *doudi_form_item_dup_name (const DoudiFormField *field);
char *doudi_form_item_dup_label (const DoudiFormField *field);

G_END_DECLS
