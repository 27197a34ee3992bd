/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * What of what was found is shown, and how.
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-checks-page-private.h"
#include "app/doudi-format.h"
#include "app/doudi-list.h"

#define COLUMN_KIND 0

static const DoudiListColumn columns[] = {
  { N_ ("Finding"), FALSE, FALSE, 12 },
  { N_ ("Who"), FALSE, FALSE, 8 },
  { N_ ("Where"), FALSE, FALSE, 8 },
  { N_ ("What"), FALSE, TRUE, 14, TRUE },
};

/* Sets the table up. */
void
doudi_checks_set_up_view (DoudiChecksPage *self)
{
  doudi_list_set_up (self->view, columns, G_N_ELEMENTS (columns), TRUE);
}

/* Whoever is signed in. */
DoudiSession *
doudi_checks_get_session (DoudiChecksPage *self)
{
  return doudi_caseload_get_session (doudi_page_get_caseload (DOUDI_PAGE (self)));
}

static DoudiChecksShow
get_show (DoudiChecksPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->state_drop_down);

  return selected < DOUDI_CHECKS_N_SHOWS ? (DoudiChecksShow) selected : DOUDI_CHECKS_SHOW_WAITING;
}

static gboolean
is_shown_in (DoudiChecksPage *self, const DoudiFinding *finding, DoudiChecksShow show)
{
  switch (show)
    {
    case DOUDI_CHECKS_SHOW_PROPOSED:
      return finding->state == DOUDI_FINDING_PROPOSED;
    case DOUDI_CHECKS_SHOW_PUT_OFF:
      return finding->state == DOUDI_FINDING_PUT_OFF;
    case DOUDI_CHECKS_SHOW_SETTLED:
      return finding->state == DOUDI_FINDING_SETTLED;
    case DOUDI_CHECKS_SHOW_WAITING:
    case DOUDI_CHECKS_N_SHOWS:
    default:
      return finding->state == DOUDI_FINDING_WAITING
             || doudi_finding_waits_for (finding, doudi_checks_get_session (self));
    }
}

/* By the id of its row; %NULL if there is none. */
DoudiFinding *
doudi_checks_get_finding (DoudiChecksPage *self, gint64 id)
{
  return id > 0 && self->found != NULL && id <= (gint64) self->found->len
           ? g_ptr_array_index (self->found, (guint) id - 1)
           : NULL;
}

/* The one that is selected, %NULL if none is. */
DoudiFinding *
doudi_checks_get_selected (DoudiChecksPage *self)
{
  DoudiListRow *row = doudi_list_get_selected (self->view);

  return row != NULL ? doudi_checks_get_finding (self, doudi_list_row_get_id (row)) : NULL;
}

/* The id of the row of a finding, 0 if it is not found any more. */
gint64
doudi_checks_find_id (DoudiChecksPage *self, DoudiFindingKind kind, const char *subject)
{
  for (guint i = 0; self->found != NULL && i < self->found->len; i++)
    {
      const DoudiFinding *finding = g_ptr_array_index (self->found, i);

      if (finding->kind == kind && g_str_equal (finding->subject, subject))
        return (gint64) i + 1;
    }
  return 0;
}

static DoudiListRow *
row_new (const DoudiFinding *finding, gint64 id)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  DoudiListRow *row;

  g_strv_builder_add_many (builder, _ (doudi_finding_info (finding->kind)->word.label),
                           finding->who, finding->where, finding->words, NULL);
  row = doudi_list_row_new (id, g_strv_builder_end (builder));
  /* It had been decided, and the facts have changed since. */
  doudi_list_row_set_look (row, finding->changed);
  return row;
}

static void
enable (DoudiChecksPage *self, const char *action, gboolean enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, enabled);
}

