/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-invention.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "base/doudi-disability-card.h"
#include "base/doudi-identity-number.h"
#include "policy/doudi-programme.h"

/* Serials of identity numbers from 900 on: 50 for each sex and day. */
#define SERIAL_FIRST 900
#define SERIALS_A_DAY 50

#define ADULT 18

typedef enum
{
  PEOPLE_TIBETAN,
  PEOPLE_HAN,
  PEOPLE_HUI,
} People;

static const char *const tibetan_parts[]
  = { "扎西", "卓玛", "才让", "道吉", "索南", "仁青", "桑杰", "贡保",
      "旦正", "加措", "完代", "尕藏", "拉毛", "才吉", "央金", "德吉",
      "旺杰", "丹增", "格桑", "洛桑", "达瓦", "嘉央", "久西", "东主" };
static const char *const tibetan_ends_male[]
  = { "扎西", "道吉", "加措", "仁青", "索南", "才让", "旦正", "东主", "旺杰" };
static const char *const tibetan_ends_female[]
  = { "卓玛", "草", "吉", "才吉", "央金", "德吉", "措姆", "拉毛", "毛草" };
static const char *const han_surnames[] = { "王", "李", "张", "刘", "陈", "杨", "赵", "周",
                                            "何", "高", "盖", "单", "曾", "任", "石", "徐" };
static const char *const han_male[] = { "建国", "文斌", "得成", "永红", "志强", "玉明",
                                        "生福", "国栋", "海军", "小龙", "占彪", "学文" };
static const char *const han_female[] = { "雪莲", "小红", "玉兰", "秀英", "桂花", "丽",
                                          "彩霞", "春梅", "淑珍", "爱萍", "腊梅", "晓燕" };
static const char *const hui_surnames[] = { "马", "马", "马", "马", "丁", "妥", "敏", "沙", "喇" };
static const char *const hui_male[]
  = { "有素", "尔萨", "哈麦", "麦尔东", "福海", "忠良", "学礼", "占林", "一卜", "伊斯麦" };
static const char *const hui_female[]
  = { "阿西也", "法土麦", "索菲也", "哈麦云", "麦燕", "秀花", "艾米乃", "者麻", "热比" };

static const char *const groups[] = { "一社", "二社", "三社", "四社", "五社" };
static const char *const health_words[] = { "健康", "健康", "健康", "慢性病", "大病" };
static const char *const ability_words[] = { "有劳动能力", "有劳动能力", "部分丧失", "丧失" };

#define PICK(invention, list) (list)[doudi_invention_below (invention, G_N_ELEMENTS (list))]

/*
 * @state: of the generator
 * @serials: county, birth and sex to the serials given out
 */
struct _DoudiInvention
{
  char county[7];
  guint64 state;
  DoudiDay today;
  GHashTable *serials;
};

/**
 * doudi_invention_new:
 * @county: six digits
 * @seed: the same for the same people
 * @today: ages are as of this day
 *
 * Begins to invent.
 *
 * Returns: (transfer full): the invention
 */
DoudiInvention *
doudi_invention_new (const char *county, guint64 seed, DoudiDay today)
{
  DoudiInvention *invention = g_new0 (DoudiInvention, 1);

  g_strlcpy (invention->county, county, sizeof invention->county);
  invention->state = seed;
  invention->today = today;
  invention->serials = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return invention;
}

/**
 * doudi_invention_free:
 * @invention: (nullable) (transfer full): an invention
 *
 * Frees an invention.
 */
void
doudi_invention_free (DoudiInvention *invention)
{
  if (invention == NULL)
    return;
  g_hash_table_unref (invention->serials);
  g_free (invention);
}

