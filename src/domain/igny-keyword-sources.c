/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-keyword-sources.h"

#include "igny-choices.h"
#include "igny-keyword-merge.h"

/* The field of a keyword that a field of a source is for; NULL when none is. */
static const IgnyField *
find_value (const IgnyField *field)
{
  /* Whose line it is: a keyword has fields of these names too. */
  if ((field->flags & IGNY_FIELD_REQUIRED) != 0)
    return NULL;
  return igny_entity_find_field (&igny_keyword_entity, field->name);
}

static void
copy_value (gpointer         to,
            const IgnyField *to_field,
            gconstpointer    from,
            const IgnyField *from_field)
{
  g_assert (to_field != NULL && from_field != NULL);

  if (igny_kind_is_text (to_field->kind))
    igny_record_set_text (to, to_field, igny_record_get_text (from, from_field));
  else
    igny_record_set_number (to, to_field, igny_record_get_number (from, from_field));
}

static gboolean
is_range (const IgnyKeywordSource *line)
{
  return line->volume_low != IGNY_UNKNOWN || line->volume_high != IGNY_UNKNOWN;
}

static IgnyKeyword *
keyword_of_line (const IgnyKeywordSource *line)
{
  IgnyKeyword *keyword = igny_record_new (&igny_keyword_entity);

  for (const IgnyField *f = igny_keyword_source_entity.fields; f->name != NULL; f++)
    if (find_value (f) != NULL)
      copy_value (keyword, find_value (f), line, f);
  keyword->volume_estimated = is_range (line);
  return keyword;
}

/* A line has what was told, so not the volume that was made of impressions, nor
 * an intent that we guessed. */
static void
fill_line (IgnyKeywordSource *line,
           const IgnyKeyword *keyword)
{
  for (const IgnyField *f = igny_keyword_source_entity.fields; f->name != NULL; f++)
    if (find_value (f) != NULL)
      copy_value (line, f, keyword, find_value (f));
  if (keyword->volume_estimated && !is_range (line))
    line->volume = IGNY_UNKNOWN;
  if (keyword->intent_guessed)
    g_clear_pointer (&line->intent, g_free);
}

static gboolean
has_values (const IgnyKeywordSource *line)
{
  for (const IgnyField *f = igny_keyword_source_entity.fields; f->name != NULL; f++)
    if (find_value (f) != NULL && !igny_record_is_unknown (line, f))
      return TRUE;
  return FALSE;
}

static IgnyKeywordSource *
make_line (const IgnyKeyword *keyword,
           const char        *source)
{
  IgnyKeywordSource *line = igny_record_new (&igny_keyword_source_entity);

  line->site = keyword->site;
  line->sector = keyword->sector;
  line->keyword = keyword->record.row;
  line->source = g_strdup (source);
  line->is_chosen = 0;
  return line;
}

GPtrArray *
igny_keyword_sources_load (IgnyDb  *db,
                           gint64   keyword,
                           GError **error)
{
  g_return_val_if_fail (db != NULL, NULL);

  return igny_records_select (db, &igny_keyword_source_entity, "keyword = ?1",
                              "ORDER BY updated_at, row", IGNY_BINDS (IGNY_BIND_INT (keyword)),
                              error);
}

static IgnyKeywordSource *
find_line (GPtrArray  *lines,
           const char *source)
{
  for (guint i = 0; i < lines->len; i++)
    if (g_ascii_strcasecmp (((IgnyKeywordSource *) lines->pdata[i])->source, source) == 0)
      return lines->pdata[i];
  return NULL;
}

static const IgnyKeywordSource *
find_chosen (GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    if (((IgnyKeywordSource *) lines->pdata[i])->is_chosen == 1)
      return lines->pdata[i];
  return NULL;
}

static guint
read_intent (const char *word)
{
  for (guint i = 0; igny_choices_intent[i].word != NULL; i++)
    if (g_strcmp0 (igny_choices_intent[i].word, word) == 0)
      return 1u << i;
  return 0;
}

/* As if the file were read again; texts are the line's. */
static IgnyImportRow
row_of_line (const IgnyKeywordSource *line)
{
  return (IgnyImportRow){
    .volume = line->volume,
    .volume_low = line->volume_low,
    .volume_high = line->volume_high,
    .volume_estimated = is_range (line),
    .difficulty = line->difficulty,
    .cpc = line->cpc,
    .currency = line->currency,
    .intents = read_intent (line->intent),
    .primary_intent = read_intent (line->intent),
    .trend = line->trend,
    .competition = line->competition,
    .clicks = line->clicks,
    .impressions = line->impressions,
    .ctr = line->ctr,
    .position = line->position,
  };
}

/* What lines tell takes the place of what the keyword has. */
static void
apply (IgnyKeyword              *keyword,
       IgnyKeywordSource *const *lines,
       guint                     n_lines)
{
  g_autoptr(IgnyKeyword) told = igny_record_new (&igny_keyword_entity);

  for (guint i = 0; i < n_lines; i++)
    {
      IgnyImportRow row = row_of_line (lines[i]);

      igny_keyword_merge (told, &row, FALSE);
    }
  for (const IgnyField *f = igny_keyword_source_entity.fields; f->name != NULL; f++)
    {
      const IgnyField *value = find_value (f);

      if (value != NULL && !igny_record_is_unknown (told, value))
        copy_value (keyword, value, told, value);
    }
  /* What belongs to a value goes with it, also when it is unknown. */
  if (told->volume != IGNY_UNKNOWN)
    {
      keyword->volume_low = told->volume_low;
      keyword->volume_high = told->volume_high;
      keyword->volume_estimated = told->volume_estimated;
    }
  if (told->cpc != IGNY_UNKNOWN)
    igny_record_set_text (keyword, igny_entity_find_field (&igny_keyword_entity, "currency"),
                          told->currency);
  if (told->intent != NULL)
    keyword->intent_guessed = 0;
}

