/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A widget in which an article is written: the page of the WebKit module or
 * the source view. Main thread only.
 *
 * The module is loaded at run time and links against nothing of the program, so
 * it registers its class for the type that igny_editor_canvas_get_type () of
 * the program gives it, fills in the table below, and emits the signals by
 * name:
 *
 * "changed": the text is another one, by typing or by a command.
 * "caret" (const IgnyEditorCaret *): the caret moved, or its surroundings did.
 * "found" (guint): how often what was looked for is there.
 * "replaced" (guint): in how many places, all of them at once; after one alone
 *  there is a "found" with those that are left.
 * "selection" (const char *html): what IGNY_EDITOR_COMMAND_KEEP kept; "" is nothing.
 *  It is as foreign as the text.
 * "picture" (const char *uuid, GTask *): the page shows "igny8-media:UUID". Who
 *  gives TRUE returns a GBytes to the task, or an error, once.
 * "open-link" (const char *): a person wants to see where a link leads.
 * "stopped": the page is gone; the text is kept, and set_html starts it anew. */
#define IGNY_TYPE_EDITOR_CANVAS (igny_editor_canvas_get_type ())
G_DECLARE_INTERFACE (IgnyEditorCanvas, igny_editor_canvas, IGNY, EDITOR_CANVAS, GtkWidget)

/* What a toolbar does. */
typedef enum
{
  IGNY_EDITOR_COMMAND_BOLD,
  IGNY_EDITOR_COMMAND_ITALIC,
  IGNY_EDITOR_COMMAND_BLOCK, /* argument: "p", "h1" to "h4", "pre" */
  IGNY_EDITOR_COMMAND_BULLETS,
  IGNY_EDITOR_COMMAND_NUMBERS,
  IGNY_EDITOR_COMMAND_QUOTE,
  IGNY_EDITOR_COMMAND_LINK,    /* argument: an address that was checked; NULL takes the link away */
  IGNY_EDITOR_COMMAND_TABLE,   /* three columns, two rows and a head */
  IGNY_EDITOR_COMMAND_FAQ,     /* argument: a question and its answer, as HTML */
  IGNY_EDITOR_COMMAND_PICTURE, /* argument: a figure, as HTML */
  IGNY_EDITOR_COMMAND_KEEP,    /* keeps the selection, and tells it by "selection" */
  IGNY_EDITOR_COMMAND_REWRITE, /* argument: HTML for what was kept */
  IGNY_EDITOR_COMMAND_UNDO,
  IGNY_EDITOR_COMMAND_REDO,
  IGNY_EDITOR_COMMAND_PHONE, /* as wide as a phone; argument "1" or "0" */
} IgnyEditorCommand;

/* Where the caret is. */
typedef struct
{
  char     block[8]; /* as the argument of IGNY_EDITOR_COMMAND_BLOCK; "" for others */
  gboolean bold;
  gboolean italic;
  gboolean bullets;
  gboolean numbers;
  gboolean quote;
  char    *href; /* of the link around it, or NULL */
} IgnyEditorCaret;

struct _IgnyEditorCanvasInterface
{
  GTypeInterface parent_interface;

  void (*set_html) (IgnyEditorCanvas *self,
                    const char       *html);
  void (*get_html_async) (IgnyEditorCanvas   *self,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data);
  char *(*get_html_finish) (IgnyEditorCanvas *self,
                            GAsyncResult     *result,
                            GError          **error);
  char *(*dup_last) (IgnyEditorCanvas *self);
  void (*run) (IgnyEditorCanvas *self,
               IgnyEditorCommand command,
               const char       *argument);
  void (*scroll_to_heading) (IgnyEditorCanvas *self,
                             guint             n);
  void (*find) (IgnyEditorCanvas *self,
                const char       *text,
                gboolean          backward);
  void (*replace) (IgnyEditorCanvas *self,
                   const char       *text,
                   const char       *replacement,
                   gboolean          all);
};

/* Replaces the text, without a "changed". html is sanitized already; NULL is
 * no text. */
void igny_editor_canvas_set_html (IgnyEditorCanvas *self,
                                  const char       *html);
/* The text as it is now: not sanitized, since it comes from a page that eats
 * foreign bytes. Full ownership. */
void  igny_editor_canvas_get_html_async (IgnyEditorCanvas   *self,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);
char *igny_editor_canvas_get_html_finish (IgnyEditorCanvas *self,
                                          GAsyncResult     *result,
                                          GError          **error);
/* The text as it was half a second ago, at once. Full ownership. */
char *igny_editor_canvas_dup_last (IgnyEditorCanvas *self);
void  igny_editor_canvas_run (IgnyEditorCanvas *self,
                              IgnyEditorCommand command,
                              const char       *argument);
/* The headings of igny_html_headings, from 0. */
void igny_editor_canvas_scroll_to_heading (IgnyEditorCanvas *self,
                                           guint             n);
/* The next place after the last one; NULL or "" stops looking. */
void igny_editor_canvas_find (IgnyEditorCanvas *self,
                              const char       *text,
                              gboolean          backward);
/* The place that is selected, going on to the next one, or every one as one
 * step of undo; upper and lower case are the same, as in finding. */
void igny_editor_canvas_replace (IgnyEditorCanvas *self,
                                 const char       *text,
                                 const char       *replacement,
                                 gboolean          all);

G_END_DECLS
