/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "igny-credit-transaction.h"
#include "igny-credit-usage-log.h"
#include "igny-industry.h"
#include "igny-page.h"
#include "igny-plan.h"
#include "igny-user.h"

#define EXPAND IGNY_COLUMN_EXPAND
#define HIDDEN IGNY_COLUMN_HIDDEN
#define FILTER IGNY_COLUMN_FILTER

/* clang-format off */
/* What nobody writes by hand: ledgers, and what comes with the program. */
static const IgnyPageAction read_actions[] = {
  { "details", N_("Details"), NULL, IGNY_ACTION_BAR, IGNY_ASK_NOTHING },
  { NULL },
};

static const IgnyPageColumn team_columns[] = {
  IGNY_COLUMN (IgnyUser, email,      .width = 260, .flags = EXPAND),
  IGNY_COLUMN (IgnyUser, first_name, .width = 140),
  IGNY_COLUMN (IgnyUser, last_name,  .width = 140),
  IGNY_COLUMN (IgnyUser, role,       .width = 130, .flags = FILTER),
  IGNY_COLUMN (IgnyUser, is_active,  .width = 80, .flags = FILTER),
  IGNY_COLUMN (IgnyUser, last_login, .width = 130),
  { IGNY_PAGE_CREATED, N_("Added"),  .width = 116 },
  { 0 },
};

static const IgnyPageFigure team_figures[] = {
  { N_("People"),  IGNY_FIGURE_COUNT },
  { N_("Editors"), IGNY_FIGURE_WORD, IGNY_PAGE_OFFSET (IgnyUser, role), "editor" },
  { N_("Viewers"), IGNY_FIGURE_WORD, IGNY_PAGE_OFFSET (IgnyUser, role), "viewer" },
  { NULL },
};

static const IgnyPageAction team_actions[] = {
  { "add",    N_("_Add"),   "contact-new-symbolic", IGNY_ACTION_HEADER, IGNY_ASK_VALUE },
  { "edit",   N_("Edit…"),  NULL, IGNY_ACTION_BAR, IGNY_ASK_VALUE },
  { "delete", N_("Remove"), NULL, IGNY_ACTION_MENU | IGNY_ACTION_DANGER, IGNY_ASK_NOTHING },
  { NULL },
};

const IgnyTablePage igny_page_team = {
  .entity = &igny_user_entity,
  .columns = team_columns,
  .figures = team_figures,
  .actions = team_actions,
  .sort = IGNY_PAGE_OFFSET (IgnyUser, email),
  .sum = IGNY_PAGE_OFFSET (IgnyUser, is_active),
  .search = N_("Search people…"),
  .activate = "edit",
  .empty = {
    .title = N_("Nobody Found"),
    .text = N_("People who share this account, and what each may do."),
    .label = N_("Add a Person…"),
    .action = "add",
  },
};

static const IgnyPageColumn industry_columns[] = {
  IGNY_COLUMN (IgnyIndustry, name,          .width = 220, .flags = EXPAND),
  IGNY_COLUMN (IgnyIndustry, sectors_count, .width = 96, .flags = FILTER),
  IGNY_COLUMN (IgnyIndustry, description,   .width = 420),
  IGNY_COLUMN (IgnyIndustry, slug,          .width = 160, .flags = HIDDEN),
  { 0 },
};

static const IgnyPageFigure industry_figures[] = {
  { N_("Industries"),  IGNY_FIGURE_COUNT },
  { N_("Sectors"),     IGNY_FIGURE_TOTAL,   IGNY_PAGE_OFFSET (IgnyIndustry, sectors_count) },
  { N_("On average"),  IGNY_FIGURE_AVERAGE, IGNY_PAGE_OFFSET (IgnyIndustry, sectors_count) },
  { NULL },
};

const IgnyTablePage igny_page_industries = {
  .entity = &igny_industry_entity,
  .columns = industry_columns,
  .figures = industry_figures,
  .actions = read_actions,
  .sort = IGNY_PAGE_OFFSET (IgnyIndustry, name),
  .sum = IGNY_PAGE_OFFSET (IgnyIndustry, sectors_count),
  .sum_label = N_("%s sectors"),
  .search = N_("Search industries…"),
  .activate = "details",
  .empty = {
    .title = N_("No Industries"),
    .text = N_("Industries and their sectors come with the program."),
  },
};

static const IgnyPageColumn plan_columns[] = {
  IGNY_COLUMN (IgnyPlan, name,              .width = 160, .flags = EXPAND),
  IGNY_COLUMN (IgnyPlan, price,             .width = 96, .look = IGNY_LOOK_MONEY),
  IGNY_COLUMN (IgnyPlan, billing_cycle,     .width = 116, .flags = FILTER),
  IGNY_COLUMN (IgnyPlan, max_users,         .width = 88),
  IGNY_COLUMN (IgnyPlan, max_sites,         .width = 88),
  IGNY_COLUMN (IgnyPlan, max_keywords,      .width = 100),
  IGNY_COLUMN (IgnyPlan, credits_per_month, .width = 130),
  IGNY_COLUMN (IgnyPlan, is_active,         .width = 80, .flags = FILTER),
  { 0 },
};

