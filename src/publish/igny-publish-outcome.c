/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-publish-outcome.h"

#include <glib/gi18n.h>

#include "igny-contents.h"

typedef struct
{
  gint64                     content;
  gint64                     post_id;
  const char                *label;
  const IgnyWordpressResult *result;
  const char                *warnings;
  const char                *failure;
} Outcome;

static gboolean
set_post_cb (IgnyStep     *step,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  Outcome *outcome = data;

  return igny_contents_set_post (step, outcome->content, outcome->post_id, error);
}

gboolean
igny_publish_outcome_save_post (IgnyStore *store,
                                gint64     content,
                                gint64     post_id,
                                GError   **error)
{
  Outcome outcome = { .content = content, .post_id = post_id };

  /* No cancellable: the post is there, so its number must be kept. */
  return igny_store_write (store, IGNY_STEP_SYSTEM, "Keep the number of a post", set_post_cb,
                           &outcome, NULL, error);
}

static gboolean
save_cb (IgnyStep     *step,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Outcome      *outcome = data;
  IgnyPublished published = { .warnings = outcome->warnings };

  published.post_id = outcome->result->post_id;
  published.status = outcome->result->status;
  published.url = outcome->result->url;
  published.modified = outcome->result->modified;
  published.public_at = outcome->result->public_at;
  igny_step_set_label (step, "%s", outcome->label);
  igny_step_set_note (step, _("The post stays on the site as it is"));
  return igny_contents_set_published (step, outcome->content, &published, error);
}

static char *
join_warnings (const IgnyWordpressResult *result)
{
  g_autoptr(GPtrArray) list = igny_publish_outcome_list_warnings (result);

  if (list->len == 0)
    return NULL;
  g_ptr_array_add (list, NULL);
  return g_strjoinv ("\n", (char **) list->pdata);
}

gboolean
igny_publish_outcome_save (IgnyStore                 *store,
                           gint64                     content,
                           const char                *label,
                           const IgnyWordpressResult *result,
                           GError                   **error)
{
  g_autofree char *warnings = join_warnings (result);
  Outcome          outcome = { .content = content, .label = label, .warnings = warnings };

  outcome.result = result;
  return igny_store_write (store, IGNY_STEP_DO, "Publish", save_cb, &outcome, NULL, error);
}

static gboolean
save_failure_cb (IgnyStep     *step,
                 gpointer      data,
                 GCancellable *cancellable,
                 GError      **error)
{
  Outcome *outcome = data;

  return igny_contents_set_failed (step, outcome->content, outcome->failure, error);
}

gboolean
igny_publish_outcome_save_failure (IgnyStore  *store,
                                   gint64      content,
                                   const char *message,
                                   GError    **error)
{
  Outcome outcome = { .content = content, .failure = message };

  return igny_store_write (store, IGNY_STEP_SYSTEM, "Note a failed publish", save_failure_cb,
                           &outcome, NULL, error);
}

/* Most sites keep none of our fields, and one sentence says so. */
GPtrArray *
igny_publish_outcome_list_warnings (const IgnyWordpressResult *result)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  guint      fields = 0;

  for (guint i = 0; i < result->warnings->len; i++)
    {
      const IgnyWordpressWarning *warning = result->warnings->pdata[i];

      if (g_str_equal (warning->field, "meta"))
        fields++;
      else
        g_ptr_array_add (list, g_strdup (warning->message));
    }
  if (fields > 0)
    g_ptr_array_add (
        list, g_strdup_printf (ngettext ("The site does not keep %u extra field; the article "
                                         "itself is complete",
                                         "The site does not keep %u extra fields; the "
                                         "article itself is complete",
                                         fields),
                               fields));
  return list;
}

gboolean
igny_publish_outcome_is_of_the_site (const GError *error)
{
  static const IgnyWordpressError codes[] = {
    IGNY_WORDPRESS_ERROR_ADDRESS,
    IGNY_WORDPRESS_ERROR_PLAIN_HTTP,
    IGNY_WORDPRESS_ERROR_NO_HOST,
    IGNY_WORDPRESS_ERROR_CONNECT,
    IGNY_WORDPRESS_ERROR_TLS,
    IGNY_WORDPRESS_ERROR_REDIRECT,
    IGNY_WORDPRESS_ERROR_REST_BLOCKED,
    IGNY_WORDPRESS_ERROR_NOT_WORDPRESS,
    IGNY_WORDPRESS_ERROR_NO_APP_PASSWORDS,
    IGNY_WORDPRESS_ERROR_LOGIN,
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, IGNY_WORDPRESS_ERROR, (int) codes[i]))
      return TRUE;
  return FALSE;
}

const char *
igny_publish_outcome_get_status (const IgnyWordpressResult *result,
                                 const char                *before)
{
  if (g_strcmp0 (result->status, "publish") == 0 || g_strcmp0 (result->status, "private") == 0)
    return "published";
  return g_strcmp0 (before, "published") == 0 ? "draft" : before;
}
