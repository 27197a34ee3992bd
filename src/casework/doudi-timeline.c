/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-timeline.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "casework/doudi-timeline-private.h"

static const DoudiWord topics[] = {
  { "family", N_ ("Family"), "家庭情况" },
  { "decisions", N_ ("Applications and decisions"), "申请审批" },
  { "money", N_ ("Money"), "资金发放" },
  { "papers", N_ ("Papers and notices"), "材料公示" },
  { "edits", N_ ("What was entered"), "录入修改" },
  { NULL },
};

/* What programs call each kind, and who looks for it. */
static const struct
{
  const char *name;
  DoudiTimelineTopic topic;
} kinds[] = {
  [DOUDI_TIMELINE_ENTERED] = { "entered", DOUDI_TOPIC_EDITS },
  [DOUDI_TIMELINE_EDITED] = { "edit", DOUDI_TOPIC_EDITS },
  [DOUDI_TIMELINE_CORRECTED] = { "correction", DOUDI_TOPIC_EDITS },
  [DOUDI_TIMELINE_JOINED] = { "joined", DOUDI_TOPIC_FAMILY },
  [DOUDI_TIMELINE_LEFT] = { "left", DOUDI_TOPIC_FAMILY },
  [DOUDI_TIMELINE_FACT] = { "fact", DOUDI_TOPIC_FAMILY },
  [DOUDI_TIMELINE_FACT_ENDED] = { "fact-ended", DOUDI_TOPIC_FAMILY },
  [DOUDI_TIMELINE_ADDRESS] = { "address", DOUDI_TOPIC_FAMILY },
  [DOUDI_TIMELINE_ACCOUNT] = { "account", DOUDI_TOPIC_MONEY },
  [DOUDI_TIMELINE_ACCOUNT_ENDED] = { "account-ended", DOUDI_TOPIC_MONEY },
  [DOUDI_TIMELINE_CASE] = { "case", DOUDI_TOPIC_DECISIONS },
  [DOUDI_TIMELINE_DECISION] = { "decision", DOUDI_TOPIC_DECISIONS },
  [DOUDI_TIMELINE_TERM] = { "term", DOUDI_TOPIC_DECISIONS },
  [DOUDI_TIMELINE_CHANGE] = { "change", DOUDI_TOPIC_FAMILY },
  [DOUDI_TIMELINE_CHANGE_DECIDED] = { "change-decided", DOUDI_TOPIC_DECISIONS },
  [DOUDI_TIMELINE_REVIEW] = { "review", DOUDI_TOPIC_DECISIONS },
  [DOUDI_TIMELINE_REVIEW_DONE] = { "review-confirmed", DOUDI_TOPIC_DECISIONS },
  [DOUDI_TIMELINE_PAYMENT] = { "payment", DOUDI_TOPIC_MONEY },
  [DOUDI_TIMELINE_NOTICE] = { "notice", DOUDI_TOPIC_PAPERS },
  [DOUDI_TIMELINE_PAPER] = { "paper", DOUDI_TOPIC_PAPERS },
  [DOUDI_TIMELINE_PAPER_REMOVED] = { "paper-removed", DOUDI_TOPIC_PAPERS },
  [DOUDI_TIMELINE_FORM] = { "form", DOUDI_TOPIC_PAPERS },
};

G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == DOUDI_N_TIMELINE_KINDS);
G_STATIC_ASSERT (G_N_ELEMENTS (topics) == DOUDI_N_TOPICS + 1);

/**
 * doudi_timeline_topics:
 *
 * Lists the topics; the first is the bit 1, and so on.
 *
 * Returns: (transfer none): words, ended by one without a name
 */
const DoudiWord *
doudi_timeline_topics (void)
{
  return topics;
}

/**
 * doudi_source_say:
 * @source: of a fact: "import:3", "form", "edit:7"
 * @language: who reads it
 *
 * Tells where a fact comes from.
 *
 * Returns: (transfer full): words
 */
