/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "igny-live-report.h"

static void
check (const char *const *pieces,
       const char        *wanted)
{
  IgnyLiveText     live = { NULL };
  g_autofree char *words = NULL;

  for (; *pieces != NULL; pieces++)
    igny_live_text_add (&live, *pieces);
  words = igny_live_text_dup_words (&live, 30);
  g_assert_cmpstr (words, ==, wanted);
  igny_live_text_clear (&live);
}

#define CHECK(wanted, ...) check ((const char *const[]){ __VA_ARGS__, NULL }, wanted)

static void
test_words (void)
{
  IgnyLiveText none = { NULL };

  g_assert_null (igny_live_text_dup_words (&none, 30));
  CHECK (NULL, "");
  CHECK (NULL, "<p>");
  CHECK (NULL, " \n{ \"");
  CHECK ("Boots", "Bo", "ots");
  CHECK ("Boots that fit", "<h2>Boots</h2>\n<p>that ", "<strong>fit</strong>");
  CHECK ("Title: one, two", "# Title\n**: one**, `two`");
  CHECK ("…that are as long as this one", "Some words that are as long as this one");
  CHECK ("…are exactly thirty characters", "These are exactly thirty characters");
  CHECK ("…選び方長靴の選び方長靴の選び方長靴の選び方長靴の選び方長靴の",
         "長靴の選び方長靴の選び方長靴の選び方長靴の選び方長靴の選び方長靴の選び方長靴の");
  /* One space among them does not take away the rest. */
  CHECK ("…び方長靴の選び方長靴の選び方長靴の選び方長靴の選び方長靴 の",
         "長靴の選び方長靴の選び方長靴の選び方長靴の選び方長靴の選び方長靴の選び方長靴 の");
}

/* A tag that is not whole yet, and what only looks like one. */
static void
test_tags (void)
{
  CHECK ("Boots", "Boots <a href=\"https://x.or");
  CHECK ("Boots", "Boots<");
  CHECK ("Boots fit", "Boots<", "br", "/>fit");
  CHECK ("Boots fit", "<!-- wp:paragraph -->Boots<!-- /wp", ":p -->fit");
  CHECK ("a < b and 3<4", "a < b and 3<4");
}

static void
test_escapes (void)
{
  CHECK ("html: Say \"no\" twice, and", "{\"html\":\"<p>Say \\\"no\\\"\\ntwice,\\u00a0 and");
  CHECK ("größer", "gr\\u00f6\\u00DFer");
  CHECK ("a 👟 b", "a \\ud83d\\udc5f b");
  CHECK ("a b", "a \\ud83d b");
  CHECK ("a b", "a \\udc5f b");
  CHECK ("a A", "a \\ud83d\\u0041");
  /* What is not whole yet comes later. */
  CHECK ("Half", "Half\\");
  CHECK ("Half", "Half\\u");
  CHECK ("Half", "Half\\u00f");
  CHECK ("Half", "Half\\ud83d");
  CHECK ("Half", "Half\\ud83d\\");
  CHECK ("Half", "Half\\ud83d\\udc5");
  CHECK ("Halfö", "Half\\u00", "f6");
  CHECK ("Half👟", "Half\\ud83d\\ud", "c5f");
}

static void
test_entities (void)
{
  CHECK ("R&D, don’t – 5 < 6", "R&amp;D, don&rsquo;t&nbsp;&ndash; 5 &lt; 6");
  CHECK ("größe", "gr&#246;&#xDF;e");
  CHECK ("Boots", "Boots&am");
  CHECK ("Boots & Co", "Boots &", " Co");
  CHECK ("Boots &and what is longer; no", "Boots &and what is longer; no");
  CHECK ("ab", "a&unknown;b");
  CHECK ("ab", "a&#x110000;&#0;&#xd800;b");
}

/* Nothing of it reaches a terminal but what is read. */
static void
test_hidden (void)
{
  CHECK ("0;title x 31m red", "\x1b]0;title\x07 x \x1b[31m red");
  CHECK ("2J red", "\\u001b[2J &#27;red");
  CHECK ("left right", "left \u202eright\u202c");
  CHECK ("left right", "left \\u202eright&#8238;");
  CHECK ("a bc", "a\u2028b\xc2\x85", "c");
  CHECK ("می\u200cخواهم", "می\u200cخواهم");
}

static void
test_damaged (void)
{
  CHECK ("größer", "gr\xc3", "\xb6\xc3\x9f", "er");
  CHECK ("gr", "gr\xc3");
  CHECK ("grer", "gr\xf0\x9f\x91"
                 "er");
  CHECK ("grer", "gr\xff\x80\xc0\x80\xed\xa0\x80"
                 "er");
}

