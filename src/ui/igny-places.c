/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-places.h"

#include "igny-sector.h"
#include "igny-site.h"

struct _IgnyPlaces
{
  GObject parent_instance;

  IgnyStore    *store;
  GPtrArray    *places;
  GCancellable *cancellable;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (IgnyPlaces, igny_places, G_TYPE_OBJECT)

static void
place_free (gpointer data)
{
  g_free (((IgnyPlace *) data)->title);
  g_free (data);
}

static void
add_place (GPtrArray        *places,
           const IgnyRecord *record,
           gint64            site)
{
  IgnyPlace *place = g_new0 (IgnyPlace, 1);

  place->row = record->row;
  place->site = site;
  place->title = g_strdup (igny_record_get_title (record));
  igny_id_to_text (&record->id, place->id);
  g_ptr_array_add (places, place);
}

static gboolean
read_places (IgnyDb       *db,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  GPtrArray *places = data;
  g_autoptr(GPtrArray) sites = NULL;

  sites = igny_records_select (db, &igny_site_entity, "1 = 1", "ORDER BY name COLLATE NOCASE, row",
                               NULL, error);
  for (guint i = 0; sites != NULL && i < sites->len; i++)
    {
      IgnyRecord *site = sites->pdata[i];
      g_autoptr(GPtrArray) sectors = NULL;

      add_place (places, site, 0);
      sectors = igny_records_select (db, &igny_sector_entity, "site = ?1", "ORDER BY row",
                                     IGNY_BINDS (IGNY_BIND_INT (site->row)), error);
      if (sectors == NULL)
        return FALSE;
      for (guint j = 0; j < sectors->len; j++)
        add_place (places, sectors->pdata[j], site->row);
    }
  return sites != NULL;
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(IgnyPlaces) self = user_data;
  g_autoptr(GError) error = NULL;
  gpointer places;

  if (!igny_store_finish (IGNY_STORE (object), result, &places, &error))
    return;
  g_ptr_array_unref (self->places);
  self->places = g_ptr_array_ref (places);
  g_signal_emit (self, changed_signal, 0);
}

static void
load (IgnyPlaces *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  igny_store_read_async (self->store, read_places, g_ptr_array_new_with_free_func (place_free),
                         (GDestroyNotify) g_ptr_array_unref, self->cancellable, read_cb,
                         g_object_ref (self));
}

static void
store_changed_cb (IgnyPlaces          *self,
                  const IgnyChangeSet *changes)
{
  if (igny_change_set_has_table (changes, "sites") ||
      igny_change_set_has_table (changes, "sectors"))
    load (self);
}

static void
igny_places_finalize (GObject *object)
{
  IgnyPlaces *self = IGNY_PLACES (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  g_ptr_array_unref (self->places);

  G_OBJECT_CLASS (igny_places_parent_class)->finalize (object);
}

static void
igny_places_class_init (IgnyPlacesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = igny_places_finalize;

  changed_signal = g_signal_new ("changed", IGNY_TYPE_PLACES, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
igny_places_init (IgnyPlaces *self)
{
  self->places = g_ptr_array_new_with_free_func (place_free);
}

IgnyPlaces *
igny_places_new (IgnyStore *store)
{
  IgnyPlaces *self;

  g_return_val_if_fail (IGNY_IS_STORE (store), NULL);

  self = g_object_new (IGNY_TYPE_PLACES, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  load (self);
  return self;
}

GPtrArray *
igny_places_get (IgnyPlaces *self)
{
  g_return_val_if_fail (IGNY_IS_PLACES (self), NULL);

  return self->places;
}

const IgnyPlace *
igny_places_find (IgnyPlaces *self,
                  gint64      site,
                  gint64      row)
{
  g_return_val_if_fail (IGNY_IS_PLACES (self), NULL);

  for (guint i = 0; i < self->places->len; i++)
    {
      const IgnyPlace *place = self->places->pdata[i];

      if (place->site == site && place->row == row)
        return place;
    }
  return NULL;
}

static const IgnyPlace *
find_id (IgnyPlaces *self,
         gint64      site,
         const char *id)
{
  for (guint i = 0; i < self->places->len; i++)
    {
      const IgnyPlace *place = self->places->pdata[i];

      if (place->site == site && g_strcmp0 (place->id, id) == 0)
        return place;
    }
  return NULL;
}

IgnyScope
igny_places_resolve (IgnyPlaces *self,
                     const char *site_id,
                     const char *sector_id)
{
  const IgnyPlace *site;
  const IgnyPlace *sector;

  g_return_val_if_fail (IGNY_IS_PLACES (self), ((IgnyScope){ 0, 0 }));

  if (self->places->len == 0)
    return (IgnyScope){ 0, 0 };
  site = find_id (self, 0, site_id);
  if (site == NULL)
    site = self->places->pdata[0];
  sector = find_id (self, site->row, sector_id);
  return (IgnyScope){ site->row, sector != NULL ? sector->row : 0 };
}

IgnyScope
igny_places_narrow (IgnyPlaces *self,
                    IgnyScope   scope)
{
  const IgnyPlace *only = NULL;

  g_return_val_if_fail (IGNY_IS_PLACES (self), scope);

  if (scope.sector != 0 || scope.site == 0)
    return scope;
  for (guint i = 0; i < self->places->len; i++)
    {
      const IgnyPlace *place = self->places->pdata[i];

      if (place->site != scope.site)
        continue;
      if (only != NULL)
        return scope;
      only = place;
    }
  return (IgnyScope){ scope.site, only != NULL ? only->row : 0 };
}
