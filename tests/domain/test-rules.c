/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "igny-entities.h"
#include "igny-gate.h"
#include "igny-jobs.h"
#include "igny-restore.h"
#include "igny-role.h"
#include "igny-transition.h"
#include "igny-users.h"
#include "igny-view.h"
#include "rules-fixture.h"

/* Rules across records, as edits by hand meet them. */

typedef struct
{
  RulesFixture base;
  gint64       site;
  gint64       sector;
  gint64       cluster;
  gint64       task;
  guint        n;
  GError      *error;
} Fixture;

static gint64
add (Fixture    *fixture,
     const char *table,
     const char *value)
{
  gint64 row = rules_add (fixture->base.store, table, fixture->site, fixture->sector,
                          &fixture->error, value, NULL);

  g_assert_no_error (fixture->error);
  g_assert_cmpint (row, !=, 0);
  return row;
}

static void
refuse_add (Fixture    *fixture,
            const char *table,
            const char *value,
            const char *part)
{
  g_assert_cmpint (rules_add (fixture->base.store, table, fixture->site, fixture->sector,
                              &fixture->error, value, NULL),
                   ==, 0);
  rules_assert_error (&fixture->error, IGNY_INVALID, part);
}

static void
set (Fixture    *fixture,
     const char *table,
     gint64      row,
     const char *field,
     const char *value)
{
  rules_set (fixture->base.store, table, row, field, value, &fixture->error);
  g_assert_no_error (fixture->error);
}

static void
refuse_set (Fixture    *fixture,
            const char *table,
            gint64      row,
            const char *field,
            const char *value,
            const char *part)
{
  g_assert_false (rules_set (fixture->base.store, table, row, field, value, &fixture->error));
  rules_assert_error (&fixture->error, IGNY_INVALID, part);
}

static gint64
number (Fixture    *fixture,
        const char *sql)
{
  return rules_number (fixture->base.store, sql);
}

G_GNUC_PRINTF (2, 3)
static void
run (Fixture    *fixture,
     const char *format,
     ...)
{
  g_autofree char *sql = NULL;
  va_list          args;

  va_start (args, format);
  sql = g_strdup_vprintf (format, args);
  va_end (args);
  rules_sql (fixture->base.store, sql);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  rules_fixture_set_up (&fixture->base, data);
  fixture->site =
      rules_add (fixture->base.store, "sites", 0, 0, &fixture->error, "name=Shop", NULL);
  g_assert_no_error (fixture->error);
  fixture->sector = number (fixture, "SELECT row FROM sectors");
  fixture->cluster = add (fixture, "clusters", "name=Boots");
  fixture->task = add (fixture, "tasks", "title=Best boots");
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_clear_error (&fixture->error);
  rules_fixture_tear_down (&fixture->base, data);
}

/* What a person may set a status to, with its words in order of the
 * descriptor; a line for each word that was before. */
typedef struct
{
  const char *table;
  const char *from;
  const char *to;
} Moves;

/* clang-format off */
static const Moves moves[] = {
  { "ideas", "new",       "new scheduled" },
  { "ideas", "scheduled", "new scheduled published" },
  { "ideas", "published", "scheduled published" },
  { "tasks", "queued",      "queued in_progress draft review completed" },
  { "tasks", "in_progress", "queued in_progress draft review completed" },
  { "tasks", "draft",       "queued in_progress draft review completed" },
  { "tasks", "review",      "queued in_progress draft review completed" },
  { "tasks", "published",   "draft review published" },
  { "tasks", "completed",   "queued in_progress draft review completed" },
  { "content", "draft",     "draft review approved" },
  { "content", "review",    "draft review approved" },
  { "content", "approved",  "draft review approved" },
  { "content", "published", "published" },
  { "images", "pending",    "pending" },
  { "images", "generating", "pending generating" },
  { "images", "generated",  "pending generated" },
  { "images", "failed",     "pending failed" },
  { "clusters", "new",    "new" },
  { "clusters", "mapped", "mapped" },
  { "keywords", "pending",  "pending archived" },
  { "keywords", "active",   "active archived" },
  { "keywords", "archived", "pending active archived" },
  { "sites", "active",    "active inactive suspended" },
  { "sites", "inactive",  "active inactive suspended" },
  { "sites", "suspended", "active inactive suspended" },
  { "sectors", "active",   "active inactive" },
  { "sectors", "inactive", "active inactive" },
  { "accounts", "active",    "active suspended cancelled" },
  { "accounts", "suspended", "active suspended cancelled" },
  { "accounts", "trial",     "active suspended trial cancelled" },
  { "accounts", "cancelled", "active cancelled" },
  { "subscriptions", "active",    "active past_due cancelled" },
  { "subscriptions", "past_due",  "active past_due cancelled" },
  { "subscriptions", "cancelled", "active cancelled" },
};
/* clang-format on */

