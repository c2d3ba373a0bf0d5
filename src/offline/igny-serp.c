/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-serp.h"

#include "igny-string-table.h"

#include <stdlib.h>
#include <string.h>

#define CANCEL_STEP 1024
#define URL_MAX_BYTES 2000
#define SEPARATORS " \t\r\n,;|"

struct _IgnySerp
{
  IgnyStringTable *urls;
  GArray          *starts;  /* of guint: where each keyword's results begin */
  GArray          *results; /* of guint: urls */
};

IgnySerp *
igny_serp_new (void)
{
  IgnySerp *self = g_new0 (IgnySerp, 1);

  self->urls = igny_string_table_new ();
  self->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  self->results = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

void
igny_serp_free (IgnySerp *self)
{
  if (self == NULL)
    return;
  igny_string_table_free (self->urls);
  g_array_unref (self->starts);
  g_array_unref (self->results);
  g_free (self);
}

/* Lower case, letters and digits only. */
static char *
fold_header (const char *header)
{
  GString *folded = g_string_new (NULL);

  for (const char *p = header; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (folded, g_ascii_tolower (*p));
  return g_string_free (folded, FALSE);
}

/* "url7" and "7url" for the words "url". */
static guint
read_place (const char *folded)
{
  static const char *const before[] = { "url", "serpurl", "topurl", "resulturl", "rankurl",
                                        "positionurl", "organicurl", "result", "serp",
                                        "organicresult", "serpresult", "competitorurl", "position",
                                        "rank" };
  const char              *digits = folded + strcspn (folded, "0123456789");
  char                    *end = NULL;
  guint64                  place = g_ascii_strtoull (digits, &end, 10);
  g_autofree char         *word = g_strndup (folded, (gsize) (digits - folded));
  g_autofree char         *rest = NULL;

  if (*digits == '\0' || place < 1 || place > IGNY_SERP_RESULTS_MAX)
    return 0;
  rest = g_strconcat (word, end, NULL);
  /* A position is a number unless the column says that it is an address. */
  if (*end == '\0' && (g_str_equal (word, "position") || g_str_equal (word, "rank")))
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (before); i++)
    if (g_str_equal (rest, before[i]))
      return (guint) place;
  return 0;
}

gboolean
igny_serp_is_column (const char *header,
                     guint      *place)
{
  static const char *const lists[] = {
    "serpurls", "serpurl", "topurls", "top10urls", "top10", "top10results",
    "top10serp", "serpresults", "resulturls", "rankingurls", "rankedurls", "organicurls",
    "organicresults", "topresults", "toppages", "serplinks", "searchresults", "top10links",
    "top10pages", "competingurls", "serptop10", "serp", "urls", "results"
  };
  g_autofree char *folded = NULL;

  g_return_val_if_fail (header != NULL && place != NULL, FALSE);

  folded = fold_header (header);
  *place = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    if (g_str_equal (folded, lists[i]))
      return TRUE;
  *place = read_place (folded);
  return *place > 0;
}

void
igny_serp_add_keyword (IgnySerp *self)
{
  g_return_if_fail (self != NULL);

  g_array_append_val (self->starts, self->results->len);
}

static const char *
skip_prefix (const char *url,
             const char *end,
             const char *prefix)
{
  gsize length = strlen (prefix);

  if ((gsize) (end - url) > length && g_ascii_strncasecmp (url, prefix, length) == 0)
    return url + length;
  return url;
}

/* The address as it is compared, or NULL for what is none. */
static char *
fold_url (const char *url,
          gsize       length)
{
  const char *end = url + length;
  const char *fragment = memchr (url, '#', length);
  char       *folded;

  if (fragment != NULL)
    end = fragment;
  while (url < end && strchr ("\"'[]()", *url) != NULL)
    url++;
  while (end > url && strchr ("\"'[]()/", end[-1]) != NULL)
    end--;
  url = skip_prefix (url, end, "https://");
  url = skip_prefix (url, end, "http://");
  url = skip_prefix (url, end, "www.");
  if (end - url < 4 || end - url > URL_MAX_BYTES || memchr (url, '.', (gsize) (end - url)) == NULL)
    return NULL;
  folded = g_strndup (url, (gsize) (end - url));
  for (char *p = folded; *p != '\0' && *p != '/'; p++)
    *p = g_ascii_tolower (*p);
  return folded;
}

static void
add_url (IgnySerp   *self,
         const char *url)
{
  guint from = g_array_index (self->starts, guint, self->starts->len - 1);
  guint number = igny_string_table_add (self->urls, url, strlen (url));

  for (guint i = from; i < self->results->len; i++)
    if (g_array_index (self->results, guint, i) == number)
      return;
  if (self->results->len - from < IGNY_SERP_RESULTS_MAX)
    g_array_append_val (self->results, number);
}

void
igny_serp_add_urls (IgnySerp   *self,
                    const char *text)
{
  g_return_if_fail (self != NULL && text != NULL && self->starts->len > 0);

  while (*(text += strspn (text, SEPARATORS)) != '\0')
    {
      gsize            length = strcspn (text, SEPARATORS);
      g_autofree char *url = fold_url (text, length);

      if (url != NULL)
        add_url (self, url);
      text += length;
    }
}

static guint
get_results (const IgnySerp *self,
             guint           keyword,
             const guint   **results)
{
  guint from = g_array_index (self->starts, guint, keyword);
  guint to = keyword + 1 < self->starts->len ? g_array_index (self->starts, guint, keyword + 1)
                                             : self->results->len;

  *results = (const guint *) (gconstpointer) self->results->data + from;
  return to - from;
}

guint
igny_serp_count (const IgnySerp *self)
{
  guint        count = 0;
  const guint *results;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->starts->len; i++)
    count += get_results (self, i, &results) > 0;
  return count;
}

