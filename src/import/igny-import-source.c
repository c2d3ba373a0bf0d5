/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-import-source.h"

#include "igny-import-private.h"

#define CUT_OFF_ROWS 1000

G_DEFINE_QUARK (igny_import_error, igny_import_error)

void
igny_import_free (IgnyImport *self)
{
  if (self == NULL)
    return;

  igny_import_columns_clear (self);
  igny_import_layout_clear (&self->layout);
  igny_csv_reader_free (self->reader);
  igny_text_source_free (self->text);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->head, g_bytes_unref);
  g_array_unref (self->months);
  g_array_unref (self->extra);
  g_string_free (self->trend, TRUE);
  g_string_free (self->urls, TRUE);
  g_clear_pointer (&self->attributes, json_node_unref);
  g_free (self->name);
  g_free (self->member);
  g_free (self->wished_encoding);
  g_free (self->wished_member);
  g_strfreev (self->wished_names);
  g_clear_pointer (&self->signatures, g_hash_table_unref);
  g_free (self->charset);
  g_free (self->encoding);
  g_free (self->reject);
  g_string_free (self->keyword, TRUE);
  g_string_free (self->key, TRUE);
  g_free (self);
}

gboolean
igny_import_fail (GError        **error,
                  IgnyImport     *self,
                  IgnyImportError code,
                  const char     *cause)
{
  g_set_error (error, IGNY_IMPORT_ERROR, code, "read “%s”: %s", self->name, cause);
  return FALSE;
}

static gboolean
start (IgnyImport *self,
       GError    **error)
{
  igny_import_columns_settle (self);
  self->text = igny_text_source_new (self->head, self->bom_length,
                                     self->whole ? NULL : self->stream,
                                     self->charset, error);
  if (self->text == NULL)
    return FALSE;
  self->reader = igny_csv_reader_new (igny_text_source_read, self->text, self->layout.delimiter);
  igny_csv_reader_set_width (self->reader, self->layout.n_columns);
  return TRUE;
}

static gboolean
check_limits (IgnyImport *self,
              GError    **error)
{
  if (self->n_rows >= IGNY_IMPORT_MAX_ROWS)
    return igny_import_fail (error, self, IGNY_IMPORT_ERROR_LIMIT,
                             "it has over 50,000,000 rows; split it");
  if (igny_text_source_get_consumed (self->text) > IGNY_IMPORT_MAX_BYTES)
    return igny_import_fail (error, self, IGNY_IMPORT_ERROR_LIMIT,
                             "it is larger than 2 GiB; split it");
  return TRUE;
}

gboolean
igny_import_next (IgnyImport    *self,
                  IgnyImportRow *row,
                  GError       **error)
{
  g_autoptr(GError) cause = NULL;

  g_return_val_if_fail (self != NULL && row != NULL, FALSE);

  if (self->at_end || (self->reader == NULL && !start (self, error)))
    return FALSE;
  while (igny_csv_reader_next (self->reader, &cause))
    {
      if (igny_csv_reader_get_line (self->reader) < self->layout.data_line ||
          igny_import_record_is_idle (self, self->reader))
        continue;
      if (!check_limits (self, error))
        return FALSE;
      igny_import_record_take (self, row);
      self->n_rows++;
      self->n_rejected += row->reject != NULL;
      return TRUE;
    }

  self->at_end = TRUE;
  if (cause != NULL)
    {
      g_autofree char *remedy = NULL;

      remedy = g_strconcat (cause->message, "; copy the file to this computer and try again", NULL);
      igny_import_fail (error, self, IGNY_IMPORT_ERROR_OPEN, remedy);
    }
  return FALSE;
}

const char *
igny_import_get_source_id (IgnyImport *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->origin->id;
}

const char *
igny_import_get_source_name (IgnyImport *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->origin->name;
}

const char *
igny_import_get_signature (IgnyImport *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->signature;
}

const char *
igny_import_get_encoding (IgnyImport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->text != NULL && igny_text_source_has_switched (self->text))
    return "WINDOWS-1252";
  return self->encoding;
}

char
igny_import_get_delimiter (IgnyImport *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->layout.delimiter;
}

gint64
igny_import_get_header_line (IgnyImport *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->layout.header_line;
}

const char *
igny_import_get_currency (IgnyImport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->columns->len; i++)
    if (*igny_import_column (self, i)->currency != '\0')
      return igny_import_column (self, i)->currency;
  return NULL;
}

const char *
igny_import_get_country_hint (IgnyImport *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return *self->country_hint != '\0' ? self->country_hint : NULL;
}

const char *
igny_import_get_trend_end (IgnyImport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->reader == NULL)
    igny_import_columns_settle (self);
  return *self->trend_end != '\0' ? self->trend_end : NULL;
}

const char *
igny_import_get_member (IgnyImport *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->member;
}

guint
igny_import_get_n_columns (IgnyImport *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->columns->len;
}

