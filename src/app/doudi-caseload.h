/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gio/gio.h>

#include "store/doudi-session.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_CASELOAD (doudi_caseload_get_type ())
G_DECLARE_FINAL_TYPE (DoudiCaseload, doudi_caseload, DOUDI, CASELOAD, GObject)

/**
 * DoudiWorkFunc:
 *
 * Work on the worker thread, with the session of the writing connection. Returns the result, or
 * %NULL with @error set.
 */
typedef gpointer (*DoudiWorkFunc) (DoudiSession *session,
                                   const DoudiProgress *progress,
                                   gpointer data,
                                   GError **error);

DoudiCaseload *doudi_caseload_new (const char *path);
gboolean doudi_caseload_open (DoudiCaseload *self, GError **error);
const char *doudi_caseload_get_path (DoudiCaseload *self);
const char *doudi_caseload_get_county_name (DoudiCaseload *self);
gboolean doudi_caseload_is_demonstration (DoudiCaseload *self);
gboolean doudi_caseload_is_encrypted (DoudiCaseload *self);
gboolean doudi_caseload_is_signed_in (DoudiCaseload *self);
gboolean doudi_caseload_is_busy (DoudiCaseload *self);
DoudiSession *doudi_caseload_get_session (DoudiCaseload *self);
DoudiStore *doudi_caseload_get_reader (DoudiCaseload *self);
gboolean doudi_caseload_may (DoudiCaseload *self, DoudiAction action);
void doudi_caseload_sign_in_async (DoudiCaseload *self,
                                   const char *user,
                                   const char *password,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean doudi_caseload_sign_in_finish (DoudiCaseload *self, GAsyncResult *result, GError **error);
void doudi_caseload_sign_out (DoudiCaseload *self);
void doudi_caseload_follow_day (DoudiCaseload *self);
void doudi_caseload_note_input (DoudiCaseload *self);
gint64 doudi_caseload_get_last_input (DoudiCaseload *self);

void doudi_caseload_work_async (DoudiCaseload *self,
                                const char *title,
                                DoudiWorkFunc func,
                                gpointer data,
                                GDestroyNotify data_free,
                                GDestroyNotify result_free,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
void doudi_caseload_look_async (DoudiCaseload *self,
                                const char *title,
                                DoudiWorkFunc func,
                                gpointer data,
                                GDestroyNotify data_free,
                                GDestroyNotify result_free,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gpointer doudi_caseload_work_finish (DoudiCaseload *self, GAsyncResult *result, GError **error);
void doudi_caseload_cancel (DoudiCaseload *self);

G_END_DECLS
