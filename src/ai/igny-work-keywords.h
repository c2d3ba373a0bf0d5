/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-progress.h"
#include "igny-scope.h"

G_BEGIN_DECLS

/* Keywords as the engines take them: arrays side by side, of one length. */
typedef struct
{
  gsize      n;
  GArray    *rows;    /* gint64 */
  GPtrArray *texts;   /* as a person wrote them; char * */
  GPtrArray *keys;    /* normalized; char * */
  GArray    *volumes; /* gint64 */
  GPtrArray *intents; /* char * or NULL */
  GArray    *homes;   /* gint64: the cluster that each had, 0 for none */
} IgnyWorkKeywords;

/* Clusters of the sector ?1 that an engine made. A person's, and those that
 * ideas or tasks stand on, are left alone by every run. */
#define IGNY_WORK_ENGINE_MADE                                                               \
  "(SELECT row FROM clusters c WHERE c.sector = ?1 AND c.account = my_account () AND "      \
  "c.origin IN ('offline', 'ai') AND c.deleted_step IS NULL AND NOT EXISTS (SELECT 1 FROM " \
  "ideas i WHERE i.keyword_cluster = c.row AND i.deleted_step IS NULL) AND NOT EXISTS "     \
  "(SELECT 1 FROM tasks t WHERE t.cluster = c.row AND t.deleted_step IS NULL))"

/* Those of the sector without a cluster that are not archived, or of them the
 * rows given; again: those in clusters that an engine made too. */
IgnyWorkKeywords *igny_work_keywords_load_free (const IgnyRun   *run,
                                                const IgnyScope *scope,
                                                gboolean         again,
                                                const gint64    *rows,
                                                gsize            n_rows,
                                                GError         **error);
/* Those of a cluster, the most searched first. Store threads. */
IgnyWorkKeywords *igny_work_keywords_load_cluster (IgnyDb  *db,
                                                   gint64   cluster,
                                                   GError **error);
/* Those of a task, its primary ones first. Store threads. */
IgnyWorkKeywords *igny_work_keywords_load_task (IgnyDb  *db,
                                                gint64   task,
                                                GError **error);
void              igny_work_keywords_free (IgnyWorkKeywords *self);

#define igny_work_keywords_row(self, i) g_array_index ((self)->rows, gint64, i)
#define igny_work_keywords_home(self, i) g_array_index ((self)->homes, gint64, i)
#define igny_work_keywords_volume(self, i) g_array_index ((self)->volumes, gint64, i)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyWorkKeywords, igny_work_keywords_free)

G_END_DECLS
