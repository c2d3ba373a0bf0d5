/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-chat-stream.h"
#include "igny-number.h"

#include <string.h>

static IgnyChatAnswer *
read_in_pieces (const char *text,
                gsize       size,
                gboolean   *done)
{
  IgnyChatAnswer *answer = igny_chat_answer_new ();
  g_autoptr (IgnyChatStream) stream = igny_chat_stream_new (answer, NULL);
  gsize length = strlen (text);

  for (gsize i = 0; i < length; i += size)
    igny_chat_stream_feed (stream, text + i, MIN (size, length - i));
  *done = igny_chat_stream_is_done (stream);
  igny_chat_stream_end (stream);
  return answer;
}

#define DELTA(text) "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" text "\"}}]}"

/* clang-format off */
static const struct
{
  const char *events;
  const char *text;
  gboolean    done;
} cases[] = {
  { "data: " DELTA ("añb") "\n\ndata: [DONE]\n\n", "añb", TRUE },
  { "data: " DELTA ("a") "\r\n\r\ndata: " DELTA ("b") "\r\n\r\ndata: [DONE]\r\n\r\n", "ab", TRUE },
  { "data: " DELTA ("a") "\r\rdata: " DELTA ("b") "\r\rdata:[DONE]\r\r", "ab", TRUE },
  { ": hello\n\nevent: x\nid: 3\nretry: 5\ndata:" DELTA ("a") "\n\n", "a", FALSE },
  { "data: " DELTA ("a") "\ndata: " DELTA ("b") "\n\n", "ab", FALSE },
  { "data: {\"choices\":\ndata: [{\"index\":0,\ndata: \"delta\":{\"content\":\"a\"}}]}\n\n", "a", FALSE },
  { "data: " DELTA ("a") "\n\ndata: " DELTA ("b"), "ab", FALSE },
  { "data: not json\n\ndata: 5\n\ndata: {}\n\ndata: " DELTA ("a") "\n\n", "a", FALSE },
  { "data: {\"choices\":[]}\n\ndata: {\"choices\":[{}]}\n\ndata: {\"choices\":[{\"delta\":null}]}\n\n", "", FALSE },
  { "data: {\"choices\":[{\"index\":1,\"delta\":{\"content\":\"z\"}},{\"index\":0,\"delta\":{\"content\":\"a\"}}]}\n\n", "a", FALSE },
  { "data: " DELTA ("a\\ud83d") "\n\ndata: " DELTA ("\\ude00b") "\n\ndata: [DONE]\n\n", "a😀b", TRUE },
  { "data: " DELTA ("a\\ud83d") "\n\ndata: " DELTA ("\\\\ude00\\ud83d\\ude00") "\n\n", "a�\\ude00😀", FALSE },
  { "data: [DONE]\n\ndata: " DELTA ("late") "\n\n", "", TRUE },
  { "data: {\"error\":{\"message\":\"x\"}}\n\ndata: " DELTA ("late") "\n\n", "", TRUE },
  { "", "", FALSE },
};
/* clang-format on */

static void
test_pieces (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (gsize size = 1; size < 40; size++)
      {
        gboolean done = FALSE;
        g_autoptr (IgnyChatAnswer) answer = read_in_pieces (cases[i].events, size, &done);

        g_assert_cmpstr (answer->text->str, ==, cases[i].text);
        g_assert_cmpint (done, ==, cases[i].done);
      }
}

static void
test_reset (void)
{
  g_autoptr (IgnyChatAnswer) answer = igny_chat_answer_new ();
  g_autoptr (IgnyChatStream) stream = igny_chat_stream_new (answer, NULL);
  static const char first[] = "data: " DELTA ("old") "\n\ndata: {\"usage\":{\"prompt_tokens\":3}}"
                                                     "\n\ndata: {\"cho";
  static const char second[] = "data: " DELTA ("new") "\n\n";

  igny_chat_stream_feed (stream, first, strlen (first));
  g_assert_cmpint (answer->tokens_in, ==, 3);
  igny_chat_stream_reset (stream);
  g_assert_false (igny_chat_stream_has_events (stream));
  igny_chat_stream_feed (stream, second, strlen (second));
  g_assert_cmpstr (answer->text->str, ==, "new");
  g_assert_cmpuint (answer->text_chars, ==, 3);
  g_assert_cmpint (answer->tokens_in, ==, IGNY_UNKNOWN);
}

#define OPENING "{\"model\":\"m\",\"choices\":"

