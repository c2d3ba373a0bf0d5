/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "import-fixture.h"

#define U IGNY_UNKNOWN

/* The first row of each layout as it should come out. */
typedef struct
{
  const char *what;
  const char *file;
  const char *text;
  const char *source;
  gint64      header_line;
  const char *keyword;
  gint64      volume;
  gint64      difficulty;
  gint64      cpc;
  const char *currency;
  guint       intents;
  gint64      competition;
  const char *country;
  const char *group;
  const char *trend;
} Layout;

/* clang-format off */
static const Layout layouts[] = {
  { "plain list", "list.txt", "hiking boots\nbest tent, for two\n", "list", 0,
    "hiking boots", U, U, U, NULL, 0, U, NULL, NULL, NULL },
  { "plain list with header", "list.txt", "Keyword\r\nhiking boots\r\n", "list", 1,
    "hiking boots", U, U, U, NULL, 0, U, NULL, NULL, NULL },

  { "Keyword Planner", "Keyword Stats 2026-06-09.csv",
    "Keyword Stats 2026-06-09 at 21_25_18\n\"May 1, 2025 - April 30, 2026\"\n"
    "Keyword\tCurrency\tSegmentation\tAvg. monthly searches\tThree month change\tYoY change\tCompetition\t"
    "Competition (indexed value)\tTop of page bid (low range)\tTop of page bid (high range)\t"
    "Searches: May 2025\tSearches: Jun 2025\n"
    "\tUSD\tAll\t\"9,900\"\t\t\t\t\t\t\t9900\t9900\n"
    "\tUSD\tMobile\t\"8,100\"\t\t\t\t\t\t\t8100\t8100\n"
    "hiking boots\tUSD\t\t\"1,300\"\t0%\t-18%\tHigh\t97\t0.40\t1.21\t1000\t\"1,600\"\n",
    "google-keyword-planner", 3,
    "hiking boots", 1300, U, 805000, "USD", 0, 97, NULL, NULL, "[1000,1600]" },
  { "Keyword Planner, bucket numbers", "Keyword Stats.csv",
    "Keyword Stats 2026-06-09 at 21_25_18\n\"May 1, 2025 - April 30, 2026\"\n"
    "Keyword\tCurrency\tAvg. monthly searches\tCompetition\tCompetition (indexed value)\t"
    "Top of page bid (low range)\tTop of page bid (high range)\tSearches: May 2025\tSearches: Jun 2025\n"
    "hiking boots\tEUR\t5000\tMedium\t\t\t\t\t\n",
    "google-keyword-planner", 3,
    "hiking boots", 3162, U, U, NULL, 0, 50, NULL, NULL, NULL },
  { "Keyword Planner, ranges", "Keyword Stats.csv",
    "Keyword\tCurrency\tAvg. monthly searches\tCompetition\tTop of page bid (low range)\n"
    "hiking boots\tEUR\t1K – 10K\tLow\t0.5\n",
    "google-keyword-planner", 1,
    "hiking boots", 3162, U, 500000, "EUR", 0, 17, NULL, NULL, NULL },
  { "Keyword Planner 2020", "Keyword Stats.csv",
    "Keyword\tCurrency\tMin search volume\tMax search volume\tCompetition\tConcept: brand\n"
    "hiking boots\tUSD\t100\t1000\tLow\tboots\n",
    "google-keyword-planner", 1,
    "hiking boots", 316, U, U, NULL, 0, 17, NULL, NULL, NULL },
  { "Keyword Planner in German", "Keyword Stats.csv",
    "Keyword Stats 2026-06-09\n\"1. Mai 2025 - 30. April 2026\"\n"
    "Keyword\tWährung\tDurchschn. Suchanfragen pro Monat\tWettbewerb\tWettbewerb (indexierter Wert)\t"
    "Gebot für obere Seitenpositionen (unterer Bereich)\t"
    "Gebot für obere Seitenpositionen (oberer Bereich)\tSuchanfragen: Mai 2025\tSuchanfragen: Juni 2025\n"
    "wanderschuhe\tEUR\t1.300\tHoch\t\t0,40\t1,20\t1000\t1600\n",
    "google-keyword-planner", 3,
    "wanderschuhe", 1300, U, 800000, "EUR", 0, 83, NULL, NULL, "[1000,1600]" },
  { "Keyword Planner in Vietnamese", "Keyword Stats.csv",
    "Từ khóa\tTiền tệ\tLượng tìm kiếm trung bình hàng tháng\tMức độ cạnh tranh\t"
    "Giá thầu đầu trang (phạm vi thấp)\n"
    "giày leo núi\tVND\t1.300\tThấp\t2.500,5\n",
    "google-keyword-planner", 1,
    "giày leo núi", 1300, U, 2500500000, "VND", 0, 17, NULL, NULL, NULL },
  { "old AdWords", "ideas.csv",
    "Ad group\tKeyword\tCurrency\tAvg. Monthly Searches (exact match only)\tCompetition\tSuggested bid\tImpr. share\n"
    "Boots\thiking boots\tUSD\t1300\t0.97\t1.21\t\n",
    "adwords", 1,
    "hiking boots", 1300, U, 1210000, "USD", 0, 97, NULL, "Boots", NULL },

  { "Ahrefs", "google_us_boots_2026-05-01_10-00-00.csv",
    "#,Keyword,Country,Difficulty,Volume,CPC,CPS,Parent Keyword,Last Update,SERP Features,Global volume,"
    "Traffic potential,Global traffic potential,First seen,Intents\n"
    "1,hiking boots,us,34,1300,1.20,0.9,boots,2026-05-01,\"Sitelinks,Image pack\",50000,900,1000,2015-09-01,"
    "\"Informational,Commercial,Non-branded,Non-local\"\n",
    "ahrefs", 1,
    "hiking boots", 1300, 34, 1200000, NULL, 5, U, "us", "boots", NULL },
  { "Ahrefs 2026 with trend", "boots.csv",
    "#\tKeyword\tCountry\tDifficulty\tVolume\tCPC\tCPS\tParent Keyword\tGlobal volume\tLanguages\t"
    "SV trend (05-2025 - 04-2026)\tSV Forecasting trend\tCategory\n"
    "1\thiking boots\tgb\t\t1300\t\t\t\t9\ten\t\"90, 110, 1000\"\t\"1, 2\"\tShoes\n",
    "ahrefs", 1,
    "hiking boots", 1300, U, U, NULL, 0, U, "gb", NULL, "[90,110,1000]" },
  { "Ahrefs organic keywords", "organic.csv",
    "Keyword,Country,Volume,KD,CPC,Organic traffic,Current position,Current URL,Branded,Local,Navigational,"
    "Informational,Commercial,Transactional\n"
    "hiking boots,US,1300,34,1.20,15,4,https://example.org/boots,false,false,false,true,true,false\n",
    "ahrefs-organic", 1,
    "hiking boots", 1300, 34, 1200000, NULL, 5, U, "us", NULL, NULL },

  { "Semrush Keyword Magic", "boots_broad-match_us_2026-05-01.csv",
    "Keyword,Intent,Volume,Trend,Keyword Difficulty,CPC (USD),Competitive Density,SERP Features,Number of Results\n"
    "hiking boots,\"Informational, Commercial\",1300,\"0.23,0.28,1.00\",34,1.20,0.97,\"Sitelinks, Video\",120000\n"
    "boots near me,,90,,n/a,0.00,0.00,,\n",
    "semrush-magic", 1,
    "hiking boots", 1300, 34, 1200000, "USD", 5, 97, NULL, NULL, "[0.23,0.28,1]" },
  { "Semrush 2019", "boots.csv",
    "Keyword,Volume,Trend,Keyword Difficulty,CPC (USD),Competitive Density,SERP Features,Number of Results\n"
    "hiking boots,1300,\"0.23,0.28\",85.18,1.20,1.00,3,120000\n"
    "tent,1300,\"0.23,0.28\",,1.20,0.50,3,120000\n",
    "semrush-magic", 1,
    "hiking boots", 1300, 85, 1200000, "USD", 0, 100, NULL, NULL, "[0.23,0.28]" },
  { "Semrush Strategy Builder", "boots.csv",
    "Database,Keyword,Seed keyword,Page,Topic,Page type,Tags,Volume,Keyword Difficulty,CPC (USD),"
    "Competitive Density,Number of Results,Intent,SERP Features,Trend,Click potential,Content references,Competitors\n"
    "us,hiking boots,boots,Best boots,Boots,Pillar,,1300,34,1.20,0.97,10,Commercial,Video,\"1,0.5\",80,"
    "\"https://a.example\nhttps://b.example\",\"a.example\nb.example\"\n",
    "semrush-strategy", 1,
    "hiking boots", 1300, 34, 1200000, "USD", 4, 97, "us", "Boots", "[1,0.5]" },
  { "Semrush API", "api.csv",
    "Database;Keyword;Search Volume;CPC;Competition;Number of Results;Keyword Difficulty Index;Intent\r\n"
    "us;hiking boots;1300;1.20;0.97;120000;34;1,0\r\n",
    "semrush-api", 1,
    "hiking boots", 1300, 34, 1200000, NULL, 5, 97, "us", NULL, NULL },
  { "Semrush Organic Positions", "example.org-organic.Positions-us-20260501.csv",
    "Keyword,Position,Previous position,Search Volume,Keyword Difficulty,CPC,URL,Traffic,Traffic (%),Traffic Cost,"
    "Competition,Number of Results,Trends,Timestamp,SERP Features by Keyword,Keyword Intents,Position Type\n"
    "hiking boots,4,5,1300,34,1.20,https://example.org/boots,15,1.2,9,0.97,10,\"[100,82,90]\",2026-05-01,Video,"
    "\"commercial, transactional\",Organic\n",
    "semrush-organic", 1,
    "hiking boots", 1300, 34, 1200000, NULL, 12, 97, NULL, NULL, "[100,82,90]" },

  { "Moz lists", "moz.csv",
    "# -----------\n# List Name: boots\n# Total Keywords,2\n# -----------\n\n"
    "Keyword,Locale,Min Volume,Max Volume,Difficulty,Organic CTR,Importance,Priority,Date Analyzed\n"
    "hiking boots,en-US,1000,4000,34,60,3,50,2026-05-01\n",
    "moz", 6,
    "hiking boots", 2000, 34, U, NULL, 0, U, "us", NULL, NULL },
  { "Moz suggestions", "moz.csv",
    "Keyword,Locale,Relevance,Volume Range,Difficulty\nhiking boots,en-GB,5,1000..4000,34\n",
    "moz", 1,
    "hiking boots", 2000, 34, U, NULL, 0, U, "gb", NULL, NULL },

  { "Ubersuggest", "ubersuggest_boots.csv",
    "\357\273\277No,Keyword,Volume,CPC,Paid Difficulty,SEO Difficulty,Search Intent\n"
    "1,hiking boots,\"1,300\",US$2.17,97,34,Commercial\n",
    "ubersuggest", 1,
    "hiking boots", 1300, 34, 2170000, "USD", 4, 97, NULL, NULL, NULL },
  { "Ubersuggest, long decimals", "ubersuggest_boots.csv",
    "No,Keyword,Search Volume,CPC,Paid Difficulty,SEO Difficulty\n1,hiking boots,1300,2.17123456,97,34\n",
    "ubersuggest", 1,
    "hiking boots", 1300, 34, 2171235, NULL, 0, 97, NULL, NULL, NULL },
  { "KeywordTool.io", "keywordtool.csv",
    "Keywords,Search Volume (Average),Trend,Top of Page Bid (Low Range) (EUR),Top of Page Bid (High Range) (EUR),"
    "Competition,Search Volume (May 2025),Search Volume (Jun 2025)\n"
    "hiking boots,1300,+5%,\"0,40 €\",\"1,20 €\",High,1000,1600\n",
    "keywordtool", 1,
    "hiking boots", 1300, U, 800000, "EUR", 0, 83, NULL, NULL, "[1000,1600]" },

  { "Search Console", "Queries.csv",
    "Top queries,Clicks,Impressions,CTR,Position\nhiking boots,27,1300,2.08%,3.74\n",
    "search-console", 1,
    "hiking boots", U, U, U, NULL, 0, U, NULL, NULL, NULL },
  { "Bing Webmaster", "example.org_KeywordReport_5_1_2026.csv",
    "\"Keyword\",\"Impressions\",\"Clicks\",\"CTR\",\"Avg. Position\"\n\"hiking boots\",\"13\",\"27\",\"207.69%\",\"3.7\"\n",
    "bing-webmaster", 1,
    "hiking boots", U, U, U, NULL, 0, U, NULL, NULL, NULL },
  { "Bing research", "research.csv", "Keyword,Impressions,Trend\nhiking boots,1300,\n", "bing-research", 1,
    "hiking boots", U, U, U, NULL, 0, U, NULL, NULL, NULL },
  { "Bing query set", "queries.tsv",
    "Date\tQuery\tIsImplicitIntent\tState\tCountry\tPopularityScore\n"
    "2020-01-01\thiking boots\tFalse\tMichigan\tUnited States\t7\n",
    "bing-query-set", 1,
    "hiking boots", U, U, U, NULL, 0, U, NULL, NULL, NULL },
  { "KWFinder", "kwfinder.csv",
    "Keyword,Location,Language,Avg. Search Volume (Last Known Values),CPC/USD,PPC,Keyword Difficulty,Search Intent,"
    "Keyword interest growth (%),Serp Features,Content Type,Search Volume 6/2025,Search Volume 5/2025\n"
    "hiking boots,United States,English,1300,1.2,97,34,I,5,Video,,1600,1000\n",
    "kwfinder", 1,
    "hiking boots", 1300, 34, 1200000, "USD", 1, 97, NULL, NULL, "[1000,1600]" },
  { "SE Ranking", "seranking.csv",
    "Keyword;Difficulty;Search volume;CPC;Competition;Intents;SERP features\n"
    "hiking boots;34;1 300;1,20;0,97;C;Video\n",
    "se-ranking", 1,
    "hiking boots", 1300, 34, 1200000, NULL, 4, 97, NULL, NULL, NULL },
  { "Keywords Everywhere", "keywords-everywhere.csv",
    "Keyword,Volume,CPC,Competition,Trend\nhiking boots,\"1,300\",$1.20,0.97,-45%\n",
    "keywords-everywhere", 1,
    "hiking boots", 1300, U, 1200000, "USD", 0, 97, NULL, NULL, NULL },

  { "IGNY8 original", "keywords.csv",
    "keyword,industry,sector,volume,difficulty,country,is_active\nhiking boots,Outdoor,Shoes,1300,2,US,true\n",
    "igny8", 1,
    "hiking boots", 1300, 30, U, NULL, 0, U, "us", NULL, NULL },
  { "IGNY8", "keywords.csv",
    "keyword,volume,difficulty,intent,cpc,status,cluster\nhiking boots,1300,3,commercial,1.2,active,Boots\n",
    "igny8", 1,
    "hiking boots", 1300, 3, 1200000, NULL, 4, U, NULL, NULL, NULL },

  { "labeled with header", "labels.tsv", "keyword\tlabel\nhiking boots\tBoots\nit's 5\" long\tPipes\n", "labeled", 1,
    "hiking boots", U, U, U, NULL, 0, U, NULL, "Boots", NULL },
  { "labeled without header", "labels.csv",
    "hiking boots,Boots\ntrail shoes,Boots\ntwo man tent,Tents\n", "labeled", 0,
    "hiking boots", U, U, U, NULL, 0, U, NULL, "Boots", NULL },
  { "label first", "labels.tsv",
    "7\thiking boots\n7\ttrail shoes\n3\ttwo man tent\n3\tdome tent\n", "labeled", 0,
    "hiking boots", U, U, U, NULL, 0, U, NULL, "7", NULL },
  { "labels called intent", "labels.csv", "text,intent\nbook me a flight,book_flight\nwhat is my pin,pin\n", "labeled", 1,
    "book me a flight", U, U, U, NULL, 0, U, NULL, "book_flight", NULL },
  { "true intents", "x.csv", "query,intent\nhiking boots,transactional\ntents,I\n", "table", 1,
    "hiking boots", U, U, U, NULL, 8, U, NULL, NULL, NULL },
  { "pasted volumes", "paste.txt",
    "hiking boots\t1,300\ntrail shoes\t720\ntwo man tent\t90\n", "table", 0,
    "hiking boots", 1300, U, U, NULL, 0, U, NULL, NULL, NULL },
  { "table with weak header", "x.csv", "Title|Search volume|Category\nhiking boots|1300|Shoes\ntent|5|Tents\n", "table", 1,
    "hiking boots", 1300, U, U, NULL, 0, U, NULL, "Shoes", NULL },
  { "spreadsheet hint", "x.csv", "sep=;\r\nKeyword;Volume\r\nhiking boots;1.300\r\n", "table", 2,
    "hiking boots", 1300, U, U, NULL, 0, U, NULL, NULL, NULL },
};
/* clang-format on */

