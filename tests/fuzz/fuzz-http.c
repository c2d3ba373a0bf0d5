/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-number.h"
#include "igny-retry.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

/* What a server says in headers and in an error's body, as far as it decides
 * about another attempt: lines "name: value", an empty one, the body. */
static const char *
add_headers (IgnyHttpResponse *response,
             char             *text)
{
  char *end;

  for (char *line = text; line != NULL && *line != '\0'; line = end)
    {
      char *colon;

      end = strchr (line, '\n');
      if (end != NULL)
        *end++ = '\0';
      colon = strchr (line, ':');
      if (colon == NULL)
        return end;
      *colon = '\0';
      igny_http_response_add_header (response, line, colon + 1);
    }
  return NULL;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (IgnyHttpResponse) response = igny_http_response_new (429);
  const char   *body = add_headers (response, text);
  IgnyRetryCase what = { .status = 429, .idempotent = TRUE, .attempts = 1 };
  gint64        delay;

  if (body != NULL)
    {
      g_bytes_unref (response->body);
      response->body = g_bytes_new_static (body, strlen (body));
    }
  what.after_ms = igny_retry_get_after_ms (response, 1700000000000);
  what.forbidden = igny_retry_is_forbidden (response);
  g_assert (what.after_ms == IGNY_UNKNOWN || what.after_ms >= 0);
  delay = igny_retry_get_delay_ms (igny_env_get_system (), &what);
  g_assert (delay == IGNY_RETRY_NO || (delay >= 0 && delay <= 660000));
  return 0;
}
