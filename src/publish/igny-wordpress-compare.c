/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-wordpress-compare.h"

#include <glib/gi18n.h>
#include <string.h>

#include "igny-wordpress-scan.h"

/* Names listed in one warning. */
#define MAX_NAMED 8

#define EXCERPT_CHARS 60

/* What a text consists of: how many of each element and attribute, and its
 * words without the white space, which filters move about. */
typedef struct
{
  GHashTable *counts; /* "p", "a href", "block" → number */
  GString    *words;
} Parts;

static void
parts_clear (Parts *parts)
{
  g_clear_pointer (&parts->counts, g_hash_table_unref);
  if (parts->words != NULL)
    g_string_free (g_steal_pointer (&parts->words), TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, parts_clear)

static void
count (Parts *parts,
       char  *key)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (parts->counts, key));

  g_hash_table_replace (parts->counts, key, GUINT_TO_POINTER (n + 1));
}

static void
count_tag (Parts                   *parts,
           const IgnyWordpressScan *scan)
{
  const char *at = NULL;

  count (parts, g_strdup (scan->name));
  for (;;)
    {
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;

      if (!igny_wordpress_scan_attribute (scan, &at, &name, &value))
        return;
      count (parts, g_strdup_printf ("%s %s", scan->name, name));
    }
}

static void
add_words (Parts                   *parts,
           const IgnyWordpressScan *scan)
{
  g_autofree char *text = igny_wordpress_scan_decode (scan->start, scan->length);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_len (parts->words, p, g_utf8_next_char (p) - p);
}

static gboolean
is_block_mark (const IgnyWordpressScan *scan)
{
  const char *at = scan->start;
  const char *end = scan->start + scan->length;

  while (at < end && g_ascii_isspace (*at))
    at++;

  return end - at > 3 && memcmp (at, "wp:", 3) == 0;
}

static void
take_apart (Parts      *parts,
            const char *html)
{
  IgnyWordpressScan scan;

  parts->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  parts->words = g_string_new (NULL);

  igny_wordpress_scan_init (&scan, html, strlen (html));
  while (igny_wordpress_scan_next (&scan))
    {
      if (scan.kind == IGNY_WORDPRESS_SCAN_OPEN)
        count_tag (parts, &scan);
      else if (scan.kind == IGNY_WORDPRESS_SCAN_TEXT)
        add_words (parts, &scan);
      else if (scan.kind == IGNY_WORDPRESS_SCAN_COMMENT && is_block_mark (&scan))
        count (parts, g_strdup ("block"));
    }
}

/* An element that is gone takes its attributes along: they are not named. */
static gboolean
is_implied (const char *key,
            GHashTable *missing)
{
  const char      *space = strchr (key, ' ');
  g_autofree char *element = space != NULL ? g_strndup (key, (gsize) (space - key)) : NULL;

  return element != NULL && g_hash_table_contains (missing, element);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* "<script>, <a target>", or NULL when nothing is missing. */
static char *
list_missing (const Parts *sent,
              const Parts *got)
{
  g_autoptr(GHashTable) missing = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer       key = NULL;
  gpointer       value = NULL;

  g_hash_table_iter_init (&iter, sent->counts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (GPOINTER_TO_UINT (g_hash_table_lookup (got->counts, key)) < GPOINTER_TO_UINT (value))
      g_hash_table_add (missing, key);

  g_hash_table_iter_init (&iter, missing);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!is_implied (key, missing))
      g_ptr_array_add (names, g_strdup_printf ("<%s>", (const char *) key));
  if (names->len == 0)
    return NULL;

  g_ptr_array_sort (names, compare_names);
  g_ptr_array_set_size (names, MIN ((int) names->len, MAX_NAMED));
  g_ptr_array_add (names, NULL);

  return g_strjoinv (", ", (char **) names->pdata);
}

/* The first place at which the words part, as a quotation of each. */
static void
warn_words (GPtrArray  *warnings,
            const char *sent,
            const char *got)
{
  const char      *at = sent;
  const char      *other = got;
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;

  while (*at != '\0' && g_utf8_get_char (at) == g_utf8_get_char (other))
    {
      at = g_utf8_next_char (at);
      other = g_utf8_next_char (other);
    }
  one = igny_wordpress_scan_to_text (at, strlen (at), EXCERPT_CHARS);
  two = igny_wordpress_scan_to_text (other, strlen (other), EXCERPT_CHARS);
  igny_wordpress_warning_add (warnings, "content", one, two,
                              g_strdup_printf (_("The site’s text differs from “%s” on."), one));
}

static char *
shorten (const char *text)
{
  return igny_wordpress_scan_to_text (text, strlen (text), EXCERPT_CHARS);
}

static char *
join_ids (const GArray *ids)
{
  g_autoptr(GString) out = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (out, "%s%" G_GINT64_FORMAT, i > 0 ? ", " : "",
                            g_array_index (ids, gint64, i));

  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
contains (const GArray *ids,
          gint64        id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;

  return FALSE;
}

static gboolean
contains_all (const GArray *ids,
              const GArray *wanted)
{
  for (guint i = 0; i < wanted->len; i++)
    if (!contains (ids, g_array_index (wanted, gint64, i)))
      return FALSE;

  return TRUE;
}

/* Registered numbers come back as numbers, lists with one value as a list. */
static char *
read_meta (JsonNode *node)
{
  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    node = igny_json_array_get_node (json_node_get_array (node), 0);
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));

  return igny_json_to_text (node, FALSE);
}

