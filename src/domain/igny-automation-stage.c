/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-automation-stage.h"

#include <glib/gi18n.h>
#include <string.h>

#include "igny-errors.h"
#include "igny-text.h"

/* clang-format off */
static const IgnyStageInfo infos[IGNY_N_STAGES] = {
  [IGNY_STAGE_CLUSTERS]      = { "clusters",      N_("Keywords to clusters"),     "auto_cluster",           200 },
  [IGNY_STAGE_IDEAS]         = { "ideas",         N_("Clusters to ideas"),        "generate_ideas",         10 },
  [IGNY_STAGE_TASKS]         = { "tasks",         N_("Ideas to tasks"),           NULL,                     50 },
  [IGNY_STAGE_CONTENT]       = { "content",       N_("Tasks to content"),         "generate_content",       5 },
  [IGNY_STAGE_IMAGE_PROMPTS] = { "image_prompts", N_("Content to image prompts"), "generate_image_prompts", 5 },
  [IGNY_STAGE_IMAGES]        = { "images",        N_("Image prompts to images"),  "generate_images",        5 },
  [IGNY_STAGE_PUBLISH]       = { "publish",       N_("Content to the site"),      NULL,                     20 },
};
/* clang-format on */

const IgnyStageInfo *
igny_stage_get_info (IgnyStage stage)
{
  g_return_val_if_fail ((guint) stage < IGNY_N_STAGES, NULL);

  return &infos[stage];
}

gboolean
igny_stage_from_word (const char *word,
                      IgnyStage  *stage)
{
  g_return_val_if_fail (word != NULL && stage != NULL, FALSE);

  for (guint i = 0; i < IGNY_N_STAGES; i++)
    if (g_str_equal (infos[i].word, word))
      {
        *stage = (IgnyStage) i;
        return TRUE;
      }
  return FALSE;
}

static JsonObject *
parse (const char *text,
       JsonNode  **node)
{
  *node = text != NULL ? igny_json_parse (text, -1, NULL) : NULL;
  return igny_json_node_get_object (*node);
}

/* Whatever another program wrote. */
static gint64
read_between (JsonObject *object,
              const char *name,
              gint64      fallback,
              gint64      lowest,
              gint64      highest)
{
  gint64 number = igny_json_get_int (object, name, fallback);

  return number >= lowest && number <= highest ? number : fallback;
}

static gboolean
is_engine (const char *word)
{
  return g_str_equal (word, "ai") || g_str_equal (word, "offline") || *word == '\0';
}

void
igny_stage_settings_read (const char       *stages,
                          gint64            delay,
                          IgnyStageSettings settings[IGNY_N_STAGES])
{
  g_autoptr(JsonNode) node = NULL;
  JsonObject *all = parse (stages, &node);

  g_return_if_fail (settings != NULL);

  for (guint i = 0; i < IGNY_N_STAGES; i++)
    {
      JsonObject *object = igny_json_get_object (all, infos[i].word);
      const char *engine = igny_json_get_string (object, "engine", "");

      settings[i].is_enabled = igny_json_get_bool (object, "enabled", TRUE);
      settings[i].batch = read_between (object, "batch", infos[i].batch, 1, IGNY_STAGE_MAX_BATCH);
      settings[i].delay = read_between (object, "delay", delay, 0, IGNY_STAGE_MAX_DELAY);
      settings[i].cap = read_between (object, "cap", IGNY_UNKNOWN, 0, IGNY_STAGE_MAX_CAP);
      g_strlcpy (settings[i].engine, is_engine (engine) ? engine : "", sizeof settings[i].engine);
    }
}

static const struct
{
  const char *name;
  gint64      lowest;
  gint64      highest;
} numbers[] = {
  { "batch", 1, IGNY_STAGE_MAX_BATCH },
  { "delay", 0, IGNY_STAGE_MAX_DELAY },
  { "cap", 0, IGNY_STAGE_MAX_CAP },
};

