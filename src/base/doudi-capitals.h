/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "base/doudi-money.h"

G_BEGIN_DECLS

char *doudi_capitals_from_fen (DoudiFen fen);

G_END_DECLS
