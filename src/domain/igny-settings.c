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
  { "openai.embeddings-model", N_("Model for embeddings"), "text-embedding-3-small", IGNY_KIND_TEXT },
  /* Of one function instead; empty: as above. */
  { "openai.auto_cluster-model", N_("Clustering: model"), "", IGNY_KIND_TEXT },
  { "openai.auto_cluster-temperature", N_("Clustering: temperature"), "", IGNY_KIND_DECIMAL, 0, 200 },
  { "openai.auto_cluster-max-tokens", N_("Clustering: most tokens an answer"), "", IGNY_KIND_INTEGER, 16, 1000000 },
  { "openai.generate_ideas-model", N_("Ideas: model"), "", IGNY_KIND_TEXT },
  { "openai.generate_ideas-temperature", N_("Ideas: temperature"), "", IGNY_KIND_DECIMAL, 0, 200 },
  { "openai.generate_ideas-max-tokens", N_("Ideas: most tokens an answer"), "", IGNY_KIND_INTEGER, 16, 1000000 },
  { "openai.generate_content-model", N_("Writing: model"), "", IGNY_KIND_TEXT },
  { "openai.generate_content-temperature", N_("Writing: temperature"), "", IGNY_KIND_DECIMAL, 0, 200 },
  { "openai.generate_content-max-tokens", N_("Writing: most tokens an answer"), "", IGNY_KIND_INTEGER, 16, 1000000 },
  { "openai.generate_image_prompts-model", N_("Descriptions of pictures: model"), "", IGNY_KIND_TEXT },
  { "openai.generate_image_prompts-temperature", N_("Descriptions of pictures: temperature"), "", IGNY_KIND_DECIMAL, 0, 200 },
  { "openai.generate_image_prompts-max-tokens", N_("Descriptions of pictures: most tokens an answer"), "", IGNY_KIND_INTEGER, 16, 1000000 },
  { "openai.optimize_content-model", N_("Optimizing: model"), "", IGNY_KIND_TEXT },
  { "openai.optimize_content-temperature", N_("Optimizing: temperature"), "", IGNY_KIND_DECIMAL, 0, 200 },
  { "openai.optimize_content-max-tokens", N_("Optimizing: most tokens an answer"), "", IGNY_KIND_INTEGER, 16, 1000000 },
  { "image_generation.provider", N_("Who makes pictures (openai or runware)"), "openai", IGNY_KIND_TEXT },
  { "image_generation.base-url", N_("Address, if it is another one"), "", IGNY_KIND_TEXT },
  { "image_generation.model",    N_("Model for pictures"), "", IGNY_KIND_TEXT },
  { "image_generation.look",     N_("Look (realistic, artistic or cartoon)"), "realistic", IGNY_KIND_TEXT },
  { "image_generation.quality",  N_("Quality (low, medium or high)"), "medium", IGNY_KIND_TEXT },
  { "image_generation.format",   N_("Format (jpeg, png or webp)"), "jpeg", IGNY_KIND_TEXT },
  { "image_generation.width",    N_("Width of pictures"), "1536", IGNY_KIND_INTEGER, 128, 4096 },
  { "image_generation.height",   N_("Height of pictures"), "1024", IGNY_KIND_INTEGER, 128, 4096 },
  { "image_generation.in-article", N_("Pictures in an article, beside the featured one"), "2", IGNY_KIND_INTEGER, 0, 20 },
  { "general.serp-overlap",    N_("Common results of a cluster"), "3", IGNY_KIND_INTEGER, 1, 10 },
  { "general.opportunity-volume", N_("Weight of volume in the opportunity"), "40", IGNY_KIND_INTEGER, 0, 100 },
  { "general.opportunity-ease", N_("Weight of a low difficulty in the opportunity"), "40", IGNY_KIND_INTEGER, 0, 100 },
  { "general.opportunity-intent", N_("Weight of the intent in the opportunity"), "20", IGNY_KIND_INTEGER, 0, 100 },
  { "general.strictness",      N_("Clustering strictness"), "0.5", IGNY_KIND_DECIMAL, 0, 100 },
  { "general.language",        N_("Language of articles"),  "English", IGNY_KIND_TEXT },
  { "general.section-words",   N_("Longer articles are written part by part (0: none)"), "1200", IGNY_KIND_INTEGER, 0, 100000 },
  { "general.author-profile",  N_("Author profile that writes"), "", IGNY_KIND_TEXT },
  { "general.strategy",        N_("Strategy that is followed"), "", IGNY_KIND_TEXT },
  { "general.ai-log-days",     N_("Days to keep prompts and answers"), "30", IGNY_KIND_INTEGER, 0, 365 },
  { "general.trash-days",      N_("Days until deleted records are gone for good"), "30", IGNY_KIND_INTEGER, 1, 3650 },
  { "general.daily-backups",   N_("Daily backups to keep (0: make none)"), "7", IGNY_KIND_INTEGER, 0, 365 },
  { "general.desktop-notifications", N_("Tell the desktop while no one looks"), "true", IGNY_KIND_FLAG },
  { "general.enforce-credits", N_("Stop when credits are used up"), "false", IGNY_KIND_FLAG },
  { "general.queue-in-flight", N_("AI requests at once; 0 as the provider allows"), "0", IGNY_KIND_INTEGER, 0, 64 },
  { "general.queue-hold",      N_("Why the queue stands still; empty while it goes on"), "", IGNY_KIND_TEXT },
  { "general.run-budget",      N_("Most that one run may cost, in USD; 0 is no cap"), "0", IGNY_KIND_DECIMAL, 0, 100000000 },
  { "gsc.client-id",           N_("Client id for Search Console"), "", IGNY_KIND_TEXT },
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
igny_settings_read (const IgnySetting *setting,
                    const char        *config)
{
  g_autoptr(JsonNode) node = NULL;
  const char *dot;

  g_return_val_if_fail (setting != NULL, NULL);

  dot = strchr (setting->name, '.');
  if (config != NULL)
    node = igny_json_parse (config, -1, NULL);
  return g_strdup (
      igny_json_get_string (igny_json_node_get_object (node), dot + 1, setting->initial));
}

