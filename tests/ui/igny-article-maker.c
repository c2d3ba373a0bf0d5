/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-article-maker.h"

#include <string.h>

/* In a template {w} is a word, {s} a sentence, {i} one with marks in it, {n} a
 * number. */

/* clang-format off */
static const char *const words[] = {
  "trail",
  "boot",
  "heel",
  "river",
  "stone",
  "morning",
  "lace",
  "meadow",
  "wide",
  "dry",
  "steep",
  "quiet",
  "carry",
  "measure",
  "choose",
  "return",
  "weather",
  "insole",
  "leather",
  "summit",
  "pack",
  "socks",
  "evening",
  "fitting",
  "hut",
  "compass",
  "shoulder",
  "blister",
  "cotton",
  "wool",
  "distance",
  "slowly",
  "often",
  "between",
  "against",
  "under",
  "without",
  "longer",
  "shorter",
  "Zürich",
  "crème",
  "naïve",
  "42",
  "1,200",
  "Łódź",
  "東京",
  "सड़क",
  "шаг",
};

static const char *const marks[] = {
  "<strong>{w} {w}</strong>",
  "<em>{w}</em>",
  "<b>{w}</b> <i>{w}</i>",
  "<a href=\"https://example.com/{n}/?a=1&amp;b={n}#part\">{w} {w}</a>",
  "<a href=\"/{w}-{n}/\" target=\"_blank\" rel=\"noopener\">{w}</a>",
  "<a href=\"mailto:someone@example.com\" title=\"{w} &quot;{w}&quot;\">{w}</a>",
  "<code>if (a &lt; b &amp;&amp; c)</code>",
  "<kbd>Ctrl</kbd>+<kbd>{w}</kbd>",
  "<mark>{w}</mark>",
  "H<sub>2</sub>O and m<sup>2</sup>",
  "<del>{w}</del> <ins>{w}</ins>",
  "<s>{w}</s>",
  "<u>{w}</u>",
  "<small>{w}</small>",
  "<abbr title=\"{w} {w}\">{w}</abbr>",
  "<q>{w} {w}</q>",
  "<cite>{w}</cite>",
  "{w}<br>{w}",
  "{n}&nbsp;km &amp; more &lt;{w}&gt;",
  "“{w}” – {w}… ‘{w}’",
  "👟 {w} 👍🏽",
  "<strong><em>{w}</em> {w}</strong>",
  "[{w} id=\"{n}\"]",
  "<span class=\"has-inline-color has-red-color\">{w}</span>",
  "שלום {w} مرحبا",
};

static const char *const plain_blocks[] = {
  "<p>{i}</p>",
  "<h2>{w} {w} {w}</h2><p>{s} {i} {s}</p>",
  "<h3 id=\"part-{n}\">{w} <em>{w}</em></h3><p>{i}</p><h4>{w}</h4><p>{s}</p>",
  "<h5>{w}</h5><p>{s}</p><h6>{w}</h6><p>{s}</p>",
  "<ul><li>{i}</li><li>{s}<ul><li>{w}</li><li>{w} <strong>{w}</strong></li></ul></li></ul>",
  "<ol start=\"{n}\" reversed><li>{s}</li><li>{w}<ol><li>{w}</li></ol></li></ol>",
  "<ul><li><p>{s}</p><p>{i}</p></li><li><p>{s}</p></li></ul>",
  "<blockquote><p>{i}</p><p>{s}</p><cite>{w} {w}</cite></blockquote>",
  "<blockquote>{s}</blockquote>",
  "<table><caption>{w} {w}</caption><thead><tr><th scope=\"col\">{w}</th><th>{w}</th></tr></thead>"
  "<tbody><tr><td>{i}</td><td>{n}</td></tr><tr><td colspan=\"2\">{w}</td></tr></tbody>"
  "<tfoot><tr><td>{w}</td><td rowspan=\"1\">{n}</td></tr></tfoot></table>",
  "<figure><img src=\"https://example.com/{n}.jpg\" alt=\"{w} &quot;{w}&quot; &amp; {w}\""
  " width=\"640\" height=\"480\"><figcaption>{i}</figcaption></figure>",
  "<p><img src=\"/media/{n}.png\" alt=\"\"> {s}</p>",
  "<p><a href=\"https://example.com/\"><img src=\"https://example.com/{n}.webp\" alt=\"{w}\"></a></p>",
  "<pre>{w}\n  {w}\n\n\t{w}</pre>",
  "<pre>\n\n{w}: an empty line is above</pre>",
  "<pre><code>for (i = 0; i &lt; {n}; i++)\n  {\n    {w} ();\n  }\n</code></pre>",
  "<hr><p>{s}</p>",
  "<dl><dt>{w}</dt><dd>{s}</dd><dt>{w}</dt><dd><p>{i}</p></dd></dl>",
  "<h2>{w}?</h2><details><summary>{w} {w}?</summary><p>{i}</p></details>"
  "<details><summary>{w}?</summary>{s}</details>",
  "\n\n<p>{s}\n{s}\nlines inside of a paragraph</p>\n\n",
  "<p>  {w}  two   spaces </p>",
  "<p></p><p><br></p><p>{w}<br><br>{w}</p>",
  "\n[gallery ids=\"{n},{n}\"]\n",
  "{s} Words without a paragraph, <em>{w}</em>.\n",
  "<p>{w} &amp;amp; {w} &amp;lt;p&amp;gt; {w}</p>",
};

