/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "igny-csv-reader.h"
#include "igny-import-layout.h"
#include "igny-import-number.h"
#include "igny-import-origin.h"
#include "igny-import-source.h"
#include "igny-text-source.h"

G_BEGIN_DECLS

#define IGNY_IMPORT_HEAD (256 * 1024)

/* What a value is multiplied by to be in the unit of its field. */
typedef enum
{
  IGNY_IMPORT_SCALE_PERCENT,  /* 0-100 as it is */
  IGNY_IMPORT_SCALE_FRACTION, /* 0-1 */
  IGNY_IMPORT_SCALE_FIVE,     /* 1-5 */
} IgnyImportScale;

typedef struct
{
  char           *header;
  char           *key; /* normalized */
  char            currency[4];
  IgnyImportRole  role;
  IgnyImportRole  detected; /* the role before anybody corrected it */
  guint           rank;
  IgnyImportStyle style;
  guint           n_counted;  /* values looked at for the next three */
  guint           n_texts;    /* of those, no numbers */
  guint           n_pages;    /* of those, addresses of pages */
  guint           n_distinct; /* of those, different */
  char           *samples[IGNY_IMPORT_N_SAMPLES];

  IgnyImportMark  mark; /* these two are settled before the first row */
  IgnyImportScale scale;
} IgnyImportColumn;

struct _IgnyImport
{
  char         *name;
  char         *member;
  char         *wished_encoding;
  char         *wished_member;
  char          wished_delimiter;
  char        **wished_names;
  GHashTable   *signatures; /* set */
  GInputStream *stream;     /* behind the head */
  GBytes       *head;
  gboolean      whole; /* the head is all */
  gint64        total;

  char                   *charset;
  char                   *encoding;
  gboolean                doubtful; /* that it is this encoding */
  gsize                   bom_length;
  IgnyImportLayout        layout;
  GArray                 *columns;
  const IgnyImportOrigin *origin;
  char                   *signature;
  char                    country_hint[3];
  gint64                  head_rows;
  gint64                  head_text; /* bytes of text that held them */

  IgnyTextSource *text;
  IgnyCsvReader  *reader;
  gint64          n_rows;
  gint64          n_rejected;
  gboolean        seen_keyword; /* no more summary rows come */
  gboolean        at_end;
  GArray         *months;         /* guint: columns, oldest first */
  int             keyword_column; /* these three too are settled before the first row */
  int             segment_column;
  const char     *file_currency; /* that the headers name, or NULL */
  gboolean        buckets;       /* volumes are Keyword Planner's bucket numbers */
  char            trend_end[8];

  /* What the current row points to. */
  char     *reject;
  GString  *keyword;
  GString  *key;
  GString  *trend;
  GString  *urls;
  JsonNode *attributes; /* that a column of ours held */
  GArray   *extra;
  char      country[3];
  char      currency[4];
};

static inline IgnyImportColumn *
igny_import_column (IgnyImport *self,
                    guint       column)
{
  return &g_array_index (self->columns, IgnyImportColumn, column);
}

/* What a record holds before its parts are put together. */
typedef struct
{
  IgnyImport      *import;
  IgnyImportRow   *row;
  IgnyImportVolume volume;
  gint64           low;
  gint64           high;
  gint64           bid_low;
  gint64           bid_high;
  gint64           index;
  guint            primary; /* intent that a column of its own names */
  gboolean         guessed; /* and that is a guess */
  gboolean         estimated;
} IgnyImportDraft;

/* igny-import-source.c: sets error to "read “name”: cause"; returns FALSE. */
gboolean igny_import_fail (GError        **error,
                           IgnyImport     *self,
                           IgnyImportError code,
                           const char     *cause);

/* igny-import-cell.c: the trimmed cell of a record, "" where it has none. */
const char *igny_import_cell_get (IgnyCsvReader *reader,
                                  int            column);
/* Says why the record cannot be taken; returns FALSE. */
gboolean igny_import_reject (IgnyImport *self,
                             const char *format,
                             ...) G_GNUC_PRINTF (2, 3);
gboolean igny_import_cell_take_count (const IgnyImportColumn *column,
                                      const char             *cell,
                                      gint64                 *value);
/* All cells but the keyword by their roles; FALSE when one cannot be read. */
gboolean igny_import_cell_take_all (IgnyImportDraft *draft,
                                    IgnyCsvReader   *reader);

/* igny-import-columns.c: names the columns of the layout and finds the origin,
 * learning from the rows of the head's text. */
void igny_import_columns_detect (IgnyImport *self,
                                 const char *text,
                                 gsize       length);
void igny_import_columns_clear (IgnyImport *self);
/* The column that has the role, or -1. */
int igny_import_columns_find (IgnyImport    *self,
                              IgnyImportRole role);
/* Decides how the values of every column are to be read. */
void igny_import_columns_settle (IgnyImport *self);

/* igny-import-record.c: TRUE when the reader's record is none of the data:
 * blank, or a summary. */
gboolean igny_import_record_is_idle (IgnyImport    *self,
                                     IgnyCsvReader *reader);
/* Makes a row of the reader's record. */
void igny_import_record_take (IgnyImport    *self,
                              IgnyImportRow *row);

G_END_DECLS
