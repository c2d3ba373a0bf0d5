/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-commands.h"
#include "igny-key.h"
#include "igny-number.h"
#include "igny-prompt-trial.h"
#include "igny-spent.h"
#include "igny-text-table.h"

#define MAX_FILE (256 * 1024)

/* FALSE with error for a word that names no prompt. */
static gboolean
check_type (const char *type,
            GError    **error)
{
  g_autofree char *all = NULL;

  if (g_strv_contains (igny_prompt_list_types (), type))
    return TRUE;
  all = g_strjoinv (", ", (char **) igny_prompt_list_types ());
  g_set_error (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
               _("“%s” is no prompt; there are %s"), type, all);
  return FALSE;
}

static gboolean
read_voices_cb (IgnyDb       *db,
                gpointer      data,
                GCancellable *cancellable,
                GError      **error)
{
  gpointer *pair = data;

  return igny_prompt_voices_read (db, *(gint64 *) pair[0], pair[1], error);
}

static gboolean
read_voices (IgnyCall         *call,
             IgnyPromptVoices *voices,
             GError          **error)
{
  gint64   account = igny_store_get_account (call->store);
  gpointer pair[] = { &account, voices };

  return igny_call_read (call, read_voices_cb, pair, error);
}

gboolean
igny_command_prompt_list (IgnyCall *call,
                          GError  **error)
{
  const char *const *types = igny_prompt_list_types ();
  g_auto(IgnyPromptVoices) voices = { 0 };
  g_autoptr(IgnyTextTable) table = NULL;
  JsonObject *object;
  JsonArray  *list;

  if (!read_voices (call, &voices, error))
    return FALSE;
  table = igny_text_table_new (2, 0);
  object = json_object_new ();
  list = json_array_new ();
  igny_text_table_add (table, _("Prompt"));
  igny_text_table_add (table, _("Level"));
  for (guint i = 0; types[i] != NULL; i++)
    {
      gboolean    own = g_hash_table_contains (voices.own, types[i]);
      JsonObject *item = json_object_new ();

      igny_text_table_add (table, types[i]);
      igny_text_table_add (table, own ? _("own") : _("default"));
      json_object_set_string_member (item, "type", types[i]);
      json_object_set_string_member (item, "level", own ? "account" : "default");
      json_array_add_object_element (list, item);
    }
  igny_text_table_flush (table, call->text);
  json_object_set_int_member (object, "count", g_strv_length ((char **) types));
  json_object_set_array_member (object, "results", list);
  igny_call_take_data (call, object);
  return TRUE;
}

static JsonArray *
tell_names (IgnyCall   *call,
            const char *type)
{
  JsonArray *list = json_array_new ();

  for (const IgnyPromptName *name = igny_prompt_list_names (type); name->name != NULL; name++)
    {
      g_autofree char *upper = g_ascii_strup (name->name, -1);
      g_autofree char *mark = g_strdup_printf ("[IGNY8_%s]", upper);
      JsonObject      *item = json_object_new ();

      if (name->required)
        igny_call_say (call, _("%s  %s (required)"), mark, _(name->about));
      else
        igny_call_say (call, "%s  %s", mark, _(name->about));
      json_object_set_string_member (item, "placeholder", mark);
      json_object_set_string_member (item, "about", name->about);
      json_object_set_boolean_member (item, "required", name->required);
      json_array_add_object_element (list, item);
    }
  return list;
}

gboolean
igny_command_prompt_show (IgnyCall *call,
                          GError  **error)
{
  const char *type = igny_call_get_word (call, 0);
  g_auto(IgnyPromptVoices) voices = { 0 };
  g_autofree char *text = NULL;
  JsonObject      *object;

  if (!check_type (type, error) || !read_voices (call, &voices, error))
    return FALSE;
  text = igny_prompt_choose (type, NULL, g_hash_table_lookup (voices.own, type));
  object = json_object_new ();
  json_object_set_string_member (object, "type", type);
  json_object_set_string_member (
      object, "level", g_hash_table_contains (voices.own, type) ? "account" : "default");
  json_object_set_string_member (object, "text", text);
  igny_call_say (call, "%s\n", text);
  json_object_set_array_member (object, "placeholders", tell_names (call, type));
  igny_call_take_data (call, object);
  return TRUE;
}

static char *
read_text (IgnyCall *call,
           GError  **error)
{
  g_autofree char *path = igny_caller_dup_path (call->caller, igny_call_get_word (call, 1));
  g_autofree char *text = NULL;
  gsize            size = 0;

  if (!g_file_get_contents (path, &text, &size, error))
    return NULL;
  if (size > MAX_FILE)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                   _("read %s: it is larger than 256 KiB"), path);
      return NULL;
    }
  return g_strchomp (g_steal_pointer (&text));
}

typedef struct
{
  const char *type;
  const char *text; /* NULL: back to the default one */
} Change;

static gboolean
change_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  const Change *change = data;

  if (change->text == NULL)
    return igny_prompt_store_reset (step, change->type, error);
  return igny_prompt_store_set (step, change->type, change->text, error);
}

static void
answer_level (IgnyCall   *call,
              const char *type,
              const char *level)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "type", type);
  json_object_set_string_member (object, "level", level);
  igny_call_take_data (call, object);
}

gboolean
igny_command_prompt_set (IgnyCall *call,
                         GError  **error)
{
  Change           change = { igny_call_get_word (call, 0), NULL };
  g_autofree char *text = NULL;

  if (!check_type (change.type, error))
    return FALSE;
  text = read_text (call, error);
  change.text = text;
  if (text == NULL || !igny_call_write (call, "Edit a prompt", change_cb, &change, error))
    return FALSE;
  igny_call_say (call, _("The prompt “%s” is your own now."), change.type);
  answer_level (call, change.type, "account");
  return TRUE;
}

