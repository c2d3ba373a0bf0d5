/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-reply-repair.h"

#include <string.h>

#include "igny-json.h"

typedef enum
{
  AT_START,
  AFTER_OPEN,
  AFTER_COMMA,
  AFTER_KEY,
  AFTER_COLON,
  AFTER_VALUE,
} Place;

typedef struct
{
  const char     *p;
  const char     *end;
  IgnyReplyRepair how;
  GString        *out;
  char            open[IGNY_JSON_MAX_DEPTH + 1]; /* the brackets that will close */
  guint           depth;
  Place           place;
  gsize           comma; /* where the last comma was written */
  gsize           key;   /* where the last name was written */
  gboolean        cut;
  gboolean        failed;
} Repair;

/* The bracket that closes what is open; 0 when nothing is. */
static char
get_closing_bracket (const Repair *repair)
{
  return repair->depth > 0 ? repair->open[repair->depth - 1] : '\0';
}

static gboolean
expects_key (const Repair *repair)
{
  return get_closing_bracket (repair) == '}' && repair->place != AFTER_KEY &&
         repair->place != AFTER_COLON;
}

/* Commas and colons that were forgotten before the next name or value. */
static void
begin_item (Repair *repair)
{
  if (repair->place == AFTER_VALUE)
    {
      repair->comma = repair->out->len;
      g_string_append_c (repair->out, ',');
      repair->place = AFTER_COMMA;
    }
  if (repair->place == AFTER_KEY)
    {
      g_string_append_c (repair->out, ':');
      repair->place = AFTER_COLON;
    }
  if (expects_key (repair))
    repair->key = repair->out->len;
}

static void
end_item (Repair  *repair,
          gboolean key)
{
  repair->place = key ? AFTER_KEY : AFTER_VALUE;
}

/* The character that closes what c opens; 0 when it opens no text. */
static gunichar
get_closing_quote (gunichar c)
{
  switch (c)
    {
    case '"':
    case '\'':
      return c;

    case 0x201c:
    case 0x201d:
    case 0x201e:
      return 0x201d;

    case 0x2018:
    case 0x2019:
      return 0x2019;

    default:
      return 0;
    }
}

static gboolean
ends_text (const Repair *repair,
           const char   *next)
{
  while (next < repair->end && g_ascii_isspace (*next))
    next++;
  return next == repair->end || strchr (",}]:", *next) != NULL;
}

static gboolean
is_closing (const Repair *repair,
            gunichar      c,
            gunichar      closing)
{
  /* A model that opens with a typographic quote may close with any. */
  if (c != closing && !(closing == 0x201d && (c == 0x201c || c == '"')))
    return FALSE;
  if (!(repair->how & IGNY_REPLY_REPAIR_QUOTES) && c != '\'' && c != 0x2019)
    return TRUE;
  return ends_text (repair, g_utf8_next_char (repair->p));
}

/* p is at a backslash. */
static void
append_escape (Repair *repair)
{
  char next = repair->p + 1 < repair->end ? repair->p[1] : '\0';

  repair->p++;
  if (next == '\0')
    return;
  if (strchr ("\"\\/bfnrtu", next) != NULL)
    {
      g_string_append_c (repair->out, '\\');
      g_string_append_c (repair->out, next);
      repair->p++;
    }
  else if (next != '\'')
    g_string_append (repair->out, "\\\\");
}

static void
append_char (GString *out,
             gunichar c)
{
  if (c == '"')
    g_string_append (out, "\\\"");
  else if (c == '\n')
    g_string_append (out, "\\n");
  else if (c == '\t')
    g_string_append (out, "\\t");
  else if (c >= 0x20)
    g_string_append_unichar (out, c);
}

static void
read_text (Repair  *repair,
           gunichar closing)
{
  gboolean key;
  gboolean closed = FALSE;

  begin_item (repair);
  key = expects_key (repair);
  g_string_append_c (repair->out, '"');
  repair->p = g_utf8_next_char (repair->p);
  while (repair->p < repair->end && !closed)
    {
      gunichar c = g_utf8_get_char (repair->p);

      if (c == '\\')
        {
          append_escape (repair);
          continue;
        }
      closed = is_closing (repair, c, closing);
      if (!closed)
        append_char (repair->out, c);
      repair->p = g_utf8_next_char (repair->p);
    }
  g_string_append_c (repair->out, '"');
  end_item (repair, key);

  if (closed)
    return;
  repair->cut = TRUE;
  if (key)
    repair->place = AFTER_COLON;
}

static gboolean
is_number (const char *word)
{
  char *end = NULL;

  if (!g_ascii_isdigit (*word) && *word != '-')
    return FALSE;
  if (word[strspn (word, "0123456789+-.eE")] != '\0')
    return FALSE;
  g_ascii_strtod (word, &end);
  return *end == '\0';
}

