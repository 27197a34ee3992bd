/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-change-outcome.h"
#include "app/doudi-format.h"
#include "base/doudi-money.h"

/* What a change does to the money, and what has to be known before it is entered or decided. */
struct _DoudiChangeOutcome
{
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (DoudiChangeOutcome, doudi_change_outcome, GTK_TYPE_BOX)

static void
empty (DoudiChangeOutcome *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
}

static GtkWidget *
new_text (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_focusable (label, FALSE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
add_text (DoudiChangeOutcome *self, const char *text, const char *style)
{
  gtk_box_append (GTK_BOX (self), new_text (text, style));
}

static void
attach_number (GtkGrid *grid, const char *text, const char *style, int column, int row)
{
  GtkWidget *label = new_text (text, "numeric");

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_grid_attach (grid, label, column, row, 1, 1);
}

static void
attach_heads (GtkGrid *grid)
{
  const char *const heads[] = { _ ("Award"), _ ("Now"), _ ("Then"), _ ("A month") };

  for (int i = 0; i < (int) G_N_ELEMENTS (heads); i++)
    {
      GtkWidget *label = new_text (heads[i], "dim");

      gtk_label_set_xalign (GTK_LABEL (label), i == 0 ? 0 : 1);
      gtk_widget_set_hexpand (label, i == 0);
      gtk_grid_attach (grid, label, i, 0, 1, 1);
    }
}

static void
attach_award (GtkGrid *grid, const DoudiChangeAward *award, int row)
{
  g_autofree char *title
    = g_strdup_printf ("%s · %s", _ (doudi_programme_info (award->programme)->label), award->name);
  g_autofree char *before = doudi_money_format_grouped (award->before);
  g_autofree char *after = doudi_money_format_grouped (award->after);
  g_autofree char *difference = doudi_format_difference (award->after - award->before);
  g_autofree char *persons
    = g_strdup_printf (_ ("Persons covered: %d → %d"), award->persons_before, award->persons_after);

  gtk_grid_attach (grid, new_text (title, NULL), 0, row, 1, 1);
  attach_number (grid, before, NULL, 1, row);
  attach_number (grid, after, "heading", 2, row);
  attach_number (grid, difference, NULL, 3, row);
  gtk_grid_attach (grid, new_text (persons, "caption"), 0, row + 1, 4, 1);
}

static void
attach_arrears (GtkGrid *grid, const DoudiChangeAward *award, int row)
{
  g_autofree char *arrears
    = doudi_money_format_grouped (award->arrears > 0 ? award->arrears : -award->arrears);
  g_autofree char *text = g_strdup_printf (
    award->arrears > 0 ? _ ("For months gone by, the next run adds %s yuan.")
                       : _ ("For months gone by, the next run takes back %s yuan."),
    arrears);

  gtk_grid_attach (grid, new_text (text, "look"), 0, row, 4, 1);
}

static void
add_awards (DoudiChangeOutcome *self, const GPtrArray *awards)
{
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());

  gtk_grid_set_column_spacing (grid, 16);
  gtk_grid_set_row_spacing (grid, 4);
  attach_heads (grid);
  for (guint i = 0; i < awards->len; i++)
    {
      const DoudiChangeAward *award = g_ptr_array_index (awards, i);

      attach_award (grid, award, 1 + 3 * (int) i);
      if (award->arrears != 0)
        attach_arrears (grid, award, 3 + 3 * (int) i);
    }
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (grid));
}

static void
doudi_change_outcome_class_init (DoudiChangeOutcomeClass *klass)
{
}

static void
doudi_change_outcome_init (DoudiChangeOutcome *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 8);
}

/**
 * doudi_change_outcome_show:
 * @preview: what a change does
 *
 * Shows each award before and after the change, who decides it, which proofs are missing and what
 * else a person should know.
 */
void
doudi_change_outcome_show (DoudiChangeOutcome *self, const DoudiChangePreview *preview)
{
  g_autofree char *month = doudi_format_month (preview->from_month);
  g_autofree char *heading = g_strdup_printf (
    preview->needs_director ? _ ("From %s; a director decides") : _ ("From %s; a reviewer decides"),
    month);

  empty (self);
  add_text (self, heading, "heading");
  if (preview->awards->len > 0)
    add_awards (self, preview->awards);
  else
    add_text (self, _ ("No award changes."), "dim");
  for (guint i = 0; i < preview->missing->len; i++)
    {
      g_autofree char *text = g_strdup_printf (
        _ ("Missing: %s"), (const char *) g_ptr_array_index (preview->missing, i));

      add_text (self, text, "look");
    }
  for (guint i = 0; i < preview->notes->len; i++)
    add_text (self, g_ptr_array_index (preview->notes, i), "look");
}

/**
 * doudi_change_outcome_say:
 * @text: why nothing can be shown, translated
 * @wrong: something is wrong, not merely unfinished
 *
 * Shows words instead of a result.
 */
void
doudi_change_outcome_say (DoudiChangeOutcome *self, const char *text, gboolean wrong)
{
  empty (self);
  add_text (self, text, wrong ? "wrong-text" : "dim");
}