gboolean
igny_command_prompt_reset (IgnyCall *call,
                           GError  **error)
{
  Change change = { igny_call_get_word (call, 0), NULL };

  if (!check_type (change.type, error) ||
      !igny_call_write (call, "Reset a prompt", change_cb, &change, error))
    return FALSE;
  igny_call_say (call, _("The prompt “%s” is the default one again."), change.type);
  answer_level (call, change.type, "default");
  return TRUE;
}

gboolean
igny_command_prompt_check (IgnyCall *call,
                           GError  **error)
{
  const char      *type = igny_call_get_word (call, 0);
  g_autofree char *text = NULL;
  g_autoptr(GPtrArray) faults = NULL;
  JsonObject *object;
  JsonArray  *list;

  if (!check_type (type, error))
    return FALSE;
  text = read_text (call, error);
  if (text == NULL)
    return FALSE;
  faults = igny_prompt_check (type, text);
  object = json_object_new ();
  list = json_array_new ();
  for (guint i = 0; i < faults->len; i++)
    {
      json_array_add_string_element (list, faults->pdata[i]);
      igny_call_say (call, "%s", (const char *) faults->pdata[i]);
    }
  json_object_set_int_member (object, "count", faults->len);
  json_object_set_array_member (object, "faults", list);
  igny_call_take_data (call, object);
  if (faults->len == 0)
    igny_call_say (call, "%s", _("Nothing is wrong with it."));
  else
    call->failure = g_strdup (_("the prompt cannot be used as it is"));
  return TRUE;
}

static void
say_count (IgnyCall   *call,
           const char *format,
           gint64      count)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, count);
  GString         *out = g_string_new (format);

  g_string_replace (out, "%s", text, 1);
  igny_call_say (call, "%s", out->str);
  g_string_free (out, TRUE);
}

static void
say_cost (IgnyCall       *call,
          const IgnyCost *cost)
{
  g_autofree char *dollars =
      cost->cost_usd != IGNY_UNKNOWN ? igny_number_to_decimal (cost->cost_usd, 6) : NULL;

  say_count (call, cost->exact ? _("Tokens in: %s") : _("Tokens in: about %s"), cost->tokens_in);
  say_count (call, _("Tokens out: about %s"), cost->tokens_out);
  say_count (call, _("Credits: %s"), cost->credits);
  if (dollars != NULL)
    igny_call_say (call, _("Cost: about $%s"), dollars);
  else
    igny_call_say (call, "%s", _("Cost: unknown, because the model has no price"));
}

static void
answer_test (IgnyCall       *call,
             const char     *system,
             const char     *user,
             const IgnyCost *cost)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "system", system);
  json_object_set_string_member (object, "user", user);
  json_object_set_int_member (object, "tokens_in", cost->tokens_in);
  json_object_set_int_member (object, "tokens_out", cost->tokens_out);
  json_object_set_int_member (object, "credits", cost->credits);
  if (cost->cost_usd != IGNY_UNKNOWN)
    json_object_set_int_member (object, "cost_usd_micro", cost->cost_usd);
  else
    json_object_set_null_member (object, "cost_usd_micro");
  igny_call_take_data (call, object);
  igny_call_say (call, "%s\n\n%s\n", system, user);
  say_cost (call, cost);
}

/* What it may cost is said before anybody is asked. */
static gboolean
run_trial (IgnyCall       *call,
           const char     *type,
           const IgnyCost *cost,
           GError        **error)
{
  IgnyRun          run = igny_call_get_run (call);
  g_autofree char *before = igny_cost_format (cost->cost_usd);
  g_autofree char *answer = NULL;
  gint64           since;

  if ((igny_call_has (call, IGNY_OPTION_KEY_STDIN) && !igny_key_keep (call, "openai", 0, error)) ||
      !igny_spent_begin (call, &since, error))
    return FALSE;
  igny_call_warn (call, _("Asking the model; this costs about %s."), before);
  answer = igny_prompt_trial_ask (&run, type, NULL, error);
  if (answer == NULL)
    return FALSE;
  json_object_set_string_member (igny_json_node_get_object (call->data), "answer", answer);
  igny_call_say (call, "\n%s\n", answer);
  return igny_spent_tell (call, since, error);
}

gboolean
igny_command_prompt_test (IgnyCall *call,
                          GError  **error)
{
  const char *type = igny_call_get_word (call, 0);
  g_auto(IgnyPromptVoices) voices = { 0 };
  g_autoptr(IgnyPrompt) prompt = NULL;
  const IgnyChatMessage *messages;
  IgnyCost               cost;

  if (!check_type (type, error))
    return FALSE;
  if (!igny_prompt_is_question (type))
    {
      g_set_error (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
                   _("“%s” asks no model anything; look at it with “prompt show”"), type);
      return FALSE;
    }
  if (!read_voices (call, &voices, error))
    return FALSE;
  prompt = igny_prompt_trial_new (&voices, type, NULL);
  if (!igny_prompt_trial_estimate (call->store, type, prompt, &cost, NULL, NULL, error))
    return FALSE;
  messages = igny_prompt_get_messages (prompt);
  answer_test (call, messages[0].content, messages[1].content, &cost);
  return g_strcmp0 (igny_call_get (call, IGNY_OPTION_ENGINE), "ai") != 0 ||
         run_trial (call, type, &cost, error);
}
