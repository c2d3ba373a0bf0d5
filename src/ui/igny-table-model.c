/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-table-model.h"

/* A list view holds some two hundred rows, and makes them at once when it is
 * told of so many items; that takes it longer than a frame. So they come and go
 * in steps, until the list has its fill. */
#define STEP 16
#define FILL 240

struct _IgnyTableItem
{
  GObject parent_instance;

  IgnyTableModel *model;
  guint           position;
};

struct _IgnyTableModel
{
  GObject parent_instance;

  GArray         *rows;
  IgnyTableMarks *marks;
  guint           n_items; /* that were told; on the way to the number of rows */
  guint           stepping;
};

G_DEFINE_FINAL_TYPE (IgnyTableItem, igny_table_item, G_TYPE_OBJECT)

static void
igny_table_item_finalize (GObject *object)
{
  g_object_unref (IGNY_TABLE_ITEM (object)->model);

  G_OBJECT_CLASS (igny_table_item_parent_class)->finalize (object);
}

static void
igny_table_item_class_init (IgnyTableItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = igny_table_item_finalize;
}

static void
igny_table_item_init (IgnyTableItem *self)
{
}

gint64
igny_table_item_get_row (IgnyTableItem *self)
{
  g_return_val_if_fail (IGNY_IS_TABLE_ITEM (self), 0);

  return igny_table_model_get_row (self->model, self->position);
}

static GType
get_item_type (GListModel *model)
{
  return IGNY_TYPE_TABLE_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return IGNY_TABLE_MODEL (model)->n_items;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  IgnyTableModel *self = IGNY_TABLE_MODEL (model);
  IgnyTableItem  *item;

  if (position >= self->n_items)
    return NULL;
  item = g_object_new (IGNY_TYPE_TABLE_ITEM, NULL);
  item->model = g_object_ref (self);
  item->position = position;
  return item;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static gboolean
is_selected (GtkSelectionModel *model,
             guint              position)
{
  IgnyTableModel *self = IGNY_TABLE_MODEL (model);

  return position < self->rows->len &&
         igny_table_marks_contains (self->marks, g_array_index (self->rows, gint64, position));
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model,
                        guint              position,
                        guint              n_items)
{
  GtkBitset *result = gtk_bitset_new_empty ();

  for (guint i = 0; i < n_items; i++)
    if (is_selected (model, position + i))
      gtk_bitset_add (result, position + i);
  return result;
}

static guint
row_at (IgnyTableModel *self,
        guint           position)
{
  return (guint) g_array_index (self->rows, gint64, position);
}

static gboolean
set_range (IgnyTableModel *self,
           guint           position,
           guint           n_items,
           gboolean        add,
           gboolean        from_empty)
{
  GtkBitset *rows;

  if (position >= self->rows->len)
    return FALSE;
  n_items = MIN (n_items, self->rows->len - position);
  rows = from_empty ? gtk_bitset_new_empty ()
                    : gtk_bitset_copy (igny_table_marks_get_rows (self->marks));
  for (guint i = 0; i < n_items; i++)
    {
      if (add)
        gtk_bitset_add (rows, row_at (self, position + i));
      else
        gtk_bitset_remove (rows, row_at (self, position + i));
    }
  igny_table_marks_take (self->marks, rows);
  return TRUE;
}

static gboolean
select_item (GtkSelectionModel *model,
             guint              position,
             gboolean           unselect_rest)
{
  return set_range (IGNY_TABLE_MODEL (model), position, 1, TRUE, unselect_rest);
}

static gboolean
unselect_item (GtkSelectionModel *model,
               guint              position)
{
  return set_range (IGNY_TABLE_MODEL (model), position, 1, FALSE, FALSE);
}

static gboolean
select_range (GtkSelectionModel *model,
              guint              position,
              guint              n_items,
              gboolean           unselect_rest)
{
  return set_range (IGNY_TABLE_MODEL (model), position, n_items, TRUE, unselect_rest);
}

static gboolean
unselect_range (GtkSelectionModel *model,
                guint              position,
                guint              n_items)
{
  return set_range (IGNY_TABLE_MODEL (model), position, n_items, FALSE, FALSE);
}

static gboolean
select_all (GtkSelectionModel *model)
{
  return set_range (IGNY_TABLE_MODEL (model), 0, G_MAXUINT, TRUE, FALSE);
}

static gboolean
unselect_all (GtkSelectionModel *model)
{
  igny_table_marks_clear (IGNY_TABLE_MODEL (model)->marks);
  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->select_item = select_item;
  iface->unselect_item = unselect_item;
  iface->select_range = select_range;
  iface->unselect_range = unselect_range;
  iface->select_all = select_all;
  iface->unselect_all = unselect_all;
}

/* clang-format off */
G_DEFINE_FINAL_TYPE_WITH_CODE (IgnyTableModel, igny_table_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_init))
/* clang-format on */

