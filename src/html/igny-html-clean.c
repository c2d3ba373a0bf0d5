/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-html-clean.h"

#include <string.h>

#include "igny-html-rules.h"
#include "igny-html-tree.h"

/* An element of the source that is open. */
typedef struct
{
  const IgnyHtmlRule *rule;
  const char         *written; /* NULL: unwrapped */
} Level;

typedef struct
{
  GString      *out;
  IgnyHtmlFlags flags;
  GArray       *levels;
  guint         anchors; /* open ones; these do not nest */
  guint         headings;
  guint         closed; /* open ones in which no paragraph may stand */
  gboolean      at_pre; /* where a browser swallows a line break */
  gboolean      fresh;  /* nothing inline since the last block tag */
  gboolean      gap;    /* an unwrapped block begins or ends here */
} Cleaner;

static gboolean
is_heading (const char *name)
{
  return name[0] == 'h' && name[1] >= '1' && name[1] <= '6';
}

static gboolean
has_known_class (const IgnyHtmlNode *node,
                 const IgnyHtmlRule *rule,
                 IgnyHtmlFlags       flags)
{
  const char *name;
  const char *value;

  for (guint i = 0; igny_html_node_get_attribute (node, i, &name, &value); i++)
    {
      g_autofree char *kept = NULL;

      if (strcmp (name, "class") == 0)
        kept = igny_html_rules_check_attribute (rule, name, value, flags);
      if (kept != NULL)
        return TRUE;
    }

  return FALSE;
}

/* A wrapper with text and inline elements only is a paragraph by another
 * name. */
static gboolean
is_paragraph_like (const IgnyHtmlNode *node)
{
  const IgnyHtmlNode *child;
  gboolean            filled = FALSE;

  for (guint i = 0; (child = igny_html_node_get_child (node, i)) != NULL; i++)
    {
      const char         *text = igny_html_node_get_text (child);
      const IgnyHtmlRule *rule = igny_html_rules_find (igny_html_node_get_name (child));

      if (text == NULL && rule->shape & IGNY_HTML_IS_BLOCK)
        return FALSE;
      if (text != NULL)
        filled |= text[strspn (text, " \t\n\f\r")] != '\0';
      else
        filled |= rule->fate == IGNY_HTML_KEEP;
    }

  return filled;
}

/* The name under which an element is written; NULL when it is unwrapped. */
static const char *
choose_name (const Cleaner      *cleaner,
             const IgnyHtmlNode *node,
             const IgnyHtmlRule *rule)
{
  gboolean blocks = (cleaner->flags & IGNY_HTML_KEEP_BLOCKS) != 0;

  if (rule->fate == IGNY_HTML_UNWRAP)
    {
      if (blocks && *rule->name != '\0' && has_known_class (node, rule, cleaner->flags))
        return rule->name;
      if (rule->shape & IGNY_HTML_IS_BLOCK && cleaner->closed == 0 && is_paragraph_like (node))
        return "p";
      return NULL;
    }

  if ((is_heading (rule->name) && cleaner->headings > 0) ||
      (strcmp (rule->name, "a") == 0 && cleaner->anchors > 0))
    return NULL;
  if (rule->written != NULL && !(blocks && strcmp (rule->name, "h1") == 0))
    return rule->written;
  return rule->name;
}

static void
append_attribute (GString      *out,
                  const char   *name,
                  const char   *value,
                  IgnyHtmlFlags flags)
{
  g_string_append_printf (out, " %s", name);
  if (strcmp (name, "reversed") == 0)
    return;
  g_string_append (out, "=\"");
  igny_html_clean_append_text (out, value, TRUE, flags);
  g_string_append_c (out, '"');
}

static void
add_word (GString    *words,
          const char *word)
{
  g_auto (GStrv) had = g_strsplit (words->str, " ", -1);

  if (!g_strv_contains ((const char *const *) had, word))
    g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", word);
}

/* What a link needs beside what it had. */
static void
complete_rel (GString      *rel,
              const char   *url,
              gboolean      new_window,
              IgnyHtmlFlags flags)
{
  gboolean external = url != NULL && igny_html_rules_is_external (url);

  if (new_window || (external && !(flags & IGNY_HTML_KEEP_BLOCKS)))
    add_word (rel, "noopener");
  if (external && flags & IGNY_HTML_NOFOLLOW)
    add_word (rel, "nofollow");
}

