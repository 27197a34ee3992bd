/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-household-members.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-format.h"
#include "app/doudi-label.h"
#include "base/doudi-mask.h"
#include "casework/doudi-circumstance.h"
#include "casework/doudi-timeline.h"
#include "store/doudi-household-history.h"

/* Between parts of a line. */
#define SEPARATOR " · "

enum
{
  COLUMN_RELATION,
  COLUMN_NAME,
  COLUMN_SEX,
  COLUMN_BORN,
  COLUMN_ETHNICITY,
  COLUMN_NUMBER,
  COLUMN_SINCE,
  N_COLUMNS,
};

typedef struct
{
  GtkGrid *grid;
  DoudiDay today;
  gboolean revealed;
  int row;
} Filling;

static void
attach (const Filling *filling, int column, GtkWidget *widget)
{
  gtk_grid_attach (filling->grid, widget, column, filling->row, 1, 1);
}

static void
add_headings (Filling *filling)
{
  const char *const headings[N_COLUMNS]
    = { _ ("Relation"),  _ ("Full name"),       _ ("Sex"),   _ ("Born (age)"),
        _ ("Ethnicity"), _ ("Identity number"), _ ("Member") };

  for (int i = 0; i < N_COLUMNS; i++)
    {
      GtkWidget *label = doudi_label_new (headings[i], "caption");

      gtk_label_set_wrap (GTK_LABEL (label), FALSE);
      gtk_widget_add_css_class (label, "dim");
      attach (filling, i, label);
    }
  filling->row++;
}

static const char *
say_sex (const char *sex)
{
  if (g_str_equal (sex, "male"))
    return _ ("male");
  return g_str_equal (sex, "female") ? _ ("female") : "";
}

/* The age on the day the person left, else today. */
static char *
say_birth (const Filling *filling, const DoudiMemberSpan *member)
{
  DoudiDay birth = doudi_day_parse_iso (member->birth_date);
  DoudiDay on = member->to != DOUDI_DAY_NONE ? MIN (member->to, filling->today) : filling->today;

  if (birth == DOUDI_DAY_NONE)
    return g_strdup (member->birth_date);
  return g_strdup_printf ("%s (%d)", member->birth_date, doudi_day_age_on (birth, on));
}

static char *
say_number (const Filling *filling, const DoudiMemberSpan *member)
{
  char *masked;

  if (*member->identity_number == '\0' && *member->temporary_number != '\0')
    return g_strdup_printf (_ ("temporary: %s"), member->temporary_number);
  if (*member->identity_number == '\0')
    return g_strdup (_ ("no number"));
  if (filling->revealed)
    return g_strdup (member->identity_number);
  masked = doudi_mask_identity_number (member->identity_number, DOUDI_MASK_SCREEN);
  return masked != NULL ? masked : g_strdup ("");
}

static char *
say_span (DoudiDay from, DoudiDay to)
{
  g_autofree char *begin = doudi_day_format_iso (from);
  g_autofree char *end = to != DOUDI_DAY_NONE ? doudi_day_format_iso (to) : NULL;

  return end != NULL ? g_strdup_printf (_ ("%s to %s"), begin, end)
                     : g_strdup_printf (_ ("since %s"), begin);
}

/* A fact with its days, unless it is as old as the membership. */
static char *
say_fact (const Filling *filling, const DoudiMemberSpan *member, const DoudiFactSpan *fact)
{
  const char *kind = doudi_circumstance_kind_say (fact->kind, DOUDI_LANGUAGE_INTERFACE);
  g_autofree char *value
    = doudi_circumstance_say (fact->kind, fact->value, filling->revealed, DOUDI_LANGUAGE_INTERFACE);
  g_autofree char *days = say_span (fact->from, fact->to);

  if (fact->to == DOUDI_DAY_NONE && fact->from == member->from)
    return g_strdup_printf ("%s %s", kind, value);
  return g_strdup_printf (_ ("%s %s (%s)"), kind, value, days);
}

static gboolean
holds (const DoudiFactSpan *fact, DoudiDay day)
{
  return fact->from <= day && (fact->to == DOUDI_DAY_NONE || fact->to > day);
}

/* What holds on the day, or what held and does so no longer. Facts stand by their kind, the latest
 * first: of a kind one holds. */
static char *
join_facts (const Filling *filling, const DoudiMemberSpan *member, DoudiDay day, gboolean past)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;
  const char *last = "";

  for (guint i = 0; i < member->facts->len; i++)
    {
      const DoudiFactSpan *fact = g_ptr_array_index (member->facts, i);
      gboolean current = !g_str_equal (fact->kind, last) && holds (fact, day);
      g_autofree char *words = NULL;

      if (current)
        last = fact->kind;
      if (current == past || *fact->value == '\0' || (past && fact->from > day))
        continue;
      words = say_fact (filling, member, fact);
      g_strv_builder_add (builder, words);
    }
  parts = g_strv_builder_end (builder);
  return g_strjoinv (SEPARATOR, parts);
}

static void
add_line (Filling *filling, const char *text)
{
  GtkWidget *label = doudi_label_new (text, "caption");

  gtk_widget_add_css_class (label, "dim");
  gtk_widget_set_margin_bottom (label, 4);
  gtk_grid_attach (filling->grid, label, COLUMN_NAME, filling->row++, N_COLUMNS - 1, 1);
}

