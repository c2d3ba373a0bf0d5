/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaign-world.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "igny-contents.h"
#include "igny-http-curl.h"
#include "igny-keyring.h"
#include "igny-media.h"
#include "igny-site.h"
#include "igny-sites.h"
#include "igny-task.h"

static CampaignWorld world;

static IgnyHttp *
make_http (const char *ca)
{
  IgnyHttp      *http = igny_http_curl_new (&world.env);
  IgnyHttpLimits limits = igny_http_limits_get (IGNY_HTTP_METADATA);

  if (ca != NULL)
    igny_http_curl_set_ca_file (IGNY_HTTP_CURL (http), ca);
  /* The proxy's late answers come after four seconds. */
  limits.total_ms = 3000;
  igny_http_curl_set_limits (IGNY_HTTP_CURL (http), IGNY_HTTP_METADATA, &limits);
  limits = igny_http_limits_get (IGNY_HTTP_UPLOAD);
  limits.total_ms = 3000;
  igny_http_curl_set_limits (IGNY_HTTP_CURL (http), IGNY_HTTP_UPLOAD, &limits);
  return http;
}

static GBytes *
make_picture (guint color)
{
  g_autoptr(GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 64, 48);
  g_autoptr(GError) error = NULL;
  char *data = NULL;
  gsize size = 0;

  gdk_pixbuf_fill (pixbuf, 0x20304000u + color * 0x11000000u);
  gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "png", &error, NULL);
  g_assert_no_error (error);
  return g_bytes_new_take (data, size);
}

/* What content i is to be on the site. */
const char *
campaign_get_wanted (guint i)
{
  static const char *const statuses[] = { "future", "publish", "draft" };

  return statuses[i % G_N_ELEMENTS (statuses)];
}

char *
campaign_make_title (guint i)
{
  return g_strdup_printf ("Post %u: socks & <boots> – “warm”", i);
}

gint64
campaign_get_time (guint i)
{
  return (world.now / 1000 + 86400 + i * 60) * 1000;
}

static gint64
add_task (IgnyStep *step,
          guint     i)
{
  g_autoptr(IgnyTask) task = igny_record_new (&igny_task_entity);
  g_autoptr(GError) error = NULL;

  task->site = world.scope.site;
  task->sector = world.scope.sector;
  task->title = campaign_make_title (i);
  igny_step_insert (step, task, &error);
  g_assert_no_error (error);
  return task->record.row;
}

static gint64
add_content (IgnyStep *step,
             gint64    task,
             guint     i)
{
  g_autofree char *title = campaign_make_title (i);
  g_autofree char *slug = g_strdup_printf ("post-%u", i);
  g_autofree char *html = g_strdup_printf ("<p>Post %u is about warm socks.</p><h2>Wool</h2><p>It "
                                           "is &amp; stays warm.</p><h2>Boots</h2><p>They are "
                                           "<strong>dry</strong>.</p>",
                                           i);
  g_autofree char *tags = g_strdup_printf ("warm, R&D, tag %u", i % 5);
  IgnyContentDraft draft = {
    .title = title,
    .html = html,
    .slug = slug,
    .meta_title = title,
    .meta_description = "All about socks & boots",
    .excerpt = "Socks & boots",
    .primary_keyword = "warm socks",
    .categories = i % 2 ? "News & Views, socks" : "SOCKS",
    .tags = tags,
    .origin = "ai",
  };
  g_autoptr(GError) error = NULL;
  gint64 row;

  igny_contents_save (step, task, &draft, &row, &error);
  g_assert_no_error (error);
  igny_db_exec (igny_step_get_db (step),
                "UPDATE content SET status = iif (?2 = 'draft', 'draft', 'approved'),"
                " scheduled_at = iif (?2 = 'future', ?3, NULL) WHERE row = ?1",
                IGNY_BINDS (IGNY_BIND_INT (row), IGNY_BIND_TEXT (campaign_get_wanted (i)),
                            IGNY_BIND_INT (campaign_get_time (i))),
                &error);
  g_assert_no_error (error);
  return row;
}

