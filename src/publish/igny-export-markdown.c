/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-export-markdown.h"

#include <string.h>

#include "igny-html-tree.h"

typedef struct
{
  GString   *out;
  GString   *line;    /* text of the block that is open */
  GString   *prefix;  /* of each line: "> " and the room of list marks */
  GArray    *rooms;   /* of gsize: the prefix before each quote and item that is open */
  GArray    *counts;  /* of gint: number of each list's next item, -1 without numbers */
  GArray    *starts;  /* of gsize: where each element in the line begins */
  char      *mark;    /* of a list's item, that its first line has yet to get */
  gsize      mark_at; /* in the prefix */
  guint      code;
  gboolean   pre;
  gboolean   tight; /* no blank line before the next block */
  GPtrArray *rows;  /* of GPtrArray of char *: the table that is open */
} Writer;

static const char *
get_attribute (const IgnyHtmlNode *node,
               const char         *wanted)
{
  const char *name;
  const char *value;

  for (guint i = 0; igny_html_node_get_attribute (node, i, &name, &value); i++)
    if (g_str_equal (name, wanted))
      return value;
  return NULL;
}

static gboolean
is_block (const char *name)
{
  static const char *const blocks[] = { "p", "h1", "h2", "h3", "h4", "h5",
                                        "h6", "ul", "ol", "li", "blockquote", "pre",
                                        "hr", "dl", "dt", "dd", "figure", "figcaption",
                                        "div", "tr", "section", "article", "details", "summary",
                                        NULL };

  return name != NULL && g_strv_contains (blocks, name);
}

/* --- blocks --------------------------------------------------------------- */

static void
write_lines (Writer     *self,
             const char *text)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);

  if (self->out->len > 0 && !self->tight)
    {
      g_string_append (self->out, self->prefix->str);
      while (self->out->str[self->out->len - 1] == ' ')
        g_string_truncate (self->out, self->out->len - 1);
      g_string_append_c (self->out, '\n');
    }
  self->tight = FALSE;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_string_append (self->out, self->prefix->str);
      if (self->mark != NULL)
        memcpy (self->out->str + self->out->len - self->prefix->len + self->mark_at, self->mark,
                strlen (self->mark));
      g_clear_pointer (&self->mark, g_free);
      g_string_append_printf (self->out, "%s\n", lines[i]);
    }
}

/* What would begin a list, a title or a rule at the start of a line. */
static char *
guard_start (const char *text)
{
  gsize n = strspn (text, "0123456789");

  if (*text == '#' || *text == '+' || *text == '-' || *text == '=')
    return g_strconcat ("\\", text, NULL);
  if (n > 0 && (text[n] == '.' || text[n] == ')'))
    return g_strdup_printf ("%.*s\\%s", (int) n, text, text + n);
  return g_strdup (text);
}

/* In a cell all is one line. */
static void
end_block (Writer     *self,
           const char *before)
{
  g_autofree char *text = g_strstrip (g_strdup (self->line->str));
  g_autofree char *guarded = NULL;
  g_autofree char *whole = NULL;

  if (self->rows != NULL)
    {
      if (*text != '\0')
        g_string_append_c (self->line, ' ');
      return;
    }
  g_string_truncate (self->line, 0);
  g_array_set_size (self->starts, 0);
  if (*text == '\0')
    return;
  guarded = *before == '\0' ? guard_start (text) : g_strdup (text);
  whole = g_strconcat (before, guarded, NULL);
  write_lines (self, whole);
}

static void
indent (Writer     *self,
        const char *room)
{
  g_array_append_val (self->rooms, self->prefix->len);
  g_string_append (self->prefix, room);
}

static void
outdent (Writer *self)
{
  if (self->rooms->len == 0)
    return;
  g_string_truncate (self->prefix, g_array_index (self->rooms, gsize, self->rooms->len - 1));
  g_array_set_size (self->rooms, self->rooms->len - 1);
}

static void
open_item (Writer *self)
{
  gint            *count = self->counts->len > 0
                               ? &g_array_index (self->counts, gint, self->counts->len - 1)
                               : NULL;
  g_autofree char *room = NULL;

  g_free (self->mark);
  self->mark = count != NULL && *count >= 0 ? g_strdup_printf ("%d. ", (*count)++)
                                            : g_strdup ("- ");
  room = g_strnfill (strlen (self->mark), ' ');
  self->mark_at = self->prefix->len;
  indent (self, room);
}

