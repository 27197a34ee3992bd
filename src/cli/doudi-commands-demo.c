/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <inttypes.h>

#include "cli/doudi-command.h"

#include <glib/gi18n-lib.h>

#include "casework/doudi-demonstration.h"

#define COUNTY "623027"
#define HOUSEHOLDS 300
#define HOUSEHOLDS_MAX 200000
#define MONTHS 12
#define MONTHS_MAX 120
#define SEED 1

static char *option_county;
static int option_households = HOUSEHOLDS;
static int option_months = MONTHS;
static gint64 option_seed = SEED;

static const GOptionEntry demo_options[] = {
  { "county", 0, 0, G_OPTION_ARG_STRING, &option_county,
    N_ ("Division code of the county (623027)"), N_ ("CODE") },
  { "households", 0, 0, G_OPTION_ARG_INT, &option_households, N_ ("How many households (300)"),
    N_ ("N") },
  { "months", 0, 0, G_OPTION_ARG_INT, &option_months, N_ ("How many months were paid (12)"),
    N_ ("M") },
  { "seed", 0, 0, G_OPTION_ARG_INT64, &option_seed,
    N_ ("The same number invents the same people (1)"), N_ ("S") },
  { NULL },
};

static gboolean
is_between (const char *option, int value, int least, int most, GError **error)
{
  if (value >= least && value <= most)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_USAGE, NULL, _ ("%s is a number from %d to %d."), option,
                   least, most);
  return FALSE;
}

static void
answer (DoudiInvocation *invocation, const char *file, const DoudiDemonstrationResult *result)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *shown = g_filename_display_name (file);

  json_builder_begin_object (builder);
  doudi_json_add_text (builder, "file", shown);
  doudi_json_add_int (builder, "households", result->households);
  doudi_json_add_int (builder, "persons", result->persons);
  doudi_json_add_int (builder, "awards", result->awards);
  doudi_json_add_int (builder, "ledger_lines", result->ledger_lines);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
  doudi_invocation_say (invocation,
                        _ ("%s: %" PRId64 " households, %" PRId64
                           " persons, %" PRId64 " awards, %" PRId64
                           " lines in the ledger. Users are named like roles (caseworker, "
                           "reviewer, director, notices, administrator, auditor); their password "
                           "is %s."),
                        shown, result->households, result->persons, result->awards,
                        result->ledger_lines, DOUDI_DEMONSTRATION_PASSWORD);
}

static gboolean
run_demo (DoudiInvocation *invocation, GError **error)
{
  const char *file = doudi_invocation_get_argument (invocation, 0);
  DoudiDemonstrationOptions options = {
    .county = option_county != NULL ? option_county : COUNTY,
    .seed = (guint64) option_seed,
    .today = doudi_invocation_get_today (invocation),
  };
  DoudiDemonstrationResult result;

  if (!is_between ("--households", option_households, 1, HOUSEHOLDS_MAX, error)
      || !is_between ("--months", option_months, 0, MONTHS_MAX, error))
    return FALSE;
  options.households = (guint) option_households;
  options.months = (guint) option_months;
  if (!doudi_demonstration_create (file, &options, doudi_invocation_get_progress (invocation),
                                   &result, error))
    return FALSE;
  answer (invocation, file, &result);
  return TRUE;
}

const DoudiCommand doudi_commands_demo[] = {
  { "demo", "FILE", 1, N_ ("Make a caseload of invented people"), demo_options, run_demo },
  { NULL },
};
