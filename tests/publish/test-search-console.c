/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "igny-access.h"
#include "igny-http-curl.h"
#include "igny-http.h"
#include "igny-json.h"
#include "igny-keyring.h"
#include "igny-search-console.h"
#include "igny-settings.h"
#include "igny-sites.h"
#include "igny-test-folder.h"
#include "igny-test-server.h"

/* Search Console, from the browser to the keywords, against a stand-in and with a
 * real keyring. */

#define ROWS 7

typedef struct
{
  char                   *folder;
  IgnyEnv                 env;
  IgnyStore              *store;
  IgnyRun                 run;
  IgnyScope               scope;
  IgnyTestServer         *server;
  char                   *authorize;
  char                   *token;
  char                   *api;
  IgnySearchConsolePlaces places;
  /* What the stand-in does: */
  const char *refuse;  /* a body with status 403 */
  guint       expired; /* so many answers are 401 */
  gboolean    revoked;
  gboolean    unticked;
  /* What it saw: */
  char  *challenge;
  GMutex lock;
  guint  n_queries;
  char  *last_question;
  char  *last_target;
  /* What the browser does: */
  const char *browser; /* the query that it comes back with, instead of a code */
  GThread    *thread;
  char       *page;
} Fixture;

/* --- Google --------------------------------------------------------------- */

static char *
dup_text (const IgnyTestRequest *request)
{
  gsize       size = 0;
  const char *text = request->body != NULL ? g_bytes_get_data (request->body, &size) : NULL;

  return g_strndup (text != NULL ? text : "", size);
}

/* RFC 7636: the verifier is what the challenge was made of. */
static gboolean
is_verified (Fixture    *fixture,
             const char *verifier)
{
  g_autoptr(GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *text = NULL;
  guint8           digest[32];
  gsize            length = sizeof digest;

  g_checksum_update (sum, (const guchar *) verifier, -1);
  g_checksum_get_digest (sum, digest, &length);
  text = g_base64_encode (digest, length);
  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';
  return g_strcmp0 (text, fixture->challenge) == 0;
}

static void
answer_token (Fixture               *fixture,
              const IgnyTestRequest *request,
              IgnyTestReply         *reply)
{
  g_autofree char *text = dup_text (request);
  g_autoptr(GHashTable) form =
                 g_uri_parse_params (text, -1, "&", G_URI_PARAMS_WWW_FORM, NULL);
  const char *kind = g_hash_table_lookup (form, "grant_type");

  g_assert_cmpstr (g_hash_table_lookup (form, "client_id"), ==, "client.example");
  g_assert_cmpstr (g_hash_table_lookup (form, "client_secret"), ==, "shh & quiet");
  if (fixture->revoked)
    igny_test_server_reply (reply, 400, NULL,
                            "{\"error\":\"invalid_grant\",\"error_description\":\"Revoked.\"}");
  else if (g_strcmp0 (kind, "authorization_code") == 0)
    {
      g_assert_cmpstr (g_hash_table_lookup (form, "code"), ==, "4/code");
      g_assert_true (g_str_has_prefix (g_hash_table_lookup (form, "redirect_uri"),
                                       "http://127.0.0.1:"));
      g_assert_true (is_verified (fixture, g_hash_table_lookup (form, "code_verifier")));
      igny_test_server_reply (
          reply, 200, NULL,
          fixture->unticked
              ? "{\"access_token\":\"a0\",\"refresh_token\":\"r1\",\"scope\":\"openid\"}"
              : "{\"access_token\":\"a0\",\"expires_in\":3599,\"refresh_token\":\"r1\",\"scope\":"
                "\"https://www.googleapis.com/auth/webmasters.readonly\"}");
    }
  else
    {
      g_assert_cmpstr (kind, ==, "refresh_token");
      g_assert_cmpstr (g_hash_table_lookup (form, "refresh_token"), ==, "r1");
      igny_test_server_reply (reply, 200, NULL,
                              "{\"access_token\":\"a1\",\"expires_in\":3599,\"token_type\":"
                              "\"Bearer\"}");
    }
}

static void
answer_query (Fixture               *fixture,
              const IgnyTestRequest *request,
              IgnyTestReply         *reply)
{
  g_autofree char *text = dup_text (request);
  g_autoptr(JsonNode) node = igny_json_parse (text, -1, NULL);
  g_autoptr(GString) rows = g_string_new (NULL);
  JsonObject *question = igny_json_node_get_object (node);
  gint64      start = igny_json_get_int (question, "startRow", -1);
  gint64      limit = igny_json_get_int (question, "rowLimit", -1);

  g_mutex_lock (&fixture->lock);
  fixture->n_queries++;
  g_free (fixture->last_question);
  fixture->last_question = g_strdup (text);
  g_free (fixture->last_target);
  fixture->last_target = g_strdup (request->target);
  g_mutex_unlock (&fixture->lock);
  for (gint64 i = start; i < MIN (start + limit, ROWS); i++)
    g_string_append_printf (rows,
                            "%s{\"keys\":[\"%s %d\"],\"clicks\":%d.0,\"impressions\":%d.0,"
                            "\"ctr\":0.2696,\"position\":3.743}",
                            rows->len > 0 ? "," : "", i == 1 ? "=a \\\"b\\\", c" : "boots", (int) i,
                            (int) i + 1, 100 * ((int) i + 1));
  g_string_prepend (rows, rows->len > 0 ? "{\"rows\":[" : "{\"x\":[");
  g_string_append (rows, "],\"responseAggregationType\":\"byProperty\"}");
  igny_test_server_reply (reply, 200, NULL, rows->str);
}

static void
google_cb (const IgnyTestRequest *request,
           IgnyTestReply         *reply,
           gpointer               user_data)
{
  Fixture *fixture = user_data;

  if (g_str_equal (request->target, "/token"))
    {
      answer_token (fixture, request, reply);
      return;
    }
  g_assert_cmpstr (g_hash_table_lookup (request->headers, "authorization"), ==, "Bearer a1");
  if (fixture->refuse != NULL)
    igny_test_server_reply (reply, 403, NULL, fixture->refuse);
  else if (fixture->expired > 0 && fixture->expired--)
    igny_test_server_reply (reply, 401, NULL, "{\"error\":{\"code\":401,\"message\":\"x\"}}");
  else if (g_str_equal (request->target, "/webmasters/v3/sites"))
    igny_test_server_reply (
        reply, 200, NULL,
        "{\"siteEntry\":[{\"siteUrl\":\"sc-domain:outdoor.example\",\"permissionLevel\":"
        "\"siteOwner\"},{\"siteUrl\":\"https://x.example/\",\"permissionLevel\":"
        "\"SITE_UNVERIFIED_USER\"}]}");
  else
    answer_query (fixture, request, reply);
}

/* --- the browser ---------------------------------------------------------- */

static char *
visit (const char *uri,
       const char *query)
{
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_NONE, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GSocketConnection) connection = g_socket_client_connect_to_host (
      client, "127.0.0.1", (guint16) g_uri_get_port (parsed), NULL, &error);
  g_autofree char *request =
      g_strdup_printf ("GET /%s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", query);
  g_autoptr(GString) page = g_string_new (NULL);
  char   buffer[1024];
  gssize n;

  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), request,
                             strlen (request), NULL, NULL, NULL);
  while ((n = g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), buffer,
                                   sizeof buffer, NULL, NULL)) > 0)
    g_string_append_len (page, buffer, n);
  return g_strdup (page->str);
}

