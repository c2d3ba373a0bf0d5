/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-site-file-tidy.h"

#include <string.h>

#include "igny-automation-config.h"
#include "igny-cluster.h"
#include "igny-content-version.h"
#include "igny-contents.h"
#include "igny-image.h"
#include "igny-keyword.h"
#include "igny-publishing-settings.h"
#include "igny-task.h"
#include "igny-text.h"

static void
replace (char **member,
         char  *text)
{
  g_free (*member);
  *member = text;
}

static void
replace_word (char      **member,
              const char *word,
              const char *by)
{
  if (g_strcmp0 (*member, word) == 0)
    replace (member, g_strdup (by));
}

/* Pictures that have another id now have it in the text, too. */
static char *
rename_pictures (const char *html,
                 GHashTable *names)
{
  GString    *out = g_string_new (NULL);
  const char *found;

  while ((found = strstr (html, IGNY_HTML_MEDIA_SCHEME ":")) != NULL)
    {
      gsize            length = strlen (IGNY_HTML_MEDIA_SCHEME ":") + IGNY_ID_TEXT_SIZE - 1;
      g_autofree char *name = g_strndup (found, length);
      const char      *other = g_hash_table_lookup (names, name);

      g_string_append_len (out, html, found - html);
      g_string_append (out, other != NULL ? other : name);
      html = found + strlen (name);
    }
  g_string_append (out, html);
  return g_string_free (out, FALSE);
}

static gboolean
tidy_html (char        **html,
           gint64       *words,
           IgnyHtmlFlags flags,
           GHashTable   *names,
           GError      **error)
{
  char *clean;

  if (*html == NULL)
    return TRUE;
  if (g_hash_table_size (names) > 0)
    replace (html, rename_pictures (*html, names));
  clean = igny_html_sanitize (*html, flags, error);
  if (clean == NULL)
    return FALSE;
  if (!g_str_equal (clean, *html))
    *words = igny_html_count_words (clean);
  replace (html, clean);
  return TRUE;
}

static gboolean
tidy_version (IgnyContentVersion *version,
              GHashTable         *names,
              GError            **error)
{
  IgnyContent content = { .origin = version->origin };

  return tidy_html (&version->html_content, &version->word_count,
                    igny_contents_get_html_flags (&content), names, error);
}

static gboolean
tidy_content (IgnyContent *content,
              GHashTable  *names,
              GError     **error)
{
  replace_word (&content->site_status, "publishing", "failed");
  return tidy_html (&content->html_content, &content->word_count,
                    igny_contents_get_html_flags (content), names, error);
}

static void
tidy_keyword (IgnyKeyword *keyword)
{
  const char *status = keyword->cluster != 0 ? "active" : "pending";

  if (keyword->keyword != NULL)
    replace (&keyword->key, igny_text_normalize (keyword->keyword));
  if (g_strcmp0 (keyword->status, "archived") != 0)
    replace (&keyword->status, g_strdup (status));
}

static void
tidy_automation (IgnyAutomationConfig *config)
{
  config->is_enabled = 0;
  config->next_run_at = IGNY_UNKNOWN;
}

gboolean
igny_site_file_tidy (gpointer    record,
                     GHashTable *names,
                     GError    **error)
{
  const IgnyEntity *entity;
  IgnyCluster      *cluster = record;

  g_return_val_if_fail (record != NULL && names != NULL, FALSE);

  entity = ((const IgnyRecord *) record)->entity;
  if (entity == &igny_keyword_entity)
    tidy_keyword (record);
  else if (entity == &igny_cluster_entity && cluster->name != NULL)
    replace (&cluster->key, igny_text_normalize (cluster->name));
  else if (entity == &igny_content_entity)
    return tidy_content (record, names, error);
  else if (entity == &igny_content_version_entity)
    return tidy_version (record, names, error);
  else if (entity == &igny_task_entity)
    replace_word (&((IgnyTask *) record)->status, "in_progress", "queued");
  else if (entity == &igny_image_entity)
    replace_word (&((IgnyImage *) record)->status, "generating", "pending");
  else if (entity == &igny_automation_config_entity)
    tidy_automation (record);
  else if (entity == &igny_publishing_settings_entity)
    ((IgnyPublishingSettings *) record)->auto_publish = 0;
  return TRUE;
}
