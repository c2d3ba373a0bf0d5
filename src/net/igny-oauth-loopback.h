/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where the browser comes back to after a person allowed access (RFC 8252, 7.3): a
 * free port of 127.0.0.1 that hears nothing but one answer. Worker threads. */
typedef struct _IgnyOauthLoopback IgnyOauthLoopback;

typedef enum
{
  IGNY_OAUTH_ERROR_DENIED, /* the person said no */
  IGNY_OAUTH_ERROR_FAILED,
} IgnyOauthError;

#define IGNY_OAUTH_ERROR (igny_oauth_error_quark ())

GQuark igny_oauth_error_quark (void);

IgnyOauthLoopback *igny_oauth_loopback_new (GError **error);
void               igny_oauth_loopback_free (IgnyOauthLoopback *self);

/* "http://127.0.0.1:PORT/", borrowed. */
const char *igny_oauth_loopback_get_uri (IgnyOauthLoopback *self);
/* Waits until the browser brings the code that belongs to state, for that many
 * seconds between two visitors at the most. Free. */
char *igny_oauth_loopback_wait (IgnyOauthLoopback *self,
                                const char        *state,
                                guint              seconds,
                                GCancellable      *cancellable,
                                GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyOauthLoopback, igny_oauth_loopback_free)

G_END_DECLS
