/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-reply-ideas.h"

#include <string.h>

#include "igny-choices.h"
#include "igny-number.h"
#include "igny-reply-fields.h"
#include "igny-reply-keywords.h"
#include "igny-reply.h"
#include "igny-text.h"

#define MAX_IDEAS 100
#define MAX_SECTIONS 60

static const char *const list_names[] = {
  "ideas", "content_ideas", "contentIdeas", "articles", "topics", "results", "data", NULL
};
static const char *const title_names[] = {
  "title", "idea_title", "headline", "name", "working_title", "h1", NULL
};
static const char *const description_names[] = {
  "description", "summary", "brief", "angle", "idea_description", NULL
};
static const char *const type_names[] = { "content_type", "type", "format", "contentType", NULL };
static const char *const structure_names[] = {
  "content_structure", "page_type", "structure", "contentStructure", NULL
};
static const char *const primary_names[] = {
  "primary_keywords", "primary_keyword", "main_keyword", "focus_keyword", "target_keyword", NULL
};
static const char *const covered_names[] = {
  "covered_keywords", "secondary_keywords", "supporting_keywords", "target_keywords",
  "related_keywords", "keywords", NULL
};
static const char *const outline_names[] = {
  "outline", "sections", "headings", "h2", "structure", "h2_sections", NULL
};
static const char *const heading_names[] = {
  "heading", "title", "h2", "h3", "name", "section", "topic", "subheading", NULL
};
static const char *const note_names[] = {
  "note", "notes", "description", "coverage", "details", "content", "summary", NULL
};
static const char *const inner_names[] = {
  "subsections", "subheadings", "sections", "children", "h3s", "items", NULL
};
static const char *const count_names[] = {
  "estimated_word_count", "word_count", "words", "estimated_words", "wordCount", "length", NULL
};

static gboolean
accept (JsonNode *node)
{
  JsonArray *array = igny_reply_fields_find_objects (node, list_names);

  for (guint i = 0; i < igny_json_array_get_length (array); i++)
    if (igny_reply_fields_find (igny_json_array_get_object (array, i), title_names) != NULL)
      return TRUE;
  return array == NULL &&
         igny_json_get_array (igny_json_node_get_object (node), "ideas") != NULL;
}

static void
free_section (gpointer data)
{
  IgnyReplySection *section = data;

  g_free (section->heading);
  g_free (section->note);
  g_free (section);
}

static void
free_idea (gpointer data)
{
  IgnyReplyIdea *idea = data;

  g_free (idea->title);
  g_free (idea->description);
  g_array_unref (idea->primary_keywords);
  g_array_unref (idea->covered_keywords);
  g_ptr_array_unref (idea->outline);
  g_free (idea);
}

/* "Blog Post" and "how-to guide" are words too. */
static const char *
choose_word (const IgnyChoice *list,
             const char       *text,
             const char       *fallback)
{
  g_autofree char *word = NULL;
  const char      *found;

  if (text == NULL)
    return fallback;

  word = g_ascii_strdown (text, -1);
  g_strdelimit (word, " -/", '_');
  found = igny_choices_find (list, word);
  if (found == NULL)
    found = igny_choices_find (list, text);
  for (const IgnyChoice *choice = list; found == NULL && choice->word != NULL; choice++)
    if (strstr (word, choice->word) != NULL)
      found = choice->word;
  return found != NULL ? found : fallback;
}

static void
add_section (GPtrArray *outline,
             guint      level,
             char      *heading,
             char      *note)
{
  IgnyReplySection *section;

  if (heading == NULL || outline->len >= MAX_SECTIONS)
    {
      g_free (heading);
      g_free (note);
      return;
    }

  section = g_new0 (IgnyReplySection, 1);
  section->level = level;
  section->heading = heading;
  section->note = note;
  g_ptr_array_add (outline, section);
}

static guint
read_level (JsonObject *object,
            guint       level)
{
  gint64      number = igny_json_get_int (object, "level", 0);
  const char *text = igny_json_get_string (object, "level", "");

  if (number == 3 || g_ascii_strcasecmp (text, "h3") == 0 || strcmp (text, "3") == 0)
    return 3;
  return level;
}

/* Of objects or texts. */
static void
read_sections (GPtrArray *outline,
               JsonArray *array,
               guint      level)
{
  for (guint i = 0; i < igny_json_array_get_length (array); i++)
    {
      JsonObject *object = igny_json_array_get_object (array, i);
      const char *text = igny_json_array_get_string (array, i, NULL);

      if (text != NULL)
        add_section (outline, level, igny_reply_fields_tidy (text, 200), NULL);
      if (object != NULL)
        add_section (outline, read_level (object, level),
                     igny_reply_fields_get_text (object, heading_names, 200),
                     igny_reply_fields_get_text (object, note_names, 1000));
    }
}

