/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-import-archive.h"

#include <string.h>
#include <zip.h>

#include "igny-import-source.h"
#include "igny-import-workbook.h"

#define CHUNK (64 * 1024)

/* Text packs to a tenth, sheets of a workbook to a fiftieth. */
#define MAX_RATIO 400
#define MIN_SUSPECT (16 * 1024 * 1024)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (zip_t, zip_discard)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (zip_file_t, zip_fclose)

/* An open archive, and how many more bytes may come out of it. */
typedef struct
{
  zip_t *zip;
  gsize  left;
  gsize  packed;
} Archive;

gboolean
igny_import_archive_is_one (GBytes *bytes)
{
  gsize         length;
  const guint8 *data;

  g_return_val_if_fail (bytes != NULL, FALSE);

  data = g_bytes_get_data (bytes, &length);
  return length >= 4 && memcmp (data, "PK\3\4", 4) == 0;
}

static gpointer
fail (GError        **error,
      IgnyImportError code,
      const char     *cause)
{
  g_set_error (error, IGNY_IMPORT_ERROR, code, "unpack the archive: %s", cause);
  return NULL;
}

static zip_t *
open_zip (GBytes  *bytes,
          GError **error)
{
  zip_error_t   cause;
  zip_source_t *source;
  zip_t        *zip;
  gsize         length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  zip_error_init (&cause);
  source = zip_source_buffer_create (data, length, 0, &cause);
  zip = source != NULL ? zip_open_from_source (source, ZIP_RDONLY, &cause) : NULL;
  if (zip == NULL)
    {
      g_set_error (error, IGNY_IMPORT_ERROR, IGNY_IMPORT_ERROR_FORMAT,
                   "unpack the archive: %s; download it again", zip_error_strerror (&cause));
      if (source != NULL)
        zip_source_free (source);
    }
  zip_error_fini (&cause);
  return zip;
}

static gpointer
fail_to_open (Archive *archive,
              GError **error)
{
  zip_error_t *cause = zip_get_error (archive->zip);

  int code = zip_error_code_zip (cause);

  if (code == ZIP_ER_NOPASSWD || code == ZIP_ER_ENCRNOTSUPP)
    return fail (error, IGNY_IMPORT_ERROR_FORMAT,
                 "it is protected with a password; save it without one");
  return fail (error, IGNY_IMPORT_ERROR_FORMAT, "it is damaged; download it again");
}

/* Bytes to read at once: no more than a small member says that it has, and one
 * to see its end. */
static gsize
find_room (Archive *archive,
           gint64   index)
{
  zip_stat_t stat;

  if (zip_stat_index (archive->zip, (zip_uint64_t) index, 0, &stat) != 0 ||
      (stat.valid & ZIP_STAT_SIZE) == 0 || stat.size >= CHUNK)
    return CHUNK;
  return (gsize) stat.size + 1;
}