static void
test_layout (gconstpointer data)
{
  const Layout *layout = data;
  g_autoptr(IgnyImport) import = igny_import_fixture_open (layout->text, layout->file);
  IgnyImportRow row;

  g_assert_cmpstr (igny_import_get_source_id (import), ==, layout->source);
  g_assert_cmpint (igny_import_get_header_line (import), ==, layout->header_line);
  igny_import_fixture_next (import, &row);
  g_assert_cmpstr (row.keyword, ==, layout->keyword);
  g_assert_cmpint (row.volume, ==, layout->volume);
  g_assert_cmpint (row.difficulty, ==, layout->difficulty);
  g_assert_cmpint (row.cpc, ==, layout->cpc);
  g_assert_cmpstr (row.currency, ==, layout->currency);
  g_assert_cmpuint (row.intents, ==, layout->intents);
  g_assert_cmpint (row.competition, ==, layout->competition);
  g_assert_cmpstr (row.country, ==, layout->country);
  g_assert_cmpstr (row.group, ==, layout->group);
  g_assert_cmpstr (row.trend, ==, layout->trend);
}

static void
test_planner (void)
{
  g_autoptr(IgnyImport) import = igny_import_fixture_open (layouts[2].text, layouts[2].file);
  IgnyImportRow row;
  gboolean      exact;

  /* The two sums are no records. */
  g_assert_cmpint (igny_import_estimate_rows (import, &exact), ==, 1);
  g_assert_true (exact);
  g_assert_cmpstr (igny_import_get_trend_end (import), ==, "2025-06");
  igny_import_fixture_next (import, &row);
  g_assert_cmpint (row.line, ==, 6);
  g_assert_false (row.trend_relative);
  g_assert_false (row.volume_estimated);
  g_assert_cmpint (row.volume_low, ==, U);
  g_assert_cmpstr (igny_import_fixture_extra (&row, "YoY change"), ==, "-18%");
  g_assert_null (igny_import_fixture_extra (&row, "Segmentation"));
  igny_import_fixture_end (import);
  g_assert_cmpint (igny_import_get_n_rows (import), ==, 1);
}