static gpointer
browse (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr(GUri) uri = g_uri_parse (fixture->page, G_URI_FLAGS_NONE, NULL);
  g_autoptr(GHashTable) query =
                 g_uri_parse_params (g_uri_get_query (uri), -1, "&", G_URI_PARAMS_WWW_FORM, NULL);
  const char      *back = g_hash_table_lookup (query, "redirect_uri");
  g_autofree char *icon = visit (back, "favicon.ico");
  g_autofree char *forged = visit (back, "?code=evil&state=guessed");
  g_autofree char *answer = NULL;
  g_autofree char *page = NULL;

  g_assert_true (g_str_has_prefix (icon, "HTTP/1.1 404"));
  g_assert_true (g_str_has_prefix (forged, "HTTP/1.1 404"));
  answer = g_strdup_printf ("?%s&state=%s",
                            fixture->browser != NULL ? fixture->browser : "code=4%2Fcode",
                            (const char *) g_hash_table_lookup (query, "state"));
  page = visit (back, answer);
  g_assert_true (g_str_has_prefix (page, "HTTP/1.1 200"));
  g_assert_null (strstr (page, "4/code"));
  return NULL;
}

static void
show_cb (const char *url,
         gpointer    user_data)
{
  Fixture *fixture = user_data;
  g_autoptr(GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  g_autoptr(GHashTable) query =
                 g_uri_parse_params (g_uri_get_query (uri), -1, "&", G_URI_PARAMS_WWW_FORM, NULL);

  g_assert_cmpstr (g_hash_table_lookup (query, "client_id"), ==, "client.example");
  g_assert_cmpstr (g_hash_table_lookup (query, "response_type"), ==, "code");
  g_assert_cmpstr (g_hash_table_lookup (query, "code_challenge_method"), ==, "S256");
  g_assert_cmpstr (g_hash_table_lookup (query, "access_type"), ==, "offline");
  g_assert_cmpstr (g_hash_table_lookup (query, "scope"), ==,
                   "https://www.googleapis.com/auth/webmasters.readonly");
  g_assert_cmpuint (strlen (g_hash_table_lookup (query, "state")), ==, 43);
  g_assert_null (strstr (url, "shh"));
  g_free (fixture->challenge);
  fixture->challenge = g_strdup (g_hash_table_lookup (query, "code_challenge"));
  g_free (fixture->page);
  fixture->page = g_strdup (url);
  fixture->thread = g_thread_new ("browser", browse, fixture);
}

/* --- the fixture ---------------------------------------------------------- */

static gboolean
prepare_cb (IgnyStep     *step,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  Fixture *fixture = data;

  return igny_sites_add (step, "Outdoor", NULL, "Hiking", &fixture->scope.site,
                         &fixture->scope.sector, error) &&
         igny_settings_set (step, "gsc.client-id", "client.example", error);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  g_mutex_init (&fixture->lock);
  fixture->folder = igny_test_folder_new ();
  fixture->env.http = igny_http_curl_new (&fixture->env);
  fixture->store = igny_access_open (&fixture->env, fixture->folder, NULL, NULL, &error);
  g_assert_no_error (error);
  fixture->run.store = fixture->store;
  fixture->server = igny_test_server_new (google_cb, fixture, NULL, NULL);
  fixture->authorize = igny_test_server_make_url (fixture->server, "/auth");
  fixture->token = igny_test_server_make_url (fixture->server, "/token");
  fixture->api = igny_test_server_make_url (fixture->server, "/");
  fixture->places =
      (IgnySearchConsolePlaces){ fixture->authorize, fixture->token, fixture->api };
  if (data == NULL)
    igny_store_write (fixture->store, IGNY_STEP_DO, "Test", prepare_cb, fixture, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  igny_keyring_remove ("gsc", igny_store_get_account_id (fixture->store), "", NULL, NULL);
  igny_test_server_free (fixture->server);
  igny_store_close (fixture->store);
  g_clear_object (&fixture->store);
  g_object_unref (fixture->env.http);
  igny_test_folder_free (fixture->folder);
  g_free (fixture->authorize);
  g_free (fixture->token);
  g_free (fixture->api);
  g_free (fixture->challenge);
  g_free (fixture->last_question);
  g_free (fixture->last_target);
  g_free (fixture->page);
  g_mutex_clear (&fixture->lock);
}

static gboolean
try_connect (Fixture *fixture,
             GError **error)
{
  gboolean ok = igny_search_console_connect (&fixture->run, &fixture->places, "shh & quiet",
                                             show_cb, fixture, error);

  if (fixture->thread != NULL)
    g_thread_join (g_steal_pointer (&fixture->thread));
  return ok;
}

static IgnySearchConsole *
connect_and_open (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  IgnySearchConsole *console;

  try_connect (fixture, &error);
  g_assert_no_error (error);
  console = igny_search_console_open (&fixture->run, &fixture->places, &error);
  g_assert_no_error (error);
  return console;
}

typedef struct
{
  const char *sql;
  gint64      number;
} Question;

static gboolean
number_cb (IgnyDb       *db,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Question *question = data;

  return igny_db_get_integer (db, question->sql, NULL, &question->number, error);
}

static gint64
number (Fixture    *fixture,
        const char *sql)
{
  Question question = { sql, 0 };

  g_assert_true (igny_store_read (fixture->store, number_cb, &question, NULL, NULL));
  return question.number;
}

/* --- tests ---------------------------------------------------------------- */

static void
test_sites (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(IgnySearchConsole) console = connect_and_open (fixture);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) properties = igny_search_console_list (console, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (properties->len, ==, 1);
  g_assert_cmpstr (((IgnySearchProperty *) properties->pdata[0])->url, ==,
                   "sc-domain:outdoor.example");
}

/* Page after page, until one is not full. */
static void
test_pull (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(IgnySearchConsole) console = connect_and_open (fixture);
  IgnySearchWish wish = { "sc-domain:outdoor.example", "2026-10-01", "2026-10-28", 3 };
  g_autoptr(IgnyImportReport) report = igny_import_report_new ();
  g_autoptr(GError) error = NULL;

  fixture->expired = 1;
  igny_search_console_pull (console, &wish, &fixture->scope, report, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->added, ==, ROWS);
  g_assert_cmpint (report->rejected, ==, 0);
  g_assert_cmpuint (fixture->n_queries, ==, 3);
  g_assert_cmpstr (fixture->last_target, ==,
                   "/webmasters/v3/sites/sc-domain%3Aoutdoor.example/searchAnalytics/query");
  g_assert_nonnull (strstr (fixture->last_question, "\"startDate\":\"2026-10-01\""));
  g_assert_nonnull (strstr (fixture->last_question, "\"startRow\":6"));
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM keywords WHERE keyword = 'boots 2' AND"
                                    " clicks = 3 AND impressions = 300 AND ctr = 269600 AND"
                                    " position = 374 AND source LIKE '%Search Console%'"),
                   ==, 1);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM keywords WHERE keyword ="
                                    " '=a \"b\", c 1'"),
                   ==, 1);
  /* Again it is an update, and nothing twice. */
  igny_search_console_pull (console, &wish, &fixture->scope, report, &error);
  g_assert_no_error (error);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM keywords"), ==, ROWS);
}

