/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-workspace.h"

G_BEGIN_DECLS

/* What the pages' actions do, by name. rows (gint64) is never NULL; empty
 * stands for all that is to do. page is where it was asked for. */
typedef void (*IgnyActionFunc) (IgnyWorkspace  *workspace,
                                const IgnyPage *page,
                                GArray         *rows);

/* NULL when there is none of that name. *one_sector, when wanted, tells whether
 * it is done in one sector, which has to be chosen before. */
IgnyActionFunc igny_actions_find (const char *id,
                                  gboolean   *one_sector);

/* Records of entity among rows: none when page lists something else. A copy;
 * *data is NULL when there are none. */
GArray *igny_actions_take_rows (const IgnyPage   *page,
                                const IgnyEntity *entity,
                                GArray           *rows);

/* igny-action-plan.c */
void igny_action_cluster (IgnyWorkspace  *workspace,
                          const IgnyPage *page,
                          GArray         *rows);
void igny_action_ideas (IgnyWorkspace  *workspace,
                        const IgnyPage *page,
                        GArray         *rows);
void igny_action_tasks (IgnyWorkspace  *workspace,
                        const IgnyPage *page,
                        GArray         *rows);
void igny_action_write (IgnyWorkspace  *workspace,
                        const IgnyPage *page,
                        GArray         *rows);
void igny_action_images (IgnyWorkspace  *workspace,
                         const IgnyPage *page,
                         GArray         *rows);
/* igny-action-optimize.c */
void igny_action_optimize (IgnyWorkspace  *workspace,
                           const IgnyPage *page,
                           GArray         *rows);
/* Adds win.optimize: the same for the article in the editor. */
void igny_action_optimize_connect (IgnyWorkspace *workspace);
/* igny-action-editor.c: adds what the editor can do with the open article to the
 * window, for the palette. */
void igny_action_editor_connect (IgnyWorkspace *workspace);
/* igny-action-clusters.c */
void igny_action_merge (IgnyWorkspace  *workspace,
                        const IgnyPage *page,
                        GArray         *rows);
void igny_action_split (IgnyWorkspace  *workspace,
                        const IgnyPage *page,
                        GArray         *rows);
void igny_action_recluster (IgnyWorkspace  *workspace,
                            const IgnyPage *page,
                            GArray         *rows);
/* igny-action-publish.c */
void igny_action_publish (IgnyWorkspace  *workspace,
                          const IgnyPage *page,
                          GArray         *rows);
/* igny-action-edit.c */
/* Sets the status of rows to a word of it, as one step. */
void igny_action_set_status (IgnyWorkspace  *workspace,
                             const IgnyPage *page,
                             GArray         *rows,
                             const char     *word);
void igny_action_add (IgnyWorkspace  *workspace,
                      const IgnyPage *page,
                      GArray         *rows);
void igny_action_edit (IgnyWorkspace  *workspace,
                       const IgnyPage *page,
                       GArray         *rows);
void igny_action_open (IgnyWorkspace  *workspace,
                       const IgnyPage *page,
                       GArray         *rows);
void igny_action_delete (IgnyWorkspace  *workspace,
                         const IgnyPage *page,
                         GArray         *rows);
void igny_action_status (IgnyWorkspace  *workspace,
                         const IgnyPage *page,
                         GArray         *rows);
/* Of a content, on its way to the site. */
void igny_action_review (IgnyWorkspace  *workspace,
                         const IgnyPage *page,
                         GArray         *rows);
void igny_action_approve (IgnyWorkspace  *workspace,
                          const IgnyPage *page,
                          GArray         *rows);
void igny_action_redraft (IgnyWorkspace  *workspace,
                          const IgnyPage *page,
                          GArray         *rows);
void igny_action_assign (IgnyWorkspace  *workspace,
                         const IgnyPage *page,
                         GArray         *rows);
/* igny-action-reparse.c */
void igny_action_reparse (IgnyWorkspace  *workspace,
                          const IgnyPage *page,
                          GArray         *rows);
/* igny-action-read.c */
void igny_action_details (IgnyWorkspace  *workspace,
                          const IgnyPage *page,
                          GArray         *rows);
void igny_action_history (IgnyWorkspace  *workspace,
                          const IgnyPage *page,
                          GArray         *rows);
void igny_action_use (IgnyWorkspace  *workspace,
                      const IgnyPage *page,
                      GArray         *rows);
/* igny-action-file.c */
void igny_action_import (IgnyWorkspace  *workspace,
                         const IgnyPage *page,
                         GArray         *rows);
void igny_action_export (IgnyWorkspace  *workspace,
                         const IgnyPage *page,
                         GArray         *rows);

G_END_DECLS
