/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "report/doudi-what-if-file.h"

#include "base/doudi-csv.h"
#include "base/doudi-file.h"
#include "casework/doudi-audit-detail.h"
#include "store/doudi-policy-store.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

static const char *const headings[] = {
  "乡镇代码", "乡镇",     "项目",           "享受件数",       "增加件数",   "减少件数",
  "不变件数", "无法计算", "现行标准（元）", "拟定标准（元）", "差额（元）",
};

typedef struct
{
  DoudiSession *session;
  const DoudiWhatIf *what_if;
  const DoudiPolicyDocument *draft;
} Writing;

static char *
dup_object (const DoudiPolicyDocument *draft)
{
  return g_strconcat ("what-if:", doudi_policy_document_get_id (draft), NULL);
}

/* The line of the log comes before the file has its name: there is never a file without one. */
static gboolean
record (const Writing *writing, GError **error)
{
  g_autoptr (DoudiTransaction) transaction
    = doudi_transaction_begin (doudi_session_get_store (writing->session), error);
  g_autofree char *object = dup_object (writing->draft);
  g_autofree char *digest = doudi_policy_digest (doudi_policy_document_get_json (writing->draft));
  g_autofree char *from = doudi_month_format_iso (writing->what_if->from);
  g_autofree char *to = doudi_month_format_iso (writing->what_if->to);
  g_autofree char *detail = doudi_audit_detail ("digest", digest, "from", from, "to", to, NULL);

  return transaction != NULL
         && doudi_session_record (writing->session, DOUDI_ACTION_EXPORT_STATISTICS, object, detail,
                                  error)
         && doudi_transaction_commit (transaction, error);
}

static void
put_headings (GString *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (headings); i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      doudi_csv_put_text (text, headings[i]);
    }
  g_string_append (text, "\r\n");
}

static void
put_count (GString *text, gint64 count)
{
  g_string_append_printf (text, ",\"%" G_GINT64_FORMAT "\"", count);
}

static void
put_fen (GString *text, DoudiFen fen)
{
  g_autofree char *amount = doudi_money_format (fen);

  g_string_append_printf (text, ",\"%s\"", amount);
}

static void
put_row (GString *text, const DoudiWhatIfRow *row)
{
  doudi_csv_put_text (text, row->township_code);
  g_string_append_c (text, ',');
  doudi_csv_put_text (text, row->township);
  g_string_append_c (text, ',');
  doudi_csv_put_text (text, doudi_programme_info (row->programme)->chinese);
  put_count (text, row->sum.awards);
  put_count (text, row->sum.gain);
  put_count (text, row->sum.lose);
  put_count (text, row->sum.same);
  put_count (text, row->sum.unknown);
  put_fen (text, row->sum.before);
  put_fen (text, row->sum.after);
  put_fen (text, row->sum.after - row->sum.before);
  g_string_append (text, "\r\n");
}

static gboolean
write_cb (const char *path, gpointer data, GError **error)
{
  const Writing *writing = data;
  g_autoptr (GString) text = g_string_new (BYTE_ORDER_MARK);

  put_headings (text);
  for (guint i = 0; i < writing->what_if->rows->len; i++)
    put_row (text, g_ptr_array_index (writing->what_if->rows, i));
  return doudi_file_fill (path, text->str, text->len, error) && record (writing, error);
}

/**
 * doudi_what_if_file_write:
 * @session: who may take numbers out of the caseload, on the writing connection: the log gets a
 *   line
 * @what_if: what @draft changes
 * @draft: the document that was asked about
 * @path: (type filename): a file of the same name is replaced
 * @error: %DOUDI_ERROR_NOT_ALLOWED, or why the file could not be written
 *
 * Writes the table of a what-if as a csv for a spreadsheet: one row a township and programme, no
 * names, every field in quotes, no sums. Whole, or not at all.
 *
 * Returns: whether it was written
 */
gboolean
doudi_what_if_file_write (DoudiSession *session,
                          const DoudiWhatIf *what_if,
                          const DoudiPolicyDocument *draft,
                          const char *path,
                          GError **error)
{
  Writing writing = { session, what_if, draft };
  g_autofree char *object = dup_object (draft);

  return doudi_session_authorize (session, DOUDI_ACTION_EXPORT_STATISTICS, object, error)
         && doudi_file_publish (path, write_cb, &writing, error);
}
