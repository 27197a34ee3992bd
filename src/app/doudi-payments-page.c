/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "app/doudi-confirm.h"
#include "app/doudi-file-choose.h"
#include "app/doudi-format.h"
#include "app/doudi-list.h"
#include "app/doudi-pay-run-pane.h"
#include "app/doudi-payments-page.h"
#include "casework/doudi-pay-run.h"
#include "report/doudi-bank-file.h"
#include "store/doudi-pay-run-store.h"

struct _DoudiPaymentsPage
{
  DoudiPage parent_instance;

  GtkEditable *month_entry;
  GtkColumnView *view;
  GtkLabel *empty_label;
  GtkStack *list_stack;
  DoudiPayRunPane *pane;

  gboolean previewing;
  gboolean filling;
  gint64 wanted;
};

G_DEFINE_FINAL_TYPE (DoudiPaymentsPage, doudi_payments_page, DOUDI_TYPE_PAGE)

static const DoudiListColumn columns[] = {
  { N_("Month"), FALSE, FALSE, 7 },      { N_("Run"), TRUE, FALSE, 3 },
  { N_("State"), FALSE, TRUE, 8 },       { N_("Households"), TRUE, FALSE, 5 },
  { N_("Total (yuan)"), TRUE, FALSE, 10 },
};

static DoudiListRow *
row_new (const DoudiPayRunRow *run)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *month = doudi_month_format_iso (run->month);
  g_autofree char *number = g_strdup_printf ("%" PRId64, run->id);
  g_autofree char *households = doudi_format_count (run->households);
  g_autofree char *total = doudi_money_format_grouped (run->regular + run->back_pay + run->recovery);
  DoudiListRow *row;

  g_strv_builder_add_many (builder, month, number, doudi_format_run_state (run->state), households,
                           total, NULL);
  row = doudi_list_row_new (run->id, g_strv_builder_end (builder));
  doudi_list_row_set_data (row, g_strdup (run->state), g_free);
  return row;
}

static gboolean
selected_is (DoudiPaymentsPage *self, const char *state)
{
  DoudiListRow *row = doudi_list_get_selected (self->view);

  return row != NULL && !self->previewing && g_strcmp0 (doudi_list_row_get_data (row), state) == 0;
}

static void
enable (DoudiPaymentsPage *self, const char *action, DoudiAction permission, gboolean possible)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action,
                                 possible && doudi_page_may (DOUDI_PAGE (self), permission));
}

static void
update_actions (DoudiPaymentsPage *self)
{
  gboolean proposed = selected_is (self, "proposed");
  gboolean approved = selected_is (self, "approved");
  gboolean closed = selected_is (self, "closed");

  enable (self, "page.preview", DOUDI_ACTION_PREVIEW_PAY_RUN, TRUE);
  enable (self, "page.propose", DOUDI_ACTION_PROPOSE_PAY_RUN, TRUE);
  enable (self, "page.approve", DOUDI_ACTION_APPROVE_PAY_RUN, proposed);
  enable (self, "page.close-run", DOUDI_ACTION_CLOSE_PAY_RUN, approved);
  enable (self, "page.withdraw", DOUDI_ACTION_WITHDRAW_PAY_RUN, proposed || approved);
  enable (self, "page.bank-file", DOUDI_ACTION_WRITE_BANK_FILE, closed);
  enable (self, "page.explain", DOUDI_ACTION_EXPLAIN, proposed || approved || closed);
  enable (self, "page.print-why", DOUDI_ACTION_EXPLAIN, proposed || approved || closed);
}

static void
show_selected (DoudiPaymentsPage *self)
{
  DoudiCaseload *caseload = doudi_page_get_caseload (DOUDI_PAGE (self));
  DoudiListRow *row = doudi_list_get_selected (self->view);
  g_autoptr (GError) error = NULL;
  DoudiPayRunResult *result;

  if (caseload == NULL || row == NULL)
    {
      doudi_pay_run_pane_clear (self->pane);
      return;
    }
  result = doudi_pay_run_describe (doudi_caseload_get_reader (caseload), doudi_list_row_get_id (row),
                                   &error);
  if (result == NULL)
    doudi_page_report_error (DOUDI_PAGE (self), error);
  else
    doudi_pay_run_pane_show (self->pane, caseload, result);
}

