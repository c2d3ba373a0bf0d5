/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-idea-maker.h"
#include "igny-work-ideas.h"

void
igny_work_ideas_make (IgnyWorkIdeas         *self,
                      const IgnyWorkCluster *cluster)
{
  const IgnyWorkKeywords *keywords = cluster->keywords;
  g_autofree IgnyIntent  *intents = g_new0 (IgnyIntent, keywords->n + 1);
  g_autoptr(GPtrArray) ideas = NULL;

  for (gsize i = 0; i < keywords->n; i++)
    intents[i] = igny_intent_from_word (keywords->intents->pdata[i]);
  ideas = igny_idea_maker_run ((const char *const *) keywords->texts->pdata,
                               (const gint64 *) (gpointer) keywords->volumes->data, intents,
                               keywords->n, NULL);

  for (guint i = 0; i < ideas->len; i++)
    {
      const IgnyIdea *idea = ideas->pdata[i];
      IgnyWorkIdea   *made =
          igny_work_ideas_append (self, cluster->row, cluster->scope, idea->title);

      made->description = g_strdup (idea->description);
      made->content_type = idea->content_type;
      made->content_structure = idea->content_structure;
      made->outline = igny_outline_to_json (idea->outline);
      made->words = idea->words;
      made->n_primary = idea->primary->len;
      igny_work_idea_add_keywords (made, idea->primary, cluster);
      igny_work_idea_add_keywords (made, idea->covered, cluster);
    }
}
