/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-call.h"
#include "igny-edit.h"

G_BEGIN_DECLS

/* Words of commands about one record, and its answer. */

/* "field=value" of the words from first on; they belong to the call's line.
 * NULL with IGNY_USAGE_ERROR. */
GArray *igny_answer_read_values (IgnyCall *call,
                                 guint     first,
                                 GError  **error);
/* A new record as the answer; title and id go to the text. */
gboolean igny_answer_record (IgnyCall         *call,
                             const IgnyEntity *entity,
                             gint64            row,
                             GError          **error);
/* igny_edit_set in a step of its own, and the record as the answer. */
gboolean igny_answer_set (IgnyCall         *call,
                          const IgnyEntity *entity,
                          gint64            row,
                          const GArray     *values,
                          GError          **error);
/* The user that a word means, by e-mail address or id; 0 with error. */
gint64 igny_answer_find_user (IgnyCall   *call,
                              const char *text,
                              GError    **error);
/* A record by id or name, in the whole account; 0 with error. */
gint64 igny_answer_find (IgnyCall         *call,
                         const IgnyEntity *entity,
                         const char       *text,
                         GError          **error);

G_END_DECLS
