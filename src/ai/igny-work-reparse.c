/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "igny-ai-shared.h"
#include "igny-ai-task-log.h"
#include "igny-cluster.h"
#include "igny-content.h"
#include "igny-task.h"
#include "igny-work-write.h"
#include "igny-work.h"

typedef struct
{
  gint64         row;
  IgnyAiTaskLog *log;
  IgnyScope      scope;
  gint64         task; /* of a content */
} Reparse;

static void
clear (Reparse *self)
{
  igny_record_free (self->log);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reparse, clear)

static gboolean
refuse (GError    **error,
        const char *cause)
{
  g_set_error_literal (error, IGNY_INVALID, IGNY_INVALID_FIELD, cause);
  return FALSE;
}

static gboolean
check (const IgnyAiTaskLog *log,
       GError             **error)
{
  if (log->response == NULL || *log->response == '\0')
    return refuse (error, _("the answer is not kept any more; general.ai-log-days says for how "
                            "long answers are"));
  if (log->target == NULL || g_str_equal (log->target, "sectors"))
    return refuse (error, _("this answer is one of several that belong together, and cannot be "
                            "used by itself; have the work done anew"));
  if (log->request != NULL && strstr (log->request, IGNY_WORK_PART_MARK) != NULL)
    return refuse (error, _("this answer is one part of an article, and cannot be used by itself; "
                            "write the task anew"));
  return TRUE;
}

static gboolean
find_scope (IgnyDb  *db,
            Reparse *self,
            GError **error)
{
  g_autofree char *sql = NULL;
  const char      *table = self->log->target;
  const IgnyBind  *binds = IGNY_BINDS (IGNY_BIND_INT (self->log->target_row));

  if (!g_str_equal (table, "clusters") && !g_str_equal (table, "tasks") &&
      !g_str_equal (table, "content"))
    return refuse (error, _("what this answer was about cannot be done again with it"));
  sql = g_strdup_printf ("SELECT ifnull(max(sector), 0) FROM %s WHERE row = ?1 AND account ="
                         " my_account () AND deleted_step IS NULL",
                         table);
  if (!igny_db_get_integer (db, sql, binds, &self->scope.sector, error) ||
      !igny_db_get_integer (db, "SELECT ifnull(max(site), 0) FROM sectors WHERE row = ?1",
                            IGNY_BINDS (IGNY_BIND_INT (self->scope.sector)), &self->scope.site,
                            error) ||
      !igny_db_get_integer (db, "SELECT ifnull(max(task), 0) FROM content WHERE row = ?1 AND"
                                " account = my_account () AND deleted_step IS NULL",
                            binds, &self->task, error))
    return FALSE;
  return self->scope.sector != 0 ||
         refuse (error, _("what this answer was about is not there any more"));
}

static gboolean
load_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Reparse *self = data;

  self->log = igny_records_load (db, &igny_ai_task_log_entity, self->row, error);
  return self->log != NULL && check (self->log, error) && find_scope (db, self, error);
}

static gboolean
make_ideas (const IgnyRun *run,
            const Reparse *self,
            IgnyReport    *report,
            GError       **error)
{
  guint created = 0;
  guint skipped = 0;

  if (!igny_work_ideas (run, &self->scope, IGNY_ENGINE_AI, &self->log->target_row, 1, &created,
                        &skipped, error))
    return FALSE;
  if (skipped > 0)
    return refuse (error, _("the cluster has ideas already; delete them first"));
  for (guint i = 0; i < created; i++)
    igny_report_add (report, NULL, "new", NULL);
  return TRUE;
}

static gboolean
work (const IgnyRun *run,
      const Reparse *self,
      IgnyReport    *report,
      GError       **error)
{
  const char *function = self->log->function_name;

  if (g_str_equal (function, "generate_ideas"))
    return make_ideas (run, self, report, error);
  if (g_str_equal (function, "generate_content"))
    return igny_work_write_again (run, &self->scope, IGNY_ENGINE_AI, TRUE, &self->log->target_row,
                                  1, report, error);
  if (g_str_equal (function, "generate_image_prompts"))
    return igny_work_image_prompts (run, &self->scope, &self->task, 1, report, error);
  if (g_str_equal (function, "optimize_content"))
    return igny_work_optimize (run, &self->log->target_row, 1, report, error);
  return refuse (error, _("what this answer was about cannot be done again with it"));
}

gboolean
igny_work_reparse (const IgnyRun *run,
                   gint64         log,
                   IgnyReport    *report,
                   GError       **error)
{
  g_auto(Reparse) self = { .row = log };
  g_autoptr(IgnyAiShared) shared = NULL;
  IgnyRun own;

  g_return_val_if_fail (run != NULL && report != NULL, FALSE);

  if (!igny_store_read (run->store, load_cb, &self, run->cancellable, error))
    return FALSE;
  shared = igny_ai_shared_new (igny_store_get_env (run->store),
                               igny_store_get_folder (run->store));
  igny_ai_shared_set_stored (shared, self.log->response);
  own = *run;
  /* cppcheck-suppress autoVariables ; the run ends before it goes */
  own.ai = shared;
  own.item = 0;
  return work (&own, &self, report, error);
}
