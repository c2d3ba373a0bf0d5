/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "igny-entities.h"
#include "igny-site.h"
#include "igny-users.h"
#include "igny-view.h"
#include "rules-fixture.h"

/* Every role with every entity, every operation and every place, against a
 * table of its own, on a real file: lists through views, reads through records
 * and through literal SQL, writes by hand through the edits, and writes that go
 * around those straight into a step. */

enum
{
  DEVELOPER,
  OWNER,
  ADMIN,
  EDITOR,
  VIEWER,
  BOT,
  N_ROLES
};

/* One letter a role, in that order: - nothing, r reads, w reads and writes.
 * where: s lies in a site, a is the account's, g is everybody's. hand: what
 * edits by hand may do to those with w: + all, e change only, - nothing. */
typedef struct
{
  const char *table;
  const char *rights;
  char        where;
  char        hand;
} Line;

/* clang-format off */
static const Line lines[] = {
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
  { "ai_task_logs",         "rrr--r", 'a', '-' },
  { "resource_samples",     "rrrrrr", 'a', '-' },
};
/* clang-format on */

enum
{
  GRANTED,
  NOT_GRANTED,
  INACTIVE, /* and granted */
  OTHER,    /* account */
  N_PLACES
};

static const char *const places[] = { "granted", "not granted", "inactive", "other account" };

/* Whether a role sees what lies in a site of that kind. */
static const gboolean sees[N_ROLES][N_PLACES] = {
  [DEVELOPER] = { TRUE, TRUE, FALSE, FALSE },
  [OWNER] = { TRUE, TRUE, TRUE, FALSE },
  [ADMIN] = { TRUE, TRUE, TRUE, FALSE },
  [EDITOR] = { TRUE, FALSE, FALSE, FALSE },
  [VIEWER] = { TRUE, FALSE, FALSE, FALSE },
  [BOT] = { TRUE, TRUE, FALSE, FALSE },
};

typedef struct
{
  const char *email;
  const char *role;
  int         as; /* the line of the table */
  gboolean    superuser;
  gboolean    system; /* of a system account, in the account of the file */
} Person;

static const Person people[] = {
  { "developer@example.com", "developer", DEVELOPER },
  { "owner2@example.com", "owner", OWNER },
  { "admin@example.com", "admin", ADMIN },
  { "editor@example.com", "editor", EDITOR },
  { "viewer@example.com", "viewer", VIEWER },
  { "bot@example.com", "system_bot", BOT },
  { "super@example.com", "viewer", DEVELOPER, TRUE },
};

typedef struct
{
  RulesFixture base;
  gint64       account[N_PLACES];
  gint64       site[N_PLACES];
  gint64       sector[N_PLACES];
  GHashTable  *rows; /* table → gint64[N_PLACES] */
  IgnyStore   *as;
  guint        counter;
  guint        checks;
  guint        wrong;
} Fixture;

static gint64 *
get_rows (Fixture    *fixture,
          const char *table)
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
static char *
make_text (Fixture         *fixture,
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
find_target (Fixture         *fixture,
             const IgnyField *field,
             int              place)
{
  if (g_str_equal (field->target->table, "sites"))
    return fixture->site[place];
  if (g_str_equal (field->target->table, "sectors"))
    return fixture->sector[place];
  return get_rows (fixture, field->target->table)[place];
}

static void
fill_field (Fixture         *fixture,
            gpointer         record,
            const IgnyField *field,
            int              place)
{
  gboolean needed = (field->flags & IGNY_FIELD_REQUIRED) != 0 ||
                    g_str_equal (field->name, "slug") || g_str_equal (field->name, "key");
  guint n = 0;

  if ((field->flags & IGNY_FIELD_COMPUTED) != 0)
    return;
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
      g_autofree char *text = make_text (fixture, field);

      igny_record_set_text (record, field, text);
    }
  else if (igny_record_is_unknown (record, field))
    igny_record_set_number (record, field, ++fixture->counter);
}

static gpointer
make_record (Fixture          *fixture,
             const IgnyEntity *entity,
             int               place)
{
  gpointer record = igny_record_new (entity);

  for (const IgnyField *f = entity->fields; f->name != NULL; f++)
    fill_field (fixture, record, f, place);
  return record;
}

typedef struct
{
  Fixture          *fixture;
  const IgnyEntity *entity;
  int               place;
  gint64            row;
} Making;

