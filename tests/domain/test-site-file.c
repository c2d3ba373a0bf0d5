/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "igny-image.h"
#include "igny-json.h"
#include "igny-present.h"
#include "igny-site-file-private.h"
#include "site-file-fixture.h"

/* A site goes out of one data folder and into another, and every record of it is
 * the same there. */

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
test_round (SiteFileFixture *fixture,
            gconstpointer    data)
{
  g_auto(IgnySiteFileInfo) info = site_file_export (fixture);
  g_autoptr(GError) error = NULL;
  g_autofree char *images = NULL;
  g_autofree char *path = NULL;
  g_autofree char *picture = NULL;

  g_assert_cmpint (info.n_media, ==, 1);
  g_assert_cmpint (info.size, >, 0);
  site_file_import (fixture, fixture->there.store, FALSE, &error);
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

/* One step: one undo takes all of it back, one redo brings it again. */
static void
test_undo (SiteFileFixture *fixture,
           gconstpointer    data)
{
  gint64 before = site_file_count_all (fixture->there.store);
  gint64 after;
  g_autoptr(GError) error = NULL;
  IgnyUndo undo = { 0 };
  IgnyUndo redo = { 0 };

  site_file_write (fixture);
  g_assert_true (site_file_import (fixture, fixture->there.store, FALSE, &error));
  after = site_file_count_all (fixture->there.store);
  g_assert_cmpint (after, >, before + 15);
  igny_store_undo (fixture->there.store, FALSE, &undo, &error);
  g_assert_no_error (error);
  g_assert_cmpint (site_file_count_all (fixture->there.store), ==, before);
  igny_store_undo (fixture->there.store, TRUE, &redo, &error);
  g_assert_no_error (error);
  g_assert_cmpint (site_file_count_all (fixture->there.store), ==, after);
  igny_undo_clear (&undo);
  igny_undo_clear (&redo);
}

/* Again is refused; as a copy it is all new, and its pictures are its own. */
static void
test_copy (SiteFileFixture *fixture,
           gconstpointer    data)
{
  g_autoptr(GError) error = NULL;
  gint64 before = site_file_count_all (fixture->here.store);

  site_file_write (fixture);
  g_assert_false (site_file_import (fixture, fixture->here.store, FALSE, &error));
  g_assert_error (error, IGNY_SITE_FILE_ERROR, IGNY_SITE_FILE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_cmpint (site_file_count_all (fixture->here.store), ==, before);
  site_file_import (fixture, fixture->here.store, TRUE, &error);
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
  site_file_import (fixture, fixture->here.store, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (rules_number (fixture->here.store,
                                 "SELECT count(*) FROM sites WHERE name = 'Outdoor (copy 2)'"),
                   ==, 1);
}

/* What was under way is at rest there, and nothing goes on by itself. */
static void
test_running (SiteFileFixture *fixture,
              gconstpointer    data)
{
  g_autoptr(GError) error = NULL;
  g_auto(IgnySiteFileInfo) info = { 0 };

  rules_sql (fixture->here.store, "UPDATE tasks SET status = 'in_progress'");
  rules_sql (fixture->here.store, "UPDATE content SET site_status = 'publishing'");
  rules_sql (fixture->here.store, "UPDATE automation_configs SET is_enabled = 1");
  rules_sql (fixture->here.store, "UPDATE publishing_settings SET auto_publish = 1");
  info = site_file_export (fixture);
  g_assert_true (site_file_import (fixture, fixture->there.store, FALSE, &error));
  g_assert_cmpint (rules_number (fixture->there.store,
                                 "SELECT (SELECT count(*) FROM tasks WHERE status = 'queued') +"
                                 " (SELECT count(*) FROM content WHERE site_status = 'failed') +"
                                 " (SELECT count(*) FROM automation_configs WHERE is_enabled = 0) +"
                                 " (SELECT count(*) FROM publishing_settings WHERE auto_publish"
                                 " = 0)"),
                   ==, 4);
}

static void
test_cancel (SiteFileFixture *fixture,
             gconstpointer    data)
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
  none = site_file_export (fixture);
  run.store = fixture->there.store;
  igny_site_file_info_clear (&info);
  g_assert_false (igny_site_file_read (&run, fixture->file, FALSE, &info, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(name, func)                                                                 \
  g_test_add ("/domain/site-file/" name, SiteFileFixture, NULL, site_file_set_up, func, \
              site_file_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("round", test_round);
  ADD ("undo", test_undo);
  ADD ("copy", test_copy);
  ADD ("running", test_running);
  ADD ("cancel", test_cancel);

  return g_test_run ();
}
