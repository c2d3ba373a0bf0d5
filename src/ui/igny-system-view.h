/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "igny-entity.h"

G_BEGIN_DECLS

/* The System template: how each part is doing, and the log. */
#define IGNY_TYPE_SYSTEM_VIEW (igny_system_view_get_type ())
G_DECLARE_FINAL_TYPE (IgnySystemView, igny_system_view, IGNY, SYSTEM_VIEW, GtkWidget)

GtkWidget *igny_system_view_new (void);
/* Puts or changes a status card. words explain; label and action (detailed) are
 * the button that mends it, or NULL. Tone: success, warning or error. */
void igny_system_view_set_status (IgnySystemView *self,
                                  const char     *id,
                                  const char     *title,
                                  const char     *words,
                                  IgnyTone        tone,
                                  const char     *label,
                                  const char     *action);
/* Puts a group of rows behind those that are there, and before jobs and log. */
void igny_system_view_add_group (IgnySystemView      *self,
                                 AdwPreferencesGroup *group);
void igny_system_view_clear_jobs (IgnySystemView *self);
/* As add_log, in a list of its own, which is hidden while it is empty. */
void igny_system_view_add_job (IgnySystemView *self,
                               const char     *title,
                               const char     *summary,
                               const char     *state,
                               IgnyTone        tone);
void igny_system_view_clear_log (IgnySystemView *self);
/* state is a short word for the pill; detail unfolds and may be long. */
void igny_system_view_add_log (IgnySystemView *self,
                               const char     *title,
                               const char     *summary,
                               const char     *state,
                               IgnyTone        tone,
                               const char     *detail);

G_END_DECLS
