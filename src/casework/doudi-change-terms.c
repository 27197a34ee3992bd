/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-change-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-error.h"
#include "casework/doudi-due-table.h"

static int
sum_of_keys (const DoudiAwardTermRow *term)
{
  int sum = 0;

  for (guint i = 1; i < DOUDI_AWARD_KEY_SETS; i++)
    sum += term->key_persons[i];
  return sum;
}

static guint
bits_of (guint set)
{
  return (set & 1) + (set >> 1 & 1) + (set >> 2 & 1) + (set >> 3 & 1);
}

/* A person leaves a term with the reasons it was granted for: the same set, else the one that has
 * most in common with it, for the registry may know more by now than the term does. */
static void
remove_key (DoudiAwardTermRow *term, guint reasons)
{
  guint best = reasons;

  if (term->key_persons[reasons] == 0)
    for (guint set = 1; set < DOUDI_AWARD_KEY_SETS; set++)
      if (term->key_persons[set] > 0 && bits_of (set & reasons) > 0
          && (term->key_persons[best] == 0 || bits_of (set & reasons) > bits_of (best & reasons)))
        best = set;
  if (term->key_persons[best] > 0)
    term->key_persons[best]--;
}

static void
edit_keys (DoudiAwardTermRow *term, const DoudiTermEdit *edit)
{
  for (guint i = 0; edit->leaving != NULL && i < edit->leaving->len; i++)
    remove_key (term, g_array_index (edit->leaving, guint, i));
  for (guint i = 0; edit->joining != NULL && i < edit->joining->len; i++)
    if (g_array_index (edit->joining, guint, i) != 0)
      term->key_persons[g_array_index (edit->joining, guint, i)]++;
}

/* What a decision sets goes on until a later decision set something else. */
static void
edit_decided (DoudiAwardTermRow *term, const DoudiAwardTermRow *base, const DoudiTermEdit *edit)
{
  if (edit->benefit_class != DOUDI_CHANGE_NOT_SAID && term->benefit_class == base->benefit_class)
    term->benefit_class = (int) edit->benefit_class;
  if (edit->yearly_income != DOUDI_CHANGE_NOT_SAID && term->income_known == base->income_known
      && term->yearly_income == base->yearly_income)
    {
      term->income_known = TRUE;
      term->yearly_income = edit->yearly_income;
    }
  if (edit->care != DOUDI_CHANGE_NOT_SAID && g_str_equal (term->care, base->care))
    g_strlcpy (term->care, doudi_care_name ((DoudiCare) edit->care), sizeof term->care);
  if (edit->self_care != DOUDI_CHANGE_NOT_SAID && g_str_equal (term->self_care, base->self_care))
    g_strlcpy (term->self_care, doudi_self_care_name ((DoudiSelfCare) edit->self_care),
               sizeof term->self_care);
}

static void
edit_term (DoudiAwardTermRow *term, const DoudiAwardTermRow *base, const DoudiTermEdit *edit)
{
  edit_decided (term, base, edit);
  edit_keys (term, edit);
  if (term->persons > 0)
    term->persons = MAX (0, term->persons + edit->persons);
  if (edit->stop)
    term->persons = 0;
  if (edit->taper && term->persons > 0)
    term->taper = TRUE;
  if (term->share == DOUDI_AWARD_SHARE_NOT_SAID)
    term->share = edit->share;
}

static gboolean
check_keys (const DoudiAwardTermRow *term, const DoudiTermEdit *edit, GError **error)
{
  if (edit->leaving == NULL || term->persons == 0 || sum_of_keys (term) <= term->persons)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_NO_FACT, "detail",
                   _ ("The award tops up %d persons and would cover %d. Say in “reasons” for what "
                      "the person who leaves drew a top-up."),
                   sum_of_keys (term), term->persons);
  return FALSE;
}

static gboolean
insert_term (DoudiChanging *changing,
             gint64 award_id,
             const DoudiAwardTermRow *term,
             gint64 replaces,
             GError **error)
{
  return doudi_award_insert_term (changing->session, award_id, term, replaces,
                                  changing->row->reason != NULL && *changing->row->reason != '\0'
                                    ? changing->row->reason
                                    : changing->info->word.chinese,
                                  changing->source, error);
}

/* Whether a later term of the same month stands before this one. */
static gboolean
is_hidden (const GArray *terms, guint index)
{
  return index + 1 < terms->len
         && g_array_index (terms, DoudiAwardTermRow, index + 1).from
              == g_array_index (terms, DoudiAwardTermRow, index).from;
}

static gboolean
edit_later (DoudiChanging *changing,
            const DoudiAwardRow *award,
            DoudiMonth from,
            const DoudiAwardTermRow *base,
            const DoudiTermEdit *edit,
            GError **error)
{
  for (guint i = 0; i < award->terms->len; i++)
    {
      const DoudiAwardTermRow *was = &g_array_index (award->terms, DoudiAwardTermRow, i);
      DoudiAwardTermRow term = *was;

      if (was->from <= from || is_hidden (award->terms, i))
        continue;
      edit_term (&term, base, edit);
      if (memcmp (&term, was, sizeof term) != 0
          && (!check_keys (&term, edit, error)
              || !insert_term (changing, award->id, &term, was->id, error)))
        return FALSE;
    }
  return TRUE;
}

