/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * What a household was over the years: its members and their facts with their days, its accounts,
 * what it was paid, and the forms that were filled in about it.
 */

#include "config.h"

#include "store/doudi-household-history.h"

#include "store/doudi-registry-private.h"
#include "store/doudi-row.h"

/* A row that an edit took back holds never. */
#define HOLDS_EVER(alias)                                                                          \
  "(" alias ".valid_to IS NULL OR " alias ".valid_to > " alias ".valid_from)"

/* clang-format off */
static const char members_sql[]
  = "SELECT m.id, m.person_id, m.relation, p.name, coalesce(p.identity_number, ''),"
    " coalesce(p.temporary_number, ''), coalesce(p.sex, ''), coalesce(p.birth_date, ''),"
    " coalesce(p.ethnicity, ''), m.valid_from, m.valid_to, m.source"
    " FROM membership m JOIN person p ON p.id = m.person_id WHERE m.household_id = ?1"
    " AND " HOLDS_EVER ("m") " AND " DOUDI_NOT_REPLACED ("membership", "household_id", "m")
    " ORDER BY m.valid_to IS NOT NULL, m.valid_to DESC, m.position, m.id";

static const char facts_sql[]
  = "SELECT c.kind, c.value, c.valid_from, c.valid_to FROM circumstance c WHERE c.person_id = ?1"
    " AND " HOLDS_EVER ("c") " AND " DOUDI_NOT_REPLACED ("circumstance", "person_id", "c")
    " ORDER BY c.kind, c.valid_from DESC, c.id DESC";

static const char accounts_sql[]
  = "SELECT a.id, a.holder_name, a.number, coalesce(p.name, ''), a.valid_from, a.valid_to"
    " FROM account a LEFT JOIN person p ON p.id = a.person_id WHERE a.household_id = ?1"
    " AND " HOLDS_EVER ("a") " AND " DOUDI_NOT_REPLACED ("account", "household_id", "a")
    " ORDER BY a.valid_to IS NOT NULL, a.valid_from DESC, a.id DESC";

static const char payments_sql[]
  = "SELECT r.id, i.award_id, r.month, r.known_on, i.programme, i.payee_name, i.persons,"
    " i.benefit_class, i.regular_fen, i.back_pay_fen, i.recovery_fen, y.account_number,"
    " iif(r.state = 'closed', y.state, r.state), y.reason FROM ("
    "SELECT id FROM award WHERE household_id = ?1"
    " UNION SELECT award_id FROM registry_edit_award WHERE from_household = ?1) a"
    " JOIN pay_item i ON i.award_id = a.id AND i.household_id = ?1"
    " JOIN pay_run r ON r.id = i.run_id AND r.state IN ('approved', 'closed')"
    " JOIN payment y ON y.id = i.payment_id ORDER BY r.month DESC, r.id DESC, i.award_id";

static const char forms_sql[]
  = "SELECT f.id, t.json, f.kind, f.day, f.result, coalesce(q.number, ''), f.recorded_by FROM ("
    "SELECT x.id FROM application y JOIN filled_form x ON x.application_id = y.id"
    " WHERE y.household_id = ?1"
    " UNION SELECT x.id FROM household_change c JOIN filled_form x ON x.change_id = c.id"
    " WHERE c.household_id = ?1"
    " UNION SELECT x.id FROM award a JOIN review r ON r.award_id = a.id"
    " JOIN filled_form x ON x.review_id = r.id WHERE a.household_id = ?1) h"
    " JOIN filled_form f ON f.id = h.id JOIN form_text t ON t.digest = f.form_digest"
    " LEFT JOIN application q ON q.id = f.application_id"
    " WHERE NOT EXISTS (SELECT 1 FROM filled_form later WHERE later.replaces = f.id)"
    " ORDER BY f.day DESC, f.id DESC";

static const char applications_sql[]
  = "SELECT id FROM application WHERE household_id = ?1 ORDER BY applied_on DESC, id DESC";
/* clang-format on */

static void
fact_span_free (gpointer data)
{
  DoudiFactSpan *span = data;

  g_free (span->kind);
  g_free (span->value);
  g_free (span);
}

