/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-site.h"

#include <glib/gi18n.h>

#include "igny-industry.h"

/* clang-format off */
static const IgnyChoice statuses[] = {
  { "active",    N_("Active"),    IGNY_TONE_SUCCESS },
  { "inactive",  N_("Inactive"),  IGNY_TONE_NEUTRAL },
  { "suspended", N_("Suspended"), IGNY_TONE_ERROR },
  { NULL },
};

static const IgnyChoice forms[] = {
  { "blocks",  N_("Blocks") },
  { "classic", N_("Plain HTML") },
  { NULL },
};

static const IgnyField fields[] = {
  IGNY_TEXT    (IgnySite, name,          N_("Name"), .flags = IGNY_FIELD_REQUIRED | IGNY_FIELD_SEARCHABLE, .max_length = 200),
  IGNY_TEXT    (IgnySite, slug,          N_("Slug"), .form = IGNY_FORM_SLUG, .max_length = 80),
  IGNY_TEXT    (IgnySite, domain,        N_("Domain"), .flags = IGNY_FIELD_SEARCHABLE, .form = IGNY_FORM_DOMAIN, .max_length = 255),
  IGNY_REFERENCE (IgnySite, industry,    N_("Industry"), &igny_industry_entity),
  IGNY_CHOICE  (IgnySite, status,        N_("Status"), statuses, .flags = IGNY_FIELD_REQUIRED, .initial = "active"),
  IGNY_FLAG    (IgnySite, is_active,     N_("Active"), .initial = "1"),
  IGNY_TEXT    (IgnySite, wp_url,        N_("WordPress address"), .form = IGNY_FORM_URL, .max_length = 500),
  IGNY_TEXT    (IgnySite, wp_username,   N_("WordPress user"), .max_length = 200),
  IGNY_CHOICE  (IgnySite, wp_form,       N_("Form of posts"), forms),
  IGNY_INTEGER (IgnySite, sectors_count, N_("Sectors"), .flags = IGNY_FIELD_COMPUTED),
  { NULL },
};

static const IgnyUnique uniques[] = {
  { "account slug" },
  { NULL },
};

const IgnyEntity igny_site_entity = {
  .table = "sites",
  .label = N_("Sites"),
  .label_one = N_("Site"),
  .fields = fields,
  .size = sizeof (IgnySite),
  .flags = 0,
  .uniques = uniques,
};
/* clang-format on */

gint64
igny_site_get_active_sectors_count (const IgnySite *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->sectors_count != IGNY_UNKNOWN ? self->sectors_count : 0;
}

gboolean
igny_site_can_add_sector (const IgnySite *self)
{
  return igny_site_get_active_sectors_count (self) < IGNY_SITE_MAX_SECTORS;
}
