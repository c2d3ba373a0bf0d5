/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-cluster-preview.h"
#include "igny-commands.h"
#include "igny-key.h"
#include "igny-show.h"
#include "igny-work.h"

/* Changes that the text names; JSON has all. */
#define SHOWN_CHANGES 20

static IgnyEngine
get_engine (const IgnyCall *call)
{
  static const struct
  {
    const char *word;
    IgnyEngine  engine;
  } words[] = { { "ai", IGNY_ENGINE_AI },
                { "serp", IGNY_ENGINE_SERP },
                { "embeddings", IGNY_ENGINE_EMBEDDINGS } };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (igny_call_get (call, IGNY_OPTION_ENGINE), words[i].word) == 0)
      return words[i].engine;
  return IGNY_ENGINE_OFFLINE;
}

static void
answer_cluster (IgnyCall                *call,
                const IgnyClusterResult *result)
{
  g_autofree char *clusters = igny_show_dup_number (result->clusters);
  g_autofree char *clustered = igny_show_dup_number (result->clustered);
  g_autofree char *unclustered = igny_show_dup_number (result->unclustered);
  JsonObject      *object = json_object_new ();

  igny_call_say (call,
                 ngettext ("%s cluster: %s keywords clustered, %s left unclustered, in %.1f s.",
                           "%s clusters: %s keywords clustered, %s left unclustered, in %.1f s.",
                           result->clusters),
                 clusters, clustered, unclustered, (double) result->milliseconds / 1000);
  if (result->unknown > 0)
    igny_call_warn (call, _("%u keywords that the AI named were not asked about and are left out"),
                             result->unknown);
  json_object_set_int_member (object, "clusters", result->clusters);
  json_object_set_int_member (object, "clustered", result->clustered);
  json_object_set_int_member (object, "unclustered", result->unclustered);
  json_object_set_double_member (object, "seconds", (double) result->milliseconds / 1000);
  igny_call_take_data (call, object);
}

static JsonArray *
list_changes (const IgnyClusterComparison *comparison)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < comparison->changes->len; i++)
    {
      const IgnyClusterChange *change = comparison->changes->pdata[i];
      JsonObject              *object = json_object_new ();

      json_object_set_string_member (object, "kind",
                                     igny_cluster_change_kind_to_word (change->kind));
      json_object_set_string_member (object, "before", change->before);
      json_object_set_string_member (object, "after", change->after);
      json_object_set_int_member (object, "keywords_before", change->keywords_before);
      json_object_set_int_member (object, "keywords_after", change->keywords_after);
      json_array_add_object_element (list, object);
    }
  return list;
}

static void
say_change (IgnyCall                *call,
            const IgnyClusterChange *change)
{
  switch (change->kind)
    {
    case IGNY_CLUSTER_CHANGE_NEW:
      igny_call_say (call, _("  new: “%s” (%u keywords)"), change->after, change->keywords_after);
      break;
    case IGNY_CLUSTER_CHANGE_GONE:
      igny_call_say (call, _("  gone: “%s” (%u keywords)"), change->before,
                              change->keywords_before);
      break;
    case IGNY_CLUSTER_CHANGE_RENAMED:
      igny_call_say (call, _("  renamed: “%s” (%u keywords) to “%s” (%u)"), change->before,
                              change->keywords_before, change->after, change->keywords_after);
      break;
    case IGNY_CLUSTER_CHANGE_OTHER:
    default:
      igny_call_say (call, _("  changed: “%s” (%u keywords, then %u)"), change->before,
                              change->keywords_before, change->keywords_after);
      break;
    }
}

static void
answer_comparison (IgnyCall                    *call,
                   const IgnyClusterComparison *comparison,
                   gboolean                     with_changes)
{
  JsonObject *object = json_object_new ();

  igny_call_say (call, _("Nothing was changed. There would be %u clusters (now %u) and %u "
                         "unclustered keywords (now %u)."),
                          comparison->clusters_after, comparison->clusters_before,
                          comparison->unclustered_after, comparison->unclustered_before);
  igny_call_say (call,
                 _("%u keywords would move, %u enter a cluster and %u leave theirs; "
                         "both agree by %.1f %%."),
                    comparison->moved, comparison->entered, comparison->left,
                    (double) comparison->agreement / 10);
  for (guint i = 0; with_changes && i < MIN (comparison->changes->len, SHOWN_CHANGES); i++)
    say_change (call, comparison->changes->pdata[i]);
  if (with_changes && comparison->changes->len > SHOWN_CHANGES)
    igny_call_say (call, _("  and %u more; --json lists all"),
                            comparison->changes->len - SHOWN_CHANGES);

  json_object_set_int_member (object, "clusters_before", comparison->clusters_before);
  json_object_set_int_member (object, "clusters_after", comparison->clusters_after);
  json_object_set_int_member (object, "unclustered_before", comparison->unclustered_before);
  json_object_set_int_member (object, "unclustered_after", comparison->unclustered_after);
  json_object_set_int_member (object, "moved", comparison->moved);
  json_object_set_int_member (object, "entered", comparison->entered);
  json_object_set_int_member (object, "left", comparison->left);
  json_object_set_double_member (object, "agreement", (double) comparison->agreement / 1000);
  if (with_changes)
    json_object_set_array_member (object, "changes", list_changes (comparison));
  igny_call_take_data (call, object);
}

static gboolean
try_out (IgnyCall        *call,
         const IgnyScope *scope,
         gint64           strictness,
         GError         **error)
{
  IgnyRun run = igny_call_get_run (call);
  g_auto(IgnyClusterComparison) comparison = { 0 };
  g_autoptr(IgnyClusterPreview) preview = NULL;

  preview = igny_cluster_preview_new (&run, scope, get_engine (call),
                                      igny_call_has (call, IGNY_OPTION_AGAIN), error);
  if (preview == NULL || !igny_cluster_preview_compare (preview, strictness, &comparison,
                                                        run.cancellable, error))
    return FALSE;
  answer_comparison (call, &comparison, igny_call_has (call, IGNY_OPTION_COMPARE));
  return TRUE;
}

gboolean
igny_command_cluster (IgnyCall *call,
                      GError  **error)
{
  IgnyRun           run = igny_call_get_run (call);
  IgnyClusterResult result = { 0 };
  IgnyScope         scope;
  gint64            strictness;

  if (igny_call_has (call, IGNY_OPTION_COMPARE) && !igny_call_has (call, IGNY_OPTION_DRY_RUN))
    {
      g_set_error (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG, _("--compare needs --dry-run"));
      return FALSE;
    }
  if (!igny_call_get_strictness (call, &strictness, error) ||
      !igny_call_find_scope (call, &scope, error) ||
      (igny_call_has (call, IGNY_OPTION_KEY_STDIN) && !igny_key_keep (call, "openai", 0, error)))
    return FALSE;
  if (igny_call_has (call, IGNY_OPTION_DRY_RUN))
    return try_out (call, &scope, strictness, error);
  if (!igny_work_cluster (&run, &scope, get_engine (call), strictness,
                          igny_call_has (call, IGNY_OPTION_AGAIN), NULL, 0, &result, error))
    return FALSE;
  answer_cluster (call, &result);
  return TRUE;
}
