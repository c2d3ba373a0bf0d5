/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-json.h"

G_BEGIN_DECLS

/* The text of a tree, always valid JSON; a number that is not finite becomes
 * null. Without recursion. Full ownership. */
char *igny_json_write (JsonNode *node,
                       gboolean  pretty);

G_END_DECLS