const char *
igny_import_get_column_header (IgnyImport *self,
                               guint       column)
{
  g_return_val_if_fail (self != NULL && column < self->columns->len, NULL);
  return igny_import_column (self, column)->header;
}

IgnyImportRole
igny_import_get_column_role (IgnyImport *self,
                             guint       column)
{
  g_return_val_if_fail (self != NULL && column < self->columns->len, IGNY_IMPORT_ROLE_EXTRA);
  return igny_import_column (self, column)->role;
}

const char *
igny_import_get_sample (IgnyImport *self,
                        guint       column,
                        guint       row)
{
  g_return_val_if_fail (self != NULL && column < self->columns->len, NULL);
  return row < IGNY_IMPORT_N_SAMPLES ? igny_import_column (self, column)->samples[row] : NULL;
}

void
igny_import_set_column_role (IgnyImport    *self,
                             guint          column,
                             IgnyImportRole role)
{
  g_return_if_fail (self != NULL && self->reader == NULL && column < self->columns->len);
  g_return_if_fail (role < IGNY_IMPORT_N_ROLES);

  for (guint i = 0; i < self->columns->len && !igny_import_role_is_shared (role); i++)
    if (igny_import_column (self, i)->role == role)
      igny_import_column (self, i)->role = IGNY_IMPORT_ROLE_EXTRA;
  igny_import_column (self, column)->role = role;
}

gboolean
igny_import_is_corrected (IgnyImport *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->columns->len; i++)
    if (igny_import_column (self, i)->role != igny_import_column (self, i)->detected)
      return TRUE;
  return self->layout.told;
}

gboolean
igny_import_is_doubtful (IgnyImport *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->doubtful;
}

gboolean
igny_import_has_keywords (IgnyImport *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return igny_import_columns_find (self, IGNY_IMPORT_ROLE_KEYWORD) >= 0;
}

char *
igny_import_dup_roles (IgnyImport *self)
{
  GString *roles;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->layout.header_line == 0)
    return NULL;
  roles = g_string_new (NULL);
  for (guint i = 0; i < self->columns->len; i++)
    g_string_append_printf (roles, "%s%s", i > 0 ? "," : "",
                            igny_import_role_get_id (igny_import_column (self, i)->role));
  return g_string_free (roles, FALSE);
}

static int
find_role_id (const char *id)
{
  for (int role = 0; role < IGNY_IMPORT_N_ROLES; role++)
    if (g_str_equal (igny_import_role_get_id ((IgnyImportRole) role), id))
      return role;
  return -1;
}

gboolean
igny_import_set_roles (IgnyImport *self,
                       const char *roles)
{
  g_auto(GStrv) ids = NULL;
  g_autofree int *found = NULL;
  gboolean        keywords = FALSE;

  g_return_val_if_fail (self != NULL && roles != NULL && self->reader == NULL, FALSE);

  ids = g_strsplit (roles, ",", -1);
  if (g_strv_length (ids) != self->columns->len)
    return FALSE;
  found = g_new0 (int, self->columns->len);
  for (guint i = 0; i < self->columns->len; i++)
    {
      found[i] = find_role_id (ids[i]);
      if (found[i] < 0)
        return FALSE;
      keywords = keywords || found[i] == IGNY_IMPORT_ROLE_KEYWORD;
    }
  if (!keywords)
    return FALSE;

  /* First out of each other's way. */
  for (guint i = 0; i < self->columns->len; i++)
    igny_import_column (self, i)->role = IGNY_IMPORT_ROLE_EXTRA;
  for (guint i = 0; i < self->columns->len; i++)
    igny_import_set_column_role (self, i, (IgnyImportRole) found[i]);
  return TRUE;
}

gint64
igny_import_get_n_rows (IgnyImport *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->n_rows;
}

gint64
igny_import_get_n_rejected (IgnyImport *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->n_rejected;
}

gint64
igny_import_estimate_rows (IgnyImport *self,
                           gboolean   *exact)
{
  gint64 head;

  g_return_val_if_fail (self != NULL, 0);

  if (exact != NULL)
    *exact = self->whole || self->at_end;
  if (self->at_end)
    return self->n_rows;
  head = (gint64) g_bytes_get_size (self->head);
  if (self->whole || head == 0 || self->total == 0)
    return self->head_rows;
  return (gint64) ((double) self->head_rows * (double) self->total / (double) head);
}

gboolean
igny_import_is_cut_off (IgnyImport *self)
{
  gboolean exact;
  gint64   rows;

  g_return_val_if_fail (self != NULL, FALSE);

  rows = igny_import_estimate_rows (self, &exact);
  return exact && rows == CUT_OFF_ROWS && (self->origin->quirks & IGNY_IMPORT_QUIRK_CUT_OFF) != 0;
}

void
igny_import_get_progress (IgnyImport *self,
                          gint64     *bytes,
                          gint64     *total)
{
  g_return_if_fail (self != NULL && bytes != NULL && total != NULL);

  *bytes = self->text != NULL ? igny_text_source_get_consumed (self->text) : 0;
  *total = MAX (self->total, *bytes);
}
