/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "igny-account.h"
#include "igny-cluster.h"
#include "igny-clusters.h"
#include "igny-content.h"
#include "igny-contents.h"
#include "igny-credits.h"
#include "igny-edit.h"
#include "igny-entities.h"
#include "igny-idea.h"
#include "igny-ideas.h"
#include "igny-jobs.h"
#include "igny-keyword-import.h"
#include "igny-keyword.h"
#include "igny-present.h"
#include "igny-sector.h"
#include "igny-settings.h"
#include "igny-sites.h"
#include "igny-store.h"
#include "igny-task.h"
#include "igny-test-folder.h"

/* Every test is one function on the writer thread, in one step that is kept. */
typedef gboolean (*InStep) (IgnyStep        *step,
                            const IgnyScope *scope,
                            GError         **error);

typedef struct
{
  char      *folder;
  IgnyStore *store;
  IgnyScope  scope;
  InStep     func;
} Fixture;

static gboolean
add_site_cb (IgnyStep     *step,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  Fixture *fixture = data;

  return igny_sites_add (step, "Outdoor Gear", "outdoor-gear.com", "Hiking", &fixture->scope.site,
                         &fixture->scope.sector, error);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  fixture->folder = igny_test_folder_new ();
  fixture->store = igny_store_open (igny_env_get_system (), fixture->folder, NULL, NULL, &error);
  g_assert_no_error (error);
  igny_store_write (fixture->store, IGNY_STEP_DO, "Add a site", add_site_cb, fixture, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  igny_store_close (fixture->store);
  g_object_unref (fixture->store);
  igny_test_folder_free (fixture->folder);
}

static gboolean
in_step_cb (IgnyStep     *step,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  Fixture *fixture = data;

  return fixture->func (step, &fixture->scope, error);
}

static void
in_step (Fixture *fixture,
         InStep   func)
{
  g_autoptr(GError) error = NULL;

  fixture->func = func;
  igny_store_write (fixture->store, IGNY_STEP_DO, "Test", in_step_cb, fixture, NULL, &error);
  g_assert_no_error (error);
}

static gint64
count (IgnyStep   *step,
       const char *sql)
{
  g_autoptr(GError) error = NULL;
  gint64 value;

  igny_db_get_integer (igny_step_get_db (step), sql, NULL, &value, &error);
  g_assert_no_error (error);
  return value;
}

static gint64
add (IgnyStep        *step,
     const IgnyScope *scope,
     const char      *table,
     const char      *field,
     const char      *value)
{
  IgnyAssignment values[] = { { field, value } };
  g_autoptr(IgnyErrors) errors = igny_errors_new ();
  g_autoptr(GError) error = NULL;
  gint64 row = 0;

  igny_edit_add (step, igny_entities_find (table), scope->site, scope->sector, values, 1, &row,
                 errors, &error);
  g_assert_no_error (error);
  return row;
}

static void
assert_refused (IgnyStep         *step,
                const IgnyEntity *entity,
                gint64            row,
                const char       *field,
                const char       *value,
                const char       *part)
{
  IgnyAssignment values[] = { { field, value } };
  g_autoptr(IgnyErrors) errors = igny_errors_new ();
  g_autoptr(GError) error = NULL;
  const char *const *messages;

  g_assert_false (igny_edit_set (step, entity, row, values, 1, errors, &error));
  g_assert_error (error, IGNY_INVALID, IGNY_INVALID_FIELD);
  messages = igny_errors_get_messages (errors, field);
  g_assert_nonnull (messages);
  g_assert_nonnull (strstr (messages[0], part));
}

static void
set (IgnyStep         *step,
     const IgnyEntity *entity,
     gint64            row,
     const char       *field,
     const char       *value)
{
  IgnyAssignment values[] = { { field, value } };
  g_autoptr(IgnyErrors) errors = igny_errors_new ();
  g_autoptr(GError) error = NULL;

  igny_edit_set (step, entity, row, values, 1, errors, &error);
  g_assert_no_error (error);
}

static gboolean
sectors_in_step (IgnyStep        *step,
                 const IgnyScope *scope,
                 GError         **error)
{
  g_autoptr(GError) refused = NULL;
  IgnyDb          *db = igny_step_get_db (step);
  gint64           row;
  gint64           site;
  gint64           sector;
  g_autofree char *slug = NULL;

  for (guint i = 2; i <= 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("Sector %u", i);

      g_assert_true (igny_sites_add_sector (step, scope->site, name, &row, error));
    }
  g_assert_false (igny_sites_add_sector (step, scope->site, "Sector 6", &row, &refused));
  g_assert_error (refused, IGNY_INVALID, IGNY_INVALID_FIELD);
  g_clear_error (&refused);
  g_assert_false (
      igny_db_exec (db,
                    "INSERT INTO sectors (id, account, created_at, updated_at, site, name, slug,"
                    " status, is_active) SELECT randomblob(16), account, 0, 0, site, 'x', 'x',"
                    " 'active', 1 FROM sectors LIMIT 1",
                    NULL, &refused));
  g_assert_nonnull (strstr (refused->message, "at most 5"));
  g_clear_error (&refused);

  g_assert_true (igny_sites_add (step, "Outdoor Gear", NULL, NULL, &site, &sector, error));
  igny_db_get_text (db, "SELECT slug FROM sites ORDER BY row DESC LIMIT 1", NULL, &slug, error);
  g_assert_cmpstr (slug, ==, "outdoor-gear-2");
  g_assert_false (igny_edit_delete (step, &igny_sector_entity, sector, &refused));
  g_assert_error (refused, IGNY_INVALID, IGNY_INVALID_FIELD);
  g_clear_error (&refused);
  assert_refused (step, &igny_sector_entity, sector, "status", "inactive", "last active");
  assert_refused (step, &igny_sector_entity, sector, "status", "", "must be given");
  assert_refused (step, &igny_sector_entity, row, "name", "HIKING", "already");
  assert_refused (step, &igny_sector_entity, row, "name", "  ", "must be given");
  set (step, &igny_sector_entity, row, "status", "inactive");
  g_assert_cmpint (count (step, "SELECT count(*) FROM sectors WHERE is_active = 0"), ==, 1);
  set (step, &igny_sector_entity, row, "status", "active");
  g_assert_cmpint (count (step, "SELECT count(*) FROM sectors WHERE is_active = 0"), ==, 0);

  g_assert_false (
      igny_scope_find_site (db, igny_step_get_account (step), "outdoor gear", &site, &refused));
  g_assert_nonnull (strstr (refused->message, "more than one"));
  g_assert_true (
      igny_scope_find_site (db, igny_step_get_account (step), "OUTDOOR-GEAR-2", &site, error));
  g_assert_true (igny_scope_find_sector (db, scope->site, "hiking", &sector, error));
  g_assert_cmpint (sector, ==, scope->sector);
  return TRUE;
}

static void
test_sectors (Fixture      *fixture,
              gconstpointer data)
{
  in_step (fixture, sectors_in_step);
}

static gboolean
edit_in_step (IgnyStep        *step,
              const IgnyScope *scope,
              GError         **error)
{
  gint64    boots = add (step, scope, "keywords", "keyword", "  Hiking   Boots ");
  gint64    cluster = add (step, scope, "clusters", "name", "Boots");
  gint64    other_sector;
  IgnyScope elsewhere = *scope;

  assert_refused (step, &igny_keyword_entity, boots, "difficulty", "101", "between 0 and 100");
  assert_refused (step, &igny_keyword_entity, boots, "volume", "many", "whole number");
  assert_refused (step, &igny_keyword_entity, boots, "intent", "buying", "must be one of");
  assert_refused (step, &igny_keyword_entity, boots, "keyword", "", "must be given");
  assert_refused (step, &igny_keyword_entity, boots, "key", "x", "kept by the program");
  assert_refused (step, &igny_keyword_entity, boots, "nonsense", "x", "no such field");
  assert_refused (step, &igny_keyword_entity, boots, "cluster", "Nowhere", "no Cluster");

  set (step, &igny_keyword_entity, boots, "cluster", "boots");
  g_assert_cmpint (count (step,
                          "SELECT count(*) FROM keywords WHERE keyword = 'Hiking Boots' AND"
                          " key = 'hiking boots' AND status = 'active' AND cluster IS NOT NULL"),
                   ==, 1);
  set (step, &igny_keyword_entity, boots, "cluster_id", "");
  g_assert_cmpint (count (step, "SELECT count(*) FROM keywords WHERE status = 'pending'"), ==, 1);
  set (step, &igny_keyword_entity, boots, "cpc", "2.17");
  g_assert_cmpint (count (step, "SELECT cpc FROM keywords"), ==, 2170000);
  set (step, &igny_keyword_entity, boots, "status", "disabled");
  g_assert_cmpint (count (step, "SELECT count(*) FROM keywords WHERE status = 'archived'"), ==, 1);

  /* The same words are another keyword in another sector, and a cluster of one
   * sector is none of another. */
  g_assert_true (igny_sites_add_sector (step, scope->site, "Climbing", &other_sector, error));
  elsewhere.sector = other_sector;
  boots = add (step, &elsewhere, "keywords", "keyword", "hiking boots");
  assert_refused (step, &igny_keyword_entity, boots, "cluster", "Boots", "no Cluster");
  (void) cluster;
  return TRUE;
}

static void
test_edit (Fixture      *fixture,
           gconstpointer data)
{
  in_step (fixture, edit_in_step);
}

static IgnyImportReport *
import (IgnyStep        *step,
        const IgnyScope *scope,
        const char      *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(IgnyImport) source = NULL;
  g_autoptr(GError) error = NULL;
  IgnyImportReport *report = igny_import_report_new ();

  source = igny_import_open_bytes (bytes, "test.csv", &error);
  g_assert_no_error (error);
  igny_keyword_import (step, scope, source, report, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->read, ==,
                   report->added + report->merged + report->unchanged + report->rejected);
  return report;
}

static gboolean
import_in_step (IgnyStep        *step,
                const IgnyScope *scope,
                GError         **error)
{
  g_autoptr(IgnyImportReport) first = NULL;
  g_autoptr(IgnyImportReport) second = NULL;
  g_autoptr(IgnyImportReport) third = NULL;

  first = import (step, scope,
                  "Keyword,Intent,Volume,Keyword Difficulty,CPC (USD)\n"
                  "hiking boots,\"Commercial, Informational\",12100,43,1.25\n"
                  "Hiking  Boots,Commercial,100,43,1.25\n"
                  "tents,,n/a,,\n"
                  ",Commercial,10,,\n");
  g_assert_cmpint (first->read, ==, 4);
  g_assert_cmpint (first->added, ==, 2);
  g_assert_cmpint (first->unchanged, ==, 1);
  g_assert_cmpint (first->rejected, ==, 1);
  g_assert_cmpint (count (step, "SELECT volume FROM keywords WHERE key = 'hiking boots'"), ==,
                   12100);
  g_assert_cmpint (
      count (step, "SELECT volume IS NULL AND difficulty IS NULL AND intent IS NULL FROM keywords"
                   " WHERE key = 'tents'"),
      ==, 1);

  second = import (step, scope,
                   "Keyword,Intent,Volume,Keyword Difficulty,CPC (USD)\n"
                   "hiking boots,Commercial,12100,43,1.25\n"
                   "tents,Transactional,500,20,0.5\n");
  g_assert_cmpint (second->added, ==, 0);
  g_assert_cmpint (second->unchanged, ==, 1);
  g_assert_cmpint (second->merged, ==, 1);

  third = import (step, scope, "keyword,volume,difficulty,intent,cpc,status,cluster\n"
                               "rain jackets,10,,,,active,Jackets\n");
  g_assert_cmpint (third->added, ==, 1);
  g_assert_cmpint (count (step,
                          "SELECT count(*) FROM keywords k JOIN clusters c ON c.row = k.cluster"
                          " WHERE c.name = 'Jackets' AND k.status = 'active'"),
                   ==, 1);
  return TRUE;
}

static gboolean
import_twice_in_step (IgnyStep        *step,
                      const IgnyScope *scope,
                      GError         **error)
{
  /* The largest of one file's values holds, whether or not it came before. */
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(IgnyImportReport) report = NULL;

      report = import (step, scope, "Keyword,Volume\nboots,100\nboots,300\nboots,100\n");
      g_assert_cmpint (count (step, "SELECT volume FROM keywords WHERE key = 'boots'"), ==, 300);
    }
  return TRUE;
}

