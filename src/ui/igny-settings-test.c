/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-settings-test.h"

#include <glib/gi18n.h>

#include "igny-ai-session.h"
#include "igny-chat-test.h"
#include "igny-form-words.h"
#include "igny-publisher.h"

typedef struct
{
  IgnyStore *store;
  gint64     site;
} Call;

static void
call_free (gpointer data)
{
  g_object_unref (((Call *) data)->store);
  g_free (data);
}

void
igny_settings_test_free (IgnySettingsTest *self)
{
  if (self == NULL)
    return;
  g_free (self->words);
  g_strfreev (self->models);
  g_free (self);
}

static IgnySettingsTest *
create (IgnyTone tone,
        char    *words)
{
  IgnySettingsTest *self = g_new0 (IgnySettingsTest, 1);

  self->tone = tone;
  self->words = words;
  return self;
}

/* How the chosen model stands with the server, as the end of a sentence. */
static char *
describe_model (const IgnyChatTest *found,
                const char         *model,
                IgnyTone           *tone)
{
  guint n = found->models->len;

  *tone = IGNY_TONE_WARNING;
  if (*model == '\0')
    return g_strdup_printf (ngettext ("choose its %u model above",
                                      "choose one of its %u models above", n),
                            n);
  if (found->has_list && !found->has_model)
    return g_strdup_printf (ngettext ("“%s” is not its %u model; choose it above",
                                      "“%s” is none of its %u models; choose one above", n),
                            model, n);
  *tone = IGNY_TONE_SUCCESS;
  if (!found->has_list)
    return g_strdup_printf (_("“%s” works"), model);
  return g_strdup_printf (ngettext ("“%s” is its %u model", "“%s” is one of its %u models", n),
                          model, n);
}

static IgnySettingsTest *
describe_ai (const IgnyChatTest *found,
             const char         *host,
             const char         *model)
{
  IgnyTone         tone;
  g_autofree char *rest = describe_model (found, model, &tone);
  int              ms = (int) found->elapsed_ms;

  /* Translators: host, milliseconds, what is known of the model. */
  return create (tone, g_strdup_printf (_("%s answered in %d ms; %s."), host, ms, rest));
}

static char **
dup_models (const IgnyChatTest *found)
{
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < found->models->len; i++)
    {
      const IgnyChatModel *model = found->models->pdata[i];

      if (model->for_chat)
        g_strv_builder_add (names, model->id);
    }
  return g_strv_builder_end (names);
}

static IgnySettingsTest *
test_ai (const IgnyRun *run,
         GError       **error)
{
  g_autoptr(IgnyAiSession) session = igny_ai_session_new (run, NULL, error);
  g_autoptr(IgnyChatTest) found = NULL;
  IgnySettingsTest *test;

  if (session == NULL)
    return NULL;
  found = igny_chat_test_connection (igny_ai_session_get_chat (session), run->cancellable, error);
  if (found == NULL)
    return NULL;
  test = describe_ai (found, igny_chat_get_host (igny_ai_session_get_chat (session)),
                      igny_ai_session_get_model (session));
  if (found->has_list)
    test->models = dup_models (found);
  return test;
}

static IgnySettingsTest *
test_site (const IgnyRun *run,
           gint64         site,
           GError       **error)
{
  IgnySiteTest      found;
  IgnySettingsTest *test;
  const char       *rights;
  char             *words;
  int               ms;

  if (!igny_publisher_test (run, site, &found, error))
    return NULL;
  ms = (int) found.milliseconds;
  if (found.can_publish)
    rights = _("may publish");
  else
    rights = found.can_draft ? _("may write drafts, but not publish") : _("may write nothing");
  /* Translators: site, milliseconds, user, roles, rights. */
  words = g_strdup_printf (_("“%s” answered in %d ms: %s (%s) %s."), found.site_name, ms,
                              found.user_name, found.roles, rights);
  test = create (found.can_draft ? IGNY_TONE_SUCCESS : IGNY_TONE_ERROR, words);
  igny_site_test_clear (&found);
  return test;
}

static void
test_cb (GTask        *task,
         gpointer      source,
         gpointer      data,
         GCancellable *cancellable)
{
  const Call       *call = data;
  IgnyRun           run = { call->store, NULL, NULL, cancellable };
  GError           *error = NULL;
  IgnySettingsTest *test = call->site == 0 ? test_ai (&run, &error)
                                           : test_site (&run, call->site, &error);

  if (test != NULL)
    g_task_return_pointer (task, test, (GDestroyNotify) igny_settings_test_free);
  else
    g_task_return_error (task, error);
}

void
igny_settings_test_async (IgnyStore          *store,
                          gint64              site,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  g_return_if_fail (IGNY_IS_STORE (store));

  call->store = g_object_ref (store);
  call->site = site;
  g_task_set_task_data (task, call, call_free);
  g_task_run_in_thread (task, test_cb);
}

IgnySettingsTest *
igny_settings_test_finish (GAsyncResult *result)
{
  g_autoptr(GError) error = NULL;
  IgnySettingsTest *test;

  g_return_val_if_fail (G_IS_TASK (result), NULL);

  test = g_task_propagate_pointer (G_TASK (result), &error);
  if (test != NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return test;
  return create (IGNY_TONE_ERROR, igny_form_words_from_message (error->message));
}
