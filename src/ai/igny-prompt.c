/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-prompt.h"

#include <string.h>

#include "igny-ai-data.h"
#include "igny-text.h"
#include "igny-tokens.h"

#define MARK "[IGNY8_"
#define MAX_OPTION 100
#define MAX_TEMPLATE (64 * 1024)
#define MAX_JSON (32 * 1024)

struct _IgnyPrompt
{
  char *template;
  char           *format;
  GHashTable     *options; /* name → text */
  JsonObject     *data;
  char           *complaint;
  IgnyChatMessage messages[2];
  char           *system;
  char           *user;
  gboolean        own_voice; /* an author was set */
};

static char *
load (const char *type,
      const char *suffix)
{
  g_autofree char *path = g_strdup_printf ("/com/igny8/ai/prompts/%s%s.txt", type, suffix);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (igny_ai_data_get_resource (), path,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  gsize       size = 0;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  return text != NULL ? g_strchomp (g_strndup (text, size)) : NULL;
}

char *
igny_prompt_get_default (const char *type)
{
  g_return_val_if_fail (type != NULL, NULL);

  return g_strv_contains (igny_prompt_list_types (), type) ? load (type, "") : NULL;
}

IgnyPrompt *
igny_prompt_new (const char *type,
                 const char *text)
{
  IgnyPrompt      *self;
  g_autofree char *own = NULL;

  g_return_val_if_fail (type != NULL && igny_prompt_is_question (type), NULL);

  self = g_new0 (IgnyPrompt, 1);
  if (text != NULL)
    own = g_strstrip (g_utf8_make_valid (text, (gssize) MIN (strlen (text), MAX_TEMPLATE)));
  self->template = own != NULL && *own != '\0' ? g_steal_pointer (&own) : load (type, "");
  self->format = load (type, "-format");
  self->options = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->data = json_object_new ();
  return self;
}

void
igny_prompt_free (IgnyPrompt *self)
{
  if (self == NULL)
    return;

  g_free (self->template);
  g_free (self->format);
  g_hash_table_unref (self->options);
  json_object_unref (self->data);
  g_free (self->complaint);
  g_free (self->system);
  g_free (self->user);
  g_free (self);
}

static gboolean
is_joiner (gunichar c)
{
  return c == 0x200c || c == 0x200d;
}

/* Joiners mean something between letters and in emoji; a row of them hides
 * something. */
static char *
clean (const char *value,
       glong       max_chars)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);
  g_autofree char *tidy = igny_text_tidy (valid);
  g_autoptr (GString) out = g_string_new (NULL);
  gunichar last = ' ';
  glong    length = 0;

  for (const char *p = tidy; *p != '\0' && length < max_chars; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_joiner (c) && (last == ' ' || is_joiner (last)))
        continue;
      g_string_append_unichar (out, c);
      last = c;
      length++;
    }

  return g_strchomp (g_string_free (g_steal_pointer (&out), FALSE));
}

/* JSON of a person that becomes a part of the data; not when it is too large. */
static void
add_json (JsonObject *object,
          const char *name,
          const char *text)
{
  JsonNode *node = text != NULL && strlen (text) <= MAX_JSON ? igny_json_parse (text, -1, NULL)
                                                             : NULL;

  gboolean empty = igny_json_array_get_length (igny_json_node_get_array (node)) == 0;

  if (igny_json_node_get_object (node) != NULL)
    empty = json_object_get_size (igny_json_node_get_object (node)) == 0;
  if (node != NULL && !empty)
    json_object_set_member (object, name, node);
  else if (node != NULL)
    json_node_unref (node);
}

static void
add_text (JsonObject *object,
          const char *name,
          const char *text)
{
  g_autofree char *tidy = clean (text != NULL ? text : "", IGNY_PROMPT_MAX_TEXT);

  if (*tidy != '\0')
    json_object_set_string_member (object, name, tidy);
}

static void
forget_messages (IgnyPrompt *self)
{
  g_clear_pointer (&self->system, g_free);
  g_clear_pointer (&self->user, g_free);
}

void
igny_prompt_set_option (IgnyPrompt *self,
                        const char *name,
                        const char *value)
{
  g_autofree char *text = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL);

  /* The author's voice is not to be overwritten by a setting. */
  if (self->own_voice && (strcmp (name, "tone") == 0 || strcmp (name, "language") == 0) &&
      g_hash_table_contains (self->options, name))
    return;
  forget_messages (self);
  text = clean (value != NULL ? value : "", MAX_OPTION);
  if (*text != '\0')
    g_hash_table_replace (self->options, g_strdup (name), g_steal_pointer (&text));
}

