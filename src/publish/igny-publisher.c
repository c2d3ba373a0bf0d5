/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-publisher.h"

#include <glib/gi18n.h>

#include "igny-content.h"
#include "igny-contents.h"
#include "igny-html.h"
#include "igny-jobs.h"
#include "igny-present.h"
#include "igny-publish-article.h"
#include "igny-publish-gate.h"
#include "igny-publish-media.h"
#include "igny-publish-outcome.h"
#include "igny-publish-sites.h"

typedef struct
{
  const IgnyRun            *run;
  const IgnyPublishOptions *options;
  IgnyPublishSites         *sites;
  IgnyReport               *report;
  guint                     item;
  guint                     n_items;
} Publishing;

typedef struct
{
  const IgnyScope *scope;
  GArray          *rows;
} Todo;

static gboolean
find_todo_cb (IgnyDb       *db,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  Todo *todo = data;
  g_autoptr(GError) local = NULL;
  g_autoptr(IgnyCursor) cursor = NULL;

  /* A brief is for the writer, so nobody means it who names nothing. */
  cursor = igny_db_query (
      db,
      "SELECT row FROM content WHERE site = ?1 AND (?2 = 0 OR sector = ?2) AND"
      " account = my_account () AND"
      " (wp_post_id IS NULL OR site_status = 'failed') AND is_brief = 0 AND"
      " deleted_step IS NULL ORDER BY row",
      IGNY_BINDS (IGNY_BIND_INT (todo->scope->site), IGNY_BIND_INT (todo->scope->sector)), error);
  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    {
      gint64 row = igny_cursor_get_integer (cursor, 0);

      g_array_append_val (todo->rows, row);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

typedef struct
{
  IgnyStore *store;
  gint64     content;
  gint64     post_id;
} Created;

static gboolean
created_cb (gint64   post_id,
            gpointer user_data,
            GError **error)
{
  Created *created = user_data;

  created->post_id = post_id;
  return igny_publish_outcome_save_post (created->store, created->content, post_id, error);
}

/* What never left this machine, or was turned away at the door, changed
 * nothing; then the content stays as it was. Once there is a post, the content
 * says that it is not whole. */
static gboolean
save_failure (Publishing               *self,
              const IgnyPublishArticle *article,
              gint64                    post_id,
              const GError             *failure,
              GError                  **error)
{
  if (post_id == IGNY_UNKNOWN &&
      (igny_publish_outcome_is_of_the_site (failure) || failure->domain != IGNY_WORDPRESS_ERROR ||
       g_error_matches (failure, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_RIGHTS)))
    return TRUE;
  return igny_publish_outcome_save_failure (self->run->store, article->content->record.row,
                                            failure->message, error);
}

static gboolean
wants_public (Publishing               *self,
              const IgnyPublishArticle *article)
{
  if (self->options->as == IGNY_PUBLISH_BY_STATUS)
    return !article->content->is_brief && igny_publish_gate_is_public (article->content->status);
  return self->options->as == IGNY_PUBLISH_PUBLISH;
}

static gboolean
check (Publishing               *self,
       const IgnyPublishArticle *article,
       GError                  **error)
{
  if (!igny_publish_sites_check (self->sites, article->content->site, error) ||
      !igny_publish_gate_check (article->site->wp_url, article->site->wp_username,
                                article->password != NULL, article->content->status, error))
    return FALSE;
  if (!article->content->is_brief || !wants_public (self, article))
    return TRUE;
  g_set_error_literal (
      error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
      _("this is a brief and not an article; write it first, or send it as a draft"));
  return FALSE;
}

/* 0 at once. A time that has passed in the meantime is one that has come. */
static gboolean
find_schedule (Publishing         *self,
               IgnyPublishArticle *article,
               IgnyWordpress      *client,
               gint64             *schedule,
               GError            **error)
{
  gint64 at = article->content->scheduled_at;
  gint64 now = igny_env_now_ms (igny_store_get_env (self->run->store));

  *schedule = 0;
  if (!wants_public (self, article))
    return TRUE;
  if (self->options->schedule != NULL)
    return igny_wordpress_find_time (client, self->options->schedule, schedule,
                                     self->run->cancellable, error);
  if (at != IGNY_UNKNOWN && at > now + 60000)
    *schedule = at;
  return TRUE;
}

/* TRUE: what was changed on the site is overwritten. */
static gboolean
is_to_overwrite (Publishing               *self,
                 const IgnyPublishArticle *article,
                 const GError             *failure)
{
  const IgnyPublishOptions *options = self->options;

  return g_error_matches (failure, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_CHANGED) &&
         options->conflict == IGNY_CONFLICT_ASK && options->ask != NULL &&
         options->ask (article->content->title, article->content->post_url, options->user_data);
}

static IgnyWordpressResult *
send (Publishing         *self,
      IgnyPublishArticle *article,
      const char         *token,
      gint64             *post_id,
      GError            **error)
{
  Created              created = { self->run->store, article->content->record.row, IGNY_UNKNOWN };
  IgnyWordpress       *client = igny_publish_sites_get_client (self->sites, article);
  IgnyWordpressArticle post = { 0 };
  g_autoptr(GError) local = NULL;
  IgnyWordpressResult *result;

  *post_id = IGNY_UNKNOWN;
  igny_publish_article_fill (article, &post);
  post.job_id = token;
  post.publish = wants_public (self, article);
  post.overwrite = self->options->conflict == IGNY_CONFLICT_OVERWRITE;
  if (!find_schedule (self, article, client, &post.schedule_ms, error) ||
      !igny_publish_media_place (self->run, client, article, &post, error))
    return NULL;

  result = igny_wordpress_publish (client, &post, created_cb, &created, self->run->cancellable,
                                   &local);
  if (result == NULL && is_to_overwrite (self, article, local))
    {
      g_clear_error (&local);
      post.overwrite = TRUE;
      result = igny_wordpress_publish (client, &post, created_cb, &created,
                                       self->run->cancellable, &local);
    }
  *post_id = created.post_id;
  if (result == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return result;
}

static void
add_item (Publishing                *self,
          const IgnyPublishArticle  *article,
          const IgnyWordpressResult *result,
          const char                *failure)
{
  const char *before = article->content->status;
  char        id[IGNY_ID_TEXT_SIZE];
  IgnyItem   *item;

  igny_id_to_text (&article->content->record.id, id);
  item = igny_report_add (
      self->report, id, result != NULL ? igny_publish_outcome_get_status (result, before) : before,
      failure);
  if (result == NULL)
    return;
  item->url = g_strdup (result->url);
  item->post_id = result->post_id;
  item->warnings = igny_publish_outcome_list_warnings (result);
  for (guint i = 0; i < article->warnings->len; i++)
    g_ptr_array_add (item->warnings, g_strdup (article->warnings->pdata[i]));
}

/* One that stays as somebody left it on the site. */
static void
add_skipped (Publishing               *self,
             const IgnyPublishArticle *article)
{
  char      id[IGNY_ID_TEXT_SIZE];
  IgnyItem *item;

  igny_id_to_text (&article->content->record.id, id);
  item = igny_report_add (self->report, id, article->content->status, NULL);
  item->url = g_strdup (article->content->post_url);
  item->post_id = article->content->wp_post_id;
  item->warnings = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (item->warnings,
                   g_strdup (_("Skipped: the post was changed on the site since it was sent")));
}

static gboolean
save_result (Publishing                *self,
             const IgnyPublishArticle  *article,
             const IgnyWordpressResult *result,
             GError                   **error)
{
  g_autofree char *label = g_strdup_printf (_("Publish “%s”"), article->content->title);

  return igny_publish_outcome_save (self->run->store, article->content->record.row, label, result,
                                    error);
}

/* Saves what came of it; FALSE only for what stops the whole run. */
static gboolean
finish_one (Publishing          *self,
            IgnyPublishArticle  *article,
            gint64               job,
            gint64               post_id,
            IgnyWordpressResult *result,
            const GError        *failure,
            GError             **error)
{
  gboolean skipped = self->options->conflict == IGNY_CONFLICT_SKIP &&
                     g_error_matches (failure, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_CHANGED);
  const char *message = failure != NULL && !skipped ? failure->message : NULL;

  if ((result != NULL && !save_result (self, article, result, error)) ||
      (message != NULL && !save_failure (self, article, post_id, failure, error)))
    {
      /* Then it is found by its token when it is sent again. */
      igny_jobs_finish (self->run->store, job, "the outcome could not be saved", NULL);
      return FALSE;
    }
  if (result != NULL)
    igny_publish_sites_note_success (self->sites, article->content->site);
  if (message != NULL)
    igny_publish_sites_note (self->sites, article->content->site, failure);
  if (!igny_jobs_finish (self->run->store, job, message, error))
    return FALSE;

  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_error_copy (failure));
      return FALSE;
    }
  if (skipped)
    add_skipped (self, article);
  else
    add_item (self, article, result, message);
  return TRUE;
}

/* FALSE only for what stops the whole run. */
static gboolean
publish_one (Publishing         *self,
             IgnyPublishArticle *article,
             GError            **error)
{
  g_autoptr(IgnyWordpressResult) result = NULL;
  g_autoptr(GError) failure = NULL;
  g_autofree char *token = NULL;
  gint64           job;
  gint64           post_id;

  if (!check (self, article, &failure))
    {
      add_item (self, article, NULL, failure->message);
      return TRUE;
    }
  if (!igny_jobs_begin (self->run, "publish", "content", article->content->record.row,
                        &job, &token, &failure))
    {
      if (!g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_BUSY))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      add_item (self, article, NULL, failure->message);
      return TRUE;
    }

  igny_run_report (self->run, IGNY_PHASE_AI_CALL, 0, self->item, self->n_items,
                   _("Sending “%s”"), article->content->title);
  result = send (self, article, token, &post_id, &failure);
  return finish_one (self, article, job, post_id, result, failure, error);
}

