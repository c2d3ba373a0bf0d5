/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "igny-images-api-private.h"
#include "igny-number.h"

#define MAX_PROMPT 2000
#define MIN_PROMPT 2
#define QUALITY 90

static gboolean
wants (IgnyImagesApi *self,
       const char    *field)
{
  return !g_hash_table_contains (self->refused, field);
}

/* Takes task. */
static char *
write_tasks (JsonObject *task)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *tasks = json_array_new ();

  json_array_add_object_element (tasks, task);
  json_node_take_array (node, tasks);
  return igny_json_to_text (node, FALSE);
}

static void
set_prompts (IgnyImagesApi           *self,
             const IgnyImagesRequest *request,
             JsonObject              *task)
{
  glong            length = g_utf8_strlen (request->prompt, -1);
  g_autofree char *prompt = g_utf8_substring (request->prompt, 0, MIN (length, MAX_PROMPT));
  g_autofree char *negative = NULL;

  json_object_set_string_member (task, "positivePrompt", length < MIN_PROMPT ? "--" : prompt);
  if (request->negative == NULL || !self->family.negative || !wants (self, "negativePrompt"))
    return;
  length = g_utf8_strlen (request->negative, -1);
  negative = g_utf8_substring (request->negative, 0, MIN (length, MAX_PROMPT));
  if (length >= MIN_PROMPT)
    json_object_set_string_member (task, "negativePrompt", negative);
}

static const char *
get_format (const char *format)
{
  if (g_strcmp0 (format, "png") == 0)
    return "PNG";
  return g_strcmp0 (format, "webp") == 0 ? "WEBP" : "JPG";
}

char *
igny_runware_build_body (IgnyImagesApi           *self,
                         const IgnyImagesRequest *request)
{
  JsonObject *task = json_object_new ();
  guint       width = request->width;
  guint       height = request->height;

  igny_images_api_fit_size (&self->family, &width, &height);
  json_object_set_string_member (task, "taskType", "imageInference");
  json_object_set_string_member (task, "taskUUID", request->task_id);
  json_object_set_string_member (task, "model", self->model);
  set_prompts (self, request, task);
  if (wants (self, "width") && wants (self, "height"))
    {
      json_object_set_int_member (task, "width", width);
      json_object_set_int_member (task, "height", height);
    }
  if (self->family.steps > 0 && wants (self, "steps"))
    json_object_set_int_member (task, "steps", self->family.steps);
  json_object_set_int_member (task, "numberResults", CLAMP (request->n, 1, 4));
  json_object_set_string_member (task, "outputType", "base64Data");
  json_object_set_string_member (task, "outputFormat", get_format (request->format));
  if (g_strcmp0 (request->format, "png") != 0 && wants (self, "outputQuality"))
    json_object_set_int_member (task, "outputQuality", QUALITY);
  json_object_set_boolean_member (task, "includeCost", TRUE);
  return write_tasks (task);
}

char *
igny_runware_build_question (const char *task_id)
{
  JsonObject *task = json_object_new ();

  g_return_val_if_fail (task_id != NULL, NULL);

  json_object_set_string_member (task, "taskType", "getResponse");
  json_object_set_string_member (task, "taskUUID", task_id);
  return write_tasks (task);
}

char *
igny_runware_build_ping (void)
{
  JsonObject *task = json_object_new ();

  json_object_set_string_member (task, "taskType", "ping");
  json_object_set_boolean_member (task, "ping", TRUE);
  return write_tasks (task);
}

gboolean
igny_runware_has_pong (const char *bytes,
                       gsize       length)
{
  g_autoptr (JsonNode) node = length > 0 ? igny_json_parse (bytes, (gssize) length, NULL) : NULL;
  JsonObject *object = igny_json_node_get_object (node);

  return igny_json_get_array (object, "errors") == NULL &&
         igny_json_array_get_length (igny_json_get_array (object, "data")) > 0;
}

static gboolean
is_of_task (JsonObject *item,
            const char *task_id)
{
  return g_ascii_strcasecmp (igny_json_get_string (item, "taskUUID", task_id), task_id) == 0;
}

/* FALSE when the picture is not ready. */
static gboolean
read_item (JsonObject       *item,
           IgnyImagesAnswer *answer,
           GPtrArray        *urls)
{
  const char *base64 = igny_json_get_string (item, "imageBase64Data", NULL);
  const char *uri = igny_json_get_string (item, "imageDataURI", NULL);
  const char *url = igny_json_get_string (item, "imageURL", NULL);
  double      cost = igny_json_get_double (item, "cost", -1);

  if (base64 == NULL && uri != NULL && strchr (uri, ',') != NULL)
    base64 = strchr (uri, ',') + 1;
  if (base64 == NULL && url == NULL)
    return FALSE;
  if (base64 == NULL || !igny_images_answer_add_base64 (answer, base64, NULL))
    if (url != NULL)
      g_ptr_array_add (urls, g_strdup (url));
  if (cost >= 0 && cost < 1000)
    {
      answer->cost_usd = (answer->cost_told ? answer->cost_usd : 0) + llround (cost * 1e6);
      answer->cost_told = TRUE;
    }
  return TRUE;
}

/* Each answer tells of all pictures of the task that are ready by then. */
static void
forget (IgnyImagesAnswer *answer,
        GPtrArray        *urls)
{
  g_ptr_array_set_size (answer->items, 0);
  g_ptr_array_set_size (urls, 0);
  answer->cost_usd = IGNY_UNKNOWN;
  answer->cost_told = FALSE;
}

static IgnyImagesRead
judge (guint    ready,
       guint    refused,
       guint    n,
       gboolean waits)
{
  if (waits || (ready > 0 && ready + refused < n))
    return refused > 0 && ready == 0 ? IGNY_IMAGES_READ_NOTHING : IGNY_IMAGES_READ_WAIT;
  return ready > 0 ? IGNY_IMAGES_READ_DONE : IGNY_IMAGES_READ_NOTHING;
}

IgnyImagesRead
igny_runware_read (JsonObject       *object,
                   const char       *task_id,
                   guint             n,
                   IgnyImagesAnswer *answer,
                   GPtrArray        *urls,
                   IgnyChatFault   **fault)
{
  JsonArray *data = igny_json_get_array (object, "data");
  JsonArray *errors = igny_json_get_array (object, "errors");
  gboolean   waits = FALSE;
  guint      refused = 0;

  forget (answer, urls);
  for (guint i = 0; i < MIN (igny_json_array_get_length (data), 64); i++)
    {
      JsonObject *item = igny_json_array_get_object (data, i);

      if (is_of_task (item, task_id) && !read_item (item, answer, urls))
        waits = TRUE;
    }
  for (guint i = 0; i < igny_json_array_get_length (errors); i++)
    {
      JsonObject *item = igny_json_array_get_object (errors, i);

      if (!is_of_task (item, task_id))
        continue;
      if (strcmp (igny_json_get_string (item, "code", ""), "conflictTaskUUID") == 0)
        return IGNY_IMAGES_READ_WAIT;
      refused++;
      if (*fault == NULL)
        *fault = igny_chat_fault_new_from_item (item);
    }
  return judge (answer->items->len + urls->len, refused, n, waits);
}