/* A single exact number shows that the account gets exact ones: 50 is 50. */
static void
test_planner_buckets (void)
{
  g_autoptr(IgnyImport) buckets = NULL;
  g_autoptr(IgnyImport) exact = NULL;
  g_autoptr(IgnyImport) months = NULL;
  IgnyImportRow row;

#define PLANNER "Keyword\tCurrency\tAvg. monthly searches\tCompetition\tSearches: May 2025\n"
  buckets = igny_import_fixture_open (PLANNER "a\tUSD\t0\tLow\t\nb\tUSD\t50\tLow\t\n", "k.csv");
  igny_import_fixture_next (buckets, &row);
  g_assert_cmpint (row.volume, ==, 3);
  g_assert_cmpint (row.volume_low, ==, 0);
  g_assert_cmpint (row.volume_high, ==, 10);
  g_assert_true (row.volume_estimated);
  igny_import_fixture_next (buckets, &row);
  g_assert_cmpint (row.volume, ==, 32);

  exact = igny_import_fixture_open (PLANNER "a\tUSD\t50\tLow\t\nb\tUSD\t70\tLow\t\n", "k.csv");
  igny_import_fixture_next (exact, &row);
  g_assert_cmpint (row.volume, ==, 50);
  g_assert_false (row.volume_estimated);

  months = igny_import_fixture_open (PLANNER "a\tUSD\t50\tLow\t40\n", "k.csv");
  igny_import_fixture_next (months, &row);
  g_assert_cmpint (row.volume, ==, 50);
  g_assert_cmpstr (row.trend, ==, "[40]");
#undef PLANNER
}

