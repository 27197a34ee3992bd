/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-household-members.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-format.h"
#include "app/doudi-label.h"
#include "casework/doudi-household-means.h"

static void
attach_amount (GtkGrid *grid, int column, int row, gboolean known, DoudiFen fen, const char *style)
{
  g_autofree char *amount = known ? doudi_money_format_grouped (fen) : g_strdup ("");

  gtk_grid_attach (grid, doudi_label_new_number (amount, style), column, row, 1, 1);
}

static void
add_headings (GtkGrid *grid)
{
  const char *const headings[]
    = { _ ("Kind"), _ ("Item"), _ ("Declared (yuan)"), _ ("Found (yuan)") };

  for (int i = 0; i < (int) G_N_ELEMENTS (headings); i++)
    {
      GtkWidget *label = i >= 2 ? doudi_label_new_number (headings[i], "caption")
                                : doudi_label_new (headings[i], "caption");

      gtk_widget_add_css_class (label, "dim");
      gtk_grid_attach (grid, label, i, 0, 1, 1);
    }
}

/* The rows of a kind, and what they come to where there are several. */
static void
add_kind (GtkGrid *grid, int *line, GPtrArray *rows, DoudiMeansKind kind)
{
  DoudiFen declared = 0, verified = 0;
  gboolean has_declared = FALSE, has_verified = FALSE;
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const DoudiMeansRow *row = g_ptr_array_index (rows, i);

      if (row->kind != kind)
        continue;
      gtk_grid_attach (
        grid,
        doudi_label_new (n == 0 ? doudi_means_kind_say (kind, DOUDI_LANGUAGE_INTERFACE) : "",
                         "dim"),
        0, *line, 1, 1);
      gtk_grid_attach (grid, doudi_label_new (row->what, NULL), 1, *line, 1, 1);
      attach_amount (grid, 2, *line, row->has_declared, row->declared, NULL);
      attach_amount (grid, 3, (*line)++, row->has_verified, row->verified, NULL);
      declared += row->declared;
      verified += row->verified;
      has_declared = has_declared || row->has_declared;
      has_verified = has_verified || row->has_verified;
      n++;
    }
  if (n < 2 || kind == DOUDI_MEANS_WAGES)
    return;
  gtk_grid_attach (grid, doudi_label_new (_ ("Together"), "heading"), 1, *line, 1, 1);
  attach_amount (grid, 2, *line, has_declared, declared, "heading");
  attach_amount (grid, 3, (*line)++, has_verified, verified, "heading");
}

static void
add_means (GtkBox *box, const DoudiHouseholdMeans *means)
{
  GtkWidget *grid = gtk_grid_new ();
  g_autofree char *declared = doudi_day_format_iso (means->declared_on);
  g_autofree char *surveyed
    = means->surveyed_on != DOUDI_DAY_NONE ? doudi_day_format_iso (means->surveyed_on) : NULL;
  g_autofree char *title = g_strdup_printf (
    "%s · %s", _ (doudi_programme_info (means->programme)->label), means->number);
  g_autofree char *days
    = surveyed != NULL ? g_strdup_printf (_ ("Declared on %s, surveyed on %s"), declared, surveyed)
                       : g_strdup_printf (_ ("Declared on %s, not surveyed yet"), declared);
  int line = 1;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 24);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 2);
  add_headings (GTK_GRID (grid));
  for (int kind = 0; kind < DOUDI_N_MEANS; kind++)
    add_kind (GTK_GRID (grid), &line, means->rows, (DoudiMeansKind) kind);
  gtk_box_append (box, doudi_label_new (title, "section-title"));
  gtk_box_append (box, doudi_label_new (days, "dim"));
  gtk_box_append (box, grid);
}

/**
 * doudi_household_income_fill:
 * @box: where it goes, in place of what was there
 * @caseload: the caseload
 * @household: a household
 * @error: return location
 *
 * Shows what the latest forms of each case of a household say of its income, spending and property.
 *
 * Returns: whether it could be read
 */
gboolean
doudi_household_income_fill (GtkBox *box, DoudiCaseload *caseload, gint64 household, GError **error)
{
  g_autoptr (GPtrArray) all = doudi_household_means_load (
    doudi_caseload_get_reader (caseload), household, DOUDI_LANGUAGE_INTERFACE, error);

  doudi_box_empty (box);
  if (all == NULL)
    return FALSE;
  if (all->len == 0)
    gtk_box_append (box, doudi_label_new (_ ("No form of this household tells its income or "
                                             "property yet. They come with an application and its "
                                             "survey."),
                                          "dim"));
  for (guint i = 0; i < all->len; i++)
    add_means (box, g_ptr_array_index (all, i));
  return TRUE;
}
