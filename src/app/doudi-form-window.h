/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-form-view.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_FORM_WINDOW (doudi_form_window_get_type ())
G_DECLARE_FINAL_TYPE (DoudiFormWindow, doudi_form_window, DOUDI, FORM_WINDOW, GtkWindow)

/**
 * DoudiFormWindowSaveFunc:
 * @answers: complete, and without an error of their own
 *
 * Begins to save what was typed. When it is done, or cannot be, doudi_form_window_finish_save()
 * says so.
 */
typedef void (*DoudiFormWindowSaveFunc) (DoudiFormWindow *window,
                                         const DoudiFormAnswers *answers,
                                         gpointer data);

/**
 * DoudiFormWindowDraftFunc:
 * @answers: as JSON, complete or not
 *
 * Begins to keep what was typed so far. When it is on the disk, doudi_form_window_finish_draft()
 * says so.
 */
typedef void (*DoudiFormWindowDraftFunc) (DoudiFormWindow *window,
                                          const char *answers,
                                          gpointer data);

GtkWidget *doudi_form_window_new (GtkWindow *parent, const DoudiFormAnswers *answers);
DoudiFormView *doudi_form_window_get_view (DoudiFormWindow *self);
void doudi_form_window_set_read_only (DoudiFormWindow *self);
void doudi_form_window_set_save (DoudiFormWindow *self,
                                 DoudiFormWindowSaveFunc func,
                                 gpointer data,
                                 GDestroyNotify destroy);
void doudi_form_window_set_keep_draft (DoudiFormWindow *self,
                                       DoudiFormWindowDraftFunc func,
                                       gpointer data,
                                       GDestroyNotify destroy);
void doudi_form_window_finish_save (DoudiFormWindow *self,
                                    const GPtrArray *problems,
                                    const GError *error);
void doudi_form_window_finish_draft (DoudiFormWindow *self, const GError *error);

G_END_DECLS
