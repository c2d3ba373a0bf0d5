/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-clusters-edit.h"
#include "igny-clusters.h"

#include <string.h>

#include "igny-edit.h"
#include "igny-entities.h"
#include "igny-ideas.h"
#include "igny-sites.h"
#include "igny-store.h"
#include "igny-test-folder.h"

typedef struct
{
  char      *folder;
  IgnyStore *store;
  IgnyScope  scope;
  gint64     keywords[6];
  gint64     boots;
  gint64     tents;
} Fixture;

typedef gboolean (*InStep) (IgnyStep *step,
                            Fixture  *fixture,
                            GError  **error);

typedef struct
{
  Fixture *fixture;
  InStep   func;
} Call;

static gboolean
step_cb (IgnyStep     *step,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Call *call = data;

  return call->func (step, call->fixture, error);
}

static void
apply (Fixture *fixture,
       InStep   func)
{
  Call call = { fixture, func };
  g_autoptr(GError) error = NULL;

  igny_store_write (fixture->store, IGNY_STEP_DO, "Test", step_cb, &call, NULL, &error);
  g_assert_no_error (error);
}

/* The step fails with IGNY_INVALID and a message that holds words. */
static void
refuse (Fixture    *fixture,
        InStep      func,
        const char *words)
{
  Call call = { fixture, func };
  g_autoptr(GError) error = NULL;

  g_assert_false (
      igny_store_write (fixture->store, IGNY_STEP_DO, "Test", step_cb, &call, NULL, &error));
  g_assert_error (error, IGNY_INVALID, IGNY_INVALID_FIELD);
  g_assert_nonnull (strstr (error->message, words));
}

typedef struct
{
  const char *sql;
  char       *text;
} Question;

static gboolean
ask_cb (IgnyDb       *db,
        gpointer      data,
        GCancellable *cancellable,
        GError      **error)
{
  Question *question = data;

  return igny_db_get_text (db, question->sql, NULL, &question->text, error);
}

/* "cluster: keyword, keyword; …" of what lives, by name. */
static char *
describe (Fixture *fixture)
{
  static const char sql[] =
      "SELECT group_concat(line, '; ') FROM (SELECT ifnull(c.name, '-') || ': ' ||"
      " group_concat(k.keyword, ', ') AS line FROM (SELECT * FROM keywords WHERE"
      " deleted_step IS NULL ORDER BY row) k LEFT JOIN clusters c ON c.row ="
      " k.cluster AND c.deleted_step IS NULL GROUP BY c.name ORDER BY c.name)";
  Question question = { sql, NULL };
  g_autoptr(GError) error = NULL;

  igny_store_read (fixture->store, ask_cb, &question, NULL, &error);
  g_assert_no_error (error);
  return question.text;
}

static void
expect (Fixture    *fixture,
        const char *wanted)
{
  g_autofree char *found = describe (fixture);

  g_assert_cmpstr (found, ==, wanted);
}

static void
undo (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  IgnyUndo undo;

  g_assert_true (igny_store_undo (fixture->store, FALSE, &undo, &error));
  g_assert_no_error (error);
  igny_undo_clear (&undo);
}

static gint64
count (Fixture    *fixture,
       const char *sql)
{
  Question question = { sql, NULL };
  g_autoptr(GError) error = NULL;
  gint64 number;

  igny_store_read (fixture->store, ask_cb, &question, NULL, &error);
  g_assert_no_error (error);
  number = g_ascii_strtoll (question.text, NULL, 10);
  g_free (question.text);
  return number;
}