static void
test_import_twice (Fixture      *fixture,
                   gconstpointer data)
{
  in_step (fixture, import_twice_in_step);
}

static void
test_import (Fixture      *fixture,
             gconstpointer data)
{
  in_step (fixture, import_in_step);
}

static gboolean
pipeline_in_step (IgnyStep        *step,
                  const IgnyScope *scope,
                  GError         **error)
{
  gint64           keywords[2] = { add (step, scope, "keywords", "keyword", "boots"),
                                   add (step, scope, "keywords", "keyword", "best boots") };
  IgnyIdeaDraft    idea = { .title = "The Best Boots",
                            .content_type = "listicle",
                            .words = 900,
                            .outline = "[]",
                            .keywords = keywords,
                            .n_primary = 1,
                            .n_keywords = 2 };
  IgnyContentDraft text = {
    .title = "The Best Boots",
    .html = "<p onclick=\"x\">Good <b>boots</b>.</p><script>alert(1)</script>",
    .slug = "best-boots",
    .origin = "ai"
  };
  IgnyPublished published = {
    42, "publish", "https://example.org/best-boots/", "2026-05-01T10:00:00", IGNY_UNKNOWN, NULL
  };
  g_autoptr(IgnyContent) content = NULL;
  g_autoptr(GError) refused = NULL;
  gint64 cluster;
  gint64 row;
  gint64 task;
  gint64 content_row;

  g_assert_true (igny_clusters_ensure (step, scope, "Boots", NULL, "offline", &cluster, error));
  g_assert_true (igny_clusters_assign (step, scope, cluster, keywords, 2, error));
  g_assert_true (igny_ideas_add (step, scope, cluster, "offline", &idea, &row, error));
  g_assert_cmpint (count (step, "SELECT count(*) FROM clusters WHERE status = 'mapped'"), ==, 1);
  g_assert_true (igny_ideas_to_task (step, row, &task, error));
  g_assert_false (igny_ideas_to_task (step, row, &task, &refused));
  g_assert_error (refused, IGNY_INVALID, IGNY_INVALID_FIELD);
  g_assert_cmpint (count (step, "SELECT count(*) FROM task_keywords"), ==, 2);
  g_assert_cmpint (count (step, "SELECT count(*) FROM ideas WHERE status = 'scheduled'"), ==, 1);

  g_assert_true (igny_contents_save (step, task, &text, &content_row, error));
  content = igny_records_load (igny_step_get_db (step), &igny_content_entity, content_row, error);
  g_assert_null (strstr (content->html_content, "script"));
  g_assert_null (strstr (content->html_content, "onclick"));
  g_assert_cmpint (content->word_count, ==, 2);
  g_assert_cmpint (count (step, "SELECT count(*) FROM tasks WHERE status = 'draft'"), ==, 1);

  g_assert_true (igny_contents_set_post (step, content_row, 42, error));
  g_assert_true (igny_contents_set_published (step, content_row, &published, error));
  g_assert_cmpint (count (step, "SELECT count(*) FROM content WHERE status = 'published' AND"
                                " site_status = 'published' AND wp_post_id = 42"),
                   ==, 1);
  g_assert_cmpint (count (step, "SELECT count(*) FROM ideas WHERE status = 'published'"), ==, 1);
  assert_refused (step, &igny_content_entity, content_row, "status", "draft", "cannot follow");
  return TRUE;
}

