/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-form-words.h"

#include <string.h>

#include "igny-settings.h"

/* "openai.model: must be…": the field stands beside the words already. A phrase
 * ("load keywords: …") or a host says what failed, and stays. */
static gboolean
is_field (const char *name)
{
  static const char *const names[] = { "name", "title", "keyword", "status", "domain",
                                       "slug", "sector", "task", NULL };

  if (strchr (name, ' ') != NULL)
    return FALSE;
  return strchr (name, '_') != NULL || g_strv_contains (names, name) ||
         igny_settings_find (name) != NULL;
}

static const char *
skip_field (const char *message)
{
  const char      *colon = strstr (message, ": ");
  g_autofree char *name = colon != NULL ? g_strndup (message, (gsize) (colon - message)) : NULL;

  return name != NULL && is_field (name) ? colon + 2 : message;
}

char *
igny_form_words_from_message (const char *message)
{
  const char *rest;
  gunichar    first;
  char        capital[6];
  int         length;

  g_return_val_if_fail (message != NULL, NULL);

  rest = skip_field (message);
  if (*rest == '\0')
    return g_strdup ("");
  first = g_unichar_totitle (g_utf8_get_char (rest));
  length = g_unichar_to_utf8 (first, capital);
  return g_strdup_printf ("%.*s%s%s", length, capital, g_utf8_next_char (rest),
                          g_str_has_suffix (rest, ".") || g_str_has_suffix (rest, "?") ? "" : ".");
}
