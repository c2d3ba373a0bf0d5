/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Work that goes on without a window: in a Flatpak the Background portal is asked
 * (org.freedesktop.portal.Background), elsewhere systemd has a unit of the
 * person's that the program brings along. Main thread. */

#define IGNY_BACKGROUND_UNIT "igny8-worker.service"

/* Whether this process is in a Flatpak. */
gboolean igny_background_is_sandboxed (void);

typedef enum
{
  IGNY_BACKGROUND_REFUSED,
  IGNY_BACKGROUND_ALLOWED,  /* until the person logs out */
  IGNY_BACKGROUND_AUTOSTART /* also after the next login: “igny8ctl worker” */
} IgnyBackgroundAnswer;

/* Asks the portal for both. window is the parent of its question as the portal
 * names windows, "" for none; reason is shown to the person. */
void igny_background_request_async (GDBusConnection    *bus,
                                    const char         *window,
                                    const char         *reason,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data);
/* FALSE with error when there is no portal, or the question was put aside
 * (G_IO_ERROR_CANCELLED). */
gboolean igny_background_request_finish (GAsyncResult         *result,
                                         IgnyBackgroundAnswer *answer,
                                         GError              **error);

/* The state of the unit: "enabled", "disabled" …; NULL with error where there is
 * no systemd or it does not know the unit. Full ownership. */
void  igny_background_unit_async (GDBusConnection    *bus,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);
char *igny_background_unit_finish (GAsyncResult *result,
                                   GError      **error);
/* Enables the unit for logins to come, and starts it. */
void     igny_background_enable_async (GDBusConnection    *bus,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
gboolean igny_background_enable_finish (GAsyncResult *result,
                                        GError      **error);

G_END_DECLS