static gboolean
has_word (const char *list,
          const char *word)
{
  g_auto(GStrv) words = g_strsplit (list, " ", -1);

  return g_strv_contains ((const char *const *) words, word);
}

static gint64
make_subject (Fixture    *fixture,
              const char *table)
{
  if (g_str_equal (table, "sites"))
    return fixture->site;
  if (g_str_equal (table, "accounts"))
    return igny_store_get_account (fixture->base.store);
  if (g_str_equal (table, "subscriptions"))
    return number (fixture, "SELECT row FROM subscriptions");
  if (g_str_equal (table, "clusters"))
    return fixture->cluster;
  if (g_str_equal (table, "tasks"))
    return fixture->task;
  if (g_str_equal (table, "content") || g_str_equal (table, "images"))
    return add (fixture, table, g_str_equal (table, "images") ? "task=Best boots" : "title=x");
  return add (fixture, table,
              g_str_equal (table, "keywords") ? "keyword=best boots"
              : g_str_equal (table, "ideas")  ? "idea_title=Best boots"
                                              : "name=Another");
}

static void
try_move (Fixture     *fixture,
          const Moves *line,
          gint64       row,
          const char  *to)
{
  gboolean expected = has_word (line->to, to);
  gboolean ok;

  run (fixture, "UPDATE %s SET status = '%s' WHERE row = %d", line->table, line->from, (int) row);
  if (g_str_equal (line->table, "keywords"))
    run (fixture, "UPDATE keywords SET cluster = %s",
         g_str_equal (line->from, "active") ? "(SELECT min(row) FROM clusters)" : "NULL");
  if (igny_entity_has_field (igny_entities_find (line->table), "is_active") &&
      !g_str_equal (line->table, "clusters"))
    run (fixture, "UPDATE %s SET is_active = %d WHERE row = %d", line->table,
         g_str_equal (line->from, "active"), (int) row);
  ok = rules_set (fixture->base.store, line->table, row, "status", to, &fixture->error);
  if (ok != expected)
    g_error ("%s: “%s” after “%s” was %s", line->table, to, line->from,
             ok ? "allowed" : fixture->error->message);
  if (!ok)
    {
      g_assert_error (fixture->error, IGNY_INVALID, IGNY_INVALID_FIELD);
      g_assert_nonnull (strstr (fixture->error->message, "cannot follow"));
    }
  g_clear_error (&fixture->error);
}

static void
test_moves (Fixture      *fixture,
            gconstpointer data)
{
  const char *last = NULL;
  gint64      row = 0;

  /* The task of a text must be said; its sector too, which is its only name. */
  add (fixture, "tasks", "title=Second");
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      const IgnyField *field =
          igny_entity_find_field (igny_entities_find (moves[i].table), "status");

      if (g_strcmp0 (last, moves[i].table) != 0)
        row = g_str_equal (moves[i].table, "content")
                  ? rules_add (fixture->base.store, "content", 0, 0, &fixture->error, "title=Text",
                               "task=Best boots", NULL)
                  : make_subject (fixture, moves[i].table);
      g_assert_no_error (fixture->error);
      last = moves[i].table;
      for (const IgnyChoice *c = field->choices; c->word != NULL; c++)
        try_move (fixture, &moves[i], row, c->word);
    }
}

