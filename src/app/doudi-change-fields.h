/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "casework/doudi-change.h"
#include "store/doudi-registry.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_CHANGE_FIELDS (doudi_change_fields_get_type ())
G_DECLARE_FINAL_TYPE (DoudiChangeFields, doudi_change_fields, DOUDI, CHANGE_FIELDS, GtkGrid)

void doudi_change_fields_show (DoudiChangeFields *self,
                               DoudiStore *store,
                               const DoudiHousehold *household,
                               DoudiChangeKind kind);
char *doudi_change_fields_dup_detail (DoudiChangeFields *self, GError **error);
gint64 doudi_change_fields_get_person (DoudiChangeFields *self);
GtkWidget *doudi_change_fields_get_control (DoudiChangeFields *self, const char *member);
void doudi_change_fields_choose_household (DoudiChangeFields *self, gint64 household);
char *doudi_change_fields_dup_plain (DoudiChangeFields *self, const char *message);

G_END_DECLS
