/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "igny-page.h"
#include "igny-seed-keyword.h"

#define EXPAND IGNY_COLUMN_EXPAND
#define HIDDEN IGNY_COLUMN_HIDDEN
#define FILTER IGNY_COLUMN_FILTER

/* clang-format off */
static const IgnyPageColumn columns[] = {
  IGNY_COLUMN (IgnySeedKeyword, keyword,         .width = 280, .flags = EXPAND),
  IGNY_COLUMN (IgnySeedKeyword, industry,        .width = 180),
  IGNY_COLUMN (IgnySeedKeyword, industry_sector, N_("Sector"), .width = 180),
  IGNY_COLUMN (IgnySeedKeyword, volume,          .width = 96, .flags = FILTER, .hint = N_("Searches per month")),
  IGNY_COLUMN (IgnySeedKeyword, difficulty,      N_("KD"), N_("How hard it is to rank, from 0 to 100"), 72, FILTER, IGNY_LOOK_DIFFICULTY),
  IGNY_COLUMN (IgnySeedKeyword, intent,          N_("Intent"), .width = 150, .flags = FILTER, .look = IGNY_LOOK_BADGE),
  IGNY_COLUMN (IgnySeedKeyword, country,         .width = 88, .flags = HIDDEN),
  { 0 },
};

static const IgnyPageFigure figures[] = {
  { N_("Keywords"),      IGNY_FIGURE_COUNT },
  { N_("Informational"), IGNY_FIGURE_WORD, IGNY_PAGE_OFFSET (IgnySeedKeyword, intent), "informational" },
  { N_("Commercial"),    IGNY_FIGURE_WORD, IGNY_PAGE_OFFSET (IgnySeedKeyword, intent), "commercial" },
  { N_("Transactional"), IGNY_FIGURE_WORD, IGNY_PAGE_OFFSET (IgnySeedKeyword, intent), "transactional" },
  { NULL },
};

static const IgnyPageAction actions[] = {
  { "use",     N_("Add to Keywords"), NULL, IGNY_ACTION_BAR, IGNY_ASK_NOTHING },
  { "details", N_("Details"),         NULL, IGNY_ACTION_MENU, IGNY_ASK_NOTHING },
  { NULL },
};

const IgnyTablePage igny_page_library = {
  .entity = &igny_seed_keyword_entity,
  .columns = columns,
  .figures = figures,
  .actions = actions,
  .sort = IGNY_PAGE_OFFSET (IgnySeedKeyword, keyword),
  .sum = IGNY_PAGE_OFFSET (IgnySeedKeyword, volume),
  .sum_label = N_("volume %s"),
  .search = N_("Search the library…"),
  .activate = "details",
  .empty = {
    .title = N_("The Library Is Empty"),
    .text = N_("Keywords to begin with, by industry and sector, come with the program."),
  },
};
/* clang-format on */
