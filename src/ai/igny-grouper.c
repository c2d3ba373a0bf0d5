/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-grouper.h"

#include <glib/gi18n.h>

#include "igny-json.h"
#include "igny-serp.h"
#include "igny-settings.h"
#include "igny-work-embed.h"

struct _IgnyGrouper
{
  const IgnyRun          *run;
  const IgnyWorkKeywords *keywords;
  IgnyClusteringPlan     *plan;
  IgnySerp               *serp; /* with IGNY_ENGINE_SERP, and no plan then */
  gint64                  overlap;
};

static void
progress_cb (double   fraction,
             gpointer user_data)
{
  const IgnyRun *run = user_data;

  igny_run_report (run, IGNY_PHASE_AI_CALL, (guint) (fraction * 500), 0, 0,
                   _("Comparing keywords"));
}

static void
group_progress_cb (double   fraction,
                   gpointer user_data)
{
  const IgnyRun *run = user_data;

  igny_run_report (run, IGNY_PHASE_AI_CALL, 500 + (guint) (fraction * 500), 0, 0,
                   _("Grouping keywords"));
}

static const char *const *
get_keys (const IgnyGrouper *self)
{
  return (const char *const *) self->keywords->keys->pdata;
}

static const gint64 *
get_volumes (const IgnyGrouper *self)
{
  return (const gint64 *) (gpointer) self->keywords->volumes->data;
}

typedef struct
{
  guint       place;
  const char *text;
} Column;

static int
compare_columns (gconstpointer a,
                 gconstpointer b)
{
  const Column *x = a;
  const Column *y = b;

  return (x->place > y->place) - (x->place < y->place);
}

static void
add_results (IgnySerp   *serp,
             const char *attributes)
{
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(GArray) columns = NULL;
  JsonObject    *object;
  JsonObjectIter iter;
  const char    *header;
  JsonNode      *value;

  igny_serp_add_keyword (serp);
  if (attributes == NULL)
    return;
  node = igny_json_parse (attributes, -1, NULL);
  object = igny_json_node_get_object (node);
  if (object == NULL)
    return;
  columns = g_array_new (FALSE, FALSE, sizeof (Column));
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &header, &value))
    {
      Column column = { 0, igny_json_node_get_string (value, NULL) };

      if (column.text != NULL && igny_serp_is_column (header, &column.place))
        g_array_append_val (columns, column);
    }
  g_array_sort (columns, compare_columns);
  for (guint i = 0; i < columns->len; i++)
    igny_serp_add_urls (serp, g_array_index (columns, Column, i).text);
}

static gboolean
load_results_cb (IgnyDb       *db,
                 gpointer      data,
                 GCancellable *cancellable,
                 GError      **error)
{
  IgnyGrouper *self = data;
  gint64       account = igny_store_get_account (self->run->store);
  g_autoptr(IgnyCursor) cursor = NULL;

  self->overlap = igny_settings_get_number (db, account, "general.serp-overlap");
  for (guint i = 0; i < self->keywords->n; i++)
    {
      const IgnyBind *binds =
          IGNY_BINDS (IGNY_BIND_INT (igny_work_keywords_row (self->keywords, i)));
      g_autoptr(GError) local = NULL;
      gboolean found;

      if (cursor == NULL)
        cursor = igny_db_query (db, "SELECT attributes FROM keywords WHERE row = ?1", binds, error);
      else if (!igny_cursor_rebind (cursor, binds, error))
        return FALSE;
      if (cursor == NULL)
        return FALSE;
      found = igny_cursor_next (cursor, &local);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      add_results (self->serp, found ? igny_cursor_get_text (cursor, 0) : NULL);
    }
  return TRUE;
}

static gboolean
prepare_serp (IgnyGrouper *self,
              GError     **error)
{
  self->serp = igny_serp_new ();
  if (!igny_store_read (self->run->store, load_results_cb, self, self->run->cancellable, error))
    return FALSE;
  if (self->keywords->n > 0 && igny_serp_count (self->serp) == 0)
    {
      g_set_error_literal (error, IGNY_INVALID, IGNY_INVALID_FIELD,
                           _("none of the keywords has result addresses; import a file with a "
                             "column such as “SERP URLs”, or use the offline engine"));
      return FALSE;
    }
  return TRUE;
}

static gboolean
prepare_embeddings (IgnyGrouper     *self,
                    const IgnyScope *scope,
                    GError         **error)
{
  g_auto(IgnyWorkVectors) vectors = { NULL, 0, 0 };

  if (!igny_work_embed (self->run, scope, self->keywords, &vectors, error))
    return FALSE;
  self->plan = igny_clustering_plan_new_from_vectors (
      get_keys (self), get_volumes (self), self->keywords->n, vectors.vectors, vectors.n_dims,
      progress_cb, (gpointer) self->run, self->run->cancellable, error);
  return self->plan != NULL;
}

static gboolean
prepare_offline (IgnyGrouper *self,
                 GError     **error)
{
  self->plan =
      igny_clustering_plan_new (get_keys (self), get_volumes (self), self->keywords->n, progress_cb,
                                (gpointer) self->run, self->run->cancellable, error);
  return self->plan != NULL;
}

IgnyGrouper *
igny_grouper_new (const IgnyRun          *run,
                  const IgnyScope        *scope,
                  IgnyEngine              engine,
                  const IgnyWorkKeywords *keywords,
                  GError                **error)
{
  g_autoptr(IgnyGrouper) self = g_new0 (IgnyGrouper, 1);
  gboolean ready;

  g_return_val_if_fail (run != NULL && keywords != NULL, NULL);

  self->run = run;
  self->keywords = keywords;
  if (engine == IGNY_ENGINE_SERP)
    ready = prepare_serp (self, error);
  else if (engine == IGNY_ENGINE_EMBEDDINGS)
    ready = prepare_embeddings (self, scope, error);
  else if (engine == IGNY_ENGINE_OFFLINE)
    ready = prepare_offline (self, error);
  else
    {
      g_set_error_literal (error, IGNY_INVALID, IGNY_INVALID_FIELD,
                           _("what an AI would say is not known before it is asked; compare with "
                             "another engine"));
      ready = FALSE;
    }
  return ready ? g_steal_pointer (&self) : NULL;
}

void
igny_grouper_free (IgnyGrouper *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->plan, igny_clustering_plan_free);
  g_clear_pointer (&self->serp, igny_serp_free);
  g_free (self);
}

IgnyClustering *
igny_grouper_run (IgnyGrouper  *self,
                  gint64        strictness,
                  GCancellable *cancellable,
                  GError      **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->serp != NULL)
    return igny_serp_cluster (self->serp, get_keys (self), get_volumes (self),
                              (guint) self->overlap, cancellable, error);
  return igny_clustering_plan_run (self->plan, (double) strictness / 100, group_progress_cb,
                                   (gpointer) self->run, cancellable, error);
}
