/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "app/doudi-form-control.h"
#include "app/doudi-form-paste.h"
#include "policy/doudi-form-answers.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_FORM_VIEW (doudi_form_view_get_type ())
G_DECLARE_FINAL_TYPE (DoudiFormView, doudi_form_view, DOUDI, FORM_VIEW, GtkWidget)

/**
 * DoudiFormViewLookUpFunc:
 * @answers: what is typed
 * @row: of a table, DOUDI_FORM_NO_ROW outside
 * @field: where something that has no fault was typed last
 *
 * Looks whether the person is in the caseload already. Quick: it is asked while somebody types.
 *
 * Returns: (transfer full) (nullable): what to show at the field, translated
 */
typedef char *(*DoudiFormViewLookUpFunc) (const DoudiFormAnswers *answers,
                                          guint row,
                                          const DoudiFormField *field,
                                          gpointer data);

GtkWidget *doudi_form_view_new (void);
void doudi_form_view_set_form (DoudiFormView *self, const DoudiFormAnswers *answers);
void
doudi_form_view_replace (DoudiFormView *self, const DoudiFormAnswers *answers, const char *words);
const DoudiFormAnswers *doudi_form_view_get_answers (DoudiFormView *self);
void doudi_form_view_set_day (DoudiFormView *self, DoudiDay day);
void doudi_form_view_set_look_up (DoudiFormView *self,
                                  DoudiFormViewLookUpFunc func,
                                  gpointer data,
                                  GDestroyNotify destroy);
void doudi_form_view_set_divisions (DoudiFormView *self, const GPtrArray *divisions);
void doudi_form_view_set_read_only (DoudiFormView *self, gboolean read_only);
gboolean doudi_form_view_is_dirty (DoudiFormView *self);
void doudi_form_view_set_clean (DoudiFormView *self);

guint doudi_form_view_check (DoudiFormView *self, DoudiDay today);
guint doudi_form_view_show_problems (DoudiFormView *self, const GPtrArray *problems);
guint doudi_form_view_get_n_errors (DoudiFormView *self);

gboolean doudi_form_view_focus_first (DoudiFormView *self);
gboolean doudi_form_view_focus_first_empty (DoudiFormView *self);
gboolean doudi_form_view_scroll_to (DoudiFormView *self, const char *section);

/* From a sheet: looked at first, then put in as one step. */
void doudi_form_view_paste (DoudiFormView *self, const char *text);
GPtrArray *doudi_form_view_look_at_paste (DoudiFormView *self,
                                          const DoudiFormPaste *paste,
                                          guint row,
                                          guint *n_faults);
guint doudi_form_view_count_room (DoudiFormView *self, const DoudiFormPaste *paste, guint row);
void doudi_form_view_put_paste (DoudiFormView *self, const DoudiFormPaste *paste, guint row);
const char *doudi_form_view_get_undo (DoudiFormView *self);
const char *doudi_form_view_get_redo (DoudiFormView *self);

DoudiFormControl *
doudi_form_view_get_control (DoudiFormView *self, guint row, const DoudiFormField *field);

G_END_DECLS
