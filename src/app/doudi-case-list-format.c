/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-case-list-format.h"
#include "app/doudi-format.h"
#include "base/doudi-division-code.h"

static const char *
format_state (const char *state)
{
  static const struct
  {
    const char *state;
    const char *label;
  } labels[] = {
    { "open", N_ ("being made") },      { "submitted", N_ ("submitted") },
    { "decided", N_ ("decided") },      { "returned", N_ ("returned") },
    { "withdrawn", N_ ("taken back") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (labels[i].state, state))
      return _ (labels[i].label);
  return state;
}

static const char *
format_kind (const char *kind)
{
  return g_str_equal (kind, "review") ? _ ("Review list") : _ ("Approval list");
}

/**
 * doudi_format_case_list:
 * @row: a list
 *
 * Returns: (transfer full): its month, programme, kind and number
 */
char *
doudi_format_case_list (const DoudiCaseListRow *row)
{
  g_autofree char *month = doudi_month_format_iso (row->month);

  return g_strdup_printf (_ ("%s %s, %s, no. %d"), month, doudi_format_programme (row->programme),
                          format_kind (row->kind), row->number);
}

/**
 * doudi_list_row_new_for_case_list:
 * @list: a list
 *
 * Returns: (transfer full): the row of the list among all lists
 */
DoudiListRow *
doudi_list_row_new_for_case_list (const DoudiCaseListRow *list)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *name = doudi_format_case_list (list);
  g_autofree char *rows = doudi_format_count (list->n_items);

  g_strv_builder_add_many (builder, name, rows, format_state (list->state), NULL);
  return doudi_list_row_new (list->id, g_strv_builder_end (builder));
}

static char *
format_flags (const DoudiCaseListEntry *entry)
{
  GString *text = g_string_new (entry->blocked_by);

  for (guint i = 0; i < entry->flags->len; i++)
    {
      const DoudiCaseFlagRow *flag = g_ptr_array_index (entry->flags, i);

      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "",
                              _ (doudi_case_flag_word (flag->flag)->label));
    }
  return g_string_free (text, FALSE);
}

static const char *
format_outcome (const DoudiCaseListEntry *entry, const char *marked)
{
  const char *outcome = marked != NULL ? marked : entry->item->outcome;

  if (g_str_equal (outcome, "held"))
    return _ ("held");
  if (g_str_equal (outcome, "returned"))
    return _ ("returned");
  if (g_str_equal (outcome, "approved"))
    return _ ("approved");
  if (g_str_equal (outcome, "refused"))
    return _ ("refused");
  return entry->blocked ? _ ("not yet") : entry->refuse ? _ ("refuse") : _ ("yes");
}

/**
 * doudi_list_row_new_for_case_list_entry:
 * @entry: what stands in a list
 * @marked: (nullable): "held" or "returned", where somebody marked it so just now
 *
 * Returns: (transfer full): its row on the screen
 */
DoudiListRow *
doudi_list_row_new_for_case_list_entry (const DoudiCaseListEntry *entry, const char *marked)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *persons = doudi_format_count (entry->persons);
  g_autofree char *amount = doudi_money_format_grouped (entry->amount);
  g_autofree char *flags = format_flags (entry);
  g_autofree char *village = doudi_division_short_name (entry->village);
  /* Of an application the list keeps the words of whoever put it together. */
  const char *what = entry->item->application_id != 0 ? _ ("Application") : entry->what;
  DoudiListRow *row;

  g_strv_builder_add_many (builder, village, entry->name, what, persons,
                           entry->benefit_class > 0 ? doudi_format_class (entry->benefit_class)
                                                    : "",
                           amount, flags, format_outcome (entry, marked), NULL);
  row = doudi_list_row_new (entry->item->id, g_strv_builder_end (builder));
  doudi_list_row_set_look (row, entry->flags->len > 0 || entry->blocked);
  return row;
}

/**
 * doudi_format_case_list_sums:
 * @sums: of a list
 *
 * Returns: (transfer full): one line of them
 */
char *
doudi_format_case_list_sums (const DoudiCaseListSums *sums)
{
  g_autofree char *monthly = doudi_format_difference (sums->monthly);
  g_autofree char *once = doudi_money_format_grouped (sums->once);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _ ("%u cases, %u persons · a month %s yuan"), sums->cases,
                          sums->persons, monthly);
  if (sums->once != 0)
    g_string_append_printf (text, _ (" · once %s yuan"), once);
  g_string_append_printf (text, _ (" · new %u, changed %u, stopped %u, refused %u"), sums->granted,
                          sums->changed, sums->stopped, sums->refused);
  if (sums->flagged > 0)
    g_string_append_printf (text, _ (" · ⚠ %u to look at"), sums->flagged);
  return g_string_free (text, FALSE);
}

/**
 * doudi_format_case_list_history:
 * @row: a list
 *
 * Returns: (transfer full): its state, and who did what
 */
char *
doudi_format_case_list_history (const DoudiCaseListRow *row)
{
  GString *text = g_string_new (format_state (row->state));

  g_string_append_printf (text, _ (" · made by %s"), row->created_by);
  if (row->submitted_by != NULL)
    g_string_append_printf (text, _ (" · submitted by %s"), row->submitted_by);
  if (row->decided_by != NULL)
    g_string_append_printf (text, _ (" · decided by %s"), row->decided_by);
  if (row->remark != NULL && *row->remark != '\0')
    g_string_append_printf (text, " · %s", row->remark);
  return g_string_free (text, FALSE);
}
