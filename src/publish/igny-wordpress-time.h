/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Times as WordPress and people write them; milliseconds since 1970, UTC. Pure;
 * any thread. */

/* "2026-12-01T09:00", with a space or seconds if wanted: in zone, unless it says
 * its own ("Z", "+02:00"). Errors are IGNY_WORDPRESS_ERROR_REJECTED. */
gboolean igny_wordpress_time_read (const char *text,
                                   GTimeZone  *zone,
                                   gint64     *ms,
                                   GError    **error);
/* What a date_gmt of the REST API means; IGNY_UNKNOWN when it is none. */
gint64 igny_wordpress_time_from_gmt (const char *text);
/* For a date_gmt. Full ownership. */
char *igny_wordpress_time_to_gmt (gint64 ms);
/* For a person, in zone (NULL: UTC). Full ownership. */
char *igny_wordpress_time_show (gint64     ms,
                                GTimeZone *zone);
/* The zone of a site: an IANA name, or hours from Greenwich when it has none.
 * Full ownership, never NULL. */
GTimeZone *igny_wordpress_time_find_zone (const char *name,
                                          double      hours);

G_END_DECLS
