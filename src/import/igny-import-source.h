/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "igny-env.h"
#include "igny-import-role.h"
#include "igny-number.h"

G_BEGIN_DECLS

/* Reads a keyword export of any tool, as it was downloaded, row by row.
 *
 * Opening reads the head of the file and decides encoding, delimiter, header,
 * source and the role of every column; the caller may show and override them.
 * After that igny_import_next walks the rows in constant memory. One thread at
 * a time; nothing here waits for anything but the file. */
typedef struct _IgnyImport IgnyImport;

#define IGNY_IMPORT_MAX_BYTES (G_GINT64_CONSTANT (2) << 30)
#define IGNY_IMPORT_MAX_ROWS 50000000
#define IGNY_IMPORT_MAX_KEYWORD 200 /* characters */
#define IGNY_IMPORT_N_SAMPLES 8

#define IGNY_IMPORT_ERROR (igny_import_error_quark ())

typedef enum
{
  IGNY_IMPORT_ERROR_OPEN,   /* the file cannot be read */
  IGNY_IMPORT_ERROR_FORMAT, /* it is no text, or holds no keywords */
  IGNY_IMPORT_ERROR_LIMIT,  /* it is too large */
} IgnyImportError;

GQuark igny_import_error_quark (void);

typedef enum
{
  IGNY_IMPORT_INTENT_INFORMATIONAL = 1 << 0,
  IGNY_IMPORT_INTENT_NAVIGATIONAL = 1 << 1,
  IGNY_IMPORT_INTENT_COMMERCIAL = 1 << 2,
  IGNY_IMPORT_INTENT_TRANSACTIONAL = 1 << 3,
  IGNY_IMPORT_INTENT_BRANDED = 1 << 4, /* flags beside the intents */
  IGNY_IMPORT_INTENT_LOCAL = 1 << 5,
} IgnyImportIntent;

/* "informational" and so on for exactly one bit, NULL for anything else. */
const char *igny_import_intent_to_word (guint intent);

/* A column that no field knows: header and text, neither of them empty. */
typedef struct
{
  const char *name;
  const char *value;
} IgnyImportExtra;

/* One record. Everything belongs to the import and is good until its next
 * call. A number that the file does not tell is IGNY_UNKNOWN, a text NULL. */
typedef struct
{
  gint64      line;    /* where the record begins, first line of the file is 1 */
  const char *reject;  /* why it cannot be taken; then only line and keyword count */
  const char *keyword; /* tidied */
  const char *key;     /* igny_text_normalize of it */

  gint64   volume; /* searches a month; geometric middle of a range */
  gint64   volume_low;
  gint64   volume_high;
  gboolean volume_estimated; /* a range, not a count */

  gint64      difficulty;     /* 0-100 */
  gint64      cpc;            /* micro-units of currency */
  const char *currency;       /* ISO 4217, upper case */
  guint       intents;        /* IgnyImportIntent bits */
  guint       primary_intent; /* the one named first, or 0 */
  const char *country;        /* ISO 3166-1 alpha-2, lower case */
  const char *trend;          /* JSON list of numbers and nulls, oldest first */
  gboolean    trend_relative; /* the list shows shape, not searches */
  gint64      competition;    /* of advertisers, 0-100; never difficulty */

  gint64 clicks;
  gint64 impressions;
  gint64 ctr;      /* parts per million: 26.96 % is 269600 */
  gint64 position; /* hundredths: 3.74 is 374 */

  const char *target_url;
  const char *group; /* parent keyword, topic or label that the tool gave */
  const char *industry;
  const char *sector;
  const char *status; /* as written; the domain knows which words are valid */
  const char *cluster;
  const char *tags; /* a list as the file separates it */
  const char *notes;
  const char *serp_urls; /* addresses, one a line, or NULL */

  const IgnyImportExtra *extra;
  guint                  n_extra;
} IgnyImportRow;

/* What a person knows better than the file tells; all zero to find out. */
typedef struct
{
  const char *encoding;  /* any name that iconv knows */
  const char *member;    /* sheet of a workbook, or file of an archive */
  char        delimiter; /* '\n': every line is one keyword */
  /* Columns that the header has, each of them, NULL at the end; or NULL. */
  const char *const *headers;
  /* Set of the signatures of headers that were met before; or NULL. It is held
   * on to, and must not change. */
  GHashTable *signatures;
} IgnyImportWish;

/* Opens a text file, a ZIP of text files or an XLSX workbook through env.
 * Errors are IGNY_IMPORT_ERROR. env outlives the import. */
IgnyImport *igny_import_open (const IgnyEnv *env,
                              const char    *path,
                              GError       **error);
/* The same as wish says, which may be NULL. */
IgnyImport *igny_import_open_with (const IgnyEnv        *env,
                                   const char           *path,
                                   const IgnyImportWish *wish,
                                   GError              **error);
