/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-step.h"
#include "igny-undo.h"

G_BEGIN_DECLS

/* The data of one folder: a writer thread with the only read-write connection
 * and a reader thread with a read-only one. Functions given to it run on those
 * threads and must not touch anything else. */
#define IGNY_TYPE_STORE (igny_store_get_type ())

G_DECLARE_FINAL_TYPE (IgnyStore, igny_store, IGNY, STORE, GObject)

/* Rows of each table that one commit touched. Emitted by "changed" on the main
 * context in which the store was opened, after the views know. */
typedef struct _IgnyChangeSet IgnyChangeSet;

/* FALSE with error rolls the step back. */
typedef gboolean (*IgnyWriteFunc) (IgnyStep     *step,
                                   gpointer      data,
                                   GCancellable *cancellable,
                                   GError      **error);
typedef gboolean (*IgnyReadFunc) (IgnyDb       *db,
                                  gpointer      data,
                                  GCancellable *cancellable,
                                  GError      **error);

/* Asked before and after each step whether it may be: first with NULL, then
 * with the rows that it touched. FALSE with error rolls it back. */
typedef gboolean (*IgnyGateFunc) (IgnyStep            *step,
                                  const IgnyChangeSet *touched,
                                  GError             **error);

/* Takes the lock, makes or updates the file, seeds a fresh one. Blocks, so the
 * window calls it before it has a frame to draw. owner as in igny_lock_take. */
IgnyStore *igny_store_open (const IgnyEnv *env,
                            const char    *folder,
                            const char    *bus_name,
                            char         **owner,
                            GError       **error);
/* The same data for another person: steps and reads given to it are that
 * person's and of the account that the actor works in. guard is a script of
 * temporary views, with the names of the tables, of what the person sees; they
 * stand before the tables in every question. Blocks, as igny_store_read. */
IgnyStore *igny_store_open_for (IgnyStore       *base,
                                const IgnyActor *actor,
                                const char      *guard,
                                GError         **error);
/* Once, before the first step. */
void igny_store_set_gate (IgnyStore   *self,
                          IgnyGateFunc gate);
/* Whom the store was opened for; NULL is the owner of the file. */
const IgnyActor *igny_store_get_actor (IgnyStore *self);
/* Waits for what runs and is queued; the owner calls it before its last unref.
 * What is asked afterwards fails with IGNY_DB_ERROR_FAILED. */
void igny_store_close (IgnyStore *self);

const IgnyEnv *igny_store_get_env (IgnyStore *self);
const char    *igny_store_get_folder (IgnyStore *self);
/* Row of the account that this file is for. */
gint64 igny_store_get_account (IgnyStore *self);
/* UUID text of that account: scope of the keyring. */
const char *igny_store_get_account_id (IgnyStore *self);

/* Block until done; for igny8ctl, workers and tests, never GTK's thread and
 * never a store thread. */
gboolean igny_store_write (IgnyStore    *self,
                           IgnyStepKind  kind,
                           const char   *label,
                           IgnyWriteFunc func,
                           gpointer      data,
                           GCancellable *cancellable,
                           GError      **error);
gboolean igny_store_read (IgnyStore    *self,
                          IgnyReadFunc  func,
                          gpointer      data,
                          GCancellable *cancellable,
                          GError      **error);

/* The same for GTK's thread; data is freed after the callback ran. */
void igny_store_write_async (IgnyStore          *self,
                             IgnyStepKind        kind,
                             const char         *label,
                             IgnyWriteFunc       func,
                             gpointer            data,
                             GDestroyNotify      free_data,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data);
void igny_store_read_async (IgnyStore          *self,
                            IgnyReadFunc        func,
                            gpointer            data,
                            GDestroyNotify      free_data,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data);
/* For both; *data_out, when wanted, is the data given, still owned by the
 * result. */
gboolean igny_store_finish (IgnyStore    *self,
                            GAsyncResult *result,
                            gpointer     *data_out,
                            GError      **error);

/* Undo or redo of the newest step that allows it. undo is cleared by the
 * caller. */
gboolean igny_store_undo (IgnyStore *self,
                          gboolean   redo,
                          IgnyUndo  *undo,
                          GError   **error);
/* Undoes all that is newer than step, newest first, and step itself; each is a
 * step of its own. undo gets the last of them, with the kept fields of all;
 * n_undone, when wanted, how many there were, also after an error. Blocks. */
gboolean igny_store_undo_to (IgnyStore    *self,
                             gint64        step,
                             IgnyUndo     *undo,
                             guint        *n_undone,
                             GCancellable *cancellable,
                             GError      **error);
/* A restore point with a name: a step that changes nothing, to go back to. */
gboolean igny_store_add_point (IgnyStore  *self,
                               const char *label,
                               GError    **error);
/* Makes the data what it was before step, also where older steps were undone
 * since; otherwise as igny_store_undo_to. */
gboolean igny_store_go_back (IgnyStore    *self,
                             gint64        step,
                             IgnyUndo     *undo,
                             guint        *n_undone,
                             GCancellable *cancellable,
                             GError      **error);

gboolean      igny_change_set_has_table (const IgnyChangeSet *self,
                                         const char          *table);
const gint64 *igny_change_set_get_rows (const IgnyChangeSet *self,
                                        const char          *table,
                                        gsize               *n_rows);

G_END_DECLS
