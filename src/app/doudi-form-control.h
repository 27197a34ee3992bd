/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "app/doudi-form-history.h"
#include "policy/doudi-form.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_FORM_CONTROL (doudi_form_control_get_type ())
G_DECLARE_DERIVABLE_TYPE (DoudiFormControl, doudi_form_control, DOUDI, FORM_CONTROL, GtkWidget)

/**
 * DoudiFormControlClass:
 * @show: shows an answer; nothing is emitted. @answer is in its canonical form or as it was typed,
 *   @shown is how a person reads it.
 * @dup_typed: what is typed, for doudi_form_answers_set()
 * @leave: the keyboard went elsewhere
 */
struct _DoudiFormControlClass
{
  GtkWidgetClass parent_class;

  void (*show) (DoudiFormControl *self, const char *answer, const char *shown);
  char *(*dup_typed) (DoudiFormControl *self);
  void (*leave) (DoudiFormControl *self);
};

/* Of what is said at an answer, the first counts. */
typedef enum
{
  DOUDI_FORM_SAYS_WRONG,
  DOUDI_FORM_SAYS_WARNING,
  DOUDI_FORM_SAYS_INFORMATION,
  DOUDI_FORM_N_SAYS,
} DoudiFormSays;

/* For subclasses. */
void doudi_form_control_set_editor (DoudiFormControl *self, GtkWidget *editor);
void doudi_form_control_watch_keys (DoudiFormControl *self, GtkText *text);
void doudi_form_control_set_composing (DoudiFormControl *self, gboolean composing);
void doudi_form_control_edited (DoudiFormControl *self);
gboolean doudi_form_control_is_filling (DoudiFormControl *self);
GtkInputHints doudi_form_control_get_hints (const DoudiFormField *field);
GtkWidget *doudi_form_control_text_new (const DoudiFormField *field);

const DoudiFormField *doudi_form_control_get_field (DoudiFormControl *self);
guint doudi_form_control_get_row (DoudiFormControl *self);
void doudi_form_control_set_row (DoudiFormControl *self, guint row);
DoudiFormPlace doudi_form_control_get_place (DoudiFormControl *self);
GtkWidget *doudi_form_control_get_editor (DoudiFormControl *self);
void doudi_form_control_name (DoudiFormControl *self, const char *name);
void doudi_form_control_show (DoudiFormControl *self, const char *answer, const char *shown);
char *doudi_form_control_dup_typed (DoudiFormControl *self);
gboolean doudi_form_control_can_type (DoudiFormControl *self);
gboolean doudi_form_control_is_composing (DoudiFormControl *self);
gboolean doudi_form_control_focus (DoudiFormControl *self);
gboolean doudi_form_control_has_focus (DoudiFormControl *self);
void doudi_form_control_say (DoudiFormControl *self, DoudiFormSays kind, const char *text);
const char *doudi_form_control_get_said (DoudiFormControl *self, DoudiFormSays kind);
void doudi_form_control_describe_by (DoudiFormControl *self, GtkWidget *message);

G_END_DECLS