/* Every status of every entity is in the table, with every word as a
 * beginning, and what is not allowed says why. */
static void
test_table (void)
{
  static const char *const names[] = { "status", "state", "site_status" };

  for (guint i = 0; igny_entities[i] != NULL; i++)
    for (guint j = 0; j < G_N_ELEMENTS (names); j++)
      {
        const IgnyField *field = igny_entity_find_field (igny_entities[i], names[j]);

        if (field == NULL || field->kind != IGNY_KIND_CHOICE)
          continue;
        g_assert_true (igny_transition_knows (igny_entities[i], names[j]));
        for (const IgnyChoice *from = field->choices; from->word != NULL; from++)
          for (const IgnyChoice *to = field->choices; to->word != NULL; to++)
            {
              const char *why = NULL;

              if (igny_transition_get (igny_entities[i], names[j], from->word, to->word, &why) !=
                  IGNY_TRANSITION_ALLOWED)
                g_assert_cmpuint (strlen (why), >, 10);
              else
                g_assert_null (why);
            }
      }
}

/* A new record begins somewhere sensible. */
static void
test_beginnings (Fixture      *fixture,
                 gconstpointer data)
{
  static const struct
  {
    const char *table;
    const char *title;
    const char *status;
    const char *part; /* NULL: allowed */
  } cases[] = {
    { "tasks", "title=A", "status=published", "cannot begin as “published”: publishing" },
    { "tasks", "title=B", "status=draft", "a task begins as queued" },
    { "tasks", "title=C", "status=in_progress", NULL },
    { "ideas", "idea_title=D", "status=published", "an idea begins" },
    { "clusters", "name=E", "status=mapped", "make one" },
    { "keywords", "keyword=F", "status=archived", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 row = rules_add (fixture->base.store, cases[i].table, fixture->site, fixture->sector,
                              &fixture->error, cases[i].title, cases[i].status, NULL);

      g_assert_cmpint (row != 0, ==, cases[i].part == NULL);
      if (cases[i].part != NULL)
        rules_assert_error (&fixture->error, IGNY_INVALID, cases[i].part);
    }
}

/* What the account's status, and a missing plan, forbid. */
static void
test_account (Fixture      *fixture,
              gconstpointer data)
{
  static const struct
  {
    const char *sql;
    const char *part; /* NULL: everything is allowed */
  } cases[] = {
    { "UPDATE accounts SET status = 'suspended'", "the account is suspended" },
    { "UPDATE accounts SET status = 'cancelled'", "the account is canceled" },
    { "UPDATE accounts SET status = 'active', plan = NULL", "the account has no plan" },
    { "UPDATE accounts SET status = 'trial', plan = (SELECT row FROM plans)", NULL },
    { "UPDATE accounts SET status = 'active'", NULL },
  };
  IgnyStore *store = fixture->base.store;
  gint64     account = igny_store_get_account (store);
  IgnyRun    work = { .store = store };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("keyword=word %u", i);
      gboolean         ok;
      gint64           job;

      run (fixture, "%s", cases[i].sql);
      ok = rules_add (store, "keywords", fixture->site, fixture->sector, &fixture->error, name,
                      NULL) != 0;
      g_assert_cmpint (ok, ==, cases[i].part == NULL);
      if (!ok)
        rules_assert_error (&fixture->error, IGNY_ACCESS_ERROR, cases[i].part);
      ok = igny_jobs_begin (&work, "generate_content", "tasks", fixture->task, &job, NULL,
                            &fixture->error);
      g_assert_cmpint (ok, ==, cases[i].part == NULL);
      if (!ok)
        rules_assert_error (&fixture->error, IGNY_ACCESS_ERROR, "can be read and exported");
      /* Reading goes on, and so does what brings the account back. */
      g_assert_cmpint (number (fixture, "SELECT count(*) FROM clusters"), ==, 1);
      set (fixture, "accounts", account, "name", "Renamed");
    }
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM jobs"), ==, 2);
}