static void
on_selected_cb (DoudiPaymentsPage *self)
{
  if (self->filling)
    return;
  self->previewing = FALSE;
  show_selected (self);
  update_actions (self);
}

static void
doudi_payments_page_refresh (DoudiPage *page)
{
  DoudiPaymentsPage *self = DOUDI_PAYMENTS_PAGE (page);
  DoudiStore *reader = doudi_caseload_get_reader (doudi_page_get_caseload (page));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs = doudi_pay_runs_list (reader, &error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  DoudiListRow *selected = doudi_list_get_selected (self->view);
  gint64 wanted = self->wanted;

  if (runs == NULL)
    {
      doudi_page_report_error (page, error);
      return;
    }
  if (wanted == 0 && selected != NULL)
    wanted = doudi_list_row_get_id (selected);
  for (guint i = 0; i < runs->len && rows->len < DOUDI_LIST_MAX_ROWS; i++)
    g_ptr_array_add (rows, row_new (g_ptr_array_index (runs, i)));
  self->filling = TRUE;
  doudi_list_show (self->view, rows);
  doudi_list_select_id (self->view, wanted);
  self->filling = FALSE;
  self->wanted = 0;
  gtk_stack_set_visible_child_name (self->list_stack, rows->len > 0 ? "list" : "empty");
  if (!self->previewing)
    show_selected (self);
  update_actions (self);
}

static void
doudi_payments_page_attach (DoudiPage *page)
{
  DoudiPaymentsPage *self = DOUDI_PAYMENTS_PAGE (page);
  DoudiSession *session = doudi_caseload_get_session (doudi_page_get_caseload (page));
  g_autofree char *month = NULL;

  month = doudi_month_format_iso (doudi_month_of_day (doudi_session_get_today (session)));
  gtk_editable_set_text (self->month_entry, month);
}

static void
doudi_payments_page_detach (DoudiPage *page)
{
  DoudiPaymentsPage *self = DOUDI_PAYMENTS_PAGE (page);
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();

  doudi_list_show (self->view, nothing);
  doudi_pay_run_pane_clear (self->pane);
  self->previewing = FALSE;
}

static gpointer
preview_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  return doudi_pay_run_preview (session, GPOINTER_TO_INT (data), 0, progress, error);
}

static void
on_previewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiPaymentsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  DoudiPayRunResult *preview = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);

  if (preview == NULL)
    {
      doudi_page_report_error (DOUDI_PAGE (self), error);
      return;
    }
  self->previewing = TRUE;
  doudi_pay_run_pane_show (self->pane, DOUDI_CASELOAD (source), preview);
  update_actions (self);
}

static void
preview_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiPaymentsPage *self = DOUDI_PAYMENTS_PAGE (widget);
  DoudiMonth month;

  if (doudi_page_read_month (DOUDI_PAGE (self), self->month_entry, &month))
    doudi_caseload_work_async (doudi_page_get_caseload (DOUDI_PAGE (self)), _("Working out the pay run"),
                               preview_work, GINT_TO_POINTER (month), NULL,
                               (GDestroyNotify) doudi_pay_run_result_free, on_previewed_cb,
                               g_object_ref (self));
}

static gpointer
propose_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  return doudi_pay_run_propose (session, GPOINTER_TO_INT (data), 0, progress, error);
}

static void
on_proposed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiPaymentsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiPayRunResult) run = NULL;

  run = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);
  if (run == NULL)
    {
      doudi_page_report_error (DOUDI_PAGE (self), error);
      return;
    }
  self->previewing = FALSE;
  self->wanted = run->run_id;
  doudi_page_report_done (DOUDI_PAGE (self), _("The run is made. A director approves it."));
}

static void
propose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiPaymentsPage *self = DOUDI_PAYMENTS_PAGE (widget);
  DoudiMonth month;

  if (doudi_page_read_month (DOUDI_PAGE (self), self->month_entry, &month))
    doudi_caseload_work_async (doudi_page_get_caseload (DOUDI_PAGE (self)), _("Making the pay run"),
                               propose_work, GINT_TO_POINTER (month), NULL,
                               (GDestroyNotify) doudi_pay_run_result_free, on_proposed_cb,
                               g_object_ref (self));
}

