/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-candidates.h"
#include "app/doudi-form-control.h"
#include "app/doudi-form-popup.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_CHOICE_CONTROL (doudi_choice_control_get_type ())
G_DECLARE_FINAL_TYPE (DoudiChoiceControl,
                      doudi_choice_control,
                      DOUDI,
                      CHOICE_CONTROL,
                      DoudiFormControl)

DoudiFormControl *doudi_choice_control_new (const DoudiFormField *field,
                                            DoudiCandidates *candidates,
                                            DoudiFormPopup *popup);
DoudiCandidates *doudi_choice_control_get_candidates (DoudiChoiceControl *self);
char *doudi_choice_control_dup_keys (const DoudiFormField *field,
                                     DoudiCandidates *candidates,
                                     const char *typed);

G_END_DECLS
