/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-entity.h"

G_BEGIN_DECLS

typedef enum
{
  IGNY_CELL_TEXT,
  IGNY_CELL_NUMBER,     /* a whole number, grouped */
  IGNY_CELL_DECIMAL,    /* in units of 10^-digits */
  IGNY_CELL_MONEY,      /* millionths; the value's text is the currency */
  IGNY_CELL_TIME,       /* ms since 1970, shown relative */
  IGNY_CELL_STATUS,     /* a pill; the value's text is a choice's word */
  IGNY_CELL_BADGE,      /* a letter in a square, and the word */
  IGNY_CELL_DIFFICULTY, /* 0 to 100, with a dot in its color */
  IGNY_CELL_REFERENCE,  /* a chip; text is the title, number the row */
} IgnyCellKind;

/* One column of a table: data, no behavior. */
typedef struct
{
  const char       *id;
  const char       *title;
  const char       *hint; /* what it is, in a sentence; NULL when the title says it */
  IgnyCellKind      kind;
  guint             digits;
  int               width; /* pixels, the least it takes at first */
  gboolean          expand;
  gboolean          editable;
  gboolean          unsorted; /* it cannot be sorted by */
  gboolean          hidden;   /* at first */
  gboolean          filter;   /* it can be filtered by */
  const IgnyChoice *choices;  /* ends with a NULL word */
} IgnyTableColumn;

/* One value of one row. number is IGNY_UNKNOWN and text NULL when unknown. */
typedef struct
{
  gint64 number;
  char  *text;
} IgnyTableValue;

gboolean          igny_table_column_is_number (const IgnyTableColumn *column);
const IgnyChoice *igny_table_column_find_choice (const IgnyTableColumn *column,
                                                 const char            *word);
/* As a person reads it in the cell; IGNY_DASH when unknown. now is ms since
 * 1970. */
char *igny_table_column_format (const IgnyTableColumn *column,
                                const IgnyTableValue  *value,
                                gint64                 now);
/* As it is typed: plain digits and a point, "" when unknown. */
char *igny_table_column_format_plain (const IgnyTableColumn *column,
                                      const IgnyTableValue  *value);

G_END_DECLS