char *
doudi_source_say (const char *source, DoudiLanguage language)
{
  static const DoudiWord sources[] = {
    { "form", N_ ("Entered"), "录入" },
    { "import", N_ ("Roster"), "名册导入" },
    { "edit", N_ ("Edit"), "修改" },
    { "change", N_ ("Change"), "变更" },
    { "application", N_ ("Application"), "申请" },
    { "review", N_ ("Review"), "复核" },
    { "pay_run", N_ ("Pay run"), "发放批次" },
    { "notice", N_ ("Notice"), "公示" },
    { "attachment", N_ ("Paper"), "附件" },
    { NULL },
  };
  g_auto (GStrv) parts = g_strsplit (source, ":", 2);
  int which = parts[0] != NULL ? doudi_word_find (sources, parts[0]) : -1;

  if (which < 0)
    return g_strdup (source);
  if (parts[1] == NULL)
    return g_strdup (doudi_word_say (&sources[which], language));
  return g_strdup_printf ("%s %s", doudi_word_say (&sources[which], language), parts[1]);
}

/* Of terms and addresses: the row of the same award, or household, that held before. */
static void
find_before (DoudiTelling *telling)
{
  g_autoptr (GHashTable) last = g_hash_table_new (g_int64_hash, g_int64_equal);
  const DoudiTimelineRow *address = NULL;

  for (guint i = telling->rows->len; i > 0; i--)
    {
      DoudiTimelineRow *row = g_ptr_array_index (telling->rows, i - 1);

      if (row->kind == DOUDI_TIMELINE_TERM)
        {
          gpointer before = g_hash_table_lookup (last, &row->parent);

          if (before != NULL)
            g_hash_table_insert (telling->before, row, before);
          g_hash_table_insert (last, &row->parent, row);
        }
      else if (row->kind == DOUDI_TIMELINE_ADDRESS)
        {
          if (address != NULL)
            g_hash_table_insert (telling->before, row, (gpointer) address);
          address = row;
        }
    }
}

/* Whoever leaves and joins on one day only became something else to the head. */
static void
find_relations (DoudiTelling *telling)
{
  for (guint i = 0; i < telling->rows->len; i++)
    {
      DoudiTimelineRow *left = g_ptr_array_index (telling->rows, i);

      for (guint k = 0; left->kind == DOUDI_TIMELINE_LEFT && k < telling->rows->len; k++)
        {
          DoudiTimelineRow *joined = g_ptr_array_index (telling->rows, k);

          if (joined->kind == DOUDI_TIMELINE_JOINED && joined->parent == left->parent
              && joined->day == left->day)
            g_hash_table_insert (telling->before, joined, left);
        }
    }
}

static gboolean
is_taken_up (const DoudiTelling *telling, const DoudiTimelineRow *row)
{
  GHashTableIter iter;
  gpointer before;

  if (row->kind != DOUDI_TIMELINE_LEFT)
    return FALSE;
  g_hash_table_iter_init (&iter, telling->before);
  while (g_hash_table_iter_next (&iter, NULL, &before))
    if (before == row)
      return TRUE;
  return FALSE;
}

static DoudiTimelineEntry *
entry_new (const DoudiTelling *telling, const DoudiTimelineRow *row)
{
  DoudiTimelineEntry *entry = g_new0 (DoudiTimelineEntry, 1);

  entry->kind = kinds[row->kind].name;
  entry->topic = kinds[row->kind].topic;
  entry->id = row->id;
  entry->day = row->day;
  entry->who = g_strdup (row->who);
  entry->source = g_strdup (row->source);
  entry->source_words = doudi_source_say (row->source, telling->language);
  entry->recorded_at = g_strdup (row->recorded_at);
  doudi_timeline_tell (row->kind) (telling, row, entry);
  if (entry->detail == NULL)
    entry->detail = g_strdup ("");
  if (entry->about == NULL)
    entry->about = g_strdup ("");
  return entry;
}

static void
tell_relation_changed (const DoudiTelling *telling,
                       const DoudiTimelineRow *left,
                       const DoudiTimelineRow *joined,
                       DoudiTimelineEntry *entry)
{
  g_free (entry->what);
  entry->kind = "relation";
  entry->what = g_strdup_printf (doudi_say (telling->language, _ ("%s: %s → %s"), "%s：%s → %s"),
                                 joined->subject, doudi_telling_relation (telling, left->word),
                                 doudi_telling_relation (telling, joined->word));
}

