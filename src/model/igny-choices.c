/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-choices.h"

#include <glib/gi18n.h>

/* clang-format off */
const IgnyChoice igny_choices_intent[] = {
  { "informational", N_("Informational"), IGNY_TONE_NEUTRAL, "i info inform" },
  { "navigational",  N_("Navigational"),  IGNY_TONE_NEUTRAL, "n nav" },
  { "commercial",    N_("Commercial"),    IGNY_TONE_NEUTRAL, "c" },
  { "transactional", N_("Transactional"), IGNY_TONE_NEUTRAL, "t" },
  { NULL },
};

const IgnyChoice igny_choices_content_type[] = {
  { "blog_post",  N_("Blog post"),  IGNY_TONE_NEUTRAL, "post blog" },
  { "article",    N_("Article"),    IGNY_TONE_NEUTRAL },
  { "guide",      N_("Guide"),      IGNY_TONE_NEUTRAL },
  { "tutorial",   N_("Tutorial"),   IGNY_TONE_NEUTRAL, "how-to howto how_to" },
  { "comparison", N_("Comparison"), IGNY_TONE_NEUTRAL },
  { "review",     N_("Review"),     IGNY_TONE_NEUTRAL },
  { "listicle",   N_("Listicle"),   IGNY_TONE_NEUTRAL, "list" },
  { "faq",        N_("FAQ"),        IGNY_TONE_NEUTRAL },
  { NULL },
};

const IgnyChoice igny_choices_content_structure[] = {
  { "cluster_hub",     N_("Cluster hub"),     IGNY_TONE_NEUTRAL, "hub hub_page" },
  { "landing_page",    N_("Landing page"),    IGNY_TONE_NEUTRAL, "landing" },
  { "pillar_page",     N_("Pillar page"),     IGNY_TONE_NEUTRAL, "pillar" },
  { "supporting_page", N_("Supporting page"), IGNY_TONE_NEUTRAL, "supporting sub_page" },
  { "product_page",    N_("Product page"),    IGNY_TONE_NEUTRAL, "product" },
  { "service_page",    N_("Service page"),    IGNY_TONE_NEUTRAL, "service" },
  { "attribute_page",  N_("Attribute page"),  IGNY_TONE_NEUTRAL, "attribute" },
  { NULL },
};

const IgnyChoice igny_choices_origin[] = {
  { "hand",    N_("By hand"),        IGNY_TONE_NEUTRAL },
  { "offline", N_("Offline engine"), IGNY_TONE_NEUTRAL },
  { "ai",      N_("AI"),             IGNY_TONE_NEUTRAL },
  { "import",  N_("Import"),         IGNY_TONE_NEUTRAL },
  { NULL },
};

const IgnyChoice igny_choices_function[] = {
  { "auto_cluster",           N_("Cluster keywords") },
  { "embeddings",             N_("Compare keywords") },
  { "generate_ideas",         N_("Make ideas") },
  { "generate_content",       N_("Write articles") },
  { "generate_image_prompts", N_("Describe pictures") },
  { "generate_images",        N_("Make pictures") },
  { "optimize_content",       N_("Propose changes") },
  { "reparse",                N_("Use an answer again") },
  { NULL },
};

const IgnyChoice igny_choices_operation[] = {
  { "auto_cluster",           N_("Clustering") },
  { "generate_ideas",         N_("Ideas") },
  { "generate_content",       N_("Content") },
  { "generate_image_prompts", N_("Image prompts") },
  { "generate_images",        N_("Images") },
  { "reparse",                N_("Reading an answer again") },
  { "optimize_content",       N_("Optimization") },
  { NULL },
};

const IgnyChoice igny_choices_phase[] = {
  { "INIT",    N_("Looking at what is there") },
  { "PREP",    N_("Preparing the question") },
  { "AI_CALL", N_("Waiting for the AI") },
  { "PARSE",   N_("Reading the answer") },
  { "SAVE",    N_("Saving") },
  { "DONE",    N_("Done") },
  { NULL },
};

const IgnyChoice igny_choices_active[] = {
  { "active",   N_("Active"),   IGNY_TONE_SUCCESS },
  { "inactive", N_("Inactive"), IGNY_TONE_NEUTRAL },
  { NULL },
};
/* clang-format on */

static const IgnyField *
as_field (const IgnyChoice *list,
          IgnyField        *field)
{
  *field = (IgnyField){ .choices = list };
  return field;
}

const char *
igny_choices_find (const IgnyChoice *list,
                   const char       *word)
{
  IgnyField         field;
  const IgnyChoice *choice;

  g_return_val_if_fail (list != NULL, NULL);

  if (word == NULL)
    return NULL;
  choice = igny_field_find_choice (as_field (list, &field), word);
  return choice != NULL ? choice->word : NULL;
}

const char *
igny_choices_label (const IgnyChoice *list,
                    const char       *word)
{
  for (const IgnyChoice *c = list; word != NULL && c->word != NULL; c++)
    if (g_str_equal (c->word, word))
      return c->label;
  return word;
}
