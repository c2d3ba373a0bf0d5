/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-page-counts.h"

#include "igny-page.h"
#include "igny-view.h"

#define MAX_PAGES 32

struct _IgnyPageCounts
{
  GObject parent_instance;

  IgnyStore  *store;
  IgnyWindow *window;
  IgnyScope   scope;
  gboolean    busy;
  gboolean    again;
};

typedef struct
{
  IgnyStore *store;
  IgnyScope  scope;
  gint64     counts[MAX_PAGES];
} Count;

static guint load_signal;

G_DEFINE_FINAL_TYPE (IgnyPageCounts, igny_page_counts, G_TYPE_OBJECT)

static gboolean
read_counts (IgnyDb       *db,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  Count *count = data;

  for (guint i = 0; i < MAX_PAGES && igny_pages[i] != NULL; i++)
    {
      g_autoptr(IgnyView) view = NULL;
      g_autoptr(IgnyViewResult) result = NULL;

      count->counts[i] = IGNY_UNKNOWN;
      if (igny_pages[i]->table == NULL)
        continue;
      view = igny_view_new (igny_pages[i]->table->entity);
      igny_view_set_scope (view, count->scope.site, count->scope.sector);
      igny_view_set_no_rows (view, TRUE);
      result = igny_view_run (view, count->store, db, cancellable, error);
      if (result == NULL)
        return FALSE;
      count->counts[i] = (gint64) result->n_rows;
    }
  return TRUE;
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(IgnyPageCounts) self = user_data;
  gpointer data;

  self->busy = FALSE;
  if (igny_store_finish (IGNY_STORE (object), result, &data, NULL) && self->window != NULL)
    for (guint i = 0; i < MAX_PAGES && igny_pages[i] != NULL; i++)
      igny_window_set_count (self->window, igny_pages[i]->id, ((Count *) data)->counts[i]);
  if (self->again)
    g_signal_emit (self, load_signal, 0);
}

/* One at a time: an import commits once, but a run of edits many times. */
static void
load_cb (IgnyPageCounts *self)
{
  Count *count;

  self->again = self->busy;
  if (self->busy)
    return;
  self->busy = TRUE;
  count = g_new0 (Count, 1);
  count->store = self->store;
  count->scope = self->scope;
  igny_store_read_async (self->store, read_counts, count, g_free, NULL, read_cb,
                         g_object_ref (self));
}

static void
igny_page_counts_finalize (GObject *object)
{
  IgnyPageCounts *self = IGNY_PAGE_COUNTS (object);

  g_clear_object (&self->store);
  g_clear_weak_pointer (&self->window);

  G_OBJECT_CLASS (igny_page_counts_parent_class)->finalize (object);
}

static void
igny_page_counts_class_init (IgnyPageCountsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = igny_page_counts_finalize;

  load_signal = g_signal_new_class_handler ("load", IGNY_TYPE_PAGE_COUNTS, G_SIGNAL_RUN_LAST,
                                            G_CALLBACK (load_cb), NULL, NULL, NULL, G_TYPE_NONE,
                                            0);
}

static void
igny_page_counts_init (IgnyPageCounts *self)
{
}

IgnyPageCounts *
igny_page_counts_new (IgnyStore  *store,
                      IgnyWindow *window)
{
  IgnyPageCounts *self;

  g_return_val_if_fail (IGNY_IS_STORE (store) && IGNY_IS_WINDOW (window), NULL);

  self = g_object_new (IGNY_TYPE_PAGE_COUNTS, NULL);
  self->store = g_object_ref (store);
  g_set_weak_pointer (&self->window, window);
  g_signal_connect_object (store, "changed", G_CALLBACK (load_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
igny_page_counts_set_scope (IgnyPageCounts *self,
                            IgnyScope       scope)
{
  g_return_if_fail (IGNY_IS_PAGE_COUNTS (self));

  self->scope = scope;
  load_cb (self);
}
