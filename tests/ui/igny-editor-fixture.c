/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-editor-fixture.h"

#include "igny-content.h"
#include "igny-http-curl.h"
#include "igny-keyword.h"
#include "igny-sector.h"
#include "igny-site.h"
#include "igny-task-keyword.h"
#include "igny-task.h"
#include "igny-test-folder.h"

typedef struct
{
  IgnyEditorFixture *fixture;
  const char        *html;
  gboolean           is_brief;
} Plan;

static const struct
{
  const char *keyword;
  gint64      volume;
} keywords[] = {
  { "hiking boots for wide feet", 12100 },
  { "wide hiking boots", 8100 },
  { "wide toe box hiking boots", 5400 },
  { "waterproof hiking boots", 4400 },
  { "best hiking boots", 40500 },
  { "how to measure your feet", 1900 },
  { "break in hiking boots", 1600 },
  { "hiking boots 4e", 880 },
  { "lightweight wide hiking shoes", 720 },
  { "lacing for wide feet", 260 },
  { "boot stretcher", IGNY_UNKNOWN },
};

static const char article[] =
    "<p>If your toes go numb before the first viewpoint, the trail is not the "
    "problem: your boots are. The "
    "<strong>best hiking boots for wide feet</strong> leave room where you need it "
    "and hold where you do not. We "
    "walked 640 kilometers in fourteen pairs to find out which ones do.</p>"
    "<h2>How to measure your feet</h2>"
    "<p>Feet swell by up to half a size on a long day, so measure them in the "
    "evening and in the socks that you "
    "will wear. Stand on a sheet of paper, mark the widest points and compare them with "
    "<a href=\"https://outdoor-gear.com/size-chart\">the size chart</a>.</p>"
    "<ul><li>Length: heel to the longest toe, plus one centimeter.</li>"
    "<li>Width: across the ball, without pressing the tape.</li>"
    "<li>Instep: around the highest point, which decides on the lacing.</li></ul>"
    "<h3>What the letters mean</h3>"
    "<table><thead><tr><th>Letter</th><th>Width</th><th>Fits</th></tr></thead><tbody>"
    "<tr><td>D</td><td>Medium</td><td>Most feet</td></tr>"
    "<tr><td>2E</td><td>Wide</td><td>About one foot in four</td></tr>"
    "<tr><td>4E</td><td>Extra wide</td><td>Hiking boots 4E are rare</td></tr></tbody></table>"
    "<h2>Wide toe box or wide boot?</h2>"
    "<p>Wide toe box hiking boots let the toes spread, but hold the heel as others "
    "do. Wide hiking boots are "
    "larger all over. If your heel slips while you try them on, take the first kind.</p>"
    "<blockquote><p>A boot that needs breaking in has not been fitted. <em>It should "
    "feel right in the "
    "shop.</em></p></blockquote>"
    "<h2>Waterproof hiking boots: yes or no?</h2>"
    "<p>A membrane keeps wet meadows out for about five hours. It also keeps sweat "
    "in. For summer and for the "
    "desert, leave it.</p>"
    "<figure><img src=\"https://outdoor-gear.com/media/creek.jpg\" alt=\"Crossing a "
    "creek in low boots\">"
    "<figcaption>Low boots dry faster.</figcaption></figure>"
    "<h2>Lacing for wide feet</h2>"
    "<ol><li>Skip the second pair of eyelets.</li><li>Lace straight across the instep.</li>"
    "<li>Lock the heel with a runner’s loop.</li></ol>"
    "<h2>Frequently asked questions</h2>"
    "<h3>Can a boot stretcher help?</h3>"
    "<p>By half a width at most, and only leather gives way for good.</p>";

static void
fill (char      **member,
      const char *text)
{
  g_free (*member);
  *member = g_strdup (text);
}

