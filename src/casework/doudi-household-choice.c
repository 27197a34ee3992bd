/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-household-choice-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-month.h"

#define WEEK 7
#define CLASS_MAX 9

static const char *const span_names[DOUDI_N_SPANS]
  = { "any", "overdue", "today", "week", "month", "next-month", "day" };

/* What caseworkers look for again and again. */
static const DoudiStandingChoice standing[] = {
  { "all", N_ ("All households"), { .division = "" } },
  { "review-month", N_ ("To be reviewed this month"), { .review = DOUDI_SPAN_MONTH } },
  { "review-overdue", N_ ("Review overdue"), { .review = DOUDI_SPAN_OVERDUE } },
  { "doubts", N_ ("Something to check in the records"), { .any_flags = DOUDI_CARD_DOUBTS } },
  { "no-account", N_ ("Drawing, without an account"), { .flags = DOUDI_CARD_NO_ACCOUNT } },
  { "no-number", N_ ("A member without identity number"), { .flags = DOUDI_CARD_NO_NUMBER } },
  { "minors", N_ ("With a child under 18"), { .aged_below = 18 } },
  { "aged-80", N_ ("With somebody of 80 or more"), { .aged_from = 80 } },
  { "severely-disabled",
    N_ ("With somebody severely disabled"),
    { .disabilities = DOUDI_DISABILITY_SEVERE } },
  { "draws-nothing", N_ ("Drawing nothing"), { .flags = DOUDI_CARD_DRAWS_NOTHING } },
  { "open-change", N_ ("A change waits to be decided"), { .flags = DOUDI_CARD_OPEN_CHANGE } },
  { "recorded-today", N_ ("Recorded or changed today"), { .recorded = DOUDI_SPAN_TODAY } },
};

/* The last day of a span that something is due in. */
static DoudiDay
last_day_of (DoudiHouseholdSpan span, DoudiDay day, DoudiDay today)
{
  const DoudiDay days[DOUDI_N_SPANS] = {
    [DOUDI_SPAN_OVERDUE] = today - 1,
    [DOUDI_SPAN_TODAY] = today,
    [DOUDI_SPAN_WEEK] = today + WEEK - 1,
    [DOUDI_SPAN_MONTH] = doudi_month_last_day (doudi_month_of_day (today)),
    [DOUDI_SPAN_NEXT_MONTH]
    = doudi_month_last_day (doudi_month_add (doudi_month_of_day (today), 1)),
    [DOUDI_SPAN_DAY] = day,
  };

  return days[span];
}

/* The first day of a span that something happened in. */
static DoudiDay
first_day_of (DoudiHouseholdSpan span, DoudiDay day, DoudiDay today)
{
  const DoudiDay days[DOUDI_N_SPANS] = {
    [DOUDI_SPAN_OVERDUE] = today,
    [DOUDI_SPAN_TODAY] = today,
    [DOUDI_SPAN_WEEK] = today - (WEEK - 1),
    [DOUDI_SPAN_MONTH] = doudi_month_first_day (doudi_month_of_day (today)),
    [DOUDI_SPAN_NEXT_MONTH] = doudi_month_first_day (doudi_month_of_day (today)),
    [DOUDI_SPAN_DAY] = day,
  };

  return days[span];
}

/**
 * doudi_household_choice_resolve:
 * @choice: a choice
 * @today: the business day
 *
 * Tells what a choice means today.
 *
 * Returns: the filter; it borrows from @choice and has no words to search for
 */
DoudiHouseholdFilter
doudi_household_choice_resolve (const DoudiHouseholdChoice *choice, DoudiDay today)
{
  return (DoudiHouseholdFilter){
    .division = *choice->division != '\0' ? choice->division : NULL,
    .programme = (int) choice->programme,
    .benefit_class = choice->benefit_class,
    .born_by
    = choice->aged_from > 0 ? doudi_day_add_years (today, -choice->aged_from) : DOUDI_DAY_NONE,
    .born_after
    = choice->aged_below > 0 ? doudi_day_add_years (today, -choice->aged_below) : DOUDI_DAY_NONE,
    .disabilities = choice->disabilities,
    .flags = choice->flags,
    .any_flags = choice->any_flags,
    .recorded_since = first_day_of (choice->recorded, choice->recorded_day, today),
    .review_until = last_day_of (choice->review, choice->review_day, today),
    .amount_from = choice->amount_from,
    .amount_to = choice->amount_to,
  };
}

