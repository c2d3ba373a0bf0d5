/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-wordpress-publish.h"

#include <glib/gi18n.h>
#include <string.h>

#include "igny-id.h"
#include "igny-number.h"
#include "igny-wordpress-compare.h"
#include "igny-wordpress-run.h"
#include "igny-wordpress-terms.h"
#include "igny-wordpress-time.h"

/* WordPress publishes at once what it is to publish in less. */
#define MIN_AHEAD_MS 60000

static gboolean
is_scheduled (const IgnyWordpressArticle *article)
{
  return article->publish && article->schedule_ms > 0;
}

static const char *
get_status (const IgnyWordpressArticle *article)
{
  if (is_scheduled (article))
    return "future";
  return article->publish ? "publish" : "draft";
}

static gboolean
check_schedule (IgnyWordpressRun *run,
                GError          **error)
{
  gint64           now = igny_env_now_ms (run->self->env);
  g_autofree char *when = NULL;
  g_autofree char *cause = NULL;

  if (!is_scheduled (run->article) || run->article->schedule_ms >= now + MIN_AHEAD_MS)
    return TRUE;

  when = igny_wordpress_time_show (run->article->schedule_ms, run->self->zone);
  cause = g_strdup_printf (_("%s is not in the future, or less than a minute ahead"), when);
  igny_wordpress_error_set (error, IGNY_WORDPRESS_ERROR_REJECTED, _("Schedule the post"), cause);
  return FALSE;
}

static gboolean
check_rights (IgnyWordpressRun *run,
              GError          **error)
{
  const IgnyWordpressConnection *connection = run->self->connection;
  g_autofree char               *cause = NULL;

  if (!connection->can_draft)
    cause = g_strdup_printf (_("the user “%s” may not write posts"), connection->user_name);
  else if (run->article->publish && !connection->can_publish)
    cause = g_strdup_printf (_("the user “%s” may only keep drafts, not publish"),
                                connection->user_name);
  if (cause == NULL)
    return TRUE;

  igny_wordpress_error_set (error, IGNY_WORDPRESS_ERROR_RIGHTS, _("Publish"), cause);
  return FALSE;
}

static void
set_ids (JsonObject   *fields,
         const char   *name,
         const GArray *ids)
{
  JsonArray *list = NULL;

  /* An empty list would take the post out of all; leaving it out keeps them. */
  if (ids->len == 0)
    return;

  list = json_array_new ();
  for (guint i = 0; i < ids->len; i++)
    json_array_add_int_element (list, g_array_index (ids, gint64, i));
  json_object_set_array_member (fields, name, list);
}

/* Always in UTC: what a date of the site means depends on its settings. */
static void
set_date (IgnyWordpressRun *run,
          JsonObject       *fields)
{
  gint64           when = run->article->schedule_ms;
  g_autofree char *text = NULL;

  /* With the later date left in it, WordPress would go on waiting for it. */
  if (run->article->publish && when == 0 && strcmp (run->post->status, "future") == 0)
    when = igny_env_now_ms (run->self->env);
  if (!run->article->publish || when == 0)
    return;

  text = igny_wordpress_time_to_gmt (when);
  json_object_set_string_member (fields, "date_gmt", text);
}

static JsonObject *
make_update (IgnyWordpressRun *run)
{
  const IgnyWordpressArticle *article = run->article;
  JsonObject                 *fields = json_object_new ();

  igny_wordpress_run_set_text (fields, "title", article->title);
  json_object_set_string_member (fields, "content", article->content);
  json_object_set_string_member (fields, "status", get_status (article));
  set_date (run, fields);
  if (article->featured_media > 0)
    json_object_set_int_member (fields, "featured_media", article->featured_media);
  if (article->excerpt != NULL)
    igny_wordpress_run_set_text (fields, "excerpt", article->excerpt);
  if (article->slug != NULL && article->slug[0] != '\0')
    json_object_set_string_member (fields, "slug", article->slug);
  set_ids (fields, "categories", run->categories);
  set_ids (fields, "tags", run->tags);

  return fields;
}

