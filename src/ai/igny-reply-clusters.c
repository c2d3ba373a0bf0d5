/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-reply-clusters.h"

#include "igny-reply-fields.h"
#include "igny-reply-keywords.h"
#include "igny-reply.h"
#include "igny-text.h"

static const char *const list_names[] = {
  "clusters", "groups", "keyword_clusters", "topics", "results", "data", NULL
};
static const char *const name_names[] = {
  "name", "cluster_name", "cluster", "title", "topic", "label", "group", NULL
};
static const char *const description_names[] = { "description", "summary", "theme", NULL };
static const char *const keyword_names[] = {
  "keywords", "keyword_list", "terms", "items", "members", "queries", NULL
};

static gboolean
accept (JsonNode *node)
{
  JsonArray *array = igny_reply_fields_find_objects (node, list_names);

  /* An empty list of clusters has the shape. */
  if (array == NULL)
    return igny_json_get_array (igny_json_node_get_object (node), "clusters") != NULL;
  for (guint i = 0; i < igny_json_array_get_length (array); i++)
    if (igny_reply_fields_find (igny_json_array_get_object (array, i), keyword_names) != NULL)
      return TRUE;
  return igny_json_array_get_length (array) == 0;
}

static void
free_cluster (gpointer data)
{
  IgnyReplyCluster *cluster = data;

  g_free (cluster->name);
  g_free (cluster->description);
  g_array_unref (cluster->keywords);
  g_free (cluster);
}

static IgnyReplyCluster *
find_or_add (IgnyReplyClusters *self,
             GHashTable        *by_name,
             const char        *name)
{
  g_autofree char  *normal = igny_text_normalize (name);
  IgnyReplyCluster *cluster = g_hash_table_lookup (by_name, normal);

  if (cluster != NULL)
    return cluster;

  cluster = g_new0 (IgnyReplyCluster, 1);
  cluster->name = g_strdup (name);
  cluster->keywords = g_array_new (FALSE, FALSE, sizeof (guint));
  g_ptr_array_add (self->clusters, cluster);
  g_hash_table_insert (by_name, g_steal_pointer (&normal), cluster);
  return cluster;
}

/* Keeps of found what no cluster has yet. */
static void
claim (GArray *found,
       GArray *taken)
{
  guint kept = 0;

  for (guint i = 0; i < found->len; i++)
    {
      guint     index = g_array_index (found, guint, i);
      gboolean *is_taken = &g_array_index (taken, gboolean, index);

      if (!*is_taken)
        g_array_index (found, guint, kept++) = index;
      *is_taken = TRUE;
    }
  g_array_set_size (found, kept);
}

static void
read_cluster (IgnyReplyClusters *self,
              JsonObject        *object,
              IgnyReplyKeywords *request,
              const char *const *keywords,
              GArray            *taken,
              GHashTable        *by_name)
{
  g_autofree char *name = igny_reply_fields_get_text (object, name_names, 200);
  g_autoptr (GPtrArray) texts = igny_reply_fields_get_list (object, keyword_names);
  g_autoptr (GArray) found = igny_reply_keywords_match (request, texts, self->rejected);
  IgnyReplyCluster *cluster;

  claim (found, taken);
  if (found->len == 0)
    return;

  cluster = find_or_add (self, by_name,
                         name != NULL ? name : keywords[g_array_index (found, guint, 0)]);
  g_array_append_vals (cluster->keywords, found->data, found->len);
  if (cluster->description == NULL)
    cluster->description = igny_reply_fields_get_text (object, description_names, 2000);
}

static void
read_all (IgnyReplyClusters *self,
          JsonArray         *array,
          const char *const *keywords)
{
  g_autoptr (IgnyReplyKeywords) request = igny_reply_keywords_new (keywords);
  g_autoptr (GHashTable) by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) taken = g_array_new (FALSE, TRUE, sizeof (gboolean));

  g_array_set_size (taken, g_strv_length ((char **) keywords));
  for (guint i = 0; i < igny_json_array_get_length (array); i++)
    {
      JsonObject *object = igny_json_array_get_object (array, i);

      if (object != NULL)
        read_cluster (self, object, request, keywords, taken, by_name);
    }
  for (guint i = 0; i < taken->len; i++)
    if (!g_array_index (taken, gboolean, i))
      g_array_append_val (self->missing, i);
}

IgnyReplyClusters *
igny_reply_clusters_new (const char        *text,
                         const char *const *keywords,
                         GError           **error)
{
  g_autoptr (IgnyReplyClusters) self = NULL;
  g_autoptr (JsonNode) node = NULL;
  gboolean partial = FALSE;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (keywords != NULL, NULL);

  node = igny_reply_read_json (text, accept, &partial, error);
  if (node == NULL)
    return NULL;

  self = g_new0 (IgnyReplyClusters, 1);
  self->clusters = g_ptr_array_new_with_free_func (free_cluster);
  self->rejected = g_ptr_array_new_with_free_func (g_free);
  self->missing = g_array_new (FALSE, FALSE, sizeof (guint));
  self->partial = partial;
  read_all (self, igny_reply_fields_find_objects (node, list_names), keywords);
  if (self->clusters->len > 0)
    return g_steal_pointer (&self);

  igny_reply_set_error (error, IGNY_REPLY_ERROR_NOTHING,
                        "none of its clusters has a keyword that was asked about", text);
  return NULL;
}

void
igny_reply_clusters_free (IgnyReplyClusters *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->clusters);
  g_ptr_array_unref (self->rejected);
  g_array_unref (self->missing);
  g_free (self);
}
