/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-palette-search.h"

#include <glib/gi18n.h>

#include "igny-store-query.h"

/* Of each page: enough to see that there are more, and to keep the list short. */
#define MOST_FOUND 4

typedef struct
{
  IgnyStore *store;
  char      *text;
  GPtrArray *items;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_object_unref (search->store);
  g_free (search->text);
  g_ptr_array_unref (search->items);
  g_free (search);
}

static void
add_item (Search         *search,
          IgnyDb         *db,
          const IgnyPage *page,
          gint64          row)
{
  g_autofree char *title = igny_records_dup_title (db, page->table->entity, row);

  if (title != NULL)
    g_ptr_array_add (search->items,
                     igny_palette_item_new (title, _ (page->table->entity->label_one),
                                                      page->icon_name, "win.open",
                                                      g_variant_new ("(sx)", page->id, row)));
}

static gboolean
search_page (Search         *search,
             IgnyDb         *db,
             const IgnyPage *page,
             GCancellable   *cancellable,
             GError        **error)
{
  g_autoptr(IgnyView) view = igny_view_new (page->table->entity);
  g_autoptr(IgnyViewResult) result = NULL;

  igny_view_set_search (view, search->text);
  result = igny_view_run (view, search->store, db, cancellable, error);
  if (result == NULL)
    return FALSE;
  for (gsize i = 0; i < MIN (result->n_rows, MOST_FOUND); i++)
    add_item (search, db, page, result->rows[i]);
  return TRUE;
}

static gboolean
search_read (IgnyDb       *db,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  for (guint i = 0; igny_pages[i] != NULL; i++)
    if (igny_pages[i]->table != NULL &&
        !search_page (data, db, igny_pages[i], cancellable, error))
      return FALSE;
  return TRUE;
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;

  if (!igny_store_finish (IGNY_STORE (object), result, NULL, &error))
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_ptr_array_ref (search->items),
                           (GDestroyNotify) g_ptr_array_unref);
}

void
igny_palette_search_async (IgnyStore          *store,
                           const char         *text,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  GTask  *task;
  Search *search;

  g_return_if_fail (IGNY_IS_STORE (store) && text != NULL);

  task = g_task_new (store, cancellable, callback, user_data);
  search = g_new0 (Search, 1);
  search->store = g_object_ref (store);
  search->text = g_strdup (text);
  search->items = g_ptr_array_new_with_free_func ((GDestroyNotify) igny_palette_item_free);
  g_task_set_task_data (task, search, search_free);
  igny_store_read_async (store, search_read, search, NULL, cancellable, read_cb, task);
}

GPtrArray *
igny_palette_search_finish (IgnyStore    *store,
                            GAsyncResult *result,
                            GError      **error)
{
  g_return_val_if_fail (IGNY_IS_STORE (store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
