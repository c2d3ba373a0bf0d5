/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-settings-secret.h"

#include "igny-keyring.h"

typedef struct
{
  IgnySecretOp op;
  char        *service;
  char        *account;
  char        *scope;
  char        *label;
  char        *secret;
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_free (call->service);
  g_free (call->account);
  g_free (call->scope);
  g_free (call->label);
  igny_keyring_free (call->secret);
  g_free (call);
}

static gboolean
look (const Call   *call,
      GCancellable *cancellable,
      GError      **error)
{
  char    *secret = igny_keyring_lookup (call->service, call->account, call->scope, cancellable,
                                         error);
  gboolean found = secret != NULL;

  igny_keyring_free (secret);
  return found;
}

static gboolean
run (const Call   *call,
     GCancellable *cancellable,
     GError      **error)
{
  switch (call->op)
    {
    case IGNY_SECRET_STORE:
      return igny_keyring_store (call->service, call->account, call->scope, call->label,
                                 call->secret, cancellable, error);
    case IGNY_SECRET_REMOVE:
      return igny_keyring_remove (call->service, call->account, call->scope, cancellable, error);
    case IGNY_SECRET_LOOK:
    default:
      return look (call, cancellable, error);
    }
}

static void
run_cb (GTask        *task,
        gpointer      source,
        gpointer      data,
        GCancellable *cancellable)
{
  GError  *error = NULL;
  gboolean answer = run (data, cancellable, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, answer);
}

void
igny_settings_secret_async (IgnySecretOp        op,
                            const char         *service,
                            const char         *account,
                            const char         *scope,
                            const char         *label,
                            const char         *secret,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  g_return_if_fail (service != NULL && account != NULL && scope != NULL);

  call->op = op;
  call->service = g_strdup (service);
  call->account = g_strdup (account);
  call->scope = g_strdup (scope);
  call->label = g_strdup (label);
  call->secret = g_strdup (secret);
  g_task_set_task_data (task, call, call_free);
  g_task_run_in_thread (task, run_cb);
}

gboolean
igny_settings_secret_finish (GAsyncResult *result,
                             GError      **error)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