/* For any account, as only a test does. */
static gboolean
make_cb (IgnyStep     *step,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Making *making = data;
  g_autoptr(IgnyRecord) record = make_record (making->fixture, making->entity, making->place);

  record->id = igny_step_new_id (step);
  record->created_at = record->updated_at = igny_step_get_now (step);
  if (!igny_records_insert (igny_step_get_db (step), record,
                            making->fixture->account[making->place], error))
    return FALSE;
  making->row = record->row;
  return TRUE;
}

static gint64
make (Fixture          *fixture,
      const IgnyEntity *entity,
      int               place)
{
  Making making = { fixture, entity, place };
  g_autoptr(GError) error = NULL;

  if (igny_store_write (fixture->base.store, IGNY_STEP_SYSTEM, "Make", make_cb, &making, NULL,
                        &error))
    return making.row;
  g_assert_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_CONSTRAINT);
  return 0;
}

static const Line *
find_line (const IgnyEntity *entity)
{
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (g_str_equal (lines[i].table, entity->table))
      return &lines[i];
  return NULL;
}

static void
make_accounts (Fixture *fixture)
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
make_people (Fixture *fixture)
{
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autofree char *sql = g_strdup_printf (
          "INSERT INTO users (id, account, created_at, updated_at, email, role, is_active,"
          " is_superuser) VALUES (randomblob(16), %d, 0, 0, '%s', '%s', 1, %d)",
          (int) fixture->account[0], people[i].email, people[i].role, people[i].superuser);

      rules_sql (fixture->base.store, sql);
    }
  rules_sql (fixture->base.store,
             "INSERT INTO users (id, account, created_at, updated_at, email, role, is_active,"
             " is_superuser) VALUES (randomblob(16), 200, 0, 0, 'staff@example.com', 'editor', 1,"
             " 0), (randomblob(16), 100, 0, 0, 'other@example.com', 'owner', 1, 0)");
}

static gboolean
grant_cb (IgnyStep     *step,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Fixture *fixture = data;
  gint64   user;

  return igny_users_find (igny_step_get_db (step), "editor@example.com", &user, error) &&
         igny_users_grant (step, user, fixture->site[GRANTED], error) &&
         igny_users_grant (step, user, fixture->site[INACTIVE], error) &&
         igny_users_find (igny_step_get_db (step), "viewer@example.com", &user, error) &&
         igny_users_grant (step, user, fixture->site[GRANTED], error) &&
         igny_users_grant (step, user, fixture->site[INACTIVE], error);
}

static void
make_sites (Fixture *fixture)
{
  const IgnyEntity *site = igny_entities_find ("sites");
  const IgnyEntity *sector = igny_entities_find ("sectors");

  for (int i = 0; i < N_PLACES; i++)
    {
      g_autofree char *sql = NULL;

      fixture->site[i] = make (fixture, site, i);
      fixture->sector[i] = make (fixture, sector, i);
      get_rows (fixture, "sites")[i] = fixture->site[i];
      get_rows (fixture, "sectors")[i] = fixture->sector[i];
      if (i != INACTIVE)
        continue;
      sql = g_strdup_printf ("UPDATE sites SET is_active = 0, status = 'inactive' WHERE row = %d",
                             (int) fixture->site[i]);
      rules_sql (fixture->base.store, sql);
    }
  rules_do (fixture->base.store, grant_cb, fixture);
}

