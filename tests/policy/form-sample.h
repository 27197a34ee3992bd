/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "policy/doudi-form-answers.h"

/* A form with everything a form can have; each line of the text is a line of the file. */
extern const char form_sample[];

DoudiForm *form_sample_load (void);
