/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-site.h"

#include <string.h>

#include "igny-json.h"

#define SITE "https://example.com"

static JsonNode *
wrap (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return node;
}

static IgnyHttpResponse *
answer_text (FakeSite   *site,
             guint       status,
             const char *text)
{
  IgnyHttpResponse *response = igny_http_response_new (status);
  g_autofree char  *full = NULL;

  full = g_strconcat (site->before != NULL ? site->before : "", text, NULL);
  g_clear_pointer (&response->body, g_bytes_unref);
  response->body = g_bytes_new (full, strlen (full));
  response->elapsed_ms = 7;
  return response;
}

static IgnyHttpResponse *
answer (FakeSite *site,
        guint     status,
        JsonNode *node)
{
  g_autofree char *text = igny_json_to_text (node, FALSE);

  json_node_unref (node);
  return answer_text (site, status, text);
}

static IgnyHttpResponse *
refuse (FakeSite   *site,
        guint       status,
        const char *code)
{
  JsonObject *object = json_object_new ();
  JsonObject *data = json_object_new ();

  json_object_set_string_member (object, "code", code);
  json_object_set_string_member (object, "message", "You are not <b>allowed</b> to do that.");
  json_object_set_int_member (data, "status", status);
  json_object_set_object_member (object, "data", data);
  return answer (site, status, wrap (object));
}

static void
set_raw (JsonObject *post,
         const char *name,
         const char *text)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "raw", text);
  json_object_set_object_member (post, name, object);
}

static char *
filter (FakeSite   *site,
        const char *text)
{
  g_autoptr(GString) out = g_string_new (text);

  if (site->filters)
    {
      g_string_replace (out, "<script>", "", 0);
      g_string_replace (out, "</script>", "", 0);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
take_field (FakeSite   *site,
            JsonObject *post,
            const char *name,
            JsonNode   *value)
{
  const char *text = igny_json_node_get_string (value, NULL);

  if (strcmp (name, "title") == 0 || strcmp (name, "content") == 0 || strcmp (name, "excerpt") == 0)
    {
      g_autofree char *kept = filter (site, text);

      set_raw (post, name, kept);
    }
  else if (strcmp (name, "slug") == 0 && g_strcmp0 (text, site->slug_taken) == 0)
    {
      g_autofree char *other = g_strconcat (text, "-2", NULL);

      json_object_set_string_member (post, name, other);
    }
  else if (strcmp (name, "status") == 0 && site->schedules && g_strcmp0 (text, "publish") == 0)
    json_object_set_string_member (post, name, "future");
  else if (!site->drops_terms || json_node_get_node_type (value) != JSON_NODE_ARRAY)
    json_object_set_member (post, name, json_node_copy (value));
}

static void
take_meta (FakeSite   *site,
           JsonObject *post,
           JsonObject *sent)
{
  g_autoptr(GList) names = sent != NULL ? json_object_get_members (sent) : NULL;

  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonObject *kept = igny_json_get_object (post, "meta");

      if (site->meta_keys == NULL || !g_strv_contains (site->meta_keys, l->data))
        continue;
      if (kept == NULL)
        {
          kept = json_object_new ();
          json_object_set_object_member (post, "meta", kept);
        }
      json_object_set_member (kept, l->data,
                              json_node_copy (json_object_get_member (sent, l->data)));
    }
}

static void
take_fields (FakeSite   *site,
             JsonObject *post,
             JsonObject *sent)
{
  g_autoptr(GList) names = json_object_get_members (sent);
  g_autofree char *now = NULL;

  for (GList *l = names; l != NULL; l = l->next)
    if (strcmp (l->data, "meta") != 0)
      take_field (site, post, l->data, json_object_get_member (sent, l->data));
  take_meta (site, post, igny_json_get_object (sent, "meta"));

  now = g_strdup_printf ("2026-01-01T00:%02u:00", igny_http_tape_get_n_requests (site->tape));
  json_object_set_string_member (post, "modified_gmt", now);
}

static JsonObject *
add_post (FakeSite   *site,
          JsonObject *sent)
{
  JsonObject      *post = json_object_new ();
  gint64           id = ++site->made;
  g_autofree char *link = g_strdup_printf (SITE "/?p=%" G_GINT64_FORMAT, id);

  json_object_set_int_member (post, "id", id);
  json_object_set_string_member (post, "status", "draft");
  json_object_set_string_member (post, "slug", "");
  json_object_set_string_member (post, "link", link);
  set_raw (post, "title", "");
  set_raw (post, "content", "");
  set_raw (post, "excerpt", "");
  json_object_set_array_member (post, "categories", json_array_new ());
  json_object_set_array_member (post, "tags", json_array_new ());
  json_object_set_array_member (post, "meta", json_array_new ());
  take_fields (site, post, sent);
  g_ptr_array_add (site->posts, post);
  return post;
}

static gboolean
matches (JsonObject *post,
         const char *url)
{
  const char      *slug = strstr (url, "slug=");
  const char      *search = strstr (url, "search=");
  const char      *value = slug != NULL ? slug + 5 : search + 7;
  g_autofree char *escaped = g_strndup (value, strcspn (value, "&"));
  g_autofree char *wanted = g_uri_unescape_string (escaped, NULL);
  const char      *content = NULL;

  if (strcmp (json_object_get_string_member (post, "status"), "trash") == 0)
    return FALSE;
  if (slug != NULL)
    return strcmp (json_object_get_string_member (post, "slug"), wanted) == 0;
  content = igny_json_get_string (igny_json_get_object (post, "content"), "raw", "");
  return strstr (content, wanted) != NULL;
}

static IgnyHttpResponse *
list_posts (FakeSite   *site,
            const char *url)
{
  JsonNode  *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < site->posts->len; i++)
    if (matches (site->posts->pdata[i], url))
      json_array_add_object_element (list, json_object_ref (site->posts->pdata[i]));
  json_node_take_array (node, list);
  return answer (site, 200, node);
}