static gboolean
after_undo_in_step (IgnyStep        *step,
                    const IgnyScope *scope,
                    GError         **error)
{
  /* The site still has the post, so its number stays known. */
  g_assert_cmpint (count (step, "SELECT count(*) FROM keywords WHERE deleted_step IS NULL"), ==, 0);
  g_assert_cmpint (
      count (step, "SELECT count(*) FROM publishing_records WHERE deleted_step IS NULL"), ==, 1);
  g_assert_cmpint (count (step, "SELECT wp_post_id FROM content"), ==, 42);
  return TRUE;
}

static void
test_pipeline (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  IgnyUndo undo;

  in_step (fixture, pipeline_in_step);
  g_assert_true (igny_store_undo (fixture->store, FALSE, &undo, &error));
  g_assert_no_error (error);
  igny_undo_clear (&undo);
  in_step (fixture, after_undo_in_step);
}

/* An engine that thought for long takes nothing back that a person did
 * meanwhile. */
static gboolean
place_in_step (IgnyStep        *step,
               const IgnyScope *scope,
               GError         **error)
{
  gint64           free_word = add (step, scope, "keywords", "keyword", "free");
  gint64           moved = add (step, scope, "keywords", "keyword", "moved");
  gint64           own;
  gint64           engine;
  IgnyClusterPlace places[2] = { { free_word, 0, NULL, 0 }, { moved, 0, NULL, 0 } };

  g_assert_true (igny_clusters_ensure (step, scope, "Own", NULL, "hand", &own, error));
  g_assert_true (igny_clusters_ensure (step, scope, "Engine", NULL, "offline", &engine, error));
  g_assert_true (igny_clusters_assign (step, scope, own, &moved, 1, error));
  places[0].cluster = places[1].cluster = engine;
  g_assert_true (igny_clusters_place (step, scope, places, 2, error));
  g_assert_cmpint (count (step, "SELECT count(*) FROM keywords k JOIN clusters c ON c.row ="
                                " k.cluster WHERE (k.keyword, c.name) IN"
                                " (VALUES ('free', 'Engine'), ('moved', 'Own'))"),
                   ==, 2);
  return TRUE;
}

