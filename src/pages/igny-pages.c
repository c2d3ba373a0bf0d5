/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "igny-page.h"

static const IgnyPage dashboard = {
  .id = "dashboard",
  .title = N_ ("Dashboard"),
  .icon_name = "igny-dashboard-symbolic",
  .template = IGNY_PAGE_DASHBOARD,
};

static const IgnyPage keywords = {
  .id = "keywords",
  .section = N_ ("Planner"),
  .title = N_ ("Keywords"),
  .icon_name = "igny-keywords-symbolic",
  .template = IGNY_PAGE_TABLE,
  .table = &igny_page_keywords,
};

static const IgnyPage clusters = {
  .id = "clusters",
  .section = N_ ("Planner"),
  .title = N_ ("Clusters"),
  .icon_name = "igny-clusters-symbolic",
  .template = IGNY_PAGE_TABLE,
  .table = &igny_page_clusters,
};

static const IgnyPage ideas = {
  .id = "ideas",
  .section = N_ ("Planner"),
  .title = N_ ("Ideas"),
  .icon_name = "igny-ideas-symbolic",
  .template = IGNY_PAGE_TABLE,
  .table = &igny_page_ideas,
};

static const IgnyPage tasks = {
  .id = "tasks",
  .section = N_ ("Writer"),
  .title = N_ ("Tasks"),
  .icon_name = "igny-tasks-symbolic",
  .template = IGNY_PAGE_TABLE,
  .table = &igny_page_tasks,
};

static const IgnyPage content = {
  .id = "content",
  .section = N_ ("Writer"),
  .title = N_ ("Content"),
  .icon_name = "igny-content-symbolic",
  .template = IGNY_PAGE_TABLE,
  .table = &igny_page_content,
};

static const IgnyPage settings = {
  .id = "settings",
  .section = N_ ("System"),
  .title = N_ ("Settings"),
  .icon_name = "emblem-system-symbolic",
  .template = IGNY_PAGE_FORM,
};

static const IgnyPage status = {
  .id = "status",
  .section = N_ ("System"),
  .title = N_ ("Status"),
  .icon_name = "computer-symbolic",
  .template = IGNY_PAGE_SYSTEM,
};

const IgnyPage *const igny_pages[] = {
  &dashboard,
  &keywords,
  &clusters,
  &ideas,
  &tasks,
  &content,
  &settings,
  &status,
  NULL,
};

const IgnyPage *
igny_pages_find (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; igny_pages[i] != NULL; i++)
    if (g_str_equal (igny_pages[i]->id, id))
      return igny_pages[i];
  return NULL;
}

const IgnyPage *
igny_pages_find_entity (const IgnyEntity *entity)
{
  g_return_val_if_fail (entity != NULL, NULL);

  for (guint i = 0; igny_pages[i] != NULL; i++)
    if (igny_pages[i]->table != NULL && igny_pages[i]->table->entity == entity)
      return igny_pages[i];
  return NULL;
}
