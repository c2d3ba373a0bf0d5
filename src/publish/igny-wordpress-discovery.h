/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-wordpress-private.h"

G_BEGIN_DECLS

/* The root of a REST API, as it introduces itself. */
typedef struct
{
  char      *name;
  char      *home;
  gboolean   app_passwords; /* it offers them */
  char      *authorization; /* the page that gives one; NULL when it says none */
  GTimeZone *zone;
  gboolean   has_yoast; /* as its namespaces tell */
  gboolean   has_rank_math;
} IgnyWordpressRoot;

/* NULL when the JSON is not the root of a WordPress that can hold posts. */
IgnyWordpressRoot *igny_wordpress_root_parse (JsonNode *json);
void               igny_wordpress_root_free (IgnyWordpressRoot *root);

/* Finds the REST API of self->url and sets self->root: by the front page's
 * Link header, by its <link>, at /wp-json/, at ?rest_route=/. */
IgnyWordpressRoot *igny_wordpress_discover (IgnyWordpress *self,
                                            GCancellable  *cancellable,
                                            GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyWordpressRoot, igny_wordpress_root_free)

G_END_DECLS