/*
 * doudi_change_term_at:
 * @award: an award
 * @month: a month
 *
 * Returns: (nullable) (transfer none): the term in force in @month, or the first one if the award
 *   begins later
 */
const DoudiAwardTermRow *
doudi_change_term_at (const DoudiAwardRow *award, DoudiMonth month)
{
  DoudiMonth first = award->terms->len > 0 ? g_array_index (award->terms, DoudiAwardTermRow, 0).from
                                           : award->first_month;

  return doudi_due_term (award->terms, MAX (month, MAX (award->first_month, first)));
}

/*
 * doudi_change_edit_terms:
 * @changing: a change
 * @award_id: an award
 * @from: the first month; the award's own first month if that is later
 * @edit: what is different from then on
 * @error: return location
 *
 * Changes an award from a month on: a term that begins there, and in the place of each that begins
 * later one that is changed likewise. So a death heard of late goes through what was decided since.
 *
 * Returns: whether it was recorded
 */
gboolean
doudi_change_edit_terms (DoudiChanging *changing,
                         gint64 award_id,
                         DoudiMonth from,
                         const DoudiTermEdit *edit,
                         GError **error)
{
  g_autoptr (DoudiAwardRow) award = doudi_award_get (changing->store, award_id, error);
  const DoudiAwardTermRow *base;
  DoudiAwardTermRow term;

  if (award == NULL)
    return FALSE;
  if (award->terms->len == 0)
    return TRUE;
  from
    = MAX (from, MAX (award->first_month, g_array_index (award->terms, DoudiAwardTermRow, 0).from));
  base = doudi_change_term_at (award, from);
  term = *base;
  term.from = from;
  edit_term (&term, base, edit);
  return check_keys (&term, edit, error)
         && insert_term (changing, award_id, &term, base->from == from ? base->id : 0, error)
         && edit_later (changing, award, from, base, edit, error);
}

/*
 * doudi_change_terms_draw:
 * @award: an award
 * @from: a month
 *
 * Returns: whether the award covers somebody in the month or later
 */
gboolean
doudi_change_terms_draw (const DoudiAwardRow *award, DoudiMonth from)
{
  const DoudiAwardTermRow *base = doudi_due_term (award->terms, from);

  if (base != NULL && base->persons > 0)
    return TRUE;
  for (guint i = 0; i < award->terms->len; i++)
    {
      const DoudiAwardTermRow *term = &g_array_index (award->terms, DoudiAwardTermRow, i);

      if (term->from > from && term->persons > 0 && !is_hidden (award->terms, i))
        return TRUE;
    }
  return FALSE;
}

/*
 * doudi_change_last_drawn:
 * @award: an award
 * @month: a month
 *
 * Returns: (nullable) (transfer none): the last term that begins by @month and covers somebody
 */
const DoudiAwardTermRow *
doudi_change_last_drawn (const DoudiAwardRow *award, DoudiMonth month)
{
  const DoudiAwardTermRow *found = NULL;

  for (guint i = 0; i < award->terms->len; i++)
    {
      const DoudiAwardTermRow *term = &g_array_index (award->terms, DoudiAwardTermRow, i);

      if (term->from <= month && term->persons > 0 && !is_hidden (award->terms, i))
        found = term;
    }
  return found;
}

/**
 * doudi_change_first_month:
 * @row: a change
 * @today: the day on which it would be decided, if it is not yet
 *
 * Tells from which month on a change holds: the one it names, else the one after the decision.
 *
 * Returns: the month
 */
DoudiMonth
doudi_change_first_month (const DoudiChangeRow *row, DoudiDay today)
{
  DoudiDay day = row->decided_on != DOUDI_DAY_NONE ? row->decided_on : today;

  return row->from_month != DOUDI_MONTH_NONE ? row->from_month
                                             : doudi_month_add (doudi_month_of_day (day), 1);
}

/* How many more an applied change made the household's award cover. */
static gboolean
count_difference (const DoudiChangeRow *row, int *persons, GError **error)
{
  g_autoptr (DoudiChangeDetail) detail = NULL;
  DoudiChangeKind kind;

  *persons = 0;
  if (!doudi_change_kind_find (row->kind, &kind))
    return TRUE;
  detail = doudi_change_detail_parse (kind, row->detail, error);
  if (detail == NULL)
    return FALSE;
  if (kind == DOUDI_CHANGE_BIRTH || kind == DOUDI_CHANGE_JOIN)
    *persons = detail->covered == 1 ? 1 : 0;
  else if (kind == DOUDI_CHANGE_DEATH || kind == DOUDI_CHANGE_LEAVE || kind == DOUDI_CHANGE_PRISON)
    *persons = detail->covered == 1 ? -1 : 0;
  else if (kind == DOUDI_CHANGE_SPLIT && detail->covered_persons != NULL)
    *persons = -(int) detail->covered_persons->len;
  return TRUE;
}

