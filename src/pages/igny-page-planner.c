/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "igny-cluster.h"
#include "igny-idea.h"
#include "igny-keyword.h"
#include "igny-page.h"

#define EXPAND IGNY_COLUMN_EXPAND
#define EDITABLE IGNY_COLUMN_EDITABLE
#define HIDDEN IGNY_COLUMN_HIDDEN
#define FILTER IGNY_COLUMN_FILTER

#define ACT_ALL (IGNY_ACTION_HEADER | IGNY_ACTION_BAR)
#define ACT_NEXT (ACT_ALL | IGNY_ACTION_SUGGESTED)

/* clang-format off */
static const IgnyPageColumn keyword_columns[] = {
  IGNY_COLUMN (IgnyKeyword, keyword,     .width = 260, .flags = EXPAND | EDITABLE),
  IGNY_COLUMN (IgnyKeyword, volume,      .width = 96, .flags = EDITABLE | FILTER, .hint = N_("Searches per month")),
  IGNY_COLUMN (IgnyKeyword, difficulty,  N_("KD"), N_("How hard it is to rank, from 0 to 100"), 72, EDITABLE | FILTER, IGNY_LOOK_DIFFICULTY),
  IGNY_COLUMN (IgnyKeyword, intent,      N_("Intent"), .width = 150, .flags = EDITABLE | FILTER, .look = IGNY_LOOK_BADGE),
  IGNY_COLUMN (IgnyKeyword, cpc,         .width = 88, .flags = FILTER, .look = IGNY_LOOK_MONEY, .hint = N_("Price of a click in advertising")),
  IGNY_COLUMN (IgnyKeyword, cluster,     .width = 170, .flags = EDITABLE),
  IGNY_COLUMN (IgnyKeyword, status,      .width = 116, .flags = EDITABLE | FILTER),
  { IGNY_PAGE_CREATED, N_("Added"),      .width = 116 },
  IGNY_COLUMN (IgnyKeyword, sector,      .width = 130, .flags = HIDDEN),
  IGNY_COLUMN (IgnyKeyword, country,     .width = 88, .flags = EDITABLE | HIDDEN),
  IGNY_COLUMN (IgnyKeyword, clicks,      .width = 88, .flags = FILTER | HIDDEN),
  IGNY_COLUMN (IgnyKeyword, impressions, .width = 110, .flags = FILTER | HIDDEN),
  IGNY_COLUMN (IgnyKeyword, ctr,         .width = 80, .flags = HIDDEN),
  IGNY_COLUMN (IgnyKeyword, position,    .width = 88, .flags = FILTER | HIDDEN),
  IGNY_COLUMN (IgnyKeyword, competition, N_("Competition"), N_("How many advertisers bid, from 0 to 100"), 110, FILTER | HIDDEN),
  IGNY_COLUMN (IgnyKeyword, opportunity, .width = 110, .flags = FILTER | HIDDEN, .hint = N_("How good a chance it is, from 0 to 100")),
  IGNY_COLUMN (IgnyKeyword, group_name,  N_("Group"), N_("Parent keyword or topic in the imported file"), 150, HIDDEN),
  IGNY_COLUMN (IgnyKeyword, target_url,  .width = 200, .flags = EDITABLE | HIDDEN),
  IGNY_COLUMN (IgnyKeyword, source,      .width = 150, .flags = HIDDEN),
  { 0 },
};

static const IgnyPageFigure keyword_figures[] = {
  { N_("Keywords"),           IGNY_FIGURE_COUNT },
  { N_("In a cluster"),       IGNY_FIGURE_KNOWN,   IGNY_PAGE_OFFSET (IgnyKeyword, cluster) },
  { N_("Without a cluster"),  IGNY_FIGURE_MISSING, IGNY_PAGE_OFFSET (IgnyKeyword, cluster) },
  { N_("Searches per month"), IGNY_FIGURE_TOTAL,   IGNY_PAGE_OFFSET (IgnyKeyword, volume) },
  { N_("Average difficulty"), IGNY_FIGURE_AVERAGE, IGNY_PAGE_OFFSET (IgnyKeyword, difficulty) },
  { NULL },
};

