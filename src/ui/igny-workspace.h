/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-page.h"
#include "igny-places.h"
#include "igny-runner.h"
#include "igny-window.h"

G_BEGIN_DECLS

/* A window at work on a store: it fills the window with the pages, keeps the
 * scope, and is what actions are given. Main thread.
 *
 * Signal "scope-changed". */
#define IGNY_TYPE_WORKSPACE (igny_workspace_get_type ())
G_DECLARE_FINAL_TYPE (IgnyWorkspace, igny_workspace, IGNY, WORKSPACE, GObject)

/* settings may be NULL: nothing is remembered then. The window keeps it. */
IgnyWorkspace *igny_workspace_new (IgnyWindow *window,
                                   IgnyStore  *store,
                                   GSettings  *settings);

IgnyWindow    *igny_workspace_get_window (IgnyWorkspace *self);
IgnyStore     *igny_workspace_get_store (IgnyWorkspace *self);
const IgnyEnv *igny_workspace_get_env (IgnyWorkspace *self);
IgnyRunner    *igny_workspace_get_runner (IgnyWorkspace *self);
IgnyPlaces    *igny_workspace_get_places (IgnyWorkspace *self);
/* NULL when nothing is remembered. */
GSettings *igny_workspace_get_settings (IgnyWorkspace *self);

IgnyScope igny_workspace_get_scope (IgnyWorkspace *self);
/* FALSE until the sites were read: "scope-changed" comes then. */
gboolean igny_workspace_has_scope (IgnyWorkspace *self);
void     igny_workspace_set_scope (IgnyWorkspace *self,
                                   IgnyScope      scope);
/* The scope with one sector, for actions that are done in one; those have asked
 * for it. FALSE when there is none; a person without a site was told so. */
gboolean igny_workspace_find_sector (IgnyWorkspace *self,
                                     IgnyScope     *scope);

/* Does what the action of that name does; rows (gint64) are those selected on
 * page, NULL or empty for all that is to do. */
void igny_workspace_act (IgnyWorkspace  *self,
                         const IgnyPage *page,
                         const char     *action,
                         GArray         *rows);
/* The page that is shown. */
const IgnyPage *igny_workspace_get_page (IgnyWorkspace *self);
/* Its IgnyTableView, or NULL when it has none. */
GtkWidget *igny_workspace_get_table (IgnyWorkspace *self);
/* Opens a content in the editor. */
void igny_workspace_edit (IgnyWorkspace *self,
                          gint64         content);

/* What was done in the newest step, with a button that undoes it; and with
 * another one for what may be done next (detailed). */
void igny_workspace_done (IgnyWorkspace *self,
                          const char    *title);
void igny_workspace_offer (IgnyWorkspace *self,
                           const char    *title,
                           const char    *button,
                           const char    *action);
/* What was done and cannot be undone, or was not done. */
void igny_workspace_say (IgnyWorkspace *self,
                         const char    *title);
/* What could not be done, and why. A cancelled one is only mentioned. */
void igny_workspace_fail (IgnyWorkspace *self,
                          const char    *heading,
                          const GError  *error);

G_END_DECLS