/* A record of each entity in each place; one that an account has one of, once. */
static void
make_world (Fixture *fixture)
{
  for (guint i = 0; igny_entities[i] != NULL; i++)
    {
      const IgnyEntity *entity = igny_entities[i];
      const Line       *line = find_line (entity);
      gint64           *rows = get_rows (fixture, entity->table);

      g_assert_nonnull (line);
      for (int place = 0; place < N_PLACES; place++)
        {
          g_autofree char *sql = NULL;

          if (rows[place] != 0)
            continue;
          if (g_str_equal (entity->table, "accounts"))
            rows[place] = fixture->account[place];
          else
            rows[place] = make (fixture, entity, place);
          sql = g_strdup_printf ("SELECT min(row) FROM %s WHERE account = %d", entity->table,
                                 (int) fixture->account[place]);
          if (rows[place] == 0)
            rows[place] = rules_number (fixture->base.store, sql);
        }
    }
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  rules_fixture_set_up (&fixture->base, data);
  fixture->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  make_accounts (fixture);
  make_people (fixture);
  make_sites (fixture);
  make_world (fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_hash_table_unref (fixture->rows);
  rules_fixture_tear_down (&fixture->base, data);
}

static void
check (Fixture          *fixture,
       const Person     *person,
       const IgnyEntity *entity,
       int               place,
       const char       *operation,
       gboolean          expected,
       gboolean          is,
       const GError     *error)
{
  fixture->checks++;
  if (expected == is)
    return;
  fixture->wrong++;
  g_test_message ("%s (%s) %s %s in %s: %s, and should not be%s%s", person->email, person->role,
                  operation, entity->table, places[place], is ? "allowed" : "refused",
                  error != NULL ? ": " : "", error != NULL ? error->message : "");
}

typedef struct
{
  Fixture          *fixture;
  const IgnyEntity *entity;
  gint64            row;
  int               place;
  gboolean          listed;
  gboolean          loaded;
  gboolean          asked;
} Look;

static gboolean
look_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Look            *look = data;
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s t WHERE t.row = %d",
                                          look->entity->table, (int) look->row);
  g_autoptr(IgnyView) view = igny_view_new (look->entity);
  g_autoptr(IgnyViewResult) result = NULL;
  g_autoptr(GPtrArray) records = NULL;
  gint64 found;

  /* What lies in an inactive site is listed to who names the site. */
  if (look->place == INACTIVE)
    igny_view_set_scope (view, look->fixture->site[INACTIVE], 0);
  result = igny_view_run (view, look->fixture->as, db, cancellable, error);
  if (result == NULL)
    return FALSE;
  for (gsize i = 0; i < result->n_rows; i++)
    look->listed = look->listed || result->rows[i] == look->row;
  records = igny_records_fetch (db, look->entity, &look->row, 1, TRUE, error);
  if (records == NULL || !igny_db_get_integer (db, sql, NULL, &found, error))
    return FALSE;
  look->loaded = records->len == 1;
  look->asked = found == 1;
  return TRUE;
}

static void
check_reads (Fixture          *fixture,
             const Person     *person,
             const IgnyEntity *entity,
             int               place,
             gboolean          expected)
{
  Look look = { .fixture = fixture, .entity = entity, .place = place };
  g_autoptr(GError) error = NULL;

  look.row = get_rows (fixture, entity->table)[place];
  igny_store_read (fixture->as, look_cb, &look, NULL, &error);
  g_assert_no_error (error);
  check (fixture, person, entity, place, "list", expected, look.listed, NULL);
  check (fixture, person, entity, place, "read", expected, look.loaded, NULL);
  /* Literal SQL names its account itself, so that of another one is not asked. */
  if (place != OTHER)
    check (fixture, person, entity, place, "ask", expected, look.asked, NULL);
}

/* TRUE when it was done; FALSE when it was refused for who asks. Anything else
 * is a mistake of the test. */
static gboolean
judge (gboolean      ok,
       const GError *error)
{
  if (ok)
    return TRUE;
  if (error->domain == IGNY_ACCESS_ERROR ||
      g_error_matches (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND))
    return FALSE;
  g_error ("neither done nor refused: %s", error->message);
}

static gboolean
insert_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Making *making = data;
  g_autoptr(IgnyRecord) record = make_record (making->fixture, making->entity, making->place);

  return igny_step_insert (step, record, error);
}

static gboolean
touch_cb (IgnyStep     *step,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Making *making = data;
  /* That of an account may be a charge, so that one is really changed. */
  const char      *change = g_str_equal (making->entity->table, "accounts")
                                ? "name = name || '.'"
                                : "deleted_step = deleted_step";
  g_autofree char *sql = g_strdup_printf ("UPDATE %s SET %s WHERE row = %d", making->entity->table,
                                          change, (int) making->row);

  return igny_db_exec (igny_step_get_db (step), sql, NULL, error);
}

/* A site that is made is active, wherever the others are. */
static gboolean
is_new_site (const IgnyEntity *entity,
             int               place)
{
  return place == INACTIVE && g_str_equal (entity->table, "sites");
}

/* Straight into a step, as a function does that forgot to ask. */
static void
check_steps (Fixture          *fixture,
             const Person     *person,
             const IgnyEntity *entity,
             int               place,
             gboolean          expected)
{
  Making making = { fixture, entity, place };
  g_autoptr(GError) error = NULL;
  gboolean ok;

  making.row = get_rows (fixture, entity->table)[place];
  ok = rules_try (fixture->as, touch_cb, &making, &error);
  check (fixture, person, entity, place, "step edit", expected, judge (ok, error), error);
  g_clear_error (&error);
  /* Into another account nobody can insert: the step has its own. */
  if (place == OTHER || g_str_equal (entity->table, "accounts") || is_new_site (entity, place))
    return;
  ok = rules_try (fixture->as, insert_cb, &making, &error);
  if (g_error_matches (error, IGNY_DB_ERROR, IGNY_DB_ERROR_CONSTRAINT))
    return;
  check (fixture, person, entity, place, "step add", expected, judge (ok, error), error);
}