static void
open_block (Writer             *self,
            const IgnyHtmlNode *node,
            const char         *name)
{
  const char *start;
  gint        count = -1;

  end_block (self, "");
  if (g_str_equal (name, "blockquote"))
    indent (self, "> ");
  else if (g_str_equal (name, "li"))
    open_item (self);
  else if (g_str_equal (name, "hr"))
    write_lines (self, "---");
  else if (g_str_equal (name, "pre"))
    self->pre = TRUE;
  else if (g_str_equal (name, "ul") || g_str_equal (name, "ol"))
    {
      start = get_attribute (node, "start");
      if (*name == 'o')
        count = start != NULL ? (gint) CLAMP (g_ascii_strtoll (start, NULL, 10), 0, 999999) : 1;
      /* A list in an item stands close to its text. */
      self->tight = self->counts->len > 0;
      g_array_append_val (self->counts, count);
    }
}

static void
close_pre (Writer *self)
{
  g_autofree char *text = g_strdup (self->line->str);
  g_autoptr(GString) fenced = g_string_new (NULL);
  const char *fence = strstr (text, "```") != NULL ? "~~~~~~" : "```";

  g_strchomp (text);
  g_string_printf (fenced, "%s\n%s\n%s", fence, text, fence);
  g_string_truncate (self->line, 0);
  self->pre = FALSE;
  write_lines (self, fenced->str);
}

static void
close_block (Writer     *self,
             const char *name)
{
  static const char *const titles[] = { "", "# ", "## ", "### ", "#### ", "##### ", "###### " };

  if (g_str_equal (name, "pre") && self->pre)
    {
      close_pre (self);
      return;
    }
  end_block (self, *name == 'h' && g_ascii_isdigit (name[1]) ? titles[name[1] - '0'] : "");
  if (g_str_equal (name, "blockquote"))
    outdent (self);
  else if (g_str_equal (name, "li"))
    {
      g_clear_pointer (&self->mark, g_free);
      outdent (self);
      self->tight = TRUE;
    }
  else if (g_str_equal (name, "ul") || g_str_equal (name, "ol"))
    {
      g_array_set_size (self->counts, self->counts->len > 0 ? self->counts->len - 1 : 0);
      self->tight = self->counts->len > 0;
    }
}

/* --- tables --------------------------------------------------------------- */

static void
open_row (Writer *self)
{
  g_ptr_array_add (self->rows, g_ptr_array_new_with_free_func (g_free));
  g_string_truncate (self->line, 0);
}

static void
close_cell (Writer *self)
{
  if (self->rows->len == 0)
    open_row (self);
  g_ptr_array_add (self->rows->pdata[self->rows->len - 1],
                   g_strstrip (g_strdelimit (g_strdup (self->line->str), "\n", ' ')));
  g_string_truncate (self->line, 0);
  g_array_set_size (self->starts, 0);
}

static void
append_row (GString   *text,
            GPtrArray *cells,
            guint      n_columns)
{
  for (guint i = 0; i < n_columns; i++)
    g_string_append_printf (text, "| %s ",
                            i < cells->len ? (const char *) cells->pdata[i] : "");
  g_string_append (text, "|\n");
}

static void
close_table (Writer *self)
{
  g_autoptr(GPtrArray) rows = g_steal_pointer (&self->rows);
  g_autoptr(GString) text = g_string_new (NULL);
  guint n = 0;

  g_string_truncate (self->line, 0);
  for (guint i = 0; i < rows->len; i++)
    n = MAX (n, ((GPtrArray *) rows->pdata[i])->len);
  if (n == 0)
    return;
  for (guint i = 0; i < rows->len; i++)
    {
      append_row (text, rows->pdata[i], n);
      for (guint j = 0; i == 0 && j < n; j++)
        g_string_append (text, j + 1 < n ? "| --- " : "| --- |\n");
    }
  g_strchomp (text->str);
  write_lines (self, text->str);
}

/* --- in a line ------------------------------------------------------------ */

/* An address may have all but these. */
static char *
dup_address (const IgnyHtmlNode *node,
             const char         *name)
{
  const char      *address = get_attribute (node, name);
  g_autofree char *safe =
      g_strstrip (g_strdelimit (g_strdup (address != NULL ? address : ""), "<>\n\r", ' '));

  return strpbrk (safe, " ()") != NULL ? g_strdup_printf ("<%s>", safe) : g_strdup (safe);
}

/* So that a text is what it says and no markup; spaces run together. */
static void
append_text (Writer     *self,
             const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      gboolean space = g_ascii_isspace (*p);

      if (self->pre)
        g_string_append_c (self->line, *p);
      else if (space && self->line->len > 0 &&
               g_ascii_isspace (self->line->str[self->line->len - 1]))
        continue;
      else if (space)
        g_string_append_c (self->line, ' ');
      else
        {
          if (strchr (self->code > 0 ? "|" : "\\`*_[]<>|~", *p) != NULL &&
              (self->code == 0 || self->rows != NULL))
            g_string_append_c (self->line, '\\');
          g_string_append_c (self->line, *p);
        }
    }
}

