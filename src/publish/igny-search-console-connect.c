/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "igny-http.h"
#include "igny-json.h"
#include "igny-keyring.h"
#include "igny-oauth-loopback.h"
#include "igny-search-console-private.h"
#include "igny-settings.h"
#include "igny-url.h"

/* So long a person may take in the browser. */
#define WAIT_SECONDS 300

static const IgnySearchConsolePlaces google = {
  .authorize = "https://accounts.google.com/o/oauth2/v2/auth",
  .token = "https://oauth2.googleapis.com/token",
  .api = "https://searchconsole.googleapis.com/",
};

G_DEFINE_QUARK (igny - search - console - error - quark, igny_search_console_error)

const IgnySearchConsolePlaces *
igny_search_console_get_places (const IgnySearchConsolePlaces *places)
{
  return places != NULL ? places : &google;
}

typedef struct
{
  gint64 account;
  char  *client;
} Question;

static gboolean
read_client_cb (IgnyDb       *db,
                gpointer      data,
                GCancellable *cancellable,
                GError      **error)
{
  Question *question = data;

  question->client = igny_settings_dup (db, question->account, "gsc.client-id");
  return TRUE;
}

char *
igny_search_console_dup_client (const IgnyRun *run,
                                GError       **error)
{
  Question question = { .account = igny_store_get_account (run->store) };

  if (!igny_store_read (run->store, read_client_cb, &question, run->cancellable, error))
    return NULL;
  if (*question.client != '\0')
    return question.client;
  g_free (question.client);
  g_set_error_literal (error, IGNY_SEARCH_CONSOLE_ERROR, IGNY_SEARCH_CONSOLE_ERROR_UNCONNECTED,
                       _ ("the setting gsc.client-id is empty. Make a client of the type “Desktop "
                          "app” in the Google Cloud console, with the Search Console API on, and "
                          "set its id"));
  return NULL;
}

/* --- the token place ------------------------------------------------------ */

static GBytes *
make_form (const char *const *form,
           guint              n_form)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i + 1 < n_form; i += 2)
    {
      g_autofree char *value = NULL;

      if (form[i + 1] == NULL)
        continue;
      value = g_uri_escape_string (form[i + 1], NULL, FALSE);
      g_string_append_printf (text, "%s%s=%s", text->len > 0 ? "&" : "", form[i], value);
    }
  return g_string_free_to_bytes (text);
}

static void
set_token_error (GError    **error,
                 JsonObject *answer,
                 guint       status)
{
  const char *word = igny_json_get_string (answer, "error", "");
  const char *text = igny_json_get_string (answer, "error_description", word);

  if (g_str_equal (word, "invalid_grant"))
    g_set_error_literal (error, IGNY_SEARCH_CONSOLE_ERROR, IGNY_SEARCH_CONSOLE_ERROR_UNCONNECTED,
                         _ ("Google does not accept the permission any more; connect again"));
  else if (status == 400 || status == 401)
    g_set_error (error, IGNY_SEARCH_CONSOLE_ERROR, IGNY_SEARCH_CONSOLE_ERROR_UNCONNECTED,
                 _ ("Google refuses the client: %s. Check gsc.client-id and the client's secret, "
                    "and connect again"),
                    text);
  else
    g_set_error (error, IGNY_SEARCH_CONSOLE_ERROR, IGNY_SEARCH_CONSOLE_ERROR_FAILED,
                 _ ("Google answered with %u: %s. Try again later"), status, text);
}

JsonNode *
igny_search_console_ask_token (const IgnyRun                 *run,
                               const IgnySearchConsolePlaces *places,
                               const char *const             *form,
                               guint                          n_form,
                               GError                       **error)
{
  g_autoptr(GBytes) body = make_form (form, n_form);
  IgnyHttpRequest request = {
    .method = "POST",
    .url = places->token,
    .body = body,
    .content_type = "application/x-www-form-urlencoded",
    .limits = IGNY_HTTP_METADATA,
    .max_attempts = 1,
  };
  IgnyHttp *http = igny_store_get_env (run->store)->http;
  g_autoptr(IgnyHttpResponse) response = igny_http_send (http, &request, run->cancellable, error);
  g_autoptr(JsonNode) node = NULL;
  gsize       size;
  const char *text;

  if (response == NULL)
    return NULL;
  text = g_bytes_get_data (response->body, &size);
  node = igny_json_parse (text != NULL ? text : "", (gssize) size, NULL);
  if (response->status == 200 && igny_json_node_get_object (node) != NULL)
    return g_steal_pointer (&node);
  set_token_error (error, igny_json_node_get_object (node), response->status);
  return NULL;
}

/* --- the browser ---------------------------------------------------------- */

/* Base64 as RFC 4648 has it for addresses, without padding. */
static char *
encode (const guint8 *bytes,
        gsize         length)
{
  char *text = g_base64_encode (bytes, length);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';
  return text;
}

static char *
make_secret (const IgnyEnv *env)
{
  guint8 bytes[32];

  igny_env_random (env, bytes, sizeof bytes);
  return encode (bytes, sizeof bytes);
}

