/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-fixture.h"

#include <string.h>

IgnyImport *
igny_import_fixture_open (const char *text,
                          const char *name)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;
  IgnyImport *import = igny_import_open_bytes (bytes, name, &error);

  g_assert_no_error (error);
  g_assert_nonnull (import);
  return import;
}

IgnyImport *
igny_import_fixture_open_as (const char *text,
                             const char *encoding,
                             const char *mark,
                             gsize       mark_length)
{
  g_autoptr(GError) error = NULL;
  gsize            length;
  g_autofree char *encoded = g_convert (text, -1, encoding, "UTF-8", NULL, &length, &error);
  g_autoptr(GByteArray) all = g_byte_array_new ();
  g_autoptr(GBytes) bytes = NULL;
  IgnyImport *import;

  g_assert_no_error (error);
  g_byte_array_append (all, (const guint8 *) mark, (guint) mark_length);
  g_byte_array_append (all, (const guint8 *) encoded, (guint) length);
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&all));
  import = igny_import_open_bytes (bytes, "encoded.csv", &error);
  g_assert_no_error (error);
  return import;
}

void
igny_import_fixture_next (IgnyImport    *import,
                          IgnyImportRow *row)
{
  g_autoptr(GError) error = NULL;
  gboolean more = igny_import_next (import, row, &error);

  g_assert_no_error (error);
  g_assert_true (more);
  g_assert_cmpstr (row->reject, ==, NULL);
  g_assert_nonnull (row->keyword);
  g_assert_nonnull (row->key);
}

void
igny_import_fixture_next_rejected (IgnyImport *import,
                                   gint64      line,
                                   const char *words)
{
  g_autoptr(GError) error = NULL;
  IgnyImportRow row;
  gboolean      more = igny_import_next (import, &row, &error);

  g_assert_no_error (error);
  g_assert_true (more);
  g_assert_nonnull (row.reject);
  g_assert_cmpint (row.line, ==, line);
  if (strstr (row.reject, words) == NULL)
    g_error ("“%s” does not say “%s”", row.reject, words);
}

void
igny_import_fixture_end (IgnyImport *import)
{
  g_autoptr(GError) error = NULL;
  IgnyImportRow row;

  g_assert_false (igny_import_next (import, &row, &error));
  g_assert_no_error (error);
}

char *
igny_import_fixture_join (IgnyImport *import)
{
  g_autoptr(GError) error = NULL;
  GString      *text = g_string_new (NULL);
  IgnyImportRow row;

  while (igny_import_next (import, &row, &error))
    if (row.reject == NULL)
      g_string_append_printf (text, "%s\n", row.keyword);
  g_assert_no_error (error);
  return g_string_free (text, FALSE);
}

const char *
igny_import_fixture_extra (const IgnyImportRow *row,
                           const char          *name)
{
  for (guint i = 0; i < row->n_extra; i++)
    if (strcmp (row->extra[i].name, name) == 0)
      return row->extra[i].value;
  return NULL;
}
