/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "igny-content.h"
#include "igny-image.h"
#include "igny-page.h"
#include "igny-task.h"

#define EXPAND IGNY_COLUMN_EXPAND
#define EDITABLE IGNY_COLUMN_EDITABLE
#define HIDDEN IGNY_COLUMN_HIDDEN
#define FILTER IGNY_COLUMN_FILTER

#define ACT_ALL (IGNY_ACTION_HEADER | IGNY_ACTION_BAR)
#define ACT_NEXT (ACT_ALL | IGNY_ACTION_SUGGESTED)

/* clang-format off */
static const IgnyPageColumn task_columns[] = {
  IGNY_COLUMN (IgnyTask, title,                .width = 300, .flags = EXPAND | EDITABLE),
  IGNY_COLUMN (IgnyTask, cluster,              .width = 170),
  IGNY_COLUMN (IgnyTask, content_type,         .width = 116, .flags = EDITABLE | FILTER),
  IGNY_COLUMN (IgnyTask, keywords,             .width = 200),
  IGNY_COLUMN (IgnyTask, estimated_word_count, N_("Target"), N_("How many words it should have"), 80, EDITABLE | FILTER),
  IGNY_COLUMN (IgnyTask, word_count,           .width = 80, .flags = FILTER),
  IGNY_COLUMN (IgnyTask, priority,             .width = 100, .flags = EDITABLE | FILTER | HIDDEN),
  IGNY_COLUMN (IgnyTask, status,               .width = 116, .flags = EDITABLE | FILTER),
  IGNY_COLUMN (IgnyTask, due_date,             .width = 116, .flags = HIDDEN),
  IGNY_COLUMN (IgnyTask, content_structure,    .width = 140, .flags = EDITABLE | FILTER | HIDDEN),
  IGNY_COLUMN (IgnyTask, idea,                 .width = 200, .flags = HIDDEN),
  IGNY_COLUMN (IgnyTask, post_url,             .width = 200, .flags = HIDDEN),
  IGNY_COLUMN (IgnyTask, sector,               .width = 130, .flags = HIDDEN),
  { IGNY_PAGE_CREATED, N_("Added"),            .width = 116 },
  { 0 },
};

static const IgnyPageFigure task_figures[] = {
  { N_("Tasks"),       IGNY_FIGURE_COUNT },
  { N_("Queued"),      IGNY_FIGURE_WORD,  IGNY_PAGE_OFFSET (IgnyTask, status), "queued" },
  { N_("Drafts"),      IGNY_FIGURE_WORD,  IGNY_PAGE_OFFSET (IgnyTask, status), "draft" },
  { N_("Published"),   IGNY_FIGURE_WORD,  IGNY_PAGE_OFFSET (IgnyTask, status), "published" },
  { N_("Words to write"), IGNY_FIGURE_TOTAL, IGNY_PAGE_OFFSET (IgnyTask, estimated_word_count) },
  { NULL },
};

static const IgnyPageAction task_actions[] = {
  { "write",  N_("_Write"),       "igny-content-symbolic", ACT_NEXT, IGNY_ASK_ENGINE },
  { "add",    N_("_Add"),         "list-add-symbolic",     IGNY_ACTION_HEADER, IGNY_ASK_VALUE },
  { "images", N_("Generate Images…"), NULL, IGNY_ACTION_MENU, IGNY_ASK_ENGINE },
  { "open",   N_("Open Text"),    NULL, IGNY_ACTION_MENU, IGNY_ASK_NOTHING },
  { "status", N_("Set Status…"),  NULL, IGNY_ACTION_MENU, IGNY_ASK_VALUE },
  { "edit",   N_("Edit…"),        NULL, IGNY_ACTION_MENU, IGNY_ASK_VALUE },
  { "export", N_("Export All…"),      NULL, IGNY_ACTION_MENU, IGNY_ASK_VALUE },
  { "history", N_("History"),  NULL, IGNY_ACTION_MENU, IGNY_ASK_NOTHING },
  { "delete", N_("Delete"),       NULL, IGNY_ACTION_MENU | IGNY_ACTION_DANGER, IGNY_ASK_NOTHING },
  { NULL },
};

static const IgnyPageFact task_facts[] = {
  { IGNY_PAGE_OFFSET (IgnyTask, due_date),             N_("Due %s") },
  { IGNY_PAGE_OFFSET (IgnyTask, estimated_word_count), N_("%s words") },
  { IGNY_PAGE_OFFSET (IgnyTask, priority),             "%s" },
  { 0 },
};

