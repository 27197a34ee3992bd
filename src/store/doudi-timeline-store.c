/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * Everything that happened to a household, from the tables that hold it. One statement for each
 * kind of thing; each finds its rows by an index, so that ten years are read at once.
 */

#include "config.h"

#include "store/doudi-timeline-store.h"

#include "store/doudi-registry-private.h"
#include "store/doudi-row.h"

/* The day of a clock in all of China, where nothing else tells the day somebody worked for. */
#define DAY_OF(clock) "date(" clock ", '+8 hours')"

/* A row that an edit took back holds never. */
#define HOLDS_EVER(alias)                                                                          \
  "(" alias ".valid_to IS NULL OR " alias ".valid_to > " alias ".valid_from)"

/* Members now or earlier, ?1 the household. */
#define MEMBERS                                                                                    \
  "SELECT m.person_id FROM membership m WHERE m.household_id = ?1 AND " HOLDS_EVER (               \
    "m") " AND " DOUDI_NOT_REPLACED ("membership", "household_id", "m")

/* The awards that are or were in the name of the household. */
#define AWARDS                                                                                     \
  "SELECT id FROM award WHERE household_id = ?1"                                                   \
  " UNION SELECT award_id FROM registry_edit_award WHERE from_household = ?1"

/* What a row says of the past began with the first of the rows it replaced, unless that said
 * another day: who wrote that one down, not who ended it. */
/* clang-format off */
#define ORIGIN(table, alias)                                                                       \
  " LEFT JOIN " table " o ON o.valid_from = " alias ".valid_from AND o.id = ("                     \
  "WITH RECURSIVE chain (id, replaces) AS (SELECT " alias ".id, " alias ".replaces"                \
  " UNION ALL SELECT x.id, x.replaces FROM " table " x JOIN chain ON x.id = chain.replaces)"       \
  " SELECT min(chain.id) FROM chain)"
#define BEGUN(alias)                                                                               \
  alias ".valid_from, coalesce(o.recorded_at, " alias ".recorded_at),"                             \
  " coalesce(o.recorded_by, " alias ".recorded_by), "
#define BEGUN_SOURCE(alias) "coalesce(o.source, " alias ".source)"
#define ENDED(alias) alias ".valid_to, " alias ".recorded_at, " alias ".recorded_by, "

/* Every statement gives, in this order: day, recorded_at, who, id, parent, subject, word, text,
 * reason, extra, amount, number, number2, month, source. */
static const char entered_sql[]
  = "SELECT " DAY_OF ("h.recorded_at") ", h.recorded_at, h.recorded_by, h.id, 0, '', '',"
    " coalesce(b.layout, ''), '', '', NULL, 0, 0, b.month, h.source FROM household h"
    " LEFT JOIN import_batch b ON h.source LIKE 'import:%'"
    " AND b.id = CAST(substr(h.source, 8) AS INTEGER)"
    " WHERE h.id = ?1 AND h.source NOT LIKE 'edit:%'";

static const char edited_sql[]
  = "SELECT e.business_day, e.recorded_at, e.recorded_by, e.id,"
    " coalesce((SELECT u.id FROM registry_edit u WHERE u.undoes = e.id), 0), '', e.kind,"
    " e.summary, e.reason, '', NULL, e.households, coalesce(e.undoes, 0), NULL, 'edit:' || e.id"
    " FROM registry_edit_household t JOIN registry_edit e ON e.id = t.edit_id"
    " WHERE t.household_id = ?1";

/* Against what the person was recorded as next, or is now. */
#define CHANGED(bit, column)                                                                       \
  bit " * (f." column " IS NOT iif(n.id IS NULL, p." column ", n." column "))"

static const char corrected_sql[]
  = "SELECT coalesce(e.business_day, " DAY_OF ("f.replaced_at") "), f.replaced_at, f.replaced_by,"
    " f.id, f.person_id, coalesce(n.name, p.name), '', f.name, '', '', NULL,"
    " " CHANGED ("1", "name") " + 2 * (f.identity_number IS NOT iif(n.id IS NULL,"
    " p.identity_number, n.identity_number) OR f.original_number IS NOT iif(n.id IS NULL,"
    " p.original_number, n.original_number)) + " CHANGED ("4", "temporary_number")
    " + " CHANGED ("8", "sex") " + " CHANGED ("16", "birth_date") " + " CHANGED ("32", "ethnicity")
    ", 0, NULL, f.source FROM person_former f JOIN person p ON p.id = f.person_id"
    " LEFT JOIN person_former n ON n.id = (SELECT min(g.id) FROM person_former g"
    " WHERE g.person_id = f.person_id AND g.id > f.id)"
    " LEFT JOIN registry_edit e ON f.source LIKE 'edit:%'"
    " AND e.id = CAST(substr(f.source, 6) AS INTEGER)"
    " WHERE f.person_id IN (" MEMBERS ")";