/* What is on the site is what is sent. */
static gboolean
is_ours (IgnyWordpressRun *run)
{
  g_autoptr(GPtrArray) warnings = NULL;

  warnings = g_ptr_array_new_with_free_func ((GDestroyNotify) igny_wordpress_warning_free);
  igny_wordpress_compare_text (warnings, "title", run->article->title, run->post->title);

  return warnings->len == 0 &&
         igny_wordpress_compare_is_kept (run->article->content, run->post->content);
}

/* Somebody's changes on the site are not to be lost; an update of ours whose
 * answer was lost is no such change. */
static gboolean
check_unchanged (IgnyWordpressRun *run,
                 GError          **error)
{
  const IgnyWordpressArticle *article = run->article;

  if (article->overwrite || article->known_modified == NULL || article->known_modified[0] == '\0' ||
      strcmp (article->known_modified, run->post->modified) == 0 || is_ours (run))
    return TRUE;

  igny_wordpress_error_set (error, IGNY_WORDPRESS_ERROR_CHANGED, _("Update the post"), NULL);
  return FALSE;
}

/* The known post is not there to be updated. */
static void
warn_lost (IgnyWordpressRun *run,
           gboolean          in_bin)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, run->article->post_id);
  char            *message = NULL;

  if (in_bin)
    message = g_strdup_printf (_("The post %s is in the site’s bin, so a new one was made."), id);
  else
    message = g_strdup_printf (_("The post %s is not on the site, so a new one was made."), id);
  igny_wordpress_warning_add (run->result->warnings, "post", id, in_bin ? "trash" : "", message);
}

/* The post that an earlier job made. FALSE on error; run->post stays NULL when
 * it is gone or in the bin. */
static gboolean
find_known (IgnyWordpressRun *run,
            GError          **error)
{
  g_autoptr(GError) local = NULL;
  IgnyWordpressPost *post = NULL;

  if (run->article->post_id == IGNY_UNKNOWN || run->article->post_id <= 0)
    return TRUE;

  post = igny_wordpress_posts_get (run->self, run->article->post_id, run->cancellable, &local);
  igny_wordpress_run_take_post (run, post);
  if (run->post == NULL)
    {
      if (!g_error_matches (local, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_GONE))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      warn_lost (run, FALSE);
      return TRUE;
    }
  if (strcmp (run->post->status, "trash") == 0)
    {
      igny_wordpress_run_take_post (run, NULL);
      warn_lost (run, TRUE);
      return TRUE;
    }

  return check_unchanged (run, error);
}

static gboolean
update (IgnyWordpressRun *run,
        GError          **error)
{
  g_autoptr(JsonObject) fields = make_update (run);
  g_autoptr(IgnyWordpressPost) post = NULL;
  const char *tried = _("Update the post");

  post = igny_wordpress_posts_update (run->self, run->post->id, fields, tried, run->cancellable,
                                      error);

  return post != NULL;
}

/* On a new post the fields come first, for what looks at them when it goes
 * public. On an old one they come last, so that an update cut off in between
 * does not look like somebody else's change. */
static gboolean
fill (IgnyWordpressRun *run,
      GError          **error)
{
  if (run->result->created)
    return igny_wordpress_run_save_meta (run, error) && igny_wordpress_run_save_seo (run, error) &&
           update (run, error);

  return update (run, error) && igny_wordpress_run_save_meta (run, error) &&
         igny_wordpress_run_save_seo (run, error);
}

static void
compare_status (IgnyWordpressRun *run,
                const char       *before)
{
  const char *wanted = get_status (run->article);
  const char *got = run->post->status;

  if (strcmp (wanted, got) != 0)
    igny_wordpress_warning_add (run->result->warnings, "status", wanted, got,
                                g_strdup_printf (_("The site keeps the post as “%s”, not “%s”."),
                                                    got, wanted));
  else if (!run->article->publish && strcmp (before, "publish") == 0)
    igny_wordpress_warning_add (run->result->warnings, "status", wanted, got,
                                g_strdup (_("The post was public and is a draft now.")));
}

