/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-answer.h"
#include "igny-commands.h"
#include "igny-site-user-access.h"
#include "igny-users.h"

typedef struct
{
  gint64   user;
  gint64   site;
  gboolean revoke;
} Grant;

static gboolean
grant_cb (IgnyStep     *step,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  const Grant *grant = data;

  return grant->revoke ? igny_users_revoke (step, grant->user, grant->site, error)
                       : igny_users_grant (step, grant->user, grant->site, error);
}

static void
answer (IgnyCall   *call,
        gboolean    revoke,
        const char *user,
        const char *site)
{
  JsonObject *object = json_object_new ();

  if (revoke)
    igny_call_say (call, _("%s has no access to “%s” any more."), user, site);
  else
    igny_call_say (call, _("%s has access to “%s” now."), user, site);
  json_object_set_string_member (object, "user", user);
  json_object_set_string_member (object, "site", site);
  json_object_set_boolean_member (object, "granted", !revoke);
  igny_call_take_data (call, object);
}

static gboolean
run (IgnyCall *call,
     gboolean  revoke,
     GError  **error)
{
  Grant     grant = { .revoke = revoke };
  IgnyScope scope;

  grant.user = igny_answer_find_user (call, igny_call_get_word (call, 0), error);
  if (grant.user == 0 || !igny_call_find_scope (call, &scope, error))
    return FALSE;
  grant.site = scope.site;
  if (!igny_call_write (call, "Grant", grant_cb, &grant, error))
    return FALSE;
  answer (call, revoke, igny_call_get_word (call, 0), igny_call_get (call, IGNY_OPTION_SITE));
  return TRUE;
}

gboolean
igny_command_grant_add (IgnyCall *call,
                        GError  **error)
{
  return run (call, FALSE, error);
}

gboolean
igny_command_grant_revoke (IgnyCall *call,
                           GError  **error)
{
  return run (call, TRUE, error);
}

gboolean
igny_command_grant_list (IgnyCall *call,
                         GError  **error)
{
  return igny_command_list_of (call, &igny_site_user_access_entity, error);
}
