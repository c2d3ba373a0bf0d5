/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Addresses of a site and of its REST API. Pure; any thread. */

/* What a person typed as the address that we keep: https:// unless a scheme was
 * given, host in lower case and ASCII, without query, fragment, wp-admin,
 * wp-login.php and a slash at the end; a folder stays. Plain http passes to
 * loopback, or anywhere with allow_http. NULL with
 * IGNY_WORDPRESS_ERROR_ADDRESS or _PLAIN_HTTP. */
char *igny_wordpress_url_normalize (const char *typed,
                                    gboolean    allow_http,
                                    GError    **error);

/* Same scheme, host and port: the only place that a password may be sent to. */
gboolean igny_wordpress_url_same_origin (const char *a,
                                         const char *b);
/* Http, and neither to this computer. */
gboolean igny_wordpress_url_is_exposed (const char *url);

/* A route such as "wp/v2/posts" below the REST root, which may be a path
 * (/wp-json/) or a query (?rest_route=/). query is encoded already, or NULL. */
char *igny_wordpress_url_join (const char *root,
                               const char *route,
                               const char *query);

/* The REST root in a Link header (one or several, joined with commas) or in a
 * page's <link>; NULL when there is none. Not checked in any way. */
char *igny_wordpress_url_from_header (const char *header);
char *igny_wordpress_url_from_html (const char *html,
                                    gsize       length);

/* The found root as an address below site: http becomes https when that is all
 * that differs. NULL when it is on another origin. */
char *igny_wordpress_url_rebase (const char *root,
                                 const char *site);

G_END_DECLS
