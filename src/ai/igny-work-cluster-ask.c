/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "igny-ai-session.h"
#include "igny-cluster.h"
#include "igny-clustering.h"
#include "igny-prompt.h"
#include "igny-reply-clusters.h"
#include "igny-reply.h"
#include "igny-work-cluster.h"

typedef struct
{
  const IgnyRun          *run;
  const IgnyScope        *scope;
  const IgnyWorkKeywords *keywords;
  GPtrArray              *groups;
  GArray                 *usages;
  IgnyClusterResult      *result;
  IgnyAiSession          *session;
  GHashTable             *by_name;    /* name → IgnyWorkGroup */
  GPtrArray              *names;      /* of the sector's clusters */
  guint                   n_answered; /* keywords */
} Asking;

static gboolean
load_names_cb (IgnyDb       *db,
               gpointer      data,
               GCancellable *cancellable,
               GError      **error)
{
  Asking *self = data;
  g_autoptr(GPtrArray) clusters = NULL;

  clusters = igny_records_select (db, &igny_cluster_entity, "sector = ?1", "ORDER BY row LIMIT 200",
                                  IGNY_BINDS (IGNY_BIND_INT (self->scope->sector)), error);
  for (guint i = 0; clusters != NULL && i < clusters->len; i++)
    g_ptr_array_add (self->names, g_strdup (igny_record_get_title (clusters->pdata[i])));
  return clusters != NULL;
}

static int
compare_clusters (gconstpointer a,
                  gconstpointer b,
                  gpointer      data)
{
  const IgnyClustering *clustering = data;
  guint                 left = *(const guint *) a;
  guint                 right = *(const guint *) b;

  if (clustering->clusters[left] != clustering->clusters[right])
    return clustering->clusters[left] < clustering->clusters[right] ? -1 : 1;
  return (left > right) - (left < right);
}

/* The offline engine's clusters in a row. */
GArray *
igny_work_cluster_order (const IgnyRun          *run,
                         const IgnyWorkKeywords *keywords,
                         GError                **error)
{
  g_autoptr(IgnyClustering) clustering = NULL;
  GArray *order;

  clustering = igny_clustering_run ((const char *const *) keywords->keys->pdata,
                                    (const gint64 *) (gpointer) keywords->volumes->data,
                                    keywords->n, 0.2, NULL, NULL, run->cancellable, error);
  if (clustering == NULL)
    return NULL;

  order = g_array_sized_new (FALSE, FALSE, sizeof (guint), (guint) keywords->n);
  for (guint i = 0; i < keywords->n; i++)
    g_array_append_val (order, i);
  g_array_sort_with_data (order, compare_clusters, clustering);
  return order;
}

static void
take_cluster (Asking                 *self,
              const IgnyReplyCluster *cluster,
              const guint            *order)
{
  IgnyWorkGroup *group = g_hash_table_lookup (self->by_name, cluster->name);

  if (group == NULL)
    {
      group = igny_work_groups_add (self->groups, cluster->name, cluster->description);
      g_hash_table_insert (self->by_name, group->name, group);
      g_ptr_array_add (self->names, g_strdup (cluster->name));
    }
  for (guint i = 0; i < cluster->keywords->len; i++)
    g_array_append_val (group->keywords, order[g_array_index (cluster->keywords, guint, i)]);
}

/* The price is for lots of the whole run, however many requests it takes. */
static gint64
count_credits (const Asking *self,
               guint         n)
{
  return igny_credits_count ("auto_cluster", self->n_answered + n) -
         (self->n_answered > 0 ? igny_credits_count ("auto_cluster", self->n_answered) : 0);
}

