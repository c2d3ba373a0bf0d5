/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "igny-table-query.h"
#include "igny-table-record.h"

G_BEGIN_DECLS

/* One of the numbers above a table. */
typedef struct
{
  char    *label;
  char    *value;
  char    *detail; /* small text behind it, or NULL */
  IgnyTone tone;
} IgnyFigure;

IgnyFigure *igny_figure_new (const char *label,
                             const char *value,
                             const char *detail,
                             IgnyTone    tone);
void        igny_figure_free (IgnyFigure *self);

#define IGNY_TYPE_TABLE_SOURCE (igny_table_source_get_type ())
G_DECLARE_INTERFACE (IgnyTableSource, igny_table_source, IGNY, TABLE_SOURCE, GObject)

/* Where a table's rows come from. Row ids are above 0 and below 2^32 (a table
 * keeps sets of them as bitmaps). Everything happens on the main thread and
 * must not block it; the callbacks come later, never from within the call.
 *
 * Signal "changed" (GArray *rows): rows (gint64) have new values or came or
 * went; NULL when anything may have. */
struct _IgnyTableSourceInterface
{
  GTypeInterface parent_iface;

  /* Fixed for the life of the source. */
  const IgnyTableColumn *(*get_columns) (IgnyTableSource *self,
                                         guint           *n_columns);

  /* The rows that query lets through, in its order: an array of gint64. n_all
   * is how many there are without search and filters. */
  void (*load_order_async) (IgnyTableSource      *self,
                            const IgnyTableQuery *query,
                            GCancellable         *cancellable,
                            GAsyncReadyCallback   callback,
                            gpointer              user_data);
  GArray *(*load_order_finish) (IgnyTableSource *self,
                                GAsyncResult    *result,
                                guint           *n_all,
                                GError         **error);

  /* IgnyTableRecords of some rows; those that are gone are left out. */
  void (*load_rows_async) (IgnyTableSource    *self,
                           const gint64       *rows,
                           guint               n_rows,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data);
  GPtrArray *(*load_rows_finish) (IgnyTableSource *self,
                                  GAsyncResult    *result,
                                  GError         **error);

  /* IgnyFigures about all rows; may be NULL. */
  void (*load_figures_async) (IgnyTableSource    *self,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data);
  GPtrArray *(*load_figures_finish) (IgnyTableSource *self,
                                     GAsyncResult    *result,
                                     GError         **error);

  /* What some rows add up to, as text ("volume 20,200"); may be NULL. rows is
   * a set of row ids, not to be changed. */
  void (*load_sum_async) (IgnyTableSource    *self,
                          GtkBitset          *rows,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data);
  char *(*load_sum_finish) (IgnyTableSource *self,
                            GAsyncResult    *result,
                            GError         **error);

  /* Saves what was typed. The error's message is shown beside the field and
   * says the remedy. May be NULL when no column is editable. */
  void (*commit_async) (IgnyTableSource    *self,
                        gint64              row,
                        const char         *column,
                        const char         *text,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data);
  gboolean (*commit_finish) (IgnyTableSource *self,
                             GAsyncResult    *result,
                             GError         **error);
};

const IgnyTableColumn *igny_table_source_get_columns (IgnyTableSource *self,
                                                      guint           *n_columns);
/* rows may be NULL. */
void igny_table_source_emit_changed (IgnyTableSource *self,
                                     GArray          *rows);

G_END_DECLS