/* The attributes of a tag, with a space before each. */
static char *
write_attributes (const Cleaner      *cleaner,
                  const IgnyHtmlNode *node,
                  const IgnyHtmlRule *rule)
{
  g_autoptr (GString) rel = NULL;
  g_autofree char *url = NULL;
  gboolean         new_window = FALSE;
  const char      *name;
  const char      *value;
  GString         *out;

  /* Most have none. */
  if (!igny_html_node_get_attribute (node, 0, &name, &value))
    return g_strdup ("");

  out = g_string_new (NULL);
  rel = g_string_new (NULL);
  for (guint i = 0; igny_html_node_get_attribute (node, i, &name, &value); i++)
    {
      g_autofree char *kept = igny_html_rules_check_attribute (rule, name, value, cleaner->flags);

      if (kept == NULL)
        continue;
      if (strcmp (name, "rel") == 0)
        {
          g_string_assign (rel, kept);
          continue;
        }
      append_attribute (out, name, kept, cleaner->flags);
      if (strcmp (name, "target") == 0)
        new_window = TRUE;
      if (strcmp (name, "href") == 0)
        url = g_steal_pointer (&kept);
    }

  complete_rel (rel, url, new_window, cleaner->flags);
  if (rel->len > 0)
    append_attribute (out, "rel", rel->str, cleaner->flags);
  return g_string_free (out, FALSE);
}

/* Once for each tag, where printf would cost more than all else here. */
static void
append_tag (GString    *out,
            const char *start,
            const char *name,
            const char *attributes)
{
  g_string_append (out, start);
  g_string_append (out, name);
  g_string_append (out, attributes);
  g_string_append_c (out, '>');
}

/* Two blocks that lost their tags must not become one word. */
static void
flush_gap (Cleaner *cleaner)
{
  if (cleaner->gap && !cleaner->fresh && cleaner->out->len > 0 &&
      !g_ascii_isspace (cleaner->out->str[cleaner->out->len - 1]))
    g_string_append_c (cleaner->out, '\n');
  cleaner->gap = FALSE;
}

static void
begin_tag (Cleaner            *cleaner,
           const IgnyHtmlRule *rule)
{
  gboolean block = (rule->shape & IGNY_HTML_IS_BLOCK) != 0;

  if (!block)
    flush_gap (cleaner);
  cleaner->gap = FALSE;
  cleaner->fresh = block;
  cleaner->at_pre = FALSE;
}

static void
count_open (Cleaner     *cleaner,
            const Level *level,
            int          step)
{
  if (level->written == NULL)
    return;
  if (strcmp (level->written, "a") == 0)
    cleaner->anchors += (guint) step;
  if (is_heading (level->written))
    cleaner->headings += (guint) step;
  if (!(level->rule->shape & IGNY_HTML_IS_FLOW) || strcmp (level->written, "p") == 0)
    cleaner->closed += (guint) step;
}

static gboolean
write_void (Cleaner            *cleaner,
            const IgnyHtmlRule *rule,
            const char         *attributes)
{
  /* As WordPress writes it, so that its content stays as it was. */
  gboolean slash = cleaner->flags & IGNY_HTML_KEEP_BLOCKS && strcmp (rule->name, "br") != 0;

  if (strcmp (rule->name, "img") == 0 &&
      (cleaner->flags & IGNY_HTML_DROP_IMAGES || strstr (attributes, " src=\"") == NULL))
    return FALSE;

  begin_tag (cleaner, rule);
  g_string_append_printf (cleaner->out, "<%s%s%s>", rule->name, attributes, slash ? "/" : "");
  return FALSE;
}

static gboolean
open_cb (const IgnyHtmlNode *node,
         const char         *name,
         gpointer            user_data)
{
  Cleaner         *cleaner = user_data;
  Level            level = { .rule = igny_html_rules_find (name) };
  g_autofree char *attributes = NULL;

  if (level.rule->fate == IGNY_HTML_DROP)
    return FALSE;

  attributes = write_attributes (cleaner, node, level.rule);
  if (level.rule->shape & IGNY_HTML_IS_VOID)
    return write_void (cleaner, level.rule, attributes);

  level.written = choose_name (cleaner, node, level.rule);
  if (g_strcmp0 (level.written, "a") == 0 && *attributes == '\0')
    level.written = NULL;
  if (level.written != NULL)
    {
      begin_tag (cleaner, level.rule);
      append_tag (cleaner->out, "<", level.written, attributes);
      cleaner->at_pre = strcmp (level.written, "pre") == 0;
    }
  else if (level.rule->shape & IGNY_HTML_IS_BLOCK)
    cleaner->gap = TRUE;
  count_open (cleaner, &level, 1);
  g_array_append_val (cleaner->levels, level);
  return TRUE;
}

