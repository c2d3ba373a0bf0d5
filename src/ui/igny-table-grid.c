/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-table-grid.h"

#include <glib/gi18n.h>
#include <string.h>

#include "igny-table-cache.h"
#include "igny-table-editor.h"
#include "igny-table-header.h"
#include "igny-table-model.h"

#define SKELETON_DELAY_MS 150
#define N_SKELETONS 40

struct _IgnyTableGrid
{
  GtkBox parent_instance;

  const IgnyEnv   *env;
  IgnyTableSource *source;
  IgnyTableLayout *layout;
  IgnyTableCache  *cache;
  IgnyTableMarks  *marks;
  IgnyTableEditor *editor;
  IgnyTableModel  *model;   /* what is shown */
  IgnyTableModel  *pending; /* what will be, when its first rows are there */
  IgnyTableQuery  *query;
  GCancellable    *cancellable;
  GHashTable      *bound; /* of GtkListItem */
  GtkWidget       *header;
  GtkWidget       *scrolled;
  GtkWidget       *list;
  guint            n_all;
  guint            skeleton;
  gboolean         stay;
  double           stay_at;
};

enum
{
  LOADED,
  FAILED,
  ACTIVATED,
  MENU,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IgnyTableGrid, igny_table_grid, GTK_TYPE_BOX)

static IgnyTableRow *
get_row_of (GtkListItem *item)
{
  return IGNY_TABLE_ROW (gtk_list_item_get_child (item));
}

static void
fill (IgnyTableGrid *self,
      GtkListItem   *item)
{
  IgnyTableItem   *what = gtk_list_item_get_item (item);
  IgnyTableRecord *record;

  if (what == NULL)
    return;
  record = igny_table_cache_get (self->cache, igny_table_item_get_row (what));
  igny_table_row_set_record (get_row_of (item), record);
  if (record == NULL && self->model != NULL && igny_table_item_get_row (what) > 0)
    igny_table_cache_want (self->cache, igny_table_model_get_rows (self->model),
                           gtk_list_item_get_position (item));
}

static gboolean
restore_scroll_cb (GtkWidget     *widget,
                   GdkFrameClock *clock,
                   gpointer       user_data)
{
  IgnyTableGrid *self = IGNY_TABLE_GRID (widget);

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)),
                            self->stay_at);
  return G_SOURCE_REMOVE;
}

static void
show_model (IgnyTableGrid  *self,
            IgnyTableModel *model)
{
  GtkAdjustment *vertical = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));

  self->stay_at = gtk_adjustment_get_value (vertical);
  igny_table_editor_cancel (self->editor, NULL);
  g_set_object (&self->model, model);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (model));
  if (self->stay && self->stay_at > 0)
    gtk_widget_add_tick_callback (GTK_WIDGET (self), restore_scroll_cb, NULL, NULL);
  else
    gtk_adjustment_set_value (vertical, 0);
}

static void
update_marked (IgnyTableGrid *self)
{
  GArray *rows = self->model != NULL ? igny_table_model_get_rows (self->model) : NULL;

  igny_table_header_set_marked (IGNY_TABLE_HEADER (self->header),
                                igny_table_marks_get_size (self->marks), rows != NULL ? rows->len : 0);
}

static void
stop_skeleton (IgnyTableGrid *self)
{
  g_clear_handle_id (&self->skeleton, g_source_remove);
  igny_table_layout_set_skeleton (self->layout, FALSE);
}

static gboolean
skeleton_cb (gpointer user_data)
{
  IgnyTableGrid *self = user_data;
  g_autoptr(IgnyTableModel) blank = NULL;
  g_autoptr(GArray) rows = NULL;

  self->skeleton = 0;
  igny_table_layout_set_skeleton (self->layout, TRUE);
  if (self->model != NULL)
    return G_SOURCE_REMOVE;
  rows = g_array_new (FALSE, TRUE, sizeof (gint64));
  g_array_set_size (rows, N_SKELETONS);
  blank = igny_table_model_new (rows, self->marks);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (blank));
  return G_SOURCE_REMOVE;
}

static void
start_skeleton (IgnyTableGrid *self)
{
  if (self->skeleton == 0)
    self->skeleton = g_timeout_add (SKELETON_DELAY_MS, skeleton_cb, self);
}