static void
test_semrush (void)
{
  g_autoptr(IgnyImport) import = NULL;
  IgnyImportRow row;

  import = igny_import_fixture_open ("Keyword,Intent,Volume,Trend,Keyword Difficulty,CPC (USD),"
                                     "Competitive Density,SERP Features,Number of Results\n"
                                     "hiking boots,\"Commercial, Informational\",1300,"
                                     "\"0.2,1\",34,1.2,"
                                     "1,\"Video, Reviews\",12\n"
                                     "boots near me,,90,,n/a,n/a,,,\n"
                                     "\"boots, red\",Transactional,n/a,,,,,,\n",
                                     "boots_broad-match_uk_2026-05-01.csv");
  g_assert_cmpstr (igny_import_get_source_name (import), ==, "Semrush Keyword Magic");
  g_assert_cmpstr (igny_import_get_currency (import), ==, "USD");
  g_assert_cmpstr (igny_import_get_country_hint (import), ==, "gb");
  g_assert_cmpuint (igny_import_get_n_columns (import), ==, 9);
  g_assert_cmpstr (igny_import_get_column_header (import, 5), ==, "CPC (USD)");
  g_assert_cmpint (igny_import_get_column_role (import, 5), ==, IGNY_IMPORT_ROLE_CPC);
  g_assert_cmpstr (igny_import_get_sample (import, 0, 1), ==, "boots near me");
  g_assert_null (igny_import_get_sample (import, 0, 3));

  igny_import_fixture_next (import, &row);
  g_assert_cmpuint (row.primary_intent, ==, IGNY_IMPORT_INTENT_COMMERCIAL);
  g_assert_true (row.trend_relative);
  g_assert_cmpint (row.competition, ==, 100);
  g_assert_cmpstr (igny_import_fixture_extra (&row, "SERP Features"), ==, "Video, Reviews");
  g_assert_cmpstr (igny_import_fixture_extra (&row, "Number of Results"), ==, "12");

  igny_import_fixture_next (import, &row);
  g_assert_cmpint (row.difficulty, ==, U);
  g_assert_cmpint (row.cpc, ==, U);
  g_assert_cmpint (row.competition, ==, U);
  g_assert_cmpuint (row.intents, ==, 0);
  g_assert_null (row.trend);
  g_assert_cmpuint (row.n_extra, ==, 0);

  igny_import_fixture_next (import, &row);
  g_assert_cmpstr (row.keyword, ==, "boots, red");
  g_assert_cmpint (row.volume, ==, U);
  igny_import_fixture_end (import);
}