static const IgnyPageAction keyword_actions[] = {
  { "import",  N_("_Import…"),            "document-open-symbolic",  IGNY_ACTION_HEADER, IGNY_ASK_VALUE },
  { "cluster", N_("_Cluster"),            "igny-clusters-symbolic",  ACT_NEXT, IGNY_ASK_ENGINE },
  { "add",     N_("_Add"),                "list-add-symbolic",       IGNY_ACTION_HEADER, IGNY_ASK_VALUE },
  { "assign",  N_("Assign to Cluster…"),  NULL, IGNY_ACTION_BAR, IGNY_ASK_VALUE },
  { "status",  N_("Set Status…"),         NULL, IGNY_ACTION_MENU, IGNY_ASK_VALUE },
  { "edit",    N_("Edit…"),               NULL, IGNY_ACTION_MENU, IGNY_ASK_VALUE },
  { "export",  N_("Export All…"),             NULL, IGNY_ACTION_MENU, IGNY_ASK_VALUE },
  { "history", N_("History"),  NULL, IGNY_ACTION_MENU, IGNY_ASK_NOTHING },
  { "delete",  N_("Delete"),              NULL, IGNY_ACTION_MENU | IGNY_ACTION_DANGER, IGNY_ASK_NOTHING },
  { NULL },
};

const IgnyTablePage igny_page_keywords = {
  .entity = &igny_keyword_entity,
  .columns = keyword_columns,
  .figures = keyword_figures,
  .actions = keyword_actions,
  .sort = IGNY_PAGE_OFFSET (IgnyKeyword, volume),
  .descending = TRUE,
  .sum = IGNY_PAGE_OFFSET (IgnyKeyword, volume),
  .sum_label = N_("volume %s"),
  .search = N_("Search keywords…"),
  .activate = "edit",
  .empty = {
    .title = N_("No Keywords Yet"),
    .text = N_("Drop a keyword export here, paste a list, or import a file from any keyword tool."),
    .label = N_("Import Keywords…"),
    .action = "import",
  },
};

static const IgnyPageColumn cluster_columns[] = {
  IGNY_COLUMN (IgnyCluster, name,           .width = 240, .flags = EXPAND | EDITABLE),
  IGNY_COLUMN (IgnyCluster, keywords_count, .width = 96, .flags = FILTER),
  IGNY_COLUMN (IgnyCluster, volume,         .width = 100, .flags = FILTER, .hint = N_("Searches per month of all its keywords")),
  IGNY_COLUMN (IgnyCluster, difficulty,     N_("KD"), N_("Average difficulty of its keywords, from 0 to 100"), 72, FILTER, IGNY_LOOK_DIFFICULTY),
  IGNY_COLUMN (IgnyCluster, intent,         N_("Intent"), .width = 150, .flags = FILTER, .look = IGNY_LOOK_BADGE),
  IGNY_COLUMN (IgnyCluster, ideas_count,    .width = 80, .flags = FILTER),
  IGNY_COLUMN (IgnyCluster, mapped_pages,   N_("Pages"), N_("Published pages that belong to it"), 80, FILTER),
  IGNY_COLUMN (IgnyCluster, status,         .width = 116, .flags = FILTER),
  IGNY_COLUMN (IgnyCluster, origin,         .width = 130, .flags = FILTER | HIDDEN),
  IGNY_COLUMN (IgnyCluster, description,    .width = 240, .flags = EDITABLE | HIDDEN),
  IGNY_COLUMN (IgnyCluster, sector,         .width = 130, .flags = HIDDEN),
  { IGNY_PAGE_CREATED, N_("Added"),         .width = 116 },
  { 0 },
};

static const IgnyPageFigure cluster_figures[] = {
  { N_("Clusters"),             IGNY_FIGURE_COUNT },
  { N_("With ideas"),           IGNY_FIGURE_WORD,    IGNY_PAGE_OFFSET (IgnyCluster, status), "mapped" },
  { N_("Without ideas"),        IGNY_FIGURE_WORD,    IGNY_PAGE_OFFSET (IgnyCluster, status), "new" },
  { N_("Keywords in a cluster"), IGNY_FIGURE_AVERAGE, IGNY_PAGE_OFFSET (IgnyCluster, keywords_count) },
  { N_("Searches per month"),   IGNY_FIGURE_TOTAL,   IGNY_PAGE_OFFSET (IgnyCluster, volume) },
  { NULL },
};

static const IgnyPageAction cluster_actions[] = {
  { "ideas",  N_("_Make Ideas"),  "igny-ideas-symbolic", ACT_NEXT, IGNY_ASK_ENGINE },
  { "recluster", N_("Cluster _Anew…"), "view-refresh-symbolic", IGNY_ACTION_HEADER, IGNY_ASK_VALUE },
  { "add",    N_("_Add"),         "list-add-symbolic",   IGNY_ACTION_HEADER, IGNY_ASK_VALUE },
  { "merge",  N_("Merge"),        NULL, IGNY_ACTION_BAR, IGNY_ASK_NOTHING },
  { "split",  N_("Split"),        NULL, IGNY_ACTION_MENU, IGNY_ASK_NOTHING },
  { "edit",   N_("Edit…"),        NULL, IGNY_ACTION_MENU, IGNY_ASK_VALUE },
  { "export", N_("Export All…"),      NULL, IGNY_ACTION_MENU, IGNY_ASK_VALUE },
  { "history", N_("History"),  NULL, IGNY_ACTION_MENU, IGNY_ASK_NOTHING },
  { "delete", N_("Delete"),       NULL, IGNY_ACTION_MENU | IGNY_ACTION_DANGER, IGNY_ASK_NOTHING },
  { NULL },
};

