/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "igny-choices.h"
#include "igny-outline.h"
#include "igny-prompt.h"
#include "igny-reply-article.h"
#include "igny-reply.h"
#include "igny-text.h"
#include "igny-work-write.h"

/* How often an article that met the output cap is asked to go on. */
#define CONTINUE_MAX 3
#define USUAL_WORDS 1200
#define PROMPT "content_generation"

static void
add_sections (IgnyPrompt *prompt,
              const char *json)
{
  g_autoptr(GPtrArray) outline = json != NULL ? igny_outline_from_json (json, NULL) : NULL;

  for (guint i = 0; outline != NULL && i < outline->len; i++)
    {
      const IgnyOutlineSection *section = outline->pdata[i];

      igny_prompt_add_section (prompt, "outline", section->level, section->heading, section->note);
    }
}

static char *
describe (const IgnyTask *task)
{
  return g_strdup_printf (
      "%s; %s%s%s", igny_choices_label (igny_choices_content_type, task->content_type),
      igny_choices_label (igny_choices_content_structure, task->content_structure),
      task->description != NULL ? ". " : "", task->description != NULL ? task->description : "");
}

static guint
get_words (const IgnyTask *task)
{
  return task->estimated_word_count != IGNY_UNKNOWN
             ? (guint) CLAMP (task->estimated_word_count, 0, 100000)
             : USUAL_WORDS;
}

static IgnyPrompt *
make_prompt (IgnyAiSession      *session,
             const IgnyWorkTask *task)
{
  IgnyPrompt      *prompt = igny_ai_session_new_prompt (session, PROMPT, task->task->prompt);
  g_autofree char *idea = describe (task->task);
  g_autoptr(GPtrArray) texts = g_ptr_array_new ();

  for (guint i = 0; i < task->keywords->n; i++)
    g_ptr_array_add (texts, task->keywords->texts->pdata[i]);
  g_ptr_array_add (texts, NULL);

  igny_prompt_set_text (prompt, "title", task->task->title);
  igny_prompt_set_text (prompt, "idea", idea);
  igny_prompt_set_text (prompt, "cluster", task->cluster);
  igny_prompt_set_list (prompt, "keywords", (const char *const *) texts->pdata);
  igny_prompt_set_number (prompt, "words", get_words (task->task));
  igny_prompt_set_option (prompt, "language", igny_ai_session_get_language (session));
  igny_prompt_set_option (prompt, "tone", "clear and friendly");
  add_sections (prompt, task->task->outline);
  return prompt;
}

/* Where the second part begins again with what the first ended on, up to 200
 * bytes of it are left out. */
static void
append_part (GString    *whole,
             const char *part)
{
  gsize longest = MIN (MIN (whole->len, strlen (part)), 200);

  for (gsize n = longest; n > 8; n--)
    if (strncmp (whole->str + whole->len - n, part, n) == 0)
      {
        part += n;
        break;
      }
  g_string_append (whole, part);
}

static void
add_usage (IgnyWorkText    *text,
           const IgnyUsage *usage)
{
  IgnyUsage *sum = &text->usage;

  if (sum->operation == NULL)
    {
      *sum = *usage;
      sum->model = igny_work_text_keep (text, g_strdup (usage->model));
      return;
    }
  /* More calls for one article cost more money, but not more credits. */
  if (usage->tokens_input != IGNY_UNKNOWN && sum->tokens_input != IGNY_UNKNOWN)
    sum->tokens_input += usage->tokens_input;
  if (usage->tokens_output != IGNY_UNKNOWN && sum->tokens_output != IGNY_UNKNOWN)
    sum->tokens_output += usage->tokens_output;
  if (usage->cost_usd != IGNY_UNKNOWN && sum->cost_usd != IGNY_UNKNOWN)
    sum->cost_usd += usage->cost_usd;
}

static char *
ask_once (const IgnyWorkAsking  *self,
          const IgnyChatMessage *messages,
          guint                  n_messages,
          gboolean               allow_cut,
          gboolean              *cut,
          GError               **error)
{
  gboolean   paid = self->text->usage.operation != NULL;
  IgnyAiCall call = {
    .function = "generate_content",
    .target = "tasks",
    .target_row = self->task->task->record.row,
    .credits = paid ? 0 : igny_credits_count ("generate_content", 1),
    .messages = messages,
    .n_messages = n_messages,
    .allow_cut = allow_cut,
    .words = get_words (self->task->task) / MAX (self->n_parts, 1),
    .item = self->item,
    .n_items = self->n_items,
    .part = self->part,
    .n_parts = self->n_parts,
  };
  IgnyUsage usage = { 0 };
  g_autoptr(IgnyChatAnswer) answer = igny_ai_session_ask (self->session, &call, &usage, error);

  if (answer == NULL)
    return NULL;
  add_usage (self->text, &usage);
  *cut = answer->finish == IGNY_CHAT_FINISH_LENGTH;
  return g_strdup (answer->text->str);
}