#define MEMBER_COLUMNS                                                                             \
  "m.id, m.person_id, p.name, m.relation, '', '', '', NULL, m.position, 0, NULL, "
#define MEMBER_FROM " FROM membership m JOIN person p ON p.id = m.person_id"
#define MEMBER_WHERE                                                                               \
  " WHERE m.household_id = ?1 AND " HOLDS_EVER ("m") " AND "                                       \
  DOUDI_NOT_REPLACED ("membership", "household_id", "m")

static const char joined_sql[]
  = "SELECT " BEGUN ("m") MEMBER_COLUMNS BEGUN_SOURCE ("m") MEMBER_FROM ORIGIN ("membership", "m")
    MEMBER_WHERE;

static const char left_sql[]
  = "SELECT " ENDED ("m") MEMBER_COLUMNS "m.source" MEMBER_FROM MEMBER_WHERE
    " AND m.valid_to IS NOT NULL";

/* What was so of a person as long as this was the person's household. */
#define FACT_COLUMNS                                                                               \
  "c.id, c.person_id, p.name, c.kind, c.value, '', '', NULL, 0, 0, NULL, "
#define FACT_FROM                                                                                  \
  " FROM (SELECT m.person_id AS person_id, min(m.valid_from) AS since,"                            \
  " max(coalesce(m.valid_to, '9999-12-31')) AS until FROM membership m WHERE m.household_id = ?1"  \
  " AND " HOLDS_EVER ("m") " AND " DOUDI_NOT_REPLACED ("membership", "household_id", "m")          \
  " GROUP BY m.person_id) s JOIN person p ON p.id = s.person_id"                                   \
  " JOIN circumstance c ON c.person_id = s.person_id AND " HOLDS_EVER ("c") " AND "                \
  DOUDI_NOT_REPLACED ("circumstance", "person_id", "c")

static const char fact_sql[]
  = "SELECT " BEGUN ("c") FACT_COLUMNS BEGUN_SOURCE ("c") FACT_FROM ORIGIN ("circumstance", "c")
    " WHERE c.valid_from BETWEEN s.since AND s.until";

/* Unless something else of its kind begins on the day. */
static const char fact_ended_sql[]
  = "SELECT " ENDED ("c") FACT_COLUMNS "c.source" FACT_FROM
    " WHERE c.valid_to BETWEEN s.since AND s.until AND NOT EXISTS (SELECT 1 FROM circumstance o"
    " WHERE o.person_id = c.person_id AND o.kind = c.kind AND o.valid_from = c.valid_to)";

static const char address_sql[]
  = "SELECT " BEGUN ("a") "a.id, 0, a.phone, coalesce(township.name, ''),"
    " coalesce(village.name, ''), a.address, a.village_group, NULL, 0, 0, NULL, "
    BEGUN_SOURCE ("a") " FROM household_address a" ORIGIN ("household_address", "a")
    " LEFT JOIN division village ON village.code = a.division_code AND village.level = 'village'"
    " LEFT JOIN division township ON township.code = substr(a.division_code, 1, 9) || '000'"
    " WHERE a.household_id = ?1 AND " HOLDS_EVER ("a") " AND "
    DOUDI_NOT_REPLACED ("household_address", "household_id", "a");

#define ACCOUNT_COLUMNS "a.id, 0, a.holder_name, '', a.number, '', '', NULL, 0, 0, NULL, "
#define ACCOUNT_WHERE                                                                              \
  " WHERE a.household_id = ?1 AND " HOLDS_EVER ("a") " AND "                                       \
  DOUDI_NOT_REPLACED ("account", "household_id", "a")

static const char account_sql[]
  = "SELECT " BEGUN ("a") ACCOUNT_COLUMNS BEGUN_SOURCE ("a") " FROM account a"
    ORIGIN ("account", "a") ACCOUNT_WHERE;

static const char account_ended_sql[]
  = "SELECT " ENDED ("a") ACCOUNT_COLUMNS "a.source FROM account a" ACCOUNT_WHERE
    " AND a.valid_to IS NOT NULL";

