/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-site-file-insert.h"

#include <string.h>

#include "igny-bulk-insert.h"
#include "igny-image.h"
#include "igny-rules-private.h"
#include "igny-sector.h"
#include "igny-site-file-tidy.h"
#include "igny-site.h"
#include "igny-sites.h"
#include "igny-strategy.h"

#define BATCH 256
/* So much text of a batch is held at the most, about. */
#define BATCH_BYTES (8 * 1024 * 1024)

/* Where a row of the file went. */
typedef struct
{
  gint64 old;
  gint64 row;
  gint64 sector; /* the new row; 0 when it is of none */
} Place;

struct _IgnySiteInsert
{
  IgnyStep       *step;
  IgnyDb         *db;
  gboolean        copy;
  guint           index;
  GPtrArray      *places; /* of GArray of Place, of each table */
  IgnyBulkInsert *bulk;   /* NULL for links */
  IgnyCursor     *taken;  /* asks whether an id is */
  GPtrArray      *batch;
  GArray         *batch_rows; /* of the file */
  gsize           batch_bytes;
  gint64          last;  /* row of the file */
  GHashTable     *names; /* igny8-media:… of pictures that have another id now */
  gint64          site;
  char           *name;
  gint64          n_records;
  gint64          n_skipped;
};

IgnySiteInsert *
igny_site_insert_new (IgnyStep *step,
                      gboolean  copy)
{
  IgnySiteInsert *self;

  g_return_val_if_fail (step != NULL, NULL);

  self = g_new0 (IgnySiteInsert, 1);
  self->step = step;
  self->db = igny_step_get_db (step);
  self->copy = copy;
  self->places = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->batch = g_ptr_array_new_with_free_func (igny_record_free);
  self->batch_rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
igny_site_insert_free (IgnySiteInsert *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->taken, igny_cursor_free);
  g_clear_pointer (&self->bulk, igny_bulk_insert_free);
  g_ptr_array_unref (self->places);
  g_ptr_array_unref (self->batch);
  g_array_unref (self->batch_rows);
  g_hash_table_unref (self->names);
  g_free (self->name);
  g_free (self);
}

const IgnySiteTable *
igny_site_insert_get_table (IgnySiteInsert *self)
{
  const IgnySiteTable *table;

  g_return_val_if_fail (self != NULL, NULL);

  table = &igny_site_tables[self->index];
  return table->entity != NULL ? table : NULL;
}

gint64
igny_site_insert_get_site (IgnySiteInsert *self,
                           char          **name)
{
  g_return_val_if_fail (self != NULL && name != NULL, 0);

  g_free (*name);
  *name = g_strdup (self->name);
  return self->site;
}

gint64
igny_site_insert_get_n_records (IgnySiteInsert *self,
                                gint64         *n_skipped)
{
  g_return_val_if_fail (self != NULL && n_skipped != NULL, 0);

  *n_skipped = self->n_skipped;
  return self->n_records;
}

/* While a table is read there is one. */
static const IgnyEntity *
get_entity (IgnySiteInsert *self)
{
  g_assert (igny_site_tables[self->index].entity != NULL);
  return igny_site_tables[self->index].entity;
}

static gboolean
fail (IgnySiteInsert *self,
      GError        **error,
      gint64          row,
      const char     *why)
{
  g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_DAMAGED, "%s %" G_GINT64_FORMAT " in it: %s",
               get_entity (self)->table, row, why);
  return FALSE;
}

static gboolean
is_link (const IgnyEntity *entity)
{
  return (entity->flags & IGNY_ENTITY_LINK) != 0;
}

gboolean
igny_site_insert_begin (IgnySiteInsert *self,
                        gint64          expected,
                        GError        **error)
{
  const IgnyEntity *entity;
  g_autofree char  *sql = NULL;

  g_return_val_if_fail (self != NULL && igny_site_insert_get_table (self) != NULL, FALSE);

  entity = get_entity (self);
  self->last = 0;
  g_ptr_array_add (self->places, g_array_new (FALSE, FALSE, sizeof (Place)));
  if (is_link (entity))
    return TRUE;
  sql = g_strdup_printf ("SELECT 1 FROM main.%s WHERE id = ?1", entity->table);
  /* The number is only what the file says. */
  self->bulk = igny_bulk_insert_new (self->step, entity, MIN (expected, 10000000), error);
  if (self->bulk == NULL)
    return FALSE;
  igny_bulk_insert_set_stamped (self->bulk);
  self->taken = igny_db_query (self->db, sql, NULL, error);
  return self->taken != NULL;
}

/* --- what it points at ---------------------------------------------------- */

static gint
compare_places (gconstpointer a,
                gconstpointer b)
{
  const Place *one = a;
  const Place *two = b;

  return (one->old > two->old) - (one->old < two->old);
}

static const Place *
find_place (IgnySiteInsert   *self,
            const IgnyEntity *entity,
            gint64            old)
{
  guint   index = (guint) igny_site_table_find (entity);
  Place   wanted = { .old = old };
  GArray *places = index < self->places->len ? self->places->pdata[index] : NULL;
  guint   found;

  if (places == NULL || !g_array_binary_search (places, &wanted, compare_places, &found))
    return NULL;
  return &g_array_index (places, Place, found);
}