static const IgnyPageFigure plan_figures[] = {
  { N_("Plans"),         IGNY_FIGURE_COUNT },
  { N_("Monthly"),       IGNY_FIGURE_WORD, IGNY_PAGE_OFFSET (IgnyPlan, billing_cycle), "monthly" },
  { N_("Annual"),        IGNY_FIGURE_WORD, IGNY_PAGE_OFFSET (IgnyPlan, billing_cycle), "annual" },
  { NULL },
};

const IgnyTablePage igny_page_plans = {
  .entity = &igny_plan_entity,
  .columns = plan_columns,
  .figures = plan_figures,
  .actions = read_actions,
  .sort = IGNY_PAGE_OFFSET (IgnyPlan, name),
  .sum = IGNY_PAGE_OFFSET (IgnyPlan, credits_per_month),
  .search = N_("Search plans…"),
  .activate = "details",
  .empty = {
    .title = N_("No Plans"),
    .text = N_("A plan says how much an account may hold and do."),
  },
};

static const IgnyPageColumn credit_columns[] = {
  { IGNY_PAGE_CREATED, N_("When"),                         .width = 130 },
  IGNY_COLUMN (IgnyCreditTransaction, transaction_type, .width = 130, .flags = FILTER),
  IGNY_COLUMN (IgnyCreditTransaction, amount,           .width = 96, .flags = FILTER),
  IGNY_COLUMN (IgnyCreditTransaction, balance_after,    .width = 110),
  IGNY_COLUMN (IgnyCreditTransaction, description,      .width = 320, .flags = EXPAND),
  { 0 },
};

static const IgnyPageFigure credit_figures[] = {
  { N_("Entries"),    IGNY_FIGURE_COUNT },
  { N_("Deductions"), IGNY_FIGURE_WORD,  IGNY_PAGE_OFFSET (IgnyCreditTransaction, transaction_type), "deduction" },
  { N_("Sum"),        IGNY_FIGURE_TOTAL, IGNY_PAGE_OFFSET (IgnyCreditTransaction, amount) },
  { NULL },
};

const IgnyTablePage igny_page_credits = {
  .entity = &igny_credit_transaction_entity,
  .columns = credit_columns,
  .figures = credit_figures,
  .actions = read_actions,
  .sort = IGNY_PAGE_CREATED,
  .descending = TRUE,
  .sum = IGNY_PAGE_OFFSET (IgnyCreditTransaction, amount),
  .sum_label = N_("%s credits"),
  .search = N_("Search entries…"),
  .activate = "details",
  .empty = {
    .title = N_("No Credits Spent Yet"),
    .text = N_("Each use of an AI is written down here with what it took. The offline engine costs nothing."),
  },
};

static const IgnyPageColumn spending_columns[] = {
  { IGNY_PAGE_CREATED, N_("When"),                   .width = 130 },
  IGNY_COLUMN (IgnyCreditUsageLog, operation_type, .width = 180, .flags = EXPAND | FILTER),
  IGNY_COLUMN (IgnyCreditUsageLog, model_used,     .width = 180),
  IGNY_COLUMN (IgnyCreditUsageLog, tokens_input,   .width = 100, .flags = FILTER),
  IGNY_COLUMN (IgnyCreditUsageLog, tokens_output,  .width = 100, .flags = FILTER),
  IGNY_COLUMN (IgnyCreditUsageLog, credits_used,   .width = 88, .flags = FILTER),
  IGNY_COLUMN (IgnyCreditUsageLog, cost_usd,       N_("Cost"), .width = 96, .look = IGNY_LOOK_MONEY),
  { 0 },
};

static const IgnyPageFigure spending_figures[] = {
  { N_("Uses"),       IGNY_FIGURE_COUNT },
  { N_("Credits"),    IGNY_FIGURE_TOTAL, IGNY_PAGE_OFFSET (IgnyCreditUsageLog, credits_used) },
  { N_("Tokens in"),  IGNY_FIGURE_TOTAL, IGNY_PAGE_OFFSET (IgnyCreditUsageLog, tokens_input) },
  { N_("Tokens out"), IGNY_FIGURE_TOTAL, IGNY_PAGE_OFFSET (IgnyCreditUsageLog, tokens_output) },
  { NULL },
};

const IgnyTablePage igny_page_spending = {
  .entity = &igny_credit_usage_log_entity,
  .columns = spending_columns,
  .figures = spending_figures,
  .actions = read_actions,
  .sort = IGNY_PAGE_CREATED,
  .descending = TRUE,
  .sum = IGNY_PAGE_OFFSET (IgnyCreditUsageLog, credits_used),
  .sum_label = N_("%s credits"),
  .search = N_("Search uses…"),
  .activate = "details",
  .empty = {
    .title = N_("Nothing Spent Yet"),
    .text = N_("What each model was asked for, with its tokens and its price, appears here."),
  },
};
/* clang-format on */