/* A decision says more than its event. */
static const char case_sql[]
  = "SELECT e.day, e.recorded_at, e.recorded_by, e.id, q.id, q.number, e.kind, e.detail, '',"
    " q.programme, NULL, 0, coalesce(e.filled_form_id, 0), NULL, 'application:' || q.id"
    " FROM application q JOIN application_event e ON e.application_id = q.id"
    " WHERE q.household_id = ?1 AND NOT (e.kind IN ('granted', 'refused')"
    " AND EXISTS (SELECT 1 FROM decision d WHERE d.application_id = q.id))";

static const char decision_sql[]
  = "SELECT d.decided_on, d.recorded_at, d.decided_by, d.id, q.id, q.number,"
    " iif(d.granted, 'granted', 'refused'), '', d.reason, q.programme,"
    " iif(d.granted, d.amount_fen, NULL), d.persons, d.benefit_class, d.first_month,"
    " 'application:' || q.id FROM application q JOIN decision d ON d.application_id = q.id"
    " WHERE q.household_id = ?1";

static const char term_sql[]
  = "SELECT printf('%04d-%02d-01', t.from_month / 100, t.from_month % 100), t.recorded_at,"
    " t.recorded_by, t.id, a.id, p.name, t.care, t.self_care, t.reason, a.programme, NULL,"
    " t.persons, t.benefit_class, t.from_month, t.source"
    " FROM award a JOIN person p ON p.id = a.person_id JOIN award_term t ON t.award_id = a.id"
    " WHERE a.household_id = ?1"
    " AND NOT EXISTS (SELECT 1 FROM award_term later WHERE later.replaces = t.id)";

#define CHANGE_COLUMNS                                                                             \
  "c.id, coalesce(c.award_id, 0), coalesce(p.name, ''), c.kind, c.happened_on,"
#define CHANGE_FROM                                                                                \
  " c.state, NULL, 0, 0, c.from_month, 'change:' || c.id FROM household_change c"                  \
  " LEFT JOIN person p ON p.id = c.person_id WHERE c.household_id = ?1"

static const char change_sql[]
  = "SELECT c.entered_on, c.entered_at, c.entered_by, " CHANGE_COLUMNS " c.reason," CHANGE_FROM;

static const char change_decided_sql[]
  = "SELECT c.decided_on, c.decided_at, c.decided_by, " CHANGE_COLUMNS " c.decision_reason,"
    CHANGE_FROM " AND c.decided_on IS NOT NULL";

#define REVIEW_FROM                                                                                \
  " FROM award a JOIN person p ON p.id = a.person_id JOIN review r ON r.award_id = a.id"           \
  " WHERE a.household_id = ?1"

static const char review_sql[]
  = "SELECT r.done_on, r.recorded_at, r.done_by, r.id, a.id, p.name, r.outcome, '', r.reason,"
    " a.programme, NULL, 0, 0, NULL, 'review:' || r.id" REVIEW_FROM " AND r.done_on IS NOT NULL";

static const char review_done_sql[]
  = "SELECT r.confirmed_on, r.recorded_at, r.confirmed_by, r.id, a.id, p.name, r.outcome,"
    " coalesce(r.next_due_on, ''), '', a.programme, NULL, 0, 0, NULL, 'review:' || r.id" REVIEW_FROM
    " AND r.confirmed_on IS NOT NULL";

/* What one account received in one run, however many awards it pays. */
static const char payment_sql[]
  = "SELECT r.known_on, coalesce(r.closed_at, r.approved_at), coalesce(r.closed_by, r.approved_by),"
    " y.id, r.id, y.holder_name, group_concat(DISTINCT i.programme), y.account_number, y.reason,"
    " iif(r.state = 'closed', y.state, r.state),"
    " sum(i.regular_fen + i.back_pay_fen + i.recovery_fen), sum(i.back_pay_fen),"
    " sum(i.recovery_fen), r.month, 'pay_run:' || r.id"
    " FROM (" AWARDS ") a CROSS JOIN pay_item i ON i.award_id = a.id AND i.household_id = ?1"
    " CROSS JOIN pay_run r ON r.id = i.run_id AND r.state IN ('approved', 'closed')"
    " JOIN payment y ON y.id = i.payment_id GROUP BY y.id";

