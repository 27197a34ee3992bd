/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "app/doudi-caseload.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_REVIEWS_WINDOW (doudi_reviews_window_get_type ())
G_DECLARE_FINAL_TYPE (DoudiReviewsWindow, doudi_reviews_window, DOUDI, REVIEWS_WINDOW, GtkWindow)

GtkWidget *doudi_reviews_window_new (GtkWindow *parent, DoudiCaseload *caseload);

G_END_DECLS
