/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "policy/doudi-case.h"

G_BEGIN_DECLS

gboolean doudi_case_step_hangs (DoudiCaseStep step);
gboolean doudi_case_may_hang (const DoudiCaseFacts *facts);
gboolean doudi_case_is_called_for (const DoudiCaseProgress *progress, DoudiCaseStep step);

G_END_DECLS
