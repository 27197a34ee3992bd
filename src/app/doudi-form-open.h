/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-caseload.h"
#include "app/doudi-form-window.h"

G_BEGIN_DECLS

void doudi_form_open_attach (DoudiFormWindow *window, DoudiCaseload *caseload);

G_END_DECLS
