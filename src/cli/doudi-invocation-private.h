/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "cli/doudi-command.h"

G_BEGIN_DECLS

/* What the global options say. */
typedef struct
{
  char *user;
  char *password_file;
  char *today;
  gboolean json;
  gboolean quiet;
  gboolean no_progress;
  gboolean version;
  gboolean help;
} DoudiGlobals;

/*
 * @arguments: what stands after the name of the command
 * @store: opened by doudi_invocation_open(), closed in the end
 * @answer: what goes to standard output in the end
 * @problems: (nullable): what was wrong with the data, one by one
 * @failed: the answer is no
 * @helped: the help was shown instead
 * @shown_at: when the last progress was shown, monotonic microseconds
 * @line_open: whether a line of progress is on the terminal
 */
struct _DoudiInvocation
{
  const DoudiGlobals *globals;
  GStrv arguments;
  guint n_arguments;
  DoudiDay today;
  DoudiProgress progress;
  DoudiStore *store;
  JsonNode *answer;
  JsonNode *problems;
  gboolean failed;
  gboolean helped;
  gint64 shown_at;
  char *shown_stage;
  gboolean line_open;
};

void doudi_invocation_init (DoudiInvocation *invocation, const DoudiGlobals *globals);
void doudi_invocation_clear (DoudiInvocation *invocation);
void doudi_invocation_end_progress (DoudiInvocation *invocation);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DoudiInvocation, doudi_invocation_clear)

G_END_DECLS
