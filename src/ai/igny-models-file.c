/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "igny-models-lines.h"
#include "igny-models-private.h"

#define MAX_FILE (1024 * 1024)

typedef enum
{
  TEXT,
  FLAG,
  NUMBER,
  TEXTS,
  DATE,
} Kind;

typedef struct
{
  const char *name;
  Kind        kind;
  gboolean    required;
  gint64      minimum; /* of a number */
  gint64      maximum;
  const char *words; /* that a text may be, with | between them; NULL: any */
} Member;

typedef struct
{
  const char   *name;
  const Member *members; /* NULL: a list of texts */
} Section;

#define PRICE 0, G_GINT64_CONSTANT (10000000000)

/* clang-format off */
static const Member provider_members[] = {
  { "id",          TEXT,   TRUE },
  { "title",       TEXT,   TRUE },
  { "base_url",    TEXT,   TRUE },
  { "speaks",      TEXT,   .words = "chat|responses|messages|nothing" },
  { "images",      TEXT,   .words = "openai|runware" },
  { "needs_key",   FLAG },
  { "in_flight",   NUMBER, FALSE, 1, 64 },
  { NULL },
};

static const Member family_members[] = {
  { "hosts",       TEXTS,  TRUE },
  { "models",      TEXTS,  TRUE },
  { "speaks",      TEXT,   .words = "chat|responses|messages" },
  { "cap",         TEXT,   .words = "max_tokens|max_completion_tokens" },
  { "temperature", FLAG },
  { "structure",   TEXT,   .words = "none|object|schema" },
  { "head_room",   NUMBER, FALSE, 1, 20 },
  { "vocabulary",  TEXT,   .words = "o200k" },
  { "context",     NUMBER, FALSE, 256, 100000000 },
  { NULL },
};

static const Member price_members[] = {
  { "model",       TEXT,   TRUE },
  { "input",       NUMBER, TRUE, PRICE },
  { "cached",      NUMBER, FALSE, PRICE },
  { "output",      NUMBER, TRUE, PRICE },
  { "long_from",   NUMBER, FALSE, 1, 100000000 },
  { "as_of",       TEXT },
  { "source",      TEXT },
  { NULL },
};

static const Member shutdown_members[] = {
  { "model",       TEXT,   TRUE },
  { "date",        DATE,   TRUE },
  { "replaced_by", TEXT },
  { NULL },
};

static const Member image_members[] = {
  { "model",       TEXT,   TRUE },
  { "form",        TEXT,   TRUE, .words = "gpt-image|dall-e|runware" },
  { "grid",        NUMBER, FALSE, 0, 512 },
  { "steps",       NUMBER, FALSE, 1, 100 },
  { "negative",    FLAG },
  { "input",       NUMBER, FALSE, PRICE },
  { "output",      NUMBER, FALSE, PRICE },
  { "low",         NUMBER, FALSE, PRICE },
  { "medium",      NUMBER, FALSE, PRICE },
  { "high",        NUMBER, FALSE, PRICE },
  { "as_of",       TEXT },
  { "source",      TEXT },
  { NULL },
};

static const Section sections[] = {
  { "providers",    provider_members },
  { "families",     family_members },
  { "not_for_chat", NULL },
  { "prices",       price_members },
  { "shutdowns",    shutdown_members },
  { "images",       image_members },
};
/* clang-format on */

typedef struct
{
  const IgnyModelsLines *lines;
  GPtrArray             *faults;
} Check;

static void G_GNUC_PRINTF (3, 4)
    add_fault (Check      *check,
               const char *path,
               const char *format,
               ...)
{
  g_autofree char *text = NULL;
  va_list          arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_ptr_array_add (check->faults, g_strdup_printf ("line %u: %s",
                                                   igny_models_lines_find (check->lines, path),
                                                   text));
}

static gboolean
is_word (const char *words,
         const char *text)
{
  g_auto (GStrv) list = g_strsplit (words, "|", -1);

  return g_strv_contains ((const char *const *) list, text);
}

static gboolean
is_date (const char *text)
{
  GDate date;

  if (strlen (text) != 10 || text[4] != '-' || text[7] != '-')
    return FALSE;
  g_date_clear (&date, 1);
  g_date_set_parse (&date, text);
  return g_date_valid (&date);
}

static gboolean
is_texts (JsonNode *node)
{
  JsonArray *array = igny_json_node_get_array (node);

  for (guint i = 0; i < igny_json_array_get_length (array); i++)
    if (*igny_json_array_get_string (array, i, "") == '\0')
      return FALSE;
  return igny_json_array_get_length (array) > 0;
}

static void
check_number (Check        *check,
              const char   *path,
              const Member *member,
              JsonNode     *node)
{
  gint64 number = igny_json_node_get_int (node, G_MININT64);

  if (number < member->minimum || number > member->maximum)
    add_fault (check, path,
               "“%s” must be a whole number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT,
               member->name, member->minimum, member->maximum);
}

static void
check_text (Check        *check,
            const char   *path,
            const Member *member,
            JsonNode     *node)
{
  const char *text = igny_json_node_get_string (node, NULL);

  if (text == NULL || (*text == '\0' && member->required))
    add_fault (check, path, "“%s” must be a text in quotes", member->name);
  else if (member->kind == DATE && !is_date (text))
    add_fault (check, path, "“%s” must be a date such as 2027-01-14, not “%s”", member->name,
               text);
  else if (member->words != NULL && !is_word (member->words, text))
    {
      g_autofree char *words = g_strdelimit (g_strdup (member->words), "|", ' ');

      add_fault (check, path, "“%s” must be one of: %s; not “%s”", member->name, words, text);
    }
}

