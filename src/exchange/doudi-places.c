/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "exchange/doudi-places.h"

#include <string.h>

#include "base/doudi-division-code.h"
#include "base/doudi-text.h"

/* The county 6, the township 3 */
#define TOWNSHIP_LENGTH 9

typedef struct
{
  char *code;
  char *full; /* compact official name */
  char *key;  /* without what says which kind of committee it is */
} Place;

struct _DoudiPlaces
{
  GPtrArray *townships; /* Place */
  GPtrArray *villages;  /* Place */
  GHashTable *answers;  /* "township\nvillage" to Answer: rosters say the same again and again */
};

typedef struct
{
  DoudiPlaceProblem problem;
  const char *code;
} Answer;

/* More than a county has in all its spellings. */
#define ANSWERS_MAX 50000

static void
place_free (gpointer data)
{
  Place *place = data;

  g_free (place->code);
  g_free (place->full);
  g_free (place->key);
  g_free (place);
}

static Place *
place_new (const DoudiDivision *division)
{
  Place *place = g_new0 (Place, 1);

  place->code = g_strdup (division->code);
  place->full = doudi_text_compact (division->name);
  place->key = doudi_division_name_key (division->name);
  return place;
}

/**
 * doudi_places_new:
 * @divisions: (not nullable) (element-type DoudiDivision): a county's townships and villages
 *
 * Prepares to find villages.
 *
 * Returns: (not nullable) (transfer full): the places
 */
DoudiPlaces *
doudi_places_new (GPtrArray *divisions)
{
  DoudiPlaces *places = g_new0 (DoudiPlaces, 1);

  places->townships = g_ptr_array_new_with_free_func (place_free);
  places->villages = g_ptr_array_new_with_free_func (place_free);
  places->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < divisions->len; i++)
    {
      const DoudiDivision *division = g_ptr_array_index (divisions, i);

      if (division->level == DOUDI_DIVISION_TOWNSHIP)
        g_ptr_array_add (places->townships, place_new (division));
      else if (division->level == DOUDI_DIVISION_VILLAGE)
        g_ptr_array_add (places->villages, place_new (division));
    }
  return places;
}

/**
 * doudi_places_free:
 * @places: (nullable) (transfer full): places
 *
 * Frees them.
 */
void
doudi_places_free (DoudiPlaces *places)
{
  if (places == NULL)
    return;
  g_hash_table_unref (places->answers);
  g_ptr_array_unref (places->townships);
  g_ptr_array_unref (places->villages);
  g_free (places);
}

/* Those whose code begins with @prefix and that @text can mean: an official name in full means that
 * one place, anything else every place with its key. *@count says how many. */
static const Place *
find_among (GPtrArray *all, const char *prefix, const char *text, guint *count)
{
  g_autofree char *full = doudi_text_compact (text);
  g_autofree char *key = doudi_division_name_key (text);
  const Place *found = NULL;

  *count = 0;
  for (guint i = 0; i < all->len; i++)
    {
      const Place *place = g_ptr_array_index (all, i);

      if (!g_str_has_prefix (place->code, prefix))
        continue;
      if (g_str_equal (place->full, full) || g_str_equal (place->code, full))
        {
          *count = 1;
          return place;
        }
      if (*key == '\0' || !g_str_equal (place->key, key))
        continue;
      found = place;
      *count += 1;
    }
  return found;
}

static Answer
find_village (const DoudiPlaces *places, const char *township_code, const char *village)
{
  g_autofree char *prefix = g_strndup (township_code, TOWNSHIP_LENGTH);
  guint count;
  const Place *place = find_among (places->villages, prefix, village, &count);

  if (count == 0)
    return (Answer){ DOUDI_PLACE_NO_VILLAGE, NULL };
  if (count > 1)
    return (Answer){ DOUDI_PLACE_SEVERAL, NULL };
  return (Answer){ DOUDI_PLACE_FOUND, place->code };
}

/* "夏河县拉卜楞镇九甲村": the township is found inside, the village is what follows. */
static Answer
find_in_one_text (const DoudiPlaces *places, const char *text)
{
  g_autofree char *compact = doudi_text_compact (text);

  for (guint i = 0; i < places->townships->len; i++)
    {
      const Place *township = g_ptr_array_index (places->townships, i);
      const char *at = strstr (compact, township->full);

      if (at != NULL && at[strlen (township->full)] != '\0')
        return find_village (places, township->code, at + strlen (township->full));
    }
  return (Answer){ DOUDI_PLACE_NO_VILLAGE, NULL };
}

static Answer
find_place (const DoudiPlaces *places, const char *township, const char *village)
{
  guint count;
  const Place *place = NULL;
  Answer answer;

  if (*township != '\0')
    {
      place = find_among (places->townships, "", township, &count);
      if (place == NULL)
        return (Answer){ DOUDI_PLACE_NO_TOWNSHIP, NULL };
      /* Two townships of one key: only the village can tell. */
      if (count > 1)
        place = NULL;
    }
  answer = find_village (places, place == NULL ? "" : place->code, village);
  if (answer.problem != DOUDI_PLACE_NO_VILLAGE)
    return answer;
  answer = find_in_one_text (places, village);
  if (answer.problem == DOUDI_PLACE_FOUND && place != NULL
      && strncmp (answer.code, place->code, TOWNSHIP_LENGTH) != 0)
    return (Answer){ DOUDI_PLACE_NO_VILLAGE, NULL };
  return answer;
}

/**
 * doudi_places_find:
 * @places: (not nullable): places
 * @township: (not nullable): what the sheet says, "" if it says nothing
 * @village: (not nullable): what the sheet says; the township may stand in front of it
 * @code: (out): twelve digits, owned by @places; %NULL unless one was found
 *
 * Finds a village. Without a township it is found if the county has only one that can be meant.
 *
 * Returns: what is wrong, if anything
 */
DoudiPlaceProblem
doudi_places_find (const DoudiPlaces *places,
                   const char *township,
                   const char *village,
                   const char **code)
{
  g_autofree char *question = g_strconcat (township, "\n", village, NULL);
  Answer *answer = g_hash_table_lookup (places->answers, question);

  if (answer == NULL)
    {
      if (g_hash_table_size (places->answers) >= ANSWERS_MAX)
        g_hash_table_remove_all (places->answers);
      answer = g_new0 (Answer, 1);
      *answer = find_place (places, township, village);
      g_hash_table_insert (places->answers, g_steal_pointer (&question), answer);
    }
  *code = answer->code;
  return answer->problem;
}
