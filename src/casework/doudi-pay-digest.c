/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-pay-digest.h"

#include <string.h>

#include "store/doudi-payment-store.h"

/* Each field stands with its length before it, so that no two different runs read alike. The
 * length is in decimal, then ":", then the bytes. */
typedef struct
{
  GChecksum *checksum;
  GString *text;
} Digest;

static void
add_text (Digest *digest, const char *text)
{
  gsize length = strlen (text);
  char head[24];
  char *p = head + sizeof head;

  *--p = ':';
  for (gsize rest = length; rest > 0 || p == head + sizeof head - 1; rest /= 10)
    *--p = (char) ('0' + rest % 10);
  g_string_append_len (digest->text, p, head + sizeof head - p);
  g_string_append_len (digest->text, text, (gssize) length);
}

static void
add_number (Digest *digest, gint64 number)
{
  char text[24];

  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, number);
  add_text (digest, text);
}

/* Ends a row: what was written goes into the checksum. */
static void
end_row (Digest *digest)
{
  g_string_append_c (digest->text, '\n');
  g_checksum_update (digest->checksum, (const guchar *) digest->text->str,
                     (gssize) digest->text->len);
  g_string_truncate (digest->text, 0);
}

static void
add_run (Digest *digest, const DoudiPayRunRow *run)
{
  g_autofree char *known_on = doudi_day_format_iso (run->known_on);

  add_text (digest, "run");
  add_number (digest, run->month);
  add_number (digest, run->programmes);
  add_text (digest, known_on);
  add_text (digest, run->policy_documents);
  add_number (digest, run->terms_through);
  add_number (digest, run->households);
  add_number (digest, run->persons);
  add_number (digest, run->lines);
  add_number (digest, run->regular);
  add_number (digest, run->back_pay);
  add_number (digest, run->recovery);
  end_row (digest);
}

static gboolean
add_item (const DoudiPayItem *item, gpointer data, GError **error)
{
  Digest *digest = data;

  add_text (digest, "item");
  add_number (digest, item->award_id);
  add_number (digest, item->payment_id);
  add_number (digest, item->household_id);
  add_text (digest, item->division_code);
  add_text (digest, item->village_group);
  add_text (digest, item->payee_name);
  add_text (digest, item->identity_number);
  add_number (digest, item->minor ? 1 : 0);
  add_text (digest, item->programme);
  add_text (digest, item->residence);
  add_number (digest, item->persons);
  add_number (digest, item->benefit_class);
  add_text (digest, item->care);
  add_number (digest, item->regular);
  add_number (digest, item->back_pay);
  add_number (digest, item->recovery);
  end_row (digest);
  return TRUE;
}

static gboolean
add_line (const DoudiRunLine *line, gpointer data, GError **error)
{
  Digest *digest = data;

  add_text (digest, "line");
  add_number (digest, line->award_id);
  add_number (digest, line->for_month);
  add_text (digest, line->kind);
  add_number (digest, line->fen);
  end_row (digest);
  return TRUE;
}

static gboolean
add_payment (const DoudiPayment *payment, gpointer data, GError **error)
{
  Digest *digest = data;

  add_text (digest, "payment");
  add_number (digest, payment->id);
  add_number (digest, payment->account_id);
  add_text (digest, payment->holder_name);
  add_text (digest, payment->account_number);
  add_number (digest, payment->fen);
  end_row (digest);
  return TRUE;
}

/**
 * doudi_pay_digest:
 * @store: the caseload
 * @run: a run
 * @error: return location
 *
 * Makes the digest of a run from its stored rows: the SHA-256, hexadecimal, of a text that has one
 * row for the run with its sums, one for each item in the order of awards, one for each ledger line
 * in the order of awards and months, and one for each payment. What the bank says later is not part
 * of it.
 *
 * Returns: (transfer full): the digest; %NULL with @error set
 */
char *
doudi_pay_digest (DoudiStore *store, const DoudiPayRunRow *run, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  Digest digest = { checksum, g_string_sized_new (1024) };
  gboolean done;

  add_run (&digest, run);
  done = doudi_pay_items_foreach (store, run->id, NULL, add_item, &digest, error)
         && doudi_run_lines_foreach (store, run->id, add_line, &digest, error)
         && doudi_payments_foreach (store, run->id, add_payment, &digest, error);
  g_string_free (digest.text, TRUE);
  return done ? g_strdup (g_checksum_get_string (checksum)) : NULL;
}

/**
 * doudi_pay_digest_check:
 * @store: the caseload
 * @run: a run that was not withdrawn
 * @matches: (out): whether its rows are those that were proposed
 * @error: return location
 *
 * Compares the stored rows of a run with its digest.
 *
 * Returns: %TRUE; %FALSE with @error set
 */
gboolean
doudi_pay_digest_check (DoudiStore *store,
                        const DoudiPayRunRow *run,
                        gboolean *matches,
                        GError **error)
{
  g_autofree char *digest = doudi_pay_digest (store, run, error);

  if (digest == NULL)
    return FALSE;
  *matches = g_str_equal (digest, run->digest);
  return TRUE;
}
