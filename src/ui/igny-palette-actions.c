/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-palette.h"

#include "igny-past-dialog.h"
#include "igny-preferences.h"
#include "igny-site-file-job.h"
#include "igny-welcome.h"

static void
palette_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  igny_palette_present (user_data);
}

static void
place_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  IgnyScope scope;

  g_variant_get (parameter, "(xx)", &scope.site, &scope.sector);
  igny_workspace_set_scope (user_data,
                            igny_places_narrow (igny_workspace_get_places (user_data), scope));
}

static const IgnyPage *
show_page (IgnyWorkspace *workspace,
           const char    *id)
{
  const IgnyPage *page = igny_pages_find (id);

  g_return_val_if_fail (page != NULL && page->table != NULL, NULL);

  igny_window_show_page (igny_workspace_get_window (workspace), id);
  return page;
}

static void
act_on_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  const IgnyPage *page;
  const char     *id;
  const char     *what;

  g_variant_get (parameter, "(&s&s)", &id, &what);
  page = show_page (user_data, id);
  if (page != NULL)
    igny_workspace_act (user_data, page, what, NULL);
}

static void
act_selected_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  GtkWidget *table = igny_workspace_get_table (user_data);

  if (table != NULL)
    gtk_widget_activate_action_variant (table, "table.act", parameter);
}

static void
open_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  const IgnyPage *page;
  const char     *id;
  gint64          row;

  g_variant_get (parameter, "(&sx)", &id, &row);
  g_array_append_val (rows, row);
  page = show_page (user_data, id);
  if (page != NULL)
    igny_workspace_act (user_data, page, page->table->activate, rows);
}

static void
history_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  igny_past_dialog_present_steps (user_data);
}

static void
preferences_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  igny_preferences_present (user_data);
}

static void
welcome_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  igny_welcome_present (user_data);
}

static void
new_site_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  g_signal_emit_by_name (igny_workspace_get_window (user_data), "site-new");
}

static void
new_sector_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  g_signal_emit_by_name (igny_workspace_get_window (user_data), "sector-new");
}

static void
export_site_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  igny_site_file_job_export (user_data);
}

static void
import_site_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  igny_site_file_job_import (user_data);
}

void
igny_palette_connect (IgnyWorkspace *workspace)
{
  static const GActionEntry actions[] = {
    { "palette", palette_cb },
    { "place", place_cb, "(xx)" },
    { "act-on", act_on_cb, "(ss)" },
    { "act-selected", act_selected_cb, "s" },
    { "open", open_cb, "(sx)" },
    { "history", history_cb },
    { "preferences", preferences_cb },
    { "welcome", welcome_cb },
    { "new-site", new_site_cb },
    { "new-sector", new_sector_cb },
    { "export-site", export_site_cb },
    { "import-site", import_site_cb },
  };

  g_return_if_fail (IGNY_IS_WORKSPACE (workspace));

  g_action_map_add_action_entries (G_ACTION_MAP (igny_workspace_get_window (workspace)), actions,
                                   G_N_ELEMENTS (actions), workspace);
}
