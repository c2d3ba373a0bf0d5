/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-json.h"

G_BEGIN_DECLS

/* On which line of a text each value stands, since a tree of JSON has forgotten
 * it. Of text that igny_json_parse took. One thread. */
typedef struct _IgnyModelsLines IgnyModelsLines;

IgnyModelsLines *igny_models_lines_new (const char *text);
void             igny_models_lines_free (IgnyModelsLines *self);
/* path as in "prices.3.input"; that of the nearest thing around it when there
 * is no such value, 1 for the whole. */
guint igny_models_lines_find (const IgnyModelsLines *self,
                              const char            *path);
/* The line on which the byte is; from 1. */
guint igny_models_lines_count (const char *text,
                               gsize       byte);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyModelsLines, igny_models_lines_free)

G_END_DECLS
