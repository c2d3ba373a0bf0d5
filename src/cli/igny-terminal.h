/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-caller.h"
#include "igny-store.h"

G_BEGIN_DECLS

/* All of igny8ctl but its main(): takes the arguments apart, runs the command,
 * prints its answer and returns the exit code: 0, 1 for failure, 2 for wrong
 * use, 130 when interrupted. argv has no program name and ends with NULL. */
#define IGNY_EXIT_FAILURE 1
#define IGNY_EXIT_USAGE 2
#define IGNY_EXIT_INTERRUPTED 130

/* Opens the data folder that argv names. When another program owns it, asks
 * that one to run the command. Blocks; any thread but a store's. */
int igny_terminal_run (const char *const *argv,
                       const IgnyCaller  *caller);
/* The same on a store that is open, for the owner that is asked; --data-dir is
 * the caller's affair then. Blocks; never on GTK's thread nor on a store's. */
int igny_terminal_run_in (const char *const *argv,
                          const IgnyCaller  *caller,
                          IgnyStore         *store);

G_END_DECLS