static void
close_cb (const IgnyHtmlNode *node,
          const char         *name,
          gpointer            user_data)
{
  Cleaner *cleaner = user_data;
  Level    level = g_array_index (cleaner->levels, Level, cleaner->levels->len - 1);
  gboolean block = (level.rule->shape & IGNY_HTML_IS_BLOCK) != 0;

  g_array_set_size (cleaner->levels, cleaner->levels->len - 1);
  count_open (cleaner, &level, -1);
  if (level.written == NULL)
    {
      cleaner->gap |= block;
      return;
    }

  append_tag (cleaner->out, "</", level.written, "");
  cleaner->at_pre = FALSE;
  if (!block)
    return;
  cleaner->gap = FALSE;
  cleaner->fresh = TRUE;
}

static void
text_cb (const char *text,
         gpointer    user_data)
{
  Cleaner *cleaner = user_data;
  gboolean blank = text[strspn (text, " \t\n\f\r")] == '\0';

  if (!blank)
    {
      flush_gap (cleaner);
      cleaner->fresh = FALSE;
    }
  if (cleaner->at_pre && *text == '\n')
    g_string_append_c (cleaner->out, '\n');
  cleaner->at_pre = FALSE;
  igny_html_clean_append_text (cleaner->out, text, FALSE, cleaner->flags);
}

static void
comment_cb (const char *text,
            gpointer    user_data)
{
  Cleaner         *cleaner = user_data;
  g_autofree char *block = NULL;

  if (!(cleaner->flags & IGNY_HTML_KEEP_BLOCKS))
    return;
  block = igny_html_rules_check_block (text);
  if (block == NULL)
    return;

  g_string_append_printf (cleaner->out, "<!--%s-->", block);
  cleaner->at_pre = FALSE;
}

/* "[name", "[/name" and "[[" start a WordPress shortcode; so might a bracket
 * at the end, when what follows is joined to it. */
static gboolean
starts_shortcode (const char *p)
{
  return p[0] == '[' && (p[1] == '\0' || p[1] == '/' || p[1] == '[' || p[1] == '_' ||
                         g_ascii_isalpha (p[1]) || (guchar) p[1] >= 0x80);
}

/* Bytes that are written as they are, whatever is around them. */
static gsize
count_plain (const char *text)
{
  gsize n = 0;

  while (g_ascii_isalnum (text[n]) || text[n] == ' ' || text[n] == '.' || text[n] == ',')
    n++;
  return n;
}

void
igny_html_clean_append_text (GString      *out,
                             const char   *text,
                             gboolean      quotes,
                             IgnyHtmlFlags flags)
{
  g_return_if_fail (out != NULL);
  g_return_if_fail (text != NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gsize    plain = count_plain (p);
      gunichar c;

      g_string_append_len (out, p, (gssize) plain);
      p += plain;
      if (*p == '\0')
        break;
      c = g_utf8_get_char (p);
      if (c == '&')
        g_string_append (out, "&amp;");
      else if (c == '<')
        g_string_append (out, "&lt;");
      else if (c == '>')
        g_string_append (out, "&gt;");
      else if (c == '"' && quotes)
        g_string_append (out, "&quot;");
      else if (c == 0xa0)
        g_string_append (out, "&nbsp;");
      else if (starts_shortcode (p) && !(flags & IGNY_HTML_KEEP_SHORTCODES))
        g_string_append (out, "&#91;");
      else if (c == '\n' || c == '\t' || !g_unichar_iscntrl (c))
        g_string_append_unichar (out, c);
    }
}

char *
igny_html_clean (const IgnyHtmlTree *tree,
                 IgnyHtmlFlags       flags)
{
  static const IgnyHtmlVisitor visitor = { open_cb, close_cb, text_cb, comment_cb };
  Cleaner                      cleaner = { .flags = flags, .fresh = TRUE };

  g_return_val_if_fail (tree != NULL, NULL);

  cleaner.out = g_string_new (NULL);
  cleaner.levels = g_array_new (FALSE, FALSE, sizeof (Level));
  igny_html_tree_walk (tree, &visitor, &cleaner);
  g_array_unref (cleaner.levels);

  return g_strstrip (g_string_free (cleaner.out, FALSE));
}