static void
check_search_console (const char *text,
                      const char *header)
{
  g_autofree char *file = g_strconcat (header, text, NULL);
  g_autoptr(IgnyImport) import = igny_import_fixture_open (file, "Queries.csv");
  IgnyImportRow row;

  g_test_message ("%s", header);
  g_assert_cmpstr (igny_import_get_source_id (import), ==, "search-console");
  igny_import_fixture_next (import, &row);
  g_assert_cmpstr (row.keyword, ==, "hiking boots");
  g_assert_cmpint (row.clicks, ==, 27);
  g_assert_cmpint (row.impressions, ==, 1300);
  g_assert_cmpint (row.ctr, ==, 20800);
  g_assert_cmpint (row.position, ==, 374);
  g_assert_cmpint (row.volume, ==, U);
}

static void
test_search_console (void)
{
  static const char *const headers[] = {
    "Top queries,Clicks,Impressions,CTR,Position\n",
    "Häufigste Suchanfragen,Klicks,Impressionen,CTR,Position\n",
    "Requêtes les plus fréquentes,Clics,Impressions,CTR,Position\n",
    "Consultas principales,Clics,Impresiones,CTR,Posición\n",
    "Principais consultas,Cliques,Impressões,CTR,Posição\n",
    "Query principali,Clic,Impressioni,CTR,Posizione\n",
    "Populairste zoekopdrachten,Klikken,Vertoningen,CTR,Positie\n",
    "Najpopularniejsze zapytania,Kliknięcia,Wyświetlenia,CTR,Pozycja\n",
    "Популярные запросы,Клики,Показы,CTR,Позиция\n",
    "En çok yapılan sorgular,Tıklamalar,Gösterimler,TO,Konum\n",
    "上位のクエリ,クリック数,表示回数,CTR,掲載順位\n",
    "热门查询,点击次数,展示,点击率,排名\n",
    "인기 검색어,클릭수,노출,CTR,게재순위\n",
    "Truy vấn hàng đầu,Lượt nhấp,Lượt hiển thị,CTR,Vị trí\n",
    /* None of these words is known: what the columns hold tells. */
    "Labākie vaicājumi,Klikšķi,Seansi,VKĀ,Pozīcijas\n",
    /* Two spans side by side: the first of a pair is the recent one. */
  };

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      check_search_console ("hiking boots,27,1300,2.08%,3.74\ntents,1,50,2%,10\nrope,0,3,0%,80.5\n",
                            headers[i]);
      check_search_console ("hiking boots,27,1.300,\"2,08 %\",\"3,74\"\ntents,1,50,2 %,10\n"
                            "rope,0,3,0 %,\"80,5\"\n",
                            headers[i]);
    }
  check_search_console ("hiking boots,27,20,1300,900,2.08%,1%,3.74,4\n",
                        "Top queries,Last 28 days Clicks,Previous 28 days Clicks,"
                        "Last 28 days Impressions,Previous 28 days Impressions,Last 28 days CTR,"
                        "Previous 28 days CTR,Last 28 days Position,Previous 28 days Position\n");
}

