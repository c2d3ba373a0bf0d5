/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <string.h>
#include <sys/stat.h>

#include "igny-charset.h"
#include "igny-import-archive.h"
#include "igny-import-foreign.h"
#include "igny-import-private.h"

#define CHUNK (64 * 1024)

static IgnyImport *
make (const char           *name,
      GInputStream         *stream,
      const IgnyImportWish *wish,
      gint64                total)
{
  IgnyImport *self = g_new0 (IgnyImport, 1);

  self->name = g_path_get_basename (name);
  self->stream = g_object_ref (stream);
  self->total = total;
  if (wish != NULL)
    {
      self->wished_encoding = g_strdup (wish->encoding);
      self->wished_member = g_strdup (wish->member);
      self->wished_delimiter = wish->delimiter;
      self->wished_names = g_strdupv ((char **) wish->headers);
      self->signatures = wish->signatures != NULL ? g_hash_table_ref (wish->signatures) : NULL;
    }
  self->months = g_array_new (FALSE, FALSE, sizeof (guint));
  self->extra = g_array_new (FALSE, FALSE, sizeof (IgnyImportExtra));
  self->trend = g_string_new (NULL);
  self->urls = g_string_new (NULL);
  self->keyword = g_string_new (NULL);
  self->key = g_string_new (NULL);
  return self;
}

/* How much to ask for behind the length that was read: no more than a small file
 * has, and one byte to see its end. */
static gsize
find_room (IgnyImport *self,
           gsize       length)
{
  gint64 left = self->total - (gint64) length;

  return left >= 0 && self->total > 0 ? (gsize) MIN (left + 1, IGNY_IMPORT_HEAD)
                                      : IGNY_IMPORT_HEAD;
}

/* Reads up to limit bytes; whole tells that the stream ended before. */
static GBytes *
read_bytes (IgnyImport *self,
            gsize       limit,
            gboolean   *whole,
            GError    **error)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  g_autoptr(GError) cause = NULL;
  gsize length = 0;

  *whole = FALSE;
  while (length < limit && !*whole)
    {
      gsize  wish = MIN (limit - length, find_room (self, length));
      gssize got;

      g_byte_array_set_size (bytes, (guint) (length + wish));
      got = g_input_stream_read (self->stream, bytes->data + length, wish, NULL, &cause);
      if (got < 0)
        {
          igny_import_fail (error, self, IGNY_IMPORT_ERROR_OPEN, cause->message);
          return NULL;
        }
      *whole = got == 0;
      length += (gsize) got;
    }
  g_byte_array_set_size (bytes, (guint) length);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static char *
decode_head (IgnyImport *self,
             gsize      *length,
             GError    **error)
{
  g_autoptr(IgnyTextSource) source = NULL;
  g_autoptr(GError) cause = NULL;
  GString *text;
  gssize   got;
  source = igny_text_source_new (self->head, self->bom_length, NULL, self->charset, &cause);
  if (source == NULL)
    {
      igny_import_fail (error, self, IGNY_IMPORT_ERROR_FORMAT, cause->message);
      return NULL;
    }

  text = g_string_new (NULL);
  do
    {
      gsize before = text->len;

      g_string_set_size (text, before + CHUNK);
      got = igny_text_source_read (source, text->str + before, CHUNK, NULL);
      g_string_truncate (text, before + (gsize) MAX (got, 0));
    }
  while (got > 0);
  /* The last line may be cut in the middle. */
  if (!self->whole)
    {
      const char *last = g_strrstr_len (text->str, (gssize) text->len, "\n");

      if (last != NULL)
        g_string_truncate (text, (gsize) (last + 1 - text->str));
    }
  *length = text->len;
  return g_string_free (text, FALSE);
}

/* A person who names the delimiter knows what the lines are. */
static gboolean
refuse_no_list (IgnyImport *self,
                const char *text,
                gsize       length,
                GError    **error)
{
  const char *cause = NULL;

  if (self->wished_delimiter != 0)
    return TRUE;
  if (igny_import_foreign_is_json (text, length))
    cause = "this is JSON; save the keywords as CSV, XLSX or plain text";
  else if (self->layout.delimiter == 0 && self->layout.header_line == 0)
    cause = igny_import_foreign_find_lines (text, length);
  return cause == NULL || igny_import_fail (error, self, IGNY_IMPORT_ERROR_FORMAT, cause);
}

