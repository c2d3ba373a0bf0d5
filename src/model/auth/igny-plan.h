/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* What an account may use. Prices are in micro-dollars, price per billing cycle. A limit that
 * is unknown does not exist. Global: plans belong to no account. */
typedef struct
{
  IgnyRecord record;

  char  *name;
  char  *slug;
  gint64 price;
  char  *billing_cycle;
  char  *features; /* JSON: [text] */
  gint64 max_users;
  gint64 max_sites;
  gint64 max_keywords;
  gint64 max_clusters;
  gint64 max_content_ideas;
  gint64 daily_cluster_limit;
  gint64 daily_content_tasks;
  gint64 daily_ai_requests;
  gint64 daily_image_generation_limit;
  gint64 monthly_word_count_limit;
  gint64 monthly_image_count;
  gint64 monthly_cluster_ai_credits;
  gint64 monthly_content_ai_credits;
  gint64 monthly_image_ai_credits;
  gint64 max_images_per_task;
  char  *image_model_choices; /* JSON: [name of a model]; empty is any */
  gint64 included_credits;
  gint64 credits_per_month;
  gint64 extra_credits;      /* sold at once, */
  gint64 extra_credit_price; /* each at this */
  gint64 is_active;
} IgnyPlan;

extern const IgnyEntity igny_plan_entity;

IGNY_RECORD_TYPE (IgnyPlan)

/* Credits that the account gets anew each month: the included ones, or those of
 * credits_per_month where none are included. */
gint64 igny_plan_get_effective_credits_per_month (const IgnyPlan *self);
/* What igny_record_validate cannot see: limits that contradict one another.
 * Complaints go to errors. */
gboolean igny_plan_validate (const IgnyPlan *self,
                             IgnyErrors     *errors);

G_END_DECLS
