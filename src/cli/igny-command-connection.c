/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-commands.h"
#include "igny-key.h"
#include "igny-keyring.h"
#include "igny-models.h"
#include "igny-publisher.h"
#include "igny-work.h"

/* Whom a secret or a test is for. */
typedef struct
{
  const char *service;
  IgnyScope   scope;
  char       *scope_id;
} Party;

static void
party_clear (Party *party)
{
  g_clear_pointer (&party->scope_id, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Party, party_clear)

static gboolean
fail_usage (GError    **error,
            const char *message)
{
  g_set_error_literal (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG, message);
  return FALSE;
}

/* Of AI: one that wants a key. */
static gboolean
is_provider (const char *service)
{
  g_autoptr(IgnyModels) models = igny_models_new ();
  IgnyModelProvider provider;

  return igny_models_find_provider (models, service, &provider) && provider.needs_key;
}

static gboolean
find_party (IgnyCall *call,
            Party    *party,
            GError  **error)
{
  gboolean has_site = igny_call_has (call, IGNY_OPTION_SITE);

  party->service = igny_call_get_word (call, 0);
  if (is_provider (party->service) && has_site)
    return fail_usage (error, _("an AI service is for all sites, so there is no --site"));
  if (g_str_equal (party->service, "wordpress") && !has_site)
    return fail_usage (error, _("“wordpress” needs --site SITE"));
  if (!is_provider (party->service) && !g_str_equal (party->service, "wordpress"))
    return fail_usage (
        error, _("the service must be openai, anthropic, openrouter, runware or wordpress"));

  if (!igny_call_find_scope (call, &party->scope, error))
    return FALSE;
  party->scope_id = igny_key_dup_scope (call, party->scope.site, error);
  return party->scope_id != NULL;
}

static void
answer_secret (IgnyCall    *call,
               const Party *party,
               gboolean     stored)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "service", party->service);
  json_object_set_boolean_member (object, "stored", stored);
  igny_call_take_data (call, object);
}

static gboolean
store_secret (IgnyCall    *call,
              const Party *party,
              const char  *secret,
              GError     **error)
{
  g_autofree char *label =
      g_strdup_printf ("IGNY8: %s %s", party->service,
                       party->scope.site != 0 ? igny_call_get (call, IGNY_OPTION_SITE) : "");

  return igny_keyring_store (party->service, igny_store_get_account_id (call->store),
                             party->scope_id, g_strchomp (label), secret,
                             call->caller->cancellable, error);
}

static gboolean
read_and_store (IgnyCall    *call,
                const Party *party,
                GError     **error)
{
  char    *secret = igny_caller_read_secret (call->caller, _("Key or password: "), error);
  gboolean ok;

  if (secret == NULL)
    return FALSE;
  ok = store_secret (call, party, secret, error);
  igny_keyring_free (secret);
  return ok;
}

gboolean
igny_command_secret_set (IgnyCall *call,
                         GError  **error)
{
  g_auto(Party) party = { 0 };
  g_autoptr(GError) local = NULL;

  if (!find_party (call, &party, error))
    return FALSE;
  if (!read_and_store (call, &party, &local))
    {
      if (g_error_matches (local, IGNY_KEYRING_ERROR, IGNY_KEYRING_ERROR_MISSING))
        igny_call_warn (call, "%s",
                        _("without a password store, give it to each command with --key-stdin"));
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  igny_call_say (call, "%s", _("Kept in the keyring."));
  answer_secret (call, &party, TRUE);
  return TRUE;
}

gboolean
igny_command_secret_remove (IgnyCall *call,
                            GError  **error)
{
  g_auto(Party) party = { 0 };

  if (!find_party (call, &party, error) ||
      !igny_keyring_remove (party.service, igny_store_get_account_id (call->store), party.scope_id,
                            call->caller->cancellable, error))
    return FALSE;
  igny_call_say (call, "%s", _("The keyring does not hold it any more."));
  answer_secret (call, &party, FALSE);
  return TRUE;
}

static JsonArray *
list_models (const IgnyAiTest *test)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < test->models->len; i++)
    {
      const IgnyChatModel *model = test->models->pdata[i];
      JsonObject          *item = json_object_new ();

      json_object_set_string_member (item, "id", model->id);
      json_object_set_boolean_member (item, "for_chat", model->for_chat);
      if (model->shutdown_date != NULL)
        json_object_set_string_member (item, "shutdown_date", model->shutdown_date);
      else
        json_object_set_null_member (item, "shutdown_date");
      json_array_add_object_element (list, item);
    }
  return list;
}

