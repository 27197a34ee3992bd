/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-policy-ticks.h"

#include <glib/gi18n-lib.h>

#include "policy/doudi-policy-document.h"

/* Keeps the identifier of a document with its tick. */
#define POLICY_ID "doudi-policy-id"

static char *
describe (DoudiPolicyDocument *document, gboolean invented)
{
  const char *title = doudi_policy_document_get_title (document);
  const char *number = doudi_policy_document_get_number (document);
  g_autofree char *day = doudi_day_format_iso (doudi_policy_document_get_adopted_on (document));

  if (invented)
    return g_strdup_printf (_ ("%s, for practice"), title);
  return number == NULL || *number == '\0' ? g_strdup_printf ("%s (%s)", title, day)
                                           : g_strdup_printf ("%s (%s, %s)", title, number, day);
}

static GtkWidget *
tick_new (DoudiPolicyDocument *document)
{
  gboolean invented = doudi_policy_document_is_demonstration (document);
  g_autofree char *text = describe (document, invented);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *tick = gtk_check_button_new ();

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), !invented);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (tick), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tick), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_set_data_full (G_OBJECT (tick), POLICY_ID,
                          g_strdup (doudi_policy_document_get_id (document)), g_free);
  return tick;
}

/* Those of the county, its prefecture and its province; those of the country hold anyway. */
static guint
add_policies (GtkBox *box, const char *county, gboolean invented)
{
  g_auto (GStrv) ids = doudi_policy_document_list_bundled (NULL);
  guint n = 0;

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      g_autoptr (DoudiPolicyDocument) document = doudi_policy_document_load_bundled (ids[i], NULL);

      if (document == NULL || doudi_policy_document_is_national (document)
          || doudi_policy_document_is_demonstration (document) != invented
          || !doudi_policy_document_covers_county (document, county))
        continue;
      gtk_box_append (box, tick_new (document));
      n++;
    }
  return n;
}

/**
 * doudi_policy_ticks_show:
 * @box: an upright box
 * @county: six digits
 *
 * Offers the policy documents of the program that a caseload of @county may begin with: those that
 * are no demonstration ticked, then the demonstrations.
 *
 * Returns: how many are no demonstration
 */
guint
doudi_policy_ticks_show (GtkBox *box, const char *county)
{
  GtkWidget *tick;
  guint n;

  while ((tick = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, tick);
  n = add_policies (box, county, FALSE);
  add_policies (box, county, TRUE);
  return n;
}

/**
 * doudi_policy_ticks_list:
 * @box: what doudi_policy_ticks_show() filled
 *
 * Returns: (transfer full): the identifiers of those that are ticked
 */
GStrv
doudi_policy_ticks_list (GtkBox *box)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (GtkWidget *tick = gtk_widget_get_first_child (GTK_WIDGET (box)); tick != NULL;
       tick = gtk_widget_get_next_sibling (tick))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (tick)))
      g_strv_builder_add (builder, g_object_get_data (G_OBJECT (tick), POLICY_ID));
  return g_strv_builder_end (builder);
}
