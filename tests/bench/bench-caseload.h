/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-session.h"

#define CASEWORKER "caseworker"
#define MONTH 201801

/* A caseload of households of three that draw low income, in a folder of its own; @day is that of
 * its sessions, @copy a name beside it. */
typedef struct
{
  char *folder;
  char *path;
  char *copy;
  const char *day;
  DoudiStore *store;
  DoudiSession *session;
} Bench;

/* Seconds of the processor and of the clock. */
typedef struct
{
  double processor;
  double clock;
} Cost;

Cost bench_now (void);
Cost bench_since (Cost start);
void bench_check (gboolean done, GError *error);
DoudiSession *bench_sign_in (Bench *bench, const char *user);
void bench_found (Bench *bench);
void bench_fill (Bench *bench, guint n);
