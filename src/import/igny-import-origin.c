/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-import-origin.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PLANNER IGNY_IMPORT_QUIRK_PLANNER
#define OURS IGNY_IMPORT_QUIRK_OURS
#define MARKET IGNY_IMPORT_QUIRK_MARKET

/* The first whose headers are all there is it, so narrow layouts stand before
 * wide ones. Names of products stay untranslated. */
/* clang-format off */
static const IgnyImportOrigin origins[] = {
  { "igny8-full", "IGNY8", "id|keyword|volume|volume low|volume high|volume estimated|intents|attributes",
    "id=ignore|site=ignore|sector=ignore|intent=primary-intent|intents=intent|intent guessed=intent-guessed|"
    "volume estimated=volume-estimated|attributes=attributes|source=ignore|created at=ignore|updated at=ignore|"
    "group name=group|key=ignore", OURS },
  { "igny8", "IGNY8", "keyword|volume|difficulty|intent|cpc|status|cluster", NULL, OURS },
  { "igny8", "IGNY8", "keyword|volume|difficulty|intent|status|cluster", NULL, OURS | IGNY_IMPORT_QUIRK_ONE_TO_FIVE },
  { "igny8", "IGNY8", "keyword|industry|sector", NULL, OURS | IGNY_IMPORT_QUIRK_ONE_TO_FIVE },
  { "igny8", "IGNY8", "keyword|difficulty|is active", NULL, OURS | IGNY_IMPORT_QUIRK_ONE_TO_FIVE },
  { "igny8", "IGNY8", "keyword|status|cluster", NULL, OURS },

  { "bing-query-set", "Bing queries", "query|isimplicitintent|popularityscore", "date=extra", 0 },

  { "keywordtool", "KeywordTool.io", "keywords|search volume (average)", NULL, 0 },
  { "keywordtool", "KeywordTool.io", "keywords|search volume|average cpc", NULL, 0 },
  { "keywordtool", "KeywordTool.io", "keywords|average cpc", NULL, 0 },
  { "keywordtool", "KeywordTool.io", "keywords|top of page bid (low range)", NULL, 0 },

  { "adwords", "Google AdWords", "keyword|avg. monthly searches (exact match only)", "ad group=group", PLANNER },
  { "adwords", "Google AdWords", "ad group|keyword|suggested bid", NULL, PLANNER },
  { "google-keyword-planner", "Google Keyword Planner", "avg. monthly searches|competition (indexed value)", "competition=competition", PLANNER },
  { "google-keyword-planner", "Google Keyword Planner", "avg. monthly searches|top of page bid (low range)", NULL, PLANNER },
  { "google-keyword-planner", "Google Keyword Planner", "keyword|currency|avg. monthly searches", NULL, PLANNER },
  { "google-keyword-planner", "Google Keyword Planner", "min search volume|max search volume|competition", NULL, PLANNER },

  { "ahrefs-organic", "Ahrefs Site Explorer", "keyword|current url|current position", "kd=difficulty", 0 },
  { "ahrefs-organic", "Ahrefs Site Explorer", "keyword|organic traffic|kd", NULL, 0 },
  { "ahrefs", "Ahrefs Keywords Explorer", "keyword|difficulty|volume|parent keyword", "clicks=extra|category=extra", MARKET },
  { "ahrefs", "Ahrefs Keywords Explorer", "keyword|difficulty|volume|parent topic", "clicks=extra|category=extra", MARKET },
  { "ahrefs", "Ahrefs Keywords Explorer", "keyword|difficulty|volume|global volume", "clicks=extra|category=extra", MARKET },
  { "ahrefs", "Ahrefs Keywords Explorer", "keyword|difficulty|volume|cps", "clicks=extra|category=extra", MARKET },

  { "semrush-organic", "Semrush Organic Positions", "keyword|search volume|traffic cost", "competition=competition", MARKET },
  { "semrush-organic", "Semrush Organic Positions", "keyword|previous position|keyword difficulty", NULL, MARKET },
  { "semrush-strategy", "Semrush Strategy Builder", "keyword|page|topic|volume", "page=cluster|topic=group|page type=extra|seed keyword=extra", MARKET },
  { "semrush-strategy", "Semrush Keyword Manager", "keyword|seed keyword|volume", "page=cluster|topic=group|page type=extra|seed keyword=extra", MARKET },
  { "semrush-strategy", "Semrush Keyword Manager", "database|keyword|tags|volume", NULL, MARKET },
  { "semrush-api", "Semrush API", "keyword|search volume|keyword difficulty index", NULL, MARKET },
  { "semrush-api", "Semrush API", "keyword|search volume|cpc|competition|number of results", NULL, MARKET },
  { "semrush-magic", "Semrush Keyword Magic", "keyword|volume|competitive density", NULL, MARKET },
  { "semrush-magic", "Semrush Keyword Magic", "keyword|volume|number of results", NULL, MARKET },
  { "semrush-magic", "Semrush Keyword Magic", "keyword|intent|volume|keyword difficulty", NULL, MARKET },
  { "semrush-magic", "Semrush Keyword Magic", "keyword|volume|trend|keyword difficulty", NULL, MARKET },
  { "semrush-magic", "Semrush Keyword Magic", "keyword|volume|keyword difficulty|serp features", NULL, MARKET },

  { "moz", "Moz Keyword Explorer", "keyword|min volume|max volume", "organic ctr=extra", 0 },
  { "moz", "Moz Keyword Explorer", "keyword|volume range", NULL, 0 },
  { "moz", "Moz Keyword Explorer", "keyword|monthly volume|difficulty", "organic ctr=extra", 0 },
  { "moz", "Moz Keyword Explorer", "keyword|organic ctr|priority", "organic ctr=extra", 0 },

  { "keywords-everywhere", "Keywords Everywhere", "keyword|volume|cpc|competition|seo difficulty", NULL, 0 },
  { "ubersuggest", "Ubersuggest", "keyword|seo difficulty", NULL, 0 },
  { "ubersuggest", "Ubersuggest", "keyword|paid difficulty", NULL, 0 },
  { "ubersuggest", "Ubersuggest", "keyword|pd|sd", NULL, 0 },

  { "kwfinder", "Mangools KWFinder", "keyword|avg. search volume (last known values)", NULL, 0 },
  { "kwfinder", "Mangools KWFinder", "keyword|ppc|keyword difficulty", NULL, 0 },

  { "se-ranking", "SE Ranking", "keyword|difficulty|search volume|competition", NULL, 0 },
  { "se-ranking", "SE Ranking", "keyword|difficulty|volume|cpc|competition", NULL, 0 },
  { "keywords-everywhere", "Keywords Everywhere", "keyword|volume|cpc|competition", NULL, 0 },
  { "keywords-everywhere", "Keywords Everywhere", "keyword|vol|cpc|competition", NULL, 0 },
};