static const char *const wordpress_blocks[] = {
  "<!-- wp:paragraph -->\n<p>{i}</p>\n<!-- /wp:paragraph -->\n\n",
  "<!-- wp:heading -->\n<h2>{w} {w}</h2>\n<!-- /wp:heading -->\n\n"
  "<!-- wp:paragraph {\"dropCap\":true} -->\n<p class=\"has-drop-cap\">{s} {i}</p>\n"
  "<!-- /wp:paragraph -->\n\n",
  "<!-- wp:heading {\"level\":3,\"textAlign\":\"center\"} -->\n"
  "<h3 class=\"has-text-align-center wp-block-heading\" id=\"h-{n}\">{w}</h3>\n<!-- /wp:heading -->\n\n",
  "<!-- wp:list -->\n<ul><!-- wp:list-item -->\n<li>{i}</li>\n<!-- /wp:list-item -->\n\n"
  "<!-- wp:list-item -->\n<li>{w}<!-- wp:list -->\n<ul><!-- wp:list-item -->\n<li>{w}</li>\n"
  "<!-- /wp:list-item --></ul>\n<!-- /wp:list --></li>\n<!-- /wp:list-item --></ul>\n<!-- /wp:list -->\n\n",
  "<!-- wp:list {\"ordered\":true,\"start\":{n}} -->\n<ol start=\"{n}\"><li>{s}</li><li>{i}</li></ol>\n"
  "<!-- /wp:list -->\n\n",
  "<!-- wp:quote -->\n<blockquote class=\"wp-block-quote\"><!-- wp:paragraph -->\n<p>{i}</p>\n"
  "<!-- /wp:paragraph --><cite>{w}</cite></blockquote>\n<!-- /wp:quote -->\n\n",
  "<!-- wp:pullquote -->\n<figure class=\"wp-block-pullquote\"><blockquote><p>{s}</p><cite>{w}</cite>"
  "</blockquote></figure>\n<!-- /wp:pullquote -->\n\n",
  "<!-- wp:table {\"hasFixedLayout\":true,\"className\":\"is-style-stripes\"} -->\n"
  "<figure class=\"wp-block-table is-style-stripes\"><table class=\"has-fixed-layout\"><thead><tr>"
  "<th>{w}</th><th>{w}</th></tr></thead><tbody><tr><td>{i}</td><td>{n}</td></tr></tbody></table>"
  "<figcaption class=\"wp-element-caption\">{w}</figcaption></figure>\n<!-- /wp:table -->\n\n",
  "<!-- wp:image {\"id\":{n},\"sizeSlug\":\"large\",\"linkDestination\":\"none\"} -->\n"
  "<figure class=\"wp-block-image size-large\"><img src=\"https://example.com/{n}.jpg\" alt=\"{w}\""
  " class=\"wp-image-{n}\"/><figcaption>{i}</figcaption></figure>\n<!-- /wp:image -->\n\n",
  "<!-- wp:gallery {\"linkTo\":\"none\"} -->\n<figure class=\"wp-block-gallery has-nested-images"
  " columns-default is-cropped\"><!-- wp:image {\"id\":{n}} -->\n<figure class=\"wp-block-image\">"
  "<img src=\"https://example.com/{n}.jpg\" alt=\"\" class=\"wp-image-{n}\"/></figure>\n"
  "<!-- /wp:image --></figure>\n<!-- /wp:gallery -->\n\n",
  "<!-- wp:code -->\n<pre class=\"wp-block-code\"><code>&lt;?php\n\n\techo '{w}';\n</code></pre>\n"
  "<!-- /wp:code -->\n\n",
  "<!-- wp:preformatted -->\n<pre class=\"wp-block-preformatted\">\n\n{w}<br>{w}</pre>\n"
  "<!-- /wp:preformatted -->\n\n",
  "<!-- wp:verse -->\n<pre class=\"wp-block-verse\">{w},\n{w}</pre>\n<!-- /wp:verse -->\n\n",
  "<!-- wp:separator -->\n<hr class=\"wp-block-separator has-alpha-channel-opacity\"/>\n"
  "<!-- /wp:separator -->\n\n",
  "<!-- wp:spacer {\"height\":\"{n}px\"} -->\n<div style=\"height:{n}px\" aria-hidden=\"true\""
  " class=\"wp-block-spacer\"></div>\n<!-- /wp:spacer -->\n\n",
  "<!-- wp:columns -->\n<div class=\"wp-block-columns\"><!-- wp:column {\"width\":\"66.66%\"} -->\n"
  "<div class=\"wp-block-column\" style=\"flex-basis:66.66%\"><!-- wp:paragraph -->\n<p>{i}</p>\n"
  "<!-- /wp:paragraph --></div>\n<!-- /wp:column -->\n\n<!-- wp:column -->\n"
  "<div class=\"wp-block-column\"><!-- wp:heading {\"level\":4} -->\n<h4>{w}</h4>\n<!-- /wp:heading --></div>\n"
  "<!-- /wp:column --></div>\n<!-- /wp:columns -->\n\n",
  "<!-- wp:group {\"layout\":{\"type\":\"constrained\"}} -->\n<div class=\"wp-block-group\">"
  "<!-- wp:paragraph -->\n<p>{s}</p>\n<!-- /wp:paragraph --></div>\n<!-- /wp:group -->\n\n",
  "<!-- wp:buttons -->\n<div class=\"wp-block-buttons\"><!-- wp:button -->\n"
  "<div class=\"wp-block-button\"><a class=\"wp-block-button__link wp-element-button\""
  " href=\"https://example.com/{n}\">{w}</a></div>\n<!-- /wp:button --></div>\n<!-- /wp:buttons -->\n\n",
  "<!-- wp:media-text {\"mediaId\":{n},\"mediaType\":\"image\"} -->\n"
  "<div class=\"wp-block-media-text alignwide is-stacked-on-mobile\"><figure"
  " class=\"wp-block-media-text__media\"><img src=\"https://example.com/{n}.jpg\" alt=\"{w}\"/></figure>"
  "<div class=\"wp-block-media-text__content\"><!-- wp:paragraph -->\n<p>{i}</p>\n"
  "<!-- /wp:paragraph --></div></div>\n<!-- /wp:media-text -->\n\n",
  "<!-- wp:cover {\"url\":\"https://example.com/{n}.jpg\",\"dimRatio\":50} -->\n"
  "<div class=\"wp-block-cover\"><span aria-hidden=\"true\" class=\"has-background-dim\"></span>"
  "<div class=\"wp-block-cover__inner-container\"><!-- wp:paragraph {\"align\":\"center\"} -->\n"
  "<p class=\"has-text-align-center has-large-font-size\">{w}</p>\n<!-- /wp:paragraph --></div></div>\n"
  "<!-- /wp:cover -->\n\n",
  "<!-- wp:embed {\"url\":\"https://example.com/watch?v={n}\",\"type\":\"video\"} -->\n"
  "<figure class=\"wp-block-embed is-type-video\"><div class=\"wp-block-embed__wrapper\">\n"
  "https://example.com/watch?v={n}\n</div></figure>\n<!-- /wp:embed -->\n\n",
  "<!-- wp:shortcode -->\n[contact-form id=\"{n}\"]\n<!-- /wp:shortcode -->\n\n",
  "<!-- wp:latest-posts {\"postsToShow\":{n}} /-->\n\n",
  "<!-- wp:yoast/faq-block {\"questions\":[{\"id\":\"faq-question-{n}\",\"question\":[\"{w}?\"]}]} -->\n"
  "<div class=\"schema-faq wp-block-yoast-faq-block\"><div class=\"schema-faq-section\""
  " id=\"faq-question-{n}\"><strong class=\"schema-faq-question\">{w} {w}?</strong> "
  "<p class=\"schema-faq-answer\">{i}</p> </div> </div>\n<!-- /wp:yoast/faq-block -->\n\n",
  "<!-- wp:rank-math/faq-block {\"questions\":[{\"id\":\"faq-{n}\",\"title\":\"{w}?\"}]} -->\n"
  "<div class=\"wp-block-rank-math-faq-block\"><div class=\"rank-math-faq-item\">"
  "<h3 class=\"rank-math-question\">{w}?</h3><div class=\"rank-math-answer\">{i}</div></div></div>\n"
  "<!-- /wp:rank-math/faq-block -->\n\n",
  "<!-- wp:details -->\n<details class=\"wp-block-details\"><summary>{w}?</summary><!-- wp:paragraph -->\n"
  "<p>{i}</p>\n<!-- /wp:paragraph --></details>\n<!-- /wp:details -->\n\n",
  "<!-- wp:more -->\n<!--more-->\n<!-- /wp:more -->\n\n",
  "<p>{i} A paragraph of the classic editor.</p>\n\n[caption id=\"attachment_{n}\"]"
  "<img class=\"alignnone size-medium wp-image-{n}\" src=\"https://example.com/{n}.jpg\" alt=\"\"/>"
  " {w}[/caption]\n\n",
};
/* clang-format on */

