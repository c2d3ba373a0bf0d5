/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-store-column.h"

/* A word without a state is no pill. */
static gboolean
has_tones (const IgnyChoice *choices)
{
  for (const IgnyChoice *c = choices; c->word != NULL; c++)
    if (c->tone != IGNY_TONE_NEUTRAL)
      return TRUE;
  return FALSE;
}

static IgnyCellKind
get_kind (const IgnyPageColumn *column,
          const IgnyField      *field)
{
  if (column->look == IGNY_LOOK_BADGE)
    return IGNY_CELL_BADGE;
  if (column->look == IGNY_LOOK_DIFFICULTY)
    return IGNY_CELL_DIFFICULTY;
  if (column->look == IGNY_LOOK_MONEY)
    return IGNY_CELL_MONEY;
  if (field->kind == IGNY_KIND_CHOICE)
    return has_tones (field->choices) ? IGNY_CELL_STATUS : IGNY_CELL_TEXT;
  if (field->kind == IGNY_KIND_INTEGER)
    return IGNY_CELL_NUMBER;
  if (field->kind == IGNY_KIND_DECIMAL)
    return IGNY_CELL_DECIMAL;
  if (field->kind == IGNY_KIND_TIME)
    return IGNY_CELL_TIME;
  return field->kind == IGNY_KIND_REFERENCE ? IGNY_CELL_REFERENCE : IGNY_CELL_TEXT;
}

void
igny_store_column_fill (IgnyTableColumn      *shown,
                        const IgnyPageColumn *column,
                        const IgnyField      *field)
{
  g_return_if_fail (shown != NULL && column != NULL && field != NULL);

  shown->id = field->name;
  shown->title = column->title != NULL ? column->title : field->label;
  shown->hint = column->hint;
  shown->kind = get_kind (column, field);
  shown->digits = field->digits;
  shown->width = column->width;
  shown->expand = (column->flags & IGNY_COLUMN_EXPAND) != 0;
  shown->editable = (column->flags & IGNY_COLUMN_EDITABLE) != 0;
  shown->hidden = (column->flags & IGNY_COLUMN_HIDDEN) != 0;
  shown->filter = (column->flags & IGNY_COLUMN_FILTER) != 0;
  shown->choices = field->choices;
}
