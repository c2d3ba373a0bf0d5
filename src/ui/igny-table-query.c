/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-table-query.h"

#include "igny-number.h"

IgnyTableFilter *
igny_table_filter_new_words (const char        *column,
                             const char *const *words)
{
  IgnyTableFilter *self;

  g_return_val_if_fail (column != NULL && words != NULL, NULL);

  self = igny_table_filter_new_range (column, IGNY_UNKNOWN, IGNY_UNKNOWN);
  self->words = g_strdupv ((char **) words);
  return self;
}

IgnyTableFilter *
igny_table_filter_new_range (const char *column,
                             gint64      minimum,
                             gint64      maximum)
{
  IgnyTableFilter *self;

  g_return_val_if_fail (column != NULL, NULL);

  self = g_new0 (IgnyTableFilter, 1);
  self->column = g_strdup (column);
  self->minimum = minimum;
  self->maximum = maximum;
  return self;
}

IgnyTableFilter *
igny_table_filter_copy (const IgnyTableFilter *self)
{
  IgnyTableFilter *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = igny_table_filter_new_range (self->column, self->minimum, self->maximum);
  copy->words = g_strdupv (self->words);
  return copy;
}

void
igny_table_filter_free (IgnyTableFilter *self)
{
  if (self == NULL)
    return;
  g_free (self->column);
  g_strfreev (self->words);
  g_free (self);
}

IgnyTableQuery *
igny_table_query_new (void)
{
  IgnyTableQuery *self = g_new0 (IgnyTableQuery, 1);

  self->filters = g_ptr_array_new_with_free_func ((GDestroyNotify) igny_table_filter_free);
  return self;
}

IgnyTableQuery *
igny_table_query_copy (const IgnyTableQuery *self)
{
  IgnyTableQuery *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = igny_table_query_new ();
  copy->search = g_strdup (self->search);
  copy->sort = g_strdup (self->sort);
  copy->descending = self->descending;
  for (guint i = 0; i < self->filters->len; i++)
    g_ptr_array_add (copy->filters, igny_table_filter_copy (self->filters->pdata[i]));
  return copy;
}

void
igny_table_query_free (IgnyTableQuery *self)
{
  if (self == NULL)
    return;
  g_free (self->search);
  g_free (self->sort);
  g_ptr_array_unref (self->filters);
  g_free (self);
}

IgnyTableFilter *
igny_table_query_find_filter (const IgnyTableQuery *self,
                              const char           *column)
{
  g_return_val_if_fail (self != NULL && column != NULL, NULL);

  for (guint i = 0; i < self->filters->len; i++)
    {
      IgnyTableFilter *filter = self->filters->pdata[i];

      if (g_str_equal (filter->column, column))
        return filter;
    }
  return NULL;
}

void
igny_table_query_drop_filter (IgnyTableQuery *self,
                              const char     *column)
{
  g_return_if_fail (self != NULL && column != NULL);

  g_ptr_array_remove (self->filters, igny_table_query_find_filter (self, column));
}

void
igny_table_query_put_filter (IgnyTableQuery  *self,
                             IgnyTableFilter *filter)
{
  IgnyTableFilter *old;
  guint            position = 0;

  g_return_if_fail (self != NULL && filter != NULL);

  old = igny_table_query_find_filter (self, filter->column);
  if (old == NULL)
    {
      g_ptr_array_add (self->filters, filter);
      return;
    }
  g_ptr_array_find (self->filters, old, &position);
  igny_table_filter_free (old);
  self->filters->pdata[position] = filter;
}

gboolean
igny_table_query_is_narrow (const IgnyTableQuery *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->filters->len > 0 || (self->search != NULL && *self->search != '\0');
}
