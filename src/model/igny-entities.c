/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-entities.h"

#include "igny-account.h"
#include "igny-ai-task-log.h"
#include "igny-cluster.h"
#include "igny-content.h"
#include "igny-credit-transaction.h"
#include "igny-credit-usage-log.h"
#include "igny-idea-keyword.h"
#include "igny-idea.h"
#include "igny-image.h"
#include "igny-integration-settings.h"
#include "igny-job.h"
#include "igny-keyword.h"
#include "igny-plan.h"
#include "igny-publishing-record.h"
#include "igny-sector.h"
#include "igny-site.h"
#include "igny-subscription.h"
#include "igny-task-keyword.h"
#include "igny-task.h"
#include "igny-user.h"

/* clang-format off */
const IgnyEntity *const igny_entities[] = {
  &igny_plan_entity,
  &igny_account_entity,
  &igny_user_entity,
  &igny_subscription_entity,
  &igny_integration_settings_entity,
  &igny_site_entity,
  &igny_sector_entity,
  &igny_cluster_entity,
  &igny_keyword_entity,
  &igny_idea_entity,
  &igny_idea_keyword_entity,
  &igny_task_entity,
  &igny_task_keyword_entity,
  &igny_content_entity,
  &igny_image_entity,
  &igny_credit_transaction_entity,
  &igny_credit_usage_log_entity,
  &igny_publishing_record_entity,
  &igny_job_entity,
  &igny_ai_task_log_entity,
  NULL,
};
/* clang-format on */

const IgnyEntity *
igny_entities_find (const char *table)
{
  g_return_val_if_fail (table != NULL, NULL);

  for (guint i = 0; igny_entities[i] != NULL; i++)
    if (g_str_equal (igny_entities[i]->table, table))
      return igny_entities[i];
  return NULL;
}
