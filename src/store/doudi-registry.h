/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-division-code.h"
#include "store/doudi-household-filter.h"
#include "store/doudi-session.h"

G_BEGIN_DECLS

/* A search that finds more stops counting here. */
#define DOUDI_SEARCH_TOTAL_MAX 1000

/**
 * DoudiHouseholdRow:
 * @person_id: the person a search found, in a list the head
 * @person_name: the name of that person
 * @sort_key: pinyin of the head
 * @programmes: bits 1 << DoudiProgramme of the awards that are drawn
 * @covered: persons covered by the household's own award
 * @oldest_birth: of the living members, or %DOUDI_DAY_NONE
 * @disabilities: bits 1 << grade of the members' disabilities, bit 0 where no grade is told
 * @flags: bits of #DoudiCardFlags
 * @recorded_on: the business day on which something of it was recorded last
 * @amount: what it draws in a month; -1 where that is to be worked out
 * @review_on: the first day a review is due or an award ends, or %DOUDI_DAY_NONE
 * @why: what a search found ("pinyin", "number", ...), the number only masked; "" in a list
 * @others_found: how many members a search found besides
 * @order_blank, @order_number, @order_text: where the row stands in the order of its list
 *
 * One row of the list of households, or of a search.
 */
typedef struct
{
  gint64 household_id;
  gint64 person_id;
  char *person_name;
  char *division_code;
  char *township;
  char *village;
  char *village_group;
  char *head_name;
  char *sort_key;
  int members;
  int covered;
  int benefit_class;
  guint programmes;
  DoudiDay oldest_birth;
  DoudiDay youngest_birth;
  guint disabilities;
  guint flags;
  DoudiDay recorded_on;
  DoudiFen amount;
  DoudiDay review_on;
  char *why;
  int others_found;
  int order_blank;
  gint64 order_number;
  char *order_text;
} DoudiHouseholdRow;

/**
 * DoudiMember:
 *
 * A person as a member of a household.
 *
 * @id: of the membership
 * @position: order on the paper
 * @since: the first day of the membership
 * @circumstances: (element-type utf8 utf8): kind of fact to what holds
 */
typedef struct
{
  gint64 id;
  gint64 person_id;
  char *relation;
  char *name;
  char *identity_number;
  char *sex;
  char *birth_date;
  char *ethnicity;
  char *original_number;
  char *temporary_number;
  int position;
  DoudiDay since;
  GHashTable *circumstances;
} DoudiMember;

/**
 * DoudiAccount:
 * @person_id: whose awards alone it pays, 0 for all of the household
 */
typedef struct
{
  gint64 id;
  gint64 person_id;
  char *holder_name;
  char *number;
} DoudiAccount;

/**
 * DoudiHousehold:
 *
 * One household as it is on a day, with its members (#DoudiMember) and accounts (#DoudiAccount).
 */
typedef struct
{
  gint64 id;
  char *division_code;
  char *township;
  char *village;
  char *village_group;
  char *address;
  char *phone;
  char *source;
  char *recorded_at;
  char *recorded_by;
  GPtrArray *members;
  GPtrArray *accounts;
} DoudiHousehold;

gboolean doudi_registry_count (DoudiStore *store, const DoudiHouseholdFilter *filter, gint64 *households, gint64 *persons, GError **error);
GPtrArray *doudi_registry_search (DoudiStore *store, const char *text, guint limit, gint64 *total, GError **error);
DoudiHousehold *doudi_registry_get_household (DoudiStore *store, gint64 id, DoudiDay day, GError **error);
DoudiMember *doudi_registry_get_person (DoudiStore *store, gint64 person_id, DoudiDay day, GError **error);
GPtrArray *doudi_registry_list_divisions (DoudiStore *store, GError **error);
gboolean doudi_registry_get_place (DoudiStore *store, const char *code, char **township, char **village, GError **error);
gboolean doudi_registry_add_divisions (DoudiSession *session, GPtrArray *divisions, GError **error);
DoudiHouseholdRow *doudi_household_row_copy (const DoudiHouseholdRow *row);
void doudi_household_row_free (DoudiHouseholdRow *row);
void doudi_household_free (DoudiHousehold *household);
void doudi_member_free (DoudiMember *member);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiHouseholdRow, doudi_household_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiHousehold, doudi_household_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiMember, doudi_member_free)

G_END_DECLS
