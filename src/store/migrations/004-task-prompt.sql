-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the model is told for one task instead of the account's prompt.
ALTER TABLE tasks ADD COLUMN prompt TEXT;
