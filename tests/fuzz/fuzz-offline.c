/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-brief.h"
#include "igny-clustering.h"
#include "igny-idea-maker.h"
#include "igny-number.h"
#include "igny-text.h"

#define KEYWORDS_MAX 200

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_brief (const IgnyIdea    *idea,
             const char *const *keywords,
             guint              count)
{
  IgnyBriefTask    task = { idea->title, idea->description, NULL, idea->content_type,
                            idea->outline, keywords, NULL, NULL, count, 1, IGNY_UNKNOWN };
  g_autofree char *html = igny_brief_to_html (&task);

  g_assert (g_utf8_validate (html, -1, NULL));
}

/* One keyword a line: every keyword in one cluster or none, every one served by
 * one idea, whatever the text. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_utf8_make_valid ((const char *) data, (gssize) size);
  g_auto(GStrv) lines = g_strsplit (text, "\n", KEYWORDS_MAX);
  g_autoptr(GPtrArray) plain = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) ideas = NULL;
  g_autoptr(IgnyClustering) clusters = NULL;
  guint count = g_strv_length (lines);
  guint served = 0;

  for (guint i = 0; i < count; i++)
    g_ptr_array_add (plain, igny_text_normalize (lines[i]));
  clusters = igny_clustering_run ((const char *const *) plain->pdata, NULL, count, 0.5, NULL, NULL,
                                  NULL, NULL);
  for (guint i = 0; i < count; i++)
    g_assert (clusters->clusters[i] < (gint) clusters->n_clusters);

  ideas = igny_idea_maker_run ((const char *const *) lines, NULL, NULL, count, NULL);
  for (guint i = 0; i < ideas->len; i++)
    {
      const IgnyIdea *idea = ideas->pdata[i];

      g_assert (g_utf8_validate (idea->title, -1, NULL));
      served += idea->primary->len + idea->covered->len;
      check_brief (idea, (const char *const *) lines, MIN (count, 20));
    }
  g_assert (served == count);
  return 0;
}
