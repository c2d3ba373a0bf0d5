/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-columns.h"
#include "igny-store.h"

G_BEGIN_DECLS

/* The column arrays of the reader; reader thread only. */
IgnyColumnsCache *igny_store_get_columns (IgnyStore *self);

G_END_DECLS
