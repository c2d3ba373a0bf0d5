/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-ideas.h"

#include "igny-follow.h"
#include "igny-idea-keyword.h"
#include "igny-idea.h"
#include "igny-rules.h"
#include "igny-task.h"
#include "igny-text.h"

static gboolean
insert (IgnyStep *step,
        gpointer  record,
        GError  **error)
{
  g_autoptr(IgnyErrors) errors = igny_errors_new ();

  return igny_rules_apply (igny_step_get_db (step), record, NULL, igny_step_get_account (step),
                           errors, error) &&
         igny_step_insert (step, record, error);
}

static gboolean
add_keywords (IgnyStep            *step,
              gint64               idea,
              const IgnyIdeaDraft *draft,
              GError             **error)
{
  for (gsize i = 0; i < draft->n_keywords; i++)
    {
      g_autoptr(IgnyIdeaKeyword) link = igny_record_new (&igny_idea_keyword_entity);

      link->idea = idea;
      link->keyword = draft->keywords[i];
      link->is_primary = i < draft->n_primary;
      link->position = (gint64) i;
      if (!igny_step_insert (step, link, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
igny_ideas_add (IgnyStep            *step,
                const IgnyScope     *scope,
                gint64               cluster,
                const char          *origin,
                const IgnyIdeaDraft *draft,
                gint64              *row,
                GError             **error)
{
  g_autoptr(IgnyIdea) idea = igny_record_new (&igny_idea_entity);

  g_return_val_if_fail (step != NULL && scope != NULL && draft != NULL && row != NULL, FALSE);

  idea->site = scope->site;
  idea->sector = scope->sector;
  idea->idea_title = igny_text_tidy (draft->title);
  idea->description = g_strdup (draft->description);
  idea->keyword_cluster = cluster;
  idea->estimated_word_count = draft->words;
  idea->outline = g_strdup (draft->outline);
  igny_text_set (&idea->origin, origin);
  if (draft->content_type != NULL)
    igny_text_set (&idea->content_type, draft->content_type);
  if (draft->content_structure != NULL)
    igny_text_set (&idea->content_structure, draft->content_structure);
  if (!insert (step, idea, error) || !add_keywords (step, idea->record.row, draft, error))
    return FALSE;

  *row = idea->record.row;
  return igny_follow (step, NULL, idea, error);
}

static gboolean
check_no_task (IgnyDb         *db,
               const IgnyIdea *idea,
               GError        **error)
{
  gint64 tasks;

  if (!igny_db_get_integer (db,
                            "SELECT count(*) FROM tasks WHERE idea = ?1 AND deleted_step IS NULL",
                            IGNY_BINDS (IGNY_BIND_INT (idea->record.row)), &tasks, error))
    return FALSE;
  if (tasks == 0)
    return TRUE;
  g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD, "“%s” has its task already",
               idea->idea_title);
  return FALSE;
}

static gboolean
copy_keywords (IgnyStep *step,
               gint64    idea,
               gint64    task,
               GError  **error)
{
  return igny_db_exec (igny_step_get_db (step),
                       "INSERT INTO task_keywords (account, task, keyword, is_primary, position)"
                       " SELECT account, ?2, keyword, is_primary, position FROM idea_keywords"
                       " WHERE idea = ?1 AND deleted_step IS NULL",
                       IGNY_BINDS (IGNY_BIND_INT (idea), IGNY_BIND_INT (task)), error);
}

gboolean
igny_ideas_to_task (IgnyStep *step,
                    gint64    row,
                    gint64   *task_row,
                    GError  **error)
{
  g_autoptr(IgnyIdea) idea =
                 igny_records_load (igny_step_get_db (step), &igny_idea_entity, row, error);
  g_autoptr(IgnyTask) task = NULL;

  g_return_val_if_fail (task_row != NULL, FALSE);

  if (idea == NULL || !check_no_task (igny_step_get_db (step), idea, error))
    return FALSE;

  task = igny_record_new (&igny_task_entity);
  task->site = idea->site;
  task->sector = idea->sector;
  task->title = g_strdup (idea->idea_title);
  task->description = g_strdup (idea->description);
  task->cluster = idea->keyword_cluster;
  task->idea = row;
  task->estimated_word_count = idea->estimated_word_count;
  task->outline = g_strdup (idea->outline);
  igny_text_set (&task->content_type, idea->content_type);
  igny_text_set (&task->content_structure, idea->content_structure);
  if (!insert (step, task, error) || !copy_keywords (step, row, task->record.row, error))
    return FALSE;

  *task_row = task->record.row;
  igny_text_set (&idea->status, "scheduled");
  return igny_step_update (step, idea, error);
}
