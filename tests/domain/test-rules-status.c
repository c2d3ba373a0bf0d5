/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "igny-entities.h"
#include "igny-jobs.h"
#include "igny-transition.h"
#include "shop-fixture.h"

/* What a status begins as, and what may follow it. */

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
make_subject (ShopFixture *fixture,
              const char  *table)
{
  if (g_str_equal (table, "sites"))
    return fixture->site;
  if (g_str_equal (table, "accounts"))
    return igny_store_get_account (fixture->base.store);
  if (g_str_equal (table, "subscriptions"))
    return shop_number (fixture, "SELECT row FROM subscriptions");
  if (g_str_equal (table, "clusters"))
    return fixture->cluster;
  if (g_str_equal (table, "tasks"))
    return fixture->task;
  if (g_str_equal (table, "content") || g_str_equal (table, "images"))
    return shop_add (fixture, table, g_str_equal (table, "images") ? "task=Best boots" : "title=x");
  return shop_add (fixture, table,
                   g_str_equal (table, "keywords") ? "keyword=best boots"
                   : g_str_equal (table, "ideas")  ? "idea_title=Best boots"
                                                   : "name=Another");
}

static void
try_move (ShopFixture *fixture,
          const Moves *line,
          gint64       row,
          const char  *to)
{
  gboolean expected = has_word (line->to, to);
  gboolean ok;

  shop_run (fixture, "UPDATE %s SET status = '%s' WHERE row = %d", line->table, line->from,
            (int) row);
  if (g_str_equal (line->table, "keywords"))
    shop_run (fixture, "UPDATE keywords SET cluster = %s",
              g_str_equal (line->from, "active") ? "(SELECT min(row) FROM clusters)" : "NULL");
  if (igny_entity_has_field (igny_entities_find (line->table), "is_active") &&
      !g_str_equal (line->table, "clusters"))
    shop_run (fixture, "UPDATE %s SET is_active = %d WHERE row = %d", line->table,
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
test_moves (ShopFixture  *fixture,
            gconstpointer data)
{
  const char *last = NULL;
  gint64      row = 0;

  /* The task of a text must be said; its sector too, which is its only name. */
  shop_add (fixture, "tasks", "title=Second");
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
test_beginnings (ShopFixture  *fixture,
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

/* A job that ended with the program gives its task back; one that a person set
 * in progress stays. */
static void
test_recover (ShopFixture  *fixture,
              gconstpointer data)
{
  IgnyStore *store = fixture->base.store;
  IgnyRun    work = { .store = store };
  gint64     own = shop_add (fixture, "tasks", "title=By hand");
  gint64     job;

  shop_set (fixture, "tasks", own, "status", "in_progress");
  shop_run (fixture, "UPDATE tasks SET status = 'review' WHERE row = %d", (int) fixture->task);
  g_assert_true (igny_jobs_begin (&work, "generate_content", "tasks", fixture->task, &job, NULL,
                                  &fixture->error));
  g_assert_cmpint (shop_number (fixture, "SELECT count(*) FROM tasks WHERE status = 'in_progress'"),
                   ==, 2);
  g_assert_true (igny_jobs_recover (store, &fixture->error));
  g_assert_cmpint (shop_number (fixture, "SELECT row FROM tasks WHERE status = 'in_progress'"), ==,
                   own);
  g_assert_cmpint (shop_number (fixture, "SELECT row FROM tasks WHERE status = 'review'"), ==,
                   fixture->task);

  g_assert_true (igny_jobs_begin (&work, "generate_content", "tasks", fixture->task, &job, NULL,
                                  &fixture->error));
  g_assert_true (igny_jobs_finish (store, job, "it failed", &fixture->error));
  g_assert_cmpint (shop_number (fixture, "SELECT row FROM tasks WHERE status = 'review'"), ==,
                   fixture->task);
}

#define ADD(name, func) \
  g_test_add ("/rules/" name, ShopFixture, NULL, shop_set_up, func, shop_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rules/table", test_table);
  ADD ("moves", test_moves);
  ADD ("beginnings", test_beginnings);
  ADD ("recover", test_recover);

  return g_test_run ();
}
