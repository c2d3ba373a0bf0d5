/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-key.h"

#include <glib/gi18n-lib.h>

#include "igny-keyring.h"
#include "igny-present.h"
#include "igny-site.h"

typedef struct
{
  gint64 site;
  char  *id;
} IdQuestion;

static gboolean
find_id (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  IdQuestion *question = data;

  question->id = igny_present_dup_id (db, &igny_site_entity, question->site);
  if (question->id != NULL)
    return TRUE;
  g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND, _("the site is not there any more"));
  return FALSE;
}

char *
igny_key_dup_scope (IgnyCall *call,
                    gint64    site,
                    GError  **error)
{
  IdQuestion question = { .site = site };

  g_return_val_if_fail (call != NULL, NULL);

  if (site == 0)
    return g_strdup ("");
  return igny_call_read (call, find_id, &question, error) ? question.id : NULL;
}

gboolean
igny_key_keep (IgnyCall   *call,
               const char *service,
               gint64      site,
               GError    **error)
{
  g_autofree char *scope = NULL;
  char            *secret;

  g_return_val_if_fail (call != NULL && service != NULL, FALSE);

  if (call->caller->remote)
    {
      g_set_error (
          error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
          _("--key-stdin: the window has the data folder open, and a key would stay in it; "
                     "close the window, or keep the key with “secret set”"));
      return FALSE;
    }
  scope = igny_key_dup_scope (call, site, error);
  if (scope == NULL)
    return FALSE;
  secret = igny_caller_read_secret (call->caller, _("Key or password: "), error);
  if (secret == NULL)
    return FALSE;
  igny_keyring_keep (service, igny_store_get_account_id (call->store), scope, secret);
  igny_keyring_free (secret);
  return TRUE;
}
