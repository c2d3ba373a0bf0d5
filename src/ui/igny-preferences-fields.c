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

static const IgnyFormField notices[] = {
  { "general.desktop-notifications", N_("Tell the desktop"), N_("While the window is not looked at"), IGNY_FORM_SWITCH, NULL, TRUE },
  { NULL },
};

static const IgnyPreferencesGroup general[] = {
  { N_("Appearance"), N_("Contrast, text size and animations are those of the system."), appearance },
  { N_("Notifications"), N_("Of long work that is done, a queue that stands still, a text that was not published."), notices },
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

/* Of a function NAME; what is empty is that of all functions. */
#define FUNCTION(NAME) \
  { "openai." NAME "-model", N_("Model"), NULL, IGNY_FORM_TEXT, NULL, TRUE }, \
  { "openai." NAME "-temperature", N_("Temperature, 0 to 2"), NULL, IGNY_FORM_NUMBER, NULL, TRUE }, \
  { "openai." NAME "-max-tokens", N_("Most tokens an answer"), NULL, IGNY_FORM_NUMBER, NULL, TRUE }, \
  { NULL }

static const IgnyFormField clustering_ai[] = { FUNCTION ("auto_cluster") };
static const IgnyFormField ideas_ai[] = { FUNCTION ("generate_ideas") };
static const IgnyFormField writing_ai[] = { FUNCTION ("generate_content") };
static const IgnyFormField pictures_ai[] = { FUNCTION ("generate_image_prompts") };
static const IgnyFormField optimizing_ai[] = { FUNCTION ("optimize_content") };

static const IgnyPreferencesFold functions[] = {
  { N_("Clustering"), clustering_ai },
  { N_("Ideas"), ideas_ai },
  { N_("Writing"), writing_ai },
  { N_("Descriptions of Pictures"), pictures_ai },
  { N_("Optimizing"), optimizing_ai },
  { NULL },
};

static const IgnyChoice providers[] = {
  { "openai",  N_("OpenAI") },
  { "runware", N_("Runware") },
  { NULL },
};

static const IgnyChoice looks[] = {
  { "realistic", N_("Realistic") },
  { "artistic",  N_("Artistic") },
  { "cartoon",   N_("Cartoon") },
  { NULL },
};

static const IgnyChoice qualities[] = {
  { "low",    N_("Low") },
  { "medium", N_("Medium") },
  { "high",   N_("High") },
  { NULL },
};

static const IgnyChoice formats[] = {
  { "jpeg", N_("JPEG") },
  { "png",  N_("PNG") },
  { "webp", N_("WebP") },
  { NULL },
};

static const IgnyFormField pictures[] = {
  { "image_generation.model", N_("Model for pictures"), N_("Without one, no pictures are made"), IGNY_FORM_TEXT, NULL, TRUE },
  { "image_generation.provider", N_("Who makes pictures"), NULL, IGNY_FORM_CHOICE, providers, FALSE },
  { "image_generation.base-url", N_("Address"), N_("Only for a server of your own"), IGNY_FORM_TEXT, NULL, TRUE },
  { "image_generation.look", N_("Look"), NULL, IGNY_FORM_CHOICE, looks, FALSE },
  { "image_generation.quality", N_("Quality"), NULL, IGNY_FORM_CHOICE, qualities, FALSE },
  { "image_generation.format", N_("Format"), NULL, IGNY_FORM_CHOICE, formats, FALSE },
  { "image_generation.width", N_("Width in pixels"), NULL, IGNY_FORM_NUMBER, NULL, FALSE },
  { "image_generation.height", N_("Height in pixels"), NULL, IGNY_FORM_NUMBER, NULL, FALSE },
  { "image_generation.in-article", N_("Pictures in an article"), N_("Beside the featured one"), IGNY_FORM_NUMBER, NULL, FALSE },
  { NULL },
};

static const IgnyPreferencesGroup ai[] = {
  { N_("Spending"), NULL, caps },
  { N_("Questions and Answers"), N_("The server, its key and its model are on the page Settings."), answers },
  { N_("Functions"), N_("What one function asks with instead. Empty: as above, with the model of the page Settings."), NULL, functions },
  { N_("Pictures"), N_("The keys are those of the page Settings, and of “igny8ctl secret set runware”."), pictures },
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
  { "general.section-words", N_("Longer articles are written part by part"), N_("Words; 0 writes all in one piece"), IGNY_FORM_NUMBER, NULL, FALSE },
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
