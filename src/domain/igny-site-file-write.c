/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "igny-archive.h"
#include "igny-image.h"
#include "igny-json.h"
#include "igny-media.h"
#include "igny-migrate.h"
#include "igny-site-file-private.h"
#include "igny-site-file.h"
#include "igny-site.h"

#define MAX_TABLES 32

typedef struct
{
  const IgnyRun    *run;
  IgnySiteFileInfo *info;
  gint64            site;
  JsonObject       *told; /* the site, for the manifest */
  char             *parts;
  GArray           *rows[MAX_TABLES]; /* that went out, of each table, ascending */
  GHashTable       *media;            /* of char *, paths */
  JsonObject       *tables;
} Write;

/* One table while it is written. */
typedef struct
{
  Write               *write;
  const IgnySiteTable *table;
  gint                 index;
  gint64               last; /* row */
  GPtrArray           *records;
  GHashTable          *outside; /* "field row" → id */
  FILE                *file;
  GChecksum           *sum;
} Table;

/* --- on the reader -------------------------------------------------------- */

static char *
outside_key (const IgnyField *field,
             gint64           row)
{
  return g_strdup_printf ("%s %" G_GINT64_FORMAT, field->name, row);
}

static gboolean
find_outside (Table   *self,
              IgnyDb  *db,
              GError **error)
{
  for (guint i = 0; i < self->records->len; i++)
    for (const IgnyField *f = self->table->entity->fields; f->name != NULL; f++)
      {
        g_autofree char *sql = NULL;
        g_autofree char *id = NULL;
        gint64           row;

        if (f->kind != IGNY_KIND_REFERENCE || !igny_site_table_has_field (f) ||
            igny_site_table_find (f->target) >= 0)
          continue;
        row = igny_record_get_number (self->records->pdata[i], f);
        sql = g_strdup_printf ("SELECT lower (hex (id)) FROM %s WHERE row = ?1", f->target->table);
        if (row > 0 && !igny_db_get_text (db, sql, IGNY_BINDS (IGNY_BIND_INT (row)), &id, error))
          return FALSE;
        if (id != NULL)
          g_hash_table_replace (self->outside, outside_key (f, row), g_steal_pointer (&id));
      }
  return TRUE;
}

/* A page of the table: others are answered between two of them. */
static gboolean
read_page_cb (IgnyDb       *db,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  Table           *self = data;
  g_autofree char *condition = g_strdup_printf ("(%s) AND row > ?2", self->table->condition);
  g_autofree char *tail = g_strdup_printf ("ORDER BY row LIMIT %u", self->table->page);

  g_clear_pointer (&self->records, g_ptr_array_unref);
  self->records =
      igny_records_select (db, self->table->entity, condition, tail,
                           IGNY_BINDS (IGNY_BIND_INT (self->write->site),
                                       IGNY_BIND_INT (self->last)),
                           error);
  return self->records != NULL && find_outside (self, db, error);
}

/* --- lines ---------------------------------------------------------------- */

static gint
compare_rows (gconstpointer a,
              gconstpointer b)
{
  gint64 one = *(const gint64 *) a;
  gint64 two = *(const gint64 *) b;

  return (one > two) - (one < two);
}

/* Whether what it points at went out before: somebody may have added it since. */
static gboolean
is_out (Write           *self,
        const IgnyField *field,
        gint64           row)
{
  GArray *rows = self->rows[igny_site_table_find (field->target)];

  return rows != NULL && g_array_binary_search (rows, &row, compare_rows, NULL);
}

static void
add_outside (Table           *self,
             JsonObject      *object,
             const IgnyField *field,
             gint64           row)
{
  g_autofree char *key = outside_key (field, row);
  const char      *hex = g_hash_table_lookup (self->outside, key);
  char             text[IGNY_ID_TEXT_SIZE];
  IgnyId           id;

  if (hex == NULL || strlen (hex) != 2 * sizeof id.bytes)
    return;
  for (guint i = 0; i < sizeof id.bytes; i++)
    id.bytes[i] = (guint8) (g_ascii_xdigit_value (hex[2 * i]) * 16 +
                            g_ascii_xdigit_value (hex[2 * i + 1]));
  igny_id_to_text (&id, text);
  json_object_set_string_member (object, field->name, text);
}

/* FALSE when it points at nothing in the file, as it has to. */
static gboolean
add_reference (Table           *self,
               JsonObject      *object,
               const IgnyField *field,
               gint64           row)
{
  if (igny_site_table_find (field->target) < 0)
    add_outside (self, object, field, row);
  else if (is_out (self->write, field, row))
    json_object_set_int_member (object, field->name, row);
  return json_object_has_member (object, field->name) ||
         (field->flags & IGNY_FIELD_REQUIRED) == 0;
}

