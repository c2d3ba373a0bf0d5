/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-store.h"

#include <glib/gstdio.h>

#include "igny-cluster.h"
#include "igny-entities.h"
#include "igny-keyword.h"
#include "igny-sector.h"
#include "igny-site.h"
#include "igny-test-folder.h"
#include "igny-view.h"

typedef struct
{
  char      *folder;
  IgnyStore *store;
  gint64     site;
  gint64     sector;
} Fixture;

typedef struct
{
  Fixture    *fixture;
  const char *text;
  gint64      volume;
  gint64      row;
} Word;

static gboolean
add_site (IgnyStep     *step,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Fixture *fixture = data;
  g_autoptr(IgnySite) site = igny_record_new (&igny_site_entity);
  g_autoptr(IgnySector) sector = igny_record_new (&igny_sector_entity);

  site->name = g_strdup ("Outdoor");
  site->slug = g_strdup ("outdoor");
  if (!igny_step_insert (step, site, error))
    return FALSE;
  sector->site = fixture->site = site->record.row;
  sector->name = g_strdup ("Hiking");
  sector->slug = g_strdup ("hiking");
  if (!igny_step_insert (step, sector, error))
    return FALSE;
  fixture->sector = sector->record.row;
  return TRUE;
}

static gboolean
add_word (IgnyStep     *step,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Word *word = data;
  g_autoptr(IgnyKeyword) keyword = igny_record_new (&igny_keyword_entity);

  keyword->site = word->fixture->site;
  keyword->sector = word->fixture->sector;
  keyword->keyword = g_strdup (word->text);
  keyword->key = g_strdup (word->text);
  keyword->volume = word->volume;
  if (!igny_step_insert (step, keyword, error))
    return FALSE;
  word->row = keyword->record.row;
  return TRUE;
}

