/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "igny-content.h"
#include "igny-html.h"
#include "igny-image.h"
#include "igny-jobs.h"
#include "igny-json.h"
#include "igny-reply-schema.h"
#include "igny-settings.h"
#include "igny-task.h"
#include "igny-text.h"
#include "igny-work-images.h"
#include "igny-work-keywords.h"

#define OPERATION "generate_image_prompts"
#define PROMPT "image_prompt_extraction"

/* An article on its way to descriptions. */
typedef struct
{
  const IgnyRun    *run;
  gint64            row; /* of the task */
  IgnyTask         *task;
  IgnyContent      *content;
  IgnyWorkKeywords *keywords;
  GPtrArray        *headings; /* of IgnyHtmlHeading */
  char             *look;
  gint64            count;    /* of pictures in the article that are missing */
  gint64            featured; /* that are there */
  JsonNode         *reply;
  GArray           *usages;
  gboolean          whole; /* it is all that the run does */
} Describing;

static void
clear (Describing *self)
{
  igny_record_free (self->task);
  igny_record_free (self->content);
  g_clear_pointer (&self->keywords, igny_work_keywords_free);
  g_clear_pointer (&self->headings, g_ptr_array_unref);
  g_clear_pointer (&self->reply, json_node_unref);
  g_clear_pointer (&self->usages, g_array_unref);
  g_free (self->look);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Describing, clear)

#define THERE                                                                    \
  "SELECT count(*) FROM images WHERE task = ?1 AND image_type = ?2 AND status =" \
  " 'generated' AND account = my_account () AND deleted_step IS NULL"

static gboolean
count_there (IgnyDb     *db,
             gint64      task,
             const char *type,
             gint64     *count,
             GError    **error)
{
  return igny_db_get_integer (db, THERE, IGNY_BINDS (IGNY_BIND_INT (task), IGNY_BIND_TEXT (type)),
                              count, error);
}

/* Pictures that are there, a person's own among them, stay. */
static gboolean
count_missing (IgnyDb     *db,
               Describing *self,
               GError    **error)
{
  gint64 others;

  if (!count_there (db, self->row, "featured", &self->featured, error) ||
      !count_there (db, self->row, "in_article", &others, error))
    return FALSE;
  self->count = MAX (self->count - others, 0);
  if (self->featured == 0 || self->count > 0)
    return TRUE;
  g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD,
               _("“%s” has its pictures already; delete those that are to be made anew"),
                  self->task->title);
  return FALSE;
}

static gboolean
load_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Describing *self = data;
  gint64      account = igny_store_get_account (self->run->store);
  g_autoptr(GPtrArray) found = NULL;

  self->task = igny_records_load (db, &igny_task_entity, self->row, error);
  if (self->task == NULL)
    return FALSE;
  found = igny_records_select (db, &igny_content_entity, "task = ?1 AND is_brief = 0", NULL,
                               IGNY_BINDS (IGNY_BIND_INT (self->row)), error);
  self->keywords = found != NULL ? igny_work_keywords_load_task (db, self->row, error) : NULL;
  if (self->keywords == NULL)
    return FALSE;
  if (found->len == 0)
    {
      g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD,
                   _("“%s” has no article yet; write it before its pictures"), self->task->title);
      return FALSE;
    }
  self->content = g_ptr_array_steal_index (found, 0);
  self->count = igny_settings_get_number (db, account, "image_generation.in-article");
  self->look = igny_settings_dup (db, account, "image_generation.look");
  return count_missing (db, self, error);
}

static IgnyPrompt *
make_prompt (IgnyAiSession *session,
             Describing    *self,
             const char    *text)
{
  IgnyPrompt *prompt = igny_ai_session_new_prompt (session, PROMPT, NULL);
  g_autoptr(GPtrArray) words = g_ptr_array_new ();
  g_autoptr(GPtrArray) headings = g_ptr_array_new ();

  for (guint i = 0; i < MIN (self->keywords->n, 20); i++)
    g_ptr_array_add (words, self->keywords->texts->pdata[i]);
  g_ptr_array_add (words, NULL);
  for (guint i = 0; i < self->headings->len; i++)
    g_ptr_array_add (headings, ((IgnyHtmlHeading *) self->headings->pdata[i])->text);
  g_ptr_array_add (headings, NULL);

  igny_prompt_set_text (prompt, "title", self->content->title);
  igny_prompt_set_article (prompt, "article", text);
  igny_prompt_set_list (prompt, "headings", (const char *const *) headings->pdata);
  igny_prompt_set_list (prompt, "keywords", (const char *const *) words->pdata);
  igny_prompt_set_number (prompt, "count", self->count);
  igny_prompt_set_option (prompt, "language", igny_ai_session_get_language (session));
  return prompt;
}

static JsonNode *
ask_once (IgnyWorkImages *images,
          Describing     *self,
          IgnyPrompt     *prompt,
          GError        **error)
{
  IgnyAiCall call = {
    .function = OPERATION,
    .target = "content",
    .target_row = self->content->record.row,
    .credits = igny_credits_count (OPERATION, 1),
    .messages = igny_prompt_get_messages (prompt),
    .n_messages = igny_prompt_get_n_messages (prompt),
    .json = TRUE,
    .schema = igny_reply_schema_get (PROMPT),
    .words = (guint) MAX (self->content->word_count, 0),
    .item = images->item,
    .n_items = images->n_items,
  };
  IgnyUsage usage = { 0 };
  g_autoptr(IgnyChatAnswer) answer = igny_ai_session_ask (images->texts, &call, &usage, error);

  if (answer == NULL)
    return NULL;
  igny_ai_usages_add (self->usages, &usage, usage.credits);
  igny_ai_session_report_parse (images->texts, images->item, images->n_items);
  return igny_reply_schema_read (answer->text->str, call.schema, NULL, error);
}

