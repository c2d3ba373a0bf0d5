/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-keyword-import.h"
#include "igny-keyword.h"
#include "igny-sites.h"
#include "igny-store.h"
#include "igny-test-folder.h"
#include "igny-view.h"

/* Imports of more rows than a batch holds, and of so many that indexes are made
 * anew: nothing may come twice, and undo and redo give back what was there. */

#define MANY 25000

typedef struct
{
  char             *folder;
  IgnyStore        *store;
  IgnyScope         scope;
  IgnyImport       *source;
  IgnyImportReport *report;
  gint64            n_view; /* keywords that a view finds, and */
  gint64            n_sql;  /* SQL */
  gint64            volume;
  gint64            n_indexes;
} Fixture;

static gboolean
add_site_cb (IgnyStep     *step,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  Fixture *self = data;

  return igny_sites_add (step, "Outdoor", NULL, "Hiking", &self->scope.site, &self->scope.sector,
                         error);
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  self->folder = igny_test_folder_new ();
  self->store = igny_store_open (igny_env_get_system (), self->folder, NULL, NULL, &error);
  g_assert_no_error (error);
  igny_store_write (self->store, IGNY_STEP_SYSTEM, "Site", add_site_cb, self, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  igny_store_close (self->store);
  g_clear_object (&self->store);
  igny_test_folder_free (self->folder);
}

static gboolean
import_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Fixture *self = data;

  return igny_keyword_import (step, &self->scope, self->source, self->report, NULL, NULL,
                              cancellable, error);
}

/* Rows first to last, each a second time when its number divides by twice. */
static IgnyImportReport *
import (Fixture *self,
        guint    first,
        guint    last,
        guint    twice,
        guint    volume)
{
  GString *text = g_string_new ("Keyword,Volume,Difficulty\n");
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = first; i < last; i++)
    {
      g_string_append_printf (text, "keyword no %u,%u,%u\n", i, volume, i % 100);
      if (i % twice == 0)
        g_string_append_printf (text, "Keyword  No %u,%u,\n", i / 2, volume + 1);
    }
  bytes = g_string_free_to_bytes (text);
  self->source = igny_import_open_bytes (bytes, "many.csv", &error);
  g_assert_no_error (error);
  self->report = igny_import_report_new ();
  igny_store_write (self->store, IGNY_STEP_DO, "Import", import_cb, self, NULL, &error);
  g_assert_no_error (error);
  g_clear_pointer (&self->source, igny_import_free);
  return g_steal_pointer (&self->report);
}

static gboolean
count_cb (IgnyDb       *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Fixture *self = data;
  g_autoptr(IgnyView) view = igny_view_new (&igny_keyword_entity);
  g_autoptr(IgnyViewResult) result = NULL;

  igny_view_set_scope (view, self->scope.site, self->scope.sector);
  igny_view_set_search (view, "keyword");
  igny_view_set_no_rows (view, TRUE);
  igny_view_add_sum (view, (IgnySum){ igny_entity_find_field (&igny_keyword_entity, "volume"),
                                      IGNY_SUM_TOTAL, NULL });
  result = igny_view_run (view, self->store, db, NULL, error);
  if (result == NULL)
    return FALSE;
  g_assert_null (result->rows);
  self->n_view = (gint64) result->n_rows;
  self->volume = result->sums[0];
  return igny_db_get_integer (db,
                              "SELECT count(DISTINCT key) FROM keywords WHERE deleted_step IS NULL",
                              NULL, &self->n_sql, error) &&
         igny_db_get_integer (db,
                              "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND"
                              " tbl_name = 'keywords' AND sql IS NOT NULL",
                              NULL, &self->n_indexes, error);
}