/* What the three keys do depends on what was found. */
static void
show_choices (DoudiChecksPage *self, const DoudiFinding *finding)
{
  const DoudiFindingInfo *info = doudi_finding_info (finding->kind);
  const char *same = info->of_persons ? _ ("1  Same person") : _ ("1  Same household");
  const char *open = doudi_page_may (DOUDI_PAGE (self), DOUDI_ACTION_EDIT_HOUSEHOLD)
                       ? _ ("1  Edit the household…")
                       : _ ("1  Open the household");

  gtk_button_set_label (self->first_button, info->pair ? same : open);
  gtk_button_set_label (self->second_button,
                        info->pair ? _ ("2  Not the same") : _ ("2  Never mind…"));
  gtk_button_set_label (self->third_button, _ ("3  Later"));
}

/* Which commands make sense for what is selected. */
void
doudi_checks_update_actions (DoudiChecksPage *self)
{
  const DoudiFinding *finding = doudi_checks_get_selected (self);
  gboolean may = doudi_page_may (DOUDI_PAGE (self), DOUDI_ACTION_DECIDE_FINDING);
  gboolean pair = finding != NULL && doudi_finding_info (finding->kind)->pair;
  gboolean proposed = finding != NULL && finding->state == DOUDI_FINDING_PROPOSED;
  gboolean decided = finding != NULL && finding->state != DOUDI_FINDING_WAITING;

  if (finding != NULL)
    show_choices (self, finding);
  enable (self, "page.decide-first",
          pair ? doudi_checks_may_merge (self, finding) || (may && !proposed) : finding != NULL);
  enable (self, "page.decide-second", finding != NULL && may);
  enable (self, "page.decide-third", finding != NULL && may);
  enable (self, "page.reopen", decided && may);
  enable (self, "page.undo", self->undo->len > 0);
  enable (self, "page.look", !self->looking);
  enable (self, "page.change",
          finding != NULL && !pair
            && doudi_page_may (DOUDI_PAGE (self), DOUDI_ACTION_ENTER_CHANGE));
  enable (self, "page.print-why",
          doudi_finding_pane_has_award (self->pane)
            && doudi_page_may (DOUDI_PAGE (self), DOUDI_ACTION_EXPLAIN));
  gtk_widget_set_visible (self->reopen_button, decided);
}

/* Shows the records of the one that is selected. */
void
doudi_checks_show_selected (DoudiChecksPage *self)
{
  DoudiCaseload *caseload = doudi_page_get_caseload (DOUDI_PAGE (self));
  const DoudiFinding *finding = doudi_checks_get_selected (self);

  if (finding == NULL || caseload == NULL)
    doudi_finding_pane_clear (self->pane);
  else
    doudi_finding_pane_show (self->pane, caseload, finding);
  doudi_checks_update_actions (self);
}

static GtkWidget *
kind_row_new (DoudiFindingKind kind, guint count)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (
    kind == DOUDI_CHECKS_ALL_KINDS ? _ ("All kinds") : _ (doudi_finding_info (kind)->word.label));
  g_autofree char *number = doudi_format_count (count);
  GtkWidget *count_label = gtk_label_new (number);
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *name = g_strdup_printf ("%s, %s", gtk_label_get_text (GTK_LABEL (label)), number);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (count_label, "numeric");
  gtk_widget_add_css_class (count_label, "dim");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), count_label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "doudi-kind", GUINT_TO_POINTER (kind));
  return row;
}

static void
add_kind (DoudiChecksPage *self, DoudiFindingKind kind, guint count)
{
  GtkWidget *row = kind_row_new (kind, count);

  gtk_list_box_append (self->kind_list, row);
  if (kind == self->kind)
    gtk_list_box_select_row (self->kind_list, GTK_LIST_BOX_ROW (row));
}

