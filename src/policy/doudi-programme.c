/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-programme.h"

#include <glib/gi18n-lib.h>

/* Columns as in DoudiProgrammeInfo. Names of children never hang (民发〔2010〕161号); that of a
 * person drawing a disability subsidy tells of a disability, so they do not hang either. */
static const DoudiProgrammeInfo infos[DOUDI_N_PROGRAMMES] = {
  { DOUDI_PROGRAMME_NONE, "", "", "", FALSE, FALSE, FALSE, FALSE },
  { DOUDI_PROGRAMME_LOW_INCOME, "low-income", "最低生活保障", N_ ("Minimum living allowance"), TRUE,
    TRUE, TRUE, FALSE },
  { DOUDI_PROGRAMME_SPECIAL_HARDSHIP, "special-hardship", "特困人员救助供养",
    N_ ("Support for persons in special hardship"), FALSE, TRUE, TRUE, FALSE },
  { DOUDI_PROGRAMME_ORPHAN, "orphan", "孤儿基本生活保障", N_ ("Living allowance for orphans"),
    FALSE, TRUE, FALSE, FALSE },
  { DOUDI_PROGRAMME_UNSUPPORTED_CHILD, "unsupported-child", "事实无人抚养儿童基本生活保障",
    N_ ("Living allowance for unsupported children"), FALSE, TRUE, FALSE, FALSE },
  { DOUDI_PROGRAMME_DISABILITY_LIVING, "disability-living", "困难残疾人生活补贴",
    N_ ("Living subsidy for disabled persons"), FALSE, TRUE, FALSE, TRUE },
  { DOUDI_PROGRAMME_DISABILITY_NURSING, "disability-nursing", "重度残疾人护理补贴",
    N_ ("Nursing subsidy for severely disabled persons"), FALSE, TRUE, FALSE, TRUE },
  { DOUDI_PROGRAMME_TEMPORARY_AID, "temporary-aid", "临时救助", N_ ("Temporary aid"), TRUE, FALSE,
    TRUE, FALSE },
  { DOUDI_PROGRAMME_PRICE_SUBSIDY, "price-subsidy", "价格临时补贴", N_ ("Price subsidy"), FALSE,
    FALSE, TRUE, FALSE },
};

/* Domain reference §2.7: what one person may not draw in one month. An unsupported child is paid
 * the difference to low income and to the living subsidy, so these go together. */
static const DoudiProgramme exclusions[][2] = {
  { DOUDI_PROGRAMME_LOW_INCOME, DOUDI_PROGRAMME_SPECIAL_HARDSHIP },
  { DOUDI_PROGRAMME_LOW_INCOME, DOUDI_PROGRAMME_ORPHAN },
  { DOUDI_PROGRAMME_SPECIAL_HARDSHIP, DOUDI_PROGRAMME_ORPHAN },
  { DOUDI_PROGRAMME_SPECIAL_HARDSHIP, DOUDI_PROGRAMME_UNSUPPORTED_CHILD },
  { DOUDI_PROGRAMME_SPECIAL_HARDSHIP, DOUDI_PROGRAMME_DISABILITY_LIVING },
  { DOUDI_PROGRAMME_SPECIAL_HARDSHIP, DOUDI_PROGRAMME_DISABILITY_NURSING },
  { DOUDI_PROGRAMME_ORPHAN, DOUDI_PROGRAMME_UNSUPPORTED_CHILD },
  { DOUDI_PROGRAMME_ORPHAN, DOUDI_PROGRAMME_DISABILITY_LIVING },
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
 * doudi_programme_first_month:
 * @programme: a programme paid monthly
 * @applied: day of the application
 * @decided: day of the decision
 *
 * The first month an award is paid for. Low income (民发〔2021〕57号), special hardship
 * (民发〔2021〕43号) and children (民发〔2019〕62号): the month after the decision. The two
 * disability subsidies (国发〔2015〕52号): the month of the application, once granted.
 *
 * Returns: the month; %DOUDI_MONTH_NONE if the day that counts is %DOUDI_DAY_NONE or the programme
 *   is not paid monthly
 */
DoudiMonth
doudi_programme_first_month (DoudiProgramme programme, DoudiDay applied, DoudiDay decided)
{
  const DoudiProgrammeInfo *info = doudi_programme_info (programme);
  DoudiDay day = info->pays_from_application ? applied : decided;

  if (!info->monthly || day == DOUDI_DAY_NONE)
    return DOUDI_MONTH_NONE;
  return doudi_month_add (doudi_month_of_day (day), info->pays_from_application ? 0 : 1);
}

/**
 * doudi_programmes_exclude:
 * @one: a programme
 * @other: another programme
 *
 * Whether one person may not draw both in the same month, whichever way round they are named:
 * nobody is kept twice (国发〔2016〕14号 on special hardship, 国发〔2015〕52号 三 on the disability
 * subsidies, 民发〔2019〕62号 on children). A programme does not exclude itself.
 *
 * Returns: %TRUE if they exclude each other
 */
gboolean
doudi_programmes_exclude (DoudiProgramme one, DoudiProgramme other)
{
  for (guint i = 0; i < G_N_ELEMENTS (exclusions); i++)
    {
      if ((exclusions[i][0] == one && exclusions[i][1] == other)
          || (exclusions[i][0] == other && exclusions[i][1] == one))
        return TRUE;
    }
  return FALSE;
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
