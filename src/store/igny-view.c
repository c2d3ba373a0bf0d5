/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-view.h"

#include <string.h>

#include "igny-store-private.h"
#include "igny-text.h"
#include "igny-view-private.h"

static void
clear_filter (gpointer data)
{
  g_free (((IgnyViewFilter *) data)->text);
}

IgnyView *
igny_view_new (const IgnyEntity *entity)
{
  IgnyView *self = g_new0 (IgnyView, 1);

  g_return_val_if_fail (entity != NULL, NULL);

  self->entity = entity;
  self->filters = g_array_new (FALSE, FALSE, sizeof (IgnyViewFilter));
  g_array_set_clear_func (self->filters, clear_filter);
  self->sums = g_array_new (FALSE, FALSE, sizeof (IgnySum));
  self->facets = g_ptr_array_new ();
  self->expected = g_ptr_array_new ();
  return self;
}

IgnyView *
igny_view_copy (const IgnyView *self)
{
  IgnyView *copy = igny_view_new (self->entity);

  copy->site = self->site;
  copy->sector = self->sector;
  copy->search = g_strdupv (self->search);
  copy->sort = self->sort;
  copy->descending = self->descending;
  if (self->rows != NULL)
    copy->rows = g_array_copy (self->rows);
  g_array_append_vals (copy->sums, self->sums->data, self->sums->len);
  g_ptr_array_extend (copy->facets, self->facets, NULL, NULL);
  g_ptr_array_extend (copy->expected, self->expected, NULL, NULL);
  copy->total = self->total;
  copy->no_rows = self->no_rows;
  for (guint i = 0; i < self->filters->len; i++)
    {
      IgnyViewFilter filter = g_array_index (self->filters, IgnyViewFilter, i);

      filter.text = g_strdup (filter.text);
      g_array_append_val (copy->filters, filter);
    }
  return copy;
}

void
igny_view_free (IgnyView *self)
{
  if (self == NULL)
    return;
  g_strfreev (self->search);
  g_clear_pointer (&self->rows, g_array_unref);
  g_array_unref (self->filters);
  g_array_unref (self->sums);
  g_ptr_array_unref (self->facets);
  g_ptr_array_unref (self->expected);
  g_free (self);
}

const IgnyEntity *
igny_view_get_entity (const IgnyView *self)
{
  return self->entity;
}

void
igny_view_set_scope (IgnyView *self,
                     gint64    site,
                     gint64    sector)
{
  g_return_if_fail (self != NULL);

  self->site = site;
  self->sector = sector;
}

void
igny_view_set_search (IgnyView   *self,
                      const char *text)
{
  g_autofree char *normal = NULL;

  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->search, g_strfreev);
  if (text == NULL)
    return;
  normal = igny_text_normalize (text);
  if (*normal != '\0')
    self->search = g_strsplit (normal, " ", 16);
}

static const IgnyField *
find_field (const IgnyView *self,
            const char     *name)
{
  g_autofree char *stem = NULL;

  if (g_str_equal (name, "created_at"))
    return &igny_columns_created_at;
  if (g_str_equal (name, "updated_at"))
    return &igny_columns_updated_at;
  if (!igny_entity_has_field (self->entity, name) && g_str_has_suffix (name, "_id"))
    {
      stem = g_strndup (name, strlen (name) - 3);
      return igny_entity_find_field (self->entity, stem);
    }
  return igny_entity_find_field (self->entity, name);
}

static void
add_wrong_word (const IgnyField *field,
                const char      *word,
                IgnyErrors      *errors)
{
  g_autoptr(GString) words = g_string_new (NULL);

  for (const IgnyChoice *choice = field->choices; choice->word != NULL; choice++)
    g_string_append_printf (words, "%s%s", choice == field->choices ? "" : ", ", choice->word);
  igny_errors_add (errors, field->name, "must be one of %s, not “%s”", words->str, word);
}

