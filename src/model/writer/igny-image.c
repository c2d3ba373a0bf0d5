/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-image.h"

#include <glib/gi18n.h>

#include "igny-sector.h"
#include "igny-site.h"
#include "igny-task.h"

#define SCOPE (IGNY_FIELD_REQUIRED | IGNY_FIELD_FIXED)

/* clang-format off */
static const IgnyChoice types[] = {
  { "featured",   N_("Featured") },
  { "desktop",    N_("Desktop") },
  { "mobile",     N_("Mobile") },
  { "in_article", N_("In the article") },
  { NULL },
};

static const IgnyChoice looks[] = {
  { "realistic", N_("Realistic") },
  { "artistic",  N_("Artistic") },
  { "cartoon",   N_("Cartoon") },
  { NULL },
};

static const IgnyChoice statuses[] = {
  { "pending",    N_("Pending"),    IGNY_TONE_NEUTRAL },
  { "generating", N_("Generating"), IGNY_TONE_ACCENT },
  { "generated",  N_("Generated"),  IGNY_TONE_SUCCESS },
  { "failed",     N_("Failed"),     IGNY_TONE_ERROR },
  { NULL },
};

static const IgnyField fields[] = {
  IGNY_REFERENCE (IgnyImage, site,       N_("Site"), &igny_site_entity, .flags = SCOPE),
  IGNY_REFERENCE (IgnyImage, sector,     N_("Sector"), &igny_sector_entity, .flags = SCOPE),
  IGNY_REFERENCE (IgnyImage, task,       N_("Task"), &igny_task_entity, .flags = SCOPE),
  IGNY_CHOICE    (IgnyImage, image_type, N_("Type"), types, .flags = IGNY_FIELD_REQUIRED, .initial = "featured"),
  IGNY_CHOICE    (IgnyImage, look,       N_("Look"), looks),
  IGNY_TEXT      (IgnyImage, prompt,     N_("Prompt"), .flags = IGNY_FIELD_SEARCHABLE, .max_length = 32000),
  IGNY_TEXT      (IgnyImage, image_url,  N_("URL"), .form = IGNY_FORM_URL, .max_length = 2000),
  IGNY_TEXT      (IgnyImage, image_path, N_("File"), .flags = IGNY_FIELD_READ_ONLY, .max_length = 1000),
  IGNY_TEXT      (IgnyImage, alt_text,   N_("Alternative text"), .max_length = 500),
  IGNY_INTEGER   (IgnyImage, position,   N_("Position"), .flags = IGNY_FIELD_REQUIRED, .minimum = 0, .maximum = 1000, .initial = "0"),
  IGNY_CHOICE    (IgnyImage, status,     N_("Status"), statuses, .flags = IGNY_FIELD_REQUIRED, .initial = "pending"),
  { NULL },
};

const IgnyEntity igny_image_entity = {
  .table = "images",
  .label = N_("Images"),
  .label_one = N_("Image"),
  .fields = fields,
  .size = sizeof (IgnyImage),
  .flags = 0,
};
/* clang-format on */
