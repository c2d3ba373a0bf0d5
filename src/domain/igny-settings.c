/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-settings.h"

#include <glib/gi18n.h>
#include <string.h>

#include "igny-integration-settings.h"
#include "igny-json.h"

/* clang-format off */
const IgnySetting igny_settings[] = {
  { "openai.base-url",         N_("Base URL"),              "https://api.openai.com/v1", IGNY_KIND_TEXT },
  { "openai.model",            N_("Model"),                 "", IGNY_KIND_TEXT },
  { "openai.temperature",      N_("Temperature"),           "0.7", IGNY_KIND_DECIMAL, 0, 200 },
  { "openai.max-tokens",       N_("Most tokens an answer"), "8000", IGNY_KIND_INTEGER, 16, 1000000 },
  { "openai.allow-http",       N_("Allow plain HTTP"),      "false", IGNY_KIND_FLAG },
  { "openai.keywords-per-request", N_("Keywords a clustering request"), "20", IGNY_KIND_INTEGER, 20, 500 },
  { "general.strictness",      N_("Clustering strictness"), "0.5", IGNY_KIND_DECIMAL, 0, 100 },
  { "general.language",        N_("Language of articles"),  "English", IGNY_KIND_TEXT },
  { "general.ai-log-days",     N_("Days to keep prompts and answers"), "30", IGNY_KIND_INTEGER, 0, 365 },
  { "general.enforce-credits", N_("Stop when credits are used up"), "false", IGNY_KIND_FLAG },
  { "wordpress.allow-http",    N_("Allow plain HTTP"),      "false", IGNY_KIND_FLAG },
  { "wordpress.blocks",        N_("Publish as blocks"),     "true", IGNY_KIND_FLAG },
  { NULL },
};
/* clang-format on */

const IgnySetting *
igny_settings_find (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (const IgnySetting *s = igny_settings; s->name != NULL; s++)
    if (g_str_equal (s->name, name))
      return s;
  return NULL;
}

static char *
split (const char  *name,
       const char **member)
{
  const char *dot = strchr (name, '.');

  g_assert (dot != NULL);
  *member = dot + 1;
  return g_strndup (name, (gsize) (dot - name));
}

char *
igny_settings_dup (IgnyDb     *db,
                   gint64      account,
                   const char *name)
{
  const IgnySetting *setting = igny_settings_find (name);
  const char        *member;
  g_autofree char   *type = NULL;
  g_autofree char   *config = NULL;
  g_autoptr(JsonNode) node = NULL;

  g_return_val_if_fail (db != NULL && setting != NULL, NULL);

  type = split (name, &member);
  igny_db_get_text (
      db,
      "SELECT config FROM integration_settings WHERE account = ?1 AND integration_type = ?2"
      " AND deleted_step IS NULL",
      IGNY_BINDS (IGNY_BIND_INT (account), IGNY_BIND_TEXT (type)), &config, NULL);
  if (config != NULL)
    node = igny_json_parse (config, -1, NULL);
  return g_strdup (
      igny_json_get_string (igny_json_node_get_object (node), member, setting->initial));
}

static gboolean
check_value (const IgnySetting *setting,
             const char        *value,
             GError           **error)
{
  guint       digits = setting->kind == IGNY_KIND_DECIMAL ? 2 : 0;
  const char *wrong = NULL;
  gint64      number = 0;

  if (*value == '\0' || setting->kind == IGNY_KIND_TEXT)
    return TRUE;
  if (setting->kind == IGNY_KIND_FLAG)
    wrong = g_str_equal (value, "true") || g_str_equal (value, "false") ? NULL : "true or false";
  else if (!igny_number_from_decimal (value, digits, &number))
    wrong = "a number";
  else if (number < setting->minimum || number > setting->maximum)
    wrong = "within its limits";
  if (wrong == NULL)
    return TRUE;

  if (setting->kind == IGNY_KIND_FLAG)
    g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD, "%s: must be %s, not “%s”",
                 setting->name, wrong, value);
  else
    {
      g_autofree char *low = igny_number_to_decimal (setting->minimum, digits);
      g_autofree char *high = igny_number_to_decimal (setting->maximum, digits);

      g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD,
                   "%s: must be a number between %s and %s, not “%s”", setting->name, low, high,
                   value);
    }
  return FALSE;
}

static gboolean
store_member (IgnyStep                *step,
              IgnyIntegrationSettings *settings,
              const char              *member,
              const char              *value,
              GError                 **error)
{
  g_autoptr(JsonNode) node = igny_json_parse (settings->config, -1, error);
  JsonObject *object = igny_json_node_get_object (node);

  if (object == NULL)
    return FALSE;
  if (*value == '\0')
    json_object_remove_member (object, member);
  else
    json_object_set_string_member (object, member, value);
  g_free (settings->config);
  settings->config = igny_json_to_text (node, FALSE);
  return igny_step_update (step, settings, error);
}

gboolean
igny_settings_set (IgnyStep   *step,
                   const char *name,
                   const char *value,
                   GError    **error)
{
  const IgnySetting *setting;
  const char        *member;
  g_autofree char   *type = NULL;
  g_autoptr(GPtrArray) rows = NULL;

  g_return_val_if_fail (step != NULL && name != NULL && value != NULL, FALSE);

  setting = igny_settings_find (name);
  if (setting == NULL)
    {
      g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD,
                   "%s: there is no such setting; “settings list” names them all", name);
      return FALSE;
    }
  if (!check_value (setting, value, error))
    return FALSE;

  type = split (name, &member);
  rows = igny_records_select (
      igny_step_get_db (step), &igny_integration_settings_entity,
      "account = ?1 AND integration_type = ?2", NULL,
      IGNY_BINDS (IGNY_BIND_INT (igny_step_get_account (step)), IGNY_BIND_TEXT (type)), error);
  if (rows == NULL)
    return FALSE;
  g_assert (rows->len == 1);
  igny_step_set_label (step, "Set %s", name);
  return store_member (step, rows->pdata[0], member, value, error);
}
