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

/**
 * DoudiFormWindowKept:
 * @DOUDI_FORM_KEPT: everything that was typed is saved or on the disk as a draft
 * @DOUDI_FORM_KEEPING: it is on its way there
 * @DOUDI_FORM_NOT_KEPT: it cannot be kept, and the person is asked
 */
typedef enum
{
  DOUDI_FORM_KEPT,
  DOUDI_FORM_KEEPING,
  DOUDI_FORM_NOT_KEPT,
} DoudiFormWindowKept;

/**
 * DoudiFormWindowDiscardFunc:
 *
 * Begins to throw a draft away.
 */
typedef void (*DoudiFormWindowDiscardFunc) (DoudiFormWindow *window, gpointer data);

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
DoudiFormWindowKept doudi_form_window_keep (DoudiFormWindow *self);
void doudi_form_window_tell (DoudiFormWindow *self, DoudiFormSays kind, const char *text);

/* One form after the other in the same window. */
void doudi_form_window_set_next (DoudiFormWindow *self);
gboolean doudi_form_window_is_next (DoudiFormWindow *self);
void doudi_form_window_begin_next (DoudiFormWindow *self,
                                   const DoudiFormAnswers *answers,
                                   const char *text);

void doudi_form_window_set_discard (DoudiFormWindow *self,
                                    DoudiFormWindowDiscardFunc func,
                                    gpointer data,
                                    gboolean from_draft);
void doudi_form_window_finish_discard (DoudiFormWindow *self, const GError *error);

G_END_DECLS
