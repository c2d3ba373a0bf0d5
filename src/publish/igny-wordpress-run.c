/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-wordpress-run.h"

#include <glib/gi18n.h>

#include "igny-number.h"

/* The creation is made again only when the site itself said "not now", and only
 * after a look whether it did it all the same. */
#define MAX_CREATIONS 3
#define DEFAULT_WAIT_MS 1000
#define MAX_WAIT_MS 60000

/* A request whose answer was lost may still be at work. */
#define SECOND_LOOK_MS 2000

static JsonObject *
make_draft (const IgnyWordpressArticle *article)
{
  JsonObject      *fields = json_object_new ();
  g_autofree char *marker = igny_wordpress_posts_get_marker (article->job_id);
  g_autofree char *content = g_strconcat (article->content, "\n\n", marker, NULL);

  igny_wordpress_run_set_text (fields, "title", article->title);
  json_object_set_string_member (fields, "content", content);
  json_object_set_string_member (fields, "status", "draft");
  if (article->slug != NULL && article->slug[0] != '\0')
    json_object_set_string_member (fields, "slug", article->slug);

  return fields;
}

/* FALSE on error; run->post stays NULL when this job has made none. */
static gboolean
find_marked (IgnyWordpressRun *run,
             GError          **error)
{
  g_autoptr(GError) local = NULL;
  IgnyWordpressPost *post = NULL;

  post = igny_wordpress_posts_find (run->self, run->article->job_id, run->article->slug,
                                    run->cancellable, &local);
  igny_wordpress_run_take_post (run, post);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  return TRUE;
}

/* Whether a creation that ended with this may have made the post. */
static gboolean
may_be_made (const GError *error)
{
  return g_error_matches (error, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_CUT) ||
         g_error_matches (error, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_TIMEOUT) ||
         g_error_matches (error, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_FAILED) ||
         g_error_matches (error, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_ANSWER) ||
         g_error_matches (error, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_SERVER) ||
         g_error_matches (error, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_BUSY);
}

static gboolean
wait_ms (IgnyWordpressRun *run,
         gint64            milliseconds)
{
  return igny_env_sleep_ms (run->self->env, milliseconds, run->cancellable);
}

/* Looks for a post whose creation was not answered properly. */
static gboolean
find_lost (IgnyWordpressRun *run,
           const GError     *why)
{
  gboolean busy = g_error_matches (why, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_BUSY);

  if (!find_marked (run, NULL))
    return FALSE;
  if (run->post != NULL || busy)
    return run->post != NULL;

  return wait_ms (run, SECOND_LOOK_MS) && find_marked (run, NULL) && run->post != NULL;
}

/* Only a site that said "not now" is asked to create once more: another answer
 * does not tell whether it is still at it. */
static gboolean
may_create_again (IgnyWordpressRun *run,
                  const GError     *why,
                  gint64            wait,
                  guint             made)
{
  if (!g_error_matches (why, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_BUSY))
    return FALSE;
  if (wait == IGNY_UNKNOWN)
    wait = DEFAULT_WAIT_MS * made;

  return made < MAX_CREATIONS && wait <= MAX_WAIT_MS && wait_ms (run, wait);
}

static gboolean
create (IgnyWordpressRun *run,
        GError          **error)
{
  g_autoptr(JsonObject) fields = make_draft (run->article);

  for (guint made = 1;; made++)
    {
      g_autoptr(GError) local = NULL;
      IgnyWordpressPost *post = NULL;
      gint64             wait = IGNY_UNKNOWN;

      post = igny_wordpress_posts_create (run->self, fields, run->cancellable, &local);
      igny_wordpress_run_take_post (run, post);
      if (run->post != NULL)
        return TRUE;

      wait = igny_wordpress_get_retry_after_ms (run->self);
      if (may_be_made (local) && find_lost (run, local))
        return TRUE;
      if (!may_create_again (run, local, wait, made))
        {
          /* The look changed it, and the caller plans by it. */
          run->self->retry_after_ms = wait;
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
    }
}

gboolean
igny_wordpress_run_create (IgnyWordpressRun *run,
                           GError          **error)
{
  if (!find_marked (run, error) || (run->post == NULL && !create (run, error)))
    return FALSE;

  run->result->created = TRUE;
  return run->on_created == NULL || run->on_created (run->post->id, run->user_data, error);
}

void
igny_wordpress_run_clear (IgnyWordpressRun *run)
{
  igny_wordpress_post_free (run->post);
  g_clear_pointer (&run->categories, g_array_unref);
  g_clear_pointer (&run->tags, g_array_unref);
  igny_wordpress_result_free (run->result);
}

void
igny_wordpress_run_take_post (IgnyWordpressRun  *run,
                              IgnyWordpressPost *post)
{
  igny_wordpress_post_free (run->post);
  run->post = post;
}

void
igny_wordpress_run_set_text (JsonObject *fields,
                             const char *name,
                             const char *text)
{
  g_autoptr(GString) escaped = g_string_new (text);

  g_string_replace (escaped, "&", "&amp;", 0);
  g_string_replace (escaped, "<", "&lt;", 0);
  g_string_replace (escaped, ">", "&gt;", 0);
  json_object_set_string_member (fields, name, escaped->str);
}
