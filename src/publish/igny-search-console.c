/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-search-console.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "igny-http.h"
#include "igny-json.h"
#include "igny-keyring.h"
#include "igny-search-console-private.h"
#include "igny-text.h"

#define MAX_PAGE 25000
/* Google has some 50,000 a day, and gives no more. */
#define MAX_ROWS 1000000
/* What is younger is not final, and the report that Google shows has 28. */
#define FINAL_DAYS 3
#define SPAN_DAYS 28

struct _IgnySearchConsole
{
  IgnyRun                        run;
  const IgnySearchConsolePlaces *places;
  char                          *client;
  char                          *access; /* secret */
};

void
igny_search_console_free (IgnySearchConsole *self)
{
  if (self == NULL)
    return;
  g_free (self->client);
  igny_keyring_free (self->access);
  g_free (self);
}

/* --- the permission ------------------------------------------------------- */

static gboolean
refresh (IgnySearchConsole *self,
         GError           **error)
{
  char *kept = igny_keyring_lookup ("gsc", igny_store_get_account_id (self->run.store), "",
                                    self->run.cancellable, error);
  g_autoptr(JsonNode) node = kept != NULL ? igny_json_parse (kept, -1, NULL) : NULL;
  JsonObject *object = igny_json_node_get_object (node);
  g_autoptr(JsonNode) answer = NULL;
  const char *form[] = { "grant_type",
                         "refresh_token",
                         "refresh_token",
                         igny_json_get_string (object, "refresh_token", NULL),
                         "client_id",
                         self->client,
                         "client_secret",
                         igny_json_get_string (object, "client_secret", NULL) };
  const char *token;

  if (kept == NULL && error != NULL && *error != NULL)
    return FALSE;
  if (form[3] != NULL)
    answer = igny_search_console_ask_token (&self->run, self->places, form, G_N_ELEMENTS (form),
                                            error);
  else
    g_set_error_literal (error, IGNY_SEARCH_CONSOLE_ERROR, IGNY_SEARCH_CONSOLE_ERROR_UNCONNECTED,
                         _ ("Search Console is not connected yet; run “igny8ctl gsc connect”"));
  igny_keyring_free (kept);
  token = igny_json_get_string (igny_json_node_get_object (answer), "access_token", NULL);
  if (answer != NULL && token == NULL)
    g_set_error_literal (error, IGNY_SEARCH_CONSOLE_ERROR, IGNY_SEARCH_CONSOLE_ERROR_FAILED,
                         _ ("Google's answer has no permission in it; try again"));
  igny_keyring_free (self->access);
  self->access = g_strdup (token);
  return token != NULL;
}