typedef struct
{
  IgnyStore *store;
  gint64     site;
  gint64     sector;
  gint64     n_rows;
} Listing;

static gboolean
list_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Listing *listing = data;
  g_autoptr(IgnyView) view = igny_view_new (igny_entities_find ("clusters"));
  g_autoptr(IgnyViewResult) result = NULL;

  igny_view_set_scope (view, listing->site, listing->sector);
  result = igny_view_run (view, listing->store, db, cancellable, error);
  if (result == NULL)
    return FALSE;
  listing->n_rows = (gint64) result->n_rows;
  return TRUE;
}

static gint64
list_clusters (Fixture *fixture,
               gint64   site,
               gint64   sector)
{
  Listing listing = { fixture->base.store, site, sector, 0 };
  g_autoptr(GError) error = NULL;

  igny_store_read (listing.store, list_cb, &listing, NULL, &error);
  g_assert_no_error (error);
  return listing.n_rows;
}

/* What lies in an inactive sector or site is kept and hidden, and nothing is
 * added to it. */
static void
test_inactive (Fixture      *fixture,
               gconstpointer data)
{
  IgnyStore *store = fixture->base.store;
  gint64     other = rules_add (store, "sectors", fixture->site, 0, &fixture->error,
                                "name=Other", NULL);

  g_assert_no_error (fixture->error);
  run (fixture, "UPDATE clusters SET sector = %d", (int) other);
  g_assert_cmpint (list_clusters (fixture, 0, 0), ==, 1);
  set (fixture, "sectors", other, "status", "inactive");
  g_assert_cmpint (list_clusters (fixture, 0, 0), ==, 0);
  g_assert_cmpint (list_clusters (fixture, fixture->site, 0), ==, 0);
  g_assert_cmpint (list_clusters (fixture, fixture->site, other), ==, 1);
  g_assert_cmpint (rules_add (store, "keywords", fixture->site, other, &fixture->error,
                              "keyword=x", NULL),
                   ==, 0);
  rules_assert_error (&fixture->error, IGNY_INVALID, "“Other” is not active");
  refuse_set (fixture, "sectors", fixture->sector, "status", "inactive", "last active");
  g_assert_false (rules_delete (store, "sectors", fixture->sector, &fixture->error));
  rules_assert_error (&fixture->error, IGNY_INVALID, "last active sector");
  set (fixture, "sites", fixture->site, "status", "suspended");
  refuse_add (fixture, "keywords", "keyword=y", "“Shop” is not active");
  run (fixture, "UPDATE clusters SET sector = %d", (int) fixture->sector);
  g_assert_cmpint (list_clusters (fixture, 0, 0), ==, 0);
  g_assert_cmpint (list_clusters (fixture, fixture->site, 0), ==, 1);
  set (fixture, "sites", fixture->site, "is_active", "true");
  add (fixture, "keywords", "keyword=y");
}

/* Account, site and sector come from the parent and must agree. */
static void
test_places (Fixture      *fixture,
             gconstpointer data)
{
  IgnyStore *store = fixture->base.store;
  gint64     other = rules_add (store, "sectors", fixture->site, 0, &fixture->error,
                                "name=Other", NULL);
  gint64     site = rules_add (store, "sites", 0, 0, &fixture->error, "name=Second", NULL);
  gint64     row;

  row = rules_add (store, "images", 0, 0, &fixture->error, "task=Best boots", NULL);
  g_assert_no_error (fixture->error);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM images i JOIN tasks t ON t.row = i.task"
                                    " AND t.site = i.site AND t.sector = i.sector AND t.account ="
                                    " i.account"),
                   ==, 1);
  g_assert_cmpint (row, !=, 0);
  g_assert_cmpint (rules_add (store, "images", fixture->site, other, &fixture->error,
                              "task=Best boots", NULL),
                   ==, 0);
  g_assert_error (fixture->error, IGNY_INVALID, IGNY_INVALID_FIELD);
  g_clear_error (&fixture->error);
  /* A sector of another site. */
  g_assert_cmpint (
      rules_add (store, "keywords", site, fixture->sector, &fixture->error, "keyword=x", NULL), ==,
      0);
  rules_assert_error (&fixture->error, IGNY_INVALID, "must be a Sector of the same site");
  /* A cluster of another sector, by id. */
  row = rules_add (store, "ideas", fixture->site, other, &fixture->error, "idea_title=x", NULL);
  g_assert_no_error (fixture->error);
  refuse_set (fixture, "ideas", row, "keyword_cluster", "Boots", "there is no Cluster");
}

