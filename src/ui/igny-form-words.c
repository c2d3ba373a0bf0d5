/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-form-words.h"

#include <string.h>

/* "openai.model: must be…": the field stands beside the words already. A phrase
 * ("load keywords: …") says what was tried, and stays. */
static const char *
skip_field (const char *message)
{
  const char *colon = strstr (message, ": ");

  if (colon == NULL)
    return message;
  for (const char *c = message; c < colon; c++)
    if (!g_ascii_islower (*c) && *c != '.' && *c != '-' && *c != '_')
      return message;
  return colon + 2;
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