guint
igny_article_maker_count_blocks (void)
{
  return MAX (G_N_ELEMENTS (plain_blocks), G_N_ELEMENTS (wordpress_blocks));
}

static void
add_sentence (GString *out,
              GRand   *rand,
              guint   *n_words)
{
  guint n = (guint) g_rand_int_range (rand, 5, 16);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? " " : "",
                            words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
  g_string_append_c (out, '.');
  *n_words += n;
}

/* Templates nest once: a sentence with a mark, which has words. */
static void
add_template (GString    *out,
              GRand      *rand,
              const char *text,
              guint      *n_words)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (p[0] != '{' || p[1] == '\0' || p[2] != '}' || strchr ("wsin", p[1]) == NULL)
        {
          g_string_append_c (out, *p);
          continue;
        }
      if (p[1] == 'w')
        g_string_append (out, words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
      else if (p[1] == 'n')
        g_string_append_printf (out, "%d", g_rand_int_range (rand, 1, 999));
      else
        add_sentence (out, rand, n_words);
      if (p[1] == 'i')
        {
          const char *mark = marks[g_rand_int_range (rand, 0, G_N_ELEMENTS (marks))];

          g_string_append_c (out, ' ');
          add_template (out, rand, mark, n_words);
          g_string_append_c (out, ' ');
          add_sentence (out, rand, n_words);
        }
      p += 2;
    }
}

char *
igny_article_maker_make (guint number,
                         guint n_words)
{
  const char *const *blocks = plain_blocks;
  guint              n_blocks = G_N_ELEMENTS (plain_blocks);
  GRand             *rand = g_rand_new_with_seed (number);
  GString           *out = g_string_new (NULL);
  guint              have = 0;

  if (number % 2 == 1)
    {
      blocks = wordpress_blocks;
      n_blocks = G_N_ELEMENTS (wordpress_blocks);
    }
  add_template (out, rand, blocks[number / 2 % n_blocks], &have);
  while (have < n_words)
    add_template (out, rand, blocks[g_rand_int_range (rand, 0, (gint32) n_blocks)], &have);
  g_rand_free (rand);
  return g_string_free (out, FALSE);
}
