/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-store.h"

G_BEGIN_DECLS

/* Runs for igny8ctl what it asks the owner of the data folder to run, each
 * command on a thread of its own. A command whose caller leaves the bus is
 * cancelled. */
typedef struct _IgnyCommandService IgnyCommandService;

/* Exports IGNY_COMMANDS_PATH on connection; calls come to the main context of
 * the calling thread, which has to run. store is borrowed until the service is
 * freed; its environment is the commands'. way is canceled when a window wants
 * the data folder; NULL for a program that keeps it. */
IgnyCommandService *igny_command_service_new (GDBusConnection *connection,
                                              IgnyStore       *store,
                                              GCancellable    *way,
                                              GError         **error);
/* Cancels what runs and waits for it; before the store is closed. */
void igny_command_service_free (IgnyCommandService *self);
/* How many commands run. */
guint igny_command_service_get_n_running (IgnyCommandService *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyCommandService, igny_command_service_free)

G_END_DECLS
