/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-function.h"

G_BEGIN_DECLS

/* Every function of every floor. Full ownership. */
IgnyFunctions *igny_function_table_new (void);

G_END_DECLS
