/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "igny-archive.h"
#include "igny-backup-check.h"
#include "igny-json.h"
#include "igny-media.h"
#include "igny-site-file-insert.h"
#include "igny-site-file-private.h"
#include "igny-site-file.h"

/* Unpacked, against the file itself: what JSON of many alike lines comes to is
 * a tenth of this. */
#define MAX_RATIO 400
#define BUFFER_SIZE (256 * 1024)

typedef struct
{
  const IgnyRun    *run;
  IgnyArchive      *archive;
  JsonNode         *manifest;
  gboolean          copy;
  IgnySiteFileInfo *info;
  GPtrArray        *made; /* of char *, files of pictures that were not there */
} Read;

static JsonObject *
get_manifest (Read *self)
{
  return igny_json_node_get_object (self->manifest);
}

/* --- what is in it -------------------------------------------------------- */

static gboolean
is_member (const char *name)
{
  if (g_str_equal (name, IGNY_SITE_FILE_MANIFEST))
    return TRUE;
  for (gint i = 0; igny_site_tables[i].entity != NULL; i++)
    {
      g_autofree char *member = igny_site_table_dup_member (&igny_site_tables[i]);

      if (g_str_equal (name, member))
        return TRUE;
    }
  return g_str_has_prefix (name, IGNY_SITE_FILE_MEDIA) && igny_backup_is_name (name);
}

static gboolean
check_members (Read    *self,
               GError **error)
{
  guint64 size = igny_archive_get_size (self->archive);

  if (self->info->size > 0 && size / MAX_RATIO > (guint64) self->info->size)
    {
      g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_DAMAGED,
                   "it says that it is %" G_GUINT64_FORMAT " MB unpacked, which no site is",
                   size / 1000000);
      return FALSE;
    }
  for (gsize i = 0; i < igny_archive_get_n_members (self->archive); i++)
    {
      const char *name = igny_archive_get_name (self->archive, i);

      if (is_member (name))
        continue;
      g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_OURS,
                   "it has a member “%s”, which no site has", name);
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_manifest (Read    *self,
               GError **error)
{
  gsize            length;
  g_autofree char *text = igny_archive_dup_text (self->archive, IGNY_SITE_FILE_MANIFEST,
                                                 IGNY_SITE_FILE_MAX_MANIFEST, &length, error);

  self->manifest = text != NULL ? igny_site_file_parse_manifest (text, length, error) : NULL;
  return self->manifest != NULL && check_members (self, error);
}

/* --- pictures ------------------------------------------------------------- */

/* It is what its name says: the hash of its bytes, and a picture. */
static gboolean
take_picture (Read       *self,
              const char *name,
              GError    **error)
{
  g_auto(IgnyMediaFile) file = { 0 };
  gsize length;
  char *bytes = igny_archive_dup_text (self->archive, name, IGNY_SITE_FILE_MAX_PICTURE,
                                       &length, error);
  g_autoptr(GBytes) picture = bytes != NULL ? g_bytes_new_take (bytes, length) : NULL;
  g_autofree char *path = NULL;
  gboolean         had;

  if (picture == NULL)
    return FALSE;
  path = g_build_filename (igny_store_get_folder (self->run->store), name, NULL);
  had = g_file_test (path, G_FILE_TEST_EXISTS);
  if (!igny_media_store (self->run->store, picture, &file, error))
    return FALSE;
  self->info->n_media++;
  if (g_str_equal (file.path, name))
    {
      if (!had)
        g_ptr_array_add (self->made, g_steal_pointer (&path));
      return TRUE;
    }
  g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_DAMAGED, "“%s” is another picture", name);
  return FALSE;
}

