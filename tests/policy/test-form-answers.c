/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-error.h"
#include "policy/doudi-form-answers.h"

#include <string.h>

/* What is written for every form of the office, empty and with its first rows, reads the same. */
static void
test_new_round_trip (void)
{
  g_auto (GStrv) ids = doudi_form_list_bundled (NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DoudiForm) form = doudi_form_load_bundled (ids[i], &error);
      g_autoptr (DoudiFormAnswers) answers = NULL;
      g_autoptr (DoudiFormAnswers) loaded = NULL;
      g_autofree char *json = NULL;

      g_assert_no_error (error);
      answers = doudi_form_answers_new (form);
      json = doudi_form_answers_to_json (answers);
      g_test_message ("%s: %s", ids[i], json);
      g_assert_true (doudi_form_answers_is_empty (answers));
      loaded = doudi_form_answers_load (form, json, -1, "a.json", &error);
      g_assert_no_error (error);
      g_assert_true (doudi_form_answers_equal (answers, loaded));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/policy/form-answers/new-round-trip", test_new_round_trip);
  return g_test_run ();
}
