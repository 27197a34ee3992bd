/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The records of an xls workbook ([MS-XLS] 2.3.2) that matter for a table. */
typedef enum
{
  DOUDI_BIFF_FORMULA = 0x0006,
  DOUDI_BIFF_EOF = 0x000a,
  DOUDI_BIFF_DATE_MODE = 0x0022,
  DOUDI_BIFF_FILE_PASS = 0x002f,
  DOUDI_BIFF_CONTINUE = 0x003c,
  DOUDI_BIFF_BOUND_SHEET = 0x0085,
  DOUDI_BIFF_MUL_RK = 0x00bd,
  DOUDI_BIFF_RSTRING = 0x00d6,
  DOUDI_BIFF_XF = 0x00e0,
  DOUDI_BIFF_SST = 0x00fc,
  DOUDI_BIFF_LABEL_SST = 0x00fd,
  DOUDI_BIFF_SUP_BOOK = 0x01ae,
  DOUDI_BIFF_NUMBER = 0x0203,
  DOUDI_BIFF_LABEL = 0x0204,
  DOUDI_BIFF_BOOL_ERR = 0x0205,
  DOUDI_BIFF_STRING = 0x0207,
  DOUDI_BIFF_ROW = 0x0208,
  DOUDI_BIFF_RK = 0x027e,
  DOUDI_BIFF_FORMAT = 0x041e,
  DOUDI_BIFF_BOF = 0x0809,
} DoudiBiffType;

/**
 * DoudiBiff:
 * @type: of the record that is read
 * @body: its bytes
 *
 * A stream of records. Nothing beyond a record is ever read.
 */
typedef struct
{
  const guint8 *bytes;
  gsize length;
  gsize at;
  guint16 type;
  const guint8 *body;
  gsize size;
} DoudiBiff;

void doudi_biff_init (DoudiBiff *biff, GBytes *stream, gsize at);
gboolean doudi_biff_next (DoudiBiff *biff);
gboolean doudi_biff_has (const DoudiBiff *biff, gsize size);
char *doudi_biff_dup_string (const DoudiBiff *biff, gsize at, gsize count_size);
GPtrArray *doudi_biff_read_strings (DoudiBiff *biff);
double doudi_biff_rk (guint32 rk);

G_END_DECLS
