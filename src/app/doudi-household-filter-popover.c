/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-household-filter-popover.h"
#include "app/doudi-household-words.h"

#define GRADES 5
#define FLAG_COLUMNS 2

/*
 * What a list of households is narrowed by beside place, programme and class. Nothing is narrowed
 * before it is asked for: Return, or the button, in any field.
 */
struct _DoudiHouseholdFilterPopover
{
  GtkPopover parent_instance;

  GtkEditable *aged_from_entry;
  GtkEditable *aged_below_entry;
  GtkEditable *amount_from_entry;
  GtkEditable *amount_to_entry;
  GtkDropDown *review_drop_down;
  GtkEditable *review_entry;
  GtkDropDown *recorded_drop_down;
  GtkEditable *recorded_entry;
  GtkBox *grade_box;
  GtkGrid *flag_grid;
  GtkLabel *error_label;

  GtkCheckButton *grade_buttons[GRADES];
  GtkCheckButton *flag_buttons[DOUDI_N_CARD_FLAGS];
  guint any_flags;
};

G_DEFINE_FINAL_TYPE (DoudiHouseholdFilterPopover, doudi_household_filter_popover, GTK_TYPE_POPOVER)

enum
{
  SIGNAL_APPLIED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
mark (GtkEditable *entry, gboolean wrong)
{
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
}

/* Says what is wrong with a field, unless another one was wrong before it. */
static void
complain (DoudiHouseholdFilterPopover *self, GtkEditable *entry, const char *message)
{
  mark (entry, TRUE);
  if (gtk_widget_get_visible (GTK_WIDGET (self->error_label)))
    return;
  gtk_label_set_text (self->error_label, message);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (entry));
}

static char *
dup_typed (GtkEditable *entry)
{
  mark (entry, FALSE);
  return g_strstrip (g_strdup (gtk_editable_get_text (entry)));
}

static gboolean
read_age (DoudiHouseholdFilterPopover *self, GtkEditable *entry, int *age)
{
  g_autofree char *typed = dup_typed (entry);
  guint64 number = 0;

  *age = 0;
  if (*typed == '\0')
    return TRUE;
  if (!g_ascii_string_to_unsigned (typed, 10, 1, DOUDI_CHOICE_AGE_MAX, &number, NULL))
    {
      g_autofree char *message
        = g_strdup_printf (_ ("An age is a number from 1 to %d."), DOUDI_CHOICE_AGE_MAX);

      complain (self, entry, message);
      return FALSE;
    }
  *age = (int) number;
  return TRUE;
}

static gboolean
read_amount (DoudiHouseholdFilterPopover *self, GtkEditable *entry, DoudiFen *fen)
{
  g_autofree char *typed = dup_typed (entry);

  *fen = 0;
  if (*typed == '\0' || (doudi_money_parse (typed, fen) && *fen >= 0))
    return TRUE;
  complain (self, entry, _ ("Write the amount in yuan, such as 930 or 930.50."));
  return FALSE;
}

/* The last choice of a drop-down is a day that is typed beside it. */
static gboolean
read_span (DoudiHouseholdFilterPopover *self,
           GtkDropDown *drop_down,
           const DoudiSpanWord *words,
           guint n_words,
           GtkEditable *entry,
           DoudiHouseholdSpan *span,
           DoudiDay *day)
{
  guint selected = gtk_drop_down_get_selected (drop_down);
  g_autofree char *typed = dup_typed (entry);

  *day = DOUDI_DAY_NONE;
  *span = selected < n_words ? words[selected].span : DOUDI_SPAN_DAY;
  if (*span != DOUDI_SPAN_DAY)
    return TRUE;
  *day = doudi_day_parse (typed);
  if (*day != DOUDI_DAY_NONE)
    return TRUE;
  complain (self, entry, _ ("Write the day as 2018-06-08 or 2018.6.8."));
  return FALSE;
}

static guint
read_buttons (GtkCheckButton *const *buttons, guint n)
{
  guint bits = 0;

  for (guint i = 0; i < n; i++)
    if (gtk_check_button_get_active (buttons[i]))
      bits |= 1u << i;
  return bits;
}

