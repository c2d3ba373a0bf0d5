/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-keyring.h"

#include <libsecret/secret.h>
#include <string.h>
#include <sys/resource.h>

/* The names of the attributes are those of stored items: never change them. */
static const SecretSchema schema = {
  IGNY_APP_ID,
  SECRET_SCHEMA_NONE,
  {
      { "service", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "account", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "scope", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
  },
};

/* The one piece of state below the application object. A secret that is kept
 * for this run belongs to the process, as the Secret Service belongs to the
 * session: handing a table of secrets from object to object would only add
 * places that can leak it. */
static GMutex      kept_lock;
static GHashTable *kept; /* "service\naccount\nscope" → secret */

G_DEFINE_QUARK (igny_keyring_error, igny_keyring_error)

void
igny_keyring_free (char *secret)
{
  if (secret == NULL)
    return;
  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

static char *
make_key (const char *service,
          const char *account_id,
          const char *scope_id)
{
  return g_strconcat (service, "\n", account_id, "\n", scope_id, NULL);
}

static char *
find_kept (const char *service,
           const char *account_id,
           const char *scope_id)
{
  g_autofree char *key = make_key (service, account_id, scope_id);
  char            *secret = NULL;

  g_mutex_lock (&kept_lock);
  if (kept != NULL)
    secret = g_strdup (g_hash_table_lookup (kept, key));
  g_mutex_unlock (&kept_lock);
  return secret;
}

static void
drop_kept (const char *service,
           const char *account_id,
           const char *scope_id)
{
  g_autofree char *key = make_key (service, account_id, scope_id);

  g_mutex_lock (&kept_lock);
  if (kept != NULL)
    g_hash_table_remove (kept, key);
  if (kept != NULL && g_hash_table_size (kept) == 0)
    g_clear_pointer (&kept, g_hash_table_unref);
  g_mutex_unlock (&kept_lock);
}

/* A process that holds a secret leaves no picture of its memory behind when it
   crashes. Of one byte, a limit holds for pipes as well, of zero it does not
   (core(5)). */
static void
forbid_cores (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_CORE, &limit) != 0 || limit.rlim_cur <= 1)
    return;
  limit.rlim_cur = 1;
  setrlimit (RLIMIT_CORE, &limit);
}

void
igny_keyring_keep (const char *service,
                   const char *account_id,
                   const char *scope_id,
                   const char *secret)
{
  g_return_if_fail (service != NULL && account_id != NULL && scope_id != NULL && secret != NULL);

  forbid_cores ();
  g_mutex_lock (&kept_lock);
  if (kept == NULL)
    kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                  (GDestroyNotify) igny_keyring_free);
  g_hash_table_replace (kept, make_key (service, account_id, scope_id), g_strdup (secret));
  g_mutex_unlock (&kept_lock);
}

static GHashTable *
make_attributes (const char *service,
                 const char *account_id,
                 const char *scope_id)
{
  return secret_attributes_build (&schema, "service", service, "account", account_id,
                                  "scope", scope_id, NULL);
}

