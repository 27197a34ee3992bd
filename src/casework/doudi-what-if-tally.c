/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-what-if-tally.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-error.h"
#include "store/doudi-registry.h"

#define ADULT_AGE 18
#define TOWNSHIP_DIGITS 9
#define VILLAGE_DIGITS 12
#define VILLAGES_NONE "000"

/* Far above what awards come to in ten years, and far from overflow. */
#define SUM_MAX (G_MAXINT64 / 4)

typedef struct
{
  DoudiWhatIfSum by_programme[DOUDI_N_PROGRAMMES];
} Township;

/*
 * @names: code of a division, twelve digits, to its name
 * @townships: code, twelve digits or "", to Township
 */
struct _DoudiWhatIfTally
{
  DoudiWhatIf *what_if;
  DoudiDay today;
  GHashTable *names;
  GHashTable *townships;
};

static gboolean
load_names (DoudiWhatIfTally *tally, DoudiStore *store, GError **error)
{
  g_autoptr (GPtrArray) divisions = doudi_registry_list_divisions (store, error);

  for (guint i = 0; divisions != NULL && i < divisions->len; i++)
    {
      const DoudiDivision *division = g_ptr_array_index (divisions, i);

      g_hash_table_insert (tally->names, g_strdup (division->code), g_strdup (division->name));
    }
  return divisions != NULL;
}

/**
 * doudi_what_if_tally_new:
 * @what_if: what is filled; must outlive the tally
 * @store: the caseload
 * @today: the day on which people are as old as they are
 * @error: return location
 *
 * Begins with nothing.
 *
 * Returns: (transfer full): the tally; %NULL with @error set
 */
DoudiWhatIfTally *
doudi_what_if_tally_new (DoudiWhatIf *what_if, DoudiStore *store, DoudiDay today, GError **error)
{
  g_autoptr (DoudiWhatIfTally) tally = g_new0 (DoudiWhatIfTally, 1);

  tally->what_if = what_if;
  tally->today = today;
  tally->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  tally->townships = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return load_names (tally, store, error) ? g_steal_pointer (&tally) : NULL;
}

static void
get_township_code (const char *division, char code[VILLAGE_DIGITS + 1])
{
  *code = '\0';
  if (strlen (division) < TOWNSHIP_DIGITS)
    return;
  memcpy (code, division, TOWNSHIP_DIGITS);
  strcpy (code + TOWNSHIP_DIGITS, VILLAGES_NONE);
}

static Township *
get_township (DoudiWhatIfTally *tally, const char *division)
{
  char code[VILLAGE_DIGITS + 1];
  Township *township;

  get_township_code (division, code);
  township = g_hash_table_lookup (tally->townships, code);
  if (township == NULL)
    {
      township = g_new0 (Township, 1);
      g_hash_table_insert (tally->townships, g_strdup (code), township);
    }
  return township;
}

static const char *
get_name (const DoudiWhatIfTally *tally, const char *code)
{
  const char *name = g_hash_table_lookup (tally->names, code);

  return name != NULL ? name : "";
}

static void
add_sum (DoudiWhatIfSum *to, const DoudiWhatIfSum *sum)
{
  to->awards += sum->awards;
  to->gain += sum->gain;
  to->lose += sum->lose;
  to->same += sum->same;
  to->unknown += sum->unknown;
  to->before += sum->before;
  to->after += sum->after;
}

static gboolean
check_sum (const DoudiWhatIfSum *sum, GError **error)
{
  if (sum->before <= SUM_MAX && sum->after <= SUM_MAX)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                   _ ("The amounts come to a sum beyond all measure. Check those of the draft."));
  return FALSE;
}

static DoudiFen
get_change (const DoudiWhatIfAward *award)
{
  return ABS (award->after - award->before);
}

/* A child's name belongs in no list, whoever reads it. */
static gboolean
may_be_named (const DoudiWhatIfTally *tally,
              DoudiProgramme programme,
              const DoudiAwardScanRow *award)
{
  return doudi_programme_info (programme)->may_hang
         && (award->payee_birth == DOUDI_DAY_NONE
             || doudi_day_age_on (award->payee_birth, tally->today) >= ADULT_AGE);
}

static int
find_persons (const GArray *terms)
{
  for (guint i = terms->len; i > 0; i--)
    if (g_array_index (terms, DoudiAwardTermRow, i - 1).persons > 0)
      return g_array_index (terms, DoudiAwardTermRow, i - 1).persons;
  return 0;
}