char *
igny_work_write_complete (const IgnyWorkAsking  *self,
                          const IgnyChatMessage *asked,
                          guint                  n_asked,
                          GError               **error)
{
  g_autoptr(GString) whole = g_string_new (NULL);
  g_autofree IgnyChatMessage *messages = g_new0 (IgnyChatMessage, n_asked + 2);
  gboolean                    cut = TRUE;

  g_return_val_if_fail (self != NULL && asked != NULL && n_asked > 0, NULL);

  for (guint i = 0; i < n_asked; i++)
    messages[i] = asked[i];
  for (guint round = 0; cut && round <= CONTINUE_MAX; round++)
    {
      g_autofree char *answer = NULL;

      messages[n_asked] = (IgnyChatMessage){ "assistant", whole->str };
      messages[n_asked + 1] = (IgnyChatMessage){
        "user", "Go on exactly where you stopped. Repeat nothing and add no remark."
      };
      answer = ask_once (self, messages, round == 0 ? n_asked : n_asked + 2, round < CONTINUE_MAX,
                         &cut, error);
      if (answer == NULL)
        return NULL;
      append_part (whole, answer);
    }

  return g_string_free (g_steal_pointer (&whole), FALSE);
}

static char *
join (GPtrArray *words)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", (char *) words->pdata[i]);
  return g_string_free (text, FALSE);
}

static char *
keep_copy (IgnyWorkText *text,
           const char   *copy)
{
  return igny_work_text_keep (text, g_strdup (copy));
}

static void
fill (IgnyWorkText           *text,
      const IgnyWorkTask     *task,
      const IgnyReplyArticle *article)
{
  IgnyContentDraft *draft = &text->draft;
  const char       *primary = task->keywords->n > 0 ? task->keywords->texts->pdata[0]
                                                    : article->primary_keyword;

  draft->title = keep_copy (text, article->title != NULL ? article->title : task->task->title);
  draft->html = keep_copy (text, article->html);
  draft->meta_title = keep_copy (text, article->meta_title);
  draft->meta_description = keep_copy (text, article->meta_description);
  draft->excerpt = keep_copy (text, article->excerpt);
  draft->slug = article->slug != NULL
                    ? keep_copy (text, article->slug)
                    : igny_work_text_keep (text, igny_text_slugify (draft->title, 80));
  draft->primary_keyword = keep_copy (text, primary);
  draft->secondary_keywords =
      igny_work_text_keep (text, task->keywords->n > 1 ? igny_work_task_join_keywords (task, 1)
                                                       : join (article->secondary_keywords));
  draft->tags = igny_work_text_keep (text, join (article->tags));
  draft->categories = igny_work_text_keep (text, join (article->categories));
  draft->origin = "ai";
}

/* A long one is written along its outline, one answer after the other. */
static IgnyReplyArticle *
get_article (IgnyWorkAsking *asking,
             GError        **error)
{
  const IgnyTask *task = asking->task->task;
  guint           least = igny_ai_session_get_section_words (asking->session);
  g_autoptr(GPtrArray) outline =
                 task->outline != NULL ? igny_outline_from_json (task->outline, NULL) : NULL;
  g_autofree char *answer = NULL;

  if (least > 0 && get_words (task) > least && outline != NULL && outline->len > 1)
    return igny_work_write_sections (asking, outline, get_words (task), error);
  answer = igny_work_write_complete (asking, asking->messages, 2, error);
  if (answer == NULL)
    return NULL;
  igny_ai_session_report_parse (asking->session, asking->item, asking->n_items);
  return igny_reply_article_new (answer, error);
}

/* One that a person gave the task is looked at before anything is paid. */
static gboolean
check_prompt (const IgnyTask *task,
              GError        **error)
{
  g_autoptr(GPtrArray) faults = NULL;

  if (task->prompt == NULL || task->prompt[strspn (task->prompt, " \t\r\n")] == '\0')
    return TRUE;
  faults = igny_prompt_check (PROMPT, task->prompt);
  if (faults->len == 0)
    return TRUE;
  g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD,
               _("prompt: the task has one of its own that cannot be used: %s. Mend it, or empty "
                 "it to go back to the prompt of the account"),
                  (const char *) faults->pdata[0]);
  return FALSE;
}

gboolean
igny_work_write_ask (IgnyAiSession      *session,
                     const IgnyWorkTask *task,
                     guint               item,
                     guint               n_items,
                     IgnyWorkText       *text,
                     GError            **error)
{
  g_autoptr(IgnyPrompt) prompt = make_prompt (session, task);
  g_autoptr(IgnyReplyArticle) article = NULL;
  IgnyWorkAsking asking = { .session = session,
                            .task = task,
                            .messages = igny_prompt_get_messages (prompt),
                            .item = item,
                            .n_items = n_items,
                            .n_parts = 1,
                            .text = text };

  if (!check_prompt (task->task, error))
    return FALSE;
  article = get_article (&asking, error);
  if (article == NULL)
    return FALSE;
  fill (text, task, article);
  return TRUE;
}
