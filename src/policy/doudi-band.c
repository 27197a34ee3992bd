/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-band.h"

#include <glib/gi18n-lib.h>

/* The two ways to write a border, and what stands where there is none. */
typedef struct
{
  const char *included;
  const char *excluded;
  gboolean is_end;
} Border;

static const Border lower = { "from", "above", FALSE };
static const Border upper = { "to", "below", TRUE };

/* A band and where it stands. */
typedef struct
{
  const DoudiBand *band;
  const DoudiJsonValue *value;
} Placed;

static int
compare_edges (const DoudiEdge *a, const DoudiEdge *b)
{
  int order;

  if (a->infinite != 0 || b->infinite != 0)
    return a->infinite - b->infinite;
  order = doudi_ratio_compare (a->at, b->at);
  return order != 0 ? order : a->after - b->after;
}

static DoudiEdge
edge_at (DoudiRatio number, gboolean after)
{
  return (DoudiEdge){ .infinite = 0, .at = number, .after = after };
}

/* Between numbers of @decimals decimals, just after one is just before the next. */
static DoudiEdge
settle (DoudiEdge edge, int decimals)
{
  gint64 units_in_one = 1, units = 0;

  if (decimals == DOUDI_BAND_DENSE || !edge.after)
    return edge;
  for (int i = 0; i < decimals; i++)
    units_in_one *= 10;
  doudi_ratio_to_units (edge.at, units_in_one, &units);
  return edge_at ((DoudiRatio){ units + 1, units_in_one }, FALSE);
}

static gboolean
get_number (const DoudiJsonValue *object,
            const char *name,
            int decimals,
            DoudiRatio *number,
            GError **error)
{
  if (decimals == DOUDI_BAND_DENSE)
    return doudi_json_get_ratio (object, name, DOUDI_JSON_REQUIRED, number, error);
  return doudi_json_get_decimal (object, name, DOUDI_JSON_REQUIRED, (guint) decimals,
                                 DOUDI_RATIO_WHOLE (-DOUDI_RATIO_WHOLE_MAX),
                                 DOUDI_RATIO_WHOLE (DOUDI_RATIO_WHOLE_MAX), number, error);
}

static gboolean
load_edge (const DoudiJsonValue *object,
           const Border *border,
           int decimals,
           DoudiEdge *edge,
           GError **error)
{
  const DoudiJsonValue *included = doudi_json_get_member (object, border->included);
  const DoudiJsonValue *excluded = doudi_json_get_member (object, border->excluded);
  DoudiRatio number = DOUDI_RATIO_WHOLE (0);

  if (included == NULL && excluded == NULL)
    {
      *edge = (DoudiEdge){ .infinite = border->is_end ? 1 : -1, .at = number };
      return TRUE;
    }
  if (included != NULL && excluded != NULL)
    {
      doudi_json_value_set_error (excluded, error,
                                  _ ("“%s” and “%s” cannot stand together; keep one of them"),
                                  border->included, border->excluded);
      return FALSE;
    }
  if (!get_number (object, included != NULL ? border->included : border->excluded, decimals,
                   &number, error))
    return FALSE;
  *edge = settle (edge_at (number, (included != NULL) == border->is_end), decimals);
  return TRUE;
}

/**
 * doudi_band_load:
 * @object: an object; "from" or "above" is its lower border, "to" or "below" its upper one
 * @decimals: how many decimals the numbers of the band have, 0 for whole ones; %DOUDI_BAND_DENSE
 *   for any
 * @band: (out): the band
 * @error: %DOUDI_ERROR_BAD_DATA if a border is no such number or the band is empty
 *
 * Reads a band: "from" and "to" include the border, "above" and "below" do not. Of numbers with few
 * decimals "above" 2 is the same as "from" the next one.
 *
 * Returns: %TRUE if @band is filled
 */
gboolean
doudi_band_load (const DoudiJsonValue *object, int decimals, DoudiBand *band, GError **error)
{
  if (!load_edge (object, &lower, decimals, &band->start, error)
      || !load_edge (object, &upper, decimals, &band->end, error))
    return FALSE;
  if (compare_edges (&band->start, &band->end) < 0)
    return TRUE;
  doudi_json_value_set_error (object, error,
                              _ ("no number lies between these borders; the lower one (“from” or "
                                 "“above”) must be below the upper one (“to” or “below”)"));
  return FALSE;
}

/**
 * doudi_band_contains:
 * @band: a band
 * @number: a number
 *
 * Returns: whether the number lies in the band
 */
gboolean
doudi_band_contains (const DoudiBand *band, DoudiRatio number)
{
  DoudiEdge before = edge_at (number, FALSE);
  DoudiEdge after = edge_at (number, TRUE);

  return compare_edges (&band->start, &before) <= 0 && compare_edges (&band->end, &after) >= 0;
}