static GBytes *
read_member (Archive *archive,
             gint64   index,
             GError **error)
{
  g_autoptr(zip_file_t) file = zip_fopen_index (archive->zip, (zip_uint64_t) index, 0);
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  gsize       length = 0;
  gsize       room = find_room (archive, index);
  zip_int64_t got;

  if (file == NULL)
    return fail_to_open (archive, error);

  do
    {
      g_byte_array_set_size (bytes, (guint) (length + room));
      got = zip_fread (file, bytes->data + length, room);
      if (got < 0)
        return fail (error, IGNY_IMPORT_ERROR_FORMAT, "it is damaged; download it again");
      if ((gsize) got > archive->left)
        return fail (error, IGNY_IMPORT_ERROR_LIMIT,
                     "it unpacks to more than 256 MiB; unpack it and import its parts");
      archive->left -= (gsize) got;
      length += (gsize) got;
      if (length > MIN_SUSPECT && length / MAX_RATIO > archive->packed)
        return fail (error, IGNY_IMPORT_ERROR_LIMIT,
                     "it unpacks to more than 256 MiB; unpack it and import its parts");
    }
  while (got > 0);

  g_byte_array_set_size (bytes, (guint) length);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static GBytes *
get_part_cb (gpointer    user_data,
             const char *name,
             GError    **error)
{
  Archive *self = user_data;
  gint64   index = zip_name_locate (self->zip, name, 0);

  if (index < 0)
    return fail (error, IGNY_IMPORT_ERROR_FORMAT,
                 "a part of the workbook is missing; save it again in a spreadsheet program");
  return read_member (self, index, error);
}

static gboolean
is_text_name (const char *name)
{
  static const char *const endings[] = { ".csv", ".tsv", ".txt", ".tab" };
  g_autofree char         *base = g_path_get_basename (name);
  g_autofree char         *lower = g_ascii_strdown (base, -1);

  /* Packers on macOS add such shadows. */
  if (g_str_has_prefix (name, "__MACOSX/") || *base == '.')
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      return TRUE;
  return FALSE;
}

/* Pages, countries and devices lie beside the queries, with other headers. */
static gboolean
names_keywords (GBytes     *text,
                const char *name)
{
  g_autoptr(IgnyImport) import = igny_import_open_bytes (text, name, NULL);

  for (guint i = 0; import != NULL && i < igny_import_get_n_columns (import); i++)
    if (igny_import_get_column_role (import, i) == IGNY_IMPORT_ROLE_KEYWORD)
      {
        char             currency[4];
        const char      *header = igny_import_get_column_header (import, i);
        g_autofree char *key = igny_import_role_normalize_header (header, currency);

        return igny_import_role_is_keyword (key);
      }
  return FALSE;
}

static GBytes *
choose_text (Archive    *archive,
             const char *wish,
             char      **member,
             GError    **error)
{
  gint64 n_members = zip_get_num_entries (archive->zip, 0);
  g_autoptr(GBytes) first = NULL;
  g_autofree char *first_name = NULL;

  for (gint64 i = 0; i < n_members; i++)
    {
      const char *name = zip_get_name (archive->zip, (zip_uint64_t) i, 0);
      g_autoptr(GBytes) text = NULL;

      if (name == NULL || (wish != NULL ? strcmp (name, wish) != 0 : !is_text_name (name)))
        continue;
      text = read_member (archive, i, error);
      if (text == NULL)
        return NULL;
      /* An archive within would be opened for ever if it held itself. */
      if (igny_import_archive_is_one (text))
        continue;
      if (wish != NULL || names_keywords (text, name))
        {
          *member = g_utf8_make_valid (name, -1);
          return g_steal_pointer (&text);
        }
      if (first == NULL)
        {
          first = g_steal_pointer (&text);
          first_name = g_utf8_make_valid (name, -1);
        }
    }

  if (first == NULL && wish != NULL)
    {
      g_set_error (error, IGNY_IMPORT_ERROR, IGNY_IMPORT_ERROR_FORMAT,
                   "unpack the archive: there is no file “%s” in it; name one that it has", wish);
      return NULL;
    }
  if (first == NULL)
    return fail (error, IGNY_IMPORT_ERROR_FORMAT,
                 "there is no CSV or text file in it; choose the file that has the keywords");
  *member = g_steal_pointer (&first_name);
  return g_steal_pointer (&first);
}

GBytes *
igny_import_archive_read (GBytes     *bytes,
                          const char *wish,
                          char      **member,
                          GError    **error)
{
  g_autoptr(zip_t) zip = NULL;
  Archive archive;

  g_return_val_if_fail (bytes != NULL && member != NULL, NULL);

  zip = open_zip (bytes, error);
  if (zip == NULL)
    return NULL;

  if (zip_get_num_entries (zip, 0) > IGNY_IMPORT_ARCHIVE_MEMBERS)
    return fail (error, IGNY_IMPORT_ERROR_LIMIT,
                 "it has over 10,000 files in it; unpack it and choose one of them");
  archive = (Archive){ zip, IGNY_IMPORT_ARCHIVE_MAX, g_bytes_get_size (bytes) };
  if (zip_name_locate (zip, "xl/workbook.xml", 0) >= 0)
    return igny_import_workbook_read (get_part_cb, &archive, wish, member, error);
  return choose_text (&archive, wish, member, error);
}
