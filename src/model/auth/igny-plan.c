/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-plan.h"

#include <glib/gi18n.h>

/* Unknown is no limit. */
#define LIMIT .minimum = 0, .maximum = G_MAXINT64

/* clang-format off */
static const IgnyChoice cycles[] = {
  { "monthly", N_("Monthly") },
  { "annual",  N_("Annual") },
  { NULL },
};

static const IgnyField fields[] = {
  IGNY_TEXT    (IgnyPlan, name,                         N_("Name"), .flags = IGNY_FIELD_REQUIRED | IGNY_FIELD_SEARCHABLE, .max_length = 100),
  IGNY_TEXT    (IgnyPlan, slug,                         N_("Slug"), .flags = IGNY_FIELD_REQUIRED, .form = IGNY_FORM_SLUG, .max_length = 80),
  IGNY_DECIMAL (IgnyPlan, price,                        N_("Price"), 6, LIMIT, .initial = "0", .unit = "USD"),
  IGNY_CHOICE  (IgnyPlan, billing_cycle,                N_("Billing cycle"), cycles, .flags = IGNY_FIELD_REQUIRED, .initial = "monthly"),
  IGNY_JSON    (IgnyPlan, features,                     N_("Features"), .form = IGNY_FORM_STRINGS, .initial = "[]"),
  IGNY_INTEGER (IgnyPlan, max_users,                    N_("Users"), LIMIT),
  IGNY_INTEGER (IgnyPlan, max_sites,                    N_("Sites"), LIMIT),
  IGNY_INTEGER (IgnyPlan, max_keywords,                 N_("Keywords"), LIMIT),
  IGNY_INTEGER (IgnyPlan, max_clusters,                 N_("Clusters"), LIMIT),
  IGNY_INTEGER (IgnyPlan, max_content_ideas,            N_("Ideas"), LIMIT),
  IGNY_INTEGER (IgnyPlan, daily_cluster_limit,          N_("Clusters a day"), LIMIT),
  IGNY_INTEGER (IgnyPlan, daily_content_tasks,          N_("Content tasks a day"), LIMIT),
  IGNY_INTEGER (IgnyPlan, daily_ai_requests,            N_("AI requests a day"), LIMIT),
  IGNY_INTEGER (IgnyPlan, daily_image_generation_limit, N_("Images a day"), LIMIT),
  IGNY_INTEGER (IgnyPlan, monthly_word_count_limit,     N_("Words a month"), LIMIT),
  IGNY_INTEGER (IgnyPlan, monthly_image_count,          N_("Images a month"), LIMIT),
  IGNY_INTEGER (IgnyPlan, monthly_cluster_ai_credits,   N_("Clustering credits a month"), LIMIT),
  IGNY_INTEGER (IgnyPlan, monthly_content_ai_credits,   N_("Content credits a month"), LIMIT),
  IGNY_INTEGER (IgnyPlan, monthly_image_ai_credits,     N_("Image credits a month"), LIMIT),
  IGNY_INTEGER (IgnyPlan, max_images_per_task,          N_("Images a task"), LIMIT),
  IGNY_JSON    (IgnyPlan, image_model_choices,          N_("Image models"), .form = IGNY_FORM_STRINGS, .initial = "[]"),
  IGNY_INTEGER (IgnyPlan, included_credits,             N_("Included credits"), LIMIT, .initial = "0"),
  IGNY_INTEGER (IgnyPlan, credits_per_month,            N_("Credits a month"), LIMIT, .initial = "0"),
  IGNY_INTEGER (IgnyPlan, extra_credits,                N_("Extra credits at once"), .minimum = 1, .maximum = G_MAXINT64, .initial = "100"),
  IGNY_DECIMAL (IgnyPlan, extra_credit_price,           N_("Price of an extra credit"), 6, LIMIT, .initial = "0.01", .unit = "USD"),
  IGNY_FLAG    (IgnyPlan, is_active,                    N_("Active"), .initial = "1"),
  { NULL },
};

static const IgnyUnique uniques[] = {
  { "slug" },
  { NULL },
};

const IgnyEntity igny_plan_entity = {
  .table = "plans",
  .label = N_("Plans"),
  .label_one = N_("Plan"),
  .fields = fields,
  .size = sizeof (IgnyPlan),
  .flags = IGNY_ENTITY_GLOBAL,
  .uniques = uniques,
};
/* clang-format on */

gint64
igny_plan_get_effective_credits_per_month (const IgnyPlan *self)
{
  g_return_val_if_fail (self != NULL, 0);

  if (self->included_credits != IGNY_UNKNOWN && self->included_credits > 0)
    return self->included_credits;
  return self->credits_per_month != IGNY_UNKNOWN ? self->credits_per_month : 0;
}

static gboolean
is_above (gint64 part,
          gint64 whole)
{
  return part != IGNY_UNKNOWN && whole != IGNY_UNKNOWN && part > whole;
}

gboolean
igny_plan_validate (const IgnyPlan *self,
                    IgnyErrors     *errors)
{
  g_return_val_if_fail (self != NULL && errors != NULL, FALSE);

  if (self->max_users == 0)
    igny_errors_add (errors, "max_users", "must be 1 or more: an account has its owner");
  if (self->max_sites == 0)
    igny_errors_add (errors, "max_sites", "must be 1 or more; leave it empty for no limit");
  if (is_above (self->max_clusters, self->max_keywords))
    igny_errors_add (errors, "max_clusters", "must be at most the number of keywords");
  if (is_above (self->daily_image_generation_limit, self->monthly_image_count))
    igny_errors_add (errors, "daily_image_generation_limit",
                     "must be at most the number of images a month");
  if (is_above (self->max_images_per_task, self->monthly_image_count))
    igny_errors_add (errors, "max_images_per_task",
                     "must be at most the number of images a month");
  return igny_errors_is_empty (errors);
}
