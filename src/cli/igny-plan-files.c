/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-plan-files.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "igny-cluster.h"
#include "igny-content.h"
#include "igny-export.h"
#include "igny-idea.h"
#include "igny-import-answer.h"
#include "igny-keyword.h"
#include "igny-out-file.h"
#include "igny-task.h"
#include "igny-text.h"
#include "igny-view.h"

#define BATCH 200

static const IgnyEntity *const tables[] = { &igny_keyword_entity, &igny_cluster_entity,
                                            &igny_idea_entity, &igny_task_entity };

static gboolean
write_table (IgnyPlanRun      *plan,
             const char       *folder,
             const IgnyEntity *entity,
             GError          **error)
{
  g_autofree char *name = g_strconcat (entity->table, ".csv", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  IgnyExportWish   wish = { entity, plan->scope, .format = IGNY_EXPORT_CSV };
  IgnyExportResult result;

  return igny_export_save (plan->store, &wish, path, &result, plan->run.cancellable, error);
}

typedef struct
{
  IgnyPlanRun    *plan;
  const char     *folder;
  IgnyViewResult *result;
  gsize           next;
  GPtrArray      *contents; /* of IgnyContent, those of the batch */
  GHashTable     *names;    /* of the files so far */
  GHashTable     *numbers;  /* slug → how often it was taken */
} Briefs;

static gboolean
find_rows (IgnyDb       *db,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Briefs *briefs = data;
  g_autoptr(IgnyView) view = igny_view_new (&igny_content_entity);

  briefs->result = igny_view_run (view, briefs->plan->store, db, cancellable, error);
  return briefs->result != NULL;
}

static gboolean
read_batch (IgnyDb       *db,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  Briefs *briefs = data;
  gsize   n_rows = MIN (briefs->result->n_rows - briefs->next, BATCH);

  briefs->contents = igny_records_fetch (
      db, &igny_content_entity, briefs->result->rows + briefs->next, n_rows, TRUE, error);
  briefs->next += n_rows;
  return briefs->contents != NULL;
}

static char *
make_page (const IgnyContent *content)
{
  g_autofree char *title = g_markup_escape_text (content->title, -1);
  const char      *description = content->meta_description != NULL ? content->meta_description : "";
  g_autofree char *escaped = g_markup_escape_text (description, -1);
  const char      *html = content->html_content != NULL ? content->html_content : "";

  return g_strdup_printf (
      "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<title>%s</title>\n"
      "<meta name=\"description\" content=\"%s\">\n</head>\n<body>\n%s%s%s%s\n</body>\n</html>\n",
      title, escaped, strstr (html, "<h1") == NULL ? "<h1>" : "",
      strstr (html, "<h1") == NULL ? title : "", strstr (html, "<h1") == NULL ? "</h1>\n" : "",
      html);
}

/* The slug, or the slug with a number when two briefs have the same. */
static char *
make_name (Briefs            *briefs,
           const IgnyContent *content)
{
  g_autofree char *slug =
      igny_text_slugify (content->slug != NULL ? content->slug : content->title, 120);
  char *name = g_strdup_printf ("%s.html", slug);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (briefs->numbers, slug));

  /* Goes on where the last one of this slug ended: thousands may have one title. */
  for (; !g_hash_table_add (briefs->names, g_strdup (name)); n++)
    {
      g_free (name);
      name = g_strdup_printf ("%s-%u.html", slug, n + 2);
    }
  g_hash_table_insert (briefs->numbers, g_steal_pointer (&slug), GUINT_TO_POINTER (n));
  return name;
}

static gboolean
write_brief (Briefs            *briefs,
             const IgnyContent *content,
             GError           **error)
{
  g_autofree char *name = make_name (briefs, content);
  g_autofree char *path = g_build_filename (briefs->folder, name, NULL);
  g_autofree char *page = make_page (content);

  return igny_out_file_save (briefs->plan->env, path, page, -1, error);
}

