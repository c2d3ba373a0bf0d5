/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "igny-editor-desk.h"
#include "igny-editor-fixture.h"
#include "igny-editor.h"

G_BEGIN_DECLS

/* A window with the editor on a display, moved by real keys. Main thread. */
typedef struct
{
  IgnyEditorFixture data;
  GtkWidget        *window;
  IgnyEditor       *editor;
  IgnyEditorDesk   *desk;
  guint             closed; /* how often it asked to be */
} EditorStage;

/* Whether it has come to that. */
typedef gboolean (*StageQuestion) (EditorStage *self,
                                   const char  *text);

/* Opens the editor with html as it is, and waits until it is ready. */
void stage_set_up (EditorStage *self,
                   const char  *html,
                   gboolean     is_brief);
void stage_tear_down (EditorStage *self);

/* Runs the program until the answer is yes; fails when it never is. */
void stage_wait_for (EditorStage  *self,
                     StageQuestion question,
                     const char   *text);
void stage_wait_ms (guint milliseconds);

/* A label that is seen has text in it. */
gboolean stage_is_said (EditorStage *self,
                        const char  *text);
/* The store's HTML has text in it. */
gboolean stage_is_stored (EditorStage *self,
                          const char  *text);
/* The editor's HTML has text in it, or has not. */
gboolean stage_is_in_canvas (EditorStage *self,
                             const char  *text);
gboolean stage_is_gone_from_canvas (EditorStage *self,
                                    const char  *text);
/* The source, or the page, is what is seen; the editor asked to be closed. For
 * these text is only what is waited for. */
gboolean stage_is_source (EditorStage *self,
                          const char  *text);
gboolean stage_is_page (EditorStage *self,
                        const char  *text);
gboolean stage_is_closed (EditorStage *self,
                          const char  *text);

/* Keys as xdotool names them, or the keys of a text, to whatever has the focus. */
void stage_press (const char *key);
void stage_type_text (const char *text);
/* The focus to the end of the text. */
void stage_focus_text (EditorStage *self);
void stage_set_source (EditorStage *self,
                       gboolean     source);

/* The first widget of that type in widget, or NULL. Borrowed. */
GtkWidget *stage_find (GtkWidget *widget,
                       GType      type);
/* The open window of that type, or NULL. Borrowed. */
GtkWidget *stage_find_window (GType type);
gboolean   stage_has_label (GtkWidget  *widget,
                            const char *text);
/* A press of the button that has these words; what holds it may be gone then. */
gboolean stage_click (GtkWidget  *widget,
                      const char *label);
/* What script says of the page: a number, not below 0. */
double stage_measure (EditorStage *self,
                      const char  *script);

G_END_DECLS