/* Whether two rows were written down together and can be said together. */
static gboolean
belong_together (const DoudiTelling *telling,
                 const DoudiTimelineRow *first,
                 const DoudiTimelineRow *next)
{
  if (first->kind != next->kind || first->day != next->day
      || !g_str_equal (first->source, next->source) || !g_str_equal (first->who, next->who))
    return FALSE;
  if (first->kind == DOUDI_TIMELINE_JOINED)
    return !g_hash_table_contains (telling->before, first)
           && !g_hash_table_contains (telling->before, next);
  return (first->kind == DOUDI_TIMELINE_FACT || first->kind == DOUDI_TIMELINE_FACT_ENDED)
         && first->parent == next->parent;
}

/* Says one more row in an entry. */
static void
append_row (const DoudiTelling *telling, const DoudiTimelineRow *row, DoudiTimelineEntry *entry)
{
  g_autofree char *before = entry->what;
  g_autofree char *fact = NULL;

  if (row->kind == DOUDI_TIMELINE_JOINED)
    entry->what
      = g_strdup_printf (doudi_say (telling->language, _ ("%s, %s (%s)"), "%s、%s（%s）"), before,
                         row->subject, doudi_telling_relation (telling, row->word));
  else
    {
      fact = doudi_telling_fact (telling, row);
      entry->what
        = g_strdup_printf (doudi_say (telling->language, _ ("%s; %s"), "%s；%s"), before, fact);
    }
}

static void
tell_all (const DoudiTelling *telling, guint wanted, GPtrArray *entries)
{
  const DoudiTimelineRow *last = NULL;

  for (guint i = 0; i < telling->rows->len; i++)
    {
      const DoudiTimelineRow *row = g_ptr_array_index (telling->rows, i);
      const DoudiTimelineRow *left
        = row->kind == DOUDI_TIMELINE_JOINED ? g_hash_table_lookup (telling->before, row) : NULL;

      if ((kinds[row->kind].topic & wanted) == 0 || is_taken_up (telling, row)
          || (left != NULL && g_str_equal (left->word, row->word)))
        continue;
      if (last != NULL && belong_together (telling, last, row))
        append_row (telling, row, g_ptr_array_index (entries, entries->len - 1));
      else
        g_ptr_array_add (entries, entry_new (telling, row));
      if (left != NULL)
        tell_relation_changed (telling, left, row, g_ptr_array_index (entries, entries->len - 1));
      last = row;
    }
}

/**
 * doudi_timeline_load:
 * @store: the caseload
 * @household_id: a household
 * @topics: bits of #DoudiTimelineTopic
 * @language: who reads it
 * @error: return location
 *
 * Tells everything that happened to a household: when, what in words, who, how much, and where it
 * comes from. Whoever shows it has asked doudi_session_authorize() first; numbers of persons and
 * accounts are covered.
 *
 * Returns: (transfer full) (element-type DoudiTimelineEntry): the latest first; %NULL with @error
 *   set
 */
GPtrArray *
doudi_timeline_load (DoudiStore *store,
                     gint64 household_id,
                     guint topics_wanted,
                     DoudiLanguage language,
                     GError **error)
{
  g_autoptr (GPtrArray) rows = doudi_timeline_read (store, household_id, error);
  g_autoptr (GHashTable) before = g_hash_table_new (NULL, NULL);
  DoudiTelling telling = { .language = language, .rows = rows, .before = before };
  GPtrArray *entries;

  if (rows == NULL)
    return NULL;
  entries = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_timeline_entry_free);
  find_before (&telling);
  find_relations (&telling);
  tell_all (&telling, topics_wanted, entries);
  return entries;
}

/**
 * doudi_timeline_entry_free:
 * @entry: (nullable) (transfer full): an entry
 *
 * Frees it.
 */
void
doudi_timeline_entry_free (DoudiTimelineEntry *entry)
{
  if (entry == NULL)
    return;
  g_free (entry->what);
  g_free (entry->detail);
  g_free (entry->about);
  g_free (entry->who);
  g_free (entry->source);
  g_free (entry->source_words);
  g_free (entry->recorded_at);
  g_free (entry);
}
