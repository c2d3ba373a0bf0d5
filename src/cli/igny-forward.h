/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "igny-caller.h"

G_BEGIN_DECLS

#define IGNY_COMMANDS_PATH "/com/igny8/Igny8/Commands"
#define IGNY_COMMANDS_INTERFACE "com.igny8.Igny8.Commands"

/* Asks the owner of the data folder to let go of it, which a worker of the queue
 * does when it has put its work down; the answer is not waited for. */
void igny_forward_ask_way (GDBusConnection *connection,
                           const char      *owner);

/* Has the owner of the data folder run the command, over the session bus:
 * method Run (as argv, s folder, ah stdin-stdout-stderr) → i exit code.
 * Cancelling leaves the bus, and so makes the owner cancel the command. The
 * error names the owner. Blocks. */
gboolean igny_forward_run (const char        *owner,
                           const char *const *argv,
                           const IgnyCaller  *caller,
                           int               *code,
                           GError           **error);

G_END_DECLS
