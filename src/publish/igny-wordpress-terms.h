/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-wordpress-private.h"

G_BEGIN_DECLS

/* Appends to ids (gint64) the numbers of the terms of those names, making the
 * ones that are missing. taxonomy is "categories" or "tags". A name that cannot
 * be had (the user may not make categories, the site refuses it) is a
 * warning, not an error. */
gboolean igny_wordpress_terms_resolve (IgnyWordpress     *self,
                                       const char        *taxonomy,
                                       const char *const *names,
                                       GArray            *ids,
                                       GPtrArray         *warnings,
                                       GCancellable      *cancellable,
                                       GError           **error);

/* The number in the answer to the making of a term: the new one's, or that of
 * the one that was there; 0 when it is neither. */
gint64 igny_wordpress_terms_parse (JsonNode *json);

/* The number of the term of that name in a list of terms, or 0. */
gint64 igny_wordpress_terms_pick (JsonNode   *json,
                                  const char *name);

G_END_DECLS
