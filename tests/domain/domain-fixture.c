/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain-fixture.h"

#include <string.h>

#include "igny-edit.h"
#include "igny-entities.h"
#include "igny-sites.h"
#include "igny-test-folder.h"

static gboolean
add_site_cb (IgnyStep     *step,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  DomainFixture *fixture = data;

  return igny_sites_add (step, "Outdoor Gear", "outdoor-gear.com", "Hiking", &fixture->scope.site,
                         &fixture->scope.sector, error);
}

void
domain_set_up (DomainFixture *fixture,
               gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->folder = igny_test_folder_new ();
  fixture->store = igny_store_open (igny_env_get_system (), fixture->folder, NULL, NULL, &error);
  g_assert_no_error (error);
  igny_store_write (fixture->store, IGNY_STEP_DO, "Add a site", add_site_cb, fixture, NULL, &error);
  g_assert_no_error (error);
}

void
domain_tear_down (DomainFixture *fixture,
                  gconstpointer  data)
{
  igny_store_close (fixture->store);
  g_object_unref (fixture->store);
  igny_test_folder_free (fixture->folder);
}

static gboolean
in_step_cb (IgnyStep     *step,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  DomainFixture *fixture = data;

  return fixture->func (step, &fixture->scope, error);
}

void
domain_in_step (DomainFixture *fixture,
                DomainInStep   func)
{
  g_autoptr(GError) error = NULL;

  fixture->func = func;
  igny_store_write (fixture->store, IGNY_STEP_DO, "Test", in_step_cb, fixture, NULL, &error);
  g_assert_no_error (error);
}

void
domain_undo (DomainFixture *fixture)
{
  g_autoptr(GError) error = NULL;
  IgnyUndo undo;

  g_assert_true (igny_store_undo (fixture->store, FALSE, &undo, &error));
  g_assert_no_error (error);
  igny_undo_clear (&undo);
}

gint64
domain_count (IgnyStep   *step,
              const char *sql)
{
  g_autoptr(GError) error = NULL;
  gint64 value;

  igny_db_get_integer (igny_step_get_db (step), sql, NULL, &value, &error);
  g_assert_no_error (error);
  return value;
}

gint64
domain_add (IgnyStep        *step,
            const IgnyScope *scope,
            const char      *table,
            const char      *field,
            const char      *value)
{
  IgnyAssignment values[] = { { field, value } };
  g_autoptr(IgnyErrors) errors = igny_errors_new ();
  g_autoptr(GError) error = NULL;
  gint64 row = 0;

  igny_edit_add (step, igny_entities_find (table), scope->site, scope->sector, values, 1, &row,
                 errors, &error);
  g_assert_no_error (error);
  return row;
}

void
domain_assert_refused (IgnyStep         *step,
                       const IgnyEntity *entity,
                       gint64            row,
                       const char       *field,
                       const char       *value,
                       const char       *part)
{
  IgnyAssignment values[] = { { field, value } };
  g_autoptr(IgnyErrors) errors = igny_errors_new ();
  g_autoptr(GError) error = NULL;
  const char *const *messages;

  g_assert_false (igny_edit_set (step, entity, row, values, 1, errors, &error));
  g_assert_error (error, IGNY_INVALID, IGNY_INVALID_FIELD);
  messages = igny_errors_get_messages (errors, field);
  g_assert_nonnull (messages);
  g_assert_nonnull (strstr (messages[0], part));
}

void
domain_set (IgnyStep         *step,
            const IgnyEntity *entity,
            gint64            row,
            const char       *field,
            const char       *value)
{
  IgnyAssignment values[] = { { field, value } };
  g_autoptr(IgnyErrors) errors = igny_errors_new ();
  g_autoptr(GError) error = NULL;

  igny_edit_set (step, entity, row, values, 1, errors, &error);
  g_assert_no_error (error);
}
