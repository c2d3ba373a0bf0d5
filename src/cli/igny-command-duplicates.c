/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "igny-cannibals.h"
#include "igny-commands.h"
#include "igny-duplicates.h"
#include "igny-keyword.h"
#include "igny-present.h"

/* Groups that are printed and answered with. */
#define MAX_SHOWN 1000

typedef struct
{
  IgnyCall  *call;
  IgnyScope  scope;
  guint      kinds;
  GPtrArray *groups;
  JsonArray *array;
  guint      n_records; /* in the groups, or removed */
} Finder;

static gboolean
read_kinds (Finder  *self,
            GError **error)
{
  GPtrArray *words = self->call->line->values[IGNY_OPTION_KIND];

  for (guint i = 0; words != NULL && i < words->len; i++)
    self->kinds |= igny_near_kind_from_word (words->pdata[i]);
  /* One letter makes other words as well (“heat”, “heart”): nobody merges those
   * without having said so. */
  if (self->kinds == 0 && igny_call_has (self->call, IGNY_OPTION_MERGE))
    self->kinds = IGNY_NEAR_ALL & ~(guint) IGNY_NEAR_TYPO;
  else if (self->kinds == 0)
    self->kinds = IGNY_NEAR_ALL;
  return igny_call_find_scope (self->call, &self->scope, error);
}

/* The title of each record and its id, as an array; the text of them, too. */
static JsonArray *
list_records (IgnyDb           *db,
              const IgnyEntity *entity,
              const GArray     *rows,
              GString          *text)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < rows->len; i++)
    {
      gint64           row = g_array_index (rows, gint64, i);
      g_autofree char *id = igny_present_dup_id (db, entity, row);
      g_autofree char *title = igny_records_dup_title (db, entity, row);
      JsonObject      *object = json_object_new ();

      json_object_set_string_member (object, "id", id);
      json_object_set_string_member (object, "title", title);
      json_array_add_object_element (array, object);
      g_string_append_printf (text, "%s“%s”", i > 0 ? ", " : "", title != NULL ? title : "");
    }
  return array;
}

static int
compare_words (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* The same for the same words in whatever order. */
static char *
dup_sorted (const char *key)
{
  g_auto(GStrv) words = g_strsplit (key, " ", -1);

  qsort (words, g_strv_length (words), sizeof *words, compare_words);
  return g_strjoinv (" ", words);
}

/* Keywords that are alike but for their countries also have the same words: only
 * what they say tells whether the order differs, too. */
static guint
tell_apart (IgnyDb               *db,
            const IgnyDuplicates *group,
            gboolean             *countries)
{
  g_autoptr(GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) orders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean order = FALSE;

  *countries = FALSE;
  for (guint i = 0; i < group->rows->len; i++)
    {
      const IgnyBind  *row = IGNY_BINDS (IGNY_BIND_INT (g_array_index (group->rows, gint64, i)));
      g_autofree char *key = NULL;
      char            *sorted;

      if (!igny_db_get_text (db, "SELECT key FROM keywords WHERE row = ?1", row, &key, NULL) ||
          key == NULL)
        continue;
      sorted = dup_sorted (key);
      if (!g_hash_table_add (keys, g_steal_pointer (&key)))
        {
          *countries = TRUE;
          g_free (sorted);
        }
      else if (!g_hash_table_add (orders, sorted))
        order = TRUE;
    }
  return order ? group->kinds : group->kinds & ~(guint) IGNY_NEAR_ORDER;
}

static void
add_kind (const char *word,
          GString    *text,
          JsonArray  *array)
{
  json_array_add_string_element (array, word);
  g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", word);
}

/* A group may have members of several kinds. */
static JsonArray *
list_kinds (IgnyDb               *db,
            const IgnyDuplicates *group,
            GString              *text)
{
  JsonArray *array = json_array_new ();
  gboolean   countries;
  guint      kinds = tell_apart (db, group, &countries);

  for (guint kind = 1; kind <= IGNY_NEAR_ALL; kind <<= 1)
    if ((kinds & kind) != 0)
      add_kind (igny_near_kind_to_word (kind), text, array);
  if (countries)
    add_kind ("country", text, array);
  return array;
}

static void
show_group (Finder               *self,
            IgnyDb               *db,
            const IgnyDuplicates *group)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GString) kinds = g_string_new (NULL);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "kind", igny_near_kind_to_word (group->kinds));
  json_object_set_array_member (object, "kinds", list_kinds (db, group, kinds));
  json_object_set_array_member (object, "keywords",
                                list_records (db, &igny_keyword_entity, group->rows, text));
  json_array_add_object_element (self->array, object);
  igny_call_say (self->call, "%s: %s", kinds->str, text->str);
}