static gpointer
fact_from_statement (DoudiStatement *statement)
{
  DoudiFactSpan *span = g_new0 (DoudiFactSpan, 1);

  span->kind = doudi_statement_dup_text (statement, 0);
  span->value = doudi_statement_dup_text (statement, 1);
  span->from = doudi_statement_get_day (statement, 2);
  span->to = doudi_statement_get_day (statement, 3);
  return span;
}

static gpointer
member_from_statement (DoudiStatement *statement)
{
  DoudiMemberSpan *span = g_new0 (DoudiMemberSpan, 1);

  span->id = doudi_statement_get_int (statement, 0);
  span->person_id = doudi_statement_get_int (statement, 1);
  span->relation = doudi_statement_dup_text (statement, 2);
  span->name = doudi_statement_dup_text (statement, 3);
  span->identity_number = doudi_statement_dup_text (statement, 4);
  span->temporary_number = doudi_statement_dup_text (statement, 5);
  span->sex = doudi_statement_dup_text (statement, 6);
  span->birth_date = doudi_statement_dup_text (statement, 7);
  span->ethnicity = doudi_statement_dup_text (statement, 8);
  span->from = doudi_statement_get_day (statement, 9);
  span->to = doudi_statement_get_day (statement, 10);
  span->source = doudi_statement_dup_text (statement, 11);
  return span;
}

/**
 * doudi_history_list_members:
 * @store: the caseload
 * @household_id: a household
 * @error: return location
 *
 * Lists who belongs to a household and who did, with the facts of each. Nothing is covered: whoever
 * shows it asks doudi_session_authorize() first.
 *
 * Returns: (transfer full) (element-type DoudiMemberSpan): the members in the order of the paper,
 *   then those who left, the latest first; %NULL with @error set
 */
GPtrArray *
doudi_history_list_members (DoudiStore *store, gint64 household_id, GError **error)
{
  g_autoptr (GPtrArray) spans
    = doudi_rows_list_of (store, members_sql, household_id, member_from_statement,
                          (GDestroyNotify) doudi_member_span_free, error);

  for (guint i = 0; spans != NULL && i < spans->len; i++)
    {
      DoudiMemberSpan *span = g_ptr_array_index (spans, i);

      span->facts = doudi_rows_list_of (store, facts_sql, span->person_id, fact_from_statement,
                                        fact_span_free, error);
      if (span->facts == NULL)
        return NULL;
    }
  return g_steal_pointer (&spans);
}

static void
account_span_free (gpointer data)
{
  DoudiAccountSpan *span = data;

  g_free (span->holder_name);
  g_free (span->number);
  g_free (span->person_name);
  g_free (span);
}

static gpointer
account_from_statement (DoudiStatement *statement)
{
  DoudiAccountSpan *span = g_new0 (DoudiAccountSpan, 1);

  span->id = doudi_statement_get_int (statement, 0);
  span->holder_name = doudi_statement_dup_text (statement, 1);
  span->number = doudi_statement_dup_text (statement, 2);
  span->person_name = doudi_statement_dup_text (statement, 3);
  span->from = doudi_statement_get_day (statement, 4);
  span->to = doudi_statement_get_day (statement, 5);
  return span;
}

/**
 * doudi_history_list_accounts:
 * @store: the caseload
 * @household_id: a household
 * @error: return location
 *
 * Lists the accounts of a household, those too that are used no longer. Nothing is covered.
 *
 * Returns: (transfer full) (element-type DoudiAccountSpan): those in use first; %NULL with @error
 *   set
 */
GPtrArray *
doudi_history_list_accounts (DoudiStore *store, gint64 household_id, GError **error)
{
  return doudi_rows_list_of (store, accounts_sql, household_id, account_from_statement,
                             account_span_free, error);
}

static void
payment_free (gpointer data)
{
  DoudiHouseholdPayment *payment = data;

  g_free (payment->programme);
  g_free (payment->payee_name);
  g_free (payment->account_number);
  g_free (payment->state);
  g_free (payment->reason);
  g_free (payment);
}

