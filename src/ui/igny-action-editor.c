/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "igny-actions.h"
#include "igny-workspace-pages.h"

/* The window's action, and that of the editor for which it stands. */
static const struct
{
  const char *name;
  const char *action;
} actions[] = {
  { "replace", "editor.replace" },
  { "rewrite", "editor.rewrite" },
  { "insert-picture", "editor.picture" },
};

static void
act_cb (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       workspace)
{
  IgnyEditor *editor = igny_workspace_get_editor (workspace);

  if (editor == NULL || !gtk_widget_get_mapped (GTK_WIDGET (editor)))
    {
      igny_workspace_say (workspace, _ ("Open the article that you want to edit"));
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (actions[i].name, g_action_get_name (G_ACTION (action))))
      igny_editor_activate (editor, actions[i].action);
}

void
igny_action_editor_connect (IgnyWorkspace *workspace)
{
  g_return_if_fail (IGNY_IS_WORKSPACE (workspace));

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      const GActionEntry entry = { actions[i].name, act_cb };

      g_action_map_add_action_entries (G_ACTION_MAP (igny_workspace_get_window (workspace)), &entry,
                                       1, workspace);
    }
}