static gboolean
check_amounts (DoudiHouseholdFilterPopover *self, const DoudiHouseholdChoice *choice)
{
  if (choice->amount_to == 0 || choice->amount_from <= choice->amount_to)
    return TRUE;
  complain (self, self->amount_to_entry, _ ("The higher amount is below the lower one."));
  return FALSE;
}

/**
 * doudi_household_filter_popover_read:
 * @choice: what is chosen so far; place, programme and class stay
 *
 * Reads what was typed into @choice. What is wrong is marked and said.
 *
 * Returns: whether nothing is wrong; if not, @choice is as it was
 */
gboolean
doudi_household_filter_popover_read (DoudiHouseholdFilterPopover *self,
                                     DoudiHouseholdChoice *choice)
{
  DoudiHouseholdChoice read = *choice;
  gboolean right = TRUE;

  gtk_widget_set_visible (GTK_WIDGET (self->error_label), FALSE);
  right &= read_age (self, self->aged_from_entry, &read.aged_from);
  right &= read_age (self, self->aged_below_entry, &read.aged_below);
  right &= read_span (self, self->review_drop_down, doudi_review_spans, DOUDI_N_REVIEW_SPANS,
                      self->review_entry, &read.review, &read.review_day);
  right &= read_span (self, self->recorded_drop_down, doudi_recorded_spans, DOUDI_N_RECORDED_SPANS,
                      self->recorded_entry, &read.recorded, &read.recorded_day);
  right &= read_amount (self, self->amount_from_entry, &read.amount_from);
  right &= read_amount (self, self->amount_to_entry, &read.amount_to);
  right = right && check_amounts (self, &read);
  read.disabilities = read_buttons (self->grade_buttons, GRADES);
  read.flags = read_buttons (self->flag_buttons, DOUDI_N_CARD_FLAGS);
  read.any_flags = self->any_flags;
  if (right)
    *choice = read;
  return right;
}

static void
set_number (GtkEditable *entry, int number)
{
  g_autofree char *text = number > 0 ? g_strdup_printf ("%d", number) : g_strdup ("");

  mark (entry, FALSE);
  gtk_editable_set_text (entry, text);
}

static void
set_amount (GtkEditable *entry, DoudiFen fen)
{
  g_autofree char *text = fen > 0 ? doudi_money_format (fen) : g_strdup ("");

  mark (entry, FALSE);
  gtk_editable_set_text (entry, text);
}

static void
set_span (GtkDropDown *drop_down,
          const DoudiSpanWord *words,
          guint n_words,
          GtkEditable *entry,
          DoudiHouseholdSpan span,
          DoudiDay day)
{
  g_autofree char *text = span == DOUDI_SPAN_DAY ? doudi_day_format_iso (day) : g_strdup ("");
  guint selected = 0;

  for (guint i = 0; i < n_words; i++)
    if (words[i].span == span)
      selected = i;
  gtk_drop_down_set_selected (drop_down, span == DOUDI_SPAN_DAY ? n_words : selected);
  mark (entry, FALSE);
  gtk_editable_set_text (entry, text);
}

/**
 * doudi_household_filter_popover_set:
 * @choice: what is chosen
 *
 * Shows the conditions of a choice.
 */
void
doudi_household_filter_popover_set (DoudiHouseholdFilterPopover *self,
                                    const DoudiHouseholdChoice *choice)
{
  set_number (self->aged_from_entry, choice->aged_from);
  set_number (self->aged_below_entry, choice->aged_below);
  set_span (self->review_drop_down, doudi_review_spans, DOUDI_N_REVIEW_SPANS, self->review_entry,
            choice->review, choice->review_day);
  set_span (self->recorded_drop_down, doudi_recorded_spans, DOUDI_N_RECORDED_SPANS,
            self->recorded_entry, choice->recorded, choice->recorded_day);
  set_amount (self->amount_from_entry, choice->amount_from);
  set_amount (self->amount_to_entry, choice->amount_to);
  for (guint i = 0; i < GRADES; i++)
    gtk_check_button_set_active (self->grade_buttons[i],
                                 (choice->disabilities & DOUDI_DISABILITY_GRADE_BIT (i)) != 0);
  for (guint i = 0; i < DOUDI_N_CARD_FLAGS; i++)
    gtk_check_button_set_active (self->flag_buttons[i], (choice->flags & (1u << i)) != 0);
  self->any_flags = choice->any_flags;
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), FALSE);
}