enum { PLAIN, LABELED, SEARCH_CONSOLE, BING, BING_RESEARCH, LOCAL_PLANNER, TABLE };

static const IgnyImportOrigin others[] = {
  [PLAIN]          = { "list",            N_("Plain list") },
  [LABELED]       = { "labeled",        N_("Labeled list") },
  [SEARCH_CONSOLE] = { "search-console",  "Google Search Console queries", NULL, NULL, IGNY_IMPORT_QUIRK_CUT_OFF },
  [BING]           = { "bing-webmaster",  "Bing Webmaster" },
  [BING_RESEARCH]  = { "bing-research",   "Bing Keyword Research" },
  [LOCAL_PLANNER]  = { "google-keyword-planner", "Google Keyword Planner", NULL, NULL, PLANNER },
  [TABLE]          = { "table",           N_("Table of keywords") },
};
/* clang-format on */

/* "keyword" stands for whatever the tool calls that column. */
static gboolean
has_header (const char *const    *headers,
            const IgnyImportRole *roles,
            guint                 n_columns,
            const char           *name,
            gsize                 length)
{
  gboolean any = length == 7 && strncmp (name, "keyword", length) == 0;

  for (guint i = 0; i < n_columns; i++)
    {
      if (any && roles[i] == IGNY_IMPORT_ROLE_KEYWORD)
        return TRUE;
      if (strlen (headers[i]) == length && strncmp (headers[i], name, length) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_all (const char *const    *headers,
         const IgnyImportRole *roles,
         guint                 n_columns,
         const char           *wanted)
{
  while (*wanted != '\0')
    {
      gsize length = strcspn (wanted, "|");

      if (!has_header (headers, roles, n_columns, wanted, length))
        return FALSE;
      wanted += length + (wanted[length] == '|');
    }
  return TRUE;
}

static int
find_role (const IgnyImportRole *roles,
           guint                 n_columns,
           IgnyImportRole        role)
{
  for (guint i = 0; i < n_columns; i++)
    if (roles[i] == role)
      return (int) i;
  return -1;
}

/* Tools that translate their headers are told by what the columns are. */
static const IgnyImportOrigin *
find_by_roles (const IgnyImportRole *roles,
               guint                 n_columns)
{
  int clicks = find_role (roles, n_columns, IGNY_IMPORT_ROLE_CLICKS);
  int shown = find_role (roles, n_columns, IGNY_IMPORT_ROLE_IMPRESSIONS);
  int volume = find_role (roles, n_columns, IGNY_IMPORT_ROLE_VOLUME);

  if (clicks >= 0 && shown >= 0 && volume < 0)
    return &others[clicks < shown ? SEARCH_CONSOLE : BING];
  if (shown >= 0 && clicks < 0 && volume < 0)
    return &others[BING_RESEARCH];
  if (find_role (roles, n_columns, IGNY_IMPORT_ROLE_BID_LOW) >= 0 &&
      find_role (roles, n_columns, IGNY_IMPORT_ROLE_CURRENCY) >= 0)
    return &others[LOCAL_PLANNER];
  if (n_columns == 2 && (find_role (roles, n_columns, IGNY_IMPORT_ROLE_GROUP) >= 0 ||
                         find_role (roles, n_columns, IGNY_IMPORT_ROLE_CLUSTER) >= 0))
    return &others[LABELED];
  return &others[n_columns < 2 ? PLAIN : TABLE];
}

const IgnyImportOrigin *
igny_import_origin_find (const char *const    *headers,
                         const IgnyImportRole *roles,
                         guint                 n_columns)
{
  g_return_val_if_fail (headers != NULL && roles != NULL, &others[TABLE]);

  for (guint i = 0; i < G_N_ELEMENTS (origins); i++)
    if (has_all (headers, roles, n_columns, origins[i].headers))
      return &origins[i];
  return find_by_roles (roles, n_columns);
}

static IgnyImportRole
find_role_id (const char *id,
              gsize       length)
{
  for (guint role = 0; role < IGNY_IMPORT_N_ROLES; role++)
    {
      const char *name = igny_import_role_get_id (role);

      if (strlen (name) == length && strncmp (name, id, length) == 0)
        return role;
    }
  g_assert_not_reached ();
}

gboolean
igny_import_origin_get_role (const IgnyImportOrigin *self,
                             const char             *header,
                             IgnyImportRole         *role)
{
  const char *wish;

  g_return_val_if_fail (self != NULL && header != NULL && role != NULL, FALSE);

  for (wish = self->overrides; wish != NULL && *wish != '\0'; wish += strspn (wish, "|"))
    {
      gsize name = strcspn (wish, "=");
      gsize length = strcspn (wish, "|");

      if (strlen (header) == name && strncmp (header, wish, name) == 0)
        {
          *role = find_role_id (wish + name + 1, length - name - 1);
          return TRUE;
        }
      wish += length;
    }
  return FALSE;
}
