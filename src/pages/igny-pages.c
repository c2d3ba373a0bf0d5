/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "igny-page.h"

static const IgnyPage dashboard = {
  .id = "dashboard",
  .title = N_ ("Dashboard"),
  .icon_name = "igny-dashboard-symbolic",
  .template = IGNY_PAGE_DASHBOARD,
};

static const IgnyPage planner = {
  .id = "planner",
  .section = N_ ("Planner"),
  .title = N_ ("Planner Overview"),
  .icon_name = "igny-dashboard-symbolic",
  .template = IGNY_PAGE_DASHBOARD,
};

static const IgnyPage writer = {
  .id = "writer",
  .section = N_ ("Writer"),
  .title = N_ ("Writer Overview"),
  .icon_name = "igny-dashboard-symbolic",
  .template = IGNY_PAGE_DASHBOARD,
};

static const IgnyPage thinker = {
  .id = "thinker",
  .section = N_ ("Thinker"),
  .title = N_ ("Thinker Overview"),
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

static const IgnyPage library = {
  .id = "library",
  .section = N_ ("Planner"),
  .title = N_ ("Keyword Library"),
  .icon_name = "igny-overlaps-symbolic",
  .template = IGNY_PAGE_TABLE,
  .table = &igny_page_library,
};

static const IgnyPage images = {
  .id = "images",
  .section = N_ ("Writer"),
  .title = N_ ("Images"),
  .icon_name = "image-x-generic-symbolic",
  .template = IGNY_PAGE_TABLE,
  .table = &igny_page_images,
};

static const IgnyPage prompts = {
  .id = "prompts",
  .section = N_ ("Thinker"),
  .title = N_ ("Prompts"),
  .icon_name = "igny-source-symbolic",
  .template = IGNY_PAGE_FORM,
};

static const IgnyPage map = {
  .id = "map",
  .section = N_ ("Planner"),
  .title = N_ ("Topical Map"),
  .icon_name = "igny-map-symbolic",
  .template = IGNY_PAGE_VIEW,
  .view = "map",
};

static const IgnyPage calendar = {
  .id = "calendar",
  .section = N_ ("Writer"),
  .title = N_ ("Calendar"),
  .icon_name = "x-office-calendar-symbolic",
  .template = IGNY_PAGE_VIEW,
  .view = "calendar",
};

static const IgnyPage profiles = {
  .id = "profiles",
  .section = N_ ("Thinker"),
  .title = N_ ("Author Profiles"),
  .icon_name = "avatar-default-symbolic",
  .template = IGNY_PAGE_TABLE,
  .table = &igny_page_profiles,
};

static const IgnyPage strategies = {
  .id = "strategies",
  .section = N_ ("Thinker"),
  .title = N_ ("Strategies"),
  .icon_name = "igny-prompts-symbolic",
  .template = IGNY_PAGE_TABLE,
  .table = &igny_page_strategies,
};

static const IgnyPage automation = {
  .id = "automation",
  .section = N_ ("Automation"),
  .title = N_ ("Automation"),
  .icon_name = "igny-automation-symbolic",
  .template = IGNY_PAGE_VIEW,
  .view = "automation",
};

static const IgnyPage team = {
  .id = "team",
  .section = N_ ("Account"),
  .title = N_ ("Team"),
  .icon_name = "system-users-symbolic",
  .template = IGNY_PAGE_TABLE,
  .table = &igny_page_team,
};

static const IgnyPage industries = {
  .id = "industries",
  .section = N_ ("Account"),
  .title = N_ ("Industries"),
  .icon_name = "view-app-grid-symbolic",
  .template = IGNY_PAGE_TABLE,
  .table = &igny_page_industries,
};

static const IgnyPage plans = {
  .id = "plans",
  .section = N_ ("Account"),
  .title = N_ ("Plans"),
  .icon_name = "view-list-symbolic",
  .template = IGNY_PAGE_TABLE,
  .table = &igny_page_plans,
};

static const IgnyPage credits = {
  .id = "credits",
  .section = N_ ("Account"),
  .title = N_ ("Credits"),
  .icon_name = "igny-credits-symbolic",
  .template = IGNY_PAGE_TABLE,
  .table = &igny_page_credits,
};

static const IgnyPage spending = {
  .id = "spending",
  .section = N_ ("Account"),
  .title = N_ ("Spending"),
  .icon_name = "igny-table-symbolic",
  .template = IGNY_PAGE_TABLE,
  .table = &igny_page_spending,
};

static const IgnyPage ai_log = {
  .id = "ai-log",
  .section = N_ ("System"),
  .title = N_ ("AI Log"),
  .icon_name = "igny-automation-symbolic",
  .template = IGNY_PAGE_TABLE,
  .table = &igny_page_ai_log,
};

static const IgnyPage publishing = {
  .id = "publishing",
  .section = N_ ("System"),
  .title = N_ ("Publishing Log"),
  .icon_name = "igny-publish-symbolic",
  .template = IGNY_PAGE_TABLE,
  .table = &igny_page_publishing,
};

static const IgnyPage notifications = {
  .id = "notifications",
  .section = N_ ("System"),
  .title = N_ ("Notifications"),
  .icon_name = "preferences-system-notifications-symbolic",
  .template = IGNY_PAGE_TABLE,
  .table = &igny_page_notifications,
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
  &planner,
  &keywords,
  &clusters,
  &ideas,
  &library,
  &map,
  &writer,
  &tasks,
  &content,
  &images,
  &calendar,
  &thinker,
  &prompts,
  &profiles,
  &strategies,
  &automation,
  &team,
  &industries,
  &plans,
  &credits,
  &spending,
  &settings,
  &notifications,
  &ai_log,
  &publishing,
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