static void
marks_changed_cb (IgnyTableModel *self)
{
  if (self->n_items > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, self->n_items);
}

static guint
find_next (const IgnyTableModel *self)
{
  guint now = self->n_items;
  guint wanted = self->rows->len;

  if (wanted > now)
    return now >= FILL ? wanted : MIN (wanted, now + STEP);
  if (now > FILL)
    return MAX (wanted, FILL);
  return MAX (wanted, now > STEP ? now - STEP : 0);
}

static void
take_step (IgnyTableModel *self)
{
  guint before = self->n_items;
  guint same;

  self->n_items = find_next (self);
  same = MIN (before, self->n_items);
  if (before != self->n_items)
    g_list_model_items_changed (G_LIST_MODEL (self), same, before - same, self->n_items - same);
}

static gboolean
step_cb (gpointer user_data)
{
  IgnyTableModel *self = user_data;

  take_step (self);
  if (self->n_items != self->rows->len)
    return G_SOURCE_CONTINUE;
  self->stepping = 0;
  return G_SOURCE_REMOVE;
}

static void
igny_table_model_dispose (GObject *object)
{
  g_clear_handle_id (&IGNY_TABLE_MODEL (object)->stepping, g_source_remove);

  G_OBJECT_CLASS (igny_table_model_parent_class)->dispose (object);
}

static void
igny_table_model_finalize (GObject *object)
{
  IgnyTableModel *self = IGNY_TABLE_MODEL (object);

  g_array_unref (self->rows);
  g_object_unref (self->marks);

  G_OBJECT_CLASS (igny_table_model_parent_class)->finalize (object);
}

static void
igny_table_model_class_init (IgnyTableModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = igny_table_model_dispose;
  object_class->finalize = igny_table_model_finalize;
}

static void
igny_table_model_init (IgnyTableModel *self)
{
}

IgnyTableModel *
igny_table_model_new (GArray         *rows,
                      IgnyTableMarks *marks)
{
  IgnyTableModel *self;

  g_return_val_if_fail (rows != NULL, NULL);
  g_return_val_if_fail (IGNY_IS_TABLE_MARKS (marks), NULL);

  self = g_object_new (IGNY_TYPE_TABLE_MODEL, NULL);
  self->rows = g_array_ref (rows);
  self->marks = g_object_ref (marks);
  g_signal_connect_object (marks, "changed", G_CALLBACK (marks_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
igny_table_model_set_rows (IgnyTableModel *self,
                           GArray         *rows)
{
  g_return_if_fail (IGNY_IS_TABLE_MODEL (self));
  g_return_if_fail (rows != NULL);

  g_array_ref (rows);
  g_array_unref (self->rows);
  self->rows = rows;
  if (self->n_items > 0 && igny_table_marks_get_size (self->marks) > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, self->n_items);
}

void
igny_table_model_tell (IgnyTableModel *self)
{
  g_return_if_fail (IGNY_IS_TABLE_MODEL (self));

  take_step (self);
  if (self->stepping == 0 && self->n_items != self->rows->len)
    self->stepping = g_idle_add (step_cb, self);
}

GArray *
igny_table_model_get_rows (IgnyTableModel *self)
{
  g_return_val_if_fail (IGNY_IS_TABLE_MODEL (self), NULL);

  return self->rows;
}

gint64
igny_table_model_get_row (IgnyTableModel *self,
                          guint           position)
{
  g_return_val_if_fail (IGNY_IS_TABLE_MODEL (self), 0);

  return position < self->rows->len ? g_array_index (self->rows, gint64, position) : 0;
}