/* Who was seen last with a combination of results. */
typedef struct
{
  guint64 combination;
  guint   stamp; /* the result that leads the combinations + 1 */
  guint   keyword;
} Slot;

typedef struct
{
  const IgnySerp *serp;
  guint           overlap;
  guint          *parents; /* of the union-find forest */
  guint          *starts;  /* by result, into postings */
  guint          *postings;
  guint          *sorted; /* ranks of the results of all keywords, ascending in each */
  Slot           *slots;
  gsize           n_slots; /* a power of two */
} Grouping;

static void
clear_grouping (Grouping *self)
{
  g_free (self->parents);
  g_free (self->starts);
  g_free (self->postings);
  g_free (self->sorted);
  g_free (self->slots);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Grouping, clear_grouping)

static guint
get_sorted (const Grouping *self,
            guint           keyword,
            guint         **sorted)
{
  const guint *results;
  guint        count = get_results (self->serp, keyword, &results);

  *sorted =
      self->sorted + (results - (const guint *) (gconstpointer) self->serp->results->data);
  return count;
}

static guint
find_root (Grouping *self,
           guint     keyword)
{
  while (self->parents[keyword] != keyword)
    keyword = self->parents[keyword] = self->parents[self->parents[keyword]];
  return keyword;
}

static void
unite (Grouping *self,
       guint     a,
       guint     b)
{
  a = find_root (self, a);
  b = find_root (self, b);
  if (a < b)
    self->parents[b] = a;
  else
    self->parents[a] = b;
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  guint x = *(const guint *) a;
  guint y = *(const guint *) b;

  return (x > y) - (x < y);
}

typedef struct
{
  guint count;
  guint url;
} Rank;

static int
compare_ranks (gconstpointer a,
               gconstpointer b)
{
  const Rank *x = a;
  const Rank *y = b;

  if (x->count != y->count)
    return x->count < y->count ? -1 : 1;
  return (x->url > y->url) - (x->url < y->url);
}

/* New numbers for the results, those of few keywords first, so that few
 * combinations begin with one that everybody has. */
static guint *
rank_urls (const IgnySerp *serp)
{
  guint            n_urls = igny_string_table_get_size (serp->urls);
  g_autofree Rank *order = g_new0 (Rank, (gsize) n_urls + 1);
  guint           *ranks = g_new0 (guint, (gsize) n_urls + 1);

  for (guint i = 0; i < n_urls; i++)
    order[i] = (Rank){ 0, i };
  for (guint i = 0; i < serp->results->len; i++)
    order[g_array_index (serp->results, guint, i)].count++;
  qsort (order, n_urls, sizeof (Rank), compare_ranks);
  for (guint i = 0; i < n_urls; i++)
    ranks[order[i].url] = i;
  return ranks;
}

static void
sort_results (Grouping *self)
{
  const GArray     *results = self->serp->results;
  g_autofree guint *ranks = rank_urls (self->serp);

  self->sorted = g_new (guint, (gsize) results->len + 1);
  for (guint i = 0; i < results->len; i++)
    self->sorted[i] = ranks[g_array_index (results, guint, i)];
  for (guint i = 0; i < self->serp->starts->len; i++)
    {
      guint *own;
      guint  count = get_sorted (self, i, &own);

      if (count > 1)
        qsort (own, count, sizeof (guint), compare_numbers);
    }
}

static void
fill_postings (Grouping *self)
{
  const IgnySerp   *serp = self->serp;
  guint             n_urls = igny_string_table_get_size (serp->urls);
  g_autofree guint *next = NULL;

  self->starts = g_new0 (guint, (gsize) n_urls + 2);
  self->postings = g_new (guint, (gsize) serp->results->len + 1);
  for (guint i = 0; i < serp->results->len; i++)
    self->starts[self->sorted[i] + 1]++;
  for (guint i = 0; i < n_urls; i++)
    self->starts[i + 1] += self->starts[i];
  next = g_memdup2 (self->starts, ((gsize) n_urls + 1) * sizeof (guint));
  for (guint keyword = 0; keyword < serp->starts->len; keyword++)
    {
      guint *own;
      guint  count = get_sorted (self, keyword, &own);

      for (guint i = 0; i < count; i++)
        self->postings[next[own[i]]++] = keyword;
    }
}

