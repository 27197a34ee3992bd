/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-award-box.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-format.h"
#include "app/doudi-label.h"
#include "casework/doudi-explain.h"

static void
add_amount (GtkBox *box, const char *text, DoudiFen fen, const char *style)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *amount = doudi_money_format_grouped (fen);
  GtkWidget *label = doudi_label_new (text, "dim");

  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), doudi_label_new_number (amount, style));
  gtk_box_append (box, line);
}

static void
add_line (GtkBox *box, const DoudiExplanationLine *line)
{
  g_autofree char *source
    = g_strdup_printf ("%s%s%s", line->source != NULL ? line->source : "", line->sure ? "" : " · ",
                       line->sure ? "" : _ ("not certain: ask the county"));
  GtkWidget *label;

  gtk_box_append (box, doudi_label_new (line->text, NULL));
  if (line->arithmetic != NULL && *line->arithmetic != '\0')
    gtk_box_append (box, doudi_label_new (line->arithmetic, "numeric"));
  label = doudi_label_new (source, "caption");
  gtk_widget_add_css_class (label, line->sure ? "dim" : "look");
  gtk_box_append (box, label);
}

static void
add_paid (GtkBox *box, DoudiCaseload *caseload, const DoudiAwardRow *award)
{
  g_autoptr (GArray) ledger
    = doudi_award_ledger (doudi_caseload_get_reader (caseload), award->id, NULL);
  DoudiFen sum = 0;

  if (ledger == NULL || ledger->len == 0)
    {
      gtk_box_append (box, doudi_label_new (_ ("Nothing has been paid yet."), "dim"));
      return;
    }
  for (guint i = 0; i < ledger->len; i++)
    sum += g_array_index (ledger, DoudiLedgerLine, i).fen;
  add_amount (box, _ ("Paid so far"), sum, "dim");
}

/**
 * doudi_award_box_add:
 * @box: where it goes
 * @caseload: the caseload
 * @award: an award
 * @due: (out) (optional): what it is worth this month, fen; 0 if that cannot be told
 *
 * Adds an award: what it is worth this month, why, and what was paid so far.
 */
void
doudi_award_box_add (GtkBox *box,
                     DoudiCaseload *caseload,
                     const DoudiAwardRow *award,
                     DoudiFen *due)
{
  DoudiSession *session = doudi_caseload_get_session (caseload);
  DoudiMonth month = doudi_month_of_day (doudi_session_get_today (session));
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiExplanation) explanation
    = doudi_explain (session, award->id, month, DOUDI_LANGUAGE_INTERFACE, &error);
  g_autofree char *title
    = g_strdup_printf ("%s · %s", doudi_format_programme (award->programme), award->person_name);

  if (due != NULL)
    *due = explanation != NULL ? explanation->due : 0;
  gtk_box_append (box, doudi_label_new (title, "heading"));
  if (explanation == NULL)
    {
      gtk_box_append (box, doudi_label_new (error->message, "look"));
      return;
    }
  add_amount (box, _ ("This month"), explanation->due, "important-number");
  for (guint i = 0; i < explanation->lines->len; i++)
    add_line (box, g_ptr_array_index (explanation->lines, i));
  add_paid (box, caseload, award);
}

static char *
describe_care (const DoudiAwardTermRow *term)
{
  const char *care = doudi_format_care (doudi_care_from_name (term->care));
  const char *self_care = doudi_format_self_care (doudi_self_care_from_name (term->self_care));

  return g_strjoin (*care != '\0' && *self_care != '\0' ? " · " : "", care, self_care, NULL);
}

static void
add_term (GtkGrid *grid, int row, const DoudiAwardTermRow *term)
{
  g_autofree char *from = doudi_month_format_iso (term->from);
  g_autofree char *persons = g_strdup_printf ("%d", term->persons);
  g_autofree char *care = describe_care (term);
  g_autofree char *income
    = term->income_known ? doudi_money_format_grouped (term->yearly_income) : g_strdup ("");

  gtk_grid_attach (grid, doudi_label_new (from, "numeric"), 0, row, 1, 1);
  if (term->persons == 0)
    {
      gtk_grid_attach (grid, doudi_label_new (_ ("ended"), "dim"), 1, row, 4, 1);
      return;
    }
  gtk_grid_attach (grid, doudi_label_new (doudi_format_class (term->benefit_class), NULL), 1, row,
                   1, 1);
  gtk_grid_attach (grid, doudi_label_new_number (persons, NULL), 2, row, 1, 1);
  gtk_grid_attach (grid, doudi_label_new_number (income, NULL), 3, row, 1, 1);
  gtk_grid_attach (grid, doudi_label_new (care, NULL), 4, row, 1, 1);
}

/**
 * doudi_award_box_add_terms:
 * @box: where they go
 * @award: an award
 *
 * Adds the terms of an award: from which month on what held. The latest stands first.
 */
void
doudi_award_box_add_terms (GtkBox *box, const DoudiAwardRow *award)
{
  const char *const headings[]
    = { _ ("From"), _ ("Class"), _ ("Covered"), _ ("Income a year"), _ ("Care") };
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 16);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 2);
  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    {
      GtkWidget *label = i == 2 || i == 3 ? doudi_label_new_number (headings[i], "caption")
                                          : doudi_label_new (headings[i], "caption");

      gtk_widget_add_css_class (label, "dim");
      gtk_grid_attach (GTK_GRID (grid), label, (int) i, 0, 1, 1);
    }
  for (guint i = award->terms->len; i > 0; i--)
    add_term (GTK_GRID (grid), (int) (award->terms->len - i) + 1,
              &g_array_index (award->terms, DoudiAwardTermRow, i - 1));
  gtk_box_append (box, grid);
}
