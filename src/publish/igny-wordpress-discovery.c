/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-wordpress-discovery.h"

#include <glib/gi18n.h>
#include <string.h>

#include "igny-wordpress-scan.h"
#include "igny-wordpress-time.h"
#include "igny-wordpress-url.h"

#define ROOT_QUERY \
  "_fields=name,url,home,namespaces,authentication,gmt_offset,timezone_string"

/* Paths that only WordPress has. */
static const char *const traces[] = { "/wp-content/", "/wp-includes/", "/wp-json" };

typedef struct
{
  IgnyWordpress *self;
  GCancellable  *cancellable;
  char          *tried;
  char          *site;
  char          *link;          /* where the front page says that the root is */
  gboolean       has_wordpress; /* something in the front page is WordPress's */
} Search;

static void
search_clear (Search *search)
{
  g_free (search->tried);
  g_free (search->site);
  g_free (search->link);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

static IgnyHttpResponse *
ask_front (Search     *search,
           const char *method,
           GError    **error)
{
  g_autofree char *url = g_strconcat (search->site, "/", NULL);
  IgnyHttpRequest  request = {
     .method = method,
     .url = url,
     .limits = IGNY_HTTP_METADATA,
     .allow_http = search->self->allow_http,
     .idempotent = TRUE,
     .follow = TRUE,
     .max_attempts = 1,
  };
  IgnyHttpResponse *response = NULL;

  response = igny_http_send (search->self->env->http, &request, search->cancellable, error);
  if (response != NULL)
    search->self->elapsed_ms += response->elapsed_ms;

  return response;
}

static void
set_elsewhere (Search     *search,
               const char *target,
               GError    **error)
{
  g_autofree char *address = igny_wordpress_url_normalize (target, TRUE, NULL);
  g_autofree char *cause = NULL;

  cause = g_strdup_printf (_("the site sends its visitors to “%s”"),
                              address != NULL ? address : target);
  igny_wordpress_error_set (error, IGNY_WORDPRESS_ERROR_REDIRECT, search->tried, cause);
}

/* A redirection within the site (to a language, to a slash at the end) is the
 * site's own business; one to another place would take the password along. */
static gboolean
check_place (Search                 *search,
             const IgnyHttpResponse *response,
             GError                **error)
{
  const char *target = response->final_url;

  if (response->status >= 300 && response->status < 400 && response->redirect_url != NULL)
    target = response->redirect_url;
  if (target == NULL || igny_wordpress_url_same_origin (target, search->site))
    return TRUE;

  set_elsewhere (search, target, error);
  return FALSE;
}

static gboolean
take_link (Search  *search,
           char    *link,
           GError **error)
{
  g_autofree char *found = link;

  if (found == NULL)
    return TRUE;

  search->has_wordpress = TRUE;
  search->link = igny_wordpress_url_rebase (found, search->site);
  if (search->link == NULL)
    set_elsewhere (search, found, error);

  return search->link != NULL;
}

static gboolean
read_page (Search                 *search,
           const IgnyHttpResponse *response,
           GError                **error)
{
  gsize       length = 0;
  const char *body = g_bytes_get_data (response->body, &length);

  for (guint i = 0; i < G_N_ELEMENTS (traces); i++)
    if (length > 0 && memmem (body, length, traces[i], strlen (traces[i])) != NULL)
      search->has_wordpress = TRUE;

  return take_link (search, igny_wordpress_url_from_html (body, length), error);
}

static gboolean
read_front (Search                 *search,
            const IgnyHttpResponse *response,
            GError                **error)
{
  const char *header = igny_http_response_get_header (response, "link");

  return check_place (search, response, error) &&
         take_link (search, igny_wordpress_url_from_header (header), error) &&
         (search->link != NULL || read_page (search, response, error));
}

/* Some servers know no HEAD, or drop it; some pages are huge. Neither says
 * anything about the REST API. */
static gboolean
is_final (const GError *error)
{
  return !g_error_matches (error, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_CUT) &&
         !g_error_matches (error, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_FAILED) &&
         !g_error_matches (error, IGNY_HTTP_ERROR, IGNY_HTTP_ERROR_TOO_LARGE);
}

static gboolean
look_at_front (Search     *search,
               const char *method,
               GError    **error)
{
  g_autoptr(IgnyHttpResponse) response = NULL;
  GError *http_error = NULL;

  response = ask_front (search, method, &http_error);
  if (response != NULL)
    return read_front (search, response, error);

  if (is_final (http_error))
    {
      igny_wordpress_error_take_http (error, http_error, search->tried);
      return FALSE;
    }

  g_error_free (http_error);
  return TRUE;
}

static gboolean
is_about_login (const IgnyWordpressReply *reply)
{
  static const char *const codes[] = {
    "incorrect_password", "invalid_username", "invalid_email", "invalid_password",
    "rest_not_logged_in", "application_passwords_disabled",
    "application_passwords_disabled_for_user", NULL
  };

  return reply->status == 401 && g_strv_contains (codes, igny_wordpress_reply_get_code (reply));
}

static IgnyWordpressError
get_root_code (Search                   *search,
               const IgnyWordpressReply *reply)
{
  gboolean nothing = reply->status == 404 || reply->status == 410 || reply->status < 300;

  if (reply->json == NULL && nothing && !search->has_wordpress)
    return IGNY_WORDPRESS_ERROR_NOT_WORDPRESS;
  if (reply->status >= 300)
    return IGNY_WORDPRESS_ERROR_REST_BLOCKED;

  return reply->json != NULL ? IGNY_WORDPRESS_ERROR_NOT_WORDPRESS : IGNY_WORDPRESS_ERROR_ANSWER;
}

/* Sets the error of an answer that is not the root of a REST API. */
static void
set_root_error (Search                   *search,
                const IgnyWordpressReply *reply,
                GError                  **error)
{
  if (is_about_login (reply) || reply->status >= 500 || reply->status == 429)
    igny_wordpress_reply_check (reply, search->tried, error);
  else if (reply->status == 401 && reply->asks_login && reply->json == NULL)
    igny_wordpress_error_set (error, IGNY_WORDPRESS_ERROR_REST_BLOCKED, search->tried,
                              _("the web server wants a password of its own before WordPress"));
  else
    igny_wordpress_reply_set_error (reply, get_root_code (search, reply), search->tried, error);
}

static IgnyWordpressRoot *
try_root (Search     *search,
          const char *url,
          GError    **error)
{
  g_autoptr(IgnyWordpressReply) reply = NULL;
  IgnyWordpressRoot *root = NULL;
  IgnyWordpressCall  call = {
     .tried = search->tried, .root = url, .route = "", .query = ROOT_QUERY
  };

  reply = igny_wordpress_call (search->self, &call, search->cancellable, error);
  if (reply == NULL)
    return NULL;

  root = reply->status == 200 ? igny_wordpress_root_parse (reply->json) : NULL;
  if (root == NULL)
    {
      set_root_error (search, reply, error);
      return NULL;
    }

  search->self->root = g_strdup (url);
  return root;
}

/* Whether the API may still be somewhere else. */
static gboolean
may_be_elsewhere (const GError *error)
{
  return g_error_matches (error, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_NOT_WORDPRESS) ||
         g_error_matches (error, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_REST_BLOCKED) ||
         g_error_matches (error, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_ANSWER) ||
         g_error_matches (error, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_REDIRECT);
}

/* The first place that failed is the most telling one, unless it only was not
 * WordPress. */
static void
keep_better (GError **kept,
             GError  *error)
{
  if (*kept == NULL)
    *kept = error;
  else if (g_error_matches (*kept, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_NOT_WORDPRESS))
    {
      g_error_free (*kept);
      *kept = error;
    }
  else
    g_error_free (error);
}

/* Other kinds of sites send a visitor from an address that they do not have to
 * one that they do. */
static void
propagate_kept (Search  *search,
                GError **error,
                GError  *kept)
{
  if (!search->has_wordpress &&
      g_error_matches (kept, IGNY_WORDPRESS_ERROR, IGNY_WORDPRESS_ERROR_REDIRECT))
    {
      g_error_free (kept);
      igny_wordpress_error_set (error, IGNY_WORDPRESS_ERROR_NOT_WORDPRESS, search->tried, NULL);
    }
  else
    g_propagate_error (error, kept);
}

static IgnyWordpressRoot *
try_roots (Search  *search,
           GError **error)
{
  g_autofree char   *pretty = g_strconcat (search->site, "/wp-json/", NULL);
  g_autofree char   *plain = g_strconcat (search->site, "/?rest_route=/", NULL);
  const char        *places[] = { search->link, pretty, plain };
  IgnyWordpressRoot *root = NULL;
  GError            *kept = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (places) && root == NULL; i++)
    {
      GError *local = NULL;

      if (places[i] == NULL || (i > 0 && g_strcmp0 (places[i], search->link) == 0))
        continue;
      root = try_root (search, places[i], &local);
      if (root != NULL)
        break;
      if (!may_be_elsewhere (local))
        {
          g_clear_error (&kept);
          g_propagate_error (error, local);
          return NULL;
        }
      keep_better (&kept, local);
    }

  if (root == NULL)
    propagate_kept (search, error, kept);
  else
    g_clear_error (&kept);

  return root;
}

