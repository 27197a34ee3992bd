/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-choice-control.h"
#include "app/doudi-form-history.h"
#include "app/doudi-form-message.h"
#include "app/doudi-form-table.h"
#include "app/doudi-form-view.h"

G_BEGIN_DECLS

/* A section as it is shown: a table, or the controls of its questions and what stands
 * between them. */
typedef struct
{
  const DoudiFormSection *section;
  GtkWidget *box;
  DoudiFormMessage *message;
  DoudiFormTable *table;
  GPtrArray *controls;
  GPtrArray *paragraphs;
} DoudiFormPart;

/*
 * @parts: (element-type DoudiFormPart)
 * @watched: questions that something else follows from
 * @edited: whose typing is the last step of the history, while the keyboard is there
 * @checked: what is missing was said once, so it is said again
 * @found: (element-type Found): what somebody else found wrong; it is said as long as the answer is
 *   the same
 */
struct _DoudiFormView
{
  GtkWidget parent_instance;

  DoudiFormMessage *summary;
  GtkWidget *scrolled;
  GtkWidget *page;
  GtkLabel *hint;
  DoudiFormPopup *popup;

  DoudiForm *form;
  DoudiFormAnswers *answers;
  GPtrArray *parts;
  GHashTable *candidates;
  GHashTable *watched;
  DoudiCandidates *divisions;
  DoudiPinyin *pinyin;
  guint prepare_source;
  guint scroll_source;

  DoudiFormHistory *history;
  DoudiFormControl *edited;
  DoudiDay day;
  DoudiDay today;
  gboolean read_only;
  gboolean dirty;
  gboolean checked;
  gboolean building;
  guint n_errors;
  GPtrArray *found;

  DoudiFormViewLookUpFunc look_up;
  gpointer look_up_data;
  GDestroyNotify look_up_destroy;
};

/* The page. */
void doudi_form_view_refresh (DoudiFormView *self, DoudiFormControl *except);
void doudi_form_view_step (DoudiFormView *self, const char *words, const DoudiFormPlace *place);
void doudi_form_view_touch (DoudiFormView *self);
void doudi_form_view_hint (DoudiFormView *self, const char *text);
gboolean doudi_form_view_is_composing (DoudiFormView *self);
void doudi_form_view_update_actions (DoudiFormView *self);

/* Its controls, one after the other. */
GPtrArray *doudi_form_view_list_controls (DoudiFormView *self);
DoudiFormControl *doudi_form_view_get_current (DoudiFormView *self);
DoudiFormPart *doudi_form_view_find_part (DoudiFormView *self, const DoudiFormSection *section);
void doudi_form_view_keep_clear (DoudiFormView *self);
void doudi_form_view_unfocus (DoudiFormView *self);
gboolean doudi_form_view_is_reachable (DoudiFormControl *control);
gboolean doudi_form_view_go_on (DoudiFormView *self, DoudiFormControl *control, gboolean enter);
void doudi_form_view_install_walk (GtkWidgetClass *widget_class);
void doudi_form_view_watch_keys (DoudiFormView *self);

/* Rows of tables. */
guint doudi_form_view_count_rows (DoudiFormView *self, const DoudiFormPart *part);
gboolean doudi_form_view_can_add_row (DoudiFormView *self, const DoudiFormPart *part);
gboolean doudi_form_view_row_is_empty (DoudiFormView *self, const DoudiFormPart *part, guint row);
void doudi_form_view_add_row (DoudiFormView *self, DoudiFormPart *part);
void doudi_form_view_remove_row (DoudiFormView *self, DoudiFormPart *part, guint row);
void doudi_form_view_drop_empty_row (DoudiFormView *self, DoudiFormPart *part);
void doudi_form_view_install_rows (GtkWidgetClass *widget_class);
void doudi_form_view_hint_done (DoudiFormView *self, const char *words);
DoudiFormPart *doudi_form_view_get_current_table (DoudiFormView *self, DoudiFormPlace *place);

/* Rows of a sheet. */
void doudi_form_view_watch_paste (DoudiFormView *self, DoudiFormControl *control);
DoudiCandidates *doudi_form_view_get_candidates (DoudiFormView *self, const DoudiFormField *field);

/* What spares keys. */
void doudi_form_view_expand (DoudiFormView *self, const DoudiFormPlace *place);
void doudi_form_view_install_typing (GtkWidgetClass *widget_class);

/* What is wrong. */
void doudi_form_view_check_control (DoudiFormView *self, DoudiFormControl *control);
void doudi_form_view_check_again (DoudiFormView *self);
void doudi_form_view_count_errors (DoudiFormView *self);
void doudi_form_view_forget_found (DoudiFormView *self, const DoudiFormSection *table);
GPtrArray *doudi_form_view_found_new (void);
void doudi_form_view_install_problems (GtkWidgetClass *widget_class);

G_END_DECLS