IgnySearchConsole *
igny_search_console_open (const IgnyRun                 *run,
                          const IgnySearchConsolePlaces *places,
                          GError                       **error)
{
  g_autoptr(IgnySearchConsole) self = g_new0 (IgnySearchConsole, 1);

  g_return_val_if_fail (run != NULL, NULL);

  self->run = *run;
  self->places = igny_search_console_get_places (places);
  self->client = igny_search_console_dup_client (run, error);
  if (self->client == NULL || !refresh (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* --- questions ------------------------------------------------------------ */

static void
set_api_error (GError    **error,
               JsonObject *answer,
               guint       status)
{
  JsonObject *told = igny_json_get_object (answer, "error");
  JsonObject *first = igny_json_array_get_object (igny_json_get_array (told, "errors"), 0);
  const char *reason = igny_json_get_string (first, "reason", "");
  const char *text = igny_json_get_string (told, "message", "");
  gboolean    quota = status == 429 || strstr (reason, "Exceeded") != NULL;

  if (quota)
    g_set_error (error, IGNY_SEARCH_CONSOLE_ERROR, IGNY_SEARCH_CONSOLE_ERROR_QUOTA,
                 _ ("Search Console was asked too much: %s. Wait 15 minutes, or until tomorrow"),
                    text);
  else if (status == 401)
    g_set_error_literal (error, IGNY_SEARCH_CONSOLE_ERROR, IGNY_SEARCH_CONSOLE_ERROR_UNCONNECTED,
                         _ ("Google does not accept the permission any more; connect again"));
  else if (status == 403)
    g_set_error (error, IGNY_SEARCH_CONSOLE_ERROR, IGNY_SEARCH_CONSOLE_ERROR_REFUSED,
                 _ ("Search Console refuses: %s. Use a Google account that has the property, and "
                    "turn the Search Console API on for the client"),
                    text);
  else
    g_set_error (error, IGNY_SEARCH_CONSOLE_ERROR, IGNY_SEARCH_CONSOLE_ERROR_FAILED,
                 _ ("Search Console answered with %u: %s"), status, text);
}

static IgnyHttpResponse *
send (IgnySearchConsole *self,
      const char        *url,
      GBytes            *body,
      GError           **error)
{
  g_autofree char *bearer = g_strconcat ("Bearer ", self->access, NULL);
  const char      *headers[] = { "Authorization", bearer, "Accept", "application/json", NULL };
  IgnyHttpRequest  request = {
     .method = body != NULL ? "POST" : "GET",
     .url = url,
     .headers = headers,
     .body = body,
     .content_type = body != NULL ? "application/json" : NULL,
     .limits = IGNY_HTTP_METADATA,
     .idempotent = TRUE,
     .max_attempts = 3,
  };

  return igny_http_send (igny_store_get_env (self->run.store)->http, &request,
                         self->run.cancellable, error);
}

static JsonNode *
ask (IgnySearchConsole *self,
     const char        *path,
     GBytes            *body,
     GError           **error)
{
  g_autofree char *url = g_strconcat (self->places->api, path, NULL);
  g_autoptr(IgnyHttpResponse) response = send (self, url, body, error);
  g_autoptr(JsonNode) node = NULL;
  gsize       size;
  const char *text;

  /* An hour is over soon. */
  if (response != NULL && response->status == 401 && refresh (self, NULL))
    {
      igny_http_response_free (g_steal_pointer (&response));
      response = send (self, url, body, error);
    }
  if (response == NULL)
    return NULL;
  text = g_bytes_get_data (response->body, &size);
  node = igny_json_parse (text != NULL ? text : "", (gssize) size, NULL);
  if (response->status == 200 && igny_json_node_get_object (node) != NULL)
    return g_steal_pointer (&node);
  set_api_error (error, igny_json_node_get_object (node), response->status);
  return NULL;
}

static void
property_free (gpointer data)
{
  IgnySearchProperty *property = data;

  g_free (property->url);
  g_free (property->permission);
  g_free (property);
}

/* SITE_UNVERIFIED_USER and siteUnverifiedUser. */
static gboolean
is_unverified (const char *permission)
{
  g_auto(GStrv) parts = g_strsplit (permission, "_", -1);
  g_autofree char *plain = g_strjoinv ("", parts);

  return g_ascii_strcasecmp (plain, "siteUnverifiedUser") == 0;
}

GPtrArray *
igny_search_console_list (IgnySearchConsole *self,
                          GError           **error)
{
  g_autoptr(JsonNode) answer = NULL;
  GPtrArray *properties;
  JsonArray *entries;

  g_return_val_if_fail (self != NULL, NULL);

  answer = ask (self, "webmasters/v3/sites", NULL, error);
  if (answer == NULL)
    return NULL;
  properties = g_ptr_array_new_with_free_func (property_free);
  entries = igny_json_get_array (igny_json_node_get_object (answer), "siteEntry");
  for (guint i = 0; i < igny_json_array_get_length (entries); i++)
    {
      JsonObject         *entry = igny_json_array_get_object (entries, i);
      const char         *url = igny_json_get_string (entry, "siteUrl", NULL);
      const char         *permission = igny_json_get_string (entry, "permissionLevel", "");
      IgnySearchProperty *property;

      if (url == NULL || is_unverified (permission))
        continue;
      property = g_new (IgnySearchProperty, 1);
      property->url = g_strdup (url);
      property->permission = g_strdup (permission);
      g_ptr_array_add (properties, property);
    }
  return properties;
}

/* --- queries -------------------------------------------------------------- */

static char *
dup_day (const IgnySearchConsole *self,
         int                      days_ago)
{
  gint64 now = igny_env_now_ms (igny_store_get_env (self->run.store)) / 1000;
  g_autoptr(GDateTime) today = g_date_time_new_from_unix_utc (now);
  g_autoptr(GDateTime) day = g_date_time_add_days (today, -days_ago);

  return g_date_time_format (day, "%Y-%m-%d");
}

static GBytes *
make_question (const IgnySearchConsole *self,
               const IgnySearchWish    *wish,
               gint64                   start,
               guint                    page)
{
  g_autoptr(JsonObject) object = json_object_new ();
  JsonArray       *dimensions = json_array_new ();
  g_autofree char *first = dup_day (self, FINAL_DAYS + SPAN_DAYS - 1);
  g_autofree char *last = dup_day (self, FINAL_DAYS);
  char            *text;

  json_array_add_string_element (dimensions, "query");
  json_object_set_string_member (object, "startDate", wish->first != NULL ? wish->first : first);
  json_object_set_string_member (object, "endDate", wish->last != NULL ? wish->last : last);
  json_object_set_array_member (object, "dimensions", dimensions);
  json_object_set_string_member (object, "type", "web");
  json_object_set_int_member (object, "rowLimit", page);
  json_object_set_int_member (object, "startRow", start);
  text = igny_json_object_to_text (object, FALSE);
  return g_bytes_new_take (text, strlen (text));
}

/* A line of the file that Search Console itself would give. The query is quoted, so
 * that nothing in it ends the cell. */
static void
append_row (GString    *out,
            JsonObject *row)
{
  JsonArray       *keys = igny_json_get_array (row, "keys");
  g_autofree char *query = igny_text_tidy (igny_json_array_get_string (keys, 0, ""));
  g_auto(GStrv) parts = g_strsplit (query, "\"", -1);
  g_autofree char *quoted = g_strjoinv ("\"\"", parts);
  char             ctr[G_ASCII_DTOSTR_BUF_SIZE];
  char             position[G_ASCII_DTOSTR_BUF_SIZE];

  if (*query == '\0')
    return;
  g_ascii_formatd (ctr, sizeof ctr, "%.4f", igny_json_get_double (row, "ctr", 0) * 100);
  g_ascii_formatd (position, sizeof position, "%.2f", igny_json_get_double (row, "position", 0));
  g_string_append_printf (out, "\"%s\",%.0f,%.0f,%s%%,%s\n", quoted,
                          igny_json_get_double (row, "clicks", 0),
                          igny_json_get_double (row, "impressions", 0), ctr, position);
}

static gboolean
read_pages (IgnySearchConsole    *self,
            const IgnySearchWish *wish,
            GString              *out,
            GError              **error)
{
  g_autofree char *property = g_uri_escape_string (wish->property, NULL, FALSE);
  g_autofree char *path =
      g_strdup_printf ("webmasters/v3/sites/%s/searchAnalytics/query", property);
  guint  page = wish->page != 0 ? MIN (wish->page, MAX_PAGE) : MAX_PAGE;
  guint  n = page;
  gint64 start = 0;

  while (n == page && start < MAX_ROWS)
    {
      g_autoptr(GBytes) question = make_question (self, wish, start, page);
      g_autoptr(JsonNode) answer = NULL;
      JsonArray *rows;

      igny_run_report (&self->run, IGNY_PHASE_AI_CALL, (guint) MIN (start / 100, 1000), 0, 0,
                       _ ("Reading queries: %u so far"), (guint) start);
      answer = ask (self, path, question, error);
      if (answer == NULL)
        return FALSE;
      rows = igny_json_get_array (igny_json_node_get_object (answer), "rows");
      n = MIN (igny_json_array_get_length (rows), page);
      for (guint i = 0; i < n; i++)
        append_row (out, igny_json_array_get_object (rows, i));
      start += n;
    }
  return TRUE;
}

typedef struct
{
  const IgnyScope  *scope;
  IgnyImport       *source;
  IgnyImportReport *report;
} Import;

static gboolean
import_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Import *import = data;

  return igny_keyword_import (step, import->scope, import->source, import->report, NULL, NULL,
                              cancellable, error);
}

gboolean
igny_search_console_pull (IgnySearchConsole    *self,
                          const IgnySearchWish *wish,
                          const IgnyScope      *scope,
                          IgnyImportReport     *report,
                          GError              **error)
{
  GString *text;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(IgnyImport) source = NULL;
  Import   import = { scope, NULL, report };
  gboolean ok;

  g_return_val_if_fail (self != NULL && wish != NULL && scope != NULL && report != NULL, FALSE);

  text = g_string_new ("Top queries,Clicks,Impressions,CTR,Position\n");
  ok = read_pages (self, wish, text, error);
  bytes = g_string_free_to_bytes (text);
  if (!ok)
    return FALSE;
  if (memchr (g_bytes_get_data (bytes, NULL), '"', g_bytes_get_size (bytes)) == NULL)
    {
      g_set_error_literal (error, IGNY_SEARCH_CONSOLE_ERROR, IGNY_SEARCH_CONSOLE_ERROR_FAILED,
                           _ ("Search Console has no queries for these days yet; choose others"));
      return FALSE;
    }
  source = igny_import_open_bytes (bytes, "Queries.csv", error);
  if (source == NULL)
    return FALSE;
  import.source = source;
  igny_run_report (&self->run, IGNY_PHASE_SAVE, 0, 0, 0, _ ("Saving queries"));
  ok = igny_store_write (self->run.store, IGNY_STEP_DO, "Import queries", import_cb, &import,
                         self->run.cancellable, error);
  /* It is no file that was cut at 1,000 lines. */
  report->cut_off = FALSE;
  return ok;
}
