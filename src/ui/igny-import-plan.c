/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-import-plan.h"

#include <glib/gi18n.h>
#include <string.h>

#include "igny-format.h"
#include "igny-import-memory.h"

/* One pass over the source on the writer thread. */
typedef struct
{
  IgnyImportPlan   *plan;
  const IgnyRun    *run; /* NULL for a dry one */
  const IgnyScope  *scope;
  IgnyImport       *import;
  IgnyImportReport *report;
  gboolean          tried; /* a dry run came to its end */
} Pass;

static IgnyImportPlan *
plan_new (void)
{
  return g_new0 (IgnyImportPlan, 1);
}

IgnyImportPlan *
igny_import_plan_new_file (const char *path)
{
  IgnyImportPlan *self = plan_new ();

  g_return_val_if_fail (path != NULL, self);

  self->path = g_strdup (path);
  self->name = g_filename_display_basename (path);
  return self;
}

IgnyImportPlan *
igny_import_plan_new_text (const char *text)
{
  IgnyImportPlan *self = plan_new ();

  g_return_val_if_fail (text != NULL, self);

  self->bytes = g_bytes_new (text, strlen (text));
  self->name = g_strdup (_ ("Pasted list"));
  return self;
}

static void
forget_head (IgnyImportPlan *self)
{
  g_clear_pointer (&self->source, g_free);
  g_clear_pointer (&self->encoding, g_free);
  g_clear_pointer (&self->member, g_free);
  g_clear_pointer (&self->headers, g_ptr_array_unref);
  g_clear_pointer (&self->roles, g_array_unref);
  g_clear_pointer (&self->samples, g_ptr_array_unref);
}

void
igny_import_plan_free (IgnyImportPlan *self)
{
  if (self == NULL)
    return;
  forget_head (self);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->path);
  g_free (self->name);
  g_free (self->wished_encoding);
  g_clear_pointer (&self->signatures, g_hash_table_unref);
  g_free (self);
}

IgnyImportPlan *
igny_import_plan_copy (const IgnyImportPlan *self)
{
  IgnyImportPlan *copy = plan_new ();

  g_return_val_if_fail (self != NULL, copy);

  copy->path = g_strdup (self->path);
  copy->bytes = self->bytes != NULL ? g_bytes_ref (self->bytes) : NULL;
  copy->name = g_strdup (self->name);
  copy->wished_encoding = g_strdup (self->wished_encoding);
  copy->signatures = self->signatures != NULL ? g_hash_table_ref (self->signatures) : NULL;
  if (self->roles != NULL)
    copy->roles = g_array_copy (self->roles);
  return copy;
}

static IgnyImport *
open_source (const IgnyImportPlan *self,
             const IgnyEnv        *env,
             GError              **error)
{
  IgnyImportWish wish = { .encoding = self->wished_encoding,
                          .signatures = self->signatures };

  if (self->path != NULL)
    return igny_import_open_with (env, self->path, &wish, error);
  return igny_import_open_bytes_with (self->bytes, self->name, &wish, error);
}

static void
read_columns (IgnyImportPlan *self,
              IgnyImport     *import)
{
  self->headers = g_ptr_array_new_with_free_func (g_free);
  self->samples = g_ptr_array_new_with_free_func (g_free);
  self->roles = g_array_new (FALSE, FALSE, sizeof (IgnyImportRole));
  for (guint c = 0; c < igny_import_get_n_columns (import); c++)
    {
      IgnyImportRole role = igny_import_get_column_role (import, c);

      g_ptr_array_add (self->headers, g_strdup (igny_import_get_column_header (import, c)));
      g_array_append_val (self->roles, role);
      for (guint r = 0; r < IGNY_IMPORT_N_SAMPLES; r++)
        g_ptr_array_add (self->samples, g_strdup (igny_import_get_sample (import, c, r)));
    }
}

typedef struct
{
  IgnyImport *import;
  gint64      account;
  GHashTable *signatures;
} Recall;

/* Reader thread. */
static gboolean
load_signatures (IgnyDb       *db,
                 gpointer      data,
                 GCancellable *cancellable,
                 GError      **error)
{
  Recall *recollection = data;

  recollection->signatures = igny_import_memory_load (db, recollection->account, error);
  return recollection->signatures != NULL;
}

/* Reader thread. */
static gboolean
recall (IgnyDb       *db,
        gpointer      data,
        GCancellable *cancellable,
        GError      **error)
{
  Recall *recollection = data;

  igny_import_memory_recall (db, recollection->account, recollection->import);
  return TRUE;
}

gboolean
igny_import_plan_read (IgnyImportPlan *self,
                       IgnyStore      *store,
                       GError        **error)
{
  g_autoptr(IgnyImport) import = NULL;
  Recall recollection = { NULL };

  g_return_val_if_fail (self != NULL && IGNY_IS_STORE (store), FALSE);

  recollection.account = igny_store_get_account (store);
  if (!igny_store_read (store, load_signatures, &recollection, NULL, error))
    return FALSE;
  g_clear_pointer (&self->signatures, g_hash_table_unref);
  self->signatures = recollection.signatures;
  import = open_source (self, igny_store_get_env (store), error);
  recollection.import = import;
  if (import == NULL || !igny_store_read (store, recall, &recollection, NULL, error))
    return FALSE;
  forget_head (self);
  self->source = g_strdup (igny_import_get_source_name (import));
  self->encoding = g_strdup (igny_import_get_encoding (import));
  self->delimiter = igny_import_get_delimiter (import);
  self->member = g_strdup (igny_import_get_member (import));
  self->n_rows = igny_import_estimate_rows (import, &self->exact);
  read_columns (self, import);
  return TRUE;
}

