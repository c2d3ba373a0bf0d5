/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-columns.h"
#include "igny-lock.h"
#include "igny-store.h"
#include "igny-worker.h"

G_BEGIN_DECLS

struct _IgnyStore
{
  GObject parent_instance;

  const IgnyEnv    *env;
  char             *folder;
  IgnyLock         *lock;
  GMainContext     *context;
  GMutex            mutex; /* guards closed, and that nobody pushes after it */
  gboolean          closed;
  IgnyWorker       *writer;
  IgnyWorker       *reader;
  IgnyDb           *writer_db; /* writer thread */
  IgnyDb           *reader_db; /* reader thread */
  IgnyColumnsCache *columns;   /* reader thread */
  IgnyChangeSet    *touched;   /* writer thread: by the step that runs */
  IgnyGateFunc      gate;
  IgnyStore        *base;   /* of a store for another person, else NULL */
  GPtrArray        *others; /* reader thread: the stores whose base this is, borrowed */
  IgnyActor         actor;  /* of a store for another person */
  gint64            account;
  char              account_id[IGNY_ID_TEXT_SIZE];
};

/* Order on a thread: what keeps views true, then what a person waits for. */
enum
{
  IGNY_STORE_PRIORITY_CHANGES,
  IGNY_STORE_PRIORITY_ASKED,
  IGNY_STORE_PRIORITY_LAST,
};

/* The store with the threads and the writing connection: itself, or its base. */
IgnyStore *igny_store_get_base (IgnyStore *self);
/* What igny_store_close does for one with a base. */
void igny_store_close_for (IgnyStore *self);
/* Lets the connections of a store for another person go; reader thread. */
void igny_store_leave (IgnyStore *self);
/* The column arrays of the reader; reader thread only. */
IgnyColumnsCache *igny_store_get_columns (IgnyStore *self);
/* Emits "changed" on the thread that it is called on. */
void     igny_store_emit_changed (IgnyStore     *self,
                                  IgnyChangeSet *changes);
gboolean igny_store_is_watched (IgnyStore *self);

G_END_DECLS