static void
finish_pending (IgnyTableGrid *self)
{
  g_autoptr(IgnyTableModel) pending = g_steal_pointer (&self->pending);

  stop_skeleton (self);
  igny_table_marks_retain (self->marks, igny_table_model_get_rows (pending));
  show_model (self, pending);
  update_marked (self);
  g_signal_emit (self, signals[LOADED], 0);
}

static void
cache_loaded_cb (IgnyTableGrid *self)
{
  GHashTableIter iter;
  gpointer       item;

  if (self->pending != NULL)
    {
      finish_pending (self);
      return;
    }
  if (!igny_table_cache_is_busy (self->cache))
    stop_skeleton (self);
  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    fill (self, item);
}

static void
cache_failed_cb (IgnyTableGrid *self,
                 const GError  *error)
{
  stop_skeleton (self);
  g_signal_emit (self, signals[FAILED], 0, error);
}

static gboolean
is_same (IgnyTableGrid *self,
         GArray        *rows)
{
  GArray *old = self->model != NULL ? igny_table_model_get_rows (self->model) : NULL;

  return old != NULL && old->len == rows->len &&
         memcmp (old->data, rows->data, rows->len * sizeof (gint64)) == 0;
}

/* The rows that will be at the top are loaded before the order is shown, so
 * that it never shows empty rows first. */
static void
prepare (IgnyTableGrid *self,
         GArray        *rows)
{
  g_set_object (&self->pending, NULL);
  self->pending = igny_table_model_new (rows, self->marks);
  igny_table_layout_set_now (self->layout, igny_env_now_ms (self->env));
  if (rows->len == 0)
    finish_pending (self);
  else
    igny_table_cache_want (self->cache, rows, 0);
}

static void
order_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(IgnyTableGrid) self = user_data;
  IgnyTableSource *source = IGNY_TABLE_SOURCE (object);
  g_autoptr(GArray) rows = NULL;
  g_autoptr(GError) error = NULL;
  guint n_all = 0;

  rows = IGNY_TABLE_SOURCE_GET_IFACE (source)->load_order_finish (source, result, &n_all, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->list == NULL)
    return;
  if (rows == NULL)
    {
      cache_failed_cb (self, error);
      return;
    }
  self->n_all = n_all;
  if (!is_same (self, rows))
    {
      prepare (self, rows);
      return;
    }
  stop_skeleton (self);
  g_signal_emit (self, signals[LOADED], 0);
}

static void
load (IgnyTableGrid *self,
      gboolean       stay)
{
  self->stay = stay;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->pending);
  self->cancellable = g_cancellable_new ();
  start_skeleton (self);
  IGNY_TABLE_SOURCE_GET_IFACE (self->source)->load_order_async (self->source, self->query, self->cancellable, order_cb, g_object_ref (self));
}

static void
source_changed_cb (IgnyTableGrid *self,
                   GArray        *rows)
{
  igny_table_cache_refresh (self->cache, rows);
  if (self->model != NULL || self->skeleton != 0)
    load (self, TRUE);
}

static void
sort_cb (IgnyTableGrid *self,
         const char    *column,
         gboolean       descending)
{
  IgnyTableQuery *query = igny_table_query_copy (self->query);

  g_free (query->sort);
  query->sort = g_strdup (column);
  query->descending = descending;
  igny_table_grid_take_query (self, query);
}

static void
toggle_page_cb (IgnyTableGrid *self)
{
  if (igny_table_marks_get_size (self->marks) > 0)
    igny_table_marks_clear (self->marks);
  else
    igny_table_grid_select_all (self);
  update_marked (self);
}

static void
toggled_cb (GtkListItem *item)
{
  IgnyTableGrid     *self = g_object_get_data (G_OBJECT (item), "grid");
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->model);
  guint              position = gtk_list_item_get_position (item);

  if (model == NULL)
    return;
  if (gtk_selection_model_is_selected (model, position))
    gtk_selection_model_unselect_item (model, position);
  else
    gtk_selection_model_select_item (model, position, FALSE);
  gtk_widget_grab_focus (gtk_widget_get_parent (gtk_list_item_get_child (item)));
}

