/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-comma-list.h"

#include "igny-text.h"

/* Takes the items of list into out, where seen has the keys of those in it. */
static void
take_items (GPtrArray  *out,
            GHashTable *seen,
            const char *list)
{
  g_auto(GStrv) parts = g_strsplit (list != NULL ? list : "", ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *item = igny_text_tidy (parts[i]);

      if (*item != '\0' && g_hash_table_add (seen, igny_text_normalize (item)))
        g_ptr_array_add (out, g_steal_pointer (&item));
    }
}

static char *
join (const GPtrArray *items)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", (const char *) items->pdata[i]);
  if (text->len == 0)
    {
      g_string_free (text, TRUE);
      return NULL;
    }
  return g_string_free (text, FALSE);
}

char **
igny_comma_list_split (const char *list)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *items = g_ptr_array_new ();

  take_items (items, seen, list);
  g_ptr_array_add (items, NULL);
  return (char **) g_ptr_array_free (items, FALSE);
}

char *
igny_comma_list_join (const char *const *items)
{
  g_autoptr(GPtrArray) out = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; items != NULL && items[i] != NULL; i++)
    {
      g_autofree char *item = g_strdelimit (g_strdup (items[i]), ",", ' ');

      take_items (out, seen, item);
    }
  return join (out);
}

char *
igny_comma_list_tidy (const char *list)
{
  g_auto(GStrv) items = igny_comma_list_split (list);

  return igny_comma_list_join ((const char *const *) items);
}

gboolean
igny_comma_list_has (const char *list,
                     const char *item)
{
  g_auto(GStrv) items = igny_comma_list_split (list);
  g_autofree char *wanted = NULL;

  g_return_val_if_fail (item != NULL, FALSE);

  wanted = igny_text_normalize (item);
  for (guint i = 0; items[i] != NULL; i++)
    {
      g_autofree char *key = igny_text_normalize (items[i]);

      if (g_str_equal (key, wanted))
        return TRUE;
    }
  return FALSE;
}

char *
igny_comma_list_add (const char *list,
                     const char *item)
{
  g_autofree char *both = NULL;

  g_return_val_if_fail (item != NULL, NULL);

  both = g_strconcat (list != NULL ? list : "", ",", item, NULL);
  return igny_comma_list_tidy (both);
}

char *
igny_comma_list_rename (const char *list,
                        const char *from,
                        const char *to)
{
  g_auto(GStrv) items = igny_comma_list_split (list);
  g_autofree char *key = NULL;

  g_return_val_if_fail (from != NULL, NULL);

  key = igny_text_normalize (from);
  for (guint i = 0; items[i] != NULL; i++)
    {
      g_autofree char *other = igny_text_normalize (items[i]);

      if (!g_str_equal (other, key))
        continue;
      g_free (items[i]);
      items[i] = g_strdup (to != NULL ? to : "");
    }
  return igny_comma_list_join ((const char *const *) items);
}
