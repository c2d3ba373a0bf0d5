/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "igny-author-profile.h"
#include "igny-page.h"
#include "igny-strategy.h"

#define EXPAND IGNY_COLUMN_EXPAND
#define EDITABLE IGNY_COLUMN_EDITABLE
#define FILTER IGNY_COLUMN_FILTER

/* clang-format off */
static const IgnyPageAction actions[] = {
  { "add",    N_("_Add"),    "list-add-symbolic", IGNY_ACTION_HEADER, IGNY_ASK_VALUE },
  { "edit",   N_("Edit…"),   NULL, IGNY_ACTION_BAR, IGNY_ASK_VALUE },
  { "delete", N_("Delete"),  NULL, IGNY_ACTION_MENU | IGNY_ACTION_DANGER, IGNY_ASK_NOTHING },
  { NULL },
};

static const IgnyPageColumn profile_columns[] = {
  IGNY_COLUMN (IgnyAuthorProfile, name,        .width = 220, .flags = EXPAND | EDITABLE),
  IGNY_COLUMN (IgnyAuthorProfile, tone,        .width = 180, .flags = EDITABLE),
  IGNY_COLUMN (IgnyAuthorProfile, language,    .width = 130, .flags = EDITABLE),
  IGNY_COLUMN (IgnyAuthorProfile, description, .width = 260, .flags = EDITABLE),
  IGNY_COLUMN (IgnyAuthorProfile, is_active,   .width = 80, .flags = FILTER),
  { IGNY_PAGE_UPDATED, N_("Changed"),          .width = 116 },
  { 0 },
};

static const IgnyPageFigure profile_figures[] = {
  { N_("Profiles"), IGNY_FIGURE_COUNT },
  { N_("Active"),   IGNY_FIGURE_KNOWN, IGNY_PAGE_OFFSET (IgnyAuthorProfile, is_active) },
  { N_("Inactive"), IGNY_FIGURE_MISSING, IGNY_PAGE_OFFSET (IgnyAuthorProfile, is_active) },
  { NULL },
};

const IgnyTablePage igny_page_profiles = {
  .entity = &igny_author_profile_entity,
  .columns = profile_columns,
  .figures = profile_figures,
  .actions = actions,
  .sort = IGNY_PAGE_OFFSET (IgnyAuthorProfile, name),
  .sum = IGNY_PAGE_OFFSET (IgnyAuthorProfile, is_active),
  .search = N_("Search profiles…"),
  .activate = "edit",
  .empty = {
    .title = N_("No Author Profiles Yet"),
    .text = N_("A profile is a voice to write in: its tone, its language and how it builds a text."),
    .label = N_("Add a Profile…"),
    .action = "add",
  },
};

static const IgnyPageColumn strategy_columns[] = {
  IGNY_COLUMN (IgnyStrategy, name,        .width = 220, .flags = EXPAND | EDITABLE),
  IGNY_COLUMN (IgnyStrategy, description, .width = 320, .flags = EDITABLE),
  IGNY_COLUMN (IgnyStrategy, sector,      .width = 150),
  IGNY_COLUMN (IgnyStrategy, is_active,   .width = 80, .flags = FILTER),
  { IGNY_PAGE_UPDATED, N_("Changed"),     .width = 116 },
  { 0 },
};

static const IgnyPageFigure strategy_figures[] = {
  { N_("Strategies"),      IGNY_FIGURE_COUNT },
  { N_("For one sector"),  IGNY_FIGURE_KNOWN,   IGNY_PAGE_OFFSET (IgnyStrategy, sector) },
  { N_("For all sectors"), IGNY_FIGURE_MISSING, IGNY_PAGE_OFFSET (IgnyStrategy, sector) },
  { NULL },
};

const IgnyTablePage igny_page_strategies = {
  .entity = &igny_strategy_entity,
  .columns = strategy_columns,
  .figures = strategy_figures,
  .actions = actions,
  .sort = IGNY_PAGE_OFFSET (IgnyStrategy, name),
  .sum = IGNY_PAGE_OFFSET (IgnyStrategy, is_active),
  .search = N_("Search strategies…"),
  .activate = "edit",
  .empty = {
    .title = N_("No Strategies Yet"),
    .text = N_("A strategy says which prompts and sections the texts of a sector are made with."),
    .label = N_("Add a Strategy…"),
    .action = "add",
  },
};
/* clang-format on */