/* What is taken for alike comes to the same as when each event is read. */
static void
test_alike (void)
{
  /* clang-format off */
  static const char *const events[] = {
    OPENING "[{\"index\":0,\"delta\":{\"content\":\"One\"}}]}",
    OPENING "[{\"index\":0,\"delta\":{\"content\":\" two\"}}]}",
    OPENING "[{\"index\":0,\"delta\":{\"content\":\" \\\"th\\tree\\\\\\n\"}}]}",
    OPENING "[{\"index\":0,\"delta\":{\"content\":\"\\u00e9\\/\"}}]}",
    OPENING "[{\"index\":0,\"delta\":{\"content\":\"\"}}]}",
    OPENING "[{\"index\":0,\"delta\":{\"content\":\"a\",\"x\":\"b\"}}]}",
    OPENING "[{\"index\":0,\"delta\":{\"content\":\"a\",\"refusal\":\"b\"}}]}",
    OPENING "[{\"index\":0,\"delta\":{\"content\":\"a\",\"content\":\"b\"}}]}",
    OPENING "[{\"index\":0,\"delta\":{\"content\":\"bad\x01\"}}]}",
    OPENING "[{\"index\":0,\"delta\":{\"content\":\"bad\xff\"}}]}",
    OPENING "[{\"index\":0,\"delta\":{\"content\":\"bad\\q\"}}]}",
    OPENING "[{\"index\":1,\"delta\":{\"content\":\"other\"}}]}",
    OPENING "[{\"index\":0,\"delta\":{\"content\": \"spaced\"}}]}",
    OPENING "[{\"index\":0,\"delta\":{\"content\": \" again\"}}]}",
    OPENING "[{\"index\":0,\"delta\":{\"content\":\"end\"},\"finish_reason\":"
    "\"length\"}],\"usage\":{\"completion_tokens\":7}}",
    OPENING "[{\"index\":0,\"delta\":{\"content\":\"日本 🙂\"}}]}",
    OPENING "[{\"index\":0,\"delta\":{\"content\":\"\\ud83d\\ude00\"}}]}",
  };
  /* clang-format on */
  g_autoptr (IgnyChatAnswer) answer = igny_chat_answer_new ();
  g_autoptr (IgnyChatAnswer) expected = igny_chat_answer_new ();
  g_autoptr (IgnyChatStream) stream = igny_chat_stream_new (answer, NULL);

  for (guint i = 0; i < 4 * G_N_ELEMENTS (events); i++)
    {
      const char      *event = events[(i * 7 + i / 5) % G_N_ELEMENTS (events)];
      g_autofree char *line = g_strdup_printf ("data: %s\n\n", event);
      g_autoptr (JsonNode) node = igny_json_parse (event, -1, NULL);

      if (node != NULL)
        igny_chat_answer_add (expected, igny_json_node_get_object (node));
      igny_chat_stream_feed (stream, line, strlen (line));
      g_assert_cmpstr (answer->text->str, ==, expected->text->str);
      g_assert_cmpstr (answer->refusal->str, ==, expected->refusal->str);
      g_assert_cmpuint (answer->text_chars, ==, expected->text_chars);
      g_assert_cmpstr (answer->model, ==, expected->model);
      g_assert_cmpint (answer->finish, ==, expected->finish);
      g_assert_cmpint (answer->tokens_out, ==, expected->tokens_out);
    }
}

static void
test_limits (void)
{
  g_autoptr (IgnyChatAnswer) answer = igny_chat_answer_new ();
  g_autoptr (IgnyChatStream) stream = igny_chat_stream_new (answer, NULL);
  g_autofree char *line = g_strnfill (3 * 1024 * 1024, 'x');
  g_autofree char *piece = g_strnfill (500000, 'y');
  g_autofree char *event = g_strdup_printf ("data: " DELTA ("%s") "\n\n", piece);

  igny_chat_stream_feed (stream, line, strlen (line));
  igny_chat_stream_feed (stream, "\n\n", 2);
  g_assert_cmpuint (answer->text->len, ==, 0);
  for (guint i = 0; i < 20 && !igny_chat_stream_is_done (stream); i++)
    igny_chat_stream_feed (stream, event, strlen (event));
  g_assert_true (igny_chat_stream_is_done (stream));
  g_assert_true (answer->overflow);
  g_assert_cmpuint (answer->text->len, <=, IGNY_CHAT_MAX_TEXT);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ai/chat-stream/pieces", test_pieces);
  g_test_add_func ("/ai/chat-stream/reset", test_reset);
  g_test_add_func ("/ai/chat-stream/alike", test_alike);
  g_test_add_func ("/ai/chat-stream/limits", test_limits);

  return g_test_run ();
}