static void
test_cut_off (void)
{
  for (guint n_rows = 999; n_rows <= 1001; n_rows++)
    {
      g_autoptr(GString) text = g_string_new ("Top queries,Clicks,Impressions,CTR,Position\n");
      g_autoptr(IgnyImport) import = NULL;
      g_autofree char *keywords = NULL;

      for (guint i = 0; i < n_rows; i++)
        g_string_append_printf (text, "query %u,1,10,10%%,1.5\n", i);
      import = igny_import_fixture_open (text->str, "Queries.csv");
      g_assert_cmpint (igny_import_is_cut_off (import), ==, n_rows == 1000);
      keywords = igny_import_fixture_join (import);
      g_assert_cmpint (igny_import_get_n_rows (import), ==, n_rows);
      g_assert_cmpint (igny_import_is_cut_off (import), ==, n_rows == 1000);
    }
}

static void
test_bing (void)
{
  g_autoptr(IgnyImport) webmaster = NULL;
  g_autoptr(IgnyImport) set = NULL;
  IgnyImportRow row;
  webmaster = igny_import_fixture_open ("\"Keyword\",\"Impressions\",\"Clicks\",\"CTR\","
                                        "\"Avg. Position\"\n"
                                        "\"hiking boots\",\"13\",\"27\",\"207.69%\",\"3.7\"\n",
                                        "report.csv");
  igny_import_fixture_next (webmaster, &row);
  g_assert_cmpint (row.clicks, ==, 27);
  g_assert_cmpint (row.impressions, ==, 13);
  g_assert_cmpint (row.ctr, ==, 2076900);
  g_assert_cmpint (row.position, ==, 370);

  set = igny_import_fixture_open ("Date\tQuery\tIsImplicitIntent\tCountry\tPopularityScore\n"
                                  "2020-01-01\tboots\tTrue\tUnited States\t100\n",
                                  "queries.tsv");
  igny_import_fixture_next (set, &row);
  g_assert_cmpstr (igny_import_fixture_extra (&row, "Country"), ==, "United States");
  g_assert_cmpstr (igny_import_fixture_extra (&row, "PopularityScore"), ==, "100");
  g_assert_cmpstr (igny_import_fixture_extra (&row, "Date"), ==, "2020-01-01");
  g_assert_null (row.country);
}

