/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-form-control.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_FORM_MESSAGE (doudi_form_message_get_type ())
G_DECLARE_FINAL_TYPE (DoudiFormMessage, doudi_form_message, DOUDI, FORM_MESSAGE, GtkWidget)

GtkWidget *doudi_form_message_new (void);
void doudi_form_message_say (DoudiFormMessage *self, DoudiFormSays kind, const char *text);
void doudi_form_message_say_of (DoudiFormMessage *self, DoudiFormControl *control);
const char *doudi_form_message_get_text (DoudiFormMessage *self);

int doudi_form_em (GtkWidget *widget);

G_END_DECLS
