/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-cost-words.h"

#include <glib/gi18n.h>

#include "igny-format.h"
#include "igny-number.h"

char *
igny_cost_words_new (const IgnyCost *cost,
                     const char     *model,
                     const char     *host)
{
  g_autofree char *tokens = igny_format_short (cost->tokens_in + cost->tokens_out);
  g_autofree char *money = igny_format_money (cost->cost_usd, "USD");
  g_autofree char *credits = igny_format_number (cost->credits);

  if (*model == '\0')
    return g_strdup (_ ("No model is chosen yet. Choose one on the page Settings."));
  if (cost->cost_usd == IGNY_UNKNOWN)
    /* Translators: a model, a host, tokens, credits */
    return g_strdup_printf (_ ("Sent to %s at %s. About %s tokens and %s credits; the price of "
                               "the model is not known."),
                               model, host, tokens, credits);
  /* Translators: a model, a host, tokens, a price, credits */
  return g_strdup_printf (_ ("Sent to %s at %s. About %s tokens, %s and %s credits."),
                             model, host, tokens, money, credits);
}