static gint64
find_term (GPtrArray  *terms,
           const char *name)
{
  for (guint i = 0; i < terms->len; i++)
    if (g_ascii_strcasecmp (terms->pdata[i], name) == 0)
      return i + 1;
  return 0;
}

static IgnyHttpResponse *
list_terms (FakeSite  *site,
            GPtrArray *terms)
{
  JsonNode         *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray        *list = json_array_new ();
  IgnyHttpResponse *response = NULL;

  for (guint i = 0; i < terms->len; i++)
    {
      JsonObject      *term = json_object_new ();
      g_autofree char *encoded = g_markup_escape_text (terms->pdata[i], -1);

      json_object_set_int_member (term, "id", i + 1);
      json_object_set_string_member (term, "name", encoded);
      json_array_add_object_element (list, term);
    }
  json_node_take_array (node, list);
  response = answer (site, 200, node);
  igny_http_response_add_header (response, "X-WP-TotalPages", "1");
  return response;
}

static IgnyHttpResponse *
add_term (FakeSite   *site,
          GPtrArray  *terms,
          JsonObject *sent)
{
  const char *name = json_object_get_string_member (sent, "name");
  gint64      id = find_term (terms, name);
  JsonObject *object = json_object_new ();

  if (terms == site->categories && site->no_new_category)
    {
      json_object_unref (object);
      return refuse (site, 403, "rest_cannot_create");
    }
  if (id > 0)
    {
      JsonObject *data = json_object_new ();

      json_object_set_string_member (object, "code", "term_exists");
      json_object_set_int_member (data, "term_id", id);
      json_object_set_object_member (object, "data", data);
      return answer (site, 400, wrap (object));
    }

  g_ptr_array_add (terms, g_strdup (name));
  json_object_set_int_member (object, "id", terms->len);
  return answer (site, 201, wrap (object));
}

static IgnyHttpResponse *
serve_terms (FakeSite   *site,
             GPtrArray  *terms,
             JsonObject *sent)
{
  return sent != NULL ? add_term (site, terms, sent) : list_terms (site, terms);
}

