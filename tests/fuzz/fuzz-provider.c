/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-images-api-private.h"
#include "igny-prompt.h"
#include "igny-provider-limiter.h"
#include "igny-reply-schema.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
read_pictures (JsonObject *object)
{
  g_autoptr (IgnyImagesAnswer) first = igny_images_answer_new ();
  g_autoptr (IgnyImagesAnswer) second = igny_images_answer_new ();
  g_autoptr (GPtrArray) urls = g_ptr_array_new_with_free_func (g_free);
  IgnyChatFault *fault = NULL;

  igny_images_api_read (object, first, urls);
  igny_runware_read (object, "x", 2, second, urls, &fault);
  for (guint i = 0; i < first->items->len; i++)
    g_assert (((IgnyImagesItem *) first->items->pdata[i])->type != NULL);
  igny_chat_fault_free (fault);
}

/* Answers with pictures, answers by a schema, durations and templates. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (JsonNode) node = igny_json_parse (text, -1, NULL);
  g_autoptr (JsonNode) form = igny_json_parse (igny_reply_schema_get ("ideas"), -1, NULL);
  G_GNUC_UNUSED g_autoptr (GPtrArray) faults = igny_prompt_check ("ideas", text);
  g_autoptr (IgnyPrompt) prompt = igny_prompt_new ("ideas", valid);

  if (igny_json_node_get_object (node) != NULL)
    read_pictures (igny_json_node_get_object (node));
  if (node != NULL)
    igny_reply_schema_check (igny_json_node_get_object (form), node, NULL);
  igny_provider_limiter_read_duration (text);
  igny_prompt_set_text (prompt, "cluster", valid);
  g_assert (g_utf8_validate (igny_prompt_get_messages (prompt)[1].content, -1, NULL));
  return 0;
}