typedef struct
{
  gint64 row;
  char  *id;
} DupId;

static gboolean
dup_id_cb (IgnyDb       *db,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  DupId *call = data;

  call->id = igny_present_dup_id (db, &igny_content_entity, call->row);
  return TRUE;
}

/* One that is gone, or that cannot be read as a text, is told in the report and
 * does not stop the others. */
static gboolean
add_unread (Publishing *self,
            gint64      row,
            GError     *failure,
            GError    **error)
{
  DupId    call = { row };
  gboolean ok;

  if (failure->domain != IGNY_HTML_ERROR &&
      !g_error_matches (failure, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  ok = igny_store_read (self->run->store, dup_id_cb, &call, NULL, error);
  if (ok)
    igny_report_add (self->report, call.id, NULL, failure->message);
  g_free (call.id);
  g_error_free (failure);
  return ok;
}

static gboolean
publish_all (Publishing   *self,
             const gint64 *rows,
             GError      **error)
{
  for (self->item = 1; self->item <= self->n_items; self->item++)
    {
      g_autoptr(IgnyPublishArticle) article = NULL;
      GError *failure = NULL;
      gint64  row = rows[self->item - 1];

      igny_run_report (self->run, IGNY_PHASE_PREP, 0, self->item, self->n_items,
                       _("Preparing article %u of %u"), self->item, self->n_items);
      article = igny_publish_article_load (self->run, row, &failure);
      if (article == NULL ? !add_unread (self, row, failure, error)
                          : !publish_one (self, article, error))
        return FALSE;
    }
  igny_run_report (self->run, IGNY_PHASE_DONE, 1000, self->n_items, self->n_items, _("Done"));
  return TRUE;
}

GArray *
igny_publisher_find (const IgnyRun   *run,
                     const IgnyScope *scope,
                     const gint64    *contents,
                     gsize            n_contents,
                     GError         **error)
{
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  Todo todo = { scope, rows };

  g_return_val_if_fail (run != NULL && scope != NULL, NULL);

  if (contents != NULL)
    g_array_append_vals (rows, contents, (guint) n_contents);
  else if (!igny_store_read (run->store, find_todo_cb, &todo, run->cancellable, error))
    return NULL;
  return g_steal_pointer (&rows);
}

gboolean
igny_publisher_send (const IgnyRun            *run,
                     const IgnyScope          *scope,
                     const IgnyPublishOptions *options,
                     const gint64             *contents,
                     gsize                     n_contents,
                     IgnyReport               *report,
                     GError                  **error)
{
  g_auto(IgnyRunState) state = { 0 };
  IgnyRun    own;
  Publishing self = { &own, options };
  g_autoptr(GArray) rows = NULL;
  gboolean ok;

  g_return_val_if_fail (run != NULL && scope != NULL && options != NULL && report != NULL, FALSE);

  own = igny_run_begin (run, &state);
  rows = igny_publisher_find (run, scope, contents, n_contents, error);
  if (rows == NULL)
    return FALSE;
  self.report = report;
  self.n_items = rows->len;
  self.sites = igny_publish_sites_new (run->store);
  ok = publish_all (&self, (const gint64 *) (gpointer) rows->data, error);
  igny_publish_sites_free (self.sites);
  return ok;
}

gboolean
igny_publisher_publish (const IgnyRun   *run,
                        const IgnyScope *scope,
                        IgnyPublishAs    as,
                        const gint64    *contents,
                        gsize            n_contents,
                        IgnyReport      *report,
                        GError         **error)
{
  IgnyPublishOptions options = { .as = as };

  return igny_publisher_send (run, scope, &options, contents, n_contents, report, error);
}
