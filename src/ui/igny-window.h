/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "igny-page-frame.h"
#include "igny-progress-row.h"

G_BEGIN_DECLS

/* The window: pages, the sidebar that leads to them, running jobs and toasts.
 * It knows no page by name.
 *
 * Signals: "page-shown" (const char *id); "site-chosen" and "sector-chosen"
 * (gint64 row); "site-new"; "sector-new"; "cancel-job" (const char *id);
 * "act-on-job" (const char *id, guint act).
 * Actions for others to add: win.undo, win.redo, win.import, win.paste, win.add. */
#define IGNY_TYPE_WINDOW (igny_window_get_type ())
G_DECLARE_FINAL_TYPE (IgnyWindow, igny_window, IGNY, WINDOW, AdwApplicationWindow)

GtkWidget *igny_window_new (GtkApplication *app);
/* section is a heading in the sidebar, or NULL; content may be NULL until the
 * page is shown. Returns the frame. */
IgnyPageFrame *igny_window_add_page (IgnyWindow *self,
                                     const char *id,
                                     const char *section,
                                     const char *title,
                                     const char *icon_name,
                                     GtkWidget  *content);
/* A page that the sidebar does not list, with a header bar and a way back of
 * its own; it belongs to one that the sidebar does list. */
void igny_window_add_detail (IgnyWindow *self,
                             const char *id,
                             const char *parent_id,
                             GtkWidget  *content);
/* Shown instead of everything, until it is NULL again. */
void           igny_window_set_cover (IgnyWindow *self,
                                      GtkWidget  *cover);
void           igny_window_show_page (IgnyWindow *self,
                                      const char *id);
IgnyPageFrame *igny_window_get_page (IgnyWindow *self,
                                     const char *id);
/* IGNY_UNKNOWN shows none. */
void igny_window_set_count (IgnyWindow *self,
                            const char *id,
                            gint64      count);

/* The switchers at the top. Row 0 of the sectors is all of them. */
void igny_window_clear_sites (IgnyWindow *self);
void igny_window_add_site (IgnyWindow *self,
                           gint64      row,
                           const char *title);
void igny_window_set_site (IgnyWindow *self,
                           gint64      row);
void igny_window_clear_sectors (IgnyWindow *self);
void igny_window_add_sector (IgnyWindow *self,
                             gint64      row,
                             const char *title);
void igny_window_set_sector (IgnyWindow *self,
                             gint64      row);
/* "outdoor-gear.com › Hiking", under the title of every page. */
void igny_window_set_place (IgnyWindow *self,
                            const char *place);

/* What the main menu's Undo and Redo would take back; NULL for nothing. */
void igny_window_set_history (IgnyWindow *self,
                              const char *undo,
                              const char *redo);

/* A job in the sidebar, made when it is first named. fraction is 0 to 1, below
 * 0 when nobody knows. */
void igny_window_set_job (IgnyWindow *self,
                          const char *id,
                          const char *title,
                          const char *phase,
                          double      fraction);
/* What its other button does; at first there is none. */
void igny_window_set_job_act (IgnyWindow *self,
                              const char *id,
                              IgnyJobAct  act);
void igny_window_remove_job (IgnyWindow *self,
                             const char *id);

/* How many notifications are unread, beside their bell. */
void igny_window_set_unread (IgnyWindow *self,
                             gint64      n_unread);
/* What the sidebar says beside Jobs; "" for nothing. */
void igny_window_set_summary (IgnyWindow *self,
                              const char *summary);

/* action is a detailed action name for the button, or NULL for none. */
void igny_window_toast (IgnyWindow *self,
                        const char *title,
                        const char *button,
                        const char *action);
/* What was done, with what may be done next and with what undoes it (detailed,
 * or NULL). */
void igny_window_offer (IgnyWindow *self,
                        const char *title,
                        const char *button,
                        const char *action,
                        const char *undo);

G_END_DECLS
