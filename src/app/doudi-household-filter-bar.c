/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/doudi-format.h"
#include "app/doudi-household-filter-bar.h"
#include "app/doudi-household-filter-popover.h"
#include "app/doudi-household-words.h"
#include "base/doudi-division-code.h"

#define TOWNSHIP_DIGITS 9
#define VILLAGE_DIGITS 12
#define CLASSES 4

/*
 * What the list of households is narrowed by: place, programme and class, more behind a button, and
 * below them what else holds, in words, each to be taken out again.
 */
struct _DoudiHouseholdFilterBar
{
  GtkWidget parent_instance;

  GtkDropDown *township_drop_down;
  GtkDropDown *village_drop_down;
  GtkDropDown *programme_drop_down;
  GtkDropDown *class_drop_down;
  GtkMenuButton *more_button;
  DoudiHouseholdFilterPopover *popover;
  GtkFlowBox *chips;

  GPtrArray *divisions;
  GPtrArray *townships;
  GPtrArray *villages;
  DoudiHouseholdChoice choice;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (DoudiHouseholdFilterBar, doudi_household_filter_bar, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
fill_drop_down (GtkDropDown *drop_down, const char *all, GPtrArray *divisions)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, all);
  for (guint i = 0; i < divisions->len; i++)
    gtk_string_list_append (names, ((const DoudiDivision *) divisions->pdata[i])->name);
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (names));
}

/* The place of a division among the rows of a drop-down, whose first stands for all. */
static guint
find_division (GPtrArray *divisions, const char *code, gsize digits)
{
  for (guint i = 0; strlen (code) >= digits && i < divisions->len; i++)
    if (strncmp (((const DoudiDivision *) divisions->pdata[i])->code, code, digits) == 0)
      return i + 1;
  return 0;
}

static const DoudiDivision *
get_division (GtkDropDown *drop_down, GPtrArray *divisions)
{
  guint selected = gtk_drop_down_get_selected (drop_down);

  return selected >= 1 && selected <= divisions->len ? divisions->pdata[selected - 1] : NULL;
}

static void
fill_villages (DoudiHouseholdFilterBar *self)
{
  const DoudiDivision *township = get_division (self->township_drop_down, self->townships);

  g_ptr_array_set_size (self->villages, 0);
  for (guint i = 0; township != NULL && i < self->divisions->len; i++)
    {
      const DoudiDivision *division = g_ptr_array_index (self->divisions, i);

      if (division->level == DOUDI_DIVISION_VILLAGE
          && strncmp (division->code, township->code, TOWNSHIP_DIGITS) == 0)
        g_ptr_array_add (self->villages, self->divisions->pdata[i]);
    }
  fill_drop_down (self->village_drop_down, _ ("All villages"), self->villages);
  gtk_widget_set_sensitive (GTK_WIDGET (self->village_drop_down), township != NULL);
}

static void
on_chip_clicked_cb (DoudiHouseholdFilterBar *self, GtkButton *chip)
{
  DoudiHouseholdCondition condition
    = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (chip), "doudi-condition"));
  DoudiHouseholdChoice choice = self->choice;

  doudi_household_condition_drop (&choice, condition);
  doudi_household_filter_bar_set_choice (self, &choice);
  gtk_widget_grab_focus (GTK_WIDGET (self->more_button));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static GtkWidget *
new_chip (DoudiHouseholdFilterBar *self, DoudiHouseholdCondition condition, const char *words)
{
  GtkWidget *chip = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  g_autofree char *tooltip = g_strdup_printf (_ ("Take out: %s"), words);

  gtk_box_append (GTK_BOX (box), gtk_label_new (words));
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_set_halign (chip, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (chip, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip,
                                  -1);
  g_object_set_data (G_OBJECT (chip), "doudi-condition", GINT_TO_POINTER (condition));
  g_signal_connect_swapped (chip, "clicked", G_CALLBACK (on_chip_clicked_cb), self);
  return chip;
}

static void
show_chips (DoudiHouseholdFilterBar *self)
{
  GtkFlowBoxChild *child;
  guint n = 0;

  while ((child = gtk_flow_box_get_child_at_index (self->chips, 0)) != NULL)
    gtk_flow_box_remove (self->chips, GTK_WIDGET (child));
  for (int condition = 0; condition < DOUDI_N_CONDITIONS; condition++)
    {
      g_autofree char *words
        = doudi_household_condition_say (&self->choice, (DoudiHouseholdCondition) condition);

      if (words == NULL)
        continue;
      gtk_flow_box_insert (self->chips, new_chip (self, (DoudiHouseholdCondition) condition, words),
                           -1);
      gtk_widget_set_focusable (GTK_WIDGET (gtk_flow_box_get_child_at_index (self->chips, (int) n)),
                                FALSE);
      n++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->chips), n > 0);
}

static void
take_place (DoudiHouseholdFilterBar *self)
{
  const DoudiDivision *township = get_division (self->township_drop_down, self->townships);
  const DoudiDivision *village = get_division (self->village_drop_down, self->villages);

  *self->choice.division = '\0';
  if (village != NULL)
    g_strlcpy (self->choice.division, village->code, sizeof self->choice.division);
  else if (township != NULL)
    g_strlcpy (self->choice.division, township->code, TOWNSHIP_DIGITS + 1);
}

