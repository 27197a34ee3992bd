/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "report/doudi-report-source.h"
#include "store/doudi-report-rows.h"

#define PROGRESS_ROWS 1000

enum
{
  ITEM_ORDINAL,
  ITEM_TOWNSHIP,
  ITEM_VILLAGE,
  ITEM_GROUP,
  ITEM_NAME,
  ITEM_NUMBER,
  ITEM_ACCOUNT,
  ITEM_HOLDER,
  ITEM_PROGRAMME,
  ITEM_RESIDENCE,
  ITEM_CLASS,
  ITEM_CARE,
  ITEM_PERSONS,
  ITEM_REGULAR,
  ITEM_BACK_PAY,
  ITEM_RECOVERY,
  ITEM_PAID,
  N_ITEM_FIELDS,
};

/* The frozen rows of closed runs: what each award received in the period. */
static const DoudiReportField item_fields[N_ITEM_FIELDS] = {
  [ITEM_ORDINAL] = { "ordinal", DOUDI_COLUMN_ORDINAL },
  [ITEM_TOWNSHIP] = { "township", DOUDI_COLUMN_TEXT },
  [ITEM_VILLAGE] = { "village", DOUDI_COLUMN_TEXT },
  [ITEM_GROUP] = { "village-group", DOUDI_COLUMN_TEXT },
  [ITEM_NAME] = { "name", DOUDI_COLUMN_TEXT },
  [ITEM_NUMBER] = { "identity-number", DOUDI_COLUMN_NUMBER_TEXT },
  [ITEM_ACCOUNT] = { "account", DOUDI_COLUMN_NUMBER_TEXT },
  [ITEM_HOLDER] = { "account-holder", DOUDI_COLUMN_TEXT },
  [ITEM_PROGRAMME] = { "programme", DOUDI_COLUMN_TEXT },
  [ITEM_RESIDENCE] = { "residence", DOUDI_COLUMN_TEXT },
  [ITEM_CLASS] = { "class", DOUDI_COLUMN_TEXT },
  [ITEM_CARE] = { "care", DOUDI_COLUMN_TEXT },
  [ITEM_PERSONS] = { "persons", DOUDI_COLUMN_COUNT, DOUDI_SUMMARY_SUM },
  [ITEM_REGULAR] = { "regular", DOUDI_COLUMN_MONEY, DOUDI_SUMMARY_SUM },
  [ITEM_BACK_PAY] = { "back-pay", DOUDI_COLUMN_MONEY, DOUDI_SUMMARY_SUM },
  [ITEM_RECOVERY] = { "recovery", DOUDI_COLUMN_MONEY, DOUDI_SUMMARY_SUM },
  [ITEM_PAID] = { "paid", DOUDI_COLUMN_MONEY, DOUDI_SUMMARY_SUM },
};

typedef struct
{
  const DoudiReading *reading;
  gint64 done;
} ItemPass;

const char *
doudi_residence_chinese (DoudiResidence residence)
{
  switch (residence)
    {
    case DOUDI_RESIDENCE_RURAL:
      return "农村";
    case DOUDI_RESIDENCE_URBAN:
      return "城市";
    case DOUDI_RESIDENCE_ANY:
    default:
      return "";
    }
}

static void
set_place (DoudiValue *values, const DoudiReading *reading, const DoudiPayItem *item)
{
  values[ITEM_TOWNSHIP].text = doudi_reading_get_township (reading, item->division_code);
  values[ITEM_VILLAGE].text = doudi_reading_get_village (reading, item->division_code);
  values[ITEM_GROUP].text = item->village_group;
}

static void
set_award (DoudiValue *values, const DoudiRowKey *key, const DoudiPayItem *item)
{
  values[ITEM_PROGRAMME].text = doudi_programme_info (key->programme)->chinese;
  values[ITEM_RESIDENCE].text = doudi_residence_chinese (key->residence);
  values[ITEM_CLASS].text = doudi_class_chinese (item->benefit_class);
  values[ITEM_CARE].text = doudi_care_chinese (doudi_care_from_name (item->care));
  values[ITEM_NAME].text = item->payee_name;
  values[ITEM_NUMBER].text = item->identity_number;
  values[ITEM_ACCOUNT].text = item->account_number;
  values[ITEM_HOLDER].text = item->holder_name;
}

/* What was recovered stands on paper without its sign, in a column of its own. */
static void
set_amounts (DoudiValue *values, const DoudiPayItem *item)
{
  values[ITEM_PERSONS].number = item->persons;
  values[ITEM_REGULAR].number = item->regular;
  values[ITEM_BACK_PAY].number = item->back_pay;
  values[ITEM_RECOVERY].number = -item->recovery;
  values[ITEM_PAID].number = item->regular + item->back_pay + item->recovery;
}

