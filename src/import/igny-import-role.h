/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a column of a file holds. */
typedef enum
{
  IGNY_IMPORT_ROLE_EXTRA, /* no field of ours: handed on by its name */
  IGNY_IMPORT_ROLE_IGNORE,
  IGNY_IMPORT_ROLE_KEYWORD,
  IGNY_IMPORT_ROLE_VOLUME,
  IGNY_IMPORT_ROLE_VOLUME_LOW,
  IGNY_IMPORT_ROLE_VOLUME_HIGH,
  IGNY_IMPORT_ROLE_DIFFICULTY,
  IGNY_IMPORT_ROLE_INTENT,
  IGNY_IMPORT_ROLE_PRIMARY_INTENT,
  IGNY_IMPORT_ROLE_INTENT_GUESSED,   /* true: the primary intent is a guess of ours */
  IGNY_IMPORT_ROLE_VOLUME_ESTIMATED, /* true or false */
  IGNY_IMPORT_ROLE_ATTRIBUTES,       /* {name: value} as we write it */
  IGNY_IMPORT_ROLE_INFORMATIONAL,    /* true or false, as the next five */
  IGNY_IMPORT_ROLE_NAVIGATIONAL,
  IGNY_IMPORT_ROLE_COMMERCIAL,
  IGNY_IMPORT_ROLE_TRANSACTIONAL,
  IGNY_IMPORT_ROLE_BRANDED,
  IGNY_IMPORT_ROLE_LOCAL,
  IGNY_IMPORT_ROLE_CPC,
  IGNY_IMPORT_ROLE_BID_LOW,
  IGNY_IMPORT_ROLE_BID_HIGH,
  IGNY_IMPORT_ROLE_CURRENCY,
  IGNY_IMPORT_ROLE_COMPETITION,       /* a word or 0-1 or 0-100 */
  IGNY_IMPORT_ROLE_COMPETITION_INDEX, /* always 0-100 */
  IGNY_IMPORT_ROLE_COUNTRY,
  IGNY_IMPORT_ROLE_TREND,
  IGNY_IMPORT_ROLE_MONTH, /* the searches of one month */
  IGNY_IMPORT_ROLE_CLICKS,
  IGNY_IMPORT_ROLE_IMPRESSIONS,
  IGNY_IMPORT_ROLE_CTR,
  IGNY_IMPORT_ROLE_POSITION,
  IGNY_IMPORT_ROLE_TARGET_URL,
  IGNY_IMPORT_ROLE_GROUP,
  IGNY_IMPORT_ROLE_INDUSTRY,
  IGNY_IMPORT_ROLE_SECTOR,
  IGNY_IMPORT_ROLE_STATUS,
  IGNY_IMPORT_ROLE_CLUSTER,
  IGNY_IMPORT_ROLE_TAGS, /* a list of words */
  IGNY_IMPORT_ROLE_NOTES,
  IGNY_IMPORT_ROLE_SERP_URLS, /* addresses of the results of a search */
  IGNY_IMPORT_ROLE_SEGMENT,   /* of a summary row, which is no keyword */
  IGNY_IMPORT_N_ROLES
} IgnyImportRole;

/* A short stable word ("volume-low") and a label for people, marked for
 * translation but not translated. */
const char *igny_import_role_get_id (IgnyImportRole role);
const char *igny_import_role_get_label (IgnyImportRole role);

/* TRUE when several columns of a file may have the role. */
gboolean igny_import_role_is_shared (IgnyImportRole role);

/* The role that a person means by word: its id ("target-url", "target_url"),
 * its label in English or translated, "attribute" for
 * IGNY_IMPORT_ROLE_EXTRA, or one of its headers in any language. FALSE when
 * there is none. */
gboolean igny_import_role_parse (const char     *word,
                                 IgnyImportRole *role);

/* A header as it is compared: tidied, case-folded, without quotes around it,
 * with spaces for underscores and without a currency. The currency, as its ISO
 * code, goes to currency; "" when there is none. */
char *igny_import_role_normalize_header (const char *header,
                                         char        currency[4]);

/* What a header that igny_import_role_normalize_header gave stands for, in any
 * of the languages that keyword tools speak. A lower rank is a better match;
 * ranks compare within a role only. */
IgnyImportRole igny_import_role_find (const char *header,
                                      guint      *rank);

/* TRUE when header names a column of keywords whatever stands beside it. */
gboolean igny_import_role_is_keyword (const char *header);
/* TRUE when it may name one: decided by its neighbors. */
gboolean igny_import_role_may_be_keyword (const char *header);

/* The month of a header like "Searches: May 2025" or "Search Volume 5/2025" as
 * year * 12 + month - 1; -1 when header is none, -2 when it is one but its
 * month is in words that are not known. */
int igny_import_role_find_month (const char *header);

G_END_DECLS
