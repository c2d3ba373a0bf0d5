/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-keyword-merge.h"

#include <string.h>

#include "igny-choices.h"
#include "igny-comma-list.h"
#include "igny-json.h"

static void
replace (char      **member,
         const char *text)
{
  char *copy = g_strdup (text);

  g_free (*member);
  *member = copy;
}

static void
fill (char      **member,
      const char *text)
{
  if (text != NULL && *text != '\0' && (*member == NULL || **member == '\0'))
    replace (member, text);
}

/* The rule of one number: known over unknown, newer over older, larger within
 * one file. */
static void
merge_number (gint64  *member,
              gint64   value,
              gboolean same_file)
{
  if (value == IGNY_UNKNOWN)
    return;
  if (*member == IGNY_UNKNOWN || !same_file || value > *member)
    *member = value;
}

typedef struct
{
  gint64   value;
  gint64   low;
  gint64   high;
  gboolean estimated;
} Volume;

/* Exact is 3, a range 2, impressions 1, nothing 0. */
static guint
rank_volume (const Volume *volume)
{
  if (volume->value == IGNY_UNKNOWN)
    return 0;
  if (!volume->estimated)
    return 3;
  return volume->low != IGNY_UNKNOWN || volume->high != IGNY_UNKNOWN ? 2 : 1;
}

/* Where nobody counted searches, those in which a page of the site was shown are
 * the next best: there were at least as many. */
static Volume
read_volume (const IgnyImportRow *row)
{
  if (row->volume == IGNY_UNKNOWN && row->impressions > 0)
    return (Volume){ row->impressions, IGNY_UNKNOWN, IGNY_UNKNOWN, TRUE };
  return (Volume){ row->volume, row->volume_low, row->volume_high, row->volume_estimated };
}

static void
merge_volume (IgnyKeyword         *keyword,
              const IgnyImportRow *row,
              gboolean             same_file)
{
  Volume old = { keyword->volume, keyword->volume_low, keyword->volume_high,
                 keyword->volume_estimated != 0 };
  Volume new = read_volume (row);
  guint old_rank = rank_volume (&old);
  guint new_rank = rank_volume (&new);

  if (new_rank == 0 || new_rank < old_rank ||
      (new_rank == old_rank && same_file && new.value <= old.value))
    return;
  keyword->volume = new.value;
  keyword->volume_low = new.low;
  keyword->volume_high = new.high;
  keyword->volume_estimated = new.estimated;
}

static void
merge_intents (IgnyKeyword         *keyword,
               const IgnyImportRow *row)
{
  g_autoptr(GString) all = NULL;
  g_auto(GStrv) old = NULL;
  const char *primary = igny_import_intent_to_word (row->primary_intent);

  if (row->intents == 0)
    return;
  all = g_string_new (NULL);
  old = g_strsplit (keyword->intents != NULL ? keyword->intents : "", ",", -1);
  for (guint i = 0; igny_choices_intent[i].word != NULL; i++)
    {
      const char *word = igny_choices_intent[i].word;

      if ((row->intents & (1u << i)) != 0 || g_strv_contains ((const char *const *) old, word))
        g_string_append_printf (all, "%s%s", all->len > 0 ? "," : "", word);
    }
  if (all->len > 0)
    replace (&keyword->intents, all->str);

  /* What a tool says is better than our guess, and no worse than what another
   * tool said before. */
  if (primary != NULL && (keyword->intent == NULL || keyword->intent_guessed))
    {
      replace (&keyword->intent, primary);
      keyword->intent_guessed = 0;
    }
}

static void
merge_position (IgnyKeyword         *keyword,
                const IgnyImportRow *row,
                gboolean             same_file)
{
  gboolean better = keyword->position == IGNY_UNKNOWN || row->position < keyword->position;

  if (row->position == IGNY_UNKNOWN)
    {
      fill (&keyword->target_url, row->target_url);
      return;
    }
  if (same_file && !better)
    return;
  keyword->position = row->position;
  if (row->target_url != NULL)
    replace (&keyword->target_url, row->target_url);
}

/* Tools separate tags by commas, semicolons or bars. */
static void
merge_tags (IgnyKeyword         *keyword,
            const IgnyImportRow *row)
{
  g_autofree char *tags = NULL;
  g_auto(GStrv) items = NULL;

  if (row->tags == NULL)
    return;
  tags = g_strdelimit (g_strdup (row->tags), ";|", ',');
  items = igny_comma_list_split (tags);
  for (guint i = 0; items[i] != NULL; i++)
    {
      char *list = igny_comma_list_add (keyword->tags, items[i]);

      g_free (keyword->tags);
      keyword->tags = list;
    }
}

static void
merge_attributes (IgnyKeyword         *keyword,
                  const IgnyImportRow *row)
{
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *text = NULL;
  JsonObject      *object;

  if (row->n_extra == 0 && row->serp_urls == NULL)
    return;
  if (keyword->attributes != NULL)
    node = igny_json_parse (keyword->attributes, -1, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      g_clear_pointer (&node, json_node_unref);
      node = json_node_init_object (json_node_alloc (), NULL);
      object = json_object_new ();
      json_node_take_object (node, object);
    }
  object = json_node_get_object (node);
  for (guint i = 0; i < row->n_extra; i++)
    json_object_set_string_member (object, row->extra[i].name, row->extra[i].value);
  /* Under a name that igny_serp_is_column knows. */
  if (row->serp_urls != NULL)
    json_object_set_string_member (object, "SERP URLs", row->serp_urls);
  text = igny_json_to_text (node, FALSE);
  replace (&keyword->attributes, text);
}

void
igny_keyword_merge (IgnyKeyword         *keyword,
                    const IgnyImportRow *row,
                    gboolean             same_file)
{
  g_return_if_fail (keyword != NULL && row != NULL && row->reject == NULL);

  fill (&keyword->keyword, row->keyword);
  fill (&keyword->key, row->key);
  merge_volume (keyword, row, same_file);
  merge_number (&keyword->difficulty, row->difficulty, same_file);
  merge_number (&keyword->competition, row->competition, same_file);
  merge_number (&keyword->clicks, row->clicks, same_file);
  merge_number (&keyword->impressions, row->impressions, same_file);
  merge_number (&keyword->ctr, row->ctr, same_file);
  if (row->cpc != IGNY_UNKNOWN &&
      (!same_file || keyword->cpc == IGNY_UNKNOWN || row->cpc > keyword->cpc))
    {
      keyword->cpc = row->cpc;
      replace (&keyword->currency, row->currency);
    }
  merge_position (keyword, row, same_file);
  merge_intents (keyword, row);
  if (row->trend != NULL)
    replace (&keyword->trend, row->trend);
  fill (&keyword->country, row->country);
  fill (&keyword->group_name, row->group);
  fill (&keyword->notes, row->notes);
  merge_tags (keyword, row);
  merge_attributes (keyword, row);
}