static const IgnyPageBoard task_board = {
  .status = IGNY_PAGE_OFFSET (IgnyTask, status),
  .title = IGNY_PAGE_OFFSET (IgnyTask, title),
  .line = IGNY_PAGE_OFFSET (IgnyTask, cluster),
  .facts = task_facts,
};

const IgnyTablePage igny_page_tasks = {
  .entity = &igny_task_entity,
  .columns = task_columns,
  .figures = task_figures,
  .actions = task_actions,
  .sort = IGNY_PAGE_CREATED,
  .sum = IGNY_PAGE_OFFSET (IgnyTask, estimated_word_count),
  .sum_label = N_("%s words"),
  .search = N_("Search tasks…"),
  .activate = "edit",
  .empty = {
    .title = N_("No Tasks Yet"),
    .text = N_("A task is an idea that is to be written. Tasks are made of the ideas you have."),
    .label = N_("Make Tasks"),
    .action = "tasks",
  },
  .board = &task_board,
};

static const IgnyPageColumn content_columns[] = {
  IGNY_COLUMN (IgnyContent, title,              .width = 300, .flags = EXPAND),
  IGNY_COLUMN (IgnyContent, primary_keyword,    .width = 170),
  IGNY_COLUMN (IgnyContent, word_count,         .width = 80, .flags = FILTER),
  IGNY_COLUMN (IgnyContent, status,             .width = 116, .flags = EDITABLE | FILTER),
  IGNY_COLUMN (IgnyContent, site_status,        .width = 130, .flags = FILTER),
  IGNY_COLUMN (IgnyContent, post_url,           N_("Address"), .width = 200, .flags = HIDDEN),
  IGNY_COLUMN (IgnyContent, origin,             .width = 130, .flags = FILTER),
  IGNY_COLUMN (IgnyContent, meta_title,         .width = 200, .flags = EDITABLE | HIDDEN),
  IGNY_COLUMN (IgnyContent, meta_description,   .width = 240, .flags = EDITABLE | HIDDEN),
  IGNY_COLUMN (IgnyContent, slug,               .width = 160, .flags = EDITABLE | HIDDEN),
  IGNY_COLUMN (IgnyContent, categories,         .width = 140, .flags = EDITABLE | HIDDEN),
  IGNY_COLUMN (IgnyContent, tags,               .width = 140, .flags = EDITABLE | HIDDEN),
  IGNY_COLUMN (IgnyContent, published_at,       .width = 116, .flags = HIDDEN),
  IGNY_COLUMN (IgnyContent, sector,             .width = 130, .flags = HIDDEN),
  { IGNY_PAGE_UPDATED, N_("Changed"),           .width = 116 },
  { 0 },
};

static const IgnyPageFigure content_figures[] = {
  { N_("Texts"),         IGNY_FIGURE_COUNT },
  { N_("Words"),         IGNY_FIGURE_TOTAL,   IGNY_PAGE_OFFSET (IgnyContent, word_count) },
  { N_("Average words"), IGNY_FIGURE_AVERAGE, IGNY_PAGE_OFFSET (IgnyContent, word_count) },
  { N_("Scheduled"),     IGNY_FIGURE_WORD,    IGNY_PAGE_OFFSET (IgnyContent, site_status), "scheduled" },
  { N_("On the site"),   IGNY_FIGURE_WORD,    IGNY_PAGE_OFFSET (IgnyContent, site_status), "published" },
  { NULL },
};

static const IgnyPageAction content_actions[] = {
  { "publish", N_("_Publish"),     "igny-publish-symbolic", ACT_NEXT, IGNY_ASK_OUTSIDE },
  { "open",    N_("Open"),         NULL, IGNY_ACTION_BAR, IGNY_ASK_NOTHING },
  { "approve", N_("_Approve"),     NULL, IGNY_ACTION_BAR, IGNY_ASK_NOTHING },
  { "review",  N_("Send to _Review"), NULL, IGNY_ACTION_BAR, IGNY_ASK_NOTHING },
  { "redraft", N_("Back to Draft"), NULL, IGNY_ACTION_MENU, IGNY_ASK_NOTHING },
  { "optimize", N_("Optimize with AI…"), NULL, IGNY_ACTION_MENU, IGNY_ASK_ENGINE },
  { "images",  N_("Generate Images…"), NULL, IGNY_ACTION_MENU, IGNY_ASK_ENGINE },
  { "status",  N_("Set Status…"),  NULL, IGNY_ACTION_MENU, IGNY_ASK_VALUE },
  { "edit",    N_("Edit Details…"), NULL, IGNY_ACTION_MENU, IGNY_ASK_VALUE },
  { "history", N_("History"),  NULL, IGNY_ACTION_MENU, IGNY_ASK_NOTHING },
  { "delete",  N_("Delete"),       NULL, IGNY_ACTION_MENU | IGNY_ACTION_DANGER, IGNY_ASK_NOTHING },
  { NULL },
};

