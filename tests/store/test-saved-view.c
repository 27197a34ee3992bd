/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include <string.h>

#include "base/doudi-error.h"
#include "registry-fixture.h"
#include "store/doudi-saved-view.h"

#define PAGE "households"

static DoudiSession *
sign_in_other (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  DoudiSession *session;

  g_assert_true (doudi_users_add (fixture->session, "zhuoma", 1u << DOUDI_ROLE_CASEWORKER,
                                  FIXTURE_PASSWORD, &error));
  session
    = doudi_session_sign_in (fixture->store, "zhuoma", FIXTURE_PASSWORD, fixture->today, &error);
  g_assert_no_error (error);
  return session;
}

static void
save (DoudiSession *session, const char *name, const char *content)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (doudi_saved_view_save (session, PAGE, name, content, &error));
  g_assert_no_error (error);
}

static void
assert_view (DoudiSession *session, const char *name, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;

  g_assert_true (doudi_saved_view_load (session, PAGE, name, &content, &error));
  g_assert_cmpstr (content, ==, expected);
}

static void
assert_names (DoudiSession *session, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = doudi_saved_view_list (session, PAGE, &error);
  g_autoptr (GString) names = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "," : "",
                            ((DoudiSavedViewRow *) rows->pdata[i])->name);
  g_assert_cmpstr (names->str, ==, expected);
}

/* A view of the same name takes the place of the one before; how a list was left has no name. */
static void
test_save (Fixture *fixture, gconstpointer data)
{
  assert_view (fixture->session, "", NULL);
  save (fixture->session, "", "{\"left\":1}");
  save (fixture->session, "九甲村", "{\"a\":1}");
  save (fixture->session, "复核", "{\"b\":1}");
  save (fixture->session, "九甲村", "{\"a\":2}");
  save (fixture->session, "", "{\"left\":2}");
  assert_view (fixture->session, "九甲村", "{\"a\":2}");
  assert_view (fixture->session, "", "{\"left\":2}");
  assert_view (fixture->session, "别的", NULL);
  assert_names (fixture->session, "九甲村,复核");
}

/* Everybody has views of their own. */
static void
test_own (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DoudiSession) other = sign_in_other (fixture);

  save (fixture->session, "复核", "{\"mine\":1}");
  assert_view (other, "复核", NULL);
  save (other, "复核", "{\"hers\":1}");
  assert_view (fixture->session, "复核", "{\"mine\":1}");
  g_assert_true (doudi_saved_view_remove (other, PAGE, "复核", NULL));
  assert_names (other, "");
  assert_names (fixture->session, "复核");
}

static void
test_rename (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  save (fixture->session, "一", "{\"n\":1}");
  save (fixture->session, "二", "{\"n\":2}");
  g_assert_true (doudi_saved_view_rename (fixture->session, PAGE, "一", "三", &error));
  assert_names (fixture->session, "三,二");
  assert_view (fixture->session, "三", "{\"n\":1}");
  g_assert_true (doudi_saved_view_rename (fixture->session, PAGE, "三", "三", &error));
  g_assert_false (doudi_saved_view_rename (fixture->session, PAGE, "三", "二", &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (doudi_saved_view_rename (fixture->session, PAGE, "四", "五", &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_NOT_FOUND);
  assert_names (fixture->session, "三,二");
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strnfill (DOUDI_SAVED_VIEW_NAME_MAX + 1, 'a');

  g_assert_false (doudi_saved_view_save (fixture->session, PAGE, name, "{}", &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
  g_clear_error (&error);
  save (fixture->session, name + 1, "{}");
  g_assert_false (doudi_saved_view_rename (fixture->session, PAGE, name + 1, "", &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
  g_clear_error (&error);
  g_assert_false (doudi_saved_view_remove (fixture->session, PAGE, "别的", &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/store/saved-view/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("save", test_save);
  ADD ("own", test_own);
  ADD ("rename", test_rename);
  ADD ("refused", test_refused);
#undef ADD
  return g_test_run ();
}
