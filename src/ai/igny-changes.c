/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-changes.h"

#include <string.h>

#include "igny-html.h"
#include "igny-reply-fields.h"

#define MAX_CHANGES 50
#define HTML "html_content"

static const char *const state_words[] = { "open", "accepted", "rejected" };

static void
change_free (gpointer data)
{
  IgnyChange *change = data;

  g_free (change->field);
  g_free (change->old);
  g_free (change->replacement);
  g_free (change->reason);
  g_free (change);
}

static gboolean
is_void (const char *tag)
{
  static const char *const names[] = { "br", "hr", "img", "col", "wbr", NULL };
  gsize                    length = strspn (tag, "abcdefghijklmnopqrstuvwxyz0123456789");
  g_autofree char         *name = g_strndup (tag, length);

  return g_strv_contains (names, name);
}

/* The end of the tag or the comment that begins at p. */
static const char *
skip_tag (const char *p)
{
  const char *end = g_str_has_prefix (p, "<!--") ? strstr (p, "-->") : NULL;
  char        quote = 0;

  if (end != NULL)
    return end + 3;
  for (; *p != '\0'; p++)
    if (quote != 0)
      quote = *p == quote ? 0 : quote;
    else if (*p == '"' || *p == '\'')
      quote = *p;
    else if (*p == '>')
      return p + 1;
  return p;
}

/* How deep it goes with the tag at p: 1, 0 or -1. */
static int
get_step (const char *p)
{
  if (p[1] == '/')
    return -1;
  return g_ascii_isalpha (p[1]) && !is_void (p + 1) ? 1 : 0;
}

GPtrArray *
igny_changes_split (const char *html)
{
  GPtrArray  *blocks = g_ptr_array_new_with_free_func (g_free);
  const char *start = html;
  gint        depth = 0;

  g_return_val_if_fail (html != NULL, blocks);

  for (const char *p = html; *p != '\0';)
    {
      gint step;

      if (*p != '<')
        {
          p++;
          continue;
        }
      step = get_step (p);
      depth += step;
      p = skip_tag (p);
      if (depth > 0 || step >= 0)
        continue;
      depth = 0;
      p += strspn (p, " \t\r\n");
      g_ptr_array_add (blocks, g_strndup (start, (gsize) (p - start)));
      start = p;
    }
  if (*start != '\0')
    g_ptr_array_add (blocks, g_strdup (start));
  return blocks;
}

static IgnyChange *
new_change (const char *field,
            const char *old,
            const char *replacement,
            const char *reason)
{
  IgnyChange *change = g_new0 (IgnyChange, 1);

  change->field = g_strdup (field);
  change->old = g_strdup (old);
  change->replacement = g_strdup (replacement);
  change->reason = g_strdup (reason);
  return change;
}

/* The white space behind a block stays. */
static const char *
get_rest (const char *block)
{
  gsize length = strlen (block);

  while (length > 0 && strchr (" \t\r\n", block[length - 1]) != NULL)
    length--;
  return block + length;
}

/* Those of WordPress's blocks stay as well. */
static const char *
skip_comments (const char *block)
{
  const char *p = block + strspn (block, " \t\r\n");

  while (g_str_has_prefix (p, "<!--"))
    {
      p = skip_tag (p);
      p += strspn (p, " \t\r\n");
    }
  return p;
}

static IgnyChange *
change_block (const char *block,
              const char *action,
              const char *text,
              const char *reason)
{
  const char      *start = skip_comments (block);
  const char      *rest = get_rest (block);
  g_autofree char *old = g_strndup (start, (gsize) (MAX (rest, start) - start));
  g_autofree char *clean = igny_html_sanitize (text, IGNY_HTML_STRICT, NULL);
  g_autofree char *replacement = NULL;

  if (*old == '\0')
    return NULL;
  if (strcmp (action, "remove") == 0)
    return new_change (HTML, old, "", reason);
  if (clean == NULL || *g_strstrip (clean) == '\0')
    return NULL;
  if (strcmp (action, "insert_after") == 0)
    replacement = g_strconcat (old, "\n", clean, NULL);
  else
    replacement = g_strdup (clean);
  return new_change (HTML, old, replacement, reason);
}

static IgnyChange *
change_field (const char        *field,
              const char        *text,
              const char        *reason,
              IgnyChangesGetFunc get,
              gpointer           user_data)
{
  const char      *old = get (field, user_data);
  g_autofree char *tidy = igny_reply_fields_tidy (text, strcmp (field, "title") == 0 ? 200 : 300);

  if (tidy == NULL)
    return NULL;
  return new_change (field, old != NULL ? old : "", tidy, reason);
}