static gboolean
set_number (JsonObject *object,
            const char *name,
            const char *value,
            GError    **error)
{
  gint64 number;

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      if (!g_str_equal (numbers[i].name, name))
        continue;
      if (igny_number_from_decimal (value, 0, &number) && number >= numbers[i].lowest &&
          number <= numbers[i].highest)
        {
          json_object_set_int_member (object, name, number);
          return TRUE;
        }
      g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD,
                   _("%s must be a whole number from %d to %d, not “%s”"), name,
                      (int) numbers[i].lowest, (int) numbers[i].highest, value);
      return FALSE;
    }
  g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD,
               _("a stage has no “%s”; it has enabled, batch, delay, cap and engine"), name);
  return FALSE;
}

static gboolean
set_enabled (JsonObject *object,
             const char *value,
             GError    **error)
{
  gboolean is_true = g_str_equal (value, "true");

  if (!is_true && !g_str_equal (value, "false"))
    {
      g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD,
                   _("enabled must be true or false, not “%s”"), value);
      return FALSE;
    }
  json_object_set_boolean_member (object, "enabled", is_true);
  return TRUE;
}

static gboolean
set_engine (JsonObject *object,
            const char *value,
            GError    **error)
{
  if (!is_engine (value))
    {
      g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD,
                   _("engine must be ai or offline, not “%s”"), value);
      return FALSE;
    }
  json_object_set_string_member (object, "engine", value);
  return TRUE;
}

static gboolean
set_member (JsonObject *object,
            const char *name,
            const char *value,
            GError    **error)
{
  if (*value == '\0')
    {
      json_object_remove_member (object, name);
      return TRUE;
    }
  if (g_str_equal (name, "enabled"))
    return set_enabled (object, value, error);
  if (g_str_equal (name, "engine"))
    return set_engine (object, value, error);
  return set_number (object, name, value, error);
}

char *
igny_stage_settings_set (const char *stages,
                         const char *name,
                         const char *value,
                         GError    **error)
{
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(JsonObject) all = NULL;
  g_autofree char *word = NULL;
  const char      *dot;
  IgnyStage        stage;

  g_return_val_if_fail (name != NULL && value != NULL, NULL);

  dot = strchr (name, '.');
  word = dot != NULL ? g_strndup (name, (gsize) (dot - name)) : g_strdup (name);
  if (dot == NULL || !igny_stage_from_word (word, &stage))
    {
      g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD,
                   _("“%s” is no setting: write STAGE.SETTING, the stage one of clusters, ideas, "
                     "tasks, content, image_prompts, images, publish"),
                      name);
      return NULL;
    }
  all = parse (stages, &node);
  all = all != NULL ? json_object_ref (all) : json_object_new ();
  if (igny_json_get_object (all, word) == NULL)
    json_object_set_object_member (all, word, json_object_new ());
  if (!set_member (json_object_get_object_member (all, word), dot + 1, value, error))
    return NULL;
  return igny_json_object_to_text (all, FALSE);
}

/* Of numbers and times that make sense: ten of them can be added. */
#define MOST (G_MAXINT64 / 16)

/* What is kept of a result, all the numbers of it. */
static const struct
{
  const char *name;
  gsize       offset;
  gint64      initial;
} parts[] = {
  { "processed", G_STRUCT_OFFSET (IgnyStageResult, processed), 0 },
  { "created", G_STRUCT_OFFSET (IgnyStageResult, created), 0 },
  { "failed", G_STRUCT_OFFSET (IgnyStageResult, failed), 0 },
  { "credits", G_STRUCT_OFFSET (IgnyStageResult, credits), 0 },
  { "started_at", G_STRUCT_OFFSET (IgnyStageResult, started_at), IGNY_UNKNOWN },
  { "finished_at", G_STRUCT_OFFSET (IgnyStageResult, finished_at), IGNY_UNKNOWN },
  { "worked_at", G_STRUCT_OFFSET (IgnyStageResult, worked_at), IGNY_UNKNOWN },
  { "sector", G_STRUCT_OFFSET (IgnyStageResult, sector), 0 },
  { "row", G_STRUCT_OFFSET (IgnyStageResult, row), 0 },
  { "batch", G_STRUCT_OFFSET (IgnyStageResult, batch), 0 },
  { "n_batches", G_STRUCT_OFFSET (IgnyStageResult, n_batches), 0 },
  { "taking", G_STRUCT_OFFSET (IgnyStageResult, taking), 0 },
};

