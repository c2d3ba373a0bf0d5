/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-editor-desk.h"
#include "igny-editor-inspector.h"
#include "igny-editor-reading.h"
#include "igny-editor-session.h"
#include "igny-editor-title.h"

G_BEGIN_DECLS

/* Reads what is being typed, a moment after the last key. Main thread; the work
 * is done on another one.
 *
 * "reading" (const IgnyEditorReading *): what was found out. */
#define IGNY_TYPE_EDITOR_READER (igny_editor_reader_get_type ())
G_DECLARE_FINAL_TYPE (IgnyEditorReader, igny_editor_reader, IGNY, EDITOR_READER, GObject)

/* The widgets live until igny_editor_reader_detach. */
IgnyEditorReader *igny_editor_reader_new (IgnyEditorSession   *session,
                                          IgnyEditorTitle     *title,
                                          IgnyEditorInspector *inspector,
                                          IgnyEditorDesk      *desk);
void              igny_editor_reader_detach (IgnyEditorReader *self);
void              igny_editor_reader_read_soon (IgnyEditorReader *self,
                                                guint             milliseconds);

G_END_DECLS
