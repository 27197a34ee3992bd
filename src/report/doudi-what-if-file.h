/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "casework/doudi-what-if.h"

G_BEGIN_DECLS

gboolean doudi_what_if_file_write (DoudiSession *session, const DoudiWhatIf *what_if, const DoudiPolicyDocument *draft, const char *path, GError **error);

G_END_DECLS
