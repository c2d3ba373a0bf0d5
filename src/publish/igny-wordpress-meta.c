/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "igny-wordpress-compare.h"
#include "igny-wordpress-run.h"

static gboolean
send_meta (IgnyWordpressRun  *run,
           const char *const *pairs,
           GError           **error)
{
  g_autoptr(JsonObject) fields = json_object_new ();
  g_autoptr(IgnyWordpressPost) post = NULL;
  JsonObject *meta = json_object_new ();

  for (guint i = 0; pairs[i] != NULL && pairs[i + 1] != NULL; i += 2)
    json_object_set_string_member (meta, pairs[i], pairs[i + 1]);
  json_object_set_object_member (fields, "meta", meta);

  post = igny_wordpress_posts_update (run->self, run->post->id, fields,
                                      _("Save the post’s fields"), run->cancellable, error);
  if (post == NULL)
    return FALSE;

  igny_wordpress_compare_meta (run->result->warnings, pairs, post->meta);
  return TRUE;
}

gboolean
igny_wordpress_run_is_refusal (const GError *error)
{
  return g_error_matches (error, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_RIGHTS) ||
         g_error_matches (error, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_REJECTED) ||
         g_error_matches (error, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_SERVER) ||
         g_error_matches (error, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_REST_BLOCKED);
}

/* One field that the user may not write makes WordPress refuse the others of
 * the same request, so they are tried one by one. */
static gboolean
save_meta_singly (IgnyWordpressRun *run,
                  GError          **error)
{
  const char *const *meta = run->article->meta;

  for (guint i = 0; meta[i] != NULL && meta[i + 1] != NULL; i += 2)
    {
      g_autoptr(GError) local = NULL;
      const char *pair[] = { meta[i], meta[i + 1], NULL };

      if (send_meta (run, pair, &local))
        continue;
      if (!igny_wordpress_run_is_refusal (local))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      igny_wordpress_warning_add (run->result->warnings, "meta", meta[i], "",
                                  g_strdup (local->message));
    }

  return TRUE;
}

gboolean
igny_wordpress_run_save_meta (IgnyWordpressRun *run,
                              GError          **error)
{
  g_autoptr(GError) local = NULL;

  if (run->article->meta == NULL || run->article->meta[0] == NULL)
    return TRUE;
  if (send_meta (run, run->article->meta, &local))
    return TRUE;
  if (igny_wordpress_run_is_refusal (local))
    return save_meta_singly (run, error);

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
