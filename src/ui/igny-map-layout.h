/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-map-data.h"

G_BEGIN_DECLS

/* Gives every node its place: leaves in their cluster, clusters by volume in
 * their sector, sectors beside each other. Any thread. */
void igny_map_layout (IgnyMapData *data);

G_END_DECLS