static void
add_member (Filling *filling, const DoudiMemberSpan *member)
{
  DoudiDay day = member->to != DOUDI_DAY_NONE ? member->to - 1 : filling->today;
  g_autofree char *relation = doudi_format_relation (member->relation);
  g_autofree char *birth = say_birth (filling, member);
  g_autofree char *number = say_number (filling, member);
  g_autofree char *since = say_span (member->from, member->to);
  g_autofree char *facts = join_facts (filling, member, day, FALSE);
  g_autofree char *earlier = join_facts (filling, member, day, TRUE);

  attach (filling, COLUMN_RELATION, doudi_label_new (relation, "dim"));
  attach (filling, COLUMN_NAME, doudi_label_new (member->name, "heading"));
  attach (filling, COLUMN_SEX, doudi_label_new (say_sex (member->sex), NULL));
  attach (filling, COLUMN_BORN, doudi_label_new (birth, "numeric"));
  attach (filling, COLUMN_ETHNICITY, doudi_label_new (member->ethnicity, NULL));
  attach (filling, COLUMN_NUMBER, doudi_label_new (number, "numeric"));
  attach (filling, COLUMN_SINCE, doudi_label_new (since, "numeric"));
  filling->row++;
  if (*facts != '\0')
    add_line (filling, facts);
  if (*earlier != '\0')
    {
      g_autofree char *line = g_strdup_printf (_ ("Earlier: %s"), earlier);

      add_line (filling, line);
    }
}

static void
add_members (GtkBox *box, Filling *filling, GPtrArray *members, gboolean former)
{
  guint n = 0;

  filling->grid = GTK_GRID (gtk_grid_new ());
  filling->row = 0;
  gtk_grid_set_column_spacing (filling->grid, 16);
  gtk_grid_set_row_spacing (filling->grid, 2);
  add_headings (filling);
  for (guint i = 0; i < members->len; i++)
    {
      const DoudiMemberSpan *member = g_ptr_array_index (members, i);
      gboolean left = member->to != DOUDI_DAY_NONE && member->to <= filling->today;

      if (left == former)
        {
          add_member (filling, member);
          n++;
        }
    }
  if (n == 0)
    {
      g_object_ref_sink (filling->grid);
      g_object_unref (filling->grid);
      return;
    }
  if (former)
    gtk_box_append (box, doudi_label_new (_ ("Former members"), "section-title"));
  gtk_box_append (box, GTK_WIDGET (filling->grid));
}

static void
add_accounts (GtkBox *box, const Filling *filling, GPtrArray *accounts)
{
  if (accounts->len > 0)
    gtk_box_append (box, doudi_label_new (_ ("Accounts"), "section-title"));
  for (guint i = 0; i < accounts->len; i++)
    {
      const DoudiAccountSpan *account = g_ptr_array_index (accounts, i);
      g_autofree char *number = filling->revealed
                                  ? g_strdup (account->number)
                                  : doudi_mask_account (account->number, DOUDI_MASK_SCREEN);
      g_autofree char *days = say_span (account->from, account->to);
      g_autofree char *text = g_strjoin (SEPARATOR, account->holder_name, number, days, NULL);

      gtk_box_append (box,
                      doudi_label_new (text, account->to != DOUDI_DAY_NONE ? "dim" : "numeric"));
    }
}

static void
add_address (GtkBox *box, const Filling *filling, const DoudiHousehold *household)
{
  g_autofree char *phone = filling->revealed
                             ? g_strdup (household->phone)
                             : doudi_mask_phone (household->phone, DOUDI_MASK_SCREEN);
  g_autofree char *source = doudi_source_say (household->source, DOUDI_LANGUAGE_INTERFACE);
  g_autofree char *entered = g_strdup_printf (
    _ ("Entered by %s, %.10s (%s)"), household->recorded_by, household->recorded_at, source);
  g_autofree char *place = g_strdup_printf ("%s %s %s %s", household->township, household->village,
                                            household->village_group, household->address);
  GtkWidget *label;

  gtk_box_append (box, doudi_label_new (_ ("Address"), "section-title"));
  gtk_box_append (box, doudi_label_new (g_strstrip (place), NULL));
  if (phone != NULL && *phone != '\0')
    {
      g_autofree char *text = g_strdup_printf (_ ("Telephone: %s"), phone);

      gtk_box_append (box, doudi_label_new (text, "numeric"));
    }
  label = doudi_label_new (entered, "caption");
  gtk_widget_add_css_class (label, "dim");
  gtk_box_append (box, label);
}

/**
 * doudi_household_members_fill:
 * @box: where it goes, in place of what was there
 * @caseload: the caseload
 * @household: a household
 * @revealed: whether numbers are shown in full
 * @error: return location
 *
 * Shows who belongs to a household and who did, what is so of whom since when, its address and its
 * accounts.
 *
 * Returns: whether it could be read
 */
gboolean
doudi_household_members_fill (GtkBox *box,
                              DoudiCaseload *caseload,
                              const DoudiHousehold *household,
                              gboolean revealed,
                              GError **error)
{
  DoudiStore *reader = doudi_caseload_get_reader (caseload);
  g_autoptr (GPtrArray) members = doudi_history_list_members (reader, household->id, error);
  g_autoptr (GPtrArray) accounts
    = members != NULL ? doudi_history_list_accounts (reader, household->id, error) : NULL;
  Filling filling = { .revealed = revealed };

  doudi_box_empty (box);
  if (accounts == NULL)
    return FALSE;
  filling.today = doudi_session_get_today (doudi_caseload_get_session (caseload));
  add_members (box, &filling, members, FALSE);
  add_members (box, &filling, members, TRUE);
  add_address (box, &filling, household);
  add_accounts (box, &filling, accounts);
  return TRUE;
}
