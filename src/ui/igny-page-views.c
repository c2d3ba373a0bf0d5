/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-page-views.h"

#include "igny-automation-page.h"
#include "igny-calendar-page.h"
#include "igny-map-page.h"

static void
open_cb (IgnyMapPage   *map,
         const char    *id,
         gint64         row,
         IgnyWorkspace *self)
{
  const IgnyPage *page = igny_pages_find (id);
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_if_fail (page != NULL && page->table != NULL);

  g_array_append_val (rows, row);
  igny_workspace_act (self, page, page->table->activate, rows);
}

static void
act_cb (IgnyMapPage   *map,
        const char    *id,
        IgnyWorkspace *self)
{
  igny_workspace_act (self, igny_pages_find ("keywords"), id, NULL);
}

static void
scope_map_cb (IgnyMapPage   *map,
              IgnyWorkspace *self)
{
  IgnyScope scope = igny_workspace_get_scope (self);

  igny_map_page_set_scope (map, &scope);
}

static GtkWidget *
create_map (IgnyWorkspace *self)
{
  GtkWidget *map = igny_map_page_new (igny_workspace_get_store (self));

  g_signal_connect_object (map, "open", G_CALLBACK (open_cb), self, 0);
  g_signal_connect_object (map, "action", G_CALLBACK (act_cb), self, 0);
  g_signal_connect_object (self, "scope-changed", G_CALLBACK (scope_map_cb), map,
                           G_CONNECT_SWAPPED);
  if (igny_workspace_has_scope (self))
    scope_map_cb (IGNY_MAP_PAGE (map), self);
  return map;
}

static const struct
{
  const char      *name;
  IgnyPageViewFunc func;
} views[] = {
  { "automation", igny_automation_page_new },
  { "calendar", igny_calendar_page_new },
  { "map", create_map },
};

IgnyPageViewFunc
igny_page_views_find (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    if (g_str_equal (views[i].name, name))
      return views[i].func;
  return NULL;
}