static guint
count_shared (const Grouping *self,
              guint           a,
              guint           b)
{
  const guint *x;
  const guint *y;
  guint        n_x = get_results (self->serp, a, &x);
  guint        n_y = get_results (self->serp, b, &y);
  guint        shared = 0;

  for (guint i = 0; i < n_x; i++)
    for (guint j = 0; j < n_y; j++)
      shared += x[i] == y[j];
  return shared;
}

/* The first keyword with the combination stays in the table, and all others
 * with it are united with that one. */
static void
meet (Grouping *self,
      guint64   combination,
      guint     stamp,
      guint     keyword)
{
  gsize place = combination & (self->n_slots - 1);

  while (self->slots[place].stamp == stamp)
    {
      const Slot *slot = &self->slots[place];

      /* Two combinations may have the same hash, so that is not believed. */
      if (slot->combination == combination &&
          count_shared (self, slot->keyword, keyword) >= self->overlap)
        {
          unite (self, slot->keyword, keyword);
          return;
        }
      place = (place + 1) & (self->n_slots - 1);
    }
  self->slots[place] = (Slot){ combination, stamp, keyword };
}

static guint64
hash_next (guint64 hash,
           guint   number)
{
  hash = (hash ^ number) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return hash ^ (hash >> 29);
}

/* All combinations of a number of the results, each once. */
static void
combine (Grouping    *self,
         const guint *results,
         guint        count,
         guint        wanted,
         guint64      hash,
         guint        stamp,
         guint        keyword)
{
  if (wanted == 0)
    {
      meet (self, hash, stamp, keyword);
      return;
    }
  for (guint i = 0; i + wanted <= count; i++)
    combine (self, results + i + 1, count - i - 1, wanted - 1, hash_next (hash, results[i]), stamp,
             keyword);
}

/* What can be combined with a result: those behind it, which others have too. */
static guint
list_behind (const Grouping *self,
             guint           keyword,
             guint           url,
             const guint   **behind)
{
  guint *own;
  guint  count = get_sorted (self, keyword, &own);
  guint  skipped = 0;

  while (skipped < count && own[skipped] <= url)
    skipped++;
  *behind = own + skipped;
  return count - skipped;
}

static guint
count_combinations (guint count,
                    guint wanted)
{
  guint n = 1;

  if (wanted > count)
    return 0;
  for (guint i = 0; i < wanted; i++)
    n = n * (count - i) / (i + 1);
  return n;
}

static void
make_room (Grouping *self,
           gsize     most)
{
  gsize wanted = 64;

  while (wanted < most * 2)
    wanted *= 2;
  if (wanted <= self->n_slots)
    return;
  g_free (self->slots);
  self->slots = g_new0 (Slot, wanted);
  self->n_slots = wanted;
}

/* Keywords that share this result and enough others behind it. */
static void
group_by (Grouping *self,
          guint     url)
{
  const guint *behind;
  gsize        most = 0;

  for (guint i = self->starts[url]; i < self->starts[url + 1]; i++)
    most += count_combinations (list_behind (self, self->postings[i], url, &behind),
                                self->overlap - 1);
  make_room (self, most);
  for (guint i = self->starts[url]; i < self->starts[url + 1]; i++)
    {
      guint count = list_behind (self, self->postings[i], url, &behind);

      combine (self, behind, count, self->overlap - 1, url + 1, url + 1, self->postings[i]);
    }
}

static IgnyClustering *
finish (Grouping          *self,
        const char *const *texts,
        const gint64      *volumes)
{
  guint             count = self->serp->starts->len;
  g_autofree guint *groups = g_new (guint, (gsize) count + 1);

  for (guint i = 0; i < count; i++)
    groups[i] = find_root (self, i);
  return igny_clustering_new (texts, volumes, count, groups, count);
}

IgnyClustering *
igny_serp_cluster (const IgnySerp    *self,
                   const char *const *texts,
                   const gint64      *volumes,
                   guint              overlap,
                   GCancellable      *cancellable,
                   GError           **error)
{
  g_auto(Grouping) grouping = { .serp = self };
  guint n_urls;

  g_return_val_if_fail (self != NULL && (texts != NULL || self->starts->len == 0), NULL);

  grouping.overlap = CLAMP (overlap, 1, IGNY_SERP_RESULTS_MAX);
  grouping.parents = g_new (guint, (gsize) self->starts->len + 1);
  for (guint i = 0; i < self->starts->len; i++)
    grouping.parents[i] = i;
  sort_results (&grouping);
  fill_postings (&grouping);
  n_urls = igny_string_table_get_size (self->urls);
  for (guint url = 0; url < n_urls; url++)
    {
      if (url % CANCEL_STEP == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (grouping.starts[url + 1] - grouping.starts[url] > 1)
        group_by (&grouping, url);
    }
  return finish (&grouping, texts, volumes);
}