/* What the keyword had before a second source told of it. */
static gboolean
keep_first (IgnyStep    *step,
            IgnyKeyword *keyword,
            const char  *source,
            GPtrArray   *lines,
            GError     **error)
{
  const char *first = keyword->source != NULL ? keyword->source : IGNY_KEYWORD_SOURCES_HAND;
  g_autoptr(IgnyKeywordSource) line = make_line (keyword, first);

  fill_line (line, keyword);
  if (!has_values (line))
    {
      /* Nobody told of it yet, so this is the first. */
      igny_record_set_text (keyword, igny_entity_find_field (&igny_keyword_entity, "source"),
                            source);
      return TRUE;
    }
  if (!igny_step_insert (step, line, error))
    return FALSE;
  g_ptr_array_add (lines, g_steal_pointer (&line));
  return TRUE;
}

/* The line of source in lines, with what row tells. */
static gboolean
merge_line (IgnyStep            *step,
            const IgnyKeyword   *keyword,
            const IgnyImportRow *row,
            const char          *source,
            gboolean             same_file,
            GPtrArray           *lines,
            gboolean            *changed,
            GError             **error)
{
  IgnyKeywordSource *line = find_line (lines, source);
  g_autoptr(IgnyKeywordSource) before = line != NULL ? igny_record_copy (line) : NULL;
  g_autoptr(IgnyKeyword) told = NULL;
  gboolean differs = before == NULL;

  if (line == NULL)
    {
      line = make_line (keyword, source);
      g_ptr_array_add (lines, line);
    }
  told = keyword_of_line (line);
  igny_keyword_merge (told, row, same_file);
  fill_line (line, told);
  for (const IgnyField *f = igny_keyword_source_entity.fields; !differs && f->name != NULL; f++)
    differs = !igny_record_field_equal (line, before, f);
  if (!differs)
    return TRUE;
  *changed = TRUE;
  return before == NULL ? igny_step_insert (step, line, error)
                        : igny_step_update (step, line, error);
}

gboolean
igny_keyword_sources_merge (IgnyStep            *step,
                            IgnyKeyword         *keyword,
                            const IgnyImportRow *row,
                            const char          *source,
                            gboolean             same_file,
                            gboolean            *changed,
                            GError             **error)
{
  g_autoptr(GPtrArray) lines = NULL;
  const IgnyKeywordSource *chosen;

  g_return_val_if_fail (step != NULL && keyword != NULL && row != NULL && source != NULL, FALSE);

  lines = igny_keyword_sources_load (igny_step_get_db (step), keyword->record.row, error);
  if (lines == NULL)
    return FALSE;
  if (lines->len == 0 && g_strcmp0 (keyword->source, source) != 0 &&
      !keep_first (step, keyword, source, lines, error))
    return FALSE;
  if (lines->len > 0 &&
      !merge_line (step, keyword, row, source, same_file, lines, changed, error))
    return FALSE;
  igny_keyword_merge (keyword, row, same_file);
  chosen = find_chosen (lines);
  if (chosen != NULL)
    apply (keyword, (IgnyKeywordSource *const[]){ (IgnyKeywordSource *) chosen }, 1);
  return TRUE;
}

/* Not as a change of the line, whose time says when the source told. */
static gboolean
mark_chosen (IgnyStep                *step,
             gint64                   keyword,
             const IgnyKeywordSource *chosen,
             GError                 **error)
{
  return igny_db_exec (igny_step_get_db (step),
                       "UPDATE keyword_sources SET is_chosen = (row = ?2) WHERE keyword = ?1 AND"
                       " deleted_step IS NULL AND is_chosen <> (row = ?2)",
                       IGNY_BINDS (IGNY_BIND_INT (keyword),
                                   IGNY_BIND_INT (chosen != NULL ? chosen->record.row : 0)),
                       error);
}

gboolean
igny_keyword_sources_choose (IgnyStep   *step,
                             gint64      keyword,
                             const char *source,
                             GError    **error)
{
  g_autoptr(IgnyKeyword) record = NULL;
  g_autoptr(GPtrArray) lines = NULL;
  IgnyKeywordSource *chosen;

  g_return_val_if_fail (step != NULL, FALSE);

  record = igny_records_load (igny_step_get_db (step), &igny_keyword_entity, keyword, error);
  if (record == NULL)
    return FALSE;
  lines = igny_keyword_sources_load (igny_step_get_db (step), keyword, error);
  if (lines == NULL)
    return FALSE;
  chosen = source != NULL ? find_line (lines, source) : NULL;
  if (lines->len == 0 || (source != NULL && chosen == NULL))
    {
      g_set_error (error, IGNY_INVALID, IGNY_INVALID_FIELD,
                   lines->len == 0
                       ? "only one source told of “%s”, so there is nothing to choose. Import "
                         "another tool's file first"
                       : "no source of “%s” has that name. Look at its sources first",
                   record->keyword);
      return FALSE;
    }
  apply (record, (IgnyKeywordSource *const *) lines->pdata, lines->len);
  if (chosen != NULL)
    apply (record, &chosen, 1);
  if (chosen != NULL)
    igny_step_set_label (step, "Use the values of “%s” for “%s”", chosen->source, record->keyword);
  else
    igny_step_set_label (step, "Use the best values for “%s”", record->keyword);
  return mark_chosen (step, keyword, chosen, error) && igny_step_update (step, record, error);
}