static gboolean
take_pictures (Read    *self,
               GError **error)
{
  gsize n = igny_archive_get_n_members (self->archive);

  for (gsize i = 0; i < n; i++)
    {
      const char *name = igny_archive_get_name (self->archive, i);

      if (!g_str_has_prefix (name, IGNY_SITE_FILE_MEDIA))
        continue;
      igny_run_report (self->run, IGNY_PHASE_PREP, (guint) (i * 1000 / n), 0, 0,
                       _ ("Reading pictures"));
      if (!take_picture (self, name, error) ||
          g_cancellable_set_error_if_cancelled (self->run->cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/* --- records -------------------------------------------------------------- */

/* Lines of one table, from pieces of the archive. */
typedef struct
{
  IgnySiteInsert *insert;
  GString        *line; /* what there is of the next one */
  GChecksum      *sum;
  gint64          n_lines;
  gint64          n_told;
} Lines;

static gboolean
fail_table (GError             **error,
            const IgnySiteTable *table)
{
  g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_DAMAGED,
               "“%s” is damaged in it. Take another copy of the file", table->entity->table);
  return FALSE;
}

static gboolean
take_line (Lines      *self,
           const char *text,
           gsize       length,
           GError    **error)
{
  if (++self->n_lines > self->n_told)
    return fail_table (error, igny_site_insert_get_table (self->insert));
  return igny_site_insert_add (self->insert, text, length, error);
}

static gboolean
take_piece (Lines      *self,
            const char *piece,
            gsize       length,
            GError    **error)
{
  const char *end;

  g_checksum_update (self->sum, (const guchar *) piece, (gssize) length);
  while ((end = memchr (piece, '\n', length)) != NULL)
    {
      gsize n = (gsize) (end - piece);

      g_string_append_len (self->line, piece, (gssize) n);
      if (!take_line (self, self->line->str, self->line->len, error))
        return FALSE;
      g_string_truncate (self->line, 0);
      length -= n + 1;
      piece = end + 1;
    }
  g_string_append_len (self->line, piece, (gssize) length);
  return self->line->len <= IGNY_SITE_FILE_MAX_LINE ||
         fail_table (error, igny_site_insert_get_table (self->insert));
}

static gboolean
take_pieces (Lines        *self,
             Read         *read,
             const char   *member,
             GCancellable *cancellable,
             GError      **error)
{
  g_autoptr(IgnyArchiveReader) reader = igny_archive_read (read->archive, member, error);
  g_autofree char *buffer = g_malloc (BUFFER_SIZE);
  gssize           n = 1;

  if (reader == NULL)
    return FALSE;
  while (n > 0)
    {
      n = igny_archive_reader_next (reader, buffer, BUFFER_SIZE, error);
      if (n < 0 || (n > 0 && !take_piece (self, buffer, (gsize) n, error)) ||
          g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_table (Read           *self,
            IgnySiteInsert *insert,
            GCancellable   *cancellable,
            GError        **error)
{
  const IgnySiteTable *table = igny_site_insert_get_table (insert);
  g_autofree char     *member = igny_site_table_dup_member (table);
  JsonObject          *told = igny_json_get_object (
               igny_json_get_object (get_manifest (self), "tables"), table->entity->table);
  Lines    lines = { .insert = insert, .n_told = igny_json_get_int (told, "rows", -1) };
  gboolean ok;

  if (lines.n_told < 0)
    return fail_table (error, table);
  lines.line = g_string_new (NULL);
  lines.sum = g_checksum_new (G_CHECKSUM_SHA256);
  ok = igny_site_insert_begin (insert, lines.n_told, error) &&
       take_pieces (&lines, self, member, cancellable, error) &&
       igny_site_insert_end (insert, error);
  if (ok && (lines.n_lines != lines.n_told || lines.line->len > 0 ||
             g_strcmp0 (g_checksum_get_string (lines.sum),
                        igny_json_get_string (told, "sha256", NULL)) != 0))
    ok = fail_table (error, table);
  g_checksum_free (lines.sum);
  g_string_free (lines.line, TRUE);
  return ok;
}

static gboolean
insert_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Read *self = data;
  g_autoptr(IgnySiteInsert) insert = igny_site_insert_new (step, self->copy);

  for (guint i = 0; igny_site_insert_get_table (insert) != NULL; i++)
    {
      const IgnySiteTable *table = igny_site_insert_get_table (insert);
      const char          *label = _ (table->entity->label);

      igny_run_report (self->run, IGNY_PHASE_SAVE, i * 50, 0, 0, _ ("Saving %s"), label);
      if (!take_table (self, insert, cancellable, error))
        return FALSE;
    }
  self->info->site = igny_site_insert_get_site (insert, &self->info->name);
  self->info->n_records = igny_site_insert_get_n_records (insert, &self->info->n_skipped);
  if (self->info->site == 0)
    return fail_table (error, &igny_site_tables[0]);
  igny_step_set_label (step, "Import the site “%s”", self->info->name);
  return TRUE;
}

static gboolean
check_free_cb (IgnyDb       *db,
               gpointer      data,
               GCancellable *cancellable,
               GError      **error)
{
  Read       *self = data;
  JsonObject *site = igny_json_get_object (get_manifest (self), "site");
  IgnyId      id;
  gint64      found;

  if (!igny_id_from_text (&id, igny_json_get_string (site, "id", "")))
    return fail_table (error, &igny_site_tables[0]);
  if (!igny_db_get_integer (db, "SELECT count(*) FROM main.sites WHERE id = ?1",
                            IGNY_BINDS (IGNY_BIND_ID (&id)), &found, error))
    return FALSE;
  if (found == 0 || self->copy)
    return TRUE;
  g_set_error (error, IGNY_SITE_FILE_ERROR, IGNY_SITE_FILE_ERROR_EXISTS,
               "this site is here already, or was and is deleted. Bring it back, or import the "
               "file as a copy");
  return FALSE;
}

/* Of an import that came to nothing. */
static void
remove_pictures (Read *self)
{
  for (guint i = 0; i < self->made->len; i++)
    g_unlink (self->made->pdata[i]);
}

static gboolean
read_all (Read       *self,
          const char *path,
          GError    **error)
{
  GCancellable *cancellable = self->run->cancellable;

  self->archive = igny_archive_open (igny_store_get_env (self->run->store), path, error);
  return self->archive != NULL && read_manifest (self, error) &&
         igny_store_read (self->run->store, check_free_cb, self, cancellable, error) &&
         take_pictures (self, error) &&
         igny_store_write (self->run->store, IGNY_STEP_DO, "Import a site", insert_cb, self,
                           cancellable, error);
}

gboolean
igny_site_file_read (const IgnyRun    *run,
                     const char       *path,
                     gboolean          copy,
                     IgnySiteFileInfo *info,
                     GError          **error)
{
  Read     self = { .run = run, .copy = copy, .info = info };
  GStatBuf status;
  g_autoptr(GError) local = NULL;
  gboolean ok;

  g_return_val_if_fail (run != NULL && path != NULL && info != NULL, FALSE);

  *info = (IgnySiteFileInfo){ 0 };
  info->size = g_stat (path, &status) == 0 ? status.st_size : IGNY_UNKNOWN;
  self.made = g_ptr_array_new_with_free_func (g_free);
  ok = read_all (&self, path, &local);
  if (!ok)
    remove_pictures (&self);
  g_ptr_array_unref (self.made);
  g_clear_pointer (&self.manifest, json_node_unref);
  g_clear_pointer (&self.archive, igny_archive_free);
  if (ok)
    {
      igny_run_report (run, IGNY_PHASE_DONE, 1000, 0, 0, _ ("Imported “%s”"), info->name);
      return TRUE;
    }
  /* Some causes name the file themselves. */
  if (strstr (local->message, path) != NULL)
    g_prefix_error (&local, "import a site: ");
  else
    g_prefix_error (&local, "import the site in “%s”: ", path);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