/* SplitMix64 (Steele, Lea, Flood 2014): the same numbers whatever the library. */
static guint64
next_number (DoudiInvention *invention)
{
  guint64 z = (invention->state += G_GUINT64_CONSTANT (0x9E3779B97F4A7C15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xBF58476D1CE4E5B9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94D049BB133111EB);
  return z ^ (z >> 31);
}

/**
 * doudi_invention_below:
 * @invention: an invention
 * @n: 1 or more
 *
 * Throws a die.
 *
 * Returns: a number from 0 to @n - 1
 */
guint
doudi_invention_below (DoudiInvention *invention, guint n)
{
  return (guint) (next_number (invention) % n);
}

static gboolean
chance (DoudiInvention *invention, guint percent)
{
  return doudi_invention_below (invention, 100) < percent;
}

static char *
invent_tibetan (DoudiInvention *invention, gboolean female)
{
  const char *first = PICK (invention, tibetan_parts);
  const char *last
    = female ? PICK (invention, tibetan_ends_female) : PICK (invention, tibetan_ends_male);

  return g_strconcat (first, chance (invention, 4) ? "·" : "", last, NULL);
}

static char *
invent_name (DoudiInvention *invention, People people, const char *surname, gboolean female)
{
  switch (people)
    {
    case PEOPLE_HAN:
      return g_strconcat (surname,
                          female ? PICK (invention, han_female) : PICK (invention, han_male), NULL);
    case PEOPLE_HUI:
      return g_strconcat (surname,
                          female ? PICK (invention, hui_female) : PICK (invention, hui_male), NULL);
    case PEOPLE_TIBETAN:
    default:
      return invent_tibetan (invention, female);
    }
}

static const char *
name_of_people (People people)
{
  switch (people)
    {
    case PEOPLE_HAN:
      return "汉族";
    case PEOPLE_HUI:
      return "回族";
    case PEOPLE_TIBETAN:
    default:
      return "藏族";
    }
}

static People
choose_people (DoudiInvention *invention)
{
  guint number = doudi_invention_below (invention, 100);

  if (number < 55)
    return PEOPLE_TIBETAN;
  return number < 83 ? PEOPLE_HAN : PEOPLE_HUI;
}

/* The next serial of a day of birth; the day moves on when its serials are used up. Odd is male. */
static char *
invent_number (DoudiInvention *invention, DoudiDay *birth, gboolean female)
{
  for (;; (*birth)--)
    {
      int year, month, day;
      char first[24];
      g_autofree char *key = NULL;
      guint used;

      doudi_day_split (*birth, &year, &month, &day);
      key = g_strdup_printf ("%u%c", *birth, female ? 'f' : 'm');
      used = GPOINTER_TO_UINT (g_hash_table_lookup (invention->serials, key));
      if (used >= SERIALS_A_DAY)
        continue;
      g_hash_table_insert (invention->serials, g_steal_pointer (&key), GUINT_TO_POINTER (used + 1));
      g_snprintf (first, sizeof first, "%s%04d%02d%02d%03u", invention->county, year, month, day,
                  SERIAL_FIRST + 2 * used + (female ? 0 : 1));
      return g_strdup_printf ("%s%c", first, doudi_identity_number_check_character (first));
    }
}

static DoudiDay
invent_birth (DoudiInvention *invention, guint age)
{
  return doudi_day_add_years (invention->today, -(int) age) - doudi_invention_below (invention, 360)
         - 1;
}

static DoudiStagedPerson *
invent_person (DoudiInvention *invention,
               People people,
               const char *surname,
               const char *relation,
               guint age,
               gboolean female)
{
  DoudiStagedPerson *person = g_new0 (DoudiStagedPerson, 1);
  DoudiDay birth = invent_birth (invention, age);

  person->relation = g_strdup (relation);
  person->name = invent_name (invention, people, surname, female);
  person->identity_number = invent_number (invention, &birth, female);
  person->original_number = g_strdup ("");
  person->sex = g_strdup (doudi_sex_name (female ? DOUDI_SEX_FEMALE : DOUDI_SEX_MALE));
  person->birth_date = doudi_day_format_iso (birth);
  person->ethnicity = g_strdup (name_of_people (people));
  return person;
}

static void
add_member (JsonBuilder *builder, const char *kind, const char *value)
{
  json_builder_set_member_name (builder, kind);
  json_builder_add_string_value (builder, value);
}

/* What a household roster says of a member. Takes the card from its caller. */
static void
set_circumstances (DoudiInvention *invention,
                   DoudiStagedPerson *person,
                   guint age,
                   const DoudiDisabilityCard *card)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *disability = NULL;

  json_builder_begin_object (builder);
  if (card != NULL)
    {
      disability = g_strdup_printf ("%s:%d", doudi_disability_class_name (card->disability_class),
                                    card->grade);
      add_member (builder, "disability", disability);
      add_member (builder, "disability-card", card->number);
    }
  add_member (builder, "health", card != NULL ? "残疾" : PICK (invention, health_words));
  if (age >= 7 && age < ADULT)
    add_member (builder, "schooling", age < 16 ? "义务教育" : "高中");
  if (age >= ADULT)
    add_member (builder, "work-ability",
                age >= 70 || card != NULL ? "丧失" : PICK (invention, ability_words));
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  person->circumstances = json_to_string (root, FALSE);
}

static DoudiDisabilityCard
invent_card (DoudiInvention *invention, const DoudiStagedPerson *person)
{
  DoudiDisabilityCard card = { .problem = DOUDI_DISABILITY_CARD_VALID };

  card.disability_class = (DoudiDisabilityClass) (1 + doudi_invention_below (invention, 7));
  card.grade = 1 + (int) doudi_invention_below (invention, 4);
  g_snprintf (card.number, sizeof card.number, "%s%d%d", person->identity_number,
              (int) card.disability_class, card.grade);
  return card;
}

