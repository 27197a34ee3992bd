/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-page.h"
#include "casework/doudi-case-list.h"

G_BEGIN_DECLS

/* What is done to a list. */
typedef enum
{
  DOUDI_CASE_LIST_WORK_CREATE,
  DOUDI_CASE_LIST_WORK_TAKE_OUT,
  DOUDI_CASE_LIST_WORK_SUBMIT,
  DOUDI_CASE_LIST_WORK_WITHDRAW,
  DOUDI_CASE_LIST_WORK_RETURN,
  DOUDI_CASE_LIST_WORK_DECIDE,
  DOUDI_CASE_LIST_WORK_NOTICE,
} DoudiCaseListWorkKind;

/**
 * DoudiCaseListWork:
 *
 * Something done to a list, on its way to the worker.
 *
 * @page: the page that waits for it
 * @kind_name: of a new list
 * @list: the list; the new one, once it is made
 * @words: a reason, or the evidence of a notice
 * @except: (element-type DoudiCaseListExcept): rows that do not go on
 * @digest: of what was on the screen
 */
typedef struct
{
  DoudiPage *page;
  DoudiCaseListWorkKind kind;
  const char *kind_name;
  DoudiProgramme programme;
  gint64 list;
  gint64 item;
  char *words;
  GArray *except;
  char *digest;
  char *division;
  gboolean posted;
  DoudiDay day;
  guint n_cases;
} DoudiCaseListWork;

DoudiCaseListWork *doudi_case_list_work_new (DoudiPage *page, DoudiCaseListWorkKind kind, gint64 list);
void doudi_case_list_work_free (gpointer data);
gpointer doudi_case_list_work_run (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error);

G_END_DECLS
