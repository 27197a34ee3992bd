/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-month.h"
#include "store/doudi-registry.h"

G_BEGIN_DECLS

/**
 * DoudiCardFiguresState:
 * @month: of which month the amounts on the cards are; %DOUDI_MONTH_NONE when none was worked out
 * @policies: ids of the documents that were in force
 * @rules: digest of what the rules say
 * @checked_on: the business day on which that was compared last
 *
 * What the amounts and days of review on the cards were worked out from.
 */
typedef struct
{
  DoudiMonth month;
  char *policies;
  char *rules;
  DoudiDay checked_on;
} DoudiCardFiguresState;

gboolean doudi_card_figures_get_state (DoudiStore *store, DoudiCardFiguresState *state, GError **error);
gboolean doudi_card_figures_set_state (DoudiSession *session, const DoudiCardFiguresState *state, GError **error);
void doudi_card_figures_state_clear (DoudiCardFiguresState *state);
gboolean doudi_card_figures_has_open (DoudiStore *store, gboolean *open, GError **error);
GArray *doudi_card_figures_list_open (DoudiStore *store, GError **error);
gboolean doudi_card_figures_set (DoudiSession *session, gint64 household_id, DoudiFen amount, DoudiDay review_on, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DoudiCardFiguresState, doudi_card_figures_state_clear)

G_END_DECLS
