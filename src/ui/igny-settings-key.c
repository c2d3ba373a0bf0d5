/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-settings-key.h"

#include <glib/gi18n.h>

#include "igny-confirm.h"
#include "igny-form-words.h"
#include "igny-keyring.h"
#include "igny-settings-secret.h"

struct _IgnySettingsKey
{
  GObject parent_instance;

  IgnyFormRow  *row;
  GtkWidget    *widget; /* NULL once it is closed */
  IgnyStore    *store;
  char         *service;
  char         *scope; /* NULL: none */
  char         *label;
  GHashTable   *kept; /* set of scopes whose secret is kept for this run only */
  GCancellable *looking;
};

static guint toast_signal;

G_DEFINE_FINAL_TYPE (IgnySettingsKey, igny_settings_key, G_TYPE_OBJECT)

typedef struct
{
  IgnySettingsKey *self;
  IgnySecretOp     op;
  char            *scope;
  char            *secret;
} Call;

static void
call_free (Call *call)
{
  g_object_unref (call->self);
  g_free (call->scope);
  igny_keyring_free (call->secret);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_free)

static void
igny_settings_key_finalize (GObject *object)
{
  IgnySettingsKey *self = IGNY_SETTINGS_KEY (object);

  g_object_unref (self->row);
  g_object_unref (self->store);
  g_free (self->service);
  g_free (self->scope);
  g_free (self->label);
  g_hash_table_unref (self->kept);
  g_clear_object (&self->looking);

  G_OBJECT_CLASS (igny_settings_key_parent_class)->finalize (object);
}

static void
igny_settings_key_class_init (IgnySettingsKeyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = igny_settings_key_finalize;

  toast_signal = g_signal_new ("toast", IGNY_TYPE_SETTINGS_KEY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
igny_settings_key_init (IgnySettingsKey *self)
{
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

IgnySettingsKey *
igny_settings_key_new (IgnyFormRow *row,
                       GtkWidget   *widget,
                       IgnyStore   *store,
                       const char  *service)
{
  IgnySettingsKey *self;

  g_return_val_if_fail (IGNY_IS_FORM_ROW (row) && IGNY_IS_STORE (store), NULL);

  self = g_object_new (IGNY_TYPE_SETTINGS_KEY, NULL);
  self->row = g_object_ref (row);
  self->widget = widget;
  self->store = g_object_ref (store);
  self->service = g_strdup (service);
  return self;
}

/* Whether the page is there and still shows what was asked about. */
static gboolean
is_shown (const Call *call)
{
  return call->self->widget != NULL && g_strcmp0 (call->self->scope, call->scope) == 0;
}

static void
show (const Call *call,
      gboolean    there)
{
  if (!is_shown (call))
    return;
  igny_form_row_set_error (call->self->row, NULL);
  if (there && g_hash_table_contains (call->self->kept, call->scope))
    igny_form_row_set_stored_words (call->self->row, _("Kept for this run only"));
  else
    igny_form_row_set_stored (call->self->row, there);
}

static void
toast (IgnySettingsKey *self,
       const char      *title)
{
  g_signal_emit (self, toast_signal, 0, title);
}

static void
keep_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Call) call = user_data;
  IgnySettingsKey *self = call->self;

  if (!igny_confirm_finish (result, NULL))
    return;
  igny_keyring_keep (self->service, igny_store_get_account_id (self->store), call->scope,
                     call->secret);
  g_hash_table_add (self->kept, g_strdup (call->scope));
  show (call, TRUE);
  toast (self, _("Kept until the program is closed"));
}

/* Takes call. */
static void
offer_keep (Call         *call,
            const GError *error)
{
  g_autofree char *words = igny_form_words_from_message (error->message);
  GtkRoot         *root = gtk_widget_get_root (call->self->widget);

  if (GTK_IS_WINDOW (root))
    igny_confirm_async (GTK_WINDOW (root), _("Keep It for This Run Only?"), words,
                                              _("_Keep for This Run"), FALSE, NULL, keep_cb, call);
  else
    call_free (call);
}

static void
complain (const Call   *call,
          const GError *error)
{
  g_autofree char *words = igny_form_words_from_message (error->message);

  if (!is_shown (call))
    return;
  if (call->op == IGNY_SECRET_LOOK)
    igny_form_row_set_note (call->self->row, words);
  else
    igny_form_row_set_error (call->self->row, words);
}

static void
finish (const Call *call,
        gboolean    found)
{
  show (call, call->op == IGNY_SECRET_LOOK ? found : call->op == IGNY_SECRET_STORE);
  if (call->op == IGNY_SECRET_STORE)
    toast (call->self, _("Stored in the keyring"));
  else if (call->op == IGNY_SECRET_REMOVE)
    toast (call->self, _("Removed"));
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Call) call = user_data;
  g_autoptr(GError) error = NULL;
  gboolean found = igny_settings_secret_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || call->self->widget == NULL)
    return;
  /* What was kept for this run is forgotten without a keyring, too. */
  if (call->op == IGNY_SECRET_REMOVE && g_hash_table_contains (call->self->kept, call->scope) &&
      g_error_matches (error, IGNY_KEYRING_ERROR, IGNY_KEYRING_ERROR_MISSING))
    g_clear_error (&error);
  if (error != NULL && call->op == IGNY_SECRET_STORE && is_shown (call))
    offer_keep (g_steal_pointer (&call), error);
  else if (error != NULL)
    complain (call, error);
  else
    {
      if (call->op != IGNY_SECRET_LOOK)
        g_hash_table_remove (call->self->kept, call->scope);
      finish (call, found);
    }
}

static void
ask (IgnySettingsKey *self,
     IgnySecretOp     op,
     const char      *secret,
     GCancellable    *cancellable)
{
  Call *call;

  if (self->scope == NULL)
    return;
  call = g_new0 (Call, 1);
  call->self = g_object_ref (self);
  call->op = op;
  call->scope = g_strdup (self->scope);
  call->secret = g_strdup (secret);
  igny_settings_secret_async (op, self->service, igny_store_get_account_id (self->store),
                              self->scope, self->label, secret, cancellable, done_cb, call);
}

void
igny_settings_key_set_scope (IgnySettingsKey *self,
                             const char      *scope,
                             const char      *label)
{
  g_return_if_fail (IGNY_IS_SETTINGS_KEY (self));

  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_free (self->scope);
  self->scope = g_strdup (scope);
  g_free (self->label);
  self->label = g_strdup (label);
  if (scope == NULL)
    return;
  igny_form_row_set_stored (self->row, FALSE);
  igny_form_row_set_error (self->row, NULL);
  self->looking = g_cancellable_new ();
  ask (self, IGNY_SECRET_LOOK, NULL, self->looking);
}

void
igny_settings_key_save (IgnySettingsKey *self,
                        const char      *secret)
{
  g_return_if_fail (IGNY_IS_SETTINGS_KEY (self) && secret != NULL);

  if (*secret != '\0')
    ask (self, IGNY_SECRET_STORE, secret, NULL);
}

void
igny_settings_key_remove (IgnySettingsKey *self)
{
  g_return_if_fail (IGNY_IS_SETTINGS_KEY (self));

  ask (self, IGNY_SECRET_REMOVE, NULL, NULL);
}

void
igny_settings_key_close (IgnySettingsKey *self)
{
  g_return_if_fail (IGNY_IS_SETTINGS_KEY (self));

  self->widget = NULL;
  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
}
