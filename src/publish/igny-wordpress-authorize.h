/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-wordpress.h"

G_BEGIN_DECLS

/* WordPress's own page for giving an application its password: opened in a
 * browser, where the person logs in and says yes. WordPress takes no address of
 * this machine to come back to, so that the person pastes what it shows. */

/* Asks the site, without a login, for that page. Full ownership; errors as
 * igny_wordpress_test, NO_APP_PASSWORDS when the site offers none. */
char *igny_wordpress_authorize_find (const IgnyEnv *env,
                                     const char    *url,
                                     gboolean       allow_http,
                                     GCancellable  *cancellable,
                                     GError       **error);

/* What was pasted: the password alone, or the address that the browser was led
 * to, with site_url, user_login and password in it. The strings are owned. */
typedef struct
{
  char *site_url; /* NULL when it does not say */
  char *user;     /* the same */
  char *password;
} IgnyWordpressGrant;

/* Pure. Errors: IGNY_WORDPRESS_ERROR_REJECTED; also for a refusal, and for an
 * answer of another site than url. */
gboolean igny_wordpress_grant_read (const char         *pasted,
                                    const char         *url,
                                    IgnyWordpressGrant *grant,
                                    GError            **error);
/* Wipes the password. */
void igny_wordpress_grant_clear (IgnyWordpressGrant *grant);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IgnyWordpressGrant, igny_wordpress_grant_clear)

G_END_DECLS
