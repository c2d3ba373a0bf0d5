/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-style.h"
#include "igny-table-column.h"

G_BEGIN_DECLS

/* The place of the check boxes, and the room behind the last column. */
#define IGNY_TABLE_CHECK_WIDTH 46
#define IGNY_TABLE_END_WIDTH 12
#define IGNY_TABLE_CELL_PAD 8

/* Where the columns of one table are, and the few things that all its rows
 * share. Header and rows read it; "changed" says that something moved,
 * "repaint" that only colors or marks did. */
#define IGNY_TYPE_TABLE_LAYOUT (igny_table_layout_get_type ())
G_DECLARE_FINAL_TYPE (IgnyTableLayout, igny_table_layout, IGNY, TABLE_LAYOUT, GObject)

/* columns live as long as the layout. */
IgnyTableLayout       *igny_table_layout_new (const IgnyTableColumn *columns,
                                              guint                  n_columns);
guint                  igny_table_layout_get_n_columns (IgnyTableLayout *self);
const IgnyTableColumn *igny_table_layout_get_column (IgnyTableLayout *self,
                                                     guint            column);
/* -1 when there is none of that id. */
int igny_table_layout_find (IgnyTableLayout *self,
                            const char      *id);

/* The visible columns from left to right: n-th is a column's number. */
guint igny_table_layout_get_n_shown (IgnyTableLayout *self);
guint igny_table_layout_get_shown (IgnyTableLayout *self,
                                   guint            nth);
/* Sets x and width (pixels) of the n-th shown column in a row of total pixels. */
void igny_table_layout_get_place (IgnyTableLayout *self,
                                  guint            nth,
                                  int              total,
                                  int             *x,
                                  int             *width);
/* Which shown column is at x, or -1. */
int igny_table_layout_pick (IgnyTableLayout *self,
                            int              total,
                            double           x);
int igny_table_layout_get_min_width (IgnyTableLayout *self);

gboolean igny_table_layout_is_visible (IgnyTableLayout *self,
                                       guint            column);
void     igny_table_layout_set_visible (IgnyTableLayout *self,
                                        guint            column,
                                        gboolean         visible);
void     igny_table_layout_set_width (IgnyTableLayout *self,
                                      guint            column,
                                      int              width);
/* Puts the shown column from to where the shown column to is. */
void igny_table_layout_move (IgnyTableLayout *self,
                             guint            from,
                             guint            to);
/* Widths, order and what is hidden, as text for the settings. restore takes
 * only what it can use. */
char *igny_table_layout_save (IgnyTableLayout *self);
void  igny_table_layout_restore (IgnyTableLayout *self,
                                 const char      *text);

const IgnyPalette *igny_table_layout_get_palette (IgnyTableLayout *self);
/* Also takes the size of the widget's text, see below. */
void igny_table_layout_load_palette (IgnyTableLayout *self,
                                     GtkWidget       *widget);
/* Columns are as many times as wide as text of the usual size would have them, and
 * what is saved is free of it. */
void igny_table_layout_set_scale (IgnyTableLayout *self,
                                  double           scale);

/* Rows whose record is not there yet are drawn as gray bars. */
gboolean igny_table_layout_get_skeleton (IgnyTableLayout *self);
void     igny_table_layout_set_skeleton (IgnyTableLayout *self,
                                         gboolean         skeleton);

/* The shown column that the keyboard is on. */
guint    igny_table_layout_get_cursor (IgnyTableLayout *self);
gboolean igny_table_layout_set_cursor (IgnyTableLayout *self,
                                       int              nth);

/* For relative times, ms since 1970. */
gint64 igny_table_layout_get_now (IgnyTableLayout *self);
void   igny_table_layout_set_now (IgnyTableLayout *self,
                                  gint64           now);

G_END_DECLS
