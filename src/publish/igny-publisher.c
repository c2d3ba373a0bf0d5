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
#include "igny-wordpress-publish.h"

typedef struct
{
  const IgnyRun *run;
  IgnyPublishAs  as;
  GHashTable    *clients; /* site row → IgnyWordpress */
  GHashTable    *broken;  /* site row → message: no use to ask again */
  IgnyReport    *report;
  guint          item;
  guint          n_items;
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
set_post_cb (IgnyStep     *step,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  Created *created = data;

  return igny_contents_set_post (step, created->content, created->post_id, error);
}

static gboolean
created_cb (gint64   post_id,
            gpointer user_data,
            GError **error)
{
  Created *created = user_data;

  created->post_id = post_id;
  /* No cancellable: the post is there, so its number must be kept. */
  return igny_store_write (created->store, IGNY_STEP_SYSTEM, "Keep the number of a post",
                           set_post_cb, created, NULL, error);
}

typedef struct
{
  gint64                     content;
  const char                *title;
  const IgnyWordpressResult *result;
  const char                *warnings;
  const char                *failure;
} Outcome;

static gboolean
save_cb (IgnyStep     *step,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Outcome      *outcome = data;
  IgnyPublished published = { .warnings = outcome->warnings };

  if (outcome->failure != NULL)
    return igny_contents_set_failed (step, outcome->content, outcome->failure, error);

  published.post_id = outcome->result->post_id;
  published.url = outcome->result->url;
  published.modified = outcome->result->modified;
  published.is_public = g_strcmp0 (outcome->result->status, "publish") == 0;
  igny_step_set_label (step, _("Publish “%s”"), outcome->title);
  igny_step_set_note (step, _("The post stays on the site as it is"));
  return igny_contents_set_published (step, outcome->content, &published, error);
}

/* Most sites keep none of our fields, and one sentence says so. */
static GPtrArray *
list_warnings (const IgnyWordpressResult *result)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  guint      fields = 0;

  for (guint i = 0; i < result->warnings->len; i++)
    {
      const IgnyWordpressWarning *warning = result->warnings->pdata[i];

      if (g_str_equal (warning->field, "meta"))
        fields++;
      else
        g_ptr_array_add (list, g_strdup (warning->message));
    }
  if (fields > 0)
    g_ptr_array_add (
        list, g_strdup_printf (ngettext ("The site does not keep %u extra field; the article "
                                         "itself is complete",
                                         "The site does not keep %u extra fields; the "
                                         "article itself is complete",
                                         fields),
                               fields));
  return list;
}

static char *
join_warnings (const IgnyWordpressResult *result)
{
  g_autoptr(GPtrArray) list = list_warnings (result);

  if (list->len == 0)
    return NULL;
  g_ptr_array_add (list, NULL);
  return g_strjoinv ("\n", (char **) list->pdata);
}

/* Errors of the connection: the next article would meet the same one. */
static gboolean
is_of_the_site (const GError *error)
{
  static const IgnyWordpressError codes[] = {
    IGNY_WORDPRESS_ERROR_ADDRESS,
    IGNY_WORDPRESS_ERROR_PLAIN_HTTP,
    IGNY_WORDPRESS_ERROR_NO_HOST,
    IGNY_WORDPRESS_ERROR_CONNECT,
    IGNY_WORDPRESS_ERROR_TLS,
    IGNY_WORDPRESS_ERROR_REDIRECT,
    IGNY_WORDPRESS_ERROR_REST_BLOCKED,
    IGNY_WORDPRESS_ERROR_NOT_WORDPRESS,
    IGNY_WORDPRESS_ERROR_NO_APP_PASSWORDS,
    IGNY_WORDPRESS_ERROR_LOGIN,
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, IGNY_WORDPRESS_ERROR, (int) codes[i]))
      return TRUE;
  return FALSE;
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
  Outcome outcome = { .content = article->content->record.row, .failure = failure->message };

  if (post_id == IGNY_UNKNOWN &&
      (is_of_the_site (failure) || failure->domain != IGNY_WORDPRESS_ERROR ||
       g_error_matches (failure, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_RIGHTS)))
    return TRUE;
  return igny_store_write (self->run->store, IGNY_STEP_SYSTEM, "Note a failed publish", save_cb,
                           &outcome, NULL, error);
}

static IgnyWordpress *
get_client (Publishing               *self,
            const IgnyPublishArticle *article)
{
  IgnyWordpress *client = g_hash_table_lookup (self->clients, &article->content->site);

  if (client == NULL)
    {
      IgnyWordpressSite site = { article->site->wp_url, article->site->wp_username,
                                 article->password, article->allow_http };

      client = igny_wordpress_new (igny_store_get_env (self->run->store), &site);
      g_hash_table_insert (self->clients, g_memdup2 (&article->content->site, sizeof (gint64)),
                           client);
    }
  return client;
}

