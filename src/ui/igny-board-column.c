/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-board-column.h"

#include <glib/gi18n.h>

#include "igny-edge-scroll.h"
#include "igny-format.h"
#include "igny-status-pill.h"
#include "igny-table-bound.h"
#include "igny-table-cache.h"
#include "igny-table-model.h"

struct _IgnyBoardColumn
{
  GtkBox parent_instance;

  IgnyTableSource      *source; /* NULL when the column is gone */
  const IgnyBoardCells *cells;
  const IgnyChoice     *choice;
  IgnyTableQuery       *query; /* NULL before the first one */
  IgnyTableModel       *model;
  IgnyTableCache       *cache;
  GCancellable         *cancellable;
  GHashTable           *bound; /* of GtkListItem */
  gboolean              stale; /* something changed while nobody looked */
  gint64                expected;
  guint                 focus; /* an idle source */
  GtkWidget            *count;
  GtkWidget            *list;
};

enum
{
  SHIFT,
  DROP,
  WALK,
  ACTIVATED,
  MENU,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IgnyBoardColumn, igny_board_column, GTK_TYPE_BOX)

/* --- cards ---------------------------------------------------------------------------- */

static void
fill (IgnyBoardColumn *self,
      GtkListItem     *item)
{
  guint            position = gtk_list_item_get_position (item);
  gint64           row = igny_table_model_get_row (self->model, position);
  IgnyTableRecord *record = row > 0 ? igny_table_cache_get (self->cache, row) : NULL;

  if (row > 0 && record == NULL)
    igny_table_cache_want (self->cache, igny_table_model_get_rows (self->model), position);
  igny_board_card_set_record (IGNY_BOARD_CARD (gtk_list_item_get_child (item)), record);
}

static void
fill_all (IgnyBoardColumn *self)
{
  GHashTableIter iter;
  gpointer       item;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    fill (self, item);
}

static gint64
get_row (GtkListItem *item)
{
  return igny_board_card_get_row (IGNY_BOARD_CARD (gtk_list_item_get_child (item)));
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source,
            double         x,
            double         y,
            GtkListItem   *item)
{
  gint64 row = get_row (item);

  return row > 0 ? gdk_content_provider_new_typed (G_TYPE_INT64, row) : NULL;
}

static void
begin_cb (GtkDragSource *source,
          GdkDrag       *drag,
          gpointer       user_data)
{
  GtkWidget *card = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  g_autoptr(GdkPaintable) picture = gtk_widget_paintable_new (card);

  gtk_drag_source_set_icon (source, picture, 24, 24);
}

static void
open_menu (IgnyBoardColumn *self,
           GtkListItem     *item,
           double           x,
           double           y)
{
  if (get_row (item) > 0)
    g_signal_emit (self, signals[MENU], 0, get_row (item), gtk_list_item_get_child (item), x, y);
}

static void
menu_cb (GtkGestureClick *gesture,
         int              n_press,
         double           x,
         double           y,
         GtkListItem     *item)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  open_menu (g_object_get_data (G_OBJECT (item), "column"), item, x, y);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          IgnyBoardColumn          *self)
{
  GtkWidget     *card = igny_board_card_new (self->cells);
  GtkDragSource *drag = gtk_drag_source_new ();
  GtkGesture    *click = gtk_gesture_click_new ();

  g_object_set_data (G_OBJECT (item), "column", self);
  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE);
  g_signal_connect_object (drag, "prepare", G_CALLBACK (prepare_cb), item, 0);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (begin_cb), NULL);
  gtk_widget_add_controller (card, GTK_EVENT_CONTROLLER (drag));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "released", G_CALLBACK (menu_cb), item, 0);
  gtk_widget_add_controller (card, GTK_EVENT_CONTROLLER (click));
  gtk_list_item_set_child (item, card);
}

/* The list makes a card that is out of sight when it scrolls there: binding it
 * goes on with this. */
static void
focus_expected (IgnyBoardColumn *self)
{
  GArray      *rows = igny_table_model_get_rows (self->model);
  GtkListItem *item;

  if (self->expected == 0)
    return;
  item = igny_table_bound_find (self->bound, self->expected);
  if (item != NULL)
    {
      self->expected = 0;
      gtk_widget_grab_focus (gtk_widget_get_parent (gtk_list_item_get_child (item)));
      return;
    }
  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, gint64, i) == self->expected)
      gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", i);
}

static gboolean
focus_cb (gpointer user_data)
{
  IgnyBoardColumn *self = user_data;

  self->focus = 0;
  focus_expected (self);
  return G_SOURCE_REMOVE;
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         IgnyBoardColumn          *self)
{
  g_hash_table_add (self->bound, item);
  fill (self, item);
  if (self->expected > 0 && self->focus == 0 &&
      igny_table_model_get_row (self->model, gtk_list_item_get_position (item)) == self->expected)
    self->focus = g_idle_add (focus_cb, self);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           IgnyBoardColumn          *self)
{
  g_hash_table_remove (self->bound, item);
}

/* --- what is in it -------------------------------------------------------------------- */

