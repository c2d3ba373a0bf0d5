/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-prompt-store.h"

#include <glib/gi18n.h>

#include "igny-ai-prompt.h"
#include "igny-settings.h"
#include "igny-text.h"

static IgnyAiPrompt *
find_prompt (IgnyDb     *db,
             gint64      account,
             const char *type,
             GError    **error)
{
  g_autoptr (GPtrArray) found = igny_records_select (
      db, &igny_ai_prompt_entity, "account = ?1 AND prompt_type = ?2", NULL,
      IGNY_BINDS (IGNY_BIND_INT (account), IGNY_BIND_TEXT (type)), error);

  return found != NULL && found->len > 0 ? igny_record_copy (found->pdata[0]) : NULL;
}

char *
igny_prompt_store_dup_own (IgnyDb     *db,
                           gint64      account,
                           const char *type)
{
  g_autoptr (IgnyAiPrompt) prompt = NULL;

  g_return_val_if_fail (db != NULL && type != NULL, NULL);

  prompt = find_prompt (db, account, type, NULL);
  if (prompt == NULL || prompt->is_active != 1 || prompt->prompt_value == NULL ||
      *prompt->prompt_value == '\0')
    return NULL;
  return g_strdup (prompt->prompt_value);
}

static gboolean
check (const char *type,
       const char *text,
       GError    **error)
{
  g_autoptr (GPtrArray) faults = igny_prompt_check (type, text);
  g_autofree char *all = NULL;

  if (faults->len == 0)
    return TRUE;
  g_ptr_array_add (faults, NULL);
  all = g_strjoinv ("; ", (char **) faults->pdata);
  g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD,
               _("the prompt “%s” cannot be used: %s"), type, all);
  return FALSE;
}

gboolean
igny_prompt_store_set (IgnyStep   *step,
                       const char *type,
                       const char *text,
                       GError    **error)
{
  g_autoptr (IgnyAiPrompt) prompt = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (step != NULL && type != NULL && text != NULL, FALSE);

  if (!check (type, text, error))
    return FALSE;
  prompt = find_prompt (igny_step_get_db (step), igny_step_get_account (step), type, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  igny_step_set_label (step, "Edit the prompt “%s”", type);
  if (prompt != NULL)
    {
      igny_text_set (&prompt->prompt_value, text);
      prompt->is_active = 1;
      return igny_step_update (step, prompt, error);
    }
  prompt = igny_record_new (&igny_ai_prompt_entity);
  prompt->prompt_type = g_strdup (type);
  prompt->prompt_value = g_strdup (text);
  prompt->default_prompt = igny_prompt_get_default (type);
  return igny_step_insert (step, prompt, error);
}

gboolean
igny_prompt_store_reset (IgnyStep   *step,
                         const char *type,
                         GError    **error)
{
  g_autoptr (IgnyAiPrompt) prompt = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (step != NULL && type != NULL, FALSE);

  prompt = find_prompt (igny_step_get_db (step), igny_step_get_account (step), type, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (prompt == NULL)
    return TRUE;
  igny_step_set_label (step, "Reset the prompt “%s”", type);
  igny_text_set (&prompt->prompt_value, NULL);
  return igny_step_update (step, prompt, error);
}

/* By the name in a setting; NULL for none, and for one that is gone or put
   aside. */
static gpointer
find_named (IgnyDb           *db,
            gint64            account,
            const IgnyEntity *entity,
            const char       *setting,
            GError          **error)
{
  g_autofree char *name = igny_settings_dup (db, account, setting);
  g_autoptr (GPtrArray) found = NULL;

  if (*name == '\0')
    return NULL;
  found = igny_records_select (db, entity, "account = ?1 AND name = ?2 AND is_active = 1", NULL,
                               IGNY_BINDS (IGNY_BIND_INT (account), IGNY_BIND_TEXT (name)), error);
  return found != NULL && found->len > 0 ? igny_record_copy (found->pdata[0]) : NULL;
}

gboolean
igny_prompt_voices_read (IgnyDb           *db,
                         gint64            account,
                         IgnyPromptVoices *voices,
                         GError          **error)
{
  const char *const *types = igny_prompt_list_types ();
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (db != NULL && voices != NULL, FALSE);

  *voices = (IgnyPromptVoices){ 0 };
  voices->own = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  for (guint i = 0; types[i] != NULL; i++)
    {
      char *text = igny_prompt_store_dup_own (db, account, types[i]);

      if (text != NULL)
        g_hash_table_insert (voices->own, (gpointer) types[i], text);
    }
  voices->author = find_named (db, account, &igny_author_profile_entity, "general.author-profile",
                               &local);
  if (local == NULL)
    voices->strategy = find_named (db, account, &igny_strategy_entity, "general.strategy", &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

void
igny_prompt_voices_clear (IgnyPromptVoices *voices)
{
  g_return_if_fail (voices != NULL);

  g_clear_pointer (&voices->own, g_hash_table_unref);
  g_clear_pointer (&voices->author, igny_record_free);
  g_clear_pointer (&voices->strategy, igny_record_free);
}

/* Without a list it is for all types. */
static gboolean
is_for (const IgnyStrategy *strategy,
        const char         *type)
{
  const char *list = strategy->prompt_types != NULL ? strategy->prompt_types : "[]";
  g_autoptr (JsonNode) node = igny_json_parse (list, -1, NULL);
  JsonArray *types = igny_json_node_get_array (node);
  guint      n = igny_json_array_get_length (types);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (igny_json_array_get_string (types, i, ""), type))
      return TRUE;
  return n == 0;
}

IgnyPrompt *
igny_prompt_voices_new_prompt (const IgnyPromptVoices *voices,
                               const char             *type,
                               const char             *of_task)
{
  g_autofree char *text = NULL;
  IgnyPrompt      *prompt;

  g_return_val_if_fail (voices != NULL && voices->own != NULL && type != NULL, NULL);

  text = igny_prompt_choose (type, of_task, g_hash_table_lookup (voices->own, type));
  prompt = igny_prompt_new (type, text);
  g_return_val_if_fail (prompt != NULL, NULL);
  if (voices->author != NULL)
    igny_prompt_set_author (prompt, voices->author->name, voices->author->description,
                            voices->author->tone, voices->author->language,
                            voices->author->structure_template);
  if (voices->strategy != NULL && is_for (voices->strategy, type))
    igny_prompt_set_strategy (prompt, voices->strategy->name, voices->strategy->description,
                              voices->strategy->section_logic);
  return prompt;
}