static gint64
get_sector (gconstpointer record)
{
  const IgnyEntity *entity = ((const IgnyRecord *) record)->entity;
  const IgnyField  *field = igny_entity_find_field (entity, "sector");

  return field != NULL ? igny_record_get_number (record, field) : 0;
}

/* Row of the file to row of the data. All that has a sector is of one. */
static gboolean
place_reference (IgnySiteInsert  *self,
                 IgnySiteLine    *line,
                 const IgnyField *field,
                 gint64          *sector,
                 GError         **error)
{
  gint64       old = igny_record_get_number (line->record, field);
  const Place *place = old != 0 ? find_place (self, field->target, old) : NULL;
  gint64       of;

  if (old == 0)
    return TRUE;
  if (place == NULL)
    return fail (self, error, line->row, "it belongs to a record that is not there");
  igny_record_set_number (line->record, field, place->row);
  of = field->target == &igny_sector_entity ? place->row : place->sector;
  if (of != 0 && *sector != 0 && of != *sector)
    return fail (self, error, line->row, "it belongs to two sectors");
  if (of != 0)
    *sector = of;
  return TRUE;
}

static gboolean
place_outside (IgnySiteInsert *self,
               IgnySiteLine   *line,
               GError        **error)
{
  for (guint i = 0; i < line->n_outside; i++)
    {
      g_autofree char *sql =
          g_strdup_printf ("SELECT ifnull (max (row), 0) FROM %s WHERE id = ?1 AND deleted_step IS"
                           " NULL AND " IGNY_RECORDS_MINE,
                           line->outside[i]->target->table);
      gint64 row;

      /* Another account has other people. */
      if (!igny_db_get_integer (self->db, sql, IGNY_BINDS (IGNY_BIND_ID (&line->ids[i])), &row,
                                error))
        return FALSE;
      igny_record_set_number (line->record, line->outside[i], row);
    }
  return TRUE;
}

static gboolean
place_all (IgnySiteInsert *self,
           IgnySiteLine   *line,
           GError        **error)
{
  const IgnyEntity *entity = get_entity (self);
  gint64            sector = 0;

  if (!place_outside (self, line, error))
    return FALSE;
  for (const IgnyField *f = entity->fields; f->name != NULL; f++)
    if (f->kind == IGNY_KIND_REFERENCE && igny_site_table_find (f->target) >= 0 &&
        igny_site_table_has_field (f) && !place_reference (self, line, f, &sector, error))
      return FALSE;
  return TRUE;
}

/* --- what it is ----------------------------------------------------------- */