const IgnyTablePage igny_page_clusters = {
  .entity = &igny_cluster_entity,
  .columns = cluster_columns,
  .figures = cluster_figures,
  .actions = cluster_actions,
  .sort = IGNY_PAGE_OFFSET (IgnyCluster, volume),
  .descending = TRUE,
  .sum = IGNY_PAGE_OFFSET (IgnyCluster, volume),
  .sum_label = N_("volume %s"),
  .search = N_("Search clusters…"),
  .activate = "edit",
  .empty = {
    .title = N_("No Clusters Yet"),
    .text = N_("Clusters are keywords that one page can answer. They are made of the keywords you have."),
    .label = N_("Cluster Keywords…"),
    .action = "cluster",
  },
};

static const IgnyPageColumn idea_columns[] = {
  IGNY_COLUMN (IgnyIdea, idea_title,           .width = 300, .flags = EXPAND | EDITABLE),
  IGNY_COLUMN (IgnyIdea, keyword_cluster,      .width = 170),
  IGNY_COLUMN (IgnyIdea, content_type,         .width = 116, .flags = EDITABLE | FILTER),
  IGNY_COLUMN (IgnyIdea, content_structure,    .width = 140, .flags = EDITABLE | FILTER | HIDDEN),
  IGNY_COLUMN (IgnyIdea, target_keywords,      .width = 200),
  IGNY_COLUMN (IgnyIdea, estimated_word_count, N_("Words"), N_("How long it should be"), 80, EDITABLE | FILTER),
  IGNY_COLUMN (IgnyIdea, status,               .width = 116, .flags = EDITABLE | FILTER),
  IGNY_COLUMN (IgnyIdea, origin,               .width = 130, .flags = FILTER | HIDDEN),
  IGNY_COLUMN (IgnyIdea, description,          .width = 240, .flags = EDITABLE | HIDDEN),
  IGNY_COLUMN (IgnyIdea, sector,               .width = 130, .flags = HIDDEN),
  { IGNY_PAGE_CREATED, N_("Added"),            .width = 116 },
  { 0 },
};

static const IgnyPageFigure idea_figures[] = {
  { N_("Ideas"),     IGNY_FIGURE_COUNT },
  { N_("New"),       IGNY_FIGURE_WORD,  IGNY_PAGE_OFFSET (IgnyIdea, status), "new" },
  { N_("Scheduled"), IGNY_FIGURE_WORD,  IGNY_PAGE_OFFSET (IgnyIdea, status), "scheduled" },
  { N_("Published"), IGNY_FIGURE_WORD,  IGNY_PAGE_OFFSET (IgnyIdea, status), "published" },
  { N_("Words"),     IGNY_FIGURE_TOTAL, IGNY_PAGE_OFFSET (IgnyIdea, estimated_word_count) },
  { NULL },
};

static const IgnyPageAction idea_actions[] = {
  { "tasks",  N_("_Make Tasks"),  "igny-tasks-symbolic", ACT_NEXT, IGNY_ASK_NOTHING },
  { "add",    N_("_Add"),         "list-add-symbolic",   IGNY_ACTION_HEADER, IGNY_ASK_VALUE },
  { "status", N_("Set Status…"),  NULL, IGNY_ACTION_MENU, IGNY_ASK_VALUE },
  { "edit",   N_("Edit…"),        NULL, IGNY_ACTION_MENU, IGNY_ASK_VALUE },
  { "export", N_("Export All…"),      NULL, IGNY_ACTION_MENU, IGNY_ASK_VALUE },
  { "history", N_("History"),  NULL, IGNY_ACTION_MENU, IGNY_ASK_NOTHING },
  { "delete", N_("Delete"),       NULL, IGNY_ACTION_MENU | IGNY_ACTION_DANGER, IGNY_ASK_NOTHING },
  { NULL },
};

const IgnyTablePage igny_page_ideas = {
  .entity = &igny_idea_entity,
  .columns = idea_columns,
  .figures = idea_figures,
  .actions = idea_actions,
  .sort = IGNY_PAGE_CREATED,
  .sum = IGNY_PAGE_OFFSET (IgnyIdea, estimated_word_count),
  .sum_label = N_("%s words"),
  .search = N_("Search ideas…"),
  .activate = "edit",
  .empty = {
    .title = N_("No Ideas Yet"),
    .text = N_("Ideas say what to write for a cluster, with an outline. They are made of the clusters you have."),
    .label = N_("Make Ideas…"),
    .action = "ideas",
  },
};
/* clang-format on */