/* Uniqueness on edits by hand, and slugs. */
static void
test_unique (Fixture      *fixture,
             gconstpointer data)
{
  IgnyStore *store = fixture->base.store;
  gint64     row = add (fixture, "keywords", "keyword=Tents");
  gint64     second;

  refuse_add (fixture, "keywords", "keyword=TENTS", "has “TENTS” already");
  second = add (fixture, "keywords", "keyword=tarps");
  refuse_set (fixture, "keywords", second, "keyword", "tents", "already");
  set (fixture, "keywords", row, "keyword", "tents");
  second = add (fixture, "clusters", "name=Tents");
  refuse_set (fixture, "clusters", second, "name", "boots", "already");

  g_assert_cmpint (rules_add (store, "users", 0, 0, &fixture->error, "email=Jane@Example.com",
                              "role=editor", NULL),
                   !=, 0);
  g_assert_cmpint (rules_add (store, "users", 0, 0, &fixture->error, "email=jane@example.COM",
                              "role=viewer", NULL),
                   ==, 0);
  rules_assert_error (&fixture->error, IGNY_INVALID, "“jane@example.com” is taken");

  add (fixture, "author_profiles", "name=Sam");
  refuse_add (fixture, "author_profiles", "name=Sam", "“Sam” is taken");
  second = add (fixture, "author_profiles", "name=Kim");
  refuse_set (fixture, "author_profiles", second, "name", "Sam", "is taken");

  for (guint i = 0; i < 3; i++)
    {
      rules_add (store, "sites", 0, 0, &fixture->error, "name=Shop", NULL);
      g_assert_no_error (fixture->error);
      rules_add (store, "plans", 0, 0, &fixture->error, "name=Big plan", NULL);
      g_assert_no_error (fixture->error);
    }
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM sites WHERE slug IN ('shop', 'shop-2',"
                                    " 'shop-3', 'shop-4')"),
                   ==, 4);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM plans WHERE slug IN ('big-plan',"
                                    " 'big-plan-2', 'big-plan-3')"),
                   ==, 3);
  second = number (fixture, "SELECT row FROM plans WHERE slug = 'big-plan-2'");
  refuse_set (fixture, "plans", second, "slug", "big-plan", "is taken");
  second = number (fixture, "SELECT row FROM sites WHERE slug = 'shop-2'");
  refuse_set (fixture, "sites", second, "slug", "shop", "is taken");
}

/* Ledgers, logs, accounts and grants are not edited by hand. */
static void
test_kept (Fixture      *fixture,
           gconstpointer data)
{
  IgnyStore *store = fixture->base.store;
  gint64     account = igny_store_get_account (store);

  refuse_add (fixture, "credit_transactions", "amount=1000", "kept by the program");
  refuse_add (fixture, "jobs", "kind=x", "kept by the program");
  refuse_add (fixture, "accounts", "name=Another", "one account");
  refuse_add (fixture, "site_user_access", "user=x", "igny8ctl grant");
  g_assert_false (rules_delete (store, "accounts", account, &fixture->error));
  rules_assert_error (&fixture->error, IGNY_INVALID, "is not deleted");
  refuse_set (fixture, "accounts", account, "credits", "1000", "kept by the program");
  rules_add (store, "plans", 0, 0, &fixture->error, "name=Big", NULL);
  g_assert_no_error (fixture->error);
  refuse_set (fixture, "accounts", account, "plan", "Big", "plan assign");
  g_assert_false (rules_delete (store, "plans", number (fixture, "SELECT plan FROM accounts"),
                                &fixture->error));
  rules_assert_error (&fixture->error, IGNY_INVALID, "in use");
}

