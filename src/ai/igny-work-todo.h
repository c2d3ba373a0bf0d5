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

/* Of articles that can still be changed: those without any picture, those whose
 * pictures are not all made, and pictures that are described and pending. */
/* clang-format off */
#define IGNY_WORK_IN_SCOPE(t) \
  t ".site = ?1 AND (?2 = 0 OR " t ".sector = ?2)" \
  " AND " t ".account = my_account () AND " t ".deleted_step IS NULL"
#define IGNY_WORK_HAS_ARTICLE \
  "EXISTS (SELECT 1 FROM content c WHERE c.task = t.row AND c.is_brief = 0" \
  " AND c.status <> 'published' AND c.deleted_step IS NULL)"
#define IGNY_WORK_HAS_PICTURE(more) \
  "EXISTS (SELECT 1 FROM images i WHERE i.task = t.row AND i.deleted_step IS NULL" more ")"
#define IGNY_WORK_TODO_BARE_TASKS \
  "SELECT t.row FROM tasks t WHERE " IGNY_WORK_IN_SCOPE ("t") " AND " IGNY_WORK_HAS_ARTICLE \
  " AND NOT " IGNY_WORK_HAS_PICTURE ("") " ORDER BY t.row"
#define IGNY_WORK_TODO_UNFINISHED \
  "SELECT t.row FROM tasks t WHERE " IGNY_WORK_IN_SCOPE ("t") " AND " IGNY_WORK_HAS_ARTICLE \
  " AND (NOT " IGNY_WORK_HAS_PICTURE ("") \
  " OR " IGNY_WORK_HAS_PICTURE (" AND i.status = 'pending' AND i.prompt IS NOT NULL") \
  ") ORDER BY t.row"
#define IGNY_WORK_TODO_IMAGES \
  "SELECT i.row FROM images i WHERE " IGNY_WORK_IN_SCOPE ("i") \
  " AND i.status = 'pending' AND i.prompt IS NOT NULL" \
  " AND i.image_type IN ('featured', 'in_article') ORDER BY i.task, i.position, i.row"
/* clang-format on */

/* Rows a run is to work on: those given, or what sql finds with the site as ?1
 * and the sector (0: all) as ?2. An array of gint64. */
GArray *igny_work_todo_find (const IgnyRun   *run,
                             const IgnyScope *scope,
                             const char      *sql,
                             const gint64    *rows,
                             gsize            n_rows,
                             GError         **error);

G_END_DECLS
