/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-wordpress-terms.h"

#include <glib/gi18n.h>
#include <string.h>

#include "igny-number.h"
#include "igny-text.h"
#include "igny-wordpress-result.h"
#include "igny-wordpress-scan.h"

/* Pages of 100 that are looked through for a name. */
#define MAX_PAGES 10

typedef struct
{
  IgnyWordpress *self;
  const char    *taxonomy;
  GPtrArray     *warnings;
  GCancellable  *cancellable;
} Resolver;

static void
warn (Resolver   *resolver,
      const char *name,
      const char *cause)
{
  igny_wordpress_warning_add (resolver->warnings, resolver->taxonomy, name, "",
                              g_strdup_printf (_("“%s” was left out: %s."), name, cause));
}

/* Names come HTML-encoded; their case is WordPress's to decide. */
static gboolean
is_same_name (const char *encoded,
              const char *name)
{
  g_autofree char *text = igny_wordpress_scan_to_text (encoded, strlen (encoded), 0);
  g_autofree char *a = igny_text_normalize (text);
  g_autofree char *b = igny_text_normalize (name);

  return strcmp (a, b) == 0;
}

/* Through the list rather than a search, which does not find a name with “&”. */
static gboolean
look_up (Resolver   *resolver,
         const char *name,
         gint64     *id,
         GError    **error)
{
  g_autofree char *route = g_strconcat ("wp/v2/", resolver->taxonomy, NULL);
  g_autofree char *tried = g_strdup_printf (_("Look for “%s” on the site"), name);
  gint64           pages = 1;

  for (gint64 page = 1; page <= MIN (pages, MAX_PAGES) && *id == 0; page++)
    {
      g_autoptr(IgnyWordpressReply) reply = NULL;
      g_autofree char  *query = NULL;
      IgnyWordpressCall call = { .tried = tried, .route = route };

      query = g_strdup_printf ("per_page=100&page=%" G_GINT64_FORMAT "&_fields=id,name", page);
      call.query = query;
      reply = igny_wordpress_call_checked (resolver->self, &call, resolver->cancellable, error);
      if (reply == NULL)
        return FALSE;
      *id = igny_wordpress_terms_pick (reply->json, name);
      if (reply->total_pages != IGNY_UNKNOWN)
        pages = reply->total_pages;
    }

  return TRUE;
}

static gboolean
fall_back (Resolver   *resolver,
           const char *name,
           gint64     *id,
           GError    **error)
{
  if (!look_up (resolver, name, id, error))
    return FALSE;
  if (*id == 0)
    warn (resolver, name, _("it is not on the site, and the user may not add it"));

  return TRUE;
}

/* Adding first is the only sure way to find: WordPress then names the one it
 * has. Repeating it does no harm for the same reason. */
static gboolean
resolve_name (Resolver   *resolver,
              const char *name,
              gint64     *id,
              GError    **error)
{
  g_autoptr(IgnyWordpressReply) reply = NULL;
  g_autoptr(JsonObject) body = json_object_new ();
  g_autofree char  *route = g_strconcat ("wp/v2/", resolver->taxonomy, NULL);
  g_autofree char  *tried = g_strdup_printf (_("Add “%s” to the site"), name);
  g_autofree char  *cause = NULL;
  IgnyWordpressCall call = { .tried = tried, .route = route, .query = "_fields=id", .body = body };

  json_object_set_string_member (body, "name", name);
  reply = igny_wordpress_call (resolver->self, &call, resolver->cancellable, error);
  if (reply == NULL)
    return FALSE;

  *id = igny_wordpress_terms_parse (reply->json);
  if (*id > 0)
    return TRUE;
  if (reply->status == 403 && reply->json != NULL)
    return fall_back (resolver, name, id, error);
  if (reply->status == 400)
    {
      cause = igny_wordpress_reply_describe (reply);
      warn (resolver, name, cause);
      return TRUE;
    }
  if (igny_wordpress_reply_check (reply, tried, error))
    igny_wordpress_error_set (error, IGNY_WORDPRESS_ERROR_ANSWER, tried, NULL);

  return FALSE;
}

static void
add_once (GArray *ids,
          gint64  id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return;

  g_array_append_val (ids, id);
}

gboolean
igny_wordpress_terms_resolve (IgnyWordpress     *self,
                              const char        *taxonomy,
                              const char *const *names,
                              GArray            *ids,
                              GPtrArray         *warnings,
                              GCancellable      *cancellable,
                              GError           **error)
{
  Resolver resolver = { self, taxonomy, warnings, cancellable };

  g_return_val_if_fail (self != NULL && taxonomy != NULL && ids != NULL, FALSE);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *name = igny_text_tidy (names[i]);
      gint64           id = 0;

      if (name[0] == '\0')
        continue;
      if (!resolve_name (&resolver, name, &id, error))
        return FALSE;
      if (id > 0)
        add_once (ids, id);
    }

  return TRUE;
}

gint64
igny_wordpress_terms_parse (JsonNode *json)
{
  JsonObject *object = igny_json_node_get_object (json);
  JsonObject *data = igny_json_get_object (object, "data");
  JsonArray  *more = igny_json_get_array (object, "additional_data");
  gint64      id = igny_json_get_int (object, "id", 0);

  if (strcmp (igny_json_get_string (object, "code", ""), "term_exists") == 0)
    {
      id = igny_json_get_int (data, "term_id", 0);
      if (id <= 0)
        id = igny_json_node_get_int (igny_json_array_get_node (more, 0), 0);
    }

  return MAX (id, 0);
}

gint64
igny_wordpress_terms_pick (JsonNode   *json,
                           const char *name)
{
  JsonArray *list = igny_json_node_get_array (json);

  g_return_val_if_fail (name != NULL, 0);

  for (guint i = 0; i < igny_json_array_get_length (list); i++)
    {
      JsonObject *term = igny_json_array_get_object (list, i);

      if (is_same_name (igny_json_get_string (term, "name", ""), name))
        return MAX (igny_json_get_int (term, "id", 0), 0);
    }

  return 0;
}
