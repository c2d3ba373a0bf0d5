/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Circles beside each other without overlaps, as close as a greedy hand lays
 * them. Pure and deterministic; any thread. */

typedef struct
{
  double x;
  double y;
  double r;
} IgnyMapCircle;

/* Gives each circle, of a radius above 0, a place: the first near the origin, each other one
 * touching two of those before it. Largest first looks best. The time grows as
 * n times the square root of n.
 * Source: W. Wang et al., "Visualization of large hierarchical data by circle
 * packing", CHI 2006 (the front chain). */
void igny_map_pack (IgnyMapCircle *circles,
                    guint          n);
/* A circle around all of them, a few thousandths larger than the smallest.
 * Source: M. Bădoiu and K. Clarkson, "Smaller core-sets for balls", SODA 2003. */
IgnyMapCircle igny_map_enclose (const IgnyMapCircle *circles,
                                guint                n);

G_END_DECLS