/**
 * doudi_household_choice_equal:
 * @one: a choice
 * @other: another
 *
 * Returns: whether they choose the same households on every day
 */
gboolean
doudi_household_choice_equal (const DoudiHouseholdChoice *one, const DoudiHouseholdChoice *other)
{
  return g_str_equal (one->division, other->division) && one->programme == other->programme
         && one->benefit_class == other->benefit_class && one->aged_from == other->aged_from
         && one->aged_below == other->aged_below && one->disabilities == other->disabilities
         && one->flags == other->flags && one->any_flags == other->any_flags
         && one->recorded == other->recorded && one->recorded_day == other->recorded_day
         && one->review == other->review && one->review_day == other->review_day
         && one->amount_from == other->amount_from && one->amount_to == other->amount_to;
}

/**
 * doudi_household_choice_needs_figures:
 * @choice: a choice
 *
 * Returns: whether it asks for what is worked out (doudi_household_figures_update())
 */
gboolean
doudi_household_choice_needs_figures (const DoudiHouseholdChoice *choice)
{
  return choice->review != DOUDI_SPAN_ANY || choice->amount_from > 0 || choice->amount_to > 0;
}

/**
 * doudi_household_span_parse:
 * @text: "today", "month", ... or an ISO day
 * @span: (out): what it means
 * @day: (out): the day, for %DOUDI_SPAN_DAY
 *
 * Returns: whether @text is a span
 */
gboolean
doudi_household_span_parse (const char *text, DoudiHouseholdSpan *span, DoudiDay *day)
{
  *day = doudi_day_parse_iso (text);
  *span = DOUDI_SPAN_DAY;
  if (*day != DOUDI_DAY_NONE)
    return TRUE;
  for (int i = 0; i < DOUDI_SPAN_DAY; i++)
    if (g_str_equal (span_names[i], text))
      {
        *span = (DoudiHouseholdSpan) i;
        return TRUE;
      }
  return FALSE;
}

static void
build_number (JsonBuilder *builder, const char *member, gint64 value)
{
  if (value == 0)
    return;
  json_builder_set_member_name (builder, member);
  json_builder_add_int_value (builder, value);
}

static void
build_text (JsonBuilder *builder, const char *member, const char *value)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_string_value (builder, value);
}

static void
build_span (JsonBuilder *builder, const char *member, DoudiHouseholdSpan span, DoudiDay day)
{
  g_autofree char *text = span == DOUDI_SPAN_DAY ? doudi_day_format_iso (day) : NULL;

  if (span != DOUDI_SPAN_ANY)
    build_text (builder, member, text != NULL ? text : span_names[span]);
}

static void
build_flags (JsonBuilder *builder, const char *member, guint flags)
{
  if (flags == 0)
    return;
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; i < DOUDI_N_CARD_FLAGS; i++)
    if ((flags & (1u << i)) != 0)
      json_builder_add_string_value (builder, doudi_card_flag_name (i));
  json_builder_end_array (builder);
}

/**
 * doudi_household_choice_build:
 * @choice: a choice
 * @builder: where an object is wanted
 *
 * Writes a choice as JSON; what is left open is left out.
 */
