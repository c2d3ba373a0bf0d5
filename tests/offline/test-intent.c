/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-intent.h"
#include "igny-text.h"

static const struct
{
  const char *keyword;
  IgnyIntent  intent;
} intents[] = {
  { "How to lace hiking boots", IGNY_INTENT_INFORMATIONAL },
  { "are hiking boots waterproof", IGNY_INTENT_INFORMATIONAL },
  { "hiking packing list", IGNY_INTENT_INFORMATIONAL },
  { "hiking boots?", IGNY_INTENT_INFORMATIONAL },
  { "how much do hiking boots cost", IGNY_INTENT_INFORMATIONAL },
  { "best hiking boots", IGNY_INTENT_COMMERCIAL },
  { "merrell vs salomon", IGNY_INTENT_COMMERCIAL },
  { "sawyer squeeze review", IGNY_INTENT_COMMERCIAL },
  { "buy hiking boots online", IGNY_INTENT_TRANSACTIONAL },
  { "where to buy hiking boots", IGNY_INTENT_TRANSACTIONAL },
  { "hiking boots near me", IGNY_INTENT_TRANSACTIONAL },
  { "rei login", IGNY_INTENT_NAVIGATIONAL },
  { "www.rei.com", IGNY_INTENT_NAVIGATIONAL },
  { "hiking boots", IGNY_INTENT_NONE },
  { "trash can", IGNY_INTENT_NONE },
  { "", IGNY_INTENT_NONE },
  { "Wanderschuhe kaufen", IGNY_INTENT_TRANSACTIONAL },
  { "Wanderschuhe günstig", IGNY_INTENT_TRANSACTIONAL },
  { "welche Wanderschuhe für Anfänger", IGNY_INTENT_INFORMATIONAL },
  { "Wanderschuhe Test", IGNY_INTENT_COMMERCIAL },
  { "comment choisir ses chaussures", IGNY_INTENT_INFORMATIONAL },
  { "chaussures randonnée pas cher", IGNY_INTENT_TRANSACTIONAL },
  { "meilleures chaussures de randonnée", IGNY_INTENT_COMMERCIAL },
  { "cómo lavar botas", IGNY_INTENT_INFORMATIONAL },
  { "comprar botas", IGNY_INTENT_TRANSACTIONAL },
  { "mejores botas de montaña", IGNY_INTENT_COMMERCIAL },
  { "come pulire gli scarponi", IGNY_INTENT_INFORMATIONAL },
  { "scarponi prezzo", IGNY_INTENT_TRANSACTIONAL },
  { "migliori scarponi", IGNY_INTENT_COMMERCIAL },
  { "o que é trekking", IGNY_INTENT_INFORMATIONAL },
  { "melhor bota de trilha", IGNY_INTENT_COMMERCIAL },
  { "bota preço", IGNY_INTENT_TRANSACTIONAL },
  { "hoe kies je wandelschoenen", IGNY_INTENT_INFORMATIONAL },
  { "wandelschoenen kopen", IGNY_INTENT_TRANSACTIONAL },
  { "как выбрать ботинки", IGNY_INTENT_INFORMATIONAL },
  { "купить ботинки", IGNY_INTENT_TRANSACTIONAL },
  { "лучшие ботинки", IGNY_INTENT_COMMERCIAL },
  { "сбербанк личный кабинет", IGNY_INTENT_NAVIGATIONAL },
  { "какой рюкзак взять", IGNY_INTENT_INFORMATIONAL },
  { "登山靴推荐", IGNY_INTENT_COMMERCIAL },
  { "登山靴怎么选", IGNY_INTENT_INFORMATIONAL },
  { "登山靴 通販", IGNY_INTENT_TRANSACTIONAL },
  { "أفضل أحذية المشي", IGNY_INTENT_COMMERCIAL },
  { "كيف أنظف الحذاء", IGNY_INTENT_INFORMATIONAL },
};

static void
test_find (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (intents); i++)
    {
      g_autofree char *text = igny_text_normalize (intents[i].keyword);
      IgnyIntent       guess = igny_intent_guess (text);

      g_test_message ("%s", text);
      g_assert_cmpint (igny_intent_find (text), ==, intents[i].intent);
      if (intents[i].intent == IGNY_INTENT_NONE)
        g_assert_cmpint (guess, ==, IGNY_INTENT_INFORMATIONAL);
      else
        g_assert_cmpint (guess, ==, intents[i].intent);
    }
}

/* An entry at a wrong place in the sorted table would never be found. */
static void
test_phrases (void)
{
  const char *phrase;
  IgnyIntent  intent;
  guint       count = 0;

  while ((phrase = igny_intent_get_phrase (count, &intent)) != NULL)
    {
      g_autofree char *text = igny_text_normalize (phrase);

      g_test_message ("%s", phrase);
      g_assert_cmpstr (text, ==, phrase);
      g_assert_cmpint (igny_intent_find (phrase), ==, intent);
      count++;
    }
  g_assert_cmpuint (count, >, 500);
}

static void
test_words (void)
{
  g_assert_null (igny_intent_get_word (IGNY_INTENT_NONE));
  g_assert_cmpint (igny_intent_from_word (NULL), ==, IGNY_INTENT_NONE);
  g_assert_cmpint (igny_intent_from_word ("Commercial"), ==, IGNY_INTENT_NONE);
  for (guint i = 1; i < IGNY_N_INTENTS; i++)
    g_assert_cmpint (igny_intent_from_word (igny_intent_get_word ((IgnyIntent) i)), ==, (gint) i);
}

static void
test_mixed (void)
{
  static const struct
  {
    gint64     weights[IGNY_N_INTENTS];
    IgnyIntent lead;
    gboolean   mixed;
  } cases[] = {
    { { 0 }, IGNY_INTENT_NONE, FALSE },
    { { 99, 0, 0, 0, 0 }, IGNY_INTENT_NONE, FALSE },
    { { 0, 5, 0, 0, 0 }, IGNY_INTENT_INFORMATIONAL, FALSE },
    { { 0, 2, 0, 1, 0 }, IGNY_INTENT_INFORMATIONAL, FALSE },
    { { 0, 3, 0, 2, 0 }, IGNY_INTENT_INFORMATIONAL, TRUE },
    { { 0, 1, 0, 1, 0 }, IGNY_INTENT_COMMERCIAL, TRUE },
    { { 0, 0, 0, 5, 5 }, IGNY_INTENT_TRANSACTIONAL, FALSE },
    { { 0, 4, 4, 4, 0 }, IGNY_INTENT_COMMERCIAL, TRUE },
    { { 0, 5000, 0, 100, 90 }, IGNY_INTENT_INFORMATIONAL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (igny_intent_lead (cases[i].weights), ==, cases[i].lead);
      g_assert_cmpint (igny_intent_is_mixed (cases[i].weights), ==, cases[i].mixed);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/offline/intent/find", test_find);
  g_test_add_func ("/offline/intent/phrases", test_phrases);
  g_test_add_func ("/offline/intent/words", test_words);
  g_test_add_func ("/offline/intent/mixed", test_mixed);

  return g_test_run ();
}