/* A notice names people by their names only: those of the household, in its village. */
#define NAMED(name) "instr(n.content, '\"' || " name " || '\"') > 0"
#define NOTICE_COLUMNS                                                                             \
  "SELECT DISTINCT iif(instr(n.content, '\"issued_on\":\"') > 0, substr(n.content,"                  \
  " instr(n.content, '\"issued_on\":\"') + 13, 10), " DAY_OF ("n.issued_at") "),"                   \
  " n.issued_at, n.issued_by, n.id, 0, '', n.kind, '', '', '', NULL, n.rows, 0, n.month,"          \
  " 'notice:' || n.id"

/* From the household to the notices: begun with the notices, all of ten years would be read. */
static const char payment_notice_sql[]
  = NOTICE_COLUMNS
    " FROM (" AWARDS ") a CROSS JOIN pay_item i ON i.award_id = a.id AND i.household_id = ?1"
    " CROSS JOIN pay_run r ON r.id = i.run_id CROSS JOIN notice n ON n.kind = 'payment'"
    " AND n.division_code = i.division_code AND n.month = r.month AND n.run_id = i.run_id"
    " WHERE " NAMED ("i.payee_name");

static const char standing_notice_sql[]
  = NOTICE_COLUMNS
    " FROM award a JOIN person p ON p.id = a.person_id"
    " JOIN household_address d ON d.household_id = a.household_id"
    " JOIN notice n ON n.kind IN ('standing', 'exit') AND n.division_code = d.division_code"
    " AND n.month >= a.first_month WHERE a.household_id = ?1 AND " NAMED ("p.name");

static const char list_notice_sql[]
  = NOTICE_COLUMNS
    " FROM (SELECT i.list_id AS list_id FROM application q"
    " JOIN case_list_item i ON i.application_id = q.id WHERE q.household_id = ?1"
    " UNION SELECT i.list_id FROM household_change c JOIN case_list_item i ON i.change_id = c.id"
    " WHERE c.household_id = ?1) l JOIN notice n ON n.list_id = l.list_id"
    " JOIN person p ON p.id IN (" MEMBERS ") WHERE " NAMED ("p.name");

#define PAPER_FROM                                                                                 \
  " FROM attachment a LEFT JOIN person p ON p.id = a.person_id WHERE a.household_id = ?1"

static const char paper_sql[]
  = "SELECT " DAY_OF ("a.recorded_at") ", a.recorded_at, a.recorded_by, a.id, 0,"
    " coalesce(p.name, ''), a.kind, a.title, '', coalesce(a.dated_on, ''), NULL, a.size, 0, NULL,"
    " 'attachment:' || a.id" PAPER_FROM;

static const char paper_removed_sql[]
  = "SELECT " DAY_OF ("a.removed_at") ", a.removed_at, a.removed_by, a.id, 0, coalesce(p.name, ''),"
    " a.kind, a.title, a.removed_reason, '', NULL, a.size, 0, NULL, 'attachment:' || a.id" PAPER_FROM
    " AND a.removed_at IS NOT NULL";

/* Those of a case are told by its events. */
static const char form_sql[]
  = "SELECT f.day, f.recorded_at, f.recorded_by, f.id, 0, '', f.kind, f.form, '', f.result, NULL, 0,"
    " 0, NULL, coalesce('review:' || f.review_id, 'change:' || f.change_id) FROM filled_form f"
    " WHERE (f.review_id IN (SELECT r.id FROM award a JOIN review r ON r.award_id = a.id"
    " WHERE a.household_id = ?1) OR f.change_id IN (SELECT c.id FROM household_change c"
    " WHERE c.household_id = ?1))"
    " AND NOT EXISTS (SELECT 1 FROM filled_form later WHERE later.replaces = f.id)";
/* clang-format on */

static const struct
{
  DoudiTimelineKind kind;
  const char *sql;
} statements[] = {
  { DOUDI_TIMELINE_ENTERED, entered_sql },
  { DOUDI_TIMELINE_EDITED, edited_sql },
  { DOUDI_TIMELINE_CORRECTED, corrected_sql },
  { DOUDI_TIMELINE_JOINED, joined_sql },
  { DOUDI_TIMELINE_LEFT, left_sql },
  { DOUDI_TIMELINE_FACT, fact_sql },
  { DOUDI_TIMELINE_FACT_ENDED, fact_ended_sql },
  { DOUDI_TIMELINE_ADDRESS, address_sql },
  { DOUDI_TIMELINE_ACCOUNT, account_sql },
  { DOUDI_TIMELINE_ACCOUNT_ENDED, account_ended_sql },
  { DOUDI_TIMELINE_CASE, case_sql },
  { DOUDI_TIMELINE_DECISION, decision_sql },
  { DOUDI_TIMELINE_TERM, term_sql },
  { DOUDI_TIMELINE_CHANGE, change_sql },
  { DOUDI_TIMELINE_CHANGE_DECIDED, change_decided_sql },
  { DOUDI_TIMELINE_REVIEW, review_sql },
  { DOUDI_TIMELINE_REVIEW_DONE, review_done_sql },
  { DOUDI_TIMELINE_PAYMENT, payment_sql },
  { DOUDI_TIMELINE_NOTICE, payment_notice_sql },
  { DOUDI_TIMELINE_NOTICE, standing_notice_sql },
  { DOUDI_TIMELINE_NOTICE, list_notice_sql },
  { DOUDI_TIMELINE_PAPER, paper_sql },
  { DOUDI_TIMELINE_PAPER_REMOVED, paper_removed_sql },
  { DOUDI_TIMELINE_FORM, form_sql },
};

