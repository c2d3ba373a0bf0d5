/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-html-nest.h"

#include <string.h>

static const char *const formatting[] = {
  "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike",
  "strong", "tt", "u", NULL
};
/* Start tags that end an open paragraph. */
static const char *const blocks[] = {
  "address", "article", "aside", "blockquote", "center", "dd", "details", "dir", "div", "dl",
  "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
  "h6", "header", "hgroup", "li", "listing", "main", "menu", "nav", "ol", "p", "pre",
  "section", "summary", "table", "ul", NULL
};
/* End tags that end items and paragraphs left open inside. */
static const char *const containers[] = {
  "address", "article", "aside", "blockquote", "center", "details", "dir", "div", "dl",
  "figcaption", "figure", "footer", "header", "hgroup", "main", "menu", "nav", "ol", "section",
  "summary", "ul", NULL
};
static const char *const items[] = { "dd", "dt", "li", "option", "p", NULL };

/* The parts of a table, outermost first: what else a start tag of one closes
 * besides items, and in what it must stand then. */
static const struct
{
  const char       *name;
  const char *const closed[8];
  const char *const parents[6];
  const char *const inside[8]; /* what its end tag closes besides items */
} parts[] = {
  { "table", { NULL }, { NULL }, { "tbody", "thead", "tfoot", "tr", "td", "th", "caption" } },
  { "caption", { NULL }, { "table" }, { NULL } },
  { "colgroup", { NULL }, { "table" }, { NULL } },
  { "tbody", { "tbody", "thead", "tfoot", "tr", "td", "th" }, { "table" }, { "tr", "td", "th" } },
  { "thead", { "tbody", "thead", "tfoot", "tr", "td", "th" }, { "table" }, { "tr", "td", "th" } },
  { "tfoot", { "tbody", "thead", "tfoot", "tr", "td", "th" }, { "table" }, { "tr", "td", "th" } },
  { "tr", { "tr", "td", "th" }, { "tbody", "thead", "tfoot", "table" }, { "td", "th" } },
  { "td", { "td", "th" }, { "tr", "tbody", "thead", "tfoot", "table" }, { NULL } },
  { "th", { "td", "th" }, { "tr", "tbody", "thead", "tfoot", "table" }, { NULL } },
};

static gboolean
is_named (const IgnyHtmlName *name,
          const char         *text)
{
  return name->text[0] == text[0] && strcmp (name->text, text) == 0;
}

gboolean
igny_html_name_in (const IgnyHtmlName *name,
                   const char *const  *names)
{
  g_return_val_if_fail (name != NULL && names != NULL, FALSE);

  for (; *names != NULL; names++)
    if (is_named (name, *names))
      return TRUE;
  return FALSE;
}

void
igny_html_nest_push (IgnyHtmlNest       *self,
                     const IgnyHtmlName *name)
{
  if (self->depth == IGNY_HTML_MAX_OPEN)
    {
      self->surplus++;
      return;
    }

  self->open[self->depth++] = *name;
  self->formatting += igny_html_name_in (name, formatting);
  self->tables += is_named (name, "table");
}

void
igny_html_nest_pop (IgnyHtmlNest *self)
{
  const IgnyHtmlName *name;

  g_return_if_fail (self->depth > 0);

  name = &self->open[--self->depth];
  self->formatting -= igny_html_name_in (name, formatting);
  self->tables -= is_named (name, "table");
  if (self->tables == 0)
    self->tables_lost = FALSE;
}

static void
pop_to (IgnyHtmlNest *self,
        guint         depth)
{
  while (self->depth > depth)
    igny_html_nest_pop (self);
}

gboolean
igny_html_nest_is_top (const IgnyHtmlNest *self,
                       const IgnyHtmlName *name)
{
  return self->depth > 0 && is_named (&self->open[self->depth - 1], name->text);
}

/* The depth below items, and below those of names (may be NULL). */
static guint
look_below (const IgnyHtmlNest *self,
            const char *const  *names)
{
  guint depth = self->depth;

  while (depth > 0 && (igny_html_name_in (&self->open[depth - 1], items) ||
                       (names != NULL && igny_html_name_in (&self->open[depth - 1], names))))
    depth--;
  return depth;
}

static gboolean
is_part (const IgnyHtmlName *name,
         guint              *index)
{
  for (*index = 0; *index < G_N_ELEMENTS (parts); (*index)++)
    if (is_named (name, parts[*index].name))
      return TRUE;
  return FALSE;
}

/* A table may stand in a cell or a caption of another; elsewhere in one it
 * ends that one. */
static gboolean
is_in_cell (const IgnyHtmlNest *self)
{
  for (guint i = self->depth; i > 0; i--)
    {
      if (is_named (&self->open[i - 1], "table"))
        return FALSE;
      if (is_named (&self->open[i - 1], "td") || is_named (&self->open[i - 1], "th") ||
          is_named (&self->open[i - 1], "caption"))
        return TRUE;
    }

  return TRUE;
}

static void
open_part (IgnyHtmlNest *self,
           guint         index)
{
  guint depth = look_below (self, parts[index].closed);

  if (self->tables == 0)
    return;
  if (index == 0)
    self->tables_lost |= !is_in_cell (self);
  else if (depth == 0 || !igny_html_name_in (&self->open[depth - 1], parts[index].parents))
    self->tables_lost = TRUE;
  else if (!self->tables_lost)
    pop_to (self, depth);
}

static void
close_part (IgnyHtmlNest       *self,
            const IgnyHtmlName *name,
            guint               index)
{
  guint    depth = igny_html_nest_is_top (self, name) ? self->depth
                                                      : look_below (self, parts[index].inside);
  gboolean found = depth > 0 && is_named (&self->open[depth - 1], name->text);

  /* Outside of a table a browser knows no rows, so they close nothing. */
  if (found && (depth == self->depth || (self->tables > 0 && !self->tables_lost)))
    pop_to (self, depth - 1);
  else
    self->tables_lost |= self->tables > 0;
}

void
igny_html_nest_open (IgnyHtmlNest       *self,
                     const IgnyHtmlName *name)
{
  static const char *const pairs[][2] = {
    { "li", "li" },
    { "dt", "dt" },
    { "dt", "dd" },
    { "dd", "dt" },
    { "dd", "dd" },
    { "option", "option" },
  };
  guint index;

  g_return_if_fail (self != NULL && name != NULL);

  if (igny_html_name_in (name, blocks) && self->depth > 0 &&
      is_named (&self->open[self->depth - 1], "p"))
    igny_html_nest_pop (self);
  if (is_part (name, &index))
    open_part (self, index);
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (is_named (name, pairs[i][0]) && self->depth > 0 &&
        is_named (&self->open[self->depth - 1], pairs[i][1]))
      {
        igny_html_nest_pop (self);
        break;
      }
  igny_html_nest_push (self, name);
}

void
igny_html_nest_close (IgnyHtmlNest       *self,
                      const IgnyHtmlName *name)
{
  guint depth;
  guint index;

  g_return_if_fail (self != NULL && name != NULL);

  if (is_part (name, &index))
    {
      close_part (self, name, index);
      return;
    }

  depth = igny_html_name_in (name, containers) && !igny_html_nest_is_top (self, name)
              ? look_below (self, NULL)
              : self->depth;
  /* A browser ignores the end tag of what is not open. */
  if (depth > 0 && is_named (&self->open[depth - 1], name->text))
    pop_to (self, depth - 1);
}