static gpointer
payment_from_statement (DoudiStatement *statement)
{
  DoudiHouseholdPayment *payment = g_new0 (DoudiHouseholdPayment, 1);

  payment->run_id = doudi_statement_get_int (statement, 0);
  payment->award_id = doudi_statement_get_int (statement, 1);
  payment->month = doudi_row_get_month (statement, 2);
  payment->known_on = doudi_statement_get_day (statement, 3);
  payment->programme = doudi_statement_dup_text (statement, 4);
  payment->payee_name = doudi_statement_dup_text (statement, 5);
  payment->persons = (int) doudi_statement_get_int (statement, 6);
  payment->benefit_class = (int) doudi_statement_get_int (statement, 7);
  payment->regular = doudi_statement_get_int (statement, 8);
  payment->back_pay = doudi_statement_get_int (statement, 9);
  payment->recovery = doudi_statement_get_int (statement, 10);
  payment->account_number = doudi_statement_dup_text (statement, 11);
  payment->state = doudi_statement_dup_text (statement, 12);
  payment->reason = doudi_statement_dup_text (statement, 13);
  return payment;
}

/**
 * doudi_history_list_payments:
 * @store: the caseload
 * @household_id: a household
 * @error: return location
 *
 * Lists what a household received, award by award, in runs that a director approved. Accounts are
 * whole.
 *
 * Returns: (transfer full) (element-type DoudiHouseholdPayment): the latest first; %NULL with
 *   @error set
 */
GPtrArray *
doudi_history_list_payments (DoudiStore *store, gint64 household_id, GError **error)
{
  return doudi_rows_list_of (store, payments_sql, household_id, payment_from_statement,
                             payment_free, error);
}

static void
form_free (gpointer data)
{
  DoudiHouseholdForm *form = data;

  g_free (form->form_json);
  g_free (form->kind);
  g_free (form->result);
  g_free (form->number);
  g_free (form->recorded_by);
  g_free (form);
}

static gpointer
form_from_statement (DoudiStatement *statement)
{
  DoudiHouseholdForm *form = g_new0 (DoudiHouseholdForm, 1);

  form->id = doudi_statement_get_int (statement, 0);
  form->form_json = doudi_statement_dup_text (statement, 1);
  form->kind = doudi_statement_dup_text (statement, 2);
  form->day = doudi_statement_get_day (statement, 3);
  form->result = doudi_statement_dup_text (statement, 4);
  form->number = doudi_statement_dup_text (statement, 5);
  form->recorded_by = doudi_statement_dup_text (statement, 6);
  return form;
}

/**
 * doudi_history_list_forms:
 * @store: the caseload
 * @household_id: a household
 * @error: return location
 *
 * Lists the forms that were filled in about a household, without those that were corrected since.
 *
 * Returns: (transfer full) (element-type DoudiHouseholdForm): the latest first; %NULL with @error
 *   set
 */
GPtrArray *
doudi_history_list_forms (DoudiStore *store, gint64 household_id, GError **error)
{
  return doudi_rows_list_of (store, forms_sql, household_id, form_from_statement, form_free, error);
}

/**
 * doudi_history_list_applications:
 * @store: the caseload
 * @household_id: a household
 * @error: return location
 *
 * Lists the cases of a household.
 *
 * Returns: (transfer full) (element-type gint64): their ids, the latest first; %NULL with @error
 * set
 */
GArray *
doudi_history_list_applications (DoudiStore *store, gint64 household_id, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, applications_sql, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_int (statement, 1, household_id);
  while (doudi_statement_step (statement, &local))
    {
      gint64 id = doudi_statement_get_int (statement, 0);

      g_array_append_val (ids, id);
    }
  if (local == NULL)
    return g_steal_pointer (&ids);
  g_propagate_error (error, local);
  return NULL;
}

/**
 * doudi_member_span_free:
 * @span: (nullable) (transfer full): a member
 *
 * Frees a member with the facts.
 */
void
doudi_member_span_free (DoudiMemberSpan *span)
{
  if (span == NULL)
    return;
  g_free (span->relation);
  g_free (span->name);
  g_free (span->identity_number);
  g_free (span->temporary_number);
  g_free (span->sex);
  g_free (span->birth_date);
  g_free (span->ethnicity);
  g_free (span->source);
  g_clear_pointer (&span->facts, g_ptr_array_unref);
  g_free (span);
}
