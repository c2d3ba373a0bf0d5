/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-env.h"
#include "igny-wordpress-error.h"

G_BEGIN_DECLS

/* One user of one WordPress site, spoken to over its REST API with an
 * application password. Everything here blocks: worker threads only, and one
 * thread at a time for one client. */
typedef struct _IgnyWordpress IgnyWordpress;

typedef struct
{
  const char *url;      /* as the person typed it */
  const char *user;     /* name or e-mail address */
  const char *password; /* the application password, with or without its spaces */
  gboolean    allow_http;
} IgnyWordpressSite;

/* What a connection test found out. */
typedef struct
{
  char    *site_name;
  char    *home;      /* the site's own idea of its address */
  char    *root;      /* of the REST API */
  char    *user_name; /* as WordPress shows it */
  char   **roles;
  gboolean can_draft;
  gboolean can_publish;
  gboolean can_upload;
  gboolean can_create_categories;
  gboolean keeps_html; /* no filter cuts what this user posts */
  gboolean exposed;    /* plain http to another computer: the password can be read on the way */
  gint64   elapsed_ms; /* that the site took for all answers */
} IgnyWordpressConnection;

/* env is borrowed and has http. The strings are copied and the password is
 * wiped at the end; whether they make sense is only found out when asking. */
IgnyWordpress *igny_wordpress_new (const IgnyEnv           *env,
                                   const IgnyWordpressSite *site);
void           igny_wordpress_free (IgnyWordpress *self);

/* Finds the REST API, logs in, and asks for the user's rights; changes nothing.
 * A user who may not even write drafts is IGNY_WORDPRESS_ERROR_RIGHTS. Errors
 * are IGNY_WORDPRESS_ERROR with a message for the person, and
 * G_IO_ERROR_CANCELLED. Free with igny_wordpress_connection_free. */
IgnyWordpressConnection *igny_wordpress_test (IgnyWordpress *self,
                                              GCancellable  *cancellable,
                                              GError       **error);
void                     igny_wordpress_connection_free (IgnyWordpressConnection *connection);

/* When text says, in the site's time zone unless it names one; finds the site
 * first if that was not done. Errors as igny_wordpress_test. */
gboolean igny_wordpress_find_time (IgnyWordpress *self,
                                   const char    *text,
                                   gint64        *ms,
                                   GCancellable  *cancellable,
                                   GError       **error);
/* The site's time zone; NULL before it was connected to. Borrowed. */
GTimeZone *igny_wordpress_get_zone (const IgnyWordpress *self);

/* How long the site asked to be left alone in its last answer, in ms, or
 * IGNY_UNKNOWN: for planning the next attempt after IGNY_WORDPRESS_ERROR_BUSY. */
gint64 igny_wordpress_get_retry_after_ms (const IgnyWordpress *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyWordpress, igny_wordpress_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyWordpressConnection, igny_wordpress_connection_free)

G_END_DECLS
