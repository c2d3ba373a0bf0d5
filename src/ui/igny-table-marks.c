/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-table-marks.h"

struct _IgnyTableMarks
{
  GObject parent_instance;

  GtkBitset *rows;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (IgnyTableMarks, igny_table_marks, G_TYPE_OBJECT)

static void
igny_table_marks_finalize (GObject *object)
{
  IgnyTableMarks *self = IGNY_TABLE_MARKS (object);

  gtk_bitset_unref (self->rows);

  G_OBJECT_CLASS (igny_table_marks_parent_class)->finalize (object);
}

static void
igny_table_marks_class_init (IgnyTableMarksClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = igny_table_marks_finalize;

  changed_signal = g_signal_new ("changed", IGNY_TYPE_TABLE_MARKS, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
igny_table_marks_init (IgnyTableMarks *self)
{
  self->rows = gtk_bitset_new_empty ();
}

IgnyTableMarks *
igny_table_marks_new (void)
{
  return g_object_new (IGNY_TYPE_TABLE_MARKS, NULL);
}

GtkBitset *
igny_table_marks_get_rows (IgnyTableMarks *self)
{
  g_return_val_if_fail (IGNY_IS_TABLE_MARKS (self), NULL);

  return self->rows;
}

gboolean
igny_table_marks_contains (IgnyTableMarks *self,
                           gint64          row)
{
  g_return_val_if_fail (IGNY_IS_TABLE_MARKS (self), FALSE);

  return gtk_bitset_contains (self->rows, (guint) row);
}

guint
igny_table_marks_get_size (IgnyTableMarks *self)
{
  g_return_val_if_fail (IGNY_IS_TABLE_MARKS (self), 0);

  return (guint) gtk_bitset_get_size (self->rows);
}

void
igny_table_marks_take (IgnyTableMarks *self,
                       GtkBitset      *rows)
{
  g_return_if_fail (IGNY_IS_TABLE_MARKS (self));
  g_return_if_fail (rows != NULL);

  gtk_bitset_unref (self->rows);
  self->rows = rows;
  g_signal_emit (self, changed_signal, 0);
}

void
igny_table_marks_clear (IgnyTableMarks *self)
{
  g_return_if_fail (IGNY_IS_TABLE_MARKS (self));

  if (!gtk_bitset_is_empty (self->rows))
    igny_table_marks_take (self, gtk_bitset_new_empty ());
}

void
igny_table_marks_retain (IgnyTableMarks *self,
                         GArray         *rows)
{
  GtkBitset *kept;

  g_return_if_fail (IGNY_IS_TABLE_MARKS (self));
  g_return_if_fail (rows != NULL);

  if (gtk_bitset_is_empty (self->rows))
    return;
  kept = gtk_bitset_new_empty ();
  for (guint i = 0; i < rows->len; i++)
    {
      guint row = (guint) g_array_index (rows, gint64, i);

      if (gtk_bitset_contains (self->rows, row))
        gtk_bitset_add (kept, row);
    }
  igny_table_marks_take (self, kept);
}