static void
test_place (Fixture      *fixture,
            gconstpointer data)
{
  in_step (fixture, place_in_step);
}

static gboolean
name_in_step (IgnyStep        *step,
              const IgnyScope *scope,
              GError         **error)
{
  g_autofree char *name = g_strnfill (201, 'x');
  g_autoptr(GError) refused = NULL;
  gint64 cluster;
  gint64 again;

  g_assert_false (igny_clusters_ensure (step, scope, name, NULL, "hand", &cluster, &refused));
  g_assert_error (refused, IGNY_INVALID, IGNY_INVALID_FIELD);
  g_clear_error (&refused);
  g_assert_false (igny_clusters_ensure (step, scope, " ", NULL, "ai", &cluster, &refused));
  g_assert_error (refused, IGNY_INVALID, IGNY_INVALID_FIELD);
  g_assert_true (igny_clusters_ensure (step, scope, name, NULL, "ai", &cluster, error));
  g_assert_true (igny_clusters_ensure (step, scope, name, NULL, "import", &again, error));
  g_assert_cmpint (cluster, ==, again);
  g_assert_cmpint (count (step, "SELECT length(name) FROM clusters"), ==, 200);
  return TRUE;
}

static void
test_name (Fixture      *fixture,
           gconstpointer data)
{
  in_step (fixture, name_in_step);
}

