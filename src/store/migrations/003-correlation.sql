-- SPDX-License-Identifier: GPL-3.0-or-later
-- All calls of one run have one, which its errors and answers name too.
ALTER TABLE ai_task_logs ADD COLUMN correlation_id TEXT;
