/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-table-layout.h"

#include <stdlib.h>

#define MIN_WIDTH 48
#define MAX_WIDTH 1200

typedef struct
{
  const IgnyTableColumn *column;
  int                    width; /* pixels of text of the usual size */
  gboolean               visible;
} Slot;

struct _IgnyTableLayout
{
  GObject parent_instance;

  Slot       *slots; /* by column number */
  guint      *order; /* column numbers, from left to right */
  guint      *shown; /* of those, the visible ones */
  guint       n_slots;
  guint       n_shown;
  IgnyPalette palette;
  double      scale; /* of the text */
  gboolean    skeleton;
  guint       cursor;
  gint64      now;
};

enum
{
  CHANGED,
  REPAINT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IgnyTableLayout, igny_table_layout, G_TYPE_OBJECT)

static void
update_shown (IgnyTableLayout *self)
{
  self->n_shown = 0;
  for (guint i = 0; i < self->n_slots; i++)
    if (self->slots[self->order[i]].visible)
      self->shown[self->n_shown++] = self->order[i];
  self->cursor = MIN (self->cursor, self->n_shown - 1);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
igny_table_layout_finalize (GObject *object)
{
  IgnyTableLayout *self = IGNY_TABLE_LAYOUT (object);

  g_free (self->slots);
  g_free (self->order);
  g_free (self->shown);

  G_OBJECT_CLASS (igny_table_layout_parent_class)->finalize (object);
}

static void
igny_table_layout_class_init (IgnyTableLayoutClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = igny_table_layout_finalize;

  signals[CHANGED] = g_signal_new ("changed", IGNY_TYPE_TABLE_LAYOUT, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REPAINT] = g_signal_new ("repaint", IGNY_TYPE_TABLE_LAYOUT, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
igny_table_layout_init (IgnyTableLayout *self)
{
}

IgnyTableLayout *
igny_table_layout_new (const IgnyTableColumn *columns,
                       guint                  n_columns)
{
  IgnyTableLayout *self;

  g_return_val_if_fail (columns != NULL && n_columns > 0, NULL);

  self = g_object_new (IGNY_TYPE_TABLE_LAYOUT, NULL);
  self->slots = g_new0 (Slot, n_columns);
  self->order = g_new0 (guint, n_columns);
  self->shown = g_new0 (guint, n_columns);
  self->n_slots = n_columns;
  self->scale = 1;
  for (guint i = 0; i < n_columns; i++)
    {
      self->slots[i] = (Slot){ columns + i, MAX (columns[i].width, MIN_WIDTH), !columns[i].hidden };
      self->order[i] = i;
    }
  update_shown (self);
  return self;
}

guint
igny_table_layout_get_n_columns (IgnyTableLayout *self)
{
  g_return_val_if_fail (IGNY_IS_TABLE_LAYOUT (self), 0);

  return self->n_slots;
}

const IgnyTableColumn *
igny_table_layout_get_column (IgnyTableLayout *self,
                              guint            column)
{
  g_return_val_if_fail (IGNY_IS_TABLE_LAYOUT (self), NULL);
  g_return_val_if_fail (column < self->n_slots, NULL);

  return self->slots[column].column;
}

int
igny_table_layout_find (IgnyTableLayout *self,
                        const char      *id)
{
  g_return_val_if_fail (IGNY_IS_TABLE_LAYOUT (self), -1);

  for (guint i = 0; id != NULL && i < self->n_slots; i++)
    if (g_str_equal (self->slots[i].column->id, id))
      return (int) i;
  return -1;
}

guint
igny_table_layout_get_n_shown (IgnyTableLayout *self)
{
  g_return_val_if_fail (IGNY_IS_TABLE_LAYOUT (self), 0);

  return self->n_shown;
}

guint
igny_table_layout_get_shown (IgnyTableLayout *self,
                             guint            nth)
{
  g_return_val_if_fail (IGNY_IS_TABLE_LAYOUT (self), 0);
  g_return_val_if_fail (nth < self->n_shown, 0);

  return self->shown[nth];
}

static int
get_width (IgnyTableLayout *self,
           guint            nth)
{
  return (int) (self->slots[self->shown[nth]].width * self->scale + 0.5);
}

int
igny_table_layout_get_min_width (IgnyTableLayout *self)
{
  int sum = IGNY_TABLE_CHECK_WIDTH + IGNY_TABLE_END_WIDTH;

  g_return_val_if_fail (IGNY_IS_TABLE_LAYOUT (self), 0);

  for (guint i = 0; i < self->n_shown; i++)
    sum += get_width (self, i);
  return sum;
}

/* What is left over goes to the columns that expand, in equal parts; without
 * one, to the first. */
static int
get_spare (IgnyTableLayout *self,
           guint            nth,
           int              total)
{
  int   spare = MAX (total - igny_table_layout_get_min_width (self), 0);
  guint n_expand = 0;

  for (guint i = 0; i < self->n_shown; i++)
    n_expand += self->slots[self->shown[i]].column->expand ? 1 : 0;
  if (n_expand == 0)
    return nth == 0 ? spare : 0;
  return self->slots[self->shown[nth]].column->expand ? spare / (int) n_expand : 0;
}

void
igny_table_layout_get_place (IgnyTableLayout *self,
                             guint            nth,
                             int              total,
                             int             *x,
                             int             *width)
{
  g_return_if_fail (IGNY_IS_TABLE_LAYOUT (self));
  g_return_if_fail (nth < self->n_shown);

  *x = IGNY_TABLE_CHECK_WIDTH;
  for (guint i = 0; i < nth; i++)
    *x += get_width (self, i) + get_spare (self, i, total);
  *width = get_width (self, nth) + get_spare (self, nth, total);
}

int
igny_table_layout_pick (IgnyTableLayout *self,
                        int              total,
                        double           x)
{
  g_return_val_if_fail (IGNY_IS_TABLE_LAYOUT (self), -1);

  for (guint i = 0; i < self->n_shown; i++)
    {
      int start;
      int width;

      igny_table_layout_get_place (self, i, total, &start, &width);
      if (x >= start && x < start + width)
        return (int) i;
    }
  return -1;
}

gboolean
igny_table_layout_is_visible (IgnyTableLayout *self,
                              guint            column)
{
  g_return_val_if_fail (IGNY_IS_TABLE_LAYOUT (self), FALSE);
  g_return_val_if_fail (column < self->n_slots, FALSE);

  return self->slots[column].visible;
}

void
igny_table_layout_set_visible (IgnyTableLayout *self,
                               guint            column,
                               gboolean         visible)
{
  g_return_if_fail (IGNY_IS_TABLE_LAYOUT (self));
  g_return_if_fail (column < self->n_slots);

  /* The last one stays: without a column there is no header to ask for it. */
  if (!visible && self->n_shown <= 1)
    return;
  self->slots[column].visible = visible;
  update_shown (self);
}

void
igny_table_layout_set_width (IgnyTableLayout *self,
                             guint            column,
                             int              width)
{
  g_return_if_fail (IGNY_IS_TABLE_LAYOUT (self));
  g_return_if_fail (column < self->n_slots);

  width = CLAMP ((int) (width / self->scale + 0.5), MIN_WIDTH, MAX_WIDTH);
  if (self->slots[column].width == width)
    return;
  self->slots[column].width = width;
  g_signal_emit (self, signals[CHANGED], 0);
}

static guint
find_in_order (IgnyTableLayout *self,
               guint            column)
{
  guint i = 0;

  while (i + 1 < self->n_slots && self->order[i] != column)
    i++;
  return i;
}

void
igny_table_layout_move (IgnyTableLayout *self,
                        guint            from,
                        guint            to)
{
  guint source;
  guint target;
  guint column;

  g_return_if_fail (IGNY_IS_TABLE_LAYOUT (self));
  g_return_if_fail (from < self->n_shown && to < self->n_shown);

  if (from == to)
    return;
  column = self->shown[from];
  source = find_in_order (self, column);
  target = find_in_order (self, self->shown[to]);
  for (guint i = source; i < target; i++)
    self->order[i] = self->order[i + 1];
  for (guint i = source; i > target; i--)
    self->order[i] = self->order[i - 1];
  self->order[target] = column;
  update_shown (self);
}

char *
igny_table_layout_save (IgnyTableLayout *self)
{
  GString *text;

  g_return_val_if_fail (IGNY_IS_TABLE_LAYOUT (self), NULL);

  text = g_string_new (NULL);
  for (guint i = 0; i < self->n_slots; i++)
    {
      const Slot *slot = self->slots + self->order[i];

      g_string_append_printf (text, "%s%s:%d:%d", i > 0 ? " " : "", slot->column->id,
                              slot->width, slot->visible ? 1 : 0);
    }
  return g_string_free (text, FALSE);
}

static gboolean
restore_slot (IgnyTableLayout *self,
              const char      *text,
              guint           *place)
{
  g_auto(GStrv) parts = g_strsplit (text, ":", 3);
  int   column;
  guint at;

  if (g_strv_length (parts) != 3)
    return FALSE;
  column = igny_table_layout_find (self, parts[0]);
  if (column < 0)
    return FALSE;
  self->slots[column].width = (int) CLAMP (strtol (parts[1], NULL, 10), MIN_WIDTH, MAX_WIDTH);
  self->slots[column].visible = g_str_equal (parts[2], "1");
  at = find_in_order (self, (guint) column);
  if (at < *place)
    return FALSE;
  self->order[at] = self->order[*place];
  self->order[(*place)++] = (guint) column;
  return TRUE;
}

void
igny_table_layout_restore (IgnyTableLayout *self,
                           const char      *text)
{
  g_auto(GStrv) slots = NULL;
  guint place = 0;

  g_return_if_fail (IGNY_IS_TABLE_LAYOUT (self));
  g_return_if_fail (text != NULL);

  slots = g_strsplit (text, " ", -1);
  for (guint i = 0; slots[i] != NULL; i++)
    restore_slot (self, slots[i], &place);
  update_shown (self);
  if (self->n_shown == 0)
    igny_table_layout_set_visible (self, 0, TRUE);
}

const IgnyPalette *
igny_table_layout_get_palette (IgnyTableLayout *self)
{
  g_return_val_if_fail (IGNY_IS_TABLE_LAYOUT (self), NULL);

  return &self->palette;
}

void
igny_table_layout_load_palette (IgnyTableLayout *self,
                                GtkWidget       *widget)
{
  g_return_if_fail (IGNY_IS_TABLE_LAYOUT (self));

  igny_palette_load (&self->palette, widget);
  g_signal_emit (self, signals[REPAINT], 0);
  igny_table_layout_set_scale (self, igny_style_get_text_scale (widget));
}

void
igny_table_layout_set_scale (IgnyTableLayout *self,
                             double           scale)
{
  g_return_if_fail (IGNY_IS_TABLE_LAYOUT (self));
  g_return_if_fail (scale > 0);

  if (ABS (self->scale - scale) < 0.01)
    return;
  self->scale = scale;
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
igny_table_layout_get_skeleton (IgnyTableLayout *self)
{
  g_return_val_if_fail (IGNY_IS_TABLE_LAYOUT (self), FALSE);

  return self->skeleton;
}

void
igny_table_layout_set_skeleton (IgnyTableLayout *self,
                                gboolean         skeleton)
{
  g_return_if_fail (IGNY_IS_TABLE_LAYOUT (self));

  if (self->skeleton == skeleton)
    return;
  self->skeleton = skeleton;
  g_signal_emit (self, signals[REPAINT], 0);
}

guint
igny_table_layout_get_cursor (IgnyTableLayout *self)
{
  g_return_val_if_fail (IGNY_IS_TABLE_LAYOUT (self), 0);

  return self->cursor;
}

gboolean
igny_table_layout_set_cursor (IgnyTableLayout *self,
                              int              nth)
{
  g_return_val_if_fail (IGNY_IS_TABLE_LAYOUT (self), FALSE);

  if (nth < 0 || nth >= (int) self->n_shown)
    return FALSE;
  self->cursor = (guint) nth;
  g_signal_emit (self, signals[REPAINT], 0);
  return TRUE;
}

gint64
igny_table_layout_get_now (IgnyTableLayout *self)
{
  g_return_val_if_fail (IGNY_IS_TABLE_LAYOUT (self), 0);

  return self->now;
}

void
igny_table_layout_set_now (IgnyTableLayout *self,
                           gint64           now)
{
  g_return_if_fail (IGNY_IS_TABLE_LAYOUT (self));

  if (self->now == now)
    return;
  self->now = now;
  g_signal_emit (self, signals[REPAINT], 0);
}
