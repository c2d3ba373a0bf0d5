/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "igny-keyword.h"
#include "igny-sector.h"
#include "igny-site.h"
#include "igny-test-folder.h"
#include "igny-text.h"
#include "igny-view.h"

static gboolean
add_site_cb (IgnyStep     *step,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  StoreFixture *self = data;
  g_autoptr(IgnySite) site = igny_record_new (&igny_site_entity);
  g_autoptr(IgnySector) sector = igny_record_new (&igny_sector_entity);

  site->name = g_strdup ("Outdoor");
  site->slug = g_strdup ("outdoor");
  if (!igny_step_insert (step, site, error))
    return FALSE;
  sector->site = self->site = site->record.row;
  sector->name = g_strdup ("Hiking");
  sector->slug = g_strdup ("hiking");
  if (!igny_step_insert (step, sector, error))
    return FALSE;
  self->sector = sector->record.row;
  return TRUE;
}

void
store_fixture_open (StoreFixture *self)
{
  g_autoptr(GError) error = NULL;

  self->store = igny_store_open (igny_env_get_system (), self->folder, NULL, NULL, &error);
  g_assert_no_error (error);
}

void
store_fixture_close (StoreFixture *self)
{
  igny_store_close (self->store);
  g_clear_object (&self->store);
}

void
store_fixture_open_new (StoreFixture *self)
{
  store_fixture_open (self);
  store_fixture_step (self, IGNY_STEP_SYSTEM, add_site_cb, self);
}

void
store_fixture_set_up (StoreFixture *self,
                      gconstpointer data)
{
  self->folder = igny_test_folder_new ();
  store_fixture_open_new (self);
}

void
store_fixture_tear_down (StoreFixture *self,
                         gconstpointer data)
{
  if (self->store != NULL)
    store_fixture_close (self);
  igny_test_folder_free (self->folder);
}

char *
store_fixture_path (StoreFixture *self,
                    const char   *name)
{
  return g_build_filename (self->folder, name, NULL);
}

void
store_fixture_step (StoreFixture *self,
                    IgnyStepKind  kind,
                    IgnyWriteFunc func,
                    gpointer      data)
{
  g_autoptr(GError) error = NULL;

  igny_store_write (self->store, kind, "Test", func, data, NULL, &error);
  g_assert_no_error (error);
}

typedef struct
{
  const char *sql;
  gint64      row;
} Statement;

static gboolean
sql_cb (IgnyStep     *step,
        gpointer      data,
        GCancellable *cancellable,
        GError      **error)
{
  Statement *statement = data;

  return igny_db_exec (igny_step_get_db (step), statement->sql,
                       IGNY_BINDS (IGNY_BIND_INT (statement->row)), error);
}

void
store_fixture_sql (StoreFixture *self,
                   IgnyStepKind  kind,
                   const char   *sql,
                   gint64        row)
{
  Statement statement = { sql, row };

  store_fixture_step (self, kind, sql_cb, &statement);
}

static gboolean
number_cb (IgnyDb       *db,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Statement *statement = data;

  return igny_db_get_integer (db, statement->sql, NULL, &statement->row, error);
}

gint64
store_fixture_number (StoreFixture *self,
                      const char   *sql)
{
  Statement statement = { sql, 0 };
  g_autoptr(GError) error = NULL;

  igny_store_read (self->store, number_cb, &statement, NULL, &error);
  g_assert_no_error (error);
  return statement.row;
}

gint64
store_fixture_add_keyword (StoreFixture *self,
                           IgnyStep     *step,
                           const char   *text,
                           gint64        volume)
{
  g_autoptr(IgnyKeyword) keyword = igny_record_new (&igny_keyword_entity);
  g_autoptr(GError) error = NULL;

  keyword->site = self->site;
  keyword->sector = self->sector;
  keyword->keyword = g_strdup (text);
  keyword->key = igny_text_normalize (text);
  keyword->volume = volume;
  igny_step_insert (step, keyword, &error);
  g_assert_no_error (error);
  return keyword->record.row;
}

typedef struct
{
  StoreFixture *fixture;
  const char   *text;
  gint64        volume;
  gint64        row;
} Addition;

static gboolean
add_cb (IgnyStep     *step,
        gpointer      data,
        GCancellable *cancellable,
        GError      **error)
{
  Addition *addition = data;

  addition->row =
      store_fixture_add_keyword (addition->fixture, step, addition->text, addition->volume);
  return TRUE;
}

gint64
store_fixture_add (StoreFixture *self,
                   const char   *text,
                   gint64        volume)
{
  Addition addition = { self, text, volume };

  store_fixture_step (self, IGNY_STEP_DO, add_cb, &addition);
  return addition.row;
}

guint
store_fixture_undo (StoreFixture *self,
                    gboolean      redo)
{
  IgnyUndo undo;
  guint    kept;
  g_autoptr(GError) error = NULL;

  igny_store_undo (self->store, redo, &undo, &error);
  g_assert_no_error (error);
  kept = undo.kept;
  igny_undo_clear (&undo);
  return kept;
}

typedef struct
{
  StoreFixture *fixture;
  const char   *filter;
  const char   *search;
  const char   *sort;
  GString      *found;
} Question;

static gboolean
found_cb (IgnyDb       *db,
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

void
store_fixture_assert_found (StoreFixture *self,
                            const char   *filter,
                            const char   *search,
                            const char   *sort,
                            const char   *expected)
{
  Question question = { self, filter, search, sort, g_string_new (NULL) };
  g_autoptr(GError) error = NULL;

  igny_store_read (self->store, found_cb, &question, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (question.found->str, ==, expected);
  g_string_free (question.found, TRUE);
}
