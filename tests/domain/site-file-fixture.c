/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "site-file-fixture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "igny-media.h"
#include "igny-site-file-private.h"

static gint64
add (SiteFileFixture *fixture,
     const char      *table,
     gint64           sector,
     const char      *one,
     const char      *two,
     const char      *three)
{
  g_autoptr(GError) error = NULL;
  gint64 row = rules_add (fixture->here.store, table, sector == 0 ? 0 : fixture->site, sector,
                          &error, one, two, three, NULL);

  g_assert_no_error (error);
  return row;
}

static gint64
number (SiteFileFixture *fixture,
        const char      *format,
        gint64           value)
{
  g_autofree char *sql = g_strdup_printf ("%s%" G_GINT64_FORMAT, format, value);

  return rules_number (fixture->here.store, sql);
}

static void
add_picture (SiteFileFixture *fixture,
             gint64           task)
{
  g_autoptr(GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 40, 30);
  g_autofree char *data = NULL;
  gsize            size;
  IgnyMediaDraft   draft = { .task = task, .image_type = "in_article", .alt_text = "Boots" };
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;

  gdk_pixbuf_fill (pixbuf, 0x336699ff);
  gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "png", &error, NULL);
  g_assert_no_error (error);
  bytes = g_bytes_new (data, size);
  igny_media_add (fixture->here.store, &draft, bytes, &fixture->image, &error);
  g_assert_no_error (error);
}

static char *
image_name (IgnyStore *store)
{
  gint64 row = rules_number (store, "SELECT max (row) FROM images");

  return g_strdup_printf ("%" G_GINT64_FORMAT, row);
}

/* What no edit makes: links, versions, sources. */
static void
add_rest (SiteFileFixture *fixture)
{
  rules_sql (fixture->here.store,
             "INSERT INTO idea_keywords (account, idea, keyword, is_primary, position)"
             " SELECT i.account, i.row, k.row, k.row = (SELECT min (row) FROM keywords), k.row"
             " FROM ideas i, keywords k WHERE k.sector = i.sector");
  rules_sql (fixture->here.store,
             "INSERT INTO task_keywords (account, task, keyword, is_primary, position)"
             " SELECT t.account, t.row, k.row, 0, k.row FROM tasks t, keywords k"
             " WHERE k.sector = t.sector");
  rules_sql (fixture->here.store,
             "INSERT INTO keyword_sources (id, account, created_at, updated_at, site, sector,"
             " keyword, source, is_chosen, volume, cpc, currency, trend) SELECT randomblob (16),"
             " account, created_at, updated_at, site, sector, row, 'Tool', 1, 7, 1500000, 'USD',"
             " '[1,null,2]' FROM keywords");
  rules_sql (fixture->here.store,
             "INSERT INTO content_versions (id, account, created_at, updated_at, site, sector,"
             " content, number, title, html_content, word_count, author)"
             " SELECT randomblob (16), account, created_at, updated_at, site, sector, row, 1,"
             " 'Old', '<p>One two</p>', 2, (SELECT row FROM users) FROM content");
  rules_sql (fixture->here.store,
             "UPDATE content SET wp_post_id = 77, post_url = 'https://outdoor.example/boots/',"
             " metadata = '{\"model\":\"x\"}'");
}

static void
add_content (SiteFileFixture *fixture,
             gint64           sector,
             gint64           task)
{
  g_autofree char *id = NULL;
  g_autofree char *sql = NULL;

  add (fixture, "content", sector, "task=Best boots", "title=Boots für “uns”",
       "html_content=<p>One two</p>");
  add_picture (fixture, task);
  id = image_name (fixture->here.store);
  sql = g_strdup_printf ("UPDATE content SET html_content = (SELECT '<p>One two</p><p><img src=\""
                         "igny8-media:' || substr (h, 1, 8) || '-' || substr (h, 9, 4) || '-' ||"
                         " substr (h, 13, 4) || '-' || substr (h, 17, 4) || '-' || substr (h, 21)"
                         " || '\" alt=\"Boots\"/></p>' FROM (SELECT lower (hex (id)) AS h FROM"
                         " images WHERE row = %s))",
                         id);
  rules_sql (fixture->here.store, sql);
}

