/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <string.h>

#include "igny-archive.h"
#include "igny-contents.h"
#include "igny-image.h"
#include "igny-json.h"
#include "igny-media.h"
#include "igny-present.h"
#include "igny-site-file-private.h"
#include "igny-site-file.h"
#include "rules-fixture.h"

/* A site goes out of one data folder and into another, and every record of it is
 * the same there; and of what is wrong with a file, each is said and nothing is
 * left of it. */

typedef struct
{
  RulesFixture here;
  RulesFixture there;
  gint64       site;
  gint64       image;
  char        *file;
} Fixture;

static gint64
add (Fixture    *fixture,
     const char *table,
     gint64      sector,
     const char *one,
     const char *two,
     const char *three)
{
  g_autoptr(GError) error = NULL;
  gint64 row = rules_add (fixture->here.store, table, sector == 0 ? 0 : fixture->site, sector,
                          &error, one, two, three, NULL);

  g_assert_no_error (error);
  return row;
}

static gint64
number (Fixture    *fixture,
        const char *format,
        gint64      value)
{
  g_autofree char *sql = g_strdup_printf ("%s%" G_GINT64_FORMAT, format, value);

  return rules_number (fixture->here.store, sql);
}

static void
add_picture (Fixture *fixture,
             gint64   task)
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
add_rest (Fixture *fixture)
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
add_content (Fixture *fixture,
             gint64   sector,
             gint64   task)
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
fill (Fixture *fixture)
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

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  rules_fixture_set_up (&fixture->here, data);
  rules_fixture_set_up (&fixture->there, data);
  fixture->file = g_build_filename (fixture->here.folder, "site.igny8site", NULL);
  fill (fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  rules_fixture_tear_down (&fixture->here, data);
  rules_fixture_tear_down (&fixture->there, data);
  g_free (fixture->file);
}

static IgnySiteFileInfo export(Fixture *fixture)
{
  IgnyRun          run = { .store = fixture->here.store };
  IgnySiteFileInfo info;
  g_autoptr(GError) error = NULL;

  igny_site_file_write (&run, fixture->site, fixture->file, &info, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (info.name, ==, "Outdoor");
  return info;
}

static void
write_file (Fixture *fixture)
{
  IgnySiteFileInfo info = export(fixture);

  igny_site_file_info_clear (&info);
}

static gboolean
import (Fixture   *fixture,
        IgnyStore *store,
        gboolean   copy,
        GError   **error)
{
  IgnyRun run = { .store = store };
  g_auto(IgnySiteFileInfo) info = { 0 };

  return igny_site_file_read (&run, fixture->file, copy, &info, error);
}

/* --- the same there ------------------------------------------------------- */

typedef struct
{
  const IgnySiteTable *table;
  gint64               site;
  GString             *text;
} Dump;

static gint
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
dump_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Dump *self = data;
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) records =
                 igny_records_select (db, self->table->entity, self->table->condition, NULL,
                                      IGNY_BINDS (IGNY_BIND_INT (self->site)), error);

  g_assert_nonnull (records);
  for (guint i = 0; i < records->len; i++)
    {
      g_autoptr(JsonObject) object = igny_present_record (db, records->pdata[i]);

      if ((self->table->entity->flags & IGNY_ENTITY_LINK) != 0)
        json_object_remove_member (object, "id");
      json_object_remove_member (object, "author");
      g_ptr_array_add (lines, igny_json_object_to_text (object, FALSE));
    }
  g_ptr_array_sort (lines, compare_texts);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (self->text, "%s\n", (const char *) lines->pdata[i]);
  return TRUE;
}

static char *
dump (IgnyStore           *store,
      const IgnySiteTable *table,
      const char          *name)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT row FROM sites WHERE name = '%s' AND deleted_step IS NULL", name);
  Dump self = { table, rules_number (store, sql), g_string_new (NULL) };
  g_autoptr(GError) error = NULL;

  igny_store_read (store, dump_cb, &self, NULL, &error);
  g_assert_no_error (error);
  return g_string_free (self.text, FALSE);
}

