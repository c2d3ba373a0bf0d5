/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-automation.h"
#include "igny-function.h"

G_BEGIN_DECLS

/* Carries the open run of a site on by one batch: looks what became of the last
 * one, asks the queue for the next (igny-queue.h), or goes to the next stage. A
 * stage that nobody can do is passed over with a reason. What the run has done
 * is in the store after each call, so that it may be interrupted anywhere.
 * *again gets when to come again: now or earlier, at once; IGNY_UNKNOWN, when
 * there is no run that runs. Whoever calls it sees to it that the queue is worked
 * off, and that it is called once at a time. Blocks. */
gboolean igny_automation_work (const IgnyRun       *run,
                               gint64               site,
                               const IgnyFunctions *functions,
                               gint64              *again,
                               GError             **error);

/* The same as igny_automation_change, with what the run asked of the queue: a
 * run that is canceled or paused begins no more of it. Blocks. */
gboolean igny_automation_command (const IgnyRun       *run,
                                  gint64               site,
                                  IgnyAutomationChange change,
                                  GError             **error);

G_END_DECLS
