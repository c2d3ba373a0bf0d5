/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-call.h"

G_BEGIN_DECLS

/* Gives its answer to the call. FALSE with error is a failure (exit code 1),
 * or wrong use when it is IGNY_USAGE_ERROR (2). What is wrong with a field
 * stands in the call's errors too. Blocks; never on GTK's thread nor on a
 * store's. */
typedef gboolean (*IgnyCommandFunc) (IgnyCall *call,
                                     GError  **error);

typedef enum
{
  IGNY_COMMAND_LOCAL = 1 << 0, /* needs no data folder */
  IGNY_COMMAND_STAYS = 1 << 2, /* runs for long, and serves other programs meanwhile */
  IGNY_COMMAND_ALONE = 1 << 1, /* with one word: takes the data folder without opening the data */
} IgnyCommandFlags;

struct _IgnyCommand
{
  const char     *name;
  const char     *arguments;
  const char     *summary;
  const char     *about; /* more, or NULL */
  const char     *example;
  guint           min_words;
  guint           max_words;
  guint64         options; /* IGNY_OPTION_BIT */
  guint64         required;
  guint           flags; /* IgnyCommandFlags */
  IgnyCommandFunc func;
};

/* In the order of help; ends with a NULL name. */
extern const IgnyCommand igny_commands[];

/* second may be NULL; n_words gets how many of the two are the name. */
const IgnyCommand *igny_commands_find (const char *first,
                                       const char *second,
                                       guint      *n_words);
/* "add, list" for "site"; NULL when no command begins with it. */
char *igny_commands_list_second (const char *first);

gboolean igny_command_site_add (IgnyCall *call,
                                GError  **error);
gboolean igny_command_site_list (IgnyCall *call,
                                 GError  **error);
gboolean igny_command_sector_add (IgnyCall *call,
                                  GError  **error);
gboolean igny_command_sector_list (IgnyCall *call,
                                   GError  **error);
gboolean igny_command_import (IgnyCall *call,
                              GError  **error);
gboolean igny_command_cluster (IgnyCall *call,
                               GError  **error);
gboolean igny_command_cluster_merge (IgnyCall *call,
                                     GError  **error);
gboolean igny_command_cluster_split (IgnyCall *call,
                                     GError  **error);
gboolean igny_command_cluster_rename (IgnyCall *call,
                                      GError  **error);
gboolean igny_command_cluster_move (IgnyCall *call,
                                    GError  **error);
gboolean igny_command_ideas (IgnyCall *call,
                             GError  **error);
gboolean igny_command_tasks (IgnyCall *call,
                             GError  **error);
gboolean igny_command_write (IgnyCall *call,
                             GError  **error);
gboolean igny_command_publish (IgnyCall *call,
                               GError  **error);
gboolean igny_command_queue_list (IgnyCall *call,
                                  GError  **error);
gboolean igny_command_queue_add (IgnyCall *call,
                                 GError  **error);
gboolean igny_command_queue_pause (IgnyCall *call,
                                   GError  **error);
gboolean igny_command_queue_resume (IgnyCall *call,
                                    GError  **error);
gboolean igny_command_queue_cancel (IgnyCall *call,
                                    GError  **error);
gboolean igny_command_queue_retry (IgnyCall *call,
                                   GError  **error);
gboolean igny_command_queue_move (IgnyCall *call,
                                  GError  **error);
gboolean igny_command_queue_clear (IgnyCall *call,
                                   GError  **error);
gboolean igny_command_worker (IgnyCall *call,
                              GError  **error);
gboolean igny_command_automation_status (IgnyCall *call,
                                         GError  **error);
gboolean igny_command_automation_set (IgnyCall *call,
                                      GError  **error);
gboolean igny_command_automation_reset (IgnyCall *call,
                                        GError  **error);
gboolean igny_command_automation_run (IgnyCall *call,
                                      GError  **error);
gboolean igny_command_automation_pause (IgnyCall *call,
                                        GError  **error);
gboolean igny_command_automation_resume (IgnyCall *call,
                                         GError  **error);
gboolean igny_command_automation_cancel (IgnyCall *call,
                                         GError  **error);
gboolean igny_command_automation_history (IgnyCall *call,
                                          GError  **error);
gboolean igny_command_schedule_list (IgnyCall *call,
                                     GError  **error);
gboolean igny_command_schedule_set (IgnyCall *call,
                                    GError  **error);