static void
test_refused (Fixture      *fixture,
              gconstpointer data)
{
  static const struct
  {
    const char *body;
    gint        code;
    const char *words;
  } answers[] = {
    { "{\"error\":{\"code\":403,\"message\":\"Search Console API has not been used in project 7\","
      "\"errors\":[{\"reason\":\"accessNotConfigured\"}]}}",
      IGNY_SEARCH_CONSOLE_ERROR_REFUSED, "project 7" },
    { "{\"error\":{\"message\":\"Quota\",\"errors\":[{\"reason\":\"quotaExceeded\"}]}}",
      IGNY_SEARCH_CONSOLE_ERROR_QUOTA, "15 minutes" },
    { "<html>", IGNY_SEARCH_CONSOLE_ERROR_REFUSED, "refuses" },
  };
  g_autoptr(IgnySearchConsole) console = connect_and_open (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr(GError) error = NULL;

      fixture->refuse = answers[i].body;
      g_assert_null (igny_search_console_list (console, &error));
      g_assert_error (error, IGNY_SEARCH_CONSOLE_ERROR, answers[i].code);
      g_assert_nonnull (strstr (error->message, answers[i].words));
    }
  fixture->refuse = NULL;
  fixture->expired = 99;
  g_assert_null (igny_search_console_list (console, NULL));
}