static gboolean
remove_in_step (IgnyStep        *step,
                const IgnyScope *scope,
                GError         **error)
{
  gint64           boots = add (step, scope, "keywords", "keyword", "boots");
  IgnyIdeaDraft    idea = { .title = "Boots", .keywords = &boots, .n_primary = 1, .n_keywords = 1 };
  IgnyContentDraft text = { .html = "<p>x</p>" };
  gint64           cluster;
  gint64           row;
  gint64           task;
  gint64           content;
  gint64           other;

  g_assert_true (igny_clusters_ensure (step, scope, "Boots", NULL, "hand", &cluster, error));
  g_assert_true (igny_clusters_assign (step, scope, cluster, &boots, 1, error));
  g_assert_true (igny_ideas_add (step, scope, cluster, "hand", &idea, &row, error));
  g_assert_true (igny_ideas_to_task (step, row, &task, error));
  g_assert_true (igny_contents_save (step, task, &text, &content, error));

  g_assert_true (igny_edit_delete (step, &igny_cluster_entity, cluster, error));
  g_assert_cmpint (
      count (step, "SELECT count(*) FROM keywords WHERE status = 'pending' AND cluster IS NULL"),
      ==, 1);
  g_assert_true (igny_edit_delete (step, &igny_task_entity, task, error));
  g_assert_cmpint (count (step, "SELECT count(*) FROM content WHERE deleted_step IS NULL"), ==, 0);

  g_assert_true (igny_sites_add_sector (step, scope->site, "Other", &other, error));
  g_assert_true (igny_edit_delete (step, &igny_sector_entity, scope->sector, error));
  g_assert_cmpint (count (step, "SELECT count(*) FROM ideas WHERE deleted_step IS NULL"), ==, 0);
  g_assert_cmpint (count (step, "SELECT count(*) FROM keywords WHERE deleted_step IS NULL"), ==, 0);
  return TRUE;
}