gboolean igny_command_schedule_clear (IgnyCall *call,
                                      GError  **error);
gboolean igny_command_schedule_free (IgnyCall *call,
                                     GError  **error);
gboolean igny_command_schedule_settings (IgnyCall *call,
                                         GError  **error);
gboolean igny_command_check (IgnyCall *call,
                             GError  **error);
gboolean igny_command_unpublish (IgnyCall *call,
                                 GError  **error);
gboolean igny_command_authorize (IgnyCall *call,
                                 GError  **error);
gboolean igny_command_images_add (IgnyCall *call,
                                  GError  **error);
gboolean igny_command_cost (IgnyCall *call,
                            GError  **error);
gboolean igny_command_reparse (IgnyCall *call,
                               GError  **error);
gboolean igny_command_optimize (IgnyCall *call,
                                GError  **error);
gboolean igny_command_images_prompts (IgnyCall *call,
                                      GError  **error);
gboolean igny_command_images_generate (IgnyCall *call,
                                       GError  **error);
gboolean igny_command_images_list (IgnyCall *call,
                                   GError  **error);
gboolean igny_command_add (IgnyCall *call,
                           GError  **error);
gboolean igny_command_set (IgnyCall *call,
                           GError  **error);
gboolean igny_command_delete (IgnyCall *call,
                              GError  **error);
gboolean igny_command_library_add (IgnyCall *call,
                                   GError  **error);
gboolean igny_command_list (IgnyCall *call,
                            GError  **error);
gboolean igny_command_export (IgnyCall *call,
                              GError  **error);
gboolean igny_command_plan (IgnyCall *call,
                            GError  **error);
gboolean igny_command_sample (IgnyCall *call,
                              GError  **error);
gboolean igny_command_undo (IgnyCall *call,
                            GError  **error);
gboolean igny_command_redo (IgnyCall *call,
                            GError  **error);
gboolean igny_command_history (IgnyCall *call,
                               GError  **error);
gboolean igny_command_restore_point_add (IgnyCall *call,
                                         GError  **error);
gboolean igny_command_restore_point_list (IgnyCall *call,
                                          GError  **error);
gboolean igny_command_restore_point_restore (IgnyCall *call,
                                             GError  **error);
gboolean igny_command_backup (IgnyCall *call,
                              GError  **error);
gboolean igny_command_backup_list (IgnyCall *call,
                                   GError  **error);
gboolean igny_command_restore (IgnyCall *call,
                               GError  **error);
gboolean igny_command_models_list (IgnyCall *call,
                                   GError  **error);
gboolean igny_command_models_path (IgnyCall *call,
                                   GError  **error);
gboolean igny_command_models_copy (IgnyCall *call,
                                   GError  **error);
gboolean igny_command_models_check (IgnyCall *call,
                                    GError  **error);
gboolean igny_command_prompt_list (IgnyCall *call,
                                   GError  **error);
gboolean igny_command_prompt_show (IgnyCall *call,
                                   GError  **error);
gboolean igny_command_prompt_set (IgnyCall *call,
                                  GError  **error);
gboolean igny_command_prompt_reset (IgnyCall *call,
                                    GError  **error);
gboolean igny_command_prompt_check (IgnyCall *call,
                                    GError  **error);
gboolean igny_command_prompt_test (IgnyCall *call,
                                   GError  **error);
gboolean igny_command_profile_list (IgnyCall *call,
                                    GError  **error);
gboolean igny_command_profile_use (IgnyCall *call,
                                   GError  **error);
gboolean igny_command_strategy_list (IgnyCall *call,
                                     GError  **error);
gboolean igny_command_strategy_use (IgnyCall *call,
                                    GError  **error);
gboolean igny_command_settings_list (IgnyCall *call,
                                     GError  **error);
gboolean igny_command_settings_set (IgnyCall *call,
                                    GError  **error);
gboolean igny_command_secret_set (IgnyCall *call,
                                  GError  **error);
gboolean igny_command_secret_remove (IgnyCall *call,
                                     GError  **error);
gboolean igny_command_test (IgnyCall *call,
                            GError  **error);
gboolean igny_command_account_show (IgnyCall *call,
                                    GError  **error);
gboolean igny_command_account_set (IgnyCall *call,
                                   GError  **error);
gboolean igny_command_user_list (IgnyCall *call,
                                 GError  **error);
gboolean igny_command_user_show (IgnyCall *call,
                                 GError  **error);
