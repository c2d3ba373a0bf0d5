/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "igny-commands.h"
#include "igny-import-answer.h"
#include "igny-plan-files.h"
#include "igny-show.h"
#include "igny-tree.h"

/* The folder for the result. A failure leaves it as it was found. */
typedef struct
{
  char    *path;
  gboolean made;
  gboolean done;
} Target;

static void
target_clear (Target *target)
{
  if (target->path == NULL)
    return;
  if (!target->done && target->made)
    igny_tree_remove (target->path);
  else if (!target->done)
    igny_tree_empty (target->path);
  g_free (target->path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Target, target_clear)

static char *
find_path (const IgnyCall *call)
{
  const char      *output = igny_call_get (call, IGNY_OPTION_OUTPUT);
  g_autofree char *base = g_path_get_basename (igny_call_get_word (call, 0));
  g_autofree char *name = g_strconcat (base, "-plan", NULL);

  return igny_caller_dup_path (call->caller, output != NULL ? output : name);
}

static gboolean
take_target (const IgnyCall *call,
             Target         *target,
             GError        **error)
{
  g_autofree char *path = find_path (call);
  gboolean         found = g_file_test (path, G_FILE_TEST_EXISTS);

  if (found && !g_file_test (path, G_FILE_TEST_IS_DIR))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY,
                 _("plan into “%s”: it is no folder; choose another one with -o"), path);
  else if (found && !igny_tree_is_empty (path))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_EMPTY,
                 _("plan into “%s”: the folder is not empty; choose a new one with -o"), path);
  else if (!found && g_mkdir_with_parents (path, 0777) != 0)
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                 _("make the folder “%s”: %s"), path, g_strerror (errno));
  else
    {
      target->made = !found;
      target->path = g_steal_pointer (&path);
      return TRUE;
    }
  return FALSE;
}

static void
say_counts (IgnyCall          *call,
            const IgnyPlanRun *plan)
{
  g_autofree char *clusters = igny_show_dup_number (plan->clusters.clusters);
  g_autofree char *clustered = igny_show_dup_number (plan->clusters.clustered);
  g_autofree char *unclustered = igny_show_dup_number (plan->clusters.unclustered);
  g_autofree char *ideas = igny_show_dup_number (plan->ideas);
  g_autofree char *tasks = igny_show_dup_number (plan->tasks);
  g_autofree char *briefs = igny_show_dup_number (plan->briefs);

  igny_call_say (call, _("%s clusters of %s keywords, and %s keywords without one"), clusters,
                          clustered, unclustered);
  igny_call_say (call, _("%s ideas, %s tasks, %s briefs"), ideas, tasks, briefs);
}

#define SAID_FAILURES 10

static void
say_failures (IgnyCall          *call,
              const IgnyPlanRun *plan)
{
  for (guint i = 0; i < MIN (plan->failures->len, SAID_FAILURES); i++)
    igny_call_warn (call, "%s", (const char *) plan->failures->pdata[i]);
  if (plan->failed > 0)
    call->failure = g_strdup_printf (_("%u tasks or briefs could not be made"), plan->failed);
}

static void
answer (IgnyCall          *call,
        const IgnyPlanRun *plan,
        const Target      *target)
{
  const char *name = igny_call_get_word (call, 0);
  JsonObject *object = igny_plan_files_summarize (plan, name);
  JsonObject *seconds = igny_json_get_object (object, "seconds");

  igny_import_answer_say (call, name, plan->report);
  say_counts (call, plan);
  say_failures (call, plan);
  igny_call_say (call, _("The plan is in %s (%.1f s)."), target->path,
                          igny_json_get_double (seconds, "total", 0));
  json_object_set_string_member (object, "directory", target->path);
  igny_call_take_data (call, object);
}

gboolean
igny_command_plan (IgnyCall *call,
                   GError  **error)
{
  const char      *name = igny_call_get_word (call, 0);
  g_autofree char *path = igny_caller_dup_path (call->caller, name);
  g_auto(Target) target = { 0 };
  g_autoptr(IgnyPlanRun) plan = NULL;
  gint64 strictness;

  if (!igny_call_get_strictness (call, &strictness, error) || !take_target (call, &target, error))
    return FALSE;
  plan = igny_plan_run_new (call->caller->env, igny_call_report, call, call->caller->cancellable,
                            error);
  if (plan == NULL ||
      !igny_plan_run_go (plan, path, strictness, error) ||
      !igny_plan_files_write (plan, target.path, name, error))
    return FALSE;
  target.done = TRUE;
  answer (call, plan, &target);
  return TRUE;
}
