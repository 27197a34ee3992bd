/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-money.h"
#include "base/doudi-month.h"
#include "store/doudi-session.h"

G_BEGIN_DECLS

/**
 * DoudiImportBatch:
 *
 * A roster that was read in. @state is "staged", "landed" or "undone".
 *
 * @file_name: without folders
 * @file_digest: SHA-256 of the file, hexadecimal
 * @rows: rows with persons
 * @households: those that are not held back
 * @persons: in them
 * @awards: of them
 */
typedef struct
{
  gint64 id;
  char *layout;
  char *file_name;
  char *file_digest;
  DoudiMonth month;
  char *residence;
  gint64 rows;
  gint64 households;
  gint64 persons;
  gint64 awards;
  gint64 held_households;
  char *state;
  char *staged_by;
  char *staged_at;
  char *landed_by;
  char *landed_at;
  char *undone_by;
  char *undone_at;
} DoudiImportBatch;

/**
 * DoudiStagedPerson:
 * @circumstances: JSON object, kind to value
 * @person_id: what it became, 0 before it landed
 */
typedef struct
{
  gint64 id;
  int row;
  char *relation;
  char *name;
  char *identity_number;
  char *original_number;
  char *sex;
  char *birth_date;
  char *ethnicity;
  char *circumstances;
  gint64 person_id;
} DoudiStagedPerson;

/**
 * DoudiStagedAward:
 * @person: who draws it, an index into the persons of the household
 * @income_known: whether the roster tells @yearly_income, of the household in fen
 * @award_id: what it became, 0 before it landed
 */
typedef struct
{
  gint64 id;
  guint person;
  char *programme;
  int persons;
  int benefit_class;
  char *care;
  char *self_care;
  DoudiMonth original_month;
  gboolean income_known;
  DoudiFen yearly_income;
  gint64 award_id;
} DoudiStagedAward;

/**
 * DoudiStagedHousehold:
 * @row: first row on the sheet
 * @household_id: what it became, 0 before it landed
 * @persons: (element-type DoudiStagedPerson)
 * @awards: (element-type DoudiStagedAward)
 */
typedef struct
{
  gint64 id;
  int row;
  char *division_code;
  char *village_group;
  char *address;
  char *phone;
  char *account_number;
  char *account_holder;
  gint64 household_id;
  GPtrArray *persons;
  GPtrArray *awards;
} DoudiStagedHousehold;

/**
 * DoudiImportProblem:
 * @warning: lets the household in and stays on a list
 */
typedef struct
{
  int row;
  char *column;
  char *problem;
  char *value;
  char *message;
  gboolean warning;
} DoudiImportProblem;

/**
 * DoudiChangedHousehold:
 *
 * A household of a batch that was changed, or paid, after it landed.
 */
typedef struct
{
  gint64 household_id;
  char *name;
} DoudiChangedHousehold;

/* Staging and landing are steps of the caller's transaction. */
gboolean doudi_import_batch_insert (DoudiSession *session, DoudiImportBatch *batch, GError **error);
gboolean doudi_import_batch_set_counts (DoudiStore *store, const DoudiImportBatch *batch, GError **error);
gboolean doudi_import_batch_set_landed (DoudiSession *session, gint64 id, GError **error);
gboolean doudi_import_batch_set_undone (DoudiSession *session, gint64 id, GError **error);
gboolean doudi_import_batch_insert_household (DoudiStore *store, gint64 batch_id, DoudiStagedHousehold *household, GError **error);
gboolean doudi_import_batch_insert_problem (DoudiStore *store, gint64 batch_id, const DoudiImportProblem *problem, GError **error);
gboolean doudi_import_batch_set_household (DoudiStore *store, const DoudiStagedHousehold *household, GError **error);

DoudiImportBatch *doudi_import_batch_get (DoudiStore *store, gint64 id, GError **error);
GPtrArray *doudi_import_batch_list (DoudiStore *store, GError **error);
GArray *doudi_import_batch_list_households (DoudiStore *store, gint64 batch_id, GError **error);
DoudiStagedHousehold *doudi_import_batch_read_household (DoudiStore *store, gint64 staged_id, GError **error);
GPtrArray *doudi_import_batch_list_problems (DoudiStore *store, gint64 batch_id, GError **error);

GPtrArray *doudi_import_batch_find_changed (DoudiStore *store, gint64 id, GError **error);
GArray *doudi_import_batch_list_touched (DoudiStore *store, gint64 id, GError **error);
gboolean doudi_import_batch_take_out (DoudiSession *session, gint64 id, GError **error);

char *doudi_import_batch_source (gint64 id);
void doudi_import_batch_free (DoudiImportBatch *batch);
DoudiStagedHousehold *doudi_staged_household_new (void);
void doudi_staged_household_free (DoudiStagedHousehold *household);
void doudi_staged_person_free (DoudiStagedPerson *person);
void doudi_staged_award_free (DoudiStagedAward *award);
void doudi_import_problem_free (DoudiImportProblem *problem);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiImportBatch, doudi_import_batch_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiStagedHousehold, doudi_staged_household_free)

G_END_DECLS
