/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-store.h"

G_BEGIN_DECLS

/* Who may see and do what, applied to everything. Reads: a store for another
 * person than the owner of the file answers every question, generated or
 * literal, from views that hold what that person sees. Writes: the gate
 * (igny-gate.h) judges the rows that a step touched before it is committed.
 * What is here asks earlier, for a better message. In SQL, “main.” before a
 * table means: whoever asks. Counting of limits and money needs that. */

typedef enum
{
  IGNY_ACCESS_ERROR_ROLE,    /* the role does not allow it */
  IGNY_ACCESS_ERROR_SITE,    /* the site was not granted */
  IGNY_ACCESS_ERROR_ACCOUNT, /* another account, or the account's status */
  IGNY_ACCESS_ERROR_USER,    /* no such user, or a disabled one */
} IgnyAccessError;

#define IGNY_ACCESS_ERROR (igny_access_error_quark ())

GQuark igny_access_error_quark (void);

/* igny_store_open with the gate, and with what is due since the last time. Every
 * program opens the data with this. */
IgnyStore *igny_access_open (const IgnyEnv *env,
                             const char    *folder,
                             const char    *bus_name,
                             char         **owner,
                             GError       **error);
/* The same data for another user: user is an e-mail address or an id, account
 * the slug or id of one that is not the user's own, or NULL. Blocks. */
IgnyStore *igny_access_open_as (IgnyStore  *store,
                                const char *user,
                                const char *account,
                                GError    **error);
/* The user as an actor in the account given, 0 for the user's own. */
gboolean igny_access_find (IgnyDb     *db,
                           const char *user,
                           gint64      account,
                           IgnyActor  *actor,
                           GError    **error);

/* Whether who asks may do that with entity at all; row, when it is not 0, must
 * be seen too. Any connection. */
gboolean igny_access_check (IgnyDb           *db,
                            const IgnyEntity *entity,
                            IgnyOperation     operation,
                            gint64            row,
                            GError          **error);
/* The same for a new record of that site, 0 when it has none. */
gboolean igny_access_check_add (IgnyDb           *db,
                                const IgnyEntity *entity,
                                gint64            site,
                                GError          **error);
/* The accessible sites of an actor, active or not as the role sees them: an
 * array of gint64. NULL with error. */
GArray *igny_access_list_sites (IgnyDb          *db,
                                const IgnyActor *actor,
                                GError         **error);
/* The row of the user who asks. */
gint64 igny_access_get_user (IgnyDb *db);

/* SQL for “the actor sees the row of entity's table”; NULL when all are seen.
 * Free. */
char *igny_access_dup_condition (const IgnyActor  *actor,
                                 const IgnyEntity *entity);

G_END_DECLS