void
doudi_household_choice_build (const DoudiHouseholdChoice *choice, JsonBuilder *builder)
{
  json_builder_begin_object (builder);
  if (*choice->division != '\0')
    build_text (builder, "division", choice->division);
  if (choice->programme != DOUDI_PROGRAMME_NONE)
    build_text (builder, "programme", doudi_programme_info (choice->programme)->name);
  build_number (builder, "class", choice->benefit_class);
  build_number (builder, "aged_from", choice->aged_from);
  build_number (builder, "aged_below", choice->aged_below);
  build_number (builder, "disabilities", choice->disabilities);
  build_flags (builder, "flags", choice->flags);
  build_flags (builder, "any_flags", choice->any_flags);
  build_span (builder, "recorded", choice->recorded, choice->recorded_day);
  build_span (builder, "review", choice->review, choice->review_day);
  build_number (builder, "amount_from", choice->amount_from);
  build_number (builder, "amount_to", choice->amount_to);
  json_builder_end_object (builder);
}

/* The value of a member that is a plain one; NULL without one. */
static JsonNode *
get_value (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? node : NULL;
}

static gint64
read_number (JsonObject *object, const char *member, gint64 max)
{
  JsonNode *node = get_value (object, member);
  gint64 value = node != NULL ? json_node_get_int (node) : 0;

  return value > 0 && value <= max ? value : 0;
}

static const char *
read_text (JsonObject *object, const char *member)
{
  JsonNode *node = get_value (object, member);
  const char *text = node != NULL ? json_node_get_string (node) : NULL;

  return text != NULL ? text : "";
}

static guint
read_flags (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);
  JsonArray *array
    = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint flags = 0;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      const char *name = JSON_NODE_HOLDS_VALUE (element) ? json_node_get_string (element) : NULL;
      guint flag;

      if (name != NULL && doudi_card_flag_from_name (name, &flag))
        flags |= flag;
    }
  return flags;
}

static DoudiHouseholdSpan
read_span (JsonObject *object, const char *member, DoudiDay *day)
{
  DoudiHouseholdSpan span;

  if (doudi_household_span_parse (read_text (object, member), &span, day))
    return span;
  *day = DOUDI_DAY_NONE;
  return DOUDI_SPAN_ANY;
}

static gboolean
is_division (const char *code)
{
  gsize digits = strspn (code, "0123456789");

  return code[digits] == '\0' && (digits == 9 || digits == 12);
}

/**
 * doudi_household_choice_read:
 * @object: what doudi_household_choice_build() wrote, here or in another version of the program
 *
 * Reads a choice. What is not known is left open.
 *
 * Returns: the choice
 */
DoudiHouseholdChoice
doudi_household_choice_read (JsonObject *object)
{
  const char *division = read_text (object, "division");
  DoudiHouseholdChoice choice = {
    .programme = doudi_programme_from_name (read_text (object, "programme")),
    .benefit_class = (int) read_number (object, "class", CLASS_MAX),
    .aged_from = (int) read_number (object, "aged_from", DOUDI_CHOICE_AGE_MAX),
    .aged_below = (int) read_number (object, "aged_below", DOUDI_CHOICE_AGE_MAX),
    .disabilities = (guint) read_number (object, "disabilities", DOUDI_DISABILITY_ANY),
    .flags = read_flags (object, "flags"),
    .any_flags = read_flags (object, "any_flags"),
    .amount_from = read_number (object, "amount_from", G_MAXINT32),
    .amount_to = read_number (object, "amount_to", G_MAXINT32),
  };

  choice.recorded = read_span (object, "recorded", &choice.recorded_day);
  choice.review = read_span (object, "review", &choice.review_day);
  if (is_division (division))
    g_strlcpy (choice.division, division, sizeof choice.division);
  return choice;
}

/**
 * doudi_standing_choices:
 * @n: (out): how many there are
 *
 * Returns: (transfer none) (array length=n): the choices that come with the program; the first is
 *   every household
 */
const DoudiStandingChoice *
doudi_standing_choices (guint *n)
{
  *n = G_N_ELEMENTS (standing);
  return standing;
}

/**
 * doudi_standing_choice_find:
 * @name: a name
 *
 * Returns: (transfer none) (nullable): the choice that comes with the program under that name
 */
const DoudiStandingChoice *
doudi_standing_choice_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (standing); i++)
    if (g_str_equal (standing[i].name, name))
      return &standing[i];
  return NULL;
}
