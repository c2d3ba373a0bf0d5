/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-http-link.h"

#define MAX_WAIT_MS 1000
#define MAX_CONNECTIONS 4L

IgnyHttpLink *
igny_http_link_new (void)
{
  IgnyHttpLink *link = g_new0 (IgnyHttpLink, 1);

  link->multi = curl_multi_init ();
  link->easy = curl_easy_init ();
  if (link->multi == NULL || link->easy == NULL)
    g_error ("make HTTP handle: out of memory");
  curl_multi_setopt (link->multi, CURLMOPT_MAXCONNECTS, MAX_CONNECTIONS);
  return link;
}

void
igny_http_link_free (IgnyHttpLink *link)
{
  if (link == NULL)
    return;
  curl_easy_cleanup (link->easy);
  curl_multi_cleanup (link->multi);
  g_free (link);
}

static void
cancelled_cb (GCancellable *cancellable,
              CURLM        *multi)
{
  curl_multi_wakeup (multi);
}

static gboolean
find_result (IgnyHttpLink *link,
             CURLcode     *result)
{
  int      left = 0;
  CURLMsg *message;

  for (message = curl_multi_info_read (link->multi, &left); message != NULL;
       message = curl_multi_info_read (link->multi, &left))
    {
      if (message->msg == CURLMSG_DONE && message->easy_handle == link->easy)
        {
          *result = message->data.result;
          return TRUE;
        }
    }
  return FALSE;
}

static CURLcode
pump (IgnyHttpLink     *link,
      GCancellable     *cancellable,
      IgnyHttpLinkWatch watch,
      gpointer          user_data)
{
  for (;;)
    {
      int      running = 0;
      CURLcode result = CURLE_OK;
      gint64   wait;

      if (curl_multi_perform (link->multi, &running) != CURLM_OK)
        return CURLE_FAILED_INIT;
      if (find_result (link, &result))
        return result;
      wait = watch (user_data);
      if (wait < 0 || g_cancellable_is_cancelled (cancellable))
        return CURLE_ABORTED_BY_CALLBACK;
      if (curl_multi_poll (link->multi, NULL, 0, (int) CLAMP (wait, 1, MAX_WAIT_MS), NULL) !=
          CURLM_OK)
        return CURLE_FAILED_INIT;
      if (link->gather_ms > 0)
        g_usleep (link->gather_ms * 1000);
    }
}

CURLcode
igny_http_link_perform (IgnyHttpLink     *link,
                        GCancellable     *cancellable,
                        IgnyHttpLinkWatch watch,
                        gpointer          user_data)
{
  CURLcode result;
  gulong   handler = 0;

  g_return_val_if_fail (link != NULL && watch != NULL, CURLE_FAILED_INIT);

  if (curl_multi_add_handle (link->multi, link->easy) != CURLM_OK)
    return CURLE_FAILED_INIT;
  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), link->multi, NULL);

  link->gather_ms = 0;
  result = pump (link, cancellable, watch, user_data);

  if (cancellable != NULL)
    g_cancellable_disconnect (cancellable, handler);
  curl_multi_remove_handle (link->multi, link->easy);
  return result;
}