static void
assert_count (Fixture *self,
              gint64   n,
              gint64   volume)
{
  g_autoptr(GError) error = NULL;

  igny_store_read (self->store, count_cb, self, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (self->n_sql, ==, n);
  g_assert_cmpint (self->n_view, ==, n);
  g_assert_cmpint (self->volume, ==, volume);
  g_assert_cmpint (self->n_indexes, >=, 2);
}

static void
undo (Fixture *self,
      gboolean redo)
{
  IgnyUndo undo_of = { 0 };
  g_autoptr(GError) error = NULL;

  igny_store_undo (self->store, redo, &undo_of, &error);
  g_assert_no_error (error);
  g_assert_cmpint (undo_of.kept, ==, 0);
  igny_undo_clear (&undo_of);
}

static void
test_undo (Fixture      *self,
           gconstpointer data)
{
  g_autoptr(IgnyImportReport) report = import (self, 0, MANY, G_MAXUINT, 10);

  /* 0 divides by everything, and is met again. */
  g_assert_cmpint (report->added, ==, MANY);
  g_assert_cmpint (report->merged, ==, 1);
  assert_count (self, MANY, MANY * 10 + 1);
  undo (self, FALSE);
  assert_count (self, 0, IGNY_UNKNOWN);
  undo (self, TRUE);
  assert_count (self, MANY, MANY * 10 + 1);
  undo (self, FALSE);
  assert_count (self, 0, IGNY_UNKNOWN);
}

static void
test_overlap (Fixture      *self,
              gconstpointer data)
{
  g_autoptr(IgnyImportReport) first = import (self, 0, MANY, 10, 10);
  g_autoptr(IgnyImportReport) second = NULL;
  g_autoptr(IgnyImportReport) third = NULL;

  /* Half of every tenth number was met before, and is larger. */
  g_assert_cmpint (first->read, ==, MANY + MANY / 10);
  g_assert_cmpint (first->added, ==, MANY);
  g_assert_cmpint (first->merged, ==, MANY / 10);
  assert_count (self, MANY, MANY * 10 + MANY / 10);

  /* Few rows, asked for one by one: half of them are known. */
  second = import (self, MANY - 500, MANY + 500, G_MAXUINT, 20);
  g_assert_cmpint (second->added, ==, 500);
  g_assert_cmpint (second->merged, ==, 500);
  assert_count (self, MANY + 500, MANY * 10 + MANY / 10 + 500 * 10 + 500 * 20);
  undo (self, FALSE);
  assert_count (self, MANY, MANY * 10 + MANY / 10);

  /* As many again, none of them known. */
  third = import (self, 2 * MANY, 3 * MANY + 1000, G_MAXUINT, 30);
  g_assert_cmpint (third->added, ==, MANY + 1000);
  assert_count (self, 2 * MANY + 1000, MANY * 10 + MANY / 10 + (MANY + 1000) * 30);
  undo (self, FALSE);
  assert_count (self, MANY, MANY * 10 + MANY / 10);
}

static void
cancel_cb (gint64   bytes,
           gint64   total,
           gint64   rows,
           gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static gboolean
import_canceled_cb (IgnyStep     *step,
                    gpointer      data,
                    GCancellable *cancellable,
                    GError      **error)
{
  Fixture *self = data;
  g_autoptr(GCancellable) own = g_cancellable_new ();

  return igny_keyword_import (step, &self->scope, self->source, self->report, cancel_cb, own, own,
                              error);
}

/* Nothing of a canceled import is left, and the indexes are. */
static void
test_cancel (Fixture      *self,
             gconstpointer data)
{
  GString *text = g_string_new ("Keyword,Volume\n");
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyImportReport) report = igny_import_report_new ();

  for (guint i = 0; i < MANY; i++)
    g_string_append_printf (text, "keyword no %u,%u\n", i, i);
  bytes = g_string_free_to_bytes (text);
  self->source = igny_import_open_bytes (bytes, "many.csv", &error);
  self->report = report;
  g_assert_false (igny_store_write (self->store, IGNY_STEP_DO, "Import", import_canceled_cb, self,
                                    NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_pointer (&self->source, igny_import_free);
  self->report = NULL;
  assert_count (self, 0, IGNY_UNKNOWN);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/import-many/undo", Fixture, NULL, set_up, test_undo, tear_down);
  g_test_add ("/import-many/overlap", Fixture, NULL, set_up, test_overlap, tear_down);
  g_test_add ("/import-many/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  return g_test_run ();
}
