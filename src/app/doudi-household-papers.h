/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-caseload.h"
#include "app/doudi-household-list.h"

G_BEGIN_DECLS

/* The papers of a household in its window, whose actions they are: "household.add-paper",
 * "household.open-paper", "household.save-paper", "household.remove-paper" and
 * "household.restore-paper". */
#define DOUDI_TYPE_HOUSEHOLD_PAPERS (doudi_household_papers_get_type ())
G_DECLARE_FINAL_TYPE (DoudiHouseholdPapers, doudi_household_papers, DOUDI, HOUSEHOLD_PAPERS, GtkWidget)

/**
 * DoudiSayFunc:
 * @wrong: whether something went wrong
 *
 * Says what became of something, in the window.
 */
typedef void (*DoudiSayFunc) (const char *text, gboolean wrong, gpointer data);

void doudi_household_papers_set_say (DoudiHouseholdPapers *self, DoudiSayFunc say, gpointer data);
void doudi_household_papers_set_household (DoudiHouseholdPapers *self, DoudiCaseload *caseload, gint64 household);
gboolean doudi_household_papers_show (DoudiHouseholdPapers *self, GError **error);
DoudiHouseholdList *doudi_household_papers_get_list (DoudiHouseholdPapers *self);
void doudi_household_papers_update (DoudiHouseholdPapers *self, GtkWidget *window);
void doudi_household_papers_choose (DoudiHouseholdPapers *self);
GtkWidget *doudi_household_papers_add (DoudiHouseholdPapers *self, GListModel *files);
void doudi_household_papers_open (DoudiHouseholdPapers *self);
void doudi_household_papers_save (DoudiHouseholdPapers *self);
void doudi_household_papers_remove (DoudiHouseholdPapers *self);
void doudi_household_papers_restore (DoudiHouseholdPapers *self);

G_END_DECLS