/* Who came and went from @since until @month. */
static gboolean
count_since (GPtrArray *rows, DoudiMonth since, DoudiMonth month, int *persons, GError **error)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const DoudiChangeRow *row = g_ptr_array_index (rows, i);
      DoudiMonth from = doudi_change_first_month (row, row->entered_on);
      int difference;

      if (!g_str_equal (row->state, "applied") || from < since || from > month)
        continue;
      if (!count_difference (row, &difference, error))
        return FALSE;
      *persons += difference;
    }
  return TRUE;
}

typedef struct
{
  DoudiChanging *changing;
  const DoudiAwardRow *award;
  GPtrArray *rows;
  DoudiMonth since;
  int before;
} Resuming;

static gboolean
resume_term (const Resuming *resuming,
             const DoudiAwardTermRow *was,
             DoudiMonth from,
             GError **error)
{
  DoudiAwardTermRow term = *was;
  int persons = resuming->before;

  if (doudi_change_is_of_household (resuming->award)
      && !count_since (resuming->rows, resuming->since, from, &persons, error))
    return FALSE;
  term.from = from;
  term.persons = MAX (0, persons);
  return insert_term (resuming->changing, resuming->award->id, &term,
                      was->from == from ? was->id : 0, error);
}

/* The first month after the last term that covers somebody. */
static DoudiMonth
pause_begins (const DoudiAwardRow *award, const DoudiAwardTermRow *drawn)
{
  for (guint i = 0; i < award->terms->len; i++)
    {
      const DoudiAwardTermRow *term = &g_array_index (award->terms, DoudiAwardTermRow, i);

      if (term > drawn && term->from > drawn->from)
        return term->from;
    }
  return DOUDI_MONTH_NONE;
}

static gboolean
resume_later (const Resuming *resuming, DoudiMonth from, GError **error)
{
  const GArray *terms = resuming->award->terms;

  for (guint i = 0; i < terms->len; i++)
    {
      const DoudiAwardTermRow *term = &g_array_index (terms, DoudiAwardTermRow, i);

      if (term->from > from && term->persons == 0 && !is_hidden (terms, i)
          && !resume_term (resuming, term, term->from, error))
        return FALSE;
    }
  return TRUE;
}

/*
 * doudi_change_resume_terms:
 * @changing: a change
 * @award: a paused award
 * @arrears: whether the months of the pause are paid as well
 * @error: return location
 *
 * Lets an award go on after a pause: with those it covered before, less and more who went and came
 * in the meantime. With arrears the terms of the pause are replaced.
 *
 * Returns: whether it was recorded
 */
gboolean
doudi_change_resume_terms (DoudiChanging *changing,
                           const DoudiAwardRow *award,
                           gboolean arrears,
                           GError **error)
{
  const DoudiAwardTermRow *drawn = doudi_change_last_drawn (award, changing->from);
  g_autoptr (GPtrArray) rows
    = doudi_change_list_of_household (changing->store, award->household_id, error);
  Resuming resuming = { changing, award, rows };
  DoudiMonth from;

  if (rows == NULL)
    return FALSE;
  if (drawn == NULL)
    return TRUE;
  resuming.before = drawn->persons;
  resuming.since = pause_begins (award, drawn);
  from = arrears ? resuming.since : changing->from;
  return resume_term (&resuming, doudi_due_term (award->terms, from), from, error)
         && resume_later (&resuming, from, error);
}

static gboolean
is_of_pause (const char *kind)
{
  return g_str_equal (kind, doudi_change_info (DOUDI_CHANGE_PAUSE)->word.name)
         || g_str_equal (kind, doudi_change_info (DOUDI_CHANGE_RESUME)->word.name)
         || g_str_equal (kind, doudi_change_info (DOUDI_CHANGE_STOP)->word.name);
}

/*
 * doudi_change_find_pause:
 * @store: the caseload
 * @award: an award
 * @paused: (out): whether the last that was decided of its standing is a pause
 * @error: return location
 *
 * Tells a pause from an end: both cover nobody.
 *
 * Returns: %TRUE; %FALSE with @error set
 */
gboolean
doudi_change_find_pause (DoudiStore *store,
                         const DoudiAwardRow *award,
                         gboolean *paused,
                         GError **error)
{
  g_autoptr (GPtrArray) rows = doudi_change_list_of_household (store, award->household_id, error);
  gint64 last = 0;

  *paused = FALSE;
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const DoudiChangeRow *row = g_ptr_array_index (rows, i);

      if (row->award_id != award->id || !g_str_equal (row->state, "applied")
          || !is_of_pause (row->kind) || row->id < last)
        continue;
      last = row->id;
      *paused = g_str_equal (row->kind, doudi_change_info (DOUDI_CHANGE_PAUSE)->word.name);
    }
  return rows != NULL;
}
