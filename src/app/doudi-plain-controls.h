/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-form-control.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_ENTRY_CONTROL (doudi_entry_control_get_type ())
G_DECLARE_FINAL_TYPE (DoudiEntryControl,
                      doudi_entry_control,
                      DOUDI,
                      ENTRY_CONTROL,
                      DoudiFormControl)
#define DOUDI_TYPE_LINES_CONTROL (doudi_lines_control_get_type ())
G_DECLARE_FINAL_TYPE (DoudiLinesControl,
                      doudi_lines_control,
                      DOUDI,
                      LINES_CONTROL,
                      DoudiFormControl)
#define DOUDI_TYPE_TICK_CONTROL (doudi_tick_control_get_type ())
G_DECLARE_FINAL_TYPE (DoudiTickControl, doudi_tick_control, DOUDI, TICK_CONTROL, DoudiFormControl)
#define DOUDI_TYPE_SHOWN_CONTROL (doudi_shown_control_get_type ())
G_DECLARE_FINAL_TYPE (DoudiShownControl,
                      doudi_shown_control,
                      DOUDI,
                      SHOWN_CONTROL,
                      DoudiFormControl)

DoudiFormControl *doudi_entry_control_new (const DoudiFormField *field);
DoudiFormControl *doudi_lines_control_new (const DoudiFormField *field);
DoudiFormControl *doudi_tick_control_new (const DoudiFormField *field);
DoudiFormControl *doudi_shown_control_new (const DoudiFormField *field, gboolean focusable);

G_END_DECLS