/* Only the kinds of which there is anything; the one that was shown stays if there is. */
static void
fill_kinds (DoudiChecksPage *self)
{
  guint counts[DOUDI_N_FINDINGS + 1] = { 0 };
  DoudiChecksShow show = get_show (self);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->kind_list))) != NULL)
    gtk_list_box_remove (self->kind_list, row);
  for (guint i = 0; i < self->found->len; i++)
    {
      const DoudiFinding *finding = g_ptr_array_index (self->found, i);

      if (!is_shown_in (self, finding, show))
        continue;
      counts[finding->kind]++;
      counts[DOUDI_CHECKS_ALL_KINDS]++;
    }
  if (counts[self->kind] == 0)
    self->kind = DOUDI_CHECKS_ALL_KINDS;
  add_kind (self, DOUDI_CHECKS_ALL_KINDS, counts[DOUDI_CHECKS_ALL_KINDS]);
  for (guint kind = 0; kind < DOUDI_N_FINDINGS; kind++)
    if (counts[kind] > 0)
      add_kind (self, (DoudiFindingKind) kind, counts[kind]);
}

/* The findings of the kind that is chosen. @wanted: to be selected if it is shown, or 0 */
void
doudi_checks_fill_rows (DoudiChecksPage *self, gint64 wanted)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  DoudiChecksShow show = get_show (self);

  for (guint i = 0; i < self->found->len; i++)
    {
      const DoudiFinding *finding = g_ptr_array_index (self->found, i);

      if (is_shown_in (self, finding, show)
          && (self->kind == DOUDI_CHECKS_ALL_KINDS || self->kind == finding->kind))
        g_ptr_array_add (rows, row_new (finding, (gint64) i + 1));
    }
  doudi_list_set_column_visible (self->view, COLUMN_KIND, self->kind == DOUDI_CHECKS_ALL_KINDS);
  doudi_pager_show (self->pager, self->view, rows);
  doudi_pager_select_id (self->pager, wanted);
}

static void
show_count (DoudiChecksPage *self)
{
  guint counts[DOUDI_CHECKS_N_SHOWS] = { 0 };
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->found->len; i++)
    for (guint show = 0; show < DOUDI_CHECKS_N_SHOWS; show++)
      counts[show]
        += is_shown_in (self, g_ptr_array_index (self->found, i), (DoudiChecksShow) show) ? 1 : 0;
  text
    = g_strdup_printf (_ ("%u waiting, %u put off, %u decided"), counts[DOUDI_CHECKS_SHOW_WAITING],
                       counts[DOUDI_CHECKS_SHOW_PUT_OFF], counts[DOUDI_CHECKS_SHOW_SETTLED]);
  gtk_label_set_text (self->count_label, text);
}

static const char *
describe_empty (DoudiChecksShow show)
{
  switch (show)
    {
    case DOUDI_CHECKS_SHOW_PROPOSED:
      return _ ("No records wait to be made one.");
    case DOUDI_CHECKS_SHOW_PUT_OFF:
      return _ ("Nothing was put off. What is put off comes back by itself after two weeks.");
    case DOUDI_CHECKS_SHOW_SETTLED:
      return _ ("Nothing has been decided yet.");
    case DOUDI_CHECKS_SHOW_WAITING:
    case DOUDI_CHECKS_N_SHOWS:
    default:
      return _ ("Nothing waits to be checked. Records that look alike, and whatever cannot be so, "
                "show up here as soon as they are in the caseload.");
    }
}

/* @wanted: to be selected if it is shown, or 0 */
void
doudi_checks_show_found (DoudiChecksPage *self, gint64 wanted)
{
  if (self->found == NULL)
    return;
  self->filling = TRUE;
  fill_kinds (self);
  doudi_checks_fill_rows (self, wanted);
  self->filling = FALSE;
  show_count (self);
  gtk_label_set_text (self->empty_label, describe_empty (get_show (self)));
  gtk_stack_set_visible_child_name (self->page_stack,
                                    doudi_list_get_n_rows (self->view) > 0 ? "findings" : "empty");
  doudi_checks_show_selected (self);
  doudi_page_waiting_changed (DOUDI_PAGE (self));
}
