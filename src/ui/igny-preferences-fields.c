/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-preferences-fields.h"

#include <glib/gi18n.h>

/* clang-format off */
/* As the color-scheme of the program's own settings spells them. */
static const IgnyChoice schemes[] = {
  { "default", N_("Like the System") },
  { "light",   N_("Light") },
  { "dark",    N_("Dark") },
  { NULL },
};

static const IgnyFormField appearance[] = {
  { IGNY_PREFERENCES_SCHEME, N_("Style"), NULL, IGNY_FORM_CHOICE, schemes, FALSE },
  { NULL },
};

static const IgnyFormField kept[] = {
  { "general.daily-backups", N_("Daily backups to keep"), N_("0 makes none"), IGNY_FORM_NUMBER, NULL, FALSE },
  { "general.trash-days", N_("Days until deleted records are gone for good"), N_("Until then, History brings them back"), IGNY_FORM_NUMBER, NULL, FALSE },
  { "general.ai-log-days", N_("Days to keep prompts and answers"), N_("0 keeps none"), IGNY_FORM_NUMBER, NULL, FALSE },
  { NULL },
};

static const IgnyPreferencesGroup general[] = {
  { N_("Appearance"), N_("Contrast, text size and animations are those of the system."), appearance },
  { N_("What Is Kept"), NULL, kept },
  { NULL },
};

static const IgnyFormField caps[] = {
  { "general.run-budget", N_("Most that one run may cost, in USD"), N_("0 is no limit"), IGNY_FORM_NUMBER, NULL, FALSE },
  { "general.enforce-credits", N_("Stop when credits are used up"), N_("Otherwise they are only counted"), IGNY_FORM_SWITCH, NULL, TRUE },
  { NULL },
};

static const IgnyFormField answers[] = {
  { "openai.temperature", N_("Temperature, 0 to 2"), N_("Low is matter-of-fact, high is lively"), IGNY_FORM_NUMBER, NULL, FALSE },
  { "openai.max-tokens", N_("Most tokens an answer"), NULL, IGNY_FORM_NUMBER, NULL, FALSE },
  { "openai.keywords-per-request", N_("Keywords a clustering request"), NULL, IGNY_FORM_NUMBER, NULL, FALSE },
  { "openai.embeddings-model", N_("Model for embeddings"), NULL, IGNY_FORM_TEXT, NULL, FALSE },
  { NULL },
};

static const IgnyPreferencesGroup ai[] = {
  { N_("Spending"), NULL, caps },
  { N_("Questions and Answers"), N_("The server, its key and its model are on the page Settings."), answers },
  { NULL },
};

static const IgnyFormField clustering[] = {
  { "general.strictness", N_("Clustering strictness"), N_("Low makes few wide clusters, high many narrow ones"), IGNY_FORM_SHARE, NULL, FALSE },
  { "general.serp-overlap", N_("Common search results of a cluster"), N_("So many addresses two keywords share at least"), IGNY_FORM_NUMBER, NULL, FALSE },
  { NULL },
};

static const IgnyFormField opportunity[] = {
  { "general.opportunity-volume", N_("Weight of the volume"), NULL, IGNY_FORM_NUMBER, NULL, FALSE },
  { "general.opportunity-ease", N_("Weight of a low difficulty"), NULL, IGNY_FORM_NUMBER, NULL, FALSE },
  { "general.opportunity-intent", N_("Weight of the intent"), NULL, IGNY_FORM_NUMBER, NULL, FALSE },
  { NULL },
};

static const IgnyFormField writing[] = {
  { "general.language", N_("Language of articles"), NULL, IGNY_FORM_TEXT, NULL, FALSE },
  { IGNY_PREFERENCES_AUTHOR, N_("Author profile that writes"), NULL, IGNY_FORM_CHOICE, NULL, TRUE },
  { IGNY_PREFERENCES_STRATEGY, N_("Strategy that is followed"), NULL, IGNY_FORM_CHOICE, NULL, TRUE },
  { NULL },
};

static const IgnyPreferencesGroup work[] = {
  { N_("Clustering"), NULL, clustering },
  { N_("Opportunity of a Keyword"), N_("Weights of 0 to 100 each; only their shares count."), opportunity },
  { N_("Writing"), NULL, writing },
  { NULL },
};

const IgnyPreferencesPage igny_preferences_pages[] = {
  { N_("General"), "emblem-system-symbolic", general },
  { N_("AI"), "igny-automation-symbolic", ai },
  { N_("Planning and Writing"), "igny-ideas-symbolic", work },
  { NULL },
};
/* clang-format on */
