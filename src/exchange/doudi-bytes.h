/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Numbers in files that put the lowest byte first, wherever they lie. */

static inline guint16
doudi_bytes_u16 (const guint8 *bytes)
{
  return (guint16) (bytes[0] | bytes[1] << 8);
}

static inline guint32
doudi_bytes_u32 (const guint8 *bytes)
{
  return (guint32) doudi_bytes_u16 (bytes) | (guint32) doudi_bytes_u16 (bytes + 2) << 16;
}

static inline guint64
doudi_bytes_u64 (const guint8 *bytes)
{
  return (guint64) doudi_bytes_u32 (bytes) | (guint64) doudi_bytes_u32 (bytes + 4) << 32;
}

G_END_DECLS
