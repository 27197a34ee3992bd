/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-programme.h"

#include <glib/gi18n-lib.h>

/* Columns as in DoudiProgrammeInfo. Names of children never hang (民发〔2010〕161号); that of a
 * person drawing a disability subsidy tells of a disability, so they do not hang either. */
static const DoudiProgrammeInfo infos[DOUDI_N_PROGRAMMES] = {
  { DOUDI_PROGRAMME_NONE, "", "", "", FALSE, FALSE, FALSE },
  { DOUDI_PROGRAMME_LOW_INCOME, "low-income", "最低生活保障", N_ ("Minimum living allowance"), TRUE,
    TRUE, TRUE },
  { DOUDI_PROGRAMME_SPECIAL_HARDSHIP, "special-hardship", "特困人员救助供养",
    N_ ("Support for persons in special hardship"), FALSE, TRUE, TRUE },
  { DOUDI_PROGRAMME_ORPHAN, "orphan", "孤儿基本生活保障", N_ ("Living allowance for orphans"),
    FALSE, TRUE, FALSE },
  { DOUDI_PROGRAMME_UNSUPPORTED_CHILD, "unsupported-child", "事实无人抚养儿童基本生活保障",
    N_ ("Living allowance for unsupported children"), FALSE, TRUE, FALSE },
  { DOUDI_PROGRAMME_DISABILITY_LIVING, "disability-living", "困难残疾人生活补贴",
    N_ ("Living subsidy for disabled persons"), FALSE, TRUE, FALSE },
  { DOUDI_PROGRAMME_DISABILITY_NURSING, "disability-nursing", "重度残疾人护理补贴",
    N_ ("Nursing subsidy for severely disabled persons"), FALSE, TRUE, FALSE },
  { DOUDI_PROGRAMME_TEMPORARY_AID, "temporary-aid", "临时救助", N_ ("Temporary aid"), TRUE, FALSE,
    TRUE },
  { DOUDI_PROGRAMME_PRICE_SUBSIDY, "price-subsidy", "价格临时补贴", N_ ("Price subsidy"), FALSE,
    FALSE, TRUE },
};

/* Names by value; an empty string is a value that is not written. */
static const char *const residence_names[] = { "any", "rural", "urban", NULL };
static const char *const care_names[] = { "", "home", "institution", NULL };
static const char *const care_chinese[] = { "", "分散供养", "集中供养", NULL };
static const char *const self_care_names[] = { "", "able", "partly", "unable", NULL };
static const char *const self_care_chinese[] = { "", "全自理", "半护理", "全护理", NULL };
static const char *const class_chinese[] = { "", "一类", "二类", "三类", "四类", NULL };

/* The text of value @index, "" for one that is none. */
static const char *
name_of (const char *const *names, int index)
{
  int n = (int)g_strv_length ((GStrv)names);

  return index >= 0 && index < n ? names[index] : "";
}

/* The value whose name is @name, 0 for none. */
static int
value_of (const char *const *names, const char *name)
{
  if (name == NULL)
    return 0;
  for (int i = 0; names[i] != NULL; i++)
    {
      if (g_str_equal (names[i], name))
        return i;
    }
  return 0;
}

/**
 * doudi_programme_info:
 * @programme: a programme
 *
 * What is particular about a programme: its names, whether it is paid to a household or to one
 * person, monthly or once, and from which month.
 *
 * Returns: (transfer none): the row of the table; empty strings for %DOUDI_PROGRAMME_NONE and for
 *   a value that is no programme
 */
const DoudiProgrammeInfo *
doudi_programme_info (DoudiProgramme programme)
{
  guint index = (guint)programme;

  return &infos[index < DOUDI_N_PROGRAMMES ? index : DOUDI_PROGRAMME_NONE];
}

/**
 * doudi_programme_from_name:
 * @name: (nullable): such as "low-income"
 *
 * Returns: the programme, %DOUDI_PROGRAMME_NONE if there is none of that name
 */
