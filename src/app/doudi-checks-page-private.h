/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-checks-page.h"
#include "app/doudi-finding-pane.h"
#include "app/doudi-pager.h"
#include "casework/doudi-finding.h"

G_BEGIN_DECLS

#define DOUDI_CHECKS_ALL_KINDS DOUDI_N_FINDINGS

/* What the drop-down chooses. */
typedef enum
{
  DOUDI_CHECKS_SHOW_WAITING,
  DOUDI_CHECKS_SHOW_PROPOSED,
  DOUDI_CHECKS_SHOW_PUT_OFF,
  DOUDI_CHECKS_SHOW_SETTLED,
  DOUDI_CHECKS_N_SHOWS,
} DoudiChecksShow;

/*
 * Records that look alike, and what cannot be so: decided one after the other by 1, 2 and 3.
 *
 * @found: (nullable) (element-type DoudiFinding): of the last look
 * @kind: that is shown, or %DOUDI_CHECKS_ALL_KINDS
 * @undo: (element-type DoudiCheckDecision): what the person decided, the last one last
 * @deciding: decisions on their way; what they change in the file is known here already
 * @beside: (nullable): stops the look that nobody asked for
 */
struct _DoudiChecksPage
{
  DoudiPage parent_instance;

  GtkDropDown *state_drop_down;
  GtkLabel *count_label;
  GtkStack *page_stack;
  GtkLabel *empty_label;
  GtkListBox *kind_list;
  GtkColumnView *view;
  DoudiPager *pager;
  DoudiFindingPane *pane;
  GtkButton *first_button;
  GtkButton *second_button;
  GtkButton *third_button;
  GtkWidget *reopen_button;

  GPtrArray *found;
  DoudiFindingKind kind;
  GPtrArray *undo;
  guint deciding;
  gboolean looking;
  gboolean look_again;
  gboolean filling;
  GCancellable *beside;
};

/* What is shown of what was found. */
DoudiSession *doudi_checks_get_session (DoudiChecksPage *self);
DoudiFinding *doudi_checks_get_finding (DoudiChecksPage *self, gint64 id);
DoudiFinding *doudi_checks_get_selected (DoudiChecksPage *self);
gint64 doudi_checks_find_id (DoudiChecksPage *self, DoudiFindingKind kind, const char *subject);
void doudi_checks_set_up_view (DoudiChecksPage *self);
void doudi_checks_fill_rows (DoudiChecksPage *self, gint64 wanted);
void doudi_checks_show_selected (DoudiChecksPage *self);
void doudi_checks_update_actions (DoudiChecksPage *self);
void doudi_checks_show_found (DoudiChecksPage *self, gint64 wanted);

/* What is done about it. */
void doudi_checks_install_decisions (GtkWidgetClass *widget_class);
gint64 doudi_checks_find_neighbour (DoudiChecksPage *self);
gboolean doudi_checks_may_merge (DoudiChecksPage *self, const DoudiFinding *finding);
void doudi_checks_merge (DoudiChecksPage *self, const DoudiFinding *finding);
void doudi_checks_take_back_merger (DoudiChecksPage *self, gint64 edit);

G_END_DECLS