/* Who may make whom what, and that an account keeps an owner. */
static void
test_people (Fixture      *fixture,
             gconstpointer data)
{
  IgnyStore *store = fixture->base.store;
  gint64     owner = number (fixture, "SELECT owner FROM accounts");
  gint64     admin = rules_add (store, "users", 0, 0, &fixture->error, "email=admin@example.com",
                                "role=admin", NULL);
  g_autoptr(IgnyStore) as = NULL;
  gint64 second;

  g_assert_no_error (fixture->error);
  refuse_add (fixture, "users", "email=nobody", "e-mail address");
  g_assert_cmpint (rules_add (store, "users", 0, 0, &fixture->error, "email=dev@example.com",
                              "role=developer", NULL),
                   ==, 0);
  rules_assert_error (&fixture->error, IGNY_INVALID, "console of a server");
  refuse_set (fixture, "users", owner, "role", "admin", "one active owner");
  refuse_set (fixture, "users", owner, "is_active", "false", "one active owner");
  g_assert_false (rules_delete (store, "users", owner, &fixture->error));
  rules_assert_error (&fixture->error, IGNY_INVALID, "last owner");

  as = igny_access_open_as (store, "ADMIN@example.com", NULL, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_false (rules_set (as, "users", admin, "role", "owner", &fixture->error));
  rules_assert_error (&fixture->error, IGNY_INVALID, "only an owner");
  g_assert_false (rules_set (as, "users", owner, "first_name", "Eve", &fixture->error));
  rules_assert_error (&fixture->error, IGNY_INVALID, "by an owner only");
  g_assert_false (rules_set (as, "users", admin, "is_active", "false", &fixture->error));
  rules_assert_error (&fixture->error, IGNY_INVALID, "yourself");
  g_assert_false (rules_delete (as, "users", admin, &fixture->error));
  rules_assert_error (&fixture->error, IGNY_INVALID, "yourself");
  second = rules_add (as, "users", 0, 0, &fixture->error, "email=ed@example.com", "role=editor",
                      NULL);
  g_assert_cmpint (second, !=, 0);
  g_assert_true (rules_set (as, "users", second, "is_active", "false", &fixture->error));
  g_assert_null (igny_access_open_as (store, "ed@example.com", NULL, &fixture->error));
  rules_assert_error (&fixture->error, IGNY_ACCESS_ERROR, "is disabled");
  igny_store_close (as);

  set (fixture, "users", admin, "role", "owner");
  set (fixture, "users", owner, "role", "admin");
}

static void
test_roles (void)
{
  const IgnyActor super = { .role = IGNY_ROLE_VIEWER, .superuser = TRUE };
  const IgnyActor admin = { .role = IGNY_ROLE_ADMIN, .home = 1, .account = 1 };
  const IgnyActor staff = {
    .role = IGNY_ROLE_VIEWER, .home = 1, .account = 2, .system_account = TRUE
  };

  g_assert_true (igny_role_is_developer (&super));
  g_assert_true (igny_role_is_admin_or_developer (&super));
  g_assert_false (igny_role_is_owner_or_admin (&super));
  g_assert_true (igny_role_may_enter (&super, 7));
  g_assert_true (igny_role_is_owner_or_admin (&admin));
  g_assert_false (igny_role_may_bill (&admin));
  g_assert_true (igny_role_may_manage_users (&admin));
  g_assert_false (igny_role_may_enter (&admin, 2));
  g_assert_false (igny_role_may_give (&admin, IGNY_ROLE_OWNER));
  g_assert_false (igny_role_may_give (&super, IGNY_ROLE_DEVELOPER));
  g_assert_true (igny_role_may_enter (&staff, 2));
  g_assert_cmpint (igny_role_get_sites (&staff), ==, IGNY_SITES_ACTIVE);
  g_assert_true (igny_role_is_system_account ("aws-admin"));
  g_assert_true (igny_role_is_system_account ("default-account"));
  g_assert_true (igny_role_is_system_account ("default"));
  g_assert_false (igny_role_is_system_account ("my-account"));
  for (guint i = 0; igny_entities[i] != NULL; i++)
    g_assert_cmpint (igny_role_get_area (igny_entities[i]), !=, IGNY_N_AREAS);
}

/* Whose staff sees every account cannot be made here. */
static void
test_system_slug (Fixture      *fixture,
                  gconstpointer data)
{
  static const char *const slugs[] = { "aws-admin", "default-account", "default" };
  gint64                   account = number (fixture, "SELECT row FROM accounts");

  for (guint i = 0; i < G_N_ELEMENTS (slugs); i++)
    refuse_set (fixture, "accounts", account, "slug", slugs[i], "system accounts");
  set (fixture, "accounts", account, "slug", "defaults");
}

/* A cluster brings back its keywords and what they were. */
static void
test_restore_links (Fixture      *fixture,
                    gconstpointer data)
{
  IgnyStore       *store = fixture->base.store;
  gint64           cluster = add (fixture, "clusters", "name=Boots that come back");
  gint64           first = add (fixture, "keywords", "keyword=comes first");
  gint64           comes = add (fixture, "keywords", "keyword=comes again");
  g_autofree char *sql = NULL;

  sql = g_strdup_printf ("UPDATE keywords SET cluster = %" G_GINT64_FORMAT
                         ", status = 'active' WHERE row IN (%" G_GINT64_FORMAT ", %" G_GINT64_FORMAT
                         ")",
                         cluster, first, comes);
  rules_sql (store, sql);
  g_assert_true (rules_delete (store, "clusters", cluster, &fixture->error));
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM keywords WHERE status = 'active'"), ==,
                   0);
  g_assert_true (rules_restore (store, "clusters", cluster, &fixture->error));
  g_assert_no_error (fixture->error);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM keywords k JOIN clusters c ON c.row ="
                                    " k.cluster WHERE c.name = 'Boots that come back' AND"
                                    " k.status = 'active'"),
                   ==, 2);
}