static gboolean
fill_cb (IgnyStep     *step,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  if (!igny_sites_add (step, "Rig", "example.org", NULL, &world.scope.site, &world.scope.sector,
                       error) ||
      !igny_db_exec (igny_step_get_db (step),
                     "UPDATE sites SET wp_url = ?2, wp_username = ?3 WHERE row = ?1",
                     IGNY_BINDS (IGNY_BIND_INT (world.scope.site),
                                 IGNY_BIND_TEXT (g_getenv ("PROXY_URL")),
                                 IGNY_BIND_TEXT (g_getenv ("WP_EDITOR_USER"))),
                     error))
    return FALSE;
  for (guint i = 0; i < world.n_posts; i++)
    {
      gint64 task = add_task (step, i);
      gint64 content = add_content (step, task, i);

      g_array_append_val (world.tasks, task);
      g_array_append_val (world.contents, content);
    }
  return TRUE;
}

typedef struct
{
  IgnySite *site;
} SiteQuestion;

static gboolean
find_site_cb (IgnyDb       *db,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  ((SiteQuestion *) data)->site = igny_records_load (db, &igny_site_entity, world.scope.site,
                                                     error);
  return ((SiteQuestion *) data)->site != NULL;
}

static void
keep_password (void)
{
  SiteQuestion question = { NULL };
  char         id[IGNY_ID_TEXT_SIZE];
  g_autoptr(GError) error = NULL;

  igny_store_read (world.store, find_site_cb, &question, NULL, &error);
  g_assert_no_error (error);
  igny_id_to_text (&question.site->record.id, id);
  igny_keyring_keep ("wordpress", igny_store_get_account_id (world.store), id,
                     g_getenv ("WP_EDITOR_APP_PASSWORD"));
  igny_record_free (question.site);
}

static void
add_pictures (void)
{
  for (guint i = 0; i < world.n_posts; i++)
    {
      g_autoptr(GBytes) featured = make_picture (i % CAMPAIGN_N_COLORS);
      g_autoptr(GBytes) inside = make_picture ((i + 1) % CAMPAIGN_N_COLORS);
      g_autoptr(GError) error = NULL;
      IgnyMediaDraft draft = { g_array_index (world.tasks, gint64, i), "featured", "Warm & dry" };
      gint64         row;

      igny_media_add (world.store, &draft, featured, &row, &error);
      g_assert_no_error (error);
      draft.image_type = "in_article";
      draft.alt_text = "A “boot”";
      igny_media_add (world.store, &draft, inside, &row, &error);
      g_assert_no_error (error);
    }
}

const CampaignWorld *
campaign_set_up (void)
{
  g_autoptr(GError) error = NULL;

  world.env = *igny_env_get_system ();
  world.http = make_http (g_getenv ("TLS_CA"));
  world.direct = make_http (g_getenv ("WP_CA"));
  world.env.http = world.http;
  world.now = igny_env_now_ms (&world.env);
  world.n_posts = (guint) g_ascii_strtoull (g_getenv ("CAMPAIGN_POSTS"), NULL, 10);
  world.folder = g_dir_make_tmp ("igny8-campaign-XXXXXX", &error);
  g_assert_no_error (error);
  world.store = igny_store_open (&world.env, world.folder, NULL, NULL, &error);
  g_assert_no_error (error);
  world.tasks = g_array_new (FALSE, FALSE, sizeof (gint64));
  world.contents = g_array_new (FALSE, FALSE, sizeof (gint64));
  igny_store_write (world.store, IGNY_STEP_DO, "Fill", fill_cb, NULL, NULL, &error);
  g_assert_no_error (error);
  keep_password ();
  add_pictures ();
  return &world;
}

void
campaign_tear_down (void)
{
  igny_store_close (world.store);
  g_object_unref (world.store);
  g_object_unref (world.http);
  g_object_unref (world.direct);
}