static IgnyHttpResponse *
serve_post (FakeSite   *site,
            gint64      id,
            JsonObject *sent)
{
  JsonObject *post = fake_site_get_post (site, id);
  JsonObject *meta = igny_json_get_object (sent, "meta");

  if (post == NULL)
    return refuse (site, 404, "rest_post_invalid_id");
  if (meta != NULL && site->meta_forbidden != NULL &&
      json_object_has_member (meta, site->meta_forbidden))
    return refuse (site, 403, "rest_cannot_update");
  if (sent != NULL)
    take_fields (site, post, sent);
  return answer (site, 200, wrap (json_object_ref (post)));
}

static IgnyHttpResponse *
serve_posts (FakeSite   *site,
             const char *url,
             JsonObject *sent)
{
  if (sent == NULL)
    return list_posts (site, url);
  return answer (site, 201, wrap (json_object_ref (add_post (site, sent))));
}

static IgnyHttpResponse *
serve_me (FakeSite                  *site,
          const IgnyHttpTapeRequest *request)
{
  g_autofree char *text = NULL;

  if (g_strcmp0 (request->password, site->password) != 0)
    return refuse (site, 401, "rest_not_logged_in");
  text = g_strdup_printf ("{\"id\":3,\"name\":\"Ann Author\",\"roles\":[\"author\"],"
                          "\"capabilities\":%s}",
                          site->capabilities);
  return answer_text (site, 200, text);
}

static IgnyHttpResponse *
serve_root (FakeSite *site)
{
  g_autofree char *text = NULL;

  text = g_strdup_printf ("{\"name\":\"Tom &amp; Co\",\"url\":\"" SITE "\",\"home\":\"" SITE "\","
                          "\"namespaces\":[\"oembed/1.0\",\"wp/v2\"],\"authentication\":%s}",
                          site->authentication);
  return answer_text (site, 200, text);
}

static IgnyHttpResponse *
serve_front (FakeSite *site)
{
  IgnyHttpResponse *response = answer_text (site, 200, site->front);
  const char       *link = site->link;

  if (link == NULL)
    link = site->plain ? "<" SITE "/index.php?rest_route=/>; rel=\"https://api.w.org/\""
                       : "<" SITE "/wp-json/>; rel=\"https://api.w.org/\"";
  if (link[0] != '\0')
    igny_http_response_add_header (response, "Link", link);
  response->final_url = g_strdup (SITE "/");
  return response;
}

/* The route in an address of either kind, up to the parameters. */
static char *
get_route (FakeSite   *site,
           const char *url)
{
  const char *at = strstr (url, site->plain ? "rest_route=" : "/wp-json");

  if (at == NULL)
    return NULL;
  at += strlen (site->plain ? "rest_route=" : "/wp-json");
  return g_strndup (at, strcspn (at, "?&"));
}

static IgnyHttpResponse *
serve (FakeSite                  *site,
       const IgnyHttpTapeRequest *request)
{
  g_autofree char *route = get_route (site, request->url);
  g_autoptr(JsonNode) body = NULL;
  JsonObject *sent = NULL;

  if (request->body != NULL)
    body = igny_json_parse (igny_http_tape_request_get_text (request), -1, NULL);
  sent = igny_json_node_get_object (body);
  if (strcmp (request->url, SITE "/") == 0)
    return serve_front (site);
  if (route == NULL)
    return answer_text (site, 404, "<!doctype html><html><title>Not Found</title></html>");
  if (strcmp (route, "/") == 0)
    return serve_root (site);
  if (strcmp (route, "/wp/v2/users/me") == 0)
    return serve_me (site, request);
  if (strcmp (route, "/wp/v2/categories") == 0)
    return serve_terms (site, site->categories, sent);
  if (strcmp (route, "/wp/v2/tags") == 0)
    return serve_terms (site, site->tags, sent);
  if (strcmp (route, "/wp/v2/posts") == 0)
    return serve_posts (site, request->url, sent);
  if (g_str_has_prefix (route, "/wp/v2/posts/"))
    return serve_post (site, g_ascii_strtoll (route + strlen ("/wp/v2/posts/"), NULL, 10), sent);
  return refuse (site, 404, "rest_no_route");
}

static FakeFault *
find_fault (FakeSite                  *site,
            const IgnyHttpTapeRequest *request)
{
  for (guint i = 0; i < site->faults->len; i++)
    {
      FakeFault *fault = &g_array_index (site->faults, FakeFault, i);

      if (fault->count == 0 || strcmp (fault->method, request->method) != 0 ||
          strstr (request->url, fault->part) == NULL)
        continue;
      fault->count--;
      return fault;
    }
  return NULL;
}

