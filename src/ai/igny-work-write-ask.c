/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "igny-choices.h"
#include "igny-outline.h"
#include "igny-prompt.h"
#include "igny-reply-article.h"
#include "igny-reply.h"
#include "igny-text.h"
#include "igny-work-write.h"

/* How often an article that met the output cap is asked to go on. */
#define CONTINUE_MAX 3

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

static IgnyPrompt *
make_prompt (IgnyAiSession      *session,
             const IgnyWorkTask *task)
{
  IgnyPrompt      *prompt = igny_ai_session_new_prompt (session, "content_generation", NULL);
  g_autofree char *idea = describe (task->task);
  g_autoptr(GPtrArray) texts = g_ptr_array_new ();

  for (guint i = 0; i < task->keywords->n; i++)
    g_ptr_array_add (texts, task->keywords->texts->pdata[i]);
  g_ptr_array_add (texts, NULL);

  igny_prompt_set_text (prompt, "title", task->task->title);
  igny_prompt_set_text (prompt, "idea", idea);
  igny_prompt_set_text (prompt, "cluster", task->cluster);
  igny_prompt_set_list (prompt, "keywords", (const char *const *) texts->pdata);
  igny_prompt_set_number (prompt, "words",
                          task->task->estimated_word_count != IGNY_UNKNOWN
                              ? task->task->estimated_word_count
                              : 1200);
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

/* The whole text of an article, in as many answers as it takes. */
static char *
ask (IgnyAiSession      *session,
     const IgnyWorkTask *task,
     IgnyPrompt         *prompt,
     guint               item,
     guint               n_items,
     IgnyWorkText       *text,
     GError            **error)
{
  g_autoptr(GString) whole = g_string_new (NULL);
  const IgnyChatMessage *asked = igny_prompt_get_messages (prompt);

  for (guint round = 0; round <= CONTINUE_MAX; round++)
    {
      IgnyChatMessage messages[4] = {
        asked[0],
        asked[1],
        { "assistant", whole->str },
        { "user", "Go on exactly where you stopped. Repeat nothing and add no remark." },
      };
      IgnyAiCall call = { .function = "generate_content", .target = "tasks" };
      IgnyUsage  usage = { 0 };
      g_autoptr(IgnyChatAnswer) answer = NULL;

      call.target_row = task->task->record.row;
      call.credits = igny_credits_count ("generate_content", 1);
      call.messages = messages;
      call.n_messages = round == 0 ? igny_prompt_get_n_messages (prompt) : 4;
      call.allow_cut = round < CONTINUE_MAX;
      call.item = item;
      call.n_items = n_items;
      answer = igny_ai_session_ask (session, &call, &usage, error);
      if (answer == NULL)
        return NULL;
      add_usage (text, &usage);
      append_part (whole, answer->text->str);
      if (answer->finish != IGNY_CHAT_FINISH_LENGTH)
        break;
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
  g_autofree char *answer = ask (session, task, prompt, item, n_items, text, error);

  if (answer == NULL)
    return FALSE;
  igny_ai_session_report_parse (session, item, n_items);
  article = igny_reply_article_new (answer, error);
  if (article == NULL)
    return FALSE;
  fill (text, task, article);
  return TRUE;
}
