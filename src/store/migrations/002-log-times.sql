-- SPDX-License-Identifier: GPL-3.0-or-later
-- Every call asks before what this day and this month have cost, and the log of
-- calls grows with each. The columns that are added up are in the index, as the
-- lines themselves carry prompts and answers.
CREATE INDEX ai_task_logs_time ON ai_task_logs (
  account, created_at, function_name, status, cost_usd, tokens_input, tokens_output);
CREATE INDEX credit_usage_logs_time ON credit_usage_logs (
  account, created_at, operation_type, credits_used);
