/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-keyword-import.h"
#include "igny-progress.h"

G_BEGIN_DECLS

/* Queries of Google Search Console, read-only. The client id is the setting
 * gsc.client-id; the client's secret and what a person allowed lie in the keyring
 * and nowhere else. All block, as runs do. */

typedef enum
{
  IGNY_SEARCH_CONSOLE_ERROR_UNCONNECTED, /* nobody allowed access, or no more */
  IGNY_SEARCH_CONSOLE_ERROR_REFUSED,     /* the account may not, or the interface is off */
  IGNY_SEARCH_CONSOLE_ERROR_QUOTA,       /* too many questions; wait */
  IGNY_SEARCH_CONSOLE_ERROR_FAILED,
} IgnySearchConsoleError;

#define IGNY_SEARCH_CONSOLE_ERROR (igny_search_console_error_quark ())

GQuark igny_search_console_error_quark (void);

/* Where Google is; tests have a place of their own. */
typedef struct
{
  const char *authorize;
  const char *token;
  const char *api; /* ends with a slash */
} IgnySearchConsolePlaces;

/* Shows a page to the person, in a browser. */
typedef void (*IgnySearchConsoleShowFunc) (const char *url,
                                           gpointer    user_data);

/* Asks the person, in the browser, and keeps what is allowed. secret is that of the
 * client; NULL when it has none. places NULL is Google. */
gboolean igny_search_console_connect (const IgnyRun                 *run,
                                      const IgnySearchConsolePlaces *places,
                                      const char                    *secret,
                                      IgnySearchConsoleShowFunc      show,
                                      gpointer                       user_data,
                                      GError                       **error);

typedef struct _IgnySearchConsole IgnySearchConsole;

/* With what was allowed before. */
IgnySearchConsole *igny_search_console_open (const IgnyRun                 *run,
                                             const IgnySearchConsolePlaces *places,
                                             GError                       **error);
void               igny_search_console_free (IgnySearchConsole *self);

typedef struct
{
  char *url; /* "https://example.com/" or "sc-domain:example.com" */
  char *permission;
} IgnySearchProperty;

/* Of IgnySearchProperty that the person has verified. */
GPtrArray *igny_search_console_list (IgnySearchConsole *self,
                                     GError           **error);

typedef struct
{
  const char *property;
  const char *first; /* days, "2026-10-01"; both NULL is the last 28 that are final */
  const char *last;
  guint       page; /* rows of one request; 0 is as many as there may be */
} IgnySearchWish;

/* Brings the queries into the sector, as a file of them would be: clicks,
 * impressions, ctr, position. One step. */
gboolean igny_search_console_pull (IgnySearchConsole    *self,
                                   const IgnySearchWish *wish,
                                   const IgnyScope      *scope,
                                   IgnyImportReport     *report,
                                   GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnySearchConsole, igny_search_console_free)

G_END_DECLS