static gboolean
add_field (Table           *self,
           JsonObject      *object,
           gconstpointer    record,
           const IgnyField *field)
{
  if (!igny_site_table_has_field (field) || igny_record_is_unknown (record, field))
    return TRUE;
  if (field->kind == IGNY_KIND_REFERENCE)
    return add_reference (self, object, field, igny_record_get_number (record, field));
  if (igny_kind_is_text (field->kind))
    json_object_set_string_member (object, field->name, igny_record_get_text (record, field));
  else
    json_object_set_int_member (object, field->name, igny_record_get_number (record, field));
  return TRUE;
}

static JsonObject *
make_object (Table            *self,
             const IgnyRecord *record)
{
  g_autoptr(JsonObject) object = json_object_new ();
  char id[IGNY_ID_TEXT_SIZE];

  json_object_set_int_member (object, "row", record->row);
  if ((self->table->entity->flags & IGNY_ENTITY_LINK) == 0)
    {
      igny_id_to_text (&record->id, id);
      json_object_set_string_member (object, "id", id);
      json_object_set_int_member (object, "created_at", record->created_at);
      json_object_set_int_member (object, "updated_at", record->updated_at);
    }
  for (const IgnyField *f = self->table->entity->fields; f->name != NULL; f++)
    if (!add_field (self, object, record, f))
      return NULL;
  return g_steal_pointer (&object);
}

static gboolean
fail_file (GError    **error,
           const char *path)
{
  g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_FULL,
               "write “%s”: %s. Make room, or choose another place", path, g_strerror (errno));
  return FALSE;
}

static void
note_record (Table            *self,
             const IgnyRecord *record)
{
  g_array_append_val (self->write->rows[self->index], record->row);
  self->write->info->n_records++;
  if (self->table->entity == &igny_image_entity && ((IgnyImage *) record)->image_path != NULL)
    g_hash_table_add (self->write->media, g_strdup (((IgnyImage *) record)->image_path));
}

static gboolean
write_page (Table   *self,
            GError **error)
{
  for (guint i = 0; i < self->records->len; i++)
    {
      const IgnyRecord *record = self->records->pdata[i];
      g_autoptr(JsonObject) object = make_object (self, record);
      g_autofree char *text = NULL;
      gsize            length;

      self->last = record->row;
      if (object == NULL)
        continue;
      text = igny_json_object_to_text (object, FALSE);
      length = strlen (text);
      text[length] = '\n';
      g_checksum_update (self->sum, (const guchar *) text, (gssize) length + 1);
      if (fwrite (text, 1, length + 1, self->file) != length + 1)
        return fail_file (error, self->write->parts);
      note_record (self, record);
    }
  return TRUE;
}

static gboolean
write_pages (Table   *self,
             GError **error)
{
  IgnyStore *store = self->write->run->store;

  do
    if (!igny_store_read (store, read_page_cb, self, self->write->run->cancellable, error) ||
        !write_page (self, error) ||
        g_cancellable_set_error_if_cancelled (self->write->run->cancellable, error))
      return FALSE;
  while (self->records->len == self->table->page);
  return fflush (self->file) == 0 || fail_file (error, self->write->parts);
}

static void
tell_table (Table *self)
{
  JsonObject *told = json_object_new ();

  json_object_set_int_member (told, "rows", self->write->rows[self->index]->len);
  json_object_set_string_member (told, "sha256", g_checksum_get_string (self->sum));
  json_object_set_object_member (self->write->tables, self->table->entity->table, told);
}

static FILE *
open_part (const IgnyEnv *env,
           const char    *path)
{
  int fd = igny_env_open (env, path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  return fd >= 0 ? fdopen (fd, "w") : NULL;
}

static gboolean
write_table (Write   *self,
             gint     index,
             GError **error)
{
  const IgnySiteTable *table = &igny_site_tables[index];
  g_autofree char     *path = g_build_filename (self->parts, table->entity->table, NULL);
  Table                state = { .write = self, .table = table, .index = index };
  gboolean             ok;

  igny_run_report (self->run, IGNY_PHASE_PREP, (guint) index * 50, 0, 0,
                   _ ("Reading %s"), _ (table->entity->label));
  self->rows[index] = g_array_new (FALSE, FALSE, sizeof (gint64));
  state.file = open_part (igny_store_get_env (self->run->store), path);
  if (state.file == NULL)
    return fail_file (error, path);
  state.sum = g_checksum_new (G_CHECKSUM_SHA256);
  state.outside = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  ok = write_pages (&state, error);
  if (fclose (state.file) != 0 && ok)
    ok = fail_file (error, path);
  tell_table (&state);
  g_checksum_free (state.sum);
  g_hash_table_unref (state.outside);
  g_clear_pointer (&state.records, g_ptr_array_unref);
  return ok;
}

/* --- the file ------------------------------------------------------------- */

static gboolean
read_site_cb (IgnyDb       *db,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  Write *self = data;
  g_autoptr(IgnySite) site = igny_records_load (db, &igny_site_entity, self->site, error);
  char id[IGNY_ID_TEXT_SIZE];

  if (site == NULL)
    return FALSE;
  igny_id_to_text (&site->record.id, id);
  self->info->name = g_strdup (site->name);
  json_object_set_string_member (self->told, "id", id);
  json_object_set_string_member (self->told, "name", site->name);
  return TRUE;
}

static gboolean
add_tables (Write       *self,
            IgnyArchive *archive,
            GError     **error)
{
  for (gint i = 0; igny_site_tables[i].entity != NULL; i++)
    {
      g_autofree char *member = igny_site_table_dup_member (&igny_site_tables[i]);
      g_autofree char *path =
          g_build_filename (self->parts, igny_site_tables[i].entity->table, NULL);

      if (!igny_archive_add_file (archive, member, path, TRUE, error))
        return FALSE;
    }
  return TRUE;
}

/* A picture whose file is gone is none, here as on the screen. */
static gboolean
add_media (Write       *self,
           IgnyArchive *archive,
           GError     **error)
{
  GHashTableIter iter;
  gpointer       name;

  g_hash_table_iter_init (&iter, self->media);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_autoptr(GBytes) bytes = igny_media_load (self->run->store, name, NULL);
      g_autofree char *path =
          g_build_filename (igny_store_get_folder (self->run->store), name, NULL);

      if (bytes == NULL)
        continue;
      if (!igny_archive_add_file (archive, name, path, FALSE, error))
        return FALSE;
      self->info->n_media++;
    }
  return TRUE;
}

