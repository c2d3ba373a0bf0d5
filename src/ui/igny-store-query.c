/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-store-query.h"

#include <glib/gi18n.h>

#include "igny-columns.h"
#include "igny-format.h"
#include "igny-table-source.h"

const IgnyField *
igny_store_query_field (const IgnyEntity *entity,
                        gsize             offset)
{
  g_return_val_if_fail (entity != NULL, NULL);

  if (offset == IGNY_PAGE_CREATED)
    return &igny_columns_created_at;
  if (offset == IGNY_PAGE_UPDATED)
    return &igny_columns_updated_at;
  return igny_entity_field_at (entity, offset);
}

static void
add_end (IgnyView        *view,
         const IgnyField *field,
         IgnyFilterOp     op,
         gint64           value,
         IgnyErrors      *errors)
{
  g_autofree char *text = NULL;

  if (value == IGNY_UNKNOWN)
    return;
  text = igny_number_to_decimal (value, field->digits);
  igny_view_add_filter (view, field->name, op, text, errors);
}

static void
add_filter (IgnyView              *view,
            const IgnyTableFilter *filter,
            IgnyErrors            *errors)
{
  const IgnyField *field = igny_entity_find_field (igny_view_get_entity (view), filter->column);

  if (field == NULL)
    return;
  if (filter->words != NULL)
    {
      igny_view_add_any (view, field->name, (const char *const *) filter->words, errors);
      return;
    }
  add_end (view, field, IGNY_FILTER_AT_LEAST, filter->minimum, errors);
  add_end (view, field, IGNY_FILTER_AT_MOST, filter->maximum, errors);
}

static void
set_sort (IgnyView   *view,
          const char *field,
          gboolean    descending,
          IgnyErrors *errors)
{
  g_autofree char *sort = g_strconcat (descending ? "-" : "", field, NULL);

  igny_view_set_sort (view, sort, errors);
}

IgnyView *
igny_store_query_make_view (const IgnyTablePage  *page,
                            const IgnyScope      *scope,
                            const IgnyTableQuery *query,
                            IgnyErrors           *errors)
{
  IgnyView *view;

  g_return_val_if_fail (page != NULL && scope != NULL && errors != NULL, NULL);

  view = igny_view_new (page->entity);
  igny_view_set_scope (view, scope->site, scope->sector);
  if (query == NULL)
    return view;
  igny_view_set_search (view, query->search);
  for (guint i = 0; i < query->filters->len; i++)
    add_filter (view, query->filters->pdata[i], errors);
  if (query->sort != NULL)
    set_sort (view, query->sort, query->descending, errors);
  else
    set_sort (view, igny_store_query_field (page->entity, page->sort)->name, page->descending,
              errors);
  return view;
}

void
igny_store_query_expect_columns (const IgnyTablePage *page,
                                 IgnyView            *view)
{
  g_return_if_fail (page != NULL && view != NULL);

  for (const IgnyPageColumn *c = page->columns; c->width != 0; c++)
    {
      const IgnyField *field = igny_store_query_field (page->entity, c->offset);

      if ((c->flags & IGNY_COLUMN_HIDDEN) == 0 &&
          (field->flags & (IGNY_FIELD_LONG | IGNY_FIELD_HIDDEN | IGNY_FIELD_COMPUTED)) == 0)
        igny_view_expect (view, field->name);
    }
}

static gboolean
make_sum (const IgnyTablePage  *page,
          const IgnyPageFigure *figure,
          IgnySum              *sum)
{
  static const IgnySumKind kinds[] = {
    [IGNY_FIGURE_TOTAL] = IGNY_SUM_TOTAL,
    [IGNY_FIGURE_AVERAGE] = IGNY_SUM_AVERAGE,
    [IGNY_FIGURE_KNOWN] = IGNY_SUM_KNOWN,
    [IGNY_FIGURE_MISSING] = IGNY_SUM_KNOWN,
    [IGNY_FIGURE_WORD] = IGNY_SUM_WORD,
  };

  if (figure->kind == IGNY_FIGURE_COUNT)
    return FALSE;
  sum->field = igny_store_query_field (page->entity, figure->offset);
  sum->kind = kinds[figure->kind];
  sum->word = figure->word;
  return TRUE;
}

void
igny_store_query_add_figures (const IgnyTablePage *page,
                              IgnyView            *view)
{
  g_return_if_fail (page != NULL && view != NULL);

  for (const IgnyPageFigure *f = page->figures; f->label != NULL; f++)
    {
      IgnySum sum;

      if (make_sum (page, f, &sum))
        igny_view_add_sum (view, sum);
    }
}

static IgnyFigure *
make_figure (const IgnyPageFigure *figure,
             gint64                n_rows,
             gint64                sum)
{
  g_autofree char *value = NULL;
  g_autofree char *detail = NULL;

  switch (figure->kind)
    {
    case IGNY_FIGURE_COUNT:
      value = igny_format_number (n_rows);
      break;

    case IGNY_FIGURE_TOTAL:
      value = igny_format_short (sum);
      break;

    case IGNY_FIGURE_KNOWN:
      value = igny_format_share (sum, n_rows);
      break;

    case IGNY_FIGURE_MISSING:
      value = igny_format_number (n_rows - sum);
      break;

    case IGNY_FIGURE_AVERAGE:
    case IGNY_FIGURE_WORD:
    default:
      value = igny_format_number (sum);
      break;
    }
  if (figure->kind == IGNY_FIGURE_KNOWN)
    detail = igny_format_number (sum);
  return igny_figure_new (_ (figure->label), value, detail, IGNY_TONE_NEUTRAL);
}

GPtrArray *
igny_store_query_make_figures (const IgnyTablePage  *page,
                               const IgnyViewResult *result)
{
  GPtrArray *figures;
  guint      n_sums = 0;

  g_return_val_if_fail (page != NULL && result != NULL, NULL);

  figures = g_ptr_array_new_with_free_func ((GDestroyNotify) igny_figure_free);
  for (const IgnyPageFigure *f = page->figures; f->label != NULL; f++)
    {
      gint64 sum = f->kind != IGNY_FIGURE_COUNT ? result->sums[n_sums++] : IGNY_UNKNOWN;

      g_ptr_array_add (figures, make_figure (f, (gint64) result->n_rows, sum));
    }
  return figures;
}