static void
show_rows (IgnyBoardColumn *self,
           GArray          *rows)
{
  g_autofree char *number = igny_format_number (rows->len);
  g_autofree char *words = NULL;

  /* Translators: a column of a board and how many cards it has: “Queued, 12” */
  words = g_strdup_printf (_("%s, %s"), _(self->choice->label), number);
  gtk_label_set_label (GTK_LABEL (self->count), number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  igny_table_model_set_rows (self->model, rows);
  fill_all (self);
  igny_table_model_tell (self->model);
  focus_expected (self);
}

static void
order_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(IgnyBoardColumn) self = user_data;
  IgnyTableSource *source = IGNY_TABLE_SOURCE (object);
  g_autoptr(GArray) rows = NULL;
  g_autoptr(GError) error = NULL;
  guint n_all = 0;

  rows = IGNY_TABLE_SOURCE_GET_IFACE (source)->load_order_finish (source, result, &n_all, &error);
  if (self->source == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (rows != NULL)
    show_rows (self, rows);
  else
    g_signal_emit (self, signals[FAILED], 0, error);
}

/* NULL when the query has other words only. */
static IgnyTableQuery *
create_query (IgnyBoardColumn *self)
{
  const char      *id = igny_table_layout_get_column (self->cells->layout, self->cells->status)->id;
  IgnyTableFilter *filter = igny_table_query_find_filter (self->query, id);
  const char      *words[] = { self->choice->word, NULL };
  IgnyTableQuery  *query;

  if (filter != NULL && filter->words != NULL &&
      !g_strv_contains ((const char *const *) filter->words, self->choice->word))
    return NULL;
  query = igny_table_query_copy (self->query);
  igny_table_query_put_filter (query, igny_table_filter_new_words (id, words));
  return query;
}

static void
load (IgnyBoardColumn *self)
{
  g_autoptr(IgnyTableQuery) query = create_query (self);

  self->stale = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (query == NULL)
    {
      g_autoptr(GArray) none = g_array_new (FALSE, FALSE, sizeof (gint64));

      show_rows (self, none);
      return;
    }
  IGNY_TABLE_SOURCE_GET_IFACE (self->source)
      ->load_order_async (self->source, query, self->cancellable, order_cb, g_object_ref (self));
}

static void
changed_cb (IgnyBoardColumn *self,
            GArray          *rows)
{
  igny_table_cache_refresh (self->cache, rows);
  if (self->query == NULL)
    return;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    load (self);
  else
    self->stale = TRUE;
}

static void
map_cb (IgnyBoardColumn *self)
{
  if (self->stale)
    load (self);
}

static void
cache_loaded_cb (IgnyBoardColumn *self)
{
  fill_all (self);
}

static void
cache_failed_cb (IgnyBoardColumn *self,
                 const GError    *error)
{
  g_signal_emit (self, signals[FAILED], 0, error);
}

/* --- keys and drops ------------------------------------------------------------------- */

static gboolean
take_side (IgnyBoardColumn *self,
           GtkListItem     *item,
           guint            key,
           gboolean         shift)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int      step = (key == GDK_KEY_Right) != rtl ? 1 : -1;

  if (shift && get_row (item) > 0)
    g_signal_emit (self, signals[SHIFT], 0, get_row (item), step);
  else if (!shift)
    g_signal_emit (self, signals[WALK], 0, gtk_list_item_get_position (item), step);
  return GDK_EVENT_STOP;
}

static void
toggle (IgnyBoardColumn *self,
        GtkListItem     *item)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->model);
  guint              position = gtk_list_item_get_position (item);

  if (gtk_selection_model_is_selected (model, position))
    gtk_selection_model_unselect_item (model, position);
  else
    gtk_selection_model_select_item (model, position, FALSE);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint                  key,
        guint                  code,
        GdkModifierType        modifiers,
        IgnyBoardColumn       *self)
{
  GtkListItem    *item = igny_table_bound_find_focused (self->bound);
  GdkModifierType held = modifiers & gtk_accelerator_get_default_mod_mask ();

  if (item == NULL)
    return GDK_EVENT_PROPAGATE;
  if ((key == GDK_KEY_Left || key == GDK_KEY_Right) && (held == 0 || held == GDK_ALT_MASK))
    return take_side (self, item, key, held == GDK_ALT_MASK);
  if (key == GDK_KEY_space && held == 0)
    toggle (self, item);
  else if (key == GDK_KEY_Menu || (key == GDK_KEY_F10 && held == GDK_SHIFT_MASK))
    open_menu (self, item, 24, 24);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
activate_cb (IgnyBoardColumn *self,
             guint            position)
{
  gint64 row = igny_table_model_get_row (self->model, position);

  if (row > 0)
    g_signal_emit (self, signals[ACTIVATED], 0, row);
}

static gboolean
drop_cb (GtkDropTarget   *target,
         const GValue    *value,
         double           x,
         double           y,
         IgnyBoardColumn *self)
{
  GArray *rows = igny_table_model_get_rows (self->model);
  gint64  row = g_value_get_int64 (value);

  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, gint64, i) == row)
      return FALSE;
  g_signal_emit (self, signals[DROP], 0, row);
  return TRUE;
}

