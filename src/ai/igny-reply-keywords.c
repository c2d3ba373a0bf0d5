/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-reply-keywords.h"

#include "igny-text.h"

struct _IgnyReplyKeywords
{
  GHashTable *positions; /* normalized text → position + 1 */
};

IgnyReplyKeywords *
igny_reply_keywords_new (const char *const *keywords)
{
  IgnyReplyKeywords *self = g_new0 (IgnyReplyKeywords, 1);

  g_return_val_if_fail (keywords != NULL, self);

  self->positions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; keywords[i] != NULL; i++)
    {
      char *normal = igny_text_normalize (keywords[i]);

      if (g_hash_table_contains (self->positions, normal))
        g_free (normal);
      else
        g_hash_table_insert (self->positions, normal, GUINT_TO_POINTER (i + 1));
    }

  return self;
}

void
igny_reply_keywords_free (IgnyReplyKeywords *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->positions, g_hash_table_unref);
  g_free (self);
}

GArray *
igny_reply_keywords_match (IgnyReplyKeywords *self,
                           GPtrArray         *texts,
                           GPtrArray         *rejected)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  g_return_val_if_fail (self != NULL, found);
  g_return_val_if_fail (texts != NULL, found);

  for (guint i = 0; i < texts->len; i++)
    {
      g_autofree char *normal = igny_text_normalize (texts->pdata[i]);
      gpointer         position = g_hash_table_lookup (self->positions, normal);
      guint            index = GPOINTER_TO_UINT (position) - 1;

      if (position == NULL && rejected != NULL)
        g_ptr_array_add (rejected, g_strdup (texts->pdata[i]));
      if (position != NULL && g_hash_table_add (seen, position))
        g_array_append_val (found, index);
    }

  return found;
}
