/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-settings-store.h"

#include "igny-edit.h"
#include "igny-present.h"
#include "igny-settings.h"
#include "igny-site.h"

#define SITES_SQL                                                                      \
  "SELECT row, name, ifnull(domain, ''), ifnull(wp_url, ''), ifnull(wp_username, '') " \
  "FROM sites WHERE account = ?1 AND deleted_step IS NULL ORDER BY name COLLATE NOCASE"
#define SECTORS_SQL                                                                        \
  "SELECT row, name, is_active, (SELECT count(*) FROM keywords k WHERE k.sector = "        \
  "sectors.row AND k.deleted_step IS NULL) FROM sectors WHERE site = ?1 AND deleted_step " \
  "IS NULL ORDER BY row"

static void
sector_free (gpointer data)
{
  g_free (((IgnySettingsSector *) data)->name);
  g_free (data);
}

static void
site_free (gpointer data)
{
  IgnySettingsSite *site = data;

  g_free (site->id);
  g_free (site->name);
  g_free (site->domain);
  g_free (site->wp_url);
  g_free (site->wp_username);
  g_ptr_array_unref (site->sectors);
  g_free (site);
}

IgnySettingsData *
igny_settings_data_new (IgnyStore *store)
{
  IgnySettingsData *self = g_atomic_rc_box_new0 (IgnySettingsData);

  self->account = igny_store_get_account (store);
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->sites = g_ptr_array_new_with_free_func (site_free);
  return self;
}

static void
clear (gpointer data)
{
  IgnySettingsData *self = data;

  g_hash_table_unref (self->values);
  g_ptr_array_unref (self->sites);
}

IgnySettingsData *
igny_settings_data_ref (IgnySettingsData *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
igny_settings_data_unref (IgnySettingsData *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

const IgnySettingsSite *
igny_settings_data_find_site (const IgnySettingsData *self,
                              gint64                  row)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->sites->len; i++)
    if (((const IgnySettingsSite *) self->sites->pdata[i])->row == row)
      return self->sites->pdata[i];
  return NULL;
}

static gboolean
take (GError **error,
      GError  *local)
{
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
read_sectors (IgnySettingsSite *site,
              IgnyDb           *db,
              GError          **error)
{
  g_autoptr(IgnyCursor) cursor =
                 igny_db_query (db, SECTORS_SQL, IGNY_BINDS (IGNY_BIND_INT (site->row)), error);
  GError *local = NULL;

  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    {
      IgnySettingsSector *sector = g_new0 (IgnySettingsSector, 1);

      sector->row = igny_cursor_get_integer (cursor, 0);
      sector->name = g_strdup (igny_cursor_get_text (cursor, 1));
      sector->active = igny_cursor_get_integer (cursor, 2) != 0;
      sector->n_keywords = igny_cursor_get_integer (cursor, 3);
      g_ptr_array_add (site->sectors, sector);
    }
  return take (error, local);
}

gboolean
igny_settings_data_read (IgnyDb       *db,
                         gpointer      data,
                         GCancellable *cancellable,
                         GError      **error)
{
  IgnySettingsData *self = data;
  GError           *local = NULL;
  g_autoptr(IgnyCursor) cursor = NULL;

  for (const IgnySetting *s = igny_settings; s->name != NULL; s++)
    g_hash_table_insert (self->values, (gpointer) s->name,
                         igny_settings_dup (db, self->account, s->name));
  cursor = igny_db_query (db, SITES_SQL, IGNY_BINDS (IGNY_BIND_INT (self->account)), error);
  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    {
      IgnySettingsSite *site = g_new0 (IgnySettingsSite, 1);

      site->row = igny_cursor_get_integer (cursor, 0);
      site->name = g_strdup (igny_cursor_get_text (cursor, 1));
      site->domain = g_strdup (igny_cursor_get_text (cursor, 2));
      site->wp_url = g_strdup (igny_cursor_get_text (cursor, 3));
      site->wp_username = g_strdup (igny_cursor_get_text (cursor, 4));
      site->id = igny_present_dup_id (db, &igny_site_entity, site->row);
      site->sectors = g_ptr_array_new_with_free_func (sector_free);
      g_ptr_array_add (self->sites, site);
      if (!read_sectors (site, db, error))
        return FALSE;
    }
  return take (error, local);
}

IgnySettingsChange *
igny_settings_change_new (const IgnyEntity *entity,
                          gint64            row,
                          const char       *name,
                          const char       *value)
{
  IgnySettingsChange *self = g_new0 (IgnySettingsChange, 1);

  self->entity = entity;
  self->row = row;
  self->name = g_strdup (name);
  self->value = g_strdup (value);
  return self;
}

void
igny_settings_change_free (IgnySettingsChange *self)
{
  g_free (self->name);
  g_free (self->value);
  g_free (self->title);
  g_free (self);
}

gboolean
igny_settings_change_write (IgnyStep     *step,
                            gpointer      data,
                            GCancellable *cancellable,
                            GError      **error)
{
  IgnySettingsChange *self = data;
  IgnyAssignment      value = { self->name, self->value };
  g_autoptr(IgnyErrors) errors = igny_errors_new ();

  self->step = igny_step_get_number (step);
  if (self->entity == NULL)
    return igny_settings_set (step, self->name, self->value, error);
  self->title = igny_records_dup_title (igny_step_get_db (step), self->entity, self->row);
  if (self->name == NULL)
    return igny_edit_delete (step, self->entity, self->row, error);
  return igny_edit_set (step, self->entity, self->row, &value, 1, errors, error);
}
