/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-text-source.h"

#include <errno.h>
#include <string.h>

#include "igny-charset.h"

#define CHUNK (64 * 1024)
#define NO_CONVERTER ((GIConv) -1)

struct _IgnyTextSource
{
  GBytes       *head;
  gsize         head_used;
  GInputStream *rest;
  gint64        consumed;
  gboolean      at_end;

  GIConv   converter; /* NO_CONVERTER for UTF-8 */
  gsize    unit;      /* bytes that a broken character is long */
  gboolean seen_wide; /* valid UTF-8 beyond ASCII was read */
  gboolean switched;

  char *raw;
  gsize size; /* of raw */
  gsize start;
  gsize end;
};

static gsize
find_unit (const char *charset)
{
  if (g_ascii_strncasecmp (charset, "UTF-16", 6) == 0)
    return 2;
  return g_ascii_strncasecmp (charset, "UTF-32", 6) == 0 ? 4 : 1;
}

IgnyTextSource *
igny_text_source_new (GBytes       *head,
                      gsize         skip,
                      GInputStream *rest,
                      const char   *charset,
                      GError      **error)
{
  IgnyTextSource *self;
  GIConv          converter = NO_CONVERTER;

  g_return_val_if_fail (head != NULL && skip <= g_bytes_get_size (head), NULL);
  g_return_val_if_fail (charset != NULL, NULL);

  if (g_ascii_strcasecmp (charset, "UTF-8") != 0)
    {
      converter = g_iconv_open ("UTF-8", charset);
      if (converter == NO_CONVERTER)
        {
          g_set_error (error, G_CONVERT_ERROR, G_CONVERT_ERROR_NO_CONVERSION,
                       "read text as “%s”: this encoding is not known; leave it away to let it be "
                       "found out",
                       charset);
          return NULL;
        }
    }

  self = g_new0 (IgnyTextSource, 1);
  self->head = g_bytes_ref (head);
  self->head_used = skip;
  self->consumed = (gint64) skip;
  self->rest = rest != NULL ? g_object_ref (rest) : NULL;
  self->converter = converter;
  self->unit = find_unit (charset);
  /* A short text, of which an archive may have many, needs no large buffer. */
  self->size = rest != NULL ? CHUNK : CLAMP (g_bytes_get_size (head) - skip, 64, CHUNK);
  self->raw = g_malloc (self->size);
  return self;
}

void
igny_text_source_free (IgnyTextSource *self)
{
  if (self == NULL)
    return;

  if (self->converter != NO_CONVERTER)
    g_iconv_close (self->converter);
  g_bytes_unref (self->head);
  g_clear_object (&self->rest);
  g_free (self->raw);
  g_free (self);
}

static gssize
read_raw (IgnyTextSource *self,
          char           *to,
          gsize           size,
          GError        **error)
{
  gsize       head_length;
  const char *head = g_bytes_get_data (self->head, &head_length);
  gsize       length = MIN (head_length - self->head_used, size);

  if (length > 0)
    {
      memcpy (to, head + self->head_used, length);
      self->head_used += length;
      return (gssize) length;
    }

  return self->rest != NULL ? g_input_stream_read (self->rest, to, size, NULL, error) : 0;
}

static gboolean
refill (IgnyTextSource *self,
        GError        **error)
{
  gssize got;

  memmove (self->raw, self->raw + self->start, self->end - self->start);
  self->end -= self->start;
  self->start = 0;
  if (self->at_end)
    return TRUE;

  got = read_raw (self, self->raw + self->end, self->size - self->end, error);
  if (got < 0)
    return FALSE;

  self->at_end = got == 0;
  self->end += (gsize) got;
  self->consumed += got;
  return TRUE;
}

/* Looks at what is at hand and says how much of it can be given out. Sets the
 * converter when the text proves not to be UTF-8. */
static gsize
check_utf8 (IgnyTextSource *self)
{
  const char *text = self->raw + self->start;
  gsize       length = self->end - self->start;
  gsize       valid = igny_charset_valid_prefix (text, length);

  self->seen_wide = self->seen_wide || !igny_charset_is_ascii (text, valid);
  if (valid == length)
    return length;

  if (!self->at_end && igny_charset_is_unfinished (text + valid, length - valid))
    return valid;
  if (!self->seen_wide)
    {
      self->converter = g_iconv_open ("UTF-8", "WINDOWS-1252");
      self->switched = self->converter != NO_CONVERTER;
    }
  return MAX (valid, 1);
}

static gsize
copy_utf8 (IgnyTextSource *self,
           gsize           ready,
           char           *text,
           gsize           size)
{
  gsize length = MIN (ready, size);

  memcpy (text, self->raw + self->start, length);
  self->start += length;
  return length;
}

static gsize
convert (IgnyTextSource *self,
         char           *text,
         gsize           size)
{
  char *in = self->raw + self->start;
  gsize in_left = self->end - self->start;
  char *out = text;
  gsize out_left = size;

  while (in_left > 0 && out_left >= 8)
    {
      if (g_iconv (self->converter, &in, &in_left, &out, &out_left) != (gsize) -1)
        break;
      /* Broken right behind what filled the room: it comes first next time. */
      if (errno == E2BIG || out_left == 0 || (errno == EINVAL && !self->at_end))
        break;
      *out++ = '\xff';
      out_left--;
      in += MIN (self->unit, in_left);
      in_left -= MIN (self->unit, in_left);
    }

  self->start = self->end - in_left;
  return size - out_left;
}

static gsize
drop_zeros (char *text,
            gsize length)
{
  gsize kept = 0;

  if (memchr (text, '\0', length) == NULL)
    return length;
  for (gsize i = 0; i < length; i++)
    if (text[i] != '\0')
      text[kept++] = text[i];
  return kept;
}

static gsize
give (IgnyTextSource *self,
      char           *text,
      gsize           size)
{
  gsize ready;

  if (self->converter != NO_CONVERTER)
    return convert (self, text, size);

  ready = check_utf8 (self);
  return self->switched ? convert (self, text, size) : copy_utf8 (self, ready, text, size);
}

gssize
igny_text_source_read (gpointer data,
                       char    *text,
                       gsize    size,
                       GError **error)
{
  IgnyTextSource *self = data;
  gsize           given = 0;

  g_return_val_if_fail (self != NULL && text != NULL && size >= 16, -1);

  while (given == 0)
    {
      gsize waiting = self->end - self->start;

      if (waiting > 0)
        given = drop_zeros (text, give (self, text, size));
      if (given > 0 || (self->at_end && self->start == self->end))
        break;
      /* A part of a character waits for the rest of it. */
      if ((self->end - self->start == waiting || self->start == self->end) &&
          !refill (self, error))
        return -1;
    }

  return (gssize) given;
}

gint64
igny_text_source_get_consumed (IgnyTextSource *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->consumed - (gint64) (self->end - self->start);
}

gboolean
igny_text_source_has_switched (IgnyTextSource *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->switched;
}