static void
add_award (DoudiStagedHousehold *household,
           guint person,
           DoudiProgramme programme,
           int persons,
           int benefit_class)
{
  DoudiStagedAward *award = g_new0 (DoudiStagedAward, 1);

  award->person = person;
  award->programme = g_strdup (doudi_programme_info (programme)->name);
  award->persons = persons;
  award->benefit_class = benefit_class;
  award->care = g_strdup ("");
  award->self_care = g_strdup ("");
  g_ptr_array_add (household->awards, award);
}

static void
set_care (DoudiStagedHousehold *household, DoudiCare care, DoudiSelfCare self_care)
{
  DoudiStagedAward *award = g_ptr_array_index (household->awards, 0);

  g_free (award->care);
  g_free (award->self_care);
  award->care = g_strdup (doudi_care_name (care));
  award->self_care = g_strdup (doudi_self_care_name (self_care));
}

/* The last digit makes the Luhn sum right, as on cards of banks. */
static char
luhn_digit (const char *number)
{
  int sum = 0;
  gboolean twice = TRUE;

  for (gsize i = strlen (number); i > 0; i--, twice = !twice)
    {
      int digit = (number[i - 1] - '0') * (twice ? 2 : 1);

      sum += digit > 9 ? digit - 9 : digit;
    }
  return (char) ('0' + (10 - sum % 10) % 10);
}

static char *
invent_account (DoudiInvention *invention)
{
  char number[24];

  if (chance (invention, 60))
    return g_strdup_printf ("27%08u%07u", doudi_invention_below (invention, 100000000),
                            doudi_invention_below (invention, 10000000));
  g_snprintf (number, sizeof number, "6210%08u%06u", doudi_invention_below (invention, 100000000),
              doudi_invention_below (invention, 1000000));
  return g_strdup_printf ("%s%c", number, luhn_digit (number));
}

static DoudiStagedHousehold *
invent_place (DoudiInvention *invention, const char *village)
{
  DoudiStagedHousehold *household = doudi_staged_household_new ();

  household->division_code = g_strdup (village);
  household->village_group = g_strdup (PICK (invention, groups));
  household->address = g_strdup ("");
  household->phone = chance (invention, 85)
                       ? g_strdup_printf ("1%u%09u", 3 + doudi_invention_below (invention, 7),
                                          doudi_invention_below (invention, 1000000000))
                       : g_strdup ("");
  household->account_number = invent_account (invention);
  return household;
}

static DoudiStagedPerson *
add_person (DoudiInvention *invention,
            DoudiStagedHousehold *household,
            People people,
            const char *surname,
            const char *relation,
            guint age,
            gboolean female)
{
  DoudiStagedPerson *person = invent_person (invention, people, surname, relation, age, female);

  g_ptr_array_add (household->persons, person);
  if (household->account_holder == NULL)
    household->account_holder = g_strdup (person->name);
  return person;
}

static const char *
choose_surname (DoudiInvention *invention, People people)
{
  return people == PEOPLE_HUI ? PICK (invention, hui_surnames) : PICK (invention, han_surnames);
}

/* One in nine has a disability card; with low income it pays the living subsidy, and the nursing
 * subsidy too when the disability is severe. */
static void
finish_member (DoudiInvention *invention, DoudiStagedHousehold *household, guint age)
{
  guint index = household->persons->len - 1;
  DoudiStagedPerson *person = g_ptr_array_index (household->persons, index);
  DoudiDisabilityCard card;

  if (!chance (invention, 11))
    {
      set_circumstances (invention, person, age, NULL);
      return;
    }
  card = invent_card (invention, person);
  set_circumstances (invention, person, age, &card);
  add_award (household, index, DOUDI_PROGRAMME_DISABILITY_LIVING, 1, 0);
  if (card.grade <= 2)
    add_award (household, index, DOUDI_PROGRAMME_DISABILITY_NURSING, 1, 0);
}

static void
add_member_of_age (DoudiInvention *invention,
                   DoudiStagedHousehold *household,
                   People people,
                   const char *surname,
                   const char *relation,
                   guint age,
                   gboolean female)
{
  add_person (invention, household, people, surname, relation, age, female);
  finish_member (invention, household, age);
}

