/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-table-grid.h"

#include "igny-table-bound.h"
#include "igny-table-editor.h"
#include "igny-table-header.h"
#include "igny-table-loader.h"
#include "igny-table-wheel.h"

struct _IgnyTableGrid
{
  GtkBox parent_instance;

  IgnyTableLoader *loader;
  IgnyTableLayout *layout;
  IgnyTableMarks  *marks;
  IgnyTableEditor *editor;
  GHashTable      *bound; /* of GtkListItem */
  GtkWidget       *header;
  GtkWidget       *scrolled;
  GtkWidget       *list;
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

static IgnyTableModel *
get_model (IgnyTableGrid *self)
{
  return igny_table_loader_get_model (self->loader);
}

static void
fill (IgnyTableGrid *self,
      GtkListItem   *item)
{
  guint            position = gtk_list_item_get_position (item);
  IgnyTableRecord *record = igny_table_loader_get_record (self->loader, position);

  igny_table_row_set_record (get_row_of (item), record);
}

static void
update_marked_cb (IgnyTableGrid *self)
{
  GArray *rows = igny_table_grid_get_rows (self);
  guint   n_marked = igny_table_marks_get_size (self->marks);

  igny_table_header_set_marked (IGNY_TABLE_HEADER (self->header), n_marked,
                                rows != NULL ? rows->len : 0);
}

static GtkAdjustment *
get_vertical (IgnyTableGrid *self)
{
  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
}

static void
records_cb (IgnyTableGrid *self)
{
  GHashTableIter iter;
  gpointer       item;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    fill (self, item);
}

static void
model_cb (IgnyTableGrid *self,
          gboolean       stay)
{
  igny_table_editor_cancel (self->editor, NULL);
  if (gtk_list_view_get_model (GTK_LIST_VIEW (self->list)) == NULL)
    gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (get_model (self)));
  if (!stay)
    gtk_adjustment_set_value (get_vertical (self), 0);
  records_cb (self);
  update_marked_cb (self);
  if (!igny_table_layout_get_skeleton (self->layout))
    g_signal_emit (self, signals[LOADED], 0);
}

static void
unchanged_cb (IgnyTableGrid *self)
{
  g_signal_emit (self, signals[LOADED], 0);
}

static void
failed_cb (IgnyTableGrid *self,
           const GError  *error)
{
  g_signal_emit (self, signals[FAILED], 0, error);
}

static void
sort_cb (IgnyTableGrid *self,
         const char    *column,
         gboolean       descending)
{
  IgnyTableQuery *query = igny_table_query_copy (igny_table_loader_get_query (self->loader));

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
  update_marked_cb (self);
}

