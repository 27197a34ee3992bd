/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "base/doudi-data.h"
#include "base/doudi-error.h"
#include "report/doudi-report-definition.h"

#define HEAD "{\n\"id\": \"x\",\n\"name\": \"表\",\n\"periods\": [\"month\"],\n"
#define FOOT "\n\"foot\": [],\n\"checks\": []\n}\n"
#define SHEET(rest) "\"sheets\": [{\n\"name\": \"表\",\n\"title\": \"{county}表\",\n" rest "\n}],"
#define COLUMN "{ \"key\": \"township\", \"heading\": \"乡镇\", \"width\": 10 }"

/* One thing is wrong with each. */
static const struct
{
  const char *name;
  const char *json;
  guint line;
  const char *says;
} faulty[] = {
  { "not-json", "{", 1, "" },
  { "member",
    HEAD "\"titel\": \"\",\n" SHEET ("\"source\": \"pay-items\",\n\"columns\": [" COLUMN "]") FOOT,
    5, "titel" },
  { "no-sheets", HEAD "\"sheets\": []," FOOT, 5, "sheet" },
  { "period", "{\n\"id\": \"x\",\n\"name\": \"表\",\n\"periods\": [\"week\"]," FOOT, 4, "week" },
  { "source",
    HEAD SHEET ("\"source\": \"households of the moon\",\n\"columns\": [" COLUMN "]") FOOT, 8,
    "pay-items" },
  { "column",
    HEAD SHEET ("\"source\": \"pay-items\",\n\"columns\": [\n{ \"key\": \"shoe-size\", "
                "\"heading\": \"\", \"width\": 10 }]") FOOT,
    10, "shoe-size" },
  { "column-member",
    HEAD SHEET ("\"source\": \"pay-items\",\n\"columns\": [\n{ \"key\": "
                "\"township\", \"heading\": \"\", \"width\": 10,\n\"colour\": "
                "1 }]") FOOT,
    11, "colour" },
  { "width",
    HEAD SHEET ("\"source\": \"pay-items\",\n\"columns\": [\n{ \"key\": \"township\", "
                "\"heading\": \"\", \"width\": 1000 }]") FOOT,
    10, "width" },
  { "total-of-words",
    HEAD SHEET ("\"source\": \"pay-items\",\n\"columns\": [\n{ \"key\": "
                "\"township\", \"heading\": \"\", \"width\": 10,\n\"total\": "
                "true }]") FOOT,
    11, "summed" },
  { "column-twice",
    HEAD SHEET ("\"source\": \"pay-items\",\n\"columns\": [" COLUMN ",\n" COLUMN "]") FOOT, 10,
    "twice" },
  { "no-columns", HEAD SHEET ("\"source\": \"pay-items\",\n\"columns\": []") FOOT, 9, "column" },
  { "programme",
    HEAD SHEET ("\"source\": \"pay-items\",\n\"programmes\": [\n\"pocket-money\"],\n"
                "\"columns\": [" COLUMN "]") FOOT,
    10, "pocket-money" },
  { "paper",
    HEAD SHEET ("\"source\": \"pay-items\",\n\"paper\": \"letter\",\n\"columns\": [" COLUMN "]")
      FOOT,
    9, "A4" },
  { "place-in-title",
    HEAD "\"sheets\": [{\n\"name\": \"{village}\",\n\"title\": \"\",\n"
         "\"source\": \"pay-items\",\n\"columns\": [" COLUMN "]\n}]," FOOT,
    6, "{county}" },
  { "check",
    HEAD SHEET ("\"source\": \"pay-items\",\n\"columns\": [" COLUMN
                "]") "\n\"foot\": [],\n\"checks\": [\n\"it-feels-right\"]\n}",
    13, "it-feels-right" },
  { "check-without-columns",
    HEAD SHEET ("\"source\": \"pay-items\",\n\"columns\": [" COLUMN
                "]") "\n\"foot\": [],\n\"checks\": [\n\"payments-equal-run\"]\n}",
    13, "payments-equal-run" },
};

static void
test_faulty (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;
  g_autofree char *where = g_strdup_printf ("reports/x.json:%u", faulty[i].line);

  g_assert_null (doudi_report_definition_load (faulty[i].json, -1, "reports/x.json", &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
  g_assert_cmpstr (doudi_error_get_where (error), ==, where);
  g_assert_nonnull (strstr (error->message, faulty[i].says));
}

static void
test_smallest (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiReportDefinition) definition = doudi_report_definition_load (
    HEAD SHEET ("\"source\": \"pay-summary\",\n\"columns\": [" COLUMN "]") FOOT, -1, "x", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (doudi_report_definition_get_id (definition), ==, "x");
  g_assert_cmpstr (doudi_report_definition_get_name (definition), ==, "表");
  g_assert_false (doudi_report_definition_lists_persons (definition));
  g_assert_true (doudi_report_definition_takes (definition, DOUDI_PERIOD_MONTH));
  g_assert_false (doudi_report_definition_takes (definition, DOUDI_PERIOD_YEAR));
}

/* Each file that comes with the program loads, and is called what its report is called. */
static void
test_bundled (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) definitions = doudi_report_definitions_list (&error);
  g_auto (GStrv) names = doudi_data_list ("reports", NULL);

  g_assert_no_error (error);
  g_assert_cmpuint (definitions->len, ==, g_strv_length (names));
  for (guint i = 0; i < definitions->len; i++)
    {
      const char *id = doudi_report_definition_get_id (g_ptr_array_index (definitions, i));
      g_autofree char *name = g_strconcat (id, ".json", NULL);

      g_assert_cmpstr (name, ==, names[i]);
    }
}

/* The command-line contract names these; who lists persons needs another right. */
static void
test_contract (void)
{
  static const struct
  {
    const char *id;
    gboolean persons;
  } reports[] = {
    { "payment-sheet", TRUE },       { "payment-summary", FALSE },
    { "roster-low-income", TRUE },   { "roster-special-hardship", TRUE },
    { "roster-children", TRUE },     { "roster-disability", TRUE },
    { "low-income-monthly", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (reports); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DoudiReportDefinition) definition
        = doudi_report_definition_load_bundled (reports[i].id, &error);

      g_assert_no_error (error);
      g_assert_cmpint (doudi_report_definition_lists_persons (definition), ==, reports[i].persons);
    }
}

static void
test_unknown (void)
{
  static const char *const ids[] = { "prefecture-pack", "", "../policies/demo", "payment-sheet/" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (doudi_report_definition_load_bundled (ids[i], &error));
      g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_NOT_FOUND);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (faulty); i++)
    {
      g_autofree char *path = g_strconcat ("/report/definition/faulty/", faulty[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_faulty);
    }
  g_test_add_func ("/report/definition/smallest", test_smallest);
  g_test_add_func ("/report/definition/bundled", test_bundled);
  g_test_add_func ("/report/definition/contract", test_contract);
  g_test_add_func ("/report/definition/unknown", test_unknown);
  return g_test_run ();
}