/* A name without quotes, a number, or a word of another language. */
static void
read_word (Repair *repair)
{
  static const char *const words[][2] = {
    { "true", "true" },
    { "false", "false" },
    { "null", "null" },
    { "True", "true" },
    { "False", "false" },
    { "None", "null" },
    { "NaN", "null" },
    { "undefined", "null" },
  };
  const char      *start = repair->p;
  g_autofree char *word = NULL;
  gboolean         key;

  while (repair->p < repair->end && !g_ascii_isspace (*repair->p) &&
         strchr (",:{}[]\"", *repair->p) == NULL)
    repair->p++;
  word = g_strndup (start, (gsize) (repair->p - start));

  begin_item (repair);
  key = expects_key (repair);
  end_item (repair, key);
  for (guint i = 0; !key && i < G_N_ELEMENTS (words); i++)
    if (strcmp (word, words[i][0]) == 0)
      {
        g_string_append (repair->out, words[i][1]);
        return;
      }
  if (!key && is_number (word))
    {
      g_string_append (repair->out, word);
      return;
    }

  g_string_append_c (repair->out, '"');
  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    if (*p != '\\')
      append_char (repair->out, g_utf8_get_char (p));
  g_string_append_c (repair->out, '"');
}

/* FALSE when it is too deep. */
static gboolean
open_bracket (Repair *repair,
              char    closing)
{
  if (repair->depth > IGNY_JSON_MAX_DEPTH)
    return FALSE;

  begin_item (repair);
  repair->open[repair->depth++] = closing;
  g_string_append_c (repair->out, *repair->p++);
  repair->place = AFTER_OPEN;
  return TRUE;
}

/* What may not stand before a closing bracket. */
static void
drop_dangling (Repair *repair)
{
  if (repair->place == AFTER_KEY || repair->place == AFTER_COLON)
    {
      g_string_truncate (repair->out, repair->key);
      repair->place = g_str_has_suffix (repair->out->str, ",") ? AFTER_COMMA : AFTER_OPEN;
      repair->comma = repair->out->len - (repair->place == AFTER_COMMA ? 1 : 0);
    }
  if (repair->place == AFTER_COMMA)
    g_string_truncate (repair->out, repair->comma);
}

static void
close_bracket (Repair *repair)
{
  drop_dangling (repair);
  g_string_append_c (repair->out, get_closing_bracket (repair));
  repair->depth--;
  repair->place = AFTER_VALUE;
}

/* A bracket of the wrong kind closes what was forgotten to be closed, when it
 * has an opening one at all. */
static void
read_closing (Repair *repair)
{
  char c = *repair->p++;

  if (memchr (repair->open, c, repair->depth) == NULL)
    return;
  while (get_closing_bracket (repair) != c)
    close_bracket (repair);
  close_bracket (repair);
}

static void
read_separator (Repair *repair)
{
  char c = *repair->p++;

  if (c == ':' && repair->place == AFTER_KEY)
    {
      g_string_append_c (repair->out, ':');
      repair->place = AFTER_COLON;
    }
  if (c == ',' && repair->place == AFTER_VALUE && repair->depth > 0)
    {
      repair->comma = repair->out->len;
      g_string_append_c (repair->out, ',');
      repair->place = AFTER_COMMA;
    }
}

static void
skip_comment (Repair *repair)
{
  gboolean    line = repair->p[1] == '/';
  const char *found = g_strstr_len (repair->p, repair->end - repair->p, line ? "\n" : "*/");

  repair->p = found != NULL ? found + (line ? 1 : 2) : repair->end;
}

/* FALSE when nothing more can be made of it. */
static gboolean
read_one (Repair *repair)
{
  char     c = *repair->p;
  gunichar closing;

  if (c == '{' || c == '[')
    return open_bracket (repair, c == '{' ? '}' : ']');

  closing = get_closing_quote (g_utf8_get_char (repair->p));
  if (closing != 0)
    read_text (repair, closing);
  else if (c == '}' || c == ']')
    read_closing (repair);
  else if (c == ':' || c == ',')
    read_separator (repair);
  else if (c == '/' && repair->p + 1 < repair->end && strchr ("/*", repair->p[1]) != NULL)
    skip_comment (repair);
  else if (g_unichar_isspace (g_utf8_get_char (repair->p)))
    repair->p = g_utf8_next_char (repair->p);
  /* A word right behind a text: that text ended at a quote inside of it. */
  else if (repair->place == AFTER_VALUE && !(repair->how & IGNY_REPLY_REPAIR_QUOTES))
    repair->failed = TRUE;
  else
    read_word (repair);
  return !repair->failed;
}

char *
igny_reply_repair (const char     *text,
                   gsize           length,
                   IgnyReplyRepair how,
                   gboolean       *cut)
{
  Repair repair = { .p = text, .end = text + length, .how = how };

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (cut != NULL, NULL);

  repair.out = g_string_sized_new (length + 16);
  while (repair.p < repair.end && (repair.depth > 0 || repair.place == AT_START))
    if (!read_one (&repair))
      break;

  repair.cut |= repair.depth > 0;
  while (repair.depth > 0)
    close_bracket (&repair);
  *cut = repair.cut;
  if (repair.failed)
    g_string_truncate (repair.out, 0);
  return g_string_free (repair.out, FALSE);
}