static void
test_anew (void)
{
  IgnyLiveText     live = { NULL };
  g_autofree char *words = NULL;

  igny_live_text_add (&live, "first attempt");
  igny_live_text_add (&live, NULL);
  g_assert_null (igny_live_text_dup_words (&live, 30));
  igny_live_text_add (&live, "second");
  words = igny_live_text_dup_words (&live, 30);
  g_assert_cmpstr (words, ==, "second");
  igny_live_text_clear (&live);
}

/* However long the answer is, only its end is kept, whole characters of it and
 * no half of a tag. */
static void
test_long (void)
{
  IgnyLiveText live = { NULL };

  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *words = NULL;

      igny_live_text_add (&live, i % 2 ? "<em title=\"größer\">wörter</em> " : "für größere ");
      g_assert_cmpuint (live.end->len, <, 1300);
      g_assert_true (g_utf8_validate (live.end->str, (gssize) live.end->len, NULL));
      words = igny_live_text_dup_words (&live, 30);
      g_assert_null (strstr (words, "title"));
      if (i > 10)
        g_assert_true (g_str_has_prefix (words, "…"));
    }
  igny_live_text_clear (&live);
}

static void
check_at_once (const char *front,
               gsize       n,
               const char *end,
               const char *wanted)
{
  IgnyLiveText     live = { NULL };
  g_autofree char *filling = g_strnfill (n, 'x');
  g_autofree char *piece = g_strconcat (front, filling, end, NULL);
  g_autofree char *words = NULL;

  igny_live_text_add (&live, "before ");
  igny_live_text_add (&live, piece);
  g_assert_cmpuint (live.end->allocated_len, <=, 4096);
  words = igny_live_text_dup_words (&live, 30);
  g_assert_cmpstr (words, ==, wanted);
  igny_live_text_clear (&live);
}

/* A picture in a tag is longer than what is kept, and no word of it is shown. */
static void
test_at_once (void)
{
  check_at_once ("<img src=\"", 100000, "", NULL);
  check_at_once ("<img src=\"", 100000, "\"> after", "…after");
  check_at_once ("<p>a</p> ", 100000, " after", "…xxxxxxxxxxxxxxxxxxxxxxxx after");
  check_at_once ("<img src=\"", 1000, "\"> after", "before after");
}

typedef struct
{
  guint    times;
  guint    percent;
  GString *said;
} Said;

static void
progress_cb (const IgnyProgress *progress,
             gpointer            user_data)
{
  Said *said = user_data;

  said->times++;
  said->percent = progress->percent;
  g_string_assign (said->said, progress->message);
}

static void
test_report (void)
{
  Said           said = { .said = g_string_new (NULL) };
  const IgnyRun  run = { .progress = progress_cb, .user_data = &said };
  IgnyAiCall     call = { .n_parts = 1 };
  IgnyChatAnswer answer = { .text_chars = 4000 };
  IgnyLiveReport report = { .run = &run, .call = &call, .model = "m" };

  igny_live_report_progress_cb (0, 10, &report);
  g_assert_cmpstr (said.said->str, ==, "m: thinking");
  igny_live_report_text_cb ("<p>Boots", &report);
  /* Too soon for a line of its own. */
  igny_live_report_progress_cb (8, 10, &report);
  g_assert_cmpuint (said.times, ==, 1);
  report.told_at -= G_TIME_SPAN_SECOND;
  igny_live_report_progress_cb (4000, 10, &report);
  g_assert_cmpstr (said.said->str, ==, "m: Boots");
  g_assert_cmpuint (said.percent, ==, 47);
  call = (IgnyAiCall){ .part = 1, .n_parts = 2 };
  report.told_at = 0;
  igny_live_report_progress_cb (0, 10, &report);
  g_assert_cmpstr (said.said->str, ==, "m, part 2 of 2: Boots");
  igny_live_report_end (&report, &answer);
  g_assert_cmpstr (said.said->str, ==, "m has written 4000 characters");
  g_assert_cmpuint (said.percent, ==, 58);
  igny_live_text_clear (&report.live);
  g_string_free (said.said, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ai/live-text/words", test_words);
  g_test_add_func ("/ai/live-text/tags", test_tags);
  g_test_add_func ("/ai/live-text/escapes", test_escapes);
  g_test_add_func ("/ai/live-text/entities", test_entities);
  g_test_add_func ("/ai/live-text/hidden", test_hidden);
  g_test_add_func ("/ai/live-text/damaged", test_damaged);
  g_test_add_func ("/ai/live-text/anew", test_anew);
  g_test_add_func ("/ai/live-text/long", test_long);
  g_test_add_func ("/ai/live-text/at-once", test_at_once);
  g_test_add_func ("/ai/live-text/report", test_report);

  return g_test_run ();
}