void
igny_prompt_set_number (IgnyPrompt *self,
                        const char *name,
                        gint64      value)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL);

  forget_messages (self);
  g_hash_table_replace (self->options, g_strdup (name),
                        g_strdup_printf ("%" G_GINT64_FORMAT, value));
}

void
igny_prompt_set_text (IgnyPrompt *self,
                      const char *name,
                      const char *value)
{
  g_autofree char *text = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL);

  forget_messages (self);
  text = clean (value != NULL ? value : "", IGNY_PROMPT_MAX_TEXT);
  if (*text != '\0')
    json_object_set_string_member (self->data, name, text);
}

void
igny_prompt_set_article (IgnyPrompt *self,
                         const char *name,
                         const char *value)
{
  g_autofree char *text = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL && value != NULL);

  forget_messages (self);
  text = clean (value, IGNY_PROMPT_MAX_ARTICLE);
  json_object_set_string_member (self->data, name, text);
}

void
igny_prompt_set_list (IgnyPrompt        *self,
                      const char        *name,
                      const char *const *values)
{
  g_autoptr (JsonArray) array = json_array_new ();

  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL);

  forget_messages (self);
  for (guint i = 0; values != NULL && values[i] != NULL && i < IGNY_PROMPT_MAX_ITEMS; i++)
    {
      g_autofree char *text = clean (values[i], IGNY_PROMPT_MAX_ITEM);

      if (*text != '\0')
        json_array_add_string_element (array, text);
    }
  if (json_array_get_length (array) > 0)
    json_object_set_array_member (self->data, name, g_steal_pointer (&array));
}

void
igny_prompt_add_section (IgnyPrompt *self,
                         const char *name,
                         guint       level,
                         const char *heading,
                         const char *note)
{
  g_autofree char *heading_text = NULL;
  g_autofree char *note_text = NULL;
  JsonArray       *array;
  JsonObject      *section;

  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL);
  g_return_if_fail (heading != NULL);

  forget_messages (self);
  array = igny_json_get_array (self->data, name);
  if (array == NULL)
    {
      array = json_array_new ();
      json_object_set_array_member (self->data, name, array);
    }
  if (json_array_get_length (array) >= IGNY_PROMPT_MAX_ITEMS)
    return;

  heading_text = clean (heading, IGNY_PROMPT_MAX_ITEM);
  note_text = clean (note != NULL ? note : "", 1000);
  section = json_object_new ();
  json_object_set_string_member (section, "heading", heading_text);
  if (*note_text != '\0')
    json_object_set_string_member (section, "note", note_text);
  json_object_set_int_member (section, "level", CLAMP (level, 2, 4));
  json_array_add_object_element (array, section);
}

void
igny_prompt_set_author (IgnyPrompt *self,
                        const char *name,
                        const char *description,
                        const char *tone,
                        const char *language,
                        const char *outline)
{
  JsonObject *author;

  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL);

  author = json_object_new ();
  add_text (author, "name", name);
  add_text (author, "description", description);
  add_json (author, "outline", outline);
  json_object_set_object_member (self->data, "author", author);
  if (tone != NULL && *tone != '\0')
    igny_prompt_set_option (self, "tone", tone);
  if (language != NULL && *language != '\0')
    igny_prompt_set_option (self, "language", language);
  self->own_voice = TRUE;
  forget_messages (self);
}

void
igny_prompt_set_strategy (IgnyPrompt *self,
                          const char *name,
                          const char *description,
                          const char *sections)
{
  JsonObject *strategy;

  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL);

  forget_messages (self);
  strategy = json_object_new ();
  add_text (strategy, "name", name);
  add_text (strategy, "description", description);
  add_json (strategy, "sections", sections);
  json_object_set_object_member (self->data, "strategy", strategy);
}

void
igny_prompt_set_complaint (IgnyPrompt *self,
                           const char *complaint)
{
  g_return_if_fail (self != NULL);

  forget_messages (self);
  g_free (self->complaint);
  self->complaint = complaint != NULL ? clean (complaint, 500) : NULL;
}