static void
fill (SiteFileFixture *fixture)
{
  gint64 sector;
  gint64 task;

  fixture->site = add (fixture, "sites", 0, "name=Outdoor", "domain=outdoor.example",
                       "wp_url=https://outdoor.example");
  sector = number (fixture, "SELECT min (row) FROM sectors WHERE site = ", fixture->site);
  add (fixture, "sectors", 0, "site=Outdoor", "name=Second", NULL);
  add (fixture, "clusters", sector, "name=Boots", "description=All\nof them", NULL);
  add (fixture, "keywords", sector, "keyword=hiking boots", "volume=900",
       "cluster=Boots");
  add (fixture, "keywords", sector, "keyword=Ünïcode \"boots\"", "tags=warm, dry",
       "attributes={\"A\":\"b\"}");
  add (fixture, "ideas", sector, "idea_title=Best boots",
       "keyword_cluster=Boots",
       "outline=[{\"heading\":\"H\",\"level\":2,\"note\":\"n\",\"keywords\":[\"a\"]}]");
  task = add (fixture, "tasks", sector, "title=Best boots", "idea=Best boots",
              "cluster=Boots");
  add_content (fixture, sector, task);
  add (fixture, "strategies", 0, "name=Plan", "sector=General", NULL);
  add (fixture, "author_profiles", 0, "name=Ada", "tone=dry", NULL);
  add (fixture, "saved_views", 0, "name=Warm", "page=keywords", "filters=[\"volume>=10\"]");
  add (fixture, "publishing_settings", 0, "site=Outdoor", "daily_limit=3",
       NULL);
  add (fixture, "automation_configs", 0, "site=Outdoor", "hour=4", NULL);
  add_rest (fixture);
}

void
site_file_set_up (SiteFileFixture *fixture,
                  gconstpointer    data)
{
  rules_fixture_set_up (&fixture->here, data);
  rules_fixture_set_up (&fixture->there, data);
  fixture->file = g_build_filename (fixture->here.folder, "site.igny8site", NULL);
  fill (fixture);
}

void
site_file_tear_down (SiteFileFixture *fixture,
                     gconstpointer    data)
{
  rules_fixture_tear_down (&fixture->here, data);
  rules_fixture_tear_down (&fixture->there, data);
  g_free (fixture->file);
}

IgnySiteFileInfo
site_file_export (SiteFileFixture *fixture)
{
  IgnyRun          run = { .store = fixture->here.store };
  IgnySiteFileInfo info;
  g_autoptr(GError) error = NULL;

  igny_site_file_write (&run, fixture->site, fixture->file, &info, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (info.name, ==, "Outdoor");
  return info;
}

void
site_file_write (SiteFileFixture *fixture)
{
  IgnySiteFileInfo info = site_file_export (fixture);

  igny_site_file_info_clear (&info);
}

gboolean
site_file_import (SiteFileFixture *fixture,
                  IgnyStore       *store,
                  gboolean         copy,
                  GError         **error)
{
  IgnyRun run = { .store = store };
  g_auto(IgnySiteFileInfo) info = { 0 };

  return igny_site_file_read (&run, fixture->file, copy, &info, error);
}

gint64
site_file_count_all (IgnyStore *store)
{
  gint64 n = 0;

  for (const IgnySiteTable *t = igny_site_tables; t->entity != NULL; t++)
    {
      g_autofree char *sql =
          g_strdup_printf ("SELECT count(*) FROM %s WHERE deleted_step IS NULL", t->entity->table);

      n += rules_number (store, sql);
    }
  return n;
}