/* A site brings back what went with it, and only that. */
static void
test_restore (Fixture      *fixture,
              gconstpointer data)
{
  IgnyStore *store = fixture->base.store;
  gint64     early = add (fixture, "keywords", "keyword=gone before");
  gint64     sector;

  add (fixture, "keywords", "keyword=with the site");
  rules_add (store, "images", 0, 0, &fixture->error, "task=Best boots", NULL);
  g_assert_no_error (fixture->error);
  g_assert_true (rules_delete (store, "keywords", early, &fixture->error));
  g_assert_true (rules_delete (store, "sites", fixture->site, &fixture->error));
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM tasks WHERE deleted_step IS NULL"), ==,
                   0);
  g_assert_true (rules_restore (store, "sites", fixture->site, &fixture->error));
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM keywords WHERE deleted_step IS NULL"),
                   ==, 1);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM images WHERE deleted_step IS NULL"), ==,
                   1);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM sectors WHERE deleted_step IS NULL"), ==,
                   1);
  g_assert_true (rules_restore (store, "keywords", early, &fixture->error));
  g_assert_false (rules_restore (store, "keywords", early, &fixture->error));
  rules_assert_error (&fixture->error, IGNY_DB_ERROR, "is not deleted");

  /* Its name was taken meanwhile. */
  g_assert_true (rules_delete (store, "keywords", early, &fixture->error));
  add (fixture, "keywords", "keyword=Gone Before");
  g_assert_false (rules_restore (store, "keywords", early, &fixture->error));
  rules_assert_error (&fixture->error, IGNY_INVALID, "has its name now");

  /* Its place is gone. */
  sector = rules_add (store, "sectors", fixture->site, 0, &fixture->error, "name=Other", NULL);
  early = rules_add (store, "keywords", fixture->site, sector, &fixture->error, "keyword=x", NULL);
  g_assert_true (rules_delete (store, "keywords", early, &fixture->error));
  g_assert_true (rules_delete (store, "sectors", sector, &fixture->error));
  g_assert_false (rules_restore (store, "keywords", early, &fixture->error));
  rules_assert_error (&fixture->error, IGNY_INVALID, "must be a Sector");
}