gboolean igny_command_user_invite (IgnyCall *call,
                                   GError  **error);
gboolean igny_command_user_set (IgnyCall *call,
                                GError  **error);
gboolean igny_command_user_role (IgnyCall *call,
                                 GError  **error);
gboolean igny_command_user_disable (IgnyCall *call,
                                    GError  **error);
gboolean igny_command_user_enable (IgnyCall *call,
                                   GError  **error);
gboolean igny_command_user_remove (IgnyCall *call,
                                   GError  **error);
gboolean igny_command_grant_add (IgnyCall *call,
                                 GError  **error);
gboolean igny_command_grant_revoke (IgnyCall *call,
                                    GError  **error);
gboolean igny_command_grant_list (IgnyCall *call,
                                  GError  **error);
gboolean igny_command_plan_list (IgnyCall *call,
                                 GError  **error);
gboolean igny_command_plan_show (IgnyCall *call,
                                 GError  **error);
gboolean igny_command_plan_add (IgnyCall *call,
                                GError  **error);
gboolean igny_command_plan_set (IgnyCall *call,
                                GError  **error);
gboolean igny_command_plan_assign (IgnyCall *call,
                                   GError  **error);
gboolean igny_command_credits_show (IgnyCall *call,
                                    GError  **error);
gboolean igny_command_credits_purchase (IgnyCall *call,
                                        GError  **error);
gboolean igny_command_credits_refund (IgnyCall *call,
                                      GError  **error);
gboolean igny_command_credits_adjust (IgnyCall *call,
                                      GError  **error);
gboolean igny_command_credits_ledger (IgnyCall *call,
                                      GError  **error);
gboolean igny_command_credits_usage (IgnyCall *call,
                                     GError  **error);
gboolean igny_command_cost_estimate (IgnyCall *call,
                                     GError  **error);
gboolean igny_command_images_test (IgnyCall *call,
                                   GError  **error);
gboolean igny_command_integration_list (IgnyCall *call,
                                        GError  **error);
gboolean igny_command_integration_show (IgnyCall *call,
                                        GError  **error);
gboolean igny_command_integration_set (IgnyCall *call,
                                       GError  **error);
gboolean igny_command_industry_list (IgnyCall *call,
                                     GError  **error);
gboolean igny_command_industry_show (IgnyCall *call,
                                     GError  **error);
gboolean igny_command_industry_apply (IgnyCall *call,
                                      GError  **error);
gboolean igny_command_deleted (IgnyCall *call,
                               GError  **error);
gboolean igny_command_undelete (IgnyCall *call,
                                GError  **error);
gboolean igny_command_duplicates (IgnyCall *call,
                                  GError  **error);
gboolean igny_command_cannibalization (IgnyCall *call,
                                       GError  **error);
gboolean igny_command_gsc_connect (IgnyCall *call,
                                   GError  **error);
gboolean igny_command_gsc_sites (IgnyCall *call,
                                 GError  **error);
gboolean igny_command_gsc_pull (IgnyCall *call,
                                GError  **error);
gboolean igny_command_site_export (IgnyCall *call,
                                   GError  **error);
gboolean igny_command_site_import (IgnyCall *call,
                                   GError  **error);
gboolean igny_command_keyword_sources (IgnyCall *call,
                                       GError  **error);
gboolean igny_command_keyword_choose (IgnyCall *call,
                                      GError  **error);
gboolean igny_command_tag_list (IgnyCall *call,
                                GError  **error);
gboolean igny_command_tag_rename (IgnyCall *call,
                                  GError  **error);
gboolean igny_command_tag_merge (IgnyCall *call,
                                 GError  **error);
gboolean igny_command_tag_add (IgnyCall *call,
                               GError  **error);
gboolean igny_command_tag_remove (IgnyCall *call,
                                  GError  **error);
gboolean igny_command_view_save (IgnyCall *call,
                                 GError  **error);
gboolean igny_command_view_list (IgnyCall *call,
                                 GError  **error);
gboolean igny_command_view_delete (IgnyCall *call,
                                   GError  **error);
/* A list of entity with the options of “list”. */
gboolean igny_command_list_of (IgnyCall         *call,
                               const IgnyEntity *entity,
                               GError          **error);
gboolean igny_command_fields (IgnyCall *call,
                              GError  **error);
gboolean igny_command_help (IgnyCall *call,
                            GError  **error);
gboolean igny_command_version (IgnyCall *call,
                               GError  **error);

G_END_DECLS