/**
 * doudi_band_compare:
 * @a: a band
 * @b: another
 *
 * Returns: below 0, 0 or above 0 as @a begins before, with or after @b
 */
int
doudi_band_compare (const DoudiBand *a, const DoudiBand *b)
{
  return compare_edges (&a->start, &b->start);
}

/**
 * doudi_band_format:
 * @band: a band
 *
 * Returns: (transfer full): the band as "≥ 65, < 80"; "" for all numbers
 */
char *
doudi_band_format (const DoudiBand *band)
{
  g_autofree char *from = doudi_ratio_format (band->start.at);
  g_autofree char *to = doudi_ratio_format (band->end.at);
  GString *text = g_string_new (NULL);

  if (band->start.infinite == 0)
    g_string_append_printf (text, "%s %s", band->start.after ? ">" : "≥", from);
  if (band->start.infinite == 0 && band->end.infinite == 0)
    g_string_append (text, ", ");
  if (band->end.infinite == 0)
    g_string_append_printf (text, "%s %s", band->end.after ? "≤" : "<", to);
  return g_string_free (text, FALSE);
}

/* How a file has the edge: "from": 80. */
static char *
describe_edge (const DoudiEdge *edge, const Border *border)
{
  g_autofree char *number = doudi_ratio_format (edge->at);

  if (edge->infinite != 0)
    return g_strdup (border->is_end ? _ ("no upper border") : _ ("no lower border"));
  return g_strdup_printf (
    "\"%s\": %s", edge->after == border->is_end ? border->included : border->excluded, number);
}

static int
compare_placed (gconstpointer a, gconstpointer b)
{
  const Placed *left = a;
  const Placed *right = b;

  return doudi_band_compare (left->band, right->band);
}

static GArray *
sort_bands (const DoudiBand *const *bands, const DoudiJsonValue *list)
{
  guint n = doudi_json_array_get_length (list);
  GArray *sorted = g_array_sized_new (FALSE, FALSE, sizeof (Placed), n);

  for (guint i = 0; i < n; i++)
    {
      Placed placed = { bands[i], doudi_json_array_get (list, i) };

      g_array_append_val (sorted, placed);
    }
  g_array_sort (sorted, compare_placed);
  return sorted;
}

/* Whether @placed begins where all before it end, which is @reached. */
static gboolean
check_start (const Placed *placed, const DoudiEdge *reached, gboolean is_first, GError **error)
{
  int order = compare_edges (&placed->band->start, reached);
  g_autofree char *found = describe_edge (&placed->band->start, &lower);
  g_autofree char *expected = describe_edge (reached, &lower);

  if (order == 0 || (order < 0 && is_first))
    return TRUE;
  if (order < 0)
    doudi_json_value_set_error (
      placed->value, error,
      _ ("this band overlaps another one: it begins with %s, it must begin with %s"), found,
      expected);
  else
    doudi_json_value_set_error (
      placed->value, error,
      _ ("there is a gap before this band: it begins with %s, it must begin with %s"), found,
      expected);
  return FALSE;
}

/**
 * doudi_bands_check_cover:
 * @bands: (array): the bands of @list, in its order
 * @list: where they stand
 * @range: the numbers that can occur
 * @error: %DOUDI_ERROR_BAD_DATA at the band with a gap before it, an overlap or out of the range
 *
 * Checks that every number of @range lies in exactly one of @bands.
 *
 * Returns: %TRUE if so
 */
gboolean
doudi_bands_check_cover (const DoudiBand *const *bands,
                         const DoudiJsonValue *list,
                         const DoudiBand *range,
                         GError **error)
{
  g_autoptr (GArray) sorted = sort_bands (bands, list);
  DoudiEdge reached = range->start;
  g_autofree char *end = NULL;

  for (guint i = 0; i < sorted->len; i++)
    {
      const Placed *placed = &g_array_index (sorted, Placed, i);

      if (!check_start (placed, &reached, i == 0, error))
        return FALSE;
      if (compare_edges (&placed->band->start, &range->end) >= 0
          || compare_edges (&placed->band->end, &range->start) <= 0)
        {
          doudi_json_value_set_error (placed->value, error,
                                      _ ("no answer can reach this band; take it out"));
          return FALSE;
        }
      reached = placed->band->end;
    }
  if (compare_edges (&reached, &range->end) >= 0)
    return TRUE;
  end = describe_edge (&reached, &upper);
  doudi_json_value_set_error (
    list, error, _ ("the bands end with %s; nothing is said of what lies beyond"), end);
  return FALSE;
}
