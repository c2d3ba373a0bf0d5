/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-actions.h"

static const struct
{
  const char    *id;
  IgnyActionFunc func;
  gboolean       one_sector;
} actions[] = {
  { "import", igny_action_import, TRUE },
  { "export", igny_action_export },
  { "add", igny_action_add },
  { "edit", igny_action_edit },
  { "open", igny_action_open },
  { "delete", igny_action_delete },
  { "status", igny_action_status },
  { "review", igny_action_review },
  { "approve", igny_action_approve },
  { "redraft", igny_action_redraft },
  { "assign", igny_action_assign, TRUE },
  { "cluster", igny_action_cluster, TRUE },
  { "merge", igny_action_merge },
  { "split", igny_action_split },
  { "recluster", igny_action_recluster, TRUE },
  { "ideas", igny_action_ideas },
  { "tasks", igny_action_tasks },
  { "write", igny_action_write },
  { "images", igny_action_images },
  { "optimize", igny_action_optimize },
  { "publish", igny_action_publish },
  { "details", igny_action_details },
  { "reparse", igny_action_reparse },
  { "use", igny_action_use, TRUE },
  { "history", igny_action_history },
};

IgnyActionFunc
igny_actions_find (const char *id,
                   gboolean   *one_sector)
{
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (actions[i].id, id))
      {
        if (one_sector != NULL)
          *one_sector = actions[i].one_sector;
        return actions[i].func;
      }
  return NULL;
}

GArray *
igny_actions_take_rows (const IgnyPage   *page,
                        const IgnyEntity *entity,
                        GArray           *rows)
{
  GArray *copy = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_val_if_fail (page != NULL && entity != NULL && rows != NULL, copy);

  if (page->table != NULL && page->table->entity == entity)
    g_array_append_vals (copy, rows->data, rows->len);
  return copy;
}