static gboolean
add_item (const DoudiPayItem *item, gpointer data, GError **error)
{
  ItemPass *pass = data;
  DoudiRowKey key = { doudi_programme_from_name (item->programme),
                      doudi_residence_from_name (item->residence), item->division_code };
  DoudiValue values[N_ITEM_FIELDS] = { 0 };

  if ((pass->reading->programmes & (1u << key.programme)) == 0)
    return TRUE;
  set_place (values, pass->reading, item);
  set_award (values, &key, item);
  set_amounts (values, item);
  pass->reading->add (&key, values, pass->reading->data);
  if (++pass->done % PROGRESS_ROWS != 0)
    return TRUE;
  doudi_progress_report (pass->reading->progress, _ ("Reading payments"), pass->done, 0);
  return !doudi_progress_is_cancelled (pass->reading->progress, error);
}

static gboolean
read_items (const DoudiReading *reading, GError **error)
{
  ItemPass pass = { reading, 0 };
  DoudiStore *store = doudi_session_get_store (reading->session);

  for (guint i = 0; i < reading->runs->len; i++)
    {
      const DoudiPayRunRow *run = g_ptr_array_index (reading->runs, i);

      if (!doudi_pay_items_foreach (store, run->id, "", add_item, &pass, error))
        return FALSE;
    }
  return TRUE;
}

const DoudiReportSource doudi_report_source_pay_items = {
  "pay-items", TRUE, item_fields, N_ITEM_FIELDS, read_items,
};

enum
{
  SUM_ORDINAL,
  SUM_TOWNSHIP,
  SUM_PROGRAMME,
  SUM_RESIDENCE,
  SUM_MONTH,
  SUM_HOUSEHOLDS,
  SUM_PERSONS,
  SUM_REGULAR,
  SUM_BACK_PAY,
  SUM_RECOVERY,
  SUM_PAID,
  N_SUM_FIELDS,
};

/* What a township received for a programme in a month. */
static const DoudiReportField sum_fields[N_SUM_FIELDS] = {
  [SUM_ORDINAL] = { "ordinal", DOUDI_COLUMN_ORDINAL },
  [SUM_TOWNSHIP] = { "township", DOUDI_COLUMN_TEXT },
  [SUM_PROGRAMME] = { "programme", DOUDI_COLUMN_TEXT },
  [SUM_RESIDENCE] = { "residence", DOUDI_COLUMN_TEXT },
  [SUM_MONTH] = { "month", DOUDI_COLUMN_MONTH },
  [SUM_HOUSEHOLDS] = { "households", DOUDI_COLUMN_COUNT, DOUDI_SUMMARY_SUM },
  [SUM_PERSONS] = { "persons", DOUDI_COLUMN_COUNT, DOUDI_SUMMARY_SUM },
  [SUM_REGULAR] = { "regular", DOUDI_COLUMN_MONEY, DOUDI_SUMMARY_SUM },
  [SUM_BACK_PAY] = { "back-pay", DOUDI_COLUMN_MONEY, DOUDI_SUMMARY_SUM },
  [SUM_RECOVERY] = { "recovery", DOUDI_COLUMN_MONEY, DOUDI_SUMMARY_SUM },
  [SUM_PAID] = { "paid", DOUDI_COLUMN_MONEY, DOUDI_SUMMARY_SUM },
};

static gboolean
add_sum (const DoudiTownshipSum *sum, gpointer data, GError **error)
{
  const DoudiReading *reading = data;
  DoudiRowKey key = { doudi_programme_from_name (sum->programme),
                      doudi_residence_from_name (sum->residence), sum->township };
  DoudiValue values[N_SUM_FIELDS] = { 0 };

  if ((reading->programmes & (1u << key.programme)) == 0)
    return TRUE;
  values[SUM_TOWNSHIP].text = doudi_reading_get_township (reading, sum->township);
  values[SUM_PROGRAMME].text = doudi_programme_info (key.programme)->chinese;
  values[SUM_RESIDENCE].text = doudi_residence_chinese (key.residence);
  values[SUM_MONTH].number = sum->month;
  values[SUM_HOUSEHOLDS].number = sum->households;
  values[SUM_PERSONS].number = sum->persons;
  values[SUM_REGULAR].number = sum->regular;
  values[SUM_BACK_PAY].number = sum->back_pay;
  values[SUM_RECOVERY].number = -sum->recovery;
  values[SUM_PAID].number = sum->regular + sum->back_pay + sum->recovery;
  reading->add (&key, values, reading->data);
  return TRUE;
}

static gboolean
read_sums (const DoudiReading *reading, GError **error)
{
  return doudi_township_sums_foreach (doudi_session_get_store (reading->session),
                                      reading->period.first, reading->period.last, add_sum,
                                      (gpointer) reading, error);
}

const DoudiReportSource doudi_report_source_pay_summary = {
  "pay-summary", FALSE, sum_fields, N_SUM_FIELDS, read_sums,
};