static DoudiTimelineRow *
row_from_statement (DoudiStatement *statement, DoudiTimelineKind kind)
{
  DoudiTimelineRow *row = g_new0 (DoudiTimelineRow, 1);

  row->kind = kind;
  row->day = doudi_statement_get_day (statement, 0);
  row->recorded_at = doudi_statement_dup_text (statement, 1);
  row->who = doudi_statement_dup_text (statement, 2);
  row->id = doudi_statement_get_int (statement, 3);
  row->parent = doudi_statement_get_int (statement, 4);
  row->subject = doudi_statement_dup_text (statement, 5);
  row->word = doudi_statement_dup_text (statement, 6);
  row->text = doudi_statement_dup_text (statement, 7);
  row->reason = doudi_statement_dup_text (statement, 8);
  row->extra = doudi_statement_dup_text (statement, 9);
  row->has_amount = !doudi_statement_is_null (statement, 10);
  row->amount = doudi_statement_get_int (statement, 10);
  row->number = doudi_statement_get_int (statement, 11);
  row->number2 = doudi_statement_get_int (statement, 12);
  row->month = doudi_row_get_month (statement, 13);
  row->source = doudi_statement_dup_text (statement, 14);
  return row;
}

static gboolean
add_rows (DoudiStore *store,
          GPtrArray *rows,
          DoudiTimelineKind kind,
          const char *sql,
          gint64 household_id,
          GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, sql, error);
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, household_id);
  while (doudi_statement_step (statement, &local))
    g_ptr_array_add (rows, row_from_statement (statement, kind));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* The latest first; of one day what was recorded later. */
static gint
compare_rows (gconstpointer a, gconstpointer b)
{
  const DoudiTimelineRow *first = *(const DoudiTimelineRow *const *) a;
  const DoudiTimelineRow *second = *(const DoudiTimelineRow *const *) b;
  int order = (first->day < second->day) - (first->day > second->day);

  if (order == 0)
    order = strcmp (second->recorded_at, first->recorded_at);
  if (order == 0)
    order = (first->kind < second->kind) - (first->kind > second->kind);
  if (order == 0)
    order = (first->month < second->month) - (first->month > second->month);
  return order != 0 ? order : (first->id > second->id) - (first->id < second->id);
}

/**
 * doudi_timeline_read:
 * @store: the caseload
 * @household_id: a household
 * @error: return location
 *
 * Reads everything that happened to a household and still holds: what was corrected since, or taken
 * back, is told by the edit that did it. Whoever asks has asked doudi_session_authorize() first.
 *
 * Returns: (transfer full) (element-type DoudiTimelineRow): the latest first; none for a household
 *   that is not there; %NULL with @error set
 */
GPtrArray *
doudi_timeline_read (DoudiStore *store, gint64 household_id, GError **error)
{
  g_autoptr (GPtrArray) rows
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_timeline_row_free);

  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    if (!add_rows (store, rows, statements[i].kind, statements[i].sql, household_id, error))
      return NULL;
  g_ptr_array_sort (rows, compare_rows);
  return g_steal_pointer (&rows);
}

/**
 * doudi_timeline_row_free:
 * @row: (nullable) (transfer full): a row
 *
 * Frees it.
 */
void
doudi_timeline_row_free (DoudiTimelineRow *row)
{
  if (row == NULL)
    return;
  g_free (row->recorded_at);
  g_free (row->who);
  g_free (row->subject);
  g_free (row->word);
  g_free (row->text);
  g_free (row->reason);
  g_free (row->extra);
  g_free (row->source);
  g_free (row);
}
