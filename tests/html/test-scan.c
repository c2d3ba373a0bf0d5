/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-html-scan.h"
#include "igny-html-tree.h"

#include <string.h>
#include <time.h>

/* Elements above one another that the parser may still have when the scan took
 * a text: tables add some of their own. */
#define MAX_DEPTH 700

typedef struct
{
  guint depth;
  guint deepest;
} Depth;

static gboolean
open_cb (const IgnyHtmlNode *node,
         const char         *name,
         gpointer            user_data)
{
  Depth *depth = user_data;

  depth->depth++;
  depth->deepest = MAX (depth->deepest, depth->depth);
  return TRUE;
}

static void
close_cb (const IgnyHtmlNode *node,
          const char         *name,
          gpointer            user_data)
{
  Depth *depth = user_data;

  depth->depth--;
}

static void
check_depth (const char *start,
             const char *unit,
             guint       times)
{
  static const IgnyHtmlVisitor visitor = { .open = open_cb, .close = close_cb };
  g_autoptr (GString) html = g_string_new (start);
  g_autoptr (IgnyHtmlTree) tree = NULL;
  Depth depth = { 0 };

  for (guint i = 0; i < times; i++)
    g_string_append (html, unit);
  tree = igny_html_tree_new (html->str, NULL);
  if (tree == NULL)
    return;
  igny_html_tree_walk (tree, &visitor, &depth);
  if (depth.deepest > MAX_DEPTH)
    g_error ("“%s” and then “%s” nests %u deep", start, unit, depth.deepest);
}