/* PHP writes an empty map as an empty list, so the kind of node tells. */
static JsonObject *
find_app_passwords (JsonObject *root)
{
  JsonObject *ways = igny_json_get_object (root, "authentication");

  return igny_json_get_object (ways, "application-passwords");
}

static gboolean
has_namespace (JsonObject *root,
               const char *name)
{
  JsonArray *spaces = igny_json_get_array (root, "namespaces");

  for (guint i = 0; i < igny_json_array_get_length (spaces); i++)
    if (strcmp (igny_json_array_get_string (spaces, i, ""), name) == 0)
      return TRUE;

  return FALSE;
}

/* A number, or a text with one in it: PHP writes either. */
static double
read_offset (JsonObject *root)
{
  const char *text = igny_json_get_string (root, "gmt_offset", NULL);

  return text != NULL ? g_ascii_strtod (text, NULL)
                      : igny_json_get_double (root, "gmt_offset", 0);
}

static void
read_ways (IgnyWordpressRoot *root,
           JsonObject        *object)
{
  JsonObject *way = find_app_passwords (object);
  JsonObject *ends = igny_json_get_object (way, "endpoints");
  const char *page = igny_json_get_string (ends, "authorization", NULL);

  root->app_passwords = way != NULL;
  /* It is opened in a browser, so that nothing but a web page will do. */
  if (page != NULL && (g_str_has_prefix (page, "https://") || g_str_has_prefix (page, "http://")))
    root->authorization = g_strdup (page);
}