static void
test_organic (void)
{
  g_autoptr(IgnyImport) import = NULL;
  IgnyImportRow row;

  import = igny_import_fixture_open ("Keyword,Country,Volume,KD,CPC,Organic traffic,"
                                     "Current position,"
                                     "Current URL,Branded,Local,Navigational,Informational,"
                                     "Commercial,Transactional\n"
                                     "boots,US,1300,34,1.2,15,4,https://example.org/,true,false,"
                                     "false,false,true,true\n",
                                     "organic.csv");
  igny_import_fixture_next (import, &row);
  g_assert_cmpint (row.position, ==, 400);
  g_assert_cmpstr (row.target_url, ==, "https://example.org/");
  g_assert_cmpuint (row.primary_intent, ==, IGNY_IMPORT_INTENT_COMMERCIAL);
  g_assert_cmpstr (igny_import_fixture_extra (&row, "Branded"), ==, "true");
}

static void
test_ours (void)
{
  g_autoptr(IgnyImport) original = NULL;
  g_autoptr(IgnyImport) ours = NULL;
  IgnyImportRow row;

  original = igny_import_fixture_open ("keyword,industry,sector,volume,difficulty,"
                                       "country,is_active\n"
                                       "boots,Outdoor,Shoes,1300,5,US,true\n"
                                       "tents,Outdoor,Tents,10,1,GB,false\n",
                                       "seed.csv");
  igny_import_fixture_next (original, &row);
  g_assert_cmpint (row.difficulty, ==, 90);
  g_assert_cmpstr (row.industry, ==, "Outdoor");
  g_assert_cmpstr (row.sector, ==, "Shoes");
  g_assert_cmpstr (igny_import_fixture_extra (&row, "is_active"), ==, "true");
  igny_import_fixture_next (original, &row);
  g_assert_cmpint (row.difficulty, ==, 10);

  ours = igny_import_fixture_open ("keyword,volume,difficulty,intent,cpc,status,cluster\n"
                                   "'=boots+tents,,,,,pending,'-x\n",
                                   "keywords.csv");
  igny_import_fixture_next (ours, &row);
  g_assert_cmpstr (row.keyword, ==, "=boots+tents");
  g_assert_cmpstr (row.status, ==, "pending");
  g_assert_cmpstr (row.cluster, ==, "-x");
  g_assert_cmpint (row.volume, ==, U);
}

