/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-progress.h"
#include "igny-scope.h"

G_BEGIN_DECLS

/* What is to do: clusters without ideas, and tasks without a text. */
#define IGNY_WORK_TODO_CLUSTERS                                                               \
  "SELECT row FROM clusters WHERE site = ?1 AND (?2 = 0 OR sector = ?2) AND is_active = 1 "   \
  "AND account = my_account () "                                                              \
  "AND deleted_step IS NULL AND NOT EXISTS (SELECT 1 FROM ideas WHERE ideas.keyword_cluster " \
  "= clusters.row AND ideas.deleted_step IS NULL) ORDER BY row"

#define IGNY_WORK_TODO_TASKS                                                               \
  "SELECT row FROM tasks WHERE site = ?1 AND (?2 = 0 OR sector = ?2) AND "                 \
  "account = my_account () AND status = "                                                  \
  "'queued' AND deleted_step IS NULL AND NOT EXISTS (SELECT 1 FROM content WHERE "         \
  "content.task = tasks.row AND content.deleted_step IS NULL) ORDER BY priority = 'high' " \
  "DESC, row"

/* Rows a run is to work on: those given, or what sql finds with the site as ?1
 * and the sector (0: all) as ?2. An array of gint64. */
GArray *igny_work_todo_find (const IgnyRun   *run,
                             const IgnyScope *scope,
                             const char      *sql,
                             const gint64    *rows,
                             gsize            n_rows,
                             GError         **error);

G_END_DECLS
