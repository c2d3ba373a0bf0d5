/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-idea.h"

#include <glib/gi18n.h>

#include "igny-choices.h"
#include "igny-cluster.h"
#include "igny-sector.h"
#include "igny-site.h"

#define SCOPE (IGNY_FIELD_REQUIRED | IGNY_FIELD_FIXED)

/* clang-format off */
static const IgnyChoice statuses[] = {
  { "new",       N_("New"),       IGNY_TONE_NEUTRAL },
  { "scheduled", N_("Scheduled"), IGNY_TONE_ACCENT, "queued" },
  { "published", N_("Published"), IGNY_TONE_SUCCESS, "completed" },
  { NULL },
};

static const IgnyField fields[] = {
  IGNY_REFERENCE (IgnyIdea, site,                 N_("Site"), &igny_site_entity, .flags = SCOPE),
  IGNY_REFERENCE (IgnyIdea, sector,               N_("Sector"), &igny_sector_entity, .flags = SCOPE),
  IGNY_TEXT      (IgnyIdea, idea_title,           N_("Title"), .flags = IGNY_FIELD_REQUIRED | IGNY_FIELD_SEARCHABLE, .max_length = 300),
  IGNY_TEXT      (IgnyIdea, description,          N_("Description"), .max_length = 5000),
  IGNY_REFERENCE (IgnyIdea, keyword_cluster,      N_("Cluster"), &igny_cluster_entity),
  IGNY_CHOICE    (IgnyIdea, content_type,         N_("Type"), igny_choices_content_type, .initial = "article"),
  IGNY_CHOICE    (IgnyIdea, content_structure,    N_("Structure"), igny_choices_content_structure, .initial = "supporting_page"),
  IGNY_CHOICE    (IgnyIdea, status,               N_("Status"), statuses, .flags = IGNY_FIELD_REQUIRED, .initial = "new"),
  IGNY_INTEGER   (IgnyIdea, estimated_word_count, N_("Est. words"), .minimum = 0, .maximum = 100000),
  IGNY_JSON      (IgnyIdea, outline,              N_("Outline"), .flags = IGNY_FIELD_LONG, .form = IGNY_FORM_OUTLINE),
  IGNY_CHOICE    (IgnyIdea, origin,               N_("Made by"), igny_choices_origin, .flags = IGNY_FIELD_READ_ONLY, .initial = "hand"),
  IGNY_TEXT      (IgnyIdea, target_keywords,      N_("Keywords"), .flags = IGNY_FIELD_COMPUTED | IGNY_FIELD_SEARCHABLE),
  { NULL },
};

const IgnyEntity igny_idea_entity = {
  .table = "ideas",
  .label = N_("Ideas"),
  .label_one = N_("Idea"),
  .fields = fields,
  .size = sizeof (IgnyIdea),
  .flags = 0,
};
/* clang-format on */
