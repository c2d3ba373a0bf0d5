-- SPDX-License-Identifier: GPL-3.0-or-later
-- Tables of records are STRICT, have a row that stays, a UUIDv7, and
-- deleted_step (NULL while alive). Unique rules look at living rows. Triggers
-- that log changes are generated from the descriptors, see igny-capture.c.

CREATE TABLE meta (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A step is one label, one undo, one transaction.
CREATE TABLE steps (
  step     INTEGER PRIMARY KEY,
  id       BLOB NOT NULL UNIQUE,
  label    TEXT NOT NULL,
  kind     TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo', 'system')),
  target   INTEGER REFERENCES steps (step),
  undone   INTEGER REFERENCES steps (step),
  note     TEXT,
  at       INTEGER NOT NULL
) STRICT;

CREATE INDEX steps_open ON steps (kind, step) WHERE undone IS NULL;

-- One line per changed row; a bulk line covers the rows from first to last.
CREATE TABLE changes (
  change    INTEGER PRIMARY KEY,
  step      INTEGER NOT NULL REFERENCES steps (step),
  tbl       TEXT NOT NULL,
  row       INTEGER NOT NULL,
  last      INTEGER,
  kind      TEXT NOT NULL CHECK (kind IN ('insert', 'update', 'bulk_insert', 'bulk_delete', 'bulk_restore')),
  old       TEXT,
  new       TEXT
) STRICT;

CREATE INDEX changes_step ON changes (step);

-- What the triggers look at: the step that runs, whether it logs for itself,
-- whether it may really delete.
CREATE TABLE step_context (
  one   INTEGER PRIMARY KEY CHECK (one = 1),
  step  INTEGER,
  bulk  INTEGER NOT NULL DEFAULT 0,
  purge INTEGER NOT NULL DEFAULT 0
) STRICT;

INSERT INTO step_context (one) VALUES (1);

CREATE TABLE plans (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  name TEXT NOT NULL, slug TEXT NOT NULL, price INTEGER, billing_cycle TEXT,
  included_credits INTEGER, is_active INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX plans_slug ON plans (slug) WHERE deleted_step IS NULL;

CREATE TABLE accounts (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  name TEXT NOT NULL, slug TEXT NOT NULL, status TEXT NOT NULL,
  owner INTEGER REFERENCES users (row) DEFERRABLE INITIALLY DEFERRED,
  plan INTEGER REFERENCES plans (row), credits INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX accounts_slug ON accounts (slug) WHERE deleted_step IS NULL;

CREATE TABLE users (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER NOT NULL REFERENCES accounts (row),
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  email TEXT NOT NULL, name TEXT, role TEXT NOT NULL, is_active INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX users_email ON users (email) WHERE deleted_step IS NULL;

CREATE TABLE subscriptions (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER NOT NULL REFERENCES accounts (row),
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  plan INTEGER NOT NULL REFERENCES plans (row), status TEXT NOT NULL,
  period_start INTEGER, period_end INTEGER
) STRICT;
CREATE UNIQUE INDEX subscriptions_account ON subscriptions (account) WHERE deleted_step IS NULL;

CREATE TABLE integration_settings (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER NOT NULL REFERENCES accounts (row),
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  integration_type TEXT NOT NULL, config TEXT NOT NULL, is_active INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX integration_settings_type ON integration_settings (account, integration_type)
  WHERE deleted_step IS NULL;

CREATE TABLE sites (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER NOT NULL REFERENCES accounts (row),
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  name TEXT NOT NULL, slug TEXT NOT NULL, domain TEXT, status TEXT NOT NULL, is_active INTEGER NOT NULL,
  wp_url TEXT, wp_username TEXT
) STRICT;
CREATE UNIQUE INDEX sites_slug ON sites (account, slug) WHERE deleted_step IS NULL;

CREATE TABLE sectors (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER NOT NULL REFERENCES accounts (row),
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  site INTEGER NOT NULL REFERENCES sites (row),
  name TEXT NOT NULL, slug TEXT NOT NULL, status TEXT NOT NULL, is_active INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX sectors_slug ON sectors (site, slug) WHERE deleted_step IS NULL;

-- "1-5 per site, checked": also for a program that is not ours.
CREATE TRIGGER sectors_at_most_five_insert BEFORE INSERT ON sectors
WHEN NEW.is_active = 1 AND NEW.deleted_step IS NULL AND
  (SELECT count(*) FROM sectors WHERE site = NEW.site AND is_active = 1 AND deleted_step IS NULL) >= 5
BEGIN
  SELECT RAISE(ABORT, 'a site has at most 5 active sectors');
END;

CREATE TRIGGER sectors_at_most_five_update AFTER UPDATE OF is_active, deleted_step ON sectors
WHEN NEW.is_active = 1 AND NEW.deleted_step IS NULL AND
  (SELECT count(*) FROM sectors WHERE site = NEW.site AND is_active = 1 AND deleted_step IS NULL) > 5
BEGIN
  SELECT RAISE(ABORT, 'a site has at most 5 active sectors');
END;

CREATE TABLE clusters (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER NOT NULL REFERENCES accounts (row),
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  site INTEGER NOT NULL REFERENCES sites (row), sector INTEGER NOT NULL REFERENCES sectors (row),
  name TEXT NOT NULL, key TEXT NOT NULL, description TEXT, status TEXT NOT NULL, is_active INTEGER NOT NULL,
  intent TEXT, mixed_intent INTEGER NOT NULL, origin TEXT
) STRICT;
CREATE UNIQUE INDEX clusters_key ON clusters (sector, key) WHERE deleted_step IS NULL;

CREATE TABLE keywords (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER NOT NULL REFERENCES accounts (row),
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  site INTEGER NOT NULL REFERENCES sites (row), sector INTEGER NOT NULL REFERENCES sectors (row),
  keyword TEXT NOT NULL, key TEXT NOT NULL,
  volume INTEGER, volume_low INTEGER, volume_high INTEGER, volume_estimated INTEGER NOT NULL,
  difficulty INTEGER CHECK (difficulty BETWEEN 0 AND 100),
  intent TEXT, intents TEXT, intent_guessed INTEGER NOT NULL,
  cpc INTEGER, currency TEXT, cluster INTEGER REFERENCES clusters (row), status TEXT NOT NULL,
  country TEXT, target_url TEXT, trend TEXT, competition INTEGER,
  clicks INTEGER, impressions INTEGER, ctr INTEGER, position INTEGER,
  group_name TEXT, source TEXT, notes TEXT, attributes TEXT
) STRICT;
CREATE UNIQUE INDEX keywords_key ON keywords (sector, key, ifnull(country, '')) WHERE deleted_step IS NULL;
CREATE INDEX keywords_cluster ON keywords (cluster) WHERE cluster IS NOT NULL;

CREATE TABLE ideas (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER NOT NULL REFERENCES accounts (row),
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  site INTEGER NOT NULL REFERENCES sites (row), sector INTEGER NOT NULL REFERENCES sectors (row),
  idea_title TEXT NOT NULL, description TEXT, keyword_cluster INTEGER REFERENCES clusters (row),
  content_type TEXT, content_structure TEXT, status TEXT NOT NULL,
  estimated_word_count INTEGER, outline TEXT, origin TEXT
) STRICT;
CREATE INDEX ideas_cluster ON ideas (keyword_cluster) WHERE keyword_cluster IS NOT NULL;

CREATE TABLE idea_keywords (
  row INTEGER PRIMARY KEY, account INTEGER NOT NULL REFERENCES accounts (row), deleted_step INTEGER,
  idea INTEGER NOT NULL REFERENCES ideas (row), keyword INTEGER NOT NULL REFERENCES keywords (row),
  is_primary INTEGER NOT NULL, position INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX idea_keywords_pair ON idea_keywords (idea, keyword) WHERE deleted_step IS NULL;
CREATE INDEX idea_keywords_keyword ON idea_keywords (keyword);

CREATE TABLE tasks (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER NOT NULL REFERENCES accounts (row),
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  site INTEGER NOT NULL REFERENCES sites (row), sector INTEGER NOT NULL REFERENCES sectors (row),
  title TEXT NOT NULL, description TEXT,
  cluster INTEGER REFERENCES clusters (row), idea INTEGER REFERENCES ideas (row),
  content_type TEXT, content_structure TEXT, status TEXT NOT NULL, priority TEXT, due_date INTEGER,
  estimated_word_count INTEGER, outline TEXT
) STRICT;
CREATE INDEX tasks_idea ON tasks (idea) WHERE idea IS NOT NULL;
CREATE INDEX tasks_cluster ON tasks (cluster) WHERE cluster IS NOT NULL;

CREATE TABLE task_keywords (
  row INTEGER PRIMARY KEY, account INTEGER NOT NULL REFERENCES accounts (row), deleted_step INTEGER,
  task INTEGER NOT NULL REFERENCES tasks (row), keyword INTEGER NOT NULL REFERENCES keywords (row),
  is_primary INTEGER NOT NULL, position INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX task_keywords_pair ON task_keywords (task, keyword) WHERE deleted_step IS NULL;
CREATE INDEX task_keywords_keyword ON task_keywords (keyword);

CREATE TABLE content (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER NOT NULL REFERENCES accounts (row),
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  site INTEGER NOT NULL REFERENCES sites (row), sector INTEGER NOT NULL REFERENCES sectors (row),
  task INTEGER NOT NULL REFERENCES tasks (row),
  title TEXT NOT NULL, html_content TEXT, word_count INTEGER NOT NULL, is_brief INTEGER NOT NULL,
  meta_title TEXT, meta_description TEXT, slug TEXT, excerpt TEXT,
  primary_keyword TEXT, secondary_keywords TEXT, categories TEXT, tags TEXT,
  status TEXT NOT NULL, site_status TEXT NOT NULL,
  wp_post_id INTEGER, post_url TEXT, wp_modified TEXT, published_at INTEGER, origin TEXT, metadata TEXT
) STRICT;
CREATE UNIQUE INDEX content_task ON content (task) WHERE deleted_step IS NULL;

CREATE TABLE images (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER NOT NULL REFERENCES accounts (row),
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  site INTEGER NOT NULL REFERENCES sites (row), sector INTEGER NOT NULL REFERENCES sectors (row),
  task INTEGER NOT NULL REFERENCES tasks (row),
  image_type TEXT NOT NULL, prompt TEXT, image_url TEXT, image_path TEXT, alt_text TEXT,
  position INTEGER NOT NULL, status TEXT NOT NULL
) STRICT;
CREATE INDEX images_task ON images (task);

CREATE TABLE credit_transactions (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER NOT NULL REFERENCES accounts (row),
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  transaction_type TEXT NOT NULL, amount INTEGER NOT NULL, balance_after INTEGER NOT NULL, description TEXT
) STRICT;

CREATE TABLE credit_usage_logs (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER NOT NULL REFERENCES accounts (row),
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  operation_type TEXT NOT NULL, credits_used INTEGER NOT NULL, cost_usd INTEGER, model_used TEXT,
  tokens_input INTEGER, tokens_output INTEGER
) STRICT;

CREATE TABLE publishing_records (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER NOT NULL REFERENCES accounts (row),
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  site INTEGER NOT NULL REFERENCES sites (row), content INTEGER NOT NULL REFERENCES content (row),
  destination TEXT, status TEXT NOT NULL, wp_post_id INTEGER, post_url TEXT, message TEXT
) STRICT;

CREATE TABLE jobs (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER NOT NULL REFERENCES accounts (row),
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  kind TEXT NOT NULL, target TEXT, target_row INTEGER, state TEXT NOT NULL, phase TEXT, percent INTEGER,
  message TEXT, error TEXT, token TEXT, attempts INTEGER, started_at INTEGER, finished_at INTEGER, detail TEXT
) STRICT;
CREATE INDEX jobs_state ON jobs (state);
CREATE INDEX jobs_target ON jobs (kind, target_row);

CREATE TABLE ai_task_logs (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER NOT NULL REFERENCES accounts (row),
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  function_name TEXT NOT NULL, model TEXT, host TEXT, phase TEXT, status TEXT NOT NULL, error TEXT,
  tokens_input INTEGER, tokens_output INTEGER, cost_usd INTEGER, duration INTEGER, request TEXT, response TEXT
) STRICT;