/* What is changed in an edit by hand: the title, else some text or number. */
static const IgnyField *
find_editable (const IgnyEntity *entity)
{
  const guint closed =
      IGNY_FIELD_READ_ONLY | IGNY_FIELD_COMPUTED | IGNY_FIELD_HIDDEN | IGNY_FIELD_FIXED;

  for (const IgnyField *f = entity->fields; f->name != NULL; f++)
    if ((f->flags & closed) == 0 &&
        (igny_kind_is_text (f->kind) || f->kind == IGNY_KIND_FLAG ||
         f->kind == IGNY_KIND_INTEGER) &&
        !g_str_equal (f->name, "is_active"))
      return f;
  return NULL;
}

static gboolean
edit (Fixture          *fixture,
      const IgnyEntity *entity,
      gint64            row,
      GError          **error)
{
  const IgnyField *field = find_editable (entity);
  g_autofree char *text = NULL;

  /* A record of references alone is offered a change that says nothing. */
  if (field == NULL)
    return rules_set (fixture->as, entity->table, row, "status", "active", error);
  if (field->kind == IGNY_KIND_CHOICE)
    text = g_strdup (field->choices[0].word);
  else if (igny_kind_is_text (field->kind))
    text = make_text (fixture, field);
  else
    text = g_strdup (field->kind == IGNY_KIND_FLAG ? "true" : "1");
  return rules_set (fixture->as, entity->table, row, field->name, text, error);
}

static void
check_hand (Fixture          *fixture,
            const Person     *person,
            const IgnyEntity *entity,
            int               place,
            gboolean          expected)
{
  const Line *line = find_line (entity);
  g_autoptr(GError) error = NULL;
  gint64   fresh;
  gboolean ok;

  ok = edit (fixture, entity, get_rows (fixture, entity->table)[place], &error);
  if (line->hand == '-')
    {
      check (fixture, person, entity, place, "edit", FALSE, ok, error);
      return;
    }
  check (fixture, person, entity, place, "edit", expected, judge (ok, error), error);
  g_clear_error (&error);
  fresh = line->hand == '+' && !is_new_site (entity, place) ? make (fixture, entity, place) : 0;
  if (fresh == 0)
    return;
  ok = rules_delete (fixture->as, entity->table, fresh, &error);
  check (fixture, person, entity, place, "delete", expected, judge (ok, error), error);
  g_clear_error (&error);
  if (!ok)
    {
      g_autofree char *sql = g_strdup_printf (
          "UPDATE %s SET deleted_step = (SELECT max(step) FROM steps) WHERE row = %d",
          entity->table, (int) fresh);

      rules_sql (fixture->base.store, sql);
    }
  ok = rules_restore (fixture->as, entity->table, fresh, &error);
  check (fixture, person, entity, place, "restore", expected, judge (ok, error), error);
}

static gboolean
is_expected (const Person *person,
             const Line   *line,
             int           place,
             gboolean      writes)
{
  char right = line->rights[person->as];

  if (right == '-' || (writes && right != 'w'))
    return FALSE;
  if (line->where == 'g')
    return TRUE;
  return place == OTHER ? FALSE : line->where == 'a' || sees[person->as][place];
}

/* Ledgers and logs are written by the program for everybody, so the gate lets
 * through what edits by hand do not. */
static gboolean
is_kept (const Line *line)
{
  return line->hand == '-' && strchr (line->rights, 'w') == NULL;
}

static void
test_person (Fixture      *fixture,
             gconstpointer data)
{
  const Person *person = data;
  g_autoptr(GError) error = NULL;

  fixture->as = igny_access_open_as (fixture->base.store, person->email, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; igny_entities[i] != NULL; i++)
    for (int place = 0; place < N_PLACES; place++)
      {
        const IgnyEntity *entity = igny_entities[i];
        const Line       *line = find_line (entity);
        gboolean          writes = is_expected (person, line, place, TRUE);

        if (line->where == 'g' && place != GRANTED)
          continue;
        check_reads (fixture, person, entity, place, is_expected (person, line, place, FALSE));
        if (!is_kept (line))
          check_steps (fixture, person, entity, place, writes);
        check_hand (fixture, person, entity, place, writes);
      }
  igny_store_close (fixture->as);
  g_clear_object (&fixture->as);
  g_test_message ("%u checks", fixture->checks);
  g_assert_cmpuint (fixture->checks, >, 500);
  g_assert_cmpuint (fixture->wrong, ==, 0);
}

