/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-work-ideas.h"

#include <glib/gi18n.h>

#include "igny-cluster.h"
#include "igny-ideas.h"
#include "igny-jobs.h"
#include "igny-reply.h"
#include "igny-work-todo.h"
#include "igny-work.h"

typedef struct
{
  gint64           row;
  IgnyWorkCluster *cluster; /* NULL when it has ideas already */
} Load;

static gboolean
load_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Load  *load = data;
  gint64 ideas;
  g_autoptr(IgnyCluster) record = NULL;

  record = igny_records_load (db, &igny_cluster_entity, load->row, error);
  if (record == NULL ||
      !igny_db_get_integer (db,
                            "SELECT count(*) FROM ideas WHERE keyword_cluster = ?1 AND"
                            " deleted_step IS NULL",
                            IGNY_BINDS (IGNY_BIND_INT (load->row)), &ideas, error))
    return FALSE;
  if (ideas > 0)
    return TRUE;

  load->cluster = g_new0 (IgnyWorkCluster, 1);
  load->cluster->row = load->row;
  load->cluster->name = g_strdup (record->name);
  load->cluster->scope = (IgnyScope){ record->site, record->sector };
  load->cluster->keywords = igny_work_keywords_load_cluster (db, load->row, error);
  return load->cluster->keywords != NULL;
}

void
igny_work_cluster_free (IgnyWorkCluster *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->keywords, igny_work_keywords_free);
  g_free (self->name);
  g_free (self);
}

static void
idea_free (gpointer data)
{
  IgnyWorkIdea *idea = data;

  g_free (idea->title);
  g_free (idea->description);
  g_free (idea->outline);
  g_array_unref (idea->keywords);
  g_free (idea);
}

IgnyWorkIdea *
igny_work_ideas_append (IgnyWorkIdeas *self,
                        gint64         cluster,
                        IgnyScope      scope,
                        const char    *title)
{
  IgnyWorkIdea *idea = g_new0 (IgnyWorkIdea, 1);

  idea->cluster = cluster;
  idea->scope = scope;
  idea->title = g_strdup (title);
  idea->words = IGNY_UNKNOWN;
  idea->keywords = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_ptr_array_add (self->ideas, idea);
  return idea;
}

void
igny_work_idea_add_keywords (IgnyWorkIdea          *self,
                             const GArray          *indexes,
                             const IgnyWorkCluster *cluster)
{
  for (guint i = 0; i < indexes->len; i++)
    {
      gint64 row = igny_work_keywords_row (cluster->keywords, g_array_index (indexes, guint, i));

      g_array_append_val (self->keywords, row);
    }
}

/* Deleted by somebody while the engine thought: then there is nothing to make
 * ideas for. */
static gboolean
is_there (IgnyDb *db,
          gint64  cluster)
{
  gint64 found = 0;

  igny_db_get_integer (db, "SELECT count(*) FROM clusters WHERE row = ?1 AND deleted_step IS NULL",
                       IGNY_BINDS (IGNY_BIND_INT (cluster)), &found, NULL);
  return found == 1;
}

static gboolean
save_idea (IgnyStep           *step,
           const char         *origin,
           const IgnyWorkIdea *idea,
           GError            **error)
{
  IgnyIdeaDraft draft = {
    .title = idea->title,
    .description = idea->description,
    .content_type = idea->content_type,
    .content_structure = idea->content_structure,
    .outline = idea->outline,
    .words = idea->words,
    .keywords = (const gint64 *) (gpointer) idea->keywords->data,
    .n_primary = idea->n_primary,
    .n_keywords = idea->keywords->len,
  };
  gint64 row;

  return igny_ideas_add (step, &idea->scope, idea->cluster, origin, &draft, &row, error);
}