static gboolean
detect_layout (IgnyImport *self,
               GError    **error)
{
  IgnyImportHints  hints;
  gsize            length;
  g_autofree char *text = decode_head (self, &length, error);

  if (text == NULL)
    return FALSE;
  if (!igny_charset_is_text (text, length))
    return igny_import_fail (error, self, IGNY_IMPORT_ERROR_FORMAT,
                             "this is no text; save the keywords as CSV, XLSX or plain text");

  igny_import_columns_clear (self);
  igny_import_layout_clear (&self->layout);
  hints = (IgnyImportHints){ .wide = g_str_has_prefix (self->charset, "UTF-16"),
                             .delimiter = self->wished_delimiter,
                             .signatures = self->signatures,
                             .names = (const char *const *) self->wished_names };
  igny_import_layout_detect (&self->layout, text, length, &hints);
  igny_import_columns_detect (self, text, length);
  return refuse_no_list (self, text, length, error);
}

/* Semrush and Ahrefs end names in the market and the date. */
static void
find_market (IgnyImport *self)
{
  g_autoptr(GRegex) pattern = g_regex_new ("[_-]([a-z]{2})_\\d{4}-\\d{2}-\\d{2}", 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  g_autofree char *market = NULL;

  self->country_hint[0] = '\0';
  if ((self->origin->quirks & IGNY_IMPORT_QUIRK_MARKET) == 0 ||
      !g_regex_match (pattern, self->name, 0, &match))
    return;
  market = g_match_info_fetch (match, 1);
  g_strlcpy (self->country_hint, strcmp (market, "uk") == 0 ? "gb" : market,
             sizeof self->country_hint);
}

static gboolean
detect (IgnyImport *self,
        const char *encoding,
        GError    **error)
{
  gsize         length;
  const guint8 *bytes = g_bytes_get_data (self->head, &length);
  IgnyCharset   charset = igny_charset_detect (bytes, length, self->whole);
  const char   *foreign = igny_import_foreign_find (bytes, length);

  if (foreign != NULL)
    return igny_import_fail (error, self, IGNY_IMPORT_ERROR_FORMAT, foreign);
  g_free (self->charset);
  g_free (self->encoding);
  self->bom_length = charset.bom_length;
  self->charset = g_strdup (encoding != NULL ? encoding : charset.charset);
  self->encoding = g_strdup (encoding != NULL ? encoding : charset.label);
  self->doubtful = encoding == NULL && g_str_equal (charset.charset, "WINDOWS-1252") &&
                   igny_charset_is_unlikely (bytes, length);
  if (!detect_layout (self, error))
    return FALSE;
  if (self->whole && self->head_rows == 0 && self->layout.header_line == 0)
    return igny_import_fail (error, self, IGNY_IMPORT_ERROR_FORMAT,
                             "it is empty; choose a file with keywords");
  find_market (self);
  return TRUE;
}

static void
append_bytes (GByteArray *all,
              GBytes     *bytes)
{
  gsize         length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  g_byte_array_append (all, data, (guint) length);
}

static gboolean
unpack (IgnyImport *self,
        GError    **error)
{
  g_autoptr(GBytes) packed = NULL;
  g_autoptr(GBytes) text = NULL;
  g_autoptr(GError) cause = NULL;
  gboolean whole = self->whole;

  if (self->whole)
    packed = g_bytes_ref (self->head);
  else
    {
      g_autoptr(GBytes) rest = read_bytes (self, IGNY_IMPORT_ARCHIVE_MAX, &whole, error);
      g_autoptr(GByteArray) all = g_byte_array_new ();

      if (rest == NULL)
        return FALSE;
      append_bytes (all, self->head);
      append_bytes (all, rest);
      packed = g_byte_array_free_to_bytes (g_steal_pointer (&all));
    }
  if (!whole)
    return igny_import_fail (error, self, IGNY_IMPORT_ERROR_LIMIT,
                             "the archive is larger than 256 MiB; unpack it and import its parts");

  text = igny_import_archive_read (packed, self->wished_member, &self->member, &cause);
  if (text == NULL)
    return igny_import_fail (error, self, IGNY_IMPORT_ERROR_FORMAT, cause->message);

  g_object_unref (self->stream);
  self->stream = g_memory_input_stream_new_from_bytes (text);
  self->total = (gint64) g_bytes_get_size (text);
  g_bytes_unref (self->head);
  self->head = read_bytes (self, IGNY_IMPORT_HEAD, &self->whole, error);
  return self->head != NULL;
}

static gboolean
look (IgnyImport *self,
      GError    **error)
{
  if (self->total > IGNY_IMPORT_MAX_BYTES)
    return igny_import_fail (error, self, IGNY_IMPORT_ERROR_LIMIT,
                             "it is larger than 2 GiB; split it");

  self->head = read_bytes (self, IGNY_IMPORT_HEAD, &self->whole, error);
  if (self->head == NULL)
    return FALSE;
  if (igny_import_archive_is_one (self->head))
    {
      if (!unpack (self, error))
        return FALSE;
    }
  else if (self->wished_member != NULL)
    return igny_import_fail (error, self, IGNY_IMPORT_ERROR_FORMAT,
                             "it is no workbook and no archive, so it has no sheets; name none");

  self->whole = self->whole || (gint64) g_bytes_get_size (self->head) == self->total;
  return detect (self, self->wished_encoding, error);
}

static IgnyImport *
open_stream (const char           *name,
             GInputStream         *stream,
             const IgnyImportWish *wish,
             gint64                total,
             GError              **error)
{
  IgnyImport *self = make (name, stream, wish, total);

  if (look (self, error))
    return self;
  igny_import_free (self);
  return NULL;
}

static IgnyImport *
fail_to_open (const char *path,
              const char *cause,
              GError    **error)
{
  g_autofree char *shown = g_filename_display_basename (path);

  g_set_error (error, IGNY_IMPORT_ERROR, IGNY_IMPORT_ERROR_OPEN, "open “%s”: %s%s", shown, cause,
               strchr (cause, ';') != NULL ? "" : "; check its name and who may read it");
  return NULL;
}

IgnyImport *
igny_import_open_with (const IgnyEnv        *env,
                       const char           *path,
                       const IgnyImportWish *wish,
                       GError              **error)
{
  g_autoptr(GInputStream) stream = NULL;
  struct stat status;
  int         fd;

  g_return_val_if_fail (env != NULL && path != NULL, NULL);

  fd = igny_env_open (env, path, O_RDONLY, 0);
  if (fd < 0)
    return fail_to_open (path, g_strerror (errno), error);

  stream = g_unix_input_stream_new (fd, TRUE);
  if (fstat (fd, &status) != 0)
    return fail_to_open (path, g_strerror (errno), error);
  if (S_ISDIR (status.st_mode))
    return fail_to_open (path, "this is a folder; choose a file in it", error);
  return open_stream (path, stream, wish, S_ISREG (status.st_mode) ? status.st_size : 0, error);
}

IgnyImport *
igny_import_open (const IgnyEnv *env,
                  const char    *path,
                  GError       **error)
{
  return igny_import_open_with (env, path, NULL, error);
}

IgnyImport *
igny_import_open_stream (GInputStream         *stream,
                         const char           *name,
                         const IgnyImportWish *wish,
                         GError              **error)
{
  g_return_val_if_fail (G_IS_INPUT_STREAM (stream) && name != NULL, NULL);
  return open_stream (name, stream, wish, 0, error);
}

IgnyImport *
igny_import_open_bytes_with (GBytes               *bytes,
                             const char           *name,
                             const IgnyImportWish *wish,
                             GError              **error)
{
  g_autoptr(GInputStream) stream = NULL;

  g_return_val_if_fail (bytes != NULL && name != NULL, NULL);

  stream = g_memory_input_stream_new_from_bytes (bytes);
  return open_stream (name, stream, wish, (gint64) g_bytes_get_size (bytes), error);
}

IgnyImport *
igny_import_open_bytes (GBytes     *bytes,
                        const char *name,
                        GError    **error)
{
  return igny_import_open_bytes_with (bytes, name, NULL, error);
}

gboolean
igny_import_set_encoding (IgnyImport *self,
                          const char *encoding,
                          GError    **error)
{
  g_return_val_if_fail (self != NULL && self->reader == NULL, FALSE);
  return detect (self, encoding, error);
}
