/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "roles-fixture.h"

#include "igny-users.h"

/* clang-format off */
static const RolesLine roles_lines[] = {
  { "industries",           "wrrrrr", 'g', '+' },
  { "industry_sectors",     "wrrrrr", 'g', '+' },
  { "seed_keywords",        "wrrrrr", 'g', '+' },
  { "plans",                "wwrrrr", 'g', '+' },
  { "accounts",             "wwrrrr", 'a', 'e' },
  { "users",                "www---", 'a', '+' },
  { "subscriptions",        "ww----", 'a', '+' },
  { "integration_settings", "wwwrrw", 'a', '+' },
  { "ai_prompts",           "wwwrrw", 'a', '+' },
  { "author_profiles",      "wwwrrw", 'a', '+' },
  { "import_mappings",      "wwwwrw", 'a', '+' },
  { "saved_views",          "wwwwrw", 'a', '+' },
  { "notifications",        "rrrrrr", 'a', '-' },
  { "sites",                "wwwrrw", 's', '+' },
  { "sectors",              "wwwrrw", 's', '+' },
  { "site_user_access",     "www---", 's', '-' },
  { "strategies",           "wwwrrw", 's', '+' },
  { "automation_configs",   "wwwrrw", 's', '+' },
  { "automation_runs",      "rrrrrr", 's', '-' },
  { "publishing_settings",  "wwwrrw", 's', '+' },
  { "clusters",             "wwwwrw", 's', '+' },
  { "keywords",             "wwwwrw", 's', '+' },
  { "keyword_sources",      "wwwwrw", 's', '+' },
  { "ideas",                "wwwwrw", 's', '+' },
  { "idea_keywords",        "wwwwrw", 's', '-' },
  { "tasks",                "wwwwrw", 's', '+' },
  { "task_keywords",        "wwwwrw", 's', '-' },
  { "content",              "wwwwrw", 's', '+' },
  { "content_versions",     "wwwwrw", 's', '+' },
  { "images",               "wwwwrw", 's', '+' },
  { "credit_transactions",  "rr----", 'a', '-' },
  { "credit_usage_logs",    "rr----", 'a', '-' },
  { "publishing_records",   "rrrrrr", 's', '-' },
  { "jobs",                 "rrrrrr", 'a', '-' },
  { "queue_items",          "rrrrrr", 's', '-' },
  { "ai_task_logs",         "rrr--r", 'a', '-' },
  { "resource_samples",     "rrrrrr", 'a', '-' },
};
/* clang-format on */

const char *const roles_places[N_PLACES] = { "granted", "not granted", "inactive",
                                             "other account" };

/* Whether a role sees what lies in a site of that kind. */
const gboolean roles_sees[N_ROLES][N_PLACES] = {
  [DEVELOPER] = { TRUE, TRUE, FALSE, FALSE },
  [OWNER] = { TRUE, TRUE, TRUE, FALSE },
  [ADMIN] = { TRUE, TRUE, TRUE, FALSE },
  [EDITOR] = { TRUE, FALSE, FALSE, FALSE },
  [VIEWER] = { TRUE, FALSE, FALSE, FALSE },
  [BOT] = { TRUE, TRUE, FALSE, FALSE },
};

const RolesPerson roles_people[ROLES_N_PEOPLE] = {
  { "developer@example.com", "developer", DEVELOPER },
  { "owner2@example.com", "owner", OWNER },
  { "admin@example.com", "admin", ADMIN },
  { "editor@example.com", "editor", EDITOR },
  { "viewer@example.com", "viewer", VIEWER },
  { "bot@example.com", "system_bot", BOT },
  { "super@example.com", "viewer", DEVELOPER, TRUE },
};

gint64 *
roles_get_rows (RolesFixture *fixture,
                const char   *table)
{
  gint64 *rows = g_hash_table_lookup (fixture->rows, table);

  if (rows == NULL)
    {
      rows = g_new0 (gint64, N_PLACES);
      g_hash_table_insert (fixture->rows, g_strdup (table), rows);
    }
  return rows;
}

