/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-table-column.h"

#include <glib/gi18n.h>

#include "igny-format.h"

gboolean
igny_table_column_is_number (const IgnyTableColumn *column)
{
  g_return_val_if_fail (column != NULL, FALSE);

  return column->kind == IGNY_CELL_NUMBER || column->kind == IGNY_CELL_DECIMAL ||
         column->kind == IGNY_CELL_MONEY || column->kind == IGNY_CELL_DIFFICULTY;
}

const IgnyChoice *
igny_table_column_find_choice (const IgnyTableColumn *column,
                               const char            *word)
{
  g_return_val_if_fail (column != NULL, NULL);

  if (column->choices == NULL || word == NULL)
    return NULL;
  for (const IgnyChoice *choice = column->choices; choice->word != NULL; choice++)
    if (g_str_equal (choice->word, word))
      return choice;
  return NULL;
}

static char *
format_word (const IgnyTableColumn *column,
             const IgnyTableValue  *value)
{
  const IgnyChoice *choice = igny_table_column_find_choice (column, value->text);

  if (choice != NULL)
    return g_strdup (_ (choice->label));
  return g_strdup (value->text != NULL && *value->text != '\0' ? value->text : IGNY_DASH);
}

char *
igny_table_column_format (const IgnyTableColumn *column,
                          const IgnyTableValue  *value,
                          gint64                 now)
{
  g_return_val_if_fail (column != NULL && value != NULL, NULL);

  switch (column->kind)
    {
    case IGNY_CELL_NUMBER:
    case IGNY_CELL_DIFFICULTY:
      return igny_format_number (value->number);
    case IGNY_CELL_DECIMAL:
      return igny_format_decimal (value->number, column->digits);
    case IGNY_CELL_MONEY:
      return igny_format_money (value->number, value->text);
    case IGNY_CELL_TIME:
      return igny_format_time (value->number, now);
    case IGNY_CELL_TEXT:
    case IGNY_CELL_REFERENCE:
    case IGNY_CELL_STATUS:
    case IGNY_CELL_BADGE:
    default:
      return format_word (column, value);
    }
}

char *
igny_table_column_format_plain (const IgnyTableColumn *column,
                                const IgnyTableValue  *value)
{
  guint digits;

  g_return_val_if_fail (column != NULL && value != NULL, NULL);

  if (!igny_table_column_is_number (column))
    return g_strdup (value->text != NULL ? value->text : "");
  if (value->number == IGNY_UNKNOWN)
    return g_strdup ("");
  digits = column->kind == IGNY_CELL_MONEY ? 6 : column->digits;
  return igny_number_to_decimal (value->number, digits);
}