static gboolean
wants_public (Publishing               *self,
              const IgnyPublishArticle *article)
{
  if (self->as == IGNY_PUBLISH_BY_STATUS)
    return !article->content->is_brief && igny_publish_gate_is_public (article->content->status);
  return self->as == IGNY_PUBLISH_PUBLISH;
}

static gboolean
check (Publishing               *self,
       const IgnyPublishArticle *article,
       GError                  **error)
{
  const char *broken = g_hash_table_lookup (self->broken, &article->content->site);

  if (broken != NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, broken);
      return FALSE;
    }
  if (!igny_publish_gate_check (article->site->wp_url, article->site->wp_username,
                                article->password != NULL, article->content->status, error))
    return FALSE;
  if (!article->content->is_brief || !wants_public (self, article))
    return TRUE;
  g_set_error_literal (
      error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
      _("this is a brief and not an article; write it first, or send it as a draft"));
  return FALSE;
}

static IgnyWordpressResult *
send (Publishing         *self,
      IgnyPublishArticle *article,
      const char         *token,
      gint64             *post_id,
      GError            **error)
{
  Created              created = { self->run->store, article->content->record.row, IGNY_UNKNOWN };
  IgnyWordpressArticle post = { 0 };
  IgnyWordpressResult *result;

  igny_publish_article_fill (article, &post);
  post.job_id = token;
  post.publish = wants_public (self, article);
  result = igny_wordpress_publish (get_client (self, article), &post, created_cb, &created,
                                   self->run->cancellable, error);
  *post_id = created.post_id;
  return result;
}

static void
add_item (Publishing                *self,
          const IgnyPublishArticle  *article,
          const IgnyWordpressResult *result,
          const char                *failure)
{
  char      id[IGNY_ID_TEXT_SIZE];
  IgnyItem *item;

  igny_id_to_text (&article->content->record.id, id);
  item = igny_report_add (self->report, id,
                          result != NULL && g_strcmp0 (result->status, "publish") == 0
                              ? "published"
                              : article->content->status,
                          failure);
  if (result == NULL)
    return;
  item->url = g_strdup (result->url);
  item->post_id = result->post_id;
  item->warnings = list_warnings (result);
}

static gboolean
save_result (Publishing                *self,
             const IgnyPublishArticle  *article,
             const IgnyWordpressResult *result,
             GError                   **error)
{
  g_autofree char *warnings = join_warnings (result);
  Outcome          outcome = { .content = article->content->record.row };

  outcome.title = article->content->title;
  outcome.result = result;
  outcome.warnings = warnings;
  return igny_store_write (self->run->store, IGNY_STEP_DO, "Publish", save_cb, &outcome, NULL,
                           error);
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
  if (!igny_jobs_start (self->run->store, "publish", "content", article->content->record.row,
                        &job, &token, error))
    return FALSE;

  igny_run_report (self->run, IGNY_PHASE_AI_CALL, 0, self->item, self->n_items,
                   _("Sending “%s”"), article->content->title);
  result = send (self, article, token, &post_id, &failure);
  if (result != NULL ? !save_result (self, article, result, error)
                     : !save_failure (self, article, post_id, failure, error))
    return FALSE;
  if (failure != NULL && is_of_the_site (failure))
    g_hash_table_insert (self->broken, g_memdup2 (&article->content->site, sizeof (gint64)),
                         g_strdup (failure->message));
  if (!igny_jobs_finish (self->run->store, job, failure != NULL ? failure->message : NULL, error))
    return FALSE;

  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  add_item (self, article, result, failure != NULL ? failure->message : NULL);
  return TRUE;
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

gboolean
igny_publisher_publish (const IgnyRun   *run,
                        const IgnyScope *scope,
                        IgnyPublishAs    as,
                        const gint64    *contents,
                        gsize            n_contents,
                        IgnyReport      *report,
                        GError         **error)
{
  guint      percent;
  IgnyRun    own;
  Publishing self = { &own, as };
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  Todo     todo = { scope, rows };
  gboolean ok;

  g_return_val_if_fail (run != NULL && scope != NULL && report != NULL, FALSE);

  own = igny_run_begin (run, &percent);
  if (contents != NULL)
    g_array_append_vals (rows, contents, (guint) n_contents);
  else if (!igny_store_read (run->store, find_todo_cb, &todo, run->cancellable, error))
    return FALSE;

  self.report = report;
  self.n_items = rows->len;
  self.clients = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                        (GDestroyNotify) igny_wordpress_free);
  self.broken = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  ok = publish_all (&self, (const gint64 *) (gpointer) rows->data, error);
  g_hash_table_unref (self.clients);
  g_hash_table_unref (self.broken);
  return ok;
}