static void
compare_date (IgnyWordpressRun *run)
{
  gint64           wanted = run->article->schedule_ms;
  gint64           got = run->post->public_at;
  g_autofree char *sent = NULL;
  g_autofree char *kept = NULL;

  if (!is_scheduled (run->article) || got / 1000 == wanted / 1000)
    return;

  sent = igny_wordpress_time_show (wanted, run->self->zone);
  kept = got != IGNY_UNKNOWN ? igny_wordpress_time_show (got, run->self->zone) : g_strdup ("");
  igny_wordpress_warning_add (run->result->warnings, "date", sent, kept,
                              g_strdup_printf (_("The site has the post for %s, not for %s."),
                                                  kept, sent));
}

static void
compare_picture (IgnyWordpressRun *run)
{
  gint64           wanted = run->article->featured_media;
  g_autofree char *sent = g_strdup_printf ("%" G_GINT64_FORMAT, wanted);
  g_autofree char *got = g_strdup_printf ("%" G_GINT64_FORMAT, run->post->featured_media);

  if (wanted > 0 && run->post->featured_media != wanted)
    igny_wordpress_warning_add (run->result->warnings, "featured_media", sent, got,
                                g_strdup (_("The site did not keep the featured picture.")));
}

static void
compare_slug (IgnyWordpressRun *run)
{
  const char *sent = run->article->slug;
  const char *got = run->post->slug;

  if (sent == NULL || sent[0] == '\0' || g_ascii_strcasecmp (sent, got) == 0)
    return;

  igny_wordpress_warning_add (run->result->warnings, "slug", sent, got,
                              g_strdup_printf (_("The site changed the address from “%s” to “%s”; "
                                                 "another post may have it."),
                                                  sent, got));
}

static void
compare (IgnyWordpressRun *run,
         const char       *before)
{
  GPtrArray                  *warnings = run->result->warnings;
  const IgnyWordpressArticle *article = run->article;

  compare_status (run, before);
  igny_wordpress_compare_text (warnings, "title", article->title, run->post->title);
  igny_wordpress_compare_content (warnings, article->content, run->post->content);
  if (article->excerpt != NULL)
    igny_wordpress_compare_text (warnings, "excerpt", article->excerpt, run->post->excerpt);
  compare_date (run);
  compare_picture (run);
  compare_slug (run);
  if (run->categories->len > 0)
    igny_wordpress_compare_terms (warnings, "categories", run->categories, run->post->categories);
  if (run->tags->len > 0)
    igny_wordpress_compare_terms (warnings, "tags", run->tags, run->post->tags);
}

static void
take_standing (IgnyWordpressResult     *result,
               const IgnyWordpressPost *post)
{
  result->post_id = post->id;
  result->url = g_strdup (post->url);
  result->status = g_strdup (post->status);
  result->modified = g_strdup (post->modified);
  result->public_at = post->public_at;
}

/* Reads it back: what the site answered to the writing is not what it keeps. */
static gboolean
read_back (IgnyWordpressRun *run,
           GError          **error)
{
  g_autofree char   *before = g_strdup (run->post->status);
  IgnyWordpressPost *post = NULL;

  post = igny_wordpress_posts_get (run->self, run->post->id, run->cancellable, error);
  if (post == NULL)
    return FALSE;

  igny_wordpress_run_take_post (run, post);
  compare (run, before);
  take_standing (run->result, post);

  return TRUE;
}

static gboolean
resolve_terms (IgnyWordpressRun *run,
               GError          **error)
{
  GPtrArray *warnings = run->result->warnings;

  return igny_wordpress_terms_resolve (run->self, "categories", run->article->categories,
                                       run->categories, warnings, run->cancellable, error) &&
         igny_wordpress_terms_resolve (run->self, "tags", run->article->tags, run->tags, warnings,
                                       run->cancellable, error);
}

