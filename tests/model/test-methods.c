/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "igny-access.h"
#include "igny-ai-prompt.h"
#include "igny-cluster.h"
#include "igny-computed.h"
#include "igny-content.h"
#include "igny-credits.h"
#include "igny-edit.h"
#include "igny-entities.h"
#include "igny-idea.h"
#include "igny-image.h"
#include "igny-keyword.h"
#include "igny-role.h"
#include "igny-rules.h"
#include "igny-scope.h"
#include "igny-site.h"
#include "igny-sites.h"
#include "igny-task.h"
#include "igny-test-folder.h"
#include "igny-user.h"

/* Each method of the specification has a function here, and each of them does
 * what its name says. */

typedef struct
{
  const char *table;
  const char *name;
  GCallback   function; /* what does it */
} Method;

/* clang-format off */
static const Method methods[] = {
  { "plans",               "clean",                           G_CALLBACK (igny_plan_validate) },
  { "plans",               "get_effective_credits_per_month", G_CALLBACK (igny_plan_get_effective_credits_per_month) },
  { "accounts",            "is_system_account",               G_CALLBACK (igny_role_is_system_account) },
  { "users",               "has_role",                        G_CALLBACK (igny_role_has) },
  { "users",               "is_owner_or_admin",               G_CALLBACK (igny_role_is_owner_or_admin) },
  { "users",               "is_developer",                    G_CALLBACK (igny_role_is_developer) },
  { "users",               "is_admin_or_developer",           G_CALLBACK (igny_role_is_admin_or_developer) },
  { "users",               "is_system_account_user",          G_CALLBACK (igny_access_find) },
  { "users",               "get_accessible_sites",            G_CALLBACK (igny_access_list_sites) },
  { "sites",               "get_active_sectors_count",        G_CALLBACK (igny_site_get_active_sectors_count) },
  { "sites",               "can_add_sector",                  G_CALLBACK (igny_site_can_add_sector) },
  { "keywords",            "save",                            G_CALLBACK (igny_edit_add) },
  { "clusters",            "save",                            G_CALLBACK (igny_edit_add) },
  { "clusters",            "keywords_count",                  G_CALLBACK (igny_computed_get_sql) },
  { "clusters",            "volume",                          G_CALLBACK (igny_computed_get_sql) },
  { "clusters",            "difficulty",                      G_CALLBACK (igny_computed_get_sql) },
  { "clusters",            "mapped_pages",                    G_CALLBACK (igny_computed_get_sql) },
  { "ideas",               "save",                            G_CALLBACK (igny_edit_add) },
  { "ideas",               "target_keywords",                 G_CALLBACK (igny_computed_get_sql) },
  { "tasks",               "save",                            G_CALLBACK (igny_edit_add) },
  { "tasks",               "keywords",                        G_CALLBACK (igny_computed_get_sql) },
  { "content",             "save",                            G_CALLBACK (igny_edit_add) },
  { "images",              "save",                            G_CALLBACK (igny_edit_add) },
  { "ai_prompts",          "reset_to_default",                G_CALLBACK (igny_ai_prompt_reset_to_default) },
  { "credit_transactions", "check_credits",                   G_CALLBACK (igny_credits_check) },
  { "credit_transactions", "deduct_credits",                  G_CALLBACK (igny_credits_charge) },
};
/* clang-format on */

static gboolean
has_method (const char *table,
            const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    if (g_str_equal (methods[i].table, table) && g_str_equal (methods[i].name, name))
      return methods[i].function != NULL;
  return FALSE;
}

static void
test_listed (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "model", "specification.txt", NULL);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  g_autofree char *table = NULL;
  guint            n_listed = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto(GStrv) words = g_strsplit (g_strstrip (lines[i]), " ", -1);

      if (words[0] != NULL && g_str_equal (words[0], "entity"))
        {
          g_free (table);
          table = g_strdup (words[1]);
        }
      if (words[0] == NULL || !g_str_equal (words[0], "method"))
        continue;
      g_test_message ("%s.%s", table, words[1]);
      g_assert_true (has_method (table, words[1]));
      n_listed++;
    }
  g_assert_cmpuint (n_listed, ==, G_N_ELEMENTS (methods));
}