static void
test_round (Fixture      *fixture,
            gconstpointer data)
{
  g_auto(IgnySiteFileInfo) info = export(fixture);
  g_autoptr(GError) error = NULL;
  g_autofree char *images = NULL;
  g_autofree char *path = NULL;
  g_autofree char *picture = NULL;

  g_assert_cmpint (info.n_media, ==, 1);
  g_assert_cmpint (info.size, >, 0);
  import (fixture, fixture->there.store, FALSE, &error);
  g_assert_no_error (error);
  for (const IgnySiteTable *t = igny_site_tables; t->entity != NULL; t++)
    {
      g_autofree char *here = dump (fixture->here.store, t, "Outdoor");
      g_autofree char *there = dump (fixture->there.store, t, "Outdoor");

      g_assert_cmpstr (here, ==, there);
      /* Nothing was compared with nothing. */
      if (strstr ("ai_prompts import_mappings", t->entity->table) == NULL)
        g_assert_cmpuint (strlen (here), >, 10);
    }
  images = dump (fixture->there.store, &igny_site_tables[igny_site_table_find (&igny_image_entity)],
                 "Outdoor");
  g_assert_nonnull (strstr (images, "media/"));
  path = g_strndup (strstr (images, "media/"), strlen ("media/ab/") + 64 + strlen (".png"));
  picture = g_build_filename (fixture->there.folder, path, NULL);
  g_assert_true (g_file_test (picture, G_FILE_TEST_IS_REGULAR));
}

static gint64
count_all (IgnyStore *store)
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

/* One step: one undo takes all of it back, one redo brings it again. */
static void
test_undo (Fixture      *fixture,
           gconstpointer data)
{
  gint64 before = count_all (fixture->there.store);
  gint64 after;
  g_autoptr(GError) error = NULL;
  IgnyUndo undo = { 0 };
  IgnyUndo redo = { 0 };

  write_file (fixture);
  g_assert_true (import (fixture, fixture->there.store, FALSE, &error));
  after = count_all (fixture->there.store);
  g_assert_cmpint (after, >, before + 15);
  igny_store_undo (fixture->there.store, FALSE, &undo, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_all (fixture->there.store), ==, before);
  igny_store_undo (fixture->there.store, TRUE, &redo, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_all (fixture->there.store), ==, after);
  igny_undo_clear (&undo);
  igny_undo_clear (&redo);
}

