/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The last messages of the program, for the page Status; they are written as ever,
 * too. Any thread. */
#define IGNY_TYPE_LOG_KEEPER (igny_log_keeper_get_type ())
G_DECLARE_FINAL_TYPE (IgnyLogKeeper, igny_log_keeper, IGNY, LOG_KEEPER, GObject)

/* Becomes the process's log writer: once, before there are threads. */
IgnyLogKeeper *igny_log_keeper_install (void);
/* Of igny_log_keeper_install, by what application the program is; NULL when it has
 * none. */
IgnyLogKeeper *igny_log_keeper_find (void);
/* So that it is found. */
void igny_log_keeper_attach (IgnyLogKeeper *self,
                             GObject       *application);
/* One message a line, with its time, the newest last; "" for none. Full
 * ownership. */
char *igny_log_keeper_dup_lines (IgnyLogKeeper *self);

G_END_DECLS