static void
row_menu_cb (IgnyTableRow *row,
             double        x,
             double        y,
             GtkListItem  *item)
{
  IgnyTableGrid *self = g_object_get_data (G_OBJECT (item), "grid");
  IgnyTableItem *what = gtk_list_item_get_item (item);

  if (what != NULL)
    g_signal_emit (self, signals[MENU], 0, igny_table_item_get_row (what), row, x, y);
}

static void
selected_cb (GtkListItem *item)
{
  igny_table_row_set_selected (get_row_of (item), gtk_list_item_get_selected (item));
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         IgnyTableGrid            *self)
{
  IgnyTableRecord *before = igny_table_row_get_record (get_row_of (item));
  IgnyTableItem   *what = gtk_list_item_get_item (item);

  /* GTK binds anew whenever the selection changes; what is being edited stays
   * open as long as it is the same row. */
  if (before == NULL || before->row != igny_table_item_get_row (what))
    igny_table_editor_cancel (self->editor, get_row_of (item));
  g_hash_table_add (self->bound, item);
  fill (self, item);
  if (igny_table_row_get_record (get_row_of (item)) == NULL)
    start_skeleton (self);
  selected_cb (item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           IgnyTableGrid            *self)
{
  g_hash_table_remove (self->bound, item);
}

static void
teardown_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item,
             IgnyTableGrid            *self)
{
  GtkWidget *row = gtk_list_item_get_child (item);

  if (row != NULL)
    igny_table_editor_cancel (self->editor, IGNY_TABLE_ROW (row));
}

static GtkListItem *
find_item (IgnyTableGrid *self,
           gint64         row)
{
  GHashTableIter iter;
  gpointer       item;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    if (igny_table_item_get_row (gtk_list_item_get_item (item)) == row)
      return item;
  return NULL;
}

static GtkListItem *
find_focused (IgnyTableGrid *self)
{
  GHashTableIter iter;
  gpointer       item;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    {
      GtkWidget *parent = gtk_widget_get_parent (gtk_list_item_get_child (item));

      if (parent != NULL && gtk_widget_is_focus (parent))
        return item;
    }
  return NULL;
}

static gboolean
edit_item (IgnyTableGrid *self,
           GtkListItem   *item)
{
  return item != NULL && igny_table_editor_start (self->editor, get_row_of (item),
                                                  igny_table_layout_get_cursor (self->layout));
}

static gboolean
can_edit (IgnyTableGrid *self,
          guint          nth)
{
  guint number = igny_table_layout_get_shown (self->layout, nth);

  return igny_table_layout_get_column (self->layout, number)->editable;
}

/* The first editable column after the cursor in the direction of step. */
static int
find_step (IgnyTableGrid *self,
           int            step)
{
  int n_shown = (int) igny_table_layout_get_n_shown (self->layout);
  int nth = (int) igny_table_layout_get_cursor (self->layout) + step;

  while (nth >= 0 && nth < n_shown && !can_edit (self, (guint) nth))
    nth += step;
  return nth >= 0 && nth < n_shown ? nth : -1;
}

static void
editor_done_cb (IgnyTableGrid *self,
                gint64         row,
                int            step)
{
  int nth = step != 0 ? find_step (self, step) : -1;

  if (nth < 0)
    return;
  igny_table_layout_set_cursor (self->layout, nth);
  edit_item (self, find_item (self, row));
}

static void
activate_cb (GtkListView   *list,
             guint          position,
             IgnyTableGrid *self)
{
  gint64 row = self->model != NULL ? igny_table_model_get_row (self->model, position) : 0;

  if (row <= 0 || edit_item (self, find_item (self, row)))
    return;
  g_signal_emit (self, signals[ACTIVATED], 0, row);
}

static void
opened_cb (GtkListItem *item)
{
  IgnyTableGrid *self = g_object_get_data (G_OBJECT (item), "grid");

  activate_cb (NULL, gtk_list_item_get_position (item), self);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          IgnyTableGrid            *self)
{
  GtkWidget *row = igny_table_row_new (self->layout);

  g_object_set_data (G_OBJECT (item), "grid", self);
  gtk_list_item_set_child (item, row);
  g_signal_connect_object (row, "toggled", G_CALLBACK (toggled_cb), item, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "opened", G_CALLBACK (opened_cb), item, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "menu", G_CALLBACK (row_menu_cb), item, 0);
  g_signal_connect (item, "notify::selected", G_CALLBACK (selected_cb), NULL);
}

