/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DoudiJsonPlace:
 *
 * Where a value of a JSON text begins. Places come in the order of the text: a value, then what is
 * inside it.
 *
 * @line: counted from 1
 * @n_inside: members of an object or elements of an array, 0 for other values
 * @start: bytes before it
 * @length: bytes it is written with
 */
typedef struct
{
  guint line;
  guint n_inside;
  gsize start;
  gsize length;
} DoudiJsonPlace;

GArray *doudi_json_scan (const char *text, gsize length, guint *bad_line, const char **problem);

G_END_DECLS