static IgnyReplyClusters *
ask (Asking            *self,
     IgnyPrompt        *prompt,
     const char *const *texts,
     guint              n,
     guint              item,
     guint              n_items,
     GError           **error)
{
  IgnyAiCall call = {
    .function = "auto_cluster",
    .target = "sectors",
    .target_row = self->scope->sector,
    .credits = count_credits (self, n),
    .owed = igny_ai_usages_sum (self->usages),
    .messages = igny_prompt_get_messages (prompt),
    .n_messages = igny_prompt_get_n_messages (prompt),
    .json = TRUE,
    .allow_cut = TRUE,
    .things = n,
    .item = item,
    .n_items = n_items,
  };
  IgnyUsage          usage = { 0 };
  IgnyReplyClusters *reply;
  g_autoptr(IgnyChatAnswer) answer = igny_ai_session_ask (self->session, &call, &usage, error);

  if (answer == NULL)
    return NULL;
  igny_ai_session_report_parse (self->session, item, n_items);
  reply = igny_reply_clusters_new (answer->text->str, texts, error);
  igny_ai_usages_add (self->usages, &usage, reply != NULL ? call.credits : 0);
  if (reply != NULL)
    self->n_answered += n;
  return reply;
}

static IgnyPrompt *
make_prompt (Asking            *self,
             const char *const *texts)
{
  IgnyPrompt *prompt = igny_ai_session_new_prompt (self->session, "clustering", NULL);

  g_ptr_array_add (self->names, NULL);
  igny_prompt_set_list (prompt, "keywords", texts);
  igny_prompt_set_list (prompt, "clusters", (const char *const *) self->names->pdata);
  igny_prompt_set_option (prompt, "language", igny_ai_session_get_language (self->session));
  g_ptr_array_remove_index (self->names, self->names->len - 1);
  return prompt;
}

/* One request; asked once more when the answer cannot be used. */
static gboolean
ask_some (Asking      *self,
          const guint *order,
          guint        n,
          guint        item,
          guint        n_items,
          GError     **error)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new ();
  g_autoptr(IgnyReplyClusters) reply = NULL;
  g_autoptr(IgnyPrompt) prompt = NULL;
  g_autoptr(GError) failure = NULL;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (texts, self->keywords->texts->pdata[order[i]]);
  g_ptr_array_add (texts, NULL);
  prompt = make_prompt (self, (const char *const *) texts->pdata);

  reply = ask (self, prompt, (const char *const *) texts->pdata, n, item, n_items, &failure);
  if (reply == NULL && failure->domain == IGNY_REPLY_ERROR)
    {
      igny_prompt_set_complaint (prompt, failure->message);
      g_clear_error (&failure);
      reply = ask (self, prompt, (const char *const *) texts->pdata, n, item, n_items, &failure);
    }
  if (reply == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  for (guint i = 0; i < reply->clusters->len; i++)
    take_cluster (self, reply->clusters->pdata[i], order);
  self->result->unknown += reply->rejected->len;
  return TRUE;
}

static gboolean
ask_all (Asking       *self,
         const GArray *order,
         GError      **error)
{
  guint size = igny_ai_session_get_keywords_per_request (self->session);
  guint n_items = (order->len + size - 1) / size;

  for (guint i = 0; i < n_items; i++)
    if (!ask_some (self, &g_array_index (order, guint, i * size), MIN (size, order->len - i * size),
                   i + 1, n_items, error))
      return FALSE;
  return TRUE;
}

gboolean
igny_work_cluster_ask (const IgnyRun          *run,
                       const IgnyScope        *scope,
                       const IgnyWorkKeywords *keywords,
                       GPtrArray              *groups,
                       GArray                 *usages,
                       IgnyClusterResult      *result,
                       GError                **error)
{
  Asking self = { run, scope, keywords, groups, usages, result };
  g_autoptr(IgnyAiSession) session = igny_ai_session_new (run, "auto_cluster", error);
  g_autoptr(GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GArray) order = NULL;

  if (session == NULL)
    return FALSE;
  self.session = session;
  self.by_name = by_name;
  self.names = names;
  igny_run_report (run, IGNY_PHASE_PREP, 0, 0, 0, _("Sorting keywords for the AI"));
  if (!igny_store_read (run->store, load_names_cb, &self, run->cancellable, error))
    return FALSE;
  order = igny_work_cluster_order (run, keywords, error);
  return order != NULL && ask_all (&self, order, error);
}
