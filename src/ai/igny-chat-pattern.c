/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-chat-pattern.h"

#include <string.h>

#include "igny-chat-halves.h"

void
igny_chat_pattern_init (IgnyChatPattern *self)
{
  g_return_if_fail (self != NULL);

  self->head = g_string_new (NULL);
  self->tail = g_string_new (NULL);
}

void
igny_chat_pattern_clear (IgnyChatPattern *self)
{
  if (self->head != NULL)
    g_string_free (g_steal_pointer (&self->head), TRUE);
  if (self->tail != NULL)
    g_string_free (g_steal_pointer (&self->tail), TRUE);
}

/* The character that stands for one behind a backslash; 0 for those that are
 * left to the reader of JSON. */
static char
get_escaped (char c)
{
  static const char from[] = "\"\\/bfnrt";
  static const char to[] = "\"\\/\b\f\n\r\t";
  const char       *found = c != '\0' ? strchr (from, c) : NULL;

  return found != NULL ? to[found - from] : '\0';
}

/* The text of a JSON string; p is behind its first quote. Its last quote; NULL
 * when it has anything that is not plain. */
static const char *
read_words (const char *p,
            GString    *words)
{
  while (*p != '"')
    {
      gsize plain = 0;

      while ((guchar) p[plain] >= 0x20 && p[plain] != '"' && p[plain] != '\\')
        plain++;
      g_string_append_len (words, p, (gssize) plain);
      p += plain;
      if (*p == '"')
        break;
      if (*p != '\\' || get_escaped (p[1]) == '\0')
        return NULL;
      g_string_append_c (words, get_escaped (p[1]));
      p += 2;
    }
  return g_utf8_validate (words->str, (gssize) words->len, NULL) ? p : NULL;
}

/* Behind the first quote of the only text with that name; NULL for none. */
static const char *
find_words (const char *json,
            const char *name)
{
  const char *p = strstr (json, name);

  if (p == NULL || strstr (p + 1, name) != NULL)
    return NULL;
  p += strlen (name);
  p += strspn (p, " ");
  if (*p++ != ':')
    return NULL;
  p += strspn (p, " ");
  return *p == '"' ? p + 1 : NULL;
}

/* An answer as it was before an event. */
typedef struct
{
  IgnyChatAnswer rest;
  gsize          text;
  gsize          refusal;
} Before;

static gboolean
is_same_but_text (const Before         *before,
                  const IgnyChatAnswer *after)
{
  const IgnyChatAnswer *rest = &before->rest;

  return before->refusal == after->refusal->len && rest->finish == after->finish &&
         rest->reasoning_chars == after->reasoning_chars && rest->ended == after->ended &&
         rest->overflow == after->overflow && rest->model == after->model &&
         rest->fault == after->fault && rest->tokens_in == after->tokens_in &&
         rest->tokens_cached == after->tokens_cached && rest->tokens_out == after->tokens_out &&
         rest->tokens_reasoning == after->tokens_reasoning;
}

/* Remembers an event that did nothing but add its words. */
static void
learn (IgnyChatPattern      *self,
       const char           *json,
       const Before         *before,
       const IgnyChatAnswer *after)
{
  static const char *const names[] = { "\"content\"", "\"text\"" };
  const char              *added = after->text->str + before->text;

  if (*added == '\0' || !is_same_but_text (before, after))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(GString) words = g_string_new (NULL);
      const char *start = find_words (json, names[i]);
      const char *end = start != NULL ? read_words (start, words) : NULL;

      if (end == NULL || strcmp (words->str, added) != 0)
        continue;
      g_string_truncate (self->head, 0);
      g_string_append_len (self->head, json, start - json);
      g_string_assign (self->tail, end);
      return;
    }
}

static gboolean
is_alike (const IgnyChatPattern *self,
          const char            *json,
          gsize                  length)
{
  return self->head->len > 0 && length >= self->head->len + self->tail->len &&
         memcmp (json, self->head->str, self->head->len) == 0 &&
         memcmp (json + length - self->tail->len, self->tail->str, self->tail->len) == 0;
}

static gboolean
add_words (const IgnyChatPattern *self,
           const char            *json,
           IgnyChatAnswer        *answer)
{
  gsize       length = strlen (json);
  const char *end = NULL;
  g_autoptr(GString) words = NULL;

  if (!is_alike (self, json, length))
    return FALSE;
  words = g_string_new (NULL);
  end = read_words (json + self->head->len, words);
  if (end != json + length - self->tail->len)
    return FALSE;
  igny_chat_answer_append_text (answer, words->str);
  return TRUE;
}

gboolean
igny_chat_pattern_read (IgnyChatPattern *self,
                        const char      *json,
                        IgnyChatAnswer  *answer,
                        IgnyChatAddFunc  add)
{
  g_autofree char *whole = NULL;
  g_autoptr(JsonNode) node = NULL;
  JsonObject *object;
  Before      before;
  gboolean    any;

  g_return_val_if_fail (self != NULL && json != NULL && answer != NULL && add != NULL, FALSE);

  if (add_words (self, json, answer))
    return TRUE;
  whole = igny_chat_halves_hide (json);
  node = igny_json_parse (whole, -1, NULL);
  object = igny_json_node_get_object (node);
  before = (Before){ *answer, answer->text->len, answer->refusal->len };
  any = object != NULL && add (answer, object);
  learn (self, json, &before, answer);
  return any;
}
