/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-reply.h"

#include <string.h>

#include "igny-reply-private.h"
#include "igny-reply-repair.h"
#include "igny-reply-schema.h"

#define QUOTED 240
/* Of brackets from which a value may begin; prose has few. */
#define MAX_STARTS 64

G_DEFINE_QUARK (igny_reply_error, igny_reply_error)

/* A part of the text that may be the answer. */
typedef struct
{
  const char *text;
  gsize       length;
} Piece;

static const char *const reasoning_tags[] = {
  "think>", "thinking>", "thought>", "reasoning>", "scratchpad>"
};

/* The end of a reasoning tag that stands at p; NULL when none does. */
static const char *
match_tag (const char *p,
           const char *opening)
{
  gsize length = strlen (opening);

  if (!g_str_has_prefix (p, opening))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (reasoning_tags); i++)
    if (g_ascii_strncasecmp (p + length, reasoning_tags[i], strlen (reasoning_tags[i])) == 0)
      return p + length + strlen (reasoning_tags[i]);
  return NULL;
}

static const char *
find_closing_tag (const char *p)
{
  for (p = strstr (p, "</"); p != NULL; p = strstr (p + 2, "</"))
    if (match_tag (p, "</") != NULL)
      return match_tag (p, "</");
  return NULL;
}

static const char *
skip_spaces (const char *p)
{
  return p + strspn (p, " \t\r\n");
}

static const char *
skip_reasoning (const char *text)
{
  const char *p = skip_spaces (text);
  const char *end;

  while (match_tag (p, "<") != NULL && (end = find_closing_tag (p)) != NULL)
    p = skip_spaces (end);
  /* Some servers send the closing tag alone. An answer that only quotes one
   * begins otherwise. */
  if (p == skip_spaces (text) && strchr ("{[<`#", *p) == NULL)
    {
      end = find_closing_tag (p);
      p = end != NULL ? skip_spaces (end) : p;
    }

  return p;
}

char *
igny_reply_strip (const char *text)
{
  g_autofree char *valid = NULL;
  const char      *start;

  g_return_val_if_fail (text != NULL, NULL);

  valid = g_utf8_make_valid (text, -1);
  start = g_str_has_prefix (valid, "\xef\xbb\xbf") ? valid + 3 : valid;
  return g_strstrip (g_strdup (skip_reasoning (start)));
}

static void
append_quoted (GString    *message,
               const char *text)
{
  glong            length = g_utf8_strlen (text, -1);
  g_autofree char *first = g_utf8_substring (text, 0, MIN (length, QUOTED));

  g_string_append_printf (message, ": “%s”", first);
  if (length > QUOTED)
    {
      glong start = MAX (length - QUOTED, QUOTED);

      g_string_append_printf (message, " … “%s”", g_utf8_offset_to_pointer (text, start));
    }
}

void
igny_reply_set_error (GError       **error,
                      IgnyReplyError code,
                      const char    *cause,
                      const char    *text)
{
  g_autoptr (GString) message = g_string_new ("read the model’s answer: ");
  g_autofree char *valid = NULL;

  g_return_if_fail (cause != NULL);
  g_return_if_fail (text != NULL);

  valid = g_utf8_make_valid (text, -1);
  g_string_append (message, cause);
  if (*valid != '\0')
    append_quoted (message, valid);
  g_set_error_literal (error, IGNY_REPLY_ERROR, (int) code, message->str);
}

/* The number of fence characters at the start of a line; 0 for no fence. */
static gsize
measure_fence (const char *line)
{
  gsize indent = strspn (line, " ");
  gsize length;

  if (indent > 3 || (line[indent] != '`' && line[indent] != '~'))
    return 0;
  length = strspn (line + indent, line[indent] == '`' ? "`" : "~");
  return length >= 3 ? indent + length : 0;
}

static const char *
next_line (const char *line)
{
  const char *end = strchr (line, '\n');

  return end != NULL ? end + 1 : line + strlen (line);
}

/* The inside of the fence that line begins; after is behind it. */
static Piece
read_fence (const char  *line,
            const char **after)
{
  gsize       mark = measure_fence (line);
  const char *start = next_line (line);
  const char *end = start;

  while (*end != '\0' && (measure_fence (end) < mark || end[strspn (end, " ")] != line[mark - 1]))
    end = next_line (end);
  *after = next_line (end);
  return (Piece){ start, (gsize) (end - start) };
}

static void
add_fenced (GArray     *pieces,
            const char *text)
{
  const char *line = text;

  while (*line != '\0')
    {
      Piece piece;

      if (measure_fence (line) == 0)
        {
          line = next_line (line);
          continue;
        }
      piece = read_fence (line, &line);
      g_array_append_val (pieces, piece);
    }
}

char *
igny_reply_unfence (const char *text)
{
  const char *after;
  Piece       piece;

  g_return_val_if_fail (text != NULL, NULL);

  if (measure_fence (text) == 0)
    return g_strdup (text);

  piece = read_fence (text, &after);
  if (after[strspn (after, " \t\r\n")] != '\0')
    return g_strdup (text);
  return g_strstrip (g_strndup (piece.text, piece.length));
}