/* --- the widget ----------------------------------------------------------------------- */

static void
igny_board_column_dispose (GObject *object)
{
  IgnyBoardColumn *self = IGNY_BOARD_COLUMN (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->focus, g_source_remove);
  if (self->list != NULL)
    gtk_list_view_set_model (GTK_LIST_VIEW (self->list), NULL);
  self->list = NULL;
  g_clear_object (&self->model);
  g_clear_object (&self->cache);
  g_clear_object (&self->source);

  G_OBJECT_CLASS (igny_board_column_parent_class)->dispose (object);
}

static void
igny_board_column_finalize (GObject *object)
{
  IgnyBoardColumn *self = IGNY_BOARD_COLUMN (object);

  g_clear_pointer (&self->query, igny_table_query_free);
  g_clear_pointer (&self->bound, g_hash_table_unref);

  G_OBJECT_CLASS (igny_board_column_parent_class)->finalize (object);
}

static void
igny_board_column_class_init (IgnyBoardColumnClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType         type = IGNY_TYPE_BOARD_COLUMN;

  object_class->dispose = igny_board_column_dispose;
  object_class->finalize = igny_board_column_finalize;

  signals[SHIFT] = g_signal_new ("shift", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT);
  signals[DROP] = g_signal_new ("drop", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_INT64);
  signals[WALK] = g_signal_new ("walk", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                2, G_TYPE_UINT, G_TYPE_INT);
  signals[ACTIVATED] = g_signal_new ("activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[MENU] = g_signal_new ("menu", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                4, G_TYPE_INT64, GTK_TYPE_WIDGET, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
igny_board_column_init (IgnyBoardColumn *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INT64, GDK_ACTION_MOVE);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "board-column");
  self->bound = g_hash_table_new (NULL, NULL);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
}

static GtkWidget *
create_heading (IgnyBoardColumn *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *pill = igny_status_pill_new (_(self->choice->label), self->choice->tone);

  self->count = gtk_label_new (NULL);
  gtk_widget_add_css_class (box, "board-heading");
  gtk_widget_add_css_class (self->count, "numeric");
  gtk_widget_add_css_class (self->count, "dim-label");
  gtk_box_append (GTK_BOX (box), pill);
  gtk_box_append (GTK_BOX (box), self->count);
  return box;
}

static GtkWidget *
create_list (IgnyBoardColumn *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget          *scrolled = gtk_scrolled_window_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  self->list = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->model)), factory);
  gtk_widget_add_css_class (self->list, "board");
  g_signal_connect_object (self->list, "activate", G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, 0);
  gtk_widget_add_controller (self->list, keys);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  igny_edge_scroll_add (GTK_SCROLLED_WINDOW (scrolled));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

GtkWidget *
igny_board_column_new (IgnyTableSource      *source,
                       const IgnyBoardCells *cells,
                       IgnyTableMarks       *marks,
                       const IgnyChoice     *choice)
{
  IgnyBoardColumn *self;
  g_autoptr(GArray) none = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_val_if_fail (IGNY_IS_TABLE_SOURCE (source), NULL);
  g_return_val_if_fail (cells != NULL && choice != NULL, NULL);

  self = g_object_new (IGNY_TYPE_BOARD_COLUMN, NULL);
  self->source = g_object_ref (source);
  self->cells = cells;
  self->choice = choice;
  self->model = igny_table_model_new (none, marks);
  self->cache = igny_table_cache_new (source);
  gtk_box_append (GTK_BOX (self), create_heading (self));
  gtk_box_append (GTK_BOX (self), create_list (self));
  g_signal_connect_object (self->cache, "loaded", G_CALLBACK (cache_loaded_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cache, "failed", G_CALLBACK (cache_failed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

const IgnyChoice *
igny_board_column_get_choice (IgnyBoardColumn *self)
{
  g_return_val_if_fail (IGNY_IS_BOARD_COLUMN (self), NULL);

  return self->choice;
}

void
igny_board_column_take_query (IgnyBoardColumn      *self,
                              const IgnyTableQuery *query)
{
  g_return_if_fail (IGNY_IS_BOARD_COLUMN (self));
  g_return_if_fail (query != NULL);

  igny_table_query_free (self->query);
  self->query = igny_table_query_copy (query);
  load (self);
}

gboolean
igny_board_column_focus (IgnyBoardColumn *self,
                         guint            position)
{
  GArray *rows;

  g_return_val_if_fail (IGNY_IS_BOARD_COLUMN (self), FALSE);

  rows = igny_table_model_get_rows (self->model);
  if (rows->len == 0)
    return FALSE;
  igny_board_column_expect (self, g_array_index (rows, gint64, MIN (position, rows->len - 1)));
  focus_expected (self);
  return TRUE;
}

void
igny_board_column_expect (IgnyBoardColumn *self,
                          gint64           row)
{
  g_return_if_fail (IGNY_IS_BOARD_COLUMN (self));

  self->expected = row;
}
