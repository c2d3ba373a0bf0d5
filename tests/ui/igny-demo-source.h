/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-table-source.h"

G_BEGIN_DECLS

/* Made-up keywords in memory, as many as wanted, for trying and measuring the
 * table without a store. */
#define IGNY_TYPE_DEMO_SOURCE (igny_demo_source_get_type ())
G_DECLARE_FINAL_TYPE (IgnyDemoSource, igny_demo_source, IGNY, DEMO_SOURCE, GObject)

IgnyDemoSource *igny_demo_source_new (guint n_rows);
/* Milliseconds that every answer takes longer; and whether loading fails. */
void igny_demo_source_set_delay (IgnyDemoSource *self,
                                 guint           delay);
void igny_demo_source_set_broken (IgnyDemoSource *self,
                                  gboolean        broken);

G_END_DECLS
