/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-number.h"

G_BEGIN_DECLS

/* What the values of a column tell about the way its numbers are written.
 * "1.300" is 1300 in one file and 1.3 in another; only the other values of the
 * column, and at last the other columns, can say which. All zero to begin. */
typedef struct
{
  guint dot_decimal; /* values in which a dot can only be a decimal mark */
  guint comma_decimal;
  guint dot_group; /* … can only separate thousands */
  guint comma_group;
  guint dot_open; /* … can be either */
  guint comma_open;

  guint  n_values;  /* that are not empty and not "n/a" */
  guint  n_numbers; /* of those */
  guint  n_percent; /* of those, with a percent sign */
  guint  n_buckets; /* of those, one of 0, 50, 500, 5000 … */
  guint  n_whole;   /* of those, without a fraction */
  gint64 maximum;   /* of the numbers, in hundredths */
  gint64 minimum;
} IgnyImportStyle;

/* The decimal mark of a column: '.', ',', or 0 where a single mark before three
 * digits separates thousands. */
typedef char IgnyImportMark;

/* TRUE for the many words and signs that tools write for "no value". */
gboolean igny_import_number_is_unknown (const char *text);

void igny_import_style_learn (IgnyImportStyle *self,
                              const char      *text);
/* whole: values of the column are counts. hint is the mark of the rest of the
 * file, or 0. */
IgnyImportMark igny_import_style_get_mark (const IgnyImportStyle *self,
                                           gboolean               whole,
                                           IgnyImportMark         hint);

/* Reads a number at *text in 10^-digits parts, rounded, with thousands marks,
 * K, M or B behind it, in the digits of any script; moves text behind it. */
gboolean igny_import_number_scan (const char   **text,
                                  IgnyImportMark mark,
                                  guint          digits,
                                  gint64        *value);
/* All of text, which may end in "+" or "%". */
gboolean igny_import_number_parse (const char    *text,
                                   IgnyImportMark mark,
                                   guint          digits,
                                   gint64        *value);

typedef struct
{
  gint64   value; /* a range's geometric middle, counting 0 as 1 */
  gint64   low;   /* IGNY_UNKNOWN unless a range */
  gint64   high;
  gboolean estimated;
} IgnyImportVolume;

/* "1,300", "12.1K", "<10", "10 – 100", "1K – 10K", "30301..70800", "10K+". */
gboolean igny_import_volume_parse (const char       *text,
                                   IgnyImportMark    mark,
                                   IgnyImportVolume *volume);
/* Sets value and estimated from low and high. */
void igny_import_volume_set_range (IgnyImportVolume *volume,
                                   gint64            low,
                                   gint64            high);
/* The range that Keyword Planner means by 0, 50, 500, 5000…; FALSE for any
 * other number. */
gboolean igny_import_volume_set_bucket (IgnyImportVolume *volume,
                                        gint64            number);

/* Money in micro-units. The currency that stands beside the number goes to
 * currency as its ISO code, which is left alone when there is none. */
gboolean igny_import_money_parse (const char    *text,
                                  IgnyImportMark mark,
                                  gint64        *micro,
                                  char           currency[4]);
/* "USD", "US$", "€"…; length is in bytes. FALSE when it is no currency. */
gboolean igny_import_currency_parse (const char *text,
                                     gsize       length,
                                     char        currency[4]);

G_END_DECLS
