/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "import-fixture.h"

/* Every shape that keyword tools write, as a small file of our own, and next to
 * it all that must come out of it, to the last value. With IGNY8_WRITE_EXPECTED
 * set the second file is written instead, to be read by a person. */

static void
say_text (GString    *out,
          const char *name,
          const char *text)
{
  if (text == NULL)
    return;
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_string_append_printf (out, " %s=\"%s\"", name, text);
}

static void
say_number (GString    *out,
            const char *name,
            gint64      value)
{
  if (value != IGNY_UNKNOWN)
    g_string_append_printf (out, " %s=%" G_GINT64_FORMAT, name, value);
}

static void
say_intents (GString             *out,
             const IgnyImportRow *row)
{
  if (row->intents == 0)
    return;
  g_string_append (out, " intents=");
  for (guint bit = 1; bit <= IGNY_IMPORT_INTENT_TRANSACTIONAL; bit <<= 1)
    if ((row->intents & bit) != 0)
      g_string_append_printf (out, "%s%s", igny_import_intent_to_word (bit),
                              bit == row->primary_intent ? "*," : ",");
  if ((row->intents & IGNY_IMPORT_INTENT_BRANDED) != 0)
    g_string_append (out, "branded,");
  if ((row->intents & IGNY_IMPORT_INTENT_LOCAL) != 0)
    g_string_append (out, "local,");
  g_string_truncate (out, out->len - 1);
}

static void
say_row (GString             *out,
         const IgnyImportRow *row)
{
  g_string_append_printf (out, "%s %" G_GINT64_FORMAT ":", row->reject != NULL ? "reject" : "row",
                          row->line);
  say_text (out, "keyword", row->keyword);
  say_text (out, "because", row->reject);
  if (row->reject == NULL)
    {
      say_text (out, "key", g_strcmp0 (row->key, row->keyword) != 0 ? row->key : NULL);
      say_number (out, "volume", row->volume);
      say_number (out, "low", row->volume_low);
      say_number (out, "high", row->volume_high);
      if (row->volume_estimated)
        g_string_append (out, " estimated");
      say_number (out, "difficulty", row->difficulty);
      say_number (out, "cpc", row->cpc);
      say_text (out, "currency", row->currency);
      say_intents (out, row);
      say_text (out, "country", row->country);
      say_text (out, "trend", row->trend);
      if (row->trend_relative)
        g_string_append (out, " relative");
      say_number (out, "competition", row->competition);
      say_number (out, "clicks", row->clicks);
      say_number (out, "impressions", row->impressions);
      say_number (out, "ctr", row->ctr);
      say_number (out, "position", row->position);
      say_text (out, "url", row->target_url);
      say_text (out, "group", row->group);
      say_text (out, "cluster", row->cluster);
      say_text (out, "tags", row->tags);
      say_text (out, "notes", row->notes);
      say_text (out, "industry", row->industry);
      say_text (out, "sector", row->sector);
      say_text (out, "status", row->status);
      say_text (out, "serp", row->serp_urls);
      for (guint i = 0; i < row->n_extra; i++)
        say_text (out, row->extra[i].name, row->extra[i].value);
    }
  g_string_append_c (out, '\n');
}

static void
say_head (GString    *out,
          IgnyImport *import)
{
  const char delimiter = igny_import_get_delimiter (import);

  g_string_append_printf (out, "source %s: %s\n", igny_import_get_source_id (import),
                          igny_import_get_source_name (import));
  g_string_append_printf (out, "%s, %s%s, header in line %" G_GINT64_FORMAT "\n",
                          igny_import_get_encoding (import),
                          delimiter == 0 ? "lines" : "delimiter ",
                          delimiter == '\t' ? "tab" : (char[]){ delimiter, 0 },
                          igny_import_get_header_line (import));
  g_string_append (out, "hints:");
  say_text (out, "currency", igny_import_get_currency (import));
  say_text (out, "country", igny_import_get_country_hint (import));
  say_text (out, "end", igny_import_get_trend_end (import));
  say_text (out, "member", igny_import_get_member (import));
  g_string_append_c (out, '\n');
  for (guint i = 0; i < igny_import_get_n_columns (import); i++)
    g_string_append_printf (out, "column \"%s\" is %s\n",
                            igny_import_get_column_header (import, i),
                            igny_import_role_get_id (igny_import_get_column_role (import, i)));
}

static char *
tell (const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyImport) import = igny_import_open (igny_env_get_system (), path, &error);
  GString      *out = g_string_new (NULL);
  IgnyImportRow row;

  g_assert_no_error (error);
  say_head (out, import);
  while (igny_import_next (import, &row, &error))
    say_row (out, &row);
  g_assert_no_error (error);
  return g_string_free (out, FALSE);
}

static void
test_fixture (gconstpointer data)
{
  const char      *path = data;
  g_autofree char *told = tell (path);
  g_autofree char *place = g_strconcat (path, ".expected", NULL);
  g_autofree char *expected = NULL;
  g_autoptr(GError) error = NULL;

  if (g_getenv ("IGNY8_WRITE_EXPECTED") != NULL)
    {
      g_file_set_contents (place, told, -1, &error);
      g_assert_no_error (error);
    }
  g_file_get_contents (place, &expected, NULL, &error);
  g_assert_no_error (error);
  if (strcmp (told, expected) != 0)
    g_test_message ("%s gives\n%s", path, told);
  g_assert_cmpstr (told, ==, expected);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = NULL;
  g_autoptr(GDir) files = NULL;
  const char *name;
  guint       n_files = 0;

  g_test_init (&argc, &argv, NULL);

  folder = g_test_build_filename (G_TEST_DIST, "data", "import", NULL);
  files = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (files);
  while ((name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *test = g_strconcat ("/import/fixture/", name, NULL);

      if (g_str_has_suffix (name, ".expected") || *name == '.')
        continue;
      n_files++;
      g_test_add_data_func_full (test, g_build_filename (folder, name, NULL), test_fixture, g_free);
    }
  g_assert_cmpuint (n_files, >=, 45);

  return g_test_run ();
}
