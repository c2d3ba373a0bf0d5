/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-words.h"

#include <string.h>

/* 160 words; three of them make 4,096,000 keywords. */
static const char *const syllables[] = { "ba", "co", "di", "fe", "gra", "ho", "ki", "lu" };
static const char *const ends[] = { "nt", "ra", "st", "le", "mmer", "ck", "t", "ling", "s", "x",
                                    "tor", "ne", "rd", "p", "sch", "vo", "m", "ty", "lf", "g" };
static const char *const before[] = { "best", "how to", "cheap", "buy" };

static void
append_word (char *keyword,
             guint word)
{
  strcat (keyword, syllables[word % 8]);
  strcat (keyword, ends[word / 8]);
}

void
bench_words_make (guint i,
                  char  keyword[128])
{
  guint x = (guint) ((guint64) i * 2654435761u % 4096000u);

  keyword[0] = '\0';
  if (x % 3 == 0)
    {
      strcat (keyword, before[x % 4]);
      strcat (keyword, " ");
    }
  append_word (keyword, x % 160);
  strcat (keyword, " ");
  append_word (keyword, x / 160 % 160);
  strcat (keyword, " ");
  append_word (keyword, x / 25600);
}

static void
write_narrow (FILE       *file,
              const char *keyword,
              guint       i)
{
  fprintf (file, "%s,%u,%u,%u.%02u\n", keyword, i * 7919 % 10007, i % 101, i % 12, i % 100);
}

static void
write_magic (FILE       *file,
             const char *keyword,
             guint       i)
{
  fprintf (file,
           "%s,\"Informational, Commercial\",%u,"
           "\"0.23,0.28,0.35,0.44,0.55,0.67,0.82,1.00,0.82,0.55,0.44,0.%02u\",%u,%u.20,0.%02u,"
           "\"Sitelinks, Reviews, Video\",%u\n",
           keyword, i * 7919 % 10007, i % 90 + 10, i % 101, i % 12, i % 90 + 10, i % 1000 * 1000);
}

const BenchShape bench_words_shapes[] = {
  { "keyword, volume, difficulty, cpc", "Keyword,Volume,Difficulty,CPC\n",
    "keyword TEXT, volume INTEGER, difficulty INTEGER, cpc REAL", write_narrow },
  { "Semrush Keyword Magic",
    "Keyword,Intent,Volume,Trend,Keyword Difficulty,CPC (USD),Competitive Density,SERP Features,"
    "Number of Results\n",
    "keyword TEXT, intent TEXT, volume INTEGER, trend TEXT, difficulty INTEGER, cpc REAL,"
    " density REAL, features TEXT, results INTEGER",
    write_magic },
  { NULL },
};

void
bench_words_write_csv (const char       *path,
                       const BenchShape *shape,
                       guint             from,
                       guint             n)
{
  FILE *file = fopen (path, "w");
  char  keyword[128];

  g_assert_nonnull (file);
  fputs (shape->header, file);
  for (guint i = from; i < from + n; i++)
    {
      bench_words_make (i, keyword);
      shape->write_row (file, keyword, i);
    }
  g_assert_cmpint (fclose (file), ==, 0);
}