static gboolean
parse_value (const IgnyView *self,
             IgnyViewFilter *filter,
             IgnyErrors     *errors)
{
  const IgnyField *field = filter->field;
  g_autoptr(IgnyRecord) scratch = NULL;

  filter->number = IGNY_UNKNOWN;
  if (*filter->text == '\0' || igny_kind_is_text (field->kind) ||
      field->kind == IGNY_KIND_REFERENCE)
    {
      const IgnyChoice *choice =
          field->kind == IGNY_KIND_CHOICE ? igny_field_find_choice (field, filter->text) : NULL;

      if (choice != NULL)
        filter->number = choice - field->choices;
      else if (field->kind == IGNY_KIND_CHOICE && *filter->text != '\0' &&
               filter->op != IGNY_FILTER_CONTAINS)
        add_wrong_word (field, filter->text, errors);
      return igny_errors_is_empty (errors);
    }

  /* The two times are no fields of the record, so a scratch one cannot parse
   * them; their place is lent by the head. */
  if (field == &igny_columns_created_at || field == &igny_columns_updated_at)
    {
      IgnyField  at = *field;
      IgnyRecord head = { 0 };

      at.offset = G_STRUCT_OFFSET (IgnyRecord, created_at);
      if (!igny_record_parse (&head, &at, filter->text, errors))
        return FALSE;
      filter->number = head.created_at;
      return TRUE;
    }

  scratch = igny_record_new (self->entity);
  if (!igny_record_parse (scratch, field, filter->text, errors))
    return FALSE;
  filter->number = igny_record_get_number (scratch, field);
  return TRUE;
}

gboolean
igny_view_add_filter (IgnyView    *self,
                      const char  *name,
                      IgnyFilterOp op,
                      const char  *value,
                      IgnyErrors  *errors)
{
  IgnyViewFilter filter = { .op = op };

  g_return_val_if_fail (self != NULL && name != NULL && errors != NULL, FALSE);

  filter.field = find_field (self, name);
  if (filter.field == NULL || (filter.field->flags & (IGNY_FIELD_HIDDEN | IGNY_FIELD_LONG)) != 0)
    {
      igny_errors_add (errors, name,
                       "%s have no such field to filter by; “igny8ctl fields %s” lists them",
                       self->entity->table, self->entity->table);
      return FALSE;
    }

  filter.text = g_strdup (value != NULL ? value : "");
  if (!parse_value (self, &filter, errors))
    {
      g_free (filter.text);
      return FALSE;
    }
  g_array_append_val (self->filters, filter);
  return TRUE;
}

gboolean
igny_view_add_any (IgnyView          *self,
                   const char        *name,
                   const char *const *words,
                   IgnyErrors        *errors)
{
  IgnyViewFilter filter = { .op = IGNY_FILTER_ANY };

  g_return_val_if_fail (self != NULL && name != NULL && words != NULL && errors != NULL, FALSE);

  filter.field = find_field (self, name);
  if (filter.field == NULL || filter.field->kind != IGNY_KIND_CHOICE)
    {
      igny_errors_add (errors, name, "%s have no such choice to filter by", self->entity->table);
      return FALSE;
    }
  for (guint i = 0; words[i] != NULL; i++)
    {
      const IgnyChoice *choice = igny_field_find_choice (filter.field, words[i]);
      gint64            bit = choice != NULL ? choice - filter.field->choices
                                             : IGNY_VIEW_ANY_UNKNOWN;

      if (choice == NULL && *words[i] != '\0')
        {
          add_wrong_word (filter.field, words[i], errors);
          return FALSE;
        }
      filter.number |= (gint64) (G_GUINT64_CONSTANT (1) << bit);
    }
  filter.text = g_strdup ("");
  g_array_append_val (self->filters, filter);
  return TRUE;
}