const IgnyTablePage igny_page_content = {
  .entity = &igny_content_entity,
  .columns = content_columns,
  .figures = content_figures,
  .actions = content_actions,
  .sort = IGNY_PAGE_UPDATED,
  .descending = TRUE,
  .sum = IGNY_PAGE_OFFSET (IgnyContent, word_count),
  .sum_label = N_("%s words"),
  .search = N_("Search texts…"),
  .activate = "open",
  .empty = {
    .title = N_("No Texts Yet"),
    .text = N_("Briefs and articles appear here once a task was written."),
    .label = N_("Write…"),
    .action = "write",
  },
  .views = IGNY_PAGE_OFFSET (IgnyContent, status),
};

static const IgnyPageColumn image_columns[] = {
  IGNY_COLUMN (IgnyImage, task,       .width = 240, .flags = EXPAND),
  IGNY_COLUMN (IgnyImage, image_type, .width = 116, .flags = EDITABLE | FILTER),
  IGNY_COLUMN (IgnyImage, status,     .width = 116, .flags = FILTER),
  IGNY_COLUMN (IgnyImage, look,       .width = 116, .flags = EDITABLE | FILTER),
  IGNY_COLUMN (IgnyImage, prompt,     .width = 260, .flags = EDITABLE),
  IGNY_COLUMN (IgnyImage, alt_text,   .width = 200, .flags = EDITABLE),
  IGNY_COLUMN (IgnyImage, position,   .width = 88, .flags = HIDDEN),
  IGNY_COLUMN (IgnyImage, image_url,  .width = 200, .flags = HIDDEN),
  IGNY_COLUMN (IgnyImage, sector,     .width = 130, .flags = HIDDEN),
  { IGNY_PAGE_CREATED, N_("Added"),   .width = 116 },
  { 0 },
};

static const IgnyPageFigure image_figures[] = {
  { N_("Images"),    IGNY_FIGURE_COUNT },
  { N_("Pending"),   IGNY_FIGURE_WORD,    IGNY_PAGE_OFFSET (IgnyImage, status), "pending" },
  { N_("Generated"), IGNY_FIGURE_WORD,    IGNY_PAGE_OFFSET (IgnyImage, status), "generated" },
  { N_("Failed"),    IGNY_FIGURE_WORD,    IGNY_PAGE_OFFSET (IgnyImage, status), "failed" },
  { NULL },
};

static const IgnyPageAction image_actions[] = {
  { "images", N_("_Generate Images"), "image-x-generic-symbolic", ACT_NEXT, IGNY_ASK_ENGINE },
  { "edit",   N_("Edit…"),  NULL, IGNY_ACTION_BAR, IGNY_ASK_VALUE },
  { "history", N_("History"),  NULL, IGNY_ACTION_MENU, IGNY_ASK_NOTHING },
  { "delete", N_("Delete"), NULL, IGNY_ACTION_MENU | IGNY_ACTION_DANGER, IGNY_ASK_NOTHING },
  { NULL },
};

const IgnyTablePage igny_page_images = {
  .entity = &igny_image_entity,
  .columns = image_columns,
  .figures = image_figures,
  .actions = image_actions,
  .sort = IGNY_PAGE_CREATED,
  .descending = TRUE,
  .sum = IGNY_PAGE_OFFSET (IgnyImage, position),
  .search = N_("Search images…"),
  .activate = "edit",
  .empty = {
    .title = N_("No Images Yet"),
    .text = N_("The pictures of your articles are listed here, with their prompts and their texts for those who cannot see them."),
    .label = N_("Generate Images…"),
    .action = "images",
  },
};
/* clang-format on */