static void
open_menu (IgnyTableGrid *self,
           GtkListItem   *item)
{
  GdkRectangle cell;

  igny_table_row_get_cell (get_row_of (item), igny_table_layout_get_cursor (self->layout), &cell);
  row_menu_cb (get_row_of (item), cell.x + 24, cell.y + cell.height / 2, item);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint                  key,
        guint                  code,
        GdkModifierType        modifiers,
        IgnyTableGrid         *self)
{
  GtkListItem *item = find_focused (self);
  int          cursor = (int) igny_table_layout_get_cursor (self->layout);

  if (item == NULL || igny_table_editor_is_open (self->editor))
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_F2)
    return edit_item (self, item);
  if (key == GDK_KEY_Left || key == GDK_KEY_Right)
    return igny_table_layout_set_cursor (self->layout, key == GDK_KEY_Left ? cursor - 1 : cursor + 1);
  if (key == GDK_KEY_space && (modifiers & gtk_accelerator_get_default_mod_mask ()) == 0)
    toggled_cb (item);
  else if (key == GDK_KEY_Menu || (key == GDK_KEY_F10 && (modifiers & GDK_SHIFT_MASK) != 0))
    open_menu (self, item);
  else if (key == GDK_KEY_Escape && igny_table_marks_get_size (self->marks) > 0)
    igny_table_marks_clear (self->marks);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
igny_table_grid_css_changed (GtkWidget         *widget,
                             GtkCssStyleChange *change)
{
  IgnyTableGrid *self = IGNY_TABLE_GRID (widget);

  GTK_WIDGET_CLASS (igny_table_grid_parent_class)->css_changed (widget, change);
  if (self->layout != NULL)
    igny_table_layout_load_palette (self->layout, widget);
}

static void
igny_table_grid_dispose (GObject *object)
{
  IgnyTableGrid *self = IGNY_TABLE_GRID (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->skeleton, g_source_remove);
  if (self->editor != NULL)
    igny_table_editor_cancel (self->editor, NULL);
  if (self->list != NULL)
    gtk_list_view_set_model (GTK_LIST_VIEW (self->list), NULL);
  self->list = NULL;
  g_clear_object (&self->cancellable);
  g_clear_object (&self->pending);
  g_clear_object (&self->model);
  g_clear_object (&self->editor);
  g_clear_object (&self->cache);
  g_clear_object (&self->source);

  G_OBJECT_CLASS (igny_table_grid_parent_class)->dispose (object);
}

static void
igny_table_grid_finalize (GObject *object)
{
  IgnyTableGrid *self = IGNY_TABLE_GRID (object);

  g_clear_object (&self->layout);
  g_clear_object (&self->marks);
  g_clear_pointer (&self->query, igny_table_query_free);
  g_clear_pointer (&self->bound, g_hash_table_unref);

  G_OBJECT_CLASS (igny_table_grid_parent_class)->finalize (object);
}

static void
igny_table_grid_class_init (IgnyTableGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = igny_table_grid_dispose;
  object_class->finalize = igny_table_grid_finalize;
  GTK_WIDGET_CLASS (klass)->css_changed = igny_table_grid_css_changed;

  signals[LOADED] = g_signal_new ("loaded", IGNY_TYPE_TABLE_GRID, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", IGNY_TYPE_TABLE_GRID, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[ACTIVATED] = g_signal_new ("activated", IGNY_TYPE_TABLE_GRID, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[MENU] = g_signal_new ("menu", IGNY_TYPE_TABLE_GRID, G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 4, G_TYPE_INT64, GTK_TYPE_WIDGET,
                                G_TYPE_DOUBLE, G_TYPE_DOUBLE);
}

static void
igny_table_grid_init (IgnyTableGrid *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->query = igny_table_query_new ();
  self->marks = igny_table_marks_new ();
  self->bound = g_hash_table_new (NULL, NULL);
  g_signal_connect_object (self->marks, "changed", G_CALLBACK (update_marked), self,
                           G_CONNECT_SWAPPED);
}

