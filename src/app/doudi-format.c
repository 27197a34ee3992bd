/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "app/doudi-format.h"
#include "policy/doudi-assessment-form.h"
#include "policy/doudi-programme.h"

/**
 * doudi_format_count:
 *
 * Returns: (transfer full): a number with separators every three digits, in every locale
 */
char *
doudi_format_count (gint64 count)
{
  g_autofree char *digits = g_strdup_printf ("%" PRId64, count);
  GString *text = g_string_new (digits);

  for (gssize i = (gssize) text->len - 3; i > (count < 0 ? 1 : 0); i -= 3)
    g_string_insert_c (text, i, ',');
  return g_string_free (text, FALSE);
}

/**
 * doudi_format_programmes:
 * @programmes: bits 1 << #DoudiProgramme
 *
 * Returns: (transfer full): their names in the reader's language
 */
char *
doudi_format_programmes (guint programmes)
{
  GString *text = g_string_new (NULL);

  for (guint i = 1; i < DOUDI_N_PROGRAMMES; i++)
    if ((programmes & (1u << i)) != 0)
      {
        if (text->len > 0)
          g_string_append (text, " · ");
        g_string_append (text, _(doudi_programme_info (i)->label));
      }
  return g_string_free (text, FALSE);
}

/**
 * doudi_format_programme:
 * @name: as in the file: "low-income"
 *
 * Returns: (transfer none): its name in the reader's language
 */
const char *
doudi_format_programme (const char *name)
{
  DoudiProgramme programme = doudi_programme_from_name (name);

  return programme != DOUDI_PROGRAMME_NONE ? _(doudi_programme_info (programme)->label) : name;
}

/**
 * doudi_format_class:
 * @benefit_class: 1-4, 0 for none
 *
 * Returns: (transfer none): "Class I", "" for none
 */
const char *
doudi_format_class (int benefit_class)
{
  static const char *const labels[] = {
    "", N_("Class I"), N_("Class II"), N_("Class III"), N_("Class IV"),
  };

  if (benefit_class < 1 || benefit_class >= (int) G_N_ELEMENTS (labels))
    return "";
  return _(labels[benefit_class]);
}

/**
 * doudi_format_residence:
 * @residence: a kind of residence
 *
 * Returns: (transfer none): in the reader's language, "" for any
 */
const char *
doudi_format_residence (DoudiResidence residence)
{
  static const char *const labels[] = { "", N_("rural"), N_("urban") };

  return *labels[residence] != '\0' ? _(labels[residence]) : "";
}

/**
 * doudi_format_care:
 * @care: a form of care
 *
 * Returns: (transfer none): in the reader's language, "" for none
 */
const char *
doudi_format_care (DoudiCare care)
{
  static const char *const labels[] = { "", N_("care at home"), N_("care in an institution") };

  return *labels[care] != '\0' ? _(labels[care]) : "";
}

/**
 * doudi_format_self_care:
 * @self_care: a level of self-care
 *
 * Returns: (transfer none): in the reader's language, "" for unknown
 */
const char *
doudi_format_self_care (DoudiSelfCare self_care)
{
  static const char *const labels[]
    = { "", N_("self-care able"), N_("self-care partly"), N_("self-care unable") };

  return *labels[self_care] != '\0' ? _(labels[self_care]) : "";
}

/**
 * doudi_format_part:
 * @part: who pays it, as in a policy document: "provincial"
 *
 * Returns: (transfer full): in the reader's language; "" for an undivided amount
 */
char *
doudi_format_part (const char *part)
{
  if (g_str_equal (part, "provincial"))
    return g_strdup (_("provincial part"));
  if (g_str_equal (part, "local"))
    return g_strdup (_("local part"));
  return *part != '\0' ? g_strdup_printf (_("part “%s”"), part) : g_strdup ("");
}

/**
 * doudi_format_roles:
 * @roles: bits 1 << #DoudiRole
 *
 * Returns: (transfer full): their names in the reader's language
 */
char *
doudi_format_roles (guint roles)
{
  GString *text = g_string_new (NULL);

  for (guint role = 0; role < DOUDI_N_ROLES; role++)
    if ((roles & (1u << role)) != 0)
      {
        if (text->len > 0)
          g_string_append (text, " · ");
        g_string_append (text, doudi_role_label ((DoudiRole) role));
      }
  return g_string_free (text, FALSE);
}

/**
 * doudi_format_who_may:
 * @action: what is to be done
 *
 * Returns: (transfer full): who may do it, for somebody who may not
 */
char *
doudi_format_who_may (DoudiAction action)
{
  g_autofree char *roles = doudi_format_roles (doudi_action_info (action)->roles);

  return g_strdup_printf (_("This is for: %s"), roles);
}

/**
 * doudi_format_difference:
 * @fen: what something rises by, below zero what it falls by
 *
 * Returns: (transfer full): with its sign, "0.00" for none
 */
char *
doudi_format_difference (DoudiFen fen)
{
  g_autofree char *text = doudi_money_format_grouped (fen);

  return g_strconcat (fen > 0 ? "+" : "", text, NULL);
}

/**
 * doudi_format_form_result:
 * @result: what a form comes to, as it is stored
 *
 * Returns: (transfer none): the same for a person
 */
const char *
doudi_format_form_result (const char *result)
{
  static const struct
  {
    const char *result;
    const char *label;
  } labels[] = {
    { "passed", N_ ("agreed") },
    { "failed", N_ ("not agreed") },
    { "not-valid", N_ ("not valid: too few came") },
    { "fits", N_ ("fits") },
    { "does-not-fit", N_ ("does not fit") },
    { "able", N_ ("able to care for oneself") },
    { "partly", N_ ("partly able") },
    { "unable", N_ ("unable") },
  };
  const char *const *outcomes = doudi_assessment_outcome_names ();

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (labels[i].result, result))
      return _ (labels[i].label);
  for (guint i = 1; outcomes[i] != NULL; i++)
    if (g_str_equal (outcomes[i], result))
      return doudi_assessment_outcome_label ((DoudiAssessmentOutcome) i);
  return result;
}

/**
 * doudi_format_run_state:
 * @state: of a pay run, as in the file
 *
 * Returns: (transfer none): in the reader's language
 */
const char *
doudi_format_run_state (const char *state)
{
  static const struct
  {
    const char *state;
    const char *label;
  } states[] = {
    { "proposed", N_("to be approved") },
    { "approved", N_("approved, not closed") },
    { "closed", N_("closed") },
    { "withdrawn", N_("taken back") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (states[i].state, state))
      return _(states[i].label);
  return state;
}

/**
 * doudi_format_month:
 *
 * Returns: (transfer full): a month for a table, "" for none
 */
char *
doudi_format_month (DoudiMonth month)
{
  return month == DOUDI_MONTH_NONE ? g_strdup ("") : doudi_month_format_iso (month);
}

/**
 * doudi_format_relation:
 * @relation: as in the file
 *
 * Returns: (transfer full): in the reader's language; what a paper wrote stays as it is
 */
char *
doudi_format_relation (const char *relation)
{
  return g_strdup (g_str_equal (relation, "head") ? _("Head") : relation);
}
