/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-import-map.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
parse_delimiter (const char *text,
                 char       *delimiter)
{
  static const struct
  {
    const char *word;
    char        delimiter;
  } words[] = {
    { "tab", '\t' },
    { "\\t", '\t' },
    { "comma", ',' },
    { "semicolon", ';' },
    { "pipe", '|' },
    { "bar", '|' },
    { "space", ' ' },
    { "none", '\n' },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (words[i].word, text) == 0)
      {
        *delimiter = words[i].delimiter;
        return TRUE;
      }
  *delimiter = text[0];
  return strlen (text) == 1 && strchr ("\"\r\n", text[0]) == NULL && !g_ascii_isalnum (text[0]);
}

gboolean
igny_import_map_get_wish (const IgnyCall *call,
                          IgnyImportWish *wish,
                          GError        **error)
{
  const char *delimiter;

  g_return_val_if_fail (call != NULL && wish != NULL, FALSE);

  *wish = (IgnyImportWish){ .encoding = igny_call_get (call, IGNY_OPTION_ENCODING),
                            .member = igny_call_get (call, IGNY_OPTION_SHEET) };
  delimiter = igny_call_get (call, IGNY_OPTION_DELIMITER);
  if (delimiter == NULL || parse_delimiter (delimiter, &wish->delimiter))
    return TRUE;
  g_set_error (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
               _("“%s” is no delimiter; use one sign such as “;”, or tab, or none"), delimiter);
  return FALSE;
}

char **
igny_import_map_dup_names (const IgnyCall *call)
{
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();
  const GPtrArray *maps;

  g_return_val_if_fail (call != NULL, NULL);

  maps = call->line->values[IGNY_OPTION_MAP];
  for (guint i = 0; maps != NULL && i < maps->len; i++)
    {
      const char      *map = maps->pdata[i];
      const char      *sign = strrchr (map, '=');
      g_autofree char *name = sign != NULL ? g_strndup (map, (gsize) (sign - map)) : NULL;

      if (name != NULL && name[strspn (name, "0123456789")] != '\0')
        g_strv_builder_add (names, name);
    }
  return g_strv_builder_end (names);
}

/* By header, however it is written, else by number from 1; -1 for none. */
static int
find_column (IgnyImport *import,
             const char *name)
{
  char             currency[4];
  g_autofree char *wanted = igny_import_role_normalize_header (name, currency);
  guint            n_columns = igny_import_get_n_columns (import);
  char            *end;
  guint64          number;

  for (guint i = 0; i < n_columns; i++)
    {
      const char      *header = igny_import_get_column_header (import, i);
      g_autofree char *key = igny_import_role_normalize_header (header, currency);

      if (strcmp (header, name) == 0 || (*key != '\0' && strcmp (key, wanted) == 0))
        return (int) i;
    }
  number = g_ascii_strtoull (name, &end, 10);
  return *end == '\0' && number >= 1 && number <= n_columns ? (int) number - 1 : -1;
}

static char *
list_columns (IgnyImport *import)
{
  GString *headers = g_string_new (NULL);

  for (guint i = 0; i < igny_import_get_n_columns (import) && headers->len < 500; i++)
    g_string_append_printf (headers, "%s%u “%s”", i > 0 ? ", " : "", i + 1,
                            igny_import_get_column_header (import, i));
  return g_string_free (headers, FALSE);
}

static gboolean
fail_for_column (IgnyImport *import,
                 const char *name,
                 GError    **error)
{
  g_autofree char *headers = list_columns (import);

  g_set_error (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
               _("there is no column “%s”; the columns are %s"), name, headers);
  return FALSE;
}

static gboolean
fail_without_keywords (IgnyImport *import,
                       GError    **error)
{
  g_autofree char *headers = list_columns (import);

  g_set_error (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
               _("no column holds keywords; say which one does with"
                 " --map Column=keyword. The columns are %s"),
                  headers);
  return FALSE;
}

static gboolean
fail_for_field (const char *name,
                GError    **error)
{
  g_autoptr(GString) fields = g_string_new (NULL);

  for (guint i = IGNY_IMPORT_ROLE_IGNORE; i < IGNY_IMPORT_N_ROLES; i++)
    g_string_append_printf (fields, "%s, ", igny_import_role_get_id (i));
  g_set_error (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
               _("“%s” is nothing that a column can be; use one of %sattribute"), name,
                  fields->str);
  return FALSE;
}

static gboolean
apply (IgnyImport *import,
       const char *map,
       GError    **error)
{
  const char      *sign = strrchr (map, '=');
  g_autofree char *name = NULL;
  IgnyImportRole   role;
  int              column;

  if (sign == NULL || sign == map)
    {
      g_set_error (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
                   _("“%s” does not say what a column is; write --map Column=field"), map);
      return FALSE;
    }
  name = g_strndup (map, (gsize) (sign - map));
  column = find_column (import, name);
  if (column < 0)
    return fail_for_column (import, name, error);
  if (!igny_import_role_parse (sign + 1, &role))
    return fail_for_field (sign + 1, error);
  igny_import_set_column_role (import, (guint) column, role);
  return TRUE;
}

gboolean
igny_import_map_apply (const IgnyCall *call,
                       IgnyImport     *import,
                       GError        **error)
{
  const GPtrArray *maps;

  g_return_val_if_fail (call != NULL && import != NULL, FALSE);

  maps = call->line->values[IGNY_OPTION_MAP];
  for (guint i = 0; maps != NULL && i < maps->len; i++)
    if (!apply (import, maps->pdata[i], error))
      return FALSE;
  return igny_import_has_keywords (import) || fail_without_keywords (import, error);
}