static void
create_list (IgnyTableGrid *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  g_signal_connect_object (factory, "teardown", G_CALLBACK (teardown_cb), self, 0);
  self->list = gtk_list_view_new (NULL, factory);
  gtk_widget_add_css_class (self->list, "table");
  g_signal_connect_object (self->list, "activate", G_CALLBACK (activate_cb), self, 0);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, 0);
  gtk_widget_add_controller (self->list, keys);

  self->scrolled = gtk_scrolled_window_new ();
  gtk_widget_set_vexpand (self->scrolled, TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->list);
}

GtkWidget *
igny_table_grid_new (IgnyTableSource *source,
                     const IgnyEnv   *env)
{
  IgnyTableGrid         *self;
  const IgnyTableColumn *columns;
  guint                  n_columns;

  g_return_val_if_fail (IGNY_IS_TABLE_SOURCE (source), NULL);
  g_return_val_if_fail (env != NULL, NULL);

  self = g_object_new (IGNY_TYPE_TABLE_GRID, NULL);
  self->env = env;
  self->source = g_object_ref (source);
  columns = igny_table_source_get_columns (source, &n_columns);
  self->layout = igny_table_layout_new (columns, n_columns);
  self->cache = igny_table_cache_new (source);
  self->editor = igny_table_editor_new (source, self->layout);
  create_list (self);
  self->header = igny_table_header_new (self->layout, gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scrolled)));
  gtk_box_append (GTK_BOX (self), self->header);
  gtk_box_append (GTK_BOX (self), self->scrolled);
  g_signal_connect_object (self->header, "sort", G_CALLBACK (sort_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->header, "toggle-page", G_CALLBACK (toggle_page_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cache, "loaded", G_CALLBACK (cache_loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cache, "failed", G_CALLBACK (cache_failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "done", G_CALLBACK (editor_done_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "changed", G_CALLBACK (source_changed_cb), self, G_CONNECT_SWAPPED);
  igny_table_layout_load_palette (self->layout, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

IgnyTableLayout *
igny_table_grid_get_layout (IgnyTableGrid *self)
{
  g_return_val_if_fail (IGNY_IS_TABLE_GRID (self), NULL);

  return self->layout;
}

IgnyTableMarks *
igny_table_grid_get_marks (IgnyTableGrid *self)
{
  g_return_val_if_fail (IGNY_IS_TABLE_GRID (self), NULL);

  return self->marks;
}

const IgnyTableQuery *
igny_table_grid_get_query (IgnyTableGrid *self)
{
  g_return_val_if_fail (IGNY_IS_TABLE_GRID (self), NULL);

  return self->query;
}

GArray *
igny_table_grid_get_rows (IgnyTableGrid *self)
{
  g_return_val_if_fail (IGNY_IS_TABLE_GRID (self), NULL);

  return self->model != NULL ? igny_table_model_get_rows (self->model) : NULL;
}

guint
igny_table_grid_get_n_all (IgnyTableGrid *self)
{
  g_return_val_if_fail (IGNY_IS_TABLE_GRID (self), 0);

  return self->n_all;
}

void
igny_table_grid_take_query (IgnyTableGrid  *self,
                            IgnyTableQuery *query)
{
  g_return_if_fail (IGNY_IS_TABLE_GRID (self));
  g_return_if_fail (query != NULL);

  igny_table_query_free (self->query);
  self->query = query;
  igny_table_header_set_sort (IGNY_TABLE_HEADER (self->header), query->sort, query->descending);
  load (self, FALSE);
}

void
igny_table_grid_reload (IgnyTableGrid *self)
{
  g_return_if_fail (IGNY_IS_TABLE_GRID (self));

  load (self, TRUE);
}

void
igny_table_grid_select_all (IgnyTableGrid *self)
{
  g_return_if_fail (IGNY_IS_TABLE_GRID (self));

  if (self->model != NULL)
    gtk_selection_model_select_all (GTK_SELECTION_MODEL (self->model));
}

void
igny_table_grid_edit (IgnyTableGrid *self)
{
  g_return_if_fail (IGNY_IS_TABLE_GRID (self));

  edit_item (self, find_focused (self));
}