static void
check_member (Check        *check,
              const char   *path,
              const Member *member,
              JsonNode     *node)
{
  switch (member->kind)
    {
    case NUMBER:
      check_number (check, path, member, node);
      break;
    case FLAG:
      if (igny_json_node_get_bool (node, TRUE) != igny_json_node_get_bool (node, FALSE))
        add_fault (check, path, "“%s” must be true or false", member->name);
      break;
    case TEXTS:
      if (!is_texts (node))
        add_fault (check, path, "“%s” must be a list of texts", member->name);
      break;
    case TEXT:
    case DATE:
    default:
      check_text (check, path, member, node);
      break;
    }
}

static const Member *
find_member (const Member *members,
             const char   *name)
{
  for (; members->name != NULL; members++)
    if (strcmp (members->name, name) == 0)
      return members;
  return NULL;
}

static void
check_item (Check        *check,
            const char   *path,
            const Member *members,
            JsonObject   *item)
{
  g_autoptr (GList) names = json_object_get_members (item);

  for (GList *l = names; l != NULL; l = l->next)
    {
      const Member    *member = find_member (members, l->data);
      g_autofree char *inner = g_strdup_printf ("%s.%s", path, (const char *) l->data);

      if (member != NULL)
        check_member (check, inner, member, json_object_get_member (item, l->data));
      else
        add_fault (check, inner, "nothing here is named “%s”", (const char *) l->data);
    }
  for (; members->name != NULL; members++)
    if (members->required && !json_object_has_member (item, members->name))
      add_fault (check, path, "“%s” is missing", members->name);
}

static void
check_section (Check         *check,
               const Section *section,
               JsonNode      *node)
{
  JsonArray *array = igny_json_node_get_array (node);

  if (array == NULL)
    add_fault (check, section->name, "“%s” must be a list", section->name);
  for (guint i = 0; i < igny_json_array_get_length (array); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s.%u", section->name, i);
      JsonObject      *item = igny_json_array_get_object (array, i);

      if (section->members != NULL && item != NULL)
        check_item (check, path, section->members, item);
      else if (section->members != NULL)
        add_fault (check, path, "“%s” must hold objects in braces", section->name);
      else if (*igny_json_array_get_string (array, i, "") == '\0')
        add_fault (check, path, "“%s” must hold texts", section->name);
    }
}

static const Section *
find_section (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    if (strcmp (sections[i].name, name) == 0)
      return &sections[i];
  return NULL;
}

/* The byte that a message of igny_json_parse names. */
static guint
find_line_of_error (const char *text,
                    const char *message)
{
  const char *word = strstr (message, "byte ");

  return word != NULL
             ? igny_models_lines_count (text, (gsize) g_ascii_strtoull (word + 5, NULL, 10))
             : 1;
}

GPtrArray *
igny_models_check (const char *text)
{
  GPtrArray *faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (IgnyModelsLines) lines = NULL;
  g_autoptr (GList) names = NULL;
  Check check = { NULL, faults };

  g_return_val_if_fail (text != NULL, faults);

  node = igny_json_parse (text, -1, &error);
  if (igny_json_node_get_object (node) == NULL)
    {
      g_ptr_array_add (faults,
                       error != NULL
                           ? g_strdup_printf ("line %u: %s",
                                              find_line_of_error (text, error->message),
                                              error->message)
                           : g_strdup ("line 1: the file must hold one object in braces"));
      return faults;
    }

  lines = igny_models_lines_new (text);
  check.lines = lines;
  names = json_object_get_members (igny_json_node_get_object (node));
  for (GList *l = names; l != NULL; l = l->next)
    {
      const Section *section = find_section (l->data);

      if (section != NULL)
        check_section (&check, section,
                       json_object_get_member (igny_json_node_get_object (node), l->data));
      else if (strcmp (l->data, "note") != 0)
        add_fault (&check, l->data, "there is no section “%s”", (const char *) l->data);
    }
  return faults;
}

/* NULL without error: there is none. */
static char *
read_file (const IgnyEnv *env,
           const char    *path,
           GError       **error)
{
  int              descriptor = igny_env_open (env, path, O_RDONLY | O_CLOEXEC, 0);
  g_autofree char *text = NULL;
  gssize           size = 0;

  if (descriptor < 0 && errno == ENOENT)
    return NULL;
  if (descriptor >= 0)
    {
      text = g_malloc (MAX_FILE + 1);
      for (gssize n = 1; n > 0 && size < MAX_FILE; size += MAX (n, 0))
        n = read (descriptor, text + size, (gsize) (MAX_FILE - size));
      close (descriptor);
    }
  if (descriptor < 0 || size >= MAX_FILE)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "read %s: %s", path,
                   descriptor < 0 ? g_strerror (errno) : "it is larger than 1 MiB");
      return NULL;
    }
  text[size] = '\0';
  return g_steal_pointer (&text);
}

IgnyModels *
igny_models_load (const IgnyEnv *env,
                  const char    *folder,
                  gboolean      *own,
                  GError       **error)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) local = NULL;
  g_autoptr (GPtrArray) faults = NULL;

  g_return_val_if_fail (env != NULL && folder != NULL, NULL);

  path = g_build_filename (folder, IGNY_MODELS_FILE, NULL);
  text = read_file (env, path, &local);
  if (own != NULL)
    *own = text != NULL;
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (text == NULL)
    return igny_models_new ();

  faults = igny_models_check (text);
  if (faults->len > 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "read %s: %s; mend the file, or delete it to go back to what comes with the "
                   "program",
                   path, (const char *) faults->pdata[0]);
      return NULL;
    }
  return igny_models_new_from_text (text, error);
}