IgnyWordpressRoot *
igny_wordpress_root_parse (JsonNode *json)
{
  JsonObject        *object = igny_json_node_get_object (json);
  IgnyWordpressRoot *root = NULL;
  const char        *name = NULL;

  if (!has_namespace (object, "wp/v2"))
    return NULL;

  name = igny_json_get_string (object, "name", "");
  root = g_new0 (IgnyWordpressRoot, 1);
  root->name = igny_wordpress_scan_to_text (name, strlen (name), 200);
  root->home = g_strdup (igny_json_get_string (object, "home",
                                               igny_json_get_string (object, "url", "")));
  root->zone = igny_wordpress_time_find_zone (igny_json_get_string (object, "timezone_string", ""),
                                              read_offset (object));
  root->has_yoast = has_namespace (object, "yoast/v1");
  root->has_rank_math = has_namespace (object, "rankmath/v1");
  read_ways (root, object);

  return root;
}

void
igny_wordpress_root_free (IgnyWordpressRoot *root)
{
  if (root == NULL)
    return;

  g_free (root->name);
  g_free (root->home);
  g_free (root->authorization);
  g_clear_pointer (&root->zone, g_time_zone_unref);
  g_free (root);
}

IgnyWordpressRoot *
igny_wordpress_discover (IgnyWordpress *self,
                         GCancellable  *cancellable,
                         GError       **error)
{
  g_auto(Search) search = { .self = self, .cancellable = cancellable };

  search.site = igny_wordpress_url_normalize (self->url, self->allow_http, error);
  if (search.site == NULL)
    return NULL;

  search.tried = g_strdup_printf (_("Connect to “%s”"), search.site);
  if (!look_at_front (&search, "HEAD", error))
    return NULL;
  if (search.link == NULL && !look_at_front (&search, "GET", error))
    return NULL;

  return try_roots (&search, error);
}