/* What a record had led to is taken back with it. */
static gboolean
follow_in_step (IgnyStep        *step,
                const IgnyScope *scope,
                GError         **error)
{
  gint64           boots = add (step, scope, "keywords", "keyword", "boots");
  IgnyIdeaDraft    idea = { .title = "Boots", .keywords = &boots, .n_primary = 1, .n_keywords = 1 };
  IgnyContentDraft text = { .html = "<p>x</p>" };
  IgnyPublished    published = {
       1, "publish", "https://example.org/", NULL, IGNY_UNKNOWN, NULL
  };
  gint64 cluster = add (step, scope, "clusters", "name", "Boots");
  gint64 other = add (step, scope, "clusters", "name", "Other");
  gint64 row;
  gint64 task;
  gint64 content;

  /* Nobody sets by hand what follows from something else. */
  assert_refused (step, &igny_cluster_entity, cluster, "status", "mapped", "make one");
  g_assert_cmpint (count (step, "SELECT count(*) FROM clusters WHERE status = 'mapped'"), ==, 0);
  assert_refused (step, &igny_cluster_entity, cluster, "status", "", "must be given");

  g_assert_true (igny_ideas_add (step, scope, cluster, "hand", &idea, &row, error));
  set (step, &igny_idea_entity, row, "keyword_cluster", "OTHER");
  g_assert_cmpint (count (step, "SELECT row FROM clusters WHERE status = 'mapped'"), ==, other);
  g_assert_true (igny_ideas_to_task (step, row, &task, error));
  g_assert_true (igny_contents_save (step, task, &text, &content, error));
  assert_refused (step, &igny_content_entity, content, "status", "published", "publishing sets it");
  g_assert_true (igny_contents_set_published (step, content, &published, error));
  g_assert_cmpint (count (step, "SELECT count(*) FROM ideas WHERE status = 'published'"), ==, 1);

  g_assert_true (igny_edit_delete (step, &igny_content_entity, content, error));
  g_assert_cmpint (count (step, "SELECT count(*) FROM tasks WHERE status = 'queued'"), ==, 1);
  g_assert_cmpint (count (step, "SELECT count(*) FROM ideas WHERE status = 'scheduled'"), ==, 1);
  g_assert_true (igny_edit_delete (step, &igny_task_entity, task, error));
  g_assert_cmpint (count (step, "SELECT count(*) FROM ideas WHERE status = 'new'"), ==, 1);
  g_assert_true (igny_edit_delete (step, &igny_idea_entity, row, error));
  g_assert_cmpint (count (step, "SELECT count(*) FROM clusters WHERE status = 'new'"), ==, 2);
  return TRUE;
}

