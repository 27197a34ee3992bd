/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "app/doudi-caseload.h"
#include "base/doudi-month.h"

G_BEGIN_DECLS

#define DOUDI_TYPE_PAGE (doudi_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (DoudiPage, doudi_page, DOUDI, PAGE, GtkWidget)

/**
 * DoudiPageClass:
 * @attach: the page has a caseload somebody is signed in to; show it
 * @detach: the person signed out: drop everything shown
 * @refresh: something in the file may have changed: read again what is shown
 * @count_waiting: how many things wait here for the person signed in
 * @focus_first: the keyboard comes to the page: put it where work begins; whether it is there
 *
 * A page of the window. It lays out one child, which its template gives it.
 */
struct _DoudiPageClass
{
  GtkWidgetClass parent_class;

  void (*attach) (DoudiPage *self);
  void (*detach) (DoudiPage *self);
  void (*refresh) (DoudiPage *self);
  guint (*count_waiting) (DoudiPage *self);
  gboolean (*focus_first) (DoudiPage *self);
};

DoudiCaseload *doudi_page_get_caseload (DoudiPage *self);
void doudi_page_set_caseload (DoudiPage *self, DoudiCaseload *caseload);
void doudi_page_refresh (DoudiPage *self);
guint doudi_page_count_waiting (DoudiPage *self);
void doudi_page_waiting_changed (DoudiPage *self);
void doudi_page_focus (DoudiPage *self);
gboolean doudi_page_may (DoudiPage *self, DoudiAction action);
gboolean doudi_page_read_month (DoudiPage *self, GtkEditable *entry, DoudiMonth *month);
void doudi_page_report_error (DoudiPage *self, const GError *error);
void doudi_page_report_done (DoudiPage *self, const char *message);

G_END_DECLS
