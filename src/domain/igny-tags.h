/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-scope.h"
#include "igny-step.h"

G_BEGIN_DECLS

/* Tags of keywords. Two that differ in case only are one. */

/* Gives from the name to in every keyword of the scope, 0 of which is all: one
 * that has both has one of them then. to of NULL removes from. *n_changed is
 * how many keywords. */
gboolean igny_tags_rename (IgnyStep        *step,
                           const IgnyScope *scope,
                           const char      *from,
                           const char      *to,
                           guint           *n_changed,
                           GError         **error);
/* Adds the tag to keywords, or removes it from them. */
gboolean igny_tags_set (IgnyStep     *step,
                        const gint64 *keywords,
                        gsize         n_keywords,
                        const char   *tag,
                        gboolean      add,
                        guint        *n_changed,
                        GError      **error);

G_END_DECLS