static gboolean
add_manifest (Write       *self,
              IgnyArchive *archive,
              GError     **error)
{
  g_autoptr(JsonObject) manifest = json_object_new ();
  gint64           now = igny_env_now_ms (igny_store_get_env (self->run->store));
  g_autofree char *at = igny_number_to_iso8601 (now);
  char            *text;

  json_object_set_string_member (manifest, "format", IGNY_SITE_FILE_FORMAT);
  json_object_set_int_member (manifest, "version", IGNY_SITE_FILE_VERSION);
  json_object_set_int_member (manifest, "schema", igny_migrate_get_newest ());
  json_object_set_int_member (manifest, "made_at", now);
  json_object_set_string_member (manifest, "made", at);
  json_object_set_int_member (manifest, "media", self->info->n_media);
  json_object_set_object_member (manifest, "site", json_object_ref (self->told));
  json_object_set_object_member (manifest, "tables", json_object_ref (self->tables));
  text = igny_json_object_to_text (manifest, TRUE);
  return igny_archive_take_text (archive, IGNY_SITE_FILE_MANIFEST, text, strlen (text), error);
}

static gboolean
pack (Write      *self,
      const char *path,
      GError    **error)
{
  g_autoptr(IgnyArchive) archive =
                 igny_archive_new (igny_store_get_env (self->run->store), path, error);
  GStatBuf status;

  if (archive == NULL)
    return FALSE;
  igny_run_report (self->run, IGNY_PHASE_SAVE, 0, 0, 0, _ ("Writing “%s”"), path);
  if (!add_media (self, archive, error) || !add_manifest (self, archive, error) ||
      !add_tables (self, archive, error) ||
      !igny_archive_commit (archive, self->run->cancellable, error))
    return FALSE;
  self->info->size = g_stat (path, &status) == 0 ? status.st_size : IGNY_UNKNOWN;
  igny_run_report (self->run, IGNY_PHASE_DONE, 1000, 0, 0, _ ("Wrote “%s”"), path);
  return TRUE;
}

static void
remove_parts (Write *self)
{
  for (gint i = 0; igny_site_tables[i].entity != NULL; i++)
    {
      g_autofree char *path =
          g_build_filename (self->parts, igny_site_tables[i].entity->table, NULL);

      g_unlink (path);
      g_clear_pointer (&self->rows[i], g_array_unref);
    }
  g_rmdir (self->parts);
}

static gboolean
write_all (Write      *self,
           const char *path,
           GError    **error)
{
  gboolean ok;

  self->parts = g_strconcat (path, ".XXXXXX", NULL);
  if (!igny_store_read (self->run->store, read_site_cb, self, self->run->cancellable, error))
    return FALSE;
  if (g_mkdtemp (self->parts) == NULL)
    return fail_file (error, path);
  ok = TRUE;
  for (gint i = 0; ok && igny_site_tables[i].entity != NULL; i++)
    ok = write_table (self, i, error);
  ok = ok && pack (self, path, error);
  remove_parts (self);
  return ok;
}

gboolean
igny_site_file_write (const IgnyRun    *run,
                      gint64            site,
                      const char       *path,
                      IgnySiteFileInfo *info,
                      GError          **error)
{
  Write    self = { .run = run, .info = info, .site = site };
  gboolean ok;

  g_return_val_if_fail (run != NULL && path != NULL && info != NULL, FALSE);

  *info = (IgnySiteFileInfo){ .site = site };
  self.told = json_object_new ();
  self.tables = json_object_new ();
  self.media = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  ok = write_all (&self, path, error);
  g_hash_table_unref (self.media);
  json_object_unref (self.tables);
  json_object_unref (self.told);
  g_free (self.parts);
  if (!ok)
    g_prefix_error (error, "export the site: ");
  return ok;
}