char *
igny_settings_dup (IgnyDb     *db,
                   gint64      account,
                   const char *name)
{
  const IgnySetting *setting = igny_settings_find (name);
  const char        *member;
  g_autofree char   *type = NULL;
  g_autofree char   *value = NULL;

  g_return_val_if_fail (db != NULL && setting != NULL, NULL);

  type = split (name, &member);
  /* Without a tree of it all: each call of a model asks for a dozen. A text that
   * is no JSON is an error here, and the setting as it was at first. */
  igny_db_get_text (db,
                    "SELECT iif (json_type (config, path) = 'text', config ->> path, NULL) FROM"
                    " (SELECT config, '$.\"' || ?3 || '\"' AS path FROM integration_settings"
                    " WHERE account = ?1 AND integration_type = ?2 AND deleted_step IS NULL)",
                    IGNY_BINDS (IGNY_BIND_INT (account), IGNY_BIND_TEXT (type),
                                IGNY_BIND_TEXT (member)),
                    &value, NULL);
  return value != NULL ? g_steal_pointer (&value) : g_strdup (setting->initial);
}

static guint
get_digits (const IgnySetting *setting)
{
  return setting->kind == IGNY_KIND_DECIMAL ? 2 : 0;
}

static gboolean
read_value (const IgnySetting *setting,
            const char        *text,
            gint64            *number)
{
  if (setting->kind == IGNY_KIND_FLAG)
    {
      *number = g_str_equal (text, "true");
      return *number == 1 || g_str_equal (text, "false");
    }
  return igny_number_from_decimal (text, get_digits (setting), number) &&
         *number >= setting->minimum && *number <= setting->maximum;
}