/* Again is refused; as a copy it is all new, and its pictures are its own. */
static void
test_copy (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  gint64 before = count_all (fixture->here.store);

  write_file (fixture);
  g_assert_false (import (fixture, fixture->here.store, FALSE, &error));
  g_assert_error (error, IGNY_SITE_FILE_ERROR, IGNY_SITE_FILE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_cmpint (count_all (fixture->here.store), ==, before);
  import (fixture, fixture->here.store, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (rules_number (fixture->here.store,
                                 "SELECT count(*) FROM sites WHERE name = 'Outdoor (copy)' AND"
                                 " slug = 'outdoor-copy'"),
                   ==, 1);
  g_assert_cmpint (rules_number (fixture->here.store,
                                 "SELECT count(*) FROM strategies WHERE name LIKE 'Plan%'"),
                   ==, 2);
  /* The account's own are there once. */
  g_assert_cmpint (rules_number (fixture->here.store, "SELECT count(*) FROM author_profiles"), ==,
                   1);
  g_assert_cmpint (rules_number (fixture->here.store,
                                 "SELECT count(*) FROM content c JOIN images i ON i.task = c.task"
                                 " WHERE instr (replace (c.html_content, '-', ''),"
                                 " 'igny8media:' || lower (hex (i.id))) > 0"),
                   ==, 2);
  import (fixture, fixture->here.store, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (rules_number (fixture->here.store,
                                 "SELECT count(*) FROM sites WHERE name = 'Outdoor (copy 2)'"),
                   ==, 1);
}

/* Another account of the same file may have it too, with ids of its own. */
static void
test_running (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_auto(IgnySiteFileInfo) info = { 0 };

  rules_sql (fixture->here.store, "UPDATE tasks SET status = 'in_progress'");
  rules_sql (fixture->here.store, "UPDATE content SET site_status = 'publishing'");
  rules_sql (fixture->here.store, "UPDATE automation_configs SET is_enabled = 1");
  rules_sql (fixture->here.store, "UPDATE publishing_settings SET auto_publish = 1");
  info = export(fixture);
  g_assert_true (import (fixture, fixture->there.store, FALSE, &error));
  g_assert_cmpint (rules_number (fixture->there.store,
                                 "SELECT (SELECT count(*) FROM tasks WHERE status = 'queued') +"
                                 " (SELECT count(*) FROM content WHERE site_status = 'failed') +"
                                 " (SELECT count(*) FROM automation_configs WHERE is_enabled = 0) +"
                                 " (SELECT count(*) FROM publishing_settings WHERE auto_publish"
                                 " = 0)"),
                   ==, 4);
}

/* --- what is wrong -------------------------------------------------------- */

/* Writes the file again, with one member changed by replace. */
static void
change (Fixture    *fixture,
        const char *member,
        const char *from,
        const char *to)
{
  const IgnyEnv   *env = igny_env_get_system ();
  g_autofree char *other = g_strconcat (fixture->file, ".x", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyArchive) in = igny_archive_open (env, fixture->file, &error);
  g_autoptr(IgnyArchive) out = igny_archive_new (env, other, &error);

  g_assert_no_error (error);
  for (gsize i = 0; i < igny_archive_get_n_members (in); i++)
    {
      const char *name = igny_archive_get_name (in, i);
      gsize       length;
      char       *text = igny_archive_dup_text (in, name, 1 << 20, &length, &error);

      g_assert_no_error (error);
      if (g_str_equal (name, member))
        {
          g_autoptr(GString) changed = g_string_new_len (text, (gssize) length);

          /* The manifest is written for people, with spaces. */
          g_string_replace (changed, "\": ", "\":", 0);
          g_assert_cmpuint (g_string_replace (changed, from, to, 0), >, 0);
          g_free (text);
          length = changed->len;
          text = g_strndup (changed->str, changed->len);
        }
      g_assert_true (igny_archive_take_text (out, name, text, length, &error));
    }
  g_assert_true (igny_archive_commit (out, NULL, &error));
  g_assert_cmpint (g_rename (other, fixture->file), ==, 0);
}

/* The sum of a member, which whoever changes it can change as well. */
static char *
sum_of (Fixture    *fixture,
        const char *member)
{
  g_autoptr(IgnyArchive) in = igny_archive_open (igny_env_get_system (), fixture->file, NULL);
  gsize            length;
  g_autofree char *text = igny_archive_dup_text (in, member, 1 << 20, &length, NULL);

  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, length);
}

static void
assert_refused (Fixture    *fixture,
                int         code,
                const char *words)
{
  g_autoptr(GError) error = NULL;
  gint64 before = count_all (fixture->there.store);

  g_assert_false (import (fixture, fixture->there.store, FALSE, &error));
  g_test_message ("%s", error->message);
  if (words != NULL)
    g_assert_nonnull (strstr (error->message, words));
  if (code >= 0)
    g_assert_error (error, IGNY_DB_ERROR, code);
  g_assert_nonnull (strstr (error->message, fixture->file));
  g_assert_cmpint (count_all (fixture->there.store), ==, before);
}

static void
test_hostile (Fixture      *fixture,
              gconstpointer data)
{
  static const struct
  {
    const char *member;
    const char *from;
    const char *to;
    const char *words;
  } changes[] = {
    { "records/keywords.jsonl", "hiking", "biking", "damaged" },
    { "manifest.json", "igny8-site", "igny9-site", "no site" },
    { "manifest.json", "\"version\":1", "\"version\":2", "newer" },
    { "manifest.json", "\"schema\":", "\"schema\":99", "newer" },
    { "manifest.json", "\"tables\"", "\"other\"", "manifest" },
    /* With the right sum: */
    { "records/keywords.jsonl", "\"volume\":900", "\"volume\":-900", "olume" },
    { "records/keywords.jsonl", "\"volume\":900", "\"volume\":\"many\"", "volume" },
    { "records/keywords.jsonl", "\"cluster\":1", "\"cluster\":77", "not there" },
    { "records/keywords.jsonl", "\"row\":2", "\"row\":1", "order" },
    { "records/keywords.jsonl", "Ünïcode \\\"boots\\\"", "hiking boots", "damaged" },
    { "records/keywords.jsonl", "\"sector\":", "\"sector\":9", "not there" },
    { "records/keyword_sources.jsonl", "[1,null,2]", "{}", "rend" },
    { "records/sites.jsonl", "\"name\":\"Outdoor\",", "", NULL },
    { "records/clusters.jsonl", "\"status\":\"", "\"status\":\"x", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *old = NULL;
      g_autofree char *new = NULL;

      write_file (fixture);
      g_test_message ("%s: %s", changes[i].member, changes[i].to);
      old = sum_of (fixture, changes[i].member);
      change (fixture, changes[i].member, changes[i].from, changes[i].to);
      new = sum_of (fixture, changes[i].member);
      if (i >= 5)
        change (fixture, "manifest.json", old, new);
      assert_refused (fixture, -1, changes[i].words);
    }
}

/* What a file may say, but never gets into the data. */
static void
test_unclean (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *old = NULL;
  g_autofree char *new = NULL;
  g_autoptr(GError) error = NULL;

  write_file (fixture);
  old = sum_of (fixture, "records/content.jsonl");
  change (fixture, "records/content.jsonl", "<p>One two",
          "<script>alert(1)</script><p onclick=\\\"x()\\\">One two three");
  new = sum_of (fixture, "records/content.jsonl");
  change (fixture, "manifest.json", old, new);
  import (fixture, fixture->there.store, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (rules_number (fixture->there.store,
                                 "SELECT count(*) FROM content WHERE html_content LIKE '%script%'"
                                 " OR html_content LIKE '%onclick%'"),
                   ==, 0);
  g_assert_cmpint (rules_number (fixture->there.store, "SELECT word_count FROM content"), ==, 3);
}

static void
test_damaged (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *whole = NULL;
  gsize            length;
  gint64           before = count_all (fixture->there.store);

  write_file (fixture);
  g_assert_true (g_file_get_contents (fixture->file, &whole, &length, NULL));
  for (guint i = 0; i < 60; i++)
    {
      gsize            at = (gsize) g_test_rand_double_range (0, (double) length);
      g_autofree char *copy = g_memdup2 (whole, length);
      g_autoptr(GError) error = NULL;
      IgnyUndo undo = { 0 };

      copy[at] ^= 0x55;
      g_assert_true (g_file_set_contents (fixture->file, i % 2 == 0 ? whole : copy,
                                          (gssize) (i % 2 == 0 ? at : length), NULL));
      /* A few bytes, as a time stamp, mean nothing. */
      if (import (fixture, fixture->there.store, i > 0, &error))
        igny_store_undo (fixture->there.store, FALSE, &undo, NULL);
      else
        g_assert_nonnull (error);
      igny_undo_clear (&undo);
      g_assert_cmpint (count_all (fixture->there.store), ==, before);
    }
}

static void
test_cancel (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  IgnyRun run = { .store = fixture->here.store, .cancellable = cancellable };
  g_auto(IgnySiteFileInfo) info = { 0 };
  g_auto(IgnySiteFileInfo) none = { 0 };
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (igny_site_file_write (&run, fixture->site, fixture->file, &info, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (fixture->file, G_FILE_TEST_EXISTS));
  g_clear_error (&error);
  none = export(fixture);
  run.store = fixture->there.store;
  igny_site_file_info_clear (&info);
  g_assert_false (igny_site_file_read (&run, fixture->file, FALSE, &info, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) \
  g_test_add ("/domain/site-file/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("round", test_round);
  ADD ("undo", test_undo);
  ADD ("copy", test_copy);
  ADD ("running", test_running);
  ADD ("hostile", test_hostile);
  ADD ("unclean", test_unclean);
  ADD ("damaged", test_damaged);
  ADD ("cancel", test_cancel);

  return g_test_run ();
}