static gboolean
find_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Finder *self = data;

  self->groups = igny_duplicates_find (db, &self->scope, self->kinds, cancellable, error);
  if (self->groups == NULL)
    return FALSE;
  for (guint i = 0; i < self->groups->len; i++)
    {
      const IgnyDuplicates *group = self->groups->pdata[i];

      self->n_records += group->rows->len;
      if (i < MAX_SHOWN)
        show_group (self, db, group);
    }
  return TRUE;
}

static gboolean
merge_cb (IgnyStep     *step,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Finder *self = data;

  self->groups = igny_duplicates_find (igny_step_get_db (step), &self->scope, self->kinds,
                                       cancellable, error);
  return self->groups != NULL &&
         igny_duplicates_merge (step, self->groups, &self->n_records, cancellable, error);
}

static void
answer (Finder     *self,
        const char *what)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "groups", self->groups->len);
  json_object_set_int_member (object, what, self->n_records);
  json_object_set_array_member (object, "results", json_array_ref (self->array));
  igny_call_take_data (self->call, object);
}

gboolean
igny_command_duplicates (IgnyCall *call,
                         GError  **error)
{
  g_autoptr(JsonArray) array = json_array_new ();
  Finder   self = { .call = call, .array = array };
  gboolean merge = igny_call_has (call, IGNY_OPTION_MERGE);
  gboolean ok;

  if (!read_kinds (&self, error))
    return FALSE;
  ok = merge ? igny_call_write (call, "Merge near-duplicates", merge_cb, &self, error)
             : igny_call_read (call, find_cb, &self, error);
  if (!ok)
    {
      g_clear_pointer (&self.groups, g_ptr_array_unref);
      return FALSE;
    }
  answer (&self, merge ? "removed" : "keywords");
  if (merge)
    igny_call_say (call,
                   ngettext ("Merged %u keyword into another one.",
                             "Merged %u keywords into others.", self.n_records),
                   self.n_records);
  else if (self.groups->len == 0)
    igny_call_say (call, _("Nothing found."));
  g_ptr_array_unref (self.groups);
  return TRUE;
}

static gboolean
cannibals_cb (IgnyDb       *db,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  Finder *self = data;

  self->groups = igny_cannibals_find (db, &self->scope, error);
  if (self->groups == NULL)
    return FALSE;
  for (guint i = 0; i < self->groups->len; i++)
    {
      const IgnyCannibals *group = self->groups->pdata[i];
      g_autoptr(GString) text = g_string_new (NULL);
      JsonObject *object = json_object_new ();

      self->n_records += group->rows->len;
      json_object_set_string_member (object, "entity", group->entity->table);
      json_object_set_string_member (object, "keyword", group->keyword);
      json_object_set_array_member (object, "pages",
                                    list_records (db, group->entity, group->rows, text));
      json_array_add_object_element (self->array, object);
      igny_call_say (self->call, "%s, %s: %s", group->keyword, _(group->entity->label), text->str);
    }
  return TRUE;
}

gboolean
igny_command_cannibalization (IgnyCall *call,
                              GError  **error)
{
  g_autoptr(JsonArray) array = json_array_new ();
  Finder self = { .call = call, .array = array };

  if (!igny_call_find_scope (call, &self.scope, error) ||
      !igny_call_read (call, cannibals_cb, &self, error))
    return FALSE;
  answer (&self, "pages");
  if (self.groups->len == 0)
    igny_call_say (call, _("No two pages have one primary keyword."));
  g_ptr_array_unref (self.groups);
  return TRUE;
}