/* Units that leave something open which looks closed. */
static void
test_known (void)
{
  static const char *const units[] = {
    "</section><li><dd>",
    "<li></ul><option><dd>",
    "<tbody></tbody><dt></form><li><image><th>",
    "<optgroup><tr><dt></tr></optgroup></dt>",
    "<span><tr><p></tr></span></p>",
    "<td><li><td><dd>",
    "<b><applet></b></applet>",
    "<b><!--</b>-->",
    "<b><style></b></style>",
    "<style><!--</style><b>-->",
    "<b><svg><![CDATA[></svg></b>]]></svg>",
    "<b><script><!--<script></script></b>--></script>",
    "<svg><style><a t='</style><!--'><b>-->",
    "<select><style></select><a t='</style><!--'><b>-->",
    "<svg><path d=x/></svg>",
    "<svg><path></svg></path>",
    "<b a='</b>'>",
    "<x/>",
  };
  static const char *const starts[] = {
    "",
    "<table><td><b></table></b>",
    "<table><table></table>",
    "<table><td></tr><table></table>",
    "<select></select>",
    "<svg></svg>",
    "<template></template>",
    "<table><caption>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    for (guint j = 0; j < G_N_ELEMENTS (starts); j++)
      check_depth (starts[j], units[i], 1500);
}

static const char *const names[] = {
  "p", "b", "li", "dd", "dt", "td", "tr", "table", "div", "ul", "a", "font", "h2", "span", "x",
  "form", "button", "applet", "caption", "tbody", "option", "svg", "g", "nobr", "section",
  "title", "blockquote", "th", "thead", "pre", "marquee", "object", "body", "ruby", "colgroup"
};

/* Pairs of tags, shuffled, and now and then one lost. */
static char *
make_unit (void)
{
  g_autoptr (GPtrArray) tags = g_ptr_array_new_with_free_func (g_free);
  GString *unit = g_string_new (NULL);

  for (gint left = g_test_rand_int_range (1, 5); left > 0; left--)
    {
      const char *name = names[g_test_rand_int_range (0, G_N_ELEMENTS (names))];
      gint        at = g_test_rand_int_range (0, (gint32) tags->len + 1);

      g_ptr_array_insert (tags, at, g_strdup_printf ("<%s>", name));
      at = g_test_rand_int_range (at + 1, (gint32) tags->len + 1);
      g_ptr_array_insert (tags, at, g_strdup_printf ("</%s>", name));
    }
  if (g_test_rand_bit ())
    g_ptr_array_remove_index (tags, (guint) g_test_rand_int_range (0, (gint32) tags->len));
  for (guint i = 0; i < tags->len; i++)
    g_string_append (unit, tags->pdata[i]);
  return g_string_free (unit, FALSE);
}

static void
test_random (void)
{
  guint rounds = g_test_quick () ? 600 : 30000;

  for (guint i = 0; i < rounds; i++)
    {
      g_autofree char *start = make_unit ();
      g_autofree char *unit = make_unit ();

      check_depth (i % 2 ? start : "", unit, 1000);
    }
}

static void
test_refusals (void)
{
  static const struct
  {
    const char *unit;
    guint       times;
    gboolean    taken;
  } cases[] = {
    { "<div>", 511, TRUE },
    { "<div>", 512, FALSE },
    { "<p>", 20000, TRUE },
    { "<p>x</p>", 49000, TRUE },
    { "<br>", 100001, FALSE },
    { "</p>", 100001, FALSE },
    { "<p a b=c d='e' f=\"g\">", 10000, TRUE },
    { "<table><tr><td>x<td>y<tr><td><p>z</table>", 5000, TRUE },
    { "<ul><li>x<li><ul><li>y</ul></ul>", 5000, TRUE },
    { "<svg viewBox='0'><path d='x'/></svg>", 5000, TRUE },
    { "<!-- <div> -->", 50000, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) html = g_string_new (NULL);
      g_autoptr (GError) error = NULL;

      for (guint j = 0; j < cases[i].times; j++)
        g_string_append (html, cases[i].unit);
      if (igny_html_scan (html->str, html->len, &error) != cases[i].taken)
        g_error ("%u times “%s”", cases[i].times, cases[i].unit);
    }
}

/* A tag with very many attributes takes the parser minutes, wherever it is. */
static void
test_attributes (void)
{
  static const char *const starts[] = {
    "<p ", "</p ", "<select></select><p x='>' ", "<svg><style><a x='</style>' ", "<template></p ",
    "<br ", "<script><!--</script><p "
  };
  static const char *const forms[] = { "a%u=1 ", "a%u='>' ", "a%u/", "=%u " };

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    for (guint j = 0; j < G_N_ELEMENTS (forms); j++)
      {
        g_autoptr (GString) html = g_string_new (starts[i]);

        for (guint k = 0; k < 1000; k++)
          {
            g_autofree char *number = g_strdup_printf ("%u", k);
            g_autoptr (GString) attribute = g_string_new (forms[j]);

            g_string_replace (attribute, "%u", number, 0);
            g_string_append (html, attribute->str);
          }
        g_string_append (html, ">");
        if (igny_html_scan (html->str, html->len, NULL))
          g_error ("“%s” with “%s”", starts[i], forms[j]);
      }
}

/* What ends in two ways is not looked for to the end of the text each time. */
static void
test_long (void)
{
  static const char *const units[] = { "<!----!>", "<!-- --!>x", "<!-->", "<!--->", "<!---->",
                                       "<!-", "</", "<?", "<![CDATA[" };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GString) html = g_string_new (NULL);
      clock_t start = clock ();

      while (html->len < IGNY_HTML_MAX_SIZE / 2)
        g_string_append (html, units[i]);
      g_assert_true (igny_html_scan (html->str, html->len, NULL));
      /* A hundredth of a second; minutes when each looks at all the others. */
      if ((double) (clock () - start) / CLOCKS_PER_SEC > 2)
        g_error ("“%s” takes too long", units[i]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/html/scan/known", test_known);
  g_test_add_func ("/html/scan/random", test_random);
  g_test_add_func ("/html/scan/refusals", test_refusals);
  g_test_add_func ("/html/scan/attributes", test_attributes);
  g_test_add_func ("/html/scan/long", test_long);

  return g_test_run ();
}
