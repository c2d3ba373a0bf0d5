/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "domain-fixture.h"
#include "igny-cluster.h"
#include "igny-clusters.h"
#include "igny-content.h"
#include "igny-contents.h"
#include "igny-edit.h"
#include "igny-idea.h"
#include "igny-ideas.h"
#include "igny-sector.h"
#include "igny-sites.h"
#include "igny-task.h"

/* From keywords to what is published, and what is taken back on the way. */

static gboolean
pipeline_in_step (IgnyStep        *step,
                  const IgnyScope *scope,
                  GError         **error)
{
  gint64           keywords[2] = { domain_add (step, scope, "keywords", "keyword", "boots"),
                                   domain_add (step, scope, "keywords", "keyword", "best boots") };
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
  g_assert_cmpint (domain_count (step, "SELECT count(*) FROM clusters WHERE status = 'mapped'"), ==,
                   1);
  g_assert_true (igny_ideas_to_task (step, row, &task, error));
  g_assert_false (igny_ideas_to_task (step, row, &task, &refused));
  g_assert_error (refused, IGNY_INVALID, IGNY_INVALID_FIELD);
  g_assert_cmpint (domain_count (step, "SELECT count(*) FROM task_keywords"), ==, 2);
  g_assert_cmpint (domain_count (step, "SELECT count(*) FROM ideas WHERE status = 'scheduled'"), ==,
                   1);

  g_assert_true (igny_contents_save (step, task, &text, &content_row, error));
  content = igny_records_load (igny_step_get_db (step), &igny_content_entity, content_row, error);
  g_assert_null (strstr (content->html_content, "script"));
  g_assert_null (strstr (content->html_content, "onclick"));
  g_assert_cmpint (content->word_count, ==, 2);
  g_assert_cmpint (domain_count (step, "SELECT count(*) FROM tasks WHERE status = 'draft'"), ==, 1);

  g_assert_true (igny_contents_set_post (step, content_row, 42, error));
  g_assert_true (igny_contents_set_published (step, content_row, &published, error));
  g_assert_cmpint (domain_count (step, "SELECT count(*) FROM content WHERE status = 'published' AND"
                                       " site_status = 'published' AND wp_post_id = 42"),
                   ==, 1);
  g_assert_cmpint (domain_count (step, "SELECT count(*) FROM ideas WHERE status = 'published'"), ==,
                   1);
  domain_assert_refused (step, &igny_content_entity, content_row, "status", "draft",
                         "cannot follow");
  return TRUE;
}

static gboolean
after_undo_in_step (IgnyStep        *step,
                    const IgnyScope *scope,
                    GError         **error)
{
  /* The site still has the post, so its number stays known. */
  g_assert_cmpint (domain_count (step, "SELECT count(*) FROM keywords WHERE deleted_step IS NULL"),
                   ==, 0);
  g_assert_cmpint (
      domain_count (step, "SELECT count(*) FROM publishing_records WHERE deleted_step IS NULL"), ==,
      1);
  g_assert_cmpint (domain_count (step, "SELECT wp_post_id FROM content"), ==, 42);
  return TRUE;
}

static void
test_pipeline (DomainFixture *fixture,
               gconstpointer  data)
{
  domain_in_step (fixture, pipeline_in_step);
  domain_undo (fixture);
  domain_in_step (fixture, after_undo_in_step);
}

/* An engine that thought for long takes nothing back that a person did
 * meanwhile. */
static gboolean
place_in_step (IgnyStep        *step,
               const IgnyScope *scope,
               GError         **error)
{
  gint64           free_word = domain_add (step, scope, "keywords", "keyword", "free");
  gint64           moved = domain_add (step, scope, "keywords", "keyword", "moved");
  gint64           own;
  gint64           engine;
  IgnyClusterPlace places[2] = { { free_word, 0, NULL, 0 }, { moved, 0, NULL, 0 } };

  g_assert_true (igny_clusters_ensure (step, scope, "Own", NULL, "hand", &own, error));
  g_assert_true (igny_clusters_ensure (step, scope, "Engine", NULL, "offline", &engine, error));
  g_assert_true (igny_clusters_assign (step, scope, own, &moved, 1, error));
  places[0].cluster = places[1].cluster = engine;
  g_assert_true (igny_clusters_place (step, scope, places, 2, error));
  g_assert_cmpint (domain_count (step, "SELECT count(*) FROM keywords k JOIN clusters c ON c.row ="
                                       " k.cluster WHERE (k.keyword, c.name) IN"
                                       " (VALUES ('free', 'Engine'), ('moved', 'Own'))"),
                   ==, 2);
  return TRUE;
}

static void
test_place (DomainFixture *fixture,
            gconstpointer  data)
{
  domain_in_step (fixture, place_in_step);
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
  g_assert_cmpint (domain_count (step, "SELECT length(name) FROM clusters"), ==, 200);
  return TRUE;
}

static void
test_name (DomainFixture *fixture,
           gconstpointer  data)
{
  domain_in_step (fixture, name_in_step);
}

/* An idea that keyword leads to; its row. */
static gint64
add_idea (IgnyStep        *step,
          const IgnyScope *scope,
          gint64           cluster,
          gint64           keyword)
{
  IgnyIdeaDraft idea = {
    .title = "Boots", .keywords = &keyword, .n_primary = 1, .n_keywords = 1
  };
  g_autoptr(GError) error = NULL;
  gint64 row;

  g_assert_true (igny_ideas_add (step, scope, cluster, "hand", &idea, &row, &error));
  g_assert_no_error (error);
  return row;
}

