/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-content.h"

#include <glib/gi18n.h>

#include "igny-choices.h"
#include "igny-sector.h"
#include "igny-site.h"
#include "igny-task.h"

#define SCOPE (IGNY_FIELD_REQUIRED | IGNY_FIELD_FIXED)
#define OUTSIDE (IGNY_FIELD_READ_ONLY | IGNY_FIELD_KEPT)

/* clang-format off */
static const IgnyChoice statuses[] = {
  { "draft",     N_("Draft"),     IGNY_TONE_NEUTRAL },
  { "review",    N_("Review"),    IGNY_TONE_WARNING },
  { "approved",  N_("Approved"),  IGNY_TONE_SUCCESS },
  { "published", N_("Published"), IGNY_TONE_SUCCESS },
  { NULL },
};

static const IgnyChoice site_statuses[] = {
  { "not_published", N_("Not published"), IGNY_TONE_NEUTRAL },
  { "scheduled",     N_("Scheduled"),     IGNY_TONE_ACCENT },
  { "publishing",    N_("Publishing"),    IGNY_TONE_ACCENT },
  { "published",     N_("On the site"),   IGNY_TONE_SUCCESS },
  { "failed",        N_("Failed"),        IGNY_TONE_ERROR },
  { NULL },
};

static const IgnyField fields[] = {
  IGNY_REFERENCE (IgnyContent, site,               N_("Site"), &igny_site_entity, .flags = SCOPE),
  IGNY_REFERENCE (IgnyContent, sector,             N_("Sector"), &igny_sector_entity, .flags = SCOPE),
  IGNY_REFERENCE (IgnyContent, task,               N_("Task"), &igny_task_entity, .flags = SCOPE),
  IGNY_TEXT      (IgnyContent, title,              N_("Title"), .flags = IGNY_FIELD_REQUIRED | IGNY_FIELD_SEARCHABLE, .max_length = 300),
  IGNY_TEXT      (IgnyContent, html_content,       N_("Text"), .flags = IGNY_FIELD_LONG),
  IGNY_INTEGER   (IgnyContent, word_count,         N_("Words"), .flags = IGNY_FIELD_READ_ONLY | IGNY_FIELD_REQUIRED, .initial = "0"),
  IGNY_FLAG      (IgnyContent, is_brief,           N_("Brief")),
  IGNY_TEXT      (IgnyContent, meta_title,         N_("Meta title"), .max_length = 300),
  IGNY_TEXT      (IgnyContent, meta_description,   N_("Meta description"), .max_length = 1000),
  IGNY_TEXT      (IgnyContent, slug,               N_("Slug"), .max_length = 200),
  IGNY_TEXT      (IgnyContent, excerpt,            N_("Excerpt"), .max_length = 2000),
  IGNY_TEXT      (IgnyContent, primary_keyword,    N_("Primary keyword"), .flags = IGNY_FIELD_SEARCHABLE, .max_length = 200),
  IGNY_TEXT      (IgnyContent, secondary_keywords, N_("Secondary keywords"), .max_length = 4000),
  IGNY_TEXT      (IgnyContent, categories,         N_("Categories"), .max_length = 1000),
  IGNY_TEXT      (IgnyContent, tags,               N_("Tags"), .max_length = 1000),
  IGNY_CHOICE    (IgnyContent, status,             N_("Status"), statuses, .flags = IGNY_FIELD_REQUIRED, .initial = "draft"),
  IGNY_CHOICE    (IgnyContent, site_status,        N_("On the site"), site_statuses, .flags = OUTSIDE | IGNY_FIELD_REQUIRED, .initial = "not_published"),
  IGNY_INTEGER   (IgnyContent, wp_post_id,         N_("WordPress post"), .flags = OUTSIDE),
  IGNY_TEXT      (IgnyContent, post_url,           N_("Address on the site"), .flags = OUTSIDE, .max_length = 2000),
  IGNY_TEXT      (IgnyContent, wp_modified,        N_("Changed on the site"), .flags = OUTSIDE | IGNY_FIELD_HIDDEN, .max_length = 40),
  IGNY_TIME      (IgnyContent, scheduled_at,       N_("Scheduled for")),
  IGNY_TIME      (IgnyContent, published_at,       N_("Published"), .flags = OUTSIDE),
  IGNY_CHOICE    (IgnyContent, origin,             N_("Made by"), igny_choices_origin, .flags = IGNY_FIELD_READ_ONLY, .initial = "hand"),
  IGNY_JSON      (IgnyContent, metadata,           N_("Metadata"), .flags = IGNY_FIELD_LONG, .form = IGNY_FORM_OBJECT),
  { NULL },
};

static const IgnyUnique uniques[] = {
  { "task" },
  { NULL },
};

const IgnyEntity igny_content_entity = {
  .table = "content",
  .label = N_("Content"),
  .label_one = N_("Content"),
  .fields = fields,
  .size = sizeof (IgnyContent),
  .flags = 0,
  .uniques = uniques,
};
/* clang-format on */
