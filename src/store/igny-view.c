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
        igny_errors_add (errors, field->name, "“%s” is not one of its words", filter->text);
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
      igny_errors_add (errors, name, "%s have no such field to filter by", self->entity->table);
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
          igny_errors_add (errors, name, "“%s” is not one of its words", words[i]);
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
      igny_errors_add (errors, name, "%s have no such field to sort by", self->entity->table);
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

static gboolean
is_known (const IgnySum *sum,
          gint64         number)
{
  if (sum->kind == IGNY_SUM_WORD)
    return number >= 0 && g_strcmp0 (sum->field->choices[number].word, sum->word) == 0;
  return number != IGNY_UNKNOWN && (number != 0 || sum->field->kind != IGNY_KIND_REFERENCE);
}

static gint64
finish_sum (const IgnySum *sum,
            gint64         total,
            gint64         known)
{
  if (sum->kind == IGNY_SUM_KNOWN || sum->kind == IGNY_SUM_WORD)
    return known;
  if (known == 0)
    return IGNY_UNKNOWN;
  return sum->kind == IGNY_SUM_AVERAGE ? (total + known / 2) / known : total;
}

static gboolean
run_sum (const IgnySum *sum,
         IgnyColumns   *columns,
         IgnyDb        *db,
         const GArray  *slots,
         gint64        *result,
         GError       **error)
{
  const gint64 *numbers = igny_columns_load_numbers (columns, db, sum->field, error);
  gint64        total = 0;
  gint64        known = 0;

  if (numbers == NULL && slots->len > 0)
    return FALSE;
  for (guint i = 0; i < slots->len; i++)
    {
      gint64 number = numbers[g_array_index (slots, guint, i)];

      if (is_known (sum, number))
        {
          total += number;
          known++;
        }
    }
  *result = finish_sum (sum, total, known);
  return TRUE;
}

static gboolean
run_sums (const IgnyView *self,
          IgnyColumns    *columns,
          IgnyDb         *db,
          const GArray   *slots,
          IgnyViewResult *result,
          GError        **error)
{
  result->sums = g_new0 (gint64, self->sums->len + 1);
  for (guint i = 0; i < self->sums->len; i++)
    if (!run_sum (&g_array_index (self->sums, IgnySum, i), columns, db, slots, &result->sums[i],
                  error))
      return FALSE;
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
  g_autoptr(GArray) slots = g_array_new (FALSE, FALSE, sizeof (guint));
  IgnyColumns  *columns;
  const gint64 *rows;

  g_return_val_if_fail (self != NULL && db != NULL, NULL);

  columns = igny_columns_cache_get (igny_store_get_columns (store), db, self->entity, error);
  if (columns == NULL ||
      !igny_view_filter_slots (self, columns, db, slots, error) ||
      g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !igny_view_sort_slots (self, columns, db, slots, error) ||
      !run_sums (self, columns, db, slots, result, error))
    return NULL;

  rows = igny_columns_get_rows (columns);
  result->n_rows = slots->len;
  result->rows = g_new (gint64, slots->len + 1);
  for (guint i = 0; i < slots->len; i++)
    result->rows[i] = rows[g_array_index (slots, guint, i)];
  return g_steal_pointer (&result);
}

void
igny_view_result_free (IgnyViewResult *self)
{
  if (self == NULL)
    return;
  g_free (self->rows);
  g_free (self->sums);
  g_free (self);
}