gboolean
igny_view_parse_filter (IgnyView   *self,
                        const char *text,
                        IgnyErrors *errors)
{
  static const struct
  {
    const char  *sign;
    IgnyFilterOp op;
  } signs[] = {
    { "!=", IGNY_FILTER_NOT_EQUAL },
    { "<=", IGNY_FILTER_AT_MOST },
    { ">=", IGNY_FILTER_AT_LEAST },
    { "=", IGNY_FILTER_EQUAL },
    { "~", IGNY_FILTER_CONTAINS },
  };
  gsize length;

  g_return_val_if_fail (self != NULL && text != NULL && errors != NULL, FALSE);

  length = strcspn (text, "!<>=~");
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (length > 0 && g_str_has_prefix (text + length, signs[i].sign))
      {
        g_autofree char *name = g_strndup (text, length);

        return igny_view_add_filter (self, name, signs[i].op,
                                     text + length + strlen (signs[i].sign), errors);
      }

  igny_errors_add (errors, "filter", "“%s” is not of the form field=value (or !=, <=, >=, ~)",
                   text);
  return FALSE;
}

void
igny_view_clear_filters (IgnyView *self)
{
  g_return_if_fail (self != NULL);

  g_array_set_size (self->filters, 0);
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

void
igny_view_set_rows (IgnyView     *self,
                    const gint64 *rows,
                    gsize         n_rows)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->rows, g_array_unref);
  if (rows == NULL)
    return;
  self->rows = g_array_sized_new (FALSE, FALSE, sizeof (gint64), (guint) n_rows);
  g_array_append_vals (self->rows, rows, (guint) n_rows);
  g_array_sort (self->rows, compare_rows);
}

gboolean
igny_view_set_sort (IgnyView   *self,
                    const char *name,
                    IgnyErrors *errors)
{
  const IgnyField *field;

  g_return_val_if_fail (self != NULL && errors != NULL, FALSE);

  self->sort = NULL;
  self->descending = name != NULL && *name == '-';
  if (name == NULL)
    return TRUE;
  field = find_field (self, name + (self->descending ? 1 : 0));
  if (field == NULL || (field->flags & (IGNY_FIELD_LONG | IGNY_FIELD_HIDDEN)) != 0)
    {
      igny_errors_add (errors, name,
                       "%s have no such field to sort by; “igny8ctl fields %s” lists them",
                       self->entity->table, self->entity->table);
      return FALSE;
    }
  self->sort = field;
  return TRUE;
}

void
igny_view_add_sum (IgnyView *self,
                   IgnySum   sum)
{
  g_return_if_fail (self != NULL && sum.field != NULL);

  g_array_append_val (self->sums, sum);
}

gboolean
igny_view_add_facet (IgnyView   *self,
                     const char *name,
                     IgnyErrors *errors)
{
  const IgnyField *field;

  g_return_val_if_fail (self != NULL && name != NULL && errors != NULL, FALSE);

  field = find_field (self, name);
  if (field == NULL || (field->flags & (IGNY_FIELD_LONG | IGNY_FIELD_HIDDEN)) != 0 ||
      (field->kind != IGNY_KIND_CHOICE && field->kind != IGNY_KIND_REFERENCE &&
       field->kind != IGNY_KIND_FLAG && field->kind != IGNY_KIND_TEXT))
    {
      igny_errors_add (errors, name,
                       "%s have no such field to count by; choices, references and texts can be"
                       " counted; “igny8ctl fields %s” lists them",
                       self->entity->table, self->entity->table);
      return FALSE;
    }
  g_ptr_array_add (self->facets, (gpointer) field);
  return TRUE;
}

void
igny_view_set_facet_total (IgnyView        *self,
                           const IgnyField *field)
{
  g_return_if_fail (self != NULL && field != NULL);

  self->total = field;
}

void
igny_view_expect (IgnyView   *self,
                  const char *name)
{
  const IgnyField *field;

  g_return_if_fail (self != NULL && name != NULL);

  field = find_field (self, name);
  g_return_if_fail (field != NULL);
  g_ptr_array_add (self->expected, (gpointer) field);
}