/* Those that write, with the day on which one ends. */
static void
say_models (IgnyCall         *call,
            const IgnyAiTest *test)
{
  for (guint i = 0; i < test->models->len; i++)
    {
      const IgnyChatModel *model = test->models->pdata[i];

      if (model->for_chat && model->shutdown_date != NULL)
        /* Translators: a model, a day */
        igny_call_say (call, _("  %s (ends on %s)"), model->id, model->shutdown_date);
      else if (model->for_chat)
        igny_call_say (call, "  %s", model->id);
    }
}

static gboolean
test_ai (IgnyCall *call,
         GError  **error)
{
  IgnyRun     run = igny_call_get_run (call);
  IgnyAiTest  test = { 0 };
  JsonObject *object;

  if (!igny_work_test_ai (&run, &test, error))
    return FALSE;
  object = json_object_new ();
  json_object_set_string_member (object, "host", test.host);
  json_object_set_int_member (object, "n_models", test.n_models);
  json_object_set_boolean_member (object, "model_found", test.model_found);
  json_object_set_int_member (object, "milliseconds", test.milliseconds);
  json_object_set_array_member (object, "models", list_models (&test));
  igny_call_take_data (call, object);
  igny_call_say (
      call,
      ngettext ("%s answers: it has %u model.", "%s answers: it has %u models.", test.n_models),
      test.host, test.n_models);
  igny_call_say (call, "%s",
                 test.model_found ? _("The chosen model is one of them.")
                                  : _("The chosen model is not among them."));
  igny_call_say (call, _("It took %u ms."), (guint) MAX (0, test.milliseconds));
  say_models (call, &test);
  if (test.shutdown != NULL)
    igny_call_say (call, _("The chosen model ends on %s; choose another one in time."),
                            test.shutdown);
  igny_ai_test_clear (&test);
  return TRUE;
}

static gboolean
test_runware (IgnyCall *call,
              GError  **error)
{
  IgnyRun          run = igny_call_get_run (call);
  g_autofree char *host = NULL;
  gint64           milliseconds = 0;
  JsonObject      *object;

  if (!igny_work_test_runware (&run, &host, &milliseconds, error))
    return FALSE;
  object = json_object_new ();
  json_object_set_string_member (object, "host", host);
  json_object_set_int_member (object, "milliseconds", milliseconds);
  igny_call_take_data (call, object);
  igny_call_say (call, _("%s answers."), host);
  igny_call_say (call, _("It took %u ms."), (guint) MAX (0, milliseconds));
  return TRUE;
}

static gboolean
test_site (IgnyCall    *call,
           const Party *party,
           GError     **error)
{
  IgnyRun      run = igny_call_get_run (call);
  IgnySiteTest test = { 0 };
  JsonObject  *object;

  if (!igny_publisher_test (&run, party->scope.site, &test, error))
    return FALSE;
  object = json_object_new ();
  json_object_set_string_member (object, "site_name", test.site_name);
  json_object_set_string_member (object, "user_name", test.user_name);
  json_object_set_string_member (object, "roles", test.roles);
  json_object_set_boolean_member (object, "can_draft", test.can_draft);
  json_object_set_boolean_member (object, "can_publish", test.can_publish);
  json_object_set_int_member (object, "milliseconds", test.milliseconds);
  igny_call_take_data (call, object);
  igny_call_say (call, _("“%s” answers; you are %s (%s)."), test.site_name, test.user_name,
                          test.roles);
  if (test.can_publish)
    igny_call_say (call, "%s", _("You may publish."));
  else if (test.can_draft)
    igny_call_say (call, "%s", _("You may save drafts, but not publish."));
  else
    igny_call_say (call, "%s", _("You may neither save drafts nor publish."));
  igny_site_test_clear (&test);
  return TRUE;
}

gboolean
igny_command_test (IgnyCall *call,
                   GError  **error)
{
  g_auto(Party) party = { 0 };

  if (!find_party (call, &party, error) ||
      (igny_call_has (call, IGNY_OPTION_KEY_STDIN) &&
       !igny_key_keep (call, party.service, party.scope.site, error)))
    return FALSE;
  if (g_str_equal (party.service, "runware"))
    return test_runware (call, error);
  if (is_provider (party.service) && !g_str_equal (party.service, "openai"))
    return fail_usage (error, _("set openai.base-url to its address and try “openai”"));
  if (party.scope.site == 0)
    return test_ai (call, error);
  return test_site (call, &party, error);
}
