/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-chat-stream.h"

#include <string.h>

#include "igny-chat-halves.h"

#define MAX_LINE (1024 * 1024)

struct _IgnyChatStream
{
  IgnyChatAnswer *answer;
  IgnyChatAddFunc add;
  IgnyChatPattern pattern;
  GString        *line; /* that is not whole yet */
  GString        *data; /* of the event that is not whole yet */
  gboolean        after_return;
  gboolean        has_events;
  gboolean        done;
};

IgnyChatStream *
igny_chat_stream_new (IgnyChatAnswer *answer,
                      IgnyChatAddFunc add)
{
  IgnyChatStream *self;

  g_return_val_if_fail (answer != NULL, NULL);

  self = g_new0 (IgnyChatStream, 1);
  self->answer = answer;
  self->add = add != NULL ? add : igny_chat_answer_add;
  igny_chat_pattern_init (&self->pattern);
  self->line = g_string_new (NULL);
  self->data = g_string_new (NULL);
  return self;
}

void
igny_chat_stream_free (IgnyChatStream *self)
{
  if (self == NULL)
    return;

  igny_chat_pattern_clear (&self->pattern);
  g_string_free (self->line, TRUE);
  g_string_free (self->data, TRUE);
  g_free (self);
}

void
igny_chat_stream_reset (IgnyChatStream *self)
{
  g_return_if_fail (self != NULL);

  igny_chat_answer_reset (self->answer);
  igny_chat_pattern_clear (&self->pattern);
  igny_chat_pattern_init (&self->pattern);
  g_string_truncate (self->line, 0);
  g_string_truncate (self->data, 0);
  self->after_return = FALSE;
  self->has_events = FALSE;
  self->done = FALSE;
}

static void
end_event (IgnyChatStream *self)
{
  const char *text = g_strstrip (self->data->str);

  if (*text == '\0')
    {
      g_string_truncate (self->data, 0);
      return;
    }
  if (strcmp (text, "[DONE]") == 0)
    {
      self->has_events = TRUE;
      self->done = TRUE;
    }
  else
    {
      if (igny_chat_pattern_read (&self->pattern, text, self->answer, self->add))
        self->has_events = TRUE;
      self->done = self->answer->ended || self->answer->fault != NULL || self->answer->overflow;
    }
  g_string_truncate (self->data, 0);
}

static gboolean
is_whole (GString *data)
{
  g_autoptr (JsonNode) node = data->len > 0 ? igny_json_parse (data->str, -1, NULL) : NULL;

  return node != NULL;
}

static void
end_line (IgnyChatStream *self)
{
  const char *line = self->line->str;
  const char *value;

  if (*line == '\0')
    end_event (self);
  else if (g_str_has_prefix (line, "data:"))
    {
      value = line + strlen ("data:");
      value += *value == ' ';
      /* Some servers leave out the blank line between events. */
      if ((*value == '{' || *value == '[') && is_whole (self->data))
        end_event (self);
      if (self->data->len > 0)
        g_string_append_c (self->data, '\n');
      if (self->data->len + self->line->len <= MAX_LINE)
        g_string_append (self->data, value);
    }
  g_string_truncate (self->line, 0);
}

void
igny_chat_stream_feed (IgnyChatStream *self,
                       const char     *bytes,
                       gsize           length)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (bytes != NULL || length == 0);

  for (gsize i = 0; i < length && !self->done; i++)
    {
      char c = bytes[i];

      /* LF, CR and CR LF end a line. */
      if (c == '\r' || (c == '\n' && !self->after_return))
        end_line (self);
      else if (c != '\n' && c != '\0' && self->line->len < MAX_LINE)
        g_string_append_c (self->line, c);
      self->after_return = c == '\r';
    }
}

void
igny_chat_stream_end (IgnyChatStream *self)
{
  g_return_if_fail (self != NULL);

  if (!self->done && self->line->len > 0)
    end_line (self);
  if (!self->done)
    end_event (self);
  igny_chat_halves_join (self->answer->text);
}

gboolean
igny_chat_stream_is_done (const IgnyChatStream *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->done;
}

gboolean
igny_chat_stream_has_events (const IgnyChatStream *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->has_events;
}
