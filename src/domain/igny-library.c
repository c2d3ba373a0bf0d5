/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-library.h"

#include "igny-edit.h"
#include "igny-keyword.h"
#include "igny-seed-keyword.h"

static gboolean
has_keyword (IgnyDb                *db,
             const IgnyScope       *scope,
             const IgnySeedKeyword *seed,
             gint64                *count,
             GError               **error)
{
  return igny_db_get_integer (db,
                              "SELECT count(*) FROM keywords WHERE sector = ?1 AND key = ?2 AND "
                              "ifnull(country, '') = ifnull(?3, '') AND deleted_step IS NULL AND "
                              "account = my_account()",
                              IGNY_BINDS (IGNY_BIND_INT (scope->sector), IGNY_BIND_TEXT (seed->key),
                                          IGNY_BIND_TEXT (seed->country)),
                              count, error);
}

static gboolean
add_keyword (IgnyStep              *step,
             const IgnyScope       *scope,
             const IgnySeedKeyword *seed,
             GError               **error)
{
  g_autoptr(IgnyErrors) errors = igny_errors_new ();
  g_autofree char *volume = g_strdup_printf ("%" G_GINT64_FORMAT, seed->volume);
  g_autofree char *difficulty = g_strdup_printf ("%" G_GINT64_FORMAT, seed->difficulty);
  IgnyAssignment   values[] = {
      { "keyword", seed->keyword },
      { "volume", seed->volume != IGNY_UNKNOWN ? volume : "" },
      { "difficulty", seed->difficulty != IGNY_UNKNOWN ? difficulty : "" },
      { "intent", seed->intent != NULL ? seed->intent : "" },
      { "country", seed->country != NULL ? seed->country : "" },
  };
  gint64 row;

  return igny_edit_add (step, &igny_keyword_entity, scope->site, scope->sector, values,
                        G_N_ELEMENTS (values), &row, errors, error);
}

gboolean
igny_library_use (IgnyStep        *step,
                  const IgnyScope *scope,
                  gint64           seed_keyword,
                  gboolean        *added,
                  GError         **error)
{
  IgnyDb *db;
  g_autoptr(IgnySeedKeyword) seed = NULL;
  gint64 count = 0;

  g_return_val_if_fail (step != NULL && scope != NULL && scope->sector > 0, FALSE);
  g_return_val_if_fail (added != NULL, FALSE);

  db = igny_step_get_db (step);
  *added = FALSE;
  seed = igny_records_load (db, &igny_seed_keyword_entity, seed_keyword, error);
  if (seed == NULL || !has_keyword (db, scope, seed, &count, error))
    return FALSE;
  *added = count == 0;
  return count > 0 || add_keyword (step, scope, seed, error);
}