/* Approve, close and take back differ only in the function and the words. */
typedef struct
{
  gboolean (*run) (DoudiSession *session, gint64 run_id, GError **error);
  const char *title;
  const char *question;
  const char *body;
  const char *accept;
  const char *done;
} Step;

static const Step approve_step = {
  doudi_pay_run_approve,
  N_("Approving the pay run"),
  N_("Approve this pay run?"),
  N_("You sign for every row of it. Nobody can change a row afterwards."),
  N_("_Approve"),
  N_("The run is approved."),
};

static const Step close_step = {
  doudi_pay_run_close,
  N_("Closing the pay run"),
  N_("Close this pay run?"),
  N_("Its rows go into the ledger for good. What turns out wrong is settled by the next run."),
  N_("_Close"),
  N_("The run is closed. The bank file, the notices and the reports can be made."),
};

static const Step withdraw_step = {
  doudi_pay_run_withdraw,
  N_("Taking back the pay run"),
  N_("Take this pay run back?"),
  N_("Nothing has been paid. The next run works everything out again."),
  N_("_Take back"),
  N_("The run is taken back."),
};

typedef struct
{
  DoudiPaymentsPage *page;
  const Step *step;
  gint64 run_id;
} StepCall;

static void
step_call_free (gpointer data)
{
  StepCall *call = data;

  g_object_unref (call->page);
  g_free (call);
}

static gpointer
step_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  StepCall *call = data;

  return call->step->run (session, call->run_id, error) ? (gpointer) call->step : NULL;
}

static void
on_stepped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiPaymentsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  const Step *step = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);

  if (step == NULL)
    doudi_page_report_error (DOUDI_PAGE (self), error);
  else
    doudi_page_report_done (DOUDI_PAGE (self), _(step->done));
}

static void
on_step_confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  StepCall *call = user_data;
  DoudiCaseload *caseload = doudi_page_get_caseload (DOUDI_PAGE (call->page));

  if (!doudi_confirm_finish (GTK_WINDOW (source), result) || caseload == NULL)
    {
      step_call_free (call);
      return;
    }
  doudi_caseload_work_async (caseload, _(call->step->title), step_work, call, step_call_free, NULL,
                             on_stepped_cb, g_object_ref (call->page));
}

static void
ask_step (DoudiPaymentsPage *self, const Step *step)
{
  DoudiListRow *row = doudi_list_get_selected (self->view);
  StepCall *call;

  if (row == NULL)
    return;
  call = g_new0 (StepCall, 1);
  call->page = g_object_ref (self);
  call->step = step;
  call->run_id = doudi_list_row_get_id (row);
  doudi_confirm_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _(step->question),
                       _(step->body), _(step->accept), on_step_confirmed_cb, call);
}

static void
approve_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ask_step (DOUDI_PAYMENTS_PAGE (widget), &approve_step);
}

static void
close_run_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ask_step (DOUDI_PAYMENTS_PAGE (widget), &close_step);
}

static void
withdraw_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ask_step (DOUDI_PAYMENTS_PAGE (widget), &withdraw_step);
}

typedef struct
{
  gint64 run_id;
  char *path;
} BankFile;

static void
bank_file_free (gpointer data)
{
  BankFile *file = data;

  g_free (file->path);
  g_free (file);
}

static gpointer
bank_file_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  BankFile *file = data;
  DoudiBankFileResult *result = g_new0 (DoudiBankFileResult, 1);

  if (!doudi_bank_file_write (session, file->run_id, file->path, result, error))
    g_clear_pointer (&result, g_free);
  return result;
}

static void
on_bank_file_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiPaymentsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree DoudiBankFileResult *written = NULL;
  g_autofree char *total = NULL;
  g_autofree char *text = NULL;

  written = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);
  if (written == NULL)
    {
      doudi_page_report_error (DOUDI_PAGE (self), error);
      return;
    }
  total = doudi_money_format_grouped (written->total);
  text = g_strdup_printf (_("The bank file holds %" PRId64 " payments of together %s yuan."),
                          written->payments, total);
  doudi_page_report_done (DOUDI_PAGE (self), text);
}