static void
read_outline (GPtrArray *outline,
              JsonArray *array)
{
  g_autoptr (JsonArray) one = NULL;

  for (guint i = 0; i < igny_json_array_get_length (array); i++)
    {
      JsonObject *object = igny_json_array_get_object (array, i);

      g_clear_pointer (&one, json_array_unref);
      one = json_array_new ();
      json_array_add_element (one, json_node_copy (igny_json_array_get_node (array, i)));
      read_sections (outline, one, 2);
      if (object != NULL)
        read_sections (outline,
                       igny_json_node_get_array (igny_reply_fields_find (object, inner_names)), 3);
    }
}

/* The first of the names under which there is a list; also inside of a
 * description that is an object. */
static JsonArray *
find_outline (JsonObject *object)
{
  JsonNode   *description = igny_reply_fields_find (object, description_names);
  JsonObject *inner = igny_json_node_get_object (description);

  for (guint i = 0; outline_names[i] != NULL; i++)
    {
      JsonArray *array = igny_json_get_array (object, outline_names[i]);

      if (array == NULL)
        array = igny_json_get_array (inner, outline_names[i]);
      if (array != NULL)
        return array;
    }

  return igny_json_node_get_array (description);
}

static void
drop_common (GArray *covered,
             GArray *primary)
{
  for (guint i = covered->len; i > 0; i--)
    for (guint j = 0; j < primary->len; j++)
      if (g_array_index (covered, guint, i - 1) == g_array_index (primary, guint, j))
        {
          g_array_remove_index (covered, i - 1);
          break;
        }
}

static void
read_keywords (IgnyReplyIdea     *idea,
               JsonObject        *object,
               IgnyReplyKeywords *request,
               GPtrArray         *rejected)
{
  g_autoptr (GPtrArray) primary = igny_reply_fields_get_list (object, primary_names);
  g_autoptr (GPtrArray) covered = igny_reply_fields_get_list (object, covered_names);

  idea->primary_keywords = igny_reply_keywords_match (request, primary, rejected);
  idea->covered_keywords = igny_reply_keywords_match (request, covered, rejected);
  drop_common (idea->covered_keywords, idea->primary_keywords);
}

static IgnyReplyIdea *
read_idea (JsonObject        *object,
           IgnyReplyKeywords *request,
           GPtrArray         *rejected)
{
  IgnyReplyIdea   *idea = g_new0 (IgnyReplyIdea, 1);
  g_autofree char *type = igny_reply_fields_get_text (object, type_names, 60);
  g_autofree char *structure = igny_reply_fields_get_text (object, structure_names, 60);

  idea->title = igny_reply_fields_get_text (object, title_names, 200);
  if (igny_json_node_get_array (igny_reply_fields_find (object, description_names)) == NULL)
    idea->description = igny_reply_fields_get_text (object, description_names, 2000);
  idea->content_type = choose_word (igny_choices_content_type, type, "article");
  idea->content_structure = choose_word (igny_choices_content_structure, structure,
                                         "supporting_page");
  idea->estimated_word_count = igny_reply_fields_get_number (object, count_names);
  if (idea->estimated_word_count < 100 || idea->estimated_word_count > 20000)
    idea->estimated_word_count = IGNY_UNKNOWN;
  idea->outline = g_ptr_array_new_with_free_func (free_section);
  read_outline (idea->outline, find_outline (object));
  read_keywords (idea, object, request, rejected);
  return idea;
}

static void
read_all (IgnyReplyIdeas    *self,
          JsonArray         *array,
          const char *const *keywords)
{
  g_autoptr (IgnyReplyKeywords) request = igny_reply_keywords_new (keywords);
  g_autoptr (GHashTable) titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint length = igny_json_array_get_length (array);

  /* Where the answer was cut, the last one is not whole. */
  if (self->partial && length > 0)
    length--;
  for (guint i = 0; i < length && self->ideas->len < MAX_IDEAS; i++)
    {
      JsonObject    *object = igny_json_array_get_object (array, i);
      IgnyReplyIdea *idea;

      if (object == NULL)
        continue;
      idea = read_idea (object, request, self->rejected);
      if (idea->title != NULL && g_hash_table_add (titles, igny_text_normalize (idea->title)))
        g_ptr_array_add (self->ideas, idea);
      else
        free_idea (idea);
    }
}

IgnyReplyIdeas *
igny_reply_ideas_new (const char        *text,
                      const char *const *keywords,
                      GError           **error)
{
  g_autoptr (IgnyReplyIdeas) self = NULL;
  g_autoptr (JsonNode) node = NULL;
  gboolean partial = FALSE;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (keywords != NULL, NULL);

  node = igny_reply_read_json (text, accept, &partial, error);
  if (node == NULL)
    return NULL;

  self = g_new0 (IgnyReplyIdeas, 1);
  self->ideas = g_ptr_array_new_with_free_func (free_idea);
  self->rejected = g_ptr_array_new_with_free_func (g_free);
  self->partial = partial;
  read_all (self, igny_reply_fields_find_objects (node, list_names), keywords);
  if (self->ideas->len > 0)
    return g_steal_pointer (&self);

  igny_reply_set_error (error, IGNY_REPLY_ERROR_NOTHING, "there is no whole idea in it", text);
  return NULL;
}

void
igny_reply_ideas_free (IgnyReplyIdeas *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->ideas);
  g_ptr_array_unref (self->rejected);
  g_free (self);
}