/* A text that the form of the field takes, and that nothing else has. */
char *
roles_make_text (RolesFixture    *fixture,
                 const IgnyField *field)
{
  guint n = ++fixture->counter;

  switch (field->form)
    {
    case IGNY_FORM_EMAIL:
      return g_strdup_printf ("someone%u@example.com", n);
    case IGNY_FORM_STRINGS:
    case IGNY_FORM_NUMBERS:
    case IGNY_FORM_OUTLINE:
    case IGNY_FORM_PROMPT_TYPES:
    case IGNY_FORM_DAYS:
    case IGNY_FORM_SLOTS:
      return g_strdup ("[]");
    case IGNY_FORM_TEXTS:
    case IGNY_FORM_OBJECT:
      return g_strdup ("{}");
    case IGNY_FORM_ANY:
    case IGNY_FORM_SLUG:
    case IGNY_FORM_URL:
    case IGNY_FORM_ADDRESS:
    case IGNY_FORM_DOMAIN:
    case IGNY_FORM_COUNTRY:
    case IGNY_FORM_CURRENCY:
    case IGNY_FORM_TIMEZONE:
    case IGNY_FORM_LIST:
    default:
      if (field->kind == IGNY_KIND_JSON)
        return g_strdup ("{}");
      return g_strdup_printf ("text-%u", n);
    }
}

static gint64
find_target (RolesFixture    *fixture,
             const IgnyField *field,
             int              place)
{
  if (g_str_equal (field->target->table, "sites"))
    return fixture->site[place];
  if (g_str_equal (field->target->table, "sectors"))
    return fixture->sector[place];
  return roles_get_rows (fixture, field->target->table)[place];
}

static void
fill_field (RolesFixture    *fixture,
            gpointer         record,
            const IgnyField *field,
            int              place)
{
  gboolean needed = (field->flags & IGNY_FIELD_REQUIRED) != 0 ||
                    g_str_equal (field->name, "slug") || g_str_equal (field->name, "key");
  guint n = 0;

  if ((field->flags & IGNY_FIELD_COMPUTED) != 0)
    return;
  /* What outlives its site has the site's number, and no reference. */
  if (field->kind == IGNY_KIND_INTEGER && g_str_equal (field->name, "site"))
    igny_record_set_number (record, field, fixture->site[place]);
  if (field->kind == IGNY_KIND_REFERENCE && (needed || g_str_equal (field->name, "sector")))
    igny_record_set_number (record, field, find_target (fixture, field, place));
  else if (!needed)
    return;
  else if (field->kind == IGNY_KIND_CHOICE)
    {
      while (field->choices[n].word != NULL)
        n++;
      if (field->initial == NULL)
        igny_record_set_text (record, field, field->choices[fixture->counter++ % n].word);
    }
  else if (igny_kind_is_text (field->kind))
    {
      g_autofree char *text = roles_make_text (fixture, field);

      igny_record_set_text (record, field, text);
    }
  else if (igny_record_is_unknown (record, field))
    igny_record_set_number (record, field, ++fixture->counter);
}

gpointer
roles_make_record (RolesFixture     *fixture,
                   const IgnyEntity *entity,
                   int               place)
{
  gpointer record = igny_record_new (entity);

  for (const IgnyField *f = entity->fields; f->name != NULL; f++)
    fill_field (fixture, record, f, place);
  return record;
}

/* For any account, as only a test does. */
static gboolean
make_cb (IgnyStep     *step,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  RolesMaking *making = data;
  g_autoptr(IgnyRecord) record = roles_make_record (making->fixture, making->entity, making->place);

  record->id = igny_step_new_id (step);
  record->created_at = record->updated_at = igny_step_get_now (step);
  if (!igny_records_insert (igny_step_get_db (step), record,
                            making->fixture->account[making->place], error))
    return FALSE;
  making->row = record->row;
  return TRUE;
}

gint64
roles_make (RolesFixture     *fixture,
            const IgnyEntity *entity,
            int               place)
{
  RolesMaking making = { fixture, entity, place };
  g_autoptr(GError) error = NULL;

  if (igny_store_write (fixture->base.store, IGNY_STEP_SYSTEM, "Make", make_cb, &making, NULL,
                        &error))
    return making.row;
  g_assert_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_CONSTRAINT);
  return 0;
}

const RolesLine *
roles_find_line (const IgnyEntity *entity)
{
  for (guint i = 0; i < G_N_ELEMENTS (roles_lines); i++)
    if (g_str_equal (roles_lines[i].table, entity->table))
      return &roles_lines[i];
  return NULL;
}

static void
make_accounts (RolesFixture *fixture)
{
  IgnyStore *store = fixture->base.store;

  rules_sql (store, "INSERT INTO accounts (row, id, account, created_at, updated_at, name, slug,"
                    " status, plan, credits) SELECT 100, randomblob(16), 100, 0, 0, 'Other',"
                    " 'other', 'active', plan, 0 FROM accounts LIMIT 1");
  rules_sql (store, "INSERT INTO accounts (row, id, account, created_at, updated_at, name, slug,"
                    " status, plan, credits) SELECT 200, randomblob(16), 200, 0, 0, 'System',"
                    " 'aws-admin', 'active', plan, 0 FROM accounts LIMIT 1");
  for (int i = 0; i < N_PLACES; i++)
    fixture->account[i] = i == OTHER ? 100 : igny_store_get_account (store);
}

