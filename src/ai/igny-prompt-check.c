/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "igny-prompt.h"

/* As many as the table of prompts keeps. */
#define MAX_CHARS 32000
#define MARK "[IGNY8_"

#define VOICES                                                \
  { "author", N_ ("Who writes: the author profile"), FALSE }, \
  {                                                           \
    "strategy", N_ ("What the pieces are to achieve"), FALSE  \
  }

/* clang-format off */
static const IgnyPromptName clustering[] = {
  { "keywords",  N_("The keywords to sort"), TRUE },
  { "clusters",  N_("Names of the clusters that there are"), FALSE },
  { "language",  N_("Language of names and descriptions"), FALSE },
  VOICES,
  { NULL },
};

static const IgnyPromptName ideas[] = {
  { "cluster",   N_("The cluster’s name"), TRUE },
  { "keywords",  N_("The cluster’s keywords"), TRUE },
  { "ideas",     N_("Titles that it has already"), FALSE },
  { "count",     N_("How many pieces to propose"), FALSE },
  { "language",  N_("Language of the texts"), FALSE },
  VOICES,
  { NULL },
};

static const IgnyPromptName content[] = {
  { "title",     N_("The title of the piece"), TRUE },
  { "idea",      N_("What it is to be"), FALSE },
  { "outline",   N_("Its sections"), FALSE },
  { "cluster",   N_("The cluster that it belongs to"), FALSE },
  { "keywords",  N_("Its keywords, the primary one first"), TRUE },
  { "words",     N_("About how many words"), FALSE },
  { "language",  N_("Language of the text"), FALSE },
  { "tone",      N_("Tone of the text"), FALSE },
  VOICES,
  { NULL },
};

static const IgnyPromptName extraction[] = {
  { "article",   N_("The article’s text"), TRUE },
  { "title",     N_("Its title"), FALSE },
  { "keywords",  N_("Its keywords"), FALSE },
  { "count",     N_("How many pictures besides the featured one"), FALSE },
  { "language",  N_("Language of the alt texts"), FALSE },
  { NULL },
};

static const IgnyPromptName picture[] = {
  { "prompt",    N_("The description of the picture"), TRUE },
  { "look",      N_("Realistic, artistic or cartoon"), FALSE },
  { "title",     N_("The article’s title"), FALSE },
  { NULL },
};

static const IgnyPromptName negative[] = {
  { NULL },
};
/* clang-format on */

static const char *const types[] = { "clustering",
                                     "ideas",
                                     "content_generation",
                                     "image_prompt_extraction",
                                     "image_prompt_template",
                                     "negative_prompt",
                                     NULL };

const char *const *
igny_prompt_list_types (void)
{
  return types;
}

gboolean
igny_prompt_is_question (const char *type)
{
  g_return_val_if_fail (type != NULL, FALSE);

  if (strcmp (type, IGNY_PROMPT_OPTIMIZE) == 0)
    return TRUE;
  return g_strv_contains (types, type) && strcmp (type, "image_prompt_template") != 0 &&
         strcmp (type, "negative_prompt") != 0;
}

const IgnyPromptName *
igny_prompt_list_names (const char *type)
{
  static const IgnyPromptName *const names[] = { clustering, ideas, content,
                                                 extraction, picture, negative };

  for (guint i = 0; types[i] != NULL; i++)
    if (g_strcmp0 (types[i], type) == 0)
      return names[i];
  return negative;
}

static gboolean
is_known (const IgnyPromptName *names,
          const char           *name)
{
  for (; names->name != NULL; names++)
    if (strcmp (names->name, name) == 0)
      return TRUE;
  return FALSE;
}

static char *
write_mark (const char *name)
{
  g_autofree char *upper = g_ascii_strup (name, -1);

  return g_strconcat (MARK, upper, "]", NULL);
}

static char *
list_marks (const IgnyPromptName *names)
{
  GString *list = g_string_new (NULL);

  for (; names->name != NULL; names++)
    {
      g_autofree char *mark = write_mark (names->name);

      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", mark);
    }
  return g_string_free (list, FALSE);
}

/* What begins like a placeholder at p, whatever the case of its letters. */
static void
check_mark (const IgnyPromptName *names,
            const char           *p,
            GPtrArray            *faults)
{
  gsize            length = strspn (p, "[ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                                  "0123456789_");
  gboolean         closed = p[length] == ']';
  g_autofree char *shown = g_strndup (p, MIN (length + (closed ? 1 : 0), 60));
  g_autofree char *lower = g_ascii_strdown (p + strlen (MARK), (gssize) (length - strlen (MARK)));
  g_autofree char *right = write_mark (lower);
  g_autofree char *known = list_marks (names);

  if (is_known (names, lower) && strcmp (shown, right) == 0)
    return;
  if (is_known (names, lower))
    g_ptr_array_add (faults, g_strdup_printf (_("“%s” must be written %s"), shown, right));
  else if (*known == '\0')
    g_ptr_array_add (faults, g_strdup_printf (_("“%s”: this prompt knows no placeholders"), shown));
  else
    g_ptr_array_add (faults,
                     g_strdup_printf (_("“%s” is no placeholder of this prompt; it knows %s"),
                                         shown, known));
}

GPtrArray *
igny_prompt_check (const char *type,
                   const char *text)
{
  const IgnyPromptName *names = igny_prompt_list_names (type);
  GPtrArray            *faults = g_ptr_array_new_with_free_func (g_free);
  const char           *p = text;

  g_return_val_if_fail (type != NULL && text != NULL, faults);

  if (!g_utf8_validate (text, -1, NULL))
    {
      g_ptr_array_add (faults, g_strdup (_("it is not UTF-8 text")));
      return faults;
    }
  if (text[strspn (text, " \t\r\n")] == '\0')
    g_ptr_array_add (faults, g_strdup (_("it is empty; reset it to use the default")));
  if (g_utf8_strlen (text, -1) > MAX_CHARS)
    g_ptr_array_add (faults, g_strdup_printf (_("it is longer than %d characters"), MAX_CHARS));
  for (; (p = strchr (p, '[')) != NULL; p++)
    if (g_ascii_strncasecmp (p, MARK, strlen (MARK)) == 0)
      check_mark (names, p, faults);
  for (; names->name != NULL; names++)
    {
      g_autofree char *mark = write_mark (names->name);

      if (names->required && strstr (text, mark) == NULL)
        g_ptr_array_add (faults, g_strdup_printf (_("%s is missing: %s"), mark, _(names->about)));
    }
  return faults;
}

char *
igny_prompt_choose (const char *type,
                    const char *of_task,
                    const char *of_account)
{
  const char *const levels[] = { of_task, of_account };

  g_return_val_if_fail (type != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    if (levels[i] != NULL && levels[i][strspn (levels[i], " \t\r\n")] != '\0')
      return g_strdup (levels[i]);
  return igny_prompt_get_default (type);
}