static void
test_follow (Fixture      *fixture,
             gconstpointer data)
{
  in_step (fixture, follow_in_step);
}

static void
test_remove (Fixture      *fixture,
             gconstpointer data)
{
  in_step (fixture, remove_in_step);
}

static gboolean
credits_in_step (IgnyStep        *step,
                 const IgnyScope *scope,
                 GError         **error)
{
  IgnyUsage usage = { "auto_cluster", igny_credits_count ("auto_cluster", 31), "m", 10, 5,
                      IGNY_UNKNOWN };

  g_assert_cmpint (igny_credits_count ("auto_cluster", 1), ==, 1);
  g_assert_cmpint (igny_credits_count ("auto_cluster", 30), ==, 1);
  g_assert_cmpint (igny_credits_count ("auto_cluster", 31), ==, 2);
  g_assert_cmpint (igny_credits_count ("generate_content", 2), ==, 6);
  g_assert_cmpint (igny_credits_count ("generate_ideas", 0), ==, 1);
  add (step, scope, "keywords", "keyword", "something to undo");
  return igny_credits_charge (step, &usage, error);
}

static gboolean
ledger_in_step (IgnyStep        *step,
                const IgnyScope *scope,
                GError         **error)
{
  g_assert_cmpint (count (step, "SELECT credits FROM accounts"), ==, -2);
  g_assert_cmpint (
      count (step, "SELECT balance_after FROM credit_transactions WHERE deleted_step IS NULL"),
      ==, -2);
  g_assert_cmpint (
      count (step, "SELECT count(*) FROM credit_usage_logs WHERE deleted_step IS NULL"), ==, 1);
  g_assert_cmpint (count (step, "SELECT count(*) FROM keywords WHERE deleted_step IS NULL"), ==, 0);
  return TRUE;
}

static void
test_credits (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  IgnyUndo undo;

  in_step (fixture, credits_in_step);
  igny_store_undo (fixture->store, FALSE, &undo, &error);
  g_assert_no_error (error);
  igny_undo_clear (&undo);
  in_step (fixture, ledger_in_step);
}

static gboolean
settings_in_step (IgnyStep        *step,
                  const IgnyScope *scope,
                  GError         **error)
{
  IgnyDb          *db = igny_step_get_db (step);
  g_autofree char *initial =
      igny_settings_dup (db, igny_step_get_account (step), "openai.base-url");
  g_autofree char *changed = NULL;
  g_autoptr(GError) refused = NULL;

  g_assert_cmpstr (initial, ==, "https://api.openai.com/v1");
  g_assert_true (igny_settings_set (step, "openai.base-url", "http://localhost:1234/v1", error));
  changed = igny_settings_dup (db, igny_step_get_account (step), "openai.base-url");
  g_assert_cmpstr (changed, ==, "http://localhost:1234/v1");
  g_assert_false (igny_settings_set (step, "openai.temperature", "hot", &refused));
  g_assert_error (refused, IGNY_INVALID, IGNY_INVALID_FIELD);
  g_clear_error (&refused);
  g_assert_cmpint (igny_settings_get_number (db, igny_step_get_account (step),
                                             "openai.temperature"),
                   ==, 70);
  g_assert_false (igny_settings_set (step, "openai.temperature", "2.01", &refused));
  g_assert_nonnull (strstr (refused->message, "between 0 and 2"));
  g_clear_error (&refused);
  g_assert_true (igny_settings_set (step, "openai.temperature", "2", error));
  g_assert_cmpint (igny_settings_get_number (db, igny_step_get_account (step),
                                             "openai.temperature"),
                   ==, 200);
  g_assert_true (igny_db_exec (db,
                               "UPDATE integration_settings SET config ="
                               " '{\"keywords-per-request\": \"0\"}'",
                               NULL, error));
  g_assert_cmpint (igny_settings_get_number (db, igny_step_get_account (step),
                                             "openai.keywords-per-request"),
                   ==, 20);
  g_assert_false (igny_settings_set (step, "openai.key", "secret", &refused));
  g_assert_error (refused, IGNY_INVALID, IGNY_INVALID_FIELD);
  return TRUE;
}

