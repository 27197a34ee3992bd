/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-form-item.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_FORM_FLOW (doudi_form_flow_get_type ())
G_DECLARE_FINAL_TYPE (DoudiFormFlow, doudi_form_flow, DOUDI, FORM_FLOW, GtkWidget)

GtkWidget *doudi_form_flow_new (void);
void doudi_form_flow_append (DoudiFormFlow *self, DoudiFormItem *item);

G_END_DECLS