static void
append_image (Writer             *self,
              const IgnyHtmlNode *node)
{
  g_autofree char *address = dup_address (node, "src");
  const char      *alt = get_attribute (node, "alt");

  g_string_append (self->line, "![");
  append_text (self, alt != NULL ? alt : "");
  g_string_append_printf (self->line, "](%s)", address);
}

/* The element that ends, with its marks around it: none may stand beside a
 * space. */
static void
wrap (Writer     *self,
      const char *before,
      const char *after)
{
  gsize            start = self->starts->len > 0
                               ? g_array_index (self->starts, gsize, self->starts->len - 1)
                               : self->line->len;
  g_autofree char *inside = NULL;
  g_autofree char *text = NULL;

  if (self->starts->len > 0)
    g_array_set_size (self->starts, self->starts->len - 1);
  start = MIN (start, self->line->len);
  inside = g_strdup (self->line->str + start);
  text = g_strstrip (g_strdup (inside));
  if (*text == '\0')
    return;
  g_string_truncate (self->line, start);
  g_string_append_printf (self->line, "%s%s%s%s%s", *inside == ' ' ? " " : "", before, text, after,
                          g_str_has_suffix (inside, " ") ? " " : "");
}

/* clang-format off */
static const struct
{
  const char *name;
  const char *mark;
} marks[] = {
  { "strong", "**" }, { "b", "**" }, { "em", "*" }, { "i", "*" }, { "del", "~~" }, { "s", "~~" },
  { "code", "`" },
};
/* clang-format on */

static const char *
find_mark (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_equal (marks[i].name, name))
      return marks[i].mark;
  return NULL;
}

/* --- the walk ------------------------------------------------------------- */

static gboolean
open_cb (const IgnyHtmlNode *node,
         const char         *name,
         gpointer            user_data)
{
  Writer *self = user_data;

  if (name == NULL)
    return FALSE;
  if (g_str_equal (name, "table") && self->rows == NULL)
    {
      end_block (self, "");
      self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
    }
  else if (g_str_equal (name, "tr") && self->rows != NULL)
    open_row (self);
  else if (is_block (name) && self->rows == NULL)
    open_block (self, node, name);
  else if (g_str_equal (name, "br") && !self->pre)
    g_string_append (self->line, self->rows != NULL ? " " : "\\\n");
  else if (g_str_equal (name, "img"))
    append_image (self, node);
  else if (!self->pre && (find_mark (name) != NULL || g_str_equal (name, "a")))
    {
      g_array_append_val (self->starts, self->line->len);
      self->code += g_str_equal (name, "code");
    }
  return TRUE;
}

static void
close_cb (const IgnyHtmlNode *node,
          const char         *name,
          gpointer            user_data)
{
  Writer          *self = user_data;
  g_autofree char *address = NULL;
  g_autofree char *after = NULL;

  if (name == NULL)
    return;
  if (self->rows != NULL && (g_str_equal (name, "td") || g_str_equal (name, "th")))
    close_cell (self);
  else if (g_str_equal (name, "table") && self->rows != NULL)
    close_table (self);
  else if (is_block (name))
    {
      if (self->rows == NULL)
        close_block (self, name);
      else
        end_block (self, "");
    }
  else if (!self->pre && find_mark (name) != NULL)
    {
      self->code -= self->code > 0 && g_str_equal (name, "code");
      wrap (self, find_mark (name), find_mark (name));
    }
  else if (!self->pre && g_str_equal (name, "a"))
    {
      address = dup_address (node, "href");
      after = g_strdup_printf ("](%s)", address);
      wrap (self, "[", after);
    }
}

static void
text_cb (const char *text,
         gpointer    user_data)
{
  append_text (user_data, text);
}

char *
igny_export_markdown_from_html (const char *html,
                                GError    **error)
{
  static const IgnyHtmlVisitor visitor = { .open = open_cb, .close = close_cb, .text = text_cb };
  Writer                       self = { .out = NULL };
  g_autoptr(IgnyHtmlTree) tree = NULL;

  g_return_val_if_fail (html != NULL, NULL);

  tree = igny_html_tree_new (html, error);
  if (tree == NULL)
    return NULL;
  self.out = g_string_new (NULL);
  self.line = g_string_new (NULL);
  self.prefix = g_string_new (NULL);
  self.rooms = g_array_new (FALSE, FALSE, sizeof (gsize));
  self.counts = g_array_new (FALSE, FALSE, sizeof (gint));
  self.starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  igny_html_tree_walk (tree, &visitor, &self);
  end_block (&self, "");
  g_string_free (self.line, TRUE);
  g_string_free (self.prefix, TRUE);
  g_array_unref (self.rooms);
  g_array_unref (self.counts);
  g_array_unref (self.starts);
  g_free (self.mark);
  return g_string_free (self.out, FALSE);
}
