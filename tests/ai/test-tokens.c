/* SPDX-License-Identifier: GPL-3.0-or-later */
/* With --encode: texts on the standard input, each with a NUL behind it; the numbers of the
 * tokens of each on a line of the output. check-tokens.py compares them with an implementation
 * of its own. */
#include "igny-tokens-ranks.h"
#include "igny-tokens-split.h"
#include "igny-tokens.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static void
assert_tokens (const char    *text,
               const guint32 *expected,
               guint          n)
{
  g_autoptr (IgnyTokens) tokens = igny_tokens_new ();
  g_autoptr (GArray) ids = igny_tokens_encode (tokens, text);

  g_assert_cmpmem (ids->data, ids->len * sizeof (guint32), expected, n * sizeof (guint32));
  g_assert_cmpuint (igny_tokens_count (tokens, "o200k", text), ==, n);
}

/* What the vocabulary's own list says of these. */
static void
test_known (void)
{
  static const guint32 hello[] = { 13225, 2375 };
  static const guint32 end[] = { 27, 91, 419, 1440, 919, 91, 29 };

  assert_tokens ("hello world", (const guint32[]){ 24912, 2375 }, 2);
  assert_tokens ("Hello world", hello, G_N_ELEMENTS (hello));
  assert_tokens ("", NULL, 0);
  /* No mark is special. */
  assert_tokens ("<|endoftext|>", end, G_N_ELEMENTS (end));
}

static void
assert_pieces (const char        *text,
               const char *const *expected)
{
  const char *end = text + strlen (text);
  guint       n = 0;

  for (const char *p = text; p < end; n++)
    {
      const char      *next = igny_tokens_split_next (p, end);
      g_autofree char *piece = g_strndup (p, (gsize) (next - p));

      g_assert_cmpstr (piece, ==, expected[n]);
      p = next;
    }
  g_assert_null (expected[n]);
}

static void
test_split (void)
{
  static const struct
  {
    const char *text;
    const char *pieces[8];
  } cases[] = {
    { "It's  done\n\n  now", { "It's", " ", " done", "\n\n", " ", " now", NULL } },
    { "HTTPServer 12345", { "HTTPServer", " ", "123", "45", NULL } },
    { "camelCase WE'LL", { "camel", "Case", " WE'LL", NULL } },
    { "a,b // c\r\n", { "a", ",b", " //", " c", "\r\n", NULL } },
    { "日本語ABC", { "日本語", "ABC", NULL } },
    { "  ", { "  ", NULL } },
    { "e\xcc\x81t\xc3\xa9!", { "e\xcc\x81t\xc3\xa9", "!", NULL } },
    { "\t\tx", { "\t", "\tx", NULL } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_pieces (cases[i].text, cases[i].pieces);
}

/* A long piece goes another way and must come to the same. */
static void
test_long (void)
{
  g_autoptr (IgnyTokensRanks) ranks = igny_tokens_ranks_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  clock_t start;

  for (guint i = 0; i < 200000; i++)
    g_string_append_c (text, (char) ('a' + i * i % 7));
  start = clock ();
  g_assert_cmpuint (igny_tokens_ranks_merge (ranks, text->str, text->len, NULL), >, 1000);
  /* In time squared it would be minutes. */
  g_assert_cmpint ((clock () - start) / CLOCKS_PER_SEC, <, 5);
}

static void
test_estimate (void)
{
  g_autoptr (IgnyTokens) tokens = igny_tokens_new ();
  const char *text = "A good tent keeps the rain out and lets the air in.";

  g_assert_true (igny_tokens_is_exact ("o200k"));
  g_assert_false (igny_tokens_is_exact (""));
  g_assert_cmpuint (igny_tokens_count (tokens, NULL, text), ==, igny_tokens_estimate (text));
  g_assert_cmpuint (igny_tokens_count (tokens, "o200k", text), ==, 13);
}

static void
test_speed (void)
{
  static const char line[] = "The quick brown fox – “Füchse” – jumps over 12,345 lazy dogs; "
                             "<p>what <strong>else</strong>?</p> Кто ищет, тот найдёт. 探す人は\n";
  g_autoptr (IgnyTokens) tokens = igny_tokens_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  clock_t start;
  double  seconds;

  while (text->len < 8 * 1024 * 1024)
    g_string_append (text, line);
  igny_tokens_count (tokens, "o200k", line);
  start = clock ();
  g_assert_cmpuint (igny_tokens_count (tokens, "o200k", text->str), >, 1000000);
  seconds = (double) (clock () - start) / CLOCKS_PER_SEC;
  g_test_maximized_result ((double) text->len / seconds / 1e6, "%.1f MB a second of CPU",
                           (double) text->len / seconds / 1e6);
  if (g_test_perf ())
    g_assert_cmpfloat ((double) text->len / seconds, >=, 5e6);
}

static int
encode_input (void)
{
  g_autoptr (IgnyTokens) tokens = igny_tokens_new ();
  g_autofree char *text = NULL;
  size_t           room = 0;

  while (getdelim (&text, &room, '\0', stdin) > 0)
    {
      g_autoptr (GArray) ids = igny_tokens_encode (tokens, text);

      for (guint i = 0; i < ids->len; i++)
        printf ("%s%u", i > 0 ? " " : "", g_array_index (ids, guint32, i));
      putchar ('\n');
    }
  return 0;
}

int
main (int   argc,
      char *argv[])
{
  if (argc > 1 && strcmp (argv[1], "--encode") == 0)
    return encode_input ();

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ai/tokens/known", test_known);
  g_test_add_func ("/ai/tokens/split", test_split);
  g_test_add_func ("/ai/tokens/long", test_long);
  g_test_add_func ("/ai/tokens/estimate", test_estimate);
  g_test_add_func ("/ai/tokens/speed", test_speed);

  return g_test_run ();
}
