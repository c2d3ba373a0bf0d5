/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-step.h"
#include "igny-user.h"

G_BEGIN_DECLS

/* The people of an account, and which of its sites an editor or a viewer was
 * given. By an owner, an admin or a developer only. */

/* A new user; an e-mail address is one user's in the whole file. */
gboolean igny_users_invite (IgnyStep   *step,
                            const char *email,
                            const char *first_name,
                            const char *last_name,
                            const char *role,
                            gint64     *row,
                            IgnyErrors *errors,
                            GError    **error);
/* Gives the user the site; who did it and when is kept. A site that the user
 * has already is left alone. */
gboolean igny_users_grant (IgnyStep *step,
                           gint64    user,
                           gint64    site,
                           GError  **error);
/* The grant ends, and stays to be read. */
gboolean igny_users_revoke (IgnyStep *step,
                            gint64    user,
                            gint64    site,
                            GError  **error);
/* For igny_rules_apply: which role may be given by who asks, and that an
 * active owner stays. Complaints go to errors. */
gboolean igny_users_check (IgnyDb         *db,
                           const IgnyUser *user,
                           const IgnyUser *before,
                           IgnyErrors     *errors,
                           GError        **error);
/* The user by e-mail address or id, of the account; with error when there is
 * none. */
gboolean igny_users_find (IgnyDb     *db,
                          const char *text,
                          gint64     *row,
                          GError    **error);
/* For igny_remove: whether the user may go. */
gboolean igny_users_check_remove (IgnyDb  *db,
                                  gint64   user,
                                  GError **error);

G_END_DECLS
