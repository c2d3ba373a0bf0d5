/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What has to be true before anything is sent. Pure; any thread. */

typedef enum
{
  IGNY_PUBLISH_GATE_ERROR_URL,         /* the site has no address */
  IGNY_PUBLISH_GATE_ERROR_CREDENTIALS, /* no user name or no application password */
  IGNY_PUBLISH_GATE_ERROR_STATUS,      /* the content is not in a state to be published */
} IgnyPublishGateError;

#define IGNY_PUBLISH_GATE_ERROR (igny_publish_gate_error_quark ())

GQuark igny_publish_gate_error_quark (void);

/* Checked in this order. url, user and status may be NULL; status is the
 * content's stored word: draft, review, approved and published (again, as an
 * update) pass. */
gboolean igny_publish_gate_check (const char *url,
                                  const char *user,
                                  gboolean    has_password,
                                  const char *status,
                                  GError    **error);

/* Whether a content of that status is sent to be public unless the person
 * chooses otherwise: approved and published are, the others go as drafts. */
gboolean igny_publish_gate_is_public (const char *status);

G_END_DECLS