static void
open_store (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  fixture->store = igny_store_open (igny_env_get_system (), fixture->folder, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture      *fixture,
        gconstpointer user_data)
{
  g_autoptr(GError) error = NULL;

  fixture->folder = igny_test_folder_new ();
  open_store (fixture);
  igny_store_write (fixture->store, IGNY_STEP_SYSTEM, "Add a site", add_site, fixture, NULL,
                    &error);
  g_assert_no_error (error);
}

static void
close_store (Fixture *fixture)
{
  igny_store_close (fixture->store);
  g_clear_object (&fixture->store);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer user_data)
{
  if (fixture->store != NULL)
    close_store (fixture);
  igny_test_folder_free (fixture->folder);
}

static gint64
add (Fixture    *fixture,
     const char *text,
     gint64      volume)
{
  Word word = { fixture, text, volume };
  g_autoptr(GError) error = NULL;

  igny_store_write (fixture->store, IGNY_STEP_DO, "Add a keyword", add_word, &word, NULL, &error);
  g_assert_no_error (error);
  return word.row;
}

typedef struct
{
  Fixture    *fixture;
  const char *filter;
  const char *search;
  const char *sort;
  GString    *found;
} Question;

static gboolean
ask (IgnyDb       *db,
     gpointer      data,
     GCancellable *cancellable,
     GError      **error)
{
  Question *question = data;
  g_autoptr(IgnyView) view = igny_view_new (&igny_keyword_entity);
  g_autoptr(IgnyErrors) errors = igny_errors_new ();
  g_autoptr(IgnyViewResult) result = NULL;
  g_autoptr(GPtrArray) records = NULL;

  igny_view_set_scope (view, question->fixture->site, question->fixture->sector);
  igny_view_set_search (view, question->search);
  g_assert_true (question->filter == NULL ||
                 igny_view_parse_filter (view, question->filter, errors));
  g_assert_true (igny_view_set_sort (view, question->sort, errors));
  result = igny_view_run (view, question->fixture->store, db, NULL, error);
  g_assert_no_error (*error);
  records =
      igny_records_fetch (db, &igny_keyword_entity, result->rows, result->n_rows, FALSE, error);
  g_assert_no_error (*error);
  for (guint i = 0; i < records->len; i++)
    g_string_append_printf (question->found, "%s%s", i > 0 ? "," : "",
                            ((IgnyKeyword *) records->pdata[i])->keyword);
  return TRUE;
}

static void
assert_found (Fixture    *fixture,
              const char *filter,
              const char *search,
              const char *sort,
              const char *expected)
{
  Question question = { fixture, filter, search, sort, g_string_new (NULL) };
  g_autoptr(GError) error = NULL;

  igny_store_read (fixture->store, ask, &question, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (question.found->str, ==, expected);
  g_string_free (question.found, TRUE);
}

static void
test_view (Fixture      *fixture,
           gconstpointer user_data)
{
  add (fixture, "boots", 500);
  add (fixture, "tents", IGNY_UNKNOWN);
  add (fixture, "Best Boots", 9000);

  assert_found (fixture, NULL, NULL, NULL, "boots,tents,Best Boots");
  assert_found (fixture, NULL, NULL, "-volume", "Best Boots,boots,tents");
  assert_found (fixture, NULL, NULL, "volume", "boots,Best Boots,tents");
  assert_found (fixture, NULL, NULL, "-keyword", "tents,boots,Best Boots");
  assert_found (fixture, "volume>=501", NULL, NULL, "Best Boots");
  assert_found (fixture, "volume=", NULL, NULL, "tents");
  assert_found (fixture, "volume!=", NULL, NULL, "boots,Best Boots");
  assert_found (fixture, "keyword~BOOT", NULL, NULL, "boots,Best Boots");
  assert_found (fixture, "status=pending", "boot best", NULL, "Best Boots");
  assert_found (fixture, "cluster=", NULL, NULL, "boots,tents,Best Boots");
}

typedef struct
{
  Fixture           *fixture;
  const char *const *words;
  const gint64      *rows;
  gsize              n_rows;
  gint64             n_found;
  gint64             volume;
} Selection;

static gboolean
sum_selection (IgnyDb       *db,
               gpointer      data,
               GCancellable *cancellable,
               GError      **error)
{
  Selection *selection = data;
  g_autoptr(IgnyView) plain = igny_view_new (&igny_keyword_entity);
  g_autoptr(IgnyView) view = NULL;
  g_autoptr(IgnyErrors) errors = igny_errors_new ();
  g_autoptr(IgnyViewResult) result = NULL;

  igny_view_set_rows (plain, selection->rows, selection->n_rows);
  g_assert_true (igny_view_add_any (plain, "status", selection->words, errors));
  igny_view_add_sum (plain, (IgnySum){ igny_entity_find_field (&igny_keyword_entity, "volume"),
                                       IGNY_SUM_TOTAL, NULL });
  view = igny_view_copy (plain);
  result = igny_view_run (view, selection->fixture->store, db, NULL, error);
  g_assert_no_error (*error);
  selection->n_found = (gint64) result->n_rows;
  selection->volume = result->sums[0];
  return TRUE;
}

static void
assert_selection (Fixture           *fixture,
                  const char *const *words,
                  const gint64      *rows,
                  gsize              n_rows,
                  gint64             n_found,
                  gint64             volume)
{
  Selection selection = { fixture, words, rows, n_rows, 0, 0 };
  g_autoptr(GError) error = NULL;

  igny_store_read (fixture->store, sum_selection, &selection, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (selection.n_found, ==, n_found);
  g_assert_cmpint (selection.volume, ==, volume);
}

static void
test_view_selection (Fixture      *fixture,
                     gconstpointer user_data)
{
  static const char *const either[] = { "pending", "archived", NULL };
  static const char *const other[] = { "active", NULL };
  static const char *const wrong[] = { "no such word", NULL };
  gint64                   boots = add (fixture, "boots", 500);
  gint64                   tents = add (fixture, "tents", IGNY_UNKNOWN);
  gint64                   stove = add (fixture, "stove", 40);
  gint64                   some[] = { stove, boots };
  g_autoptr(IgnyView) view = igny_view_new (&igny_keyword_entity);
  g_autoptr(IgnyErrors) errors = igny_errors_new ();

  assert_selection (fixture, either, NULL, 0, 3, 540);
  assert_selection (fixture, either, some, 2, 2, 540);
  assert_selection (fixture, either, &tents, 1, 1, IGNY_UNKNOWN);
  assert_selection (fixture, either, &stove, 1, 1, 40);
  assert_selection (fixture, other, some, 2, 0, IGNY_UNKNOWN);
  g_assert_false (igny_view_add_any (view, "status", wrong, errors));
  g_assert_false (igny_view_add_any (view, "volume", either, errors));
}

typedef struct
{
  gint64      row;
  gint64      volume;
  const char *delete_table;
} Edit;

static gboolean
edit_word (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Edit *edit = data;
  g_autoptr(IgnyKeyword) keyword = NULL;

  if (edit->delete_table != NULL)
    return igny_step_delete (step, igny_entities_find (edit->delete_table), edit->row, error);
  keyword = igny_records_load (igny_step_get_db (step), &igny_keyword_entity, edit->row, error);
  if (keyword == NULL)
    return FALSE;
  keyword->volume = edit->volume;
  return igny_step_update (step, keyword, error);
}

static void
edit (Fixture    *fixture,
      gint64      row,
      gint64      volume,
      const char *delete_table)
{
  Edit call = { row, volume, delete_table };
  g_autoptr(GError) error = NULL;

  igny_store_write (fixture->store, IGNY_STEP_DO, "Edit", edit_word, &call, NULL, &error);
  g_assert_no_error (error);
}

static guint
undo (Fixture *fixture,
      gboolean redo)
{
  IgnyUndo result;
  g_autoptr(GError) error = NULL;
  guint kept;

  igny_store_undo (fixture->store, redo, &result, &error);
  g_assert_no_error (error);
  kept = result.kept;
  igny_undo_clear (&result);
  return kept;
}

static void
test_undo (Fixture      *fixture,
           gconstpointer user_data)
{
  gint64   row = add (fixture, "boots", 1);
  IgnyUndo nothing;
  g_autoptr(GError) error = NULL;

  edit (fixture, row, 2, NULL);
  edit (fixture, row, 0, "keywords");
  assert_found (fixture, NULL, NULL, NULL, "");
  undo (fixture, FALSE);
  assert_found (fixture, "volume=2", NULL, NULL, "boots");
  undo (fixture, FALSE);
  assert_found (fixture, "volume=1", NULL, NULL, "boots");
  undo (fixture, FALSE);
  assert_found (fixture, NULL, NULL, NULL, "");

  /* Across a restart too. */
  close_store (fixture);
  open_store (fixture);
  undo (fixture, TRUE);
  undo (fixture, TRUE);
  assert_found (fixture, "volume=2", NULL, NULL, "boots");
  undo (fixture, TRUE);
  assert_found (fixture, NULL, NULL, NULL, "");
  undo (fixture, FALSE);
  undo (fixture, FALSE);
  assert_found (fixture, "volume=1", NULL, NULL, "boots");

  /* Something new ends redo. */
  edit (fixture, row, 7, NULL);
  g_assert_false (igny_store_undo (fixture->store, TRUE, &nothing, &error));
  g_assert_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND);
  igny_undo_clear (&nothing);
}

typedef struct
{
  Fixture *fixture;
  guint    n;
} Bulk;

static gboolean
add_bulk (IgnyStep     *step,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Bulk *bulk = data;

  if (!igny_step_begin_bulk (step, &igny_keyword_entity, error))
    return FALSE;
  for (guint i = 0; i < bulk->n; i++)
    {
      g_autofree char *text = g_strdup_printf ("bulk %u", i);
      Word             word = { bulk->fixture, text, i };

      if (!add_word (step, &word, NULL, error))
        return FALSE;
    }
  return igny_step_end_bulk (step, error);
}

static gboolean
count_changes (IgnyDb       *db,
               gpointer      data,
               GCancellable *cancellable,
               GError      **error)
{
  return igny_db_get_integer (db, "SELECT count(*) FROM changes", NULL, data, error);
}

static void
test_bulk (Fixture      *fixture,
           gconstpointer user_data)
{
  Bulk   bulk = { fixture, 5000 };
  gint64 before;
  gint64 after;
  g_autoptr(GError) error = NULL;

  igny_store_read (fixture->store, count_changes, &before, NULL, &error);
  igny_store_write (fixture->store, IGNY_STEP_DO, "Import", add_bulk, &bulk, NULL, &error);
  g_assert_no_error (error);
  igny_store_read (fixture->store, count_changes, &after, NULL, &error);
  g_assert_cmpint (after - before, ==, 1);

  assert_found (fixture, "volume>=4998", NULL, NULL, "bulk 4998,bulk 4999");
  undo (fixture, FALSE);
  assert_found (fixture, "volume>=4998", NULL, NULL, "");
  undo (fixture, TRUE);
  assert_found (fixture, "volume>=4998", NULL, NULL, "bulk 4998,bulk 4999");
}

static gboolean
fail_late (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  if (!add_word (step, data, NULL, error))
    return FALSE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "on purpose");
  return FALSE;
}

static void
test_rollback (Fixture      *fixture,
               gconstpointer user_data)
{
  Word word = { fixture, "gone", 1 };
  g_autoptr(GError) error = NULL;

  g_assert_false (
      igny_store_write (fixture->store, IGNY_STEP_DO, "Fail", fail_late, &word, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  assert_found (fixture, NULL, NULL, NULL, "");
}

static gboolean
write_outside (IgnyDb       *db,
               gpointer      data,
               GCancellable *cancellable,
               GError      **error)
{
  return igny_db_exec (db, "UPDATE keywords SET volume = 1", NULL, error);
}

static void
test_reader_cannot_write (Fixture      *fixture,
                          gconstpointer user_data)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (igny_store_read (fixture->store, write_outside, NULL, NULL, &error));
  g_assert_nonnull (error);
}

static void
test_outside_a_step (Fixture      *fixture,
                     gconstpointer user_data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "igny8.db", NULL);
  g_autoptr(IgnyDb) db = NULL;
  g_autoptr(GError) error = NULL;

  add (fixture, "boots", 1);
  close_store (fixture);
  db = igny_db_open (path, FALSE, &error);
  g_assert_no_error (error);
  g_assert_false (igny_db_exec (db, "UPDATE keywords SET volume = 2", NULL, &error));
  g_assert_nonnull (strstr (error->message, "outside a step"));
  g_clear_error (&error);
  g_assert_false (igny_db_exec (db, "DELETE FROM keywords", NULL, &error));
  g_assert_nonnull (strstr (error->message, "outside a purge"));
}

static void
test_one_owner (Fixture      *fixture,
                gconstpointer user_data)
{
  g_autofree char *owner = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_null (igny_store_open (igny_env_get_system (), fixture->folder, NULL, &owner, &error));
  g_assert_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_OWNED);
  g_assert_nonnull (owner);
}

