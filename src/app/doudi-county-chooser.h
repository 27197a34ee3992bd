/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "base/doudi-county.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_COUNTY_CHOOSER (doudi_county_chooser_get_type ())
G_DECLARE_FINAL_TYPE (DoudiCountyChooser, doudi_county_chooser, DOUDI, COUNTY_CHOOSER, GtkWidget)

const DoudiCounty *doudi_county_chooser_get_county (DoudiCountyChooser *self);

G_END_DECLS
