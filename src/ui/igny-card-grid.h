/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Cards of one width in rows of as many as fit: all, half of them, or one, so
 * that no single card is left on a row; the only one of all has the row to itself.
 * Large text needs wider cards. */
#define IGNY_TYPE_CARD_GRID (igny_card_grid_get_type ())
G_DECLARE_FINAL_TYPE (IgnyCardGrid, igny_card_grid, IGNY, CARD_GRID, GtkWidget)

/* columns is a power of two; width is the least width of a card in pixels. */
GtkWidget *igny_card_grid_new (guint columns,
                               int   width);
void       igny_card_grid_append (IgnyCardGrid *self,
                                  GtkWidget    *card);
void       igny_card_grid_clear (IgnyCardGrid *self);

G_END_DECLS