static void
test_permission (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (igny_search_console_open (&fixture->run, &fixture->places, &error));
  g_assert_error (error, IGNY_SEARCH_CONSOLE_ERROR, IGNY_SEARCH_CONSOLE_ERROR_UNCONNECTED);
  g_clear_error (&error);
  fixture->browser = "error=access_denied";
  g_assert_false (try_connect (fixture, &error));
  g_assert_nonnull (strstr (error->message, "not allowed"));
  g_clear_error (&error);
  fixture->browser = NULL;
  fixture->unticked = TRUE;
  g_assert_false (try_connect (fixture, &error));
  g_assert_error (error, IGNY_SEARCH_CONSOLE_ERROR, IGNY_SEARCH_CONSOLE_ERROR_REFUSED);
  g_clear_error (&error);
  fixture->unticked = FALSE;
  g_assert_true (try_connect (fixture, &error));
  fixture->revoked = TRUE;
  g_assert_null (igny_search_console_open (&fixture->run, &fixture->places, &error));
  g_assert_nonnull (strstr (error->message, "connect again"));
}

static void
test_no_client (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (try_connect (fixture, &error));
  g_assert_nonnull (strstr (error->message, "gsc.client-id"));
}

/* Nothing that was allowed lies in the data folder. */
static void
test_secrets (Fixture      *fixture,
              gconstpointer data)
{
  static const char *const names[] = { "igny8.db", "igny8.db-wal" };

  igny_search_console_free (connect_and_open (fixture));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);
      g_autofree char *bytes = NULL;
      gsize            length = 0;

      g_file_get_contents (path, &bytes, &length, NULL);
      g_assert_null (g_strstr_len (bytes, (gssize) length, "shh"));
      g_assert_null (g_strstr_len (bytes, (gssize) length, "refresh_token"));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func, data) \
  g_test_add ("/publish/search-console/" name, Fixture, data, set_up, func, tear_down)
  ADD ("sites", test_sites, NULL);
  ADD ("pull", test_pull, NULL);
  ADD ("refused", test_refused, NULL);
  ADD ("permission", test_permission, NULL);
  ADD ("no-client", test_no_client, "");
  ADD ("secrets", test_secrets, NULL);

  return g_test_run ();
}
