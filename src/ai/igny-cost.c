/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-cost.h"

#include <glib/gi18n.h>
#include <string.h>

#include "igny-number.h"

#define KEYWORDS_PER_CREDIT 30
#define USUAL_KEYWORDS 20
#define USUAL_WORDS 1200
/* Tokens of an answer, as the requests of this program turn out: a keyword with
 * its share of names and descriptions, an idea with its outline, the lines in
 * front of an article, the description of three pictures. */
#define OUT_PER_KEYWORD 12
#define OUT_PER_IDEA 420
#define OUT_BEFORE_ARTICLE 160
#define OUT_PER_PICTURE_PROMPTS 350
/* Tokens of the instructions, when no messages are given to count. */
#define IN_INSTRUCTIONS 650
#define IN_PER_KEYWORD 6
#define IN_PER_BRIEF 500
/* Thousandths of a token for one word of an article with its HTML. */
#define TOKENS_PER_1000_WORDS 1450

static const char *const names[] = {
  [IGNY_COST_CLUSTER] = "auto_cluster",
  [IGNY_COST_IDEAS] = "generate_ideas",
  [IGNY_COST_CONTENT] = "generate_content",
  [IGNY_COST_IMAGE_PROMPTS] = "generate_image_prompts",
  [IGNY_COST_IMAGES] = "generate_images",
  [IGNY_COST_OPTIMIZE] = "optimize_content",
  [IGNY_COST_REPARSE] = "reparse",
  [IGNY_COST_OFFLINE] = "offline",
};

gboolean
igny_cost_find_function (const char       *name,
                         IgnyCostFunction *function)
{
  g_return_val_if_fail (name != NULL && function != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], name) == 0)
      {
        *function = (IgnyCostFunction) i;
        return TRUE;
      }
  return FALSE;
}

static gint64
divide_up (gint64 a,
           gint64 b)
{
  return (a + b - 1) / b;
}

gint64
igny_cost_get_credits (IgnyCostFunction function,
                       guint            n_items)
{
  if (n_items == 0)
    return 0;
  switch (function)
    {
    case IGNY_COST_CLUSTER:
      return divide_up (n_items, KEYWORDS_PER_CREDIT);
    case IGNY_COST_CONTENT:
      return 3 * (gint64) n_items;
    case IGNY_COST_IDEAS:
    case IGNY_COST_IMAGES:
    case IGNY_COST_OPTIMIZE:
    case IGNY_COST_REPARSE:
      return n_items;
    case IGNY_COST_IMAGE_PROMPTS:
    case IGNY_COST_OFFLINE:
    default:
      return 0;
    }
}

static gint64
count_article (guint words)
{
  return (gint64) (words > 0 ? words : USUAL_WORDS) * TOKENS_PER_1000_WORDS / 1000;
}

/* Tokens in and out and requests, without messages to count. */
static void
guess (const IgnyCostQuestion *question,
       IgnyCost               *cost)
{
  gint64 n = question->n_items;
  gint64 article = count_article (question->words);
  gint64 keywords = question->per_request > 0 ? question->per_request : USUAL_KEYWORDS;

  cost->n_requests = (guint) n;
  switch (question->function)
    {
    case IGNY_COST_CLUSTER:
      cost->n_requests = (guint) divide_up (n, keywords);
      cost->tokens_in = (gint64) cost->n_requests * IN_INSTRUCTIONS + n * IN_PER_KEYWORD;
      cost->tokens_out = n * OUT_PER_KEYWORD;
      break;
    case IGNY_COST_IDEAS:
      cost->n_requests = n > 0 ? 1 : 0;
      cost->tokens_in = cost->n_requests * (gint64) (IN_INSTRUCTIONS + IN_PER_BRIEF / 2);
      cost->tokens_out = n * OUT_PER_IDEA;
      break;
    case IGNY_COST_CONTENT:
      cost->tokens_in = n * (IN_INSTRUCTIONS + IN_PER_BRIEF);
      cost->tokens_out = n * (article + OUT_BEFORE_ARTICLE);
      break;
    case IGNY_COST_IMAGE_PROMPTS:
      cost->tokens_in = n * (IN_INSTRUCTIONS + article);
      cost->tokens_out = n * OUT_PER_PICTURE_PROMPTS;
      break;
    case IGNY_COST_OPTIMIZE:
      cost->tokens_in = n * (IN_INSTRUCTIONS + article);
      cost->tokens_out = n * article;
      break;
    case IGNY_COST_IMAGES:
      break;
    case IGNY_COST_REPARSE:
    case IGNY_COST_OFFLINE:
    default:
      cost->n_requests = 0;
      break;
    }
}

static gint64
count_messages (IgnyTokens             *tokens,
                const char             *vocabulary,
                const IgnyCostQuestion *question)
{
  gint64 sum = 3;

  for (guint i = 0; i < question->n_messages; i++)
    sum += 4 + (gint64) igny_tokens_count (tokens, vocabulary, question->messages[i].content);
  return sum;
}

void
igny_cost_estimate (const IgnyModels       *models,
                    IgnyTokens             *tokens,
                    const IgnyCostQuestion *question,
                    IgnyCost               *cost)
{
  IgnyModelFamily family;
  const char     *quality;

  g_return_if_fail (models != NULL && tokens != NULL && question != NULL && cost != NULL);
  g_return_if_fail (question->model != NULL && question->host != NULL);

  *cost = (IgnyCost){ .credits = igny_cost_get_credits (question->function, question->n_items) };
  family = igny_models_find_family (models, question->host, question->model);
  guess (question, cost);
  if (cost->n_requests == 0)
    return;
  if (question->function == IGNY_COST_IMAGES)
    {
      quality = question->quality != NULL ? question->quality : "medium";
      cost->cost_usd = igny_models_estimate_image_cost (models, question->model, quality,
                                                        question->n_items);
      return;
    }
  if (question->messages != NULL)
    {
      cost->tokens_in = count_messages (tokens, family.vocabulary, question);
      cost->exact = igny_tokens_is_exact (family.vocabulary);
    }
  cost->cost_usd = igny_models_estimate_cost (models, question->model, cost->tokens_in,
                                              IGNY_UNKNOWN, cost->tokens_out);
}

gint64
igny_cost_compare (gint64 estimated,
                   gint64 real)
{
  if (estimated <= 0 || real < 0)
    return IGNY_UNKNOWN;
  return (real - estimated) * 100 / estimated;
}

/* Three digits that count, and never less than cents. */
char *
igny_cost_format (gint64 amount)
{
  g_autofree char *text = NULL;
  guint            digits = 2;

  if (amount == IGNY_UNKNOWN)
    return g_strdup ("?");
  for (gint64 least = 1000000; digits < 6 && amount > 0 && amount < least; least /= 10)
    digits++;
  for (guint i = digits; i < 6; i++)
    amount = (amount + 5) / 10;
  text = igny_number_to_decimal (amount, digits);
  return g_strconcat ("$", text, NULL);
}

char *
igny_cost_describe (gint64 estimated,
                    gint64 real)
{
  g_autofree char *before = igny_cost_format (estimated);
  g_autofree char *after = igny_cost_format (real);
  gint64           percent = igny_cost_compare (estimated, real);

  if (percent == IGNY_UNKNOWN)
    /* Translators: amounts of money */
    return g_strdup_printf (_("Estimated %s, was %s"), before, after);
  return g_strdup_printf (_("Estimated %s, was %s (%+d %%)"), before, after, (int) percent);
}