static void
test_newer_schema (Fixture      *fixture,
                   gconstpointer user_data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "igny8.db", NULL);
  g_autoptr(GError) error = NULL;
  IgnyDb *db;

  close_store (fixture);
  db = igny_db_open (path, FALSE, &error);
  g_assert_no_error (error);
  g_assert_true (igny_db_exec_script (db, "PRAGMA user_version = 9999", &error));
  igny_db_close (db);
  g_assert_null (igny_store_open (igny_env_get_system (), fixture->folder, NULL, NULL, &error));
  g_assert_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NEWER_SCHEMA);
}

static void
test_not_ours (Fixture      *fixture,
               gconstpointer user_data)
{
  g_autofree char *folder = igny_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "igny8.db", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (
      path, "this is a text, not a database at all, and long enough", -1, NULL));
  g_assert_null (igny_store_open (igny_env_get_system (), folder, NULL, NULL, &error));
  g_assert_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_DAMAGED);
  igny_test_folder_free (g_steal_pointer (&folder));
}

static gboolean
compare_schema (IgnyDb       *db,
                gpointer      data,
                GCancellable *cancellable,
                GError      **error)
{
  for (guint i = 0; igny_entities[i] != NULL; i++)
    for (const IgnyField *f = igny_entities[i]->fields; f->name != NULL; f++)
      {
        g_autofree char *type = NULL;

        if ((f->flags & IGNY_FIELD_COMPUTED) != 0)
          continue;
        g_assert_true (igny_db_get_text (
            db, "SELECT type FROM pragma_table_info(?1) WHERE name = ?2",
            IGNY_BINDS (IGNY_BIND_TEXT (igny_entities[i]->table), IGNY_BIND_TEXT (f->name)),
            &type, error));
        g_test_message ("%s.%s", igny_entities[i]->table, f->name);
        g_assert_cmpstr (type, ==, igny_kind_is_text (f->kind) ? "TEXT" : "INTEGER");
      }
  return TRUE;
}