static void
toggled_cb (GtkListItem *item)
{
  IgnyTableGrid     *self = g_object_get_data (G_OBJECT (item), "grid");
  GtkSelectionModel *model = GTK_SELECTION_MODEL (get_model (self));
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

/* Tab goes on in the next cell that can be edited, and behind the last one in
 * the row below. */
static void
editor_done_cb (IgnyTableGrid *self,
                gint64         row,
                int            step)
{
  GtkListItem *item = igny_table_bound_find (self->bound, row);
  int          nth = step != 0 ? find_step (self, step) : -1;

  if (step == 0)
    return;
  if (nth < 0)
    {
      item = item != NULL ? igny_table_bound_find_neighbor (self->bound, item, step) : NULL;
      igny_table_layout_set_cursor (
          self->layout, step > 0 ? 0 : (int) igny_table_layout_get_n_shown (self->layout) - 1);
      nth = can_edit (self, igny_table_layout_get_cursor (self->layout))
                ? (int) igny_table_layout_get_cursor (self->layout)
                : find_step (self, step);
    }
  if (nth < 0 || item == NULL)
    return;
  igny_table_layout_set_cursor (self->layout, nth);
  gtk_widget_grab_focus (gtk_widget_get_parent (gtk_list_item_get_child (item)));
  edit_item (self, item);
}

static void
activate_cb (GtkListView   *list,
             guint          position,
             IgnyTableGrid *self)
{
  gint64 row = get_model (self) != NULL ? igny_table_model_get_row (get_model (self), position) : 0;

  if (row <= 0 || edit_item (self, igny_table_bound_find (self->bound, row)))
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
  GtkListItem *item = igny_table_bound_find_focused (self->bound);
  int          cursor = (int) igny_table_layout_get_cursor (self->layout);

  if (item == NULL || igny_table_editor_is_open (self->editor))
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_F2)
    return edit_item (self, item);
  if (key == GDK_KEY_Left || key == GDK_KEY_Right)
    return igny_table_layout_set_cursor (self->layout,
                                         key == GDK_KEY_Left ? cursor - 1 : cursor + 1);
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
scale_cb (IgnyTableGrid *self)
{
  igny_table_layout_load_palette (self->layout, GTK_WIDGET (self));
}

static void
igny_table_grid_dispose (GObject *object)
{
  IgnyTableGrid *self = IGNY_TABLE_GRID (object);

  if (self->editor != NULL)
    igny_table_editor_cancel (self->editor, NULL);
  if (self->list != NULL)
    gtk_list_view_set_model (GTK_LIST_VIEW (self->list), NULL);
  self->list = NULL;
  if (self->loader != NULL)
    igny_table_loader_stop (self->loader);
  g_clear_object (&self->editor);

  G_OBJECT_CLASS (igny_table_grid_parent_class)->dispose (object);
}

static void
igny_table_grid_finalize (GObject *object)
{
  IgnyTableGrid *self = IGNY_TABLE_GRID (object);

  g_clear_object (&self->layout);
  g_clear_object (&self->marks);
  g_clear_object (&self->loader);
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
  self->marks = igny_table_marks_new ();
  self->bound = g_hash_table_new (NULL, NULL);
  g_signal_connect_object (self->marks, "changed", G_CALLBACK (update_marked_cb), self,
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
  igny_table_wheel_attach (GTK_SCROLLED_WINDOW (self->scrolled));
}

GtkWidget *
igny_table_grid_new (IgnyTableSource *source,
                     const IgnyEnv   *env)
{
  IgnyTableGrid         *self;
  const IgnyTableColumn *columns;
  guint                  n_columns;
  GtkAdjustment         *horizontal;

  g_return_val_if_fail (IGNY_IS_TABLE_SOURCE (source), NULL);
  g_return_val_if_fail (env != NULL, NULL);

  self = g_object_new (IGNY_TYPE_TABLE_GRID, NULL);
  columns = igny_table_source_get_columns (source, &n_columns);
  self->layout = igny_table_layout_new (columns, n_columns);
  self->loader = igny_table_loader_new (source, self->layout, self->marks, env);
  self->editor = igny_table_editor_new (source, self->layout);
  create_list (self);
  horizontal = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  self->header = igny_table_header_new (self->layout, horizontal);
  gtk_box_append (GTK_BOX (self), self->header);
  gtk_box_append (GTK_BOX (self), self->scrolled);
  g_signal_connect_object (self->header, "sort", G_CALLBACK (sort_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->header, "toggle-page", G_CALLBACK (toggle_page_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "done", G_CALLBACK (editor_done_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->loader, "model", G_CALLBACK (model_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->loader, "records", G_CALLBACK (records_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->loader, "unchanged", G_CALLBACK (unchanged_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->loader, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  igny_table_layout_load_palette (self->layout, GTK_WIDGET (self));
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (scale_cb), NULL);
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

  return igny_table_loader_get_query (self->loader);
}

GArray *
igny_table_grid_get_rows (IgnyTableGrid *self)
{
  g_return_val_if_fail (IGNY_IS_TABLE_GRID (self), NULL);

  return get_model (self) != NULL ? igny_table_model_get_rows (get_model (self)) : NULL;
}

guint
igny_table_grid_get_n_all (IgnyTableGrid *self)
{
  g_return_val_if_fail (IGNY_IS_TABLE_GRID (self), 0);

  return igny_table_loader_get_n_all (self->loader);
}

void
igny_table_grid_set_query (IgnyTableGrid  *self,
                           IgnyTableQuery *query)
{
  g_return_if_fail (IGNY_IS_TABLE_GRID (self));
  g_return_if_fail (query != NULL);

  igny_table_header_set_sort (IGNY_TABLE_HEADER (self->header), query->sort, query->descending);
  igny_table_loader_set_query (self->loader, query);
}

void
igny_table_grid_take_query (IgnyTableGrid  *self,
                            IgnyTableQuery *query)
{
  g_return_if_fail (IGNY_IS_TABLE_GRID (self));
  g_return_if_fail (query != NULL);

  igny_table_header_set_sort (IGNY_TABLE_HEADER (self->header), query->sort, query->descending);
  igny_table_loader_take_query (self->loader, query);
}

void
igny_table_grid_reload (IgnyTableGrid *self)
{
  g_return_if_fail (IGNY_IS_TABLE_GRID (self));

  igny_table_loader_reload (self->loader);
}

void
igny_table_grid_select_all (IgnyTableGrid *self)
{
  g_return_if_fail (IGNY_IS_TABLE_GRID (self));

  if (get_model (self) != NULL)
    gtk_selection_model_select_all (GTK_SELECTION_MODEL (get_model (self)));
}

void
igny_table_grid_edit (IgnyTableGrid *self)
{
  g_return_if_fail (IGNY_IS_TABLE_GRID (self));

  edit_item (self, igny_table_bound_find_focused (self->bound));
}

void
igny_table_grid_focus (IgnyTableGrid *self)
{
  g_return_if_fail (IGNY_IS_TABLE_GRID (self));

  gtk_widget_grab_focus (self->list);
}
