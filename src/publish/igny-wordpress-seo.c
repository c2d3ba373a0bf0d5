/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Yoast SEO registers its three fields for posts (since the summer of 2026), so they travel as
 * meta; Rank Math has a route of its own, and an empty value there would delete the field. */
#include <glib/gi18n.h>

#include "igny-wordpress-compare.h"
#include "igny-wordpress-run.h"

#define MAX_KEYS 500

typedef struct
{
  const char *yoast;
  const char *rank_math;
  gsize       offset; /* of the text in IgnyWordpressArticle */
} Field;

static const Field fields[] = {
  { "_yoast_wpseo_title", "rank_math_title", G_STRUCT_OFFSET (IgnyWordpressArticle, seo_title) },
  { "_yoast_wpseo_metadesc", "rank_math_description",
    G_STRUCT_OFFSET (IgnyWordpressArticle, seo_description) },
  { "_yoast_wpseo_focuskw", "rank_math_focus_keyword",
    G_STRUCT_OFFSET (IgnyWordpressArticle, seo_keyword) },
};

/* NULL for one that is empty. */
static const char *
get_text (const IgnyWordpressArticle *article,
          const Field                *field)
{
  const char *text = G_STRUCT_MEMBER (const char *, article, field->offset);

  return text != NULL && *text != '\0' ? text : NULL;
}

static gboolean
has_any (const IgnyWordpressArticle *article)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (get_text (article, &fields[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Which fields the site lets posts carry, as it describes itself. */
static gboolean
find_keys (IgnyWordpressRun *run,
           GError          **error)
{
  g_autoptr(IgnyWordpressReply) reply = NULL;
  g_autoptr(GList) names = NULL;
  JsonObject       *node = NULL;
  IgnyWordpressCall call = {
    .tried = _("Ask for the fields of a post"), .route = "wp/v2/posts", .method = "OPTIONS"
    };

  if (run->self->meta_keys != NULL)
    return TRUE;
  reply = igny_wordpress_call_checked (run->self, &call, run->cancellable, error);
  if (reply == NULL)
    return FALSE;

  run->self->meta_keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  node = igny_json_get_object (igny_json_node_get_object (reply->json), "schema");
  node = igny_json_get_object (igny_json_get_object (node, "properties"), "meta");
  node = igny_json_get_object (node, "properties");
  names = node != NULL ? json_object_get_members (node) : NULL;
  for (GList *l = names; l != NULL && g_hash_table_size (run->self->meta_keys) < MAX_KEYS;
       l = l->next)
    g_hash_table_add (run->self->meta_keys, g_strdup (l->data));

  return TRUE;
}

/* name, value, …, NULL of what Yoast takes; what it does not is a warning. */
static GPtrArray *
list_yoast (IgnyWordpressRun *run)
{
  GPtrArray *pairs = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *text = get_text (run->article, &fields[i]);

      if (text == NULL)
        continue;
      if (!g_hash_table_contains (run->self->meta_keys, fields[i].yoast))
        {
          igny_wordpress_warning_add (
              run->result->warnings, "seo", fields[i].yoast, "",
              g_strdup_printf (_("Yoast SEO does not take “%s” from outside. Update Yoast SEO on "
                                 "the site, or enter it there."),
                                  fields[i].yoast));
          continue;
        }
      g_ptr_array_add (pairs, (gpointer) fields[i].yoast);
      g_ptr_array_add (pairs, (gpointer) text);
    }
  g_ptr_array_add (pairs, NULL);

  return pairs;
}

static gboolean
save_yoast (IgnyWordpressRun *run,
            GError          **error)
{
  g_autoptr(GPtrArray) pairs = NULL;
  g_autoptr(JsonObject) body = NULL;
  g_autoptr(IgnyWordpressPost) post = NULL;
  JsonObject *meta = NULL;

  if (!find_keys (run, error))
    return FALSE;
  pairs = list_yoast (run);
  if (pairs->len == 1)
    return TRUE;

  body = json_object_new ();
  meta = json_object_new ();
  for (guint i = 0; i + 1 < pairs->len; i += 2)
    json_object_set_string_member (meta, pairs->pdata[i], pairs->pdata[i + 1]);
  json_object_set_object_member (body, "meta", meta);
  post = igny_wordpress_posts_update (run->self, run->post->id, body,
                                      _("Save the fields of Yoast SEO"), run->cancellable, error);
  if (post == NULL)
    return FALSE;

  igny_wordpress_compare_meta (run->result->warnings, (const char *const *) pairs->pdata,
                               post->meta);
  return TRUE;
}

static gboolean
save_rank_math (IgnyWordpressRun *run,
                GError          **error)
{
  g_autoptr(JsonObject) body = json_object_new ();
  g_autoptr(IgnyWordpressReply) reply = NULL;
  JsonObject       *meta = json_object_new ();
  IgnyWordpressCall call = {
    .tried = _("Save the fields of Rank Math"), .route = "rankmath/v1/updateMeta", .body = body
    };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *text = get_text (run->article, &fields[i]);

      if (text != NULL)
        json_object_set_string_member (meta, fields[i].rank_math, text);
    }
  json_object_set_string_member (body, "objectType", "post");
  json_object_set_int_member (body, "objectID", run->post->id);
  json_object_set_object_member (body, "meta", meta);

  reply = igny_wordpress_call_checked (run->self, &call, run->cancellable, error);
  return reply != NULL;
}

/* FALSE only for what is no refusal. */
static gboolean
pass_refusal (IgnyWordpressRun *run,
              const char       *plugin,
              GError           *local,
              GError          **error)
{
  if (!igny_wordpress_run_is_refusal (local) &&
      !g_error_matches (local, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_GONE))
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  igny_wordpress_warning_add (run->result->warnings, "seo", plugin, "", g_strdup (local->message));
  g_error_free (local);
  return TRUE;
}

gboolean
igny_wordpress_run_save_seo (IgnyWordpressRun *run,
                             GError          **error)
{
  GError *local = NULL;

  if (!has_any (run->article))
    return TRUE;
  if (run->self->has_yoast && !save_yoast (run, &local) &&
      !pass_refusal (run, "Yoast SEO", g_steal_pointer (&local), error))
    return FALSE;
  if (run->self->has_rank_math && !save_rank_math (run, &local) &&
      !pass_refusal (run, "Rank Math", g_steal_pointer (&local), error))
    return FALSE;

  return TRUE;
}
