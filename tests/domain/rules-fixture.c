/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-fixture.h"

#include <string.h>

#include "igny-entities.h"
#include "igny-restore.h"
#include "igny-test-folder.h"

static gint64
now_cb (gpointer data)
{
  return ((RulesFixture *) data)->now;
}

static void
open_store (RulesFixture *self)
{
  g_autoptr(GError) error = NULL;

  self->store = igny_access_open (&self->env, self->folder, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
close_store (RulesFixture *self)
{
  igny_store_close (self->store);
  g_clear_object (&self->store);
}

void
rules_fixture_set_up (RulesFixture *self,
                      gconstpointer data)
{
  self->folder = igny_test_folder_new ();
  /* 2026-03-10 12:00 UTC */
  self->now = G_GINT64_CONSTANT (1773144000000);
  self->env.now_ms = now_cb;
  self->env.user_data = self;
  open_store (self);
}

void
rules_fixture_tear_down (RulesFixture *self,
                         gconstpointer data)
{
  close_store (self);
  igny_test_folder_free (self->folder);
}

void
rules_fixture_reopen (RulesFixture *self)
{
  close_store (self);
  open_store (self);
}

gboolean
rules_try (IgnyStore    *store,
           IgnyWriteFunc func,
           gpointer      data,
           GError      **error)
{
  return igny_store_write (store, IGNY_STEP_DO, "Test", func, data, NULL, error);
}

void
rules_do (IgnyStore    *store,
          IgnyWriteFunc func,
          gpointer      data)
{
  g_autoptr(GError) error = NULL;

  rules_try (store, func, data, &error);
  g_assert_no_error (error);
}

typedef struct
{
  const char *sql;
  gint64      number;
} Question;

static gboolean
number_cb (IgnyDb       *db,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Question *question = data;

  return igny_db_get_integer (db, question->sql, NULL, &question->number, error);
}

gint64
rules_number (IgnyStore  *store,
              const char *sql)
{
  g_autoptr(GError) error = NULL;
  Question question = { sql };

  igny_store_read (store, number_cb, &question, NULL, &error);
  g_assert_no_error (error);
  return question.number;
}

static gboolean
sql_cb (IgnyStep     *step,
        gpointer      data,
        GCancellable *cancellable,
        GError      **error)
{
  return igny_db_exec (igny_step_get_db (step), data, NULL, error);
}

void
rules_sql (IgnyStore  *store,
           const char *sql)
{
  g_autoptr(GError) error = NULL;

  igny_store_write (store, IGNY_STEP_SYSTEM, "Test", sql_cb, (gpointer) sql, NULL, &error);
  g_assert_no_error (error);
}

typedef struct
{
  const IgnyEntity *entity;
  gint64            site;
  gint64            sector;
  gint64            row;
  IgnyAssignment    values[8];
  gsize             n_values;
} Edit;

static gboolean
add_cb (IgnyStep     *step,
        gpointer      data,
        GCancellable *cancellable,
        GError      **error)
{
  Edit *edit = data;
  g_autoptr(IgnyErrors) errors = igny_errors_new ();

  return igny_edit_add (step, edit->entity, edit->site, edit->sector, edit->values, edit->n_values,
                        &edit->row, errors, error);
}

gint64
rules_add (IgnyStore  *store,
           const char *table,
           gint64      site,
           gint64      sector,
           GError    **error,
           ...)
{
  Edit edit = { igny_entities_find (table), site, sector };
  g_autoptr(GPtrArray) pairs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  const char *text;
  va_list     args;

  va_start (args, error);
  while ((text = va_arg (args, const char *)) != NULL)
    {
      char **pair = g_strsplit (text, "=", 2);

      g_ptr_array_add (pairs, pair);
      edit.values[edit.n_values++] = (IgnyAssignment){ pair[0], pair[1] };
    }
  va_end (args);
  return rules_try (store, add_cb, &edit, error) ? edit.row : 0;
}

static gboolean
set_cb (IgnyStep     *step,
        gpointer      data,
        GCancellable *cancellable,
        GError      **error)
{
  Edit *edit = data;
  g_autoptr(IgnyErrors) errors = igny_errors_new ();

  return igny_edit_set (step, edit->entity, edit->row, edit->values, 1, errors, error);
}

gboolean
rules_set (IgnyStore  *store,
           const char *table,
           gint64      row,
           const char *field,
           const char *value,
           GError    **error)
{
  Edit edit = { .entity = igny_entities_find (table), .row = row, .values = { { field, value } } };

  return rules_try (store, set_cb, &edit, error);
}

static gboolean
delete_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Edit *edit = data;

  return igny_edit_delete (step, edit->entity, edit->row, error);
}

gboolean
rules_delete (IgnyStore  *store,
              const char *table,
              gint64      row,
              GError    **error)
{
  Edit edit = { .entity = igny_entities_find (table), .row = row };

  return rules_try (store, delete_cb, &edit, error);
}

static gboolean
restore_cb (IgnyStep     *step,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  Edit *edit = data;
  g_autoptr(IgnyErrors) errors = igny_errors_new ();

  return igny_restore (step, edit->entity, edit->row, errors, error);
}

gboolean
rules_restore (IgnyStore  *store,
               const char *table,
               gint64      row,
               GError    **error)
{
  Edit edit = { .entity = igny_entities_find (table), .row = row };

  return rules_try (store, restore_cb, &edit, error);
}

void
rules_assert_error (GError    **error,
                    GQuark      domain,
                    const char *part)
{
  g_assert_nonnull (*error);
  if ((*error)->domain != domain || strstr ((*error)->message, part) == NULL)
    g_error ("“%s” (%s) should be of %s and say “%s”", (*error)->message,
             g_quark_to_string ((*error)->domain), g_quark_to_string (domain), part);
  g_clear_error (error);
}
