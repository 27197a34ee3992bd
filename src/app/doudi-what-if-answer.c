/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-file-choose.h"
#include "app/doudi-what-if-answer.h"
#include "report/doudi-what-if-file.h"

/**
 * doudi_what_if_answer_new:
 * @document: what was asked about
 * @what_if: (transfer full): what came out just now
 *
 * Returns: (transfer full): the answer
 */
DoudiWhatIfAnswer *
doudi_what_if_answer_new (DoudiPolicyDocument *document, DoudiWhatIf *what_if)
{
  DoudiWhatIfAnswer *answer = g_atomic_rc_box_new0 (DoudiWhatIfAnswer);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  answer->document = doudi_policy_document_ref (document);
  answer->what_if = what_if;
  answer->at = g_date_time_format (now, "%H:%M");
  return answer;
}

static void
answer_clear (gpointer data)
{
  DoudiWhatIfAnswer *answer = data;

  doudi_policy_document_unref (answer->document);
  doudi_what_if_free (answer->what_if);
  g_free (answer->at);
}

/**
 * doudi_what_if_answer_unref:
 * @answer: (transfer full): an answer
 *
 * Gives up a reference; the last one frees the answer.
 */
void
doudi_what_if_answer_unref (DoudiWhatIfAnswer *answer)
{
  g_atomic_rc_box_release_full (answer, answer_clear);
}

/* What is written to a file on the worker. */
typedef struct
{
  DoudiPage *page;
  DoudiWhatIfAnswer *answer;
  char *path;
} Output;

static void
output_free (gpointer data)
{
  Output *output = data;

  g_object_unref (output->page);
  doudi_what_if_answer_unref (output->answer);
  g_free (output->path);
  g_free (output);
}

static gpointer
write_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  Output *output = data;

  return doudi_what_if_file_write (session, output->answer->what_if, output->answer->document,
                                   output->path, error)
           ? output
           : NULL;
}

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Output *output = user_data;
  g_autoptr (GError) error = NULL;

  if (doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error) == NULL)
    doudi_page_report_error (output->page, error);
  else
    doudi_page_report_done (output->page, _ ("The table is saved."));
  output_free (output);
}

static void
on_file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Output *output = user_data;
  g_autoptr (GFile) file = doudi_file_choose_finish (GTK_WINDOW (source), result, NULL);
  DoudiCaseload *caseload = doudi_page_get_caseload (output->page);

  if (file == NULL || caseload == NULL)
    {
      output_free (output);
      return;
    }
  output->path = g_file_get_path (file);
  doudi_caseload_work_async (caseload, _ ("Saving the table"), write_work, output, NULL, NULL,
                             on_written_cb, output);
}

/**
 * doudi_what_if_answer_save:
 * @page: the page that asks
 *
 * Asks where to save the table and saves it.
 */
void
doudi_what_if_answer_save (DoudiWhatIfAnswer *answer, DoudiPage *page)
{
  g_autofree char *from = doudi_month_format_iso (answer->what_if->from);
  g_autofree char *to = doudi_month_format_iso (answer->what_if->to);
  g_autofree char *name = g_strdup_printf (
    _ ("what-if-%s-%s-to-%s.csv"), doudi_policy_document_get_id (answer->document), from, to);
  Output *output = g_new0 (Output, 1);

  output->page = g_object_ref (page);
  output->answer = g_atomic_rc_box_acquire (answer);
  doudi_file_choose_save_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))),
                                _ ("Save the table"), name, on_file_chosen_cb, output);
}