/* Reads come before writes, so that what cannot be done leaves no traces. */
static gboolean
run_all (IgnyWordpressRun *run,
         GError          **error)
{
  if (!igny_wordpress_connect (run->self, run->cancellable, error) || !check_rights (run, error) ||
      !check_schedule (run, error) ||
      !find_known (run, error) || !resolve_terms (run, error))
    return FALSE;
  if (run->post == NULL && !igny_wordpress_run_create (run, error))
    return FALSE;

  return fill (run, error) && read_back (run, error);
}

IgnyWordpressResult *
igny_wordpress_publish (IgnyWordpress              *self,
                        const IgnyWordpressArticle *article,
                        IgnyWordpressCreatedFunc    on_created,
                        gpointer                    user_data,
                        GCancellable               *cancellable,
                        GError                    **error)
{
  g_auto(IgnyWordpressRun) run = { self, article, on_created, user_data, cancellable };
  IgnyId id;

  g_return_val_if_fail (self != NULL && article != NULL, NULL);
  g_return_val_if_fail (article->title != NULL && article->content != NULL, NULL);
  g_return_val_if_fail (article->job_id != NULL && igny_id_from_text (&id, article->job_id), NULL);

  run.categories = g_array_new (FALSE, FALSE, sizeof (gint64));
  run.tags = g_array_new (FALSE, FALSE, sizeof (gint64));
  run.result = igny_wordpress_result_new ();
  self->elapsed_ms = 0;
  if (!run_all (&run, error))
    return NULL;

  run.result->elapsed_ms = self->elapsed_ms;
  return g_steal_pointer (&run.result);
}

IgnyWordpressResult *
igny_wordpress_read_status (IgnyWordpress *self,
                            gint64         post_id,
                            GCancellable  *cancellable,
                            GError       **error)
{
  g_autoptr(IgnyWordpressResult) result = igny_wordpress_result_new ();
  g_autoptr(IgnyWordpressPost) post = NULL;
  g_autoptr(GError) local = NULL;

  g_return_val_if_fail (self != NULL && post_id > 0, NULL);

  if (!igny_wordpress_connect (self, cancellable, error))
    return NULL;

  post = igny_wordpress_posts_get (self, post_id, cancellable, &local);
  if (post != NULL)
    take_standing (result, post);
  else if (g_error_matches (local, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_GONE))
    result->status = g_strdup ("");
  else
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  return g_steal_pointer (&result);
}

static gboolean
is_withdrawn (const IgnyWordpressResult *result,
              gboolean                   trash)
{
  if (*result->status == '\0' || strcmp (result->status, "trash") == 0)
    return TRUE;
  return !trash && (strcmp (result->status, "draft") == 0 || strcmp (result->status,
                                                                     "pending") == 0);
}

static IgnyWordpressPost *
withdraw (IgnyWordpress *self,
          gint64         post_id,
          gboolean       trash,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(JsonObject) fields = NULL;
  const char *tried = _("Make the post a draft");

  if (trash)
    return igny_wordpress_posts_trash (self, post_id, cancellable, error);

  fields = json_object_new ();
  json_object_set_string_member (fields, "status", "draft");
  return igny_wordpress_posts_update (self, post_id, fields, tried, cancellable, error);
}

IgnyWordpressResult *
igny_wordpress_withdraw (IgnyWordpress *self,
                         gint64         post_id,
                         gboolean       trash,
                         GCancellable  *cancellable,
                         GError       **error)
{
  g_autoptr(IgnyWordpressResult) now = NULL;
  g_autoptr(IgnyWordpressPost) post = NULL;

  now = igny_wordpress_read_status (self, post_id, cancellable, error);
  if (now == NULL || is_withdrawn (now, trash))
    return g_steal_pointer (&now);

  post = withdraw (self, post_id, trash, cancellable, error);
  if (post == NULL)
    return NULL;

  return igny_wordpress_read_status (self, post_id, cancellable, error);
}
