/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-errors.h"

struct _IgnyErrors
{
  GPtrArray  *fields;
  GHashTable *messages; /* field → GPtrArray of text, NULL at its end */
};

G_DEFINE_QUARK (igny_invalid, igny_invalid)

IgnyErrors *
igny_errors_new (void)
{
  IgnyErrors *self = g_new0 (IgnyErrors, 1);

  self->fields = g_ptr_array_new_with_free_func (g_free);
  self->messages = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                          (GDestroyNotify) g_ptr_array_unref);
  return self;
}

void
igny_errors_free (IgnyErrors *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->messages);
  g_ptr_array_unref (self->fields);
  g_free (self);
}

void
igny_errors_add (IgnyErrors *self,
                 const char *field,
                 const char *format,
                 ...)
{
  GPtrArray *list;
  va_list    args;

  g_return_if_fail (self != NULL && field != NULL);

  list = g_hash_table_lookup (self->messages, field);
  if (list == NULL)
    {
      char *name = g_strdup (field);

      list = g_ptr_array_new_null_terminated (1, g_free, TRUE);
      g_ptr_array_add (self->fields, name);
      g_hash_table_insert (self->messages, name, list);
    }

  va_start (args, format);
  g_ptr_array_add (list, g_strdup_vprintf (format, args));
  va_end (args);
}

gboolean
igny_errors_is_empty (const IgnyErrors *self)
{
  return self == NULL || self->fields->len == 0;
}

const char **
igny_errors_get_fields (const IgnyErrors *self)
{
  const char **names = g_new0 (const char *, self->fields->len + 1);

  for (guint i = 0; i < self->fields->len; i++)
    names[i] = self->fields->pdata[i];
  return names;
}

const char *const *
igny_errors_get_messages (const IgnyErrors *self,
                          const char       *field)
{
  GPtrArray *list = g_hash_table_lookup (self->messages, field);

  return list != NULL ? (const char *const *) list->pdata : NULL;
}

gboolean
igny_errors_to_gerror (const IgnyErrors *self,
                       GError          **error)
{
  g_autoptr(GString) text = g_string_new (NULL);

  if (igny_errors_is_empty (self))
    return TRUE;

  for (guint i = 0; i < self->fields->len; i++)
    {
      const char        *field = self->fields->pdata[i];
      const char *const *messages = igny_errors_get_messages (self, field);

      for (guint j = 0; messages != NULL && messages[j] != NULL; j++)
        g_string_append_printf (text, "%s%s%s%s", text->len > 0 ? "; " : "", field,
                                *field != '\0' ? ": " : "", messages[j]);
    }
  g_set_error_literal (error, IGNY_INVALID, IGNY_INVALID_FIELD, text->str);
  return FALSE;
}
