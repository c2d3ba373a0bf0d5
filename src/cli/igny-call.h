/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-caller.h"
#include "igny-command-line.h"
#include "igny-json.h"
#include "igny-progress.h"
#include "igny-scope.h"

G_BEGIN_DECLS

/* One run of one command: what it was told and what it has to say. A command
 * gives its answer twice, as data and as text; the one asked for is printed.
 * Used by the thread that runs, but for progress. */
typedef struct
{
  const IgnyCaller      *caller;
  const IgnyCommandLine *line;
  IgnyStore             *store;  /* NULL for commands that need none */
  const char            *folder; /* of the data, for those that have it alone; else NULL */
  gboolean               json;
  IgnyErrors            *errors;
  JsonNode              *data;
  GString               *text;
  char                  *failure; /* what failed although there is data */
  gboolean               printed; /* the answer went out piece by piece */
  gint                   percent; /* atomic: shown last on a terminal, -1 for none */
  gint                   shown;   /* atomic: when that was, ms, monotonic, wrapping */
  char                   request_id[IGNY_ID_TEXT_SIZE];
} IgnyCall;

IgnyCall *igny_call_new (const IgnyCaller      *caller,
                         const IgnyCommandLine *line,
                         IgnyStore             *store);
void      igny_call_free (IgnyCall *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyCall, igny_call_free)

const char *igny_call_get (const IgnyCall *self,
                           IgnyOption      option);
gboolean    igny_call_has (const IgnyCall *self,
                           IgnyOption      option);
const char *igny_call_get_word (const IgnyCall *self,
                                guint           index);

/* A line of the text. */
void igny_call_say (IgnyCall   *self,
                    const char *format,
                    ...) G_GNUC_PRINTF (2, 3);
/* Takes object. */
void igny_call_take_data (IgnyCall   *self,
                          JsonObject *object);
/* A line on the error output, at once. */
void igny_call_warn (IgnyCall   *self,
                     const char *format,
                     ...) G_GNUC_PRINTF (2, 3);

/* igny_store_read and igny_store_write with the caller's cancellable; the step
 * is one of IGNY_STEP_DO. */
gboolean igny_call_read (IgnyCall    *self,
                         IgnyReadFunc func,
                         gpointer     data,
                         GError     **error);
gboolean igny_call_write (IgnyCall     *self,
                          const char   *label,
                          IgnyWriteFunc func,
                          gpointer      data,
                          GError      **error);
/* From --site and --sector; 0 for what is not given. */
gboolean igny_call_find_scope (IgnyCall  *self,
                               IgnyScope *scope,
                               GError   **error);
/* --strictness in hundredths; IGNY_UNKNOWN when it is not given. */
gboolean igny_call_get_strictness (const IgnyCall *self,
                                   gint64         *strictness,
                                   GError        **error);
/* --limit, or fallback when it is not given; from 1 to 10,000. */
gboolean igny_call_get_limit (const IgnyCall *self,
                              guint           fallback,
                              guint          *limit,
                              GError        **error);
/* Refuses to replace the file at path, unless --force is given. */
gboolean igny_call_may_write (const IgnyCall *self,
                              const char     *path,
                              GError        **error);
/* For igny_work_* and igny_publisher_*, with progress. */
IgnyRun igny_call_get_run (IgnyCall *self);
/* Any thread. */
void igny_call_report (const IgnyProgress *progress,
                       gpointer            call);

G_END_DECLS
