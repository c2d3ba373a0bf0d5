/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-progress.h"
#include "igny-scope.h"

G_BEGIN_DECLS

/* Rows a run is to work on: those given, or what sql finds with the site as ?1
 * and the sector (0: all) as ?2. An array of gint64. */
GArray *igny_work_todo_find (const IgnyRun   *run,
                             const IgnyScope *scope,
                             const char      *sql,
                             const gint64    *rows,
                             gsize            n_rows,
                             GError         **error);

G_END_DECLS