/* RFC 7636, 4.2. */
static char *
make_challenge (const char *verifier)
{
  g_autoptr(GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize  length = sizeof digest;

  g_checksum_update (sum, (const guchar *) verifier, -1);
  g_checksum_get_digest (sum, digest, &length);
  return encode (digest, length);
}

typedef struct
{
  const IgnyRun                 *run;
  const IgnySearchConsolePlaces *places;
  char                          *client;
  char                          *verifier;
  char                          *state;
  IgnyOauthLoopback             *loopback;
} Connect;

static char *
make_url (Connect *self,
          GError **error)
{
  g_autofree char *challenge = make_challenge (self->verifier);
  const char      *query[] = { "client_id",
                               self->client,
                               "redirect_uri",
                               igny_oauth_loopback_get_uri (self->loopback),
                               "response_type",
                               "code",
                               "scope",
                               IGNY_SEARCH_CONSOLE_SCOPE,
                               "code_challenge",
                               challenge,
                               "code_challenge_method",
                               "S256",
                               "state",
                               self->state,
                               "access_type",
                               "offline",
                               "prompt",
                               "consent" };
  char            *url = g_strdup (self->places->authorize);

  for (guint i = 0; url != NULL && i < G_N_ELEMENTS (query); i += 2)
    {
      g_autofree char *before = url;

      url = igny_url_add_query (before, query[i], query[i + 1], error);
    }
  return url;
}

/* The permission and the client's secret are one item of the keyring. */
static gboolean
keep (Connect    *self,
      JsonNode   *answer,
      const char *secret,
      GError    **error)
{
  JsonObject *object = igny_json_node_get_object (answer);
  const char *token = igny_json_get_string (object, "refresh_token", NULL);
  const char *scope = igny_json_get_string (object, "scope", IGNY_SEARCH_CONSOLE_SCOPE);
  g_autoptr(JsonObject) kept = json_object_new ();
  char    *text;
  gboolean ok;

  if (token == NULL || strstr (scope, IGNY_SEARCH_CONSOLE_SCOPE) == NULL)
    {
      g_set_error_literal (error, IGNY_SEARCH_CONSOLE_ERROR, IGNY_SEARCH_CONSOLE_ERROR_REFUSED,
                           _ ("access to Search Console was not ticked in the browser; connect "
                              "again, and allow it"));
      return FALSE;
    }
  json_object_set_string_member (kept, "refresh_token", token);
  json_object_set_string_member (kept, "client_secret", secret);
  text = igny_json_object_to_text (kept, FALSE);
  ok = igny_keyring_store ("gsc", igny_store_get_account_id (self->run->store), "",
                           "IGNY8: Google Search Console", text, self->run->cancellable, error);
  igny_keyring_free (text);
  return ok;
}

static gboolean
connect_with (Connect                  *self,
              const char               *secret,
              IgnySearchConsoleShowFunc show,
              gpointer                  user_data,
              GError                  **error)
{
  g_autofree char *url = make_url (self, error);
  g_autofree char *code = NULL;
  g_autoptr(JsonNode) answer = NULL;

  if (url == NULL)
    return FALSE;
  igny_run_report (self->run, IGNY_PHASE_PREP, 0, 0, 0, _ ("Waiting for the browser"));
  show (url, user_data);
  code = igny_oauth_loopback_wait (self->loopback, self->state, WAIT_SECONDS,
                                   self->run->cancellable, error);
  if (code == NULL)
    return FALSE;
  {
    const char *form[] = { "grant_type",
                           "authorization_code",
                           "code",
                           code,
                           "client_id",
                           self->client,
                           "client_secret",
                           secret,
                           "redirect_uri",
                           igny_oauth_loopback_get_uri (self->loopback),
                           "code_verifier",
                           self->verifier };

    answer = igny_search_console_ask_token (self->run, self->places, form, G_N_ELEMENTS (form),
                                            error);
  }
  return answer != NULL && keep (self, answer, secret, error);
}

gboolean
igny_search_console_connect (const IgnyRun                 *run,
                             const IgnySearchConsolePlaces *places,
                             const char                    *secret,
                             IgnySearchConsoleShowFunc      show,
                             gpointer                       user_data,
                             GError                       **error)
{
  Connect  self = { .run = run, .places = igny_search_console_get_places (places) };
  gboolean ok;

  g_return_val_if_fail (run != NULL && show != NULL, FALSE);

  self.client = igny_search_console_dup_client (run, error);
  if (self.client == NULL)
    return FALSE;
  self.verifier = make_secret (igny_store_get_env (run->store));
  self.state = make_secret (igny_store_get_env (run->store));
  self.loopback = igny_oauth_loopback_new (error);
  ok = self.loopback != NULL && connect_with (&self, secret, show, user_data, error);
  igny_oauth_loopback_free (self.loopback);
  igny_keyring_free (self.verifier);
  g_free (self.state);
  g_free (self.client);
  return ok;
}
