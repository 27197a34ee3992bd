/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-money.h"
#include "base/doudi-month.h"
#include "store/doudi-session.h"

G_BEGIN_DECLS

/**
 * DoudiPayRunRow:
 *
 * A pay run and its sums, fen. @state is "proposed", "approved", "closed" or "withdrawn".
 *
 * @terms_through: the last award term it saw
 * @policy_documents: ids of the documents that were in force, "1,4"
 */
typedef struct
{
  gint64 id;
  DoudiMonth month;
  guint programmes;
  char *state;
  DoudiDay known_on;
  gint64 households;
  gint64 persons;
  gint64 lines;
  DoudiFen regular;
  DoudiFen back_pay;
  DoudiFen recovery;
  char *digest;
  char *proposed_by;
  char *proposed_at;
  char *approved_by;
  char *approved_at;
  char *closed_by;
  char *closed_at;
  gint64 terms_through;
  char *policy_documents;
} DoudiPayRunRow;

/**
 * DoudiPayItem:
 *
 * The frozen row of one award in one run. Strings are borrowed by whoever iterates and valid until
 * the next row.
 */
typedef struct
{
  gint64 award_id;
  gint64 payment_id;
  gint64 household_id;
  const char *division_code;
  const char *village_group;
  const char *payee_name;
  const char *identity_number;
  gboolean minor;
  const char *programme;
  const char *residence;
  int persons;
  int benefit_class;
  const char *care;
  DoudiFen regular;
  DoudiFen back_pay;
  DoudiFen recovery;
  const char *account_number;
  const char *holder_name;
} DoudiPayItem;

typedef gboolean (*DoudiPayItemFunc) (const DoudiPayItem *item, gpointer data, GError **error);

/**
 * DoudiRunLine:
 *
 * One line of a run. @kind is "regular", "back-pay" or "recovery"; valid until the next row.
 */
typedef struct
{
  gint64 award_id;
  DoudiMonth for_month;
  const char *kind;
  DoudiFen fen;
} DoudiRunLine;

typedef gboolean (*DoudiRunLineFunc) (const DoudiRunLine *line, gpointer data, GError **error);

/**
 * DoudiPayRunSum:
 * @programme: (nullable): %NULL for all together
 *
 * What the stored rows of a run come to. Amounts are fen.
 */
typedef struct
{
  char *programme;
  gint64 households;
  gint64 persons;
  gint64 lines;
  DoudiFen regular;
  DoudiFen back_pay;
  DoudiFen recovery;
} DoudiPayRunSum;

GPtrArray *doudi_pay_runs_list (DoudiStore *store, GError **error);
DoudiPayRunRow *doudi_pay_run_get (DoudiStore *store, gint64 id, GError **error);
gboolean doudi_pay_items_foreach (DoudiStore *store, gint64 run_id, const char *division, DoudiPayItemFunc func, gpointer data, GError **error);
gboolean doudi_pay_items_count (DoudiStore *store, gint64 run_id, gint64 *count, GError **error);
gboolean doudi_pay_items_page (DoudiStore *store, gint64 run_id, gint64 offset, gint64 limit, DoudiPayItemFunc func, gpointer data, GError **error);
gboolean doudi_run_lines_foreach (DoudiStore *store, gint64 run_id, DoudiRunLineFunc func, gpointer data, GError **error);
gboolean doudi_pay_item_net (DoudiStore *store, gint64 run_id, gint64 award_id, DoudiFen *net, GError **error);
GPtrArray *doudi_pay_run_list_sums (DoudiStore *store, gint64 run_id, GError **error);
gboolean doudi_pay_run_insert (DoudiSession *session, const DoudiPayRunRow *run, gint64 *id, GError **error);
gboolean doudi_pay_run_insert_item (DoudiStore *store, gint64 run_id, const DoudiPayItem *item, GError **error);
gboolean doudi_pay_run_insert_line (DoudiStore *store, gint64 run_id, const DoudiRunLine *line, GError **error);
gboolean doudi_pay_run_set_digest (DoudiStore *store, gint64 id, const char *digest, GError **error);
gboolean doudi_pay_run_set_approved (DoudiSession *session, gint64 id, GError **error);
gboolean doudi_pay_run_set_closed (DoudiSession *session, gint64 id, GError **error);
gboolean doudi_pay_run_set_withdrawn (DoudiSession *session, gint64 id, GError **error);
void doudi_pay_run_row_free (DoudiPayRunRow *run);
void doudi_pay_run_sum_free (DoudiPayRunSum *sum);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiPayRunRow, doudi_pay_run_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiPayRunSum, doudi_pay_run_sum_free)

G_END_DECLS