static void
test_prompt (void)
{
  g_autoptr(IgnyAiPrompt) prompt = igny_record_new (&igny_ai_prompt_entity);

  g_assert_null (igny_ai_prompt_get_text (prompt));
  prompt->default_prompt = g_strdup ("Group these.");
  g_assert_cmpstr (igny_ai_prompt_get_text (prompt), ==, "Group these.");
  prompt->prompt_value = g_strdup ("Group these well.");
  g_assert_cmpstr (igny_ai_prompt_get_text (prompt), ==, "Group these well.");
  prompt->is_active = 0;
  g_assert_cmpstr (igny_ai_prompt_get_text (prompt), ==, "Group these.");
  prompt->is_active = 1;
  igny_ai_prompt_reset_to_default (prompt);
  g_assert_cmpstr (igny_ai_prompt_get_text (prompt), ==, "Group these.");
}

/* What follows runs in one step on the writer thread. */
typedef struct
{
  char      *folder;
  IgnyStore *store;
  IgnyScope  scope;
  IgnyScope  other; /* another sector of the site */
} Fixture;

static gboolean
add_places (IgnyStep     *step,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  Fixture *fixture = data;

  fixture->other.site = 0;
  if (!igny_sites_add (step, "Outdoor", NULL, "Hiking", &fixture->scope.site,
                       &fixture->scope.sector, error))
    return FALSE;
  fixture->other.site = fixture->scope.site;
  return igny_sites_add_sector (step, fixture->scope.site, "Camping", &fixture->other.sector,
                                error);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  fixture->folder = igny_test_folder_new ();
  fixture->store = igny_store_open (igny_env_get_system (), fixture->folder, NULL, NULL, &error);
  g_assert_no_error (error);
  igny_store_write (fixture->store, IGNY_STEP_DO, "Add places", add_places, fixture, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  igny_store_close (fixture->store);
  g_object_unref (fixture->store);
  igny_test_folder_free (fixture->folder);
}

/* "volume=1300", ended by NULL, as a person types it. */
static gint64 G_GNUC_NULL_TERMINATED
add (IgnyStep         *step,
     const IgnyScope  *scope,
     const IgnyEntity *entity,
     ...)
{
  IgnyAssignment values[16];
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(IgnyErrors) errors = igny_errors_new ();
  g_autoptr(GError) error = NULL;
  const char *text;
  gsize       n = 0;
  gint64      row = 0;
  va_list     args;

  va_start (args, entity);
  while ((text = va_arg (args, const char *)) != NULL)
    {
      char *copy = g_strdup (text);

      g_ptr_array_add (texts, copy);
      values[n].field = copy;
      values[n].value = strchr (copy, '=') + 1;
      *strchr (copy, '=') = '\0';
      n++;
    }
  va_end (args);
  igny_edit_add (step, entity, scope->site, scope->sector, values, n, &row, errors, &error);
  g_assert_no_error (error);
  return row;
}

static gpointer
load (IgnyStep         *step,
      const IgnyEntity *entity,
      gint64            row)
{
  g_autoptr(GError) error = NULL;
  gpointer record = igny_records_load (igny_step_get_db (step), entity, row, &error);

  g_assert_no_error (error);
  return record;
}

static void
sql (IgnyStep   *step,
     const char *text,
     gint64      row)
{
  g_autoptr(GError) error = NULL;

  igny_db_exec (igny_step_get_db (step), text, IGNY_BINDS (IGNY_BIND_INT (row)), &error);
  g_assert_no_error (error);
}

static void
check_cluster (IgnyStep *step,
               gint64    row,
               gint64    n_keywords,
               gint64    volume,
               gint64    difficulty,
               gint64    mapped_pages)
{
  g_autoptr(IgnyCluster) cluster = load (step, &igny_cluster_entity, row);

  g_assert_cmpint (cluster->keywords_count, ==, n_keywords);
  g_assert_cmpint (cluster->volume, ==, volume);
  g_assert_cmpint (cluster->difficulty, ==, difficulty);
  g_assert_cmpint (cluster->mapped_pages, ==, mapped_pages);
}

/* Of keywords that are alive, and whose number somebody told; a page counts
 * once it is published. */
static gboolean
compute_cluster (IgnyStep     *step,
                 gpointer      data,
                 GCancellable *cancellable,
                 GError      **error)
{
  const IgnyScope *scope = &((Fixture *) data)->scope;
  gint64           cluster = add (step, scope, &igny_cluster_entity, "name=Boots", NULL);
  gint64           other = add (step, scope, &igny_cluster_entity, "name=Tents", NULL);
  gint64           task;
  gint64           content;
  gint64           keyword;

  check_cluster (step, cluster, 0, IGNY_UNKNOWN, IGNY_UNKNOWN, 0);
  add (step, scope, &igny_keyword_entity, "keyword=boots", "cluster=Boots", NULL);
  check_cluster (step, cluster, 1, IGNY_UNKNOWN, IGNY_UNKNOWN, 0);
  add (step, scope, &igny_keyword_entity, "keyword=big boots", "volume=100", "difficulty=10",
       "cluster=Boots", NULL);
  keyword = add (step, scope, &igny_keyword_entity, "keyword=red boots", "volume=0",
                 "difficulty=15", "cluster=Boots", NULL);
  add (step, scope, &igny_keyword_entity, "keyword=tents", "volume=7", "cluster=Tents", NULL);
  check_cluster (step, cluster, 3, 100, 13, 0);
  check_cluster (step, other, 1, 7, IGNY_UNKNOWN, 0);
  g_assert_true (igny_edit_delete (step, &igny_keyword_entity, keyword, error));
  check_cluster (step, cluster, 2, 100, 10, 0);

  task = add (step, scope, &igny_task_entity, "title=About boots", "cluster=Boots", NULL);
  content = add (step, scope, &igny_content_entity, "title=About boots", "task=About boots", NULL);
  check_cluster (step, cluster, 2, 100, 10, 0);
  sql (step, "UPDATE content SET status = 'published' WHERE row = ?1", content);
  check_cluster (step, cluster, 2, 100, 10, 1);
  check_cluster (step, other, 1, 7, IGNY_UNKNOWN, 0);
  g_assert_true (igny_edit_delete (step, &igny_task_entity, task, error));
  check_cluster (step, cluster, 2, 100, 10, 0);
  return TRUE;
}

static void
run (Fixture      *fixture,
     gconstpointer func)
{
  g_autoptr(GError) error = NULL;

  igny_store_write (fixture->store, IGNY_STEP_DO, "Test", (IgnyWriteFunc) func, fixture, NULL,
                    &error);
  g_assert_no_error (error);
}

/* The main keyword first, then by position; deleted ones are gone. */
static gboolean
list_keywords (IgnyStep     *step,
               gpointer      data,
               GCancellable *cancellable,
               GError      **error)
{
  const IgnyScope *scope = &((Fixture *) data)->scope;
  gint64           idea = add (step, scope, &igny_idea_entity, "idea_title=Boots", NULL);
  gint64           task = add (step, scope, &igny_task_entity, "title=Boots", "idea=Boots", NULL);
  gint64           words[3];
  g_autoptr(IgnyIdea) before = load (step, &igny_idea_entity, idea);
  g_autoptr(IgnyIdea) after = NULL;
  g_autoptr(IgnyTask) written = NULL;

  g_assert_null (before->target_keywords);
  words[0] = add (step, scope, &igny_keyword_entity, "keyword=second", NULL);
  words[1] = add (step, scope, &igny_keyword_entity, "keyword=first", NULL);
  words[2] = add (step, scope, &igny_keyword_entity, "keyword=gone", NULL);
  for (guint i = 0; i < 3; i++)
    {
      igny_db_exec (igny_step_get_db (step),
                    "INSERT INTO idea_keywords (account, idea, keyword, is_primary, position)"
                    " VALUES (my_account (), ?1, ?2, ?3, ?4)",
                    IGNY_BINDS (IGNY_BIND_INT (idea), IGNY_BIND_INT (words[i]),
                                IGNY_BIND_INT (i == 1), IGNY_BIND_INT (i)),
                    error);
      igny_db_exec (igny_step_get_db (step),
                    "INSERT INTO task_keywords (account, task, keyword, is_primary, position)"
                    " VALUES (my_account (), ?1, ?2, 0, ?3)",
                    IGNY_BINDS (IGNY_BIND_INT (task), IGNY_BIND_INT (words[i]),
                                IGNY_BIND_INT (10 - (gint64) i)),
                    error);
    }
  g_assert_no_error (*error);
  g_assert_true (igny_edit_delete (step, &igny_keyword_entity, words[2], error));
  after = load (step, &igny_idea_entity, idea);
  written = load (step, &igny_task_entity, task);
  g_assert_cmpstr (after->target_keywords, ==, "first, second");
  g_assert_cmpstr (written->keywords, ==, "first, second");
  return TRUE;
}

#define TASK "task=Boots"

/* Account, site and sector come from above; what is named is of that place. */
static gboolean
save (IgnyStep     *step,
      gpointer      data,
      GCancellable *cancellable,
      GError      **error)
{
  Fixture        *fixture = data;
  gint64          task = add (step, &fixture->scope, &igny_task_entity, "title=Boots", NULL);
  const IgnyScope nowhere = { 0, 0 };
  gint64          content = add (step, &nowhere, &igny_content_entity, "title=Boots", TASK, NULL);
  gint64          image = add (step, &nowhere, &igny_image_entity, TASK, NULL);
  g_autoptr(IgnyContent) text = load (step, &igny_content_entity, content);
  g_autoptr(IgnyImage) picture = load (step, &igny_image_entity, image);
  IgnyAssignment values[] = { { "keyword", "tent" }, { "cluster", "Boots" } };
  g_autoptr(IgnyErrors) errors = igny_errors_new ();
  g_autoptr(GError) local = NULL;
  gint64 row;

  g_assert_cmpint (text->task, ==, task);
  g_assert_cmpint (text->site, ==, fixture->scope.site);
  g_assert_cmpint (text->sector, ==, fixture->scope.sector);
  g_assert_cmpint (picture->sector, ==, fixture->scope.sector);
  g_assert_cmpint (text->record.created_at, ==, igny_step_get_now (step));
  g_assert_cmpint (text->record.updated_at, ==, text->record.created_at);
  igny_db_get_integer (igny_step_get_db (step), "SELECT count(*) FROM content c JOIN sites s ON"
                                                " s.row = c.site WHERE c.account IS NOT s.account",
                       NULL, &row, error);
  g_assert_cmpint (row, ==, 0);

  add (step, &fixture->scope, &igny_cluster_entity, "name=Boots", NULL);
  g_assert_false (igny_edit_add (step, &igny_keyword_entity, fixture->other.site,
                                 fixture->other.sector, values, 2, &row, errors, &local));
  g_assert_error (local, IGNY_INVALID, IGNY_INVALID_FIELD);
  g_assert_nonnull (igny_errors_get_messages (errors, "cluster"));
  return TRUE;
}

static gboolean
count_sectors (IgnyStep     *step,
               gpointer      data,
               GCancellable *cancellable,
               GError      **error)
{
  const IgnyScope *scope = &((Fixture *) data)->scope;
  IgnyScope        site = { scope->site, 0 };

  for (guint i = 2; i <= 5; i++)
    {
      g_autoptr(IgnySite) record = load (step, &igny_site_entity, scope->site);
      g_autofree char *name = g_strdup_printf ("name=Sector %u", i);

      g_assert_cmpint (igny_site_get_active_sectors_count (record), ==, i);
      g_assert_true (igny_site_can_add_sector (record) == (i < 5));
      if (i < 5)
        add (step, &site, &igny_sector_entity, name, NULL);
    }
  return TRUE;
}

static gboolean
find_actor (IgnyStep     *step,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  static const IgnyRole either[] = { IGNY_ROLE_ADMIN, IGNY_ROLE_OWNER, IGNY_N_ROLES };
  static const IgnyRole other[] = { IGNY_ROLE_EDITOR, IGNY_N_ROLES };
  IgnyDb               *db = igny_step_get_db (step);
  IgnyActor             actor;
  g_autoptr(GArray) sites = NULL;

  g_assert_true (igny_access_find (db, "owner@local", 0, &actor, error));
  g_assert_true (igny_role_has (&actor, either));
  g_assert_false (igny_role_has (&actor, other));
  g_assert_true (igny_role_is_owner_or_admin (&actor));
  g_assert_false (igny_role_is_developer (&actor));
  g_assert_false (igny_role_is_admin_or_developer (&actor));
  g_assert_false (actor.system_account);
  sites = igny_access_list_sites (db, &actor, error);
  g_assert_cmpuint (sites->len, ==, 1);
  g_assert_cmpint (g_array_index (sites, gint64, 0), ==, ((Fixture *) data)->scope.site);

  sql (step, "UPDATE users SET is_superuser = 1, role = 'viewer' WHERE row = ?1", actor.user);
  sql (step, "UPDATE accounts SET slug = 'aws-admin' WHERE row = ?1", actor.account);
  g_assert_true (igny_access_find (db, "owner@local", 0, &actor, error));
  g_assert_true (igny_role_is_developer (&actor));
  g_assert_true (igny_role_is_admin_or_developer (&actor));
  g_assert_true (actor.system_account);
  return TRUE;
}

static void
test_system_accounts (void)
{
  g_assert_true (igny_role_is_system_account ("aws-admin"));
  g_assert_true (igny_role_is_system_account ("default-account"));
  g_assert_true (igny_role_is_system_account ("default"));
  g_assert_false (igny_role_is_system_account ("my-account"));
  g_assert_false (igny_role_is_system_account ("Default"));
  g_assert_false (igny_role_is_system_account (NULL));
}

/* The balance, the ledger and the usage go together. */
static gboolean
deduct (IgnyStep     *step,
        gpointer      data,
        GCancellable *cancellable,
        GError      **error)
{
  IgnyUsage usage = { "auto_cluster", igny_credits_count ("auto_cluster", 31), "m", 5, 6, 7 };
  gint64    before;
  gint64    after;
  gint64    lines;

  igny_db_get_integer (igny_step_get_db (step), "SELECT credits FROM accounts", NULL, &before,
                       error);
  g_assert_cmpint (usage.credits, ==, 2);
  g_assert_true (igny_credits_charge (step, &usage, error));
  igny_db_get_integer (igny_step_get_db (step), "SELECT credits FROM accounts", NULL, &after,
                       error);
  g_assert_cmpint (after, ==, before - 2);
  igny_db_get_integer (igny_step_get_db (step),
                       "SELECT count(*) FROM credit_transactions t JOIN credit_usage_logs u ON"
                       " u.credits_used = - t.amount WHERE t.transaction_type = 'deduction' AND"
                       " t.amount = -2 AND t.balance_after = (SELECT credits FROM accounts) AND"
                       " u.operation_type = 'auto_cluster' AND u.cost_usd = 7",
                       NULL, &lines, error);
  g_assert_cmpint (lines, ==, 1);
  return TRUE;
}

#define ADD(name, func) \
  g_test_add ("/model/methods/" name, Fixture, (gconstpointer) func, set_up, run, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/methods/listed", test_listed);
  g_test_add_func ("/model/methods/prompt", test_prompt);
  g_test_add_func ("/model/methods/system-accounts", test_system_accounts);
  ADD ("cluster", compute_cluster);
  ADD ("keywords", list_keywords);
  ADD ("save", save);
  ADD ("sectors", count_sectors);
  ADD ("actor", find_actor);
  ADD ("deduct", deduct);

  return g_test_run ();
}
