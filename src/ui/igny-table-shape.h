/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  IGNY_SHAPE_BOX,  /* filled */
  IGNY_SHAPE_RING, /* a line of two pixels */
  IGNY_SHAPE_CHECK /* filled, with a tick in the mark's color */
} IgnyShape;

/* Draws a rounded shape of a table from a picture that is kept: a table has
 * hundreds of the same few, and to fill a round corner anew takes as long as a
 * line of text. box is in whole pixels, and so is its place, so that the picture
 * is not blurred; radius in pixels, at most half of the lesser side; scale in
 * device pixels to each (gtk_widget_get_scale_factor ()); mark may be NULL
 * without a tick. Main thread. */
void igny_table_shape_snapshot (GtkSnapshot           *snapshot,
                                IgnyShape              shape,
                                const graphene_rect_t *box,
                                float                  radius,
                                int                    scale,
                                const GdkRGBA         *color,
                                const GdkRGBA         *mark);

G_END_DECLS
