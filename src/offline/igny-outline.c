/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-outline.h"

#include <string.h>

#include "igny-json.h"
#include "igny-text.h"

#define WORDS_AROUND 130
#define WORDS_A_SECTION 170
#define WORDS_A_SUBSECTION 90
#define WORDS_STEP 50

static void
free_section (gpointer data)
{
  IgnyOutlineSection *section = data;

  g_free (section->heading);
  g_free (section->note);
  g_strfreev (section->keywords);
  g_free (section);
}

GPtrArray *
igny_outline_new (void)
{
  return g_ptr_array_new_with_free_func (free_section);
}

void
igny_outline_add (GPtrArray         *outline,
                  guint              level,
                  const char        *heading,
                  const char        *note,
                  const char *const *keywords)
{
  IgnyOutlineSection *section;
  guint               n_keywords;

  g_return_if_fail (outline != NULL && heading != NULL);

  section = g_new0 (IgnyOutlineSection, 1);
  section->heading = g_strdup (heading);
  section->level = level == 3 ? 3 : 2;
  section->note = g_strdup (note != NULL ? note : "");
  /* No more than from_json takes back; the first ones matter most. */
  n_keywords = keywords != NULL ? g_strv_length ((char **) keywords) : 0;
  n_keywords = MIN (n_keywords, IGNY_OUTLINE_MAX_KEYWORDS);
  section->keywords = g_new0 (char *, n_keywords + 1);
  for (guint i = 0; i < n_keywords; i++)
    section->keywords[i] = g_strdup (keywords[i]);
  g_ptr_array_add (outline, section);
}

gint64
igny_outline_estimate_words (const GPtrArray *outline)
{
  gint64 words = WORDS_AROUND;

  g_return_val_if_fail (outline != NULL, 0);

  if (outline->len == 0)
    return 0;
  for (guint i = 0; i < outline->len; i++)
    {
      const IgnyOutlineSection *section = outline->pdata[i];

      words += section->level == 3 ? WORDS_A_SUBSECTION : WORDS_A_SECTION;
    }
  return (words + WORDS_STEP - 1) / WORDS_STEP * WORDS_STEP;
}

static JsonObject *
write_section (const IgnyOutlineSection *section)
{
  JsonObject *object = json_object_new ();
  JsonArray  *keywords = json_array_new ();

  for (guint i = 0; i < IGNY_OUTLINE_MAX_KEYWORDS && section->keywords[i] != NULL; i++)
    json_array_add_string_element (keywords, section->keywords[i]);
  json_object_set_string_member (object, "heading", section->heading);
  json_object_set_int_member (object, "level", section->level);
  json_object_set_string_member (object, "note", section->note);
  json_object_set_array_member (object, "keywords", keywords);
  return object;
}

char *
igny_outline_to_json (const GPtrArray *outline)
{
  g_autoptr(JsonNode) node = NULL;
  JsonArray *array;

  g_return_val_if_fail (outline != NULL, NULL);

  array = json_array_new ();
  for (guint i = 0; i < outline->len; i++)
    json_array_add_object_element (array, write_section (outline->pdata[i]));
  node = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (node, array);
  return igny_json_to_text (node, FALSE);
}

static gboolean
refuse (const char *cause,
        GError    **error)
{
  g_set_error (error, IGNY_JSON_ERROR, IGNY_JSON_ERROR_INVALID, "read outline: %s", cause);
  return FALSE;
}

static char *
read_text (JsonObject *object,
           const char *name)
{
  const char *text = igny_json_get_string (object, name, "");

  return strlen (text) <= IGNY_OUTLINE_MAX_TEXT ? igny_text_tidy (text) : NULL;
}

static GStrv
read_keywords (JsonObject *object,
               GError    **error)
{
  JsonArray *array = igny_json_get_array (object, "keywords");
  guint      count = igny_json_array_get_length (array);
  g_auto(GStrv) keywords = NULL;

  if (count > IGNY_OUTLINE_MAX_KEYWORDS)
    {
      refuse ("a section has too many keywords", error);
      return NULL;
    }
  keywords = g_new0 (char *, count + 1);
  for (guint i = 0; i < count; i++)
    {
      const char *text = igny_json_array_get_string (array, i, NULL);

      if (text == NULL || strlen (text) > IGNY_OUTLINE_MAX_TEXT)
        {
          refuse ("a keyword is not a text of usual length", error);
          return NULL;
        }
      keywords[i] = igny_text_tidy (text);
    }
  return g_steal_pointer (&keywords);
}

static gboolean
read_section (JsonObject *object,
              GPtrArray  *outline,
              GError    **error)
{
  g_autofree char *heading = NULL;
  g_autofree char *note = NULL;
  g_auto(GStrv) keywords = NULL;

  if (object == NULL)
    return refuse ("a section is not an object", error);
  heading = read_text (object, "heading");
  note = read_text (object, "note");
  if (heading == NULL || note == NULL)
    return refuse ("a heading or note is too long", error);
  if (*heading == '\0')
    return refuse ("a section has no heading", error);
  keywords = read_keywords (object, error);
  if (keywords == NULL)
    return FALSE;

  igny_outline_add (outline, igny_json_get_int (object, "level", 2) == 3 ? 3 : 2, heading, note,
                    (const char *const *) keywords);
  return TRUE;
}

GPtrArray *
igny_outline_from_json (const char *json,
                        GError    **error)
{
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(GPtrArray) outline = igny_outline_new ();
  JsonArray *array;

  g_return_val_if_fail (json != NULL, NULL);

  if (*json == '\0')
    return g_steal_pointer (&outline);
  if (strlen (json) > IGNY_OUTLINE_MAX_BYTES)
    {
      refuse ("the text is too long", error);
      return NULL;
    }
  node = igny_json_parse (json, -1, error);
  if (node == NULL)
    {
      g_prefix_error (error, "read outline: ");
      return NULL;
    }
  array = igny_json_node_get_array (node);
  if (array == NULL || igny_json_array_get_length (array) > IGNY_OUTLINE_MAX_SECTIONS)
    {
      refuse ("it is not a list of at most 200 sections", error);
      return NULL;
    }
  for (guint i = 0; i < igny_json_array_get_length (array); i++)
    if (!read_section (igny_json_array_get_object (array, i), outline, error))
      return NULL;
  return g_steal_pointer (&outline);
}
