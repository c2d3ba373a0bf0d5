-- SPDX-License-Identifier: GPL-3.0-or-later
-- Tables of records are STRICT, have a row that stays, a UUIDv7, and
-- deleted_step (NULL while alive). Unique rules look at living rows. Triggers
-- that log changes are generated from the descriptors, see igny-capture.c.

CREATE TABLE meta (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A step is one label, one undo, one transaction. account and user are whose it
-- was, rows how many it wrote; point marks those before which it is easy to go
-- back to.
CREATE TABLE steps (
  step     INTEGER PRIMARY KEY,
  id       BLOB NOT NULL UNIQUE,
  account  INTEGER,
  user     INTEGER,
  label    TEXT NOT NULL,
  kind     TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo', 'system')),
  target   INTEGER REFERENCES steps (step),
  undone   INTEGER REFERENCES steps (step),
  note     TEXT,
  rows     INTEGER NOT NULL DEFAULT 0,
  point    INTEGER NOT NULL DEFAULT 0,
  lasting  INTEGER NOT NULL DEFAULT 0,
  at       INTEGER NOT NULL
) STRICT;

CREATE INDEX steps_open ON steps (kind, step) WHERE undone IS NULL;
CREATE INDEX steps_point ON steps (step) WHERE point = 1;

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
-- The history of one record: its own lines, and the few that cover many.
CREATE INDEX changes_row ON changes (row, tbl) WHERE last IS NULL;
CREATE INDEX changes_bulk ON changes (tbl, row) WHERE last IS NOT NULL;

-- What the triggers look at: the step that runs, whether it logs for itself,
-- whether it may really delete.
CREATE TABLE step_context (
  one   INTEGER PRIMARY KEY CHECK (one = 1),
  step  INTEGER,
  bulk  INTEGER NOT NULL DEFAULT 0,
  purge INTEGER NOT NULL DEFAULT 0
) STRICT;

INSERT INTO step_context (one) VALUES (1);

-- Industries, their sectors, the keyword library and plans belong to no account.
CREATE TABLE industries (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  name TEXT NOT NULL, slug TEXT NOT NULL, description TEXT, is_active INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX industries_slug ON industries (slug) WHERE deleted_step IS NULL;

CREATE TABLE industry_sectors (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  industry INTEGER NOT NULL REFERENCES industries (row),
  name TEXT NOT NULL, slug TEXT NOT NULL, description TEXT, is_active INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX industry_sectors_slug ON industry_sectors (industry, slug) WHERE deleted_step IS NULL;

CREATE TABLE seed_keywords (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  industry INTEGER NOT NULL REFERENCES industries (row),
  industry_sector INTEGER NOT NULL REFERENCES industry_sectors (row),
  keyword TEXT NOT NULL, key TEXT NOT NULL, volume INTEGER, difficulty INTEGER CHECK (difficulty BETWEEN 0 AND 100),
  intent TEXT, country TEXT, is_active INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX seed_keywords_key ON seed_keywords (industry_sector, key, ifnull(country, ''))
  WHERE deleted_step IS NULL;

CREATE TABLE plans (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  name TEXT NOT NULL, slug TEXT NOT NULL, price INTEGER, billing_cycle TEXT NOT NULL, features TEXT,
  max_users INTEGER, max_sites INTEGER, max_keywords INTEGER, max_clusters INTEGER, max_content_ideas INTEGER,
  daily_cluster_limit INTEGER, daily_content_tasks INTEGER, daily_ai_requests INTEGER,
  daily_image_generation_limit INTEGER, monthly_word_count_limit INTEGER, monthly_image_count INTEGER,
  monthly_cluster_ai_credits INTEGER, monthly_content_ai_credits INTEGER, monthly_image_ai_credits INTEGER,
  max_images_per_task INTEGER, image_model_choices TEXT, included_credits INTEGER, credits_per_month INTEGER,
  extra_credits INTEGER, extra_credit_price INTEGER, is_active INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX plans_slug ON plans (slug) WHERE deleted_step IS NULL;

CREATE TABLE accounts (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  name TEXT NOT NULL, slug TEXT NOT NULL, status TEXT NOT NULL,
  owner INTEGER REFERENCES users (row) DEFERRABLE INITIALLY DEFERRED,
  plan INTEGER REFERENCES plans (row), credits INTEGER NOT NULL,
  stripe_customer_id TEXT, timezone TEXT, daily_budget INTEGER, monthly_budget INTEGER
) STRICT;
CREATE UNIQUE INDEX accounts_slug ON accounts (slug) WHERE deleted_step IS NULL;

CREATE TABLE users (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER NOT NULL REFERENCES accounts (row),
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  email TEXT NOT NULL, first_name TEXT, last_name TEXT, role TEXT NOT NULL, is_active INTEGER NOT NULL,
  is_superuser INTEGER NOT NULL, last_login INTEGER
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

CREATE TABLE ai_prompts (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER NOT NULL REFERENCES accounts (row),
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  prompt_type TEXT NOT NULL, prompt_value TEXT, default_prompt TEXT, is_active INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ai_prompts_type ON ai_prompts (account, prompt_type) WHERE deleted_step IS NULL;

CREATE TABLE author_profiles (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER NOT NULL REFERENCES accounts (row),
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  name TEXT NOT NULL, description TEXT, tone TEXT, language TEXT, structure_template TEXT, is_active INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX author_profiles_name ON author_profiles (account, name) WHERE deleted_step IS NULL;

CREATE TABLE import_mappings (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER NOT NULL REFERENCES accounts (row),
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  signature TEXT NOT NULL, source TEXT, mapping TEXT NOT NULL, options TEXT
) STRICT;
CREATE UNIQUE INDEX import_mappings_signature ON import_mappings (account, signature) WHERE deleted_step IS NULL;

CREATE TABLE saved_views (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER NOT NULL REFERENCES accounts (row),
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  name TEXT NOT NULL, page TEXT NOT NULL, filters TEXT, search TEXT, sort TEXT, columns TEXT, position INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX saved_views_name ON saved_views (account, page, name) WHERE deleted_step IS NULL;

CREATE TABLE notifications (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER NOT NULL REFERENCES accounts (row),
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  title TEXT NOT NULL, message TEXT, notification_type TEXT NOT NULL, severity TEXT NOT NULL, is_read INTEGER NOT NULL,
  action_label TEXT, action_target TEXT
) STRICT;

CREATE TABLE sites (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER NOT NULL REFERENCES accounts (row),
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  name TEXT NOT NULL, slug TEXT NOT NULL, domain TEXT, industry INTEGER REFERENCES industries (row),
  status TEXT NOT NULL, is_active INTEGER NOT NULL, wp_url TEXT, wp_username TEXT,
  wp_form TEXT
) STRICT;
CREATE UNIQUE INDEX sites_slug ON sites (account, slug) WHERE deleted_step IS NULL;

CREATE TABLE sectors (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER NOT NULL REFERENCES accounts (row),
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  site INTEGER NOT NULL REFERENCES sites (row), industry_sector INTEGER REFERENCES industry_sectors (row),
  name TEXT NOT NULL, slug TEXT NOT NULL, status TEXT NOT NULL, is_active INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX sectors_slug ON sectors (site, slug) WHERE deleted_step IS NULL;

CREATE TABLE site_user_access (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER NOT NULL REFERENCES accounts (row),
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  user INTEGER NOT NULL REFERENCES users (row), site INTEGER NOT NULL REFERENCES sites (row),
  granted_by INTEGER REFERENCES users (row), revoked_by INTEGER REFERENCES users (row), revoked_at INTEGER
) STRICT;
CREATE UNIQUE INDEX site_user_access_pair ON site_user_access (user, site)
  WHERE deleted_step IS NULL AND revoked_at IS NULL;

CREATE TABLE strategies (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER NOT NULL REFERENCES accounts (row),
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  name TEXT NOT NULL, description TEXT, sector INTEGER REFERENCES sectors (row), prompt_types TEXT, section_logic TEXT,
  is_active INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX strategies_name ON strategies (account, name) WHERE deleted_step IS NULL;

CREATE TABLE automation_configs (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER NOT NULL REFERENCES accounts (row),
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  site INTEGER NOT NULL REFERENCES sites (row), is_enabled INTEGER NOT NULL, frequency TEXT NOT NULL,
  hour INTEGER NOT NULL,
  stages TEXT, delay_within INTEGER NOT NULL, delay_between INTEGER NOT NULL, next_run_at INTEGER, last_run_at INTEGER
) STRICT;
CREATE UNIQUE INDEX automation_configs_site ON automation_configs (site) WHERE deleted_step IS NULL;

CREATE TABLE automation_runs (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER NOT NULL REFERENCES accounts (row),
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  site INTEGER NOT NULL REFERENCES sites (row), status TEXT NOT NULL, started_by TEXT NOT NULL, stage INTEGER NOT NULL,
  stages TEXT, credits_used INTEGER NOT NULL, started_at INTEGER NOT NULL, finished_at INTEGER, error TEXT
) STRICT;
CREATE UNIQUE INDEX automation_runs_site ON automation_runs (site)
  WHERE deleted_step IS NULL AND finished_at IS NULL;

CREATE TABLE publishing_settings (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER NOT NULL REFERENCES accounts (row),
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  site INTEGER NOT NULL REFERENCES sites (row), auto_approve INTEGER NOT NULL, auto_publish INTEGER NOT NULL,
  daily_limit INTEGER, weekly_limit INTEGER, monthly_limit INTEGER, publish_days TEXT, time_slots TEXT
) STRICT;
CREATE UNIQUE INDEX publishing_settings_site ON publishing_settings (site) WHERE deleted_step IS NULL;

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
  country TEXT, target_url TEXT, tags TEXT, trend TEXT, competition INTEGER,
  clicks INTEGER, impressions INTEGER, ctr INTEGER, position INTEGER,
  group_name TEXT, source TEXT, notes TEXT, attributes TEXT
) STRICT;
CREATE UNIQUE INDEX keywords_key ON keywords (sector, key, ifnull(country, '')) WHERE deleted_step IS NULL;
CREATE INDEX keywords_cluster ON keywords (cluster) WHERE cluster IS NOT NULL;

CREATE TABLE keyword_sources (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER NOT NULL REFERENCES accounts (row),
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  site INTEGER NOT NULL REFERENCES sites (row), sector INTEGER NOT NULL REFERENCES sectors (row),
  keyword INTEGER NOT NULL REFERENCES keywords (row), source TEXT NOT NULL, is_chosen INTEGER NOT NULL,
  volume INTEGER, volume_low INTEGER, volume_high INTEGER, difficulty INTEGER CHECK (difficulty BETWEEN 0 AND 100),
  intent TEXT, cpc INTEGER, currency TEXT, competition INTEGER,
  clicks INTEGER, impressions INTEGER, ctr INTEGER, position INTEGER, trend TEXT
) STRICT;
CREATE UNIQUE INDEX keyword_sources_source ON keyword_sources (keyword, source) WHERE deleted_step IS NULL;
CREATE INDEX keyword_sources_keyword ON keyword_sources (keyword);

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
  assignee INTEGER REFERENCES users (row),
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
  wp_post_id INTEGER, post_url TEXT, wp_modified TEXT, scheduled_at INTEGER, published_at INTEGER,
  origin TEXT, metadata TEXT
) STRICT;
CREATE UNIQUE INDEX content_task ON content (task) WHERE deleted_step IS NULL;

CREATE TABLE content_versions (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER NOT NULL REFERENCES accounts (row),
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  site INTEGER NOT NULL REFERENCES sites (row), sector INTEGER NOT NULL REFERENCES sectors (row),
  content INTEGER NOT NULL REFERENCES content (row), number INTEGER NOT NULL,
  title TEXT NOT NULL, html_content TEXT, word_count INTEGER NOT NULL, meta_title TEXT, meta_description TEXT,
  slug TEXT, excerpt TEXT, origin TEXT, author INTEGER REFERENCES users (row), note TEXT
) STRICT;
CREATE UNIQUE INDEX content_versions_number ON content_versions (content, number) WHERE deleted_step IS NULL;
CREATE INDEX content_versions_content ON content_versions (content);

CREATE TABLE images (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER NOT NULL REFERENCES accounts (row),
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  site INTEGER NOT NULL REFERENCES sites (row), sector INTEGER NOT NULL REFERENCES sectors (row),
  task INTEGER NOT NULL REFERENCES tasks (row),
  image_type TEXT NOT NULL, look TEXT, prompt TEXT, image_url TEXT, image_path TEXT, alt_text TEXT,
  position INTEGER NOT NULL, status TEXT NOT NULL
) STRICT;
CREATE INDEX images_task ON images (task);

CREATE TABLE credit_transactions (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER NOT NULL REFERENCES accounts (row),
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  transaction_type TEXT NOT NULL, amount INTEGER NOT NULL, balance_after INTEGER NOT NULL, description TEXT,
  user INTEGER REFERENCES users (row)
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
  message TEXT, error TEXT, token TEXT, attempts INTEGER, started_at INTEGER, finished_at INTEGER, detail TEXT,
  item INTEGER
) STRICT;
CREATE INDEX jobs_state ON jobs (state);
CREATE INDEX jobs_target ON jobs (kind, target_row);
CREATE INDEX jobs_item ON jobs (item) WHERE item IS NOT NULL;

CREATE TABLE queue_items (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER NOT NULL REFERENCES accounts (row),
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  title TEXT NOT NULL, function TEXT NOT NULL, engine TEXT NOT NULL, lane TEXT NOT NULL,
  batch INTEGER NOT NULL, position INTEGER NOT NULL, site INTEGER, sector INTEGER, rows TEXT, options TEXT,
  state TEXT NOT NULL,
  not_before INTEGER, phase TEXT, percent INTEGER, message TEXT, attempts INTEGER, error TEXT, result TEXT,
  steps TEXT, started_at INTEGER, finished_at INTEGER
) STRICT;
CREATE INDEX queue_items_waiting ON queue_items (lane, position) WHERE state = 'queued';
CREATE INDEX queue_items_state ON queue_items (state);
CREATE INDEX queue_items_batch ON queue_items (batch);

CREATE TABLE ai_task_logs (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER NOT NULL REFERENCES accounts (row),
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  function_name TEXT NOT NULL, model TEXT, host TEXT, phase TEXT, status TEXT NOT NULL, error TEXT,
  tokens_input INTEGER, tokens_output INTEGER, cost_usd INTEGER, estimated_usd INTEGER, credits INTEGER,
  target TEXT, target_row INTEGER, duration INTEGER, phases TEXT, request TEXT,
  response TEXT
) STRICT;

CREATE TABLE resource_samples (
  row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, account INTEGER NOT NULL REFERENCES accounts (row),
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_step INTEGER,
  operation TEXT NOT NULL, wall_time INTEGER, cpu_time INTEGER, memory INTEGER, read_bytes INTEGER,
  written_bytes INTEGER
) STRICT;

-- What a model said of a keyword, so that it is asked once. No record: no undo
-- knows it, nothing refers to it, and all of it may be deleted at any time.
-- model is "host/model", vector one signed byte a dimension.
CREATE TABLE embeddings (
  model TEXT NOT NULL, key TEXT NOT NULL, vector BLOB NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (model, key)
) STRICT, WITHOUT ROWID;
