/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-table-bound.h"

#include "igny-table-model.h"

GtkListItem *
igny_table_bound_find (GHashTable *bound,
                       gint64      row)
{
  GHashTableIter iter;
  gpointer       item;

  g_return_val_if_fail (bound != NULL, NULL);

  g_hash_table_iter_init (&iter, bound);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    if (igny_table_item_get_row (gtk_list_item_get_item (item)) == row)
      return item;
  return NULL;
}

GtkListItem *
igny_table_bound_find_focused (GHashTable *bound)
{
  GHashTableIter iter;
  gpointer       item;

  g_return_val_if_fail (bound != NULL, NULL);

  g_hash_table_iter_init (&iter, bound);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    {
      GtkWidget *parent = gtk_widget_get_parent (gtk_list_item_get_child (item));

      if (parent != NULL && gtk_widget_is_focus (parent))
        return item;
    }
  return NULL;
}

GtkListItem *
igny_table_bound_find_neighbor (GHashTable  *bound,
                                GtkListItem *item,
                                int          step)
{
  guint          position;
  GHashTableIter iter;
  gpointer       other;

  g_return_val_if_fail (bound != NULL && GTK_IS_LIST_ITEM (item), NULL);

  position = gtk_list_item_get_position (item) + (guint) step;
  g_hash_table_iter_init (&iter, bound);
  while (g_hash_table_iter_next (&iter, &other, NULL))
    if (gtk_list_item_get_position (other) == position)
      return other;
  return NULL;
}