static const char *
name_delimiter (char delimiter)
{
  switch (delimiter)
    {
    case 0:
      return _ ("one keyword a line");
    case ',':
      return _ ("separated by commas");
    case ';':
      return _ ("separated by semicolons");
    case '\t':
      return _ ("separated by tabs");
    default:
      return _ ("separated by bars");
    }
}

char *
igny_import_plan_describe (const IgnyImportPlan *self)
{
  g_autofree char *number = igny_format_number (self->n_rows);
  g_autofree char *rows = NULL;

  g_return_val_if_fail (self != NULL && self->encoding != NULL, NULL);

  if (self->exact)
    rows = g_strdup_printf (ngettext ("%s row", "%s rows", (gulong) self->n_rows), number);
  else
    rows = g_strdup_printf (ngettext ("about %s row", "about %s rows", (gulong) self->n_rows),
                            number);
  return g_strdup_printf ("%s · %s · %s", self->encoding, name_delimiter (self->delimiter), rows);
}

/* Roles first given away, then given out: one that only one column can have is
 * taken from the column that had it. */
static void
apply_roles (const IgnyImportPlan *self,
             IgnyImport           *import)
{
  guint n = MIN (self->roles != NULL ? self->roles->len : 0, igny_import_get_n_columns (import));

  for (guint c = 0; c < n; c++)
    if (igny_import_get_column_role (import, c) != g_array_index (self->roles, IgnyImportRole, c))
      igny_import_set_column_role (import, c, IGNY_IMPORT_ROLE_IGNORE);
  for (guint c = 0; c < n; c++)
    if (igny_import_get_column_role (import, c) != g_array_index (self->roles, IgnyImportRole, c))
      igny_import_set_column_role (import, c, g_array_index (self->roles, IgnyImportRole, c));
}

/* Writer thread. */
static void
progress_cb (gint64   bytes,
             gint64   total,
             gint64   rows,
             gpointer user_data)
{
  Pass            *pass = user_data;
  gint64           per_mille = total > 0 ? MIN (bytes * 1000 / total, 1000) : 0;
  g_autofree char *number = igny_format_number (rows);
  g_autofree char *message = g_strdup_printf (_ ("%s rows read"), number);
  IgnyProgress     progress = { IGNY_PHASE_SAVE, (guint) per_mille / 10, 0, 0, message };

  /* An import has one phase only, so its percent is the whole run's. */
  g_atomic_int_set (&pass->plan->per_mille, (int) per_mille);
  if (pass->run != NULL)
    pass->run->progress (&progress, pass->run->user_data);
}

static gboolean
import_all (IgnyStep     *step,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  Pass            *pass = data;
  gint64           taken;
  g_autofree char *number = NULL;

  if (!igny_keyword_import (step, pass->scope, pass->import, pass->report, progress_cb, pass,
                            cancellable, error) ||
      (pass->run != NULL && !igny_import_memory_keep (step, pass->import, error)))
    return FALSE;
  taken = pass->report->added + pass->report->merged;
  number = igny_format_number (taken);
  igny_step_set_label (step, ngettext ("Import %s keyword", "Import %s keywords", (gulong) taken),
                       number);
  if (pass->run != NULL)
    return TRUE;
  if (!igny_keyword_import_check (step, error))
    return FALSE;
  /* Failing is how a step is rolled back. */
  pass->tried = TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "import nothing: this was a dry run");
  return FALSE;
}

gboolean
igny_import_plan_try (IgnyImportPlan   *self,
                      IgnyStore        *store,
                      const IgnyScope  *scope,
                      IgnyImportReport *report,
                      GCancellable     *cancellable,
                      GError          **error)
{
  g_autoptr(IgnyImport) import = open_source (self, igny_store_get_env (store), error);
  g_autoptr(GError) local = NULL;
  Pass pass = { self, NULL, scope, import, report, FALSE };

  if (import == NULL)
    return FALSE;
  apply_roles (self, import);
  if (igny_store_write (store, IGNY_STEP_DO, "Import keywords", import_all, &pass, cancellable,
                        &local) ||
      pass.tried)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
igny_import_plan_run (IgnyImportPlan   *self,
                      const IgnyRun    *run,
                      const IgnyScope  *scope,
                      IgnyImportReport *report,
                      GError          **error)
{
  g_autoptr(IgnyImport) import = open_source (self, igny_store_get_env (run->store), error);
  Pass pass = { self, run, scope, import, report, FALSE };

  if (import == NULL)
    return FALSE;
  apply_roles (self, import);
  return igny_store_write (run->store, IGNY_STEP_DO, "Import keywords", import_all, &pass,
                           run->cancellable, error);
}
