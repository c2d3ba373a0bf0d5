/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "igny-publish-article.h"
#include "igny-publish-gate.h"
#include "igny-publish-outcome.h"
#include "igny-publish-sites.h"
#include "igny-publisher.h"

typedef struct
{
  const IgnyRun    *run;
  gboolean          withdraw;
  gboolean          trash;
  IgnyPublishSites *sites;
  IgnyReport       *report;
} Look;

typedef struct
{
  const IgnyScope *scope;
  GArray          *rows;
} Posts;

static gboolean
find_posts_cb (IgnyDb       *db,
               gpointer      data,
               GCancellable *cancellable,
               GError      **error)
{
  Posts *posts = data;
  g_autoptr(GError) local = NULL;
  g_autoptr(IgnyCursor) cursor = igny_db_query (
      db,
      "SELECT row FROM content WHERE site = ?1 AND (?2 = 0 OR sector = ?2) AND"
      " account = my_account () AND wp_post_id IS NOT NULL AND deleted_step IS NULL ORDER BY row",
      IGNY_BINDS (IGNY_BIND_INT (posts->scope->site), IGNY_BIND_INT (posts->scope->sector)),
      error);

  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    {
      gint64 row = igny_cursor_get_integer (cursor, 0);

      g_array_append_val (posts->rows, row);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
check (Look                     *self,
       const IgnyPublishArticle *article,
       GError                  **error)
{
  const IgnyContent *content = article->content;

  if (content->wp_post_id == IGNY_UNKNOWN)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           _("it was never put on the site; publish it first"));
      return FALSE;
    }
  return igny_publish_sites_check (self->sites, content->site, error) &&
         igny_publish_gate_check (article->site->wp_url, article->site->wp_username,
                                  article->password != NULL, content->status, error);
}

static IgnyWordpressResult *
ask (Look                     *self,
     const IgnyPublishArticle *article,
     GError                  **error)
{
  IgnyWordpress       *client = igny_publish_sites_get_client (self->sites, article);
  gint64               id = article->content->wp_post_id;
  IgnyWordpressResult *result;

  result = self->withdraw
               ? igny_wordpress_withdraw (client, id, self->trash, self->run->cancellable, error)
               : igny_wordpress_read_status (client, id, self->run->cancellable, error);
  if (result != NULL)
    result->post_id = id;
  return result;
}

/* The log gets a line only for what is new. */
static gboolean
is_news (const IgnyContent         *content,
         const IgnyWordpressResult *result)
{
  const char *expected = "not_published";

  if (g_strcmp0 (result->status, "publish") == 0 || g_strcmp0 (result->status, "private") == 0)
    expected = "published";
  else if (g_strcmp0 (result->status, "future") == 0)
    expected = "scheduled";
  return g_strcmp0 (content->site_status, expected) != 0 ||
         (g_strcmp0 (content->status, "published") == 0) != g_str_equal (expected, "published") ||
         (g_str_equal (expected, "scheduled") && content->scheduled_at != result->public_at);
}

/* Kept as it is, so that the next publish still sees that it changed. */
static void
keep_modified (IgnyWordpressResult *result,
               const IgnyContent   *content)
{
  g_free (result->modified);
  result->modified = g_strdup (content->wp_modified);
}

static void
add_item (Look                      *self,
          const IgnyPublishArticle  *article,
          const IgnyWordpressResult *result,
          gboolean                   changed,
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
  item->warnings = g_ptr_array_new_with_free_func (g_free);
  if (*result->status == '\0')
    g_ptr_array_add (item->warnings, g_strdup (_("The post is not on the site any more")));
  else if (g_str_equal (result->status, "trash"))
    g_ptr_array_add (item->warnings, g_strdup (_("The post is in the site’s bin")));
  if (changed)
    g_ptr_array_add (item->warnings,
                     g_strdup (_("The post was changed on the site since it was sent")));
}

static gboolean
look_at (Look               *self,
         IgnyPublishArticle *article,
         GError            **error)
{
  const IgnyContent *content = article->content;
  g_autoptr(IgnyWordpressResult) result = NULL;
  g_autoptr(GError) failure = NULL;
  g_autofree char *label = NULL;
  gboolean         changed;

  if (!check (self, article, &failure) || (result = ask (self, article, &failure)) == NULL)
    {
      igny_publish_sites_note (self->sites, content->site, failure);
      if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      add_item (self, article, NULL, FALSE, failure->message);
      return TRUE;
    }

  changed = !self->withdraw && result->modified != NULL && content->wp_modified != NULL &&
            g_strcmp0 (result->modified, content->wp_modified) != 0 &&
            g_strcmp0 (content->site_status, "scheduled") != 0;
  if (changed)
    keep_modified (result, content);
  if (self->withdraw)
    label = g_strdup_printf (_("Unpublish “%s”"), content->title);
  else
    label = g_strdup_printf (_("Read back “%s”"), content->title);
  if (is_news (content, result) &&
      !igny_publish_outcome_save (self->run->store, content->record.row, label, result, error))
    return FALSE;
  add_item (self, article, result, changed, NULL);
  return TRUE;
}

static gboolean
look_at_all (Look         *self,
             const gint64 *rows,
             guint         n_rows,
             GError      **error)
{
  gboolean ok = TRUE;

  self->sites = igny_publish_sites_new (self->run->store);
  for (guint i = 0; ok && i < n_rows; i++)
    {
      g_autoptr(IgnyPublishArticle) article = NULL;

      igny_run_report (self->run, IGNY_PHASE_AI_CALL, 0, i + 1, n_rows,
                       _("Looking at post %u of %u"), i + 1, n_rows);
      article = igny_publish_article_load (self->run, rows[i], error);
      ok = article != NULL && look_at (self, article, error);
    }
  igny_publish_sites_free (self->sites);
  if (ok)
    igny_run_report (self->run, IGNY_PHASE_DONE, 1000, n_rows, n_rows, _("Done"));
  return ok;
}

gboolean
igny_publisher_check_status (const IgnyRun   *run,
                             const IgnyScope *scope,
                             const gint64    *contents,
                             gsize            n_contents,
                             IgnyReport      *report,
                             GError         **error)
{
  g_auto(IgnyRunState) state = { 0 };
  IgnyRun own;
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  Posts posts = { scope, rows };
  Look  look = { &own, .report = report };

  g_return_val_if_fail (run != NULL && scope != NULL && report != NULL, FALSE);

  own = igny_run_begin (run, &state);
  if (contents != NULL)
    g_array_append_vals (rows, contents, (guint) n_contents);
  else if (!igny_store_read (run->store, find_posts_cb, &posts, run->cancellable, error))
    return FALSE;
  return look_at_all (&look, (const gint64 *) (gpointer) rows->data, rows->len, error);
}

gboolean
igny_publisher_withdraw (const IgnyRun *run,
                         gboolean       trash,
                         const gint64  *contents,
                         gsize          n_contents,
                         IgnyReport    *report,
                         GError       **error)
{
  g_auto(IgnyRunState) state = { 0 };
  IgnyRun own;
  Look    look = { &own, TRUE, trash, .report = report };

  g_return_val_if_fail (run != NULL && report != NULL, FALSE);
  g_return_val_if_fail (contents != NULL || n_contents == 0, FALSE);

  own = igny_run_begin (run, &state);
  return look_at_all (&look, contents, (guint) n_contents, error);
}
