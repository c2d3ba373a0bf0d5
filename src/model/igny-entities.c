/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-entities.h"

#include "igny-account.h"
#include "igny-ai-prompt.h"
#include "igny-ai-task-log.h"
#include "igny-author-profile.h"
#include "igny-automation-config.h"
#include "igny-automation-run.h"
#include "igny-cluster.h"
#include "igny-content-version.h"
#include "igny-content.h"
#include "igny-credit-transaction.h"
#include "igny-credit-usage-log.h"
#include "igny-idea-keyword.h"
#include "igny-idea.h"
#include "igny-image.h"
#include "igny-import-mapping.h"
#include "igny-industry-sector.h"
#include "igny-industry.h"
#include "igny-integration-settings.h"
#include "igny-job.h"
#include "igny-keyword-source.h"
#include "igny-keyword.h"
#include "igny-notification.h"
#include "igny-plan.h"
#include "igny-publishing-record.h"
#include "igny-publishing-settings.h"
#include "igny-queue-item.h"
#include "igny-resource-sample.h"
#include "igny-saved-view.h"
#include "igny-sector.h"
#include "igny-seed-keyword.h"
#include "igny-site-user-access.h"
#include "igny-site.h"
#include "igny-strategy.h"
#include "igny-subscription.h"
#include "igny-task-keyword.h"
#include "igny-task.h"
#include "igny-user.h"

/* clang-format off */
const IgnyEntity *const igny_entities[] = {
  &igny_industry_entity,
  &igny_industry_sector_entity,
  &igny_seed_keyword_entity,
  &igny_plan_entity,
  &igny_account_entity,
  &igny_user_entity,
  &igny_subscription_entity,
  &igny_integration_settings_entity,
  &igny_ai_prompt_entity,
  &igny_author_profile_entity,
  &igny_import_mapping_entity,
  &igny_saved_view_entity,
  &igny_notification_entity,
  &igny_site_entity,
  &igny_sector_entity,
  &igny_site_user_access_entity,
  &igny_strategy_entity,
  &igny_automation_config_entity,
  &igny_automation_run_entity,
  &igny_publishing_settings_entity,
  &igny_cluster_entity,
  &igny_keyword_entity,
  &igny_keyword_source_entity,
  &igny_idea_entity,
  &igny_idea_keyword_entity,
  &igny_task_entity,
  &igny_task_keyword_entity,
  &igny_content_entity,
  &igny_content_version_entity,
  &igny_image_entity,
  &igny_credit_transaction_entity,
  &igny_credit_usage_log_entity,
  &igny_publishing_record_entity,
  &igny_job_entity,
  &igny_queue_item_entity,
  &igny_ai_task_log_entity,
  &igny_resource_sample_entity,
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