static void
on_apply_cb (DoudiHouseholdFilterPopover *self)
{
  g_signal_emit (self, signals[SIGNAL_APPLIED], 0);
}

static void
on_clear_cb (DoudiHouseholdFilterPopover *self)
{
  const DoudiHouseholdChoice nothing = { .division = "" };

  doudi_household_filter_popover_set (self, &nothing);
  on_apply_cb (self);
}

static void
show_entry (GtkDropDown *drop_down, guint n_words, GtkEditable *entry)
{
  gtk_widget_set_visible (GTK_WIDGET (entry), gtk_drop_down_get_selected (drop_down) == n_words);
}

static void
on_span_selected_cb (DoudiHouseholdFilterPopover *self)
{
  show_entry (self->review_drop_down, DOUDI_N_REVIEW_SPANS, self->review_entry);
  show_entry (self->recorded_drop_down, DOUDI_N_RECORDED_SPANS, self->recorded_entry);
}

static void
fill_spans (GtkDropDown *drop_down, const DoudiSpanWord *words, guint n_words, const char *day)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < n_words; i++)
    gtk_string_list_append (labels, _ (words[i].label));
  gtk_string_list_append (labels, day);
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (labels));
}

static void
add_buttons (DoudiHouseholdFilterPopover *self)
{
  for (guint i = 0; i < GRADES; i++)
    self->grade_buttons[i]
      = GTK_CHECK_BUTTON (gtk_check_button_new_with_label (doudi_household_grade_label (i)));
  for (guint i = 1; i <= GRADES; i++)
    gtk_box_append (self->grade_box, GTK_WIDGET (self->grade_buttons[i % GRADES]));
  for (guint i = 0; i < DOUDI_N_CARD_FLAGS; i++)
    {
      GtkWidget *button = gtk_check_button_new_with_label (doudi_household_flag_label (i));

      self->flag_buttons[i] = GTK_CHECK_BUTTON (button);
      gtk_grid_attach (self->flag_grid, button, (int) i % FLAG_COLUMNS, (int) i / FLAG_COLUMNS, 1,
                       1);
    }
}

static void
doudi_household_filter_popover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), DOUDI_TYPE_HOUSEHOLD_FILTER_POPOVER);

  G_OBJECT_CLASS (doudi_household_filter_popover_parent_class)->dispose (object);
}

#define BIND(child)                                                                                \
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdFilterPopover, child)

static void
doudi_household_filter_popover_class_init (DoudiHouseholdFilterPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_household_filter_popover_dispose;
  /* What is asked for is to be shown: doudi_household_filter_popover_read(). */
  signals[SIGNAL_APPLIED] = g_signal_new ("applied", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/doudi/Doudi/doudi-household-filter-popover.ui");
  BIND (aged_from_entry);
  BIND (aged_below_entry);
  BIND (amount_from_entry);
  BIND (amount_to_entry);
  BIND (review_drop_down);
  BIND (review_entry);
  BIND (recorded_drop_down);
  BIND (recorded_entry);
  BIND (grade_box);
  BIND (flag_grid);
  BIND (error_label);
  gtk_widget_class_bind_template_callback (widget_class, on_apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_span_selected_cb);
}

static void
doudi_household_filter_popover_init (DoudiHouseholdFilterPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_buttons (self);
  fill_spans (self->review_drop_down, doudi_review_spans, DOUDI_N_REVIEW_SPANS,
              _ ("Due by a day…"));
  fill_spans (self->recorded_drop_down, doudi_recorded_spans, DOUDI_N_RECORDED_SPANS,
              _ ("Recorded since a day…"));
  on_span_selected_cb (self);
}