static gboolean
take_id (IgnySiteInsert *self,
         IgnyRecord     *record,
         GError        **error)
{
  g_autoptr(GError) local = NULL;
  char old[IGNY_ID_TEXT_SIZE];
  char new[IGNY_ID_TEXT_SIZE];
  gboolean is_taken = self->copy;

  if (!is_taken)
    {
      if (!igny_cursor_rebind (self->taken, IGNY_BINDS (IGNY_BIND_ID (&record->id)), error))
        return FALSE;
      is_taken = igny_cursor_next (self->taken, &local);
      igny_cursor_rewind (self->taken);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (!is_taken)
    return TRUE;
  igny_id_to_text (&record->id, old);
  record->id = igny_step_new_id (self->step);
  igny_id_to_text (&record->id, new);
  if (record->entity == &igny_image_entity)
    g_hash_table_insert (self->names, g_strconcat (IGNY_HTML_MEDIA_SCHEME ":", old, NULL),
                         g_strconcat (IGNY_HTML_MEDIA_SCHEME ":", new, NULL));
  return TRUE;
}

static gboolean
is_name_taken (IgnySiteInsert *self,
               const char     *name)
{
  gint64 found = 0;

  igny_db_get_integer (self->db,
                       "SELECT count(*) FROM sites WHERE account = ?1 AND name = ?2 AND"
                       " deleted_step IS NULL",
                       IGNY_BINDS (IGNY_BIND_INT (igny_step_get_account (self->step)),
                                   IGNY_BIND_TEXT (name)),
                       &found, NULL);
  return found > 0;
}

/* Two of one name could not be told apart. */
static void
name_site (IgnySiteInsert *self,
           IgnySite       *site)
{
  g_autofree char *stem = g_strdup (site->name != NULL ? site->name : "");
  g_autofree char *short_stem = g_utf8_substring (stem, 0, MIN (g_utf8_strlen (stem, -1), 80));

  for (guint n = 1; is_name_taken (self, site->name != NULL ? site->name : ""); n++)
    {
      g_free (site->name);
      site->name = n == 1 ? g_strdup_printf ("%s (copy)", short_stem)
                          : g_strdup_printf ("%s (copy %u)", short_stem, n);
    }
  g_free (site->slug);
  site->slug = igny_sites_make_slug (self->db, "sites", "account",
                                     igny_step_get_account (self->step),
                                     site->name != NULL ? site->name : "");
  g_free (self->name);
  self->name = g_strdup (site->name);
}

/* skip: the account has one already. */
static gboolean
check_unique (IgnySiteInsert *self,
              IgnyRecord     *record,
              gboolean       *skip,
              GError        **error)
{
  g_autoptr(IgnyErrors) errors = igny_errors_new ();

  if (!igny_rules_check_unique (self->db, record, errors, error))
    return FALSE;
  *skip = !igny_errors_is_empty (errors);
  return TRUE;
}

/* The names of strategies are of the account, while each is of a sector. */
static gboolean
name_strategy (IgnySiteInsert *self,
               IgnyStrategy   *strategy,
               GError        **error)
{
  g_autofree char *stem =
      g_utf8_substring (strategy->name != NULL ? strategy->name : "", 0,
                        MIN (g_utf8_strlen (strategy->name != NULL ? strategy->name : "", -1), 80));
  gboolean taken = strategy->name != NULL;

  for (guint n = 2; taken; n++)
    {
      if (!check_unique (self, &strategy->record, &taken, error))
        return FALSE;
      if (!taken)
        break;
      g_free (strategy->name);
      strategy->name = g_strdup_printf ("%s (%u)", stem, n);
    }
  return TRUE;
}

static gboolean
prepare (IgnySiteInsert *self,
         IgnySiteLine   *line,
         gboolean       *skip,
         GError        **error)
{
  IgnyRecord *record = line->record;
  g_autoptr(IgnyErrors) errors = igny_errors_new ();

  if (!place_all (self, line, error) ||
      (!is_link (record->entity) && !take_id (self, record, error)))
    return FALSE;
  if (record->entity == &igny_site_entity)
    name_site (self, line->record);
  if (record->entity == &igny_strategy_entity && !name_strategy (self, line->record, error))
    return FALSE;
  if (!igny_site_file_tidy (record, self->names, error))
    {
      g_prefix_error (error, "%s %" G_GINT64_FORMAT " in it: ", record->entity->table, line->row);
      return FALSE;
    }
  if (!igny_record_validate (record, errors))
    {
      igny_errors_to_gerror (errors, error);
      g_prefix_error (error, "%s %" G_GINT64_FORMAT " in it: ", record->entity->table, line->row);
      return FALSE;
    }
  return !igny_site_tables[self->index].shared || check_unique (self, record, skip, error);
}

/* --- into the data -------------------------------------------------------- */

static gboolean
save_batch (IgnySiteInsert *self,
            GError        **error)
{
  if (self->bulk != NULL)
    return igny_bulk_insert_add (self->bulk, self->batch->pdata, self->batch->len, error);
  for (guint i = 0; i < self->batch->len; i++)
    if (!igny_step_insert (self->step, self->batch->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
flush (IgnySiteInsert *self,
       GError        **error)
{
  GArray *places = self->places->pdata[self->index];

  if (!save_batch (self, error))
    {
      g_prefix_error (error, "it is damaged: ");
      return FALSE;
    }
  for (guint i = 0; i < self->batch->len; i++)
    {
      const IgnyRecord *record = self->batch->pdata[i];
      Place             place = { g_array_index (self->batch_rows, gint64, i), record->row,
                                  get_sector (record) };

      g_array_append_val (places, place);
      if (record->entity == &igny_site_entity)
        self->site = record->row;
    }
  self->n_records += self->batch->len;
  g_ptr_array_set_size (self->batch, 0);
  g_array_set_size (self->batch_rows, 0);
  self->batch_bytes = 0;
  return TRUE;
}

gboolean
igny_site_insert_add (IgnySiteInsert *self,
                      const char     *text,
                      gsize           length,
                      GError        **error)
{
  const IgnySiteTable *table;
  g_auto(IgnySiteLine) line = { 0 };
  gboolean skip = FALSE;

  g_return_val_if_fail (self != NULL && text != NULL, FALSE);

  table = &igny_site_tables[self->index];
  if (!igny_site_line_parse (table, text, length, &line, error))
    return FALSE;
  if (line.row <= self->last)
    return fail (self, error, line.row, "it is not in order");
  self->last = line.row;
  if (table->entity == &igny_site_entity && (self->site != 0 || self->batch->len > 0))
    return fail (self, error, line.row, "there is a site already");
  if (!prepare (self, &line, &skip, error))
    return FALSE;
  if (skip)
    {
      self->n_skipped++;
      return TRUE;
    }
  g_ptr_array_add (self->batch, g_steal_pointer (&line.record));
  g_array_append_val (self->batch_rows, line.row);
  self->batch_bytes += length;
  return (self->batch->len < BATCH && self->batch_bytes < BATCH_BYTES) || flush (self, error);
}

gboolean
igny_site_insert_end (IgnySiteInsert *self,
                      GError        **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (!flush (self, error) ||
      (self->bulk != NULL && !igny_bulk_insert_end (self->bulk, error)))
    return FALSE;
  g_clear_pointer (&self->taken, igny_cursor_free);
  g_clear_pointer (&self->bulk, igny_bulk_insert_free);
  self->index++;
  return TRUE;
}
