/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "igny-commands.h"
#include "igny-integration-settings.h"
#include "igny-keyring.h"
#include "igny-settings.h"
#include "igny-text-table.h"

static const IgnyChoice *
get_types (void)
{
  return igny_entity_find_field (&igny_integration_settings_entity, "integration_type")->choices;
}

/* Whose secret is one of the account's; that of WordPress is each site's own. */
static gboolean
has_key (const char *type)
{
  return g_str_equal (type, "openai") || g_str_equal (type, "runware") ||
         g_str_equal (type, "gsc");
}

static gboolean
is_kept (IgnyCall   *call,
         const char *type)
{
  char    *secret = igny_keyring_lookup (type, igny_store_get_account_id (call->store), "",
                                         call->caller->cancellable, NULL);
  gboolean kept = secret != NULL;

  igny_keyring_free (secret);
  return kept;
}

static guint
count_settings (const char *type)
{
  g_autofree char *start = g_strconcat (type, ".", NULL);
  guint            n = 0;

  for (const IgnySetting *s = igny_settings; s->name != NULL; s++)
    n += g_str_has_prefix (s->name, start);
  return n;
}

gboolean
igny_command_integration_list (IgnyCall *call,
                               GError  **error)
{
  g_autoptr(IgnyTextTable) table = igny_text_table_new (3, 0);
  JsonObject *object = json_object_new ();
  JsonArray  *list = json_array_new ();

  igny_text_table_add (table, _("Service"));
  igny_text_table_add (table, _("Name"));
  igny_text_table_add (table, _("Key"));
  for (const IgnyChoice *c = get_types (); c->word != NULL; c++)
    {
      JsonObject *item = json_object_new ();
      gboolean    kept = has_key (c->word) && is_kept (call, c->word);

      igny_text_table_add (table, c->word);
      igny_text_table_add (table, _(c->label));
      igny_text_table_add (table, !has_key (c->word) ? NULL : kept ? _("kept") : _("none"));
      json_object_set_string_member (item, "integration_type", c->word);
      json_object_set_string_member (item, "label", c->label);
      json_object_set_int_member (item, "settings", count_settings (c->word));
      json_object_set_boolean_member (item, "key", kept);
      json_array_add_object_element (list, item);
    }
  igny_text_table_flush (table, call->text);
  json_object_set_int_member (object, "count", json_array_get_length (list));
  json_object_set_array_member (object, "results", list);
  igny_call_take_data (call, object);
  return TRUE;
}

static gboolean
check_type (const char *type,
            GError    **error)
{
  g_autoptr(GString) words = g_string_new (NULL);

  for (const IgnyChoice *c = get_types (); c->word != NULL; c++)
    {
      if (g_str_equal (c->word, type))
        return TRUE;
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", c->word);
    }
  g_set_error (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
               _("there is no service “%s”; there are %s"), type, words->str);
  return FALSE;
}

typedef struct
{
  IgnyCall      *call;
  const char    *type;
  JsonObject    *config;
  IgnyTextTable *table;
} Show;

static gboolean
show_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Show            *show = data;
  g_autofree char *start = g_strconcat (show->type, ".", NULL);

  for (const IgnySetting *s = igny_settings; s->name != NULL; s++)
    {
      g_autofree char *value = NULL;

      if (!g_str_has_prefix (s->name, start))
        continue;
      value = igny_settings_dup (db, igny_store_get_account (show->call->store), s->name);
      igny_text_table_add (show->table, s->name + strlen (start));
      igny_text_table_add (show->table, *value != '\0' ? value : NULL);
      json_object_set_string_member (show->config, s->name + strlen (start), value);
    }
  return TRUE;
}

static gboolean
show (IgnyCall   *call,
      const char *type,
      GError    **error)
{
  g_autoptr(IgnyTextTable) table = igny_text_table_new (2, 0);
  JsonObject *object = json_object_new ();
  Show        asked = { call, type, json_object_new (), table };

  igny_text_table_add (table, _("Setting"));
  igny_text_table_add (table, _("Value"));
  json_object_set_string_member (object, "integration_type", type);
  json_object_set_object_member (object, "config", asked.config);
  if (!igny_call_read (call, show_cb, &asked, error))
    {
      json_object_unref (object);
      return FALSE;
    }
  igny_text_table_flush (table, call->text);
  igny_call_take_data (call, object);
  return TRUE;
}

gboolean
igny_command_integration_show (IgnyCall *call,
                               GError  **error)
{
  const char *type = igny_call_get_word (call, 0);

  return check_type (type, error) && show (call, type, error);
}

static gboolean
set_cb (IgnyStep     *step,
        gpointer      data,
        GCancellable *cancellable,
        GError      **error)
{
  IgnyCall   *call = data;
  const char *type = igny_call_get_word (call, 0);
  const char *word;

  for (guint i = 1; (word = igny_call_get_word (call, i)) != NULL; i++)
    {
      const char      *equals = strchr (word, '=');
      g_autofree char *name = NULL;

      if (equals == NULL)
        {
          g_set_error (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
                       _("“%s” must be NAME=VALUE"), word);
          return FALSE;
        }
      name = g_strdup_printf ("%s.%.*s", type, (int) (equals - word), word);
      if (!igny_settings_set (step, name, equals + 1, error))
        return FALSE;
    }
  igny_step_set_label (step, "Set up %s", type);
  return TRUE;
}

gboolean
igny_command_integration_set (IgnyCall *call,
                              GError  **error)
{
  const char *type = igny_call_get_word (call, 0);

  return check_type (type, error) &&
         igny_call_write (call, "Set up a service", set_cb, call, error) &&
         show (call, type, error);
}