/* From the idea to its task and its text. */
static void
write_text (IgnyStep *step,
            gint64    idea,
            gint64   *task,
            gint64   *content)
{
  IgnyContentDraft text = { .html = "<p>x</p>" };
  g_autoptr(GError) error = NULL;

  g_assert_true (igny_ideas_to_task (step, idea, task, &error));
  g_assert_no_error (error);
  g_assert_true (igny_contents_save (step, *task, &text, content, &error));
  g_assert_no_error (error);
}

static gboolean
remove_in_step (IgnyStep        *step,
                const IgnyScope *scope,
                GError         **error)
{
  gint64 boots = domain_add (step, scope, "keywords", "keyword", "boots");
  gint64 cluster;
  gint64 task;
  gint64 content;
  gint64 other;

  g_assert_true (igny_clusters_ensure (step, scope, "Boots", NULL, "hand", &cluster, error));
  g_assert_true (igny_clusters_assign (step, scope, cluster, &boots, 1, error));
  write_text (step, add_idea (step, scope, cluster, boots), &task, &content);

  g_assert_true (igny_edit_delete (step, &igny_cluster_entity, cluster, error));
  g_assert_cmpint (
      domain_count (step,
                    "SELECT count(*) FROM keywords WHERE status = 'pending' AND cluster IS NULL"),
      ==, 1);
  g_assert_true (igny_edit_delete (step, &igny_task_entity, task, error));
  g_assert_cmpint (domain_count (step, "SELECT count(*) FROM content WHERE deleted_step IS NULL"),
                   ==, 0);

  g_assert_true (igny_sites_add_sector (step, scope->site, "Other", &other, error));
  g_assert_true (igny_edit_delete (step, &igny_sector_entity, scope->sector, error));
  g_assert_cmpint (domain_count (step, "SELECT count(*) FROM ideas WHERE deleted_step IS NULL"), ==,
                   0);
  g_assert_cmpint (domain_count (step, "SELECT count(*) FROM keywords WHERE deleted_step IS NULL"),
                   ==, 0);
  return TRUE;
}

/* What a record had led to is taken back with it. */
static gboolean
follow_in_step (IgnyStep        *step,
                const IgnyScope *scope,
                GError         **error)
{
  IgnyPublished published = {
    1, "publish", "https://example.org/", NULL, IGNY_UNKNOWN, NULL
  };
  gint64 boots = domain_add (step, scope, "keywords", "keyword", "boots");
  gint64 cluster = domain_add (step, scope, "clusters", "name", "Boots");
  gint64 other = domain_add (step, scope, "clusters", "name", "Other");
  gint64 row;
  gint64 task;
  gint64 content;

  /* Nobody sets by hand what follows from something else. */
  domain_assert_refused (step, &igny_cluster_entity, cluster, "status", "mapped", "make one");
  g_assert_cmpint (domain_count (step, "SELECT count(*) FROM clusters WHERE status = 'mapped'"), ==,
                   0);
  domain_assert_refused (step, &igny_cluster_entity, cluster, "status", "", "must be given");

  row = add_idea (step, scope, cluster, boots);
  domain_set (step, &igny_idea_entity, row, "keyword_cluster", "OTHER");
  g_assert_cmpint (domain_count (step, "SELECT row FROM clusters WHERE status = 'mapped'"), ==,
                   other);
  write_text (step, row, &task, &content);
  domain_assert_refused (step, &igny_content_entity, content, "status", "published",
                         "publishing sets it");
  g_assert_true (igny_contents_set_published (step, content, &published, error));
  g_assert_cmpint (domain_count (step, "SELECT count(*) FROM ideas WHERE status = 'published'"), ==,
                   1);

  g_assert_true (igny_edit_delete (step, &igny_content_entity, content, error));
  g_assert_cmpint (domain_count (step, "SELECT count(*) FROM tasks WHERE status = 'queued'"), ==,
                   1);
  g_assert_cmpint (domain_count (step, "SELECT count(*) FROM ideas WHERE status = 'scheduled'"), ==,
                   1);
  g_assert_true (igny_edit_delete (step, &igny_task_entity, task, error));
  g_assert_cmpint (domain_count (step, "SELECT count(*) FROM ideas WHERE status = 'new'"), ==, 1);
  g_assert_true (igny_edit_delete (step, &igny_idea_entity, row, error));
  g_assert_cmpint (domain_count (step, "SELECT count(*) FROM clusters WHERE status = 'new'"), ==,
                   2);
  return TRUE;
}

static void
test_follow (DomainFixture *fixture,
             gconstpointer  data)
{
  domain_in_step (fixture, follow_in_step);
}

static void
test_remove (DomainFixture *fixture,
             gconstpointer  data)
{
  domain_in_step (fixture, remove_in_step);
}

#define ADD(path, func) \
  g_test_add ("/domain/" path, DomainFixture, NULL, domain_set_up, func, domain_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("pipeline", test_pipeline);
  ADD ("place", test_place);
  ADD ("name", test_name);
  ADD ("follow", test_follow);
  ADD ("remove", test_remove);

  return g_test_run ();
}