static void
on_selected_cb (DoudiHouseholdFilterBar *self)
{
  if (self->filling)
    return;
  take_place (self);
  self->choice.programme = (DoudiProgramme) gtk_drop_down_get_selected (self->programme_drop_down);
  self->choice.benefit_class = (int) gtk_drop_down_get_selected (self->class_drop_down);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_township_selected_cb (DoudiHouseholdFilterBar *self)
{
  if (self->filling)
    return;
  self->filling = TRUE;
  fill_villages (self);
  self->filling = FALSE;
  on_selected_cb (self);
}

static void
on_popover_shown_cb (DoudiHouseholdFilterBar *self)
{
  doudi_household_filter_popover_set (self->popover, &self->choice);
}

static void
on_applied_cb (DoudiHouseholdFilterBar *self)
{
  if (!doudi_household_filter_popover_read (self->popover, &self->choice))
    return;
  gtk_menu_button_popdown (self->more_button);
  show_chips (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
fill_words (DoudiHouseholdFilterBar *self)
{
  g_autoptr (GtkStringList) programmes = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) classes = gtk_string_list_new (NULL);

  gtk_string_list_append (programmes, _ ("All programmes"));
  for (guint i = 1; i < DOUDI_N_PROGRAMMES && doudi_programme_info (i)->monthly; i++)
    gtk_string_list_append (programmes, _ (doudi_programme_info (i)->label));
  gtk_drop_down_set_model (self->programme_drop_down, G_LIST_MODEL (programmes));
  gtk_string_list_append (classes, _ ("All classes"));
  for (int i = 1; i <= CLASSES; i++)
    gtk_string_list_append (classes, doudi_format_class (i));
  gtk_drop_down_set_model (self->class_drop_down, G_LIST_MODEL (classes));
}

static void
doudi_household_filter_bar_dispose (GObject *object)
{
  DoudiHouseholdFilterBar *self = DOUDI_HOUSEHOLD_FILTER_BAR (object);
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (object), DOUDI_TYPE_HOUSEHOLD_FILTER_BAR);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->townships, g_ptr_array_unref);
  g_clear_pointer (&self->villages, g_ptr_array_unref);
  g_clear_pointer (&self->divisions, g_ptr_array_unref);

  G_OBJECT_CLASS (doudi_household_filter_bar_parent_class)->dispose (object);
}

#define BIND(child)                                                                                \
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdFilterBar, child)

static void
doudi_household_filter_bar_class_init (DoudiHouseholdFilterBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_household_filter_bar_dispose;
  /* Somebody chose other households. */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (DOUDI_TYPE_HOUSEHOLD_FILTER_POPOVER);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-household-filter-bar.ui");
  BIND (township_drop_down);
  BIND (village_drop_down);
  BIND (programme_drop_down);
  BIND (class_drop_down);
  BIND (more_button);
  BIND (popover);
  BIND (chips);
  gtk_widget_class_bind_template_callback (widget_class, on_township_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_popover_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_applied_cb);
}

static void
doudi_household_filter_bar_init (DoudiHouseholdFilterBar *self)
{
  GtkLayoutManager *layout;

  self->divisions = g_ptr_array_new ();
  self->townships = g_ptr_array_new ();
  self->villages = g_ptr_array_new ();
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  fill_words (self);
  fill_drop_down (self->township_drop_down, _ ("All townships"), self->townships);
  fill_villages (self);
  self->filling = FALSE;
}

/**
 * doudi_household_filter_bar_set_divisions:
 * @divisions: (element-type DoudiDivision): the townships and villages of the county
 *
 * Lets these places be chosen. What was chosen is chosen no more.
 */
void
doudi_household_filter_bar_set_divisions (DoudiHouseholdFilterBar *self, GPtrArray *divisions)
{
  const DoudiHouseholdChoice nothing = { .division = "" };

  g_ptr_array_set_size (self->villages, 0);
  g_ptr_array_set_size (self->townships, 0);
  g_ptr_array_unref (self->divisions);
  self->divisions = g_ptr_array_ref (divisions);
  for (guint i = 0; i < divisions->len; i++)
    if (((const DoudiDivision *) divisions->pdata[i])->level == DOUDI_DIVISION_TOWNSHIP)
      g_ptr_array_add (self->townships, divisions->pdata[i]);
  self->filling = TRUE;
  fill_drop_down (self->township_drop_down, _ ("All townships"), self->townships);
  self->filling = FALSE;
  doudi_household_filter_bar_set_choice (self, &nothing);
}

/**
 * doudi_household_filter_bar_get_choice:
 *
 * Returns: (transfer none): which households are chosen
 */
const DoudiHouseholdChoice *
doudi_household_filter_bar_get_choice (DoudiHouseholdFilterBar *self)
{
  return &self->choice;
}

/**
 * doudi_household_filter_bar_set_choice:
 * @choice: which households
 *
 * Shows a choice. A place that the county does not have is left out. Nothing is emitted.
 */
void
doudi_household_filter_bar_set_choice (DoudiHouseholdFilterBar *self,
                                       const DoudiHouseholdChoice *choice)
{
  self->choice = *choice;
  self->filling = TRUE;
  gtk_drop_down_set_selected (self->township_drop_down,
                              find_division (self->townships, choice->division, TOWNSHIP_DIGITS));
  fill_villages (self);
  gtk_drop_down_set_selected (self->village_drop_down,
                              find_division (self->villages, choice->division, VILLAGE_DIGITS));
  gtk_drop_down_set_selected (self->programme_drop_down, choice->programme);
  gtk_drop_down_set_selected (self->class_drop_down, (guint) choice->benefit_class);
  self->filling = FALSE;
  take_place (self);
  show_chips (self);
}

/**
 * doudi_household_filter_bar_open:
 *
 * Opens what the list can be narrowed by beside place, programme and class.
 */
void
doudi_household_filter_bar_open (DoudiHouseholdFilterBar *self)
{
  gtk_menu_button_popup (self->more_button);
}
