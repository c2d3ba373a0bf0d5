/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-export.h"
#include "igny-record.h"

G_BEGIN_DECLS

/* The columns of an export as a table. */

typedef enum
{
  IGNY_EXPORT_FIELD,
  IGNY_EXPORT_ID,
  IGNY_EXPORT_CREATED,
  IGNY_EXPORT_UPDATED,
  IGNY_EXPORT_ANSWER, /* of sql, about row ?1 */
} IgnyExportColumnKind;

typedef struct
{
  const char          *header;
  IgnyExportColumnKind kind;
  const IgnyField     *field;
  const char          *sql;
} IgnyExportColumn;

/* Those that are usually wanted of an entity, or all. */
GArray *igny_export_table_get_columns (const IgnyEntity *entity,
                                       gboolean          all_fields);

/* A value of a row: text, or a number in 10^-digits parts. */
typedef struct
{
  char    *text; /* NULL for a number, or when unknown */
  gint64   number;
  guint    digits;
  gboolean is_number;
} IgnyExportCell;

/* Store threads. titles keeps the titles of references between calls: see
 * igny_export_table_new_titles. */
IgnyExportCell igny_export_table_get_cell (const IgnyExportColumn *column,
                                           IgnyDb                 *db,
                                           gconstpointer           record,
                                           GHashTable             *titles);
GHashTable    *igny_export_table_new_titles (void);

G_END_DECLS