void
igny_wordpress_compare_text (GPtrArray  *warnings,
                             const char *field,
                             const char *sent,
                             const char *got)
{
  g_autofree char *stored = igny_wordpress_scan_to_text (got, strlen (got), 0);
  g_autofree char *escaped = g_markup_escape_text (sent, -1);
  g_autofree char *wanted = igny_wordpress_scan_to_text (escaped, strlen (escaped), 0);
  g_autofree char *shown = NULL;
  char            *message = NULL;

  if (strcmp (stored, wanted) == 0)
    return;

  shown = shorten (stored);
  if (strcmp (field, "title") == 0)
    message = g_strdup_printf (_("The site changed the title to “%s”."), shown);
  else
    message = g_strdup_printf (_("The site changed the excerpt to “%s”."), shown);
  igny_wordpress_warning_add (warnings, field, sent, stored, message);
}

void
igny_wordpress_compare_content (GPtrArray  *warnings,
                                const char *sent,
                                const char *got)
{
  g_auto(Parts) one = { NULL };
  g_auto(Parts) other = { NULL };
  g_autofree char *missing = NULL;

  if (strcmp (sent, got) == 0)
    return;

  take_apart (&one, sent);
  take_apart (&other, got);
  missing = list_missing (&one, &other);
  if (missing != NULL)
    igny_wordpress_warning_add (warnings, "content", missing, "",
                                g_strdup_printf (_("The site removed from the text: %s. Only users "
                                                   "who may post any HTML can keep them."),
                                                    missing));
  if (strstr (other.words->str, one.words->str) == NULL)
    warn_words (warnings, one.words->str, other.words->str);
}

gboolean
igny_wordpress_compare_is_kept (const char *sent,
                                const char *got)
{
  g_autoptr(GPtrArray) warnings = NULL;

  warnings = g_ptr_array_new_with_free_func ((GDestroyNotify) igny_wordpress_warning_free);
  igny_wordpress_compare_content (warnings, sent, got);

  return warnings->len == 0;
}

void
igny_wordpress_compare_terms (GPtrArray    *warnings,
                              const char   *field,
                              const GArray *sent,
                              const GArray *got)
{
  g_autofree char *wanted = NULL;
  g_autofree char *stored = NULL;
  char            *message = NULL;

  if (contains_all (got, sent) && contains_all (sent, got))
    return;

  wanted = join_ids (sent);
  stored = join_ids (got);
  if (strcmp (field, "categories") == 0)
    message = g_strdup_printf (_("The site keeps other categories (%s) than were sent (%s)."),
                                  stored, wanted);
  else
    message = g_strdup_printf (_("The site keeps other tags (%s) than were sent (%s)."), stored,
                                  wanted);
  igny_wordpress_warning_add (warnings, field, wanted, stored, message);
}

void
igny_wordpress_compare_meta (GPtrArray         *warnings,
                             const char *const *sent,
                             JsonObject        *got)
{
  for (guint i = 0; sent[i] != NULL && sent[i + 1] != NULL; i += 2)
    {
      g_autofree char *value = read_meta (igny_json_get_node (got, sent[i]));

      if (g_strcmp0 (value, sent[i + 1]) == 0)
        continue;
      igny_wordpress_warning_add (warnings, "meta", sent[i], value != NULL ? value : "",
                                  g_strdup_printf (_("The site does not keep the field “%s”: a "
                                                     "plugin has to register it with "
                                                     "show_in_rest."),
                                                      sent[i]));
    }
}
