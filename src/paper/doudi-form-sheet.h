/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "paper/doudi-sheet.h"
#include "policy/doudi-form-answers.h"
#include "policy/doudi-form-filling.h"

G_BEGIN_DECLS

DoudiSheet *doudi_form_sheet (const DoudiForm *form, const DoudiFormAnswers *answers, const DoudiFormFilling *filling, GError **error);
char *doudi_form_sheet_digest (const DoudiSheet *sheet);

G_END_DECLS