void
igny_stage_results_clear (IgnyStageResult results[IGNY_N_STAGES])
{
  g_return_if_fail (results != NULL);

  for (guint i = 0; i < IGNY_N_STAGES; i++)
    {
      g_clear_pointer (&results[i].skipped, g_free);
      g_clear_pointer (&results[i].error, g_free);
    }
}

void
igny_stage_results_read (const char     *stages,
                         IgnyStageResult results[IGNY_N_STAGES])
{
  g_autoptr(JsonNode) node = NULL;
  JsonObject *all = parse (stages, &node);

  g_return_if_fail (results != NULL);

  igny_stage_results_clear (results);
  for (guint i = 0; i < IGNY_N_STAGES; i++)
    {
      JsonObject *object = igny_json_get_object (all, infos[i].word);

      for (guint p = 0; p < G_N_ELEMENTS (parts); p++)
        G_STRUCT_MEMBER (gint64, &results[i], parts[p].offset) =
            read_between (object, parts[p].name, parts[p].initial, 0, MOST);
      results[i].is_partial = igny_json_get_bool (object, "partial", FALSE);
      results[i].skipped = g_strdup (igny_json_get_string (object, "skipped", NULL));
      results[i].error = g_strdup (igny_json_get_string (object, "error", NULL));
    }
}

static JsonObject *
write_result (const IgnyStageResult *result)
{
  JsonObject *object = json_object_new ();

  for (guint p = 0; p < G_N_ELEMENTS (parts); p++)
    {
      gint64 number = G_STRUCT_MEMBER (gint64, result, parts[p].offset);

      if (number != parts[p].initial)
        json_object_set_int_member (object, parts[p].name, number);
    }
  if (result->is_partial)
    json_object_set_boolean_member (object, "partial", TRUE);
  if (result->skipped != NULL)
    json_object_set_string_member (object, "skipped", result->skipped);
  if (result->error != NULL)
    json_object_set_string_member (object, "error", result->error);
  return object;
}

char *
igny_stage_results_write (const IgnyStageResult results[IGNY_N_STAGES])
{
  g_autoptr(JsonObject) all = json_object_new ();

  g_return_val_if_fail (results != NULL, NULL);

  for (guint i = 0; i < IGNY_N_STAGES; i++)
    {
      JsonObject *object = write_result (&results[i]);

      if (json_object_get_size (object) > 0)
        json_object_set_object_member (all, infos[i].word, object);
      else
        json_object_unref (object);
    }
  return igny_json_object_to_text (all, FALSE);
}

static gint64
add_seconds (gint64 at,
             gint64 seconds)
{
  return at != IGNY_UNKNOWN ? at + seconds * 1000 : 0;
}

IgnyStageNext
igny_stage_find_next (const IgnyStageSettings *settings,
                      const IgnyStageResult   *result,
                      gint64                   pending,
                      gint64                   before,
                      gint64                   between)
{
  IgnyStageNext next = { .kind = IGNY_STAGE_NEXT_END };
  gint64        left;

  g_return_val_if_fail (settings != NULL && result != NULL, next);

  left = settings->cap != IGNY_UNKNOWN ? MAX (settings->cap - result->processed, 0) : G_MAXINT64;
  if (!settings->is_enabled)
    next.reason = N_ ("Switched off");
  else if (pending <= 0)
    next.reason = result->processed == 0 ? N_ ("Nothing to do") : NULL;
  else if (left == 0)
    next.is_partial = TRUE;
  else
    {
      next.kind = IGNY_STAGE_NEXT_TAKE;
      next.most = MIN (MIN (settings->batch, left), pending);
      next.not_before = result->worked_at != IGNY_UNKNOWN
                            ? add_seconds (result->worked_at, settings->delay)
                            : add_seconds (before, between);
    }
  return next;
}
