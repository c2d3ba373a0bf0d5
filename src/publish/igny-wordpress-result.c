/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-wordpress-result.h"

#include "igny-number.h"

IgnyWordpressResult *
igny_wordpress_result_new (void)
{
  IgnyWordpressResult *result = g_new0 (IgnyWordpressResult, 1);

  result->post_id = IGNY_UNKNOWN;
  result->public_at = IGNY_UNKNOWN;
  result->warnings = g_ptr_array_new_with_free_func ((GDestroyNotify) igny_wordpress_warning_free);

  return result;
}

void
igny_wordpress_result_free (IgnyWordpressResult *result)
{
  if (result == NULL)
    return;

  g_free (result->url);
  g_free (result->status);
  g_free (result->modified);
  g_ptr_array_unref (result->warnings);
  g_free (result);
}

void
igny_wordpress_warning_add (GPtrArray  *warnings,
                            const char *field,
                            const char *sent,
                            const char *got,
                            char       *message)
{
  IgnyWordpressWarning *warning = g_new0 (IgnyWordpressWarning, 1);

  g_return_if_fail (warnings != NULL);

  warning->field = g_strdup (field);
  warning->sent = g_strdup (sent);
  warning->got = g_strdup (got);
  warning->message = message;
  g_ptr_array_add (warnings, warning);
}

void
igny_wordpress_warning_free (IgnyWordpressWarning *warning)
{
  if (warning == NULL)
    return;

  g_free (warning->field);
  g_free (warning->sent);
  g_free (warning->got);
  g_free (warning->message);
  g_free (warning);
}
