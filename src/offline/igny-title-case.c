/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-title-case.h"

#include <string.h>

/* clang-format off */
static const char *const small_words[] = {
  "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "nor", "of", "on",
  "or", "per", "the", "to", "via", "with", NULL,
};

static const char *const spellings[][2] = {
  { "vs", "vs." },
  { "versus", "vs." },
  { "i", "I" },
  { "i'm", "I’m" },
  { "mens", "Men’s" },
  { "womens", "Women’s" },
  { "childrens", "Children’s" },
  { "ladies'", "Ladies’" },
  { "dont", "Don’t" },
  { "cant", "Can’t" },
  { "whats", "What’s" },
  { "iphone", "iPhone" },
  { "ipad", "iPad" },
  { "ios", "iOS" },
  { "macos", "macOS" },
  { "youtube", "YouTube" },
  { "wordpress", "WordPress" },
  { "paypal", "PayPal" },
  { "linkedin", "LinkedIn" },
  { "ebay", "eBay" },
  { "javascript", "JavaScript" },
  { "github", "GitHub" },
  { "woocommerce", "WooCommerce" },
  { "wifi", "Wi-Fi" },
  { NULL, NULL },
};

/* Written in capitals. Those that are also words ("us", "it") are left out. */
static const char *const abbreviations[] = {
  "2fa", "ai", "api", "atm", "bbq", "bmi", "ceo", "cpu", "crm", "css", "csv", "diy", "dna",
  "eu", "faq", "gps", "gpu", "hd", "hiv", "hr", "html", "hvac", "ip", "led", "mfa", "mri",
  "nfl", "nhs", "nyc", "pc", "pdf", "php", "pto", "rdp", "roi", "rv", "saas", "sd", "seo",
  "sms", "spf", "sql", "sso", "suv", "tv", "uk", "url", "usa", "usb", "uv", "vpn", "xml", NULL,
};

/* Their "in" is part of the verb. */
static const char *const verbs_with_in[] = {
  "break", "check", "fill", "log", "move", "plug", "sign", "tuck", "zoom", NULL,
};
/* clang-format on */

static gboolean
has_capital (const char *word)
{
  for (; *word != '\0'; word = g_utf8_next_char (word))
    if (g_unichar_isupper (g_utf8_get_char (word)))
      return TRUE;
  return FALSE;
}

static const char *
find_spelling (const char *word)
{
  for (guint i = 0; spellings[i][0] != NULL; i++)
    if (g_str_equal (spellings[i][0], word))
      return spellings[i][1];
  return NULL;
}

/* After a hyphen too: "gore-tex" is "Gore-Tex". */
static void
append_capitalized (GString    *out,
                    const char *word)
{
  gboolean start = TRUE;

  for (; *word != '\0'; word = g_utf8_next_char (word))
    {
      gunichar c = g_utf8_get_char (word);

      if (c == '\'')
        c = 0x2019;
      g_string_append_unichar (out, start ? g_unichar_totitle (c) : c);
      if (start)
        start = !g_unichar_isalnum (c);
      else
        start = c == '-' || c == '/';
    }
}

static void
append_word (GString    *out,
             const char *word,
             gboolean    inner)
{
  const char *spelling = find_spelling (word);

  if (spelling != NULL)
    g_string_append (out, spelling);
  else if (has_capital (word) || (inner && g_strv_contains (small_words, word)))
    g_string_append (out, word);
  else if (g_strv_contains (abbreviations, word))
    {
      g_autofree char *upper = g_ascii_strup (word, -1);

      g_string_append (out, upper);
    }
  else
    append_capitalized (out, word);
}

char *
igny_title_case (const char *text)
{
  g_auto(GStrv) words = NULL;
  GString *out;
  guint    count;

  g_return_val_if_fail (text != NULL, NULL);

  words = g_strsplit (text, " ", -1);
  count = g_strv_length (words);
  out = g_string_new (NULL);
  for (guint i = 0; i < count; i++)
    {
      gboolean starts = i == 0 || g_str_has_suffix (words[i - 1], ":") ||
                        (g_str_equal (words[i], "in") &&
                         g_strv_contains (verbs_with_in, words[i - 1]));

      if (i > 0)
        g_string_append_c (out, ' ');
      append_word (out, words[i], !starts && i + 1 < count);
    }
  return g_string_free (out, FALSE);
}

char *
igny_title_capitalize (const char *text)
{
  GString *out;

  g_return_val_if_fail (text != NULL, NULL);

  out = g_string_new (NULL);
  if (*text != '\0')
    {
      g_string_append_unichar (out, g_unichar_totitle (g_utf8_get_char (text)));
      g_string_append (out, g_utf8_next_char (text));
    }
  return g_string_free (out, FALSE);
}