static IgnyHttpResponse *
answer_cb (const IgnyHttpTapeRequest *request,
           gpointer                   user_data,
           GError                   **error)
{
  FakeSite         *site = user_data;
  FakeFault        *fault = find_fault (site, request);
  IgnyHttpResponse *response = NULL;

  if (fault == NULL || fault->kind == FAKE_LOSE || fault->kind == FAKE_REPLACE)
    response = serve (site, request);
  if (fault == NULL)
    return response;

  g_clear_pointer (&response, igny_http_response_free);
  if (fault->kind == FAKE_LOSE || fault->kind == FAKE_FAIL)
    {
      g_set_error (error, IGNY_HTTP_ERROR, (int) fault->code, "the transfer: it failed on purpose");
      return NULL;
    }
  response = answer_text (site, fault->status, fault->body != NULL ? fault->body : "");
  for (guint i = 0; fault->headers[i] != NULL; i += 2)
    igny_http_response_add_header (response, fault->headers[i], fault->headers[i + 1]);
  response->final_url = g_strdup (request->url);
  if (fault->status / 100 == 3)
    response->redirect_url = g_strdup (igny_http_response_get_header (response, "location"));
  return response;
}

static gint64
get_now (gpointer user_data)
{
  return G_GINT64_CONSTANT (1790000000000);
}

static gboolean
count_sleep (gint64        milliseconds,
             GCancellable *cancellable,
             gpointer      user_data)
{
  FakeSite *site = user_data;

  site->slept_ms += milliseconds;
  return TRUE;
}

FakeSite *
fake_site_new (void)
{
  FakeSite *site = g_new0 (FakeSite, 1);

  site->tape = igny_http_tape_new ();
  igny_http_tape_set_func (site->tape, answer_cb, site);
  site->env.now_ms = get_now;
  site->env.sleep_ms = count_sleep;
  site->env.http = IGNY_HTTP (site->tape);
  site->env.user_data = site;
  site->posts = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  site->categories = g_ptr_array_new_with_free_func (g_free);
  site->tags = g_ptr_array_new_with_free_func (g_free);
  site->faults = g_array_new (FALSE, FALSE, sizeof (FakeFault));
  site->front = "<html><title>Front</title></html>";
  site->authentication = "{\"application-passwords\":{\"endpoints\":{\"authorization\":\"x\"}}}";
  site->password = "right";
  site->capabilities = "{\"edit_posts\":true,\"publish_posts\":true,\"upload_files\":true}";
  return site;
}

void
fake_site_free (FakeSite *site)
{
  if (site == NULL)
    return;

  g_object_unref (site->tape);
  g_ptr_array_unref (site->posts);
  g_ptr_array_unref (site->categories);
  g_ptr_array_unref (site->tags);
  g_array_unref (site->faults);
  g_free (site);
}

void
fake_site_add_fault (FakeSite        *site,
                     const FakeFault *fault)
{
  g_array_append_vals (site->faults, fault, 1);
}

guint
fake_site_count (FakeSite   *site,
                 const char *method,
                 const char *part)
{
  guint n = 0;

  for (guint i = 0; i < igny_http_tape_get_n_requests (site->tape); i++)
    {
      const IgnyHttpTapeRequest *request = igny_http_tape_get_request (site->tape, i);

      if (strcmp (request->method, method) == 0 && strstr (request->url, part) != NULL)
        n++;
    }
  return n;
}

JsonObject *
fake_site_get_post (FakeSite *site,
                    gint64    id)
{
  for (guint i = 0; i < site->posts->len; i++)
    if (json_object_get_int_member (site->posts->pdata[i], "id") == id)
      return site->posts->pdata[i];
  return NULL;
}

const char *
fake_site_get_raw (FakeSite   *site,
                   gint64      id,
                   const char *field)
{
  JsonObject *post = fake_site_get_post (site, id);

  return igny_json_get_string (igny_json_get_object (post, field), "raw", "");
}