static void
refuse_entry (Fixture    *fixture,
              const char *email,
              const char *account)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (igny_access_open_as (fixture->base.store, email, account, &error));
  g_assert_error (error, IGNY_ACCESS_ERROR, IGNY_ACCESS_ERROR_ACCOUNT);
}

static void
enter (Fixture    *fixture,
       const char *email,
       const char *account,
       int         sees_place,
       int         misses_place)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyStore) as = igny_access_open_as (fixture->base.store, email, account, &error);
  g_autofree char *seen = NULL;
  g_autofree char *missed = NULL;
  g_autofree char *keyword = g_strconcat ("keyword=by ", email, NULL);
  gint64           row;

  g_assert_no_error (error);
  seen = g_strdup_printf ("SELECT count(*) FROM keywords WHERE account = my_account () AND row ="
                          " %d",
                          (int) get_rows (fixture, "keywords")[sees_place]);
  missed = g_strdup_printf ("SELECT count(*) FROM keywords WHERE account = my_account () AND row ="
                            " %d",
                            (int) get_rows (fixture, "keywords")[misses_place]);
  g_assert_cmpint (rules_number (as, seen), ==, 1);
  g_assert_cmpint (rules_number (as, missed), ==, 0);
  row = rules_add (as, "keywords", fixture->site[sees_place], fixture->sector[sees_place], &error,
                   keyword, NULL);
  g_assert_no_error (error);
  g_assert_cmpint (row, !=, 0);
  igny_store_close (as);
}

/* Developers, the bot and the people of a system account pass the account
 * filter; nobody else does. */
static void
test_accounts (Fixture      *fixture,
               gconstpointer data)
{
  static const char *const others[] = { "owner2@example.com", "admin@example.com",
                                        "editor@example.com", "viewer@example.com" };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    refuse_entry (fixture, others[i], "other");
  refuse_entry (fixture, "other@example.com", "my-account");
  enter (fixture, "developer@example.com", "other", OTHER, GRANTED);
  enter (fixture, "super@example.com", "other", OTHER, GRANTED);
  enter (fixture, "bot@example.com", "other", OTHER, GRANTED);
  enter (fixture, "other@example.com", NULL, OTHER, GRANTED);
  enter (fixture, "staff@example.com", "my-account", NOT_GRANTED, INACTIVE);
}

static gint64
count_sites (Fixture    *fixture,
             const char *email)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyStore) as = igny_access_open_as (fixture->base.store, email, NULL, &error);
  gint64 n;

  g_assert_no_error (error);
  n = rules_number (as, "SELECT count(*) FROM sites WHERE account = my_account ()");
  igny_store_close (as);
  return n;
}

static gboolean
revoke_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Fixture *fixture = data;
  gint64   user;

  return igny_users_find (igny_step_get_db (step), "editor@example.com", &user, error) &&
         igny_users_revoke (step, user, fixture->site[GRANTED], error);
}

/* A grant that ends takes the site away, and tells by whom and when. */
static void
test_grants (Fixture      *fixture,
             gconstpointer data)
{
  g_assert_cmpint (count_sites (fixture, "editor@example.com"), ==, 1);
  fixture->base.now += 1000;
  rules_do (fixture->base.store, revoke_cb, fixture);
  g_assert_cmpint (count_sites (fixture, "editor@example.com"), ==, 0);
  g_assert_cmpint (rules_number (fixture->base.store,
                                 "SELECT count(*) FROM site_user_access a JOIN accounts c ON"
                                 " c.owner = a.granted_by AND c.owner = a.revoked_by WHERE"
                                 " a.revoked_at = a.created_at + 1000 AND a.deleted_step IS NULL"),
                   ==, 1);
  rules_do (fixture->base.store, grant_cb, fixture);
  g_assert_cmpint (count_sites (fixture, "editor@example.com"), ==, 1);
  g_assert_cmpint (rules_number (fixture->base.store,
                                 "SELECT count(*) FROM site_user_access WHERE revoked_at IS NOT"
                                 " NULL"),
                   ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autofree char *path = g_strdup_printf ("/roles/%s", people[i].email);

      g_test_add (path, Fixture, &people[i], set_up, test_person, tear_down);
    }
  g_test_add ("/roles/accounts", Fixture, NULL, set_up, test_accounts, tear_down);
  g_test_add ("/roles/grants", Fixture, NULL, set_up, test_grants, tear_down);
  return g_test_run ();
}