static gboolean
add_keywords (IgnyStep       *step,
              const IgnyTask *task,
              GError        **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (keywords); i++)
    {
      g_autoptr(IgnyKeyword) keyword = igny_record_new (&igny_keyword_entity);
      g_autoptr(IgnyTaskKeyword) link = igny_record_new (&igny_task_keyword_entity);

      keyword->site = task->site;
      keyword->sector = task->sector;
      fill (&keyword->keyword, keywords[i].keyword);
      fill (&keyword->key, keywords[i].keyword);
      keyword->volume = keywords[i].volume;
      if (!igny_step_insert (step, keyword, error))
        return FALSE;
      link->task = task->record.row;
      link->keyword = keyword->record.row;
      link->is_primary = i == 0;
      link->position = i;
      if (!igny_step_insert (step, link, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_content (IgnyStep       *step,
             Plan           *plan,
             const IgnyTask *task,
             GError        **error)
{
  g_autoptr(IgnyContent) content = igny_record_new (&igny_content_entity);

  content->site = task->site;
  content->sector = task->sector;
  content->task = task->record.row;
  content->is_brief = plan->is_brief;
  content->word_count = 0;
  fill (&content->title, task->title);
  fill (&content->html_content, plan->html != NULL ? plan->html : article);
  fill (&content->meta_title, "Best Hiking Boots for Wide Feet (14 Pairs Tested)");
  fill (&content->meta_description,
        "We walked 640 km in fourteen pairs to find hiking boots for wide feet that "
        "hold the heel and free the toes. Sizes, lacing and what to leave.");
  fill (&content->slug, "hiking-boots-wide-feet");
  fill (&content->excerpt,
        "Fourteen pairs, 640 kilometers, and what your toes will thank you for.");
  fill (&content->primary_keyword, "hiking boots for wide feet");
  fill (&content->secondary_keywords,
        "wide hiking boots, wide toe box hiking boots, waterproof hiking boots");
  fill (&content->categories, "Boots");
  fill (&content->tags, "wide feet, fitting, buying guide");
  fill (&content->status, plan->is_brief ? "draft" : "review");
  if (!igny_step_insert (step, content, error))
    return FALSE;
  plan->fixture->content = content->record.row;
  return TRUE;
}

static gboolean
add_all (IgnyStep     *step,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  g_autoptr(IgnySite) site = igny_record_new (&igny_site_entity);
  g_autoptr(IgnySector) sector = igny_record_new (&igny_sector_entity);
  g_autoptr(IgnyTask) task = igny_record_new (&igny_task_entity);

  fill (&site->name, "outdoor-gear.com");
  fill (&site->slug, "outdoor-gear");
  fill (&site->domain, "https://outdoor-gear.com");
  if (!igny_step_insert (step, site, error))
    return FALSE;
  sector->site = site->record.row;
  fill (&sector->name, "Hiking");
  fill (&sector->slug, "hiking");
  if (!igny_step_insert (step, sector, error))
    return FALSE;
  task->site = site->record.row;
  task->sector = sector->record.row;
  fill (&task->title, "Best hiking boots for wide feet: 14 pairs, tested on the trail");
  return igny_step_insert (step, task, error) && add_keywords (step, task, error) &&
         add_content (step, data, task, error);
}

void
igny_editor_fixture_init (IgnyEditorFixture *self,
                          const char        *html,
                          gboolean           is_brief)
{
  g_autoptr(GError) error = NULL;
  Plan plan = { self, html, is_brief };

  self->folder = igny_test_folder_new ();
  self->env = *igny_env_get_system ();
  self->http = igny_http_curl_new (&self->env);
  self->env.http = self->http;
  self->store = igny_store_open (&self->env, self->folder, NULL, NULL, &error);
  g_assert_no_error (error);
  igny_store_write (self->store, IGNY_STEP_SYSTEM, "Add an article", add_all, &plan, NULL, &error);
  g_assert_no_error (error);
}

void
igny_editor_fixture_clear (IgnyEditorFixture *self)
{
  igny_store_close (self->store);
  g_clear_object (&self->store);
  g_clear_object (&self->http);
  igny_test_folder_free (self->folder);
}

typedef struct
{
  gint64      row;
  const char *field;
  char       *text;
} Question;

static gboolean
ask (IgnyDb       *db,
     gpointer      data,
     GCancellable *cancellable,
     GError      **error)
{
  Question        *question = data;
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM content WHERE row = ?1", question->field);

  return igny_db_get_text (db, sql, IGNY_BINDS (IGNY_BIND_INT (question->row)), &question->text,
                           error);
}

char *
igny_editor_fixture_dup (IgnyEditorFixture *self,
                         const char        *field)
{
  g_autoptr(GError) error = NULL;
  Question question = { self->content, field, NULL };

  igny_store_read (self->store, ask, &question, NULL, &error);
  g_assert_no_error (error);
  return question.text;
}
