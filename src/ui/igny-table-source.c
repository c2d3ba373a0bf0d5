/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-table-source.h"

G_DEFINE_INTERFACE (IgnyTableSource, igny_table_source, G_TYPE_OBJECT)

static void
igny_table_source_default_init (IgnyTableSourceInterface *iface)
{
  g_signal_new ("changed", IGNY_TYPE_TABLE_SOURCE, G_SIGNAL_RUN_LAST, 0,
                NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ARRAY);
}

IgnyFigure *
igny_figure_new (const char *label,
                 const char *value,
                 const char *detail,
                 IgnyTone    tone)
{
  IgnyFigure *self = g_new0 (IgnyFigure, 1);

  self->label = g_strdup (label);
  self->value = g_strdup (value);
  self->detail = g_strdup (detail);
  self->tone = tone;
  return self;
}

void
igny_figure_free (IgnyFigure *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->label);
  g_free (self->value);
  g_free (self->detail);
  g_free (self);
}

const IgnyTableColumn *
igny_table_source_get_columns (IgnyTableSource *self,
                               guint           *n_columns)
{
  g_return_val_if_fail (IGNY_IS_TABLE_SOURCE (self), NULL);
  g_return_val_if_fail (n_columns != NULL, NULL);

  return IGNY_TABLE_SOURCE_GET_IFACE (self)->get_columns (self, n_columns);
}

void
igny_table_source_emit_changed (IgnyTableSource *self,
                                GArray          *rows)
{
  g_return_if_fail (IGNY_IS_TABLE_SOURCE (self));

  g_signal_emit_by_name (self, "changed", rows);
}
