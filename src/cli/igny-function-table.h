/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-call.h"
#include "igny-function.h"

G_BEGIN_DECLS

/* Every function of every floor. Full ownership. */
IgnyFunctions *igny_function_table_new (void);
/* By its name; wrong use, with the names that there are, when there is none. */
const IgnyFunction *igny_function_table_find (const IgnyFunctions *functions,
                                              const char          *name,
                                              GError             **error);
/* The records that the line names behind the function; *rows is NULL when it names
 * none. Full ownership. */
gboolean igny_function_table_read_rows (IgnyCall           *call,
                                        const IgnyFunction *function,
                                        GArray            **rows,
                                        GError            **error);

G_END_DECLS
