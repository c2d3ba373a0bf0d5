/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-store.h"

/* Views must answer what SQL answers to the same question. Asks n of them, by
 * chance; each once when n is 0. */
void random_check_views (IgnyStore *store,
                         guint      n);
