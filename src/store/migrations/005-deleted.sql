-- SPDX-License-Identifier: GPL-3.0-or-later
-- Each start looks for what was deleted long ago.
CREATE INDEX keywords_deleted ON keywords (deleted_step) WHERE deleted_step IS NOT NULL;