/* Head, husband or wife, children, a parent: one to six. */
static void
add_family (DoudiInvention *invention, DoudiStagedHousehold *household, People people)
{
  const char *surname = choose_surname (invention, people);
  guint age = 24 + doudi_invention_below (invention, 60);
  gboolean female = chance (invention, 25);
  gboolean married = chance (invention, age < 70 ? 70 : 35);
  guint children = age < 62 ? doudi_invention_below (invention, married ? 4 : 2) : 0;

  add_member_of_age (invention, household, people, surname, "head", age, female);
  if (married)
    add_member_of_age (invention, household, people, choose_surname (invention, people), "配偶",
                       age - MIN (4, age - 22), !female);
  for (guint i = 0; i < children; i++)
    {
      gboolean daughter = chance (invention, 50);
      guint oldest = age - 21;

      add_member_of_age (invention, household, people, surname, daughter ? "之女" : "之子",
                         doudi_invention_below (invention, MIN (oldest, 26) + 1), daughter);
    }
  if (age < 60 && chance (invention, 25))
    add_member_of_age (invention, household, people, surname, "母亲", MIN (age + 24, 96), TRUE);
}

static int
choose_class (DoudiInvention *invention)
{
  guint number = doudi_invention_below (invention, 100);

  if (number < 22)
    return 1;
  if (number < 60)
    return 2;
  return number < 88 ? 3 : 4;
}

static void
invent_low_income (DoudiInvention *invention, DoudiStagedHousehold *household, People people)
{
  int members;
  DoudiStagedAward *award;

  add_award (household, 0, DOUDI_PROGRAMME_LOW_INCOME, 1, choose_class (invention));
  add_family (invention, household, people);
  members = (int) household->persons->len;
  award = g_ptr_array_index (household->awards, 0);
  award->persons = members > 1 && chance (invention, 12) ? members - 1 : members;
}

static void
invent_hardship (DoudiInvention *invention, DoudiStagedHousehold *household, People people)
{
  guint age = 60 + doudi_invention_below (invention, 35);
  gboolean institution = chance (invention, 18);
  DoudiSelfCare self_care
    = (DoudiSelfCare) (DOUDI_SELF_CARE_ABLE + (doudi_invention_below (invention, 6) + 2) / 4
                       + (chance (invention, 8) ? 1 : 0));

  add_person (invention, household, people, choose_surname (invention, people), "head", age,
              chance (invention, 30));
  set_circumstances (invention, household->persons->pdata[0], age, NULL);
  add_award (household, 0, DOUDI_PROGRAMME_SPECIAL_HARDSHIP, 1, 0);
  set_care (household, institution ? DOUDI_CARE_INSTITUTION : DOUDI_CARE_HOME,
            MIN (self_care, DOUDI_SELF_CARE_UNABLE));
}

static void
invent_child (DoudiInvention *invention, DoudiStagedHousehold *household, People people)
{
  guint age = 1 + doudi_invention_below (invention, 15);
  gboolean orphan = chance (invention, 75);

  add_person (invention, household, people, choose_surname (invention, people), "head", age,
              chance (invention, 50));
  set_circumstances (invention, household->persons->pdata[0], age, NULL);
  add_award (household, 0, orphan ? DOUDI_PROGRAMME_ORPHAN : DOUDI_PROGRAMME_UNSUPPORTED_CHILD, 1,
             0);
  set_care (household, chance (invention, 15) ? DOUDI_CARE_INSTITUTION : DOUDI_CARE_HOME,
            DOUDI_SELF_CARE_UNKNOWN);
}

/**
 * doudi_invention_choose_kind:
 * @invention: an invention
 *
 * Chooses what the next household is, about as a county has them.
 *
 * Returns: the kind
 */
DoudiInventionKind
doudi_invention_choose_kind (DoudiInvention *invention)
{
  guint number = doudi_invention_below (invention, 100);

  if (number < 84)
    return DOUDI_INVENTION_LOW_INCOME;
  return number < 96 ? DOUDI_INVENTION_SPECIAL_HARDSHIP : DOUDI_INVENTION_CHILD;
}

/**
 * doudi_invention_household:
 * @invention: an invention
 * @kind: what it draws
 * @village: where it lives, twelve digits
 *
 * Invents a household with what it draws.
 *
 * Returns: (transfer full): the household, not staged yet
 */
DoudiStagedHousehold *
doudi_invention_household (DoudiInvention *invention, DoudiInventionKind kind, const char *village)
{
  DoudiStagedHousehold *household = invent_place (invention, village);
  People people = choose_people (invention);

  switch (kind)
    {
    case DOUDI_INVENTION_SPECIAL_HARDSHIP:
      invent_hardship (invention, household, people);
      break;
    case DOUDI_INVENTION_CHILD:
      invent_child (invention, household, people);
      break;
    case DOUDI_INVENTION_LOW_INCOME:
    default:
      invent_low_income (invention, household, people);
      break;
    }
  return household;
}
