/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "igny-ai-task-log.h"
#include "igny-notification.h"
#include "igny-page.h"
#include "igny-publishing-record.h"

#define EXPAND IGNY_COLUMN_EXPAND
#define HIDDEN IGNY_COLUMN_HIDDEN
#define FILTER IGNY_COLUMN_FILTER

/* clang-format off */
static const IgnyPageAction actions[] = {
  { "details", N_("Details"), NULL, IGNY_ACTION_BAR, IGNY_ASK_NOTHING },
  { NULL },
};

static const IgnyPageAction ai_actions[] = {
  { "details", N_("Details"),               NULL, IGNY_ACTION_BAR, IGNY_ASK_NOTHING },
  { "reparse", N_("_Use This Answer Again"), NULL, IGNY_ACTION_BAR, IGNY_ASK_NOTHING },
  { NULL },
};

static const IgnyPageColumn ai_columns[] = {
  { IGNY_PAGE_CREATED, N_("When"),              .width = 130 },
  IGNY_COLUMN (IgnyAiTaskLog, function_name, .width = 170, .flags = EXPAND | FILTER),
  IGNY_COLUMN (IgnyAiTaskLog, status,        .width = 110, .flags = FILTER),
  IGNY_COLUMN (IgnyAiTaskLog, model,         .width = 150),
  IGNY_COLUMN (IgnyAiTaskLog, host,          .width = 150, .flags = HIDDEN),
  IGNY_COLUMN (IgnyAiTaskLog, tokens_input,  .width = 100, .flags = FILTER),
  IGNY_COLUMN (IgnyAiTaskLog, tokens_output, .width = 100, .flags = FILTER),
  IGNY_COLUMN (IgnyAiTaskLog, cost_usd,      N_("Cost"), .width = 96, .look = IGNY_LOOK_MONEY),
  IGNY_COLUMN (IgnyAiTaskLog, duration,      .width = 110, .flags = FILTER),
  IGNY_COLUMN (IgnyAiTaskLog, error,         .width = 240),
  { 0 },
};

static const IgnyPageFigure ai_figures[] = {
  { N_("Calls"),      IGNY_FIGURE_COUNT },
  { N_("Failed"),     IGNY_FIGURE_WORD,    IGNY_PAGE_OFFSET (IgnyAiTaskLog, status), "error" },
  { N_("Tokens in"),  IGNY_FIGURE_TOTAL,   IGNY_PAGE_OFFSET (IgnyAiTaskLog, tokens_input) },
  { N_("Tokens out"), IGNY_FIGURE_TOTAL,   IGNY_PAGE_OFFSET (IgnyAiTaskLog, tokens_output) },
  { NULL },
};

const IgnyTablePage igny_page_ai_log = {
  .entity = &igny_ai_task_log_entity,
  .columns = ai_columns,
  .figures = ai_figures,
  .actions = ai_actions,
  .sort = IGNY_PAGE_CREATED,
  .descending = TRUE,
  .sum = IGNY_PAGE_OFFSET (IgnyAiTaskLog, tokens_output),
  .sum_label = N_("%s tokens out"),
  .search = N_("Search calls…"),
  .activate = "details",
  .empty = {
    .title = N_("No AI Was Asked Yet"),
    .text = N_("Each call is kept here with its prompt, its answer, its tokens and its price. It stays on this computer."),
  },
};

static const IgnyPageColumn publishing_columns[] = {
  { IGNY_PAGE_CREATED, N_("When"),                    .width = 130 },
  IGNY_COLUMN (IgnyPublishingRecord, content,     .width = 260, .flags = EXPAND),
  IGNY_COLUMN (IgnyPublishingRecord, status,      .width = 120, .flags = FILTER),
  IGNY_COLUMN (IgnyPublishingRecord, site,        .width = 150),
  IGNY_COLUMN (IgnyPublishingRecord, wp_post_id,  N_("Post"), .width = 80),
  IGNY_COLUMN (IgnyPublishingRecord, post_url,    .width = 240),
  IGNY_COLUMN (IgnyPublishingRecord, message,     .width = 240),
  { 0 },
};

static const IgnyPageFigure publishing_figures[] = {
  { N_("Attempts"),  IGNY_FIGURE_COUNT },
  { N_("Published"), IGNY_FIGURE_WORD,  IGNY_PAGE_OFFSET (IgnyPublishingRecord, status), "published" },
  { N_("Failed"),    IGNY_FIGURE_WORD,  IGNY_PAGE_OFFSET (IgnyPublishingRecord, status), "failed" },
  { NULL },
};

const IgnyTablePage igny_page_publishing = {
  .entity = &igny_publishing_record_entity,
  .columns = publishing_columns,
  .figures = publishing_figures,
  .actions = actions,
  .sort = IGNY_PAGE_CREATED,
  .descending = TRUE,
  .sum = IGNY_PAGE_OFFSET (IgnyPublishingRecord, wp_post_id),
  .search = N_("Search attempts…"),
  .activate = "details",
  .empty = {
    .title = N_("Nothing Was Published Yet"),
    .text = N_("Each attempt to put a text on a site is kept here, with what the site answered."),
  },
};

static const IgnyPageColumn notification_columns[] = {
  { IGNY_PAGE_CREATED, N_("When"),              .width = 130 },
  IGNY_COLUMN (IgnyNotification, severity, .width = 110, .flags = FILTER),
  IGNY_COLUMN (IgnyNotification, title,    .width = 240, .flags = EXPAND),
  IGNY_COLUMN (IgnyNotification, message,  .width = 360),
  IGNY_COLUMN (IgnyNotification, is_read,  .width = 80, .flags = FILTER),
  { 0 },
};

static const IgnyPageFigure notification_figures[] = {
  { N_("Notifications"), IGNY_FIGURE_COUNT },
  { N_("Warnings"),      IGNY_FIGURE_WORD, IGNY_PAGE_OFFSET (IgnyNotification, severity), "warning" },
  { N_("Errors"),        IGNY_FIGURE_WORD, IGNY_PAGE_OFFSET (IgnyNotification, severity), "error" },
  { NULL },
};

const IgnyTablePage igny_page_notifications = {
  .entity = &igny_notification_entity,
  .columns = notification_columns,
  .figures = notification_figures,
  .actions = actions,
  .sort = IGNY_PAGE_CREATED,
  .descending = TRUE,
  .sum = IGNY_PAGE_OFFSET (IgnyNotification, is_read),
  .search = N_("Search notifications…"),
  .activate = "details",
  .empty = {
    .title = N_("No Notifications"),
    .text = N_("What needs your attention is said here, too, when you were away."),
  },
};
/* clang-format on */