/* A bad answer is asked for once more, with what is wrong with it. */
static gboolean
ask (IgnyWorkImages *images,
     Describing     *self,
     GError        **error)
{
  g_autoptr(IgnyPrompt) prompt = NULL;
  g_autoptr(GError) failure = NULL;
  g_autofree char *text = igny_html_to_text (self->content->html_content, error);

  if (text == NULL)
    return FALSE;
  prompt = make_prompt (images->texts, self, text);
  self->reply = ask_once (images, self, prompt, &failure);
  if (self->reply == NULL && failure->domain == IGNY_REPLY_ERROR)
    {
      igny_prompt_set_complaint (prompt, failure->message);
      g_clear_error (&failure);
      self->reply = ask_once (images, self, prompt, &failure);
    }
  if (self->reply != NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* The place of the picture: that of its heading, else behind all of them. */
static gint64
find_position (const Describing *self,
               const char       *heading,
               guint             index)
{
  g_autofree char *wanted = igny_text_normalize (heading);

  for (guint i = 0; i < self->headings->len; i++)
    {
      g_autofree char *normal =
          igny_text_normalize (((IgnyHtmlHeading *) self->headings->pdata[i])->text);

      if (g_str_equal (wanted, normal))
        return i + 1;
    }
  return self->headings->len + 1 + index;
}

static gboolean
insert (IgnyStep         *step,
        const Describing *self,
        const char       *type,
        const char       *prompt,
        const char       *alt,
        gint64            position,
        GError          **error)
{
  g_autoptr(IgnyImage) image = igny_record_new (&igny_image_entity);

  image->site = self->task->site;
  image->sector = self->task->sector;
  image->task = self->row;
  image->position = position;
  igny_text_set (&image->image_type, type);
  igny_text_set (&image->look, self->look);
  igny_text_set (&image->prompt, prompt);
  igny_text_set (&image->alt_text, alt);
  igny_text_set (&image->status, "pending");
  return igny_step_insert (step, image, error);
}

static gboolean
remove_waiting (IgnyStep *step,
                gint64    task,
                GError  **error)
{
  return igny_db_exec (igny_step_get_db (step),
                       "UPDATE images SET deleted_step = ?1, updated_at = ?2 WHERE task = ?3 AND"
                       " status IN ('pending', 'failed') AND image_path IS NULL AND"
                       " account = my_account () AND deleted_step IS NULL",
                       IGNY_BINDS (IGNY_BIND_INT (igny_step_get_number (step)),
                                   IGNY_BIND_INT (igny_step_get_now (step)), IGNY_BIND_INT (task)),
                       error);
}

static gboolean
save_cb (IgnyStep     *step,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  const Describing *self = data;
  JsonObject       *reply = igny_json_node_get_object (self->reply);
  JsonArray        *others = igny_json_get_array (reply, "in_article_prompts");
  guint             n = MIN (igny_json_array_get_length (others), (guint) self->count);

  igny_step_set_label (step, _("Describe pictures for “%s”"), self->task->title);
  if (!remove_waiting (step, self->row, error) ||
      (self->featured == 0 &&
       !insert (step, self, "featured", igny_json_get_string (reply, "featured_prompt", ""),
                igny_json_get_string (reply, "featured_alt", NULL), 0, error)))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      JsonObject *item = igny_json_array_get_object (others, i);
      gint64      position = find_position (self, igny_json_get_string (item, "heading", ""), i);

      if (!insert (step, self, "in_article", igny_json_get_string (item, "prompt", ""),
                   igny_json_get_string (item, "alt", NULL), position, error))
        return FALSE;
    }
  return igny_ai_usages_charge (self->usages, step, error) &&
         igny_jobs_settle (self->run, step, self->whole, error);
}

gboolean
igny_work_images_describe (IgnyWorkImages *images,
                           gint64          task,
                           GError        **error)
{
  g_auto(Describing) self = { .run = images->run, .row = task };

  g_return_val_if_fail (images != NULL, FALSE);

  self.usages = igny_ai_usages_new ();
  self.whole = images->n_items == 1;
  igny_run_report (images->run, IGNY_PHASE_PREP, 0, images->item, images->n_items,
                   _("Reading an article"));
  if (!igny_store_read (images->run->store, load_cb, &self, images->run->cancellable, error))
    return FALSE;
  self.headings = igny_html_headings (self.content->html_content, error);
  if (self.headings == NULL)
    return FALSE;
  if (images->texts == NULL)
    images->texts = igny_ai_session_new (images->run, OPERATION, error);
  if (images->texts == NULL || !ask (images, &self, error))
    return FALSE;
  igny_run_report (images->run, IGNY_PHASE_SAVE, 0, images->item, images->n_items,
                   _("Saving descriptions of pictures"));
  return igny_store_write (images->run->store, IGNY_STEP_DO, "Describe pictures", save_cb, &self,
                           NULL, error);
}