static gboolean
fill (IgnyStep *step,
      Fixture  *fixture,
      GError  **error)
{
  static const char *const words[] = { "boots", "red boots", "tent", "tent pole", "stove", "gas" };

  if (!igny_sites_add (step, "Shop", NULL, NULL, &fixture->scope.site, &fixture->scope.sector,
                       error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      IgnyAssignment value = { "keyword", words[i] };
      g_autoptr(IgnyErrors) errors = igny_errors_new ();

      if (!igny_edit_add (step, igny_entities_find ("keywords"), fixture->scope.site,
                          fixture->scope.sector, &value, 1, &fixture->keywords[i], errors, error))
        return FALSE;
    }
  return igny_clusters_ensure (step, &fixture->scope, "Boots", NULL, "offline", &fixture->boots,
                               error) &&
         igny_clusters_assign (step, &fixture->scope, fixture->boots, fixture->keywords, 2,
                               error) &&
         igny_clusters_ensure (step, &fixture->scope, "Tents", NULL, "ai", &fixture->tents,
                               error) &&
         igny_clusters_assign (step, &fixture->scope, fixture->tents, fixture->keywords + 2, 3,
                               error);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  fixture->folder = igny_test_folder_new ();
  fixture->store =
      igny_store_open (igny_env_get_system (), fixture->folder, NULL, NULL, &error);
  g_assert_no_error (error);
  apply (fixture, fill);
  expect (fixture, "-: gas; Boots: boots, red boots; Tents: tent, tent pole, stove");
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  igny_store_close (fixture->store);
  g_object_unref (fixture->store);
  igny_test_folder_free (fixture->folder);
}

static gboolean
add_idea (IgnyStep *step,
          Fixture  *fixture,
          GError  **error)
{
  IgnyIdeaDraft idea = { .title = "Tents",
                         .content_type = "blog_post",
                         .outline = "[]",
                         .keywords = fixture->keywords + 2,
                         .n_primary = 1,
                         .n_keywords = 1 };
  gint64        row;

  return igny_ideas_add (step, &fixture->scope, fixture->tents, "offline", &idea, &row, error);
}

static gboolean
merge (IgnyStep *step,
       Fixture  *fixture,
       GError  **error)
{
  return igny_clusters_merge (step, fixture->boots, &fixture->tents, 1, error);
}

static gboolean
merge_with_itself (IgnyStep *step,
                   Fixture  *fixture,
                   GError  **error)
{
  return igny_clusters_merge (step, fixture->boots, &fixture->boots, 1, error);
}

static void
test_merge (Fixture      *fixture,
            gconstpointer data)
{
  static const char ideas[] = "SELECT count(*) FROM ideas i JOIN clusters c ON c.row ="
                              " i.keyword_cluster WHERE c.name = 'Boots' AND c.status = 'mapped'"
                              " AND c.origin = 'hand'";

  apply (fixture, add_idea);
  refuse (fixture, merge_with_itself, "itself");
  apply (fixture, merge);
  expect (fixture, "-: gas; Boots: boots, red boots, tent, tent pole, stove");
  g_assert_cmpint (count (fixture, ideas), ==, 1);
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM clusters WHERE deleted_step IS NULL"), ==,
                   1);
  undo (fixture);
  expect (fixture, "-: gas; Boots: boots, red boots; Tents: tent, tent pole, stove");
  g_assert_cmpint (count (fixture, ideas), ==, 0);
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM clusters WHERE deleted_step IS NULL AND"
                                   " origin = 'hand'"),
                   ==, 0);
}

static gboolean
split (IgnyStep *step,
       Fixture  *fixture,
       GError  **error)
{
  IgnyClusterPart parts[] = { { "Stoves", fixture->keywords + 4, 1 },
                              { "Poles", fixture->keywords + 3, 1 } };
  gint64          made[2];

  return igny_clusters_split (step, fixture->tents, parts, 2, made, error) && made[0] != made[1];
}

static gboolean
split_foreign (IgnyStep *step,
               Fixture  *fixture,
               GError  **error)
{
  IgnyClusterPart part = { "Boots of others", fixture->keywords, 1 };

  return igny_clusters_split (step, fixture->tents, &part, 1, NULL, error);
}

static void
test_split (Fixture      *fixture,
            gconstpointer data)
{
  refuse (fixture, split_foreign, "not of that cluster");
  apply (fixture, split);
  expect (fixture, "-: gas; Boots: boots, red boots; Poles: tent pole; Stoves: stove; Tents: tent");
  undo (fixture);
  expect (fixture, "-: gas; Boots: boots, red boots; Tents: tent, tent pole, stove");
}

static gboolean
rename_tents (IgnyStep *step,
              Fixture  *fixture,
              GError  **error)
{
  return igny_clusters_rename (step, fixture->tents, "Shelters", error);
}

static gboolean
rename_to_taken (IgnyStep *step,
                 Fixture  *fixture,
                 GError  **error)
{
  return igny_clusters_rename (step, fixture->tents, "boots", error);
}

static void
test_rename (Fixture      *fixture,
             gconstpointer data)
{
  refuse (fixture, rename_to_taken, "already");
  apply (fixture, rename_tents);
  expect (fixture, "-: gas; Boots: boots, red boots; Shelters: tent, tent pole, stove");
  undo (fixture);
  expect (fixture, "-: gas; Boots: boots, red boots; Tents: tent, tent pole, stove");
}

static gboolean
move (IgnyStep *step,
      Fixture  *fixture,
      GError  **error)
{
  return igny_clusters_move (step, fixture->boots, fixture->keywords + 4, 2, error);
}

static gboolean
move_missing (IgnyStep *step,
              Fixture  *fixture,
              GError  **error)
{
  gint64 missing = 4711;

  return igny_clusters_move (step, fixture->boots, &missing, 1, error);
}

static void
test_move (Fixture      *fixture,
           gconstpointer data)
{
  refuse (fixture, move_missing, "sector");
  apply (fixture, move);
  expect (fixture, "Boots: boots, red boots, stove, gas; Tents: tent, tent pole");
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM keywords WHERE status = 'active'"), ==, 6);
  undo (fixture);
  expect (fixture, "-: gas; Boots: boots, red boots; Tents: tent, tent pole, stove");
}

#define ADD(path, func) \
  g_test_add ("/domain/clusters/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("merge", test_merge);
  ADD ("split", test_split);
  ADD ("rename", test_rename);
  ADD ("move", test_move);

  return g_test_run ();
}
