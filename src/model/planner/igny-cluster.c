/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-cluster.h"

#include <glib/gi18n.h>

#include "igny-choices.h"
#include "igny-sector.h"
#include "igny-site.h"

#define SCOPE (IGNY_FIELD_REQUIRED | IGNY_FIELD_FIXED)

/* clang-format off */
static const IgnyChoice statuses[] = {
  { "new",    N_("New"),       IGNY_TONE_NEUTRAL, "pending" },
  { "mapped", N_("Has ideas"), IGNY_TONE_SUCCESS, "finalized active" },
  { NULL },
};

static const IgnyField fields[] = {
  IGNY_REFERENCE (IgnyCluster, site,           N_("Site"), &igny_site_entity, .flags = SCOPE),
  IGNY_REFERENCE (IgnyCluster, sector,         N_("Sector"), &igny_sector_entity, .flags = SCOPE),
  IGNY_TEXT      (IgnyCluster, name,           N_("Name"), .flags = IGNY_FIELD_REQUIRED | IGNY_FIELD_SEARCHABLE, .max_length = 200),
  IGNY_TEXT      (IgnyCluster, key,            N_("Key"), .flags = IGNY_FIELD_HIDDEN | IGNY_FIELD_READ_ONLY),
  IGNY_TEXT      (IgnyCluster, description,    N_("Description"), .max_length = 2000),
  IGNY_CHOICE    (IgnyCluster, status,         N_("Status"), statuses, .flags = IGNY_FIELD_REQUIRED, .initial = "new"),
  IGNY_FLAG      (IgnyCluster, is_active,      N_("Active"), .initial = "1"),
  IGNY_CHOICE    (IgnyCluster, intent,         N_("Search intent"), igny_choices_intent),
  IGNY_FLAG      (IgnyCluster, mixed_intent,   N_("Mixed intents"), .flags = IGNY_FIELD_READ_ONLY),
  IGNY_CHOICE    (IgnyCluster, origin,         N_("Made by"), igny_choices_origin, .flags = IGNY_FIELD_READ_ONLY, .initial = "hand"),
  IGNY_INTEGER   (IgnyCluster, keywords_count, N_("Keywords"), .flags = IGNY_FIELD_COMPUTED),
  IGNY_INTEGER   (IgnyCluster, volume,         N_("Volume"), .flags = IGNY_FIELD_COMPUTED),
  IGNY_INTEGER   (IgnyCluster, difficulty,     N_("Avg. difficulty"), .flags = IGNY_FIELD_COMPUTED),
  IGNY_INTEGER   (IgnyCluster, ideas_count,    N_("Ideas"), .flags = IGNY_FIELD_COMPUTED),
  IGNY_INTEGER   (IgnyCluster, mapped_pages,   N_("Published pages"), .flags = IGNY_FIELD_COMPUTED),
  { NULL },
};

static const IgnyUnique uniques[] = {
  { "sector key", .field = "name" },
  { NULL },
};

const IgnyEntity igny_cluster_entity = {
  .table = "clusters",
  .label = N_("Clusters"),
  .label_one = N_("Cluster"),
  .fields = fields,
  .size = sizeof (IgnyCluster),
  .flags = 0,
  .uniques = uniques,
};
/* clang-format on */