static gboolean
count_columns (IgnyDb       *db,
               gpointer      data,
               GCancellable *cancellable,
               GError      **error)
{
  for (guint i = 0; igny_entities[i] != NULL; i++)
    {
      gint64 described = (igny_entities[i]->flags & IGNY_ENTITY_LINK) != 0 ? 3 : 6;
      gint64 columns;

      for (const IgnyField *f = igny_entities[i]->fields; f->name != NULL; f++)
        described += (f->flags & IGNY_FIELD_COMPUTED) == 0;
      g_assert_true (igny_db_get_integer (db, "SELECT count(*) FROM pragma_table_info(?1)",
                                          IGNY_BINDS (IGNY_BIND_TEXT (igny_entities[i]->table)),
                                          &columns, error));
      g_test_message ("%s", igny_entities[i]->table);
      g_assert_cmpint (columns, ==, described);
    }
  return TRUE;
}

static void
test_schema (Fixture      *fixture,
             gconstpointer user_data)
{
  g_autoptr(GError) error = NULL;

  igny_store_read (fixture->store, compare_schema, NULL, NULL, &error);
  g_assert_no_error (error);
  igny_store_read (fixture->store, count_columns, NULL, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
read_tenant (IgnyDb       *db,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  return igny_db_get_text (
      db,
      "SELECT p.name || '/' || u.role || '/' || s.status || '/' ||"
      " (SELECT count(*) FROM integration_settings)"
      " FROM accounts a JOIN plans p ON p.row = a.plan"
      " JOIN users u ON u.row = a.owner JOIN subscriptions s ON s.account = a.row",
      NULL, data, error);
}

static void
test_seed (Fixture      *fixture,
           gconstpointer user_data)
{
  g_autofree char *tenant = NULL;
  g_autoptr(GError) error = NULL;

  igny_store_read (fixture->store, read_tenant, &tenant, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tenant, ==, "Local/owner/active/6");
  close_store (fixture);
  open_store (fixture);
  g_clear_pointer (&tenant, g_free);
  igny_store_read (fixture->store, read_tenant, &tenant, NULL, &error);
  g_assert_cmpstr (tenant, ==, "Local/owner/active/6");
}

#define ADD(path, func) g_test_add ("/store/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("seed", test_seed);
  ADD ("schema", test_schema);
  ADD ("view", test_view);
  ADD ("view-selection", test_view_selection);
  ADD ("undo", test_undo);
  ADD ("bulk", test_bulk);
  ADD ("rollback", test_rollback);
  ADD ("reader-cannot-write", test_reader_cannot_write);
  ADD ("outside-a-step", test_outside_a_step);
  ADD ("one-owner", test_one_owner);
  ADD ("newer-schema", test_newer_schema);
  ADD ("not-ours", test_not_ours);

  return g_test_run ();
}