static void
on_bank_file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiPaymentsPage) self = user_data;
  g_autoptr (GFile) chosen = doudi_file_choose_finish (GTK_WINDOW (source), result, NULL);
  DoudiCaseload *caseload = doudi_page_get_caseload (DOUDI_PAGE (self));
  DoudiListRow *row = doudi_list_get_selected (self->view);
  BankFile *file;

  if (chosen == NULL || caseload == NULL || row == NULL)
    return;
  file = g_new0 (BankFile, 1);
  file->run_id = doudi_list_row_get_id (row);
  file->path = g_file_get_path (chosen);
  doudi_caseload_work_async (caseload, _("Writing the bank file"), bank_file_work, file,
                             bank_file_free, g_free, on_bank_file_written_cb, g_object_ref (self));
}

static void
bank_file_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiPaymentsPage *self = DOUDI_PAYMENTS_PAGE (widget);
  DoudiListRow *row = doudi_list_get_selected (self->view);
  g_autofree char *file_name = NULL;

  if (row == NULL)
    return;
  file_name = g_strdup_printf (_("bank-%s-run%s.xlsx"), doudi_list_row_get_text (row, 0),
                               doudi_list_row_get_text (row, 1));
  doudi_file_choose_save_async (GTK_WINDOW (gtk_widget_get_root (widget)), _("Bank file"), file_name,
                                on_bank_file_chosen_cb, g_object_ref (self));
}

static void
explain_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  doudi_pay_run_pane_explain (DOUDI_PAYMENTS_PAGE (widget)->pane);
}

static void
print_why_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  doudi_pay_run_pane_print_why (DOUDI_PAYMENTS_PAGE (widget)->pane);
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  doudi_pay_run_pane_next (DOUDI_PAYMENTS_PAGE (widget)->pane);
}

static void
previous_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  doudi_pay_run_pane_previous (DOUDI_PAYMENTS_PAGE (widget)->pane);
}

static void
doudi_payments_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), DOUDI_TYPE_PAYMENTS_PAGE);

  G_OBJECT_CLASS (doudi_payments_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.preview", NULL, preview_action);
  gtk_widget_class_install_action (widget_class, "page.propose", NULL, propose_action);
  gtk_widget_class_install_action (widget_class, "page.approve", NULL, approve_action);
  gtk_widget_class_install_action (widget_class, "page.close-run", NULL, close_run_action);
  gtk_widget_class_install_action (widget_class, "page.withdraw", NULL, withdraw_action);
  gtk_widget_class_install_action (widget_class, "page.bank-file", NULL, bank_file_action);
  gtk_widget_class_install_action (widget_class, "page.explain", NULL, explain_action);
  gtk_widget_class_install_action (widget_class, "page.print-why", NULL, print_why_action);
  gtk_widget_class_install_action (widget_class, "page.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "page.previous", NULL, previous_action);
}

static void
doudi_payments_page_class_init (DoudiPaymentsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  DoudiPageClass *page_class = DOUDI_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_payments_page_dispose;
  page_class->attach = doudi_payments_page_attach;
  page_class->detach = doudi_payments_page_detach;
  page_class->refresh = doudi_payments_page_refresh;
  g_type_ensure (DOUDI_TYPE_PAY_RUN_PANE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-payments-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DoudiPaymentsPage, month_entry);
  gtk_widget_class_bind_template_child (widget_class, DoudiPaymentsPage, view);
  gtk_widget_class_bind_template_child (widget_class, DoudiPaymentsPage, empty_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiPaymentsPage, list_stack);
  gtk_widget_class_bind_template_child (widget_class, DoudiPaymentsPage, pane);
  install_actions (widget_class);
}

static void
doudi_payments_page_init (DoudiPaymentsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  doudi_list_set_up (self->view, columns, G_N_ELEMENTS (columns), TRUE);
  g_signal_connect_object (gtk_column_view_get_model (self->view), "notify::selected-item",
                           G_CALLBACK (on_selected_cb), self, G_CONNECT_SWAPPED);
}