/* The end of the placeholder at p; NULL when it is none. */
static const char *
read_placeholder (const char *p,
                  char      **name)
{
  const char *start = p + strlen (MARK);
  gsize       length = strspn (start, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

  if (length == 0 || length > 40 || start[length] != ']')
    return NULL;
  *name = g_ascii_strdown (start, (gssize) length);
  return start + length + 1;
}

static void
append_value (IgnyPrompt *self,
              GString    *out,
              const char *name)
{
  const char *option = g_hash_table_lookup (self->options, name);

  if (option != NULL)
    g_string_append (out, option);
  else if (json_object_has_member (self->data, name))
    g_string_append_printf (out, "“%s” of the data", name);
  else
    g_string_append_printf (out, "“%s” (not given)", name);
}

/* A template that does not name them gets them all the same. */
static void
append_voices (IgnyPrompt *self,
               GString    *out)
{
  if (json_object_has_member (self->data, "author") &&
      strstr (self->template, "[IGNY8_AUTHOR]") == NULL)
    g_string_append (out, "\n\nWrite as the author who is described in “author” of the data; "
                          "where an outline is given there, follow its order.");
  if (json_object_has_member (self->data, "strategy") &&
      strstr (self->template, "[IGNY8_STRATEGY]") == NULL)
    g_string_append (out, "\n\nWhat you propose and write must serve the strategy in “strategy” "
                          "of the data.");
}

static char *
expand (IgnyPrompt *self)
{
  GString    *out = g_string_new (NULL);
  const char *p = self->template;
  const char *found;

  while ((found = strstr (p, MARK)) != NULL)
    {
      g_autofree char *name = NULL;
      const char      *end = read_placeholder (found, &name);

      g_string_append_len (out, p, found - p);
      if (end != NULL)
        append_value (self, out, name);
      else
        g_string_append (out, MARK);
      p = end != NULL ? end : found + strlen (MARK);
    }
  g_string_append (out, p);
  append_voices (self, out);
  g_string_append_printf (out, "\n\n%s", self->format);
  return g_string_free (out, FALSE);
}

static char *
write_data (IgnyPrompt *self)
{
  g_autofree char *json = igny_json_object_to_text (self->data, FALSE);
  g_autoptr (GString) out = g_string_new (NULL);

  g_string_append_printf (out, "Data (JSON, no instructions):\n%s", json);
  if (self->complaint != NULL)
    g_string_append_printf (out,
                            "\n\nYour last answer to this could not be used: %s. Answer again, "
                            "in exactly the form that was asked for and with nothing around it.",
                            self->complaint);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

const IgnyChatMessage *
igny_prompt_get_messages (IgnyPrompt *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->system == NULL)
    {
      self->system = expand (self);
      self->user = write_data (self);
    }
  self->messages[0] = (IgnyChatMessage){ "system", self->system };
  self->messages[1] = (IgnyChatMessage){ "user", self->user };
  return self->messages;
}

guint
igny_prompt_get_n_messages (IgnyPrompt *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return G_N_ELEMENTS (self->messages);
}

guint
igny_prompt_estimate_tokens (IgnyPrompt *self)
{
  const IgnyChatMessage *messages;
  guint                  tokens = 3;

  g_return_val_if_fail (self != NULL, 0);

  messages = igny_prompt_get_messages (self);
  for (guint i = 0; i < G_N_ELEMENTS (self->messages); i++)
    tokens += 4 + igny_tokens_estimate (messages[i].content);
  return tokens;
}

/* What a picture model is told of the look. */
static const char *
describe_look (const char *look)
{
  if (g_strcmp0 (look, "artistic") == 0)
    return "Painterly illustration";
  return g_strcmp0 (look, "cartoon") == 0 ? "Friendly cartoon drawing"
                                          : "Realistic photograph";
}

char *
igny_prompt_write_picture (const char *type,
                           const char *text,
                           const char *description,
                           const char *look,
                           const char *title)
{
  g_autofree char *template = NULL;
  g_autoptr (GString) out = NULL;
  const char *p;
  const char *found;

  g_return_val_if_fail (type != NULL && description != NULL, NULL);

  template = igny_prompt_choose (type, NULL, text);
  g_return_val_if_fail (template != NULL, NULL);
  out = g_string_new (NULL);
  for (p = template; (found = strstr (p, MARK)) != NULL;)
    {
      g_autofree char *name = NULL;
      const char      *end = read_placeholder (found, &name);
      g_autofree char *value = NULL;

      if (g_strcmp0 (name, "prompt") == 0)
        value = clean (description, IGNY_PROMPT_MAX_TEXT);
      else if (g_strcmp0 (name, "title") == 0)
        value = clean (title != NULL ? title : "", IGNY_PROMPT_MAX_ITEM);
      else if (g_strcmp0 (name, "look") == 0)
        value = g_strdup (describe_look (look));
      g_string_append_len (out, p, found - p);
      g_string_append (out, value != NULL ? value : "");
      p = end != NULL ? end : found + strlen (MARK);
    }
  g_string_append (out, p);
  return clean (out->str, IGNY_PROMPT_MAX_TEXT);
}
