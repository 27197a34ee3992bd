/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "casework-fixture.h"

#include "casework/doudi-change.h"
#include "store/doudi-registry-write.h"

/* Class I and II of the prefecture plan 2018, a month for one person, from July 2018 on. */
#define CLASS_ONE 31000
#define CLASS_TWO 29000

#define FAMILY_MAX 6

/*
 * A household that draws low income, class II, from July 2018 on.
 *
 * @people: the head first
 */
typedef struct
{
  Home home;
  gint64 people[FAMILY_MAX];
  gint64 award;
} Family;

/* All members are covered. @head_birth: the others are born in 1990. */
static inline Family
family_new (Casework *casework, const char *name, const char *head_birth, int persons)
{
  static int accounts;
  g_autofree char *account = g_strdup_printf ("62170000000000%05d", ++accounts);
  Family family = { .home = casework_add_home (casework, name, head_birth, account) };

  family.people[0] = family.home.person;
  for (int i = 1; i < persons; i++)
    {
      g_autofree char *member = g_strdup_printf ("%s家%d", name, i);

      family.people[i] = casework_add_member (casework, family.home.household, member);
    }
  family.award = casework_add_award (casework, "low-income", family.home, 201807, persons, 2);
  return family;
}

static inline void
family_add_fact (Casework *casework, gint64 person, const char *kind, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (casework->store, &error);

  g_assert_no_error (error);
  doudi_registry_insert_circumstance (casework_session (casework, CASEWORKER, "2018-01-02"), person,
                                      kind, value, doudi_day_new (2018, 1, 1), "form", &error);
  g_assert_no_error (error);
  doudi_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

/* A change with all its proofs. */
static inline DoudiChangeRequest
change_of (DoudiChangeKind kind, gint64 household, const char *day)
{
  return (DoudiChangeRequest){ .kind = kind,
                               .household_id = household,
                               .happened_on = doudi_day_parse_iso (day),
                               .reason = "核实",
                               .papers = doudi_change_info (kind)->papers };
}

static inline gint64
change_enter (Casework *casework, const char *day, const DoudiChangeRequest *request)
{
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  doudi_change_enter (casework_session (casework, CASEWORKER, day), request, &id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  return id;
}

static inline void
change_decide (Casework *casework, const char *user, const char *day, gint64 id)
{
  g_autoptr (GError) error = NULL;
  gboolean done
    = doudi_change_decide (casework_session (casework, user, day), id, TRUE, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (done);
}

/* Entered and decided on one day. */
static inline gint64
change_apply (Casework *casework,
              const char *user,
              const char *day,
              const DoudiChangeRequest *request)
{
  gint64 id = change_enter (casework, day, request);

  change_decide (casework, user, day, id);
  return id;
}

/* The runs of some months, all made on the fifth of the last one: signing in is slow on purpose. */
static inline void
pay_months (Casework *casework, DoudiMonth from, DoudiMonth to, guint programmes)
{
  g_autofree char *day = doudi_day_format_iso (doudi_day_new (to / 100, to % 100, 5));

  for (DoudiMonth month = from; month <= to; month = doudi_month_add (month, 1))
    casework_pay (casework, month, programmes, day);
}

static inline DoudiChangePreview *
change_preview (Casework *casework, const char *day, const DoudiChangeRequest *request)
{
  g_autoptr (GError) error = NULL;
  DoudiChangePreview *preview
    = doudi_change_preview (casework_session (casework, CASEWORKER, day), request, &error);

  g_assert_no_error (error);
  return preview;
}

static inline DoudiHousehold *
household_on (Casework *casework, gint64 id, const char *day)
{
  g_autoptr (GError) error = NULL;
  DoudiHousehold *household
    = doudi_registry_get_household (casework->store, id, doudi_day_parse_iso (day), &error);

  g_assert_no_error (error);
  return household;
}

/* The term of an award in a month. */
static inline DoudiAwardTermRow
term_in (Casework *casework, gint64 award, DoudiMonth month)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiAwardRow) row = doudi_award_get (casework->store, award, &error);
  DoudiAwardTermRow term = { 0 };

  g_assert_no_error (error);
  for (guint i = 0; i < row->terms->len; i++)
    if (g_array_index (row->terms, DoudiAwardTermRow, i).from <= month)
      term = g_array_index (row->terms, DoudiAwardTermRow, i);
  return term;
}

#define RULE_OF_LOW_INCOME(kind, value)                                                            \
  "{\"rule\": \"" kind "\", \"programme\": \"low-income\", " value                                 \
  ", \"valid_from\": \"2018-01\", \"sure\": true, \"source\": \"县文件 3\"}"

/* Top-ups of 50.00 for who is old, 30.00 for a minor, 80.00 for who is severely disabled, 60.00 for
 * who is seriously ill; a taper of three months; class II is valid for twelve months. */
static inline void
adopt_top_ups (Casework *casework)
{
  casework_adopt (
    casework,
    "{\"id\": \"county-2018\", \"title\": \"县文件\", \"source\": \"县文件\","
    " \"adopted_on\": \"2018-06-20\", \"area\": [\"623027\"], \"demonstration\": false,"
    " \"rules\": [" RULE_OF_LOW_INCOME ("top-up", "\"case\": \"elderly\", \"amount\": \"50.00\"") ", " RULE_OF_LOW_INCOME ("top-up", "\"case\": \"minor\", \"amount\": \"30.00\"") ", " RULE_OF_LOW_INCOME ("top-up", "\"case\": \"severely-disabled\", \"amount\": \"80.00\"") ", " RULE_OF_LOW_INCOME (
      "top-up",
      "\"case\": \"seriously-ill\", \"amount\": \"60.00\"") ", " RULE_OF_LOW_INCOME ("top-up-age",
                                                                                     "\"case\": "
                                                                                     "\"elderly\", "
                                                                                     "\"years\": "
                                                                                     "60") ","
                                                                                           " " RULE_OF_LOW_INCOME ("top-up-age", "\"case\": \"minor\", \"years\": 18") ", " RULE_OF_LOW_INCOME (
                                                                                             "valid"
                                                                                             "ity",
                                                                                             "\"cla"
                                                                                             "ss\":"
                                                                                             " 2, "
                                                                                             "\"mon"
                                                                                             "ths\""
                                                                                             ": 12") ", " RULE_OF_LOW_INCOME ("taper-months",
                                                                                                                              "\"months\": 3") "]}",
    "2018-06-20");
}
