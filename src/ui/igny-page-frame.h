/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One page of the window: a header bar with the page's actions, and what is
 * under it. */
#define IGNY_TYPE_PAGE_FRAME (igny_page_frame_get_type ())
G_DECLARE_FINAL_TYPE (IgnyPageFrame, igny_page_frame, IGNY, PAGE_FRAME, GtkBox)

/* content may be NULL until the page is shown for the first time. */
GtkWidget  *igny_page_frame_new (const char *id,
                                 const char *title,
                                 GtkWidget  *content);
void        igny_page_frame_set_content (IgnyPageFrame *self,
                                         GtkWidget     *content);
const char *igny_page_frame_get_id (IgnyPageFrame *self);
/* NULL while it has none. */
GtkWidget *igny_page_frame_get_content (IgnyPageFrame *self);
/* The place: "outdoor-gear.com › Hiking". */
void igny_page_frame_set_subtitle (IgnyPageFrame *self,
                                   const char    *subtitle);
/* In a narrow window buttons are their icons only, and the window's own buttons
 * are on both sides. */
void igny_page_frame_set_narrow (IgnyPageFrame *self,
                                 gboolean       narrow);
/* Shows the button that leads back. */
void igny_page_frame_set_back (IgnyPageFrame *self,
                               gboolean       back);
/* A button at the right of the header bar, from right to left. At most one of
 * a page is suggested. icon_name stands for the label in a narrow window; action
 * is detailed ("win.import"). Returns the button. */
GtkWidget *igny_page_frame_add_button (IgnyPageFrame *self,
                                       const char    *label,
                                       const char    *icon_name,
                                       const char    *action,
                                       gboolean       suggested);
/* Another widget there. */
void igny_page_frame_add_widget (IgnyPageFrame *self,
                                 GtkWidget     *widget);

G_END_DECLS
