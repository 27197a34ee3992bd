/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib/gstdio.h>

#include "base/doudi-base.h"
#include "store/doudi-award-store.h"
#include "store/doudi-household-query.h"
#include "store/doudi-indexer.h"
#include "store/doudi-registry-write.h"
#include "store/doudi-user.h"

#define FIXTURE_COUNTY "623027"
#define FIXTURE_PASSWORD "correct horse 7"
#define FIXTURE_SOURCE "form"

/* As policy/ has them; the store knows nothing of programmes but their names. */
static const char *const fixture_programmes[] = { "",
                                                  "low-income",
                                                  "special-hardship",
                                                  "orphan",
                                                  "unsupported-child",
                                                  "disability-living",
                                                  "disability-nursing",
                                                  NULL };
#define FIXTURE_FOR_HOUSEHOLD (1u << 1)

typedef struct
{
  char *folder;
  char *path;
  DoudiStore *store;
  DoudiSession *session;
  GPtrArray *divisions;
  DoudiDay today;
} Fixture;

typedef struct
{
  const char *name;
  const char *number;
  const char *relation;
} FixturePerson;

static inline void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("doudi-registry-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "caseload.doudi", NULL);
  fixture->today = doudi_day_new (2018, 6, 8);
  g_assert_true (doudi_store_create (fixture->path, &error));
  fixture->store = doudi_store_open (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_true (doudi_users_create_first (fixture->store, "admin", FIXTURE_PASSWORD, &error));
  fixture->session
    = doudi_session_sign_in (fixture->store, "admin", FIXTURE_PASSWORD, fixture->today, &error);
  g_assert_no_error (error);
  fixture->divisions = doudi_divisions_load_county (FIXTURE_COUNTY, &error);
  g_assert_no_error (error);
  g_assert_true (doudi_registry_add_divisions (fixture->session, fixture->divisions, &error));
  g_assert_no_error (error);
}

static inline void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  g_ptr_array_unref (fixture->divisions);
  doudi_session_unref (fixture->session);
  doudi_store_close (fixture->store);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static inline const char *
fixture_village (const Fixture *fixture, guint nth)
{
  for (guint i = 0; i < fixture->divisions->len; i++)
    {
      const DoudiDivision *division = g_ptr_array_index (fixture->divisions, i);

      if (division->level == DOUDI_DIVISION_VILLAGE && nth-- == 0)
        return division->code;
    }
  g_assert_not_reached ();
}

/* Puts the check character behind 17 digits. */
static inline char *
fixture_number (const char *first_17)
{
  return g_strdup_printf ("%s%c", first_17, doudi_identity_number_check_character (first_17));
}

static inline DoudiIndexer *
fixture_indexer (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  DoudiIndexer *indexer
    = doudi_indexer_new (fixture->session, fixture_programmes, FIXTURE_FOR_HOUSEHOLD, &error);

  g_assert_no_error (error);
  return indexer;
}

/* In the caller's transaction; not indexed yet. */
static inline gint64
fixture_insert (Fixture *fixture,
                const char *village,
                const char *phone,
                const char *account,
                const FixturePerson *persons)
{
  const DoudiDay from = doudi_day_new (2018, 1, 1);
  const DoudiAddressFacts address = { village, "三社", "", phone };
  g_autoptr (GError) error = NULL;
  gint64 household_id = 0;

  g_assert_true (doudi_registry_insert_household (fixture->session, &address, from, FIXTURE_SOURCE,
                                                  &household_id, &error));
  for (int i = 0; persons[i].name != NULL; i++)
    {
      const DoudiPersonFacts person
        = { persons[i].name, persons[i].number, NULL, NULL, NULL, NULL };
      DoudiMembershipFacts membership = { household_id, 0, persons[i].relation, i + 1 };

      g_assert_true (doudi_registry_insert_person (fixture->session, &person, FIXTURE_SOURCE,
                                                   &membership.person_id, &error));
      g_assert_true (doudi_registry_insert_membership (fixture->session, &membership, from,
                                                       FIXTURE_SOURCE, &error));
    }
  if (account != NULL)
    {
      const DoudiAccountFacts facts = { household_id, 0, persons[0].name, account };

      g_assert_true (
        doudi_registry_insert_account (fixture->session, &facts, from, FIXTURE_SOURCE, &error));
    }
  g_assert_no_error (error);
  return household_id;
}

/* A household of its own transaction, indexed. */
static inline gint64
fixture_add (Fixture *fixture,
             const char *village,
             const char *phone,
             const char *account,
             const FixturePerson *persons)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiIndexer) indexer = fixture_indexer (fixture);
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (fixture->store, &error);
  gint64 id = fixture_insert (fixture, village, phone, account, persons);

  g_assert_true (doudi_indexer_add (indexer, id, &error));
  g_assert_true (doudi_indexer_flush (indexer, &error));
  g_assert_true (doudi_transaction_commit (transaction, &error));
  g_assert_no_error (error);
  return id;
}