static DoudiWhatIfAward *
award_new (const DoudiWhatIfTally *tally,
           DoudiProgramme programme,
           const DoudiAwardScanRow *award,
           const DoudiWhatIfSum *sum)
{
  DoudiWhatIfAward *listed = g_new0 (DoudiWhatIfAward, 1);
  char township[VILLAGE_DIGITS + 1];

  get_township_code (award->division_code, township);
  listed->award_id = award->award_id;
  listed->household_id = award->household_id;
  listed->programme = programme;
  listed->name = g_strdup (may_be_named (tally, programme, award) ? award->payee_name : "");
  listed->township = g_strdup (get_name (tally, township));
  listed->village = g_strdup (
    g_str_equal (award->division_code, township) ? "" : get_name (tally, award->division_code));
  listed->persons = find_persons (award->terms);
  listed->before = sum->before;
  listed->after = sum->after;
  return listed;
}

/* Where an award that changes by @change belongs; of equal ones the earlier stays before. */
static guint
find_place (GPtrArray *listed, DoudiFen change)
{
  guint place = listed->len;

  while (place > 0 && get_change (g_ptr_array_index (listed, place - 1)) < change)
    place--;
  return place;
}

static void
list_award (DoudiWhatIfTally *tally,
            DoudiProgramme programme,
            const DoudiAwardScanRow *award,
            const DoudiWhatIfSum *sum)
{
  GPtrArray *listed = sum->gain > 0 ? tally->what_if->gainers : tally->what_if->losers;
  guint place;

  if (tally->what_if->names_withheld || sum->gain + sum->lose == 0)
    return;
  place = find_place (listed, ABS (sum->after - sum->before));
  if (place >= DOUDI_WHAT_IF_LISTED)
    return;
  g_ptr_array_insert (listed, (int) place, award_new (tally, programme, award, sum));
  if (listed->len > DOUDI_WHAT_IF_LISTED)
    g_ptr_array_set_size (listed, DOUDI_WHAT_IF_LISTED);
}

/**
 * doudi_what_if_tally_add:
 * @tally: a tally
 * @programme: the programme of the award
 * @award: an award that is in force in the window
 * @sum: what it comes to, as a cell with this award only
 * @error: %DOUDI_ERROR_BAD_DATA for sums beyond all measure
 *
 * Adds an award to the total, its programme and its township, and to those that change most if it
 * is one of them.
 *
 * Returns: %TRUE; %FALSE with @error set
 */
gboolean
doudi_what_if_tally_add (DoudiWhatIfTally *tally,
                         DoudiProgramme programme,
                         const DoudiAwardScanRow *award,
                         const DoudiWhatIfSum *sum,
                         GError **error)
{
  add_sum (&tally->what_if->total, sum);
  add_sum (&tally->what_if->by_programme[programme], sum);
  add_sum (&get_township (tally, award->division_code)->by_programme[programme], sum);
  list_award (tally, programme, award, sum);
  return check_sum (&tally->what_if->total, error);
}

static void
add_row (const DoudiWhatIfTally *tally,
         const char *code,
         DoudiProgramme programme,
         const DoudiWhatIfSum *sum)
{
  DoudiWhatIfRow *row = g_new0 (DoudiWhatIfRow, 1);

  row->township_code = g_strdup (code);
  row->township = g_strdup (get_name (tally, code));
  row->programme = programme;
  row->sum = *sum;
  g_ptr_array_add (tally->what_if->rows, row);
}

/**
 * doudi_what_if_tally_finish:
 * @tally: a tally to which all awards were added
 *
 * Puts the townships in order.
 */
void
doudi_what_if_tally_finish (DoudiWhatIfTally *tally)
{
  g_autoptr (GList) codes
    = g_list_sort (g_hash_table_get_keys (tally->townships), (GCompareFunc) strcmp);

  for (const GList *code = codes; code != NULL; code = code->next)
    {
      const Township *township = g_hash_table_lookup (tally->townships, code->data);

      for (guint i = 1; i < DOUDI_N_PROGRAMMES; i++)
        if (township->by_programme[i].awards > 0)
          add_row (tally, code->data, (DoudiProgramme) i, &township->by_programme[i]);
    }
}

/**
 * doudi_what_if_tally_free:
 * @tally: (nullable) (transfer full): a tally
 *
 * Frees a tally; what it filled stays.
 */
void
doudi_what_if_tally_free (DoudiWhatIfTally *tally)
{
  if (tally == NULL)
    return;
  g_hash_table_unref (tally->names);
  g_hash_table_unref (tally->townships);
  g_free (tally);
}