/* Another program may have written it. */
static gint64
number_from_text (const IgnySetting *setting,
                  const char        *text)
{
  gint64 number;

  if (read_value (setting, text, &number) || read_value (setting, setting->initial, &number))
    return number;
  return IGNY_UNKNOWN;
}

gint64
igny_settings_read_number (const IgnySetting *setting,
                           const char        *config)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (setting != NULL && setting->kind != IGNY_KIND_TEXT, 0);

  text = igny_settings_read (setting, config);
  return number_from_text (setting, text);
}

gint64
igny_settings_get_number (IgnyDb     *db,
                          gint64      account,
                          const char *name)
{
  const IgnySetting *setting = igny_settings_find (name);
  g_autofree char   *text = igny_settings_dup (db, account, name);

  g_return_val_if_fail (setting != NULL && setting->kind != IGNY_KIND_TEXT, 0);

  return number_from_text (setting, text);
}

/* "openai.model" of the function "auto_cluster" is "openai.auto_cluster-model";
 * NULL when there is none, or it says nothing. */
static char *
dup_own (IgnyDb             *db,
         gint64              account,
         const char         *name,
         const char         *function,
         const IgnySetting **setting)
{
  const char      *member;
  g_autofree char *type = split (name, &member);
  g_autofree char *own =
      g_strdup_printf ("%s.%s-%s", type, function != NULL ? function : "", member);
  g_autofree char *value = NULL;

  *setting = igny_settings_find (own);
  if (*setting == NULL)
    return NULL;
  value = igny_settings_dup (db, account, own);
  return *value != '\0' ? g_steal_pointer (&value) : NULL;
}

char *
igny_settings_dup_for (IgnyDb     *db,
                       gint64      account,
                       const char *name,
                       const char *function)
{
  const IgnySetting *setting;
  char              *own;

  g_return_val_if_fail (db != NULL && name != NULL, NULL);

  own = dup_own (db, account, name, function, &setting);
  return own != NULL ? own : igny_settings_dup (db, account, name);
}

gint64
igny_settings_get_number_for (IgnyDb     *db,
                              gint64      account,
                              const char *name,
                              const char *function)
{
  const IgnySetting *setting;
  g_autofree char   *own = NULL;
  gint64             number;

  g_return_val_if_fail (db != NULL && name != NULL, 0);

  own = dup_own (db, account, name, function, &setting);
  /* Another program may have written it. */
  return own != NULL && read_value (setting, own, &number)
             ? number
             : igny_settings_get_number (db, account, name);
}

static gboolean
check_value (const IgnySetting *setting,
             const char        *value,
             GError           **error)
{
  gint64           number;
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;

  if (*value == '\0' || setting->kind == IGNY_KIND_TEXT || read_value (setting, value, &number))
    return TRUE;

  if (setting->kind == IGNY_KIND_FLAG)
    {
      g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD,
                   "%s: must be true or false, not “%s”", setting->name, value);
      return FALSE;
    }
  low = igny_number_to_decimal (setting->minimum, get_digits (setting));
  high = igny_number_to_decimal (setting->maximum, get_digits (setting));
  g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD,
               "%s: must be a number between %s and %s, not “%s”", setting->name, low, high, value);
  return FALSE;
}

static gboolean
refuse_damaged (const char *name,
                GError    **error)
{
  g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_DAMAGED,
               "set %s: the settings in the file cannot be read; restore a backup", name);
  return FALSE;
}

static gboolean
store_member (IgnyStep                *step,
              IgnyIntegrationSettings *settings,
              const char              *name,
              const char              *member,
              const char              *value,
              GError                 **error)
{
  g_autoptr(JsonNode) node = igny_json_parse (settings->config, -1, NULL);
  JsonObject *object = igny_json_node_get_object (node);

  if (object == NULL)
    return refuse_damaged (name, error);
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
  if (rows->len != 1)
    return refuse_damaged (name, error);
  igny_step_set_label (step, "Set %s", name);
  return store_member (step, rows->pdata[0], name, member, value, error);
}