/* The length of the value that opens at text; 0 when it does not close. */
static gsize
measure_value (const char *text)
{
  guint    depth = 0;
  gboolean quoted = FALSE;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (quoted && *p == '\\' && p[1] != '\0')
        p++;
      else if (*p == '"')
        quoted = !quoted;
      else if (!quoted && (*p == '{' || *p == '['))
        depth++;
      else if (!quoted && (*p == '}' || *p == ']') && --depth == 0)
        return (gsize) (p + 1 - text);
    }

  return 0;
}

static int
compare_length (gconstpointer a,
                gconstpointer b)
{
  gsize first = ((const Piece *) a)->length;
  gsize second = ((const Piece *) b)->length;

  return (first < second) - (first > second);
}

/* Balanced values outside of one another, longest first. */
static void
add_balanced (GArray     *pieces,
              const char *text)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Piece));
  const char *p = strpbrk (text, "{[");

  for (guint i = 0; p != NULL && i < MAX_STARTS; i++)
    {
      Piece piece = { p, measure_value (p) };

      if (piece.length > 0)
        g_array_append_val (found, piece);
      p = strpbrk (p + MAX (piece.length, 1), "{[");
    }
  g_array_sort (found, compare_length);
  if (found->len > 0)
    g_array_append_vals (pieces, found->data, found->len);
}

/* Everything from each of the first brackets on. */
static void
add_open_ended (GArray     *pieces,
                const char *text)
{
  const char *p = strpbrk (text, "{[");

  for (guint i = 0; p != NULL && i < 8; i++)
    {
      Piece piece = { p, strlen (p) };

      g_array_append_val (pieces, piece);
      p = strpbrk (p + 1, "{[");
    }
}

/* The first thing that is wrong is told: it is of the likeliest piece. */
static gboolean
fits (const IgnyReplyForm *form,
      JsonNode            *node)
{
  GError **reason = form->reason != NULL && *form->reason == NULL ? form->reason : NULL;

  return form->accept != NULL ? form->accept (node)
                              : igny_reply_schema_check (form->schema, node, reason);
}

static JsonNode *
try_strict (const char          *text,
            gsize                length,
            const IgnyReplyForm *form)
{
  g_autoptr (JsonNode) node = igny_json_parse (text, (gssize) length, NULL);

  return node != NULL && fits (form, node) ? g_steal_pointer (&node) : NULL;
}

/* partial NULL: only what is whole. */
static JsonNode *
try_repaired (const Piece         *piece,
              IgnyReplyRepair      how,
              const IgnyReplyForm *form,
              gboolean            *partial)
{
  gboolean         cut = FALSE;
  g_autofree char *text = igny_reply_repair (piece->text, piece->length, how, &cut);
  JsonNode        *node;

  if (cut && partial == NULL)
    return NULL;

  node = try_strict (text, strlen (text), form);
  if (node != NULL && partial != NULL)
    *partial = cut;
  return node;
}

static JsonNode *
try_pieces (GArray              *pieces,
            const IgnyReplyForm *form,
            gboolean            *partial)
{
  JsonNode *node = NULL;

  for (guint i = 0; node == NULL && i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);

      node = try_strict (piece->text, piece->length, form);
    }
  for (guint how = 0; node == NULL && how <= IGNY_REPLY_REPAIR_QUOTES; how++)
    for (guint i = 0; node == NULL && i < pieces->len; i++)
      node = try_repaired (&g_array_index (pieces, Piece, i), (IgnyReplyRepair) how, form,
                           partial);

  return node;
}

static JsonNode *
climb (const char          *text,
       const IgnyReplyForm *form,
       gboolean            *partial)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  JsonNode *node = try_strict (text, strlen (text), form);

  if (node != NULL)
    return node;

  add_fenced (pieces, text);
  add_balanced (pieces, text);
  node = try_pieces (pieces, form, NULL);
  if (node != NULL)
    return node;

  /* Only the closing was left out, or the rest is missing. */
  g_array_set_size (pieces, 0);
  add_open_ended (pieces, text);
  return try_pieces (pieces, form, partial);
}

JsonNode *
igny_reply_private_read (const char          *text,
                         const IgnyReplyForm *form,
                         gboolean            *partial,
                         GError             **error)
{
  g_autofree char *stripped = NULL;
  JsonNode        *node;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (form != NULL, NULL);

  if (partial != NULL)
    *partial = FALSE;
  if (strlen (text) > IGNY_REPLY_MAX_SIZE)
    {
      igny_reply_set_error (error, IGNY_REPLY_ERROR_NOT_JSON, "it is longer than 1 MiB", text);
      return NULL;
    }

  stripped = igny_reply_strip (text);
  if (*stripped == '\0')
    {
      igny_reply_set_error (error, IGNY_REPLY_ERROR_EMPTY, "it is empty", text);
      return NULL;
    }

  node = climb (stripped, form, partial);
  if (node == NULL)
    igny_reply_set_error (error, IGNY_REPLY_ERROR_NOT_JSON,
                          "it is not in the form that was asked for", text);
  return node;
}

JsonNode *
igny_reply_read_json (const char         *text,
                      IgnyReplyAcceptFunc accept,
                      gboolean           *partial,
                      GError            **error)
{
  const IgnyReplyForm form = { .accept = accept };

  g_return_val_if_fail (accept != NULL, NULL);

  return igny_reply_private_read (text, &form, partial, error);
}