DoudiProgramme
doudi_programme_from_name (const char *name)
{
  return (DoudiProgramme)value_of (doudi_programme_names (), name);
}

/**
 * doudi_programme_names:
 *
 * Returns: (transfer none): the names of the programmes by value, %NULL-terminated; "" at 0
 */
const char *const *
doudi_programme_names (void)
{
  static const char *names[DOUDI_N_PROGRAMMES + 1];
  static gsize filled = 0;

  if (g_once_init_enter (&filled))
    {
      for (guint i = 0; i < DOUDI_N_PROGRAMMES; i++)
        names[i] = infos[i].name;
      g_once_init_leave (&filled, 1);
    }
  return names;
}

/**
 * doudi_residence_name:
 * @residence: a kind of residence
 *
 * Returns: (transfer none): "any", "rural" or "urban"
 */
const char *
doudi_residence_name (DoudiResidence residence)
{
  return name_of (residence_names, (int)residence);
}

/**
 * doudi_residence_from_name:
 * @name: (nullable): "any", "rural" or "urban"
 *
 * Returns: the residence, %DOUDI_RESIDENCE_ANY for any other text
 */
DoudiResidence
doudi_residence_from_name (const char *name)
{
  return (DoudiResidence)value_of (residence_names, name);
}

/**
 * doudi_residence_names:
 *
 * Returns: (transfer none): the names by value, %NULL-terminated
 */
const char *const *
doudi_residence_names (void)
{
  return residence_names;
}

/**
 * doudi_care_name:
 * @care: a form of care
 *
 * Returns: (transfer none): "home", "institution", or "" for none
 */
const char *
doudi_care_name (DoudiCare care)
{
  return name_of (care_names, (int)care);
}

/**
 * doudi_care_from_name:
 * @name: (nullable): "home" or "institution"
 *
 * Returns: the form of care, %DOUDI_CARE_NONE for any other text
 */
DoudiCare
doudi_care_from_name (const char *name)
{
  return (DoudiCare)value_of (care_names, name);
}

/**
 * doudi_care_names:
 *
 * Returns: (transfer none): the names by value, %NULL-terminated; "" at 0
 */
const char *const *
doudi_care_names (void)
{
  return care_names;
}

/**
 * doudi_care_chinese:
 * @care: a form of care
 *
 * Returns: (transfer none): as on papers (国发〔2016〕14号), "" for none
 */
const char *
doudi_care_chinese (DoudiCare care)
{
  return name_of (care_chinese, (int)care);
}

/**
 * doudi_self_care_name:
 * @self_care: a level of self-care
 *
 * Returns: (transfer none): "able", "partly", "unable", or "" for unknown
 */
const char *
doudi_self_care_name (DoudiSelfCare self_care)
{
  return name_of (self_care_names, (int)self_care);
}

/**
 * doudi_self_care_from_name:
 * @name: (nullable): "able", "partly" or "unable"
 *
 * Returns: the level, %DOUDI_SELF_CARE_UNKNOWN for any other text
 */
DoudiSelfCare
doudi_self_care_from_name (const char *name)
{
  return (DoudiSelfCare)value_of (self_care_names, name);
}

/**
 * doudi_self_care_names:
 *
 * Returns: (transfer none): the names by value, %NULL-terminated; "" at 0
 */
const char *const *
doudi_self_care_names (void)
{
  return self_care_names;
}

/**
 * doudi_self_care_chinese:
 * @self_care: a level of self-care
 *
 * Returns: (transfer none): as on papers (民发〔2021〕43号), "" for unknown
 */
const char *
doudi_self_care_chinese (DoudiSelfCare self_care)
{
  return name_of (self_care_chinese, (int)self_care);
}

/**
 * doudi_class_chinese:
 * @benefit_class: 1 to 4
 *
 * Returns: (transfer none): "一类" to "四类", "" for any other number
 */
const char *
doudi_class_chinese (int benefit_class)
{
  return name_of (class_chinese, benefit_class);
}
