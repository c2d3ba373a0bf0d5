/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-html-text.h"

#include <string.h>

#include "igny-html-rules.h"
#include "igny-text.h"

typedef struct
{
  GString *out;
  guint    pre;    /* open ones */
  guint    breaks; /* line breaks due before the next text */
  gboolean space;  /* so is a space */
  gboolean tab;    /* so is a tab, between cells */
} Reader;

static guint
count_breaks (const IgnyHtmlRule *rule)
{
  if (!(rule->shape & IGNY_HTML_IS_BLOCK))
    return 0;
  return rule->shape & IGNY_HTML_IS_TIGHT ? 1 : 2;
}

static void
separate (Reader             *reader,
          const IgnyHtmlRule *rule)
{
  if (strcmp (rule->name, "td") == 0 || strcmp (rule->name, "th") == 0)
    reader->tab = TRUE;
  else
    reader->breaks = MAX (reader->breaks, count_breaks (rule));
}

static void
flush (Reader *reader)
{
  if (reader->out->len > 0)
    {
      for (guint i = 0; i < reader->breaks; i++)
        g_string_append_c (reader->out, '\n');
      if (reader->breaks == 0 && (reader->tab || reader->space))
        g_string_append_c (reader->out, reader->tab ? '\t' : ' ');
    }
  reader->breaks = 0;
  reader->space = FALSE;
  reader->tab = FALSE;
}

static gboolean
open_text_cb (const IgnyHtmlNode *node,
              const char         *name,
              gpointer            user_data)
{
  Reader             *reader = user_data;
  const IgnyHtmlRule *rule = igny_html_rules_find (name);

  if (rule->fate == IGNY_HTML_DROP)
    return FALSE;
  if (strcmp (rule->name, "br") == 0)
    reader->breaks = MIN (reader->breaks + 1, 2);
  if (strcmp (rule->name, "pre") == 0)
    reader->pre++;
  separate (reader, rule);
  return TRUE;
}

static void
close_text_cb (const IgnyHtmlNode *node,
               const char         *name,
               gpointer            user_data)
{
  Reader             *reader = user_data;
  const IgnyHtmlRule *rule = igny_html_rules_find (name);

  if (strcmp (rule->name, "pre") == 0)
    reader->pre--;
  separate (reader, rule);
}

static void
read_text_cb (const char *text,
              gpointer    user_data)
{
  Reader *reader = user_data;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (reader->pre == 0 && (c < 0x80 && g_ascii_isspace ((char) c)))
        {
          reader->space = TRUE;
          continue;
        }
      flush (reader);
      g_string_append_unichar (reader->out, c == 0xa0 ? ' ' : c);
    }
}

char *
igny_html_text_collect (const IgnyHtmlTree *tree)
{
  static const IgnyHtmlVisitor visitor = { open_text_cb, close_text_cb, read_text_cb };
  Reader                       reader = { 0 };

  g_return_val_if_fail (tree != NULL, NULL);

  reader.out = g_string_new (NULL);
  igny_html_tree_walk (tree, &visitor, &reader);
  return g_strchomp (g_string_free (reader.out, FALSE));
}

typedef struct
{
  GString   *out;      /* the heading that is open, or all paragraphs */
  GPtrArray *headings; /* NULL when paragraphs are collected */
  guint      inside;
} Collector;

static gboolean
is_wanted (const Collector *collector,
           const char      *name)
{
  if (name == NULL)
    return FALSE;
  if (collector->headings != NULL)
    return name[0] == 'h' && name[1] >= '1' && name[1] <= '6';
  return strcmp (name, "p") == 0;
}

static gboolean
open_wanted_cb (const IgnyHtmlNode *node,
                const char         *name,
                gpointer            user_data)
{
  Collector          *collector = user_data;
  const IgnyHtmlRule *rule = igny_html_rules_find (name);

  if (rule->fate == IGNY_HTML_DROP)
    return FALSE;
  collector->inside += is_wanted (collector, name);
  if (rule->shape & IGNY_HTML_IS_BLOCK || strcmp (rule->name, "br") == 0)
    g_string_append_c (collector->out, ' ');
  return TRUE;
}

static void
close_wanted_cb (const IgnyHtmlNode *node,
                 const char         *name,
                 gpointer            user_data)
{
  Collector       *collector = user_data;
  IgnyHtmlHeading *heading;

  if (!is_wanted (collector, name) || --collector->inside > 0 || collector->headings == NULL)
    return;

  heading = g_new0 (IgnyHtmlHeading, 1);
  heading->level = (guint) (name[1] - '0');
  heading->text = igny_text_tidy (collector->out->str);
  g_ptr_array_add (collector->headings, heading);
  g_string_truncate (collector->out, 0);
}

static void
collect_text_cb (const char *text,
                 gpointer    user_data)
{
  Collector *collector = user_data;

  if (collector->inside > 0)
    g_string_append (collector->out, text);
}

static char *
collect (const IgnyHtmlTree *tree,
         GPtrArray          *headings)
{
  static const IgnyHtmlVisitor visitor = { open_wanted_cb, close_wanted_cb, collect_text_cb };
  g_autoptr (GString) out = g_string_new (NULL);
  Collector collector = { .out = out, .headings = headings };

  igny_html_tree_walk (tree, &visitor, &collector);
  return igny_text_tidy (out->str);
}

GPtrArray *
igny_html_text_headings (const IgnyHtmlTree *tree)
{
  GPtrArray       *headings;
  g_autofree char *rest = NULL;

  g_return_val_if_fail (tree != NULL, NULL);

  headings = g_ptr_array_new_with_free_func ((GDestroyNotify) igny_html_heading_free);
  rest = collect (tree, headings);
  return rest != NULL ? headings : NULL;
}

char *
igny_html_text_paragraphs (const IgnyHtmlTree *tree)
{
  g_return_val_if_fail (tree != NULL, NULL);

  return collect (tree, NULL);
}
