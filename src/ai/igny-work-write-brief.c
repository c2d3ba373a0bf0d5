/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-brief.h"
#include "igny-work-write.h"

static void
fill (IgnyWorkText        *text,
      const IgnyWorkTask  *task,
      const IgnyBriefTask *brief)
{
  IgnyContentDraft *draft = &text->draft;
  const char       *primary = brief->n_keywords > 0 ? brief->keywords[0] : NULL;

  draft->title = task->task->title;
  draft->html = igny_work_text_keep (text, igny_brief_to_html (brief));
  draft->is_brief = TRUE;
  draft->meta_title = igny_work_text_keep (text, igny_brief_make_meta_title (draft->title));
  draft->meta_description = igny_work_text_keep (
      text, igny_brief_make_meta_description (draft->title, brief->outline));
  draft->slug = igny_work_text_keep (text, igny_brief_make_slug (draft->title, primary));
  draft->primary_keyword = primary;
  draft->secondary_keywords = igny_work_text_keep (text, igny_work_task_join_keywords (task, 1));
  draft->origin = "offline";
}

gboolean
igny_work_write_brief (const IgnyWorkTask *task,
                       IgnyWorkText       *text,
                       GError            **error)
{
  const IgnyWorkKeywords *keywords = task->keywords;
  g_autofree IgnyIntent  *intents = g_new0 (IgnyIntent, keywords->n + 1);
  g_autoptr(GPtrArray) outline = NULL;
  IgnyBriefTask brief = { .title = task->task->title };

  outline = igny_outline_from_json (task->task->outline != NULL ? task->task->outline : "", error);
  if (outline == NULL)
    return FALSE;
  for (gsize i = 0; i < keywords->n; i++)
    intents[i] = igny_intent_from_word (keywords->intents->pdata[i]);

  brief.description = task->task->description;
  brief.cluster = task->cluster;
  brief.content_type = task->task->content_type;
  brief.outline = outline;
  brief.keywords = (const char *const *) keywords->texts->pdata;
  brief.volumes = (const gint64 *) (gpointer) keywords->volumes->data;
  brief.intents = intents;
  brief.n_keywords = (guint) keywords->n;
  brief.n_primary = task->n_primary;
  brief.words = task->task->estimated_word_count;
  fill (text, task, &brief);
  return TRUE;
}