static void
make_people (RolesFixture *fixture)
{
  for (guint i = 0; i < G_N_ELEMENTS (roles_people); i++)
    {
      g_autofree char *sql = g_strdup_printf (
          "INSERT INTO users (id, account, created_at, updated_at, email, role, is_active,"
          " is_superuser) VALUES (randomblob(16), %d, 0, 0, '%s', '%s', 1, %d)",
          (int) fixture->account[0], roles_people[i].email, roles_people[i].role,
          roles_people[i].superuser);

      rules_sql (fixture->base.store, sql);
    }
  rules_sql (fixture->base.store,
             "INSERT INTO users (id, account, created_at, updated_at, email, role, is_active,"
             " is_superuser) VALUES (randomblob(16), 200, 0, 0, 'staff@example.com', 'editor', 1,"
             " 0), (randomblob(16), 200, 0, 0, 'staff-owner@example.com', 'owner', 1, 0),"
             " (randomblob(16), 200, 0, 0, 'staff-admin@example.com', 'admin', 1, 0),"
             " (randomblob(16), 200, 0, 0, 'staff-viewer@example.com', 'viewer', 1, 0),"
             " (randomblob(16), 100, 0, 0, 'other@example.com', 'owner', 1, 0)");
}

gboolean
roles_grant_cb (IgnyStep     *step,
                gpointer      data,
                GCancellable *cancellable,
                GError      **error)
{
  RolesFixture *fixture = data;
  gint64        user;

  return igny_users_find (igny_step_get_db (step), "editor@example.com", &user, error) &&
         igny_users_grant (step, user, fixture->site[GRANTED], error) &&
         igny_users_grant (step, user, fixture->site[INACTIVE], error) &&
         igny_users_find (igny_step_get_db (step), "viewer@example.com", &user, error) &&
         igny_users_grant (step, user, fixture->site[GRANTED], error) &&
         igny_users_grant (step, user, fixture->site[INACTIVE], error);
}

static void
make_sites (RolesFixture *fixture)
{
  const IgnyEntity *site = igny_entities_find ("sites");
  const IgnyEntity *sector = igny_entities_find ("sectors");

  for (int i = 0; i < N_PLACES; i++)
    {
      g_autofree char *sql = NULL;

      fixture->site[i] = roles_make (fixture, site, i);
      fixture->sector[i] = roles_make (fixture, sector, i);
      roles_get_rows (fixture, "sites")[i] = fixture->site[i];
      roles_get_rows (fixture, "sectors")[i] = fixture->sector[i];
      if (i != INACTIVE)
        continue;
      sql = g_strdup_printf ("UPDATE sites SET is_active = 0, status = 'inactive' WHERE row = %d",
                             (int) fixture->site[i]);
      rules_sql (fixture->base.store, sql);
    }
  rules_do (fixture->base.store, roles_grant_cb, fixture);
}

/* A record of each entity in each place; one that an account has one of, once. */
static void
make_world (RolesFixture *fixture)
{
  for (guint i = 0; igny_entities[i] != NULL; i++)
    {
      const IgnyEntity *entity = igny_entities[i];
      const RolesLine  *line = roles_find_line (entity);
      gint64           *rows = roles_get_rows (fixture, entity->table);

      g_assert_nonnull (line);
      for (int place = 0; place < N_PLACES; place++)
        {
          g_autofree char *sql = NULL;

          if (rows[place] != 0)
            continue;
          if (g_str_equal (entity->table, "accounts"))
            rows[place] = fixture->account[place];
          else
            rows[place] = roles_make (fixture, entity, place);
          sql = g_strdup_printf ("SELECT min(row) FROM %s WHERE account = %d", entity->table,
                                 (int) fixture->account[place]);
          if (rows[place] == 0)
            rows[place] = rules_number (fixture->base.store, sql);
        }
    }
}

void
roles_set_up (RolesFixture *fixture,
              gconstpointer data)
{
  rules_fixture_set_up (&fixture->base, data);
  fixture->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  make_accounts (fixture);
  make_people (fixture);
  make_sites (fixture);
  make_world (fixture);
}

void
roles_tear_down (RolesFixture *fixture,
                 gconstpointer data)
{
  g_hash_table_unref (fixture->rows);
  rules_fixture_tear_down (&fixture->base, data);
}
