/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "igny-outline.h"
#include "igny-prompt.h"
#include "igny-reply-ideas.h"
#include "igny-reply.h"
#include "igny-work-ideas.h"

guint
igny_work_ideas_count_wanted (gsize n_keywords)
{
  if (n_keywords <= 1)
    return 1;
  if (n_keywords <= 3)
    return 2;
  return (guint) CLAMP (n_keywords / 3 + 2, 3, 7);
}

static char *
join_outline (const IgnyReplyIdea *idea)
{
  g_autoptr(GPtrArray) outline = igny_outline_new ();

  for (guint i = 0; i < idea->outline->len; i++)
    {
      const IgnyReplySection *section = idea->outline->pdata[i];

      igny_outline_add (outline, section->level, section->heading,
                        section->note != NULL ? section->note : "", NULL);
    }
  return igny_outline_to_json (outline);
}

static void
take_idea (IgnyWorkIdeas         *self,
           const IgnyWorkCluster *cluster,
           const IgnyReplyIdea   *idea)
{
  IgnyWorkIdea *made = igny_work_ideas_append (self, cluster->row, cluster->scope, idea->title);

  made->description = g_strdup (idea->description);
  made->content_type = idea->content_type;
  made->content_structure = idea->content_structure;
  made->outline = join_outline (idea);
  made->words = idea->estimated_word_count;
  made->n_primary = idea->primary_keywords->len;
  igny_work_idea_add_keywords (made, idea->primary_keywords, cluster);
  igny_work_idea_add_keywords (made, idea->covered_keywords, cluster);
}

static IgnyReplyIdeas *
ask (IgnyWorkIdeas         *self,
     const IgnyWorkCluster *cluster,
     IgnyPrompt            *prompt,
     const char *const     *texts,
     guint                  item,
     guint                  n_items,
     GError               **error)
{
  IgnyAiCall call = {
    .function = "generate_ideas",
    .target = "clusters",
    .target_row = cluster->row,
    .credits = igny_credits_count ("generate_ideas",
                                   igny_work_ideas_count_wanted (cluster->keywords->n)),
    .owed = igny_ai_usages_sum (self->usages),
    .messages = igny_prompt_get_messages (prompt),
    .n_messages = igny_prompt_get_n_messages (prompt),
    .json = TRUE,
    .allow_cut = TRUE,
    .things = (guint) igny_work_ideas_count_wanted (cluster->keywords->n),
    .item = item,
    .n_items = n_items,
  };
  IgnyUsage       usage = { 0 };
  IgnyReplyIdeas *reply;
  g_autoptr(IgnyChatAnswer) answer = igny_ai_session_ask (self->session, &call, &usage, error);

  if (answer == NULL)
    return NULL;
  igny_ai_session_report_parse (self->session, item, n_items);
  reply = igny_reply_ideas_new (answer->text->str, texts, error);
  /* What came is what is paid for, one credit an idea. */
  igny_ai_usages_add (
      self->usages, &usage,
      reply != NULL ? igny_credits_count ("generate_ideas", reply->ideas->len) : 0);
  return reply;
}

static IgnyPrompt *
make_prompt (IgnyWorkIdeas         *self,
             const IgnyWorkCluster *cluster,
             const char *const     *texts)
{
  IgnyPrompt *prompt = igny_ai_session_new_prompt (self->session, "ideas", NULL);

  igny_prompt_set_text (prompt, "cluster", cluster->name);
  igny_prompt_set_list (prompt, "keywords", texts);
  igny_prompt_set_number (prompt, "count", igny_work_ideas_count_wanted (cluster->keywords->n));
  igny_prompt_set_option (prompt, "language", igny_ai_session_get_language (self->session));
  return prompt;
}

gboolean
igny_work_ideas_ask (IgnyWorkIdeas         *self,
                     const IgnyWorkCluster *cluster,
                     guint                  item,
                     guint                  n_items,
                     GError               **error)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new ();
  g_autoptr(IgnyReplyIdeas) reply = NULL;
  g_autoptr(IgnyPrompt) prompt = NULL;
  g_autoptr(GError) failure = NULL;

  if (self->session == NULL)
    self->session = igny_ai_session_new (self->run, "generate_ideas", error);
  if (self->session == NULL)
    return FALSE;

  /* The most searched ones say what the cluster is about. */
  for (guint i = 0; i < MIN (cluster->keywords->n, 200); i++)
    g_ptr_array_add (texts, cluster->keywords->texts->pdata[i]);
  g_ptr_array_add (texts, NULL);
  prompt = make_prompt (self, cluster, (const char *const *) texts->pdata);
  reply = ask (self, cluster, prompt, (const char *const *) texts->pdata, item, n_items, &failure);
  if (reply == NULL && failure->domain == IGNY_REPLY_ERROR)
    {
      igny_prompt_set_complaint (prompt, failure->message);
      g_clear_error (&failure);
      reply = ask (self, cluster, prompt, (const char *const *) texts->pdata, item, n_items,
                   &failure);
    }
  if (reply == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  for (guint i = 0; i < reply->ideas->len; i++)
    take_idea (self, cluster, reply->ideas->pdata[i]);
  return TRUE;
}
