/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-table-record.h"

IgnyTableRecord *
igny_table_record_new (gint64 row,
                       guint  n_values)
{
  IgnyTableRecord *self;

  self = g_atomic_rc_box_alloc0 (sizeof *self + n_values * sizeof (IgnyTableValue));
  self->row = row;
  self->n_values = n_values;
  for (guint i = 0; i < n_values; i++)
    self->values[i].number = IGNY_UNKNOWN;
  return self;
}

IgnyTableRecord *
igny_table_record_ref (IgnyTableRecord *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  IgnyTableRecord *self = data;

  for (guint i = 0; i < self->n_values; i++)
    g_free (self->values[i].text);
}

void
igny_table_record_unref (IgnyTableRecord *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear);
}
