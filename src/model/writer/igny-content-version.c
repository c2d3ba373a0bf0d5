/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-content-version.h"

#include <glib/gi18n.h>

#include "igny-choices.h"
#include "igny-content.h"
#include "igny-sector.h"
#include "igny-site.h"
#include "igny-user.h"

#define SCOPE (IGNY_FIELD_REQUIRED | IGNY_FIELD_FIXED)

/* clang-format off */
static const IgnyField fields[] = {
  IGNY_REFERENCE (IgnyContentVersion, site,             N_("Site"), &igny_site_entity, .flags = SCOPE),
  IGNY_REFERENCE (IgnyContentVersion, sector,           N_("Sector"), &igny_sector_entity, .flags = SCOPE),
  IGNY_REFERENCE (IgnyContentVersion, content,          N_("Content"), &igny_content_entity, .flags = SCOPE),
  IGNY_INTEGER   (IgnyContentVersion, number,           N_("Number"), .flags = SCOPE, .minimum = 1, .maximum = G_MAXINT64),
  IGNY_TEXT      (IgnyContentVersion, title,            N_("Title"), .flags = IGNY_FIELD_REQUIRED | IGNY_FIELD_SEARCHABLE, .max_length = 300),
  IGNY_TEXT      (IgnyContentVersion, html_content,     N_("Text"), .flags = IGNY_FIELD_LONG),
  IGNY_INTEGER   (IgnyContentVersion, word_count,       N_("Words"), .flags = IGNY_FIELD_REQUIRED, .minimum = 0, .maximum = G_MAXINT64, .initial = "0"),
  IGNY_TEXT      (IgnyContentVersion, meta_title,       N_("Meta title"), .max_length = 300),
  IGNY_TEXT      (IgnyContentVersion, meta_description, N_("Meta description"), .max_length = 1000),
  IGNY_TEXT      (IgnyContentVersion, slug,             N_("Slug"), .max_length = 200),
  IGNY_TEXT      (IgnyContentVersion, excerpt,          N_("Excerpt"), .max_length = 2000),
  IGNY_CHOICE    (IgnyContentVersion, origin,           N_("Made by"), igny_choices_origin, .initial = "hand"),
  IGNY_REFERENCE (IgnyContentVersion, author,           N_("Author"), &igny_user_entity),
  IGNY_TEXT      (IgnyContentVersion, note,             N_("Note"), .max_length = 500),
  { NULL },
};

static const IgnyUnique uniques[] = {
  { "content number" },
  { NULL },
};

const IgnyEntity igny_content_version_entity = {
  .table = "content_versions",
  .label = N_("Content versions"),
  .label_one = N_("Content version"),
  .fields = fields,
  .size = sizeof (IgnyContentVersion),
  .flags = 0,
  .uniques = uniques,
};
/* clang-format on */