static gboolean
save_cb (IgnyStep     *step,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  IgnyWorkIdeas *self = data;

  for (guint i = 0; i < self->ideas->len; i++)
    {
      const IgnyWorkIdea *idea = self->ideas->pdata[i];

      if (i % 64 == 0)
        igny_run_report (self->run, IGNY_PHASE_SAVE, i * 1000 / self->ideas->len, self->n_items,
                         self->n_items, _("Saving ideas"));
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!is_there (igny_step_get_db (step), idea->cluster))
        continue;
      if (!save_idea (step, self->engine == IGNY_ENGINE_AI ? "ai" : "offline", idea, error))
        return FALSE;
      self->created++;
    }
  if (!igny_ai_usages_charge (self->usages, step, error) ||
      !igny_jobs_settle (self->run, step, self->whole, error))
    return FALSE;

  igny_step_set_label (step, ngettext ("Make %u idea", "Make %u ideas", self->created),
                       self->created);
  return TRUE;
}

static gboolean
think (IgnyWorkIdeas *self,
       gint64         row,
       guint          item,
       guint          n_items,
       GError       **error)
{
  Load load = { row };
  g_autoptr(IgnyWorkCluster) cluster = NULL;
  g_autoptr(GError) local = NULL;

  igny_run_report (self->run, IGNY_PHASE_PREP, 0, item, n_items,
                   _("Reading cluster %u of %u"), item, n_items);
  if (!igny_store_read (self->run->store, load_cb, &load, self->run->cancellable, &local) &&
      !g_error_matches (local, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  cluster = load.cluster;
  if (cluster == NULL || cluster->keywords->n == 0)
    {
      self->skipped++;
      return TRUE;
    }
  if (self->engine == IGNY_ENGINE_AI)
    return igny_work_ideas_ask (self, cluster, item, n_items, error);
  igny_work_ideas_make (self, cluster);
  return TRUE;
}

/* An answer that cannot be read says nothing about the next cluster's. */
static gboolean
stops (const GError *failure)
{
  return failure->domain != IGNY_REPLY_ERROR;
}

static gboolean
run_all (IgnyWorkIdeas *self,
         const GArray  *todo,
         GError       **error)
{
  g_autoptr(GError) failure = NULL;

  self->n_items = todo->len;
  for (guint i = 0; (failure == NULL || !stops (failure)) && i < todo->len; i++)
    {
      g_autoptr(GError) local = NULL;

      think (self, g_array_index (todo, gint64, i), i + 1, todo->len, &local);
      if (local != NULL && (failure == NULL || stops (local)))
        {
          g_clear_error (&failure);
          failure = g_steal_pointer (&local);
        }
    }

  /* Answers that came before a failure were paid for. */
  self->whole = failure == NULL;
  if ((failure == NULL ? self->ideas->len > 0 : self->usages->len > 0) &&
      !igny_store_write (self->run->store, IGNY_STEP_DO,
                         _("Make ideas"), save_cb, self,
                            failure == NULL ? self->run->cancellable : NULL, error))
    return FALSE;
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
igny_work_ideas (const IgnyRun   *run,
                 const IgnyScope *scope,
                 IgnyEngine       engine,
                 const gint64    *clusters,
                 gsize            n_clusters,
                 guint           *created,
                 guint           *skipped,
                 GError         **error)
{
  g_auto(IgnyRunState) state = { 0 };
  IgnyRun       own;
  IgnyWorkIdeas self = { &own, engine };
  g_autoptr(GArray) todo = NULL;
  g_autoptr(GPtrArray) ideas = g_ptr_array_new_with_free_func (idea_free);
  g_autoptr(GArray) usages = igny_ai_usages_new ();
  gboolean ok;

  g_return_val_if_fail (run != NULL && scope != NULL && created != NULL && skipped != NULL, FALSE);

  own = igny_run_begin (run, &state);
  self.ideas = ideas;
  self.usages = usages;
  igny_run_report (&own, IGNY_PHASE_INIT, 0, 0, 0, _("Reading clusters"));
  todo = igny_work_todo_find (run, scope, IGNY_WORK_TODO_CLUSTERS, clusters, n_clusters, error);
  ok = todo != NULL && run_all (&self, todo, error);
  g_clear_pointer (&self.session, igny_ai_session_free);
  *created = self.created;
  *skipped = self.skipped;
  if (ok)
    igny_run_report (&own, IGNY_PHASE_DONE, 1000, 0, 0, _("Done"));
  return ok;
}
