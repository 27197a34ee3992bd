/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * What somebody who decides about a list sees: its rows, their sums, and the list before it.
 */

#include "config.h"

#include "casework/doudi-case-list-private.h"

static gboolean
is_open (const DoudiCaseListRow *row)
{
  return g_str_equal (row->state, "open");
}

static gboolean
waits (const DoudiCaseListRow *row)
{
  return is_open (row) || g_str_equal (row->state, "submitted");
}

/* What is no longer as it was frozen cannot go on: nobody has seen it. */
static void
compare (DoudiCaseListEntry *frozen, const DoudiListSubject *subject)
{
  const DoudiCaseListEntry *now = subject->entry;
  gboolean known = subject->kase != NULL || subject->previewed;
  char *changed = known && !now->blocked ? _doudi_case_list_entry_compare (frozen, now) : NULL;

  if (known)
    frozen->first_month = now->first_month;
  if (changed != NULL)
    _doudi_case_list_entry_block (frozen, changed);
  if (now->blocked)
    _doudi_case_list_entry_block (frozen, g_strdup (now->blocked_by));
}

/*
 * _doudi_case_list_entry_show:
 * @frame: what all rows share
 * @row: a list
 * @item: one of its items
 * @subject: (out) (optional) (transfer full): what it is about today; %NULL for a list that is
 *   decided
 * @error: return location
 *
 * Makes the row of an item: as it is today while the list is open, as it was frozen afterwards,
 * then blocked where it has changed since.
 *
 * Returns: (transfer full): the row; %NULL with @error set
 */
DoudiCaseListEntry *
_doudi_case_list_entry_show (const DoudiListFrame *frame,
                             const DoudiCaseListRow *row,
                             const DoudiCaseListItemRow *item,
                             DoudiListSubject **subject,
                             GError **error)
{
  g_autoptr (DoudiListSubject) now = NULL;
  g_autoptr (DoudiCaseListEntry) entry = NULL;

  if (*item->content != '\0')
    entry = _doudi_case_list_entry_from_json (item, error);
  if (*item->content != '\0' && (entry == NULL || !waits (row)))
    return g_steal_pointer (&entry);
  now = _doudi_list_subject_read (frame, row, item, error);
  if (now == NULL)
    return NULL;
  if (entry != NULL)
    compare (entry, now);
  else
    entry = g_steal_pointer (&now->entry);
  if (subject != NULL)
    *subject = g_steal_pointer (&now);
  return g_steal_pointer (&entry);
}

/* Blocked ones first, then those with flags, then the rest, each in the order of the list. */
static int
weight (const DoudiCaseListEntry *entry)
{
  if (entry->blocked)
    return 0;
  return entry->flags->len > 0 ? 1 : 2;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const DoudiCaseListEntry *one = *(const DoudiCaseListEntry *const *) a;
  const DoudiCaseListEntry *other = *(const DoudiCaseListEntry *const *) b;

  if (weight (one) != weight (other))
    return weight (one) - weight (other);
  return one->item->position - other->item->position;
}

/* What was returned or held is not part of what a list comes to. */
static gboolean
counts (const DoudiCaseListEntry *entry)
{
  return !g_str_equal (entry->item->outcome, "returned")
         && !g_str_equal (entry->item->outcome, "held");
}

static void
add_change (DoudiCaseListSums *sums, const DoudiCaseListEntry *entry)
{
  *(entry->refuse ? &sums->stopped : &sums->changed) += 1;
  sums->monthly += entry->amount - entry->before;
  sums->persons += (guint) entry->persons;
}

static void
add_application (DoudiCaseListSums *sums, const DoudiCaseListEntry *entry)
{
  if (entry->refuse)
    {
      sums->refused++;
      return;
    }
  sums->granted++;
  sums->persons += (guint) entry->persons;
  *(entry->once ? &sums->once : &sums->monthly) += entry->amount;
}

static void
add_up (DoudiCaseListSums *sums, const DoudiCaseListEntry *entry)
{
  if (!counts (entry))
    return;
  sums->cases++;
  sums->flagged += entry->flags->len > 0 || entry->blocked ? 1 : 0;
  if (entry->item->application_id != 0)
    add_application (sums, entry);
  else
    add_change (sums, entry);
}

static GPtrArray *
make_entries (const DoudiListFrame *frame, const DoudiCaseListRow *row, GError **error)
{
  g_autoptr (GPtrArray) items = doudi_case_list_items (frame->store, row->id, error);
  g_autoptr (GPtrArray) entries
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_case_list_entry_free);

  if (items == NULL)
    return NULL;
  for (guint i = 0; i < items->len; i++)
    {
      DoudiCaseListEntry *entry
        = _doudi_case_list_entry_show (frame, row, g_ptr_array_index (items, i), NULL, error);

      if (entry == NULL)
        return NULL;
      g_ptr_array_add (entries, entry);
    }
  g_ptr_array_sort (entries, compare_entries);
  return g_steal_pointer (&entries);
}

static gboolean
add_previous (const DoudiListFrame *frame, DoudiCaseListView *view, GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;
  gint64 id;

  if (!doudi_case_list_find_previous (frame->store, view->row, &id, error))
    return FALSE;
  if (id == 0)
    return TRUE;
  view->previous = doudi_case_list_get (frame->store, id, error);
  entries = view->previous != NULL ? make_entries (frame, view->previous, error) : NULL;
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    add_up (&view->previous_sums, g_ptr_array_index (entries, i));
  return entries != NULL;
}

/**
 * doudi_case_list_view:
 * @session: who looks
 * @id: a list
 * @error: %DOUDI_ERROR_NOT_ALLOWED, %DOUDI_ERROR_NOT_FOUND, %DOUDI_ERROR_CORRUPT
 *
 * Shows a list: while it is open, its cases as they are today; afterwards as they were frozen.
 * Until it is decided, a row that is no longer as it was frozen, or must not go on, is blocked and
 * says why.
 *
 * Returns: (transfer full): the list, those to be looked at first; %NULL with @error set
 */
DoudiCaseListView *
doudi_case_list_view (DoudiSession *session, gint64 id, GError **error)
{
  g_autoptr (DoudiCaseListView) view = g_new0 (DoudiCaseListView, 1);
  g_autofree char *object = _doudi_case_list_object (id);
  g_auto (DoudiListFrame) frame = { 0 };

  if (!doudi_session_authorize (session, DOUDI_ACTION_VIEW_CASE, object, error)
      || !_doudi_list_frame_init (&frame, session, error))
    return NULL;
  view->row = doudi_case_list_get (frame.store, id, error);
  view->entries = view->row != NULL ? make_entries (&frame, view->row, error) : NULL;
  if (view->entries == NULL || !add_previous (&frame, view, error))
    return NULL;
  for (guint i = 0; i < view->entries->len; i++)
    add_up (&view->sums, g_ptr_array_index (view->entries, i));
  return g_steal_pointer (&view);
}

/**
 * doudi_case_list_view_free:
 * @view: (nullable) (transfer full): what a list shows
 *
 * Frees it.
 */
void
doudi_case_list_view_free (DoudiCaseListView *view)
{
  if (view == NULL)
    return;
  g_clear_pointer (&view->row, doudi_case_list_row_free);
  g_clear_pointer (&view->entries, g_ptr_array_unref);
  g_clear_pointer (&view->previous, doudi_case_list_row_free);
  g_free (view);
}