/* What a record was in and is gone is let go of; a text makes its task a draft
 * again. */
static void
test_restore_alone (Fixture      *fixture,
                    gconstpointer data)
{
  IgnyStore *store = fixture->base.store;
  gint64     row = add (fixture, "keywords", "keyword=best boots");
  gint64     text = rules_add (store, "content", 0, 0, &fixture->error, "title=Text",
                               "task=Best boots", NULL);

  set (fixture, "keywords", row, "cluster", "Boots");
  g_assert_true (rules_delete (store, "keywords", row, &fixture->error));
  g_assert_true (rules_delete (store, "clusters", fixture->cluster, &fixture->error));
  g_assert_true (rules_restore (store, "keywords", row, &fixture->error));
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM keywords WHERE cluster IS NULL AND status"
                                    " = 'pending' AND deleted_step IS NULL"),
                   ==, 1);

  run (fixture, "UPDATE tasks SET status = 'draft'");
  g_assert_true (rules_delete (store, "content", text, &fixture->error));
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM tasks WHERE status = 'queued'"), ==, 1);
  g_assert_true (rules_restore (store, "content", text, &fixture->error));
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM tasks WHERE status = 'draft'"), ==, 1);
}

/* A job that ended with the program gives its task back; one that a person set
 * in progress stays. */
static void
test_recover (Fixture      *fixture,
              gconstpointer data)
{
  IgnyStore *store = fixture->base.store;
  IgnyRun    work = { .store = store };
  gint64     own = add (fixture, "tasks", "title=By hand");
  gint64     job;

  set (fixture, "tasks", own, "status", "in_progress");
  run (fixture, "UPDATE tasks SET status = 'review' WHERE row = %d", (int) fixture->task);
  g_assert_true (igny_jobs_begin (&work, "generate_content", "tasks", fixture->task, &job, NULL,
                                  &fixture->error));
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM tasks WHERE status = 'in_progress'"), ==,
                   2);
  g_assert_true (igny_jobs_recover (store, &fixture->error));
  g_assert_cmpint (number (fixture, "SELECT row FROM tasks WHERE status = 'in_progress'"), ==,
                   own);
  g_assert_cmpint (number (fixture, "SELECT row FROM tasks WHERE status = 'review'"), ==,
                   fixture->task);

  g_assert_true (igny_jobs_begin (&work, "generate_content", "tasks", fixture->task, &job, NULL,
                                  &fixture->error));
  g_assert_true (igny_jobs_finish (store, job, "it failed", &fixture->error));
  g_assert_cmpint (number (fixture, "SELECT row FROM tasks WHERE status = 'review'"), ==,
                   fixture->task);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void (*func) (Fixture      *fixture,
                  gconstpointer data);
  } tests[] = {
    { "/rules/moves", test_moves },
    { "/rules/beginnings", test_beginnings },
    { "/rules/account", test_account },
    { "/rules/inactive", test_inactive },
    { "/rules/places", test_places },
    { "/rules/unique", test_unique },
    { "/rules/kept", test_kept },
    { "/rules/people", test_people },
    { "/rules/restore", test_restore },
    { "/rules/restore-alone", test_restore_alone },
    { "/rules/restore-links", test_restore_links },
    { "/rules/system-slug", test_system_slug },
    { "/rules/recover", test_recover },
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/table", test_table);
  g_test_add_func ("/rules/roles", test_roles);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