static void
test_strategy (void)
{
  const Layout *layout = NULL;
  IgnyImportRow row;
  g_autoptr(IgnyImport) import = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    if (strcmp (layouts[i].source, "semrush-strategy") == 0)
      layout = &layouts[i];
  g_assert_nonnull (layout);
  import = igny_import_fixture_open (layout->text, layout->file);
  igny_import_fixture_next (import, &row);
  g_assert_cmpstr (igny_import_fixture_extra (&row, "Competitors"), ==, "a.example\nb.example");
  g_assert_cmpstr (row.cluster, ==, "Best boots");
  igny_import_fixture_end (import);
}

/* A correction of a file holds for the next one that has the same headers. */
static void
test_signature (void)
{
  g_autoptr(IgnyImport) one = igny_import_fixture_open ("Keyword,Foo\na,1\n", "1.csv");
  g_autoptr(IgnyImport) same = igny_import_fixture_open ("KEYWORD, foo\nb,2\nc,3\n", "2.csv");
  g_autoptr(IgnyImport) other = igny_import_fixture_open ("Keyword,Bar\na,1\n", "3.csv");

  g_assert_cmpstr (igny_import_get_signature (one), ==, igny_import_get_signature (same));
  g_assert_cmpstr (igny_import_get_signature (one), !=, igny_import_get_signature (other));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/import/layout/%s", layouts[i].what);

      g_strdelimit (path, " ", '-');
      g_test_add_data_func (path, &layouts[i], test_layout);
    }
  g_test_add_func ("/import/format/planner", test_planner);
  g_test_add_func ("/import/format/planner-buckets", test_planner_buckets);
  g_test_add_func ("/import/format/semrush", test_semrush);
  g_test_add_func ("/import/format/search-console", test_search_console);
  g_test_add_func ("/import/format/cut-off", test_cut_off);
  g_test_add_func ("/import/format/bing", test_bing);
  g_test_add_func ("/import/format/organic", test_organic);
  g_test_add_func ("/import/format/ours", test_ours);
  g_test_add_func ("/import/format/strategy", test_strategy);
  g_test_add_func ("/import/format/signature", test_signature);

  return g_test_run ();
}