/* The same of what a pipe gives; name is for messages. */
IgnyImport *igny_import_open_stream (GInputStream         *stream,
                                     const char           *name,
                                     const IgnyImportWish *wish,
                                     GError              **error);
/* The same for bytes at hand, as a pasted list; name is for messages. */
IgnyImport *igny_import_open_bytes (GBytes     *bytes,
                                    const char *name,
                                    GError    **error);
IgnyImport *igny_import_open_bytes_with (GBytes               *bytes,
                                         const char           *name,
                                         const IgnyImportWish *wish,
                                         GError              **error);
void        igny_import_free (IgnyImport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyImport, igny_import_free)

/* What it is: a stable word ("semrush-magic") and the name of the tool. */
const char *igny_import_get_source_id (IgnyImport *self);
const char *igny_import_get_source_name (IgnyImport *self);
/* Identifies this layout (its headers and delimiter), so that a correction
 * of columns can be remembered for the next file of the kind. */
const char *igny_import_get_signature (IgnyImport *self);
/* "UTF-8", "UTF-8 with BOM", "UTF-16LE", "WINDOWS-1252"… May change to
 * WINDOWS-1252 while reading a file whose head was pure ASCII. */
const char *igny_import_get_encoding (IgnyImport *self);
/* TRUE when the encoding is a guess that gives letters which hardly stand side by
 * side, as those of a Russian or Japanese text would. */
gboolean igny_import_is_doubtful (IgnyImport *self);
/* 0 when every line is one keyword. */
char igny_import_get_delimiter (IgnyImport *self);
/* 1-based; 0 without a header. */
gint64 igny_import_get_header_line (IgnyImport *self);
/* ISO code that the headers name, or NULL. */
const char *igny_import_get_currency (IgnyImport *self);
/* Market that the file's name tells ("…_us_2026-05-01.csv"), or NULL. */
const char *igny_import_get_country_hint (IgnyImport *self);
/* Last month of the monthly columns as "2026-04", or NULL. */
const char *igny_import_get_trend_end (IgnyImport *self);
/* For an archive the file in it that is read, else NULL. */
const char *igny_import_get_member (IgnyImport *self);

guint igny_import_get_n_columns (IgnyImport *self);
/* As written; "" in a file without header. */
const char    *igny_import_get_column_header (IgnyImport *self,
                                              guint       column);
IgnyImportRole igny_import_get_column_role (IgnyImport *self,
                                            guint       column);
/* Cell of one of the first rows; NULL past the last of them. */
const char *igny_import_get_sample (IgnyImport *self,
                                    guint       column,
                                    guint       row);

/* Before the first row only. A role that one column alone can have is taken
 * from the column that had it. */
void igny_import_set_column_role (IgnyImport    *self,
                                  guint          column,
                                  IgnyImportRole role);
/* FALSE when a person gave the column of keywords another role and no column
 * that one: then no row can be taken. */
gboolean igny_import_has_keywords (IgnyImport *self);
/* TRUE when a column has another role than was found out, or when only a person
 * could tell that there is a header. */
gboolean igny_import_is_corrected (IgnyImport *self);
/* The roles of all columns as one text, "keyword,volume,ignore", for the next
 * file of the signature. NULL without a header, which nothing tells from
 * others. */
char *igny_import_dup_roles (IgnyImport *self);
/* The other way. FALSE, and nothing is changed, when roles is for other columns
 * than these, or names none of keywords. Before the first row only. */
gboolean igny_import_set_roles (IgnyImport *self,
                                const char *roles);
/* Reads the head again in another encoding (any name that iconv knows, or
 * NULL to guess), and so forgets roles that were set. */
gboolean igny_import_set_encoding (IgnyImport *self,
                                   const char *encoding,
                                   GError    **error);

/* The next record; blank rows and summary rows are passed over. FALSE at the
 * end, and with error set when the file cannot be read on. */
gboolean igny_import_next (IgnyImport    *self,
                           IgnyImportRow *row,
                           GError       **error);

/* Records so far, rejected ones among them. */
gint64 igny_import_get_n_rows (IgnyImport *self);
gint64 igny_import_get_n_rejected (IgnyImport *self);
/* Records in the file, by the size of those in its head; exact tells whether
 * they were counted. */
gint64 igny_import_estimate_rows (IgnyImport *self,
                                  gboolean   *exact);
/* Search Console stops at 1,000 queries. TRUE when this file did: known at
 * once for a file that fits into the head, else at the end. */
gboolean igny_import_is_cut_off (IgnyImport *self);
void     igny_import_get_progress (IgnyImport *self,
                                   gint64     *bytes,
                                   gint64     *total);

G_END_DECLS
