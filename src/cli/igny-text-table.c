/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-text-table.h"

#include "igny-cells.h"

#define CELL_MAX 60 /* columns of the terminal */
#define GAP 2

struct _IgnyTextTable
{
  guint      n_columns;
  guint      numbers;
  GPtrArray *cells;  /* of char *, row after row */
  guint     *widths; /* NULL until the first flush */
};

IgnyTextTable *
igny_text_table_new (guint n_columns,
                     guint numbers)
{
  IgnyTextTable *self = g_new0 (IgnyTextTable, 1);

  g_return_val_if_fail (n_columns > 0 && n_columns <= 32, NULL);

  self->n_columns = n_columns;
  self->numbers = numbers;
  self->cells = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
igny_text_table_free (IgnyTextTable *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->cells);
  g_free (self->widths);
  g_free (self);
}

void
igny_text_table_add (IgnyTextTable *self,
                     const char    *text)
{
  GString *cell = g_string_new (NULL);

  g_return_if_fail (self != NULL);

  igny_cells_append (cell, text != NULL ? text : "–", CELL_MAX);
  g_ptr_array_add (self->cells, g_string_free (cell, FALSE));
}

static void
measure (IgnyTextTable *self)
{
  self->widths = g_new0 (guint, self->n_columns);
  for (guint i = 0; i < self->cells->len; i++)
    {
      guint width = igny_cells_count (self->cells->pdata[i]);

      self->widths[i % self->n_columns] = MAX (self->widths[i % self->n_columns], width);
    }
}

static void
append_cell (IgnyTextTable *self,
             guint          column,
             const char    *cell,
             GString       *text)
{
  guint    width = igny_cells_count (cell);
  guint    padding = width < self->widths[column] ? self->widths[column] - width : 0;
  gboolean last = column + 1 == self->n_columns;
  gboolean right = (self->numbers & (1u << column)) != 0;

  g_string_append_printf (text, "%*s", right ? (int) padding : 0, "");
  g_string_append (text, cell);
  if (last)
    g_string_append_c (text, '\n');
  else
    g_string_append_printf (text, "%*s", GAP + (right ? 0 : (int) padding), "");
}

void
igny_text_table_flush (IgnyTextTable *self,
                       GString       *text)
{
  g_return_if_fail (self != NULL && text != NULL);
  g_return_if_fail (self->cells->len % self->n_columns == 0);

  if (self->widths == NULL)
    measure (self);
  for (guint i = 0; i < self->cells->len; i++)
    append_cell (self, i % self->n_columns, self->cells->pdata[i], text);
  g_ptr_array_set_size (self->cells, 0);
}
