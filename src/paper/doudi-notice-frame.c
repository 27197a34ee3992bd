/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * What all notices of one request share: the definition, the county's settings and places.
 */

#include "config.h"

#include "paper/doudi-notice-private.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "store/doudi-registry.h"
#include "store/doudi-setting.h"

/* Settings of the caseload that notices read. */
#define SETTING_COUNTY_PHONE "notice-phone-county"
#define SETTING_COMPLAINTS_PHONE "notice-phone-complaints"
#define SETTING_TURNED_ON "notice-turned-on-" /* and the programme: "yes" */

/* A setting of the caseload, or what stands for it. */
char *
_doudi_notice_get_setting (DoudiStore *store,
                           const char *name,
                           const char *otherwise,
                           GError **error)
{
  GError *local = NULL;
  char *value = doudi_setting_get (store, name, &local);

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  return value != NULL ? value : g_strdup (otherwise);
}

static gboolean
load_turned_on (DoudiNoticeFrame *frame, GError **error)
{
  for (guint i = 0; i < frame->definition->sections->len; i++)
    {
      const DoudiNoticeSection *section = g_ptr_array_index (frame->definition->sections, i);
      const char *programme = doudi_programme_info (section->programme)->name;
      g_autofree char *name = g_strconcat (SETTING_TURNED_ON, programme, NULL);
      g_autofree char *value = _doudi_notice_get_setting (frame->store, name, "", error);

      if (value == NULL)
        return FALSE;
      if (g_str_equal (value, "yes"))
        frame->turned_on |= 1u << section->programme;
    }
  return TRUE;
}

static gboolean
load_settings (DoudiNoticeFrame *frame, GError **error)
{
  DoudiStore *store = frame->store;
  g_autofree char *demonstration =
    _doudi_notice_get_setting (store, DOUDI_SETTING_DEMONSTRATION, "", error);

  if (demonstration == NULL)
    return FALSE;
  frame->demonstration = *demonstration != '\0' && !g_str_equal (demonstration, "no")
                         && !g_str_equal (demonstration, "0");
  frame->county = _doudi_notice_get_setting (store, DOUDI_SETTING_COUNTY_NAME, "", error);
  if (frame->county == NULL)
    return FALSE;
  frame->county_phone = _doudi_notice_get_setting (store, SETTING_COUNTY_PHONE, DOUDI_NOTICE_BLANK, error);
  if (frame->county_phone == NULL)
    return FALSE;
  frame->complaints_phone = _doudi_notice_get_setting (store, SETTING_COMPLAINTS_PHONE, DOUDI_NOTICE_BLANK, error);
  return frame->complaints_phone != NULL && load_turned_on (frame, error);
}

static gboolean
load_divisions (DoudiNoticeFrame *frame, GError **error)
{
  frame->division_list = doudi_registry_list_divisions (frame->store, error);
  if (frame->division_list == NULL)
    return FALSE;
  frame->divisions = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < frame->division_list->len; i++)
    {
      DoudiDivision *division = g_ptr_array_index (frame->division_list, i);

      g_hash_table_insert (frame->divisions, division->code, division);
    }
  return TRUE;
}

/* Says why there is no notice of a kind. */
static void
refuse_kind (const char *kind, GError **error)
{
  static const char *const waiting[] = { "exit", "temporary-aid", NULL };

  if (doudi_notice_never_hangs (doudi_programme_from_name (kind)))
    doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                     _ ("There are no notices of children. They are never named on a wall "
                        "(民发〔2010〕161号)."));
  else if (g_strv_contains (waiting, kind))
    doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                     _ ("There are no notices of the kind “%s” yet. Choose “review”, “approval”, "
                        "“payment” or “standing”."),
                     kind);
  else
    doudi_error_set (error, DOUDI_ERROR_USAGE, NULL,
                     _ ("There is no kind of notice “%s”. Choose “review”, “approval”, “payment” or "
                        "“standing”."),
                     kind);
}

static gboolean
is_bundled (const char *kind, GError **error)
{
  g_auto (GStrv) kinds = doudi_notice_definition_list_bundled (error);

  if (kinds == NULL)
    return FALSE;
  if (g_strv_contains ((const char *const *) kinds, kind))
    return TRUE;
  refuse_kind (kind, error);
  return FALSE;
}

DoudiNoticeFrame *
_doudi_notice_frame_new (DoudiSession *session, const char *kind, GError **error)
{
  g_autoptr (DoudiNoticeFrame) frame = g_new0 (DoudiNoticeFrame, 1);

  frame->store = doudi_session_get_store (session);
  frame->today = doudi_session_get_today (session);
  if (!is_bundled (kind, error))
    return NULL;
  frame->definition = doudi_notice_definition_load_bundled (kind, error);
  if (frame->definition == NULL)
    return NULL;
  frame->calendar = doudi_working_days_new_bundled (error);
  if (frame->calendar == NULL || !load_settings (frame, error) || !load_divisions (frame, error))
    return NULL;
  return g_steal_pointer (&frame);
}

void
_doudi_notice_frame_free (DoudiNoticeFrame *frame)
{
  if (frame == NULL)
    return;
  doudi_notice_definition_free (frame->definition);
  g_clear_pointer (&frame->calendar, doudi_working_days_free);
  g_clear_pointer (&frame->divisions, g_hash_table_unref);
  g_clear_pointer (&frame->division_list, g_ptr_array_unref);
  g_free (frame->county);
  g_free (frame->county_phone);
  g_free (frame->complaints_phone);
  g_free (frame);
}
