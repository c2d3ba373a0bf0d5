/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-step.h"
#include "igny-workspace.h"

G_BEGIN_DECLS

/* On the writer thread, for one row after the other. */
typedef gboolean (*IgnyBulkFunc) (IgnyStep *step,
                                  gint64    row,
                                  gpointer  data,
                                  GError  **error);

/* Does one thing to many rows, in one step called label, as a job. Strings are
 * copied; rows is taken; data is freed at the end. Main thread. */
void igny_bulk_start (IgnyWorkspace *workspace,
                      const char    *running,
                      const char    *label,
                      const char    *failed,
                      GArray        *rows,
                      IgnyBulkFunc   func,
                      gpointer       data,
                      GDestroyNotify free_data);

G_END_DECLS