static gboolean
write_batch (Briefs  *briefs,
             GError **error)
{
  g_autoptr(GPtrArray) contents = g_steal_pointer (&briefs->contents);

  for (guint i = 0; i < contents->len; i++)
    if (!write_brief (briefs, contents->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
write_all_briefs (Briefs  *briefs,
                  GError **error)
{
  IgnyPlanRun *plan = briefs->plan;

  if (!igny_store_read (plan->store, find_rows, briefs, plan->run.cancellable, error))
    return FALSE;
  while (briefs->next < briefs->result->n_rows)
    if (!igny_store_read (plan->store, read_batch, briefs, plan->run.cancellable, error) ||
        !write_batch (briefs, error))
      return FALSE;
  return TRUE;
}

static gboolean
write_briefs (IgnyPlanRun *plan,
              const char  *folder,
              GError     **error)
{
  g_autofree char *path = g_build_filename (folder, "briefs", NULL);
  g_autoptr(GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Briefs   briefs = { .plan = plan, .folder = path, .names = names, .numbers = numbers };
  gboolean ok;

  if (g_mkdir (path, 0777) != 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                   _("make the folder “%s”: %s"), path, g_strerror (errno));
      return FALSE;
    }
  ok = write_all_briefs (&briefs, error);
  igny_view_result_free (briefs.result);
  return ok;
}

static void
set_counts (JsonObject        *object,
            const IgnyPlanRun *plan)
{
  json_object_set_int_member (object, "keywords", plan->report->added);
  json_object_set_int_member (object, "clusters", plan->clusters.clusters);
  json_object_set_int_member (object, "clustered", plan->clusters.clustered);
  json_object_set_int_member (object, "unclustered", plan->clusters.unclustered);
  json_object_set_int_member (object, "ideas", plan->ideas);
  json_object_set_int_member (object, "tasks", plan->tasks);
  json_object_set_int_member (object, "briefs", plan->briefs);
  json_object_set_int_member (object, "failed", plan->failed);
}

static JsonObject *
seconds_to_json (const IgnyPlanRun *plan)
{
  JsonObject *object = json_object_new ();
  gint64      total = 0;

  for (IgnyPlanStage stage = 0; stage < IGNY_PLAN_N_STAGES; stage++)
    {
      total += plan->milliseconds[stage];
      json_object_set_double_member (object, igny_plan_run_stage_to_word (stage),
                                     (double) plan->milliseconds[stage] / 1000);
    }
  json_object_set_double_member (object, "total", (double) total / 1000);
  return object;
}

JsonObject *
igny_plan_files_summarize (const IgnyPlanRun *plan,
                           const char        *name)
{
  JsonObject      *object = igny_import_answer_to_json (plan->report);
  g_autofree char *now = igny_number_to_iso8601 (igny_env_now_ms (plan->env));

  json_object_set_string_member (object, "file", name);
  set_counts (object, plan);
  json_object_set_object_member (object, "seconds", seconds_to_json (plan));
  json_object_set_string_member (object, "version", IGNY_VERSION);
  json_object_set_string_member (object, "created_at", now);
  return object;
}

/* Last, so that a folder with a summary is a whole plan. */
static gboolean
write_summary (IgnyPlanRun *plan,
               const char  *folder,
               const char  *name,
               GError     **error)
{
  g_autoptr(JsonObject) summary = igny_plan_files_summarize (plan, name);
  g_autofree char *json = igny_json_object_to_text (summary, TRUE);
  g_autofree char *text = g_strconcat (json, "\n", NULL);
  g_autofree char *path = g_build_filename (folder, "summary.json", NULL);

  return igny_out_file_save (plan->env, path, text, -1, error);
}

gboolean
igny_plan_files_write (IgnyPlanRun *plan,
                       const char  *folder,
                       const char  *name,
                       GError     **error)
{
  g_return_val_if_fail (plan != NULL && folder != NULL && name != NULL, FALSE);

  igny_plan_run_begin (plan, IGNY_PLAN_EXPORT);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (!write_table (plan, folder, tables[i], error))
      return FALSE;
  if (!write_briefs (plan, folder, error))
    return FALSE;
  igny_plan_run_end (plan);
  return write_summary (plan, folder, name, error);
}
