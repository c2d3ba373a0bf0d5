/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-publish-gate.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const passing[] = { "draft", "review", "approved", "published", NULL };
static const char *const public[] = { "approved", "published", NULL };

G_DEFINE_QUARK (igny_publish_gate_error, igny_publish_gate_error)

static gboolean
is_blank (const char *text)
{
  return text == NULL || text[strspn (text, " \t\r\n")] == '\0';
}

static gboolean
refuse (GError             **error,
        IgnyPublishGateError code,
        const char          *message)
{
  g_set_error_literal (error, IGNY_PUBLISH_GATE_ERROR, (int) code, message);
  return FALSE;
}

gboolean
igny_publish_gate_check (const char *url,
                         const char *user,
                         gboolean    has_password,
                         const char *status,
                         GError    **error)
{
  if (is_blank (url))
    return refuse (error, IGNY_PUBLISH_GATE_ERROR_URL,
                   _("Publish: the site has no WordPress address. Enter it in its settings."));
  if (is_blank (user))
    return refuse (error, IGNY_PUBLISH_GATE_ERROR_CREDENTIALS,
                   _("Publish: no WordPress user is set. Enter one in the site’s settings."));
  if (!has_password)
    return refuse (error, IGNY_PUBLISH_GATE_ERROR_CREDENTIALS,
                   _("Publish: the application password is missing on this computer. "
                     "Enter it in the site’s settings."));
  if (status == NULL || !g_strv_contains (passing, status))
    return refuse (error, IGNY_PUBLISH_GATE_ERROR_STATUS,
                   _("Publish: only drafts, content in review, approved or published content can "
                     "be sent. Finish writing it first."));

  return TRUE;
}

gboolean
igny_publish_gate_is_public (const char *status)
{
  return status != NULL && g_strv_contains (public, status);
}