void
igny_view_set_no_rows (IgnyView *self,
                       gboolean  no_rows)
{
  g_return_if_fail (self != NULL);

  self->no_rows = no_rows;
}

static void
add_field (GPtrArray       *fields,
           const IgnyField *field)
{
  if (field != NULL && !g_ptr_array_find (fields, field, NULL))
    g_ptr_array_add (fields, (gpointer) field);
}

/* Every field that the view reads, so that what is not there yet is loaded in
 * one go. */
static GPtrArray *
list_fields (const IgnyView *self)
{
  GPtrArray *fields = g_ptr_array_new ();

  /* Also when there is no scope: nearly every view has one. */
  if (igny_entity_has_field (self->entity, "site"))
    add_field (fields, igny_entity_find_field (self->entity, "site"));
  if (igny_entity_has_field (self->entity, "sector"))
    add_field (fields, igny_entity_find_field (self->entity, "sector"));
  for (guint i = 0; i < self->filters->len; i++)
    add_field (fields, g_array_index (self->filters, IgnyViewFilter, i).field);
  for (guint i = 0; i < self->sums->len; i++)
    add_field (fields, g_array_index (self->sums, IgnySum, i).field);
  for (guint i = 0; i < self->facets->len; i++)
    add_field (fields, self->facets->pdata[i]);
  for (guint i = 0; i < self->expected->len; i++)
    add_field (fields, self->expected->pdata[i]);
  add_field (fields, self->total);
  add_field (fields, self->sort);
  for (const IgnyField *f = self->entity->fields; self->search != NULL && f->name != NULL; f++)
    if ((f->flags & IGNY_FIELD_SEARCHABLE) != 0)
      add_field (fields, f);
  return fields;
}

static gboolean
list_rows (const IgnyView   *self,
           IgnyColumnsCache *cache,
           IgnyColumns      *columns,
           IgnyDb           *db,
           const guint8     *mask,
           IgnyViewResult   *result,
           GError          **error)
{
  g_autofree guint *slots = igny_view_sort_slots (self, cache, columns, db, mask,
                                                  (guint) result->n_rows, error);

  if (slots == NULL)
    return FALSE;
  result->rows = g_new (gint64, result->n_rows + 1);
  igny_numbers_pick (igny_columns_get_rows (columns), slots, result->n_rows, result->rows);
  return TRUE;
}

IgnyViewResult *
igny_view_run (const IgnyView *self,
               IgnyStore      *store,
               IgnyDb         *db,
               GCancellable   *cancellable,
               GError        **error)
{
  g_autoptr(IgnyViewResult) result = g_new0 (IgnyViewResult, 1);
  g_autoptr(GPtrArray) fields = NULL;
  g_autofree guint8 *mask = NULL;
  IgnyColumnsCache  *cache;
  IgnyColumns       *columns;

  g_return_val_if_fail (self != NULL && db != NULL, NULL);

  fields = list_fields (self);
  cache = igny_store_get_columns (store);
  columns = igny_columns_cache_get (cache, db, self->entity,
                                    (const IgnyField *const *) fields->pdata, fields->len, error);
  if (columns == NULL)
    return NULL;
  mask = igny_view_filter_slots (self, cache, columns, db, error);
  if (mask == NULL ||
      g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !igny_view_sum_slots (self, columns, db, mask, result, error))
    return NULL;
  for (guint i = 0; i < igny_columns_get_n_slots (columns); i++)
    result->n_rows += mask[i];
  if (!self->no_rows && !list_rows (self, cache, columns, db, mask, result, error))
    return NULL;
  return g_steal_pointer (&result);
}

void
igny_view_result_free (IgnyViewResult *self)
{
  if (self == NULL)
    return;
  g_free (self->rows);
  g_free (self->sums);
  g_clear_pointer (&self->facets, g_ptr_array_unref);
  g_free (self);
}
