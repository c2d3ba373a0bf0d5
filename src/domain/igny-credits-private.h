/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-credits.h"

G_BEGIN_DECLS

/* In one transaction; more is a slip of the hand. */
#define IGNY_CREDITS_MAX 1000000000

/* Micro-dollars for a token whose price nobody knows. */
#define IGNY_CREDITS_DEAR_IN 5
#define IGNY_CREDITS_DEAR_OUT 30

/* As igny_credits_get_counted_cost, of all calls since ?1; answered from the
 * index ai_task_logs_time alone. */
/* clang-format off */
#define IGNY_CREDITS_SPENT_SQL \
  "SELECT ifnull(sum(CASE WHEN cost_usd IS NOT NULL THEN cost_usd" \
  " WHEN function_name = 'generate_images'" \
  " THEN iif(status = 'success', " G_STRINGIFY (IGNY_CREDITS_DEAR_PICTURE) ", 0)" \
  " ELSE ifnull(tokens_input, 0) * " G_STRINGIFY (IGNY_CREDITS_DEAR_IN) \
  " + ifnull(tokens_output, 0) * " G_STRINGIFY (IGNY_CREDITS_DEAR_OUT) \
  " END), 0) FROM main.ai_task_logs WHERE account = my_account () AND created_at >= ?1"
/* clang-format on */

/* Every way to another balance: the ledger and the account agree. user is who
 * did it, 0 the program; *balance, when wanted, gets the new one. */
gboolean igny_credits_change (IgnyStep   *step,
                              const char *type,
                              gint64      amount,
                              const char *description,
                              gint64      user,
                              gint64     *balance,
                              GError    **error);

G_END_DECLS