/* What GDBus says when nobody provides the service, or the bus goes away. */
static gboolean
is_missing (const GError *failure)
{
  return g_error_matches (failure, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
         g_error_matches (failure, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER) ||
         g_error_matches (failure, G_DBUS_ERROR, G_DBUS_ERROR_NO_SERVER) ||
         g_error_matches (failure, G_DBUS_ERROR, G_DBUS_ERROR_DISCONNECTED) ||
         g_error_matches (failure, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_CHILD_EXITED) ||
         g_error_matches (failure, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_EXEC_FAILED) ||
         g_error_matches (failure, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND) ||
         g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

/* Says what was tried, and gives libsecret's and GDBus's errors our codes.
 * Takes failure. */
static void
take_error (GError    **error,
            const char *tried,
            GError     *failure)
{
  g_autoptr (GError) owned = failure;

  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&owned));
  else if (is_missing (failure))
    g_set_error (error, IGNY_KEYRING_ERROR, IGNY_KEYRING_ERROR_MISSING,
                 "%s: no password store runs in this session; install and start GNOME Keyring, "
                 "KWallet or KeePassXC, or keep the secret for this run only",
                 tried);
  else if (g_error_matches (failure, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    g_set_error (error, IGNY_KEYRING_ERROR, IGNY_KEYRING_ERROR_LOCKED,
                 "%s: the keyring is locked; unlock it and try again", tried);
  else
    {
      g_dbus_error_strip_remote_error (owned);
      g_set_error (error, IGNY_KEYRING_ERROR, IGNY_KEYRING_ERROR_FAILED,
                   "%s: the password store says “%s”", tried, owned->message);
    }
}

static void
set_locked_error (GError    **error,
                  const char *tried)
{
  GError *failure = g_error_new_literal (SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "unlock: refused");

  take_error (error, tried, failure);
}

/* Asks for the bus first, because libsecret hands on whatever GDBus says of a
 * bus that is not there, and that has no code of its own. The service is opened
 * for each use: the one that libsecret keeps is not safe among threads, and it
 * warns when the store's name goes while another thread is putting it there. */
static SecretService *
connect_service (const char   *tried,
                 GCancellable *cancellable,
                 GError      **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, cancellable, &failure);
  SecretService *service = NULL;

  if (bus == NULL && !g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_set_error (error, IGNY_KEYRING_ERROR, IGNY_KEYRING_ERROR_MISSING,
                   "%s: this session has no message bus (D-Bus), and so no password store; keep "
                   "the secret for this run only",
                   tried);
      return NULL;
    }
  if (bus != NULL)
    service = secret_service_open_sync (SECRET_TYPE_SERVICE, NULL, SECRET_SERVICE_NONE, cancellable,
                                        &failure);
  if (service == NULL)
    take_error (error, tried, g_steal_pointer (&failure));
  return service;
}

/* Does not unlock, and finds locked items too: only that tells “locked” from
 * “none stored”. Without the schema's name, by which GNOME Keyring (42) finds
 * nothing that is locked; the account's UUID is particular enough. */
static gboolean
search (SecretService *service,
        GHashTable    *attributes,
        const char    *tried,
        GList        **items,
        GCancellable  *cancellable,
        GError       **error)
{
  g_autoptr (GError) failure = NULL;

  *items = secret_service_search_sync (service, NULL, attributes, SECRET_SEARCH_ALL,
                                       cancellable, &failure);
  if (failure == NULL)
    return TRUE;
  take_error (error, tried, g_steal_pointer (&failure));
  return FALSE;
}

static void
free_list (GList *list)
{
  g_list_free_full (list, g_object_unref);
}

/* Prompts when need be. */
static gboolean
unlock (SecretService *service,
        gpointer       locked, /* a SecretItem or a SecretCollection */
        const char    *tried,
        GCancellable  *cancellable,
        GError       **error)
{
  g_autolist (GDBusProxy) unlocked = NULL;
  g_autoptr (GError) failure = NULL;
  GList objects = { .data = locked };
  int   n = secret_service_unlock_sync (service, &objects, cancellable, &unlocked, &failure);

  if (failure != NULL)
    take_error (error, tried, g_steal_pointer (&failure));
  else if (n < 1)
    set_locked_error (error, tried);
  return failure == NULL && n >= 1;
}

static SecretItem *
pick_item (GList *items)
{
  for (GList *link = items; link != NULL; link = link->next)
    {
      if (!secret_item_get_locked (link->data))
        return link->data;
    }
  return items->data;
}

static char *
read_item (SecretItem   *item,
           const char   *tried,
           GCancellable *cancellable,
           GError      **error)
{
  g_autoptr (GError) failure = NULL;
  SecretValue *value;
  const char  *text;
  char        *secret;

  if (!secret_item_load_secret_sync (item, cancellable, &failure))
    {
      take_error (error, tried, g_steal_pointer (&failure));
      return NULL;
    }
  value = secret_item_get_secret (item);
  text = value != NULL ? secret_value_get_text (value) : NULL;
  secret = g_strdup (text);
  if (secret == NULL)
    g_set_error (error, IGNY_KEYRING_ERROR, IGNY_KEYRING_ERROR_FAILED,
                 "%s: what is stored is not text", tried);
  if (value != NULL)
    secret_value_unref (value);
  return secret;
}

char *
igny_keyring_lookup (const char   *service,
                     const char   *account_id,
                     const char   *scope_id,
                     GCancellable *cancellable,
                     GError      **error)
{
  static const char *const tried = "read from the keyring";
  g_autoptr (SecretService) store = NULL;
  g_autoptr (GHashTable) attributes = NULL;
  GList      *items = NULL;
  SecretItem *item;
  char       *secret;

  g_return_val_if_fail (service != NULL && account_id != NULL && scope_id != NULL, NULL);

  forbid_cores ();
  secret = find_kept (service, account_id, scope_id);
  if (secret != NULL)
    return secret;

  store = connect_service (tried, cancellable, error);
  attributes = make_attributes (service, account_id, scope_id);
  if (store == NULL || !search (store, attributes, tried, &items, cancellable, error) ||
      items == NULL)
    return NULL;

  item = pick_item (items);
  if (!secret_item_get_locked (item) || unlock (store, item, tried, cancellable, error))
    secret = read_item (item, tried, cancellable, error);
  free_list (items);
  return secret;
}

/* libsecret does not unlock what it stores into. Without a default collection
 * it makes one, and asks for its password. */
static gboolean
unlock_default (SecretService *service,
                const char    *tried,
                GCancellable  *cancellable,
                GError       **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (SecretCollection) collection = NULL;

  collection = secret_collection_for_alias_sync (service, SECRET_COLLECTION_DEFAULT,
                                                 SECRET_COLLECTION_NONE, cancellable, &failure);
  if (failure != NULL)
    {
      take_error (error, tried, g_steal_pointer (&failure));
      return FALSE;
    }
  return collection == NULL || !secret_collection_get_locked (collection) ||
         unlock (service, collection, tried, cancellable, error);
}

gboolean
igny_keyring_store (const char   *service,
                    const char   *account_id,
                    const char   *scope_id,
                    const char   *label,
                    const char   *secret,
                    GCancellable *cancellable,
                    GError      **error)
{
  static const char *const tried = "store in the keyring";
  g_autoptr (SecretService) store = NULL;
  g_autoptr (GHashTable) attributes = NULL;
  g_autoptr (GError) failure = NULL;
  g_autoptr (SecretValue) value = NULL;

  g_return_val_if_fail (service != NULL && account_id != NULL && scope_id != NULL, FALSE);
  g_return_val_if_fail (label != NULL && secret != NULL, FALSE);

  store = connect_service (tried, cancellable, error);
  if (store == NULL || !unlock_default (store, tried, cancellable, error))
    return FALSE;

  attributes = make_attributes (service, account_id, scope_id);
  value = secret_value_new (secret, -1, "text/plain");
  if (!secret_service_store_sync (store, &schema, attributes, SECRET_COLLECTION_DEFAULT, label,
                                  value, cancellable, &failure))
    {
      take_error (error, tried, g_steal_pointer (&failure));
      return FALSE;
    }
  drop_kept (service, account_id, scope_id);
  return TRUE;
}

static gboolean
delete_item (SecretService *service,
             SecretItem    *item,
             const char    *tried,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr (GError) failure = NULL;

  if (secret_item_get_locked (item) && !unlock (service, item, tried, cancellable, error))
    return FALSE;
  if (secret_item_delete_sync (item, cancellable, &failure))
    return TRUE;
  take_error (error, tried, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
igny_keyring_remove (const char   *service,
                     const char   *account_id,
                     const char   *scope_id,
                     GCancellable *cancellable,
                     GError      **error)
{
  static const char *const tried = "remove from the keyring";
  g_autoptr (SecretService) store = NULL;
  g_autoptr (GHashTable) attributes = NULL;
  GList   *items = NULL;
  gboolean done = TRUE;

  g_return_val_if_fail (service != NULL && account_id != NULL && scope_id != NULL, FALSE);

  drop_kept (service, account_id, scope_id);
  store = connect_service (tried, cancellable, error);
  attributes = make_attributes (service, account_id, scope_id);
  if (store == NULL || !search (store, attributes, tried, &items, cancellable, error))
    return FALSE;

  for (GList *link = items; link != NULL && done; link = link->next)
    done = delete_item (store, link->data, tried, cancellable, error);
  free_list (items);
  return done;
}
