/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-follow.h"

#include "igny-idea.h"
#include "igny-task.h"

#define HAS_IDEAS \
  "EXISTS (SELECT 1 FROM ideas WHERE keyword_cluster = clusters.row AND deleted_step IS NULL)"
#define HAS_TASKS "EXISTS (SELECT 1 FROM tasks WHERE idea = ideas.row AND deleted_step IS NULL)"

/* ?1 is the record referred to, ?2 the time. */
static const struct
{
  const IgnyEntity *entity;
  const char       *field;
  const char       *sql;
} links[] = {
  { &igny_idea_entity, "keyword_cluster",
    "UPDATE clusters SET updated_at = ?2, status = iif(" HAS_IDEAS ", 'mapped', 'new')"
    " WHERE row = ?1 AND deleted_step IS NULL AND (status = 'new') = " HAS_IDEAS },
  { &igny_task_entity, "idea",
    "UPDATE ideas SET updated_at = ?2, status = iif(" HAS_TASKS ", 'scheduled', 'new')"
    " WHERE row = ?1 AND deleted_step IS NULL AND (status = 'new') = " HAS_TASKS },
};

static gint64
get_target (gconstpointer record,
            const char   *name)
{
  if (record == NULL)
    return 0;
  return igny_record_get_number (
      record, igny_entity_find_field (((const IgnyRecord *) record)->entity, name));
}

static gboolean
update (IgnyStep   *step,
        const char *sql,
        gint64      row,
        GError    **error)
{
  return row == 0 || igny_db_exec (igny_step_get_db (step), sql,
                                   IGNY_BINDS (IGNY_BIND_INT (row),
                                               IGNY_BIND_INT (igny_step_get_now (step))),
                                   error);
}

gboolean
igny_follow (IgnyStep     *step,
             gconstpointer before,
             gconstpointer after,
             GError      **error)
{
  const IgnyRecord *record = after != NULL ? after : before;

  g_return_val_if_fail (step != NULL && record != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    {
      gint64 old;
      gint64 now;

      if (links[i].entity != record->entity)
        continue;
      old = get_target (before, links[i].field);
      now = get_target (after, links[i].field);
      if (old != now && (!update (step, links[i].sql, old, error) ||
                         !update (step, links[i].sql, now, error)))
        return FALSE;
    }
  return TRUE;
}
