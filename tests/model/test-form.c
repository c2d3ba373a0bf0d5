/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-form.h"

#include <string.h>

typedef struct
{
  IgnyForm    form;
  const char *text;
  gboolean    right;
} Case;

#define YES(form, text)          \
  {                              \
    IGNY_FORM_##form, text, TRUE \
  }
#define NO(form, text)            \
  {                               \
    IGNY_FORM_##form, text, FALSE \
  }

static const Case cases[] = {
  YES (ANY, ""),
  YES (ANY, "whatever \n"),
  YES (SLUG, "hiking-boots"),
  YES (SLUG, "a"),
  YES (SLUG, "2-in-1_x"),
  NO (SLUG, ""),
  NO (SLUG, "Hiking"),
  NO (SLUG, "-boots"),
  NO (SLUG, "boots-"),
  NO (SLUG, "hiking boots"),
  NO (SLUG, "schühe"),
  NO (SLUG, "a/b"),
  YES (EMAIL, "jane@example.com"),
  YES (EMAIL, "owner@local"),
  YES (EMAIL, "jane.doe+news@mail.example.co.uk"),
  YES (EMAIL, "jürgen@müller.example"),
  NO (EMAIL, ""),
  NO (EMAIL, "jane"),
  NO (EMAIL, "@example.com"),
  NO (EMAIL, "jane@"),
  NO (EMAIL, "jane doe@example.com"),
  NO (EMAIL, "Jane <jane@example.com>"),
  NO (EMAIL, "a@b@example.com"),
  NO (EMAIL, ".jane@example.com"),
  NO (EMAIL, "jane..doe@example.com"),
  NO (EMAIL, "jane@-example.com"),
  NO (EMAIL, "jane@example..com"),
  NO (EMAIL, "jane@example.com\n"),
  YES (URL, "https://example.com"),
  YES (URL, "http://localhost:8080/wordpress?x=1"),
  YES (URL, "https://müller.example/straße"),
  YES (URL, "HTTPS://EXAMPLE.COM/"),
  NO (URL, ""),
  NO (URL, "example.com"),
  NO (URL, "ftp://example.com"),
  NO (URL, "javascript:alert(1)"),
  NO (URL, "https://"),
  NO (URL, "https://jane:secret@example.com"),
  NO (URL, "https://exa mple.com"),
  NO (URL, "https://example.com/<b>"),
  YES (ADDRESS, "/boots"),
  YES (ADDRESS, "https://example.com/boots"),
  NO (ADDRESS, "boots"),
  NO (ADDRESS, "/hiking boots"),
  YES (DOMAIN, "example.com"),
  YES (DOMAIN, "localhost"),
  YES (DOMAIN, "münchen.example"),
  YES (DOMAIN, "https://example.com"),
  NO (DOMAIN, "example.com/boots"),
  NO (DOMAIN, "exa mple.com"),
  NO (DOMAIN, ".com"),
  NO (DOMAIN, "a-.com"),
  YES (COUNTRY, "us"),
  YES (COUNTRY, "DE"),
  NO (COUNTRY, "u"),
  NO (COUNTRY, "usa"),
  NO (COUNTRY, "1a"),
  YES (CURRENCY, "USD"),
  NO (CURRENCY, "$"),
  NO (CURRENCY, "EURO"),
  YES (TIMEZONE, "UTC"),
  NO (TIMEZONE, "Mars/Olympus"),
  NO (TIMEZONE, "/etc/localtime"),
  NO (TIMEZONE, "../UTC"),
  NO (TIMEZONE, ""),
  YES (LIST, "a, b"),
  NO (LIST, "a\nb"),
  YES (STRINGS, "[]"),
  YES (STRINGS, "[\"a\", \"b\"]"),
  NO (STRINGS, "[1]"),
  NO (STRINGS, "[null]"),
  NO (STRINGS, "{}"),
  NO (STRINGS, "\"a\""),
  NO (STRINGS, "[\"a\""),
  YES (NUMBERS, "[1, null, 2.5]"),
  NO (NUMBERS, "[\"1\"]"),
  NO (NUMBERS, "[true]"),
  YES (TEXTS, "{}"),
  YES (TEXTS, "{\"KD\": \"12\"}"),
  NO (TEXTS, "{\"KD\": 12}"),
  NO (TEXTS, "[]"),
  YES (OBJECT, "{\"a\": {\"b\": [1]}}"),
  NO (OBJECT, "[]"),
  NO (OBJECT, "null"),
  YES (OUTLINE, "[{\"heading\": \"Sizes\", \"level\": 2}]"),
  NO (OUTLINE, "[{\"level\": 2}]"),
  NO (OUTLINE, "[\"Sizes\"]"),
  YES (PROMPT_TYPES, "[\"ideas\", \"clustering\"]"),
  NO (PROMPT_TYPES, "[\"poems\"]"),
  YES (DAYS, "[\"mon\", \"sun\"]"),
  NO (DAYS, "[\"monday\"]"),
  NO (DAYS, "[1]"),
  YES (SLOTS, "[\"00:00\", \"23:59\"]"),
  NO (SLOTS, "[\"24:00\"]"),
  NO (SLOTS, "[\"09:60\"]"),
  NO (SLOTS, "[\"9:00\"]"),
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *remedy = igny_form_check (cases[i].form, cases[i].text);

      g_test_message ("%d “%s”", cases[i].form, cases[i].text);
      g_assert_true ((remedy == NULL) == cases[i].right);
      if (remedy != NULL)
        g_assert_true (g_str_has_prefix (remedy, "must be "));
    }
}

static void
test_long_hosts (void)
{
  g_autofree char *label = g_strnfill (64, 'a');
  g_autofree char *host = g_strdup_printf ("%s.com", label);
  g_autofree char *deep = g_strnfill (5000, '[');

  g_assert_nonnull (igny_form_check (IGNY_FORM_DOMAIN, host));
  g_assert_null (igny_form_check (IGNY_FORM_DOMAIN, host + 1));
  g_assert_nonnull (igny_form_check (IGNY_FORM_STRINGS, deep));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/form/cases", test_cases);
  g_test_add_func ("/model/form/long-hosts", test_long_hosts);

  return g_test_run ();
}