static void
test_settings (Fixture      *fixture,
               gconstpointer data)
{
  in_step (fixture, settings_in_step);
}

static gboolean
present_in_step (IgnyStep        *step,
                 const IgnyScope *scope,
                 GError         **error)
{
  gint64 boots = add (step, scope, "keywords", "keyword", "boots");
  g_autoptr(IgnyKeyword) keyword = NULL;
  JsonObject *object;

  set (step, &igny_keyword_entity, boots, "cpc", "0.5");
  keyword = igny_records_load (igny_step_get_db (step), &igny_keyword_entity, boots, error);
  object = igny_present_record (igny_step_get_db (step), keyword);
  g_assert_cmpstr (json_object_get_string_member (object, "keyword"), ==, "boots");
  g_assert_cmpstr (json_object_get_string_member (object, "cpc"), ==, "0.5");
  g_assert_true (json_object_get_null_member (object, "volume"));
  g_assert_true (json_object_get_null_member (object, "cluster"));
  g_assert_true (g_uuid_string_is_valid (json_object_get_string_member (object, "id")));
  g_assert_true (g_uuid_string_is_valid (json_object_get_string_member (object, "sector")));
  g_assert_false (json_object_has_member (object, "key"));
  json_object_unref (object);
  return TRUE;
}

static void
test_present (Fixture      *fixture,
              gconstpointer data)
{
  in_step (fixture, present_in_step);
}

static gboolean
recovered_in_step (IgnyStep        *step,
                   const IgnyScope *scope,
                   GError         **error)
{
  g_assert_cmpint (count (step, "SELECT count(*) FROM jobs WHERE state = 'failed'"), ==, 1);
  return TRUE;
}

static void
test_jobs (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;
  g_autofree char *fresh = NULL;
  IgnyRun          run = { .store = fixture->store };
  gint64           job;

  /* A publish that never ended keeps its token, one that did does not. */
  igny_jobs_begin (&run, "publish", "content", 7, &job, &first, &error);
  g_assert_no_error (error);
  /* Nor is it begun beside another. */
  g_assert_false (igny_jobs_begin (&run, "publish", "content", 7, &job, &again, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_clear_error (&error);
  igny_jobs_recover (fixture->store, &error);
  g_assert_no_error (error);
  in_step (fixture, recovered_in_step);
  igny_jobs_begin (&run, "publish", "content", 7, &job, &again, &error);
  g_assert_cmpstr (first, ==, again);
  igny_jobs_finish (fixture->store, job, NULL, &error);
  igny_jobs_begin (&run, "publish", "content", 8, &job, &fresh, &error);
  g_assert_cmpstr (first, !=, fresh);
}

#define ADD(path, func) g_test_add ("/domain/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("sectors", test_sectors);
  ADD ("edit", test_edit);
  ADD ("import", test_import);
  ADD ("import-twice", test_import_twice);
  ADD ("pipeline", test_pipeline);
  ADD ("place", test_place);
  ADD ("name", test_name);
  ADD ("follow", test_follow);
  ADD ("remove", test_remove);
  ADD ("credits", test_credits);
  ADD ("settings", test_settings);
  ADD ("present", test_present);
  ADD ("jobs", test_jobs);

  return g_test_run ();
}
