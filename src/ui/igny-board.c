/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-board.h"

#include <glib/gi18n.h>

#include "igny-board-column.h"
#include "igny-edge-scroll.h"

struct _IgnyBoard
{
  GtkWidget parent_instance;

  IgnyBoardCells cells;
  GPtrArray     *columns; /* of IgnyBoardColumn, from the first word on */
  GtkWidget     *scrolled;
};

enum
{
  MOVE,
  ACTIVATED,
  MENU,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IgnyBoard, igny_board, GTK_TYPE_WIDGET)

static int
find_column (IgnyBoard       *self,
             IgnyBoardColumn *column)
{
  guint index = 0;

  g_ptr_array_find (self->columns, column, &index);
  return (int) index;
}

/* The keyboard follows the card to where it goes; one that is refused stays. */
static void
move (IgnyBoard *self,
      gint64     row,
      int        to)
{
  for (guint i = 0; i < self->columns->len; i++)
    igny_board_column_expect (self->columns->pdata[i], (int) i == to ? row : 0);
  g_signal_emit (self, signals[MOVE], 0, row,
                 igny_board_column_get_choice (self->columns->pdata[to])->word);
}

static void
shift_cb (IgnyBoardColumn *column,
          gint64           row,
          int              step,
          IgnyBoard       *self)
{
  int to = find_column (self, column) + step;

  if (to >= 0 && to < (int) self->columns->len)
    move (self, row, to);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
drop_cb (IgnyBoardColumn *column,
         gint64           row,
         IgnyBoard       *self)
{
  move (self, row, find_column (self, column));
}

/* Over columns that are empty. */
static void
walk_cb (IgnyBoardColumn *column,
         guint            position,
         int              step,
         IgnyBoard       *self)
{
  int to = find_column (self, column) + step;

  while (to >= 0 && to < (int) self->columns->len &&
         !igny_board_column_focus (self->columns->pdata[to], position))
    to += step;
}

static void
activated_cb (IgnyBoard *self,
              gint64     row)
{
  g_signal_emit (self, signals[ACTIVATED], 0, row);
}

static void
menu_cb (IgnyBoard *self,
         gint64     row,
         GtkWidget *parent,
         double     x,
         double     y)
{
  g_signal_emit (self, signals[MENU], 0, row, parent, x, y);
}

static void
failed_cb (IgnyBoard    *self,
           const GError *error)
{
  g_signal_emit (self, signals[FAILED], 0, error);
}

static void
igny_board_css_changed (GtkWidget         *widget,
                        GtkCssStyleChange *change)
{
  IgnyBoard *self = IGNY_BOARD (widget);

  GTK_WIDGET_CLASS (igny_board_parent_class)->css_changed (widget, change);
  if (self->cells.layout != NULL)
    igny_table_layout_load_palette (self->cells.layout, widget);
}

static void
igny_board_dispose (GObject *object)
{
  g_clear_pointer (&IGNY_BOARD (object)->scrolled, gtk_widget_unparent);

  G_OBJECT_CLASS (igny_board_parent_class)->dispose (object);
}

static void
igny_board_finalize (GObject *object)
{
  IgnyBoard *self = IGNY_BOARD (object);

  g_ptr_array_unref (self->columns);
  g_clear_object (&self->cells.layout);

  G_OBJECT_CLASS (igny_board_parent_class)->finalize (object);
}

static void
igny_board_class_init (IgnyBoardClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = igny_board_dispose;
  object_class->finalize = igny_board_finalize;
  widget_class->css_changed = igny_board_css_changed;

  signals[MOVE] = g_signal_new ("move", IGNY_TYPE_BOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);
  signals[ACTIVATED] = g_signal_new ("activated", IGNY_TYPE_BOARD, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[MENU] = g_signal_new ("menu", IGNY_TYPE_BOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 4, G_TYPE_INT64, GTK_TYPE_WIDGET, G_TYPE_DOUBLE,
                                G_TYPE_DOUBLE);
  signals[FAILED] = g_signal_new ("failed", IGNY_TYPE_BOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
igny_board_init (IgnyBoard *self)
{
  self->columns = g_ptr_array_new ();
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  igny_edge_scroll_add (GTK_SCROLLED_WINDOW (self->scrolled));
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

static guint
find_number (const IgnyTablePage *page,
             gsize                offset)
{
  guint number = 0;

  while (page->columns[number].width > 0 && page->columns[number].offset != offset)
    number++;
  g_assert (page->columns[number].width > 0);
  return number;
}

static void
fill_cells (IgnyBoard           *self,
            const IgnyTablePage *page)
{
  const IgnyPageBoard *board = page->board;

  self->cells.status = find_number (page, board->status);
  self->cells.title = find_number (page, board->title);
  self->cells.line = find_number (page, board->line);
  for (const IgnyPageFact *f = board->facts; f->words != NULL; f++)
    {
      g_assert (self->cells.n_facts < IGNY_BOARD_FACTS);
      self->cells.facts[self->cells.n_facts] = find_number (page, f->offset);
      self->cells.words[self->cells.n_facts++] = f->words;
    }
}

static void
add_column (IgnyBoard        *self,
            IgnyTableSource  *source,
            IgnyTableMarks   *marks,
            const IgnyChoice *choice,
            GtkWidget        *box)
{
  GtkWidget *column = igny_board_column_new (source, &self->cells, marks, choice);

  g_signal_connect_object (column, "shift", G_CALLBACK (shift_cb), self, 0);
  g_signal_connect_object (column, "drop", G_CALLBACK (drop_cb), self, 0);
  g_signal_connect_object (column, "walk", G_CALLBACK (walk_cb), self, 0);
  g_signal_connect_object (column, "activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (column, "menu", G_CALLBACK (menu_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (column, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->columns, column);
  gtk_widget_set_hexpand (column, TRUE);
  gtk_box_append (GTK_BOX (box), column);
}

GtkWidget *
igny_board_new (IgnyTableSource     *source,
                const IgnyTablePage *page,
                IgnyTableMarks      *marks,
                const IgnyEnv       *env)
{
  IgnyBoard             *self;
  GtkWidget             *box;
  const IgnyTableColumn *columns;
  guint                  n_columns;

  g_return_val_if_fail (IGNY_IS_TABLE_SOURCE (source), NULL);
  g_return_val_if_fail (page != NULL && page->board != NULL && env != NULL, NULL);

  self = g_object_new (IGNY_TYPE_BOARD, NULL);
  columns = igny_table_source_get_columns (source, &n_columns);
  self->cells.layout = igny_table_layout_new (columns, n_columns);
  igny_table_layout_set_now (self->cells.layout, igny_env_now_ms (env));
  igny_table_layout_load_palette (self->cells.layout, GTK_WIDGET (self));
  fill_cells (self, page);
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_widget_add_css_class (box, "board-columns");
  for (const IgnyChoice *c = columns[self->cells.status].choices; c->word != NULL; c++)
    add_column (self, source, marks, c, box);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), box);
  return GTK_WIDGET (self);
}

void
igny_board_take_query (IgnyBoard            *self,
                       const IgnyTableQuery *query)
{
  g_return_if_fail (IGNY_IS_BOARD (self));
  g_return_if_fail (query != NULL);

  for (guint i = 0; i < self->columns->len; i++)
    igny_board_column_take_query (self->columns->pdata[i], query);
}
