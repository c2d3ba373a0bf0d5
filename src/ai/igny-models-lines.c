/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-models-lines.h"

#include <string.h>

struct _IgnyModelsLines
{
  GHashTable *lines; /* path → line */
};

/* An open bracket. */
typedef struct
{
  gboolean is_array;
  guint    index; /* of the element that is read */
  gsize    path;  /* length of the path of the bracket itself */
} Level;

typedef struct
{
  IgnyModelsLines *self;
  const char      *p;
  guint            line;
  GString         *path;
  Level            levels[IGNY_JSON_MAX_DEPTH + 1];
  guint            depth;
  gboolean         wants_name;
} Reader;

guint
igny_models_lines_count (const char *text,
                         gsize       byte)
{
  guint line = 1;

  g_return_val_if_fail (text != NULL, 1);

  for (gsize i = 0; i < byte && text[i] != '\0'; i++)
    line += text[i] == '\n';
  return line;
}

/* Names hold no escapes that matter here: a strange one is just not found. */
static void
read_string (Reader *reader)
{
  const char *start = ++reader->p;

  for (; *reader->p != '"' && *reader->p != '\0'; reader->p++)
    if (*reader->p == '\\' && reader->p[1] != '\0')
      reader->p++;
  if (reader->wants_name)
    {
      g_string_truncate (reader->path, reader->levels[reader->depth].path);
      g_string_append_printf (reader->path, "%s%.*s", reader->path->len > 0 ? "." : "",
                              (int) (reader->p - start), start);
    }
}

static void
note_value (Reader *reader)
{
  Level *level = &reader->levels[reader->depth];

  if (level->is_array)
    {
      g_string_truncate (reader->path, level->path);
      g_string_append_printf (reader->path, "%s%u", reader->path->len > 0 ? "." : "",
                              level->index);
    }
  g_hash_table_insert (reader->self->lines, g_strdup (reader->path->str),
                       GUINT_TO_POINTER (reader->line));
}

static void
open_bracket (Reader *reader)
{
  gboolean is_array = *reader->p == '[';

  if (reader->depth == IGNY_JSON_MAX_DEPTH)
    return;
  reader->levels[++reader->depth] = (Level){ is_array, 0, reader->path->len };
  reader->wants_name = !is_array;
}

static void
close_bracket (Reader *reader)
{
  g_string_truncate (reader->path, reader->levels[reader->depth].path);
  if (reader->depth > 0)
    reader->depth--;
  reader->wants_name = FALSE;
}

static void
read_sign (Reader *reader)
{
  Level *level = &reader->levels[reader->depth];

  switch (*reader->p)
    {
    case '\n':
      reader->line++;
      break;
    case ':':
      reader->wants_name = FALSE;
      break;
    case ',':
      level->index++;
      reader->wants_name = reader->depth > 0 && !level->is_array;
      break;
    case ']':
    case '}':
      close_bracket (reader);
      break;
    default:
      break;
    }
}

IgnyModelsLines *
igny_models_lines_new (const char *text)
{
  g_autoptr (GString) path = g_string_new (NULL);
  Reader reader = { .p = text, .line = 1, .path = path };

  g_return_val_if_fail (text != NULL, NULL);

  reader.self = g_new0 (IgnyModelsLines, 1);
  reader.self->lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (; *reader.p != '\0'; reader.p++)
    {
      gboolean is_value = strchr (" \t\r\n,:]}", *reader.p) == NULL && !reader.wants_name;

      if (is_value)
        note_value (&reader);
      if (*reader.p == '"')
        read_string (&reader);
      else if (*reader.p == '{' || *reader.p == '[')
        open_bracket (&reader);
      else if (is_value)
        reader.p += strcspn (reader.p, " \t\r\n,:]}") - 1;
      else
        read_sign (&reader);
      if (*reader.p == '\0')
        break;
    }
  return reader.self;
}

void
igny_models_lines_free (IgnyModelsLines *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->lines);
  g_free (self);
}

guint
igny_models_lines_find (const IgnyModelsLines *self,
                        const char            *path)
{
  g_autofree char *around = g_strdup (path);
  gpointer         line = NULL;

  g_return_val_if_fail (self != NULL && path != NULL, 1);

  while (!g_hash_table_lookup_extended (self->lines, around, NULL, &line))
    {
      char *dot = strrchr (around, '.');

      if (dot == NULL)
        return 1;
      *dot = '\0';
    }
  return GPOINTER_TO_UINT (line);
}