static gboolean
is_place (const char *place)
{
  static const char *const fields[] = { "title", "meta_title", "meta_description", NULL };

  return g_strv_contains (fields, place);
}

static IgnyChange *
read_change (JsonObject        *item,
             GPtrArray         *blocks,
             IgnyChangesGetFunc get,
             gpointer           user_data)
{
  const char      *place = igny_json_get_string (item, "place", "block");
  const char      *text = igny_json_get_string (item, "text", "");
  gint64           number = igny_json_get_int (item, "block", 0);
  g_autofree char *reason = igny_reply_fields_tidy (igny_json_get_string (item, "reason", ""), 500);

  if (is_place (place))
    return change_field (place, text, reason, get, user_data);
  if (number < 1 || number > blocks->len)
    return NULL;
  return change_block (blocks->pdata[number - 1], igny_json_get_string (item, "action", "replace"),
                       text, reason);
}

/* Two changes of one place cannot both be accepted. */
static gboolean
is_new (const GPtrArray  *changes,
        const IgnyChange *change)
{
  if (strcmp (change->old, change->replacement) == 0)
    return FALSE;
  for (guint i = 0; i < changes->len; i++)
    {
      const IgnyChange *other = changes->pdata[i];

      if (strcmp (other->field, change->field) == 0 &&
          (strcmp (change->field, HTML) != 0 || strcmp (other->old, change->old) == 0))
        return FALSE;
    }
  return TRUE;
}

GPtrArray *
igny_changes_from_reply (JsonObject        *reply,
                         GPtrArray         *blocks,
                         IgnyChangesGetFunc get,
                         gpointer           user_data)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func (change_free);
  JsonArray *items = igny_json_get_array (reply, "changes");

  g_return_val_if_fail (blocks != NULL && get != NULL, changes);

  for (guint i = 0; i < MIN (igny_json_array_get_length (items), MAX_CHANGES); i++)
    {
      IgnyChange *change = read_change (igny_json_array_get_object (items, i), blocks, get,
                                        user_data);

      if (change != NULL && is_new (changes, change))
        g_ptr_array_add (changes, change);
      else if (change != NULL)
        change_free (change);
    }
  return changes;
}

const char *
igny_change_state_to_word (IgnyChangeState state)
{
  g_return_val_if_fail (state < G_N_ELEMENTS (state_words), state_words[0]);

  return state_words[state];
}

JsonArray *
igny_changes_to_json (const GPtrArray *changes)
{
  JsonArray *array = json_array_new ();

  g_return_val_if_fail (changes != NULL, array);

  for (guint i = 0; i < changes->len; i++)
    {
      const IgnyChange *change = changes->pdata[i];
      JsonObject       *object = json_object_new ();

      json_object_set_string_member (object, "field", change->field);
      json_object_set_string_member (object, "old", change->old);
      json_object_set_string_member (object, "new", change->replacement);
      json_object_set_string_member (object, "reason",
                                     change->reason != NULL ? change->reason : "");
      json_object_set_string_member (object, "state", igny_change_state_to_word (change->state));
      json_array_add_object_element (array, object);
    }
  return array;
}

static IgnyChangeState
read_state (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (state_words); i++)
    if (strcmp (word, state_words[i]) == 0)
      return (IgnyChangeState) i;
  return IGNY_CHANGE_OPEN;
}

GPtrArray *
igny_changes_from_json (JsonArray *array)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func (change_free);

  for (guint i = 0; i < MIN (igny_json_array_get_length (array), MAX_CHANGES); i++)
    {
      JsonObject *object = igny_json_array_get_object (array, i);
      const char *field = igny_json_get_string (object, "field", "");
      IgnyChange *change;

      if (strcmp (field, HTML) != 0 && !is_place (field))
        continue;
      change = new_change (field, igny_json_get_string (object, "old", ""),
                           igny_json_get_string (object, "new", ""),
                           igny_json_get_string (object, "reason", ""));
      change->state = read_state (igny_json_get_string (object, "state", ""));
      g_ptr_array_add (changes, change);
    }
  return changes;
}

char *
igny_change_apply (const IgnyChange *change,
                   const char       *text)
{
  const char *at;

  g_return_val_if_fail (change != NULL, NULL);

  if (text == NULL)
    text = "";
  if (strcmp (change->field, HTML) != 0)
    return strcmp (change->old, text) == 0 ? g_strdup (change->replacement) : NULL;
  at = *change->old != '\0' ? strstr (text, change->old) : NULL;
  if (at == NULL)
    return NULL;
  return g_strdup_printf ("%.*s%s%s", (int) (at - text), text, change->replacement,
                          at + strlen (change->old));
}
