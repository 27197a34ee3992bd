/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-session.h"

G_BEGIN_DECLS

/**
 * DoudiCardPerson:
 * @number, @sex, @birth_date: "" where not known
 * @grade: of the disability, 0 where it is not told
 *
 * What a card needs to know of one member.
 */
typedef struct
{
  gint64 id;
  char *number;
  char *sex;
  char *birth_date;
  int grade;
  gboolean disabled;
  gboolean has_card;
  gboolean dead;
} DoudiCardPerson;

/**
 * DoudiHouseholdCard:
 * @persons: (element-type DoudiCardPerson): the members, the head first
 * @heads: how many of them are recorded as the head
 * @accounts: how many accounts there are to pay to
 * @programmes: bits of the awards that are drawn
 *
 * What the card of a household in the list is made from.
 */
typedef struct
{
  gint64 id;
  char *division_code;
  char *village_group;
  char *phone;
  char *head_name;
  gint64 head_id;
  GArray *persons;
  int members;
  int heads;
  int accounts;
  guint programmes;
  int covered;
  int benefit_class;
} DoudiHouseholdCard;

void doudi_household_card_init (DoudiHouseholdCard *card, gint64 household_id);
void doudi_household_card_clear (DoudiHouseholdCard *card);
gboolean doudi_household_card_insert (DoudiSession *session, const DoudiHouseholdCard *card, const char *sort_key, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DoudiHouseholdCard, doudi_household_card_clear)

G_END_DECLS
