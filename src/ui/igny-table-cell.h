/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-style.h"
#include "igny-table-column.h"

G_BEGIN_DECLS

/* Draws one cell into area. text holds what igny_table_cell_prepare () put
 * there; its width is set here. */
void igny_table_cell_snapshot (GtkSnapshot           *snapshot,
                               const IgnyTableColumn *column,
                               const IgnyTableValue  *value,
                               PangoLayout           *text,
                               const IgnyPalette     *palette,
                               const graphene_rect_t *area);

/* Puts the value's words and their font features into text. now is ms since
 * 1970. */
void igny_table_cell_prepare (PangoLayout           *text,
                              const IgnyTableColumn *column,
                              const IgnyTableValue  *value,
                              gint64                 now);

/* The tone of a difficulty from 0 to 100: success up to 39, warning up to 59,
 * error above. */
IgnyTone igny_table_cell_difficulty_tone (gint64 difficulty);

/* A rounded box behind text, as pills, chips and badges are. */
void igny_table_cell_snapshot_box (GtkSnapshot           *snapshot,
                                   const graphene_rect_t *box,
                                   float                  radius,
                                   const GdkRGBA         *color);

G_END_DECLS
